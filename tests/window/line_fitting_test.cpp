#include "window/line_fitting.h"

#include <rapidcheck.h>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace attache::window;

namespace {

/// Every sign is one pixel wide; "|" breaks a line, blanks part words, and between
/// letters there are only desperate chances.
std::vector<FitCharacter> signs(std::string_view text) {
  std::vector<FitCharacter> made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    FitCharacter sign{1, BreakChance::kDesperate, text[i] == ' ' || text[i] == '|'};
    if (text[i] == '|') sign.width = 0;
    if (i > 0 && text[i - 1] == ' ' && text[i] != ' ') sign.before = BreakChance::kGood;
    if (i > 0 && text[i - 1] == '|') sign.before = BreakChance::kMust;
    made.push_back(sign);
  }
  return made;
}

std::vector<std::string> fitted(std::string_view text,
                                float width,
                                bool balance = false) {
  std::vector<std::string> lines;
  for (const auto& line : fit_lines(signs(text), width, balance))
    lines.emplace_back(text.substr(line.begin, line.ink_end - line.begin));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("lines are filled with as many words as fit") {
  CHECK(fitted("one two three four", 9) == Lines{"one two", "three", "four"});
}

TEST_CASE("blanks at the end of a line hang over its edge") {
  const auto text = signs("ab   cd");
  const auto lines = fit_lines(text, 3, false);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].end == 5);
  CHECK(lines[0].ink_end == 2);
  CHECK(lines[0].width == doctest::Approx(2));
}

TEST_CASE("without a width only line feeds end lines") {
  CHECK(fitted("one two|three", 0) == Lines{"one two", "three"});
}

TEST_CASE("a word wider than the line is broken where it must be") {
  CHECK(fitted("a wonderful day", 5) == Lines{"a", "wonde", "rful", "day"});
}

TEST_CASE("a sign wider than the line has a line of its own") {
  CHECK(fitted("abc", 0.5F) == Lines{"a", "b", "c"});
}

TEST_CASE("a tight chance is used only where no good one fits") {
  auto text = signs("ab cdef");
  text[5].before = BreakChance::kTight;
  auto lines = fit_lines(text, 6, false);
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].begin == 3);
  lines = fit_lines(text, 3, false);
  REQUIRE(lines.size() == 3);
  CHECK(lines[2].begin == 5);
}

TEST_CASE("balanced lines are about equally long") {
  // Greedy would give "aaaa bbbb cccc" / "dd".
  CHECK(fitted("aaaa bbbb cccc dd", 14) == Lines{"aaaa bbbb cccc", "dd"});
  CHECK(fitted("aaaa bbbb cccc dd", 14, true) == Lines{"aaaa bbbb", "cccc dd"});
}

TEST_CASE("the last of balanced lines does not hold a single word where two would fit") {
  // Two lines are needed; "aaaa bbbb" / "cccc" and "aaaa" / "bbbb cccc" are equally even.
  CHECK(fitted("aaaa bbbb cccc", 10, true) == Lines{"aaaa", "bbbb cccc"});
}

TEST_CASE(
    "balancing stays out of paragraphs that fit on one line or need a broken word") {
  CHECK(fitted("one two", 20, true) == Lines{"one two"});
  CHECK(fitted("abcdefgh ij", 4, true) == Lines{"abcd", "efgh", "ij"});
}

TEST_CASE("each part between line feeds is balanced for itself") {
  CHECK(fitted("x|aaaa bbbb cccc dd", 14, true) == Lines{"x", "aaaa bbbb", "cccc dd"});
}

TEST_CASE("an empty text is one empty line") {
  const auto lines = fit_lines({}, 10, true);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].end == 0);
}

TEST_CASE(
    "property: lines follow on each other, hold everything and never exceed the width") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes, bool balance) {
    std::string text;
    for (const std::uint8_t byte : bytes)
      text += "ab c d|ef"[byte % 9];
    const float width = static_cast<float>(*rc::gen::inRange(1, 30));
    std::size_t at = 0;
    for (const auto& line : fit_lines(signs(text), width, balance)) {
      RC_ASSERT(line.begin == at);
      RC_ASSERT(line.ink_end <= line.end);
      RC_ASSERT(line.width <= width);
      at = line.end;
    }
    RC_ASSERT(at == text.size());
  }));
}

TEST_CASE("property: balancing never needs another line") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes)
      text += "abcde "[byte % 6];
    const float width = static_cast<float>(*rc::gen::inRange(3, 30));
    return fit_lines(signs(text), width, true).size() ==
           fit_lines(signs(text), width, false).size();
  }));
}
