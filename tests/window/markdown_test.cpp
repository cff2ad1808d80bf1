#include "window/markdown.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace attache::window;

}  // namespace

TEST_CASE("a plain sentence is one paragraph of one span that knows where it stands") {
  const auto blocks = read_markdown("Who reports to whom?");
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].kind == BlockKind::kParagraph);
  REQUIRE(blocks[0].spans.size() == 1);
  CHECK(blocks[0].spans[0].text == "Who reports to whom?");
  CHECK(blocks[0].spans[0].source == 0);
}

TEST_CASE("emphasis, strong and code are spans of their own") {
  const auto blocks = read_markdown("a *b* **c** `d`");
  REQUIRE(blocks.size() == 1);
  const auto& spans = blocks[0].spans;
  REQUIRE(spans.size() == 6);
  CHECK(spans[1].text == "b");
  CHECK(spans[1].emphasis);
  CHECK(spans[1].source == 3);
  CHECK(spans[3].strong);
  CHECK(spans[5].code);
  CHECK_FALSE(spans[0].strong);
}

TEST_CASE("a link is its words") {
  const auto blocks = read_markdown("See [the treaty](https://example.org).");
  REQUIRE(blocks[0].spans.size() == 3);
  CHECK(blocks[0].spans[1].text == "the treaty");
  CHECK(blocks[0].spans[1].link);
}

TEST_CASE("blank lines part paragraphs, single line ends do not") {
  const auto blocks = read_markdown("one\ntwo\n\nthree");
  REQUIRE(blocks.size() == 2);
  CHECK(plain_text("one\ntwo\n\nthree") == "one two three");
  CHECK(blocks[1].spans[0].source == 9);
}

TEST_CASE("items of lists carry their markers, and inner lists their depth") {
  const auto blocks = read_markdown("- one\n- two\n  - inner\n\n3. third\n4. fourth");
  REQUIRE(blocks.size() == 5);
  CHECK(blocks[0].kind == BlockKind::kItem);
  CHECK(blocks[0].marker == "•");
  CHECK(blocks[0].depth == 1);
  CHECK(blocks[2].depth == 2);
  CHECK(blocks[2].spans[0].text == "inner");
  CHECK(blocks[3].marker == "3.");
  CHECK(blocks[4].marker == "4.");
}

TEST_CASE("only the first paragraph of an item carries the marker") {
  const auto blocks = read_markdown("- one\n\n  more of one\n\n- two");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].marker == "•");
  CHECK(blocks[1].marker.empty());
  CHECK(blocks[1].depth == 1);
  CHECK(blocks[2].marker == "•");
}

TEST_CASE("headings, quotes and code blocks keep their kinds") {
  const auto blocks = read_markdown("# Title\n\n> said so\n\n```\nint x;\n```\n");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].kind == BlockKind::kHeading);
  CHECK(blocks[1].kind == BlockKind::kQuote);
  CHECK(blocks[2].kind == BlockKind::kCode);
}

TEST_CASE("HTML stays the text that it is") {
  CHECK(plain_text("a <b>bold</b> claim") == "a <b>bold</b> claim");
}

TEST_CASE("the named characters that people write are read, others stay") {
  CHECK(plain_text("Q&amp;A &mdash; 3 &lt; 4 &unheardof;") == "Q&A — 3 < 4 &unheardof;");
}

TEST_CASE("Japanese and marks of private use pass through unharmed") {
  CHECK(plain_text("**統合作戦司令部** \xEE\x80\x80") == "統合作戦司令部 \xEE\x80\x80");
}

TEST_CASE("nothing gives nothing") {
  CHECK(read_markdown("").empty());
  CHECK(plain_text("").empty());
}

TEST_CASE("A picture in a text is a block of its own") {
  const auto blocks = read_markdown("Which is this? ![A map](maps/a.png) Name it.");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[1].kind == BlockKind::kPicture);
  CHECK(blocks[1].file == "maps/a.png");
  REQUIRE(blocks[1].spans.size() == 1);
  CHECK(blocks[1].spans[0].text == "A map");
  CHECK(blocks[2].kind == BlockKind::kParagraph);
  const auto alone = read_markdown("![A map](a.png)\n\nNext");
  REQUIRE(alone.size() == 2);
  CHECK(alone[0].kind == BlockKind::kPicture);
}
