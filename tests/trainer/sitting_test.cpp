// A sitting: answers, undo and redo, putting aside, practice.

#include <fmt/format.h>
#include <set>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

/// All that a face can see of a sitting.
struct Sight {
  std::string question;
  int done;
  DueCounts left;
  int answers;
  int right;
  Millis time;
  std::size_t missed;
  std::optional<Instant> next_due;
  DaySummary today;
  bool operator==(const Sight& other) const {
    return question == other.question && done == other.done && left == other.left &&
           answers == other.answers && right == other.right && time == other.time &&
           missed == other.missed && next_due == other.next_due &&
           today.answers == other.today.answers && today.again == other.today.again &&
           today.time == other.today.time;
  }
};

Sight sight_of(const Trainer& trainer) {
  const SittingProgress progress = trainer.progress();
  const SittingSummary summary = trainer.summary();
  return {trainer.asked() == nullptr ? "" : trainer.asked()->question->id,
          progress.done,
          progress.left,
          summary.answers,
          summary.right,
          summary.time,
          summary.missed.size(),
          summary.next_due,
          trainer.home().done_today};
}

}  // namespace

TEST_CASE("A sitting goes from the first question to the last and then is done") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  CHECK_FALSE(trainer->sitting());
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->sitting());
  CHECK(trainer->progress().share() == 0);
  std::set<QuestionId> seen;
  for (int left = 3; left > 0; --left) {
    REQUIRE(trainer->asked() != nullptr);
    CHECK(trainer->asked()->phase == Phase::kNew);
    CHECK_FALSE(trainer->asked()->revealed);
    CHECK(trainer->progress().left == DueCounts{0, 0, left});
    seen.insert(trainer->asked()->question->id);
    room.clock.go(3s);
    answer(*trainer, Rating::kEasy);
  }
  CHECK(seen == std::set<QuestionId>{"d/c0", "d/c1", "d/c2"});
  CHECK(trainer->asked() == nullptr);
  CHECK_FALSE(trainer->next_step_at());
  CHECK(trainer->progress().share() == 1);
  const SittingSummary summary = trainer->summary();
  CHECK(summary.answers == 3);
  CHECK(summary.right == 3);
  CHECK(summary.questions == 3);
  CHECK(summary.fresh == 3);
  CHECK(summary.time == 9s);
  CHECK(summary.missed.empty());
  trainer->end_sitting();
  CHECK_FALSE(trainer->sitting());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->summary().answers == 0);
  CHECK(trainer->progress().done == 0);
}

TEST_CASE("A question that is not known takes its steps and comes back in the sitting") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  // New: again 1 min, hard between the two steps, good 10 min, easy days.
  CHECK(trainer->asked()->next_in[0] == 1min);
  CHECK(trainer->asked()->next_in[1] == 5min + 30s);
  CHECK(trainer->asked()->next_in[2] == 10min);
  CHECK(trainer->asked()->next_in[3] >= 24h);
  answer(*trainer, Rating::kAgain);
  REQUIRE(trainer->asked() != nullptr);
  CHECK(trainer->asked()->phase == Phase::kLearning);
  CHECK(trainer->asked()->reviews == 1);
  answer(*trainer, Rating::kGood);
  answer(*trainer, Rating::kGood);
  CHECK(trainer->asked() == nullptr);
  const SittingSummary summary = trainer->summary();
  CHECK(summary.answers == 3);
  CHECK(summary.right == 2);
  CHECK(summary.questions == 1);
  CHECK(summary.fresh == 1);
  REQUIRE(summary.missed.size() == 1);
  CHECK(summary.missed.front().question == "d/c0");
  CHECK(summary.missed.front().stem == "What is c0?");
  CHECK(summary.missed.front().answer == "It is c0.");
}

TEST_CASE("An answer is on the disk, once, before the next question is on the table") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  const QuestionId first = trainer->asked()->question->id;
  trainer->reveal();
  CHECK(trainer->asked()->revealed);
  CHECK(room.log().empty());
  room.clock.go(5s);
  REQUIRE(trainer->rate(Rating::kHard));
  CHECK(trainer->asked()->question->id != first);
  const std::vector<Review> log = room.log();
  REQUIRE(log.size() == 1);
  CHECK(log[0].sequence == 1);
  CHECK(log[0].kind == EntryKind::kAnswer);
  CHECK(log[0].question == first);
  CHECK(log[0].rating == Rating::kHard);
  CHECK(log[0].at == instant("2024-07-01T10:00:05Z"));
  CHECK(log[0].day == day("2024-07-01"));
  CHECK(log[0].zone_offset == 0min);
  CHECK(log[0].duration == 5s);
  CHECK(log[0].form == Form::kRecall);
  CHECK(log[0].meaning == 1);
  CHECK(log[0].uuid.size() == 36);
}

TEST_CASE("An answer left open over lunch counts a minute") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  room.clock.go(1h);
  answer(*trainer, Rating::kGood);
  room.clock.go(-2h);
  answer(*trainer, Rating::kGood);
  const std::vector<Review> log = room.log();
  CHECK(log[0].duration == 60s);
  CHECK(log[1].duration == 0s);
}

TEST_CASE("A marked form keeps what was answered and how it was marked") {
  Room room;
  room.write(DeckText("d").add(
      "<card id=\"x\" kind=\"choice\"><ask>Which?</ask><answer>Tokyo</answer>"
      "<wrong>Osaka</wrong><wrong>Kyoto</wrong></card>"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  const Prompt& prompt = trainer->asked()->prompt;
  std::size_t right = 0;
  while (!prompt.options[right].right)
    ++right;
  trainer->reveal({{right}, {}});
  REQUIRE(trainer->asked()->marked);
  CHECK(trainer->asked()->marked->verdict == Verdict::kRight);
  // A second look changes nothing.
  trainer->reveal({{right + 1}, {}});
  CHECK(trainer->asked()->response == Response{{right}, {}});
  REQUIRE(trainer->rate(Rating::kGood));
  const std::vector<Review> log = room.log();
  CHECK(log[0].form == Form::kChoice);
  CHECK(log[0].response.find("\"Tokyo\"") != std::string::npos);
  CHECK(log[0].response.find("\"right\"") != std::string::npos);
}

TEST_CASE("The same question at the same stage is dealt the same way after a restart") {
  Room room;
  room.write(DeckText("d").add(
      "<card id=\"x\" kind=\"choice\"><ask>Which?</ask><answer>Tokyo</answer>"
      "<wrong>Osaka</wrong><wrong>Kyoto</wrong><wrong>Nara</wrong></card>"));
  auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  const Prompt first = trainer->asked()->prompt;
  trainer.reset();
  trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked()->prompt == first);
}

TEST_CASE("Undo at the start of a sitting, and redo without undo, do nothing") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  CHECK(trainer->undo());
  CHECK(trainer->redo());
  CHECK_FALSE(trainer->undo_name());
  REQUIRE(trainer->begin_sitting());
  const Sight before = sight_of(*trainer);
  CHECK(trainer->undo());
  CHECK(trainer->redo());
  CHECK(sight_of(*trainer) == before);
  CHECK(room.log().empty());
}

TEST_CASE("Undo lays the question on the table again and restores every figure") {
  Room room;
  room.write(DeckText("d").recalls(3));
  for (const Rating rating : kRatings) {
    CAPTURE(name_of(rating));
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    const Sight before = sight_of(*trainer);
    answer(*trainer, rating);
    const Sight after = sight_of(*trainer);
    CHECK_FALSE(after == before);
    REQUIRE(trainer->undo());
    CHECK(sight_of(*trainer) == before);
    CHECK_FALSE(trainer->asked()->revealed);
    CHECK_FALSE(trainer->asked()->response);
    CHECK(trainer->redo_name());
    CHECK_FALSE(trainer->undo_name());
    REQUIRE(trainer->redo());
    CHECK(sight_of(*trainer) == after);
    REQUIRE(trainer->undo());
    CHECK(sight_of(*trainer) == before);
  }
  CHECK(room.cache_is_replay());
  // Each time: the answer, its undo, the redo, and the undo of that.
  const std::vector<Review> log = room.log();
  CHECK(log.size() == 16);
  CHECK(counting(log).empty());
  CHECK(log[1].voids == log[0].uuid);
  CHECK(log[2].voids == log[1].uuid);
  CHECK(log[3].voids == log[2].uuid);
}

TEST_CASE("Undo after a learning step goes back through the steps to the new question") {
  Room room;
  room.write(DeckText("d").recalls(2));
  {
    const auto trainer = room.open();
    REQUIRE(trainer->begin_sitting());
    std::vector<Sight> way{sight_of(*trainer)};
    for (const Rating rating :
         {Rating::kAgain, Rating::kGood, Rating::kGood, Rating::kHard, Rating::kEasy}) {
      room.clock.go(90s);
      answer(*trainer, rating);
      way.push_back(sight_of(*trainer));
    }
    CHECK(trainer->undo_name() == "Easy");
    while (trainer->undo_name()) {
      way.pop_back();
      REQUIRE(trainer->undo());
      CHECK(sight_of(*trainer).question == way.back().question);
      CHECK(sight_of(*trainer).left == way.back().left);
      CHECK(sight_of(*trainer).answers == way.back().answers);
    }
    CHECK(way.size() == 1);
    CHECK(trainer->redo_name() == "Again");
    while (trainer->redo_name())
      REQUIRE(trainer->redo());
    CHECK(trainer->summary().answers == 5);
  }
  CHECK(room.cache_is_replay());
  CHECK(counting(room.log()).size() == 5);
}

TEST_CASE("A new answer after an undo leaves nothing to redo") {
  Room room;
  room.write(DeckText("d").recalls(2));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  REQUIRE(trainer->undo());
  answer(*trainer, Rating::kGood);
  CHECK_FALSE(trainer->redo_name());
  CHECK(trainer->undo_name() == "Good");
  CHECK(counting(room.log()).size() == 1);
}

TEST_CASE("A buried question is away until tomorrow") {
  Room room;
  room.write(DeckText("d").recalls(1));
  auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->bury());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->undo_name() == "Bury");
  CHECK(trainer->summary().answers == 0);
  trainer.reset();
  trainer = room.open();
  CHECK(trainer->home().due.total() == 0);
  room.clock.set("2024-07-02T03:59:59Z");
  CHECK(trainer->home().due.total() == 0);
  room.clock.set("2024-07-02T04:00:00Z");
  CHECK(trainer->home().due.total() == 1);
}

TEST_CASE("A suspended question is away until it is taken back") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->suspend());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->undo_name() == "Suspend");
  room.clock.go(24h * 100);
  CHECK(trainer->home().due.total() == 0);
  CHECK(trainer->home().decks.front().suspended == 1);
  REQUIRE(trainer->undo());
  CHECK(trainer->asked() != nullptr);
  CHECK(trainer->home().decks.front().suspended == 0);
  REQUIRE(trainer->redo());
  CHECK(trainer->asked() == nullptr);
}

TEST_CASE("A mark and a note stay with the question, and undo leaves them alone") {
  Room room;
  room.write(DeckText("d").recalls(1));
  auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  REQUIRE(trainer->suspend());
  REQUIRE(trainer->undo());
  REQUIRE(trainer->toggle_mark());
  REQUIRE(trainer->set_note("ask about *this*"));
  CHECK(trainer->asked()->flags.marked);
  // Done again, the suspension keeps what was noted in between.
  REQUIRE(trainer->redo());
  REQUIRE(trainer->undo());
  CHECK(trainer->asked()->flags.note == "ask about *this*");
  CHECK(trainer->asked()->flags.marked);
  CHECK_FALSE(trainer->asked()->flags.suspended);
  trainer.reset();
  trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  CHECK(trainer->asked()->flags.note == "ask about *this*");
  REQUIRE(trainer->toggle_mark());
  CHECK_FALSE(trainer->asked()->flags.marked);
}

TEST_CASE("A sitting over one deck asks only its questions") {
  Room room;
  room.write(DeckText("a").recalls(2));
  room.write(DeckText("b").recalls(2));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting("b"));
  CHECK(trainer->progress().left.total() == 2);
  while (trainer->asked() != nullptr) {
    CHECK(trainer->asked()->book->deck().id == "b");
    answer(*trainer, Rating::kEasy);
  }
  const auto unknown = trainer->begin_sitting("c");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().what.find('c') != std::string::npos);
}

TEST_CASE("The two directions of a fact, and a card about it, never come on one day") {
  Room room;
  room.write(DeckText("d").facts(4).recall("about", "fact=\"f0\""));
  const auto trainer = room.open();
  REQUIRE(trainer->decks().front().questions().size() == 9);
  std::set<QuestionId> ever;
  for (int date = 0; date < 10; ++date) {
    CAPTURE(date);
    REQUIRE(trainer->begin_sitting());
    std::set<std::string> groups;
    std::set<QuestionId> questions;
    while (trainer->asked() != nullptr) {
      groups.insert(trainer->asked()->question->siblings);
      questions.insert(trainer->asked()->question->id);
      answer(*trainer, Rating::kGood);
    }
    CHECK(groups.size() == questions.size());
    ever.insert(questions.begin(), questions.end());
    trainer->end_sitting();
    // A second sitting on the same day does not bring the others either.
    REQUIRE(trainer->begin_sitting());
    CHECK(trainer->asked() == nullptr);
    room.clock.go(24h);
  }
  CHECK(ever.size() == 9);
}

TEST_CASE("A practice writes nothing and brings back what was missed") {
  Room room;
  room.write(DeckText("d").recalls(5));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_practice({"d/c1", "d/c3"}));
  CHECK(trainer->progress().practice);
  CHECK(trainer->progress().left.total() == 2);
  const QuestionId first = trainer->asked()->question->id;
  answer(*trainer, Rating::kAgain);
  CHECK(trainer->progress().done == 1);
  CHECK(trainer->progress().left.total() == 2);
  CHECK(trainer->asked()->question->id != first);
  answer(*trainer, Rating::kGood);
  CHECK(trainer->asked()->question->id == first);
  CHECK_FALSE(trainer->next_step_at());
  CHECK_FALSE(trainer->refresh());
  answer(*trainer, Rating::kEasy);
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->summary().answers == 3);
  CHECK(trainer->summary().missed.size() == 1);
  CHECK(trainer->home().done_today.answers == 0);
  CHECK(room.log().empty());
  const auto unknown = trainer->begin_practice({"d/c1", "d/zz"});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().what.find("d/zz") != std::string::npos);
}

TEST_CASE("Undo and redo walk through a practice") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_practice({"d/c0", "d/c1", "d/c2"}));
  std::vector<std::string> way;
  const auto note = [&] {
    way.push_back(
        fmt::format("{} {} {}", trainer->asked() ? trainer->asked()->question->id : "-",
                    trainer->progress().done, trainer->progress().left.total()));
    return way.back();
  };
  note();
  answer(*trainer, Rating::kAgain);
  note();
  answer(*trainer, Rating::kGood);
  note();
  REQUIRE(trainer->bury());
  note();
  answer(*trainer, Rating::kAgain);
  note();
  answer(*trainer, Rating::kGood);
  const std::vector<std::string> there = way;
  for (auto step = there.rbegin(); step != there.rend(); ++step) {
    REQUIRE(trainer->undo());
    CHECK(note() == *step);
  }
  CHECK_FALSE(trainer->undo_name());
  while (trainer->redo_name())
    REQUIRE(trainer->redo());
  CHECK(trainer->asked() == nullptr);
  CHECK(trainer->progress().done == 4);
  CHECK(room.log().empty());
}

TEST_CASE("When an answer cannot be written nothing changes, and it can be given again") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kGood);
  trainer->reveal();
  const Sight before = sight_of(*trainer);
  {
    const FullDisk full;
    const auto rated = trainer->rate(Rating::kGood);
    REQUIRE_FALSE(rated);
    CHECK_FALSE(rated.error().text().empty());
    CHECK_FALSE(trainer->undo());
    CHECK_FALSE(trainer->bury());
    CHECK_FALSE(trainer->suspend());
    CHECK_FALSE(trainer->toggle_mark());
    CHECK_FALSE(trainer->set_note("lost"));
    CHECK_FALSE(trainer->remember("window.geometry", "1 2"));
    CHECK(sight_of(*trainer) == before);
    CHECK(trainer->asked()->revealed);
    CHECK(trainer->asked()->flags == Flags{});
    CHECK(trainer->undo_name() == "Good");
  }
  REQUIRE(trainer->rate(Rating::kGood));
  CHECK(room.log().size() == 2);
  REQUIRE(trainer->undo());
  CHECK(counting(room.log()).size() == 1);
}

TEST_CASE("When an undo cannot be written it can be done again, once") {
  Room room;
  room.write(DeckText("d").recalls(2));
  auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kGood);
  {
    const FullDisk full;
    CHECK_FALSE(trainer->undo());
  }
  REQUIRE(trainer->undo());
  CHECK(counting(room.log()).empty());
  {
    const FullDisk full;
    CHECK_FALSE(trainer->redo());
  }
  REQUIRE(trainer->redo());
  CHECK(counting(room.log()).size() == 1);
  trainer.reset();
  CHECK(room.cache_is_replay());
}

TEST_CASE("The passage of a question opens with what supports the answer") {
  Room room;
  room.write(
      DeckText("d")
          .add("<source id=\"src\" title=\"Charter\" date=\"1945-06-26\"/>")
          .add("<passage id=\"p\" source=\"src\" at=\"Article 24\">The Council acts for "
               "all. It is quick.</passage>")
          .add("<card id=\"x\" kind=\"recall\" passage=\"p\" as-of=\"2024-07\" "
               "check-after=\"2025\"><ask>Who acts?</ask><answer>The Council</answer>"
               "<support>acts for all</support></card>"));
  const auto trainer = room.open();
  CHECK_FALSE(trainer->passage());
  REQUIRE(trainer->begin_sitting());
  auto open = trainer->passage();
  REQUIRE(open);
  CHECK(open->passage->at == "Article 24");
  REQUIRE(open->source != nullptr);
  CHECK(open->source->title == "Charter");
  REQUIRE(open->support.size() == 1);
  CHECK(open->passage->text.substr(open->support[0].begin,
                                   open->support[0].end - open->support[0].begin) ==
        "acts for all");
  CHECK(open->staleness ==
        "True as of July 2024; the author asks to check this after 2025.");
  room.clock.set("2025-01-01T12:00:00Z");
  trainer->refresh();
  open = trainer->passage();
  REQUIRE(open);
  CHECK(open->staleness ==
        "This may be out of date: it was true as of July 2024, and the author asks to "
        "check it after 2025.");
}

TEST_CASE("A question without a passage opens none") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  CHECK_FALSE(trainer->passage());
}
