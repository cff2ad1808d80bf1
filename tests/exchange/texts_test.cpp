// Pasted sets, Mnemosyne's and Aiken's texts, and hashcards' Markdown.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "exchange/for_tests.h"
#include "exchange/readers.h"

using namespace attache;
using namespace attache::exchange;
using namespace attache::for_tests;

namespace {

using Reader = Result<Imported> (*)(std::string_view, const ImportWish&);

Imported read(Reader reader, std::string_view text) {
  auto imported = reader(text, a_wish("pasted"));
  INFO(text);
  REQUIRE(imported);
  CHECK(first_error(imported->decks.at(0).deck).empty());
  return *std::move(imported);
}

/// The cards to flip as "question=answer".
std::vector<std::string> flips(const Imported& imported) {
  std::vector<std::string> all;
  for (const Card& card : imported.decks.at(0).deck.cards)
    all.push_back(card.ask + "=" + flipped(card));
  return all;
}
using Flips = std::vector<std::string>;

}  // namespace

TEST_CASE("a pasted set has a term, a tab and a definition on each line") {
  CHECK(flips(read(read_quizlet,
                   "veto\ta no that stops\nquorum\thow many must be there\n")) ==
        Flips{"veto=a no that stops", "quorum=how many must be there"});
}

TEST_CASE("a definition may go on for several lines") {
  CHECK(flips(read(read_quizlet, "veto\ta no\nthat stops\nquorum\tenough\n")) ==
        Flips{"veto=a no\n\nthat stops", "quorum=enough"});
}

TEST_CASE("a pasted set may have other separators") {
  CHECK(flips(read(read_quizlet, "veto - a no - mostly\nquorum - enough\n")) ==
        Flips{"veto=a no - mostly", "quorum=enough"});
  CHECK(flips(read(read_quizlet, "veto,a no;quorum,enough;")) ==
        Flips{"veto=a no", "quorum=enough"});
  CHECK(flips(read(read_quizlet, "veto\ta no;quorum\tenough")) ==
        Flips{"veto=a no", "quorum=enough"});
  CHECK(flips(read(read_quizlet, "veto – a no\nquorum – enough")) ==
        Flips{"veto=a no", "quorum=enough"});
}

TEST_CASE("a pasted set may have blank lines between its cards") {
  CHECK(flips(read(read_quizlet, "veto\na no\nthat stops\n\nquorum\nenough\n")) ==
        Flips{"veto=a no\n\nthat stops", "quorum=enough"});
}

TEST_CASE("a pasted text without separators is refused") {
  const auto imported = read_quizlet("just words\n\nmore words\n", a_wish("pasted"));
  REQUIRE(!imported);
  CHECK(imported.error().where == "pasted");
}

TEST_CASE("Mnemosyne's text has two columns, or three for both directions") {
  const Imported imported =
      read(read_mnemosyne_text,
           "Where?<br>When?\tHere\nneko\tねこ\tcat\tan animal\nno tab\na\tb\tc\td\te\n");
  const Flips all = flips(imported);
  REQUIRE(all.size() == 5);
  CHECK(all[0] == "Where?\n\nWhen?=Here");
  CHECK(all[1] == "neko=ねこ\n\ncat");
  CHECK(all[2] == "cat=neko\n\nねこ");
  CHECK(imported.decks[0].deck.cards[1].explain == "an animal");
  CHECK(has_note(imported.notes, "line 3", "without a tab"));
  CHECK(has_note(imported.notes, "line 4", "more than four columns"));
}

TEST_CASE("hashcards has questions with answers, each of one line or more") {
  const Imported imported =
      read(read_hashcards,
           "---\nname = \"Courts\"\n---\n\nSome words.\n\n"
           "Q: Where is the *ICJ*?\nA: The Hague\n\n"
           "Q: Name two\norgans.\nA:\n\n- the Council\n- the Court\n"
           "---\nstray\n");
  CHECK(imported.decks.at(0).deck.title == "Courts");
  CHECK(flips(imported) == Flips{"Where is the *ICJ*?=The Hague",
                                 "Name two organs.=- the Council\n- the Court"});
  CHECK(has_note(imported.notes, "line 5", "belongs to no card"));
  CHECK(has_note(imported.notes, "line 17", "belongs to no card"));
}

TEST_CASE("hashcards asks for each bracket of a cloze by itself") {
  const Imported imported = read(
      read_hashcards, "C: [Kigali] is in\n[Rwanda], not \\[Chad\\] ![map](m.png).\n");
  const auto& cards = imported.decks.at(0).deck.cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].ask == "{{Kigali}} is in Rwanda, not \\[Chad\\] ![map](m.png).");
  CHECK(cards[1].ask == "Kigali is in {{Rwanda}}, not \\[Chad\\] ![map](m.png).");
}

TEST_CASE("what is incomplete in hashcards is told of") {
  const Imported imported = read(read_hashcards,
                                 "A: no question\nQ: no answer\nC: no blank\nQ: a\n```\n"
                                 "Q: code\n```\nA: b\nC: [x] y\nA: odd\n");
  CHECK(has_note(imported.notes, "line 1", "belongs to no question"));
  CHECK(has_note(imported.notes, "line 2", "without an answer"));
  CHECK(has_note(imported.notes, "line 3", "without a blank"));
  CHECK(has_note(imported.notes, "line 4", "block of code"));
  CHECK(has_note(imported.notes, "line 10", "belongs to no question"));
  CHECK(imported.decks.at(0).deck.cards.size() == 2);
  CHECK(imported.decks.at(0).deck.cards[0].ask == "a\n\n`Q: code`");
}

TEST_CASE("front matter that has no end is no front matter") {
  CHECK(read(read_hashcards, "---\nname = 'x'\nQ: a\nA: b\n").decks.at(0).deck.title ==
        "pasted");
  CHECK(
      read(read_hashcards, "---\nname = 'x'\n---\nQ: a\nA: b\n").decks.at(0).deck.title ==
      "x");
}

TEST_CASE("Aiken has options by letter and an ANSWER") {
  const Imported imported =
      read(read_aiken,
           "Which body may send\npeacekeepers?\nA. The Court\n"
           "B) The Security Council\nC. The Secretariat\nANSWER: B\n\n"
           "The Sahel lies south of the Sahara.\nA) True\nB) False\n"
           "answer: a\n");
  const auto& cards = imported.decks.at(0).deck.cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].ask == "Which body may send\n\npeacekeepers?");
  CHECK(cards[0].body ==
        CardBody(ChoiceCard{"The Security Council",
                            {{"The Court", ""}, {"The Secretariat", ""}}}));
  CHECK(cards[1].body == CardBody(TrueFalseCard{true}));
}

TEST_CASE("what is incomplete in Aiken is told of") {
  const Imported imported =
      read(read_aiken,
           "ANSWER: A\nNo answer\nA. x\nB. y\nWrong answer\nA. x\nB. y\n"
           "ANSWER: Z\nTwo\nA. x\nB. y\nANSWER: A\nEnd\n");
  CHECK(has_note(imported.notes, "line 1", "without a question"));
  CHECK(has_note(imported.notes, "line 2", "without an ANSWER"));
  CHECK(has_note(imported.notes, "line 5", "names none of its options"));
  CHECK(has_note(imported.notes, "line 13", "without an ANSWER"));
  REQUIRE(imported.decks.at(0).deck.cards.size() == 1);
  CHECK(imported.decks.at(0).deck.cards[0].body ==
        CardBody(SelectCard{{"x"}, {{"y", ""}}}));
}

TEST_CASE("texts that are not UTF-8 are refused by every reader") {
  for (const Reader reader :
       {&read_quizlet, &read_mnemosyne_text, &read_hashcards, &read_aiken})
    CHECK(!reader("Q: a\tb\n\xC3(", a_wish()));
}

TEST_CASE("property: any text is refused or makes a sound deck") {
  for (const Reader reader :
       {&read_quizlet, &read_mnemosyne_text, &read_hashcards, &read_aiken})
    CHECK(rc::check([reader] {
      std::string text;
      for (const std::string& piece :
           *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
               "a", "b", "\t", "\n", "\n\n", "Q: ", "\nA: ", "\nC: ", "[", "]", "![",
               "\\", "ANSWER: A\n", "A. ", "B) ", " - ", ";", "---\n", "```\n", "{{",
               "}}", "<b>", "&lt;", "\x02", "é", "\xC3")))
        text += piece;
      return is_sound(reader(text, a_wish()));
    }));
}
