#pragma once
// The facts of all answers in memory, kept in step with the store, and how the questions
// on the shelf go with them.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"
#include "study/answer_facts.h"

namespace attache {

class KeptAnswers {
 public:
  /// Finds the place of a question among all items, if it is on the shelf.
  using Places = std::function<std::optional<std::size_t>(std::string_view question)>;

  /// There are other items now: none has a number until it is given one.
  void lay_out(std::size_t items);
  void give_number(std::size_t item, std::uint32_t number);
  /// Which numbers were given: those under `numbers`.
  void numbers_given(std::uint32_t numbers) { numbers_ = numbers; }
  /// The answers were worked out anew: they are to be read from the start.
  void forget_facts();

  /// The answers as they are at a revision of the learner; valid until the next change.
  Result<const AnswerTable*> table(Store& store,
                                   std::uint64_t revision,
                                   const Places& places);

 private:
  AnswerTable table_;
  std::vector<std::size_t> ends_;
  std::uint32_t numbers_ = 0;
  std::optional<std::uint64_t> revision_;  ///< of which it is
};

}  // namespace attache
