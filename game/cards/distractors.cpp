#include "cards/distractors.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/text.h"

namespace attache {

namespace {

const std::string* entity_id(const FactObject& object) {
  const auto* entity = std::get_if<EntityRef>(&object);
  return entity == nullptr ? nullptr : &entity->id;
}

bool shares_object(const Fact& a, const Fact& b) {
  return std::any_of(a.objects.begin(), a.objects.end(), [&](const FactObject& object) {
    return std::find(b.objects.begin(), b.objects.end(), object) != b.objects.end();
  });
}

/// Ids that stand on a side of a relation: those that are true for this fact, and all
/// others.
struct Side {
  std::unordered_set<std::string> true_here;
  std::unordered_set<std::string> elsewhere;
};

Side side_of(const DeckBook& book, const Fact& fact, Direction direction) {
  Side side;
  side.true_here.insert(fact.subject);  // a thing is no answer about itself
  for (const FactObject& object : fact.objects)
    if (const std::string* id = entity_id(object)) side.true_here.insert(*id);
  for (const Fact* other : book.facts_of_relation(fact.relation)) {
    if (direction == Direction::kSubject) {
      (shares_object(fact, *other) ? side.true_here : side.elsewhere)
          .insert(other->subject);
      continue;
    }
    for (const FactObject& object : other->objects)
      if (const std::string* id = entity_id(object))
        (other->subject == fact.subject ? side.true_here : side.elsewhere).insert(*id);
  }
  return side;
}

std::vector<std::string> folded_names(const Entity& entity) {
  std::vector<std::string> names{fold(entity.name)};
  for (const Alias& alias : entity.aliases)
    names.push_back(fold(alias.text));
  return names;
}

double length_difference(std::string_view a, std::string_view b) {
  const auto longer = static_cast<double>(std::max(a.size(), b.size()));
  const auto shorter = static_cast<double>(std::min(a.size(), b.size()));
  return longer == 0 ? 0 : (longer - shorter) / longer;
}

/// Takes the `wanted` values with the lowest scores.
std::vector<std::string> best(std::vector<std::pair<double, std::string>> scored,
                              std::size_t wanted) {
  std::sort(scored.begin(), scored.end());
  std::vector<std::string> taken;
  for (auto& [score, text] : scored) {
    if (taken.size() == wanted) break;
    taken.push_back(std::move(text));
  }
  return taken;
}

/// The unit in the last place that a number is given to: 10 for 110, 0.1 for 3.5, 1
/// for 7.
double step_of(std::string_view number) {
  const std::size_t point = number.find('.');
  if (point != std::string_view::npos)
    return std::pow(10, -static_cast<double>(number.size() - point - 1));
  double step = 1;
  for (std::size_t i = number.size(); i > 1 && number[i - 1] == '0'; --i)
    step *= 10;
  return step;
}

std::set<std::string> true_values(const DeckBook& book, const Fact& fact) {
  std::set<std::string> values;
  for (const Fact* other : book.facts_of_relation(fact.relation)) {
    if (other->subject != fact.subject) continue;
    for (const FactObject& object : other->objects)
      if (const auto* value = std::get_if<Value>(&object)) values.insert(value->text);
  }
  return values;
}

std::vector<std::string> candidate_years(const DeckBook& book, int year, Chance& chance) {
  constexpr int kNear = 30;
  std::vector<std::string> from_deck;
  for (const Fact& other : book.deck().facts) {
    if (other.value_type != ValueType::kYear) continue;
    for (const FactObject& object : other.objects) {
      const auto* value = std::get_if<Value>(&object);
      if (value == nullptr) continue;
      const int distance = std::abs(std::atoi(value->text.c_str()) - year);
      if (distance != 0 && distance <= kNear) from_deck.push_back(value->text);
    }
  }
  chance.shuffle(from_deck);
  if (from_deck.size() > 2) from_deck.resize(2);
  std::vector<int> offsets{-5, -4, -3, -2, -1, 1, 2, 3, 4, 5};
  chance.shuffle(offsets);
  for (const int offset : offsets)
    from_deck.push_back(fmt::format("{}", year + offset));
  return from_deck;
}

std::vector<std::string> candidate_numbers(const std::string& text, Chance& chance) {
  const double value = std::strtod(text.c_str(), nullptr);
  const double step = step_of(text);
  const std::size_t point = text.find('.');
  const int decimals =
      point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  std::vector<double> near;
  if (std::abs(value) <= 10 * step) {
    for (const double offset : {-3.0, -2.0, -1.0, 1.0, 2.0, 3.0})
      near.push_back(value + offset * step);
  } else {
    for (const double factor : {0.5, 0.6, 0.75, 1.25, 1.5, 2.0, 3.0})
      near.push_back(std::round(value * factor / step) * step);
  }
  chance.shuffle(near);
  std::vector<std::string> texts;
  for (const double number : near)
    if (number > 0 || value <= 0)
      texts.push_back(fmt::format("{:.{}f}", number, decimals));
  return texts;
}

}  // namespace

std::vector<std::string> wrong_entities(const DeckBook& book,
                                        const Fact& fact,
                                        Direction direction,
                                        std::string_view stem,
                                        std::size_t wanted,
                                        Chance& chance) {
  const std::string* answer_id =
      direction == Direction::kSubject ? &fact.subject : entity_id(fact.objects.front());
  if (answer_id == nullptr) return {};
  const Entity& answer = *book.entity(*answer_id);
  const Side side = side_of(book, fact, direction);
  const std::string folded_stem = fold(stem);
  std::vector<std::string> taken_names = folded_names(answer);
  std::vector<std::pair<double, std::string>> scored;
  for (const Entity* entity : book.entities_of_type(answer.type)) {
    if (side.true_here.contains(entity->id)) continue;
    const std::vector<std::string> names = folded_names(*entity);
    const bool given_away =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return folded_stem.find(name) != std::string::npos ||
                 std::find(taken_names.begin(), taken_names.end(), name) !=
                     taken_names.end();
        });
    if (given_away) continue;
    const double elsewhere = side.elsewhere.contains(entity->id) ? 0 : 1;
    scored.emplace_back(
        elsewhere + length_difference(entity->name, answer.name) + chance.unit(),
        entity->name);
  }
  return best(std::move(scored), wanted);
}

std::vector<std::string> wrong_values(const DeckBook& book,
                                      const Fact& fact,
                                      std::size_t wanted,
                                      Chance& chance) {
  const auto* value = std::get_if<Value>(&fact.objects.front());
  if (value == nullptr) return {};
  std::set<std::string> refused = true_values(book, fact);
  std::vector<std::string> candidates =
      fact.value_type == ValueType::kYear
          ? candidate_years(book, std::atoi(value->text.c_str()), chance)
          : candidate_numbers(value->text, chance);
  std::vector<std::string> taken;
  for (std::string& candidate : candidates) {
    if (taken.size() == wanted) break;
    if (refused.insert(candidate).second) taken.push_back(std::move(candidate));
  }
  return taken;
}

}  // namespace attache
