#pragma once
// Review logs as CSV, the form in which other programs' logs can be compared.

#include <string>
#include <string_view>

#include "base/result.h"
#include "memory/review_log.h"

namespace attache {

/// Reads a log with a header row. Columns, by name and in any order: `card_id`,
/// `review_time` (milliseconds since 1970), `review_rating` (1..4; rows with 0, which
/// stand for a card moved by hand, are skipped), `review_state` (0 new, 1 learning, 2
/// review, 3 relearning) and, if it is there, `review_duration` (milliseconds). Other
/// columns are passed over. Any of LF and CRLF, a byte order mark and quotes around a
/// number are read. Fails with the line number and what is wrong there.
Result<ReviewLog> read_review_csv(std::string_view text);

/// The same form, all five columns, LF.
[[nodiscard]] std::string review_csv(const ReviewLog& log);

}  // namespace attache
