#include "window/theme.h"

#include <array>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache::window;

/// WCAG 2.2, success criterion 1.4.3.
constexpr double kReadable = 4.5;

using Pairs = std::vector<std::pair<ImU32, ImU32>>;  // ink and ground

Pairs text_on_surfaces(const Palette& c) {
  return {{c.text, c.ground},      {c.text, c.card},
          {c.text, c.sunken},      {c.text, c.hover},
          {c.text, c.highlight},   {c.text, c.accent_soft},
          {c.muted, c.ground},     {c.muted, c.card},
          {c.muted, c.sunken},     {c.muted, c.hover},
          {c.accent, c.card},      {c.accent, c.accent_soft},
          {c.on_accent, c.accent}, {c.on_accent, c.accent_hover},
          {c.on_bubble, c.bubble}, {c.accent, c.ground}};
}

Pairs text_on_tints(const Palette& c) {
  Pairs pairs;
  for (const Tint& tint : {c.again, c.hard, c.good, c.easy}) {
    pairs.emplace_back(tint.ink, tint.soft);
    pairs.emplace_back(tint.ink, c.card);
    pairs.emplace_back(c.text, tint.soft);
    pairs.emplace_back(c.muted, tint.soft);  // the interval on a rating button
    pairs.emplace_back(tint.ink,
                       blend(tint.soft, tint.line, 0.4F));  // and under the mouse
    pairs.emplace_back(c.card, tint.ink);                   // a tick on a filled cap
  }
  return pairs;
}

void check_all(const Pairs& pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    CAPTURE(i);
    CHECK(contrast(pairs[i].first, pairs[i].second) >= kReadable);
  }
}

}  // namespace

TEST_CASE("black on white has a contrast of 21, a colour on itself of 1") {
  CHECK(contrast(IM_COL32_BLACK, IM_COL32_WHITE) == doctest::Approx(21));
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_BLACK) == doctest::Approx(21));
  CHECK(contrast(IM_COL32(59, 91, 219, 255), IM_COL32(59, 91, 219, 255)) ==
        doctest::Approx(1));
}

TEST_CASE("the contrast of #767676 on white is the known 4.54") {
  CHECK(contrast(IM_COL32(0x76, 0x76, 0x76, 255), IM_COL32_WHITE) ==
        doctest::Approx(4.54).epsilon(0.002));
}

TEST_CASE("all text of the light look is readable") {
  check_all(text_on_surfaces(light_palette()));
  check_all(text_on_tints(light_palette()));
}

TEST_CASE("all text of the dark look is readable") {
  check_all(text_on_surfaces(dark_palette()));
  check_all(text_on_tints(dark_palette()));
}

TEST_CASE("a blend begins at one colour and ends at the other") {
  const ImU32 from = IM_COL32(10, 20, 30, 255);
  const ImU32 to = IM_COL32(210, 120, 130, 255);
  CHECK(blend(from, to, 0) == from);
  CHECK(blend(from, to, 1) == to);
  CHECK(blend(from, to, 0.5F) == IM_COL32(110, 70, 80, 255));
  CHECK(blend(from, to, 7) == to);
}

TEST_CASE("running text doubles at 200 percent, headings and distances grow less") {
  const Theme large(false, 200);
  CHECK(large.em(15) == 30);
  CHECK(large.em(30) < 60);
  CHECK(large.em(30) > 45);
  CHECK(large.gap(20) == 30);
  CHECK(Theme(false, 100).em(15) == 15);
}

TEST_CASE("a larger size is never drawn smaller than a smaller one") {
  for (const int percent : std::array{100, 130, 150, 170, 200}) {
    const Theme theme(true, percent);
    for (int size = 11; size < 60; ++size)
      CHECK(theme.em(static_cast<float>(size + 1)) >= theme.em(static_cast<float>(size)));
  }
}

TEST_CASE("a text size outside 100 to 200 percent is brought inside") {
  CHECK(Theme(false, 20).scale() == 1);
  CHECK(Theme(false, 900).scale() == 2);
}
