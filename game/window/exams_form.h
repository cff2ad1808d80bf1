#pragma once
// Writing down an exam, or changing one.

#include <array>
#include <optional>
#include <string>

#include "window/components.h"
#include "window/exams_draft.h"
#include "window/exams_month.h"
#include "window/number_field.h"
#include "window/quiz_topics.h"
#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

/// What came of a frame of the form.
struct ExamFormWish {
  bool cancelled = false;
  std::optional<std::string> saved;  ///< the exam's id
};

class ExamForm {
 public:
  /// Begins with an exam, or with a new one.
  void begin(const Trainer& trainer, const std::optional<Exam>& exam);
  ExamFormWish frame(Shell& shell, const Rect& area);

  /// Something was asked for that leads away from what is not saved yet: then it asks
  /// first, and true means that the order waits.
  bool asks_before(const Order& order);

  // For pictures of screens.
  void show_weekdays() { by_weekday_ = true; }
  void show_shares() { weighted_ = true; }
  void show_errors();

 private:
  [[nodiscard]] ExamDraft draft() const;
  [[nodiscard]] bool changed() const;
  void fill(const ExamDraft& draft);
  float when_card(Shell& shell, const Column& at, const ReadExamDraft& read);
  void when_fields(Ui& ui, const Column& at, const ReadExamDraft& read);
  [[nodiscard]] float when_fields_height(const Ui& ui,
                                         float width,
                                         const ReadExamDraft& read) const;
  void month(Shell& shell, const Column& at, const ReadExamDraft& read);
  float title_card(Ui& ui, const Column& at, const ReadExamDraft& read);
  float rules(Ui& ui, const Column& at, const ReadExamDraft& read);
  void weekday_fields(Ui& ui, const Rect& area);
  float topics(Ui& ui, const Column& at, const ReadExamDraft& read);
  void foot(Shell& shell,
            const Rect& area,
            const ReadExamDraft& read,
            ExamFormWish& wish);
  void keys(Shell& shell, const ReadExamDraft& read, ExamFormWish& wish);
  void save(Shell& shell, const ReadExamDraft& read, ExamFormWish& wish);
  void ask(Shell& shell, ExamFormWish& wish);

  Exam before_;  ///< without an id: a new one
  ExamDraft begun_;
  TextField title_, date_, clock_;
  NumberField every_day_, target_;
  std::array<NumberField, 7> weekdays_;
  std::set<StudyDay> days_off_;
  TopicTree tree_;
  MonthState month_;
  bool by_weekday_ = false;
  bool weighted_ = false;
  bool marks_days_off_ = false;  ///< what a click in the calendar does
  bool tried_ = false;           ///< to save: then an empty title is an error too
  bool asking_ = false;
  bool new_focus_ = false;
  std::optional<Order> afterwards_;
  ScrollState scroll_;
};

}  // namespace attache::window
