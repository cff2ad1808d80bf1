#include "window/map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "window/components.h"
#include "window/markdown.h"
#include "window/summary.h"

namespace attache::window {

namespace {

constexpr float kLabel = 14;  ///< em size in a box at zoom 1
constexpr float kLabelLine = 1.25F;
constexpr int kLabelLines = 3;
constexpr float kZoomStep = 1.15F;
constexpr float kLeastZoom = 0.2F;
constexpr float kMostZoom = 2.5F;
/// What is smaller cannot be read; the map begins no smaller than this.
constexpr float kReadable = 0.7F;
constexpr float kDragBegins = 5;  ///< pixels
constexpr std::string_view kFitSign = "\uE3C2";

/// How deep the colour of a box is, by `knowledge_step`.
constexpr std::array kDepth{0.0F, 0.08F, 0.17F, 0.28F, 0.42F};
constexpr std::array<std::string_view, 5> kStepNames{
    "never asked", "under 50 % known today", "50 – 69 %", "70 – 89 %", "90 % or more"};
constexpr std::array<std::string_view, 5> kShortStepNames{"new", "< 50", "50", "70",
                                                          "90 %"};

float px(float number) {
  return std::round(number);
}

ImU32 ground_of(const Ui& ui, int step) {
  const Palette& c = ui.colours();
  return blend(c.card, c.accent, kDepth.at(static_cast<std::size_t>(step)));
}

/// Text of an exact size, for a canvas that zooms.
const TextLayout& zoomed_text(const Ui& ui,
                              std::string_view text,
                              Face face,
                              float size,
                              ImU32 colour,
                              ParagraphStyle style) {
  return ui.typesetter().lay_out(TextRun{std::string(text), face, size, colour, 0, false},
                                 style);
}

float tool_side(const Ui& ui) {
  return px(ui.em(15) * 2.3F);
}
float zoom_buttons_width(const Ui& ui) {
  return 3 * tool_side(ui) + 4 + 8 + ui.gap(8);
}

float gauge_width(const Ui& ui) {
  return ui.gap(5);
}
float figure_width(const Ui& ui) {
  return ui.width_of("100 %", {.size = 12}) + ui.gap(8);
}
float box_padding(const Ui& ui) {
  return ui.gap(9);
}

/// How large a box has to be for its name, in up to three lines, and for its figure.
MapInput::Size box_size(const Ui& ui, const MapNode& node) {
  const TextStyle style{.face = Face::kSansStrong,
                        .size = kLabel,
                        .line_height = kLabelLine,
                        .max_lines = kLabelLines};
  const TextLayout& layout = ui.lay_out(node.entity->name, style, ui.em(kLabel) * 13);
  const float chrome =
      (node.known ? gauge_width(ui) + figure_width(ui) : 0) + 2 * box_padding(ui);
  return {px(layout.size.x * 1.04F + chrome + 2), px(layout.size.y + 2 * ui.gap(7))};
}

std::string facts_heading(std::size_t count) {
  return counted(static_cast<int>(count), "fact", "facts");
}

std::string known_line(const MapNode& node) {
  const auto all = static_cast<int>(node.questions.size());
  if (all == 0) return "No questions";
  const std::string questions = counted(all, "question", "questions");
  if (node.asked == 0) return questions + ", never asked";
  return fmt::format("{}, {} asked before; {:.0f} % of them known today", questions,
                     node.asked, *node.known * 100);
}

}  // namespace

void MapPage::open(const DeckBook& book, const Trainer& trainer) {
  book_ = &book;
  choices_ = map_choices(book);
  field_.edit.reset("");
  choose(first_choice(choices_), trainer);
}

void MapPage::choose(std::size_t choice, const Trainer& trainer) {
  choice_ = choice;
  graph_ = {};
  if (!choices_.empty())
    graph_ = map_graph_of(*book_, trainer.knowledge_of(book_->deck().id),
                          choices_[choice].filter);
  laid_out_for_ = 0;
  placed_ = false;
  pointed_.reset();
  wanted_.reset();
  matches_ = nodes_named(graph_, field_.edit.text());
  match_ = 0;
}

void MapPage::lay_out(const Ui& ui, const Rect& canvas) {
  const float scale = ui.theme().scale();
  if (laid_out_for_ != scale) {
    laid_out_for_ = scale;
    placed_ = false;
    input_ = {};
    for (const MapNode& node : graph_.nodes)
      input_.boxes.push_back(box_size(ui, node));
    input_.above = graph_.above;
    input_.row_gap = ui.gap(26);
    input_.column_gap = ui.gap(18);
    input_.tree_gap = ui.gap(44);
    input_.aspect = canvas.h > 0 ? canvas.w / canvas.h : 1;
    layout_ = lay_out_map(input_);
  }
  if (placed_) return;
  placed_ = true;
  fit(canvas, kReadable);
}

// --- the view

Rect MapPage::place_of(const Rect& area, std::size_t node) const {
  const MapPlace& place = layout_.places[node];
  const MapInput::Size& size = input_.boxes[node];
  return {px(area.x + pan_.x + place.x * zoom_), px(area.y + pan_.y + place.y * zoom_),
          px(size.width * zoom_), px(size.height * zoom_)};
}

void MapPage::zoom_to(float zoom, const Rect& area, ImVec2 fixed) {
  const float next = std::clamp(zoom, kLeastZoom, kMostZoom);
  const ImVec2 at{fixed.x - area.x, fixed.y - area.y};
  pan_ = {at.x - (at.x - pan_.x) * next / zoom_, at.y - (at.y - pan_.y) * next / zoom_};
  zoom_ = next;
}

/// Zooms over a ladder of sizes, so that few sizes of letters are drawn.
void MapPage::zoom_by(int steps, const Rect& area, ImVec2 fixed) {
  const float rung = std::round(std::log(zoom_) / std::log(kZoomStep));
  zoom_to(std::pow(kZoomStep, rung + static_cast<float>(steps)), area, fixed);
}

/// Shows all of it, or, where that would be smaller than `least`, its first tree.
void MapPage::fit(const Rect& area, float least) {
  constexpr float kMargin = 36;
  const float across = (area.w - 2 * kMargin) / std::max(1.0F, layout_.width);
  const float down = (area.h - 2 * kMargin - kMargin) / std::max(1.0F, layout_.height);
  zoom_ = std::clamp(std::min(across, down), std::max(least, kLeastZoom), 1.15F);
  const float width = layout_.width * zoom_;
  const float height = layout_.height * zoom_;
  pan_.y = height < area.h - 2 * kMargin ? (area.h - kMargin - height) / 2 : kMargin;
  pan_.x = (area.w - width) / 2;
  if (width <= area.w - 2 * kMargin || graph_.nodes.empty()) return;
  // Too wide: begin over the top of the largest tree.
  pan_.x = kMargin;
  std::size_t top = 0;
  for (std::size_t i = 1; i < graph_.nodes.size(); ++i)
    if (!graph_.above[i] && layout_.places[i].y == 0 && graph_.above[top]) top = i;
  const float middle = (layout_.places[top].x + input_.boxes[top].width / 2) * zoom_;
  pan_.x = std::clamp(area.w / 2 - middle, area.w - kMargin - width, kMargin);
}

void MapPage::bring_in(const Rect& area, std::size_t node) {
  const Rect box = place_of(area, node);
  const Rect inner = area.inset(std::min(60.0F, area.w / 4), std::min(60.0F, area.h / 4));
  if (box.x < inner.x || box.right() > inner.right())
    pan_.x += inner.middle().x - box.middle().x;
  if (box.y < inner.y || box.bottom() > inner.bottom())
    pan_.y += inner.middle().y - box.middle().y;
}

/// At least a corner of the map stays in sight.
void MapPage::keep_in_reach(const Rect& area) {
  constexpr float kCorner = 80;
  pan_.x = std::clamp(pan_.x, std::min(kCorner - layout_.width * zoom_, area.w - kCorner),
                      area.w - kCorner);
  pan_.y =
      std::clamp(pan_.y, std::min(kCorner - layout_.height * zoom_, area.h - kCorner),
                 area.h - kCorner);
}

void MapPage::go_to_match(int by) {
  if (matches_.empty()) return;
  const auto count = static_cast<int>(matches_.size());
  match_ = static_cast<std::size_t>((static_cast<int>(match_) + by + count) % count);
  wanted_ = matches_[match_];
  pointed_ = wanted_;
}

// --- the left column

void MapPage::search_field(Ui& ui, const Rect& area) {
  const FieldLook look{
      .name = "map.search", .placeholder = "Find on the map  ( / )", .size = 15};
  const FieldOutcome outcome = text_field(ui, area, field_, look);
  if (outcome.changed) {
    matches_ = nodes_named(graph_, field_.edit.text());
    match_ = 0;
    go_to_match(0);
  }
  if (outcome.submitted && pointed_ && matches_.size() == 1) {
    // The only one: hand it the focus, so that Enter asks about it.
    ui.focus().give(Ui::id("map.node", *pointed_), true);
  } else if (outcome.submitted) {
    go_to_match(1);
  }
  if (outcome.focused && ui.take(Key::kEscape)) {
    if (field_.edit.text().empty()) ui.focus().clear();
    field_.edit.reset("");
    matches_.clear();
  }
}

void MapPage::choices(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float height = px(ui.em(14) * 1.5F + ui.gap(8));
  const float begin = ui.begin_scroll(Ui::id("map.choices"), area, choices_scroll_);
  float y = begin;
  std::optional<std::size_t> chosen;
  const auto title = [&](std::string_view words) {
    y += ui.gap(10);
    ui.text(words, {.face = Face::kSansStrong, .size = 12, .colour = c.muted},
            area.x + ui.gap(10), y);
    y += px(ui.em(12) * 1.5F + ui.gap(4));
  };
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    const MapChoice& choice = choices_[i];
    const bool topic = !choice.filter.topic.empty();
    const bool relation = !choice.filter.relation.empty();
    if (topic && choices_[i - 1].filter.topic.empty()) title("Topics");
    if (relation && choices_[i - 1].filter.relation.empty()) title("Relations");
    const Rect row{area.x, y, area.w - ui.gap(12), height};
    const Touch touch =
        ui.control(Ui::id("map.choice", i), row, {.group = Ui::id("map.choice")});
    const bool on = i == choice_;
    if (on)
      ui.fill(row, c.accent_soft, 8);
    else if (touch.hovered)
      ui.fill(row, c.hover, 8);
    const float indent = ui.gap(10) + ui.gap(14) * static_cast<float>(choice.depth);
    const std::string number = fmt::format("{}", choice.entities);
    const TextStyle figure{.size = 13, .colour = c.muted, .align = Align::kRight};
    const float wide = ui.width_of(number, figure) + 2;
    ui.text_in({row.x + indent, row.y, row.w - indent - wide - ui.gap(12), row.h},
               choice.label,
               {.face = on ? Face::kSansStrong : Face::kSans,
                .size = 14,
                .colour = on ? c.accent : c.text});
    ui.text_in({row.right() - wide - ui.gap(8), row.y, wide, row.h}, number, figure);
    if (touch.ring) ui.outline(row, c.accent, 8, 2);
    if (touch.clicked) chosen = i;
    y += height + 1;
  }
  ui.end_scroll(y - begin);
  ui.fade_edges(area, choices_scroll_, c.ground);
  if (chosen) choose(*chosen, shell.trainer);
}

float MapPage::detail_text(Ui& ui,
                           const Column& at,
                           const MapNode& node,
                           float cross) const {
  const Palette& c = ui.colours();
  const TextStyle small{.size = 13, .colour = c.muted};
  float y = at.y;
  y +=
      ui.text(node.entity->name,
              {.face = Face::kDisplay, .size = 19, .colour = c.text, .line_height = 1.3F},
              at.x, y, at.width - cross);
  if (!node.entity->aliases.empty()) {
    std::vector<std::string> aliases;
    for (const Alias& alias : node.entity->aliases)
      aliases.push_back(alias.text);
    y += ui.text(fmt::format("also {}", fmt::join(aliases, ", ")), small, at.x, y,
                 at.width);
  }
  y += ui.gap(4) + ui.text(known_line(node), small, at.x, y + ui.gap(4), at.width);
  if (!node.entity->note.empty()) {
    y += ui.gap(10);
    y += rich_text(ui, node.entity->note,
                   {.serif = true, .size = 15, .colour = c.text, .line_height = 1.45F},
                   at.x, y, at.width);
  }
  y += ui.gap(12);
  y += ui.text(facts_heading(node.facts.size()),
               {.face = Face::kSansStrong, .size = 12, .colour = c.accent}, at.x, y);
  constexpr std::size_t kShown = 30;
  for (std::size_t i = 0; i < std::min(kShown, node.facts.size()); ++i) {
    y += ui.gap(6);
    y += rich_text(ui, book_->statement(*node.facts[i]),
                   {.serif = true, .size = 14, .colour = c.text, .line_height = 1.4F},
                   at.x, y, at.width);
  }
  if (node.facts.size() > kShown)
    y += ui.text(fmt::format("and {} more", node.facts.size() - kShown), small, at.x,
                 y + ui.gap(6), at.width) +
         ui.gap(6);
  return y - at.y;
}

void MapPage::detail(Ui& ui, const Rect& area, bool closable) {
  const Palette& c = ui.colours();
  card(ui, area, 16);
  const float pad = ui.gap(16);
  const Rect inner = area.inset(pad, pad);
  if (!pointed_) {
    ui.text(
        "Point at a box to see what the deck says of it. Click it, or press Enter on "
        "it, to practise its questions.",
        {.size = 14, .colour = c.muted}, inner.x, inner.y, inner.w);
    return;
  }
  if (detail_of_ != pointed_) detail_scroll_ = {};
  detail_of_ = pointed_;
  const MapNode& node = graph_.nodes[*pointed_];
  const float cross = closable ? tool_side(ui) : 0;
  if (closable &&
      icon_button(ui, {area.right() - cross - 6, area.y + 6, cross, cross},
                  {"map.close", icon::kClose, "Back to topics and relations"})) {
    pointed_.reset();
    return;
  }
  const bool asks = !node.questions.empty();
  const float bh = asks ? button_height(ui) : 0;
  const Rect words{inner.x, inner.y, inner.w + pad - 4,
                   inner.h - bh - (asks ? ui.gap(10) : 0)};
  const float begin = ui.begin_scroll(Ui::id("map.detail"), words, detail_scroll_);
  const float height =
      detail_text(ui, {inner.x, begin, inner.w - ui.gap(4)}, node, cross);
  ui.end_scroll(height);
  ui.fade_edges(words, detail_scroll_, c.card);
  if (!asks) return;
  const std::string label = fmt::format(
      "Practise {}",
      counted(static_cast<int>(node.questions.size()), "question", "questions"));
  if (button(ui, {inner.x, inner.bottom() - bh, inner.w, bh},
             {.name = "map.practise", .label = label, .kind = ButtonKind::kQuiet}))
    practise_ = node.questions;
}

void MapPage::side(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const float field = field_height(ui, {.name = "", .size = 15});
  search_field(ui, {area.x, area.y, area.w, field});
  const float top = area.y + field + ui.gap(10);
  const Rect room{area.x, top, area.w, area.bottom() - top};
  if (room.h < ui.em(15) * 26) {  // too low for both: one stands for the other
    if (pointed_)
      detail(ui, room, true);
    else
      choices(shell, room);
    return;
  }
  const float wanted = choices_scroll_.content > 0 ? choices_scroll_.content : room.h;
  const float list = px(std::min(room.h * 0.46F, wanted));
  choices(shell, {area.x, top, area.w, list});
  const float below = top + list + ui.gap(12);
  detail(ui, {area.x, below, area.w, area.bottom() - below}, false);
}

// --- the canvas

void MapPage::move_by_mouse(Ui& ui, const Rect& area) {
  const Touch ground = ui.control(Ui::id("map.canvas"), area,
                                  {.tab_stop = false, .cursor = ImGuiMouseCursor_Arrow});
  const ImGuiIO& io = ImGui::GetIO();
  if (ui.still() || !ui.reachable()) return;
  const bool inside = area.contains(ui.mouse());
  if (inside && io.MouseClicked[0]) {
    pressed_at_ = ui.mouse();
    pan_before_ = pan_;
    dragged_ = false;
  }
  const bool began_here = area.contains(pressed_at_);
  if (io.MouseDown[0] && began_here && !io.MouseClicked[0]) {
    const ImVec2 by{ui.mouse().x - pressed_at_.x, ui.mouse().y - pressed_at_.y};
    if (std::hypot(by.x, by.y) > kDragBegins) dragged_ = true;
    if (dragged_) {
      pan_ = {pan_before_.x + by.x, pan_before_.y + by.y};
      ui.ask_cursor(ImGuiMouseCursor_ResizeAll);
    }
  }
  if (!io.MouseDown[0] && !io.MouseReleased[0]) pressed_at_ = {-1, -1};
  if (ground.clicked && !dragged_) ui.focus().clear();
  if (inside && io.MouseWheel != 0) zoom_by(io.MouseWheel > 0 ? 1 : -1, area, ui.mouse());
}

void MapPage::move_by_keys(Ui& ui) {
  constexpr float kStep = 60;
  if (ui.take(Key::kLeft, {}, true)) pan_.x += kStep;
  if (ui.take(Key::kRight, {}, true)) pan_.x -= kStep;
  if (ui.take(Key::kUp, {}, true)) pan_.y += kStep;
  if (ui.take(Key::kDown, {}, true)) pan_.y -= kStep;
}

/// The line from a box up to the one that it hangs below: with corners where a hierarchy
/// or a column has it there, else bent like the lines of all other relations.
void MapPage::branch(const Ui& ui,
                     const Rect& area,
                     std::size_t node,
                     ImU32 colour,
                     float thickness) const {
  const Rect above = place_of(area, *graph_.above[node]);
  const Rect box = place_of(area, node);
  const bool column = layout_.places[node].stacked;
  const ImVec2 from{px(above.middle().x) + 0.5F, above.bottom()};
  ImVec2 to{px(box.middle().x) + 0.5F, box.y};
  if (column) to = {box.x, px(box.middle().y) + 0.5F};
  ImDrawList& list = ui.list();
  const float half = input_.row_gap * zoom_ / 2;
  if (column) {
    const float spine = box.x - px(ui.gap(8) * zoom_) + 0.5F;
    const float turn = px(above.bottom() + half) + 0.5F;
    const std::array points{from, ImVec2{from.x, turn}, ImVec2{spine, turn},
                            ImVec2{spine, to.y}, to};
    list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0,
                     thickness);
    return;
  }
  if (!graph_.by_hierarchy[node]) {
    list.AddBezierCubic(from, {from.x, from.y + 2 * half}, {to.x, to.y - half}, to,
                        colour, thickness);
    return;
  }
  if (std::abs(from.x - to.x) < 2) {
    list.AddLine({to.x, from.y}, to, colour, thickness);
    return;
  }
  const float turn = px(box.y - half) + 0.5F;
  const std::array points{from, ImVec2{from.x, turn}, ImVec2{to.x, turn}, to};
  list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, thickness);
}

/// Whether an edge is drawn as a branch already.
bool MapPage::hangs(const MapEdge& edge) const {
  return graph_.above[edge.from] == edge.to || graph_.above[edge.to] == edge.from;
}

void MapPage::curve(const Ui& ui,
                    const Rect& area,
                    const MapEdge& edge,
                    ImU32 colour,
                    float thickness) const {
  const ImVec2 from = place_of(area, edge.from).middle();
  const ImVec2 to = place_of(area, edge.to).middle();
  const float bend = (to.y - from.y) / 2;
  ui.list().AddBezierCubic(from, {from.x, from.y + bend}, {to.x, to.y - bend}, to, colour,
                           thickness);
}

void MapPage::edges(const Ui& ui, const Rect& area) const {
  const Palette& c = ui.colours();
  for (const MapEdge& edge : graph_.edges)
    if (!hangs(edge)) curve(ui, area, edge, c.line, 1);
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
    if (!graph_.above[i]) continue;
    const bool hierarchy = graph_.by_hierarchy[i];
    branch(ui, area, i, hierarchy ? c.muted : c.line_strong, hierarchy ? 1.5F : 1.0F);
  }
  if (pointed_) edges_of(ui, area, *pointed_);
}

/// Those of one box once more, so that they stand out.
void MapPage::edges_of(const Ui& ui, const Rect& area, std::size_t node) const {
  const ImU32 colour = ui.colours().accent;
  for (const MapEdge& edge : graph_.edges)
    if (!hangs(edge) && (edge.from == node || edge.to == node))
      curve(ui, area, edge, colour, 1.5F);
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
    if (graph_.above[i] && (i == node || *graph_.above[i] == node))
      branch(ui, area, i, colour, 2);
}

/// The ground of a box with its gauge, which fills from below: depth of colour is not all
/// that tells.
void MapPage::box_ground(const Ui& ui, const Rect& whole, std::size_t node) const {
  const Palette& c = ui.colours();
  const MapNode& shown = graph_.nodes[node];
  const float corner = std::max(2.0F, 9 * zoom_);
  const bool matched =
      std::find(matches_.begin(), matches_.end(), node) != matches_.end();
  const bool emphasised = pointed_ == node;
  ui.fill(whole, shown.known ? ground_of(ui, knowledge_step(shown.known)) : c.ground,
          corner);
  if (shown.known) {
    const auto share = static_cast<float>(std::clamp(*shown.known, 0.0, 1.0));
    const float inset = std::max(2.0F, px(5 * zoom_));
    const Rect bar{whole.x + inset, whole.y + inset,
                   std::max(2.0F, px(gauge_width(ui) * zoom_) - 1), whole.h - 2 * inset};
    ui.fill(bar, blend(c.card, c.accent, 0.2F), 1.5F);
    const float full = px(bar.h * share);
    ui.fill({bar.x, bar.bottom() - full, bar.w, full}, c.accent, 1.5F);
  }
  const ImU32 line = emphasised ? c.accent : matched ? c.hard.ink : c.line_strong;
  ui.outline(whole, line, corner, emphasised || matched ? 2.0F : 1.0F);
}

void MapPage::box_words(const Ui& ui, const Rect& whole, std::size_t node) const {
  const Palette& c = ui.colours();
  const MapNode& shown = graph_.nodes[node];
  const auto half_pixels = [&](float size) {  // few sizes of letters, for their cache
    return std::round(ui.em(size) * zoom_ * 2) / 2;
  };
  constexpr float kSmallest = 6;  // smaller letters are only dust
  if (half_pixels(kLabel) < kSmallest) return;
  const float pad = box_padding(ui) * zoom_;
  const float left = shown.known ? gauge_width(ui) * zoom_ : 0;
  const float right = shown.known ? figure_width(ui) * zoom_ : 0;
  const TextLayout& name =
      zoomed_text(ui, shown.entity->name, Face::kSansStrong, half_pixels(kLabel), c.text,
                  {.width = whole.w - 2 * pad - left - right,
                   .line_height = kLabelLine,
                   .max_lines = kLabelLines});
  ui.typesetter().draw(ui.list(),
                       {px(whole.x + pad + left), px(whole.middle().y - name.size.y / 2)},
                       name);
  if (!shown.known) return;
  const TextLayout& figure =
      zoomed_text(ui, fmt::format("{:.0f} %", *shown.known * 100), Face::kSans,
                  half_pixels(12), c.text, {.line_height = kLabelLine});
  ui.typesetter().draw(
      ui.list(),
      {px(whole.right() - pad - figure.size.x), px(whole.middle().y - figure.size.y / 2)},
      figure);
}

void MapPage::box(Ui& ui, const Rect& area, std::size_t node) {
  const Rect whole = place_of(area, node);
  const Rect seen = overlap(whole, area);
  const Touch touch = ui.control(Ui::id("map.node", node), seen);
  if (touch.focused && ui.focus().moved()) wanted_ = node;
  if ((touch.hovered && !dragged_) || touch.ring) pointed_ = node;
  if (touch.clicked && !dragged_) practise_ = graph_.nodes[node].questions;
  if (seen.w <= 0 || seen.h <= 0) return;
  box_ground(ui, whole, node);
  if (touch.ring) ui.focus_ring(whole, std::max(2.0F, 9 * zoom_));
  box_words(ui, whole, node);
}

void MapPage::boxes(Ui& ui, const Rect& area) {
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i)
    box(ui, area, i);
}

void MapPage::legend(const Ui& ui, const Rect& area) const {
  static_cast<void>(this);
  const Palette& c = ui.colours();
  const TextStyle style{.size = 12, .colour = c.muted};
  const float line = px(ui.em(12) * 1.5F);
  const float swatch = px(ui.em(12) * 1.1F);
  const float between = ui.gap(14);
  const auto width_of = [&](std::span<const std::string_view> names) {
    float width = ui.gap(16);
    for (const std::string_view name : names)
      width += swatch + ui.gap(6) + ui.width_of(name, style) + between;
    return width;
  };
  const float room = area.w - zoom_buttons_width(ui) - ui.gap(24);
  const std::span<const std::string_view> names =
      width_of(kStepNames) <= room ? kStepNames : kShortStepNames;
  const float width = width_of(names);
  if (width > room) return;  // the boxes have figures
  const Rect ground{area.x, area.bottom() - line - ui.gap(20), width, line + ui.gap(12)};
  ui.fill(ground, c.ground, 8);
  float x = ground.x + ui.gap(8);
  const float y = ground.y + ui.gap(6);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Rect box{x, px(y + (line - swatch) / 2), swatch, swatch};
    ui.fill(box, i == 0 ? c.ground : ground_of(ui, static_cast<int>(i)), 4);
    ui.outline(box, c.line_strong, 4);
    x += swatch + ui.gap(6);
    const float words = ui.width_of(names[i], style);
    ui.text_in({x, y, words + 2, line}, names[i], style);
    x += words + between;
  }
}

void MapPage::zoom_buttons(Ui& ui, const Rect& area) {
  const float side = tool_side(ui);
  Rect at{area.right() - side - ui.gap(8), area.bottom() - side - ui.gap(8), side, side};
  const Rect ground{at.x - 2 * (side + 2) - 4, at.y - 4, 3 * side + 4 + 8, side + 8};
  card(ui, ground, 12);
  const auto tool = [&](const IconButton& look) {
    const bool pressed = icon_button(ui, at, look);
    at.x -= side + 2;
    return pressed;
  };
  const ImVec2 middle = area.middle();
  if (tool({"map.fit", kFitSign, "All of it (0)"})) fit(area, 0);
  if (tool({"map.larger", icon::kAdd, "Larger (+)"})) zoom_by(1, area, middle);
  if (tool({"map.smaller", icon::kRemove, "Smaller (−)"})) zoom_by(-1, area, middle);
}

bool MapPage::let_go() {
  const bool held = pointed_ || !field_.edit.text().empty();
  pointed_.reset();
  matches_.clear();
  field_.edit.reset("");
  return held;
}

void MapPage::carry_out(Ui& ui, Command command) {
  if (command == Command::kZoomIn) zoom_by(1, canvas_, canvas_.middle());
  if (command == Command::kZoomOut) zoom_by(-1, canvas_, canvas_.middle());
  if (command == Command::kZoomFit) fit(canvas_, 0);
  if (command == Command::kNextMatch) go_to_match(1);
  if (command == Command::kLastMatch) go_to_match(-1);
  if (command != Command::kSearch) return;
  field_.edit.select_all();
  ui.focus().give(Ui::id("map.search"), true);
}

/// What to say where the map does not show all of the deck; empty where it does.
std::string MapPage::note_words() const {
  std::string words;
  if (choice_ != 0 && choice_ == first_choice(choices_))
    words = fmt::format(
        "This deck has {} entities, too many for one map. This is its densest topic; "
        "choose others at the left.",
        choices_.front().entities);
  if (graph_.left_out > 0)
    words += fmt::format(
        "{}The {} entities with the most facts are shown; {} more have "
        "no room.",
        words.empty() ? "" : " ", graph_.nodes.size(), graph_.left_out);
  return words;
}

float MapPage::note(const Ui& ui, const Rect& area) const {
  const std::string words = note_words();
  if (words.empty()) return 0;
  const TextStyle style{.size = 13, .colour = ui.colours().hard.ink};
  const float width =
      std::min(area.w - ui.gap(24), ui.width_of(words, style) + ui.gap(28));
  const float height =
      px(ui.lay_out(words, style, width - ui.gap(24)).size.y + ui.gap(14));
  const Rect box{px(area.middle().x - width / 2), area.y, width, height};
  ui.fill(box, ui.colours().hard.soft, 10);
  ui.text(words, style, box.x + ui.gap(12), box.y + ui.gap(7), width - ui.gap(24));
  return height;
}

void MapPage::canvas(Ui& ui, const Rect& area) {
  const float told = note(ui, area);
  const Rect below{area.x, area.y + told, area.w, area.h - told};
  map(ui, below);
}

void MapPage::map(Ui& ui, const Rect& area) {
  canvas_ = area;
  lay_out(ui, area);
  move_by_mouse(ui, area);
  if (wanted_) bring_in(area, *wanted_);
  wanted_.reset();
  keep_in_reach(area);
  ui.list().PushClipRect({area.x, area.y}, {area.right(), area.bottom()}, true);
  edges(ui, area);
  boxes(ui, area);
  legend(ui, area);
  zoom_buttons(ui, area);
  ui.list().PopClipRect();
  move_by_keys(ui);
}

std::optional<std::vector<QuestionId>> MapPage::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  practise_.reset();
  if (choices_.empty()) {
    const float picture = px(ui.em(15) * 8);
    const float width = std::min(area.w - ui.gap(48), ui.em(15) * 34);
    const float x = area.middle().x;
    float y = area.y + ui.gap(56);
    pile_of_cards(ui, {x, y + picture * 0.42F}, picture, icon::kBook,
                  ui.colours().accent);
    y += picture * 0.84F + ui.gap(24);
    y += ui.text("No map of this deck",
                 {.face = Face::kDisplay,
                  .size = 24,
                  .colour = ui.colours().text,
                  .align = Align::kCentre},
                 x - width / 2, y, width);
    ui.text("A map is drawn from facts, and this deck has only cards.",
            {.size = 15, .colour = ui.colours().muted, .align = Align::kCentre},
            x - width / 2, y + ui.gap(6), width);
    return {};
  }
  const float column = px(std::min(ui.em(15) * 20, area.w * 0.36F));
  const float pad = ui.gap(24);
  side(shell, {area.x + pad, area.y, column, area.h - ui.gap(20)});
  canvas(ui, {area.x + column + pad + ui.gap(16), area.y,
              area.w - column - pad - ui.gap(16), area.h});
  return std::move(practise_);
}

}  // namespace attache::window
