// Wording, facts and cards: what depends on what texts say.

#include <doctest/doctest.h>

#include "deck_text.h"

using namespace attache;

namespace {

std::string errors_in_wording(const std::string& says, const std::string& asks) {
  return errors_in("<relation id=\"r\">\n<says>" + says +
                   "</says>\n<asks for=\"object\">" + asks + "</asks></relation>");
}

/// The errors in a card that begins on line 2.
std::string errors_in_card(const std::string& kind, const std::string& children) {
  return errors_in("<card id=\"c\" kind=\"" + kind + "\">\n" + children + "</card>");
}

const std::string kAsk = "<ask>Q</ask>\n";

}  // namespace

TEST_CASE("a sentence holds the subject and the object") {
  CHECK(
      errors_in_wording("{subject} leads.", "Who?") ==
      "d:3:1: this sentence has no {object} — put {object} where the name is to stand\n"
      "d:4:1: this question has no {subject} — put {subject} where the name is to stand");
}

TEST_CASE("a question does not hold its own answer") {
  CHECK(errors_in_wording("{subject} leads {object}.", "Does {subject} lead {object}?") ==
        "d:4:1: this question holds its own answer, {object} — ask for it without "
        "{object}");
}

TEST_CASE("a mistyped placeholder is met with the one that was meant") {
  CHECK(errors_in_wording("{subjct} leads {object}.", "Whom does {whoever} lead?") ==
        "d:3:1: {subjct} is no placeholder — did you mean {subject}?\n"
        "d:4:1: {whoever} is no placeholder — write {subject} or {object}");
}

TEST_CASE("braces stand for placeholders alone") {
  CHECK(errors_in_wording("{subject} leads {object.", "Whom does {subject}} lead?") ==
        "d:3:1: \"{subject} leads {object.\" has a lone brace — braces are for {subject} "
        "and {object} alone\n"
        "d:4:1: \"Whom does {subject}} lead?\" has a lone brace — braces are for "
        "{subject} and {object} alone");
}

TEST_CASE("a relation asks in at least one direction and in none twice") {
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {object}</says></relation>") ==
        "d:2:1: this relation has no <asks> — add <asks>…</asks>");
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {object}</says><asks "
                  "for=\"object\">{subject}?</asks>\n"
                  "<asks for=\"object\">And {subject}?</asks></relation>") ==
        "d:3:1: <asks for=\"object\"> is there more than once — keep one");
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {object}</says><asks "
                  "for=\"object\">{subject}?</asks>\n"
                  "<asks for=\"subject\">{object}?</asks><asks "
                  "for=\"subject\">{object}?</asks></relation>") ==
        "d:3:37: there are more than 2 <asks> — remove some\n"
        "d:3:37: <asks for=\"subject\"> is there more than once — keep one");
}

TEST_CASE("a fact can have a wording of its own, which is checked too") {
  CHECK(
      errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" "
                        "object=\"b\">\n<says>Nothing.</says>\n"
                        "<asks for=\"subject\">Who?</asks></fact>") ==
      "d:4:1: this sentence has no {subject} — put {subject} where the name is to stand\n"
      "d:4:1: this sentence has no {object} — put {object} where the name is to stand\n"
      "d:5:1: this question has no {object} — put {object} where the name is to stand");
}

TEST_CASE("a fact needs an object or a value") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\"/>") ==
        "d:3:1: this fact has neither an object nor a value — add object=\"…\" with the "
        "id of an entity, or value=\"…\" and "
        "type=\"…\"");
}

TEST_CASE("a fact has one object in one way") {
  const std::string what =
      "d:3:1: this fact says in more than one way what its object is — keep one of "
      "object=\"…\", value=\"…\", "
      "<object> and <value>";
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                          "value=\"1949\" type=\"year\"/>") == what);
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" "
                          "object=\"b\"><object ref=\"a\"/></fact>") == what);
}

TEST_CASE("a value needs a type") {
  CHECK(
      errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" value=\"1949\"/>") ==
      "d:3:1: this fact has a value and no type — add type=\"text\", \"year\", \"date\" "
      "or \"number\"");
}

TEST_CASE("an entity needs no type, unit or tolerance") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                          "type=\"text\" unit=\"km\" tolerance=\"5\"/>") ==
        "d:3:50: type belongs to a value, and this fact has an entity — remove it\n"
        "d:3:62: unit belongs to a number — remove it or write type=\"number\"\n"
        "d:3:72: tolerance belongs to a number — remove it or write type=\"number\"");
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" value=\"1949\" "
                          "type=\"year\" tolerance=\"5\"/>") ==
        "d:3:64: tolerance belongs to a number — remove it or write type=\"number\"");
}

TEST_CASE("values have the form of their type") {
  const auto error = [](const std::string& value, const std::string& type) {
    return errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" value=\"" +
                             value + "\" type=\"" + type + "\"/>");
  };
  CHECK(error("49", "year") ==
        "d:3:39: \"49\" is no year — write four digits, such as 1949");
  CHECK(error("4 April 1949", "date") ==
        "d:3:39: \"4 April 1949\" is no date — write 2024-07-28, 2024-07 or 2024");
  CHECK(error("1,500 km", "number") ==
        "d:3:39: \"1,500 km\" is no number — write digits alone, such as 1500 or 2.5; a "
        "unit belongs in unit=\"…\"");
  CHECK(error("anything", "text").empty());
  CHECK(error("1949-04-04", "date").empty());
  CHECK(error("1949", "year").empty());
  CHECK(error("-2.5", "number").empty());
}

TEST_CASE("a tolerance is a number or a percentage") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" value=\"5\" "
                          "type=\"number\" tolerance=\"about 5\"/>") ==
        "d:3:63: tolerance cannot be \"about 5\" — write a number such as 5 or 0.5, or a "
        "share such as 10%");
}

TEST_CASE("a many-valued fact has at least two objects, all different") {
  CHECK(errors_below_pair(
            "<fact id=\"f\" relation=\"r\" subject=\"a\">\n<object ref=\"b\"/></fact>") ==
        "d:4:1: a single <object> stands in this fact — write object=\"…\" on the fact, "
        "or add a second <object>");
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" "
                          "type=\"text\">\n<value>x</value><value>x</value></fact>") ==
        "d:4:17: the value \"x\" is there twice — change or remove this one");
  CHECK(
      errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" "
                        "type=\"year\">\n<value>1949</value>\n<value>x</value></fact>") ==
      "d:5:1: \"x\" is no year — write four digits, such as 1949");
}

TEST_CASE("support needs a passage that holds its words") {
  const std::string passage =
      "<passage id=\"p\">The ministers\n    met in *Tokyo*.\n\nThey agreed.</passage>\n";
  const auto error = [&](const std::string& attribute, const std::string& words) {
    return errors_below_pair(passage +
                             "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"" +
                             attribute + "><support>" + words + "</support></fact>");
  };
  CHECK(error(" passage=\"p\"", "ministers met\n in *Tokyo*. They").empty());
  CHECK(error(" passage=\"p\"", "met in Kyoto") ==
        "d:7:62: the words \"met in Kyoto\" do not occur in the passage p — copy them "
        "from the passage as they stand there");
  CHECK(error("", "met") ==
        "d:7:50: there is <support> and no passage to look for it in — add passage=\"…\" "
        "to this fact");
}

TEST_CASE("support in an unknown passage is not searched for") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                          "passage=\"zzz\"><support>x</support></fact>") ==
        "d:3:50: no passage has the id \"zzz\" — add the passage or write the id of one "
        "that is there");
}

TEST_CASE("a passage is no book") {
  CHECK(errors_in("<passage id=\"p\">" + std::string(100'001, 'x') + "</passage>") ==
        "d:2:1: this passage has more than 100000 bytes of text — split it into several "
        "passages");
}

TEST_CASE("two facts do not answer the same question differently") {
  CHECK(errors_below_pair(
            "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"/>\n<fact id=\"g\" "
            "relation=\"r\" subject=\"a\" object=\"a\"/>") ==
        "d:4:1: this asks the same question as the fact f on line 3 and has another "
        "answer — join them into one fact with "
        "several objects, or give this one its own <asks for=\"object\">");
  CHECK(errors_below_pair(
            "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\"/>\n<fact id=\"g\" "
            "relation=\"r\" subject=\"a\" "
            "object=\"a\"><asks for=\"object\">And what else is {subject}?</asks></fact>")
            .empty());
}

TEST_CASE("the same fact is not there twice") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\"><object "
                          "ref=\"a\"/><object ref=\"b\"/></fact>\n"
                          "<fact id=\"g\" relation=\"r\" subject=\"a\"><object "
                          "ref=\"b\"/><object ref=\"a\"/></fact>") ==
        "d:4:1: this says the same as the fact f on line 3 — remove one of them");
}

TEST_CASE("topics do not go in a circle") {
  CHECK(errors_in("<topic id=\"a\">A</topic>\n<topic id=\"b\" "
                  "parent=\"c\">B</topic>\n<topic id=\"c\" parent=\"b\">C</topic>\n"
                  "<topic id=\"e\" parent=\"b\">E</topic>") ==
        "d:3:1: the topic b is above itself — follow parent from topic to topic and "
        "break the circle");
  CHECK(errors_in("<topic id=\"a\" parent=\"a\">A</topic>") ==
        "d:2:1: the topic a is above itself — follow parent from topic to topic and "
        "break the circle");
}

// ---- cards

TEST_CASE("a card needs a kind, a question and what belongs to its kind") {
  CHECK(errors_in("<card id=\"c\"/>") ==
        "d:2:1: this card has no kind — add kind=\"…\"\n"
        "d:2:1: this card has no <ask> — add <ask>…</ask>");
  CHECK(errors_in_card("recall", "") ==
        "d:2:1: this recall card has no <ask> — add <ask>…</ask>\n"
        "d:2:1: this recall card has no <answer> — add <answer>…</answer>");
}

TEST_CASE("what belongs to another kind of card is refused") {
  CHECK(errors_in_card("recall", kAsk + "<answer>A</answer>\n<wrong>B</wrong>") ==
        "d:5:1: <wrong> cannot stand in a recall card — remove it; a recall card can "
        "hold ask, answer, explain and support");
  CHECK(errors_in_card("cloze", "<ask>{{A}}</ask>\n<answer>A</answer>") ==
        "d:4:1: <answer> cannot stand in a cloze card — remove it; a cloze card can hold "
        "ask, explain and support");
  CHECK(errors_in("<card id=\"c\" kind=\"date\" "
                  "tolerance=\"5\"><ask>Q</ask><answer>2024</answer></card>") ==
        "d:2:26: \"tolerance\" is no attribute of a date card — remove it; a date card "
        "can have id, kind, topic, passage, fact, "
        "as-of, check-after, meaning, tags and precision");
  CHECK(errors_in("<card id=\"c\" kind=\"number\" "
                  "precision=\"day\"><ask>Q</ask><answer>1</answer></card>")
            .starts_with("d:2:28: \"precision\" is no attribute of a number card"));
}

TEST_CASE("a choice card has two to eight wrong options") {
  CHECK(errors_in_card("choice", kAsk + "<answer>A</answer><wrong>B</wrong>") ==
        "d:2:1: a choice card needs at least 2 <wrong>, and this one has 1 — add "
        "<wrong>…</wrong>");
  std::string nine = kAsk + "<answer>A</answer>";
  for (int i = 1; i <= 9; ++i)
    nine += "\n<wrong>" + std::to_string(i) + "</wrong>";
  CHECK(errors_in_card("choice", nine) ==
        "d:13:1: there are more than 8 <wrong> — remove some");
}

TEST_CASE("a wrong option is not the answer, and no option is there twice") {
  CHECK(errors_in_card("choice",
                       kAsk + "<answer>The Diet</answer>\n<wrong>The  "
                              "Diet</wrong>\n<wrong>B</wrong>\n<wrong>B</wrong>") ==
        "d:5:1: the wrong option \"The Diet\" is also the right answer — change or "
        "remove it\n"
        "d:7:1: the option \"B\" is there twice — change or remove this one");
  CHECK(
      errors_in_card("select",
                     kAsk + "<answer>A</answer>\n<answer>A</answer>\n<wrong>B</wrong>") ==
      "d:5:1: the answer \"A\" is there twice — change or remove this one");
}

TEST_CASE("a select card has at least one right and one wrong option") {
  CHECK(errors_in_card("select", kAsk) ==
        "d:2:1: this select card has no <answer> — add <answer>…</answer>\n"
        "d:2:1: this select card has no <wrong> — add <wrong>…</wrong>");
}

TEST_CASE("a true-false card is true or false") {
  CHECK(errors_in_card("true-false", kAsk + "<answer>yes</answer>") ==
        "d:4:1: \"yes\" cannot be the answer of a true-false card — write true or false");
}

TEST_CASE("a typed card accepts each answer once") {
  CHECK(
      errors_in_card(
          "typed", kAsk + "<answer>A</answer>\n<accept>B</accept>\n<accept>A</accept>") ==
      "d:6:1: the accepted answer \"A\" is there twice — change or remove this one");
}

TEST_CASE("a number card has a number") {
  CHECK(errors_in_card("number", kAsk + "<answer>about 5</answer>") ==
        "d:4:1: \"about 5\" is no number — write digits alone, such as 1500 or 2.5; a "
        "unit belongs in unit=\"…\"");
}

TEST_CASE("a date card has a date as exact as its precision") {
  CHECK(errors_in_card("date", kAsk + "<answer>July 2024</answer>") ==
        "d:4:1: \"July 2024\" is no date — write 2024-07-28, 2024-07 or 2024");
  CHECK(errors_in("<card id=\"c\" kind=\"date\" "
                  "precision=\"day\"><ask>Q</ask><answer>2024-07</answer></card>") ==
        "d:2:26: precision is day, and the answer gives only the month — complete the "
        "answer or remove precision");
}

TEST_CASE("a cloze card has blanks that are well written") {
  CHECK(errors_in_card("cloze", "<ask>No blank</ask>") ==
        "d:3:1: the cloze has no blank — put two braces around the words to leave out: "
        "{{answer}}");
  CHECK(errors_in_card("cloze", "<ask>An {{open blank</ask>") ==
        "d:3:1: a blank is not closed — end it with two braces: {{answer}}");
}

TEST_CASE("an order card has three to twelve different items") {
  CHECK(errors_in_card("order", kAsk + "<item>A</item>\n<item>A</item>") ==
        "d:2:1: an order card needs at least 3 <item>, and this one has 2 — add "
        "<item>…</item>\n"
        "d:5:1: the item \"A\" is there twice — change or remove this one");
}

TEST_CASE("a match card has three to ten pairs, each with two sides of its own") {
  CHECK(errors_in_card("match", kAsk +
                                    "<pair><left>A</left><right>1</right></"
                                    "pair>\n<pair><left>A</left><right>2</right></pair>\n"
                                    "<pair><left>B</left><right>1</right></"
                                    "pair>\n<pair><left>C</left></pair>") ==
        "d:5:1: the left side \"A\" is there twice — change or remove this one\n"
        "d:6:1: the right side \"1\" is there twice — change or remove this one\n"
        "d:7:1: this pair has no <right> — add <right>…</right>");
}

TEST_CASE("a whole deck is read as it is meant") {
  const auto read = read_deck_text(R"(<?xml version="1.0" encoding="UTF-8"?>
<deck format="1" id="d" edition="3" lang="en-GB" as-of="2024-07">
  <licence>CC-BY-4.0</licence>
  <description>
    One.

    - two
    - three
  </description>
  <author>A</author> <author>B</author>
  <title> The   title </title>
  <source id="s" title="S &quot;1&quot;" publisher="P" author="Q" date="2024-07-28" url="https://x.org/"/>
  <topic id="t">T</topic> <topic id="u" parent="t">U</topic>
  <passage id="p" source="s" at="page 1" topic="t">It was <![CDATA[<here>]]><!-- not
    this --> and there.</passage>
  <entity id="e" type="country" group="nato g7" article="the" plural="yes">
    <name>United States</name> <alias>US</alias> <alias lang="ja">米国</alias> <note>*Big*</note>
  </entity>
  <relation id="r" shape="timeline">
    <says>{subject} {object}.</says> <asks for="subject">{object}?</asks>
  </relation>
  <fact id="f" relation="r" subject="e" value="5.5" type="number" unit="km" tolerance="10%" topic="u" passage="p"
        as-of="2024" check-after="2025-01" meaning="2" tags="one two">
    <says>On {object}, {subject}.</says> <asks for="object">{subject}?</asks>
    <explain>Because.</explain> <support>was &lt;here&gt;</support>
  </fact>
  <card id="c" kind="number" unit="m" tolerance="5" fact="f" topic="t" passage="p" as-of="2023"
        check-after="2026" meaning="3" tags="x"><ask>Q</ask><answer>7</answer><explain>E</explain></card>
  <card id="c2" kind="date" precision="year"><ask>R</ask><answer>2024-07-28</answer></card>
  <card id="c3" kind="true-false"><ask>S</ask><answer>false</answer></card>
</deck>)",
                                   "d");
  REQUIRE(lines_of(read, false).empty());
  REQUIRE(read.deck);
  Deck deck;
  deck.id = "d";
  deck.edition = 3;
  deck.lang = "en-GB";
  deck.as_of = PartialDate{2024, 7, 0};
  deck.title = "The title";
  deck.description = "One.\n\n- two\n- three";
  deck.authors = {"A", "B"};
  deck.licence = "CC-BY-4.0";
  deck.sources = {{"s", "S \"1\"", "P", "Q", PartialDate{2024, 7, 28}, "https://x.org/"}};
  deck.topics = {{"t", "T", "", {}}, {"u", "U", "t", {}}};
  deck.passages = {{"p", "s", "page 1", "t", "It was <here> and there."}};
  deck.entities = {{"e",
                    "country",
                    "the",
                    true,
                    {"nato", "g7"},
                    "United States",
                    {{"US", ""}, {"米国", "ja"}},
                    "*Big*"}};
  deck.relations = {{"r", Shape::kTimeline, {"{subject} {object}.", {}, "{object}?"}}};
  Fact fact;
  fact.id = "f";
  fact.relation = "r";
  fact.subject = "e";
  fact.objects = {Value{"5.5"}};
  fact.value_type = ValueType::kNumber;
  fact.unit = "km";
  fact.tolerance = {10, true};
  fact.topic = "u";
  fact.passage = "p";
  fact.as_of = PartialDate{2024, 0, 0};
  fact.check_after = PartialDate{2025, 1, 0};
  fact.meaning = 2;
  fact.tags = {"one", "two"};
  fact.says = "On {object}, {subject}.";
  fact.asks_object = "{subject}?";
  fact.explain = "Because.";
  fact.support = {"was <here>"};
  deck.facts = {fact};
  Card number{"c",
              "t",
              "p",
              "f",
              PartialDate{2023, 0, 0},
              PartialDate{2026, 0, 0},
              3,
              {"x"},
              "Q",
              NumberCard{"7", "m", {5, false}},
              "E",
              {}};
  Card date;
  date.id = "c2";
  date.ask = "R";
  date.body = DateCard{{2024, 7, 28}, Precision::kYear};
  Card statement;
  statement.id = "c3";
  statement.ask = "S";
  statement.body = TrueFalseCard{false};
  deck.cards = {number, date, statement};
  CHECK(*read.deck == deck);
}

TEST_CASE(
    "a verb may be written for one and for many, and nothing else stands in braces") {
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {leads|lead} {object}.</says>"
                  "<asks for=\"object\">Whom {does|do} {subject} lead?</asks></relation>")
            .empty());
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {a|b|c} {object}.</says>"
                  "<asks for=\"object\">Whom {|} {subject}?</asks></relation>") ==
        "d:2:18: {a|b|c} is no placeholder — write {subject} or {object}\n"
        "d:2:58: {|} is no placeholder — write {subject} or {object}");
}
