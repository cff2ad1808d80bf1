#pragma once
// How far a typed answer may be from the right one and still be it, with a slip of
// spelling.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cards/answer_text.h"
#include "cards/name_index.h"
#include "study/marking.h"
#include "study/other_names.h"

namespace attache {

/// Edits that a word or an answer of so many letters may be off by: 0 up to 3, 1 up to 7,
/// 2 up to 14, then 3.
[[nodiscard]] std::size_t allowed_edits(std::size_t letters);

/// Edits between the words of an answer and the right one, if every word is within its
/// slack and no exact word differs; nothing if it says something else. Words may be
/// joined or parted. What looks like the opposite ("import" for "export"), another
/// country ("Iran" for "Iraq") or a word of another name is something else.
[[nodiscard]] std::optional<std::size_t> slips_between(const AnswerText& given,
                                                       const AnswerText& right,
                                                       const OtherNames& others);

/// What became of a typed answer.
struct TextMark {
  Verdict verdict = Verdict::kWrong;
  std::size_t meant = 0;  ///< which of the accepted answers it is, if not wrong
  std::string spelling;  ///< what was meant, well spelled: that answer, or a shorter form
                         ///< of a person's name; empty if wrong
  std::string confused;  ///< the name of something else that was given, if it was one
  std::string remark;    ///< what else there is to say; may be empty
};

/// Compares an answer with all accepted ones. `names` are those of the deck: one that is
/// not accepted is never a slip; may be null. For people (`answer_type` "person") see
/// `mark_person`.
[[nodiscard]] TextMark mark_text(std::string_view given,
                                 std::span<const std::string> accepted,
                                 const NameIndex* names,
                                 std::string_view answer_type = {});

/// What stands before a comma and the name of a country: "Tokyo" in "Tokyo, Japan". Empty
/// for anything else.
[[nodiscard]] std::string before_country(std::string_view given);

}  // namespace attache
