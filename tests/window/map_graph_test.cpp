// What a map shows of a deck.

#include "window/map_graph.h"

#include <fmt/format.h>

#include <doctest/doctest.h>

namespace {

using namespace attache;
using namespace attache::window;

Entity entity(const std::string& id, const std::string& name = "") {
  Entity made;
  made.id = id;
  made.type = "x";
  made.name = name.empty() ? id : name;
  return made;
}

Fact fact(const std::string& id,
          const std::string& relation,
          const std::string& subject,
          const std::string& object,
          const std::string& topic = "") {
  Fact made;
  made.id = id;
  made.relation = relation;
  made.subject = subject;
  made.objects = {EntityRef{object}};
  made.topic = topic;
  return made;
}

/// a above b above c by "under"; b knows d; e was founded in a year.
Deck a_deck() {
  Deck deck;
  deck.id = "d";
  deck.topics = {
      {"t", "Topic", "", {}}, {"u", "Under it", "t", {}}, {"v", "Bare", "", {}}};
  deck.entities = {entity("a"), entity("b", "Self-Defense Forces"),
                   entity("c"), entity("d"),
                   entity("e"), entity("alone")};
  deck.entities[1].aliases = {{"SDF", ""}};
  deck.relations = {
      {"under", Shape::kHierarchy, {"{subject} is under {object}.", "Under?", "Over?"}},
      {"knows-of", Shape::kPlain, {"{subject} knows {object}.", "Whom?", {}}},
      {"since", Shape::kPlain, {"{subject} dates from {object}.", "When?", {}}}};
  deck.facts = {fact("f1", "under", "b", "a", "t"), fact("f2", "under", "c", "b", "u"),
                fact("f3", "knows-of", "b", "d")};
  Fact since = fact("f4", "since", "e", "");
  since.objects = {Value{"1957"}};
  since.value_type = ValueType::kYear;
  deck.facts.push_back(since);
  Card card;
  card.id = "c1";
  card.fact = "f3";
  card.ask = "Why?";
  card.body = RecallCard{"x"};
  deck.cards = {card};
  return deck;
}

std::vector<std::string> names(const MapGraph& graph) {
  std::vector<std::string> ids;
  for (const MapNode& node : graph.nodes)
    ids.push_back(node.entity->id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a map shows the entities that facts are about, hung by their hierarchy") {
  const DeckBook book(a_deck());
  const MapGraph graph = map_graph_of(book, {}, {});
  CHECK(names(graph) == Ids{"a", "b", "c", "d", "e"});
  CHECK_FALSE(graph.above[0]);
  CHECK(graph.above[1] == 0);
  CHECK(graph.above[2] == 1);
  CHECK(graph.above[3] == 1);  // by no hierarchy, but beside what it is linked with
  CHECK_FALSE(graph.above[4]);
  CHECK(graph.by_hierarchy == std::vector<bool>{false, true, true, false, false});
  REQUIRE(graph.edges.size() == 3);
  CHECK(graph.edges[2].from == 1);
  CHECK(graph.edges[2].to == 3);
  CHECK(graph.nodes[1].facts.size() == 3);
  CHECK(graph.node_of("d") == 3);
  CHECK_FALSE(graph.node_of("alone"));
}

TEST_CASE("a topic takes the topics below it along, a relation stands alone") {
  const DeckBook book(a_deck());
  CHECK(names(map_graph_of(book, {}, {"t", ""})) == Ids{"a", "b", "c"});
  CHECK(names(map_graph_of(book, {}, {"u", ""})) == Ids{"b", "c"});
  CHECK(names(map_graph_of(book, {}, {"", "knows-of"})) == Ids{"b", "d"});
  CHECK(map_graph_of(book, {}, {"v", ""}).nodes.empty());
}

TEST_CASE("the list of choices leaves out what is about nothing") {
  const DeckBook book(a_deck());
  const auto choices = map_choices(book);
  REQUIRE(choices.size() == 6);
  CHECK(choices[0].entities == 5);
  CHECK(choices[1].label == "Topic");
  CHECK(choices[1].entities == 3);
  CHECK(choices[2].label == "Under it");
  CHECK(choices[2].depth == 1);
  CHECK(choices[4].label == "Knows of");
  CHECK(first_choice(choices) == 0);
  Deck bare;
  bare.id = "d";
  CHECK(map_choices(DeckBook(bare)).empty());
  CHECK(first_choice({}) == 0);
}

TEST_CASE("a deck that is too large begins with its densest topic") {
  std::vector<MapChoice> choices{{"All", {}, 0, 400},
                                 {"Small", {"s", ""}, 0, 20},
                                 {"Dense", {"d", ""}, 0, 140},
                                 {"Huge", {"h", ""}, 0, 240},
                                 {"Relation", {"", "r"}, 0, 149}};
  CHECK(first_choice(choices) == 2);
  choices = {
      {"All", {}, 0, 400}, {"Huge", {"h", ""}, 0, 240}, {"Huger", {"g", ""}, 0, 300}};
  CHECK(first_choice(choices) == 1);
}

TEST_CASE("of too many entities those with the most facts stay, in the deck's order") {
  const DeckBook book(a_deck());
  const MapGraph graph = map_graph_of(book, {}, {}, 2);
  CHECK(names(graph) == Ids{"a", "b"});
  CHECK(graph.left_out == 3);
}

TEST_CASE("an entity is known as the questions about it that were asked") {
  const DeckBook book(a_deck());
  std::vector<QuestionKnowledge> knowledge;
  for (const Question& question : book.questions())
    knowledge.push_back({&question, std::nullopt});
  const auto set = [&](const std::string& id, double recall) {
    for (QuestionKnowledge& each : knowledge)
      if (each.question->id == id) each.recall = recall;
  };
  set("d/f1/object", 0.9);
  set("d/c1", 0.5);
  const MapGraph graph = map_graph_of(book, knowledge, {});
  CHECK(*graph.nodes[0].known == doctest::Approx(0.9));
  CHECK(*graph.nodes[1].known == doctest::Approx(0.7));  // by the fact and the card
  CHECK(graph.nodes[1].asked == 2);
  CHECK(graph.nodes[1].questions.size() == 6);
  CHECK(*graph.nodes[3].known == doctest::Approx(0.5));
  CHECK_FALSE(graph.nodes[2].known);
}

TEST_CASE("knowledge is told in five steps") {
  CHECK(knowledge_step({}) == 0);
  CHECK(knowledge_step(0.49) == 1);
  CHECK(knowledge_step(0.5) == 2);
  CHECK(knowledge_step(0.7) == 3);
  CHECK(knowledge_step(0.9) == 4);
}

TEST_CASE("entities are found by name and alias") {
  const DeckBook book(a_deck());
  const MapGraph graph = map_graph_of(book, {}, {});
  CHECK(nodes_named(graph, "self forces") == std::vector<std::size_t>{1});
  CHECK(nodes_named(graph, "sdf") == std::vector<std::size_t>{1});
  CHECK(nodes_named(graph, "nato").empty());
  CHECK(nodes_named(graph, " ").empty());
}

TEST_CASE("two hierarchies that contradict each other make no circle") {
  Deck deck = a_deck();
  deck.relations.push_back(
      {"below", Shape::kHierarchy, {"{subject} is below {object}.", "?", {}}});
  deck.facts.push_back(fact("f5", "below", "a", "c"));
  const DeckBook book(deck);
  const MapGraph graph = map_graph_of(book, {}, {});
  CHECK_FALSE(graph.above[0]);
  CHECK(graph.above[2] == 1);
}
