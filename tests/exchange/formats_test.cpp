// The doors: names, guesses, files in and out.
#include "exchange/formats.h"

#include <fstream>

#include <doctest/doctest.h>

#include "exchange/for_tests.h"
#include "support/temporary_folder.h"

using namespace attache;
using namespace attache::exchange;
using namespace attache::for_tests;

TEST_CASE("every format has a name of its own, by which it is found") {
  for (const InFormat format :
       {InFormat::kAnki, InFormat::kTable, InFormat::kQuizlet, InFormat::kMnemosyneCards,
        InFormat::kMnemosyneXml, InFormat::kMnemosyneText, InFormat::kHashcards,
        InFormat::kGift, InFormat::kMoodleXml, InFormat::kAiken, InFormat::kDeck}) {
    CHECK(in_format_named(name_of(format)) == format);
    CHECK(std::string(title_of(format)) != "");
  }
  for (const OutFormat format :
       {OutFormat::kAnki, OutFormat::kTable, OutFormat::kGift, OutFormat::kMoodleXml,
        OutFormat::kCardsHtml, OutFormat::kQuizHtml, OutFormat::kReadingHtml}) {
    CHECK(out_format_named(name_of(format)) == format);
    CHECK(std::string(ending_of(format)).starts_with("."));
    CHECK(std::string(title_of(format)) != "");
  }
  CHECK(!in_format_named("word"));
  CHECK(!out_format_named("pdf"));
}

TEST_CASE("a format is known by the file's name or by how it begins") {
  using namespace std::string_view_literals;
  const auto guess = guess_format;
  CHECK(guess("a.apkg", "") == InFormat::kAnki);
  CHECK(guess("A.COLPKG", "PK\x03\x04") == InFormat::kAnki);
  CHECK(guess("a", "PK\x03\x04") == InFormat::kAnki);
  CHECK(guess("a.cards", "PK\x03\x04") == InFormat::kMnemosyneCards);
  CHECK(guess("a.cards", "x") == InFormat::kMnemosyneCards);
  CHECK(guess("a.xml", "<?xml version='1.0'?><quiz>") == InFormat::kMoodleXml);
  CHECK(guess("a.txt", "  <mnemosyne core_version=\"1\">") == InFormat::kMnemosyneXml);
  CHECK(guess("", "<openSM2sync>") == InFormat::kMnemosyneXml);
  CHECK(guess("a.xml", "<?xml?>\n<deck format=\"1\">") == InFormat::kDeck);
  CHECK(!guess("a.xml", "<html>"));
  CHECK(guess("a.gift", "What? {}") == InFormat::kGift);
  CHECK(guess("a.txt", "::Q1:: What? {=x ~y}") == InFormat::kGift);
  CHECK(guess("a.txt", "$CATEGORY: x\n") == InFormat::kGift);
  CHECK(guess("a.txt", "The sun is hot.{TRUE}") == InFormat::kGift);
  CHECK(guess("a.aiken", "What?") == InFormat::kAiken);
  CHECK(guess("a.txt", "What?\nA. x\nB. y\nANSWER: A\n") == InFormat::kAiken);
  CHECK(guess("a.md", "Q: a\nA: b\n") == InFormat::kHashcards);
  CHECK(guess("a.md", "C: [a] b\n") == InFormat::kHashcards);
  CHECK(guess("a.csv", "a") == InFormat::kTable);
  CHECK(guess("a.txt", "\xEF\xBB\xBF#separator:tab\na\tb") == InFormat::kTable);
  CHECK(guess("a.txt", "a\tb\nc\td\n") == InFormat::kTable);
  CHECK(guess("a.txt", "a,b\nc,d\n") == InFormat::kTable);
  CHECK(guess("", "a\tb\nc\td\n") == InFormat::kQuizlet);
  CHECK(guess("", "a,b\nc,d\n") == InFormat::kTable);
  CHECK(guess("", "one\ntwo\n") == InFormat::kQuizlet);
  CHECK(!guess("a.txt", "one\ntwo\n"));
  CHECK(!guess("a.txt", ""));
  CHECK(!guess("a.txt", " \n"));
  CHECK(guess("a.txt", "{{c1::a}} b\tc\n{{c1::d}}\te\n") == InFormat::kTable);
}

TEST_CASE("texts are read by their formats, packages are not") {
  CHECK(import_text("a\tb\n", InFormat::kTable, a_wish()));
  CHECK(import_text("a\tb\n", InFormat::kQuizlet, a_wish()));
  CHECK(import_text("a\tb\n", InFormat::kMnemosyneText, a_wish()));
  CHECK(import_text("Q: a\nA: b\n", InFormat::kHashcards, a_wish()));
  CHECK(import_text("a\nA. b\nB. c\nANSWER: B", InFormat::kAiken, a_wish()));
  for (const InFormat format : {InFormat::kAnki, InFormat::kMnemosyneCards}) {
    const auto refused = import_text("PK", format, a_wish());
    REQUIRE(!refused);
    CHECK(refused.error().remedy == "import it as a file");
  }
}

TEST_CASE("a deck of our own comes in as it is, with its pictures") {
  const std::filesystem::path file =
      std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks/examples/image.xml";
  const auto imported = import_file(file, InFormat::kDeck, a_wish());
  REQUIRE(imported);
  CHECK(imported->format == "Attaché deck");
  REQUIRE(!imported->decks.at(0).files.empty());
  for (const ImportedFile& picture : imported->decks[0].files)
    CHECK(std::filesystem::exists(picture.from));
  const auto broken =
      import_text("<deck format=\"1\"/>", InFormat::kDeck, a_wish("d.xml"));
  REQUIRE(!broken);
  CHECK(broken.error().what.starts_with("line 1: "));
}

TEST_CASE("a file that is missing or too large is refused") {
  const TemporaryFolder folder;
  CHECK(!import_file(folder.path() / "none.csv", InFormat::kTable, a_wish()));
  CHECK(!import_file(folder.path(), InFormat::kTable, a_wish()));
  const auto file = folder.path() / "a.csv";
  std::ofstream(file) << "Where is Juba?,South Sudan\n";
  const auto read = import_file(file, InFormat::kTable, a_wish("a.csv"));
  REQUIRE(read);
  CHECK(read->decks.at(0).deck.title == "a");
  std::filesystem::resize_file(file, 33u << 20);
  const auto large = import_file(file, InFormat::kTable, a_wish());
  REQUIRE(!large);
  CHECK(large.error().what == "the file has 34 MB; the limit is 32");
}
