#include "study/search.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "base/text.h"
#include "study/search_node.h"

using namespace attache;

namespace {

using std::chrono::days;
using Node = SearchQuery::Node;

constexpr StudyDay kToday{days(20'000)};

Card a_card(std::string id,
            std::string ask,
            CardBody body,
            std::vector<std::string> tags = {},
            std::string topic = {}) {
  Card card;
  card.id = std::move(id);
  card.ask = std::move(ask);
  card.body = std::move(body);
  card.tags = std::move(tags);
  card.topic = std::move(topic);
  return card;
}

/// Two decks: bases in Japan, and a little of Nato.
std::vector<DeckBook> decks() {
  Deck japan;
  japan.id = "japan-bases";
  japan.title = "Bases in Japan";
  japan.topics = {{"command", "Command", "", {}},
                  {"joint", "Joint command", "command", {}},
                  {"law", "The law", "", {}}};
  japan.passages = {{"p1", "", "", "", "Text."}};
  japan.cards = {
      a_card("yokota", "Where is USFJ?", RecallCard{"Yokota Air Base"}, {"place::air"},
             "joint"),
      a_card("misawa", "Which base lies in Aomori?", TypedCard{"Misawa", {}},
             {"place", "north"}, "command"),
      a_card("sofa", "What does *SOFA* stand for?",
             RecallCard{"Status of Forces Agreement"}, {}, "law"),
      a_card("dogs", "100% of dogs: true_or*false (really)?", TrueFalseCard{true})};
  japan.cards[0].passage = "p1";
  Deck nato;
  nato.id = "nato";
  nato.title = "NATO";
  nato.cards = {a_card("sacre", "Who is Nuñez?", RecallCard{"Ein Übersetzer"}, {"name"}),
                a_card("ja", "日本の首都は?", TypedCard{"東京", {}})};
  std::vector<DeckBook> books;
  books.emplace_back(std::move(japan));
  books.emplace_back(std::move(nato));
  return books;
}

std::vector<SearchItem> items_of(const std::vector<DeckBook>& books) {
  std::vector<SearchItem> items;
  for (const DeckBook& book : books)
    for (const Question& question : book.questions()) {
      SearchItem item;
      item.question = &question;
      items.push_back(item);
    }
  return items;
}

/// In review, due so many days from today.
void learn(SearchItem& item, int due_in, double stability, int lapses = 0) {
  item.schedule.phase = Phase::kReview;
  item.schedule.memory = MemoryState{stability, 5, 0};
  item.schedule.due_day = kToday + days(due_in);
  item.schedule.last_day = kToday - days(10);
  item.schedule.interval_days = 10 + due_in;
  item.schedule.reviews = 4 + lapses;
  item.schedule.lapses = lapses;
  item.stability_days = stability;
  item.retrievability = 0.5;
}

/// The decks with where their questions stand.
struct Library {
  std::vector<DeckBook> books = decks();
  std::vector<SearchItem> items = items_of(books);
  SearchIndex index{books};
  SearchIndex::Ratings ratings;

  Library() {
    learn(items[0], 0, 12);
    learn(items[1], 5, 60, 8);
    items[2].schedule.phase = Phase::kRelearning;
    items[2].schedule.memory = MemoryState{2, 9, 0};
    items[2].schedule.due_day = kToday;
    items[2].schedule.lapses = 1;
    items[2].stability_days = 2;
    items[3].flags.suspended = true;
    items[4].flags.marked = true;
    items[4].flags.note = "Ask the *colonel*";
    learn(items[5], -3, 4);
    items[5].flags.buried_until = kToday + days(1);
    for (std::size_t i = 0; i < items.size(); ++i)
      items[i].added = kToday - days(static_cast<int>(i));
    items[5].added.reset();
    ratings[items[0].question->id] = {{kToday, Rating::kGood},
                                      {kToday - days(3), Rating::kAgain}};
    ratings[items[1].question->id] = {{kToday - days(6), Rating::kAgain}};
  }

  /// Ids of cards that a search finds, joined by blanks.
  [[nodiscard]] std::string find(std::string_view text) const {
    const auto query = SearchQuery::parse(text);
    if (!query) return "error: " + query.error().text();
    std::string found;
    for (const std::uint32_t at : index.find(*query, items, kToday, &ratings)) {
      const std::string& id = items[at].question->id;
      found += (found.empty() ? "" : " ") + id.substr(id.find('/') + 1);
    }
    return found;
  }
};

const char* const kAll = "yokota misawa sofa dogs sacre ja";

}  // namespace

TEST_CASE("An empty search finds everything") {
  const Library library;
  CHECK(library.find("") == kAll);
  CHECK(library.find("  \t ") == kAll);
}

TEST_CASE("Words are found in question, answer and tags, in parts too") {
  const Library library;
  CHECK(library.find("usfj") == "yokota");
  CHECK(library.find("agree") == "sofa");
  CHECK(library.find("place") == "yokota misawa");
  CHECK(library.find("base") == "yokota misawa");
  CHECK(library.find("nowhere") == "");
}

TEST_CASE("Case and accents do not count") {
  const Library library;
  CHECK(library.find("NUNEZ") == "sacre");
  CHECK(library.find("nuñez") == "sacre");
  CHECK(library.find("ubersetzer") == "sacre");
  CHECK(library.find("ＵＳＦＪ") == "yokota");
  CHECK(library.find("首都") == "ja");
}

TEST_CASE("Terms side by side must all hold; or, minus and brackets are as in Anki") {
  const Library library;
  CHECK(library.find("base aomori") == "misawa");
  CHECK(library.find("base and aomori") == "misawa");
  CHECK(library.find("usfj or aomori") == "yokota misawa");
  CHECK(library.find("usfj OR aomori sofa") == "yokota");
  CHECK(library.find("(usfj or aomori) base") == "yokota misawa");
  CHECK(library.find("base -usfj") == "misawa");
  CHECK(library.find("base -(usfj or aomori)") == "");
  CHECK(library.find("-(usfj or aomori)") == "sofa dogs sacre ja");
  CHECK(library.find("--usfj") == "yokota");
  CHECK(library.find("usfj　base") == "yokota");  // the wide blank
}

TEST_CASE("Quotation marks keep words together") {
  const Library library;
  CHECK(library.find("\"air base\"") == "yokota");
  CHECK(library.find("\"base air\"") == "");
  CHECK(library.find("-\"air base\" base") == "misawa");
  CHECK(library.find("\"or\"") == "misawa sofa dogs");
}

TEST_CASE("A star stands for any letters, a line for one") {
  const Library library;
  CHECK(library.find("y*a") == "yokota");
  CHECK(library.find("m_sawa") == "misawa");
  CHECK(library.find("m_awa") == "");
  CHECK(library.find("東_") == "ja");
  CHECK(library.find("東__") == "");
  CHECK(library.find("*") == kAll);
}

TEST_CASE("Behind a backslash everything is plain") {
  const Library library;
  CHECK(library.find("true\\_or\\*false") == "dogs");
  CHECK(library.find("\\(really\\)") == "dogs");
  CHECK(library.find("\"(really)\"") == "dogs");
  CHECK(library.find("dogs\\:") == "dogs");
  CHECK(library.find("\\-not") == "");
  CHECK(library.find("100%") == "dogs");
}

TEST_CASE("Whole words are found with w:") {
  const Library library;
  CHECK(library.find("w:dogs") == "dogs");
  CHECK(library.find("w:dog") == "");
  CHECK(library.find("w:dog*") == "dogs");
  CHECK(library.find("w:*ota") == "yokota");
  CHECK(library.find("w:\"air base\"") == "yokota");
  CHECK(library.find("w:north") == "misawa");
  CHECK(library.find("w:\"?\"") == "");
}

TEST_CASE("A field is compared as a whole") {
  const Library library;
  CHECK(library.find("answer:misawa") == "misawa");
  CHECK(library.find("answer:misa") == "");
  CHECK(library.find("back:mis*") == "misawa");
  CHECK(library.find("question:\"where is usfj?\"") == "yokota");
  CHECK(library.find("front:*aomori*") == "misawa");
  CHECK(library.find("question:") == "");
  CHECK(library.find("note:colonel") == "sacre");
}

TEST_CASE("Decks are found by id or title") {
  const Library library;
  CHECK(library.find("deck:nato") == "sacre ja");
  CHECK(library.find("deck:japan") == "");
  CHECK(library.find("deck:japan*") == "yokota misawa sofa dogs");
  CHECK(library.find("deck:\"bases in japan\"") == "yokota misawa sofa dogs");
  CHECK(library.find("\"deck:bases in japan\" sofa") == "sofa");
}

TEST_CASE("A tag is found with what lies below it") {
  const Library library;
  CHECK(library.find("tag:place") == "yokota misawa");
  CHECK(library.find("tag:place::air") == "yokota");
  CHECK(library.find("tag:pla") == "");
  CHECK(library.find("tag:n*") == "misawa sacre");
  CHECK(library.find("tag:none") == "sofa dogs ja");
}

TEST_CASE("A topic is found by id or name, with those below it") {
  const Library library;
  CHECK(library.find("topic:command") == "yokota misawa");
  CHECK(library.find("topic:\"joint command\"") == "yokota");
  CHECK(library.find("topic:l*") == "sofa");
  CHECK(library.find("topic:none") == "dogs sacre ja");
}

TEST_CASE("Forms, kinds, ids and passages are found") {
  const Library library;
  CHECK(library.find("form:typed") == "misawa ja");
  CHECK(library.find("form:true*") == "dogs");
  CHECK(library.find("kind:recall") == "yokota sofa sacre");
  CHECK(library.find("id:nato/ja") == "ja");
  CHECK(library.find("id:s*") == "sofa sacre");
  CHECK(library.find("passage:p1") == "yokota");
  CHECK(library.find("passage:none deck:nato") == "sacre ja");
}

TEST_CASE("States are those of the study day") {
  const Library library;
  CHECK(library.find("is:new") == "dogs sacre");
  CHECK(library.find("is:learn") == "sofa");
  CHECK(library.find("is:review") == "yokota misawa sofa ja");
  CHECK(library.find("is:review -is:learn") == "yokota misawa ja");
  CHECK(library.find("is:due") == "yokota sofa");  // "ja" is buried
  CHECK(library.find("is:suspended") == "dogs");
  CHECK(library.find("is:buried") == "ja");
  CHECK(library.find("is:marked") == "sacre");
  CHECK(library.find("is:leech") == "misawa");
}

TEST_CASE("Properties are compared with numbers") {
  const Library library;
  CHECK(library.find("prop:stability>30") == "misawa");
  CHECK(library.find("prop:s<=12") == "yokota sofa ja");
  CHECK(library.find("prop:due=5") == "misawa");
  CHECK(library.find("prop:due=-3") == "ja");
  CHECK(library.find("prop:ivl>=10") == "yokota misawa");
  CHECK(library.find("prop:interval=0") == "sofa dogs sacre");
  CHECK(library.find("prop:lapses!=0") == "misawa sofa");
  CHECK(library.find("prop:reps>4") == "misawa");
  CHECK(library.find("prop:d>=9") == "sofa");
  CHECK(library.find("prop:r=50%") == "yokota misawa ja");
  CHECK(library.find("prop:retrievability<0.4") == "sofa");
}

TEST_CASE("Days count from today") {
  const Library library;
  CHECK(library.find("added:1") == "yokota");
  CHECK(library.find("added:3") == "yokota misawa sofa");
  CHECK(library.find("added:100") == "yokota misawa sofa dogs sacre");
  CHECK(library.find("rated:1") == "yokota");
  CHECK(library.find("rated:1:1") == "");
  CHECK(library.find("rated:4:1") == "yokota");
  CHECK(library.find("rated:7:1") == "yokota misawa");
  CHECK(needs_ratings(*SearchQuery::parse("a or -rated:3")));
  CHECK(SearchQuery::parse("rated:2 or -rated:30:1")->days_of_ratings() == 30);
  CHECK_FALSE(needs_ratings(*SearchQuery::parse("rated")));
  CHECK(SearchQuery::parse("-(a added:2)")->needs_added());
}

TEST_CASE("A search says whether it looks at more than the decks") {
  for (const char* const text : {"", "a w:b tag:c or -(topic:d deck:e)", "id:a kind:b"})
    CHECK_FALSE(SearchQuery::parse(text)->needs_items());
  for (const char* const text :
       {"a or -is:due", "prop:due<3", "note:a", "added:2", "rated:2"})
    CHECK(SearchQuery::parse(text)->needs_items());
}

TEST_CASE("What cannot be understood is said, with the words and the way to write it") {
  struct Wrong {
    const char* query;
    const char* what;
    const char* where;
  };
  for (const Wrong& wrong :
       {Wrong{"a (b", "A bracket is not closed", "a (b"},
        Wrong{"(", "A bracket is not closed", "("},
        Wrong{"a b)", "A closing bracket has no opening one", "a b)"},
        Wrong{"a ()", "There is nothing between the brackets", "a ()"},
        Wrong{"say \"a b", "A quotation mark is not closed", "say \"a b"},
        Wrong{"a or", "Nothing stands behind “or”", "a or"},
        Wrong{"(a or )", "Nothing stands behind “or”", "(a or )"},
        Wrong{"or a", "Nothing stands before “or”", "or a"},
        Wrong{"and a", "Nothing stands before “and”", "and a"},
        Wrong{"a and", "Nothing stands behind “and”", "a and"},
        Wrong{"a - b", "Nothing stands behind the minus sign", "a - b"},
        Wrong{"-", "Nothing stands behind the minus sign", "-"},
        Wrong{"a\\x", "The backslash has nothing to make plain", "a\\x"},
        Wrong{"a\\", "The backslash has nothing to make plain", "a\\"},
        Wrong{"is:lech", "This is no state of a question", "is:lech"},
        Wrong{"prop:size>3", "This is no property of a question", "prop:size>3"},
        Wrong{"prop:due", "A number is missing", "prop:due"},
        Wrong{"prop:due>x", "A number is missing", "prop:due>x"},
        Wrong{"added:x", "This is no number of days", "added:x"},
        Wrong{"added:0", "This is no number of days", "added:0"},
        Wrong{"rated:3:5", "This is no number of days", "rated:3:5"},
        Wrong{"tga:a", "“tga:” means nothing in a search", "tga:a"},
        Wrong{"tag:", "Nothing stands behind “tag:”", "tag:"},
        Wrong{"form:oral", "This is no form of a question", "form:oral"},
        Wrong{"re:a.b", "Regular expressions cannot be searched for", "re:a.b"}}) {
    CAPTURE(wrong.query);
    const auto read = SearchQuery::parse(wrong.query);
    REQUIRE_FALSE(read);
    CHECK(read.error().what == wrong.what);
    CHECK(read.error().where == wrong.where);
    CHECK_FALSE(read.error().remedy.empty());
  }
  CHECK(SearchQuery::parse("tga:a").error().remedy.find("tag:") != std::string::npos);
  CHECK(SearchQuery::parse("is:lech").error().remedy.find("is:leech") !=
        std::string::npos);
}

TEST_CASE("A search of hostile length or depth is refused") {
  CHECK_FALSE(SearchQuery::parse(std::string(20'000, 'a')));
  CHECK_FALSE(SearchQuery::parse(std::string(5'000, '(')));
  CHECK_FALSE(SearchQuery::parse(std::string(5'000, '-') + "a"));
  CHECK_FALSE(SearchQuery::parse("a\xff"));
  CHECK(SearchQuery::parse("12:30"));  // a time is no key
}

TEST_CASE("Wording and answer are those of the list") {
  const Library library;
  CHECK(library.index.wording(*library.items[2].question) == "What does SOFA stand for?");
  CHECK(library.index.answer(*library.items[2].question) == "Status of Forces Agreement");
  const Question unknown{};
  CHECK(library.index.wording(unknown).empty());
  CHECK(library.index.answer(unknown).empty());
}

TEST_CASE("Columns of the decks put questions in order") {
  const Library library;
  using Order = std::vector<std::uint32_t>;
  CHECK(library.index.order_by(BrowserColumn::kId) == Order{3, 1, 2, 0, 5, 4});
  CHECK(library.index.order_by(BrowserColumn::kAnswer).front() == 4);  // Ein Übersetzer
  CHECK(library.index.order_by(BrowserColumn::kDeck) == Order{0, 1, 2, 3, 4, 5});
  CHECK(library.index.order_by(BrowserColumn::kTopic) == Order{3, 4, 5, 1, 0, 2});
  CHECK(library.index.order_by(BrowserColumn::kTags).back() == 0);
  CHECK(library.index.order_by(BrowserColumn::kKind).front() == 0);
  CHECK(library.index.order_by(BrowserColumn::kQuestion).size() == 6);
  CHECK(library.index.order_by(BrowserColumn::kDue).empty());
}

TEST_CASE("Every column has a name of its own") {
  for (int i = 0; i <= static_cast<int>(BrowserColumn::kId); ++i) {
    const auto column = static_cast<BrowserColumn>(i);
    CHECK(browser_column_named(name_of(column)) == column);
  }
  CHECK_FALSE(browser_column_named("colour"));
}

namespace {

std::string any_word() {
  return *rc::gen::element<std::string>(
      "usfj", "base", "a", "o_a", "m*a", "place", "Über", "\"air base\"", "w:dogs",
      "tag:place", "tag:none", "topic:command", "deck:n*", "is:new", "is:due",
      "is:review", "is:suspended", "prop:lapses>0", "prop:due<=0", "added:3", "rated:7:1",
      "id:*o*", "answer:m*", "kind:typed", "form:typed", "note:ask", "passage:p1", "東京",
      "\\*", "x");
}

std::string any_query(int depth) {
  const int shape = depth <= 0 ? 0 : *rc::gen::inRange(0, 6);
  switch (shape) {
    case 2:
      return any_query(depth - 1) + " " + any_query(depth - 1);
    case 3:
      return any_query(depth - 1) + " or " + any_query(depth - 1);
    case 4:
      return "-(" + any_query(depth - 1) + ")";
    case 5:
      return "(" + any_query(depth - 1) + ")";
    default:
      return any_word();
  }
}

/// What a tree means, term by term and question by question.
bool means(const Library& library, const Node& node, std::size_t at) {
  const auto holds = [&](const Node& child) { return means(library, child, at); };
  switch (node.kind) {
    case SearchKind::kAnd:
      return std::all_of(node.children.begin(), node.children.end(), holds);
    case SearchKind::kOr:
      return std::any_of(node.children.begin(), node.children.end(), holds);
    case SearchKind::kNot:
      return !holds(node.children.front());
    case SearchKind::kText: {
      const Question& question = *library.items[at].question;
      std::vector<std::string> texts{std::string(library.index.wording(question)),
                                     std::string(library.index.answer(question))};
      texts.insert(texts.end(), question.tags.begin(), question.tags.end());
      return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
        return node.pattern.is_in(fold(text));
      });
    }
    default:
      return false;
  }
}

bool only_texts(const Node& node) {
  if (node.children.empty()) return node.kind == SearchKind::kText;
  return std::all_of(node.children.begin(), node.children.end(), only_texts);
}

}  // namespace

TEST_CASE("property: a query that is written out is read as the same") {
  CHECK(rc::check([] {
    const auto query = SearchQuery::parse(any_query(4));
    if (!query) return false;
    const auto again = SearchQuery::parse(query->text());
    return again && again->root() == query->root();
  }));
}

TEST_CASE("property: what is not found is found by the negation, and De Morgan holds") {
  const Library library;
  const auto count = [&](const std::string& text) { return library.find(text); };
  CHECK(rc::check([&] {
    const std::string a = any_query(2);
    const std::string b = any_query(2);
    return count("-((" + a + ") or (" + b + "))") == count("-(" + a + ") -(" + b + ")") &&
           count("-((" + a + ") (" + b + "))") == count("-(" + a + ") or -(" + b + ")") &&
           count("-(-(" + a + "))") == count(a) &&
           count("(" + a + ") -(" + a + ")").empty() &&
           count("(" + a + ") or -(" + a + ")") == kAll;
  }));
}

TEST_CASE(
    "property: what looks at the decks alone is found without items, on a new index") {
  const Library library;
  CHECK(rc::check([&] {
    const auto query = SearchQuery::parse(any_query(4));
    RC_PRE(query && !query->needs_items());
    return SearchIndex(library.books).find(*query, {}, kToday) ==
           library.index.find(*query, library.items, kToday, &library.ratings);
  }));
}

TEST_CASE("property: the quick search finds what a look at each question finds") {
  const Library library;
  CHECK(rc::check([&] {
    const auto query = SearchQuery::parse(any_query(4));
    RC_PRE(query && only_texts(query->root()));
    std::vector<std::uint32_t> expected;
    for (std::size_t at = 0; at < library.items.size(); ++at)
      if (means(library, query->root(), at))
        expected.push_back(static_cast<std::uint32_t>(at));
    return library.index.find(*query, library.items, kToday) == expected;
  }));
}

TEST_CASE("property: any text is read or refused with a reason") {
  CHECK(rc::check([](const std::string& text) {
    const auto query = SearchQuery::parse(text);
    return query.has_value() || !query.error().what.empty();
  }));
  CHECK(rc::check([] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("ab:*_\"\\()- or<>=19")));
    const auto query = SearchQuery::parse(text);
    if (!query) return !query.error().remedy.empty();
    const auto again = SearchQuery::parse(query->text());
    return again && again->root() == query->root();
  }));
}

TEST_CASE("property: the quick folding is the folding") {
  CHECK(rc::check([] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::inRange<char>(char{1}, char{127}));
    return folded_for_search(text) == fold(text);
  }));
}

TEST_CASE("property: a pattern matches as its definition says") {
  // Worked out the slow way, by trying every length for a star.
  struct Slow {
    static bool matches(const std::string& text, const std::string& pattern) {
      if (pattern.empty()) return text.empty();
      if (pattern[0] == SearchPattern::kAny)
        return matches(text, pattern.substr(1)) ||
               (!text.empty() && matches(text.substr(1), pattern));
      if (text.empty()) return false;
      const bool fits = pattern[0] == SearchPattern::kOne || pattern[0] == text[0];
      return fits && matches(text.substr(1), pattern.substr(1));
    }
  };
  CHECK(rc::check([] {
    const auto letters = [](const std::string& of) {
      return *rc::gen::resize(9, rc::gen::container<std::string>(rc::gen::elementOf(of)));
    };
    const std::string text = letters("ab");
    const SearchPattern pattern(letters("ab\x01\x02"));
    return pattern.is(text) == Slow::matches(text, pattern.text()) &&
           pattern.is_in(text) == Slow::matches(text, '\x01' + pattern.text() + '\x01');
  }));
}
