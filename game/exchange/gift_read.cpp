#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "deckfile/values.h"
#include "exchange/moodle_question.h"
#include "exchange/readers.h"

namespace attache::exchange {

namespace {

using Text = std::string_view;
constexpr auto kNone = std::string_view::npos;

/// Escaped characters wait as control characters while the marks around them are read.
constexpr Text kEscaped = "\\:#={}~n";
constexpr char kFirstStandIn = '\x01';

std::string with_stand_ins(Text line) {
  std::string out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto c = static_cast<unsigned char>(line[i]);
    if (c < 0x20 && c != '\t') continue;
    const std::size_t escaped =
        c == '\\' && i + 1 < line.size() ? kEscaped.find(line[i + 1]) : kNone;
    if (escaped == kNone) {
      out += line[i];
    } else {
      out += static_cast<char>(kFirstStandIn + static_cast<char>(escaped));
      ++i;
    }
  }
  return out;
}

std::string without_stand_ins(Text text) {
  std::string out(text);
  for (char& c : out) {
    const std::size_t which =
        static_cast<unsigned char>(c) - static_cast<std::size_t>(kFirstStandIn);
    if (which < kEscaped.size()) c = kEscaped[which] == 'n' ? '\n' : kEscaped[which];
  }
  return out;
}

/// "[html]" and the like at the beginning, taken off.
std::optional<TextFormat> take_format(Text& text) {
  constexpr std::pair<Text, TextFormat> kFormats[] = {
      {"[html]", TextFormat::kHtml},
      {"[markdown]", TextFormat::kMarkdown},
      {"[plain]", TextFormat::kPlain},
      {"[moodle]", TextFormat::kMoodle}};
  for (const auto& [mark, format] : kFormats) {
    if (!text.starts_with(mark)) continue;
    text.remove_prefix(mark.size());
    return format;
  }
  return {};
}

/// Two texts around the first `mark`; the second is empty where there is none.
std::pair<Text, Text> cut_at(Text text, Text mark) {
  const std::size_t at = text.find(mark);
  if (at == kNone) return {text, {}};
  return {text.substr(0, at), text.substr(at + mark.size())};
}

/// "%50%" at the beginning, taken off.
std::optional<double> take_percent(Text& text) {
  if (!text.starts_with('%')) return {};
  const std::size_t end = text.find('%', 1);
  if (end == kNone) return {};
  const auto percent = number_of(text.substr(1, end - 1));
  if (percent) text.remove_prefix(end + 1);
  return percent;
}

/// What stands between two of the marks, with the mark before it.
struct Piece {
  char mark = '=';
  Text text;
};
/// Splits at every one of the marks, up to a number that no person writes; what stands
/// before the first is dropped if empty.
std::vector<Piece> pieces_of(Text text,
                             Text marks,
                             const std::string& where,
                             NoteBook& notes) {
  constexpr std::size_t kMostPieces = 1000;
  std::vector<Piece> pieces;
  std::size_t at = text.find_first_of(marks);
  const Text before = trimmed(text.substr(0, at));
  if (!before.empty()) pieces.push_back({marks.front(), before});
  while (at != kNone && pieces.size() < kMostPieces) {
    const std::size_t next = text.find_first_of(marks, at + 1);
    const Text inside =
        trimmed(text.substr(at + 1, next == kNone ? kNone : next - at - 1));
    if (!inside.empty()) pieces.push_back({text[at], inside});
    at = next;
  }
  if (at != kNone) notes.note(where, "answers beyond the first thousand are left out");
  return pieces;
}

/// A few lines without an empty one between them.
struct Block {
  std::size_t line = 0;  ///< of its first line, from 1
  std::string text;      ///< with stand-ins, lines joined with line feeds
  std::vector<std::pair<std::string, std::string>> brackets;  ///< of its comments
};

class GiftReader {
 public:
  GiftReader(const ImportWish& wish, NoteBook& notes)
      : wish_(wish), notes_(notes), maker_(wish, notes) {}

  Result<void> read(Text text);
  DeckMaker&& maker() && { return std::move(maker_); }

 private:
  void take_line(Text line, std::size_t number);
  void take_comment(Text comment);
  void finish_block();
  void question(const Block& block, Text text);
  void question_with_answers(MoodleQuestion& made, Text head, Text inside, Text tail);
  void answers(MoodleQuestion& made, Text inside);
  void choice(MoodleQuestion& made, Text inside);
  void short_answer(MoodleQuestion& made, Text inside);
  void numerical(MoodleQuestion& made, Text inside);
  void matching(MoodleQuestion& made, Text inside);
  bool true_false(MoodleQuestion& made, Text inside);
  void number(MoodleAnswer& answer, Text text);
  void ask(MoodleQuestion& made, Text head, Text tail);
  void split_feedback(MoodleQuestion& made);

  /// Text in the format that it names, else in that of the question.
  std::string markdown(Text text, const std::string& where) {
    text = trimmed(text);
    const TextFormat format = take_format(text).value_or(format_);
    return text_to_markdown(unfolded(trimmed(text), format), format, where, notes_);
  }
  std::string plain(Text text) {
    text = trimmed(text);
    const TextFormat format = take_format(text).value_or(format_);
    return text_to_plain(unfolded(trimmed(text), format), format);
  }
  /// A short answer is plain, whatever the format of the question.
  static std::string short_text(Text text) {
    text = trimmed(text);
    const auto format = take_format(text);
    const std::string unescaped = unfolded(trimmed(text), TextFormat::kPlain);
    return format == TextFormat::kHtml ? text_to_plain(unescaped, TextFormat::kHtml)
                                       : one_line(unescaped);
  }
  /// Line ends of the file are blanks; only "\n" is a line end of the text. Markdown
  /// has its own rule for them.
  static std::string unfolded(Text text, TextFormat format) {
    std::string lines(text);
    if (format != TextFormat::kMarkdown)
      std::replace(lines.begin(), lines.end(), '\n', ' ');
    std::string out = without_stand_ins(lines);
    if (format != TextFormat::kHtml && format != TextFormat::kMoodle) return out;
    if (out.find('<') == std::string::npos) return out;
    std::string html;
    for (const char c : out)
      html += c == '\n' ? std::string("<br>") : std::string(1, c);
    return html;
  }

  const ImportWish& wish_;
  NoteBook& notes_;
  DeckMaker maker_;
  Block block_;
  std::vector<std::string> category_;
  std::string title_;  ///< of the deck, where the file has it
  TextFormat format_ = TextFormat::kMoodle;
};

Result<void> GiftReader::read(Text text) {
  const std::size_t size = text.size();
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take_line(trimmed(text.substr(0, end)), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (number % 1000 == 0 && wish_.progress &&
        !wish_.progress(1 - static_cast<double>(text.size()) / static_cast<double>(size)))
      return fail("the import was stopped", wish_.name);
  }
  finish_block();
  return {};
}

void GiftReader::take_line(Text line, std::size_t number) {
  constexpr Text kCategory = "$CATEGORY:";
  if (line.empty()) {
    finish_block();
  } else if (line.starts_with("//")) {
    take_comment(line.substr(2));
  } else if (line.starts_with(kCategory)) {
    finish_block();
    category_ = category_names(trimmed(line.substr(kCategory.size())));
    if (!category_.empty() && category_.front() == title_)
      category_.erase(category_.begin());
  } else {
    if (block_.text.empty()) {
      block_.line = number;
    } else {
      block_.text += '\n';
    }
    block_.text += with_stand_ins(without_gap_marks(line));
  }
}

void GiftReader::take_comment(Text comment) {
  for (auto& [key, value] : read_brackets(comment)) {
    if (key == "attache-title") {
      title_ = value;
      maker_.set_title(title_);
    } else {
      block_.brackets.emplace_back(std::move(key), std::move(value));
    }
  }
}

void GiftReader::finish_block() {
  const Block block = std::exchange(block_, {});
  Text rest = trimmed(block.text);
  while (!rest.empty()) {
    // A question on a line of its own ends with its braces, even where the empty line
    // behind it was forgotten.
    const std::size_t open = rest.find('{');
    const std::size_t close = open == kNone ? kNone : rest.find('}', open);
    std::size_t end = rest.size();
    if (close != kNone && rest.find('{', close) != kNone) {
      const std::size_t line = rest.find_first_not_of(" \t", close + 1);
      if (line != kNone && rest[line] == '\n') end = line;
    }
    question(block, rest.substr(0, end));
    rest = trimmed(rest.substr(end));
  }
}

void GiftReader::question(const Block& block, Text text) {
  text = trimmed(text);
  MoodleQuestion made;
  made.where = fmt::format("line {}", block.line);
  made.category = category_;
  for (const auto& [key, value] : block.brackets) {
    if (key == "id") {
      made.id = value;
    } else if (key == "tag") {
      made.tags.push_back(value);
    } else {
      made.hints.try_emplace(key, value);
    }
  }
  if (text.starts_with("::")) {
    const auto [name, rest] = cut_at(text.substr(2), "::");
    if (text.find("::", 2) != kNone) {
      made.name = one_line(without_stand_ins(name));
      text = trimmed(rest);
    }
  }
  format_ = take_format(text).value_or(TextFormat::kMoodle);
  const std::size_t open = text.find('{');
  const std::size_t close = open == kNone ? text.find('}') : text.find('}', open);
  if ((open == kNone) != (close == kNone)) {
    notes_.note(made.where, "a question whose braces are not closed is left out");
    return;
  }
  if (open == kNone) {
    notes_.note(made.where, "a text that asks nothing is left out");
    return;
  }
  question_with_answers(made, text.substr(0, open),
                        text.substr(open + 1, close - open - 1), text.substr(close + 1));
}

void GiftReader::question_with_answers(MoodleQuestion& made,
                                       Text head,
                                       Text inside,
                                       Text tail) {
  if (tail.find_first_of("{}") != kNone)
    notes_.note(made.where, "only the first pair of braces holds answers");
  const std::size_t general = inside.find("####");
  if (general != kNone) {
    made.explain = markdown(inside.substr(general + 4), made.where);
    inside = inside.substr(0, general);
  }
  answers(made, trimmed(inside));
  ask(made, head, tail);
  split_feedback(made);
  if (auto draft = draft_of(std::move(made), notes_)) maker_.add(*std::move(draft));
}

/// The text with what stands behind the braces: a gap for a short answer, else a line.
void GiftReader::ask(MoodleQuestion& made, Text head, Text tail) {
  const auto kind = made.hints.find("kind");
  const bool wants_gap = kind != made.hints.end() && kind->second == "cloze";
  if (trimmed(tail).empty() && !wants_gap) {
    made.ask = markdown(head, made.where);
    const auto unit = made.hints.find("unit");
    if (made.kind != MoodleKind::kNumerical || unit == made.hints.end()) return;
    const std::string behind = fmt::format(" ({})", unit->second);
    if (!made.ask.ends_with(behind)) return;
    made.ask.resize(made.ask.size() - behind.size());
    made.unit = unit->second;
    return;
  }
  const std::string whole = std::string(head) + gap_mark(0) + std::string(tail);
  std::vector<std::string> accepted;
  if (made.kind == MoodleKind::kShortAnswer)
    for (const MoodleAnswer& answer : made.answers)
      if (const auto text = without_stars(answer.text); text && answer.percent >= 100)
        accepted.push_back(*text);
  std::string blank = "\\_\\_\\_\\_";
  if (!accepted.empty()) {
    if (accepted.size() < made.answers.size())
      notes_.note(made.where, "an answer that is not fully right is left out");
    const auto hint = made.hints.find("hint-1");
    blank = blank_of(accepted, hint == made.hints.end() ? "" : hint->second);
    made.kind = MoodleKind::kCloze;
  }
  made.ask = with_blanks(markdown(whole, made.where), {blank});
}

/// A recall card of ours has its answer and its explanation in one feedback.
void GiftReader::split_feedback(MoodleQuestion& made) {
  if (made.kind != MoodleKind::kEssay) return;
  made.answer = std::move(made.explain);
  made.explain.clear();
  const auto hint = made.hints.find("answer");
  if (hint == made.hints.end()) return;
  int paragraphs = whole_number(hint->second).value_or(0);
  for (std::size_t at = made.answer.find("\n\n"); at != std::string::npos;
       at = made.answer.find("\n\n", at + 2)) {
    if (--paragraphs > 0) continue;
    made.explain = made.answer.substr(at + 2);
    made.answer.resize(at);
    return;
  }
}

void GiftReader::answers(MoodleQuestion& made, Text inside) {
  if (inside.empty()) {
    made.kind = MoodleKind::kEssay;
  } else if (inside.front() == '#') {
    numerical(made, inside.substr(1));
  } else if (inside.find('~') != kNone) {
    choice(made, inside);
  } else if (inside.find('=') != kNone && inside.find("->") != kNone) {
    matching(made, inside);
  } else if (!true_false(made, inside)) {
    short_answer(made, inside);
  }
}

void GiftReader::choice(MoodleQuestion& made, Text inside) {
  made.kind = MoodleKind::kMultichoice;
  made.single = inside.find('=') != kNone;
  for (Piece& piece : pieces_of(inside, "~=", made.where, notes_)) {
    const auto percent = take_percent(piece.text);
    const auto [text, feedback] = cut_at(piece.text, "#");
    MoodleAnswer answer;
    answer.percent = percent.value_or(piece.mark == '=' ? 100 : 0);
    answer.text = markdown(text, made.where);
    answer.feedback = plain(feedback);
    made.answers.push_back(std::move(answer));
  }
}

void GiftReader::short_answer(MoodleQuestion& made, Text inside) {
  made.kind = MoodleKind::kShortAnswer;
  for (Piece& piece : pieces_of(inside, "=", made.where, notes_)) {
    MoodleAnswer answer;
    answer.percent = take_percent(piece.text).value_or(100);
    const auto [text, feedback] = cut_at(piece.text, "#");
    answer.text = short_text(text);
    answer.feedback = plain(feedback);
    made.answers.push_back(std::move(answer));
  }
}

bool GiftReader::true_false(MoodleQuestion& made, Text inside) {
  const auto [word, comments] = cut_at(inside, "#");
  const std::string said = fold(without_stand_ins(word));
  const bool yes = said == "t" || said == "true";
  if (!yes && said != "f" && said != "false") return false;
  made.kind = MoodleKind::kTrueFalse;
  // The first is for those who were wrong, the second for those who were right.
  const auto [wrong, right] = cut_at(comments, "#");
  made.answers = {{"true", yes ? 100.0 : 0.0, plain(yes ? right : wrong), 0},
                  {"false", yes ? 0.0 : 100.0, plain(yes ? wrong : right), 0}};
  return true;
}

/// "3:0.5", "2..4" or "3".
void GiftReader::number(MoodleAnswer& answer, Text text) {
  const std::string whole = short_text(text);
  const std::size_t dots = whole.find("..");
  const std::size_t colon = whole.find(':');
  if (dots != kNone) {
    const auto low = number_of(Text(whole).substr(0, dots));
    const auto high = number_of(Text(whole).substr(dots + 2));
    if (low && high) {
      answer.text = number_text((*low + *high) / 2);
      answer.tolerance = std::abs(*high - *low) / 2;
      return;
    }
  }
  answer.text = std::string(trimmed(Text(whole).substr(0, colon)));
  if (colon != kNone)
    answer.tolerance = number_of(Text(whole).substr(colon + 1)).value_or(0);
}

void GiftReader::numerical(MoodleQuestion& made, Text inside) {
  made.kind = MoodleKind::kNumerical;
  const bool several = inside.find('=') != kNone;
  for (Piece& piece : pieces_of(inside, several ? "=~" : "~", made.where, notes_)) {
    if (piece.mark == '~' && (several || piece.text.starts_with('#'))) {
      notes_.note(made.where, "the feedback on a wrong answer is left out");
      continue;
    }
    MoodleAnswer answer;
    answer.percent = take_percent(piece.text).value_or(100);
    const auto [text, feedback] = cut_at(piece.text, "#");
    number(answer, text);
    answer.feedback = plain(feedback);
    made.answers.push_back(std::move(answer));
  }
}

void GiftReader::matching(MoodleQuestion& made, Text inside) {
  made.kind = MoodleKind::kMatching;
  for (const Piece& piece : pieces_of(inside, "=", made.where, notes_)) {
    const auto [left, right] = cut_at(piece.text, "->");
    made.pairs.push_back({markdown(left, made.where), short_text(right)});
  }
}

}  // namespace

Result<Imported> read_gift(std::string_view text, const ImportWish& wish) {
  const auto readable = readable_text(text, wish.name);
  if (!readable) return readable.unexpected();
  NoteBook notes;
  GiftReader reader(wish, notes);
  if (const auto read = reader.read(*readable); !read) return read.unexpected();
  return imported_of(std::move(reader).maker(), std::move(notes), "GIFT", wish.name);
}

}  // namespace attache::exchange
