#pragma once
// Decks by chance that GIFT and Moodle XML can hold, and what is compared of them.

#include <cstdint>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "cards/deck.h"
#include "cards/plain.h"
#include "deckfile/folding.h"
#include "deckfile/read.h"
#include "deckfile/values.h"
#include "deckfile/write.h"
#include "exchange/formats.h"

namespace attache::exchange {

inline ImportWish wish_for(std::string name) {
  return {std::move(name), "", "en", StudyCalendar::in_zone("UTC").value(),
          Instant{},       {}};
}

inline ExportWish export_wish() {
  return {7, Instant{}, 0, {}, StudyCalendar::in_zone("UTC").value()};
}

/// Whether the checker has nothing against it.
inline bool is_valid(const Deck& deck) {
  const ReadDeck read = read_deck_text(deck_xml(deck), "deck.xml");
  return read.deck.has_value() && read.deck->cards.size() == deck.cards.size();
}

inline bool notes_say(const std::vector<ImportNote>& notes, std::string_view words) {
  return std::any_of(notes.begin(), notes.end(), [&](const ImportNote& note) {
    return note.what.find(words) != std::string::npos;
  });
}

inline std::string topic_path(const Deck& deck, const std::string& id) {
  for (const Topic& topic : deck.topics)
    if (topic.id == id)
      return (topic.parent.empty() ? "" : topic_path(deck, topic.parent) + " > ") +
             topic.name;
  return {};
}

/// What of a deck's cards has to come back.
struct Kept {
  std::string id, topic, ask, explain;
  std::vector<std::string> tags;
  CardBody body;
  bool operator==(const Kept&) const = default;
};
inline std::vector<Kept> kept_of(const Deck& deck) {
  std::vector<Kept> kept;
  for (const Card& card : deck.cards)
    kept.push_back({card.id, topic_path(deck, card.topic), card.ask, card.explain,
                    card.tags, card.body});
  return kept;
}

class DeckByChance {
 public:
  /// With at most so many gaps in a text.
  explicit DeckByChance(std::size_t most_gaps) : most_gaps_(most_gaps) {}

  Deck make() {
    Deck deck;
    deck.id = "by-chance";
    deck.lang = "en";
    deck.title = "Deck [1] \\ <x> & -- " + line();
    deck.topics = {{"a", "Asia/Pacific " + word(), "", {}},
                   {"b", "Law -- <i> " + word(), "a", {}}};
    const std::size_t count = 1 + up_to(4);
    for (std::size_t i = 0; i < count; ++i)
      deck.cards.push_back(card("card-" + std::to_string(i)));
    return deck;
  }

 private:
  static std::size_t up_to(std::size_t most) {
    return *rc::gen::inRange<std::size_t>(0, most + 1);
  }
  static bool coin() { return *rc::gen::arbitrary<bool>(); }
  static std::string letters(std::u32string_view from) {
    std::u32string made;
    for (const auto choice : *rc::gen::arbitrary<std::vector<std::uint8_t>>())
      made += from[choice % from.size()];
    return to_utf8(made);
  }
  static std::string word() { return folded_line("w" + letters(U"abé日")); }
  /// What is hard on GIFT, XML and CommonMark.
  static std::string line() {
    return folded_line(letters(U"ab 01~=#{}:\\%[]*_`<>&;\"'/$|-.,()!é日\U0001F600") +
                       "x");
  }
  static std::string rich() {
    return folded_markdown(line() + letters(U"a *~=#:\\\n\n-1.") + "x");
  }
  static std::string maybe(std::string text) { return coin() ? std::move(text) : ""; }

  std::string other(std::string text) {
    while (!seen_.insert(text).second)
      text += "y";
    return text;
  }
  /// Typed, so without an arrow, which GIFT cannot hold.
  std::string typed() {
    std::string text = line();
    std::erase(text, '>');
    return other(text);
  }
  /// Something to be matched: it means the same with and without CommonMark.
  std::string side() {
    std::string text = typed();
    return plain_text(text) == text ? text : other(word());
  }
  std::string left() {
    std::string text = rich();
    std::erase(text, '>');
    return other(folded_markdown(text));
  }
  std::vector<WrongOption> wrong(std::size_t least) {
    std::vector<WrongOption> options;
    for (std::size_t i = 0, count = least + up_to(3); i < count; ++i)
      options.push_back({other(rich()), maybe(line())});
    return options;
  }
  PartialDate date() {
    PartialDate made{static_cast<int>(1 + up_to(2999)), 0, 0};
    if (coin()) made.month = static_cast<int>(1 + up_to(11));
    if (made.month > 0 && coin()) made.day = static_cast<int>(1 + up_to(27));
    return made;
  }
  std::string gap_text() {
    std::string text = rich();
    std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
    return text;
  }
  std::string gap() {
    std::string answer = typed();
    std::erase_if(answer,
                  [](char c) { return c == '{' || c == '}' || c == '|' || c == ':'; });
    std::string made = "{{" + folded_line(answer + "z");
    if (coin()) made += "|" + word();
    if (coin()) made += "::" + word() + "-- ]\\";
    return made + "}}";
  }

  CardBody body() {
    switch (up_to(8)) {
      case 0:
        return RecallCard{rich()};
      case 1: {
        std::string answer = other(rich());
        return ChoiceCard{std::move(answer), wrong(2)};
      }
      case 2: {
        std::vector<std::string> answers{other(rich())};
        if (coin()) answers.push_back(other(rich()));
        return SelectCard{std::move(answers), wrong(1)};
      }
      case 3:
        return TrueFalseCard{coin()};
      case 4: {
        std::string answer = typed();
        return TypedCard{std::move(answer), coin() ? std::vector<std::string>{typed()}
                                                   : std::vector<std::string>{}};
      }
      case 5:
        return NumberCard{
            *rc::gen::element<std::string>("193", "-2.50", "0", "+4", "1234567.125"),
            maybe(line()),
            {static_cast<double>(up_to(1000)) / 8, coin()}};
      case 6: {
        const PartialDate answer = date();
        return DateCard{answer, coin() ? Precision::kYear : precision_of(answer)};
      }
      case 7: {
        OrderCard order;
        for (std::size_t i = 0, count = 3 + up_to(3); i < count; ++i)
          order.items.push_back(side());
        return order;
      }
      default: {
        MatchCard match;
        for (std::size_t i = 0, count = 3 + up_to(3); i < count; ++i) {
          std::string one = left();
          match.pairs.push_back({std::move(one), side()});
        }
        return match;
      }
    }
  }

  Card card(std::string id) {
    seen_.clear();
    Card made;
    made.id = std::move(id);
    made.topic = *rc::gen::element<std::string>("", "a", "b");
    if (coin()) made.tags = {"week-3", "<é]\\"};
    made.explain = maybe(rich());
    made.ask = rich();
    if (most_gaps_ > 0 && coin()) {
      made.body = ClozeCard{};
      made.ask = coin() ? "" : gap_text() + " ";
      for (std::size_t i = 0, count = 1 + up_to(most_gaps_ - 1); i < count; ++i)
        made.ask += gap() + " " + gap_text();
      made.ask = folded_markdown(made.ask);
      return made;
    }
    made.body = body();
    // A share of nothing is nothing.
    if (auto* number = std::get_if<NumberCard>(&made.body))
      if (number->answer == "0" || number->tolerance.amount <= 0) number->tolerance = {};
    return made;
  }

  std::size_t most_gaps_;
  std::set<std::string> seen_;
};

/// The deck as the checker reads it, so that texts are as they always are.
inline Deck canonical(const Deck& deck) {
  ReadDeck read = read_deck_text(deck_xml(deck), "deck.xml");
  RC_ASSERT(read.deck.has_value());
  return *std::move(read.deck);
}

}  // namespace attache::exchange
