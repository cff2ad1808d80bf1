#pragma once
// The table of exams: rows in, rows out, each with its checksum.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/kept.h"
#include "store/sqlite.h"

namespace attache {

/// XXH3 (64 bits) of a row's columns in table order. README.md has the definition.
[[nodiscard]] std::uint64_t checksum_of(const KeptExam& exam);

/// Adds an exam, or puts it in place of the one with its uuid.
Result<void> put_exam(Database& database, const KeptExam& exam);
Result<void> remove_exam(Database& database, std::string_view uuid);
/// All exams, in the order of their uuids, which is that of their making. Reading checks
/// the checksums and fails at the first that does not fit.
Result<std::vector<KeptExam>> read_exams(Database& database);
Result<std::optional<KeptExam>> find_exam(Database& database, std::string_view uuid);

/// Reads the table without keeping it. A file from before it was there has nothing to
/// check.
Result<void> check_exams(Database& database);

}  // namespace attache
