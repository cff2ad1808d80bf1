// The use cases of Progress.

#include <array>
#include <fmt/format.h>

#include "study/progress_curve.h"
#include "trainer/progress.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

constexpr std::array kOverviewCharts{ProgressChart::kKnowledge, ProgressChart::kReviews,
                                     ProgressChart::kDue, ProgressChart::kRetention};
constexpr std::array kWeekCharts{ProgressChart::kReviews, ProgressChart::kKnowledge};

}  // namespace

Result<ProgressShown> Trainer::overview(const ProgressRequest& request) const {
  if (auto at = state_->look_at_clock(); !at) return at.unexpected();
  return state_->progress.overview(*state_->learner, state_->browser, request);
}

Result<Chart> Trainer::progress_chart(const ProgressRequest& request,
                                      ProgressChart chart) const {
  if (auto at = state_->look_at_clock(); !at) return at.unexpected();
  return state_->progress.chart(*state_->learner, state_->browser, request, chart);
}

Result<ForgettingCurve> Trainer::forgetting_curve(const QuestionId& question) const {
  if (auto at = state_->look_at_clock(); !at) return at.unexpected();
  const Learner& learner = *state_->learner;
  const Question* known = learner.question(question);
  if (known == nullptr)
    return fail(fmt::format("there is no question {}", question), "",
                "'attache search' lists the questions with their ids");
  const auto log = learner.store().log_of(question);
  if (!log) return log.unexpected();
  ForgettingCurve curve;
  curve.question = question;
  QuestionWords words = words_of(learner, *known);
  curve.stem = std::move(words.stem);
  curve.answer = std::move(words.answer);
  std::optional<CurveExam> exam;
  if (const Exam* planner = learner.exams().planner_of(*known))
    exam = CurveExam{planner->title, day_of(*planner, learner.calendar())};
  const Schedule& schedule = learner.item(*known).schedule;
  curve.chart = forgetting_chart(*log, learner.scheduler(), learner.today(), exam);
  curve.facts = forgetting_facts(*log, schedule, learner.scheduler(), learner.today());
  return curve;
}

Result<std::string> Trainer::progress_page(const ProgressRequest& request,
                                           ProgressPage page) const {
  const auto shown = overview(request);
  if (!shown) return shown.unexpected();
  const bool is_week = page == ProgressPage::kWeek;
  std::vector<Chart> charts;
  const auto add = [&](ProgressChart wanted) -> Result<void> {
    auto chart = progress_chart(request, wanted);
    if (!chart) return chart.unexpected();
    charts.push_back(*std::move(chart));
    return {};
  };
  for (const ProgressChart wanted :
       is_week ? std::span<const ProgressChart>(kWeekCharts) : kOverviewCharts)
    if (auto added = add(wanted); !added) return added.unexpected();
  return is_week ? week_html(*shown, charts)
                 : overview_html(*shown, request.range, charts);
}

}  // namespace attache
