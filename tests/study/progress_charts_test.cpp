#include "study/progress_charts.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache;
using std::chrono::days;

// 1 July 2024, a Monday.
constexpr StudyDay kToday{days(19905)};

/// Figures over so many days, of which the last has an answer in each stage.
ReviewFigures figures(int span) {
  ReviewFigures made;
  made.first = kToday - days(span - 1);
  made.last = kToday;
  made.days.resize(static_cast<std::size_t>(span));
  made.days.back().answers = {1, 2, 3, 4};
  made.days.back().millis = {1000, 2000, 3000, 4000};
  made.days.front().answers = {5, 0, 0, 0};
  made.days.front().millis = {60000, 0, 0, 0};
  return made;
}

const Series& named(const Chart& chart, const std::string& name) {
  for (const Series& series : chart.series)
    if (series.name == name) return series;
  FAIL(name);
  return chart.series.front();
}

}  // namespace

TEST_CASE("Reviews stand a day each, up to today, with their running total") {
  const Chart chart = reviews_chart(figures(30), false);
  REQUIRE(chart.at.size() == 30);
  CHECK(place_text(chart, 0) == "2 June 2024");
  CHECK(place_text(chart, 29) == "1 July 2024");
  CHECK(lines_at(chart, 29) ==
        std::vector<std::string>{"1 July 2024", "Mature: 4", "Young: 3", "Relearning: 2",
                                 "Learning: 1", "Running total: 15"});
  CHECK(chart.sentence == "15 answers on 2 days: 8 a day of study.");
  const Chart time = reviews_chart(figures(30), true);
  CHECK(time.left.unit == Unit::kSeconds);
  CHECK(named(time, "Running total").values.back() == 70);
}

TEST_CASE("A long time is shown by weeks that end today, and nothing is lost") {
  const Chart year = reviews_chart(figures(365), false);
  CHECK(year.width == 7);
  CHECK(year.at.size() == 53);
  CHECK(place_text(year, 52) == "25 June–1 July 2024");
  CHECK(named(year, "Running total").values.back() == 15);
  const Chart decades = reviews_chart(figures(365 * 20), false);
  CHECK(decades.at.size() <= 110);
  CHECK(named(decades, "Running total").values.back() == 15);
}

TEST_CASE("A calendar has every day of the span") {
  const Chart chart = calendar_chart(figures(30));
  CHECK(chart.shape == ChartShape::kCalendar);
  CHECK(chart.at.size() == 30);
  CHECK(chart.series[0].values.front() == 5);
  CHECK(chart.series[0].values.back() == 10);
}

TEST_CASE("True retention is a table, with nothing where nothing was asked") {
  ReviewFigures made = figures(30);
  made.retention_week = {{10, 9}, {0, 0}};
  made.retention_all = {{20, 10}, {20, 20}};
  const auto table = table_of(retention_chart(made));
  CHECK(table[0] ==
        std::vector<std::string>{"Period", "Young", "Mature", "All", "Asked"});
  CHECK(table[1] == std::vector<std::string>{"Today", "–", "–", "–", "0"});
  CHECK(table[3] == std::vector<std::string>{"Last week", "90 %", "–", "90 %", "10"});
  CHECK(table[6] == std::vector<std::string>{"All time", "50 %", "100 %", "75 %", "40"});
}

TEST_CASE("Hours and buttons have their share recalled") {
  ReviewFigures made = figures(30);
  made.hours[14] = {8, 6};
  made.buttons[0] = {1, 0, 3, 0};
  made.buttons[1] = {1, 0, 0, 0};
  made.buttons[3] = {0, 1, 2, 1};
  const Chart by_hour = hours_chart(made);
  CHECK(lines_at(by_hour, 14) ==
        std::vector<std::string>{"14:00–15:00", "Answers: 8", "Recalled: 75 %"});
  CHECK(lines_at(by_hour, 3) == std::vector<std::string>{"03:00–04:00", "Answers: 0"});
  const Chart buttons = buttons_chart(made);
  CHECK(lines_at(buttons, 0) == std::vector<std::string>{"Learning", "Again: 2",
                                                         "Hard: 0", "Good: 3", "Easy: 0",
                                                         "Recalled: 60 %"});
  CHECK(named(buttons, "Recalled").values[2] == 1);
  CHECK(std::isnan(named(buttons, "Recalled").values[1]));
}

TEST_CASE("Calibration sets what was recalled beside what was foretold") {
  ReviewFigures made = figures(30);
  CHECK(calibration_chart(made).empty());
  made.calibration.asked = 10;
  made.calibration.bins[18] = {10, 8, 0.92};
  made.calibration.log_loss = 0.4567;
  made.calibration.rmse = 0.12;
  const Chart chart = calibration_chart(made);
  CHECK(chart.sentence ==
        "Foretold 92 %, recalled 80 %. Log loss 0.457, mean error 12.0 %.");
  CHECK(lines_at(chart, 18) == std::vector<std::string>{"90–95 %", "Answers: 10",
                                                        "Foretold: 92 %",
                                                        "Recalled: 80 %"});
}

TEST_CASE("Time is told by topic, the longest first, the rest together") {
  ReviewFigures made = figures(30);
  std::vector<std::string> names;
  for (int i = 0; i < 15; ++i) {
    TimeUse use;
    use.kept = static_cast<std::uint64_t>(i) * 1000;
    made.time.push_back(use);
    names.push_back("Topic " + std::to_string(i));
  }
  made.time[3].leeches = 95000;
  const Chart chart = time_chart(made, names);
  REQUIRE(chart.names.size() == 12);
  CHECK(chart.names[0] == "Topic 3");
  CHECK(chart.names[1] == "Topic 14");
  CHECK(chart.names[11] == "Other topics");
  // 14 topics have any time; 1, 2 and 4 are the last three of them.
  CHECK(named(chart, "Keeping").values[11] == 7);
  CHECK(named(chart, "Leeches").values[0] == 95);
  CHECK(chart.sentence.starts_with("0 % went into what is new, 52 % into keeping"));
}

TEST_CASE("Intervals are counted in bins; a few far away ones are told, not drawn") {
  QuestionFigures made;
  CHECK(intervals_chart(made).empty());
  made.intervals = {{1, 50}, {4, 50}};
  Chart chart = intervals_chart(made);
  CHECK(chart.at.size() == 5);
  CHECK(chart.series[0].values == std::vector<double>{0, 50, 0, 0, 50});
  CHECK(named(chart, "Running total").values.back() == 100);
  CHECK(chart.sentence == "The mean interval is 2.5 days.");
  made.intervals[3000] = 1;
  chart = intervals_chart(made);
  CHECK(chart.at.size() == 5);
  CHECK(chart.sentence.ends_with(" 1 question with a longer one is not drawn."));
  made.stability = {{0, 1}, {300, 1}};
  chart = stability_chart(made);
  CHECK(chart.width == 10);
  CHECK(chart.at.size() == 31);
}

TEST_CASE("Difficulty and chances of recall are counted in equal parts") {
  QuestionFigures made;
  made.questions = 10;
  made.known = 6.6;
  made.difficulty[8] = 3;
  made.recall[18] = 4;
  CHECK(lines_at(difficulty_chart(made), 8) ==
        std::vector<std::string>{"5–5.5", "Questions: 3"});
  const Chart recall = recall_chart(made);
  CHECK(lines_at(recall, 18) == std::vector<std::string>{"90–95 %", "Questions: 4"});
  CHECK(recall.sentence == "You would recall about 7 of 10 questions.");
}

TEST_CASE("Future due begins today; with a backlog, what is overdue stands before it") {
  QuestionFigures made;
  made.due = {{-200, 1}, {-2, 3}, {0, 4}, {1, 5}, {40, 6}};
  const Chart ahead = due_chart(made, kToday, 30, false);
  CHECK(ahead.at.size() == 30);
  CHECK(place_text(ahead, 0) == "1 July 2024");
  CHECK(named(ahead, "Due").values[1] == 5);
  CHECK(named(ahead, "Running total").values.back() == 9);
  CHECK(ahead.sentence == "9 questions in all, 0.3 a day on average; tomorrow 5.");
  const Chart all = due_chart(made, kToday, 30, true);
  CHECK(all.at.size() == 60);
  CHECK(named(all, "Overdue").values[0] == 1);
  CHECK(named(all, "Overdue").values[28] == 3);
  CHECK(named(all, "Due").values[30] == 4);
  CHECK(named(all, "Running total").values.back() == 13);
  CHECK(named(due_chart(made, kToday, std::nullopt, false), "Running total")
            .values.back() == 15);
}

TEST_CASE("By weeks, today begins a place") {
  QuestionFigures made;
  made.due = {{-3, 1}, {0, 2}, {6, 3}, {7, 4}};
  const Chart year = due_chart(made, kToday, 365, true);
  CHECK(year.width == 7);
  REQUIRE(year.at.size() >= 3);
  CHECK(place_text(year, 1) == "1 July–7 July 2024");
  CHECK(named(year, "Overdue").values[0] == 1);
  CHECK(named(year, "Due").values[1] == 5);
  CHECK(named(year, "Due").values[2] == 4);
}

TEST_CASE("Added counts what came, on top of what was there") {
  const std::vector<StudyDay> added{kToday - days(99), kToday - days(1), kToday, kToday};
  const Chart chart = added_chart(added, kToday - days(9), kToday);
  CHECK(chart.at.size() == 10);
  CHECK(named(chart, "Added").values[9] == 2);
  CHECK(named(chart, "Running total").values ==
        std::vector<double>{1, 1, 1, 1, 1, 1, 1, 1, 2, 4});
  CHECK(chart.sentence == "3 questions in this time.");
}

TEST_CASE("Knowledge goes on from today to the exam, as it is without study") {
  PastKnowledge past;
  past.days = {kToday - days(1), kToday};
  past.known = {0.5, 0.6};
  past.sampled = true;
  AheadKnowledge ahead;
  ahead.days = {kToday + days(10)};
  ahead.known = {0.4};
  ahead.exam = "Finals";
  ahead.exam_day = kToday + days(10);
  const Chart chart = knowledge_chart(past, ahead);
  CHECK(chart.at.size() == 3);
  CHECK(named(chart, "Without more study").values[1] == 0.6);
  CHECK(named(chart, "Without more study").values[2] == 0.4);
  CHECK(chart.marks.at(0).name == "Finals");
  CHECK(chart.sentence ==
        "60 % of the questions that are in the decks now, estimated from part of them.");
  CHECK(knowledge_chart(past, {}).series.size() == 1);
}

TEST_CASE("Where the exam asks only part of it, the line ahead says so and is of that") {
  PastKnowledge past;
  past.days = {kToday};
  past.known = {0.6};
  AheadKnowledge ahead;
  ahead.days = {kToday + days(10)};
  ahead.known = {0.7};
  ahead.of_exam = 0.9;
  ahead.exam = "Finals";
  ahead.exam_day = kToday + days(10);
  const Chart chart = knowledge_chart(past, ahead);
  CHECK(named(chart, "Known").values[0] == 0.6);
  CHECK(named(chart, "Of the exam, without more study").values ==
        std::vector<double>{0.9, 0.7});
  CHECK(chart.sentence ==
        "60 % of the questions that are in the decks now. The line ahead is about those "
        "that the exam asks, and begins with what you know of them.");
}

TEST_CASE("Parts are known now, and on the exam's day where there is one") {
  KnownPart part;
  part.title = "Command";
  part.now = 0.75;
  CHECK(parts_chart({}, false).empty());
  Chart chart = parts_chart(std::vector<KnownPart>{part}, false);
  CHECK(table_of(chart) ==
        std::vector<std::vector<std::string>>{{"Topic", "Now"}, {"Command", "75 %"}});
  part.exam = 0.5;
  chart = parts_chart(std::vector<KnownPart>{part}, true);
  CHECK(chart.id == "passages");
  CHECK(table_of(chart)[1] == std::vector<std::string>{"Command", "75 %", "50 %"});
  KnownPart not_asked;
  not_asked.title = "History";
  not_asked.now = 0.25;
  chart = parts_chart(std::vector<KnownPart>{not_asked, part}, false);
  CHECK(table_of(chart)[1] == std::vector<std::string>{"History", "25 %", "–"});
  CHECK(table_of(chart)[2] == std::vector<std::string>{"Command", "75 %", "50 %"});
}

TEST_CASE("Questions are counted by stage") {
  QuestionFigures made;
  made.counts.young = 3;
  made.counts.buried = 1;
  const Chart chart = counts_chart(made);
  CHECK(chart.series[0].values == std::vector<double>{0, 0, 0, 3, 0, 0, 1});
  CHECK(chart.names.size() == 7);
}
