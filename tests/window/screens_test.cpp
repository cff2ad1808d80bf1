// What screens work out before they draw.

#include <doctest/doctest.h>

#include "window/answer_form.h"
#include "window/card_view.h"
#include "window/scene.h"
#include "window/settings_screen.h"
#include "window/summary.h"

namespace {

using namespace attache;
using namespace attache::window;

Asked asked_with(Prompt prompt) {
  Asked asked;
  asked.prompt = std::move(prompt);
  return asked;
}

Prompt options(Form form, int count) {
  Prompt prompt;
  prompt.question = "deck/card";
  prompt.form = form;
  for (int i = 0; i < count; ++i)
    prompt.options.push_back({std::to_string(i), i == 0, ""});
  return prompt;
}

}  // namespace

TEST_CASE("choosing one option checks it at once") {
  AnswerDraft draft;
  const Prompt prompt = options(Form::kChoice, 4);
  draft.follow(asked_with(prompt));
  CHECK_FALSE(draft.complete(prompt));
  draft.choose(prompt, 2);
  CHECK(draft.submitted);
  CHECK(draft.response(prompt).chosen == std::vector<std::size_t>{2});
}

TEST_CASE("an option that is not there cannot be chosen") {
  AnswerDraft draft;
  const Prompt prompt = options(Form::kChoice, 4);
  draft.follow(asked_with(prompt));
  draft.choose(prompt, 8);
  CHECK_FALSE(draft.submitted);
  CHECK(draft.response(prompt) == Response{});
}

TEST_CASE("several options are switched on and off and wait to be checked") {
  AnswerDraft draft;
  const Prompt prompt = options(Form::kSelect, 4);
  draft.follow(asked_with(prompt));
  draft.choose(prompt, 3);
  draft.choose(prompt, 1);
  CHECK(draft.response(prompt).chosen == std::vector<std::size_t>{1, 3});
  draft.choose(prompt, 3);
  CHECK(draft.response(prompt).chosen == std::vector<std::size_t>{1});
  CHECK_FALSE(draft.submitted);
}

TEST_CASE("things to put in order move up and down, but not over the edge") {
  AnswerDraft draft;
  Prompt prompt;
  prompt.question = "deck/order";
  prompt.form = Form::kOrder;
  prompt.items = {"a", "b", "c"};
  draft.follow(asked_with(prompt));
  draft.move(2, -1);
  draft.move(0, -1);
  CHECK(draft.response(prompt).chosen == std::vector<std::size_t>{0, 2, 1});
  CHECK(given_text(prompt, draft.response(prompt)) == "a → c → b");
}

TEST_CASE(
    "pairs are given one after another, and a counterpart belongs to one item only") {
  AnswerDraft draft;
  Prompt prompt;
  prompt.question = "deck/match";
  prompt.form = Form::kMatch;
  prompt.items = {"a", "b"};
  prompt.counterparts = {"x", "y"};
  draft.follow(asked_with(prompt));
  draft.pair_with(1);
  CHECK_FALSE(draft.complete(prompt));
  CHECK(draft.response(prompt) == Response{});
  draft.pair_with(1);  // taken away from the first
  CHECK(draft.left == 0);
  draft.pair_with(0);
  CHECK(draft.response(prompt).chosen == std::vector<std::size_t>{0, 1});
  draft.unpair_last();
  CHECK(draft.left == 1);
}

TEST_CASE(
    "a draft is kept while its question lies on the table, and begun anew for the next") {
  AnswerDraft draft;
  Prompt prompt;
  prompt.question = "deck/typed";
  prompt.form = Form::kTyped;
  draft.follow(asked_with(prompt));
  REQUIRE(draft.fields.size() == 1);
  draft.fields[0].edit.type("Yokota");
  draft.follow(asked_with(prompt));
  CHECK(draft.response(prompt).texts == std::vector<std::string>{"Yokota"});
  prompt.question = "deck/other";
  draft.follow(asked_with(prompt));
  CHECK(draft.response(prompt) == Response{});
}

TEST_CASE("a cloze has a field for each blank") {
  AnswerDraft draft;
  Prompt prompt;
  prompt.question = "deck/cloze";
  prompt.form = Form::kCloze;
  prompt.cloze = ClozeText{{"", " and ", ""}, {{{"one"}, ""}, {{"two"}, ""}}};
  draft.follow(asked_with(prompt));
  CHECK(draft.fields.size() == 2);
}

TEST_CASE("Space takes the rating that the marking suggests, and Good for a recall") {
  Asked asked = asked_with(options(Form::kChoice, 2));
  asked.marked = Marked{};
  asked.marked->suggested = Rating::kHard;
  asked.response = Response{{1}, {}};
  CHECK(suggested_rating(asked) == Rating::kHard);
  asked.response = Response{};  // only looked it up
  CHECK(suggested_rating(asked) == Rating::kAgain);
  CHECK(suggested_rating(asked_with({})) == Rating::kGood);
}

TEST_CASE("the sentence on retention counts in tens or twenties") {
  CHECK(retention_sentence(0.9).find("9 of 10") != std::string::npos);
  CHECK(retention_sentence(0.95).find("19 of 20") != std::string::npos);
}

TEST_CASE("the steppers walk up and down over the same steps and stop at the ends") {
  CHECK(next_interval_limit(365, 1) == 730);
  CHECK(next_interval_limit(730, -1) == 365);
  CHECK(next_interval_limit(400, 1) == 730);
  CHECK(next_interval_limit(400, -1) == 365);
  CHECK(next_interval_limit(36500, 1) == 36500);
  CHECK(next_interval_limit(400, 0) == 400);
  CHECK(next_new_per_day(20, 1) == 25);
  CHECK(next_new_per_day(25, -1) == 20);
  CHECK(next_new_per_day(10, -1) == 9);
  CHECK(next_new_per_day(0, -1) == 0);
  CHECK(next_new_per_day(0, 1) == 1);
  CHECK(next_new_per_day(9999, 1) == 9999);
  CHECK(counted_years(365) == "1 year");
  CHECK(counted_years(36500) == "100 years");
}

TEST_CASE("what comes next is told as a time, as tomorrow, or as a date") {
  const auto calendar = StudyCalendar::in_zone("UTC", 4);
  REQUIRE(calendar);
  using namespace std::chrono_literals;
  const Instant morning{std::chrono::sys_days{2024y / 7 / 28} + 9h};
  CHECK(next_text(*calendar, morning, morning + 5h + 5min) == "Next at 14:05");
  CHECK(next_text(*calendar, morning, morning + 24h) == "Next tomorrow");
  CHECK(next_text(*calendar, morning, morning + 24h * 4) == "Next on 1 August 2024");
  CHECK(next_text(*calendar, morning, std::nullopt).empty());
}

TEST_CASE("a scene has a base and may name a form") {
  CHECK(scene_named("answer.typed")->base == "answer");
  CHECK(scene_named("answer.typed")->form == Form::kTyped);
  CHECK_FALSE(scene_named("home")->form.has_value());
  CHECK(scene_named("study")->studies());
  CHECK_FALSE(scene_named("settings")->studies());
  CHECK(scene_named("nonsense").error().what == "there is no screen nonsense");
  CHECK(scene_named("answer.nonsense").error().what == "there is no form nonsense");
}

TEST_CASE("a bare number gets its unit, and what was written with a unit stays") {
  CHECK(with_unit("193", "km") == "193 km");
  CHECK(with_unit("1,200.5", "km") == "1,200.5 km");
  CHECK(with_unit("\u22125", "degrees") == "\u22125 degrees");
  CHECK(with_unit("１９３", "km") == "１９３ km");
  CHECK(with_unit("193 km", "nautical miles") == "193 km");
  CHECK(with_unit("50 %", "%") == "50 %");
  CHECK(with_unit("two hundred", "km") == "two hundred");
  CHECK(with_unit("193", "") == "193");
}

TEST_CASE("a near miss lacks a letter of the longest word, and a short answer none") {
  Prompt prompt;
  prompt.form = Form::kTyped;
  prompt.accepted = {"the Speaker"};
  CHECK(near_response(prompt).texts == std::vector<std::string>{"the Speker"});
  prompt.accepted = {"the House"};
  CHECK(near_response(prompt).texts == std::vector<std::string>{"the House"});
}
