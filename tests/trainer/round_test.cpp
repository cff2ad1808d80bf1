// Quiz rounds: dealt, answered, left, taken up again, handed in and read.

#include <algorithm>
#include <map>
#include <numeric>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "study/round_report.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

/// Typed cards "t0" … with the answers "a0" …, in a topic.
DeckText& typed(DeckText& deck,
                int count,
                const std::string& topic = "one",
                const std::string& stem = "What is") {
  for (int i = 0; i < count; ++i)
    deck.add(
        fmt::format("<card id=\"{0}-{1}\" kind=\"typed\" topic=\"{0}\"><ask>{2} {0}{1}?"
                    "</ask><answer>answer{1}</answer></card>",
                    topic, i, stem));
  return deck;
}

DeckText typed_deck(int count, const std::string& stem = "What is") {
  DeckText deck("d");
  deck.add("<topic id=\"one\">Topic one</topic>");
  return typed(deck, count, "one", stem);
}

RoundPlan exam(int questions) {
  RoundPlan plan = default_plan(RoundKind::kExam);
  plan.questions = questions;
  return plan;
}

void must(const Result<void>& done) {
  if (!done) FAIL(done.error().text());
}

RoundBegun begin(Trainer& trainer, const RoundPlan& plan) {
  const auto begun = trainer.begin_round(plan);
  if (!begun) FAIL(begun.error().text());
  return *begun;
}

std::string refusal(Trainer& trainer, const RoundPlan& plan) {
  const auto begun = trainer.begin_round(plan);
  REQUIRE_FALSE(begun);
  return begun.error().text();
}

const RoundPlace& on_table(const Trainer& trainer) {
  return trainer.round()->places[trainer.round()->at];
}

/// A right answer to a prompt of a typed card or of a choice.
Response right_answer(const Prompt& prompt) {
  Response response;
  if (!prompt.options.empty()) {
    for (std::size_t i = 0; i < prompt.options.size(); ++i)
      if (prompt.options[i].right) response.chosen = {i};
  } else {
    response.texts = {prompt.accepted.front()};
  }
  return response;
}

/// Answers the first `right` questions right, and the next `wrong` ones wrong.
void answer_exam(Trainer& trainer, std::size_t right, std::size_t wrong) {
  for (std::size_t i = 0; i < right + wrong; ++i) {
    must(trainer.go_to(i));
    const Prompt& prompt = on_table(trainer).prompt;
    must(trainer.answer(i < right ? right_answer(prompt) : Response{{}, {"nonsense"}}));
  }
}

RoundReport report_of(const Trainer& trainer) {
  const auto report = trainer.report(trainer.round()->id);
  if (!report) FAIL(report.error().text());
  return *report;
}

std::string only_unfinished(const Trainer& trainer) {
  const auto rounds = trainer.unfinished_rounds();
  REQUIRE(rounds);
  REQUIRE(rounds->size() == 1);
  return rounds->front().id;
}

/// The program is killed: the files stay as they are at this moment.
void kill(Room& room, std::unique_ptr<Trainer>& trainer) {
  const TemporaryFolder copy;
  std::filesystem::copy(room.data(), copy.path() / "progress",
                        std::filesystem::copy_options::recursive);
  trainer.reset();
  std::filesystem::remove_all(room.data());
  std::filesystem::copy(copy.path() / "progress", room.data(),
                        std::filesystem::copy_options::recursive);
}

void kill_and_resume(Room& room, std::unique_ptr<Trainer>& trainer) {
  kill(room, trainer);
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
}

/// Events in 1990, 1991 …
DeckText events(int count) {
  DeckText deck("d");
  deck.add(
      "<relation id=\"in\" shape=\"timeline\"><says>{subject} began in {object}."
      "</says><asks for=\"object\">When did {subject} begin?</asks></relation>");
  for (int i = 0; i < count; ++i)
    deck.add(fmt::format("<entity id=\"e{0}\" type=\"event\"><name>Event "
                         "{1}</name></entity>",
                         i, static_cast<char>('A' + i)))
        .add(fmt::format("<fact id=\"f{0}\" relation=\"in\" subject=\"e{0}\" "
                         "value=\"{1}\" type=\"year\"/>",
                         i, 1990 + i));
  return deck;
}

/// The place on the right that goes with one on the left, in a deck of parliaments.
std::size_t partner_of(const RoundShown& round, std::size_t left) {
  const std::map<std::string, std::string> countries{{"Knesset", "Israel"},
                                                     {"Storting", "Norway"},
                                                     {"Folketing", "Denmark"},
                                                     {"Riksdag", "Sweden"},
                                                     {"Althing", "Iceland"}};
  const auto& right = round.match->right;
  const auto found =
      std::find(right.begin(), right.end(), countries.at(round.match->left[left]));
  REQUIRE(found != right.end());
  return static_cast<std::size_t>(found - right.begin());
}

void find_all(Trainer& trainer) {
  for (std::size_t i = 0; i < trainer.round()->match->left.size(); ++i)
    must(trainer.try_pair(i, partner_of(*trainer.round(), i)));
}

std::vector<std::size_t> right_order(const RoundShown& round) {
  const auto& events = round.timeline->events;
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return events[a].date < events[b].date;
  });
  return order;
}

}  // namespace

// --- a mock exam

TEST_CASE("An exam puts as many questions as wished, and says how many there were") {
  Room room;
  room.write(typed_deck(6));
  const auto trainer = room.open();
  CHECK(trainer->round() == nullptr);
  const RoundBegun begun = begin(*trainer, exam(4));
  CHECK(begun.questions == 4);
  CHECK(begun.available == 6);
  const RoundShown& round = *trainer->round();
  CHECK(round.places.size() == 4);
  CHECK(round.at == 0);
  CHECK(round.answered() == 0);
  CHECK(round.left == 30min);
  CHECK_FALSE(round.finished);
  CHECK_FALSE(trainer->sitting());
}

TEST_CASE("Of a fact that is asked in two directions an exam asks one") {
  Room room;
  room.write(DeckText("d").facts(5));
  const auto trainer = room.open();
  CHECK(begin(*trainer, exam(10)).questions == 5);
  std::set<std::string> siblings;
  for (const RoundPlace& place : trainer->round()->places)
    siblings.insert(place.question->siblings);
  CHECK(siblings.size() == 5);
}

TEST_CASE("Answers can be given in any order, changed and taken back, and flagged") {
  Room room;
  room.write(typed_deck(3));
  const auto trainer = room.open();
  begin(*trainer, exam(3));
  must(trainer->go_to(2));
  must(trainer->answer({{}, {"x"}}));
  must(trainer->toggle_flag());
  CHECK(trainer->round()->answered() == 1);
  CHECK(on_table(*trainer).flagged);
  must(trainer->answer({{}, {"y"}}));
  CHECK(on_table(*trainer).response.texts == std::vector<std::string>{"y"});
  must(trainer->answer({}));
  CHECK(trainer->round()->answered() == 0);
  must(trainer->toggle_flag());
  CHECK_FALSE(on_table(*trainer).flagged);
  CHECK_FALSE(trainer->go_to(3));
}

TEST_CASE("Handed in, an exam has marks, topics and every question with its answers") {
  Room room;
  DeckText deck("d");
  deck.add("<source id=\"s\" title=\"The paper\" date=\"2024-07-28\"/>")
      .add("<topic id=\"one\">Topic one</topic>")
      .add("<topic id=\"two\">Topic two</topic>")
      .add("<passage id=\"p\" source=\"s\" at=\"line 3\">It *is* so.</passage>");
  typed(deck, 2);
  deck.add(
      "<card id=\"c\" kind=\"choice\" topic=\"two\" passage=\"p\"><ask>Which?</ask>"
      "<answer>this</answer><wrong why=\"No.\">that</wrong><wrong>those</wrong>"
      "<explain>So it is.</explain></card>");
  room.write(deck);
  const auto trainer = room.open();
  RoundPlan plan = exam(3);
  plan.negative = true;
  begin(*trainer, plan);
  for (std::size_t i = 0; i < 3; ++i) {
    must(trainer->go_to(i));
    room.clock.go(10s);
    const Prompt& prompt = on_table(*trainer).prompt;
    if (prompt.form == Form::kChoice) {
      const bool first_is_right = prompt.options[0].right;
      must(trainer->answer({{first_is_right ? 1U : 0U}, {}}));
    } else if (prompt.question == "d/one-0") {
      must(trainer->answer(right_answer(prompt)));
    }
  }
  must(trainer->hand_in());
  CHECK(trainer->round()->finished);
  const RoundReport report = report_of(*trainer);
  // One right, one without an answer, one wrong pick of three: 1 + 0 - 1/2.
  CHECK(report.marks == doctest::Approx(0.5));
  CHECK(report.possible == 3);
  CHECK(report.used == 30s);
  CHECK(report.plan == plan);
  CHECK_FALSE(report.time_ran_out);
  REQUIRE(report.topics.size() == 2);
  for (const TopicMarks& topic : report.topics)
    CHECK(topic.marks == doctest::Approx(topic.topic == "Topic one" ? 1 : -0.5));
  for (const ReportedQuestion& question : report.questions) {
    CHECK(question.time == 10s);
    if (question.form != Form::kChoice) continue;
    CHECK(question.stem == "Which?");
    CHECK(question.answer == "this");
    CHECK(question.verdict == Verdict::kWrong);
    CHECK(question.explain == "So it is.");
    CHECK(question.passage == "It *is* so.");
    CHECK(question.source == "The paper, 28 July 2024, line 3");
    CHECK(question.options.size() == 3);
    CHECK((question.given == "that" || question.given == "those"));
  }
}

TEST_CASE("An exam that counts writes each answer once, with the schedules it leads to") {
  Room room;
  room.write(typed_deck(5));
  {
    const auto trainer = room.open();
    begin(*trainer, exam(5));
    room.clock.go(90s);
    answer_exam(*trainer, 3, 2);
    CHECK(room.log().empty());
    must(trainer->hand_in());
    must(trainer->hand_in());
    CHECK(trainer->home().done_today.answers == 5);
    CHECK(trainer->home().done_today.again == 2);
  }
  const auto log = room.log();
  CHECK(log.size() == 5);
  CHECK(std::count_if(log.begin(), log.end(), [](const Review& review) {
          return review.rating == Rating::kGood;
        }) == 3);
  for (const Review& review : log) {
    CHECK(review.form == Form::kTyped);
    CHECK(review.at == room.clock.now());
    CHECK(review.duration <= 60s);
  }
  CHECK(room.cache_is_replay());
  { const auto again = room.open(); }
  CHECK(room.log().size() == 5);
}

TEST_CASE("What was left empty is no evidence, even if it was on the table") {
  Room room;
  room.write(typed_deck(5));
  const auto trainer = room.open();
  begin(*trainer, exam(5));
  must(trainer->answer({{}, {"something wrong"}}));
  must(trainer->go_to(3));
  must(trainer->hand_in());
  const auto log = room.log();
  REQUIRE(log.size() == 1);
  CHECK(log.front().rating == Rating::kAgain);
  CHECK(report_of(*trainer).questions.size() == 5);
}

TEST_CASE("An exam that does not count leaves no trace in the log, but a report") {
  Room room;
  room.write(typed_deck(3));
  const auto trainer = room.open();
  RoundPlan plan = exam(3);
  plan.counts = false;
  begin(*trainer, plan);
  answer_exam(*trainer, 3, 0);
  must(trainer->hand_in());
  CHECK(room.log().empty());
  CHECK(report_of(*trainer).share() == 1);
}

TEST_CASE("An exam asks in a form that it can mark, whatever else a question has") {
  Room room;
  room.write(typed_deck(1).recall("r"));
  const auto trainer = room.open();
  CHECK(begin(*trainer, exam(5)).questions == 1);
}

TEST_CASE("On a full disk nothing is handed in; with room again everything is, once") {
  Room room;
  room.write(typed_deck(4));
  const auto trainer = room.open();
  begin(*trainer, exam(4));
  answer_exam(*trainer, 2, 2);
  {
    const FullDisk full;
    CHECK_FALSE(trainer->hand_in());
    CHECK_FALSE(trainer->round()->finished);
    CHECK_FALSE(trainer->answer({{}, {"lost"}}));
    CHECK(on_table(*trainer).response.texts != std::vector<std::string>{"lost"});
  }
  CHECK(room.log().empty());
  must(trainer->hand_in());
  CHECK(room.log().size() == 4);
  CHECK(trainer->finished_rounds()->size() == 1);
}

// --- time

TEST_CASE("When the time has run out an exam is handed in as it is") {
  Room room;
  room.write(typed_deck(3));
  const auto trainer = room.open();
  RoundPlan plan = exam(3);
  plan.limit = 5min;
  begin(*trainer, plan);
  answer_exam(*trainer, 1, 0);
  room.clock.go(4min);
  CHECK_FALSE(trainer->refresh());
  CHECK(trainer->round()->left == 1min);
  room.clock.go(2min);
  CHECK(trainer->refresh());
  CHECK(trainer->round()->finished);
  CHECK(trainer->round()->time_ran_out);
  CHECK_FALSE(trainer->refresh());
  const RoundReport report = report_of(*trainer);
  CHECK(report.time_ran_out);
  CHECK(report.used == 5min);
  CHECK(report.marks == 1);
}

TEST_CASE("An answer that comes after the time is not taken") {
  Room room;
  room.write(typed_deck(2));
  const auto trainer = room.open();
  RoundPlan plan = exam(2);
  plan.limit = 1min;
  begin(*trainer, plan);
  room.clock.go(61s);
  must(trainer->answer(right_answer(on_table(*trainer).prompt)));
  CHECK(trainer->round()->finished);
  CHECK(report_of(*trainer).marks == 0);
  must(trainer->answer({{}, {"x"}}));
  must(trainer->go_to(1));
  must(trainer->toggle_flag());
  CHECK(report_of(*trainer).marks == 0);
}

TEST_CASE("A clock that is set back takes no time and gives none") {
  Room room;
  room.write(typed_deck(2));
  const auto trainer = room.open();
  begin(*trainer, exam(2));
  room.clock.go(60s);
  trainer->refresh();
  room.clock.go(-3600s);
  trainer->refresh();
  CHECK(trainer->round()->used == 60s);
  room.clock.go(30s);
  trainer->refresh();
  CHECK(trainer->round()->used == 90s);
}

TEST_CASE("The clock stands still while the round is left, and while nothing runs") {
  Room room;
  room.write(typed_deck(2));
  auto trainer = room.open();
  begin(*trainer, exam(2));
  room.clock.go(7min);
  must(trainer->leave_round());
  CHECK(trainer->round() == nullptr);
  room.clock.go(24h);
  must(trainer->resume_round(only_unfinished(*trainer)));
  CHECK(trainer->round()->left == 23min);
  room.clock.go(1min);
  trainer->refresh();  // more than half a minute since it was written: it is written now
  kill(room, trainer);
  room.clock.go(24h);
  trainer = room.open();
  CHECK(trainer->unfinished_rounds()->front().left == 22min);
}

TEST_CASE("An exam without a limit runs as long as one likes") {
  Room room;
  room.write(typed_deck(2));
  const auto trainer = room.open();
  RoundPlan plan = exam(2);
  plan.limit.reset();
  begin(*trainer, plan);
  room.clock.go(100h);
  CHECK_FALSE(trainer->refresh());
  CHECK_FALSE(trainer->round()->left);
  must(trainer->leave_round());
  CHECK_FALSE(trainer->unfinished_rounds()->front().left);
}

// --- taken up again

TEST_CASE("property: killed after every step, an exam ends as one that was not") {
  CHECK(rc::check([](std::vector<std::uint8_t> steps) {
    // Each step waits for the disk; a few of them meet in every combination.
    steps.resize(std::min<std::size_t>(steps.size(), 4));
    const auto play = [&](bool crashes) {
      Room room;
      DeckText deck = typed_deck(4);
      room.write(deck.facts(3));
      auto trainer = room.open();
      begin(*trainer, exam(6));
      for (const std::uint8_t step : steps) {
        room.clock.go(Millis(1000 + step));
        const Response right = right_answer(on_table(*trainer).prompt);
        const std::size_t place = step / 8 % trainer->round()->places.size();
        switch (step % 4) {
          case 0:
            must(trainer->answer(right));
            break;
          case 1:
            must(trainer->answer(step % 8 < 4 ? Response{} : Response{{0}, {"x"}}));
            break;
          case 2:
            must(trainer->toggle_flag());
            break;
          default:
            must(trainer->go_to(place));
        }
        if (crashes) kill_and_resume(room, trainer);
      }
      must(trainer->hand_in());
      RoundReport report = report_of(*trainer);
      // A step that changed nothing is not written, nor is its time.
      report.used = Millis{};
      for (ReportedQuestion& question : report.questions)
        question.time = Millis{};
      auto log = room.log();
      for (Review& review : log)
        review.duration = Millis{};
      return std::pair(report, log);
    };
    return play(true) == play(false);
  }));
}

TEST_CASE("Killed while it is handed in, an exam is handed in whole or not at all") {
  Room room;
  room.write(typed_deck(3));
  auto trainer = room.open();
  begin(*trainer, exam(3));
  answer_exam(*trainer, 3, 0);
  must(trainer->hand_in());
  kill(room, trainer);
  trainer = room.open();
  CHECK(trainer->unfinished_rounds()->empty());
  CHECK(trainer->finished_rounds()->size() == 1);
  CHECK(room.log().size() == 3);
}

TEST_CASE("A question that left the decks is left out, and the student is told") {
  Room room;
  room.write(typed_deck(3));
  auto trainer = room.open();
  begin(*trainer, exam(3));
  answer_exam(*trainer, 3, 0);
  must(trainer->go_to(2));
  const std::string kept = on_table(*trainer).question->id;
  trainer.reset();
  DeckText smaller("d");
  smaller.add("<topic id=\"one\">Topic one</topic>");
  const std::string number = kept.substr(kept.size() - 1);
  smaller.add(
      fmt::format("<card id=\"one-{0}\" kind=\"typed\" topic=\"one\"><ask>What is "
                  "one{0}?</ask><answer>answer{0}</answer></card>",
                  number));
  room.write(smaller);
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  const RoundShown& round = *trainer->round();
  REQUIRE(round.places.size() == 1);
  CHECK(round.at == 0);
  CHECK(round.places[0].answered());
  CHECK(round.notices == std::vector<std::string>{
                             "2 questions are no longer in the decks as before and left "
                             "out."});
  must(trainer->hand_in());
  CHECK(report_of(*trainer).notices.size() == 1);
  CHECK(report_of(*trainer).marks == 1);
}

TEST_CASE("An answer stays when its question was only reworded") {
  Room room;
  room.write(typed_deck(2));
  auto trainer = room.open();
  begin(*trainer, exam(2));
  answer_exam(*trainer, 1, 0);
  must(trainer->leave_round());
  trainer.reset();
  room.write(typed_deck(2, "Who is"));
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  CHECK(trainer->round()->answered() == 1);
  CHECK(trainer->round()->places[0].prompt.stem.starts_with("Who is"));
  CHECK(trainer->round()->notices.empty());
  kill_and_resume(room, trainer);
  CHECK(trainer->round()->answered() == 1);
}

namespace {

/// One card with four answers to choose from, and the rest of its tag.
DeckText one_choice(const std::string& answer,
                    const std::string& wrong,
                    const std::string& meaning = "") {
  return DeckText("d").add(fmt::format(
      "<card id=\"c\" kind=\"choice\"{}><ask>Which?</ask><answer>{}</answer><wrong>{}"
      "</wrong><wrong>west</wrong><wrong>east</wrong></card>",
      meaning, answer, wrong));
}

/// Which option is on the table under a text.
std::size_t option_of(const RoundPlace& place, const std::string& text) {
  const auto& options = place.prompt.options;
  const auto found =
      std::find_if(options.begin(), options.end(),
                   [&](const Option& option) { return option.text == text; });
  REQUIRE(found != options.end());
  return static_cast<std::size_t>(found - options.begin());
}

/// Answers with a text in an exam of one deck, and takes it up again with another.
std::unique_ptr<Trainer> answered_then_edited(Room& room,
                                              const DeckText& before,
                                              const std::string& text,
                                              const DeckText& after) {
  room.write(before);
  auto trainer = room.open();
  begin(*trainer, exam(1));
  must(trainer->answer({{option_of(on_table(*trainer), text)}, {}}));
  trainer.reset();
  room.write(after);
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  return trainer;
}

}  // namespace

TEST_CASE("A chosen answer stays with its options when the deck offers others now") {
  Room room;
  for (const char* text : {"north", "south", "west"}) {
    const auto trainer =
        answered_then_edited(room, one_choice("north", "south"), text,
                             one_choice("north", "a long way to the south"));
    const RoundPlace& place = on_table(*trainer);
    REQUIRE(place.answered());
    CHECK(place.prompt.options.at(place.response.chosen.at(0)).text == text);
    CHECK_NOTHROW(option_of(place, "south"));
    CHECK(trainer->round()->notices.empty());
    must(trainer->hand_in());
    const RoundReport report = report_of(*trainer);
    CHECK(report.questions.at(0).given == text);
    CHECK(report.marks == (std::string(text) == "north" ? 1 : 0));
  }
}

TEST_CASE("A chosen answer is marked by the deck as it was mended") {
  Room room;
  const auto trainer = answered_then_edited(room, one_choice("north", "south"), "south",
                                            one_choice("south", "north"));
  REQUIRE(on_table(*trainer).answered());
  must(trainer->hand_in());
  CHECK(report_of(*trainer).marks == 1);
  CHECK(report_of(*trainer).questions.at(0).answer == "south");
}

TEST_CASE("When the meaning changed an answer is taken back, and the student is told") {
  Room room;
  auto trainer = answered_then_edited(room, one_choice("north", "south"), "north",
                                      one_choice("north", "south", " meaning=\"2\""));
  CHECK(trainer->round()->answered() == 0);
  const std::vector<std::string> told{
      "Question 1 has changed in the deck since you answered, and that answer was taken "
      "back."};
  CHECK(trainer->round()->notices == told);
  // Said once, kept for the report.
  kill_and_resume(room, trainer);
  CHECK(trainer->round()->notices == told);
}

TEST_CASE("A round whose deck is broken or missing waits for it") {
  Room room;
  room.write(typed_deck(2));
  auto trainer = room.open();
  begin(*trainer, exam(2));
  answer_exam(*trainer, 2, 0);
  trainer.reset();
  const auto file = room.decks() / "d.xml";
  write_file(file, "<deck id=\"d\"></deck>");
  trainer = room.open();
  const std::string id = only_unfinished(*trainer);
  auto resumed = trainer->resume_round(id);
  REQUIRE_FALSE(resumed);
  CHECK(resumed.error().what.starts_with(
      "this round waits for its deck d, which was not loaded; what could not be read: "));
  CHECK(resumed.error().what.find("d.xml:1") != std::string::npos);
  trainer.reset();
  std::filesystem::remove(file);
  trainer = room.open();
  resumed = trainer->resume_round(id);
  REQUIRE_FALSE(resumed);
  CHECK(resumed.error().what == "this round waits for its deck d, which is not there");
  trainer.reset();
  room.write(typed_deck(2));
  trainer = room.open();
  must(trainer->resume_round(id));
  CHECK(trainer->round()->answered() == 2);
}

TEST_CASE("An answer stays when only the right answer was mended, and is marked by it") {
  Room room;
  room.write(typed_deck(1));
  auto trainer = room.open();
  begin(*trainer, exam(1));
  must(trainer->answer({{}, {"mended"}}));
  trainer.reset();
  room.write(DeckText("d")
                 .add("<topic id=\"one\">Topic one</topic>")
                 .add("<card id=\"one-0\" kind=\"typed\" topic=\"one\"><ask>What is one0?"
                      "</ask><answer>mended</answer></card>"));
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  CHECK(trainer->round()->notices.empty());
  must(trainer->hand_in());
  CHECK(report_of(*trainer).marks == 1);
}

TEST_CASE("A card that became another kind is put in its new form") {
  Room room;
  room.write(typed_deck(1));
  auto trainer = room.open();
  begin(*trainer, exam(1));
  must(trainer->answer({{}, {"x"}}));
  trainer.reset();
  room.write(DeckText("d")
                 .add("<topic id=\"one\">Topic one</topic>")
                 .add("<card id=\"one-0\" kind=\"true-false\" topic=\"one\"><ask>Is it?"
                      "</ask><answer>true</answer></card>"));
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  CHECK(on_table(*trainer).prompt.form == Form::kTrueFalse);
  CHECK_FALSE(on_table(*trainer).answered());
}

TEST_CASE("A round of which nothing is left cannot be taken up, but dropped") {
  Room room;
  room.write(typed_deck(2));
  auto trainer = room.open();
  begin(*trainer, exam(2));
  trainer.reset();
  room.write(DeckText("d").recall("one-0"));
  trainer = room.open();
  const std::string id = only_unfinished(*trainer);
  const auto resumed = trainer->resume_round(id);
  REQUIRE_FALSE(resumed);
  CHECK(resumed.error().what == "nothing of this round is left in the decks");
  must(trainer->drop_round(id));
  CHECK(trainer->unfinished_rounds()->empty());
}

// --- lists, and one thing at a time

TEST_CASE("To begin something else leaves a round, which can be taken up again") {
  Room room;
  room.write(typed_deck(4));
  const auto trainer = room.open();
  begin(*trainer, exam(3));
  answer_exam(*trainer, 2, 0);
  const std::string id = trainer->round()->id;
  must(trainer->begin_sitting());
  CHECK(trainer->round() == nullptr);
  CHECK(trainer->sitting());
  must(trainer->resume_round(id));
  CHECK_FALSE(trainer->sitting());
  CHECK(trainer->round()->answered() == 2);
  must(trainer->resume_round(id));
  must(trainer->begin_practice({"d/one-0"}));
  CHECK(trainer->round() == nullptr);
  begin(*trainer, exam(2));
  CHECK(trainer->unfinished_rounds()->size() == 2);
  const auto line = trainer->unfinished_rounds()->back();
  CHECK(line.id == id);
  CHECK(line.questions == 3);
  CHECK(line.answered == 2);
}

TEST_CASE("Two rounds that begin in one instant are two rounds") {
  Room room;
  room.write(typed_deck(4));
  const auto trainer = room.open();
  begin(*trainer, exam(2));
  begin(*trainer, exam(2));
  CHECK(trainer->unfinished_rounds()->size() == 2);
}

TEST_CASE("Two exams of one paper in one instant both count") {
  Room room;
  room.write(typed_deck(4));
  const auto trainer = room.open();
  RoundPlan plan = exam(3);
  plan.paper = "week-3";
  plan.scope = {"d"};
  plan.counts = true;
  for (int i = 0; i < 2; ++i) {
    begin(*trainer, plan);
    answer_exam(*trainer, 3, 0);
    must(trainer->hand_in());
    CHECK(report_of(*trainer).questions.size() == 3);
    must(trainer->leave_round());
  }
  CHECK(trainer->finished_rounds()->size() == 2);
}

TEST_CASE("An abandoned round is gone; a finished one stays") {
  Room room;
  room.write(typed_deck(2));
  const auto trainer = room.open();
  must(trainer->abandon_round());
  begin(*trainer, exam(2));
  must(trainer->abandon_round());
  CHECK(trainer->round() == nullptr);
  CHECK(trainer->unfinished_rounds()->empty());
  begin(*trainer, exam(2));
  must(trainer->hand_in());
  const std::string id = trainer->round()->id;
  must(trainer->abandon_round());
  CHECK(trainer->finished_rounds()->size() == 1);
  CHECK_FALSE(trainer->drop_round(id));
  CHECK_FALSE(trainer->resume_round(id));
  begin(*trainer, exam(2));
  CHECK_FALSE(trainer->report(trainer->round()->id));
  must(trainer->drop_round(trainer->round()->id));
  CHECK(trainer->round() == nullptr);
  for (const auto& failure : {trainer->resume_round("x"), trainer->drop_round("x"),
                              trainer->practise_misses("x")}) {
    REQUIRE_FALSE(failure);
    CHECK(failure.error().what == "there is no round x");
  }
}

TEST_CASE("Finished rounds are listed, the newest first") {
  Room room;
  room.write(typed_deck(4));
  const auto trainer = room.open();
  for (const int questions : {2, 3}) {
    begin(*trainer, exam(questions));
    answer_exam(*trainer, 1, 0);
    room.clock.go(1min);
    must(trainer->hand_in());
  }
  const auto rounds = trainer->finished_rounds();
  REQUIRE(rounds->size() == 2);
  CHECK(rounds->front().questions == 3);
  CHECK(rounds->front().marks == 1);
  CHECK(rounds->front().possible == 3);
  CHECK(rounds->front().time == 1min);
  CHECK(rounds->back().questions == 2);
}

TEST_CASE("What was missed becomes a practice, as far as the decks still have it") {
  Room room;
  room.write(typed_deck(3));
  auto trainer = room.open();
  begin(*trainer, exam(3));
  answer_exam(*trainer, 1, 1);
  const std::string missed = trainer->round()->places[1].question->id;
  must(trainer->hand_in());
  const std::string id = trainer->round()->id;
  must(trainer->practise_misses(id));
  CHECK(trainer->progress().practice);
  CHECK(trainer->progress().left.total() == 2);
  trainer.reset();
  room.write(DeckText("d").recall("new"));
  trainer = room.open();
  const auto begun = trainer->practise_misses(id);
  REQUIRE_FALSE(begun);
  CHECK(begun.error().what == "there is nothing to practise in this round");
}

TEST_CASE("What cannot be begun is refused, and what lies on the table stays") {
  Room room;
  room.write(typed_deck(2));
  room.write(DeckText("e").recall("r"));
  const auto trainer = room.open();
  begin(*trainer, exam(2));
  RoundPlan plan = exam(0);
  CHECK(refusal(*trainer, plan).starts_with("a round cannot have 0 questions"));
  plan = exam(5);
  plan.scope = {"d/onne"};
  CHECK(refusal(*trainer, plan) ==
        "there is no deck or topic d/onne — did you mean d/one?");
  plan.scope = {"completely different"};
  CHECK(refusal(*trainer, plan) ==
        "there is no deck or topic completely different — name it as deck or deck/topic");
  plan.scope = {"d"};
  plan.weights = {{"e", 50}};
  CHECK(refusal(*trainer, plan).starts_with("e has a share but nothing to ask"));
  plan.weights = {{"f", 50}};
  CHECK(refusal(*trainer, plan).starts_with("there is no deck or topic f"));
  plan = default_plan(RoundKind::kQuick);
  CHECK(trainer->round() != nullptr);
  must(trainer->leave_round());
  plan = exam(5);
  plan.scope = {"e"};
  CHECK(refusal(*trainer, plan).starts_with("there is nothing here that can be asked"));
  plan = default_plan(RoundKind::kMatch);
  CHECK(refusal(*trainer, plan).starts_with("there are too few facts of one kind"));
  plan = default_plan(RoundKind::kTimeline);
  CHECK(refusal(*trainer, plan).starts_with("there are too few events"));
}

TEST_CASE("Without a round its actions do nothing") {
  Room room;
  room.write(typed_deck(1));
  const auto trainer = room.open();
  must(trainer->answer({}));
  must(trainer->toggle_flag());
  must(trainer->go_to(5));
  must(trainer->try_pair(0, 0));
  must(trainer->hand_in());
  must(trainer->leave_round());
  CHECK_FALSE(trainer->refresh());
}

// --- a quick quiz

TEST_CASE("A quick quiz asks each question once, with feedback, and writes nothing") {
  Room room;
  room.write(DeckText("d").recalls(15));
  const auto trainer = room.open();
  const RoundBegun begun = begin(*trainer, default_plan(RoundKind::kQuick));
  CHECK(begun.questions == 10);
  CHECK(begun.available == 15);
  CHECK(trainer->round() == nullptr);
  CHECK(trainer->progress().left.total() == 10);
  CHECK(trainer->progress().practice);
  answer(*trainer, Rating::kAgain);
  CHECK(answer_all(*trainer, Rating::kGood) == 9);
  CHECK(trainer->summary().missed.size() == 1);
  CHECK(trainer->summary().questions == 10);
  CHECK_FALSE(trainer->next_step_at());
  CHECK(room.log().empty());
}

TEST_CASE("A quick quiz that counts writes like studying, and can be undone") {
  Room room;
  room.write(DeckText("d").recalls(4));
  {
    const auto trainer = room.open();
    RoundPlan plan = default_plan(RoundKind::kQuick);
    plan.counts = true;
    plan.questions = 3;
    begin(*trainer, plan);
    CHECK_FALSE(trainer->progress().practice);
    answer(*trainer, Rating::kAgain);
    must(trainer->undo());
    CHECK(trainer->progress().left.total() == 3);
    must(trainer->redo());
    CHECK(answer_all(*trainer, Rating::kGood) == 2);
  }
  // An answer, its voiding, the voiding of that, and two more answers.
  CHECK(room.log().size() == 5);
  CHECK(counting(room.log()).size() == 3);
  CHECK(room.cache_is_replay());
}

TEST_CASE("A quick quiz of nothing is refused") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  must(trainer->begin_sitting());
  must(trainer->suspend());
  CHECK(refusal(*trainer, default_plan(RoundKind::kQuick))
            .starts_with("there is nothing here that can be asked"));
}

// --- a match

TEST_CASE("A match counts tries, adds a penalty for a wrong one, and ends by itself") {
  Room room;
  room.write(DeckText("d").facts(5));
  const auto trainer = room.open();
  CHECK(begin(*trainer, default_plan(RoundKind::kMatch)).questions == 5);
  const RoundShown& round = *trainer->round();
  const std::size_t right = partner_of(round, 0);
  const std::size_t wrong = (right + 1) % 5;
  room.clock.go(10s);
  must(trainer->try_pair(0, wrong));
  CHECK(round.match->last_miss == std::pair<std::size_t, std::size_t>(0, wrong));
  CHECK(round.match->misses == 1);
  CHECK(round.match->penalty == 5s);
  CHECK(round.answered() == 0);
  must(trainer->try_pair(0, right));
  CHECK_FALSE(round.match->last_miss);
  CHECK(round.match->partner[0] == right);
  // What is matched stays so.
  must(trainer->try_pair(0, wrong));
  must(trainer->try_pair(1, right));
  CHECK(round.match->tries == 2);
  CHECK_FALSE(trainer->try_pair(9, 0));
  CHECK_FALSE(trainer->hand_in());
  room.clock.go(20s);
  for (std::size_t i = 1; i < 5; ++i)
    must(trainer->try_pair(i, partner_of(round, i)));
  CHECK(round.finished);
  const RoundReport report = report_of(*trainer);
  CHECK(report.used == 30s);
  CHECK(report.result_time() == 35s);
  CHECK(report.tries == 6);
  CHECK(report.marks == 4);
  CHECK(report.topics.empty());
  const auto& first = report.questions.front();
  CHECK(first.verdict == Verdict::kWrong);
  CHECK(first.given == round.match->right[wrong]);
  CHECK(first.answer == round.match->right[right]);
  CHECK(first.remark == "Found at try 2.");
  CHECK(room.log().empty());
  must(trainer->try_pair(0, 0));
  CHECK(report_of(*trainer).tries == 6);
}

TEST_CASE("The best time before is that of the same scope and size") {
  Room room;
  room.write(DeckText("d").facts(5));
  const auto trainer = room.open();
  RoundPlan plan = default_plan(RoundKind::kMatch);
  for (const int seconds : {40, 30, 50}) {
    begin(*trainer, plan);
    room.clock.go(std::chrono::seconds(seconds));
    find_all(*trainer);
  }
  begin(*trainer, plan);
  CHECK(trainer->round()->match->best == 30s);
  plan.questions = 4;
  begin(*trainer, plan);
  CHECK_FALSE(trainer->round()->match->best);
  plan = default_plan(RoundKind::kMatch);
  plan.scope = {"d"};
  begin(*trainer, plan);
  CHECK_FALSE(trainer->round()->match->best);
}

TEST_CASE("A match that counts: right at the first try is good, else again") {
  Room room;
  room.write(DeckText("d").facts(3));
  {
    const auto trainer = room.open();
    RoundPlan plan = default_plan(RoundKind::kMatch);
    plan.counts = true;
    begin(*trainer, plan);
    must(trainer->try_pair(0, (partner_of(*trainer->round(), 0) + 1) % 3));
    room.clock.go(9s);
    find_all(*trainer);
    CHECK(trainer->round()->finished);
  }
  const auto log = room.log();
  REQUIRE(log.size() == 3);
  CHECK(log[0].rating == Rating::kAgain);
  CHECK(log[1].rating == Rating::kGood);
  for (const Review& review : log) {
    CHECK(review.form == Form::kMatch);
    CHECK(review.question.ends_with("/object"));
    CHECK(review.duration == 3s);
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE("A match is taken up again as it was left") {
  Room room;
  room.write(DeckText("d").facts(5));
  auto trainer = room.open();
  begin(*trainer, default_plan(RoundKind::kMatch));
  must(trainer->try_pair(2, partner_of(*trainer->round(), 2)));
  must(trainer->try_pair(0, (partner_of(*trainer->round(), 0) + 1) % 5));
  const MatchShown before = *trainer->round()->match;
  kill_and_resume(room, trainer);
  const MatchShown& after = *trainer->round()->match;
  CHECK(after.left == before.left);
  CHECK(after.right == before.right);
  CHECK(after.partner == before.partner);
  CHECK(after.tries == before.tries);
  CHECK(after.misses == before.misses);
  CHECK(trainer->unfinished_rounds()->front().answered == 1);
}

TEST_CASE("A pair that left the deck leaves the match; with the last one it ends") {
  Room room;
  room.write(DeckText("d").facts(4));
  auto trainer = room.open();
  begin(*trainer, default_plan(RoundKind::kMatch));
  const auto& left = trainer->round()->match->left;
  const auto last = static_cast<std::size_t>(
      std::find(left.begin(), left.end(), "Riksdag") - left.begin());
  REQUIRE(last < 4);
  must(trainer->try_pair((last + 1) % 4, partner_of(*trainer->round(), last)));
  for (std::size_t i = 0; i < 4; ++i)
    if (i != last) must(trainer->try_pair(i, partner_of(*trainer->round(), i)));
  CHECK_FALSE(trainer->round()->finished);
  const std::string id = trainer->round()->id;
  trainer.reset();
  room.write(DeckText("d").facts(3));
  trainer = room.open();
  must(trainer->resume_round(id));
  CHECK(trainer->round()->finished);
  const RoundReport report = report_of(*trainer);
  CHECK(report.questions.size() == 3);
  CHECK(report.marks == 3);
  CHECK(report.notices.size() == 1);
}

// --- a timeline

TEST_CASE("A timeline is arranged, handed in, and shows where each event belongs") {
  Room room;
  room.write(events(5));
  const auto trainer = room.open();
  CHECK(begin(*trainer, default_plan(RoundKind::kTimeline)).questions == 5);
  const RoundShown& round = *trainer->round();
  CHECK(round.timeline->right_place.empty());
  CHECK_FALSE(trainer->answer({{0, 1}, {}}));
  CHECK_FALSE(trainer->answer({{0, 0, 1, 2, 3}, {}}));
  must(trainer->answer({right_order(round), {}}));
  CHECK(round.timeline->events.front().label == "Event A began in …");
  // The first two change places: of ten pairs nine are right.
  must(trainer->answer({{1, 0, 2, 3, 4}, {}}));
  room.clock.go(25s);
  must(trainer->hand_in());
  CHECK(round.finished);
  CHECK(round.timeline->right_place == std::vector<std::size_t>{1, 0, 2, 3, 4});
  CHECK(round.timeline->credit == doctest::Approx(0.8));
  // The two that changed places are each right towards three others and wrong towards
  // one: 3/4 − 1/4.
  std::vector<double> marks;
  for (const ReportedQuestion& question : report_of(*trainer).questions)
    marks.push_back(question.marks);
  CHECK(marks == std::vector<double>{0.5, 0.5, 1, 1, 1});
  CHECK(report_of(*trainer).marks == 4);
  const RoundReport report = report_of(*trainer);
  CHECK(report.share() == doctest::Approx(0.8));
  REQUIRE(report.questions.size() == 5);
  CHECK(report.questions[0].stem == "Event A began in …");
  CHECK(report.questions[0].given == "place 2");
  CHECK(report.questions[0].answer == "1990 (place 1)");
  CHECK(report.questions[0].verdict == Verdict::kWrong);
  CHECK(report.questions[2].verdict == Verdict::kRight);
  CHECK(room.log().empty());
}

TEST_CASE("A timeline that counts: in its right place good, else again") {
  Room room;
  room.write(events(5));
  {
    auto trainer = room.open();
    RoundPlan plan = default_plan(RoundKind::kTimeline);
    plan.counts = true;
    begin(*trainer, plan);
    must(trainer->answer({right_order(*trainer->round()), {}}));
    must(trainer->answer({{0, 1, 2, 4, 3}, {}}));
    kill_and_resume(room, trainer);
    must(trainer->hand_in());
  }
  const auto log = room.log();
  REQUIRE(log.size() == 5);
  for (const Review& review : log) {
    const bool swapped =
        review.question == "d/f3/object" || review.question == "d/f4/object";
    CHECK(review.rating == (swapped ? Rating::kAgain : Rating::kGood));
    CHECK(review.form == Form::kOrder);
  }
  CHECK(room.cache_is_replay());
}

TEST_CASE("An event whose date was mended leaves the timeline") {
  Room room;
  room.write(events(5));
  auto trainer = room.open();
  begin(*trainer, default_plan(RoundKind::kTimeline));
  must(trainer->leave_round());
  trainer.reset();
  std::string xml = events(5).xml();
  const std::size_t at = xml.find("value=\"1992\"");
  REQUIRE(at != std::string::npos);
  write_file(room.decks() / "d.xml", xml.replace(at, 12, "value=\"1982\""));
  trainer = room.open();
  must(trainer->resume_round(only_unfinished(*trainer)));
  CHECK(trainer->round()->timeline->events.size() == 4);
  CHECK(trainer->round()->notices ==
        std::vector<std::string>{
            "1 question is no longer in the decks as before and left out."});
}

// --- trouble

TEST_CASE("A damaged round is reported by everything that reads it") {
  for (const std::string change :
       {"UPDATE round SET kind = 'x'", "UPDATE round SET checksum = 0"}) {
    Room room;
    DeckText deck = typed_deck(2);
    room.write(deck.facts(3));
    auto trainer = room.open();
    begin(*trainer, exam(2));
    const std::string id = trainer->round()->id;
    trainer.reset();
    tamper(room, change);
    trainer = room.open();
    room.clock.go(1s);
    CHECK_FALSE(trainer->unfinished_rounds());
    CHECK_FALSE(trainer->finished_rounds());
    CHECK_FALSE(trainer->report(id));
    CHECK_FALSE(trainer->resume_round(id));
    CHECK_FALSE(trainer->drop_round(id));
    CHECK_FALSE(trainer->practise_misses(id));
    // A match looks for the best one before; an exam looks for nothing.
    CHECK_FALSE(trainer->begin_round(default_plan(RoundKind::kMatch)));
    CHECK(trainer->begin_round(exam(2)));
  }
}

TEST_CASE("A round that says something else than rounds do is refused") {
  Room room;
  DeckText deck = typed_deck(2);
  room.write(deck.facts(3));
  {
    const auto store = Store::open(room.data());
    REQUIRE(store);
    must((*store)->save_round({"open", "match", room.clock.now(), {}, "{}"}));
    must((*store)->save_round(
        {"done", "match", room.clock.now(), room.clock.now(), "[]"}));
  }
  const auto trainer = room.open();
  CHECK_FALSE(trainer->unfinished_rounds());
  CHECK_FALSE(trainer->finished_rounds());
  CHECK_FALSE(trainer->resume_round("open"));
  CHECK_FALSE(trainer->report("done"));
  CHECK_FALSE(trainer->begin_round(default_plan(RoundKind::kMatch)));
}

TEST_CASE("On a full disk nothing is begun, and what lies on the table stays") {
  Room room;
  DeckText deck = typed_deck(3);
  room.write(deck.facts(3));
  const auto trainer = room.open();
  begin(*trainer, exam(2));
  const std::string id = trainer->round()->id;
  {
    const FullDisk full;
    CHECK_FALSE(trainer->begin_round(exam(2)));
    CHECK(trainer->round()->id == id);
    room.clock.go(1s);
    CHECK_FALSE(trainer->begin_round(exam(2)));
    CHECK_FALSE(trainer->begin_round(default_plan(RoundKind::kQuick)));
    CHECK_FALSE(trainer->begin_sitting());
    CHECK_FALSE(trainer->begin_practice({"d/one-0"}));
    CHECK_FALSE(trainer->leave_round());
    CHECK_FALSE(trainer->abandon_round());
    room.clock.go(31s);
    CHECK_FALSE(trainer->refresh());
    CHECK(trainer->round()->id == id);
  }
  must(trainer->leave_round());
  {
    const FullDisk full;
    CHECK_FALSE(trainer->begin_round(exam(2)));
    CHECK_FALSE(trainer->drop_round(id));
  }
  must(trainer->resume_round(id));
  CHECK(trainer->unfinished_rounds()->size() == 1);
}

TEST_CASE("A game on a full disk is not ended; with room again it is") {
  Room room;
  room.write(DeckText("d").facts(3));
  const auto trainer = room.open();
  RoundPlan plan = default_plan(RoundKind::kMatch);
  plan.counts = true;
  begin(*trainer, plan);
  for (std::size_t i = 0; i < 2; ++i)
    must(trainer->try_pair(i, partner_of(*trainer->round(), i)));
  {
    const FullDisk full;
    CHECK_FALSE(trainer->try_pair(2, partner_of(*trainer->round(), 2)));
    CHECK_FALSE(trainer->round()->finished);
  }
  CHECK(room.log().empty());
  must(trainer->try_pair(2, partner_of(*trainer->round(), 2)));
  CHECK(trainer->round()->finished);
  CHECK(trainer->round()->match->tries == 3);
  CHECK(room.log().size() == 3);
}

TEST_CASE("What there is to choose from is told without what is suspended") {
  Room room;
  room.write(typed_deck(4).facts(3));
  const auto trainer = room.open();
  RoundPlan plan = default_plan(RoundKind::kQuick);
  CHECK(trainer->available(plan) == 7);  // both directions of a fact count once
  plan.scope = {"d/one"};
  CHECK(trainer->available(plan) == 4);
  REQUIRE(trainer->begin_sitting());
  while (trainer->asked()->question->topic != "one")
    answer(*trainer, Rating::kGood);
  REQUIRE(trainer->suspend());
  CHECK(trainer->available(plan) == 3);
  plan.kind = RoundKind::kMatch;
  CHECK(trainer->available(plan) == 0);
  plan.scope.clear();
  CHECK(trainer->available(plan) == 3);
}
