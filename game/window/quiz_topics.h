#pragma once
// The decks and their topics as a tree with ticks: what a round is to be about.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "cards/deck_book.h"
#include "study/round.h"

namespace attache::window {

enum class Ticked { kNo, kPartly, kYes };

struct TopicRow {
  std::string place;  ///< "deck" or "deck/topic", as in `RoundPlan::scope`
  std::string name;
  int depth = 0;           ///< 0: a deck
  std::size_t parent = 0;  ///< index of the row above; a deck is its own
  std::size_t last = 0;    ///< index of the last row below it; its own where none is
  int questions = 0;       ///< those of the topics below included
  double percent = 0;      ///< wished share of the questions; 0: as they come
  [[nodiscard]] bool is_deck() const { return depth == 0; }
};

/// Rows stand as they are shown: a deck, then its topics, each followed by those below.
class TopicTree {
 public:
  TopicTree() = default;
  /// All are ticked.
  explicit TopicTree(std::span<const DeckBook> decks);

  [[nodiscard]] const std::vector<TopicRow>& rows() const { return rows_; }
  [[nodiscard]] Ticked ticked(std::size_t row) const;
  /// Ticks a row with all below it, or takes the ticks away if it had all.
  void toggle(std::size_t row);
  /// Takes all ticks away, or sets them all.
  void tick_all(bool on);
  [[nodiscard]] bool none() const;

  /// Ticks these places and nothing else (all where none is named), with these shares.
  /// Places that the decks do not have are passed over.
  void take(std::span<const std::string> scope, std::span<const TopicWeight> weights);

  [[nodiscard]] bool folded(std::size_t deck_row) const { return folded_[deck_row]; }
  void fold(std::size_t deck_row) { folded_[deck_row] = !folded_[deck_row]; }
  [[nodiscard]] bool visible(std::size_t row) const;

  /// Moves a topic's share by a step of 5 %, from 0 to 100.
  void weigh(std::size_t row, int by);
  /// As `RoundPlan` wants them: empty when all is ticked.
  [[nodiscard]] std::vector<std::string> scope() const;
  /// Shares of topics that are ticked at least in part.
  [[nodiscard]] std::vector<TopicWeight> weights() const;
  [[nodiscard]] double percent_given() const;

 private:
  void add_deck(const DeckBook& book);
  void add_topics(const DeckBook& book, const std::string& parent, std::size_t above);
  [[nodiscard]] std::size_t deck_of(std::size_t row) const;

  std::vector<TopicRow> rows_;
  std::vector<bool> ticks_;   ///< of rows without any below
  std::vector<bool> folded_;  ///< of decks
};

/// What the student is told before the start.
struct Stock {
  std::string words;   ///< "137 questions to choose from."
  bool enough = true;  ///< a round can be begun
};
[[nodiscard]] Stock stock_of(const RoundPlan& plan, int available);

/// The next number of questions for a kind, a step up or down.
[[nodiscard]] int next_question_count(RoundKind kind, int number, int by);
/// The next time limit; nothing stands below the shortest: no limit.
[[nodiscard]] std::optional<Millis> next_limit(std::optional<Millis> limit, int by);
[[nodiscard]] std::string limit_text(const std::optional<Millis>& limit);

}  // namespace attache::window
