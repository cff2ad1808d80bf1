// The trees that the parts of a deck are written as.

#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "deckfile/part_tree.h"
#include "deckfile/values.h"

namespace attache {

namespace {

/// Builds one element.
class Making {
 public:
  explicit Making(std::string_view name) { node_.name = name; }

  Making& with(std::string_view key, std::string value) {
    node_.attributes.emplace_back(key, std::move(value));
    return *this;
  }
  Making& with_if(std::string_view key, std::string value) {
    return value.empty() ? *this : with(key, std::move(value));
  }
  Making& date(std::string_view key, const std::optional<PartialDate>& date) {
    return date ? with(key, date->iso()) : *this;
  }
  Making& words(std::string_view key, const std::vector<std::string>& words) {
    return with_if(key, fmt::format("{}", fmt::join(words, " ")));
  }
  Making& tolerance(const Tolerance& tolerance) {
    return tolerance == Tolerance{} ? *this
                                    : with("tolerance", tolerance_text(tolerance));
  }

  Making& child(PartNode child) {
    node_.children.push_back(std::move(child));
    return *this;
  }
  Making& text(std::string text) {
    node_.text = std::move(text);
    return *this;
  }
  Making& child(std::string_view name, const std::string& text) {
    return child(Making(name).text(text).take());
  }
  Making& child_if(std::string_view name, const std::string& text) {
    return text.empty() ? *this : child(name, text);
  }
  Making& children(std::string_view name, const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
      child(name, text);
    return *this;
  }
  [[nodiscard]] PartNode take() { return std::move(node_); }

 private:
  PartNode node_;
};

/// What facts and cards share, in the order in which authors write it.
template <class Item>
void add_study(Making& making, const Item& item) {
  making.with_if("topic", item.topic).with_if("passage", item.passage);
  making.date("as-of", item.as_of).date("check-after", item.check_after);
  if (item.meaning != 1) making.with("meaning", fmt::format("{}", item.meaning));
  making.words("tags", item.tags);
}

void add_asks(Making& making,
              const std::optional<std::string>& object,
              const std::optional<std::string>& subject) {
  if (object) making.child(Making("asks").with("for", "object").text(*object).take());
  if (subject) making.child(Making("asks").with("for", "subject").text(*subject).take());
}

bool has_values(const Fact& fact) {
  return !fact.objects.empty() && std::holds_alternative<Value>(fact.objects.front());
}

void add_one_object(Making& making, const FactObject& object) {
  if (const auto* entity = std::get_if<EntityRef>(&object)) {
    making.with("object", entity->id);
  } else {
    making.with("value", std::get<Value>(object).text);
  }
}

void add_objects(Making& making, const Fact& fact) {
  for (const FactObject& object : fact.objects)
    if (const auto* entity = std::get_if<EntityRef>(&object)) {
      making.child(Making("object").with("ref", entity->id).take());
    } else {
      making.child("value", std::get<Value>(object).text);
    }
}

std::string omitted(const Fact& fact) {
  if (fact.omits_object && fact.omits_subject) return "object subject";
  if (fact.omits_object) return "object";
  return fact.omits_subject ? "subject" : "";
}

/// Adds what is particular to a kind of card.
struct AddBody {
  Making& making;

  void operator()(const RecallCard& card) const { making.child("answer", card.answer); }
  void operator()(const ChoiceCard& card) const {
    making.child("answer", card.answer);
    wrong(card.wrong);
  }
  void operator()(const SelectCard& card) const {
    making.children("answer", card.answers);
    wrong(card.wrong);
  }
  void operator()(const TrueFalseCard& card) const {
    making.child("answer", card.answer ? "true" : "false");
  }
  void operator()(const TypedCard& card) const {
    making.child("answer", card.answer).children("accept", card.accept);
  }
  void operator()(const ClozeCard& /*card*/) const {}
  void operator()(const NumberCard& card) const { making.child("answer", card.answer); }
  void operator()(const DateCard& card) const {
    making.child("answer", card.answer.year == 0 ? std::string() : card.answer.iso());
  }
  void operator()(const OrderCard& card) const { making.children("item", card.items); }
  void operator()(const MatchCard& card) const {
    for (const Pair& pair : card.pairs)
      making.child(
          Making("pair").child("left", pair.left).child("right", pair.right).take());
  }
  void operator()(const ImageCard& card) const {
    making.child(Making("image").with("file", card.file).with("alt", card.alt).take());
    for (const PictureRegion& one : card.regions)
      making.child(Making("region")
                       .with("id", one.id)
                       .with("x", percent_text(one.x))
                       .with("y", percent_text(one.y))
                       .with("width", percent_text(one.width))
                       .with("height", percent_text(one.height))
                       .child("answer", one.answer)
                       .children("accept", one.accept)
                       .take());
  }

 private:
  void wrong(const std::vector<WrongOption>& options) const {
    for (const WrongOption& option : options)
      making.child(Making("wrong").with_if("why", option.why).text(option.text).take());
  }
};

struct TreeOf {
  PartNode operator()(const Source& source) const {
    return Making("source")
        .with("id", source.id)
        .with("title", source.title)
        .with_if("publisher", source.publisher)
        .with_if("author", source.author)
        .date("date", source.date)
        .with_if("url", source.url)
        .take();
  }
  PartNode operator()(const Topic& topic) const {
    return Making("topic")
        .with("id", topic.id)
        .with_if("parent", topic.parent)
        .words("forms", topic.forms)
        .text(topic.name)
        .take();
  }
  PartNode operator()(const Passage& passage) const {
    return Making("passage")
        .with("id", passage.id)
        .with_if("source", passage.source)
        .with_if("at", passage.at)
        .with_if("topic", passage.topic)
        .text(passage.text)
        .take();
  }
  PartNode operator()(const Entity& entity) const {
    Making making("entity");
    making.with("id", entity.id).with("type", entity.type);
    making.words("group", entity.groups).with_if("article", entity.article);
    if (entity.plural) making.with("plural", "yes");
    making.child("name", entity.name);
    for (const Alias& alias : entity.aliases)
      making.child(Making("alias").with_if("lang", alias.lang).text(alias.text).take());
    return making.child_if("note", entity.note).take();
  }
  PartNode operator()(const Relation& relation) const {
    Making making("relation");
    making.with("id", relation.id);
    if (relation.shape != Shape::kPlain) making.with("shape", name_of(relation.shape));
    making.child("says", relation.wording.says);
    add_asks(making, relation.wording.asks_object, relation.wording.asks_subject);
    return making.take();
  }
  PartNode operator()(const Fact& fact) const {
    Making making("fact");
    making.with("id", fact.id)
        .with("relation", fact.relation)
        .with("subject", fact.subject);
    const bool many = fact.objects.size() > 1;
    if (!many && !fact.objects.empty()) add_one_object(making, fact.objects.front());
    if (has_values(fact)) making.with("type", name_of(fact.value_type));
    making.with_if("unit", fact.unit).tolerance(fact.tolerance);
    add_study(making, fact);
    making.words("forms", fact.forms).with_if("omit", omitted(fact));
    if (many) add_objects(making, fact);
    if (fact.says) making.child("says", *fact.says);
    add_asks(making, fact.asks_object, fact.asks_subject);
    return making.child_if("explain", fact.explain)
        .children("support", fact.support)
        .take();
  }
  PartNode operator()(const Card& card) const {
    Making making("card");
    making.with("id", card.id).with("kind", card_kind_of(card.body));
    if (const auto* number = std::get_if<NumberCard>(&card.body))
      making.with_if("unit", number->unit).tolerance(number->tolerance);
    if (const auto* date = std::get_if<DateCard>(&card.body);
        date != nullptr && date->answer.year != 0 &&
        date->precision != precision_of(date->answer))
      making.with("precision", name_of(date->precision));
    if (const auto* image = std::get_if<ImageCard>(&card.body);
        image != nullptr && image->hide == Hiding::kOne)
      making.with("hide", "one");
    making.with_if("fact", card.fact);
    add_study(making, card);
    making.child("ask", card.ask);
    std::visit(AddBody{making}, card.body);
    return making.child_if("explain", card.explain)
        .children("support", card.support)
        .take();
  }
};

}  // namespace

PartNode tree_of(const DeckItem& item) {
  return std::visit(TreeOf{}, item);
}

PartNode tree_of(const DeckHead& head) {
  return Making("deck")
      .with("format", "1")
      .with("id", head.id)
      .with("edition", fmt::format("{}", head.edition))
      .with("lang", head.lang)
      .date("as-of", head.as_of)
      .words("forms", head.forms)
      .child("title", head.title)
      .child_if("description", head.description)
      .children("author", head.authors)
      .child_if("licence", head.licence)
      .take();
}

}  // namespace attache
