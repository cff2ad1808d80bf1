// Writing a deck: edits and undo, drafts that outlive a crash, saving and publishing.

#include "trainer/authoring.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "deckfile/read.h"
#include "support/temporary_folder.h"

using namespace attache;

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class NoClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return Instant{}; }
};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
}

/// A desk with a deck on it and a drawer for drafts.
class Desk {
 public:
  [[nodiscard]] fs::path file() const { return folder_.path() / "d.xml"; }
  [[nodiscard]] fs::path drafts() const { return folder_.path() / "drafts"; }
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

  void put(std::string_view parts, int edition = 1) const {
    write(file(), fmt::format("<deck format=\"1\" id=\"d\" edition=\"{}\" lang=\"en\">\n"
                              "  <title>T</title>\n{}</deck>\n",
                              edition, parts));
  }
  [[nodiscard]] std::unique_ptr<Authoring> open() const {
    auto opened = Authoring::open(file(), drafts(), clock_);
    REQUIRE_MESSAGE(opened, opened.error().text());
    return *std::move(opened);
  }
  [[nodiscard]] std::unique_ptr<Authoring> open(std::string_view parts) const {
    put(parts);
    return open();
  }
  [[nodiscard]] Result<std::unique_ptr<Authoring>> create() const {
    DeckHead head;
    head.id = "d";
    head.lang = "en";
    head.title = "New";
    return Authoring::create(file(), head, drafts(), clock_);
  }
  [[nodiscard]] std::size_t count_of_drafts() const {
    std::size_t count = 0;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(drafts(), failure))
      if (entry.path().extension() == ".xml") ++count;
    return count;
  }

 private:
  TemporaryFolder folder_;
  NoClock clock_;
};

const std::string kCommands =
    "  <topic id=\"t\">Commands</topic>\n"
    "  <passage id=\"p\">Where things stand.</passage>\n"
    "  <entity id=\"usfj\" type=\"headquarters\"><name>U.S. Forces Japan</name>"
    "<alias>USFJ</alias></entity>\n"
    "  <entity id=\"indopacom\" type=\"headquarters\"><name>Indo-Pacific Command</name>"
    "</entity>\n"
    "  <relation id=\"reports-to\"><says>{subject} {reports|report} to {object}.</says>"
    "<asks for=\"object\">To whom does {subject} report?</asks>"
    "<asks for=\"subject\">Who reports to {object}?</asks></relation>\n"
    "  <fact id=\"f\" relation=\"reports-to\" subject=\"usfj\" object=\"indopacom\" "
    "topic=\"t\" passage=\"p\"/>\n"
    "  <card id=\"c\" kind=\"recall\" topic=\"t\" passage=\"p\"><ask>Why?</ask>"
    "<answer>So.</answer></card>\n";

std::size_t at(const Authoring& deck, std::string_view id) {
  const auto found = deck.find_id(id);
  REQUIRE(found);
  return *found;
}

Card card(const Authoring& deck, std::string_view id) {
  return std::get<Card>(deck.item(at(deck, id)));
}
Fact fact(const Authoring& deck, std::string_view id) {
  return std::get<Fact>(deck.item(at(deck, id)));
}

void ask(Authoring& deck,
         std::string_view id,
         std::string text,
         std::string_view merge = {}) {
  Card changed = card(deck, id);
  changed.ask = std::move(text);
  deck.set(at(deck, id), changed, merge);
}
void answer(Authoring& deck, std::string_view id, std::string text) {
  Card changed = card(deck, id);
  changed.body = RecallCard{std::move(text)};
  deck.set(at(deck, id), changed);
}

Card new_card(const std::string& id, const std::string& text) {
  Card made;
  made.id = id;
  made.ask = text;
  made.body = RecallCard{"An answer."};
  return made;
}

std::string codes(const std::vector<Remark>& remarks) {
  std::string all;
  for (const Remark& remark : remarks)
    all += remark.code + " ";
  return all;
}

}  // namespace

TEST_CASE("a deck opens as it lies there, and nothing is changed") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->size() == 7);
  CHECK_FALSE(deck->changed());
  CHECK_FALSE(deck->recovered());
  CHECK_FALSE(deck->undo_name());
  CHECK(deck->text() == content(desk.file()));
  REQUIRE(deck->keep_draft());
  CHECK(desk.count_of_drafts() == 0);
}

TEST_CASE("what cannot be opened says why") {
  const Desk desk;
  const NoClock clock;
  const auto none = Authoring::open(desk.file(), desk.drafts(), clock);
  REQUIRE_FALSE(none);
  CHECK(none.error().what == "there is no such file");
  write(desk.file(), "<deck");
  CHECK_FALSE(Authoring::open(desk.file(), desk.drafts(), clock));
}

TEST_CASE("a part keeps its id whatever is set") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  Card changed = new_card("other", "How?");
  deck->set(at(*deck, "c"), changed);
  CHECK(card(*deck, "c").ask == "How?");
  CHECK_FALSE(deck->find_id("other"));
  deck->set(at(*deck, "c"), Topic{"c", "T", "", {}});
  CHECK(card(*deck, "c").ask == "How?");
}

TEST_CASE("words typed one after another are one step of undo") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  ask(*deck, "c", "W", "ask");
  ask(*deck, "c", "Wh", "ask");
  ask(*deck, "c", "Who?", "ask");
  CHECK(deck->undo_name() == "Edit card");
  deck->undo();
  CHECK(card(*deck, "c").ask == "Why?");
  CHECK(deck->redo_name() == "Edit card");
  CHECK_FALSE(deck->changed());
  deck->redo();
  CHECK(card(*deck, "c").ask == "Who?");
  // After an undo a new step begins.
  ask(*deck, "c", "When?", "ask");
  deck->undo();
  CHECK(card(*deck, "c").ask == "Who?");
}

TEST_CASE("setting what is there already is no step") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const auto revision = deck->revision();
  ask(*deck, "c", "Why?");
  deck->set_head(deck->head());
  CHECK(deck->revision() == revision);
  CHECK_FALSE(deck->undo_name());
}

TEST_CASE("a new part stands behind the last of its kind") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->add(Topic{"u", "U", "", {}}) == 1);
  CHECK(deck->add(Source{"s", "S", "", "", {}, ""}) == 0);
  CHECK(deck->add(new_card("e", "E?"), 3) == 3);
  CHECK(deck->undo_name() == "Add card");
  CHECK(read_deck_text(deck->text(), "d").deck);
}

TEST_CASE("a copy has an id of its own") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->duplicate(at(*deck, "c")) == 7);
  CHECK(id_of(deck->item(7)) == "c-2");
  CHECK(deck->duplicate(7) == 8);
  CHECK(id_of(deck->item(8)) == "c-3");
}

TEST_CASE("renaming takes every reference along") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  REQUIRE(deck->rename(at(*deck, "usfj"), "us-forces"));
  REQUIRE(deck->rename(at(*deck, "t"), "commands"));
  REQUIRE(deck->rename(at(*deck, "p"), "standing"));
  REQUIRE(deck->rename(at(*deck, "reports-to"), "answers-to"));
  CHECK(fact(*deck, "f").subject == "us-forces");
  CHECK(fact(*deck, "f").relation == "answers-to");
  CHECK(card(*deck, "c").topic == "commands");
  CHECK(card(*deck, "c").passage == "standing");
  CHECK(deck->book() != nullptr);
  const auto taken = deck->rename(at(*deck, "c"), "f");
  REQUIRE_FALSE(taken);
  CHECK(taken.error().what == "the id f is taken");
  const auto bad = deck->rename(at(*deck, "c"), "A b");
  REQUIRE_FALSE(bad);
  CHECK(bad.error().remedy == "use one such as a-b");
}

TEST_CASE("topics and tags change for many parts in one step") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const std::vector<std::size_t> items{at(*deck, "f"), at(*deck, "c"), at(*deck, "usfj"),
                                       99};
  deck->add_tags(items, {"exam, week-3", "exam"});
  CHECK(fact(*deck, "f").tags == std::vector<std::string>{"exam", "week-3"});
  CHECK(card(*deck, "c").tags == std::vector<std::string>{"exam", "week-3"});
  deck->remove_tags(items, {"week-3"});
  CHECK(card(*deck, "c").tags == std::vector<std::string>{"exam"});
  deck->set_topic(items, "");
  CHECK(fact(*deck, "f").topic.empty());
  deck->undo();
  deck->undo();
  deck->undo();
  CHECK(deck->text() == content(desk.file()));
}

TEST_CASE("a free id is made from a name") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->free_id("Yokota Air Base") == "yokota-air-base");
  CHECK(deck->free_id("USFJ") == "usfj-2");
  CHECK(deck->free_id(std::string(200, 'a')).size() <= 60);
}

TEST_CASE("finding looks into every text, with or without case and whole words") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->find({"force", false, false}).size() == 1);
  CHECK(deck->find({"force", true, false}).empty());
  CHECK(deck->find({"force", false, true}).empty());
  CHECK(deck->find({"forces", false, true}).size() == 1);
  CHECK(deck->find({"", false, false}).empty());
  const auto found = deck->find({"WHY", false, true});
  REQUIRE(found.size() == 1);
  CHECK(found[0].item == at(*deck, "c"));
  CHECK(found[0].field == "ask");
  CHECK(found[0].begin == 0);
  CHECK(found[0].end == 3);
  CHECK(found[0].excerpt == "Why?");
}

TEST_CASE("finding counts characters of any script whole") {
  const Desk desk;
  const auto deck = desk.open(
      "<card id=\"c\" kind=\"recall\"><ask>Straße 東京 ÉTÉ été</ask><answer>x</answer>"
      "</card>");
  CHECK(deck->find({"été", false, true}).size() == 2);
  CHECK(deck->find({"京", false, false}).size() == 1);
  CHECK(deck->find({"ete", false, false}).empty());
}

TEST_CASE("replacing all is one step") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->replace_all({"report", false, false}, "answer") == 4);
  CHECK(deck->undo_name() == "Replace all");
  CHECK(deck->find({"report", false, false}).empty());
  deck->undo();
  CHECK(deck->text() == content(desk.file()));
  CHECK(deck->replace_all({"nowhere", false, false}, "x") == 0);
  CHECK_FALSE(deck->undo_name());
}

// ---- facts in a line

TEST_CASE("a fact in a line finds names, aliases and ids") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const auto reading =
      deck->read_fact_line({"usfj", "report to", "indo-pacific command"});
  CHECK(reading.subject == "usfj");
  CHECK(reading.relation == "reports-to");
  CHECK(reading.object == "indopacom");
  CHECK(reading.to_create.empty());
  CHECK_FALSE(reading.creates_relation);
}

TEST_CASE("a fact in a line makes what is missing, in one step") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const FactLine line{"JJOC", "reports to", "Chief of Staff"};
  CHECK(deck->read_fact_line(line).to_create ==
        std::vector<std::string>{"JJOC", "Chief of Staff"});
  const auto untyped = deck->add_fact(line, {"headquarters"});
  REQUIRE_FALSE(untyped);
  CHECK(untyped.error().what == "“Chief of Staff” is new and has no type");
  const auto made = deck->add_fact(line, {"headquarters", "office"});
  REQUIRE(made);
  CHECK(id_of(deck->item(*made)) == "jjoc-reports-to-chief-of-staff");
  CHECK(std::get<Entity>(deck->item(at(*deck, "jjoc"))).type == "headquarters");
  CHECK(deck->book() != nullptr);
  CHECK(deck->questions_of(*made).size() == 2);
  deck->undo();
  CHECK(deck->text() == content(desk.file()));
}

TEST_CASE("years, dates, numbers and texts in quotation marks are values") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const auto type = [&](const std::string& object) {
    const auto reading = deck->read_fact_line({"USFJ", "is new", object});
    return reading.object_is_value ? std::optional(reading.value_type) : std::nullopt;
  };
  CHECK(type("1957") == ValueType::kYear);
  CHECK(type("1957-07") == ValueType::kDate);
  CHECK(type("1957-07-01") == ValueType::kDate);
  CHECK(type("12.5") == ValueType::kNumber);
  CHECK(type("54,000") == ValueType::kNumber);
  CHECK(type("\"1957\"") == ValueType::kText);
  CHECK_FALSE(type("Yokota"));
}

TEST_CASE("a value of a relation is what its other facts have") {
  const Desk desk;
  const auto deck = desk.open(
      kCommands +
      "<relation id=\"long\"><says>{subject} is {object} long.</says><asks "
      "for=\"object\">How long is {subject}?</asks></relation>"
      "<fact id=\"g\" relation=\"long\" subject=\"usfj\" value=\"5\" type=\"number\" "
      "unit=\"km\"/>"
      "<relation id=\"rule\"><says>{subject} decides by {object}.</says><asks "
      "for=\"object\">How does {subject} decide?</asks></relation>"
      "<fact id=\"h\" relation=\"rule\" subject=\"usfj\" value=\"vote\" type=\"text\"/>");
  const auto made = deck->add_fact({"Indo-Pacific Command", "long", "1,500"}, {});
  REQUIRE(made);
  const Fact number = std::get<Fact>(deck->item(*made));
  CHECK(number.objects == std::vector<FactObject>{Value{"1500"}});
  CHECK(number.unit == "km");
  const auto miles = deck->read_fact_line({"usfj", "long", "3 miles"});
  CHECK(miles.value_type == ValueType::kNumber);
  const auto text = deck->read_fact_line({"Indo-Pacific Command", "rule", "consensus"});
  CHECK(text.object_is_value);
  CHECK(text.value_type == ValueType::kText);
  CHECK(text.to_create.empty());
}

TEST_CASE("a new relation gets wording that can be asked at once") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  REQUIRE(deck->add_fact({"USFJ", "works with", "Indo-Pacific Command"}, {}));
  const auto& relation = std::get<Relation>(deck->item(at(*deck, "works-with")));
  CHECK(relation.wording.says == "{subject} works with {object}.");
  CHECK(relation.wording.asks_object == "{subject} works with which headquarters?");
  CHECK(relation.wording.asks_subject == "Which headquarters works with {object}?");
  REQUIRE(deck->add_fact({"USFJ", "was founded in", "1957"}, {}));
  const auto& founded = std::get<Relation>(deck->item(at(*deck, "was-founded-in")));
  CHECK(founded.wording.asks_object == "{subject} was founded in which year?");
  CHECK_FALSE(founded.wording.asks_subject);
  CHECK(founded.shape == Shape::kTimeline);
  CHECK(deck->book() != nullptr);
}

TEST_CASE("a fact that lacks something is not added") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->add_fact({"", "reports to", "x"}, {}).error().what ==
        "the fact has no subject");
  CHECK(deck->add_fact({"usfj", " ", "x"}, {}).error().what ==
        "the fact has no relation");
  CHECK(deck->add_fact({"usfj", "reports to", ""}, {}).error().what ==
        "the fact has no object");
  CHECK_FALSE(deck->changed());
}

TEST_CASE("completion puts what begins so before what holds it") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  using Names = std::vector<std::string>;
  CHECK(deck->complete(Authoring::Completing::kEntity, "com", 5) ==
        Names{"Indo-Pacific Command"});
  CHECK(deck->complete(Authoring::Completing::kEntity, "usf", 5) ==
        Names{"U.S. Forces Japan"});
  CHECK(deck->complete(Authoring::Completing::kRelation, "rep", 5) ==
        Names{"reports to"});
  CHECK(deck->complete(Authoring::Completing::kEntity, "", 1).size() == 1);
}

// ---- what it comes to

TEST_CASE("the questions of a part appear, and a direction can be switched off") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  const std::size_t item = at(*deck, "f");
  auto questions = deck->questions_of(item);
  REQUIRE(questions.size() == 2);
  CHECK(questions[0].id == "d/f/object");
  CHECK_FALSE(questions[0].off);
  CHECK_FALSE(questions[0].forms.empty());
  deck->set_direction(item, Direction::kSubject, false);
  CHECK(deck->book()->question("d/f/subject") == nullptr);
  questions = deck->questions_of(item);
  REQUIRE(questions.size() == 2);
  CHECK(questions[1].off);
  CHECK(deck->text().find("omit=\"subject\"") != std::string::npos);
  deck->set_direction(item, Direction::kSubject, true);
  CHECK(deck->text().find("omit") == std::string::npos);
  CHECK(deck->questions_of(at(*deck, "c")).size() == 1);
  CHECK(deck->questions_of(at(*deck, "usfj")).empty());
}

TEST_CASE("a deck with an error has no questions, and its remark stands at the field") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK(deck->remarks(false).empty());
  ask(*deck, "c", "");
  CHECK(deck->book() == nullptr);
  CHECK(deck->questions_of(at(*deck, "f")).empty());
  const auto& remarks = deck->remarks(false);
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].level == RemarkLevel::kError);
  CHECK(remarks[0].item == at(*deck, "c"));
  CHECK(remarks[0].field == "ask");
  deck->undo();
  CHECK(deck->remarks(false).empty());
}

// ---- keeping it

TEST_CASE("saving writes the file, keeps its permissions and drops the draft") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  fs::permissions(desk.file(), fs::perms::owner_read | fs::perms::owner_write);
  ask(*deck, "c", "How?");
  REQUIRE(deck->keep_draft());
  CHECK(desk.count_of_drafts() == 1);
  REQUIRE(deck->save());
  CHECK(desk.count_of_drafts() == 0);
  CHECK_FALSE(deck->changed());
  CHECK(content(desk.file()) == deck->text());
  CHECK(fs::status(desk.file()).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  deck->undo();
  CHECK(deck->changed());
  deck->redo();
  CHECK_FALSE(deck->changed());
}

TEST_CASE("typing that goes on after saving is a change") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  ask(*deck, "c", "H", "ask");
  REQUIRE(deck->save());
  ask(*deck, "c", "Ho", "ask");
  CHECK(deck->changed());
  deck->undo();
  CHECK_FALSE(deck->changed());
  deck->undo();
  ask(*deck, "c", "Other", "ask");
  CHECK(deck->changed());
}

TEST_CASE("a file that another program changed is not written over") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  CHECK_FALSE(deck->changed_on_disk());
  ask(*deck, "c", "How?");
  desk.put("");
  CHECK(deck->changed_on_disk());
  const auto refused = deck->save();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what ==
        "another program has changed this file since it was opened");
  CHECK_FALSE(deck->publish({}));
  REQUIRE(deck->save(true));
  CHECK(content(desk.file()) == deck->text());
  CHECK_FALSE(deck->changed_on_disk());
}

TEST_CASE("a draft that a crash left behind is taken up, and can be undone") {
  const Desk desk;
  std::string text;
  {
    const auto deck = desk.open(kCommands);
    ask(*deck, "c", "How?");
    REQUIRE(deck->keep_draft());
    text = deck->text();
    ask(*deck, "c", "Lost");
  }
  const auto deck = desk.open();
  CHECK(deck->recovered());
  CHECK(deck->changed());
  CHECK(deck->text() == text);
  CHECK(deck->undo_name() == "Recover draft");
  deck->undo();
  CHECK(deck->text() == content(desk.file()));
  CHECK_FALSE(deck->changed());
  deck->redo();
  REQUIRE(deck->save());
  CHECK_FALSE(desk.open()->recovered());
}

TEST_CASE("a draft that is older than a file changed elsewhere is put aside, not lost") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    ask(*deck, "c", "How?");
    REQUIRE(deck->keep_draft());
  }
  desk.put(kCommands, 2);
  fs::last_write_time(desk.file(), fs::last_write_time(desk.file()) + 1h);
  const auto deck = desk.open();
  CHECK_FALSE(deck->recovered());
  CHECK(deck->head().edition == 2);
  CHECK(desk.count_of_drafts() == 1);
  CHECK_FALSE(desk.open()->recovered());
}

TEST_CASE("a draft that is newer than a file changed elsewhere is taken up with care") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    ask(*deck, "c", "How?");
    REQUIRE(deck->keep_draft());
  }
  desk.put(kCommands, 2);
  fs::last_write_time(desk.file(), fs::last_write_time(desk.file()) - 1h);
  const auto deck = desk.open();
  CHECK(deck->recovered());
  CHECK(deck->changed_on_disk());
  CHECK_FALSE(deck->save());
}

TEST_CASE("a draft that is broken is put aside") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    ask(*deck, "c", "How?");
    REQUIRE(deck->keep_draft());
  }
  for (const auto& entry : fs::directory_iterator(desk.drafts()))
    if (entry.path().extension() == ".xml") fs::resize_file(entry.path(), 20);
  CHECK_FALSE(desk.open()->recovered());
}

TEST_CASE("a draft given up is gone, and the file is as it was") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    const std::string before = content(desk.file());
    ask(*deck, "c", "How?");
    REQUIRE(deck->keep_draft());
    deck->discard();
    REQUIRE(deck->keep_draft());
    CHECK(content(desk.file()) == before);
  }
  CHECK_FALSE(desk.open()->recovered());
}

TEST_CASE("going back to what is saved takes the draft away") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  ask(*deck, "c", "How?");
  REQUIRE(deck->keep_draft());
  deck->undo();
  REQUIRE(deck->keep_draft());
  CHECK(desk.count_of_drafts() == 0);
}

TEST_CASE("a new deck is written when it is saved, and not over another file") {
  const Desk desk;
  {
    auto created = desk.create();
    REQUIRE(created);
    const auto deck = *std::move(created);
    CHECK(deck->changed());
    deck->add(new_card("c", "Why?"));
    REQUIRE(deck->keep_draft());
    CHECK_FALSE(fs::exists(desk.file()));
  }
  {
    const auto deck = desk.open();
    CHECK(deck->recovered());
    CHECK(deck->size() == 1);
    REQUIRE(deck->save());
  }
  CHECK(read_deck(desk.file()).deck);
  const auto again = desk.create();
  REQUIRE_FALSE(again);
  CHECK(again.error().what == "there is a file of this name already");
}

TEST_CASE(
    "property: after a crash a deck opens as it was when the draft was written last") {
  CHECK(rc::check([] {
    const Desk desk;
    desk.put(kCommands);
    auto deck = desk.open();
    std::string kept = deck->text();
    for (int edits = *rc::gen::inRange(1, 30); edits > 0; --edits) {
      const std::size_t size = deck->size();
      const std::size_t item = size == 0 ? 0 : *rc::gen::inRange<std::size_t>(0, size);
      switch (*rc::gen::inRange(0, 9)) {
        case 0:
          if (size > 0) deck->remove({item});
          break;
        case 1:
          deck->add(new_card(deck->free_id("c"), "A question?"), item);
          break;
        case 2:
          if (size > 0) deck->duplicate(item);
          break;
        case 3:
          if (size > 0) deck->move(item, *rc::gen::inRange<std::size_t>(0, size));
          break;
        case 4:
          deck->undo();
          break;
        case 5:
          deck->redo();
          break;
        case 6:
          deck->replace_all({"e", false, false}, *rc::gen::element("é <&> ", "", "ee"));
          break;
        case 7:
          if (size > 0) RC_ASSERT(deck->rename(item, deck->free_id("new")).has_value());
          break;
        default:
          if (*rc::gen::inRange(0, 4) == 0) {
            RC_ASSERT(deck->save().has_value());
          } else {
            RC_ASSERT(deck->keep_draft().has_value());
          }
          kept = deck->text();
      }
    }
    deck.reset();
    deck = desk.open();
    RC_ASSERT(deck->text() == kept);
  }));
}

TEST_CASE("property: undoing everything gives the file back, and redoing the work") {
  CHECK(rc::check([] {
    const Desk desk;
    desk.put("<!-- a -->" + kCommands + "<!-- z -->");
    const auto deck = desk.open();
    const std::string before = deck->text();
    for (int edits = *rc::gen::inRange(1, 20); edits > 0; --edits) {
      if (deck->size() == 0) break;
      const std::size_t item = *rc::gen::inRange<std::size_t>(0, deck->size());
      switch (*rc::gen::inRange(0, 5)) {
        case 0:
          deck->remove({item});
          break;
        case 1:
          deck->move(item, *rc::gen::inRange<std::size_t>(0, deck->size()));
          break;
        case 2:
          deck->add(Topic{deck->free_id("t"), "T", "", {}}, item);
          break;
        case 3:
          deck->add_tags({item}, {"x"});
          break;
        default: {
          DeckHead head = deck->head();
          head.title += "!";
          deck->set_head(head, "title");
        }
      }
    }
    const std::string after = deck->text();
    int steps = 0;
    for (; deck->undo_name(); ++steps)
      deck->undo();
    RC_ASSERT(deck->text() == before);
    RC_ASSERT(!deck->changed());
    for (; deck->redo_name(); --steps)
      deck->redo();
    RC_ASSERT(deck->text() == after);
    RC_ASSERT(steps == 0);
  }));
}

// ---- publishing

TEST_CASE("publishing raises the edition, and the meaning of what is new") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  answer(*deck, "c", "Because.");
  ask(*deck, "c", "Why so?");
  const auto publication = deck->publication();
  REQUIRE(publication);
  CHECK(publication->edition_before == 1);
  CHECK(publication->edition_after == 2);
  REQUIRE(publication->changes.size() == 1);
  CHECK(publication->changes[0].kind == ChangeKind::kReworded);
  REQUIRE(publication->answers_to_judge.size() == 1);
  CHECK(publication->answers_to_judge[0].question == "d/c");
  REQUIRE(deck->publish({"d/c"}));
  CHECK(deck->head().edition == 2);
  CHECK(card(*deck, "c").meaning == 2);
  CHECK(read_deck(desk.file()).deck->edition == 2);
  CHECK(deck->publication()->changes.empty());
}

TEST_CASE("a change of words alone asks for no judgement") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  ask(*deck, "c", "Why so?");
  CHECK(deck->publication()->answers_to_judge.empty());
}

TEST_CASE("what was published is remembered over saving and opening") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    ask(*deck, "c", "How?");
    REQUIRE(deck->save());
  }
  {
    const auto deck = desk.open();
    CHECK(deck->publication()->changes.size() == 1);
    REQUIRE(deck->publish({}));
    CHECK(deck->head().edition == 2);
  }
  const auto deck = desk.open();
  CHECK(deck->publication()->changes.empty());
  CHECK(deck->publication()->edition_after == 3);
}

TEST_CASE("a deck that another program published is what students have") {
  const Desk desk;
  {
    const auto deck = desk.open(kCommands);
    REQUIRE(deck->publish({}));
  }
  desk.put(kCommands, 7);
  const auto deck = desk.open();
  CHECK(deck->publication()->edition_before == 7);
  CHECK(deck->publication()->edition_after == 8);
}

TEST_CASE("a new deck is published as its first edition") {
  const Desk desk;
  {
    auto created = desk.create();
    REQUIRE(created);
    (*created)->add(new_card("c", "Why?"));
    REQUIRE((*created)->save());
  }
  const auto deck = desk.open();
  CHECK(deck->publication()->edition_before == 0);
  CHECK(deck->publication()->edition_after == 1);
  CHECK(deck->publication()->changes.size() == 1);
  REQUIRE(deck->publish({}));
  CHECK(deck->head().edition == 1);
  CHECK(deck->publication()->edition_after == 2);
}

TEST_CASE("a deck with an error is not published") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  ask(*deck, "c", "");
  CHECK_FALSE(deck->publication());
  const auto published = deck->publish({});
  REQUIRE_FALSE(published);
  CHECK(published.error().remedy == "mend them before you publish");
  CHECK(deck->head().edition == 1);
}

TEST_CASE("a published id that changed is remarked on until it is back") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  REQUIRE(deck->rename(at(*deck, "c"), "k"));
  const auto& remarks = deck->remarks(false);
  REQUIRE(codes(remarks) == "id-changed ");
  CHECK(remarks[0].item == at(*deck, "k"));
  CHECK(remarks[0].field == "id");
  CHECK(remarks[0].level == RemarkLevel::kWarning);
  REQUIRE(deck->rename(at(*deck, "k"), "c"));
  CHECK(deck->remarks(false).empty());
  DeckHead head = deck->head();
  head.id = "e";
  deck->set_head(head);
  CHECK(codes(deck->remarks(false)) == "id-changed ");
}

TEST_CASE("advice is given when it is wished") {
  const Desk desk;
  const auto deck = desk.open(kCommands);
  Card copy = card(*deck, "c");
  copy.id = "copy";
  copy.body = RecallCard{"Otherwise."};
  copy.ask = "why";
  deck->add(copy);
  CHECK(deck->remarks(false).empty());
  CHECK(codes(deck->remarks(true)).find("duplicate") != std::string::npos);
}

// ---- files

TEST_CASE("a file is formatted, or only looked at") {
  const Desk desk;
  desk.put(kCommands);
  const std::string before = content(desk.file());
  auto changed = format_deck_file(desk.file(), true);
  REQUIRE(changed);
  CHECK(*changed);
  CHECK(content(desk.file()) == before);
  CHECK(*format_deck_file(desk.file(), false));
  CHECK_FALSE(*format_deck_file(desk.file(), false));
  CHECK_FALSE(format_deck_file(desk.folder() / "none.xml", true));
  write(desk.file(), "<quiz/>");
  CHECK_FALSE(format_deck_file(desk.file(), true));
}

TEST_CASE("two files are told apart question by question") {
  const Desk desk;
  desk.put(kCommands);
  const fs::path old = desk.folder() / "old.xml";
  fs::copy_file(desk.file(), old);
  {
    const auto deck = desk.open();
    answer(*deck, "c", "Because.");
    REQUIRE(deck->publish({"d/c"}));
  }
  const auto difference = difference_between(old, desk.file());
  REQUIRE(difference);
  CHECK(difference->title == "T");
  CHECK(difference->edition_before == 1);
  CHECK(difference->edition_now == 2);
  REQUIRE(difference->changes.size() == 1);
  CHECK(difference->changes[0].kind == ChangeKind::kNewAnswer);
  CHECK_FALSE(difference_between(desk.folder() / "none.xml", old));
  write(desk.file(), "<quiz/>");
  CHECK_FALSE(difference_between(old, desk.file()));
}
