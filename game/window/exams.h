#pragma once
// The Exams screen: all exams, the plan of one, and the form for it.

#include <optional>
#include <string>
#include <vector>

#include "window/exams_form.h"
#include "window/exams_list.h"
#include "window/exams_outlooks.h"
#include "window/exams_page.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on the Exams screen that another screen has to do.
struct ExamsWish {
  std::optional<ShownExam> study;
};

class ExamsScreen {
 public:
  ExamsWish frame(Shell& shell, const Rect& area, ExamOutlooks& outlooks);
  /// The screen is about to be shown again.
  void refresh() { asked_ = false; }
  /// Shows the page of an exam, or the list where there is none such.
  void open(std::string id);
  /// Something was asked for that leads away from a form that is not saved.
  bool asks_before(const Order& order);

  // For pictures of screens.
  void show(std::vector<ShownExam> exams);
  void begin_form(const Trainer& trainer, const std::optional<Exam>& exam);
  ExamForm& form() { return form_; }
  ExamPage& page() { return page_; }
  ExamList& list() { return list_; }

 private:
  enum class View { kList, kPage, kForm };

  void ask(Shell& shell);
  [[nodiscard]] const ShownExam* current() const;
  void listed(Shell& shell, const Rect& area, ExamOutlooks& outlooks, ExamsWish& wish);
  void paged(Shell& shell, const Rect& area, ExamOutlooks& outlooks, ExamsWish& wish);
  void written(Shell& shell, const Rect& area);
  void work_out(Shell& shell, ExamOutlooks& outlooks) const;
  void end_exam(Shell& shell, const ShownExam& exam);
  void remove(Shell& shell, const ShownExam& exam);
  void set_minutes(Shell& shell, const ShownExam& exam);
  void show_view(Shell& shell, View view);

  View view_ = View::kList;
  std::string id_;  ///< of the exam on the page or in the form; empty: a new one
  std::vector<ShownExam> exams_;
  bool asked_ = false;
  bool shown_ = false;
  double asked_at_ = 0;
  ExamList list_;
  ExamPage page_;
  ExamForm form_;
};

}  // namespace attache::window
