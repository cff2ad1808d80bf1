#include "cards/item_advice.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "cards/plain.h"

// Sources: Haladyna, Downing & Rodriguez, A Review of Multiple-Choice Item-Writing
// Guidelines for Classroom Assessment, 2002; Woźniak, Effective learning: twenty rules of
// formulating knowledge, 1999. The thresholds are ours, set so that the decks that come
// with the program are let be.

namespace attache {

namespace {

constexpr std::size_t kLongStem = 40;       // words
constexpr std::size_t kLongList = 5;        // things to be named
constexpr std::size_t kLongOrder = 7;       // things to be put in order
constexpr std::size_t kTellingLetters = 4;  // shorter words give nothing away
constexpr double kMuchLonger = 1.6;
constexpr std::size_t kMuchLongerBy = 20;  // characters

using Words = std::vector<std::string>;

Words folded_words(std::string_view text) {
  return words(fold(text));
}

bool holds(const Words& all, std::string_view word) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

/// Words that would give an answer away: no articles, no small words.
Words telling_words(const Words& all) {
  Words telling;
  for (const std::string& word : all)
    if (code_points(word).size() >= kTellingLetters) telling.push_back(word);
  return telling;
}

bool gives_away(const Words& stem, std::string_view answer) {
  const Words telling = telling_words(folded_words(answer));
  return !telling.empty() &&
         std::all_of(telling.begin(), telling.end(),
                     [&](const std::string& word) { return holds(stem, word); });
}

std::size_t length_of(std::string_view text) {
  return code_points(text).size();
}

/// The text of a cloze with its blanks left out.
std::string around_blanks(const std::string& ask) {
  std::string around;
  std::size_t at = 0;
  for (std::size_t open = ask.find("{{"); open != std::string::npos;
       open = ask.find("{{", at)) {
    const std::size_t close = ask.find("}}", open);
    if (close == std::string::npos) break;
    around.append(ask, at, open - at);
    around += " … ";
    at = close + 2;
  }
  return around.append(ask, at);
}

/// A word that turns a stem around, without emphasis; nothing if there is none.
std::optional<std::string_view> quiet_negation(const std::string& commonmark) {
  static constexpr std::array<std::string_view, 3> kNegations{"not", "except", "never"};
  const Words all = words(commonmark);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string_view negation : kNegations) {
      if (all[i] != negation) continue;
      const bool harmless =
          (i + 1 < all.size() && all[i + 1] == "only") || (i > 0 && all[i - 1] == "or");
      const bool emphasised =
          commonmark.find(fmt::format("*{}*", negation)) != std::string::npos ||
          commonmark.find(fmt::format("_{}_", negation)) != std::string::npos;
      if (!harmless && !emphasised) return negation;
    }
  }
  return {};
}

bool is_sweeping(std::string_view option) {
  const std::string folded = fmt::format("{}", fmt::join(folded_words(option), " "));
  static constexpr std::array<std::string_view, 9> kSweeping{
      "all of the above",  "none of the above",    "all the above",
      "both of the above", "neither of the above", "all of these",
      "none of these",     "all of them",          "none of them"};
  return std::find(kSweeping.begin(), kSweeping.end(), folded) != kSweeping.end();
}

/// Items of a list in CommonMark.
std::size_t list_items(std::string_view commonmark) {
  std::size_t items = 0;
  while (!commonmark.empty()) {
    const std::size_t end = std::min(commonmark.find('\n'), commonmark.size());
    const std::string_view line = commonmark.substr(0, end);
    const std::size_t digits =
        std::min(line.find_first_not_of("0123456789"), line.size());
    const std::string_view mark = line.substr(digits, 2);
    if (digits > 0 ? mark == ". " || mark == ") "
                   : mark == "- " || mark == "* " || mark == "+ ")
      ++items;
    commonmark.remove_prefix(std::min(end + 1, commonmark.size()));
  }
  return items;
}

class Advising {
 public:
  explicit Advising(const Deck& deck) : deck_(deck) {
    for (const Entity& entity : deck.entities)
      entities_.emplace(entity.id, &entity);
    for (const Relation& relation : deck.relations)
      relations_.emplace(relation.id, &relation);
    const auto with_passage = [](const auto& parts) {
      return static_cast<std::size_t>(
          std::count_if(parts.begin(), parts.end(),
                        [](const auto& part) { return !part.passage.empty(); }));
    };
    const std::size_t read = with_passage(deck.facts) + with_passage(deck.cards);
    wants_passages_ = 2 * read > deck.facts.size() + deck.cards.size();
  }

  std::vector<ItemAdvice> run() {
    deck_date();
    for (const Relation& each : deck_.relations)
      relation(each);
    for (const Fact& each : deck_.facts)
      fact(each);
    for (const Card& each : deck_.cards)
      card(each);
    return std::move(advice_);
  }

  // What is particular to a kind of card. Called by `card`.
  void operator()(const RecallCard& body) {
    answer_in_stem(body.answer);
    if (list_items(body.answer) > kLongList) long_list("answer");
  }
  void operator()(const ChoiceCard& body) {
    negation(*card_);
    options({body.answer}, body.wrong);
  }
  void operator()(const SelectCard& body) {
    negation(*card_);
    options(body.answers, body.wrong);
    if (body.answers.size() > kLongList) long_list("answer");
  }
  void operator()(const TypedCard& body) { answer_in_stem(body.answer); }
  void operator()(const OrderCard& body) {
    if (body.items.size() > kLongOrder) long_list("item");
  }
  void operator()(const TrueFalseCard& /*body*/) {}
  void operator()(const ClozeCard& /*body*/) {}
  void operator()(const NumberCard& /*body*/) {}
  void operator()(const DateCard& /*body*/) {}
  void operator()(const MatchCard& /*body*/) {}
  void operator()(const ImageCard& /*body*/) {}

 private:
  void add(std::string code,
           std::string item,
           std::string field,
           std::string what,
           std::string reason) {
    advice_.push_back({std::move(code), std::move(item), std::move(field),
                       std::move(what), std::move(reason)});
  }

  void deck_date();
  void relation(const Relation& relation);
  void fact(const Fact& fact);
  void fact_gives_away(const Fact& fact);
  void card(const Card& card);
  void duplicate(const Card& card);
  void two_in_one(const Card& card);
  void negation(const Card& card);
  void answer_in_stem(const std::string& answer);
  void options(const std::vector<std::string>& right,
               const std::vector<WrongOption>& wrong);
  void longest_is_right(const std::vector<std::string>& right,
                        const std::vector<WrongOption>& wrong);
  void long_list(std::string field);
  void long_stem(const std::string& item, std::string_view stem, std::string field);
  void passage(const std::string& item, const std::string& passage);

  const Deck& deck_;
  std::vector<ItemAdvice> advice_;
  std::unordered_map<std::string_view, const Entity*> entities_;
  std::unordered_map<std::string_view, const Relation*> relations_;
  std::unordered_map<std::string, const Card*> asked_;
  bool wants_passages_ = false;
  bool wants_dates_ = false;  ///< most facts have one of their own
  const Card* card_ = nullptr;
  Words stem_;
};

/// A date for the whole deck answers for all its facts, so it is asked for once.
void Advising::deck_date() {
  if (deck_.as_of || deck_.facts.empty()) return;
  const auto dated = static_cast<std::size_t>(
      std::count_if(deck_.facts.begin(), deck_.facts.end(),
                    [](const Fact& fact) { return fact.as_of.has_value(); }));
  wants_dates_ = 2 * dated > deck_.facts.size();
  if (!wants_dates_)
    add("no-date", "", "as-of", "the deck does not say when its facts were true",
        "Facts go stale, and students ask how old they are.");
}

void Advising::long_stem(const std::string& item,
                         std::string_view stem,
                         std::string field) {
  const std::size_t count = words(stem).size();
  if (count > kLongStem)
    add("long-stem", item, std::move(field),
        fmt::format("this question has {} words", count),
        "Long questions test reading; what is not needed goes into the explanation.");
}

void Advising::relation(const Relation& relation) {
  for (const auto& asks : {relation.wording.asks_object, relation.wording.asks_subject}) {
    if (!asks) continue;
    long_stem(relation.id, *asks, "asks");
    if (const auto word = quiet_negation(*asks))
      add("negation", relation.id, "asks",
          fmt::format("the word “{}” turns this question around", *word),
          "Readers miss it; ask for what is so.");
  }
}

void Advising::passage(const std::string& item, const std::string& passage) {
  if (wants_passages_ && passage.empty())
    add("no-passage", item, "passage", "this leads to no passage",
        "Students want to look up why an answer is right.");
}

void Advising::fact(const Fact& fact) {
  passage(fact.id, fact.passage);
  if (wants_dates_ && !fact.as_of)
    add("no-date", fact.id, "as-of", "this does not say when it was true",
        "Facts go stale, and students ask how old they are.");
  if (fact.objects.size() > kLongList)
    add("long-list", fact.id, "object",
        fmt::format("there are {} answers to be named", fact.objects.size()),
        "Long lists are hard to keep; split them into several facts.");
  for (const auto& asks : {fact.asks_object, fact.asks_subject})
    if (asks) long_stem(fact.id, *asks, "asks");
  fact_gives_away(fact);
}

/// A name that holds the answer: "Which House does the Speaker of the House lead?"
void Advising::fact_gives_away(const Fact& fact) {
  const auto subject = entities_.find(fact.subject);
  const auto relation = relations_.find(fact.relation);
  if (fact.omits_object || fact.objects.size() != 1 || subject == entities_.end() ||
      relation == relations_.end())
    return;
  const auto& asks =
      fact.asks_object ? fact.asks_object : relation->second->wording.asks_object;
  const auto* object = std::get_if<EntityRef>(&fact.objects.front());
  const auto entity = object == nullptr ? entities_.end() : entities_.find(object->id);
  if (!asks || entity == entities_.end()) return;
  Words stem = folded_words(*asks);
  const Words name = folded_words(subject->second->name);
  stem.insert(stem.end(), name.begin(), name.end());
  if (gives_away(stem, entity->second->name))
    add("answer-in-stem", fact.id, "object",
        fmt::format("the question for “{}” holds its words", entity->second->name),
        "Whoever reads well needs to know nothing.");
}

void Advising::card(const Card& card) {
  card_ = &card;
  const bool is_cloze = std::holds_alternative<ClozeCard>(card.body);
  const std::string stem = plain_text(is_cloze ? around_blanks(card.ask) : card.ask);
  stem_ = folded_words(stem);
  long_stem(card.id, stem, "ask");
  two_in_one(card);
  duplicate(card);
  passage(card.id, card.passage);
  std::visit(*this, card.body);
}

void Advising::two_in_one(const Card& card) {
  if (std::count(card.ask.begin(), card.ask.end(), '?') < 2) return;
  add("two-in-one", card.id, "ask", "this card asks two questions",
      "One is forgotten and the other known, and the card cannot tell; make two cards.");
}

/// The same words in the same order, but for articles, case and punctuation.
void Advising::duplicate(const Card& card) {
  if (std::holds_alternative<ClozeCard>(card.body) || stem_.empty()) return;
  std::string key;
  for (const std::string& word : stem_)
    if (word != "the" && word != "a" && word != "an") key += word + ' ';
  if (const auto* image = std::get_if<ImageCard>(&card.body)) key += '\n' + image->file;
  const auto [first, is_new] = asked_.try_emplace(std::move(key), &card);
  // What is the same letter by letter is a warning of the checker.
  if (is_new || first->second->ask == card.ask) return;
  add("duplicate", card.id, "ask",
      fmt::format("this asks the same as the card {}", first->second->id),
      "Students learn it twice, and the two drift apart when one is changed.");
}

void Advising::negation(const Card& card) {
  if (const auto word = quiet_negation(card.ask))
    add("negation", card.id, "ask",
        fmt::format("the word “{}” turns this question around", *word),
        "Readers miss it; ask for what is so, or write it in bold.");
}

void Advising::answer_in_stem(const std::string& answer) {
  if (gives_away(stem_, plain_text(answer)))
    add("answer-in-stem", card_->id, "ask", "the question holds the answer",
        "Whoever reads well needs to know nothing.");
}

void Advising::options(const std::vector<std::string>& right,
                       const std::vector<WrongOption>& wrong) {
  // Where the stem names wrong options as well, it gives nothing away.
  const bool names_wrong =
      std::any_of(wrong.begin(), wrong.end(), [&](const WrongOption& option) {
        return gives_away(stem_, plain_text(option.text));
      });
  if (!names_wrong && right.size() == 1) answer_in_stem(right.front());
  const auto sweeping = [&](const std::string& text, std::string field) {
    if (is_sweeping(plain_text(text)))
      add("all-of-the-above", card_->id, std::move(field),
          fmt::format("“{}” is no answer of its own", one_line(plain_text(text))),
          "Knowing a part is enough to find it; offer an answer instead.");
  };
  for (const std::string& text : right)
    sweeping(text, "answer");
  for (const WrongOption& option : wrong)
    sweeping(option.text, "wrong");
  longest_is_right(right, wrong);
}

void Advising::longest_is_right(const std::vector<std::string>& right,
                                const std::vector<WrongOption>& wrong) {
  if (right.empty() || wrong.empty()) return;
  std::size_t shortest_right = length_of(plain_text(right.front()));
  for (const std::string& text : right)
    shortest_right = std::min(shortest_right, length_of(plain_text(text)));
  std::size_t longest_wrong = 0;
  for (const WrongOption& option : wrong)
    longest_wrong = std::max(longest_wrong, length_of(plain_text(option.text)));
  if (static_cast<double>(shortest_right) >
          kMuchLonger * static_cast<double>(longest_wrong) &&
      shortest_right >= longest_wrong + kMuchLongerBy)
    add("longest-is-right", card_->id, "answer",
        "the right answer is much longer than the wrong ones",
        "Students learn to take the longest; make all about as long.");
}

void Advising::long_list(std::string field) {
  add("long-list", card_->id, std::move(field),
      "there are more things here than are easily kept in mind",
      "Lists of more than five are hard to keep; split them up.");
}

}  // namespace

std::vector<ItemAdvice> advice_on(const Deck& deck) {
  return Advising(deck).run();
}

}  // namespace attache
