#include "exchange/anki_cards.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "base/chance.h"
#include "base/text.h"
#include "deckfile/values.h"
#include "exchange/html_text.h"

namespace attache::exchange {

namespace {

/// Nobody types more than this into a blank.
constexpr std::size_t kLongestBlank = 100;
constexpr std::size_t kLongestTyped = 200;
constexpr std::size_t kLongestWhere = 60;

/// A text without the line ends and tags of its HTML, and not long, for notes.
std::string label_of(std::string_view html) {
  std::string text;
  bool tag = false;
  for (const char c : html.substr(0, 4 * kLongestWhere)) {
    if (c == '<') {
      tag = true;
    } else if (c == '>' && tag) {
      tag = false;
    } else if (!tag) {
      text += c;
    }
  }
  if (text.size() > kLongestWhere) {
    std::size_t end = kLongestWhere;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
      --end;
    text.resize(end);
  }
  return one_line(valid_utf8(std::move(text)));
}

/// Anki's own notation in brackets, "[sound:a.mp3]": left out and noted; formulas keep
/// their text.
class Brackets {
 public:
  Brackets(NoteBook& notes, const std::string& where) : notes_(notes), where_(where) {}

  std::string clean(std::string_view html) {
    std::string out;
    while (true) {
      const std::size_t open = html.find('[');
      out += html.substr(0, open);
      if (open == std::string_view::npos) break;
      html.remove_prefix(open);
      const std::size_t length = bracket(html, out);
      if (length == 0) out += '[';
      html.remove_prefix(std::max<std::size_t>(length, 1));
    }
    if (out.find("\\(") != std::string::npos || out.find("\\[") != std::string::npos ||
        formula_)
      notes_.note(where_, "a formula is kept as it is written");
    return out;
  }

 private:
  std::size_t bracket(std::string_view html, std::string& out) {
    constexpr std::string_view kSound = "[sound:";
    constexpr std::string_view kVoice = "[anki:tts";
    const std::size_t close = html.find(']');
    if (close == std::string_view::npos) return 0;
    if (html.starts_with(kSound)) {
      notes_.note(where_, fmt::format("the sound {} is left out",
                                      html.substr(kSound.size(), close - kSound.size())));
      return close + 1;
    }
    if (html.starts_with(kVoice)) {
      notes_.note(where_, "a voice that reads aloud is left out");
      return close + 1;
    }
    if (html.starts_with("[/anki:tts]")) return close + 1;
    static constexpr std::array<std::string_view, 6> kFormula{
        "[latex]", "[/latex]", "[$]", "[/$]", "[$$]", "[/$$]"};
    const auto* found =
        std::find_if(kFormula.begin(), kFormula.end(),
                     [&](std::string_view tag) { return html.starts_with(tag); });
    if (found == kFormula.end()) return 0;
    formula_ = true;
    out += found->find("$$") != std::string_view::npos  ? "$$"
           : found->find('$') != std::string_view::npos ? "$"
                                                        : "";
    return found->size();
  }

  NoteBook& notes_;
  const std::string& where_;
  bool formula_ = false;
};

std::string replaced_once(std::string text,
                          std::string_view what,
                          std::string_view with) {
  const std::size_t at = what.empty() ? std::string::npos : text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), with);
  return text;
}

std::string plain_line(std::string_view html) {
  return one_line(plain_from_html(html));
}

bool is_short(const std::string& plain, std::size_t most) {
  return !plain.empty() && plain.size() <= most;
}

/// The text of a template with its blanks as "[…]" or filled in.
std::string with_blanks(const MarkedText& text,
                        const std::vector<AnkiBlank>& blanks,
                        bool filled_in) {
  std::string whole = text.pieces.front();
  for (std::size_t i = 0; i < text.marks.size(); ++i) {
    const std::size_t mark = text.marks[i];
    if (mark < blanks.size()) {
      const std::string hint = plain_line(blanks[mark].hint);
      whole += markdown_of(filled_in      ? plain_line(blanks[mark].answer)
                           : hint.empty() ? "[…]"
                                          : fmt::format("[{}]", hint));
    }
    whole += text.pieces[i + 1];
  }
  return whole;
}

/// "{{answer::hint}}" for each mark; nothing where that would be no good blank.
std::optional<std::string> as_cloze(const MarkedText& text,
                                    const std::vector<AnkiBlank>& blanks) {
  std::string whole = around_blanks(text.pieces.front());
  for (std::size_t i = 0; i < text.marks.size(); ++i) {
    if (text.marks[i] >= blanks.size()) return {};
    const AnkiBlank& one = blanks[text.marks[i]];
    const std::string answer = plain_line(one.answer);
    const std::string blank = blank_of({answer}, plain_line(one.hint));
    if (blank.empty() || answer.size() > kLongestBlank) return {};
    whole += blank + around_blanks(text.pieces[i + 1]);
  }
  if (text.marks.empty()) return {};
  return whole;
}

/// The smallest box around the rectangles of each card, by its number.
std::map<int, AnkiRectangle> boxes_of(const std::vector<AnkiRectangle>& rectangles) {
  std::map<int, AnkiRectangle> boxes;
  for (const AnkiRectangle& one : rectangles) {
    const auto [at, is_new] = boxes.try_emplace(one.number, one);
    if (is_new) continue;
    AnkiRectangle& box = at->second;
    const double right = std::max(box.left + box.width, one.left + one.width);
    const double bottom = std::max(box.top + box.height, one.top + one.height);
    box.left = std::min(box.left, one.left);
    box.top = std::min(box.top, one.top);
    box.width = right - box.left;
    box.height = bottom - box.top;
  }
  return boxes;
}

/// A share as percent with two digits behind the point, `room` at most.
double percent(double share, double room) {
  constexpr double kDigits = 10'000;
  return std::clamp(static_cast<double>(static_cast<int>(share * kDigits)) / 100, 0.0,
                    room);
}

}  // namespace

std::string anki_card_key(const std::string& guid, int ord) {
  constexpr std::size_t kLongestOwn = 80;
  std::string key = is_id(guid) && guid.size() <= kLongestOwn
                        ? guid
                        : fmt::format("anki-{:016x}", stable_hash(guid));
  if (ord > 0) key += fmt::format("-{}", ord + 1);
  return key;
}

std::vector<std::string> anki_tags(const std::string& tags) {
  return split_at_blanks(tags);
}

AnkiDeckName split_deck_name(const std::string& name) {
  const std::size_t at = name.find("::");
  AnkiDeckName split{one_line(name.substr(0, at)), {}};
  if (at != std::string::npos) split.topic = name.substr(at + 2);
  return split;
}

AnkiCardMaker::AnkiCardMaker(const AnkiNoteType& type,
                             AnkiPictures& pictures,
                             NoteBook& notes)
    : type_(type), pictures_(pictures), notes_(notes) {
  for (const AnkiTemplateText& one : type.templates)
    sides_.push_back({AnkiTemplate(one.question, type.fields),
                      AnkiTemplate(one.answer, type.fields), one.name});
  const bool scripted = std::any_of(
      type.templates.begin(), type.templates.end(), [](const AnkiTemplateText& one) {
        return one.question.find("<script") != std::string::npos ||
               one.answer.find("<script") != std::string::npos;
      });
  if (scripted)
    notes_.note(fmt::format("note type “{}”", type.name),
                "its scripts are left out: cards are shown as text");
}

std::string AnkiCardMaker::region_of(int ord) {
  return fmt::format("part-{}", ord + 1);
}

AnkiCardMaker::Text AnkiCardMaker::read(const std::string& html) {
  FromHtml found = from_html(Brackets(notes_, where_).clean(html));
  for (const std::string& what : found.left_out)
    notes_.note(where_, what + " is left out");
  return {std::move(found.markdown), std::move(found.pictures),
          std::move(found.picture_marks)};
}

/// The text with its pictures, or their names where they could not be taken.
std::string AnkiCardMaker::with_pictures(Text text) {
  for (std::size_t i = 0; i < text.marks.size() && i < text.pictures.size(); ++i) {
    const ImportedFile* file = pictures_.take(text.pictures[i]);
    if (file != nullptr) shown_.push_back(file);
    text.markdown = replaced_once(
        std::move(text.markdown), text.marks[i],
        file != nullptr ? fmt::format("![]({})", file->name)
                        : markdown_of(fmt::format("[picture: {}]", text.pictures[i])));
  }
  return std::move(text.markdown);
}

CardDraft AnkiCardMaker::draft(const AnkiNote& note, int ord, const std::string& deck) {
  shown_.clear();
  where_ = "note";
  if (!note.fields.empty()) where_ = fmt::format("note “{}”", label_of(note.fields[0]));
  CardDraft card;
  card.where = where_;
  card.key = anki_card_key(note.guid, ord);
  card.topic = split_deck_name(deck).topic;
  card.tags = anki_tags(note.tags);
  return card;
}

std::optional<CardDraft> AnkiCardMaker::make(const AnkiNote& note,
                                             int ord,
                                             const std::string& deck) {
  CardDraft card = draft(note, ord, deck);
  // All cards of a note with blanks are made by one template.
  const std::size_t side = type_.cloze ? 0 : static_cast<std::size_t>(std::max(ord, 0));
  if (side >= sides_.size()) {
    notes_.note(where_, "a card without a template is left out");
    return {};
  }
  AnkiRendering question;
  question.fields = note.fields;
  question.ord = std::max(ord, 0);
  question.tags = note.tags;
  question.type_name = type_.name;
  question.deck_name = deck;
  question.card_name = sides_[side].name;
  AnkiRendering answer = question;
  answer.answer_side = true;
  const std::string question_html = sides_[side].question.render(question);
  answer.without_blanks = !question.blanks.empty();
  const std::string answer_html =
      behind_rule(sides_[side].answer.render(answer), question_html);
  if (question.reads_aloud || answer.reads_aloud)
    notes_.note(where_, "a voice that reads aloud is left out");
  if (question.hides_hint) notes_.note(where_, "a hint is left out of the question");
  if (is_empty_html(question_html) || (type_.cloze && question.blanks.empty())) {
    notes_.note(where_, "an empty card is left out");
    return {};
  }
  if (question.blanks.empty()) {
    flip(card, note, question, question_html, answer_html);
  } else {
    blank(card, question, question_html, answer_html);
  }
  return card;
}

void AnkiCardMaker::blank(CardDraft& card,
                          const AnkiRendering& question,
                          const std::string& question_html,
                          const std::string& rest_html) {
  const MarkedText text = split_at_marks(with_pictures(read(question_html)));
  card.explain = with_pictures(read(rest_html));
  if (auto cloze = as_cloze(text, question.blanks)) {
    card.ask = *std::move(cloze);
    card.body = ClozeCard{};
    return;
  }
  // Too much to be typed, or a picture.
  card.ask = with_blanks(text, question.blanks, false);
  card.body = RecallCard{with_blanks(text, question.blanks, true)};
}

void AnkiCardMaker::flip(CardDraft& card,
                         const AnkiNote& note,
                         const AnkiRendering& question,
                         const std::string& question_html,
                         const std::string& answer_html) {
  const Text ask = read(question_html);
  const std::string typed = question.typed && *question.typed < note.fields.size()
                                ? plain_line(note.fields[*question.typed])
                                : std::string();
  const Text answer = read(answer_html);
  const std::string whole = with_pictures(answer);
  if (is_short(typed, kLongestTyped)) {
    card.ask = with_pictures(ask);
    card.body = TypedCard{typed, {}};
    card.explain = whole;
    return;
  }
  card.ask = with_pictures(ask);
  card.body = RecallCard{whole.empty() && question.typed
                             ? with_pictures(read(note.fields[*question.typed]))
                             : whole};
}

std::optional<CardDraft> AnkiCardMaker::make_picture(const AnkiNote& note,
                                                     const std::string& deck) {
  constexpr double kWhole = 100;
  if (!type_.cloze) return {};
  AnkiRectangles found;
  for (const std::string& field : note.fields)
    if (found.rectangles.empty()) {
      const AnkiRectangles in_field = read_rectangles(field);
      found.rectangles = in_field.rectangles;
      found.others += in_field.others;
    }
  if (found.rectangles.empty()) return {};
  CardDraft card = draft(note, 0, deck);
  const ImportedFile* file = nullptr;
  std::string rest;
  for (const std::string& field : note.fields) {
    if (field.find("image-occlusion:") != std::string::npos) continue;
    const FromHtml read_field = from_html(field);
    if (file == nullptr && !read_field.pictures.empty()) {
      file = pictures_.take(read_field.pictures.front());
    } else if (card.ask.empty()) {
      card.ask = with_pictures(read(field));
    } else {
      rest += with_pictures(read(field)) + "\n\n";
    }
  }
  if (file == nullptr) return {};
  shown_.push_back(file);
  if (found.others > 0)
    notes_.note(where_, "a covered part that is no rectangle is left out");
  notes_.note(where_, "the covered parts have no names in Anki: please name them");
  if (one_line(card.ask).empty()) card.ask = "What is covered here?";
  card.explain = rest;
  ImageCard image{file->name, "the picture in question", Hiding::kOne, {}};
  for (const auto& [number, box] : boxes_of(found.rectangles)) {
    if (box.hide_others) image.hide = Hiding::kAll;
    PictureRegion region;
    region.id = region_of(number - 1);
    region.x = percent(box.left, kWhole);
    region.y = percent(box.top, kWhole);
    region.width = percent(box.width, kWhole - region.x);
    region.height = percent(box.height, kWhole - region.y);
    region.answer = fmt::format("part {}", number);
    image.regions.push_back(std::move(region));
  }
  card.body = std::move(image);
  return card;
}

}  // namespace attache::exchange
