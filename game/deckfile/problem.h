#pragma once
// What is wrong with a deck, where, and how to mend it.

#include <cstddef>
#include <string>
#include <vector>

namespace attache {

enum class Severity { kError, kWarning };

/// One problem. A deck with an error is not loaded; a warning is advice.
struct Problem {
  Severity severity = Severity::kError;
  std::string
      code;  ///< stable kebab-case name for editors: "unknown-element", "double-id", …
  std::string file;    ///< as it was given
  int line = 0;        ///< 1-based; 0 when it concerns the whole file
  int column = 0;      ///< 1-based in characters; 0 when it cannot be had
  std::string what;    ///< without a full stop
  std::string remedy;  ///< "did you mean <answer>?"; may be empty
  bool operator==(const Problem&) const = default;

  /// "file:line:column: what — remedy", without what is not known.
  [[nodiscard]] std::string text() const;
};

/// All problems as a JSON array of objects (severity, code, file, line, column, what,
/// remedy).
[[nodiscard]] std::string problems_json(const std::vector<Problem>& problems);

}  // namespace attache
