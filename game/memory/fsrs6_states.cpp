#include "memory/fsrs6_states.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>

// Vectors whose length is known only when the program runs cannot be kept in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "memory/fsrs6_states.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include "memory/fitting_simd-inl.h"

#ifndef ATTACHE_MEMORY_FSRS6_STATES_ONCE
#define ATTACHE_MEMORY_FSRS6_STATES_ONCE
namespace attache {

/// What is the same for all cards.
struct Fsrs6StateConstants {
  std::array<float, 21> w;
  float factor;
  float log_lapse_scale;
  float lapse_limit;
  float easy_difficulty;
  std::array<float, 4> first_stability;
  std::array<float, 4> first_difficulty;
};

/// Sixteen cards side by side.
struct alignas(64) StateLanes {
  std::array<float, kLanes> stability;
  std::array<float, kLanes> difficulty;
  std::array<float, kLanes> days;
  std::array<float, kLanes> grade;  ///< 1 .. 4, 0: this card is not asked
};
struct alignas(64) NextLanes {
  std::array<std::array<float, kLanes>, 4> stability;
  std::array<std::array<float, kLanes>, 4> difficulty;
};

}  // namespace attache
#endif

HWY_BEFORE_NAMESPACE();
namespace attache::HWY_NAMESPACE {
namespace {  // other kernels may use the same names

struct StateVectors {
  Floats stability;
  Floats difficulty;
};

/// What the ratings of one answer share.
struct BeforeAnswer {
  StateVectors state;
  Floats forgotten;  ///< 1 - recall
  Floats log_stability;
  Chosen same_day;
};

inline HWY_ATTR BeforeAnswer before_answer(const Fsrs6StateConstants& c,
                                           const StateVectors& state,
                                           Floats days) {
  BeforeAnswer b;
  b.state = state;
  const Floats x = hn::Div(hn::Mul(all(c.factor), days), state.stability);
  const Floats u = hn::Add(x, all(1));
  const Floats log_u = logarithm_of_one_plus(x, u, hn::Div(all(1), u));
  b.forgotten = hn::Neg(exponential(hn::Mul(all(-c.w[20]), log_u)).minus_one);
  b.log_stability = logarithm(state.stability);
  b.same_day = hn::Le(days, hn::Zero(Tag()));
  return b;
}

inline HWY_ATTR Floats limited(Floats value, float least, float greatest) {
  return hn::Min(hn::Max(value, all(least)), all(greatest));
}

/// Asked again on the same day (section 4).
inline HWY_ATTR Floats same_day_stability(const Fsrs6StateConstants& c,
                                          const BeforeAnswer& b,
                                          Floats grade) {
  const Floats off = hn::Add(hn::Sub(grade, all(3)), all(c.w[18]));
  const Floats gain = exponential(hn::NegMulAdd(all(c.w[19]), b.log_stability,
                                                hn::Mul(all(c.w[17]), off)))
                          .value;
  const Chosen again = hn::Lt(grade, all(1.5F));
  return hn::Mul(b.state.stability, hn::IfThenElse(again, gain, hn::Max(gain, all(1))));
}

/// Forgotten after a day at least (section 4).
inline HWY_ATTR Floats stability_after_lapse(const Fsrs6StateConstants& c,
                                             const BeforeAnswer& b) {
  const Floats s = b.state.stability;
  const Floats scale =
      exponential(hn::MulAdd(all(c.w[14]), b.forgotten,
                             hn::NegMulAdd(all(c.w[12]), logarithm(b.state.difficulty),
                                           all(c.log_lapse_scale))))
          .value;
  const Exponential left =
      exponential(hn::Mul(all(c.w[13]), logarithm(hn::Add(s, all(1)))));
  return hn::Min(hn::Mul(scale, left.minus_one), hn::Mul(s, all(c.lapse_limit)));
}

/// What a good answer adds to the stability (section 4).
inline HWY_ATTR Floats gain_of_success(const Fsrs6StateConstants& c,
                                       const BeforeAnswer& b) {
  const Floats scale =
      exponential(hn::NegMulAdd(all(c.w[9]), b.log_stability, all(c.w[8]))).value;
  const Floats spacing = exponential(hn::Mul(all(c.w[10]), b.forgotten)).minus_one;
  const Floats ease = hn::Sub(all(11), b.state.difficulty);
  return hn::Mul(hn::Mul(b.state.stability, scale), hn::Mul(ease, spacing));
}

/// Section 5.
inline HWY_ATTR Floats difficulty_after(const Fsrs6StateConstants& c,
                                        Floats difficulty,
                                        Floats grade) {
  const Floats room = hn::Mul(hn::Sub(all(10), difficulty), all(-c.w[6] / 9));
  const Floats moved = hn::MulAdd(room, hn::Sub(grade, all(3)), difficulty);
  return limited(hn::MulAdd(all(1 - c.w[7]), moved, all(c.w[7] * c.easy_difficulty)), 1,
                 10);
}

HWY_ATTR void next_lanes(const Fsrs6StateConstants& c,
                         const StateLanes& cards,
                         NextLanes& next) {
  const Tag tag;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(tag)) {
    const StateVectors state{hn::Load(tag, &cards.stability[lane]),
                             hn::Load(tag, &cards.difficulty[lane])};
    const BeforeAnswer b = before_answer(c, state, hn::Load(tag, &cards.days[lane]));
    const Floats lapse = stability_after_lapse(c, b);
    const Floats gain = gain_of_success(c, b);
    const std::array<float, 4> button{0, c.w[15], 1, c.w[16]};
    for (std::size_t rating = 0; rating < 4; ++rating) {
      const Floats grade = all(static_cast<float>(rating + 1));
      const Floats later =
          rating == 0 ? lapse : hn::MulAdd(gain, all(button[rating]), state.stability);
      const Floats after =
          hn::IfThenElse(b.same_day, same_day_stability(c, b, grade), later);
      hn::Store(limited(after, 0.001F, 36500), tag, &next.stability[rating][lane]);
      hn::Store(difficulty_after(c, state.difficulty, grade), tag,
                &next.difficulty[rating][lane]);
    }
  }
}

/// One answer of each card that is asked.
HWY_ATTR void answer_lanes(const Fsrs6StateConstants& c, StateLanes& cards) {
  const Tag tag;
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(tag)) {
    const StateVectors state{hn::Load(tag, &cards.stability[lane]),
                             hn::Load(tag, &cards.difficulty[lane])};
    const Floats grade = hn::Load(tag, &cards.grade[lane]);
    const BeforeAnswer b = before_answer(c, state, hn::Load(tag, &cards.days[lane]));
    const Floats button =
        hn::IfThenElse(hn::Eq(grade, all(2)), all(c.w[15]),
                       hn::IfThenElse(hn::Eq(grade, all(4)), all(c.w[16]), all(1)));
    const Floats success = hn::MulAdd(gain_of_success(c, b), button, state.stability);
    const Floats later =
        hn::IfThenElse(hn::Eq(grade, all(1)), stability_after_lapse(c, b), success);
    Floats after = later;
    if (!hn::AllFalse(tag, b.same_day))
      after = hn::IfThenElse(b.same_day, same_day_stability(c, b, grade), later);
    const Chosen asked = hn::Gt(grade, all(0.5F));
    hn::Store(hn::IfThenElse(asked, limited(after, 0.001F, 36500), state.stability), tag,
              &cards.stability[lane]);
    hn::Store(hn::IfThenElse(asked, difficulty_after(c, state.difficulty, grade),
                             state.difficulty),
              tag, &cards.difficulty[lane]);
  }
}

}  // namespace
}  // namespace attache::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attache {
namespace {

HWY_EXPORT(next_lanes);
HWY_EXPORT(answer_lanes);

Fsrs6StateConstants constants_of(const Fsrs6Weights& w) {
  Fsrs6StateConstants c{};
  for (std::size_t i = 0; i < w.size(); ++i)
    c.w[i] = static_cast<float>(w[i]);
  c.factor = static_cast<float>(std::exp(-std::log(0.9) / w[20]) - 1);
  c.log_lapse_scale = static_cast<float>(std::log(w[11]));
  c.lapse_limit = static_cast<float>(std::exp(-w[17] * w[18]));
  c.easy_difficulty = static_cast<float>(w[4] - std::exp(3 * w[5]) + 1);
  const Fsrs6 model(w);
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    const MemoryState first = model.first(kRatings[i]);
    c.first_stability[i] = static_cast<float>(first.stability);
    c.first_difficulty[i] = static_cast<float>(first.difficulty);
  }
  return c;
}

/// Cards by the number of their reviews, so that those side by side end together.
std::vector<std::uint32_t> cards_by_length(const ReviewHistories& histories) {
  std::vector<std::uint32_t> cards(histories.card_count());
  std::iota(cards.begin(), cards.end(), 0U);
  const auto length = [&](std::uint32_t card) {
    return histories.starts[card + 1] - histories.starts[card];
  };
  std::stable_sort(cards.begin(), cards.end(), [&](std::uint32_t a, std::uint32_t b) {
    return length(a) < length(b);
  });
  return cards;
}

/// Replays up to sixteen cards, the last of which is the longest.
class Replay {
 public:
  Replay(const ReviewHistories& histories, const Fsrs6Weights& weights)
      : histories_(histories), constants_(constants_of(weights)) {}

  void run(std::span<const std::uint32_t> cards, LogStates& states) {
    begin(cards);
    const std::uint32_t longest = cards.back();
    const std::size_t reviews =
        histories_.starts[longest + 1] - histories_.starts[longest];
    for (std::size_t i = 1; i < reviews; ++i) {
      load(cards, i);
      HWY_DYNAMIC_DISPATCH(answer_lanes)(constants_, lanes_);
    }
    for (std::size_t lane = 0; lane < cards.size(); ++lane) {
      states.stability[cards[lane]] = lanes_.stability[lane];
      states.difficulty[cards[lane]] = lanes_.difficulty[lane];
    }
  }

 private:
  void begin(std::span<const std::uint32_t> cards) {
    lanes_.stability.fill(1);
    lanes_.difficulty.fill(5);
    lanes_.days.fill(1);
    lanes_.grade.fill(0);
    for (std::size_t lane = 0; lane < cards.size(); ++lane) {
      const std::size_t rating = histories_.ratings[histories_.starts[cards[lane]]] - 1U;
      lanes_.stability[lane] = constants_.first_stability[rating];
      lanes_.difficulty[lane] = constants_.first_difficulty[rating];
    }
  }

  void load(std::span<const std::uint32_t> cards, std::size_t i) {
    for (std::size_t lane = 0; lane < cards.size(); ++lane) {
      const std::size_t review = histories_.starts[cards[lane]] + i;
      const bool asked = review < histories_.starts[cards[lane] + 1];
      lanes_.days[lane] = asked ? static_cast<float>(histories_.days[review]) : 1.0F;
      lanes_.grade[lane] = asked ? static_cast<float>(histories_.ratings[review]) : 0.0F;
    }
  }

  const ReviewHistories& histories_;
  Fsrs6StateConstants constants_;
  StateLanes lanes_{};
};

}  // namespace

void fsrs6_next_states(std::span<const CardState> cards,
                       const Fsrs6Weights& weights,
                       std::span<NextStates> next) {
  assert(cards.size() == next.size());
  const Fsrs6StateConstants constants = constants_of(weights);
  StateLanes lanes{};
  lanes.stability.fill(1);
  lanes.difficulty.fill(5);
  NextLanes after{};
  for (std::size_t begin = 0; begin < cards.size(); begin += kLanes) {
    const std::size_t count = std::min(kLanes, cards.size() - begin);
    for (std::size_t lane = 0; lane < count; ++lane) {
      lanes.stability[lane] = cards[begin + lane].stability;
      lanes.difficulty[lane] = cards[begin + lane].difficulty;
      lanes.days[lane] = cards[begin + lane].days;
    }
    HWY_DYNAMIC_DISPATCH(next_lanes)(constants, lanes, after);
    for (std::size_t lane = 0; lane < count; ++lane)
      for (std::size_t rating = 0; rating < kRatings.size(); ++rating) {
        next[begin + lane].stability[rating] = after.stability[rating][lane];
        next[begin + lane].difficulty[rating] = after.difficulty[rating][lane];
      }
  }
}

LogStates fsrs6_states(const ReviewHistories& histories, const Fsrs6Weights& weights) {
  LogStates states;
  states.stability.resize(histories.card_count());
  states.difficulty.resize(histories.card_count());
  const std::vector<std::uint32_t> cards = cards_by_length(histories);
  Replay replay(histories, weights);
  for (std::size_t begin = 0; begin < cards.size(); begin += kLanes)
    replay.run(std::span(cards).subspan(begin, std::min(kLanes, cards.size() - begin)),
               states);
  return states;
}

}  // namespace attache
#endif
