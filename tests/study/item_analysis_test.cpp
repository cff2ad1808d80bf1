#include "study/item_analysis.h"

#include <cmath>
#include <limits>
#include <rapidcheck.h>

#include <doctest/doctest.h>

namespace attache {

namespace {

using Rows = std::vector<std::vector<double>>;

/// A whole table; each question is worth `most`.
MarkTable whole(const Rows& rows, double most = 1) {
  MarkTable table;
  table.students = rows.size();
  table.most.assign(rows.empty() ? 0 : rows.front().size(), most);
  for (const auto& row : rows)
    for (const double mark : row)
      table.marks.emplace_back(mark);
  return table;
}

bool is_about(const std::optional<double>& value, double wanted, double by = 5e-5) {
  CAPTURE(value.value_or(-999));
  CAPTURE(wanted);
  const bool near = value && std::abs(*value - wanted) < by;
  CHECK(near);
  return near;
}

}  // namespace

TEST_CASE("Cronbach's alpha is that of a published example") {
  // The example data set "cronbach_alpha" of Pingouin (15 people, 10 questions; it is
  // example 1 on the page "Cronbach's Alpha" of real-statistics.com); its documentation
  // gives 0.5917188485995826.
  const Rows rows{{3, 2, 4, 1, 4, 5, 1, 4, 3, 2}, {5, 4, 6, 3, 5, 1, 2, 5, 5, 5},
                  {7, 3, 5, 5, 6, 4, 3, 3, 6, 5}, {2, 4, 3, 3, 2, 2, 2, 6, 6, 3},
                  {6, 5, 6, 5, 4, 4, 4, 6, 7, 5}, {1, 2, 3, 4, 2, 5, 2, 3, 5, 2},
                  {4, 3, 5, 3, 5, 2, 1, 2, 4, 3}, {2, 4, 4, 3, 7, 2, 2, 4, 6, 5},
                  {6, 5, 5, 5, 1, 6, 5, 2, 3, 2}, {5, 4, 6, 4, 3, 5, 3, 1, 7, 2},
                  {4, 3, 5, 2, 5, 3, 2, 3, 4, 1}, {4, 2, 3, 2, 5, 3, 4, 2, 3, 4},
                  {5, 5, 6, 2, 3, 3, 2, 4, 4, 5}, {6, 5, 5, 4, 2, 2, 1, 4, 6, 5},
                  {4, 3, 5, 5, 3, 1, 3, 2, 3, 4}};
  const TestAnalysis found = analyse(whole(rows, 7));
  is_about(found.paper.alpha_percent, 59.17188485995826, 1e-9);
  // By definition: the root of what is left.
  is_about(found.paper.error_ratio_percent, 100 * std::sqrt(1 - 0.5917188485995826),
           1e-9);
}

TEST_CASE("the Kuder-Richardson example of ten students and ten questions comes out") {
  // K. L. Wuensch, East Carolina University, "The Kuder-Richardson 20" (KR20.txt): sum of
  // p q = 2.18 and variance of totals = 5.84 (both over n), so KR-20 = 10 / 9 x
  // (1 - 2.18 / 5.84) = 0.696347...
  const Rows rows{{1, 1, 1, 1, 1, 1, 0, 1, 1, 0}, {1, 0, 1, 1, 0, 1, 1, 1, 0, 1},
                  {1, 1, 1, 1, 0, 1, 1, 0, 0, 1}, {0, 0, 1, 0, 0, 0, 1, 0, 0, 0},
                  {0, 0, 0, 0, 0, 1, 0, 0, 1, 0}, {1, 1, 1, 0, 1, 1, 1, 1, 1, 1},
                  {1, 1, 0, 1, 1, 1, 0, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 0, 1},
                  {0, 1, 0, 1, 1, 1, 1, 1, 0, 1}, {1, 1, 0, 1, 1, 0, 1, 1, 1, 0}};
  const TestAnalysis found = analyse(whole(rows));
  is_about(found.paper.alpha_percent, 1000.0 / 9 * (1 - 2.18 / 5.84), 1e-9);
  is_about(found.paper.mean_percent, 66);
  is_about(found.items[0].facility_percent, 70);
  is_about(found.items[5].facility_percent, 80);
}

TEST_CASE("all figures of four students and two questions are as worked out by hand") {
  // Totals 2, 2, 1, 0: mean 5/4, variance 2.75/3. Variances 1/4 and 1/3, covariance 1/6.
  MarkTable table = whole({{1, 1}, {1, 1}, {1, 0}, {0, 0}});
  table.guess = {0.25, std::numeric_limits<double>::quiet_NaN()};
  const TestAnalysis found = analyse(table);
  const PaperAnalysis& paper = found.paper;
  CHECK(paper.students == 4);
  is_about(paper.mean_percent, 62.5);
  is_about(paper.median_percent, 75);
  is_about(paper.standard_deviation_percent, 47.8714);
  is_about(paper.skewness, -0.8546);       // k3 = -3/4, k2 = 11/12
  is_about(paper.kurtosis, -1.2893);       // k4 = -13/12
  is_about(paper.alpha_percent, 72.7273);  // 2 (1 - (7/12) / (11/12)) = 8/11
  is_about(paper.error_ratio_percent, 52.2233);
  is_about(paper.standard_error_percent, 25);
  REQUIRE(found.items.size() == 2);
  const ItemAnalysis& first = found.items[0];
  CHECK(first.attempts == 4);
  is_about(first.facility_percent, 75);
  is_about(first.standard_deviation_percent, 50);
  is_about(first.guess_percent, 25);
  is_about(first.intended_weight_percent, 50);
  is_about(first.effective_weight_percent, 47.7226);  // roots of 5/12 and 1/2
  is_about(first.discrimination_percent, 57.7350);    // (1/6) / root of 1/12
  is_about(first.efficiency_percent, 100);
  is_about(found.items[1].standard_deviation_percent, 57.7350);
  is_about(found.items[1].effective_weight_percent, 52.2774);
  CHECK_FALSE(found.items[1].guess_percent);
}

TEST_CASE("what rounding makes of equal marks is no spread") {
  // A third of a mark for everybody: their mean is not quite a third.
  const double third = 1.0 / 3;
  const TestAnalysis found =
      analyse(whole({{third, 1}, {third, 0}, {third + 1e-12, 1}, {third, 0}}));
  CHECK(found.items[0].standard_deviation_percent == 0);
  CHECK(found.items[0].effective_weight_percent == 0);
  CHECK_FALSE(found.items[0].discrimination_percent);
  is_about(found.items[1].effective_weight_percent, 100);
}

TEST_CASE("a table of twenty students is as another calculation has it") {
  // Worked out in Python with power sums (Fisher's k-statistics) and the short formula of
  // covariance.
  const Rows rows{
      {1, 0, 0, 0.5, 1, 1, 1, 0},       {0, 0, 1, 0, 1, 1, 1, 0},
      {1, 0.5, 1, 0, 1, 1, 1, 1},       {1, 0, 0.5, -0.25, 1, 0.5, 1, 1},
      {1, 1, 1, 1, 1, 1, 1, 1},         {0, 0, -0.25, 0, 0, 0.5, 0.5, 1},
      {0.5, 0, 0, 0, 0.5, 0, 1, 1},     {1, 1, -0.25, 0, 1, 0, 1, 0.5},
      {0, 1, -0.25, 0.5, 1, 1, 1, 1},   {0, 0, 0, 0, 0, 1, 0.5, 0},
      {1, 1, 1, 0.5, 1, 1, 1, 0},       {1, 0.5, 1, 1, 1, 1, 1, 1},
      {1, 1, 0, 0.5, 1, 1, 1, 0.5},     {0, 1, -0.25, 1, 0, 1, 1, 0},
      {1, 0, 0.5, 1, 0.5, 0.5, 1, 1},   {1, 1, 0.5, -0.25, 0.5, -0.25, 0.5, 0.5},
      {1, 0.5, 1, 0.5, 1, -0.25, 1, 0}, {0.5, 1, 0, 0.5, 1, 1, 1, 1},
      {1, 1, 1, 1, 1, 1, 1, 1},         {1, -0.25, 0, 0.5, 0, 0.5, -0.25, 0.5}};
  const TestAnalysis found = analyse(whole(rows));
  is_about(found.paper.mean_percent, 60.625);
  is_about(found.paper.median_percent, 59.375);
  is_about(found.paper.standard_deviation_percent, 24.362766835783184);
  is_about(found.paper.skewness, -0.06356456621411494);
  is_about(found.paper.kurtosis, -0.7047514266006959);
  is_about(found.paper.alpha_percent, 66.6138849027661);
  is_about(found.paper.error_ratio_percent, 57.78071918662307);
  is_about(found.paper.standard_error_percent, 14.076981891475615);
  // Facility, deviation, intended and effective weight, discrimination, efficiency.
  const Rows items{{70.000000, 44.128998, 12.500000, 12.107807, 31.425555, 37.881874},
                   {51.250000, 48.986437, 12.500000, 13.520718, 36.660031, 40.602645},
                   {37.500000, 52.251920, 12.500000, 14.514861, 40.945801, 44.489796},
                   {40.000000, 43.979660, 12.500000, 12.837996, 39.443422, 42.236599},
                   {72.500000, 41.278897, 12.500000, 14.316956, 64.989978, 81.818182},
                   {67.500000, 45.954783, 12.500000, 11.056174, 18.663849, 20.959147},
                   {86.250000, 31.907556, 12.500000, 11.446281, 51.665898, 79.362943},
                   {60.000000, 44.721360, 12.500000, 10.199207, 13.612988, 15.596330}};
  for (std::size_t i = 0; i < items.size(); ++i) {
    CAPTURE(i);
    is_about(found.items[i].facility_percent, items[i][0]);
    is_about(found.items[i].standard_deviation_percent, items[i][1]);
    is_about(found.items[i].intended_weight_percent, items[i][2]);
    is_about(found.items[i].effective_weight_percent, items[i][3]);
    is_about(found.items[i].discrimination_percent, items[i][4]);
    is_about(found.items[i].efficiency_percent, items[i][5]);
  }
}

TEST_CASE("questions may be worth different marks") {
  // Of 1 and 3 marks: totals 4, 1, 0 of 4.
  MarkTable table = whole({{1, 3}, {1, 0}, {0, 0}});
  table.most = {1, 3};
  const TestAnalysis found = analyse(table);
  is_about(found.paper.mean_percent, 41.6667);
  is_about(found.paper.median_percent, 25);
  is_about(found.items[0].intended_weight_percent, 25);
  is_about(found.items[1].intended_weight_percent, 75);
  is_about(found.items[1].facility_percent, 33.3333);
  is_about(found.items[1].standard_deviation_percent, 57.7350);  // root 3 of 3
}

TEST_CASE("a question that the better ones miss has no effective weight") {
  const TestAnalysis found = analyse(whole({{0, 1, 1}, {0, 1, 1}, {1, 0, 0}, {0, 0, 1}}));
  // Totals 2, 2, 1, 1: the first question's covariance with them is -1/6.
  CHECK_FALSE(found.items[0].effective_weight_percent);
  REQUIRE(found.items[0].discrimination_percent);
  CHECK(*found.items[0].discrimination_percent < 0);
  // The second's is 1/3, the third's 1/6: roots 0.57735 and 0.40825.
  is_about(found.items[1].effective_weight_percent, 58.5786);
  is_about(found.items[2].effective_weight_percent, 41.4214);
}

TEST_CASE("an alpha below 0 leaves more than the whole as error") {
  // Totals 1, 1, 1, 2: variance 1/4; of both questions 1/4 and 1/3. 2 (1 - 7/3) = -8/3.
  const TestAnalysis found = analyse(whole({{1, 0}, {1, 0}, {0, 1}, {1, 1}}));
  is_about(found.paper.alpha_percent, -266.6667);
  is_about(found.paper.error_ratio_percent, 191.4854);
}

TEST_CASE("without students there is nothing to say") {
  MarkTable table;
  table.most = {1, 1};
  const TestAnalysis found = analyse(table);
  CHECK(found.paper.students == 0);
  CHECK_FALSE(found.paper.mean_percent);
  CHECK(found.items.size() == 2);
  CHECK_FALSE(found.items[0].facility_percent);
  CHECK(analyse(MarkTable{}).items.empty());
}

TEST_CASE("one student has marks, and nothing to be compared with") {
  const TestAnalysis found = analyse(whole({{1, 0}}));
  is_about(found.paper.mean_percent, 50);
  is_about(found.items[0].facility_percent, 100);
  CHECK_FALSE(found.paper.standard_deviation_percent);
  CHECK_FALSE(found.paper.skewness);
  CHECK_FALSE(found.paper.kurtosis);
  CHECK_FALSE(found.paper.alpha_percent);
  CHECK_FALSE(found.paper.standard_error_percent);
  CHECK_FALSE(found.items[0].standard_deviation_percent);
  CHECK_FALSE(found.items[0].discrimination_percent);
  CHECK_FALSE(found.items[0].effective_weight_percent);
}

TEST_CASE("equal marks tell nobody apart") {
  const TestAnalysis found = analyse(whole({{0.1, 0.2}, {0.1, 0.2}, {0.1, 0.2}}));
  is_about(found.paper.standard_deviation_percent, 0);
  CHECK_FALSE(found.paper.skewness);
  CHECK_FALSE(found.paper.alpha_percent);
  CHECK_FALSE(found.items[0].discrimination_percent);
  CHECK_FALSE(found.items[0].efficiency_percent);
  CHECK_FALSE(found.items[0].effective_weight_percent);
}

TEST_CASE("two students have no skewness, three no kurtosis") {
  CHECK_FALSE(analyse(whole({{1, 1}, {0, 0}})).paper.skewness);
  const TestAnalysis three = analyse(whole({{1, 1}, {0, 1}, {0, 0}}));
  is_about(three.paper.skewness, 0);
  CHECK_FALSE(three.paper.kurtosis);
}

TEST_CASE("a single question has no rest and no alpha") {
  const TestAnalysis found = analyse(whole({{1}, {0}, {1}}));
  CHECK_FALSE(found.paper.alpha_percent);
  CHECK_FALSE(found.items[0].discrimination_percent);
  is_about(found.items[0].effective_weight_percent, 100);
}

TEST_CASE("where students had different questions, the rest is their share of it") {
  // The first student was not asked the third question, the last was asked nothing.
  MarkTable table;
  table.students = 4;
  table.most = {1, 1, 1};
  table.marks = {1, 1, {}, 1, 0, 1, 0, 0, 0, {}, {}, {}};
  const TestAnalysis found = analyse(table);
  CHECK(found.paper.students == 3);
  is_about(found.paper.mean_percent, 55.5556);  // 1, 2/3, 0
  CHECK_FALSE(found.paper.alpha_percent);
  CHECK_FALSE(found.paper.error_ratio_percent);
  CHECK_FALSE(found.items[0].intended_weight_percent);
  CHECK_FALSE(found.items[0].effective_weight_percent);
  CHECK(found.items[2].attempts == 2);
  is_about(found.items[2].facility_percent, 50);
  // Marks 1, 1, 0 with rests 1, 1/2, 0: covariance 1/4 over root of (1/3)(1/4).
  is_about(found.items[0].discrimination_percent, 86.6025);
}

TEST_CASE("property: discrimination lies within -100 and 100, and within efficiency") {
  CHECK(rc::check([] {
    const auto students = *rc::gen::inRange<std::size_t>(2, 12);
    const auto questions = *rc::gen::inRange<std::size_t>(2, 6);
    MarkTable table;
    table.students = students;
    table.most.assign(questions, 1);
    for (std::size_t i = 0; i < students * questions; ++i)
      table.marks.emplace_back(*rc::gen::inRange(-1, 5) / 4.0);
    double weights = 0;
    for (const ItemAnalysis& item : analyse(table).items) {
      weights += item.effective_weight_percent.value_or(0);
      if (!item.discrimination_percent) continue;
      RC_ASSERT(std::abs(*item.discrimination_percent) <= 100 + 1e-9);
      RC_ASSERT(*item.efficiency_percent <= 100 + 1e-9);
      RC_ASSERT(*item.efficiency_percent >= *item.discrimination_percent - 1e-9 ||
                *item.discrimination_percent < 0);
    }
    return weights == 0 || std::abs(weights - 100) < 1e-6;
  }));
}

}  // namespace attache
