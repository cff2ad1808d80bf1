#include "window/progress.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/progress_files.h"
#include "window/round_file.h"
#include "window/round_parts.h"

namespace attache::window {

/// What stands in one place of the grid.
struct ProgressScreen::Cell {
  enum class Kind { kChart, kTopics, kPassages, kWeakest, kConfusions };
  Kind kind = Kind::kChart;
  ProgressChart chart = ProgressChart::kKnowledge;
  bool wide = false;  ///< has a row of its own
};

namespace {

using Seconds = std::chrono::duration<double>;

/// In one frame charts are worked out for about so long; the next one goes on.
constexpr double kFrameShare = 0.05;

/// What a chart takes before it was looked at.
float usual_height(const Ui& ui) {
  return ui.em(15) * 24;
}

Column page_column(const Ui& ui, const Rect& area) {
  const float side = ui.gap(28);
  const float width = std::round(std::min(area.w - 2 * side, ui.em(15) * 116));
  return {std::round(area.x + (area.w - width) / 2), area.y, width};
}

std::size_t columns_for(const Ui& ui, float width) {
  const float least = ui.em(15) * 29;
  const float gap = ui.gap(16);
  return static_cast<std::size_t>(
      std::clamp(std::floor((width + gap) / (least + gap)), 1.0F, 3.0F));
}

const ChartName* name_of_chart(ProgressChart chart) {
  for (const ChartName& name : progress_charts())
    if (name.chart == chart) return &name;
  return nullptr;
}

std::size_t place_of(ProgressChart chart) {
  const auto charts = progress_charts();
  for (std::size_t i = 0; i < charts.size(); ++i)
    if (charts[i].chart == chart) return i;
  return 0;
}

std::string in_words(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return "a month";
    case ProgressRange::kThreeMonths:
      return "three months";
    case ProgressRange::kYear:
      return "a year";
    case ProgressRange::kAll:
      break;
  }
  return "all this time";
}

std::string_view change_label(ProgressChart chart, const ProgressRequest& request) {
  if (chart == ProgressChart::kReviews)
    return request.by_time ? "Show answers" : "Show time";
  if (chart == ProgressChart::kDue)
    return request.backlog ? "Without overdue" : "With overdue";
  return {};
}

StudyDay today(const Shell& shell) {
  return shell.trainer.calendar().day_of(shell.trainer.now());
}

}  // namespace

std::string_view range_label(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return "Month";
    case ProgressRange::kThreeMonths:
      return "3 months";
    case ProgressRange::kYear:
      return "Year";
    case ProgressRange::kAll:
      break;
  }
  return "All";
}

// --- what is looked at

void ProgressScreen::forget() {
  stale_ = true;
  charts_.clear();
}

void ProgressScreen::refresh() {
  forget();
  open_.reset();
  curve_.close();
  scope_.close();
}

void ProgressScreen::change(Shell& shell, ProgressRequest request) {
  if (request == request_) return;
  const bool other_place =
      request.scope != request_.scope || request.range != request_.range;
  request_ = std::move(request);
  if (other_place) {
    forget();
  } else {
    // Only what the switch is about is other.
    shown_request_.by_time = request_.by_time;
    shown_request_.backlog = request_.backlog;
    charts_.erase(ProgressChart::kReviews);
    charts_.erase(ProgressChart::kDue);
  }
  look(shell);
}

const ProgressShown* ProgressScreen::look(Shell& shell) {
  if (std::exchange(stale_, false)) {
    auto shown = shell.trainer.overview(request_);
    wrong_ = shown ? "" : error_line(shown.error());
    // What was shown last stays where this cannot be.
    if (shown) {
      shown_ = std::move(*shown);
      shown_request_ = request_;
    }
  }
  return shown_ ? &*shown_ : nullptr;
}

bool ProgressScreen::begun() const {
  return shown_ && (shown_->started > 0 || shown_->week.done.answers > 0 ||
                    shown_->done_today.answers > 0);
}

/// A chart that was looked at, or is now if there is time for it in this frame.
ProgressScreen::Seen* ProgressScreen::seen(Shell& shell, ProgressChart chart, bool now) {
  const auto found = charts_.find(chart);
  if (found != charts_.end()) return &found->second;
  if (!now) return nullptr;
  if (spent_ > kFrameShare && !shell.ui.still()) {
    shell.wake_by(0);
    return nullptr;
  }
  const auto begin = std::chrono::steady_clock::now();
  auto made = shell.trainer.progress_chart(shown_request_, chart);
  spent_ += Seconds(std::chrono::steady_clock::now() - begin).count();
  Seen& entry = charts_[chart];
  if (made)
    entry.chart = std::move(*made);
  else
    entry.wrong = error_line(made.error());
  return &entry;
}

void ProgressScreen::open_chart(ProgressChart chart) {
  open_ = chart;
  large_.open();
}

void ProgressScreen::open_scope(Shell& shell, std::string_view text) {
  scope_.open(shell.trainer, request_.scope);
  if (!text.empty()) scope_.write(shell, text);
}

void ProgressScreen::step_chart(int by) {
  const auto charts = progress_charts();
  const auto count = static_cast<int>(charts.size());
  const int next = (static_cast<int>(place_of(*open_)) + by + count) % count;
  open_chart(charts[static_cast<std::size_t>(next)].chart);
}

// --- doing

void ProgressScreen::practise(Shell& shell, const std::vector<QuestionId>& questions) {
  if (questions.empty()) {
    shell.tell("There is nothing to practise here yet.");
    return;
  }
  shell.practise = questions;
}

void ProgressScreen::save_page(Shell& shell, Trainer::ProgressPage page) {
  if (shell.ui.still()) return;
  const auto html = shell.trainer.progress_page(shown_request_, page);
  if (!html) {
    shell.error = html.error();
    return;
  }
  const bool week = page == Trainer::ProgressPage::kWeek;
  const auto saved = save_text(
      environment_value, progress_file_stem(week ? "week" : "progress", today(shell)),
      ".html", *html);
  if (saved)
    shell.tell("Saved as a page", told_path(environment_value, *saved));
  else
    shell.error = saved.error();
}

void ProgressScreen::open_part(Shell& shell, const KnownPart& part, bool passage) {
  if (passage && !part.id.empty()) {
    shell.read = ReadWish{part.deck, part.id, {}, ScreenName::kProgress};
    return;
  }
  ProgressRequest narrower = request_;
  narrower.scope =
      fmt::format("deck:\"{}\" {}", part.deck,
                  part.id.empty() ? std::string(passage ? "passage:none" : "topic:none")
                                  : fmt::format("topic:\"{}\"", part.id));
  scroll_ = {};
  change(shell, std::move(narrower));
}

void ProgressScreen::carry_out(Shell& shell, const Order& order) {
  ProgressRequest request = request_;
  switch (order.command) {
    case Command::kScope:
      scope_.open(shell.trainer, request_.scope);
      break;
    case Command::kRange:
      request.range = kProgressRanges.at(static_cast<std::size_t>(order.number - 1));
      change(shell, std::move(request));
      break;
    case Command::kPractiseWeakest:
      if (shown_) practise(shell, weakest_questions(*shown_));
      break;
    case Command::kPractiseConfusions:
      if (shown_) practise(shell, confused_questions(*shown_));
      break;
    case Command::kSavePage:
      save_page(shell, Trainer::ProgressPage::kOverview);
      break;
    case Command::kSaveWeek:
      save_page(shell, Trainer::ProgressPage::kWeek);
      break;
    case Command::kHandInProgress:
      shell.go = ScreenName::kHandIn;
      break;
    case Command::kBack:
      shell.go = ScreenName::kHome;
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

void ProgressScreen::keys(Shell& shell) {
  if (!shell.ui.reachable()) return;
  scroll_by_keys(shell.ui, scroll_);
  if (const auto order = shell.order(Place::kProgress)) carry_out(shell, *order);
}

// --- the top of the page

float ProgressScreen::head(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  const TextStyle title{.face = Face::kDisplay, .size = 26, .colour = ui.colours().text};
  const float wide = ui.width_of("Progress", title) + ui.gap(24);
  const std::vector<BarButton> tools{
      {{.name = "progress.class", .label = "Class", .kind = ButtonKind::kPlain},
       Command::kClass},
      {{.name = "progress.hand_in", .label = "Hand in", .kind = ButtonKind::kPlain},
       Command::kHandInProgress},
      {{.name = "progress.week",
        .label = "This week",
        .kind = ButtonKind::kPlain,
        .icon = icon::kPrint},
       Command::kSaveWeek},
      {{.name = "progress.page",
        .label = "Save as a page",
        .key = "h",
        .icon = icon::kPrint},
       Command::kSavePage}};
  float tools_wide = 0;
  for (const BarButton& tool : tools)
    tools_wide += ui.width_of(tool.look.label, {.face = Face::kSansStrong, .size = 15}) +
                  ui.gap(46);
  // Large text on a small screen: the tools have a line of their own.
  const bool below = wide + tools_wide > at.width;
  ui.text_in({at.x, at.y, wide, height}, "Progress", title);
  const float y = below ? at.y + height : at.y;
  const Rect bar{below ? at.x - ui.gap(14) : at.x + wide, y,
                 below ? at.width + ui.gap(14) : at.width - wide, height};
  const auto pressed =
      below ? button_bar(ui, bar, tools, {}) : button_bar(ui, bar, {}, tools);
  if (pressed) carry_out(shell, {*pressed});
  return (below ? 2 * height : height) + ui.gap(10);
}

float ProgressScreen::controls(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  std::string title = shown_ ? shown_->scope_title : std::string("All decks");
  if (!wrong_.empty()) title = request_.scope;
  const Button scope{
      .name = "progress.scope", .label = title, .key = "/", .icon = icon::kDown};
  std::array<std::string_view, kProgressRanges.size()> labels;
  std::transform(kProgressRanges.begin(), kProgressRanges.end(), labels.begin(),
                 range_label);
  Flow flow(at, height, ui.gap(12));
  const float ranges = segmented_width(ui, labels);
  const float most = std::max(ui.em(15) * 14, at.width - ranges - ui.gap(12));
  if (button(ui, flow.place(std::min(button_width(ui, scope), most)), scope))
    carry_out(shell, {Command::kScope});
  int current = 0;
  for (std::size_t i = 0; i < kProgressRanges.size(); ++i)
    if (kProgressRanges.at(i) == request_.range) current = static_cast<int>(i);
  const int chosen = segmented(ui, flow.place(ranges), "progress.range", labels, current);
  if (chosen >= 0) carry_out(shell, {Command::kRange, chosen + 1});
  float y = flow.height() + ui.gap(16);
  if (wrong_.empty()) return y;
  bool closed = false;
  y += banner(ui, at.x, at.y + y, at.width,
              {.name = "progress.wrong",
               .title = "This cannot be shown",
               .lines = {wrong_},
               .remedy = "What you see is as it was before."},
              closed) +
       ui.gap(16);
  return y;
}

float ProgressScreen::nothing(Shell& shell, const Column& at) const {
  Ui& ui = shell.ui;
  const bool all = request_.scope.empty();
  const bool none = shown_ && shown_->questions == 0;
  const float end = empty_state(
      ui, at.x, at.y + ui.gap(40), at.width,
      {.sign = icon::kProgress,
       .colour = ui.colours().accent,
       .title = none ? "No questions here" : "Nothing answered yet",
       .words =
           none
               ? (all ? "Put decks into your folder, or bring them in with Ctrl+Shift+I."
                      : "Choose other questions with / .")
               : (all ? "Study a little (s), and this page shows what you know, what you "
                        "will know on the day of an exam, what is worth practising, and "
                        "what you did."
                      : "Nothing of these questions was answered yet. Choose others "
                        "with / , or study these first.")});
  return end - at.y + ui.gap(20);
}

// --- the grid

float ProgressScreen::chart_card(
    Shell& shell, ProgressChart chart, const Column& at, float height, bool draw) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  Seen* const seen_chart = seen(shell, chart, draw);
  if (seen_chart == nullptr && !draw) return usual_height(ui);
  const float pad = ui.gap(24);
  const float inner = at.width - 2 * pad;
  const float head = std::round(ui.em(16) * 1.5F);
  const TextStyle words{.size = 13, .colour = c.muted};
  std::string sentence;
  if (seen_chart != nullptr)
    sentence = seen_chart->chart ? seen_chart->chart->sentence : seen_chart->wrong;
  const float said =
      sentence.empty() ? 0 : ui.lay_out(sentence, words, inner).size.y + ui.gap(2);
  const float top = ui.gap(18) + head + said + ui.gap(14);
  if (!draw) {
    const float most = ui.em(15) * 26;
    const float plot = seen_chart->chart
                           ? chart_height(ui, *seen_chart->chart, inner, most)
                           : ui.em(15) * 4;
    return std::round(top + plot + ui.gap(20));
  }
  const Rect area{at.x, at.y, at.width, height};
  card(ui, area, 16);
  const ChartName* name = name_of_chart(chart);
  const float side = std::round(ui.em(15) * 1.9F);
  float y = at.y + ui.gap(18);
  ui.text_in({at.x + pad, y, inner - side, head}, name == nullptr ? "" : name->title,
             {.face = Face::kSansStrong, .size = 16, .colour = c.text});
  const std::size_t number = place_of(chart);
  const std::string open_name = fmt::format("progress.open.{}", number);
  if (icon_button(
          ui, {area.right() - pad - side + ui.gap(6), y + (head - side) / 2, side, side},
          {open_name, icon::kOpenLarge, "Open it large", false, false}))
    open_chart(chart);
  y += head;
  if (!sentence.empty()) ui.text(sentence, words, at.x + pad, y, inner);
  y += said + ui.gap(14);
  const Rect plot{at.x + pad, std::round(y), inner,
                  std::round(area.bottom() - ui.gap(20) - y)};
  if (seen_chart == nullptr || !seen_chart->chart) return height;
  if (chart_view(ui, plot, *seen_chart->chart, seen_chart->state,
                 {.name = "progress.chart", .number = number}))
    open_chart(chart);
  return height;
}

float ProgressScreen::list_card(Shell& shell,
                                const Cell& cell,
                                const Column& at,
                                bool draw) {
  Ui& ui = shell.ui;
  ListWish wish;
  float height = 0;
  switch (cell.kind) {
    case Cell::Kind::kTopics:
      height = parts_card(
          ui, shown_->topics,
          {"progress.topics", "By topic",
           shown_->known_on_exam ? "How much of each is known now; the mark is the exam "
                                   "day. Enter looks closer."
                                 : "How much of each is known now. Enter looks closer."},
          at, draw, wish);
      if (wish.row) open_part(shell, shown_->topics[*wish.row], false);
      if (wish.all) open_chart(ProgressChart::kTopics);
      break;
    case Cell::Kind::kPassages:
      height = parts_card(
          ui, shown_->passages,
          {"progress.passages", "By passage of the reading",
           "How much of what each says is known now. Enter opens the passage."},
          at, draw, wish);
      if (wish.row) open_part(shell, shown_->passages[*wish.row], true);
      if (wish.all) open_chart(ProgressChart::kPassages);
      break;
    case Cell::Kind::kWeakest:
      height = weakest_card(ui, shown_->weakest, at, draw, wish);
      if (wish.row) curve_.open(shell, shown_->weakest[*wish.row].question);
      if (wish.all) practise(shell, weakest_questions(*shown_));
      break;
    case Cell::Kind::kConfusions:
      height = confusions_card(ui, shown_->confusions, at, draw, wish);
      if (wish.row) curve_.open(shell, shown_->confusions[*wish.row].question);
      if (wish.all) practise(shell, confused_questions(*shown_));
      break;
    case Cell::Kind::kChart:
      break;
  }
  return height;
}

float ProgressScreen::cell(
    Shell& shell, const Cell& cell, const Column& at, float height, bool draw) {
  if (cell.kind == Cell::Kind::kChart)
    return chart_card(shell, cell.chart, at, height, draw);
  return list_card(shell, cell, at, draw);
}

/// Cells side by side, as high as the highest. Only what is near the view is worked out.
float ProgressScreen::row(Shell& shell,
                          const Column& at,
                          const Rect& view,
                          const std::vector<Cell>& cells,
                          float width) {
  constexpr float kBeyond = 240;
  const float gap = shell.ui.gap(16);
  const auto measure = [&] {
    float height = 0;
    for (const Cell& each : cells)
      height = std::max(height, cell(shell, each, {at.x, at.y, width}, 0, false));
    return height;
  };
  float height = measure();
  if (at.y > view.bottom() + kBeyond || at.y + height < view.y - kBeyond) return height;
  for (const Cell& each : cells)
    if (each.kind == Cell::Kind::kChart) seen(shell, each.chart, true);
  height = measure();
  float x = at.x;
  for (const Cell& each : cells) {
    cell(shell, each, {x, at.y, width}, height, true);
    x += width + gap;
  }
  return height;
}

float ProgressScreen::section(Shell& shell,
                              const Column& at,
                              const Rect& view,
                              std::string_view title,
                              const std::vector<Cell>& cells) {
  Ui& ui = shell.ui;
  const float gap = ui.gap(16);
  if (!wanted_section_.empty() && title.starts_with(wanted_section_)) {
    // Only for pictures: the section stands at the top in the next frame.
    scroll_.offset = at.y - view.y + scroll_.offset;
  }
  float y = at.y + ui.gap(34);
  y += ui.text(title, {.face = Face::kDisplay, .size = 20, .colour = ui.colours().text},
               at.x, y, at.width) +
       ui.gap(10);
  y = std::round(y);
  const std::size_t columns = columns_for(ui, at.width);
  for (std::size_t first = 0; first < cells.size();) {
    std::vector<Cell> together;
    for (std::size_t i = first; i < cells.size() && together.size() < columns; ++i) {
      if (cells[i].wide && !together.empty()) break;
      together.push_back(cells[i]);
      if (cells[i].wide) break;
    }
    const auto count = static_cast<float>(together.size());
    const float width = std::floor((at.width - gap * (count - 1)) / count);
    y += row(shell, {at.x, y, at.width}, view, together, width) + gap;
    first += together.size();
  }
  return y - at.y;
}

float ProgressScreen::page(Shell& shell, const Column& at, const Rect& view) {
  using K = Cell::Kind;
  using P = ProgressChart;
  Ui& ui = shell.ui;
  float y = at.y + ui.gap(14);
  y += head(shell, {at.x, y, at.width});
  y += controls(shell, {at.x, y, at.width});
  if (!begun()) return y + nothing(shell, {at.x, y, at.width}) - at.y;
  y += overview_band(ui, *shown_, in_words(shown_request_.range),
                     {at.x, std::round(y), at.width}, true);
  const auto add = [&](std::string_view title, const std::vector<Cell>& cells) {
    y += section(shell, {at.x, std::round(y), at.width}, view, title, cells);
  };
  std::vector<Cell> known{{K::kChart, P::kKnowledge, false}};
  if (!shown_->topics.empty()) known.push_back({K::kTopics, P::kTopics, false});
  if (!shown_->passages.empty()) known.push_back({K::kPassages, P::kPassages, false});
  known.push_back({K::kChart, P::kCalibration, false});
  add("Knowledge", known);
  y += maps(shell, {at.x, y, at.width});
  add("Worth practising",
      {{K::kWeakest, P::kKnowledge, false}, {K::kConfusions, P::kKnowledge, false}});
  add("What you did", {{K::kChart, P::kCalendar, true},
                       {K::kChart, P::kReviews, false},
                       {K::kChart, P::kButtons, false},
                       {K::kChart, P::kHours, false},
                       {K::kChart, P::kRetention, false},
                       {K::kChart, P::kTime, false},
                       {K::kChart, P::kAdded, false}});
  add("What comes, and how it stands", {{K::kChart, P::kDue, false},
                                        {K::kChart, P::kCounts, false},
                                        {K::kChart, P::kIntervals, false},
                                        {K::kChart, P::kStability, false},
                                        {K::kChart, P::kDifficulty, false},
                                        {K::kChart, P::kRetrievability, false}});
  return y + ui.gap(24) - at.y;
}

/// Ways to the maps of the decks that are shown, coloured by recall.
float ProgressScreen::maps(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  constexpr std::size_t kMost = 6;
  std::vector<std::string> decks;
  for (const KnownPart& part : shown_->topics)
    if (std::find(decks.begin(), decks.end(), part.deck) == decks.end())
      decks.push_back(part.deck);
  if (decks.empty() || decks.size() > kMost) return 0;
  Flow flow(at, chip_height(ui), ui.gap(8));
  std::size_t number = 0;
  for (const DeckBook& book : shell.trainer.decks()) {
    if (std::find(decks.begin(), decks.end(), book.deck().id) == decks.end()) continue;
    const std::string label =
        decks.size() == 1 ? "Map of the deck by recall" : "Map: " + book.deck().title;
    const Chip look{.name = "progress.map",
                    .number = number++,
                    .label = label,
                    .icon = icon::kMapSheet};
    if (chip(ui, flow.place(chip_width(ui, look)), look)) shell.map = book.deck().id;
  }
  return flow.height() + ui.gap(4);
}

// --- sheets

void ProgressScreen::chart_sheet(Shell& shell) {
  const ProgressChart chart = *open_;
  const Seen* seen_chart = nullptr;
  // One chart alone is worked out at once.
  spent_ = 0;
  seen_chart = seen(shell, chart, true);
  if (seen_chart == nullptr || !seen_chart->chart) {
    if (seen_chart != nullptr) shell.tell(seen_chart->wrong);
    open_.reset();
    return;
  }
  const std::string place =
      fmt::format("{} of {}", place_of(chart) + 1, progress_charts().size());
  const Chart shown = *seen_chart->chart;
  const ChartSheetWish wish = large_.frame(
      shell, shown, {.place = place, .change = change_label(chart, request_)});
  switch (wish) {
    case ChartSheetWish::kClose:
      open_.reset();
      break;
    case ChartSheetWish::kNext:
      step_chart(1);
      break;
    case ChartSheetWish::kLast:
      step_chart(-1);
      break;
    case ChartSheetWish::kSwitch: {
      ProgressRequest request = request_;
      if (chart == ProgressChart::kReviews) request.by_time = !request.by_time;
      if (chart == ProgressChart::kDue) request.backlog = !request.backlog;
      change(shell, std::move(request));
      break;
    }
    case ChartSheetWish::kNothing:
      break;
  }
}

void ProgressScreen::sheets(Shell& shell) {
  if (curve_.is_open()) {
    curve_.frame(shell);
    return;
  }
  if (scope_.is_open()) {
    if (auto query = scope_.frame(shell)) {
      ProgressRequest request = request_;
      request.scope = std::move(*query);
      scroll_ = {};
      change(shell, std::move(request));
    }
    return;
  }
  if (open_) chart_sheet(shell);
}

void ProgressScreen::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  spent_ = 0;
  look(shell);
  const Column at = page_column(ui, area);
  const float begin = ui.begin_scroll(Ui::id("progress"), area, scroll_);
  const float height = page(shell, {at.x, begin, at.width}, area);
  ui.end_scroll(height);
  ui.fade_edges(area, scroll_, ui.colours().ground);
  wanted_section_.clear();
  keys(shell);
  sheets(shell);
}

}  // namespace attache::window
