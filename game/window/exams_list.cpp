#include "window/exams_list.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "study/exam_words.h"
#include "window/exams_curve.h"
#include "window/exams_words.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

const ControlId kCards = Ui::id("exam.cards");
constexpr std::size_t kKeys = 9;  // exams that a figure studies

ScoreMarks marks_of(const ShownExam& exam, const KnownScore& known) {
  ScoreMarks marks;
  marks.target = exam.exam.target;
  marks.bound = known.bound;
  if (known.forecast) {
    marks.score = known.forecast->mean;
    marks.low = known.forecast->low;
    marks.high = known.forecast->high;
  }
  return marks;
}

std::string when_line(const Shell& shell, const ShownExam& exam) {
  const StudyCalendar& calendar = shell.trainer.calendar();
  const StudyDay today = calendar.day_of(shell.trainer.now());
  return fmt::format("{}  ·  {}", countdown_text(exam),
                     exam_when_text(exam.exam.at, calendar, today));
}

/// A card is measured and drawn by the same lines.
struct Pencil {
  const Ui& ui;
  bool draw;
  float y;

  void text(std::string_view words, const TextStyle& style, float x, float width) {
    y += draw ? ui.text(words, style, x, y, width)
              : (words.empty() ? 0 : ui.lay_out(words, style, width).size.y);
  }
};

struct CardShown {
  const ShownExam& exam;
  KnownScore known;
  bool working = false;
};

/// The score, large, and what belongs to it beside or below; moves the pencil below it.
void score_lines(Pencil& pencil, const CardShown& shown, const Column& at) {
  const Ui& ui = pencil.ui;
  const Palette& c = ui.colours();
  const TextStyle small{.size = 14, .colour = c.muted};
  const std::string today = with_capital(exam_today_text(shown.exam)) + ".";
  if (!shown.known.forecast) {
    const std::string words =
        shown.working ? "The plan is being worked out." : no_forecast_text(shown.exam);
    pencil.text(words + " " + (shown.exam.stage == ExamStage::kAhead ? today : ""), small,
                at.x, at.width);
    return;
  }
  const KeptForecast& forecast = *shown.known.forecast;
  const TextStyle large{
      .face = Face::kDisplay, .size = 32, .colour = c.text, .line_height = 1.2F};
  const std::string score = share_text(forecast.mean);
  const float line = std::round(ui.em(32) * 1.2F);
  const float wide = ui.width_of(score, large) + ui.gap(12);
  const std::string band = "expected, " + band_text(forecast);
  if (pencil.draw) ui.text(score, large, at.x, pencil.y);
  const float beside = at.width - wide;
  const float words = ui.width_of(band, small);
  const float more = ui.width_of(today, small);
  const bool one_line = words + more + ui.gap(24) <= beside;
  if (pencil.draw)
    ui.text_in({at.x + wide, pencil.y + ui.em(32) * 0.12F, beside, line}, band, small);
  TextStyle right = small;
  right.align = Align::kRight;
  if (pencil.draw && one_line)
    ui.text_in({at.x + at.width - more - 2, pencil.y + ui.em(32) * 0.12F, more + 2, line},
               today, right);
  pencil.y += line;
  if (!one_line) pencil.text(today, small, at.x, at.width);
}

float exam_card(Shell& shell,
                const Column& at,
                const CardShown& shown,
                std::size_t index,
                ExamListWish* wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float pad = ui.gap(24);
  const bool ahead = shown.exam.stage == ExamStage::kAhead;
  const std::string key = index == 0      ? "Enter"
                          : index < kKeys ? fmt::format("{}", index + 1)
                                          : "";
  const std::string name = "exam.study." + shown.exam.exam.id;
  const Button study{.name = name,
                     .label = "Study",
                     .kind = index == 0 ? ButtonKind::kPrimary : ButtonKind::kQuiet,
                     .key = key};
  const float bw = ahead ? button_width(ui, study) : 0;
  const float x = at.x + pad;
  const float inner = at.width - 2 * pad;
  const float words = inner - bw - (ahead ? ui.gap(24) : 0);
  Pencil pencil{ui, wish != nullptr, at.y + ui.gap(20)};
  pencil.text(shown.exam.exam.title,
              {.face = Face::kSansStrong, .size = 18, .colour = c.text, .max_lines = 2},
              x, words);
  pencil.text(with_capital(when_line(shell, shown.exam)), {.size = 14, .colour = c.muted},
              x, words);
  pencil.y = std::max(pencil.y, at.y + ui.gap(20) + button_height(ui)) + ui.gap(12);
  score_lines(pencil, shown, {x, 0, inner});
  const float bar = std::round(ui.gap(8));
  pencil.y = std::round(pencil.y + ui.gap(14));
  if (pencil.draw)
    score_bar(ui, {x, pencil.y, inner, bar}, marks_of(shown.exam, shown.known));
  pencil.y += bar + ui.gap(22);
  if (wish != nullptr && ahead &&
      button(ui, {std::round(x + inner - bw), at.y + ui.gap(20), bw, button_height(ui)},
             study))
    wish->study = index;
  return std::round(pencil.y - at.y);
}

/// The surface of a card, which opens the exam.
void card_surface(Ui& ui, const Rect& area, std::size_t index, ExamListWish& wish) {
  const Touch touch = ui.control(Ui::id("exam.card", index), area, {.group = kCards});
  card(ui, area);
  if (touch.hovered || touch.held) ui.outline(area, ui.colours().line_strong, 20);
  if (touch.ring) ui.focus_ring(area, 20);
  if (touch.clicked) wish.open = index;
}

float nothing_yet(Ui& ui, const Column& at, ExamListWish& wish, bool any_deck) {
  const float middle = at.x + at.width / 2;
  const float y =
      empty_state(
          ui, at.x, at.y + ui.gap(40), at.width,
          {.sign = icon::kClock,
           .colour = ui.colours().accent,
           .title = "Study towards a day",
           .words =
               any_deck
                   ? "Say when the exam is and how many minutes a day you have. Attaché "
                     "then chooses what to ask each day, so that you know the most on "
                     "that day, and tells what score to expect."
                   : "An exam is about questions of your decks, and there is no deck "
                     "yet. "
                     "Home says how to add one."}) +
      ui.gap(24);
  if (!any_deck) return y - at.y;
  const Button add{
      .name = "exam.new", .label = "New exam", .kind = ButtonKind::kPrimary, .key = "n"};
  const float wide = button_width(ui, add) + ui.gap(12);
  if (button(ui, {std::round(middle - wide / 2), std::round(y), wide, button_height(ui)},
             add))
    wish.add = true;
  return y + button_height(ui) + ui.gap(24) - at.y;
}

float title_row(Ui& ui, const Column& at, bool with_button, ExamListWish& wish) {
  const float height = std::max(std::round(ui.em(26) * 1.3F), button_height(ui));
  ui.text_in({at.x, at.y, at.width, height}, "Exams",
             {.face = Face::kDisplay,
              .size = 26,
              .colour = ui.colours().text,
              .line_height = 1.3F});
  const Button add{
      .name = "exam.new", .label = "New exam", .key = "n", .icon = icon::kAdd};
  const float wide = button_width(ui, add);
  if (with_button &&
      button(ui,
             {at.x + at.width - wide, std::round(at.y + (height - button_height(ui)) / 2),
              wide, button_height(ui)},
             add))
    wish.add = true;
  return height + ui.gap(16);
}

float past_row_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + ui.em(13) * 1.5F + 2 * ui.gap(12));
}

void past_row(Shell& shell,
              const Rect& area,
              const ShownExam& exam,
              std::size_t index,
              ExamListWish& wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Touch touch =
      ui.control(Ui::id("exam.card", index), area.inset(6, 4), {.group = kCards});
  if (touch.hovered) ui.fill(area.inset(6, 4), c.hover, 14);
  if (touch.ring) ui.outline(area.inset(6, 4), c.accent, 14, 2);
  if (touch.clicked) wish.open = index;
  const float pad = ui.gap(24);
  const std::string score =
      exam.exam.last_forecast
          ? fmt::format("{} expected", share_text(exam.exam.last_forecast->mean))
          : std::string{};
  const TextStyle right{.size = 14, .colour = c.muted, .align = Align::kRight};
  const float wide = score.empty() ? 0 : ui.width_of(score, right) + 2;
  const float inner = area.w - 2 * pad;
  ui.text_in({area.right() - pad - wide, area.y, wide, area.h}, score, right);
  const float words = inner - wide - ui.gap(16);
  const float first = std::round(ui.em(15) * 1.5F);
  const float top = area.y + ui.gap(12);
  ui.text_in({area.x + pad, top, words, first}, exam.exam.title,
             {.size = 15, .colour = c.text});
  ui.text_in({area.x + pad, top + first, words, std::round(ui.em(13) * 1.5F)},
             with_capital(when_line(shell, exam)), {.size = 13, .colour = c.muted});
}

}  // namespace

KnownScore known_score(const ShownExam& exam, const ExamOutlooks& outlooks) {
  KnownScore score{exam.exam.last_forecast, {}};
  const KnownOutlook* known = outlooks.known(exam.exam.id);
  if (known == nullptr || !known->outlook.has_forecast) return score;
  const ExamOutlook& outlook = known->outlook;
  score.forecast =
      KeptForecast{outlook.made_on, outlook.score, outlook.low, outlook.high};
  score.bound = outlook.bound;
  return score;
}

std::optional<std::size_t> first_to_study(const std::vector<ShownExam>& exams) {
  for (std::size_t i = 0; i < exams.size(); ++i)
    if (exams[i].stage == ExamStage::kAhead) return i;
  return std::nullopt;
}

void progress_line(const Ui& ui, const Rect& area, const ExamOutlooks& outlooks) {
  if (!outlooks.busy()) return;
  const auto share = static_cast<float>(std::clamp(outlooks.progress(), 0.02, 1.0));
  ui.fill({area.x, area.y, area.w, 3}, ui.colours().accent_soft);
  ui.fill({area.x, area.y, std::round(area.w * share), 3}, ui.colours().accent);
}

float ExamList::past(Shell& shell,
                     const Column& at,
                     const std::vector<ShownExam>& exams,
                     ExamListWish& wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const auto first = std::find_if(exams.begin(), exams.end(), [](const ShownExam& each) {
    return each.stage == ExamStage::kPast;
  });
  if (first == exams.end()) return 0;
  const auto from = static_cast<std::size_t>(first - exams.begin());
  const std::string words = fmt::format("Past exams ({})", exams.size() - from);
  const TextStyle style{.face = Face::kSansStrong, .size = 16, .colour = c.text};
  const float height = button_height(ui);
  const float sign = ui.em(20);
  const Rect head{at.x - ui.gap(8), at.y, sign + ui.width_of(words, style) + ui.gap(24),
                  height};
  const Touch touch = ui.control(Ui::id("exam.past"), head);
  if (touch.hovered) ui.fill(head, c.hover, 10);
  if (touch.ring) ui.outline(head, c.accent, 10, 2);
  ui.icon_in({at.x, at.y, sign, height}, past_open_ ? icon::kUnfolded : icon::kFolded, 20,
             c.muted);
  ui.text_in({at.x + sign + ui.gap(6), at.y, head.w, height}, words, style);
  if (touch.clicked) past_open_ = !past_open_;
  if (!past_open_) return height;
  const float row = past_row_height(ui);
  float y = at.y + height + ui.gap(6);
  card(ui, {at.x, y, at.width, row * static_cast<float>(exams.size() - from)});
  for (std::size_t i = from; i < exams.size(); ++i) {
    if (i > from) ui.hairline(at.x + ui.gap(24), y, at.width - 2 * ui.gap(24));
    past_row(shell, {at.x, y, at.width, row}, exams[i], i, wish);
    y += row;
  }
  return y - at.y;
}

void ExamList::keys(Shell& shell,
                    const std::vector<ShownExam>& exams,
                    ExamListWish& wish) {
  const auto order = shell.order(Place::kExams);
  if (!order) return;
  switch (order->command) {
    case Command::kStudyExam: {
      const auto index = static_cast<std::size_t>(order->number - 1);
      if (order->number == 0)
        wish.study = first_to_study(exams);
      else if (index < exams.size() && exams[index].stage == ExamStage::kAhead)
        wish.study = index;
      break;
    }
    case Command::kNewExam:
      wish.add = !shell.trainer.decks().empty();
      break;
    case Command::kNextOption:
    case Command::kLastOption:
      if (!exams.empty()) shell.ui.focus().give(Ui::id("exam.card", 0), true);
      break;
    case Command::kPastExams:
      past_open_ = !past_open_;
      break;
    case Command::kBack:
      shell.go = ScreenName::kHome;
      break;
    case Command::kExams:
      break;
    default:
      shell.pass_on(*order);
      break;
  }
}

ExamListWish ExamList::frame(Shell& shell,
                             const Rect& area,
                             const std::vector<ShownExam>& exams,
                             const ExamOutlooks& outlooks) {
  Ui& ui = shell.ui;
  ExamListWish wish;
  const Column at = round_column(ui, area);
  const bool any_deck = !shell.trainer.decks().empty();
  const bool any = std::any_of(exams.begin(), exams.end(), [](const ShownExam& each) {
    return each.stage != ExamStage::kPast;
  });
  const float begin = ui.begin_scroll(Ui::id("exams"), area, scroll_);
  float y = begin + ui.gap(26);
  y += title_row(ui, {at.x, y, at.width}, any, wish);
  if (!any) y += nothing_yet(ui, {at.x, y, at.width}, wish, any_deck);
  for (std::size_t i = 0; i < exams.size(); ++i) {
    if (exams[i].stage == ExamStage::kPast) continue;
    const CardShown shown{exams[i], known_score(exams[i], outlooks),
                          outlooks.busy_with(exams[i].exam.id)};
    y = std::round(y);
    const Column column{at.x, y, at.width};
    const float height = exam_card(shell, column, shown, i, nullptr);
    card_surface(ui, {at.x, y, at.width, height}, i, wish);
    exam_card(shell, column, shown, i, &wish);
    y += height + ui.gap(14);
  }
  y += ui.gap(8);
  y += past(shell, {at.x, std::round(y), at.width}, exams, wish) + ui.gap(28);
  ui.end_scroll(y - begin);
  progress_line(ui, area, outlooks);
  keys(shell, exams, wish);
  scroll_by_keys(ui, scroll_);
  return wish;
}

}  // namespace attache::window
