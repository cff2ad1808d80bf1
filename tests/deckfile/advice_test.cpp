// Warnings: advice that does not keep a deck from being loaded.

#include <doctest/doctest.h>

#include "deck_text.h"

using namespace attache;

namespace {
const std::string kFact = "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"/>\n";
const std::string kCard = "<ask>Q</ask><answer>A</answer></card>\n";
}  // namespace

TEST_CASE("a deck with a warning is loaded") {
  const auto read = read_deck_text(deck_of(""), "d");
  CHECK(read.deck);
  CHECK(lines_of(read, true) ==
        "d: warning: this deck asks nothing — add facts or cards");
}

TEST_CASE("a deck with an error is not loaded") {
  CHECK_FALSE(read_deck_text(deck_of("<x/>"), "d").deck);
}

TEST_CASE("a deck in order has no problem at all") {
  CHECK(problems_below_pair(kFact).empty());
}

TEST_CASE("relations, topics and passages that nothing uses are named") {
  CHECK(problems_below_pair("<relation id=\"s\"><says>{subject} {object}</says><asks "
                            "for=\"object\">{subject}?</asks></relation>\n"
                            "<topic id=\"up\">U</topic><topic id=\"t\" "
                            "parent=\"up\">T</topic>\n<passage id=\"p\">P</passage>\n" +
                            kFact) ==
        "d:3:1: warning: nothing uses the relation s — add a fact or remove it\n"
        "d:4:25: warning: nothing uses the topic t — name it in facts and cards, or "
        "remove it\n"
        "d:5:1: warning: nothing uses the passage p — name it in the facts and cards "
        "that it supports");
}

TEST_CASE("what is not used is not named while there are errors") {
  CHECK(problems_below_pair(
            "<topic id=\"command\">T</topic>\n<fact id=\"f\" relation=\"r\" "
            "subject=\"a\" object=\"b\" topic=\"comand\"/>") ==
        "d:4:50: no topic has the id \"comand\" — did you mean command?");
}

TEST_CASE("two cards that ask the same are named") {
  CHECK(problems_in("<card id=\"c\" kind=\"recall\">" + kCard +
                    "<card id=\"e\" kind=\"typed\">" + kCard) ==
        "d:3:1: warning: this asks the same as the card c on line 2 — word one of them "
        "otherwise or remove it");
}

TEST_CASE("two things of one type do not share a name") {
  CHECK(problems_below_pair(
            "<entity id=\"c\" type=\"x\"><name>C</name><alias>B</alias></entity>\n" +
            kFact) ==
        "d:3:1: warning: \"B\" is also the name of the x b on line 2 — give one of them "
        "a name that tells them apart");
  CHECK(problems_below_pair(
            "<entity id=\"c\" type=\"country\"><name>B</name></entity>\n" + kFact)
            .empty());
}

TEST_CASE("a type that is spelt almost like another is named") {
  CHECK(problems_in("<entity id=\"a\" "
                    "type=\"organisation\"><name>A</name></entity><entity id=\"b\" "
                    "type=\"organisation\"><name>B</name></entity>\n<entity id=\"c\" "
                    "type=\"organization\"><name>C</name></entity>\n"
                    "<entity id=\"e\" type=\"place\"><name>E</name></entity><card "
                    "id=\"x\" kind=\"recall\">" +
                    kCard) ==
        "d:3:1: warning: no other entity has the type \"organization\" — did you mean "
        "organisation?");
}

TEST_CASE("a question for the subject that several facts would answer is named") {
  CHECK(problems_below_pair(
            "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"><asks "
            "for=\"subject\">Who is {object}?</asks></fact>\n"
            "<fact id=\"g\" relation=\"r\" subject=\"b\" object=\"b\"/>") ==
        "d:3:1: warning: its <asks for=\"subject\"> is never asked, because another fact "
        "has the same relation and object — "
        "remove it");
}

TEST_CASE("a fact without passage and topic is named where most have one") {
  CHECK(problems_below_pair(
            "<topic id=\"t\">T</topic><fact id=\"f\" relation=\"r\" subject=\"a\" "
            "object=\"b\" topic=\"t\"/>"
            "<card id=\"c\" kind=\"recall\" topic=\"t\">" +
            kCard + "<fact id=\"g\" relation=\"r\" subject=\"b\" object=\"a\"/>") ==
        "d:4:1: warning: this fact has neither a passage nor a topic — add "
        "passage=\"…\", so that students can look it up");
}

TEST_CASE("a day to check on comes after the day that the fact is of") {
  CHECK(problems_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                            "as-of=\"2024-07\" check-after=\"2024-06-30\"/>") ==
        "d:3:66: warning: check-after, 2024-06-30, comes before the day that this is "
        "true at, 2024-07 — write a later day");
  CHECK(problems_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                            "as-of=\"2024-07\" check-after=\"2025\"/>")
            .empty());
}

TEST_CASE("blanks outside of a cloze card are named") {
  CHECK(problems_in("<card id=\"c\" kind=\"recall\">\n<ask>The "
                    "{{blank}}</ask><answer>A</answer></card>") ==
        "d:3:1: warning: {{…}} makes a blank in a cloze card only — write kind=\"cloze\" "
        "or remove the braces");
}
