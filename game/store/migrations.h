#pragma once
// The schema, as numbered steps from an empty file to today's.

#include <span>

#include "base/result.h"
#include "store/sqlite.h"

namespace attache {

/// "Atta": marks our files in SQLite's header.
inline constexpr int kApplicationId = 0x41747461;

/// One step: brings a file from `version - 1` to `version`.
struct Migration {
  int version;
  const char* sql;
};

/// Every step, ascending. Steps that were released are never edited; the review table
/// only gains columns.
[[nodiscard]] std::span<const Migration> migrations();
/// The version that this program writes.
[[nodiscard]] int newest_version();

/// Runs the steps beyond the file's version, each with its version number in one
/// transaction.
Result<void> migrate(Database& database, std::span<const Migration> steps);

}  // namespace attache
