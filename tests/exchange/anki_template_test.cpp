#include "exchange/anki_template.h"

#include <doctest/doctest.h>

#include "exchange/anki_bytes.h"
#include "exchange/anki_wire.h"
#include "exchange/sha1.h"

namespace attache::exchange {

namespace {

const std::vector<std::string> kNames{"Front", "Back", "Extra", "Text"};

std::string rendered(std::string_view text,
                     std::vector<std::string> fields,
                     int ord = 0,
                     bool answer_side = false) {
  AnkiRendering rendering;
  rendering.fields = fields;
  rendering.ord = ord;
  rendering.tags = " week-1 ";
  rendering.type_name = "Basic";
  rendering.deck_name = "Course::Unit";
  rendering.card_name = "Card 1";
  rendering.answer_side = answer_side;
  return AnkiTemplate(text, kNames).render(rendering);
}

TEST_CASE("fields are put into a template") {
  CHECK(rendered("Q: {{Front}}!", {"a", "b"}) == "Q: a!");
  CHECK(rendered("{{ Back }}{{{Front}}}", {"a", "b"}) == "ba");
  CHECK(rendered("{{Unknown}}{{!a comment}}x{{", {"a", "b"}) == "x{{");
  CHECK(rendered("{{=<% %>=}} <%Front%>", {"a"}) == " a");
  CHECK(rendered("{{Tags}}|{{Type}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{FrontSide}}", {}) ==
        "week-1|Basic|Course::Unit|Unit|Card 1|");
}

TEST_CASE("conditions look whether a field is filled in") {
  const std::string_view both = "{{#Extra}}yes{{/Extra}}{{^Extra}}no{{/Extra}}";
  CHECK(rendered(both, {"", "", "x"}) == "yes");
  CHECK(rendered(both, {"", "", ""}) == "no");
  CHECK(rendered(both, {"", "", " <br><div></div>\n"}) == "no");
  CHECK(rendered("{{#Front}}a{{#Back}}b{{/Back}}c{{/Front}}d", {"1", ""}) == "acd");
  CHECK(rendered("{{#Front}}a{{#Back}}b{{/Front}}d", {"", "1"}) == "d");
  CHECK(rendered("{{#Front}}never closed", {"", ""}).empty());
  CHECK(rendered("{{/Front}}closed only", {"", ""}) == "closed only");
  CHECK(rendered("{{#c2}}second{{/c2}}", {}, 1) == "second");
  CHECK(rendered("{{#c2}}second{{/c2}}", {}, 0).empty());
}

TEST_CASE("filters work on a field from the inside out") {
  CHECK(rendered("{{text:Front}}", {"<b>a</b>"}) == "a");
  CHECK(rendered("{{furigana:Front}}", {"The 漢字[かんじ] here"}) ==
        "The漢字(かんじ) here");
  CHECK(rendered("{{kana:Front}}", {"漢字[かんじ]"}) == "かんじ");
  CHECK(rendered("{{kanji:Front}}", {"漢字[かんじ]"}) == "漢字");
  CHECK(rendered("{{hint:Front}}", {"a"}).empty());
  CHECK(rendered("{{hint:Front}}", {"a"}, 0, true) == "a");
  CHECK(rendered("{{tts en_US voices=X:Front}}", {"a"}).empty());
  CHECK(rendered("{{type:Front}}", {"a"}).empty());
  CHECK(rendered("{{strange:Front}}", {"a"}) == "a");
}

TEST_CASE("of the blanks of a text those of one card are asked") {
  std::vector<AnkiBlank> blanks;
  const std::string text = "{{c1::Tokyo::city}} is in {{c2::Japan}}, {{c1::east}}.";
  CHECK(cloze_html(text, 1, blanks) ==
        blank_mark(0) + " is in Japan, " + blank_mark(1) + ".");
  REQUIRE(blanks.size() == 2);
  CHECK(blanks[0].answer == "Tokyo");
  CHECK(blanks[0].hint == "city");
  CHECK(blanks[1].answer == "east");
  CHECK(blanks[1].hint.empty());
}

TEST_CASE("blanks stand in one another") {
  const std::string text = "{{c1::a {{c2::b}} c}} d";
  std::vector<AnkiBlank> outer;
  CHECK(cloze_html(text, 1, outer) == blank_mark(0) + " d");
  CHECK(outer.at(0).answer == "a b c");
  std::vector<AnkiBlank> inner;
  CHECK(cloze_html(text, 2, inner) == "a " + blank_mark(0) + " c d");
  CHECK(inner.at(0).answer == "b");
  std::vector<AnkiBlank> same;
  CHECK(cloze_html("{{c1::a {{c1::b}} c}}", 1, same) == blank_mark(1));
  CHECK(same.at(1).answer == "a b c");
}

TEST_CASE("one blank may belong to several cards") {
  for (const int number : {1, 3}) {
    std::vector<AnkiBlank> blanks;
    CHECK(cloze_html("{{c1,3::x}}", number, blanks) == blank_mark(0));
  }
  std::vector<AnkiBlank> none;
  CHECK(cloze_html("{{c1,3::x}}", 2, none) == "x");
}

TEST_CASE("what is no blank stays as it is") {
  std::vector<AnkiBlank> blanks;
  for (const std::string text : {"{{c1:x}}", "{{c::x}}", "{{c1::open", "{{cx::y}}", "a}}",
                                 "{{c0::x}}", "{ {c1::x} }"})
    CHECK(cloze_html(text, 1, blanks) == (text == "{{c1::open" ? "{{open" : text));
  CHECK(blanks.empty());
}

TEST_CASE("the answer begins behind the rule, or behind the question") {
  CHECK(behind_rule("Q<hr id=answer>A", "Q") == "A");
  CHECK(behind_rule("Q<hr id=\"answer\" />A", "Q") == "A");
  CHECK(behind_rule("Q<hr>A", "") == "Q<hr>A");
  CHECK(behind_rule("Q A", "Q") == " A");
  CHECK(behind_rule("Q", "Q") == "Q");
}

TEST_CASE("rectangles over a picture are read") {
  const AnkiRectangles found = read_rectangles(
      "{{c1::image-occlusion:rect:left=.25:top=0.5:width=.1:height=.2:oi=1}}<br>"
      "{{c2::image-occlusion:ellipse:left=.1:top=.1:rx=.1:ry=.1}}"
      "{{c3::image-occlusion:rect:left=2:top=nan:width=.1:height=.2}}");
  CHECK(found.others == 1);
  REQUIRE(found.rectangles.size() == 2);
  CHECK(found.rectangles[0].number == 1);
  CHECK(found.rectangles[0].left == 0.25);
  CHECK(found.rectangles[0].top == 0.5);
  CHECK(found.rectangles[0].hide_others);
  CHECK(found.rectangles[1].left == 1);
  CHECK(found.rectangles[1].top == 0);
}

TEST_CASE("SHA-1 gives the digests of its standard") {
  // FIPS 180's examples.
  CHECK(sha1("abc") == std::array<std::uint32_t, 5>{0xa9993e36, 0x4706816a, 0xba3e2571,
                                                    0x7850c26c, 0x9cd0d89d});
  CHECK(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        std::array<std::uint32_t, 5>{0x84983e44, 0x1c3bd26e, 0xbaae4aa1, 0xf95129e5,
                                     0xe54670f1});
  CHECK(sha1("") == std::array<std::uint32_t, 5>{0xda39a3ee, 0x5e6b4b0d, 0x3255bfef,
                                                 0x95601890, 0xafd80709});
  CHECK(sha1(std::string(1'000'000, 'a')) ==
        std::array<std::uint32_t, 5>{0x34aa973c, 0xd4c4daa4, 0xf61eeb2b, 0xdbad2731,
                                     0x6534016f});
}

TEST_CASE("fields of a message are found by their number") {
  const std::string message = wire_whole(1, 300) + wire_bytes(2, "text") +
                              wire_number((3U << 3U) | 5U) + wire_raw_float(0.5F) +
                              wire_number((4U << 3U) | 1U) + std::string(8, '\1');
  CHECK(wire_field(message, 1)->whole == 300);
  CHECK(wire_field(message, 2)->bytes == "text");
  CHECK(wire_float(wire_field(message, 3)->whole) == 0.5);
  CHECK(wire_field(message, 4)->whole == 0x0101010101010101U);
  CHECK_FALSE(wire_field(message, 5));
  CHECK(wire_floats(wire_raw_float(1) + wire_raw_float(2)) == std::vector<double>{1, 2});
}

TEST_CASE("a message that breaks off ends there") {
  CHECK_FALSE(wire_field("\x08", 1));
  CHECK_FALSE(
      wire_field("\x12\x05"
                 "abc",
                 2));
  CHECK_FALSE(wire_field("\x0d\x01", 1));
  CHECK_FALSE(wire_field("\x0b", 1));
  CHECK_FALSE(wire_field(std::string(20, '\xff'), 1));
}

}  // namespace

}  // namespace attache::exchange
