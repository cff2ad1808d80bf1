#include "store/review_table.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <string>

#include "base/chance.h"
#include "store/serial.h"

namespace attache {

namespace {

constexpr Sql kLastSequence = "SELECT coalesce(max(sequence), 0) FROM review";
constexpr Sql kInsert = R"sql(
INSERT INTO review (sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form,
                    response, rating, duration, checksum, place, given)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr Sql kInsertIfUnknown = R"sql(
INSERT INTO review (sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form,
                    response, rating, duration, checksum, place, given)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO NOTHING)sql";
constexpr Sql kSelectAll = R"sql(
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, place, given
  FROM review ORDER BY sequence)sql";
constexpr Sql kSelectBetween = R"sql(
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, place, given
  FROM review WHERE sequence BETWEEN ? AND ? ORDER BY sequence)sql";
constexpr Sql kIsNamedByAVoid = "SELECT EXISTS (SELECT 1 FROM review WHERE voids = ?)";
/// Files of version 1 and 2 are read too, before they are upgraded.
constexpr Sql kSelectAllWithoutPlaces = R"sql(
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, NULL, NULL
  FROM review ORDER BY sequence)sql";
constexpr int kFirstVersionWithPlaces = 3;
/// Of version 3, the same.
constexpr Sql kSelectAllWithoutGiven = R"sql(
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, place, NULL
  FROM review ORDER BY sequence)sql";
constexpr int kFirstVersionWithGiven = 4;
constexpr Sql kSelectByUuid = R"sql(
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, place, given
  FROM review WHERE uuid = ?)sql";
constexpr Sql kSelectByQuestion = R"sql(
WITH RECURSIVE about (id, name) AS (
  SELECT sequence, uuid FROM review WHERE question = ?
  UNION
  SELECT review.sequence, review.uuid
    FROM about CROSS JOIN review ON review.voids = about.name
   WHERE review.voids IS NOT NULL)
SELECT sequence, uuid, kind, voids, at, zone_offset, day, question, meaning, form, response,
       rating, duration, checksum, place, given
  FROM about CROSS JOIN review ON review.sequence = about.id
 ORDER BY sequence)sql";
constexpr Sql kSelectByDay = R"sql(
SELECT review.sequence, uuid, kind, voids, at, zone_offset, review.day, question, meaning, form,
       response, review.rating, review.duration, checksum, place, given
  FROM counted CROSS JOIN review ON review.sequence = counted.sequence
 WHERE counted.day = ? ORDER BY counted.sequence)sql";

/// Columns of a review as they are read, before they are believed.
Result<Review> read_row(const Row& row, const std::string& where) {
  Review review;
  review.sequence = row.integer(0);
  review.uuid = row.text(1);
  const std::string kind = row.text(2);
  const bool by_hand = !row.is_null(15);
  review.kind = kind == "void" ? EntryKind::kVoid
                : by_hand      ? EntryKind::kManual
                               : EntryKind::kAnswer;
  review.voids = row.text(3);
  review.at = instant(row.integer(4));
  review.zone_offset = std::chrono::minutes(row.integer(5));
  review.day = study_day(row.integer(6));
  review.question = row.text(7);
  review.meaning = row.small(8);
  const auto form = form_named(row.text(9));
  review.form = form.value_or(Form::kRecall);
  review.response = row.text(by_hand ? 15 : 10);
  review.rating = static_cast<Rating>(std::clamp<std::int64_t>(row.integer(11), 1, 4));
  review.duration = Millis(row.integer(12));
  if (!row.is_null(14)) review.place = row.real(14);
  const auto checksum = static_cast<std::uint64_t>(row.integer(13));
  const bool named =
      form.has_value() && (kind == "answer" || (kind == "void" && !by_hand));
  if (!named || checksum != checksum_of(review))
    return fail(fmt::format("Entry {} of the review log is damaged", review.sequence),
                where, "Go back to a backup from the folder backups");
  return review;
}

Unexpected missing(std::int64_t sequence, const std::string& where) {
  return fail(fmt::format("Entry {} of the review log is missing", sequence), where,
              "Go back to a backup from the folder backups");
}

const char* name_of_kind(EntryKind kind) {
  return kind == EntryKind::kVoid ? "void" : "answer";
}

/// What stands in the column `response`: what was set by hand has a column of its own.
std::string_view response_column(const Review& review) {
  return review.kind == EntryKind::kManual ? std::string_view() : review.response;
}

/// Writes a row with the sequence number that it has.
Result<void> write_row(Database& database, Sql insert, const Review& row) {
  using MaybeText = std::optional<std::string_view>;
  const bool voids = row.kind == EntryKind::kVoid;
  const bool by_hand = row.kind == EntryKind::kManual;
  return database.run(insert, row.sequence, std::string_view(row.uuid),
                      std::string_view(name_of_kind(row.kind)),
                      voids ? MaybeText(row.voids) : std::nullopt,
                      std::int64_t{row.at.time_since_epoch().count()},
                      std::int64_t{row.zone_offset.count()}, day_number(row.day),
                      std::string_view(row.question), row.meaning,
                      std::string_view(name_of(row.form)), response_column(row),
                      static_cast<int>(row.rating), std::int64_t{row.duration.count()},
                      static_cast<std::int64_t>(checksum_of(row)), row.place,
                      by_hand ? MaybeText(row.response) : std::nullopt);
}

}  // namespace

std::uint64_t checksum_of(const Review& review) {
  Serial serial;
  serial << review.sequence << std::string_view(review.uuid)
         << std::string_view(name_of_kind(review.kind)) << std::string_view(review.voids)
         << std::int64_t{review.at.time_since_epoch().count()}
         << std::int64_t{review.zone_offset.count()} << day_number(review.day)
         << std::string_view(review.question) << std::int64_t{review.meaning}
         << std::string_view(name_of(review.form)) << response_column(review)
         << static_cast<std::int64_t>(review.rating)
         << std::int64_t{review.duration.count()};
  if (review.place) serial << std::bit_cast<std::int64_t>(*review.place);
  if (review.kind == EntryKind::kManual) serial << std::string_view(review.response);
  return stable_hash(serial.bytes());
}

Result<std::int64_t> insert_review(Database& database, const Review& review) {
  const auto last = last_sequence(database);
  if (!last) return last.unexpected();
  Review row = review;
  row.sequence = *last + 1;
  const auto done = write_row(database, kInsert, row);
  if (!done) return done.unexpected();
  return row.sequence;
}

Result<std::int64_t> last_sequence(Database& database) {
  return database.number(kLastSequence);
}

Result<bool> insert_if_unknown(Database& database, const Review& row) {
  const auto done = write_row(database, kInsertIfUnknown, row);
  if (!done) return done.unexpected();
  return sqlite3_changes(database.handle()) == 1;
}

Result<std::vector<Review>> read_log(Database& database) {
  return database.all<Review>(kSelectAll, read_row);
}

Result<std::vector<Review>> read_log_between(Database& database,
                                             std::int64_t first,
                                             std::int64_t last) {
  auto rows = database.all<Review>(kSelectBetween, read_row, first, last);
  if (!rows) return rows;
  std::int64_t expected = first;
  for (const Review& row : *rows)
    if (row.sequence != expected++) return missing(expected - 1, database.name());
  if (expected <= last) return missing(expected, database.name());
  return rows;
}

Result<std::vector<Review>> read_log_of(Database& database, std::string_view question) {
  return database.all<Review>(kSelectByQuestion, read_row, question);
}

Result<std::vector<Review>> read_answers_on(Database& database, StudyDay day) {
  return database.all<Review>(kSelectByDay, read_row, day_number(day));
}

Result<std::optional<Review>> find_review(Database& database, std::string_view uuid) {
  auto rows = database.all<Review>(kSelectByUuid, read_row, uuid);
  if (!rows) return rows.unexpected();
  if (rows->empty()) return std::optional<Review>();
  return std::optional<Review>(std::move(rows->front()));
}

Result<bool> is_named_by_a_void(Database& database, std::string_view uuid) {
  const auto named = database.number(kIsNamedByAVoid, uuid);
  if (!named) return named.unexpected();
  return *named != 0;
}

Result<std::int64_t> check_log(Database& database) {
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.unexpected();
  const Sql all = *version < kFirstVersionWithPlaces  ? kSelectAllWithoutPlaces
                  : *version < kFirstVersionWithGiven ? kSelectAllWithoutGiven
                                                      : kSelectAll;
  std::int64_t rows = 0;
  const auto done = database.each(all, [&](const Row& row) -> Result<void> {
    const auto review = read_row(row, database.name());
    if (!review) return review.unexpected();
    if (review->sequence != ++rows) return missing(rows, database.name());
    return {};
  });
  if (!done) return done.unexpected();
  return rows;
}

std::int64_t day_number(StudyDay day) {
  return day.time_since_epoch().count();
}

StudyDay study_day(std::int64_t number) {
  return StudyDay(std::chrono::days(static_cast<std::chrono::days::rep>(number)));
}

Instant instant(std::int64_t millis) {
  return Instant(Millis(millis));
}

}  // namespace attache
