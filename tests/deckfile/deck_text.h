#pragma once
// Short decks for tests, and their problems as lines of text.

#include <string>
#include <string_view>

#include "deckfile/read.h"

namespace attache {

/// A deck of which the given parts begin on line 2.
inline std::string deck_of(std::string_view parts) {
  return "<deck format=\"1\" id=\"d\" edition=\"1\" lang=\"en\"><title>T</title>\n" +
         std::string(parts) + "\n</deck>\n";
}

inline std::string lines_of(const ReadDeck& read, bool with_warnings) {
  std::string lines;
  for (const Problem& problem : read.problems)
    if (with_warnings || problem.severity == Severity::kError)
      lines += problem.text() + "\n";
  if (!lines.empty()) lines.pop_back();
  return lines;
}

/// All problems, warnings too, one a line, of a deck that is called "d".
inline std::string problems_of(std::string_view xml) {
  return lines_of(read_deck_text(xml, "d"), true);
}
/// The errors alone.
inline std::string errors_of(std::string_view xml) {
  return lines_of(read_deck_text(xml, "d"), false);
}
inline std::string errors_in(std::string_view parts) {
  return errors_of(deck_of(parts));
}
inline std::string problems_in(std::string_view parts) {
  return problems_of(deck_of(parts));
}

/// Two entities, a and b, and a relation r that is asked for its object, on one line.
inline const std::string kPair =
    "<entity id=\"a\" type=\"x\"><name>A</name></entity><entity id=\"b\" "
    "type=\"x\"><name>B</name></entity>"
    "<relation id=\"r\"><says>{subject} is {object}.</says><asks for=\"object\">What is "
    "{subject}?</asks></relation>";

/// The errors in what stands below kPair, from line 3 on.
inline std::string errors_below_pair(std::string_view parts) {
  return errors_in(kPair + "\n" + std::string(parts));
}
inline std::string problems_below_pair(std::string_view parts) {
  return problems_in(kPair + "\n" + std::string(parts));
}

}  // namespace attache
