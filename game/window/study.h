#pragma once
// Studying: the question on the table with everything around it, waiting for a step, and
// the summary.

#include <optional>
#include <string>
#include <vector>

#include "window/card_view.h"
#include "window/exams_outlooks.h"
#include "window/passage_panel.h"
#include "window/shell.h"
#include "window/summary.h"

namespace attache::window {

class StudyScreen {
 public:
  /// Starts a sitting over a deck, or over all ("" or nothing). One that runs already
  /// over the same goes on. False when there is nothing to study, or it failed.
  bool begin(Shell& shell, const std::string& deck);
  /// Practises these questions; nothing is scheduled.
  /// Afterwards it leads back to `from`.
  bool practise(Shell& shell,
                const std::vector<QuestionId>& questions,
                ScreenName from = ScreenName::kHome);

  /// Shows the sitting that another screen has begun; afterwards it leads back there.
  void show_begun(const Shell& shell, ScreenName from, bool quiz);
  [[nodiscard]] bool begun_elsewhere() const { return begun_elsewhere_; }
  /// Shows the sitting for an exam that was begun; afterwards it leads back there.
  void show_exam(const Shell& shell, const ShownExam& exam, ExamOutlooks& outlooks);
  /// The exam of the running sitting; empty in any other.
  [[nodiscard]] std::string exam() const { return exam_ ? exam_->exam.id : ""; }

  /// Something was asked for that leads away from a quick quiz: then it asks first, and
  /// true means that the order waits.
  bool asks_before(const Trainer& trainer, const Order& order);
  /// The quick quiz that runs, or waits since it was left.
  [[nodiscard]] std::optional<UnfinishedRound> running_quiz(const Trainer& trainer) const;

  void frame(Shell& shell, const Rect& area);
  /// The deck of the running sitting; empty for all.
  [[nodiscard]] const std::string& scope() const { return scope_; }

  /// Keeps a note that is being written, because the window closes.
  void keep_note(Shell& shell) const;

  // For pictures of screens.
  void show_waiting(Instant next) { shown_wait_ = next; }
  void open_passage() { panel_.open = true; }
  void open_note(const Trainer& trainer);
  void open_info() { info_open_ = true; }
  /// Its sitting is over, and it stands like this.
  void show_exam_end(ShownExam exam) {
    practice_ = false;
    exam_now_ = std::move(exam);
  }
  /// Its sitting is over because today's minutes are used, and so much waits.
  void show_minutes_end(const DueCounts& waiting) {
    practice_ = false;
    shown_waiting_ = waiting;
  }
  AnswerDraft& draft() { return card_.draft; }

 private:
  void question(Shell& shell, const Rect& area, const Asked& asked);
  void waiting(Shell& shell, const Rect& area, Instant next);
  void finished(Shell& shell, const Rect& area);
  [[nodiscard]] std::optional<SummaryWords> end_words(Shell& shell,
                                                      const SittingSummary& summary);
  SummaryWords exam_words(Shell& shell, const SittingSummary& summary);
  void add_minutes(Shell& shell);
  void head(Shell& shell, const Rect& area, const Asked* asked) const;
  /// The buttons below the card; true when one was pressed.
  bool asking_bar(Shell& shell, const Rect& area, const Asked& asked);
  bool rating_bar(Shell& shell, const Rect& area, const Asked& asked);
  void keys(Shell& shell, const Asked& asked);
  static void open_in_editor(Shell& shell, const Asked& asked);
  void carry_out(Shell& shell, const Order& order);
  void carry_out_on_card(Shell& shell, const Order& order, const Asked& asked);
  void rate(Shell& shell, Rating rating);
  void reveal(Shell& shell, bool check) const;
  void undo(Shell& shell, bool again);
  static void read_page(Shell& shell, const Asked& asked);
  void leave(Shell& shell);
  void go_back(Shell& shell);
  void ask_before_leaving(Shell& shell);
  void note_sheet(Shell& shell);
  void info_sheet(Shell& shell, const Asked& asked);
  void passage_sheet(Shell& shell, const OpenPassage& passage);
  void new_card();

  CardState card_;
  PassagePanel panel_;
  SummaryState summary_;
  std::string scope_;
  bool practice_ = false;
  bool begun_elsewhere_ = false;
  bool quiz_ = false;                  ///< the sitting is a quick quiz
  std::optional<ShownExam> exam_;      ///< as it was when the sitting for it was begun
  std::optional<ShownExam> exam_now_;  ///< as it is at the end of the sitting
  std::optional<double> expected_;     ///< its score, before the sitting
  ExamOutlooks* outlooks_ = nullptr;   ///< set with `exam_`
  ScreenName back_ = ScreenName::kHome;
  std::optional<Order> leaving_;  ///< waits until it is said whether to leave
  bool note_open_ = false, info_open_ = false;
  bool finish_early_ = false;
  std::optional<Instant> shown_wait_;
  std::optional<DueCounts> shown_waiting_;
  TextField note_{true};
  ScrollState info_scroll_;
};

/// The rating that Space takes.
[[nodiscard]] Rating suggested_rating(const Asked& asked);

}  // namespace attache::window
