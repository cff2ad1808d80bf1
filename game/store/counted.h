#pragma once
// Which answers count: an index of the log, kept in the same transaction as the log
// itself.

#include <span>
#include <string_view>

#include "base/result.h"
#include "store/sqlite.h"
#include "study/review.h"

namespace attache {

/// Notes a new answer. Needs its row in the log and a transaction.
Result<void> count_answer(Database& database, const Review& answer);
/// Notes the answers among entries that count, in the order of the log; there must be all
/// entries of each question, and none of them noted. Needs a transaction.
Result<void> count_all(Database& database, std::span<const Review> entries);
/// Works out anew what counts of one question, after an entry was voided. Needs a
/// transaction.
Result<void> recount(Database& database, std::string_view question);
/// The same for every question. Needs a transaction.
Result<void> recount_all(Database& database);
/// The question that an entry is about; for a voiding entry, that of the entry at the
/// end of its chain. Fails if there is no such entry.
Result<QuestionId> question_behind(Database& database, std::string_view uuid);

}  // namespace attache
