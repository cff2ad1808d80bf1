#include "store/exam_table.h"

#include <fmt/format.h>
#include <string>
#include <utility>

#include "base/chance.h"
#include "store/serial.h"

namespace attache {

namespace {

constexpr int kFirstVersion = 3;  ///< of the file that has this table

constexpr Sql kPut =
    "INSERT OR REPLACE INTO exam (uuid, content, checksum) VALUES (?, ?, ?)";
constexpr Sql kRemove = "DELETE FROM exam WHERE uuid = ?";
constexpr Sql kSelectAll = "SELECT uuid, content, checksum FROM exam ORDER BY uuid";
constexpr Sql kSelect = "SELECT uuid, content, checksum FROM exam WHERE uuid = ?";

Result<KeptExam> read_exam(const Row& row, const std::string& where) {
  KeptExam exam{row.text(0), row.text(1)};
  if (static_cast<std::uint64_t>(row.integer(2)) != checksum_of(exam))
    return fail(fmt::format("The exam {} is damaged", exam.uuid), where,
                "Go back to a backup from the folder backups");
  return exam;
}

}  // namespace

std::uint64_t checksum_of(const KeptExam& exam) {
  Serial serial;
  serial << std::string_view(exam.uuid) << std::string_view(exam.content);
  return stable_hash(serial.bytes());
}

Result<void> put_exam(Database& database, const KeptExam& exam) {
  return database.run(kPut, std::string_view(exam.uuid), std::string_view(exam.content),
                      static_cast<std::int64_t>(checksum_of(exam)));
}

Result<void> remove_exam(Database& database, std::string_view uuid) {
  return database.run(kRemove, uuid);
}

Result<std::vector<KeptExam>> read_exams(Database& database) {
  return database.all<KeptExam>(kSelectAll, read_exam);
}

Result<std::optional<KeptExam>> find_exam(Database& database, std::string_view uuid) {
  auto rows = database.all<KeptExam>(kSelect, read_exam, uuid);
  if (!rows) return rows.unexpected();
  if (rows->empty()) return std::optional<KeptExam>();
  return std::optional<KeptExam>(std::move(rows->front()));
}

Result<void> check_exams(Database& database) {
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.unexpected();
  if (*version < kFirstVersion) return {};
  return database.each(kSelectAll, [&](const Row& row) -> Result<void> {
    const auto exam = read_exam(row, database.name());
    return exam ? Result<void>() : exam.unexpected();
  });
}

}  // namespace attache
