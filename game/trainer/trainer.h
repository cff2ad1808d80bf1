#pragma once
// The use cases: joins decks, schedule and store, and owns the order of effects. Faces
// talk to this.

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "cards/deck_book.h"
#include "study/marking.h"
#include "study/progress.h"
#include "study/queue.h"
#include "study/review.h"
#include "trainer/library.h"
#include "trainer/settings.h"

namespace attache {

class Store;

/// Where a trainer finds its things. The clock is borrowed and outlives the trainer.
struct TrainerSetup {
  std::filesystem::path data_folder;  ///< the learner's file lives here
  std::vector<std::filesystem::path>
      deck_paths;  ///< files, or folders whose *.xml are read
  const Clock* clock = nullptr;
  StudyCalendar calendar;  ///< the zone; its start hour gives way to the setting
  std::uint64_t seed = 0;
};

/// What a student did on one day.
struct DaySummary {
  int answers = 0;
  int again = 0;
  Millis time{};
};

struct DeckSummary {
  std::string id;
  std::string title;
  int questions = 0;
  int started = 0;  ///< answered at least once
  int learned = 0;  ///< past the learning steps
  int suspended = 0;
  double known = 0;  ///< expected share of all its questions recalled today, 0..1
  DueCounts due;     ///< today
};

/// What Home shows.
struct Home {
  StudyDay today{};
  DueCounts due;         ///< over all decks
  int never_asked = 0;   ///< new questions over all decks, whatever today's limit
  Millis time_needed{};  ///< estimate for `due`
  DaySummary done_today;
  std::vector<DeckSummary> decks;
  std::vector<DeckFailure> failures;
  std::vector<std::string> notices;  ///< from the store
  std::optional<Instant>
      next_due;  ///< the next instant at which something comes due after now, if anything
};

/// How it is going, over all decks.
struct Stats {
  StudyDay today{};
  PhaseCounts phases;
  double known = 0;  ///< expected share of all questions recalled today, 0..1
  DaySummary this_day;
  DaySummary last_7_days;
  DaySummary last_30_days;
  RetentionByAge retention;   ///< of the last 30 days
  std::vector<int> forecast;  ///< questions that come due today and on the next six days
};

/// The question on the table.
struct Asked {
  const Question* question = nullptr;
  const DeckBook* book = nullptr;
  Prompt prompt;
  Phase phase = Phase::kNew;
  int reviews = 0;
  Flags flags;
  Instant shown_at{};
  bool revealed = false;             ///< the answer shows; rate it now
  std::optional<Response> response;  ///< what was answered, once given
  std::optional<Marked> marked;      ///< empty for a recall
  std::array<Millis, 4>
      next_in{};  ///< after again, hard, good, easy: how long until it comes back
};

/// The reading behind a question.
struct OpenPassage {
  const Passage* passage = nullptr;
  const Source* source = nullptr;  ///< may be null
  std::vector<TextRange> support;  ///< bytes of `passage->text`
  std::string
      staleness;  ///< "True as of …; the author asks to check this after …", or empty
};

/// One question missed in a sitting (rated again at least once).
struct Missed {
  QuestionId question;
  std::string stem;      ///< CommonMark
  std::string answer;    ///< CommonMark
  std::string response;  ///< what was given, readable; may be empty
};

/// What a sitting came to.
struct SittingSummary {
  int answers = 0;
  int right = 0;      ///< rated hard or better
  int questions = 0;  ///< different ones
  int fresh = 0;      ///< seen for the first time
  Millis time{};      ///< sum of answering times
  std::vector<Missed> missed;
  std::optional<Instant> next_due;
};

struct SittingProgress {
  int done = 0;  ///< answers in this sitting
  DueCounts left;
  Millis time_left{};  ///< estimate
  bool practice = false;
  [[nodiscard]] double share() const;  ///< done / (done + left), 0..1
};

class Trainer {
 public:
  /// Loads decks and opens the store. A broken deck is listed in `Home::failures`, not an
  /// error; a store that cannot be opened is.
  static Result<std::unique_ptr<Trainer>> open(TrainerSetup setup);
  ~Trainer();
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  [[nodiscard]] Home home() const;
  [[nodiscard]] Result<Stats> stats() const;
  [[nodiscard]] const Settings& settings() const;
  /// Takes effect at once and is kept. A changed retention applies from the next answers
  /// on.
  Result<void> change_settings(const Settings& settings);
  /// Text kept for a face (window size and place): "window.geometry".
  [[nodiscard]] std::optional<std::string> remembered(std::string_view key) const;
  Result<void> remember(std::string_view key, std::string_view value);

  [[nodiscard]] const StudyCalendar& calendar() const;
  [[nodiscard]] Instant now() const;
  [[nodiscard]] const std::vector<DeckBook>& decks() const;

  // A sitting. One runs at a time; everything below is about it.

  /// Starts one over all decks, or one deck (by id). Ends a running one. Fails for an
  /// unknown deck.
  Result<void> begin_sitting(std::optional<std::string> deck = {});
  /// Starts a practice over these questions, in a shuffled order, once each: nothing is
  /// scheduled and nothing is written.
  Result<void> begin_practice(std::vector<QuestionId> questions);
  void end_sitting();
  [[nodiscard]] bool sitting() const;

  /// The question on the table; nothing when the sitting is done for now. Stays the same
  /// until it is rated, buried, suspended or undone.
  [[nodiscard]] const Asked* asked() const;
  /// Gives an answer to a marked form, or (with an empty response) just shows the answer.
  void reveal(const Response& response = {});
  /// Rates it. The review is on the disk when this returns well; then the next question
  /// is on the table. Needs `asked()->revealed`. On an error nothing has changed and the
  /// question stays.
  Result<void> rate(Rating rating);
  /// Takes back the last action of this sitting (a rating, bury, suspend); the question
  /// is on the table again.
  Result<void> undo();
  Result<void> redo();
  [[nodiscard]] std::optional<std::string> undo_name()
      const;  ///< "Again", "Bury", …: what undo would take back
  [[nodiscard]] std::optional<std::string> redo_name() const;
  Result<void> bury();     ///< until tomorrow
  Result<void> suspend();  ///< until it is taken back
  Result<void> toggle_mark();
  Result<void> set_note(std::string note);
  [[nodiscard]] std::optional<OpenPassage> passage()
      const;  ///< of the question on the table

  [[nodiscard]] SittingProgress progress() const;
  [[nodiscard]] SittingSummary summary() const;
  /// When nothing is on the table but a learning step is still waiting today: when it
  /// comes.
  [[nodiscard]] std::optional<Instant> next_step_at() const;
  /// Looks at the clock again: a waiting step may have come due, a new study day begun.
  /// True if the table changed.
  bool refresh();

 private:
  struct State;
  explicit Trainer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace attache
