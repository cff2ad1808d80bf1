// Options to choose from: one, or all that are right.

#include <algorithm>
#include <cmath>
#include <string>

#include "window/answer_form.h"

namespace attache::window {

namespace {

OptionState state_of(const Asked& asked, const AnswerDraft& draft, std::size_t index) {
  const auto& chosen =
      asked.revealed && asked.response ? asked.response->chosen : draft.chosen;
  const bool mine = std::find(chosen.begin(), chosen.end(), index) != chosen.end();
  if (!asked.revealed) return mine ? OptionState::kChosen : OptionState::kIdle;
  const bool right = asked.prompt.options[index].right;
  if (right) return mine ? OptionState::kRight : OptionState::kMissed;
  return mine ? OptionState::kWrong : OptionState::kFaded;
}

}  // namespace

float choice_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const Prompt& prompt = asked.prompt;
  float y = at.y;
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    const std::string cap = std::to_string(i + 1);
    OptionRow row{
        .name = "option", .number = i, .cap = cap, .text = prompt.options[i].text};
    row.state = state_of(asked, draft, i);
    row.several = prompt.form == Form::kSelect;
    row.enter = !row.several;
    row.enabled = !asked.revealed;
    row.group = Ui::id("options");
    const std::string& why = prompt.options[i].why;
    const bool said = asked.marked && asked.marked->remark.find(why) != std::string::npos;
    if (row.state == OptionState::kWrong && !said) row.note = why;
    const float height = option_height(ui, at.width, row);
    if (i > 0) y += ui.gap(9);
    if (option_row(ui, {at.x, std::round(y), at.width, height}, row).clicked)
      draft.choose(prompt, i);
    y += height;
  }
  return y - at.y;
}

}  // namespace attache::window
