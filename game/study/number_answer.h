#pragma once
// Numbers as students type them.

#include <string>
#include <string_view>
#include <vector>

#include "cards/question.h"
#include "study/marking.h"

namespace attache {

/// One way to read a typed number. `unit` is what stood around it, in a spelling that can
/// be compared.
struct NumberReading {
  double value = 0;
  std::string unit;
  bool operator==(const NumberReading&) const = default;
};

/// Reads "1,000", "1 000", "１１０ km", "about 3.5 million", "twelve", "¥43 trillion",
/// "−5 %", "百十". One separator that stands before three digits: a comma parts
/// thousands, as in English, except after a leading 0; a point is a decimal point, but is
/// read as parting thousands too. A comma before fewer or more digits is a decimal comma.
/// With both, the last one is the decimal. "3m" is read as three metres and as three
/// million. Nothing for what is no number, or more than one.
[[nodiscard]] std::vector<NumberReading> read_number(std::string_view typed);

/// The one spelling of a unit: "kilometres" → "km", "per cent" → "%".
[[nodiscard]] std::string canonical_unit(std::string_view unit);

struct NumberMark {
  Verdict verdict = Verdict::kWrong;
  std::string remark;
};

/// Right within the tolerance. The unit may be left out, or be another metric one
/// of length or weight ("1100 m" for 1.1 km); any other unit is wrong.
[[nodiscard]] NumberMark mark_number(std::string_view given, const NumberKey& key);

}  // namespace attache
