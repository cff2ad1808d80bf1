#pragma once
// All exams: a card for each that is ahead, and those past, folded away.

#include <cstddef>
#include <optional>
#include <vector>

#include "window/components.h"
#include "window/exams_outlooks.h"
#include "window/shell.h"

namespace attache::window {

/// What was asked for in the list; indexes of the exams that were given to it.
struct ExamListWish {
  std::optional<std::size_t> study;
  std::optional<std::size_t> open;
  bool add = false;
};

class ExamList {
 public:
  ExamListWish frame(Shell& shell,
                     const Rect& area,
                     const std::vector<ShownExam>& exams,
                     const ExamOutlooks& outlooks);
  void unfold() { past_open_ = true; }

 private:
  float past(Shell& shell,
             const Column& at,
             const std::vector<ShownExam>& exams,
             ExamListWish& wish);
  void keys(Shell& shell, const std::vector<ShownExam>& exams, ExamListWish& wish);

  bool past_open_ = false;
  ScrollState scroll_;
};

/// What is known of an exam's score: from its outlook, or from the last forecast that was
/// kept.
struct KnownScore {
  std::optional<KeptForecast> forecast;
  std::optional<double> bound;
};
[[nodiscard]] KnownScore known_score(const ShownExam& exam, const ExamOutlooks& outlooks);
/// The exam that Enter studies: the soonest that is still ahead.
[[nodiscard]] std::optional<std::size_t> first_to_study(
    const std::vector<ShownExam>& exams);
/// A thin line at the top of a screen while a plan is worked out.
void progress_line(const Ui& ui, const Rect& area, const ExamOutlooks& outlooks);

}  // namespace attache::window
