// Plays the fifteen exam scenarios with simulated students and prints what each policy
// scores, beside the bound that none can pass. Takes minutes, so it is no test.
//   exam_scenarios [students] [letters] [--wrong | --ours]

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/chance.h"
#include "memory/exam_plan.h"

namespace {

using attache::AnswerCosts;
using attache::AnswerHabits;
using attache::Chance;
using attache::ExamForecast;
using attache::ExamPlan;
using attache::ExamQuestion;
using attache::ExamSituation;
using attache::Fsrs6;
using attache::Fsrs6Weights;
using attache::kRatings;
using attache::MemoryState;
using attache::Rating;

struct Scenario {
  char name;
  int days;
  int questions;
  double learned;
  double minutes;
};

const std::vector<Scenario> kScenarios{
    {'A', 1, 300, .50, 20},    {'B', 7, 60, 0, 5},       {'C', 7, 300, .50, 10},
    {'D', 14, 300, 0, 10},     {'E', 14, 300, .33, 10},  {'F', 30, 300, 0, 5},
    {'G', 30, 300, .50, 5},    {'H', 30, 1500, .50, 20}, {'I', 30, 1500, 0, 5},
    {'J', 60, 300, 0, 5},      {'K', 60, 300, .50, 5},   {'L', 60, 1500, .33, 20},
    {'M', 120, 1500, .33, 10}, {'N', 120, 1500, 0, 20},  {'O', 120, 1500, .50, 40}};

/// The weights of `fast_forgetter` in tests/memory/fsrs6_vectors.json.
constexpr Fsrs6Weights kFastForgetter{0.1512, 0.8244, 1.5031, 4.9157, 7.0124, 0.6021,
                                      2.4016, 0.0213, 1.4127, 0.2104, 0.6523, 1.2041,
                                      0.0823, 0.2107, 1.4018, 0.5026, 1.6102, 0.4105,
                                      0.1511, 0.1204, 0.2718};

/// What is true of a student, whatever the planner believes.
struct Truth {
  Fsrs6Weights weights = attache::default_fsrs6_weights();
  AnswerCosts costs;
  AnswerHabits habits;
};

/// A number in [0, 1) that depends on the student, the question and the review alone, so
/// that all policies meet the same luck.
double luck(std::uint64_t student, std::size_t question, int review, int draw) {
  std::uint64_t x = student * 0x9E3779B97F4A7C15U + question * 0xBF58476D1CE4E5B9U +
                    static_cast<std::uint64_t>(review * 4 + draw) * 0x94D049BB133111EBU;
  for (int i = 0; i < 2; ++i) {
    x ^= x >> 30U;
    x *= 0xBF58476D1CE4E5B9U;
    x ^= x >> 27U;
    x *= 0x94D049BB133111EBU;
    x ^= x >> 31U;
  }
  return static_cast<double>(x >> 11U) * 0x1.0p-53;
}

double normal(Chance& chance) {
  const double radius = std::sqrt(-2 * std::log(1 - chance.unit()));
  return radius * std::cos(6.283185307179586 * chance.unit());
}

ExamSituation situation_of(const Scenario& scenario, std::uint64_t student) {
  ExamSituation s;
  s.seconds.assign(static_cast<std::size_t>(scenario.days), scenario.minutes * 60);
  Chance chance = Chance(student).derive("situation");
  const auto learned =
      static_cast<int>(std::lround(scenario.questions * scenario.learned));
  for (int i = 0; i < scenario.questions; ++i) {
    ExamQuestion question;
    if (i < learned) {
      MemoryState memory;
      memory.stability = 10 * std::exp(0.8 * normal(chance));
      memory.difficulty = std::clamp(6 + 2 * normal(chance), 1.0, 10.0);
      question.days_since =
          std::max(1, static_cast<int>(chance.unit() * 1.4 * memory.stability));
      question.memory = memory;
    }
    s.questions.push_back(question);
  }
  return s;
}

/// One student's exam, played day by day. The policy sees what is believed.
class Play {
 public:
  Play(ExamSituation situation, Truth truth, std::uint64_t student)
      : believed_(std::move(situation)),
        truth_(std::move(truth)),
        model_(believed_.weights),
        real_model_(truth_.weights),
        student_(student),
        reviews_(believed_.questions.size()) {
    for (const ExamQuestion& question : believed_.questions)
      real_.push_back(question.memory);
    exam_ = static_cast<int>(believed_.seconds.size());
  }

  /// The situation of this morning.
  [[nodiscard]] const ExamSituation& situation() const { return believed_; }
  [[nodiscard]] double left() const { return left_; }
  [[nodiscard]] const Fsrs6& model() const { return model_; }
  [[nodiscard]] int day() const { return day_; }

  /// Whether even the worst answer still fits, and it was not seen today.
  [[nodiscard]] bool fits(std::size_t q) const {
    const ExamQuestion& question = believed_.questions[q];
    if (question.memory && question.days_since == 0) return false;
    return attache::worst_case_seconds(question, truth_.costs) <= left_;
  }
  void answer(std::size_t q);
  /// Reviews in this order until the minutes are gone.
  void answer_all(const std::vector<std::size_t>& order) {
    for (const std::size_t q : order)
      if (fits(q)) answer(q);
  }
  void begin_day() { left_ = believed_.seconds.front(); }
  void end_day() {
    used_.push_back(believed_.seconds.front() - left_);
    if (left_ < -1e-9) std::puts("MINUTES EXCEEDED");
    believed_.seconds.erase(believed_.seconds.begin());
    for (ExamQuestion& question : believed_.questions)
      ++question.days_since;
    ++day_;
  }
  [[nodiscard]] double score() const;
  [[nodiscard]] double exam(Chance& chance) const;
  [[nodiscard]] const std::vector<double>& used() const { return used_; }

 private:
  [[nodiscard]] Rating rating_of(std::size_t q, double recall) const;
  [[nodiscard]] double chance_right(std::size_t q) const {
    const ExamQuestion& question = believed_.questions[q];
    return real_[q] ? real_model_.recall_chance(question.days_since, real_[q]->stability)
                    : 0;
  }

  ExamSituation believed_;
  Truth truth_;
  Fsrs6 model_, real_model_;
  std::uint64_t student_;
  std::vector<std::optional<MemoryState>> real_;
  std::vector<int> reviews_;
  std::vector<double> used_;
  double left_ = 0;
  int day_ = 0;
  int exam_ = 0;
};

Rating Play::rating_of(std::size_t q, double recall) const {
  const int n = reviews_[q];
  double at = luck(student_, q, n, 0);
  if (!real_[q]) {
    for (const Rating rating : kRatings) {
      at -= truth_.habits.first[static_cast<std::size_t>(rating) - 1];
      if (at < 0) return rating;
    }
    return Rating::kEasy;
  }
  if (at >= recall) return Rating::kAgain;
  at = luck(student_, q, n, 1);
  for (const Rating rating : {Rating::kHard, Rating::kGood}) {
    at -= truth_.habits.success[static_cast<std::size_t>(rating) - 2];
    if (at < 0) return rating;
  }
  return Rating::kEasy;
}

void Play::answer(std::size_t q) {
  ExamQuestion& question = believed_.questions[q];
  const int wait = question.days_since;
  const double recall =
      real_[q] ? real_model_.recall_chance(wait, real_[q]->stability) : 0;
  const Rating rating = rating_of(q, recall);
  const auto next = [&](const Fsrs6& model, const std::optional<MemoryState>& from) {
    const MemoryState first =
        from ? model.next(*from, wait, rating) : model.first(rating);
    return rating == Rating::kAgain ? model.next(first, 0, Rating::kGood) : first;
  };
  const bool fresh = !real_[q];
  real_[q] = next(real_model_, real_[q]);
  question.memory = next(model_, question.memory);
  question.days_since = 0;
  ++reviews_[q];
  const AnswerCosts& costs = truth_.costs;
  double seconds = fresh ? costs.fresh : costs.success;
  if (rating == Rating::kAgain)
    seconds = (fresh ? costs.fresh : costs.lapse) + costs.relearning;
  left_ -= seconds;
}

double Play::score() const {
  double sum = 0;
  for (std::size_t q = 0; q < real_.size(); ++q)
    sum += chance_right(q);
  return sum / static_cast<double>(real_.size());
}

double Play::exam(Chance& chance) const {
  double right = 0;
  for (std::size_t q = 0; q < real_.size(); ++q)
    if (chance.unit() < chance_right(q)) right += 1;
  return right / static_cast<double>(real_.size());
}

using Policy = std::function<void(Play&)>;  // one day

// ---- The policies
// ----------------------------------------------------------------------

struct Rule {
  double retention = 0.9;
  bool new_first = false;
  bool lowest_recall_first = false;  // else by due date
  bool fill = false;                 // spare time: lowest recall first
};

std::vector<std::size_t> sorted_by(std::vector<std::pair<double, std::size_t>> keyed) {
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> order;
  for (const auto& [key, q] : keyed)
    order.push_back(q);
  return order;
}

std::vector<std::size_t> lowest_recall(const Play& play) {
  std::vector<std::pair<double, std::size_t>> keyed;
  const auto& questions = play.situation().questions;
  for (std::size_t q = 0; q < questions.size(); ++q)
    if (questions[q].memory)
      keyed.emplace_back(play.model().recall_chance(questions[q].days_since,
                                                    questions[q].memory->stability),
                         q);
  return sorted_by(std::move(keyed));
}

void fixed_rule(Play& play, const Rule& rule) {
  std::vector<std::pair<double, std::size_t>> due;
  std::vector<std::size_t> fresh;
  const auto& questions = play.situation().questions;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    if (!questions[q].memory) {
      fresh.push_back(q);
      continue;
    }
    const double s = questions[q].memory->stability;
    const double interval =
        std::max(1.0, std::round(play.model().interval_days(s, rule.retention)));
    if (questions[q].days_since < interval) continue;
    due.emplace_back(rule.lowest_recall_first
                         ? play.model().recall_chance(questions[q].days_since, s)
                         : interval - questions[q].days_since,
                     q);
  }
  if (rule.new_first) play.answer_all(fresh);
  play.answer_all(sorted_by(std::move(due)));
  if (!rule.new_first) play.answer_all(fresh);
  if (rule.fill) play.answer_all(lowest_recall(play));
}

Policy rule_policy(const Rule& rule) {
  return [rule](Play& play) { fixed_rule(play, rule); };
}

void cram(Play& play) {
  if (play.situation().seconds.size() <= 3) play.answer_all(lowest_recall(play));
  fixed_rule(play, {});
}

void greedy(Play& play) {
  play.answer_all(attache::in_order_of_value(attache::greedy_indices(play.situation())));
}

/// Ours: solved again every morning from what happened.
struct Rolling {
  std::optional<ExamPlan> plan;
  double solving_seconds = 0;

  void operator()(Play& play) {
    const auto begin = std::chrono::steady_clock::now();
    plan = attache::plan_exam(play.situation(), plan ? &*plan : nullptr);
    play.answer_all(attache::in_order_of_value(plan->indices(play.situation())));
    solving_seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
};

void play_out(Play& play, const Policy& policy) {
  while (!play.situation().seconds.empty()) {
    play.begin_day();
    policy(play);
    play.end_day();
  }
}

// ---- Many students
// ----------------------------------------------------------------------

struct Mean {
  std::vector<double> all;
  [[nodiscard]] double value() const {
    return std::accumulate(all.begin(), all.end(), 0.0) /
           static_cast<double>(std::max<std::size_t>(all.size(), 1));
  }
  /// 95 % of the mean.
  [[nodiscard]] double reach() const {
    double squares = 0;
    for (const double x : all)
      squares += (x - value()) * (x - value());
    const auto n = static_cast<double>(all.size());
    return n > 1 ? 1.96 * std::sqrt(squares / (n - 1) / n) : 0;
  }
};

void in_parallel(int count, const std::function<void(int)>& work) {
  std::array<std::thread, 2> threads;
  for (int t = 0; t < 2; ++t)
    threads[static_cast<std::size_t>(t)] = std::thread([&work, count, t] {
      for (int i = t; i < count; i += 2)
        work(i);
    });
  for (std::thread& thread : threads)
    thread.join();
}

using Setting = std::function<std::pair<ExamSituation, Truth>(int student)>;

std::uint64_t luck_of(int student) {
  return static_cast<std::uint64_t>(student) + 1000;
}

Mean scores(int students, const Setting& setting, const std::function<Policy()>& make) {
  Mean mean;
  mean.all.resize(static_cast<std::size_t>(students));
  in_parallel(students, [&](int i) {
    auto [situation, truth] = setting(i);
    Play play(std::move(situation), std::move(truth), luck_of(i));
    play_out(play, make());
    mean.all[static_cast<std::size_t>(i)] = 100 * play.score();
  });
  return mean;
}

struct Ours {
  Mean score, bound, at_minutes, forecast_mean, minutes;
  double covered = 0;
  double solving = 0;  // seconds a run
};

Ours play_ours(int students, const Setting& setting, bool forecasts) {
  const auto n = static_cast<std::size_t>(students);
  std::vector<std::vector<double>> used(n), prices(n);
  std::vector<double> score(n), bound(n), expected(n), inside(n), solving(n);
  std::vector<ExamSituation> situations(n);
  in_parallel(students, [&](int student) {
    const auto i = static_cast<std::size_t>(student);
    auto [situation, truth] = setting(student);
    situations[i] = situation;
    const ExamPlan first = attache::plan_exam(situation);
    bound[i] = 100 * first.bound();
    prices[i] = first.prices();
    Rolling rolling{first, 0};
    Play play(situation, std::move(truth), luck_of(student));
    play_out(play, std::ref(rolling));
    solving[i] = rolling.solving_seconds;
    score[i] = 100 * play.score();
    used[i] = play.used();
    if (!forecasts) return;
    const ExamForecast seen = attache::forecast(situation, first);
    expected[i] = 100 * seen.mean;
    Chance chance = Chance(luck_of(student)).derive("exam");
    constexpr int kExams = 20;
    for (int exam = 0; exam < kExams; ++exam) {
      const double drawn = play.exam(chance);
      if (drawn >= seen.low - 1e-9 && drawn <= seen.high + 1e-9)
        inside[i] += 1.0 / kExams;
    }
  });
  Ours ours;
  for (std::size_t i = 0; i < n; ++i) {
    double over = 0;
    double minutes = 0;
    for (std::size_t day = 0; day < prices[i].size(); ++day) {
      double mean_used = 0;
      for (std::size_t k = 0; k < n; ++k)
        mean_used += used[k][day] / static_cast<double>(n);
      over += prices[i][day] * (situations[i].seconds[day] - mean_used);
      minutes += used[i][day] / 60;
    }
    // Weak duality at the seconds that were used on average.
    const auto questions = static_cast<double>(situations[i].questions.size());
    ours.at_minutes.all.push_back(bound[i] - 100 * over / questions);
    ours.minutes.all.push_back(minutes);
    ours.covered += 100 * inside[i] / static_cast<double>(n);
    ours.solving += solving[i] / static_cast<double>(n);
  }
  ours.score.all = score;
  ours.bound.all = bound;
  ours.forecast_mean.all = expected;
  return ours;
}

Mean best_of(const std::vector<Rule>& rules,
             int students,
             const Setting& setting,
             Rule& best) {
  Mean greatest;
  for (const Rule& rule : rules) {
    const Mean mean = scores(students, setting, [&] { return rule_policy(rule); });
    if (greatest.all.empty() || mean.value() > greatest.value()) {
      greatest = mean;
      best = rule;
    }
  }
  return greatest;
}

std::vector<Rule> all_rules(bool only_anki_order) {
  std::vector<Rule> rules;
  for (const double retention : {.70, .75, .80, .85, .90, .93, .95, .97})
    for (const bool new_first : {false, true})
      for (const bool lowest : {false, true})
        if (!only_anki_order || (!new_first && !lowest))
          rules.push_back({retention, new_first, lowest, true});
  return rules;
}

/// Our row alone, to two places.
void ours_alone(const Scenario& scenario, int students) {
  const Setting setting = [&](int i) {
    return std::pair(situation_of(scenario, luck_of(i)), Truth());
  };
  const Ours g = play_ours(students, setting, false);
  fmt::print("| {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} % | {:.0f} | {:.2f} |\n",
             scenario.name, g.score.value(), g.score.reach(), g.bound.value(),
             100 * g.score.value() / g.at_minutes.value(), g.minutes.value(), g.solving);
  std::fflush(stdout);
}

void well_specified(const Scenario& scenario, int students) {
  const Setting setting = [&](int i) {
    return std::pair(situation_of(scenario, luck_of(i)), Truth());
  };
  const Mean a = scores(students, setting, [] { return rule_policy({}); });
  Rule plus_rule;
  Rule best_rule;
  const Mean plus = best_of(all_rules(true), students, setting, plus_rule);
  const Mean best = best_of(all_rules(false), students, setting, best_rule);
  const Mean c = scores(students, setting, [] { return Policy(cram); });
  const Mean d = scores(students, setting, [] { return Policy(greedy); });
  const Ours g = play_ours(students, setting, true);
  fmt::print(
      "| {} | {:.1f} | {:.1f} ({:.2f}) | {:.1f} ({:.2f}{}{}) | {:.1f} | {:.1f} | "
      "**{:.1f}** | {:.1f} | {:.1f} | {:.1f} % | {:.1f} % | {:.0f} / {:.0f} | {:.1f} "
      "| {:.0f} % | {:.1f} |\n",
      scenario.name, a.value(), plus.value(), plus_rule.retention, best.value(),
      best_rule.retention, best_rule.new_first ? " new first" : " new last",
      best_rule.lowest_recall_first ? ", weakest first" : "", c.value(), d.value(),
      g.score.value(), g.score.reach(), g.bound.value(),
      100 * g.score.value() / g.bound.value(),
      100 * g.score.value() / g.at_minutes.value(), g.minutes.value(),
      scenario.days * scenario.minutes, g.forecast_mean.value(), g.covered, g.solving);
  std::fflush(stdout);
}

// ---- Wrong beliefs
// ------------------------------------------------------------------------

Fsrs6Weights disturbed(std::uint64_t seed) {
  Chance chance = Chance(seed).derive("weights");
  Fsrs6Weights weights = attache::default_fsrs6_weights();
  for (double& w : weights)
    w *= 1 + 0.15 * normal(chance);
  weights[15] = std::min(weights[15], 1.0);
  weights[16] = std::max(weights[16], 1.0);
  weights[20] = std::clamp(weights[20], 0.1, 0.8);
  return weights;
}

AnswerCosts slower(AnswerCosts costs) {
  for (double* c : {&costs.fresh, &costs.success, &costs.lapse, &costs.relearning})
    *c *= 1.4;
  return costs;
}

void misspecified(const Scenario& scenario, int students) {
  const auto with = [&](auto change) {
    return Setting([&scenario, change](int i) {
      std::pair<ExamSituation, Truth> all(situation_of(scenario, luck_of(i)), Truth());
      change(i, all.first, all.second);
      return all;
    });
  };
  const auto line = [&](const char* what, const Setting& setting) {
    Rule rule;
    const Mean plus = best_of(all_rules(true), students, setting, rule);
    const Mean d = scores(students, setting, [] { return Policy(greedy); });
    const Ours g = play_ours(students, setting, false);
    fmt::print("| {} | {} | {:.1f} | {:.1f} | **{:.1f}** | {:.1f} |\n", scenario.name,
               what, plus.value(), d.value(), g.score.value(), g.score.reach());
    std::fflush(stdout);
  };
  line("weights 15 % off", with([](int i, ExamSituation&, Truth& truth) {
         truth.weights = disturbed(luck_of(i));
       }));
  line("forgets fast, not known",
       with([](int, ExamSituation&, Truth& truth) { truth.weights = kFastForgetter; }));
  line("forgets fast, known", with([](int, ExamSituation& seen, Truth& truth) {
         truth.weights = seen.weights = kFastForgetter;
       }));
  line("40 % slower, not known", with([](int, ExamSituation&, Truth& truth) {
         truth.costs = slower(truth.costs);
       }));
  line("40 % slower, learned from the log",
       with([](int, ExamSituation& seen, Truth& truth) {
         truth.costs = slower(truth.costs);
         seen.costs = truth.costs;
       }));
}

}  // namespace

int main(int count, char** words) {
  const int students = count > 1 ? std::atoi(words[1]) : 20;
  const std::string letters = count > 2 ? words[2] : "ABCDEFGHIJKLMNO";
  const std::string kind = count > 3 ? words[3] : "";
  const bool wrong = kind == "--wrong";
  if (wrong) {
    fmt::print(
        "|  | student | b+ in hindsight | greedy | **ours** | +- |\n"
        "|---|---|---|---|---|---|\n");
  } else if (kind == "--ours") {
    fmt::print(
        "|  | ours | +- | bound | at its minutes | minutes | solving, s |\n"
        "|---|---|---|---|---|---|---|\n");
  } else {
    fmt::print(
        "|  | a: .90 | b+: best in hindsight | best rule | c: cram | d: greedy | "
        "**ours** | +- | bound | ours/bound | at its minutes | minutes / limit | "
        "forecast | covered | solving, s |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
  }
  for (const Scenario& scenario : kScenarios) {
    if (letters.find(scenario.name) == std::string::npos) continue;
    if (kind == "--ours")
      ours_alone(scenario, students);
    else if (wrong)
      misspecified(scenario, students);
    else
      well_specified(scenario, students);
  }
  return 0;
}
