#pragma once
// Decks by chance, with all that is hard on a format. Only inside rc::check.

#include <cstdint>
#include <optional>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cards/deck.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"

namespace attache::for_tests {

using Letters = std::u32string_view;

/// Any text that is as reading leaves it: letters that are hard on XML, on Unicode and on
/// lists.
inline rc::Gen<std::string> text_gen(bool rich) {
  static constexpr Letters kLetters = U"abcXYZ019 -*.&<>\"'éが日\u00A0\U0001F600\n\n]]{}";
  return rc::gen::map(
      rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>()),
      [rich](const std::vector<std::uint8_t>& choices) {
        std::u32string letters;
        for (const auto choice : choices)
          letters += kLetters[choice % kLetters.size()];
        letters += U'x';  // never empty
        const std::string text = to_utf8(letters);
        return rich ? folded_markdown(text) : folded_line(text);
      });
}

inline std::string plain() {
  return *text_gen(false);
}
inline std::string rich() {
  return *text_gen(true);
}
inline std::string maybe_plain() {
  return *rc::gen::arbitrary<bool>() ? plain() : std::string();
}
inline std::string maybe_rich() {
  return *rc::gen::arbitrary<bool>() ? rich() : std::string();
}
inline std::size_t up_to(std::size_t most) {
  return *rc::gen::inRange<std::size_t>(0, most + 1);
}
inline bool coin() {
  return *rc::gen::arbitrary<bool>();
}

inline std::optional<PartialDate> maybe_date() {
  switch (up_to(3)) {
    case 0:
      return {};
    case 1:
      return PartialDate{*rc::gen::inRange(1, 9999), 0, 0};
    case 2:
      return PartialDate{*rc::gen::inRange(1, 9999), *rc::gen::inRange(1, 13), 0};
    default:
      return PartialDate{*rc::gen::inRange(1, 9999), *rc::gen::inRange(1, 13),
                         *rc::gen::inRange(1, 29)};
  }
}

/// Wording cannot hold braces other than its placeholders.
inline std::string wording(const std::string& placeholders) {
  std::string text = plain();
  std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
  return folded_line(placeholders + text);
}

inline Tolerance tolerance() {
  return {static_cast<double>(up_to(1000)) / 8, coin()};
}

/// Ids that are there once.
class Ids {
 public:
  std::string next() { return "i" + std::to_string(++count_); }

 private:
  int count_ = 0;
};

template <class Part>
std::string one_of(const std::vector<Part>& parts) {
  return parts.empty() || coin() ? std::string() : parts[up_to(parts.size() - 1)].id;
}

/// Texts that differ from one another.
inline std::vector<std::string> different(std::size_t count,
                                          bool is_rich,
                                          std::set<std::string>& seen) {
  std::vector<std::string> texts;
  while (texts.size() < count) {
    std::string text =
        folded_line(std::to_string(seen.size()) + " " + (is_rich ? rich() : plain()));
    if (seen.insert(text).second) texts.push_back(std::move(text));
  }
  return texts;
}

inline std::vector<WrongOption> wrong_options(std::size_t count,
                                              std::set<std::string>& seen) {
  std::vector<WrongOption> options;
  for (std::string& text : different(count, true, seen))
    options.push_back({std::move(text), maybe_plain()});
  return options;
}

inline std::vector<std::string> forms() {
  return coin() ? std::vector<std::string>{"choice", "before-after"}
                : std::vector<std::string>{};
}

/// A number of the format: decimals of any length, and the ends.
inline double percent(double most) {
  return *rc::gen::element(0.0, 1.0, 0.125, 1.0 / 3, 1e-9) * most;
}

inline ImageCard image_card() {
  ImageCard card;
  card.file = *rc::gen::element<std::string>("a.png", "maps & more/B c.JPG", "é.jpeg");
  card.alt = plain();
  card.hide = coin() ? Hiding::kOne : Hiding::kAll;
  std::set<std::string> answers;
  for (std::string& answer : different(1 + up_to(3), false, answers)) {
    PictureRegion region;
    region.id = "r" + std::to_string(card.regions.size());
    region.x = percent(50);
    region.y = percent(90);
    region.width = 50 - percent(49);
    region.height = 10 - percent(9);
    std::set<std::string> seen{answer};
    region.accept = different(up_to(2), false, seen);
    region.answer = std::move(answer);
    card.regions.push_back(std::move(region));
  }
  return card;
}

inline CardBody body(std::size_t kind) {
  std::set<std::string> seen;
  switch (kind) {
    case 0:
      return RecallCard{rich()};
    case 1: {
      std::string answer = different(1, true, seen).front();
      return ChoiceCard{std::move(answer), wrong_options(2 + up_to(6), seen)};
    }
    case 2: {
      auto answers = different(1 + up_to(3), true, seen);
      return SelectCard{std::move(answers), wrong_options(1 + up_to(3), seen)};
    }
    case 3:
      return TrueFalseCard{coin()};
    case 4: {
      std::string answer = different(1, false, seen).front();
      return TypedCard{std::move(answer), different(up_to(3), false, seen)};
    }
    case 5:
      return NumberCard{std::to_string(static_cast<int>(up_to(2000)) - 1000),
                        maybe_plain(), tolerance()};
    case 6: {
      const PartialDate date = maybe_date().value_or(PartialDate{2024, 7, 28});
      return DateCard{date, coin() ? Precision::kYear : precision_of(date)};
    }
    case 7:
      return OrderCard{different(3 + up_to(9), true, seen)};
    case 8: {
      MatchCard card;
      for (std::string& left : different(3 + up_to(7), true, seen)) {
        std::string right = different(1, true, seen).front();
        card.pairs.push_back({std::move(left), std::move(right)});
      }
      return card;
    }
    case 9:
      return image_card();
    default:
      return ClozeCard{};
  }
}

inline std::vector<std::string> tags() {
  return coin() ? std::vector<std::string>{"week-3", "<é>"} : std::vector<std::string>{};
}

inline Card card(Ids& ids, const Deck& deck) {
  Card card;
  card.id = ids.next();
  card.topic = one_of(deck.topics);
  card.passage = one_of(deck.passages);
  card.fact = one_of(deck.facts);
  card.as_of = maybe_date();
  card.check_after = maybe_date();
  card.meaning = 1 + static_cast<int>(up_to(3));
  card.tags = tags();
  card.body = body(up_to(10));
  card.ask = rich();
  if (std::holds_alternative<ClozeCard>(card.body)) {
    std::erase_if(card.ask, [](char c) { return c == '{' || c == '}'; });
    card.ask = folded_markdown(card.ask + " a {{blank|or & two::hint}}");
  }
  card.explain = maybe_rich();
  return card;
}

inline Fact fact(Ids& ids, const Deck& deck) {
  Fact fact;
  fact.id = ids.next();
  fact.relation = deck.relations[up_to(deck.relations.size() - 1)].id;
  fact.subject = deck.entities[up_to(deck.entities.size() - 1)].id;
  std::set<std::string> seen;
  switch (up_to(3)) {
    case 0:
      fact.objects = {EntityRef{deck.entities.back().id}};
      break;
    case 1:
      fact.objects = {EntityRef{deck.entities.back().id},
                      EntityRef{deck.entities.front().id}};
      break;
    case 2:
      for (std::string& text : different(1 + up_to(2), false, seen))
        fact.objects.emplace_back(Value{std::move(text)});
      break;
    default:
      fact.value_type = ValueType::kNumber;
      fact.objects = {Value{"12.50"}};
      fact.unit = maybe_plain();
      fact.tolerance = tolerance();
  }
  fact.topic = one_of(deck.topics);
  fact.passage = one_of(deck.passages);
  fact.as_of = maybe_date();
  fact.check_after = maybe_date();
  fact.meaning = 1 + static_cast<int>(up_to(3));
  fact.tags = tags();
  fact.forms = forms();
  if (coin()) fact.says = wording("{object} {subject} ");
  // Its own id makes each question different from those of the other facts.
  fact.asks_object = wording("{subject} " + fact.id + " ");
  if (coin()) fact.asks_subject = wording("{object} ");
  fact.omits_object = up_to(3) == 0;
  fact.omits_subject = up_to(3) == 0;
  fact.explain = maybe_rich();
  if (!fact.passage.empty() && coin())
    fact.support = {folded_line(deck.passages.back().text)};
  if (!fact.support.empty()) fact.passage = deck.passages.back().id;
  return fact;
}

inline void add_parts(Deck& deck, Ids& ids) {
  for (std::size_t i = up_to(2); i > 0; --i) {
    deck.sources.push_back({ids.next(), plain(), maybe_plain(), maybe_plain(),
                            maybe_date(), coin() ? "https://x.org/?a=1&b='2'" : ""});
    deck.topics.push_back({ids.next(), plain(), one_of(deck.topics), forms()});
    deck.passages.push_back(
        {ids.next(), one_of(deck.sources), maybe_plain(), one_of(deck.topics), rich()});
  }
  for (std::size_t i = 2 + up_to(2); i > 0; --i) {
    std::set<std::string> seen;
    Entity entity{ids.next(), plain(),     maybe_plain(),
                  coin(),     tags(),      different(1, false, seen).front(),
                  {},         maybe_rich()};
    for (std::string& alias : different(up_to(2), false, seen))
      entity.aliases.push_back({std::move(alias), coin() ? "ja" : ""});
    deck.entities.push_back(std::move(entity));
    Relation relation{ids.next(),
                      static_cast<Shape>(up_to(2)),
                      {wording("{subject}{object}"), {}, wording("{object}?")}};
    if (coin()) relation.wording.asks_object = wording("{subject}?");
    deck.relations.push_back(std::move(relation));
  }
  for (std::size_t i = up_to(4); i > 0; --i)
    deck.facts.push_back(fact(ids, deck));
  for (std::size_t i = up_to(4); i > 0; --i)
    deck.cards.push_back(card(ids, deck));
}

inline Deck any_deck() {
  Ids ids;
  Deck deck;
  deck.id = ids.next();
  deck.edition = 1 + static_cast<int>(up_to(100));
  deck.lang = "en-GB";
  deck.as_of = maybe_date();
  deck.forms = forms();
  deck.title = plain();
  deck.description = maybe_rich();
  if (coin()) deck.authors = {plain(), plain()};
  deck.licence = maybe_plain();
  add_parts(deck, ids);
  return deck;
}

}  // namespace attache::for_tests
