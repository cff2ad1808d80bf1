// A deck changes from edition to edition: what the student is told, and what stays.

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

std::string card(const std::string& id,
                 const std::string& ask,
                 const std::string& answer,
                 int meaning = 1) {
  return fmt::format(
      "<card id=\"{}\" kind=\"recall\" "
      "meaning=\"{}\"><ask>{}</ask><answer>{}</answer></card>",
      id, meaning, ask, answer);
}

void write_edition(const Room& room, int edition, const DeckText& deck) {
  std::string xml = deck.xml();
  const std::string first = "edition=\"1\"";
  xml.replace(xml.find(first), first.size(), fmt::format("edition=\"{}\"", edition));
  write_file(room.decks() / (deck.id() + ".xml"), xml);
}

DeckText edition_one() {
  return DeckText("d", "The alliance")
      .add(card("seat", "Where does USFJ sit?", "Yokota"))
      .add(card("head", "Who leads it?", "A lieutenant general"))
      .add(card("since", "Since when?", "1957"))
      .add(card("old", "What was it called?", "FEC"));
}

/// Adds `jjoc`, rewords `seat`, raises the meaning of `head`, removes `old`.
DeckText edition_two() {
  return DeckText("d", "The alliance")
      .add(card("seat", "Where is the seat of USFJ?", "Yokota"))
      .add(card("head", "Who leads it?", "A full general", 2))
      .add(card("since", "Since when?", "1957"))
      .add(card("jjoc", "What does JJOC mean?", "Japan Joint Operations Command"));
}

/// Brings `old` back, with other words.
DeckText edition_three() {
  return edition_two().add(card("old", "What was its name before?", "FEC"));
}

ChangeCounts counts(const Trainer& trainer) {
  const DeckChanges* changes = trainer.deck_changes("d");
  return changes == nullptr ? ChangeCounts{} : changes->counts;
}

std::optional<double> known(const Trainer& trainer, const QuestionId& id) {
  for (const QuestionKnowledge& each : trainer.knowledge_of("d"))
    if (each.question->id == id) return each.recall;
  FAIL(id);
  return {};
}

/// Goes on to a question, burying what lies before it.
void bring_up(Trainer& trainer, const QuestionId& id) {
  for (int i = 0; i < 20 && trainer.asked() != nullptr; ++i) {
    if (trainer.asked()->question->id == id) return;
    REQUIRE(trainer.bury());
  }
  FAIL(id);
}

/// A student who has learned all of edition one, easily, and has a note on two questions.
void learn_edition_one(const Room& room) {
  write_edition(room, 1, edition_one());
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  while (trainer->asked() != nullptr) {
    const QuestionId id = trainer->asked()->question->id;
    if (id == "d/seat" || id == "d/old") REQUIRE(trainer->set_note("my note on " + id));
    answer(*trainer, Rating::kEasy);
  }
}

}  // namespace

TEST_CASE("A deck that is seen for the first time has not changed") {
  const Room room;
  write_edition(room, 1, edition_one());
  for (int start = 0; start < 2; ++start) {
    const auto trainer = room.open();
    CHECK(trainer->deck_changes("d") == nullptr);
    CHECK(trainer->home().changed_decks.empty());
    CHECK(trainer->home().notices.empty());
  }
}

TEST_CASE("A new edition says what was added, reworded, changed in meaning and removed") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  const auto trainer = room.open();
  const DeckChanges* changes = trainer->deck_changes("d");
  REQUIRE(changes != nullptr);
  CHECK(changes->title == "The alliance");
  CHECK(changes->edition_before == 1);
  CHECK(changes->edition_now == 2);
  CHECK(changes->counts == ChangeCounts{1, 1, 1, 1});
  REQUIRE(changes->changes.size() == 4);
  CHECK(changes->changes[0].question == "d/jjoc");
  CHECK(changes->changes[1].question == "d/seat");
  CHECK(changes->changes[1].before->wording == "Where does USFJ sit?");
  CHECK(changes->changes[1].after->wording == "Where is the seat of USFJ?");
  CHECK(changes->changes[2].question == "d/head");
  CHECK(changes->changes[2].before->answer == "A lieutenant general");
  CHECK(changes->changes[2].after->answer == "A full general");
  CHECK(changes->changes[3].question == "d/old");
  const Home home = trainer->home();
  REQUIRE(home.changed_decks.size() == 1);
  CHECK(home.changed_decks[0].id == "d");
  CHECK(home.changed_decks[0].title == "The alliance");
  CHECK(home.changed_decks[0].counts == changes->counts);
}

TEST_CASE("Changes wait over restarts until they are acknowledged") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  for (int start = 0; start < 3; ++start)
    CHECK(counts(*room.open()) == ChangeCounts{1, 1, 1, 1});
  {
    const auto trainer = room.open();
    REQUIRE(trainer->acknowledge_changes("d"));
    CHECK(trainer->deck_changes("d") == nullptr);
    CHECK(trainer->home().changed_decks.empty());
    CHECK(trainer->acknowledge_changes("d"));  // nothing to do
    CHECK(trainer->acknowledge_changes("no-such-deck"));
  }
  CHECK(room.open()->deck_changes("d") == nullptr);
}

TEST_CASE(
    "An edition that was never looked at is passed over: changes are since the last "
    "seen") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  CHECK(counts(*room.open()).total() == 4);
  write_edition(room, 3, edition_three());
  const auto trainer = room.open();
  CHECK(trainer->deck_changes("d")->edition_before == 1);
  CHECK(trainer->deck_changes("d")->edition_now == 3);
  // `old` is there again, in other words than in edition one.
  CHECK(counts(*trainer) == ChangeCounts{1, 2, 1, 0});
}

TEST_CASE("Each edition is told against the one acknowledged before it") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  REQUIRE(room.open()->acknowledge_changes("d"));
  write_edition(room, 3, edition_three());
  const auto trainer = room.open();
  CHECK(counts(*trainer) == ChangeCounts{1, 0, 0, 0});
  CHECK(trainer->deck_changes("d")->edition_before == 2);
}

TEST_CASE("A deck that goes back to the edition that was seen has not changed") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  CHECK(counts(*room.open()).total() == 4);
  write_edition(room, 1, edition_one());
  CHECK(room.open()->deck_changes("d") == nullptr);
}

TEST_CASE("Other content under the same edition number counts as a change too") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 1, edition_two());
  CHECK(counts(*room.open()) == ChangeCounts{1, 1, 1, 1});
  {
    const auto trainer = room.open();
    CHECK(trainer->deck_changes("d")->edition_now == 1);
    REQUIRE(trainer->acknowledge_changes("d"));
  }
  CHECK(room.open()->deck_changes("d") == nullptr);
  write_edition(room, 1, edition_three());
  CHECK(counts(*room.open()) == ChangeCounts{1, 0, 0, 0});
}

TEST_CASE("What no question is made of may change without a word") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2,
                edition_one().add("<passage id=\"p\">Something to read.</passage>"));
  CHECK(room.open()->deck_changes("d") == nullptr);
}

TEST_CASE("A deck that is away for a while is compared with what was seen before") {
  const Room room;
  learn_edition_one(room);
  std::filesystem::remove(room.decks() / "d.xml");
  CHECK(room.open()->deck_changes("d") == nullptr);
  write_edition(room, 2, edition_two());
  CHECK(counts(*room.open()).total() == 4);
}

TEST_CASE("Progress, notes and history pass through three editions") {
  Room room;
  learn_edition_one(room);
  const auto log_before = room.log();
  write_edition(room, 2, edition_two());
  room.clock.go(24h);
  {
    const auto trainer = room.open();
    // Reworded and untouched questions are as they were; the note stays.
    CHECK(known(*trainer, "d/seat").has_value());
    CHECK(known(*trainer, "d/since").has_value());
    // A changed meaning is learned anew, an added question is new.
    CHECK_FALSE(known(*trainer, "d/head").has_value());
    CHECK_FALSE(known(*trainer, "d/jjoc").has_value());
    CHECK(trainer->home().due == DueCounts{0, 0, 2});
    REQUIRE(trainer->begin_sitting());
    bring_up(*trainer, "d/head");
    CHECK(trainer->asked()->changed);
    CHECK(trainer->asked()->phase == Phase::kNew);
    answer(*trainer, Rating::kEasy);
    // Undone and done again, it is the same.
    REQUIRE(trainer->undo());
    CHECK(trainer->asked()->changed);
    CHECK_FALSE(known(*trainer, "d/head").has_value());
    REQUIRE(trainer->redo());
    CHECK(known(*trainer, "d/head").has_value());
    CHECK(trainer->acknowledge_changes("d"));
  }
  // The history of the removed question is still there.
  const auto log = room.log();
  REQUIRE(log.size() > log_before.size());
  CHECK(std::equal(log_before.begin(), log_before.end(), log.begin()));
  CHECK(room.cache_is_replay());

  write_edition(room, 3, edition_three());
  room.clock.go(24h * 200);
  const auto trainer = room.open();
  CHECK(counts(*trainer) == ChangeCounts{1, 0, 0, 0});
  // It came back with what was known of it, and with its note.
  CHECK(known(*trainer, "d/old").has_value());
  CHECK(trainer->home().decks.front().started == 4);
  REQUIRE(trainer->begin_sitting());
  std::map<QuestionId, std::string> notes;
  std::map<QuestionId, bool> changed;
  while (trainer->asked() != nullptr) {
    const Asked& asked = *trainer->asked();
    notes[asked.question->id] = asked.flags.note;
    changed[asked.question->id] = asked.changed;
    answer(*trainer, Rating::kEasy);
  }
  CHECK(notes.at("d/old") == "my note on d/old");
  CHECK(notes.at("d/seat") == "my note on d/seat");
  CHECK_FALSE(changed.at("d/head"));  // relearned in edition two
  CHECK_FALSE(changed.at("d/seat"));
}

TEST_CASE("Acknowledging changes no schedule") {
  Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  room.clock.go(24h);
  const auto trainer = room.open();
  const auto before = trainer->knowledge_of("d");
  REQUIRE(trainer->acknowledge_changes("d"));
  const auto after = trainer->knowledge_of("d");
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i)
    CHECK(before[i].recall == after[i].recall);
}

TEST_CASE("Changes that cannot be acknowledged stay pending") {
  const Room room;
  learn_edition_one(room);
  write_edition(room, 2, edition_two());
  const auto trainer = room.open();
  {
    const FullDisk full;
    CHECK_FALSE(trainer->acknowledge_changes("d"));
  }
  CHECK(counts(*trainer).total() == 4);
  CHECK(trainer->acknowledge_changes("d"));
  CHECK(trainer->deck_changes("d") == nullptr);
}

TEST_CASE("A kept edition that is gone or damaged is told once, and the deck opens") {
  for (const char* damage :
       {"DELETE FROM edition",
        "UPDATE setting SET value = '9 0000' WHERE key LIKE 'edition-%'"}) {
    const Room room;
    learn_edition_one(room);
    tamper(room, damage);
    write_edition(room, 2, edition_two());
    {
      const auto trainer = room.open();
      CHECK(trainer->deck_changes("d") == nullptr);
      REQUIRE(trainer->home().notices.size() == 1);
      CHECK(trainer->home().notices[0].find("The alliance") != std::string::npos);
    }
    CHECK(room.open()->home().notices.empty());
  }
}

TEST_CASE("A setting that does not name an edition counts as never seen") {
  const Room room;
  learn_edition_one(room);
  tamper(room, "UPDATE setting SET value = 'nonsense' WHERE key LIKE 'edition-%'");
  write_edition(room, 2, edition_two());
  const auto trainer = room.open();
  CHECK(trainer->deck_changes("d") == nullptr);
  CHECK(trainer->home().notices.empty());
}

TEST_CASE("How well a deck is known is told question by question, in its order") {
  Room room;
  room.write(DeckText("d").recall("a").recall("b"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  const QuestionId first = trainer->asked()->question->id;
  answer(*trainer, Rating::kEasy);
  const auto knowledge = trainer->knowledge_of("d");
  REQUIRE(knowledge.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(knowledge[i].question == &trainer->decks().front().questions()[i]);
    CHECK(knowledge[i].recall.has_value() == (knowledge[i].question->id == first));
  }
  CHECK(*known(*trainer, first) == doctest::Approx(1.0));
  room.clock.go(24h * 30);
  CHECK(*known(*trainer, first) < 1.0);
  CHECK(trainer->knowledge_of("no-such-deck").empty());
}
