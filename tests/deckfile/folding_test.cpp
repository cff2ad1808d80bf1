#include "deckfile/folding.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace attache;

TEST_CASE("plain text folds white space and line breaks into single blanks") {
  CHECK(plain_text("  U.S.\n\t Forces   Japan ") == "U.S. Forces Japan");
  CHECK(plain_text(" \n ").empty());
}

TEST_CASE("plain text is composed: e and an acute accent become é") {
  CHECK(plain_text("Attache\u0301") == "Attaché");
}

TEST_CASE("characters that turn the direction of writing are dropped") {
  CHECK(plain_text("a\u202Eb\u2066c\u2069\u009Bd") == "abcd");
  CHECK(plain_text("a\x01"
                   "b\x7F") == "ab");
}

TEST_CASE("marks of direction that Arabic and Hebrew need stay") {
  CHECK(plain_text("a\u200Fb\u200E") == "a\u200Fb\u200E");
}

TEST_CASE("a line break inside a paragraph becomes a blank") {
  CHECK(rich_text("\n    What the ministers\n    decided.\n  ") ==
        "What the ministers decided.");
}

TEST_CASE("blank lines separate paragraphs, however many there are") {
  CHECK(rich_text("One\n\n  \nTwo\nmore") == "One\n\nTwo more");
}

TEST_CASE("an item of a list stays on a line of its own") {
  CHECK(rich_text("Two things:\n  - first\n    goes on\n  - second") ==
        "Two things:\n- first goes on\n- second");
  CHECK(rich_text("Steps:\n1. read\n2) vote\n* amend\n+ sign") ==
        "Steps:\n1. read\n2) vote\n* amend\n+ sign");
}

TEST_CASE("a list after a blank line keeps the blank line") {
  CHECK(rich_text("A\n\n- b\n- c\n\nD") == "A\n\n- b\n- c\n\nD");
}

TEST_CASE("a dash, a year or a number at the start of a line begins no item by itself") {
  CHECK(rich_text("from 2023\n-2024 on") == "from 2023 -2024 on");
  CHECK(rich_text("in the year\n2024. Then") == "in the year 2024. Then");
  CHECK(rich_text("it costs\n5.5 million") == "it costs 5.5 million");
}

TEST_CASE("Windows line ends count as line breaks") {
  CHECK(rich_text("A\r\nB\r\n\r\nC") == "A B\n\nC");
}

TEST_CASE("property: folding a folded text changes nothing") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& choices) {
    static constexpr std::u32string_view kLetters =
        U"ab -\n\n*1.)\t\r\u00A0é\u0301が\u3000\u202E{<&";
    std::u32string text;
    for (const auto choice : choices)
      text += kLetters[choice % kLetters.size()];
    const std::string rich = rich_text(to_utf8(text));
    const std::string plain = plain_text(to_utf8(text));
    return rich_text(rich) == rich && plain_text(plain) == plain &&
           plain_text(rich) == plain;
  }));
}
