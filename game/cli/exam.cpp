#include "cli/exam.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>

#include "base/text.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "cli/terminal_sitting.h"
#include "cli/topic_weight.h"
#include "study/exam_words.h"
#include "trainer/trainer.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kFailed = 1;

/// Takes a list away instead of giving one.
constexpr std::string_view kNone = "none";

// --- which exam

Unexpected several(const std::vector<ShownExam>& exams) {
  std::vector<std::string> titles;
  titles.reserve(exams.size());
  for (const ShownExam& each : exams)
    titles.push_back(
        fmt::format("{} on {} ({})", each.exam.title, day_text(each.day), each.exam.id));
  return fail(fmt::format("there are several exams: {}", listed(titles)), "",
              "name one by its id or its title, as 'attache exam list' shows them");
}

/// The only one of some exams; fails if there is none or more of them.
Result<ShownExam> only_one(std::vector<ShownExam> exams) {
  if (exams.empty())
    return fail("there is no exam yet", "", "add one: 'attache exam add --help' tells");
  std::vector<ShownExam> ahead = exams;
  std::erase_if(ahead,
                [](const ShownExam& each) { return each.stage == ExamStage::kPast; });
  if (ahead.size() == 1) return std::move(ahead.front());
  if (exams.size() == 1) return std::move(exams.front());
  return several(ahead.empty() ? exams : ahead);
}

/// The exam that is meant: by the beginning of its id or title, or the only one.
Result<ShownExam> find_exam(const Trainer& trainer,
                            const std::optional<std::string>& named) {
  auto exams = trainer.exams();
  if (!exams) return exams.unexpected();
  if (!named) return only_one(*std::move(exams));
  const std::string wanted = fold(*named);
  std::vector<ShownExam> exact;
  std::vector<ShownExam> meant;
  for (const ShownExam& each : *exams) {
    if (each.exam.id == *named) return each;
    if (fold(each.exam.title) == wanted) exact.push_back(each);
    if (each.exam.id.starts_with(*named) || fold(each.exam.title).starts_with(wanted))
      meant.push_back(each);
  }
  if (exact.size() == 1) return std::move(exact.front());
  if (meant.size() == 1) return std::move(meant.front());
  if (!meant.empty()) return several(meant);
  return fail(fmt::format("there is no exam {}", *named), "",
              "'attache exam list' shows them");
}

// --- what is asked for

/// "2024-08-10", or "2024-08-10..2024-08-12" for all from one to the other.
Result<void> add_days_off(const std::string& text, std::vector<StudyDay>& days_off) {
  const auto day_in = [](std::string_view iso) -> std::optional<StudyDay> {
    const auto date = PartialDate::parse(iso);
    if (!date || date->day == 0) return {};
    return date->first_day();
  };
  const std::size_t dots = text.find("..");
  const auto first = day_in(std::string_view(text).substr(0, dots));
  const auto last =
      dots == std::string::npos ? first : day_in(std::string_view(text).substr(dots + 2));
  if (!first || !last || *last < *first ||
      *last - *first > std::chrono::days(kMostExamDays))
    return fail(fmt::format("--off cannot be {}", text), "",
                "write a day as 2024-08-10, or several as 2024-08-10..2024-08-12");
  for (StudyDay day = *first; day <= *last; day += std::chrono::days(1))
    days_off.push_back(day);
  return {};
}

/// A list that is given anew takes the place of the one before.
template <class Value, class Add>
Result<void> take_list(const std::vector<std::string>& given,
                       std::vector<Value>& to,
                       const Add& add) {
  if (given.empty()) return {};
  to.clear();
  for (const std::string& text : given) {
    if (text == kNone) continue;
    if (auto added = add(text); !added) return added;
  }
  return {};
}

/// Puts what the command says into an exam.
Result<void> take_options(const ExamCommand& command,
                          const StudyCalendar& calendar,
                          Exam& exam) {
  if (command.title) exam.title = *command.title;
  if (command.at) {
    const auto at = parse_exam_time(*command.at, calendar);
    if (!at) return at.unexpected();
    exam.at = *at;
    exam.retired = false;  // a new date opens it again
  }
  if (!command.decks.empty() || !command.topics.empty()) {
    exam.scope = command.decks;
    exam.scope.insert(exam.scope.end(), command.topics.begin(), command.topics.end());
    std::erase(exam.scope, std::string(kNone));
  }
  if (command.minutes) {
    const auto minutes = parse_minutes(*command.minutes, exam.minutes);
    if (!minutes) return minutes.unexpected();
    exam.minutes = *minutes;
  }
  if (command.target) {
    exam.target = *command.target / 100;
    if (*command.target == 0) exam.target.reset();
  }
  if (command.end) exam.retired = true;
  if (auto taken = take_list(
          command.off, exam.days_off,
          [&](const std::string& text) { return add_days_off(text, exam.days_off); });
      !taken)
    return taken;
  return take_list(command.weights, exam.weights,
                   [&](const std::string& text) -> Result<void> {
                     auto weight = topic_weight_in(text);
                     if (!weight) return weight.unexpected();
                     exam.weights.push_back(*std::move(weight));
                     return {};
                   });
}

// --- lists

std::string days_phrase(const ShownExam& shown) {
  switch (shown.stage) {
    case ExamStage::kAhead:
      return counted(shown.days_left, "day", "days") + " left";
    case ExamStage::kToday:
      return "today";
    case ExamStage::kPast:
      break;
  }
  return shown.exam.retired ? "ended" : "past";
}

std::string today_phrase(const ShownExam& shown) {
  if (shown.minutes_today == 0) return "today is a day off";
  const std::string steps =
      shown.steps_today == 0
          ? ""
          : fmt::format(", {} to finish",
                        counted(shown.steps_today, "learning step", "learning steps"));
  const std::string minutes = counted(shown.minutes_today, "minute", "minutes");
  // Less than this is too little to begin another question.
  if (shown.left_today < std::chrono::seconds(30))
    return fmt::format("today's {} are used{}", minutes, steps);
  return fmt::format("{} of {} left today{}", minutes_up(shown.left_today), minutes,
                     steps);
}

void print_exam(const ShownExam& shown,
                const StudyCalendar& calendar,
                std::ostream& out) {
  const Exam& exam = shown.exam;
  fmt::print(out, "{}: {}; {}\n", exam.title, exam_time_text(exam.at, calendar),
             days_phrase(shown));
  if (shown.stage == ExamStage::kAhead)
    fmt::print(out, "  minutes a day: {}; {}\n", minutes_text(exam.minutes),
               today_phrase(shown));
  fmt::print(out, "  {}, {} seen, {} known today\n",
             counted(shown.questions, "question", "questions"), shown.seen,
             share_text(shown.known));
  if (!exam.scope.empty()) fmt::print(out, "  asks: {}\n", listed(exam.scope));
  if (!exam.days_off.empty()) {
    std::vector<std::string> days;
    for (const StudyDay day : exam.days_off)
      days.push_back(day_text(day));
    fmt::print(out, "  days off: {}\n", listed(days));
  }
  if (exam.target) fmt::print(out, "  target: {}\n", share_text(*exam.target));
  if (const auto& last = exam.last_forecast)
    fmt::print(out, "  expected on {}: {}, likely {:.0f} to {:.0f} %\n",
               day_text(last->day), share_text(last->mean), last->low * 100,
               last->high * 100);
  if (!shown.missing.empty())
    fmt::print(out, "  not among your decks now: {}\n", listed(shown.missing));
  fmt::print(out, "  id: {}\n", exam.id);
}

const char* name_of_stage(ExamStage stage) {
  switch (stage) {
    case ExamStage::kAhead:
      return "ahead";
    case ExamStage::kToday:
      return "today";
    case ExamStage::kPast:
      break;
  }
  return "past";
}

Json exam_object(const ShownExam& shown) {
  const Exam& exam = shown.exam;
  Json days_off = Json::array();
  for (const StudyDay day : exam.days_off)
    days_off.push_back(iso_day(day));
  Json weights = Json::array();
  for (const TopicWeight& weight : exam.weights)
    weights.push_back({{"topic", weight.topic}, {"percent", weight.percent}});
  Json forecast;
  if (const auto& last = exam.last_forecast)
    forecast = {{"day", iso_day(last->day)},
                {"score", last->mean},
                {"low", last->low},
                {"high", last->high}};
  return {{"id", exam.id},
          {"title", exam.title},
          {"at", iso_instant(exam.at)},
          {"stage", name_of_stage(shown.stage)},
          {"day", iso_day(shown.day)},
          {"days_left", shown.days_left},
          {"minutes", exam.minutes},
          {"days_off", days_off},
          {"minutes_today", shown.minutes_today},
          {"seconds_used_today", shown.used_today.count() / 1000},
          {"steps_today", shown.steps_today},
          {"scope", exam.scope},
          {"weights", weights},
          {"target", exam.target ? Json(*exam.target) : Json()},
          {"questions", shown.questions},
          {"seen", shown.seen},
          {"known", shown.known},
          {"suspended", shown.suspended},
          {"shared", shown.shared},
          {"missing", shown.missing},
          {"forecast", forecast}};
}

int list(const Trainer& trainer, const ExamCommand& command, Console& console) {
  const auto exams = trainer.exams();
  if (!exams) return failed(console, exams.error());
  if (command.json) {
    Json all = Json::array();
    for (const ShownExam& each : *exams)
      all.push_back(exam_object(each));
    fmt::print(console.out, "{}\n", all.dump(2));
    return kWell;
  }
  if (exams->empty())
    fmt::print(console.out,
               "There is no exam yet. 'attache exam add --help' tells how "
               "to add one.\n");
  bool first = true;
  for (const ShownExam& each : *exams) {
    fmt::print(console.out, "{}", first ? "" : "\n");
    print_exam(each, trainer.calendar(), console.out);
    first = false;
  }
  return kWell;
}

int put(Trainer& trainer, Exam exam, const ExamCommand& command, Console& console) {
  if (auto taken = take_options(command, trainer.calendar(), exam); !taken)
    return failed(console, taken.error());
  const auto id = trainer.put_exam(std::move(exam));
  if (!id) return failed(console, id.error());
  const auto shown = find_exam(trainer, *id);
  if (!shown) return failed(console, shown.error());
  print_exam(*shown, trainer.calendar(), console.out);
  return kWell;
}

int remove(Trainer& trainer, const ShownExam& shown, Console& console) {
  if (auto removed = trainer.remove_exam(shown.exam.id); !removed)
    return failed(console, removed.error());
  fmt::print(console.out, "{} is removed. All answers given for it stay.\n",
             shown.exam.title);
  return kWell;
}

// --- the plan

/// Tells a person how far the work is.
ExamProgress told_in(Console& console) {
  if (!console.interactive) return {};
  return [&console, last = -1](double done) mutable {
    const int percent = static_cast<int>(done * 100);
    if (percent != last) fmt::print(console.err, "\rPlanning: {} %", percent);
    console.err.flush();
    last = percent;
    return true;
  };
}

void end_of_progress(Console& console) {
  if (console.interactive) fmt::print(console.err, "\r                \r");
}

void print_curve(const ExamOutlook& outlook, std::ostream& out) {
  if (outlook.curve.empty()) return;
  constexpr double kWidth = 40;
  fmt::print(out, "\nScore by minutes a day (> is what is set)\n");
  for (std::size_t i = 0; i < outlook.curve.size(); ++i) {
    const OutlookPoint& point = outlook.curve[i];
    const auto length = static_cast<std::size_t>(std::lround(kWidth * point.score));
    fmt::print(out, "{} {:>5.1f}  {:<40}  {}\n", i == outlook.here ? '>' : ' ',
               point.minutes, std::string(length, '#'), share_text(point.score));
  }
}

void print_topics(const ExamOutlook& outlook, std::ostream& out) {
  if (outlook.topics.empty()) return;
  fmt::print(out, "\nWhere the time goes (all days together)\n");
  for (const TopicOutlook& topic : outlook.topics)
    fmt::print(out, "  {}: {}, {} → {}{}\n", topic.name,
               time_phrase(Millis(std::lround(topic.minutes * 60'000))),
               share_text(topic.without_study), share_text(topic.score),
               topic.left_alone ? "; left alone" : "");
}

const char* name_of_verdict(TargetVerdict verdict) {
  switch (verdict) {
    case TargetVerdict::kReached:
      return "reached";
    case TargetVerdict::kWithinReach:
      return "within-reach";
    case TargetVerdict::kOutOfReach:
      return "out-of-reach";
    case TargetVerdict::kNone:
      break;
  }
  return "none";
}

Json outlook_object(const ShownExam& shown,
                    const ExamOutlook& outlook,
                    const ExamSnapshot& snapshot) {
  Json curve = Json::array();
  for (const OutlookPoint& point : outlook.curve)
    curve.push_back(
        {{"minutes", point.minutes}, {"score", point.score}, {"bound", point.bound}});
  Json topics = Json::array();
  for (const TopicOutlook& topic : outlook.topics)
    topics.push_back({{"id", topic.id},
                      {"name", topic.name},
                      {"questions", topic.questions},
                      {"new", topic.fresh},
                      {"share", topic.share},
                      {"minutes", topic.minutes},
                      {"without_study", topic.without_study},
                      {"score", topic.score},
                      {"gain", topic.gain},
                      {"left_alone", topic.left_alone}});
  const auto figure = [&](double value) {
    return outlook.has_forecast ? Json(value) : Json();
  };
  return {
      {"exam", exam_object(shown)},
      {"fitted", outlook.fitted},
      {"score", figure(outlook.score)},
      {"low", figure(outlook.low)},
      {"high", figure(outlook.high)},
      {"without_study", figure(outlook.without_study)},
      {"bound", figure(outlook.bound)},
      {"verdict", name_of_verdict(outlook.verdict)},
      {"minutes_needed", outlook.minutes_needed ? Json(*outlook.minutes_needed) : Json()},
      {"minutes_left", outlook.minutes_left},
      {"minutes_planned", outlook.minutes_planned},
      {"ample", outlook.ample},
      {"only_new", outlook.only_new},
      {"never_seen", outlook.never_seen},
      {"curve", curve},
      {"topics", topics},
      {"words", outlook_words(outlook, snapshot)}};
}

int plan(Trainer& trainer,
         const ShownExam& shown,
         const ExamCommand& command,
         Console& console) {
  const auto snapshot = trainer.exam_snapshot(shown.exam.id);
  if (!snapshot) return failed(console, snapshot.error());
  const ExamOutlook outlook = outlook_of(*snapshot, told_in(console));
  end_of_progress(console);
  if (auto kept = trainer.keep_outlook(outlook); !kept)
    return failed(console, kept.error());
  if (command.json) {
    const auto now = find_exam(trainer, shown.exam.id);
    fmt::print(console.out, "{}\n",
               outlook_object(now ? *now : shown, outlook, *snapshot).dump(2));
    return kWell;
  }
  fmt::print(console.out, "{}: {}; {}, {}\n", shown.exam.title,
             exam_time_text(shown.exam.at, trainer.calendar()), days_phrase(shown),
             today_phrase(shown));
  for (const std::string& sentence : outlook_words(outlook, *snapshot))
    fmt::print(console.out, "{}\n", sentence);
  print_curve(outlook, console.out);
  print_topics(outlook, console.out);
  return kWell;
}

// --- studying

int study_for(Trainer& trainer, const ShownExam& shown, Console& console) {
  const auto snapshot = trainer.exam_snapshot(shown.exam.id);
  if (!snapshot) return failed(console, snapshot.error());
  if (shown.minutes_today == 0) {
    fmt::print(console.out, "Today is a day off for {}.\n", shown.exam.title);
    return kWell;
  }
  ExamPlan solved = plan_for(*snapshot, told_in(console));
  end_of_progress(console);
  if (auto begun = trainer.begin_exam_sitting(shown.exam.id, std::move(solved)); !begun)
    return failed(console, begun.error());
  fmt::print(console.out, "{}: {}, {}.\n", shown.exam.title, days_phrase(shown),
             today_phrase(shown));
  for (const std::string& note : snapshot_notes(*snapshot))
    fmt::print(console.out, "{}\n", note);
  return study_on_table(trainer, console);
}

// --- what goes together

Unexpected out_of_place(std::string_view option, const ExamCommand& command) {
  return fail(fmt::format("{} says nothing to 'attache exam {}'", option, command.action),
              "", "leave it out; 'attache exam --help' tells more");
}

/// An option that an action would not look at is not passed over.
Result<void> check_options(const ExamCommand& command) {
  const bool puts = command.action == "add" || command.action == "change";
  const bool tells = command.action == "list" || command.action == "plan";
  const bool describes = command.title || command.at || command.minutes ||
                         command.target || !command.decks.empty() ||
                         !command.topics.empty() || !command.off.empty() ||
                         !command.weights.empty();
  if (describes && !puts) return out_of_place("what describes an exam", command);
  if (command.end && command.action != "change") return out_of_place("--end", command);
  if (command.json && !tells) return out_of_place("--json", command);
  if (command.exam && (command.action == "add" || command.action == "list"))
    return out_of_place(*command.exam, command);
  if (command.action != "add") return {};
  if (!command.title)
    return fail("the exam has no title", "", "give it one with --title");
  if (!command.at)
    return fail("the exam has no day", "", "give it one with --at, as in 2024-08-20");
  return {};
}

}  // namespace

int exam(Trainer& trainer, const ExamCommand& command, Console& console) {
  if (auto fits = check_options(command); !fits) return failed(console, fits.error());
  if (command.action == "list") return list(trainer, command, console);
  if (command.action == "add") return put(trainer, Exam{}, command, console);
  const auto meant = find_exam(trainer, command.exam);
  if (!meant) return failed(console, meant.error());
  if (command.action == "change") return put(trainer, meant->exam, command, console);
  if (command.action == "remove") return remove(trainer, *meant, console);
  if (command.action == "plan") return plan(trainer, *meant, command, console);
  return study_for(trainer, *meant, console);
}

void print_exams_ahead(const Home& home, std::ostream& out) {
  for (const ShownExam& each : home.exams) {
    if (each.stage == ExamStage::kAhead)
      fmt::print(out, "Exam {}: {}; {}.\n", each.exam.title, days_phrase(each),
                 today_phrase(each));
    if (each.stage == ExamStage::kToday)
      fmt::print(out, "The exam {} is today.\n", each.exam.title);
  }
}

}  // namespace attache::cli
