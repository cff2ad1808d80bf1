// Texts to write: an answer, a number, a date, or the blanks of a cloze.

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "window/answer_form.h"

namespace attache::window {

namespace {

std::string placeholder_of(const Prompt& prompt, std::size_t index) {
  if (prompt.cloze) {
    const std::string& hint = prompt.cloze->blanks[index].hint;
    return hint.empty() ? "The missing words" : hint;
  }
  if (prompt.number) return "A number";
  if (!prompt.date) return "Your answer";
  switch (prompt.date->precision) {
    case Precision::kYear:
      return "A year, like 2024";
    case Precision::kMonth:
      return "A month, like July 2024";
    case Precision::kDay:
      break;
  }
  return "A date, like 28 July 2024";
}

void write_in(
    Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at, std::size_t index) {
  const Prompt& prompt = asked.prompt;
  const std::string placeholder = placeholder_of(prompt, index);
  FieldLook look{.name = "answer",
                 .number = index,
                 .placeholder = placeholder,
                 .serif = true,
                 .size = 19};
  if (prompt.number) look.suffix = prompt.number->unit;
  const Rect area{at.x, std::round(at.y), at.width, field_height(ui, look)};
  if (draft.wants_focus && index == 0 && !ui.still())
    ui.focus().give(Ui::id("answer", 0), false);
  const FieldOutcome outcome = text_field(ui, area, draft.fields[index], look);
  if (!outcome.submitted) return;
  if (index + 1 < draft.fields.size() && draft.fields[index + 1].edit.text().empty())
    ui.focus().give(Ui::id("answer", index + 1),
                    false);  // Enter goes on to the next blank
  else
    draft.submitted = true;
}

struct Written {
  std::string label;
  std::string text;
  Verdict verdict;
};

const Tint& tint_of(const Ui& ui, Verdict verdict) {
  const Palette& c = ui.colours();
  if (verdict == Verdict::kRight) return c.good;
  return verdict == Verdict::kNearly ? c.hard : c.again;
}

/// A text with its label, in the colour of its verdict.
float show_written(const Ui& ui, const Written& written, const Column& at) {
  const Tint& tint = tint_of(ui, written.verdict);
  const TextStyle small{.size = 13, .colour = ui.colours().muted};
  const RichStyle words{.serif = true, .size = 19, .colour = tint.ink};
  const float indent = ui.gap(16);
  const float inner = at.width - 2 * indent - ui.em(24);
  // A large text on a small screen: the label goes before the words, not above them.
  const float before = ui.width_of(written.label, small) + ui.gap(12);
  const bool beside = ui.screen().h < ui.em(15) * 40 && before < inner * 0.45F;
  const float label = beside ? 0 : ui.em(13) * 1.5F;
  const float shift = beside ? before : 0;
  const float height = std::round(
      label + rich_height(ui, written.text, words, inner - shift) + ui.gap(20));
  const Rect box{at.x, std::round(at.y), at.width, height};
  ui.fill(box, tint.soft, 14);
  ui.outline(box, tint.line, 14);
  const float line = beside ? ui.em(19) * 1.5F : ui.em(13) * 1.5F;
  ui.text_in({box.x + indent, box.y + ui.gap(10), inner, line}, written.label, small);
  rich_text(ui, written.text, words, box.x + indent + shift, box.y + ui.gap(10) + label,
            inner - shift);
  const std::string_view sign =
      written.verdict == Verdict::kWrong ? icon::kClose : icon::kCheck;
  ui.icon_in({box.right() - indent - ui.em(20), box.y, ui.em(20), box.h}, sign, 20,
             tint.ink);
  return height;
}

/// The names of a set in one line, and those that were wanted.
std::vector<Written> written_set(const Asked& asked) {
  std::vector<Written> all;
  const std::string texts =
      asked.response ? given_text(asked.prompt, *asked.response) : "";
  if (!texts.empty())
    all.push_back(
        {"You wrote", texts, asked.marked ? asked.marked->verdict : Verdict::kWrong});
  all.push_back({"Answer", asked.prompt.answer, Verdict::kRight});
  return all;
}

/// What was written, and the right answer where that says more.
std::vector<Written> written_of(const Asked& asked) {
  std::vector<Written> all;
  const Prompt& prompt = asked.prompt;
  const std::string unit = prompt.number ? prompt.number->unit : "";
  const std::size_t given = asked.response ? asked.response->texts.size() : 0;
  if (prompt.form == Form::kSet) return written_set(asked);
  for (std::size_t i = 0; i < given; ++i) {
    const std::string& text = asked.response->texts[i];
    if (text.empty()) continue;
    Verdict verdict = asked.marked ? asked.marked->verdict : Verdict::kWrong;
    if (asked.marked && i < asked.marked->parts.size()) verdict = asked.marked->parts[i];
    all.push_back({given > 1 ? fmt::format("You wrote in {}", i + 1) : "You wrote",
                   with_unit(text, unit), verdict});
  }
  const bool same =
      all.size() == 1 && fold(all.front().text) == fold(plain_text(prompt.answer));
  if (!prompt.cloze && !same) all.push_back({"Answer", prompt.answer, Verdict::kRight});
  return all;
}

/// What was written over the right answer: letters too many and letters missing stand
/// out.
float show_difference(const Ui& ui,
                      const std::vector<DifferencePiece>& pieces,
                      const Column& at) {
  const Palette& c = ui.colours();
  std::vector<TextRun> runs;
  for (const DifferencePiece& piece : pieces) {
    TextRun run{
        .text = piece.text, .face = Face::kSerif, .size = ui.em(19), .colour = c.text};
    if (piece.kind == DifferenceKind::kMissing) {
      run.colour = c.good.ink;
      run.background = c.good.soft;
      run.underline = true;
    } else if (piece.kind == DifferenceKind::kExtra) {
      run.colour = c.again.ink;
      run.background = c.again.soft;
    }
    runs.push_back(std::move(run));
  }
  const float indent = ui.gap(16);
  const float label = ui.text("Letter by letter: green was missing, red is too much",
                              {.size = 13, .colour = c.muted}, at.x + indent, at.y,
                              at.width - 2 * indent);
  const TextLayout& layout =
      ui.typesetter().lay_out(runs, {.width = at.width - 2 * indent});
  ui.typesetter().draw(ui.list(), {at.x + indent, std::round(at.y + label)}, layout);
  return label + layout.size.y;
}

float show_all_written(const Ui& ui, const Asked& asked, const Column& at) {
  float y = at.y;
  for (const Written& written : written_of(asked)) {
    if (y > at.y) y += ui.gap(10);
    y += show_written(ui, written, {at.x, y, at.width});
  }
  if (asked.marked && !asked.marked->difference.empty()) {
    y += ui.gap(10);
    y += show_difference(ui, asked.marked->difference, {at.x, y, at.width});
  }
  return y - at.y;
}

float show_fields(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const FieldLook look{.name = "answer", .size = 19};
  const std::size_t count = draft.fields.size();
  const float indent = count > 1 ? ui.em(15) * 1.6F : 0;
  float y = at.y;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) y += ui.gap(10);
    if (count > 1)
      ui.text_in({at.x, y, indent, field_height(ui, look)}, std::to_string(i + 1),
                 {.face = Face::kSansStrong, .size = 15, .colour = ui.colours().accent});
    write_in(ui, asked, draft, {at.x + indent, y, at.width - indent}, i);
    y += field_height(ui, look);
  }
  draft.wants_focus = false;
  return y - at.y;
}

}  // namespace

float text_form(Ui& ui, const Asked& asked, AnswerDraft& draft, const Column& at) {
  const float width = std::round(std::min(at.width, ui.em(16) * 34));
  const Column column{std::round(at.x + (at.width - width) / 2), at.y, width};
  return asked.revealed ? show_all_written(ui, asked, column)
                        : show_fields(ui, asked, draft, column);
}

}  // namespace attache::window
