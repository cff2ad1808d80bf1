#include "study/progress_charts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace attache {

namespace {

constexpr int kMostPlaces = 110;
/// What so few questions have is left out of a chart of spans if it would press the
/// others together.
constexpr double kDrawnShare = 0.98;
constexpr std::size_t kMostParts = 12;
constexpr double kMonth = 30.4375;  // days
constexpr double kYear = 365.25;

double number_of(StudyDay day) {
  return static_cast<double>(day.time_since_epoch().count());
}

Series series_of(std::string name, Hue hue, Drawn drawn, std::size_t places) {
  Series series;
  series.name = std::move(name);
  series.hue = hue;
  series.drawn = drawn;
  series.values.assign(places, 0);
  return series;
}

Chart chart_of(const char* id, const char* title) {
  Chart chart;
  chart.id = id;
  chart.title = title;
  return chart;
}

std::string counted(double amount, const char* one, const char* many) {
  return fmt::format("{} {}", value_text(Unit::kCount, amount), amount == 1 ? one : many);
}

/// The sum of bars from left to right, on the right axis.
void add_running_total(Chart& chart, const char* name, double before = 0) {
  Series total = series_of(name, Hue::kTotal, Drawn::kStep, chart.at.size());
  total.right_axis = true;
  double sum = before;
  for (std::size_t i = 0; i < chart.at.size(); ++i) {
    for (const Series& each : chart.series)
      sum += each.values[i];
    total.values[i] = sum;
  }
  chart.right.unit = chart.left.unit;
  chart.right.title = name;
  chart.series.push_back(std::move(total));
}

/// Days in a row as places of a chart: so many of them in one that there are not too
/// many.
class DayRow {
 public:
  /// The last place ends with the last day.
  static DayRow until(double first, double last) { return {first, last, last + 1}; }
  /// A place begins with a day between the two.
  static DayRow around(double first, double day, double last) {
    return {first, last, day};
  }
  void lay(Chart& chart) const {
    chart.x.unit = Unit::kDate;
    chart.width = width_;
    for (std::size_t i = 0; i < count_; ++i)
      chart.at.push_back(first_ + static_cast<double>(i) * width_);
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t of(double day) const {
    const double place = std::floor((day - first_) / width_);
    return static_cast<std::size_t>(
        std::clamp(place, 0.0, static_cast<double>(count_ - 1)));
  }
  [[nodiscard]] const char* name() const {
    return width_ == 1 ? "Day" : width_ == 7 ? "Week" : "Days";
  }

 private:
  DayRow(double first, double last, double edge) {
    for (const int each : {1, 7, 14, 28, 91, 364, 3640}) {
      width_ = each;
      if (last - first < each * kMostPlaces) break;
    }
    first_ = edge - std::ceil((edge - first) / width_) * width_;
    count_ =
        static_cast<std::size_t>(std::max(std::ceil((last + 1 - first_) / width_), 0.0));
  }

  int width_ = 1;
  double first_ = 0;
  std::size_t count_ = 0;
};

std::optional<double> share_of(const HourFigures& hour) {
  if (hour.asked == 0) return std::nullopt;
  return static_cast<double>(hour.recalled) / hour.asked;
}

/// A width of bins for whole days up to `last`: few enough to be told apart. Months and
/// years are mean ones, so that a bin has a round name.
double width_of_bins(int last) {
  for (const double width : {1.0, 2.0, 5.0, 7.0, 10.0, 14.0, kMonth, 2 * kMonth,
                             3 * kMonth, 6 * kMonth, kYear, 2 * kYear, 5 * kYear})
    if (last < width * 40) return width;
  return 10 * kYear;
}

/// Questions by spans of days, in bins.
Chart spans_chart(const std::map<int, int>& counts,
                  const char* id,
                  const char* title,
                  const char* axis,
                  const char* what) {
  Chart chart = chart_of(id, title);
  chart.x = {axis, Unit::kDays, 0.0, {}};
  chart.left = {"Questions", Unit::kCount, {}, {}};
  if (counts.empty()) return chart;
  double all = 0;
  double sum = 0;  // of days
  for (const auto& [day, count] : counts) {
    all += count;
    sum += static_cast<double>(day) * count;
  }
  int last = 0;
  double drawn = 0;
  for (const auto& [day, count] : counts) {
    // A few far away would press the others together; near ones are drawn all the same.
    if (drawn >= all * kDrawnShare && day > last * 3 / 2 + 10) break;
    drawn += count;
    last = day;
  }
  chart.width = width_of_bins(last);
  const auto bin_of = [&](int day) {
    return static_cast<std::size_t>(std::max(day, 0) / chart.width);
  };
  const std::size_t bins = bin_of(last) + 1;
  for (std::size_t i = 0; i < bins; ++i)
    chart.at.push_back(static_cast<double>(i) * chart.width);
  chart.series.push_back(series_of("Questions", Hue::kPlain, Drawn::kBar, bins));
  for (const auto& [day, count] : counts)
    if (day <= last) chart.series[0].values[bin_of(day)] += count;
  add_running_total(chart, "Running total");
  chart.sentence =
      fmt::format("The mean {} is {}.", what, value_text(Unit::kDays, sum / all));
  if (drawn < all)
    chart.sentence += fmt::format(" {} with a longer one {} not drawn.",
                                  counted(all - drawn, "question", "questions"),
                                  all - drawn == 1 ? "is" : "are");
  return chart;
}

/// Questions by equal parts of a range.
Chart bins_chart(const std::vector<int>& counts, double first, double width) {
  Chart chart;
  chart.left = {"Questions", Unit::kCount, {}, {}};
  chart.width = width;
  chart.series.push_back(series_of("Questions", Hue::kPlain, Drawn::kBar, counts.size()));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    chart.at.push_back(first + width * static_cast<double>(i));
    chart.series[0].values[i] = counts[i];
  }
  return chart;
}

double share_or_none(const TrueRetention& retention) {
  return retention.share().value_or(kNoValue);
}

}  // namespace

// --- looking back

Chart reviews_chart(const ReviewFigures& figures, bool by_time) {
  Chart chart = chart_of("reviews", by_time ? "Time spent" : "Reviews");
  const DayRow places = DayRow::until(number_of(figures.first), number_of(figures.last));
  places.lay(chart);
  chart.x.title = places.name();
  chart.left = {
      by_time ? "Time" : "Answers", by_time ? Unit::kSeconds : Unit::kCount, {}, {}};
  struct Kind {
    AnswerStage stage;
    const char* name;
    Hue hue;
  };
  for (const Kind& kind : {Kind{AnswerStage::kMature, "Mature", Hue::kMature},
                           Kind{AnswerStage::kYoung, "Young", Hue::kYoung},
                           Kind{AnswerStage::kRelearning, "Relearning", Hue::kRelearning},
                           Kind{AnswerStage::kLearning, "Learning", Hue::kLearning}}) {
    Series series = series_of(kind.name, kind.hue, Drawn::kBar, places.count());
    const auto stage = static_cast<std::size_t>(kind.stage);
    for (std::size_t i = 0; i < figures.days.size(); ++i) {
      const AnswerDay& day = figures.days[i];
      series.values[places.of(number_of(figures.first) + static_cast<double>(i))] +=
          by_time ? static_cast<double>(day.millis[stage]) / 1000 : day.answers[stage];
    }
    chart.series.push_back(std::move(series));
  }
  add_running_total(chart, "Running total");
  double all = 0;
  double days = 0;
  for (const AnswerDay& day : figures.days) {
    all += by_time ? static_cast<double>(day.all_millis()) / 1000 : day.all_answers();
    days += day.all_answers() > 0 ? 1 : 0;
  }
  if (days > 0)
    chart.sentence = fmt::format(
        "{} on {}: {} a day of study.",
        by_time ? value_text(Unit::kSeconds, all) : counted(all, "answer", "answers"),
        counted(days, "day", "days"),
        value_text(chart.left.unit, by_time ? all / days : std::round(all / days)));
  return chart;
}

Chart calendar_chart(const ReviewFigures& figures) {
  Chart chart = chart_of("calendar", "Calendar");
  chart.shape = ChartShape::kCalendar;
  chart.x = {"Day", Unit::kDate, {}, {}};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.series.push_back(
      series_of("Answers", Hue::kPlain, Drawn::kBar, figures.days.size()));
  for (std::size_t i = 0; i < figures.days.size(); ++i) {
    chart.at.push_back(number_of(figures.first) + static_cast<double>(i));
    chart.series[0].values[i] = figures.days[i].all_answers();
  }
  return chart;
}

Chart retention_chart(const ReviewFigures& figures) {
  Chart chart = chart_of("retention", "True retention");
  chart.shape = ChartShape::kTable;
  chart.x = {"Period", Unit::kName, {}, {}};
  chart.left.unit = Unit::kShare;
  chart.names = {"Today",      "Yesterday", "Last week",
                 "Last month", "Last year", "All time"};
  const std::array periods{&figures.retention_today, &figures.retention_yesterday,
                           &figures.retention_week,  &figures.retention_month,
                           &figures.retention_year,  &figures.retention_all};
  Series young = series_of("Young", Hue::kYoung, Drawn::kBar, periods.size());
  Series mature = series_of("Mature", Hue::kMature, Drawn::kBar, periods.size());
  Series all = series_of("All", Hue::kPlain, Drawn::kBar, periods.size());
  Series asked = series_of("Asked", Hue::kTotal, Drawn::kBar, periods.size());
  for (std::size_t i = 0; i < periods.size(); ++i) {
    young.values[i] = share_or_none(periods[i]->young);
    mature.values[i] = share_or_none(periods[i]->mature);
    all.values[i] = share_or_none(periods[i]->all());
    asked.values[i] = periods[i]->all().asked;
  }
  chart.series = {std::move(young), std::move(mature), std::move(all), std::move(asked)};
  chart.column_units = {Unit::kShare, Unit::kShare, Unit::kShare, Unit::kCount};
  chart.sentence =
      "The share that was recalled when it came up: of each question the first answer of "
      "a day, once it was learned.";
  return chart;
}

Chart hours_chart(const ReviewFigures& figures) {
  Chart chart = chart_of("hours", "By hour");
  chart.x = {"Hour", Unit::kHour, 0.0, 24.0};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.right = {"Recalled", Unit::kShare, 0.0, 1.0};
  Series asked = series_of("Answers", Hue::kPlain, Drawn::kBar, 24);
  Series recalled = series_of("Recalled", Hue::kGood, Drawn::kLine, 24);
  recalled.right_axis = true;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    chart.at.push_back(static_cast<double>(hour));
    asked.values[hour] = figures.hours[hour].asked;
    recalled.values[hour] = share_of(figures.hours[hour]).value_or(kNoValue);
  }
  chart.series = {std::move(asked), std::move(recalled)};
  return chart;
}

Chart buttons_chart(const ReviewFigures& figures) {
  Chart chart = chart_of("buttons", "Answer buttons");
  chart.x = {"", Unit::kName, {}, {}};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.right = {"Recalled", Unit::kShare, 0.0, 1.0};
  chart.names = {"Learning", "Young", "Mature"};
  constexpr std::array kPlaceOfStage{0u, 0u, 1u, 2u};
  constexpr std::array kNames{"Again", "Hard", "Good", "Easy"};
  constexpr std::array kHues{Hue::kAgain, Hue::kHard, Hue::kGood, Hue::kEasy};
  for (std::size_t rating = 0; rating < 4; ++rating) {
    Series series = series_of(kNames[rating], kHues[rating], Drawn::kBar, 3);
    for (std::size_t stage = 0; stage < kAnswerStages; ++stage)
      series.values[kPlaceOfStage[stage]] += figures.buttons[stage][rating];
    chart.series.push_back(std::move(series));
  }
  Series recalled = series_of("Recalled", Hue::kTotal, Drawn::kDots, 3);
  recalled.right_axis = true;
  bool any = false;
  for (std::size_t i = 0; i < 3; ++i) {
    double all = 0;
    for (const Series& series : chart.series)
      all += series.values[i];
    any = any || all > 0;
    recalled.values[i] = all > 0 ? 1 - chart.series[0].values[i] / all : kNoValue;
  }
  if (any) chart.series.push_back(std::move(recalled));
  chart.sentence = "Learning is relearning too; young is an interval under 21 days.";
  return chart;
}

Chart calibration_chart(const ReviewFigures& figures) {
  Chart chart = chart_of("calibration", "Foretold and recalled");
  const Calibration& calibration = figures.calibration;
  chart.x = {"Foretold", Unit::kShare, {}, {}};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.right = {"Recalled", Unit::kShare, 0.0, 1.0};
  chart.width = 1.0 / kForecastBins;
  if (calibration.asked == 0) return chart;
  Series asked = series_of("Answers", Hue::kSuspended, Drawn::kBar, kForecastBins);
  Series foretold = series_of("Foretold", Hue::kForecast, Drawn::kLine, kForecastBins);
  Series recalled = series_of("Recalled", Hue::kGood, Drawn::kDots, kForecastBins);
  foretold.right_axis = recalled.right_axis = true;
  double sum_foretold = 0;
  double sum_recalled = 0;
  for (std::size_t i = 0; i < kForecastBins; ++i) {
    const ForecastBin& bin = calibration.bins[i];
    chart.at.push_back(static_cast<double>(i) * chart.width);
    const auto count = static_cast<double>(bin.asked);
    asked.values[i] = count;
    foretold.values[i] = bin.asked > 0 ? bin.foretold : kNoValue;
    recalled.values[i] =
        bin.asked > 0 ? static_cast<double>(bin.recalled) / count : kNoValue;
    sum_foretold += bin.foretold * count;
    sum_recalled += static_cast<double>(bin.recalled);
  }
  const auto all = static_cast<double>(calibration.asked);
  chart.sentence =
      fmt::format("Foretold {}, recalled {}. Log loss {:.3f}, mean error {:.1f} %.",
                  value_text(Unit::kShare, sum_foretold / all),
                  value_text(Unit::kShare, sum_recalled / all), calibration.log_loss,
                  calibration.rmse * 100);
  chart.series = {std::move(asked), std::move(foretold), std::move(recalled)};
  return chart;
}

Chart time_chart(const ReviewFigures& figures, std::span<const std::string> names) {
  Chart chart = chart_of("time", "What the time went into");
  chart.x = {"Topic", Unit::kName, {}, {}};
  chart.left = {"Time", Unit::kSeconds, {}, {}};
  std::vector<std::size_t> order(std::min(figures.time.size(), names.size()));
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t part) { return figures.time[part].all() == 0; });
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return figures.time[a].all() > figures.time[b].all();
  });
  const bool with_rest = order.size() > kMostParts;
  const std::size_t places = with_rest ? kMostParts : order.size();
  chart.series = {series_of("Learning new ones", Hue::kNew, Drawn::kBar, places),
                  series_of("Keeping", Hue::kMature, Drawn::kBar, places),
                  series_of("Relearning", Hue::kRelearning, Drawn::kBar, places),
                  series_of("Leeches", Hue::kExam, Drawn::kBar, places)};
  TimeUse all;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const TimeUse& use = figures.time[order[i]];
    const std::size_t place = std::min(i, places - 1);
    if (place == i)
      chart.names.push_back(with_rest && i + 1 == places ? "Other topics"
                                                         : names[order[i]]);
    const std::array parts{use.fresh, use.kept, use.relearning, use.leeches};
    for (std::size_t s = 0; s < parts.size(); ++s)
      chart.series[s].values[place] += static_cast<double>(parts[s]) / 1000;
    all.relearning += use.relearning;
    all.leeches += use.leeches;
    all.fresh += use.fresh;
    all.kept += use.kept;
  }
  if (all.all() > 0) {
    const auto share = [&](std::uint64_t part) {
      return value_text(Unit::kShare,
                        static_cast<double>(part) / static_cast<double>(all.all()));
    };
    chart.sentence = fmt::format(
        "{} went into what is new, {} into keeping what was known, {} into relearning, "
        "{} into leeches.",
        share(all.fresh), share(all.kept), share(all.relearning), share(all.leeches));
  }
  return chart;
}

// --- where the questions stand

Chart counts_chart(const QuestionFigures& figures) {
  Chart chart = chart_of("counts", "Questions by stage");
  chart.shape = ChartShape::kShares;
  chart.x = {"Stage", Unit::kName, {}, {}};
  chart.left = {"Questions", Unit::kCount, {}, {}};
  const QuestionCounts& counts = figures.counts;
  chart.names = {"New",    "Learning",  "Relearning", "Young",
                 "Mature", "Suspended", "Buried"};
  chart.series.push_back(series_of("Questions", Hue::kPlain, Drawn::kBar, 0));
  for (const int count : {counts.fresh, counts.learning, counts.relearning, counts.young,
                          counts.mature, counts.suspended, counts.buried})
    chart.series[0].values.push_back(count);
  return chart;
}

Chart intervals_chart(const QuestionFigures& figures) {
  return spans_chart(figures.intervals, "intervals", "Intervals", "Interval", "interval");
}

Chart stability_chart(const QuestionFigures& figures) {
  return spans_chart(figures.stability, "stability", "Stability",
                     "Days until recall falls to 90 %", "stability");
}

Chart difficulty_chart(const QuestionFigures& figures) {
  Chart chart = bins_chart(figures.difficulty, 1, 0.5);
  chart.id = "difficulty";
  chart.title = "Difficulty";
  chart.x = {"Difficulty", Unit::kLevel, 1.0, 10.0};
  return chart;
}

Chart recall_chart(const QuestionFigures& figures) {
  Chart chart = bins_chart(figures.recall, 0, 1.0 / kRecallBins);
  chart.id = "retrievability";
  chart.title = "Chance of recall";
  chart.x = {"Chance of recall today", Unit::kShare, 0.0, 1.0};
  // Not "you know": one that was answered wrong today counts a part too.
  if (figures.questions > 0)
    chart.sentence = fmt::format("You would recall about {} of {}.",
                                 value_text(Unit::kCount, std::round(figures.known)),
                                 counted(figures.questions, "question", "questions"));
  return chart;
}

Chart due_chart(const QuestionFigures& figures,
                StudyDay today,
                std::optional<int> ahead,
                bool backlog) {
  Chart chart = chart_of("due", "Future due");
  chart.left = {"Questions", Unit::kCount, {}, {}};
  const int furthest = figures.due.empty() ? 0 : std::max(figures.due.rbegin()->first, 0);
  const int last = ahead ? *ahead - 1 : std::max(furthest, 29);
  const int oldest = figures.due.empty() ? 0 : std::min(figures.due.begin()->first, 0);
  const int first = backlog ? std::max(oldest, -(last + 1)) : 0;
  const double now = number_of(today);
  const DayRow places = DayRow::around(now + first, now, now + last);
  places.lay(chart);
  chart.x.title = places.name();
  Series overdue = series_of("Overdue", Hue::kRelearning, Drawn::kBar, places.count());
  Series due = series_of("Due", Hue::kPlain, Drawn::kBar, places.count());
  double soon = 0;
  double all = 0;
  for (const auto& [day, count] : figures.due) {
    if (day < 0 && !backlog) continue;
    if (day > last) break;
    (day < 0 ? overdue : due).values[places.of(now + day)] += count;
    all += count;
    soon += day == 1 ? count : 0;
  }
  if (oldest < 0 && backlog) chart.series.push_back(std::move(overdue));
  chart.series.push_back(std::move(due));
  add_running_total(chart, "Running total");
  chart.sentence = fmt::format("{} in all, {} a day on average; tomorrow {}.",
                               counted(all, "question", "questions"),
                               value_text(Unit::kCount, all / (last + 1)),
                               value_text(Unit::kCount, soon));
  return chart;
}

Chart added_chart(std::span<const StudyDay> added, StudyDay first, StudyDay last) {
  Chart chart = chart_of("added", "Added");
  const DayRow places = DayRow::until(number_of(first), number_of(last));
  places.lay(chart);
  chart.x.title = places.name();
  chart.left = {"Questions", Unit::kCount, {}, {}};
  chart.series.push_back(series_of("Added", Hue::kNew, Drawn::kBar, places.count()));
  double before = 0;
  double all = 0;
  for (const StudyDay day : added) {
    before += day < first ? 1 : 0;
    if (day < first || day > last) continue;
    ++chart.series[0].values[places.of(number_of(day))];
    ++all;
  }
  add_running_total(chart, "Running total", before);
  if (all > 0)
    chart.sentence =
        fmt::format("{} in this time.", counted(all, "question", "questions"));
  return chart;
}

// --- what is known

Chart knowledge_chart(const PastKnowledge& past, const AheadKnowledge& ahead) {
  Chart chart = chart_of("knowledge", "What you know");
  chart.x = {"Day", Unit::kDate, {}, {}};
  chart.left = {"Known", Unit::kShare, 0.0, 1.0};
  chart.width = 0;
  const std::size_t places = past.days.size() + ahead.days.size();
  Series known = series_of("Known", Hue::kMature, Drawn::kLine, places);
  std::fill(known.values.begin(), known.values.end(), kNoValue);
  Series foretold =
      series_of(ahead.of_exam ? "Of the exam, without more study" : "Without more study",
                Hue::kForecast, Drawn::kLine, places);
  foretold.values = known.values;
  for (std::size_t i = 0; i < past.days.size(); ++i) {
    chart.at.push_back(number_of(past.days[i]));
    known.values[i] = past.known[i];
  }
  // The forecast goes on from today.
  if (!past.days.empty())
    foretold.values[past.days.size() - 1] = ahead.of_exam.value_or(past.known.back());
  for (std::size_t i = 0; i < ahead.days.size(); ++i) {
    chart.at.push_back(number_of(ahead.days[i]));
    foretold.values[past.days.size() + i] = ahead.known[i];
  }
  chart.series.push_back(std::move(known));
  if (!ahead.days.empty()) chart.series.push_back(std::move(foretold));
  if (ahead.exam_day)
    chart.marks.push_back({ahead.exam, true, number_of(*ahead.exam_day), Hue::kExam});
  if (!past.known.empty())
    chart.sentence = fmt::format("{} of the questions that are in the decks now{}.",
                                 value_text(Unit::kShare, past.known.back()),
                                 past.sampled ? ", estimated from part of them" : "");
  if (ahead.of_exam && !ahead.days.empty())
    chart.sentence +=
        " The line ahead is about those that the exam asks, and begins with what you "
        "know "
        "of them.";
  return chart;
}

Chart parts_chart(std::span<const KnownPart> parts, bool passages) {
  Chart chart = passages ? chart_of("passages", "Known by passage")
                         : chart_of("topics", "Known by topic");
  chart.shape = ChartShape::kHeat;
  chart.x = {passages ? "Passage" : "Topic", Unit::kName, {}, {}};
  chart.left = {"Known", Unit::kShare, 0.0, 1.0};
  if (parts.empty()) return chart;
  chart.series.push_back(series_of("Now", Hue::kMature, Drawn::kBar, parts.size()));
  const bool with_exam =
      std::any_of(parts.begin(), parts.end(),
                  [](const KnownPart& part) { return part.exam.has_value(); });
  if (with_exam)
    chart.series.push_back(
        series_of("On the exam's day", Hue::kExam, Drawn::kBar, parts.size()));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    chart.names.push_back(parts[i].title);
    chart.series[0].values[i] = parts[i].now;
    if (with_exam) chart.series[1].values[i] = parts[i].exam.value_or(kNoValue);
  }
  return chart;
}

}  // namespace attache
