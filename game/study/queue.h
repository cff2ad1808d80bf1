#pragma once
// What to ask now: due learning steps, reviews and new questions of one study day, and
// within the minutes that the student has. The sections named below are those of
// game/memory/README.md.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/time.h"
#include "cards/question.h"
#include "memory/scheduler.h"

namespace attache {

/// What the student has decided about a question.
struct Flags {
  bool suspended = false;
  bool marked = false;
  std::optional<StudyDay> buried_until;  ///< not asked before this day
  std::string note;                      ///< the student's own, CommonMark
  bool operator==(const Flags&) const = default;
};

/// What it is worth to ask a question today, and how long that takes: what a choice
/// within limited time needs. Without a limit nobody looks at it.
struct Worth {
  double value = 0;   ///< what is gained for each expected second
  Millis expected{};  ///< all that its asking takes today on average, repeats included
  /// The same if it is forgotten and learned again. While it waits in a step: what the
  /// steps that it still has before it take; so much time is kept for them.
  Millis worst{};
  bool operator==(const Worth&) const = default;
};

/// A question with all that scheduling needs. Borrowed pointers outlive the queue.
struct StudyItem {
  const Question* question = nullptr;
  Schedule schedule;
  Flags flags;
  Worth worth{};
};

/// Which questions a sitting may ask beside learning steps. Due: new ones, and reviews
/// that are due. Worthwhile (for an exam): whatever has a value above 0 and was not
/// answered today, due or not.
enum class Candidates { kDue, kWorthwhile };

struct QueueSettings {
  int new_per_day = 20;
  int reviews_per_day = 9999;
  /// Time that is left for this sitting; without a value there is no limit.
  std::optional<Millis> time_left;
  Candidates candidates = Candidates::kDue;
  /// Whose chance of recall orders the reviews where there is no limit of time; without
  /// one they are ordered by elapsed time over stability, as is right for FSRS-6.
  std::shared_ptr<const MemoryModel> model;
  /// A step may come early by this when nothing else waits.
  Millis learn_ahead = std::chrono::minutes(20);
  /// Whether of siblings only one is asked a day. If not, they are like any others.
  bool siblings_apart = true;
  /// A learning step waits until so many others were asked after a sibling.
  std::size_t sibling_distance = 10;
};

/// How much waits on a study day.
struct DueCounts {
  int learning = 0;  ///< questions with a step that is due this study day
  int review = 0;    ///< within what is left of the day's limit
  int fresh = 0;     ///< new questions within what is left of the day's limit
  [[nodiscard]] int total() const { return learning + review + fresh; }
  bool operator==(const DueCounts&) const = default;
};

/// The queue of one sitting, on one study day. Asks one question after another; an
/// answered question is put back with its new schedule. Siblings are questions that share
/// `Question::siblings`:
/// - A new or due question waits for another day when a sibling was asked today, or still
/// has a
///   learning step today. Of several siblings the review that was forgotten most is
///   asked, and a new one (the first of the deck) only where none is due for review.
/// - A learning step waits until `sibling_distance` other questions were asked after a
/// sibling, unless
///   nothing else is left.
///
/// With a limit of time (section 15.2) reviews and new questions are asked in the order
/// of their value, and nothing is begun of which the worst case does not fit any more
/// into the time that is left, less what waiting steps need. What was begun is finished:
/// steps are always asked. What remains waits for another day, and is not counted as due.
class StudyQueue {
 public:
  /// `items` in the order in which new questions are to be learned. `new_done_today`: new
  /// questions first answered on this day already; `reviews_done_today` likewise counts
  /// answers in review. `asked_today`: sibling groups (`Question::siblings`) that were
  /// asked on this day already. `seed` fixes the order of equals. Takes O(n log n).
  StudyQueue(std::vector<StudyItem> items,
             QueueSettings settings,
             StudyDay today,
             int new_done_today,
             const std::unordered_set<std::string>& asked_today,
             std::uint64_t seed,
             int reviews_done_today = 0);

  /// The question to ask at `now`, as an index into `items()`: learning steps that are
  /// due (earliest first); then reviews (lowest chance of recall first) evenly mixed with
  /// new questions, or within limited time whatever has the greatest value and fits; then
  /// steps within `learn_ahead`. Nothing when the sitting is done or
  /// only steps further ahead are left (see `next_step_at`). Asking does not change the
  /// queue.
  [[nodiscard]] std::optional<std::size_t> next(Instant now) const;
  /// When the earliest waiting learning step comes due, if any is left today.
  [[nodiscard]] std::optional<Instant> next_step_at() const;
  /// Puts an item's new schedule or flags in place after an answer, an undo, a bury or a
  /// suspension. An answer counts towards the day's limits, its undo takes that back.
  /// `took` is the time of the answer, which is then no longer left; below 0 it is given
  /// back. Takes O(log n) and the number of siblings.
  void update(std::size_t index,
              const Schedule& schedule,
              const Flags& flags,
              Millis took = {});
  /// What a question is worth from now on (after an answer: another value, or steps that
  /// need time). As quick as `update`.
  void revalue(std::size_t index, const Worth& worth);
  /// Other minutes: more of them, or none as the limit.
  void set_time_left(std::optional<Millis> time_left);
  /// What is left; below 0 where more was used. Nothing without a limit.
  [[nodiscard]] std::optional<Millis> time_left() const { return settings_.time_left; }
  /// Remembers that a question was asked just now, for the sake of its siblings.
  void note_asked(std::size_t index);
  /// Forgets the last asking of a question (undo).
  void take_back_asked(std::size_t index);
  /// What will still be asked today: siblings that wait for another day are not counted.
  /// Within limited time it is what fits if every question takes its expected time.
  /// Takes O(1) without a limit, else O(what fits).
  [[nodiscard]] DueCounts counts() const { return fitting().counts; }
  /// What could be asked today but for the time: it waits for other days. Nothing waits
  /// without a limit. Learning steps never wait.
  [[nodiscard]] DueCounts waiting() const;
  /// How long `counts()` takes on average; 0 without a limit, where nobody says what a
  /// question takes.
  [[nodiscard]] Millis expected_time() const { return fitting().time; }
  [[nodiscard]] const std::vector<StudyItem>& items() const { return items_; }

 private:
  /// Questions that give each other away, as a range of `members_`.
  struct Group {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool asked_elsewhere = false;  ///< today, by a question that is not among the items
    std::optional<std::size_t> chosen;  ///< the one that waits in `reviews_` or `fresh_`
  };
  using StepKey = std::tuple<Instant, std::uint64_t, std::size_t>;
  using ReviewKey = std::tuple<double, std::uint64_t, std::size_t>;
  using FreshKey = std::pair<double, std::size_t>;
  /// What fits into the time that is left, if all goes as expected.
  struct Fitting {
    DueCounts counts;
    Millis time{};
  };
  enum class Siblings { kApart, kAny };

  void form_groups(const std::unordered_set<std::string>& asked_today);
  void recall_askings();
  [[nodiscard]] bool is_visible(std::size_t index) const;
  [[nodiscard]] bool waits_in_step(std::size_t index) const;
  [[nodiscard]] bool was_asked(std::size_t index) const;
  [[nodiscard]] bool is_on_offer(std::size_t index) const;
  [[nodiscard]] std::uint64_t lot(std::size_t index) const;
  [[nodiscard]] StepKey step_key(std::size_t index) const;
  [[nodiscard]] ReviewKey review_key(std::size_t index) const;
  [[nodiscard]] FreshKey fresh_key(std::size_t index) const;
  [[nodiscard]] bool comes_first(std::size_t index, std::size_t other) const;
  [[nodiscard]] std::optional<std::size_t> choose(const Group& group) const;
  void enter(Group& group);
  void leave(Group& group);
  void tally(Phase phase, int answers);
  [[nodiscard]] bool is_near_sibling(std::size_t index) const;
  [[nodiscard]] std::optional<std::size_t> first_step(Instant until,
                                                      Siblings siblings) const;
  [[nodiscard]] DueCounts within_limits() const;
  [[nodiscard]] Millis spare() const;
  [[nodiscard]] Fitting fitting() const;
  [[nodiscard]] std::optional<std::size_t> review_or_fresh() const;
  [[nodiscard]] std::optional<std::size_t> most_valuable() const;

  std::vector<StudyItem> items_;
  QueueSettings settings_;
  StudyDay today_;
  std::uint64_t seed_;
  int new_done_today_;
  int reviews_done_today_;
  int new_done_ = 0;      ///< in this sitting
  int reviews_done_ = 0;  ///< in this sitting

  std::vector<Group> groups_;
  std::vector<std::size_t> members_;   ///< item indexes, group by group
  std::vector<std::size_t> group_of_;  ///< by item
  std::vector<int> asks_;              ///< in this sitting, by item
  std::vector<std::size_t> asked_;     ///< today, as far as it is known, in order

  std::set<StepKey> steps_;
  std::set<ReviewKey> reviews_;
  std::set<FreshKey> fresh_;
  Millis for_steps_{};  ///< kept for the steps in `steps_`
};

}  // namespace attache
