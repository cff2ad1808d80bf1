#include "study/form_choice.h"

namespace attache {

namespace {

constexpr double kStrongerDays = 4;
constexpr double kMatureDays = 21;

}  // namespace

Form form_for(const Question& question, const Schedule& schedule) {
  const std::vector<Form>& forms = question.forms;
  if (schedule.phase != Phase::kReview || !schedule.memory) return forms.front();
  const double stability = schedule.memory->stability;
  if (stability >= kMatureDays) return forms.back();
  return stability < kStrongerDays ? forms.front() : forms[forms.size() / 2];
}

}  // namespace attache
