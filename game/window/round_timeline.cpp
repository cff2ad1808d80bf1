#include "window/round_timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace attache::window {

namespace {

constexpr float kMeasure = 760;

std::vector<std::size_t> as_it_lies(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

/// Keeps an arrangement that is another one now; the events then lie as they are shown.
void keep_order(Shell& shell, const RoundShown& round, TimelineState& state) {
  const auto before = as_it_lies(round.timeline->events.size());
  if (state.draft.dragged || state.draft.order == before || shell.ui.still()) return;
  if (shell.report(shell.trainer.answer({state.draft.order, {}})))
    state.draft.order = before;
}

RoundWish timeline_keys(Shell& shell, const Asked& asked, TimelineState& state) {
  const auto order = shell.order(Place::kTimeline);
  if (!order) return RoundWish::kNothing;
  switch (order->command) {
    case Command::kChoose:
      answer_by_number(shell.ui, asked, state.draft, order->number);
      break;
    case Command::kNextOption:
      answer_by_arrow(shell.ui, asked, 1);
      break;
    case Command::kLastOption:
      answer_by_arrow(shell.ui, asked, -1);
      break;
    case Command::kMoveUp:
      answer_by_moving(shell.ui, asked, state.draft, -1);
      break;
    case Command::kMoveDown:
      answer_by_moving(shell.ui, asked, state.draft, 1);
      break;
    case Command::kHandIn:
      return RoundWish::kHandIn;
    case Command::kBack:
      return RoundWish::kLeave;
    default:
      shell.pass_on(*order);
      break;
  }
  return RoundWish::kNothing;
}

Asked asked_of(const TimelineShown& timeline, const std::string& round) {
  Asked asked;
  asked.prompt = order_prompt(timeline.events);
  asked.prompt.question = round;
  return asked;
}

float events_card(Ui& ui, const Rect& area, const Asked& asked, TimelineState& state) {
  card(ui, area);
  const float pad = ui.gap(area.w < 620 ? 20 : 32);
  const Rect view{area.x + 1, area.y + 2, area.w - 2, area.h - 4};
  const float width =
      std::round(std::min(area.w - 2 * pad - 8, kMeasure * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  const float begin = ui.begin_scroll(Ui::id("timeline.events"), view, state.scroll);
  float y = begin + ui.gap(22);
  const TextStyle edge{.size = 13, .colour = ui.colours().muted};
  y += ui.text("The earliest first", edge, x, y, width) + ui.gap(8);
  y += answer_form(ui, asked, state.draft, {x, y, width});
  y += ui.gap(18);
  ui.end_scroll(y - begin);
  ui.fade_edges({area.x + 14, view.y, view.right() - area.x - 14, view.h}, state.scroll,
                ui.colours().card);
  return y - begin;
}

}  // namespace

std::vector<DrawnEvent> drawn_events(const TimelineShown& timeline) {
  std::vector<DrawnEvent> events(timeline.events.size());
  for (std::size_t i = 0; i < timeline.events.size(); ++i) {
    const TimelineEvent& event = timeline.events[i];
    const std::size_t place =
        i < timeline.right_place.size() ? timeline.right_place[i] : i;
    events[place] = {event.date.text(), event.label, day_number(event.date), i};
  }
  return events;
}

RoundWish timeline_view(Shell& shell,
                        const Rect& area,
                        const RoundShown& round,
                        TimelineState& state) {
  Ui& ui = shell.ui;
  const Asked asked = asked_of(*round.timeline, round.id);
  if (state.round != round.id) {
    state.round = round.id;
    state.scroll = {};
    state.draft.follow(asked);
    state.draft.order = as_it_lies(round.timeline->events.size());
  }
  const bool low = area.h < ui.em(15) * 36;
  const Column at = round_column(ui, area);
  float y = area.y + ui.gap(low ? 10 : 22);
  RoundHead head;
  head.title = "Put these events in order";
  head.detail = "Timeline";
  y += round_head(ui, {at.x, y, at.width}, head) + ui.gap(low ? 8 : 16);
  const float bar_high = bar_height_of(ui);
  const float most = area.bottom() - ui.gap(low ? 12 : 24) - bar_high - ui.gap(16) - y;
  const float wanted = state.scroll.content > 0 ? state.scroll.content + 4 : most;
  const float height = std::round(std::min(most, wanted));
  y = std::round(y);
  events_card(ui, {at.x, y, at.width, height}, asked, state);
  const std::array right{BarButton{{.name = "timeline.hand_in",
                                    .label = "Hand in",
                                    .kind = ButtonKind::kPrimary,
                                    .key = "Enter"},
                                   Command::kHandIn}};
  const auto pressed = button_bar(
      ui, {at.x, y + height + ui.gap(low ? 8 : 16), at.width, bar_high}, {}, right);
  keep_order(shell, round, state);
  if (pressed) return RoundWish::kHandIn;
  const RoundWish wish = timeline_keys(shell, asked, state);
  if (const RoundShown* now = shell.trainer.round();
      wish == RoundWish::kNothing && now != nullptr && now->timeline && !now->finished)
    keep_order(shell, *now, state);
  scroll_by_keys(ui, state.scroll);
  return wish;
}

}  // namespace attache::window
