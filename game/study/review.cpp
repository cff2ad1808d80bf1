#include "study/review.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "base/chance.h"
#include "study/manual.h"

namespace attache {
namespace {

/// Pointers to the rows in order of sequence; a log is nearly always in order already.
std::vector<const Review*> in_order(std::span<const Review> log) {
  std::vector<const Review*> rows;
  rows.reserve(log.size());
  for (const Review& review : log)
    rows.push_back(&review);
  const auto earlier = [](const Review* a, const Review* b) {
    return a->sequence < b->sequence;
  };
  if (!std::is_sorted(rows.begin(), rows.end(), earlier)) {
    std::stable_sort(rows.begin(), rows.end(), earlier);
  }
  return rows;
}

/// The answers and the entries by hand that count, without copying them.
std::vector<const Review*> counting_rows(std::span<const Review> log) {
  std::vector<const Review*> rows = in_order(log);
  // From the end: whether a row counts depends only on rows after it, which are settled
  // by then.
  std::unordered_set<std::string_view> voided;
  std::vector<const Review*> counted;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const Review& review = **row;
    if (voided.contains(review.uuid)) continue;
    if (review.kind == EntryKind::kVoid) {
      voided.insert(review.voids);
    } else {
      counted.push_back(&review);
    }
  }
  std::reverse(counted.begin(), counted.end());
  return counted;
}

/// The schedule after an entry by hand; as before if the entry cannot be read.
Schedule moved_by(const Review& entry,
                  const Schedule& before,
                  const Scheduler& scheduler) {
  const auto change = read_manual(entry.response);
  if (!change) return before;
  return after_manual(before, *change, scheduler, entry.at, entry.day);
}

}  // namespace

std::vector<Review> counting(std::span<const Review> log) {
  std::vector<Review> answers;
  for (const Review* row : counting_rows(log))
    if (row->kind == EntryKind::kAnswer) answers.push_back(*row);
  return answers;
}

std::vector<Review> counting_entries(std::span<const Review> log) {
  std::vector<Review> entries;
  for (const Review* row : counting_rows(log))
    entries.push_back(*row);
  return entries;
}

bool forgets(const Review& entry) {
  if (entry.kind != EntryKind::kManual) return false;
  const auto change = read_manual(entry.response);
  return change && change->forget;
}

void replay(std::span<const Review> log,
            const Scheduler& scheduler,
            const std::function<void(const Replayed&)>& visit,
            const std::function<void(const Replayed&)>& moved) {
  struct Course {
    Schedule schedule;
    int meaning = 0;
    std::uint64_t hash = 0;
  };
  std::unordered_map<std::string_view, Course> courses;
  for (const Review* row : counting_rows(log)) {
    const auto [place, is_first] = courses.try_emplace(row->question);
    Course& course = place->second;
    if (is_first) course.hash = stable_hash(row->question);
    // Another meaning is another thing to remember: it is learned from the start.
    if (!is_first && course.meaning != row->meaning) course.schedule = Schedule{};
    course.meaning = row->meaning;
    const bool by_hand = row->kind == EntryKind::kManual;
    const Schedule after = by_hand
                               ? moved_by(*row, course.schedule, scheduler)
                               : scheduler.after(course.schedule, row->rating, row->at,
                                                 row->day, course.hash, row->place);
    const auto& tell = by_hand ? moved : visit;
    if (tell) tell(Replayed{*row, course.schedule, after});
    course.schedule = after;
  }
}

std::unordered_map<QuestionId, Schedule> replay(std::span<const Review> log,
                                                const Scheduler& scheduler) {
  std::unordered_map<QuestionId, Schedule> schedules;
  const auto take = [&](const Replayed& replayed) {
    schedules[replayed.review.question] = replayed.after;
  };
  replay(log, scheduler, take, take);
  return schedules;
}

}  // namespace attache
