#include "exchange/mnemosyne_learning.h"

#include <algorithm>
#include <utility>

namespace attache::exchange {

namespace {

/// 1 January 2200: beyond it, a clock was wrong.
constexpr std::int64_t kLatest = 7'258'118'400;

std::optional<StudyDay> day_of(std::int64_t seconds, const StudyCalendar& calendar) {
  if (seconds < 1 || seconds > kLatest) return {};
  return calendar.day_of(Instant(std::chrono::seconds(seconds)));
}

}  // namespace

Rating rating_of_grade(int grade) {
  if (grade < 2) return Rating::kAgain;
  if (grade == 2) return Rating::kHard;
  return grade < 5 ? Rating::kGood : Rating::kEasy;
}

std::optional<ManualChange> change_of(const MnemosyneState& state,
                                      const StudyCalendar& calendar) {
  if (state.grade < 0) return {};
  ManualChange change;
  change.last_day = day_of(state.last, calendar);
  change.due = day_of(state.next, calendar);
  if (!change.due) change.due = change.last_day;
  if (!change.due) return {};
  if (change.last_day && *change.due < *change.last_day) change.due = change.last_day;
  constexpr int kMost = 1'000'000;
  change.reviews = std::clamp(state.repetitions, 0, kMost);
  change.lapses = std::clamp(state.lapses, 0, *change.reviews);
  return change;
}

void LearnerNotes::state(const QuestionId& question, const ManualChange& change) {
  questions_[question].state = change;
}

void LearnerNotes::answer(const QuestionId& question, ImportedAnswer answer) {
  if (answer.at_ms > 0 && answer.at_ms <= kLatest * 1000)
    questions_[question].answers.push_back(answer);
}

void LearnerNotes::hand_over(Imported& imported) && {
  for (auto& [id, known] : questions_) {
    const auto index = static_cast<std::uint32_t>(imported.questions.size());
    imported.questions.push_back(id);
    ImportedStanding standing;
    standing.state = known.state;
    imported.standings.push_back(standing);
    std::stable_sort(known.answers.begin(), known.answers.end(),
                     [](const ImportedAnswer& a, const ImportedAnswer& b) {
                       return a.at_ms < b.at_ms;
                     });
    for (ImportedAnswer answer : known.answers) {
      answer.question = index;
      imported.answers.push_back(answer);
    }
  }
}

}  // namespace attache::exchange
