#include "cli/quiz.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <istream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>

#include "cli/asking.h"
#include "cli/phrases.h"
#include "cli/quiz_round.h"
#include "cli/terminal_sitting.h"
#include "cli/topic_weight.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kFailed = 1;

/// The plan that a command asks for: that of its kind, where it says nothing else.
Result<RoundPlan> plan_of(const QuizCommand& command) {
  RoundPlan plan =
      default_plan(round_kind_named(command.kind).value_or(RoundKind::kQuick));
  plan.scope = command.topics;
  plan.questions = command.questions.value_or(plan.questions);
  if (command.minutes) plan.limit = std::chrono::minutes(*command.minutes);
  if (command.minutes == 0) plan.limit.reset();
  for (const std::string& text : command.weights) {
    auto weight = topic_weight_in(text);
    if (!weight) return weight.unexpected();
    plan.weights.push_back(*std::move(weight));
  }
  plan.negative = command.negative;
  plan.paper = command.paper;
  if (command.counts || command.does_not_count) plan.counts = command.counts;
  return plan;
}

// --- lists

std::string local_time(const Trainer& trainer, Instant at) {
  const StudyCalendar& calendar = trainer.calendar();
  const auto local = at + calendar.offset_at(at);
  const StudyDay day(std::chrono::floor<std::chrono::days>(local).time_since_epoch());
  return fmt::format("{} {}", iso_day(day), calendar.clock_text(at));
}

std::string score_phrase(const FinishedRound& round) {
  if (round.plan.kind == RoundKind::kMatch)
    return fmt::format("{} pairs in {}", round.questions, clock_span(round.time));
  const double share = round.possible > 0 ? round.marks / round.possible : 0;
  return fmt::format("{} of {} marks ({:.0f} %) in {}", marks_text(round.marks),
                     marks_text(round.possible), share * 100, clock_span(round.time));
}

std::string state_phrase(const UnfinishedRound& round) {
  return fmt::format("{} of {} answered{}", round.answered, round.questions,
                     round.left ? ", " + clock_span(*round.left) + " left" : "");
}

Json list_json(const std::vector<UnfinishedRound>& unfinished,
               const std::vector<FinishedRound>& finished) {
  Json open = Json::array();
  for (const UnfinishedRound& round : unfinished)
    open.push_back(
        {{"id", round.id},
         {"kind", name_of(round.plan.kind)},
         {"began", iso_instant(round.began)},
         {"questions", round.questions},
         {"answered", round.answered},
         {"seconds_left", round.left ? Json(round.left->count() / 1000) : Json()}});
  Json done = Json::array();
  for (const FinishedRound& round : finished)
    done.push_back({{"id", round.id},
                    {"kind", name_of(round.plan.kind)},
                    {"ended", iso_instant(round.ended)},
                    {"questions", round.questions},
                    {"marks", round.marks},
                    {"possible", round.possible},
                    {"seconds", round.time.count() / 1000},
                    {"counts", round.plan.counts}});
  return {{"unfinished", open}, {"finished", done}};
}

int list(const Trainer& trainer, bool json, Console& console) {
  const auto unfinished = trainer.unfinished_rounds();
  if (!unfinished) return failed(console, unfinished.error());
  const auto finished = trainer.finished_rounds();
  if (!finished) return failed(console, finished.error());
  if (json) {
    fmt::print(console.out, "{}\n", list_json(*unfinished, *finished).dump(2));
    return kWell;
  }
  if (unfinished->empty() && finished->empty())
    fmt::print(console.out, "There are no rounds yet.\n");
  for (const UnfinishedRound& round : *unfinished)
    fmt::print(console.out, "{}  {}, not finished: {}\n  id: {}\n",
               local_time(trainer, round.began), title_of(round.plan.kind),
               state_phrase(round), round.id);
  for (const FinishedRound& round : *finished)
    fmt::print(console.out, "{}  {}: {}\n  id: {}\n", local_time(trainer, round.ended),
               title_of(round.plan.kind), score_phrase(round), round.id);
  return kWell;
}

// --- reports

void say_question(const ReportedQuestion& question,
                  std::size_t number,
                  std::ostream& out) {
  constexpr std::size_t kIndent = 5;
  const bool wrong = question.verdict == Verdict::kWrong;
  const char* sign = !wrong ? "✓" : question.credit > 0 ? "~" : "✗";
  const std::string marks = marks_text(question.marks);
  fmt::print(out, "{:>3}. {} {}\n     {}, {} {}\n", number, sign,
             in_one_line(question.stem), verdict_words(question), marks,
             marks == "1" ? "mark" : "marks");
  if (question.verdict == Verdict::kRight) return;
  fmt::print(out, "     You: {}\n{}\n",
             question.given.empty() ? "nothing" : in_one_line(question.given),
             labelled("Right:", question.answer, kIndent));
  if (!wrong || question.passage.empty()) return;
  fmt::print(out, "{}\n", labelled("Passage:", question.passage, kIndent));
  if (!question.source.empty()) fmt::print(out, "     ({})\n", question.source);
}

void say_report(const RoundReport& report, std::ostream& out) {
  if (report.plan.kind == RoundKind::kMatch) {
    fmt::print(out, "\n{}: {} in {} tries", title_of(report.plan.kind),
               clock_span(report.result_time()), report.tries);
    if (report.penalty > Millis::zero())
      fmt::print(out, " ({} of it for wrong ones)", clock_span(report.penalty));
    fmt::print(out, ".\n");
  } else {
    fmt::print(out, "\n{}: {} of {} marks ({:.0f} %), {}.\n", title_of(report.plan.kind),
               marks_text(report.marks), marks_text(report.possible),
               report.share() * 100, time_phrase(report.used));
  }
  for (const TopicMarks& topic : report.topics)
    fmt::print(out, "  {}: {} of {}\n", topic.topic, marks_text(topic.marks),
               marks_text(topic.possible));
  for (const std::string& note : mark_notes(report))
    fmt::print(out, "  {}\n", note);
  for (const std::string& notice : report.notices)
    fmt::print(out, "  {}\n", notice);
  for (std::size_t i = 0; i < report.questions.size(); ++i)
    say_question(report.questions[i], i + 1, out);
}

int write_page(const RoundReport& report,
               const std::filesystem::path& file,
               Console& console) {
  std::ofstream out(file, std::ios::binary);
  out << report_html(report);
  out.close();
  if (!out)
    return failed(console, Error{"the report could not be written", file.string(),
                                 "choose another file with --html"});
  fmt::print(console.out, "The report is in {}.\n", file.string());
  return kWell;
}

int say_outcome(const Trainer& trainer,
                const std::string& id,
                const QuizCommand& command,
                Console& console) {
  const auto report = trainer.report(id);
  if (!report) return failed(console, report.error());
  if (command.json) {
    fmt::print(console.out, "{}\n", Json::parse(round_report_json(*report)).dump(2));
  } else {
    say_report(*report, console.out);
  }
  return command.html ? write_page(*report, *command.html, console) : kWell;
}

int show_report(const Trainer& trainer, const QuizCommand& command, Console& console) {
  std::string id = *command.report;
  if (id == "last") {
    const auto finished = trainer.finished_rounds();
    if (!finished) return failed(console, finished.error());
    if (finished->empty())
      return failed(console, Error{"there is no finished round yet", "", ""});
    id = finished->front().id;
  }
  return say_outcome(trainer, id, command, console);
}

// --- playing

/// What a round can be about, for who has no terminal to play it in.
int say_what_is_possible(const Trainer& trainer, Console& console) {
  const auto unfinished = trainer.unfinished_rounds();
  if (!unfinished) return failed(console, unfinished.error());
  if (!unfinished->empty())
    fmt::print(console.out, "A round is not finished: {}, {}.\n",
               title_of(unfinished->front().plan.kind),
               state_phrase(unfinished->front()));
  fmt::print(console.out,
             "A quiz round needs a terminal, or its answers line by line on standard "
             "input.\n'attache quiz --help' tells how. A round can be about:\n");
  for (const DeckBook& book : trainer.decks()) {
    std::map<std::string, int> questions;
    for (const Question& question : book.questions())
      for (const std::string& place : places_of(book, question))
        ++questions[place];
    for (const auto& [place, count] : questions)
      fmt::print(console.out, "  {}  ({})\n", place,
                 counted(count, "question", "questions"));
  }
  return kWell;
}

/// After a round: its report, and what was missed for whoever wants to practise it.
int after(Trainer& trainer, const QuizCommand& command, Console& console) {
  const std::string id = trainer.round()->id;
  const int said = say_outcome(trainer, id, command, console);
  if (said != kWell || !console.interactive) return said;
  const auto report = trainer.report(id);
  if (!report || misses(*report).empty()) return kWell;
  const auto answer =
      LineReader(console).line("p practises what was missed, unscheduled; Enter leaves");
  if (!answer || (*answer != "p" && *answer != ":p")) return kWell;
  if (auto begun = trainer.practise_misses(id); !begun)
    return failed(console, begun.error());
  return study_on_table(trainer, console);
}

int play(Trainer& trainer, const QuizCommand& command, Console& console) {
  switch (play_round(trainer, console)) {
    case RoundEnd::kFinished:
      return after(trainer, command, console);
    case RoundEnd::kLeft:
      fmt::print(console.out,
                 "\nLeft for now; everything is kept. 'attache quiz --resume' takes it "
                 "up again.\n");
      return kWell;
    case RoundEnd::kFailed:
      break;
  }
  return kFailed;
}

int resume(Trainer& trainer, const QuizCommand& command, Console& console) {
  const auto unfinished = trainer.unfinished_rounds();
  if (!unfinished) return failed(console, unfinished.error());
  if (unfinished->empty())
    return failed(console,
                  Error{"there is no round to take up again", "", "begin a new one"});
  if (auto resumed = trainer.resume_round(unfinished->front().id); !resumed)
    return failed(console, resumed.error());
  return play(trainer, command, console);
}

/// Gives up the newest round that is not finished; a person is asked once.
int abandon(Trainer& trainer, Console& console) {
  const auto unfinished = trainer.unfinished_rounds();
  if (!unfinished) return failed(console, unfinished.error());
  if (unfinished->empty())
    return failed(console, Error{"there is no round to abandon", "", ""});
  const UnfinishedRound& round = unfinished->front();
  const std::string what =
      fmt::format("{}, {}", title_of(round.plan.kind), state_phrase(round));
  if (console.interactive) {
    const auto answer = LineReader(console).line(
        fmt::format("{}: its answers are thrown away. y abandons it", what));
    if (!answer || (*answer != "y" && *answer != "yes")) return kWell;
  }
  if (auto dropped = trainer.drop_round(round.id); !dropped)
    return failed(console, dropped.error());
  fmt::print(console.out, "Abandoned: {}.\n", what);
  return kWell;
}

std::string amount_of(const RoundPlan& plan, int amount) {
  if (plan.kind == RoundKind::kMatch) return counted(amount, "pair", "pairs");
  return counted(amount, "event", "events");
}

void say_beginning(const RoundPlan& plan, const RoundBegun& begun, std::ostream& out) {
  const bool drawn = plan.kind == RoundKind::kQuick || plan.kind == RoundKind::kExam;
  fmt::print(out, "{}: {}{}, {}.\n", title_of(plan.kind),
             drawn ? fmt::format("{} of {}", begun.questions,
                                 counted(begun.available, "question", "questions"))
                   : amount_of(plan, begun.questions),
             plan.limit ? ", " + clock_span(*plan.limit) : "",
             plan.counts ? "counts as evidence for memory"
                         : "does not count as evidence for memory");
  if (begun.questions < plan.questions)
    fmt::print(out, "There are no more to choose from than these {}.\n", begun.questions);
}

int begin(Trainer& trainer, const QuizCommand& command, Console& console) {
  const auto plan = plan_of(command);
  if (!plan) return failed(console, plan.error());
  if (plan->kind == RoundKind::kQuick && command.html)
    return failed(console, Error{"a quick quiz has no report to write", "",
                                 "leave --html out, or take --kind exam"});
  const auto unfinished = trainer.unfinished_rounds();
  if (!unfinished) return failed(console, unfinished.error());
  const auto begun = trainer.begin_round(*plan);
  if (!begun) return failed(console, begun.error());
  if (!unfinished->empty())
    fmt::print(console.out,
               "(An older round is not finished; 'attache quiz --list' shows it.)\n");
  say_beginning(*plan, *begun, console.out);
  if (plan->kind == RoundKind::kQuick)
    return play_quick_quiz(trainer, console, plan->counts);
  return play(trainer, command, console);
}

}  // namespace

int quiz(Trainer& trainer, const QuizCommand& command, Console& console) {
  if (command.list) return list(trainer, command.json, console);
  if (command.report) return show_report(trainer, command, console);
  if (command.abandon) return abandon(trainer, console);
  if (!console.interactive && console.in.peek() == std::istream::traits_type::eof())
    return say_what_is_possible(trainer, console);
  return command.resume ? resume(trainer, command, console)
                        : begin(trainer, command, console);
}

}  // namespace attache::cli
