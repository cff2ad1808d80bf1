#include "window/rule_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 2> kNoYes{"No", "Yes"};

/// How a rule's words and its control lie.
struct RuleLayout {
  bool narrow = false;
  float words = 0;
  float text = 0;
  float control = 0;
  float height = 0;
};

TextStyle title_style(const Ui& ui) {
  return {.face = Face::kSansStrong, .size = 15, .colour = ui.colours().text};
}

const std::string& below(const Rule& rule) {
  return rule.error.empty() ? rule.meaning : rule.error;
}

RuleLayout rule_layout(const Ui& ui, const Rule& rule, float width) {
  RuleLayout out;
  constexpr float kWideControl = 0.75F;
  out.narrow = width < ui.em(15) * 40 || rule.control_width > width * kWideControl;
  out.words = out.narrow ? width : width - rule.control_width - ui.gap(32);
  out.text = ui.lay_out(rule.title, title_style(ui), out.words).size.y;
  if (!below(rule).empty())
    out.text += ui.lay_out(below(rule), {.size = 13}, out.words).size.y;
  out.control = rule.control_height > 0 ? rule.control_height : button_height(ui);
  const float inner =
      out.narrow ? out.text + ui.gap(10) + out.control : std::max(out.text, out.control);
  out.height = std::round(2 * ui.gap(14) + inner);
  return out;
}

}  // namespace

float rule_height(const Ui& ui, const Rule& rule, float width) {
  return rule_layout(ui, rule, width).height;
}

void draw_rule(const Ui& ui, const Rule& rule, const Column& at) {
  const Palette& c = ui.colours();
  const RuleLayout lay = rule_layout(ui, rule, at.width);
  float y = lay.narrow ? at.y + ui.gap(14) : at.y + (lay.height - lay.text) / 2;
  y += ui.text(rule.title, title_style(ui), at.x, y, lay.words);
  y += ui.text(below(rule),
               {.size = 13, .colour = rule.error.empty() ? c.muted : c.again.ink}, at.x,
               y, lay.words);
  const float wide = std::min(rule.control_width, at.width);
  if (lay.narrow)
    rule.control({at.x, std::round(y + ui.gap(10)), wide, lay.control});
  else
    rule.control({at.x + at.width - wide,
                  std::round(at.y + (lay.height - lay.control) / 2), wide, lay.control});
}

float rules_card(const Ui& ui, const std::vector<Rule>& rules, const Column& at) {
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  float height = 0;
  for (const Rule& rule : rules)
    height += rule_height(ui, rule, inner);
  card(ui, {at.x, at.y, at.width, height});
  float y = at.y;
  for (const Rule& rule : rules) {
    if (y > at.y) ui.hairline(at.x + pad, y, inner);
    draw_rule(ui, rule, {at.x + pad, y, inner});
    y += rule_height(ui, rule, inner);
  }
  return height;
}

void yes_no(Ui& ui, const Rect& area, std::string_view name, bool& value) {
  const int chosen = segmented(ui, area, name, kNoYes, value ? 1 : 0);
  if (chosen >= 0) value = chosen == 1;
}

float yes_no_width(const Ui& ui) {
  return std::max(ui.em(15) * 9, segmented_width(ui, kNoYes));
}

}  // namespace attache::window
