#include "window/study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "study/exam_words.h"
#include "window/day_words.h"
#include "window/exams_list.h"
#include "window/exams_words.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr float kCardWidth = 860;
constexpr float kPanelWidth = 420;
/// With so little time left nothing new is begun.
constexpr Millis kNothingFits = std::chrono::seconds(90);

/// The columns of the screen: the card, and beside it the passage where there is room.
struct Plan {
  Rect column;  ///< breadcrumb, card and buttons
  Rect panel;   ///< w == 0: no room, use a sheet
};

Plan plan_of(const Ui& ui, const Rect& area, bool panel_open) {
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 20 : 32);
  const float widest = kCardWidth * ui.em(15) / 15;
  const float panel = std::round(kPanelWidth * ui.em(15) / 15);
  Plan plan;
  const bool beside = panel_open && area.w - panel - 3 * side >= 560 * ui.em(15) / 15;
  const float room = area.w - 2 * side - (beside ? panel + ui.gap(24) : 0);
  const float width = std::round(std::min(room, widest));
  const float whole = beside ? width + ui.gap(24) + panel : width;
  const float x = std::round(area.x + (area.w - whole) / 2);
  plan.column = {x, area.y, width, area.h};
  if (beside) plan.panel = {x + width + ui.gap(24), area.y, panel, area.h};
  return plan;
}

float bar_height(const Ui& ui) {
  return std::round(ui.em(15) * 1.4F + ui.em(13) * 1.4F + ui.gap(26));
}

/// Where the parts of a question's screen stand.
struct Heights {
  float head = 0, card = 0, card_height = 0, bar = 0;
};

Heights heights_of(const Ui& ui, const Rect& area) {
  const bool low = area.h < ui.em(15) * 36;
  const float line = ui.em(13) * 1.5F + ui.gap(8) + 6;
  Heights at;
  at.head = area.y + ui.gap(low ? 12 : 22);
  at.bar = std::round(area.bottom() - ui.gap(low ? 14 : 28) - bar_height(ui));
  at.card = std::round(at.head + line + ui.gap(low ? 12 : 18));
  at.card_height = at.bar - ui.gap(low ? 12 : 20) - at.card;
  // On a tall screen the card keeps its shape, and all of it stands a little above the
  // middle.
  const float spare = at.card_height - std::round(ui.em(15) * 50);
  if (spare <= 0) return at;
  const float down = std::round(spare * 0.4F);
  return {at.head + down, at.card + down, at.card_height - spare, at.bar - spare + down};
}

std::string waiting_text(Millis wait) {
  return fmt::format("Next in {}", span_text(wait));
}

std::string progress_text(const SittingProgress& progress) {
  std::string count =
      fmt::format("{} of {}", progress.done, progress.done + progress.left.total());
  if (progress.minutes_left)
    return fmt::format("{}  ·  {} left today", count,
                       minutes_left_text(*progress.minutes_left));
  if (progress.practice || progress.time_left <= Millis::zero()) return count;
  return fmt::format("{}  ·  {} left", count, about_text(progress.time_left));
}

std::string breadcrumb(const Asked& asked) {
  const std::string topic = topic_path(*asked.book, *asked.question);
  const std::string& title = asked.book->deck().title;
  return topic.empty() ? title : title + "  ›  " + topic;
}

bool leads_away(Command command) {
  switch (command) {
    case Command::kBack:
    case Command::kHome:
    case Command::kQuiz:
    case Command::kExams:
    case Command::kDecks:
    case Command::kSettings:
      return true;
    default:
      return false;
  }
}

/// How today's minutes of an exam stand at the end of a sitting for it.
std::string minutes_line(const ShownExam& exam, bool stopped, bool answered) {
  if (waits_for_another(exam))
    return "Its questions are studied for the exam before it, until that day.";
  if (exam.minutes_today == 0 && !answered) return "Today is a day off.";
  if (exam.left_today <= kNothingFits) return "Today's minutes are used.";
  const std::string left = minutes_left_text(exam.left_today);
  if (stopped) return fmt::format("{} are left for today.", left);
  return fmt::format("Nothing more is worth its time today; {} are left over.", left);
}

std::optional<Rating> rating_numbered(int number) {
  if (number < 1 || number > 4) return std::nullopt;
  return kRatings[static_cast<std::size_t>(number - 1)];
}

}  // namespace

Rating suggested_rating(const Asked& asked) {
  const bool given = asked.marked && asked.response &&
                     (!asked.response->chosen.empty() || !asked.response->texts.empty());
  if (given) return asked.marked->suggested;
  return is_marked(asked.prompt.form) ? Rating::kAgain : Rating::kGood;
}

bool StudyScreen::begin(Shell& shell, const std::string& deck) {
  const bool goes_on = shell.trainer.sitting() && !practice_ && !begun_elsewhere_ &&
                       scope_ == deck && !finish_early_;
  if (goes_on) {
    shell.trainer.refresh();
  } else {
    const auto which = deck.empty() ? std::nullopt : std::optional<std::string>(deck);
    if (!shell.report(shell.trainer.begin_sitting(which))) return false;
    new_card();
  }
  scope_ = deck;
  exam_.reset();
  begun_elsewhere_ = false;
  quiz_ = false;
  back_ = ScreenName::kHome;
  practice_ = false;
  finish_early_ = false;
  if (shell.trainer.asked() != nullptr || shell.trainer.next_step_at()) return true;
  shell.trainer.end_sitting();
  shell.tell("Nothing to study there now.");
  return false;
}

bool StudyScreen::practise(Shell& shell,
                           const std::vector<QuestionId>& questions,
                           ScreenName from) {
  if (!shell.report(shell.trainer.begin_practice(questions))) return false;
  practice_ = true;
  quiz_ = false;
  exam_.reset();
  back_ = from;
  finish_early_ = false;
  new_card();
  return true;
}

void StudyScreen::show_begun(const Shell& shell, ScreenName from, bool quiz) {
  quiz_ = quiz;
  exam_.reset();
  back_ = from;
  practice_ = shell.trainer.progress().practice;
  finish_early_ = false;
  begun_elsewhere_ = true;
  scope_.clear();
  new_card();
}

void StudyScreen::show_exam(const Shell& shell,
                            const ShownExam& exam,
                            ExamOutlooks& outlooks) {
  show_begun(shell, ScreenName::kExams, false);
  exam_ = exam;
  exam_now_.reset();
  outlooks_ = &outlooks;
  const KnownOutlook* known = outlooks.known(exam.exam.id);
  expected_.reset();
  if (known != nullptr && known->outlook.has_forecast)
    expected_ = known->outlook.score;
  else if (exam.exam.last_forecast)
    expected_ = exam.exam.last_forecast->mean;
}

void StudyScreen::new_card() {
  card_.scroll.offset = 0;
  card_.was_revealed = false;
  summary_.scroll.offset = 0;
  panel_ = {};
  leaving_.reset();
  note_open_ = info_open_ = false;
}

void StudyScreen::open_note(const Trainer& trainer) {
  const Asked* asked = trainer.asked();
  if (asked == nullptr) return;
  note_.edit.reset(asked->flags.note);
  note_.caret_moved = true;
  note_open_ = true;
}

void StudyScreen::read_page(Shell& shell, const Asked& asked) {
  const auto passage = shell.trainer.passage();
  if (!passage) {
    shell.tell("This question has no passage.");
    return;
  }
  shell.read = ReadWish{asked.question->deck, passage->passage->id, {}};
  // What supports the answer would give it away.
  if (asked.revealed) shell.read->support = passage->support;
}

void StudyScreen::keep_note(Shell& shell) const {
  if (note_open_ && shell.trainer.asked() != nullptr)
    shell.report(shell.trainer.set_note(note_.edit.text()));
}

void StudyScreen::frame(Shell& shell, const Rect& area) {
  if (shell.trainer.asked() == nullptr) shell.trainer.refresh();
  const Asked* asked = shell.trainer.asked();
  const auto next = shown_wait_ ? shown_wait_ : shell.trainer.next_step_at();
  if (asked != nullptr && !finish_early_ && !shown_wait_)
    question(shell, area, *asked);
  else if (next && !finish_early_)
    waiting(shell, area, *next);
  else
    finished(shell, area);
  // Keys that lead elsewhere ask first too.
  if (shell.passed_on && asks_before(shell.trainer, *shell.passed_on))
    shell.passed_on.reset();
  if (leaving_) ask_before_leaving(shell);
}

void StudyScreen::head(Shell& shell, const Rect& area, const Asked* asked) const {
  const Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const SittingProgress progress = shell.trainer.progress();
  const std::string count = progress_text(progress);
  const TextStyle style{.size = 13, .colour = c.muted};
  const float line = std::round(ui.em(13) * 1.5F);
  const float wide = ui.width_of(count, style);
  TextStyle right = style;
  right.align = Align::kRight;
  ui.text_in({area.right() - wide - 2, area.y, wide + 2, line}, count, right);
  std::string where = progress.practice  ? "Practice, without scheduling"
                      : asked != nullptr ? breadcrumb(*asked)
                                         : "Waiting for the next step";
  if (exam_ && !progress.exam.empty()) where = exam_->exam.title + "  ›  " + where;
  ui.text_in({area.x, area.y, area.w - wide - ui.gap(24), line}, where, style);
  progress_bar(ui, {area.x, std::round(area.y + line + ui.gap(8)), area.w, 6},
               static_cast<float>(progress.share()));
}

void StudyScreen::question(Shell& shell, const Rect& area, const Asked& asked) {
  Ui& ui = shell.ui;
  const auto passage = shell.trainer.passage();
  panel_.marks_support = asked.revealed;
  const Plan plan = plan_of(ui, area, panel_.open && passage.has_value());
  const Heights at = heights_of(ui, area);
  head(shell, {plan.column.x, at.head, plan.column.w, 0}, &asked);
  const Rect card_area{plan.column.x, at.card, plan.column.w, at.card_height};
  const CardOutcome outcome =
      card_view(shell, card_area, asked, card_, passage.has_value());
  const Rect panel{plan.panel.x, at.card, plan.panel.w,
                   at.bar + bar_height(ui) - at.card};
  if (plan.panel.w > 0) {
    const PanelWish wish = passage_panel(ui, panel, *passage, panel_);
    if (wish == PanelWish::kClose) panel_.open = false;
    if (wish == PanelWish::kReadPage) read_page(shell, asked);
  }

  const Rect bar_area{plan.column.x, at.bar, plan.column.w, bar_height(ui)};
  const bool acted = asked.revealed ? rating_bar(shell, bar_area, asked)
                                    : asking_bar(shell, bar_area, asked);
  if (acted) return;  // `asked` may be another question by now
  if (panel_.open && passage && plan.panel.w == 0) passage_sheet(shell, *passage);
  if (note_open_) note_sheet(shell);
  if (info_open_) info_sheet(shell, asked);

  if (outcome.command)
    carry_out_on_card(shell, {*outcome.command}, asked);
  else if (std::exchange(card_.draft.submitted, false))
    reveal(shell, true);
  else
    keys(shell, asked);
}

bool StudyScreen::asking_bar(Shell& shell, const Rect& area, const Asked& asked) {
  Ui& ui = shell.ui;
  const bool marked = is_marked(asked.prompt.form);
  const bool ready = !marked || card_.draft.complete(asked.prompt);
  const bool instant = answer_kind_of(asked.prompt.form) == AnswerKind::kPickOne;
  const Button check{
      .name = "reveal",
      .label = ready ? reveal_label(asked.prompt.form) : "Show answer",
      .kind = ready ? ButtonKind::kPrimary : ButtonKind::kQuiet,
      .key = asked.prompt.form == Form::kRecall || instant ? "Space" : "Enter"};
  const float height = std::round(std::min(area.h, button_height(ui) + ui.gap(10)));
  const float width = std::max(button_width(ui, check), std::round(ui.em(15) * 16));
  const Rect place{std::round(area.x + (area.w - width) / 2),
                   std::round(area.y + (area.h - height) / 2), width, height};
  const bool pressed = button(ui, place, check);
  if (pressed) reveal(shell, ready);
  return pressed;
}

bool StudyScreen::rating_bar(Shell& shell, const Rect& area, const Asked& asked) {
  Ui& ui = shell.ui;
  const float gap = ui.gap(12);
  const float width = (area.w - 3 * gap) / 4;
  const Rating suggested = suggested_rating(asked);
  std::optional<Rating> chosen;
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    const float left = std::round(area.x + static_cast<float>(i) * (width + gap));
    const float right =
        std::round(area.x + static_cast<float>(i) * (width + gap) + width);
    const std::string interval = practice_ ? "" : span_text(asked.next_in[i]);
    if (rating_button(ui, {left, area.y, right - left, area.h}, kRatings[i], interval,
                      kRatings[i] == suggested))
      chosen = kRatings[i];
  }
  if (chosen) rate(shell, *chosen);
  return chosen.has_value();
}

void StudyScreen::keys(Shell& shell, const Asked& asked) {
  if (const auto order = shell.order(asked.revealed ? Place::kAnswered : Place::kAsking))
    carry_out_on_card(shell, *order, asked);
  else
    scroll_by_keys(shell.ui, card_.scroll);
}

void StudyScreen::reveal(Shell& shell, bool check) const {
  const Asked* asked = shell.trainer.asked();
  if (asked == nullptr || asked->revealed) return;
  shell.trainer.reveal(check ? card_.draft.response(asked->prompt) : Response{});
  shell.ui.focus().clear();
}

void StudyScreen::rate(Shell& shell, Rating rating) {
  if (!shell.report(shell.trainer.rate(rating))) return;
  shell.toast.reset();
  shell.ui.focus().clear();
  new_card();
}

void StudyScreen::undo(Shell& shell, bool again) {
  const auto name = again ? shell.trainer.redo_name() : shell.trainer.undo_name();
  if (!name) {
    shell.tell(again ? "Nothing to do again." : "Nothing to take back.");
    return;
  }
  finish_early_ = false;
  if (!shell.report(again ? shell.trainer.redo() : shell.trainer.undo())) return;
  shell.ui.focus().clear();
  new_card();
  if (again)
    shell.tell(fmt::format("Done again: {}", *name), "u takes it back");
  else
    shell.tell(fmt::format("Taken back: {}", *name), "Ctrl+Shift+Z does it again");
}

std::optional<UnfinishedRound> StudyScreen::running_quiz(const Trainer& trainer) const {
  const bool runs = quiz_ && trainer.sitting() && !finish_early_ &&
                    (trainer.asked() != nullptr || trainer.next_step_at());
  if (!runs) return std::nullopt;
  const SittingProgress progress = trainer.progress();
  UnfinishedRound quiz;
  quiz.plan = default_plan(RoundKind::kQuick);
  quiz.plan.counts = !progress.practice;
  quiz.answered = progress.done;
  quiz.questions = progress.done + progress.left.total();
  return quiz;
}

bool StudyScreen::asks_before(const Trainer& trainer, const Order& order) {
  if (!leads_away(order.command) || !running_quiz(trainer)) return false;
  leaving_ = order;
  return true;
}

void StudyScreen::ask_before_leaving(Shell& shell) {
  const std::string_view kept =
      practice_ ? std::string_view{} : "What you have answered is kept. ";
  const auto said =
      confirm(shell.ui, {"leave", "Leave this quiz?",
                         fmt::format("{}You can go on from the Quiz screen, until you "
                                     "study something else or close the window.",
                                     kept),
                         "Leave", "Stay"});
  if (!said) return;
  const std::optional<Order> order = std::exchange(leaving_, std::nullopt);
  shell.ui.focus().clear();
  if (!*said || !order) return;
  shell.tell("The quiz waits for you.", "Quiz goes on with it");
  // The sitting stays as it is.
  if (order->command == Command::kBack)
    shell.go = back_;
  else
    shell.pass_on(*order);
}

void StudyScreen::leave(Shell& shell) {
  if (asks_before(shell.trainer, {Command::kBack})) return;
  if (practice_) shell.trainer.end_sitting();
  go_back(shell);
}

/// To the screen that the sitting was begun from.
void StudyScreen::go_back(Shell& shell) {
  practice_ = false;
  shell.go = std::exchange(back_, ScreenName::kHome);
}

void StudyScreen::carry_out_on_card(Shell& shell,
                                    const Order& order,
                                    const Asked& asked) {
  switch (order.command) {
    case Command::kReveal:
      reveal(shell, true);
      break;
    case Command::kChoose:
      answer_by_number(shell.ui, asked, card_.draft, order.number);
      break;
    case Command::kNextOption:
      if (!answer_by_arrow(shell.ui, asked, 1)) card_.scroll.by(shell.ui.em(60));
      break;
    case Command::kLastOption:
      if (!answer_by_arrow(shell.ui, asked, -1)) card_.scroll.by(-shell.ui.em(60));
      break;
    case Command::kMoveUp:
      answer_by_moving(shell.ui, asked, card_.draft, -1);
      break;
    case Command::kMoveDown:
      answer_by_moving(shell.ui, asked, card_.draft, 1);
      break;
    case Command::kTakeSuggested:
      rate(shell, suggested_rating(asked));
      break;
    case Command::kRate:
      if (const auto rating = rating_numbered(order.number)) rate(shell, *rating);
      break;
    case Command::kOverrule:
      shell.trainer.overrule();
      break;
    case Command::kScrollDown:
      card_.scroll.by(shell.ui.em(60));
      break;
    case Command::kScrollUp:
      card_.scroll.by(-shell.ui.em(60));
      break;
    case Command::kPassage:
      if (shell.trainer.passage())
        panel_.open = !panel_.open;
      else
        shell.tell("This question has no passage.");
      break;
    case Command::kReadPage:
      read_page(shell, asked);
      break;
    case Command::kNote:
      open_note(shell.trainer);
      break;
    case Command::kOpenInEditor:
      open_in_editor(shell, asked);
      break;
    case Command::kInfo:
      info_open_ = true;
      break;
    default:
      carry_out(shell, order);
      break;
  }
}

void StudyScreen::open_in_editor(Shell& shell, const Asked& asked) {
  const Deck& deck = asked.book->deck();
  const std::size_t item = asked.question->item;
  shell.edit = EditWish{
      deck.id, asked.question->direction ? deck.facts[item].id : deck.cards[item].id};
}

void StudyScreen::carry_out(Shell& shell, const Order& order) {
  switch (order.command) {
    case Command::kUndo:
      undo(shell, false);
      break;
    case Command::kRedo:
      undo(shell, true);
      break;
    case Command::kMark:
      shell.report(shell.trainer.toggle_mark());
      break;
    case Command::kBury:
      if (!shell.report(shell.trainer.bury())) break;
      new_card();
      shell.tell("Not asked again today.", "u takes it back");
      break;
    case Command::kSuspend:
      if (!shell.report(shell.trainer.suspend())) break;
      new_card();
      shell.tell("Not asked any more.", "u takes it back");
      break;
    case Command::kBack:
      leave(shell);
      break;
    case Command::kStudy:
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

void StudyScreen::waiting(Shell& shell, const Rect& area, Instant next) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Plan plan = plan_of(ui, area, false);
  const Millis wait = std::max(Millis(1000), next - shell.trainer.now());
  shell.wake_by(static_cast<int>(std::min<std::int64_t>(wait.count() + 50, 20'000)));
  head(shell, {plan.column.x, area.y + ui.gap(22), plan.column.w, 0}, nullptr);
  const float middle = area.x + area.w / 2;
  const float top = area.y + ui.gap(60);
  const float words = ui.em(26) * 1.3F + ui.em(15) * 3 + button_height(ui) + ui.gap(44);
  const float room = area.bottom() - top - words - ui.gap(24);
  float picture = std::min(std::round(ui.em(15) * 9), room);
  if (picture < ui.em(15) * 4) picture = 0;  // a large text on a small screen
  const float block = picture + words;
  float y = std::round(top + std::max(0.0F, (area.bottom() - top - block) * 0.4F));
  if (picture > 0) {
    pile_of_cards(ui, {middle, y + picture / 2}, picture, icon::kClock, c.hard.ink);
    y += picture + ui.gap(16);
  }
  const float width = std::min(plan.column.w, ui.em(15) * 34);
  const float x = std::round(middle - width / 2);
  y += ui.text(waiting_text(wait),
               {.face = Face::kDisplay,
                .size = 26,
                .colour = c.text,
                .align = Align::kCentre,
                .line_height = 1.3F},
               x, y, width);
  y += ui.gap(4);
  y += ui.text(
      "What you just learned comes once more in a moment. It opens here by itself, or "
      "finish now: it then waits for your next visit.",
      {.size = 15, .colour = c.muted, .align = Align::kCentre, .balance = true}, x, y,
      width);
  y += ui.gap(20);
  const Button finish{.name = "finish",
                      .label = "Finish now",
                      .kind = ButtonKind::kPrimary,
                      .key = "Enter"};
  const float wide = button_width(ui, finish);
  const bool pressed =
      button(ui, {std::round(middle - wide / 2), std::round(y), wide, button_height(ui)},
             finish);
  const auto order = shell.order(Place::kSummary);
  if (pressed || (order && order->command == Command::kDone)) {
    finish_early_ = true;
  } else if (order) {
    carry_out(shell, *order);
  }
}

/// What the minutes of an exam have brought. The score is worked out anew meanwhile.
SummaryWords StudyScreen::exam_words(Shell& shell, const SittingSummary& summary) {
  if (outlooks_->collect(shell)) exam_now_.reset();
  if (!exam_now_) {
    const auto exams = shell.trainer.exams();
    exam_now_ = exam_;
    if (exams)
      for (const ShownExam& each : *exams)
        if (each.exam.id == exam_->exam.id) exam_now_ = each;
  }
  const ShownExam& now = *exam_now_;
  if (shown_wait_ == std::nullopt) outlooks_->want(shell, now);
  SummaryWords words;
  words.headline = exam_->exam.title;
  words.done = "Back to the exam";
  words.more = kMoreTimeLabel;
  words.lines.push_back(minutes_line(now, finish_early_, summary.answers > 0));
  if (waits_for_another(now)) words.more.clear();
  const KnownOutlook* known = outlooks_->known(now.exam.id);
  if (outlooks_->busy_with(now.exam.id)) {
    words.lines.emplace_back("What this has brought is being worked out.");
  } else if (known != nullptr && known->outlook.has_forecast && outlooks_->holds(now)) {
    const std::string after = share_text(known->outlook.score);
    words.lines.push_back(
        expected_ && share_text(*expected_) != after
            ? fmt::format("Expected score {} → {}.", share_text(*expected_), after)
            : fmt::format("Expected score {}.", after));
  }
  return words;
}

/// Words for a sitting that ended because its minutes are used; nothing for any other.
std::optional<SummaryWords> StudyScreen::end_words(Shell& shell,
                                                   const SittingSummary& summary) {
  if (exam_) return exam_words(shell, summary);
  const std::string waiting = waiting_text(summary.waiting);
  if (practice_ || finish_early_ || waiting.empty()) return std::nullopt;
  const Trainer& trainer = shell.trainer;
  const StudyDay today = trainer.calendar().day_of(trainer.now());
  const std::string easy = easy_day_text(trainer.settings().share_on(today));
  SummaryWords words;
  words.headline = "Today's minutes are used";
  words.lines.push_back(waiting + ". That is fine.");
  if (!easy.empty()) words.lines.push_back(easy + ".");
  words.more = kMoreTimeLabel;
  return words;
}

void StudyScreen::add_minutes(Shell& shell) {
  if (practice_ || !shell.trainer.sitting()) return;
  finish_early_ = false;
  exam_now_.reset();
  if (outlooks_ != nullptr) outlooks_->cancel();
  shell.trainer.add_time(kMoreTime);
  shell.ui.focus().clear();
  new_card();
  if (shell.trainer.asked() == nullptr && !shell.trainer.next_step_at())
    shell.tell("There is nothing more to ask today.");
}

void StudyScreen::finished(Shell& shell, const Rect& area) {
  SittingSummary summary = shell.trainer.summary();
  if (shown_waiting_) summary.waiting = *shown_waiting_;
  const auto words = end_words(shell, summary);
  SummaryWish wish = summary_view(shell, area, summary, practice_, summary_, words);
  if (exam_) progress_line(shell.ui, area, *outlooks_);
  if (const auto order = shell.order(Place::kSummary)) {
    if (order->command == Command::kDone || order->command == Command::kBack)
      wish = SummaryWish::kDone;
    else if (order->command == Command::kPracticeAgain && !summary.missed.empty())
      wish = SummaryWish::kPractice;
    else if (order->command == Command::kAddMinutes)
      wish = words && !words->more.empty() ? SummaryWish::kMore : SummaryWish::kNothing;
    else
      carry_out(shell, *order);
  }
  if (wish == SummaryWish::kMore) add_minutes(shell);
  if (wish == SummaryWish::kDone) {
    shell.trainer.end_sitting();
    finish_early_ = false;
    go_back(shell);
  }
  if (wish == SummaryWish::kPractice) {
    std::vector<QuestionId> questions;
    for (const Missed& missed : summary.missed)
      questions.push_back(missed.question);
    practise(shell, questions, back_);
  }
}

void StudyScreen::passage_sheet(Shell& shell, const OpenPassage& passage) {
  Ui& ui = shell.ui;
  const Sheet sheet =
      begin_sheet(ui, "passage", "Passage", ui.em(17) * 40, ui.screen().h * 0.86F);
  passage_text(ui,
               {sheet.inner.x, sheet.inner.y, sheet.inner.w + ui.gap(14), sheet.inner.h},
               passage, panel_);
  scroll_by_keys(ui, panel_.scroll);
  const bool closed = sheet.closed || ui.take(Key::kEscape) || ui.take(Key::kP);
  end_sheet(ui);
  if (closed) panel_.open = false;
}

void StudyScreen::note_sheet(Shell& shell) {
  Ui& ui = shell.ui;
  const Sheet sheet =
      begin_sheet(ui, "note", "Your note", ui.em(15) * 40, ui.em(15) * 26);
  const float foot = button_height(ui) + ui.gap(16);
  const Rect area{sheet.inner.x, sheet.inner.y, sheet.inner.w, sheet.inner.h - foot};
  if (ui.focus().focused() == kNoControl && !ui.still())
    ui.focus().give(Ui::id("note.text"), false);
  const FieldOutcome written = text_field(
      ui, area, note_,
      {.name = "note.text", .placeholder = "Shown below the answer. Markdown works."});
  const Button save{.name = "note.save",
                    .label = "Save",
                    .kind = ButtonKind::kPrimary,
                    .key = "Ctrl+Enter"};
  const Button cancel{
      .name = "note.cancel", .label = "Discard changes", .kind = ButtonKind::kPlain};
  const float y = sheet.inner.bottom() - button_height(ui);
  float x = sheet.inner.right() - button_width(ui, save);
  bool keep = button(ui, {x, y, button_width(ui, save), button_height(ui)}, save) ||
              written.submitted;
  x -= button_width(ui, cancel) + ui.gap(12);
  bool drop = button(ui, {x, y, button_width(ui, cancel), button_height(ui)}, cancel);
  // Esc and a click beside keep what was written: losing it is worse than an unwanted
  // note.
  keep = keep || ui.take(Key::kEnter, kCtrl) || ui.take(Key::kEscape) || sheet.closed;
  end_sheet(ui);
  if (!keep && !drop) return;
  if (drop || shell.report(shell.trainer.set_note(note_.edit.text()))) {
    note_open_ = false;
    ui.focus().clear();
  }
}

void StudyScreen::info_sheet(Shell& shell, const Asked& asked) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Question& question = *asked.question;
  std::vector<std::pair<std::string, std::string>> rows{
      {"Deck", asked.book->deck().title},
      {"Topic", topic_path(*asked.book, question)},
      {"Asked as", name_of(asked.prompt.form)},
      {"Stage", name_of(asked.phase)},
      {"Answered",
       asked.reviews == 0 ? "not yet" : counted(asked.reviews, "time", "times")}};
  if (!practice_)
    rows.emplace_back("Good brings it back in", span_text(asked.next_in[2]));
  if (question.as_of) rows.emplace_back("True as of", question.as_of->text());
  if (question.check_after)
    rows.emplace_back("Check again after", question.check_after->text());
  if (!question.tags.empty())
    rows.emplace_back("Tags", fmt::format("{}", fmt::join(question.tags, ", ")));
  rows.emplace_back("Id", question.id);
  std::erase_if(rows, [](const auto& row) { return row.second.empty(); });

  const float width = std::min(ui.em(15) * 38, ui.screen().w - ui.gap(32));
  const float names = std::round(ui.em(14) * 12);
  const float values = width - 2 * ui.gap(24) - names;
  const TextStyle value{.size = 15, .colour = c.text};
  const float pad = ui.gap(6);
  float content = 0;
  for (const auto& row : rows)
    content += ui.lay_out(row.second, value, values).size.y + 2 * pad;
  const float chrome = ui.gap(24) * 2 + ui.em(20) * 1.4F + ui.gap(16);
  const Sheet sheet =
      begin_sheet(ui, "info", "About this question", width, content + chrome + 2);
  const float begin = ui.begin_scroll(
      Ui::id("info.scroll"),
      {sheet.inner.x, sheet.inner.y, sheet.inner.w + ui.gap(14), sheet.inner.h},
      info_scroll_);
  float y = begin;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) ui.hairline(sheet.inner.x, y, sheet.inner.w);
    ui.text(rows[i].first, {.size = 14, .colour = c.muted, .line_height = 1.6F},
            sheet.inner.x, y + pad);
    y += ui.text(rows[i].second, value, sheet.inner.x + names, y + pad, values) + 2 * pad;
  }
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, info_scroll_);
  const bool closed = sheet.closed || ui.take(Key::kEscape) || ui.take(Key::kI) ||
                      ui.take(Key::kEnter) || ui.take(Key::kSpace);
  end_sheet(ui);
  if (closed) info_open_ = false;
}

}  // namespace attache::window
