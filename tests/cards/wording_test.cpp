#include "cards/wording.h"

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("a sentence begins with a capital and keeps the article of a name") {
  CHECK(sentence_from("{subject} meets in {object}.", "the Quad", "Tokyo") ==
        "The Quad meets in Tokyo.");
}

TEST_CASE("a full stop is not doubled after an abbreviation") {
  CHECK(sentence_from("It was made in {object}.", "it", "the U.S.") ==
        "It was made in the U.S.");
  CHECK(sentence_from("Was it made in {object}?", "it", "the U.S.") ==
        "Was it made in the U.S.?");
}

TEST_CASE("a possessive after an s is an apostrophe alone") {
  CHECK(sentence_from("{subject}'s aim", "the ministers", "") == "The ministers' aim");
  CHECK(sentence_from("{subject}’s aim", "Japan", "") == "Japan’s aim");
  CHECK(sentence_from("{subject}’s aim", "the United States", "") ==
        "The United States’ aim");
}

TEST_CASE("a name may stand several times, and in any order") {
  CHECK(sentence_from("{object} hosts {subject}; {subject} thanks {object}.", "the SDF",
                      "Yokota") == "Yokota hosts the SDF; the SDF thanks Yokota.");
}

TEST_CASE(
    "a sentence around a name keeps its article and takes a capital only where it "
    "begins") {
  const AroundName object =
      sentence_around("{subject} reports to {object}.", "USFJ", "the Commander",
                      Direction::kObject, "Commander");
  CHECK(object.before == "USFJ reports to the ");
  CHECK(object.after == ".");
  const AroundName subject =
      sentence_around("{subject} reports to {object}.", "USFJ", "the Commander",
                      Direction::kSubject, "USFJ");
  CHECK(subject.before.empty());
  CHECK(subject.after == " reports to the Commander.");
  const AroundName with_article =
      sentence_around("{subject} met.", "the Quad", "", Direction::kSubject, "Quad");
  CHECK(with_article.before == "The ");
}

TEST_CASE("things are listed with commas and a last and") {
  CHECK(listed({}).empty());
  CHECK(listed({"A"}) == "A");
  CHECK(listed({"A", "B"}) == "A and B");
  CHECK(listed({"A", "B", "C"}) == "A, B and C");
}

TEST_CASE("values are written as people write them") {
  CHECK(value_text({"2024-07-28"}, ValueType::kDate, "") == "28 July 2024");
  CHECK(value_text({"2024-04"}, ValueType::kDate, "") == "April 2024");
  CHECK(value_text({"110"}, ValueType::kNumber, "km") == "110 km");
  CHECK(value_text({"70"}, ValueType::kNumber, "") == "70");
  CHECK(value_text({"1957"}, ValueType::kYear, "") == "1957");
}
