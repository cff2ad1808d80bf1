#pragma once
// A few out of many, so that dealing a question takes no longer in a large deck.

#include <cstddef>
#include <unordered_set>
#include <vector>

#include "base/chance.h"

namespace attache {

/// So many candidates are looked at closely.
inline constexpr std::size_t kSampleSize = 96;

/// The items themselves where they are few, else `kSampleSize` different ones drawn by
/// chance.
template <class Item>
[[nodiscard]] std::vector<Item> sampled(const std::vector<Item>& items, Chance& chance) {
  if (items.size() <= kSampleSize) return items;
  std::vector<Item> sample;
  std::unordered_set<std::size_t> drawn;
  while (sample.size() < kSampleSize) {
    const std::size_t index = chance.below(items.size());
    if (drawn.insert(index).second) sample.push_back(items[index]);
  }
  return sample;
}

}  // namespace attache
