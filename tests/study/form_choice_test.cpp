#include "study/form_choice.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;

namespace {

Question with_forms(std::vector<Form> forms) {
  Question question;
  question.forms = std::move(forms);
  return question;
}

constexpr double kNotInReview = 0;

Schedule in_review(double stability) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{stability, 5};
  return schedule;
}

const std::vector<Form> kForms{Form::kChoice, Form::kTrueFalse, Form::kCloze,
                               Form::kTyped};

/// The form that comes after these (latest first), chosen for the level of the last.
Form after(const std::vector<Form>& last,
           double days,
           FormPreference preference = FormPreference::kByStrength) {
  const auto level = last.empty() ? std::nullopt : std::optional(level_of(last.front()));
  return choose_form(with_forms(kForms), days, {last, level}, preference).form;
}

}  // namespace

TEST_CASE("what is new or in its steps is recognised first") {
  const Scheduler scheduler{SchedulerSettings{}};
  CHECK(days_known(Schedule{}, scheduler) == kNotInReview);
  Schedule relearning = in_review(30);
  relearning.phase = Phase::kRelearning;
  CHECK(days_known(relearning, scheduler) == kNotInReview);
  CHECK(after({}, kNotInReview) == Form::kChoice);
  CHECK(after({Form::kTyped}, kNotInReview) == Form::kChoice);
}

TEST_CASE("a level is reached at 4 and at 21 days known") {
  CHECK(level_for(3.9, {}) == Level::kRecognition);
  CHECK(level_for(4, {}) == Level::kCompletion);
  CHECK(level_for(20.9, Level::kCompletion) == Level::kCompletion);
  CHECK(level_for(21, Level::kCompletion) == Level::kRecall);
}

TEST_CASE("a level that was reached is kept down to half of those days") {
  CHECK(level_for(10.5, Level::kRecall) == Level::kRecall);
  CHECK(level_for(10.4, Level::kRecall) == Level::kCompletion);
  CHECK(level_for(10.5, Level::kCompletion) == Level::kCompletion);
  CHECK(level_for(2, Level::kCompletion) == Level::kCompletion);
  CHECK(level_for(1.9, Level::kCompletion) == Level::kRecognition);
  CHECK(level_for(2, Level::kRecognition) == Level::kRecognition);
}

TEST_CASE("forms of the level are asked in turn, the one longest ago first") {
  CHECK(after({Form::kChoice}, kNotInReview) == Form::kTrueFalse);
  CHECK(after({Form::kTrueFalse, Form::kChoice}, kNotInReview) == Form::kChoice);
  const Question many = with_forms({Form::kChoice, Form::kTrueFalse, Form::kPlace});
  const std::vector<Form> last{Form::kTrueFalse, Form::kPlace, Form::kChoice};
  CHECK(choose_form(many, kNotInReview, {last, {}}, FormPreference::kByStrength).form ==
        Form::kChoice);
}

TEST_CASE("where the level's only form was the last one, the nearest other comes") {
  CHECK(after({Form::kCloze}, 8) == Form::kTyped);
  CHECK(after({Form::kTyped}, 50) == Form::kCloze);
}

TEST_CASE("an alternative form does not pull the level along") {
  // Typed because a cloze came last; the level that it was chosen for is completion.
  const std::vector<Form> last{Form::kTyped, Form::kCloze};
  const FormChoice choice = choose_form(
      with_forms(kForms), 12, {last, Level::kCompletion}, FormPreference::kByStrength);
  CHECK(choice.level == Level::kCompletion);
  CHECK(choice.form == Form::kCloze);
}

TEST_CASE("a question with one form keeps it") {
  const std::vector<Form> last{Form::kOrder};
  for (const double days : {1.0, 10.0, 100.0})
    CHECK(choose_form(with_forms({Form::kOrder}), days, {last, {}},
                      FormPreference::kByStrength)
              .form == Form::kOrder);
}

TEST_CASE("a student can ask for one level always") {
  CHECK(after({}, 100, FormPreference::kRecognition) == Form::kChoice);
  CHECK(after({}, kNotInReview, FormPreference::kRecall) == Form::kTyped);
  CHECK(after({}, kNotInReview, FormPreference::kCompletion) == Form::kCloze);
  for (const FormPreference each :
       {FormPreference::kByStrength, FormPreference::kRecognition,
        FormPreference::kCompletion, FormPreference::kRecall})
    CHECK(form_preference_named(name_of(each)) == each);
  CHECK_FALSE(form_preference_named("nothing"));
}

TEST_CASE("a review without a memory state is taken as weak") {
  Schedule schedule = in_review(30);
  schedule.memory.reset();
  CHECK(days_known(schedule, Scheduler{SchedulerSettings{}}) == kNotInReview);
}

TEST_CASE("how long something is known is asked of the memory model") {
  // FSRS-6 states it as the stability; FSRS-7's two traces give another number.
  CHECK(days_known(in_review(12), Scheduler{SchedulerSettings{}}) == doctest::Approx(12));
  SchedulerSettings settings;
  settings.weights = default_weights(ModelKind::kFsrs7);
  const Scheduler scheduler(settings);
  Schedule schedule = in_review(12);
  schedule.memory->fast_stability = 3;
  const double days = days_known(schedule, scheduler);
  CHECK(days != doctest::Approx(12));
  CHECK(scheduler.model().recall_chance(*schedule.memory, days) == doctest::Approx(0.9));
}

TEST_CASE("property: no form comes twice running where there is another") {
  CHECK(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(2, 5);
    const Question question =
        with_forms({kForms.begin(), kForms.begin() + static_cast<std::ptrdiff_t>(count)});
    std::vector<Form> last;
    std::optional<Level> level;
    for (int i = 0; i < 30; ++i) {
      const double days = *rc::gen::inRange(1, 60);
      const FormChoice choice =
          choose_form(question, days, {last, level}, FormPreference::kByStrength);
      if (!last.empty()) RC_ASSERT(choice.form != last.front());
      last.insert(last.begin(), choice.form);
      level = choice.level;
    }
  }));
}
