#include "cards/wording.h"

#include <utility>

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("a sentence begins with a capital and keeps the article of a name") {
  CHECK(sentence_from("{subject} meets in {object}.", {"the Quad"}, {"Tokyo"}) ==
        "The Quad meets in Tokyo.");
}

TEST_CASE("a full stop is not doubled after an abbreviation") {
  CHECK(sentence_from("It was made in {object}.", {"it"}, {"the U.S."}) ==
        "It was made in the U.S.");
  CHECK(sentence_from("Was it made in {object}?", {"it"}, {"the U.S."}) ==
        "Was it made in the U.S.?");
}

TEST_CASE("a possessive after an s is an apostrophe alone") {
  CHECK(sentence_from("{subject}'s aim", {"the ministers"}, {""}) ==
        "The ministers' aim");
  CHECK(sentence_from("{subject}’s aim", {"Japan"}, {""}) == "Japan’s aim");
  CHECK(sentence_from("{subject}’s aim", {"the United States"}, {""}) ==
        "The United States’ aim");
}

TEST_CASE("a name may stand several times, and in any order") {
  CHECK(sentence_from("{object} hosts {subject}; {subject} thanks {object}.", {"the SDF"},
                      {"Yokota"}) == "Yokota hosts the SDF; the SDF thanks Yokota.");
}

TEST_CASE(
    "a sentence around a name keeps its article and takes a capital only where it "
    "begins") {
  const AroundName object =
      sentence_around("{subject} reports to {object}.", {"USFJ"}, {"the Commander"},
                      Direction::kObject, "Commander");
  CHECK(object.before == "USFJ reports to the ");
  CHECK(object.after == ".");
  const AroundName subject =
      sentence_around("{subject} reports to {object}.", {"USFJ"}, {"the Commander"},
                      Direction::kSubject, "USFJ");
  CHECK(subject.before.empty());
  CHECK(subject.after == " reports to the Commander.");
  const AroundName with_article =
      sentence_around("{subject} met.", {"the Quad"}, {""}, Direction::kSubject, "Quad");
  CHECK(with_article.before == "The ");
}

TEST_CASE("values are written as people write them") {
  CHECK(value_text({"2024-07-28"}, ValueType::kDate, "") == "28 July 2024");
  CHECK(value_text({"2024-04"}, ValueType::kDate, "") == "April 2024");
  CHECK(value_text({"110"}, ValueType::kNumber, "km") == "110 km");
  CHECK(value_text({"70"}, ValueType::kNumber, "") == "70");
  CHECK(value_text({"1957"}, ValueType::kYear, "") == "1957");
}

TEST_CASE("a and an follow the sound of the name behind them") {
  for (const char* an : {"agency", "SDF unit", "F-35 wing", "hour", "EU mission",
                         "IAEA team", "unimportant one", "MP", "heir", "AUKUS group"})
    CHECK_MESSAGE(takes_an(an), an);
  for (const char* a : {"base", "U.S. base", "USFJ unit", "NATO state", "European state",
                        "union", "one-star general", "UK base", "useful one", "JJOC",
                        "university", "2+2", "Ukrainian", "SIPRI report"})
    CHECK_MESSAGE(!takes_an(a), a);
  CHECK(sentence_from("It is a {object}.", {}, {"agency"}) == "It is an agency.");
  CHECK(sentence_from("It is an {object}.", {}, {"base"}) == "It is a base.");
  CHECK(sentence_from("An {object} it is, in a {subject}.", {"SDF base"}, {"U.S. one"}) ==
        "A U.S. one it is, in an SDF base.");
  CHECK(sentence_from("Panama {object}", {}, {"area"}) == "Panama area");
}

TEST_CASE("a verb follows the number of its name") {
  const char* sentence = "{subject} {is|are} below {object}, which {leads|lead}.";
  CHECK(sentence_from(sentence, {"the SDF units", true}, {"the JJOC"}) ==
        "The SDF units are below the JJOC, which leads.");
  CHECK(sentence_from(sentence, {"USFJ"}, {"the commands", true}) ==
        "USFJ is below the commands, which lead.");
  CHECK(sentence_from("Where {is|are} {subject}?", {"the islands", true}, {}) ==
        "Where are the islands?");
  CHECK(sentence_from("Where {is|are} they?", {"the islands", true}, {}) ==
        "Where is they?");
  CHECK(sentence_from("A lone { stays.", {}, {}) == "A lone { stays.");
}

TEST_CASE(
    "an entity's own article follows the sound of its name, and one article is enough") {
  Entity entity;
  entity.article = "a";
  for (const auto& [name, whole] :
       {std::pair{"organisation of states", "an organisation of states"},
        std::pair{"MP", "an MP"}, std::pair{"hour-long session", "an hour-long session"},
        std::pair{"public bill", "a public bill"}}) {
    entity.name = name;
    CHECK(in_sentence(entity) == whole);
  }
  entity.article = "the";
  entity.name = "Quad";
  CHECK(in_sentence(entity) == "the Quad");
  CHECK(sentence_from("What is a {subject}?", {"an MP"}, {}) == "What is an MP?");
  CHECK(sentence_from("The {subject} met.", {"the Quad"}, {}) == "The Quad met.");
  CHECK(sentence_from("Is {subject} the {object}?", {"a bill"}, {"an Act"}) ==
        "Is a bill the Act?");
  CHECK(sentence_from("Agenda {object}", {}, {"a bill"}) == "Agenda a bill");
}
