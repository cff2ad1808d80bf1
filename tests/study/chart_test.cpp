#include "study/chart.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using attache::Chart;
using attache::chart_svg;
using attache::ChartShape;
using attache::Drawn;
using attache::Extent;
using attache::extent_of;
using attache::Hue;
using attache::kNoValue;
using attache::lines_at;
using attache::place_text;
using attache::Series;
using attache::table_csv;
using attache::table_of;
using attache::table_text;
using attache::tick_text;
using attache::Ticks;
using attache::ticks;
using attache::Unit;
using attache::value_text;

using Places = std::vector<double>;
using Texts = std::vector<std::string>;

/// Days since 1970, so that tests read as dates.
double day(int year, unsigned month, unsigned of_month) {
  const std::chrono::year_month_day date{
      std::chrono::year(year), std::chrono::month(month), std::chrono::day(of_month)};
  return static_cast<double>(std::chrono::local_days(date).time_since_epoch().count());
}

Texts tick_texts(Unit unit, double least, double greatest, int most) {
  Texts texts;
  const Ticks found = ticks(unit, least, greatest, most);
  for (const double at : found.at)
    texts.push_back(tick_text(unit, at, found.step));
  return texts;
}

Series bars(const char* name, Places values) {
  Series series;
  series.name = name;
  series.values = std::move(values);
  return series;
}

/// Answers on two days.
Chart reviews() {
  Chart chart;
  chart.id = "reviews";
  chart.title = "Reviews";
  chart.x = {"Day", Unit::kDate, {}, {}};
  chart.left = {"Answers", Unit::kCount, {}, {}};
  chart.right = {"Time", Unit::kSeconds, {}, {}};
  chart.at = {day(2024, 7, 28), day(2024, 7, 29)};
  chart.series = {bars("Young", {1204, 3}), bars("Mature", {0, kNoValue})};
  chart.series.push_back(bars("Time", {90, 7200}));
  chart.series.back().right_axis = true;
  chart.series.back().drawn = Drawn::kLine;
  return chart;
}

Chart by_name(ChartShape shape) {
  Chart chart;
  chart.title = "Topics";
  chart.shape = shape;
  chart.x = {"Topic", Unit::kName, {}, {}};
  chart.left.unit = Unit::kShare;
  chart.names = {"防衛省 <b>", "=Command, \"control\""};
  chart.series = {bars("Known", {0.84, 0.5})};
  return chart;
}

}  // namespace

TEST_CASE("Values are written with their units") {
  CHECK(value_text(Unit::kCount, 1204) == "1,204");
  CHECK(value_text(Unit::kCount, 1234567) == "1,234,567");
  CHECK(value_text(Unit::kCount, -1204) == "-1,204");
  CHECK(value_text(Unit::kCount, 3.44) == "3.4");
  CHECK(value_text(Unit::kCount, 12.4) == "12");
  CHECK(value_text(Unit::kShare, 0.84) == "84 %");
  CHECK(value_text(Unit::kShare, 0) == "0 %");
  CHECK(value_text(Unit::kShare, 1) == "100 %");
  CHECK(value_text(Unit::kShare, 0.004) == "0.4 %");
  CHECK(value_text(Unit::kShare, 0.996) == "99.6 %");
  CHECK(value_text(Unit::kSeconds, 2.5) == "2.5 s");
  CHECK(value_text(Unit::kSeconds, 45) == "45 s");
  CHECK(value_text(Unit::kSeconds, 720) == "12 min");
  CHECK(value_text(Unit::kSeconds, 12600) == "3.5 h");
  CHECK(value_text(Unit::kSeconds, 3600 * 1204.0) == "1,204 h");
  CHECK(value_text(Unit::kDays, 1) == "1 day");
  CHECK(value_text(Unit::kDays, 0.5) == "0.5 days");
  CHECK(value_text(Unit::kDays, 12) == "12 days");
  CHECK(value_text(Unit::kDays, 122) == "4 months");
  CHECK(value_text(Unit::kDays, 365.25) == "1 year");
  CHECK(value_text(Unit::kDays, 913) == "2.5 years");
  CHECK(value_text(Unit::kDate, day(2024, 7, 28)) == "28 July 2024");
  CHECK(value_text(Unit::kHour, 4) == "04:00");
  CHECK(value_text(Unit::kLevel, 5.26) == "5.3");
  CHECK(value_text(Unit::kCount, kNoValue) == "–");
}

TEST_CASE("Ticks stand at multiples of 1, 2 or 5 times a power of ten") {
  CHECK(ticks(Unit::kCount, 0, 7, 8).at == Places{0, 1, 2, 3, 4, 5, 6, 7});
  CHECK(ticks(Unit::kCount, 0, 7, 5).at == Places{0, 2, 4, 6});
  CHECK(ticks(Unit::kCount, 0, 1000000, 6).at ==
        Places{0, 200000, 400000, 600000, 800000, 1000000});
  CHECK(tick_texts(Unit::kCount, 0, 1000000, 3) == Texts{"0", "500k", "1M"});
  CHECK(tick_texts(Unit::kCount, 0, 2500, 6) ==
        Texts{"0", "500", "1k", "1.5k", "2k", "2.5k"});
  CHECK(tick_texts(Unit::kShare, 0, 1, 6) ==
        Texts{"0 %", "20 %", "40 %", "60 %", "80 %", "100 %"});
  CHECK(tick_texts(Unit::kShare, 0, 0.02, 5) ==
        Texts{"0 %", "0.5 %", "1 %", "1.5 %", "2 %"});
  CHECK(ticks(Unit::kLevel, 1, 10, 5).at == Places{2, 4, 6, 8, 10});
}

TEST_CASE("Whole things have no ticks between them") {
  CHECK(ticks(Unit::kCount, 0, 1, 6).at == Places{0, 1});
  CHECK(ticks(Unit::kDays, 0, 2, 9).at == Places{0, 1, 2});
}

TEST_CASE("Ticks of dates are days, weeks from Monday, months and years") {
  // 1 July 2024 was a Monday.
  CHECK(tick_texts(Unit::kDate, day(2024, 7, 1), day(2024, 7, 4), 5) ==
        Texts{"1 Jul", "2 Jul", "3 Jul", "4 Jul"});
  CHECK(tick_texts(Unit::kDate, day(2024, 7, 1), day(2024, 7, 31), 6) ==
        Texts{"1 Jul", "8 Jul", "15 Jul", "22 Jul", "29 Jul"});
  CHECK(tick_texts(Unit::kDate, day(2023, 11, 15), day(2024, 3, 10), 6) ==
        Texts{"Dec", "2024", "Feb", "Mar"});
  CHECK(tick_texts(Unit::kDate, day(2024, 1, 1), day(2024, 12, 31), 5) ==
        Texts{"2024", "Apr", "Jul", "Oct"});
  CHECK(tick_texts(Unit::kDate, day(2015, 3, 1), day(2025, 3, 1), 6) ==
        Texts{"2016", "2018", "2020", "2022", "2024"});
  CHECK(tick_texts(Unit::kDate, day(1700, 1, 1), day(2024, 1, 1), 4) ==
        Texts{"1700", "1800", "1900", "2000"});
}

TEST_CASE("Ticks of seconds are those of a clock") {
  CHECK(tick_texts(Unit::kSeconds, 0, 60, 5) ==
        Texts{"0", "15 s", "30 s", "45 s", "1 min"});
  CHECK(tick_texts(Unit::kSeconds, 0, 3600, 5) ==
        Texts{"0", "15 min", "30 min", "45 min", "1 h"});
  CHECK(tick_texts(Unit::kSeconds, 0, 4 * 86400, 5) ==
        Texts{"0", "24 h", "48 h", "72 h", "96 h"});
  CHECK(tick_texts(Unit::kSeconds, 0, 0.4, 5) ==
        Texts{"0", "0.1 s", "0.2 s", "0.3 s", "0.4 s"});
  CHECK(tick_texts(Unit::kHour, 0, 24, 5) ==
        Texts{"00:00", "06:00", "12:00", "18:00", "24:00"});
}

TEST_CASE("There are never more ticks than there is room for") {
  for (const Unit unit : {Unit::kCount, Unit::kShare, Unit::kSeconds, Unit::kDays,
                          Unit::kDate, Unit::kHour, Unit::kLevel})
    for (const double greatest : {0.001, 0.3, 1.0, 7.0, 99.0, 1234.0, 86400.0, 5e6})
      for (int most = 1; most < 12; ++most) {
        const Ticks found = ticks(unit, 0, greatest, most);
        CHECK(found.at.size() <= static_cast<std::size_t>(most));
        CHECK(std::is_sorted(found.at.begin(), found.at.end()));
      }
  CHECK(ticks(Unit::kCount, 1, 0, 5).at.empty());
  CHECK(ticks(Unit::kCount, 0, kNoValue, 5).at.empty());
  CHECK(ticks(Unit::kCount, 0, 1, 0).at.empty());
}

TEST_CASE("An axis reaches from 0 to the next tick above the stacked bars") {
  const Chart chart = reviews();
  CHECK(extent_of(chart, false).greatest == 1500);
  CHECK(extent_of(chart, false).least == 0);
  CHECK(extent_of(chart, true).greatest == 7200);
  Chart stacked = chart;
  stacked.series = {bars("a", {4}), bars("b", {3})};
  CHECK(extent_of(stacked, false).greatest == 8);
  stacked.left.greatest = 20;
  stacked.left.least = -5;
  CHECK(extent_of(stacked, false).greatest == 20);
  CHECK(extent_of(stacked, false).least == -5);
}

TEST_CASE("A share above half has an axis up to 100 %, and marks are within it") {
  Chart chart = by_name(ChartShape::kPlot);
  CHECK(extent_of(chart, false).greatest == 1);
  chart.series = {bars("Known", {0.07})};
  CHECK(extent_of(chart, false).greatest == doctest::Approx(0.08));
  chart.marks = {{"Wished", false, 0.9, Hue::kTotal}};
  CHECK(extent_of(chart, false).greatest == 1);
  chart.marks.clear();
  chart.series = {bars("Change", {-0.07, 0.2})};
  CHECK(extent_of(chart, false).least == doctest::Approx(-0.1));
}

TEST_CASE("An empty chart has nothing to see, and can be shown all the same") {
  const Chart chart;
  CHECK(chart.empty());
  CHECK(extent_of(chart, false).greatest == 1);
  CHECK(table_of(chart) == std::vector<Texts>{{"Value"}});
  CHECK(table_csv(chart) == "Value\r\n");
  CHECK(place_text(chart, 3).empty());
  CHECK(chart_svg(chart, 300, 200).find("Nothing to show yet") != std::string::npos);
  Chart zeros = reviews();
  zeros.series = {bars("Young", {0, kNoValue})};
  CHECK(zeros.empty());
  zeros.series[0].drawn = Drawn::kLine;
  CHECK_FALSE(zeros.empty());
}

TEST_CASE("A place is called by its date, span or name") {
  Chart chart = reviews();
  CHECK(place_text(chart, 0) == "28 July 2024");
  chart.width = 7;
  CHECK(place_text(chart, 0) == "28 July–3 August 2024");
  chart.at = {day(2024, 12, 30)};
  CHECK(place_text(chart, 0) == "30 December 2024–5 January 2025");
  chart.x.unit = Unit::kDays;
  chart.at = {5, 365};
  chart.width = 5;
  CHECK(place_text(chart, 0) == "5–10 days");
  CHECK(place_text(chart, 1) == "365–370 days");
  chart.width = 1;
  CHECK(place_text(chart, 0) == "5 days");
  chart.at = {31};
  CHECK(place_text(chart, 0) == "31 days");
  // One unit down a table, that of the width.
  chart.at = {364};
  chart.width = 14;
  CHECK(place_text(chart, 0) == "364–378 days");
  chart.at = {0, 334.8125, 365.25};
  chart.width = 30.4375;
  CHECK(place_text(chart, 0) == "0–1 month");
  CHECK(place_text(chart, 1) == "11–12 months");
  CHECK(place_text(chart, 2) == "12–13 months");
  chart.width = 365.25;
  CHECK(place_text(chart, 2) == "1–2 years");
  chart.x.unit = Unit::kShare;
  chart.at = {0.8};
  chart.width = 0.05;
  CHECK(place_text(chart, 0) == "80–85 %");
  chart.x.unit = Unit::kHour;
  chart.at = {9};
  chart.width = 1;
  CHECK(place_text(chart, 0) == "09:00–10:00");
  chart.x.unit = Unit::kSeconds;
  chart.at = {10};
  chart.width = 10;
  CHECK(place_text(chart, 0) == "10–20 s");
  chart.x.unit = Unit::kLevel;
  chart.at = {5};
  chart.width = 0.5;
  CHECK(place_text(chart, 0) == "5–5.5");
  CHECK(place_text(by_name(ChartShape::kTable), 0) == "防衛省 <b>");
}

TEST_CASE("A tooltip says what each series has at a place, and leaves out what is none") {
  CHECK(lines_at(reviews(), 0) ==
        Texts{"28 July 2024", "Young: 1,204", "Mature: 0", "Time: 2 min"});
  CHECK(lines_at(reviews(), 1) == Texts{"29 July 2024", "Young: 3", "Time: 2 h"});
}

TEST_CASE("A table has a row a place, as people read it") {
  CHECK(table_of(reviews()) == std::vector<Texts>{{"Day", "Young", "Mature", "Time"},
                                                  {"28 July 2024", "1,204", "0", "2 min"},
                                                  {"29 July 2024", "3", "–", "2 h"}});
}

TEST_CASE("Columns of text stand below one another, wide letters counting twice") {
  Chart chart = by_name(ChartShape::kTable);
  chart.names = {"防衛省", "Kadena"};
  CHECK(table_text(chart) ==
        "Topic   Known\n"
        "防衛省   84 %\n"
        "Kadena   50 %\n");
}

TEST_CASE("Columns of a table can have units of their own") {
  Chart chart = by_name(ChartShape::kTable);
  chart.series.push_back(bars("Questions", {1200, 7}));
  chart.column_units = {Unit::kShare, Unit::kCount};
  CHECK(table_of(chart)[1] == Texts{"防衛省 <b>", "84 %", "1,200"});
}

TEST_CASE("CSV has plain numbers, quotes what needs it and runs nothing") {
  CHECK(table_csv(reviews()) ==
        "Day,Young,Mature,Time\r\n2024-07-28,1204,0,90\r\n2024-07-29,3,,7200\r\n");
  CHECK(table_csv(by_name(ChartShape::kTable)) ==
        "Topic,Known\r\n防衛省 <b>,0.84\r\n\"'=Command, \"\"control\"\"\",0.5\r\n");
  Chart weeks = reviews();
  weeks.series = {bars("Young", {5})};
  weeks.at = {day(2024, 7, 29)};
  weeks.width = 7;
  CHECK(table_csv(weeks) == "Day from,Day to,Young\r\n2024-07-29,2024-08-04,5\r\n");
}

TEST_CASE("A drawing escapes names and has no scripts") {
  for (const ChartShape shape :
       {ChartShape::kPlot, ChartShape::kShares, ChartShape::kTable, ChartShape::kHeat}) {
    const std::string svg = chart_svg(by_name(shape), 640, 300);
    CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(svg.find("<b>") == std::string::npos);
    CHECK(svg.find("防衛省 &lt;b&gt;") != std::string::npos);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find("nan") == std::string::npos);
  }
}

TEST_CASE("Bars of a drawing are as high as their values") {
  // The drawing area of 200 pixels less 30 above and 38 below is 132 high: 0 to 8.
  Chart chart;
  chart.title = "Bars";
  chart.at = {0, 1};
  chart.series = {bars("a", {8, 4})};
  const std::string svg = chart_svg(chart, 300, 200);
  CHECK(svg.find("height=\"132.0\"") != std::string::npos);
  CHECK(svg.find("height=\"66.0\"") != std::string::npos);
}

TEST_CASE("Lines are broken where there is no value, and steps run on") {
  Chart chart = reviews();
  chart.at = {0, 1, 2};
  chart.x.unit = Unit::kLevel;
  chart.series = {bars("line", {1, kNoValue, 2}), bars("steps", {1, 2, 3}),
                  bars("dots", {1, kNoValue, 1})};
  chart.series[0].drawn = Drawn::kLine;
  chart.series[0].hue = Hue::kForecast;
  chart.series[1].drawn = Drawn::kStep;
  chart.series[2].drawn = Drawn::kDots;
  chart.marks = {{"Exam", true, 2, Hue::kExam}, {"Wished", false, 2, Hue::kTotal}};
  const std::string svg = chart_svg(chart, 400, 240);
  const auto count = [&](const std::string& what) {
    std::size_t times = 0;
    for (auto at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1))
      ++times;
    return times;
  };
  CHECK(count("<circle") == 2);
  CHECK(count("<path") == 2);
  CHECK(count("stroke-dasharray=\"5 3\"") == 1);
  CHECK(count("stroke-dasharray=\"2 3\"") == 2);
}

TEST_CASE("A calendar has a cell for every day") {
  Chart chart;
  chart.title = "Calendar";
  chart.shape = ChartShape::kCalendar;
  chart.x.unit = Unit::kDate;
  for (int i = 0; i < 30; ++i)
    chart.at.push_back(day(2024, 7, 1) + i);
  chart.series = {bars("Answers", Places(30, 5))};
  chart.series[0].values[3] = kNoValue;
  const std::string svg = chart_svg(chart, 640, 200);
  std::size_t cells = 0;
  for (auto at = svg.find("<rect x"); at != std::string::npos;
       at = svg.find("<rect x", at + 1))
    ++cells;
  CHECK(cells == 30);
}
