// A finished round as a page to read and print.

#include <algorithm>
#include <fmt/format.h>

#include "cards/html.h"
#include "study/round_report.h"

namespace attache {

namespace {

// Black on white with one colour, so that it prints well; right and wrong are told by
// words and signs, not by colour alone.
constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 46rem; background: #fff;
  color: #1c1f24; font: 16px/1.5 Inter, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", sans-serif; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
p { margin: .4rem 0; }
.when { color: #5a616b; margin: .25rem 0 1.5rem; }
.score { font-size: 2.6rem; font-weight: 600; line-height: 1.1; margin: 0; }
.score small { font-size: 1.1rem; font-weight: 400; color: #5a616b; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .5rem; text-align: left; border-bottom: 1px solid #d9dde3;
  vertical-align: top; }
th { font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; }
table.facts { width: auto; margin-top: 1rem; }
table.facts th { padding-left: 0; font-weight: 400; color: #5a616b; }
.bar { height: .5rem; min-width: 6rem; background: #e6e9ee; border-radius: .25rem; }
.bar span { display: block; height: 100%; background: #2b5fa6; border-radius: .25rem; }
article { padding: 1rem 0; border-top: 1px solid #d9dde3; break-inside: avoid; }
article header { display: flex; gap: 1rem; justify-content: space-between; color: #5a616b;
  font-size: .9rem; }
.stem { font-size: 1.08rem; font-weight: 500; margin: .3rem 0 .5rem; }
.stem p, li p { margin: 0; }
ul.options { list-style: none; margin: .5rem 0; padding: 0; }
ul.options li { padding: .1rem 0 .1rem 1.6rem; position: relative; }
ul.options li::before { content: attr(data-sign); position: absolute; left: .2rem; font-weight: 600; }
ul.options .note { color: #5a616b; font-size: .9rem; }
.given, .answer { display: flex; gap: .6rem; }
.given > b, .answer > b { flex: 0 0 7rem; font-weight: 400; color: #5a616b; }
.given > div > p:first-child, .answer > div > p:first-child { margin-top: 0; }
.right { color: #1d6b3a; font-weight: 600; }
.wrong { color: #a3271f; font-weight: 600; }
blockquote { margin: .75rem 0 0; padding: .5rem 1rem; border-left: 3px solid #2b5fa6;
  background: #f5f7fa; }
blockquote footer { color: #5a616b; font-size: .9rem; }
@page { margin: 18mm 16mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  blockquote, .bar, .bar span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
}
)css";

std::string percent(double share) {
  return fmt::format("{:.0f} %", share * 100);
}

/// "28 July 2024, 14:05" where the student was.
std::string local_time(Instant at, std::chrono::minutes offset) {
  const auto local = (at + offset).time_since_epoch();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - day).count();
  return fmt::format("{}, {:02}:{:02}", day_text(StudyDay(day)), minutes / 60,
                     minutes % 60);
}

bool is_match(const RoundReport& report) {
  return report.plan.kind == RoundKind::kMatch;
}

std::string head(const RoundReport& report) {
  const std::string title = title_of(report.plan.kind);
  const std::string when = local_time(report.ended, report.zone_offset);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}, {1}</title>\n<style>{2}</style>\n</head>\n<body>\n<h1>{0}</h1>\n"
      "<p class=\"when\">{1}</p>\n",
      title, when, kStyle);
}

std::string score(const RoundReport& report) {
  if (is_match(report))
    return fmt::format("<p class=\"score\">{} <small>{} tries for {} pairs</small></p>\n",
                       clock_span(report.result_time()), report.tries,
                       report.questions.size());
  return fmt::format("<p class=\"score\">{} <small>{} of {} marks</small></p>\n",
                     percent(report.share()), marks_text(report.marks),
                     marks_text(report.possible));
}

std::string fact_row(std::string_view name, std::string_view value) {
  return fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", name, escaped_html(value));
}

std::string facts(const RoundReport& report) {
  std::string rows;
  const auto& limit = report.plan.limit;
  rows += fact_row("Time", clock_span(report.used) +
                               (limit ? " of " + clock_span(*limit) : std::string()) +
                               (report.time_ran_out ? " (the time ran out)" : ""));
  if (report.penalty > Millis::zero())
    rows += fact_row("Penalty", clock_span(report.penalty) + " for wrong tries");
  if (report.plan.kind == RoundKind::kExam) {
    const auto wrong = misses(report).size();
    rows +=
        fact_row("Questions", fmt::format("{}, {} of them right", report.questions.size(),
                                          report.questions.size() - wrong));
    rows += fact_row("Negative marking",
                     report.plan.negative ? "yes: a wrong pick costs marks" : "no");
  }
  rows += fact_row("Evidence for memory", report.plan.counts ? "yes" : "no");
  for (const std::string& note : mark_notes(report))
    rows += fact_row("Marks", note);
  for (const std::string& notice : report.notices)
    rows += fact_row("Note", notice);
  return "<table class=\"facts\">\n" + rows + "</table>\n";
}

std::string topics(const RoundReport& report) {
  if (report.topics.empty()) return {};
  std::string rows;
  for (const TopicMarks& topic : report.topics) {
    const double share =
        std::clamp(topic.possible > 0 ? topic.marks / topic.possible : 0.0, 0.0, 1.0);
    rows += fmt::format(
        "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{} of {}</td>"
        "<td class=\"number\">{}</td><td><div class=\"bar\"><span "
        "style=\"width:{:.0f}%\"></span></div></td></tr>\n",
        escaped_html(topic.topic), topic.asked, marks_text(topic.marks),
        marks_text(topic.possible), percent(share), share * 100);
  }
  return "<h2>By topic</h2>\n<table>\n<tr><th>Topic</th><th class=\"number\">Questions"
         "</th><th class=\"number\">Marks</th><th class=\"number\">Share</th><th></th>"
         "</tr>\n" +
         rows + "</table>\n";
}

std::string options(const ReportedQuestion& question) {
  if (question.options.empty()) return {};
  std::string items;
  for (const ReportedOption& option : question.options) {
    const char* sign = option.right ? "✓" : option.chosen ? "✗" : "";
    items += fmt::format("<li data-sign=\"{}\">{}{}</li>\n", sign, html_of(option.text),
                         option.chosen ? "<span class=\"note\">your answer</span>" : "");
  }
  return "<ul class=\"options\">\n" + items + "</ul>\n";
}

std::string passage(const ReportedQuestion& question) {
  if (question.passage.empty()) return {};
  const std::string source =
      question.source.empty()
          ? ""
          : fmt::format("<footer>{}</footer>\n", escaped_html(question.source));
  return fmt::format("<blockquote>\n{}{}</blockquote>\n", html_of(question.passage),
                     source);
}

std::string header(const ReportedQuestion& question, std::size_t number) {
  std::string line = fmt::format("{}.", number);
  if (!question.topic.empty()) line += " " + question.topic;
  if (question.flagged) line += " · flagged";
  const std::string time =
      question.time > Millis::zero() ? " · " + clock_span(question.time) : "";
  return fmt::format(
      "<header><span>{}</span><span><span class=\"{}\">{}</span> · "
      "{}{}</span></header>\n",
      escaped_html(line), question.verdict == Verdict::kWrong ? "wrong" : "right",
      verdict_words(question),
      marks_text(question.marks) + (question.marks == 1 ? " mark" : " marks"), time);
}

std::string article(const ReportedQuestion& question, std::size_t number) {
  std::string html = "<article>\n" + header(question, number);
  html += fmt::format("<div class=\"stem\">{}</div>\n", html_of(question.stem));
  html += options(question);
  html += fmt::format("<div class=\"given\"><b>Your answer</b><div>{}</div></div>\n",
                      question.given.empty() ? "—" : escaped_html(question.given));
  html += fmt::format("<div class=\"answer\"><b>Right answer</b><div>{}</div></div>\n",
                      html_of(question.answer));
  if (!question.remark.empty())
    html += fmt::format("<p>{}</p>\n", escaped_html(question.remark));
  html += html_of(question.explain);
  return html + passage(question) + "</article>\n";
}

}  // namespace

std::string report_html(const RoundReport& report) {
  std::string html = head(report) + score(report) + facts(report) + topics(report);
  html += "<h2>Every question</h2>\n";
  for (std::size_t i = 0; i < report.questions.size(); ++i)
    html += article(report.questions[i], i + 1);
  return html + "</body>\n</html>\n";
}

}  // namespace attache
