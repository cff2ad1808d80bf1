// What the learner does for quiz rounds.

#include <cassert>

#include "base/chance.h"
#include "trainer/learner.h"

namespace attache {

std::vector<GivenAnswer> Learner::scheduled(std::vector<Review> given, Instant at) const {
  std::vector<GivenAnswer> answers;
  answers.reserve(given.size());
  std::map<StudyDay, int> also_due;  // by the answers before
  for (Review& review : given) {
    const Question* asked = question(review.question);
    assert(asked != nullptr);
    review.at = at;
    review.zone_offset = calendar_.offset_at(at);
    review.day = calendar_.day_of(at);
    review.meaning = asked->meaning;
    const auto rating = static_cast<std::size_t>(review.rating) - 1;
    review.place = places_for(*asked, at, also_due).at(rating);
    const Schedule after =
        scheduler_.after(item(*asked).schedule, review.rating, at, review.day,
                         stable_hash(asked->id), review.place);
    if (after.phase == Phase::kReview) ++also_due[after.due_day];
    answers.push_back({std::move(review), after});
  }
  return answers;
}

Result<void> Learner::answer_all(std::vector<GivenAnswer> answers,
                                 const KeptRound& round) {
  const auto sequences = store_->append_all(answers, round, scheduler_);
  if (!sequences) return sequences.unexpected();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    Review& review = answers[i].review;
    review.sequence = (*sequences)[i];
    settle_and_count(*question(review.question), {answers[i].after, review.meaning},
                     review, 1);
  }
  return {};
}

Result<void> Learner::keep_round(const KeptRound& round) {
  return store_->save_round(round);
}

Result<void> Learner::drop_round(std::string_view uuid) {
  return store_->remove_round(uuid);
}

}  // namespace attache
