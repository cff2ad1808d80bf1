#pragma once
// A progress file boiled down to what a class keeps of it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "classroom/hand_in.h"

namespace attache::classroom {

struct StudentFile {
  HandInHead head;
  std::vector<HandInQuestion> questions;
  std::vector<HandInDay> days;
  std::vector<HandInExam> exams;
  std::int64_t answers = 0;  ///< in the file; 0 of totals

  /// Texts that the two lists below name.
  std::vector<std::string> texts;
  /// A wrong answer to a question: a wrong option that was picked where one was to be
  /// picked, or a wrong text that was typed.
  struct Wrong {
    std::uint32_t question = 0;  ///< index of `questions`
    std::uint32_t text = 0;      ///< index of `texts`
    int times = 0;
    bool operator==(const Wrong&) const = default;
  };
  std::vector<Wrong> wrong;  ///< by question and text
  /// An option of a question put as a choice.
  struct Option {
    std::uint32_t question = 0;
    std::uint32_t text = 0;
    int shown = 0, picked = 0;
    bool correct = false;  ///< it was picked and earned full credit
    bool operator==(const Option&) const = default;
  };
  std::vector<Option> options;  ///< by question and text

  std::string content;  ///< the file as it is, compressed (zstd)
};

/// Reads and boils down one file. Memory is bounded by the limits of such files: what is
/// kept, and the compressed file. Fails as `read_hand_in`.
[[nodiscard]] Result<StudentFile> boil_down(const std::filesystem::path& file);

/// The file that was compressed. Fails where it is damaged.
[[nodiscard]] Result<std::string> original_of(const std::string& content);

}  // namespace attache::classroom
