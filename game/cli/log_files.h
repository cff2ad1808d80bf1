#pragma once
// Review logs and weights in files, for the commands that measure memory models.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "memory/model.h"
#include "memory/review_log.h"

namespace attache::cli {

/// A log in CSV. Fails for a file that cannot be read or has no answers.
Result<ReviewLog> read_log(const std::filesystem::path& file);

/// Writes a log as CSV.
Result<void> write_log(const std::filesystem::path& file, const ReviewLog& log);

/// Weights written out, or the name of a file with them: as `weights_text` gives them, or
/// an object of JSON with `model` and `weights`, as 'attache optimize --json' prints it.
Result<ModelWeights> read_weights(const std::string& text_or_file);

/// In which study days a log is counted: those of the zone, or of UTC, so that figures
/// are the same everywhere.
Result<StudyCalendar> calendar_of_log(const std::optional<std::string>& zone);

}  // namespace attache::cli
