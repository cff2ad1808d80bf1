#pragma once
// The tables of quiz rounds and of deck editions: rows in, rows out, each with its
// checksum.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/kept.h"
#include "store/sqlite.h"

namespace attache {

/// XXH3 (64 bits) of a row's columns in table order; a column without a value as the
/// empty text. README.md has the definition.
[[nodiscard]] std::uint64_t checksum_of(const KeptRound& round);
[[nodiscard]] std::uint64_t checksum_of(std::string_view deck,
                                        const KeptEdition& edition);

/// Adds a round, or puts it in place of the one with its uuid.
Result<void> put_round(Database& database, const KeptRound& round);
Result<void> remove_round(Database& database, std::string_view uuid);
/// All rounds, the newest (by its start) first. Reading checks the checksums and fails at
/// the first that does not fit.
Result<std::vector<KeptRound>> read_rounds(Database& database);
Result<std::optional<KeptRound>> find_round(Database& database, std::string_view uuid);

/// Adds an edition of a deck, or puts it in place of the one with its number.
Result<void> put_edition(Database& database,
                         std::string_view deck,
                         const KeptEdition& edition);
/// Editions of a deck, the highest first.
Result<std::vector<KeptEdition>> read_editions(Database& database, std::string_view deck);

/// Reads both tables without keeping them. A file from before they were there has
/// nothing to check.
Result<void> check_rounds_and_editions(Database& database);

}  // namespace attache
