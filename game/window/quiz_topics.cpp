#include "window/quiz_topics.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace attache::window {

namespace {

/// With more rows than this, decks are folded at first.
constexpr std::size_t kManyRows = 30;
constexpr double kWeightStep = 5;
constexpr double kWhole = 100;

std::string_view things_of(RoundKind kind) {
  if (kind == RoundKind::kMatch) return "pairs";
  return kind == RoundKind::kTimeline ? "events" : "questions";
}

int step_at(int number) {
  if (number < 10) return 1;
  return number < 50 ? 5 : 10;
}

}  // namespace

TopicTree::TopicTree(std::span<const DeckBook> decks) {
  for (const DeckBook& book : decks)
    add_deck(book);
  ticks_.assign(rows_.size(), true);
  folded_.assign(rows_.size(), rows_.size() > kManyRows && decks.size() > 1);
}

void TopicTree::add_deck(const DeckBook& book) {
  const std::size_t own = rows_.size();
  rows_.push_back({book.deck().id, book.deck().title, 0, own, own, 0, 0});
  add_topics(book, "", own);
  rows_[own].last = rows_.size() - 1;
  for (const Question& question : book.questions()) {
    const std::vector<std::string> places = places_of(book, question);
    for (std::size_t i = own; i < rows_.size(); ++i)
      if (std::find(places.begin(), places.end(), rows_[i].place) != places.end())
        ++rows_[i].questions;
  }
}

void TopicTree::add_topics(const DeckBook& book,
                           const std::string& parent,
                           std::size_t above) {
  constexpr int kDeepest = 8;  // topics that name each other as parents would never end
  if (rows_[above].depth >= kDeepest) return;
  for (const Topic& topic : book.deck().topics) {
    if (topic.parent != parent) continue;
    const std::size_t own = rows_.size();
    rows_.push_back({book.deck().id + "/" + topic.id, topic.name, rows_[above].depth + 1,
                     above, own, 0, 0});
    add_topics(book, topic.id, own);
    rows_[own].last = rows_.size() - 1;
  }
}

Ticked TopicTree::ticked(std::size_t row) const {
  bool some = false;
  bool all = true;
  for (std::size_t i = row; i <= rows_[row].last; ++i) {
    if (rows_[i].last != i) continue;
    some = some || ticks_[i];
    all = all && ticks_[i];
  }
  if (all) return Ticked::kYes;
  return some ? Ticked::kPartly : Ticked::kNo;
}

void TopicTree::toggle(std::size_t row) {
  const bool on = ticked(row) != Ticked::kYes;
  for (std::size_t i = row; i <= rows_[row].last; ++i)
    ticks_[i] = on;
}

void TopicTree::tick_all(bool on) {
  ticks_.assign(rows_.size(), on);
}

bool TopicTree::none() const {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (ticked(i) != Ticked::kNo) return false;
  return true;
}

void TopicTree::take(std::span<const std::string> scope,
                     std::span<const TopicWeight> weights) {
  tick_all(scope.empty());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const std::string& place = rows_[i].place;
    const bool named = std::find(scope.begin(), scope.end(), place) != scope.end();
    if (named && ticked(i) != Ticked::kYes) toggle(i);
    rows_[i].percent = 0;
    for (const TopicWeight& weight : weights)
      if (weight.topic == place) rows_[i].percent = weight.percent;
  }
}

std::size_t TopicTree::deck_of(std::size_t row) const {
  while (!rows_[row].is_deck())
    row = rows_[row].parent;
  return row;
}

bool TopicTree::visible(std::size_t row) const {
  return rows_[row].is_deck() || !folded_[deck_of(row)];
}

void TopicTree::weigh(std::size_t row, int by) {
  rows_[row].percent = std::clamp(rows_[row].percent + by * kWeightStep, 0.0, kWhole);
}

std::vector<std::string> TopicTree::scope() const {
  std::vector<std::string> places;
  bool all = true;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool whole = ticked(i) == Ticked::kYes;
    all = all && whole;
    const bool within = !rows_[i].is_deck() && ticked(rows_[i].parent) == Ticked::kYes;
    if (whole && !within) places.push_back(rows_[i].place);
  }
  if (all) places.clear();
  return places;
}

std::vector<TopicWeight> TopicTree::weights() const {
  std::vector<TopicWeight> weights;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].percent > 0 && ticked(i) != Ticked::kNo)
      weights.push_back({rows_[i].place, rows_[i].percent});
  return weights;
}

double TopicTree::percent_given() const {
  double sum = 0;
  for (const TopicWeight& weight : weights())
    sum += weight.percent;
  return sum;
}

Stock stock_of(const RoundPlan& plan, int available) {
  const std::string_view things = things_of(plan.kind);
  if (available == 0 && plan.kind == RoundKind::kMatch)
    return {"These topics have too few pairs of one kind. Choose more topics.", false};
  if (available == 0 && plan.kind == RoundKind::kTimeline)
    return {"These topics have too few events with a date. Choose more topics.", false};
  if (available == 0) return {"There is nothing to ask here. Choose more topics.", false};
  if (available < plan.questions)
    return {available == 1 ? "Only one question to choose from; it is asked."
                           : fmt::format("Only {} {} to choose from; all are asked.",
                                         available, things),
            true};
  if (available == question_range(plan.kind).most && things != "questions")
    return {fmt::format("{} or more {} to choose from.", available, things), true};
  return {fmt::format("{} {} to choose from.", available, things), true};
}

int next_question_count(RoundKind kind, int number, int by) {
  const QuestionRange range = question_range(kind);
  if (by == 0) return number;
  const int step = step_at(by < 0 ? number - 1 : number);
  const int next = by > 0 ? (number / step + 1) * step : (number - 1) / step * step;
  return std::clamp(next, range.least, range.most);
}

std::optional<Millis> next_limit(std::optional<Millis> limit, int by) {
  constexpr std::array kMinutes{5,  10, 15,  20,  25,  30,  40,  45,  50, 60,
                                75, 90, 105, 120, 150, 180, 240, 300, 480};
  const auto minutes = [](int number) { return Millis(std::chrono::minutes(number)); };
  if (by == 0) return limit;
  if (!limit) return by > 0 ? std::optional(minutes(kMinutes.front())) : std::nullopt;
  if (by > 0) {
    for (const int step : kMinutes)
      if (minutes(step) > *limit) return minutes(step);
    return limit;
  }
  std::optional<Millis> below;
  for (const int step : kMinutes)
    if (minutes(step) < *limit) below = minutes(step);
  return below;
}

std::string limit_text(const std::optional<Millis>& limit) {
  if (!limit) return "No limit";
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*limit).count();
  return fmt::format("{} min", minutes);
}

}  // namespace attache::window
