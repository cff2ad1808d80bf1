#include "deckfile/build.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "cards/cloze.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"

namespace attache {

namespace {

constexpr std::size_t kLongestPassage = 100'000;  // bytes; what a student reads at one go
constexpr std::array<std::string_view, 2> kPlaceholders{"subject", "object"};

std::string plain_attribute(const Element& element, const char* name) {
  return folded_line(attribute_of(element, name).value_or(std::string_view()));
}

std::optional<PartialDate> date_attribute(const Element& element, const char* name) {
  return PartialDate::parse(attribute_of(element, name).value_or(std::string_view()));
}

int whole_attribute(const Element& element, const char* name) {
  return whole_number(attribute_of(element, name).value_or(std::string_view()))
      .value_or(1);
}

std::string plain_inside(const Element& element) {
  return folded_line(text_of(element));
}
std::string rich_inside(const Element& element) {
  return folded_markdown(text_of(element));
}

/// The text of the first child with that name; empty if there is none.
std::string plain_child(const Element& parent, const char* name) {
  const Element* child = parent.FirstChildElement(name);
  return child == nullptr ? std::string() : plain_inside(*child);
}
std::string rich_child(const Element& parent, const char* name) {
  const Element* child = parent.FirstChildElement(name);
  return child == nullptr ? std::string() : rich_inside(*child);
}

/// memmem stays linear where a find could be made quadratic by a hostile deck.
bool contains_words(std::string_view text, std::string_view words) {
  return memmem(text.data(), text.size(), words.data(), words.size()) != nullptr;
}

class Builder {
 public:
  explicit Builder(Report& report) : report_(report) {}

  BuiltDeck build(const Element& root);

 private:
  Source source(const Element& element);
  Topic topic(const Element& element);
  Passage passage(const Element& element);
  Entity entity(const Element& element);
  Relation relation(const Element& element);
  Fact fact(const Element& element);
  Card card(const Element& element);
  CardBody body(const Element& element, std::string_view kind, const std::string& ask);

  // Wording.
  std::optional<std::string> says(const Element& parent);
  void asks(const Element& parent,
            std::optional<std::string>& object,
            std::optional<std::string>& subject);
  bool check_placeholders(const Element& element, std::string_view text);
  void check_question(const Element& element, std::string_view text, Direction direction);

  // Facts.
  void objects(const Element& element, Fact& fact);
  bool child_objects(const Element& element, const char* name, Fact& fact);
  void check_value_attributes(const Element& element, bool has_values);
  void check_value(ValueType type, std::string_view text, std::size_t at);
  void add_object(Fact& fact, FactObject object, std::size_t at);

  // Cards.
  std::vector<std::string> distinct(const Element& element,
                                    const char* name,
                                    std::unordered_set<std::string>& seen,
                                    std::string_view noun);
  std::vector<WrongOption> wrong_options(const Element& element,
                                         std::unordered_set<std::string>& seen);
  void check_new(const Element& element,
                 const std::string& text,
                 std::unordered_set<std::string>& seen,
                 std::string_view noun);
  CardBody true_false(const Element& element);
  CardBody typed(const Element& element);
  CardBody number(const Element& element);
  CardBody date(const Element& element);
  CardBody match(const Element& element);
  CardBody image(const Element& element);
  PictureRegion region(const Element& element);
  void check_inside(const Element& element, const PictureRegion& region);
  void check_overlaps(const Element& element, const std::vector<PictureRegion>& regions);
  void check_cloze(const Element& element, const std::string& ask);

  std::vector<std::string> support(const Element& element, const std::string& passage);
  void check_dates(const Element& element,
                   const std::optional<PartialDate>& as_of,
                   const std::optional<PartialDate>& check_after);
  [[nodiscard]] std::size_t place(const Element& element, const char* attribute) const {
    return report_.source().attribute_offset(place_of(element), attribute);
  }

  Report& report_;
  std::optional<PartialDate> deck_as_of_;
  std::unordered_map<std::string, std::string> passages_;  ///< text on one line, by id
};

BuiltDeck Builder::build(const Element& root) {
  BuiltDeck built;
  Deck& deck = built.deck;
  deck.id = plain_attribute(root, "id");
  deck.edition = whole_attribute(root, "edition");
  deck.lang = plain_attribute(root, "lang");
  deck.as_of = deck_as_of_ = date_attribute(root, "as-of");
  deck.forms = split_at_blanks(plain_attribute(root, "forms"));
  deck.title = plain_child(root, "title");
  deck.description = rich_child(root, "description");
  deck.licence = plain_child(root, "licence");
  for (const Element& one : Children(root, "author"))
    deck.authors.push_back(plain_inside(one));
  const auto each = [&](const char* name, auto& parts, std::vector<std::size_t>& places,
                        auto make) {
    for (const Element& one : Children(root, name)) {
      parts.push_back((this->*make)(one));
      places.push_back(place_of(one));
    }
  };
  each("source", deck.sources, built.places.sources, &Builder::source);
  each("topic", deck.topics, built.places.topics, &Builder::topic);
  // Before facts and cards, of which the support is looked for in them.
  each("passage", deck.passages, built.places.passages, &Builder::passage);
  each("entity", deck.entities, built.places.entities, &Builder::entity);
  each("relation", deck.relations, built.places.relations, &Builder::relation);
  each("fact", deck.facts, built.places.facts, &Builder::fact);
  each("card", deck.cards, built.places.cards, &Builder::card);
  for (const Element& one : Children(root, "card")) {
    const Element* image = one.FirstChildElement("image");
    built.places.pictures.push_back(place_of(image == nullptr ? one : *image));
  }
  return built;
}

Source Builder::source(const Element& element) {
  Source source;
  source.id = plain_attribute(element, "id");
  source.title = plain_attribute(element, "title");
  source.publisher = plain_attribute(element, "publisher");
  source.author = plain_attribute(element, "author");
  source.date = date_attribute(element, "date");
  source.url = plain_attribute(element, "url");
  return source;
}

Topic Builder::topic(const Element& element) {
  return {plain_attribute(element, "id"), plain_inside(element),
          plain_attribute(element, "parent"),
          split_at_blanks(plain_attribute(element, "forms"))};
}

Passage Builder::passage(const Element& element) {
  Passage passage{plain_attribute(element, "id"), plain_attribute(element, "source"),
                  plain_attribute(element, "at"), plain_attribute(element, "topic"),
                  rich_inside(element)};
  if (passage.text.size() > kLongestPassage) {
    report_.error(
        "too-long", place_of(element),
        fmt::format("this passage has more than {} bytes of text", kLongestPassage),
        "split it into several passages");
  } else {
    passages_.try_emplace(passage.id, folded_line(passage.text));
  }
  return passage;
}

Entity Builder::entity(const Element& element) {
  Entity entity;
  entity.id = plain_attribute(element, "id");
  entity.type = plain_attribute(element, "type");
  entity.groups = split_at_blanks(plain_attribute(element, "group"));
  entity.article = plain_attribute(element, "article");
  entity.plural = attribute_of(element, "plural") == "yes";
  entity.name = plain_child(element, "name");
  std::unordered_set<std::string> seen{entity.name};
  for (const Element& one : Children(element, "alias")) {
    Alias alias{plain_inside(one), plain_attribute(one, "lang")};
    check_new(one, alias.text, seen, "name");
    entity.aliases.push_back(std::move(alias));
  }
  entity.note = rich_child(element, "note");
  return entity;
}

// ---- wording

/// "is|are": a word for one and a word for many.
bool is_pair_of_words(std::string_view text) {
  const std::size_t bar = text.find('|');
  return bar != std::string_view::npos &&
         text.find('|', bar + 1) == std::string_view::npos && text.size() > 1;
}

/// Reports everything in braces that is no placeholder. False if there is any.
bool Builder::check_placeholders(const Element& element, std::string_view text) {
  bool good = true;
  std::size_t at = text.find_first_of("{}");
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of("{}", at + 1), text.size());
    const bool closed = text[at] == '{' && end < text.size() && text[end] == '}';
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (!closed) {
      report_.error("bad-placeholder", place_of(element),
                    fmt::format("{} has a lone brace", quote(text)),
                    "braces are for {subject} and {object} alone");
      return false;
    }
    if (name != kPlaceholders[0] && name != kPlaceholders[1] && !is_pair_of_words(name)) {
      std::string remedy = report_.did_you_mean(name, kPlaceholders, "{", "}");
      report_.error("unknown-placeholder", place_of(element),
                    fmt::format("{{{}}} is no placeholder", name),
                    remedy.empty() ? "write {subject} or {object}" : std::move(remedy));
      good = false;
    }
    at = text.find_first_of("{}", end + 1);
  }
  return good;
}

std::optional<std::string> Builder::says(const Element& parent) {
  const Element* element = parent.FirstChildElement("says");
  if (element == nullptr) return {};
  std::string text = plain_inside(*element);
  if (!text.empty() && check_placeholders(*element, text))
    for (const std::string_view wanted : {"{subject}", "{object}"})
      if (text.find(wanted) == std::string::npos)
        report_.error("missing-placeholder", place_of(*element),
                      fmt::format("this sentence has no {}", wanted),
                      fmt::format("put {} where the name is to stand", wanted));
  return text;
}

void Builder::check_question(const Element& element,
                             std::string_view text,
                             Direction direction) {
  const bool for_object = direction == Direction::kObject;
  const std::string_view given = for_object ? "{subject}" : "{object}";
  const std::string_view asked = for_object ? "{object}" : "{subject}";
  if (text.find(given) == std::string_view::npos)
    report_.error("missing-placeholder", place_of(element),
                  fmt::format("this question has no {}", given),
                  fmt::format("put {} where the name is to stand", given));
  if (text.find(asked) != std::string_view::npos)
    report_.error("answer-in-question", place_of(element),
                  fmt::format("this question holds its own answer, {}", asked),
                  fmt::format("ask for it without {}", asked));
}

void Builder::asks(const Element& parent,
                   std::optional<std::string>& object,
                   std::optional<std::string>& subject) {
  for (const Element& element : Children(parent, "asks")) {
    const std::string_view direction =
        attribute_of(element, "for").value_or(std::string_view());
    if (direction != "object" && direction != "subject") continue;
    const bool for_object = direction == "object";
    auto& wording = for_object ? object : subject;
    std::string text = plain_inside(element);
    if (wording) {
      report_.error("repeated-element", place_of(element),
                    fmt::format("<asks for=\"{}\"> is there more than once", direction),
                    "keep one");
    } else if (!text.empty()) {
      if (check_placeholders(element, text))
        check_question(element, text,
                       for_object ? Direction::kObject : Direction::kSubject);
      wording = std::move(text);
    }
  }
}

Relation Builder::relation(const Element& element) {
  Relation relation;
  relation.id = plain_attribute(element, "id");
  const std::string_view shape = attribute_of(element, "shape").value_or("plain");
  for (const Shape one : {Shape::kHierarchy, Shape::kTimeline})
    if (shape == name_of(one)) relation.shape = one;
  relation.wording.says = says(element).value_or(std::string());
  asks(element, relation.wording.asks_object, relation.wording.asks_subject);
  return relation;
}

// ---- facts

void Builder::check_value(ValueType type, std::string_view text, std::size_t at) {
  if (text.empty()) return;
  switch (type) {
    case ValueType::kText:
      break;
    case ValueType::kYear:
      if (!is_year(text))
        report_.error("bad-year", at, fmt::format("{} is no year", quote(text)),
                      "write four digits, such as 1949");
      break;
    case ValueType::kDate:
      if (!PartialDate::parse(text))
        report_.error("bad-date", at, fmt::format("{} is no date", quote(text)),
                      "write 2024-07-28, 2024-07 or 2024");
      break;
    case ValueType::kNumber:
      if (!is_number(text))
        report_.error(
            "bad-number", at, fmt::format("{} is no number", quote(text)),
            "write digits alone, such as 1500 or 2.5; a unit belongs in unit=\"…\"");
      break;
  }
}

void Builder::add_object(Fact& fact, FactObject object, std::size_t at) {
  fact.objects.push_back(std::move(object));
  const FactObject& last = fact.objects.back();
  if (const auto* value = std::get_if<Value>(&last))
    check_value(fact.value_type, value->text, at);
}

/// Units and types belong to values; a value needs a type.
void Builder::check_value_attributes(const Element& element, bool has_values) {
  const auto type = attribute_of(element, "type");
  if (has_values && !type)
    report_.error("missing-attribute", place_of(element),
                  "this fact has a value and no type",
                  "add type=\"text\", \"year\", \"date\" or \"number\"");
  if (!has_values && type)
    report_.error("misplaced-attribute", place(element, "type"),
                  "type belongs to a value, and this fact has an entity", "remove it");
  if (has_values && (!type || type == "number")) return;
  for (const char* name : {"unit", "tolerance"})
    if (attribute_of(element, name))
      report_.error("misplaced-attribute", place(element, name),
                    fmt::format("{} belongs to a number", name),
                    "remove it or write type=\"number\"");
}

/// Objects that are children. True if there is any.
bool Builder::child_objects(const Element& element, const char* name, Fact& fact) {
  const bool is_value = std::string_view(name) == "value";
  const std::size_t before = fact.objects.size();
  std::unordered_set<std::string> seen;
  for (const Element& one : Children(element, name)) {
    std::string text = is_value ? plain_inside(one) : plain_attribute(one, "ref");
    check_new(one, text, seen, name);
    add_object(fact,
               is_value ? FactObject(Value{std::move(text)})
                        : FactObject(EntityRef{std::move(text)}),
               place_of(one));
  }
  if (before == 0 && fact.objects.size() == 1)
    report_.error(
        "too-few-children", place_of(*element.FirstChildElement(name)),
        fmt::format("a single <{}> stands in this fact", name),
        fmt::format("write {}=\"…\" on the fact, or add a second <{}>", name, name));
  return fact.objects.size() > before;
}

void Builder::objects(const Element& element, Fact& fact) {
  const std::string_view type =
      attribute_of(element, "type").value_or(std::string_view());
  for (const ValueType one : {ValueType::kYear, ValueType::kDate, ValueType::kNumber})
    if (type == name_of(one)) fact.value_type = one;
  const bool has_object = attribute_of(element, "object").has_value();
  const bool has_value = attribute_of(element, "value").has_value();
  if (has_object)
    add_object(fact, EntityRef{plain_attribute(element, "object")},
               place(element, "object"));
  if (has_value)
    add_object(fact, Value{plain_attribute(element, "value")}, place(element, "value"));
  const bool has_objects = child_objects(element, "object", fact);
  const bool has_values = child_objects(element, "value", fact);
  const int ways = int{has_object} + int{has_value} + int{has_objects} + int{has_values};
  if (ways == 0) {
    report_.error(
        "missing-object", place_of(element),
        "this fact has neither an object nor a value",
        "add object=\"…\" with the id of an entity, or value=\"…\" and type=\"…\"");
    return;
  }
  if (ways > 1)
    report_.error("object-and-value", place_of(element),
                  "this fact says in more than one way what its object is",
                  "keep one of object=\"…\", value=\"…\", <object> and <value>");
  check_value_attributes(element, has_value || has_values);
}

Fact Builder::fact(const Element& element) {
  Fact fact;
  fact.id = plain_attribute(element, "id");
  fact.relation = plain_attribute(element, "relation");
  fact.subject = plain_attribute(element, "subject");
  objects(element, fact);
  fact.unit = plain_attribute(element, "unit");
  fact.tolerance = parse_tolerance(attribute_of(element, "tolerance").value_or(""))
                       .value_or(Tolerance{});
  fact.topic = plain_attribute(element, "topic");
  fact.passage = plain_attribute(element, "passage");
  fact.as_of = date_attribute(element, "as-of");
  fact.check_after = date_attribute(element, "check-after");
  check_dates(element, fact.as_of, fact.check_after);
  fact.meaning = whole_attribute(element, "meaning");
  fact.tags = split_at_blanks(plain_attribute(element, "tags"));
  fact.forms = split_at_blanks(plain_attribute(element, "forms"));
  for (const std::string& side : split_at_blanks(plain_attribute(element, "omit"))) {
    fact.omits_object = fact.omits_object || side == name_of(Direction::kObject);
    fact.omits_subject = fact.omits_subject || side == name_of(Direction::kSubject);
  }
  fact.says = says(element);
  asks(element, fact.asks_object, fact.asks_subject);
  fact.explain = rich_child(element, "explain");
  fact.support = support(element, fact.passage);
  return fact;
}

void Builder::check_dates(const Element& element,
                          const std::optional<PartialDate>& as_of,
                          const std::optional<PartialDate>& check_after) {
  const std::optional<PartialDate>& known = as_of ? as_of : deck_as_of_;
  if (known && check_after && check_after->first_day() < known->first_day())
    report_.warning(
        "early-check", place(element, "check-after"),
        fmt::format("check-after, {}, comes before the day that this is true at, {}",
                    check_after->iso(), known->iso()),
        "write a later day");
}

std::vector<std::string> Builder::support(const Element& element,
                                          const std::string& passage) {
  std::vector<std::string> supports;
  const auto read = passages_.find(passage);
  for (const Element& one : Children(element, "support")) {
    std::string words = plain_inside(one);
    if (words.empty()) continue;
    if (passage.empty()) {
      report_.error("support-without-passage", place_of(one),
                    "there is <support> and no passage to look for it in",
                    fmt::format("add passage=\"…\" to this {}", tag_of(element)));
    } else if (read != passages_.end() && !contains_words(read->second, words)) {
      report_.error("support-not-found", place_of(one),
                    fmt::format("the words {} do not occur in the passage {}",
                                quote(words), passage),
                    "copy them from the passage as they stand there");
    }
    supports.push_back(std::move(words));
  }
  return supports;
}

// ---- cards

/// Reports a text that was seen before.
void Builder::check_new(const Element& element,
                        const std::string& text,
                        std::unordered_set<std::string>& seen,
                        std::string_view noun) {
  if (text.empty() || seen.insert(text).second) return;
  report_.error("double-text", place_of(element),
                fmt::format("the {} {} is there twice", noun, quote(text)),
                "change or remove this one");
}

std::vector<std::string> Builder::distinct(const Element& element,
                                           const char* name,
                                           std::unordered_set<std::string>& seen,
                                           std::string_view noun) {
  std::vector<std::string> texts;
  for (const Element& one : Children(element, name)) {
    texts.push_back(rich_inside(one));
    check_new(one, texts.back(), seen, noun);
  }
  return texts;
}

std::vector<WrongOption> Builder::wrong_options(const Element& element,
                                                std::unordered_set<std::string>& seen) {
  const std::unordered_set<std::string> right = seen;
  std::vector<WrongOption> options;
  for (const Element& one : Children(element, "wrong")) {
    options.push_back({rich_inside(one), plain_attribute(one, "why")});
    const std::string& text = options.back().text;
    if (right.contains(text)) {
      report_.error(
          "wrong-is-right", place_of(one),
          fmt::format("the wrong option {} is also the right answer", quote(text)),
          "change or remove it");
    } else {
      check_new(one, text, seen, "option");
    }
  }
  return options;
}

CardBody Builder::true_false(const Element& element) {
  const std::string answer = plain_child(element, "answer");
  if (!answer.empty() && answer != "true" && answer != "false")
    report_.error(
        "bad-answer", place_of(*element.FirstChildElement("answer")),
        fmt::format("{} cannot be the answer of a true-false card", quote(answer)),
        "write true or false");
  return TrueFalseCard{answer != "false"};
}

CardBody Builder::typed(const Element& element) {
  TypedCard card;
  card.answer = plain_child(element, "answer");
  std::unordered_set<std::string> seen{card.answer};
  for (const Element& one : Children(element, "accept")) {
    card.accept.push_back(plain_inside(one));
    check_new(one, card.accept.back(), seen, "accepted answer");
  }
  return card;
}

CardBody Builder::number(const Element& element) {
  NumberCard card;
  card.answer = plain_child(element, "answer");
  if (!card.answer.empty())
    check_value(ValueType::kNumber, card.answer,
                place_of(*element.FirstChildElement("answer")));
  card.unit = plain_attribute(element, "unit");
  card.tolerance = parse_tolerance(attribute_of(element, "tolerance").value_or(""))
                       .value_or(Tolerance{});
  return card;
}

CardBody Builder::date(const Element& element) {
  DateCard card;
  const std::string answer = plain_child(element, "answer");
  if (answer.empty()) return card;
  check_value(ValueType::kDate, answer, place_of(*element.FirstChildElement("answer")));
  card.answer = PartialDate::parse(answer).value_or(PartialDate{});
  card.precision = precision_of(card.answer);
  const std::string_view wanted =
      attribute_of(element, "precision").value_or(std::string_view());
  for (const Precision one : {Precision::kDay, Precision::kMonth, Precision::kYear}) {
    if (wanted != name_of(one) || card.answer.year == 0) continue;
    if (one < card.precision)
      report_.error("bad-precision", place(element, "precision"),
                    fmt::format("precision is {}, and the answer gives only the {}",
                                wanted, name_of(card.precision)),
                    "complete the answer or remove precision");
    card.precision = one;
  }
  return card;
}

CardBody Builder::match(const Element& element) {
  MatchCard card;
  std::unordered_set<std::string> lefts;
  std::unordered_set<std::string> rights;
  for (const Element& one : Children(element, "pair")) {
    card.pairs.push_back({rich_child(one, "left"), rich_child(one, "right")});
    check_new(one, card.pairs.back().left, lefts, "left side");
    check_new(one, card.pairs.back().right, rights, "right side");
  }
  return card;
}

void Builder::check_inside(const Element& element, const PictureRegion& region) {
  constexpr double kSlack = 1e-6;  // of a sum of decimals
  if (region.width <= 0 || region.height <= 0) {
    report_.error("empty-region", place_of(element), "this region has no size",
                  "give it a width and a height");
  } else if (region.x + region.width > 100 + kSlack) {
    report_.error("outside-picture", place_of(element),
                  "this region goes beyond the right edge of the picture",
                  "keep x and width together at most 100");
  } else if (region.y + region.height > 100 + kSlack) {
    report_.error("outside-picture", place_of(element),
                  "this region goes beyond the lower edge of the picture",
                  "keep y and height together at most 100");
  }
}

PictureRegion Builder::region(const Element& element) {
  const auto percent = [&](const char* name) {
    return parse_percent(attribute_of(element, name).value_or(std::string_view()));
  };
  PictureRegion region;
  region.id = plain_attribute(element, "id");
  const auto x = percent("x");
  const auto y = percent("y");
  const auto width = percent("width");
  const auto height = percent("height");
  if (x && y && width && height) {
    region.x = *x;
    region.y = *y;
    region.width = *width;
    region.height = *height;
    check_inside(element, region);
  }
  region.answer = plain_child(element, "answer");
  std::unordered_set<std::string> seen{region.answer};
  for (const Element& one : Children(element, "accept")) {
    region.accept.push_back(plain_inside(one));
    check_new(one, region.accept.back(), seen, "accepted answer");
  }
  return region;
}

/// How much of the surface of two regions together lies under both, 0 to 1.
double shared_part(const PictureRegion& a, const PictureRegion& b) {
  const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const double both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}

void Builder::check_overlaps(const Element& element,
                             const std::vector<PictureRegion>& regions) {
  constexpr double kAlmostWhole = 0.8;
  constexpr std::size_t kMost = 40;  // more of them were reported already
  std::size_t i = 0;
  for (const Element& one : Children(element, "region")) {
    if (i >= kMost) return;
    for (std::size_t other = 0; other < i; ++other)
      if (shared_part(regions[other], regions[i]) > kAlmostWhole)
        report_.warning("same-region", place_of(one),
                        fmt::format("the regions {} and {} cover almost the same",
                                    regions[other].id, regions[i].id),
                        "move one of them or remove it");
    ++i;
  }
}

CardBody Builder::image(const Element& element) {
  ImageCard card;
  if (const Element* image = element.FirstChildElement("image")) {
    card.file = plain_attribute(*image, "file");
    card.alt = plain_attribute(*image, "alt");
  }
  if (attribute_of(element, "hide") == "one") card.hide = Hiding::kOne;
  std::unordered_set<std::string> ids;
  std::unordered_set<std::string> answers;
  for (const Element& one : Children(element, "region")) {
    card.regions.push_back(region(one));
    const PictureRegion& last = card.regions.back();
    if (!last.id.empty() && !ids.insert(last.id).second)
      report_.error("double-id", place(one, "id"),
                    fmt::format("the id {} is there twice in this card", last.id),
                    "give this region another");
    check_new(one, last.answer, answers, "answer");
  }
  check_overlaps(element, card.regions);
  return card;
}

void Builder::check_cloze(const Element& element, const std::string& ask) {
  if (ask.empty()) return;
  const auto read = read_cloze(ask);
  if (!read)
    report_.error("bad-cloze", place_of(*element.FirstChildElement("ask")),
                  read.error().what, read.error().remedy);
}

CardBody Builder::body(const Element& element,
                       std::string_view kind,
                       const std::string& ask) {
  std::unordered_set<std::string> seen;
  if (kind == "cloze") {
    check_cloze(element, ask);
    return ClozeCard{};
  }
  if (ask.find("{{") != std::string::npos && !kind.empty())
    report_.warning("blank-outside-cloze", place_of(*element.FirstChildElement("ask")),
                    "{{…}} makes a blank in a cloze card only",
                    "write kind=\"cloze\" or remove the braces");
  if (kind == "choice" || kind == "select") {
    std::vector<std::string> answers = distinct(element, "answer", seen, "answer");
    std::vector<WrongOption> wrong = wrong_options(element, seen);
    if (kind == "select") return SelectCard{std::move(answers), std::move(wrong)};
    return ChoiceCard{answers.empty() ? std::string() : std::move(answers.front()),
                      std::move(wrong)};
  }
  if (kind == "true-false") return true_false(element);
  if (kind == "typed") return typed(element);
  if (kind == "number") return number(element);
  if (kind == "date") return date(element);
  if (kind == "order") return OrderCard{distinct(element, "item", seen, "item")};
  if (kind == "match") return match(element);
  if (kind == "image") return image(element);
  return RecallCard{rich_child(element, "answer")};
}

Card Builder::card(const Element& element) {
  Card card;
  card.id = plain_attribute(element, "id");
  card.topic = plain_attribute(element, "topic");
  card.passage = plain_attribute(element, "passage");
  card.fact = plain_attribute(element, "fact");
  card.as_of = date_attribute(element, "as-of");
  card.check_after = date_attribute(element, "check-after");
  check_dates(element, card.as_of, card.check_after);
  card.meaning = whole_attribute(element, "meaning");
  card.tags = split_at_blanks(plain_attribute(element, "tags"));
  card.ask = rich_child(element, "ask");
  card.body =
      body(element, attribute_of(element, "kind").value_or(std::string_view()), card.ask);
  card.explain = rich_child(element, "explain");
  card.support = support(element, card.passage);
  return card;
}

}  // namespace

BuiltDeck build_deck(const Element& root, Report& report) {
  return Builder(report).build(root);
}

}  // namespace attache
