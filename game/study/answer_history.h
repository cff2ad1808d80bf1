#pragma once
// What a student answered to one question before, read back from the log.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cards/question.h"
#include "study/review.h"

namespace attache {

/// The latest comes first everywhere; texts are distinct, at most `kMostTexts` of a kind.
struct AnswerHistory {
  static constexpr std::size_t kMostForms = 8;
  static constexpr std::size_t kMostTexts = 12;

  std::vector<Form> last_forms;  ///< how the question was put, at most `kMostForms`
  std::optional<Level>
      last_level;  ///< for which the latest form was chosen, if it says so
  /// Wrong options chosen where one was to be picked (true-false and before-after left
  /// out: these are no answers), and wrong
  /// texts typed where one was asked for; without those in `taken_as_right`.
  std::vector<std::string> wrong;
  // What was overruled both ways is as it was overruled last.
  std::vector<std::string> taken_as_right;  ///< typed; the student overruled "wrong"
  std::vector<std::string> taken_as_wrong;  ///< typed; the student overruled "right"
  bool operator==(const AnswerHistory&) const = default;
};

/// Reads the counting rows of one question, in the order of the log. A row whose response
/// cannot be read tells its form only.
[[nodiscard]] AnswerHistory answer_history(std::span<const Review> counting_rows);

}  // namespace attache
