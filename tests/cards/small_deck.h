#pragma once
// A small deck for tests of questions: five headquarters, a base, and what they say.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cards/deck.h"

namespace attache::for_tests {

inline Entity entity(std::string id,
                     std::string type,
                     std::string name,
                     std::vector<Alias> aliases = {}) {
  Entity made;
  made.id = std::move(id);
  made.type = std::move(type);
  made.name = std::move(name);
  made.aliases = std::move(aliases);
  return made;
}

inline Fact fact(std::string id,
                 std::string relation,
                 std::string subject,
                 std::vector<FactObject> objects) {
  Fact made;
  made.id = std::move(id);
  made.relation = std::move(relation);
  made.subject = std::move(subject);
  made.objects = std::move(objects);
  return made;
}

inline Relation relation(std::string id,
                         std::string says,
                         std::optional<std::string> object,
                         std::optional<std::string> subject) {
  return {std::move(id),
          Shape::kPlain,
          {std::move(says), std::move(object), std::move(subject)}};
}

/// USFJ reports to INDOPACOM and has existed since 1957.
inline Deck small_deck() {
  Deck deck;
  deck.id = "d";
  deck.entities = {entity("usfj", "hq", "U.S. Forces Japan", {{"USFJ", ""}}),
                   entity("jjoc", "hq", "Japan Joint Operations Command", {{"JJOC", ""}}),
                   entity("centcom", "hq", "U.S. Central Command"),
                   entity("eucom", "hq", "U.S. European Command"),
                   entity("indopacom", "hq", "U.S. Indo-Pacific Command"),
                   entity("yokota", "base", "Yokota Air Base")};
  deck.relations = {
      relation("reports-to", "{subject} reports to {object}.",
               "To whom does {subject} report?", "Who reports to {object}?"),
      relation("since", "{subject} has existed since {object}.",
               "Since when does {subject} exist?", {})};
  deck.facts = {fact("usfj-reports", "reports-to", "usfj", {EntityRef{"indopacom"}})};
  Fact year = fact("usfj-since", "since", "usfj", {Value{"1957"}});
  year.value_type = ValueType::kYear;
  deck.facts.push_back(year);
  return deck;
}

inline Card card(std::string id, std::string ask, CardBody body) {
  Card made;
  made.id = std::move(id);
  made.ask = std::move(ask);
  made.body = std::move(body);
  return made;
}

}  // namespace attache::for_tests
