// Where the parts of a chart lie.

#include "window/chart_layout.h"

#include <algorithm>
#include <cmath>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "window/chart_drawing.h"

namespace {

using namespace attache;
using namespace attache::window;

double date(int year, unsigned month, unsigned day) {
  return static_cast<double>(StudyDay(std::chrono::year(year) /
                                      std::chrono::month(month) / std::chrono::day(day))
                                 .time_since_epoch()
                                 .count());
}

StudyDay day(int year, unsigned month, unsigned number) {
  return StudyDay(std::chrono::year(year) / std::chrono::month(month) /
                  std::chrono::day(number));
}

/// Places 0, 1, 2 … one wide.
Chart counts(std::vector<std::vector<double>> series) {
  Chart chart;
  for (std::size_t i = 0; i < series.front().size(); ++i)
    chart.at.push_back(static_cast<double>(i));
  for (auto& values : series)
    chart.series.push_back({"s", Hue::kPlain, Drawn::kBar, false, std::move(values)});
  return chart;
}

/// 100 pixels wide and high; the axis upwards goes to `top`.
PlotScales scales(double places, double top) {
  return {{0, places, 0, 100}, {0, top, 100, 0}, {0, top, 100, 0}};
}

Chart named(std::vector<std::string> names, std::vector<double> values) {
  Chart chart = counts({std::move(values)});
  chart.x.unit = Unit::kName;
  chart.names = std::move(names);
  return chart;
}

Chart calendar(double first, std::size_t days) {
  Chart chart;
  chart.shape = ChartShape::kCalendar;
  chart.x.unit = Unit::kDate;
  for (std::size_t i = 0; i < days; ++i)
    chart.at.push_back(first + static_cast<double>(i));
  chart.series.push_back(
      {"Answers", Hue::kMature, Drawn::kBar, false, std::vector<double>(days, 1)});
  return chart;
}

}  // namespace

// --- scales and places

TEST_CASE("a scale goes from values to pixels and back, upwards too") {
  const Scale up{0, 50, 200, 100};
  CHECK(up.at(0) == 200);
  CHECK(up.at(50) == 100);
  CHECK(up.at(10) == 180);
  CHECK(up.value_at(150) == doctest::Approx(25));
  CHECK(Scale{3, 3, 10, 20}.at(3) == 10);
}

TEST_CASE("a place is under the value that lies in it, and names are nearest") {
  Chart bins = counts({{1, 2, 3}});
  bins.at = {0, 5, 10};
  bins.width = 5;
  CHECK(place_at(bins, 4.9) == 0);
  CHECK(place_at(bins, 5) == 1);
  CHECK(place_at(bins, 99) == 2);
  CHECK(place_at(bins, -7) == 0);
  const Chart letters = named({"a", "b", "c"}, {1, 2, 3});
  CHECK(place_at(letters, 0.6) == 1);
  CHECK(place_at(letters, 7) == 2);
  CHECK_FALSE(place_at(Chart{}, 0));
}

TEST_CASE("of points the nearest is meant") {
  Chart points = counts({{1, 2}});
  points.width = 0;
  points.at = {0, 10};
  points.series.front().drawn = Drawn::kLine;
  CHECK(place_at(points, 4.9) == 0);
  CHECK(place_at(points, 5.1) == 1);
}

TEST_CASE("the axis reaches over all places and as far as an upright mark") {
  Chart chart = counts({{1, 2, 3}});
  CHECK(reach_of(chart).least == 0);
  CHECK(reach_of(chart).greatest == 3);
  chart.marks.push_back({"Exam", true, 8, Hue::kExam});
  chart.marks.push_back({"Wanted", false, 99, Hue::kTotal});
  CHECK(reach_of(chart).greatest == 8);
  chart.x.greatest = 5;
  CHECK(reach_of(chart).greatest == 5);
  CHECK(reach_of(Chart{}).greatest > reach_of(Chart{}).least);
}

// --- bars

TEST_CASE("bars stand on each other, in the order of their series") {
  const auto bars = bars_of(counts({{4, 0}, {6, 5}}), scales(2, 10));
  REQUIRE(bars.size() == 3);
  CHECK(bars[0].series == 0);
  CHECK(bars[0].area.y == 60);
  CHECK(bars[0].area.bottom() == 100);
  CHECK(bars[1].series == 1);
  CHECK(bars[1].area.y == 0);
  CHECK(bars[1].area.bottom() == 60);
  CHECK(bars[2].place == 1);
  CHECK(bars[2].area.h == 50);
  // Neighbours do not touch.
  CHECK(bars[0].area.right() < 50);
  CHECK(bars[2].area.x > 50);
}

TEST_CASE("the smallest value is a pixel high, and nothing is nothing") {
  const auto bars = bars_of(counts({{0.001, 0, kNoValue}}), scales(3, 10));
  REQUIRE(bars.size() == 1);
  CHECK(bars[0].area.h == 1);
}

TEST_CASE("where places share a pixel the highest of them is drawn") {
  std::vector<double> values(3650, 1);
  values[1234] = 9;
  const auto bars = bars_of(counts({values}), scales(3650, 10));
  CHECK(bars.size() <= 101);
  const auto highest =
      std::max_element(bars.begin(), bars.end(),
                       [](const Bar& a, const Bar& b) { return a.area.h < b.area.h; });
  CHECK(highest->place == 1234);
  CHECK(highest->area.h == 90);
}

TEST_CASE("bars on the right axis have a stack of their own") {
  Chart chart = counts({{5}, {50}});
  chart.series[1].right_axis = true;
  PlotScales two = scales(1, 10);
  two.right.greatest = 100;
  const auto bars = bars_of(chart, two);
  REQUIRE(bars.size() == 2);
  CHECK(bars[0].area.bottom() == 100);
  CHECK(bars[1].area.bottom() == 100);
  CHECK(bars[1].area.h == 50);
}

TEST_CASE("property: bars of a place never reach beyond its axis, nor over each other") {
  CHECK(rc::check([](std::vector<unsigned char> values) {
    if (values.empty()) return true;
    std::vector<double> low(values.begin(), values.end());
    std::vector<double> high(values.rbegin(), values.rend());
    const auto bars =
        bars_of(counts({low, high}), scales(static_cast<double>(low.size()), 510));
    for (std::size_t i = 0; i + 1 < bars.size(); ++i) {
      const bool same = bars[i].place == bars[i + 1].place;
      if (same && bars[i + 1].area.bottom() > bars[i].area.y + 0.01F) return false;
      if (!same && bars[i + 1].area.x < bars[i].area.right()) return false;
    }
    return std::all_of(bars.begin(), bars.end(),
                       [](const Bar& bar) { return bar.area.y >= 0 && bar.area.h >= 1; });
  }));
}

TEST_CASE("bars that lie begin where the one before ends") {
  Chart chart = named({"a", "b"}, {2, 4});
  chart.series.push_back({"t", Hue::kPlain, Drawn::kBar, false, {3, kNoValue}});
  const auto bars = lying_bars_of(chart, {0, 10, 0, 100}, 0, 30, 10);
  REQUIRE(bars.size() == 3);
  CHECK(bars[0].area.right() == 20);
  CHECK(bars[1].area.x == 20);
  CHECK(bars[1].area.right() == 50);
  CHECK(bars[2].area.y == 40);
}

// --- lines

TEST_CASE("a line goes through the middles, and a gap parts it") {
  Chart chart = counts({{1, 2, kNoValue, 4, 5}});
  chart.series.front().drawn = Drawn::kLine;
  const auto pieces = line_of(chart, chart.series.front(), scales(5, 10));
  REQUIRE(pieces.size() == 2);
  REQUIRE(pieces[0].size() == 2);
  CHECK(pieces[0][0].x == doctest::Approx(10));
  CHECK(pieces[0][0].y == 90);
  CHECK(pieces[0][1].x == doctest::Approx(30));
  CHECK(pieces[1].size() == 2);
}

TEST_CASE("a long line keeps its least and its greatest value") {
  std::vector<double> values(3650, 5);
  values[700] = 0;
  values[701] = 10;
  Chart chart = counts({values});
  chart.series.front().drawn = Drawn::kLine;
  const auto pieces = line_of(chart, chart.series.front(), scales(3650, 10));
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].size() <= 404);
  float top = 100;
  float bottom = 0;
  for (const ImVec2& point : pieces[0]) {
    top = std::min(top, point.y);
    bottom = std::max(bottom, point.y);
  }
  CHECK(top == 0);
  CHECK(bottom == 100);
}

TEST_CASE("a running total goes level and then up") {
  Chart chart = counts({{2, 5}});
  chart.series.front().drawn = Drawn::kStep;
  const auto pieces = line_of(chart, chart.series.front(), scales(2, 10));
  REQUIRE(pieces.size() == 1);
  const std::vector<std::pair<float, float>> wanted{
      {0, 80}, {50, 80}, {50, 50}, {100, 50}};
  REQUIRE(pieces[0].size() == wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CHECK(pieces[0][i].x == wanted[i].first);
    CHECK(pieces[0][i].y == wanted[i].second);
  }
}

TEST_CASE("dots that would cover each other are one") {
  Chart chart = counts({std::vector<double>(3650, 3)});
  chart.series.front().drawn = Drawn::kDots;
  CHECK(dots_of(chart, chart.series.front(), scales(3650, 10)).size() <= 101);
  CHECK(dots_of(counts({{1, kNoValue}}), counts({{1, kNoValue}}).series.front(),
                scales(2, 10))
            .size() == 1);
}

// --- labels

TEST_CASE("labels are thinned evenly until none touches another") {
  std::vector<AxisLabel> labels;
  for (int i = 0; i < 10; ++i)
    labels.push_back({static_cast<float>(i) * 10, 18});
  CHECK(thinned(labels, -50, 200, 1) == std::vector<std::size_t>{0, 2, 4, 6, 8});
  CHECK(thinned(labels, -50, 200, 13) == std::vector<std::size_t>{0, 4, 8});
  labels.resize(1);
  CHECK(thinned(labels, 0, 5, 100) == std::vector<std::size_t>{0});
  CHECK(thinned({}, 0, 5, 100).empty());
}

TEST_CASE("a label at the edge is moved inside") {
  CHECK(left_of({0, 40}, 0, 100) == 0);
  CHECK(left_of({100, 40}, 0, 100) == 60);
  CHECK(left_of({50, 40}, 0, 100) == 30);
}

TEST_CASE("property: thinned labels never touch") {
  CHECK(rc::check([](std::vector<unsigned char> widths) {
    std::vector<AxisLabel> labels;
    for (std::size_t i = 0; i < widths.size(); ++i)
      labels.push_back({static_cast<float>(i) * 7, static_cast<float>(widths[i])});
    const auto kept = thinned(labels, 0, 500, 4);
    for (std::size_t i = 0; i + 1 < kept.size(); ++i)
      if (left_of(labels[kept[i]], 0, 500) + labels[kept[i]].width + 4 >
          left_of(labels[kept[i + 1]], 0, 500))
        return false;
    return widths.empty() || kept.front() == 0;
  }));
}

// --- the calendar

TEST_CASE("a week begins on Monday") {
  // 29 July 2024 was a Monday, 1 August a Thursday.
  CHECK(CalendarGrid::row_of(day(2024, 7, 29)) == 0);
  CHECK(CalendarGrid::row_of(day(2024, 8, 1)) == 3);
  CHECK(CalendarGrid::row_of(day(2024, 8, 4)) == 6);
}

TEST_CASE("days of a calendar stand in columns of weeks") {
  const CalendarGrid grid = grid_of(calendar(date(2024, 7, 3), 30), std::nullopt);
  CHECK(grid.first == day(2024, 7, 3));
  CHECK(grid.last == day(2024, 8, 1));
  CHECK(grid.weeks() == 5);
  CHECK(grid.column_of(day(2024, 7, 8)) == 1);
  CHECK(grid.day_at(0, 2) == day(2024, 7, 3));
  CHECK_FALSE(grid.day_at(0, 1));
  CHECK_FALSE(grid.day_at(4, 4));
  CHECK_FALSE(grid.day_at(0, 7));
}

TEST_CASE("more than a year is shown year by year") {
  const Chart year = calendar(date(2023, 8, 2), 366);
  CHECK(years_of(year) == std::vector<int>{2024});
  const Chart longer = calendar(date(2022, 12, 30), 600);
  CHECK(years_of(longer) == std::vector<int>{2022, 2023, 2024});
  const CalendarGrid grid = grid_of(longer, 2024);
  CHECK(grid.first == day(2024, 1, 1));
  CHECK(grid.last == day(2024, 12, 31));
  CHECK(grid.weeks() == 53);
  CHECK(years_of(Chart{}).empty());
}

TEST_CASE("a month's name stands over the week in which it begins") {
  const auto months =
      months_of(grid_of(calendar(date(2024, 1, 1), 366), std::nullopt), 3);
  REQUIRE(months.size() == 12);
  CHECK(months[0].name == "Jan");
  CHECK(months[0].column == 0);
  // 1 February 2024 was a Thursday of the fifth week.
  CHECK(months[1].name == "Feb");
  CHECK(months[1].column == 4);
  CHECK(months[11].name == "Dec");
}

TEST_CASE("a few days of a month at the beginning give way to the next month's name") {
  const auto months =
      months_of(grid_of(calendar(date(2024, 7, 29), 60), std::nullopt), 3);
  REQUIRE(months.size() == 2);
  // Both begin in the first column: 1 August is in the week of 29 July.
  CHECK(months[0].name == "Aug");
  const auto cut = months_of(grid_of(calendar(date(2024, 7, 22), 60), std::nullopt), 3);
  CHECK(cut[0].name == "Aug");
  CHECK(cut[0].column == 1);
}

TEST_CASE("one long day does not make all others look alike") {
  const std::vector<double> values{0, 1, 2, 3, 4000, kNoValue};
  CHECK(levels_of(values, 4) == std::vector<int>{0, 1, 2, 3, 4, 0});
  CHECK(levels_of(std::vector<double>{7, 7}, 4) == std::vector<int>{4, 4});
}

// --- tables

TEST_CASE("spare room is shared, and only the names give way") {
  // Of 100 to spare the figures get 30 each.
  CHECK(column_widths(std::vector<float>{100, 50, 50}, 300, 60) ==
        std::vector<float>{140, 80, 80});
  // But none becomes more than twice as wide.
  CHECK(column_widths(std::vector<float>{100, 10, 10}, 300, 60) ==
        std::vector<float>{260, 20, 20});
  CHECK(column_widths(std::vector<float>{100, 50, 50}, 180, 60) ==
        std::vector<float>{80, 50, 50});
  CHECK(column_widths(std::vector<float>{100, 50, 50}, 120, 60) ==
        std::vector<float>{60, 50, 50});
  CHECK(column_widths({}, 120, 60).empty());
}

TEST_CASE("columns that do not fit wait, and the last ones fill the room") {
  const std::vector<float> widths{100, 50, 50, 50, 50};
  const ColumnWindow all = columns_in(widths, 300, 1);
  CHECK(all.begin == 1);
  CHECK(all.end == 5);
  const ColumnWindow some = columns_in(widths, 210, 1);
  CHECK(some.end == 3);
  const ColumnWindow last = columns_in(widths, 210, 99);
  CHECK(last.begin == 3);
  CHECK(last.end == 5);
  // One column is shown even where it does not fit.
  CHECK(columns_in(widths, 110, 2).end == 3);
}

// --- keys and colours

TEST_CASE("arrows walk the places, and in a calendar a column is a week") {
  const Chart plot = counts({{1, 2}});
  CHECK(walk_of(plot, Key::kRight) == 1);
  CHECK(walk_of(plot, Key::kLeft) == -1);
  CHECK(walk_of(plot, Key::kHome) == 0);
  CHECK_FALSE(walk_of(plot, Key::kA));
  const Chart days = calendar(date(2024, 1, 1), 30);
  CHECK(walk_of(days, Key::kRight) == 7);
  CHECK(walk_of(days, Key::kDown) == 1);
}

TEST_CASE("parts of a whole have a colour each, unless the series has its own") {
  Chart chart = named({"New", "Learning"}, {1, 2});
  CHECK(part_hue(chart, 0) == Hue::kNew);
  CHECK(part_hue(chart, 1) == Hue::kLearning);
  chart.series.front().hue = Hue::kMature;
  CHECK(part_hue(chart, 1) == Hue::kMature);
}
