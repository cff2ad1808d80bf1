#include "trainer/browser.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "cards/deck_item.h"

namespace attache {

namespace {

bool is_buried(const SearchItem& item, StudyDay today) {
  return item.flags.buried_until && *item.flags.buried_until > today;
}

/// By what a question stands in a column of figures; nothing stands last.
std::optional<double> figure(const SearchItem& item,
                             BrowserColumn column,
                             StudyDay today) {
  const Schedule& schedule = item.schedule;
  const bool is_new = schedule.phase == Phase::kNew;
  switch (column) {
    case BrowserColumn::kDue:
      if (is_new) return {};
      return static_cast<double>(schedule.due_day.time_since_epoch().count());
    case BrowserColumn::kInterval:
      if (is_new) return {};
      return schedule.interval_days;
    case BrowserColumn::kStability:
      if (!schedule.memory) return {};
      return item.stability_days;
    case BrowserColumn::kDifficulty:
      if (!schedule.memory) return {};
      return schedule.memory->difficulty;
    case BrowserColumn::kRetrievability:
      if (is_new) return {};
      return item.retrievability;
    case BrowserColumn::kReviews:
      return schedule.reviews;
    case BrowserColumn::kLapses:
      return schedule.lapses;
    case BrowserColumn::kState:
      if (item.flags.suspended) return 10;
      return is_buried(item, today) ? 9 : static_cast<double>(schedule.phase);
    default:
      return {};
  }
}

}  // namespace

std::string state_name(const SearchItem& item, StudyDay today) {
  if (item.flags.suspended) return "suspended";
  return is_buried(item, today) ? "buried" : name_of(item.schedule.phase);
}

void Browser::look_at_decks(const Learner& learner) {
  if (!index_ || decks_ != learner.deck_revision()) {
    index_.emplace(learner.library().books);
    decks_ = learner.deck_revision();
    items_.clear();
    orders_.clear();
    knows_added_ = false;
  }
}

void Browser::look(const Learner& learner) {
  look_at_decks(learner);
  const std::vector<StudyItem>& all = learner.all_items();
  const bool same = items_.size() == all.size() && revision_ == learner.revision() &&
                    day_ == learner.today();
  if (same) return;
  rating_days_ = 0;
  items_.resize(all.size());
  const Scheduler& scheduler = learner.scheduler();
  for (std::size_t i = 0; i < all.size(); ++i) {
    SearchItem& item = items_[i];
    item.question = all[i].question;
    item.schedule = all[i].schedule;
    item.flags = all[i].flags;
    item.retrievability = scheduler.recall_chance(item.schedule, learner.today());
    item.stability_days = scheduler.strength_days(item.schedule);
  }
  revision_ = learner.revision();
  day_ = learner.today();
}

Result<void> Browser::look_at_added(const Learner& learner) {
  if (knows_added_) return {};
  const auto days = learner.added_days();
  if (!days) return days.unexpected();
  for (std::size_t i = 0; i < items_.size(); ++i)
    items_[i].added = (*days)[i];
  knows_added_ = true;
  return {};
}

Result<const SearchIndex::Ratings*> Browser::ratings(const Learner& learner, int days) {
  if (days == 0) return nullptr;
  if (days > rating_days_) {
    auto read = learner.store().ratings_since(day_ - std::chrono::days(days - 1));
    if (!read) return read.unexpected();
    ratings_ = *std::move(read);
    rating_days_ = days;
  }
  return &ratings_;
}

Result<Found> Browser::search(const Learner& learner,
                              std::string_view text,
                              std::optional<BrowserColumn> sort,
                              bool descending) {
  const auto query = SearchQuery::parse(text);
  if (!query) return query.unexpected();
  look_at_decks(learner);
  if (query->needs_items() || sort) look(learner);
  if (query->needs_added())
    if (auto known = look_at_added(learner); !known) return known.unexpected();
  const auto rated = ratings(learner, query->days_of_ratings());
  if (!rated) return rated.unexpected();
  Found found;
  found.searched = learner.all_items().size();
  found.rows = index_->find(*query, items_, learner.today(), *rated);
  if (sort) {
    sort_rows(found.rows, *sort, descending);
  } else if (descending) {
    std::reverse(found.rows.begin(), found.rows.end());
  }
  return found;
}

void Browser::sort_rows(std::vector<std::uint32_t>& rows,
                        BrowserColumn column,
                        bool descending) {
  auto known = orders_.find(column);
  if (known == orders_.end())
    known = orders_.emplace(column, index_->order_by(column)).first;
  const std::vector<std::uint32_t>& order = known->second;
  if (!order.empty()) {
    // The order of all is known: those that were found, in it.
    std::vector<char> is_found(items_.size(), 0);
    for (const std::uint32_t row : rows)
      is_found[row] = 1;
    rows.clear();
    for (const std::uint32_t row : order)
      if (is_found[row] != 0) rows.push_back(row);
    if (descending) std::reverse(rows.begin(), rows.end());
    return;
  }
  std::vector<std::pair<double, std::uint32_t>> keyed;
  keyed.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    const auto value = figure(items_[row], column, day_);
    const double sign = descending ? -1 : 1;
    keyed.emplace_back(value ? sign * *value : std::numeric_limits<double>::infinity(),
                       row);
  }
  std::sort(keyed.begin(), keyed.end());
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i] = keyed[i].second;
}

BrowserRow Browser::row(const Learner& learner, std::uint32_t at) {
  look(learner);
  BrowserRow row;
  if (at >= items_.size()) return row;
  const SearchItem& item = items_[at];
  const Question& question = *item.question;
  const DeckBook& book = *learner.book(question.deck);
  const Schedule& schedule = item.schedule;
  row.question = &question;
  row.deck_title = book.deck().title;
  row.wording = index_->wording(question);
  row.answer = index_->answer(question);
  if (const Topic* topic = book.topic(question.topic)) row.topic = topic->name;
  row.tags = fmt::format("{}", fmt::join(question.tags, " "));
  row.kind =
      question.direction ? "fact" : card_kind_of(book.deck().cards[question.item].body);
  row.state = state_name(item, day_);
  row.suspended = item.flags.suspended;
  row.marked = item.flags.marked;
  row.reviews = schedule.reviews;
  row.lapses = schedule.lapses;
  if (schedule.phase == Phase::kNew) return row;
  row.due = schedule.due_day;
  row.interval_days = schedule.interval_days;
  row.retrievability = item.retrievability;
  row.stability_days = item.stability_days;
  if (schedule.memory) row.difficulty = schedule.memory->difficulty;
  return row;
}

}  // namespace attache
