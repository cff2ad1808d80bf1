#include "store/fact_chunks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <string_view>

#include "base/chance.h"
#include "store/counted.h"

namespace attache {

namespace {

static_assert(std::endian::native == std::endian::little,
              "facts lie in the file as in memory, least significant byte first");

constexpr Sql kDrop = "DELETE FROM fact_chunk WHERE chunk = ?";
constexpr Sql kDropAll = "DELETE FROM fact_chunk";
constexpr Sql kPut =
    "INSERT OR REPLACE INTO fact_chunk (chunk, checksum, facts) VALUES (?, ?, ?)";
constexpr Sql kSelectChunks = R"sql(
SELECT chunk FROM fact_chunk INDEXED BY fact_chunk_there WHERE chunk < ? ORDER BY chunk)sql";
constexpr Sql kSelectFacts = R"sql(
SELECT chunk, checksum, facts
  FROM fact_chunk WHERE chunk >= ? AND chunk < ? ORDER BY chunk)sql";

/// Chunks that a log up to `last` fills.
std::int64_t full_chunks(std::int64_t last) {
  return last / kRowsInChunk;
}

std::int64_t checksum_of(std::int64_t chunk, std::span<const std::byte> bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return static_cast<std::int64_t>(stable_hash(text, static_cast<std::uint64_t>(chunk)));
}

Result<void> put(Database& database,
                 std::int64_t chunk,
                 std::span<const AnswerFact> facts) {
  const auto bytes = std::as_bytes(facts);
  return database.run(kPut, chunk, checksum_of(chunk, bytes), bytes);
}

/// Facts of one row, if its checksum fits.
bool append(std::vector<AnswerFact>& facts, const Row& row) {
  const auto bytes = row.bytes(2);
  if (bytes.size() % sizeof(AnswerFact) != 0) return false;
  if (row.integer(1) != checksum_of(row.integer(0), bytes)) return false;
  if (bytes.empty()) return true;
  const std::size_t before = facts.size();
  facts.resize(before + bytes.size() / sizeof(AnswerFact));
  std::memcpy(&facts[before], bytes.data(), bytes.size());
  return true;
}

/// Puts facts in the place of those of a chunk that was read before.
void replace(const FactsRead& read, const MadeChunk& made) {
  const auto at = static_cast<std::size_t>(made.chunk);
  const std::size_t from = at == 0 ? 0 : read.ends[at - 1];
  const std::size_t until = read.ends[at];
  const auto place = [&](std::size_t index) {
    return read.facts.begin() + static_cast<std::ptrdiff_t>(index);
  };
  const std::size_t common = std::min(until - from, made.facts.size());
  const auto rest = made.facts.begin() + static_cast<std::ptrdiff_t>(common);
  std::copy(made.facts.begin(), rest, place(from));
  read.facts.erase(place(from + common), place(until));
  read.facts.insert(place(from + common), rest, made.facts.end());
  for (std::size_t i = at; i < read.ends.size(); ++i)
    read.ends[i] = read.ends[i] - until + from + made.facts.size();
}

/// Reads chunks behind those that were read; those that are not in the file are in
/// `made`.
Result<void> read_on(Database& database,
                     std::int64_t until,
                     std::span<const MadeChunk> made,
                     const FactsRead& read) {
  auto next = made.begin();
  const auto take_made = [&](std::int64_t before) {
    for (; next != made.end() && next->chunk < before; ++next) {
      read.facts.insert(read.facts.end(), next->facts.begin(), next->facts.end());
      read.ends.push_back(read.facts.size());
    }
  };
  const auto from = static_cast<std::int64_t>(read.ends.size());
  auto done = database.each(
      kSelectFacts,
      [&](const Row& row) -> Result<void> {
        const std::int64_t chunk = row.integer(0);
        take_made(chunk);
        if (next != made.end() && next->chunk == chunk) return {};  // with the others
        if (!append(read.facts, row))
          return fail("The figures of your answers cannot be read", database.name(),
                      kFiguresRemedy);
        read.ends.push_back(read.facts.size());
        return {};
      },
      from, until);
  take_made(until);
  return done;
}

}  // namespace

std::int64_t chunk_of(std::int64_t sequence) {
  return (sequence - 1) / kRowsInChunk;
}

Result<void> drop_chunk_of(Database& database, std::int64_t sequence) {
  return database.run(kDrop, chunk_of(sequence));
}

Result<void> drop_chunks(Database& database) {
  return database.run(kDropAll);
}

// A chunk that began before is left to be made from rows.
ChunkWriter::ChunkWriter(Database& database, std::int64_t last)
    : database_(database), chunk_((last + kRowsInChunk - 1) / kRowsInChunk) {}

Result<void> ChunkWriter::add(std::int64_t sequence, const AnswerFact& fact) {
  const std::int64_t chunk = chunk_of(sequence);
  if (chunk < chunk_) return {};
  if (auto written = write_until(chunk); !written) return written;
  facts_.push_back(fact);
  return {};
}

Result<void> ChunkWriter::end(std::int64_t last) {
  return write_until(full_chunks(last));
}

Result<void> ChunkWriter::write_until(std::int64_t chunk) {
  for (; chunk_ < chunk; ++chunk_) {
    if (auto written = put(database_, chunk_, facts_); !written) return written;
    facts_.clear();
  }
  return {};
}

Result<std::vector<std::int64_t>> missing_chunks(Database& database, std::int64_t last) {
  std::vector<std::int64_t> missing;
  std::int64_t expected = 0;
  const auto expect_until = [&](std::int64_t chunk) {
    for (; expected < chunk; ++expected)
      missing.push_back(expected);
  };
  const auto done = database.each(
      kSelectChunks,
      [&](const Row& row) {
        expect_until(row.integer(0));
        ++expected;
      },
      full_chunks(last));
  if (!done) return done.unexpected();
  expect_until(full_chunks(last));
  return missing;
}

Result<std::vector<MadeChunk>> made_chunks(Database& database,
                                           const std::vector<std::int64_t>& chunks) {
  std::vector<MadeChunk> made;
  made.reserve(chunks.size());
  for (const std::int64_t chunk : chunks) {
    auto facts = read_counted_facts(database, chunk * kRowsInChunk + 1,
                                    (chunk + 1) * kRowsInChunk);
    if (!facts) return facts.unexpected();
    made.push_back({chunk, *std::move(facts)});
  }
  return made;
}

Result<void> put_chunks(Database& database, const std::vector<MadeChunk>& made) {
  for (const MadeChunk& one : made)
    if (auto written = put(database, one.chunk, one.facts); !written) return written;
  return {};
}

Result<void> read_facts(Database& database,
                        std::int64_t last,
                        const std::vector<MadeChunk>& made,
                        const FactsRead& read) {
  read.facts.resize(read.ends.empty() ? 0 : read.ends.back());
  const auto known = static_cast<std::int64_t>(read.ends.size());
  const auto unread = std::find_if(
      made.begin(), made.end(), [&](const MadeChunk& one) { return one.chunk >= known; });
  for (auto one = made.begin(); one != unread; ++one)
    replace(read, *one);
  if (read.facts.empty()) read.facts.reserve(static_cast<std::size_t>(last));
  auto done = read_on(
      database, full_chunks(last),
      std::span(made).subspan(static_cast<std::size_t>(unread - made.begin())), read);
  if (!done) return done;
  // What the last chunk does not hold.
  const auto tail =
      read_counted_facts(database, full_chunks(last) * kRowsInChunk + 1, last);
  if (!tail) return tail.unexpected();
  read.facts.insert(read.facts.end(), tail->begin(), tail->end());
  return {};
}

}  // namespace attache
