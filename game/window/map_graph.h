#pragma once
// What a map shows: the entities of a deck, how they hang together, and how well each is
// known. No drawing.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cards/deck_book.h"
#include "trainer/shown.h"
#include "window/map_layout.h"

namespace attache::window {

/// So many boxes at most are put on a map: more cannot be read.
inline constexpr std::size_t kMostOnMap = 150;

/// Which facts a map is about: those of one topic (with the topics below it) or of one
/// relation; all where both are empty.
struct MapFilter {
  std::string topic;
  std::string relation;
  bool operator==(const MapFilter&) const = default;
};

/// A line of the list that filters the map.
struct MapChoice {
  std::string label;
  MapFilter filter;
  int depth = 0;
  std::size_t entities = 0;  ///< that its facts are about
};
/// All of the deck first, then its topics, then its relations; those about no entity are
/// left out.
[[nodiscard]] std::vector<MapChoice> map_choices(const DeckBook& book);
/// What to begin with: all if it can be read, else the topic with the most entities that
/// can, else the one with the fewest.
[[nodiscard]] std::size_t first_choice(std::span<const MapChoice> choices);

/// An entity on the map.
struct MapNode {
  const Entity* entity = nullptr;
  std::vector<const Fact*> facts;     ///< all that the deck says of it
  std::vector<QuestionId> questions;  ///< about it
  int asked = 0;                      ///< of these, those that were answered before
  std::optional<double> known;        ///< mean chance today over those asked
};

/// Two nodes that a fact joins.
struct MapEdge {
  std::size_t from = 0;  ///< node of the subject
  std::size_t to = 0;    ///< node of an object
  const Fact* fact = nullptr;
};

struct MapGraph {
  std::vector<MapNode> nodes;                     ///< in the order of the deck
  std::vector<MapEdge> edges;                     ///< in the order of the facts
  std::vector<std::optional<std::size_t>> above;  ///< of each node, for the layout
  std::vector<bool> by_hierarchy;  ///< whether a hierarchy put it below `above`
  std::size_t left_out = 0;        ///< entities that did not fit

  /// The node of an entity by its id, if it is on the map.
  [[nodiscard]] std::optional<std::size_t> node_of(std::string_view entity) const;
};
/// Of more than `most` entities those with the most facts are taken.
[[nodiscard]] MapGraph map_graph_of(const DeckBook& book,
                                    std::span<const QuestionKnowledge> knowledge,
                                    const MapFilter& filter,
                                    std::size_t most = kMostOnMap);

/// How well something is known, in steps that can be told apart: 0 never asked, 1 under
/// 50 %, 2 under 70 %, 3 under 90 %, 4 from 90 %.
[[nodiscard]] int knowledge_step(const std::optional<double>& known);

/// Nodes whose name or an alias holds the words, in the order of the map.
[[nodiscard]] std::vector<std::size_t> nodes_named(const MapGraph& graph,
                                                   std::string_view words);

}  // namespace attache::window
