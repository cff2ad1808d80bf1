// The examples hold facts of our own, one for each construct of Moodle's documentation
// of GIFT.

#include <algorithm>
#include <fmt/format.h>

#include <doctest/doctest.h>

#include "exchange/readers.h"
#include "exchange/writers.h"
#include "moodle_decks.h"

using namespace attache;
using namespace attache::exchange;

namespace {

Imported read(std::string_view text) {
  const auto imported = read_gift(text, wish_for("lesson.gift"));
  REQUIRE_MESSAGE(imported.has_value(), imported.error().text());
  CHECK(is_valid(imported->decks.front().deck));
  return *imported;
}

/// The only card of a text.
Card card(std::string_view text) {
  const Imported imported = read(text);
  REQUIRE(imported.decks.front().deck.cards.size() == 1);
  return imported.decks.front().deck.cards.front();
}

std::vector<std::string> texts(const std::vector<WrongOption>& options) {
  std::vector<std::string> all;
  for (const WrongOption& option : options)
    all.push_back(option.text);
  return all;
}

}  // namespace

TEST_CASE("a right answer among wrong ones is a choice") {
  const Card read = card("Where does the ICJ sit? {~Geneva =The Hague ~Vienna}");
  CHECK(read.ask == "Where does the ICJ sit?");
  const auto& choice = std::get<ChoiceCard>(read.body);
  CHECK(choice.answer == "The Hague");
  CHECK(texts(choice.wrong) == std::vector<std::string>{"Geneva", "Vienna"});
}

TEST_CASE("answers may stand on lines of their own") {
  const Card read =
      card("Which of them is a treaty? {\n  ~a speech\n  =a pact\n  ~a vote\n}\n");
  CHECK(std::get<ChoiceCard>(read.body).answer == "a pact");
}

TEST_CASE("weights without a right answer make a selection") {
  const Card read =
      card("Which two are in Africa? {~%50%Ghana ~%50%Kenya ~%-100%Peru ~%-100%Nepal}");
  const auto& select = std::get<SelectCard>(read.body);
  CHECK(select.answers == std::vector<std::string>{"Ghana", "Kenya"});
  CHECK(texts(select.wrong) == std::vector<std::string>{"Peru", "Nepal"});
}

TEST_CASE("an option that is right in part is left out of a choice, and noted") {
  const Imported imported =
      read("Capital of Chile? {=Santiago ~%30%Lima ~Quito ~Bogota}");
  const auto& choice =
      std::get<ChoiceCard>(imported.decks.front().deck.cards.front().body);
  CHECK(texts(choice.wrong) == std::vector<std::string>{"Quito", "Bogota"});
  CHECK(notes_say(imported.notes, "right in part"));
}

TEST_CASE("true and false are read in all their spellings") {
  for (const char* yes : {"{T}", "{TRUE}", "{True}", "{ true }"})
    CHECK(std::get<TrueFalseCard>(card(fmt::format("Mali has no coast. {}", yes)).body)
              .answer);
  for (const char* no : {"{F}", "{FALSE}"})
    CHECK_FALSE(
        std::get<TrueFalseCard>(card(fmt::format("Mali has a coast. {}", no)).body)
            .answer);
}

TEST_CASE("feedback on true and false is kept as an explanation") {
  const Card read = card("Mali has a coast. {FALSE#Look at a map.#It lies inland.}");
  CHECK(read.explain.find("Look at a map.") != std::string::npos);
  CHECK(read.explain.find("It lies inland.") != std::string::npos);
}

TEST_CASE("short answers are typed, with all that is right") {
  const Card read =
      card("Who was Egypt's president in 1970? {=Nasser =Gamal Abdel Nasser}");
  const auto& typed = std::get<TypedCard>(read.body);
  CHECK(typed.answer == "Nasser");
  CHECK(typed.accept == std::vector<std::string>{"Gamal Abdel Nasser"});
}

TEST_CASE("a short answer that is right in part is left out, and noted") {
  const Imported imported = read("The UN's seat? {=New York =%50%Manhattan}");
  const auto& typed = std::get<TypedCard>(imported.decks.front().deck.cards.front().body);
  CHECK(typed.answer == "New York");
  CHECK(typed.accept.empty());
  CHECK(notes_say(imported.notes, "right in part"));
}

TEST_CASE("a star that stands for any text is noted, an escaped one is a star") {
  const Imported imported = read("Which mark? {=\\\\* =%100%ast*}");
  const auto& typed = std::get<TypedCard>(imported.decks.front().deck.cards.front().body);
  CHECK(typed.answer == "*");
  CHECK(typed.accept.empty());
  CHECK(notes_say(imported.notes, "stands for any text"));
}

TEST_CASE("numbers come with a tolerance, as a range, or alone") {
  const auto number = [](std::string_view answer) {
    return std::get<NumberCard>(card(fmt::format("How many? {{{}}}", answer)).body);
  };
  CHECK(number("#3:0.5") == NumberCard{"3", "", {0.5, false}});
  CHECK(number("#2..4") == NumberCard{"3", "", {1, false}});
  CHECK(number("#1949") == NumberCard{"1949", "", {}});
  CHECK(number("#=-2.5:0") == NumberCard{"-2.5", "", {}});
  CHECK(number("#=1822:0 =%50%1822:2") == NumberCard{"1822", "", {}});
}

TEST_CASE("pairs make a match") {
  const Card read = card("Match. {=Ghana -> Accra =Kenya -> Nairobi =Mali -> Bamako}");
  const auto& match = std::get<MatchCard>(read.body);
  CHECK(match.pairs ==
        std::vector<Pair>{{"Ghana", "Accra"}, {"Kenya", "Nairobi"}, {"Mali", "Bamako"}});
}

TEST_CASE("two pairs become two cards, and that is noted") {
  const Imported imported = read("Match. {=Ghana -> Accra =Kenya -> Nairobi}");
  const Deck& deck = imported.decks.front().deck;
  REQUIRE(deck.cards.size() == 2);
  CHECK(std::get<RecallCard>(deck.cards[0].body).answer == "Accra");
  CHECK_FALSE(imported.notes.empty());
}

TEST_CASE("an essay is recalled if its feedback says what is right") {
  CHECK(
      std::get<RecallCard>(card("What is a veto? {####A right to stop a decision.}").body)
          .answer == "A right to stop a decision.");
  const Imported imported = read("What is a veto? {}\n\nA pact? {T}");
  CHECK(imported.decks.front().deck.cards.size() == 1);
  CHECK(notes_say(imported.notes, "essay"));
}

TEST_CASE("a short answer in the middle of a sentence is a gap") {
  const Card read = card("The AU meets in {=Addis Ababa =Addis} every year.");
  CHECK(std::holds_alternative<ClozeCard>(read.body));
  CHECK(read.ask == "The AU meets in {{Addis Ababa|Addis}} every year.");
}

TEST_CASE("a choice in the middle of a sentence keeps its options and a line") {
  const Card read = card("The AU meets in {=Addis Ababa ~Accra ~Cairo} every year.");
  CHECK(read.ask == "The AU meets in \\_\\_\\_\\_ every year.");
  CHECK(std::get<ChoiceCard>(read.body).wrong.size() == 2);
}

TEST_CASE("a text without answers is left out, and noted") {
  const Imported imported = read("Read the next ones with care.\n\nIs Mali inland? {T}");
  CHECK(imported.decks.front().deck.cards.size() == 1);
  CHECK(notes_say(imported.notes, "asks nothing"));
}

TEST_CASE("names, comments and empty lines are no part of a question") {
  const Card read = card(
      "// a comment\n::Inland states:: Mali has no coast.\n// in between\n{T}\n\n\n");
  CHECK(read.ask == "Mali has no coast.");
  CHECK(read.id.starts_with("inland-states"));
}

TEST_CASE("ids and tags in comments are kept") {
  const Card read = card("// [id:mali-1] [tag:week 2] [tag:a\\]b]\nMali is inland. {T}");
  CHECK(read.id == "mali-1");
  CHECK(read.tags == std::vector<std::string>{"week-2", "a]b"});
}

TEST_CASE("categories become topics below one another") {
  const Deck deck =
      read(
          "$CATEGORY: $course$/top/Africa/East//West\n\nMali is inland. {T}\n\n"
          "$CATEGORY: Europe\n\nNorway is in NATO. {T}\n")
          .decks.front()
          .deck;
  CHECK(topic_path(deck, deck.cards[0].topic) == "Africa > East/West");
  CHECK(topic_path(deck, deck.cards[1].topic) == "Europe");
}

TEST_CASE("feedback says why an option is wrong and explains the answer") {
  const Card read = card(
      "Who elects the IMF's head? {=the board#It has 24 members. ~the UN#It has no say. "
      "~the G7####Each member has a vote.}");
  const auto& choice = std::get<ChoiceCard>(read.body);
  CHECK(choice.wrong[0].why == "It has no say.");
  CHECK(choice.wrong[1].why.empty());
  CHECK(read.explain == "Each member has a vote.\n\nIt has 24 members.");
}

TEST_CASE("escaped marks are plain characters") {
  const Card read =
      card("What is 1 \\+ 1 \\= 2 \\{a\\} \\~ b\\: \\#3\\nin C\\\\D? {=2 \\= two}");
  CHECK(read.ask.find("1 = 2") != std::string::npos);
  CHECK(plain_text(read.ask).find("{a} ~ b: #3") != std::string::npos);
  CHECK(plain_text(read.ask).find("C\\D?") != std::string::npos);
  CHECK(std::get<TypedCard>(read.body).answer == "2 = two");
}

TEST_CASE("the format of a text is told by a word in brackets") {
  CHECK(card("[html]Is <b>Mali</b> inland? {T}").ask == "Is **Mali** inland?");
  CHECK(card("[markdown]Is *Mali* inland? {T}").ask == "Is *Mali* inland?");
  CHECK(plain_text(card("[plain]Is *Mali* inland? {T}").ask) == "Is *Mali* inland?");
  CHECK(plain_text(card("Is 3 < 4 and R&D? {T}").ask) == "Is 3 < 4 and R&D?");
  CHECK(card("Is <em>Mali</em> inland? {T}").ask == "Is *Mali* inland?");
}

TEST_CASE("a forgotten empty line does not join two questions") {
  const Deck deck =
      read("Mali is inland. {T}\nNiger is inland. {T}\n").decks.front().deck;
  REQUIRE(deck.cards.size() == 2);
  CHECK(deck.cards[1].ask == "Niger is inland.");
}

TEST_CASE("braces that are not closed are noted") {
  const Imported imported = read("Who? {=me\n\nMali is inland. {T}");
  CHECK(imported.decks.front().deck.cards.size() == 1);
  CHECK(notes_say(imported.notes, "not closed"));
}

TEST_CASE("a file without questions is refused with a remedy") {
  const auto imported = read_gift("", wish_for("empty.gift"));
  REQUIRE_FALSE(imported.has_value());
  CHECK_FALSE(imported.error().remedy.empty());
}

TEST_CASE("an import into GIFT can be stopped") {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += fmt::format("Is {} a number? {{T}}\n\n", i);
  ImportWish wish = wish_for("long.gift");
  wish.progress = [](double share) { return share < 0; };
  CHECK_FALSE(read_gift(text, wish).has_value());
}

TEST_CASE("a text with several gaps is written as an essay, and noted") {
  Deck deck;
  deck.id = "d";
  deck.lang = "en";
  deck.title = "D";
  Card one;
  one.id = "c";
  one.ask = "{{Accra}} lies in {{Ghana}}.";
  one.body = ClozeCard{};
  deck.cards = {one};
  const Exported out = write_gift(DeckBook(deck), export_wish());
  CHECK(notes_say(out.notes, "several gaps"));
  const Card back = card(out.bytes);
  CHECK(std::get<RecallCard>(back.body).answer == "Accra lies in Ghana.");
}

TEST_CASE("all example decks can be written as GIFT and read again") {
  for (const auto& entry :
       std::filesystem::directory_iterator(ATTACHE_SOURCE_DIR "/decks")) {
    if (entry.path().extension() != ".xml") continue;
    const ReadDeck deck = read_deck(entry.path());
    REQUIRE(deck.deck.has_value());
    const DeckBook book(*deck.deck, entry.path().parent_path());
    const Exported out = write_gift(book, export_wish());
    CHECK(read(out.bytes).decks.front().deck.cards.size() == book.questions().size());
  }
}

TEST_CASE("property: what GIFT can hold comes back from it as it was") {
  CHECK(rc::check([] {
    const Deck deck = canonical(DeckByChance(1).make());
    const Exported out = write_gift(DeckBook(deck), export_wish());
    const auto back = read_gift(out.bytes, wish_for("deck.gift"));
    RC_ASSERT(back.has_value());
    RC_LOG() << out.bytes;
    RC_ASSERT(back->decks.front().deck.title == deck.title);
    RC_ASSERT(kept_of(back->decks.front().deck) == kept_of(deck));
  }));
}

TEST_CASE("property: any text is read into a valid deck, or refused") {
  CHECK(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "{", "}", "=", "~", "#", "####", "->", "::", "\\", "%50%", "%", "\n", "\n\n",
            "T", "3:1", "..", "//", "$CATEGORY: a/b", "[html]", "[markdown]", "<b>",
            " word ", "é", "{{", "}}", "*", "\x01", "\x80"));
    std::string text;
    for (const std::string& piece : pieces)
      text += piece;
    const auto imported = read_gift(text, wish_for("any.gift"));
    return !imported.has_value() || is_valid(imported->decks.front().deck);
  }));
}
