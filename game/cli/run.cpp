#include "cli/run.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/advise.h"
#include "cli/authoring.h"
#include "cli/deck_pages.h"
#include "cli/evaluate.h"
#include "cli/exam.h"
#include "cli/exchange.h"
#include "cli/log_files.h"
#include "cli/optimize.h"
#include "cli/phrases.h"
#include "cli/quiz.h"
#include "cli/simulate.h"
#include "cli/stats.h"
#include "cli/terminal_sitting.h"
#include "trainer/checking.h"
#include "trainer/deck_watch.h"

namespace attache::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kFailed = 1;
constexpr int kNotUnderstood = 2;

std::string percent(double share) {
  return fmt::format("{:.0f} %", share * 100);
}

void print_failures(const Home& home, std::ostream& out) {
  for (const DeckFailure& failure : home.failures) {
    fmt::print(out, "\nThis deck was not loaded: {}\n", failure.file.string());
    for (const std::string& problem : failure.problems)
      fmt::print(out, "  {}\n", problem);
  }
  for (const std::string& notice : home.notices)
    fmt::print(out, "\nNotice: {}\n", notice);
}

/// What today's minutes mean for what is due; nothing where there is no limit.
void print_waiting(const Home& home, std::ostream& out) {
  if (!home.time) return;
  const std::string waiting = waiting_phrase(home.time->waiting);
  if (waiting.empty()) return;
  fmt::print(out, "{}{}.\n", waiting,
             home.time->days_to_recover
                 ? fmt::format("; in about {} none has to wait any more",
                               counted(*home.time->days_to_recover, "day", "days"))
                 : "");
}

/// With nothing left today: whether all is done, or the minutes.
void print_done(const Home& home, const StudyCalendar& calendar, std::ostream& out) {
  const bool waits = home.time && home.time->waiting.total() > 0;
  const bool day_off = home.time && home.time->limit == Millis{0};
  const bool exam_open =
      std::any_of(home.exams.begin(), home.exams.end(), [](const ShownExam& exam) {
        return exam.stage == ExamStage::kAhead && exam.left_today > Millis{0};
      });
  if (exam_open && !waits && !day_off) {
    fmt::print(out, "Beside your exams nothing is due today.\n");
    return;
  }
  fmt::print(out, "{}{}\n",
             day_off ? "Today is a day off."
             : waits ? "Today's minutes are used; well done."
                     : "All done for today.",
             home.next_due
                 ? fmt::format(" The next question is due {}.",
                               when_phrase(*home.next_due, calendar, home.today))
                 : "");
}

void print_due(const Home& home, const StudyCalendar& calendar, std::ostream& out) {
  if (home.decks.empty()) {
    fmt::print(out, "{}\n", kNoDeck);
  } else if (home.due.total() == 0) {
    print_done(home, calendar, out);
  } else {
    fmt::print(out, "Due today: {}; {}.\n", due_phrase(home.due),
               about_time(home.time_needed));
  }
  print_waiting(home, out);
  print_exams_ahead(home, out);
  for (const DeckSummary& deck : home.decks)
    fmt::print(out, "\n{}\n  due: {}\n  {} of {} questions started, {} known\n  id: {}\n",
               deck.title, due_phrase(deck.due), deck.started, deck.questions,
               percent(deck.known), deck.id);
  print_failures(home, out);
}

Json due_json(const Home& home) {
  Json decks = Json::array();
  for (const DeckSummary& deck : home.decks)
    decks.push_back({{"id", deck.id},
                     {"title", deck.title},
                     {"learning", deck.due.learning},
                     {"review", deck.due.review},
                     {"new", deck.due.fresh},
                     {"waiting", deck.waiting.review},
                     {"questions", deck.questions},
                     {"started", deck.started},
                     {"suspended", deck.suspended},
                     {"known", deck.known}});
  Json exams = Json::array();
  for (const ShownExam& each : home.exams)
    exams.push_back({{"id", each.exam.id},
                     {"title", each.exam.title},
                     {"at", iso_instant(each.exam.at)},
                     {"days_left", each.days_left},
                     {"minutes_today", each.minutes_today},
                     {"minutes_left", minutes_up(each.left_today)}});
  Json failures = Json::array();
  for (const DeckFailure& failure : home.failures)
    failures.push_back({{"file", failure.file.string()}, {"problems", failure.problems}});
  return {{"day", iso_day(home.today)},
          {"learning", home.due.learning},
          {"review", home.due.review},
          {"new", home.due.fresh},
          {"minutes", minutes_up(home.time_needed)},
          {"waiting", home.time ? home.time->waiting.review : 0},
          {"minutes_a_day", home.time ? Json(minutes_up(home.time->limit)) : Json()},
          {"minutes_left", home.time ? Json(minutes_up(home.time->left())) : Json()},
          {"days_to_recover", home.time && home.time->days_to_recover
                                  ? Json(*home.time->days_to_recover)
                                  : Json()},
          {"next_due", home.next_due ? Json(iso_instant(*home.next_due)) : Json()},
          {"answered_today", home.done_today.answers},
          {"decks", decks},
          {"exams", exams},
          {"failures", failures},
          {"notices", home.notices}};
}

/// Until something may have changed; Ctrl+C ends the program.
bool wait_for(DeckWatch& watch) {
  if (watch.descriptor() < 0) return false;
  while (!watch.wait(std::chrono::hours(1))) {
  }
  // An editor writes in several steps: they are one change.
  while (watch.wait(std::chrono::milliseconds(100))) {
  }
  return true;
}

int print_questions(const QuestionsCommand& command,
                    const TrainerSetup& setup,
                    Console& console) {
  const auto proofs = proof_questions(command.deck, setup.deck_paths, setup.seed);
  if (!proofs) return failed(console, proofs.error());
  if (command.json) {
    Json all = Json::array();
    for (const ProofQuestion& proof : *proofs)
      all.push_back({{"id", proof.id}, {"lines", proof.lines}});
    fmt::print(console.out, "{}\n", all.dump(2));
    return kWell;
  }
  for (const ProofQuestion& proof : *proofs) {
    fmt::print(console.out, "{}\n", proof.id);
    for (const std::string& line : proof.lines)
      fmt::print(console.out, "  {}\n", line);
  }
  return kWell;
}

int set(const SetCommand& command, Trainer& trainer, Console& console) {
  Settings settings = trainer.settings();
  if (command.key && command.value) {
    if (auto changed = set_from_text(settings, *command.key, *command.value); !changed)
      return failed(console, changed.error());
    if (auto kept = trainer.change_settings(settings); !kept)
      return failed(console, kept.error());
    fmt::print(console.out, "{} is now {}.\n", *command.key,
               setting_text(settings, *command.key));
    return kWell;
  }
  if (command.key && setting_text(settings, *command.key).empty())
    return failed(console, set_from_text(settings, *command.key, "").error());
  for (const SettingInfo& info : setting_infos())
    if (!command.key || *command.key == info.key)
      fmt::print(console.out, "{:<22} {:<7} {}\n", info.key,
                 setting_text(settings, info.key), info.meaning);
  return kWell;
}

/// Carries out the commands that need the learner's data.
class WithTrainer {
 public:
  WithTrainer(Trainer& trainer, Console& console)
      : trainer_(trainer), console_(console) {}

  int operator()(const StudyCommand& command) {
    if (command.weakest || command.confusions || !command.scope.empty())
      return practise(command);
    if (command.more) trainer_.add_time(std::chrono::minutes(*command.more));
    return study(trainer_, command.deck, console_);
  }
  int operator()(const QuizCommand& command) { return quiz(trainer_, command, console_); }
  int operator()(const DueCommand& command) {
    if (command.json) {
      fmt::print(console_.out, "{}\n", due_json(trainer_.home()).dump(2));
    } else {
      print_due(trainer_.home(), trainer_.calendar(), console_.out);
    }
    return kWell;
  }
  int operator()(const StatsCommand& command) {
    return stats(command, trainer_, console_);
  }
  int operator()(const ChangesCommand& command) {
    return print_changes(command, trainer_, console_);
  }
  int operator()(const PassagesCommand& command) {
    return print_passages(command, trainer_, console_);
  }
  int operator()(const OverrulingsCommand& command) {
    return print_overrulings(command, trainer_, console_);
  }
  int operator()(const ExamCommand& command) { return exam(trainer_, command, console_); }
  int operator()(const OptimizeCommand& command) {
    return optimize_own(command, trainer_, console_);
  }
  int operator()(const AdviseCommand& command) {
    return advise(command, trainer_, console_);
  }
  int operator()(const SetCommand& command) { return set(command, trainer_, console_); }
  int operator()(const SearchCommand& command) {
    return search(command, trainer_, console_);
  }
  int operator()(const ImportCommand& command) {
    return import_files(command, trainer_, console_);
  }
  int operator()(const ProgressCommand& command) {
    return progress_export(trainer_, command, console_);
  }
  int operator()(const ExportCommand& command) {
    return export_file(command, trainer_, console_);
  }

  // These are carried out without a trainer, or by the other face.
  int operator()(const WindowCommand&) { return kWell; }
  int operator()(const CheckCommand&) { return kWell; }
  int operator()(const NewCommand&) { return kWell; }
  int operator()(const FormatCommand&) { return kWell; }
  int operator()(const DiffCommand&) { return kWell; }
  int operator()(const QuestionsCommand&) { return kWell; }
  int operator()(const ClassCommand&) { return kWell; }
  int operator()(const EvaluateCommand&) { return kWell; }
  int operator()(const SimulateCommand&) { return kWell; }

 private:
  int practise(const StudyCommand& command) {
    if (!command.weakest && !command.confusions)
      return failed(
          console_,
          Error{"--scope is for a practice", "", "add --weakest or --confusions"},
          kNotUnderstood);
    const auto begun = begin_weak_practice(
        trainer_, command.weakest ? PracticeOf::kWeakest : PracticeOf::kConfusions,
        command.scope, console_);
    if (!begun) return failed(console_, begun.error());
    return *begun ? study_on_table(trainer_, console_) : kWell;
  }

  Trainer& trainer_;
  Console& console_;
};

}  // namespace

int failed(Console& console, const Error& error, int code) {
  fmt::print(console.err, "attache: {}\n", error.text());
  return code;
}

int run(const Invocation& invocation, const TrainerSetup& setup, Console& console) {
  if (const auto* command = std::get_if<CheckCommand>(&invocation.command)) {
    if (!command->watch) return check(*command, console);
    DeckWatch watch(command->decks);
    // Nobody may be left who reads it ("| head").
    return check_and_watch(*command, console,
                           [&] { return console.out.good() && wait_for(watch); });
  }
  if (const auto* command = std::get_if<NewCommand>(&invocation.command))
    return make_deck(*command, console);
  if (const auto* command = std::get_if<FormatCommand>(&invocation.command))
    return format_decks(*command, console);
  if (const auto* command = std::get_if<DiffCommand>(&invocation.command))
    return print_difference(*command, console);
  if (const auto* command = std::get_if<QuestionsCommand>(&invocation.command))
    return print_questions(*command, setup, console);
  if (const auto* command = std::get_if<ClassCommand>(&invocation.command))
    return class_of_students(*command, setup, console);
  if (const auto* command = std::get_if<EvaluateCommand>(&invocation.command)) {
    const auto calendar = calendar_of_log(invocation.zone);
    return calendar ? evaluate(*command, *calendar, console)
                    : failed(console, calendar.error());
  }
  if (const auto* command = std::get_if<OptimizeCommand>(&invocation.command);
      command != nullptr && command->log) {
    const auto calendar = calendar_of_log(invocation.zone);
    return calendar ? optimize(*command, *calendar, console)
                    : failed(console, calendar.error());
  }
  if (const auto* command = std::get_if<SimulateCommand>(&invocation.command))
    return simulate(*command, setup.seed, console);
  const auto trainer = Trainer::open(setup);
  if (!trainer) return failed(console, trainer.error());
  return std::visit(WithTrainer(**trainer, console), invocation.command);
}

int say_due_and_how(const TrainerSetup& setup, Console& console) {
  const auto trainer = Trainer::open(setup);
  if (!trainer) return failed(console, trainer.error());
  print_due((*trainer)->home(), (*trainer)->calendar(), console.out);
  fmt::print(console.out,
             "\nTo study: start attache on a desktop for the window, or run 'attache "
             "study' in a terminal.\n");
  return kWell;
}

}  // namespace attache::cli
