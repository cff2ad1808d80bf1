#pragma once
// Writing a deck: every change at once in the draft, undone and redone at will, checked
// as it is written, saved and published.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"
#include "cards/deck_item.h"
#include "study/edition.h"

namespace attache {

enum class RemarkLevel { kError, kWarning, kAdvice };

/// Something to say about a part of the draft, beside the field that it means.
struct Remark {
  RemarkLevel level = RemarkLevel::kError;
  std::string code;
  std::optional<std::size_t>
      item;           ///< index into `items()`; nothing: the deck's properties
  std::string field;  ///< "ask", "as-of", …; may be empty
  std::string what;
  std::string remedy;   ///< of advice: its reason
  std::size_t nth = 0;  ///< which of the fields of that name, from 0
};

/// How the editor's words to find are meant.
struct FindWish {
  std::string text;
  bool match_case = false;
  bool whole_words = false;
};
struct FoundText {
  std::size_t item = 0;
  std::string field;               ///< which text of it
  std::size_t begin = 0, end = 0;  ///< bytes of that text
  std::string excerpt;
  std::size_t nth = 0;  ///< which of the texts of that field, from 0
};

/// A fact in one line: names or ids as they were typed.
struct FactLine {
  std::string subject, relation, object;
};
/// What a fact in one line would make, before it is made.
struct FactLineReading {
  std::optional<std::string> subject, relation, object;  ///< ids that exist
  bool object_is_value = false;  ///< a year, date, number or, by the relation, text
  ValueType value_type = ValueType::kText;
  std::vector<std::string> to_create;  ///< names of entities that do not exist yet
  bool creates_relation = false;
};
/// Types of the entities to be created, in the order of `to_create`.
using NewTypes = std::vector<std::string>;

/// A question of the draft as a student will see it.
struct PreviewQuestion {
  std::string id;
  std::vector<Form> forms;  ///< in which it can be put
  bool off = false;         ///< switched off by the author (its direction is not asked)
};

/// What publishing would do.
struct Publication {
  int edition_before = 1, edition_after = 1;
  std::vector<QuestionChange> changes;  ///< since the edition that was published last
  /// Questions of which the right answer reads otherwise while `meaning` is the same:
  /// each asks "typo or new meaning?".
  std::vector<QuestionChange> answers_to_judge;
};

/// One deck under the pen. Used from one thread. Every change is one step of undo.
class Authoring {
 public:
  /// Opens a deck file. Where a draft of it was left by a crash, it is taken up:
  /// `recovered()` tells. `drafts` is the folder of drafts.
  static Result<std::unique_ptr<Authoring>> open(const std::filesystem::path& file,
                                                 const std::filesystem::path& drafts,
                                                 const Clock& clock);
  /// A new deck that will be saved as `file`, which must not exist.
  static Result<std::unique_ptr<Authoring>> create(const std::filesystem::path& file,
                                                   const DeckHead& head,
                                                   const std::filesystem::path& drafts,
                                                   const Clock& clock);
  ~Authoring();
  Authoring(const Authoring&) = delete;
  Authoring& operator=(const Authoring&) = delete;

  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] bool recovered() const;  ///< a draft newer than the file was taken up
  [[nodiscard]] bool changed() const;    ///< since it was saved
  /// The file was changed by another program since it was read or saved.
  [[nodiscard]] bool changed_on_disk() const;
  /// Grows with every change, undo and redo.
  [[nodiscard]] std::uint64_t revision() const;

  [[nodiscard]] const DeckHead& head() const;
  [[nodiscard]] std::size_t size() const;  ///< number of parts
  [[nodiscard]] const DeckItem& item(std::size_t at) const;
  [[nodiscard]] std::optional<std::size_t> find_id(std::string_view id) const;
  /// The whole file as `save` would write it.
  [[nodiscard]] std::string text() const;

  // Changes. `name` is what undo will say it takes back ("Edit card"). Changes of the
  // same part and `merge` key in a row become one step, as while a word is typed.
  void set_head(DeckHead head, std::string_view merge = {});
  /// The part keeps its kind and its id: only `rename` changes ids.
  void set(std::size_t at, DeckItem item, std::string_view merge = {});
  /// Gives the index at which it stands: behind the last of its kind unless `at` is
  /// given.
  std::size_t add(DeckItem item, std::optional<std::size_t> at = {});
  void remove(const std::vector<std::size_t>& items);
  void move(std::size_t from, std::size_t to);
  /// A copy right behind it, with an id of its own; gives its index.
  std::size_t duplicate(std::size_t at);
  /// Renames an id everywhere in the deck. Fails for an id that is taken or not one.
  /// Progress belongs to the ids of facts and cards: students who have the old one begin
  /// anew, so a remark "id-changed" stands at the part until it has its old id again.
  /// `with_last`: belongs to the step before it, as when a new part gets its first name.
  Result<void> rename(std::size_t at, std::string_view id, bool with_last = false);
  void set_topic(const std::vector<std::size_t>& items, std::string_view topic);
  void add_tags(const std::vector<std::size_t>& items,
                const std::vector<std::string>& tags);
  void remove_tags(const std::vector<std::size_t>& items,
                   const std::vector<std::string>& tags);
  /// An id that is free, made from a name: "usfj-reports-to-indopacom".
  [[nodiscard]] std::string free_id(std::string_view name) const;

  [[nodiscard]] std::vector<FoundText> find(const FindWish& wish) const;
  /// Replaces all, as one step; gives how many.
  std::size_t replace_all(const FindWish& wish, std::string_view with);

  [[nodiscard]] FactLineReading read_fact_line(const FactLine& line) const;
  /// Names and ids that begin or go on with what was typed, the best first.
  enum class Completing { kEntity, kRelation };
  [[nodiscard]] std::vector<std::string> complete(Completing what,
                                                  std::string_view typed,
                                                  std::size_t most) const;
  /// Adds the fact, and what has to be created for it, as one step; gives its index.
  /// Fails where something is missing.
  Result<std::size_t> add_fact(const FactLine& line, const NewTypes& types);

  [[nodiscard]] std::optional<std::string> undo_name() const;
  [[nodiscard]] std::optional<std::string> redo_name() const;
  void undo();
  void redo();

  // What it comes to.
  /// The checker's errors and warnings and, if wished, advice; kept until the next
  /// change.
  [[nodiscard]] const std::vector<Remark>& remarks(bool with_advice);
  /// The deck with its questions, if it has no error; null otherwise. Kept until the next
  /// change.
  [[nodiscard]] const DeckBook* book();
  /// The same, without the parts that have an error; null if nothing is left. For looking
  /// at the others meanwhile.
  [[nodiscard]] const DeckBook* preview_book();
  /// The questions of one fact or card.
  [[nodiscard]] std::vector<PreviewQuestion> questions_of(std::size_t item);
  /// The same as `preview_book` has them.
  [[nodiscard]] std::vector<PreviewQuestion> preview_questions_of(std::size_t item);
  /// Switches one direction of a fact off or on, whatever words it.
  void set_direction(std::size_t item, Direction direction, bool asked);

  // Keeping it.
  /// Writes the draft beside the file if it changed since it was last written. Call it
  /// when some seconds have passed.
  Result<void> keep_draft();
  /// Writes the file, errors or not; the draft is gone. Fails where the file was changed
  /// by another program, unless `anyway`.
  Result<void> save(bool anyway = false);
  [[nodiscard]] Result<Publication> publication();
  /// Raises the edition, raises `meaning` of the questions named, and saves. Fails where
  /// the deck has errors.
  Result<void> publish(const std::vector<QuestionId>& new_meanings);
  /// The draft is given up; the file stays as it is.
  void discard();

 private:
  struct State;
  [[nodiscard]] std::vector<PreviewQuestion> questions_in(const DeckBook* now,
                                                          std::size_t item) const;
  /// Where a new part of a kind goes.
  [[nodiscard]] std::size_t place_for(ItemKind kind) const;
  explicit Authoring(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The text of a deck in canonical layout; see `attache format`.
[[nodiscard]] Result<std::string> formatted_deck_text(std::string_view xml,
                                                      std::string_view name);
/// The same of a file. True if it was changed or, with `only_check`, would be.
Result<bool> format_deck_file(const std::filesystem::path& file, bool only_check);

/// What is other in one deck file than in another, question by question. Fails with the
/// problems of a deck that cannot be read.
struct DeckDifference {
  std::string title;
  int edition_before = 1, edition_now = 1;
  std::vector<QuestionChange> changes;
};
[[nodiscard]] Result<DeckDifference> difference_between(
    const std::filesystem::path& before, const std::filesystem::path& now);

}  // namespace attache
