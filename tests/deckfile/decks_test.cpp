// The decks that come with the program, and reading from files.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

#include <doctest/doctest.h>

#include "deck_text.h"
#include "deckfile/write.h"

using namespace attache;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> decks() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(ATTACHE_SOURCE_DIR) / "decks"))
    if (entry.path().extension() == ".xml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Exit code of xmllint for the files, which it holds to the schema.
int validate(const std::vector<fs::path>& files) {
  std::string command =
      "xmllint --noout --nonet --schema '" ATTACHE_SOURCE_DIR "/decks/deck.xsd'";
  for (const fs::path& file : files)
    command += " '" + file.string() + "'";
  command += " >/dev/null 2>&1";
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the tests run on one thread
  return std::system(command.c_str());
}

/// A file of its own, removed at the end.
class File {
 public:
  explicit File(const std::string& content)
      : path_(fs::temp_directory_path() /
              ("attache-read-" + std::to_string(::getpid()) + ".xml")) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { fs::remove(path_); }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("every deck that comes with the program reads without a problem") {
  for (const fs::path& file : decks()) {
    const ReadDeck read = read_deck(file);
    CHECK_MESSAGE(read.problems.empty(), lines_of(read, true));
    CHECK(read.deck);
  }
}

TEST_CASE(
    "every deck that comes with the program is the same after it was written and read") {
  for (const fs::path& file : decks()) {
    const ReadDeck read = read_deck(file);
    REQUIRE(read.deck);
    CHECK_MESSAGE(read_deck_text(deck_xml(*read.deck), "d").deck == read.deck,
                  file.string());
  }
}

TEST_CASE("every deck that comes with the program holds to the schema") {
  CHECK(validate(decks()) == 0);
}

TEST_CASE("what is written holds to the schema") {
  for (const fs::path& file : decks()) {
    const ReadDeck read = read_deck(file);
    REQUIRE(read.deck);
    const File written(deck_xml(*read.deck));
    CHECK_MESSAGE(validate({written.path()}) == 0, file.string());
  }
}

TEST_CASE("the schema refuses what is no deck") {
  const File file("<deck format=\"1\"/>");
  CHECK(validate({file.path()}) != 0);
}

TEST_CASE("a file is read, and problems carry its name") {
  const File file(deck_of("<topc/>"));
  const ReadDeck read = read_deck(file.path());
  CHECK(lines_of(read, true) ==
        file.path().string() +
            ":2:1: <topc> cannot stand in a deck — did you mean <topic>?");
}

TEST_CASE("a file larger than the limit is not read to its end") {
  const File file(std::string(3U << 20U, ' '));
  DeckLimits limits;
  limits.bytes = 2U << 20U;
  CHECK(lines_of(read_deck(file.path(), limits), true) ==
        file.path().string() +
            ": the deck is larger than 2 MB — split it into several decks");
}

TEST_CASE("a file that is not there is a problem like others") {
  CHECK(lines_of(read_deck("/nowhere/deck.xml"), true) ==
        "/nowhere/deck.xml: there is no such file — check the name");
}

TEST_CASE("a folder is no deck") {
  CHECK(lines_of(read_deck("/"), true) ==
        "/: this is a folder — choose a deck file in it");
}

TEST_CASE("a file that cannot be read says why") {
  if (!fs::exists("/proc/self/mem")) return;
  // Reading at its beginning is an error for everybody, for the superuser too.
  CHECK(lines_of(read_deck("/proc/self/mem"), true) ==
        "/proc/self/mem: the file cannot be read (Input/output error) — check that you "
        "may read it");
}

TEST_CASE("an empty file holds no deck") {
  const File file("");
  CHECK(lines_of(read_deck(file.path()), true) ==
        file.path().string() +
            ": there is no deck in this file — a deck begins with <deck …>");
}

TEST_CASE("a deck of 20 MB is read in a time that grows with its size alone") {
  std::string parts =
      kPair + "<passage id=\"p\">" + std::string(90'000, 'a') + "</passage>\n";
  const std::string filling(800, 'y');
  for (int i = 0; i < 20'000; ++i) {
    parts += fmt::format(
        "<entity id=\"e{0}\" type=\"x\"><name>N{0}</name></entity>"
        "<fact id=\"f{0}\" relation=\"r\" subject=\"e{0}\" object=\"b\" passage=\"p\">"
        "<explain>{1}</explain></fact>\n",
        i, filling);
  }
  const ReadDeck read = read_deck_text(deck_of(parts), "d");
  REQUIRE(read.deck);
  CHECK(read.deck->facts.size() == 20'000);
}
