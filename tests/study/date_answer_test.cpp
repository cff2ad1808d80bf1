#include "study/date_answer.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;

namespace {

constexpr Verdict kRight = Verdict::kRight;
constexpr Verdict kNearly = Verdict::kNearly;
constexpr Verdict kWrong = Verdict::kWrong;

struct Case {
  PartialDate key;
  Precision precision;
  std::string given;
  Verdict fair;
};

const PartialDate kTalks{2024, 7, 28};
const PartialDate kAugust{2024, 8, 7};
const PartialDate kFebruary{1947, 2, 3};

// clang-format off
const std::vector<Case> kCases{
    {kTalks, Precision::kDay, "28 July 2024", kRight},
    {kTalks, Precision::kDay, "July 28, 2024", kRight},
    {kTalks, Precision::kDay, "July 28th 2024", kRight},
    {kTalks, Precision::kDay, "the 28th of July, 2024", kRight},
    {kTalks, Precision::kDay, "28 Jul 2024", kRight},
    {kTalks, Precision::kDay, "28 JULY 2024", kRight},
    {kTalks, Precision::kDay, "Sunday, 28 July 2024", kRight},
    {kTalks, Precision::kDay, "2024 July 28", kRight},
    {kTalks, Precision::kDay, "2024-07-28", kRight},
    {kTalks, Precision::kDay, "2024/7/28", kRight},
    {kTalks, Precision::kDay, "2024.7.28", kRight},
    {kTalks, Precision::kDay, "20240728", kRight},
    {kTalks, Precision::kDay, "28.7.2024", kRight},
    {kTalks, Precision::kDay, "28. 7. 2024", kRight},
    {kTalks, Precision::kDay, "28-07-2024", kRight},
    {kTalks, Precision::kDay, "28/7/2024", kRight},
    {kTalks, Precision::kDay, "7/28/2024", kRight},
    {kTalks, Precision::kDay, "7/28/24", kRight},
    {kTalks, Precision::kDay, "28 July 24", kRight},
    {kTalks, Precision::kDay, "２０２４年７月２８日", kRight},
    {kTalks, Precision::kDay, "27 July 2024", kWrong},
    {kTalks, Precision::kDay, "28 June 2024", kWrong},
    {kTalks, Precision::kDay, "28 July 2023", kWrong},
    {kTalks, Precision::kDay, "28/8/2024", kWrong},
    {kTalks, Precision::kDay, "July 2024", kWrong},
    {kTalks, Precision::kDay, "28 July", kWrong},
    {kTalks, Precision::kDay, "2024", kWrong},
    {kTalks, Precision::kDay, "July", kWrong},
    {kTalks, Precision::kDay, "last summer", kWrong},
    {kTalks, Precision::kDay, "28 July 29 July 2024", kWrong},
    {kTalks, Precision::kDay, "28/7/2024/1", kWrong},
    {kTalks, Precision::kDay, "280/7/2024", kWrong},
    // Day and month that can be read both ways.
    {kAugust, Precision::kDay, "7/8/2024", kRight},
    {kAugust, Precision::kDay, "8/7/2024", kRight},
    {kAugust, Precision::kDay, "7/9/2024", kWrong},
    {kAugust, Precision::kDay, "2024-08-07", kRight},
    {kAugust, Precision::kDay, "2024-07-08", kWrong},
    {kAugust, Precision::kDay, "7 July 2024", kWrong},
    // Only so exact as asked for.
    {kTalks, Precision::kMonth, "July 2024", kRight},
    {kTalks, Precision::kMonth, "2024-07", kRight},
    {kTalks, Precision::kMonth, "7/2024", kRight},
    {kTalks, Precision::kMonth, "07.2024", kRight},
    {kTalks, Precision::kMonth, "2024年7月", kRight},
    {kTalks, Precision::kMonth, "28 July 2024", kRight},
    {kTalks, Precision::kMonth, "August 2024", kWrong},
    {kTalks, Precision::kMonth, "July 2023", kWrong},
    {kTalks, Precision::kMonth, "2024", kWrong},
    {kTalks, Precision::kMonth, "13/2024", kWrong},
    {kTalks, Precision::kYear, "2024", kRight},
    {kTalks, Precision::kYear, "in 2024", kRight},
    {kTalks, Precision::kYear, "AD 2024", kRight},
    {kTalks, Precision::kYear, "２０２４", kRight},
    {kTalks, Precision::kYear, "July 2024", kRight},
    {kTalks, Precision::kYear, "2025", kWrong},
    {kTalks, Precision::kYear, "24", kWrong},
    {kTalks, Precision::kYear, "20 24", kWrong},
    {kTalks, Precision::kYear, "2024 or 2025", kWrong},
    {{476, 0, 0}, Precision::kYear, "476", kRight},
    {{2024, 7, 0}, Precision::kDay, "July 2024", kRight},
    {{2024, 7, 0}, Precision::kDay, "5 July 2024", kRight},
    {{1947, 5, 3}, Precision::kDay, "3 May 1947", kRight},
    {{1947, 5, 3}, Precision::kDay, "3/5/47", kRight},
    {{1947, 5, 3}, Precision::kDay, "3 March 1947", kWrong},
    // In words, about, and in Japanese.
    {{1957, 0, 0}, Precision::kYear, "nineteen fifty-seven", kRight},
    {{1957, 0, 0}, Precision::kYear, "in nineteen fifty-seven", kRight},
    {{1957, 0, 0}, Precision::kYear, "nineteen fifty-nine", kWrong},
    {{2004, 0, 0}, Precision::kYear, "two thousand and four", kRight},
    {{2004, 0, 0}, Precision::kYear, "twenty oh four", kRight},
    {{2004, 0, 0}, Precision::kYear, "c. 2004", kRight},
    {{1957, 0, 0}, Precision::kYear, "ca. 1957", kRight},
    {{1957, 0, 0}, Precision::kYear, "about 1958", kWrong},
    {kTalks, Precision::kDay, "around 28 July 2024", kRight},
    {{2021, 10, 4}, Precision::kDay, "二〇二一年十月四日", kRight},
    {{2021, 10, 4}, Precision::kDay, "令和3年10月4日", kRight},
    {{2021, 10, 4}, Precision::kDay, "令和三年十月四日", kRight},
    {{2021, 10, 4}, Precision::kDay, "令和３年１０月５日", kWrong},
    {{2019, 5, 1}, Precision::kDay, "令和元年5月1日", kRight},
    {{2019, 4, 30}, Precision::kDay, "平成31年4月30日", kRight},
    {{2019, 4, 30}, Precision::kDay, "令和元年4月30日", kWrong},
    {{2019, 5, 1}, Precision::kDay, "平成31年5月1日", kWrong},
    {{1989, 1, 7}, Precision::kDay, "昭和64年1月7日", kRight},
    {{1926, 12, 25}, Precision::kDay, "昭和元年12月25日", kRight},
    {{1989, 0, 0}, Precision::kYear, "平成元年", kRight},
    {{2021, 0, 0}, Precision::kYear, "令和", kWrong},
    // Slips.
    {kFebruary, Precision::kDay, "3 Febuary 1947", kNearly},
    {kFebruary, Precision::kMonth, "Februry 1947", kNearly},
    {kFebruary, Precision::kDay, "3 Febuary 1948", kWrong},
    {{1945, 9, 2}, Precision::kDay, "2 Sept 1945", kRight},
    {{1945, 9, 2}, Precision::kDay, "Sept. 2nd, 1945", kRight},
    {{1945, 9, 2}, Precision::kDay, "2 Septembre 1945", kNearly},
    {{2024, 2, 29}, Precision::kDay, "29 February 2024", kRight},
    {{2024, 2, 29}, Precision::kDay, "30 February 2024", kWrong},
    {{2023, 3, 1}, Precision::kDay, "29 February 2023", kWrong},
    {kTalks, Precision::kDay, "", kWrong},
    {kTalks, Precision::kDay, "0/7/2024", kWrong},
    {kTalks, Precision::kDay, "99999999999999", kWrong},
};
// clang-format on

}  // namespace

TEST_CASE("a date gets the verdict of a fair teacher") {
  for (const Case& pair : kCases) {
    CAPTURE(pair.key.iso());
    CAPTURE(pair.given);
    CHECK(std::string(name_of(mark_date(pair.given, pair.key, pair.precision).verdict)) ==
          name_of(pair.fair));
  }
}

TEST_CASE("the remark says what a date lacks if the rest is right") {
  CHECK(mark_date("July 2024", kTalks, Precision::kDay).remark == "The day is missing.");
  CHECK(mark_date("28 July", kTalks, Precision::kDay).remark == "The year is missing.");
  CHECK(mark_date("2024", kTalks, Precision::kDay).remark ==
        "The day and the month are missing.");
  CHECK(mark_date("2024", kTalks, Precision::kMonth).remark == "The month is missing.");
  CHECK(mark_date("2023", kTalks, Precision::kMonth).remark.empty());
  CHECK(mark_date("29 July", kTalks, Precision::kDay).remark.empty());
}

TEST_CASE("the remark shows how a date may look, as exact as it was asked for") {
  CHECK(mark_date("soon", kTalks, Precision::kDay).remark ==
        "A date was asked for, such as 24 October 1945.");
  CHECK(mark_date("soon", kTalks, Precision::kMonth).remark ==
        "A date was asked for, such as October 1945.");
  CHECK(mark_date("soon", kTalks, Precision::kYear).remark ==
        "A date was asked for, such as 1945.");
}

TEST_CASE("a misspelt month is named") {
  CHECK(mark_date("3 Febuary 1947", kFebruary, Precision::kDay).remark ==
        "Spelling: 3 February 1947.");
}

TEST_CASE(
    "property: every way to write a day is right for that day and wrong for another") {
  CHECK(rc::check("days", [] {
    const PartialDate date{*rc::gen::inRange(1600, 2100), *rc::gen::inRange(1, 13),
                           *rc::gen::inRange(1, 29)};
    PartialDate next = date;
    next.year += 1;
    const std::vector<std::string> ways{
        date.iso(), date.text(), fmt::format("{}.{}.{}", date.day, date.month, date.year),
        fmt::format("{}/{}/{}", date.month, date.day, date.year),
        fmt::format("{}年{}月{}日", date.year, date.month, date.day)};
    const auto way = *rc::gen::elementOf(ways);
    return mark_date(way, date, Precision::kDay).verdict == kRight &&
           mark_date(way, next, Precision::kDay).verdict == kWrong;
  }));
}
