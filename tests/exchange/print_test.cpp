// Pages to be printed.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "exchange/for_tests.h"
#include "exchange/html_tokens.h"
#include "exchange/writers.h"

using namespace attache;
using namespace attache::exchange;
using namespace attache::for_tests;

namespace {

DeckBook book(const char* name) {
  const auto file = std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks" / name;
  ReadDeck read = read_deck(file);
  REQUIRE(read.deck);
  return DeckBook(*std::move(read.deck), file.parent_path());
}
std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++found;
  return found;
}
bool holds(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// Whether each element that is opened is closed, in order.
bool is_well_formed(std::string_view html) {
  std::vector<std::string> open;
  while (true) {
    const std::size_t at = html.find('<');
    if (at == std::string_view::npos) return open.empty();
    html.remove_prefix(at + 1);
    const std::string tag(html.substr(0, html.find('>')));
    if (tag.starts_with('!')) continue;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else if (const std::string name = tag.substr(0, tag.find(' '));
               name != "meta" && name != "img" && name != "br" && name != "hr" &&
               !tag.ends_with("/")) {
      open.push_back(name);
    }
  }
}

}  // namespace

TEST_CASE("every page stands by itself and closes what it opens") {
  for (const char* name :
       {"uk-bill-to-act.xml", "examples/facts.xml", "examples/image.xml",
        "examples/match.xml", "examples/order.xml", "examples/cloze.xml",
        "examples/select.xml", "examples/number.xml", "examples/date.xml"}) {
    const DeckBook deck = book(name);
    for (const OutFormat format :
         {OutFormat::kCardsHtml, OutFormat::kQuizHtml, OutFormat::kReadingHtml}) {
      INFO(name << " " << name_of(format));
      const auto page = export_deck(deck, format, an_export());
      REQUIRE(page);
      CHECK(page->bytes.starts_with("<!DOCTYPE html>"));
      CHECK(is_well_formed(page->bytes));
      CHECK(!holds(page->bytes, "<script"));
      CHECK(!holds(page->bytes, "<link"));
      CHECK(!holds(page->bytes, "src=\"http"));
      CHECK(holds(page->bytes, "@page"));
    }
  }
}

TEST_CASE("there is a cut-out card for each question") {
  const DeckBook deck = book("uk-bill-to-act.xml");
  const Exported page = write_cards_html(deck, an_export());
  CHECK(count(page.bytes, "<tr>\n<td><div class=\"question\">") ==
        deck.questions().size());
}

TEST_CASE("the answers of a quiz stand on a page of their own") {
  const DeckBook deck = book("uk-bill-to-act.xml");
  ExportWish wish = an_export();
  wish.questions = 5;
  const Exported page = write_quiz_html(deck, wish);
  const std::size_t key = page.bytes.find("<section class=\"key\">");
  REQUIRE(key != std::string::npos);
  CHECK(count(page.bytes.substr(0, key), "<div class=\"item\">") == 5);
  CHECK(count(page.bytes.substr(key), "<dt>") == 5);
  CHECK(holds(page.bytes, ".key { break-before: page; }"));
  CHECK(write_quiz_html(deck, wish).bytes == page.bytes);
  wish.seed = 8;
  CHECK(write_quiz_html(deck, wish).bytes != page.bytes);
}

TEST_CASE("the letter in the key names the right option") {
  Deck deck;
  deck.id = "d";
  deck.lang = "en";
  deck.title = "Seats <&>";
  Card card;
  card.id = "seat";
  card.ask = "Where is ECOWAS?";
  card.body = ChoiceCard{"Abuja", {{"Accra", ""}, {"Dakar", ""}, {"Lomé", ""}}};
  deck.cards = {card};
  const Exported page = write_quiz_html(DeckBook(deck), an_export());
  CHECK(holds(page.bytes, "<title>Seats &lt;&amp;&gt;: quiz</title>"));
  const std::size_t option = page.bytes.find("<div><p>Abuja</p>");
  REQUIRE(option != std::string::npos);
  const std::size_t letter = page.bytes.rfind("data-letter=\"", option) + 13;
  CHECK(holds(page.bytes,
              fmt::format("<dt>1.</dt><dd><b>{}</b> <p>Abuja</p>", page.bytes[letter])));
}

TEST_CASE("pictures are in the page, and a missing one is told of") {
  const DeckBook deck = book("examples/image.xml");
  const Exported page = write_cards_html(deck, an_export());
  CHECK(holds(page.bytes, "src=\"data:image/"));
  CHECK(holds(page.bytes, "<figure>"));
  const DeckBook elsewhere(deck.deck(), "/nowhere");
  const Exported without = write_cards_html(elsewhere, an_export());
  CHECK(!holds(without.bytes, "<figure>"));
  REQUIRE(!without.notes.empty());
  CHECK(holds(without.notes[0].what, "cannot be read"));
}

TEST_CASE("the reading has each passage with its source") {
  const DeckBook deck = book("uk-bill-to-act.xml");
  const Exported page = write_reading_html(deck, an_export());
  CHECK(count(page.bytes, "<article>") == deck.deck().passages.size());
  CHECK(holds(page.bytes, "<h2>Sources</h2>"));
  const Exported none = write_reading_html(book("examples/recall.xml"), an_export());
  if (book("examples/recall.xml").deck().passages.empty())
    CHECK(has_note(none.notes, "", "no passages"));
}

TEST_CASE("property: nothing that a deck says becomes a tag of the page") {
  CHECK(rc::check([] {
    const auto text = [] {
      std::string whole = "x";
      for (const std::string& piece :
           *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
               "<b>", "</td>", "<script>", "\"", "'", "&", "a", "*", "`",
               "[l](javascript:x)", "![p](q)", "<", "]]>", "{", "- ")))
        whole += piece;
      return whole;
    };
    Deck deck;
    deck.id = "d";
    deck.lang = "en";
    deck.title = text();
    deck.description = text();
    deck.licence = text();
    deck.authors = {text()};
    deck.sources = {{"s", text(), text(), text(), {}, "https://x.org/<\""}};
    deck.topics = {{"t", text(), "", {}}};
    deck.passages = {{"p", "s", text(), "t", text()}};
    Card recall;
    recall.id = "r";
    recall.topic = "t";
    recall.passage = "p";
    recall.ask = text();
    recall.explain = text();
    recall.body = RecallCard{text()};
    Card cloze = recall;
    cloze.id = "c";
    cloze.ask = "a {{b</b>::<i>}} c";
    cloze.body = ClozeCard{};
    Card match = recall;
    match.id = "m";
    match.body =
        MatchCard{{{text(), "1"}, {text() + "2", "2"}, {text() + "3", text() + "3"}}};
    deck.cards = {recall, cloze, match};
    const DeckBook made(deck);
    for (const OutFormat format :
         {OutFormat::kCardsHtml, OutFormat::kQuizHtml, OutFormat::kReadingHtml}) {
      const std::string page = export_deck(made, format, an_export())->bytes;
      RC_ASSERT(is_well_formed(page));
      RC_ASSERT(!holds(page, "<script"));
      RC_ASSERT(!holds(page, "href=\"javascript"));
    }
  }));
}
