#include "window/settings_fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "window/components.h"
#include "window/rule_rows.h"

namespace attache::window {

namespace {

constexpr std::string_view kFitKey = "weights.fitted";
constexpr std::string_view kStopped = "Stopped. Nothing was changed.";

Button main_button(const FitShown& shown) {
  return {.name = "fit.main",  // one control, so that it keeps the focus
          .label = shown.running ? "Cancel"
                   : shown.usual ? "Fit to my answers"
                                 : "Fit again"};
}

constexpr Button kBack{
    .name = "fit.back", .label = "Back to the usual", .kind = ButtonKind::kPlain};

bool offers_back(const FitShown& shown) {
  return !shown.usual && !shown.running;
}

/// Both buttons side by side, or one below the other.
struct FitButtons {
  float main = 0, back = 0;  ///< widths
  bool one_line = true;
  float width = 0, height = 0;
};

FitButtons buttons_of(const Ui& ui, const FitShown& shown, float room) {
  FitButtons buttons;
  buttons.main = std::min(button_width(ui, main_button(shown)), room);
  buttons.back = offers_back(shown) ? std::min(button_width(ui, kBack), room) : 0;
  const float gap = ui.gap(8);
  const float both = buttons.main + (buttons.back > 0 ? buttons.back + gap : 0);
  buttons.one_line = both <= room * 0.62F || buttons.back == 0;
  buttons.width = buttons.one_line ? both : std::max(buttons.main, buttons.back);
  buttons.height = buttons.one_line ? button_height(ui) : 2 * button_height(ui) + gap;
  return buttons;
}

FitWish draw_buttons(Ui& ui,
                     const Rect& area,
                     const FitButtons& buttons,
                     const FitShown& shown) {
  FitWish wish = FitWish::kNothing;
  const float bh = button_height(ui);
  const Rect main{area.right() - buttons.main, area.y, buttons.main, bh};
  if (buttons.back > 0) {
    const float y = buttons.one_line ? area.y : area.bottom() - bh;
    const float x = buttons.one_line ? main.x - ui.gap(8) - buttons.back
                                     : area.right() - buttons.back;
    if (button(ui, {x, y, buttons.back, bh}, kBack)) wish = FitWish::kBackToUsual;
  }
  if (button(ui, main, main_button(shown)))
    wish = shown.running ? FitWish::kCancel : FitWish::kStart;
  return wish;
}

Rule rule_of(const FitShown& shown, const FitButtons& buttons) {
  Rule rule;
  rule.title = "Fit to your answers";
  rule.meaning =
      "Attaché can learn from your answers how you remember, and choose better days.\n";
  rule.meaning += shown.in_use;
  rule.control_width = buttons.width;
  rule.control_height = buttons.height;
  return rule;
}

TextStyle said_style(const Ui& ui) {
  return {.size = 14, .colour = ui.colours().text};
}

float below_height(const Ui& ui, const FitShown& shown, float width) {
  if (shown.running) return ui.gap(6) + ui.gap(20);
  if (shown.said.empty()) return 0;
  return ui.lay_out(shown.said, said_style(ui), width).size.y + ui.gap(16);
}

}  // namespace

std::optional<KeptFit> kept_fit(const Trainer& trainer) {
  return kept_fit_from(trainer.remembered(kFitKey));
}

void MemoryFit::start(Shell& shell) {
  if (running() || shell.ui.still()) return;
  said_.clear();
  auto task = shell.trainer.fit_task();
  if (!task) {
    shell.error = task.error();
    return;
  }
  work_.start([task = *std::move(task)](
                  const Background<Result<FitOutcome>>::Progress& progress) {
    return fit_own_log(task, progress);
  });
}

void MemoryFit::cancel() {
  if (!work_.busy()) return;
  work_.cancel();
  said_ = kStopped;
}

bool MemoryFit::collect(Shell& shell) {
  const auto outcome = work_.take();
  if (!outcome) return false;
  if (*outcome)
    take(shell, **outcome);
  else
    said_ = kStopped;
  return true;
}

void MemoryFit::take(Shell& shell, const FitOutcome& outcome) {
  if (outcome.better) {
    if (!shell.report(shell.trainer.take_fit(outcome))) return;
    const StudyDay today = shell.trainer.calendar().day_of(shell.trainer.now());
    shell.report(
        shell.trainer.remember(kFitKey, kept_fit_text({outcome.answers, today})));
  }
  said_ = fit_words(outcome);
}

void MemoryFit::back_to_usual(Shell& shell) {
  const ModelWeights usual = default_weights(ModelKind::kFsrs6);
  if (!shell.report(shell.trainer.take_weights(usual))) return;
  said_ = "The usual memory is in use again. All due days were set anew.";
}

float fit_height(const Ui& ui, const FitShown& shown, float width) {
  const FitButtons buttons = buttons_of(ui, shown, width);
  return std::round(rule_height(ui, rule_of(shown, buttons), width) +
                    below_height(ui, shown, width));
}

FitWish fit_view(Ui& ui, const Column& at, const FitShown& shown) {
  FitWish wish = FitWish::kNothing;
  const FitButtons buttons = buttons_of(ui, shown, at.width);
  Rule rule = rule_of(shown, buttons);
  rule.control = [&](const Rect& area) { wish = draw_buttons(ui, area, buttons, shown); };
  draw_rule(ui, rule, at);
  const float y = at.y + rule_height(ui, rule, at.width);
  if (shown.running)
    progress_bar(ui, {at.x, std::round(y), at.width, ui.gap(6)},
                 static_cast<float>(shown.progress));
  else
    ui.text(shown.said, said_style(ui), at.x, y - ui.gap(2), at.width);
  return wish;
}

}  // namespace attache::window
