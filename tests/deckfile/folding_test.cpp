#include "deckfile/folding.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace attache;

TEST_CASE("plain text folds white space and line breaks into single blanks") {
  CHECK(folded_line("  U.S.\n\t Forces   Japan ") == "U.S. Forces Japan");
  CHECK(folded_line(" \n ").empty());
}

TEST_CASE("plain text is composed: e and an acute accent become é") {
  CHECK(folded_line("Attache\u0301") == "Attaché");
}

TEST_CASE("characters that turn the direction of writing are dropped") {
  CHECK(folded_line("a\u202Eb\u2066c\u2069\u009Bd") == "abcd");
  CHECK(folded_line("a\x01"
                    "b\x7F") == "ab");
}

TEST_CASE("marks of direction that Arabic and Hebrew need stay") {
  CHECK(folded_line("a\u200Fb\u200E") == "a\u200Fb\u200E");
}

TEST_CASE("a line break inside a paragraph becomes a blank") {
  CHECK(folded_markdown("\n    What the ministers\n    decided.\n  ") ==
        "What the ministers decided.");
}

TEST_CASE("blank lines separate paragraphs, however many there are") {
  CHECK(folded_markdown("One\n\n  \nTwo\nmore") == "One\n\nTwo more");
}

TEST_CASE("an item of a list stays on a line of its own") {
  CHECK(folded_markdown("Two things:\n  - first\n    goes on\n  - second") ==
        "Two things:\n- first goes on\n- second");
  CHECK(folded_markdown("Steps:\n1. read\n2) vote\n* amend\n+ sign") ==
        "Steps:\n1. read\n2) vote\n* amend\n+ sign");
}

TEST_CASE("a list after a blank line keeps the blank line") {
  CHECK(folded_markdown("A\n\n- b\n- c\n\nD") == "A\n\n- b\n- c\n\nD");
}

TEST_CASE("a dash, a year or a number at the start of a line begins no item by itself") {
  CHECK(folded_markdown("from 2023\n-2024 on") == "from 2023 -2024 on");
  CHECK(folded_markdown("in the year\n2024. Then") == "in the year 2024. Then");
  CHECK(folded_markdown("it costs\n5.5 million") == "it costs 5.5 million");
}

TEST_CASE("Windows line ends count as line breaks") {
  CHECK(folded_markdown("A\r\nB\r\n\r\nC") == "A B\n\nC");
}

TEST_CASE("property: folding a folded text changes nothing") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& choices) {
    static constexpr std::u32string_view kLetters =
        U"ab -\n\n*1.)\t\r\u00A0é\u0301が\u3000\u202E{<&";
    std::u32string text;
    for (const auto choice : choices)
      text += kLetters[choice % kLetters.size()];
    const std::string rich = folded_markdown(to_utf8(text));
    const std::string plain = folded_line(to_utf8(text));
    return folded_markdown(rich) == rich && folded_line(plain) == plain &&
           folded_line(rich) == plain;
  }));
}
