#pragma once
// The chart that the facts of a relation draw: who stands below whom.

#include <string_view>
#include <vector>

#include "cards/deck_book.h"

namespace attache {

/// One box of a chart.
struct ChartNode {
  const Entity* entity = nullptr;
  int depth = 0;                  ///< 0 at the top
  const Entity* above = nullptr;  ///< null at the top
  const Fact* fact = nullptr;     ///< that puts it there; null at the top
};

/// The entities of a relation as trees, top first, each box followed by what stands below
/// it, in the order of the deck. A fact's objects stand above its subject; an entity that
/// several facts place stands where the first of them puts it, and a circle is cut.
[[nodiscard]] std::vector<ChartNode> chart_of(const DeckBook& book,
                                              std::string_view relation);

/// The same without an entity and all that stands below it.
[[nodiscard]] std::vector<ChartNode> chart_without(std::vector<ChartNode> chart,
                                                   const Entity& entity);

}  // namespace attache
