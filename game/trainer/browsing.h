#pragma once
// The list of all questions as an author or student browses it, and what can be done to
// many at once.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "cards/deck_book.h"
#include "study/search.h"

namespace attache {

/// What a search found: places of questions among all, sorted as wished.
struct Found {
  std::vector<std::uint32_t> rows;
  std::size_t searched = 0;
};

/// One row as it is listed. Texts are plain, made when they are asked for.
struct BrowserRow {
  const Question* question = nullptr;
  std::string deck_title;
  std::string wording, answer, topic, tags, kind, state;
  std::optional<StudyDay> due;
  int interval_days = 0, reviews = 0, lapses = 0;
  double stability_days = 0, difficulty = 0;
  std::optional<double> retrievability;  ///< nothing while new
  bool suspended = false, marked = false;
};

/// What a row has in a column of words (question, answer, deck, topic, tags, kind, state,
/// id); null for a column of figures.
[[nodiscard]] const std::string* words_in(const BrowserRow& row, BrowserColumn column);

/// One thing done to many questions at once; all or nothing, and `undo` takes it back
/// where it can be.
struct BulkAction {
  enum class What {
    kSuspend,
    kResume,
    kMark,
    kUnmark,
    kBury,
    kForget,
    kSetDue,
    kAddTags,
    kRemoveTags,
    kSetTopic  ///< these write the deck files
  } what = What::kSuspend;
  std::optional<StudyDay> due;    ///< kSetDue: the day
  std::vector<std::string> tags;  ///< kAddTags, kRemoveTags
  std::string topic;              ///< kSetTopic: id, empty for none
};

struct SavedSearch {
  std::string name, query;
  bool operator==(const SavedSearch&) const = default;
};

}  // namespace attache
