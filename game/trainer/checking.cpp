#include "trainer/checking.h"

#include <algorithm>
#include <fmt/format.h>

#include "cards/deck_book.h"
#include "deckfile/problem.h"
#include "deckfile/read.h"

namespace attache {

namespace {

std::string in_one_line(const Prompt& prompt) {
  std::string line = fmt::format("{}: ", name_of(prompt.form));
  if (prompt.cloze) {
    line += prompt.cloze->pieces.front();
    for (std::size_t i = 0; i < prompt.cloze->blanks.size(); ++i)
      line += fmt::format("[{}]{}", fmt::join(prompt.cloze->blanks[i].accepted, "|"),
                          prompt.cloze->pieces[i + 1]);
    return line;
  }
  line += prompt.stem;
  if (prompt.picture) line += fmt::format(" [{}]", prompt.picture->file);
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    const Option& option = prompt.options[i];
    const int depth = prompt.depths.empty() ? 0 : prompt.depths[i];
    line += fmt::format("\n    {:{}}{} {}", "", 2 * depth, option.right ? "*" : "-",
                        option.text);
  }
  if (prompt.form == Form::kOrder)
    for (const std::size_t place : prompt.key)
      line += "\n    " + prompt.items[place];
  else if (prompt.options.empty())
    line += " — " + prompt.answer;
  return line;
}

}  // namespace

DeckCheck check_decks(const std::vector<std::filesystem::path>& files) {
  DeckCheck check;
  std::vector<Problem> all;
  for (const std::filesystem::path& file : files) {
    ReadDeck read = read_deck(file);
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
  const DeckBook book(*std::move(read.deck), file.parent_path());
  std::vector<ProofQuestion> proofs;
  for (const Question& question : book.questions()) {
    ProofQuestion proof;
    proof.id = question.id;
    Chance chance = Chance(seed).derive(question.id);
    for (const Form form : question.forms) {
      const Prompt prompt = book.put(question, form, chance);
      // Where the deck has too few wrong answers, the next form comes instead, and again
      // as itself.
      if (prompt.form == form) proof.lines.push_back(in_one_line(prompt));
    }
    proofs.push_back(std::move(proof));
  }
  return proofs;
}

}  // namespace attache
