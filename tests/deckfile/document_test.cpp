// Decks under the pen: what a person wrote stays.

#include "deckfile/document.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <sstream>

#include <doctest/doctest.h>

#include "any_deck.h"
#include "deck_text.h"
#include "deckfile/read.h"
#include "deckfile/write.h"

using namespace attache;
using namespace attache::for_tests;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> bundled_decks() {
  std::vector<std::string> texts;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(ATTACHE_SOURCE_DIR) / "decks")) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in),
                       std::istreambuf_iterator<char>());
  }
  return texts;
}

DeckDocument document_of(std::string_view xml) {
  auto document = DeckDocument::read(xml, "d");
  REQUIRE(document);
  return *std::move(document);
}

std::string formatted(std::string_view xml) {
  auto text = formatted_deck(xml, "d");
  REQUIRE(text);
  return *std::move(text);
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

std::vector<std::string> comments_in(std::string_view text) {
  std::vector<std::string> comments;
  for (std::size_t at = text.find("<!--"); at != std::string_view::npos;
       at = text.find("<!--", at)) {
    const std::size_t end = text.find("-->", at);
    comments.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return comments;
}

std::vector<std::string> sorted(std::vector<std::string> texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::string> ids_of(const DeckDocument& document) {
  std::vector<std::string> ids;
  for (const PartPointer& part : document.parts())
    ids.push_back(id_of(part->item));
  return ids;
}

/// The text with comments c0, c1, … on lines of their own where elements begin and end.
std::string with_comments(const std::string& xml) {
  std::string text;
  int count = 0;
  bool inside = false;
  for (const std::string& line : lines_in(xml)) {
    const std::size_t first = line.find_first_not_of(' ');
    const bool tag = first != std::string::npos && line[first] == '<' && inside;
    if (tag && up_to(3) == 0) text += fmt::format("  <!-- c{} -->\n", count++);
    if (tag && up_to(9) == 0) text += fmt::format("\n    <!-- c{} -->\n\n", count++);
    text += line + "\n";
    inside = inside || line.find("<deck") != std::string::npos;
  }
  return text;
}

/// Another part of the same kind.
DeckItem other_item(ItemKind kind, const Deck& deck, const std::string& id) {
  Ids ids;
  std::vector<DeckItem> items = items_of(deck);
  std::erase_if(items, [&](const DeckItem& item) { return kind_of(item) != kind; });
  REQUIRE_FALSE(items.empty());
  DeckItem item = items[up_to(items.size() - 1)];
  std::visit([&](auto& part) { part.id = id; }, item);
  return item;
}

Fact fact_of(const DeckDocument& document, std::size_t at) {
  return std::get<Fact>(document.parts()[at]->item);
}

std::size_t at_id(const DeckDocument& document, std::string_view id) {
  for (std::size_t i = 0; i < document.parts().size(); ++i)
    if (id_of(document.parts()[i]->item) == id) return i;
  FAIL("there is no such part");
  return 0;
}

const std::string kFact = "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"/>";

}  // namespace

TEST_CASE("property: the text of a document is what was read, byte by byte") {
  for (const std::string& xml : bundled_decks())
    CHECK(document_of(xml).text() == xml);
  CHECK(rc::check([] {
    const std::string xml = with_comments(deck_xml(any_deck()));
    const auto document = DeckDocument::read(xml, "d");
    RC_ASSERT(document.has_value());
    RC_ASSERT(document->text() == xml);
  }));
}

TEST_CASE("property: a document holds the parts that the reader finds") {
  for (const std::string& xml : bundled_decks())
    CHECK(document_of(xml).deck() == read_deck_text(xml, "d").deck);
  CHECK(rc::check([] {
    const Deck deck = any_deck();
    const auto document = DeckDocument::read(deck_xml(deck), "d");
    RC_ASSERT(document.has_value());
    RC_ASSERT(document->deck() == deck);
  }));
}

TEST_CASE("property: a deck of parts put in one by one is what the writer writes") {
  CHECK(rc::check([] {
    const Deck deck = any_deck();
    DeckDocument document = DeckDocument::make(head_of(deck));
    for (const DeckItem& item : items_of(deck))
      document.insert(document.parts().size(), DeckDocument::write(item, nullptr));
    RC_ASSERT(document.text() == deck_xml(deck));
  }));
}

TEST_CASE("property: formatting changes neither the deck nor the order of its parts") {
  const auto check = [](const std::string& xml) {
    const std::string text = formatted(xml);
    const bool same = read_deck_text(text, "d").deck == read_deck_text(xml, "d").deck &&
                      ids_of(document_of(text)) == ids_of(document_of(xml)) &&
                      comments_in(text) == comments_in(xml);
    return same && formatted(text) == text;
  };
  for (const std::string& xml : bundled_decks())
    CHECK(check(xml));
  CHECK(rc::check([&] { RC_ASSERT(check(with_comments(deck_xml(any_deck())))); }));
}

TEST_CASE("property: what the writer writes is formatted already") {
  CHECK(rc::check([] {
    const std::string xml = deck_xml(any_deck());
    RC_ASSERT(formatted(xml) == xml);
  }));
}

TEST_CASE("property: in a formatted deck, changing one fact changes its lines alone") {
  const auto check = [](const std::string& xml, std::size_t choice) {
    DeckDocument document = document_of(formatted(xml));
    std::vector<std::size_t> facts;
    for (std::size_t i = 0; i < document.parts().size(); ++i)
      if (kind_of(document.parts()[i]->item) == ItemKind::kFact) facts.push_back(i);
    if (facts.empty()) return true;
    const std::size_t at = facts[choice % facts.size()];
    const PartPointer old = document.parts()[at];
    const std::vector<std::string> before = lines_in(document.text());
    Fact fact = std::get<Fact>(old->item);
    fact.explain = "Something else.";
    fact.tags.emplace_back("new");
    document.replace(at, 1, {DeckDocument::write(fact, old.get())});
    const std::vector<std::string> after = lines_in(document.text());
    const auto first =
        std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto last =
        std::mismatch(before.rbegin(), before.rend(), after.rbegin(), after.rend());
    const auto begin = static_cast<std::size_t>(first.first - before.begin());
    const auto end =
        before.size() - static_cast<std::size_t>(last.first - before.rbegin());
    // Where the fact stands.
    std::string above = document.frame()->prolog;
    for (std::size_t i = 0; i < at; ++i)
      above += document.parts()[i]->before + document.parts()[i]->text;
    above += old->before;
    const std::size_t fact_begin = lines_in(above).size() - 1;
    const std::size_t fact_end = fact_begin + lines_in(old->text).size();
    return begin >= fact_begin && end <= fact_end &&
           document_of(document.text()).deck() == document.deck() &&
           formatted(document.text()) == document.text();
  };
  for (const std::string& xml : bundled_decks())
    for (std::size_t i = 0; i < 5; ++i)
      CHECK(check(xml, i * 7));
  CHECK(rc::check(
      [&] { RC_ASSERT(check(with_comments(deck_xml(any_deck())), up_to(100))); }));
}

TEST_CASE("property: comments survive every edit") {
  CHECK(rc::check([] {
    const Deck deck = any_deck();
    DeckDocument document = document_of(with_comments(deck_xml(deck)));
    std::vector<std::string> comments = comments_in(document.text());
    for (std::size_t edits = 1 + up_to(5); edits > 0; --edits) {
      const std::size_t size = document.parts().size();
      const std::size_t at = up_to(size - 1);
      const PartPointer part = document.parts()[at];
      switch (up_to(4)) {
        case 0:
          document.replace(
              at, 1,
              {DeckDocument::write(
                  other_item(kind_of(part->item), deck, id_of(part->item)), part.get())});
          break;
        case 1:
          document.insert(up_to(size), DeckDocument::write(part->item, nullptr));
          break;
        case 2:
          document.move(at, up_to(size - 1));
          break;
        case 3: {
          if (size == 1) break;
          for (const std::string& inside : comments_in(part->text))
            comments.erase(std::find(comments.begin(), comments.end(), inside));
          document.erase(at);
          break;
        }
        default: {
          DeckHead head = document.head();
          head.title = plain();
          head.edition += 1;
          head.authors = {plain()};
          document.set_head(head);
        }
      }
      RC_ASSERT(sorted(comments_in(document.text())) == sorted(comments));
      const auto again = DeckDocument::read(document.text(), "d");
      RC_ASSERT(again.has_value());
      RC_ASSERT(again->deck() == document.deck());
    }
  }));
}

TEST_CASE("a comment inside a part stays before the child that it stood before") {
  DeckDocument document = document_of(
      deck_of("<card id=\"c\" kind=\"choice\">\n"
              "  <!-- one -->\n  <ask>Which?</ask>\n  <answer>A</answer>\n"
              "  <wrong>B</wrong>\n  <!-- two -->\n  <wrong>C</wrong>\n  <!-- three -->\n"
              "</card>"));
  Card card = std::get<Card>(document.parts()[0]->item);
  std::get<ChoiceCard>(card.body).wrong[1].text = "D";
  card.explain = "So it is.";
  document.replace(0, 1, {DeckDocument::write(card, document.parts()[0].get())});
  CHECK(document.parts()[0]->text ==
        R"(<card id="c" kind="choice">
    <!-- one -->
    <ask>Which?</ask>
    <answer>A</answer>
    <wrong>B</wrong>
    <!-- two -->
    <wrong>D</wrong>
    <explain>So it is.</explain>
    <!-- three -->
  </card>)");
}

TEST_CASE("what no rule knows is kept when a part is written anew") {
  DeckDocument document = document_of(
      deck_of("<topic id=\"t\" color=\"red\">T</topic>"
              "<card id=\"c\" kind=\"recall\"><ask>Q</ask><hint>H <b>x</b></hint>"
              "<answer>A</answer></card>"));
  Topic topic = std::get<Topic>(document.parts()[0]->item);
  topic.name = "U";
  CHECK(DeckDocument::write(topic, document.parts()[0].get())->text ==
        "<topic id=\"t\" color=\"red\">U</topic>");
  Card card = std::get<Card>(document.parts()[1]->item);
  card.ask = "R";
  CHECK(DeckDocument::write(card, document.parts()[1].get())->text ==
        R"(<card id="c" kind="recall">
    <ask>R</ask>
    <hint>H <b>x</b></hint>
    <answer>A</answer>
  </card>)");
}

TEST_CASE("a deck with errors opens, and keeps what cannot be read") {
  const std::string xml =
      deck_of(kPair +
              "\n<fact id=\"f\" relation=\"nothing\" subject=\"a\" object=\"b\" "
              "as-of=\"soon\" meaning=\"x\"/>\n<card id=\"c\"/>");
  const DeckDocument document = document_of(xml);
  CHECK(document.text() == xml);
  CHECK_FALSE(fact_of(document, at_id(document, "f")).as_of);
  CHECK_FALSE(document.check("d", {}).deck);
}

TEST_CASE("what is no deck does not open") {
  const auto not_xml = DeckDocument::read("<deck>\n<fact", "d.xml");
  REQUIRE_FALSE(not_xml);
  CHECK(not_xml.error().text() ==
        "d.xml:2: the tag <fact has no proper end — close it with > or />");
  CHECK_FALSE(DeckDocument::read("<quiz/>", "d"));
  CHECK_FALSE(DeckDocument::read("", "d"));
  CHECK_FALSE(DeckDocument::read("\xFF\xFE<", "d"));
  CHECK_FALSE(formatted_deck("<quiz/>", "d"));
  const auto large = DeckDocument::read(std::string(33U << 20U, ' '), "d");
  REQUIRE_FALSE(large);
  CHECK(large.error().what == "the deck is larger than 32 MB");
}

TEST_CASE("a deck of one empty tag can be filled") {
  const std::string xml = "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\"/>\n";
  DeckDocument document = document_of(xml);
  CHECK(document.text() == xml);
  document.insert(0, DeckDocument::write(Topic{"t", "T", "", {}}, nullptr));
  CHECK(document.text() ==
        "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\">\n\n"
        "  <topic id=\"t\">T</topic>\n</deck>\n");
}

TEST_CASE("raising the edition changes one number") {
  const std::string xml =
      "<?xml version='1.0'?>\n<!-- <deck> -->\n<deck format='1'   id='d' edition='9'\n"
      " lang='en'><title>T\n </title></deck>";
  DeckDocument document = document_of(xml);
  DeckHead head = document.head();
  head.edition = 10;
  document.set_head(head);
  std::string wanted = xml;
  wanted.replace(wanted.find("'9'"), 3, "'10'");
  CHECK(document.text() == wanted);
}

TEST_CASE("a new date of the deck lays its start tag out anew") {
  DeckDocument document = document_of(
      "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\" x=\"y\"><title>T</title>"
      "</deck>");
  DeckHead head = document.head();
  head.as_of = PartialDate{2024, 7, 0};
  document.set_head(head);
  CHECK(document.text() ==
        "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\" as-of=\"2024-07\" "
        "x=\"y\"><title>T</title></deck>");
  head.as_of.reset();
  document.set_head(head);
  CHECK(document.text().find("as-of") == std::string::npos);
}

TEST_CASE(
    "a title that stands behind the first part is not there twice when it changes") {
  DeckDocument document = document_of(
      "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\">\n<topic "
      "id=\"t\">T</topic>\n"
      "<!-- <title>N</title> -->\n<title>Old</title>\n<topic id=\"u\">U</topic>\n"
      "<author>A</author>\n</deck>");
  CHECK(document.head().title == "Old");
  DeckHead head = document.head();
  head.title = "New";
  document.set_head(head);
  CHECK(document.text() ==
        "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\">\n  <title>New</title>\n"
        "  <author>A</author>\n<topic id=\"t\">T</topic>\n"
        "<!-- <title>N</title> -->\n<topic id=\"u\">U</topic>\n</deck>");
}

TEST_CASE("a file with carriage returns keeps them in what is new") {
  DeckDocument document = document_of(
      "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\">\r\n  <title>T</title>\r\n"
      "</deck>\r\n");
  Entity entity;
  entity.id = "e";
  entity.type = "x";
  entity.name = "E";
  entity.aliases = {{"F", ""}};
  document.insert(0, DeckDocument::write(entity, nullptr));
  const std::string text = document.text();
  CHECK(std::count(text.begin(), text.end(), '\n') ==
        std::count(text.begin(), text.end(), '\r'));
}

TEST_CASE("a byte order mark stays") {
  const std::string xml = "\xEF\xBB\xBF" + deck_of("<topic id=\"t\"/>");
  const DeckDocument document = document_of(xml);
  CHECK(document.text() == xml);
  const auto problems = document.problems("d");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].part == 0);
}

TEST_CASE("a comment right above a part moves with it, and one of a section stays") {
  DeckDocument document = document_of(deck_of(
      "  <!-- Section -->\n\n  <!-- of a -->\n  <topic id=\"a\">A</topic> <!-- end -->\n"
      "  <topic id=\"b\">B</topic>"));
  document.move(0, 1);
  CHECK(document.text() == deck_of("  <!-- Section --> <!-- end -->\n"
                                   "  <topic id=\"b\">B</topic>\n"
                                   "  <!-- of a -->\n  <topic id=\"a\">A</topic>"));
}

TEST_CASE("a part that goes leaves its comments behind") {
  DeckDocument document = document_of(
      deck_of("\n  <!-- one -->\n  <topic id=\"a\">A</topic>\n  <!-- two -->\n"
              "  <topic id=\"b\">B</topic>"));
  document.erase(1);
  document.erase(0);
  CHECK(document.text() == deck_of("\n  <!-- one -->\n  <!-- two -->"));
}

TEST_CASE("formatting lays a crowded deck out, and wraps what is long") {
  CHECK(formatted("<deck lang='en' edition='1' id='d' format='1'><title>T</title>"
                  "<topic id='t'>T</topic><!-- p --><passage id='p'>" +
                  std::string(60, 'a') + " " + std::string(60, 'b') +
                  " - c</passage><entity type='x' id='e'><name>E</name></entity>"
                  "</deck>") ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<deck format="1" id="d" edition="1" lang="en">
  <title>T</title>

  <topic id="t">T</topic>

  <!-- p -->
  <passage id="p">
    )" + std::string(60, 'a') +
            "\n    " + std::string(60, 'b') + R"( - c
  </passage>

  <entity id="e" type="x"><name>E</name></entity>
</deck>
)");
}

TEST_CASE("formatting keeps empty lines between groups, one at a time") {
  const std::string xml =
      "<?xml version=\"1.0\"?>\n\n\n<!-- a -->\n<deck format=\"1\" id=\"d\" "
      "edition=\"1\" "
      "lang=\"en\">\n  <title>T</title>\n\n\n\n  <topic id=\"t\">T</topic>\n  <topic "
      "id=\"u\">U</topic>\n\n  <!-- b -->\n\n  <topic id=\"v\">V</topic>\n</deck>\n<!-- "
      "c "
      "-->\n";
  std::string wanted = xml;
  wanted.erase(wanted.find("\n\n\n<!--"), 1);
  wanted.erase(wanted.find("\n\n\n\n"), 2);
  CHECK(formatted(xml) == wanted);
}

TEST_CASE("formatting loses nothing of a deck with errors") {
  const std::string text = formatted(
      deck_of("stray <![CDATA[<b>]]> <unknown a='1'>x<y/></unknown>"
              "<fact id='f' b='2' when='soon'>text<object ref='x'>y</object></fact>"
              "<card id='c' kind='recall'><ask>a<b>c</b></ask><!-- d --></card>"));
  for (const char* kept :
       {"stray", "<![CDATA[<b>]]>", "<unknown a='1'>x<y/></unknown>", "b=\"2\"",
        "when=\"soon\"", "text", "ref=\"x\"", "<ask>a<b>c</b></ask>", "<!-- d -->"})
    CHECK_MESSAGE(text.find(kept) != std::string::npos, kept);
  CHECK(formatted(text) == text);
}

TEST_CASE("a deck with bytes that are no characters opens, and is not formatted") {
  const std::string xml = deck_of("<topic id=\"t\">\xFF</topic>");
  CHECK(document_of(xml).text() == xml);
  const auto refused = formatted_deck(xml, "d");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text() == "d:2: invalid character — save the file as UTF-8");
}

TEST_CASE("formatting an empty deck is quick") {
  CHECK(formatted("<deck id=\"d\"/>") ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<deck id=\"d\"/>\n");
  CHECK(formatted("<deck id=\"d\"></deck>") ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<deck id=\"d\">\n</deck>\n");
}

namespace {

/// "part field nth code" of every problem, one a line; "-" for the deck.
std::string places_in(const std::string& xml) {
  std::string lines;
  const DeckDocument document = document_of(xml);
  for (const PlacedProblem& placed : document.problems("d"))
    lines += fmt::format(
        "{} {} {} {}\n", placed.part ? id_of(document.parts()[*placed.part]->item) : "-",
        placed.field.empty() ? "-" : placed.field, placed.nth, placed.problem.code);
  return lines;
}

}  // namespace

TEST_CASE("a problem is brought to its part and field") {
  CHECK(places_in(deck_of(kPair + "<fact id=\"f\" relation=\"x\" subject=\"a\" "
                                  "object=\"b\"/>")) ==
        "f relation 0 unknown-reference-id\n");
  CHECK(
      places_in(deck_of(
          "<card id=\"c\" kind=\"choice\"><!-- <wrong> --><ask>Q</ask><answer>A</answer>"
          "<wrong><![CDATA[ok]]></wrong><wrong>B</wrong><wrong></wrong></card>")) ==
      "c wrong 2 empty-text\n");
  CHECK(places_in(deck_of("<card id=\"c\" kind=\"recall\"><answer>A</answer></card>")) ==
        "c ask 0 missing-element\n");
  CHECK(places_in(deck_of(kPair + "<fact id=\"f\" subject=\"a\" object=\"b\"/>")) ==
        "f relation 0 missing-attribute\n");
  CHECK(places_in(deck_of("<card id=\"c\" kind=\"match\"><ask>Q</ask>"
                          "<pair><left>a</left><right>b</right></pair>"
                          "<pair><left>c</left></pair>"
                          "<pair><left>d</left><right>e</right></pair></card>")) ==
        "c pair 1 missing-element\n");
}

TEST_CASE("a problem of the deck itself is brought to its field") {
  CHECK(places_in("<deck format=\"1\" id=\"D\" edition=\"1\" lang=\"en\">"
                  "<title></title>" +
                  kPair + kFact + "</deck>") == "- id 0 bad-id\n- title 0 empty-text\n");
  CHECK(places_in("<deck format=\"1\" id=\"d\" edition=\"1\"><title>T</title>" + kPair +
                  kFact + "</deck>") == "- lang 0 missing-attribute\n");
  CHECK(places_in(deck_of("")) == "- - 0 no-questions\n");
}
