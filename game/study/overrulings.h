#pragma once
// Marks that students overruled, for authors: a text that was taken as right is an alias
// that the deck may lack.

#include <span>
#include <string>
#include <vector>

#include "study/review.h"

namespace attache {

/// One text that was typed as the answer to one question, and what was made of it.
struct Overruling {
  QuestionId question;
  std::string text;
  bool right =
      true;  ///< taken as right although the program marked it wrong; else the other way
  int times = 0;
  bool operator==(const Overruling&) const = default;
};

/// The overrulings of a log's counting answers, by question and then by how often. Texts
/// that differ in case or width alone are one, spelled as it was typed last. Takes linear
/// time.
[[nodiscard]] std::vector<Overruling> overrulings(std::span<const Review> counting_rows);

}  // namespace attache
