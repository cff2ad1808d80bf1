#include "window/settings_scene.h"

#include <array>
#include <utility>

namespace attache::window {

namespace {

using std::chrono::minutes;

constexpr std::array<std::string_view, 6> kSettingsParts{"days", "cost",   "fit",
                                                         "few",  "fitted", "error"};
constexpr std::array<std::string_view, 4> kHomeParts{"minutes", "easy", "used", "off"};
constexpr std::array<std::string_view, 1> kSummaryParts{"used"};

FitShown fit_in(std::string_view part, StudyDay today) {
  const ModelWeights usual = default_weights(ModelKind::kFsrs6);
  FitShown shown{in_use_words(usual, {}, today), true, false, 0, ""};
  if (part == "fit") {
    shown.running = true;
    shown.progress = 0.62;
  } else if (part == "few") {
    FitOutcome outcome;
    outcome.held_out = 3;
    shown.said = fit_words(outcome);
  } else if (part == "fitted") {
    ModelWeights fitted = usual;
    fitted.values.front() += 0.1;
    shown.in_use = in_use_words(fitted, KeptFit{3214, today}, today);
    shown.usual = false;
    FitOutcome outcome;
    outcome.better = true;
    outcome.held_out = 640;
    shown.said = fit_words(outcome);
  }
  return shown;
}

}  // namespace

std::span<const std::string_view> settings_scene_parts(std::string_view base) {
  if (base == "settings") return kSettingsParts;
  if (base == "home") return kHomeParts;
  if (base == "summary") return kSummaryParts;
  return {};
}

void prepare_settings_scene(const Trainer& trainer,
                            SettingsScreen& settings,
                            std::string_view part) {
  if (part.empty()) return;
  constexpr std::size_t kTried = 23;  // 93 %
  Settings shown = trainer.settings();
  shown.minutes_a_day = 40;
  shown.easy_days = {100, 100, 50, 100, 100, 75, 0};
  settings.show(std::move(shown));
  if (part == "fit" || part == "few" || part == "fitted") {
    settings.show_fit(fit_in(part, trainer.calendar().day_of(trainer.now())));
    settings.scroll_to("fit");
  } else if (part == "error") {
    settings.write_minutes("800");
  } else {
    settings.scroll_to(std::string(part));
    if (part == "cost") settings.look_at_cost(kTried);
  }
}

DueCounts waiting_in_pictures() {
  return {0, 120, 7};
}

void prepare_home_scene(const Trainer& trainer, HomeScreen& home, std::string_view part) {
  if (part.empty()) return;
  const bool easy = part == "easy";
  const bool off = part == "off";
  Home shown = trainer.home();
  shown.time = TodaysTime{minutes(easy ? 20 : 40), minutes(easy ? 12 : 25),
                          waiting_in_pictures(), 12};
  shown.due = {3, 18, 6};
  shown.time_needed = minutes(easy ? 8 : 15);
  shown.done_today = {53, 5, minutes(easy ? 12 : 25)};
  if (part == "used" || off) {
    shown.due = {};
    shown.time->used = minutes(off ? 0 : 40);
    shown.time->limit = minutes(off ? 0 : 40);
    if (off) shown.done_today = {};
    shown.next_due = trainer.now() + std::chrono::hours(19);
    for (DeckSummary& deck : shown.decks)
      deck.due = {};
  }
  for (DeckSummary& deck : shown.decks)
    deck.waiting = waiting_in_pictures();
  home.show(std::move(shown), off ? 0 : easy ? 0.5 : 1);
}

}  // namespace attache::window
