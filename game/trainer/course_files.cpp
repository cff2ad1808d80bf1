// A class as charts, as tables for other programs, and as a page.

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <string_view>

#include "cards/html.h"
#include "trainer/course.h"
#include "trainer/course_figures.h"

namespace attache {

namespace {

constexpr std::size_t kHardestShown = 20;

std::string percent(double share) {
  return value_text(Unit::kShare, share);
}

// --- CSV (RFC 4180)

/// A cell of text. What a spreadsheet would run as a formula is made a text by an
/// apostrophe before it.
std::string cell(std::string_view text) {
  std::string harmless(text);
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos)
    harmless.insert(0, 1, '\'');
  if (harmless.find_first_of(",\"\r\n") == std::string::npos) return harmless;
  std::string quoted = "\"";
  for (const char c : harmless) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : "";
}

template <class Count>
std::string whole(Count count) {
  return fmt::format("{}", count);
}

std::string minutes(Millis time) {
  constexpr double kMillisAMinute = 60'000;
  return fmt::format("{:.1f}", static_cast<double>(time.count()) / kMillisAMinute);
}

std::string yes_or_no(bool yes) {
  return yes ? "yes" : "no";
}

std::string day_or_none(const std::optional<StudyDay>& day) {
  return day ? iso_day(*day) : "";
}

/// Cells that are ready, as a line.
std::string line(const std::vector<std::string>& cells) {
  return fmt::format("{}\r\n", fmt::join(cells, ","));
}

std::string students_csv(const ClassShown& shown) {
  std::string csv =
      "student,name,pseudonym,history,handed_in,as_of,first_day,last_day,days,answers,"
      "minutes,questions,started,known\r\n";
  for (const ClassStudent& each : shown.students)
    csv +=
        line({cell(each.id), cell(each.name), yes_or_no(each.pseudonym),
              yes_or_no(each.history), iso_instant(each.handed_in), iso_day(each.as_of),
              day_or_none(each.first_day), day_or_none(each.last_day), whole(each.days),
              whole(each.answers), minutes(each.time), whole(each.questions),
              whole(each.started), number(each.known)});
  return csv;
}

std::string topics_csv(const ClassShown& shown) {
  std::string csv = "student,name,deck,topic,title,known\r\n";
  for (const ClassStudent& student : shown.students)
    for (std::size_t i = 0; i < shown.topics.size(); ++i) {
      if (!student.topics[i]) continue;
      const ClassTopic& topic = shown.topics[i];
      csv += line({cell(student.id), cell(student.name), cell(topic.deck), cell(topic.id),
                   cell(topic.title), number(student.topics[i])});
    }
  return csv;
}

std::string questions_csv(const ClassShown& shown) {
  std::string csv =
      "question,deck,topic,asks,answer,students,first_answers,facility,known,again,"
      "advice\r\n";
  for (const ClassQuestion& each : shown.questions)
    csv += line({cell(each.id), cell(deck_of_question(each.id)), cell(each.topic),
                 cell(each.stem), cell(each.answer), whole(each.students),
                 whole(each.first_answers), number(each.facility), number(each.known),
                 each.students == 0 ? "" : number(each.again),
                 cell(fmt::format("{}", fmt::join(each.advice, " ")))});
  return csv;
}

std::string answers_csv(const ClassShown& shown) {
  std::string csv = "question,asks,kind,text,students,times,shown,picked,right\r\n";
  for (const ClassQuestion& each : shown.questions) {
    for (const ClassAnswer& answer : each.wrong)
      csv += line({cell(each.id), cell(each.stem), "wrong answer", cell(answer.text),
                   whole(answer.students), whole(answer.times), "", "",
                   yes_or_no(answer.right)});
    for (const ClassOption& option : each.options)
      csv += line({cell(each.id), cell(each.stem), "option", cell(option.text), "", "",
                   whole(option.shown), whole(option.picked), yes_or_no(option.right)});
  }
  return csv;
}

std::string days_csv(const ClassShown& shown) {
  std::string csv = "day,students,answers,minutes\r\n";
  for (const ClassDay& each : shown.days)
    csv += line({iso_day(each.day), whole(each.students), whole(each.answers),
                 minutes(each.time)});
  return csv;
}

/// A line about an exam: what is not of its kind stays empty behind what is.
std::string exam_line(std::vector<std::string> cells) {
  constexpr std::size_t kColumns = 23;
  cells.resize(kColumns);
  return line(cells);
}

std::string item_line(const ClassExam& exam, const ExamItem& item) {
  const ItemAnalysis& found = item.analysis;
  return exam_line(
      {cell(exam.paper), cell(exam.title), "question", cell(item.id), cell(item.stem), "",
       "", whole(found.attempts), "", number(found.facility_percent),
       number(found.standard_deviation_percent), number(found.guess_percent),
       number(found.intended_weight_percent), number(found.effective_weight_percent),
       number(found.discrimination_percent), number(found.efficiency_percent)});
}

std::string exams_csv(const ClassShown& shown) {
  std::string csv =
      "paper,title,kind,question,asks,response,credit,count,share,facility,deviation,"
      "guess,intended_weight,effective_weight,discrimination,efficiency,students,mean,"
      "median,skewness,kurtosis,alpha,standard_error\r\n";
  for (const ClassExam& exam : shown.exams) {
    const PaperAnalysis& paper = exam.analysis;
    csv += exam_line({cell(exam.paper),
                      cell(exam.title),
                      "paper",
                      "",
                      "",
                      "",
                      "",
                      whole(exam.attempts),
                      "",
                      "",
                      number(paper.standard_deviation_percent),
                      "",
                      "",
                      "",
                      "",
                      "",
                      whole(exam.students),
                      number(paper.mean_percent),
                      number(paper.median_percent),
                      number(paper.skewness),
                      number(paper.kurtosis),
                      number(paper.alpha_percent),
                      number(paper.standard_error_percent)});
    for (const ExamItem& item : exam.items) {
      csv += item_line(exam, item);
      for (const ExamItem::Response& response : item.responses)
        csv += exam_line({cell(exam.paper), cell(exam.title), "response", cell(item.id),
                          cell(item.stem), cell(response.text), number(response.credit),
                          whole(response.count), number(response.share)});
    }
  }
  return csv;
}

// --- the page

// Black on white, so that it prints well; what a colour says, a number says too.
constexpr const char* kStyle = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 60rem; background: #fff;
  color: #1c1f24; font: 15px/1.5 Inter, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", sans-serif; }
h1 { margin: 0; font-size: 1.8rem; line-height: 1.2; }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.2rem; }
h3 { margin: 1.4rem 0 .3rem; font-size: 1rem; }
p { margin: .4rem 0; }
.when, .note { color: #5a616b; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { padding: .3rem .5rem; text-align: left; border-bottom: 1px solid #d9dde3;
  vertical-align: top; }
th { font-weight: 600; }
td.number, th.number { text-align: right; }
td.number, td.name { white-space: nowrap; }
th.number { font-size: .85em; hyphens: auto; }
ul { margin: .3rem 0 .3rem 1.2rem; padding: 0; }
article { padding: .8rem 0; border-top: 1px solid #d9dde3; break-inside: avoid; }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 1.2rem; }
svg { max-width: 100%; height: auto; }
@page { margin: 16mm 14mm; }
@media print {
  body { padding: 0; max-width: none; font-size: 10pt; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

std::string th(std::string_view text, bool is_number = false) {
  return fmt::format("<th{}>{}</th>", is_number ? " class=\"number\"" : "",
                     escaped_html(text));
}
std::string td(std::string_view text) {
  return fmt::format("<td>{}</td>", escaped_html(text));
}
std::string td_name(std::string_view text) {
  return fmt::format("<td class=\"name\">{}</td>", escaped_html(text));
}
std::string td_number(std::string_view text) {
  return fmt::format("<td class=\"number\">{}</td>", text);
}
std::string td_figure(const std::optional<double>& value) {
  return td_number(value ? fmt::format("{:.1f}", *value) : "–");
}
std::string row(std::string_view cells) {
  return fmt::format("<tr>{}</tr>\n", cells);
}
std::string table(std::string_view head, std::string_view rows) {
  return fmt::format(
      "<div class=\"scroll\"><table>\n<thead><tr>{}</tr></thead>\n{}"
      "</table></div>\n",
      head, rows);
}

/// A share on a ground of blue that is the darker the more is known; dark enough to read
/// on at both ends.
std::string heat_cell(const std::optional<double>& share) {
  if (!share) return td_number("–");
  constexpr double kFrom = 97;
  constexpr double kTo = 72;
  return fmt::format(
      "<td class=\"number\" style=\"background:hsl(212,60%,{:.0f}%)\">{}"
      "</td>",
      kFrom + (kTo - kFrom) * std::clamp(*share, 0.0, 1.0), percent(*share));
}

std::string list(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::string items;
  for (const std::string& each : lines)
    items += fmt::format("<li>{}</li>\n", escaped_html(each));
  return "<ul>\n" + items + "</ul>\n";
}

std::string students_html(const ClassShown& shown) {
  std::string head = th("Student") + th("Days", true) + th("Answers", true) +
                     th("Minutes", true) + th("Last day") + th("Started", true) +
                     th("Known", true);
  std::string rows;
  const std::vector<std::string> names = names_apart(shown);
  for (std::size_t i = 0; i < shown.students.size(); ++i) {
    const ClassStudent& each = shown.students[i];
    rows += row(td_name(names[i]) + td_number(whole(each.days)) +
                td_number(whole(each.answers)) + td_number(minutes(each.time)) +
                td(day_or_none(each.last_day)) +
                td_number(fmt::format("{} of {}", each.started, each.questions)) +
                heat_cell(each.known));
  }
  return "<h2>Students</h2>\n" + table(head, rows);
}

std::string topics_table(const ClassShown& shown,
                         const std::vector<std::string>& names,
                         std::size_t first,
                         std::size_t end) {
  std::string head = th("Student");
  for (std::size_t i = first; i < end; ++i)
    head += th(shown.topics[i].title, true);
  std::string rows;
  for (std::size_t student = 0; student < names.size(); ++student) {
    std::string cells = td_name(names[student]);
    for (std::size_t i = first; i < end; ++i)
      cells += heat_cell(shown.students[student].topics[i]);
    rows += row(cells);
  }
  return table(head, rows);
}

std::string topics_html(const ClassShown& shown) {
  // So many columns fit on paper; what has more is cut into tables of about one width.
  constexpr std::size_t kMostColumns = 8;
  const std::size_t topics = shown.topics.size();
  const std::size_t tables =
      std::max<std::size_t>(1, (topics + kMostColumns - 1) / kMostColumns);
  std::string html = "<h2>Known, by topic</h2>\n";
  const std::vector<std::string> names = names_apart(shown);
  for (std::size_t i = 0; i < tables; ++i)
    html += topics_table(shown, names, topics * i / tables, topics * (i + 1) / tables);
  return html;
}

std::string options_html(const ClassQuestion& question) {
  std::string rows;
  for (const ClassOption& option : question.options)
    rows += row(td(option.text) + td(option.right ? "right" : "") +
                td_number(whole(option.picked)) + td_number(whole(option.shown)));
  return rows.empty()
             ? ""
             : table(th("Option") + th("") + th("Picked", true) + th("Shown", true),
                     rows);
}

std::string question_html(const ClassQuestion& question) {
  std::string html = fmt::format("<article>\n<h3>{}</h3>\n", escaped_html(question.stem));
  if (!question.answer.empty())
    html += fmt::format("<p>Answer: {}</p>\n", escaped_html(question.answer));
  html += fmt::format(
      "<p class=\"note\">{} of {} first {} right · known now {} · {} of all answers "
      "rated Again</p>\n",
      question.facility ? percent(*question.facility) : "–", question.first_answers,
      question.first_answers == 1 ? "answer" : "answers", percent(question.known),
      percent(question.again));
  std::vector<std::string> wrong;
  for (const ClassAnswer& answer : question.wrong)
    wrong.push_back(fmt::format("{}: {} {}, {} {}", answer.text, answer.students,
                                answer.students == 1 ? "student" : "students",
                                answer.times, answer.times == 1 ? "time" : "times"));
  constexpr std::size_t kMostWrong = 5;
  wrong.resize(std::min(wrong.size(), kMostWrong));
  if (!wrong.empty()) html += "<p>Wrong answers:</p>\n" + list(wrong);
  return html + options_html(question) + list(question.advice) + "</article>\n";
}

std::string hardest_html(const ClassShown& shown) {
  std::string html;
  std::size_t left = kHardestShown;
  for (const ClassQuestion& question : shown.questions) {
    if (left == 0) break;
    if (question.students == 0) continue;
    html += question_html(question);
    --left;
  }
  return html.empty() ? "" : "<h2>The hardest questions</h2>\n" + html;
}

std::string item_html(const ExamItem& item) {
  const ItemAnalysis& found = item.analysis;
  return row(
      td(item.stem) + td_number(whole(found.attempts)) +
      td_figure(found.facility_percent) + td_figure(found.standard_deviation_percent) +
      td_figure(found.guess_percent) + td_figure(found.intended_weight_percent) +
      td_figure(found.effective_weight_percent) +
      td_figure(found.discrimination_percent) + td_figure(found.efficiency_percent));
}

std::string responses_html(const ExamItem& item) {
  std::string rows;
  for (const ExamItem::Response& response : item.responses)
    rows += row(td(response.text) + td_number(fmt::format("{:.2g}", response.credit)) +
                td_number(whole(response.count)) + td_number(percent(response.share)));
  return fmt::format("<article>\n<h3>{}</h3>\n", escaped_html(item.stem)) +
         table(
             th("Response") + th("Credit", true) + th("Count", true) + th("Share", true),
             rows) +
         list(item.advice) + "</article>\n";
}

std::string exam_html(const ClassExam& exam) {
  const PaperAnalysis& paper = exam.analysis;
  const auto figure = [](const std::optional<double>& value, const char* unit) {
    return value ? fmt::format("{:.2f}{}", *value, unit) : std::string("–");
  };
  std::string html = fmt::format("<h2>{}</h2>\n", escaped_html(exam.title));
  html += fmt::format(
      "<p>{} {}, {} {}. Mean of first attempts {}, of last {}, of best {}, of all {}."
      "</p>\n",
      exam.students, exam.students == 1 ? "student" : "students", exam.attempts,
      exam.attempts == 1 ? "attempt" : "attempts", percent(exam.first),
      percent(exam.last), percent(exam.best), percent(exam.all));
  html += fmt::format(
      "<p class=\"note\">First attempts: median {}, standard deviation {}, skewness {}, "
      "kurtosis {}, internal consistency (Cronbach’s alpha) {}, error ratio {}, standard "
      "error {}.</p>\n",
      figure(paper.median_percent, " %"), figure(paper.standard_deviation_percent, " %"),
      figure(paper.skewness, ""), figure(paper.kurtosis, ""),
      figure(paper.alpha_percent, " %"), figure(paper.error_ratio_percent, " %"),
      figure(paper.standard_error_percent, " %"));
  if (!exam.same_questions)
    html += fmt::format("<p class=\"note\">{}</p>\n", kNotTheSameQuestions);
  if (exam.students < kFewStudents)
    html += fmt::format("<p class=\"note\">{}</p>\n", kFewStudentsRemark);
  std::string rows;
  for (const ExamItem& item : exam.items)
    rows += item_html(item);
  html += table(th("Question") + th("Attempts", true) + th("Facility", true) +
                    th("Deviation", true) + th("By guessing", true) +
                    th("Weight meant", true) + th("Weight found", true) +
                    th("Discrimination", true) + th("Efficiency", true),
                rows);
  for (const ExamItem& item : exam.items)
    html += responses_html(item);
  return html;
}

std::string days_html(const ClassShown& shown) {
  constexpr int kWidth = 880;
  constexpr int kHeight = 260;
  for (const Chart& chart : charts_of(shown))
    if (chart.id == "days" && !chart.empty())
      return "<h2>When the class studies</h2>\n" + chart_svg(chart, kWidth, kHeight) +
             "\n";
  return {};
}

std::string class_page(const ClassShown& shown) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
      escaped_html(shown.name), kStyle);
  StudyDay newest{};
  for (const ClassStudent& student : shown.students)
    newest = std::max(newest, student.as_of);
  html += shown.students.empty()
              ? "<p class=\"when\">Nothing has been handed in yet.</p>\n"
              : fmt::format("<p class=\"when\">As of {}</p>\n", day_text(newest));
  html += list(shown.words);
  if (!shown.students.empty())
    html += students_html(shown) + topics_html(shown) + days_html(shown) +
            hardest_html(shown);
  for (const ClassExam& exam : shown.exams)
    html += exam_html(exam);
  return html + "</body>\n</html>\n";
}

// --- charts

Chart days_chart(const ClassShown& shown) {
  Chart chart;
  chart.id = "days";
  chart.title = "When the class studies";
  chart.x = {"", Unit::kDate, {}, {}};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.right = {"Students", Unit::kCount, {}, {}};
  Series answers{"Answers", Hue::kPlain, Drawn::kBar, false, {}};
  Series students{"Students", Hue::kTotal, Drawn::kDots, true, {}};
  for (const ClassDay& day : shown.days) {
    // Days on which nobody studied have a place too.
    while (!chart.at.empty() &&
           chart.at.back() + 1 <
               static_cast<double>(day.day.time_since_epoch().count())) {
      chart.at.push_back(chart.at.back() + 1);
      answers.values.push_back(0);
      students.values.push_back(0);
    }
    chart.at.push_back(static_cast<double>(day.day.time_since_epoch().count()));
    answers.values.push_back(static_cast<double>(day.answers));
    students.values.push_back(static_cast<double>(day.students));
  }
  chart.series = {std::move(answers), std::move(students)};
  return chart;
}

void name_place(Chart& chart, const std::string& name) {
  chart.at.push_back(static_cast<double>(chart.names.size()));
  chart.names.push_back(name);
}

Chart topics_chart(const ClassShown& shown) {
  Chart chart;
  chart.id = "topics";
  chart.title = "Known, by student and topic";
  chart.sentence = "The share that a student can be expected to recall, of all questions";
  chart.shape = ChartShape::kHeat;
  chart.x = {"Student", Unit::kName, {}, {}};
  chart.left = {"", Unit::kShare, 0, 1};
  for (const ClassTopic& topic : shown.topics)
    chart.series.push_back({topic.title, Hue::kPlain, Drawn::kBar, false, {}});
  chart.column_units.assign(shown.topics.size(), Unit::kShare);
  const std::vector<std::string> names = names_apart(shown);
  for (std::size_t place = 0; place < names.size(); ++place) {
    const ClassStudent& student = shown.students[place];
    name_place(chart, names[place]);
    for (std::size_t i = 0; i < shown.topics.size(); ++i)
      chart.series[i].values.push_back(student.topics[i].value_or(kNoValue));
  }
  return chart;
}

Chart hardest_chart(const ClassShown& shown) {
  Chart chart;
  chart.id = "hardest";
  chart.title = "The hardest questions";
  chart.sentence = "Right at the first answer of each student";
  chart.shape = ChartShape::kTable;
  chart.x = {"Question", Unit::kName, {}, {}};
  chart.left = {"", Unit::kShare, 0, 1};
  chart.column_units = {Unit::kShare, Unit::kCount, Unit::kShare, Unit::kShare};
  for (const char* name : {"Right at first", "First answers", "Known now", "Rated Again"})
    chart.series.push_back({name, Hue::kPlain, Drawn::kBar, false, {}});
  for (const ClassQuestion& question : shown.questions) {
    if (chart.at.size() == kHardestShown || !question.facility) break;
    name_place(chart, question.stem);
    chart.series[0].values.push_back(*question.facility);
    chart.series[1].values.push_back(static_cast<double>(question.first_answers));
    chart.series[2].values.push_back(question.known);
    chart.series[3].values.push_back(question.again);
  }
  return chart;
}

}  // namespace

std::vector<std::string> names_apart(const ClassShown& shown) {
  constexpr std::size_t kFewest = 4;
  std::map<std::string_view, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i < shown.students.size(); ++i)
    places[shown.students[i].name].push_back(i);
  std::vector<std::string> names;
  for (const ClassStudent& student : shown.students) {
    const std::vector<std::size_t>& same = places.at(student.name);
    std::size_t length = kFewest;
    for (const std::size_t other : same)
      if (const std::string& id = shown.students[other].id; id != student.id) {
        const auto ends =
            std::mismatch(id.begin(), id.end(), student.id.begin(), student.id.end());
        length = std::max(length, static_cast<std::size_t>(ends.first - id.begin()) + 1);
      }
    names.push_back(same.size() == 1 ? student.name
                                     : fmt::format("{} ({})", student.name,
                                                   student.id.substr(0, length)));
  }
  return names;
}

std::vector<Chart> charts_of(const ClassShown& shown) {
  return {days_chart(shown), topics_chart(shown), hardest_chart(shown)};
}

std::string class_file(const ClassShown& shown, ClassExport what) {
  constexpr const char* kMark = "\xEF\xBB\xBF";
  return (what == ClassExport::kHtml ? "" : kMark) + class_text(shown, what);
}

std::string class_text(const ClassShown& shown, ClassExport what) {
  switch (what) {
    case ClassExport::kStudentsCsv:
      return students_csv(shown);
    case ClassExport::kTopicsCsv:
      return topics_csv(shown);
    case ClassExport::kQuestionsCsv:
      return questions_csv(shown);
    case ClassExport::kAnswersCsv:
      return answers_csv(shown);
    case ClassExport::kDaysCsv:
      return days_csv(shown);
    case ClassExport::kExamsCsv:
      return exams_csv(shown);
    case ClassExport::kHtml:
      break;
  }
  return class_page(shown);
}

}  // namespace attache
