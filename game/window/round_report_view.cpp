#include "window/round_report_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <vector>

#include "window/markdown.h"
#include "window/round_match.h"
#include "window/round_parts.h"
#include "window/summary.h"

namespace attache::window {

namespace {

/// Draws texts, or only measures them.
struct Painter {
  Ui& ui;
  bool draw = true;

  // NOLINTNEXTLINE(modernize-use-nodiscard): often it is only drawn
  float text(std::string_view words, const TextStyle& style, const Column& at) const {
    if (words.empty()) return 0;
    return draw ? ui.text(words, style, at.x, at.y, at.width)
                : ui.lay_out(words, style, at.width).size.y;
  }
  // NOLINTNEXTLINE(modernize-use-nodiscard)
  float rich(std::string_view words, const RichStyle& style, const Column& at) const {
    return words.empty() ? 0 : rich_text(ui, words, style, at.x, at.y, at.width, draw);
  }
  void icon(const Rect& area, std::string_view sign, ImU32 colour) const {
    if (draw) ui.icon_in(area, sign, 17, colour);
  }
};

bool is_missed(const ReportedQuestion& question) {
  return question.verdict == Verdict::kWrong;
}

int count_missed(const RoundReport& report) {
  return static_cast<int>(
      std::count_if(report.questions.begin(), report.questions.end(), is_missed));
}

struct Standing {
  std::string words;
  Tint tint;
};

Standing standing_of(const Ui& ui, const ReportedQuestion& question) {
  const Palette& c = ui.colours();
  const bool right = question.verdict == Verdict::kRight;
  if (question.form == Form::kMatch && question.options.empty())
    return right ? Standing{"Found at once", c.good} : Standing{"Missed first", c.again};
  if (question.verdict == Verdict::kRight) return {"Right", c.good};
  if (question.verdict == Verdict::kNearly) return {"Nearly right", c.hard};
  if (question.given.empty()) return {"Not answered", {c.muted, c.sunken, c.line}};
  if (question.credit > 0) return {"Partly right", c.hard};
  return {"Not quite", c.again};
}

TextStyle section_style(const Ui& ui) {
  return {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text};
}

// The score.

struct Figure {
  std::string value;
  std::string label;
};

std::vector<Figure> figures_of(const RoundReport& report) {
  if (report.plan.kind == RoundKind::kMatch)
    return {{tenths_text(report.result_time()), "result"},
            {counted(static_cast<int>(report.questions.size()), "pair", "pairs"),
             counted(report.tries, "try", "tries")},
            {fmt::format("+{} s", report.penalty.count() / 1000), "for misses"}};
  const auto right = static_cast<int>(report.questions.size()) - count_missed(report);
  const std::string places = fmt::format("{} of {}", right, report.questions.size());
  if (report.plan.kind == RoundKind::kTimeline)
    return {{places, "in their place"}, {clock_span(report.used), "used"}};
  return {{fmt::format("{} of {}", marks_text(report.marks), marks_text(report.possible)),
           "marks"},
          {places, "right"},
          {clock_span(report.used),
           report.plan.limit
               ? fmt::format(
                     "of {} min used",
                     std::chrono::duration_cast<std::chrono::minutes>(*report.plan.limit)
                         .count())
               : "used"}};
}

void share_ring(const Ui& ui, ImVec2 middle, float radius, double share) {
  const Palette& c = ui.colours();
  progress_ring(ui, middle, radius, static_cast<float>(share), c.good.ink);
  const TextStyle percent{.face = Face::kDisplay,
                          .size = 24,
                          .colour = c.text,
                          .align = Align::kCentre,
                          .line_height = 1.15F};
  const float line = ui.em(24) * 1.15F;
  ui.text_in({middle.x - radius, middle.y - line / 2, 2 * radius, line},
             fmt::format("{:.0f} %", share * 100), percent);
}

float score_card(const Ui& ui, const RoundReport& report, const Column& at) {
  const Palette& c = ui.colours();
  const float pad = ui.gap(28);
  const float radius = std::round(ui.em(15) * 3.6F);
  const bool ring = report.plan.kind != RoundKind::kMatch;
  const float one = ui.em(26) * 1.2F + ui.em(13) * 1.5F;
  const float height = std::round((ring ? 2 * radius : one) + 2 * pad);
  card(ui, {at.x, at.y, at.width, height});
  float left = at.x + pad;
  if (ring) {
    share_ring(ui, {std::round(left + radius), std::round(at.y + height / 2)}, radius,
               report.share());
    left += 2 * radius + ui.gap(36);
  }
  const std::vector<Figure> figures = figures_of(report);
  const float step = (at.x + at.width - pad - left) / static_cast<float>(figures.size());
  const TextStyle value{.face = Face::kDisplay,
                        .size = step < ui.em(24) * 6 ? 20.0F : 26.0F,
                        .colour = c.text,
                        .line_height = 1.2F};
  float x = left;
  for (const Figure& figure : figures) {
    const float y = at.y + (height - one) / 2;
    ui.text_in({std::round(x), y, step - ui.gap(8), ui.em(26) * 1.2F}, figure.value,
               value);
    ui.text_in({std::round(x), y + ui.em(26) * 1.2F, step - ui.gap(8), ui.em(13) * 1.5F},
               figure.label, {.size = 13, .colour = c.muted});
    x += step;
  }
  return height;
}

// Topics.

float topic_line(const Ui& ui, const TopicMarks& topic, const Column& at) {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(15) * 1.5F);
  const double share =
      topic.possible > 0 ? std::max(0.0, topic.marks) / topic.possible : 0;
  const std::string figures =
      fmt::format("{} of {}", marks_text(topic.marks), marks_text(topic.possible));
  const TextStyle right{
      .face = Face::kSansStrong, .size = 14, .colour = c.text, .align = Align::kRight};
  const TextStyle percent{.size = 14, .colour = c.muted, .align = Align::kRight};
  const float wide = ui.width_of("100 %", percent) + 2;
  ui.text_in({at.x + at.width - wide, at.y, wide, line},
             fmt::format("{:.0f} %", share * 100), percent);
  const float own = ui.width_of(figures, right) + 2;
  const float from = at.x + at.width - wide - ui.gap(16) - own;
  ui.text_in({from, at.y, own, line}, figures, right);
  ui.text_in({at.x, at.y, from - ui.gap(16) - at.x, line}, topic.topic,
             {.size = 15, .colour = c.text});
  const Rect bar{at.x, std::round(at.y + line + ui.gap(4)), at.width, 6};
  ui.fill(bar, c.line, 3);
  const auto part = static_cast<float>(std::min(1.0, share));
  if (part > 0) ui.fill({bar.x, bar.y, std::max(6.0F, bar.w * part), 6}, c.good.ink, 3);
  return line + ui.gap(4) + 6;
}

float topics_card(const Ui& ui, const RoundReport& report, const Column& at) {
  if (report.topics.size() < 2) return 0;
  float y =
      at.y + ui.text("By topic", section_style(ui), at.x, at.y, at.width) + ui.gap(10);
  y = std::round(y);
  const float pad = ui.gap(24);
  const float line = std::round(ui.em(15) * 1.5F) + ui.gap(4) + 6;
  const auto count = static_cast<float>(report.topics.size());
  const float height = 2 * ui.gap(18) + count * line + (count - 1) * ui.gap(14);
  card(ui, {at.x, y, at.width, height});
  float inner = y + ui.gap(18);
  for (const TopicMarks& topic : report.topics)
    inner += topic_line(ui, topic, {at.x + pad, inner, at.width - 2 * pad}) + ui.gap(14);
  return y + height + ui.gap(24) - at.y;
}

// Questions.

/// A line with a sign before it.
float signed_line(const Painter& pen,
                  std::string_view sign,
                  std::string_view words,
                  ImU32 ink,
                  const Column& at) {
  const float wide = pen.ui.em(18) + pen.ui.gap(8);
  pen.icon({at.x, at.y, pen.ui.em(18), pen.ui.em(15) * 1.5F}, sign, ink);
  return pen.rich(words, {.serif = false, .size = 15, .colour = ink},
                  {at.x + wide, at.y, at.width - wide});
}

/// What was given and what is right; a right answer stands there once.
float answers(const Painter& pen, const ReportedQuestion& question, const Column& at) {
  const Palette& c = pen.ui.colours();
  float y = at.y;
  if (question.verdict != Verdict::kRight && !question.given.empty()) {
    const Standing standing = standing_of(pen.ui, question);
    const float wide = pen.ui.em(18) + pen.ui.gap(8);
    pen.icon({at.x, y, pen.ui.em(18), pen.ui.em(15) * 1.5F}, icon::kClose,
             standing.tint.ink);
    y += pen.text(question.given, {.size = 15, .colour = standing.tint.ink},
                  {at.x + wide, y, at.width - wide}) +
         pen.ui.gap(2);
  }
  y += signed_line(pen, icon::kCheck, question.answer, c.good.ink, {at.x, y, at.width});
  if (!question.remark.empty() && !question.given.empty() &&
      question.verdict != Verdict::kRight)
    y += pen.ui.gap(4) + pen.text(question.remark, {.size = 14, .colour = c.muted},
                                  {at.x, y + pen.ui.gap(4), at.width});
  return y - at.y;
}

float passage_part(const Painter& pen,
                   const ReportedQuestion& question,
                   const Column& at) {
  const Palette& c = pen.ui.colours();
  const float indent = pen.ui.gap(18);
  const Column inner{at.x + indent, at.y + pen.ui.gap(12), at.width - indent};
  float y = inner.y;
  if (!question.explain.empty())
    y += pen.rich(question.explain, {.serif = false, .size = 15, .colour = c.text},
                  {inner.x, y, inner.width}) +
         pen.ui.gap(8);
  y += pen.rich(question.passage,
                {.serif = true, .size = 16, .colour = c.text, .line_height = 1.6F},
                {inner.x, y, inner.width});
  if (!question.source.empty())
    y += pen.ui.gap(6) + pen.text(question.source, {.size = 13, .colour = c.muted},
                                  {inner.x, y + pen.ui.gap(6), inner.width});
  if (pen.draw) pen.ui.fill({at.x, inner.y, 3, y - inner.y}, c.accent, 2);
  return y - at.y;
}

struct Item {
  std::size_t number;
  const ReportedQuestion& question;
  bool open;
};

bool has_more(const ReportedQuestion& question) {
  return !question.passage.empty() || !question.explain.empty();
}

float head_line(const Painter& pen, const Item& item, bool marks, const Column& at) {
  Ui& ui = pen.ui;
  const float line = std::round(ui.em(12) * 1.5F + ui.gap(6));
  if (!pen.draw) return line;
  const Palette& c = ui.colours();
  const Standing standing = standing_of(ui, item.question);
  float x = at.x;
  x += pill(ui, x, at.y + line / 2, standing.words, standing.tint.ink,
            standing.tint.soft) +
       ui.gap(10);
  if (item.question.flagged)
    x += pill(ui, x, at.y + line / 2, "Flagged", c.hard.ink, c.hard.soft) + ui.gap(10);
  const TextStyle small{.size = 13, .colour = c.muted, .align = Align::kRight};
  const std::string points =
      marks ? fmt::format("{} of 1", marks_text(item.question.marks)) : "";
  const float wide = marks ? ui.width_of(points, small) + 2 : 0;
  ui.text_in({at.x + at.width - wide, at.y, wide, line}, points, small);
  ui.text_in({x, at.y, at.x + at.width - wide - ui.gap(12) - x, line},
             item.question.topic, {.size = 13, .colour = c.muted});
  return line;
}

float more_line(const Painter& pen, const Item& item, const Column& at) {
  if (!has_more(item.question)) return 0;
  Ui& ui = pen.ui;
  const float line = std::round(ui.em(14) * 1.5F);
  const float top = at.y + ui.gap(8);
  const std::string_view sign = item.open ? icon::kUnfolded : icon::kFolded;
  pen.icon({at.x, top, ui.em(18), line}, sign, ui.colours().accent);
  if (pen.draw)
    ui.text_in({at.x + ui.em(18) + ui.gap(4), top, at.width, line},
               item.open ? "Hide the passage" : "Read the passage",
               {.size = 14, .colour = ui.colours().accent});
  return ui.gap(8) + line;
}

/// One question from `at` downwards; gives its height.
float question_item(const Painter& pen, const Item& item, bool marks, const Column& at) {
  Ui& ui = pen.ui;
  const Palette& c = ui.colours();
  const float numbers = std::round(ui.em(15) * 2.2F);
  const Column inner{at.x + numbers, at.y + ui.gap(18), at.width - numbers};
  float y = inner.y;
  if (pen.draw)
    ui.text_in({at.x, y, numbers, std::round(ui.em(12) * 1.5F + ui.gap(6))},
               fmt::format("{}", item.number + 1),
               {.face = Face::kSansStrong, .size = 14, .colour = c.muted});
  y += head_line(pen, item, marks, {inner.x, y, inner.width}) + ui.gap(6);
  y += pen.rich(item.question.stem,
                {.serif = true, .size = 17, .colour = c.text, .line_height = 1.45F},
                {inner.x, y, inner.width}) +
       ui.gap(6);
  y += answers(pen, item.question, {inner.x, y, inner.width});
  y += more_line(pen, item, {inner.x, y, inner.width});
  if (item.open && has_more(item.question))
    y += passage_part(pen, item.question, {inner.x, y, inner.width});
  return std::round(y + ui.gap(18) - at.y);
}

std::vector<Item> items_of(const RoundReport& report, const ReportState& state) {
  std::vector<Item> items;
  for (std::size_t i = 0; i < report.questions.size(); ++i)
    if (!state.only_missed || is_missed(report.questions[i]))
      items.push_back({i, report.questions[i], state.open.count(i) > 0});
  return items;
}

void toggle(ReportState& state, std::size_t number) {
  if (state.open.erase(number) == 0) state.open.insert(number);
}

/// The list of questions on a card. What lies outside the view is only measured.
float question_list(Ui& ui,
                    const RoundReport& report,
                    ReportState& state,
                    const Column& at,
                    const Rect& view) {
  const std::vector<Item> items = items_of(report, state);
  const float pad = ui.gap(24);
  const Column inner{at.x + pad, at.y, at.width - 2 * pad};
  const bool marks = report.plan.kind == RoundKind::kExam;
  std::vector<float> heights;
  float height = 0;
  for (const Item& item : items) {
    heights.push_back(question_item({ui, false}, item, marks, inner));
    height += heights.back();
  }
  card(ui, {at.x, at.y, at.width, height});
  float y = at.y;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect area{at.x + 6, y + 5, at.width - 12, heights[i] - 10};
    const bool opens = has_more(items[i].question);
    const Touch touch =
        ui.control(Ui::id("report.question", items[i].number), area,
                   {.group = Ui::id("report.questions"), .enabled = opens});
    const bool seen = y < view.bottom() && y + heights[i] > view.y;
    if (touch.hovered) ui.fill(area, ui.colours().hover, 14);
    if (touch.ring) ui.outline(area, ui.colours().accent, 14, 2);
    if (i > 0) ui.hairline(inner.x, y, inner.width);
    if (seen) question_item({ui, true}, items[i], marks, {inner.x, y, inner.width});
    if (touch.clicked) toggle(state, items[i].number);
    y += heights[i];
  }
  return height;
}

float questions_part(Ui& ui,
                     const RoundReport& report,
                     ReportState& state,
                     const Column& at,
                     const Rect& view) {
  const int missed = count_missed(report);
  const std::string all = fmt::format("All {}", report.questions.size());
  const std::string wrong = fmt::format("Only wrong {}", missed);
  const std::array<std::string_view, 2> labels{all, wrong};
  const float bh = button_height(ui);
  ui.text_in({at.x, at.y, at.width, bh},
             report.plan.kind == RoundKind::kMatch      ? "Pairs"
             : report.plan.kind == RoundKind::kTimeline ? "Events"
                                                        : "Questions",
             section_style(ui));
  if (missed > 0 && missed < static_cast<int>(report.questions.size())) {
    const float wide = segmented_width(ui, labels);
    const int chosen = segmented(ui, {at.x + at.width - wide, at.y, wide, bh},
                                 "report.filter", labels, state.only_missed ? 1 : 0);
    if (chosen >= 0) state.only_missed = chosen == 1;
  }
  const float y = std::round(at.y + bh + ui.gap(10));
  return y + question_list(ui, report, state, {at.x, y, at.width}, view) - at.y;
}

// Around it.

float banners(Ui& ui, const RoundReport& report, const Column& at) {
  if (!report.time_ran_out && report.notices.empty()) return 0;
  Banner notice{.name = "report.notice"};
  notice.lines = report.notices;
  if (report.time_ran_out) {
    notice.title = "The time was up";
    notice.lines.insert(notice.lines.begin(),
                        "What you had answered until then was handed in.");
  } else {
    notice.title = "The decks have changed meanwhile";
  }
  bool closed = false;
  return banner(ui, at.x, std::round(at.y), at.width, notice, closed) + ui.gap(16);
}

float timeline_card(const Ui& ui, const ReportState& state, const Column& at) {
  if (state.timeline.empty()) return 0;
  const float pad = ui.gap(28);
  const float inner = at.width - 2 * pad;
  const float height = std::round(timeline_height(ui, state.timeline, inner) + 2 * pad);
  card(ui, {at.x, at.y, at.width, height});
  draw_timeline(ui, state.timeline, {at.x + pad, at.y + pad, inner});
  return height + ui.gap(24);
}

std::string below_headline(Shell& shell,
                           const RoundReport& report,
                           const ReportState& state) {
  const StudyCalendar& calendar = shell.trainer.calendar();
  std::string words = fmt::format("{}, {}", day_text(calendar.day_of(report.ended)),
                                  calendar.clock_text(report.ended));
  if (report.plan.kind == RoundKind::kMatch) {
    const std::string best = best_text(report.result_time(), state.best);
    if (!best.empty()) words += "  ·  " + best;
  }
  if (report.plan.negative) words += "  ·  a wrong guess cost marks";
  words += report.plan.counts ? "  ·  counted as evidence for memory" : "";
  return words;
}

ReportWish bar(Ui& ui, const Rect& area, bool missed) {
  ui.fill({area.x, area.y, area.w, 1}, ui.colours().line);
  const Column at = round_column(ui, area);
  const std::array left{BarButton{{.name = "report.save",
                                   .label = "Save as HTML",
                                   .kind = ButtonKind::kPlain,
                                   .key = "h",
                                   .icon = icon::kSave},
                                  Command::kSaveReport}};
  const BarButton practise{{.name = "report.practise",
                            .label = "Practise misses",
                            .key = "r",
                            .icon = icon::kBook},
                           Command::kPracticeAgain};
  const BarButton again{
      {.name = "report.again", .label = "Again", .key = "a", .icon = icon::kUndo},
      Command::kRoundAgain};
  const BarButton done{{.name = "report.done",
                        .label = "Done",
                        .kind = ButtonKind::kPrimary,
                        .key = "Enter"},
                       Command::kDone};
  std::vector<BarButton> right;
  if (missed) right.push_back(practise);
  right.push_back(again);
  right.push_back(done);
  const auto pressed = button_bar(ui, {at.x, area.y, at.width, area.h}, left, right);
  if (pressed == Command::kSaveReport) return ReportWish::kSave;
  if (pressed == Command::kPracticeAgain) return ReportWish::kPractise;
  if (pressed == Command::kRoundAgain) return ReportWish::kAgain;
  return pressed ? ReportWish::kDone : ReportWish::kNothing;
}

void toggle_passages(Ui& ui, const RoundReport& report, ReportState& state) {
  for (std::size_t i = 0; i < report.questions.size(); ++i)
    if (ui.focus().has_focus(Ui::id("report.question", i))) {
      toggle(state, i);
      return;
    }
  const bool any = !state.open.empty();
  state.open.clear();
  if (any) return;
  for (const Item& item : items_of(report, state))
    if (has_more(item.question)) state.open.insert(item.number);
}

/// Scrolls to the questions if they are below what is seen: else a key that changes them
/// would seem to do nothing.
void show_questions(const Ui& ui, ReportState& state) {
  const float enough = ui.em(15) * 8;
  if (state.questions_at + enough > state.scroll.offset + state.scroll.view)
    state.scroll.offset = std::min(state.questions_at, state.scroll.furthest());
}

ReportWish report_keys(Shell& shell, const RoundReport& report, ReportState& state) {
  const auto order = shell.order(Place::kReport);
  if (!order) return ReportWish::kNothing;
  switch (order->command) {
    case Command::kDone:
    case Command::kBack:
      return ReportWish::kDone;
    case Command::kPracticeAgain:
      if (count_missed(report) > 0) return ReportWish::kPractise;
      shell.tell("Nothing was missed.");
      break;
    case Command::kRoundAgain:
      return ReportWish::kAgain;
    case Command::kSaveReport:
      return ReportWish::kSave;
    case Command::kOnlyMissed:
      state.only_missed = !state.only_missed && count_missed(report) > 0;
      show_questions(shell.ui, state);
      break;
    case Command::kPassage:
      toggle_passages(shell.ui, report, state);
      show_questions(shell.ui, state);
      break;
    default:
      shell.pass_on(*order);
      break;
  }
  return ReportWish::kNothing;
}

}  // namespace

std::string report_headline(const RoundReport& report) {
  if (report.plan.kind == RoundKind::kMatch)
    return fmt::format("Match: {}", tenths_text(report.result_time()));
  return fmt::format("{}: {:.0f} %", title_of(report.plan.kind), report.share() * 100);
}

ReportWish report_view(Shell& shell,
                       const Rect& area,
                       const RoundReport& report,
                       ReportState& state) {
  Ui& ui = shell.ui;
  if (state.round != report.id) {
    state.round = report.id;
    state.only_missed = false;
    state.open.clear();
    state.scroll = {};
  }
  const float foot = button_height(ui) + 2 * ui.gap(14);
  const Rect view{area.x, area.y, area.w, area.h - foot};
  const Column at = round_column(ui, area);
  const float begin = ui.begin_scroll(Ui::id("report"), view, state.scroll);
  float y = begin + ui.gap(28);
  const Column& c = at;
  y += ui.text(report_headline(report),
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               c.x, y, c.width);
  y += ui.text(below_headline(shell, report, state),
               {.size = 14, .colour = ui.colours().muted}, c.x, y + ui.gap(2), c.width) +
       ui.gap(20);
  y += banners(ui, report, {c.x, y, c.width});
  y = std::round(y);
  y += score_card(ui, report, {c.x, y, c.width}) + ui.gap(24);
  y += timeline_card(ui, state, {c.x, std::round(y), c.width});
  y += topics_card(ui, report, {c.x, std::round(y), c.width});
  state.questions_at = std::round(y) - begin;
  y +=
      questions_part(ui, report, state, {c.x, std::round(y), c.width}, view) + ui.gap(24);
  ui.end_scroll(y - begin);
  const ReportWish pressed =
      bar(ui, {area.x, view.bottom(), area.w, foot}, count_missed(report) > 0);
  if (pressed != ReportWish::kNothing) return pressed;
  const ReportWish wish = report_keys(shell, report, state);
  scroll_by_keys(ui, state.scroll);
  return wish;
}

}  // namespace attache::window
