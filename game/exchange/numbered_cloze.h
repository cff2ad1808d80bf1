#pragma once
// Anki's notation of blanks: {{c1::answer::hint}}, {{c1,2::…}}, one inside another.

#include <string>
#include <string_view>
#include <vector>

#include "exchange/imported.h"

namespace attache::exchange {

/// What is asked where one number's blanks are hidden and all others are filled in.
struct NumberedAsk {
  int number = 1;
  std::string ask;  ///< CommonMark with our blanks
};
/// One for each number that occurs, ascending; nothing where there is no such blank.
/// `html` says whether the text is HTML or plain. What is left out is noted.
[[nodiscard]] std::vector<NumberedAsk> numbered_asks(std::string_view text,
                                                     bool html,
                                                     const std::string& where,
                                                     NoteBook& notes);

}  // namespace attache::exchange
