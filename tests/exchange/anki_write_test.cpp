#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "deckfile/any_deck.h"
#include "deckfile/read.h"
#include "exchange/anki_bytes.h"
#include "exchange/anki_own.h"
#include "exchange/archive.h"
#include "exchange/readers.h"
#include "exchange/writers.h"
#include "support/temporary_folder.h"

namespace attache::exchange {

namespace {

using std::chrono::days;
using std::chrono::seconds;
namespace fs = std::filesystem;

const StudyDay kToday{std::chrono::local_days(std::chrono::year(2024) / 7 / 28)};

StudyCalendar tokyo() {
  return *StudyCalendar::in_zone("Asia/Tokyo");
}
ExportWish a_wish() {
  ExportWish wish{0, Instant(seconds(1'722'150'000)), 0, {}, tokyo()};
  return wish;
}

DeckBook book_of(const std::string& file) {
  const fs::path path = fs::path(ATTACHE_SOURCE_DIR) / "decks" / file;
  return DeckBook(*read_deck(path).deck, path.parent_path());
}

Result<Imported> back(const Exported& exported) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "deck.apkg";
  bytes_into(file, exported.bytes);
  return read_anki(file, {"deck.apkg", "", "en", tokyo(), a_wish().now, {}});
}

/// The database of a package, open for queries.
class Opened {
 public:
  explicit Opened(const Exported& exported) {
    bytes_into(folder_.path() / "a.zip", exported.bytes);
    auto archive = Archive::open(folder_.path() / "a.zip");
    REQUIRE(archive);
    bytes_into(folder_.path() / "db", *archive->read(*archive->find("collection.anki2")));
    media = nlohmann::json::parse(*archive->read(*archive->find("media")));
    REQUIRE(sqlite3_open((folder_.path() / "db").c_str(), &handle_) == SQLITE_OK);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  ~Opened() { sqlite3_close(handle_); }

  std::vector<std::string> column(const char* sql) {
    std::vector<std::string> found;
    sqlite3_stmt* row = nullptr;
    REQUIRE(sqlite3_prepare_v2(handle_, sql, -1, &row, nullptr) == SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
      const void* text = sqlite3_column_text(row, 0);
      found.emplace_back(text == nullptr ? "" : static_cast<const char*>(text));
    }
    sqlite3_finalize(row);
    return found;
  }
  std::string one(const char* sql) { return column(sql).at(0); }
  std::vector<std::string> fields(const char* where) {
    std::vector<std::string> found;
    std::string text = one(where);
    for (std::size_t at = text.find('\x1f');; at = text.find('\x1f')) {
      found.push_back(text.substr(0, at));
      if (at == std::string::npos) return found;
      text.erase(0, at + 1);
    }
  }
  nlohmann::json media;

 private:
  TemporaryFolder folder_;
  sqlite3* handle_ = nullptr;
};

TEST_CASE("every shipped deck comes back from Anki as it was") {
  for (const std::string name :
       {"japan-us-2plus2-2024.xml", "uk-bill-to-act.xml", "examples/choice.xml",
        "examples/cloze.xml", "examples/date.xml", "examples/facts.xml",
        "examples/image.xml", "examples/match.xml", "examples/number.xml",
        "examples/order.xml", "examples/recall.xml", "examples/select.xml",
        "examples/true-false.xml", "examples/typed.xml"}) {
    CAPTURE(name);
    const DeckBook book = book_of(name);
    const auto exported = write_anki(book, a_wish());
    REQUIRE(exported);
    CHECK(exported->notes.empty());
    const auto imported = back(*exported);
    REQUIRE(imported);
    REQUIRE(imported->decks.size() == 1);
    CHECK(imported->decks[0].deck == book.deck());
    CHECK(imported->notes.empty());
    std::set<std::string> asked(imported->questions.begin(), imported->questions.end());
    CHECK(asked.size() == book.questions().size());
    for (const Question& question : book.questions())
      CHECK(asked.contains(question.id));
  }
}

TEST_CASE("the pictures of a deck come back under their own names") {
  const DeckBook book = book_of("examples/image.xml");
  const auto imported = back(*write_anki(book, a_wish()));
  REQUIRE(imported);
  REQUIRE_FALSE(imported->decks[0].files.empty());
  for (const ImportedFile& file : imported->decks[0].files)
    CHECK(bytes_of(file.from) == bytes_of(book.folder() / file.name));
}

TEST_CASE("the same deck gives the same package, byte for byte") {
  const DeckBook book = book_of("examples/facts.xml");
  CHECK(write_anki(book, a_wish())->bytes == write_anki(book, a_wish())->bytes);
}

TEST_CASE("property: a deck that goes out and comes back is the same") {
  CHECK(rc::check("same", [] {
    Deck deck = for_tests::any_deck();
    // A deck of nothing asked has no cards to go by.
    DeckBook book(std::move(deck));
    if (book.questions().empty()) return true;
    const auto exported = write_anki(book, a_wish());
    if (!exported) return false;
    const auto imported = back(*exported);
    return imported && imported->decks.size() == 1 &&
           imported->decks[0].deck == book.deck();
  }));
}

TEST_CASE("a fact is a note with a card for each direction that is asked") {
  const DeckBook book = book_of("examples/facts.xml");
  const auto exported = write_anki(book, a_wish());
  REQUIRE(exported);
  Opened opened(*exported);
  const Question& question = book.questions().front();
  REQUIRE(question.direction);
  const Fact& fact = book.deck().facts[question.item];
  const auto fields = opened.fields(
      fmt::format("SELECT flds FROM notes WHERE guid = '{}/{}'", book.deck().id, fact.id)
          .c_str());
  CHECK(fields.at(0) == fact.id);
  CHECK(fields.at(6).find(book.statement(fact)) != std::string::npos);
  CHECK(opened.column("SELECT id FROM cards").size() == book.questions().size());
  CHECK(opened.one(
            "SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)") == "0");
  CHECK(opened.one("SELECT ver FROM col") == "11");
  CHECK(opened.one("PRAGMA integrity_check") == "ok");
}

TEST_CASE("notes say when the edition was changed, not when it was exported") {
  const DeckBook book = book_of("examples/recall.xml");
  ExportWish later = a_wish();
  later.now += days(100);
  Opened first(*write_anki(book, a_wish()));
  Opened second(*write_anki(book, later));
  const char* sql = "SELECT group_concat(id || guid || mod || csum) FROM notes";
  CHECK(first.one(sql) == second.one(sql));
  Deck deck = book.deck();
  ++deck.edition;
  Opened third(*write_anki(DeckBook(deck), a_wish()));
  CHECK(std::stoll(third.one("SELECT mod FROM notes")) >
        std::stoll(first.one("SELECT mod FROM notes")));
  CHECK(third.one("SELECT id FROM notes") == first.one("SELECT id FROM notes"));
}

Deck two_cards() {
  Deck deck;
  deck.id = "two";
  deck.lang = "en";
  deck.title = "Two::cards";
  deck.topics = {{"t", "Topic", "", {}}, {"u", "Under", "t", {}}};
  Card card;
  card.id = "one";
  card.topic = "u";
  card.tags = {"a", "b"};
  card.ask = "What is *1 < 2*?";
  card.body = RecallCard{"True."};
  deck.cards.push_back(card);
  card.id = "blank";
  card.topic = "";
  card.ask = "It is {{a|b::hint}} and **{{c}}**.";
  card.body = ClozeCard{};
  deck.cards.push_back(card);
  return deck;
}

TEST_CASE("texts are HTML, blanks are Anki's, topics are decks within the deck") {
  Opened opened(*write_anki(DeckBook(two_cards()), a_wish()));
  const auto recall = opened.fields("SELECT flds FROM notes WHERE guid = 'two/one'");
  CHECK(recall.at(1).find("What is <em>1 &lt; 2</em>?") != std::string::npos);
  CHECK(recall.at(2).find("True.") != std::string::npos);
  const auto blank = opened.fields("SELECT flds FROM notes WHERE guid = 'two/blank'");
  CHECK(blank.at(1).find("It is {{c1::a::hint}} and <strong>{{c1::c}}</strong>.") !=
        std::string::npos);
  CHECK(opened.one("SELECT tags FROM notes WHERE guid = 'two/one'") == " a b ");
  const auto decks = nlohmann::json::parse(opened.one("SELECT decks FROM col"));
  std::set<std::string> names;
  for (const auto& [id, deck] : decks.items())
    names.insert(deck["name"].get<std::string>());
  CHECK(names ==
        std::set<std::string>{"Default", "Two:cards", "Two:cards::Topic::Under"});
}

TEST_CASE("where a learner stands goes out and comes back") {
  const DeckBook book{two_cards()};
  ExportWish wish = a_wish();
  ExportedStanding standing;
  standing.schedule.phase = Phase::kReview;
  standing.schedule.memory = MemoryState{20.5, 4.25, 0};
  standing.schedule.due_day = kToday + days(9);
  standing.schedule.last_day = kToday - days(3);
  standing.schedule.last_at = tokyo().start_of(kToday - days(3)) + std::chrono::hours(3);
  standing.schedule.interval_days = 12;
  standing.schedule.reviews = 5;
  standing.schedule.lapses = 1;
  wish.standings = {standing, {}};
  wish.standings[1].suspended = true;
  const auto exported = write_anki(book, wish);
  REQUIRE(exported);
  const auto imported = back(*exported);
  REQUIRE(imported);
  CHECK(imported->questions == std::vector<QuestionId>{"two/one", "two/blank"});
  const auto& state = imported->standings[0].state;
  REQUIRE(state);
  CHECK(state->due == kToday + days(9));
  CHECK(state->last_day == kToday - days(3));
  CHECK(state->reviews == 5);
  CHECK(state->lapses == 1);
  CHECK(state->memory == MemoryState{20.5, 4.25, 0});
  CHECK_FALSE(imported->standings[1].state);
  CHECK(imported->standings[1].suspended);
  Opened opened(*exported);
  CHECK(opened.one("SELECT ivl || ' ' || type || ' ' || queue FROM cards ORDER BY type "
                   "DESC") == "12 2 2");
}

TEST_CASE("answers go out as rows of Anki's log, no two at one time") {
  const DeckBook book{two_cards()};
  ExportWish wish = a_wish();
  ExportedStanding one;
  one.schedule.phase = Phase::kReview;
  one.schedule.due_day = one.schedule.last_day = kToday;
  one.schedule.interval_days = 12;
  one.answers = {{1'700'000'000'000, 4000, 0, -600, 5.5, Rating::kGood, Phase::kNew},
                 {1'700'000'600'000, 900, -600, 3, 1, Rating::kEasy, Phase::kLearning},
                 {1'700'300'000'000, 1, 3, -600, 10, Rating::kAgain, Phase::kReview},
                 {1'700'300'600'000, 2, -600, 1, 10, Rating::kHard, Phase::kRelearning}};
  ExportedStanding other = one;
  other.answers.resize(1);
  wish.standings = {one, other};
  const auto exported = write_anki(book, wish);
  REQUIRE(exported);
  Opened opened(*exported);
  // id, ease, ivl, lastIvl, factor = 1000 * ((d - 1) / 9 + 0.1), time, type.
  CHECK(opened.column("SELECT id || ' ' || usn || ' ' || ease || ' ' || ivl || ' ' || "
                      "lastIvl || ' ' || factor || ' ' || time || ' ' || type FROM "
                      "revlog ORDER BY id") ==
        std::vector<std::string>{
            "1700000000000 -1 3 -600 0 600 4000 0",
            "1700000000001 -1 3 -600 0 600 4000 0", "1700000600000 -1 4 3 -600 100 900 0",
            "1700300000000 -1 1 -600 3 1100 1 1", "1700300600000 -1 2 1 -600 1100 2 2"});
  CHECK(opened.one("SELECT count(*) FROM revlog JOIN cards ON cards.id = cid JOIN notes "
                   "ON notes.id = nid WHERE guid = 'two/one'") == "4");
  const auto imported = back(*exported);
  REQUIRE(imported);
  CHECK(imported->answers.size() == 5);
}

TEST_CASE("a buried question goes out and comes back as one") {
  const DeckBook book{two_cards()};
  ExportWish wish = a_wish();
  wish.standings.resize(2);
  wish.standings[0].buried = true;
  wish.standings[1].buried = wish.standings[1].suspended = true;
  const auto exported = write_anki(book, wish);
  REQUIRE(exported);
  Opened opened(*exported);
  CHECK(opened.column("SELECT queue FROM cards ORDER BY queue") ==
        std::vector<std::string>{"-3", "-1"});
  const auto imported = back(*exported);
  REQUIRE(imported);
  CHECK(imported->standings[0].buried);
  CHECK_FALSE(imported->standings[0].suspended);
  CHECK(imported->standings[1].suspended);
}

TEST_CASE("a learning step goes out as one, and a memory of two traces does not") {
  const DeckBook book{two_cards()};
  ExportWish wish = a_wish();
  ExportedStanding learning;
  learning.schedule.phase = Phase::kLearning;
  learning.schedule.due_day = learning.schedule.last_day = kToday;
  learning.schedule.due_at = wish.now + std::chrono::minutes(10);
  learning.schedule.reviews = 1;
  learning.schedule.memory = MemoryState{2, 5, 1};
  ExportedStanding again = learning;
  again.schedule.phase = Phase::kRelearning;
  again.schedule.interval_days = 3;
  wish.standings = {learning, again};
  Opened opened(*write_anki(book, wish));
  CHECK(opened.column("SELECT type || ' ' || queue || ' ' || due || ' ' || ivl || data "
                      "FROM cards ORDER BY type") ==
        std::vector<std::string>{"1 1 1722150600 0", "3 1 1722150600 3"});
}

TEST_CASE("a card that was changed in Anki is noted, one that was deleted is gone") {
  const DeckBook book{two_cards()};
  const auto exported = write_anki(book, a_wish());
  REQUIRE(exported);
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.apkg";
  bytes_into(file, exported->bytes);
  auto archive = Archive::open(file);
  const auto database = folder.path() / "db";
  bytes_into(database, *archive->read(*archive->find("collection.anki2")));
  const auto change = [&](const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    zip_into(file, {{"collection.anki2", bytes_of(database)},
                    {"media", *archive->read(*archive->find("media"))},
                    {"0", *archive->read(*archive->find("0"))}});
    return read_anki(file, {"a.apkg", "", "en", tokyo(), a_wish().now, {}});
  };
  const auto edited = change("UPDATE notes SET flds = replace(flds, 'True.', 'False.')");
  REQUIRE(edited);
  CHECK(edited->notes.size() == 1);
  const auto deleted = change("DELETE FROM notes WHERE guid = 'two/one'");
  REQUIRE(deleted);
  REQUIRE(deleted->decks.at(0).deck.cards.size() == 1);
  CHECK(deleted->decks[0].deck.cards[0].id == "blank");
  // What cannot be read any more comes in as any other card.
  const auto broken =
      change("UPDATE notes SET flds = replace(flds, '&lt;card', '&lt;c')");
  REQUIRE(broken);
  CHECK(broken->decks.at(0).deck.cards.size() == 1);
  CHECK(broken->decks[0].deck.title == "Two:cards");
}

TEST_CASE("the hidden field is read as it was written") {
  const OwnPart part{"deck", 12, 99, "card/region", "<card id=\"a\">&amp; b</card>"};
  const auto read = read_own_field(own_field(part));
  REQUIRE(read);
  CHECK(read->deck == part.deck);
  CHECK(read->place == part.place);
  CHECK(read->shown == part.shown);
  CHECK(read->base == part.base);
  CHECK(read->xml == part.xml);
  for (const char* text :
       {"", "attache-1", "attache-1 d x 1 b\n<a/>", "attache-1 d 1 z b\n",
        "attache-2 d 1 1 b\n", "attache-1  1 1 b\n"})
    CHECK_FALSE(read_own_field(text));
}

TEST_CASE("a picture that is not there is noted") {
  const DeckBook there = book_of("examples/image.xml");
  const DeckBook gone(there.deck(), "/nowhere");
  const auto exported = write_anki(gone, a_wish());
  REQUIRE(exported);
  CHECK_FALSE(exported->notes.empty());
  CHECK(back(*exported)->decks.at(0).deck == gone.deck());
}

}  // namespace

}  // namespace attache::exchange
