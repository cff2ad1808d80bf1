#pragma once
// One learner at work: decks, settings, schedules, flags and what was done today. Every
// change is on the disk before it shows here.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/chance.h"
#include "base/result.h"
#include "base/time.h"
#include "memory/load_balance.h"
#include "memory/scheduler.h"
#include "memory/study_value.h"
#include "store/store.h"
#include "study/answer_facts.h"
#include "study/answer_history.h"
#include "study/manual.h"
#include "study/queue.h"
#include "study/review.h"
#include "trainer/editions.h"
#include "trainer/exams.h"
#include "trainer/kept_answers.h"
#include "trainer/library.h"
#include "trainer/settings.h"
#include "trainer/setup.h"
#include "trainer/shown.h"

namespace attache {

/// What answers take a student, and how the buttons are pressed.
struct Ways {
  AnswerCosts costs;
  AnswerHabits habits;
};

/// What is to be done to many questions at once.
struct ManyWished {
  std::function<void(Flags&)> flags;  ///< may be empty
  std::optional<ManualChange> change;
};
/// What it was, to take it back.
struct ManyChanged {
  std::vector<Review> entries;
  std::vector<NewFlags> flags_before;
};

class Learner {
 public:
  /// Loads the decks and opens the store; fails if the store cannot be opened.
  static Result<std::unique_ptr<Learner>> open(TrainerSetup setup);
  /// Makes a backup if anything changed.
  ~Learner();
  Learner(const Learner&) = delete;
  Learner& operator=(const Learner&) = delete;

  [[nodiscard]] Instant now() const { return setup_.clock->now(); }
  [[nodiscard]] const Store& store() const { return *store_; }
  [[nodiscard]] const Chance& chance() const { return chance_; }

  /// What the learner should know: from the store, and of a backup that failed.
  [[nodiscard]] std::vector<std::string> notices() const;

  // Decks.
  [[nodiscard]] const Library& library() const { return library_; }
  [[nodiscard]] const DeckBook* book(std::string_view deck) const;
  [[nodiscard]] const Question* question(const QuestionId& id) const;
  [[nodiscard]] std::filesystem::path file_of(std::string_view deck) const;
  [[nodiscard]] const TrainerSetup& setup() const { return setup_; }
  /// Whether deck files are others than those that were read.
  [[nodiscard]] bool decks_changed_on_disk() const;
  /// Reads the decks again, and all that goes with their questions. Gives the decks that
  /// left the shelf: whoever points at them has to look anew before they go.
  Result<std::vector<DeckBook>> reload_decks(Instant at);

  /// What changed in them.
  [[nodiscard]] const EditionWatch& editions() const { return editions_; }
  Result<void> acknowledge_changes(std::string_view deck, Instant at);

  // Settings.
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const StudyCalendar& calendar() const { return calendar_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }
  Result<void> change_settings(const Settings& wanted);
  [[nodiscard]] std::optional<std::string> remembered(std::string_view key) const;
  Result<void> remember(std::string_view key, std::string_view value);

  // The study day.
  /// Makes sure that `today()` is the study day of `at`; true if it was another before.
  Result<bool> renew_day(Instant at);
  [[nodiscard]] StudyDay today() const { return today_.day; }
  [[nodiscard]] const DaySummary& done_today() const { return today_.summary; }
  /// New questions answered today, without those that are set apart.
  [[nodiscard]] int new_done_today() const;
  /// Today's limits, with the time that is left.
  [[nodiscard]] QueueSettings limits_today() const;
  /// Today's minutes with what was added to them; nothing where there is no limit.
  [[nodiscard]] std::optional<Millis> time_today() const;
  /// What today's answers have used of them: each counts as a minute and a half at most,
  /// and those to questions that are set apart not at all.
  [[nodiscard]] Millis time_used_today() const { return today_.used; }
  /// Adds to today's minutes; if more than these was used, to what was used. Does nothing
  /// where there is no limit.
  void add_time(Millis more);
  /// Questions that are studied in minutes of their own (an exam's).
  void set_apart(std::unordered_set<QuestionId> questions);
  [[nodiscard]] const std::unordered_set<QuestionId>& apart() const { return apart_; }

  /// How the student answers: learned from the log, once a day.
  [[nodiscard]] const Ways& ways() const;

  // Exams.
  [[nodiscard]] const ExamShelf& exams() const { return exams_; }
  Result<void> keep_exam(const Exam& exam);
  Result<void> drop_exam(std::string_view id);
  void keep_plan(std::string_view id, ExamPlan plan);
  /// Time of today's answers to questions that an exam plans.
  [[nodiscard]] Millis exam_time_today(std::string_view id) const;

  // Where the questions stand.
  /// All items of one deck or of all decks; always the same ones in the same order.
  [[nodiscard]] std::vector<StudyItem> items(
      const std::optional<std::string>& deck = {}) const;
  /// The same of all decks, as they lie.
  [[nodiscard]] const std::vector<StudyItem>& all_items() const { return items_; }
  /// The same without questions that are set apart.
  [[nodiscard]] std::vector<StudyItem> ordinary_items(
      const std::optional<std::string>& deck = {}) const;
  /// All items without questions that the face cannot show.
  [[nodiscard]] std::vector<StudyItem> items_to_ask(
      const std::optional<std::string>& deck = {}) const;
  [[nodiscard]] const StudyItem& item(const Question& question) const;
  /// What was asked and answered before about a question. Empty if the log cannot be
  /// read: then only the choice of form and of wrong options is a little poorer.
  [[nodiscard]] AnswerHistory history(const Question& question) const;
  /// All counting answers, kept in step with the log; read when it is first asked for.
  /// Lives until the next change.
  [[nodiscard]] Result<const AnswerTable*> answer_table() const;
  /// When each item was first on the shelf, in their order.
  [[nodiscard]] Result<std::vector<std::optional<StudyDay>>> added_days() const;
  /// Wrong answers that were given at least `least` times, the commonest first, until
  /// `take` returns false.
  Result<void> each_wrong_answer(
      int least, const std::function<bool(const WrongAnswer&)>& take) const;
  /// Whether the answer that was learned is not the right one any more.
  [[nodiscard]] bool has_changed(const Question& question) const;
  /// Today's queue over some items, within today's limits and minutes.
  [[nodiscard]] StudyQueue queue(std::vector<StudyItem> items) const;
  /// The same with other limits. Within limited time the items must have their worth.
  [[nodiscard]] StudyQueue queue(std::vector<StudyItem> items,
                                 const QueueSettings& settings) const;
  /// What it is worth to ask a question today (section 15.1 of game/memory/README.md).
  [[nodiscard]] Worth worth_of(const Schedule& schedule) const;
  void find_worth(std::vector<StudyItem>& items) const;
  /// About how many days it takes until nothing has to wait for another day any more,
  /// for a queue within today's minutes; nothing if nothing waits or no end is in sight.
  [[nodiscard]] std::optional<int> days_to_recover(const StudyQueue& queue) const;
  /// Where in the ranges of their intervals the answers to a question lead, so that days
  /// have about the same work (section 15.3).
  /// `also_due`: questions that will be due beside those that are by now.
  [[nodiscard]] DayPlaces places_for(const Question& question,
                                     Instant at,
                                     const std::map<StudyDay, int>& also_due = {}) const;
  /// When the next question comes due after `at`, if any does. What is due today but not
  /// asked any more today (buried, siblings, over the limit) comes up again tomorrow.
  [[nodiscard]] std::optional<Instant> next_due_after(Instant at) const;
  /// How long this much will take at the learner's own pace.
  [[nodiscard]] Millis time_for(const DueCounts& counts) const;

  // Changes.
  /// Writes an answer, of which question, form, response, rating, duration and place are
  /// given, and its new schedule. Gives the answer as it was written.
  Result<Review> answer(const Question& question, Review given, Instant at);
  enum class Voiding { kTakesBack, kRestores };
  /// Writes that an entry of the log no longer counts: `answer` itself (it is taken
  /// back), or the voiding of it (it counts again). Gives the new entry's uuid.
  Result<std::string> void_entry(const std::string& uuid,
                                 const Question& question,
                                 const Review& answer,
                                 Voiding voiding,
                                 Instant at);
  Result<void> set_flags(const Question& question, const Flags& flags);
  /// One thing for many questions, in one transaction; leaves out those that it would not
  /// change. Fails for an unknown question. And back: what was changed since then stays.
  Result<ManyChanged> change_many(const std::vector<QuestionId>& questions,
                                  const ManyWished& wished,
                                  Instant at);
  Result<void> take_back(const ManyChanged& changed, Instant at);
  /// Grows with every change of schedules, flags or decks.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  /// Grows when the decks are read.
  [[nodiscard]] std::uint64_t deck_revision() const { return deck_revision_; }
  /// Answers, of which question, uuid, form, response, rating and duration are given, as
  /// they would be written at `at`, with the schedules that they lead to. No two may be
  /// about one question.
  [[nodiscard]] std::vector<GivenAnswer> scheduled(std::vector<Review> given,
                                                   Instant at) const;
  /// Writes such answers and the quiz round that they come from: all or nothing.
  Result<void> answer_all(std::vector<GivenAnswer> answers, const KeptRound& round);
  /// Writes a quiz round, or takes it from the disk.
  Result<void> keep_round(const KeptRound& round);
  Result<void> drop_round(std::string_view uuid);
  /// Adds a history from elsewhere, flags included: all or nothing. Read the decks again
  /// afterwards, for nothing here knows of it. Gives how many entries were added.
  Result<std::size_t> add_history(const HistorySource& history,
                                  const HistoryProgress& progress);
  Result<void> back_up(Instant at);
  /// Makes a backup if the last one is a while ago and it will not be felt.
  void back_up_if_due(Instant at);

 private:
  /// What the log says about one study day.
  struct Today {
    StudyDay day{};
    struct Answers {
      int count = 0;
      Millis time{};  ///< each at most a minute and a half
    };
    std::unordered_map<QuestionId, Answers> answers;
    Millis used{};  ///< of the day's minutes
    int fresh = 0;  ///< answered for the first time, or anew in another meaning
    DaySummary summary;
  };
  /// Where a question stands by its log: its schedule, and what its answer meant.
  struct Standing {
    Schedule schedule;
    std::optional<int> meaning;
  };
  /// The earliest of what comes after today, and of the learning steps.
  struct NextDue {
    StudyDay today{};
    std::optional<StudyDay> day;
    std::optional<Instant> step;
  };

  explicit Learner(TrainerSetup setup);
  Result<void> load();
  void lay_out_items();
  Result<void> take_flags();
  Result<void> take_schedules(const std::vector<KeptSchedule>& schedules);
  Result<void> check_meanings();
  void apply_settings();
  Result<void> rebuild_schedules();
  Result<void> read_day(StudyDay day);
  [[nodiscard]] Result<int> relearned_on(StudyDay day, const QuestionId& id) const;

  [[nodiscard]] StudyItem& item_at(const Question& question);
  /// The place of a question among all items.
  [[nodiscard]] std::size_t place_of(const Question& question) const;
  [[nodiscard]] Standing standing_by(const std::vector<Review>& rows) const;
  void settle(const Question& question, const Standing& standing);
  /// `ahead`: how many entries will be written before it.
  void name_and_date(Review& entry, Instant at, std::int64_t ahead = 0) const;
  Result<void> write_many(const std::vector<GivenAnswer>& entries,
                          const std::vector<NewFlags>& flags);
  /// Notes the day for questions that were not on the shelf before.
  Result<void> note_added(Instant at);
  [[nodiscard]] Result<std::vector<std::optional<StudyDay>>> added_days_of(
      const DeckBook& book) const;
  void count(const Review& answer, int times);
  void settle_and_count(const Question& question,
                        const Standing& standing,
                        const Review& answer,
                        int times);
  void put_schedule(StudyItem& item, const Schedule& schedule);
  void count_due(const StudyItem& item, int times);
  [[nodiscard]] const StudyValue& study_value() const;
  [[nodiscard]] std::optional<StudyDay> first_study_day(StudyDay from, bool fresh) const;
  [[nodiscard]] NextDue find_next_due() const;
  [[nodiscard]] std::optional<StudyDay> next_exam_day() const;
  void assign_to_exams();
  void forget_figures();

  TrainerSetup setup_;
  Library library_;
  std::unique_ptr<Store> store_;
  Settings settings_;
  std::map<std::string, std::string, std::less<>>
      kept_;  ///< every setting in the store, as text
  StudyCalendar calendar_;
  Scheduler scheduler_;
  Chance chance_;

  std::unordered_map<std::string_view, std::size_t> book_of_deck_;
  std::vector<StudyItem> items_;         ///< of all decks
  std::vector<std::size_t> first_item_;  ///< of each book, and one past the end
  std::unordered_set<const Question*> changed_;
  EditionWatch editions_;
  ExamShelf exams_;
  Today today_;
  Millis added_{};  ///< to the minutes of the day `added_on_`
  StudyDay added_on_{};
  std::unordered_set<QuestionId> apart_;
  std::map<StudyDay, int> due_on_;  ///< questions in review, by their due day
  std::int64_t log_size_ = 0;
  std::uint64_t revision_ = 0;
  std::uint64_t deck_revision_ = 0;
  Instant backed_up_at_{};
  std::optional<Error> backup_failure_;

  // Figures that cost a little, kept until something changes.
  mutable std::optional<NextDue> next_due_;
  mutable std::optional<std::optional<Millis>> mean_duration_;
  mutable std::optional<StudyValue> study_value_;  ///< of the day `valued_on_`
  mutable StudyDay valued_on_{};
  mutable std::optional<Ways> ways_;
  mutable StudyDay ways_of_{};  ///< the day on which they were learned
  mutable KeptAnswers kept_answers_;
};

}  // namespace attache
