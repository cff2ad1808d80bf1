#pragma once
// Verified copies of the learner's file, and which of them to keep.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/sqlite.h"

namespace attache {

/// "progress-2024-07-28T10-15-00.000Z.db", and back.
[[nodiscard]] std::string backup_name(Instant at);
[[nodiscard]] std::optional<Instant> backup_time(const std::string& name);

/// Dated backups in a folder, oldest first.
[[nodiscard]] std::vector<Instant> dated_backups(const std::filesystem::path& folder);
/// The file that somebody in need should go back to: the newest dated backup, or else the
/// one made before an upgrade; nothing if there is none.
[[nodiscard]] std::optional<std::filesystem::path> newest_backup(
    const std::filesystem::path& folder);

/// Which backups may go: kept are all of the last 2 days, the last of each of 14 days, 10
/// weeks (Monday to Sunday) and 12 months that have any, and of every year; the newest
/// always. UTC. A backup dated after `now` (a clock set back) counts as new.
[[nodiscard]] std::vector<Instant> backups_to_drop(std::vector<Instant> made,
                                                   Instant now);

/// Whether all is well with a file: SQLite's own full check, every row's checksum, no row
/// missing. Gives the number of rows in the log.
Result<std::int64_t> verify(Database& database);

/// Copies a database to `target`: first to a temporary file beside it, which is verified
/// and on the disk before it gets its name. Makes the folder if need be.
Result<void> copy_verified(Database& database, const std::filesystem::path& target);

}  // namespace attache
