// Exams: what is checked and kept, their days, and what they ask.

#include "study/exam.h"

#include <cmath>
#include <map>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

Instant instant(const std::string& iso) {
  const auto at = parse_instant(iso);
  REQUIRE(at);
  return *at;
}

StudyDay day(const std::string& iso) {
  const auto date = PartialDate::parse(iso);
  REQUIRE(date);
  return date->first_day();
}

StudyCalendar calendar_in(const char* zone, int start_hour = 4) {
  const auto calendar = StudyCalendar::in_zone(zone, start_hour);
  REQUIRE(calendar);
  return *calendar;
}

Exam an_exam(const std::string& at = "2024-08-20T09:00:00Z") {
  Exam exam;
  exam.title = "Midterm";
  exam.at = instant(at);
  return exam;
}

/// What is said against an exam on 1 July 2024, 10:00 UTC; empty if nothing.
std::string refusal(const Exam& exam) {
  const auto good = checked(exam, calendar_in("UTC"), instant("2024-07-01T10:00:00Z"));
  return good ? "" : good.error().text();
}

/// Deck "d": topics a (2 cards), b (3 cards) below a, c (5 cards), and a card without a
/// topic.
std::vector<DeckBook> some_books() {
  Deck deck;
  deck.id = "d";
  deck.topics = {
      {"a", "Topic a", "", {}}, {"b", "Topic b", "a", {}}, {"c", "Topic c", "", {}}};
  const auto add = [&](const std::string& topic, int cards) {
    for (int i = 0; i < cards; ++i) {
      Card card;
      card.id = "card-" + topic + std::to_string(i);
      card.topic = topic;
      card.ask = "What?";
      card.body = RecallCard{"It."};
      deck.cards.push_back(std::move(card));
    }
  };
  add("a", 2);
  add("b", 3);
  add("c", 5);
  add("", 1);
  std::vector<DeckBook> books;
  books.emplace_back(std::move(deck));
  return books;
}

std::vector<StudyItem> items_of(const std::vector<DeckBook>& books) {
  std::vector<StudyItem> items;
  for (const DeckBook& book : books)
    for (const Question& question : book.questions())
      items.push_back({&question, {}, {}});
  return items;
}

/// The share of the score that each topic has.
std::map<std::string, double> shares(const std::vector<ExamMember>& members) {
  std::map<std::string, double> sums;
  for (const ExamMember& member : members)
    sums[member.topic] += member.weight / static_cast<double>(members.size());
  return sums;
}

rc::Gen<std::string> any_text() {
  return rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("abc /\\\"{}[]:,\n0")));
}

Exam any_exam() {
  Exam exam;
  exam.id = "an-id";
  exam.title = *any_text();
  exam.at = Instant{Millis(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000))};
  exam.scope = *rc::gen::container<std::vector<std::string>>(any_text());
  for (const int percent : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 99)))
    exam.weights.push_back({*any_text(), percent / 7.0});
  for (int& minutes : exam.minutes)
    minutes = *rc::gen::inRange(0, kMostExamMinutes + 1);
  for (const int number :
       *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40'000)))
    exam.days_off.emplace_back(days(number));
  if (*rc::gen::arbitrary<bool>()) exam.target = *rc::gen::inRange(1, 1000) / 1000.0;
  exam.retired = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>())
    exam.last_forecast = KeptForecast{StudyDay(days(*rc::gen::inRange(0, 40'000))),
                                      *rc::gen::inRange(0, 1000) / 1000.0,
                                      *rc::gen::inRange(0, 1000) / 999.0, 1};
  return exam;
}

}  // namespace

// --- checking

TEST_CASE("An exam as it is proposed passes, and its title becomes one line") {
  CHECK(refusal(an_exam()).empty());
  Exam exam = an_exam();
  exam.title = "  Midterm \n of  July ";
  exam.days_off = {day("2024-08-10"), day("2024-07-10"), day("2024-08-10")};
  const auto good = checked(exam, calendar_in("UTC"), instant("2024-07-01T10:00:00Z"));
  REQUIRE(good);
  CHECK(good->title == "Midterm of July");
  CHECK(good->days_off == std::vector{day("2024-07-10"), day("2024-08-10")});
}

TEST_CASE("An exam that cannot be studied for is refused in words that say what to do") {
  struct Row {
    const char* text;
    void (*spoil)(Exam&);
  };
  const std::vector<Row> rows{
      {"the exam has no title — give it one, such as Midterm",
       [](Exam& exam) { exam.title = " \n "; }},
      {"the title of the exam cannot be read — write it as UTF-8 text",
       [](Exam& exam) { exam.title = "\xff"; }},
      {"the exam is in the past, 30 June 2024, 09:00 — give a later day",
       [](Exam& exam) { exam.at = instant("2024-06-30T09:00:00Z"); }},
      {"the exam is today, 1 July 2024, 18:00, and no day is left to plan — give a later "
       "day, or study the deck itself",
       [](Exam& exam) { exam.at = instant("2024-07-01T18:00:00Z"); }},
      {"the exam is too far away, 20 August 2034, 09:00 — give a day within the next 366 "
       "days",
       [](Exam& exam) { exam.at = instant("2034-08-20T09:00:00Z"); }},
      {"there are no minutes for this exam on any day of the week — set some minutes on "
       "at least one day",
       [](Exam& exam) { exam.minutes.fill(0); }},
      {"no day before the exam has any minutes — set minutes on more days of the week, "
       "or take days off away",
       [](Exam& exam) {
         exam.at = instant("2024-07-03T09:00:00Z");  // Monday and Tuesday are left
         exam.minutes = {0, 30, 30, 30, 30, 30, 30};
         exam.days_off = {day("2024-07-02")};
       }},
      {"601 minutes on tuesday is not possible — give 0 to 600",
       [](Exam& exam) { exam.minutes.at(1) = 601; }},
      {"-1 minutes on sunday is not possible — give 0 to 600",
       [](Exam& exam) { exam.minutes.at(6) = -1; }},
      {"the share of d/a cannot be 0 % — give more than 0 and at most 100",
       [](Exam& exam) {
         exam.weights = {{"d/a", 0}};
       }},
      {"the target cannot be 101 % — give more than 0 and at most 100",
       [](Exam& exam) { exam.target = 1.01; }},
      {"the target cannot be 0 % — give more than 0 and at most 100",
       [](Exam& exam) { exam.target = 0; }},
      {"the target cannot be nan % — give more than 0 and at most 100",
       [](Exam& exam) { exam.target = std::nan(""); }},
  };
  for (const Row& row : rows) {
    Exam exam = an_exam();
    row.spoil(exam);
    CHECK(refusal(exam) == row.text);
  }
}

// --- keeping

TEST_CASE("property: An exam that is written and read is the same") {
  CHECK(rc::check([] {
    const Exam exam = any_exam();
    const auto read = read_exam(exam.id, exam_json(exam));
    return read && *read == exam;
  }));
}

TEST_CASE(
    "property: Half of what was written of an exam is refused, and nothing breaks") {
  CHECK(rc::check([] {
    const std::string whole = exam_json(any_exam());
    const auto end = *rc::gen::inRange<std::size_t>(0, whole.size());
    return !read_exam("an-id", whole.substr(0, end));
  }));
}

TEST_CASE("What is no exam is refused, and the message names the exam") {
  const std::string good = exam_json(an_exam());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  REQUIRE(read_exam("x", good));
  for (const std::string& bad :
       {std::string(), std::string("7"), std::string("{}"), with("[20,", "[20.5,"),
        with("[20,20,", "[20,"), with("[20,", "[\"a\","), with("2024-08-20", "20240820"),
        with("\"target\":null", "\"target\":\"high\""),
        with("\"days_off\":[]", "\"days_off\":[\"2024-08\"]"),
        with("\"days_off\":[]", "\"days_off\":[\"2024-02-30\"]"),
        with("\"forecast\":null", "\"forecast\":{}"),
        with("\"forecast\":null", "\"forecast\":{\"day\":1,\"mean\":0,\"low\":0}"),
        with("\"target\"", "\"aim\""), with("\"scope\":[]", "\"scope\":{}")}) {
    CAPTURE(bad);
    const auto read = read_exam("x", bad);
    REQUIRE_FALSE(read);
    CHECK(read.error().text() ==
          "x: an exam could not be read — it may come from a newer version of the "
          "program");
  }
}

TEST_CASE("Minutes in a damaged exam that are too many are not let through") {
  const std::string good = exam_json(an_exam());
  std::string bad = good;
  bad.replace(bad.find("[20,"), 4, "[99999999999999999,");
  const auto read = read_exam("x", bad);
  REQUIRE(read);
  CHECK_FALSE(refusal(*read).empty());
}

// --- its days

TEST_CASE("The days that are left are the study days before the exam's own") {
  const StudyCalendar calendar = calendar_in("UTC");
  const Exam exam = an_exam("2024-07-04T09:00:00Z");
  CHECK(days_left(exam, calendar, day("2024-07-01")) == 3);
  CHECK(days_left(exam, calendar, day("2024-07-03")) == 1);
  CHECK(days_left(exam, calendar, day("2024-07-04")) == 0);
  CHECK(days_left(exam, calendar, day("2024-07-09")) == 0);
}

TEST_CASE("An exam in the small hours is on the study day before, which begins at four") {
  const Exam exam = an_exam("2024-07-04T03:00:00Z");
  CHECK(days_left(exam, calendar_in("UTC", 4), day("2024-07-01")) == 2);
  CHECK(days_left(exam, calendar_in("UTC", 0), day("2024-07-01")) == 3);
}

TEST_CASE("Clock changes neither add nor take a day") {
  // Clocks in New York go back on 3 November 2024, and forward on 10 March 2024.
  const StudyCalendar calendar = calendar_in("America/New_York");
  for (const auto& [first, at] : std::vector<std::pair<const char*, const char*>>{
           {"2024-10-31", "2024-11-07"}, {"2024-03-07", "2024-03-14"}}) {
    Exam exam = an_exam();
    exam.at = *parse_exam_time(std::string(at) + "T00:30", calendar);
    // Half past midnight still belongs to the sixth study day.
    CHECK(days_left(exam, calendar, day(first)) == 6);
    exam.at = *parse_exam_time(at, calendar);
    for (int later = 0; later <= 7; ++later)
      CHECK(days_left(exam, calendar, day(first) + days(later)) == 7 - later);
    CHECK(seconds_of_days(exam, calendar, day(first)).size() == 7);
  }
}

TEST_CASE("property: With every later day an exam has one day less, in any zone") {
  constexpr std::array kZones{"UTC", "America/New_York", "Asia/Tokyo",
                              "Australia/Lord_Howe", "Pacific/Apia"};
  CHECK(rc::check([&] {
    const StudyCalendar calendar =
        calendar_in(kZones.at(*rc::gen::inRange<std::size_t>(0, kZones.size())),
                    *rc::gen::inRange(0, 24));
    Exam exam;
    exam.at = instant("2024-01-01T00:00:00Z") + *rc::gen::inRange(0, 24 * 366) * 1h;
    const StudyDay last = day_of(exam, calendar);
    for (int before = 0; before < 40; ++before)
      if (days_left(exam, calendar, last - days(before)) != before) return false;
    return true;
  }));
}

TEST_CASE("An exam is ahead until its day, which is its own, and past after it") {
  const StudyCalendar calendar = calendar_in("UTC");
  Exam exam = an_exam("2024-07-04T09:00:00Z");
  CHECK(stage_of(exam, calendar, day("2024-07-03")) == ExamStage::kAhead);
  CHECK(stage_of(exam, calendar, day("2024-07-04")) == ExamStage::kToday);
  CHECK(stage_of(exam, calendar, day("2024-07-05")) == ExamStage::kPast);
  exam.retired = true;
  CHECK(stage_of(exam, calendar, day("2024-07-01")) == ExamStage::kPast);
}

TEST_CASE("Each day has the seconds of its weekday, today what was not used yet") {
  Exam exam = an_exam("2024-07-09T09:00:00Z");  // a Tuesday
  exam.minutes = {10, 20, 30, 40, 50, 60, 0};
  exam.days_off = {day("2024-07-04")};
  const StudyCalendar calendar = calendar_in("UTC");
  const StudyDay monday = day("2024-07-01");
  using Seconds = std::vector<double>;
  CHECK(seconds_of_days(exam, calendar, monday) ==
        Seconds{600, 1200, 1800, 0, 3000, 3600, 0, 600});
  CHECK(seconds_of_days(exam, calendar, monday + days(6), 5min) == Seconds{0, 600});
  CHECK(seconds_of_days(exam, calendar, monday + days(7), 90s) == Seconds{510});
  CHECK(seconds_of_days(exam, calendar, monday + days(7), 2h) == Seconds{0});
  CHECK(seconds_of_days(exam, calendar, monday + days(8)).empty());
}

TEST_CASE("The usual minutes are those of days that have any") {
  Exam exam = an_exam("2024-07-09T09:00:00Z");
  exam.minutes = {10, 20, 0, 0, 0, 0, 0};
  const StudyCalendar calendar = calendar_in("UTC");
  CHECK(usual_minutes(exam, calendar, day("2024-07-01")) == doctest::Approx(40.0 / 3));
  CHECK(usual_minutes(exam, calendar, day("2024-07-09")) == 0);
}

// --- what it asks

TEST_CASE("An exam asks what lies in its decks and topics, those below included") {
  const auto books = some_books();
  const auto items = items_of(books);
  Exam exam;
  CHECK(members_of(exam, items, books).size() == 11);
  exam.scope = {"d/a"};
  const auto members = members_of(exam, items, books);
  REQUIRE(members.size() == 5);
  CHECK(members.front().topic == "d/a");
  CHECK(members.back().topic == "d/b");
  exam.scope = {"d/nowhere"};
  CHECK(members_of(exam, items, books).empty());
}

TEST_CASE("Suspended questions are not in the exam, buried ones are") {
  const auto books = some_books();
  auto items = items_of(books);
  items[0].flags.suspended = true;
  items[1].flags.buried_until = StudyDay(days(99'999));
  CHECK(members_of(Exam(), items, books).size() == 10);
}

TEST_CASE("Without shares every question weighs the same") {
  const auto books = some_books();
  for (const ExamMember& member : members_of(Exam(), items_of(books), books))
    CHECK(member.weight == 1);
}

TEST_CASE("Topics have the shares that they were given, and the others what is left") {
  const auto books = some_books();
  const auto items = items_of(books);
  Exam exam;
  exam.weights = {{"d/a", 50}, {"d/b", 20}};
  const auto share = shares(members_of(exam, items, books));
  CHECK(share.at("d/a") == doctest::Approx(.5));
  CHECK(share.at("d/b") == doctest::Approx(.2));
  CHECK(share.at("d/c") == doctest::Approx(.3 * 5 / 6));
  CHECK(share.at("d") == doctest::Approx(.3 / 6));
}

TEST_CASE("With shares of 100 % nothing else is asked") {
  const auto books = some_books();
  Exam exam;
  exam.weights = {{"d/a", 60}, {"d/c", 40}};
  const auto members = members_of(exam, items_of(books), books);
  CHECK(members.size() == 10);  // a with b below it, and c
  const auto share = shares(members);
  CHECK(share.at("d/a") + share.at("d/b") == doctest::Approx(.6));
  CHECK(share.at("d/c") == doctest::Approx(.4));
}

TEST_CASE("The share of a topic that has no question goes to the others") {
  const auto books = some_books();
  Exam exam;
  exam.scope = {"d/c"};
  exam.weights = {{"d/a", 60}};
  const auto members = members_of(exam, items_of(books), books);
  REQUIRE(members.size() == 5);
  for (const ExamMember& member : members)
    CHECK(member.weight == doctest::Approx(1));
}

TEST_CASE("Decks and topics that are not there are named once") {
  const auto books = some_books();
  Exam exam;
  exam.scope = {"d", "d/a", "d/gone", "other", "other/a"};
  exam.weights = {{"d/gone", 20}, {"d/b", 10}};
  CHECK(unknown_places(exam, books) ==
        std::vector<std::string>{"d/gone", "other", "other/a"});
}

// --- its texts

TEST_CASE("Minutes are written as one number or by weekday, and read back") {
  CHECK(minutes_text({20, 20, 20, 20, 20, 20, 20}) == "20");
  const WeekMinutes minutes{20, 20, 20, 20, 20, 45, 0};
  CHECK(minutes_text(minutes) == "mon=20 tue=20 wed=20 thu=20 fri=20 sat=45 sun=0");
  CHECK(parse_minutes(minutes_text(minutes)).value() == minutes);
  CHECK(parse_minutes("30").value() == WeekMinutes{30, 30, 30, 30, 30, 30, 30});
  CHECK(parse_minutes("20 sat=45, Sunday=0").value() == minutes);
  CHECK(parse_minutes("sun=5", minutes).value() ==
        WeekMinutes{20, 20, 20, 20, 20, 45, 5});
}

TEST_CASE("Minutes that are none are refused") {
  for (const char* text : {"", " ", "many", "mon", "mon=", "=20", "mo=20", "monkey=20",
                           "mon=20 30", "20 30", "mon=1.5", "0", "601", "mon=-5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_minutes(text));
  }
  CHECK(parse_minutes("often").error().text() ==
        "the minutes cannot be often — write them as 20, or as mon=30 sat=0 sun=0");
}

TEST_CASE(
    "The time of an exam is local, and nine in the morning if only a day is given") {
  const StudyCalendar tokyo = calendar_in("Asia/Tokyo");
  CHECK(parse_exam_time("2024-08-20", tokyo).value() == instant("2024-08-20T00:00:00Z"));
  CHECK(parse_exam_time("2024-08-20T14:30", tokyo).value() ==
        instant("2024-08-20T05:30:00Z"));
  CHECK(parse_exam_time("2024-08-20 00:15", tokyo).value() ==
        instant("2024-08-19T15:15:00Z"));
  CHECK(exam_time_text(instant("2024-08-19T15:15:00Z"), tokyo) ==
        "20 August 2024, 00:15");
}

TEST_CASE("A time that is none is refused") {
  const StudyCalendar calendar = calendar_in("UTC");
  for (const char* text :
       {"", "soon", "2024", "2024-08", "2024-02-30", "2024-08-20T", "2024-08-20T9:00",
        "2024-08-20T24:00", "2024-08-20T09:60", "2024-08-20X09:00", "2024-08-20T09-00",
        "2024-08-20T-9:00", "2024-08-20T09:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_exam_time(text, calendar));
  }
  CHECK(parse_exam_time("soon", calendar).error().text() ==
        "the time of the exam cannot be soon — write it as 2024-08-20 or "
        "2024-08-20T09:00");
}
