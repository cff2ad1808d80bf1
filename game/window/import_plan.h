#pragma once
// What an import would do, before it does it: the decks, what is new and changed, what is
// left out, and what may be chosen.

#include <string>
#include <vector>

#include "window/shell.h"

namespace attache::window {

/// How much of long lists is shown.
struct PlanUnfolded {
  std::vector<std::size_t> lines;  ///< by deck
  std::size_t losses = 0;
};

/// Draws it below each other, or only measures it; gives the height.
float import_plan_view(
    Ui& ui, const Column& at, const ImportPlan& plan, PlanUnfolded& unfolded, bool draw);
/// What may be chosen: with the answers or without, with its weights or without. Gives
/// its height, 0 where there is nothing to choose.
float import_options(
    Ui& ui, const Column& at, const ImportPlan& plan, ImportRequest& request, bool draw);
/// What is left out, or changed on the way; gives its height.
float losses_view(Ui& ui,
                  const Column& at,
                  std::string_view title,
                  const std::vector<ImportLoss>& losses,
                  std::size_t& unfolded,
                  bool draw);

/// "12 new, 3 changed, 40 the same".
[[nodiscard]] std::string counts_text(const ImportDeckPlan& deck);
/// How many questions would be added or changed.
[[nodiscard]] std::size_t touched(const ImportPlan& plan);
/// The label of the button: "Import 12 questions".
[[nodiscard]] std::string import_label(const ImportPlan& plan, bool with_history);
/// Nothing would be any different afterwards.
[[nodiscard]] bool nothing_to_do(const ImportPlan& plan, bool with_history);

}  // namespace attache::window
