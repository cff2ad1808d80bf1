#pragma once
// Several answers to one question, typed in any order.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/name_index.h"
#include "study/marking.h"

namespace attache {

struct SetMark {
  std::vector<Verdict> parts;          ///< one for each thing wanted; wrong: not found
  std::vector<std::string> wrong;      ///< what was given and is not wanted
  std::vector<std::string> spellings;  ///< the right spelling of each slip
};

/// Finds the wanted things (each a list of accepted names) among what was typed. A field
/// may hold several answers, parted by line feeds, semicolons, commas, "/", "and" or
/// "&"; a name that holds one of these is taken whole where that gives the better result.
/// Blanks alone part answers that are all right ("Japan India"). Each
/// wanted thing counts once; a double counts neither for nor against.
[[nodiscard]] SetMark mark_set(std::span<const std::string> fields,
                               std::span<const std::vector<std::string>> wanted,
                               const NameIndex* names,
                               std::string_view answer_type);

}  // namespace attache
