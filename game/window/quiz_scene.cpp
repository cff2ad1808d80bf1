#include "window/quiz_scene.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "study/round_marks.h"

namespace attache::window {

namespace {

RoundPlan plan_of(RoundKind kind) {
  RoundPlan plan = default_plan(kind);
  plan.counts = false;
  return plan;
}

/// Answers the first places: most right, some wrong, one left out; and flags two.
void answer_first(Trainer& trainer, std::size_t count) {
  for (std::size_t place = 0; place < count; ++place) {
    if (!trainer.go_to(place)) return;
    const RoundPlace& on_table = trainer.round()->places[place];
    const Response response = place % 4 == 3 ? wrong_response(on_table.prompt)
                                             : right_response(on_table.prompt);
    const bool left_out = place % 7 == 5;
    if (!left_out && !trainer.answer(response)) return;
    if (place % 6 == 4 && !trainer.toggle_flag()) return;
  }
}

std::size_t place_with(const RoundShown& round, const std::optional<Form>& form) {
  for (std::size_t place = 0; form && place < round.places.size(); ++place)
    if (round.places[place].prompt.form == *form) return place;
  return std::min<std::size_t>(11, round.places.size() - 1);
}

/// Takes what was dealt for a picture from the disk.
void take_away(Shell& shell) {
  const std::string id = shell.trainer.round()->id;
  shell.report(shell.trainer.leave_round());
  shell.report(shell.trainer.drop_round(id));
}

const DeckBook* book_of(const Trainer& trainer, const Question& question) {
  for (const DeckBook& book : trainer.decks())
    if (book.deck().id == question.deck) return &book;
  return nullptr;
}

/// What would come of a round, had it been handed in: a report stays on the disk for
/// ever, and a picture shall leave nothing there.
RoundReport report_of(const RoundShown& round, RoundOutcome outcome, Instant now) {
  RoundReport report = std::move(outcome.report);
  report.id = round.id;
  report.began = now - round.used;
  report.ended = now;
  report.used = round.used;
  return report;
}

RoundOutcome exam_outcome(const RoundShown& round) {
  RoundState state;
  RoundTable table;
  state.plan = round.plan;
  for (const RoundPlace& place : round.places) {
    RoundQuestion& question = state.questions.emplace_back();
    question.id = place.question->id;
    question.form = place.prompt.form;
    question.response = place.response;
    question.flagged = place.flagged;
    question.seen = true;
    table.asked.push_back(
        {place.question, place.book, places_of(*place.book, *place.question)});
    table.prompts.push_back(place.prompt);
  }
  return outcome_of(state, table);
}

void exam_scene(Shell& shell, QuizScreen& quiz, const Scene& scene) {
  RoundPlan plan = plan_of(RoundKind::kExam);
  if (scene.form) plan.questions = 120;
  if (!shell.trainer.begin_round(plan)) return;
  const bool report = scene.base == "exam-report";
  const std::size_t count = shell.trainer.round()->places.size();
  answer_first(shell.trainer, report ? count : std::min<std::size_t>(11, count));
  if (!report)
    shell.report(shell.trainer.go_to(place_with(*shell.trainer.round(), scene.form)));
  RoundShown round = *shell.trainer.round();
  take_away(shell);
  const bool late = scene.base == "exam-late";
  round.used = std::chrono::seconds(684);
  round.left = late ? std::chrono::seconds(41) : std::chrono::seconds(1116);
  if (report) {
    quiz.show(report_of(round, exam_outcome(round), shell.trainer.now()), nullptr);
    quiz.report_state().open.insert(3);
    return;
  }
  quiz.show(std::move(round));
  if (scene.base == "exam-list") quiz.open_list();
  if (scene.base == "exam-hand-in") quiz.open_hand_in();
}

/// Finds the first pairs.
void find_pairs(Trainer& trainer, std::size_t pairs) {
  const std::size_t count = trainer.round()->match->left.size();
  for (std::size_t left = 0; left < std::min(pairs, count); ++left)
    for (std::size_t right = 0; right < count; ++right) {
      if (trainer.round()->match->partner[left]) break;
      if (!trainer.try_pair(left, right)) return;
    }
}

/// The last pair is what is left over.
void complete(MatchShown& match) {
  std::vector<bool> taken(match.right.size(), false);
  for (const auto& partner : match.partner)
    if (partner) taken[*partner] = true;
  const auto left_over = std::find(taken.begin(), taken.end(), false) - taken.begin();
  for (auto& partner : match.partner)
    if (!partner) partner = static_cast<std::size_t>(left_over);
}

RoundReport match_report(RoundShown& round, Instant now) {
  MatchShown& match = *round.match;
  complete(match);
  RoundOutcome outcome;
  outcome.report.plan = round.plan;
  for (std::size_t i = 0; i < match.left.size(); ++i) {
    ReportedQuestion& pair = outcome.report.questions.emplace_back();
    const bool missed = i == 1;
    pair.form = Form::kMatch;
    pair.stem = match.left[i];
    pair.answer = match.right[*match.partner[i]];
    pair.given = missed ? match.right[*match.partner[i + 1]] : pair.answer;
    pair.verdict = missed ? Verdict::kWrong : Verdict::kRight;
    pair.credit = missed ? 0 : 1;
    if (missed) pair.remark = "Found at try 2.";
  }
  total_up(outcome.report);
  outcome.report.tries = static_cast<int>(match.left.size()) + 1;
  outcome.report.penalty = kMissPenalty;
  return report_of(round, std::move(outcome), now);
}

void match_scene(Shell& shell, QuizScreen& quiz, const Scene& scene) {
  if (!shell.trainer.begin_round(plan_of(RoundKind::kMatch))) return;
  const bool finish = scene.base == "match-done";
  const std::size_t pairs = shell.trainer.round()->match->left.size();
  find_pairs(shell.trainer, finish ? pairs - 1 : 2);
  RoundShown round = *shell.trainer.round();
  take_away(shell);
  MatchShown& match = *round.match;
  round.used = Millis(24'800);
  match.misses = 1;
  match.penalty = kMissPenalty;
  match.best = Millis(31'200);
  match.last_miss.reset();
  if (finish) {
    const RoundReport report = match_report(round, shell.trainer.now());
    quiz.show(report, &round);
    return;
  }
  for (std::size_t right = 0; right < match.right.size() && !match.last_miss; ++right)
    if (std::find(match.partner.begin(), match.partner.end(), right) ==
        match.partner.end())
      match.last_miss.emplace(pairs - 1, right);
  quiz.show(std::move(round));
}

/// Hands in the events with two of them in each other's place.
void finish_timeline(const Trainer& trainer, RoundShown& round, RoundTable& table) {
  TimelineShown& timeline = *round.timeline;
  std::vector<std::size_t> order = order_prompt(timeline.events).key;
  if (order.size() > 2) std::swap(order[1], order[2]);
  std::vector<TimelineEvent> arranged;
  arranged.reserve(order.size());
  for (const std::size_t event : order)
    arranged.push_back(timeline.events[event]);
  timeline.events = arranged;
  const std::vector<std::size_t> key = order_prompt(arranged).key;
  timeline.right_place.resize(key.size());
  for (std::size_t place = 0; place < key.size(); ++place)
    timeline.right_place[key[place]] = place;
  for (const TimelineEvent& event : arranged) {
    const DeckBook* book = book_of(trainer, *event.question);
    table.asked.push_back({event.question, book, places_of(*book, *event.question)});
  }
  table.events = arranged;
}

void timeline_scene(Shell& shell, QuizScreen& quiz, const Scene& scene) {
  if (!shell.trainer.begin_round(plan_of(RoundKind::kTimeline))) return;
  RoundShown round = *shell.trainer.round();
  take_away(shell);
  if (scene.base == "timeline") {
    quiz.show(std::move(round));
    return;
  }
  RoundTable table;
  finish_timeline(shell.trainer, round, table);
  RoundState state;
  state.plan = round.plan;
  for (const TimelineEvent& event : table.events) {
    state.order.push_back(state.questions.size());
    state.questions.emplace_back().id = event.question->id;
    state.questions.back().form = Form::kOrder;
  }
  round.used = std::chrono::seconds(48);
  quiz.show(report_of(round, outcome_of(state, table), shell.trainer.now()), &round);
}

/// Rounds as they might be there.
void setup_scene(QuizScreen& quiz, const Trainer& trainer, RoundKind kind) {
  UnfinishedRound left;
  left.id = "left";
  left.plan = default_plan(RoundKind::kExam);
  left.questions = 20;
  left.answered = 12;
  left.left = std::chrono::minutes(18);
  FinishedRound exam;
  exam.plan = default_plan(RoundKind::kExam);
  exam.ended = trainer.now() - std::chrono::hours(1);
  exam.questions = 20;
  exam.marks = 14.5;
  exam.possible = 20;
  FinishedRound match;
  match.plan = default_plan(RoundKind::kMatch);
  match.ended = trainer.now() - std::chrono::hours(40);
  match.time = Millis(24'800);
  quiz.setup().choose(kind);
  if (kind == RoundKind::kExam) quiz.setup().show_shares();
  if (kind == RoundKind::kQuick) quiz.setup().show({left}, {exam, match});
}

}  // namespace

void prepare_quiz_scene(Shell& shell, QuizScreen& quiz, const Scene& scene) {
  if (scene.base == "quiz") setup_scene(quiz, shell.trainer, RoundKind::kQuick);
  if (scene.base == "quiz-exam") setup_scene(quiz, shell.trainer, RoundKind::kExam);
  if (scene.base.starts_with("exam")) exam_scene(shell, quiz, scene);
  if (scene.base.starts_with("match")) match_scene(shell, quiz, scene);
  if (scene.base.starts_with("timeline")) timeline_scene(shell, quiz, scene);
}

}  // namespace attache::window
