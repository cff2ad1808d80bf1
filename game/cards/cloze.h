#pragma once
// The notation of blanks in a cloze: {{answer}}, {{answer::hint}}, {{answer|also
// right::hint}}.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

/// One blank: what is right in it, and what the student is shown in its place.
struct Blank {
  std::vector<std::string> accepted;  ///< the first is shown as the answer; never empty
  std::string hint;                   ///< may be empty
  bool operator==(const Blank&) const = default;
};

/// A text with blanks: `text` pieces stand around the blanks, so there is one piece more
/// than blanks.
struct ClozeText {
  std::vector<std::string> pieces;
  std::vector<Blank> blanks;
  /// The sentence with every blank filled in with its first answer.
  [[nodiscard]] std::string filled() const;
  bool operator==(const ClozeText&) const = default;
};

/// Reads the notation. Fails for a blank that is not closed or is empty, and for a text
/// without one.
[[nodiscard]] Result<ClozeText> read_cloze(std::string_view text);

}  // namespace attache
