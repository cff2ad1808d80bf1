#include "store/round_table.h"

#include <fmt/format.h>
#include <string>
#include <utility>

#include "base/chance.h"
#include "store/review_table.h"
#include "store/serial.h"

namespace attache {

namespace {

constexpr int kFirstVersion = 2;  ///< of the file that has these tables

constexpr Sql kPutRound = R"sql(
INSERT OR REPLACE INTO round (uuid, kind, started_at, ended_at, state, checksum)
VALUES (?, ?, ?, ?, ?, ?))sql";
constexpr Sql kRemoveRound = "DELETE FROM round WHERE uuid = ?";
constexpr Sql kSelectRounds = R"sql(
SELECT uuid, kind, started_at, ended_at, state, checksum
  FROM round ORDER BY started_at DESC, uuid DESC)sql";
constexpr Sql kSelectRound = R"sql(
SELECT uuid, kind, started_at, ended_at, state, checksum FROM round WHERE uuid = ?)sql";

constexpr Sql kPutEdition = R"sql(
INSERT OR REPLACE INTO edition (deck, edition, seen_at, content, checksum)
VALUES (?, ?, ?, ?, ?))sql";
constexpr Sql kSelectEditions = R"sql(
SELECT deck, edition, seen_at, content, checksum
  FROM edition WHERE deck = ? ORDER BY edition DESC)sql";
constexpr Sql kSelectAllEditions =
    "SELECT deck, edition, seen_at, content, checksum FROM edition";

std::int64_t millis_of(Instant at) {
  return at.time_since_epoch().count();
}

Unexpected damaged(const std::string& what, const std::string& where) {
  return fail(what, where, "Go back to a backup from the folder backups");
}

Result<KeptRound> read_round(const Row& row, const std::string& where) {
  KeptRound round;
  round.uuid = row.text(0);
  round.kind = row.text(1);
  round.started_at = instant(row.integer(2));
  if (!row.is_null(3)) round.ended_at = instant(row.integer(3));
  round.state = row.text(4);
  if (static_cast<std::uint64_t>(row.integer(5)) != checksum_of(round))
    return damaged(fmt::format("The quiz round {} is damaged", round.uuid), where);
  return round;
}

Result<KeptEdition> read_edition(const Row& row, const std::string& where) {
  const std::string deck = row.text(0);
  KeptEdition edition;
  edition.edition = row.small(1);
  edition.seen_at = instant(row.integer(2));
  edition.content = row.text(3);
  if (static_cast<std::uint64_t>(row.integer(4)) != checksum_of(deck, edition))
    return damaged(
        fmt::format("Edition {} of the deck {} is damaged", edition.edition, deck),
        where);
  return edition;
}

}  // namespace

std::uint64_t checksum_of(const KeptRound& round) {
  Serial serial;
  serial << std::string_view(round.uuid) << std::string_view(round.kind)
         << millis_of(round.started_at);
  if (round.ended_at) {
    serial << millis_of(*round.ended_at);
  } else {
    serial << std::string_view();
  }
  serial << std::string_view(round.state);
  return stable_hash(serial.bytes());
}

std::uint64_t checksum_of(std::string_view deck, const KeptEdition& edition) {
  Serial serial;
  serial << deck << std::int64_t{edition.edition} << millis_of(edition.seen_at)
         << std::string_view(edition.content);
  return stable_hash(serial.bytes());
}

Result<void> put_round(Database& database, const KeptRound& round) {
  const auto ended =
      round.ended_at ? std::optional(millis_of(*round.ended_at)) : std::nullopt;
  return database.run(kPutRound, std::string_view(round.uuid),
                      std::string_view(round.kind), millis_of(round.started_at), ended,
                      std::string_view(round.state),
                      static_cast<std::int64_t>(checksum_of(round)));
}

Result<void> remove_round(Database& database, std::string_view uuid) {
  return database.run(kRemoveRound, uuid);
}

Result<std::vector<KeptRound>> read_rounds(Database& database) {
  return database.all<KeptRound>(kSelectRounds, read_round);
}

Result<std::optional<KeptRound>> find_round(Database& database, std::string_view uuid) {
  auto rows = database.all<KeptRound>(kSelectRound, read_round, uuid);
  if (!rows) return rows.unexpected();
  if (rows->empty()) return std::optional<KeptRound>();
  return std::optional<KeptRound>(std::move(rows->front()));
}

Result<void> put_edition(Database& database,
                         std::string_view deck,
                         const KeptEdition& edition) {
  return database.run(kPutEdition, deck, edition.edition, millis_of(edition.seen_at),
                      std::string_view(edition.content),
                      static_cast<std::int64_t>(checksum_of(deck, edition)));
}

Result<std::vector<KeptEdition>> read_editions(Database& database,
                                               std::string_view deck) {
  return database.all<KeptEdition>(kSelectEditions, read_edition, deck);
}

Result<void> check_rounds_and_editions(Database& database) {
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.unexpected();
  if (*version < kFirstVersion) return {};
  auto done = database.each(kSelectRounds, [&](const Row& row) -> Result<void> {
    const auto round = read_round(row, database.name());
    return round ? Result<void>() : round.unexpected();
  });
  if (!done) return done;
  return database.each(kSelectAllEditions, [&](const Row& row) -> Result<void> {
    const auto edition = read_edition(row, database.name());
    return edition ? Result<void>() : edition.unexpected();
  });
}

}  // namespace attache
