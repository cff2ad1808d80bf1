// Valid decks out of strangers' cards.
#include "exchange/deck_maker.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "cards/cloze.h"
#include "exchange/for_tests.h"

using namespace attache;
using namespace attache::exchange;
using namespace attache::for_tests;

namespace {

CardDraft a_draft(std::string ask, CardBody body) {
  CardDraft draft;
  draft.where = "line 1";
  draft.ask = std::move(ask);
  draft.body = std::move(body);
  return draft;
}

/// The deck that comes of these cards alone, checked.
Deck deck_of(std::vector<CardDraft> drafts, std::vector<ImportNote>* told = nullptr) {
  NoteBook notes;
  DeckMaker maker(a_wish(), notes);
  for (CardDraft& draft : drafts)
    maker.add(std::move(draft));
  Deck deck = std::move(maker).take().front();
  CHECK(first_error(deck).empty());
  if (told != nullptr) *told = std::move(notes).take();
  return deck;
}

std::vector<WrongOption> wrong(std::initializer_list<const char*> texts) {
  std::vector<WrongOption> options;
  for (const char* text : texts)
    options.push_back({text, ""});
  return options;
}

}  // namespace

TEST_CASE("ids are made of titles in any script") {
  CHECK(id_from("Foreign Ministers of Chile") == "foreign-ministers-of-chile");
  CHECK(id_from("Москва") == "moskva");
  CHECK(id_from("東京") != "item");
  CHECK(id_from("!!!") == "item");
  CHECK(id_from("") == "item");
  CHECK(id_from(std::string(500, 'a')).size() == 100);
}

TEST_CASE("the deck is named after the file, without folder and ending") {
  NoteBook notes;
  DeckMaker maker(a_wish("/home/anna/Sahel week 3.csv"), notes);
  CHECK(maker.deck_id() == "sahel-week-3");
  maker.set_title("  ");
  const Deck deck = std::move(maker).take().front();
  CHECK(deck.title == "Sahel week 3");
}

TEST_CASE("a title that the file gives goes before its name, a wished id before both") {
  NoteBook notes;
  ImportWish wish = a_wish("x.txt");
  wish.deck_id = "mine";
  wish.lang = "fr-CA";
  DeckMaker maker(wish, notes);
  maker.set_title("Le Sahel");
  maker.set_id("theirs");
  CHECK(maker.deck_id() == "mine");
  CHECK(maker.question_id("c") == "mine/c");
  const Deck deck = std::move(maker).take().front();
  CHECK(deck.title == "Le Sahel");
  CHECK(deck.lang == "fr-CA");
}

TEST_CASE("the same file gives the same ids, whatever stands around a card") {
  const CardDraft one = a_draft("Where does the Knesset sit?", RecallCard{"Jerusalem"});
  const CardDraft two = a_draft("Where does the Dáil sit?", RecallCard{"Dublin"});
  CHECK(deck_of({one, two}).cards[1].id == deck_of({two}).cards[0].id);
  CHECK(deck_of({two}).cards[0].id.starts_with("where-does-the-dail-sit-"));
  // A corrected answer is the same card.
  CHECK(deck_of({a_draft("Where does the Dáil sit?", RecallCard{"Leinster House"})})
            .cards[0]
            .id == deck_of({two}).cards[0].id);
}

TEST_CASE("a key that is a valid id is the card's id, and stays unique") {
  CardDraft one = a_draft("a", RecallCard{"b"});
  one.key = "art-5";
  const Deck deck = deck_of({one, one});
  CHECK(deck.cards[0].id == "art-5");
  CHECK(deck.cards[1].id == "art-5-2");
  one.key = "Nöt an id";
  CHECK(deck_of({one}).cards[0].id.starts_with("not-an-id-"));
}

TEST_CASE("the same card again is left out, unless it has a key") {
  std::vector<ImportNote> notes;
  const CardDraft one = a_draft("a", RecallCard{"b"});
  CHECK(deck_of({one, one, a_draft("a", RecallCard{"c"})}, &notes).cards.size() == 2);
  CHECK(has_note(notes, "line 1", "the same card"));
}

TEST_CASE("cards without question or answer are left out and told of") {
  std::vector<ImportNote> notes;
  const Deck deck = deck_of(
      {a_draft(" \n ", RecallCard{"b"}), a_draft("a", RecallCard{""}),
       a_draft("a", ChoiceCard{"", wrong({"b"})}),
       a_draft("a", SelectCard{{""}, wrong({"b"})}), a_draft("a", TypedCard{"", {""}}),
       a_draft("a", NumberCard{}), a_draft("a", DateCard{}),
       a_draft("a", OrderCard{{""}}), a_draft("a", MatchCard{{{"", "b"}}}),
       a_draft("a", ImageCard{}), a_draft("no blank", ClozeCard{})},
      &notes);
  CHECK(deck.cards.empty());
  CHECK(has_note(notes, "line 1", "without a question"));
  CHECK(has_note(notes, "line 1", "without an answer"));
  CHECK(has_note(notes, "line 1", "without a blank"));
}

TEST_CASE("a choice gives way to what it has options for") {
  const auto body = [](std::vector<WrongOption> options) {
    return deck_of({a_draft("q", ChoiceCard{"a", std::move(options)})}).cards.at(0).body;
  };
  CHECK(body(wrong({"b", "c"})) == CardBody(ChoiceCard{"a", wrong({"b", "c"})}));
  CHECK(body(wrong({"b", "b", "a"})) == CardBody(SelectCard{{"a"}, wrong({"b"})}));
  CHECK(body(wrong({"a"})) == CardBody(RecallCard{"a"}));
  CHECK(std::get<ChoiceCard>(body(wrong({"1", "2", "3", "4", "5", "6", "7", "8", "9"})))
            .wrong.size() == 8);
}

TEST_CASE("a selection without wrong options becomes a list to recall") {
  const auto body = [](SelectCard card) {
    return deck_of({a_draft("q", std::move(card))}).cards.at(0).body;
  };
  CHECK(body({{"a", "b", "a"}, wrong({"b"})}) == CardBody(RecallCard{"- a\n- b"}));
  CHECK(body({{"a"}, {}}) == CardBody(RecallCard{"a"}));
  SelectCard wide{std::vector<std::string>(), wrong({"x"})};
  for (int i = 0; i < 60; ++i)
    wide.answers.push_back(std::to_string(i));
  CHECK(std::get<SelectCard>(body(wide)).answers.size() == 40);
}

TEST_CASE("numbers are written as decks write them, else asked as texts") {
  const auto body = [](NumberCard card) {
    return deck_of({a_draft("q", std::move(card))}).cards.at(0).body;
  };
  CHECK(body({"1e3", "km", {}}) == CardBody(NumberCard{"1000", "km", {}}));
  CHECK(body({"3,5", "", {}}) == CardBody(NumberCard{"3.5", "", {}}));
  CHECK(body({"many", "km", {}}) == CardBody(TypedCard{"many km", {}}));
  CHECK(body({"1e999", "", {}}) == CardBody(TypedCard{"1e999", {}}));
  CHECK(body({"1e200", "", {}}) == CardBody(TypedCard{"1e200", {}}));
  CHECK(body({"5", "", {-1, false}}) == CardBody(NumberCard{"5", "", {}}));
  CHECK(body({"5", "", {1e300, false}}) == CardBody(NumberCard{"5", "", {}}));
  CHECK(body({"5", "", {10, true}}) == CardBody(NumberCard{"5", "", {10, true}}));
}

TEST_CASE("dates are no finer than they are known") {
  const Deck deck = deck_of({a_draft("q", DateCard{{1949, 4, 0}, Precision::kDay})});
  CHECK(std::get<DateCard>(deck.cards.at(0).body).precision == Precision::kMonth);
  CHECK(deck_of({a_draft("q", DateCard{{2023, 2, 30}, Precision::kDay})}).cards.empty());
}

TEST_CASE("typed answers are told once each") {
  const Deck deck = deck_of({a_draft("q", TypedCard{"", {"a", "b", "a", ""}})});
  CHECK(deck.cards.at(0).body == CardBody(TypedCard{"a", {"b"}}));
}

TEST_CASE("rows that are too short or too long are recalled") {
  const auto body = [](std::vector<std::string> items) {
    return deck_of({a_draft("q", OrderCard{std::move(items)})}).cards.at(0).body;
  };
  CHECK(body({"a", "b", "c"}) == CardBody(OrderCard{{"a", "b", "c"}}));
  CHECK(body({"a", "b", "b"}) == CardBody(RecallCard{"1. a\n2. b"}));
}

TEST_CASE("pairs become a match, several, or one card each") {
  const auto cards = [](std::size_t count, bool same_right) {
    MatchCard match;
    for (std::size_t i = 0; i < count; ++i)
      match.pairs.push_back(
          {fmt::format("l{}", i), same_right ? "r" : fmt::format("r{}", i)});
    CardDraft draft = a_draft("q", match);
    draft.key = "k";
    return deck_of({draft}).cards;
  };
  CHECK(cards(10, false).size() == 1);
  CHECK(cards(2, false).size() == 2);
  CHECK(cards(2, false)[1].id == "k-part-2");
  CHECK(cards(2, false)[1].ask == "q\n\nl1");
  CHECK(cards(4, true).size() == 4);
  const auto split = cards(11, false);
  REQUIRE(split.size() == 2);
  CHECK(std::get<MatchCard>(split[0].body).pairs.size() == 5);
  CHECK(std::get<MatchCard>(split[1].body).pairs.size() == 6);
}

TEST_CASE("regions of a picture that cannot be are left out") {
  ImageCard image{"maps/sahel.png", "", Hiding::kAll, {}};
  image.regions = {{"mali", 1, 2, 3, 4, "Mali", {"Mali", "le Mali"}},
                   {"niger", 90, 2, 30, 4, "Niger", {}},
                   {"not an id", 1, 2, 3, 4, "Chad", {}},
                   {"again", 1, 2, 3, 4, "Mali", {}}};
  const Deck deck = deck_of({a_draft("Which country?", image)});
  const auto& kept = std::get<ImageCard>(deck.cards.at(0).body);
  CHECK(kept.alt == "maps/sahel.png");
  REQUIRE(kept.regions.size() == 1);
  CHECK(kept.regions[0].accept == std::vector<std::string>{"le Mali"});
  image.file = "../secret.png";
  CHECK(deck_of({a_draft("Which country?", image)}).cards.empty());
}

TEST_CASE("topics are made of paths and shared") {
  CardDraft one = a_draft("a", RecallCard{"b"});
  one.topic = "Europe:: Capitals ";
  CardDraft two = a_draft("c", RecallCard{"d"});
  two.topic = "Europe::Capitals";
  CardDraft three = a_draft("e", RecallCard{"f"});
  three.topic = "::Europe";
  const Deck deck = deck_of({one, two, three});
  REQUIRE(deck.topics.size() == 2);
  CHECK(deck.topics[0].name == "Europe");
  CHECK(deck.topics[1].name == "Capitals");
  CHECK(deck.topics[1].parent == deck.topics[0].id);
  CHECK(deck.cards[0].topic == deck.topics[1].id);
  CHECK(deck.cards[1].topic == deck.topics[1].id);
  CHECK(deck.cards[2].topic == deck.topics[0].id);
}

TEST_CASE("a topic never takes the id of a card") {
  CardDraft one = a_draft("a", RecallCard{"b"});
  one.topic = "Law";
  CardDraft two = a_draft("c", RecallCard{"d"});
  two.key = "topic-law";
  CHECK(deck_of({one, two}).cards[1].id == "topic-law");
}

TEST_CASE("tags have no blanks and no commas") {
  CardDraft draft = a_draft("a", RecallCard{"b"});
  draft.tags = {"week 3", "a,b", "", "a,b", std::string(300, 'x')};
  const Deck deck = deck_of({draft});
  CHECK(deck.cards[0].tags ==
        std::vector<std::string>{"week-3", "a-b", std::string(100, 'x')});
  draft.tags.clear();
  for (int i = 0; i < 80; ++i)
    draft.tags.push_back(std::to_string(i));
  CHECK(deck_of({draft}).cards[0].tags.size() == 50);
}

TEST_CASE("invisible characters are dropped and told of") {
  std::vector<ImportNote> notes;
  const Deck deck = deck_of(
      {a_draft("left \xE2\x80\xAEthgir\x01", RecallCard{"a\xEF\xBB\xBF"})}, &notes);
  CHECK(deck.cards.at(0).ask == "left thgir");
  CHECK(flipped(deck.cards.at(0)) == "a");
  CHECK(has_note(notes, "line 1", "invisible characters"));
}

TEST_CASE("texts are cut between two characters") {
  std::string text;
  for (int i = 0; i < 30'000; ++i)
    text += "é";
  const Deck deck = deck_of({a_draft(text, RecallCard{"a"})});
  CHECK(deck.cards.at(0).ask.size() == 50'000);
}

TEST_CASE("what a deck has no room for goes into a further one") {
  NoteBook notes;
  DeckMaker maker(a_wish("Small cards.csv"), notes, {.cards = 60});
  constexpr std::size_t kCards = 100;
  std::vector<QuestionId> questions;
  for (std::size_t i = 0; i < kCards; ++i) {
    CardDraft draft = a_draft("Question " + std::to_string(i), RecallCard{"a"});
    draft.key = "k" + std::to_string(i);
    draft.topic = "Europe::Treaties";
    const auto id = maker.add(std::move(draft));
    REQUIRE(id);
    questions.push_back(maker.question_id(*id));
  }
  CHECK(maker.size() == kCards);
  maker.set_description("All of it.");
  const std::vector<Deck> decks = std::move(maker).take();
  CHECK(std::move(notes).take().empty());
  REQUIRE(decks.size() == 2);
  CHECK(decks[0].id == "small-cards");
  CHECK(decks[0].title == "Small cards");
  CHECK(decks[0].description == "All of it.");
  CHECK(decks[1].id == "small-cards-part-2");
  CHECK(decks[1].title == "Small cards 2");
  CHECK(decks[1].lang == "en");
  CHECK(decks[1].topics == decks[0].topics);
  std::vector<QuestionId> found;
  for (const Deck& deck : decks) {
    CHECK(first_error(deck).empty());
    for (const Card& card : deck.cards)
      found.push_back(deck.id + "/" + card.id);
  }
  CHECK(found == questions);
}

TEST_CASE("the same card again is noticed in a further deck too") {
  NoteBook notes;
  DeckMaker maker(a_wish(), notes, {.cards = 1});
  CHECK(maker.add(a_draft("A", RecallCard{"a"})));
  CHECK(maker.add(a_draft("B", RecallCard{"b"})));
  CHECK_FALSE(maker.add(a_draft("A", RecallCard{"a"})));
  CHECK(std::move(maker).take().size() == 2);
}

TEST_CASE("a card that is split between two decks is known by its first part") {
  NoteBook notes;
  DeckMaker maker(a_wish("Pairs.csv"), notes, {.cards = 3});
  REQUIRE(maker.add(a_draft("Before", RecallCard{"a"})));
  // Pairs that become a card each.
  MatchCard match;
  for (const char* left : {"a", "b", "c", "d"})
    match.pairs.push_back({left, "the same"});
  const auto id = maker.add(a_draft("Match", std::move(match)));
  REQUIRE(id);
  CHECK(maker.question_id(*id) == "pairs/" + *id);
  const auto next = maker.add(a_draft("Next", RecallCard{"a"}));
  REQUIRE(next);
  CHECK(maker.question_id(*next) == "pairs-part-2/" + *next);
}

TEST_CASE("property: what is reckoned for cards is never less than they take") {
  CHECK(rc::check("the file is within the room, and loses no card", [] {
    const auto texts =
        *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("aaaa bbb <&>\"'\n- 1.*_[]{}|"))));
    constexpr std::size_t kAround = 400;  // the deck's own elements
    constexpr std::size_t kRoom = 1200;
    NoteBook notes;
    DeckMaker maker(a_wish(), notes, {.bytes = kRoom});
    std::size_t added = 0;
    std::size_t longest = 0;
    for (const std::string& text : texts) {
      CardDraft draft = a_draft("Which is " + text, RecallCard{"it " + text});
      draft.topic = text;
      draft.tags = {text, "tag"};
      if (maker.add(std::move(draft))) ++added;
      longest = std::max(longest, text.size());
    }
    if (longest > 60) return true;  // a card may be larger than the room by itself
    std::size_t cards = 0;
    for (const Deck& deck : std::move(maker).take()) {
      cards += deck.cards.size();
      const std::size_t topics = deck.topics.size() * (5 * 60 + 300);
      if (deck.cards.size() > 1 && deck_xml(deck).size() > kRoom + kAround + topics)
        return false;
      if (!first_error(deck).empty() && !deck.cards.empty()) return false;
    }
    return cards == added;
  }));
}

TEST_CASE("blanks hold what would end them") {
  const auto first = [](const std::string& text) {
    const auto cloze = read_cloze(text);
    REQUIRE(cloze);
    REQUIRE(cloze->blanks.size() == 1);
    return cloze->blanks[0];
  };
  CHECK(blank_of({"NATO", "the Alliance"}, "an alliance") ==
        "{{NATO|the Alliance::an alliance}}");
  CHECK(first("a " + blank_of({"b}}c"}) + " d").accepted ==
        std::vector<std::string>{"b} }c"});
  CHECK(first(blank_of({"{x}"})).accepted == std::vector<std::string>{"{x}"});
  CHECK(first(blank_of({"a|b"})).accepted == std::vector<std::string>{"a/b"});
  CHECK(first(blank_of({"a:"}, ":b")).accepted == std::vector<std::string>{"a:"});
  CHECK(blank_of({" ", ""}).empty());
}

TEST_CASE("text around blanks makes none of its own") {
  for (const std::string text : {"{{a}}", "a {", "{{{", "{", "\\{", "}}"}) {
    INFO(text);
    const auto cloze = read_cloze(around_blanks(text) + blank_of({"x"}));
    REQUIRE(cloze);
    CHECK(cloze->blanks.size() == 1);
    CHECK(cloze->blanks[0].accepted.front() == "x");
  }
}

TEST_CASE("text is taken as UTF-8 or UTF-16, with any line ends") {
  CHECK(*readable_text("\xEF\xBB\xBFé\r\nb\rc", "f") == "é\nb\nc");
  using namespace std::string_view_literals;
  CHECK(*readable_text("\xFF\xFE\xE9\x00\x3D\xD8\x00\xDE"sv, "f") == "é😀");
  CHECK(*readable_text("\xFE\xFF\x00\xE9\xD8\x3D"sv, "f") == "é\xEF\xBF\xBD");
  CHECK(*readable_text("a\x01\xEF\xBF\xBE", "f") == "a\x01\xEF\xBF\xBE");
}

TEST_CASE("text in no known encoding is refused with its line") {
  const auto read = readable_text("good\nb\xE9 bad", "notes.txt");
  REQUIRE(!read);
  CHECK(read.error().what == "line 2 is not UTF-8 text");
  CHECK(read.error().where == "notes.txt");
  CHECK(!readable_text(std::string(100, 'a'), "f", 99));
}

TEST_CASE("a file without cards is an error that says why") {
  NoteBook notes;
  DeckMaker maker(a_wish(), notes);
  maker.add(a_draft("", RecallCard{"x"}));
  const auto imported = imported_of(std::move(maker), std::move(notes), "GIFT", "a.gift");
  REQUIRE(!imported);
  CHECK(imported.error().what ==
        "there are no cards in it (line 1: a card without a question is left out)");
}

TEST_CASE(
    "property: whatever goes in, the deck passes the checker and comes back the same") {
  CHECK(rc::check([] {
    const auto text = [] {
      std::string whole;
      for (const std::string& piece :
           *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
               "a", "B", " ", "\n", "\n\n", "- ", "1. ", "{{", "}}", "::", "|", "<", "&",
               "]]>", "\"", "\x01", "\xE2\x80\xAE", "é", "e\xCC\x81", "7", ".", ",",
               "\xEF\xBF\xBE", "\xC2\x85", "\t")))
        whole += piece;
      return whole;
    };
    const auto texts = [&] {
      std::vector<std::string> all;
      for (int i = *rc::gen::inRange(0, 12); i > 0; --i)
        all.push_back(text());
      return all;
    };
    const auto options = [&] {
      std::vector<WrongOption> all;
      for (const std::string& one : texts())
        all.push_back({one, text()});
      return all;
    };
    NoteBook notes;
    DeckMaker maker(a_wish(text()), notes);
    maker.set_title(text());
    for (int i = 0; i < 4; ++i) {
      CardDraft draft;
      draft.where = "here";
      draft.key = *rc::gen::element<std::string>("", "k", "topic-a", "Ü");
      draft.topic = text();
      draft.tags = texts();
      draft.ask = text();
      draft.explain = text();
      switch (*rc::gen::inRange(0, 10)) {
        case 0:
          draft.body = ChoiceCard{text(), options()};
          break;
        case 1:
          draft.body = SelectCard{texts(), options()};
          break;
        case 2:
          draft.body = TypedCard{text(), texts()};
          break;
        case 3:
          draft.body = ClozeCard{};
          draft.ask =
              around_blanks(text()) + blank_of(texts(), text()) + around_blanks(text());
          break;
        case 4:
          draft.body = NumberCard{text(), text(), {*rc::gen::inRange(-5, 5) / 2.0, true}};
          break;
        case 5:
          draft.body = OrderCard{texts()};
          break;
        case 6: {
          MatchCard match;
          for (const std::string& one : texts())
            match.pairs.push_back({one, text()});
          draft.body = match;
          break;
        }
        case 7:
          draft.body = DateCard{{*rc::gen::inRange(0, 2100), *rc::gen::inRange(0, 14),
                                 *rc::gen::inRange(0, 33)},
                                Precision::kDay};
          break;
        case 8: {
          ImageCard image{"a.png", text(), Hiding::kOne, {}};
          for (const std::string& one : texts())
            image.regions.push_back({"r" + std::to_string(image.regions.size()), 1.25, 2,
                                     3, 4, one, texts()});
          draft.body = image;
          break;
        }
        default:
          draft.body = RecallCard{text()};
      }
      maker.add(std::move(draft));
    }
    const Deck deck = std::move(maker).take().front();
    const ReadDeck read = read_deck_text(deck_xml(deck), "deck.xml");
    return read.deck == deck;
  }));
}
