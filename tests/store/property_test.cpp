// What holds for every course of answers, takings back and restorings.

#include <algorithm>
#include <iterator>
#include <map>
#include <rapidcheck.h>
#include <set>

#include <doctest/doctest.h>

#include "for_tests.h"

using namespace attache;

namespace {

/// A course of study from numbers: answers to a few questions over some days, undo and
/// redo.
class Course {
 public:
  explicit Course(Store& store) : store_(store), student_(store) {}

  bool step(unsigned number) {
    const unsigned action = number % 5;
    ++entries_;
    if (action == 3) return void_last(EntryKind::kAnswer);
    if (action == 4) return void_last(EntryKind::kVoid);
    minute_ += static_cast<int>(number / 100 % 3) * 700;
    Review answer = an_answer(entries_, "deck/" + std::to_string(number / 5 % 3),
                              kRatings[number / 15 % kRatings.size()]);
    answer.at = at_minute(minute_);
    answer.day = day_of(answer.at);
    return student_.append(answer).has_value();
  }

  /// The figures of the store, against the same from the log.
  [[nodiscard]] bool figures_fit() const {
    const auto answers = counting(student_.log());
    std::map<StudyDay, DayFigures> expected;
    std::set<QuestionId> seen;
    for (const Review& answer : answers) {
      DayFigures& day = expected[answer.day];
      ++day.answers;
      day.again += answer.rating == Rating::kAgain ? 1 : 0;
      day.fresh += seen.insert(answer.question).second ? 1 : 0;
      day.time += answer.duration;
    }
    const auto found = *store_.days(day_of(at_minute(0)), day_of(at_minute(10'000'000)));
    const bool same = std::equal(found.begin(), found.end(), expected.begin(),
                                 expected.end(), [](const auto& a, const auto& b) {
                                   return a.first == b.first &&
                                          a.second.answers == b.second.answers &&
                                          a.second.again == b.second.again &&
                                          a.second.fresh == b.second.fresh &&
                                          a.second.time == b.second.time;
                                 });
    return same && answers_fit(answers, expected);
  }
  [[nodiscard]] const Student& student() const { return student_; }

 private:
  /// Voids the last entry of a kind that is not voided yet; answers that count for undo.
  bool void_last(EntryKind kind) {
    const auto& log = student_.log();
    const auto last = std::find_if(log.rbegin(), log.rend(), [&](const Review& entry) {
      return entry.kind == kind &&
             std::none_of(log.begin(), log.end(),
                          [&](const Review& other) { return other.voids == entry.uuid; });
    });
    if (last == log.rend()) return true;
    return student_.append(a_voiding(entries_, *last)).has_value();
  }

  [[nodiscard]] bool answers_fit(const std::vector<Review>& answers,
                                 const std::map<StudyDay, DayFigures>& days) const {
    for (const auto& [day, figures] : days) {
      std::vector<Review> of_day;
      std::copy_if(answers.begin(), answers.end(), std::back_inserter(of_day),
                   [on = day](const Review& answer) { return answer.day == on; });
      if (*store_.answers_on(day) != of_day) return false;
    }
    return true;
  }

  Store& store_;
  Student student_;
  int entries_ = 0;
  int minute_ = 0;
};

}  // namespace

TEST_CASE("property: after any course the log, the cache and the figures agree") {
  CHECK(rc::check([](const std::vector<unsigned>& numbers) {
    const StoreFolder folder;
    auto store = opened(folder.path());
    Course course(*store);
    for (const unsigned number : numbers)
      if (!course.step(number)) return false;
    const auto log = course.student().log();
    if (*store->log() != log || !cache_is_replay(*store) || !course.figures_fit())
      return false;
    store.reset();
    store = opened(folder.path());
    return *store->log() == log && cache_is_replay(*store);
  }));
}

TEST_CASE("property: undo after an answer gives the schedules back as they were") {
  CHECK(rc::check([](const std::vector<unsigned>& numbers, unsigned last) {
    const StoreFolder folder;
    const auto store = opened(folder.path());
    Course course(*store);
    for (const unsigned number : numbers)
      course.step(number);
    const auto before = *store->schedules();
    course.step(last / 5 * 5);  // an answer
    course.step(3);             // undo
    return *store->schedules() == before && course.figures_fit();
  }));
}

TEST_CASE("property: what is worked out anew is what was kept") {
  CHECK(rc::check([](const std::vector<unsigned>& numbers) {
    const StoreFolder folder;
    const auto store = opened(folder.path());
    Course course(*store);
    for (const unsigned number : numbers)
      course.step(number);
    const auto kept = *store->schedules();
    return facts_fit(*store) && store->work_out_anew(course.student().scheduler()) &&
           *store->schedules() == kept && facts_fit(*store) && course.figures_fit();
  }));
}

TEST_CASE("property: flags and settings come back as they were given") {
  const StoreFolder folder;
  auto store = opened(folder.path());
  CHECK(rc::check([&](const std::string& key, const std::string& text, bool suspended,
                      bool marked, std::int16_t day) {
    Flags flags{suspended, marked, {}, text};
    if (day > 0) flags.buried_until = StudyDay(std::chrono::days(day));
    if (!store->set_flags(key, flags) || !store->set_setting(key, text)) return false;
    const auto all = *store->flags();
    const bool kept = flags == Flags{} ? !all.contains(key) : all.at(key) == flags;
    return kept && store->settings()->at(key) == text;
  }));
}
