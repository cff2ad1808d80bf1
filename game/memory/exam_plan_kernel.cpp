#include "memory/exam_plan_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

// NOLINTBEGIN: Highway compiles this file once for each set of instructions.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "memory/exam_plan_kernel.cpp"
#include <hwy/foreach_target.h>
// This must follow.
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
// NOLINTEND
namespace attache::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kBlock = 8;  // days worked on at once
constexpr float kNever = -1e30F;
constexpr float kNothing = 1e-8F;  // share of all questions too small to follow
constexpr float kFarBelow = -18;   // exp of less adds nothing to a float

using Lanes = hn::CappedTag<float, kBlock>;
using Vector = hn::Vec<Lanes>;

// ---- Small parts ---------------------------------------------------------------------

/// exp for x <= 0, to about 2e-7 of the result; quicker than the full function.
HWY_INLINE Vector exp_below_zero(Lanes d, Vector x) {
  const hn::RebindToSigned<Lanes> di;
  x = hn::Max(x, hn::Set(d, -80.0F));
  const Vector n = hn::Round(hn::Mul(x, hn::Set(d, 1.44269504F)));
  Vector r = hn::NegMulAdd(n, hn::Set(d, 0.693359375F), x);
  r = hn::NegMulAdd(n, hn::Set(d, -2.12194440e-4F), r);
  // Taylor's series to the 6th power; |r| <= 0.347.
  Vector p = hn::Set(d, 1.0F / 720);
  p = hn::MulAdd(p, r, hn::Set(d, 1.0F / 120));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0F / 24));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0F / 6));
  p = hn::MulAdd(p, r, hn::Set(d, 0.5F));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0F));
  p = hn::MulAdd(p, r, hn::Set(d, 1.0F));
  const auto power = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(di, n), hn::Set(di, 127)));
  return hn::Mul(p, hn::BitCast(d, power));
}

HWY_INLINE bool none_above(Lanes d, Vector v, float limit) {
  return hn::AllTrue(d, hn::Le(v, hn::Set(d, limit)));
}

HWY_INLINE Vector between(Lanes d, const float* low_row, std::size_t pitch, float part) {
  const Vector low = hn::LoadU(d, low_row);
  return hn::MulAdd(hn::Set(d, part), hn::Sub(hn::LoadU(d, low_row + pitch), low), low);
}

/// One pass over the table.
struct Pass {
  Pass(const ExamSteps& all, float warmth)
      : steps(all),
        nodes(all.grid.nodes()),
        columns(static_cast<std::size_t>(all.grid.stabilities)),
        horizon(static_cast<std::size_t>(all.horizon)),
        pitch(static_cast<std::size_t>(all.pitch)),
        temperature(warmth),
        cold(warmth > 0 ? 1 / warmth : 0) {}

  const ExamSteps& steps;
  std::size_t nodes, columns, horizon, pitch;
  float temperature, cold;  // cold: 1 / temperature
};

/// What a block of days is worked out in. Waits shorter than a block are kept by column,
/// because they lead from the block into itself.
struct Block {
  explicit Block(const Pass& p)
      : best(kBlock * p.nodes),
        sum(kBlock * p.nodes),
        branch(kBlock * kExamOutcomes * p.nodes),
        queue((std::max(p.horizon, kBlock) + 1) * kBlock),
        column(kBlock * kExamOutcomes * p.nodes),
        part(kBlock * kExamOutcomes * p.nodes),
        recall(kBlock * p.nodes) {
    const std::size_t waits = std::min(kBlock, p.horizon + 1);
    for (std::size_t wait = 1; wait < waits; ++wait)
      for (std::size_t x = 0; x < p.nodes; ++x) {
        const ExamStep& step = p.steps.step(x, static_cast<int>(wait));
        recall[wait * p.nodes + x] = step.recall;
        for (std::size_t g = 0; g < kExamOutcomes; ++g) {
          const std::size_t at = (wait * kExamOutcomes + g) * p.nodes + x;
          column[at] = step.offset[g] / p.steps.pitch;
          part[at] = step.part[g];
        }
      }
  }

  std::vector<float> best, sum;  // [day][node]
  std::vector<float> branch;     // [day][outcome][node]
  std::vector<float> queue;
  std::vector<std::int32_t> column;  // [wait][outcome][node]
  std::vector<float> part;
  std::vector<float> recall;  // [wait][node]
};

// ---- The fan -------------------------------------------------------------------------

}  // namespace

void fill_fan_in_lanes(const ExamMemory& m,
                       const ExamGrid& grid,
                       float stability,
                       float difficulty,
                       int first_wait,
                       std::size_t count,
                       ExamFan& fan) {
  const Lanes d;
  const float log_s = std::log(stability);
  const float growth =
      m.success_scale * (11 - difficulty) * std::exp(-m.success_saturation * log_s);
  const float left = std::log(m.lapse_scale) - m.lapse_difficulty * std::log(difficulty) +
                     std::log(std::expm1(m.lapse_stability * std::log1p(stability)));
  const Vector scale = hn::Set(d, grid.place_scale());
  const Vector offset = hn::Set(d, grid.place_offset());
  const Vector top = hn::Set(d, static_cast<float>(grid.stabilities - 1));
  const Vector least = hn::Set(d, std::log(0.001F));
  const std::array<float, 3> factor{m.hard, 1.0F, m.easy};
  for (std::size_t k = 0; k < count; k += hn::Lanes(d)) {
    const Vector wait =
        hn::Iota(d, static_cast<float>(first_wait) + static_cast<float>(k));
    // Sections 2 and 4 of the README, in logarithms.
    const Vector time = hn::Mul(wait, hn::Set(d, m.factor / stability));
    const Vector recall = hn::Exp(d, hn::Mul(hn::Set(d, m.decay), hn::Log1p(d, time)));
    const Vector faded = hn::Sub(hn::Set(d, 1.0F), recall);
    hn::StoreU(recall, d, fan.recall.data() + k);
    Vector lapsed = hn::MulAdd(hn::Set(d, m.lapse_spacing), faded, hn::Set(d, left));
    lapsed = hn::Max(hn::Min(lapsed, hn::Set(d, log_s - m.lapse_cap)), least);
    const Vector relearned =
        hn::Add(lapsed, hn::Max(hn::NegMulAdd(hn::Set(d, m.relearn_saturation), lapsed,
                                              hn::Set(d, m.relearn_gain)),
                                hn::Zero(d)));
    hn::StoreU(hn::Min(hn::Max(hn::MulAdd(relearned, scale, offset), hn::Zero(d)), top),
               d, fan.place[0].data() + k);
    const Vector grows = hn::Mul(
        hn::Set(d, growth), hn::Expm1(d, hn::Mul(hn::Set(d, m.success_spacing), faded)));
    for (std::size_t g = 1; g < kExamOutcomes; ++g) {
      const Vector grown = hn::Add(
          hn::Log1p(d, hn::Mul(grows, hn::Set(d, factor[g - 1]))), hn::Set(d, log_s));
      hn::StoreU(hn::Min(hn::Max(hn::MulAdd(grown, scale, offset), hn::Zero(d)), top), d,
                 fan.place[g].data() + k);
    }
  }
}

namespace {

// ---- Values, backward in time ---------------------------------------------------------

/// Value of a review on a run of days, from the values by outcome; prices are in them.
HWY_INLINE Vector review_value(Lanes d,
                               const ExamStep& step,
                               const float* branch,
                               std::size_t pitch) {
  const Vector lapse = between(d, branch + step.offset[0], pitch, step.part[0]);
  Vector success = between(d, branch + step.offset[1], pitch, step.part[1]);
  success = hn::Add(success, between(d, branch + step.offset[2], pitch, step.part[2]));
  success = hn::Add(success, between(d, branch + step.offset[3], pitch, step.part[3]));
  return hn::MulAdd(hn::Set(d, step.recall), hn::Sub(success, lapse), lapse);
}

/// Sum of exp((choice - best) / temperature) over the queued choices and `last`.
HWY_INLINE Vector smoothed_sum(Lanes d,
                               const Pass& p,
                               const float* queue,
                               std::size_t count,
                               Vector last,
                               Vector best) {
  const Vector cold = hn::Set(d, p.cold);
  Vector sum = exp_below_zero(d, hn::Mul(hn::Sub(last, best), cold));
  for (std::size_t k = 0; k < count; ++k) {
    const Vector z = hn::Mul(hn::Sub(hn::LoadU(d, queue + k * hn::Lanes(d)), best), cold);
    if (none_above(d, z, kFarBelow)) continue;
    sum = hn::Add(sum, exp_below_zero(d, z));
  }
  return sum;
}

/// Choices beyond the block, and never: greatest value and smoothed sum for each node.
void far_choices(const Pass& p, std::size_t first_day, const float* branch, Block& b) {
  const Lanes d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t waits = p.horizon - 1 - first_day;
  alignas(64) std::array<float, kBlock> best_out{};
  alignas(64) std::array<float, kBlock> sum_out{};
  for (std::size_t x = 0; x < p.nodes; ++x) {
    const ExamStep* step = &p.steps.steps[x * p.horizon];
    const float* never = &p.steps.at_exam[(x % p.columns) * p.pitch + first_day];
    for (std::size_t l = 0; l < kBlock; l += lanes) {
      const Vector last = hn::LoadU(d, never + l);
      Vector best = last;
      const float* window = branch + first_day + l + 1;
      for (std::size_t k = 0; k < waits; ++k) {
        const Vector q = review_value(d, step[k], window + k, p.pitch);
        best = hn::Max(best, q);
        hn::StoreU(q, d, b.queue.data() + k * lanes);
      }
      hn::StoreU(best, d, best_out.data() + l);
      if (p.temperature > 0)
        hn::StoreU(smoothed_sum(d, p, b.queue.data(), waits, last, best), d,
                   sum_out.data() + l);
    }
    for (std::size_t l = 0; l < kBlock; ++l) {
      b.best[l * p.nodes + x] = best_out[l];
      b.sum[l * p.nodes + x] = sum_out[l];
    }
  }
}

/// The same choice for one day of the block after another, for a vector of columns.
HWY_INLINE Vector near_value(Lanes d,
                             const Pass& p,
                             const Block& b,
                             std::size_t x,
                             std::size_t wait,
                             const float* day) {
  const hn::RebindToSigned<Lanes> di;
  Vector lapse = hn::Zero(d);
  Vector success = hn::Zero(d);
  for (std::size_t g = 0; g < kExamOutcomes; ++g) {
    const std::size_t at = (wait * kExamOutcomes + g) * p.nodes + x;
    const auto index = hn::LoadU(di, b.column.data() + at);
    const Vector low = hn::GatherIndex(d, day, index);
    const Vector high = hn::GatherIndex(d, day + 1, index);
    const Vector v =
        hn::MulAdd(hn::LoadU(d, b.part.data() + at), hn::Sub(high, low), low);
    if (g == 0) {
      lapse = v;
    } else {
      success = hn::Add(success, v);
    }
  }
  const Vector recall = hn::LoadU(d, b.recall.data() + wait * p.nodes + x);
  return hn::MulAdd(recall, hn::Sub(success, lapse), lapse);
}

/// Adds the choices within the block to those beyond, for day `l` of it.
void near_choices(const Pass& p, std::size_t l, std::size_t last, Block& b) {
  const Lanes d;
  const std::size_t stride = kExamOutcomes * p.nodes;
  for (std::size_t x = 0; x < p.nodes; x += hn::Lanes(d)) {
    float* const best_at = b.best.data() + l * p.nodes + x;
    const Vector far = hn::LoadU(d, best_at);
    Vector best = far;
    for (std::size_t e = l + 1; e <= last; ++e) {
      const Vector q = near_value(d, p, b, x, e - l, b.branch.data() + e * stride);
      best = hn::Max(best, q);
      hn::StoreU(q, d, b.queue.data() + e * kBlock);
    }
    if (p.temperature > 0) {
      const Vector cold = hn::Set(d, p.cold);
      Vector sum = hn::Mul(hn::LoadU(d, b.sum.data() + l * p.nodes + x),
                           exp_below_zero(d, hn::Mul(hn::Sub(far, best), cold)));
      for (std::size_t e = l + 1; e <= last; ++e)
        sum = hn::Add(
            sum, exp_below_zero(
                     d, hn::Mul(hn::Sub(hn::LoadU(d, b.queue.data() + e * kBlock), best),
                                cold)));
      best = hn::MulAdd(hn::Set(d, p.temperature), hn::Log(d, sum), best);
    }
    hn::StoreU(best, d, best_at);
  }
}

/// Values by outcome on day `l` of the block, with the day's price taken off.
void near_branches(const Pass& p, std::size_t l, float price, Block& b) {
  const Lanes d;
  const float* value = b.best.data() + l * p.nodes;
  float* branch = b.branch.data() + l * kExamOutcomes * p.nodes;
  for (std::size_t g = 0; g < kExamOutcomes; ++g)
    for (std::size_t row = 0; row < p.steps.next_row.size(); ++row) {
      const ExamRow& to = p.steps.next_row[row][g];
      const float* low = value + static_cast<std::size_t>(to.row) * p.columns;
      const Vector paid = hn::Set(d, price * p.steps.seconds[g]);
      const Vector share = hn::Set(d, p.steps.share[g]);
      for (std::size_t s = 0; s < p.columns; s += hn::Lanes(d)) {
        const Vector v = between(d, low + s, p.columns, to.part);
        hn::StoreU(hn::Mul(share, hn::Sub(v, paid)), d, branch);
        branch += hn::Lanes(d);
      }
    }
}

}  // namespace

void solve_values_in_lanes(const ExamSteps& steps,
                           const std::vector<float>& price,
                           float temperature,
                           std::vector<float>& branch,
                           std::vector<float>& values) {
  const Pass p(steps, temperature);
  Block b(p);
  values.assign(p.nodes * p.pitch, kNever);
  branch.assign(kExamOutcomes * p.nodes * p.pitch, kNever);
  for (std::size_t block = (p.horizon + kBlock - 1) / kBlock; block-- > 0;) {
    const std::size_t first_day = block * kBlock;
    const std::size_t last = std::min(kBlock, p.horizon - first_day) - 1;
    far_choices(p, first_day, branch.data(), b);
    for (std::size_t l = last + 1; l-- > 0;) {
      near_choices(p, l, last, b);
      near_branches(p, l, price[first_day + l], b);
    }
    for (std::size_t l = 0; l <= last; ++l) {
      const std::size_t day = first_day + l;
      for (std::size_t x = 0; x < p.nodes; ++x)
        values[x * p.pitch + day] = b.best[l * p.nodes + x];
      const float* from = b.branch.data() + l * kExamOutcomes * p.nodes;
      for (std::size_t x = 0; x < kExamOutcomes * p.nodes; ++x)
        branch[x * p.pitch + day] = from[x];
    }
  }
}

namespace {

// ---- Mass, forward in time ------------------------------------------------------------

/// Eight days of mass by node, gathered from what entered and what came back by outcome.
void gather_mass(const Pass& p,
                 std::size_t first_day,
                 const std::vector<float>& entered,
                 const std::vector<float>& returned,
                 std::vector<float>& mass,
                 std::array<float, kBlock>& seconds) {
  const Lanes d;
  for (std::size_t l = 0; l < kBlock; l += hn::Lanes(d)) {
    for (std::size_t x = 0; x < p.nodes; ++x)
      hn::StoreU(hn::LoadU(d, entered.data() + x * p.pitch + first_day + l), d,
                 mass.data() + x * kBlock + l);
    Vector used = hn::Zero(d);
    const float* from = returned.data() + first_day + l;
    for (std::size_t g = 0; g < kExamOutcomes; ++g)
      for (const auto& next : p.steps.next_row) {
        const ExamRow& to = next[g];
        float* low =
            mass.data() + static_cast<std::size_t>(to.row) * p.columns * kBlock + l;
        float* high = low + p.columns * kBlock;
        const Vector share = hn::Set(d, p.steps.share[g]);
        const Vector part = hn::Set(d, to.part);
        Vector all = hn::Zero(d);
        for (std::size_t s = 0; s < p.columns; ++s) {
          const Vector came = hn::Mul(share, hn::LoadU(d, from));
          const Vector up = hn::Mul(came, part);
          hn::StoreU(hn::Add(hn::LoadU(d, high), up), d, high);
          hn::StoreU(hn::Add(hn::LoadU(d, low), hn::Sub(came, up)), d, low);
          all = hn::Add(all, came);
          from += p.pitch;
          low += kBlock;
          high += kBlock;
        }
        used = hn::MulAdd(all, hn::Set(d, p.steps.seconds[g]), used);
      }
    hn::StoreU(used, d, seconds.data() + l);
  }
}

/// Sends one flow to its four outcomes within the block.
void send_near(const Pass& p,
               const ExamStep& step,
               std::size_t row,
               float flow,
               std::size_t l,
               std::vector<float>& mass,
               std::array<float, kBlock>& seconds) {
  const std::size_t row_size = p.columns;
  for (std::size_t g = 0; g < kExamOutcomes; ++g) {
    const float came = flow * p.steps.share[g] * (g == 0 ? 1 - step.recall : step.recall);
    seconds[l] += came * p.steps.seconds[g];
    const std::size_t column =
        (static_cast<std::size_t>(step.offset[g]) / p.pitch) % p.columns;
    const ExamRow& to = p.steps.next_row[row][g];
    const float up = came * to.part;
    const float stay = came - up;
    float* low =
        mass.data() + (static_cast<std::size_t>(to.row) * row_size + column) * kBlock + l;
    float* high = low + row_size * kBlock;
    low[0] += stay * (1 - step.part[g]);
    low[kBlock] += stay * step.part[g];
    high[0] += up * (1 - step.part[g]);
    high[kBlock] += up * step.part[g];
  }
}

/// Share of each node's mass that is reviewed after each wait shorter than a block.
void near_shares(const Pass& p,
                 std::size_t first_day,
                 const std::vector<float>& values,
                 const std::vector<float>& branch,
                 std::vector<float>& shares) {
  const Lanes d;
  const std::size_t waits = std::min(kBlock - 1, p.horizon - 1 - first_day);
  for (std::size_t x = 0; x < p.nodes; ++x)
    for (std::size_t l = 0; l < kBlock; l += hn::Lanes(d)) {
      const Vector value = hn::LoadU(d, values.data() + x * p.pitch + first_day + l);
      for (std::size_t wait = 1; wait <= waits; ++wait) {
        const Vector q = review_value(d, p.steps.step(x, static_cast<int>(wait)),
                                      branch.data() + first_day + l + wait, p.pitch);
        const Vector z =
            hn::Min(hn::Mul(hn::Sub(q, value), hn::Set(d, p.cold)), hn::Zero(d));
        hn::StoreU(exp_below_zero(d, z), d,
                   shares.data() + (x * kBlock + wait) * kBlock + l);
      }
    }
}

void push_near(const Pass& p,
               std::size_t last,
               const std::vector<float>& shares,
               std::vector<float>& mass,
               std::array<float, kBlock>& seconds) {
  for (std::size_t l = 0; l < last; ++l)
    for (std::size_t x = 0; x < p.nodes; ++x) {
      const float here = mass[x * kBlock + l];
      if (here < kNothing) continue;
      for (std::size_t wait = 1; l + wait <= last; ++wait) {
        const float flow = here * shares[(x * kBlock + wait) * kBlock + l];
        if (flow < kNothing) continue;
        send_near(p, p.steps.step(x, static_cast<int>(wait)), x / p.columns, flow,
                  l + wait, mass, seconds);
      }
    }
}

HWY_INLINE void add_between(
    Lanes d, float* row, std::size_t pitch, float part, Vector flow) {
  const Vector up = hn::Mul(flow, hn::Set(d, part));
  hn::StoreU(hn::Add(hn::LoadU(d, row), hn::Sub(flow, up)), d, row);
  hn::StoreU(hn::Add(hn::LoadU(d, row + pitch), up), d, row + pitch);
}

/// Mass of one node on a run of days, on its way to later blocks.
struct Leaving {
  Vector mass, value, day;  // day: within the block
};

/// Sends what is reviewed after one wait to the values by outcome.
HWY_INLINE void send_far(Lanes d,
                         const Pass& p,
                         const Leaving& from,
                         std::size_t wait,
                         const ExamStep& to,
                         const float* branch,
                         float* returned) {
  const Vector q = review_value(d, to, branch, p.pitch);
  const Vector z =
      hn::Min(hn::Mul(hn::Sub(q, from.value), hn::Set(d, p.cold)), hn::Zero(d));
  if (none_above(d, z, kFarBelow)) return;
  Vector flow = hn::Mul(from.mass, exp_below_zero(d, z));
  if (wait < kBlock) {
    const auto first = static_cast<float>(kBlock - wait);
    flow = hn::IfThenElseZero(hn::Ge(from.day, hn::Set(d, first)), flow);
  }
  if (none_above(d, flow, kNothing)) return;
  const Vector kept = hn::Mul(flow, hn::Set(d, to.recall));
  add_between(d, returned + to.offset[0], p.pitch, to.part[0], hn::Sub(flow, kept));
  for (std::size_t g = 1; g < kExamOutcomes; ++g)
    add_between(d, returned + to.offset[g], p.pitch, to.part[g], kept);
}

/// All reviews of eight days that lie beyond their block.
void push_far(const Pass& p,
              std::size_t first_day,
              const std::vector<float>& values,
              const std::vector<float>& mass,
              const std::vector<float>& branch,
              std::vector<float>& returned) {
  const Lanes d;
  for (std::size_t at = 0; at < p.nodes * kBlock; at += hn::Lanes(d)) {
    const std::size_t x = at / kBlock;
    const std::size_t l = at % kBlock;
    const Leaving from{hn::LoadU(d, mass.data() + at),
                       hn::LoadU(d, values.data() + x * p.pitch + first_day + l),
                       hn::Iota(d, static_cast<float>(l))};
    if (none_above(d, from.mass, kNothing)) continue;
    const ExamStep* step = &p.steps.steps[x * p.horizon];
    // Waits a block apart touch different days, so no load waits for a store.
    for (std::size_t begin = 1; begin <= kBlock; ++begin)
      for (std::size_t wait = begin; first_day + wait < p.horizon; wait += kBlock) {
        const std::size_t window = first_day + l + wait;
        send_far(d, p, from, wait, step[wait - 1], branch.data() + window,
                 returned.data() + window);
      }
  }
}

}  // namespace

void push_mass_in_lanes(const ExamSteps& steps,
                        const std::vector<float>& values,
                        float temperature,
                        const std::vector<float>& branch,
                        std::vector<float>& returned,
                        const std::vector<float>& entered,
                        std::vector<double>& seconds) {
  const Pass p(steps, temperature);
  returned.assign(kExamOutcomes * p.nodes * p.pitch, 0.0F);
  std::vector<float> mass(p.nodes * kBlock);
  std::vector<float> shares(p.nodes * kBlock * kBlock);
  for (std::size_t first_day = 0; first_day < p.horizon; first_day += kBlock) {
    const std::size_t last = std::min(kBlock, p.horizon - first_day) - 1;
    std::array<float, kBlock> used{};
    gather_mass(p, first_day, entered, returned, mass, used);
    near_shares(p, first_day, values, branch, shares);
    push_near(p, last, shares, mass, used);
    push_far(p, first_day, values, mass, branch, returned);
    for (std::size_t l = 0; l <= last; ++l)
      seconds[first_day + l] += static_cast<double>(used[l]);
  }
}

namespace {

// ---- One question ---------------------------------------------------------------------

HWY_INLINE Vector fan_outcome(Lanes d,
                              const Pass& p,
                              const float* values,
                              const ExamRow& row,
                              Vector place,
                              hn::Vec<hn::RebindToSigned<Lanes>> day) {
  const hn::RebindToSigned<Lanes> di;
  const auto top = hn::Set(di, static_cast<std::int32_t>(p.columns) - 2);
  const auto column = hn::Min(hn::ConvertTo(di, place), top);
  const Vector part = hn::Sub(place, hn::ConvertTo(d, column));
  const auto pitch = hn::Set(di, p.steps.pitch);
  const auto at = hn::Add(hn::Mul(column, pitch), day);
  const float* low_row = values + static_cast<std::size_t>(row.row) * p.columns * p.pitch;
  const float* high_row = low_row + p.columns * p.pitch;
  const Vector a = hn::GatherIndex(d, low_row, at);
  const Vector b = hn::GatherIndex(d, low_row + p.pitch, at);
  const Vector low = hn::MulAdd(part, hn::Sub(b, a), a);
  const Vector e = hn::GatherIndex(d, high_row, at);
  const Vector f = hn::GatherIndex(d, high_row + p.pitch, at);
  const Vector high = hn::MulAdd(part, hn::Sub(f, e), e);
  return hn::MulAdd(hn::Set(d, row.part), hn::Sub(high, low), low);
}

}  // namespace

void value_fan_in_lanes(const ExamSteps& steps,
                        const std::vector<float>& values,
                        const ExamFan& fan,
                        const float* price,
                        int first_day,
                        std::size_t count,
                        std::vector<float>& reviewed) {
  const Lanes d;
  const hn::RebindToSigned<Lanes> di;
  const Pass p(steps, 0);
  const auto begin = static_cast<std::size_t>(first_day);
  const auto last_day = hn::Set(di, steps.pitch - 1);
  for (std::size_t k = 0; k < count; k += hn::Lanes(d)) {
    const auto day =
        hn::Min(hn::Iota(di, static_cast<std::int32_t>(begin + k)), last_day);
    const Vector paid = hn::LoadU(d, price + begin + k);
    Vector lapse = hn::Zero(d);
    Vector success = hn::Zero(d);
    for (std::size_t g = 0; g < kExamOutcomes; ++g) {
      const Vector v = fan_outcome(d, p, values.data(), fan.row[g],
                                   hn::LoadU(d, fan.place[g].data() + k), day);
      if (g == 0) {
        lapse = hn::NegMulAdd(paid, hn::Set(d, steps.seconds[0]), v);
      } else {
        success =
            hn::MulAdd(hn::Set(d, steps.share[g]),
                       hn::NegMulAdd(paid, hn::Set(d, steps.seconds[g]), v), success);
      }
    }
    const Vector recall = hn::LoadU(d, fan.recall.data() + k);
    hn::StoreU(hn::MulAdd(recall, hn::Sub(success, lapse), lapse), d,
               reviewed.data() + k);
  }
}

namespace {}  // namespace

float smooth_choice_in_lanes(const std::vector<float>& values,
                             std::size_t count,
                             float other,
                             float temperature,
                             std::vector<float>& shares) {
  const Lanes d;
  float best = other;
  for (std::size_t k = 0; k < count; ++k)
    best = std::max(best, values[k]);
  const Vector cold = hn::Set(d, 1 / temperature);
  for (std::size_t k = 0; k < count; k += hn::Lanes(d)) {
    const Vector above = hn::Sub(hn::LoadU(d, values.data() + k), hn::Set(d, best));
    hn::StoreU(exp_below_zero(d, hn::Min(hn::Mul(above, cold), hn::Zero(d))), d,
               shares.data() + k);
  }
  float sum = std::exp((other - best) / temperature);
  for (std::size_t k = 0; k < count; ++k)
    sum += shares[k];
  for (std::size_t k = 0; k < count; ++k)
    shares[k] /= sum;
  return best + temperature * std::log(sum);
}

}  // namespace attache::HWY_NAMESPACE
// NOLINTBEGIN: as above.
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attache {

HWY_EXPORT(fill_fan_in_lanes);
HWY_EXPORT(solve_values_in_lanes);
HWY_EXPORT(push_mass_in_lanes);
HWY_EXPORT(value_fan_in_lanes);
HWY_EXPORT(smooth_choice_in_lanes);
// NOLINTEND

namespace {

/// Rounded up to whole vectors, so that none is cut off at the end.
std::size_t whole_vectors(int count) {
  return (static_cast<std::size_t>(count) + 7) / 8 * 8;
}

}  // namespace

void fill_fan(const ExamMemory& memory,
              const ExamGrid& grid,
              const MemoryState& state,
              int first_wait,
              int count,
              ExamFan& fan) {
  const std::size_t size = whole_vectors(count);
  if (fan.recall.size() < size) {
    fan.recall.resize(size);
    for (std::vector<float>& place : fan.place)
      place.resize(size);
  }
  HWY_DYNAMIC_DISPATCH(fill_fan_in_lanes)
  (memory, grid, static_cast<float>(state.stability),
   static_cast<float>(state.difficulty), first_wait, size, fan);
}

void solve_values(const ExamSteps& steps,
                  const std::vector<float>& price,
                  float temperature,
                  ExamWork& work,
                  std::vector<float>& values) {
  HWY_DYNAMIC_DISPATCH(solve_values_in_lanes)
  (steps, price, temperature, work.branch, values);
}

void push_mass(const ExamSteps& steps,
               const std::vector<float>& values,
               float temperature,
               ExamWork& work,
               const std::vector<float>& mass,
               std::vector<double>& seconds) {
  HWY_DYNAMIC_DISPATCH(push_mass_in_lanes)
  (steps, values, temperature, work.branch, work.returned, mass, seconds);
}

void value_fan(const ExamSteps& steps,
               const std::vector<float>& values,
               const ExamFan& fan,
               const std::vector<float>& price,
               int first_day,
               int count,
               std::vector<float>& reviewed) {
  const std::size_t size = whole_vectors(count);
  if (reviewed.size() < size) reviewed.resize(size);
  HWY_DYNAMIC_DISPATCH(value_fan_in_lanes)
  (steps, values, fan, price.data(), first_day, size, reviewed);
}

float smooth_choice(const std::vector<float>& values,
                    int count,
                    float other,
                    float temperature,
                    std::vector<float>& shares) {
  const std::size_t size = whole_vectors(count);
  if (shares.size() < size) shares.resize(size);
  return HWY_DYNAMIC_DISPATCH(smooth_choice_in_lanes)(
      values, static_cast<std::size_t>(count), other, temperature, shares);
}

}  // namespace attache
#endif
