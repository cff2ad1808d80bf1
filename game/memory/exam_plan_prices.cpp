#include "memory/exam_plan_prices.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace attache {
namespace {

constexpr double kLeastPrice = 1e-7;
constexpr double kGreatestPrice = 1;
constexpr int kKnots = 10;

/// One level of the smoothing, and how many evaluations it may take.
struct Stage {
  double temperature = 0;
  int evaluations = 0;
  bool each_day = false;  ///< a price of its own for each day, else the knots
};

constexpr double kWarmest = 2e-2;
constexpr double kCoolest = 1e-5;  // floats see no less
constexpr double kCooling = 3.3;
constexpr int kEvaluations = 8;  // in each stage
constexpr int kMostStages = 8;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// How each day's ln price follows from the unknowns: weights of two neighbours.
struct Shape {
  struct Day {
    std::size_t low = 0;
    double part = 0;
  };
  std::vector<Day> days;
  std::size_t unknowns = 0;
};

Shape shape_by_day(std::size_t horizon) {
  Shape shape;
  for (std::size_t day = 0; day < horizon; ++day)
    shape.days.push_back({day, 0});
  shape.unknowns = horizon;
  return shape;
}

/// Knots are denser near the exam, where prices rise (section 12.5).
Shape shape_by_knots(std::size_t horizon) {
  if (horizon <= kKnots) return shape_by_day(horizon);
  const auto last = static_cast<double>(horizon - 1);
  std::vector<double> knots;
  knots.reserve(kKnots);
  for (int k = 0; k < kKnots; ++k)
    knots.push_back(last - last * std::pow(1 - k / (kKnots - 1.0), 2.5));
  Shape shape;
  shape.unknowns = knots.size();
  shape.days.reserve(horizon);
  std::size_t low = 0;
  for (std::size_t day = 0; day < horizon; ++day) {
    const auto d = static_cast<double>(day);
    while (low + 2 < knots.size() && d >= knots[low + 1])
      ++low;
    shape.days.push_back({low, (d - knots[low]) / (knots[low + 1] - knots[low])});
  }
  return shape;
}

/// Descent on the smoothed bound by L-BFGS, from stage to stage; the best exact bound on
/// the way is kept.
class PriceSearch {
 public:
  PriceSearch(ExamDual& dual, const std::function<bool(double)>& progress, int planned)
      : dual_(dual), progress_(progress), planned_(planned) {}

  void start(std::vector<double> prices) {
    for (double& price : prices)
      price = std::clamp(price, kLeastPrice, kGreatestPrice);
    log_price_.resize(prices.size());
    std::transform(prices.begin(), prices.end(), log_price_.begin(),
                   [](double price) { return std::log(price); });
    consider(prices);
  }

  void one_price();
  void run(const Stage& stage);
  /// The temperature at which smoothing does no more harm: small beside what the price
  /// of one answer is.
  [[nodiscard]] double cool_enough() const;

  [[nodiscard]] ExamPrices result() {
    best_.evaluations = evaluations_;
    best_.complete = !cancelled_;
    dual_.evaluate(best_.per_day, cool_enough(), &best_.seconds);
    return best_;
  }

 private:
  static constexpr std::size_t kMemory = 8;

  struct Point {
    std::vector<double> unknown, slope;
    double value = 0;
  };

  [[nodiscard]] std::vector<double> prices_at(const std::vector<double>& unknown) const;
  void measure(Point& point);
  void consider(const std::vector<double>& prices);
  [[nodiscard]] std::vector<double> direction(const Point& from) const;
  bool step(Point& from, int& left);
  void remember(const Point& before, const Point& after);
  bool tick();

  ExamDual& dual_;
  const std::function<bool(double)>& progress_;
  int planned_;
  int evaluations_ = 0;
  bool cancelled_ = false;
  std::vector<double> log_price_;  ///< where this stage began
  Shape shape_;
  double temperature_ = 0;
  struct Pair {
    std::vector<double> moved, bent;
    double curvature = 0;
  };
  std::deque<Pair> pairs_;
  ExamPrices best_;
};

bool PriceSearch::tick() {
  ++evaluations_;
  if (progress_ && !progress_(std::min(1.0, evaluations_ / double(planned_))))
    cancelled_ = true;
  return !cancelled_;
}

std::vector<double> PriceSearch::prices_at(const std::vector<double>& unknown) const {
  std::vector<double> prices(log_price_.size());
  for (std::size_t day = 0; day < prices.size(); ++day) {
    const Shape::Day& from = shape_.days[day];
    double moved = unknown[from.low];
    if (from.part > 0) moved += from.part * (unknown[from.low + 1] - moved);
    prices[day] = std::exp(std::clamp(log_price_[day] + moved, std::log(kLeastPrice),
                                      std::log(kGreatestPrice)));
  }
  return prices;
}

void PriceSearch::measure(Point& point) {
  const std::vector<double> prices = prices_at(point.unknown);
  std::vector<double> seconds;
  point.value = dual_.evaluate(prices, temperature_, &seconds);
  point.slope.assign(shape_.unknowns, 0);
  for (std::size_t day = 0; day < prices.size(); ++day) {
    const double limit = dual_.limits()[day];
    if (limit <= 0) continue;
    const double slope = prices[day] * (limit - seconds[day]) / dual_.total_worth();
    const Shape::Day& to = shape_.days[day];
    point.slope[to.low] += slope * (1 - to.part);
    if (to.part > 0) point.slope[to.low + 1] += slope * to.part;
  }
  tick();
}

void PriceSearch::consider(const std::vector<double>& prices) {
  const double bound = dual_.evaluate(prices, 0);
  if (!best_.per_day.empty() && bound >= best_.bound) return;
  best_.per_day = prices;
  best_.bound = bound;
}

/// Bisection on the logarithm of one price for all days.
void PriceSearch::one_price() {
  constexpr int kHalvings = 6;
  const double limit = std::accumulate(dual_.limits().begin(), dual_.limits().end(), 0.0);
  double low = std::log(3e-4);
  double high = std::log(0.1);
  std::vector<double> seconds;
  for (int i = 0; i < kHalvings && !cancelled_; ++i) {
    const double middle = (low + high) / 2;
    dual_.evaluate(std::vector<double>(dual_.limits().size(), std::exp(middle)), 6e-3,
                   &seconds);
    const double used = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    (used > limit ? low : high) = middle;
    tick();
  }
  start(std::vector<double>(dual_.limits().size(), std::exp((low + high) / 2)));
}

double PriceSearch::cool_enough() const {
  constexpr double kShare = 0.01;
  std::vector<double> log_price = log_price_;
  const auto middle =
      log_price.begin() + static_cast<std::ptrdiff_t>(log_price.size() / 2);
  std::nth_element(log_price.begin(), middle, log_price.end());
  const double answer =
      std::exp(*middle) * static_cast<double>(dual_.frame().answers.success_seconds);
  return std::clamp(kShare * answer, kCoolest, 2e-4);
}

std::vector<double> PriceSearch::direction(const Point& from) const {
  std::vector<double> d = from.slope;
  std::vector<double> along(pairs_.size());
  for (std::size_t i = pairs_.size(); i-- > 0;) {
    along[i] = dot(pairs_[i].moved, d) / pairs_[i].curvature;
    for (std::size_t k = 0; k < d.size(); ++k)
      d[k] -= along[i] * pairs_[i].bent[k];
  }
  if (!pairs_.empty()) {
    const Pair& last = pairs_.back();
    const double scale = last.curvature / dot(last.bent, last.bent);
    for (double& x : d)
      x *= scale;
  }
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const double back = along[i] - dot(pairs_[i].bent, d) / pairs_[i].curvature;
    for (std::size_t k = 0; k < d.size(); ++k)
      d[k] += back * pairs_[i].moved[k];
  }
  double greatest = 0;
  for (const double x : d)
    greatest = std::max(greatest, std::abs(x));
  // The first step has no curvature to go by: a third in the price. None exceeds 1.5.
  const double longest = pairs_.empty() ? 0.3 : 1.5;
  const double scale =
      pairs_.empty() || greatest > longest ? longest / std::max(greatest, 1e-300) : 1;
  for (double& x : d)
    x *= -scale;
  return d;
}

void PriceSearch::remember(const Point& before, const Point& after) {
  Pair pair{after.unknown, after.slope, 0};
  for (std::size_t k = 0; k < pair.moved.size(); ++k) {
    pair.moved[k] -= before.unknown[k];
    pair.bent[k] -= before.slope[k];
  }
  pair.curvature = dot(pair.moved, pair.bent);
  if (pair.curvature <= 1e-12 * dot(pair.bent, pair.bent)) return;
  pairs_.push_back(std::move(pair));
  if (pairs_.size() > kMemory) pairs_.pop_front();
}

/// One step downhill with halving; false when there is none.
bool PriceSearch::step(Point& from, int& left) {
  const std::vector<double> d = direction(from);
  const double slope = dot(d, from.slope);
  if (slope >= -1e-9) return false;
  double length = 1;
  while (left > 0 && !cancelled_) {
    Point next;
    next.unknown = from.unknown;
    for (std::size_t k = 0; k < d.size(); ++k)
      next.unknown[k] += length * d[k];
    measure(next);
    --left;
    if (next.value <= from.value + 1e-4 * length * slope) {
      remember(from, next);
      from = std::move(next);
      return true;
    }
    // Least of the parabola through both values and the slope.
    const double rise = next.value - from.value - length * slope;
    length *= std::clamp(-slope * length / (2 * rise), 0.1, 0.5);
  }
  return false;
}

void PriceSearch::run(const Stage& stage) {
  if (cancelled_) return;
  const std::size_t horizon = log_price_.size();
  Shape shape = stage.each_day ? shape_by_day(horizon) : shape_by_knots(horizon);
  if (shape.unknowns != shape_.unknowns) pairs_.clear();
  shape_ = std::move(shape);
  temperature_ = stage.temperature;
  Point point;
  point.unknown.assign(shape_.unknowns, 0);
  int left = stage.evaluations - 1;
  measure(point);
  while (left > 0 && !cancelled_ && step(point, left)) {
  }
  const std::vector<double> prices = prices_at(point.unknown);
  std::transform(prices.begin(), prices.end(), log_price_.begin(),
                 [](double price) { return std::log(price); });
  consider(prices);
}

}  // namespace

ExamPrices best_prices(ExamDual& dual,
                       const std::vector<double>& start,
                       const std::function<bool(double)>& progress) {
  PriceSearch search(dual, progress, (start.empty() ? 10 : 3) * kEvaluations);
  if (start.empty()) {
    search.one_price();
    // Ever cooler, until the prices themselves say that it is enough.
    double temperature = kWarmest;
    for (int i = 0; i < kMostStages && temperature > search.cool_enough(); ++i) {
      search.run({temperature, kEvaluations, false});
      temperature /= kCooling;
    }
  } else {
    search.start(start);
    search.run({5 * search.cool_enough(), kEvaluations, false});
  }
  search.run({search.cool_enough(), 2 * kEvaluations, false});
  if (start.empty()) search.run({search.cool_enough(), 2 * kEvaluations, true});
  return search.result();
}

}  // namespace attache
