#pragma once
// The browser's memory: texts folded once, where questions stand, and orders, kept until
// something changes, so that a search is quick while a person types.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "study/search.h"
#include "trainer/browsing.h"
#include "trainer/learner.h"

namespace attache {

class Browser {
 public:
  Result<Found> search(const Learner& learner,
                       std::string_view text,
                       std::optional<BrowserColumn> sort,
                       bool descending);
  /// An empty row for a place that is not there (any more).
  [[nodiscard]] BrowserRow row(const Learner& learner, std::uint32_t at);

 private:
  /// Takes over what has changed since it looked last.
  void look(const Learner& learner);
  void look_at_decks(const Learner& learner);
  Result<void> look_at_added(const Learner& learner);
  Result<const SearchIndex::Ratings*> ratings(const Learner& learner, int days);
  void sort_rows(std::vector<std::uint32_t>& rows, BrowserColumn column, bool descending);

  std::optional<SearchIndex> index_;
  std::uint64_t decks_ = 0;     ///< the revision of the decks that are indexed
  std::uint64_t revision_ = 0;  ///< of the learner, that `items_` are of
  StudyDay day_{};
  std::vector<SearchItem> items_;
  std::map<BrowserColumn, std::vector<std::uint32_t>> orders_;
  bool knows_added_ = false;
  SearchIndex::Ratings ratings_;
  int rating_days_ = 0;  ///< so many days are in `ratings_`
};

/// "suspended", "buried", or the phase.
[[nodiscard]] std::string state_name(const SearchItem& item, StudyDay today);

}  // namespace attache
