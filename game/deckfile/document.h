#pragma once
// A deck file under the pen: its parts one by one, each with the text that a person wrote
// for it, so that comments, order and layout survive an edit.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
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

/// What stands around the parts. Never changes; a change makes a new one.
struct DocumentFrame {
  DeckHead head;
  std::string prolog;  ///< up to and with the deck's start tag and its own elements
  std::string epilog;  ///< what stands behind the last part
};
using FramePointer = std::shared_ptr<const DocumentFrame>;

/// A problem of the checker, brought to the part and field that it means.
struct PlacedProblem {
  Problem problem;
  std::optional<std::size_t> part;  ///< index; nothing: the deck's own properties
  std::string field;    ///< the attribute or child element meant ("ask", "as-of"); may be
                        ///< empty
  std::size_t nth = 0;  ///< which of the children of that name, from 0
};

/// What the checker says of a document, and the deck if there is no error.
struct DocumentCheck {
  std::optional<Deck> deck;
  std::vector<PlacedProblem> problems;
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

  /// Puts `with` in place of `count` parts from `at` on, just as they are: the only
  /// change there is to parts. The other functions come down to it.
  void replace(std::size_t at, std::size_t count, std::vector<PartPointer> with);
  /// Puts a part in before the one at `at`, in a line of its own.
  void insert(std::size_t at, const PartPointer& part);
  /// Takes a part out. Comments that stand before it stay.
  void erase(std::size_t at);
  /// Takes a part, and the comments right above it, to where it has the index `to`.
  void move(std::size_t from, std::size_t to);

  /// The deck's own properties; its start tag and elements are laid out anew as far as
  /// they change.
  void set_head(const DeckHead& head);
  /// What stands around the parts, to be put back by undo.
  [[nodiscard]] const FramePointer& frame() const { return frame_; }
  void put_frame(FramePointer frame) { frame_ = std::move(frame); }

  /// The whole file.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] Deck deck() const;
  /// What the checker says of it, each at its part and field.
  [[nodiscard]] std::vector<PlacedProblem> problems(std::string_view name) const;
  /// The same with the deck as students get it. Looks for pictures in `folder`, unless it
  /// is empty.
  [[nodiscard]] DocumentCheck check(std::string_view name,
                                    const std::filesystem::path& folder) const;

 private:
  DeckDocument() = default;
  void open_root();

  FramePointer frame_;
  std::vector<PartPointer> parts_;
};

/// The text of a deck laid out for people and version control; comments and the order of
/// parts stay. Formatting what is formatted changes nothing. Fails as `read_deck` does
/// for what is not a deck, and where bytes are no characters.
[[nodiscard]] Result<std::string> formatted_deck(std::string_view xml,
                                                 std::string_view name);

}  // namespace attache
