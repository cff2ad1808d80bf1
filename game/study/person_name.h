#pragma once
// The ways in which people's names are written.

#include <span>
#include <string>
#include <string_view>

#include "cards/answer_text.h"
#include "study/other_names.h"
#include "study/spelling.h"

namespace attache {

/// Whether a folded word may be part of a title: "secretary", "gen".
[[nodiscard]] bool is_title_word(std::string_view word);

/// Whether a surname is so short that one letter makes it another one: "Yoon", "Yoo".
[[nodiscard]] bool is_short_surname(const AnswerText& name);

/// Marks what was typed for a person, beyond the accepted names as they stand. Right,
/// too: a title before or after the name ("Secretary of State Blinken"); initials of
/// middle names, one middle name, and "Jr.", "III" left out or added, but never another
/// one; the family name first; the first name as its initial, or the family name alone
/// (with a remark that names the full name), unless another name of the deck may be
/// meant. The family name is the last one with the particles before it ("von der Leyen"),
/// or the first one in names that look Chinese, Japanese in kanji, Korean or Vietnamese.
[[nodiscard]] TextMark mark_person(const AnswerText& typed,
                                   std::span<const std::string> accepted,
                                   const OtherNames& others);

}  // namespace attache
