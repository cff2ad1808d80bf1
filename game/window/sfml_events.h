#pragma once
// SFML's events in the window's own words.

#include <optional>

#include <SFML/Window/Event.hpp>

#include "window/input_queue.h"

namespace attache::window {

/// The event for the input queue; nothing when it is none of keyboard or mouse.
[[nodiscard]] std::optional<InputEvent> input_event(const sf::Event& event);

}  // namespace attache::window
