#include "study/progress_curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace attache {

namespace {

/// Points of the curve over its whole length, beside those at the answers.
constexpr int kPoints = 160;
constexpr int kLeastDaysAhead = 7;
constexpr int kMostDaysAhead = 730;

/// Rows of the curve's chart: one a point, dots of answers beside the line.
class CurvePoints {
 public:
  explicit CurvePoints(Chart& chart) : chart_(chart) {
    chart.series = {Series{"Chance of recall", Hue::kMature, Drawn::kLine, false, {}},
                    Series{"Without an answer", Hue::kForecast, Drawn::kLine, false, {}},
                    Series{"Again", Hue::kAgain, Drawn::kDots, false, {}},
                    Series{"Hard", Hue::kHard, Drawn::kDots, false, {}},
                    Series{"Good", Hue::kGood, Drawn::kDots, false, {}},
                    Series{"Easy", Hue::kEasy, Drawn::kDots, false, {}}};
  }
  enum class Line { kPast = 0, kAhead = 1 };
  void add(StudyDay day, double recall, Line line) {
    add_row(day)[static_cast<std::size_t>(line)]->push_back(recall);
    fill();
  }
  /// The chance just before it, and the button. The first one has no chance: it stands
  /// where the curve begins.
  void add_answer(StudyDay day, std::optional<double> recall, Rating rating) {
    auto row = add_row(day);
    row[0]->push_back(recall.value_or(kNoValue));
    row[static_cast<std::size_t>(rating) + 1]->push_back(recall.value_or(1));
    fill();
  }
  /// Leaves out series without a point.
  void finish() {
    std::erase_if(chart_.series, [](const Series& series) {
      return std::all_of(series.values.begin(), series.values.end(),
                         [](double value) { return std::isnan(value); });
    });
  }

 private:
  std::array<std::vector<double>*, 6> add_row(StudyDay day) {
    chart_.at.push_back(static_cast<double>(day.time_since_epoch().count()));
    std::array<std::vector<double>*, 6> row{};
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = &chart_.series[i].values;
    return row;
  }
  void fill() {
    for (Series& series : chart_.series)
      series.values.resize(chart_.at.size(), kNoValue);
  }

  Chart& chart_;
};

/// The line from an answer to a later day, both ends included.
void add_line(CurvePoints& points,
              const Schedule& schedule,
              const Scheduler& scheduler,
              StudyDay from,
              StudyDay to,
              int step,
              CurvePoints::Line line) {
  if (schedule.phase == Phase::kNew || to < from) return;
  for (StudyDay day = from; day < to; day += std::chrono::days(step))
    points.add(day, scheduler.recall_chance(schedule, day), line);
  points.add(to, scheduler.recall_chance(schedule, to), line);
}

std::string times_text(int times, const char* what) {
  if (times == 0) return fmt::format("Never {}", what);
  if (times <= 2) return fmt::format("{} {}", times == 1 ? "Once" : "Twice", what);
  return fmt::format("{} times {}", times, what);
}

}  // namespace

Chart forgetting_chart(std::span<const Review> log,
                       const Scheduler& scheduler,
                       StudyDay today,
                       const std::optional<CurveExam>& exam) {
  Chart chart;
  chart.id = "curve";
  chart.title = "Forgetting curve";
  chart.x = {"Day", Unit::kDate, {}, {}};
  chart.left = {"Chance of recall", Unit::kShare, 0.0, 1.0};
  chart.width = 0;
  struct Step {
    Review review;
    Schedule before, after;
    bool by_hand;
  };
  std::vector<Step> steps;
  replay(
      log, scheduler,
      [&](const Replayed& one) {
        steps.push_back({one.review, one.before, one.after, false});
      },
      [&](const Replayed& one) {
        steps.push_back({one.review, one.before, one.after, true});
      });
  while (!steps.empty() && steps.front().by_hand)
    steps.erase(steps.begin());
  if (steps.empty()) return chart;
  const Schedule& now = steps.back().after;
  const StudyDay first = steps.front().review.day;
  const int to_due = static_cast<int>((now.due_day - today).count());
  StudyDay last = today + std::chrono::days(std::clamp(to_due + to_due / 4,
                                                       kLeastDaysAhead, kMostDaysAhead));
  if (exam && exam->day > today) last = exam->day;
  last = std::max(last, steps.back().review.day);
  const int step = std::max(
      1,
      static_cast<int>(std::ceil(static_cast<double>((last - first).count()) / kPoints)));
  CurvePoints points(chart);
  StudyDay reached = first;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step& each = steps[i];
    // A clock that was set back does not turn the line round.
    const StudyDay day = std::max(each.review.day, reached);
    if (i > 0)
      add_line(points, steps[i - 1].after, scheduler, reached, day, step,
               CurvePoints::Line::kPast);
    reached = day;
    if (each.by_hand) continue;
    const bool is_first = each.before.phase == Phase::kNew;
    points.add_answer(day,
                      is_first ? std::nullopt
                               : std::optional(scheduler.recall_chance(each.before, day)),
                      each.review.rating);
  }
  add_line(points, now, scheduler, reached, std::max(today, reached), step,
           CurvePoints::Line::kPast);
  add_line(points, now, scheduler, std::max(today, reached), last, step,
           CurvePoints::Line::kAhead);
  points.finish();
  chart.marks.push_back(
      {"Wished", false, scheduler.settings().desired_retention, Hue::kTotal});
  if (exam && exam->day >= first)
    chart.marks.push_back({exam->title, true,
                           static_cast<double>(exam->day.time_since_epoch().count()),
                           Hue::kExam});
  return chart;
}

std::vector<std::string> forgetting_facts(std::span<const Review> log,
                                          const Schedule& schedule,
                                          const Scheduler& scheduler,
                                          StudyDay today) {
  const std::vector<Review> answers = counting(log);
  if (answers.empty()) return {"Not asked yet"};
  Millis time{};
  int again = 0;
  for (const Review& answer : answers) {
    time += answer.duration;
    again += answer.rating == Rating::kAgain ? 1 : 0;
  }
  const auto count = static_cast<double>(answers.size());
  std::vector<std::string> facts{
      fmt::format(
          "Answered {} {} since {}, {} in all", value_text(Unit::kCount, count),
          count == 1 ? "time" : "times", day_text(answers.front().day),
          value_text(Unit::kSeconds, std::chrono::duration<double>(time).count())),
      times_text(schedule.lapses, "forgotten after it was learned")};
  if (again > schedule.lapses)
    facts.push_back(fmt::format("{} of the answers were rated again", again));
  if (schedule.phase == Phase::kNew) {
    facts.emplace_back("It was made new again");
    return facts;
  }
  facts.push_back(
      fmt::format("Recalled today with a chance of {}",
                  value_text(Unit::kShare, scheduler.recall_chance(schedule, today))));
  facts.push_back(fmt::format(
      "The chance falls to 90 % {} after the last answer",
      value_text(Unit::kDays,
                 std::max(1.0, std::round(scheduler.strength_days(schedule))))));
  if (schedule.memory)
    facts.push_back(fmt::format("Difficulty {} of 10",
                                value_text(Unit::kLevel, schedule.memory->difficulty)));
  facts.push_back(schedule.due_day > today ? "Next due on " + day_text(schedule.due_day)
                                           : std::string("Due today"));
  return facts;
}

}  // namespace attache
