// The forms that a fact is put in.

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "cards/dated.h"
#include "cards/deck_book.h"
#include "cards/hierarchy.h"
#include "cards/small_deck.h"

using namespace attache;
using namespace attache::for_tests;

namespace {

Prompt put(const DeckBook& book, const char* id, Form form, std::uint64_t seed = 1) {
  Chance chance(seed);
  return book.put(*book.question(id), form, chance);
}

std::vector<std::string> texts(const Prompt& prompt) {
  std::vector<std::string> texts;
  for (const Option& option : prompt.options)
    texts.push_back(option.text);
  return texts;
}

std::string right_text(const Prompt& prompt) {
  for (const Option& option : prompt.options)
    if (option.right) return option.text;
  return "";
}

/// Four headquarters founded in four years, one of them known to the month.
Deck dated_deck() {
  Deck deck = small_deck();
  deck.facts.erase(deck.facts.begin());
  const auto add = [&](const char* subject, const char* value, ValueType type) {
    Fact made = fact(std::string(subject) + "-since", "since", subject, {Value{value}});
    made.value_type = type;
    deck.facts.push_back(made);
  };
  add("centcom", "1983", ValueType::kYear);
  add("eucom", "1952-08", ValueType::kDate);
  add("jjoc", "1957-03", ValueType::kDate);  // no one can say if before or after "1957"
  return deck;
}

/// eucom ── centcom ── usfj ── jjoc, and indopacom beside.
Deck tree_deck() {
  Deck deck = small_deck();
  deck.relations[0].shape = Shape::kHierarchy;
  deck.facts = {fact("c", "reports-to", "centcom", {EntityRef{"eucom"}}),
                fact("u", "reports-to", "usfj", {EntityRef{"centcom"}}),
                fact("j", "reports-to", "jjoc", {EntityRef{"usfj"}}),
                fact("i", "reports-to", "indopacom", {EntityRef{"eucom"}})};
  return deck;
}

}  // namespace

TEST_CASE("true or false: the statement as it is, or with one wrong side, half each") {
  const DeckBook book(small_deck());
  int right = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Prompt prompt = put(book, "d/usfj-reports/object", Form::kTrueFalse, seed);
    REQUIRE(texts(prompt) == std::vector<std::string>{"True", "False"});
    const bool holds =
        prompt.stem == "U.S. Forces Japan reports to U.S. Indo-Pacific Command.";
    CHECK(prompt.options[0].right == holds);
    CHECK(prompt.stem.starts_with("U.S. Forces Japan reports to "));
    CHECK(prompt.answer ==
          (holds ? "True"
                 : "False. U.S. Forces Japan reports to U.S. Indo-Pacific Command."));
    right += holds ? 1 : 0;
  }
  CHECK(right > 150);
  CHECK(right < 250);
}

TEST_CASE("true or false asked of the subject changes the subject") {
  const DeckBook book(small_deck());
  std::set<std::string> stems;
  for (std::uint64_t seed = 0; seed < 60; ++seed)
    stems.insert(put(book, "d/usfj-reports/subject", Form::kTrueFalse, seed).stem);
  CHECK(stems ==
        std::set<std::string>{
            "U.S. Forces Japan reports to U.S. Indo-Pacific Command.",
            "Japan Joint Operations Command reports to U.S. Indo-Pacific Command.",
            "U.S. Central Command reports to U.S. Indo-Pacific Command.",
            "U.S. European Command reports to U.S. Indo-Pacific Command."});
}

TEST_CASE("before or after: two events of which one clearly comes first") {
  const DeckBook book(dated_deck());
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Prompt prompt = put(book, "d/usfj-since/object", Form::kBeforeAfter, seed);
    REQUIRE(prompt.form == Form::kBeforeAfter);
    const std::vector<std::string> both = texts(prompt);
    CHECK(std::count(both.begin(), both.end(), "U.S. Forces Japan has existed since …") ==
          1);
    // 1957 and March 1957 cannot be told apart.
    CHECK(std::count(both.begin(), both.end(),
                     "Japan Joint Operations Command has existed since …") == 0);
    const bool with_older = std::count(both.begin(), both.end(),
                                       "U.S. European Command has existed since …") == 1;
    CHECK(right_text(prompt) == (with_older ? "U.S. European Command has existed since …"
                                            : "U.S. Forces Japan has existed since …"));
    CHECK(prompt.answer ==
          (with_older ? "1. U.S. European Command has existed since August 1952.\n"
                        "2. U.S. Forces Japan has existed since 1957.\n"
                      : "1. U.S. Forces Japan has existed since 1957.\n"
                        "2. U.S. Central Command has existed since 1983.\n"));
  }
}

TEST_CASE("several events are put in order, the earliest first") {
  const DeckBook book(dated_deck());
  const Prompt prompt = put(book, "d/usfj-since/object", Form::kOrder);
  REQUIRE(prompt.form == Form::kOrder);
  std::vector<std::string> ordered;
  for (const std::size_t at : prompt.key)
    ordered.push_back(prompt.items[at]);
  CHECK(ordered == std::vector<std::string>{"U.S. European Command has existed since …",
                                            "U.S. Forces Japan has existed since …",
                                            "U.S. Central Command has existed since …"});
  CHECK(prompt.items != ordered);
}

TEST_CASE("an order or a before that the deck has no events for gives way") {
  Deck deck = dated_deck();
  deck.facts.resize(2);
  const DeckBook two(std::move(deck));
  const auto& forms = two.question("d/usfj-since/object")->forms;
  CHECK(std::count(forms.begin(), forms.end(), Form::kOrder) == 0);
  CHECK(std::count(forms.begin(), forms.end(), Form::kBeforeAfter) == 1);
  const DeckBook one(small_deck());
  CHECK(one.question("d/usfj-since/object")->forms ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse, Form::kNearest, Form::kCloze,
                          Form::kDate});
}

TEST_CASE("the nearest of four values, in order of size") {
  const DeckBook book(small_deck());
  const Prompt prompt = put(book, "d/usfj-since/object", Form::kNearest);
  REQUIRE(prompt.options.size() == 4);
  CHECK(prompt.stem ==
        "Since when does U.S. Forces Japan exist? Which of these is nearest?");
  const std::vector<std::string> years = texts(prompt);
  CHECK(std::is_sorted(years.begin(), years.end()));
  CHECK(std::abs(std::stoi(right_text(prompt)) - 1957) <= 4);
  CHECK(prompt.answer == "1957");
}

TEST_CASE("a place in the chart is asked without what stands below it") {
  const DeckBook book(tree_deck());
  const Prompt prompt = put(book, "d/u/object", Form::kPlace);
  REQUIRE(prompt.form == Form::kPlace);
  CHECK(prompt.stem == "To whom does U.S. Forces Japan report?");
  CHECK(texts(prompt) == std::vector<std::string>{"U.S. European Command",
                                                  "U.S. Central Command",
                                                  "U.S. Indo-Pacific Command"});
  CHECK(prompt.depths == std::vector<int>{0, 1, 1});
  CHECK(right_text(prompt) == "U.S. Central Command");
}

TEST_CASE("a chart of too few boxes, or an entity in two places, gives way") {
  Deck deck = tree_deck();
  // Below centcom hangs everything but eucom.
  deck.facts.pop_back();
  const DeckBook few{Deck(deck)};
  CHECK(put(few, "d/c/object", Form::kPlace).form != Form::kPlace);
  deck = tree_deck();
  deck.facts.push_back(fact("u2", "reports-to", "usfj", {EntityRef{"indopacom"}}));
  const DeckBook twice(std::move(deck));
  CHECK(put(twice, "d/u/object", Form::kPlace).form != Form::kPlace);
}

TEST_CASE("a large chart shows nine boxes, among them the right one and all above it") {
  Deck deck = tree_deck();
  for (int i = 0; i < 40; ++i) {
    const std::string id = "x" + std::to_string(i);
    deck.entities.push_back(entity(id, "hq", "Headquarters " + std::to_string(i)));
    deck.facts.push_back(
        fact("f" + id, "reports-to", id, {EntityRef{i % 2 == 0 ? "centcom" : "x0"}}));
  }
  const DeckBook book(std::move(deck));
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Prompt prompt = put(book, "d/fx7/object", Form::kPlace, seed);
    REQUIRE(prompt.form == Form::kPlace);
    CHECK(prompt.options.size() >= 9);
    CHECK(prompt.options.size() <= 12);
    CHECK(right_text(prompt) == "Headquarters 0");
    const auto shown = texts(prompt);
    for (const char* above : {"U.S. European Command", "U.S. Central Command"})
      CHECK(std::count(shown.begin(), shown.end(), above) == 1);
    CHECK(prompt.depths[0] == 0);
    for (std::size_t i = 1; i < prompt.depths.size(); ++i)
      CHECK(prompt.depths[i] <= prompt.depths[i - 1] + 1);
  }
}

TEST_CASE("a circle in a chart is cut, and each entity stands once") {
  Deck deck = tree_deck();
  deck.facts.push_back(fact("round", "reports-to", "eucom", {EntityRef{"jjoc"}}));
  deck.facts.push_back(fact("self", "reports-to", "yokota", {EntityRef{"yokota"}}));
  const DeckBook book(std::move(deck));
  std::multiset<std::string> ids;
  for (const ChartNode& node : chart_of(book, "reports-to"))
    ids.insert(node.entity->id);
  CHECK(ids == std::multiset<std::string>{"centcom", "eucom", "indopacom", "jjoc", "usfj",
                                          "yokota"});
}

TEST_CASE("many values are ticked among others, or typed as a set") {
  Deck deck = small_deck();
  deck.facts = {
      fact("two", "reports-to", "usfj", {EntityRef{"jjoc"}, EntityRef{"indopacom"}})};
  deck.entities.push_back(entity("africom", "hq", "U.S. Africa Command"));
  const DeckBook book(std::move(deck));
  const Question& question = *book.question("d/two/object");
  CHECK(question.forms == std::vector<Form>{Form::kSelect, Form::kSet});
  const Prompt select = put(book, "d/two/object", Form::kSelect);
  REQUIRE(select.form == Form::kSelect);
  CHECK(select.options.size() == 5);
  CHECK(std::count_if(select.options.begin(), select.options.end(),
                      [](const Option& option) { return option.right; }) == 2);
  const Prompt set = put(book, "d/two/object", Form::kSet);
  CHECK(set.wanted ==
        std::vector<std::vector<std::string>>{{"Japan Joint Operations Command", "JJOC"},
                                              {"U.S. Indo-Pacific Command"}});
  CHECK(set.answer == "Japan Joint Operations Command and U.S. Indo-Pacific Command");
}

TEST_CASE("what the student overruled is accepted or refused from then on") {
  const DeckBook book(small_deck());
  Chance chance(1);
  PutWish wish;
  wish.form = Form::kTyped;
  wish.taken_as_right = {"the Hawaii people"};
  wish.taken_as_wrong = {"U.S. Indo-Pacific Command"};
  const Prompt prompt = book.put(*book.question("d/usfj-reports/object"), wish, chance);
  CHECK(prompt.accepted ==
        std::vector<std::string>{"U.S. Indo-Pacific Command", "the Hawaii people"});
  CHECK(prompt.refused == std::vector<std::string>{"U.S. Indo-Pacific Command"});
}

TEST_CASE("a form that is to be kept off is not the one that another gives way to") {
  Deck deck = small_deck();
  // The stem names all but one of the others, so there is no choice.
  deck.facts[0].asks_object =
      "{subject}, not U.S. Central Command, U.S. European Command or JJOC, reports to "
      "whom?";
  const DeckBook book(std::move(deck));
  PutWish wish;
  wish.form = Form::kChoice;
  wish.not_again = Form::kTrueFalse;
  Chance chance(1);
  CHECK(book.put(*book.question("d/usfj-reports/object"), wish, chance).form ==
        Form::kCloze);
}

TEST_CASE(
    "forms that the author fixed: of the fact, else of the nearest topic, else of the "
    "deck") {
  Deck deck = small_deck();
  deck.forms = {"typed"};
  deck.topics = {{"top", "Top", "", {"cloze"}}, {"sub", "Sub", "top", {}}};
  deck.facts[0].topic = "sub";
  const auto forms = [&](const Deck& of, const char* id) {
    return DeckBook{Deck(of)}.question(id)->forms;
  };
  CHECK(forms(deck, "d/usfj-reports/object") == std::vector<Form>{Form::kCloze});
  deck.facts[0].forms = {"choice", "true-false"};
  CHECK(forms(deck, "d/usfj-reports/object") ==
        std::vector<Form>{Form::kChoice, Form::kTrueFalse});
  deck.facts[0].forms = {};
  deck.facts[0].topic.clear();
  CHECK(forms(deck, "d/usfj-reports/object") == std::vector<Form>{Form::kTyped});
  // A year cannot be typed as a name: nothing is left, so everything is possible.
  CHECK(forms(deck, "d/usfj-since/object").size() > 3);
}

TEST_CASE("an image card asks for each of its regions") {
  Deck deck = small_deck();
  ImageCard image;
  image.file = "map.png";
  image.alt = "A map";
  image.regions = {{"north", 10, 10, 20, 20, "Hokkaido", {}},
                   {"middle", 40, 40, 20, 20, "Honshu", {"Main island"}},
                   {"south", 70, 70, 20, 20, "Kyushu", {}}};
  deck.cards = {card("map", "Which island?", image)};
  const DeckBook book{Deck(deck)};
  const Question& question = *book.question("d/map/middle");
  CHECK(question.siblings == "d/map");
  CHECK(question.forms == std::vector<Form>{Form::kChoice, Form::kTyped});
  const Prompt typed = put(book, "d/map/middle", Form::kTyped);
  CHECK(typed.accepted == std::vector<std::string>{"Honshu", "Main island"});
  REQUIRE(typed.picture);
  CHECK(typed.picture->hidden.size() == 3);
  CHECK(typed.picture->hidden[typed.picture->asked].answer == "Honshu");
  const Prompt choice = put(book, "d/map/middle", Form::kChoice);
  CHECK(choice.options.size() == 3);
  CHECK(right_text(choice) == "Honshu");
  image.hide = Hiding::kOne;
  deck.cards = {card("map", "Which island?", image)};
  const DeckBook one{Deck(deck)};
  const Prompt alone = put(one, "d/map/south", Form::kTyped);
  CHECK(alone.picture->hidden.size() == 1);
  CHECK(alone.picture->hidden[0].id == "south");
}

TEST_CASE("dates that overlap are not clearly before one another") {
  CHECK(clearly_before({1957, 0, 0}, {1958, 1, 1}));
  CHECK_FALSE(clearly_before({1957, 0, 0}, {1957, 12, 31}));
  CHECK_FALSE(clearly_before({1957, 6, 0}, {1957, 6, 15}));
  CHECK(clearly_before({1957, 6, 0}, {1957, 7, 1}));
  CHECK_FALSE(clearly_before({1957, 6, 1}, {1957, 6, 1}));
}
