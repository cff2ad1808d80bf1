#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include <doctest/doctest.h>

#include "exchange/archive.h"
#include "exchange/readers.h"
#include "moodle_decks.h"
#include "support/picture_bytes.h"
#include "support/temporary_folder.h"

using namespace attache;
using namespace attache::exchange;
using namespace std::chrono_literals;

namespace {

Imported read(std::string_view xml) {
  const auto imported = read_mnemosyne_xml(xml, wish_for("words.xml"));
  REQUIRE_MESSAGE(imported.has_value(), imported.error().text());
  CHECK(is_valid(imported->decks.front().deck));
  return *imported;
}

std::string log_of(std::string_view inside) {
  return fmt::format("<openSM2sync number_of_entries=\"5\">\n{}</openSM2sync>\n", inside);
}

std::string fact(std::string_view fields) {
  return fmt::format("<log type=\"16\" o_id=\"F1\">{}</log>\n", fields);
}

std::string log_card(std::string_view id,
                     std::string_view type,
                     std::string_view view,
                     std::string_view more = "",
                     std::string_view inside = "") {
  return fmt::format(
      "<log type=\"6\" o_id=\"{}\" card_t=\"{}\" fact=\"F1\" fact_v=\"{}\" tags=\"T1\" "
      "{}>{}"
      "</log>\n",
      id, type, view, more.empty() ? "gr=\"-1\"" : more, inside);
}

std::vector<std::string> asks(const Imported& imported) {
  std::vector<std::string> all;
  for (const Card& card : imported.decks.front().deck.cards)
    all.push_back(card.ask);
  return all;
}
std::string answer(const Imported& imported, std::size_t card) {
  return std::get<RecallCard>(imported.decks.front().deck.cards[card].body).answer;
}

StudyDay day(int year, unsigned month, unsigned day) {
  return StudyDay(std::chrono::year(year) / static_cast<int>(month) /
                  static_cast<int>(day));
}

}  // namespace

TEST_CASE("items of Mnemosyne 1 are cards with their category as topic") {
  const Imported imported = read(
      "<mnemosyne core_version=\"1\"><category "
      "active=\"1\"><name>Africa</name></category>"
      "<item id=\"7\"><cat>Africa</cat><Q>Capital of &lt;b&gt;Ghana&lt;/b&gt;</Q>"
      "<A>Accra</A></item><item id=\"8\"><cat>&lt;default&gt;</cat><Q>Mali</Q>"
      "<A>Bamako\non the Niger</A></item></mnemosyne>");
  const Deck& deck = imported.decks.front().deck;
  CHECK(asks(imported) == std::vector<std::string>{"Capital of **Ghana**", "Mali"});
  CHECK(answer(imported, 0) == "Accra");
  CHECK(topic_path(deck, deck.cards[0].topic) == "Africa");
  CHECK(deck.cards[1].topic.empty());
  CHECK(imported.questions.empty());
}

TEST_CASE("learning in Mnemosyne 1 is counted in days from its first start") {
  // 1 January 2020, 12:00 UTC.
  const Imported imported = read(
      "<mnemosyne core_version=\"1\" time_of_start=\"1577880000\"><item id=\"7\" "
      "gr=\"4\" "
      "ac_rp=\"1\" rt_rp=\"3\" lps=\"1\" l_rp=\"10\" n_rp=\"31\"><cat>a</cat><Q>Mali</Q>"
      "<A>Bamako</A></item></mnemosyne>");
  REQUIRE(imported.standings.size() == 1);
  const auto& state = imported.standings[0].state;
  REQUIRE(state.has_value());
  CHECK(state->last_day == day(2020, 1, 11));
  CHECK(state->due == day(2020, 2, 1));
  CHECK(state->reviews == 4);
  CHECK(state->lapses == 1);
}

TEST_CASE("what Mnemosyne 1 knows of a card and is not kept is noted") {
  const auto notes = [](std::string_view start, std::string_view figures) {
    return read(fmt::format("<mnemosyne core_version=\"1\"{}><item id=\"7\" {}>"
                            "<cat>a</cat><Q>Mali</Q><A>Bamako</A></item></mnemosyne>",
                            start, figures))
        .notes;
  };
  constexpr const char* kStart = " time_of_start=\"1577880000\"";
  constexpr const char* kFigures =
      "gr=\"4\" e=\"2.36\" ac_rp=\"1\" rt_rp=\"3\" l_rp=\"10\" n_rp=\"31\"";
  const std::vector<ImportNote> grade{
      {"line 1", "its grade and easiness in Mnemosyne are left out", 1}};
  const std::vector<ImportNote> all{
      {"line 1", "its grade, repetitions and days in Mnemosyne are left out", 1}};
  CHECK(notes(kStart, kFigures) == grade);
  CHECK(notes("", kFigures) == all);
  CHECK(notes(kStart, "gr=\"4\" e=\"2.5\"") == all);
  CHECK(notes(kStart, "l_rp=\"10\" n_rp=\"31\"") == all);
  // A card that was never seen has nothing to lose.
  CHECK(notes(kStart,
              "u=\"1\" gr=\"0\" e=\"2.5\" ac_rp=\"0\" rt_rp=\"0\" l_rp=\"0\" "
              "n_rp=\"0\"")
            .empty());
  CHECK(notes(kStart, "").empty());
}

TEST_CASE("front to back, and both ways") {
  const Imported imported =
      read(log_of("<log type=\"10\" o_id=\"T1\"><name>Africa</name></log>" +
                  fact("<f>Ghana</f><b>Accra</b>") + log_card("C1", "1", "1.1") +
                  log_card("C2", "2", "2.2")));
  CHECK(asks(imported) == std::vector<std::string>{"Ghana", "Accra"});
  CHECK(answer(imported, 0) == "Accra");
  CHECK(answer(imported, 1) == "Ghana");
  CHECK(imported.decks.front().deck.cards[0].tags == std::vector<std::string>{"Africa"});
  CHECK(imported.questions.empty());
}

TEST_CASE("vocabulary is asked in both directions, with its notes") {
  const Imported imported =
      read(log_of(fact("<f>haus</f><p_1>hows</p_1><m_1>house</m_1><n>neuter</n>") +
                  log_card("C1", "3", "3.1") + log_card("C2", "3", "3.2")));
  CHECK(asks(imported) == std::vector<std::string>{"haus", "house"});
  CHECK(answer(imported, 0) == "hows\n\nhouse\n\nneuter");
  CHECK(answer(imported, 1) == "haus\n\nhows\n\nneuter");
}

TEST_CASE("each gap of a cloze in Mnemosyne is a card") {
  const Imported imported =
      read(log_of(fact("<text>[Accra:city] lies in [Ghana].</text>") +
                  log_card("C1", "5", "5.1", "",
                           "<extra>{'cloze': 'Accra:city', 'index': 0}</extra>") +
                  log_card("C2", "5::Mine", "5::Mine.1", "",
                           "<extra>{'cloze': 'Ghana', 'index': 1}</extra>")));
  CHECK(asks(imported) == std::vector<std::string>{"{{Accra::city}} lies in Ghana.",
                                                   "Accra lies in {{Ghana}}."});
}

TEST_CASE("sentences are read as a whole and by their gaps") {
  const Imported imported =
      read(log_of(fact("<f>La [casa:house] es grande</f><m_1>The house is big</m_1>") +
                  log_card("C1", "6", "6.1") +
                  log_card("C2", "6", "6.2", "", "<extra>{'index': 0}</extra>")));
  CHECK(asks(imported) ==
        std::vector<std::string>{"La casa es grande", "La {{casa::house}} es grande"});
  CHECK(answer(imported, 0) == "The house is big");
  CHECK(imported.decks.front().deck.cards[1].explain == "The house is big");
}

TEST_CASE("views of one's own are followed, and typed answers are typed") {
  const Imported imported = read(
      log_of("<log type=\"19\" o_id=\"V9\"><q_fact_keys>['land']</q_fact_keys>"
             "<a_fact_keys>['town']</a_fact_keys><type_answer>True</type_answer></log>" +
             fact("<land>Ghana</land><town>Accra</town>") + log_card("C1", "9", "V9") +
             log_card("C2", "unknown", "other")));
  const Deck& deck = imported.decks.front().deck;
  CHECK(std::get<TypedCard>(deck.cards[0].body).answer == "Accra");
  CHECK(deck.cards[0].ask == "Ghana");
  CHECK(answer(imported, 1) == "Accra");
  CHECK(notes_say(imported.notes, "field by field"));
}

TEST_CASE("learning and answers in Mnemosyne 2 are brought along") {
  // Seen on 1 March 2024 at noon UTC, due on 21 March.
  const Imported imported = read(
      log_of(fact("<f>Ghana</f><b>Accra</b>") +
             log_card("C1", "1", "1.1",
                      "gr=\"4\" ac_rp=\"1\" rt_rp=\"2\" lps=\"1\" l_rp=\"1709294400\" "
                      "n_rp=\"1711022400\"") +
             "<log type=\"9\" o_id=\"C1\" time=\"1709294400\" gr=\"4\" th_t=\"6\"/>"
             "<log type=\"9\" o_id=\"C1\" time=\"1709208000\" gr=\"0\" th_t=\"9\"/>"));
  REQUIRE(imported.questions.size() == 1);
  CHECK(imported.questions[0] ==
        imported.decks.front().deck.id + "/" + imported.decks.front().deck.cards[0].id);
  REQUIRE(imported.standings.size() == 1);
  CHECK(imported.standings[0].state->last_day == day(2024, 3, 1));
  CHECK(imported.standings[0].state->due == day(2024, 3, 21));
  CHECK(imported.standings[0].state->reviews == 3);
  REQUIRE(imported.answers.size() == 2);
  CHECK(imported.answers[0].rating == Rating::kAgain);
  CHECK(imported.answers[0].at_ms == 1709208000000);
  CHECK(imported.answers[1].rating == Rating::kGood);
  CHECK(imported.answers[1].duration_ms == 6000);
}

TEST_CASE("a file of cards brings its pictures along") {
  const TemporaryFolder folder;
  const std::string png = png_start(3, 3) + png_end();
  const std::string xml =
      log_of(fact("<f>Which? &lt;img src=\"maps/gh.png\"&gt;</f><b>Ghana</b>") +
             log_card("C1", "1", "1.1"));
  const auto zip = zip_of(
      {{"cards.xml", xml}, {"METADATA", "a:b"}, {"maps/gh.png", png}, {"a.mp3", "x"}});
  REQUIRE(zip.has_value());
  const auto file = folder.path() / "africa.cards";
  std::ofstream(file, std::ios::binary) << *zip;
  const auto imported = read_mnemosyne_cards(file, wish_for("africa.cards"));
  REQUIRE_MESSAGE(imported.has_value(), imported.error().text());
  const ImportedDeck& deck = imported->decks.front();
  CHECK(is_valid(deck.deck));
  CHECK(deck.deck.title == "africa");
  REQUIRE(deck.files.size() == 1);
  CHECK(deck.files[0].name == "media/gh.png");
  CHECK(std::filesystem::file_size(deck.files[0].from) == png.size());
  CHECK(deck.deck.cards[0].ask.find("](media/gh.png)") != std::string::npos);
  CHECK(notes_say(imported->notes, "a.mp3"));
}

TEST_CASE("other files are refused with a remedy") {
  const TemporaryFolder folder;
  for (const std::string& bytes : {std::string("no zip"), zip_of({{"x", "y"}}).value(),
                                   zip_of({{"cards.xml", "<quiz/>"}}).value(),
                                   zip_of({{"cards.xml", "<a"}}).value()}) {
    const auto file = folder.path() / "other.cards";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    const auto imported = read_mnemosyne_cards(file, wish_for("other.cards"));
    REQUIRE_FALSE(imported.has_value());
    CHECK_FALSE(imported.error().remedy.empty());
  }
  CHECK_FALSE(read_mnemosyne_xml("<quiz/>", wish_for("x.xml")).has_value());
}

TEST_CASE("property: any Mnemosyne XML is read into a valid deck, or refused") {
  CHECK(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "<log type=\"16\" o_id=\"F1\"><f>[a:b] [c</f><text>[x] ]</text></log>",
            "<log type=\"6\" o_id=\"C\" card_t=\"5\" fact=\"F1\" fact_v=\"5.1\" gr=\"9\" "
            "l_rp=\"99999999999999999999\" n_rp=\"-5\"><extra>'index': 9</extra></log>",
            "<log type=\"6\" o_id=\"D\" card_t=\"6\" fact=\"F1\" fact_v=\"6.2\" gr=\"1\" "
            "l_rp=\"900000000000\" n_rp=\"1\"/>",
            "<log type=\"6\" o_id=\"E\" card_t=\"\" fact=\"F1\" fact_v=\"\"/>",
            "<log type=\"9\" o_id=\"D\" time=\"-1\" gr=\"x\" th_t=\"-7\"/>",
            "<log type=\"19\" o_id=\"5.1\"><q_fact_keys>['f</q_fact_keys></log>", "&amp;",
            "text"));
    std::string text = "<openSM2sync>";
    for (const std::string& piece : pieces)
      text += piece;
    const auto imported = read_mnemosyne_xml(text + "</openSM2sync>", wish_for("a.xml"));
    return !imported.has_value() || is_valid(imported->decks.front().deck);
  }));
}
