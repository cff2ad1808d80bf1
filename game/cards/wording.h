#pragma once
// Sentences out of templates: names with their articles, a capital at the start, one full
// stop.

#include <string>
#include <string_view>

#include "cards/deck.h"

namespace attache {

/// A name as it goes into a sentence: "the Quad".
[[nodiscard]] std::string in_sentence(const Entity& entity);
/// A value as people write it: dates in words of the language (a BCP 47 tag, empty for
/// English), numbers with their unit, everything else as it is.
[[nodiscard]] std::string value_text(const Value& value,
                                     ValueType type,
                                     std::string_view unit,
                                     const std::string& language = {});

/// A name on its way into a sentence.
struct Phrase {
  std::string text;
  bool plural = false;
};

/// Fills a template: {subject} and {object} with names, {is|are} with the first or second
/// word as the name before it (or, where none stands before it, the one after it) is one
/// or many. The first letter becomes a capital; "a" and "an" before a name follow its
/// sound; a full stop is not doubled after "U.S."; "'s" after a plural in -s loses its s.
[[nodiscard]] std::string sentence_from(std::string_view sentence,
                                        const Phrase& subject,
                                        const Phrase& object);

/// Whether "an" stands before a name: "an agency", "an SDF unit", "a European one".
[[nodiscard]] bool takes_an(std::string_view name);

/// A sentence in two parts, before and after the name of one side that is left out.
struct AroundName {
  std::string before;
  std::string after;
};
/// The same sentence without the name of the subject or the object (the first time that
/// it stands there); `name` is the end of what that side is called in the sentence, so
/// that its article stays.
[[nodiscard]] AroundName sentence_around(std::string_view sentence,
                                         const Phrase& subject,
                                         const Phrase& object,
                                         Direction hidden,
                                         std::string_view name);

}  // namespace attache
