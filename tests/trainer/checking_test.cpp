#include "trainer/checking.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

TEST_CASE("Checking counts decks and questions and tells errors from warnings") {
  const TemporaryFolder folder;
  const auto good = folder.path() / "good.xml";
  const auto bad = folder.path() / "bad.xml";
  write_file(good, DeckText("good").facts(4).recalls(2).xml());
  write_file(bad, DeckText("bad").add("<cart/>").recall("x").recall("x").xml());
  const DeckCheck check = check_decks({good, bad, folder.path() / "gone.xml"});
  CHECK(check.decks == 3);
  CHECK(check.questions == 10);
  CHECK(check.errors.size() >= 3);
  CHECK(check.errors.front().find("bad.xml:4") != std::string::npos);
  const auto json = nlohmann::json::parse(check.json);
  CHECK(json.size() == check.errors.size() + check.warnings.size());
  CHECK(json.at(0).at("line") == 4);
  CHECK(check_decks({}).json == "[]");
}

TEST_CASE("A proof shows each question in each form that it can have") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "d.xml";
  write_file(file, DeckText("d")
                       .facts(4)
                       .recall("r")
                       .add("<card id=\"z\" kind=\"cloze\"><ask>Signed in "
                            "{{Rome|Roma}} in {{1957}}.</ask></card>")
                       .xml());
  const auto proofs = proof_questions(file, 1);
  REQUIRE(proofs);
  REQUIRE(proofs->size() == 10);
  const ProofQuestion& fact = proofs->front();
  CHECK(fact.id == "d/f0/object");
  REQUIRE(fact.lines.size() == 4);
  CHECK(fact.lines[0].starts_with("choice: Whose parliament is the Knesset?"));
  CHECK(fact.lines[0].find("* Israel") != std::string::npos);
  CHECK(fact.lines[0].find("- Norway") != std::string::npos);
  CHECK(fact.lines[1].starts_with("true-false: The Knesset is the parliament of "));
  CHECK(fact.lines[2].starts_with("cloze: The Knesset is the parliament of [Israel"));
  CHECK(fact.lines[3] == "typed: Whose parliament is the Knesset? — Israel");
  CHECK((*proofs)[8].lines == std::vector<std::string>{"recall: What is r? — It is r."});
  CHECK((*proofs)[9].lines ==
        std::vector<std::string>{"cloze: Signed in [Rome|Roma] in [1957]."});
}

TEST_CASE("A choice without enough wrong answers is not listed twice as its next form") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "d.xml";
  write_file(file, DeckText("d").facts(1).xml());
  const auto proofs = proof_questions(file, 1);
  REQUIRE(proofs);
  for (const ProofQuestion& proof : *proofs)
    CHECK(proof.lines.size() == 2);
}

TEST_CASE("A proof shows hints, tolerance, precision, reasons, and lists line by line") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "d.xml";
  write_file(
      file,
      DeckText("d")
          .add("<card id=\"z\" kind=\"cloze\"><ask>Signed in {{Rome::a city}}.</ask>"
               "</card>")
          .add("<card id=\"n\" kind=\"number\" tolerance=\"5%\"><ask>How many?</ask>"
               "<answer>200</answer></card>")
          .add("<card id=\"t\" kind=\"date\" precision=\"month\"><ask>When?</ask>"
               "<answer>1945-06</answer></card>")
          .add("<card id=\"c\" kind=\"choice\"><ask>Which?</ask><answer>this</answer>"
               "<wrong why=\"It came later.\">that</wrong><wrong>those</wrong></card>")
          .add("<card id=\"m\" kind=\"match\"><ask>Match.</ask>"
               "<pair><left>WTO</left><right>Geneva</right></pair>"
               "<pair><left>IAEA</left><right>Vienna</right></pair>"
               "<pair><left>IMF</left><right>Washington</right></pair></card>")
          .xml());
  const auto proofs = proof_questions("d", {folder.path()}, 1);
  CHECK(check_decks({file}).errors == std::vector<std::string>{});
  REQUIRE(proofs);
  REQUIRE(proofs->size() == 5);
  CHECK((*proofs)[0].lines.at(0) == "cloze: Signed in [Rome::a city].");
  CHECK((*proofs)[1].lines.at(0) == "number: How many? — 200 (± 5 %)");
  CHECK((*proofs)[2].lines.at(0).ends_with(" (to the month)"));
  CHECK((*proofs)[3].lines.at(0).find("\n    - that (It came later.)") !=
        std::string::npos);
  const std::string match = (*proofs)[4].lines.at(0);
  CHECK(match.starts_with("match: Match.\n    "));
  CHECK(match.find("\n\n") == std::string::npos);
  CHECK_FALSE(match.ends_with("\n"));
  CHECK(proof_questions(file, {}, 1));
  CHECK(proof_questions("nope", {folder.path()}, 1).error().what ==
        "there is no deck nope");
}

TEST_CASE("A deck with an error has no proof") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "d.xml";
  write_file(file, DeckText("d").add("<cart/>").xml());
  const auto proofs = proof_questions(file, 1);
  REQUIRE_FALSE(proofs);
  CHECK(proofs.error().what.find("d.xml:4") != std::string::npos);
  CHECK_FALSE(proof_questions(folder.path() / "gone.xml", 1));
}
