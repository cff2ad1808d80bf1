#pragma once
// The window: opens it, shows screen after screen, and remembers where it stood.

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "trainer/trainer.h"

namespace attache::window {

struct WindowOptions {
  /// Draw one screen into this PNG and leave; nothing is written to the learner's file.
  std::optional<std::filesystem::path> picture;
  /// Which: home, empty, done, failure, study, answer, wrong, passage, note, info,
  /// summary, settings, keys, quiz, exam, match, timeline, exams and others that
  /// scene.cpp lists. Those with a question take a form: "answer.typed"; "exams" takes
  /// what is shown of them: "exams.plan".
  std::string screen = "home";
  int width = 0, height = 0;          ///< 0: as the window was last time, or 1280 x 800
  std::filesystem::path deck_folder;  ///< named on Home where there is no deck yet
};

/// Runs until the window is closed. Fails where there is no display.
Result<void> run_window(Trainer& trainer, const WindowOptions& options);

}  // namespace attache::window
