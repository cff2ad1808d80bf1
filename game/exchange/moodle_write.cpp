#include <fmt/format.h>

#include "base/text.h"
#include "exchange/moodle_cloze.h"
#include "exchange/moodle_question.h"
#include "exchange/writers.h"

namespace attache::exchange {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string fraction(double percent) {
  std::string text = fmt::format("{:.5f}", percent);
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

class MoodleWriter {
 public:
  explicit MoodleWriter(const DeckBook& book) : book_(book) {
    line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line("<quiz>");
    line(fmt::format("<!-- {} -->", bracketed("attache-title", book.deck().title)));
  }

  void add(const MoodleQuestion& question);
  [[nodiscard]] std::string&& take() && {
    line("</quiz>");
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }
  void text(std::string_view element, std::string_view format, std::string_view inside) {
    line(fmt::format("    <{0} format=\"{1}\"><text>{2}</text></{0}>", element, format,
                     escaped(inside)));
  }
  void category(const std::vector<std::string>& names);
  void comment(const MoodleHints& hints);
  void body(const MoodleQuestion& question);
  void answers(const MoodleQuestion& question, std::string_view format);

  const DeckBook& book_;
  std::string out_;
  std::vector<std::string> category_;
};

void MoodleWriter::category(const std::vector<std::string>& names) {
  std::vector<std::string> path = names;
  path.insert(path.begin(), book_.deck().title);
  if (path == category_) return;
  category_ = path;
  line("  <question type=\"category\">");
  line(fmt::format("    <category><text>{}</text></category>",
                   escaped(category_path(path))));
  line("  </question>");
}

void MoodleWriter::comment(const MoodleHints& hints) {
  std::string text;
  for (const auto& [key, value] : hints)
    if (!value.empty()) text += bracketed(key, value) + ' ';
  if (!text.empty()) line(fmt::format("  <!-- {}-->", text));
}

std::string_view type_of(const MoodleQuestion& question) {
  switch (question.kind) {
    case MoodleKind::kMultichoice:
      return "multichoice";
    case MoodleKind::kTrueFalse:
      return "truefalse";
    case MoodleKind::kShortAnswer:
      return "shortanswer";
    case MoodleKind::kNumerical:
      return "numerical";
    case MoodleKind::kMatching:
      return "matching";
    case MoodleKind::kOrdering:
      return "ordering";
    case MoodleKind::kEssay:
      return "essay";
    case MoodleKind::kCloze:
      return "cloze";
    case MoodleKind::kDescription:
      break;
  }
  return "description";
}

/// A cloze as Moodle writes it; the hints of its blanks go into `hints`.
std::string with_gaps(const ClozeText& cloze, MoodleHints& hints) {
  std::string text = around_gaps(cloze.pieces.front());
  for (std::size_t i = 0; i < cloze.blanks.size(); ++i) {
    text += gap_of(cloze.blanks[i].accepted) + around_gaps(cloze.pieces[i + 1]);
    hints[fmt::format("hint-{}", i + 1)] = cloze.blanks[i].hint;
  }
  return text;
}

void MoodleWriter::add(const MoodleQuestion& question) {
  std::string ask = question.ask;
  MoodleHints hints = question.hints;
  if (question.kind == MoodleKind::kCloze)
    if (const auto cloze = read_cloze(ask)) ask = with_gaps(*cloze, hints);
  category(question.category);
  comment(hints);
  line(fmt::format("  <question type=\"{}\">", type_of(question)));
  line(fmt::format("    <name><text>{}</text></name>", escaped(question.name)));
  text("questiontext", "markdown", ask);
  text("generalfeedback", "markdown", question.explain);
  line("    <defaultgrade>1</defaultgrade>");
  line("    <penalty>0.3333333</penalty>");
  line("    <hidden>0</hidden>");
  line(fmt::format("    <idnumber>{}</idnumber>", escaped(question.id)));
  body(question);
  if (!question.tags.empty()) {
    line("    <tags>");
    for (const std::string& tag : question.tags)
      line(fmt::format("      <tag><text>{}</text></tag>", escaped(tag)));
    line("    </tags>");
  }
  line("  </question>");
}

void MoodleWriter::body(const MoodleQuestion& question) {
  switch (question.kind) {
    case MoodleKind::kMultichoice:
      line(fmt::format("    <single>{}</single>", question.single));
      line("    <shuffleanswers>true</shuffleanswers>");
      line("    <answernumbering>abc</answernumbering>");
      answers(question, "markdown");
      break;
    case MoodleKind::kShortAnswer:
      line("    <usecase>0</usecase>");
      answers(question, "plain_text");
      break;
    case MoodleKind::kTrueFalse:
    case MoodleKind::kNumerical:
      answers(question, "plain_text");
      if (!question.unit.empty())
        line(
            fmt::format("    <units><unit><multiplier>1</multiplier><unit_name>{}"
                        "</unit_name></unit></units>",
                        escaped(question.unit)));
      break;
    case MoodleKind::kMatching:
    case MoodleKind::kOrdering:
      line("    <shuffleanswers>true</shuffleanswers>");
      for (const Pair& pair : question.pairs)
        line(
            fmt::format("    <subquestion format=\"markdown\"><text>{}</text>"
                        "<answer><text>{}</text></answer></subquestion>",
                        escaped(pair.left), escaped(pair.right)));
      break;
    case MoodleKind::kEssay:
      line("    <responseformat>editor</responseformat>");
      line("    <responserequired>1</responserequired>");
      line("    <responsefieldlines>10</responsefieldlines>");
      line("    <attachments>0</attachments>");
      text("graderinfo", "markdown", question.answer);
      break;
    case MoodleKind::kCloze:
    case MoodleKind::kDescription:
      break;
  }
}

void MoodleWriter::answers(const MoodleQuestion& question, std::string_view format) {
  for (const MoodleAnswer& answer : question.answers) {
    const bool typed = question.kind == MoodleKind::kShortAnswer;
    line(fmt::format("    <answer fraction=\"{}\" format=\"{}\">",
                     fraction(answer.percent), format));
    line(fmt::format("      <text>{}</text>",
                     escaped(typed ? with_escaped_stars(answer.text) : answer.text)));
    if (question.kind == MoodleKind::kNumerical)
      line(fmt::format("      <tolerance>{}</tolerance>", number_text(answer.tolerance)));
    line(fmt::format("      <feedback format=\"plain_text\"><text>{}</text></feedback>",
                     escaped(answer.feedback)));
    line("    </answer>");
  }
}

}  // namespace

Exported write_moodle_xml(const DeckBook& book, const ExportWish& wish) {
  NoteBook notes;
  MoodleWriter writer(book);
  for (const MoodleQuestion& question : moodle_questions(book, wish, notes))
    writer.add(question);
  return {std::move(writer).take(), std::move(notes).take()};
}

}  // namespace attache::exchange
