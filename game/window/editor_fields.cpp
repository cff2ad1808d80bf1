#include "window/editor_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <functional>
#include <utility>

namespace attache::window {

namespace {

constexpr std::string_view kDateHint = "2024, 2024-07 or 2024-07-28";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  return fmt::format("{}", fmt::join(texts, between));
}

std::string number_text(double number) {
  return fmt::format("{}", number);
}

std::optional<double> read_number(std::string_view text) {
  double number = 0;
  const auto [end, fault] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string tolerance_text(const Tolerance& tolerance) {
  if (tolerance.amount == 0) return {};
  return number_text(tolerance.amount) + (tolerance.percent ? "%" : "");
}

/// "wrong.2" → 2.
std::optional<std::size_t> number_in(std::string_view name, std::string_view list) {
  if (!name.starts_with(list) || name.size() < list.size() + 2 ||
      name[list.size()] != '.')
    return std::nullopt;
  std::size_t number = 0;
  const char* begin = name.data() + list.size() + 1;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(begin, end, number);
  if (read.ec != std::errc{} || (read.ptr != end && *read.ptr != '.'))
    return std::nullopt;
  return number;
}

/// Walks over the fields of a part: reads them all, or puts a text into one of them. So
/// each field is named in one place.
class FieldWalk {
 public:
  FieldWalk() = default;
  FieldWalk(std::string_view name, std::string_view text)
      : writing_(true), name_(name), text_(text) {}

  void text(const ItemField& field, std::string& value) {
    if (writes(field)) value = text_;
    read(field, value);
  }
  /// One line: nothing at its ends.
  void line(const ItemField& field, std::string& value) {
    if (writes(field)) value = trimmed(text_);
    read(field, value);
  }
  void maybe(const ItemField& field, std::optional<std::string>& value) {
    if (writes(field))
      value = text_.empty() ? std::nullopt : std::optional<std::string>(text_);
    read(field, value.value_or(""));
  }
  void date(ItemField field, std::optional<PartialDate>& value) {
    field.placeholder = kDateHint;
    if (writes(field)) put_date(value);
    read(field, value ? value->iso() : "");
  }
  void words(const ItemField& field, std::vector<std::string>& value) {
    if (writes(field)) value = words_of(text_);
    read(field, joined(value, " "));
  }
  void lines(ItemField field, std::vector<std::string>& value) {
    field.kind = FieldKind::kLines;
    if (writes(field)) value = lines_of(text_);
    read(field, joined(value, "\n"));
  }
  void tolerance(const ItemField& field, Tolerance& value) {
    if (writes(field)) put_tolerance(value);
    read(field, tolerance_text(value));
  }
  void number(const ItemField& field, double& value) {
    if (writes(field)) {
      if (const auto read_as = read_number(trimmed(text_)))
        value = *read_as;
      else
        error_ = "Write a number, such as 12.5.";
    }
    read(field, number_text(value));
  }
  /// The index of what holds; the index to hold from now on comes back.
  template <class Value>
  void choice(ItemField field, Value& value) {
    field.kind = FieldKind::kChoice;
    if (writes(field))
      for (std::size_t i = 0; i < field.choices.size(); ++i)
        if (field.choices[i].value == text_) value = static_cast<Value>(i);
    read(field, field.choices.at(static_cast<std::size_t>(value)).value);
  }
  /// A list of things: one row of fields for each, and one more to go on.
  template <class Thing, class Rows>
  void list(std::string_view name, std::vector<Thing>& things, const Rows& rows) {
    const auto at = number_in(name_, name);
    if (writing_ && at && *at == things.size()) things.emplace_back();
    for (std::size_t i = 0; i < things.size(); ++i)
      rows(*this, things[i], i);
    const std::size_t begin = fields_.size();
    Thing next{};
    if (!writing_) rows(*this, next, things.size());
    for (std::size_t i = begin; i < fields_.size(); ++i)
      fields_[i].further = true;
    if (writing_ && at)
      while (!things.empty() && things.back() == Thing{})
        things.pop_back();
  }

  [[nodiscard]] std::vector<ItemField> take_fields() { return std::move(fields_); }
  [[nodiscard]] std::string outcome() const {
    return taken_ ? error_ : "There is no such field.";
  }

 private:
  bool writes(const ItemField& field) {
    if (!writing_ || field.name != name_) return false;
    taken_ = true;
    return true;
  }
  void read(const ItemField& field, std::string value) {
    if (writing_) return;
    fields_.push_back(field);
    fields_.back().value = std::move(value);
    if (field.means.empty())
      fields_.back().means = field.name.substr(0, field.name.find('.'));
  }
  void put_date(std::optional<PartialDate>& value) {
    const std::string written = trimmed(text_);
    const auto date = PartialDate::parse(written);
    if (!written.empty() && !date)
      error_ = fmt::format("Write a date as {}.", kDateHint);
    else
      value = date;
  }
  void put_tolerance(Tolerance& value) {
    std::string written = trimmed(text_);
    const bool percent = written.ends_with('%');
    if (percent)
      written = trimmed(std::string_view(written).substr(0, written.size() - 1));
    const auto amount = written.empty() ? std::optional<double>(0) : read_number(written);
    if (!amount || *amount < 0)
      error_ = "Write a number, or a share such as 10%.";
    else
      value = {*amount, percent};
  }

  bool writing_ = false;
  bool taken_ = false;
  std::string name_, text_, error_;
  std::vector<ItemField> fields_;
};

ItemField line(std::string name, std::string label, std::string placeholder = {}) {
  ItemField field;
  field.name = std::move(name);
  field.label = std::move(label);
  field.placeholder = std::move(placeholder);
  return field;
}
ItemField text(std::string name, std::string label, std::string placeholder = {}) {
  ItemField field = line(std::move(name), std::move(label), std::move(placeholder));
  field.kind = FieldKind::kText;
  return field;
}
ItemField reference(std::string name, std::string label, ItemKind kind) {
  ItemField field = line(std::move(name), std::move(label));
  field.kind = FieldKind::kReference;
  field.refers = {kind};
  return field;
}
ItemField choice(std::string name, std::string label, std::vector<FieldChoice> choices) {
  ItemField field = line(std::move(name), std::move(label));
  field.choices = std::move(choices);
  return field;
}
ItemField rare(ItemField field) {
  field.rare = true;
  return field;
}
ItemField beside(int across, ItemField field) {
  field.across = across;
  return field;
}
ItemField meaning(std::string_view element, ItemField field) {
  field.means = element;
  return field;
}

std::string in_list(std::string_view list, std::size_t at, std::string_view part = {}) {
  return part.empty() ? fmt::format("{}.{}", list, at)
                      : fmt::format("{}.{}.{}", list, at, part);
}

// --- each kind of part

void walk(FieldWalk& to, Source& source) {
  to.line(line("title", "Title"), source.title);
  to.line(beside(2, line("publisher", "Publisher")), source.publisher);
  to.line(beside(2, line("author", "Author")), source.author);
  to.date(beside(2, line("date", "Date")), source.date);
  to.line(beside(2, line("url", "Web address")), source.url);
}

void walk(FieldWalk& to, Topic& topic) {
  to.line(line("name", "Name"), topic.name);
  to.line(reference("parent", "Topic above", ItemKind::kTopic), topic.parent);
  to.words(rare(line("forms", "Only in these forms", "choice typed")), topic.forms);
}

void walk(FieldWalk& to, Passage& passage) {
  to.text(text("text", "Text", "What the source says, in your own words"), passage.text);
  to.line(beside(2, reference("source", "Source", ItemKind::kSource)), passage.source);
  to.line(beside(2, line("at", "Where in the source", "paragraph 8")), passage.at);
  to.line(reference("topic", "Topic", ItemKind::kTopic), passage.topic);
}

void walk(FieldWalk& to, Alias& alias, std::size_t at) {
  to.line(meaning("alias", line(in_list("alias", at),
                                at == 0 ? "Other names that count as right" : "")),
          alias.text);
}

void walk(FieldWalk& to, Entity& entity) {
  to.line(line("name", "Name", "as it stands in a sentence, without “the”"), entity.name);
  to.line(beside(2, line("type", "Type", "person, organisation, office, place, event")),
          entity.type);
  to.line(beside(2, line("article", "Word before the name", "the")), entity.article);
  to.list("alias", entity.aliases,
          [](FieldWalk& each, Alias& alias, std::size_t at) { walk(each, alias, at); });
  to.text(text("note", "Who or what it is, in a line"), entity.note);
  to.choice(choice("plural", "The name is plural", {{"no", "No"}, {"yes", "Yes"}}),
            entity.plural);
  to.words(rare(meaning("group", line("groups", "Groups", "japan 1990s"))),
           entity.groups);
}

void walk(FieldWalk& to, Relation& relation) {
  to.line(line("says", "As a sentence", "{subject} reports to {object}."),
          relation.wording.says);
  to.maybe(meaning("asks", line("asks-object", "Asks for the object",
                                "To whom does {subject} report?")),
           relation.wording.asks_object);
  to.maybe(meaning("asks", line("asks-subject", "Asks for the subject",
                                "Who reports to {object}?")),
           relation.wording.asks_subject);
  to.choice(
      choice("shape", "Shape",
             {{"plain", "Plain"}, {"hierarchy", "Hierarchy"}, {"timeline", "Timeline"}}),
      relation.shape);
}

std::string object_text(const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object)) return "@" + entity->id;
  return std::get<Value>(object).text;
}

FactObject object_from(std::string_view text) {
  if (text.starts_with('@')) return EntityRef{std::string(text.substr(1))};
  return Value{trimmed(text)};
}

void walk_objects(FieldWalk& to, std::vector<FactObject>& objects) {
  // Written as texts, so that an empty one is the end of the list.
  std::vector<std::string> texts;
  texts.reserve(objects.size());
  for (const FactObject& object : objects)
    texts.push_back(object_text(object));
  to.list("object", texts, [](FieldWalk& each, std::string& one, std::size_t at) {
    ItemField field = line(in_list("object", at), at == 0 ? "Object" : "");
    field.kind = FieldKind::kReference;
    field.refers = {ItemKind::kEntity};
    field.or_value = true;
    if (at > 0) field.placeholder = "Also true";
    each.line(field, one);
  });
  objects.clear();
  for (const std::string& one : texts)
    objects.push_back(object_from(one));
}

template <class Part>
void walk_dates_and_tags(FieldWalk& to, Part& part) {
  to.words(line("tags", "Tags", "week-3 exam"), part.tags);
  to.date(rare(beside(2, line("as-of", "True as of"))), part.as_of);
  to.date(rare(beside(2, line("check-after", "Check again after"))), part.check_after);
}

void walk(FieldWalk& to, Fact& fact) {
  to.line(reference("subject", "Subject", ItemKind::kEntity), fact.subject);
  to.line(reference("relation", "Relation", ItemKind::kRelation), fact.relation);
  walk_objects(to, fact.objects);
  const bool value =
      !fact.objects.empty() && std::holds_alternative<Value>(fact.objects.front());
  if (value) {
    to.choice(meaning("type", choice("value-type", "The object is a",
                                     {{"text", "Text"},
                                      {"year", "Year"},
                                      {"date", "Date"},
                                      {"number", "Number"}})),
              fact.value_type);
    if (fact.value_type == ValueType::kNumber) {
      to.line(beside(2, line("unit", "Unit", "km")), fact.unit);
      to.tolerance(beside(2, line("tolerance", "How far off is still right", "5 or 10%")),
                   fact.tolerance);
    }
  }
  to.line(beside(2, reference("topic", "Topic", ItemKind::kTopic)), fact.topic);
  to.line(beside(2, reference("passage", "Passage", ItemKind::kPassage)), fact.passage);
  to.text(text("explain", "Why, shown with the answer"), fact.explain);
  walk_dates_and_tags(to, fact);
  to.maybe(rare(line("says", "This fact's own sentence")), fact.says);
  to.maybe(rare(meaning("asks", line("asks-object", "Its own question for the object"))),
           fact.asks_object);
  to.maybe(
      rare(meaning("asks", line("asks-subject", "Its own question for the subject"))),
      fact.asks_subject);
  to.words(rare(line("forms", "Only in these forms", "choice typed")), fact.forms);
  to.lines(rare(line("support", "Exact words of the passage, one a line")), fact.support);
}

// --- the kinds of cards

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kCardKinds{
    {{"recall", "Recall"},
     {"choice", "Choice"},
     {"select", "Several right"},
     {"true-false", "True or false"},
     {"typed", "Typed"},
     {"cloze", "Cloze"},
     {"number", "Number"},
     {"date", "Date"},
     {"order", "Order"},
     {"match", "Match"},
     {"image", "Picture"}}};

void walk_wrong(FieldWalk& to, std::vector<WrongOption>& wrong) {
  to.list("wrong", wrong, [](FieldWalk& each, WrongOption& option, std::size_t at) {
    each.line(line(in_list("wrong", at), at == 0 ? "Wrong answers" : "", "Wrong answer"),
              option.text);
    each.line(line(in_list("wrong", at, "why"), "", "What is wrong with it"), option.why);
  });
}

void walk_texts(FieldWalk& to,
                std::string_view list,
                std::string_view label,
                std::string_view element,
                std::vector<std::string>& texts) {
  to.list(list, texts, [&](FieldWalk& each, std::string& one, std::size_t at) {
    each.line(
        meaning(element, line(in_list(list, at), at == 0 ? std::string(label) : "")),
        one);
  });
}

void walk_body(FieldWalk& to, RecallCard& card) {
  to.text(text("answer", "Answer"), card.answer);
}
void walk_body(FieldWalk& to, ChoiceCard& card) {
  to.line(line("answer", "Right answer"), card.answer);
  walk_wrong(to, card.wrong);
}
void walk_body(FieldWalk& to, SelectCard& card) {
  walk_texts(to, "answer", "Right answers", "answer", card.answers);
  walk_wrong(to, card.wrong);
}
void walk_body(FieldWalk& to, TrueFalseCard& card) {
  to.choice(choice("answer", "It is", {{"false", "False"}, {"true", "True"}}),
            card.answer);
}
void walk_body(FieldWalk& to, TypedCard& card) {
  to.line(line("answer", "Answer"), card.answer);
  walk_texts(to, "accept", "Also right", "accept", card.accept);
}
void walk_body(FieldWalk& /*to*/, ClozeCard& /*card*/) {}
void walk_body(FieldWalk& to, NumberCard& card) {
  to.line(line("answer", "Answer", "12.5"), card.answer);
  to.line(beside(2, line("unit", "Unit", "km")), card.unit);
  to.tolerance(beside(2, line("tolerance", "How far off is still right", "5 or 10%")),
               card.tolerance);
}
void walk_body(FieldWalk& to, DateCard& card) {
  std::optional<PartialDate> date =
      card.answer == PartialDate{} ? std::nullopt : std::optional(card.answer);
  to.date(line("answer", "Answer"), date);
  card.answer = date.value_or(PartialDate{});
  to.choice(choice("precision", "To be known to the",
                   {{"day", "Day"}, {"month", "Month"}, {"year", "Year"}}),
            card.precision);
}
void walk_body(FieldWalk& to, OrderCard& card) {
  walk_texts(to, "item", "Items in the right order", "item", card.items);
}
void walk_body(FieldWalk& to, MatchCard& card) {
  to.list("pair", card.pairs, [](FieldWalk& each, Pair& pair, std::size_t at) {
    each.line(
        beside(2, line(in_list("pair", at, "left"), at == 0 ? "Pairs" : "", "Left")),
        pair.left);
    each.line(beside(2, line(in_list("pair", at, "right"), "", "What goes with it")),
              pair.right);
  });
}
void walk_body(FieldWalk& to, ImageCard& card) {
  to.line(meaning("image", line("file", "Picture", "pictures/map.png")), card.file);
  to.line(meaning("image", line("alt", "What it shows, for who cannot see it")),
          card.alt);
  to.choice(choice("hide", "Covered while one is asked",
                   {{"one", "Only that one"}, {"all", "All"}}),
            card.hide);
  to.list("region", card.regions,
          [](FieldWalk& each, PictureRegion& region, std::size_t at) {
            each.line(line(in_list("region", at, "answer"),
                           fmt::format("Region {}", at + 1), "What is under it"),
                      region.answer);
            each.number(beside(4, line(in_list("region", at, "x"), "Left, %")), region.x);
            each.number(beside(4, line(in_list("region", at, "y"), "Top, %")), region.y);
            each.number(beside(4, line(in_list("region", at, "w"), "Width, %")),
                        region.width);
            each.number(beside(4, line(in_list("region", at, "h"), "Height, %")),
                        region.height);
            if (region.id.empty() && !region.answer.empty())
              region.id = fmt::format("region-{}", at + 1);
          });
}

void walk(FieldWalk& to, Card& card) {
  const bool cloze = std::holds_alternative<ClozeCard>(card.body);
  ItemField ask = text("ask", cloze ? "Sentence with {{blanks}}" : "Question");
  if (cloze) ask.kind = FieldKind::kBlanks;
  if (cloze) ask.placeholder = "Mark a word and press Ctrl+Shift+C";
  to.text(ask, card.ask);
  std::visit([&](auto& body) { walk_body(to, body); }, card.body);
  to.text(text("explain", "Why, shown with the answer"), card.explain);
  to.line(beside(2, reference("topic", "Topic", ItemKind::kTopic)), card.topic);
  to.line(beside(2, reference("passage", "Passage", ItemKind::kPassage)), card.passage);
  walk_dates_and_tags(to, card);
  to.line(rare(reference("fact", "The fact that it is about", ItemKind::kFact)),
          card.fact);
  to.lines(rare(line("support", "Exact words of the passage, one a line")), card.support);
}

void walk(FieldWalk& to, DeckHead& head) {
  to.line(line("title", "Title"), head.title);
  to.text(text("description", "For whom, about what"), head.description);
  to.line(beside(2, line("lang", "Language", "en, en-GB, ja")), head.lang);
  to.date(beside(2, line("as-of", "True as of")), head.as_of);
  to.lines(meaning("author", line("authors", "Authors, one a line")), head.authors);
  to.line(line("licence", "Licence"), head.licence);
  to.words(rare(line("forms", "Only in these forms", "choice typed")), head.forms);
}

template <class Part>
std::vector<ItemField> fields_in(Part part) {
  FieldWalk walking;
  walk(walking, part);
  return walking.take_fields();
}

template <class Thing>
bool erase_at(std::vector<Thing>& things, std::optional<std::size_t> at) {
  if (!at || *at >= things.size()) return false;
  things.erase(things.begin() + static_cast<std::ptrdiff_t>(*at));
  return true;
}

bool remove_from(CardBody& body, std::string_view name) {
  if (auto* choice = std::get_if<ChoiceCard>(&body))
    return erase_at(choice->wrong, number_in(name, "wrong"));
  if (auto* select = std::get_if<SelectCard>(&body))
    return erase_at(select->wrong, number_in(name, "wrong")) ||
           erase_at(select->answers, number_in(name, "answer"));
  if (auto* typed = std::get_if<TypedCard>(&body))
    return erase_at(typed->accept, number_in(name, "accept"));
  if (auto* order = std::get_if<OrderCard>(&body))
    return erase_at(order->items, number_in(name, "item"));
  if (auto* match = std::get_if<MatchCard>(&body))
    return erase_at(match->pairs, number_in(name, "pair"));
  if (auto* image = std::get_if<ImageCard>(&body))
    return erase_at(image->regions, number_in(name, "region"));
  return false;
}

// --- from one kind of card to another

std::string answer_of(const CardBody& body) {
  if (const auto* recall = std::get_if<RecallCard>(&body)) return recall->answer;
  if (const auto* choice = std::get_if<ChoiceCard>(&body)) return choice->answer;
  if (const auto* typed = std::get_if<TypedCard>(&body)) return typed->answer;
  if (const auto* number = std::get_if<NumberCard>(&body)) return number->answer;
  const auto* select = std::get_if<SelectCard>(&body);
  if (select != nullptr && !select->answers.empty()) return select->answers.front();
  const auto* date = std::get_if<DateCard>(&body);
  return date != nullptr && date->answer != PartialDate{} ? date->answer.iso() : "";
}

std::vector<WrongOption> wrong_of(const CardBody& body) {
  if (const auto* choice = std::get_if<ChoiceCard>(&body)) return choice->wrong;
  if (const auto* select = std::get_if<SelectCard>(&body)) return select->wrong;
  return {};
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (!is_blank(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string line = trimmed(text.substr(0, end));
    if (!line.empty()) lines.push_back(std::move(line));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<ItemField> fields_of(const DeckItem& item) {
  return std::visit([](const auto& part) { return fields_in(part); }, item);
}

std::vector<ItemField> fields_of(const DeckHead& head) {
  return fields_in(head);
}

std::string put_field(DeckItem& item, std::string_view name, std::string_view text) {
  auto* card = std::get_if<Card>(&item);
  if (card != nullptr && name == "kind") {
    *card = card_as(*card, text);
    return {};
  }
  FieldWalk walking(name, text);
  std::visit([&](auto& part) { walk(walking, part); }, item);
  return walking.outcome();
}

std::string put_field(DeckHead& head, std::string_view name, std::string_view text) {
  FieldWalk walking(name, text);
  walk(walking, head);
  return walking.outcome();
}

bool remove_field(DeckItem& item, std::string_view name) {
  if (auto* entity = std::get_if<Entity>(&item))
    return erase_at(entity->aliases, number_in(name, "alias"));
  if (auto* fact = std::get_if<Fact>(&item))
    return erase_at(fact->objects, number_in(name, "object"));
  auto* card = std::get_if<Card>(&item);
  return card != nullptr && remove_from(card->body, name);
}

namespace {

template <class Part>
Part part_named(const std::string& id) {
  Part part;
  part.id = id;
  return part;
}

template <class Part>
Part part_about(const std::string& id, const std::string& topic) {
  Part part = part_named<Part>(id);
  part.topic = topic;
  return part;
}

}  // namespace

DeckItem new_item(ItemKind kind, const std::string& id, const std::string& topic) {
  switch (kind) {
    case ItemKind::kSource:
      return part_named<Source>(id);
    case ItemKind::kTopic:
      return part_named<Topic>(id);
    case ItemKind::kPassage:
      return part_about<Passage>(id, topic);
    case ItemKind::kEntity:
      return part_named<Entity>(id);
    case ItemKind::kRelation:
      return part_named<Relation>(id);
    case ItemKind::kFact:
      return part_about<Fact>(id, topic);
    case ItemKind::kCard:
      break;
  }
  return part_about<Card>(id, topic);
}

std::string_view kind_name(const CardBody& body) {
  return kCardKinds.at(body.index()).first;
}

std::string_view card_kind_label(const CardBody& body) {
  return kCardKinds.at(body.index()).second;
}

std::vector<FieldChoice> card_kinds() {
  std::vector<FieldChoice> kinds;
  kinds.reserve(kCardKinds.size());
  for (const auto& [name, label] : kCardKinds)
    kinds.push_back({std::string(name), std::string(label)});
  return kinds;
}

Card card_as(const Card& card, std::string_view kind) {
  if (kind == kind_name(card.body)) return card;
  Card other = card;
  const std::string answer = answer_of(card.body);
  const std::vector<WrongOption> wrong = wrong_of(card.body);
  if (kind == "recall") other.body = RecallCard{answer};
  if (kind == "choice") other.body = ChoiceCard{answer, wrong};
  if (kind == "select")
    other.body = SelectCard{
        answer.empty() ? std::vector<std::string>{} : std::vector{answer}, wrong};
  if (kind == "true-false") other.body = TrueFalseCard{};
  if (kind == "typed") other.body = TypedCard{answer, {}};
  if (kind == "cloze") other.body = ClozeCard{};
  if (kind == "number") other.body = NumberCard{answer, {}, {}};
  if (kind == "date")
    other.body =
        DateCard{PartialDate::parse(answer).value_or(PartialDate{}), Precision::kDay};
  if (kind == "order") other.body = OrderCard{};
  if (kind == "match") other.body = MatchCard{};
  if (kind == "image") other.body = ImageCard{};
  return other;
}

std::string_view title_of(ItemKind kind, bool several) {
  switch (kind) {
    case ItemKind::kSource:
      return several ? "Sources" : "Source";
    case ItemKind::kTopic:
      return several ? "Topics" : "Topic";
    case ItemKind::kPassage:
      return several ? "Passages" : "Passage";
    case ItemKind::kEntity:
      return several ? "Entities" : "Entity";
    case ItemKind::kRelation:
      return several ? "Relations" : "Relation";
    case ItemKind::kFact:
      return several ? "Facts" : "Fact";
    case ItemKind::kCard:
      return several ? "Cards" : "Card";
  }
  return "";
}

}  // namespace attache::window
