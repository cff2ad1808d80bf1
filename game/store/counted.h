#pragma once
// Which answers count, and what each was: an index of the log, kept in the same
// transaction as the log itself.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "memory/scheduler.h"
#include "store/fact_chunks.h"
#include "store/sqlite.h"
#include "study/answer_facts.h"
#include "study/review.h"

namespace attache {

/// Notes a new answer. Needs its row in the log, the schedule that its question has in
/// the cache until now, and a transaction.
Result<void> count_answer(Database& database,
                          const Review& answer,
                          const Scheduler& scheduler);
/// Works out anew what counts of one question, after an entry was voided, and gives the
/// schedule that follows. Facts of new rows also go to `writer`, if there is one. Needs a
/// transaction.
Result<Schedule> recount(Database& database,
                         std::string_view question,
                         const Scheduler& scheduler,
                         ChunkWriter* writer = nullptr);
/// The same of a question of which nothing was noted before; `entries` is its whole log.
Result<Schedule> count_first(Database& database,
                             const std::vector<Review>& entries,
                             const Scheduler& scheduler,
                             ChunkWriter& writer);
/// Works out from the log all that follows from it: what counts, facts and their chunks,
/// wrong answers, schedules. Needs a transaction.
Result<void> work_out_anew(Database& database, const Scheduler& scheduler);

/// Facts of the answers that count among rows `first` to `last` of the log, in order.
/// They are held to the log: fails where a row of it is damaged or missing, or where what
/// was noted of it is something else.
Result<std::vector<AnswerFact>> read_counted_facts(Database& database,
                                                   std::int64_t first,
                                                   std::int64_t last);
/// The question that an entry is about; for a voiding entry, that of the entry at the
/// end of its chain. Fails if there is no such entry.
Result<QuestionId> question_behind(Database& database, std::string_view uuid);

}  // namespace attache
