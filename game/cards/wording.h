#pragma once
// Sentences out of templates: names with their articles, a capital at the start, one full
// stop.

#include <string>
#include <string_view>

#include "cards/deck.h"

namespace attache {

/// A name as it goes into a sentence: "the Quad".
[[nodiscard]] std::string in_sentence(const Entity& entity);
/// A value as people write it: dates in words, numbers with their unit, everything else
/// as it is.
[[nodiscard]] std::string value_text(const Value& value,
                                     ValueType type,
                                     std::string_view unit);

/// Fills {subject} and {object} in a template. The first letter becomes a capital; a full
/// stop is not doubled after "U.S."; "'s" after a plural in -s loses its s.
[[nodiscard]] std::string sentence_from(std::string_view sentence,
                                        std::string_view subject,
                                        std::string_view object);

/// A sentence in two parts, before and after the name of one side that is left out.
struct AroundName {
  std::string before;
  std::string after;
};
/// The same sentence without the name of the subject or the object (the first time that
/// it stands there); `name` is the end of what that side is called in the sentence, so
/// that its article stays.
[[nodiscard]] AroundName sentence_around(std::string_view sentence,
                                         std::string_view subject,
                                         std::string_view object,
                                         Direction hidden,
                                         std::string_view name);

/// "A", "A and B", "A, B and C".
[[nodiscard]] std::string listed(const std::vector<std::string>& things);

}  // namespace attache
