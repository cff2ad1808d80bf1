#include "window/round_exam.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "window/card_view.h"
#include "window/markdown.h"
#include "window/picture_view.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr float kMeasure = 720;
constexpr Millis kLastMinute = std::chrono::minutes(1);

std::vector<std::size_t> as_it_lay(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

RoundHead head_of(const RoundShown& round) {
  RoundHead head;
  head.title = fmt::format("Question {} of {}", round.at + 1, round.places.size());
  head.detail = fmt::format("Mock exam  ·  {} answered", round.answered());
  head.clock = round.left ? left_text(*round.left) : clock_span(round.used);
  head.after = round.left ? "left" : "";
  head.urgent = round.left && *round.left <= kLastMinute;
  return head;
}

// The squares.

struct Squares {
  float side = 0, gap = 0;
  std::size_t a_row = 1;  ///< how many stand in a row
  std::size_t first = 0, count = 0;
};

/// At most two rows; of more questions those around the current one.
Squares squares_of(const Ui& ui, const RoundShown& round, float width) {
  Squares out;
  out.side = std::round(ui.em(13) * 2.3F);
  out.gap = ui.gap(6);
  out.a_row = std::max<std::size_t>(
      1, static_cast<std::size_t>((width + out.gap) / (out.side + out.gap)));
  const std::size_t all = round.places.size();
  const bool low = ui.screen().h < ui.em(15) * 40;
  const std::size_t most = (low ? 1 : 2) * out.a_row;
  out.count = std::min(all, most);
  if (all > most)
    out.first = std::min(all - most, round.at > most / 2 ? round.at - most / 2 : 0);
  return out;
}

float squares_height(const Squares& squares) {
  const std::size_t rows = (squares.count + squares.a_row - 1) / squares.a_row;
  return static_cast<float>(rows) * (squares.side + squares.gap) - squares.gap;
}

void flag_dot(const Ui& ui, const Rect& area) {
  const float radius = std::round(area.w * 0.16F);
  const ImVec2 middle{area.right() - radius * 0.5F, area.y + radius * 0.5F};
  ui.list().AddCircleFilled(middle, radius + 2, ui.colours().ground, 24);
  ui.list().AddCircleFilled(middle, radius, ui.colours().hard.ink, 24);
}

/// A question as a numbered square; true when it was pressed.
bool square(Ui& ui, const Rect& area, const RoundShown& round, std::size_t place) {
  const Palette& c = ui.colours();
  const RoundPlace& one = round.places[place];
  const bool current = place == round.at;
  const Touch touch =
      ui.control(Ui::id("square", place), area, {.group = Ui::id("squares")});
  const bool answered = one.answered();
  const bool warm = touch.hovered || touch.held;
  ui.fill(area, answered ? c.accent_soft : warm ? c.hover : c.card, 8);
  ui.outline(area,
             current    ? c.accent
             : answered ? blend(c.accent_soft, c.accent, 0.35F)
                        : c.line_strong,
             8, current ? 2.5F : 1.0F);
  if (one.flagged) flag_dot(ui, area);
  if (touch.ring) ui.focus_ring(area, 8);
  ui.text_in(area, fmt::format("{}", place + 1),
             {.face = current || answered ? Face::kSansStrong : Face::kSans,
              .size = 13,
              .colour = answered || current ? c.accent : c.muted,
              .align = Align::kCentre});
  return touch.clicked;
}

std::optional<std::size_t> squares_row(Ui& ui,
                                       const RoundShown& round,
                                       const Squares& squares,
                                       const Column& at) {
  std::optional<std::size_t> wanted;
  for (std::size_t i = 0; i < squares.count; ++i) {
    const std::size_t row = i / squares.a_row;
    const auto column = static_cast<float>(i - row * squares.a_row);
    const Rect area{
        std::round(at.x + column * (squares.side + squares.gap)),
        std::round(at.y + static_cast<float>(row) * (squares.side + squares.gap)),
        squares.side, squares.side};
    if (square(ui, area, round, squares.first + i)) wanted = squares.first + i;
  }
  return wanted;
}

// The card.

/// The draft of the question on the table, with what was answered before.
AnswerDraft& draft_of(ExamState& state, const RoundShown& round, const Asked& asked) {
  const auto [found, is_new] = state.drafts.try_emplace(round.at);
  AnswerDraft& draft = found->second;
  draft.follow(asked);
  if (is_new) fill_in(draft, asked.prompt, round.places[round.at].response);
  return draft;
}

float picture_part(
    Shell& shell, const Asked& asked, ExamState& state, const Column& at, float view) {
  if (!asked.prompt.picture) return 0;
  const float gap = shell.ui.gap(16);
  return gap + picture_view(shell, asked, state.pictures, {at.x, at.y + gap, at.width},
                            view * 0.6F);
}

/// Below the form: what an untouched order counts as, and the way back to nothing.
float below_form(Ui& ui,
                 const RoundPlace& place,
                 const Column& at,
                 std::optional<Command>& command) {
  const bool arranged = answer_kind_of(place.prompt.form) == AnswerKind::kArrange;
  if (!place.answered()) {
    if (!arranged) return 0;
    return ui.gap(4) +
           ui.text(
               "Not answered yet: move an item, or press Enter if the order is right.",
               {.size = 13,
                .colour = ui.colours().muted,
                .align = Align::kCentre,
                .balance = true},
               at.x, at.y + ui.gap(4), at.width);
  }
  const Button clear{.name = "exam.clear",
                     .label = "Clear my answer",
                     .kind = ButtonKind::kPlain,
                     .key = "Delete"};
  const float wide = button_width(ui, clear);
  const float y = at.y + ui.gap(10);
  if (button(ui,
             {std::round(at.x + (at.width - wide) / 2), std::round(y), wide,
              button_height(ui)},
             clear))
    command = Command::kClearAnswer;
  return ui.gap(10) + button_height(ui);
}

std::optional<Command> label_row(Ui& ui, const Rect& area, const RoundShown& round) {
  const Palette& c = ui.colours();
  const RoundPlace& place = round.places[round.at];
  const float side = area.h;
  std::optional<Command> command;
  if (icon_button(
          ui, {area.right() - side, area.y, side, side},
          {"exam.flag", icon::kFlag,
           place.flagged ? "Take the flag away (f)" : "Flag it (f)", place.flagged}))
    command = Command::kFlag;
  const TextStyle label{.face = Face::kSansStrong, .size = 12, .colour = c.accent};
  const std::string words =
      fmt::format("QUESTION {}  ·  {}", round.at + 1, form_label(place.prompt.form));
  const float room = area.w - side - ui.gap(12);
  ui.text_in({area.x, area.y, room, area.h}, words, label);
  if (place.flagged) {
    const float x = area.x + ui.width_of(words, label) + ui.gap(12);
    if (x + pill_width(ui, "Flagged") < area.x + room)
      pill(ui, x, area.middle().y, "Flagged", c.hard.ink, c.hard.soft);
  }
  return command;
}

std::optional<Command> exam_card(Shell& shell,
                                 const Rect& area,
                                 const RoundShown& round,
                                 const Asked& asked,
                                 ExamState& state) {
  Ui& ui = shell.ui;
  card(ui, area);
  const float pad = ui.gap(area.w < 620 ? 20 : 32);
  const Rect label{area.x + pad, area.y + ui.gap(14), area.w - 2 * pad + ui.gap(8),
                   std::round(ui.em(15) * 1.9F + 6)};
  std::optional<Command> command = label_row(ui, label, round);
  const float top = label.bottom() + ui.gap(2);
  const Rect view{area.x + 1, top, area.w - 2, area.bottom() - top - 2};
  const float width =
      std::round(std::min(area.w - 2 * pad - 8, kMeasure * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  AnswerDraft& draft = draft_of(state, round, asked);
  const float begin = ui.begin_scroll(Ui::id("exam.card"), view, state.scroll);
  float y = begin + ui.gap(view.h > ui.em(15) * 24 ? 22 : 8);
  y += stem_text(ui, asked, draft, {x, y, width});
  y += picture_part(shell, asked, state, {x, y, width}, view.h);
  y += ui.gap(22);
  y += answer_form(ui, asked, draft, {x, y, width});
  y += below_form(ui, round.places[round.at], {x, y, width}, command);
  y += ui.gap(14);
  ui.end_scroll(y - begin);
  ui.fade_edges({area.x + 14, view.y, view.right() - area.x - 14, view.h}, state.scroll,
                ui.colours().card);
  return command;
}

// The list.

float list_line(const Ui& ui,
                const RoundShown& round,
                std::size_t place,
                const Column& at) {
  const RoundPlace& one = round.places[place];
  const Palette& c = ui.colours();
  const float height = std::round(ui.em(15) * 1.5F + ui.gap(18));
  const float numbers = ui.em(15) * 2.2F;
  ui.text_in(
      {at.x, at.y, numbers - ui.gap(12), height}, fmt::format("{}", place + 1),
      {.face = Face::kSansStrong, .size = 14, .colour = c.muted, .align = Align::kRight});
  float right = at.x + at.width;
  const auto tag = [&](std::string_view words, ImU32 ink, ImU32 ground) {
    right -= pill_width(ui, words);
    pill(ui, right, at.y + height / 2, words, ink, ground);
    right -= ui.gap(8);
  };
  if (one.answered()) tag("Answered", c.accent, c.accent_soft);
  if (!one.answered()) tag("Empty", c.muted, c.sunken);
  if (one.flagged) tag("Flagged", c.hard.ink, c.hard.soft);
  const float x = at.x + numbers;
  std::string words = plain_text(one.prompt.stem);
  if (words.empty() && one.prompt.cloze)
    words = fmt::format("{}", fmt::join(one.prompt.cloze->pieces, " … "));
  ui.text_in({x, at.y, right - ui.gap(8) - x, height}, words,
             {.size = 15, .colour = c.text});
  return height;
}

std::optional<std::size_t> list_sheet(Shell& shell,
                                      const RoundShown& round,
                                      ExamState& state) {
  Ui& ui = shell.ui;
  const float line = std::round(ui.em(15) * 1.5F + ui.gap(18));
  const float chrome = 2 * ui.gap(24) + std::round(ui.em(20) * 1.4F) + ui.gap(16);
  const Sheet sheet =
      begin_sheet(ui, "exam.list", "All questions", ui.em(15) * 50,
                  chrome + line * static_cast<float>(round.places.size()));
  std::optional<std::size_t> wanted;
  const Rect view{sheet.inner.x - ui.gap(8), sheet.inner.y, sheet.inner.w + ui.gap(20),
                  sheet.inner.h};
  const float begin =
      ui.begin_scroll(Ui::id("exam.list.scroll"), view, state.list_scroll);
  float y = begin;
  for (std::size_t i = 0; i < round.places.size(); ++i) {
    const Rect row{sheet.inner.x - ui.gap(8), y, sheet.inner.w + ui.gap(8), line};
    const Touch touch =
        ui.control(Ui::id("exam.row", i), row, {.group = Ui::id("exam.rows")});
    if (i == round.at)
      ui.fill(row, ui.colours().accent_soft, 10);
    else if (touch.hovered)
      ui.fill(row, ui.colours().hover, 10);
    if (touch.ring) ui.outline(row, ui.colours().accent, 10, 2);
    if (touch.clicked) wanted = i;
    y += list_line(ui, round, i, {row.x, y, row.w - ui.gap(12)});
  }
  ui.end_scroll(y - begin);
  if (ui.take(Key::kDown)) ui.focus().give(Ui::id("exam.row", round.at), true);
  scroll_by_keys(ui, state.list_scroll);
  const bool closed = sheet.closed || ui.take(Key::kEscape) || ui.take(Key::kL);
  end_sheet(ui);
  if (closed || wanted) state.list_open = false;
  return wanted;
}

// What is done.

/// Everything that one frame may want from the trainer, at its end.
struct ExamTurn {
  Shell& shell;
  const RoundShown& round;
  ExamState& state;

  void go_to(std::size_t place) const {
    if (place >= round.places.size()) return;
    if (!shell.report(shell.trainer.go_to(place))) return;
    shell.ui.focus().clear();
    state.scroll.offset = 0;
    const auto draft = state.drafts.find(place);
    if (draft != state.drafts.end()) draft->second.wants_focus = true;
  }
  void next() const {
    if (round.at + 1 < round.places.size())
      go_to(round.at + 1);
    else
      shell.tell("That was the last question.", "Ctrl+Enter hands in");
  }
  void take_and_next() const {
    const RoundPlace& place = round.places[round.at];
    const bool untouched =
        answer_kind_of(place.prompt.form) == AnswerKind::kArrange && !place.answered();
    if (untouched &&
        !shell.report(shell.trainer.answer({state.drafts[round.at].order, {}})))
      return;
    next();
  }
  void clear() const {
    state.drafts.erase(round.at);
    shell.report(shell.trainer.answer({}));
    shell.ui.focus().clear();
  }
};

/// Keeps what was answered in this frame; false when another table lies there now.
bool keep_answer(Shell& shell, ExamState& state) {
  const RoundShown* round = shell.trainer.round();
  if (round == nullptr || round->finished) return false;
  const auto draft = state.drafts.find(round->at);
  if (draft == state.drafts.end()) return true;
  const auto answer = changed_answer(draft->second, round->places[round->at]);
  if (answer) shell.report(shell.trainer.answer(*answer));
  round = shell.trainer.round();
  return round != nullptr && !round->finished;
}

void answer_by_key(const ExamTurn& turn, const Order& order, const Asked& asked) {
  Ui& ui = turn.shell.ui;
  AnswerDraft& draft = turn.state.drafts[turn.round.at];
  const int by =
      order.command == Command::kNextOption || order.command == Command::kMoveDown ? 1
                                                                                   : -1;
  if (order.command == Command::kChoose)
    answer_by_number(ui, asked, draft, order.number);
  else if (order.command == Command::kMoveUp || order.command == Command::kMoveDown)
    answer_by_moving(ui, asked, draft, by);
  else if (!answer_by_arrow(ui, asked, by))
    turn.state.scroll.by(static_cast<float>(by) * ui.em(60));
  keep_answer(turn.shell, turn.state);
}

RoundWish carry_out(const ExamTurn& turn, const Order& order, const Asked& asked) {
  switch (order.command) {
    case Command::kTakeAndNext:
      turn.take_and_next();
      break;
    case Command::kNextQuestion:
      turn.next();
      break;
    case Command::kLastQuestion:
      if (turn.round.at > 0) turn.go_to(turn.round.at - 1);
      break;
    case Command::kFlag:
      turn.shell.report(turn.shell.trainer.toggle_flag());
      break;
    case Command::kQuestionList:
      turn.state.list_open = true;
      turn.shell.ui.focus().clear();
      break;
    case Command::kClearAnswer:
      turn.clear();
      break;
    case Command::kHandIn:
      return RoundWish::kHandIn;
    case Command::kBack:
      return RoundWish::kLeave;
    case Command::kChoose:
    case Command::kNextOption:
    case Command::kLastOption:
    case Command::kMoveUp:
    case Command::kMoveDown:
      answer_by_key(turn, order, asked);
      break;
    default:
      turn.shell.pass_on(order);
      break;
  }
  return RoundWish::kNothing;
}

std::optional<Command> exam_bar(Ui& ui, const Rect& area, const RoundShown& round) {
  const bool first = round.at == 0;
  const bool last = round.at + 1 == round.places.size();
  const std::array left{BarButton{{.name = "exam.back",
                                   .label = "Back",
                                   .key = "b",
                                   .icon = icon::kBack,
                                   .enabled = !first},
                                  Command::kLastQuestion},
                        BarButton{{.name = "exam.list.open",
                                   .label = "All questions",
                                   .kind = ButtonKind::kPlain,
                                   .key = "l",
                                   .icon = icon::kList},
                                  Command::kQuestionList}};
  const BarButton hand_in{{.name = "exam.hand_in",
                           .label = "Hand in",
                           .kind = last ? ButtonKind::kPrimary : ButtonKind::kQuiet,
                           .key = "Ctrl+Enter"},
                          Command::kHandIn};
  const BarButton next{{.name = "exam.next",
                        .label = "Next",
                        .kind = ButtonKind::kPrimary,
                        .key = "n",
                        .icon = icon::kForth},
                       Command::kNextQuestion};
  std::vector<BarButton> right{hand_in};
  if (!last) right.push_back(next);
  return button_bar(ui, area, left, right);
}

void start_anew(ExamState& state, const std::string& round) {
  state.round = round;
  state.drafts.clear();
  state.scroll = {};
  state.list_scroll = {};
  state.list_open = false;
}

void wake_for_clock(Shell& shell, const RoundShown& round) {
  constexpr int kSecond = 1000;
  const auto in_second =
      static_cast<int>((round.left ? *round.left : round.used).count() % kSecond);
  shell.wake_by((round.left ? in_second : kSecond - in_second) + 30);
}

/// What was pressed in this frame.
struct ExamTouches {
  std::optional<std::size_t> place;
  std::optional<Command> command;
};

/// At the end of a frame: first what was answered is kept, then one thing is done.
RoundWish act(Shell& shell,
              const Asked& asked,
              ExamState& state,
              const ExamTouches& touches) {
  if (shell.ui.still()) return RoundWish::kNothing;
  const RoundShown* round = shell.trainer.round();
  if (round == nullptr) return RoundWish::kNothing;
  const bool submitted = std::exchange(state.drafts[round->at].submitted, false);
  const bool written = is_written(asked.prompt.form);
  // The arrows shall lead on to the next question, not to the next option.
  if (submitted && !written) shell.ui.focus().clear();
  if (touches.command != Command::kClearAnswer && !keep_answer(shell, state))
    return RoundWish::kNothing;
  const ExamTurn turn{shell, *shell.trainer.round(), state};
  RoundWish wish = RoundWish::kNothing;
  if (touches.place)
    turn.go_to(*touches.place);
  else if (touches.command)
    wish = carry_out(turn, {*touches.command}, asked);
  else if (submitted && written)
    turn.next();
  else if (const auto order = shell.order(Place::kExam))
    wish = carry_out(turn, *order, asked);
  else
    scroll_by_keys(shell.ui, state.scroll);
  return wish;
}

void fill_in_pairs(AnswerDraft& draft, const Response& response) {
  draft.left.reset();
  for (std::size_t i = draft.pairs.size(); i-- > 0;) {
    const bool paired =
        i < response.chosen.size() && response.chosen[i] < draft.pairs.size();
    draft.pairs[i] = paired ? std::optional(response.chosen[i]) : std::nullopt;
    if (!paired) draft.left = i;
  }
}

/// Pairs that were found so far: whoever has found three of four shall have three when
/// the time is over. A place that no counterpart has stands for none.
Response pairs_so_far(const AnswerDraft& draft) {
  Response response;
  bool any = false;
  for (const auto& pair : draft.pairs) {
    response.chosen.push_back(pair.value_or(draft.pairs.size()));
    any = any || pair.has_value();
  }
  return any ? response : Response{};
}

}  // namespace

Asked asked_of(const RoundPlace& place) {
  Asked asked;
  asked.question = place.question;
  asked.book = place.book;
  asked.prompt = place.prompt;
  return asked;
}

void fill_in(AnswerDraft& draft, const Prompt& prompt, const Response& response) {
  if (is_empty(response)) return;
  switch (answer_kind_of(prompt.form)) {
    case AnswerKind::kPickOne:
    case AnswerKind::kPickSeveral:
      draft.chosen = response.chosen;
      break;
    case AnswerKind::kPair:
      fill_in_pairs(draft, response);
      break;
    case AnswerKind::kArrange:
      if (response.chosen.size() == draft.order.size()) draft.order = response.chosen;
      break;
    case AnswerKind::kWrite:
      for (std::size_t i = 0; i < draft.fields.size() && i < response.texts.size(); ++i)
        draft.fields[i].edit.reset(response.texts[i]);
      break;
    case AnswerKind::kTell:
      break;
  }
}

std::optional<Response> changed_answer(const AnswerDraft& draft,
                                       const RoundPlace& place) {
  if (answer_kind_of(place.prompt.form) == AnswerKind::kArrange) {
    const auto before =
        place.answered() ? place.response.chosen : as_it_lay(draft.order.size());
    if (draft.dragged || draft.order == before) return std::nullopt;
    return Response{draft.order, {}};
  }
  Response now = answer_kind_of(place.prompt.form) == AnswerKind::kPair
                     ? pairs_so_far(draft)
                     : draft.response(place.prompt);
  const bool both_empty = is_empty(now) && is_empty(place.response);
  if (both_empty || now == place.response) return std::nullopt;
  return now;
}

std::string hand_in_text(const RoundShown& round) {
  const int empty = static_cast<int>(round.places.size()) - round.answered();
  const auto flagged = static_cast<int>(
      std::count_if(round.places.begin(), round.places.end(),
                    [](const RoundPlace& place) { return place.flagged; }));
  if (empty == 0 && flagged == 0)
    return "All questions are answered. After this they cannot be changed.";
  std::string words;
  if (empty > 0) words = counted(empty, "question is", "questions are") + " empty";
  if (flagged > 0)
    words +=
        (empty > 0 ? " and " : "") +
        (empty > 0 ? fmt::format("{} {} flagged", flagged, flagged == 1 ? "is" : "are")
                   : counted(flagged, "question is", "questions are") + " flagged");
  return words + ". After this nothing can be changed.";
}

RoundWish exam_view(Shell& shell,
                    const Rect& area,
                    const RoundShown& round,
                    ExamState& state) {
  Ui& ui = shell.ui;
  if (state.round != round.id) start_anew(state, round.id);
  if (round.places.empty()) return RoundWish::kLeave;
  wake_for_clock(shell, round);
  const bool low = area.h < ui.em(15) * 36;
  const Column at = round_column(ui, area);
  // On a tall screen the card keeps its shape, and all of it stands a little above the
  // middle.
  const float spare = area.h - std::round(ui.em(15) * 62);
  float y = std::round(area.y + ui.gap(low ? 10 : 18) + std::max(0.0F, spare * 0.4F));
  y += round_head(ui, {at.x, y, at.width}, head_of(round)) + ui.gap(low ? 8 : 12);
  const Squares squares = squares_of(ui, round, at.width);
  const auto jumped = squares_row(ui, round, squares, {at.x, y, at.width});
  y += squares_height(squares) + ui.gap(low ? 10 : 16);
  const float bar = std::round(area.bottom() - ui.gap(low ? 12 : 22) - bar_height_of(ui));
  const Asked asked = asked_of(round.places[round.at]);
  const float card_height =
      std::min(bar - ui.gap(low ? 10 : 16) - y, std::round(ui.em(15) * 52));
  const auto on_card =
      exam_card(shell, {at.x, std::round(y), at.width, card_height}, round, asked, state);
  const auto on_bar = exam_bar(ui,
                               {at.x, std::round(y) + card_height + ui.gap(low ? 10 : 16),
                                at.width, bar_height_of(ui)},
                               round);

  ExamTouches touches{jumped, on_card ? on_card : on_bar};
  if (state.list_open)
    if (const auto listed = list_sheet(shell, round, state)) touches.place = listed;
  return act(shell, asked, state, touches);
}

}  // namespace attache::window
