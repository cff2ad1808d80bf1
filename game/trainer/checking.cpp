#include "trainer/checking.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "cards/deck_book.h"
#include "deckfile/problem.h"
#include "deckfile/read.h"
#include "trainer/library.h"

namespace attache {

namespace {

/// What an author writes between braces: "[Rome|Roma::a city]".
std::string blank_text(const Blank& blank) {
  return fmt::format("[{}{}]", fmt::join(blank.accepted, "|"),
                     blank.hint.empty() ? "" : "::" + blank.hint);
}

/// " (± 5 %)", " (to the month)": how near an answer has to be.
std::string nearness(const Prompt& prompt) {
  if (prompt.number && prompt.number->tolerance.amount > 0) {
    const Tolerance& tolerance = prompt.number->tolerance;
    const std::string unit = tolerance.percent             ? "%"
                             : prompt.number->unit.empty() ? ""
                                                           : prompt.number->unit;
    return fmt::format(" (± {:g}{}{})", tolerance.amount, unit.empty() ? "" : " ", unit);
  }
  if (!prompt.date) return {};
  switch (prompt.date->precision) {
    case Precision::kYear:
      return " (to the year)";
    case Precision::kMonth:
      return " (to the month)";
    case Precision::kDay:
      break;
  }
  return " (to the day)";
}

/// The answer behind its question; of several lines each stands below.
std::string answer_lines(const std::string& answer) {
  if (answer.find('\n') == std::string::npos) return " — " + answer;
  std::string lines;
  std::istringstream in(answer);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines += "\n    " + line;
  return lines;
}

/// A prompt in one line, with lines below it, moved in, for what it lists.
std::string in_lines(const Prompt& prompt) {
  std::string line = fmt::format("{}: ", name_of(prompt.form));
  if (prompt.cloze) {
    line += prompt.cloze->pieces.front();
    for (std::size_t i = 0; i < prompt.cloze->blanks.size(); ++i)
      line += blank_text(prompt.cloze->blanks[i]) + prompt.cloze->pieces[i + 1];
    return line;
  }
  line += prompt.stem;
  if (prompt.picture) line += fmt::format(" [{}]", prompt.picture->file);
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    const Option& option = prompt.options[i];
    const int depth = prompt.depths.empty() ? 0 : prompt.depths[i];
    line += fmt::format("\n    {:{}}{} {}{}", "", 2 * depth, option.right ? "*" : "-",
                        option.text,
                        option.why.empty() ? "" : fmt::format(" ({})", option.why));
  }
  if (prompt.form == Form::kOrder)
    for (const std::size_t place : prompt.key)
      line += "\n    " + prompt.items[place];
  else if (prompt.options.empty())
    line += answer_lines(prompt.answer) + nearness(prompt);
  return line;
}

std::vector<ProofQuestion> proofs_of(const DeckBook& book, std::uint64_t seed) {
  std::vector<ProofQuestion> proofs;
  for (const Question& question : book.questions()) {
    ProofQuestion proof;
    proof.id = question.id;
    Chance chance = Chance(seed).derive(question.id);
    for (const Form form : question.forms) {
      const Prompt prompt = book.put(question, form, chance);
      // Where the deck has too few wrong answers, the next form comes instead, and again
      // as itself.
      if (prompt.form == form) proof.lines.push_back(in_lines(prompt));
    }
    proofs.push_back(std::move(proof));
  }
  return proofs;
}

}  // namespace

DeckCheck check_decks(const std::vector<std::filesystem::path>& files,
                      std::string_view piped) {
  DeckCheck check;
  std::vector<Problem> all;
  for (const std::filesystem::path& file : files) {
    ReadDeck read = file == "-" ? read_deck_text(piped, "-") : read_deck(file);
    ++check.decks;
    for (const Problem& problem : read.problems)
      (problem.severity == Severity::kError ? check.errors : check.warnings)
          .push_back(problem.text());
    all.insert(all.end(), read.problems.begin(), read.problems.end());
    if (read.deck) check.questions += static_cast<int>(questions_of(*read.deck).size());
  }
  check.json = problems_json(all);
  return check;
}

Result<std::vector<ProofQuestion>> proof_questions(const std::filesystem::path& file,
                                                   std::uint64_t seed) {
  ReadDeck read = read_deck(file);
  if (!read.deck) {
    const auto first = std::find_if(
        read.problems.begin(), read.problems.end(),
        [](const Problem& each) { return each.severity == Severity::kError; });
    return fail(first == read.problems.end()
                    ? "the deck cannot be read"
                    : "the deck has errors, the first is: " + first->text(),
                "", "attache check lists all of them");
  }
  return proofs_of(DeckBook(*std::move(read.deck), file.parent_path()), seed);
}

Result<std::vector<ProofQuestion>> proof_questions(
    const std::filesystem::path& file_or_id,
    const std::vector<std::filesystem::path>& deck_paths,
    std::uint64_t seed) {
  std::error_code unknown;
  const bool is_path = std::filesystem::exists(file_or_id, unknown) ||
                       file_or_id.has_parent_path() || file_or_id.has_extension();
  if (is_path) return proof_questions(file_or_id, seed);
  const Library library = load_library(deck_paths);
  for (const DeckBook& book : library.books)
    if (book.deck().id == file_or_id.string()) return proofs_of(book, seed);
  return fail(fmt::format("there is no deck {}", file_or_id.string()), "",
              "give a deck file, or an id that attache due lists");
}

}  // namespace attache
