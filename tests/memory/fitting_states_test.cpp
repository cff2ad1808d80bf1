#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "fitting_logs.h"
#include "memory/fsrs6_states.h"

namespace {

using attache::CardState;
using attache::Fsrs6;
using attache::Fsrs6Weights;
using attache::kRatings;
using attache::MemoryState;
using attache::NextStates;
using attache::tests::another_student;
using attache::tests::student_log;
using attache::tests::utc;

bool close(double found, double wanted) {
  return std::abs(found - wanted) <= 2e-5 * std::abs(wanted) + 1e-6;
}

TEST_CASE("property: states worked out together are those of the model") {
  CHECK(rc::check("next states", [] {
    const Fsrs6Weights weights = another_student();
    const Fsrs6 model(weights);
    std::vector<CardState> cards(*rc::gen::inRange<std::size_t>(0, 40));
    for (CardState& card : cards) {
      card.stability =
          static_cast<float>(std::exp(*rc::gen::inRange(-600, 1050) / 100.0));
      card.difficulty = static_cast<float>(*rc::gen::inRange(100, 1001) / 100.0);
      card.days = static_cast<float>(*rc::gen::inRange(0, 300));
    }
    std::vector<NextStates> next(cards.size());
    attache::fsrs6_next_states(cards, weights, next);
    for (std::size_t i = 0; i < cards.size(); ++i)
      for (std::size_t k = 0; k < kRatings.size(); ++k) {
        const MemoryState wanted = model.next({cards[i].stability, cards[i].difficulty},
                                              cards[i].days, kRatings[k]);
        RC_ASSERT(close(next[i].stability[k], wanted.stability));
        RC_ASSERT(close(next[i].difficulty[k], wanted.difficulty));
      }
  }));
}

TEST_CASE("the states of a log are those of a replay by the model") {
  const auto log =
      attache::review_histories(student_log(another_student(), 3'000, 1), utc());
  const attache::LogStates states = attache::fsrs6_states(log, another_student());
  const Fsrs6 model(another_student());
  for (std::size_t card = 0; card < log.card_count(); ++card) {
    MemoryState state = model.first(log.rating(log.starts[card]));
    for (std::size_t i = log.starts[card] + 1; i < log.starts[card + 1]; ++i)
      state = model.next(state, log.days[i], log.rating(i));
    CHECK(states.stability[card] == doctest::Approx(state.stability).epsilon(1e-4));
    CHECK(states.difficulty[card] == doctest::Approx(state.difficulty).epsilon(1e-4));
  }
}

}  // namespace
