#include "deckfile/write.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <set>
#include <sys/resource.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/text.h"
#include "deck_text.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"

using namespace attache;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "attache-write-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    fs::permissions(path_, fs::perms::owner_all);
    fs::remove_all(path_);
  }
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Deck small_deck() {
  Deck deck;
  deck.id = "small";
  deck.lang = "en";
  deck.title = "Small";
  deck.topics = {{"t", "Topic", "", {}}};
  return deck;
}

/// What stands between the title and the end of a written deck.
std::string body_of(const Deck& deck) {
  const std::string xml = deck_xml(deck);
  const std::size_t begin = xml.find("</title>\n") + 9;
  return xml.substr(begin, xml.rfind("</deck>") - begin);
}

// ---- decks by chance

using Letters = std::u32string_view;

/// Any text that is as reading leaves it: letters that are hard on XML, on Unicode and on
/// lists.
rc::Gen<std::string> text_gen(bool rich) {
  static constexpr Letters kLetters = U"abcXYZ019 -*.&<>\"'éが日\u00A0\U0001F600\n\n]]{}";
  return rc::gen::map(
      rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>()),
      [rich](const std::vector<std::uint8_t>& choices) {
        std::u32string letters;
        for (const auto choice : choices)
          letters += kLetters[choice % kLetters.size()];
        letters += U'x';  // never empty
        const std::string text = to_utf8(letters);
        return rich ? folded_markdown(text) : folded_line(text);
      });
}

std::string plain() {
  return *text_gen(false);
}
std::string rich() {
  return *text_gen(true);
}
std::string maybe_plain() {
  return *rc::gen::arbitrary<bool>() ? plain() : std::string();
}
std::string maybe_rich() {
  return *rc::gen::arbitrary<bool>() ? rich() : std::string();
}
std::size_t up_to(std::size_t most) {
  return *rc::gen::inRange<std::size_t>(0, most + 1);
}
bool coin() {
  return *rc::gen::arbitrary<bool>();
}

std::optional<PartialDate> maybe_date() {
  switch (up_to(3)) {
    case 0:
      return {};
    case 1:
      return PartialDate{*rc::gen::inRange(1, 9999), 0, 0};
    case 2:
      return PartialDate{*rc::gen::inRange(1, 9999), *rc::gen::inRange(1, 13), 0};
    default:
      return PartialDate{*rc::gen::inRange(1, 9999), *rc::gen::inRange(1, 13),
                         *rc::gen::inRange(1, 29)};
  }
}

/// Wording cannot hold braces other than its placeholders.
std::string wording(const std::string& placeholders) {
  std::string text = plain();
  std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
  return folded_line(placeholders + text);
}

Tolerance tolerance() {
  return {static_cast<double>(up_to(1000)) / 8, coin()};
}

/// Ids that are there once.
class Ids {
 public:
  std::string next() { return "i" + std::to_string(++count_); }

 private:
  int count_ = 0;
};

template <class Part>
std::string one_of(const std::vector<Part>& parts) {
  return parts.empty() || coin() ? std::string() : parts[up_to(parts.size() - 1)].id;
}

/// Texts that differ from one another.
std::vector<std::string> different(std::size_t count,
                                   bool is_rich,
                                   std::set<std::string>& seen) {
  std::vector<std::string> texts;
  while (texts.size() < count) {
    std::string text =
        folded_line(std::to_string(seen.size()) + " " + (is_rich ? rich() : plain()));
    if (seen.insert(text).second) texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<WrongOption> wrong_options(std::size_t count, std::set<std::string>& seen) {
  std::vector<WrongOption> options;
  for (std::string& text : different(count, true, seen))
    options.push_back({std::move(text), maybe_plain()});
  return options;
}

std::vector<std::string> forms() {
  return coin() ? std::vector<std::string>{"choice", "before-after"}
                : std::vector<std::string>{};
}

/// A number of the format: decimals of any length, and the ends.
double percent(double most) {
  return *rc::gen::element(0.0, 1.0, 0.125, 1.0 / 3, 1e-9) * most;
}

ImageCard image_card() {
  ImageCard card;
  card.file = *rc::gen::element<std::string>("a.png", "maps & more/B c.JPG", "é.jpeg");
  card.alt = plain();
  card.hide = coin() ? Hiding::kOne : Hiding::kAll;
  std::set<std::string> answers;
  for (std::string& answer : different(1 + up_to(3), false, answers)) {
    PictureRegion region;
    region.id = "r" + std::to_string(card.regions.size());
    region.x = percent(50);
    region.y = percent(90);
    region.width = 50 - percent(49);
    region.height = 10 - percent(9);
    std::set<std::string> seen{answer};
    region.accept = different(up_to(2), false, seen);
    region.answer = std::move(answer);
    card.regions.push_back(std::move(region));
  }
  return card;
}

CardBody body(std::size_t kind) {
  std::set<std::string> seen;
  switch (kind) {
    case 0:
      return RecallCard{rich()};
    case 1: {
      std::string answer = different(1, true, seen).front();
      return ChoiceCard{std::move(answer), wrong_options(2 + up_to(6), seen)};
    }
    case 2: {
      auto answers = different(1 + up_to(3), true, seen);
      return SelectCard{std::move(answers), wrong_options(1 + up_to(3), seen)};
    }
    case 3:
      return TrueFalseCard{coin()};
    case 4: {
      std::string answer = different(1, false, seen).front();
      return TypedCard{std::move(answer), different(up_to(3), false, seen)};
    }
    case 5:
      return NumberCard{std::to_string(static_cast<int>(up_to(2000)) - 1000),
                        maybe_plain(), tolerance()};
    case 6: {
      const PartialDate date = maybe_date().value_or(PartialDate{2024, 7, 28});
      return DateCard{date, coin() ? Precision::kYear : precision_of(date)};
    }
    case 7:
      return OrderCard{different(3 + up_to(9), true, seen)};
    case 8: {
      MatchCard card;
      for (std::string& left : different(3 + up_to(7), true, seen)) {
        std::string right = different(1, true, seen).front();
        card.pairs.push_back({std::move(left), std::move(right)});
      }
      return card;
    }
    case 9:
      return image_card();
    default:
      return ClozeCard{};
  }
}

std::vector<std::string> tags() {
  return coin() ? std::vector<std::string>{"week-3", "<é>"} : std::vector<std::string>{};
}

Card card(Ids& ids, const Deck& deck) {
  Card card;
  card.id = ids.next();
  card.topic = one_of(deck.topics);
  card.passage = one_of(deck.passages);
  card.fact = one_of(deck.facts);
  card.as_of = maybe_date();
  card.check_after = maybe_date();
  card.meaning = 1 + static_cast<int>(up_to(3));
  card.tags = tags();
  card.body = body(up_to(10));
  card.ask = rich();
  if (std::holds_alternative<ClozeCard>(card.body)) {
    std::erase_if(card.ask, [](char c) { return c == '{' || c == '}'; });
    card.ask = folded_markdown(card.ask + " a {{blank|or & two::hint}}");
  }
  card.explain = maybe_rich();
  return card;
}

Fact fact(Ids& ids, const Deck& deck) {
  Fact fact;
  fact.id = ids.next();
  fact.relation = deck.relations[up_to(deck.relations.size() - 1)].id;
  fact.subject = deck.entities[up_to(deck.entities.size() - 1)].id;
  std::set<std::string> seen;
  switch (up_to(3)) {
    case 0:
      fact.objects = {EntityRef{deck.entities.back().id}};
      break;
    case 1:
      fact.objects = {EntityRef{deck.entities.back().id},
                      EntityRef{deck.entities.front().id}};
      break;
    case 2:
      for (std::string& text : different(1 + up_to(2), false, seen))
        fact.objects.emplace_back(Value{std::move(text)});
      break;
    default:
      fact.value_type = ValueType::kNumber;
      fact.objects = {Value{"12.50"}};
      fact.unit = maybe_plain();
      fact.tolerance = tolerance();
  }
  fact.topic = one_of(deck.topics);
  fact.passage = one_of(deck.passages);
  fact.as_of = maybe_date();
  fact.check_after = maybe_date();
  fact.meaning = 1 + static_cast<int>(up_to(3));
  fact.tags = tags();
  fact.forms = forms();
  if (coin()) fact.says = wording("{object} {subject} ");
  // Its own id makes each question different from those of the other facts.
  fact.asks_object = wording("{subject} " + fact.id + " ");
  if (coin()) fact.asks_subject = wording("{object} ");
  fact.explain = maybe_rich();
  if (!fact.passage.empty() && coin())
    fact.support = {folded_line(deck.passages.back().text)};
  if (!fact.support.empty()) fact.passage = deck.passages.back().id;
  return fact;
}

void add_parts(Deck& deck, Ids& ids) {
  for (std::size_t i = up_to(2); i > 0; --i) {
    deck.sources.push_back({ids.next(), plain(), maybe_plain(), maybe_plain(),
                            maybe_date(), coin() ? "https://x.org/?a=1&b='2'" : ""});
    deck.topics.push_back({ids.next(), plain(), one_of(deck.topics), forms()});
    deck.passages.push_back(
        {ids.next(), one_of(deck.sources), maybe_plain(), one_of(deck.topics), rich()});
  }
  for (std::size_t i = 2 + up_to(2); i > 0; --i) {
    std::set<std::string> seen;
    Entity entity{ids.next(), plain(),     maybe_plain(),
                  coin(),     tags(),      different(1, false, seen).front(),
                  {},         maybe_rich()};
    for (std::string& alias : different(up_to(2), false, seen))
      entity.aliases.push_back({std::move(alias), coin() ? "ja" : ""});
    deck.entities.push_back(std::move(entity));
    Relation relation{ids.next(),
                      static_cast<Shape>(up_to(2)),
                      {wording("{subject}{object}"), {}, wording("{object}?")}};
    if (coin()) relation.wording.asks_object = wording("{subject}?");
    deck.relations.push_back(std::move(relation));
  }
  for (std::size_t i = up_to(4); i > 0; --i)
    deck.facts.push_back(fact(ids, deck));
  for (std::size_t i = up_to(4); i > 0; --i)
    deck.cards.push_back(card(ids, deck));
}

Deck any_deck() {
  Ids ids;
  Deck deck;
  deck.id = ids.next();
  deck.edition = 1 + static_cast<int>(up_to(100));
  deck.lang = "en-GB";
  deck.as_of = maybe_date();
  deck.forms = forms();
  deck.title = plain();
  deck.description = maybe_rich();
  if (coin()) deck.authors = {plain(), plain()};
  deck.licence = maybe_plain();
  add_parts(deck, ids);
  return deck;
}

}  // namespace

TEST_CASE("property: reading a written deck gives the same deck") {
  CHECK(rc::check([] {
    const Deck deck = any_deck();
    const ReadDeck read = read_deck_text(deck_xml(deck), "d");
    if (!read.deck) RC_FAIL(lines_of(read, false));
    RC_ASSERT(*read.deck == deck);
  }));
}

TEST_CASE(
    "a deck is laid out for people: sections, two blanks a level, one topic a line") {
  Deck deck = small_deck();
  deck.as_of = PartialDate{2024, 7, 0};
  deck.authors = {"A"};
  deck.licence = "CC0-1.0";
  deck.topics.push_back({"u", "Under", "t", {"choice", "typed"}});
  CHECK(deck_xml(deck) == R"(<?xml version="1.0" encoding="UTF-8"?>
<deck format="1" id="small" edition="1" lang="en" as-of="2024-07">
  <title>Small</title>
  <author>A</author>
  <licence>CC0-1.0</licence>

  <topic id="t">Topic</topic>
  <topic id="u" parent="t" forms="choice typed">Under</topic>
</deck>
)");
}

TEST_CASE("a text of several lines gets lines of its own") {
  Deck deck = small_deck();
  deck.topics.clear();
  deck.passages = {{"p", "", "", "", "One.\n\n- two\n- three"},
                   {"q", "", "", "", "Short."}};
  CHECK(body_of(deck) == R"(
  <passage id="p">
    One.

    - two
    - three
  </passage>

  <passage id="q">Short.</passage>
)");
}

TEST_CASE(
    "a fact stands on one line when it is short, and wraps its attributes when it is "
    "long") {
  Deck deck = small_deck();
  deck.topics.clear();
  Fact fact;
  fact.id = "usfj-reports";
  fact.relation = "reports-to";
  fact.subject = "usfj";
  fact.objects = {EntityRef{"cdr-indopacom"}};
  deck.facts = {fact};
  fact.passage = "p-headquarters";
  fact.topic = "command";
  fact.meaning = 2;
  fact.support = {"words"};
  deck.facts.push_back(fact);
  CHECK(body_of(deck) == R"(
  <fact id="usfj-reports" relation="reports-to" subject="usfj" object="cdr-indopacom"/>
  <fact id="usfj-reports" relation="reports-to" subject="usfj" object="cdr-indopacom"
        topic="command" passage="p-headquarters" meaning="2">
    <support>words</support>
  </fact>
)");
}

TEST_CASE("an entity and a pair stand on one line when they are short") {
  Deck deck = small_deck();
  deck.topics.clear();
  deck.entities = {{"a", "x", "", false, {}, "A", {}, ""},
                   {"b", "x", "the", true, {"g", "h"}, "B", {{"BB", "ja"}}, ""},
                   {"c", "x", "", false, {}, std::string(80, 'C'), {}, ""}};
  Card card;
  card.id = "m";
  card.ask = "Match.";
  card.body = MatchCard{{{"l", "r"}, {"- l\n- m", "r"}}};
  deck.cards = {card};
  CHECK(body_of(deck) == R"(
  <entity id="a" type="x"><name>A</name></entity>
  <entity id="b" type="x" group="g h" article="the" plural="yes">
    <name>B</name>
    <alias lang="ja">BB</alias>
  </entity>
  <entity id="c" type="x">
    <name>)" + std::string(80, 'C') +
                             R"(</name>
  </entity>

  <card id="m" kind="match">
    <ask>Match.</ask>
    <pair><left>l</left><right>r</right></pair>
    <pair>
      <left>
        - l
        - m
      </left>
      <right>r</right>
    </pair>
  </card>
)");
}

TEST_CASE("an image card gives its picture and a line to each short region") {
  Deck deck = small_deck();
  deck.topics.clear();
  Card card;
  card.id = "i";
  card.ask = "Which?";
  card.body = ImageCard{"maps/a.png",
                        "A map",
                        Hiding::kOne,
                        {{"north", 0, 12.5, 100, 1e-7, "North", {}},
                         {"south", 1, 2, 3, 4, "South", {"S"}}}};
  deck.cards = {card};
  CHECK(body_of(deck) == R"(
  <card id="i" kind="image" hide="one">
    <ask>Which?</ask>
    <image file="maps/a.png" alt="A map"/>
    <region id="north" x="0" y="12.5" width="100" height="0.0000001"><answer>North</answer></region>
    <region id="south" x="1" y="2" width="3" height="4">
      <answer>South</answer>
      <accept>S</accept>
    </region>
  </card>
)");
}

TEST_CASE("a deck that no file could hold is written without what is forbidden") {
  Deck deck = small_deck();
  deck.title =
      "a\x01"
      "b\u202E <&>\xFF";
  const auto read = read_deck_text(deck_xml(deck), "d");
  REQUIRE(read.deck);
  CHECK(read.deck->title == "ab <&>\uFFFD");
}

TEST_CASE("writing makes a file that reads as the deck, and leaves nothing else behind") {
  const Folder folder;
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(read_deck(folder / "a.xml").deck == small_deck());
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("writing over a deck keeps its permissions") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  fs::permissions(folder / "a.xml", fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(fs::status(folder / "a.xml").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(content(folder / "a.xml") == deck_xml(small_deck()));
}

TEST_CASE("writing through a link replaces the deck and not the link") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  fs::create_symlink("a.xml", folder / "link.xml");
  REQUIRE(write_deck(small_deck(), folder / "link.xml"));
  CHECK(fs::is_symlink(folder / "link.xml"));
  CHECK(content(folder / "a.xml") == deck_xml(small_deck()));
}

TEST_CASE("a leftover of a crash does not stop the next writing") {
  const Folder folder;
  std::ofstream(folder.path() / (".a.xml." + std::to_string(::getpid()) + "-0"))
      << "half";
  REQUIRE(write_deck(small_deck(), folder / "a.xml"));
  CHECK(read_deck(folder / "a.xml").deck == small_deck());
}

TEST_CASE("a deck cannot be written over a folder") {
  const Folder folder;
  const auto written = write_deck(small_deck(), folder.path());
  REQUIRE_FALSE(written);
  CHECK(written.error().text() == folder.path().string() +
                                      ": the deck cannot be written, because this is a "
                                      "folder — choose the name of a file");
}

TEST_CASE("a deck cannot be written into a folder that is not there") {
  const Folder folder;
  const fs::path file = folder / "none/a.xml";
  const auto written = write_deck(small_deck(), file);
  REQUIRE_FALSE(written);
  CHECK(written.error().text() ==
        file.string() +
            ": the deck cannot be written into this folder (No such file or directory) — "
            "check "
            "that the folder is there and that you may write into it");
}

TEST_CASE(
    "when there is no room for the new deck, the old one stays and nothing is left "
    "over") {
  const Folder folder;
  std::ofstream(folder / "a.xml") << "old";
  // The limit on the size of files stands in for a full disk.
  struct rlimit old_limit {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &old_limit) == 0);
  struct rlimit limit = old_limit;
  limit.rlim_cur = 100;
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  const auto written = write_deck(small_deck(), folder / "a.xml");
  CHECK(::setrlimit(RLIMIT_FSIZE, &old_limit) == 0);
  std::signal(SIGXFSZ, old_handler);
  REQUIRE_FALSE(written);
  CHECK(written.error().text() == (folder / "a.xml").string() +
                                      ": the deck could not be written (File too large) "
                                      "— make room on the disk or choose "
                                      "another place; the old file is untouched");
  CHECK(content(folder / "a.xml") == "old");
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}
