#pragma once
// Where charts and pages about progress are saved, and what they are called.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace attache::window {

using Environment = std::function<std::optional<std::string>(const char*)>;

/// "attache-reviews-2024-08-01": of signs that every file system takes.
[[nodiscard]] std::string progress_file_stem(std::string_view what, StudyDay day);
/// A file that is not there yet: "a.png", "a-2.png", "a-3.png" …
[[nodiscard]] std::filesystem::path free_path(const std::filesystem::path& folder,
                                              std::string_view stem,
                                              std::string_view ending);
/// Where it is put: the student's documents. Fails where there is no such folder.
[[nodiscard]] Result<std::filesystem::path> saving_path(const Environment& environment,
                                                        std::string_view stem,
                                                        std::string_view ending);
/// Writes a text there; gives the file.
[[nodiscard]] Result<std::filesystem::path> save_text(const Environment& environment,
                                                      std::string_view stem,
                                                      std::string_view ending,
                                                      std::string_view text);
/// Where something was saved, as it is told: the home folder as "~".
[[nodiscard]] std::string told_path(const Environment& environment,
                                    const std::filesystem::path& file);

}  // namespace attache::window
