#include "window/quiz_setup.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "study/round_report.h"
#include "window/round_parts.h"
#include "window/rule_rows.h"
#include "window/summary.h"
#include "window/topic_list.h"

namespace attache::window {

namespace {

constexpr std::size_t kShownFinished = 12;

struct KindCard {
  RoundKind kind;
  std::string_view sign;
  std::string_view words;
  std::string_view name;
};
constexpr std::array kKindCards{
    KindCard{RoundKind::kQuick, icon::kBolt,
             "A few mixed questions, each answer shown at once.", "kind.quick"},
    KindCard{RoundKind::kExam, icon::kExam,
             "Against the clock, with marks and a report at the end.", "kind.exam"},
    KindCard{RoundKind::kMatch, icon::kPairs,
             "Find the pairs that belong together, as fast as you can.", "kind.match"},
    KindCard{RoundKind::kTimeline, icon::kTimeline,
             "Put events in order and see them on a line.", "kind.timeline"}};

std::string lower_title(RoundKind kind) {
  std::string title = title_of(kind);
  title.front() =
      static_cast<char>(std::tolower(static_cast<unsigned char>(title.front())));
  return title;
}

TextStyle strong(const Ui& ui, float size) {
  return {.face = Face::kSansStrong, .size = size, .colour = ui.colours().text};
}

float section_title(const Ui& ui, std::string_view words, const Column& at) {
  return std::round(ui.text(words, strong(ui, 16), at.x, at.y, at.width) + ui.gap(10));
}

const Tint& tint_of(const Ui& ui, RoundKind kind) {
  const Palette& c = ui.colours();
  switch (kind) {
    case RoundKind::kQuick:
      return c.hard;
    case RoundKind::kExam:
      return c.easy;
    case RoundKind::kMatch:
      return c.good;
    case RoundKind::kTimeline:
      break;
  }
  return c.again;
}

void kind_badge(const Ui& ui,
                const Rect& area,
                RoundKind kind,
                std::string_view sign,
                bool on = false) {
  const Tint& tint = tint_of(ui, kind);
  ui.fill(area, on ? ui.colours().card : tint.soft, area.w * 0.3F);
  ui.icon_in(area, sign, 22, tint.ink);
}

std::string_view sign_of(RoundKind kind) {
  return kKindCards.at(static_cast<std::size_t>(kind)).sign;
}

float kind_card_height(const Ui& ui, const KindCard& spec, float width) {
  const float inner = width - 2 * ui.gap(18);
  return std::round(2 * ui.gap(18) + ui.em(15) * 2.6F + ui.gap(12) + ui.em(16) * 1.5F +
                    ui.lay_out(spec.words, {.size = 13}, inner).size.y);
}

/// A card to choose a kind; true when it was chosen.
bool kind_card(Ui& ui, const Rect& area, const KindCard& spec, bool on) {
  const Palette& c = ui.colours();
  const Touch touch = ui.control(Ui::id(spec.name), area, {.group = Ui::id("kinds")});
  const bool warm = touch.hovered || touch.held;
  ui.fill(area, on ? c.accent_soft : warm ? c.hover : c.card, 18);
  ui.outline(area, on ? c.accent : warm ? c.line_strong : c.line, 18, on ? 2.0F : 1.0F);
  if (touch.ring) ui.focus_ring(area, 18);
  const float pad = ui.gap(18);
  const float side = std::round(ui.em(15) * 2.6F);
  kind_badge(ui, {area.x + pad, area.y + pad, side, side}, spec.kind, spec.sign, on);
  const std::string key = std::to_string(static_cast<int>(spec.kind) + 1);
  key_cap(ui, area.right() - pad, area.y + pad + ui.em(12) * 0.75F, key, c.muted,
          c.line_strong);
  float y = area.y + pad + side + ui.gap(12);
  y += ui.text(title_of(spec.kind), strong(ui, 16), area.x + pad, y, area.w - 2 * pad);
  ui.text(spec.words, {.size = 13, .colour = c.muted, .balance = true}, area.x + pad, y,
          area.w - 2 * pad);
  return touch.clicked;
}

/// Whether a kind can have shares of topics.
bool has_shares(RoundKind kind) {
  return kind == RoundKind::kQuick || kind == RoundKind::kExam;
}

std::string span_left(Millis left) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(left).count();
  return fmt::format("{} min left", minutes);
}

/// "today, 18:03", "1 August 2024".
std::string when_text(const Trainer& trainer, Instant at) {
  const StudyCalendar& calendar = trainer.calendar();
  const StudyDay day = calendar.day_of(at);
  if (day == calendar.day_of(trainer.now())) return "today, " + calendar.clock_text(at);
  return day_text(day);
}

float no_deck(const Ui& ui, const Column& at) {
  return empty_state(ui, at.x, at.y + ui.gap(56), at.width,
                     {.sign = icon::kAdd,
                      .colour = ui.colours().accent,
                      .title = "Nothing to ask yet",
                      .words = "A quiz draws on your decks, and there is none yet. Home "
                               "says how to add one."}) -
         at.y;
}

}  // namespace

std::string unfinished_text(const UnfinishedRound& round) {
  std::string words;
  if (round.plan.kind == RoundKind::kTimeline)
    words = counted(round.questions, "event", "events");
  else
    words = fmt::format("{} of {} {}", round.answered, round.questions,
                        round.plan.kind == RoundKind::kMatch ? "found" : "answered");
  if (round.left) words += "  ·  " + span_left(*round.left);
  return words;
}

std::string score_text(const FinishedRound& round) {
  if (round.plan.kind == RoundKind::kMatch) return tenths_text(round.time);
  const double share = round.possible > 0 ? round.marks / round.possible : 0;
  return fmt::format("{} of {}  ·  {:.0f} %", marks_text(round.marks),
                     marks_text(round.possible), share * 100);
}

void QuizSetup::choose(RoundKind kind) {
  if (plan_.kind == kind) return;
  plan_ = default_plan(kind);
}

void QuizSetup::offer(std::optional<UnfinishedRound> quiz) {
  if (quiz.has_value() != quiz_.has_value()) refresh();
  quiz_ = std::move(quiz);
}

/// The quick quiz that was left is a sitting, and has no id.
void QuizSetup::resume(const UnfinishedRound& round, SetupWish& wish) const {
  wish.go_on = quiz_ && round.id.empty();
  if (!wish.go_on) wish.resume = round.id;
}

void QuizSetup::show(std::vector<UnfinishedRound> unfinished,
                     std::vector<FinishedRound> finished) {
  unfinished_ = std::move(unfinished);
  finished_ = std::move(finished);
  shown_ = true;
}

void QuizSetup::ask(Shell& shell) {
  const std::size_t decks = shell.trainer.decks().size();
  if (decks != decks_ || tree_.rows().empty()) {
    tree_ = TopicTree(shell.trainer.decks());
    counted_.reset();
    decks_ = decks;
  }
  if (asked_ || shown_) return;
  asked_ = true;
  counted_.reset();
  auto unfinished = shell.trainer.unfinished_rounds();
  auto finished = shell.trainer.finished_rounds();
  if (!unfinished || !finished)
    shell.error = unfinished ? finished.error() : unfinished.error();
  unfinished_ = unfinished ? std::move(*unfinished) : std::vector<UnfinishedRound>{};
  if (quiz_) unfinished_.insert(unfinished_.begin(), *quiz_);
  finished_ = finished ? std::move(*finished) : std::vector<FinishedRound>{};
}

RoundPlan QuizSetup::plan() const {
  RoundPlan plan = plan_;
  plan.scope = tree_.scope();
  if (weighted_ && has_shares(plan.kind)) plan.weights = tree_.weights();
  return plan;
}

Stock QuizSetup::stock(const Trainer& trainer, const RoundPlan& plan) {
  if (tree_.none()) return {"Choose at least one topic.", false};
  const Result<void> sound = check(plan);
  if (!sound)
    return {with_capital(sound.error().what) + ": " + sound.error().remedy + ".", false};
  const bool same =
      counted_ && counted_->kind == plan.kind && counted_->scope == plan.scope;
  if (!same) {
    available_ = trainer.available(plan);
    counted_ = plan;
  }
  return stock_of(plan, available_);
}

float QuizSetup::unfinished_list(Shell& shell, const Column& at, SetupWish& wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float pad = ui.gap(18);
  float y = at.y;
  for (std::size_t i = 0; i < unfinished_.size(); ++i) {
    const UnfinishedRound& round = unfinished_[i];
    const float bh = button_height(ui);
    const float height =
        std::round(std::max(bh, ui.em(16) * 1.5F + ui.em(13) * 1.5F) + 2 * ui.gap(14));
    const Rect area{at.x, y, at.width, height};
    ui.fill(area, c.accent_soft, 16);
    ui.outline(area, blend(c.accent_soft, c.accent, 0.35F), 16);
    const std::string go_name = fmt::format("left.go.{}", i);
    const std::string drop_name = fmt::format("left.drop.{}", i);
    const Button go{.name = go_name,
                    .label = "Go on",
                    .kind = ButtonKind::kPrimary,
                    .key = i == 0 ? "g" : ""};
    const float wide = button_width(ui, go);
    const float top = std::round(area.middle().y - bh / 2);
    float right = area.right() - pad - wide;
    if (button(ui, {right, top, wide, bh}, go)) resume(round, wish);
    right -= bh + ui.gap(8);
    if (icon_button(ui, {right, top, bh, bh}, {drop_name, icon::kDelete, "Throw away"}))
      dropping_ = round.id;
    const float words = right - ui.gap(16) - area.x - pad;
    const float first = std::round(ui.em(16) * 1.5F);
    const float second = std::round(ui.em(13) * 1.5F);
    const float text = area.middle().y - (first + second) / 2;
    ui.text_in({area.x + pad, text, words, first},
               fmt::format("Your {} waits", lower_title(round.plan.kind)),
               strong(ui, 16));
    ui.text_in({area.x + pad, text + first, words, second}, unfinished_text(round),
               {.size = 13, .colour = c.muted});
    y += height + ui.gap(12);
  }
  return y > at.y ? y + ui.gap(12) - at.y : 0;
}

float QuizSetup::kinds(Ui& ui, const Column& at) {
  const float gap = ui.gap(12);
  const std::size_t columns = at.width >= ui.em(15) * 46 ? 4 : 2;
  const auto wide = static_cast<float>(columns);
  const float width = std::floor((at.width - (wide - 1) * gap) / wide);
  float height = 0;
  for (const KindCard& spec : kKindCards)
    height = std::max(height, kind_card_height(ui, spec, width));
  float y = at.y;
  for (std::size_t i = 0; i < kKindCards.size(); ++i) {
    const std::size_t column = i % columns;
    if (column == 0 && i > 0) y += height + gap;
    const Rect area{std::round(at.x + static_cast<float>(column) * (width + gap)), y,
                    width, height};
    if (kind_card(ui, area, kKindCards.at(i), kKindCards.at(i).kind == plan_.kind))
      choose(kKindCards.at(i).kind);
  }
  return y + height - at.y;
}

float QuizSetup::rules(Ui& ui, const Column& at) {
  static constexpr std::array<std::string_view, 4> kCounts{"Questions", "Questions",
                                                           "Pairs", "Events"};
  const float stepped = ui.em(15) * 13;
  const float two = yes_no_width(ui);
  const bool exam = plan_.kind == RoundKind::kExam;
  std::vector<Rule> all;
  all.push_back({std::string(kCounts.at(static_cast<std::size_t>(plan_.kind))), "",
                 stepped, [this, &ui](const Rect& area) {
                   const int by =
                       stepper(ui, area, "set.count", fmt::format("{}", plan_.questions));
                   plan_.questions = next_question_count(plan_.kind, plan_.questions, by);
                 }});
  if (exam) {
    all.push_back({"Time limit", "When it is over, the exam is handed in by itself.",
                   stepped, [this, &ui](const Rect& area) {
                     const int by =
                         stepper(ui, area, "set.limit", limit_text(plan_.limit));
                     plan_.limit = next_limit(plan_.limit, by);
                   }});
    all.push_back(
        {"A wrong guess costs marks",
         "As much as guessing would gain; leaving a question empty costs nothing.", two,
         [this, &ui](const Rect& area) {
           yes_no(ui, area, "set.negative", plan_.negative);
         }});
  }
  if (has_shares(plan_.kind))
    all.push_back(
        {"Shares by topic", "Say how large a part of the questions a topic gets.", two,
         [this, &ui](const Rect& area) { yes_no(ui, area, "set.weights", weighted_); }});
  all.push_back(
      {"Counts as evidence for memory",
       "The answers move the days on which questions come back.", two,
       [this, &ui](const Rect& area) { yes_no(ui, area, "set.counts", plan_.counts); }});
  return rules_card(ui, all, at);
}

float QuizSetup::finished_list(Shell& shell, const Column& at, SetupWish& wish) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const std::size_t count = std::min(finished_.size(), kShownFinished);
  const float pad = ui.gap(20);
  const float side = std::round(ui.em(15) * 2.2F);
  const float height = std::round(side + 2 * ui.gap(10));
  card(ui, {at.x, at.y, at.width, height * static_cast<float>(count)});
  float y = at.y;
  for (std::size_t i = 0; i < count; ++i) {
    const FinishedRound& round = finished_[i];
    const Rect area{at.x, y, at.width, height};
    const Touch touch = ui.control(Ui::id("finished", i), area.inset(6, 4),
                                   {.group = Ui::id("finished")});
    if (touch.hovered) ui.fill(area.inset(6, 4), c.hover, 14);
    if (touch.ring) ui.outline(area.inset(6, 4), c.accent, 14, 2);
    if (touch.clicked) wish.report = round.id;
    if (i > 0) ui.hairline(area.x + pad, y, area.w - 2 * pad);
    kind_badge(ui, {area.x + pad, std::round(area.middle().y - side / 2), side, side},
               round.plan.kind, sign_of(round.plan.kind));
    const std::string score = score_text(round);
    const TextStyle right{
        .face = Face::kSansStrong, .size = 15, .colour = c.text, .align = Align::kRight};
    const float wide = ui.width_of(score, right) + 1;
    ui.text_in({area.right() - pad - wide, y, wide, height}, score, right);
    const float x = area.x + pad + side + ui.gap(14);
    const float room = area.right() - pad - wide - ui.gap(16) - x;
    const TextStyle title{.size = 15, .colour = c.text};
    const float name = std::min(ui.width_of(title_of(round.plan.kind), title) + 1, room);
    ui.text_in({x, y, name, height}, title_of(round.plan.kind), title);
    ui.text_in({x + name + ui.gap(14), y, room - name - ui.gap(14), height},
               when_text(shell.trainer, round.ended), {.size = 13, .colour = c.muted});
    y += height;
  }
  return y - at.y;
}

void QuizSetup::foot(Shell& shell, const Rect& area, SetupWish& wish) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  ui.fill({area.x, area.y, area.w, 1}, c.line);
  const Column at = round_column(ui, area);
  const RoundPlan wanted = plan();
  const Stock there = stock(shell.trainer, wanted);
  const Button start{.name = "quiz.start",
                     .label = "Start",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter",
                     .enabled = there.enough};
  const float wide = button_width(ui, start) + ui.gap(12);
  const float bh = button_height(ui);
  const float y = std::round(area.middle().y - bh / 2);
  const Rect place{at.x + at.width - wide, y, wide, bh};
  if (button(ui, place, start)) wish.begin = wanted;
  const bool few = !there.enough || available_ < plan_.questions;
  const float room = at.width - wide - ui.gap(20);
  const TextStyle words{.size = 15, .colour = few ? c.hard.ink : c.muted, .max_lines = 2};
  const float text = ui.lay_out(there.words, words, room).size.y;
  ui.text(there.words, words, at.x, std::round(area.middle().y - text / 2), room);
}

void QuizSetup::keys(Shell& shell, SetupWish& wish) {
  const auto order = shell.order(Place::kQuiz);
  if (!order) return;
  switch (order->command) {
    case Command::kQuizKind:
      choose(static_cast<RoundKind>(order->number - 1));
      break;
    case Command::kStartRound:
      if (stock(shell.trainer, plan()).enough) wish.begin = plan();
      break;
    case Command::kResumeRound:
      if (!unfinished_.empty()) resume(unfinished_.front(), wish);
      break;
    case Command::kBack:
      shell.go = ScreenName::kHome;
      break;
    case Command::kQuiz:
      break;
    default:
      shell.pass_on(*order);
      break;
  }
}

void QuizSetup::drop_sheet(Shell& shell) {
  if (!dropping_) return;
  const bool quiz = quiz_ && dropping_->empty();
  const auto said = confirm(
      shell.ui, {"drop", "Throw this round away?",
                 quiz && quiz_->plan.counts
                     ? "What you have answered in it is kept; the rest is not asked."
                     : "What you have answered in it is lost.",
                 "Throw away", "Keep it"});
  if (!said) return;
  if (*said && quiz)
    shell.trainer.end_sitting();
  else if (*said)
    shell.report(shell.trainer.drop_round(*dropping_));
  dropping_.reset();
  refresh();
}

SetupWish QuizSetup::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  ask(shell);
  SetupWish wish;
  const Column at = round_column(ui, area);
  const float x = at.x;
  const float width = at.width;
  const bool any = !shell.trainer.decks().empty();
  const float foot_height = any ? button_height(ui) + 2 * ui.gap(14) : 0;
  const Rect view{area.x, area.y, area.w, area.h - foot_height};
  const float begin = ui.begin_scroll(Ui::id("quiz"), view, scroll_);
  float y = begin + ui.gap(28);
  y += ui.text("Quiz",
               {.face = Face::kDisplay,
                .size = 26,
                .colour = ui.colours().text,
                .line_height = 1.3F},
               x, y) +
       ui.gap(18);
  y = std::round(y);
  if (any) {
    y += unfinished_list(shell, {x, y, width}, wish);
    y += kinds(ui, {x, y, width}) + ui.gap(20);
    y += rules(ui, {x, std::round(y), width}) + ui.gap(16);
    y = std::round(y);
    y += topic_list_title(ui, tree_, {x, y, width});
    const bool weighted = weighted_ && has_shares(plan_.kind);
    y += topic_list(ui, tree_, weighted, {x, std::round(y), width}) + ui.gap(26);
  } else {
    y += no_deck(ui, {x, y, width});
  }
  if (!finished_.empty()) {
    y += section_title(ui, "Done before", {x, y, width});
    y += finished_list(shell, {x, std::round(y), width}, wish) + ui.gap(26);
  }
  ui.end_scroll(y - begin);
  if (any) foot(shell, {area.x, view.bottom(), area.w, foot_height}, wish);
  drop_sheet(shell);
  scroll_by_keys(ui, scroll_);
  keys(shell, wish);
  return wish;
}

}  // namespace attache::window
