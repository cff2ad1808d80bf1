#include "window/font_stacks.h"

#include <array>
#include <string_view>

#include <doctest/doctest.h>

using namespace attache::window;

namespace {

FontStacks& stacks() {
  static FontStacks made;
  return made;
}

bool is_missing(std::string_view name) {
  for (const auto& missing : stacks().missing())
    if (missing == name) return true;
  return false;
}

int pick(Face face, std::u32string_view cluster) {
  return stacks().pick(face, {cluster.data(), cluster.size()});
}

}  // namespace

TEST_CASE("letters are drawn by the first choice") {
  for (const Face face :
       {Face::kSans, Face::kSansStrong, Face::kDisplay, Face::kSerif, Face::kSerifStrong,
        Face::kSerifItalic, Face::kSerifStrongItalic, Face::kMono})
    CHECK(pick(face, U"a") == stacks().primary(face));
}

TEST_CASE("an accent does not change the font of its letter") {
  CHECK(pick(Face::kSans, U"e\u0301") == stacks().primary(Face::kSans));
}

TEST_CASE("joiners and controls need no font of their own") {
  CHECK(pick(Face::kSerif, U"\u200B") == stacks().primary(Face::kSerif));
  CHECK(pick(Face::kSerif, U"\n") == stacks().primary(Face::kSerif));
}

TEST_CASE("kanji come from a font that has them, a little smaller") {
  const int font = pick(Face::kSerif, U"統");
  if (is_missing("Noto Serif CJK JP") || is_missing("Noto Serif")) return;
  REQUIRE(font != kBoxFont);
  CHECK(font != stacks().primary(Face::kSerif));
  CHECK(stacks().font(font).covers(U'統'));
  CHECK(stacks().font(font).scale() == doctest::Approx(0.95));
}

TEST_CASE("what no font has is a box") {
  CHECK(pick(Face::kSans, U"\U000E9999") == kBoxFont);
  CHECK(pick(Face::kSans, U"\U00103456") == kBoxFont);
}

TEST_CASE("a file that is no font is not opened") {
  CHECK(Font::open(nullptr, {ATTACHE_SOURCE_DIR "/CMakeLists.txt", 0, 400, 0}, 1) ==
        nullptr);
  CHECK(Font::open(nullptr, {ATTACHE_SOURCE_DIR "/not-there.ttf", 0, 400, 0}, 1) ==
        nullptr);
}

TEST_CASE("a font gives metrics of about an em, and pixels with ink") {
  const int index = stacks().primary(Face::kSans);
  if (index == kBoxFont) return;
  Font& font = stacks().font(index);
  CHECK(font.ascent() > 0.5F);
  CHECK(font.ascent() + font.descent() < 2.0F);
  const auto pixels = font.rasterise(5, 40, 0.25F);
  CHECK(pixels.coverage.size() ==
        static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height));
}

TEST_CASE("a family is found by its exact name only") {
  const FontSearch search;
  CHECK_FALSE(search.family("No Such Family At All", {}).has_value());
  CHECK_FALSE(search.covering(0x103456, "serif", "", {}).has_value());
}
