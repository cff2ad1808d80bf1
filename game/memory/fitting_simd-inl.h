// What the kernels of all models share: exponentials and logarithms of a vector, and sums
// of products. Included once for each instruction set; the guard is Highway's way of
// saying so. The sections named below are those of game/memory/README.md.
#if defined(ATTACHE_MEMORY_FITTING_SIMD_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ATTACHE_MEMORY_FITTING_SIMD_INL_H
#undef ATTACHE_MEMORY_FITTING_SIMD_INL_H
#else
#define ATTACHE_MEMORY_FITTING_SIMD_INL_H
#endif

#include <cstdint>
#include <hwy/highway.h>

#include "memory/fitting_batches.h"
#include "memory/fitting_sums.h"

HWY_BEFORE_NAMESPACE();
namespace attache::HWY_NAMESPACE {
namespace {  // other kernels may use the same names

namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<float, kLanes>;
using IntTag = hn::RebindToSigned<Tag>;
using Floats = hn::Vec<Tag>;
using Chosen = hn::Mask<Tag>;

inline HWY_ATTR Floats all(float value) {
  return hn::Set(Tag(), value);
}

struct Exponential {
  Floats value;      ///< e^x
  Floats minus_one;  ///< e^x - 1, exact near 0 too
};

/// e^x for x in -80 .. 80 (limited to it): x = n ln 2 + r, a series for e^r - 1, and n
/// into the exponent (section 10.4).
inline HWY_ATTR Exponential exponential(Floats x) {
  const Tag tag;
  const IntTag ints;
  x = hn::Min(hn::Max(x, all(-80.0F)), all(80.0F));
  const Floats n = hn::Round(hn::Mul(x, all(1.44269504F)));
  // ln 2 in two parts, the first of few bits, so that r is exact.
  Floats r = hn::NegMulAdd(n, all(0.693359375F), x);
  r = hn::NegMulAdd(n, all(-2.12194440e-4F), r);
  Floats p = all(1.0F / 5040);
  p = hn::MulAdd(p, r, all(1.0F / 720));
  p = hn::MulAdd(p, r, all(1.0F / 120));
  p = hn::MulAdd(p, r, all(1.0F / 24));
  p = hn::MulAdd(p, r, all(1.0F / 6));
  p = hn::MulAdd(p, r, all(0.5F));
  p = hn::MulAdd(hn::Mul(p, r), r, r);
  const auto exponent =
      hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(ints, n), hn::Set(ints, 127)));
  const Floats power = hn::BitCast(tag, exponent);
  return {hn::MulAdd(p, power, power), hn::MulAdd(p, power, hn::Sub(power, all(1)))};
}

/// ln x for x > 0 that is no subnormal: x = 2^e m with m near 1, and the series of the
/// inverse hyperbolic tangent for ln m (section 10.4).
inline HWY_ATTR Floats logarithm(Floats x) {
  const Tag tag;
  const IntTag ints;
  const auto bits = hn::BitCast(ints, x);
  const auto e = hn::ShiftRight<23>(hn::Sub(bits, hn::Set(ints, 0x3F3504F3)));
  const Floats m = hn::BitCast(tag, hn::Sub(bits, hn::ShiftLeft<23>(e)));
  const Floats f = hn::Sub(m, all(1));
  const Floats s = hn::Div(f, hn::Add(m, all(1)));
  const Floats s2 = hn::Mul(s, s);
  Floats p = all(2.0F / 9);
  p = hn::MulAdd(p, s2, all(2.0F / 7));
  p = hn::MulAdd(p, s2, all(2.0F / 5));
  p = hn::MulAdd(p, s2, all(2.0F / 3));
  const Floats series = hn::MulAdd(hn::Mul(p, s2), s, hn::Add(s, s));
  const Floats n = hn::ConvertTo(tag, e);
  return hn::MulAdd(n, all(0.693359375F), hn::MulAdd(n, all(-2.12194440e-4F), series));
}

/// ln(1 + x) for x >= 0, exact near 0 too; `u` is 1 + x, `inverse_u` its reciprocal.
inline HWY_ATTR Floats logarithm_of_one_plus(Floats x, Floats u, Floats inverse_u) {
  // What was lost in forming u comes back as a first-order term.
  const Floats lost = hn::Sub(x, hn::Sub(u, all(1)));
  return hn::MulAdd(lost, inverse_u, logarithm(u));
}

/// One review of some cards.
struct Review {
  Floats days;
  Floats grade;   ///< 1 .. 4
  Floats weight;  ///< of the prediction; 0 if it does not count
  Floats place;   ///< in time, 0..1
};

/// `c` has `least`, `from` and `to` of the recency.
template <class Constants>
inline HWY_ATTR Review review_at(const Constants& c,
                                 const FitStep& step,
                                 std::size_t lane) {
  const Tag tag;
  const IntTag ints;
  const auto word =
      hn::Load(ints, reinterpret_cast<const std::int32_t*>(&step.answer[lane]));
  Review review;
  review.days = hn::Load(tag, &step.days[lane]);
  review.grade = hn::Add(hn::ConvertTo(tag, hn::And(word, hn::Set(ints, 3))), all(1));
  const auto scored = hn::Set(ints, static_cast<std::int32_t>(kScored));
  const Floats place = hn::Mul(hn::ConvertTo(tag, hn::ShiftRight<3>(word)),
                               all(1.0F / static_cast<float>(kLastPlace)));
  review.place = place;
  const Floats cube = hn::Mul(hn::Mul(place, place), place);
  const Chosen counts =
      hn::And(hn::RebindMask(tag, hn::TestBit(word, scored)),
              hn::And(hn::Ge(place, all(c.from)), hn::Lt(place, all(c.to))));
  review.weight =
      hn::IfThenElseZero(counts, hn::MulAdd(cube, all(1 - c.least), all(c.least)));
  return review;
}

/// Slopes of one kind of model: kRows rows, of which kSlots are used, and the residual.
/// Collects columns, one a scored review of each lane, and adds their products to sums
/// (section 10.3). The sums are chains of the same operations in every lane however wide
/// the vectors are.
template <int kBlocks, int kSlots = 3 * kBlocks>
class Products {
 public:
  static constexpr int kRows = 3 * kBlocks;

  /// `sums` are those of the lanes from the first on that the vectors stand for.
  // Columns are written before they are read.
  // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init)
  explicit HWY_ATTR Products(float* sums) : sums_(sums), width_(hn::Lanes(Tag())) {
    for (; count_ < kColumns; ++count_)
      for (std::size_t row = kSlots; row < kRows; ++row)
        hn::Store(hn::Zero(Tag()), Tag(), column() + row * width_);
    count_ = 0;
  }
  // NOLINTEND(cppcoreguidelines-pro-type-member-init)

  /// Where the next column goes: kRows slopes, then the residual.
  HWY_ATTR float* column() { return &columns_[count_ * (kRows + 1) * kLanes]; }
  [[nodiscard]] HWY_ATTR std::size_t width() const { return width_; }
  HWY_ATTR void keep_column() {
    if (++count_ == kColumns) add();
  }

  HWY_ATTR void add() {
    float* sums = sums_;
    for (int i = 0; i < kBlocks; ++i) {
      for (int j = 0; j < i; ++j) {
        add_block(3 * i, 3 * j, sums);
        sums += 9 * kLanes;
      }
      add_diagonal(3 * i, sums);
      sums += 9 * kLanes;
    }
    count_ = 0;
  }

 private:
  static constexpr std::size_t kColumns = 24;

  /// The sums of a block while they are worked on: names, so that each keeps a register.
  struct Nine {
    HWY_ATTR explicit Nine(const float* sums)
        : s0(hn::Load(Tag(), sums + 0 * kLanes)),
          s1(hn::Load(Tag(), sums + 1 * kLanes)),
          s2(hn::Load(Tag(), sums + 2 * kLanes)),
          s3(hn::Load(Tag(), sums + 3 * kLanes)),
          s4(hn::Load(Tag(), sums + 4 * kLanes)),
          s5(hn::Load(Tag(), sums + 5 * kLanes)),
          s6(hn::Load(Tag(), sums + 6 * kLanes)),
          s7(hn::Load(Tag(), sums + 7 * kLanes)),
          s8(hn::Load(Tag(), sums + 8 * kLanes)) {}
    HWY_ATTR void store(float* sums) const {
      hn::Store(s0, Tag(), sums + 0 * kLanes);
      hn::Store(s1, Tag(), sums + 1 * kLanes);
      hn::Store(s2, Tag(), sums + 2 * kLanes);
      hn::Store(s3, Tag(), sums + 3 * kLanes);
      hn::Store(s4, Tag(), sums + 4 * kLanes);
      hn::Store(s5, Tag(), sums + 5 * kLanes);
      hn::Store(s6, Tag(), sums + 6 * kLanes);
      hn::Store(s7, Tag(), sums + 7 * kLanes);
      hn::Store(s8, Tag(), sums + 8 * kLanes);
    }
    Floats s0, s1, s2, s3, s4, s5, s6, s7, s8;
  };

  /// Nine products of three rows with three others.
  HWY_ATTR void add_block(int i, int j, float* sums) const {
    const Tag tag;
    Nine s(sums);
    const float* column = columns_;
    for (std::size_t c = 0; c < count_; ++c, column += (kRows + 1) * kLanes) {
      const float* left = column + static_cast<std::size_t>(i) * width_;
      const float* right = column + static_cast<std::size_t>(j) * width_;
      const Floats a0 = hn::Load(tag, left);
      const Floats a1 = hn::Load(tag, left + width_);
      const Floats a2 = hn::Load(tag, left + 2 * width_);
      const Floats b0 = hn::Load(tag, right);
      const Floats b1 = hn::Load(tag, right + width_);
      const Floats b2 = hn::Load(tag, right + 2 * width_);
      s.s0 = hn::MulAdd(a0, b0, s.s0);
      s.s1 = hn::MulAdd(a0, b1, s.s1);
      s.s2 = hn::MulAdd(a0, b2, s.s2);
      s.s3 = hn::MulAdd(a1, b0, s.s3);
      s.s4 = hn::MulAdd(a1, b1, s.s4);
      s.s5 = hn::MulAdd(a1, b2, s.s5);
      s.s6 = hn::MulAdd(a2, b0, s.s6);
      s.s7 = hn::MulAdd(a2, b1, s.s7);
      s.s8 = hn::MulAdd(a2, b2, s.s8);
    }
    s.store(sums);
  }

  /// Six products of three rows with one another, and three with the residual.
  HWY_ATTR void add_diagonal(int i, float* sums) const {
    const Tag tag;
    Nine s(sums);
    const float* column = columns_;
    for (std::size_t c = 0; c < count_; ++c, column += (kRows + 1) * kLanes) {
      const float* left = column + static_cast<std::size_t>(i) * width_;
      const Floats a0 = hn::Load(tag, left);
      const Floats a1 = hn::Load(tag, left + width_);
      const Floats a2 = hn::Load(tag, left + 2 * width_);
      const Floats residual = hn::Load(tag, column + kRows * width_);
      s.s0 = hn::MulAdd(a0, a0, s.s0);
      s.s1 = hn::MulAdd(a1, a0, s.s1);
      s.s2 = hn::MulAdd(a1, a1, s.s2);
      s.s3 = hn::MulAdd(a2, a0, s.s3);
      s.s4 = hn::MulAdd(a2, a1, s.s4);
      s.s5 = hn::MulAdd(a2, a2, s.s5);
      s.s6 = hn::MulAdd(a0, residual, s.s6);
      s.s7 = hn::MulAdd(a1, residual, s.s7);
      s.s8 = hn::MulAdd(a2, residual, s.s8);
    }
    s.store(sums);
  }

  float* sums_;
  std::size_t width_;
  std::size_t count_ = 0;
  HWY_ALIGN float columns_[kColumns * (kRows + 1) * kLanes];
};

}  // namespace
}  // namespace attache::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
