// Options to choose from: one, all that are right, or a box in a chart.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

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

/// The options as they stand below each other. Where there is little room, the chosen and
/// the right ones come first once it is revealed; a chart keeps its shape.
std::vector<std::size_t> places_of(const Ui& ui,
                                   const Asked& asked,
                                   const AnswerDraft& draft) {
  std::vector<std::size_t> places(asked.prompt.options.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  if (asked.revealed && is_cramped(ui) && asked.prompt.depths.empty())
    std::stable_partition(places.begin(), places.end(), [&](std::size_t i) {
      return state_of(asked, draft, i) != OptionState::kFaded;
    });
  return places;
}

/// How far a box of a chart is moved in, and the lines that show what it stands below.
class ChartLines {
 public:
  ChartLines(const Ui& ui, const Prompt& prompt, const Column& at)
      : ui_(ui), prompt_(prompt) {
    const int deepest = prompt.depths.empty() ? 0
                                              : *std::max_element(prompt.depths.begin(),
                                                                  prompt.depths.end());
    // A deep chart moves in less, so that the names keep their room.
    if (deepest > 0)
      step_ = std::round(
          std::min(ui.em(15) * 2, at.width * 0.4F / static_cast<float>(deepest)));
  }

  [[nodiscard]] float indent(std::size_t index) const {
    return prompt_.depths.empty() ? 0 : step_ * static_cast<float>(prompt_.depths[index]);
  }

  /// Draws the line from the box above to this one.
  void join(std::size_t index, const std::vector<Rect>& boxes) const {
    if (prompt_.depths.empty() || prompt_.depths[index] == 0) return;
    std::size_t above = index;
    while (prompt_.depths[above] >= prompt_.depths[index])
      --above;
    const Rect& box = boxes[index];
    const float x = std::round(boxes[above].x + step_ / 2);
    const float y = std::round(box.middle().y);
    const ImU32 colour = ui_.colours().line_strong;
    ui_.fill({x, boxes[above].bottom(), 1.5F, y - boxes[above].bottom()}, colour);
    ui_.fill({x, y, box.x - x, 1.5F}, colour);
  }

 private:
  const Ui& ui_;
  const Prompt& prompt_;
  float step_ = 0;
};

}  // namespace

float choice_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const Prompt& prompt = asked.prompt;
  const ChartLines chart(ui, prompt, at);
  std::vector<Rect> boxes;
  float y = at.y;
  for (const std::size_t i : places_of(ui, asked, draft)) {
    const std::string cap = i < 9 ? std::to_string(i + 1) : "";
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
    const float indent = chart.indent(i);
    const float height = option_height(ui, at.width - indent, row);
    if (!boxes.empty()) y += ui.gap(9);
    boxes.push_back({at.x + indent, std::round(y), at.width - indent, height});
    chart.join(i, boxes);
    if (option_row(ui, boxes.back(), row).clicked) draft.choose(prompt, i);
    y += height;
  }
  return y - at.y;
}

}  // namespace attache::window
