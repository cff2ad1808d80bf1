#include "window/round_match.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/markdown.h"
#include "window/summary.h"

namespace attache::window {

namespace {

/// How long a found pair and a wrong try are to be seen, in seconds.
constexpr double kShownFound = 0.6;
constexpr double kShownMiss = 0.9;
constexpr int kTenth = 100;

/// Time as it is now: the trainer's, and what went by since it was told.
Millis time_now(const Ui& ui, const RoundShown& round, MatchState& state) {
  if (state.ticked != round.used || state.ticked_at == 0) {
    state.ticked = round.used;
    state.ticked_at = ui.seconds();
  }
  if (ui.still()) return round.used;
  const double since = std::clamp(ui.seconds() - state.ticked_at, 0.0, 1.0);
  return round.used + Millis(static_cast<std::int64_t>(since * 1000));
}

/// The first on the left that has no partner yet, from a place on.
std::optional<std::size_t> next_open(const MatchShown& match, std::size_t from) {
  const std::size_t count = match.partner.size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t place = (from + i) % count;
    if (!match.partner[place]) return place;
  }
  return std::nullopt;
}

void start_anew(MatchState& state, const RoundShown& round) {
  state = {};
  state.round = round.id;
  state.found_at.assign(round.match->left.size(), -10);
  state.misses = round.match->misses;
  state.left = next_open(*round.match, 0);
}

/// Notes when pairs were found and tries went wrong, to show it for a moment.
void follow(const Ui& ui, const MatchShown& match, MatchState& state) {
  if (match.misses != state.misses) {
    state.misses = match.misses;
    state.missed_at = ui.seconds();
  }
  if (state.left && match.partner[*state.left])
    state.left = next_open(match, *state.left);
}

struct MatchColumns {
  float left_x = 0, right_x = 0, width = 0;
  std::vector<float> heights;  ///< of the rows
  float gap = 0;
};

std::string letter_of(std::size_t place) {
  return std::string(1, static_cast<char>('A' + static_cast<char>(place)));
}

std::string digit_of(std::size_t place) {
  return place == 9 ? "0" : std::to_string(place + 1);
}

OptionRow row_of(std::string_view name,
                 std::size_t place,
                 std::string_view cap,
                 std::string_view text) {
  return {.name = name, .number = place, .cap = cap, .text = text};
}

MatchColumns columns_of(const Ui& ui, const MatchShown& match, const Column& at) {
  MatchColumns out;
  const float gutter = std::round(std::max(ui.gap(28), at.width * 0.05F));
  out.width = std::floor((at.width - gutter) / 2);
  out.left_x = at.x;
  out.right_x = at.x + at.width - out.width;
  out.gap = ui.gap(10);
  for (std::size_t i = 0; i < match.left.size(); ++i)
    out.heights.push_back(std::max(
        option_height(ui, out.width, row_of("match.l", i, "A", match.left[i])),
        option_height(ui, out.width, row_of("match.r", i, "1", match.right[i]))));
  return out;
}

/// Whether a place is to be seen as just found, or gone.
enum class Standing { kOpen, kJustFound, kGone };

Standing standing_of(const Ui& ui,
                     const MatchState& state,
                     std::optional<std::size_t> left) {
  if (!left) return Standing::kOpen;
  const bool fresh = ui.seconds() - state.found_at[*left] < kShownFound;
  return fresh ? Standing::kJustFound : Standing::kGone;
}

void gone(const Ui& ui, const Rect& area) {
  ui.outline(area, blend(ui.colours().ground, ui.colours().line, 0.6F), 14);
}

/// A card of one side; true when it was picked.
bool match_card(Ui& ui, const Rect& area, OptionRow row, Standing standing) {
  if (standing == Standing::kGone) {
    gone(ui, area);
    return false;
  }
  if (standing == Standing::kJustFound) row.state = OptionState::kRight;
  row.enabled = standing == Standing::kOpen;
  row.group = Ui::id(row.name);
  return option_row(ui, area, row).clicked;
}

/// Which on the left has its partner at a place on the right.
std::optional<std::size_t> left_of(const MatchShown& match, std::size_t right) {
  for (std::size_t i = 0; i < match.partner.size(); ++i)
    if (match.partner[i] == right) return i;
  return std::nullopt;
}

struct Pick {
  std::optional<std::size_t> left, right;
};

Pick cards(Ui& ui, const MatchShown& match, const MatchState& state, const Column& at) {
  const MatchColumns columns = columns_of(ui, match, at);
  const bool miss =
      match.last_miss && (ui.still() || ui.seconds() - state.missed_at < kShownMiss);
  Pick pick;
  float y = at.y;
  for (std::size_t i = 0; i < match.left.size(); ++i) {
    const float height = columns.heights[i];
    const std::string letter = letter_of(i);
    const std::string digit = digit_of(i);
    OptionRow left = row_of("match.l", i, letter, match.left[i]);
    OptionRow right = row_of("match.r", i, digit, match.right[i]);
    if (state.left == i) left.state = OptionState::kChosen;
    if (miss && match.last_miss->first == i) left.state = OptionState::kWrong;
    if (miss && match.last_miss->second == i) right.state = OptionState::kWrong;
    const auto own = match.partner[i] ? std::optional(i) : std::nullopt;
    if (match_card(ui, {columns.left_x, std::round(y), columns.width, height}, left,
                   standing_of(ui, state, own)))
      pick.left = i;
    if (match_card(ui, {columns.right_x, std::round(y), columns.width, height}, right,
                   standing_of(ui, state, left_of(match, i))))
      pick.right = i;
    y += height + columns.gap;
  }
  return pick;
}

/// Brings the picked row into view when it is another one.
void show_picked(const MatchColumns& columns, MatchState& state) {
  if (state.left == state.scrolled_to) return;
  state.scrolled_to = state.left;
  if (!state.left) return;
  float top = 0;
  for (std::size_t i = 0; i < *state.left; ++i)
    top += columns.heights[i] + columns.gap;
  state.scroll.show(top, top + columns.heights[*state.left] + 2 * columns.gap);
}

float cards_height(const Ui& ui, const MatchShown& match, const Column& at) {
  const MatchColumns columns = columns_of(ui, match, at);
  float height = 0;
  for (const float one : columns.heights)
    height += one + columns.gap;
  return height;
}

void try_right(Shell& shell,
               const MatchShown& match,
               MatchState& state,
               std::size_t right) {
  if (right >= match.right.size() || left_of(match, right)) return;
  if (!state.left) {
    shell.tell("Pick one on the left first.");
    return;
  }
  const std::size_t left = *state.left;
  if (!shell.report(shell.trainer.try_pair(left, right))) return;
  const RoundShown* now = shell.trainer.round();
  if (now == nullptr || !now->match) return;
  if (now->match->partner[left]) state.found_at[left] = shell.ui.seconds();
}

void pick_left(const MatchShown& match, MatchState& state, std::size_t left) {
  if (left < match.left.size() && !match.partner[left]) state.left = left;
}

RoundWish match_keys(Shell& shell, const MatchShown& match, MatchState& state) {
  const auto order = shell.order(Place::kMatch);
  if (!order) return RoundWish::kNothing;
  const auto number = static_cast<std::size_t>(order->number == 0 ? 10 : order->number);
  switch (order->command) {
    case Command::kPickLeft:
      pick_left(match, state, number - 1);
      break;
    case Command::kPickRight:
      try_right(shell, match, state, number - 1);
      break;
    case Command::kBack:
      return RoundWish::kLeave;
    default:
      shell.pass_on(*order);
      break;
  }
  return RoundWish::kNothing;
}

RoundHead head_of(const MatchShown& match, Millis time) {
  const auto found = std::count_if(match.partner.begin(), match.partner.end(),
                                   [](const auto& one) { return one.has_value(); });
  RoundHead head;
  head.title = fmt::format("{} of {} pairs", found, match.left.size());
  head.detail = "Match";
  if (match.misses > 0)
    head.detail += fmt::format("  ·  {}, +{} s", counted(match.misses, "miss", "misses"),
                               match.penalty.count() / 1000);
  if (match.best) head.detail += fmt::format("  ·  best {}", tenths_text(*match.best));
  head.clock = tenths_text(time + match.penalty);
  return head;
}

}  // namespace

std::string best_text(Millis result, const std::optional<Millis>& best) {
  if (!best) return "";
  if (result < *best) return fmt::format("New best. Before: {}", tenths_text(*best));
  return fmt::format("Best so far: {}", tenths_text(*best));
}

RoundWish match_view(Shell& shell,
                     const Rect& area,
                     const RoundShown& round,
                     MatchState& state) {
  Ui& ui = shell.ui;
  const MatchShown& match = *round.match;
  if (state.round != round.id) start_anew(state, round);
  follow(ui, match, state);
  shell.wake_by(kTenth);
  const bool low = area.h < ui.em(15) * 36;
  const Column at = round_column(ui, area);
  float y = area.y + ui.gap(low ? 10 : 22);
  y += round_head(ui, {at.x, y, at.width}, head_of(match, time_now(ui, round, state))) +
       ui.gap(low ? 8 : 18);
  const Rect view{at.x - 8, y, at.width + 8 + ui.gap(18), area.bottom() - y};
  const float begin = ui.begin_scroll(Ui::id("match.cards"), view, state.scroll) + 6;
  const Column inner{at.x, begin, at.width};
  const Pick pick = cards(ui, match, state, inner);
  float bottom = begin + cards_height(ui, match, inner) + ui.gap(6);
  bottom +=
      ui.text("Press the number that goes with the blue one, or a letter for another.",
              {.size = 13,
               .colour = ui.colours().muted,
               .align = Align::kCentre,
               .balance = true},
              at.x, bottom, at.width);
  ui.end_scroll(bottom + ui.gap(16) - begin);
  show_picked(columns_of(ui, match, inner), state);
  if (pick.left) pick_left(match, state, *pick.left);
  if (pick.right) {
    try_right(shell, match, state, *pick.right);
    return RoundWish::kNothing;
  }
  const RoundWish wish = match_keys(shell, match, state);
  scroll_by_keys(ui, state.scroll);
  return wish;
}

}  // namespace attache::window
