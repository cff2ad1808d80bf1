#include "cli/exchange.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <iostream>
#include <istream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>
#include <system_error>
#include <utility>

#include "cli/phrases.h"
#include "cli/run.h"
#include "trainer/importing.h"
#include "trainer/trainer.h"

namespace attache::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kWell = 0;
constexpr int kFailed = 1;
constexpr std::size_t kLinesShown = 20;

std::string amount(std::size_t number, std::string_view one, std::string_view many) {
  return counted(static_cast<long>(number), one, many);
}

Result<ImportRequest> request_for(const ImportCommand& command,
                                  const fs::path& file,
                                  Console& console) {
  ImportRequest request;
  if (file == "-") {
    request.text.assign(std::istreambuf_iterator<char>(console.in), {});
    request.name = "imported";
  } else {
    request.file = file;
  }
  request.format = command.format;
  request.deck_id = command.id;
  request.with_history = !command.no_history;
  request.take_weights = command.take_weights;
  const bool table = !command.columns.empty() || !command.separator.empty() ||
                     command.header || command.no_header || command.html;
  if (!table) return request;
  request.format = "table";
  auto look = look_at_table(request);
  if (!look) return look.unexpected();
  TableReading reading = std::move(look->guess);
  if (!command.separator.empty())
    reading.separator = command.separator == "tab" ? '\t' : command.separator.front();
  if (!command.columns.empty()) reading.columns = command.columns;
  if (command.header) reading.has_header = true;
  if (command.no_header) reading.has_header = false;
  if (command.html) reading.html = true;
  request.table = std::move(reading);
  return request;
}

std::string_view sign_of(ImportLine::What what) {
  switch (what) {
    case ImportLine::What::kAdded:
      return "+";
    case ImportLine::What::kChanged:
      return "~";
    case ImportLine::What::kSame:
      return "=";
    case ImportLine::What::kOnlyHere:
      return " ";
  }
  return "";
}

const char* name_of(ImportLine::What what) {
  switch (what) {
    case ImportLine::What::kAdded:
      return "added";
    case ImportLine::What::kChanged:
      return "changed";
    case ImportLine::What::kSame:
      return "same";
    case ImportLine::What::kOnlyHere:
      return "only-here";
  }
  return "";
}

void print_deck(const ImportDeckPlan& deck, std::ostream& out) {
  fmt::print(
      out, "\n{}\n  {}, {} changed, {} the same{}\n  {}: {}\n", deck.title,
      amount(deck.added, "item new", "items new"), deck.changed, deck.same,
      deck.only_here > 0 ? fmt::format(", {} only here, which stay", deck.only_here) : "",
      deck.exists ? "brings up to date" : "makes", deck.file.string());
  if (deck.pictures > 0)
    fmt::print(out, "  with {}\n", amount(deck.pictures, "picture", "pictures"));
  std::size_t shown = 0;
  for (const ImportLine& line : deck.lines) {
    if (line.what == ImportLine::What::kOnlyHere) continue;
    if (shown++ == kLinesShown) {
      fmt::print(out, "  … and {} more\n", deck.added + deck.changed - kLinesShown);
      break;
    }
    fmt::print(out, "  {} {}{}\n", sign_of(line.what), line.label,
               line.before.empty() || line.before == line.label
                   ? ""
                   : fmt::format(" (before: {})", line.before));
  }
}

void print_losses(const std::vector<ImportLoss>& losses,
                  std::string_view before,
                  std::ostream& out) {
  if (losses.empty()) return;
  fmt::print(out, "{}Left out, or changed on the way:\n", before);
  for (const ImportLoss& loss : losses)
    fmt::print(out, "  {}{}{}{}\n", loss.where, loss.where.empty() ? "" : ": ", loss.what,
               loss.count > 1 ? fmt::format(" ({} times)", loss.count) : "");
}

void print_plan(const ImportPlan& plan, std::size_t new_answers, std::ostream& out) {
  fmt::print(out, "{}: {}", plan.format, amount(plan.decks.size(), "deck", "decks"));
  if (plan.answers > 0)
    fmt::print(out, ", {} ({} new)", amount(plan.answers, "answer", "answers"),
               new_answers);
  if (plan.suspended > 0) fmt::print(out, ", {} suspended", plan.suspended);
  if (plan.has_weights)
    fmt::print(out, ", and fitted weights (--take-weights uses them)");
  fmt::print(out, "\n");
  for (const ImportDeckPlan& deck : plan.decks)
    print_deck(deck, out);
  print_losses(plan.losses, "\n", out);
}

Json losses_json(const std::vector<ImportLoss>& losses) {
  Json list = Json::array();
  for (const ImportLoss& loss : losses)
    list.push_back({{"where", loss.where}, {"what", loss.what}, {"count", loss.count}});
  return list;
}

Json plan_json(const ImportPlan& plan, std::size_t new_answers) {
  Json decks = Json::array();
  for (const ImportDeckPlan& deck : plan.decks) {
    Json lines = Json::array();
    for (const ImportLine& line : deck.lines)
      lines.push_back({{"what", name_of(line.what)},
                       {"id", line.id},
                       {"label", line.label},
                       {"before", line.before}});
    decks.push_back({{"id", deck.id},
                     {"title", deck.title},
                     {"file", deck.file.string()},
                     {"exists", deck.exists},
                     {"added", deck.added},
                     {"changed", deck.changed},
                     {"same", deck.same},
                     {"only_here", deck.only_here},
                     {"pictures", deck.pictures},
                     {"lines", lines}});
  }
  return {{"format", plan.format},
          {"decks", decks},
          {"answers", plan.answers},
          {"new_answers", new_answers},
          {"suspended", plan.suspended},
          {"has_weights", plan.has_weights},
          {"left_out", losses_json(plan.losses)}};
}

/// A line that is written over while something takes long, for a person who watches.
ImportProgress shown_progress(Console& console, std::string_view doing) {
  if (!console.interactive) return {};
  return [&console, doing, last = -1](double share) mutable {
    const int percent = static_cast<int>(share * 100);
    if (percent != last)
      fmt::print(console.err, "\r{} {} %{}", doing, percent, percent >= 100 ? "\r" : "");
    console.err.flush();
    last = percent;
    return true;
  };
}

bool agreed(Console& console) {
  fmt::print(console.out, "\nImport this? [y/N] ");
  console.out.flush();
  std::string answer;
  std::getline(console.in, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

/// Says that nothing was imported, and how it would be where nobody can be asked.
int leave_alone(const ImportCommand& command, bool can_ask, Console& console) {
  if (!command.json)
    fmt::print(console.out, "\nNothing was imported.{}\n",
               command.dry_run || can_ask ? "" : " Add --yes to import it.");
  return command.dry_run || can_ask || command.json ? kWell : kFailed;
}

int import_one(const ImportCommand& command,
               const fs::path& file,
               Trainer& trainer,
               Console& console,
               Json& report) {
  const auto request = request_for(command, file, console);
  if (!request) return failed(console, request.error());
  const auto plan =
      plan_import(*request, trainer.import_ground(), shown_progress(console, "Reading"));
  if (!plan) return failed(console, plan.error());
  const auto fresh = trainer.new_answers(*plan);
  if (!fresh) return failed(console, fresh.error());
  if (command.json)
    report.push_back(plan_json(*plan, *fresh));
  else
    print_plan(*plan, *fresh, console.out);
  const bool can_ask = console.interactive && file != "-" && !command.json;
  if (command.dry_run || !(command.yes || (can_ask && agreed(console))))
    return leave_alone(command, can_ask, console);
  const auto done =
      trainer.carry_out_import(*plan, *request, shown_progress(console, "Writing"));
  if (!done) return failed(console, done.error());
  if (command.json) {
    report.back()["imported"] = true;
    return kWell;
  }
  fmt::print(console.out, "\nImported: {} new, {} changed, {}.\n", done->added,
             done->changed, amount(done->answers, "answer", "answers"));
  if (done->skipped > 0)
    fmt::print(console.out,
               "{} of questions that you have studied here since were left out.\n",
               amount(done->skipped, "answer", "answers"));
  return kWell;
}

/// The format that a file's ending stands for.
Result<std::string> format_for(const ExportCommand& command) {
  if (command.format) return *command.format;
  std::string names;
  const std::string name = command.file ? command.file->filename().string() : "";
  if (name.ends_with(".tsv")) return std::string("table");
  for (const FormatName& format : export_formats()) {
    names += (names.empty() ? "" : ", ") + format.name;
    // Several formats are HTML pages: those have to be named.
    if (!name.empty() && format.ending != ".html" && name.ends_with(format.ending))
      return format.name;
  }
  return fail("it cannot be told in which format to write", name,
              "give --format with one of " + names);
}

Result<void> write_bytes(const fs::path& file, const std::string& bytes, bool force) {
  std::error_code failure;
  if (!force && fs::exists(file, failure))
    return fail("there is a file already", file.string(), "--force writes over it");
  fs::path temporary = file;
  temporary += ".part";
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) fs::rename(temporary, file, failure);
  if (out && !failure) return {};
  fs::remove(temporary, failure);
  return fail("the file cannot be written", file.string(),
              "check that its folder exists and the disk is not full");
}

}  // namespace

int import_files(const ImportCommand& command, Trainer& trainer, Console& console) {
  int code = kWell;
  Json report = Json::array();
  for (const fs::path& file : command.files)
    code = std::max(code, import_one(command, file, trainer, console, report));
  if (command.json) fmt::print(console.out, "{}\n", report.dump(2));
  return code;
}

int export_file(const ExportCommand& command, const Trainer& trainer, Console& console) {
  const auto format = format_for(command);
  if (!format) return failed(console, format.error());
  const auto exported = trainer.export_deck(
      {command.deck, *format, command.questions, command.with_progress});
  if (!exported) return failed(console, exported.error());
  const bool to_output = command.file && *command.file == "-";
  fs::path file = command.file.value_or(command.deck);
  if (!command.file)
    for (const FormatName& each : export_formats())
      if (each.name == *format) file += each.ending;
  if (to_output) {
    console.out << exported->bytes;
    console.out.flush();
  } else if (auto written = write_bytes(file, exported->bytes, command.force); !written) {
    return failed(console, written.error());
  }
  std::ostream& words = to_output ? console.err : console.out;
  if (command.json) {
    fmt::print(words, "{}\n",
               Json{{"file", file.string()},
                    {"format", *format},
                    {"bytes", exported->bytes.size()},
                    {"left_out", losses_json(exported->losses)}}
                   .dump(2));
    return kWell;
  }
  if (!to_output) fmt::print(words, "{} is written.\n", file.string());
  print_losses(exported->losses, "", words);
  return kWell;
}

}  // namespace attache::cli
