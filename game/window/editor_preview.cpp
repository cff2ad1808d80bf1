#include "window/editor_preview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "window/editor_tree.h"
#include "window/picture_view.h"
#include "window/scene.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 2> kSides{"Question", "Answer"};

/// The stem in plain words; a cloze with its blanks.
std::string stem_of(const Prompt& prompt) {
  if (!prompt.cloze) return plain_text(prompt.stem);
  std::string text = prompt.cloze->pieces.front();
  for (std::size_t i = 0; i < prompt.cloze->blanks.size(); ++i)
    text += "…" + prompt.cloze->pieces[i + 1];
  return plain_text(text);
}

std::string filled(std::string text, std::string_view side, std::string_view name) {
  for (std::size_t at = text.find(side); at != std::string::npos;
       at = text.find(side, at + name.size()))
    text.replace(at, side.size(), name);
  return text;
}

/// What a relation says and asks, of the first fact that has it.
std::string example_of(const Authoring& deck, const Relation& relation) {
  std::string subject = "…";
  std::string object = "…";
  for (std::size_t i = 0; i < deck.size(); ++i) {
    const auto* fact = std::get_if<Fact>(&deck.item(i));
    if (fact == nullptr || fact->relation != relation.id || fact->objects.empty())
      continue;
    subject = name_of_id(deck, fact->subject);
    const auto* entity = std::get_if<EntityRef>(&fact->objects.front());
    object = entity != nullptr ? name_of_id(deck, entity->id)
                               : std::get<Value>(fact->objects.front()).text;
    break;
  }
  std::string all;
  for (const std::string& text :
       {relation.wording.says, relation.wording.asks_object.value_or(""),
        relation.wording.asks_subject.value_or("")})
    if (!text.empty())
      all += filled(filled(text, "{subject}", subject), "{object}", object) + "\n\n";
  return all;
}

std::string source_line(const Source& source) {
  std::string line;
  for (const std::string& part : {source.author, source.publisher,
                                  source.date ? source.date->iso() : "", source.url})
    if (!part.empty()) line += (line.empty() ? "" : ", ") + part;
  return line;
}

Prompt put_one(const DeckBook& book, const Question& question, Form form) {
  // The same every time, so that options stay where they are while one types.
  constexpr std::uint64_t kSeed = 7;
  Chance chance(stable_hash(question.id, kSeed));
  return book.put(question, form, chance);
}

/// The options of a row of words, of which those that do not fit go to the next.
struct Chips {
  std::vector<std::string_view> labels;
  std::size_t current = 0;
};

std::optional<std::size_t> chips(Ui& ui,
                                 std::string_view name,
                                 const Chips& chips,
                                 Column& at) {
  const Palette& c = ui.colours();
  const float height = std::round(ui.em(13) * 1.5F + ui.gap(8));
  std::optional<std::size_t> chosen;
  float x = at.x;
  for (std::size_t i = 0; i < chips.labels.size(); ++i) {
    const bool on = i == chips.current;
    const TextStyle style{.face = on ? Face::kSansStrong : Face::kSans,
                          .size = 13,
                          .colour = on ? c.accent : c.muted,
                          .align = Align::kCentre};
    const float width = ui.width_of(chips.labels[i], style) + ui.gap(20);
    if (x > at.x && x + width > at.x + at.width) {
      x = at.x;
      at.y += height + ui.gap(4);
    }
    const Rect chip{x, at.y, width, height};
    const Touch touch = ui.control(Ui::id(name, i), chip, {.group = Ui::id(name)});
    if (on || touch.hovered) ui.fill(chip, on ? c.accent_soft : c.hover, height / 2);
    ui.text_in(chip, chips.labels[i], style);
    if (touch.ring) ui.focus_ring(chip, height / 2);
    if (touch.clicked) chosen = i;
    x += width + ui.gap(4);
  }
  at.y += height;
  return chosen;
}

}  // namespace

std::string_view short_name(Form form) {
  switch (form) {
    case Form::kChoice:
      return "Choice";
    case Form::kTrueFalse:
      return "True or false";
    case Form::kBeforeAfter:
      return "Before or after";
    case Form::kNearest:
      return "Nearest";
    case Form::kPlace:
      return "Place";
    case Form::kSelect:
      return "Several";
    case Form::kMatch:
      return "Match";
    case Form::kOrder:
      return "Order";
    case Form::kCloze:
      return "Cloze";
    case Form::kSet:
      return "All of them";
    case Form::kTyped:
      return "Typed";
    case Form::kNumber:
      return "Number";
    case Form::kDate:
      return "Date";
    case Form::kRecall:
      return "Recall";
  }
  return "";
}

void EditorPreview::put(const DeckBook& book) {
  asked_.book = nullptr;
  if (at_ >= questions_.size()) at_ = 0;
  if (questions_.empty() || questions_[at_].question.off) return;
  const Question* question = book.question(questions_[at_].question.id);
  if (question == nullptr) return;
  question_ = *question;
  const auto& forms = questions_[at_].question.forms;
  if (form_ >= forms.size()) form_ = 0;
  asked_.question = &question_;
  asked_.book = &book;
  asked_.prompt =
      put_one(book, question_, forms.empty() ? question_.forms.front() : forms[form_]);
}

void EditorPreview::renew(Authoring& deck, std::optional<std::size_t> item) {
  if (item != item_) at_ = form_ = 0;
  item_ = item;
  put_again_ = false;
  questions_.clear();
  asked_.prompt = {};
  const DeckBook* book = deck.preview_book();
  if (book == nullptr || !item) return;
  for (PreviewQuestion& each : deck.preview_questions_of(*item)) {
    ShownQuestion shown{std::move(each), {}};
    const Question* question = book->question(shown.question.id);
    if (question != nullptr && !shown.question.forms.empty())
      shown.stem = stem_of(put_one(*book, *question, shown.question.forms.back()));
    questions_.push_back(std::move(shown));
  }
  put(*book);
}

float EditorPreview::tabs(Ui& ui, const Rect& area) {
  Column at{area.x, area.y, area.w};
  Chips which;
  which.current = at_;
  for (const ShownQuestion& each : questions_)
    which.labels.emplace_back(each.question.id.ends_with("/object")    ? "For the object"
                              : each.question.id.ends_with("/subject") ? "For the subject"
                                                                       : "Part");
  if (which.labels.size() > 1) {
    if (const auto chosen = chips(ui, "preview.question", which, at)) {
      at_ = *chosen;
      form_ = 0;
      put_again_ = true;
    }
    at.y += ui.gap(4);
  }
  Chips forms;
  forms.current = form_;
  if (at_ < questions_.size())
    for (const Form form : questions_[at_].question.forms)
      forms.labels.push_back(short_name(form));
  if (forms.labels.size() > 1) {
    if (const auto chosen = chips(ui, "preview.form", forms, at)) {
      form_ = *chosen;
      put_again_ = true;
    }
    at.y += ui.gap(4);
  }
  return std::round(at.y - area.y);
}

float EditorPreview::answer(const Ui& ui, const Column& at) const {
  const Palette& c = ui.colours();
  float y = at.y;
  const auto put_words = [&](std::string_view title, std::string_view words, bool serif) {
    if (words.empty()) return;
    y += ui.gap(16);
    y += ui.text(title, {.face = Face::kSansStrong, .size = 12, .colour = c.muted}, at.x,
                 y, at.width) +
         ui.gap(2);
    y += rich_text(ui, words,
                   {.serif = serif, .size = serif ? 18.0F : 15.0F, .colour = c.text},
                   at.x, y, at.width);
  };
  put_words("ANSWER", asked_.prompt.answer, true);
  put_words("WHY", asked_.prompt.explain, false);
  for (const std::string& note : asked_.prompt.notes)
    put_words("WHO OR WHAT", note, false);
  return y - at.y;
}

void EditorPreview::question(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float pad = ui.gap(20);
  card(ui, area);
  card_.draft.follow(asked_);
  card_.draft.wants_focus = false;
  const Rect view{area.x + 1, area.y + 1, area.w - 2, area.h - 2};
  const Column at{area.x + pad, 0, area.w - 2 * pad - 6};
  std::optional<DeckPictures> pictures;
  if (asked_.book != nullptr)
    pictures.emplace(shell, card_.pictures, asked_.book->folder(),
                     std::round(area.h * 0.4F));
  const float begin = ui.begin_scroll(Ui::id("preview.card"), view, card_.scroll);
  float y = begin + ui.gap(16);
  y += ui.text(form_label(asked_.prompt.form),
               {.face = Face::kSansStrong, .size = 12, .colour = ui.colours().accent},
               at.x, y, at.width) +
       ui.gap(12);
  y += stem_text(ui, asked_, card_.draft, {at.x, y, at.width}) + ui.gap(18);
  if (asked_.prompt.picture && asked_.book != nullptr)
    y += picture_view(shell, asked_, card_.pictures, {at.x, y, at.width}, area.h / 2) +
         ui.gap(12);
  y = std::round(y);
  y += answer_form(ui, asked_, card_.draft, {at.x, y, at.width});
  if (asked_.revealed) y += answer(ui, {at.x, y, at.width});
  ui.end_scroll(y + ui.gap(18) - begin);
  card_.draft.submitted = false;
}

/// What is no question: a passage as it is read, and others in words.
void EditorPreview::reading(Ui& ui, const Rect& area, const Authoring& deck) {
  const Palette& c = ui.colours();
  std::string title, words;
  if (!item_) {
    title = deck.head().title;
    words = deck.head().description;
  } else if (*item_ < deck.size()) {
    const DeckItem& item = deck.item(*item_);
    title = tree_label(deck, *item_);
    if (const auto* passage = std::get_if<Passage>(&item)) {
      title = name_of_id(deck, passage->source);
      if (!passage->at.empty()) title += (title.empty() ? "" : ", ") + passage->at;
      words = passage->text;
    } else if (const auto* entity = std::get_if<Entity>(&item)) {
      words = entity->note;
    } else if (const auto* relation = std::get_if<Relation>(&item)) {
      title = "With the first fact that has it";
      words = example_of(deck, *relation);
    } else if (const auto* source = std::get_if<Source>(&item)) {
      words = source_line(*source);
    }
    const bool asks =
        std::holds_alternative<Fact>(item) || std::holds_alternative<Card>(item);
    if (asks) title = "As soon as it is whole, it shows here as a student will see it.";
  }
  card(ui, area);
  const float pad = ui.gap(20);
  float y = area.y + pad;
  const float width = area.w - 2 * pad;
  y += ui.text(title, {.size = 14, .colour = c.muted}, area.x + pad, y, width) +
       ui.gap(10);
  const float begin =
      ui.begin_scroll(Ui::id("preview.reading"),
                      {area.x, y, area.w - 2, area.bottom() - y - 2}, card_.scroll);
  const float height = rich_text(
      ui, words, {.serif = true, .size = 17, .colour = c.text, .line_height = 1.6F},
      area.x + pad, begin, width);
  ui.end_scroll(height + pad);
}

void EditorPreview::frame(Shell& shell, const Rect& area, const Authoring& deck) {
  Ui& ui = shell.ui;
  const float height = std::round(ui.em(15) * 1.5F + ui.gap(14));
  const bool asks = !questions_.empty() && !asked_.prompt.question.empty();
  const float sides = std::min(segmented_width(ui, kSides), area.w - height - ui.gap(6));
  const int side = asks ? segmented(ui, {area.x, area.y, sides, height}, "preview.side",
                                    kSides, asked_.revealed ? 1 : 0)
                        : -1;
  if (!asks)
    ui.text_in({area.x + ui.gap(4), area.y, sides, height}, "As it reads",
               {.face = Face::kSansStrong, .size = 14, .colour = ui.colours().muted});
  if (side >= 0) asked_.revealed = side == 1;
  const bool dark = ui.theme().dark() != other_theme_;
  if (icon_button(ui, {area.right() - height, area.y, height, height},
                  {"preview.theme", dark ? icon::kSun : icon::kMoon,
                   dark ? "As it looks in the light" : "As it looks in the dark"}))
    other_theme_ = !other_theme_;
  float y = area.y + height + ui.gap(8);
  y += tabs(ui, {area.x, y, area.w, 0}) + ui.gap(4);
  const Theme own = ui.theme();
  const int percent = static_cast<int>(std::lround(own.scale() * 100));
  if (other_theme_) ui.use_theme(Theme(!own.dark(), percent));
  const Rect rest{area.x, std::round(y), area.w, area.bottom() - std::round(y)};
  if (other_theme_) ui.fill(rest, ui.colours().ground, 20);
  if (asks)
    question(shell, rest);
  else
    reading(ui, rest, deck);
  ui.use_theme(own);
  if (put_again_) {
    put_again_ = false;
    if (asked_.book != nullptr) put(*asked_.book);
  }
}

}  // namespace attache::window
