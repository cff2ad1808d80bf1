#pragma once
// Dates as students type them.

#include <string>
#include <string_view>
#include <vector>

#include "cards/deck.h"
#include "study/marking.h"

namespace attache {

/// What a typed date can mean. "7/8/2024" can be 7 August and July 8; a date without its
/// year has the year 0.
struct DateReadings {
  std::vector<PartialDate> dates;
  bool named_month = false;  ///< the month was given by its name
  bool misspelt = false;     ///< the name was a letter off
};

/// Reads "28 July 2024", "July 28th, 2024", "Sun 28 Jul 2024", "2024-07-28", "28.7.2024",
/// "7/28/2024", "28/7/24", "20240728", "2024年7月28日", "July 2024", "7/2024", "2024",
/// "AD 2024", "c. 2024", "twenty twenty-four", "二〇二四年七月", "令和6年7月28日". A day
/// that is not in the era that was named is none.
[[nodiscard]] DateReadings read_date(std::string_view text);

struct DateMark {
  Verdict verdict = Verdict::kWrong;
  std::string remark;
};

/// Compares down to the precision asked for. Where day and month can be read both ways,
/// either right reading counts. More than was asked for does no harm; less is wrong.
[[nodiscard]] DateMark mark_date(std::string_view given,
                                 const PartialDate& right,
                                 Precision precision);

}  // namespace attache
