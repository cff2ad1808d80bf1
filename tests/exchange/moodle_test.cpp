// The examples hold facts of our own, one for each construct of Moodle's documentation
// of its XML.

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "exchange/moodle_pictures.h"
#include "exchange/readers.h"
#include "exchange/writers.h"
#include "moodle_decks.h"
#include "support/picture_bytes.h"

using namespace attache;
using namespace attache::exchange;

namespace {

Result<Imported> read_quiz(std::string_view inside) {
  return read_moodle_xml(
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{}\n</quiz>\n",
                  inside),
      wish_for("lesson.xml"));
}

Imported read(std::string_view inside) {
  const auto imported = read_quiz(inside);
  REQUIRE_MESSAGE(imported.has_value(), imported.error().text());
  CHECK(is_valid(imported->decks.front().deck));
  return *imported;
}

std::string question(std::string_view type, std::string_view ask, std::string_view more) {
  return fmt::format(
      "<question type=\"{}\"><name><text>A name</text></name>"
      "<questiontext format=\"html\"><text>{}</text></questiontext>{}</question>",
      type, ask, more);
}

Card card(std::string_view type, std::string_view ask, std::string_view more) {
  const Imported imported = read(question(type, ask, more));
  REQUIRE(imported.decks.front().deck.cards.size() == 1);
  return imported.decks.front().deck.cards.front();
}

std::string answer(int fraction, std::string_view text, std::string_view more = "") {
  return fmt::format("<answer fraction=\"{}\"><text>{}</text>{}</answer>", fraction, text,
                     more);
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t j = i; j < i + 3; ++j)
      group =
          group << 8U | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0U);
    for (unsigned j = 0; j < 4; ++j)
      text += i + j > bytes.size() ? '=' : kDigits[group >> (18 - 6 * j) & 63U];
  }
  return text;
}

}  // namespace

TEST_CASE("a choice in Moodle XML keeps its feedback") {
  const Card read =
      card("multichoice", "&lt;p&gt;Where does the &lt;b&gt;ICJ&lt;/b&gt; sit?&lt;/p&gt;",
           "<single>true</single>" + answer(100, "The Hague") +
               answer(0, "Geneva",
                      "<feedback format=\"html\"><text>Not &lt;i&gt;there&lt;/i&gt;."
                      "</text></feedback>") +
               answer(0, "Vienna") +
               "<generalfeedback><text>Since 1946.</text></generalfeedback>");
  CHECK(read.ask == "Where does the **ICJ** sit?");
  const auto& choice = std::get<ChoiceCard>(read.body);
  CHECK(choice.answer == "The Hague");
  CHECK(choice.wrong ==
        std::vector<WrongOption>{{"Geneva", "Not there."}, {"Vienna", ""}});
  CHECK(read.explain == "Since 1946.");
}

TEST_CASE("several right answers in Moodle XML make a selection") {
  const Card read = card("multichoice", "Which are in Africa?",
                         "<single>false</single>" + answer(50, "Ghana") +
                             answer(50, "Kenya") + answer(-100, "Peru"));
  CHECK(std::get<SelectCard>(read.body).answers ==
        std::vector<std::string>{"Ghana", "Kenya"});
}

TEST_CASE("true and false in Moodle XML") {
  CHECK(std::get<TrueFalseCard>(
            card("truefalse", "Mali is inland.", answer(100, "true") + answer(0, "false"))
                .body)
            .answer);
  CHECK_FALSE(std::get<TrueFalseCard>(card("truefalse", "Mali is an island.",
                                           answer(0, "true") + answer(100, "false"))
                                          .body)
                  .answer);
}

TEST_CASE(
    "short answers in Moodle XML are typed; case is noted, since it does not count") {
  const Imported imported = read(question(
      "shortanswer", "Egypt's president in 1970?",
      "<usecase>1</usecase>" + answer(100, "Nasser") + answer(100, "Gamal Abdel Nasser") +
          answer(40, "Sadat") + answer(0, "*", "<feedback><text>No.</text></feedback>")));
  const auto& typed = std::get<TypedCard>(imported.decks.front().deck.cards.front().body);
  CHECK(typed == TypedCard{"Nasser", {"Gamal Abdel Nasser"}});
  CHECK(notes_say(imported.notes, "capitals"));
  CHECK(notes_say(imported.notes, "right in part"));
  CHECK(notes_say(imported.notes, "stands for any text"));
}

TEST_CASE("numbers in Moodle XML have a tolerance and a unit") {
  const Imported imported = read(question(
      "numerical", "How long is the Suez Canal?",
      answer(100, "193", "<tolerance>5</tolerance>") +
          "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit>"
          "<unit><multiplier>0.54</multiplier><unit_name>nm</unit_name></unit></units>"));
  CHECK(std::get<NumberCard>(imported.decks.front().deck.cards.front().body) ==
        NumberCard{"193", "km", {5, false}});
  CHECK(notes_say(imported.notes, "unit"));
}

TEST_CASE("pairs in Moodle XML make a match; a right side without a left is noted") {
  const auto pair = [](std::string_view left, std::string_view right) {
    return fmt::format(
        "<subquestion format=\"html\"><text>{}</text><answer><text>{}</text>"
        "</answer></subquestion>",
        left, right);
  };
  const Imported imported =
      read(question("matching", "Match.",
                    pair("Ghana", "Accra") + pair("Kenya", "Nairobi") +
                        pair("Mali", "Bamako") + pair("", "Lima")));
  CHECK(
      std::get<MatchCard>(imported.decks.front().deck.cards.front().body).pairs.size() ==
      3);
  CHECK(notes_say(imported.notes, "goes with nothing"));
}

TEST_CASE("a row to be ordered keeps its order") {
  const Card read =
      card("ordering", "Earliest first.",
           answer(2, "Maastricht") + answer(1, "Rome") + answer(3, "Lisbon"));
  CHECK(std::get<OrderCard>(read.body).items ==
        std::vector<std::string>{"Rome", "Maastricht", "Lisbon"});
}

TEST_CASE("an essay in Moodle XML is recalled by what its graders are told") {
  CHECK(std::get<RecallCard>(card("essay", "What is a veto?",
                                  "<graderinfo format=\"html\"><text>A right to stop a "
                                  "decision.</text></graderinfo>")
                                 .body)
            .answer == "A right to stop a decision.");
}

TEST_CASE("gaps of all kinds with one right answer make a cloze") {
  const Imported imported = read(question(
      "cloze",
      "&lt;p&gt;{1:SHORTANSWER:=Accra#yes~=Akkra~%50%Kumasi} is in {2:MC:Togo~=Ghana}, "
      "free since {:NUMERICAL:%100%1957:1}; not {a}.&lt;/p&gt;",
      ""));
  const Card& read = imported.decks.front().deck.cards.front();
  CHECK(std::holds_alternative<ClozeCard>(read.body));
  CHECK(read.ask == "{{Accra|Akkra}} is in {{Ghana}}, free since {{1957}}; not {a}.");
  CHECK(notes_say(imported.notes, "options of a gap"));
  CHECK(notes_say(imported.notes, "tolerance"));
  CHECK(notes_say(imported.notes, "feedback on a gap"));
}

TEST_CASE("a gap in which several options must be ticked is noted") {
  const Imported imported =
      read(question("cloze", "{1:MULTIRESPONSE:=a~=b~c}", "") +
           question("truefalse", "Mali is inland.", answer(100, "true")));
  CHECK(imported.decks.front().deck.cards.size() == 1);
  CHECK(notes_say(imported.notes, "gap"));
}

TEST_CASE("words to be put into a text make a cloze") {
  const Card dragged = card("ddwtos", "[[2]] is the capital of [[1]].",
                            "<dragbox><text>Ghana</text><group>1</group></dragbox>"
                            "<dragbox><text>Accra</text><group>1</group></dragbox>");
  CHECK(dragged.ask == "{{Accra}} is the capital of {{Ghana}}.");
  const Card chosen =
      card("gapselect", "Ghana's capital is [[1]].",
           "<selectoption><text>Accra</text><group>1</group></selectoption>");
  CHECK(chosen.ask == "Ghana's capital is {{Accra}}.");
}

TEST_CASE("descriptions, other types and hidden questions are noted") {
  const Imported imported =
      read(question("description", "Read this.", "") + question("calculated", "x?", "") +
           question("truefalse", "Old.", "<hidden>1</hidden>" + answer(100, "true")) +
           question("truefalse", "Mali is inland.", answer(100, "true")));
  CHECK(imported.decks.front().deck.cards.size() == 1);
  CHECK(notes_say(imported.notes, "asks nothing"));
  CHECK(notes_say(imported.notes, "“calculated”"));
  CHECK(notes_say(imported.notes, "hidden"));
}

TEST_CASE("categories, id numbers and tags are kept") {
  const Deck deck =
      read(
          "<question type=\"category\"><category><text>$course$/top/Africa/West</text>"
          "</category></question>" +
          question(
              "truefalse", "Mali is inland.",
              "<idnumber>mali-1</idnumber><tags><tag><text>week 2</text></tag></tags>" +
                  answer(100, "true")))
          .decks.front()
          .deck;
  CHECK(deck.cards[0].id == "mali-1");
  CHECK(deck.cards[0].tags == std::vector<std::string>{"week-2"});
  CHECK(topic_path(deck, deck.cards[0].topic) == "Africa > West");
}

TEST_CASE("texts are read in the format that they name") {
  const auto ask = [](std::string_view format, std::string_view text) {
    return read(fmt::format(
                    "<question type=\"truefalse\"><questiontext format=\"{}\"><text>"
                    "{}</text></questiontext>{}</question>",
                    format, text, answer(100, "true")))
        .decks.front()
        .deck.cards.front()
        .ask;
  };
  CHECK(ask("markdown", "Is *it*?") == "Is *it*?");
  CHECK(plain_text(ask("plain_text", "Is *it*?")) == "Is *it*?");
  CHECK(ask("html", "<![CDATA[Is <em>it</em>?]]>") == "Is *it*?");
  CHECK(ask("html", "Is <em>it</em>?") == "Is *it*?");
}

TEST_CASE("a picture inside the file is kept beside the deck") {
  const std::string png = png_start(2, 2) + png_end();
  const Imported imported = read(
      "<question type=\"truefalse\"><questiontext format=\"html\"><text>"
      "<![CDATA[Is this it? <img src=\"@@PLUGINFILE@@/my%20map.png\" "
      "alt=\"map\">]]></text>"
      "<file name=\"my map.png\" path=\"/\" encoding=\"base64\">" +
      base64(png) + "</file></questiontext>" + answer(100, "true") + "</question>");
  const ImportedDeck& deck = imported.decks.front();
  REQUIRE(deck.files.size() == 1);
  CHECK(deck.files[0].name == "media/my-map.png");
  CHECK(deck.deck.cards[0].ask.find("](media/my-map.png)") != std::string::npos);
  std::ifstream in(deck.files[0].from, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == png);
}

TEST_CASE("files that are no pictures, or are named like a path out, are harmless") {
  const std::string png = png_start(2, 2) + png_end();
  const Imported imported = read(
      "<question type=\"truefalse\"><questiontext format=\"html\"><text>Is it?</text>"
      "<file name=\"../../etc/x.png\" path=\"/\" encoding=\"base64\">" +
      base64(png) +
      "</file><file name=\"a.mp3\" encoding=\"base64\">AAAA</file>"
      "<file name=\"b.png\" encoding=\"base64\">*</file></questiontext>" +
      answer(100, "true") + "</question>");
  REQUIRE(imported.decks.front().files.size() == 1);
  CHECK(imported.decks.front().files[0].name == "media/x.png");
  CHECK(notes_say(imported.notes, "a.mp3"));
  CHECK(notes_say(imported.notes, "b.png"));
}

TEST_CASE("base64 is read as RFC 4648 has it") {
  CHECK(from_base64("") == "");
  CHECK(from_base64("Zg==") == "f");
  CHECK(from_base64("Zm8=") == "fo");
  CHECK(from_base64("Zm9v\nYmFy") == "foobar");
  CHECK_FALSE(from_base64("Zm9v!").has_value());
}

TEST_CASE("what is no quiz, has a DOCTYPE or is broken is refused, with the line") {
  CHECK_FALSE(read_moodle_xml("<deck/>", wish_for("x.xml")).has_value());
  CHECK_FALSE(read_moodle_xml("", wish_for("x.xml")).has_value());
  const auto doctype =
      read_moodle_xml("<!DOCTYPE quiz [<!ENTITY a \"b\">]><quiz/>", wish_for("x.xml"));
  REQUIRE_FALSE(doctype.has_value());
  CHECK(doctype.error().what.find("DOCTYPE") != std::string::npos);
  const auto broken = read_moodle_xml("<quiz>\n<question>\n</quiz>", wish_for("x.xml"));
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().where.find("line") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 50; ++i)
    deep += "<question>";
  CHECK_FALSE(read_moodle_xml("<quiz>" + deep, wish_for("x.xml")).has_value());
}

TEST_CASE("facts are written as questions with wrong answers of the same type") {
  const ReadDeck deck = read_deck(ATTACHE_SOURCE_DIR "/decks/uk-bill-to-act.xml");
  REQUIRE(deck.deck.has_value());
  const DeckBook book(*deck.deck, ATTACHE_SOURCE_DIR "/decks");
  const Exported out = write_moodle_xml(book, export_wish());
  CHECK(notes_say(out.notes, "facts"));
  const auto back = read_moodle_xml(out.bytes, wish_for("x.xml"));
  REQUIRE(back.has_value());
  CHECK(is_valid(back->decks.front().deck));
  CHECK(back->decks.front().deck.cards.size() == book.questions().size());
  CHECK(back->decks.front().deck.title == deck.deck->title);
}

TEST_CASE("property: what Moodle XML can hold comes back from it as it was") {
  CHECK(rc::check([] {
    const Deck deck = canonical(DeckByChance(3).make());
    const Exported out = write_moodle_xml(DeckBook(deck), export_wish());
    RC_LOG() << out.bytes;
    const auto back = read_moodle_xml(out.bytes, wish_for("deck.xml"));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->decks.front().deck.title == deck.title);
    RC_ASSERT(kept_of(back->decks.front().deck) == kept_of(deck));
  }));
}

TEST_CASE("property: any Moodle XML is read into a valid deck, or refused") {
  CHECK(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "<question type=\"multichoice\">", "<question type=\"cloze\">",
            "<question type=\"matching\">", "<question type=\"numerical\">",
            "</question>", "<questiontext><text>", "</text></questiontext>",
            "<questiontext><text>{1:SA:=a~%50%b#c} {1:MC:=a</text></questiontext>",
            "<questiontext><text>x</text></questiontext>",
            "<answer fraction=\"100\"><text>1e400</text></answer>",
            "<answer fraction=\"0\"><text>b</text></answer>",
            "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>",
            "}", "&amp;", "&nbsp;", "&#xD800;", "]]>", "<!-- [kind:order] -->", "<b>",
            "text"));
    std::string text = "<quiz>";
    for (const std::string& piece : pieces)
      text += piece;
    const auto imported = read_moodle_xml(text + "</quiz>", wish_for("any.xml"));
    return !imported.has_value() || is_valid(imported->decks.front().deck);
  }));
}
