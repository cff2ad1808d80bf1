#include "study/edition.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/chance.h"
#include "base/text.h"
#include "cards/cloze.h"
#include "cards/naming.h"
#include "cards/plain.h"
#include "cards/wording.h"

namespace attache {

namespace {

using Json = nlohmann::json;

/// Most texts hold no marks, and are plain as they are.
std::string plain(std::string_view text) {
  constexpr std::string_view kMarks = "*_`[]<>&\\#|~=!+\n";
  constexpr std::string_view kBegins = " -0123456789";
  const bool bare =
      !text.empty() && text.find_first_of(kMarks) == std::string_view::npos &&
      kBegins.find(text.front()) == std::string_view::npos && text.back() != ' ';
  return bare ? std::string(text) : one_line(plain_text(text));
}

// --- the texts of a question

/// Words for a fact's question: the sentence and what is asked are worked out from the
/// templates, and no chance has a part in it.
class FactTexts {
 public:
  explicit FactTexts(const DeckBook& book) : book_(book) {}

  EditionQuestion operator()(const Question& question) {
    const Fact& fact = book_.deck().facts[question.item];
    if (&fact != fact_) read(fact);
    EditionQuestion texts{question.id, question.meaning, {}, {}, statement_};
    const Direction direction = *question.direction;
    const std::string_view asks = asks_of(book_, fact, direction);
    texts.wording =
        asks.empty() ? statement_ : plain(sentence_from(asks, subject_, objects_));
    texts.answer =
        plain(direction == Direction::kSubject ? book_.entity(fact.subject)->name
                                               : answer_objects());
    return texts;
  }

 private:
  /// Both directions of a fact stand one behind the other: what they share is read once.
  void read(const Fact& fact) {
    fact_ = &fact;
    subject_ = subject_in_sentence(book_, fact);
    objects_ = objects_in_sentence(book_, fact);
    statement_ = plain(sentence_from(says_of(book_, fact), subject_, objects_));
  }

  [[nodiscard]] std::string answer_objects() const {
    std::vector<std::string> names;
    for (const FactObject& object : fact_->objects)
      names.push_back(naming_of(book_, *fact_, object).alone);
    return listed(names, book_.deck().lang);
  }

  const DeckBook& book_;
  const Fact* fact_ = nullptr;
  Phrase subject_, objects_;
  std::string statement_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  all.reserve(texts.size());
  for (const std::string& text : texts)
    all.push_back(plain(text));
  return fmt::format("{}", fmt::join(all, "; "));
}

/// What is right on a card, in one line. An order keeps its order, a choice has none.
struct CardAnswer {
  std::string operator()(const RecallCard& body) const { return plain(body.answer); }
  std::string operator()(const ChoiceCard& body) const { return plain(body.answer); }
  std::string operator()(const SelectCard& body) const { return joined(body.answers); }
  std::string operator()(const TrueFalseCard& body) const {
    return body.answer ? "True" : "False";
  }
  std::string operator()(const TypedCard& body) const { return body.answer; }
  std::string operator()(const ClozeCard&) const {
    const auto cloze = read_cloze(ask);
    std::vector<std::string> blanks;
    if (cloze)
      for (const Blank& blank : cloze->blanks)
        blanks.push_back(blank.accepted.front());
    return joined(blanks);
  }
  std::string operator()(const NumberCard& body) const {
    return body.unit.empty() ? body.answer : body.answer + " " + body.unit;
  }
  std::string operator()(const DateCard& body) const { return body.answer.text(); }
  std::string operator()(const OrderCard& body) const {
    std::vector<std::string> items;
    for (std::size_t i = 0; i < body.items.size(); ++i)
      items.push_back(fmt::format("{}. {}", i + 1, plain(body.items[i])));
    return fmt::format("{}", fmt::join(items, " "));
  }
  std::string operator()(const MatchCard& body) const {
    std::vector<std::string> pairs;
    for (const Pair& pair : body.pairs)
      pairs.push_back(plain(pair.left) + " — " + plain(pair.right));
    return fmt::format("{}", fmt::join(pairs, "; "));
  }
  std::string operator()(const ImageCard& body) const {
    return body.regions[region].answer;
  }

  std::string_view ask;
  std::size_t region = 0;
};

/// A cloze with its blanks left open.
std::string with_gaps(const std::string& ask) {
  const auto cloze = read_cloze(ask);
  if (!cloze) return plain(ask);
  return plain(fmt::format("{}", fmt::join(cloze->pieces, "…")));
}

EditionQuestion card_texts(const Card& card, const Question& question) {
  EditionQuestion texts{question.id, question.meaning, {}, {}, {}};
  texts.wording = std::holds_alternative<ClozeCard>(card.body) ? with_gaps(card.ask)
                                                               : plain(card.ask);
  texts.answer = std::visit(CardAnswer{card.ask, question.region.value_or(0)}, card.body);
  return texts;
}

// --- the fingerprint

/// Writes down everything that goes into questions, each part with its length, so that
/// nothing can move from one part into the next unseen.
class Digest {
 public:
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    all_ += text;
  }
  void add(std::int64_t number) {
    for (int byte = 0; byte < 8; ++byte)
      all_ +=
          static_cast<char>((static_cast<std::uint64_t>(number) >> (8 * byte)) & 0xFFU);
  }
  void add_optional(const std::optional<std::string>& text) {
    add(std::int64_t{text ? 1 : 0});
    if (text) add(*text);
  }
  [[nodiscard]] std::uint64_t number() const { return stable_hash(all_); }

  // The parts of a card.
  void operator()(const RecallCard& body) { add(body.answer); }
  void operator()(const ChoiceCard& body) { add(body.answer); }
  void operator()(const SelectCard& body) { add_all(body.answers); }
  void operator()(const TrueFalseCard& body) { add(std::int64_t{body.answer ? 1 : 0}); }
  void operator()(const TypedCard& body) { add(body.answer); }
  void operator()(const ClozeCard&) {}
  void operator()(const NumberCard& body) {
    add(body.answer);
    add(body.unit);
  }
  void operator()(const DateCard& body) { add(body.answer.iso()); }
  void operator()(const OrderCard& body) { add_all(body.items); }
  void operator()(const MatchCard& body) {
    for (const Pair& pair : body.pairs) {
      add(pair.left);
      add(pair.right);
    }
  }
  void operator()(const ImageCard& body) {
    for (const PictureRegion& region : body.regions) {
      add(region.id);
      add(region.answer);
    }
  }

 private:
  void add_all(const std::vector<std::string>& texts) {
    add(static_cast<std::int64_t>(texts.size()));
    for (const std::string& text : texts)
      add(text);
  }

  std::string all_;
};

void add_fact(Digest& digest, const Fact& fact) {
  digest.add(fact.id);
  digest.add(std::int64_t{fact.meaning});
  digest.add(fact.relation);
  digest.add(fact.subject);
  digest.add(static_cast<std::int64_t>(fact.objects.size()));
  for (const FactObject& object : fact.objects) {
    digest.add(static_cast<std::int64_t>(object.index()));
    const auto* entity = std::get_if<EntityRef>(&object);
    digest.add(entity != nullptr ? entity->id : std::get<Value>(object).text);
  }
  digest.add(static_cast<std::int64_t>(fact.value_type));
  digest.add(fact.unit);
  digest.add_optional(fact.says);
  digest.add_optional(fact.asks_object);
  digest.add_optional(fact.asks_subject);
  // Not where nothing is omitted, so that decks of before keep their number.
  if (fact.omits_object) digest.add("omits object");
  if (fact.omits_subject) digest.add("omits subject");
}

// --- JSON

std::string text_at(const Json& row, std::size_t at) {
  const auto* text = row.at(at).get_ptr<const std::string*>();
  return text == nullptr ? "" : *text;
}

bool is_question(const Json& row) {
  return row.is_array() && row.size() == 5 && row[0].is_string() &&
         row[1].is_number_integer() && row[2].is_string() && row[3].is_string() &&
         row[4].is_string();
}

bool same_words(const EditionQuestion& a, const EditionQuestion& b) {
  return a.wording == b.wording && a.answer == b.answer && a.statement == b.statement;
}

}  // namespace

Edition edition_of(const DeckBook& book) {
  Edition edition;
  edition.number = book.deck().edition;
  edition.questions.reserve(book.questions().size());
  FactTexts fact_texts(book);
  for (const Question& question : book.questions())
    edition.questions.push_back(
        question.direction ? fact_texts(question)
                           : card_texts(book.deck().cards[question.item], question));
  std::sort(
      edition.questions.begin(), edition.questions.end(),
      [](const EditionQuestion& a, const EditionQuestion& b) { return a.id < b.id; });
  return edition;
}

std::uint64_t edition_fingerprint(const Deck& deck) {
  Digest digest;
  digest.add(deck.id);
  for (const Entity& entity : deck.entities) {
    digest.add(entity.id);
    digest.add(entity.name);
    digest.add(entity.article);
    digest.add(std::int64_t{entity.plural ? 1 : 0});
  }
  for (const Relation& relation : deck.relations) {
    digest.add(relation.id);
    digest.add(relation.wording.says);
    digest.add_optional(relation.wording.asks_object);
    digest.add_optional(relation.wording.asks_subject);
  }
  for (const Fact& fact : deck.facts)
    add_fact(digest, fact);
  for (const Card& card : deck.cards) {
    digest.add(card.id);
    digest.add(std::int64_t{card.meaning});
    digest.add(card.ask);
    digest.add(static_cast<std::int64_t>(card.body.index()));
    std::visit([&](const auto& body) { digest(body); }, card.body);
  }
  return digest.number();
}

std::string edition_text(const Edition& edition) {
  Json questions = Json::array();
  for (const EditionQuestion& each : edition.questions)
    questions.push_back(
        {each.id, each.meaning, each.wording, each.answer, each.statement});
  return Json{{"edition", edition.number}, {"questions", std::move(questions)}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
}

Result<Edition> read_edition(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  const auto broken = [] {
    return fail("what is kept of a deck's edition cannot be read");
  };
  if (!json.is_object()) return broken();
  const auto number = json.find("edition");
  const auto questions = json.find("questions");
  if (number == json.end() || !number->is_number_integer() || questions == json.end() ||
      !questions->is_array())
    return broken();
  Edition edition;
  edition.number = number->get<int>();
  for (const Json& row : *questions) {
    if (!is_question(row)) return broken();
    edition.questions.push_back({text_at(row, 0), row[1].get<int>(), text_at(row, 2),
                                 text_at(row, 3), text_at(row, 4)});
  }
  std::sort(
      edition.questions.begin(), edition.questions.end(),
      [](const EditionQuestion& a, const EditionQuestion& b) { return a.id < b.id; });
  return edition;
}

const char* name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kReworded:
      return "reworded";
    case ChangeKind::kNewAnswer:
      return "new-answer";
    case ChangeKind::kRemoved:
      return "removed";
  }
  return "";
}

std::vector<QuestionChange> changes_between(const Edition& before, const Edition& now) {
  std::vector<QuestionChange> changes;
  auto old = before.questions.begin();
  auto fresh = now.questions.begin();
  while (old != before.questions.end() || fresh != now.questions.end()) {
    const bool only_old = fresh == now.questions.end() ||
                          (old != before.questions.end() && old->id < fresh->id);
    const bool only_fresh = old == before.questions.end() ||
                            (fresh != now.questions.end() && fresh->id < old->id);
    if (only_old) {
      changes.push_back({ChangeKind::kRemoved, old->id, *old, {}});
      ++old;
    } else if (only_fresh) {
      changes.push_back({ChangeKind::kAdded, fresh->id, {}, *fresh});
      ++fresh;
    } else {
      if (old->meaning != fresh->meaning)
        changes.push_back({ChangeKind::kNewAnswer, old->id, *old, *fresh});
      else if (!same_words(*old, *fresh))
        changes.push_back({ChangeKind::kReworded, old->id, *old, *fresh});
      ++old;
      ++fresh;
    }
  }
  std::stable_sort(
      changes.begin(), changes.end(),
      [](const QuestionChange& a, const QuestionChange& b) { return a.kind < b.kind; });
  return changes;
}

ChangeCounts counts_of(const std::vector<QuestionChange>& changes) {
  ChangeCounts counts;
  for (const QuestionChange& change : changes) {
    counts.added += change.kind == ChangeKind::kAdded ? 1 : 0;
    counts.reworded += change.kind == ChangeKind::kReworded ? 1 : 0;
    counts.new_answer += change.kind == ChangeKind::kNewAnswer ? 1 : 0;
    counts.removed += change.kind == ChangeKind::kRemoved ? 1 : 0;
  }
  return counts;
}

std::string change_phrase(const ChangeCounts& counts) {
  std::vector<std::string> parts;
  const auto add = [&](int number, std::string_view what) {
    if (number > 0) parts.push_back(fmt::format("{} {}", number, what));
  };
  add(counts.added, "new");
  add(counts.reworded, "reworded");
  add(counts.new_answer,
      counts.new_answer == 1 ? "with a new answer" : "with new answers");
  add(counts.removed, "removed");
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace attache
