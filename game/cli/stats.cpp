#include "cli/stats.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <unordered_set>

#include "base/text.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "trainer/trainer.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kNotUnderstood = 2;
constexpr std::size_t kListed = 5;
constexpr int kForecastDays = 7;

std::string percent(double share) {
  return value_text(Unit::kShare, share);
}

const char* words_for(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return "last 30 days";
    case ProgressRange::kThreeMonths:
      return "last 91 days";
    case ProgressRange::kYear:
      return "last year";
    case ProgressRange::kAll:
      break;
  }
  return "all time";
}

std::string day_line(const DaySummary& summary) {
  if (summary.answers == 0) return "nothing yet";
  return fmt::format("{}, {}, {} right", counted(summary.answers, "answer", "answers"),
                     time_phrase(summary.time),
                     percent(1 - static_cast<double>(summary.again) / summary.answers));
}

std::string retention_line(const TrueRetention& retention) {
  const auto share = retention.share();
  return share ? fmt::format("{} of {}", percent(*share),
                             counted(retention.asked, "answer", "answers"))
               : "nothing yet";
}

/// Questions that come due today, what is overdue with them, and on each day after it.
std::vector<int> forecast_of(const Chart& due, StudyDay today) {
  std::vector<int> forecast(kForecastDays, 0);
  const auto now = static_cast<double>(today.time_since_epoch().count());
  for (const Series& series : due.series) {
    if (series.drawn != Drawn::kBar) continue;
    for (std::size_t i = 0; i < due.at.size(); ++i) {
      const double ahead = std::max(due.at[i] - now, 0.0);
      if (ahead < kForecastDays)
        forecast[static_cast<std::size_t>(ahead)] +=
            static_cast<int>(std::lround(series.values[i]));
    }
  }
  return forecast;
}

/// All that is told without further options.
struct Told {
  ProgressShown shown;
  ProgressShown month;  ///< the same of the last 30 days
  ProgressRange range = ProgressRange::kMonth;
  std::vector<int> forecast;
  std::map<std::string, std::string> decks;  ///< titles by id
};

Result<Told> told(const Trainer& trainer, const ProgressRequest& request) {
  Told told;
  told.range = request.range;
  auto shown = trainer.overview(request);
  if (!shown) return shown.unexpected();
  told.shown = *std::move(shown);
  ProgressRequest of_month = request;
  of_month.range = ProgressRange::kMonth;
  auto month = trainer.overview(of_month);
  if (!month) return month.unexpected();
  told.month = *std::move(month);
  const auto due = trainer.progress_chart(of_month, ProgressChart::kDue);
  if (!due) return due.unexpected();
  told.forecast = forecast_of(*due, told.shown.today);
  for (const DeckBook& book : trainer.decks())
    told.decks[book.deck().id] = book.deck().title;
  return told;
}

void print_known(const ProgressShown& shown, std::ostream& out) {
  const PhaseCounts& phases = shown.phases;
  if (shown.questions == 0) {
    fmt::print(out, "{}\n", kNoDeck);
    return;
  }
  fmt::print(
      out, "Questions     {} new, {} learning, {} young, {} mature, {} suspended\n",
      phases.fresh, phases.learning, phases.young, phases.mature, phases.suspended);
  if (shown.started == 0) {
    if (phases.fresh > 0)
      fmt::print(out, "Nothing is started yet: 'attache study' begins.\n");
    return;
  }
  // Of what was started first: what is still to come is no fault.
  const std::string started = shown.started == 1
                                  ? std::string("one question")
                                  : fmt::format("{} questions", shown.started);
  fmt::print(out, "Known today   {} of the {} that you have started",
             percent(shown.known * shown.questions / shown.started), started);
  if (shown.started < shown.questions)
    fmt::print(out, ", {} of all {}", percent(shown.known), shown.questions);
  fmt::print(out, " (expected)\n");
  if (shown.known_on_exam)
    fmt::print(out, "On the exam   {} of what it asks, without more study ({}, {})\n",
               percent(*shown.known_on_exam), one_line(shown.exam_title),
               day_text(shown.exam_day));
}

/// How much of a part was started, and what of it the exam's day will find.
std::string part_remarks(const KnownPart& part) {
  std::vector<std::string> remarks;
  if (part.started > 0 && part.started < part.questions)
    remarks.push_back(fmt::format("{} of {} started", part.started, part.questions));
  if (part.exam && part.started > 0)
    remarks.push_back(
        fmt::format("on the exam {} of what it asks here", percent(*part.exam)));
  return remarks.empty() ? "" : fmt::format(" ({})", fmt::join(remarks, "; "));
}

void print_parts(const Told& told, std::ostream& out) {
  const ProgressShown& shown = told.shown;
  if (shown.topics.size() < 2 || shown.started == 0) return;
  fmt::print(out, "\nKnown by topic\n");
  const bool several = shown.topics.front().deck != shown.topics.back().deck;
  std::string deck;
  for (const KnownPart& part : shown.topics) {
    if (several && part.deck != deck)
      fmt::print(out, "  {}\n", one_line(told.decks.at(part.deck)));
    deck = part.deck;
    fmt::print(out, "  {:>11}  {}{}\n",
               part.started == 0 ? "not started" : percent(part.now),
               one_line(part.title), part_remarks(part));
  }
}

void print_weak(const ProgressShown& shown, std::ostream& out) {
  if (!shown.weakest.empty()) {
    fmt::print(out, "\nWeakest ('attache study --weakest' practises them)\n");
    for (std::size_t i = 0; i < std::min(shown.weakest.size(), kListed); ++i) {
      const WeakQuestion& weak = shown.weakest[i];
      fmt::print(out, "  {:>6}  {} → {} (asked {})\n", percent(weak.recall),
                 one_line(weak.stem), one_line(weak.answer),
                 counted(weak.reviews, "time", "times"));
    }
  }
  if (shown.confusions.empty()) return;
  fmt::print(out, "\nTaken for one another ('attache study --confusions')\n");
  for (std::size_t i = 0; i < std::min(shown.confusions.size(), kListed); ++i) {
    const Confusion& confusion = shown.confusions[i];
    fmt::print(out, "  You answer “{}” when it is “{}” ({})\n", one_line(confusion.given),
               one_line(confusion.answer), counted(confusion.times, "time", "times"));
  }
}

void print_retention(const Told& told, std::ostream& out) {
  const RetentionByAge& retention = told.shown.retention;
  if (told.shown.started == 0) return;
  fmt::print(out, "\nRecalled when it was asked again (true retention, {})\n",
             words_for(told.range));
  if (retention.all().asked == 0) {
    fmt::print(out, "  nothing has been asked again yet\n");
    return;
  }
  fmt::print(out, "  young   {}\n  mature  {}\n  all     {}\n",
             retention_line(retention.young), retention_line(retention.mature),
             retention_line(retention.all()));
}

void print_forecast(const Told& told, std::ostream& out) {
  if (told.shown.started == 0) return;
  fmt::print(out, "\nDue in the next days\n");
  for (std::size_t i = 0; i < told.forecast.size(); ++i)
    fmt::print(out, "  {:<19}{}\n",
               i == 0 ? "today" : day_text(told.shown.today + std::chrono::days(i)),
               told.forecast[i]);
}

void print_overview(const Told& told, std::ostream& out) {
  const ProgressShown& shown = told.shown;
  fmt::print(out, "Today         {}\n", day_line(shown.done_today));
  fmt::print(out, "Last 7 days   {}\n", day_line(shown.week.done));
  fmt::print(out, "{:<14}{}\n\n", with_capital(words_for(told.range)),
             day_line(shown.done_in_range));
  print_known(shown, out);
  print_retention(told, out);
  print_parts(told, out);
  print_weak(shown, out);
  print_forecast(told, out);
}

// --- for scripts

Json day_json(const DaySummary& summary) {
  return {{"answers", summary.answers},
          {"again", summary.again},
          {"seconds", summary.time.count() / 1000}};
}

Json retention_json(const TrueRetention& retention) {
  return {{"asked", retention.asked}, {"recalled", retention.recalled}};
}

Json retention_json(const RetentionByAge& retention) {
  return {{"young", retention_json(retention.young)},
          {"mature", retention_json(retention.mature)}};
}

Json parts_json(const std::vector<KnownPart>& parts) {
  Json all = Json::array();
  for (const KnownPart& part : parts)
    all.push_back({{"deck", part.deck},
                   {"id", part.id},
                   {"title", part.title},
                   {"questions", part.questions},
                   {"started", part.started},
                   {"known", part.now},
                   {"known_on_exam", part.exam ? Json(*part.exam) : Json()}});
  return all;
}

Json week_json(const WeekSummary& week) {
  return {{"first", iso_day(week.first)},
          {"last", iso_day(week.last)},
          {"done", day_json(week.done)},
          {"before", day_json(week.before)},
          {"days", week.days},
          {"new", week.fresh},
          {"true_retention", retention_json(week.retention)},
          {"known_then", week.known_then},
          {"known_now", week.known_now},
          {"words", week.words}};
}

Json overview_json(const Told& told) {
  const ProgressShown& shown = told.shown;
  Json weakest = Json::array();
  for (const WeakQuestion& weak : shown.weakest)
    weakest.push_back({{"id", weak.question},
                       {"question", weak.stem},
                       {"answer", weak.answer},
                       {"recall", weak.recall},
                       {"reviews", weak.reviews},
                       {"lapses", weak.lapses},
                       {"seconds", weak.time.count() / 1000}});
  Json confusions = Json::array();
  for (const Confusion& confusion : shown.confusions)
    confusions.push_back({{"id", confusion.question},
                          {"question", confusion.stem},
                          {"answer", confusion.answer},
                          {"given", confusion.given},
                          {"times", confusion.times},
                          {"last", iso_day(confusion.last)}});
  Json exam;
  if (shown.exam_id)
    exam = {{"id", *shown.exam_id},
            {"title", shown.exam_title},
            {"day", iso_day(shown.exam_day)},
            {"known", *shown.known_on_exam}};
  return {{"day", iso_day(shown.today)},
          {"scope", shown.scope_title},
          {"range", name_of(told.range)},
          {"today", day_json(shown.done_today)},
          {"last_7_days", day_json(shown.week.done)},
          {"last_30_days", day_json(told.month.done_in_range)},
          {"in_range", day_json(shown.done_in_range)},
          {"days_in_range", shown.days_in_range},
          {"questions",
           {{"new", shown.phases.fresh},
            {"learning", shown.phases.learning},
            {"young", shown.phases.young},
            {"mature", shown.phases.mature},
            {"suspended", shown.phases.suspended}}},
          {"known", shown.known},
          {"exam", exam},
          {"true_retention_30_days", retention_json(told.month.retention)},
          {"true_retention", retention_json(shown.retention)},
          {"forecast", told.forecast},
          {"week", week_json(shown.week)},
          {"topics", parts_json(shown.topics)},
          {"passages", parts_json(shown.passages)},
          {"weakest", weakest},
          {"confusions", confusions}};
}

/// A cell as a plain value: dates in ISO form, nothing where there is none.
Json plain(Unit unit, double value) {
  if (std::isnan(value)) return {};
  if (unit == Unit::kDate)
    return iso_day(StudyDay(std::chrono::days(static_cast<int>(std::floor(value)))));
  return value;
}

Json chart_json(const Chart& chart) {
  Json places = Json::array();
  if (chart.x.unit == Unit::kName)
    for (const std::string& name : chart.names)
      places.push_back(name);
  else
    for (const double at : chart.at)
      places.push_back(plain(chart.x.unit, at));
  Json series = Json::array();
  for (const Series& each : chart.series) {
    Json values = Json::array();
    for (const double value : each.values)
      values.push_back(std::isnan(value) ? Json() : Json(value));
    series.push_back({{"name", each.name}, {"values", values}});
  }
  return {{"id", chart.id}, {"title", chart.title}, {"sentence", chart.sentence},
          {"at", places},   {"width", chart.width}, {"series", series}};
}

// --- what the options ask for

void print_chart(const StatsCommand& command, const Chart& chart, std::ostream& out) {
  if (command.json) {
    fmt::print(out, "{}\n", chart_json(chart).dump(2));
  } else if (command.csv) {
    fmt::print(out, "{}", table_csv(chart));
  } else {
    fmt::print(out, "{}\n", chart.title);
    if (!chart.sentence.empty()) fmt::print(out, "{}\n", chart.sentence);
    fmt::print(out, "\n{}", chart.empty() ? "Nothing to show yet.\n" : table_text(chart));
  }
}

int print_list(const StatsCommand& command, Console& console) {
  Json all = Json::array();
  for (const ChartName& name : progress_charts()) {
    if (command.json)
      all.push_back({{"id", name.id}, {"title", name.title}});
    else
      fmt::print(console.out, "{:<16}{}\n", name.id, name.title);
  }
  if (command.json) fmt::print(console.out, "{}\n", all.dump(2));
  return kWell;
}

int print_curve(const StatsCommand& command, const Trainer& trainer, Console& console) {
  const auto curve = trainer.forgetting_curve(*command.question);
  if (!curve) return failed(console, curve.error());
  if (command.json) {
    fmt::print(console.out, "{}\n",
               Json({{"id", curve->question},
                     {"question", curve->stem},
                     {"answer", curve->answer},
                     {"facts", curve->facts},
                     {"chart", chart_json(curve->chart)}})
                   .dump(2));
    return kWell;
  }
  if (command.csv) {
    fmt::print(console.out, "{}", table_csv(curve->chart));
    return kWell;
  }
  fmt::print(console.out, "{}\n{}\n\n", one_line(curve->stem), one_line(curve->answer));
  for (const std::string& fact : curve->facts)
    fmt::print(console.out, "{}.\n", fact);
  if (!curve->chart.empty()) fmt::print(console.out, "\n{}", table_text(curve->chart));
  return kWell;
}

int print_week(const StatsCommand& command,
               const Trainer& trainer,
               const ProgressRequest& request,
               Console& console) {
  const auto shown = trainer.overview(request);
  if (!shown) return failed(console, shown.error(), kNotUnderstood);
  const WeekSummary& week = shown->week;
  if (command.json) {
    fmt::print(console.out, "{}\n", week_json(week).dump(2));
    return kWell;
  }
  fmt::print(console.out, "{} to {}\n\n", day_text(week.first), day_text(week.last));
  for (const std::string& words : week.words)
    fmt::print(console.out, "{}\n", words);
  return kWell;
}

Result<void> write_page(const std::filesystem::path& file, const std::string& page) {
  std::ofstream out(file, std::ios::binary);
  out << page;
  out.flush();
  if (!out)
    return fail("the page cannot be written", file.string(),
                "check that the folder is there and has room");
  return {};
}

int make_page(const StatsCommand& command,
              const Trainer& trainer,
              const ProgressRequest& request,
              Console& console) {
  const auto page =
      trainer.progress_page(request, command.week ? Trainer::ProgressPage::kWeek
                                                  : Trainer::ProgressPage::kOverview);
  if (!page) return failed(console, page.error(), kNotUnderstood);
  if (auto written = write_page(*command.html, *page); !written)
    return failed(console, written.error());
  fmt::print(console.out, "Written to {}.\n", command.html->string());
  return kWell;
}

Result<ProgressChart> chart_named(const std::string& id) {
  std::vector<std::string_view> ids;
  for (const ChartName& name : progress_charts()) {
    if (id == name.id) return name.chart;
    ids.emplace_back(name.id);
  }
  const auto meant = closest(id, ids);
  return fail(fmt::format("there is no chart {}", id), "",
              meant ? fmt::format("did you mean {}", *meant)
                    : std::string("'attache stats --list' lists them"));
}

/// Options that would do nothing beside the others.
Result<void> check_options(const StatsCommand& command) {
  const bool table = command.chart || command.question;
  if (command.csv && !table)
    return fail("--csv needs a table", "", "name it with --chart or --question");
  if (command.csv && command.json)
    return fail("--csv and --json cannot go together", "", "choose one of them");
  if (command.html && (table || command.json || command.list))
    return fail("--html writes a page of its own", "",
                "leave out --chart, --question, --list and --json");
  if (command.time && command.chart != "reviews")
    return fail("--time is for the chart of reviews", "", "add --chart reviews");
  if (command.no_backlog && command.chart != "due")
    return fail("--no-backlog is for the chart of what is due", "", "add --chart due");
  const int wishes = (command.chart ? 1 : 0) + (command.question ? 1 : 0) +
                     (command.list ? 1 : 0) + (command.week ? 1 : 0);
  if (wishes > 1)
    return fail("only one thing can be shown at a time", "",
                "choose one of --chart, --question, --list and --week");
  return {};
}

}  // namespace

int stats(const StatsCommand& command, Trainer& trainer, Console& console) {
  if (auto checked = check_options(command); !checked)
    return failed(console, checked.error(), kNotUnderstood);
  const auto range = range_named(command.range);
  if (!range)
    return failed(console,
                  Error{fmt::format("there is no range {}", command.range), "--range",
                        "the ranges are month, 3-months, year and all"},
                  kNotUnderstood);
  const ProgressRequest request{command.scope, *range, command.time, !command.no_backlog};
  if (command.list) return print_list(command, console);
  if (command.question) return print_curve(command, trainer, console);
  if (command.html) return make_page(command, trainer, request, console);
  if (command.week) return print_week(command, trainer, request, console);
  if (command.chart) {
    const auto wanted = chart_named(*command.chart);
    if (!wanted) return failed(console, wanted.error(), kNotUnderstood);
    const auto chart = trainer.progress_chart(request, *wanted);
    if (!chart) return failed(console, chart.error());
    print_chart(command, *chart, console.out);
    return kWell;
  }
  const auto all = told(trainer, request);
  if (!all) return failed(console, all.error());
  if (all->shown.questions == 0 && !command.scope.empty())
    return failed(console, Error{"no question fits", command.scope,
                                 "'attache search' tells what a search finds"});
  if (command.json)
    fmt::print(console.out, "{}\n", overview_json(*all).dump(2));
  else
    print_overview(*all, console.out);
  return kWell;
}

Result<bool> begin_weak_practice(Trainer& trainer,
                                 PracticeOf what,
                                 const std::string& scope,
                                 Console& console) {
  ProgressRequest request;
  request.scope = scope;
  const auto shown = trainer.overview(request);
  if (!shown) return shown.unexpected();
  std::vector<QuestionId> questions;
  std::unordered_set<QuestionId> known;
  const auto add = [&](const QuestionId& id) {
    if (known.insert(id).second) questions.push_back(id);
  };
  if (what == PracticeOf::kWeakest)
    for (const WeakQuestion& weak : shown->weakest)
      add(weak.question);
  else
    for (const Confusion& confusion : shown->confusions)
      add(confusion.question);
  if (questions.empty()) {
    fmt::print(console.out, "{}\n",
               what == PracticeOf::kWeakest
                   ? "Nothing is weak here: there is nothing to practise."
                   : "No wrong answer came twice here: there is nothing to practise.");
    return false;
  }
  if (auto begun = trainer.begin_practice(questions); !begun) return begun.unexpected();
  return true;
}

}  // namespace attache::cli
