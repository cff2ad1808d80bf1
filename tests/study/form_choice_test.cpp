#include "study/form_choice.h"

#include <doctest/doctest.h>

using namespace attache;

namespace {

Question with_forms(std::vector<Form> forms) {
  Question question;
  question.forms = std::move(forms);
  return question;
}

Schedule in_review(double stability) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.memory = MemoryState{stability, 5};
  return schedule;
}

const std::vector<Form> kForms{Form::kChoice, Form::kCloze, Form::kTyped};

}  // namespace

TEST_CASE("what is new or in its steps is recognised first") {
  CHECK(form_for(with_forms(kForms), Schedule{}) == Form::kChoice);
  Schedule learning = in_review(30);
  learning.phase = Phase::kRelearning;
  CHECK(form_for(with_forms(kForms), learning) == Form::kChoice);
}

TEST_CASE("a review grows harder at 4 and at 21 days of stability") {
  CHECK(form_for(with_forms(kForms), in_review(3.9)) == Form::kChoice);
  CHECK(form_for(with_forms(kForms), in_review(4)) == Form::kCloze);
  CHECK(form_for(with_forms(kForms), in_review(20.9)) == Form::kCloze);
  CHECK(form_for(with_forms(kForms), in_review(21)) == Form::kTyped);
}

TEST_CASE("a question with one form keeps it") {
  for (const double stability : {1.0, 10.0, 100.0})
    CHECK(form_for(with_forms({Form::kOrder}), in_review(stability)) == Form::kOrder);
}

TEST_CASE("a review without a memory state is taken as weak") {
  Schedule schedule = in_review(30);
  schedule.memory.reset();
  CHECK(form_for(with_forms(kForms), schedule) == Form::kChoice);
}
