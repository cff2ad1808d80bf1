#include "cards/plain.h"

#include <doctest/doctest.h>

using attache::plain_text;

TEST_CASE("emphasis disappears and words stay") {
  CHECK(plain_text("*One* **two** `three` &amp; four") == "One two three &amp; four");
}

TEST_CASE("paragraphs are parted by an empty line") {
  CHECK(plain_text("One\n\nTwo") == "One\n\nTwo");
}

TEST_CASE("lists keep their bullets and numbers") {
  CHECK(plain_text("- one\n- two") == "- one\n- two");
  CHECK(plain_text("1. one\n2. two") == "1. one\n2. two");
  CHECK(plain_text("Two:\n\n- one\n- two") == "Two:\n- one\n- two");
}

TEST_CASE("a link keeps its address in brackets") {
  CHECK(plain_text("[Making laws](https://www.parliament.uk/)") ==
        "Making laws (https://www.parliament.uk/)");
}

TEST_CASE("HTML is text like any other") {
  CHECK(plain_text("a <b>c</b>") == "a <b>c</b>");
}

TEST_CASE("a list within a list is indented") {
  CHECK(plain_text("- one\n  - inner\n- two") == "- one\n  - inner\n- two");
}

TEST_CASE("headings and code are paragraphs, and a hard break is a line break") {
  CHECK(plain_text("# Title\n\nText") == "Title\n\nText");
  CHECK(plain_text("Text\n\n    code") == "Text\n\ncode\n");
  CHECK(plain_text("one\\\ntwo") == "one\ntwo");
  CHECK(plain_text("one\ntwo") == "one two");
}

TEST_CASE("nothing stays nothing") {
  CHECK(plain_text("").empty());
}
