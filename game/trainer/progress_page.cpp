// Progress as a page to print: one sheet, charts drawn in it, nothing else needed.

#include <algorithm>
#include <fmt/format.h>

#include "cards/html.h"
#include "trainer/progress.h"

namespace attache {

namespace {

constexpr std::size_t kMostRows = 5;
constexpr std::size_t kMostWideRows = 4;

// Black on white; one sheet of A4 when printed.
constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 50rem; background: #fff; color: #1c1f24;
  font: 15px/1.4 Inter, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", sans-serif; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 0 0 .3rem; font-size: 1rem; }
p { margin: .25rem 0; }
.when { color: #5a616b; margin: .2rem 0 1rem; }
.figures { margin: 0 0 1rem; padding: 0; }
.figures div { display: inline-block; min-width: 6rem; margin: 0 2rem .5rem 0; vertical-align: top; }
.figures b { display: block; font-size: 1.5rem; font-weight: 600; line-height: 1.15; }
.figures span { color: #5a616b; font-size: .85rem; }
.charts { margin-right: -3%; }
.charts figure { display: inline-block; width: 47%; margin: 0 2.5% .8rem 0; vertical-align: top;
  break-inside: avoid; }
.charts svg { width: 100%; height: auto; display: block; }
.columns { margin: .4rem -3% 0 0; }
.columns section { display: inline-block; width: 47%; margin: .6rem 2.5% 0 0; vertical-align: top; }
.columns section.wide { width: 97%; }
.wide th:first-child { width: 46%; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .85rem;
  font-variant-numeric: tabular-nums; }
th, td { padding: .18rem .3rem; text-align: left; border-bottom: 1px solid #e1e5ea; vertical-align: top; }
th { font-weight: 600; color: #5a616b; }
td.number, th.number { text-align: right; width: 4.6rem; }
td.cut { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
section { break-inside: avoid; }
@page { size: A4; margin: 12mm 13mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 9.5pt; }
  h1 { font-size: 16pt; }
  th, td { padding-top: .1rem; padding-bottom: .1rem; }
  .charts figure { margin-bottom: 2mm; }
  .charts svg { max-height: 47mm; }
}
)css";

std::string share(double value) {
  return value_text(Unit::kShare, value);
}

std::string seconds(Millis time) {
  return value_text(Unit::kSeconds, std::chrono::duration<double>(time).count());
}

std::string head(const std::string& title, const std::string& when) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}, {1}</title>\n<style>{2}</style>\n</head>\n<body>\n<h1>{0}</h1>\n"
      "<p class=\"when\">{1}</p>\n",
      escaped_html(title), escaped_html(when), kStyle);
}

std::string figure(const std::string& value, const std::string& name) {
  return fmt::format("<div><b>{}</b><span>{}</span></div>\n", escaped_html(value),
                     escaped_html(name));
}

std::string drawn(const std::vector<Chart>& charts) {
  std::string html = "<div class=\"charts\">\n";
  for (const Chart& chart : charts)
    html += fmt::format("<figure>\n{}</figure>\n", chart_svg(chart, 420, 230));
  return html + "</div>\n";
}

using Row = std::vector<std::string>;

/// A table of which the first cells are words and the others figures.
std::string table(const std::string& title,
                  const Row& headings,
                  const std::vector<Row>& rows,
                  std::size_t words = 1) {
  if (rows.empty()) return "";
  const auto kind = [&](std::size_t cell) {
    return cell < words ? " class=\"cut\"" : " class=\"number\"";
  };
  std::string html = fmt::format("<section{}>\n<h2>{}</h2>\n<table>\n<tr>",
                                 words > 1 ? " class=\"wide\"" : "", escaped_html(title));
  for (std::size_t i = 0; i < headings.size(); ++i)
    html += fmt::format("<th{}>{}</th>", kind(i), escaped_html(headings[i]));
  html += "</tr>\n";
  for (const Row& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      html += fmt::format("<td{}>{}</td>", kind(i), escaped_html(row[i]));
    html += "</tr>\n";
  }
  return html + "</table>\n</section>\n";
}

/// The parts that are known least, for there is not room for all. Those not begun stand
/// last: they are no failure of 0 %.
std::string parts_table(const char* title, std::vector<KnownPart> parts) {
  const std::size_t all = parts.size();
  std::stable_sort(parts.begin(), parts.end(),
                   [](const KnownPart& a, const KnownPart& b) {
                     if ((a.started > 0) != (b.started > 0)) return a.started > 0;
                     return a.now < b.now;
                   });
  parts.resize(std::min(parts.size(), kMostRows));
  const bool with_exam =
      std::any_of(parts.begin(), parts.end(),
                  [](const KnownPart& part) { return part.exam.has_value(); });
  Row headings{"", "Questions", "Known"};
  if (with_exam) headings.emplace_back("On the exam's day");
  std::vector<Row> rows;
  for (const KnownPart& part : parts) {
    rows.push_back({part.title, value_text(Unit::kCount, part.questions),
                    part.started > 0 ? share(part.now) : "not begun"});
    if (with_exam)
      rows.back().push_back(
          share(part.started > 0 ? part.exam.value_or(kNoValue) : kNoValue));
  }
  return table(all > kMostRows ? fmt::format("{}: the {} known least", title, kMostRows)
                               : std::string(title),
               headings, rows);
}

std::string weak_table(const std::vector<WeakQuestion>& weakest) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(weakest.size(), kMostWideRows); ++i)
    rows.push_back({weakest[i].stem, weakest[i].answer, share(weakest[i].recall)});
  return table("Weakest", {"Question", "Answer", "Recall"}, rows, 2);
}

std::string confusion_table(const std::vector<Confusion>& confusions) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(confusions.size(), kMostWideRows); ++i)
    rows.push_back({confusions[i].stem, confusions[i].given, confusions[i].answer,
                    value_text(Unit::kCount, confusions[i].times)});
  return table("Taken for one another", {"Question", "You answer", "when it is", "Times"},
               rows, 3);
}

const char* words_for(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return "the last 30 days";
    case ProgressRange::kThreeMonths:
      return "the last three months";
    case ProgressRange::kYear:
      return "the last year";
    case ProgressRange::kAll:
      break;
  }
  return "all time";
}

}  // namespace

std::string overview_html(const ProgressShown& shown,
                          ProgressRange range,
                          const std::vector<Chart>& charts) {
  std::string html = head("Progress: " + shown.scope_title,
                          fmt::format("{}; {}", day_text(shown.today), words_for(range)));
  html += "<div class=\"figures\">\n";
  html += figure(share(shown.known), "known now");
  if (shown.known_on_exam)
    html += figure(share(*shown.known_on_exam),
                   fmt::format("of the exam on {} without more study ({})",
                               day_text(shown.exam_day), shown.exam_title));
  html += figure(fmt::format("{} of {}", value_text(Unit::kCount, shown.started),
                             value_text(Unit::kCount, shown.questions)),
                 "questions begun");
  if (const auto retention = shown.retention.all().share())
    html += figure(share(*retention), "recalled when asked again");
  html += "</div>\n" + drawn(charts) + "<div class=\"columns\">\n";
  if (shown.started > 0) {
    html += parts_table("Topics", shown.topics);
    html += parts_table("Passages of the reading", shown.passages);
  }
  html += weak_table(shown.weakest);
  html += confusion_table(shown.confusions);
  return html + "</div>\n</body>\n</html>\n";
}

std::string week_html(const ProgressShown& shown, const std::vector<Chart>& charts) {
  const WeekSummary& week = shown.week;
  std::string html =
      head("Your week: " + shown.scope_title,
           fmt::format("{} to {}", day_text(week.first), day_text(week.last)));
  html += "<div class=\"figures\">\n";
  html += figure(value_text(Unit::kCount, week.done.answers), "answers");
  html += figure(seconds(week.done.time), "time");
  html += figure(value_text(Unit::kCount, week.fresh), "new questions");
  if (const auto retention = week.retention.all().share())
    html += figure(share(*retention), "recalled when asked again");
  html += figure(share(week.known_now), "known now");
  html += "</div>\n";
  for (const std::string& words : week.words)
    html += fmt::format("<p>{}</p>\n", escaped_html(words));
  html += drawn(charts) + "<div class=\"columns\">\n";
  html += weak_table(shown.weakest);
  html += confusion_table(shown.confusions);
  return html + "</div>\n</body>\n</html>\n";
}

}  // namespace attache
