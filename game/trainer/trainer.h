#pragma once
// The use cases: joins decks, schedule and store, and owns the order of effects. Faces
// talk to this.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"
#include "memory/retention_advice.h"
#include "study/marking.h"
#include "study/own_fit.h"
#include "trainer/browsing.h"
#include "trainer/exams_shown.h"
#include "trainer/hand_in.h"
#include "trainer/importing.h"
#include "trainer/library.h"
#include "trainer/progress_shown.h"
#include "trainer/round_shown.h"
#include "trainer/settings.h"
#include "trainer/setup.h"
#include "trainer/shown.h"

namespace attache {

class Trainer {
 public:
  /// Loads decks and opens the store. A broken deck is listed in `Home::failures`, not an
  /// error; a store that cannot be opened is.
  static Result<std::unique_ptr<Trainer>> open(TrainerSetup setup);
  ~Trainer();
  Trainer(const Trainer&) = delete;
  Trainer& operator=(const Trainer&) = delete;

  [[nodiscard]] Home home() const;
  /// What the student overruled in one deck or all of them, for authors. Reads the whole
  /// log.
  [[nodiscard]] Result<std::vector<ShownOverruling>> overrulings(
      const std::optional<std::string>& deck = {}) const;
  [[nodiscard]] const Settings& settings() const;
  /// Takes effect at once and is kept; a running sitting goes on. A changed retention or
  /// longest interval moves all due days. Fails for a value out of its range. After an
  /// error some of the changes may be in force: `settings()` tells.
  Result<void> change_settings(const Settings& settings);
  /// The student's answers and the weights in use, as a value for another thread: see
  /// `fit_own_log`. Reads the whole log.
  [[nodiscard]] Result<FitTask> fit_task() const;
  /// Uses the weights that fitting found; all due days move.
  Result<void> take_fit(const FitOutcome& outcome);
  /// Uses these weights from now on; all due days move.
  Result<void> take_weights(const ModelWeights& weights);
  /// The decks' questions learned at the student's own pace, as a value for another
  /// thread: see `retention_curve`. Reads the whole log.
  [[nodiscard]] Result<RetentionSituation> retention_situation() const;
  /// Text kept for a face (window size and place): "window.geometry".
  [[nodiscard]] std::optional<std::string> remembered(std::string_view key) const;
  Result<void> remember(std::string_view key, std::string_view value);

  [[nodiscard]] const StudyCalendar& calendar() const;
  [[nodiscard]] Instant now() const;
  [[nodiscard]] const std::vector<DeckBook>& decks() const;

  /// What changed in a deck since the student last acknowledged its changes; null where
  /// nothing did. Lives until it is acknowledged.
  [[nodiscard]] const DeckChanges* deck_changes(std::string_view deck) const;
  /// The student has seen them. Does nothing where there are none.
  Result<void> acknowledge_changes(std::string_view deck);
  /// How well each question of a deck is known, in the order of `DeckBook::questions`.
  /// Empty for an unknown deck.
  [[nodiscard]] std::vector<QuestionKnowledge> knowledge_of(std::string_view deck) const;

  // A sitting. One runs at a time; everything below is about it.

  /// Starts one over all decks, or one deck (by id). Ends a running one. Fails for an
  /// unknown deck.
  Result<void> begin_sitting(std::optional<std::string> deck = {});
  /// Starts a practice over these questions, in a shuffled order, once each: nothing is
  /// scheduled and nothing is written.
  Result<void> begin_practice(const std::vector<QuestionId>& questions);
  /// Adds to today's minutes, also when they are used up: a running sitting goes on. They
  /// hold for this day and while the program runs. Does nothing where there is no limit.
  /// In a sitting for an exam they are the exam's, and hold for that sitting.
  void add_time(Millis more);
  void end_sitting();
  [[nodiscard]] bool sitting() const;

  /// The question on the table; nothing when the sitting is done for now. Stays the same
  /// until it is rated, buried, suspended or undone.
  [[nodiscard]] const Asked* asked() const;
  /// Gives an answer to a marked form, or (with an empty response) just shows the answer.
  void reveal(const Response& response = {});
  /// The student knows better than the program: right becomes wrong, wrong right. Once
  /// more takes it back. It is written with the rating, counts for marking from then on
  /// and is offered to the author. Needs a marked answer that shows; else nothing
  /// happens.
  void overrule();
  /// Rates it. The review is on the disk when this returns well; then the next question
  /// is on the table. Needs `asked()->revealed`. On an error nothing has changed and the
  /// question stays.
  Result<void> rate(Rating rating);
  /// Takes back the last action of this sitting (a rating, bury, suspend); the question
  /// is on the table again. Does nothing when there is none. On an error nothing has
  /// changed.
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
  /// Looks at the clock again: a waiting step may have come due, a new study day begun. A
  /// question on the table stays there. True if the table changed. Lets the clock of a
  /// round run; true if that has handed it in.
  bool refresh();

  // Rounds. A quick quiz runs as a sitting over its questions, each asked once: all that
  // is said above goes for it, and `round()` stays null. The others lie on a table of
  // their own. One sitting or round runs at a time; to begin another leaves a round,
  // which can be taken up again. Every change of a round is on the disk when its function
  // returns, so that nothing is lost whatever happens. The clock of a round stands still
  // while the round is not open, so that a crash does not cost an exam.

  /// How many questions, pairs or events a plan has to choose from, whatever number it
  /// wishes: what it asks for may be out of its ranges, but its topics must be known.
  [[nodiscard]] int available(const RoundPlan& plan) const;
  /// Fails for a plan out of its ranges, an unknown deck or topic, or when there is
  /// nothing to ask. Takes fewer questions where there are fewer.
  Result<RoundBegun> begin_round(const RoundPlan& plan);
  /// The round on the table, finished or not; null without one. Time is as of the last
  /// action or `refresh`.
  [[nodiscard]] const RoundShown* round() const;
  // When the time of a mock exam has run out, each of these hands it in instead.
  /// Mock exam: the answer to the question on the table as it now is; an empty one takes
  /// it back. Timeline: `chosen` is the arrangement, indexes of `TimelineShown::events`.
  Result<void> answer(const Response& response);
  /// Mock exam: flags the question on the table for later, or removes the flag.
  Result<void> toggle_flag();
  /// Mock exam: puts another question on the table.
  Result<void> go_to(std::size_t place);
  /// Match: tries a pair, places in the two columns. The last right one ends the match.
  /// Does nothing for a place that is matched already.
  Result<void> try_pair(std::size_t left, std::size_t right);
  /// Ends a mock exam or a timeline and marks it. If it counts, the answers go into the
  /// review log together with the finished round: all of them or, on an error, none.
  /// Questions that were never on the table are not evidence, and are not written.
  Result<void> hand_in();
  /// Takes the round from the table; it can be taken up again unless it is finished.
  Result<void> leave_round();
  /// Takes the round from the table and from the disk; nothing remains of it.
  Result<void> abandon_round();

  /// Rounds that were left, or cut short by a crash; the newest first.
  [[nodiscard]] Result<std::vector<UnfinishedRound>> unfinished_rounds() const;
  /// Lays one on the table again. What the decks no longer have as it was shown is
  /// cleared or left out; `RoundShown::notices` says so.
  Result<void> resume_round(std::string_view id);
  /// The same as `abandon_round` for one that is not on the table.
  Result<void> drop_round(std::string_view id);
  /// The newest first.
  [[nodiscard]] Result<std::vector<FinishedRound>> finished_rounds() const;
  [[nodiscard]] Result<RoundReport> report(std::string_view id) const;
  /// Starts a practice over what a finished round has as wrong, as far as the decks still
  /// have it. Fails if there is nothing.
  Result<void> practise_misses(std::string_view id);

  // Exams. An exam has minutes of its own on each day until its day; its questions are
  // studied in them, and are left out of sittings over all decks and of what is due
  // there. A question of two exams belongs to the one that comes first, until its day. A
  // question that is answered elsewhere (a sitting over its deck, a round) uses the
  // minutes too. After its day an exam is past by itself, and its questions are again
  // like all others.

  /// Those ahead and today's first, the soonest first; then those past, the latest first.
  [[nodiscard]] Result<std::vector<ShownExam>> exams() const;
  /// Adds an exam (without an id), or puts it in place of the one with its id; gives the
  /// id. Fails for what `checked` refuses, an unknown deck or topic, or when it has
  /// nothing to ask. A past exam can be changed only by a new date.
  Result<std::string> put_exam(Exam exam);
  /// Removes an exam; answers given for it stay.
  Result<void> remove_exam(std::string_view id);
  /// All that planning and its outlook need, as a value for another thread: solve with
  /// `plan_for` or `outlook_of`. Fails for an unknown exam, and for one that is today or
  /// past. Reads the log where another memory model than FSRS-6 is in use.
  [[nodiscard]] Result<ExamSnapshot> exam_snapshot(std::string_view id) const;
  /// Keeps what was worked out from a snapshot: the plan in memory, from which the next
  /// one starts; the forecast with the exam on the disk.
  Result<void> keep_outlook(const ExamOutlook& outlook);
  /// Starts a sitting over an exam's questions in the order of their worth, within what
  /// is left of today's minutes. Takes `plan`, solved of a snapshot of today, or solves
  /// anew (up to a second or two for thousands of questions). Ends a running sitting.
  /// Fails for an unknown exam, and for one that is today or past. On a day off nothing
  /// is on the table.
  Result<void> begin_exam_sitting(std::string_view id, std::optional<ExamPlan> plan = {});

  // Decks that change while the program runs.

  /// Whether a deck file was added, removed or written since the decks were read. Looks
  /// at times and sizes only.
  [[nodiscard]] bool decks_changed_on_disk() const;
  /// Grows whenever the decks are read again: what points into them has to look anew.
  [[nodiscard]] std::uint64_t decks_revision() const;
  /// Reads the decks again. A sitting and its question on the table stay where they are
  /// as far as the decks still have them; a round is left and taken up again. A deck that
  /// is broken now stays as it was read before, and `home().failures` says why.
  Result<void> reload_decks();
  /// The learner's own folder of decks, made if it is not there.
  [[nodiscard]] Result<std::filesystem::path> own_decks_folder() const;
  /// The file of a deck; empty for an unknown one.
  [[nodiscard]] std::filesystem::path deck_file(std::string_view deck) const;
  /// Whether a deck comes with the program: it is not changed, but copied.
  [[nodiscard]] bool is_bundled(std::string_view deck) const;
  /// The folder in which the editor keeps drafts.
  [[nodiscard]] std::filesystem::path drafts_folder() const;
  [[nodiscard]] const Clock& clock() const;

  // Searching.

  /// Questions that fit a query, sorted by a column (by their place in the decks without
  /// one). Fails for a query that cannot be understood.
  [[nodiscard]] Result<Found> search(std::string_view query,
                                     std::optional<BrowserColumn> sort = {},
                                     bool descending = false) const;
  [[nodiscard]] BrowserRow browser_row(std::uint32_t row) const;
  /// Does one thing to many questions: all of them or, on an error, none.
  Result<void> carry_out(const BulkAction& action,
                         const std::vector<QuestionId>& questions);
  /// What `undo_many` would take back: the last thing done to many questions, unless it
  /// went into deck files. What was changed since then stays.
  [[nodiscard]] std::optional<std::string> undo_many_name() const;
  Result<void> undo_many();
  [[nodiscard]] std::vector<SavedSearch> saved_searches() const;
  Result<void> save_searches(const std::vector<SavedSearch>& searches);

  // Bringing in and handing out. Plan an import with `plan_import`, on another thread if
  // it is large.

  [[nodiscard]] ImportGround import_ground() const;
  /// How many answers of a plan the log does not have yet.
  [[nodiscard]] Result<std::size_t> new_answers(const ImportPlan& plan) const;
  /// Carries it out, after a backup: deck files and pictures are written, then answers
  /// and flags in one transaction; on an error or a cancel all is as it was. Then the
  /// decks are read again.
  Result<ImportOutcome> carry_out_import(const ImportPlan& plan,
                                         const ImportRequest& request,
                                         const ImportProgress& progress = {});
  [[nodiscard]] Result<ExportOutcome> export_deck(const ExportRequest& request) const;

  // How far the student has come. A scope is a search: each of these fails for one that
  // cannot be understood. What is worked out is kept until something changes.

  [[nodiscard]] Result<ProgressShown> overview(const ProgressRequest& request) const;
  [[nodiscard]] Result<Chart> progress_chart(const ProgressRequest& request,
                                             ProgressChart chart) const;
  /// Fails for an unknown question.
  [[nodiscard]] Result<ForgettingCurve> forgetting_curve(
      const QuestionId& question) const;
  /// A page in HTML that needs nothing else and prints on one sheet: of the scope and
  /// range, or of the last seven days.
  enum class ProgressPage { kOverview, kWeek };
  [[nodiscard]] Result<std::string> progress_page(const ProgressRequest& request,
                                                  ProgressPage page) const;

  // Handing in progress to a class.

  /// Fails for a wish with an unknown deck or topic, or without any deck.
  [[nodiscard]] Result<HandInPreview> preview_hand_in(const HandInWish& wish) const;
  /// Writes the file: whole or, on an error, not at all. The pseudonym, and what stands
  /// for the student in a course, are made once and kept.
  Result<void> write_hand_in(const HandInWish& wish, const std::filesystem::path& file);
  /// Where classes are kept that this person teaches; made when the first one is.
  [[nodiscard]] std::filesystem::path classes_folder() const;

 private:
  struct State;
  explicit Trainer(std::unique_ptr<State> state);
  Result<void> change_decks(const BulkAction& action,
                            const std::vector<QuestionId>& questions);
  std::unique_ptr<State> state_;
};

}  // namespace attache
