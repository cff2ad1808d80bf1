#include "cards/near_texts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <unordered_map>

#include "base/text.h"

namespace attache {

namespace {

/// Texts up to this length are measured with one machine word.
constexpr std::size_t kWord = 64;

/// Two bits for each of 32 kinds of letters: it is there, it is there twice. An edit
/// changes two bits at most, a swap none.
std::uint64_t letters_of(std::u32string_view text) {
  std::uint64_t once = 0;
  std::uint64_t twice = 0;
  for (const char32_t c : text) {
    const std::uint64_t bit = std::uint64_t{1} << (c % 32);
    twice |= once & bit;
    once |= bit;
  }
  return once | (twice << 32);
}

/// Edit distances from the first 64 letters of one text, a column of the table in each
/// step. Source: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau
/// edit distances", 2003.
class BitTable {
 public:
  explicit BitTable(std::u32string_view text) : size_(std::min(text.size(), kWord)) {
    for (std::size_t i = 0; i < size_; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (text[i] < places_.size())
        places_.at(text[i]) |= bit;
      else
        others_[text[i]] |= bit;
    }
  }

  struct Distance {
    std::size_t whole = 0;  ///< to all of the other text
    std::size_t start = 0;  ///< to that start of the other text which is nearest
  };

  [[nodiscard]] Distance distance_to(std::u32string_view other) const {
    if (size_ == 0) return {other.size(), 0};
    const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
    std::uint64_t up = ~std::uint64_t{0};  // where a row is one more than the row above
    std::uint64_t down = 0;                // where it is one less
    std::uint64_t diagonal = 0;
    std::uint64_t before = 0;
    std::size_t distance = size_;
    std::size_t least = size_;
    for (const char32_t c : other) {
      const std::uint64_t here = places_of(c);
      const std::uint64_t swapped = ((~diagonal & here) << 1) & before;
      diagonal = (((here & up) + up) ^ up) | here | down | swapped;
      std::uint64_t right = down | ~(diagonal | up);
      std::uint64_t left = diagonal & up;
      if ((right & last) != 0) ++distance;
      if ((left & last) != 0) --distance;
      least = std::min(least, distance);
      right = (right << 1) | 1;
      left <<= 1;
      up = left | ~(diagonal | right);
      down = right & diagonal;
      before = here;
    }
    return {distance, least};
  }

 private:
  [[nodiscard]] std::uint64_t places_of(char32_t c) const {
    if (c < places_.size()) return places_[c];
    const auto found = others_.find(c);
    return found == others_.end() ? 0 : found->second;
  }

  std::size_t size_;
  std::array<std::uint64_t, 128> places_{};
  std::unordered_map<char32_t, std::uint64_t> others_;
};

/// Leaves out what two texts have in common at both ends: it takes no edits.
void drop_common_ends(std::u32string_view& a, std::u32string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

/// Whether two long texts are near.
bool is_within(std::u32string_view a, std::u32string_view b, std::size_t most) {
  drop_common_ends(a, b);
  const BitTable table(a);
  if (a.size() <= kWord) return table.distance_to(b).whole <= most;
  // If no start of it is near the start of a, the rest need not be read.
  return table.distance_to(b.substr(0, kWord + most)).start <= most &&
         edit_distance(to_utf8(a), to_utf8(b)) <= most;
}

}  // namespace

NearTexts::NearTexts(const std::vector<std::u32string>& texts) {
  std::size_t longest = 0;
  std::size_t all = 0;
  for (const std::u32string& text : texts) {
    longest = std::max(longest, text.size());
    all += text.size();
  }
  begin_of_.assign(longest + 2, 0);
  for (const std::u32string& text : texts)
    ++begin_of_[text.size() + 1];
  for (std::size_t length = 1; length < begin_of_.size(); ++length)
    begin_of_[length] += begin_of_[length - 1];
  std::vector<std::size_t> next = begin_of_;
  entries_.resize(texts.size());
  pool_.reserve(all);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    entries_[next[texts[i].size()]++] = {letters_of(texts[i]), pool_.size(),
                                         static_cast<Id>(i)};
    pool_ += texts[i];
  }
}

bool NearTexts::any_within(std::u32string_view text,
                           std::size_t most,
                           const std::function<bool(Id)>& take) const {
  const std::uint64_t letters = letters_of(text);
  const BitTable table(text);
  const std::size_t shortest = text.size() - std::min(text.size(), most);
  const std::size_t lengths = begin_of_.size() - 1;
  for (std::size_t length = shortest; length < lengths && length <= text.size() + most;
       ++length)
    for (std::size_t i = begin_of_[length]; i < begin_of_[length + 1]; ++i) {
      const Entry& entry = entries_[i];
      if (static_cast<std::size_t>(std::popcount(entry.letters ^ letters)) > 2 * most)
        continue;
      const auto other = std::u32string_view(pool_).substr(entry.begin, length);
      const bool is_near = text.size() <= kWord ? table.distance_to(other).whole <= most
                                                : is_within(text, other, most);
      if (is_near && take(entry.id)) return true;
    }
  return false;
}

}  // namespace attache
