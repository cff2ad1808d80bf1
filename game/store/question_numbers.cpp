#include "store/question_numbers.h"

#include <optional>

namespace attache {

namespace {

constexpr Sql kFind = "SELECT number FROM question_number WHERE question = ?";
constexpr Sql kAdd = R"sql(
INSERT INTO question_number (number, question)
SELECT coalesce(max(number) + 1, 0), ? FROM question_number)sql";
constexpr Sql kSelectFrom =
    "SELECT number, question FROM question_number WHERE number >= ? ORDER BY number";

std::uint32_t as_number(std::int64_t stored) {
  return static_cast<std::uint32_t>(stored);
}

}  // namespace

Result<std::uint32_t> number_of(Database& database, std::string_view question) {
  std::optional<std::uint32_t> known;
  const auto looked = database.each(
      kFind, [&](const Row& row) { known = as_number(row.integer(0)); }, question);
  if (!looked) return looked.unexpected();
  if (known) return *known;
  const auto added = database.run(kAdd, question);
  if (!added) return added.unexpected();
  return as_number(sqlite3_last_insert_rowid(database.handle()));
}

Result<void> each_number(Database& database,
                         std::uint32_t first,
                         const NumberVisit& take) {
  return database.each(
      kSelectFrom,
      [&](const Row& row) { take(row.borrowed(1), as_number(row.integer(0))); },
      std::int64_t{first});
}

}  // namespace attache
