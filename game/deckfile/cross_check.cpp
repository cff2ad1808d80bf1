#include "deckfile/cross_check.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"
#include "cards/question.h"

namespace attache {

namespace {

std::string key_of(const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object)) return "@" + entity->id;
  return "=" + std::get<Value>(object).text;
}

std::vector<std::string> sorted_keys(const Fact& fact) {
  std::vector<std::string> keys;
  for (const FactObject& object : fact.objects)
    keys.push_back(key_of(object));
  std::sort(keys.begin(), keys.end());
  return keys;
}

class CrossCheck {
 public:
  CrossCheck(const BuiltDeck& built, Report& report)
      : deck_(built.deck), places_(built.places), report_(report) {}

  void run() {
    topic_circles();
    same_question();
    unasked_subjects();
    double_cards();
    double_names();
    lonely_types();
    nothing_asked();
    if (report_.has_errors()) return;
    unused();
    without_passage();
    unfit_forms();
  }

 private:
  void topic_circles();
  void same_question();
  void unasked_subjects();
  void double_cards();
  void double_names();
  void lonely_types();
  void nothing_asked();
  void unused();
  void without_passage();
  void unfit_forms();

  using Ids = std::unordered_set<std::string_view>;
  template <class Part>
  void unused_among(const std::vector<Part>& parts,
                    const std::vector<std::size_t>& places,
                    const Ids& used,
                    std::string_view noun,
                    std::string_view remedy) {
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (!used.contains(parts[i].id))
        report_.warning("unused", places[i],
                        fmt::format("nothing uses the {} {}", noun, parts[i].id),
                        std::string(remedy));
  }

  const Deck& deck_;
  const DeckPlaces& places_;
  Report& report_;
};

void CrossCheck::topic_circles() {
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < deck_.topics.size(); ++i)
    index.try_emplace(deck_.topics[i].id, i);
  // The number of the walk that came by first; a walk that meets its own trail has gone
  // in a circle.
  std::vector<std::size_t> walk(deck_.topics.size(), 0);
  for (std::size_t i = 0; i < deck_.topics.size(); ++i) {
    std::size_t at = i;
    bool goes_on = true;
    while (goes_on && walk[at] == 0) {
      walk[at] = i + 1;
      const auto parent = index.find(deck_.topics[at].parent);
      goes_on = !deck_.topics[at].parent.empty() && parent != index.end();
      if (goes_on) at = parent->second;
    }
    if (goes_on && walk[at] == i + 1)
      report_.error("topic-circle", places_.topics[at],
                    fmt::format("the topic {} is above itself", deck_.topics[at].id),
                    "follow parent from topic to topic and break the circle");
  }
}

/// Two facts with the same question for their object: one of the two answers would be
/// marked wrong.
void CrossCheck::same_question() {
  std::unordered_map<std::string_view, const Relation*> relations;
  for (const Relation& relation : deck_.relations)
    relations.try_emplace(relation.id, &relation);
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < deck_.facts.size(); ++i) {
    const Fact& fact = deck_.facts[i];
    const auto relation = relations.find(fact.relation);
    if (fact.subject.empty() || relation == relations.end() || fact.omits_object)
      continue;
    const auto& asks =
        fact.asks_object ? fact.asks_object : relation->second->wording.asks_object;
    if (!asks) continue;
    const auto [other, is_new] = first.try_emplace(fact.subject + "\n" + *asks, i);
    if (is_new) continue;
    const std::string place =
        fmt::format("the fact {} on line {}", deck_.facts[other->second].id,
                    report_.line_of(places_.facts[other->second]));
    if (sorted_keys(fact) == sorted_keys(deck_.facts[other->second])) {
      report_.error("same-fact", places_.facts[i],
                    fmt::format("this says the same as {}", place), "remove one of them");
    } else {
      report_.error(
          "same-question", places_.facts[i],
          fmt::format("this asks the same question as {} and has another answer", place),
          "join them into one fact with several objects, or give this one its own <asks "
          "for=\"object\">");
    }
  }
}

void CrossCheck::unasked_subjects() {
  std::unordered_map<std::string, std::size_t> facts_with;
  const auto key = [](const Fact& fact, const FactObject& object) {
    return fact.relation + "\n" + key_of(object);
  };
  for (const Fact& fact : deck_.facts)
    for (const FactObject& object : fact.objects)
      ++facts_with[key(fact, object)];
  for (std::size_t i = 0; i < deck_.facts.size(); ++i) {
    const Fact& fact = deck_.facts[i];
    const bool shared = std::any_of(
        fact.objects.begin(), fact.objects.end(),
        [&](const FactObject& object) { return facts_with.at(key(fact, object)) > 1; });
    if (fact.omits_object && fact.omits_subject) {
      report_.warning("never-asked",
                      report_.source().attribute_offset(places_.facts[i], "omit"),
                      "this fact is asked in neither direction",
                      "remove object or subject from omit, or remove the fact");
    } else if (fact.asks_subject && shared && !fact.omits_subject) {
      report_.warning("never-asked", places_.facts[i],
                      "its <asks for=\"subject\"> is never asked, because another fact "
                      "has the same relation and object",
                      "remove it");
    }
  }
}

void CrossCheck::double_cards() {
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < deck_.cards.size(); ++i) {
    const Card& card = deck_.cards[i];
    if (card.ask.empty()) continue;
    // The same words may well be put to several pictures.
    const auto* image = std::get_if<ImageCard>(&card.body);
    const auto [other, is_new] = first.try_emplace(
        image == nullptr ? card.ask : fmt::format("{}\n{}", card.ask, image->file), i);
    if (!is_new)
      report_.warning("double-question", places_.cards[i],
                      fmt::format("this asks the same as the card {} on line {}",
                                  deck_.cards[other->second].id,
                                  report_.line_of(places_.cards[other->second])),
                      "word one of them otherwise or remove it");
  }
}

/// Names by which a student could mean one of two things of the same type.
void CrossCheck::double_names() {
  const auto key = [](const Entity& entity, std::string_view name) {
    return fmt::format("{}\n{}", entity.type, name);
  };
  std::unordered_map<std::string, std::size_t> owner;
  for (std::size_t i = 0; i < deck_.entities.size(); ++i)
    if (!deck_.entities[i].name.empty())
      owner.try_emplace(key(deck_.entities[i], deck_.entities[i].name), i);
  for (std::size_t i = 0; i < deck_.entities.size(); ++i) {
    const Entity& entity = deck_.entities[i];
    std::vector<std::string_view> names{entity.name};
    for (const Alias& alias : entity.aliases)
      names.push_back(alias.text);
    for (const std::string_view name : names) {
      const auto other = owner.find(key(entity, name));
      if (other == owner.end() || other->second == i) continue;
      report_.warning(
          "double-name", places_.entities[i],
          fmt::format("{} is also the name of the {} {} on line {}", quote(name),
                      entity.type, deck_.entities[other->second].id,
                      report_.line_of(places_.entities[other->second])),
          "give one of them a name that tells them apart");
    }
  }
}

/// A type that is used once and spelt almost like another is most likely a slip.
void CrossCheck::lonely_types() {
  std::map<std::string_view, std::vector<std::size_t>> types;
  for (std::size_t i = 0; i < deck_.entities.size(); ++i)
    if (!deck_.entities[i].type.empty()) types[deck_.entities[i].type].push_back(i);
  std::vector<std::string_view> common;
  for (const auto& [type, entities] : types)
    if (entities.size() > 1) common.push_back(type);
  for (const auto& [type, entities] : types) {
    if (entities.size() > 1) continue;
    std::string remedy = report_.did_you_mean(type, common);
    if (!remedy.empty())
      report_.warning("lonely-type", places_.entities[entities.front()],
                      fmt::format("no other entity has the type {}", quote(type)),
                      std::move(remedy));
  }
}

void CrossCheck::nothing_asked() {
  if (deck_.facts.empty() && deck_.cards.empty() && !report_.has_errors())
    report_.warning("no-questions", Report::kWholeFile, "this deck asks nothing",
                    "add facts or cards");
}

void CrossCheck::unused() {
  Ids used;
  const auto use = [&](const auto& parts) {
    for (const auto& part : parts) {
      used.insert(part.topic);
      if constexpr (requires { part.passage; }) used.insert(part.passage);
      if constexpr (requires { part.relation; }) used.insert(part.relation);
    }
  };
  use(deck_.facts);
  use(deck_.cards);
  use(deck_.passages);
  for (const Topic& topic : deck_.topics)
    used.insert(topic.parent);
  unused_among(deck_.topics, places_.topics, used, "topic",
               "name it in facts and cards, or remove it");
  unused_among(deck_.passages, places_.passages, used, "passage",
               "name it in the facts and cards that it supports");
  unused_among(deck_.relations, places_.relations, used, "relation",
               "add a fact or remove it");
}

/// Where most questions lead to a passage or topic, one that does not is most likely a
/// slip.
void CrossCheck::without_passage() {
  const auto leads_nowhere = [](const auto& part) {
    return part.passage.empty() && part.topic.empty();
  };
  const auto nowhere =
      std::count_if(deck_.facts.begin(), deck_.facts.end(), leads_nowhere) +
      std::count_if(deck_.cards.begin(), deck_.cards.end(), leads_nowhere);
  if (2 * static_cast<std::size_t>(nowhere) >= deck_.facts.size() + deck_.cards.size())
    return;
  const auto warn = [&](const auto& parts, const std::vector<std::size_t>& places,
                        std::string_view noun) {
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (leads_nowhere(parts[i]))
        report_.warning("no-passage", places[i],
                        fmt::format("this {} has neither a passage nor a topic", noun),
                        "add passage=\"…\", so that students can look it up");
  };
  warn(deck_.facts, places_.facts, "fact");
  warn(deck_.cards, places_.cards, "card");
}

/// Facts that name forms of which none fits. Those of a topic or deck need not fit each.
void CrossCheck::unfit_forms() {
  if (std::all_of(deck_.facts.begin(), deck_.facts.end(),
                  [](const Fact& fact) { return fact.forms.empty(); }))
    return;
  std::unordered_set<std::size_t> fit;
  std::unordered_map<std::size_t, std::vector<std::string_view>> possible;
  for (const Question& question : questions_of(deck_)) {
    if (!question.direction) continue;
    const std::vector<std::string>& named = deck_.facts[question.item].forms;
    for (const Form form : question.forms) {
      possible[question.item].push_back(name_of(form));
      if (std::find(named.begin(), named.end(), name_of(form)) != named.end())
        fit.insert(question.item);
    }
  }
  for (auto& [fact, forms] : possible) {
    if (deck_.facts[fact].forms.empty() || fit.contains(fact)) continue;
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    report_.warning(
        "unfit-forms", report_.source().attribute_offset(places_.facts[fact], "forms"),
        "this fact can be put in none of the forms that it names, so they are left aside",
        fmt::format("it can be put as {}", listed(forms)));
  }
}

}  // namespace

void cross_check(const BuiltDeck& built, Report& report) {
  CrossCheck(built, report).run();
}

}  // namespace attache
