#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace attache::cli {

namespace {

constexpr const char* kAbout =
    "Attaché: a quiz and flashcard trainer for students of policy.\n\n"
    "Without a command it opens its window on your decks. Where there is no display, it "
    "studies in the\n"
    "terminal; where there is no terminal either, it says what is due.";

constexpr const char* kFooter =
    "\nFILES\n"
    "  Your progress is kept in $XDG_DATA_HOME/attache (usually "
    "~/.local/share/attache).\n"
    "  Decks are read from the ones that come with the program and from the folder decks "
    "in there.\n"
    "\nEXIT STATUS\n"
    "  0  all went well\n"
    "  1  it did not: a message says what, where and what to do; a checked deck has "
    "errors\n"
    "  2  the command line was not understood\n"
    "\nEXAMPLES\n"
    "  attache                                  study in the window\n"
    "  attache study --deck uk-bill-to-act      study one deck in the terminal\n"
    "  attache check my-deck.xml                see what is wrong with a deck\n"
    "  attache due --json                       what waits today, for a script\n"
    "\n'attache COMMAND --help' explains a command.";

constexpr const char* kStudyFooter =
    "\nDESCRIPTION\n"
    "  Asks what is due today, one question after another, in plain lines that a screen "
    "reader can follow.\n"
    "  Every answer is on the disk before the next question shows; leave at any time.\n"
    "\nKEYS (each followed by Enter)\n"
    "  1-9           choose an option; several for a question with several right "
    "answers: 1 3\n"
    "  Enter         show the answer; after it: take the suggested rating\n"
    "  1 2 3 4       after the answer: again, hard, good, easy\n"
    "  :p  open the passage       :u  undo           :r  redo\n"
    "  :b  bury until tomorrow    :s  suspend        :m  mark\n"
    "  :n TEXT  write a note      :i  information    :q  leave       :h  help\n"
    "\nNOT AT A TERMINAL\n"
    "  Reads the same lines from a pipe and prints no colours. At the end of the input "
    "it leaves.\n"
    "\nEXIT STATUS\n"
    "  0  left or finished; 1  something went wrong; 2  wrong usage";

constexpr const char* kDueFooter =
    "\nDESCRIPTION\n"
    "  Lists each deck with its learning steps, reviews and new questions of today, and "
    "about how long they\n"
    "  take. When nothing is due it says when the next question is.\n"
    "\nOUTPUT WITH --json\n"
    "  {\"day\": \"2024-07-28\", \"learning\": n, \"review\": n, \"new\": n, "
    "\"minutes\": m, \"next_due\": instant or null,\n"
    "   \"decks\": [{\"id\", \"title\", \"learning\", \"review\", \"new\", "
    "\"questions\", \"known\"}, …],\n"
    "   \"failures\": [{\"file\", \"problems\": […]}]}";

constexpr const char* kStatsFooter =
    "\nDESCRIPTION\n"
    "  Answers and time of today, the last 7 and 30 days; how many questions are new, "
    "learning, young (an\n"
    "  interval under 21 days), mature or suspended; the share you would know today; "
    "true retention (first\n"
    "  answers a day to questions in review); and what comes due in the next 7 days.";

constexpr const char* kCheckFooter =
    "\nDESCRIPTION\n"
    "  Reads decks and prints every problem as FILE:LINE:COLUMN: what is wrong — how to "
    "mend it. Warnings are\n"
    "  advice; a deck with an error is not loaded.\n"
    "\nOUTPUT WITH --json\n"
    "  An array of {\"severity\", \"code\", \"file\", \"line\", \"column\", \"what\", "
    "\"remedy\"}; line and column count from 1,\n"
    "  0 where not known.\n"
    "\nEXIT STATUS\n"
    "  0  no errors; 1  at least one error; 2  wrong usage";

constexpr const char* kQuestionsFooter =
    "\nDESCRIPTION\n"
    "  Prints every question that a deck makes, in each form in which it can be asked, "
    "for proofreading. A right\n"
    "  option has a star. --seed deals other wrong options.";

constexpr const char* kSetFooter =
    "\nSETTINGS\n"
    "  new-per-day            how many new questions a day, 0 to 9999\n"
    "  desired-retention      how likely you want to know an answer when it comes due, "
    "0.70 to 0.97;\n"
    "                         a change moves the days on which questions are due\n"
    "  day-start-hour         the hour at which a study day begins, 0 to 23\n"
    "  maximum-interval-days  the longest wait between two reviews, 1 to 36500\n"
    "  text-percent           size of the text in the window, 100 to 200\n"
    "  theme                  colours of the window: system, light or dark\n"
    "\nEXAMPLES\n"
    "  attache set                    list all\n"
    "  attache set new-per-day 10     change one";

constexpr const char* kWindowFooter =
    "\nDESCRIPTION\n"
    "  Opens the window. In it, ? lists all keys.\n"
    "\nPICTURES\n"
    "  --picture FILE.png writes one screen as a picture and leaves; with --screen one "
    "of home, empty, study,\n"
    "  answer, passage, summary, settings, keys. The same data, --now and --seed give "
    "the same picture.";

}  // namespace

std::variant<Invocation, Parting> parse(int argc, const char* const* argv) {
  Invocation invocation;
  CLI::App app(kAbout, "attache");
  app.footer(kFooter);
  app.set_version_flag("--version,-V", "attache " ATTACHE_VERSION, "Print the version");
  app.set_help_flag("--help,-h", "Print this help");
  app.require_subcommand(0, 1);
  app.get_formatter()->column_width(28);

  app.add_option("--data", invocation.data, "Keep your progress in this folder")
      ->type_name("DIR");
  app.add_option("--decks", invocation.decks,
                 "Read decks from here instead of the usual folders; may be repeated")
      ->type_name("PATH")
      ->allow_extra_args(false);
  app.add_option("--seed", invocation.seed, "Make chance repeatable")->type_name("N");
  app.add_option("--zone", invocation.zone,
                 "Time zone, such as Asia/Tokyo (default: this machine's)")
      ->type_name("ZONE");
  app.add_option("--now", invocation.now,
                 "Pretend that it is this UTC instant, 2024-07-28T09:00:00Z; for tests")
      ->type_name("INSTANT");

  WindowCommand window;
  StudyCommand study;
  DueCommand due;
  StatsCommand stats;
  CheckCommand check;
  QuestionsCommand questions;
  SetCommand set;

  CLI::App* window_app = app.add_subcommand("window", "Study in the window (the default)")
                             ->footer(kWindowFooter);
  window_app
      ->add_option("--picture", window.picture, "Write a picture of a screen and leave")
      ->type_name("FILE");
  window_app->add_option("--screen", window.screen, "Which screen for --picture")
      ->capture_default_str();
  window_app->add_option("--width", window.width, "Width of the picture")
      ->check(CLI::Range(800, 7680))
      ->capture_default_str();
  window_app->add_option("--height", window.height, "Height of the picture")
      ->check(CLI::Range(600, 4320))
      ->capture_default_str();

  CLI::App* study_app =
      app.add_subcommand("study", "Study in the terminal")->footer(kStudyFooter);
  study_app->add_option("--deck", study.deck, "Only this deck, by its id")
      ->type_name("ID");

  CLI::App* due_app =
      app.add_subcommand("due", "Say what is due today")->footer(kDueFooter);
  due_app->add_flag("--json", due.json, "Print JSON");

  CLI::App* stats_app =
      app.add_subcommand("stats", "Say how it is going")->footer(kStatsFooter);
  stats_app->add_flag("--json", stats.json, "Print JSON");

  CLI::App* check_app =
      app.add_subcommand("check", "Find what is wrong with decks")->footer(kCheckFooter);
  check_app->add_option("deck", check.decks, "Deck files")->required()->type_name("DECK");
  check_app->add_flag("--json", check.json, "Print JSON, for editors");

  CLI::App* questions_app =
      app.add_subcommand("questions", "Print all questions of a deck")
          ->footer(kQuestionsFooter);
  questions_app->add_option("deck", questions.deck, "Deck file")
      ->required()
      ->type_name("DECK");

  CLI::App* set_app =
      app.add_subcommand("set", "Show or change settings")->footer(kSetFooter);
  set_app->add_option("key", set.key, "Which setting")->type_name("SETTING");
  set_app->add_option("value", set.value, "Its new value")->type_name("VALUE");

  for (CLI::App* command : app.get_subcommands({}))
    command->fallthrough();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(stop, out, err);
    return Parting{code == 0 ? out.str() : err.str(), code == 0 ? 0 : 2};
  }
  invocation.command_named = !app.get_subcommands().empty();
  if (window_app->parsed()) invocation.command = std::move(window);
  if (study_app->parsed()) invocation.command = std::move(study);
  if (due_app->parsed()) invocation.command = due;
  if (stats_app->parsed()) invocation.command = stats;
  if (check_app->parsed()) invocation.command = std::move(check);
  if (questions_app->parsed()) invocation.command = std::move(questions);
  if (set_app->parsed()) invocation.command = std::move(set);
  return invocation;
}

}  // namespace attache::cli
