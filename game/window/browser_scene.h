#pragma once
// The browser, importing and exporting by name, for pictures.

#include <span>
#include <string_view>

#include "window/browser.h"
#include "window/export.h"
#include "window/import.h"
#include "window/scene.h"

namespace attache::window {

/// What may follow a screen's name: "wrong" in "browse.wrong". Empty for other screens.
[[nodiscard]] std::span<const std::string_view> exchange_scene_parts(
    std::string_view base);
/// "browse", "import", "export".
[[nodiscard]] bool exchanges(const Scene& scene);

struct ExchangeScreens {
  BrowserScreen& browser;
  ImportScreen& import;
  ExportScreen& hand_out;
};
/// Brings them to what the scene names, and gives the screen to show. Nothing of it is
/// written.
ScreenName prepare_exchange_scene(Shell& shell,
                                  const ExchangeScreens& screens,
                                  const Scene& scene);

}  // namespace attache::window
