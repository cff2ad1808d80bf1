// Elements, attributes, ids, references and small values.

#include <doctest/doctest.h>

#include "deck_text.h"

using namespace attache;

TEST_CASE("an unknown element is named with the one that was meant") {
  CHECK(errors_in("<fcat id=\"f\"/>") ==
        "d:2:1: <fcat> cannot stand in a deck — did you mean <fact>?");
}

TEST_CASE("an unknown element that resembles none is met with what can stand there") {
  CHECK(errors_in("<entity id=\"a\" type=\"x\"><name>A</name><born/></entity>") ==
        "d:2:39: <born> cannot stand in an entity — remove it; an entity can hold name, "
        "alias and note");
}

TEST_CASE("an element inside a text is refused with the way to write emphasis") {
  CHECK(errors_in("<description>A <b>bold</b> claim</description>") ==
        "d:2:16: <b> cannot stand inside <description> — write emphasis *like this*, and "
        "a < in a text as &lt;");
}

TEST_CASE("an element inside an element that is empty is refused") {
  CHECK(errors_in("<source id=\"s\" title=\"T\"><title>T</title></source>") ==
        "d:2:26: <title> cannot stand in a source — remove it");
}

TEST_CASE("an unknown attribute is named with the one that was meant") {
  CHECK(
      errors_below_pair(
          "<fact id=\"f\" relation=\"r\" subject=\"a\"\n  objct=\"b\" object=\"b\"/>") ==
      "d:4:3: \"objct\" is no attribute of a fact — did you mean object?");
}

TEST_CASE("an unknown attribute that resembles none is met with what is allowed") {
  CHECK(errors_in("<topic id=\"t\" colour=\"red\">T</topic>") ==
        "d:2:15: \"colour\" is no attribute of a topic — remove it; a topic can have id, "
        "parent and forms");
  CHECK(errors_in("<author website=\"x\">A</author>") ==
        "d:2:9: \"website\" is no attribute of an author — remove it");
}

TEST_CASE("a deck may name its schema and no other foreign attribute") {
  const char* start =
      "<deck xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:noNamespaceSchemaLocation=\"deck.xsd\""
      " format=\"1\" id=\"d\" edition=\"1\" lang=\"en\"";
  CHECK(errors_of(std::string(start) + "><title>T</title></deck>").empty());
  CHECK(errors_of(std::string(start) + "\nxml:base=\"x\"><title>T</title></deck>") ==
        "d:2:1: \"xml:base\" is no attribute of a deck — remove it; a deck can have "
        "format, id, edition, lang, as-of and forms");
}

TEST_CASE("a deck needs format, id, edition, lang and a title") {
  CHECK(errors_of("<deck/>") ==
        "d:1:1: this deck has no format — add format=\"…\"\n"
        "d:1:1: this deck has no id — add id=\"…\" with a name that it keeps for ever\n"
        "d:1:1: this deck has no edition — add edition=\"…\"\n"
        "d:1:1: this deck has no lang — add lang=\"…\"\n"
        "d:1:1: this deck has no <title> — add <title>…</title>");
}

TEST_CASE("each value on the deck has its form") {
  CHECK(errors_of("<deck format=\"one\" id=\"My Deck\" edition=\"0\" lang=\"english!\" "
                  "as-of=\"yesterday\"><title>T</title></deck>") ==
        "d:1:7: format is \"one\", which is no whole number from 1 — write 1, 2, 3 and "
        "so on\n"
        "d:1:20: \"My Deck\" cannot be an id — use small letters, digits, full stops, "
        "underscores and hyphens, at most "
        "100, such as id=\"my-deck\"\n"
        "d:1:33: edition is \"0\", which is no whole number from 1 — write 1, 2, 3 and "
        "so on\n"
        "d:1:45: \"english!\" is no language code — write one such as en, en-GB or ja\n"
        "d:1:61: as-of is \"yesterday\", which is no date — write 2024-07-28, 2024-07 or "
        "2024");
}

TEST_CASE("an id of which nothing can be made gets the rule alone") {
  CHECK(errors_in("<topic id=\"…\">T</topic>") ==
        "d:2:8: \"…\" cannot be an id — use small letters, digits, full stops, "
        "underscores and hyphens, at most 100");
}

TEST_CASE("a title that is there twice is one too many") {
  CHECK(errors_in("<title>Other</title>") ==
        "d:2:1: <title> is there more than once — keep one; the first stands on line 1");
}

TEST_CASE("an id is there once over all kinds of elements") {
  CHECK(errors_in("<topic id=\"same\">T</topic>\n<source id=\"same\" title=\"S\"/>") ==
        "d:3:9: the id same is there twice — give this source another; the first is a "
        "topic on line 2");
}

TEST_CASE("the id of the deck is of a different realm") {
  CHECK(errors_in("<topic id=\"d\">T</topic>").empty());
}

TEST_CASE("a missing id is named") {
  CHECK(errors_in("<topic>T</topic>") ==
        "d:2:1: this topic has no id — add id=\"…\" with a name that it keeps for ever");
}

TEST_CASE("what refers to a badly formed id is not called wrong as well") {
  CHECK(errors_in(
            "<topic id=\"A B\">T</topic>\n<topic id=\"c\" parent=\"A B\">C</topic>") ==
        "d:2:8: \"A B\" cannot be an id — use small letters, digits, full stops, "
        "underscores and hyphens, at most 100, "
        "such as id=\"a-b\"");
}

TEST_CASE("a reference to nothing is named with what was meant") {
  CHECK(errors_in("<topic id=\"command\">T</topic>\n<topic id=\"c\" "
                  "parent=\"comand\">C</topic>") ==
        "d:3:15: no topic has the id \"comand\" — did you mean command?");
}

TEST_CASE("a reference to nothing that resembles none says what can be done") {
  CHECK(errors_below_pair(
            "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"ministry\"/>") ==
        "d:3:39: no entity has the id \"ministry\" — add the entity or write the id of "
        "one that is there");
}

TEST_CASE("a reference to the wrong kind of thing says what is wanted") {
  CHECK(errors_below_pair("<topic id=\"command\">T</topic>\n<fact id=\"f\" "
                          "relation=\"r\" subject=\"a\" object=\"command\"/>") ==
        "d:4:39: command is a topic, and an entity is wanted here — write the id of an "
        "entity");
}

TEST_CASE("a reference to the wrong kind of thing suggests a near id of the right kind") {
  CHECK(errors_below_pair(
            "<topic id=\"command\">T</topic>\n<entity id=\"commando\" "
            "type=\"x\"><name>C</name></entity>\n"
            "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"command\"/>") ==
        "d:5:39: command is a topic, and an entity is wanted here — did you mean "
        "commando?");
}

TEST_CASE("every kind of reference is followed") {
  CHECK(
      errors_below_pair("<passage id=\"p\" source=\"s1\" topic=\"t1\">P</passage>\n"
                        "<fact id=\"f\" relation=\"r1\" subject=\"e1\" topic=\"t1\" "
                        "passage=\"p1\"><object ref=\"a\"/><object ref=\"e2\"/></fact>\n"
                        "<card id=\"c\" kind=\"recall\" "
                        "fact=\"f1\"><ask>Q</ask><answer>A</answer></card>") ==
      "d:3:17: no source has the id \"s1\" — add the source or write the id of one that "
      "is there\n"
      "d:3:29: no topic has the id \"t1\" — add the topic or write the id of one that is "
      "there\n"
      "d:4:14: no relation has the id \"r1\" — did you mean r?\n"
      "d:4:28: no entity has the id \"e1\" — add the entity or write the id of one that "
      "is there\n"
      "d:4:41: no topic has the id \"t1\" — add the topic or write the id of one that is "
      "there\n"
      "d:4:52: no passage has the id \"p1\" — did you mean p?\n"
      "d:4:90: no entity has the id \"e2\" — add the entity or write the id of one that "
      "is there\n"
      "d:5:28: no fact has the id \"f1\" — did you mean f?");
}

TEST_CASE("text between elements is stray") {
  CHECK(errors_in("<topic id=\"t\">T</topic>\n  A few notes &amp; thoughts\n") ==
        "d:3:3: the text \"A few notes & thoughts\" stands between elements — put it "
        "into an element or remove it");
  CHECK(errors_in("<source id=\"s\" title=\"T\">more</source>") ==
        "d:2:26: the text \"more\" stands between elements — put it into an element or "
        "remove it");
}

TEST_CASE("an element that should have text is not empty") {
  CHECK(errors_in("<author> </author>\n<topic id=\"t\"/>") ==
        "d:2:1: this <author> is empty — fill it in or remove it\n"
        "d:3:1: this <topic> is empty — fill it in or remove it");
}

TEST_CASE("an attribute is not empty") {
  CHECK(errors_in("<source id=\"s\" title=\"\" url=\" \"/>") ==
        "d:2:16: the attribute title is empty — fill it in\n"
        "d:2:25: the attribute url is empty — fill it in or remove it");
}

TEST_CASE("an entity needs a type and one name") {
  CHECK(errors_in("<entity id=\"a\"/>") ==
        "d:2:1: this entity has no type — add type=\"…\"\n"
        "d:2:1: this entity has no <name> — add <name>…</name>");
  CHECK(
      errors_in("<entity id=\"a\" type=\"x\"><name>A</name>\n<name>B</name></entity>") ==
      "d:3:1: <name> is there more than once — keep one; the first stands on line 2");
}

TEST_CASE("an alias is there once and is not the name") {
  CHECK(errors_in("<entity id=\"a\" "
                  "type=\"x\"><name>A</name>\n<alias>B</alias>\n<alias>A</"
                  "alias>\n<alias>B</alias></entity>") ==
        "d:4:1: the name \"A\" is there twice — change or remove this one\n"
        "d:5:1: the name \"B\" is there twice — change or remove this one");
}

TEST_CASE("plural is yes or no") {
  CHECK(
      errors_in("<entity id=\"a\" type=\"x\" plural=\"true\"><name>A</name></entity>") ==
      "d:2:25: plural cannot be \"true\" — write yes or no");
}

TEST_CASE("a mistyped word is met with the one that was meant") {
  CHECK(errors_in("<relation id=\"r\" shape=\"hierarky\"><says>{subject} "
                  "{object}</says><asks for=\"object\">{subject}?</asks></relation>") ==
        "d:2:18: shape cannot be \"hierarky\" — did you mean hierarchy?");
  CHECK(errors_in("<relation id=\"r\"><says>{subject} {object}</says><asks "
                  "for=\"whom\">{subject}?</asks></relation>") ==
        "d:2:55: for cannot be \"whom\" — write object or subject");
}

TEST_CASE("an address begins with https:// or http://") {
  CHECK(errors_in(
            "<source id=\"s\" title=\"T\" url=\"javascript:x\" date=\"2024-02-30\"/>") ==
        "d:2:26: \"javascript:x\" is no address on the web — begin it with https://\n"
        "d:2:45: date is \"2024-02-30\", which is no date — write 2024-07-28, 2024-07 or "
        "2024");
}

TEST_CASE("tags have blanks between them") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" "
                          "tags=\"one, two\"/>") ==
        "d:3:50: tags have blanks between them, not commas — write tags=\"week-3 exam\"");
}

TEST_CASE("meaning is a whole number") {
  CHECK(
      errors_below_pair(
          "<fact id=\"f\" relation=\"r\" subject=\"a\" object=\"b\" meaning=\"1.5\"/>") ==
      "d:3:50: meaning is \"1.5\", which is no whole number from 1 — write 1, 2, 3 and "
      "so on");
}

TEST_CASE("all problems come at once, in order of line") {
  CHECK(errors_below_pair("<fact id=\"f\" relation=\"rr\" subject=\"a\" "
                          "object=\"b\"/>\n<tpoic id=\"t\">T</tpoic>\n"
                          "<card id=\"c\" kind=\"recal\"><ask/></card>") ==
        "d:3:14: no relation has the id \"rr\" — did you mean r?\n"
        "d:4:1: <tpoic> cannot stand in a deck — did you mean <topic>?\n"
        "d:5:14: kind cannot be \"recal\" — did you mean recall?\n"
        "d:5:27: this <ask> is empty — fill it in or remove it");
}

TEST_CASE("problems carry codes for editors") {
  const auto read = read_deck_text(deck_of("<fcat/>"), "d");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems.front() == Problem{Severity::kError, "unknown-element", "d", 2, 1,
                                         "<fcat> cannot stand in a deck",
                                         "did you mean <fact>?"});
}
