#pragma once
// What a trainer is given by main.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/time.h"

namespace attache {

/// Where a trainer finds its things. The clock is borrowed and outlives the trainer.
struct TrainerSetup {
  std::filesystem::path data_folder;  ///< the learner's file lives here
  std::vector<std::filesystem::path>
      deck_paths;  ///< files, or folders whose *.xml are read
  const Clock* clock = nullptr;
  StudyCalendar calendar;  ///< the zone; its start hour gives way to the setting
  std::uint64_t seed = 0;
  /// Whether the face can show pictures. If not, questions that need one wait: sittings
  /// and rounds leave them out.
  bool pictures = true;
  /// Folders among `deck_paths` that come with the program; their decks never change.
  std::vector<std::filesystem::path> bundled = {};
};

}  // namespace attache
