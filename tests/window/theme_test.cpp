#include "window/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "study/chart.h"

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

// --- colours as people see them who lack one kind of cone

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

/// Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency", table for severity 1.0; on linear sRGB.
constexpr Matrix kProtanopia{{{0.152286, 1.052583, -0.204868},
                              {0.114503, 0.786281, 0.099216},
                              {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia{{{0.367322, 0.860646, -0.227968},
                                {0.280085, 0.672501, 0.047413},
                                {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia{{{1.255528, -0.076749, -0.178779},
                              {-0.078411, 0.930809, 0.147602},
                              {0.004733, 0.691367, 0.303900}}};
constexpr Matrix kAllCones{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};

Triple times(const Matrix& matrix, const Triple& vector) {
  Triple out{};
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t i = 0; i < 3; ++i)
      out[row] += matrix[row][i] * vector[i];
  return out;
}

/// IEC 61966-2-1.
Triple linear_of(ImU32 colour) {
  Triple out{};
  const std::array shifts{IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = static_cast<double>(colour >> shifts[i] & 0xFFU) / 255;
    out[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return out;
}

/// CIE 1976 L*a*b* for the white D65.
Triple lab_of(const Triple& linear) {
  constexpr Matrix kToXyz{{{0.4124564, 0.3575761, 0.1804375},
                           {0.2126729, 0.7151522, 0.0721750},
                           {0.0193339, 0.1191920, 0.9503041}}};
  const Triple xyz = times(kToXyz, linear);
  const auto f = [](double t) {
    return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  };
  const double x = f(xyz[0] / 0.95047);
  const double y = f(xyz[1]);
  const double z = f(xyz[2] / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(ImU32 one, ImU32 other, const Matrix& eyes) {
  const auto seen = [&](ImU32 colour) {
    Triple linear = times(eyes, linear_of(colour));
    for (double& part : linear)
      part = std::clamp(part, 0.0, 1.0);
    return lab_of(linear);
  };
  const Triple a = seen(one);
  const Triple b = seen(other);
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// Hues that one chart may show together.
const std::vector<std::vector<attache::Hue>>& companies() {
  using H = attache::Hue;
  static const std::vector<std::vector<H>> all{
      {H::kNew, H::kLearning, H::kRelearning, H::kYoung, H::kMature, H::kSuspended},
      {H::kAgain, H::kHard, H::kGood, H::kEasy, H::kTotal},
      {H::kAgain, H::kHard, H::kGood, H::kEasy, H::kForecast, H::kExam},
      {H::kLearning, H::kRelearning, H::kYoung, H::kMature, H::kTotal},
      {H::kYoung, H::kMature, H::kPlain, H::kTotal},
      {H::kYoung, H::kMature, H::kTotal, H::kExam},
      {H::kPlain, H::kTotal, H::kForecast, H::kExam},
      {H::kMature, H::kForecast, H::kExam},
      {H::kPlain, H::kGood},
      {H::kSuspended, H::kForecast, H::kGood},
      {H::kNew, H::kMature, H::kRelearning, H::kExam}};
  return all;
}

void check_told_apart(const Palette& palette) {
  // A just noticeable difference is about 2.3 (Mahy and others 1994); bars and lines that
  // are small want much more.
  constexpr double kApart = 20;
  for (const Matrix& eyes : {kAllCones, kProtanopia, kDeuteranopia, kTritanopia})
    for (const auto& company : companies())
      for (std::size_t i = 0; i < company.size(); ++i)
        for (std::size_t j = i + 1; j < company.size(); ++j) {
          CAPTURE(static_cast<int>(company[i]));
          CAPTURE(static_cast<int>(company[j]));
          CHECK(distance(palette.hue(company[i]), palette.hue(company[j]), eyes) >=
                kApart);
        }
}

}  // namespace

TEST_CASE("red and green of one lightness are one colour without the middle cones") {
  // So that the simulation is known to simulate: they are far apart for all three cones.
  const ImU32 red = IM_COL32(200, 80, 60, 255);
  const ImU32 green = IM_COL32(120, 120, 50, 255);
  CHECK(distance(red, green, kAllCones) > 45);
  CHECK(distance(red, green, kDeuteranopia) < 20);
}

TEST_CASE("the hues of a chart are told apart by those who are blind to some colours") {
  check_told_apart(light_palette());
  check_told_apart(dark_palette());
}

TEST_CASE("every hue of a chart stands out from the card") {
  // WCAG 2.2, success criterion 1.4.11.
  for (const Palette* palette : {&light_palette(), &dark_palette()})
    for (std::size_t i = 0; i < kHues; ++i) {
      CAPTURE(i);
      CHECK(contrast(palette->hues[i], palette->card) >= 3);
    }
}

TEST_CASE(
    "there is a hue for every meaning, and words are read on the tints of a heat table") {
  CHECK(static_cast<std::size_t>(attache::Hue::kExam) + 1 == kHues);
  for (const Palette* palette : {&light_palette(), &dark_palette()})
    for (const attache::Hue hue : {attache::Hue::kPlain, attache::Hue::kMature,
                                   attache::Hue::kNew, attache::Hue::kExam})
      CHECK(contrast(palette->text, blend(palette->card, palette->hue(hue), 0.46F)) >=
            kReadable);
}

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
