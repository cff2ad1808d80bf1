#include "cli/authoring.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <istream>
#include <iterator>
#include <ostream>
#include <utility>

#include "cli/change_text.h"
#include "cli/phrases.h"
#include "cli/run.h"
#include "trainer/authoring.h"
#include "trainer/checking.h"
#include "trainer/new_deck.h"

namespace attache::cli {

namespace {

constexpr int kWell = 0;
constexpr int kFailed = 1;
constexpr int kTrouble = 2;  ///< of diff: not even compared

std::string everything_in(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), {}};
}

void print_check(const DeckCheck& found, std::ostream& out) {
  for (const std::string& error : found.errors)
    fmt::print(out, "{}\n", error);
  for (const std::string& warning : found.warnings)
    fmt::print(out, "{}\n", warning);
  const auto size = [](const std::vector<std::string>& list) {
    return static_cast<long>(list.size());
  };
  const std::string warnings =
      found.warnings.empty()
          ? ""
          : ", " + counted(size(found.warnings), "warning", "warnings");
  const std::string errors =
      found.errors.empty() ? "no errors" : counted(size(found.errors), "error", "errors");
  fmt::print(out, "{}, {}{}, {}.\n", counted(found.decks, "deck", "decks"), errors,
             warnings, counted(found.questions, "question", "questions"));
}

/// From standard input to standard output; with `check` only the exit code tells.
int format_stream(bool check, Console& console) {
  const std::string xml = everything_in(console.in);
  const auto text = formatted_deck_text(xml, "-");
  if (!text) return failed(console, text.error());
  if (check) return *text == xml ? kWell : kFailed;
  console.out << *text;
  return kWell;
}

}  // namespace

int check(const CheckCommand& command, Console& console) {
  const bool piped =
      std::find(command.decks.begin(), command.decks.end(), "-") != command.decks.end();
  const DeckCheck found =
      check_decks(command.decks, piped ? everything_in(console.in) : "");
  if (command.json)
    fmt::print(console.out, "{}\n", found.json);
  else
    print_check(found, console.out);
  return found.errors.empty() ? kWell : kFailed;
}

int check_and_watch(const CheckCommand& command,
                    Console& console,
                    const std::function<bool()>& wait) {
  int code = check(command, console);
  if (!command.json)
    fmt::print(console.out, "Checked again whenever a file is saved; Ctrl+C ends.\n");
  console.out.flush();
  while (wait()) {
    if (!command.json) fmt::print(console.out, "\n");
    code = check(command, console);
    console.out.flush();
  }
  return code;
}

int make_deck(const NewCommand& command, Console& console) {
  const NewDeck wish{command.id, command.title, command.lang, command.bare};
  if (command.file == "-") {
    const auto text = new_deck_text(wish, command.file);
    if (!text) return failed(console, text.error());
    console.out << *text;
    return kWell;
  }
  if (auto written = write_new_deck(wish, command.file); !written)
    return failed(console, written.error());
  fmt::print(
      console.out,
      "{} is written. Change it in any text editor; 'attache check --watch {}' tells "
      "what is wrong while you write.\n",
      command.file.string(), command.file.string());
  return kWell;
}

int format_decks(const FormatCommand& command, Console& console) {
  int code = kWell;
  for (const std::filesystem::path& deck : command.decks) {
    if (deck == "-") {
      code = std::max(code, format_stream(command.check, console));
      continue;
    }
    const auto changed = format_deck_file(deck, command.check);
    if (!changed) {
      code = failed(console, changed.error());
    } else if (*changed && command.check) {
      fmt::print(console.out, "{} would change\n", deck.string());
      code = kFailed;
    } else if (*changed) {
      fmt::print(console.out, "{} is laid out anew\n", deck.string());
    }
  }
  return code;
}

int print_difference(const DiffCommand& command, Console& console) {
  auto difference = difference_between(command.before, command.now);
  if (!difference) return failed(console, difference.error(), kTrouble);
  DeckChanges changes;
  changes.title = difference->title;
  changes.edition_before = difference->edition_before;
  changes.edition_now = difference->edition_now;
  changes.changes = std::move(difference->changes);
  changes.counts = counts_of(changes.changes);
  const bool same = changes.changes.empty();
  if (command.json) {
    print_changes_json(console.out, {&changes});
  } else if (same) {
    fmt::print(console.out, "{}\n  no question is other, from edition {} to {}\n",
               changes.title, changes.edition_before, changes.edition_now);
  } else {
    print_change(console.out, changes);
  }
  return same ? kWell : kFailed;
}

}  // namespace attache::cli
