// The use cases of exams.

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "base/uuid.h"
#include "trainer/trainer.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

Result<const Exam*> find(const Learner& learner, std::string_view id) {
  if (const Exam* exam = learner.exams().find(id)) return exam;
  return fail(fmt::format("there is no exam {}", id), "", "attache exam list shows them");
}

/// A place that the decks do not have, and what may be meant.
Unexpected no_such_place(const std::string& place, const Library& library) {
  std::vector<std::string> places;
  for (const DeckBook& book : library.books) {
    places.push_back(book.deck().id);
    for (const Topic& topic : book.deck().topics)
      places.push_back(book.deck().id + "/" + topic.id);
  }
  const std::vector<std::string_view> candidates(places.begin(), places.end());
  const auto meant = closest(place, candidates);
  return fail(
      fmt::format("there is no deck or topic {}", place), "",
      meant ? fmt::format("did you mean {}?", *meant) : "name it as deck or deck/topic");
}

/// Whether the decks have what an exam names. What was named before stays allowed: a deck
/// may be missing for a while.
Result<void> check_places(const Exam& exam, const Exam* before, const Library& library) {
  const std::vector<std::string> known_before =
      before == nullptr ? std::vector<std::string>{}
                        : unknown_places(*before, library.books);
  for (const std::string& place : unknown_places(exam, library.books))
    if (std::find(known_before.begin(), known_before.end(), place) == known_before.end())
      return no_such_place(place, library);
  return {};
}

/// The soonest first of those ahead; then those past, the latest first.
bool comes_before(const ShownExam& a, const ShownExam& b) {
  const bool a_past = a.stage == ExamStage::kPast;
  const bool b_past = b.stage == ExamStage::kPast;
  if (a_past != b_past) return b_past;
  return a_past ? a.exam.at > b.exam.at : a.exam.at < b.exam.at;
}

}  // namespace

std::vector<ShownExam> Trainer::State::shown_exams() const {
  std::vector<ShownExam> all;
  for (const Exam* exam : learner->exams().all())
    all.push_back(shown(*learner, *exam));
  std::stable_sort(all.begin(), all.end(), comes_before);
  return all;
}

Result<std::vector<ShownExam>> Trainer::exams() const {
  if (const auto at = state_->look_at_clock(); !at) return at.unexpected();
  return state_->shown_exams();
}

Result<std::string> Trainer::put_exam(Exam exam) {
  Learner& learner = *state_->learner;
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  const Exam* before = nullptr;
  if (!exam.id.empty()) {
    const auto found = find(learner, exam.id);
    if (!found) return found.unexpected();
    before = *found;
  }
  auto good = checked(std::move(exam), learner.calendar(), *at);
  if (!good) return good.unexpected();
  if (auto known = check_places(*good, before, learner.library()); !known)
    return known.unexpected();
  if (before == nullptr) {
    if (members_of(*good, learner.items(), learner.library().books).empty())
      return fail("there is nothing to ask in this exam", "",
                  "choose other decks or topics");
    Chance naming = learner.chance().derive(fmt::format(
        "exam {} {}", at->time_since_epoch().count(), learner.exams().all().size()));
    good->id = uuid_v7(*at, naming);
  }
  if (auto kept = learner.keep_exam(*good); !kept) return kept.unexpected();
  state_->look_again(*at);
  return good->id;
}

Result<void> Trainer::remove_exam(std::string_view id) {
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  if (const auto found = find(*state_->learner, id); !found) return found.unexpected();
  if (auto dropped = state_->learner->drop_exam(std::string(id)); !dropped)
    return dropped;
  state_->look_again(*at);
  return {};
}

Result<ExamSnapshot> Trainer::exam_snapshot(std::string_view id) const {
  if (const auto at = state_->look_at_clock(); !at) return at.unexpected();
  const auto exam = find(*state_->learner, id);
  if (!exam) return exam.unexpected();
  return snapshot_of(*state_->learner, **exam);
}

Result<void> Trainer::keep_outlook(const ExamOutlook& outlook) {
  Learner& learner = *state_->learner;
  const auto found = find(learner, outlook.exam);
  if (!found) return found.unexpected();
  if (outlook.plan.complete() && outlook.plan.horizon() > 0)
    learner.keep_plan(outlook.exam, outlook.plan);
  if (!outlook.has_forecast) return {};
  Exam exam = **found;
  exam.last_forecast =
      KeptForecast{outlook.made_on, outlook.score, outlook.low, outlook.high};
  return learner.keep_exam(exam);
}

Result<void> Trainer::begin_exam_sitting(std::string_view id,
                                         std::optional<ExamPlan> plan) {
  Learner& learner = *state_->learner;
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  const auto exam = find(learner, id);
  if (!exam) return exam.unexpected();
  const auto snapshot = snapshot_of(learner, **exam);
  if (!snapshot) return snapshot.unexpected();
  ExamCourse course(learner, *snapshot, std::move(plan));
  if (auto left = state_->leave_round(*at); !left) return left;
  if (course.plan().complete() && course.plan().horizon() > 0)
    learner.keep_plan(course.exam(), course.plan());
  state_->sitting.emplace(learner, std::move(course), *at);
  return {};
}

}  // namespace attache
