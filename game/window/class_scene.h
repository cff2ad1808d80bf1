#pragma once
// The Class screen's pages by name, with a class that is made up: for pictures.

#include <span>
#include <string_view>

#include "window/class.h"
#include "window/scene.h"

namespace attache::window {

/// "", the overview; "students", "questions" and others.
[[nodiscard]] std::span<const std::string_view> class_scene_parts();
[[nodiscard]] bool shows_class(const Scene& scene);
/// A class whose students have studied the decks that are here; values only, nothing of
/// it comes from or goes to the disk.
[[nodiscard]] ClassShown made_up_class(const Trainer& trainer, std::size_t students);
/// Brings the screen to what the scene names.
void prepare_class_scene(Shell& shell, ClassScreen& screen, const Scene& scene);

}  // namespace attache::window
