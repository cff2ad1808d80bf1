#include "cards/dated.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cards/naming.h"
#include "cards/sampling.h"

namespace attache {

namespace {

constexpr std::string_view kLeftOut = "…";

double years_between(const PartialDate& a, const PartialDate& b) {
  return static_cast<double>((a.first_day() - b.first_day()).count()) / 365.25;
}

}  // namespace

bool clearly_before(const PartialDate& a, const PartialDate& b) {
  return a.last_day() < b.first_day();
}

std::string event_text(const DeckBook& book, const Fact& fact) {
  const Naming value = naming_of(book, fact, fact.objects.front());
  const AroundName around =
      sentence_around(says_of(book, fact), subject_in_sentence(book, fact),
                      value.phrase(), Direction::kObject, value.alone);
  std::string text = around.before + std::string(kLeftOut);
  // "… ." at the end would only look like a mistake.
  return around.after == "." ? text : text + around.after;
}

std::vector<Event> other_events(const DeckBook& book,
                                const Fact& fact,
                                std::size_t wanted,
                                Chance& chance) {
  const auto date = date_of(fact);
  if (!date) return {};
  std::vector<std::pair<double, Event>> scored;
  for (const Fact* other : sampled(book.facts().dated(), chance)) {
    const auto when = date_of(*other);
    if (other == &fact || !when) continue;
    const double apart = std::abs(years_between(*when, *date));
    const double unlike = (other->relation == fact.relation ? 0 : 0.5) +
                          (other->topic == fact.topic ? 0 : 0.25);
    scored.emplace_back(unlike + apart / (apart + 10) + chance.unit(),
                        Event{other, *when});
  }
  std::sort(scored.begin(), scored.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Event> taken{{&fact, *date}};
  for (const auto& [score, event] : scored) {
    if (taken.size() > wanted) break;
    const bool apart = std::all_of(
        taken.begin(), taken.end(), [&, &when = event.date](const Event& each) {
          return clearly_before(each.date, when) || clearly_before(when, each.date);
        });
    if (apart) taken.push_back(event);
  }
  taken.erase(taken.begin());
  return taken;
}

}  // namespace attache
