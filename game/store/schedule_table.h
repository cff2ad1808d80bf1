#pragma once
// The schedule and flag tables: rows in, rows out.

#include <unordered_map>
#include <utility>

#include "base/result.h"
#include "memory/scheduler.h"
#include "store/sqlite.h"
#include "study/queue.h"

namespace attache {

/// Puts a question's schedule in place of its cached one; a new one removes it.
Result<void> put_schedule(Database& database,
                          const QuestionId& question,
                          const Schedule& to);
Result<std::unordered_map<QuestionId, Schedule>> read_schedules(Database& database);

/// Puts a question's flags in place of those that it has; default ones take no room.
Result<void> put_flags(Database& database, const QuestionId& question, const Flags& to);
Result<std::unordered_map<QuestionId, Flags>> read_flags(Database& database);

}  // namespace attache
