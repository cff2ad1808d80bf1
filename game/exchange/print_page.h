#pragma once
// What the printed pages share: the page around them, and a question as it stands on
// paper.

#include <string>
#include <string_view>
#include <vector>

#include "cards/deck_book.h"
#include "exchange/formats.h"

namespace attache::exchange {

/// A page that needs nothing from elsewhere, with the deck's title at its head.
[[nodiscard]] std::string page_of(const DeckBook& book,
                                  std::string_view kind,
                                  std::string_view body);

/// A question for paper; all of it HTML.
struct PaperQuestion {
  std::string stem;  ///< with picture, blanks, options, sides
  std::string answer;
  std::string key;  ///< short, for a list of answers: "B", "A–2, B–1"; may be empty
  std::string explain;
  std::string source;  ///< "Charter of the United Nations, Article 24"; may be empty
  std::string topic;
  int lines = 0;  ///< to be written on
};
[[nodiscard]] PaperQuestion on_paper(const DeckBook& book,
                                     const Question& question,
                                     Form form,
                                     Chance& chance,
                                     NoteBook& notes);

/// "Charter of the United Nations, Article 24", plain.
[[nodiscard]] std::string place_of(const DeckBook& book, const Passage& passage);

}  // namespace attache::exchange
