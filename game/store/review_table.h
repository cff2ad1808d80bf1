#pragma once
// The review table: rows in, rows out, and the checksum that every row carries.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"
#include "study/review.h"

namespace attache {

/// XXH3 (64 bits) of a row's columns in table order, as `Serial` puts them. README.md has
/// the definition.
[[nodiscard]] std::uint64_t checksum_of(const Review& review);

/// Adds a row with the next sequence number, which is returned. Needs a transaction.
Result<std::int64_t> insert_review(Database& database, const Review& review);
/// The highest sequence number; 0 in an empty log.
Result<std::int64_t> last_sequence(Database& database);
/// Adds a row with the sequence number that it has, unless its uuid is in the log
/// already; whether it was added. Needs a transaction.
Result<bool> insert_if_unknown(Database& database, const Review& row);

/// Reading checks every row's checksum and fails at the first that does not fit.
Result<std::vector<Review>> read_log(Database& database);
/// Rows `first` to `last`; fails too where one of them is missing.
Result<std::vector<Review>> read_log_between(Database& database,
                                             std::int64_t first,
                                             std::int64_t last);
/// Answers to a question, and every entry that voids one of them, directly or not.
Result<std::vector<Review>> read_log_of(Database& database, std::string_view question);
/// Counting answers of one study day.
Result<std::vector<Review>> read_answers_on(Database& database, StudyDay day);
Result<std::optional<Review>> find_review(Database& database, std::string_view uuid);
/// Whether an entry takes this one back, be it in force or not.
Result<bool> is_named_by_a_void(Database& database, std::string_view uuid);
/// Reads the whole log without keeping it; the number of rows.
Result<std::int64_t> check_log(Database& database);

[[nodiscard]] std::int64_t day_number(StudyDay day);
[[nodiscard]] StudyDay study_day(std::int64_t number);
[[nodiscard]] Instant instant(std::int64_t millis);

}  // namespace attache
