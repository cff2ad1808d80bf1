#include "study/round_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "study/round_json.h"

namespace attache {

namespace {

constexpr const char* kNoTopic = "Other questions";

constexpr std::array kVerdicts{Verdict::kRight, Verdict::kNearly, Verdict::kWrong};

void read_verdict(Fields& fields, Verdict& to) {
  std::string name;
  fields.read("verdict", name);
  const auto* found =
      std::find_if(kVerdicts.begin(), kVerdicts.end(),
                   [&](Verdict verdict) { return name == name_of(verdict); });
  if (found == kVerdicts.end()) return fields.refuse();
  to = *found;
}

Json json_of(const ReportedQuestion& question) {
  Json options = Json::array();
  for (const ReportedOption& option : question.options)
    options.push_back(
        {{"text", option.text}, {"right", option.right}, {"chosen", option.chosen}});
  // The answer as it is in the log goes in as what it is, not as a text.
  const Json logged = Json::parse(question.logged, nullptr, false);
  return {{"question", question.question},
          {"meaning", question.meaning},
          {"form", name_of(question.form)},
          {"topic", question.topic},
          {"stem", question.stem},
          {"options", options},
          {"given", question.given},
          {"answer", question.answer},
          {"verdict", name_of(question.verdict)},
          {"credit", rounded(question.credit)},
          {"marks", rounded(question.marks)},
          {"remark", question.remark},
          {"explain", question.explain},
          {"passage", question.passage},
          {"source", question.source},
          {"flagged", question.flagged},
          {"time_ms", question.time.count()},
          {"logged", logged.is_object() ? logged : Json()}};
}

void read_question(Fields& fields, ReportedQuestion& question) {
  fields.read("question", question.question);
  fields.read("meaning", question.meaning);
  fields.read("form", question.form);
  fields.read("topic", question.topic);
  fields.read("stem", question.stem);
  fields.read_each("options", question.options, [](Fields& each, ReportedOption& option) {
    each.read("text", option.text);
    each.read("right", option.right);
    each.read("chosen", option.chosen);
  });
  fields.read("given", question.given);
  fields.read("answer", question.answer);
  read_verdict(fields, question.verdict);
  fields.read("credit", question.credit);
  fields.read("marks", question.marks);
  fields.read("remark", question.remark);
  fields.read("explain", question.explain);
  fields.read("passage", question.passage);
  fields.read("source", question.source);
  fields.read("flagged", question.flagged);
  fields.read("time_ms", question.time);
  if (const Json& logged = fields.field("logged"); logged.is_object())
    question.logged = written(logged);
}

Json json_of(const TopicMarks& topic) {
  return {{"topic", topic.topic},
          {"asked", topic.asked},
          {"marks", rounded(topic.marks)},
          {"possible", topic.possible}};
}

}  // namespace

double RoundReport::share() const {
  return possible > 0 ? marks / possible : 0;
}

void total_up(RoundReport& report) {
  report.topics.clear();
  double marks = 0;
  for (const ReportedQuestion& question : report.questions) {
    marks += question.marks;
    const std::string name = question.topic.empty() ? kNoTopic : question.topic;
    auto topic =
        std::find_if(report.topics.begin(), report.topics.end(),
                     [&](const TopicMarks& other) { return other.topic == name; });
    if (topic == report.topics.end())
      topic = report.topics.insert(topic, TopicMarks{name, 0, 0, 0});
    ++topic->asked;
    topic->marks += question.marks;
    topic->possible += 1;
  }
  report.marks = std::max(0.0, marks);
  report.possible = static_cast<double>(report.questions.size());
}

const char* verdict_words(const ReportedQuestion& question) {
  if (question.verdict == Verdict::kRight) return "Right";
  if (question.verdict == Verdict::kNearly) return "Nearly right";
  if (question.given.empty()) return "Not answered";
  return question.credit > 0 ? "Partly right" : "Wrong";
}

std::vector<std::string> mark_notes(const RoundReport& report) {
  std::vector<std::string> notes;
  if (report.plan.kind == RoundKind::kTimeline)
    notes.emplace_back(
        "An event is worth one mark: its part for every other event that it stands on "
        "the right side of, less its part for every one that it does not.");
  double sum = 0;
  for (const ReportedQuestion& question : report.questions)
    sum += question.marks;
  const std::string text = marks_text(sum);
  if (sum < 0 && text != "0")
    notes.push_back(fmt::format(
        "The marks add up to {}. A round is never worth less than 0, so it is 0.", text));
  return notes;
}

std::vector<QuestionId> misses(const RoundReport& report) {
  std::vector<QuestionId> missed;
  for (const ReportedQuestion& question : report.questions)
    if (question.verdict == Verdict::kWrong) missed.push_back(question.question);
  return missed;
}

std::string round_report_json(const RoundReport& report) {
  Json topics = Json::array();
  for (const TopicMarks& topic : report.topics)
    topics.push_back(json_of(topic));
  Json questions = Json::array();
  for (const ReportedQuestion& question : report.questions)
    questions.push_back(json_of(question));
  return written(Json{{"id", report.id},
                      {"plan", attache::json_of(report.plan)},
                      {"began", iso_instant(report.began)},
                      {"ended", iso_instant(report.ended)},
                      {"zone_offset_minutes", report.zone_offset.count()},
                      {"used_ms", report.used.count()},
                      {"time_ran_out", report.time_ran_out},
                      {"marks", rounded(report.marks)},
                      {"possible", report.possible},
                      {"share", rounded(report.share())},
                      {"tries", report.tries},
                      {"penalty_ms", report.penalty.count()},
                      {"topics", topics},
                      {"notices", report.notices},
                      {"questions", questions}});
}

Result<RoundReport> read_round_report(std::string_view json) {
  const Json read = Json::parse(json, nullptr, false);
  RoundReport report;
  Fields fields(read);
  fields.read("id", report.id);
  fields.read("plan", report.plan);
  fields.read("began", report.began);
  fields.read("ended", report.ended);
  int offset = 0;
  fields.read("zone_offset_minutes", offset);
  report.zone_offset = std::chrono::minutes(offset);
  fields.read("used_ms", report.used);
  fields.read("time_ran_out", report.time_ran_out);
  fields.read("marks", report.marks);
  fields.read("possible", report.possible);
  fields.read("tries", report.tries);
  fields.read("penalty_ms", report.penalty);
  fields.read_each("topics", report.topics, [](Fields& each, TopicMarks& topic) {
    each.read("topic", topic.topic);
    each.read("asked", topic.asked);
    each.read("marks", topic.marks);
    each.read("possible", topic.possible);
  });
  fields.read("notices", report.notices);
  fields.read_each("questions", report.questions, read_question);
  if (!fields.good()) return fail("this round cannot be read");
  return report;
}

std::string source_line(const Source& source, std::string_view at) {
  std::string line = source.title;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) line += fmt::format("{}{}", line.empty() ? "" : ", ", part);
  };
  add(source.author);
  add(source.publisher);
  add(source.date ? source.date->text() : "");
  add(at);
  return line;
}

std::string marks_text(double marks) {
  std::string text = fmt::format("{:.2f}", std::abs(marks));
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return marks < 0 && text != "0" ? "−" + text : text;
}

std::string clock_span(Millis span) {
  const auto seconds =
      std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(span).count());
  const std::int64_t hours = seconds / 3600;
  const std::int64_t minutes = seconds / 60 % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, seconds % 60);
  return fmt::format("{}:{:02}", minutes, seconds % 60);
}

}  // namespace attache
