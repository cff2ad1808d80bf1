// What Progress shows: the page, charts, curves and pages to print.

#include <cmath>

#include "trainer/for_tests.h"

namespace {

using namespace attache;
using std::chrono::hours;
using std::chrono::seconds;

std::string text_of(const Result<Chart>& chart) {
  REQUIRE(chart);
  return table_text(*chart);
}

const Series* series_named(const Chart& chart, const std::string& name) {
  for (const Series& series : chart.series)
    if (series.name == name) return &series;
  return nullptr;
}

double sum_of(const Chart& chart, const std::string& name) {
  double sum = 0;
  const Series* series = series_named(chart, name);
  REQUIRE(series != nullptr);
  for (const double value : series->values)
    sum += std::isnan(value) ? 0 : value;
  return sum;
}

/// Two topics of which one lies below the other, and a deck without any.
void write_two_decks(const Room& room) {
  room.write(DeckText("d", "Alliance")
                 .add("<topic id=\"command\">Command</topic>")
                 .add("<topic id=\"staff\" parent=\"command\">Staff</topic>")
                 .recall("a", "topic=\"command\"")
                 .recall("b", "topic=\"staff\"")
                 .recall("c", "topic=\"staff\""));
  room.write(DeckText("e", "Other deck").recall("x"));
}

/// A sitting over one deck: each answer takes two seconds.
void study(Room& room, Trainer& trainer, const char* deck, Rating rating) {
  REQUIRE(trainer.begin_sitting(deck));
  while (trainer.asked() != nullptr) {
    room.clock.go(seconds(2));
    answer(trainer, rating);
  }
}

ProgressShown shown(const Trainer& trainer, const ProgressRequest& request = {}) {
  const auto overview = trainer.overview(request);
  if (!overview) FAIL(overview.error().text());
  return *overview;
}

}  // namespace

TEST_CASE("Progress of an empty shelf has nothing, and says so kindly") {
  Room room;
  const auto trainer = room.open();
  const ProgressShown empty = shown(*trainer);
  CHECK(empty.questions == 0);
  CHECK(empty.known == 0);
  CHECK(empty.scope_title == "All decks");
  CHECK(empty.week.words.size() == 1);
  CHECK(empty.topics.empty());
  for (const ChartName& name : progress_charts())
    for (const ProgressRange range : kProgressRanges) {
      CAPTURE(std::string(name.id));
      ProgressRequest request;
      request.range = range;
      const auto chart = trainer->progress_chart(request, name.chart);
      REQUIRE(chart);
      CHECK(chart->id == name.id);
      CHECK(chart->title == name.title);
      CHECK_FALSE(table_text(*chart).empty());
      CHECK(chart_svg(*chart, 400, 220).find("nan") == std::string::npos);
    }
  CHECK(trainer->progress_page({}, Trainer::ProgressPage::kOverview));
  CHECK(trainer->progress_page({}, Trainer::ProgressPage::kWeek));
}

TEST_CASE("Progress counts days, phases, knowledge and true retention") {
  Room room;
  room.write(DeckText("d").recalls(5));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 3; ++i) {
    room.clock.go(seconds(2));
    answer(*trainer, Rating::kEasy);
  }
  ProgressShown first = shown(*trainer);
  CHECK(first.today == day("2024-07-01"));
  CHECK(first.questions == 5);
  CHECK(first.started == 3);
  CHECK(first.phases == PhaseCounts{2, 0, 3, 0, 0});
  CHECK(first.known == doctest::Approx(0.6));
  CHECK(first.done_today.answers == 3);
  CHECK(first.done_today.time == seconds(6));
  CHECK(first.learning_today == 3);
  CHECK(first.retention.all().asked == 0);
  CHECK(first.week.fresh == 3);
  CHECK(first.week.known_then == 0);
  CHECK(first.week.known_now == doctest::Approx(0.6));

  room.clock.set("2024-07-12T10:00:00Z");
  const ProgressShown later = shown(*trainer);
  CHECK(later.done_today.answers == 0);
  CHECK(later.week.done.answers == 0);
  CHECK(later.week.before.answers == 3);
  CHECK(later.done_in_range.answers == 3);
  CHECK(later.days_in_range == 1);
  REQUIRE(trainer->begin_sitting());
  for (int reviews = 0; reviews < 3;) {
    const bool review = trainer->asked()->phase == Phase::kReview;
    answer(*trainer, review && reviews == 0 ? Rating::kAgain : Rating::kEasy);
    reviews += review ? 1 : 0;
  }
  const ProgressShown last = shown(*trainer);
  CHECK(last.retention.young == TrueRetention{3, 2});
  CHECK(last.retention.mature == TrueRetention{0, 0});
  CHECK(last.again_today == 1);
  CHECK(last.review_today == 3);
  CHECK(last.week.done.again == 1);
  CHECK(last.week.days == 1);
}

TEST_CASE("A scope is a search: a deck, a topic with what lies below, anything") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  ProgressRequest request;
  request.scope = "deck:e";
  const ProgressShown other = shown(*trainer, request);
  CHECK(other.scope_title == "Other deck");
  CHECK(other.questions == 1);
  CHECK(other.done_today.answers == 0);
  CHECK(other.known == 0);
  request.scope = "topic:command";
  const ProgressShown command = shown(*trainer, request);
  CHECK(command.scope_title == "Command");
  CHECK(command.questions == 3);
  CHECK(command.done_today.answers == 3);
  REQUIRE(command.topics.size() == 2);
  CHECK(command.topics[0].questions == 3);
  CHECK(command.topics[1].questions == 2);
  CHECK(command.topics[1].now == doctest::Approx(1));
  request.scope = "is:new";
  CHECK(shown(*trainer, request).scope_title == "is:new");
  CHECK(shown(*trainer, request).questions == 1);
  request.scope = "prop:nonsense";
  CHECK_FALSE(trainer->overview(request));
  CHECK_FALSE(trainer->progress_chart(request, ProgressChart::kDue));
  CHECK_FALSE(trainer->progress_page(request, Trainer::ProgressPage::kWeek));
}

TEST_CASE("What was worked out is kept until something changes") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  CHECK(shown(*trainer).started == 0);
  CHECK(shown(*trainer).started == 0);
  study(room, *trainer, "e", Rating::kEasy);
  CHECK(shown(*trainer).started == 1);
  CHECK(shown(*trainer).done_today.answers == 1);
  room.write(DeckText("f").recalls(2));
  REQUIRE(trainer->reload_decks());
  CHECK(shown(*trainer).questions == 6);
  room.clock.go(hours(24));
  CHECK(shown(*trainer).done_today.answers == 0);
}

TEST_CASE("Charts of all the time are the same whatever was looked at before") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kGood);
  room.clock.go(hours(24 * 200));
  study(room, *trainer, "e", Rating::kGood);
  const ProgressRequest month{"", ProgressRange::kMonth};
  const ProgressRequest all{"", ProgressRange::kAll};
  const ProgressRequest other{"deck:e", ProgressRange::kMonth};
  for (const ChartName& name : progress_charts()) {
    CAPTURE(std::string(name.id));
    static_cast<void>(shown(*trainer, other));
    const std::string at_first = text_of(trainer->progress_chart(all, name.chart));
    static_cast<void>(shown(*trainer, other));
    static_cast<void>(shown(*trainer, month));
    CHECK(text_of(trainer->progress_chart(all, name.chart)) == at_first);
  }
  // The first answers are further back than a month.
  const auto reviews = trainer->progress_chart(all, ProgressChart::kReviews);
  REQUIRE(reviews);
  CHECK(reviews->at.front() <=
        static_cast<double>(day("2024-07-01").time_since_epoch().count()));
}

TEST_CASE("Answers to a deck that has gone still count in all decks") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  study(room, *trainer, "e", Rating::kEasy);
  std::filesystem::remove(room.decks() / "e.xml");
  REQUIRE(trainer->reload_decks());
  CHECK(shown(*trainer).done_today.answers == 1);
  CHECK(shown(*trainer).questions == 3);
  CHECK(text_of(trainer->progress_chart({}, ProgressChart::kTime))
            .find("No longer in the decks") != std::string::npos);
}

TEST_CASE("Charts tell of the answers and of where the questions stand") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  ProgressRequest request;
  const auto reviews = trainer->progress_chart(request, ProgressChart::kReviews);
  REQUIRE(reviews);
  CHECK(reviews->at.size() == 30);
  CHECK(sum_of(*reviews, "Learning") == 3);
  CHECK(series_named(*reviews, "Running total")->values.back() == 3);
  request.by_time = true;
  CHECK(sum_of(*trainer->progress_chart(request, ProgressChart::kReviews), "Learning") ==
        6);
  CHECK(text_of(trainer->progress_chart({}, ProgressChart::kCounts)) ==
        "Stage       Questions\n"
        "New                 1\n"
        "Learning            0\n"
        "Relearning          0\n"
        "Young               3\n"
        "Mature              0\n"
        "Suspended           0\n"
        "Buried              0\n");
  const auto due = trainer->progress_chart({}, ProgressChart::kDue);
  REQUIRE(due);
  CHECK(sum_of(*due, "Due") == 3);
  CHECK(sum_of(*trainer->progress_chart({}, ProgressChart::kAdded), "Added") == 4);
  CHECK(text_of(trainer->progress_chart({}, ProgressChart::kTopics)) ==
        "Topic                 Now\n"
        "Command (Alliance)  100 %\n"
        "Staff (Alliance)    100 %\n"
        "Other deck            0 %\n");
  const auto time = trainer->progress_chart({}, ProgressChart::kTime);
  REQUIRE(time);
  CHECK(time->names ==
        std::vector<std::string>{"Staff (Alliance)", "Command (Alliance)"});
  CHECK(series_named(*time, "Learning new ones")->values == std::vector<double>{4, 2});
  const auto hours_chart = trainer->progress_chart({}, ProgressChart::kHours);
  REQUIRE(hours_chart);
  CHECK(series_named(*hours_chart, "Answers")->values[10] == 3);
}

TEST_CASE("What is overdue stands before today, and can be left out") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  room.clock.go(hours(24 * 20));
  ProgressRequest request;
  const auto with = trainer->progress_chart(request, ProgressChart::kDue);
  REQUIRE(with);
  CHECK(sum_of(*with, "Overdue") == 1);
  CHECK(series_named(*with, "Running total")->values.back() == 1);
  request.backlog = false;
  const auto without = trainer->progress_chart(request, ProgressChart::kDue);
  REQUIRE(without);
  CHECK(without->empty() == false);
  CHECK(sum_of(*without, "Due") == 0);
  CHECK(without->at.size() == 30);
}

TEST_CASE("Knowledge grows with study, and falls until the exam without it") {
  Room room;
  room.write(DeckText("d").recalls(4));
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  CHECK_FALSE(shown(*trainer).exam_id);
  Exam exam;
  exam.title = "Finals";
  exam.at = instant("2024-08-20T09:00:00Z");
  const auto id = trainer->put_exam(exam);
  REQUIRE(id);
  CHECK(shown(*trainer).exam_id == *id);
  room.clock.go(hours(24 * 3));
  const ProgressShown page = shown(*trainer);
  CHECK(page.exam_title == "Finals");
  CHECK(page.exam_day == day("2024-08-20"));
  REQUIRE(page.known_on_exam);
  CHECK(*page.known_on_exam < page.known);
  CHECK(*page.known_on_exam > 0.5);
  CHECK(page.week.known_then == 0);
  REQUIRE(page.topics.size() == 1);
  CHECK(page.topics[0].exam == doctest::Approx(*page.known_on_exam));
  const auto chart = trainer->progress_chart({}, ProgressChart::kKnowledge);
  REQUIRE(chart);
  const Series* known = series_named(*chart, "Known");
  const Series* ahead = series_named(*chart, "Without more study");
  REQUIRE(known != nullptr);
  REQUIRE(ahead != nullptr);
  CHECK(known->values[0] == 0);
  CHECK(known->values[26] == doctest::Approx(1));
  CHECK(known->values[29] == doctest::Approx(page.known));
  CHECK(ahead->values.back() == doctest::Approx(*page.known_on_exam).epsilon(0.001));
  REQUIRE(chart->marks.size() == 1);
  CHECK(chart->marks[0].name == "Finals");
  REQUIRE(trainer->remove_exam(*id));
  CHECK_FALSE(shown(*trainer).known_on_exam);
  CHECK(trainer->progress_chart({}, ProgressChart::kKnowledge)->marks.empty());
}

TEST_CASE("What is known on the exam's day is about the questions that it asks") {
  Room room;
  write_two_decks(room);
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  Exam exam;
  exam.title = "Finals";
  exam.at = instant("2024-08-20T09:00:00Z");
  exam.scope = {"d/staff"};
  REQUIRE(trainer->put_exam(exam));
  room.clock.go(hours(24 * 3));
  const ProgressShown all = shown(*trainer);
  // Two of four questions are asked, and those are known alike.
  REQUIRE(all.topics.size() == 3);
  REQUIRE(all.known_on_exam);
  CHECK(all.known < 0.76);
  CHECK(*all.known_on_exam > 0.5);
  CHECK(all.topics[0].exam == doctest::Approx(*all.known_on_exam));
  CHECK(all.topics[1].exam == doctest::Approx(*all.known_on_exam));
  CHECK(all.topics[2].title == "Other deck");
  CHECK_FALSE(all.topics[2].exam);
  const auto chart = trainer->progress_chart({}, ProgressChart::kKnowledge);
  REQUIRE(chart);
  const Series* ahead = series_named(*chart, "Of the exam, without more study");
  REQUIRE(ahead != nullptr);
  CHECK(ahead->values.back() == doctest::Approx(*all.known_on_exam).epsilon(0.001));
  // A scope of what it asks has the same figure, one of other questions has none.
  ProgressRequest request;
  request.scope = "topic:staff";
  CHECK(shown(*trainer, request).known_on_exam == doctest::Approx(*all.known_on_exam));
  request.scope = "deck:e";
  CHECK_FALSE(shown(*trainer, request).known_on_exam);
}

TEST_CASE("One wrong answer today does not make a question known") {
  Room room;
  room.write(DeckText("d").recalls(4));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  // Stability 0.212 days after such an answer: 77 % are recalled on the next day.
  const ProgressShown first = shown(*trainer);
  CHECK(first.known == doctest::Approx(0.7662 / 4).epsilon(0.001));
  CHECK(first.week.known_now == doctest::Approx(first.known));
  CHECK(first.topics[0].now == doctest::Approx(first.known));
}

TEST_CASE("What is known at 95 % or more is not among the weakest") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  room.clock.go(hours(24 * 30));
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  CHECK(shown(*trainer).weakest.size() == 1);
  room.clock.go(hours(1));
  trainer->refresh();
  answer(*trainer, Rating::kEasy);
  CHECK(shown(*trainer).known == doctest::Approx(1));
  CHECK(shown(*trainer).weakest.empty());
}

TEST_CASE("Weakest is what took most answers and is still likely to be lost") {
  Room room;
  room.write(DeckText("d").recalls(3));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 40 && trainer->asked() != nullptr; ++i) {
    room.clock.go(seconds(30));
    const bool is_hard = trainer->asked()->question->id == "d/c1" && i < 25;
    answer(*trainer, is_hard ? Rating::kAgain : Rating::kEasy);
  }
  room.clock.go(hours(24 * 30));
  const ProgressShown page = shown(*trainer);
  REQUIRE_FALSE(page.weakest.empty());
  CHECK(page.weakest[0].question == "d/c1");
  CHECK(page.weakest[0].stem == "What is c1?");
  CHECK(page.weakest[0].answer == "It is c1.");
  CHECK(page.weakest[0].reviews > 2);
  CHECK(page.weakest[0].time >= seconds(60));
  // The others were answered once: that says nothing yet.
  CHECK(page.weakest.size() == 1);
}

TEST_CASE("A wrong answer that comes twice is a confusion") {
  Room room;
  room.write(
      DeckText("d").add("<card id=\"who\" kind=\"typed\"><ask>Who is the minister?</ask>"
                        "<answer>Kamikawa</answer></card>"));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  for (int i = 0; i < 2; ++i) {
    REQUIRE(trainer->asked() != nullptr);
    Response response;
    response.texts = {"Kihara"};
    trainer->reveal(response);
    REQUIRE(trainer->rate(Rating::kAgain));
    room.clock.go(std::chrono::minutes(2));
    trainer->refresh();
  }
  const ProgressShown page = shown(*trainer);
  REQUIRE(page.confusions.size() == 1);
  CHECK(page.confusions[0].question == "d/who");
  CHECK(page.confusions[0].given == "Kihara");
  CHECK(page.confusions[0].answer == "Kamikawa");
  CHECK(page.confusions[0].times == 2);
  ProgressRequest elsewhere;
  elsewhere.scope = "is:suspended";
  CHECK(shown(*trainer, elsewhere).confusions.empty());
}

TEST_CASE("The words of a week are kind: more is told, less is not") {
  Room room;
  room.write(DeckText("d").recalls(6));
  const auto trainer = room.open();
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kEasy);
  room.clock.go(hours(24 * 8));
  REQUIRE(trainer->begin_sitting());
  answer_all(*trainer, Rating::kEasy);
  const auto says = [&](const std::string& words) {
    for (const std::string& each : shown(*trainer).week.words)
      if (each.find(words) != std::string::npos) return true;
    return false;
  };
  CHECK(says("5 questions came up for the first time."));
  CHECK(says("That is more than in the week before."));
  CHECK(says("a week ago it was 1"));
  room.clock.go(hours(24 * 7));
  CHECK(says("begin whenever it suits you"));
  CHECK_FALSE(says("week before"));
}

TEST_CASE("A forgetting curve has the answers as dots and goes on beyond today") {
  Room room;
  room.write(DeckText("d").recalls(1));
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  room.clock.go(hours(24 * 12));
  REQUIRE(trainer->begin_sitting());
  answer(*trainer, Rating::kAgain);
  const auto curve = trainer->forgetting_curve("d/c0");
  REQUIRE(curve);
  CHECK(curve->stem == "What is c0?");
  CHECK(curve->answer == "It is c0.");
  CHECK(series_named(curve->chart, "Easy") != nullptr);
  CHECK(series_named(curve->chart, "Again") != nullptr);
  CHECK(series_named(curve->chart, "Hard") == nullptr);
  CHECK(series_named(curve->chart, "Without an answer") != nullptr);
  CHECK(curve->facts.front().starts_with("Answered 2 times since 1 July 2024"));
  CHECK(curve->facts[1] == "Once forgotten after it was learned");
  const auto unknown = trainer->forgetting_curve("d/none");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().text().find("there is no question d/none") != std::string::npos);
}

TEST_CASE("A page stands alone: no scripts, nothing fetched, every name escaped") {
  Room room;
  room.write(DeckText("d", "Peace &amp; &lt;war&gt;")
                 .add("<topic id=\"t\">A &lt;b&gt; topic</topic>")
                 .recall("a", "topic=\"t\""));
  const auto trainer = room.open();
  study(room, *trainer, "d", Rating::kEasy);
  ProgressRequest request;
  request.scope = "deck:d";
  for (const auto page :
       {Trainer::ProgressPage::kOverview, Trainer::ProgressPage::kWeek}) {
    const auto html = trainer->progress_page(request, page);
    REQUIRE(html);
    CHECK(html->starts_with("<!DOCTYPE html>"));
    CHECK(html->ends_with("</html>\n"));
    CHECK(html->find("<svg") != std::string::npos);
    CHECK(html->find("<script") == std::string::npos);
    CHECK(html->find("href") == std::string::npos);
    CHECK(html->find("Peace &amp; &lt;war&gt;") != std::string::npos);
    CHECK(html->find("<war>") == std::string::npos);
    CHECK(html->find("1 July 2024") != std::string::npos);
  }
  const auto overview = trainer->progress_page(request, Trainer::ProgressPage::kOverview);
  CHECK(overview->find("A &lt;b&gt; topic") != std::string::npos);
}

TEST_CASE("Ranges and charts have names that scripts can use") {
  for (const ProgressRange range : kProgressRanges)
    CHECK(range_named(name_of(range)) == range);
  CHECK_FALSE(range_named("decade"));
  CHECK(std::string(name_of(ProgressRange::kThreeMonths)) == "3-months");
  CHECK(progress_charts().size() == 17);
}
