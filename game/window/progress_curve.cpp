#include "window/progress_curve.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "window/components.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr std::string_view kChart = "curve.chart";

struct Found {
  const DeckBook* book = nullptr;
  const Question* question = nullptr;
};

Found find(const Trainer& trainer, const QuestionId& id) {
  for (const DeckBook& book : trainer.decks())
    if (const Question* question = book.question(id)) return {&book, question};
  return {};
}

}  // namespace

std::optional<EditWish> edit_wish_of(const Trainer& trainer, const QuestionId& question) {
  const Found found = find(trainer, question);
  if (found.question == nullptr) return std::nullopt;
  const Deck& deck = found.book->deck();
  const std::size_t item = found.question->item;
  return EditWish{deck.id,
                  found.question->direction ? deck.facts[item].id : deck.cards[item].id};
}

std::optional<ReadWish> read_wish_of(const Trainer& trainer, const QuestionId& question) {
  const Found found = find(trainer, question);
  if (found.question == nullptr || found.question->passage.empty()) return std::nullopt;
  return ReadWish{found.question->deck, found.question->passage,
                  found.book->support_in_passage(*found.question), ScreenName::kProgress};
}

void CurveSheet::open(Shell& shell, const QuestionId& question) {
  auto curve = shell.trainer.forgetting_curve(question);
  if (curve)
    show(std::move(*curve));
  else
    shell.error = curve.error();
}

void CurveSheet::show(ForgettingCurve curve) {
  curve_ = std::move(curve);
  state_ = {};
  scroll_ = {};
  fresh_ = true;
}

float CurveSheet::words(const Ui& ui, const Column& at, bool draw) const {
  const Palette& c = ui.colours();
  float y = at.y;
  const auto paragraph = [&](std::string_view text, const TextStyle& style) {
    y += draw ? ui.text(text, style, at.x, y, at.width)
              : ui.lay_out(text, style, at.width).size.y;
  };
  paragraph(curve_->stem, {.face = Face::kSerif,
                           .size = 20,
                           .colour = c.text,
                           .line_height = 1.35F,
                           .max_lines = 3});
  y += ui.gap(4);
  paragraph(curve_->answer, {.size = 15, .colour = c.muted, .max_lines = 2});
  return y - at.y;
}

void CurveSheet::carry_out(Shell& shell, Command command) {
  const QuestionId question = curve_->question;
  switch (command) {
    case Command::kBrowse:
      shell.browse = fmt::format("id:\"{}\"", question);
      break;
    case Command::kOpenInEditor:
      shell.edit = edit_wish_of(shell.trainer, question);
      break;
    case Command::kPassage:
      shell.read = read_wish_of(shell.trainer, question);
      if (!shell.read) shell.tell("This question has no passage.");
      break;
    case Command::kBack:
      close();
      break;
    default:
      shell.pass_on({command});
      break;
  }
}

void CurveSheet::bar(Shell& shell, const Rect& area) {
  std::vector<BarButton> left{
      {{.name = "curve.browse", .label = "Among all questions", .key = "b"},
       Command::kBrowse},
      {{.name = "curve.edit", .label = "Edit", .key = "e", .icon = icon::kEdit},
       Command::kOpenInEditor}};
  if (read_wish_of(shell.trainer, curve_->question))
    left.push_back(
        {{.name = "curve.passage", .label = "Passage", .key = "p", .icon = icon::kBook},
         Command::kPassage});
  if (const auto pressed = button_bar(shell.ui, area, left, {}))
    carry_out(shell, *pressed);
}

void CurveSheet::frame(Shell& shell) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const Rect screen = ui.screen();
  const Sheet sheet = begin_sheet(ui, "curve", "How it is remembered",
                                  std::min(screen.w - ui.gap(48), ui.em(15) * 68),
                                  std::min(screen.h - ui.gap(48), ui.em(15) * 52));
  const Rect& in = sheet.inner;
  const float foot = bar_height_of(ui) + ui.gap(10);
  const Rect view{in.x - ui.gap(8), in.y, in.w + ui.gap(16), in.h - foot + ui.gap(6)};
  const float begin = ui.begin_scroll(Ui::id("curve.page"), view, scroll_);
  const Column at{in.x, begin, in.w};
  float y = std::round(begin + words(ui, at, true) + ui.gap(18));
  const TextStyle fact{.size = 14, .colour = c.text};
  float facts = ui.gap(16);
  for (const std::string& words : curve_->facts)
    facts += ui.lay_out("·  " + words, fact, in.w).size.y + ui.gap(3);
  // The chart takes what the facts leave; where that is too little, the sheet scrolls.
  const float chart = std::max(ui.em(12) * 19, view.h - (y - begin) - facts);
  if (std::exchange(fresh_, false) || ui.focus().focused() == kNoControl)
    ui.focus().give(Ui::id(kChart), true);
  chart_view(ui, {in.x, y, in.w, chart}, curve_->chart, state_,
             {.name = kChart, .large = true});
  y = std::round(y + chart + ui.gap(16));
  for (const std::string& words : curve_->facts)
    y += ui.text("·  " + words, fact, in.x, y, in.w) + ui.gap(3);
  ui.end_scroll(y - begin);
  ui.fade_edges(view, scroll_, c.card);
  scroll_by_keys(ui, scroll_);
  bar(shell, {in.x, in.bottom() - foot + ui.gap(14), in.w, foot});
  const auto found = shell.order(Place::kCurve);
  end_sheet(ui);
  if (found) carry_out(shell, found->command);
  if (sheet.closed) close();
}

}  // namespace attache::window
