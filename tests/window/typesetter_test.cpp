#include "window/typesetter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>
#include <rapidcheck.h>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace attache::window;

namespace {

constexpr std::string_view kQuestion =
    "Under the 2022 “Three Strategic Documents”, what is the mission of Japan’s new "
    "Joint Operations "
    "Command (統合作戦司令部) — and when did it stand up?";

/// One for all cases: opening fonts takes longer than laying out.
Typesetter& typesetter() {
  static Typesetter made;
  return made;
}

TextRun run(std::string_view text, float size = 20, Face face = Face::kSerif) {
  TextRun made;
  made.text = text;
  made.size = size;
  made.face = face;
  made.colour = IM_COL32_BLACK;
  return made;
}

ParagraphStyle wrapped(float width) {
  ParagraphStyle style;
  style.width = width;
  return style;
}

TextLayout laid_out(const TextRun& text, const ParagraphStyle& style) {
  return typesetter().lay_out(text, style);
}

std::string_view line_text(std::string_view text, const TextLayout::Line& line) {
  std::string_view found = text.substr(line.begin, line.end - line.begin);
  while (!found.empty() && found.back() == ' ')
    found.remove_suffix(1);
  return found;
}

float stop_at(const TextLayout& layout, std::size_t byte) {
  return layout.caret_at(byte).x;
}

/// Text out of pieces that are hard on a typesetter.
std::string hard_text(const std::vector<std::uint8_t>& choices) {
  static constexpr std::array<std::string_view, 24> kPieces{"word ",
                                                            "a",
                                                            " ",
                                                            "\n",
                                                            "\r\n",
                                                            "office ",
                                                            "統合",
                                                            "カタカナ",
                                                            "、",
                                                            "😀",
                                                            "👩‍👩‍👧",
                                                            "🇯🇵",
                                                            "e\u0301",
                                                            "\u0301",
                                                            "\t",
                                                            "שלום",
                                                            "ab-cd",
                                                            "العربية ",
                                                            "\xC3",
                                                            "\xFF\xFE",
                                                            "\u200D",
                                                            "ประเทศไทย",
                                                            "\u2028",
                                                            "한국"};
  std::string text;
  for (const std::uint8_t choice : choices)
    text += kPieces[choice % kPieces.size()];
  return text;
}

void check_whole(const TextLayout& layout, std::size_t bytes) {
  RC_ASSERT(!layout.lines.empty());
  RC_ASSERT(!layout.stops.empty());
  RC_ASSERT(layout.stops.front().byte == 0U);
  RC_ASSERT(layout.stops.back().byte == bytes);
  RC_ASSERT(layout.size.y == doctest::Approx(layout.line_height() *
                                             static_cast<float>(layout.lines.size())));
  for (std::size_t i = 1; i < layout.stops.size(); ++i) {
    RC_ASSERT(layout.stops[i - 1].byte < layout.stops[i].byte);
    RC_ASSERT(layout.stops[i - 1].line <= layout.stops[i].line);
  }
}

void check_hits(const TextLayout& layout) {
  for (const auto& stop : layout.stops) {
    const ImVec2 caret = layout.caret_at(stop.byte);
    RC_ASSERT(caret.x == stop.x);
    const ImVec2 again =
        layout.caret_at(layout.byte_at({caret.x, caret.y + layout.line_height() / 2}));
    RC_ASSERT(again.x == caret.x);
    RC_ASSERT(again.y == caret.y);
  }
}

}  // namespace

TEST_CASE("an empty text has one line and a place for the caret") {
  const auto layout = laid_out(run(""), wrapped(100));
  CHECK(layout.lines.size() == 1);
  REQUIRE(layout.stops.size() == 1);
  CHECK(layout.stops[0].byte == 0);
  CHECK(layout.size.y == 30);  // 20 px at 1.5
  CHECK(layout.glyphs.empty());
}

TEST_CASE("wrapping never exceeds the width") {
  for (int pixels = 120; pixels <= 900; pixels += 13) {
    const auto width = static_cast<float>(pixels);
    const auto layout = laid_out(run(kQuestion, 30), wrapped(width));
    for (const auto& line : layout.lines)
      CHECK(line.width <= width + 0.05F);
    CHECK(layout.size.x <= width + 1);
  }
}

TEST_CASE("a paragraph without a width is one line") {
  CHECK(laid_out(run(kQuestion), {}).lines.size() == 1);
}

TEST_CASE("line feeds break lines, also at the end") {
  const auto layout = laid_out(run("one\ntwo\r\nthree\n"), wrapped(500));
  REQUIRE(layout.lines.size() == 4);
  CHECK(layout.lines[0].end == 3);
  CHECK(layout.lines[1].begin == 4);
  CHECK(layout.lines[1].end == 7);
  CHECK(layout.lines[2].begin == 9);
  CHECK(layout.lines[3].begin == 15);
  CHECK(layout.stops.back().line == 3);
  CHECK(layout.stops.back().x == 0);
}

TEST_CASE("a word without a place to break is broken inside the width") {
  const std::string word(200, 'm');
  const auto layout = laid_out(run(word), wrapped(300));
  CHECK(layout.lines.size() > 3);
  for (const auto& line : layout.lines)
    CHECK(line.width <= 300);
  CHECK(layout.lines.back().end == word.size());
}

TEST_CASE("a short kanji word stays on one line") {
  const std::string text = "統合作戦司令部";
  for (int width = 260; width < 900; width += 7) {
    const auto layout = laid_out(run(kQuestion, 30), wrapped(static_cast<float>(width)));
    const std::size_t begin = kQuestion.find(text);
    const auto line_of = [&](std::size_t byte) {
      const auto found =
          std::find_if(layout.stops.begin(), layout.stops.end(),
                       [&](const auto& stop) { return stop.byte == byte; });
      return found == layout.stops.end() ? std::size_t{999} : found->line;
    };
    CHECK(line_of(begin) == line_of(begin + text.size() - 3));
  }
}

TEST_CASE("a balanced question does not end in a line of one word") {
  ParagraphStyle style = wrapped(0);
  style.balance = true;
  for (int width = 420; width < 900; width += 11) {
    style.width = static_cast<float>(width);
    const auto layout = laid_out(run(kQuestion, 30), style);
    REQUIRE(layout.lines.size() > 1);
    CHECK(line_text(kQuestion, layout.lines.back()).find(' ') != std::string_view::npos);
    CHECK(layout.size.x <= style.width + 1);
  }
}

TEST_CASE("every byte of a text has its caret") {
  const std::string text = "a統é😀\nz";
  const auto layout = laid_out(run(text), wrapped(500));
  std::vector<std::size_t> stops;
  for (const auto& stop : layout.stops)
    stops.push_back(stop.byte);
  CHECK(stops == std::vector<std::size_t>{0, 1, 4, 6, 10, 11, 12});
  for (std::size_t byte = 1; byte < 10; ++byte)
    CHECK(stop_at(layout, byte) >= stop_at(layout, byte - 1));
  CHECK(layout.caret_at(5).x == layout.caret_at(4).x);  // inside é: the stop before it
  CHECK(layout.caret_at(11).y == layout.line_height());
}

TEST_CASE("carets stand inside a ligature") {
  const auto layout = laid_out(run("office", 40), {});
  REQUIRE(layout.stops.size() == 7);
  for (std::size_t i = 1; i < layout.stops.size(); ++i)
    CHECK(layout.stops[i].x > layout.stops[i - 1].x);
}

TEST_CASE("a point far outside hits the nearest line's end") {
  const auto layout = laid_out(run("one\ntwo"), wrapped(500));
  CHECK(layout.byte_at({-50, -50}) == 0);
  CHECK(layout.byte_at({900, -50}) == 3);
  CHECK(layout.byte_at({900, 900}) == 7);
}

TEST_CASE("an emoji leaves the text around it as it was") {
  const std::string before = "Kadena and ";
  const std::string after = " Futenma";
  for (const std::string emoji : {"🚀", "😀", "🇯🇵", "👩‍👩‍👧"}) {
    const auto alone = laid_out(run(before), {});
    const auto rest = laid_out(run(after), {});
    const auto mixed = laid_out(run(fmt::format("{}{}{}", before, emoji, after)), {});
    CHECK(mixed.size.y == alone.size.y);
    CHECK(mixed.lines[0].baseline == alone.lines[0].baseline);
    for (std::size_t i = 0; i < before.size(); ++i)
      CHECK(stop_at(mixed, i) == doctest::Approx(stop_at(alone, i)));
    const std::size_t shift = before.size() + emoji.size();
    for (std::size_t i = 0; i <= after.size(); ++i)
      CHECK(stop_at(mixed, shift + i) - stop_at(mixed, shift) ==
            doctest::Approx(stop_at(rest, i)));
    CHECK(mixed.glyphs.size() >= alone.glyphs.size() + rest.glyphs.size() + 1);
  }
}

TEST_CASE("too many lines end in an ellipsis inside the width") {
  ParagraphStyle style = wrapped(300);
  style.max_lines = 2;
  const auto layout = laid_out(run(kQuestion), style);
  CHECK(layout.shortened);
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.lines[1].width <= 300);
  CHECK(layout.lines[1].width > 200);
  CHECK(layout.lines[1].end < kQuestion.size());
  CHECK(layout.stops.back().byte == layout.lines[1].end);
}

TEST_CASE("a text that fits is not shortened") {
  ParagraphStyle style = wrapped(300);
  style.max_lines = 1;
  CHECK_FALSE(laid_out(run("short"), style).shortened);
}

TEST_CASE("a line feed counts as too much for one line") {
  ParagraphStyle style = wrapped(300);
  style.max_lines = 1;
  const auto layout = laid_out(run("one,\ntwo"), style);
  CHECK(layout.shortened);
  CHECK(layout.lines[0].end == 3);  // the comma goes too
}

TEST_CASE("lines are aligned as asked") {
  ParagraphStyle style = wrapped(400);
  style.align = Align::kRight;
  const auto right = laid_out(run("word"), style);
  CHECK(right.lines[0].left + right.lines[0].width == doctest::Approx(400).epsilon(0.01));
  style.align = Align::kCentre;
  const auto centre = laid_out(run("word"), style);
  CHECK(centre.lines[0].left == std::floor((400 - centre.lines[0].width) / 2));
}

TEST_CASE("kerning brings A and V together") {
  auto& setter = typesetter();
  const float apart = setter.width_of(run("A", 40)) + setter.width_of(run("V", 40));
  CHECK(setter.width_of(run("AV", 40)) <= apart);
}

TEST_CASE("a width includes the blanks at the end") {
  auto& setter = typesetter();
  CHECK(setter.width_of(run("word ")) > setter.width_of(run("word")));
}

TEST_CASE("a highlight lies behind its run and not under hanging blanks") {
  TextRun first = run("plain ");
  TextRun second = run("marked words ");
  second.background = IM_COL32(255, 240, 160, 255);
  const std::array runs{first, second, run("and more that wraps")};
  const TextLayout layout = typesetter().lay_out(runs, wrapped(200));
  REQUIRE(!layout.marks.empty());
  CHECK(layout.marks[0].min.x == std::floor(stop_at(layout, 6)));
  for (const auto& mark : layout.marks)
    CHECK(mark.max.x <= 201);
}

TEST_CASE("an underline runs below the baseline across its run") {
  TextRun text = run("linked");
  text.underline = true;
  const auto layout = laid_out(text, {});
  REQUIRE(layout.marks.size() == 1);
  CHECK(layout.marks[0].min.y > layout.lines[0].baseline);
  CHECK(layout.marks[0].max.x >= layout.lines[0].width);
}

TEST_CASE("text from right to left has its caret at the right at first") {
  const auto layout = laid_out(run("שלום"), {});
  CHECK(stop_at(layout, 0) > stop_at(layout, 2));
  CHECK(stop_at(layout, 2) > stop_at(layout, 4));
}

TEST_CASE("a tab is wider than a blank") {
  CHECK(typesetter().width_of(run("a\tb")) > typesetter().width_of(run("a b")));
}

TEST_CASE("figures of one width line up") {
  TextRun ones = run("1111", 20, Face::kSans);
  TextRun eights = run("8888", 20, Face::kSans);
  ones.tabular = eights.tabular = true;
  CHECK(typesetter().width_of(ones) == doctest::Approx(typesetter().width_of(eights)));
}

TEST_CASE("the same paragraph is laid out once") {
  auto& setter = typesetter();
  const TextLayout& first = setter.lay_out(run("cached"), wrapped(100));
  const TextLayout& second = setter.lay_out(run("cached"), wrapped(100));
  CHECK(&first == &second);
  CHECK(&first != &setter.lay_out(run("cached"), wrapped(101)));
}

TEST_CASE("drawing leaves out what lies outside the clip rectangle") {
  ImGuiContext* context = ImGui::CreateContext();
  {
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {500, 30});
    const TextLayout layout = laid_out(
        run("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine"), wrapped(300));
    typesetter().draw(list, {10.4F, 0}, layout);
    CHECK(list.VtxBuffer.Size > 0);
    CHECK(list.VtxBuffer.Size % 4 == 0);
    CHECK(static_cast<std::size_t>(list.VtxBuffer.Size) < 4 * layout.glyphs.size());
    for (const auto& vertex : list.VtxBuffer)
      CHECK(vertex.pos.x == std::floor(vertex.pos.x));
  }
  ImGui::DestroyContext(context);
}

TEST_CASE("property: any text lays out, and a hit finds the caret again") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& choices) {
    const std::string text = hard_text(choices);
    const ParagraphStyle style = wrapped(static_cast<float>(*rc::gen::inRange(0, 400)));
    const auto layout = laid_out(run(text), style);
    check_whole(layout, text.size());
    check_hits(layout);
  }));
}

TEST_CASE("property: any bytes lay out") {
  CHECK(rc::check([](const std::string& bytes, bool balance) {
    ParagraphStyle style = wrapped(static_cast<float>(*rc::gen::inRange(1, 200)));
    style.balance = balance;
    const auto layout = laid_out(run(bytes, 13, Face::kSans), style);
    check_whole(layout, bytes.size());
    check_hits(layout);
  }));
}

TEST_CASE("property: a shortened text keeps its lines and the width") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& choices) {
    ParagraphStyle style = wrapped(static_cast<float>(*rc::gen::inRange(60, 400)));
    style.max_lines = *rc::gen::inRange(1, 4);
    const auto layout = laid_out(run(hard_text(choices)), style);
    RC_ASSERT(layout.lines.size() <= static_cast<std::size_t>(style.max_lines));
    for (const auto& line : layout.lines)
      RC_ASSERT(line.width <= style.width + 0.05F);
    check_hits(layout);
  }));
}
