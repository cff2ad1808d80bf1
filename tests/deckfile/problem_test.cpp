#include "deckfile/problem.h"

#include <doctest/doctest.h>

#include "deckfile/report.h"

using namespace attache;

TEST_CASE("a problem says where it is, what it is and how to mend it") {
  const Problem problem{Severity::kError, "bad-id", "deck.xml", 4, 7, "what", "remedy"};
  CHECK(problem.text() == "deck.xml:4:7: what — remedy");
}

TEST_CASE("what is not known of a problem is left out of its text") {
  CHECK(Problem{Severity::kError, "x", "deck.xml", 4, 0, "what", ""}.text() ==
        "deck.xml:4: what");
  CHECK(Problem{Severity::kError, "x", "deck.xml", 0, 0, "what", ""}.text() ==
        "deck.xml: what");
  CHECK(Problem{Severity::kError, "x", "", 0, 0, "what", "do"}.text() == "what — do");
}

TEST_CASE("a warning is called so") {
  CHECK(Problem{Severity::kWarning, "x", "d", 1, 2, "what", "do"}.text() ==
        "d:1:2: warning: what — do");
}

TEST_CASE("problems are written as a JSON array with all of their parts") {
  CHECK(problems_json({}) == "[]");
  CHECK(problems_json({{Severity::kWarning, "unused", "d.xml", 3, 1, "nothing uses \"x\"",
                        "remove it"}}) ==
        R"([
  {
    "severity": "warning",
    "code": "unused",
    "file": "d.xml",
    "line": 3,
    "column": 1,
    "what": "nothing uses \"x\"",
    "remedy": "remove it"
  }
])");
}

TEST_CASE("a file name that is no UTF-8 does not break the JSON") {
  const std::string json =
      problems_json({{Severity::kError, "x", "d\xFF.xml", 0, 0, "a", ""}});
  CHECK(json.find("\"d\uFFFD.xml\"") != std::string::npos);
}

TEST_CASE("quoted texts are on one line and cut when long") {
  CHECK(quote("a\n b") == "\"a b\"");
  CHECK(quote(std::string(60, 'a')) == '"' + std::string(60, 'a') + '"');
  CHECK(quote(std::string(61, 'a')) == '"' + std::string(60, 'a') + "…\"");
}

TEST_CASE("words are listed with a word before the last") {
  const std::vector<std::string_view> words{"a", "b", "c"};
  CHECK(listed(words) == "a, b or c");
  CHECK(listed(std::span(words).first(2), "and") == "a and b");
  CHECK(listed(std::span(words).first(1)) == "a");
}

TEST_CASE("the article suits the noun") {
  CHECK(with_article("entity") == "an entity");
  CHECK(with_article("topic") == "a topic");
}

TEST_CASE("problems come in order of place, those of the whole file first") {
  const SourceText source("a\nbc\n");
  Report report(source, "d");
  report.error("x", 3, "third");
  report.warning("x", 0, "second");
  report.error("x", Report::kWholeFile, "first");
  const auto problems = report.sorted();
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].text() == "d: first");
  CHECK(problems[1].text() == "d:1:1: warning: second");
  CHECK(problems[2].text() == "d:2:2: third");
}

TEST_CASE("after a thousand errors or warnings no more are listed, and that is said") {
  const SourceText source("a");
  Report report(source, "d");
  for (int i = 0; i < 1500; ++i)
    report.warning("x", 0, "advice");
  CHECK_FALSE(report.full());
  CHECK_FALSE(report.has_errors());
  for (int i = 0; i < 1500; ++i)
    report.error("x", 0, "error");
  CHECK(report.full());
  const auto problems = report.sorted();
  CHECK(problems.size() == 2002);
  CHECK(
      problems[0].text() ==
      "d: warning: only the first 1000 warnings are listed — mend these and check again");
  CHECK(problems[1].text() ==
        "d: only the first 1000 errors are listed — mend these and check again");
}

TEST_CASE("suggestions stop when they have cost enough") {
  const SourceText source("a");
  Report report(source, "d");
  const std::vector<std::string_view> many(150'000, "zzzzzzzzzz");
  const std::vector<std::string_view> one{"object"};
  CHECK(report.did_you_mean("objct", one) == "did you mean object?");
  CHECK(report.did_you_mean(std::string(101, 'o'), one).empty());
  CHECK(report.did_you_mean("objct", many).empty());
  CHECK(report.did_you_mean("zzzzzzzzzx", many).empty());
  CHECK(report.did_you_mean("objct", one) == "did you mean object?");
}
