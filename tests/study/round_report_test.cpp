// Rounds as they are kept: JSON, reports, and the page to print.

#include "study/round_report.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "study/round_marks.h"
#include "study/round_state.h"

using namespace attache;

namespace {

RoundState a_state() {
  RoundState state;
  state.plan = default_plan(RoundKind::kExam);
  state.plan.scope = {"d/a", "e"};
  state.plan.weights = {{"d/a", 12.5}};
  state.plan.negative = true;
  state.seed = 0xffffffffffffffffU;
  RoundQuestion first;
  first.id = "d/f/object";
  first.form = Form::kChoice;
  first.shown = "00ff";
  first.response.chosen = {2};
  first.seen = true;
  first.spent = Millis(1234);
  RoundQuestion second;
  second.id = "d/g";
  second.form = Form::kTyped;
  second.response.texts = {"山口 \"x\"\n"};
  second.flagged = true;
  state.questions = {first, second};
  state.at = 1;
  state.used = Millis(99'999);
  state.notices = {"Question 1 has changed."};
  return state;
}

/// The same JSON with one text in the place of another.
std::string with(std::string json, const std::string& before, const std::string& after) {
  const std::size_t at = json.find(before);
  REQUIRE(at != std::string::npos);
  return json.replace(at, before.size(), after);
}

bool is_refused(const std::string& json) {
  const auto state = read_round_state(json);
  return !state && state.error().what == "this round cannot be read";
}

ReportedQuestion a_question(const std::string& topic, double marks) {
  ReportedQuestion question;
  question.question = "d/" + topic;
  question.topic = topic;
  question.stem = "To whom?";
  question.answer = "To *them*";
  question.marks = marks;
  question.credit = std::max(0.0, marks);
  question.verdict = marks == 1 ? Verdict::kRight : Verdict::kWrong;
  return question;
}

RoundReport a_report() {
  RoundReport report;
  report.id = "r";
  report.plan = default_plan(RoundKind::kExam);
  report.began = *parse_instant("2024-07-28T09:00:00Z");
  report.ended = *parse_instant("2024-07-28T15:30:00Z");
  report.zone_offset = std::chrono::minutes(540);
  report.used = std::chrono::minutes(12);
  report.notices = {"A <notice>."};
  ReportedQuestion first = a_question("Command", 1);
  first.form = Form::kChoice;
  first.options = {{"To *them*", true, true}, {"To no one", false, false}};
  first.given = "To them";
  first.passage = "It says: **them**.";
  first.source = "A title, 28 July 2024";
  first.logged =
      R"({"form":"choice","options":["To *them*","To no one"],"chosen":["To *them*"],"verdict":"right","credit":1.0})";
  first.flagged = true;
  first.time = std::chrono::seconds(65);
  ReportedQuestion second = a_question("Command", -1.0 / 3);
  second.given = "x";
  second.options = {{"x", false, true}, {"y", true, false}};
  second.remark = "Not that one.";
  second.explain = "Because.";
  ReportedQuestion third = a_question("", 0.5);
  third.given = "half";
  ReportedQuestion fourth = a_question("Dates", 0);
  report.questions = {first, second, third, fourth};
  total_up(report);
  return report;
}

bool has(const std::string& html, const std::string& text) {
  return html.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("A round under way is read back as it was written") {
  const RoundState state = a_state();
  const auto read = read_round_state(round_state_json(state));
  REQUIRE(read);
  CHECK(*read == state);
}

TEST_CASE("What is no round is refused, whatever it is") {
  const std::string json = round_state_json(a_state());
  CHECK(is_refused(""));
  CHECK(is_refused("[1, 2]"));
  CHECK(is_refused("{}"));
  CHECK(is_refused(with(json, "\"exam\"", "\"blitz\"")));
  CHECK(is_refused(with(json, "\"questions\":20", "\"questions\":\"many\"")));
  CHECK(is_refused(with(json, "\"questions\":20", "\"questions\":99999999999")));
  CHECK(is_refused(with(json, "\"choice\"", "\"guess\"")));
  CHECK(is_refused(with(json, "\"at\":1", "\"at\":2")));
  CHECK(is_refused(with(json, "\"at\":1", "\"at\":-1")));
  CHECK(is_refused(with(json, "\"order\":[]", "\"order\":[0,1]")));
  CHECK(is_refused(with(json, "\"chosen\":[2]", "\"chosen\":[-2]")));
  CHECK(is_refused(with(json, "\"chosen\":[2]", "\"chosen\":2")));
  CHECK(is_refused(with(json, "\"scope\":[\"d/a\",\"e\"]", "\"scope\":[1]")));
  CHECK(is_refused(with(json, "\"scope\":[\"d/a\",\"e\"]", "\"scope\":1")));
  CHECK(is_refused(with(json, "\"percent\":12.5", "\"percent\":\"12\"")));
  CHECK(is_refused(with(json, "\"limit_ms\":1800000", "\"limit_ms\":\"1\"")));
  CHECK(is_refused(with(json, "\"used_ms\":99999", "\"used_ms\":true")));
  CHECK(is_refused(with(json, "\"flagged\":true", "\"flagged\":1")));
  CHECK(is_refused(with(json, "\"shown\":\"00ff\"", "\"shown\":0")));
  CHECK(is_refused(with(json, "\"plan\":", "\"plan\":[],\"p\":")));
}

namespace {

/// Four options of which the third was chosen.
Prompt compass() {
  Prompt prompt;
  prompt.form = Form::kChoice;
  prompt.stem = "Where?";
  prompt.options = {{"north", true, ""}, {"south", false, "no"}, {"west", false, ""}};
  prompt.depths = {0, 1, 1};
  prompt.answer = "north";
  return prompt;
}

Prompt three_events() {
  Prompt prompt;
  prompt.form = Form::kOrder;
  prompt.stem = "In which order?";
  prompt.items = {"B", "A", "C"};
  prompt.key = {1, 0, 2};
  prompt.answer = "1. A\n2. B\n3. C";
  return prompt;
}

}  // namespace

TEST_CASE("What was listed is kept with an answer, and old rounds do without") {
  RoundState state = a_state();
  state.questions[0].listing = listing_of(compass());
  state.questions[0].meaning = 3;
  const std::string json = round_state_json(state);
  CHECK(read_round_state(json).value() == state);
  CHECK(is_refused(with(json, "\"chosen\":[2]", "\"chosen\":[3]")));
  CHECK(is_refused(with(json, "\"depths\":[0,1,1]", "\"depths\":[0,1]")));
  CHECK(is_refused(with(json, "\"key\":[]", "\"key\":[0]")));
  CHECK(is_refused(with(json, "\"stem\":\"Where?\"", "\"stem\":5")));
  const auto old =
      read_round_state(with(round_state_json(a_state()), "\"meaning\":0,", ""));
  CHECK(old.value() == a_state());
  Prompt typed;
  typed.form = Form::kTyped;
  CHECK_FALSE(listing_of(typed));
}

TEST_CASE("Options are put back as they were, with what is right by the deck now") {
  const Listing listing = *listing_of(compass());
  Prompt now = compass();
  now.options = {{"east", false, ""}, {"south", true, ""}};
  now.answer = "south";
  put_back(listing, now);
  CHECK(now.options.size() == 3);
  CHECK_FALSE(now.options[0].right);
  CHECK(now.options[1].right);
  CHECK(now.answer == "south");
  CHECK(now.depths == std::vector<int>{0, 1, 1});
  // What is right now was not listed, or another thing is asked: as it was then.
  now = compass();
  now.options = {{"northern part", true, ""}, {"south", false, ""}};
  now.answer = "northern part";
  put_back(listing, now);
  CHECK(now == compass());
  now = compass();
  now.stem = "Whither?";
  put_back(listing, now);
  CHECK(now == compass());
}

TEST_CASE("An order and pairs are put back with the key of the deck now") {
  Prompt now = three_events();
  now.items = {"C", "B", "A"};
  now.key = {1, 2, 0};  // B, A, C
  put_back(*listing_of(three_events()), now);
  CHECK(now.items == three_events().items);
  CHECK(now.key == std::vector<std::size_t>{0, 1, 2});
  now.items = {"C", "B", "Z"};
  put_back(*listing_of(three_events()), now);
  CHECK(now.key == three_events().key);
  Prompt pairs;
  pairs.form = Form::kMatch;
  pairs.items = {"x", "y"};
  pairs.counterparts = {"1", "2"};
  pairs.key = {0, 1};
  Prompt mended = pairs;
  mended.items = {"y", "x"};  // y now goes with 1
  put_back(*listing_of(pairs), mended);
  CHECK(mended.items == pairs.items);
  CHECK(mended.key == std::vector<std::size_t>{1, 0});
}

TEST_CASE("The order of a game names each of its questions once") {
  RoundState state = a_state();
  state.plan = default_plan(RoundKind::kMatch);
  state.questions[0].response.chosen = {1, 0};
  state.order = {1, 0};
  CHECK(read_round_state(round_state_json(state)).value() == state);
  state.order = {1, 1};
  CHECK_FALSE(read_round_state(round_state_json(state)));
  state.order = {1};
  CHECK_FALSE(read_round_state(round_state_json(state)));
  state.order = {1, 0};
  state.questions[0].response.chosen = {7};
  CHECK_FALSE(read_round_state(round_state_json(state)));
}

TEST_CASE("property: a round cut anywhere is refused, never taken for another") {
  const std::string json = round_state_json(a_state());
  CHECK(rc::check([&] {
    const auto size = *rc::gen::inRange<std::size_t>(0, json.size());
    return is_refused(json.substr(0, size));
  }));
}

TEST_CASE("Tries of a match are counted from what was tried") {
  RoundState state = a_state();
  state.questions[0].response.chosen = {1, 0};
  state.questions[1].response.chosen = {0};
  CHECK(tries(state) == 3);
  CHECK(wrong_tries(state) == 2);
  CHECK(is_found(state, 0));
  CHECK_FALSE(is_found(state, 1));
  state.questions[1].response.chosen = {};
  CHECK_FALSE(is_found(state, 1));
}

TEST_CASE("A fingerprint stands for what is shown, not for what is right") {
  Prompt prompt;
  prompt.form = Form::kChoice;
  prompt.stem = "Who?";
  prompt.options = {{"a", true, ""}, {"b", false, ""}};
  Prompt other = prompt;
  other.options[0].right = false;
  other.answer = "b";
  CHECK(fingerprint(other) == fingerprint(prompt));
  other.options[0].text = "c";
  CHECK(fingerprint(other) != fingerprint(prompt));
  other = prompt;
  other.stem = "Whom?";
  CHECK(fingerprint(other) != fingerprint(prompt));
  other = prompt;
  other.cloze = ClozeText{{"a ", " b"}, {Blank{{"x"}, "hint"}}};
  CHECK(fingerprint(other) != fingerprint(prompt));
  other = prompt;
  other.picture = PromptPicture{"map.png", "A map", {{"r", 0, 0, 1, 1, "x", {}}}, 0};
  const std::string with_picture = fingerprint(other);
  CHECK(with_picture != fingerprint(prompt));
  other.picture->hidden.clear();
  CHECK(fingerprint(other) != with_picture);
}

TEST_CASE("Marks are summed up by topic in the order of the questions") {
  const RoundReport report = a_report();
  // 1 - 1/3 + 0.5 + 0 of 4.
  CHECK(report.marks == doctest::Approx(7.0 / 6));
  CHECK(report.possible == 4);
  CHECK(report.share() == doctest::Approx(7.0 / 24));
  REQUIRE(report.topics.size() == 3);
  CHECK(report.topics[0].topic == "Command");
  CHECK(report.topics[0].asked == 2);
  CHECK(report.topics[0].marks == doctest::Approx(2.0 / 3));
  CHECK(report.topics[1].topic == "Other questions");
  CHECK(report.topics[2].possible == 1);
}

TEST_CASE("The total is never below 0, and no questions have no share") {
  RoundReport report;
  CHECK(report.share() == 0);
  report.questions = {a_question("a", -1)};
  total_up(report);
  CHECK(report.marks == 0);
}

TEST_CASE("Misses are what was wrong or without an answer") {
  CHECK(misses(a_report()) == std::vector<QuestionId>{"d/Command", "d/", "d/Dates"});
}

TEST_CASE("A report is read back as it was written") {
  const RoundReport report = a_report();
  const auto read = read_round_report(round_report_json(report));
  REQUIRE(read);
  RoundReport expected = report;
  // Numbers are written with four decimals: 1/3, 1 − 1/3, and 1 − 1/3 + 1/2.
  expected.questions[1].marks = -0.3333;
  expected.topics[0].marks = 0.6667;
  expected.marks = 1.1667;
  CHECK(*read == expected);
  CHECK(round_report_json(*read) == round_report_json(report));
}

TEST_CASE("One right and three wrong of four options come to nought, not to nearly") {
  RoundReport report = a_report();
  report.questions = {a_question("T", 1), a_question("T", -1.0 / 3),
                      a_question("T", -1.0 / 3), a_question("T", -1.0 / 3)};
  total_up(report);
  const std::string json = round_report_json(report);
  CHECK(json.find("e-") == std::string::npos);
  CHECK(json.find("\"share\":0.0,") != std::string::npos);
  CHECK(mark_notes(report).empty());
}

TEST_CASE("A total that is cut at 0 is explained, and how a timeline is marked") {
  RoundReport report = a_report();
  CHECK(mark_notes(report).empty());
  report.questions = {a_question("T", -1), a_question("T", 0)};
  report.questions[0].given = "x";
  total_up(report);
  CHECK(report.marks == 0);
  REQUIRE(mark_notes(report).size() == 1);
  CHECK(mark_notes(report).front() ==
        "The marks add up to −1. A round is never worth less than 0, so it is 0.");
  CHECK(has(report_html(report), "The marks add up to −1."));
  report.plan = default_plan(RoundKind::kTimeline);
  CHECK(mark_notes(report).size() == 2);
}

TEST_CASE("An answer that earns a part is partly right") {
  ReportedQuestion question = a_question("T", 0.33);
  CHECK(std::string(verdict_words(question)) == "Not answered");
  question.given = "x";
  CHECK(std::string(verdict_words(question)) == "Partly right");
  question.credit = 0;
  CHECK(std::string(verdict_words(question)) == "Wrong");
  question.verdict = Verdict::kNearly;
  CHECK(std::string(verdict_words(question)) == "Nearly right");
}

TEST_CASE("What is no report is refused") {
  const std::string json = round_report_json(a_report());
  CHECK_FALSE(read_round_report("null"));
  CHECK_FALSE(
      read_round_report(with(json, "\"verdict\":\"right\"", "\"verdict\":\"fine\"")));
  CHECK_FALSE(read_round_report(with(json, "\"began\":\"2024", "\"began\":\"next")));
  CHECK_FALSE(read_round_report(
      with(json, "\"ended\":\"2024-07-28T15:30:00.000Z\"", "\"ended\":5")));
  CHECK_FALSE(read_round_report(with(json, "\"marks\":1.0", "\"marks\":\"1\"")));
}

TEST_CASE("Marks and spans are told without needless digits") {
  CHECK(marks_text(12) == "12");
  CHECK(marks_text(7.5) == "7.5");
  CHECK(marks_text(2.0 / 3) == "0.67");
  CHECK(marks_text(-1.0 / 3) == "−0.33");
  CHECK(marks_text(-0.001) == "0");
  CHECK(marks_text(100) == "100");
  CHECK(clock_span(Millis(0)) == "0:00");
  CHECK(clock_span(std::chrono::seconds(247)) == "4:07");
  CHECK(clock_span(std::chrono::seconds(3750)) == "1:02:30");
  CHECK(clock_span(Millis(-5)) == "0:00");
}

TEST_CASE("A source is told as far as it is known") {
  Source source;
  CHECK(source_line(source, "") == "");
  CHECK(source_line(source, "paragraph 8") == "paragraph 8");
  source.title = "A title";
  source.publisher = "A paper";
  source.author = "J. Smith";
  source.date = PartialDate{2024, 7, 28};
  CHECK(source_line(source, "paragraph 8") ==
        "A title, J. Smith, A paper, 28 July 2024, paragraph 8");
}

TEST_CASE("The page says score, time, topics, and every question with its passage") {
  const std::string html = report_html(a_report());
  CHECK(html.starts_with("<!DOCTYPE html>"));
  // 15:30 UTC is half past midnight in Tokyo.
  CHECK(has(html, "29 July 2024, 00:30"));
  CHECK(has(html, "29 % <small>1.17 of 4 marks</small>"));
  CHECK(has(html, "12:00 of 30:00"));
  CHECK(has(html, "<td>Command</td><td class=\"number\">2</td>"));
  CHECK(has(html, "1. Command · flagged"));
  CHECK(has(html, "Right</span> · 1 mark · 1:05"));
  CHECK(has(html, "Wrong</span> · −0.33 marks"));
  CHECK(has(html, "Partly right"));
  CHECK(has(html, "Not answered"));
  CHECK(has(html, "It says: <strong>them</strong>."));
  CHECK(has(html, "A title, 28 July 2024"));
  CHECK(has(html, "A &lt;notice&gt;."));
  CHECK(has(html, "Because."));
  CHECK(has(html, "@media print"));
  CHECK_FALSE(has(html, "<script"));
}

TEST_CASE("Whatever texts hold, the page makes no tags of them") {
  const std::string evil = "<script>alert('x')</script>\"'&";
  RoundReport report = a_report();
  ReportedQuestion& question = report.questions.front();
  question.topic = question.stem = question.given = question.answer = question.remark =
      question.explain = question.passage = question.source = evil;
  question.options = {{evil, true, false}, {"[a](javascript:alert(1))", false, true}};
  report.notices = {evil};
  total_up(report);
  const std::string html = report_html(report);
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "javascript:"));
  CHECK(has(html, "&lt;script&gt;"));
}

TEST_CASE("A match is told by its time and tries, other rounds by their share") {
  RoundReport report = a_report();
  report.plan = default_plan(RoundKind::kMatch);
  report.topics.clear();
  report.tries = 6;
  report.penalty = std::chrono::seconds(10);
  report.time_ran_out = true;
  report.plan.negative = true;
  const std::string html = report_html(report);
  CHECK(has(html, "12:10 <small>6 tries for 4 pairs</small>"));
  CHECK(has(html, "0:10 for wrong tries"));
  CHECK_FALSE(has(html, "By topic"));
  report.plan = default_plan(RoundKind::kExam);
  report.plan.negative = true;
  report.plan.limit.reset();
  CHECK(has(report_html(report), "a wrong pick costs marks"));
  CHECK(has(report_html(report), "the time ran out"));
}

TEST_CASE("A cloze is told with its blanks shown") {
  Prompt prompt;
  prompt.stem = "Who?";
  CHECK(stem_in_words(prompt) == "Who?");
  prompt.cloze =
      ClozeText{{"It is ", " and ", "."}, {Blank{{"x"}, ""}, Blank{{"y"}, ""}}};
  CHECK(stem_in_words(prompt) == "It is _____ and _____.");
}
