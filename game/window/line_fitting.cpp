#include "window/line_fitting.h"

#include <algorithm>
#include <limits>

namespace attache::window {
namespace {

/// Sums of widths are compared with this much room, for rounding.
constexpr double kTolerance = 0.02;
/// Longer stretches (a page of prose) are not balanced: it would cost time and nobody
/// sees it.
constexpr std::size_t kMostBalancedWords = 400;
constexpr std::size_t kMostBalancedLines = 12;

class Fitter {
 public:
  Fitter(std::span<const FitCharacter> text, double width) : text_(text), width_(width) {
    sums_.reserve(text.size() + 1);
    ink_ends_.reserve(text.size() + 1);
    sums_.push_back(0);
    ink_ends_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      sums_.push_back(sums_.back() + static_cast<double>(text[i].width));
      ink_ends_.push_back(text[i].blank ? ink_ends_.back() : i + 1);
    }
  }

  [[nodiscard]] FitLine line(std::size_t begin, std::size_t end) const {
    const std::size_t ink_end = std::max(begin, ink_ends_[end]);
    return {begin, ink_end, end, static_cast<float>(sums_[ink_end] - sums_[begin])};
  }

  /// Lines of the stretch between two line feeds.
  [[nodiscard]] std::vector<FitLine> fit(std::size_t begin,
                                         std::size_t end,
                                         bool balance) const {
    auto lines = greedy(begin, end);
    if (balance && lines.size() > 1 && only_good_breaks(lines)) {
      auto even = balanced(begin, end, lines.size());
      if (!even.empty()) return even;
    }
    return lines;
  }

 private:
  [[nodiscard]] double ink_width(std::size_t begin, std::size_t end) const {
    return sums_[std::max(begin, ink_ends_[end])] - sums_[begin];
  }
  [[nodiscard]] bool fits(std::size_t begin, std::size_t end) const {
    return width_ <= 0 || ink_width(begin, end) <= width_ + kTolerance;
  }

  /// The end of a line that begins at `begin`: the last good chance that fits, else the
  /// next best.
  [[nodiscard]] std::size_t line_end(std::size_t begin, std::size_t end) const {
    std::size_t good = begin;
    std::size_t tight = begin;
    std::size_t desperate = begin;
    const auto best = [&] {
      if (good > begin) return good;
      return tight > begin ? tight : desperate;
    };
    for (std::size_t i = begin + 1; i < end; ++i) {
      const BreakChance chance = text_[i].before;
      if (chance == BreakChance::kNever) continue;
      if (!fits(begin, i)) {
        if (desperate == begin) desperate = i;  // a single character that is too wide
        return best();
      }
      desperate = i;
      if (chance == BreakChance::kTight) tight = i;
      if (chance == BreakChance::kGood) good = i;
    }
    if (fits(begin, end) || desperate == begin) return end;
    return best();
  }

  [[nodiscard]] std::vector<FitLine> greedy(std::size_t begin, std::size_t end) const {
    std::vector<FitLine> lines;
    std::size_t from = begin;
    do {
      const std::size_t to = width_ <= 0 ? end : line_end(from, end);
      lines.push_back(line(from, to));
      from = to;
    } while (from < end);
    return lines;
  }

  [[nodiscard]] bool only_good_breaks(const std::vector<FitLine>& lines) const {
    return std::all_of(lines.begin() + 1, lines.end(), [this](const FitLine& line) {
      return text_[line.begin].before == BreakChance::kGood;
    });
  }

  [[nodiscard]] std::vector<std::size_t> good_breaks(std::size_t begin,
                                                     std::size_t end) const {
    std::vector<std::size_t> places{begin};
    for (std::size_t i = begin + 1; i < end; ++i)
      if (text_[i].before == BreakChance::kGood) places.push_back(i);
    places.push_back(end);
    return places;
  }

  /// How ugly a line from one good break to another is: the empty room, squared. A last
  /// line of one word costs more than any other line can.
  [[nodiscard]] double cost(const std::vector<std::size_t>& places,
                            std::size_t from,
                            std::size_t to) const {
    const double room = width_ - ink_width(places[from], places[to]);
    const bool lonely = to + 1 == places.size() && to - from == 1;
    return room * room + (lonely ? 4 * width_ * width_ : 0);
  }

  /// The cheapest way to exactly `count` lines, by dynamic programming.
  [[nodiscard]] std::vector<FitLine> balanced(std::size_t begin,
                                              std::size_t end,
                                              std::size_t count) const {
    const auto places = good_breaks(begin, end);
    if (places.size() > kMostBalancedWords || count > kMostBalancedLines) return {};
    constexpr double kImpossible = std::numeric_limits<double>::max();
    std::vector<double> best{0.0};
    best.resize(places.size(), kImpossible);
    std::vector<std::vector<std::size_t>> came_from(
        count, std::vector<std::size_t>(places.size()));
    for (std::size_t k = 0; k < count; ++k) {
      std::vector<double> next(places.size(), kImpossible);
      for (std::size_t to = 1; to < places.size(); ++to) {
        for (std::size_t from = to; from-- > 0 && fits(places[from], places[to]);) {
          if (best[from] == kImpossible) continue;
          const double sum = best[from] + cost(places, from, to);
          if (sum >= next[to]) continue;
          next[to] = sum;
          came_from[k][to] = from;
        }
      }
      best = std::move(next);
    }
    if (best.back() == kImpossible) return {};
    return backwards(places, came_from);
  }

  [[nodiscard]] std::vector<FitLine> backwards(
      const std::vector<std::size_t>& places,
      const std::vector<std::vector<std::size_t>>& came_from) const {
    std::vector<FitLine> lines;
    std::size_t to = places.size() - 1;
    for (std::size_t k = came_from.size(); k-- > 0;) {
      const std::size_t from = came_from[k][to];
      lines.push_back(line(places[from], places[to]));
      to = from;
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

  std::span<const FitCharacter> text_;
  double width_;
  std::vector<double> sums_;
  std::vector<std::size_t> ink_ends_;
};

}  // namespace

std::vector<FitLine> fit_lines(std::span<const FitCharacter> text,
                               float width,
                               bool balance) {
  const Fitter fitter(text, static_cast<double>(width));
  std::vector<FitLine> lines;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= text.size(); ++i) {
    if (i < text.size() && text[i].before != BreakChance::kMust) continue;
    const auto stretch = fitter.fit(begin, i, balance);
    lines.insert(lines.end(), stretch.begin(), stretch.end());
    begin = i;
  }
  if (text.empty()) lines.push_back({});
  return lines;
}

}  // namespace attache::window
