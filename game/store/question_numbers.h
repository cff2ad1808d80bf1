#pragma once
// Short numbers for the questions of the log: 0, 1, 2 … in the order of their first
// entry. A question keeps its number for ever.

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.h"
#include "store/sqlite.h"

namespace attache {

/// The number of a question, which gets the next one if it has none. Needs a transaction.
Result<std::uint32_t> number_of(Database& database, std::string_view question);

/// Tells `take` of each question with a number from `first` on, in their order.
using NumberVisit = std::function<void(std::string_view question, std::uint32_t number)>;
Result<void> each_number(Database& database,
                         std::uint32_t first,
                         const NumberVisit& take);

}  // namespace attache
