#include "exchange/anki_history.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace attache::exchange {

namespace {

using std::chrono::days;
using std::chrono::seconds;

enum CardType { kNew = 0, kLearning = 1, kReviewed = 2, kRelearning = 3 };
constexpr int kSuspended = -1;
constexpr int kInDays = 3;          ///< the queue of learning steps of a day and more
constexpr int kFlags = 7;           ///< the bits that hold a flag's colour
constexpr int kMostDays = 100'000;  ///< 270 years, either way
constexpr std::int64_t kLeastEpoch = 1'000'000'000;  ///< Anki's own line between days
                                                     ///< and seconds
constexpr std::int64_t kMostEpoch = 8'000'000'000;

std::optional<StudyDay> day_after(StudyDay first_day, std::int64_t count) {
  if (count < -kMostDays || count > kMostDays) return {};
  return first_day + days(count);
}

std::optional<StudyDay> due_day(const AnkiCard& card,
                                StudyDay first_day,
                                const StudyCalendar& calendar) {
  const bool step = card.type == kLearning || card.type == kRelearning;
  if (step && card.queue != kInDays && card.due >= kLeastEpoch) {
    if (card.due > kMostEpoch) return {};
    return calendar.day_of(Instant(seconds(card.due)));
  }
  return day_after(first_day, card.due);
}

std::optional<MemoryState> memory_of(const AnkiCard& card) {
  constexpr double kLeastStability = 0.001;
  constexpr double kMostStability = 36'500;
  if (!std::isfinite(card.stability) || !std::isfinite(card.difficulty) ||
      card.stability <= 0 || card.difficulty <= 0)
    return {};
  return MemoryState{std::clamp(card.stability, kLeastStability, kMostStability),
                     std::clamp(card.difficulty, 1.0, 10.0), 0};
}

}  // namespace

ImportedStanding standing_of(const AnkiCard& card,
                             StudyDay first_day,
                             const StudyCalendar& calendar) {
  ImportedStanding standing;
  standing.suspended = card.queue == kSuspended;
  standing.buried = card.queue < kSuspended;
  standing.marked = (card.flags & kFlags) != 0;
  if (card.type != kLearning && card.type != kReviewed && card.type != kRelearning)
    return standing;
  ManualChange change;
  change.due = due_day(card, first_day, calendar);
  change.memory = memory_of(card);
  if (card.last_review > 0 && card.last_review <= kMostEpoch) {
    change.last_day = calendar.day_of(Instant(seconds(card.last_review)));
  } else if (card.type == kReviewed && card.interval > 0 && change.due &&
             card.interval <= kMostDays) {
    change.last_day = *change.due - days(card.interval);
  }
  change.reviews = card.reps;
  change.lapses = card.lapses;
  standing.state = change;
  return standing;
}

bool is_answer(const AnkiReview& review) {
  constexpr int kFiltered = 3;
  return review.ease >= 1 && review.ease <= 4 && review.type >= 0 &&
         review.type <= kFiltered;
}

AnkiFitted fitted_of(const AnkiCollection& collection,
                     const std::vector<AnkiCard>& cards,
                     NoteBook& notes) {
  std::map<std::int64_t, std::size_t> followers;  // of configurations with weights
  for (const AnkiCard& card : cards) {
    const auto deck = collection.decks().find(card.deck);
    if (deck == collection.decks().end()) continue;
    const auto config = collection.configs().find(deck->second.config);
    if (config != collection.configs().end() && !config->second.weights.empty())
      ++followers[config->first];
  }
  AnkiFitted fitted;
  const auto most =
      std::max_element(followers.begin(), followers.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == followers.end()) return fitted;
  if (followers.size() > 1)
    notes.note({}, "several sets of memory weights: those of most cards are kept");
  const AnkiConfig& config = collection.configs().at(most->first);
  auto weights = checked_weights(ModelKind::kFsrs6, config.weights);
  if (weights) {
    fitted.weights = *std::move(weights);
  } else {
    notes.note({}, "the memory weights cannot be used here and are left out");
  }
  constexpr double kLeastRetention = 0.70;
  constexpr double kMostRetention = 0.99;
  if (config.desired_retention && *config.desired_retention >= kLeastRetention &&
      *config.desired_retention <= kMostRetention)
    // What was 0.9 as a float is not quite 0.9.
    fitted.desired_retention = std::round(*config.desired_retention * 1000) / 1000;
  return fitted;
}

}  // namespace attache::exchange
