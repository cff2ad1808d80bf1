#pragma once
// The charts of progress, made of figures: those that Anki has, and what only we can
// show.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "study/chart.h"
#include "study/known_parts.h"
#include "study/question_figures.h"
#include "study/review_figures.h"

namespace attache {

// Looking back, over the span of the figures.

/// Answers by day and stage, or their time; the sum until then on the right. Long spans
/// are shown by weeks or longer, so that no more than about a hundred bars stand side by
/// side.
[[nodiscard]] Chart reviews_chart(const ReviewFigures& figures, bool by_time);
/// Answers of each day, the weeks side by side.
[[nodiscard]] Chart calendar_chart(const ReviewFigures& figures);
/// True retention by age, today and in longer and longer periods.
[[nodiscard]] Chart retention_chart(const ReviewFigures& figures);
/// By hour of the day: how many, and the share that was recalled.
[[nodiscard]] Chart hours_chart(const ReviewFigures& figures);
/// How often each button was pressed.
[[nodiscard]] Chart buttons_chart(const ReviewFigures& figures);
/// What was foretold against what happened.
[[nodiscard]] Chart calibration_chart(const ReviewFigures& figures);
/// What the time went into, by parts with these names; those with the most time first.
[[nodiscard]] Chart time_chart(const ReviewFigures& figures,
                               std::span<const std::string> names);

// Where the questions stand.

[[nodiscard]] Chart counts_chart(const QuestionFigures& figures);
[[nodiscard]] Chart intervals_chart(const QuestionFigures& figures);
[[nodiscard]] Chart stability_chart(const QuestionFigures& figures);
[[nodiscard]] Chart difficulty_chart(const QuestionFigures& figures);
[[nodiscard]] Chart recall_chart(const QuestionFigures& figures);
/// What comes due on the next `ahead` days (all of it without a number). `backlog`: what
/// is overdue too, on the day on which it was due; where that is further back than the
/// days ahead, on the first day of the chart.
[[nodiscard]] Chart due_chart(const QuestionFigures& figures,
                              StudyDay today,
                              std::optional<int> ahead,
                              bool backlog);
/// Questions that came to the shelf on the days in [first, last]; the sum until then,
/// with what was there before, on the right.
[[nodiscard]] Chart added_chart(std::span<const StudyDay> added,
                                StudyDay first,
                                StudyDay last);

// What is known.

/// Day by day, and ahead to an exam.
struct AheadKnowledge {
  std::vector<StudyDay> days;  ///< after today
  std::vector<double> known;   ///< without more study
  /// What is known now of the questions that the exam asks, where they are not all that
  /// is shown.
  std::optional<double> of_exam;
  std::string exam;  ///< its title
  std::optional<StudyDay> exam_day;
};
[[nodiscard]] Chart knowledge_chart(const PastKnowledge& past,
                                    const AheadKnowledge& ahead);
/// Parts with what is known of them now and on the exam's day.
[[nodiscard]] Chart parts_chart(std::span<const KnownPart> parts, bool passages);

}  // namespace attache
