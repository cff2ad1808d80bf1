#pragma once
// The inside of an Anki package: its database, opened as a stranger's, and what its
// schemas 11 and 18 say of note types, decks and settings.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/sqlite.h"

namespace attache::exchange {

struct AnkiTemplateText {
  std::string name;
  std::string question;
  std::string answer;
};
struct AnkiNoteType {
  std::int64_t id = 0;
  std::string name;
  bool cloze = false;
  std::vector<std::string> fields;
  std::vector<AnkiTemplateText> templates;
};
struct AnkiDeck {
  std::string name;  ///< "A::B"
  std::int64_t config = 0;
};
struct AnkiConfig {
  std::vector<double> weights;  ///< of FSRS; may be empty
  std::optional<double> desired_retention;
};
struct AnkiCard {
  std::int64_t id = 0;
  std::int64_t note = 0;
  std::int64_t deck = 0;  ///< where it belongs, even while it is in a filtered deck
  std::int64_t due = 0;
  std::int64_t interval = 0;
  std::int32_t ord = 0;
  std::int32_t type = 0;
  std::int32_t queue = 0;
  std::int32_t reps = 0;
  std::int32_t lapses = 0;
  std::int32_t flags = 0;
  double stability = 0;  ///< days; 0: not known
  double difficulty = 0;
  std::int64_t last_review = 0;  ///< seconds since 1970; 0: not known
};
struct AnkiNote {
  std::int64_t id = 0;
  std::string guid;
  std::int64_t type = 0;
  std::string tags;                 ///< " a b "
  std::vector<std::string> fields;  ///< HTML, valid UTF-8
};
struct AnkiReview {
  std::int64_t at_ms = 0;
  std::int64_t card = 0;
  std::int64_t time_ms = 0;
  int ease = 0;
  int type = 0;
};

class AnkiCollection {
 public:
  /// Opens a private copy. Fails for what is no collection, is damaged, or holds more
  /// than tables. `go_on` is asked from time to time; false cancels.
  static Result<AnkiCollection> open(const std::filesystem::path& file,
                                     std::function<bool()> go_on);
  AnkiCollection(AnkiCollection&& other) noexcept;
  AnkiCollection& operator=(AnkiCollection&& other) noexcept;
  AnkiCollection(const AnkiCollection&) = delete;
  AnkiCollection& operator=(const AnkiCollection&) = delete;
  ~AnkiCollection();

  [[nodiscard]] const std::map<std::int64_t, AnkiNoteType>& note_types() const {
    return note_types_;
  }
  [[nodiscard]] const std::map<std::int64_t, AnkiDeck>& decks() const { return decks_; }
  [[nodiscard]] const std::map<std::int64_t, AnkiConfig>& configs() const {
    return configs_;
  }
  /// The day from which "due" counts.
  [[nodiscard]] StudyDay first_day(const StudyCalendar& calendar) const;

  /// All cards, by note and ord.
  Result<std::vector<AnkiCard>> cards();
  Result<std::int64_t> count_notes();
  /// All notes by id.
  Result<void> each_note(const std::function<Result<void>(AnkiNote&)>& take);
  Result<void> each_review(const std::function<Result<void>(const AnkiReview&)>& take);

 private:
  struct Watch;
  AnkiCollection(Database database, std::unique_ptr<Watch> watch);
  Result<void> harden();
  Result<void> check();
  Result<void> read_col();
  Result<void> read_tables();
  Result<void> read_note_type_tables();
  Result<void> read_deck_tables();
  /// Words an error of the database; a cancelled reading says so.
  [[nodiscard]] Unexpected damaged() const;
  /// Runs a query within a new budget of steps.
  template <class Take>
  Result<void> rows(Sql sql, const Take& take);

  std::unique_ptr<Watch> watch_;  // outlives the database, which calls it
  Database database_;
  std::map<std::int64_t, AnkiNoteType> note_types_;
  std::map<std::int64_t, AnkiDeck> decks_;
  std::map<std::int64_t, AnkiConfig> configs_;
  std::int64_t created_ = 0;  ///< seconds since 1970
  std::optional<int> minutes_west_;
};

/// What was read, as valid UTF-8: without controls, and with a replacement character for
/// what is none.
[[nodiscard]] std::string valid_utf8(std::string text);

}  // namespace attache::exchange
