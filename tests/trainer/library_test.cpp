#include "trainer/library.h"

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

namespace {

std::vector<std::string> ids_of(const Library& library) {
  std::vector<std::string> ids;
  for (const DeckBook& book : library.books)
    ids.push_back(book.deck().id);
  return ids;
}

}  // namespace

TEST_CASE("Decks stand in the order of folders and then of file names") {
  const TemporaryFolder folder;
  const auto first = folder.path() / "first";
  const auto second = folder.path() / "second";
  write_file(first / "b.xml", DeckText("x", "Zebra").recalls(1).xml());
  write_file(first / "c.xml", DeckText("y", "Ant").recalls(1).xml());
  write_file(second / "a.xml", DeckText("z", "Mole").recalls(1).xml());
  CHECK(ids_of(load_library({first, second})) == std::vector<std::string>{"x", "y", "z"});
  CHECK(ids_of(load_library({second, first})) == std::vector<std::string>{"z", "x", "y"});
}

TEST_CASE("Only visible .xml files directly in a folder are decks") {
  const TemporaryFolder folder;
  write_file(folder.path() / "a.xml", DeckText("a").recalls(1).xml());
  write_file(folder.path() / ".#a.xml", "an editor's remains");
  write_file(folder.path() / "deck.xsd", "<schema/>");
  write_file(folder.path() / "notes.txt", "not a deck");
  write_file(folder.path() / "examples" / "b.xml", DeckText("b").recalls(1).xml());
  const Library library = load_library({folder.path()});
  CHECK(ids_of(library) == std::vector<std::string>{"a"});
  CHECK(library.failures.empty());
}

TEST_CASE("A folder that is not there is no failure, a deck file that is not there is") {
  const TemporaryFolder folder;
  const Library library =
      load_library({folder.path() / "decks", folder.path() / "gone.xml"});
  CHECK(library.books.empty());
  REQUIRE(library.failures.size() == 1);
  CHECK(library.failures.front().file == folder.path() / "gone.xml");
  CHECK_FALSE(library.failures.front().problems.empty());
}

TEST_CASE("A deck file of any name can be given by itself") {
  const TemporaryFolder folder;
  write_file(folder.path() / "deck.txt", DeckText("a").recalls(1).xml());
  CHECK(ids_of(load_library({folder.path() / "deck.txt"})) ==
        std::vector<std::string>{"a"});
}

TEST_CASE("A file that is named twice is read once") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.xml";
  write_file(file, DeckText("a").recalls(1).xml());
  const Library library =
      load_library({folder.path(), file, folder.path() / "." / "a.xml"});
  CHECK(library.books.size() == 1);
  CHECK(library.failures.empty());
}

TEST_CASE("The decks that come with the program load without a failure") {
  const Library library =
      load_library({std::filesystem::path(ATTACHE_SOURCE_DIR) / "decks"});
  CHECK(library.failures.empty());
  CHECK(ids_of(library) ==
        std::vector<std::string>{"japan-us-2plus2-2024", "uk-bill-to-act"});
}
