#pragma once
// Parts of the Settings screen, and days with minutes on Home, by name: for pictures.

#include <span>
#include <string_view>

#include "window/home.h"
#include "window/scene.h"
#include "window/settings_screen.h"

namespace attache::window {

/// What may follow a screen's name: "cost" in "settings.cost", "used" in "home.used".
[[nodiscard]] std::span<const std::string_view> settings_scene_parts(
    std::string_view base);

/// Nothing of it is in force.
void prepare_settings_scene(const Trainer& trainer,
                            SettingsScreen& settings,
                            std::string_view part);
void prepare_home_scene(const Trainer& trainer, HomeScreen& home, std::string_view part);

/// What waits in pictures of a day whose minutes are used.
[[nodiscard]] DueCounts waiting_in_pictures();

}  // namespace attache::window
