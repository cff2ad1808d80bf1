#include "window/exams_page.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "base/text.h"
#include "study/exam_words.h"
#include "window/exams_curve.h"
#include "window/exams_list.h"
#include "window/exams_words.h"
#include "window/round_parts.h"
#include "window/summary.h"

namespace attache::window {

namespace {

TextStyle strong(const Ui& ui, float size) {
  return {.face = Face::kSansStrong, .size = size, .colour = ui.colours().text};
}

TextStyle muted(const Ui& ui, float size) {
  return {.size = size, .colour = ui.colours().muted};
}

/// Sentences one below the other; gives their height, and only measures if asked to.
float sentences(const Ui& ui,
                const std::vector<std::string>& words,
                const Column& at,
                bool draw) {
  const TextStyle style{.size = 15, .colour = ui.colours().text, .balance = true};
  float y = at.y;
  for (const std::string& sentence : words) {
    y += ui.gap(6);
    y += draw ? ui.text(sentence, style, at.x, y, at.width)
              : ui.lay_out(sentence, style, at.width).size.y;
  }
  return y - at.y;
}

std::string questions_line(const ShownExam& exam) {
  std::string words = counted(exam.questions, "question", "questions");
  if (exam.stage == ExamStage::kPast) return words;
  return words + fmt::format(", {} seen", exam.seen);
}

/// About the time. Which topics are left alone stands in their list.
std::vector<std::string> said_of_time(const ExamOutlook& outlook) {
  ExamOutlook without_topics = outlook;
  without_topics.topics.clear();
  return time_words(without_topics);
}

/// While nothing is worked out yet.
std::vector<std::string> said_before(const ShownExam& exam, bool working) {
  if (!working) return {no_forecast_text(exam)};
  if (!exam.exam.last_forecast)
    return {"The plan is being worked out. This takes a moment the first time."};
  return {fmt::format("This was expected on {}. The plan is being worked out anew.",
                      day_text(exam.exam.last_forecast->day))};
}

/// What is said below the band.
std::vector<std::string> said(const ShownExam& exam,
                              const KnownOutlook* known,
                              bool working) {
  if (exam.stage == ExamStage::kToday)
    return {"It is today. Nothing is planned any more. Good luck."};
  if (exam.stage == ExamStage::kPast)
    return {exam.exam.last_forecast
                ? "This is what was expected last. Its questions are again studied like "
                  "all others."
                : "Its questions are again studied like all others."};
  if (known == nullptr) return said_before(exam, working);
  if (!known->failure.empty()) return {known->failure};
  const ExamOutlook& outlook = known->outlook;
  std::vector<std::string> words{forecast_words(outlook), target_words(outlook),
                                 bound_words(outlook)};
  for (std::string& sentence : said_of_time(outlook))
    words.push_back(std::move(sentence));
  words.insert(words.end(), known->notes.begin(), known->notes.end());
  std::erase(words, "");
  return words;
}

ScoreMarks marks_of(const ShownExam& exam, const KnownScore& known) {
  ScoreMarks marks;
  marks.target = exam.exam.target;
  marks.bound = known.bound;
  if (!known.forecast) return marks;
  marks.score = known.forecast->mean;
  marks.low = known.forecast->low;
  marks.high = known.forecast->high;
  return marks;
}

// --- topics

/// "42 min", or that it is left alone.
std::string topic_minutes(const TopicOutlook& topic) {
  if (topic.left_alone) return "left alone";
  if (topic.minutes < 0.5) return "no time needed";
  return minutes_total_text(topic.minutes);
}

std::string topic_change(const TopicOutlook& topic) {
  const std::string now = share_text(topic.without_study);
  const std::string then = share_text(topic.score);
  return now == then ? now : now + " → " + then;
}

float topic_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.5F + 6 + ui.gap(6) + ui.gap(16));
}

void topic_row(const Ui& ui, const TopicOutlook& topic, const Column& at) {
  const Palette& c = ui.colours();
  const float line = std::round(ui.em(15) * 1.5F);
  const TextStyle right{.size = 13, .colour = c.muted, .align = Align::kRight};
  const TextStyle figures{.face = Face::kSansStrong,
                          .size = 14,
                          .colour = topic.left_alone ? c.muted : c.text,
                          .align = Align::kRight};
  const float change = ui.width_of("100 % → 100 %", right);
  const std::string minutes = topic_minutes(topic);
  const float wide = ui.width_of(minutes, figures) + 2;
  const float edge = at.x + at.width;
  ui.text_in({edge - change, at.y, change, line}, topic_change(topic), right);
  const float time = edge - change - ui.gap(14) - wide;
  ui.text_in({time, at.y, wide, line}, minutes, figures);
  ui.text_in({at.x, at.y, time - ui.gap(16) - at.x, line}, topic.name,
             {.size = 15, .colour = topic.left_alone ? c.muted : c.text});
  const Rect bar{at.x, std::round(at.y + line + ui.gap(4)), at.width, 6};
  const auto part = [&](double share) {
    return bar.w * static_cast<float>(std::clamp(share, 0.0, 1.0));
  };
  ui.fill(bar, c.line, 3);
  const float now = part(topic.without_study);
  const float then = part(topic.score);
  if (then > 1) ui.fill({bar.x, bar.y, then, bar.h}, c.good.ink, 3);
  if (now > 1)
    ui.fill({bar.x, bar.y, std::min(now, then), bar.h}, blend(c.card, c.good.ink, 0.45F),
            3);
}

float topics_card(const Ui& ui, const ExamOutlook& outlook, const Column& at) {
  if (outlook.topics.empty()) return 0;
  const float pad = ui.gap(24);
  float y = at.y;
  y += ui.text("Where the time goes", strong(ui, 16), at.x, y, at.width);
  y += ui.text(
           "Minutes until the exam, and how well each topic is expected to be known "
           "then: without study → with this plan.",
           muted(ui, 13), at.x, y, at.width) +
       ui.gap(10);
  y = std::round(y);
  const float row = topic_height(ui);
  const float height =
      row * static_cast<float>(outlook.topics.size()) + 2 * ui.gap(18) - ui.gap(16);
  card(ui, {at.x, y, at.width, height});
  float top = y + ui.gap(18);
  for (const TopicOutlook& topic : outlook.topics) {
    topic_row(ui, topic, {at.x + pad, top, at.width - 2 * pad});
    top += row;
  }
  return y + height - at.y;
}

std::string marker_words(const ExamOutlook& outlook, int minutes) {
  const double score = score_at(drawn_curve(outlook), minutes);
  return fmt::format("With {} a day: about {}.", counted(minutes, "minute", "minutes"),
                     share_text(score));
}

Confirmation question(const ShownExam& exam, bool remove) {
  if (remove)
    return {"remove", "Remove this exam?",
            "The exam and its plan go. Your answers stay, and its questions are again "
            "studied like all others.",
            "Remove", "Keep it"};
  return {"end", "End this exam now?",
          fmt::format("“{}” moves to the past exams, and its questions are again studied "
                      "like all others.",
                      exam.exam.title),
          "End it", "Go on"};
}

std::string minutes_question(const ShownExam& exam, int minutes) {
  const bool alike =
      std::all_of(exam.exam.minutes.begin(), exam.exam.minutes.end(), [&](int each) {
        return each == 0 || each == *std::max_element(exam.exam.minutes.begin(),
                                                      exam.exam.minutes.end());
      });
  return alike ? fmt::format("Each day that has minutes gets {}. Days off stay.", minutes)
               : fmt::format(
                     "A usual day gets {}. The days of the week keep their "
                     "proportion, and days off stay.",
                     minutes);
}

}  // namespace

void ExamPage::open() {
  marker_.reset();
  asking_ = Asking::kNothing;
  scroll_.offset = 0;
}

float ExamPage::head(Shell& shell,
                     const Column& at,
                     const ShownExam& exam,
                     ExamPageWish& wish) {
  Ui& ui = shell.ui;
  const float side = std::round(ui.em(15) * 2.4F);
  const float line = std::round(ui.em(26) * 1.3F);
  if (icon_button(ui,
                  {at.x - ui.gap(8), std::round(at.y + (line - side) / 2), side, side},
                  {"exam.back", icon::kBack, "All exams (Esc)"}))
    wish = ExamPageWish::kBack;
  const float x = at.x + side + ui.gap(4);
  const float width = at.width - side - ui.gap(4);
  float y = at.y;
  y += ui.text(exam.exam.title,
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F,
                .max_lines = 3},
               x, y, width);
  const StudyCalendar& calendar = shell.trainer.calendar();
  const StudyDay today = calendar.day_of(shell.trainer.now());
  const std::string words =
      fmt::format("{}  ·  {}  ·  {}", with_capital(countdown_text(exam)),
                  exam_when_text(exam.exam.at, calendar, today), questions_line(exam));
  TextStyle below = muted(ui, 15);
  below.balance = true;
  y += ui.text(words, below, x, y + ui.gap(2), width) + ui.gap(2);
  return y - at.y;
}

float ExamPage::score_card(Shell& shell,
                           const Column& at,
                           const ShownExam& exam,
                           const ExamOutlooks& outlooks) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float pad = ui.gap(28);
  const Column inner{at.x + pad, at.y + ui.gap(22), at.width - 2 * pad};
  const KnownScore known = known_score(exam, outlooks);
  const std::vector<std::string> words =
      said(exam, outlooks.known(exam.exam.id), outlooks.busy_with(exam.exam.id));
  const TextStyle large{
      .face = Face::kDisplay, .size = 42, .colour = c.text, .line_height = 1.2F};
  const float figure = std::round(ui.em(42) * 1.2F);
  const float two = std::round(ui.em(15) * 1.5F + ui.em(14) * 1.5F);
  const float row = std::max(figure, two);
  const ScoreMarks marks = marks_of(exam, known);
  // The band is as high as its labels need; it is measured by drawing it far away.
  const bool banded = marks.score || marks.target;
  const float away = ui.screen().h * 4;
  const float band = banded ? score_band(ui, {inner.x, away, inner.width}, marks) : 0;
  const float text = sentences(ui, words, inner, false);
  const float height =
      std::round(row + ui.gap(10) + band + ui.gap(8) + text + 2 * ui.gap(22));
  card(ui, {at.x, at.y, at.width, height});
  float x = inner.x;
  const std::string score = known.forecast ? share_text(known.forecast->mean) : "–";
  const float wide = ui.width_of(score, large) + ui.gap(16);
  ui.text_in({x, inner.y, wide, row}, score, large);
  x += wide;
  const std::string label =
      exam.stage == ExamStage::kPast ? "was expected" : "expected score";
  const float room = inner.x + inner.width - x;
  const float first = std::round(ui.em(15) * 1.5F);
  const float top = inner.y + (row - two) / 2;
  ui.text_in({x, top, room, first}, label, strong(ui, 15));
  const bool ahead = exam.stage == ExamStage::kAhead;
  ui.text_in({x, top + first, room, std::round(ui.em(14) * 1.5F)},
             ahead ? with_capital(exam_today_text(exam)) : std::string{}, muted(ui, 14));
  float y = std::round(inner.y + row + ui.gap(10));
  if (banded) y += score_band(ui, {inner.x, y, inner.width}, marks);
  sentences(ui, words, {inner.x, y + ui.gap(8), inner.width}, true);
  return height;
}

float ExamPage::curve_card(Shell& shell, const Column& at, const ExamOutlook& outlook) {
  if (outlook.curve.size() < 2) return 0;
  Ui& ui = shell.ui;
  const float pad = ui.gap(24);
  float y = at.y;
  y += ui.text("Score by minutes a day", strong(ui, 16), at.x, y, at.width);
  const std::string more = more_words(outlook);
  y += ui.text(more.empty() ? "← and → try out other minutes."
                            : more + " ← and → try out other minutes.",
               muted(ui, 13), at.x, y, at.width) +
       ui.gap(10);
  y = std::round(y);
  const Column inner{at.x + pad, y + ui.gap(20), at.width - 2 * pad};
  const float foot = marker_ ? button_height(ui) + ui.gap(12) : 0;
  const float plot = curve_height(ui, inner);
  const float height = std::round(plot + foot + 2 * ui.gap(20));
  card(ui, {at.x, y, at.width, height});
  if (const auto taken = minutes_curve(ui, inner, {&outlook, marker_})) marker_ = taken;
  if (foot == 0 || !marker_) return y + height - at.y;
  const std::string label = fmt::format("Set {} min a day", *marker_);
  const Button set{
      .name = "exam.set", .label = label, .kind = ButtonKind::kPrimary, .key = "Enter"};
  const float wide = button_width(ui, set);
  const float by = std::round(inner.y + plot + ui.gap(12));
  const float bh = button_height(ui);
  if (button(ui, {inner.x + inner.width - wide, by, wide, bh}, set))
    asking_ = Asking::kMinutes;
  ui.text_in({inner.x, by, inner.width - wide - ui.gap(16), bh},
             marker_words(outlook, *marker_), strong(ui, 15));
  return y + height - at.y;
}

void ExamPage::bar(Shell& shell,
                   const Rect& area,
                   const ShownExam& exam,
                   ExamPageWish& wish) {
  Ui& ui = shell.ui;
  ui.fill({area.x, area.y, area.w, 1}, ui.colours().line);
  const Column at = round_column(ui, area);
  const bool past = exam.stage == ExamStage::kPast;
  std::vector<BarButton> left{
      {{.name = "exam.change", .label = "Change", .key = "e", .icon = icon::kEdit},
       Command::kChangeExam}};
  if (!past)
    left.push_back({{.name = "exam.end",
                     .label = "End now",
                     .kind = ButtonKind::kPlain,
                     .icon = icon::kChecked},
                    Command::kDone});
  left.push_back({{.name = "exam.remove",
                   .label = "Remove",
                   .kind = ButtonKind::kPlain,
                   .icon = icon::kDelete},
                  Command::kRemoveExam});
  std::vector<BarButton> right;
  if (exam.stage == ExamStage::kAhead)
    right.push_back({{.name = "exam.study",
                      .label = "Study",
                      .kind = marker_ ? ButtonKind::kQuiet : ButtonKind::kPrimary,
                      .key = marker_ ? "" : "Enter",
                      .icon = icon::kBook},
                     Command::kStudyExam});
  const auto pressed = button_bar(ui, {at.x, area.y, at.width, area.h}, left, right);
  if (!pressed) return;
  switch (*pressed) {
    case Command::kChangeExam:
      wish = ExamPageWish::kChange;
      break;
    case Command::kStudyExam:
      wish = ExamPageWish::kStudy;
      break;
    case Command::kRemoveExam:
      asking_ = Asking::kRemove;
      break;
    default:
      asking_ = Asking::kEnd;
      break;
  }
}

void ExamPage::move_marker(const ExamOutlook& outlook, int by) {
  if (outlook.curve.size() < 2) return;
  const int least =
      std::max(1, static_cast<int>(std::ceil(outlook.curve.front().minutes)));
  const int most =
      std::max(least, static_cast<int>(std::floor(outlook.curve.back().minutes + 1e-9)));
  reveal_ = true;
  const int from = marker_.value_or(
      static_cast<int>(std::lround(outlook.curve[outlook.here].minutes)));
  marker_ = std::clamp(next_minutes(from, by), least, most);
}

void ExamPage::carry_out(Shell& shell,
                         const Order& order,
                         const ShownExam& exam,
                         const ExamOutlook* outlook,
                         ExamPageWish& wish) {
  const bool ahead = exam.stage == ExamStage::kAhead;
  switch (order.command) {
    case Command::kStudyExam:
      if (marker_)
        asking_ = Asking::kMinutes;
      else if (ahead)
        wish = ExamPageWish::kStudy;
      break;
    case Command::kFewerMinutes:
      if (outlook != nullptr) move_marker(*outlook, -1);
      break;
    case Command::kMoreMinutes:
      if (outlook != nullptr) move_marker(*outlook, 1);
      break;
    case Command::kChangeExam:
      wish = ExamPageWish::kChange;
      break;
    case Command::kRemoveExam:
      asking_ = Asking::kRemove;
      break;
    case Command::kBack:
      if (marker_)
        marker_.reset();
      else
        wish = ExamPageWish::kBack;
      break;
    case Command::kExams:
      wish = ExamPageWish::kBack;
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

void ExamPage::keys(Shell& shell,
                    const ShownExam& exam,
                    const ExamOutlook* outlook,
                    ExamPageWish& wish) {
  if (const auto order = shell.order(Place::kExamPage))
    carry_out(shell, *order, exam, outlook, wish);
  else
    scroll_by_keys(shell.ui, scroll_);
}

void ExamPage::ask(Shell& shell, const ShownExam& exam, ExamPageWish& wish) {
  if (asking_ == Asking::kNothing) return;
  const bool minutes = asking_ == Asking::kMinutes;
  const std::string title = fmt::format("Set {} minutes a day?", marker());
  const Confirmation asked =
      minutes ? Confirmation{"minutes", title, minutes_question(exam, marker()), "Set",
                             "Leave it"}
              : question(exam, asking_ == Asking::kRemove);
  const auto said = confirm(shell.ui, asked);
  if (!said) return;
  const Asking what = std::exchange(asking_, Asking::kNothing);
  if (!*said) return;
  wish = what == Asking::kRemove ? ExamPageWish::kRemove
         : what == Asking::kEnd  ? ExamPageWish::kEnd
                                 : ExamPageWish::kSetMinutes;
}

ExamPageWish ExamPage::frame(Shell& shell,
                             const Rect& area,
                             const ShownExam& exam,
                             const ExamOutlooks& outlooks) {
  Ui& ui = shell.ui;
  ExamPageWish wish = ExamPageWish::kNothing;
  const Column at = round_column(ui, area);
  const float foot = bar_height_of(ui) + 2 * ui.gap(12);
  const Rect view{area.x, area.y, area.w, area.h - foot};
  const KnownOutlook* known = outlooks.known(exam.exam.id);
  const bool planned = exam.stage == ExamStage::kAhead && known != nullptr &&
                       known->failure.empty() && known->outlook.has_forecast;
  const ExamOutlook* outlook = planned ? &known->outlook : nullptr;
  const float begin = ui.begin_scroll(Ui::id("exam.page"), view, scroll_);
  float y = begin + ui.gap(24);
  y += head(shell, {at.x, y, at.width}, exam, wish) + ui.gap(18);
  y = std::round(y);
  y += score_card(shell, {at.x, y, at.width}, exam, outlooks) + ui.gap(26);
  if (outlook != nullptr) {
    const float curve = curve_card(shell, {at.x, std::round(y), at.width}, *outlook);
    const float top = y - begin;
    if (std::exchange(reveal_, false)) scroll_.show(top, top + curve + ui.gap(14));
    y += curve > 0 ? curve + ui.gap(26) : 0;
    y += topics_card(ui, *outlook, {at.x, std::round(y), at.width}) + ui.gap(26);
  }
  ui.end_scroll(y - begin);
  progress_line(ui, area, outlooks);
  bar(shell, {area.x, view.bottom(), area.w, foot}, exam, wish);
  ask(shell, exam, wish);
  keys(shell, exam, outlook, wish);
  return wish;
}

}  // namespace attache::window
