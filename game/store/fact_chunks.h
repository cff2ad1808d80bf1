#pragma once
// Facts of answers as blobs, so that millions are read in a moment. A chunk holds those
// of a fixed range of the log, once the log has reached its end; what lies beyond the
// last one is read from rows. A chunk of which a row changes is taken away, and made
// again when facts are read. A chunk carries a checksum, and is made of rows that were
// held to the log: who reads it need not read the log.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"
#include "study/answer_facts.h"

namespace attache {

/// Rows of the log that a chunk stands for: chunk 0 for 1 to 4096.
inline constexpr std::int64_t kRowsInChunk = 4096;
[[nodiscard]] std::int64_t chunk_of(std::int64_t sequence);

/// What helps where kept figures are damaged: they follow from the log.
inline constexpr const char* kFiguresRemedy =
    "Change the desired retention and change it back: they are then worked out anew from "
    "your answers";

/// Takes away the chunk of a row of which the fact has changed. Needs a transaction.
Result<void> drop_chunk_of(Database& database, std::int64_t sequence);
/// Takes away all of them. Needs a transaction.
Result<void> drop_chunks(Database& database);

/// Writes chunks while facts come in, for rows that follow each other.
class ChunkWriter {
 public:
  /// For rows beyond `last`, the end of the log until now.
  ChunkWriter(Database& database, std::int64_t last);
  /// The fact of a row beyond all that came before. Needs a transaction.
  Result<void> add(std::int64_t sequence, const AnswerFact& fact);
  /// Writes the chunks that a log up to `last` fills. Needs a transaction.
  Result<void> end(std::int64_t last);

 private:
  Result<void> write_until(std::int64_t chunk);

  Database& database_;
  std::int64_t chunk_;  ///< that is being filled
  std::vector<AnswerFact> facts_;
};

/// Facts in the order of the log, and where each chunk of them ends. Empty at first.
struct FactsRead {
  std::vector<AnswerFact>& facts;
  std::vector<std::size_t>& ends;
};
/// Which chunks of a log up to `last` are not there.
Result<std::vector<std::int64_t>> missing_chunks(Database& database, std::int64_t last);
/// One chunk worked out from rows.
struct MadeChunk {
  std::int64_t chunk = 0;
  std::vector<AnswerFact> facts;
};
Result<std::vector<MadeChunk>> made_chunks(Database& database,
                                           const std::vector<std::int64_t>& chunks);
/// Writes them. Needs a transaction.
Result<void> put_chunks(Database& database, const std::vector<MadeChunk>& made);
/// Brings what was read up to date, `made` being those that had to be made since. Chunks
/// that were read before and were not made again are taken as they are.
Result<void> read_facts(Database& database,
                        std::int64_t last,
                        const std::vector<MadeChunk>& made,
                        const FactsRead& read);

}  // namespace attache
