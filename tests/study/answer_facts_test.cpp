// What each answer was, from the log.

#include "study/answer_facts.h"

#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "study/manual.h"
#include "study/marking.h"
#include "study/progress.h"

using namespace attache;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr StudyDay kMonday{days(20000)};
const Scheduler kScheduler{SchedulerSettings{}};

Review an_answer(int n,
                 int day,
                 Rating rating = Rating::kGood,
                 const char* question = "q") {
  Review review;
  review.sequence = n;
  review.uuid = "u" + std::to_string(n);
  review.at = Instant(days(20000 + day)) + hours(9) + minutes(n);
  review.day = kMonday + days(day);
  review.question = question;
  review.rating = rating;
  review.duration = Millis(1000 + n);
  return review;
}

Review a_voiding(int n, const Review& of) {
  Review review = an_answer(n, 0, Rating::kGood, of.question.c_str());
  review.kind = EntryKind::kVoid;
  review.voids = of.uuid;
  return review;
}

Review by_hand(int n, int day, const ManualChange& change) {
  Review review = an_answer(n, day);
  review.kind = EntryKind::kManual;
  review.response = manual_text(change);
  return review;
}

/// Questions are named by a letter; "q" has the number 16.
std::uint32_t letter(const QuestionId& question) {
  return static_cast<std::uint32_t>(question.front() - 'a');
}

std::vector<AnswerFact> facts(const std::vector<Review>& log) {
  return answer_facts(log, kScheduler, letter);
}

Schedule in_review(int interval) {
  Schedule schedule;
  schedule.phase = Phase::kReview;
  schedule.interval_days = interval;
  schedule.last_day = kMonday;
  schedule.memory = MemoryState{10, 5, 0};
  return schedule;
}

Review typed(int n, const std::string& text, std::optional<Verdict> student = {}) {
  Prompt prompt;
  prompt.form = Form::kTyped;
  prompt.accepted = {"Yokota"};
  const Response response{{}, {text}};
  Marked marked = mark(prompt, response);
  if (student) marked = overruled(marked, *student);
  Review review = an_answer(n, n);
  review.form = Form::kTyped;
  review.response = response_json(prompt, response, marked);
  return review;
}

}  // namespace

TEST_CASE("a stage is where the question stood before, mature from 21 days on") {
  CHECK(stage_of(Schedule{}) == AnswerStage::kLearning);
  CHECK(stage_of(in_review(20)) == AnswerStage::kYoung);
  CHECK(stage_of(in_review(21)) == AnswerStage::kMature);
  Schedule relearning = in_review(30);
  relearning.phase = Phase::kRelearning;
  CHECK(stage_of(relearning) == AnswerStage::kRelearning);
}

TEST_CASE("every stage has a name") {
  CHECK(std::string(name_of(AnswerStage::kLearning)) == "learning");
  CHECK(std::string(name_of(AnswerStage::kRelearning)) == "relearning");
  CHECK(std::string(name_of(AnswerStage::kYoung)) == "young");
  CHECK(std::string(name_of(AnswerStage::kMature)) == "mature");
}

TEST_CASE("a fact holds what the answer was") {
  const Review answer = an_answer(1, 10, Rating::kHard);
  const AnswerFact fact = fact_of(answer, in_review(21), 7, false, true, kScheduler);
  CHECK(fact.question == 7);
  CHECK(fact.day == 20010);
  CHECK(fact.duration == 1001);
  // Ten days after the last review, with a stability of ten days: 90 %.
  CHECK(fact.forecast == 9000);
  CHECK(fact.hour == 9);
  CHECK(fact.rating() == Rating::kHard);
  CHECK(fact.recalled());
  CHECK(fact.stage() == AnswerStage::kMature);
  CHECK(fact.first_of_day());
  CHECK_FALSE(fact.fresh());
  CHECK(fact.tests_memory());
}

TEST_CASE("an answer rated again was not recalled") {
  const AnswerFact fact =
      fact_of(an_answer(1, 10, Rating::kAgain), in_review(5), 0, true, false, kScheduler);
  CHECK_FALSE(fact.recalled());
  CHECK(fact.fresh());
  CHECK_FALSE(fact.first_of_day());
  CHECK_FALSE(fact.tests_memory());
}

TEST_CASE("the hour is that of the place where the answer was given") {
  Review answer = an_answer(1, 0);
  answer.at = Instant(days(20000)) + hours(22) + minutes(59);
  answer.zone_offset = minutes(540);  // Tokyo: the next morning
  CHECK(fact_of(answer, Schedule{}, 0, true, true, kScheduler).hour == 7);
  answer.zone_offset = minutes(-210);
  CHECK(fact_of(answer, Schedule{}, 0, true, true, kScheduler).hour == 19);
  answer.at = Instant(hours(-1));  // before 1970
  answer.zone_offset = {};
  CHECK(fact_of(answer, Schedule{}, 0, true, true, kScheduler).hour == 23);
}

TEST_CASE("a time that is no time is none, and a very long one is cut") {
  Review answer = an_answer(1, 0);
  answer.duration = Millis(-5);
  CHECK(fact_of(answer, Schedule{}, 0, true, true, kScheduler).duration == 0);
  answer.duration = hours(2000);
  CHECK(fact_of(answer, Schedule{}, 0, true, true, kScheduler).duration == 0xFFFFFFFF);
}

TEST_CASE("nothing is foretold without a memory, or on the day of the answer before") {
  const auto forecast = [](const Schedule& before, int day) {
    return fact_of(an_answer(1, day), before, 0, false, true, kScheduler).forecast;
  };
  CHECK(forecast(Schedule{}, 3) == AnswerFact::kNoForecast);
  CHECK(forecast(in_review(5), 0) == AnswerFact::kNoForecast);
  CHECK(forecast(in_review(5), -1) == AnswerFact::kNoForecast);  // the clock was set back
  CHECK(forecast(in_review(5), 1) < 10'000);
}

TEST_CASE("only the first answer of a question on a day is the first of its day") {
  const auto found =
      facts({an_answer(1, 0), an_answer(2, 0), an_answer(3, 0, Rating::kGood, "r"),
             an_answer(4, 1), an_answer(5, 1)});
  std::vector<bool> first;
  std::vector<bool> fresh;
  for (const AnswerFact& fact : found) {
    first.push_back(fact.first_of_day());
    fresh.push_back(fact.fresh());
  }
  CHECK(first == std::vector<bool>{true, false, true, true, false});
  CHECK(fresh == std::vector<bool>{true, false, true, false, false});
  CHECK(found[2].question == 17);
}

TEST_CASE("an answer that was taken back has no fact, and the next is the first again") {
  const Review first = an_answer(1, 0);
  const auto found = facts({first, a_voiding(2, first), an_answer(3, 0, Rating::kEasy)});
  REQUIRE(found.size() == 1);
  CHECK(found[0].rating() == Rating::kEasy);
  CHECK(found[0].fresh());
  CHECK(found[0].first_of_day());
}

TEST_CASE("a question that was made new again is fresh and learned once more") {
  ManualChange forget;
  forget.forget = true;
  const auto found = facts({an_answer(1, 0, Rating::kEasy), an_answer(2, 30),
                            by_hand(3, 31, forget), an_answer(4, 31)});
  REQUIRE(found.size() == 3);
  CHECK(found[1].stage() != AnswerStage::kLearning);
  CHECK(found[2].fresh());
  CHECK(found[2].first_of_day());
  CHECK(found[2].stage() == AnswerStage::kLearning);
  CHECK(found[2].forecast == AnswerFact::kNoForecast);
}

TEST_CASE("an answer in another meaning is learned anew without being fresh") {
  Review other = an_answer(2, 40);
  other.meaning = 2;
  const auto found = facts({an_answer(1, 0, Rating::kEasy), other});
  REQUIRE(found.size() == 2);
  CHECK(found[1].stage() == AnswerStage::kLearning);
  CHECK(found[1].forecast == AnswerFact::kNoForecast);
  CHECK_FALSE(found[1].fresh());
}

TEST_CASE("property: answers that test memory are those of true retention") {
  CHECK(rc::check([](const std::vector<std::uint16_t>& numbers) {
    std::vector<Review> log;
    int day = 0;
    for (const std::uint16_t number : numbers) {
      const int n = static_cast<int>(log.size()) + 1;
      day += number / 64 % 16;
      if (number % 8 == 0 && !log.empty()) {
        log.push_back(a_voiding(n, log[number / 8 % log.size()]));
        continue;
      }
      const char* const names[] = {"a", "b", "c"};
      log.push_back(an_answer(n, day, kRatings[number / 8 % 4], names[number % 3]));
    }
    RetentionByAge by_facts;
    for (const AnswerFact& fact : facts(log)) {
      if (!fact.tests_memory()) continue;
      TrueRetention& one =
          fact.stage() == AnswerStage::kYoung ? by_facts.young : by_facts.mature;
      ++one.asked;
      one.recalled += fact.recalled() ? 1 : 0;
    }
    const RetentionByAge by_log =
        true_retention(log, kScheduler, kMonday, kMonday + days(1'000'000));
    return by_facts.young == by_log.young && by_facts.mature == by_log.mature;
  }));
}

TEST_CASE("a wrong answer is the option that was picked or the text that was typed") {
  CHECK(wrong_answer_in(typed(1, "Kadena")) == "Kadena");
  CHECK(wrong_answer_in(typed(1, " Kadena\n Air  Base ")) == "Kadena Air Base");
  CHECK_FALSE(wrong_answer_in(typed(1, "Yokota")));
  Prompt prompt;
  prompt.form = Form::kChoice;
  prompt.options = {{"Yokota", true, ""}, {"Atsugi", false, ""}};
  Review picked = an_answer(1, 0);
  picked.form = Form::kChoice;
  for (const std::size_t which : {0U, 1U}) {
    const Response response{{which}, {}};
    picked.response = response_json(prompt, response, mark(prompt, response));
    CHECK(wrong_answer_in(picked) ==
          (which == 0 ? std::nullopt : std::optional("Atsugi")));
  }
}

TEST_CASE("a response that cannot be read holds no wrong answer") {
  Review answer = an_answer(1, 0);
  answer.form = Form::kTyped;
  for (const char* text :
       {"", "{", R"("wrong")", R"(["wrong"])", R"({"verdict":"wrong"})"}) {
    answer.response = text;
    CHECK_FALSE(wrong_answer_in(answer));
  }
}

TEST_CASE("wrong answers are counted by question and text, with their last day") {
  const auto found = wrong_answers(
      std::vector<Review>{typed(1, "Kadena"), typed(2, "Atsugi"), typed(3, "Kadena")},
      letter);
  REQUIRE(found.size() == 2);
  CHECK(found[0] == WrongAnswer{16, "Atsugi", 1, kMonday + days(2)});
  CHECK(found[1] == WrongAnswer{16, "Kadena", 2, kMonday + days(3)});
}

TEST_CASE("what was taken back or overruled is no wrong answer") {
  const Review back = typed(1, "Atsugi");
  const auto found =
      wrong_answers(std::vector<Review>{back, a_voiding(2, back), typed(3, "Yokohama"),
                                        typed(4, "Yokohama", Verdict::kRight)},
                    letter);
  CHECK(found.empty());
}

TEST_CASE("a right answer that the student overruled is a wrong one") {
  const auto found =
      wrong_answers(std::vector<Review>{typed(1, "Yokota", Verdict::kWrong)}, letter);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "Yokota");
}
