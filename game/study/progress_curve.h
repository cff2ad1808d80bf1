#pragma once
// The forgetting curve of one question: its answers, and the chance of recall between
// them and ahead.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "study/chart.h"
#include "study/review.h"

namespace attache {

struct CurveExam {
  std::string title;
  StudyDay day{};
};

/// `log` is of one question alone, voiding rows and what was set by hand too. Looks ahead
/// to the exam, or else a little beyond the day on which it is due. Empty for a question
/// that was never answered.
[[nodiscard]] Chart forgetting_chart(std::span<const Review> log,
                                     const Scheduler& scheduler,
                                     StudyDay today,
                                     const std::optional<CurveExam>& exam = {});

/// What there is to say of it, a line each: how often it was answered and forgotten, how
/// strong it is, when it is due.
[[nodiscard]] std::vector<std::string> forgetting_facts(std::span<const Review> log,
                                                        const Schedule& schedule,
                                                        const Scheduler& scheduler,
                                                        StudyDay today);

}  // namespace attache
