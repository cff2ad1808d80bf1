#include "window/card_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "window/picture_view.h"

namespace attache::window {

namespace {

constexpr float kMeasure = 720;  ///< widest line of running text at 100 %

const Tint& tint_of(const Ui& ui, Verdict verdict) {
  const Palette& c = ui.colours();
  if (verdict == Verdict::kRight) return c.good;
  return verdict == Verdict::kNearly ? c.hard : c.again;
}

/// Where the question stands, in a word; empty in review, where there is nothing to say.
std::string_view standing_text(const Asked& asked) {
  if (asked.changed) return "The answer has changed";
  switch (asked.phase) {
    case Phase::kNew:
      return "New";
    case Phase::kLearning:
      return "Learning";
    case Phase::kRelearning:
      return "Relearning";
    case Phase::kReview:
      break;
  }
  return "";
}

struct Tool {
  Command command{};
  IconButton look;
};

/// Below the stem: that it may have aged.
float age_note(const Ui& ui, const Asked& asked, const Column& at) {
  if (asked.out_of_date.empty()) return 0;
  const float gap = ui.gap(10);
  return gap + ui.text(asked.out_of_date,
                       {.size = 13,
                        .colour = ui.colours().hard.ink,
                        .align = Align::kCentre,
                        .balance = true},
                       at.x, at.y + gap, at.width);
}

/// The row above the stem: what is asked, and what else can be done with the card.
std::optional<Command> label_row(Ui& ui,
                                 const Rect& area,
                                 const Asked& asked,
                                 bool has_passage) {
  const Palette& c = ui.colours();
  const bool marked = asked.flags.marked;
  const bool noted = !asked.flags.note.empty();
  const std::array tools{
      Tool{Command::kPassage, {"tool.passage", icon::kBook, "Passage (p)"}},
      Tool{Command::kNote, {"tool.note", icon::kEdit, "Your note (e)", noted}},
      Tool{Command::kMark,
           {"tool.mark", marked ? icon::kStar : icon::kStarOutline, "Mark (*)", marked}},
      Tool{Command::kBury, {"tool.bury", icon::kSnooze, "Not today (-)"}},
      Tool{Command::kSuspend, {"tool.suspend", icon::kPause, "Do not ask any more (@)"}},
      Tool{Command::kInfo, {"tool.info", icon::kInfo, "About this question (i)"}}};
  std::optional<Command> command;
  const float side = area.h;
  float right = area.right();
  for (std::size_t i = tools.size(); i-- > 0;) {
    if (tools[i].command == Command::kPassage && !has_passage) continue;
    right -= side;
    if (icon_button(ui, {right, area.y, side, side}, tools[i].look))
      command = tools[i].command;
    right -= 2;
  }
  const TextStyle label{.face = Face::kSansStrong, .size = 12, .colour = c.accent};
  const std::string words = fmt::format("QUESTION  ·  {}", form_label(asked.prompt.form));
  const float room = right - area.x - ui.gap(12);
  const std::string_view standing = standing_text(asked);
  const float wide = ui.width_of(words, label);
  ui.text_in({area.x, area.y, std::min(room, wide + 1), area.h}, words, label);
  if (!standing.empty() && wide + ui.gap(12) + pill_width(ui, standing) < room) {
    const Tint tint = asked.phase == Phase::kNew && !asked.changed ? c.easy : c.hard;
    pill(ui, area.x + wide + ui.gap(12), area.middle().y, standing, tint.ink, tint.soft);
  }
  return command;
}

/// The remark without the verdict, which stands before it already.
std::string remark_beside(const std::string& remark, std::string_view verdict) {
  if (!remark.starts_with(verdict)) return remark;
  std::string_view rest = std::string_view(remark).substr(verdict.size());
  if (!rest.starts_with(": ")) return remark;
  return with_capital(rest.substr(2));
}

/// "Right", and a kind word on what was off.
float verdict_row(const Ui& ui, const Asked& asked, const Column& at) {
  if (!asked.marked) return 0;
  const Tint& tint = tint_of(ui, asked.marked->verdict);
  const TextStyle title{.face = Face::kSansStrong, .size = 16, .colour = tint.ink};
  const TextStyle remark{.size = 15, .colour = ui.colours().text};
  const std::string_view words = verdict_text(asked.marked->verdict);
  const float sign = ui.em(20);
  const float title_width = ui.width_of(words, title);
  const float head = sign + ui.gap(8) + title_width;
  const std::string more = remark_beside(asked.marked->remark, words);
  const float more_width = more.empty() ? 0 : ui.width_of(more, remark);
  const bool beside = more.empty() || head + ui.gap(12) + more_width <= at.width;
  const float whole = beside && !more.empty() ? head + ui.gap(12) + more_width : head;
  const float line = std::round(ui.em(16) * 1.5F);
  float x = std::round(at.x + (at.width - whole) / 2);
  ui.icon_in({x, at.y, sign, line},
             asked.marked->verdict == Verdict::kWrong ? icon::kNotice : icon::kChecked,
             20, tint.ink);
  ui.text_in({x + sign + ui.gap(8), at.y, title_width + 2, line}, words, title);
  if (more.empty()) return line;
  if (beside) {
    x += head + ui.gap(12);
    ui.text_in({x, at.y, more_width + 2, line}, more, remark);
    return line;
  }
  TextStyle centred = remark;
  centred.align = Align::kCentre;
  centred.balance = true;
  return line + ui.gap(4) +
         ui.text(more, centred, at.x, at.y + line + ui.gap(4), at.width);
}

float answer_text(const Ui& ui, const Asked& asked, const Column& at) {
  const std::vector<MarkdownBlock> blocks = read_markdown(asked.prompt.answer);
  const bool flat = blocks.size() > 2 || asked.prompt.answer.size() > 360 ||
                    std::any_of(blocks.begin(), blocks.end(),
                                [](const auto& block) { return block.depth > 0; });
  const RichStyle style{.serif = true,
                        .size = 20,
                        .colour = ui.colours().text,
                        .align = flat ? Align::kLeft : Align::kCentre,
                        .line_height = 1.6F,
                        .balance = !flat};
  return rich_text(ui, asked.prompt.answer, style, at.x, at.y, at.width);
}

float divider(const Ui& ui, const Column& at) {
  ui.fill({std::round(at.x + at.width / 2 - 36), std::round(at.y), 72, 2},
          ui.colours().line, 1);
  return 2;
}

/// A paragraph under a small heading.
float aside(const Ui& ui,
            std::string_view heading,
            std::string_view words,
            const Column& at) {
  if (words.empty()) return 0;
  const Palette& c = ui.colours();
  float y = at.y + ui.gap(18);
  y += ui.text(heading, {.face = Face::kSansStrong, .size = 12, .colour = c.muted}, at.x,
               y, at.width);
  y += ui.gap(2);
  y += rich_text(ui, words,
                 {.serif = false, .size = 15, .colour = c.text, .line_height = 1.55F},
                 at.x, y, at.width);
  return y - at.y;
}

std::string as_of_text(const Asked& asked) {
  const auto& date =
      asked.question->as_of ? asked.question->as_of : asked.book->deck().as_of;
  return date ? fmt::format("True as of {}", date->text()) : "";
}

/// Passage and date, below everything.
float foot(Ui& ui,
           const Asked& asked,
           const Column& at,
           bool has_passage,
           std::optional<Command>& command) {
  const std::string date = as_of_text(asked);
  if (!has_passage && date.empty()) return 0;
  const float top = at.y + ui.gap(20);
  ui.hairline(at.x, top, at.width);
  const float height = button_height(ui);
  const float y = std::round(top + ui.gap(8));
  float x = at.x;
  if (has_passage) {
    const Button read{.name = "read",
                      .label = "Read the passage",
                      .kind = ButtonKind::kPlain,
                      .key = "p",
                      .icon = icon::kBook};
    x -= ui.gap(18);  // its sign stands at the column's edge
    const float width = button_width(ui, read);
    if (button(ui, {x, y, width, height}, read)) command = Command::kPassage;
    x += width;
  }
  ui.text_in({x, y, at.x + at.width - x, height}, date,
             {.size = 13,
              .colour = ui.colours().muted,
              .align = has_passage ? Align::kRight : Align::kLeft});
  return y + height - at.y;
}

bool was_given(const Asked& asked) {
  return asked.marked && asked.response &&
         (!asked.response->chosen.empty() || !asked.response->texts.empty());
}

/// The answer of a recall, under a short line.
float recalled(const Ui& ui, const Asked& asked, const Column& at) {
  if (!asked.revealed) return 0;
  float y = at.y + ui.gap(22);
  y += divider(ui, {at.x, y, at.width}) + ui.gap(20);
  y += answer_text(ui, asked, {at.x, y, at.width});
  return y - at.y;
}

/// What was typed can be right although the program does not know it.
float overrule_row(Ui& ui,
                   const Asked& asked,
                   const Column& at,
                   std::optional<Command>& command) {
  const bool right = asked.marked->verdict == Verdict::kRight;
  if (right && !asked.marked->overruled) return 0;
  const Button overrule{
      .name = "overrule",
      .label = asked.marked->overruled ? "Back to the first mark" : "Count it as right",
      .kind = ButtonKind::kPlain,
      .key = "o"};
  const float width = button_width(ui, overrule);
  const Rect place{std::round(at.x + (at.width - width) / 2),
                   std::round(at.y + ui.gap(8)), width, button_height(ui)};
  if (button(ui, place, overrule)) command = Command::kOverrule;
  return place.bottom() - at.y;
}

/// The form, and after it (for what was written, or where it would be out of sight:
/// before it) the verdict.
float form_and_verdict(Ui& ui,
                       const Asked& asked,
                       AnswerDraft& draft,
                       const Column& at,
                       std::optional<Command>& command) {
  if (asked.prompt.form == Form::kRecall) return recalled(ui, asked, at);
  const bool verdict = asked.revealed && was_given(asked);
  const bool cramped = asked.revealed && is_cramped(ui);
  const bool written = is_written(asked.prompt.form);
  const bool first = written || cramped;
  float y = at.y + ui.gap(cramped ? 8 : 22);
  if (verdict && first)
    y += verdict_row(ui, asked, {at.x, y, at.width}) + ui.gap(cramped ? 6 : 14);
  y += answer_form(ui, asked, draft, {at.x, y, at.width});
  if (verdict && !first) {
    y += ui.gap(14);
    y += verdict_row(ui, asked, {at.x, y, at.width});
  }
  if (verdict && written) y += overrule_row(ui, asked, {at.x, y, at.width}, command);
  return y - at.y;
}

/// The form, below the picture or beside it if the card has one.
float answer_part(Shell& shell,
                  const Asked& asked,
                  CardState& state,
                  const Column& at,
                  const Rect& view,
                  std::optional<Command>& command) {
  Ui& ui = shell.ui;
  if (!asked.prompt.picture) return form_and_verdict(ui, asked, state.draft, at, command);
  const float stem = at.y + state.scroll.offset - view.y;
  const PicturePlan plan = picture_plan(ui, asked.prompt, at, view, stem);
  const float picture =
      plan.picture.y - at.y +
      picture_view(shell, asked, state.pictures, plan.picture, plan.most_height);
  Column form = plan.form;
  if (!plan.beside) form.y += picture;
  const float height = form_and_verdict(ui, asked, state.draft, form, command);
  return plan.beside ? std::max(picture, height) : picture + height;
}

/// Whether the answer is none of the options to pick from: the dates of two events, the
/// exact value, the statement that is true.
bool says_more_than_options(const Prompt& prompt) {
  return answer_kind_of(prompt.form) == AnswerKind::kPickOne &&
         std::none_of(prompt.options.begin(), prompt.options.end(),
                      [&](const Option& option) { return option.text == prompt.answer; });
}

float revealed_part(Ui& ui,
                    const Asked& asked,
                    const Column& at,
                    bool has_passage,
                    std::optional<Command>& command) {
  float y = at.y;
  if (says_more_than_options(asked.prompt))
    y += aside(ui, "ANSWER", asked.prompt.answer, {at.x, y, at.width});
  y += aside(ui, "WHY", asked.prompt.explain, {at.x, y, at.width});
  for (const std::string& note : asked.prompt.notes)
    y += aside(ui, "WHO OR WHAT", note, {at.x, y, at.width});
  y += aside(ui, "YOUR NOTE", asked.flags.note, {at.x, y, at.width});
  y += foot(ui, asked, {at.x, y, at.width}, has_passage, command);
  return y - at.y;
}

}  // namespace

std::string_view verdict_text(Verdict verdict) {
  if (verdict == Verdict::kRight) return "Right";
  return verdict == Verdict::kNearly ? "Nearly right" : "Not quite";
}

std::string topic_path(const DeckBook& book, const Question& question) {
  std::string path;
  const Topic* topic = book.topic(question.topic);
  for (int depth = 0; topic != nullptr && depth < 8;
       ++depth) {  // a parent may name its own child
    path = path.empty() ? topic->name : fmt::format("{}  ›  {}", topic->name, path);
    topic = topic->parent.empty() ? nullptr : book.topic(topic->parent);
  }
  return path;
}

CardOutcome card_view(Shell& shell,
                      const Rect& area,
                      const Asked& asked,
                      CardState& state,
                      bool has_passage) {
  Ui& ui = shell.ui;
  CardOutcome outcome;
  state.draft.follow(asked);
  card(ui, area);
  const float pad = ui.gap(area.w < 620 ? 20 : 32);
  const Rect label{area.x + pad, area.y + ui.gap(14), area.w - 2 * pad + ui.gap(8),
                   std::round(ui.em(15) * 1.9F + 6)};
  outcome.command = label_row(ui, label, asked, has_passage);

  const float top = label.bottom() + ui.gap(2);
  const Rect view{area.x + 1, top, area.w - 2, area.bottom() - top - 2};
  const float width =
      std::round(std::min(area.w - 2 * pad - 8, kMeasure * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  // Of the card's height a picture in a text leaves something to the words.
  const DeckPictures pictures(shell, state.pictures, asked.book->folder(),
                              std::round(view.h * 0.55F));
  const float begin = ui.begin_scroll(Ui::id("card"), view, state.scroll);
  const float lead = ui.gap(view.h > ui.em(15) * 24 ? 22 : 8);
  float y = begin + lead;
  y += stem_text(ui, asked, state.draft, {x, y, width});
  y += age_note(ui, asked, {x, y, width});
  const float answer_top = y - begin;
  y += answer_part(shell, asked, state, {x, y, width}, view, outcome.command);
  const float answer_bottom = y - begin + ui.gap(16);
  if (asked.revealed)
    y += revealed_part(ui, asked, {x, y, width}, has_passage, outcome.command);
  y += ui.gap(14);
  ui.end_scroll(y - begin);
  ui.fade_edges({area.x + 14, view.y, view.right() - area.x - 14, view.h}, state.scroll,
                ui.colours().card);
  if (asked.revealed && !state.was_revealed)
    state.scroll.show(answer_top, std::min(answer_bottom, y - begin));
  if (!asked.revealed && state.was_revealed) state.scroll.offset = 0;
  state.was_revealed = asked.revealed;
  return outcome;
}

}  // namespace attache::window
