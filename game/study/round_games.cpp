#include "study/round_games.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "cards/dated.h"
#include "cards/naming.h"

namespace attache {

namespace {

/// The fact behind a candidate; null for a card, and for a fact with several objects.
const Fact* single_fact(const Candidate& candidate) {
  if (!candidate.question->direction) return nullptr;
  const Fact& fact = candidate.book->deck().facts[candidate.question->item];
  return fact.objects.size() == 1 ? &fact : nullptr;
}

/// One candidate a fact: the one that asks for the object, if it is asked for.
std::vector<const Candidate*> one_a_fact(std::span<const Candidate> candidates) {
  std::vector<const Candidate*> facts;
  std::unordered_map<std::string_view, std::size_t> place_of;
  for (const Candidate& candidate : candidates) {
    if (single_fact(candidate) == nullptr) continue;
    const auto [place, is_new] =
        place_of.try_emplace(candidate.question->siblings, facts.size());
    if (is_new) {
      facts.push_back(&candidate);
    } else if (candidate.question->direction == Direction::kObject) {
      facts[place->second] = &candidate;
    }
  }
  return facts;
}

/// What a fact's relation says of its subject in this deck, other facts included.
bool says(const DeckBook& book,
          const std::string& relation,
          const std::string& subject,
          const FactObject& object) {
  const auto& facts = book.facts().about(relation, subject);
  return std::any_of(facts.begin(), facts.end(), [&](const Fact* fact) {
    return std::find(fact->objects.begin(), fact->objects.end(), object) !=
           fact->objects.end();
  });
}

/// Whether two pairs can lie on one table: nothing looks the same, and neither goes with
/// the other's side.
bool go_together(const Candidate& a, const Candidate& b) {
  const MatchPair one = pair_of(a);
  const MatchPair other = pair_of(b);
  if (fold(one.left) == fold(other.left) || fold(one.right) == fold(other.right))
    return false;
  const Fact& fact = *single_fact(a);
  const Fact& second = *single_fact(b);
  return !says(*a.book, fact.relation, fact.subject, second.objects.front()) &&
         !says(*a.book, fact.relation, second.subject, fact.objects.front());
}

/// As many of a relation's facts as go together, up to `wanted`, in the order given.
std::vector<const Candidate*> hand_of(const std::vector<const Candidate*>& facts,
                                      std::size_t wanted) {
  std::vector<const Candidate*> hand;
  for (const Candidate* fact : facts) {
    if (hand.size() == wanted) break;
    if (std::all_of(hand.begin(), hand.end(),
                    [&](const Candidate* other) { return go_together(*other, *fact); }))
      hand.push_back(fact);
  }
  return hand;
}

std::string side(std::string_view name) {
  return with_capital(one_line(name));
}

bool names_its_year(const TimelineEvent& event) {
  return event.label.find(fmt::format("{}", event.date.year)) != std::string::npos;
}

/// Whether it is certain which of two dates is earlier.
bool differ(const PartialDate& a, const PartialDate& b) {
  return clearly_before(a, b) || clearly_before(b, a);
}

bool is_earlier(const TimelineEvent& a, const TimelineEvent& b) {
  return a.date < b.date;
}

}  // namespace

MatchPair pair_of(const Candidate& candidate) {
  MatchPair pair{candidate.question, {}, {}};
  const Fact* fact = single_fact(candidate);
  if (fact == nullptr) return pair;
  pair.left = side(naming_of(*candidate.book->entity(fact->subject)).alone);
  pair.right = side(naming_of(*candidate.book, *fact, fact->objects.front()).alone);
  return pair;
}

std::vector<MatchPair> deal_pairs(std::span<const Candidate> candidates,
                                  std::size_t wanted,
                                  Chance& chance) {
  std::vector<const Candidate*> facts = one_a_fact(candidates);
  chance.shuffle(facts);
  std::map<std::string, std::vector<const Candidate*>> by_relation;
  for (const Candidate* fact : facts)
    by_relation[fact->question->deck + "/" + single_fact(*fact)->relation].push_back(
        fact);
  std::vector<std::vector<const Candidate*>> hands;
  std::size_t largest = 0;
  for (const auto& [relation, of_relation] : by_relation) {
    hands.push_back(hand_of(of_relation, wanted));
    largest = std::max(largest, hands.back().size());
  }
  if (largest < static_cast<std::size_t>(kFewestPairs)) return {};
  std::erase_if(hands, [&](const auto& hand) { return hand.size() < largest; });
  std::vector<MatchPair> pairs;
  for (const Candidate* fact : hands[chance.below(hands.size())])
    pairs.push_back(pair_of(*fact));
  return pairs;
}

TimelineEvent event_of(const Candidate& candidate) {
  TimelineEvent event{candidate.question, {}, {}};
  const Fact* fact = single_fact(candidate);
  const auto date = fact == nullptr ? std::nullopt : date_of(*fact);
  if (!date) return event;
  event.date = *date;
  event.label = event_text(*candidate.book, *fact);
  return event;
}

std::vector<TimelineEvent> deal_events(std::span<const Candidate> candidates,
                                       std::size_t wanted,
                                       Chance& chance) {
  std::vector<const Candidate*> facts = one_a_fact(candidates);
  chance.shuffle(facts);
  std::vector<TimelineEvent> events;
  for (const Candidate* fact : facts) {
    if (events.size() == wanted) break;
    TimelineEvent event = event_of(*fact);
    if (event.label.empty() || names_its_year(event)) continue;
    if (std::all_of(events.begin(), events.end(), [&](const TimelineEvent& other) {
          return differ(event.date, other.date) && event.label != other.label;
        }))
      events.push_back(std::move(event));
  }
  if (events.size() < static_cast<std::size_t>(kFewestPairs)) return {};
  while (std::is_sorted(events.begin(), events.end(), is_earlier))
    chance.shuffle(events);
  return events;
}

int available_for(const RoundPlan& plan, std::span<const Candidate> candidates) {
  const auto most = static_cast<std::size_t>(question_range(plan.kind).most);
  Chance chance(1);  // only the number is wanted
  if (plan.kind == RoundKind::kMatch)
    return static_cast<int>(deal_pairs(candidates, most, chance).size());
  if (plan.kind == RoundKind::kTimeline)
    return static_cast<int>(deal_events(candidates, most, chance).size());
  std::unordered_set<std::string_view> apart;
  for (const Candidate& candidate : candidates)
    apart.insert(candidate.question->siblings);
  return static_cast<int>(apart.size());
}

Prompt order_prompt(std::span<const TimelineEvent> events) {
  Prompt prompt;
  prompt.form = Form::kOrder;
  prompt.stem = "Put these events in order, the earliest first.";
  for (std::size_t i = 0; i < events.size(); ++i) {
    prompt.items.push_back(events[i].label);
    prompt.key.push_back(i);
  }
  std::sort(prompt.key.begin(), prompt.key.end(), [&](std::size_t a, std::size_t b) {
    return is_earlier(events[a], events[b]);
  });
  for (std::size_t i = 0; i < prompt.key.size(); ++i) {
    const TimelineEvent& event = events[prompt.key[i]];
    prompt.answer += fmt::format("{}. {} ({})\n", i + 1, event.label, event.date.text());
  }
  return prompt;
}

}  // namespace attache
