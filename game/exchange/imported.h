#pragma once
// What another program's file holds, in our own terms: decks, pictures, what was left
// out, and, where it has them, answers and flags. Every importer makes this, and nothing
// else.

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
#include "cards/deck.h"
#include "memory/model.h"
#include "study/manual.h"
#include "study/queue.h"

namespace attache::exchange {

/// A picture or other file that a deck names. Its bytes lie in a file of our own making
/// (never under the archive's name) until the import is carried out.
struct ImportedFile {
  std::string name;  ///< as the deck names it, relative and safe: "media/map.png"
  std::filesystem::path from;  ///< where its bytes lie now
};

struct ImportedDeck {
  Deck deck;  ///< valid: ids unique, references found, texts within the limits
  std::vector<ImportedFile> files;
};

/// One answer of another program, small because there may be millions.
struct ImportedAnswer {
  std::uint32_t question = 0;  ///< index into `Imported::questions`
  std::uint32_t duration_ms = 0;
  std::int64_t at_ms = 0;  ///< since 1970; with `question` it names the answer for ever
  Rating rating = Rating::kGood;
};

/// What is known of one question beside its answers.
struct ImportedStanding {
  std::optional<ManualChange> state;  ///< where it stands, written behind its answers
  bool suspended = false;
  bool buried = false;
  bool marked = false;
};

/// Something that could not be carried over, or only changed.
struct ImportNote {
  std::string where;      ///< "note 17", "line 12", "question “Capitals”"
  std::string what;       ///< "the sound bonjour.mp3 is left out"
  std::size_t count = 1;  ///< how often the same happened
  bool operator==(const ImportNote&) const = default;
};

struct Imported {
  std::string format;  ///< "Anki package", "GIFT", … for people
  std::vector<ImportedDeck> decks;
  std::vector<QuestionId> questions;    ///< those that answers and standings are about
  std::vector<ImportedAnswer> answers;  ///< ascending by question, then by time
  std::vector<ImportedStanding> standings;  ///< of `questions`; empty or as many
  std::optional<ModelWeights> weights;      ///< fitted by the other program
  std::optional<double> desired_retention;
  std::vector<ImportNote> notes;
  /// Keeps temporary files alive; they go with the last copy.
  std::shared_ptr<void> keeps;
};

/// Told the share done, 0..1; false cancels.
using Progress = std::function<bool(double)>;

/// What an importer may assume and has to keep to.
struct ImportWish {
  std::string name;         ///< of the file or the pasted text, for titles and ids
  std::string deck_id;      ///< empty: made from the name
  std::string lang = "en";  ///< of the deck
  StudyCalendar calendar;
  Instant now{};
  Progress progress;  ///< may be empty
};

/// Gathers notes, the same ones together, and never more than a thousand lines of them.
class NoteBook {
 public:
  void note(std::string where, std::string what);
  [[nodiscard]] std::vector<ImportNote> take() &&;

 private:
  std::vector<ImportNote> notes_;
};

/// Makes an id of a title that is valid in a deck and not yet in `taken`-like use: small
/// letters (other scripts transliterated), digits and '-', at most 100 characters, "item"
/// where nothing is left.
[[nodiscard]] std::string id_from(std::string_view title);

}  // namespace attache::exchange
