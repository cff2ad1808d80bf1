#include "memory/fsrs6_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

// Vectors whose length is known only when the program runs cannot be kept in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "memory/fsrs6_kernel.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include "memory/fitting_simd-inl.h"

#ifndef ATTACHE_MEMORY_FSRS6_KERNEL_ONCE
#define ATTACHE_MEMORY_FSRS6_KERNEL_ONCE
namespace attache {

/// What is the same for all reviews. Slot 0 is the first stability, slot k the weight
/// k+3.
struct Fsrs6Constants {
  std::array<float, 21> w;
  float factor;           ///< of the curve
  float factor_slope;     ///< by the decay w20
  float log_lapse_scale;  ///< ln w11
  float lapse_limit;      ///< 1 / exp(w17 w18)
  float easy_difficulty;  ///< not limited
  float easy_slope;       ///< of it by w5
  float first_stability;
  float first_stability_slope;  ///< by its logarithm; 0 where limited
  float first_difficulty;
  float first_difficulty_slope4;
  float first_difficulty_slope5;
  float least;  ///< weight of the oldest prediction
  float from;   ///< places in time that count
  float to;
};

constexpr std::size_t kFsrs6Blocks = 6;
constexpr std::size_t kFsrs6Products = (kFsrs6Blocks * (kFsrs6Blocks + 1) / 2) * 9;

/// Sums by lane: products, then loss and weight.
struct alignas(64) Fsrs6LaneSums {
  std::array<float, (kFsrs6Products + 2) * kLanes> values{};
};

}  // namespace attache
#endif

HWY_BEFORE_NAMESPACE();
namespace attache::HWY_NAMESPACE {
namespace {  // other kernels may use the same names

/// The state of some cards side by side, and its slopes.
struct Fsrs6Cards {
  static constexpr std::size_t kSlots = 18;
  Floats stability;
  Floats difficulty;
  std::array<Floats, kSlots> stability_slope;
  std::array<Floats, 4> difficulty_slope;  ///< by w4 .. w7
};

/// The curve at a review (section 10.2).
struct Fsrs6Recall {
  Floats inverse_stability;
  Floats log_recall;
  Floats recall;
  Floats forgotten;  ///< 1 - recall
  Floats by_stability;
  Floats by_decay;
};

constexpr std::size_t slot_of(std::size_t weight) {
  return weight - 3;
}

inline HWY_ATTR Fsrs6Cards fsrs6_first(const Fsrs6Constants& c) {
  Fsrs6Cards cards;
  cards.stability = all(c.first_stability);
  cards.difficulty = all(c.first_difficulty);
  for (Floats& slope : cards.stability_slope)
    slope = hn::Zero(Tag());
  for (Floats& slope : cards.difficulty_slope)
    slope = hn::Zero(Tag());
  cards.stability_slope[0] = all(c.first_stability_slope);
  cards.difficulty_slope[0] = all(c.first_difficulty_slope4);
  cards.difficulty_slope[1] = all(c.first_difficulty_slope5);
  return cards;
}

inline HWY_ATTR Fsrs6Recall fsrs6_recall(const Fsrs6Constants& c,
                                         const Fsrs6Cards& cards,
                                         Floats days) {
  Fsrs6Recall r;
  r.inverse_stability = hn::Div(all(1), cards.stability);
  const Floats ratio = hn::Mul(days, r.inverse_stability);
  const Floats x = hn::Mul(all(c.factor), ratio);
  const Floats u = hn::Add(x, all(1));
  const Floats inverse_u = hn::Div(all(1), u);
  const Floats log_u = logarithm_of_one_plus(x, u, inverse_u);
  r.log_recall = hn::Mul(all(-c.w[20]), log_u);
  const Exponential e = exponential(r.log_recall);
  r.recall = e.value;
  r.forgotten = hn::Neg(e.minus_one);
  // dR/dx = -w20 R / (1 + x), and x = factor * t / S.
  const Floats by_x = hn::Mul(hn::Mul(all(-c.w[20]), r.recall), inverse_u);
  r.by_stability = hn::Neg(hn::Mul(by_x, hn::Mul(x, r.inverse_stability)));
  r.by_decay =
      hn::MulSub(hn::Mul(by_x, ratio), all(c.factor_slope), hn::Mul(r.recall, log_u));
  return r;
}

/// Scores a prediction: a column of slopes and the residual, each divided by the
/// deviation of the outcome (section 10.3); loss and weight at the end of the sums.
inline HWY_ATTR void fsrs6_score(const Fsrs6Cards& cards,
                                 const Fsrs6Recall& r,
                                 const Review& review,
                                 float* loss_and_weight,
                                 Products<kFsrs6Blocks>& products) {
  const Tag tag;
  const Floats zero = hn::Zero(tag);
  const Chosen scored = hn::Gt(review.weight, zero);
  if (hn::AllFalse(tag, scored)) return;
  const Floats least = all(1e-7F);
  const Floats recall = hn::Max(r.recall, least);
  const Floats forgotten = hn::Max(r.forgotten, least);
  const Chosen recalled = hn::Ge(review.grade, all(1.5F));
  const Floats log_chance = hn::IfThenElse(recalled, hn::Max(r.log_recall, all(-16.118F)),
                                           logarithm(forgotten));
  hn::Store(hn::NegMulAdd(review.weight, log_chance, hn::Load(tag, loss_and_weight)), tag,
            loss_and_weight);
  hn::Store(hn::Add(review.weight, hn::Load(tag, loss_and_weight + kLanes)), tag,
            loss_and_weight + kLanes);
  // A prediction at its limit does not move with the weights.
  const Chosen moves =
      hn::And(scored, hn::And(hn::Gt(r.forgotten, least), hn::Gt(r.recall, least)));
  const Floats scale = hn::IfThenElseZero(
      moves, hn::Sqrt(hn::Div(review.weight, hn::Mul(recall, forgotten))));
  const Floats by_stability = hn::Mul(scale, r.by_stability);
  const std::size_t width = products.width();
  float* column = products.column();
  HWY_UNROLL(17)
  for (std::size_t k = 0; k + 1 < Fsrs6Cards::kSlots; ++k)
    hn::Store(hn::IfThenElseZero(moves, hn::Mul(by_stability, cards.stability_slope[k])),
              tag, column + k * width);
  constexpr std::size_t kDecay = slot_of(20);
  const Floats by_decay =
      hn::MulAdd(by_stability, cards.stability_slope[kDecay], hn::Mul(scale, r.by_decay));
  hn::Store(hn::IfThenElseZero(moves, by_decay), tag, column + kDecay * width);
  const Floats miss = hn::IfThenElse(recalled, forgotten, hn::Neg(recall));
  hn::Store(hn::Mul(scale, miss), tag, column + Fsrs6Cards::kSlots * width);
  products.keep_column();
}

/// The new difficulty and its slopes (section 5, and 10.2).
inline HWY_ATTR void fsrs6_next_difficulty(const Fsrs6Constants& c,
                                           Floats grade,
                                           Fsrs6Cards& cards) {
  const Floats off = hn::Sub(grade, all(3));
  const Floats room = hn::Sub(all(10), cards.difficulty);
  const Floats step = hn::Mul(hn::Mul(room, off), all(-1.0F / 9));  // by w6
  const Floats moved = hn::MulAdd(step, all(c.w[6]), cards.difficulty);
  const Floats keep = all(1 - c.w[7]);
  const Floats next = hn::MulAdd(keep, moved, all(c.w[7] * c.easy_difficulty));
  const Chosen inside = hn::And(hn::Ge(next, all(1)), hn::Le(next, all(10)));
  const Floats by_difficulty = hn::Mul(keep, hn::MulAdd(off, all(c.w[6] / 9), all(1)));
  auto& slope = cards.difficulty_slope;
  slope[0] = hn::MulAdd(by_difficulty, slope[0], all(c.w[7]));
  slope[1] = hn::MulAdd(by_difficulty, slope[1], all(c.w[7] * c.easy_slope));
  slope[2] = hn::MulAdd(by_difficulty, slope[2], hn::Mul(keep, step));
  slope[3] = hn::MulAdd(by_difficulty, slope[3], hn::Sub(all(c.easy_difficulty), moved));
  for (Floats& each : slope)
    each = hn::IfThenElseZero(inside, each);
  cards.difficulty = hn::Min(hn::Max(next, all(1)), all(10));
}

/// The new stability and its slopes. The three rules of section 4 share a logarithm and
/// two exponentials; each lane chooses what goes into them (section 10.2).
inline HWY_ATTR void fsrs6_next_stability(const Fsrs6Constants& c,
                                          const Review& review,
                                          const Fsrs6Recall& r,
                                          Fsrs6Cards& cards) {
  const Tag tag;
  const Floats zero = hn::Zero(tag);
  const Floats one = all(1);
  const Floats stability = cards.stability;
  const Floats difficulty = cards.difficulty;
  const Chosen again = hn::Lt(review.grade, all(1.5F));
  const Chosen same_day = hn::Le(review.days, zero);
  const Chosen lapse = hn::AndNot(same_day, again);
  const Chosen success = hn::Not(hn::Or(same_day, again));
  const Chosen hard = hn::And(success, hn::Eq(review.grade, all(2)));
  const Chosen easy = hn::And(success, hn::Eq(review.grade, all(4)));

  const Floats log_s =
      logarithm(hn::IfThenElse(lapse, hn::Add(stability, one), stability));
  const Floats log_d = logarithm(difficulty);
  const Floats off = hn::Add(hn::Sub(review.grade, all(3)), all(c.w[18]));
  const Floats of_success = hn::NegMulAdd(all(c.w[9]), log_s, all(c.w[8]));
  const Floats of_same_day =
      hn::NegMulAdd(all(c.w[19]), log_s, hn::Mul(all(c.w[17]), off));
  const Floats of_lapse =
      hn::MulAdd(all(c.w[14]), r.forgotten,
                 hn::NegMulAdd(all(c.w[12]), log_d, all(c.log_lapse_scale)));
  const Floats p =
      exponential(hn::IfThenElse(success, of_success,
                                 hn::IfThenElse(lapse, of_lapse, of_same_day)))
          .value;
  const Exponential q = exponential(hn::IfThenElse(lapse, hn::Mul(all(c.w[13]), log_s),
                                                   hn::Mul(all(c.w[10]), r.forgotten)));

  // Success: S' = S + (11-D) S P h e.
  const Floats button =
      hn::IfThenElse(hard, all(c.w[15]), hn::IfThenElse(easy, all(c.w[16]), one));
  const Floats ease = hn::Sub(all(11), difficulty);
  const Floats base = hn::Mul(hn::Mul(stability, p), ease);
  const Floats plain_gain = hn::Mul(base, q.minus_one);
  const Floats gain = hn::Mul(plain_gain, button);
  const Floats spacing = hn::Mul(hn::Mul(base, button), q.value);  // gain by the exponent

  // Lapse: S' = P, at most S / exp(w17 w18).
  const Floats left = hn::Mul(p, q.minus_one);
  const Floats limit = hn::Mul(stability, all(c.lapse_limit));
  const Chosen limited = hn::And(lapse, hn::Lt(limit, left));
  const Chosen free_lapse = hn::AndNot(limited, lapse);

  // Same day: S' = S P, for a recall at least S.
  const Chosen moved = hn::And(same_day, hn::Or(again, hn::Ge(p, one)));
  const Floats same = hn::IfThenElse(moved, hn::Mul(stability, p), stability);

  const Floats next =
      hn::IfThenElse(success, hn::Add(stability, gain),
                     hn::IfThenElse(lapse, hn::IfThenElse(limited, limit, left), same));

  // One reciprocal serves 1/(S+1) and 1/D.
  const Floats s_plus = hn::Add(stability, one);
  const Floats both = hn::Div(one, hn::Mul(s_plus, difficulty));
  const Floats lapse_by_s =
      hn::Mul(hn::Mul(hn::Mul(p, q.value), all(c.w[13])), hn::Mul(both, difficulty));
  const Floats lapse_by_d =
      hn::Neg(hn::Mul(hn::Mul(left, all(c.w[12])), hn::Mul(both, s_plus)));
  const Floats success_by_s =
      hn::MulAdd(hn::Mul(gain, r.inverse_stability), all(1 - c.w[9]), one);
  const Floats success_by_d =
      hn::Neg(hn::Mul(hn::Mul(hn::Mul(stability, p), q.minus_one), button));
  const Floats same_by_s = hn::IfThenElse(moved, hn::Mul(p, all(1 - c.w[19])), one);

  const Floats by_forgotten =
      hn::IfThenElse(success, hn::Mul(spacing, all(c.w[10])),
                     hn::IfThenElseZero(free_lapse, hn::Mul(left, all(c.w[14]))));
  const Floats direct = hn::IfThenElse(
      success, success_by_s,
      hn::IfThenElse(lapse, hn::IfThenElse(limited, all(c.lapse_limit), lapse_by_s),
                     same_by_s));
  const Floats by_s = hn::NegMulAdd(by_forgotten, r.by_stability, direct);
  const Floats by_d =
      hn::IfThenElse(success, success_by_d, hn::IfThenElseZero(free_lapse, lapse_by_d));

  const Chosen inside = hn::And(hn::Ge(next, all(0.001F)), hn::Le(next, all(36500)));
  const Floats a = hn::IfThenElseZero(inside, by_s);
  const Floats b = hn::IfThenElseZero(inside, by_d);
  const Chosen s_in = hn::And(success, inside);
  const Chosen l_in = hn::And(free_lapse, inside);
  const Chosen m_in = hn::And(moved, inside);
  const Chosen x_in = hn::And(limited, inside);

  auto& slope = cards.stability_slope;
  const auto carry = [&](std::size_t weight, Floats own) HWY_ATTR {
    Floats& each = slope[slot_of(weight)];
    each = hn::MulAdd(a, each, own);
  };
  slope[0] = hn::Mul(a, slope[0]);
  for (std::size_t k = 0; k < 4; ++k)
    carry(4 + k, hn::Mul(b, cards.difficulty_slope[k]));
  const Floats gain_in = hn::IfThenElseZero(s_in, gain);
  const Floats left_in = hn::IfThenElseZero(l_in, left);
  carry(8, gain_in);
  carry(9, hn::Neg(hn::Mul(gain_in, log_s)));
  carry(10, hn::IfThenElseZero(s_in, hn::Mul(spacing, r.forgotten)));
  carry(11, hn::Mul(left_in, all(1 / c.w[11])));
  carry(12, hn::Neg(hn::Mul(left_in, log_d)));
  carry(13, hn::IfThenElseZero(l_in, hn::Mul(hn::Mul(p, q.value), log_s)));
  carry(14, hn::Mul(left_in, r.forgotten));
  carry(15, hn::IfThenElseZero(hn::And(hard, inside), plain_gain));
  carry(16, hn::IfThenElseZero(hn::And(easy, inside), plain_gain));
  carry(17, hn::Mul(next,
                    hn::IfThenElse(m_in, off, hn::IfThenElseZero(x_in, all(-c.w[18])))));
  carry(18, hn::Mul(next, hn::IfThenElse(m_in, all(c.w[17]),
                                         hn::IfThenElseZero(x_in, all(-c.w[17])))));
  carry(19, hn::IfThenElseZero(m_in, hn::Neg(hn::Mul(next, log_s))));
  carry(20, hn::IfThenElseZero(inside, hn::Neg(hn::Mul(by_forgotten, r.by_decay))));
  cards.stability = hn::Min(hn::Max(next, all(0.001F)), all(36500));
}

HWY_ATTR void fsrs6_chunk(const FitBatches& batches,
                          const FitChunk& chunk,
                          const Fsrs6Constants& c,
                          float* sums) {
  const std::size_t width = hn::Lanes(Tag());
  for (std::size_t lane = 0; lane < kLanes; lane += width) {
    Products<kFsrs6Blocks> products(sums + lane);
    float* loss_and_weight = sums + kFsrs6Products * kLanes + lane;
    for (const FitGroup& group : batches.groups(chunk)) {
      Fsrs6Cards cards = fsrs6_first(c);
      const FitStep* steps = batches.steps() + group.begin;
      for (std::size_t i = 0; i < group.steps; ++i) {
        const Review review = review_at(c, steps[i], lane);
        // What comes later is of no interest, and places rise within a card.
        if (hn::AllTrue(Tag(), hn::Ge(review.place, all(c.to)))) break;
        const Fsrs6Recall recall = fsrs6_recall(c, cards, review.days);
        fsrs6_score(cards, recall, review, loss_and_weight, products);
        fsrs6_next_stability(c, review, recall, cards);
        fsrs6_next_difficulty(c, review.grade, cards);
      }
    }
    products.add();
  }
}

}  // namespace
}  // namespace attache::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attache {
namespace {

HWY_EXPORT(fsrs6_chunk);

Fsrs6Constants constants_of(const Fsrs6Weights& w, Rating first, const Recency& recency) {
  const double g = static_cast<double>(first) - 1;
  Fsrs6Constants c{};
  for (std::size_t i = 0; i < w.size(); ++i)
    c.w[i] = static_cast<float>(w[i]);
  const double anchor = std::exp(-std::log(0.9) / w[20]);
  c.factor = static_cast<float>(anchor - 1);
  c.factor_slope = static_cast<float>(anchor * std::log(0.9) / (w[20] * w[20]));
  c.log_lapse_scale = static_cast<float>(std::log(w[11]));
  c.lapse_limit = static_cast<float>(std::exp(-w[17] * w[18]));
  c.easy_difficulty = static_cast<float>(w[4] - std::exp(3 * w[5]) + 1);
  c.easy_slope = static_cast<float>(-3 * std::exp(3 * w[5]));
  const double stability = w[static_cast<std::size_t>(first) - 1];
  c.first_stability = static_cast<float>(std::clamp(stability, 0.001, 36500.0));
  c.first_stability_slope = c.first_stability;
  const double difficulty = w[4] - std::exp(w[5] * g) + 1;
  c.first_difficulty = static_cast<float>(std::clamp(difficulty, 1.0, 10.0));
  const bool inside = difficulty >= 1 && difficulty <= 10;
  c.first_difficulty_slope4 = inside ? 1.0F : 0.0F;
  c.first_difficulty_slope5 = inside ? static_cast<float>(-g * std::exp(w[5] * g)) : 0.0F;
  c.least = static_cast<float>(recency.least);
  c.from = static_cast<float>(recency.from);
  c.to = static_cast<float>(recency.to);
  return c;
}

}  // namespace

void add_fsrs6_sums(const FitBatches& batches,
                    const FitChunk& chunk,
                    const Fsrs6Weights& weights,
                    const Recency& recency,
                    FitSums& sums) {
  Fsrs6LaneSums lanes;
  HWY_DYNAMIC_DISPATCH(fsrs6_chunk)
  (batches, chunk, constants_of(weights, chunk.first, recency), lanes.values.data());
  add_products(lanes.values.data(), kFsrs6Blocks, chunk.first, sums);
}

}  // namespace attache
#endif
