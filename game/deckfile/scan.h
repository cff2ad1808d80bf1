#pragma once
// A look over the XML before it is parsed: limits, what TinyXML2 lets pass, and where
// each tag is.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deckfile/read.h"
#include "deckfile/report.h"

namespace attache {

/// What the look found.
struct Markup {
  std::vector<std::uint32_t>
      tags;  ///< byte offset of every start tag, in the order of the file
  std::vector<std::uint32_t> ends;  ///< byte offset behind each of these elements
  bool parseable = true;            ///< false when a parser would stop, or must not begin
};

/// Reports every character that is no UTF-8 or that XML forbids, and warns of hidden
/// ones. Gives back a copy with question marks in place of the forbidden ones if there
/// are any, else an empty text.
[[nodiscard]] std::string check_characters(Report& report);

/// Reports everything that is not well-formed XML or beyond the limits.
[[nodiscard]] Markup scan_markup(std::string_view text,
                                 const DeckLimits& limits,
                                 Report& report);

}  // namespace attache
