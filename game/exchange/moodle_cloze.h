#pragma once
// Moodle's notation of gaps in a text: {1:SHORTANSWER:=Paris#yes~%50%Lyon}.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/moodle_question.h"

namespace attache::exchange {

/// A text in which each gap gave way to its mark, and the blanks for the gaps in our own
/// notation.
struct MarkedGaps {
  std::string text;
  std::vector<std::string> blanks;
};
/// Reads the gaps: short answers, numbers, and choices with one right option. Nothing
/// where one has no right answer, or several that must all be chosen. `answers` is what
/// the answers are written in. What is lost is noted.
[[nodiscard]] std::optional<MarkedGaps> read_gaps(std::string_view text,
                                                  TextFormat answers,
                                                  const std::string& where,
                                                  NoteBook& notes);

/// CommonMark that stands around gaps, so that it has no gap of its own.
[[nodiscard]] std::string around_gaps(std::string_view text);
/// A gap that takes any of these answers: "{1:SHORTANSWER:=a~=b}".
[[nodiscard]] std::string gap_of(const std::vector<std::string>& accepted);

}  // namespace attache::exchange
