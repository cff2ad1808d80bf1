#pragma once
// The deck editor by name, for pictures.

#include <memory>
#include <span>
#include <string_view>

#include "window/editor.h"
#include "window/scene.h"

namespace attache::window {

/// What may follow "editor." in a scene's name.
[[nodiscard]] std::span<const std::string_view> editor_scene_parts();
[[nodiscard]] bool edits(const Scene& scene);
/// Brings the editor to what the scene names. Nothing of it stays on the disk.
void prepare_editor_scene(Shell& shell, EditorScreen& editor, const Scene& scene);

}  // namespace attache::window
