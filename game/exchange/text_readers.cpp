// Texts of few rules: pasted sets, tab-separated cards, Aiken's questions.

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "base/text.h"
#include "deckfile/folding.h"
#include "exchange/deck_maker.h"
#include "exchange/html_cell.h"
#include "exchange/readers.h"
#include "exchange/text_lines.h"

namespace attache::exchange {

namespace {

struct Term {
  std::size_t line = 0;
  std::string term;
  std::string definition;
};

/// "term-definition" cut in two at the first separator; false where there is none.
bool cut(std::string_view text, std::string_view separator, Term& term) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return false;
  term.term = text.substr(0, at);
  term.definition = text.substr(at + separator.size());
  return true;
}

/// A term on each line; a line without the separator goes on with what is defined.
std::vector<Term> terms_on_lines(const std::vector<TextLine>& lines,
                                 std::string_view separator) {
  std::vector<Term> terms;
  for (const TextLine& line : lines) {
    Term term{line.number, {}, {}};
    if (cut(line.text, separator, term)) {
      terms.push_back(std::move(term));
    } else if (!terms.empty()) {
      terms.back().definition += fmt::format("\n{}", line.text);
    } else if (!is_blank_line(line.text)) {
      terms.push_back({line.number, std::string(line.text), {}});
    }
  }
  return terms;
}

/// Terms in one line, with semicolons between them.
std::vector<Term> terms_in_line(std::string_view text, std::string_view separator) {
  std::vector<Term> terms;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    Term term{1, {}, {}};
    if (cut(text.substr(0, end), separator, term)) terms.push_back(std::move(term));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return terms;
}

/// Blocks with blank lines between them: the term, and below it what it means.
std::vector<Term> terms_in_blocks(const std::vector<TextLine>& lines) {
  std::vector<Term> terms;
  bool begins = true;
  for (const TextLine& line : lines) {
    if (is_blank_line(line.text)) {
      begins = true;
    } else if (begins) {
      terms.push_back({line.number, std::string(line.text), {}});
      begins = false;
    } else {
      terms.back().definition += fmt::format("{}\n", line.text);
    }
  }
  return terms;
}

std::vector<Term> find_terms(std::string_view text) {
  const std::vector<TextLine> lines = lines_of(text);
  const auto full = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(),
                    [](const TextLine& line) { return !is_blank_line(line.text); }));
  const auto with = [&](std::string_view what) {
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(), [&](const TextLine& line) {
          return line.text.find(what) != std::string_view::npos;
        }));
  };
  constexpr std::array<std::string_view, 7> kSeparators{"\t",  " - ", " – ", " — ",
                                                        " = ", ";",   ","};
  if (full == 1 && std::count(text.begin(), text.end(), ';') > 0)
    for (const std::string_view separator : {"\t", " - ", ","})
      if (auto terms = terms_in_line(text, separator); terms.size() > 1) return terms;
  if (with("\t") > 0) return terms_on_lines(lines, "\t");
  for (const std::string_view separator : kSeparators)
    if (full > 0 && 10 * with(separator) >= 9 * full)
      return terms_on_lines(lines, separator);
  return terms_in_blocks(lines);
}

// ---- Aiken

struct AikenQuestion {
  std::size_t line = 0;
  std::string ask;
  std::vector<std::pair<char, std::string>> options;
};

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// "B. text" or "B) text".
bool is_option(std::string_view line) {
  return line.size() > 2 && line[0] >= 'A' && line[0] <= 'Z' &&
         (line[1] == '.' || line[1] == ')') && line[2] == ' ';
}

/// The letter after "ANSWER:"; a blank where none stands there.
std::optional<char> answer_in(std::string_view line) {
  constexpr std::string_view kAnswer = "ANSWER:";
  const bool is_answer =
      line.size() >= kAnswer.size() &&
      std::equal(kAnswer.begin(), kAnswer.end(), line.begin(),
                 [](char wanted, char there) { return wanted == upper(there); });
  if (!is_answer) return {};
  const std::string letter = folded_line(line.substr(kAnswer.size()));
  return letter.empty() ? ' ' : upper(letter.front());
}

CardBody body_of(const AikenQuestion& question, const std::string& right) {
  std::vector<WrongOption> wrong;
  std::vector<std::string> all;
  for (const auto& [letter, text] : question.options) {
    all.push_back(fold(text));
    if (text != right) wrong.push_back({markdown_of(text), ""});
  }
  std::sort(all.begin(), all.end());
  if (all == std::vector<std::string>{"false", "true"})
    return TrueFalseCard{fold(right) == "true"};
  return ChoiceCard{markdown_of(right), std::move(wrong)};
}

void add_question(const AikenQuestion& question,
                  char answer,
                  DeckMaker& maker,
                  NoteBook& notes) {
  const std::string where = fmt::format("line {}", question.line);
  const auto right = std::find_if(question.options.begin(), question.options.end(),
                                  [&](const auto& one) { return one.first == answer; });
  if (right == question.options.end()) {
    notes.note(where, "its ANSWER names none of its options; it is left out");
    return;
  }
  CardDraft draft;
  draft.where = where;
  draft.ask = markdown_of(question.ask);
  draft.body = body_of(question, right->second);
  maker.add(std::move(draft));
}

/// Notes the question, if there is one, as without an answer, and begins anew.
void leave_out(AikenQuestion& question, NoteBook& notes) {
  if (question.line != 0)
    notes.note(fmt::format("line {}", question.line),
               "a question without an ANSWER is left out");
  question = {};
}

// ---- tab-separated cards

/// A word, how it is said and what it means: asked in both directions.
void add_vocabulary(const std::vector<std::string>& fields,
                    const std::string& where,
                    DeckMaker& maker) {
  const std::string& word = fields[0];
  const std::string& said = fields[1];
  const std::string& meaning = fields[2];
  const auto both = [](const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + "\n\n" + b;
  };
  const std::string explain = fields.size() > 3 ? fields[3] : std::string();
  maker.add({where, "", "", {}, word, RecallCard{both(said, meaning)}, explain});
  maker.add({where, "", "", {}, meaning, RecallCard{both(word, said)}, explain});
}

}  // namespace

Result<Imported> read_quizlet(std::string_view text, const ImportWish& wish) {
  const Result<std::string> readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  NoteBook notes;
  DeckMaker maker(wish, notes);
  for (const Term& term : find_terms(*readable)) {
    CardDraft draft;
    draft.where = fmt::format("line {}", term.line);
    draft.ask = markdown_of(term.term);
    draft.body = RecallCard{markdown_of(term.definition)};
    maker.add(std::move(draft));
  }
  return imported_of(std::move(maker), std::move(notes), title_of(InFormat::kQuizlet),
                     wish.name);
}

Result<Imported> read_mnemosyne_text(std::string_view text, const ImportWish& wish) {
  const Result<std::string> readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  NoteBook notes;
  DeckMaker maker(wish, notes);
  for (const TextLine& line : lines_of(*readable)) {
    if (is_blank_line(line.text)) continue;
    const std::string where = fmt::format("line {}", line.number);
    std::vector<std::string> fields;
    for (std::string_view rest = line.text;;) {
      const std::size_t tab = rest.find('\t');
      fields.push_back(html_cell(rest.substr(0, tab), where, notes));
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    if (fields.size() > 4)
      notes.note(where, "more than four columns; the others are left out");
    if (fields.size() < 2) {
      notes.note(where, "a line without a tab is left out");
    } else if (fields.size() == 2) {
      maker.add({where, "", "", {}, fields[0], RecallCard{fields[1]}, ""});
    } else {
      add_vocabulary(fields, where, maker);
    }
  }
  return imported_of(std::move(maker), std::move(notes),
                     title_of(InFormat::kMnemosyneText), wish.name);
}

Result<Imported> read_aiken(std::string_view text, const ImportWish& wish) {
  const Result<std::string> readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  NoteBook notes;
  DeckMaker maker(wish, notes);
  AikenQuestion question;
  for (const TextLine& line : lines_of(*readable)) {
    const std::string tidy = folded_line(line.text);
    if (tidy.empty()) continue;
    if (const auto answer = answer_in(tidy)) {
      if (question.line == 0) {
        notes.note(fmt::format("line {}", line.number), "an ANSWER without a question");
      } else {
        add_question(question, *answer, maker, notes);
      }
      question = {};
    } else if (is_option(tidy) && question.line != 0) {
      question.options.emplace_back(tidy[0], tidy.substr(3));
    } else {
      // After options only an answer can come: the one before has none.
      if (!question.options.empty()) leave_out(question, notes);
      if (question.line == 0) question.line = line.number;
      question.ask += tidy + "\n";
    }
  }
  leave_out(question, notes);
  return imported_of(std::move(maker), std::move(notes), title_of(InFormat::kAiken),
                     wish.name);
}

}  // namespace attache::exchange
