#pragma once
// Cards out of an Anki note: its fields put into its templates, then read as what they
// are.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/anki_collection.h"
#include "exchange/anki_pictures.h"
#include "exchange/anki_template.h"
#include "exchange/deck_maker.h"

namespace attache::exchange {

/// A note type with its templates made ready.
class AnkiCardMaker {
 public:
  /// All are borrowed.
  AnkiCardMaker(const AnkiNoteType& type, AnkiPictures& pictures, NoteBook& notes);

  /// The card of a note with that ord; nothing for one without a question. `deck` is the
  /// name of its deck, "A::B".
  [[nodiscard]] std::optional<CardDraft> make(const AnkiNote& note,
                                              int ord,
                                              const std::string& deck);
  /// The picture with covered parts that a note is, if it is one. Its regions are called
  /// as `region_of` has it.
  [[nodiscard]] std::optional<CardDraft> make_picture(const AnkiNote& note,
                                                      const std::string& deck);
  /// Pictures that the last card made shows.
  [[nodiscard]] const std::vector<const ImportedFile*>& shown() const { return shown_; }

  [[nodiscard]] static std::string region_of(int ord);

 private:
  struct Sides {
    AnkiTemplate question;
    AnkiTemplate answer;
    std::string name;
  };
  struct Text {
    std::string markdown;
    std::vector<std::string> pictures;
    std::vector<std::string> marks;
  };
  [[nodiscard]] Text read(const std::string& html);
  [[nodiscard]] std::string with_pictures(Text text);
  [[nodiscard]] CardDraft draft(const AnkiNote& note, int ord, const std::string& deck);
  void blank(CardDraft& card,
             const AnkiRendering& question,
             const std::string& question_html,
             const std::string& rest_html);
  void flip(CardDraft& card,
            const AnkiNote& note,
            const AnkiRendering& question,
            const std::string& question_html,
            const std::string& answer_html);

  const AnkiNoteType& type_;
  AnkiPictures& pictures_;
  NoteBook& notes_;
  std::vector<Sides> sides_;
  std::vector<const ImportedFile*> shown_;
  std::string where_;
};

/// What a card of a note is called for ever: the note's id of its own where that is a
/// valid one, and a number for each card but the first.
[[nodiscard]] std::string anki_card_key(const std::string& guid, int ord);
/// The tags between blanks.
[[nodiscard]] std::vector<std::string> anki_tags(const std::string& tags);
/// The name of the deck at the top, and the path below it.
struct AnkiDeckName {
  std::string top;
  std::string topic;
};
[[nodiscard]] AnkiDeckName split_deck_name(const std::string& name);

}  // namespace attache::exchange
