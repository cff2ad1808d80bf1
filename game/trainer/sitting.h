#pragma once
// The table of one sitting: the question on it, what was done, and the way back.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "study/queue.h"
#include "study/review.h"
#include "trainer/exams.h"
#include "trainer/learner.h"
#include "trainer/shown.h"

namespace attache {

/// An answer left open over lunch says nothing about memory: longer times are cut, as
/// Anki does.
inline constexpr Millis kLongestAnswer = std::chrono::seconds(60);

/// How a sitting over questions of its own goes. Practice: nothing is written, and what
/// was answered again comes back. Round: each is asked once, and written if it counts.
enum class Listed { kPractice, kRound, kCountedRound };

/// Every action takes the instant at which it happens; `Learner::renew_day` comes before.
/// On an error nothing has changed.
class Sitting {
 public:
  /// Over one deck or all of them. The learner is borrowed.
  Sitting(Learner& learner, std::optional<std::string> deck, Instant at);
  /// Over these questions, in the order given.
  Sitting(Learner& learner,
          const std::vector<const Question*>& questions,
          Listed listed,
          Instant at);
  /// Over an exam's questions, by their worth.
  Sitting(Learner& learner, ExamCourse course, Instant at);

  /// Whether answers are not written.
  [[nodiscard]] bool is_practice() const {
    return listed_ && *listed_ != Listed::kCountedRound;
  }
  [[nodiscard]] const Asked* asked() const { return asked_ ? &*asked_ : nullptr; }
  void reveal(const Response& response);
  void overrule();
  Result<void> rate(Rating rating, Instant at);
  Result<void> bury(Instant at);
  Result<void> suspend(Instant at);
  Result<void> toggle_mark();
  Result<void> set_note(std::string note);
  Result<void> undo(Instant at);
  Result<void> redo(Instant at);
  [[nodiscard]] std::optional<std::string> undo_name() const;
  [[nodiscard]] std::optional<std::string> redo_name() const;
  [[nodiscard]] std::optional<OpenPassage> passage() const;

  [[nodiscard]] SittingProgress progress() const;
  [[nodiscard]] SittingSummary summary(Instant at) const;
  [[nodiscard]] std::optional<Instant> next_step_at() const;
  /// Whether it has minutes of its own, an exam's.
  [[nodiscard]] bool is_for_exam() const { return course_.has_value(); }
  /// More of an exam's minutes, for today.
  void add_time(Millis more);
  /// Another day has begun, or the settings are others: works out anew what is left.
  void renew_queue(Instant at);
  /// The decks were read again: finds everything anew, while the old ones still live.
  /// What is on the table stays there as far as the decks still have it: an answered
  /// question as it lies, any other as it reads now.
  void follow_decks(Instant at);
  /// Lays the next question if there is none on the table; true if one came.
  bool refresh(Instant at);

 private:
  /// Something that undo can take back.
  struct Action {
    std::string name;
    std::size_t index = 0;         ///< of the item
    Asked asked;                   ///< as it lay on the table
    std::optional<Review> review;  ///< set for a rating
    std::string
        last_entry;       ///< uuid of the last log entry about it: the one to void next
    Flags before, after;  ///< for a bury or suspension; marks and notes do not count
  };
  enum class Step { kBack, kForth };

  [[nodiscard]] StudyQueue new_queue() const;
  [[nodiscard]] StudyQueue listed_anew() const;
  [[nodiscard]] bool follow(Asked& asked) const;
  [[nodiscard]] const Question& question_at(std::size_t index) const;
  void lay_next(Instant at);
  void lay(std::size_t index, Instant at);
  [[nodiscard]] PutWish wish_for(std::size_t index) const;
  void work_out_waits(Instant at);
  [[nodiscard]] Review draft(Rating rating, Instant at) const;
  [[nodiscard]] Action action(std::string name) const;
  void done(Action action, Instant at);
  Result<void> set_aside(std::string name, const Flags& flags, Instant at);
  Result<void> keep(const Flags& flags);
  Result<void> write(Action& action, Step step, Instant at);
  void tell_queue(const Action& action, Step step, Instant at);
  void move_in_list(const Action& action, Step step);
  void bring_up_to_date(std::size_t index);
  void keep_within_time(std::size_t index);
  void put_back(const Action& action, Instant at);

  Learner& learner_;
  std::optional<std::string> deck_;
  std::optional<Listed> listed_;  ///< not out of the queue
  std::optional<ExamCourse> course_;
  /// Questions that were set apart when it began: it does without them to its end, so
  /// that its items stay the same.
  std::unordered_set<QuestionId> left_out_;
  StudyQueue queue_;
  std::deque<std::size_t> list_;  ///< if listed: the first is on the table
  std::size_t index_ = 0;  ///< into the queue's items, of the question on the table
  std::optional<Asked> asked_;
  DayPlaces places_;                ///< of the days that its buttons show
  std::optional<Marked> own_mark_;  ///< the program's, while it is overruled
  std::vector<Action> done_;
  std::vector<Action> undone_;
  int answers_ = 0;                                  ///< among `done_`
  mutable std::optional<OpenPassage> open_passage_;  ///< of the question on the table
};

}  // namespace attache
