#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "exchange/moodle_question.h"
#include "exchange/writers.h"

namespace attache::exchange {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (std::string_view("\\~=#{}:").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// A text behind a mark: what it begins with must not be taken for a weight or a format.
std::string behind_mark(std::string_view text, std::string_view format) {
  return (text.starts_with('[') ? std::string(format) : std::string()) + escaped(text);
}

/// Moodle knows shares of 100 with up to five decimals.
std::string percent(double share) {
  std::string text = fmt::format("{:.5f}", share);
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.') text.pop_back();
  return '%' + text + '%';
}

class GiftWriter {
 public:
  GiftWriter(const DeckBook& book, NoteBook& notes) : book_(book), notes_(notes) {
    out_ = fmt::format("// {}\n\n", bracketed("attache-title", book.deck().title));
  }

  void add(MoodleQuestion question);
  [[nodiscard]] std::string&& take() && { return std::move(out_); }

 private:
  void category(const std::vector<std::string>& names);
  void comment(const MoodleQuestion& question);
  void cloze(MoodleQuestion& question);
  std::string answers(const MoodleQuestion& question);
  std::string choice(const MoodleQuestion& question);
  std::string short_answer(const MoodleQuestion& question);
  std::string matching(const MoodleQuestion& question);
  std::string without_arrows(std::string text, const std::string& where);

  const DeckBook& book_;
  NoteBook& notes_;
  std::string out_;
  std::vector<std::string> category_;
  std::string tail_;  ///< of a question with a gap: what follows the braces
};

void GiftWriter::category(const std::vector<std::string>& names) {
  std::vector<std::string> path = names;
  path.insert(path.begin(), book_.deck().title);
  if (path == category_) return;
  category_ = path;
  out_ += fmt::format("$CATEGORY: {}\n\n", category_path(path));
}

void GiftWriter::comment(const MoodleQuestion& question) {
  std::string text;
  const auto add = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) text += ' ' + bracketed(key, value);
  };
  add("id", question.id);
  for (const std::string& tag : question.tags)
    add("tag", tag);
  for (const auto& [key, value] : question.hints)
    add(key, value);
  if (!text.empty()) out_ += fmt::format("//{}\n", text);
}

/// One gap is a short answer in the middle of a text; several have no place in GIFT.
void GiftWriter::cloze(MoodleQuestion& question) {
  const auto read = read_cloze(question.ask);
  if (!read) return;
  if (read->blanks.size() > 1) {
    notes_.note(question.where, "a text with several gaps is written as an essay");
    question.kind = MoodleKind::kEssay;
    question.answer = read->filled();
    question.ask = read->pieces.front();
    for (std::size_t i = 1; i < read->pieces.size(); ++i)
      question.ask += "\\_\\_\\_\\_" + read->pieces[i];
    return;
  }
  question.kind = MoodleKind::kShortAnswer;
  question.hints["kind"] = "cloze";
  question.hints["hint-1"] = read->blanks.front().hint;
  question.ask = read->pieces.front();
  tail_ = read->pieces.back();
  for (const std::string& accepted : read->blanks.front().accepted)
    question.answers.push_back({accepted, 100, "", 0});
}

void GiftWriter::add(MoodleQuestion question) {
  tail_.clear();
  if (question.kind == MoodleKind::kCloze) cloze(question);
  if (!question.unit.empty()) {
    question.ask += fmt::format(" ({})", question.unit);
    question.hints["unit"] = question.unit;
  }
  std::string feedback = question.explain;
  if (question.kind == MoodleKind::kEssay) {
    std::size_t paragraphs = 1;
    for (std::size_t at = question.answer.find("\n\n"); at != std::string::npos;
         at = question.answer.find("\n\n", at + 2))
      ++paragraphs;
    if (!feedback.empty()) question.hints["answer"] = fmt::format("{}", paragraphs);
    feedback = question.answer + (feedback.empty() ? "" : "\n\n") + question.explain;
  }
  category(question.category);
  comment(question);
  out_ +=
      fmt::format("::{}::[markdown]{}{{", escaped(question.name), escaped(question.ask));
  out_ += answers(question);
  if (!feedback.empty())
    out_ += fmt::format("{}####{}\n", out_.ends_with('\n') ? "\t" : "",
                        behind_mark(feedback, "[markdown]"));
  out_ += fmt::format("}}{}\n\n", escaped(tail_));
}

std::string GiftWriter::answers(const MoodleQuestion& question) {
  switch (question.kind) {
    case MoodleKind::kMultichoice:
      return choice(question);
    case MoodleKind::kTrueFalse:
      return question.answers.front().percent > 0 ? "TRUE" : "FALSE";
    case MoodleKind::kShortAnswer:
    case MoodleKind::kCloze:
      return short_answer(question);
    case MoodleKind::kNumerical: {
      const MoodleAnswer& answer = question.answers.front();
      return fmt::format("#{}:{}", answer.text, number_text(answer.tolerance));
    }
    case MoodleKind::kMatching:
    case MoodleKind::kOrdering:
      return matching(question);
    case MoodleKind::kEssay:
    case MoodleKind::kDescription:
      break;
  }
  return {};
}

std::string GiftWriter::choice(const MoodleQuestion& question) {
  std::string text = "\n";
  for (const MoodleAnswer& answer : question.answers) {
    const bool right = question.single && answer.percent > 0;
    text += right ? "\t=" : "\t~";
    if (!question.single || answer.text.starts_with('%')) text += percent(answer.percent);
    text += behind_mark(answer.text, "[markdown]");
    if (!answer.feedback.empty()) text += "#[plain]" + escaped(answer.feedback);
    text += '\n';
  }
  return text;
}

std::string GiftWriter::short_answer(const MoodleQuestion& question) {
  std::string text;
  for (const MoodleAnswer& answer : question.answers) {
    text += text.empty() ? "=" : " =";
    if (answer.text.starts_with('%')) text += "%100%";
    text += behind_mark(without_arrows(with_escaped_stars(answer.text), question.where),
                        "[plain]");
  }
  return text;
}

/// GIFT has no way to write an arrow that joins nothing.
std::string GiftWriter::without_arrows(std::string text, const std::string& where) {
  for (std::size_t at = text.find("->"); at != std::string::npos; at = text.find("->")) {
    notes_.note(where, "“->” in an answer is written “→”");
    text.replace(at, 2, "→");
  }
  return text;
}

std::string GiftWriter::matching(const MoodleQuestion& question) {
  std::string text = "\n";
  for (const Pair& pair : question.pairs)
    text +=
        fmt::format("\t={} -> {}\n",
                    behind_mark(without_arrows(pair.left, question.where), "[markdown]"),
                    behind_mark(without_arrows(pair.right, question.where), "[plain]"));
  return text;
}

}  // namespace

Exported write_gift(const DeckBook& book, const ExportWish& wish) {
  NoteBook notes;
  GiftWriter writer(book, notes);
  for (MoodleQuestion& question : moodle_questions(book, wish, notes))
    writer.add(std::move(question));
  return {std::move(writer).take(), std::move(notes).take()};
}

}  // namespace attache::exchange
