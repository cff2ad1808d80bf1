#pragma once
// Lines of a form: what it is on the left, its control at the right, or below where it
// is narrow.

#include <functional>
#include <string>
#include <vector>

#include "window/components.h"

namespace attache::window {

struct Rule {
  std::string title;
  std::string meaning;
  float control_width = 0;
  std::function<void(const Rect&)> control;
  float control_height = 0;  ///< 0: that of a button
  std::string error = {};    ///< what is wrong with it; replaces the meaning
};

[[nodiscard]] float rule_height(const Ui& ui, const Rule& rule, float width);
void draw_rule(const Ui& ui, const Rule& rule, const Column& at);
/// A card with these lines; gives its height.
float rules_card(const Ui& ui, const std::vector<Rule>& rules, const Column& at);

/// "No" or "Yes".
void yes_no(Ui& ui, const Rect& area, std::string_view name, bool& value);
[[nodiscard]] float yes_no_width(const Ui& ui);

}  // namespace attache::window
