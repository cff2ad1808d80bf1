#pragma once
// What a search asks for, as a tree. Only the search's own files include it.

#include <optional>
#include <string_view>
#include <vector>

#include "memory/scheduler.h"
#include "study/search.h"
#include "study/search_pattern.h"

namespace attache {

enum class SearchKind {
  kAll,  ///< an empty search
  kAnd,
  kOr,
  kNot,
  kText,  ///< in question, answer or tags
  kWord,  ///< the same as whole words
  kQuestion,
  kAnswer,
  kNote,
  kDeck,
  kTag,
  kTopic,
  kForm,
  kKind,
  kId,
  kPassage,
  kState,
  kProperty,
  kAdded,
  kRated
};

enum class SearchState {
  kNew,
  kLearn,
  kReview,
  kDue,
  kSuspended,
  kBuried,
  kLeech,
  kMarked
};

enum class SearchProperty {
  kStability,
  kDifficulty,
  kRetrievability,
  kInterval,
  kDue,
  kReviews,
  kLapses
};

enum class Comparison { kEqual, kNotEqual, kLess, kLessOrEqual, kMore, kMoreOrEqual };

struct SearchQuery::Node {
  SearchKind kind = SearchKind::kAll;
  std::vector<Node> children;  ///< kAnd, kOr: two or more; kNot: one
  SearchPattern pattern;       ///< of the kinds that look at texts
  SearchState state = SearchState::kNew;
  SearchProperty property = SearchProperty::kStability;
  Comparison comparison = Comparison::kEqual;
  double value = 0;  ///< kProperty
  int days = 0;      ///< kAdded, kRated: so many, today too
  std::optional<Rating> rating;
  bool operator==(const Node&) const = default;
};

/// "tag", "is", "prop", …: what stands before the colon; empty for kinds without one.
[[nodiscard]] std::string_view key_of(SearchKind kind);

}  // namespace attache
