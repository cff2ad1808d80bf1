#pragma once
// The added table: on which day each question was first on the shelf.

#include <span>
#include <unordered_map>

#include "base/result.h"
#include "base/time.h"
#include "cards/question.h"
#include "store/sqlite.h"

namespace attache {

Result<std::unordered_map<QuestionId, StudyDay>> read_added(Database& database);
/// Notes questions that are not noted yet. Needs a transaction.
Result<void> note_added(Database& database,
                        std::span<const QuestionId> questions,
                        StudyDay day);

}  // namespace attache
