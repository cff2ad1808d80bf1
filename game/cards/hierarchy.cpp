#include "cards/hierarchy.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace attache {

namespace {

/// Which entity stands above which, by the facts of one relation.
class Tree {
 public:
  Tree(const DeckBook& book, std::string_view relation) {
    for (const Fact* fact : book.facts().of_relation(relation))
      add(book, *fact);
  }

  [[nodiscard]] std::vector<ChartNode> nodes() const {
    std::vector<ChartNode> nodes;
    for (const Entity* entity : order_)
      if (!place_.contains(entity)) lay(nodes, {entity, 0, nullptr, nullptr});
    return nodes;
  }

 private:
  struct Above {
    const Entity* entity = nullptr;
    const Fact* fact = nullptr;
  };

  void add(const DeckBook& book, const Fact& fact) {
    const auto* object = std::get_if<EntityRef>(&fact.objects.front());
    if (object == nullptr) return;
    const Entity* above = book.entity(object->id);
    const Entity* below = book.entity(fact.subject);
    note(above);
    note(below);
    if (place_.contains(below) || stands_above(below, above)) return;
    place_.emplace(below, Above{above, &fact});
    below_[above].push_back(below);
  }

  void note(const Entity* entity) {
    if (known_.insert(entity).second) order_.push_back(entity);
  }

  [[nodiscard]] bool stands_above(const Entity* entity, const Entity* other) const {
    for (const Entity* at = other; at != nullptr;) {
      if (at == entity) return true;
      const auto above = place_.find(at);
      at = above == place_.end() ? nullptr : above->second.entity;
    }
    return false;
  }

  void lay(std::vector<ChartNode>& nodes, const ChartNode& top) const {
    std::vector<ChartNode> waiting{top};
    while (!waiting.empty()) {
      const ChartNode node = waiting.back();
      waiting.pop_back();
      nodes.push_back(node);
      const auto below = below_.find(node.entity);
      if (below == below_.end()) continue;
      for (auto each = below->second.rbegin(); each != below->second.rend(); ++each)
        waiting.push_back({*each, node.depth + 1, node.entity, place_.at(*each).fact});
    }
  }

  std::vector<const Entity*> order_;
  std::unordered_set<const Entity*> known_;
  std::unordered_map<const Entity*, Above> place_;
  std::unordered_map<const Entity*, std::vector<const Entity*>> below_;
};

}  // namespace

std::vector<ChartNode> chart_of(const DeckBook& book, std::string_view relation) {
  return Tree(book, relation).nodes();
}

std::vector<ChartNode> chart_without(std::vector<ChartNode> chart, const Entity& entity) {
  const auto first = std::find_if(chart.begin(), chart.end(), [&](const ChartNode& node) {
    return node.entity == &entity;
  });
  if (first == chart.end()) return chart;
  const auto last = std::find_if(first + 1, chart.end(), [&](const ChartNode& node) {
    return node.depth <= first->depth;
  });
  chart.erase(first, last);
  return chart;
}

}  // namespace attache
