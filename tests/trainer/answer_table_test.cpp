// What statistics look at is, whatever was done, what the log gives.

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "for_tests.h"
#include "trainer/learner.h"

using namespace attache;
using namespace std::chrono_literals;

namespace {

class Studying {
 public:
  Studying() {
    room_.write(DeckText("a").facts(3));
    room_.write(DeckText("b").recalls(4));
    open();
  }

  void open() {
    learner_.reset();
    auto opened = Learner::open(room_.setup());
    REQUIRE(opened);
    learner_ = *std::move(opened);
  }

  [[nodiscard]] Learner& learner() { return *learner_; }
  [[nodiscard]] Room& room() { return room_; }
  [[nodiscard]] Instant now() { return room_.clock.now(); }
  [[nodiscard]] const Question& question(std::size_t n) const {
    const auto& items = learner_->all_items();
    return *items[n % items.size()].question;
  }

  Review answer(std::size_t n, Rating rating, const std::string& response = "") {
    Review given;
    given.form = Form::kTyped;
    given.response = response;
    given.rating = rating;
    given.duration = Millis(1500 + static_cast<int>(n) * 10);
    const auto written = learner_->answer(question(n), given, now());
    REQUIRE(written);
    answers_.push_back(*written);
    return *written;
  }

  void step(unsigned number) {
    room_.clock.go(number / 256 % 50 * 6h + 90s);
    const std::size_t n = number / 8 % 16;
    switch (number % 8) {
      case 0:
        take_back(n);
        break;
      case 1:
        count_again();
        break;
      case 2:
        change(n);
        break;
      case 3:
        some_other_thing(n);
        break;
      case 4:
        answer(n, Rating::kAgain,
               n % 2 == 0 ? R"({"texts":["Kadena"],"verdict":"wrong"})"
                          : R"({"texts":["Atsugi"],"verdict":"wrong"})");
        break;
      case 5:
        answer(n, Rating::kGood,
               n % 3 == 0 ? R"({"texts":["Kadena"],"verdict":"right","overruled":true})"
                          : R"({"texts":["Yokota"],"verdict":"right"})");
        break;
      default:
        answer(n, kRatings.at(n % kRatings.size()));
    }
  }

  /// What is kept, against the definition.
  [[nodiscard]] bool fits() {
    const auto table = learner_->answer_table();
    const auto log = learner_->store().log();
    if (!table || !log) return false;
    std::unordered_map<QuestionId, std::uint32_t> numbers;
    REQUIRE(learner_->store().each_number(
        0,
        [&](std::string_view id, std::uint32_t number) { numbers.emplace(id, number); }));
    const auto number = [&](const QuestionId& id) { return numbers.at(id); };
    std::vector<WrongAnswer> wrong;
    REQUIRE(learner_->each_wrong_answer(1, [&](const WrongAnswer& one) {
      wrong.push_back(one);
      return true;
    }));
    auto expected = wrong_answers(*log, number);
    std::stable_sort(
        expected.begin(), expected.end(),
        [](const WrongAnswer& a, const WrongAnswer& b) { return a.times > b.times; });
    return (*table)->facts == answer_facts(*log, learner_->scheduler(), number) &&
           (*table)->numbers == numbers.size() && items_fit(**table, numbers) &&
           wrong == expected;
  }

 private:
  bool items_fit(const AnswerTable& table,
                 const std::unordered_map<QuestionId, std::uint32_t>& numbers) const {
    const auto& items = learner_->all_items();
    if (table.number_of_item.size() != items.size()) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto found = numbers.find(items[i].question->id);
      const auto expected =
          found == numbers.end() ? AnswerTable::kNoNumber : found->second;
      if (table.number_of_item[i] != expected) return false;
    }
    return true;
  }

  void take_back(std::size_t n) {
    if (answers_.empty()) return;
    // Mostly the last one, sometimes one far back.
    const std::size_t back = n % 4 == 0 ? n % answers_.size() : 0;
    const auto at = answers_.end() - 1 - static_cast<std::ptrdiff_t>(back);
    const Review answer = *at;
    answers_.erase(at);
    const Question* asked = learner_->question(answer.question);
    if (asked == nullptr) return;
    const auto uuid = learner_->void_entry(answer.uuid, *asked, answer,
                                           Learner::Voiding::kTakesBack, now());
    REQUIRE(uuid);
    taken_back_.emplace_back(*uuid, answer);
  }

  void count_again() {
    if (taken_back_.empty()) return;
    const auto [uuid, answer] = taken_back_.back();
    taken_back_.pop_back();
    const Question* asked = learner_->question(answer.question);
    if (asked == nullptr) return;
    REQUIRE(
        learner_->void_entry(uuid, *asked, answer, Learner::Voiding::kRestores, now()));
    answers_.push_back(answer);
  }

  void change(std::size_t n) {
    ManualChange wanted;
    wanted.forget = n % 2 == 0;
    if (!wanted.forget)
      wanted.due = learner_->today() + std::chrono::days(static_cast<int>(n) * 3 + 1);
    const auto changed =
        learner_->change_many({question(n).id, question(n + 1).id}, {{}, wanted}, now());
    REQUIRE(changed);
    if (n % 3 == 0) REQUIRE(learner_->take_back(*changed, now()));
  }

  void some_other_thing(std::size_t n) {
    switch (n % 4) {
      case 0: {
        Settings settings = learner_->settings();
        settings.desired_retention = n % 8 == 0 ? 0.85 : 0.9;
        REQUIRE(learner_->change_settings(settings));
        break;
      }
      case 1:
        import_history(n);
        break;
      case 2:
        open();
        break;
      default:
        room_.write(DeckText("b").recalls(4 + static_cast<int>(n)));
        REQUIRE(learner_->reload_decks(now()));
    }
  }

  /// Two answers each of a question that is there and of one that is on no shelf.
  void import_history(std::size_t n) {
    const QuestionId questions[] = {question(n).id, "gone/card"};
    HistorySource source;
    source.size = 4;
    source.entry = [&](std::size_t at, Review& entry) {
      entry.question = questions[at / 2];
      entry.at = now() - 1000h + std::chrono::hours(at * 30);
      entry.day = learner_->calendar().day_of(entry.at);
      entry.rating = at == 1 ? Rating::kAgain : Rating::kGood;
      entry.uuid = fmt::format("import-{}-{}-{}", imports_, n, at);
    };
    REQUIRE(learner_->add_history(source, {}));
    ++imports_;
    REQUIRE(learner_->reload_decks(now()));
  }

  Room room_;
  std::unique_ptr<Learner> learner_;
  std::vector<Review> answers_;
  std::vector<std::pair<std::string, Review>> taken_back_;
  int imports_ = 0;
};

}  // namespace

TEST_CASE("property: what is kept of answers is what the log gives, whatever was done") {
  CHECK(rc::check([](const std::vector<std::uint16_t>& numbers) {
    Studying studying;
    for (const std::uint16_t number : numbers) {
      studying.step(number);
      // Not after every step: changes may come together.
      if (number % 3 == 0 && !studying.fits()) return false;
    }
    if (!studying.fits()) return false;
    studying.open();
    return studying.fits();
  }));
}

TEST_CASE("a learner who has answered nothing has an empty table") {
  Studying studying;
  const auto table = studying.learner().answer_table();
  REQUIRE(table);
  CHECK((*table)->facts.empty());
  CHECK((*table)->numbers == 0);
  CHECK((*table)->number_of_item ==
        std::vector<std::uint32_t>(10, AnswerTable::kNoNumber));
}

TEST_CASE("the table stays where it is until something changes, and then follows") {
  Studying studying;
  studying.answer(0, Rating::kGood);
  const AnswerTable* first = *studying.learner().answer_table();
  REQUIRE(first->facts.size() == 1);
  CHECK(*studying.learner().answer_table() == first);
  studying.answer(7, Rating::kAgain);
  const AnswerTable* second = *studying.learner().answer_table();
  REQUIRE(second->facts.size() == 2);
  CHECK(second->facts[1].rating() == Rating::kAgain);
  CHECK(second->facts[1].question == second->number_of_item[7]);
  CHECK(second->facts[1].duration == 1570);
}

TEST_CASE("a changed retention moves what was foretold, and the table follows") {
  Studying studying;
  studying.answer(0, Rating::kEasy);
  studying.room().clock.go(24h * 40);
  REQUIRE(studying.learner().renew_day(studying.now()));
  studying.answer(0, Rating::kGood);
  const auto stage = [&] {
    return (*studying.learner().answer_table())->facts.back().stage();
  };
  CHECK(stage() == AnswerStage::kYoung);
  Settings settings = studying.learner().settings();
  settings.desired_retention = 0.7;  // longer intervals: it was mature by then
  REQUIRE(studying.learner().change_settings(settings));
  CHECK(stage() == AnswerStage::kMature);
}

TEST_CASE("wrong answers come by how often they were given") {
  Studying studying;
  const auto wrong = [&](std::size_t n, const char* text) {
    studying.answer(n, Rating::kAgain,
                    fmt::format(R"({{"texts":["{}"],"verdict":"wrong"}})", text));
  };
  wrong(0, "Kihara");
  wrong(1, "Kamikawa");
  wrong(1, "Kamikawa");
  wrong(2, "Kishida");
  std::vector<std::string> texts;
  REQUIRE(studying.learner().each_wrong_answer(1, [&](const WrongAnswer& one) {
    texts.push_back(one.text);
    return texts.size() < 2;
  }));
  CHECK(texts == std::vector<std::string>{"Kamikawa", "Kihara"});
  texts.clear();
  REQUIRE(studying.learner().each_wrong_answer(2, [&](const WrongAnswer& one) {
    texts.push_back(one.text);
    CHECK(one.times == 2);
    CHECK(one.last == day("2024-07-01"));
    return true;
  }));
  CHECK(texts == std::vector<std::string>{"Kamikawa"});
}
