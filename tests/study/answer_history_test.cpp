#include "study/answer_history.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "study/marking.h"

using namespace attache;

namespace {

using Texts = std::vector<std::string>;

Review row(Form form, std::string response) {
  Review review;
  review.form = form;
  review.response = std::move(response);
  return review;
}

Prompt typed(const std::string& right) {
  Prompt prompt;
  prompt.form = Form::kTyped;
  prompt.accepted = {right};
  return prompt;
}

/// A typed answer as the program logs it.
Review answered(const std::string& text, std::optional<Verdict> student = {}) {
  const Prompt prompt = typed("Yokota");
  const Response response{{}, {text}};
  Marked marked = mark(prompt, response);
  if (student) marked = overruled(marked, *student);
  return row(Form::kTyped, response_json(prompt, response, marked));
}

Review chosen(std::size_t which, Form form = Form::kChoice) {
  Prompt prompt;
  prompt.form = form;
  prompt.options = {{"Yokota", true, ""}, {"Kadena", false, ""}, {"Atsugi", false, ""}};
  const Response response{{which}, {}};
  return row(form, response_json(prompt, response, mark(prompt, response)));
}

AnswerHistory history(const std::vector<Review>& rows) {
  return answer_history(rows);
}

}  // namespace

TEST_CASE("no answers have no history") {
  CHECK(history({}) == AnswerHistory{});
}

TEST_CASE("the last eight forms are remembered, latest first") {
  std::vector<Review> rows(9, row(Form::kChoice, ""));
  rows.push_back(row(Form::kTyped, ""));
  const auto forms = history(rows).last_forms;
  CHECK(forms.size() == 8);
  CHECK(forms[0] == Form::kTyped);
  CHECK(forms[1] == Form::kChoice);
}

TEST_CASE("wrong answers are remembered, latest first and each once") {
  CHECK(history({chosen(1), answered("Misawa"), chosen(0), chosen(2), chosen(1),
                 answered("Yokota"), answered("Yokata")})
            .wrong == Texts{"Kadena", "Atsugi", "Misawa"});
}

TEST_CASE(
    "every form in which an answer is picked tells a wrong one; a statement or an event "
    "is no answer") {
  for (const Form form : {Form::kChoice, Form::kNearest, Form::kPlace})
    CHECK(history({chosen(1, form)}).wrong == Texts{"Kadena"});
  CHECK(history({chosen(1, Form::kTrueFalse)}).wrong.empty());
  CHECK(history({chosen(1, Form::kBeforeAfter)}).wrong.empty());
  CHECK(history({chosen(1, Form::kSelect)}).wrong.empty());
}

TEST_CASE("at most twelve wrong answers are remembered") {
  std::vector<Review> rows;
  for (int i = 0; i < 20; ++i)
    rows.push_back(answered("Misawa " + std::to_string(i)));
  const auto wrong = history(rows).wrong;
  CHECK(wrong.size() == 12);
  CHECK(wrong[0] == "Misawa 19");
}

TEST_CASE("nothing typed, several texts and sets are no wrong answer") {
  CHECK(history({answered("  "),
                 row(Form::kCloze, R"({"texts":["a","b"],"verdict":"wrong"})"),
                 row(Form::kSet, R"({"texts":["a"],"verdict":"wrong"})")})
            .wrong.empty());
  CHECK(history({row(Form::kCloze, R"({"texts":["a"],"verdict":"wrong"})")}).wrong ==
        Texts{"a"});
}

TEST_CASE("answers that the student overruled are kept apart") {
  const auto past =
      history({answered("Yokota AB"), answered("Yokota AB", Verdict::kRight),
               answered("Yokata", Verdict::kWrong), answered("Misawa", Verdict::kWrong)});
  CHECK(past.taken_as_right == Texts{"Yokota AB"});
  CHECK(past.taken_as_wrong == Texts{"Yokata"});
  CHECK(past.wrong == Texts{"Misawa", "Yokata"});
}

TEST_CASE("what was overruled both ways is as it was overruled last") {
  const auto right = answered("Yokota AB", Verdict::kRight);
  auto wrong = answered("Yokota AB");
  wrong.response = R"({"texts":["Yokota AB"],"verdict":"wrong","overruled":true})";
  CHECK(history({right, wrong}).taken_as_right.empty());
  CHECK(history({right, wrong}).taken_as_wrong == Texts{"Yokota AB"});
  CHECK(history({wrong, right}).taken_as_right == Texts{"Yokota AB"});
  CHECK(history({wrong, right}).taken_as_wrong.empty());
}

TEST_CASE("the level is that of the latest answer, if it says so") {
  const auto at = [](const char* response) { return row(Form::kTyped, response); };
  CHECK(history({at(R"({"level":"recall"})"), at(R"({"level":"completion"})")})
            .last_level == Level::kCompletion);
  CHECK_FALSE(history({at(R"({"level":"recall"})"), at("{}")}).last_level);
  CHECK_FALSE(history({at(R"({"level":"high"})")}).last_level);
}

TEST_CASE("a choice that was overruled is no spelling to learn from") {
  const auto past = history({row(
      Form::kChoice, R"({"chosen":["Kadena"],"verdict":"right","overruled":true})")});
  CHECK(past.taken_as_right.empty());
  CHECK(past.wrong.empty());
}

TEST_CASE("rows that make no sense tell their form only") {
  for (const char* response :
       {"", "[]", "7", "{", "{}", R"({"verdict":7,"texts":["a"]})",
        R"({"verdict":"wrong","texts":7})", R"({"verdict":"wrong","texts":[7]})",
        R"({"verdict":"wrong","texts":[]})", R"({"verdict":"wrong"})",
        R"({"texts":["a"],"overruled":true})",
        R"({"verdict":"right","texts":["a"],"overruled":"yes"})"}) {
    CAPTURE(response);
    AnswerHistory expected;
    expected.last_forms = {Form::kTyped};
    CHECK(history({row(Form::kTyped, response)}) == expected);
  }
  CHECK(history({row(Form::kRecall, R"({"form":"recall"})")}).last_forms ==
        std::vector{Form::kRecall});
}

TEST_CASE("the level is that of the latest answer, where it says so") {
  const std::string recall = R"({"form":"typed","level":"recall"})";
  const std::string completion = R"({"form":"cloze","level":"completion"})";
  CHECK(history({row(Form::kTyped, recall), row(Form::kCloze, completion)}).last_level ==
        Level::kCompletion);
  CHECK_FALSE(
      history({row(Form::kTyped, recall), row(Form::kCloze, R"({"form":"cloze"})")})
          .last_level);
}

TEST_CASE("what was overruled both ways is as it was overruled last") {
  const auto answer = [](const char* verdict) {
    return row(Form::kTyped,
               std::string(R"({"texts":["Kab"],"overruled":true,"verdict":")") + verdict +
                   R"("})");
  };
  const AnswerHistory last_right = history({answer("wrong"), answer("right")});
  CHECK(last_right.taken_as_right == std::vector<std::string>{"Kab"});
  CHECK(last_right.taken_as_wrong.empty());
  const AnswerHistory last_wrong = history({answer("right"), answer("wrong")});
  CHECK(last_wrong.taken_as_right.empty());
  CHECK(last_wrong.taken_as_wrong == std::vector<std::string>{"Kab"});
}
