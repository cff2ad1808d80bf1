#pragma once
// The Progress screen and handing in by name, for pictures.

#include <span>
#include <string_view>

#include "window/hand_in.h"
#include "window/progress.h"
#include "window/scene.h"

namespace attache::window {

/// What may follow "progress" or "handin". Empty for other screens.
[[nodiscard]] std::span<const std::string_view> progress_scene_parts(
    std::string_view base);
[[nodiscard]] bool shows_progress(const Scene& scene);

struct ProgressScreens {
  ProgressScreen& progress;
  HandInScreen& hand_in;
};
/// Brings them to what the scene names, and gives the screen to show.
ScreenName prepare_progress_scene(Shell& shell,
                                  const ProgressScreens& screens,
                                  const Scene& scene);

}  // namespace attache::window
