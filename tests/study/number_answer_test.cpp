#include "study/number_answer.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;

namespace {

constexpr Verdict kRight = Verdict::kRight;
constexpr Verdict kWrong = Verdict::kWrong;

struct Case {
  NumberKey key;
  std::string given;
  Verdict fair;
};

const NumberKey k110km{110, {}, "km"};
const NumberKey k1000{1000, {}, ""};
const NumberKey k43Trillion{43e12, {}, "yen"};

// clang-format off
const std::vector<Case> kCases{
    {k110km, "110", kRight},
    {k110km, "110 km", kRight},
    {k110km, "110km", kRight},
    {k110km, "110 kilometers", kRight},
    {k110km, "110 Kilometres", kRight},
    {k110km, "１１０ ㎞", kRight},
    {k110km, "110.0", kRight},
    {k110km, "110,0", kRight},
    {k110km, "about 110 km", kRight},
    {k110km, "~110", kRight},
    {k110km, "approx. 110", kRight},
    {k110km, "110 km.", kRight},
    {k110km, "one hundred and ten kilometers", kRight},
    {k110km, "One hundred ten", kRight},
    {k110km, "111", kWrong},
    {k110km, "110 miles", kWrong},
    {k110km, "110 m", kWrong},
    {k110km, "110000 m", kRight},
    {k110km, "110,000 metres", kRight},
    {k110km, "11000 m", kWrong},
    {k110km, "110000 g", kWrong},
    {{2.5, {}, "t"}, "2500 kg", kRight},
    {{2500, {}, "kg"}, "2.5 tonnes", kRight},
    {{2500, {}, "kg"}, "2.5 tons", kWrong},
    {{100, {5, true}, "km"}, "104000 m", kRight},
    {{100, {5, true}, "km"}, "106000 m", kWrong},
    {k110km, "百十", kRight},
    {k110km, "一一〇km", kRight},
    {k110km, "百二十", kWrong},
    {k43Trillion, "四十三兆円", kRight},
    {k110km, "110 or 120", kWrong},
    {k110km, "100-110", kWrong},
    {k110km, "far", kWrong},
    {k110km, "km", kWrong},
    {k110km, "-110", kWrong},
    {k1000, "1,000", kRight},
    {k1000, "1 000", kRight},
    {k1000, "1 000", kRight},
    {k1000, "1'000", kRight},
    {k1000, "1’000", kRight},
    {k1000, "1000", kRight},
    {k1000, "1.000", kRight},
    {k1000, "1000.0", kRight},
    {k1000, "1,000.00", kRight},
    {k1000, "1.000,00", kRight},
    {k1000, "1k", kRight},
    {k1000, "one thousand", kRight},
    {k1000, "a thousand", kRight},
    {k1000, "1 thousand", kRight},
    {k1000, "1000 ships", kRight},
    {k1000, "10,00", kWrong},
    {k1000, "10 00", kWrong},
    {{1.5, {}, ""}, "1.5", kRight},
    {{1.5, {}, ""}, "1,5", kRight},
    {{1.5, {}, ""}, "1.50", kRight},
    {{1.5, {}, ""}, "1.500", kRight},
    {{1.5, {}, ""}, "1,500", kWrong},
    {{1.5, {}, ""}, "15", kWrong},
    {{0.125, {}, ""}, "0.125", kRight},
    {{0.125, {}, ""}, "0,125", kRight},
    {{0.125, {}, ""}, ".125", kRight},
    {{1234567, {}, ""}, "1,234,567", kRight},
    {{1234567, {}, ""}, "1.234.567", kRight},
    {{1234567, {}, ""}, "1 234 567", kRight},
    {{1234567, {}, ""}, "12,34,567", kRight},
    {{1234.5, {}, ""}, "1,234.5", kRight},
    {{1234.5, {}, ""}, "1.234,5", kRight},
    {{1234.5, {}, ""}, "1 234,5", kRight},
    {{12, {}, "countries"}, "twelve", kRight},
    {{12, {}, "countries"}, "Twelve countries", kRight},
    {{12, {}, "countries"}, "12 country", kWrong},
    {{21, {}, ""}, "twenty-one", kRight},
    {{21, {}, ""}, "Twenty one", kRight},
    {{0, {}, ""}, "zero", kRight},
    {{0, {}, ""}, "0", kRight},
    {{0, {}, ""}, "none", kWrong},
    {{2, {}, ""}, "two three", kWrong},
    {{-5, {}, ""}, "-5", kRight},
    {{-5, {}, ""}, "−5", kRight},
    {{-5, {}, ""}, "minus five", kRight},
    {{-5, {}, ""}, "5", kWrong},
    {{2, {}, "%"}, "2%", kRight},
    {{2, {}, "%"}, "2 per cent", kRight},
    {{2, {}, "%"}, "two percent", kRight},
    {{2, {}, "percent"}, "2 ％", kRight},
    {{2, {}, "% of GDP"}, "2%", kRight},
    {{2, {}, "% of GDP"}, "2 % of GDP", kRight},
    {{2, {}, "%"}, "2 percentage points", kWrong},
    {k43Trillion, "43 trillion yen", kRight},
    {k43Trillion, "¥43 trillion", kRight},
    {k43Trillion, "43 trillion", kRight},
    {k43Trillion, "43兆円", kRight},
    {k43Trillion, "43,000,000,000,000", kRight},
    {k43Trillion, "$43 trillion", kWrong},
    {k43Trillion, "43 billion yen", kWrong},
    {k43Trillion, "43", kWrong},
    {{3e6, {}, ""}, "3 million", kRight},
    {{3e6, {}, ""}, "3m", kRight},
    {{3e6, {}, ""}, "three million", kRight},
    {{3.5e9, {}, "USD"}, "US$3.5bn", kRight},
    {{3.5e9, {}, "USD"}, "3.5 billion dollars", kRight},
    {{3.5e9, {}, "USD"}, "$3,5 billion", kRight},
    {{3, {}, "m"}, "3m", kRight},
    {{3, {}, "m"}, "3 metres", kRight},
    {{100, {5, false}, ""}, "105", kRight},
    {{100, {5, false}, ""}, "95", kRight},
    {{100, {5, false}, ""}, "106", kWrong},
    {{200, {10, true}, "km"}, "220 km", kRight},
    {{200, {10, true}, "km"}, "180", kRight},
    {{200, {10, true}, "km"}, "221", kWrong},
    {{200, {10, true}, "km"}, "200 miles", kWrong},
    {{-200, {10, true}, ""}, "-190", kRight},
    {{0.3, {0.1, false}, ""}, "0.4", kRight},
    {k110km, "1e400", kWrong},
    {k110km, "", kWrong},
    {k110km, "-", kWrong},
    {k110km, "$", kWrong},
};
// clang-format on

}  // namespace

TEST_CASE("a number gets the verdict of a fair teacher") {
  for (const Case& pair : kCases) {
    CAPTURE(pair.key.value);
    CAPTURE(pair.given);
    CHECK((mark_number(pair.given, pair.key).verdict == kRight) == (pair.fair == kRight));
  }
}

TEST_CASE("a number within the tolerance is told the exact figure") {
  CHECK(mark_number("105", {100, {5, false}, "km"}).remark ==
        "Close enough. The exact figure is 100 km.");
  CHECK(mark_number("100", {100, {5, false}, "km"}).remark.empty());
  CHECK(mark_number("3.1", {3.14, {0.1, false}, ""}).remark ==
        "Close enough. The exact figure is 3.14.");
}

TEST_CASE("what is no number is told so") {
  CHECK(mark_number("many", k110km).remark ==
        "A number was asked for, such as 110 or 3.5.");
}

TEST_CASE("a unit has one spelling") {
  CHECK(canonical_unit("Kilometres") == "km");
  CHECK(canonical_unit("nautical miles") == canonical_unit("nmi"));
  CHECK(canonical_unit("per cent") == "%");
  CHECK(canonical_unit("troops") == canonical_unit("troop"));
  CHECK(canonical_unit("tons") != canonical_unit("tonnes"));
  CHECK(canonical_unit("").empty());
}

TEST_CASE("property: a whole number is read back however it is grouped") {
  CHECK(rc::check("grouped", [] {
    const int number = *rc::gen::inRange(-999'999'999, 999'999'999);
    const NumberKey key{static_cast<double>(number), {}, ""};
    std::string grouped = std::to_string(std::abs(number));
    const char separator = *rc::gen::element(',', ' ', '\'');
    for (std::size_t at = grouped.size(); at > 3; at -= 3)
      grouped.insert(at - 3, 1, separator);
    if (number < 0) grouped.insert(0, 1, '-');
    return mark_number(std::to_string(number), key).verdict == kRight &&
           mark_number(grouped, key).verdict == kRight;
  }));
}

TEST_CASE("property: another whole number is wrong") {
  CHECK(rc::check("other", [] {
    const int number = *rc::gen::inRange(0, 100'000);
    const int other = *rc::gen::inRange(0, 100'000);
    return number == other ||
           mark_number(fmt::format("{}", other), {static_cast<double>(number), {}, ""})
                   .verdict == kWrong;
  }));
}
