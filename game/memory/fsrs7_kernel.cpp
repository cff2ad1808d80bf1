#include "memory/fsrs7_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

// Vectors whose length is known only when the program runs cannot be kept in arrays.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "memory/fsrs7_kernel.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

#include "memory/fitting_simd-inl.h"

#ifndef ATTACHE_MEMORY_FSRS7_KERNEL_ONCE
#define ATTACHE_MEMORY_FSRS7_KERNEL_ONCE
namespace attache {

/// What is the same for all reviews in the update of one trace (section 9.3). Names are
/// those of the weights from w[k] on.
struct Fsrs7TraceConstants {
  float growth;  ///< w[k] - 1.5
  float saturation;
  float spacing;
  float lapse_scale;
  float log_lapse_scale;
  float lapse_power;
  float lapse_spacing;
  float hard;
  float easy;
};

/// What is the same for all reviews. Slot 0 is the first stability, slot k the weight
/// k+3.
struct Fsrs7Constants {
  std::array<float, 34> w;
  Fsrs7TraceConstants slow;
  Fsrs7TraceConstants fast;
  float fast_power;             ///< of the fast decay: w33 - 0.3
  float fast_anchor;            ///< -ln w25
  float slow_decay;             ///< as a positive number
  float slow_factor;            ///< before the difficulty's part
  float slow_factor_by_decay;   ///< slope of its logarithm
  float slow_factor_by_anchor;  ///< by w26
  float slow_lean;              ///< on the difficulty: w32 - 0.3
  float log_share;              ///< ln(w28 / w27)
  float share_lean;             ///< on the difficulty: w31 - 0.5
  float easy_difficulty;        ///< not limited
  float easy_slope;             ///< of it by w5
  float first_slow;
  float first_fast;
  float first_fast_slope;  ///< of its logarithm by that of w0 .. w3; 0 where limited
  float first_difficulty;
  float first_difficulty_slope4;
  float first_difficulty_slope5;
  float least;  ///< weight of the oldest prediction
  float from;   ///< places in time that count
  float to;
};

constexpr std::size_t kFsrs7Slots = 31;
constexpr std::size_t kFsrs7Blocks = 11;
constexpr std::size_t kFsrs7Products = (kFsrs7Blocks * (kFsrs7Blocks + 1) / 2) * 9;

/// Sums by lane: products, then loss and weight.
struct alignas(64) Fsrs7LaneSums {
  std::array<float, (kFsrs7Products + 2) * kLanes> values{};
};

}  // namespace attache
#endif

HWY_BEFORE_NAMESPACE();
namespace attache::HWY_NAMESPACE {
namespace {  // other kernels may use the same names

using Fsrs7Products = Products<kFsrs7Blocks, kFsrs7Slots>;
using Fsrs7Slopes = std::array<Floats, kFsrs7Slots>;

/// The state of some cards side by side, and its slopes: of the stabilities' logarithms,
/// and of the difficulty.
struct Fsrs7Cards {
  Floats slow;
  Floats fast;
  Floats difficulty;
  Fsrs7Slopes slow_slope;
  Fsrs7Slopes fast_slope;
  Fsrs7Slopes difficulty_slope;
};

/// What the curves of both traces and the new state ask of the old one.
struct Fsrs7Logs {
  Floats slow;
  Floats fast;
  Floats from_middle;  ///< difficulty - 5
};

/// The fast trace's curve at a review, and the slopes of its recall.
struct Fsrs7FastCurve {
  Floats recall;
  Floats forgotten;     ///< 1 - recall
  Floats by_stability;  ///< by its logarithm
  Floats by_decay;      ///< by the logarithm of the decay; 0 where that is limited
  Floats by_anchor;     ///< by w25
};

/// The slow trace's.
struct Fsrs7SlowCurve {
  Floats recall;
  Floats forgotten;
  Floats by_stability;  ///< by its logarithm; by that of the factor it is the opposite
  Floats by_decay;      ///< by w24
};

/// The mixture of both at a review. Slopes are by the logarithms of the stabilities.
struct Fsrs7Recall {
  Fsrs7FastCurve fast;
  Fsrs7SlowCurve slow;
  Floats recall;
  Floats forgotten;
  Floats by_slow;
  Floats by_fast;
  Floats by_difficulty;
  Floats by_fast_recall;
  Floats by_slow_recall;
  Floats by_share;  ///< by the logarithm of the slow trace's weight over the fast one's
};

/// Which rule holds in which lane.
struct Fsrs7Rules {
  Chosen lapse;
  Chosen hard;
  Chosen easy;
};

/// The new stability of one trace, not limited, and what its slopes are made of.
struct Fsrs7Update {
  Floats next;
  Floats log_plus;  ///< ln(stability + 1)
  Floats faded;     ///< stability / (stability + 1)
  Floats p;
  Exponential q;
  Floats button;
  Floats plain_gain;  ///< gains are shares of the stability
  Floats gain;
  Floats spacing;  ///< gain by the exponent of q
  Chosen kept;     ///< a lapse after which all is left
};

/// Slopes of the logarithm of a new stability; `own` are those by w[k] to w[k+7].
struct Fsrs7UpdateSlopes {
  Floats by_stability;  ///< by its logarithm
  Floats by_difficulty;
  Floats by_recall;
  std::array<Floats, 8> own;
};

/// Of the new difficulty.
struct Fsrs7DifficultySlopes {
  Floats by_difficulty;
  Floats by_recall;
  std::array<Floats, 3> own;  ///< by w4, w5, w6
};

/// What a weight does to a review other than through the state before it.
struct Fsrs7Own {
  Floats recall = hn::Zero(Tag());
  Floats slow = hn::Zero(Tag());
  Floats fast = hn::Zero(Tag());
  Floats difficulty = hn::Zero(Tag());
};

constexpr float kLeastStability = 1e-4F;
constexpr float kGreatestStability = 36500;
constexpr float kFastShare = 0.8F;
/// No chance is quite 0 or 1 (section 9.1).
constexpr float kMargin = 1e-5F;

constexpr std::size_t slot_of(std::size_t weight) {
  return weight - 3;
}

inline HWY_ATTR Fsrs7Cards fsrs7_first(const Fsrs7Constants& c) {
  Fsrs7Cards cards;
  cards.slow = all(c.first_slow);
  cards.fast = all(c.first_fast);
  cards.difficulty = all(c.first_difficulty);
  for (Fsrs7Slopes* slopes :
       {&cards.slow_slope, &cards.fast_slope, &cards.difficulty_slope})
    for (Floats& slope : *slopes)
      slope = hn::Zero(Tag());
  cards.slow_slope[0] = all(1);
  cards.fast_slope[0] = all(c.first_fast_slope);
  cards.difficulty_slope[slot_of(4)] = all(c.first_difficulty_slope4);
  cards.difficulty_slope[slot_of(5)] = all(c.first_difficulty_slope5);
  return cards;
}

/// Section 9.1. With m the decay, A = -ln w25 / m, F = e^A - 1 and x = F t/S:
/// d ln R = -ln(1+x) dm - m x/(1+x) d ln x, d ln x = (F+1)/F dA - d ln S.
inline HWY_ATTR Fsrs7FastCurve fsrs7_fast_curve(const Fsrs7Constants& c,
                                                Floats stability,
                                                Floats log_stability,
                                                Floats days) {
  const Floats one = all(1);
  const Floats power = exponential(hn::Mul(all(c.fast_power), log_stability)).value;
  const Floats free_decay = hn::Mul(all(c.w[23]), power);
  const Chosen inside =
      hn::And(hn::Ge(free_decay, all(0.01F)), hn::Le(free_decay, all(0.95F)));
  const Floats decay = hn::Min(hn::Max(free_decay, all(0.01F)), all(0.95F));
  const Floats free_exponent = hn::Div(all(c.fast_anchor), decay);
  const Floats exponent = hn::Min(free_exponent, all(60));
  const Chosen capped = hn::Gt(free_exponent, all(60));
  const Exponential anchor = exponential(exponent);
  const Floats x = hn::Mul(anchor.minus_one, hn::Div(days, stability));
  const Floats u = hn::Add(x, one);
  const Floats inverse_u = hn::Div(one, u);
  const Floats log_u = logarithm_of_one_plus(x, u, inverse_u);
  const Exponential e = exponential(hn::Neg(hn::Mul(decay, log_u)));

  const Floats faded = hn::Mul(x, inverse_u);
  const Floats lever =
      hn::IfThenZeroElse(capped, hn::Mul(faded, hn::Div(anchor.value, anchor.minus_one)));
  const Floats in_all = hn::Mul(decay, e.value);
  Fsrs7FastCurve curve;
  curve.recall = e.value;
  curve.forgotten = hn::Neg(e.minus_one);
  curve.by_decay =
      hn::IfThenElseZero(inside, hn::Mul(in_all, hn::MulSub(lever, exponent, log_u)));
  curve.by_stability =
      hn::MulAdd(curve.by_decay, all(c.fast_power), hn::Mul(in_all, faded));
  curve.by_anchor = hn::Mul(hn::Mul(lever, e.value), all(1 / c.w[25]));
  return curve;
}

/// Section 9.1: as the fast one, but the decay is a weight and the factor leans on the
/// difficulty.
inline HWY_ATTR Fsrs7SlowCurve fsrs7_slow_curve(const Fsrs7Constants& c,
                                                Floats stability,
                                                Floats from_middle,
                                                Floats days) {
  const Floats one = all(1);
  const Floats lean = exponential(hn::Mul(all(c.slow_lean), from_middle)).value;
  const Floats factor = hn::Mul(all(c.slow_factor), lean);
  // What is beyond any sensible time must not become infinite.
  const Floats x = hn::Min(hn::Mul(factor, hn::Div(days, stability)), all(1e37F));
  const Floats u = hn::Add(x, one);
  const Floats inverse_u = hn::Div(one, u);
  const Floats log_u = logarithm_of_one_plus(x, u, inverse_u);
  const Exponential e = exponential(hn::Mul(all(-c.slow_decay), log_u));
  Fsrs7SlowCurve curve;
  curve.recall = e.value;
  curve.forgotten = hn::Neg(e.minus_one);
  curve.by_stability =
      hn::Mul(hn::Mul(all(c.slow_decay), e.value), hn::Mul(x, inverse_u));
  curve.by_decay = hn::Neg(hn::MulAdd(curve.by_stability, all(c.slow_factor_by_decay),
                                      hn::Mul(e.value, log_u)));
  return curve;
}

inline HWY_ATTR Fsrs7Recall fsrs7_recall(const Fsrs7Constants& c,
                                         const Fsrs7Cards& cards,
                                         const Fsrs7Logs& logs,
                                         Floats days) {
  Fsrs7Recall r;
  r.fast = fsrs7_fast_curve(c, cards.fast, logs.fast, days);
  r.slow = fsrs7_slow_curve(c, cards.slow, logs.from_middle, days);
  const Floats ratio =
      exponential(hn::MulAdd(all(c.w[30]), logs.slow,
                             hn::MulAdd(all(c.w[29]), logs.fast,
                                        hn::MulAdd(all(c.share_lean), logs.from_middle,
                                                   all(c.log_share)))))
          .value;
  const Floats fast_share = hn::Div(all(1), hn::Add(ratio, all(1)));
  constexpr float kShrink = 1 - 2 * kMargin;
  r.by_fast_recall = hn::Mul(all(kShrink), fast_share);
  r.by_slow_recall = hn::Mul(r.by_fast_recall, ratio);
  const auto mixed = [&](Floats fast, Floats slow) HWY_ATTR {
    return hn::MulAdd(r.by_fast_recall, fast,
                      hn::MulAdd(r.by_slow_recall, slow, all(kMargin)));
  };
  r.recall = mixed(r.fast.recall, r.slow.recall);
  r.forgotten = mixed(r.fast.forgotten, r.slow.forgotten);
  r.by_share = hn::Mul(hn::Mul(r.by_slow_recall, fast_share),
                       hn::Sub(r.fast.forgotten, r.slow.forgotten));
  const Floats by_slow_factor = hn::Neg(hn::Mul(r.by_slow_recall, r.slow.by_stability));
  r.by_slow = hn::MulSub(all(c.w[30]), r.by_share, by_slow_factor);
  r.by_fast = hn::MulAdd(all(c.w[29]), r.by_share,
                         hn::Mul(r.by_fast_recall, r.fast.by_stability));
  r.by_difficulty = hn::MulAdd(all(c.share_lean), r.by_share,
                               hn::Mul(all(c.slow_lean), by_slow_factor));
  return r;
}

/// Adds the loss and weight of the predictions; returns the scale of their slopes, which
/// is 0 in lanes that do not count. Chances are so far from 0 and 1 that no prediction
/// comes to a limit.
inline HWY_ATTR Floats fsrs7_score(const Fsrs7Recall& r,
                                   const Review& review,
                                   float* loss_and_weight) {
  const Tag tag;
  const Chosen recalled = hn::Ge(review.grade, all(1.5F));
  const Floats log_chance = logarithm(hn::IfThenElse(recalled, r.recall, r.forgotten));
  hn::Store(hn::NegMulAdd(review.weight, log_chance, hn::Load(tag, loss_and_weight)), tag,
            loss_and_weight);
  hn::Store(hn::Add(review.weight, hn::Load(tag, loss_and_weight + kLanes)), tag,
            loss_and_weight + kLanes);
  return hn::Sqrt(hn::Div(review.weight, hn::Mul(r.recall, r.forgotten)));
}

/// The new stability of a trace, before any limit (section 9.3). A success gains at least
/// nothing, a lapse leaves at most all: so the greater of both, after a success, is
/// always the former.
inline HWY_ATTR Fsrs7Update fsrs7_update(const Fsrs7TraceConstants& c,
                                         const Fsrs7Rules& rules,
                                         Floats stability,
                                         Floats log_stability,
                                         Floats difficulty,
                                         Floats forgotten) {
  const Floats one = all(1);
  Fsrs7Update update;
  const Floats plus = hn::Add(stability, one);
  const Floats inverse_plus = hn::Div(one, plus);
  update.log_plus = logarithm_of_one_plus(stability, plus, inverse_plus);
  update.faded = hn::Mul(stability, inverse_plus);
  update.p =
      exponential(hn::IfThenElse(
                      rules.lapse,
                      hn::MulAdd(all(c.lapse_spacing), forgotten, all(c.log_lapse_scale)),
                      hn::NegMulAdd(all(c.saturation), log_stability, all(c.growth))))
          .value;
  update.q = exponential(hn::IfThenElse(rules.lapse,
                                        hn::Mul(all(c.lapse_power), update.log_plus),
                                        hn::Mul(all(c.spacing), forgotten)));
  update.button = hn::IfThenElse(rules.hard, all(c.hard),
                                 hn::IfThenElse(rules.easy, all(c.easy), one));
  const Floats base = hn::Mul(hn::Sub(all(11), difficulty), update.p);
  update.plain_gain = hn::Mul(base, update.q.minus_one);
  update.gain = hn::Mul(update.plain_gain, update.button);
  update.spacing = hn::Mul(hn::Mul(base, update.button), update.q.value);
  const Floats left = hn::Mul(update.p, update.q.minus_one);
  update.kept = hn::And(rules.lapse, hn::Lt(stability, left));
  update.next = hn::IfThenElse(rules.lapse, hn::Min(stability, left),
                               hn::MulAdd(stability, update.gain, stability));
  return update;
}

/// The slopes of an update; 0 in lanes that are not `free`.
inline HWY_ATTR Fsrs7UpdateSlopes fsrs7_update_slopes(const Fsrs7TraceConstants& c,
                                                      const Fsrs7Rules& rules,
                                                      const Fsrs7Update& update,
                                                      Chosen free,
                                                      Floats log_stability,
                                                      Floats forgotten) {
  const Floats one = all(1);
  const Chosen success = hn::AndNot(rules.lapse, free);
  const Chosen lapse = hn::And(hn::AndNot(update.kept, rules.lapse), free);
  // One reciprocal serves both rules.
  const Floats inverse = hn::Div(
      one, hn::IfThenElse(rules.lapse, update.q.minus_one, hn::Add(update.gain, one)));
  const Floats of_success = hn::IfThenElseZero(success, inverse);
  const Floats gain = hn::Mul(update.gain, of_success);
  const Floats plain_gain = hn::Mul(update.plain_gain, of_success);
  const Floats spacing = hn::Mul(update.spacing, of_success);
  const Floats lapsed = hn::IfThenElseZero(lapse, one);
  const Floats power = hn::IfThenElseZero(lapse, hn::Mul(update.q.value, inverse));

  Fsrs7UpdateSlopes slopes;
  slopes.by_stability = hn::IfThenElse(
      lapse, hn::Mul(hn::Mul(power, all(c.lapse_power)), update.faded),
      hn::IfThenElseZero(free, hn::NegMulAdd(all(c.saturation), gain, one)));
  slopes.by_difficulty = hn::Neg(
      hn::Mul(hn::Mul(update.p, update.q.minus_one), hn::Mul(update.button, of_success)));
  slopes.by_recall =
      hn::Neg(hn::MulAdd(all(c.spacing), spacing, hn::Mul(all(c.lapse_spacing), lapsed)));
  slopes.own = {gain,
                hn::Neg(hn::Mul(log_stability, gain)),
                hn::Mul(spacing, forgotten),
                hn::Mul(lapsed, all(1 / c.lapse_scale)),
                hn::Mul(power, update.log_plus),
                hn::Mul(lapsed, forgotten),
                hn::IfThenElseZero(rules.hard, plain_gain),
                hn::IfThenElseZero(rules.easy, plain_gain)};
  return slopes;
}

/// Sets the new difficulty (section 9.3); returns its slopes.
inline HWY_ATTR Fsrs7DifficultySlopes fsrs7_next_difficulty(const Fsrs7Constants& c,
                                                            const Fsrs7Rules& rules,
                                                            const Fsrs7Recall& r,
                                                            Floats grade,
                                                            Floats& difficulty) {
  const Floats off = hn::Sub(all(3), grade);
  const Floats room = hn::Mul(hn::Sub(all(10), difficulty), all(1.0F / 9));
  const Floats surprise =
      hn::IfThenElse(rules.lapse, hn::Add(r.recall, all(0.1F)), all(1));
  const Floats push = hn::Mul(off, surprise);
  const Floats step = hn::Mul(room, push);  // by w6
  const Floats moved = hn::MulAdd(step, all(c.w[6]), difficulty);
  const Floats next = hn::MulAdd(all(0.99F), moved, all(0.01F * c.easy_difficulty));
  const Chosen inside = hn::And(hn::Ge(next, all(1)), hn::Le(next, all(10)));
  const auto where_inside = [&](Floats slope)
                                HWY_ATTR { return hn::IfThenElseZero(inside, slope); };
  Fsrs7DifficultySlopes slopes;
  slopes.by_difficulty =
      where_inside(hn::NegMulAdd(push, all(0.11F * c.w[6]), all(0.99F)));
  slopes.by_recall = hn::IfThenElseZero(hn::And(rules.lapse, inside),
                                        hn::Mul(room, all(2 * 0.99F * c.w[6])));
  slopes.own = {where_inside(all(0.01F)), where_inside(all(0.01F * c.easy_slope)),
                where_inside(hn::Mul(all(0.99F), step))};
  difficulty = hn::Min(hn::Max(next, all(1)), all(10));
  return slopes;
}

/// How the new state and the chance of recall move with the old state.
struct Fsrs7Flow {
  Fsrs7UpdateSlopes slow;
  Fsrs7UpdateSlopes fast;
  Fsrs7DifficultySlopes difficulty;
  Floats fast_by_fast;  ///< through its recall too
  Chosen fast_follows;  ///< the fast trace is held at a share of the slow one
};

/// Carries the slopes of one slot over a review: first those of the chance of recall,
/// scaled, into the column of the prediction, then those of the new state.
inline HWY_ATTR void fsrs7_carry(const Fsrs7Recall& r,
                                 const Fsrs7Flow& flow,
                                 const Fsrs7Own& own,
                                 Floats scale,
                                 Floats& slow,
                                 Floats& fast,
                                 Floats& difficulty,
                                 float* row) {
  const Floats recall = hn::MulAdd(
      r.by_slow, slow,
      hn::MulAdd(r.by_fast, fast, hn::MulAdd(r.by_difficulty, difficulty, own.recall)));
  hn::Store(hn::Mul(scale, recall), Tag(), row);
  slow =
      hn::MulAdd(flow.slow.by_recall, recall,
                 hn::MulAdd(flow.slow.by_stability, slow,
                            hn::MulAdd(flow.slow.by_difficulty, difficulty, own.slow)));
  const Floats free_fast = hn::MulAdd(
      flow.fast_by_fast, fast, hn::MulAdd(flow.fast.by_difficulty, difficulty, own.fast));
  fast = hn::IfThenElse(flow.fast_follows, slow, free_fast);
  difficulty =
      hn::MulAdd(flow.difficulty.by_recall, recall,
                 hn::MulAdd(flow.difficulty.by_difficulty, difficulty, own.difficulty));
}

/// The same for all slots. `column` takes the slopes, `width` apart.
inline HWY_ATTR void fsrs7_carry_all(const Fsrs7Constants& c,
                                     const Fsrs7Logs& logs,
                                     const Fsrs7Recall& r,
                                     const Fsrs7Flow& flow,
                                     Floats scale,
                                     Fsrs7Cards& cards,
                                     float* column,
                                     std::size_t width) {
  const Floats zero = hn::Zero(Tag());
  const auto carry = [&](std::size_t slot, const Fsrs7Own& own) HWY_ATTR {
    fsrs7_carry(r, flow, own, scale, cards.slow_slope[slot], cards.fast_slope[slot],
                cards.difficulty_slope[slot], column + slot * width);
  };
  const auto through_recall = [&](std::size_t weight, Floats recall) HWY_ATTR {
    carry(slot_of(weight), {recall, zero, zero, zero});
  };
  const auto through_fast_recall = [&](std::size_t weight, Floats fast_recall) HWY_ATTR {
    carry(slot_of(weight), {hn::Mul(r.by_fast_recall, fast_recall), zero,
                            hn::Mul(flow.fast.by_recall, fast_recall), zero});
  };
  carry(0, {zero, zero, zero, zero});
  for (std::size_t k = 0; k < 3; ++k)
    carry(slot_of(4 + k), {zero, zero, zero, flow.difficulty.own[k]});
  for (std::size_t k = 0; k < 8; ++k)
    carry(slot_of(7 + k), {zero, flow.slow.own[k], zero, zero});
  for (std::size_t k = 0; k < 8; ++k)
    carry(slot_of(15 + k), {zero, zero, flow.fast.own[k], zero});
  const Floats by_factor = hn::Neg(hn::Mul(r.by_slow_recall, r.slow.by_stability));
  through_fast_recall(23, hn::Mul(r.fast.by_decay, all(1 / c.w[23])));
  through_recall(24, hn::Mul(r.by_slow_recall, r.slow.by_decay));
  through_fast_recall(25, r.fast.by_anchor);
  through_recall(26, hn::Mul(by_factor, all(c.slow_factor_by_anchor)));
  through_recall(27, hn::Mul(r.by_share, all(-1 / c.w[27])));
  through_recall(28, hn::Mul(r.by_share, all(1 / c.w[28])));
  through_recall(29, hn::Mul(r.by_share, logs.fast));
  through_recall(30, hn::Mul(r.by_share, logs.slow));
  through_recall(31, hn::Mul(r.by_share, logs.from_middle));
  through_recall(32, hn::Mul(by_factor, logs.from_middle));
  through_fast_recall(33, hn::Mul(r.fast.by_decay, logs.fast));
}

inline HWY_ATTR Chosen within_stability(Floats stability) {
  return hn::And(hn::Ge(stability, all(kLeastStability)),
                 hn::Le(stability, all(kGreatestStability)));
}

inline HWY_ATTR Floats limited_stability(Floats stability) {
  return hn::Min(hn::Max(stability, all(kLeastStability)), all(kGreatestStability));
}

/// Sets the new state; returns how it moves with the old one (section 9.3).
inline HWY_ATTR Fsrs7Flow fsrs7_next(const Fsrs7Constants& c,
                                     const Fsrs7Logs& logs,
                                     const Fsrs7Recall& r,
                                     Floats grade,
                                     Fsrs7Cards& cards) {
  const Fsrs7Rules rules{hn::Lt(grade, all(1.5F)), hn::Eq(grade, all(2)),
                         hn::Eq(grade, all(4))};
  const Fsrs7Update slow =
      fsrs7_update(c.slow, rules, cards.slow, logs.slow, cards.difficulty, r.forgotten);
  const Fsrs7Update fast = fsrs7_update(c.fast, rules, cards.fast, logs.fast,
                                        cards.difficulty, r.fast.forgotten);
  // After a lapse the fast trace has at most a share of the slow one, before both are
  // limited.
  const Floats most = hn::Mul(all(kFastShare), slow.next);
  const Chosen follows = hn::And(rules.lapse, hn::Lt(most, fast.next));
  const Floats next_fast = hn::IfThenElse(follows, most, fast.next);
  const Chosen slow_inside = within_stability(slow.next);
  const Chosen fast_inside = within_stability(next_fast);

  Fsrs7Flow flow;
  flow.slow =
      fsrs7_update_slopes(c.slow, rules, slow, slow_inside, logs.slow, r.forgotten);
  flow.fast =
      fsrs7_update_slopes(c.fast, rules, fast, fast_inside, logs.fast, r.fast.forgotten);
  flow.fast_by_fast =
      hn::MulAdd(flow.fast.by_recall, r.fast.by_stability, flow.fast.by_stability);
  flow.fast_follows = hn::And(follows, fast_inside);
  flow.difficulty = fsrs7_next_difficulty(c, rules, r, grade, cards.difficulty);
  cards.slow = limited_stability(slow.next);
  cards.fast = limited_stability(next_fast);
  return flow;
}

HWY_ATTR void fsrs7_chunk(const FitBatches& batches,
                          const FitChunk& chunk,
                          const Fsrs7Constants& c,
                          float* sums) {
  const Tag tag;
  const std::size_t width = hn::Lanes(tag);
  for (std::size_t lane = 0; lane < kLanes; lane += width) {
    Fsrs7Products products(sums + lane);
    float* loss_and_weight = sums + kFsrs7Products * kLanes + lane;
    for (const FitGroup& group : batches.groups(chunk)) {
      Fsrs7Cards cards = fsrs7_first(c);
      const FitStep* steps = batches.steps() + group.begin;
      for (std::size_t i = 0; i < group.steps; ++i) {
        const Review review = review_at(c, steps[i], lane);
        // What comes later is of no interest, and places rise within a card.
        if (hn::AllTrue(tag, hn::Ge(review.place, all(c.to)))) break;
        const Fsrs7Logs logs{logarithm(cards.slow), logarithm(cards.fast),
                             hn::Sub(cards.difficulty, all(5))};
        const Fsrs7Recall recall = fsrs7_recall(c, cards, logs, review.days);
        const bool scored = !hn::AllFalse(tag, hn::Gt(review.weight, hn::Zero(tag)));
        const Floats scale =
            scored ? fsrs7_score(recall, review, loss_and_weight) : hn::Zero(tag);
        const Fsrs7Flow flow = fsrs7_next(c, logs, recall, review.grade, cards);
        float* column = products.column();
        fsrs7_carry_all(c, logs, recall, flow, scale, cards, column, width);
        if (!scored) continue;
        const Floats miss = hn::IfThenElse(hn::Ge(review.grade, all(1.5F)),
                                           recall.forgotten, hn::Neg(recall.recall));
        hn::Store(hn::Mul(scale, miss), tag, column + Fsrs7Products::kRows * width);
        products.keep_column();
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

HWY_EXPORT(fsrs7_chunk);

Fsrs7TraceConstants trace_constants_of(const Fsrs7Weights& w, std::size_t k) {
  const auto at = [&](std::size_t i) { return static_cast<float>(w[k + i]); };
  return {at(0) - 1.5F, at(1), at(2), at(3), static_cast<float>(std::log(w[k + 3])),
          at(4),        at(5), at(6), at(7)};
}

void set_curves(const Fsrs7Weights& w, Fsrs7Constants& c) {
  const double decay = std::clamp(w[24], 0.01, 0.95);
  const double factor = std::expm1(-std::log(w[26]) / decay);
  c.fast_power = static_cast<float>(w[33] - 0.3);
  c.fast_anchor = static_cast<float>(-std::log(w[25]));
  c.slow_decay = static_cast<float>(decay);
  c.slow_factor = static_cast<float>(factor);
  c.slow_factor_by_decay =
      static_cast<float>((factor + 1) / factor * std::log(w[26]) / (decay * decay));
  c.slow_factor_by_anchor = static_cast<float>(-(factor + 1) / factor / (decay * w[26]));
  c.slow_lean = static_cast<float>(w[32] - 0.3);
  c.log_share = static_cast<float>(std::log(w[28] / w[27]));
  c.share_lean = static_cast<float>(w[31] - 0.5);
}

void set_first_state(const Fsrs7Weights& w, Rating first, Fsrs7Constants& c) {
  const auto within = [](double stability) {
    return std::clamp(stability, 1e-4, 36500.0);
  };
  const double g = static_cast<double>(first) - 1;
  const double slow = w[static_cast<std::size_t>(first) - 1];
  const double fast = 0.8 * slow;
  c.first_slow = static_cast<float>(within(slow));
  c.first_fast = static_cast<float>(within(fast));
  c.first_fast_slope = fast == within(fast) ? 1 : 0;
  const double difficulty = w[4] - std::exp(w[5] * g) + 1;
  c.first_difficulty = static_cast<float>(std::clamp(difficulty, 1.0, 10.0));
  const bool inside = difficulty >= 1 && difficulty <= 10;
  c.first_difficulty_slope4 = inside ? 1.0F : 0.0F;
  c.first_difficulty_slope5 = inside ? static_cast<float>(-g * std::exp(w[5] * g)) : 0.0F;
}

Fsrs7Constants constants_of(const Fsrs7Weights& w, Rating first, const Recency& recency) {
  Fsrs7Constants c{};
  for (std::size_t i = 0; i < w.size(); ++i)
    c.w[i] = static_cast<float>(w[i]);
  c.slow = trace_constants_of(w, 7);
  c.fast = trace_constants_of(w, 15);
  set_curves(w, c);
  c.easy_difficulty = static_cast<float>(w[4] - std::exp(3 * w[5]) + 1);
  c.easy_slope = static_cast<float>(-3 * std::exp(3 * w[5]));
  set_first_state(w, first, c);
  c.least = static_cast<float>(recency.least);
  c.from = static_cast<float>(recency.from);
  c.to = static_cast<float>(recency.to);
  return c;
}

}  // namespace

void add_fsrs7_sums(const FitBatches& batches,
                    const FitChunk& chunk,
                    const Fsrs7Weights& weights,
                    const Recency& recency,
                    FitSums& sums) {
  Fsrs7LaneSums lanes;
  HWY_DYNAMIC_DISPATCH(fsrs7_chunk)
  (batches, chunk, constants_of(weights, chunk.first, recency), lanes.values.data());
  add_products(lanes.values.data(), kFsrs7Blocks, chunk.first, sums);
}

}  // namespace attache
#endif
