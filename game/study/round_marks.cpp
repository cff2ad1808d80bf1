#include "study/round_marks.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "cards/plain.h"

namespace attache {

namespace {

/// A reported question with all that its deck says of it.
ReportedQuestion described(const Candidate& asked) {
  ReportedQuestion reported;
  reported.question = asked.question->id;
  reported.meaning = asked.question->meaning;
  if (const Topic* topic = asked.book->topic(asked.question->topic))
    reported.topic = topic->name;
  const Passage* passage = asked.book->passage(asked.question->passage);
  if (passage == nullptr) return reported;
  reported.passage = passage->text;
  if (const Source* source = asked.book->source(passage->source))
    reported.source = source_line(*source, passage->at);
  return reported;
}

Review answer_of(const ReportedQuestion& reported, Rating rating) {
  Review review;
  review.question = reported.question;
  review.meaning = reported.meaning;
  review.form = reported.form;
  review.response = reported.logged;
  review.rating = rating;
  review.duration = reported.time;
  return review;
}

/// A mark that is all or nothing.
Marked all_or_nothing(bool right) {
  Marked marked;
  marked.verdict = right ? Verdict::kRight : Verdict::kWrong;
  marked.credit = right ? 1 : 0;
  marked.suggested = right ? Rating::kGood : Rating::kAgain;
  return marked;
}

void take_mark(ReportedQuestion& reported, const Marked& marked) {
  reported.verdict = marked.verdict;
  reported.credit = marked.credit;
  reported.marks = marked.credit;
  reported.remark = marked.remark;
}

std::vector<ReportedOption> options_of(const Prompt& prompt, const Response& response) {
  std::vector<ReportedOption> options;
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    const bool chosen = std::find(response.chosen.begin(), response.chosen.end(), i) !=
                        response.chosen.end();
    options.push_back({prompt.options[i].text, prompt.options[i].right, chosen});
  }
  return options;
}

std::string given_in_words(const Prompt& prompt, const std::string& logged) {
  const std::string words = response_text(logged);
  // What was picked is the author's CommonMark; what was typed is as it is.
  return answer_kind_of(prompt.form) == AnswerKind::kWrite ? words : plain_text(words);
}

void report_exam(const RoundState& state, const RoundTable& table, RoundOutcome& to) {
  for (std::size_t i = 0; i < state.questions.size(); ++i) {
    const RoundQuestion& question = state.questions[i];
    const Prompt& prompt = table.prompts[i];
    const Marked marked = mark(prompt, question.response);
    ReportedQuestion reported = described(table.asked[i]);
    take_mark(reported, marked);
    reported.form = prompt.form;
    reported.stem = stem_in_words(prompt);
    reported.options = options_of(prompt, question.response);
    reported.logged = response_json(prompt, question.response, marked);
    if (!is_empty(question.response))
      reported.given = given_in_words(prompt, reported.logged);
    reported.answer = prompt.answer;
    reported.marks = marks_for(prompt, question.response, marked, state.plan.negative);
    reported.explain = prompt.explain;
    reported.flagged = question.flagged;
    reported.time = question.spent;
    // An empty answer says nothing of memory: the time may have run out, or the question
    // was only looked at.
    if (!is_empty(question.response))
      to.evidence.push_back(answer_of(reported, marked.suggested));
    to.report.questions.push_back(std::move(reported));
  }
  total_up(to.report);
}

void report_match(const RoundState& state, const RoundTable& table, RoundOutcome& to) {
  Prompt prompt;
  prompt.form = Form::kMatch;
  for (const std::size_t question : state.order)
    prompt.counterparts.push_back(table.pairs[question].right);
  const auto count = static_cast<int>(state.questions.size());
  for (std::size_t i = 0; i < state.questions.size(); ++i) {
    const std::vector<std::size_t>& tried = state.questions[i].response.chosen;
    const MatchPair& pair = table.pairs[i];
    const Marked marked = all_or_nothing(!tried.empty() && tried.front() == i);
    ReportedQuestion reported = described(table.asked[i]);
    take_mark(reported, marked);
    reported.form = Form::kMatch;
    reported.stem = pair.left;
    reported.answer = pair.right;
    prompt.items = {pair.left};
    Response first;
    if (!tried.empty()) {
      reported.given = table.pairs[tried.front()].right;
      const auto place = std::find(state.order.begin(), state.order.end(), tried.front());
      first.chosen = {static_cast<std::size_t>(place - state.order.begin())};
    }
    if (tried.size() > 1) reported.remark = fmt::format("Found at try {}.", tried.size());
    reported.logged = response_json(prompt, first, marked);
    reported.time = state.used / count;
    to.evidence.push_back(answer_of(reported, marked.suggested));
    to.report.questions.push_back(std::move(reported));
  }
  total_up(to.report);
  to.report.tries = tries(state);
  to.report.penalty = wrong_tries(state) * kMissPenalty;
}

/// What each event earns, by its question: for every other one that it stands on the
/// right side of its part of one mark, and as much less for every other. Together that is
/// Kendall's tau times the number of events.
std::vector<double> event_marks(const Prompt& prompt,
                                const std::vector<std::size_t>& order) {
  const std::size_t count = prompt.key.size();
  std::vector<std::size_t> right_place(count);
  for (std::size_t place = 0; place < count; ++place)
    right_place[prompt.key[place]] = place;
  std::vector<double> marks(count, 0);
  for (std::size_t a = 0; a < count; ++a)
    for (std::size_t b = a + 1; b < count; ++b) {
      const bool right = right_place[order[a]] < right_place[order[b]];
      const double part = (right ? 1.0 : -1.0) / static_cast<double>(count - 1);
      marks[order[a]] += part;
      marks[order[b]] += part;
    }
  return marks;
}

void report_timeline(const RoundState& state, const RoundTable& table, RoundOutcome& to) {
  const Prompt prompt = order_prompt(table.events);
  const Response response{state.order, {}};
  const Marked whole = mark(prompt, response);
  const std::vector<double> marks = event_marks(prompt, state.order);
  const auto count = static_cast<int>(state.questions.size());
  for (std::size_t right = 0; right < prompt.key.size(); ++right) {
    const std::size_t i = prompt.key[right];
    const auto place = static_cast<std::size_t>(
        std::find(state.order.begin(), state.order.end(), i) - state.order.begin());
    const Marked marked = all_or_nothing(place == right);
    ReportedQuestion reported = described(table.asked[i]);
    take_mark(reported, marked);
    reported.marks = marks[i];
    reported.credit = std::max(0.0, marks[i]);
    reported.form = Form::kOrder;
    reported.stem = table.events[i].label;
    reported.given = fmt::format("place {}", place + 1);
    reported.answer =
        fmt::format("{} (place {})", table.events[i].date.text(), right + 1);
    reported.logged = response_json(prompt, response, marked);
    reported.time = state.used / count;
    to.evidence.push_back(answer_of(reported, marked.suggested));
    to.report.questions.push_back(std::move(reported));
  }
  total_up(to.report);
  to.report.marks = whole.credit * to.report.possible;
}

}  // namespace

RoundOutcome outcome_of(const RoundState& state, const RoundTable& table) {
  RoundOutcome outcome;
  outcome.report.plan = state.plan;
  outcome.report.used = state.used;
  if (state.plan.kind == RoundKind::kMatch) {
    report_match(state, table, outcome);
  } else if (state.plan.kind == RoundKind::kTimeline) {
    report_timeline(state, table, outcome);
  } else {
    report_exam(state, table, outcome);
  }
  // A game is about one thing; only an exam is looked at by topic.
  if (state.plan.kind != RoundKind::kExam) outcome.report.topics.clear();
  return outcome;
}

std::string stem_in_words(const Prompt& prompt) {
  if (!prompt.cloze) return prompt.stem;
  std::string text = prompt.cloze->pieces.front();
  for (std::size_t i = 1; i < prompt.cloze->pieces.size(); ++i)
    text += "_____" + prompt.cloze->pieces[i];
  return text;
}

}  // namespace attache
