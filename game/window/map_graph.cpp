#include "window/map_graph.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "cards/hierarchy.h"
#include "study/reading.h"

namespace attache::window {

namespace {

/// The entities that a fact is about, each once: its subject first.
std::vector<const Entity*> entities_of(const DeckBook& book, const Fact& fact) {
  std::vector<const Entity*> entities{book.entity(fact.subject)};
  for (const FactObject& object : fact.objects) {
    const auto* reference = std::get_if<EntityRef>(&object);
    if (reference == nullptr) continue;
    const Entity* entity = book.entity(reference->id);
    if (std::find(entities.begin(), entities.end(), entity) == entities.end())
      entities.push_back(entity);
  }
  return entities;
}

/// Whether a fact is among those that a filter lets through.
class Sieve {
 public:
  Sieve(const DeckBook& book, const MapFilter& filter) : filter_(filter) {
    if (filter.topic.empty()) return;
    topics_.insert(filter.topic);
    // Topics may stand before the ones they belong to.
    for (std::size_t before = 0; before != topics_.size();) {
      before = topics_.size();
      for (const Topic& topic : book.deck().topics)
        if (topics_.contains(topic.parent)) topics_.insert(topic.id);
    }
  }
  [[nodiscard]] bool lets_through(const Fact& fact) const {
    if (!filter_.relation.empty()) return fact.relation == filter_.relation;
    return topics_.empty() || topics_.contains(fact.topic);
  }

 private:
  MapFilter filter_;
  std::set<std::string> topics_;
};

std::size_t count_entities(const DeckBook& book, const MapFilter& filter) {
  const Sieve sieve(book, filter);
  std::unordered_set<const Entity*> seen;
  for (const Fact& fact : book.deck().facts)
    if (sieve.lets_through(fact))
      for (const Entity* entity : entities_of(book, fact))
        seen.insert(entity);
  return seen.size();
}

int depth_of(const DeckBook& book, const Topic& topic) {
  int depth = 0;
  for (const Topic* at = book.topic(topic.parent); at != nullptr;
       at = book.topic(at->parent))
    ++depth;
  return depth;
}

/// "reports-to" → "Reports to".
std::string relation_name(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  return with_capital(id);
}

/// Topics, each followed by those within it.
void add_topics(const DeckBook& book,
                std::string_view parent,
                std::vector<MapChoice>& choices) {
  for (const Topic& topic : book.deck().topics) {
    if (topic.parent != parent) continue;
    MapChoice choice{topic.name, {topic.id, {}}, depth_of(book, topic), 0};
    choice.entities = count_entities(book, choice.filter);
    if (choice.entities > 0) choices.push_back(std::move(choice));
    add_topics(book, topic.id, choices);
  }
}

/// Builds the graph step by step.
class GraphBuilder {
 public:
  GraphBuilder(const DeckBook& book, const MapFilter& filter, std::size_t most)
      : book_(book), sieve_(book, filter) {
    take_entities(most);
    join();
    hang();
  }

  void know(std::span<const QuestionKnowledge> knowledge) {
    std::vector<double> sums(graph_.nodes.size(), 0);
    for (const QuestionKnowledge& each : knowledge) {
      const Fact* fact = fact_of(*each.question);
      if (fact == nullptr) continue;
      for (const Entity* entity : entities_of(book_, *fact)) {
        const auto found = index_.find(entity);
        if (found == index_.end()) continue;
        MapNode& node = graph_.nodes[found->second];
        node.questions.push_back(each.question->id);
        if (!each.recall) continue;
        ++node.asked;
        sums[found->second] += *each.recall;
      }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
      if (graph_.nodes[i].asked > 0)
        graph_.nodes[i].known = sums[i] / graph_.nodes[i].asked;
  }

  MapGraph graph() { return std::move(graph_); }

 private:
  /// The fact that a question is about: its own, or the one its card names.
  [[nodiscard]] const Fact* fact_of(const Question& question) const {
    if (question.direction) return &book_.deck().facts[question.item];
    const Card& card = book_.deck().cards[question.item];
    return card.fact.empty() ? nullptr : book_.fact(card.fact);
  }

  void take_entities(std::size_t most) {
    std::unordered_map<const Entity*, std::size_t> facts;
    for (const Fact& fact : book_.deck().facts)
      if (sieve_.lets_through(fact))
        for (const Entity* entity : entities_of(book_, fact))
          ++facts[entity];
    std::vector<const Entity*> taken;
    for (const Entity& entity : book_.deck().entities)
      if (facts.contains(&entity)) taken.push_back(&entity);
    if (taken.size() > most) {
      graph_.left_out = taken.size() - most;
      std::stable_sort(taken.begin(), taken.end(), [&](const Entity* a, const Entity* b) {
        return facts.at(a) > facts.at(b);
      });
      taken.resize(most);
      std::sort(taken.begin(), taken.end());  // one vector holds them: the deck's order
    }
    for (const Entity* entity : taken) {
      index_.emplace(entity, graph_.nodes.size());
      graph_.nodes.push_back({entity, {}, {}, 0, {}});
    }
  }

  void join() {
    for (const Fact& fact : book_.deck().facts) {
      const std::vector<const Entity*> entities = entities_of(book_, fact);
      for (const Entity* entity : entities)
        if (const auto found = index_.find(entity); found != index_.end())
          graph_.nodes[found->second].facts.push_back(&fact);
      if (!sieve_.lets_through(fact)) continue;
      const auto from = index_.find(entities.front());
      if (from == index_.end()) continue;
      for (std::size_t i = 1; i < entities.size(); ++i)
        if (const auto to = index_.find(entities[i]); to != index_.end())
          graph_.edges.push_back({from->second, to->second, &fact});
    }
  }

  void hang() {
    graph_.above.assign(graph_.nodes.size(), std::nullopt);
    for (const Relation& relation : book_.deck().relations)
      if (relation.shape == Shape::kHierarchy)
        for (const ChartNode& node : chart_of(book_, relation.id))
          place(node);
    graph_.by_hierarchy.resize(graph_.nodes.size());
    std::vector<MapLink> links;
    for (const MapEdge& edge : graph_.edges)
      links.push_back({edge.from, edge.to});
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
      graph_.by_hierarchy[i] = graph_.above[i].has_value();
    graph_.above = hang_loose_boxes(std::move(graph_.above), links);
  }

  /// The first hierarchy that has a place for an entity gives it, unless that closes a
  /// circle with another hierarchy.
  void place(const ChartNode& node) {
    if (node.fact == nullptr || !sieve_.lets_through(*node.fact)) return;
    const auto below = index_.find(node.entity);
    const auto above = index_.find(node.above);
    if (below == index_.end() || above == index_.end()) return;
    if (graph_.above[below->second]) return;
    for (std::optional<std::size_t> at = above->second; at; at = graph_.above[*at])
      if (*at == below->second) return;
    graph_.above[below->second] = above->second;
  }

  const DeckBook& book_;
  Sieve sieve_;
  MapGraph graph_;
  std::unordered_map<const Entity*, std::size_t> index_;
};

}  // namespace

std::vector<MapChoice> map_choices(const DeckBook& book) {
  std::vector<MapChoice> choices{{"The whole deck", {}, 0, count_entities(book, {})}};
  if (choices.front().entities == 0) return {};
  add_topics(book, "", choices);
  for (const Relation& relation : book.deck().relations) {
    MapChoice choice{relation_name(relation.id), {{}, relation.id}, 0, 0};
    choice.entities = count_entities(book, choice.filter);
    if (choice.entities > 0) choices.push_back(std::move(choice));
  }
  return choices;
}

std::size_t first_choice(std::span<const MapChoice> choices) {
  if (choices.empty() || choices.front().entities <= kMostOnMap) return 0;
  std::size_t best = 0;
  const auto better = [&](std::size_t one) {
    if (choices[one].filter.topic.empty()) return false;
    const bool fits = choices[one].entities <= kMostOnMap;
    const bool best_fits = choices[best].entities <= kMostOnMap;
    if (fits != best_fits) return fits;
    return fits ? choices[one].entities > choices[best].entities
                : choices[one].entities < choices[best].entities;
  };
  for (std::size_t i = 1; i < choices.size(); ++i)
    if (better(i)) best = i;
  return best;
}

std::optional<std::size_t> MapGraph::node_of(std::string_view entity) const {
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].entity->id == entity) return i;
  return std::nullopt;
}

MapGraph map_graph_of(const DeckBook& book,
                      std::span<const QuestionKnowledge> knowledge,
                      const MapFilter& filter,
                      std::size_t most) {
  GraphBuilder builder(book, filter, most);
  builder.know(knowledge);
  return builder.graph();
}

int knowledge_step(const std::optional<double>& known) {
  if (!known) return 0;
  if (*known < 0.5) return 1;
  if (*known < 0.7) return 2;
  return *known < 0.9 ? 3 : 4;
}

std::vector<std::size_t> nodes_named(const MapGraph& graph, std::string_view words) {
  const auto sought = search_words(words);
  std::vector<std::size_t> found;
  if (sought.empty()) return found;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Entity& entity = *graph.nodes[i].entity;
    bool named = !places_of(entity.name, sought).empty();
    for (const Alias& alias : entity.aliases)
      named = named || !places_of(alias.text, sought).empty();
    if (named) found.push_back(i);
  }
  return found;
}

}  // namespace attache::window
