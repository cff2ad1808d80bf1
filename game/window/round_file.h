#pragma once
// Where a report is saved as a page: the student's documents.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "study/round_report.h"

namespace attache::window {

/// "attache-mock-exam-2024-08-01-180307.html", by local time when it ended.
[[nodiscard]] std::string report_file_name(const RoundReport& report);

/// The documents' folder by the XDG user directories, else ~/Documents where there is
/// one, else the home folder. Empty where there is no home.
[[nodiscard]] std::filesystem::path documents_folder(
    const std::function<std::optional<std::string>(const char*)>& environment);

/// Writes the page. Fails where there is no folder or it cannot be written.
[[nodiscard]] Result<std::filesystem::path> save_report(
    const RoundReport& report, const std::filesystem::path& folder);

/// A variable of this process' environment.
[[nodiscard]] std::optional<std::string> environment_value(const char* name);

}  // namespace attache::window
