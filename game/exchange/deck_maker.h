#pragma once
// Makes valid decks out of another program's cards, one by one: ids, topics, limits,
// clean texts, and for each card the kind that it fits.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "cards/deck.h"
#include "deckfile/read.h"
#include "exchange/commonmark_text.h"
#include "exchange/imported.h"

namespace attache::exchange {

/// A stranger's text as the readers want it: UTF-8 without byte order mark, line ends
/// "\n". UTF-16 with a byte order mark is converted. Fails, with the line, for text that
/// is neither, and for more than `most` bytes.
[[nodiscard]] Result<std::string> readable_text(std::string_view bytes,
                                                std::string_view name,
                                                std::size_t most = 32u << 20);

/// One blank for the `ask` of a cloze card: "{{answer|also right::hint}}". What would end
/// it too early ("}}", "|", "::") is written otherwise. Needs one answer at least; empty
/// where no answer has a text.
[[nodiscard]] std::string blank_of(const std::vector<std::string>& answers,
                                   std::string_view hint = {});
/// CommonMark that stands between blanks, so that it has no blank of its own.
[[nodiscard]] std::string around_blanks(std::string_view commonmark);

/// One card as an importer found it.
struct CardDraft {
  std::string where;  ///< for notes: "line 12", "note 17"
  /// What stays the same when the card is imported again: a foreign id, a name. Empty:
  /// the question itself. Where it is a valid id, it is the card's id.
  std::string key;
  std::string topic;  ///< path of names, "Europe::Capitals"; may be empty
  std::vector<std::string> tags;
  std::string ask;  ///< CommonMark; with `blank_of` for a cloze
  CardBody body;
  std::string explain;  ///< CommonMark
};

/// What the cards of one deck may take: a little less than a deck file holds, for what
/// stands around them.
inline constexpr DeckLimits kRoomOfDeck{
    .bytes = 30u << 20, .elements = 980'000, .cards = DeckLimits{}.cards};

class DeckMaker {
 public:
  /// Both are borrowed; the notes go to `notes`. The deck's title and id come from the
  /// wish, the title without the file's ending.
  DeckMaker(const ImportWish& wish,
            NoteBook& notes,
            const DeckLimits& room = kRoomOfDeck);

  /// A title that the file itself gives. Also makes the deck's id, unless the wish has
  /// one. Of no effect where nothing is left of it.
  void set_title(std::string_view title);
  /// What the file itself says of the deck; of no effect where it is not valid, and the
  /// id where the wish has one.
  void set_id(std::string_view id);
  void set_language(std::string_view lang);
  void set_description(std::string_view commonmark);

  /// Takes a card: texts are cleaned and cut to their limits, tags and topic made valid,
  /// and a kind that the card does not fit gives way to a near one (a choice with one
  /// wrong option is a selection; a match of two pairs two recall cards; no number,
  /// typed). Whatever changed is noted. A card for which a deck has no room any more
  /// begins a further one, "… 2". The id of the card, or nothing where it was left out:
  /// without question or answer, or the same card again (and no key). Where a card had to
  /// be split, the id of the first one.
  std::optional<std::string> add(CardDraft draft);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Of the first deck.
  [[nodiscard]] const std::string& deck_id() const { return id_; }
  /// Needs the id that `add` gave last.
  [[nodiscard]] QuestionId question_id(std::string_view card_id) const;

  /// The decks, one at least; they pass the checker without an error. The maker is empty
  /// afterwards.
  [[nodiscard]] std::vector<Deck> take() &&;

 private:
  std::string cleaned(std::string_view text, bool rich, const std::string& where);
  void clean(CardDraft& draft);
  std::optional<std::string> add_pairs(CardDraft draft);
  std::optional<std::string> put(CardDraft draft);
  std::string card_id(const CardDraft& draft);
  std::string unused_id(std::string wanted);
  std::size_t topic_at(std::string_view path);
  std::vector<std::string> tags_of(const CardDraft& draft);
  void close_deck();
  [[nodiscard]] std::string id_of_part(std::size_t part) const;

  NoteBook& notes_;
  DeckLimits room_;
  bool id_is_wished_;  ///< a title does not change it any more
  std::string id_;
  std::string title_;
  std::string lang_;
  std::string description_;
  std::size_t size_ = 0;
  std::vector<Deck> closed_;   ///< those that are full; ids and titles come at the end
  std::size_t last_part_ = 0;  ///< that the last card went into

  // Of the deck in the making.
  Deck deck_;
  std::vector<std::size_t>
      topic_of_;  ///< of each card, 1 + index into the topics; 0: none
  std::unordered_map<std::string, std::size_t> topics_;  ///< by path, 1 + index
  std::unordered_map<std::string, std::size_t> ids_;     ///< taken, and how often wanted
  std::size_t bytes_ = 0;                                ///< of XML, at most
  std::size_t elements_ = 0;

  std::unordered_set<std::string> seen_;  ///< whole cards, of all decks
};

/// Reads nothing but puts together what every reader gives back: the decks, their notes.
/// Fails with `what` where the deck has no cards.
[[nodiscard]] Result<Imported> imported_of(DeckMaker maker,
                                           NoteBook notes,
                                           std::string format,
                                           std::string_view name);

}  // namespace attache::exchange
