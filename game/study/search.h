#pragma once
// Searching questions with the words that Anki's users know:
//   deck:  tag:  topic:  is:new is:learn is:review is:due is:suspended is:buried is:leech
//   is:marked  form:  kind:  id:  passage:  question:  answer:  note:  w:whole-words
//   prop:stability>30 prop:difficulty prop:interval prop:due prop:reviews prop:lapses
//   prop:retrievability  added:7  rated:7 rated:7:1
//   "exact words"  w*ld_cards  -not  or  ( )  and a backslash before what is special
// Words that stand alone are looked for in question, answer and tags; terms side by side
// must all hold. Behind a colon the whole is meant: question:*usfj* finds a part. tag:a
// finds a::b too, and topic: what lies below. Case and accents do not count.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"
#include "memory/scheduler.h"
#include "study/queue.h"

namespace attache {

/// A question forgotten so often after it was learned is a leech (Anki's default).
inline constexpr int kLeechLapses = 8;

/// What a search looks at beside the decks. Borrowed things outlive the call.
struct SearchItem {
  const Question* question = nullptr;
  Schedule schedule;
  Flags flags;
  std::optional<StudyDay> added;  ///< when it was first seen in the library
  double retrievability = 0;      ///< 0..1; 0 while new
  double stability_days = 0;
};

class SearchQuery {
 public:
  /// Understands a query; fails with what is wrong, where (the words), and how to write
  /// it. An empty one finds everything.
  static Result<SearchQuery> parse(std::string_view text);
  SearchQuery(SearchQuery&&) noexcept;
  SearchQuery& operator=(SearchQuery&&) noexcept;
  SearchQuery(const SearchQuery&) = delete;
  SearchQuery& operator=(const SearchQuery&) = delete;
  ~SearchQuery();
  struct Node;
  [[nodiscard]] const Node& root() const { return *root_; }
  /// Written out in full: reading it gives the same query.
  [[nodiscard]] std::string text() const;
  /// Whether anything is looked at but the decks.
  [[nodiscard]] bool needs_items() const;
  /// Whether `SearchItem::added` is looked at.
  [[nodiscard]] bool needs_added() const;
  /// Of so many days, today the first, ratings are looked at; 0: of none.
  [[nodiscard]] int days_of_ratings() const;

 private:
  explicit SearchQuery(std::unique_ptr<Node> root);
  std::unique_ptr<Node> root_;
};

/// What a list of questions can be sorted by and show.
enum class BrowserColumn {
  kQuestion,
  kAnswer,
  kDeck,
  kTopic,
  kTags,
  kKind,
  kDue,
  kInterval,
  kStability,
  kDifficulty,
  kRetrievability,
  kReviews,
  kLapses,
  kState,
  kId
};

/// The texts of all questions of some decks, folded once, when a search first looks at
/// them, so that 100,000 are searched while a person types. Borrows the books. For one
/// thread.
class SearchIndex {
 public:
  explicit SearchIndex(std::span<const DeckBook> books);
  ~SearchIndex();
  SearchIndex(SearchIndex&&) noexcept;
  SearchIndex& operator=(SearchIndex&&) noexcept;
  SearchIndex(const SearchIndex&) = delete;
  SearchIndex& operator=(const SearchIndex&) = delete;

  /// Days on which questions were answered and how ("rated:"): question id to (day,
  /// rating) pairs; only needed where `needs_ratings(query)`.
  using Ratings =
      std::unordered_map<QuestionId, std::vector<std::pair<StudyDay, Rating>>>;

  /// Indexes into `items` of what the query finds, in their order. `items` are all
  /// questions of the books, in the order of the books; they may be left out where
  /// `needs_items` is false.
  [[nodiscard]] std::vector<std::uint32_t> find(const SearchQuery& query,
                                                std::span<const SearchItem> items,
                                                StudyDay today,
                                                const Ratings* ratings = nullptr) const;
  /// The places of all questions in the order of a column that follows from the decks
  /// alone; empty for one that does not.
  [[nodiscard]] std::vector<std::uint32_t> order_by(BrowserColumn column) const;
  /// The question's wording without options, and its answer, as they are listed.
  [[nodiscard]] std::string_view wording(const Question& question) const;
  [[nodiscard]] std::string_view answer(const Question& question) const;
  struct State;

 private:
  std::unique_ptr<State> state_;
};
[[nodiscard]] bool needs_ratings(const SearchQuery& query);

[[nodiscard]] const char* name_of(BrowserColumn column);  ///< "question", "due", …
[[nodiscard]] std::optional<BrowserColumn> browser_column_named(std::string_view name);

}  // namespace attache
