#include "cards/cloze.h"

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("a cloze is cut into the pieces around its blanks") {
  const auto cloze = read_cloze("USFJ is based at {{Yokota}} in {{western Tokyo}}.");
  REQUIRE(cloze);
  CHECK(cloze->pieces == std::vector<std::string>{"USFJ is based at ", " in ", "."});
  REQUIRE(cloze->blanks.size() == 2);
  CHECK(cloze->blanks[0].accepted == std::vector<std::string>{"Yokota"});
  CHECK(cloze->blanks[1].accepted == std::vector<std::string>{"western Tokyo"});
}

TEST_CASE("a blank may have a hint and several right answers") {
  const auto cloze = read_cloze("Due by {{2025|the year 2025::a year}}");
  REQUIRE(cloze);
  CHECK(cloze->blanks[0].accepted == std::vector<std::string>{"2025", "the year 2025"});
  CHECK(cloze->blanks[0].hint == "a year");
}

TEST_CASE("a filled cloze has the first answer in every blank") {
  CHECK(read_cloze("{{A|B}} and {{C::letter}}.")->filled() == "A and C.");
}

TEST_CASE("blanks at both ends leave empty pieces") {
  CHECK(read_cloze("{{A}}")->pieces == std::vector<std::string>{"", ""});
}

TEST_CASE("a cloze without a blank, with an open one or an empty one is refused") {
  CHECK(read_cloze("No blank here").error().what == "the cloze has no blank");
  CHECK(read_cloze("An {{open one").error().what == "a blank is not closed");
  CHECK(read_cloze("An {{ }} one").error().what == "a blank is empty");
  CHECK(read_cloze("An {{a| ::hint}} one").error().what == "a blank is empty");
}
