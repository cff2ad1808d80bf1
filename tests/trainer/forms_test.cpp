// How one question changes its form from asking to asking, what comes back of wrong
// answers, and what becomes of a mark that the student overrules.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/trainer.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

constexpr const char* kQuestion = "d/f0/object";

/// Answers everything else well until the question lies on the table; a day passes
/// whenever nothing is left.
void go_to(Room& room, Trainer& trainer, const QuestionId& id) {
  REQUIRE(trainer.begin_sitting());
  for (int i = 0; i < 20000; ++i) {
    if (trainer.asked() == nullptr) {
      room.clock.go(24h);
      REQUIRE(trainer.begin_sitting());
      continue;
    }
    if (trainer.asked()->question->id == id) return;
    answer(trainer, Rating::kGood);
  }
  FAIL("the question never came");
}

nlohmann::json last_response(const Room& room) {
  return nlohmann::json::parse(room.log().back().response);
}

std::size_t option_with(const Prompt& prompt, bool right) {
  for (std::size_t i = 0; i < prompt.options.size(); ++i)
    if (prompt.options[i].right == right) return i;
  return 0;
}

Room& with_parliaments(Room& room) {
  room.write(DeckText("d").facts(5));
  return room;
}

}  // namespace

TEST_CASE(
    "A question is put in another form each time, and harder ones once it is known") {
  Room room;
  const auto trainer = with_parliaments(room).open();
  std::vector<Form> forms;
  std::set<Form> late;
  for (int i = 0; i < 9; ++i) {
    go_to(room, *trainer, kQuestion);
    forms.push_back(trainer->asked()->prompt.form);
    if (i >= 7) late.insert(forms.back());
    answer(*trainer, Rating::kGood);
  }
  for (std::size_t i = 1; i < forms.size(); ++i)
    CHECK(forms[i] != forms[i - 1]);
  CHECK(level_of(forms[0]) == Level::kRecognition);
  CHECK(level_of(forms[1]) == Level::kRecognition);
  CHECK(late == std::set<Form>{Form::kCloze, Form::kTyped});
}

TEST_CASE(
    "A student who asks for one level gets it, without the same form twice running") {
  Room room;
  const auto trainer = with_parliaments(room).open();
  Settings settings = trainer->settings();
  settings.forms = FormPreference::kRecall;
  REQUIRE(trainer->change_settings(settings));
  go_to(room, *trainer, kQuestion);
  CHECK(trainer->asked()->prompt.form == Form::kTyped);
  answer(*trainer, Rating::kGood);
  go_to(room, *trainer, kQuestion);
  CHECK(trainer->asked()->prompt.form == Form::kCloze);
}

TEST_CASE(
    "A review says which form and level, which options in which order, and the answer") {
  Room room;
  const auto trainer = with_parliaments(room).open();
  go_to(room, *trainer, kQuestion);
  const Prompt prompt = trainer->asked()->prompt;
  REQUIRE(prompt.form == Form::kChoice);
  trainer->reveal({{2}, {}});
  REQUIRE(trainer->rate(Rating::kGood));
  const auto row = last_response(room);
  CHECK(row.at("form") == "choice");
  CHECK(row.at("level") == "recognition");
  std::vector<std::string> options;
  for (const Option& option : prompt.options)
    options.push_back(option.text);
  CHECK(row.at("options") == options);
  CHECK(row.at("chosen") == std::vector<std::string>{options[2]});
}

TEST_CASE("The wrong answer that was chosen comes back the next time") {
  Room room;
  room.write(DeckText("d").facts(5));
  const auto trainer = room.open();
  go_to(room, *trainer, kQuestion);
  const Prompt first = trainer->asked()->prompt;
  REQUIRE(first.form == Form::kChoice);
  const std::size_t wrong = option_with(first, false);
  trainer->reveal({{wrong}, {}});
  REQUIRE(trainer->rate(Rating::kAgain));
  for (int i = 0; i < 20; ++i) {
    go_to(room, *trainer, kQuestion);
    const Prompt& next = trainer->asked()->prompt;
    if (next.form == Form::kChoice)
      CHECK(std::any_of(next.options.begin(), next.options.end(),
                        [&](const Option& option) {
                          return option.text == first.options[wrong].text;
                        }));
    answer(*trainer, Rating::kAgain);
  }
}

TEST_CASE(
    "A wrong mark that is overruled counts as right, is logged, and holds from then on") {
  Room room;
  const auto trainer = with_parliaments(room).open();
  Settings settings = trainer->settings();
  settings.forms = FormPreference::kRecall;
  REQUIRE(trainer->change_settings(settings));
  go_to(room, *trainer, kQuestion);
  REQUIRE(trainer->asked()->prompt.form == Form::kTyped);
  trainer->reveal({{}, {"Eretz"}});
  CHECK(trainer->asked()->marked->verdict == Verdict::kWrong);
  trainer->overrule();
  CHECK(trainer->asked()->marked->verdict == Verdict::kRight);
  CHECK(trainer->asked()->marked->suggested == Rating::kGood);
  REQUIRE(trainer->rate(Rating::kGood));
  const auto row = last_response(room);
  CHECK(row.at("overruled") == true);
  CHECK(row.at("verdict") == "right");
  CHECK(row.at("marked") == "wrong");

  const auto kept = trainer->overrulings();
  REQUIRE(kept);
  REQUIRE(kept->size() == 1);
  CHECK(kept->front().overruling == Overruling{kQuestion, "Eretz", true, 1});
  CHECK(kept->front().stem == "Whose parliament is the Knesset?");
  CHECK(kept->front().answer == "Israel");
  CHECK(trainer->overrulings("other")->empty());

  for (int i = 0; i < 2; ++i) {
    go_to(room, *trainer, kQuestion);
    if (trainer->asked()->prompt.form != Form::kTyped) {
      answer(*trainer, Rating::kGood);
      continue;
    }
    trainer->reveal({{}, {"eretz"}});
    CHECK(trainer->asked()->marked->verdict == Verdict::kRight);
  }
}

TEST_CASE("A right mark can be overruled too, and an overruling taken back") {
  Room room;
  const auto trainer = with_parliaments(room).open();
  Settings settings = trainer->settings();
  settings.forms = FormPreference::kRecall;
  REQUIRE(trainer->change_settings(settings));
  trainer->overrule();  // nothing on the table: nothing happens
  go_to(room, *trainer, kQuestion);
  trainer->overrule();
  CHECK_FALSE(trainer->asked()->marked);
  trainer->reveal({{}, {"Israel"}});
  trainer->overrule();
  CHECK(trainer->asked()->marked->verdict == Verdict::kWrong);
  CHECK(trainer->asked()->marked->suggested == Rating::kAgain);
  trainer->overrule();
  CHECK(trainer->asked()->marked->verdict == Verdict::kRight);
  CHECK_FALSE(trainer->asked()->marked->overruled);
  trainer->overrule();
  REQUIRE(trainer->rate(Rating::kAgain));
  for (int i = 0; i < 2; ++i) {
    go_to(room, *trainer, kQuestion);
    if (trainer->asked()->prompt.form == Form::kTyped) break;
    answer(*trainer, Rating::kGood);
  }
  REQUIRE(trainer->asked()->prompt.form == Form::kTyped);
  trainer->reveal({{}, {"Israel"}});
  CHECK(trainer->asked()->marked->verdict == Verdict::kWrong);
}

TEST_CASE("What was overruled for another meaning of the answer no longer holds") {
  Room room;
  const char* deck =
      "<card id=\"c\" kind=\"typed\" meaning=\"%\"><ask>Who leads?</ask><answer>Ann "
      "Arbor</answer></card>";
  const auto text = [&](const char* meaning) {
    std::string xml = deck;
    xml.replace(xml.find('%'), 1, meaning);
    return DeckText("d").add(xml);
  };
  room.write(text("1"));
  {
    const auto trainer = room.open();
    go_to(room, *trainer, "d/c");
    trainer->reveal({{}, {"the boss"}});
    trainer->overrule();
    REQUIRE(trainer->rate(Rating::kGood));
  }
  room.write(text("2"));
  const auto trainer = room.open();
  go_to(room, *trainer, "d/c");
  trainer->reveal({{}, {"the boss"}});
  CHECK(trainer->asked()->marked->verdict == Verdict::kWrong);
}

TEST_CASE("A question past its date for checking says so where it is asked") {
  Room room;
  room.write(DeckText("d")
                 .recall("old", "check-after=\"2024-06\"")
                 .recall("young", "check-after=\"2025-04\""));
  const auto trainer = room.open();
  go_to(room, *trainer, "d/old");
  CHECK(trainer->asked()->out_of_date ==
        "This may be out of date: it was true as of July 2024, and the author asks to "
        "check "
        "it after June 2024.");
  go_to(room, *trainer, "d/young");
  CHECK(trainer->asked()->out_of_date.empty());
}
