#pragma once
// How far a typed answer may be from the right one and still be it, with a slip of
// spelling.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "study/answer_text.h"
#include "study/marking.h"

namespace attache {

/// Edits that a word or an answer of so many letters may be off by: 0 up to 3, 1 up to 7,
/// 2 up to 14, then 3.
[[nodiscard]] std::size_t allowed_edits(std::size_t letters);

/// What became of a typed answer.
struct TextMark {
  Verdict verdict = Verdict::kWrong;
  std::size_t meant = 0;  ///< which of the accepted answers it is, if not wrong
  std::string_view
      confused;  ///< the name of something else that was given, if it was one
};

/// Compares an answer with all accepted ones; `confusable` are names that are never a
/// slip.
[[nodiscard]] TextMark mark_text(std::string_view given,
                                 std::span<const std::string> accepted,
                                 std::span<const std::string> confusable);

}  // namespace attache
