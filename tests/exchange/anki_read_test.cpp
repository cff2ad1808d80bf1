#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "deckfile/read.h"
#include "deckfile/write.h"
#include "exchange/anki_bytes.h"
#include "exchange/readers.h"
#include "support/picture_bytes.h"
#include "support/temporary_folder.h"

namespace attache::exchange {

namespace {

using std::chrono::days;
using std::chrono::seconds;

const MadeType kBasic{1,
                      "Basic",
                      false,
                      {"Front", "Back"},
                      {{"Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"}}};
const MadeType kBoth{2,
                     "Both ways",
                     false,
                     {"Front", "Back"},
                     {{"Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"},
                      {"Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"}}};
const MadeType kCloze{3,
                      "Cloze",
                      true,
                      {"Text", "Extra"},
                      {{"Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"}}};
const MadeType kTyped{
    4,
    "Typed",
    false,
    {"Front", "Back"},
    {{"Card 1", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}"}}};

/// 2020-09-13, 12:26:40 UTC.
constexpr std::int64_t kCreated = 1'600'000'000;
const StudyDay kFirstDay{std::chrono::local_days(std::chrono::year(2020) / 9 / 13)};

ImportWish a_wish() {
  return {"capitals.apkg",
          "",
          "en",
          *StudyCalendar::in_zone("UTC"),
          Instant(seconds(1'700'000'000)),
          {}};
}

MadeCollection one_card() {
  MadeCollection made;
  made.types = {kBasic};
  made.decks = {{1, "Default"}, {7, "Capitals"}};
  made.notes = {{10, "japan", 1, {"The capital of Japan?", "Tokyo"}, " asia "}};
  made.cards = {{100, 10, 7}};
  return made;
}

Result<Imported> read_made(const MadeCollection& made,
                           Container container = Container::kOldest,
                           const ImportWish& wish = a_wish()) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "capitals.apkg";
  made.write(file, container);
  return read_anki(file, wish);
}

const Card& only_card(const Result<Imported>& imported) {
  REQUIRE(imported);
  REQUIRE(imported->decks.size() == 1);
  REQUIRE(imported->decks[0].deck.cards.size() == 1);
  return imported->decks[0].deck.cards[0];
}

bool has_note(const Imported& imported, std::string_view what) {
  return std::any_of(
      imported.notes.begin(), imported.notes.end(),
      [&](const ImportNote& note) { return note.what.find(what) != std::string::npos; });
}

bool passes_the_checker(const Imported& imported) {
  return std::all_of(imported.decks.begin(), imported.decks.end(),
                     [](const ImportedDeck& one) {
                       return read_deck_text(deck_xml(one.deck), "made").deck.has_value();
                     });
}

TEST_CASE("all three containers give the same deck") {
  MadeCollection made = one_card();
  made.weights = {0.3F, 1.2F,  2.3F,  8.3F, 6.4F, 0.8F, 3.0F,  0.001F, 1.8F,  0.17F, 0.8F,
                  1.5F, 0.06F, 0.26F, 1.6F, 0.6F, 1.9F, 0.54F, 0.09F,  0.07F, 0.15F};
  made.retention = 0.85F;
  made.reviews = {{1'650'000'000'000, 100, 3, 1, 4200}};
  for (const Container container :
       {Container::kOldest, Container::kMiddle, Container::kNewest}) {
    const auto imported = read_made(made, container);
    REQUIRE(imported);
    CHECK(imported->format == "Anki package");
    REQUIRE(imported->decks.size() == 1);
    const Deck& deck = imported->decks[0].deck;
    CHECK(deck.id == "capitals");
    CHECK(deck.title == "Capitals");
    const Card& card = only_card(imported);
    CHECK(card.id == "japan");
    CHECK(card.ask == "The capital of Japan?");
    CHECK(std::get<RecallCard>(card.body).answer == "Tokyo");
    CHECK(card.tags == std::vector<std::string>{"asia"});
    CHECK(imported->questions == std::vector<QuestionId>{"capitals/japan"});
    REQUIRE(imported->answers.size() == 1);
    CHECK(imported->answers[0].at_ms == 1'650'000'000'000);
    CHECK(imported->answers[0].rating == Rating::kGood);
    CHECK(imported->answers[0].duration_ms == 4200);
    REQUIRE(imported->weights);
    CHECK(imported->weights->values.size() == 21);
    CHECK(imported->weights->values[2] == doctest::Approx(2.3));
    CHECK(imported->desired_retention == doctest::Approx(0.85));
    CHECK(passes_the_checker(*imported));
  }
}

TEST_CASE("each template of a note makes a card of its own") {
  MadeCollection made = one_card();
  made.types = {kBoth};
  made.notes[0].type = 2;
  made.cards = {{100, 10, 7, 0}, {101, 10, 7, 1}};
  const auto imported = read_made(made);
  REQUIRE(imported);
  const auto& cards = imported->decks[0].deck.cards;
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].id == "japan");
  CHECK(cards[1].id == "japan-2");
  CHECK(cards[1].ask == "Tokyo");
  CHECK(std::get<RecallCard>(cards[1].body).answer == "The capital of Japan?");
}

TEST_CASE("a card that an optional side does not fill is left out") {
  MadeCollection made = one_card();
  MadeType type = kBoth;
  type.fields.push_back("Reverse");
  type.templates[1].question = "{{#Reverse}}{{Back}}{{/Reverse}}";
  made.types = {type};
  made.notes[0].type = 2;
  made.notes[0].fields.push_back("");
  made.cards = {{100, 10, 7, 0}, {101, 10, 7, 1}};
  const auto imported = read_made(made);
  CHECK(only_card(imported).id == "japan");
  CHECK(has_note(*imported, "an empty card"));
}

TEST_CASE("each number of a cloze is a card with those blanks") {
  MadeCollection made = one_card();
  made.types = {kCloze};
  made.notes[0].type = 3;
  made.notes[0].fields = {"{{c1::<b>Tokyo</b>::city}} lies in {{c2::Japan}} | east",
                          "A note"};
  made.cards = {{100, 10, 7, 0}, {101, 10, 7, 1}, {102, 10, 7, 2}};
  const auto imported = read_made(made);
  REQUIRE(imported);
  const auto& cards = imported->decks[0].deck.cards;
  REQUIRE(cards.size() == 2);
  CHECK(std::holds_alternative<ClozeCard>(cards[0].body));
  CHECK(cards[0].ask == "{{Tokyo::city}} lies in Japan | east");
  CHECK(cards[1].ask == "**Tokyo** lies in {{Japan}} | east");
  CHECK(cards[0].explain == "A note");
  CHECK(has_note(*imported, "an empty card"));
  CHECK(passes_the_checker(*imported));
}

TEST_CASE("a blank that is too long to be typed is turned over instead") {
  MadeCollection made = one_card();
  made.types = {kCloze};
  made.notes[0].type = 3;
  const std::string longer(150, 'x');
  made.notes[0].fields = {"It is {{c1::" + longer + "}}.", ""};
  const auto imported = read_made(made);
  const Card& card = only_card(imported);
  CHECK(card.ask.find("…") != std::string::npos);
  CHECK(std::get<RecallCard>(card.body).answer == "It is " + longer + ".");
}

TEST_CASE("an answer that Anki has typed is typed here") {
  MadeCollection made = one_card();
  made.types = {kTyped};
  made.notes[0].type = 4;
  const auto imported = read_made(made);
  const Card& card = only_card(imported);
  CHECK(card.ask == "The capital of Japan?");
  CHECK(std::get<TypedCard>(card.body).answer == "Tokyo");
}

TEST_CASE("decks at the top become decks, those below become topics") {
  MadeCollection made = one_card();
  made.decks = {{7, "Asia::East::Japan"}, {8, "Europe"}, {9, "Empty"}};
  made.notes.push_back({11, "france", 1, {"The capital of France?", "Paris"}, ""});
  made.cards = {{100, 10, 7}, {101, 11, 8}};
  for (const Container container : {Container::kMiddle, Container::kNewest}) {
    const auto imported = read_made(made, container);
    REQUIRE(imported);
    REQUIRE(imported->decks.size() == 2);
    const Deck& asia = imported->decks[0].deck;
    CHECK(asia.id == "asia");
    REQUIRE(asia.topics.size() == 2);
    CHECK(asia.topics[0].name == "East");
    CHECK(asia.topics[1].name == "Japan");
    CHECK(asia.topics[1].parent == asia.topics[0].id);
    CHECK(asia.cards[0].topic == asia.topics[1].id);
    CHECK(imported->decks[1].deck.id == "europe");
    CHECK(imported->questions == std::vector<QuestionId>{"asia/japan", "europe/france"});
  }
}

TEST_CASE("the same package gives the same ids, whatever they are in Anki") {
  MadeCollection made = one_card();
  made.notes[0].guid = "Q5$xk}}+.2";
  const auto first = read_made(made);
  made.notes[0].fields = {"Which city is the capital of Japan?", "Tokyo"};
  const auto second = read_made(made, Container::kNewest);
  CHECK(only_card(first).id == only_card(second).id);
  CHECK(only_card(first).id.starts_with("anki-"));
}

TEST_CASE("suspended, buried and flagged cards are known as such") {
  MadeCollection made = one_card();
  for (int i = 1; i < 5; ++i) {
    made.notes.push_back(
        {10 + i, "n" + std::to_string(i), 1, {"Q" + std::to_string(i), "A"}, ""});
    made.cards.push_back({100 + i, 10 + i, 7});
  }
  made.cards[1].queue = -1;
  made.cards[2].queue = -2;
  made.cards[3].flags = 2;
  made.notes[4].tags = " marked ";
  const auto imported = read_made(made);
  REQUIRE(imported);
  REQUIRE(imported->standings.size() == 5);
  CHECK_FALSE(imported->standings[0].suspended);
  CHECK(imported->standings[1].suspended);
  CHECK_FALSE(imported->standings[1].buried);
  CHECK(imported->standings[2].buried);
  CHECK(imported->standings[3].marked);
  CHECK(imported->standings[4].marked);
  CHECK_FALSE(imported->standings[0].state);
}

TEST_CASE("a reviewed card keeps its due day, its counts and its memory") {
  MadeCollection made = one_card();
  MadeCard& card = made.cards[0];
  card.type = card.queue = 2;
  card.due = 40;
  card.interval = 12;
  card.reps = 6;
  card.lapses = 1;
  card.state = R"({"s":14.5,"d":6.25,"dr":0.9})";
  const auto imported = read_made(made);
  REQUIRE(imported);
  const auto& state = imported->standings.at(0).state;
  REQUIRE(state);
  CHECK(state->due == kFirstDay + days(40));
  CHECK(state->last_day == kFirstDay + days(28));
  CHECK(state->reviews == 6);
  CHECK(state->lapses == 1);
  REQUIRE(state->memory);
  CHECK(state->memory->stability == 14.5);
  CHECK(state->memory->difficulty == 6.25);
}

TEST_CASE("days count from where the collection was made") {
  MadeCollection made = one_card();
  made.created = kCreated + 12 * 3600;  // 00:26 UTC on the day after
  made.cards[0].type = made.cards[0].queue = 2;
  made.cards[0].due = 1;
  CHECK(read_made(made)->standings.at(0).state->due == kFirstDay + days(2));
  made.minutes_west = 300;
  for (const Container container : {Container::kOldest, Container::kNewest})
    CHECK(read_made(made, container)->standings.at(0).state->due == kFirstDay + days(1));
}

TEST_CASE("a card in a filtered deck belongs to its own") {
  MadeCollection made = one_card();
  made.decks.push_back({50, "Cram"});
  MadeCard& card = made.cards[0];
  card.deck = 50;
  card.home_deck = 7;
  card.home_due = 9;
  card.type = card.queue = 2;
  card.due = -100'000;
  const auto imported = read_made(made);
  REQUIRE(imported);
  CHECK(imported->decks.at(0).deck.id == "capitals");
  CHECK(imported->standings.at(0).state->due == kFirstDay + days(9));
}

TEST_CASE("a card in a learning step is due on the day of its step") {
  MadeCollection made = one_card();
  made.cards[0].type = made.cards[0].queue = 1;
  made.cards[0].due = kCreated + 86'400;
  CHECK(read_made(made)->standings.at(0).state->due == kFirstDay + days(1));
  made.cards[0].queue = 3;
  made.cards[0].due = 5;
  CHECK(read_made(made)->standings.at(0).state->due == kFirstDay + days(5));
  made.cards[0].due = 9'000'000'000'000;
  CHECK_FALSE(read_made(made)->standings.at(0).state->due);
}

TEST_CASE("answers come in order, and only those that are some") {
  MadeCollection made = one_card();
  made.notes.push_back({11, "france", 1, {"The capital of France?", "Paris"}, ""});
  made.cards.push_back({101, 11, 7});
  made.cards[0].type = made.cards[0].queue = 2;
  made.reviews = {{1'650'000'000'000, 101, 4, 1}, {1'650'000'001'000, 100, 1, 0},
                  {1'650'000'002'000, 101, 2, 2}, {1'650'000'003'000, 100, 0, 4},
                  {1'650'000'004'000, 100, 3, 5}, {1'650'000'005'000, 999, 3, 1},
                  {1'650'000'006'000, 100, 3, 3}, {9'650'000'006'000, 100, 3, 1}};
  const auto imported = read_made(made);
  REQUIRE(imported);
  std::vector<std::pair<std::uint32_t, int>> found;
  for (const ImportedAnswer& answer : imported->answers)
    found.emplace_back(answer.question, static_cast<int>(answer.rating));
  CHECK(found ==
        std::vector<std::pair<std::uint32_t, int>>{{0, 1}, {0, 3}, {1, 4}, {1, 2}});
  CHECK(has_note(*imported, "from the future"));
  // The second one was answered and is new: it was set back in Anki.
  CHECK(imported->standings[1].state->forget);
  CHECK_FALSE(imported->standings[0].state->forget);
}

TEST_CASE("older weights are brought up to date, impossible ones left out") {
  MadeCollection made = one_card();
  made.weights = {0.4F, 1.2F,  3.2F,  15.7F, 7.2F,  0.53F, 1.46F, 0.005F, 1.54F, 0.12F,
                  1.0F, 1.94F, 0.11F, 0.29F, 2.27F, 0.23F, 2.99F, 0.52F,  0.66F};
  CHECK(read_made(made)->weights->values.size() == 21);
  made.weights = {1, 2, 3};
  const auto imported = read_made(made);
  CHECK_FALSE(imported->weights);
  CHECK(has_note(*imported, "weights cannot be used"));
}

TEST_CASE("HTML becomes text, and what cannot be shown is noted") {
  MadeCollection made = one_card();
  made.notes[0].fields = {"<b>Bold</b> &amp; plain[sound:a.mp3]",
                          "<script>x()</script>Tokyo \\(x^2\\)"};
  const auto imported = read_made(made);
  CHECK(only_card(imported).ask == "**Bold** & plain");
  CHECK(has_note(*imported, "the sound a.mp3 is left out"));
  CHECK(has_note(*imported, "a formula"));
}

TEST_CASE("a hint on the question's side and text struck through are noted once a note") {
  MadeCollection made = one_card();
  made.types[0].fields.push_back("Hint");
  made.types[0].templates[0].question = "{{Front}}{{hint:Hint}}";
  made.notes[0].fields = {"<s>A</s> <del>B</del>", "Tokyo", "It begins with T"};
  made.notes.push_back({11, "peru", 1, {"Peru?", "Lima", ""}, ""});
  made.cards.push_back({101, 11, 7});
  const auto imported = read_made(made);
  REQUIRE(imported);
  CHECK(imported->notes == std::vector<ImportNote>{
                               {"note “A B”", "a hint is left out of the question", 1},
                               {"note “A B”", "the line through a text is left out", 1}});
}

TEST_CASE("a question about a picture keeps the picture") {
  MadeCollection made = one_card();
  made.notes[0].fields = {"<img src=\"../flag of Japan.png\">", "Japan"};
  made.media = {{"../flag of Japan.png", png_start(30, 20)}, {"other.mp3", "x"}};
  for (const Container container : {Container::kOldest, Container::kNewest}) {
    const auto imported = read_made(made, container);
    const Card& card = only_card(imported);
    CHECK(std::get<RecallCard>(card.body).answer == "Japan");
    REQUIRE(imported->decks[0].files.size() == 1);
    const ImportedFile& file = imported->decks[0].files[0];
    CHECK(file.name.starts_with("media/flag-of-japan-"));
    CHECK(card.ask == "![](" + file.name + ")");
    CHECK(bytes_of(file.from) == png_start(30, 20));
    CHECK(imported->questions.at(0) == "capitals/japan");
    CHECK(passes_the_checker(*imported));
  }
}

TEST_CASE("a picture that is none is left out") {
  MadeCollection made = one_card();
  made.notes[0].fields = {"Flag: <img src=\"flag.svg\"><img src=\"none.png\">", "Japan"};
  made.media = {{"flag.svg", "<svg/>"}};
  const auto imported = read_made(made);
  CHECK(only_card(imported).ask.find("flag.svg") != std::string::npos);
  made.notes[0].fields = {"Flag: <img src=\"flag.svg\">", "Japan"};
  CHECK(has_note(*read_made(made), "neither PNG nor JPEG"));
  made.media = {{"flag.svg", png_start(30'000, 30'000)}};
  CHECK(has_note(*read_made(made), "too large"));
}

TEST_CASE("covered parts of a picture become regions") {
  MadeCollection made = one_card();
  made.types = {{3,
                 "Image Occlusion",
                 true,
                 {"Occlusion", "Image", "Header"},
                 {{"Card", "{{cloze:Occlusion}}{{Image}}", "{{Image}}"}}}};
  made.notes[0].type = 3;
  made.notes[0].fields = {
      "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4}}"
      "{{c2::image-occlusion:rect:left=.5:top=.5:width=.1:height=.1:oi=1}}",
      "<img src=map.png>", "The map"};
  made.media = {{"map.png", png_start(100, 80)}};
  made.cards = {{100, 10, 7, 0}, {101, 10, 7, 1}};
  const auto imported = read_made(made);
  const Card& card = only_card(imported);
  const auto& image = std::get<ImageCard>(card.body);
  CHECK(card.ask == "The map");
  REQUIRE(image.regions.size() == 2);
  CHECK(image.regions[0].x == 10);
  CHECK(image.regions[0].width == 30);
  CHECK(imported->questions ==
        std::vector<QuestionId>{"capitals/japan/part-1", "capitals/japan/part-2"});
  CHECK(passes_the_checker(*imported));
}

TEST_CASE("what is no package says so") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.apkg";
  zip_into(file, {{"readme", "hello"}});
  CHECK(read_anki(file, a_wish()).error().what == "This is no Anki package");
  CHECK(read_anki(file, a_wish()).error().where == "a.apkg");
  zip_into(file, {{"meta", wire_whole(1, 9)}, {"collection.anki2", "x"}});
  CHECK(read_anki(file, a_wish()).error().what ==
        "This package was made by a newer Anki than this program knows");
  zip_into(file, {{"collection.anki2", "not a database"}});
  CHECK(read_anki(file, a_wish()).error().what == "The package's database is damaged");
  zip_into(file, {{"collection.anki2", ""}, {"media", "[1,"}});
  CHECK(read_anki(file, a_wish()).error().what ==
        "The package's list of media is damaged");
  CHECK_FALSE(read_anki(folder.path() / "not there", a_wish()));
}

TEST_CASE("a database with more than tables is not read") {
  for (const char* sql :
       {"CREATE VIEW v AS SELECT 1;",
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END;",
        "CREATE VIRTUAL TABLE f USING fts5(x);", "DROP TABLE cards;", "DELETE FROM col;",
        "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION "
        "ALL SELECT i + 1 FROM n) SELECT i FROM n;"}) {
    MadeCollection made = one_card();
    made.more_sql = sql;
    const auto imported = read_made(made);
    REQUIRE_FALSE(imported);
    CHECK(imported.error().what == "The package's database is damaged");
  }
}

TEST_CASE("a package without cards says so") {
  MadeCollection made = one_card();
  made.cards.clear();
  CHECK(read_made(made).error().what == "There are no cards in this package");
}

TEST_CASE("cards without their note type, template or deck do no harm") {
  MadeCollection made = one_card();
  made.notes.push_back({11, "x", 99, {"Q", "A"}, ""});
  made.cards.push_back({101, 11, 7});
  made.cards.push_back({102, 10, 7, 5});
  made.cards.push_back({103, 12, 7});
  made.cards[0].deck = 12345;
  const auto imported = read_made(made);
  CHECK(only_card(imported).ask == "The capital of Japan?");
  CHECK(imported->decks[0].deck.id == "anki");  // it stands beside a named one
  CHECK(has_note(*imported, "unknown type"));
}

TEST_CASE("an import can be cancelled at every step") {
  int looks = 0;
  ImportWish wish = a_wish();
  wish.progress = [&](double share) {
    CHECK(share >= 0);
    CHECK(share <= 1);
    ++looks;
    return true;
  };
  REQUIRE(read_made(one_card(), Container::kOldest, wish));
  const int all = looks;
  for (int stop = 1; stop <= all; ++stop) {
    looks = 0;
    wish.progress = [&](double) { return ++looks < stop; };
    const auto imported = read_made(one_card(), Container::kOldest, wish);
    REQUIRE_FALSE(imported);
    CHECK(imported.error().what == "The import was cancelled");
  }
}

TEST_CASE("the id that was asked for is the deck's") {
  ImportWish wish = a_wish();
  wish.deck_id = "mine";
  const auto imported = read_made(one_card(), Container::kOldest, wish);
  REQUIRE(imported);
  CHECK(imported->decks[0].deck.id == "mine");
  CHECK(imported->questions[0] == "mine/japan");
}

TEST_CASE("property: whatever fields and templates hold, the deck is valid") {
  const std::vector<std::string> bits{"{{c1::",
                                      "{{c2::",
                                      "}}",
                                      "::",
                                      "{{Front}}",
                                      "{{#Back}}",
                                      "{{/Back}}",
                                      "<b>",
                                      "</div>",
                                      "<br>",
                                      "a word",
                                      "*",
                                      "|",
                                      "\xff",
                                      "{{",
                                      "[",
                                      "](x)",
                                      "<img src=\"x.png\">",
                                      "&lt;",
                                      "漢字[かな]",
                                      "\n",
                                      "# ",
                                      "{{cloze:Front}}",
                                      "\x01",
                                      "<script>",
                                      "{{type:Back}}"};
  const auto some = [&] {
    std::string text;
    for (const std::size_t at : *rc::gen::container<std::vector<std::size_t>>(
             rc::gen::inRange<std::size_t>(0, bits.size())))
      text += bits[at];
    return text;
  };
  CHECK(rc::check("valid", [&] {
    MadeCollection made = one_card();
    made.types[0].cloze = *rc::gen::arbitrary<bool>();
    made.types[0].templates[0].question = some();
    made.types[0].templates[0].answer = some();
    made.notes[0].fields = {some(), some()};
    made.notes[0].tags = some();
    made.decks[1].name = some();
    const auto imported = read_made(made);
    return !imported || passes_the_checker(*imported);
  }));
}

TEST_CASE("property: a package with bytes changed gives an error or a valid deck") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.apkg";
  MadeCollection made = one_card();
  made.reviews = {{1'650'000'000'000, 100, 3, 1}};
  made.write(file, Container::kOldest);
  const std::string whole = bytes_of(file);
  CHECK(rc::check("survives", [&] {
    std::string bytes = whole;
    for (const std::size_t at : *rc::gen::container<std::vector<std::size_t>>(
             3, rc::gen::inRange<std::size_t>(0, bytes.size())))
      bytes[at] = *rc::gen::arbitrary<char>();
    bytes_into(file, bytes);
    const auto imported = read_anki(file, a_wish());
    return !imported || passes_the_checker(*imported);
  }));
}

}  // namespace

}  // namespace attache::exchange
