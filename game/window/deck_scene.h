#pragma once
// The Decks screen's pages by name, for pictures.

#include <span>
#include <string_view>

#include "window/decks.h"
#include "window/scene.h"

namespace attache::window {

/// "decks", "passages", "map", "changes".
[[nodiscard]] std::span<const std::string_view> deck_scenes();
[[nodiscard]] bool looks_into_decks(const Scene& scene);

/// Shows the first deck as the scene wants it. What changed in it is made up: nothing is
/// written.
void prepare_deck_scene(const Shell& shell, DecksScreen& decks, const Scene& scene);

}  // namespace attache::window
