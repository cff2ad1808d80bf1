#pragma once
// The schedule and flag tables: rows in, rows out.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "memory/scheduler.h"
#include "store/kept.h"
#include "store/sqlite.h"
#include "study/queue.h"

namespace attache {

/// Puts a question's schedule in place of its cached one; a new one removes it.
Result<void> put_schedule(Database& database,
                          std::string_view question,
                          const Schedule& to);
Result<std::unordered_map<QuestionId, Schedule>> read_schedules(Database& database);
/// That of one question, by its number; a new one if it has none.
Result<Schedule> read_schedule_of(Database& database, std::uint32_t number);
/// Of every question with a number.
Result<std::vector<KeptSchedule>> read_kept_schedules(Database& database);

/// Puts a question's flags in place of those that it has; default ones take no room.
Result<void> put_flags(Database& database, const QuestionId& question, const Flags& to);
Result<std::unordered_map<QuestionId, Flags>> read_flags(Database& database);

}  // namespace attache
