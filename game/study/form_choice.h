#pragma once
// Which form to put a question in: recognising first, recalling once it is well known,
// and never the same twice running.

#include <optional>
#include <span>
#include <string_view>

#include "cards/question.h"
#include "memory/scheduler.h"

namespace attache {

/// How a student wants to be asked: as the memory allows, or always alike.
enum class FormPreference { kByStrength, kRecognition, kCompletion, kRecall };
[[nodiscard]] const char* name_of(FormPreference preference);  ///< "by-strength", …
[[nodiscard]] std::optional<FormPreference> form_preference_named(std::string_view name);

/// How a question was put before.
struct FormHistory {
  std::span<const Form> forms;  ///< latest first
  std::optional<Level>
      level;  ///< for which the latest was chosen; empty if it was never put
};

/// The form for a question, and the level that it was chosen for.
struct FormChoice {
  Form form = Form::kRecall;
  Level level = Level::kRecognition;
};

/// For how many days a question in review is known (`Scheduler::strength_days`); 0 while
/// it is new or being (re)learned.
[[nodiscard]] double days_known(const Schedule& schedule, const Scheduler& scheduler);

/// The level: recognition while a question is known for less than 4 days; recall from 21
/// days on (Anki's "mature"); completion between. A level once reached is kept until the
/// days fall under half of what it took.
[[nodiscard]] Level level_for(double days_known, std::optional<Level> last);

/// Of the question's forms the one that lies nearest to the level (the harder of two as
/// near) and was asked longest ago. The last form is not asked again where there is any
/// other.
[[nodiscard]] FormChoice choose_form(const Question& question,
                                     double days_known,
                                     const FormHistory& history,
                                     FormPreference preference);

}  // namespace attache
