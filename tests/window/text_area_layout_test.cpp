// A long text is laid out in pieces; it must look as if it was laid out at once.

#include "window/text_area_layout.h"

#include <array>
#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

#include "window/text_area_drawing.h"

using namespace attache;
using namespace attache::window;

namespace {

constexpr float kWidth = 320;
constexpr AreaLayout::Measure kMeasure{kWidth, 16, 24};

Typesetter& typesetter() {
  static Typesetter made;
  return made;
}

const TextLayout& set_at(std::string_view text, float width) {
  TextRun run;
  run.text = text;
  run.size = 16;
  run.colour = IM_COL32_BLACK;
  ParagraphStyle style;
  style.width = width;
  return typesetter().lay_out(run, style);
}

const TextLayout& set(std::string_view text) {
  return set_at(text, kWidth);
}

/// Prose of so many words, the same each time.
std::string prose(int words, int paragraph = 1'000'000) {
  static constexpr std::array<std::string_view, 12> kWords{
      "the", "alliance",   "of",  "統合作戦司令部",   "treaty", "command",
      "a",   "deterrence", "and", "interoperability", "𠮷野",   "👩‍🎓"};
  std::string text;
  std::uint32_t dice = 7;
  for (int i = 1; i <= words; ++i) {
    dice = dice * 1664525U + 1013904223U;
    text += kWords[(dice >> 16U) % kWords.size()];
    text += i % paragraph == 0 ? '\n' : ' ';
  }
  return text;
}

std::size_t known_pieces(AreaLayout& layout) {
  std::size_t known = 0;
  for (const AreaPiece& piece : layout.pieces())
    known += piece.known ? 1U : 0U;
  return known;
}

/// Where each piece must begin and end for nothing to be lost.
bool whole(AreaLayout& layout) {
  std::size_t at = 0;
  for (const AreaPiece& piece : layout.pieces()) {
    if (piece.begin != at || piece.end < piece.begin) return false;
    at = piece.end + (piece.ends_paragraph ? 1 : 0);
  }
  return at == layout.text().size() + 1;
}

/// The beginnings of all lines.
std::vector<std::size_t> line_starts(AreaLayout& layout) {
  layout.settle_lines(0, set);
  std::vector<std::size_t> starts;
  for (const AreaPiece& piece : layout.pieces())
    for (const TextLayout::Line& line : set(layout.stretch(piece)).lines)
      starts.push_back(piece.begin + line.begin);
  return starts;
}

}  // namespace

TEST_CASE("a paragraph in pieces has the lines that it has at once") {
  const std::string text = prose(900);
  AreaLayout layout;
  layout.follow(text, kMeasure);
  const TextLayout& at_once = set(text);
  std::vector<std::size_t> expected;
  for (const TextLayout::Line& line : at_once.lines)
    expected.push_back(line.begin);
  CHECK(line_starts(layout) == expected);
  CHECK(layout.pieces().size() > 3);
  CHECK(layout.height() == doctest::Approx(24.0F * static_cast<float>(expected.size())));
}

TEST_CASE("an empty text is one empty line") {
  AreaLayout layout;
  layout.follow("", kMeasure);
  CHECK(layout.settle_lines(0, set) == 1);
  CHECK(layout.height() == 24);
  CHECK(layout.byte_at({50, 50}, set) == 0);
}

TEST_CASE("only what is looked at is laid out") {
  AreaLayout layout;
  layout.follow(prose(10'000, 40), kMeasure);
  layout.settle(0, 480, set);
  CHECK(known_pieces(layout) < 10);
  CHECK(layout.settle_lines(5, set) == 5);
}

TEST_CASE("a letter in the middle of a long text touches a few pieces only") {
  for (const int paragraph : {40, 1'000'000}) {
    std::string text = prose(10'000, paragraph);
    AreaLayout layout;
    layout.follow(text, kMeasure);
    layout.settle_lines(0, set);
    const std::size_t known = known_pieces(layout);
    text.insert(text.find("alliance", text.size() / 2) + 3, "x");
    layout.follow(text, kMeasure);
    CHECK(known_pieces(layout) + 3 >= known);
    CHECK(whole(layout));
  }
}

TEST_CASE("caret and point belong together on every line, over the pieces' ends too") {
  const std::string text = prose(700, 300);
  AreaLayout layout;
  layout.follow(text, kMeasure);
  layout.settle_lines(0, set);
  for (const AreaPiece& piece : layout.pieces()) {
    for (const TextLayout::CaretStop& stop : set(layout.stretch(piece)).stops) {
      const std::size_t byte = piece.begin + stop.byte;
      const ImVec2 at = layout.caret_at(byte, set);
      const std::size_t back = layout.byte_at({at.x, at.y + 12}, set);
      const ImVec2 again = layout.caret_at(back, set);
      CHECK(again.x == at.x);
      CHECK(again.y == at.y);
    }
  }
}

TEST_CASE("the end of a line is on that line, at the end of a piece too") {
  AreaLayout layout;
  layout.follow(prose(900), kMeasure);
  layout.settle_lines(0, set);
  for (float y = 12; y < layout.height(); y += 24)
    CHECK(layout.caret_at(layout.byte_at({1e6F, y}, set), set).y == y - 12);
}

TEST_CASE("what is laid out above the view tells how far the view must move") {
  AreaLayout layout;
  layout.follow(prose(4'000, 400), kMeasure);
  const std::size_t last = layout.pieces().size() - 2;
  const float top = layout.top_of(last);
  const float below = layout.top_of(last + 1);
  const float grown = layout.settle(top + 10, top + 20, set);
  CHECK(layout.top_of(layout.pieces().size() - 1) == doctest::Approx(below + grown));
}

TEST_CASE("another width lays everything out anew") {
  const std::string text = prose(500);
  AreaLayout layout;
  layout.follow(text, kMeasure);
  const std::size_t narrow = layout.settle_lines(0, set);
  layout.follow(text, {640, 16, 24});
  CHECK(known_pieces(layout) == 0);
  const std::size_t wide = layout.settle_lines(
      0, [](std::string_view part) -> const TextLayout& { return set_at(part, 640); });
  CHECK(wide < narrow);
}

TEST_CASE("the boxes of a stretch follow its lines") {
  const TextLayout& layout =
      set("one two three four five six seven eight nine ten eleven");
  REQUIRE(layout.lines.size() == 2);
  const std::size_t second = layout.lines[1].begin;
  CHECK(boxes_of(layout, 4, 7, 0).size() == 1);
  CHECK(boxes_of(layout, 4, second + 2, 0).size() == 2);
  CHECK(boxes_of(layout, 4, 4, 0).empty());
  CHECK(boxes_of(layout, 4, second, 0).size() == 1);
  const auto to_the_end = boxes_of(layout, second, layout.lines[1].end, 6);
  REQUIRE(to_the_end.size() == 1);
  CHECK(to_the_end[0].w == doctest::Approx(layout.lines[1].width + 6));
  CHECK(to_the_end[0].y == layout.lines[1].top);
}

TEST_CASE("property: after any edits the lines are those of the text laid out anew") {
  CHECK(rc::check([](const std::vector<std::uint32_t>& edits) {
    std::string text = prose(450, 130);
    AreaLayout layout;
    layout.follow(text, kMeasure);
    layout.settle(0, 300, set);
    std::size_t number = 0;
    for (const std::uint32_t edit : edits) {
      std::size_t at = edit % (text.size() + 1);
      while (at > 0 && at < text.size() &&
             (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
      std::size_t end = std::min(text.size(), at + (edit >> 8U) % 40);
      while (end < text.size() &&
             (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        ++end;
      switch (edit % 4) {
        case 0:
          text.insert(at, "word ");
          break;
        case 1:
          text.erase(at, end - at);
          break;
        case 2:
          text.insert(at, "\n");
          break;
        default:
          text.replace(at, end - at, prose(30 + static_cast<int>(edit % 200), 90));
          break;
      }
      layout.follow(text, kMeasure);
      if (!whole(layout) || layout.text() != text) return false;
      // Some of it is looked at in between.
      if (++number % 2 == 0)
        layout.settle(layout.height() / 2, layout.height() / 2 + 100, set);
      if (number % 20 == 0) typesetter().end_frame();
    }
    AreaLayout fresh;
    fresh.follow(text, kMeasure);
    return line_starts(layout) == line_starts(fresh) && whole(layout);
  }));
}
