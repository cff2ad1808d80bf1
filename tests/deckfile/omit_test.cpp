// Facts that are not asked in a direction that their relation words.

#include <cstdlib>
#include <fmt/format.h>
#include <fstream>

#include <doctest/doctest.h>

#include "deck_text.h"
#include "deckfile/write.h"
#include "support/temporary_folder.h"

using namespace attache;

namespace {

std::string fact(std::string_view omit, std::string_view id = "f") {
  return fmt::format(
      "<fact id=\"{}\" relation=\"r\" subject=\"a\" object=\"b\" omit=\"{}\"/>", id,
      omit);
}

}  // namespace

TEST_CASE("omit names what a fact is not asked for") {
  const ReadDeck read = read_deck_text(deck_of(kPair + fact("subject")), "d");
  REQUIRE(read.deck);
  CHECK(read.deck->facts[0].omits_subject);
  CHECK_FALSE(read.deck->facts[0].omits_object);
  CHECK(deck_xml(*read.deck).find("omit=\"subject\"/>") != std::string::npos);
}

TEST_CASE("a fact that omits both is never asked") {
  CHECK(problems_in(kPair + "\n" + fact("subject object")) ==
        "d:3:50: warning: this fact is asked in neither direction — remove object or "
        "subject from omit, or remove the fact");
}

TEST_CASE("omit takes two words and no other") {
  CHECK(errors_below_pair(fact("objct")) ==
        "d:3:50: omit cannot be \"objct\" — did you mean object?");
}

TEST_CASE("two facts of which one is not asked for its object do not ask the same") {
  const std::string other =
      "<fact id=\"g\" relation=\"r\" subject=\"a\" value=\"B\" type=\"text\"/>";
  CHECK(errors_below_pair(fact("object") + other).empty());
  CHECK_FALSE(errors_below_pair(fact("subject") + other).empty());
}

TEST_CASE("the schema knows omit") {
  const TemporaryFolder folder;
  const auto validate = [&](std::string_view omit) {
    const auto file = folder.path() / "d.xml";
    std::ofstream(file) << deck_of(kPair + fact(omit));
    const std::string command = "xmllint --noout --nonet --schema '" ATTACHE_SOURCE_DIR
                                "/decks/deck.xsd' '" +
                                file.string() + "' >/dev/null 2>&1";
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the tests run on one thread
    return std::system(command.c_str());
  };
  CHECK(validate("object subject") == 0);
  CHECK(validate("topic") != 0);
  CHECK(validate("") != 0);
}
