#include "cli/advise.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "cli/phrases.h"
#include "cli/run.h"
#include "memory/retention_advice.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

/// The rows that a person reads: every third, and those that matter.
bool is_shown(const RetentionPoint& point, double desired, bool is_cheapest) {
  const long percent = std::lround(point.retention * 100);
  return is_cheapest || percent == std::lround(desired * 100) || percent % 3 == 0;
}

Json json_of(const RetentionSituation& situation,
             const std::vector<RetentionPoint>& curve,
             const std::optional<std::size_t>& best) {
  Json points = Json::array();
  for (const RetentionPoint& point : curve)
    points.push_back({{"retention", point.retention},
                      {"minutes_a_day", point.minutes_a_day},
                      {"reviews_a_day", point.reviews_a_day},
                      {"known_at_end", point.known_at_end},
                      {"minutes_per_known", point.minutes_per_known}});
  return {{"questions", situation.questions},
          {"days", situation.days},
          {"cheapest", best ? Json(curve[*best].retention) : Json()},
          {"curve", points}};
}

void print_curve(const RetentionSituation& situation,
                 const std::vector<RetentionPoint>& curve,
                 const std::optional<std::size_t>& best,
                 double desired,
                 std::ostream& out) {
  fmt::print(out,
             "If you learn {} and study for {}, at your pace:\n\n"
             "  you want to know   minutes a day   known at the end\n",
             counted(situation.questions, "question", "questions"),
             counted(situation.days, "day", "days"));
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const RetentionPoint& point = curve[i];
    const bool is_cheapest = best == i;
    if (!is_shown(point, desired, is_cheapest)) continue;
    const bool is_set = std::lround(point.retention * 100) == std::lround(desired * 100);
    fmt::print(out, "  {:>14.0f} % {:>15.1f} {:>18.0f}{}{}\n", point.retention * 100,
               point.minutes_a_day, point.known_at_end, is_set ? "   as set" : "",
               is_cheapest ? "   least time for what you know" : "");
  }
  fmt::print(out, "\nTo change it: attache set desired-retention 0.90\n");
}

}  // namespace

int advise(const AdviseCommand& command, const Trainer& trainer, Console& console) {
  auto situation = trainer.retention_situation();
  if (!situation) return failed(console, situation.error());
  situation->days = command.days.value_or(situation->days);
  situation->questions = command.questions.value_or(situation->questions);
  situation->minutes_a_day = command.minutes.value_or(0);
  const auto curve = retention_curve(*situation);
  const auto best = cheapest(curve);
  if (command.json) {
    fmt::print(console.out, "{}\n", json_of(*situation, curve, best).dump(2));
  } else {
    print_curve(*situation, curve, best, trainer.settings().desired_retention,
                console.out);
  }
  return 0;
}

}  // namespace attache::cli
