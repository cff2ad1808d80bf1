#pragma once
// One exam: what score to expect, what more minutes would bring, and where the time goes.

#include <optional>
#include <string>

#include "window/components.h"
#include "window/exams_outlooks.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for on an exam's page.
enum class ExamPageWish { kNothing, kBack, kStudy, kChange, kRemove, kEnd, kSetMinutes };

class ExamPage {
 public:
  /// Shows an exam from the top.
  void open();
  ExamPageWish frame(Shell& shell,
                     const Rect& area,
                     const ShownExam& exam,
                     const ExamOutlooks& outlooks);
  /// The minutes a day that are being tried out; for `kSetMinutes`.
  [[nodiscard]] int marker() const { return marker_.value_or(0); }
  void put_marker(int minutes) { marker_ = minutes; }
  void forget_marker() { marker_.reset(); }
  void ask_remove() { asking_ = Asking::kRemove; }

 private:
  enum class Asking { kNothing, kRemove, kEnd, kMinutes };

  float head(Shell& shell, const Column& at, const ShownExam& exam, ExamPageWish& wish);
  float score_card(Shell& shell,
                   const Column& at,
                   const ShownExam& exam,
                   const ExamOutlooks& outlooks) const;
  float curve_card(Shell& shell, const Column& at, const ExamOutlook& outlook);
  void bar(Shell& shell, const Rect& area, const ShownExam& exam, ExamPageWish& wish);
  void keys(Shell& shell,
            const ShownExam& exam,
            const ExamOutlook* outlook,
            ExamPageWish& wish);
  void carry_out(Shell& shell,
                 const Order& order,
                 const ShownExam& exam,
                 const ExamOutlook* outlook,
                 ExamPageWish& wish);
  void move_marker(const ExamOutlook& outlook, int by);
  void ask(Shell& shell, const ShownExam& exam, ExamPageWish& wish);

  std::optional<int> marker_;
  Asking asking_ = Asking::kNothing;
  bool reveal_ = false;  ///< scroll to the curve, where something moved
  ScrollState scroll_;
};

}  // namespace attache::window
