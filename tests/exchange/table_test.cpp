// Tables in and out.
#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "cards/plain.h"
#include "deckfile/folding.h"
#include "exchange/deck_maker.h"
#include "exchange/for_tests.h"
#include "exchange/numbered_cloze.h"
#include "exchange/readers.h"
#include "exchange/table_cells.h"
#include "exchange/table_own.h"
#include "exchange/writers.h"

using namespace attache;
using namespace attache::exchange;
using namespace attache::for_tests;

namespace {

Imported table(std::string_view text, const std::optional<TableMapping>& mapping = {}) {
  auto imported = read_table(text, mapping, a_wish("table.csv"));
  INFO(text);
  REQUIRE(imported);
  CHECK(first_error(imported->decks.at(0).deck).empty());
  return *std::move(imported);
}
const std::vector<Card>& cards_of(const Imported& imported) {
  return imported.decks.at(0).deck.cards;
}

std::vector<std::vector<std::string>> cells(std::string_view text, char separator = ',') {
  std::vector<std::vector<std::string>> all;
  for (const TableRow& row : rows_of(text, separator, false))
    all.push_back(row.cells);
  return all;
}

using Cells = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("quoted cells hold separators, quotes and line ends") {
  CHECK(cells("a,\"b,\"\"c\"\"\nd\",e\nf,,\n") ==
        Cells{{"a", "b,\"c\"\nd", "e"}, {"f", "", ""}});
  CHECK(rows_of("\"a\nb\",c\nd,e", ',', false)[1].line == 3);
}

TEST_CASE("quotes that do not fit the rules are text") {
  CHECK(cells("\"Yes\" he said,b\n") == Cells{{"\"Yes\" he said", "b"}});
  CHECK(cells("5\" gun,b\n\"open,c\n") == Cells{{"5\" gun", "b"}, {"\"open", "c"}});
}

TEST_CASE("the separator is the one that cuts most rows alike") {
  CHECK(likely_separator("a,b\tc\nd\te\n", false) == '\t');
  CHECK(likely_separator("1,5;2,5\n1;2\n", false) == ';');
  CHECK(likely_separator("a,b\nc,d\ne\n", false) == ',');
  CHECK(likely_separator("a|b\nc|d\n", false) == '|');
  CHECK(likely_separator("term: what it means\nother: this\n", false) == ':');
  CHECK(!likely_separator("a\nb,c\nd\n", false));
}

TEST_CASE("a plain table is question and answer, then tags or an explanation") {
  const Imported read =
      table("What is 2 * 2?,4,sums,A product\nWhat is 3 + 3?,6,sums,A sum\n");
  REQUIRE(cards_of(read).size() == 2);
  CHECK(cards_of(read)[0].ask == "What is 2 \\* 2?");
  CHECK(flipped(cards_of(read)[0]) == "4");
  CHECK(cards_of(read)[0].tags == std::vector<std::string>{"sums"});
  CHECK(cards_of(read)[0].explain == "A product");
  CHECK(read.format == "table (CSV or TSV)");
}

TEST_CASE("a first row with known names is a header, in any order") {
  const Imported read = table(
      "Answer;Topic;Question;Also right;Id\nNairobi;Africa;Where is UNEP?;Nairobi, Kenya|"
      "NBO;unep\n");
  REQUIRE(cards_of(read).size() == 1);
  const Card& card = cards_of(read)[0];
  CHECK(card.id == "unep");
  CHECK(card.ask == "Where is UNEP?");
  CHECK(card.body == CardBody(TypedCard{"Nairobi", {"Nairobi, Kenya", "NBO"}}));
  CHECK(read.decks[0].deck.topics.at(0).name == "Africa");
}

TEST_CASE("the header lines of Anki's text export are followed") {
  const Imported read = table(
      "#separator:semicolon\n#html:true\n#notetype column:2\n#deck column:3\n#tags "
      "column:6\n"
      "#guid column:1\n#tags:course-1\n"
      "x1y;Basic;Law::Treaties;Who signed <b>first</b>?;\"Peru; then Chile\";week-1 "
      "exam\n"
      "#x2;Basic;Law;a comment;;\n"
      "x3;Basic;Law::Courts;Where?;The Hague;\n");
  const Deck& deck = read.decks.at(0).deck;
  CHECK(deck.title == "Law");
  REQUIRE(deck.cards.size() == 2);
  CHECK(deck.cards[0].id == "x1y");
  CHECK(deck.cards[0].ask == "Who signed **first**?");
  CHECK(flipped(deck.cards[0]) == "Peru; then Chile");
  CHECK(deck.cards[0].tags == std::vector<std::string>{"course-1", "week-1", "exam"});
  REQUIRE(deck.topics.size() == 2);
  CHECK(deck.topics[0].name == "Treaties");
  CHECK(deck.topics[1].name == "Courts");
}

TEST_CASE("rows with numbered blanks become a cloze for each number") {
  const Imported read = table(
      "{{c1::Addis Ababa::city}} hosts the {{c2::African Union}},since 2002\nno "
      "blank,a\n");
  REQUIRE(cards_of(read).size() == 3);
  CHECK(cards_of(read)[0].ask == "{{Addis Ababa::city}} hosts the African Union");
  CHECK(cards_of(read)[1].ask == "Addis Ababa hosts the {{African Union}}");
  CHECK(cards_of(read)[0].explain == "since 2002");
  CHECK(std::holds_alternative<ClozeCard>(cards_of(read)[1].body));
}

TEST_CASE("numbered blanks may lie in one another and share numbers") {
  NoteBook notes;
  const auto asks = numbered_asks("{{c1::a {{c2::b::hint}} c}} d {{c1,2::e}} {{c0::f}}",
                                  false, "here", notes);
  REQUIRE(asks.size() == 2);
  CHECK(asks[0].ask == "{{a b c}} d {{e}} \\{\\{c0::f}}");
  CHECK(asks[1].ask == "a {{b::hint}} c d {{e}} \\{\\{c0::f}}");
  CHECK(numbered_asks("{{c1::open", false, "here", notes).empty());
  CHECK(numbered_asks("no", false, "here", notes).empty());
  const auto html = numbered_asks("<b>{{c1::x &amp; y}}</b> z", true, "here", notes);
  REQUIRE(html.size() == 1);
  CHECK(html[0].ask == "**{{x & y}}** z");
}

TEST_CASE("rows that are too short or too long are told of") {
  const Imported read =
      table("a,b\nc\nd,e,f\ng,h\ni,j\n",
            TableMapping{',', false, false, {ColumnUse::kQuestion, ColumnUse::kAnswer}});
  CHECK(cards_of(read).size() == 4);
  CHECK(has_note(read.notes, "line 2", "without an answer"));
  CHECK(has_note(read.notes, "line 3", "more than 2 columns"));
}

TEST_CASE("a mapping says what the columns are") {
  const TableMapping mapping{
      '|', true, true, {ColumnUse::kAnswer, ColumnUse::kIgnore, ColumnUse::kQuestion}};
  const Imported read = table("x|y|z\nParis|1|<i>Where</i>?\n", mapping);
  REQUIRE(cards_of(read).size() == 1);
  CHECK(cards_of(read)[0].ask == "*Where*?");
  CHECK(has_note(read.notes, "column 2", "left out"));
  CHECK(!read_table("a,b", TableMapping{',', false, false, {ColumnUse::kAnswer}},
                    a_wish()));
  CHECK(!read_table("a,b", TableMapping{'"', false, false, {ColumnUse::kQuestion}},
                    a_wish()));
}

TEST_CASE("pictures and sounds in a table are told of and their descriptions kept") {
  const Imported read =
      table("#html:true\n<img src=a.png alt=Map> Where?\tHere [sound:x.mp3]\n");
  CHECK(cards_of(read).at(0).ask == "Map Where?");
  CHECK(has_note(read.notes, "line 2", "picture a.png"));
  CHECK(has_note(read.notes, "line 2", "sound (x.mp3)"));
}

TEST_CASE("a table is shown before it is read") {
  std::string text = "Front,Back,Colour\n";
  for (int i = 0; i < 30; ++i)
    text += fmt::format("q{0},a{0},red\n", i);
  const auto preview = preview_table(text);
  REQUIRE(preview);
  CHECK(preview->guess.separator == ',');
  CHECK(preview->guess.has_header);
  CHECK(!preview->guess.html);
  CHECK(preview->guess.columns == std::vector<ColumnUse>{ColumnUse::kQuestion,
                                                         ColumnUse::kAnswer,
                                                         ColumnUse::kTags});
  CHECK(preview->rows.size() == 20);
  CHECK(!preview_table("\n\n"));
  CHECK(!preview_table("\xC3"));
}

TEST_CASE("UTF-16 as spreadsheets write it is read, other bytes are refused") {
  using namespace std::string_view_literals;
  CHECK(cards_of(table("\xFF\xFE\x61\x00\x09\x00\x62\x00\x0A\x00"sv)).at(0).ask == "a");
  CHECK(!read_table("a,\xE9\n", {}, a_wish()));
}

TEST_CASE("formulas are written so that a spreadsheet leaves them alone") {
  for (const std::string cell : {"=1+1", "+1", "-1", "@x", "'=1", "''-2"}) {
    CHECK(without_formula(cell) == "'" + cell);
    CHECK(with_formula(without_formula(cell)) == cell);
  }
  for (const std::string cell : {"1", "'tis", "", "'"}) {
    CHECK(without_formula(cell) == cell);
    CHECK(with_formula(cell) == cell);
  }
}

TEST_CASE("a list in a cell comes back") {
  for (const auto& list : std::vector<std::vector<std::string>>{
           {}, {"a"}, {"a|b", "c\\"}, {"", "x"}, {"a", "", ""}})
    CHECK(list_of_cell(list_in_cell(list)) == list);
}

TEST_CASE("facts are written in each direction, as cards to flip") {
  Deck deck;
  deck.id = "lakes";
  deck.lang = "en";
  deck.title = "Lakes";
  deck.topics = {{"east", "East Africa", "", {}}};
  Entity lake{"victoria", "lake", "", false, {}, "Lake Victoria", {}, ""};
  Entity river{"nile", "river", "the", false, {}, "White Nile", {}, ""};
  deck.entities = {lake, river};
  Relation flows{"source-of", Shape::kPlain, {}};
  flows.wording = {"{subject} feeds {object}.", "Which river does {subject} feed?",
                   "Which lake feeds {object}?"};
  deck.relations = {flows};
  Fact fact;
  fact.id = "victoria-nile";
  fact.relation = "source-of";
  fact.subject = "victoria";
  fact.objects = {EntityRef{"nile"}};
  fact.topic = "east";
  fact.tags = {"maps"};
  deck.facts = {fact};
  REQUIRE(first_error(deck).empty());
  const Exported out = write_table(DeckBook(deck), an_export());
  CHECK(out.bytes.starts_with("#separator:tab\n#html:true\n#guid column:1\n"));
  CHECK(out.bytes.find("\n=") == std::string::npos);
  const Imported back = table(out.bytes);
  const Deck& read = back.decks.at(0).deck;
  CHECK(read.id == "lakes");
  CHECK(read.title == "Lakes");
  REQUIRE(read.cards.size() == 2);
  CHECK(read.cards[0].id == "victoria-nile.object");
  CHECK(read.cards[0].ask == "Which river does Lake Victoria feed?");
  CHECK(fold(plain_text(flipped(read.cards[0]))).find("white nile") != std::string::npos);
  CHECK(read.cards[1].ask == "Which lake feeds the White Nile?");
  CHECK(read.topics.at(0).name == "East Africa");
  CHECK(read.cards[1].tags == std::vector<std::string>{"maps"});
}

namespace {

std::string random_text() {
  std::string whole = *rc::gen::element<std::string>("a", "Why", "=x", "-1", "'+", "é");
  for (const std::string& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
           "b", "C1", " ", " ", "\n", "|", "::", "<", "&amp;", "\"", "\t", ";", ",", "#",
           "*", "_", "[x]", "{", "}", "\\", "Ü", "国")))
    whole += piece;
  return whole;
}
std::vector<std::string> random_texts(int most) {
  std::vector<std::string> texts;
  for (int i = *rc::gen::inRange(0, most + 1); i > 0; --i)
    texts.push_back(random_text());
  return texts;
}

/// A card of a kind that a table holds.
CardDraft random_card() {
  CardDraft draft;
  draft.topic = *rc::gen::element<std::string>("", "A", "A::B", "=C::D", "E: F");
  draft.tags = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("t", "exam", "-x", "=y"));
  draft.ask = markdown_of(random_text());
  draft.explain = markdown_of(random_text());
  const auto options = [] {
    std::vector<WrongOption> wrong;
    for (const std::string& text : random_texts(4))
      wrong.push_back({markdown_of(text), ""});
    return wrong;
  };
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      draft.body = ChoiceCard{markdown_of(random_text()), options()};
      break;
    case 1:
      draft.body = TypedCard{random_text(), random_texts(3)};
      break;
    case 2:
      draft.body = TrueFalseCard{*rc::gen::arbitrary<bool>()};
      break;
    case 3:
      draft.body = ClozeCard{};
      draft.ask = around_blanks(draft.ask) + " " +
                  blank_of({random_text(), random_text()}, random_text()) + " " +
                  around_blanks(markdown_of(random_text())) + " " + blank_of({"last"});
      break;
    case 4: {
      SelectCard card{{}, options()};
      for (const std::string& text : random_texts(3))
        card.answers.push_back(markdown_of(text));
      draft.body = card;
      break;
    }
    default:
      draft.body = RecallCard{markdown_of(random_text())};
  }
  return draft;
}

std::string path_of(const Deck& deck, const std::string& id) {
  for (const Topic& topic : deck.topics)
    if (topic.id == id) return path_of(deck, topic.parent) + "/" + topic.name;
  return {};
}

/// What a student sees of a card.
struct Seen {
  std::string id, ask, body, explain, topic;
  std::vector<std::string> tags;
  bool operator==(const Seen&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Seen& seen) {
  return out << "[" << seen.id << "][" << seen.ask << "][" << seen.body << "]["
             << seen.explain << "][" << seen.topic << "]";
}
struct BodyText {
  std::string operator()(const RecallCard& card) {
    return "r " + plain_text(card.answer);
  }
  std::string operator()(const ChoiceCard& card) {
    return "c " + plain_text(card.answer) + wrong(card.wrong);
  }
  std::string operator()(const SelectCard& card) {
    std::string text = "s ";
    for (const std::string& answer : card.answers)
      text += plain_text(answer) + "\x1f";
    return text + wrong(card.wrong);
  }
  std::string operator()(const TrueFalseCard& card) { return card.answer ? "t" : "f"; }
  std::string operator()(const TypedCard& card) {
    return fmt::format("y {} {}", card.answer, fmt::join(card.accept, "\x1f"));
  }
  std::string operator()(const ClozeCard&) { return "z"; }
  template <class Other>
  std::string operator()(const Other&) {
    return "?";
  }
  static std::string wrong(const std::vector<WrongOption>& options) {
    std::string text;
    for (const WrongOption& option : options)
      text += "\x1f" + plain_text(option.text);
    return text;
  }
};
std::vector<Seen> seen_of(const Deck& deck) {
  std::vector<Seen> all;
  for (const Card& card : deck.cards)
    all.push_back({card.id, plain_text(card.ask), std::visit(BodyText{}, card.body),
                   plain_text(card.explain), path_of(deck, card.topic), card.tags});
  return all;
}

}  // namespace

TEST_CASE("property: cards that go out as a table come back the same") {
  CHECK(rc::check([] {
    NoteBook notes;
    DeckMaker maker(a_wish("The =deck"), notes);
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i)
      maker.add(random_card());
    RC_PRE(maker.size() > 0U);
    const Deck deck = std::move(maker).take().front();
    RC_ASSERT(first_error(deck).empty());
    const Exported out = write_table(DeckBook(deck), an_export());
    const auto back = read_table(out.bytes, {}, a_wish("other.txt"));
    RC_ASSERT(bool(back));
    RC_LOG(out.bytes);
    const Deck& read = back->decks.at(0).deck;
    RC_ASSERT(read.id == deck.id);
    RC_ASSERT(read.title == deck.title);
    RC_ASSERT(seen_of(read) == seen_of(deck));
  }));
}

TEST_CASE("property: any text as a table is refused or makes a sound deck") {
  CHECK(rc::check([] {
    std::string text;
    for (const std::string& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
             "a", "b", ",", "\t", ";", "\n", "\"", "#separator:tab\n", "#html:true\n",
             "#tags column:2\n", "#deck column:1\n", "#columns:a\tb\n", "{{c1::", "}}",
             "::", "<b>", "\x01", "é", "\xFF", "#attache deck:x\n", "Question",
             "Answer")))
      text += piece;
    return is_sound(read_table(text, {}, a_wish()));
  }));
}
