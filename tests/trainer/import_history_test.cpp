// A student who moves over from Anki, with all that was learned there.

#include <algorithm>
#include <map>

#include "exchange/anki_bytes.h"
#include "for_tests.h"
#include "trainer/importing.h"

using namespace attache;

namespace {

constexpr std::int64_t kDaySeconds = 86'400;
/// 1 January 2024, 12:00 UTC.
constexpr std::int64_t kCreated = 1'704'110'400;
constexpr const char* kFirst = "2024-01-01";

std::int64_t on_day(int day) {
  return (kCreated + day * kDaySeconds) * 1000;
}

/// Four cards: known with FSRS, known without, suspended, new.
MadeCollection collection() {
  MadeCollection made;
  made.created = kCreated;
  made.types = {{1,
                 "Basic",
                 false,
                 {"Front", "Back"},
                 {{"Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"}}}};
  made.decks = {{1, "Default"}, {7, "Capitals"}};
  const char* names[] = {"japan", "france", "italy", "peru"};
  for (int i = 0; i < 4; ++i) {
    made.notes.push_back(
        {10 + i, names[i], 1, {std::string("Capital of ") + names[i], "A city"}, ""});
    made.cards.push_back({100 + i, 10 + i, 7});
  }
  const auto known = [&](std::size_t i, const char* state) {
    MadeCard& card = made.cards[i];
    card.type = card.queue = 2;
    card.due = 200;  // 19 July 2024
    card.interval = 40;
    card.reps = 3;
    card.lapses = 1;
    card.state = state;
    const auto id = static_cast<std::int64_t>(100 + i);
    made.reviews.push_back({on_day(100) + id, id, 3, 0});
    made.reviews.push_back({on_day(110) + id, id, 1, 1});
    made.reviews.push_back({on_day(160) + id, id, 3, 1});
  };
  known(0, R"({"s":41.5,"d":5.5})");
  known(1, "");
  known(2, R"({"s":20.0,"d":7.0})");
  made.cards[2].queue = -1;
  return made;
}

struct Moving {
  Room room;
  TemporaryFolder folder;
  [[nodiscard]] std::unique_ptr<Trainer> open() const {
    TrainerSetup setup = room.setup();
    setup.deck_paths = {setup.data_folder / "decks"};
    auto trainer = Trainer::open(setup);
    REQUIRE(trainer);
    return *std::move(trainer);
  }
  [[nodiscard]] ImportRequest request(const MadeCollection& made) const {
    ImportRequest request;
    request.file = folder.path() / "capitals.apkg";
    made.write(request.file, Container::kMiddle);
    return request;
  }
};

BrowserRow row_of(const Trainer& trainer, const QuestionId& id) {
  const auto found = trainer.search("");
  REQUIRE(found);
  for (const std::uint32_t at : found->rows)
    if (BrowserRow row = trainer.browser_row(at); row.question->id == id) return row;
  FAIL("no row of " << id);
  return {};
}

ImportOutcome import(Trainer& trainer, const ImportRequest& request) {
  const auto plan = plan_import(request, trainer.import_ground());
  if (!plan) FAIL(plan.error().text());
  const auto done = trainer.carry_out_import(*plan, request);
  if (!done) FAIL(done.error().text());
  return *done;
}

}  // namespace

TEST_CASE("Moving over from Anki loses nothing") {
  const Moving moving;
  const auto trainer = moving.open();
  const ImportRequest request = moving.request(collection());
  const auto plan = plan_import(request, trainer->import_ground());
  REQUIRE(plan);
  CHECK(plan->answers == 9);
  CHECK(plan->suspended == 1);
  CHECK(*trainer->new_answers(*plan) == 9);
  const ImportOutcome done = import(*trainer, request);
  CHECK(done.added == 4);
  CHECK(done.answers == 9);

  const BrowserRow japan = row_of(*trainer, "capitals/japan");
  CHECK(japan.due == day(kFirst) + std::chrono::days(200));
  CHECK(japan.stability_days == doctest::Approx(41.5));
  CHECK(japan.difficulty == doctest::Approx(5.5));
  CHECK(japan.reviews == 3);
  CHECK(japan.lapses == 1);
  const BrowserRow france = row_of(*trainer, "capitals/france");
  CHECK(france.due == day(kFirst) + std::chrono::days(200));
  CHECK(france.stability_days > 0);
  CHECK(row_of(*trainer, "capitals/italy").suspended);
  CHECK(row_of(*trainer, "capitals/peru").state == "new");
  // The log has the answers on their own days.
  const auto log = moving.room.log();
  CHECK(std::count_if(log.begin(), log.end(), [](const Review& entry) {
          return entry.kind == EntryKind::kAnswer &&
                 entry.day == day(kFirst) + std::chrono::days(110) &&
                 entry.rating == Rating::kAgain;
        }) == 3);
}

TEST_CASE(
    "What was learned stands the same after a start and after a replay of the log") {
  const Moving moving;
  BrowserRow before;
  {
    const auto trainer = moving.open();
    import(*trainer, moving.request(collection()));
    before = row_of(*trainer, "capitals/japan");
  }
  const auto trainer = moving.open();
  CHECK(row_of(*trainer, "capitals/japan").stability_days == before.stability_days);
  // Another retention works everything out anew.
  Settings settings = trainer->settings();
  settings.desired_retention = 0.85;
  REQUIRE(trainer->change_settings(settings));
  const BrowserRow after = row_of(*trainer, "capitals/japan");
  CHECK(after.due == before.due);
  CHECK(after.stability_days == doctest::Approx(before.stability_days));
  CHECK(after.reviews == before.reviews);
}

TEST_CASE("The same package once more adds nothing, a later one adds what is new") {
  const Moving moving;
  const auto trainer = moving.open();
  MadeCollection made = collection();
  import(*trainer, moving.request(made));
  CHECK(import(*trainer, moving.request(made)).answers == 0);
  made.reviews.push_back({on_day(170) + 100, 100, 3, 1});
  made.cards[0].due = 300;
  made.cards[0].reps = 4;
  made.cards[0].state = R"({"s":99.0,"d":5.4})";
  CHECK(import(*trainer, moving.request(made)).answers == 1);
  const BrowserRow japan = row_of(*trainer, "capitals/japan");
  CHECK(japan.stability_days == doctest::Approx(99));
  CHECK(japan.due == day(kFirst) + std::chrono::days(300));
}

TEST_CASE("What was studied here since is not overwritten") {
  const Moving moving;
  const auto trainer = moving.open();
  MadeCollection made = collection();
  made.cards[0].due = 150;  // due already
  import(*trainer, moving.request(made));
  REQUIRE(trainer->begin_sitting());
  while (trainer->asked() != nullptr &&
         trainer->asked()->question->id != "capitals/japan")
    REQUIRE(trainer->bury());
  REQUIRE(trainer->asked() != nullptr);
  trainer->reveal();
  REQUIRE(trainer->rate(Rating::kGood));
  const BrowserRow before = row_of(*trainer, "capitals/japan");
  made.reviews.push_back({on_day(170) + 100, 100, 1, 1});
  made.cards[0].state = R"({"s":1.0,"d":9.0})";
  const ImportOutcome again = import(*trainer, moving.request(made));
  CHECK(again.answers == 0);
  CHECK(again.skipped == 4);
  const BrowserRow after = row_of(*trainer, "capitals/japan");
  CHECK(after.stability_days == before.stability_days);
  CHECK(after.due == before.due);
}

TEST_CASE("A card that was moved to another deck in Anki stays with its progress") {
  const Moving moving;
  const auto trainer = moving.open();
  MadeCollection made = collection();
  import(*trainer, moving.request(made));
  made.decks.push_back({8, "Policy"});
  made.cards[0].deck = 8;
  made.reviews.push_back({on_day(170) + 100, 100, 3, 1});
  CHECK(import(*trainer, moving.request(made)).answers == 1);
  REQUIRE(trainer->decks().size() == 1);
  CHECK(trainer->search("japan")->rows.size() == 1);
}

TEST_CASE("Without the history only the deck comes") {
  const Moving moving;
  const auto trainer = moving.open();
  ImportRequest request = moving.request(collection());
  request.with_history = false;
  CHECK(import(*trainer, request).answers == 0);
  CHECK(moving.room.log().empty());
  CHECK_FALSE(row_of(*trainer, "capitals/italy").suspended);
}

namespace {

struct Given {
  QuestionId question;
  Instant at;
  Rating rating;
  Millis duration;
  StudyDay day;
  auto operator<=>(const Given&) const = default;
};

/// The answers that count, in order of question and time.
std::vector<Given> answers_in(const Room& room) {
  std::vector<Given> given;
  for (const Review& one : counting(room.log()))
    given.push_back({one.question, one.at, one.rating, one.duration, one.day});
  std::sort(given.begin(), given.end());
  return given;
}

std::map<QuestionId, std::pair<bool, bool>> flags_in(const Room& room) {
  const auto store = Store::open(room.data());
  REQUIRE(store);
  const auto flags = (*store)->flags();
  REQUIRE(flags);
  std::map<QuestionId, std::pair<bool, bool>> found;
  for (const auto& [question, one] : *flags)
    found[question] = {one.suspended, one.buried_until.has_value()};
  return found;
}

std::map<QuestionId, std::optional<StudyDay>> due_days(const Trainer& trainer) {
  std::map<QuestionId, std::optional<StudyDay>> days;
  const auto found = trainer.search("");
  REQUIRE(found);
  for (const std::uint32_t at : found->rows) {
    const BrowserRow row = trainer.browser_row(at);
    days[row.question->id] = row.due;
  }
  return days;
}

/// A learner who has studied some weeks, lapses, undone, suspended and buried included.
std::string studied_package(Room& room) {
  room.write(DeckText("d").recalls(8));
  const auto trainer = room.open();
  for (int day = 0; day < 20; ++day) {
    REQUIRE(trainer->begin_sitting());
    for (int count = 0; trainer->asked() != nullptr && count < 12; ++count) {
      room.clock.go(std::chrono::milliseconds(4321 + 37 * count));
      answer(*trainer, (day + count) % 5 == 0 ? Rating::kAgain : Rating::kGood);
      if (count == 3) {
        REQUIRE(trainer->undo());
        answer(*trainer, Rating::kHard);
      }
    }
    room.clock.go(std::chrono::hours(24));
  }
  room.clock.go(std::chrono::hours(24 * 40));  // by then all are due
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->asked() != nullptr);
  REQUIRE(trainer->suspend());
  REQUIRE(trainer->asked() != nullptr);
  REQUIRE(trainer->bury());
  const auto exported = trainer->export_deck({"d", "anki", 0, true});
  REQUIRE(exported);
  CHECK(exported->losses.empty());
  return exported->bytes;
}

}  // namespace

TEST_CASE("What goes out with its progress comes in as the same log, days and flags") {
  Room room;
  Moving moving;
  ImportRequest request;
  request.file = moving.folder.path() / "d.apkg";
  write_file(request.file, studied_package(room));
  moving.room.clock.go(room.clock.now() - moving.room.clock.now());
  {
    const auto trainer = moving.open();
    const ImportOutcome done = import(*trainer, request);
    CHECK(done.added == 8);
    CHECK(done.skipped == 0);
    CHECK(due_days(*trainer) == due_days(*room.open()));
  }
  const auto answers = answers_in(room);
  CHECK(answers.size() > 50);
  CHECK(answers_in(moving.room) == answers);
  const auto flags = flags_in(room);
  CHECK(flags.size() == 2);
  CHECK(flags_in(moving.room) == flags);
}

TEST_CASE("What went out with its progress adds nothing where it came from") {
  Room room;
  ImportRequest request;
  const TemporaryFolder folder;
  request.file = folder.path() / "d.apkg";
  write_file(request.file, studied_package(room));
  std::filesystem::create_directories(room.data() / "decks");
  std::filesystem::rename(room.decks() / "d.xml", room.data() / "decks" / "d.xml");
  TrainerSetup setup = room.setup();
  setup.deck_paths = {setup.data_folder / "decks"};
  const auto before = room.log();
  {
    const auto trainer = Trainer::open(setup);
    REQUIRE(trainer);
    const auto days = due_days(**trainer);
    const auto plan = plan_import(request, (*trainer)->import_ground());
    REQUIRE(plan);
    CHECK(*(*trainer)->new_answers(*plan) == 0);
    const ImportOutcome done = import(**trainer, request);
    CHECK(done.answers == 0);
    CHECK(due_days(**trainer) == days);
  }
  CHECK(room.log() == before);
}

TEST_CASE("An import that is stopped while it writes leaves neither deck nor answers") {
  const Moving moving;
  const auto trainer = moving.open();
  const ImportRequest request = moving.request(collection());
  const auto plan = plan_import(request, trainer->import_ground());
  REQUIRE(plan);
  const auto stopped =
      trainer->carry_out_import(*plan, request, [](double) { return false; });
  CHECK_FALSE(stopped);
  CHECK(moving.room.log().empty());
  CHECK_FALSE(std::filesystem::exists(moving.room.data() / "decks" / "capitals.xml"));
  CHECK(trainer->decks().empty());
}
