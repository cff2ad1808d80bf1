#pragma once
// What the trainer shows to a face, as plain values.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "cards/deck_book.h"
#include "study/edition.h"
#include "study/marking.h"
#include "study/overrulings.h"
#include "study/progress.h"
#include "study/queue.h"
#include "study/review.h"
#include "trainer/exams_shown.h"
#include "trainer/library.h"

namespace attache {

/// What a student did on one day.
struct DaySummary {
  int answers = 0;
  int again = 0;
  Millis time{};
};

/// Today's minutes, where the student has set some.
struct TodaysTime {
  Millis limit{};  ///< with what was added today
  Millis used{};   ///< by today's answers
  /// Due or new within the day's limit, but it does not fit: it waits for other days, and
  /// `due` leaves it out.
  DueCounts waiting;
  /// In about how many days nothing has to wait any more; nothing if nothing waits, or no
  /// end is in sight within a year.
  std::optional<int> days_to_recover;
  [[nodiscard]] Millis left() const { return std::max(limit - used, Millis{0}); }
};

struct DeckSummary {
  std::string id;
  std::string title;
  int questions = 0;
  int started = 0;  ///< answered at least once
  int learned = 0;  ///< past the learning steps
  int suspended = 0;
  double known = 0;   ///< expected share of all its questions recalled today, 0..1
  DueCounts due;      ///< today, were this deck alone studied
  DueCounts waiting;  ///< what does not fit into today's minutes then
  int in_exams = 0;   ///< questions that exams study; `due` leaves them out
};

/// What changed in a deck since its changes were last seen.
struct DeckChanges {
  std::string deck;  ///< id
  std::string title;
  int edition_before = 1;
  int edition_now = 1;  ///< the same where the author forgot to raise it
  ChangeCounts counts;
  std::vector<QuestionChange> changes;
};

/// A deck that has changed, for Home.
struct ChangedDeck {
  std::string id;
  std::string title;
  ChangeCounts counts;
};

/// How well a question is known.
struct QuestionKnowledge {
  const Question* question = nullptr;
  std::optional<double> recall;  ///< expected today, 0..1; nothing if it was never asked
};

/// What Home shows.
struct Home {
  StudyDay today{};
  DueCounts due;         ///< over all decks
  int never_asked = 0;   ///< new questions over all decks, whatever today's limit
  Millis time_needed{};  ///< estimate for `due`
  std::optional<TodaysTime> time;
  DaySummary done_today;
  std::vector<DeckSummary> decks;
  std::vector<ShownExam> exams;  ///< ahead and today's, the soonest first
  /// Questions that are studied in the minutes of exams: `due`, `never_asked` and
  /// `time_needed` leave them out.
  int in_exams = 0;
  std::vector<ChangedDeck> changed_decks;  ///< not acknowledged yet
  std::vector<DeckFailure> failures;
  std::vector<std::string> notices;  ///< from the store
  std::optional<Instant>
      next_due;  ///< the next instant at which something comes due after now, if anything
};

/// A mark that the student overruled, with the question it was about.
struct ShownOverruling {
  Overruling overruling;
  std::string stem;    ///< plain; empty if the decks no longer have the question
  std::string answer;  ///< plain
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
  bool changed = false;  ///< answered before, but the right answer has changed since
  /// Words for a question past the day after which its author asks to check it; or empty.
  std::string out_of_date;
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
  /// What the author says of its age: "True as of …; the author asks to check this after
  /// …", or that it may be out of date; or empty.
  std::string staleness;
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
  /// What waits for other days because today's minutes are used; `Trainer::add_time`
  /// goes on with it.
  DueCounts waiting;
  std::optional<Instant> next_due;
};

struct SittingProgress {
  int done = 0;  ///< answers in this sitting
  DueCounts left;
  Millis time_left{};  ///< estimate for `left`
  /// What is left of today's minutes (of an exam's, in its sitting), never below 0;
  /// nothing where there is no limit.
  std::optional<Millis> minutes_left;
  DueCounts waiting;  ///< what does not fit into them
  bool practice = false;
  std::string exam;                    ///< id, in a sitting for an exam; else empty
  [[nodiscard]] double share() const;  ///< done / (done + left), 0..1
};

}  // namespace attache
