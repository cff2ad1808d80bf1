#pragma once
// Finding, among very many texts, those that are a few edits from another.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

/// Texts in one block of memory, ordered by length. Most of those that are too far away
/// are told by their length and by which letters they have; the others are measured.
class NearTexts {
 public:
  using Id = std::uint32_t;

  /// `texts[i]` gets the id i.
  explicit NearTexts(const std::vector<std::u32string>& texts);

  /// Whether `take` accepts one of the texts that are at most `most` edits
  /// (`edit_distance`) from a text. Asks for each until one is accepted.
  [[nodiscard]] bool any_within(std::u32string_view text,
                                std::size_t most,
                                const std::function<bool(Id)>& take) const;

 private:
  struct Entry {
    std::uint64_t letters = 0;  ///< see `letters_of`
    std::size_t begin = 0;      ///< in `pool_`
    Id id = 0;
  };

  std::u32string pool_;
  std::vector<Entry> entries_;  ///< by length
  std::vector<std::size_t>
      begin_of_;  ///< of a length, its first entry; one more at the end
};

}  // namespace attache
