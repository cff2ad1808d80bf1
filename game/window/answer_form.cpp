#include "window/answer_form.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/text.h"

namespace attache::window {

namespace {

/// Blanks stand in the text as private-use characters while Markdown is read.
constexpr unsigned kFirstMark = 0x80;  // U+E000 is EE 80 80 in UTF-8

std::string mark_of(std::size_t blank) {
  std::string mark = "\xEE\x80";
  mark += static_cast<char>(kFirstMark + std::min<std::size_t>(blank, 62));
  return mark;
}

RichStyle stem_style(const Ui& ui, std::size_t letters, bool flat, bool alone) {
  RichStyle style{.serif = true,
                  .size = 30,
                  .colour = ui.colours().text,
                  .align = Align::kCentre,
                  .line_height = 1.45F,
                  .balance = true};
  if (letters > 100 || !alone) style.size = 26;
  if (letters > 180) style.size = 22;
  if (letters > 340) style.size = 19;
  const bool low = ui.screen().h < ui.em(15) * 40;  // a large text on a small screen
  if (low) style.size = std::min(style.size, alone ? 26.0F : 22.0F);
  if (letters > 260 || flat) {
    style.align = Align::kLeft;
    style.balance = false;
  }
  return style;
}

TextRun blank_run(const Ui& ui,
                  const Asked& asked,
                  const AnswerDraft& draft,
                  std::size_t blank,
                  const TextRun& around) {
  const Palette& c = ui.colours();
  const Blank& wanted = asked.prompt.cloze->blanks[blank];
  TextRun run = around;
  if (asked.revealed) {
    run.text = wanted.accepted.front();
    run.face = Face::kSerifStrong;
    run.colour = c.good.ink;
    run.background = c.good.soft;
    return run;
  }
  const std::string typed =
      blank < draft.fields.size() ? draft.fields[blank].edit.text() : "";
  run.background = c.accent_soft;
  run.colour = c.accent;
  const std::string number =
      asked.prompt.cloze->blanks.size() > 1 ? fmt::format("{}", blank + 1) : "";
  run.text = typed.empty() ? fmt::format("\u00A0\u00A0\u00A0{}\u00A0\u00A0\u00A0",
                                         number.empty() ? "…" : number)
                           : typed;
  return run;
}

/// Puts the blanks into runs that hold their marks.
std::vector<TextRun> with_blanks(const Ui& ui,
                                 const Asked& asked,
                                 const AnswerDraft& draft,
                                 const std::vector<TextRun>& runs) {
  std::vector<TextRun> out;
  for (const TextRun& run : runs) {
    std::string_view rest = run.text;
    while (!rest.empty()) {
      const std::size_t mark = rest.find("\xEE\x80");
      TextRun before = run;
      before.text = std::string(rest.substr(0, mark));
      if (!before.text.empty()) out.push_back(std::move(before));
      if (mark == std::string_view::npos || mark + 2 >= rest.size()) break;
      const std::size_t blank = static_cast<unsigned char>(rest[mark + 2]) - kFirstMark;
      if (blank < asked.prompt.cloze->blanks.size())
        out.push_back(blank_run(ui, asked, draft, blank, run));
      rest.remove_prefix(mark + 3);
    }
  }
  return out;
}

float cloze_stem(const Ui& ui,
                 const Asked& asked,
                 const AnswerDraft& draft,
                 const Column& at) {
  const ClozeText& cloze = *asked.prompt.cloze;
  std::string text = cloze.pieces.front();
  for (std::size_t i = 0; i < cloze.blanks.size(); ++i)
    text += mark_of(i) + cloze.pieces[i + 1];
  RichStyle style = stem_style(ui, cloze.filled().size(), false, false);
  style.line_height = 1.6F;
  float height = 0;
  for (const MarkdownBlock& block : read_markdown(text)) {
    if (block.kind == BlockKind::kPicture) {
      if (height > 0) height += ui.gap(12);
      height += picture_block(ui, block, {at.x, at.y + height, at.width}, true);
      continue;
    }
    const std::vector<TextRun> runs =
        with_blanks(ui, asked, draft, runs_of(ui, block.spans, style));
    if (runs.empty()) continue;
    if (height > 0) height += ui.gap(12);
    const TextLayout& layout = ui.typesetter().lay_out(
        runs, {at.width, style.align, style.line_height, 0, style.balance});
    ui.typesetter().draw(ui.list(), {at.x, at.y + height}, layout);
    height += layout.size.y;
  }
  return height;
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  return fmt::format("{}", fmt::join(texts, between));
}

/// How many fields there are to write in.
std::size_t fields_of(const Prompt& prompt) {
  if (prompt.cloze) return prompt.cloze->blanks.size();
  if (prompt.form == Form::kSet) return prompt.wanted.size();
  return is_written(prompt.form) ? 1 : 0;
}

}  // namespace

void AnswerDraft::follow(const Asked& asked) {
  const Prompt& prompt = asked.prompt;
  if (question_ == prompt.question && shown_at_ == asked.shown_at && stem_ == prompt.stem)
    return;
  question_ = prompt.question;
  shown_at_ = asked.shown_at;
  stem_ = prompt.stem;
  chosen.clear();
  fields.clear();
  fields.resize(fields_of(prompt));
  order.resize(prompt.form == Form::kOrder ? prompt.items.size() : 0);
  std::iota(order.begin(), order.end(), std::size_t{0});
  pairs.assign(prompt.form == Form::kMatch ? prompt.items.size() : 0, std::nullopt);
  left = pairs.empty() ? std::nullopt : std::optional<std::size_t>(0);
  dragged.reset();
  wants_focus = true;
  submitted = false;
}

bool AnswerDraft::complete(const Prompt& prompt) const {
  switch (answer_kind_of(prompt.form)) {
    case AnswerKind::kPickOne:
    case AnswerKind::kPickSeveral:
      return !chosen.empty();
    case AnswerKind::kArrange:
      return true;
    case AnswerKind::kPair:
      return std::all_of(pairs.begin(), pairs.end(),
                         [](const auto& pair) { return pair.has_value(); });
    case AnswerKind::kTell:
      return false;
    case AnswerKind::kWrite:
      break;
  }
  return std::any_of(fields.begin(), fields.end(),
                     [](const TextField& field) { return !field.edit.text().empty(); });
}

Response AnswerDraft::response(const Prompt& prompt) const {
  Response given;
  if (!complete(prompt)) return given;
  given.chosen = chosen;
  if (prompt.form == Form::kOrder) given.chosen = order;
  for (const auto& pair : pairs)
    given.chosen.push_back(*pair);
  for (const TextField& field : fields)
    given.texts.push_back(field.edit.text());
  return given;
}

void AnswerDraft::choose(const Prompt& prompt, std::size_t option) {
  if (option >= prompt.options.size()) return;
  if (answer_kind_of(prompt.form) == AnswerKind::kPickOne) {
    chosen = {option};
    submitted = true;
    return;
  }
  const auto there = std::find(chosen.begin(), chosen.end(), option);
  if (there != chosen.end())
    chosen.erase(there);
  else
    chosen.insert(std::upper_bound(chosen.begin(), chosen.end(), option), option);
}

void AnswerDraft::move(std::size_t place, int by) {
  const auto to = static_cast<std::ptrdiff_t>(place) + by;
  if (place >= order.size() || to < 0 || to >= static_cast<std::ptrdiff_t>(order.size()))
    return;
  std::swap(order[place], order[static_cast<std::size_t>(to)]);
}

void AnswerDraft::pair_with(std::size_t counterpart) {
  if (!left || counterpart >= pairs.size()) return;
  for (auto& pair : pairs)
    if (pair == counterpart) pair.reset();
  pairs[*left] = counterpart;
  left.reset();
  for (std::size_t i = 0; i < pairs.size() && !left; ++i)
    if (!pairs[i]) left = i;
}

void AnswerDraft::unpair_last() {
  for (std::size_t i = pairs.size(); i-- > 0;)
    if (pairs[i]) {
      pairs[i].reset();
      left = i;
      return;
    }
}

float answer_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  switch (answer_kind_of(asked.prompt.form)) {
    case AnswerKind::kPickOne:
    case AnswerKind::kPickSeveral:
      return choice_form(ui, asked, draft, at);
    case AnswerKind::kArrange:
      return order_form(ui, asked, draft, at);
    case AnswerKind::kPair:
      return match_form(ui, asked, draft, at);
    case AnswerKind::kWrite:
      return text_form(ui, asked, draft, at);
    case AnswerKind::kTell:
      break;
  }
  return 0;
}

float stem_text(Ui& ui, const Asked& asked, const AnswerDraft& draft, const Column& at) {
  if (asked.prompt.cloze) return cloze_stem(ui, asked, draft, at);
  const std::vector<MarkdownBlock> blocks = read_markdown(asked.prompt.stem);
  const RichStyle style = stem_style(ui, asked.prompt.stem.size(), blocks.size() > 2,
                                     asked.prompt.form == Form::kRecall);
  return rich_text(ui, asked.prompt.stem, style, at.x, at.y, at.width);
}

void answer_by_number(Ui& ui, const Asked& asked, AnswerDraft& draft, int number) {
  const auto index = static_cast<std::size_t>(number - 1);
  switch (answer_kind_of(asked.prompt.form)) {
    case AnswerKind::kPickOne:
    case AnswerKind::kPickSeveral:
      draft.choose(asked.prompt, index);
      break;
    case AnswerKind::kArrange:
      ui.focus().give(Ui::id("order", index), true);
      break;
    case AnswerKind::kPair:
      if (draft.left) draft.pair_with(index);
      break;
    case AnswerKind::kWrite:
    case AnswerKind::kTell:
      break;
  }
}

bool answer_by_arrow(Ui& ui, const Asked& asked, int by) {
  const bool options = !asked.prompt.options.empty();
  const std::size_t count =
      options ? asked.prompt.options.size() : asked.prompt.items.size();
  if (count == 0) return false;
  ui.focus().give(Ui::id(options                             ? "option"
                         : asked.prompt.form == Form::kOrder ? "order"
                                                             : "match.left",
                         by > 0 ? 0 : count - 1),
                  true);
  return true;
}

void answer_by_moving(Ui& ui, const Asked& asked, AnswerDraft& draft, int by) {
  if (asked.prompt.form != Form::kOrder) return;
  for (std::size_t place = 0; place < draft.order.size(); ++place) {
    if (!ui.focus().has_focus(Ui::id("order", place))) continue;
    const auto to = static_cast<std::ptrdiff_t>(place) + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(draft.order.size())) return;
    draft.move(place, by);
    ui.focus().give(Ui::id("order", static_cast<std::size_t>(to)), true);
    return;
  }
}

std::string_view form_label(Form form) {
  switch (form) {
    case Form::kChoice:
      return "CHOOSE ONE";
    case Form::kTrueFalse:
      return "TRUE OR FALSE?";
    case Form::kBeforeAfter:
      return "BEFORE OR AFTER?";
    case Form::kNearest:
      return "CHOOSE THE NEAREST";
    case Form::kPlace:
      return "FIND THE PLACE IN THE CHART";
    case Form::kSelect:
      return "CHOOSE ALL THAT ARE RIGHT";
    case Form::kMatch:
      return "MATCH THE PAIRS";
    case Form::kOrder:
      return "PUT IN ORDER";
    case Form::kCloze:
      return "FILL IN";
    case Form::kSet:
      return "WRITE ALL OF THEM, IN ANY ORDER";
    case Form::kTyped:
      return "WRITE THE ANSWER";
    case Form::kNumber:
      return "GIVE THE NUMBER";
    case Form::kDate:
      return "GIVE THE DATE";
    case Form::kRecall:
      break;
  }
  return "RECALL";
}

std::string_view reveal_label(Form form) {
  return is_marked(form) ? "Check" : "Show answer";
}

bool is_cramped(const Ui& ui) {
  return ui.screen().h < ui.em(15) * 28;
}

bool is_written(Form form) {
  return answer_kind_of(form) == AnswerKind::kWrite;
}

std::string with_unit(const std::string& written, std::string_view unit) {
  constexpr std::u32string_view kOfNumbers =
      U" +-.,'\u00A0\u2009\u202F\u2212\u2019\uFF0B\uFF0C\uFF0D\uFF0E";
  const std::u32string letters = code_points(written);
  const bool bare = std::all_of(letters.begin(), letters.end(), [&](char32_t c) {
    const bool digit = (c >= U'0' && c <= U'9') || (c >= U'\uFF10' && c <= U'\uFF19');
    return digit || kOfNumbers.find(c) != std::u32string_view::npos;
  });
  if (unit.empty() || !bare) return written;
  return fmt::format("{} {}", written, unit);
}

std::string given_text(const Prompt& prompt, const Response& response) {
  std::vector<std::string> texts = response.texts;
  for (const std::size_t index : response.chosen) {
    if (prompt.form == Form::kOrder && index < prompt.items.size())
      texts.push_back(plain_text(prompt.items[index]));
    if (index < prompt.options.size())
      texts.push_back(plain_text(prompt.options[index].text));
  }
  return joined(texts, prompt.form == Form::kOrder ? " → " : ", ");
}

}  // namespace attache::window
