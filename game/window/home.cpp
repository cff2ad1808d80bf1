#include "window/home.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "study/exam_words.h"
#include "window/day_words.h"
#include "window/exams_words.h"
#include "window/markdown.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr std::size_t kShownProblems = 3;

TextStyle heading(const Ui& ui, float size) {
  return {.face = Face::kDisplay,
          .size = size,
          .colour = ui.colours().text,
          .line_height = 1.25F};
}

std::string due_headline(const DueCounts& due) {
  if (due.review + due.learning == 0)
    return counted(due.fresh, "new question", "new questions");
  return fmt::format("{} to {} today", due.total(), due.fresh == 0 ? "review" : "study");
}

std::string due_detail(const Home& home) {
  std::string words;
  const auto add = [&](std::string part) {
    words += (words.empty() ? "" : "  ·  ") + std::move(part);
  };
  if (home.time_needed > Millis::zero()) add(with_capital(about_text(home.time_needed)));
  const int again = home.due.review + home.due.learning;
  if (again > 0 && home.due.fresh > 0) add(fmt::format("{} to review", again));
  if (again > 0 && home.due.fresh > 0) add(fmt::format("{} new", home.due.fresh));
  if (home.due.learning > 0 && home.due.learning != again)
    add(fmt::format("{} still being learned", home.due.learning));
  return words;
}

std::string done_line(const Home& home) {
  const DaySummary& done = home.done_today;
  if (done.answers == 0)
    return home.time && home.time->limit > Millis::zero()
               ? fmt::format("{} min for today.", minutes_in_all(*home.time))
               : "Nothing answered yet today.";
  const double right = 100.0 * (done.answers - done.again) / done.answers;
  const std::string answers = counted(done.answers, "answer", "answers");
  if (home.time)
    return fmt::format("{}, {}, {:.0f} % right", time_today_text(*home.time), answers,
                       right);
  return fmt::format("Today: {} in {}, {:.0f} % right", answers, span_text(done.time),
                     right);
}

/// What is other than on a usual day, and what waits; empty where there is nothing.
std::string soft_line(const Home& home, double share) {
  std::string words = easy_day_text(share);
  if (!words.empty()) words += ".";
  if (!home.time) return words;
  const std::string waiting =
      waiting_sentences(home.time->waiting, home.time->days_to_recover);
  if (!words.empty() && !waiting.empty()) words += " ";
  return words + waiting;
}

/// What stands in the ring: how far today has come, in minutes or in questions.
struct RingWords {
  std::string figure;
  std::string below;
  float share = 0;
};

float day_share(const Home& home) {
  const int all = home.done_today.answers + home.due.total();
  return all > 0 ? static_cast<float>(home.done_today.answers) / static_cast<float>(all)
                 : 0;
}

RingWords ring_words(const Home& home) {
  if (!home.time)
    return {fmt::format("{}", home.done_today.answers),
            fmt::format("of {}", home.done_today.answers + home.due.total()),
            day_share(home)};
  const TodaysTime& time = *home.time;
  const float share =
      time.limit > Millis::zero()
          ? static_cast<float>(time.used.count()) / static_cast<float>(time.limit.count())
          : 0;
  return {fmt::format("{}", minutes_used(time)),
          fmt::format("of {} min", minutes_in_all(time)), share};
}

std::string deck_detail(const DeckSummary& deck) {
  std::string words = counted(deck.questions, "question", "questions");
  if (deck.started > 0) words += fmt::format("  ·  {} started", deck.started);
  if (deck.suspended > 0) words += fmt::format("  ·  {} set aside", deck.suspended);
  if (const std::string waiting = waiting_text(deck.waiting); !waiting.empty())
    words += "  ·  " + waiting;
  return words;
}

/// What waits in a deck, as pills from the right; gives where they begin.
float due_pills(const Ui& ui, const DeckSummary& deck, float right, float middle) {
  const Palette& c = ui.colours();
  const auto put = [&](int number, std::string_view word, const Tint& tint) {
    if (number == 0) return;
    const std::string text = fmt::format("{} {}", number, word);
    right -= pill_width(ui, text);
    pill(ui, right, middle, text, tint.ink, tint.soft);
    right -= ui.gap(6);
  };
  put(deck.due.fresh, "new", c.easy);
  put(deck.due.review + deck.due.learning, "due", c.good);
  return right;
}

/// How much of a deck is known: a bar with its figure.
void known_bar(const Ui& ui, const Rect& area, const DeckSummary& deck) {
  const Palette& c = ui.colours();
  const std::string text = fmt::format("{:.0f} % known", deck.known * 100);
  const TextStyle style{.size = 13, .colour = c.muted, .align = Align::kRight};
  const float wide = ui.width_of("100 % known", style);
  ui.text_in({area.right() - wide, area.y, wide, area.h}, text, style);
  const Rect bar{area.x, std::round(area.middle().y - 3), area.w - wide - ui.gap(14), 6};
  const auto share = static_cast<float>(std::clamp(deck.known, 0.0, 1.0));
  ui.fill(bar, c.line, 3);
  if (share > 0) ui.fill({bar.x, bar.y, std::max(6.0F, bar.w * share), 6}, c.good.ink, 3);
}

struct DeckRow {
  std::size_t index;
  const DeckSummary& deck;
};

float deck_row_height(const Ui& ui) {
  return std::round(ui.gap(18) * 2 + ui.em(16) * 1.5F + ui.em(13) * 1.5F +
                    ui.em(13) * 1.5F + ui.gap(10));
}

/// One deck; the button at its right studies or practises it.
void deck_row(Ui& ui, const Rect& area, const DeckRow& row, HomeWish& wish) {
  const Palette& c = ui.colours();
  const DeckSummary& deck = row.deck;
  const bool due = deck.due.total() > 0;
  const std::string name = "deck." + deck.id;
  const Button act{.name = name,
                   .label = due ? "Study" : "Practise",
                   .kind = due ? ButtonKind::kQuiet : ButtonKind::kPlain};
  const float pad = ui.gap(24);
  const float widest = std::max(button_width(ui, {.name = name, .label = "Study"}),
                                button_width(ui, {.name = name, .label = "Practise"}));
  const float bh = button_height(ui);
  const Rect place{area.right() - pad - widest, std::round(area.middle().y - bh / 2),
                   widest, bh};
  if (button(ui, place, act)) (due ? wish.study : wish.practise) = deck.id;

  const float x = area.x + pad;
  const float right = place.x - ui.gap(28);
  float y = area.y + ui.gap(18);
  const float title = std::round(ui.em(16) * 1.5F);
  const float detail = std::round(ui.em(13) * 1.5F);
  const TextStyle name_style{.face = Face::kSansStrong, .size = 16, .colour = c.text};
  // A long title gets the whole line; what waits then stands below it.
  const bool long_title = ui.width_of(deck.title, name_style) > (right - x) * 0.66F;
  const float pills =
      due_pills(ui, deck, right, long_title ? y + title + detail / 2 : y + title / 2);
  ui.text_in({x, y, (long_title ? right : pills - ui.gap(8)) - x, title}, deck.title,
             name_style);
  y += title;
  ui.text_in({x, y, (long_title ? pills - ui.gap(8) : right) - x, detail},
             deck_detail(deck), {.size = 13, .colour = c.muted});
  y += detail + ui.gap(10);
  known_bar(ui, {x, std::round(y), right - x, ui.em(13) * 1.5F}, deck);
}

/// "In 12 days · 20 min today · 71 % expected".
std::string exam_line(const ShownExam& exam) {
  std::string words = with_capital(countdown_text(exam));
  if (exam.stage == ExamStage::kAhead) words += "  ·  " + exam_today_text(exam);
  if (exam.exam.last_forecast)
    words += fmt::format("  ·  {} expected", share_text(exam.exam.last_forecast->mean));
  return words;
}

/// One exam in a slim card; the whole of it opens its plan.
float exam_card(
    Ui& ui, const Column& at, const ShownExam& exam, bool first, HomeWish& wish) {
  const Palette& c = ui.colours();
  const bool ahead = exam.stage == ExamStage::kAhead;
  const bool free = exam.left_today > Millis::zero();
  const std::string name = "home.exam." + exam.exam.id;
  const Button study{.name = name,
                     .label = "Study",
                     .kind = free ? ButtonKind::kQuiet : ButtonKind::kPlain,
                     .key = first ? "e" : ""};
  const float pad = ui.gap(24);
  const float bh = button_height(ui);
  const float bw = ahead ? button_width(ui, study) : 0;
  const float words = at.width - 2 * pad - bw - (ahead ? ui.gap(24) : 0);
  const TextStyle title{
      .face = Face::kSansStrong, .size = 16, .colour = c.text, .max_lines = 2};
  const TextStyle line{.size = 14, .colour = c.muted};
  const std::string below = exam_line(exam);
  const float text = ui.lay_out(exam.exam.title, title, words).size.y +
                     ui.lay_out(below, line, words).size.y;
  const float height = std::round(std::max(text, bh) + 2 * ui.gap(14));
  const Rect area{at.x, at.y, at.width, height};
  const Touch touch = ui.control(Ui::id("home.exam.card." + exam.exam.id), area);
  card(ui, area, 16);
  if (touch.hovered || touch.held) ui.outline(area, c.line_strong, 16);
  if (touch.ring) ui.focus_ring(area, 16);
  if (touch.clicked) wish.exam = exam.exam.id;
  float y = area.y + (height - text) / 2;
  y += ui.text(exam.exam.title, title, area.x + pad, y, words);
  ui.text(below, line, area.x + pad, y, words);
  if (ahead &&
      button(ui, {area.right() - pad - bw, std::round(area.middle().y - bh / 2), bw, bh},
             study))
    wish.study_exam = exam;
  return height;
}

/// Exams that are further away than this do not stand on Home.
constexpr int kWeeksAhead = 8 * 7;

bool stands_on_home(const ShownExam& exam) {
  return exam.stage != ExamStage::kPast && exam.days_left <= kWeeksAhead;
}

Banner failure_banner(const DeckFailure& failure, const std::string& name) {
  Banner banner{.name = name, .kind = BannerKind::kError};
  banner.title = fmt::format(
      "{} could not be used: {}", failure.file.filename().string(),
      counted(static_cast<int>(failure.problems.size()), "problem", "problems"));
  const std::size_t shown = std::min(kShownProblems, failure.problems.size());
  banner.lines.assign(failure.problems.begin(),
                      failure.problems.begin() + static_cast<std::ptrdiff_t>(shown));
  if (shown < failure.problems.size())
    banner.lines.push_back(fmt::format("… and {} more", failure.problems.size() - shown));
  banner.remedy = "Mend the file and start again. Your progress is kept.";
  return banner;
}

}  // namespace

float HomeScreen::header(Shell& shell, const Column& at, HomeWish& wish) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Home& home = *home_;
  const float pad = ui.gap(32);
  const bool goes_on = shell.trainer.sitting();
  const Button start{.name = "study.all",
                     .label = goes_on ? "Go on studying" : "Study now",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter"};
  const float radius = std::round(ui.em(15) * 3.3F);
  const bool ring = at.width > ui.em(15) * 40;
  const float words = at.width - 2 * pad - (ring ? 2 * radius + ui.gap(24) : 0);
  const std::string title = due_headline(home.due);
  const std::string detail = due_detail(home);
  const std::string soft = soft_line(home, share_);
  const std::string done = done_line(home);
  const TextStyle big = heading(ui, 34);
  const TextStyle small{.size = 16, .colour = c.muted};
  const TextStyle softly{.size = 14, .colour = c.muted, .balance = true};
  const float soft_height =
      soft.empty() ? 0 : ui.gap(4) + ui.lay_out(soft, softly, words).size.y;
  const float bh = std::round(button_height(ui) + ui.gap(4));
  const float height =
      std::round(2 * pad + ui.lay_out(title, big, words).size.y + ui.gap(4) +
                 ui.lay_out(detail, small, words).size.y + soft_height + ui.gap(22) + bh);
  card(ui, {at.x, at.y, at.width, height});
  float y = at.y + pad;
  const float x = at.x + pad;
  y += ui.text(title, big, x, y, words) + ui.gap(4);
  y += ui.text(detail, small, x, y, words);
  if (!soft.empty()) y += ui.gap(4) + ui.text(soft, softly, x, y + ui.gap(4), words);
  y += ui.gap(22);
  const float width = button_width(ui, start) + ui.gap(12);
  if (button(ui, {x, std::round(y), width, bh}, start)) wish.study = "";
  ui.text_in({x + width + ui.gap(20), std::round(y), words - width - ui.gap(20), bh},
             done, {.size = 14, .colour = c.muted});
  if (ring) {
    const ImVec2 middle{at.x + at.width - pad - radius, std::round(at.y + height / 2)};
    const RingWords ring_text = ring_words(home);
    progress_ring(ui, middle, radius, ring_text.share, c.accent);
    const float line = ui.em(22) * 1.15F;
    const float label = ui.em(12) * 1.3F;
    const float top = middle.y - (line + label) / 2;
    ui.text_in({middle.x - radius, top, 2 * radius, line}, ring_text.figure,
               {.face = Face::kDisplay,
                .size = 22,
                .colour = c.text,
                .align = Align::kCentre,
                .line_height = 1.15F});
    ui.text_in(
        {middle.x - radius, top + line, 2 * radius, label}, ring_text.below,
        {.size = 12, .colour = c.muted, .align = Align::kCentre, .line_height = 1.3F});
  }
  return height;
}

float HomeScreen::all_done(Shell& shell, const Column& at, HomeWish& wish) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Home& home = *home_;
  const float picture = std::round(ui.em(15) * 8);
  const float middle = at.x + at.width / 2;
  float y = at.y + ui.gap(32);
  pile_of_cards(ui, {middle, y + picture * 0.42F}, picture, icon::kCheck, c.good.ink);
  y += picture * 0.84F + ui.gap(24);
  TextStyle big = heading(ui, 28);
  big.align = Align::kCentre;
  const TextStyle softly{
      .size = 15, .colour = c.muted, .align = Align::kCentre, .balance = true};
  const bool used = minutes_are_used(home.time);
  const bool off = used && home.time->limit == Millis::zero();
  y += ui.text(off    ? "A day off today"
               : used ? "Today's minutes are used"
                      : "All done for today",
               big, at.x, y, at.width) +
       ui.gap(6);
  std::string below =
      used ? soft_line(home, off ? 1 : share_)
           : next_text(shell.trainer.calendar(), shell.trainer.now(), home.next_due);
  if (home.done_today.answers > 0 && !used)
    below += (below.empty() ? "" : "  ·  ") + done_line(home);
  y += ui.text(below, softly, at.x, y, at.width);
  if (used) {
    if (home.done_today.answers > 0)
      y += ui.gap(4) + ui.text(done_line(home), softly, at.x, y + ui.gap(4), at.width);
    const Button more{.name = "home.more", .label = kMoreTimeLabel, .key = "m"};
    const float wide = button_width(ui, more);
    y = std::round(y + ui.gap(18));
    if (button(ui, {std::round(middle - wide / 2), y, wide, button_height(ui)}, more))
      wish.more_time = true;
    y += button_height(ui);
  }
  if (home.never_asked > 0 && !used)
    y +=
        ui.gap(4) +
        ui.text(fmt::format("{} wait for the coming days; Settings has the number a day.",
                            counted(home.never_asked, "new question", "new questions")),
                {.size = 15, .colour = c.muted, .align = Align::kCentre, .balance = true},
                at.x, y + ui.gap(4), at.width);
  return y + ui.gap(32) - at.y;
}

float HomeScreen::no_deck(Shell& shell,
                          const Column& at,
                          const std::filesystem::path& deck_folder) const {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float width = std::min(at.width, ui.em(15) * 36);
  const float x = std::round(at.x + (at.width - width) / 2);
  float y =
      empty_state(ui, at.x, at.y + ui.gap(56), at.width,
                  {.sign = icon::kAdd,
                   .colour = c.accent,
                   .title = "No decks yet",
                   .words = deck_folder.empty()
                                ? "A deck is one XML file. Start Attaché with its path, "
                                  "and it opens here."
                                : "A deck is one XML file. Put it into the folder below "
                                  "and start Attaché again."}) +
      ui.gap(16);
  const std::string path =
      deck_folder.empty() ? "attache my-deck.xml" : deck_folder.string();
  const TextStyle mono{
      .face = Face::kMono, .size = 14, .colour = c.text, .align = Align::kCentre};
  const float path_height =
      ui.lay_out(path, mono, width - ui.gap(32)).size.y + ui.gap(20);
  ui.fill({x, y, width, path_height}, c.sunken, 12);
  ui.outline({x, y, width, path_height}, c.line, 12);
  ui.text(path, mono, x + ui.gap(16), y + ui.gap(10), width - ui.gap(32));
  y += path_height;
  return y - at.y;
}

/// A quiet line for each deck that has changed: the whole of it opens what is other.
float HomeScreen::changed_decks(Ui& ui, const Column& at, HomeWish& wish) const {
  const Palette& c = ui.colours();
  const TextStyle words{.size = 15, .colour = c.text};
  const float pad = ui.gap(16);
  const float sign = ui.em(20);
  float y = at.y;
  for (const ChangedDeck& deck : home_->changed_decks) {
    const std::string text = fmt::format("The deck “{}” has changed: {}", deck.title,
                                         change_phrase(deck.counts));
    const float inner = at.width - 2 * pad - 2 * sign - ui.gap(20);
    const float height =
        std::round(ui.lay_out(text, words, inner).size.y + 2 * ui.gap(12));
    const Rect area{at.x, std::round(y), at.width, height};
    const Touch touch = ui.control(Ui::id("changed." + deck.id), area);
    card(ui, area, 14);
    if (touch.hovered || touch.held) ui.fill(area.inset(1, 1), c.hover, 13);
    if (touch.ring) ui.focus_ring(area, 14);
    ui.icon_in({area.x + pad, area.y, sign, height}, icon::kInfo, 20, c.accent);
    ui.text(text, words, area.x + pad + sign + ui.gap(10), area.y + ui.gap(12), inner);
    ui.icon_in({area.right() - pad - sign, area.y, sign, height}, icon::kForth, 18,
               c.muted);
    if (touch.clicked) wish.changes = deck.id;
    y += height + ui.gap(14);
  }
  return y - at.y;
}

float HomeScreen::banners(Ui& ui, const Column& at, HomeWish& wish) {
  float y = at.y;
  bool closed = false;
  for (std::size_t i = 0; i < home_->failures.size(); ++i) {
    const std::string name = fmt::format("failure.{}", i);
    y += banner(ui, at.x, std::round(y), at.width,
                failure_banner(home_->failures[i], name), closed) +
         ui.gap(14);
  }
  y += changed_decks(ui, {at.x, y, at.width}, wish);
  if (notices_closed_ || home_->notices.empty()) return y - at.y;
  Banner notice{.name = "notices",
                .kind = BannerKind::kNotice,
                .title = home_->notices.front(),
                .closable = true};
  notice.lines.assign(home_->notices.begin() + 1, home_->notices.end());
  y += banner(ui, at.x, std::round(y), at.width, notice, notices_closed_) + ui.gap(14);
  return y - at.y;
}

const ShownExam* HomeScreen::waiting_exam() const {
  if (home_->due.total() > 0) return nullptr;
  for (const ShownExam& exam : home_->exams)
    if (exam.stage == ExamStage::kAhead && exam.left_today >= std::chrono::minutes(1) &&
        !waits_for_another(exam))
      return &exam;
  return nullptr;
}

/// Nothing else is due today, but an exam has minutes: they are what Enter studies.
float HomeScreen::exam_header(Shell& shell, const Column& at, HomeWish& wish) const {
  Ui& ui = shell.ui;
  const ShownExam& exam = *waiting_exam();
  const float pad = ui.gap(32);
  const float words = at.width - 2 * pad;
  const Button start{.name = "study.exam",
                     .label = shell.trainer.sitting() ? "Go on studying" : "Study now",
                     .kind = ButtonKind::kPrimary,
                     .key = "Enter"};
  const TextStyle big = heading(ui, 34);
  const TextStyle small{.size = 16, .colour = ui.colours().muted};
  const std::string title =
      fmt::format("{} for your exam", minutes_left_text(exam.left_today));
  const std::string detail = exam.exam.title + "  ·  " + countdown_text(exam);
  const float bh = std::round(button_height(ui) + ui.gap(4));
  const float height =
      std::round(2 * pad + ui.lay_out(title, big, words).size.y + ui.gap(4) +
                 ui.lay_out(detail, small, words).size.y + ui.gap(22) + bh);
  card(ui, {at.x, at.y, at.width, height});
  const float x = at.x + pad;
  float y = at.y + pad;
  y += ui.text(title, big, x, y, words) + ui.gap(4);
  y += ui.text(detail, small, x, y, words) + ui.gap(22);
  const float width = button_width(ui, start) + ui.gap(12);
  if (button(ui, {x, std::round(y), width, bh}, start)) wish.study_exam = exam;
  ui.text_in({x + width + ui.gap(20), std::round(y), words - width - ui.gap(20), bh},
             done_line(*home_), {.size = 14, .colour = ui.colours().muted});
  return height;
}

float HomeScreen::exam_list(Shell& shell, const Column& at, HomeWish& wish) const {
  Ui& ui = shell.ui;
  float y = at.y;
  bool first = true;
  for (const ShownExam& exam : home_->exams) {
    if (!stands_on_home(exam)) continue;
    if (y == at.y)
      y += ui.text("Exams",
                   {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text},
                   at.x, y) +
           ui.gap(10);
    const bool keyed = first && exam.stage == ExamStage::kAhead;
    first = first && !keyed;
    y = std::round(y);
    y += exam_card(ui, {at.x, y, at.width}, exam, keyed, wish) + ui.gap(10);
  }
  return y == at.y ? 0 : y + ui.gap(18) - at.y;
}

float HomeScreen::deck_list(Shell& shell, const Column& at, HomeWish& wish) const {
  Ui& ui = shell.ui;
  const float row = deck_row_height(ui);
  float y = at.y;
  y += ui.text(home_->decks.size() == 1 ? "Deck" : "Decks",
               {.face = Face::kSansStrong, .size = 16, .colour = ui.colours().text}, at.x,
               y) +
       ui.gap(10);
  y = std::round(y);
  const float height = row * static_cast<float>(home_->decks.size());
  card(ui, {at.x, y, at.width, height});
  for (std::size_t i = 0; i < home_->decks.size(); ++i) {
    if (i > 0) ui.hairline(at.x + ui.gap(24), y, at.width - 2 * ui.gap(24));
    deck_row(ui, {at.x, y, at.width, row}, {i, home_->decks[i]}, wish);
    y += row;
  }
  return y - at.y;
}

void HomeScreen::keys(Shell& shell, HomeWish& wish) const {
  const auto order = shell.order(Place::kHome);
  if (!order) return;
  if (order->command == Command::kStudy && waiting_exam() != nullptr) {
    wish.study_exam = *waiting_exam();
  } else if (order->command == Command::kStudy) {
    wish.study = "";
  } else if (order->command == Command::kStudyDeck) {
    const auto index = static_cast<std::size_t>(order->number - 1);
    if (index < home_->decks.size()) wish.study = home_->decks[index].id;
  } else if (order->command == Command::kStudyExam) {
    for (const ShownExam& exam : home_->exams)
      if (!wish.study_exam && stands_on_home(exam) && exam.stage == ExamStage::kAhead)
        wish.study_exam = exam;
  } else if (order->command == Command::kAddMinutes) {
    wish.more_time = home_->due.total() == 0 && minutes_are_used(home_->time);
  } else if (order->command != Command::kHome && order->command != Command::kBack) {
    shell.pass_on(*order);
  }
}

HomeWish HomeScreen::frame(Shell& shell,
                           const Rect& area,
                           const std::filesystem::path& deck_folder) {
  Ui& ui = shell.ui;
  constexpr double kFresh =
      60;  // counts follow the clock: a step comes due, a day begins
  if (!shown_ && (!home_ || ui.seconds() - asked_at_ > kFresh)) {
    home_ = shell.trainer.home();
    share_ = shell.trainer.settings().share_on(home_->today);
    asked_at_ = ui.seconds();
  }
  if (home_->next_due && !shown_) {
    const Millis wait = *home_->next_due - shell.trainer.now();
    if (wait > Millis::zero() && wait < std::chrono::hours(6))
      shell.wake_by(static_cast<int>(wait.count()) + 100);
    if (wait <= Millis::zero()) asked_at_ = -kFresh * 2;
  }
  HomeWish wish;
  const float side = ui.gap(area.w < 900 * ui.em(15) / 15 ? 24 : 32);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float begin = ui.begin_scroll(Ui::id("home"), area, scroll_);
  float y = begin + ui.gap(28);
  y += banners(ui, {x, y, width}, wish);
  if (home_->decks.empty()) {
    y += no_deck(shell, {x, y, width}, deck_folder);
  } else {
    if (home_->due.total() > 0)
      y += header(shell, {x, y, width}, wish);
    else if (waiting_exam() != nullptr)
      y += exam_header(shell, {x, y, width}, wish);
    else
      y += all_done(shell, {x, y, width}, wish);
    y += ui.gap(28);
    y += exam_list(shell, {x, std::round(y), width}, wish);
    y += deck_list(shell, {x, std::round(y), width}, wish);
  }
  y += ui.gap(28);
  ui.end_scroll(y - begin);
  scroll_by_keys(ui, scroll_);
  keys(shell, wish);
  return wish;
}

}  // namespace attache::window
