#pragma once
// A deck as a reading: its passages by topic, each with what leans on it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "cards/deck_book.h"

namespace attache {

/// A fact or card whose author asked to look at it again, on a day that has come.
struct StalePart {
  std::string text;  ///< plain: the fact's sentence, or what the card asks
  PartialDate check_after;
};

/// A passage on the page. Pointers borrow the deck.
struct ReadingPassage {
  const Passage* passage = nullptr;
  const Source* source = nullptr;     ///< may be null
  std::vector<QuestionId> questions;  ///< that lean on it, in the order of the deck
  std::vector<StalePart> stale;
};

/// Passages of one topic. The first may have no topic where a deck has none.
struct ReadingSection {
  const Topic* topic = nullptr;  ///< null: passages without one
  int depth = 0;                 ///< how many topics stand above it
  std::vector<ReadingPassage> passages;
};

/// Sections in the order of the deck's topics, a topic before those within it; topics
/// without a passage are left out unless one within has some. A passage without a topic
/// stands under that of the first question that leans on it; one that has none either
/// stands at the end.
[[nodiscard]] std::vector<ReadingSection> reading_of(const DeckBook& book,
                                                     StudyDay today);

/// "Title · Author · Publisher · 28 July 2024 · paragraph 8", as far as it is known.
[[nodiscard]] std::string source_line(const Source* source, const Passage& passage);

/// Where the words that are sought stand in a text, as byte ranges, ascending and apart.
/// Case, accents and width do not count, and parts of words are found too. Empty unless
/// all words are found. `words` are folded, as `search_words` gives them.
[[nodiscard]] std::vector<TextRange> places_of(std::string_view text,
                                               std::span<const std::string> words);
/// What was typed as words to seek.
[[nodiscard]] std::vector<std::string> search_words(std::string_view typed);

}  // namespace attache
