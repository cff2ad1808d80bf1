#include "exchange/mnemosyne_log.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "exchange/deck_maker.h"
#include "exchange/html_text.h"
#include "exchange/mnemosyne_learning.h"
#include "exchange/moodle_question.h"
#include "exchange/xml_text.h"

namespace attache::exchange {

namespace {

// What an entry of the log says. Others are about the program, not about cards.
constexpr int kCardAdded = 6;
constexpr int kCardEdited = 7;
constexpr int kRepetition = 9;
constexpr int kTagAdded = 10;
constexpr int kTagEdited = 11;
constexpr int kFactAdded = 16;
constexpr int kFactEdited = 17;
constexpr int kViewAdded = 19;
constexpr int kViewEdited = 20;

/// A long fact with very many cards would take for ever.
constexpr std::size_t kMostReadBytes = 256U << 20U;

using Fields = std::unordered_map<std::string, std::string>;

std::int64_t whole(const Element& element, const char* name, std::int64_t missing = 0) {
  const std::string_view text = attribute_text(element, name);
  std::int64_t number = missing;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}
/// The same for what is small by nature.
int small(const Element& element, const char* name, int missing = 0) {
  constexpr std::int64_t kMost = 1'000'000;
  return static_cast<int>(std::clamp(whole(element, name, missing), -kMost, kMost));
}

/// The texts in quotation marks of a list as Python writes it: "['f', 'b']".
std::vector<std::string> texts_in_quotes(std::string_view list) {
  std::vector<std::string> found;
  for (std::size_t begin = list.find_first_of("'\""); begin != std::string_view::npos;) {
    const std::size_t end = list.find(list[begin], begin + 1);
    if (end == std::string_view::npos) break;
    found.emplace_back(list.substr(begin + 1, end - begin - 1));
    begin = list.find_first_of("'\"", end + 1);
  }
  return found;
}

/// Which fields of a fact are asked, and which answer.
struct View {
  std::vector<std::string> ask;
  std::vector<std::string> answer;
  bool typed = false;
};

/// The views that Mnemosyne brings along, by their ids.
const std::unordered_map<std::string, View>& known_views() {
  static const std::unordered_map<std::string, View> kViews{
      {"1.1", {{"f"}, {"b"}, false}},
      {"2.1", {{"f"}, {"b"}, false}},
      {"2.2", {{"b"}, {"f"}, false}},
      {"3.1", {{"f"}, {"p_1", "m_1", "n"}, false}},
      {"3.2", {{"m_1"}, {"f", "p_1", "n"}, false}},
      {"4.1", {{"marked"}, {"loc"}, false}},
      {"4.2", {{"loc", "blank"}, {"marked"}, false}},
      {"6.1", {{"f"}, {"p_1", "m_1", "n"}, false}}};
  return kViews;
}

/// "5::My own type" is a copy of the type 5.
std::string_view origin_of(std::string_view type) {
  return type.substr(0, type.find("::"));
}

/// A text in which the words in square brackets are gaps, "[Paris:capital]". The gap
/// `asked` gives way to its mark, the others to their words.
struct Bracketed {
  std::string text;
  std::string answer;
  std::string hint;
};
Bracketed with_gap(std::string_view text, std::optional<std::size_t> asked) {
  Bracketed made;
  std::size_t gap = 0;
  while (true) {
    const std::size_t open = text.find('[');
    const std::size_t close =
        open == std::string_view::npos ? open : text.find(']', open + 2);
    made.text += text.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) return made;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    const std::size_t colon = inside.find(':');
    if (asked == gap) {
      made.text += gap_mark(0);
      made.answer = inside.substr(0, colon);
      if (colon != std::string_view::npos) made.hint = inside.substr(colon + 1);
    } else {
      made.text += inside.substr(0, colon);
    }
    ++gap;
    text.remove_prefix(close + 1);
  }
}

class LogReader {
 public:
  LogReader(const NamedPictures& pictures, const ImportWish& wish, NoteBook& notes)
      : pictures_(pictures), wish_(wish), notes_(notes), maker_(wish, notes) {}

  void entry(const Element& log);
  Result<Imported> finish() &&;

 private:
  void view(const Element& log);
  void fact(const Element& log);
  void card(const Element& log);
  void repetition(const Element& log);
  std::optional<CardDraft> draft(const Element& log,
                                 const Fields& fields,
                                 const std::string& where);
  std::optional<CardDraft> gap(const Element& log,
                               const Fields& fields,
                               const std::string& field,
                               const std::string& where);
  [[nodiscard]] const View* view_of(std::string_view id, std::string_view type) const;
  std::string joined(const Fields& fields,
                     const std::vector<std::string>& names,
                     const std::string& where,
                     bool is_sentence);
  std::string markdown(std::string_view text, const std::string& where) {
    return mnemosyne_markdown(text, pictures_, where, notes_);
  }

  const NamedPictures& pictures_;
  const ImportWish& wish_;
  NoteBook& notes_;
  DeckMaker maker_;
  LearnerNotes learner_;
  std::size_t read_bytes_ = 0;
  std::unordered_map<std::string, std::string> tags_;
  std::unordered_map<std::string, View> views_;
  std::unordered_map<std::string, Fields> facts_;
  std::unordered_map<std::string, QuestionId> cards_;
};

void LogReader::entry(const Element& log) {
  switch (small(log, "type")) {
    case kTagAdded:
    case kTagEdited:
      tags_.insert_or_assign(std::string(attribute_text(log, "o_id")),
                             child_text(log, "name"));
      break;
    case kViewAdded:
    case kViewEdited:
      view(log);
      break;
    case kFactAdded:
    case kFactEdited:
      fact(log);
      break;
    case kCardAdded:
      card(log);
      break;
    case kCardEdited:
      notes_.note("", "a later change of a card is left out");
      break;
    case kRepetition:
      repetition(log);
      break;
    default:
      break;
  }
}

void LogReader::view(const Element& log) {
  View made{texts_in_quotes(child_text(log, "q_fact_keys")),
            texts_in_quotes(child_text(log, "a_fact_keys")),
            child_text(log, "type_answer") == "True"};
  if (!made.ask.empty() && !made.answer.empty())
    views_.insert_or_assign(std::string(attribute_text(log, "o_id")), std::move(made));
}

void LogReader::fact(const Element& log) {
  Fields fields;
  for (const Element& field : Children(log, nullptr))
    fields.insert_or_assign(std::string(tag_of(field)), inner_text(field));
  facts_.insert_or_assign(std::string(attribute_text(log, "o_id")), std::move(fields));
}

const View* LogReader::view_of(std::string_view id, std::string_view type) const {
  if (const auto own = views_.find(std::string(id)); own != views_.end())
    return &own->second;
  const std::string known =
      fmt::format("{}{}", origin_of(type), id.substr(std::min(id.rfind('.'), id.size())));
  const auto found = known_views().find(known);
  return found == known_views().end() ? nullptr : &found->second;
}

std::string LogReader::joined(const Fields& fields,
                              const std::vector<std::string>& names,
                              const std::string& where,
                              bool is_sentence) {
  std::string text;
  for (const std::string& name : names) {
    const auto field = fields.find(name);
    if (field == fields.end()) continue;
    const std::string read = is_sentence && name == "f"
                                 ? markdown(with_gap(field->second, {}).text, where)
                                 : markdown(field->second, where);
    if (read.empty()) continue;
    if (!text.empty()) text += "\n\n";
    text += read;
  }
  return text;
}

/// A card that asks for one gap of a field.
std::optional<CardDraft> LogReader::gap(const Element& log,
                                        const Fields& fields,
                                        const std::string& field,
                                        const std::string& where) {
  const auto text = fields.find(field);
  if (text == fields.end()) return {};
  const std::string extra = child_text(log, "extra");
  constexpr std::string_view kIndex = "'index':";
  std::size_t index = 0;
  if (const std::size_t at = extra.find(kIndex); at != std::string::npos) {
    const std::string_view number =
        trimmed(std::string_view(extra).substr(at + kIndex.size()));
    std::from_chars(number.data(), number.data() + number.size(), index);
  }
  const Bracketed made = with_gap(without_gap_marks(text->second), index);
  const std::string answer = one_line(plain_from_html(made.answer));
  if (answer.empty()) return {};
  CardDraft draft;
  draft.ask = with_blanks(markdown(made.text, where),
                          {blank_of({answer}, one_line(plain_from_html(made.hint)))});
  draft.body = ClozeCard{};
  std::vector<std::string> rest{"p_1", "m_1", "n"};
  if (trimmed(made.text) == gap_mark(0)) {
    // The whole sentence is asked for: by its meaning.
    draft.ask = around_blanks(joined(fields, {"m_1"}, where, false)) + "\n\n" + draft.ask;
    rest = {"p_1", "n"};
  }
  draft.explain = joined(fields, rest, where, false);
  return draft;
}

std::optional<CardDraft> LogReader::draft(const Element& log,
                                          const Fields& fields,
                                          const std::string& where) {
  constexpr std::size_t kLongestTyped = 100;
  const std::string_view type = attribute_text(log, "card_t");
  const std::string_view id = attribute_text(log, "fact_v");
  const std::string_view origin = origin_of(type);
  if (origin == "5") return gap(log, fields, "text", where);
  if (origin == "6" && id.ends_with(".2")) return gap(log, fields, "f", where);
  const View* view = view_of(id, type);
  CardDraft made;
  if (view == nullptr) {
    notes_.note("", "cards of a type that is not known are read field by field");
    std::vector<std::string> names;
    for (const auto& [name, text] : fields)
      names.push_back(name);
    std::sort(names.begin(), names.end());
    // "f" is the front in all of Mnemosyne's own types.
    const auto front = std::find(names.begin(), names.end(), "f");
    if (front != names.end()) std::rotate(names.begin(), front, front + 1);
    if (names.empty()) return {};
    made.ask = joined(fields, {names.front()}, where, false);
    made.body =
        RecallCard{joined(fields, {names.begin() + 1, names.end()}, where, false)};
    return made;
  }
  made.ask = joined(fields, view->ask, where, origin == "6");
  const std::string answer = joined(fields, view->answer, where, origin == "6");
  if (view->typed && view->answer.size() == 1 && fields.contains(view->answer.front())) {
    const std::string plain = plain_from_html(fields.at(view->answer.front()));
    if (plain.size() <= kLongestTyped && plain.find('\n') == std::string::npos) {
      made.body = TypedCard{one_line(plain), {}};
      return made;
    }
  }
  made.body = RecallCard{answer};
  return made;
}

void LogReader::card(const Element& log) {
  const std::string id(attribute_text(log, "o_id"));
  const std::string where = fmt::format("line {}", log.GetLineNum());
  const auto fact = facts_.find(std::string(attribute_text(log, "fact")));
  if (fact == facts_.end()) {
    notes_.note(where, "a card whose texts are missing is left out");
    return;
  }
  for (const auto& [name, text] : fact->second)
    read_bytes_ += text.size();
  if (read_bytes_ > kMostReadBytes) {
    notes_.note("", "there is too much text for one deck; a card is left out");
    return;
  }
  auto made = draft(log, fact->second, where);
  if (!made) {
    notes_.note(where, "a card that cannot be put together is left out");
    return;
  }
  made->where = where;
  made->key = id;
  std::string_view tags = attribute_text(log, "tags");
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find(','), tags.size());
    const auto tag = tags_.find(std::string(trimmed(tags.substr(0, end))));
    tags.remove_prefix(std::min(end + 1, tags.size()));
    if (tag != tags_.end() && tag->second != "__UNTAGGED__")
      made->tags.push_back(tag->second);
  }
  const auto card_id = maker_.add(*std::move(made));
  if (!card_id) return;
  const QuestionId question = maker_.question_id(*card_id);
  cards_.insert_or_assign(id, question);
  const MnemosyneState state{small(log, "gr", -1), whole(log, "l_rp"), whole(log, "n_rp"),
                             small(log, "ac_rp") + small(log, "rt_rp"),
                             small(log, "lps")};
  if (const auto change = change_of(state, wish_.calendar))
    learner_.state(question, *change);
}

void LogReader::repetition(const Element& log) {
  const auto card = cards_.find(std::string(attribute_text(log, "o_id")));
  if (card == cards_.end()) return;
  constexpr std::int64_t kLongest = 3600;
  constexpr std::int64_t kLastYear = 1'000'000'000'000;
  ImportedAnswer answer;
  answer.at_ms = std::clamp<std::int64_t>(whole(log, "time"), 0, kLastYear) * 1000;
  answer.duration_ms = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(whole(log, "th_t"), 0, kLongest) * 1000);
  answer.rating = rating_of_grade(small(log, "gr"));
  learner_.answer(card->second, answer);
}

Result<Imported> LogReader::finish() && {
  auto made = imported_of(std::move(maker_), std::move(notes_), "Mnemosyne", wish_.name);
  if (!made) return made.unexpected();
  std::move(learner_).hand_over(*made);
  return made;
}

}  // namespace

std::string mnemosyne_markdown(std::string_view text,
                               const NamedPictures& pictures,
                               const std::string& where,
                               NoteBook& notes) {
  std::string html;
  html.reserve(text.size());
  for (const char c : trimmed(text))
    html += c == '\n' ? std::string("<br>") : std::string(1, c);
  FromHtml read = from_html(html);
  for (const std::string& lost : read.left_out)
    notes.note(where, lost + " is left out");
  for (std::size_t i = 0; i < read.pictures.size(); ++i) {
    const auto known = pictures.find(read.pictures[i]);
    if (known == pictures.end()) {
      notes.note(where, fmt::format(
                            "the picture {} is left out",
                            one_line(std::string_view(read.pictures[i]).substr(0, 100))));
      continue;
    }
    const std::string& mark = read.picture_marks[i];
    const std::size_t at = read.markdown.find(mark);
    const std::size_t address = mark.rfind("](");
    if (at == std::string::npos || address == std::string::npos) continue;
    read.markdown.replace(at, mark.size(),
                          fmt::format("{}]({})", mark.substr(0, address), known->second));
  }
  return std::move(read.markdown);
}

Result<Imported> read_mnemosyne_log(const Element& root,
                                    const NamedPictures& pictures,
                                    const ImportWish& wish,
                                    NoteBook notes) {
  LogReader reader(pictures, wish, notes);
  std::size_t count = 0;
  const double all =
      std::max(1.0, static_cast<double>(whole(root, "number_of_entries", 1)));
  for (const Element& log : Children(root, "log")) {
    if (++count % 1000 == 0 && wish.progress &&
        !wish.progress(std::min(static_cast<double>(count) / all, 1.0)))
      return fail("the import was stopped", wish.name);
    reader.entry(log);
  }
  return std::move(reader).finish();
}

}  // namespace attache::exchange
