#pragma once
// All names of a deck as marking compares them, worked out once.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cards/answer_text.h"

namespace attache {

/// Names and aliases of everything in a deck: a typed answer that is one of them is no
/// slip of the pen for another. The names are folded at the first question asked of the
/// index, not before, so that a deck opens fast; any thread may be the first.
class NameIndex {
 public:
  using Id = std::uint32_t;  ///< index into `names`
  using Ids = std::vector<Id>;

  explicit NameIndex(std::vector<std::string> names);
  NameIndex(const NameIndex&) = delete;
  NameIndex& operator=(const NameIndex&) = delete;
  NameIndex(NameIndex&&) = delete;
  NameIndex& operator=(NameIndex&&) = delete;
  ~NameIndex();

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// The names that say the same as an answer (`same_answer`), in the order of the deck.
  [[nodiscard]] Ids same_as(const AnswerText& answer) const;

  /// The names that hold a folded word, in the order of the deck.
  [[nodiscard]] std::span<const Id> with_word(std::string_view word) const;

  /// The folded words of a name.
  [[nodiscard]] std::vector<std::string_view> words_of(Id name) const;

  /// Whether a name that is not among `but` is at most `most` slips (`slip_distance` of
  /// `AnswerText::joined`) from an answer.
  [[nodiscard]] bool any_near(std::string_view joined,
                              std::size_t most,
                              const Ids& but) const;

  /// The same for a single word of a name.
  [[nodiscard]] bool any_word_near(std::string_view word,
                                   std::size_t most,
                                   const Ids& but) const;

 private:
  struct Folded;
  const Folded& folded() const;

  std::vector<std::string> names_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const Folded> folded_;
};

}  // namespace attache
