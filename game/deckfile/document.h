#pragma once
// A deck file under the pen: its parts one by one, each with the text that a person wrote
// for it, so that comments, order and layout survive an edit.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cards/deck_item.h"
#include "deckfile/problem.h"

namespace attache {

/// One part with its text. Never changes; a change makes a new one.
struct DocumentPart {
  DeckItem item;
  std::string before;  ///< what stands between the part before and this one: line ends,
                       ///< blanks, comments
  std::string text;    ///< "<fact …/>", as it stands in the file
};
using PartPointer = std::shared_ptr<const DocumentPart>;

/// A problem of the checker, brought to the part and field that it means.
struct PlacedProblem {
  Problem problem;
  std::optional<std::size_t> part;  ///< index; nothing: the deck's own properties
  std::string field;  ///< the attribute or child element meant ("ask", "as-of"); may be
                      ///< empty
};

class DeckDocument {
 public:
  /// Reads a deck file's text. What the checker would call an error is no hindrance as
  /// long as it is XML with a <deck>; what of a part cannot be read keeps its text until
  /// the part is edited. Fails, with line and remedy, for anything else, and for what is
  /// beyond the limits of decks.
  static Result<DeckDocument> read(std::string_view xml, std::string_view name);
  /// A new deck, with nothing but its head.
  static DeckDocument make(const DeckHead& head);

  [[nodiscard]] const DeckHead& head() const;
  [[nodiscard]] const std::vector<PartPointer>& parts() const;

  /// A part laid out anew from its value, keeping the comments inside `old` where they
  /// belong; `old` may be null. Its text is indented as `attache format` does.
  [[nodiscard]] static PartPointer write(DeckItem item, const DocumentPart* old);

  /// Puts `with` in place of `count` parts from `at` on: the only change there is to
  /// parts.
  void replace(std::size_t at, std::size_t count, std::vector<PartPointer> with);
  void set_head(const DeckHead& head);

  /// The whole file.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] Deck deck() const;
  /// What the checker says of it, each at its part and field.
  [[nodiscard]] std::vector<PlacedProblem> problems(std::string_view name) const;

 private:
  std::string prolog_;  ///< up to and with the deck's start tag and its own elements
  DeckHead head_;
  std::vector<PartPointer> parts_;
  std::string epilog_;
};

/// The text of a deck laid out for people and version control; comments and the order of
/// parts stay. Formatting what is formatted changes nothing. Fails as `read_deck` does
/// for what is not a deck.
[[nodiscard]] Result<std::string> formatted_deck(std::string_view xml,
                                                 std::string_view name);

}  // namespace attache
