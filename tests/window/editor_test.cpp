// The deck editor: what its form and its tree show, without drawing.

#include <algorithm>
#include <memory>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "window/editor_fields.h"
#include "window/editor_form.h"
#include "window/editor_line.h"
#include "window/editor_preview.h"
#include "window/editor_remarks.h"
#include "window/editor_scene.h"
#include "window/editor_sheets.h"
#include "window/editor_tree.h"

namespace {

using namespace attache;
using namespace attache::window;

class StoppedClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return *parse_instant("2024-08-01T09:00:00Z");
  }
};

/// A deck under the pen in a folder of its own.
class Desk {
 public:
  Desk() {
    DeckHead head;
    head.id = "test-deck";
    head.title = "A deck for tests";
    head.lang = "en";
    auto made = Authoring::create(folder_.path() / "test-deck.xml", head,
                                  folder_.path() / "drafts", clock_);
    REQUIRE(made);
    deck_ = std::move(*made);
  }
  Authoring& deck() { return *deck_; }
  std::size_t entity(std::string id, std::string name, std::string type = "body") {
    Entity entity;
    entity.id = std::move(id);
    entity.name = std::move(name);
    entity.type = std::move(type);
    return deck_->add(entity);
  }
  std::size_t topic(std::string id, std::string name) {
    Topic topic;
    topic.id = std::move(id);
    topic.name = std::move(name);
    return deck_->add(topic);
  }
  std::size_t card(std::string id, std::string ask, std::string topic = "") {
    Card card;
    card.id = std::move(id);
    card.ask = std::move(ask);
    card.topic = std::move(topic);
    return deck_->add(card);
  }
  std::size_t relation(std::string id, std::string says) {
    Relation relation;
    relation.id = std::move(id);
    relation.wording.says = std::move(says);
    return deck_->add(relation);
  }
  std::size_t fact(std::string id,
                   std::string subject,
                   std::string relation,
                   std::string object,
                   std::string topic = "") {
    Fact fact;
    fact.id = std::move(id);
    fact.subject = std::move(subject);
    fact.relation = std::move(relation);
    fact.objects = {EntityRef{std::move(object)}};
    fact.topic = std::move(topic);
    return deck_->add(fact);
  }

 private:
  StoppedClock clock_;
  TemporaryFolder folder_;
  std::unique_ptr<Authoring> deck_;
};

const ItemField* named(const std::vector<ItemField>& fields, std::string_view name) {
  for (const ItemField& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

std::string value_of(const DeckItem& item, std::string_view name) {
  const auto fields = fields_of(item);
  const ItemField* field = named(fields, name);
  REQUIRE(field != nullptr);
  return field->value;
}

std::vector<std::string> labels(const Authoring& deck, const std::vector<TreeRow>& rows) {
  std::vector<std::string> labels;
  for (const TreeRow& row : rows)
    if (row.row == TreeRowKind::kItem) labels.push_back(tree_label(deck, row.item));
  return labels;
}

Card choice_card() {
  Card card;
  card.id = "c";
  card.ask = "Which?";
  card.body = ChoiceCard{"right", {{"wrong", "because"}}};
  return card;
}

const std::vector<DeckItem>& one_of_each() {
  static const std::vector<DeckItem> all = [] {
    std::vector<DeckItem> items;
    for (const ItemKind kind : {ItemKind::kSource, ItemKind::kTopic, ItemKind::kPassage,
                                ItemKind::kEntity, ItemKind::kRelation, ItemKind::kFact})
      items.push_back(new_item(kind, "x", ""));
    for (const FieldChoice& kind : card_kinds()) {
      const Card blank;
      items.push_back(card_as(blank, kind.value));
    }
    Fact number;
    number.id = "n";
    number.objects = {Value{"12"}};
    number.value_type = ValueType::kNumber;
    items.push_back(number);
    return items;
  }();
  return all;
}

}  // namespace

// --- fields

TEST_CASE("what is written into a field is read back from it") {
  DeckItem item = new_item(ItemKind::kSource, "s", "");
  CHECK(put_field(item, "title", "  An article ").empty());
  CHECK(put_field(item, "date", "2024-07").empty());
  CHECK(std::get<Source>(item).title == "An article");
  CHECK(value_of(item, "date") == "2024-07");
}

TEST_CASE("a date that is none is refused with a sentence, and nothing changes") {
  DeckItem item = new_item(ItemKind::kSource, "s", "");
  REQUIRE(put_field(item, "date", "2024").empty());
  CHECK(put_field(item, "date", "last week") ==
        "Write a date as 2024, 2024-07 or 2024-07-28.");
  CHECK(value_of(item, "date") == "2024");
  CHECK(put_field(item, "date", "").empty());
  CHECK_FALSE(std::get<Source>(item).date);
}

TEST_CASE("a tolerance is a number or a share") {
  DeckItem item = card_as(Card{}, "number");
  CHECK(put_field(item, "tolerance", "10 %").empty());
  const auto& body = std::get<NumberCard>(std::get<Card>(item).body);
  CHECK(body.tolerance.amount == doctest::Approx(10));
  CHECK(body.tolerance.percent);
  CHECK_FALSE(put_field(item, "tolerance", "much").empty());
  CHECK_FALSE(put_field(item, "tolerance", "-1").empty());
  CHECK(put_field(item, "tolerance", "").empty());
  CHECK(value_of(item, "tolerance").empty());
}

TEST_CASE("tags are words between blanks or commas") {
  DeckItem item = choice_card();
  CHECK(put_field(item, "tags", " week-3, exam ,").empty());
  CHECK(std::get<Card>(item).tags == std::vector<std::string>{"week-3", "exam"});
  CHECK(value_of(item, "tags") == "week-3 exam");
}

TEST_CASE("lines that are empty do not count") {
  CHECK(lines_of("one\n\n  two \n") == std::vector<std::string>{"one", "two"});
  CHECK(lines_of("").empty());
}

TEST_CASE("a list grows by the field after its last one") {
  DeckItem item = choice_card();
  const auto fields = fields_of(item);
  REQUIRE(named(fields, "wrong.1") != nullptr);
  CHECK(named(fields, "wrong.1")->further);
  CHECK_FALSE(named(fields, "wrong.0")->further);
  CHECK(put_field(item, "wrong.1", "another").empty());
  CHECK(put_field(item, "wrong.1.why", "it is not").empty());
  const auto& wrong = std::get<ChoiceCard>(std::get<Card>(item).body).wrong;
  REQUIRE(wrong.size() == 2);
  CHECK(wrong[1].text == "another");
  CHECK(wrong[1].why == "it is not");
}

TEST_CASE("a list loses its empty ones at the end, not those between") {
  DeckItem item = choice_card();
  REQUIRE(put_field(item, "wrong.1", "another").empty());
  REQUIRE(put_field(item, "wrong.0", "").empty());
  REQUIRE(put_field(item, "wrong.0.why", "").empty());
  CHECK(std::get<ChoiceCard>(std::get<Card>(item).body).wrong.size() == 2);
  REQUIRE(put_field(item, "wrong.1", "").empty());
  CHECK(std::get<ChoiceCard>(std::get<Card>(item).body).wrong.empty());
}

TEST_CASE("one of a list is taken out by its field") {
  DeckItem item = choice_card();
  REQUIRE(put_field(item, "wrong.1", "another").empty());
  CHECK(remove_field(item, "wrong.0"));
  CHECK(std::get<ChoiceCard>(std::get<Card>(item).body).wrong.front().text == "another");
  CHECK_FALSE(remove_field(item, "wrong.7"));
  CHECK_FALSE(remove_field(item, "ask"));
  DeckItem match = card_as(Card{}, "match");
  REQUIRE(put_field(match, "pair.0.left", "USFJ").empty());
  CHECK(remove_field(match, "pair.0.left"));
  DeckItem entity = new_item(ItemKind::kEntity, "e", "");
  REQUIRE(put_field(entity, "alias.0", "USFJ").empty());
  CHECK(remove_field(entity, "alias.0"));
  CHECK(std::get<Entity>(entity).aliases.empty());
}

TEST_CASE("the object of a fact is an entity or a value") {
  DeckItem item = new_item(ItemKind::kFact, "f", "");
  REQUIRE(put_field(item, "object.0", "@usfj").empty());
  CHECK(std::get<Fact>(item).objects.front() == FactObject(EntityRef{"usfj"}));
  CHECK(named(fields_of(item), "value-type") == nullptr);
  REQUIRE(put_field(item, "object.0", "2025").empty());
  CHECK(std::get<Fact>(item).objects.front() == FactObject(Value{"2025"}));
  REQUIRE(put_field(item, "value-type", "year").empty());
  CHECK(std::get<Fact>(item).value_type == ValueType::kYear);
}

TEST_CASE("only a number has a unit and a tolerance") {
  DeckItem item = new_item(ItemKind::kFact, "f", "");
  REQUIRE(put_field(item, "object.0", "12").empty());
  CHECK(named(fields_of(item), "unit") == nullptr);
  REQUIRE(put_field(item, "value-type", "number").empty());
  CHECK(named(fields_of(item), "unit") != nullptr);
}

TEST_CASE("a card goes on as another kind with what both have") {
  DeckItem item = choice_card();
  REQUIRE(put_field(item, "kind", "select").empty());
  const auto& select = std::get<SelectCard>(std::get<Card>(item).body);
  CHECK(select.answers == std::vector<std::string>{"right"});
  CHECK(select.wrong.size() == 1);
  REQUIRE(put_field(item, "kind", "recall").empty());
  CHECK(std::get<RecallCard>(std::get<Card>(item).body).answer == "right");
  CHECK(std::get<Card>(item).ask == "Which?");
}

TEST_CASE("each kind of card keeps its name") {
  for (const FieldChoice& kind : card_kinds()) {
    const Card card = card_as(Card{}, kind.value);
    CHECK(kind_name(card.body) == kind.value);
    CHECK(card_kind_label(card.body) == kind.label);
  }
}

TEST_CASE("a field that does not exist is refused") {
  DeckItem item = choice_card();
  CHECK_FALSE(put_field(item, "no-such-field", "x").empty());
}

TEST_CASE("the deck's own properties are fields too") {
  DeckHead head;
  CHECK(put_field(head, "title", "A title").empty());
  CHECK(put_field(head, "authors", "Ada\nGrace").empty());
  CHECK(put_field(head, "as-of", "2024-07-28").empty());
  CHECK(head.title == "A title");
  CHECK(head.authors == std::vector<std::string>{"Ada", "Grace"});
  CHECK(named(fields_of(head), "as-of")->value == "2024-07-28");
}

TEST_CASE("property: putting back what a field shows changes nothing") {
  CHECK(rc::check([] {
    const DeckItem item = *rc::gen::elementOf(one_of_each());
    const auto fields = fields_of(item);
    const ItemField field = *rc::gen::elementOf(fields);
    DeckItem same = item;
    const std::string error = put_field(same, field.name, field.value);
    return error.empty() && same == item;
  }));
}

TEST_CASE("property: what is typed into a field of text is read back as it is") {
  CHECK(rc::check([](const std::string& typed) {
    DeckItem item = choice_card();
    return put_field(item, "ask", typed).empty() && std::get<Card>(item).ask == typed;
  }));
}

TEST_CASE("every field has a place in remarks") {
  for (const DeckItem& item : one_of_each())
    for (const ItemField& field : fields_of(item)) {
      CAPTURE(field.name);
      CHECK_FALSE(field.means.empty());
    }
}

// --- the tree

TEST_CASE("the tree has the deck, its sections with their counts, and the parts") {
  Desk desk;
  desk.entity("usfj", "U.S. Forces Japan");
  desk.card("c1", "Who?");
  const auto rows = tree_rows(desk.deck(), {}, "");
  CHECK(rows.front().row == TreeRowKind::kHead);
  const auto sections = std::count_if(rows.begin(), rows.end(), [](const TreeRow& row) {
    return row.row == TreeRowKind::kSection;
  });
  CHECK(sections == 7);
  const auto entities = std::find_if(rows.begin(), rows.end(), [](const TreeRow& row) {
    return row.row == TreeRowKind::kSection && row.kind == ItemKind::kEntity;
  });
  REQUIRE(entities != rows.end());
  CHECK(entities->count == 1);
  CHECK(labels(desk.deck(), rows) ==
        std::vector<std::string>{"U.S. Forces Japan", "Who?"});
}

TEST_CASE("cards stand below their topics, those without one first") {
  Desk desk;
  desk.topic("b", "Bases");
  desk.topic("a", "Alliance");
  desk.card("c1", "Alliance?", "a");
  desk.card("c2", "Bases?", "b");
  desk.card("c3", "Loose?");
  desk.card("c4", "Lost?", "gone");
  const auto rows = tree_rows(desk.deck(), {}, "");
  std::vector<std::string> topics;
  for (const TreeRow& row : rows)
    if (row.row == TreeRowKind::kTopic) topics.push_back(row.topic);
  CHECK(topics == std::vector<std::string>{"", "b", "a", "gone"});
}

TEST_CASE("what is folded away is not there") {
  Desk desk;
  desk.card("c1", "Who?");
  const TreeRow cards{.row = TreeRowKind::kSection, .kind = ItemKind::kCard};
  CHECK(labels(desk.deck(), tree_rows(desk.deck(), {fold_key(cards)}, "")).empty());
}

TEST_CASE("the filter looks into names and ids, blind to case, and unfolds") {
  Desk desk;
  desk.entity("usfj", "U.S. Forces Japan");
  desk.card("c1", "Who commands?");
  const TreeRow cards{.row = TreeRowKind::kSection, .kind = ItemKind::kCard};
  CHECK(labels(desk.deck(), tree_rows(desk.deck(), {fold_key(cards)}, "COMMANDS")) ==
        std::vector<std::string>{"Who commands?"});
  CHECK(labels(desk.deck(), tree_rows(desk.deck(), {}, "usfj")) ==
        std::vector<std::string>{"U.S. Forces Japan"});
  CHECK(labels(desk.deck(), tree_rows(desk.deck(), {}, "nothing like it")).empty());
}

TEST_CASE("a fact is called by the names of what it is about") {
  Desk desk;
  desk.entity("usfj", "U.S. Forces Japan");
  desk.entity("cdr", "Commander, INDOPACOM");
  desk.relation("reports-to", "{subject} reports to {object}.");
  const std::size_t fact = desk.fact("f", "usfj", "reports-to", "cdr");
  CHECK(tree_label(desk.deck(), fact) ==
        "U.S. Forces Japan — reports to — Commander, INDOPACOM");
}

TEST_CASE("the cursor stays on its part when others come and go") {
  Desk desk;
  desk.card("c1", "One?");
  const std::size_t two = desk.card("c2", "Two?");
  EditorTree tree;
  tree.go_to(desk.deck(), two);
  REQUIRE(tree.item() == two);
  desk.deck().remove({*desk.deck().find_id("c1")});
  tree.follow(desk.deck());
  REQUIRE(tree.item());
  CHECK(id_of(desk.deck().item(*tree.item())) == "c2");
}

TEST_CASE("stepping stays within a kind") {
  Desk desk;
  desk.entity("e", "An entity");
  const std::size_t one = desk.card("c1", "One?");
  desk.card("c2", "Two?");
  EditorTree tree;
  tree.go_to(desk.deck(), one);
  CHECK(tree.step(1));
  CHECK(id_of(desk.deck().item(*tree.item())) == "c2");
  CHECK_FALSE(tree.step(1));
  CHECK(tree.step(-1));
  CHECK_FALSE(tree.step(-1));
  tree.choose_all();
  CHECK(tree.chosen().size() == 2);
}

TEST_CASE("the worst remark marks a part") {
  const std::vector<Remark> remarks{{RemarkLevel::kAdvice, "a", 1, "", "", ""},
                                    {RemarkLevel::kError, "b", 1, "", "", ""},
                                    {RemarkLevel::kWarning, "c", {}, "", "", ""},
                                    {RemarkLevel::kError, "d", 99, "", "", ""}};
  const Marks marks = marks_of(remarks, 2);
  CHECK_FALSE(marks.items[0]);
  CHECK(marks.items[1] == RemarkLevel::kError);
  CHECK(marks.head == RemarkLevel::kWarning);
}

// --- references

TEST_CASE("a reference is found by id, by name and by another name") {
  Desk desk;
  const std::size_t at = desk.entity("usfj", "U.S. Forces Japan");
  auto entity = std::get<Entity>(desk.deck().item(at));
  entity.aliases = {{"USFJ", ""}};
  desk.deck().set(at, entity);
  const std::vector<ItemKind> kinds{ItemKind::kEntity};
  CHECK(reference_named(desk.deck(), kinds, "usfj") == "usfj");
  CHECK(reference_named(desk.deck(), kinds, "u.s. forces japan") == "usfj");
  CHECK(reference_named(desk.deck(), kinds, "USFJ") == "usfj");
  CHECK_FALSE(reference_named(desk.deck(), kinds, "JJOC"));
  CHECK_FALSE(reference_named(desk.deck(), kinds, ""));
  CHECK_FALSE(reference_named(desk.deck(), {ItemKind::kTopic}, "usfj"));
}

TEST_CASE("what begins as it was typed is offered first") {
  Desk desk;
  desk.entity("a", "The Joint Staff");
  desk.entity("b", "Joint Operations Command");
  desk.entity("c", "INDOPACOM");
  CHECK(references_like(desk.deck(), {ItemKind::kEntity}, "joint", 5) ==
        std::vector<std::string>{"b", "a"});
  CHECK(references_like(desk.deck(), {ItemKind::kEntity}, "", 2).size() == 2);
  CHECK(references_like(desk.deck(), {ItemKind::kTopic}, "joint", 5).empty());
}

TEST_CASE("the types of entities are offered by how often they stand in the deck") {
  Desk desk;
  desk.entity("a", "A", "person");
  desk.entity("b", "B", "organisation");
  desk.entity("c", "C", "organisation");
  CHECK(entity_types(desk.deck(), 5) ==
        std::vector<std::string>{"organisation", "person"});
  CHECK(entity_types(desk.deck(), 1).size() == 1);
}

// --- words

TEST_CASE("an id comes out of a title") {
  CHECK(id_from_title("Japan & the Alliance, 2024") == "japan-the-alliance-2024");
  CHECK(id_from_title("2+2 talks") == "deck-2-2-talks");
  CHECK(id_from_title("日本").empty());
  CHECK(id_from_title("").empty());
}

TEST_CASE("property: an id out of a title is an id, and stays what it is") {
  CHECK(rc::check([](const std::string& title) {
    const std::string id = id_from_title(title);
    return id_from_title(id) == id;
  }));
}

TEST_CASE("every kind of change and every form has a word") {
  for (const ChangeKind kind : {ChangeKind::kAdded, ChangeKind::kReworded,
                                ChangeKind::kNewAnswer, ChangeKind::kRemoved})
    CHECK_FALSE(change_word(kind).empty());
  for (int i = 0; i <= static_cast<int>(Form::kRecall); ++i)
    CHECK_FALSE(short_name(static_cast<Form>(i)).empty());
}

TEST_CASE("the editor's scenes have names of their own") {
  for (const std::string_view part : editor_scene_parts()) {
    const std::string name = part.empty() ? "editor" : "editor." + std::string(part);
    const auto scene = scene_named(name);
    REQUIRE(scene);
    CHECK(edits(*scene));
  }
  CHECK_FALSE(scene_named("editor.nothing"));
}

TEST_CASE("what the checker says of the file is said of the form") {
  const std::vector<Remark> said =
      plainly_said({{RemarkLevel::kError, "too-few-children", 3, "wrong",
                     "a choice card needs at least 2 <wrong>, and this one has 1",
                     "add <wrong>…</wrong>", 0},
                    {RemarkLevel::kError, "empty-text", 3, "ask", "this <ask> is empty",
                     "fill it in or remove it", 0}});
  REQUIRE(said.size() == 2);
  CHECK(said[0].what ==
        "A choice card needs at least 2 wrong answers, and this one has 1.");
  CHECK(said[0].remedy == "Add another.");
  CHECK(said[1].what == "The question is empty.");
}

TEST_CASE("of a warning and advice with one reason only the warning is said") {
  const std::vector<Remark> said = plainly_said(
      {{RemarkLevel::kAdvice, "no-passage", 1, "passage", "advice", "", 0},
       {RemarkLevel::kWarning, "no-passage", 1, "passage", "warning", "", 0}});
  REQUIRE(said.size() == 1);
  CHECK(said[0].what == "Warning.");
}

TEST_CASE("the first id of a new part belongs to the step before it") {
  Desk desk;
  const std::size_t at = desk.card("new-card", "");
  Card card = std::get<Card>(desk.deck().item(at));
  card.ask = "Who leads?";
  desk.deck().set(at, card, "ask");
  REQUIRE(desk.deck().rename(at, "who-leads", true));
  CHECK(desk.deck().undo_name() == "Edit card");
  desk.deck().undo();
  CHECK(id_of(desk.deck().item(at)) == "new-card");
  desk.deck().redo();
  CHECK(id_of(desk.deck().item(at)) == "who-leads");
}

TEST_CASE("what is whole can be looked at while another part has an error") {
  Desk desk;
  Card whole;
  whole.id = "whole";
  whole.ask = "Who leads?";
  whole.body = RecallCard{"A commander"};
  const std::size_t good = desk.deck().add(whole);
  desk.card("half", "What is");
  CHECK(desk.deck().book() == nullptr);
  REQUIRE(desk.deck().preview_book() != nullptr);
  CHECK(desk.deck().questions_of(good).empty());
  CHECK(desk.deck().preview_questions_of(good).size() == 1);
}
