#pragma once
// Looks whether the pictures that a deck names lie beside it and can be shown.

#include <filesystem>

#include "deckfile/build.h"
#include "deckfile/report.h"

namespace attache {

/// Warns of pictures that are missing, too large or no pictures: the deck loads all the
/// same, and a face shows the text in their place. A link that leads out of the folder is
/// an error.
void check_pictures(const BuiltDeck& built,
                    const std::filesystem::path& folder,
                    Report& report);

/// Warns of pictures in texts whose names are not allowed; looks at no file.
void check_picture_names(const BuiltDeck& built, Report& report);

}  // namespace attache
