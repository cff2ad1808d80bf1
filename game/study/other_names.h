#pragma once
// The names of a deck that are not the answer.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/answer_text.h"
#include "cards/name_index.h"

namespace attache {

/// Names of a deck without those that are accepted as the answer. Borrows the index.
class OtherNames {
 public:
  OtherNames() = default;  ///< none
  /// `names` may be null.
  OtherNames(const NameIndex* names, std::span<const AnswerText> accepted);

  /// The first other name that says the same as an answer; empty if there is none.
  [[nodiscard]] std::string_view named(const AnswerText& answer) const;
  /// Whether a folded word stands in an other name.
  [[nodiscard]] bool have_word(std::string_view word) const;
  /// Whether one other name has all these words and, beside them, a word that begins with
  /// each of `initials`.
  [[nodiscard]] bool have_all(std::span<const std::string> words,
                              std::span<const std::string> initials) const;
  /// Whether an other name, or one word of it, is at most `most` slips from an answer.
  [[nodiscard]] bool any_near(std::string_view joined, std::size_t most) const;
  [[nodiscard]] bool any_word_near(std::string_view word, std::size_t most) const;

 private:
  [[nodiscard]] bool is_ours(NameIndex::Id name) const;

  const NameIndex* names_ = nullptr;
  NameIndex::Ids ours_;
};

}  // namespace attache
