// Facts in one line: what was typed as subject, relation and object, and what it makes.

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "deckfile/values.h"
#include "trainer/authoring_state.h"

namespace attache {

namespace {

/// The words of a sentence template without its placeholders: "{subject} {reports|report}
/// to {object}." → "reports to". `many` takes the words for many.
std::string says_words(std::string_view says, bool many) {
  std::string words;
  for (std::size_t at = 0; at < says.size(); ++at) {
    if (says[at] != '{') {
      words += says[at];
      continue;
    }
    const std::size_t end = std::min(says.find('}', at), says.size());
    const std::string_view inside = says.substr(at + 1, end - at - 1);
    const std::size_t bar = inside.find('|');
    if (bar != std::string_view::npos)
      words += many ? inside.substr(bar + 1) : inside.substr(0, bar);
    at = end;
  }
  words = one_line(words);
  const auto is_mark = [](char c) {
    return c == '.' || c == ',' || c == ' ' || c == '?' || c == ':';
  };
  while (!words.empty() && is_mark(words.back()))
    words.pop_back();
  while (!words.empty() && is_mark(words.front()))
    words.erase(words.begin());
  return words;
}

/// "“Yes”" → "Yes"; nothing for a text that does not stand in quotation marks.
std::optional<std::string> text_in_quotes(std::string_view typed) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks{
      {{"\"", "\""}, {"“", "”"}, {"'", "'"}}};
  for (const auto& [open, close] : kMarks)
    if (typed.size() > open.size() + close.size() && typed.starts_with(open) &&
        typed.ends_with(close))
      return one_line(
          typed.substr(open.size(), typed.size() - open.size() - close.size()));
  return {};
}

/// "1,500" → "1500"; nothing for a comma that does not stand before three digits.
std::string without_separators(std::string_view typed) {
  std::string digits;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] != ',') {
      digits += typed[i];
      continue;
    }
    const std::size_t end =
        std::min(typed.find_first_not_of("0123456789", i + 1), typed.size());
    if (end - i != 4) return std::string(typed);
  }
  return digits;
}

/// "110 km" in two; nothing where no number stands in front.
std::optional<std::pair<std::string, std::string>> number_and_unit(
    std::string_view typed) {
  const std::size_t blank = typed.find(' ');
  if (blank == std::string_view::npos) return {};
  std::string number = without_separators(typed.substr(0, blank));
  if (!is_number(number)) return {};
  return std::pair(std::move(number), one_line(typed.substr(blank)));
}

/// What the objects of a relation's facts are.
struct Habit {
  bool entities = false;
  bool values = false;
  ValueType type = ValueType::kText;  ///< of the values
  std::string unit;
};

Habit habit_of(const DeckDocument& document, const std::string& relation) {
  Habit habit;
  for (const PartPointer& part : document.parts()) {
    const auto* fact = std::get_if<Fact>(&part->item);
    if (fact == nullptr || fact->relation != relation || fact->objects.empty()) continue;
    if (std::holds_alternative<EntityRef>(fact->objects.front())) {
      habit.entities = true;
    } else {
      habit.values = true;
      habit.type = fact->value_type;
      habit.unit = fact->unit;
    }
  }
  return habit;
}

/// A value as it was typed, if it is one of a type other than text.
struct TypedValue {
  ValueType type = ValueType::kText;
  std::string text;
  std::string unit;
};

std::optional<TypedValue> plain_value(std::string_view typed) {
  if (is_year(typed)) return TypedValue{ValueType::kYear, std::string(typed), {}};
  if (typed.size() >= 7 && PartialDate::parse(typed))
    return TypedValue{ValueType::kDate, std::string(typed), {}};
  std::string number = without_separators(typed);
  if (is_number(number)) return TypedValue{ValueType::kNumber, std::move(number), {}};
  return {};
}

/// The same for a relation of which the other facts have values.
std::optional<TypedValue> value_by_habit(std::string_view typed, const Habit& habit) {
  switch (habit.type) {
    case ValueType::kText:
      return TypedValue{ValueType::kText, std::string(typed), {}};
    case ValueType::kYear:
    case ValueType::kDate:
      if (habit.type == ValueType::kDate && PartialDate::parse(typed))
        return TypedValue{ValueType::kDate, std::string(typed), {}};
      break;
    case ValueType::kNumber: {
      std::string number = without_separators(typed);
      if (is_number(number))
        return TypedValue{ValueType::kNumber, std::move(number), habit.unit};
      if (auto both = number_and_unit(typed))
        return TypedValue{ValueType::kNumber, std::move(both->first),
                          std::move(both->second)};
      break;
    }
  }
  return plain_value(typed);
}

std::string sentence_start(std::string_view words) {
  return fmt::format("{{subject}} {}", words);
}

/// Wording for a relation that is new: plain, and for the author to better.
Wording new_wording(std::string_view words,
                    const std::optional<TypedValue>& value,
                    const std::string& subject_type,
                    const std::string& object_type) {
  Wording wording;
  wording.says = sentence_start(words) + " {object}.";
  const auto which = [](std::string type) {
    std::replace(type.begin(), type.end(), '-', ' ');
    return type.empty() ? std::string("what") : "which " + type;
  };
  std::string asked = "what";
  if (!value) {
    asked = which(object_type);
    wording.asks_subject =
        with_capital(fmt::format("{} {} {{object}}?", which(subject_type), words));
  } else if (value->type == ValueType::kYear) {
    asked = "which year";
  } else if (value->type == ValueType::kDate) {
    asked = "which date";
  } else if (value->type == ValueType::kNumber) {
    asked = "what number";
  }
  wording.asks_object = fmt::format("{} {}?", sentence_start(words), asked);
  return wording;
}

}  // namespace

void Authoring::State::index_names() {
  if (named_at == revision) return;
  entity_names.clear();
  relation_names.clear();
  for (std::size_t i = 0; i < document.parts().size(); ++i) {
    if (const auto* entity = std::get_if<Entity>(&item(i))) {
      Names names{i, entity->name, {fold(entity->name), fold(entity->id)}};
      for (const Alias& alias : entity->aliases)
        names.folded.push_back(fold(alias.text));
      entity_names.push_back(std::move(names));
    } else if (const auto* relation = std::get_if<Relation>(&item(i))) {
      const std::string words = says_words(relation->wording.says, false);
      relation_names.push_back({i,
                                words.empty() ? relation->id : words,
                                {fold(words), fold(relation->id),
                                 fold(says_words(relation->wording.says, true))}});
    }
  }
  named_at = revision;
}

namespace {

template <class Names>
std::optional<std::size_t> part_named(const std::vector<Names>& all,
                                      std::string_view typed) {
  const std::string wanted = fold(typed);
  if (wanted.empty()) return {};
  // A name counts before an id, and an id before an alias.
  std::optional<std::size_t> found;
  std::size_t best = 0;
  for (const Names& names : all)
    for (std::size_t i = 0; i < names.folded.size(); ++i)
      if (names.folded[i] == wanted && (!found || i < best)) {
        found = names.part;
        best = i;
      }
  return found;
}

/// What a line comes to: its parts, values and gaps.
struct Understood {
  std::optional<std::size_t> subject, relation, object;  ///< parts
  std::optional<TypedValue> value;
};

/// What a value of one reads as in the form of the interface.
FactLineReading reading_of(const Understood& line,
                           const FactLine& typed,
                           const DeckDocument& document) {
  FactLineReading reading;
  const auto id = [&](const std::optional<std::size_t>& part) {
    return part ? std::optional(id_of(document.parts()[*part]->item)) : std::nullopt;
  };
  reading.subject = id(line.subject);
  reading.relation = id(line.relation);
  reading.object = id(line.object);
  reading.creates_relation = !line.relation && !one_line(typed.relation).empty();
  const std::string subject = one_line(typed.subject);
  const std::string object = one_line(typed.object);
  if (!line.subject && !subject.empty()) reading.to_create.push_back(subject);
  if (line.value) {
    reading.object_is_value = true;
    reading.value_type = line.value->type;
  } else if (!line.object && !object.empty() &&
             (reading.to_create.empty() || fold(object) != fold(subject))) {
    reading.to_create.push_back(object);
  }
  return reading;
}

}  // namespace

/// Reads what was typed; shared by looking and by adding.
template <class State>
static Understood understand(State& state, const FactLine& typed) {
  state.index_names();
  Understood line;
  line.subject = part_named(state.entity_names, typed.subject);
  line.relation = part_named(state.relation_names, typed.relation);
  const std::string object = one_line(typed.object);
  if (object.empty()) return line;
  if (const auto text = text_in_quotes(object)) {
    line.value = TypedValue{ValueType::kText, *text, {}};
    return line;
  }
  const Habit habit = line.relation
                          ? habit_of(state.document, id_of(state.item(*line.relation)))
                          : Habit{};
  const auto entity = part_named(state.entity_names, object);
  if (habit.values && !habit.entities) {
    line.value = value_by_habit(object, habit);
    // A text is a text, also where an entity has the same name.
    if (line.value) return line;
  }
  if (entity) {
    line.object = entity;
  } else if (!habit.entities) {
    line.value = plain_value(object);
  }
  return line;
}

FactLineReading Authoring::read_fact_line(const FactLine& line) const {
  return reading_of(understand(*state_, line), line, state_->document);
}

namespace {

/// Fails with the first thing that a fact still needs.
Result<void> check_complete(const FactLine& line,
                            const FactLineReading& reading,
                            const NewTypes& types) {
  const auto missing = [](std::string_view what) {
    return fail(fmt::format("the fact has no {}", what), "", "write it first");
  };
  if (one_line(line.subject).empty()) return missing("subject");
  if (one_line(line.relation).empty()) return missing("relation");
  if (one_line(line.object).empty()) return missing("object");
  for (std::size_t i = 0; i < reading.to_create.size(); ++i)
    if (i >= types.size() || one_line(types[i]).empty())
      return fail(fmt::format("“{}” is new and has no type", reading.to_create[i]), "",
                  "say what it is: a person, an organisation, a place …");
  return {};
}

}  // namespace

Result<std::size_t> Authoring::add_fact(const FactLine& line, const NewTypes& types) {
  State& state = *state_;
  const Understood understood = understand(state, line);
  const FactLineReading reading = reading_of(understood, line, state.document);
  if (const auto done = check_complete(line, reading, types); !done)
    return done.unexpected();

  // Ids are chosen one by one, so that two new parts never get the same.
  std::vector<std::string> chosen;
  const auto fresh_id = [&](const std::string& name) {
    std::string id = free_id(name);
    const auto is_chosen = [&](const std::string& one) {
      return std::find(chosen.begin(), chosen.end(), one) != chosen.end();
    };
    for (int number = 2; is_chosen(id) || state.is_taken(id); ++number)
      id = fmt::format("{}-{}", free_id(name), number);
    chosen.push_back(id);
    return id;
  };
  std::vector<DeckItem> made;
  std::map<std::string, std::pair<std::string, std::string>> entities;  // id, type
  for (std::size_t i = 0; i < reading.to_create.size(); ++i) {
    Entity entity;
    entity.name = reading.to_create[i];
    entity.id = fresh_id(entity.name);
    entity.type = one_line(types[i]);
    entities[fold(entity.name)] = {entity.id, entity.type};
    made.emplace_back(std::move(entity));
  }
  const auto entity_of = [&](const std::optional<std::size_t>& part,
                             const std::string& name) {
    if (!part) return entities[fold(name)];
    const auto& entity = std::get<Entity>(state.item(*part));
    return std::pair(entity.id, entity.type);
  };
  const auto [subject, subject_type] = entity_of(understood.subject, line.subject);
  std::string object;
  std::string object_type;
  if (!understood.value)
    std::tie(object, object_type) = entity_of(understood.object, line.object);

  Fact fact;
  fact.subject = subject;
  if (understood.relation) {
    fact.relation = id_of(state.item(*understood.relation));
  } else {
    Relation relation;
    const std::string words = one_line(line.relation);
    relation.id = fresh_id(words);
    relation.wording = new_wording(words, understood.value, subject_type, object_type);
    if (understood.value && (understood.value->type == ValueType::kYear ||
                             understood.value->type == ValueType::kDate))
      relation.shape = Shape::kTimeline;
    fact.relation = relation.id;
    made.emplace_back(std::move(relation));
  }
  if (understood.value) {
    fact.value_type = understood.value->type;
    fact.unit = understood.value->unit;
    fact.objects = {Value{understood.value->text}};
    fact.id = fresh_id(fmt::format("{} {}", subject, fact.relation));
  } else {
    fact.objects = {EntityRef{object}};
    fact.id = fresh_id(fmt::format("{} {} {}", subject, fact.relation, object));
  }
  const std::string id = fact.id;
  made.emplace_back(std::move(fact));
  state.change("Add fact", {}, [&](DeckDocument& document) {
    for (DeckItem& item : made) {
      const std::size_t place = place_for(kind_of(item));
      document.insert(place, DeckDocument::write(std::move(item), nullptr));
    }
  });
  return find_id(id).value_or(0);
}

// ---- completion

namespace {

/// How well a folded name goes with what was typed; smaller is better, nothing if it does
/// not.
std::optional<int> closeness(const std::string& name, const std::string& typed) {
  const std::size_t at = name.find(typed);
  if (at == std::string::npos) return {};
  if (at == 0) return name.size() == typed.size() ? 0 : 1;
  for (std::size_t next = at; next != std::string::npos;
       next = name.find(typed, next + 1))
    if (name[next - 1] == ' ' || name[next - 1] == '-' || name[next - 1] == '(') return 2;
  return 3;
}

}  // namespace

std::vector<std::string> Authoring::complete(Completing what,
                                             std::string_view typed,
                                             std::size_t most) const {
  state_->index_names();
  const auto& all =
      what == Completing::kEntity ? state_->entity_names : state_->relation_names;
  const std::string wanted = fold(typed);
  struct Candidate {
    int closeness;
    std::size_t length;
    const std::string* shown;
  };
  std::vector<Candidate> candidates;
  for (const auto& names : all) {
    std::optional<int> best;
    for (const std::string& name : names.folded)
      if (const auto one = closeness(name, wanted); one && (!best || *one < *best))
        best = one;
    if (best) candidates.push_back({*best, names.shown.size(), &names.shown});
  }
  std::stable_sort(
      candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::pair(a.closeness, a.length) < std::pair(b.closeness, b.length);
      });
  std::vector<std::string> completions;
  for (const Candidate& candidate : candidates) {
    if (completions.size() >= most) break;
    if (std::find(completions.begin(), completions.end(), *candidate.shown) ==
        completions.end())
      completions.push_back(*candidate.shown);
  }
  return completions;
}

}  // namespace attache
