#include "deckfile/write.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <sys/resource.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "any_deck.h"
#include "deck_text.h"

using namespace attache;
using namespace attache::for_tests;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "attache-write-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    fs::permissions(path_, fs::perms::owner_all);
    fs::remove_all(path_);
  }
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Deck small_deck() {
  Deck deck;
  deck.id = "small";
  deck.lang = "en";
  deck.title = "Small";
  deck.topics = {{"t", "Topic", "", {}}};
  return deck;
}

/// What stands between the title and the end of a written deck.
std::string body_of(const Deck& deck) {
  const std::string xml = deck_xml(deck);
  const std::size_t begin = xml.find("</title>\n") + 9;
  return xml.substr(begin, xml.rfind("</deck>") - begin);
}

}  // namespace

TEST_CASE("property: reading a written deck gives the same deck") {
  CHECK(rc::check([] {
    const Deck deck = any_deck();
    const ReadDeck read = read_deck_text(deck_xml(deck), "d");
    if (!read.deck) RC_FAIL(lines_of(read, false));
    RC_ASSERT(*read.deck == deck);
  }));
}

TEST_CASE(
    "a deck is laid out for people: sections, two blanks a level, one topic a line") {
  Deck deck = small_deck();
  deck.as_of = PartialDate{2024, 7, 0};
  deck.authors = {"A"};
  deck.licence = "CC0-1.0";
  deck.topics.push_back({"u", "Under", "t", {"choice", "typed"}});
  CHECK(deck_xml(deck) == R"(<?xml version="1.0" encoding="UTF-8"?>
<deck format="1" id="small" edition="1" lang="en" as-of="2024-07">
  <title>Small</title>
  <author>A</author>
  <licence>CC0-1.0</licence>

  <topic id="t">Topic</topic>
  <topic id="u" parent="t" forms="choice typed">Under</topic>
</deck>
)");
}

TEST_CASE("a text of several lines gets lines of its own") {
  Deck deck = small_deck();
  deck.topics.clear();
  deck.passages = {{"p", "", "", "", "One.\n\n- two\n- three"},
                   {"q", "", "", "", "Short."}};
  CHECK(body_of(deck) == R"(
  <passage id="p">
    One.

    - two
    - three
  </passage>

  <passage id="q">Short.</passage>
)");
}

TEST_CASE(
    "a fact stands on one line when it is short, and wraps its attributes when it is "
    "long") {
  Deck deck = small_deck();
  deck.topics.clear();
  Fact fact;
  fact.id = "usfj-reports";
  fact.relation = "reports-to";
  fact.subject = "usfj";
  fact.objects = {EntityRef{"cdr-indopacom"}};
  deck.facts = {fact};
  fact.passage = "p-headquarters";
  fact.topic = "command";
  fact.meaning = 2;
  fact.support = {"words"};
  deck.facts.push_back(fact);
  CHECK(body_of(deck) == R"(
  <fact id="usfj-reports" relation="reports-to" subject="usfj" object="cdr-indopacom"/>
  <fact id="usfj-reports" relation="reports-to" subject="usfj" object="cdr-indopacom"
        topic="command" passage="p-headquarters" meaning="2">
    <support>words</support>
  </fact>
)");
}

TEST_CASE("an entity and a pair stand on one line when they are short") {
  Deck deck = small_deck();
  deck.topics.clear();
  deck.entities = {{"a", "x", "", false, {}, "A", {}, ""},
                   {"b", "x", "the", true, {"g", "h"}, "B", {{"BB", "ja"}}, ""},
                   {"c", "x", "", false, {}, std::string(80, 'C'), {}, ""}};
  Card card;
  card.id = "m";
  card.ask = "Match.";
  card.body = MatchCard{{{"l", "r"}, {"- l\n- m", "r"}}};
  deck.cards = {card};
  CHECK(body_of(deck) == R"(
  <entity id="a" type="x"><name>A</name></entity>
  <entity id="b" type="x" group="g h" article="the" plural="yes">
    <name>B</name>
    <alias lang="ja">BB</alias>
  </entity>
  <entity id="c" type="x">
    <name>)" + std::string(80, 'C') +
                             R"(</name>
  </entity>

  <card id="m" kind="match">
    <ask>Match.</ask>
    <pair><left>l</left><right>r</right></pair>
    <pair>
      <left>
        - l
        - m
      </left>
      <right>r</right>
    </pair>
  </card>
)");
}

TEST_CASE("an image card gives its picture and a line to each short region") {
  Deck deck = small_deck();
  deck.topics.clear();
  Card card;
  card.id = "i";
  card.ask = "Which?";
  card.body = ImageCard{"maps/a.png",
                        "A map",
                        Hiding::kOne,
                        {{"north", 0, 12.5, 100, 1e-7, "North", {}},
                         {"south", 1, 2, 3, 4, "South", {"S"}}}};
  deck.cards = {card};
  CHECK(body_of(deck) == R"(
  <card id="i" kind="image" hide="one">
    <ask>Which?</ask>
    <image file="maps/a.png" alt="A map"/>
    <region id="north" x="0" y="12.5" width="100" height="0.0000001"><answer>North</answer></region>
    <region id="south" x="1" y="2" width="3" height="4">
      <answer>South</answer>
      <accept>S</accept>
    </region>
  </card>
)");
}

TEST_CASE("a deck that no file could hold is written without what is forbidden") {
  Deck deck = small_deck();
  deck.title =
      "a\x01"
      "b\u202E <&>\xFF";
  const auto read = read_deck_text(deck_xml(deck), "d");
  REQUIRE(read.deck);
  CHECK(read.deck->title == "ab <&>\uFFFD");
}

TEST_CASE("writing makes a file that reads as the deck, and leaves nothing else behind") {
  const Folder folder;
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(read_deck(folder / "a.xml").deck == small_deck());
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("writing over a deck keeps its permissions") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  fs::permissions(folder / "a.xml", fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(fs::status(folder / "a.xml").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(content(folder / "a.xml") == deck_xml(small_deck()));
}

TEST_CASE("writing through a link replaces the deck and not the link") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  fs::create_symlink("a.xml", folder / "link.xml");
  REQUIRE(write_deck(small_deck(), folder / "link.xml"));
  CHECK(fs::is_symlink(folder / "link.xml"));
  CHECK(content(folder / "a.xml") == deck_xml(small_deck()));
}

TEST_CASE("a leftover of a crash does not stop the next writing") {
  const Folder folder;
  std::ofstream(folder.path() / (".a.xml." + std::to_string(::getpid()) + "-0"))
      << "half";
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(read_deck(folder / "a.xml").deck == small_deck());
}

TEST_CASE("a deck cannot be written over a folder") {
  const Folder folder;
  const auto written = write_deck(small_deck(), folder.path());
  REQUIRE_FALSE(written);
  CHECK(written.error().text() == folder.path().string() +
                                      ": the deck cannot be written, because this is a "
                                      "folder — choose the name of a file");
}

TEST_CASE("a deck cannot be written into a folder that is not there") {
  const Folder folder;
  const fs::path file = folder / "none/a.xml";
  const auto written = write_deck(small_deck(), file);
  REQUIRE_FALSE(written);
  CHECK(written.error().text() ==
        file.string() +
            ": the deck cannot be written into this folder (No such file or directory) — "
            "check "
            "that the folder is there and that you may write into it");
}

TEST_CASE(
    "when there is no room for the new deck, the old one stays and nothing is left "
    "over") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  // The limit on the size of files stands in for a full disk.
  struct rlimit old_limit {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_limit) == 0);
  struct rlimit limit = old_limit;
  limit.rlim_cur = 100;
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  const auto written = write_deck(small_deck(), folder / "a.xml");
  CHECK(::setrlimit(RLIMIT_FSIZE, &old_limit) == 0);
  std::signal(SIGXFSZ, old_handler);
  REQUIRE_FALSE(written);
  CHECK(written.error().text() == (folder / "a.xml").string() +
                                      ": the deck could not be written (File too large) "
                                      "— make room on the disk or choose "
                                      "another place; the old file is untouched");
  CHECK(content(folder / "a.xml") == "old");
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}
