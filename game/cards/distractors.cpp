#include "cards/distractors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "cards/sampling.h"
#include "cards/wording.h"

namespace attache {

namespace {

const std::string* entity_id(const FactObject& object) {
  const auto* entity = std::get_if<EntityRef>(&object);
  return entity == nullptr ? nullptr : &entity->id;
}

/// Ids that are no wrong answer: true ones, and those that the question is about.
std::unordered_set<std::string_view> no_distractors(const DeckBook& book,
                                                    const Fact& fact,
                                                    Direction direction) {
  std::unordered_set<std::string_view> ids{fact.subject};
  for (const FactObject& object : fact.objects)
    if (const std::string* id = entity_id(object)) ids.insert(*id);
  const auto add_object = [&](const FactObject& object) {
    if (const std::string* id = entity_id(object)) ids.insert(*id);
  };
  if (direction == Direction::kObject) {
    for (const Fact* other : book.facts().about(fact.relation, fact.subject))
      std::for_each(other->objects.begin(), other->objects.end(), add_object);
  } else {
    for (const FactObject& object : fact.objects)
      for (const Fact* other : book.facts().with_object(fact.relation, object))
        ids.insert(other->subject);
  }
  return ids;
}

std::vector<std::string> folded_names(const Entity& entity) {
  std::vector<std::string> names{fold(entity.name)};
  for (const Alias& alias : entity.aliases)
    names.push_back(fold(alias.text));
  return names;
}

/// Whether words stand in a text as whole words.
bool holds_words(std::string_view text, std::string_view sought) {
  const auto is_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  };
  for (std::size_t at = text.find(sought); at != std::string_view::npos;
       at = text.find(sought, at + 1)) {
    const std::size_t end = at + sought.size();
    const bool begins = at == 0 || !is_letter(text[at - 1]) || !is_letter(sought.front());
    const bool ends =
        end == text.size() || !is_letter(text[end]) || !is_letter(sought.back());
    if (begins && ends) return true;
  }
  return false;
}

double unlikeness(std::size_t a, std::size_t b) {
  const auto [shorter, longer] = std::minmax(a, b);
  return longer == 0
             ? 0
             : static_cast<double>(longer - shorter) / static_cast<double>(longer);
}

std::size_t word_count(std::string_view name) {
  return static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
}

bool stands_in_topic(const DeckBook& book, const Entity& entity, std::string_view topic) {
  const auto& topics = book.facts().topics_of(entity);
  return std::find(topics.begin(), topics.end(), topic) != topics.end();
}

/// The share of the first one's groups that the second is in; what is in no group belongs
/// with what is in none.
double share_of_groups(const Entity& right, const Entity& other) {
  if (right.groups.empty()) return other.groups.empty() ? 1 : 0;
  const auto shared = std::count_if(
      right.groups.begin(), right.groups.end(), [&](const std::string& group) {
        return std::find(other.groups.begin(), other.groups.end(), group) !=
               other.groups.end();
      });
  return static_cast<double>(shared) / static_cast<double>(right.groups.size());
}

/// Chooses among the entities that could stand in the answer's place.
class EntityChoice {
 public:
  EntityChoice(const DeckBook& book,
               const Fact& fact,
               Direction direction,
               const Entity& answer,
               const DistractorWish& wish)
      : book_(book),
        fact_(fact),
        answer_(answer),
        wish_(wish),
        barred_(no_distractors(book, fact, direction)),
        stem_(fold(wish.stem)),
        answer_names_(folded_names(answer)) {
    if (direction == Direction::kObject) {
      for (const FactObject& object : fact.objects)
        if (const std::string* id = entity_id(object)) right_.push_back(book.entity(*id));
    } else {
      right_.push_back(&answer);
    }
    for (const std::string& text : wish.past_wrong)
      past_wrong_.insert(fold(text));
  }

  void consider(const Entity& entity, bool same_place, Chance& chance) {
    if (entity.type != answer_.type || barred_.contains(entity.id)) return;
    if (wish_.same_number && entity.plural != answer_.plural) return;
    if (!seen_.insert(&entity).second) return;
    const std::vector<std::string> names = folded_names(entity);
    if (gives_away(names)) return;
    const bool came_before =
        std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return past_wrong_.contains(name); });
    const double likeness =
        (came_before ? -6 : 0) + 2.5 * (1 - groups_shared(entity)) +
        (same_place ? 0 : 1) + unlikeness(entity.name.size(), answer_.name.size()) +
        unlikeness(word_count(entity.name), word_count(answer_.name)) / 2 +
        (entity.plural == answer_.plural ? 0 : 0.5) +
        (stands_in_topic(book_, entity, fact_.topic) ? 0 : 0.5);
    scored_.emplace_back(likeness + 0.7 * chance.unit(), &entity);
  }

  /// The largest share of the groups of a right answer that the entity is in too, 0..1.
  [[nodiscard]] double groups_shared(const Entity& entity) const {
    double most = 0;
    for (const Entity* right : right_)
      most = std::max(most, share_of_groups(*right, entity));
    return most;
  }

  [[nodiscard]] std::vector<const Entity*> best() {
    std::stable_sort(scored_.begin(), scored_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Entity*> taken;
    for (const auto& [score, entity] : scored_) {
      if (taken.size() == wish_.wanted) break;
      taken.push_back(entity);
    }
    return taken;
  }

 private:
  [[nodiscard]] bool gives_away(const std::vector<std::string>& names) const {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return holds_words(stem_, name) ||
             std::any_of(answer_names_.begin(), answer_names_.end(),
                         [&](const std::string& right) {
                           return holds_words(right, name) || holds_words(name, right);
                         });
    });
  }

  const DeckBook& book_;
  const Fact& fact_;
  const Entity& answer_;
  const DistractorWish& wish_;
  std::vector<const Entity*> right_;
  std::unordered_set<std::string_view> barred_;
  std::string stem_;
  std::vector<std::string> answer_names_;
  std::unordered_set<std::string> past_wrong_;
  std::unordered_set<const Entity*> seen_;
  std::vector<std::pair<double, const Entity*>> scored_;
};

// ---- values

bool is_year(const Fact& fact) {
  return fact.value_type == ValueType::kYear;
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

int decimals_of(std::string_view number) {
  const std::size_t point = number.find('.');
  return point == std::string_view::npos ? 0
                                         : static_cast<int>(number.size() - point - 1);
}

std::set<std::string> true_values(const DeckBook& book, const Fact& fact) {
  std::set<std::string> values;
  for (const Fact* other : book.facts().about(fact.relation, fact.subject))
    for (const FactObject& object : other->objects)
      if (const auto* value = std::get_if<Value>(&object)) values.insert(value->text);
  return values;
}

/// Values of other facts that are of the same kind: a year or date as exact, a number in
/// the same unit, a text of the same relation.
std::vector<std::string> values_elsewhere(const DeckBook& book,
                                          const Fact& fact,
                                          Chance& chance) {
  const bool dated = is_year(fact) || fact.value_type == ValueType::kDate;
  const FactIndex::Facts& pool =
      dated ? book.facts().dated() : book.facts().of_relation(fact.relation);
  std::vector<std::string> values;
  for (const Fact* other : sampled(pool, chance)) {
    if (other == &fact || other->value_type != fact.value_type ||
        other->unit != fact.unit)
      continue;
    for (const FactObject& object : other->objects)
      if (const auto* value = std::get_if<Value>(&object)) values.push_back(value->text);
  }
  chance.shuffle(values);
  return values;
}

bool years_apart(const PartialDate& a, const PartialDate& b, int most) {
  return std::abs(a.year - b.year) <= most;
}

/// Whether a date of another fact is as exact and near enough to be mistaken.
bool is_like(const PartialDate& other, const PartialDate& date) {
  constexpr int kNearYears = 30;
  constexpr int kNearDates = 3;
  return (other.day == 0) == (date.day == 0) && (other.month == 0) == (date.month == 0) &&
         years_apart(other, date, date.month == 0 ? kNearYears : kNearDates);
}

PartialDate moved_by_days(const PartialDate& date, int days) {
  const std::chrono::year_month_day moved{std::chrono::local_days(
      date.first_day().time_since_epoch() + std::chrono::days(days))};
  return {static_cast<int>(moved.year()),
          static_cast<int>(static_cast<unsigned>(moved.month())),
          static_cast<int>(static_cast<unsigned>(moved.day()))};
}

PartialDate moved_by_months(const PartialDate& date, int months) {
  const int count = date.year * 12 + (date.month - 1) + months;
  return {count / 12, count % 12 + 1, 0};
}

std::vector<std::string> near_dates(const PartialDate& date, Chance& chance) {
  std::vector<PartialDate> near;
  if (date.month == 0) {
    for (const int by : {-5, -4, -3, -2, -1, 1, 2, 3, 4, 5})
      near.push_back({date.year + by, 0, 0});
  } else if (date.day == 0) {
    for (const int by : {-12, -8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8, 12})
      near.push_back(moved_by_months(date, by));
  } else {
    for (const int by : {-21, -14, -10, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7, 10, 14, 21})
      near.push_back(moved_by_days(date, by));
  }
  chance.shuffle(near);
  std::vector<std::string> texts;
  texts.reserve(near.size());
  for (const PartialDate& each : near)
    texts.push_back(each.iso());
  return texts;
}

std::vector<std::string> near_numbers(const std::string& text,
                                      const std::string& unit,
                                      Chance& chance) {
  const double value = std::strtod(text.c_str(), nullptr);
  const double step = step_of(text);
  const bool share = unit == "%";
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
  for (const double number : near) {
    const bool sensible =
        (number > 0 || value <= 0) && (!share || number <= 100 || value > 100);
    if (sensible) texts.push_back(fmt::format("{:.{}f}", number, decimals_of(text)));
  }
  return texts;
}

/// What a student has written or chosen before, as a value of the deck's own spelling, if
/// it is one of the candidates.
std::vector<std::string> with_past_wrong_first(std::vector<std::string> candidates,
                                               const Fact& fact,
                                               const std::string& language,
                                               std::span<const std::string> past_wrong) {
  const auto came_before = [&](const std::string& candidate) {
    const std::string shown =
        value_text(Value{candidate}, fact.value_type, fact.unit, language);
    return std::any_of(
        past_wrong.begin(), past_wrong.end(),
        [&](const std::string& text) { return text == candidate || text == shown; });
  };
  std::stable_partition(candidates.begin(), candidates.end(), came_before);
  return candidates;
}

/// Whether a student who knows the day on which the fact was true would rule a date out
/// by that alone: it lies behind that day, where the right one does not (a week's grace),
/// or before it, where the right one is a plan.
bool is_out_of_time(const PartialDate& wrong,
                    const PartialDate& right,
                    const PartialDate& as_of) {
  if (right.first_day() > as_of.last_day()) return wrong.last_day() < as_of.first_day();
  const auto slack = std::chrono::days(right.day == 0 ? 0 : 7);
  return wrong.first_day() > as_of.last_day() + slack;
}

std::vector<std::string> candidate_dates(const DeckBook& book,
                                         const Fact& fact,
                                         const std::string& text,
                                         Chance& chance) {
  const auto date = PartialDate::parse(text);
  if (!date) return {};
  std::vector<std::string> candidates = values_elsewhere(book, fact, chance);
  std::erase_if(candidates, [&](const std::string& other) {
    const auto when = PartialDate::parse(other);
    return !when || !is_like(*when, *date);
  });
  // Two of the deck at most: a date that stands in many facts would give itself away.
  if (candidates.size() > 2) candidates.resize(2);
  for (std::string& near : near_dates(*date, chance))
    candidates.push_back(std::move(near));
  const auto known = fact.as_of ? fact.as_of : book.deck().as_of;
  std::erase_if(candidates, [&](const std::string& other) {
    return known && is_out_of_time(*PartialDate::parse(other), *date, *known);
  });
  return candidates;
}

std::vector<std::string> candidates_for(const DeckBook& book,
                                        const Fact& fact,
                                        const std::string& text,
                                        Chance& chance) {
  switch (fact.value_type) {
    case ValueType::kYear:
    case ValueType::kDate:
      return candidate_dates(book, fact, text, chance);
    case ValueType::kNumber:
      return near_numbers(text, fact.unit, chance);
    case ValueType::kText:
      break;
  }
  return values_elsewhere(book, fact, chance);
}

/// Values that say the same number or text in other signs are one value.
std::string sameness(const std::string& text, ValueType type) {
  if (type == ValueType::kText) return fold(text);
  if (type != ValueType::kNumber) return text;
  return fmt::format("{:.12g}", std::strtod(text.c_str(), nullptr));
}

/// A number with so many significant digits.
double rounded_to(double number, int digits) {
  if (number == 0) return 0;
  const double unit =
      std::pow(10, std::floor(std::log10(std::abs(number))) - (digits - 1));
  return std::round(number / unit) * unit;
}

constexpr std::size_t kRungs = 4;
constexpr double kYearStep = 12;
constexpr std::size_t kMostOff = 4;  ///< years that the nearest rung is off by at most
/// How far the last rung lies behind the year at most.
constexpr double kYearsAround = kYearStep * (kRungs - 1) + kMostOff;
/// Rungs of a number are so many times the one below.
constexpr double kNumberStep = 1.8;

std::optional<std::array<double, kRungs>> year_rungs(double year,
                                                     std::size_t right,
                                                     Chance& chance) {
  std::array<double, kRungs> rungs{};
  // Never the year itself, which would be no rough answer.
  const double off = 1 + static_cast<double>(chance.below(kMostOff));
  const double offset = chance.below(2) == 0 ? off : -off;
  for (std::size_t i = 0; i < kRungs; ++i)
    rungs.at(i) =
        year + offset + kYearStep * (static_cast<double>(i) - static_cast<double>(right));
  return rungs;
}

std::optional<std::array<double, kRungs>> number_rungs(double value, std::size_t right) {
  constexpr double kSmallest = 8;
  if (value < kSmallest) return {};
  std::array<double, kRungs> rungs{};
  const double about = rounded_to(value, 1);
  for (std::size_t i = 0; i < kRungs; ++i)
    rungs.at(i) =
        rounded_to(about * std::pow(kNumberStep,
                                    static_cast<double>(i) - static_cast<double>(right)),
                   1);
  return rungs;
}

}  // namespace

std::vector<const Entity*> wrong_entities(const DeckBook& book,
                                          const Fact& fact,
                                          Direction direction,
                                          const DistractorWish& wish,
                                          Chance& chance) {
  const std::string* answer_id =
      direction == Direction::kSubject ? &fact.subject : entity_id(fact.objects.front());
  if (answer_id == nullptr) return {};
  const Entity& answer = *book.entity(*answer_id);
  EntityChoice choice(book, fact, direction, answer, wish);
  const auto& same_place = book.facts().on_side(fact.relation, direction);
  for (const std::string& text : wish.past_wrong) {
    const Entity* named = book.facts().named(text);
    if (named != nullptr)
      choice.consider(*named,
                      std::binary_search(same_place.begin(), same_place.end(), named),
                      chance);
  }
  for (const Entity* entity : sampled(same_place, chance))
    choice.consider(*entity, true, chance);
  for (const Entity* entity : sampled(book.facts().of_type(answer.type), chance))
    choice.consider(*entity, false, chance);
  return choice.best();
}

std::vector<std::string> wrong_values(const DeckBook& book,
                                      const Fact& fact,
                                      const DistractorWish& wish,
                                      Chance& chance) {
  const auto* value = std::get_if<Value>(&fact.objects.front());
  if (value == nullptr) return {};
  std::set<std::string> refused;
  for (const std::string& truth : true_values(book, fact))
    refused.insert(sameness(truth, fact.value_type));
  const std::string folded_stem = fold(wish.stem);
  std::vector<std::string> taken;
  for (std::string& candidate :
       with_past_wrong_first(candidates_for(book, fact, value->text, chance), fact,
                             book.deck().lang, wish.past_wrong)) {
    if (taken.size() == wish.wanted) break;
    if (holds_words(folded_stem, fold(value_text(Value{candidate}, fact.value_type,
                                                 fact.unit, book.deck().lang))))
      continue;
    if (refused.insert(sameness(candidate, fact.value_type)).second)
      taken.push_back(std::move(candidate));
  }
  return taken;
}

std::optional<Ladder> ladder_around(const Fact& fact,
                                    const std::optional<PartialDate>& as_of,
                                    Chance& chance) {
  const auto* text = std::get_if<Value>(&fact.objects.front());
  if (text == nullptr || fact.objects.size() != 1 || fact.unit == "%") return {};
  const double value = std::strtod(text->text.c_str(), nullptr);
  Ladder ladder;
  ladder.right = chance.below(kRungs);
  if (is_year(fact) && as_of && value + kYearsAround > as_of->year) return {};
  const auto rungs = is_year(fact) ? year_rungs(value, ladder.right, chance)
                     : fact.value_type == ValueType::kNumber
                         ? number_rungs(value, ladder.right)
                         : std::nullopt;
  if (!rungs) return {};
  const double off = std::abs(rungs->at(ladder.right) - value);
  for (std::size_t i = 0; i < kRungs; ++i) {
    if (i != ladder.right && std::abs(rungs->at(i) - value) <= off) return {};
    ladder.rungs.push_back(fmt::format("{:.12g}", rungs->at(i)));
  }
  return ladder;
}

}  // namespace attache
