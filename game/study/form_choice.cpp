#include "study/form_choice.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <tuple>
#include <vector>

namespace attache {

namespace {

// Days known that lift a question to a level; half of it keeps it there.
constexpr double kCompletionDays = 4;
constexpr double kRecallDays = 21;

constexpr std::array<const char*, 4> kPreferenceNames{"by-strength", "recognition",
                                                      "completion", "recall"};

Level wanted_level(double days_known,
                   const FormHistory& history,
                   FormPreference preference) {
  switch (preference) {
    case FormPreference::kByStrength:
      return level_for(days_known, history.level);
    case FormPreference::kRecognition:
      return Level::kRecognition;
    case FormPreference::kCompletion:
      return Level::kCompletion;
    case FormPreference::kRecall:
      break;
  }
  return Level::kRecall;
}

/// How many askings ago a form was asked; more than any that is remembered if it was not.
std::ptrdiff_t askings_since(Form form, std::span<const Form> forms) {
  return std::find(forms.begin(), forms.end(), form) - forms.begin();
}

}  // namespace

const char* name_of(FormPreference preference) {
  return kPreferenceNames.at(static_cast<std::size_t>(preference));
}

std::optional<FormPreference> form_preference_named(std::string_view name) {
  for (std::size_t i = 0; i < kPreferenceNames.size(); ++i)
    if (kPreferenceNames.at(i) == name) return static_cast<FormPreference>(i);
  return {};
}

double days_known(const Schedule& schedule, const Scheduler& scheduler) {
  return schedule.phase == Phase::kReview ? scheduler.strength_days(schedule) : 0;
}

Level level_for(double days_known, std::optional<Level> last) {
  const auto reached = [&](Level level, double days) {
    return days_known >= (last && *last >= level ? days / 2 : days);
  };
  if (reached(Level::kRecall, kRecallDays)) return Level::kRecall;
  return reached(Level::kCompletion, kCompletionDays) ? Level::kCompletion
                                                      : Level::kRecognition;
}

FormChoice choose_form(const Question& question,
                       double days_known,
                       const FormHistory& history,
                       FormPreference preference) {
  assert(!question.forms.empty());
  const Level level = wanted_level(days_known, history, preference);
  std::vector<Form> forms = question.forms;
  if (forms.size() > 1 && !history.forms.empty())
    std::erase(forms, history.forms.front());
  const auto rank = [&](Form form) {
    const int above = static_cast<int>(level_of(form)) - static_cast<int>(level);
    return std::tuple(std::abs(above), above < 0, -askings_since(form, history.forms));
  };
  const Form form = *std::min_element(forms.begin(), forms.end(),
                                      [&](Form a, Form b) { return rank(a) < rank(b); });
  return {form, level};
}

}  // namespace attache
