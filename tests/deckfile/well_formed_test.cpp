// XML that is broken, forbidden or too large.

#include <string>

#include <doctest/doctest.h>

#include "deck_text.h"

using namespace attache;

TEST_CASE("an empty file holds no deck") {
  CHECK(problems_of("") ==
        "d: there is no deck in this file — a deck begins with <deck …>");
  CHECK(problems_of("<!-- nothing -->\n") ==
        "d: there is no deck in this file — a deck begins with <deck …>");
}

TEST_CASE("another XML file is no deck") {
  CHECK(problems_of("<?xml version=\"1.0\"?>\n<quiz/>") ==
        "d:2:1: the file holds <quiz>, and a deck begins with <deck> — open a deck file");
}

TEST_CASE("a text file is no deck") {
  CHECK(problems_of("Dear all") ==
        "d: there is no deck in this file — a deck begins with <deck …>\n"
        "d:1:1: something stands before the deck — remove what stands before <deck>");
}

TEST_CASE("a deck for a later format names it and stops there") {
  CHECK(problems_of("<deck id=\"d\"\n format=\"2\"><novelty/></deck>") ==
        "d:2:2: this deck was made for a newer Attaché; its format is 2, and this one "
        "reads format 1 — install the "
        "newer version");
}

TEST_CASE("a closing tag in the wrong place names what is still open and since when") {
  CHECK(problems_of("<deck>\n<card>\n<ask>Why?</answer>\n</card></deck>") ==
        "d:3:10: </answer> stands where </ask> is due — <ask> on line 3 is still open; "
        "close it first");
}

TEST_CASE("a tag that is never closed is named") {
  CHECK(problems_of("<deck>\n  <title>T</title>\n") ==
        "d:1:1: <deck> is not closed — add </deck>");
}

TEST_CASE("a closing tag too many is named") {
  CHECK(problems_of("</deck>") == "d:1:1: </deck> closes nothing — remove it");
}

TEST_CASE("only one deck stands in a file, and nothing around it") {
  CHECK(
      problems_of("<deck/>\n<deck/>") ==
      "d:2:1: something follows the end of the deck — remove what stands behind </deck>");
  CHECK(
      problems_of("<deck/>\n  more") ==
      "d:2:3: something follows the end of the deck — remove what stands behind </deck>");
  CHECK(problems_of("<![CDATA[x]]><deck/>") ==
        "d:1:1: something stands before the deck — remove what stands before <deck>");
}

TEST_CASE("a lone ampersand and a lone < are found wherever they are") {
  CHECK(problems_of("<deck>R&D\na < b &\n</deck>") ==
        "d:1:8: a & stands alone — write &amp;\n"
        "d:2:3: a < stands alone — write &lt;\n"
        "d:2:7: a & stands alone — write &amp;");
}

TEST_CASE("an ampersand in an attribute is found too") {
  CHECK(errors_in("<source id=\"a\" title=\"R&D\"/>") ==
        "d:2:24: a & stands alone — write &amp;");
}

TEST_CASE("references of HTML are not known") {
  CHECK(errors_in("<author>A&nbsp;B</author>") ==
        "d:2:10: &nbsp; is not known in a deck — write the character itself");
}

TEST_CASE("references of XML are known") {
  const auto read = read_deck_text(
      deck_of("<author>&lt;&amp;&gt;&quot;&apos;&#233;&#xe9;</author>"), "d");
  REQUIRE(read.deck);
  CHECK(read.deck->authors.front() == "<&>\"'éé");
}

TEST_CASE("references to characters that do not exist are refused") {
  for (const char* impossible :
       {"&#0;", "&#x0;", "&#x1F;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999;",
        "&#;", "&#x;", "&#12a;", "&#X41;"})
    CHECK(errors_in("<author>A" + std::string(impossible) + "</author>") ==
          "d:2:10: " + std::string(impossible) +
              " stands for no character that a deck can hold — remove it");
}

TEST_CASE("a DOCTYPE is refused, and nothing behind it is read") {
  CHECK(problems_of("<?xml version=\"1.0\"?>\n<!DOCTYPE deck [<!ENTITY a "
                    "\"b\">]>\n<deck>&a;</deck>") ==
        "d:2:1: DOCTYPE is not allowed in a deck — remove it");
  CHECK(problems_of("<!doctype html>") ==
        "d:1:1: DOCTYPE is not allowed in a deck — remove it");
}

TEST_CASE("the word DOCTYPE in a comment, a CDATA section or an attribute is harmless") {
  CHECK(errors_in("<!-- <!DOCTYPE a> --><author><![CDATA[<!DOCTYPE a>]]></author>")
            .empty());
}

TEST_CASE("other markup with <! is refused") {
  CHECK(problems_of("<deck>\n<!ELEMENT a></deck>") ==
        "d:2:1: <! begins nothing that a deck can hold — remove it, or write &lt;! if it "
        "belongs to a text");
}

TEST_CASE("comments, CDATA and instructions have to end") {
  CHECK(problems_of("<deck>\n<!-- a </deck>") ==
        "d:2:1: this comment has no end — close it with -->");
  CHECK(problems_of("<deck>\n <![CDATA[ a </deck>") ==
        "d:2:2: <![CDATA[ has no end — close it with ]]>");
  CHECK(problems_of("<?xml version=\"1.0\"") ==
        "d:1:1: <? has no end — close it with ?>");
}

TEST_CASE("two dashes cannot stand inside a comment") {
  CHECK(errors_in("<!-- a -- b -->") ==
        "d:2:8: -- cannot stand inside a comment — write - - or another dash");
  CHECK(errors_in("<!-- a - b -->").empty());
  CHECK(errors_in("<!---->").empty());
  CHECK(errors_in("<!-- a --->") ==
        "d:2:8: -- cannot stand inside a comment — write - - or another dash");
}

TEST_CASE("the end of a CDATA section cannot stand in a text") {
  CHECK(errors_in("<author>a]]>b</author>") ==
        "d:2:10: ]]> cannot stand in a text — write ]]&gt;");
}

TEST_CASE("instructions stand at the very beginning or nowhere") {
  const std::string deck = deck_of("<author>A</author>");
  CHECK(
      errors_of("<?xml version=\"1.0\"?><?xml-model href=\"deck.xsd\"?>" + deck).empty());
  CHECK(errors_of("\n<?xml version=\"1.0\"?>" + deck) ==
        "d:2:1: <?…?> can only stand at the very beginning of the file — remove it");
  CHECK(errors_in("<?php echo 1 ?>") ==
        "d:2:1: <?…?> can only stand at the very beginning of the file — remove it");
}

TEST_CASE("a file that says that it is not UTF-8 is refused") {
  CHECK(errors_of("<?xml version=\"1.0\" encoding='ISO-8859-1'?>" + deck_of("")) ==
        "d:1:21: the file says that it is written in \"ISO-8859-1\" — save it as UTF-8 "
        "and write encoding=\"UTF-8\"");
  CHECK(errors_of("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + deck_of("")).empty());
  CHECK(errors_of("<?xml version=\"1.0\" encoding?>" + deck_of("")) ==
        "d:1:21: the file says that it is written in \"\" — save it as UTF-8 and write "
        "encoding=\"UTF-8\"");
}

TEST_CASE("a file in UTF-16 is named as such") {
  CHECK(problems_of(std::string("\xFF\xFE<\0d\0", 6)) ==
        "d: the file is written in UTF-16 — save it as UTF-8");
}

TEST_CASE("every invalid character is found, and the rest is checked all the same") {
  CHECK(errors_in("<author>caf\xE9</author>\n<author>a\xC3</author>\n<autor>x</autor>") ==
        "d:2:12: invalid character — save the file as UTF-8\n"
        "d:3:10: invalid character — save the file as UTF-8\n"
        "d:4:1: <autor> cannot stand in a deck — did you mean <author>?");
}

TEST_CASE("control characters are refused by their number") {
  CHECK(errors_in("<author>a\x01"
                  "b</author>") ==
        "d:2:10: the control character U+0001 is not allowed — remove it");
  CHECK(errors_in(std::string("<author>a\0b</author>", 20)) ==
        "d:2:10: the control character U+0000 is not allowed — remove it");
  CHECK(errors_in("<author>a\xEF\xBF\xBE"
                  "b</author>") == "d:2:10: invalid character — save the file as UTF-8");
}

TEST_CASE("hidden characters are warned of and left out, written or referred to") {
  const auto read = read_deck_text(deck_of("<author>a\xE2\x80\xAE"
                                           "b\x7F"
                                           "c\xC2\x9B"
                                           "d&#x202E;e</author>"),
                                   "d");
  REQUIRE(read.deck);
  CHECK(read.deck->authors.front() == "abcde");
  CHECK(lines_of(read, true) ==
        "d: warning: this deck asks nothing — add facts or cards\n"
        "d:2:10: warning: the invisible character U+202E is left out — remove it\n"
        "d:2:12: warning: the invisible character U+007F is left out — remove it\n"
        "d:2:14: warning: the invisible character U+009B is left out — remove it\n"
        "d:2:16: warning: the invisible character U+202E is left out — remove it");
}

TEST_CASE("a byte order mark and Windows line ends are accepted") {
  std::string xml;
  for (const char c : deck_of("<authr/>"))
    xml += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(errors_of("\xEF\xBB\xBF" + xml) ==
        "d:2:1: <authr> cannot stand in a deck — did you mean <author>?");
}

TEST_CASE("attributes need a value in quotation marks") {
  const std::string remedy =
      "d:1:7: the attribute id has no value in quotation marks — write id=\"…\"";
  CHECK(problems_of("<deck id></deck>") == remedy);
  CHECK(problems_of("<deck id=d></deck>") == remedy);
  CHECK(problems_of("<deck id \"d\"></deck>") == remedy);
}

TEST_CASE("a missing quotation mark is found at its attribute") {
  CHECK(problems_of("<deck id=\"d>\n<title x=\"\"/></deck>") ==
        "d:1:7: the attribute id of <deck> has no closing quotation mark before the next "
        "< — add the mark, or write "
        "&lt; for a < in the value");
  CHECK(problems_of("<deck id=\"d>") ==
        "d:1:7: the attribute id of <deck> has no closing quotation mark before the next "
        "< — add the mark, or write "
        "&lt; for a < in the value");
}

TEST_CASE("an attribute cannot be there twice") {
  CHECK(problems_of("<deck id=\"a\"\n id='b'/>") ==
        "d:2:2: the attribute id is there twice — keep one");
}

TEST_CASE("attributes have blanks between them") {
  CHECK(errors_in("<source id=\"a\"title=\"T\"/>") ==
        "d:2:15: a blank is missing before title — put one in");
}

TEST_CASE("tags have a proper end") {
  CHECK(problems_of("<deck\n<title/>") ==
        "d:1:1: the tag <deck has no proper end — close it with > or />");
  CHECK(problems_of("<deck id=\"d\" /") ==
        "d:1:1: the tag <deck has no proper end — close it with > or />");
  CHECK(problems_of("<deck></deck") ==
        "d:1:7: the tag </deck has no end — close it with >");
}

TEST_CASE("an element with more attributes than any can have is refused") {
  std::string xml = "<deck";
  for (int i = 0; i < 65; ++i)
    xml += " a" + std::to_string(i) + "=\"\"";
  CHECK(problems_of(xml + "/>")
            .find("the tag <deck has too many attributes — remove some") !=
        std::string::npos);
}

TEST_CASE("elements cannot be nested more than 16 deep") {
  std::string xml;
  for (int i = 0; i < 20; ++i)
    xml += "<deck>\n";
  CHECK(problems_of(xml) ==
        "d:17:1: elements are nested more than 16 deep — a deck never needs that; look "
        "for a tag that is not closed");
}

TEST_CASE("a deck beyond the limit of bytes is refused before it is read") {
  DeckLimits limits;
  limits.bytes = 1U << 20U;
  CHECK(lines_of(read_deck_text(std::string((1U << 20U) + 1, '<'), "d", limits), true) ==
        "d: the deck is larger than 1 MB — split it into several decks");
  limits.bytes = 1'572'864;
  CHECK(lines_of(read_deck_text(std::string(1'572'865, '<'), "d", limits), true) ==
        "d: the deck is larger than 1.5 MB — split it into several decks");
}

TEST_CASE("a deck beyond the limit of elements is refused, comments and CDATA included") {
  DeckLimits limits;
  limits.elements = 3;
  CHECK(lines_of(read_deck_text("<deck><a/><a/>\n<a/></deck>", "d", limits), true) ==
        "d:2:1: the deck has more than 3 elements — split it into several decks");
  CHECK(
      lines_of(read_deck_text("<deck><a/><!---->\n<!----></deck>", "d", limits), true) ==
      "d:2:1: the deck has more than 3 elements — split it into several decks");
  CHECK(
      lines_of(read_deck_text("<deck><a/><![CDATA[]]>\n<![CDATA[]]></deck>", "d", limits),
               true) ==
      "d:2:1: the deck has more than 3 elements — split it into several decks");
}

TEST_CASE("facts and cards together are limited") {
  DeckLimits limits;
  limits.cards = 2;
  const auto read =
      read_deck_text(deck_of("<card/><fact/>\n<card/>\n<fact/>"), "d", limits);
  CHECK_FALSE(read.deck);
  CHECK(lines_of(read, true)
            .find("d:3:1: the deck has more than 2 facts and cards — split it into "
                  "several decks") != std::string::npos);
}

TEST_CASE("a million tiny elements are refused within a moment and a few problems") {
  std::string xml = "<deck>";
  for (int i = 0; i < 1'000'001; ++i)
    xml += "<a/>";
  CHECK(problems_of(xml + "</deck>") ==
        "d:1:4000003: the deck has more than 1000000 elements — split it into several "
        "decks");
}
