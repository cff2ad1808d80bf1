#include "study/queue.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/chance.h"

namespace attache {
namespace {

bool in_steps(const Schedule& schedule) {
  return schedule.phase == Phase::kLearning || schedule.phase == Phase::kRelearning;
}

/// What is left of a day's limit, and no more than there is.
int within_limit(int per_day, int done, std::size_t waiting) {
  const int left = std::max(per_day - done, 0);
  return static_cast<int>(std::min(waiting, static_cast<std::size_t>(left)));
}

}  // namespace

StudyQueue::StudyQueue(std::vector<StudyItem> items,
                       QueueSettings settings,
                       StudyDay today,
                       int new_done_today,
                       const std::unordered_set<std::string>& asked_today,
                       std::uint64_t seed,
                       int reviews_done_today)
    : items_(std::move(items)),
      settings_(std::move(settings)),
      today_(today),
      seed_(seed),
      new_done_today_(new_done_today),
      reviews_done_today_(reviews_done_today),
      asks_(items_.size(), 0) {
  form_groups(asked_today);
  recall_askings();
  // Filled from sorted keys: a set that grows at its end grows fast.
  std::vector<StepKey> steps;
  std::vector<ReviewKey> reviews;
  std::vector<FreshKey> fresh;
  for (std::size_t index = 0; index < items_.size(); ++index) {
    if (!waits_in_step(index)) continue;
    steps.push_back(step_key(index));
    for_steps_ += items_[index].worth.worst;
  }
  for (Group& group : groups_) {
    group.chosen = choose(group);
    if (!group.chosen) continue;
    if (items_[*group.chosen].schedule.phase == Phase::kReview) {
      reviews.push_back(review_key(*group.chosen));
    } else {
      fresh.push_back(fresh_key(*group.chosen));
    }
  }
  std::sort(steps.begin(), steps.end());
  std::sort(reviews.begin(), reviews.end());
  std::sort(fresh.begin(), fresh.end());
  steps_ = std::set<StepKey>(steps.begin(), steps.end());
  reviews_ = std::set<ReviewKey>(reviews.begin(), reviews.end());
  fresh_ = std::set<FreshKey>(fresh.begin(), fresh.end());
}

void StudyQueue::form_groups(const std::unordered_set<std::string>& asked_today) {
  std::unordered_map<std::string_view, std::size_t> by_name;
  by_name.reserve(items_.size());
  group_of_.reserve(items_.size());
  for (const StudyItem& item : items_) {
    const std::string& name = item.question->siblings;
    std::size_t number = groups_.size();
    if (!name.empty() && settings_.siblings_apart)
      number = by_name.try_emplace(name, groups_.size()).first->second;
    if (number == groups_.size()) groups_.emplace_back();
    ++groups_[number].end;  // for now the number of members
    group_of_.push_back(number);
  }
  std::size_t begin = 0;
  for (Group& group : groups_) {
    group.begin = begin;
    begin += std::exchange(group.end, begin);
  }
  members_.resize(items_.size());
  for (std::size_t index = 0; index < items_.size(); ++index) {
    members_[groups_[group_of_[index]].end++] = index;
  }
  for (const std::string& name : asked_today) {
    const auto found = by_name.find(name);
    if (found == by_name.end()) continue;
    Group& group = groups_[found->second];
    // Which of them it was shows in its schedule; if in none, it was a question that is
    // not here.
    group.asked_elsewhere =
        std::none_of(members_.begin() + static_cast<std::ptrdiff_t>(group.begin),
                     members_.begin() + static_cast<std::ptrdiff_t>(group.end),
                     [&](std::size_t index) { return was_asked(index); });
  }
}

/// What was asked earlier today, in order, as far as the schedules still tell.
void StudyQueue::recall_askings() {
  for (std::size_t index = 0; index < items_.size(); ++index) {
    if (was_asked(index)) asked_.push_back(index);
  }
  std::stable_sort(asked_.begin(), asked_.end(), [&](std::size_t a, std::size_t b) {
    return items_[a].schedule.last_at < items_[b].schedule.last_at;
  });
}

bool StudyQueue::is_visible(std::size_t index) const {
  const Flags& flags = items_[index].flags;
  return !flags.suspended && !(flags.buried_until && *flags.buried_until > today_);
}

bool StudyQueue::waits_in_step(std::size_t index) const {
  const Schedule& schedule = items_[index].schedule;
  return in_steps(schedule) && schedule.due_day <= today_ && is_visible(index);
}

bool StudyQueue::was_asked(std::size_t index) const {
  const Schedule& schedule = items_[index].schedule;
  return asks_[index] > 0 ||
         (schedule.phase != Phase::kNew && schedule.last_day == today_);
}

/// New or due for review, or worthwhile; siblings apart.
bool StudyQueue::is_on_offer(std::size_t index) const {
  const Schedule& schedule = items_[index].schedule;
  if (!is_visible(index)) return false;
  if (settings_.candidates == Candidates::kWorthwhile) {
    return items_[index].worth.value > 0 && !in_steps(schedule) && !was_asked(index);
  }
  return schedule.phase == Phase::kNew ||
         (schedule.phase == Phase::kReview && schedule.due_day <= today_);
}

/// Decides between equals, the same for the same seed.
std::uint64_t StudyQueue::lot(std::size_t index) const {
  return stable_hash(items_[index].question->id, seed_);
}

StudyQueue::StepKey StudyQueue::step_key(std::size_t index) const {
  const Schedule& schedule = items_[index].schedule;
  // A step of whole days is due from the beginning of its day.
  const bool of_days = schedule.due_day > schedule.last_day;
  return {of_days ? Instant{} : schedule.due_at, lot(index), index};
}

StudyQueue::ReviewKey StudyQueue::review_key(std::size_t index) const {
  const StudyItem& item = items_[index];
  if (settings_.time_left) return {-item.worth.value, lot(index), index};
  const Schedule& schedule = item.schedule;
  const double elapsed =
      std::max(0, static_cast<int>((today_ - schedule.last_day).count()));
  if (settings_.model && !settings_.model->counts_whole_days() && schedule.memory) {
    return {settings_.model->recall_chance(*schedule.memory, elapsed), lot(index), index};
  }
  // Recall falls with elapsed time over stability, so this is the order of the chance of
  // recall.
  const double faded = schedule.memory ? elapsed / schedule.memory->stability
                                       : std::numeric_limits<double>::infinity();
  return {-faded, lot(index), index};
}

/// New questions stay in their order where they are worth the same.
StudyQueue::FreshKey StudyQueue::fresh_key(std::size_t index) const {
  return {settings_.time_left ? -items_[index].worth.value : 0, index};
}

/// Which of two siblings on offer is asked today.
bool StudyQueue::comes_first(std::size_t index, std::size_t other) const {
  const bool is_new = items_[index].schedule.phase == Phase::kNew;
  const bool other_is_new = items_[other].schedule.phase == Phase::kNew;
  if (is_new != other_is_new) {
    if (settings_.candidates == Candidates::kDue) return other_is_new;
    return items_[index].worth.value > items_[other].worth.value;
  }
  return is_new ? fresh_key(index) < fresh_key(other)
                : review_key(index) < review_key(other);
}

std::optional<std::size_t> StudyQueue::choose(const Group& group) const {
  if (group.asked_elsewhere) return std::nullopt;
  std::optional<std::size_t> asked;
  std::optional<std::size_t> first;
  for (std::size_t at = group.begin; at < group.end; ++at) {
    const std::size_t index = members_[at];
    if (waits_in_step(index)) return std::nullopt;
    if (was_asked(index)) {
      if (asked) return std::nullopt;
      asked = index;
    }
    if (is_on_offer(index) && (!first || comes_first(index, *first))) first = index;
  }
  // A question does not stand in its own way, only in that of its siblings.
  if (asked) return is_on_offer(*asked) ? asked : std::nullopt;
  return first;
}

void StudyQueue::enter(Group& group) {
  for (std::size_t at = group.begin; at < group.end; ++at) {
    const std::size_t index = members_[at];
    if (waits_in_step(index) && steps_.insert(step_key(index)).second)
      for_steps_ += items_[index].worth.worst;
  }
  group.chosen = choose(group);
  if (!group.chosen) return;
  if (items_[*group.chosen].schedule.phase == Phase::kNew) {
    fresh_.insert(fresh_key(*group.chosen));
  } else {
    reviews_.insert(review_key(*group.chosen));
  }
}

void StudyQueue::leave(Group& group) {
  for (std::size_t at = group.begin; at < group.end; ++at) {
    const std::size_t index = members_[at];
    if (waits_in_step(index) && steps_.erase(step_key(index)) > 0)
      for_steps_ -= items_[index].worth.worst;
  }
  if (!group.chosen) return;
  if (items_[*group.chosen].schedule.phase == Phase::kNew) {
    fresh_.erase(fresh_key(*group.chosen));
  } else {
    reviews_.erase(review_key(*group.chosen));
  }
  group.chosen.reset();
}

void StudyQueue::tally(Phase phase, int answers) {
  if (phase == Phase::kNew) new_done_ += answers;
  if (phase == Phase::kReview) reviews_done_ += answers;
}

void StudyQueue::update(std::size_t index,
                        const Schedule& schedule,
                        const Flags& flags,
                        Millis took) {
  assert(index < items_.size());
  if (settings_.time_left) *settings_.time_left -= took;
  StudyItem& item = items_[index];
  const auto is_answer = [&](const Schedule& before, const Schedule& after) {
    return after.reviews == before.reviews + 1 && after.last_day == today_;
  };
  if (is_answer(item.schedule, schedule)) {
    tally(item.schedule.phase, 1);
  } else if (is_answer(schedule, item.schedule)) {
    tally(schedule.phase, -1);
  }
  Group& group = groups_[group_of_[index]];
  leave(group);
  item.schedule = schedule;
  item.flags = flags;
  enter(group);
}

void StudyQueue::revalue(std::size_t index, const Worth& worth) {
  assert(index < items_.size());
  Group& group = groups_[group_of_[index]];
  leave(group);
  items_[index].worth = worth;
  enter(group);
}

void StudyQueue::set_time_left(std::optional<Millis> time_left) {
  if (settings_.time_left.has_value() == time_left.has_value()) {
    settings_.time_left = time_left;
    return;
  }
  // With a limit the order is another one than without.
  for (Group& group : groups_)
    leave(group);
  settings_.time_left = time_left;
  for (Group& group : groups_)
    enter(group);
}

void StudyQueue::note_asked(std::size_t index) {
  assert(index < items_.size());
  Group& group = groups_[group_of_[index]];
  leave(group);
  ++asks_[index];
  asked_.push_back(index);
  enter(group);
}

void StudyQueue::take_back_asked(std::size_t index) {
  assert(index < items_.size());
  const auto last = std::find(asked_.rbegin(), asked_.rend(), index);
  if (last == asked_.rend()) return;
  Group& group = groups_[group_of_[index]];
  leave(group);
  asks_[index] = std::max(asks_[index] - 1, 0);
  asked_.erase(std::next(last).base());
  enter(group);
}

/// Whether a sibling was among the last questions asked.
bool StudyQueue::is_near_sibling(std::size_t index) const {
  const std::size_t number = group_of_[index];
  if (groups_[number].end - groups_[number].begin == 1) return false;
  const std::size_t near = std::min(settings_.sibling_distance, asked_.size());
  return std::any_of(
      asked_.end() - static_cast<std::ptrdiff_t>(near), asked_.end(),
      [&](std::size_t other) { return other != index && group_of_[other] == number; });
}

std::optional<std::size_t> StudyQueue::first_step(Instant until,
                                                  Siblings siblings) const {
  for (const auto& [due, lot, index] : steps_) {
    if (due > until) break;
    if (siblings == Siblings::kAny || !is_near_sibling(index)) return index;
  }
  return std::nullopt;
}

/// What could be asked today but for the time.
DueCounts StudyQueue::within_limits() const {
  return {
      static_cast<int>(steps_.size()),
      within_limit(settings_.reviews_per_day, reviews_done_today_ + reviews_done_,
                   reviews_.size()),
      within_limit(settings_.new_per_day, new_done_today_ + new_done_, fresh_.size())};
}

/// Time in which something may be begun. Needs a limit.
Millis StudyQueue::spare() const {
  return *settings_.time_left - for_steps_;
}

/// Goes through reviews and new questions by value, as `most_valuable` gives them one
/// after another if each takes its expected time.
StudyQueue::Fitting StudyQueue::fitting() const {
  const DueCounts most = within_limits();
  if (!settings_.time_left) return {most, {}};
  Fitting fits{{most.learning, 0, 0}, for_steps_};
  const Millis limit = spare();
  Millis used{};
  auto review = reviews_.begin();
  auto fresh = fresh_.begin();
  const auto take = [&](std::size_t index, int& count) {
    const Worth& worth = items_[index].worth;
    if (used + worth.worst > limit) return;
    used += worth.expected;
    ++count;
  };
  while (used < limit) {
    const bool reviews = review != reviews_.end() && fits.counts.review < most.review;
    const bool news = fresh != fresh_.end() && fits.counts.fresh < most.fresh;
    if (!reviews && !news) break;
    // Keys are the values with the sign changed.
    if (reviews && (!news || std::get<0>(*review) <= fresh->first)) {
      take(std::get<2>(*review++), fits.counts.review);
    } else {
      take((fresh++)->second, fits.counts.fresh);
    }
  }
  fits.time += used;
  return fits;
}

DueCounts StudyQueue::waiting() const {
  if (!settings_.time_left) return {};
  const DueCounts all = within_limits();
  const DueCounts fit = fitting().counts;
  return {0, all.review - fit.review, all.fresh - fit.fresh};
}

std::optional<std::size_t> StudyQueue::most_valuable() const {
  const DueCounts most = within_limits();
  const Millis limit = spare();
  const auto fits = [&](std::size_t index) {
    return items_[index].worth.worst <= limit && limit > Millis{0};
  };
  std::optional<std::size_t> best;
  if (most.review > 0) {
    const auto found =
        std::find_if(reviews_.begin(), reviews_.end(),
                     [&](const ReviewKey& key) { return fits(std::get<2>(key)); });
    if (found != reviews_.end()) best = std::get<2>(*found);
  }
  if (most.fresh == 0) return best;
  const auto found = std::find_if(fresh_.begin(), fresh_.end(),
                                  [&](const FreshKey& key) { return fits(key.second); });
  if (found == fresh_.end()) return best;
  const bool is_better =
      !best || items_[found->second].worth.value > items_[*best].worth.value;
  return is_better ? found->second : best;
}

std::optional<std::size_t> StudyQueue::review_or_fresh() const {
  if (settings_.time_left) return most_valuable();
  const DueCounts left = within_limits();
  if (left.review == 0 && left.fresh == 0) return std::nullopt;
  // Whichever is behind in its share of the sitting, taken at the middle of the next
  // question.
  const auto behind = [](int done, int waiting, int other_done, int other_waiting) {
    return std::int64_t{2 * done + 1} * (other_done + other_waiting) <
           std::int64_t{2 * other_done + 1} * (done + waiting);
  };
  const bool fresh_next =
      left.review == 0 ||
      (left.fresh > 0 && behind(new_done_, left.fresh, reviews_done_, left.review));
  return fresh_next ? fresh_.begin()->second : std::get<2>(*reviews_.begin());
}

std::optional<std::size_t> StudyQueue::next(Instant now) const {
  if (const auto step = first_step(now, Siblings::kApart)) return step;
  if (const auto question = review_or_fresh()) return question;
  const Instant ahead = now + settings_.learn_ahead;
  if (const auto step = first_step(ahead, Siblings::kApart)) return step;
  return first_step(ahead, Siblings::kAny);
}

std::optional<Instant> StudyQueue::next_step_at() const {
  if (steps_.empty()) return std::nullopt;
  return std::get<0>(*steps_.begin());
}

}  // namespace attache
