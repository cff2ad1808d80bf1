#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "exchange/moodle_cloze.h"
#include "exchange/moodle_pictures.h"
#include "exchange/moodle_question.h"
#include "exchange/readers.h"
#include "exchange/xml_text.h"

namespace attache::exchange {

namespace {

TextFormat format_named(std::string_view name) {
  if (name == "plain_text" || name == "plain") return TextFormat::kPlain;
  if (name == "markdown") return TextFormat::kMarkdown;
  if (name == "moodle_auto_format") return TextFormat::kMoodle;
  return TextFormat::kHtml;
}

/// A flag as Moodle writes it: "true" or "1".
bool is_on(const Element& question, const char* name) {
  const std::string text = fold(child_text(question, name));
  return text == "true" || text == "1";
}

class MoodleReader {
 public:
  MoodleReader(const ImportWish& wish, NoteBook& notes)
      : notes_(notes), pictures_(notes), maker_(wish, notes) {}

  void comment(std::string_view text);
  void question(const Element& element);

  Result<Imported> finish(std::string_view name) && {
    auto made = imported_of(std::move(maker_), std::move(notes_), "Moodle XML", name);
    if (made) std::move(pictures_).hand_over(*made);
    return made;
  }

 private:
  using Read = void (MoodleReader::*)(const Element&, MoodleQuestion&);
  static Read reader_of(std::string_view type);

  void category(const Element& element);
  bool common(const Element& element, MoodleQuestion& made);
  void multichoice(const Element& element, MoodleQuestion& made);
  void true_false(const Element& element, MoodleQuestion& made);
  void short_answer(const Element& element, MoodleQuestion& made);
  void numerical(const Element& element, MoodleQuestion& made);
  void matching(const Element& element, MoodleQuestion& made);
  void ordering(const Element& element, MoodleQuestion& made);
  void essay(const Element& element, MoodleQuestion& made);
  void cloze(const Element& element, MoodleQuestion& made);
  void words_into_text(const Element& element, MoodleQuestion& made);

  MoodleAnswer answer(const Element& element);

  /// <name format="…"><text>…</text></name> as CommonMark.
  std::string markdown(const Element* element) {
    if (element == nullptr) return {};
    return text_to_markdown(
        with_kept_pictures(*element, child_text(*element, "text"), where_, pictures_),
        format_of(*element), where_, notes_);
  }
  std::string plain(const Element* element) {
    return element == nullptr
               ? std::string()
               : text_to_plain(child_text(*element, "text"), format_of(*element));
  }
  static TextFormat format_of(const Element& element) {
    return format_named(attribute_text(element, "format"));
  }

  NoteBook& notes_;
  PictureFiles pictures_;
  DeckMaker maker_;
  std::string where_;
  std::string title_;
  std::vector<std::string> category_;
  MoodleHints hints_;  ///< of the comment before the next question
};

void MoodleReader::comment(std::string_view text) {
  for (auto& [key, value] : read_brackets(text)) {
    if (key == "attache-title") {
      title_ = value;
      maker_.set_title(title_);
    } else {
      hints_.insert_or_assign(std::move(key), std::move(value));
    }
  }
}

void MoodleReader::category(const Element& element) {
  const Element* category = element.FirstChildElement("category");
  if (category == nullptr) return;
  category_ = category_names(child_text(*category, "text"));
  if (!category_.empty() && category_.front() == title_)
    category_.erase(category_.begin());
}

MoodleReader::Read MoodleReader::reader_of(std::string_view type) {
  constexpr std::pair<std::string_view, Read> kReaders[] = {
      {"multichoice", &MoodleReader::multichoice},
      {"multichoiceset", &MoodleReader::multichoice},
      {"truefalse", &MoodleReader::true_false},
      {"shortanswer", &MoodleReader::short_answer},
      {"numerical", &MoodleReader::numerical},
      {"matching", &MoodleReader::matching},
      {"match", &MoodleReader::matching},
      {"ordering", &MoodleReader::ordering},
      {"essay", &MoodleReader::essay},
      {"cloze", &MoodleReader::cloze},
      {"multianswer", &MoodleReader::cloze},
      {"ddwtos", &MoodleReader::words_into_text},
      {"gapselect", &MoodleReader::words_into_text}};
  for (const auto& [name, read] : kReaders)
    if (name == type) return read;
  return nullptr;
}

void MoodleReader::question(const Element& element) {
  const std::string_view type = attribute_text(element, "type");
  if (type == "category") {
    category(element);
    return;
  }
  MoodleQuestion made;
  made.hints = std::exchange(hints_, {});
  if (!common(element, made)) return;
  const Read read = reader_of(type);
  if (read == nullptr) {
    notes_.note(where_, type == "description"
                            ? std::string("a text that asks nothing is left out")
                            : fmt::format("a question of the type “{}” is left out",
                                          one_line(type.substr(0, 40))));
    return;
  }
  (this->*read)(element, made);
  if (made.kind == MoodleKind::kDescription) return;  // and why is noted
  if (auto draft = draft_of(std::move(made), notes_)) maker_.add(*std::move(draft));
}

bool MoodleReader::common(const Element& element, MoodleQuestion& made) {
  constexpr std::size_t kMostParts = 2000;  // more than any person writes
  const Element* name = element.FirstChildElement("name");
  if (name != nullptr) made.name = one_line(child_text(*name, "text"));
  made.id = one_line(child_text(element, "idnumber"));
  made.where =
      made.name.empty()
          ? fmt::format("line {}", element.GetLineNum())
          : fmt::format("question “{}”", to_utf8(code_points(made.name).substr(0, 60)));
  where_ = made.where;
  made.category = category_;
  if (const Element* tags = element.FirstChildElement("tags"))
    for (const Element& tag : Children(*tags, "tag"))
      made.tags.push_back(one_line(child_text(tag, "text")));
  std::size_t parts = 0;
  for (const Element& one : Children(element, nullptr)) {
    (void)one;
    if (++parts <= kMostParts) continue;
    notes_.note(where_, "a question with too many parts is left out");
    return false;
  }
  if (is_on(element, "hidden")) {
    notes_.note(where_, "a hidden question is left out");
    return false;
  }
  made.explain = markdown(element.FirstChildElement("generalfeedback"));
  if (element.FirstChildElement("hint") != nullptr)
    notes_.note(where_, "hints are left out");
  return true;
}

MoodleAnswer MoodleReader::answer(const Element& element) {
  MoodleAnswer answer;
  answer.percent = number_of(attribute_text(element, "fraction")).value_or(0);
  answer.feedback = plain(element.FirstChildElement("feedback"));
  answer.tolerance = number_of(child_text(element, "tolerance")).value_or(0);
  return answer;
}

void MoodleReader::multichoice(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kMultichoice;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  made.single = element.FirstChildElement("single") == nullptr
                    ? attribute_text(element, "type") == "multichoice"
                    : is_on(element, "single");
  for (const Element& one : Children(element, "answer")) {
    MoodleAnswer read = answer(one);
    read.text = markdown(&one);
    made.answers.push_back(std::move(read));
  }
}

void MoodleReader::true_false(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kTrueFalse;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  for (const Element& one : Children(element, "answer")) {
    MoodleAnswer read = answer(one);
    read.text = one_line(child_text(one, "text"));
    made.answers.push_back(std::move(read));
  }
}

void MoodleReader::short_answer(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kShortAnswer;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  if (is_on(element, "usecase"))
    notes_.note(where_, "capitals do not count in answers here");
  for (const Element& one : Children(element, "answer")) {
    MoodleAnswer read = answer(one);
    read.text = one_line(child_text(one, "text"));
    made.answers.push_back(std::move(read));
  }
}

void MoodleReader::numerical(const Element& element, MoodleQuestion& made) {
  short_answer(element, made);
  made.kind = MoodleKind::kNumerical;
  const Element* units = element.FirstChildElement("units");
  if (units == nullptr) return;
  for (const Element& unit : Children(*units, "unit")) {
    const double times = number_of(child_text(unit, "multiplier")).value_or(1);
    if (made.unit.empty() && times > 0.9999 && times < 1.0001) {
      made.unit = one_line(child_text(unit, "unit_name"));
    } else {
      notes_.note(where_, "a second unit is left out");
    }
  }
}

void MoodleReader::matching(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kMatching;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  for (const Element& one : Children(element, "subquestion")) {
    const Element* right = one.FirstChildElement("answer");
    made.pairs.push_back({markdown(&one), right == nullptr
                                              ? std::string()
                                              : one_line(child_text(*right, "text"))});
  }
}

/// The answers' fractions are their places: 1, 2, 3.
void MoodleReader::ordering(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kOrdering;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  std::vector<std::pair<double, std::string>> items;
  for (const Element& one : Children(element, "answer"))
    items.emplace_back(answer(one).percent, markdown(&one));
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [place, text] : items)
    made.pairs.push_back({"", std::move(text)});
}

void MoodleReader::essay(const Element& element, MoodleQuestion& made) {
  made.kind = MoodleKind::kEssay;
  made.ask = markdown(element.FirstChildElement("questiontext"));
  made.answer = markdown(element.FirstChildElement("graderinfo"));
}

void MoodleReader::cloze(const Element& element, MoodleQuestion& made) {
  const Element* text = element.FirstChildElement("questiontext");
  if (text == nullptr) return;
  const bool html = format_of(*text) == TextFormat::kHtml;
  auto gaps =
      read_gaps(with_kept_pictures(*text, child_text(*text, "text"), where_, pictures_),
                html ? TextFormat::kMoodle : TextFormat::kPlain, where_, notes_);
  if (!gaps) {
    notes_.note(where_, "a text with a gap that is not one answer is left out");
    return;
  }
  if (gaps->blanks.empty()) {
    notes_.note(where_, "a text that asks nothing is left out");
    return;
  }
  for (std::size_t i = 0; i < gaps->blanks.size(); ++i) {
    const auto hint = made.hints.find(fmt::format("hint-{}", i + 1));
    if (hint == made.hints.end()) continue;
    std::string& blank = gaps->blanks[i];
    const std::string with_hint = blank_of({"x"}, hint->second);
    blank.resize(blank.size() - 2);
    blank += with_hint.substr(3);
  }
  made.kind = MoodleKind::kCloze;
  made.ask = with_blanks(text_to_markdown(gaps->text, format_of(*text), where_, notes_),
                         gaps->blanks);
}

/// "[[2]]" in the text is the place of the second word of the list.
void MoodleReader::words_into_text(const Element& element, MoodleQuestion& made) {
  const Element* text = element.FirstChildElement("questiontext");
  if (text == nullptr) return;
  std::vector<std::string> blanks;
  for (const Element& one : Children(element, nullptr))
    if (tag_of(one) == "dragbox" || tag_of(one) == "selectoption")
      blanks.push_back(
          blank_of({text_to_plain(child_text(one, "text"), TextFormat::kMoodle)}));
  const std::string whole = without_gap_marks(
      with_kept_pictures(*text, child_text(*text, "text"), where_, pictures_));
  std::string marked;
  std::size_t gaps = 0;
  std::string_view rest = whole;
  while (true) {
    const std::size_t open = rest.find("[[");
    marked += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    rest.remove_prefix(open);
    const std::size_t close = rest.substr(0, 10).find("]]");
    const auto place = close == std::string_view::npos
                           ? std::nullopt
                           : number_of(rest.substr(2, close - 2));
    if (!place || *place < 1 || *place > static_cast<double>(blanks.size())) {
      marked += "[[";
      rest.remove_prefix(2);
      continue;
    }
    marked += gap_mark(static_cast<std::size_t>(*place) - 1);
    rest.remove_prefix(close + 2);
    ++gaps;
  }
  if (gaps == 0) {
    notes_.note(where_, "a text without a gap is left out");
    return;
  }
  notes_.note(where_, "words to choose from are left out; the answers are to be typed");
  made.kind = MoodleKind::kCloze;
  made.ask =
      with_blanks(text_to_markdown(marked, format_of(*text), where_, notes_), blanks);
}

}  // namespace

Result<Imported> read_moodle_xml(std::string_view text, const ImportWish& wish) {
  const auto xml = XmlText::read(text, wish.name);
  if (!xml) return xml.unexpected();
  const Element& root = (*xml)->root();
  if (tag_of(root) != "quiz")
    return fail("this is no Moodle XML file", wish.name,
                "export the questions from Moodle as “Moodle XML format”");
  NoteBook notes;
  MoodleReader reader(wish, notes);
  const double size = static_cast<double>(text.size());
  std::size_t count = 0;
  double done = 0;
  for (const auto* node = root.FirstChild(); node != nullptr;
       node = node->NextSibling()) {
    if (const auto* comment = node->ToComment()) reader.comment(comment->Value());
    const Element* element = node->ToElement();
    if (element == nullptr || tag_of(*element) != "question") continue;
    done += 1000;  // bytes, about
    if (++count % 100 == 0 && wish.progress && !wish.progress(std::min(done / size, 1.0)))
      return fail("the import was stopped", wish.name);
    reader.question(*element);
  }
  return std::move(reader).finish(wish.name);
}

}  // namespace attache::exchange
