#pragma once
// Wrong answers by question and text, with how often they were given.

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "store/sqlite.h"
#include "study/answer_facts.h"

namespace attache {

/// Takes in what a new answer to the question of this number says. Needs a transaction.
Result<void> count_wrong(Database& database, const Review& answer, std::uint32_t number);
/// Puts a question's wrong answers in the place of those that it has. Needs a
/// transaction.
Result<void> replace_wrong(Database& database,
                           std::uint32_t number,
                           const std::vector<WrongAnswer>& wrong);
/// Adds wrong answers that are not there. Needs a transaction.
Result<void> add_wrong(Database& database, const std::vector<WrongAnswer>& wrong);

/// Those given at least `least` times, the commonest first, until `take` returns false.
using WrongAnswerVisit = std::function<bool(const WrongAnswer&)>;
Result<void> each_wrong_answer(Database& database,
                               int least,
                               const WrongAnswerVisit& take);

}  // namespace attache
