#include "window/editor_tree.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "base/text.h"
#include "window/editor_fields.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr std::array kKinds{ItemKind::kSource, ItemKind::kTopic,    ItemKind::kPassage,
                            ItemKind::kEntity, ItemKind::kRelation, ItemKind::kFact,
                            ItemKind::kCard};

constexpr std::string_view kFilter = "editor.filter";
using Items = std::vector<std::size_t>;

bool is_grouped(ItemKind kind) {
  return kind == ItemKind::kFact || kind == ItemKind::kCard;
}

/// The indexes of a deck's parts by kind, and of facts and cards by topic.
struct Sorted {
  std::array<Items, kKinds.size()> kinds;
};

Sorted sorted(const Authoring& deck, std::string_view filter) {
  Sorted all;
  const std::string wanted = fold(filter);
  for (std::size_t i = 0; i < deck.size(); ++i) {
    const DeckItem& item = deck.item(i);
    const bool fits = wanted.empty() ||
                      fold(tree_label(deck, i)).find(wanted) != std::string::npos ||
                      fold(id_of(item)).find(wanted) != std::string::npos;
    if (fits) all.kinds.at(static_cast<std::size_t>(kind_of(item))).push_back(i);
  }
  return all;
}

/// The topics of these items, in the order of the deck; what has none comes first, what
/// names a topic that is not there last.
std::vector<std::pair<std::string, Items>> by_topic(const Authoring& deck,
                                                    const Items& topics,
                                                    const Items& items) {
  std::map<std::string, Items, std::less<>> groups;
  for (const std::size_t item : items) {
    const std::string* topic = topic_of(deck.item(item));
    groups[topic == nullptr ? std::string{} : *topic].push_back(item);
  }
  std::vector<std::pair<std::string, Items>> out;
  const auto take = [&](const std::string& id) {
    const auto found = groups.find(id);
    if (found == groups.end()) return;
    out.emplace_back(id, std::move(found->second));
    groups.erase(found);
  };
  take("");
  for (const std::size_t topic : topics)
    take(id_of(deck.item(topic)));
  for (auto& [id, left] : groups)
    out.emplace_back(id, std::move(left));
  return out;
}

void add_items(std::vector<TreeRow>& rows, ItemKind kind, const Items& items) {
  for (const std::size_t item : items)
    rows.push_back({.row = TreeRowKind::kItem, .kind = kind, .item = item});
}

float indent_of(const TreeRow& row, const Ui& ui) {
  switch (row.row) {
    case TreeRowKind::kTopic:
      return ui.gap(8);
    case TreeRowKind::kItem:
      return ui.gap(is_grouped(row.kind) ? 22 : 16);
    default:
      return 0;
  }
}

void unite(std::optional<RemarkLevel>& mark, RemarkLevel level) {
  if (!mark || level < *mark) mark = level;
}

ImU32 mark_colour(const Ui& ui, RemarkLevel level) {
  if (level == RemarkLevel::kError) return ui.colours().again.ink;
  return level == RemarkLevel::kWarning ? ui.colours().hard.ink : ui.colours().easy.ink;
}

/// A line that can be folded.
bool is_group(const TreeRow& row) {
  return row.row == TreeRowKind::kSection || row.row == TreeRowKind::kTopic;
}

std::optional<RemarkLevel> mark_of(const Marks& marks, const TreeRow& row) {
  if (row.row == TreeRowKind::kHead) return marks.head;
  if (row.row != TreeRowKind::kItem || row.item >= marks.items.size())
    return std::nullopt;
  return marks.items[row.item];
}

std::string row_label(const Authoring& deck, const TreeRow& row) {
  switch (row.row) {
    case TreeRowKind::kHead:
      return deck.head().title.empty() ? "The deck" : one_line(deck.head().title);
    case TreeRowKind::kSection:
      return std::string(title_of(row.kind, true));
    case TreeRowKind::kTopic:
      return row.topic.empty() ? "Without a topic" : name_of_id(deck, row.topic);
    case TreeRowKind::kItem:
      break;
  }
  return tree_label(deck, row.item);
}

TextStyle row_style(const Ui& ui, const TreeRow& row) {
  const Palette& c = ui.colours();
  TextStyle style{.size = 14, .colour = c.text};
  if (row.row == TreeRowKind::kTopic) style.colour = c.muted;
  if (row.row == TreeRowKind::kHead || row.row == TreeRowKind::kSection)
    style.face = Face::kSansStrong;
  return style;
}

/// Gives the width that it takes up.
float fold_sign(const Ui& ui, const Rect& at, bool open) {
  const float side = ui.em(18);
  ui.icon_in({at.x - ui.gap(4), at.y, side, at.h}, open ? icon::kUnfolded : icon::kFolded,
             16, ui.colours().muted);
  return side;
}

/// How many there are, at the right; gives the width that it takes up.
float count_at(const Ui& ui, const Rect& at, std::size_t number) {
  const std::string count = fmt::format("{}", number);
  const TextStyle small{.size = 12, .colour = ui.colours().muted};
  const float width = ui.width_of(count, small);
  ui.text_in({at.right() - width, at.y, width + 1, at.h}, count, small);
  return width + ui.gap(8);
}

/// "reports to": what a relation says, without its two sides.
std::string relation_words(const Relation& relation) {
  std::string words = relation.wording.says;
  for (const std::string_view side : {"{subject}", "{object}"})
    if (const std::size_t found = words.find(side); found != std::string::npos)
      words.erase(found, side.size());
  while (!words.empty() && (words.back() == '.' || words.back() == ' '))
    words.pop_back();
  words.erase(0, words.find_first_not_of(' '));
  return words.empty() ? relation.id : one_line(words);
}

std::string object_names(const Authoring& deck, const Fact& fact) {
  std::string names;
  for (const FactObject& object : fact.objects) {
    if (!names.empty()) names += ", ";
    const auto* entity = std::get_if<EntityRef>(&object);
    names +=
        entity != nullptr ? name_of_id(deck, entity->id) : std::get<Value>(object).text;
  }
  return names;
}

}  // namespace

std::string fold_key(const TreeRow& row) {
  return fmt::format("{}/{}", name_of(row.kind),
                     row.row == TreeRowKind::kTopic ? row.topic + "/" : "");
}

const std::string* topic_of(const DeckItem& item) {
  if (const auto* fact = std::get_if<Fact>(&item)) return &fact->topic;
  if (const auto* card = std::get_if<Card>(&item)) return &card->topic;
  if (const auto* passage = std::get_if<Passage>(&item)) return &passage->topic;
  return nullptr;
}

std::string name_of_id(const Authoring& deck, std::string_view id) {
  const auto at = id.empty() ? std::nullopt : deck.find_id(id);
  if (!at) return std::string(id);
  return tree_label(deck, *at);
}

std::string tree_label(const Authoring& deck, std::size_t item) {
  if (const auto* relation = std::get_if<Relation>(&deck.item(item)))
    return relation_words(*relation);
  const auto* fact = std::get_if<Fact>(&deck.item(item));
  if (fact == nullptr) {
    const std::string label = label_of(deck.item(item));
    const bool is_new = label.empty() || label == id_of(deck.item(item));
    return is_new && label.starts_with("new-") ? "New " + label.substr(4) : label;
  }
  if (fact->subject.empty() && fact->relation.empty()) return "New fact";
  std::string label = name_of_id(deck, fact->subject);
  for (const std::string& side :
       {name_of_id(deck, fact->relation), object_names(deck, *fact)})
    if (!side.empty()) label += (label.empty() ? "" : " — ") + side;
  return label;
}

Marks marks_of(const std::vector<Remark>& remarks, std::size_t items) {
  Marks marks;
  marks.items.resize(items);
  for (const Remark& remark : remarks) {
    if (!remark.item)
      unite(marks.head, remark.level);
    else if (*remark.item < items)
      unite(marks.items[*remark.item], remark.level);
  }
  return marks;
}

std::vector<TreeRow> tree_rows(const Authoring& deck,
                               const Folded& folded,
                               std::string_view filter) {
  std::vector<TreeRow> rows{TreeRow{.row = TreeRowKind::kHead}};
  const Sorted all = sorted(deck, filter);
  const Sorted topics = filter.empty() ? Sorted{} : sorted(deck, {});
  const Items& topic_items = (filter.empty() ? all : topics)
                                 .kinds.at(static_cast<std::size_t>(ItemKind::kTopic));
  const auto head = [&](TreeRow row, const Items& items) {
    row.count = items.size();
    row.open = !filter.empty() || !folded.contains(fold_key(row));
    rows.push_back(std::move(row));
    return rows.back().open;
  };
  for (const ItemKind kind : kKinds) {
    const Items& items = all.kinds.at(static_cast<std::size_t>(kind));
    if (items.empty() && !filter.empty()) continue;
    if (!head({.row = TreeRowKind::kSection, .kind = kind}, items)) continue;
    if (!is_grouped(kind)) {
      add_items(rows, kind, items);
      continue;
    }
    const auto groups = by_topic(deck, topic_items, items);
    for (const auto& [topic, members] : groups) {
      const bool plain = groups.size() == 1 && topic.empty();
      if (plain ||
          head({.row = TreeRowKind::kTopic, .kind = kind, .topic = topic}, members))
        add_items(rows, kind, members);
    }
  }
  return rows;
}

// --- the tree on the screen

void EditorTree::build(const Authoring& deck) {
  rows_ = tree_rows(deck, folded_, filter_.edit.text());
  cursor_ = std::min(cursor_, rows_.size() - 1);
  anchor_ = std::min(anchor_, rows_.size() - 1);
}

void EditorTree::follow(const Authoring& deck) {
  if (revision_ == deck.revision()) return;
  revision_ = deck.revision();
  build(deck);
  const auto item = current_id_.empty() ? std::nullopt : deck.find_id(current_id_);
  const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const TreeRow& each) {
    return item && each.row == TreeRowKind::kItem && each.item == *item;
  });
  if (row != rows_.end()) cursor_ = static_cast<std::size_t>(row - rows_.begin());
  while (!chosen_.empty() && *chosen_.rbegin() >= deck.size())
    chosen_.erase(std::prev(chosen_.end()));
}

std::optional<std::size_t> EditorTree::item() const {
  if (current().row != TreeRowKind::kItem) return std::nullopt;
  return current().item;
}

std::vector<std::size_t> EditorTree::chosen() const {
  std::set<std::size_t> all = chosen_;
  if (const auto at = item()) all.insert(*at);
  return {all.begin(), all.end()};
}

void EditorTree::go_to(const Authoring& deck, std::optional<std::size_t> item) {
  chosen_.clear();
  current_id_ = item ? id_of(deck.item(*item)) : "";
  const auto find = [&] {
    return std::find_if(rows_.begin(), rows_.end(), [&](const TreeRow& each) {
      return item ? each.row == TreeRowKind::kItem && each.item == *item
                  : each.row == TreeRowKind::kHead;
    });
  };
  revision_ = deck.revision();
  build(deck);
  auto row = find();
  if (row == rows_.end()) {
    const DeckItem& wanted = deck.item(*item);
    const TreeRow section{.row = TreeRowKind::kSection, .kind = kind_of(wanted)};
    folded_.erase(fold_key(section));
    const std::string* topic = topic_of(wanted);
    folded_.erase(fold_key({.row = TreeRowKind::kTopic,
                            .kind = kind_of(wanted),
                            .topic = topic == nullptr ? "" : *topic}));
    filter_.edit.reset("");
    build(deck);
    row = find();
  }
  if (row != rows_.end()) cursor_ = static_cast<std::size_t>(row - rows_.begin());
  anchor_ = cursor_;
  reveal_ = true;
}

bool EditorTree::step(int by) {
  const TreeRow from = current();
  for (std::size_t at = cursor_ + static_cast<std::size_t>(by); at < rows_.size();
       at += static_cast<std::size_t>(by)) {
    if (rows_[at].row != TreeRowKind::kItem) continue;
    if (rows_[at].kind != from.kind) return false;
    cursor_ = anchor_ = at;
    chosen_.clear();
    reveal_ = true;
    return true;
  }
  return false;
}

void EditorTree::choose_all() {
  const TreeRow at = current();
  for (const TreeRow& row : rows_)
    if (row.row == TreeRowKind::kItem && row.kind == at.kind) chosen_.insert(row.item);
}

void EditorTree::choose_span(std::size_t row) {
  chosen_.clear();
  const auto [from, to] = std::minmax(anchor_, row);
  for (std::size_t at = from; at <= to; ++at)
    if (rows_[at].row == TreeRowKind::kItem) chosen_.insert(rows_[at].item);
}

void EditorTree::walk(int by, bool extend, TreeWish& wish) {
  const auto last = static_cast<std::ptrdiff_t>(rows_.size()) - 1;
  const auto to =
      std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(cursor_) + by, 0, last);
  cursor_ = static_cast<std::size_t>(to);
  if (extend)
    choose_span(cursor_);
  else
    chosen_.clear();
  if (!extend) anchor_ = cursor_;
  reveal_ = true;
  wish.chosen = true;
}

void EditorTree::fold(const Authoring& deck, bool shut) {
  const TreeRow at = current();
  if (at.row == TreeRowKind::kHead) return;
  if (at.row == TreeRowKind::kItem) {
    // To the line above it that can be folded.
    while (shut && cursor_ > 0 && rows_[cursor_].row == TreeRowKind::kItem)
      --cursor_;
    anchor_ = cursor_;
    reveal_ = true;
    return;
  }
  if (shut)
    folded_.insert(fold_key(at));
  else
    folded_.erase(fold_key(at));
  build(deck);
}

void EditorTree::keys(Ui& ui, TreeWish& wish) {
  if (ui.take(Key::kDown, {}, true)) walk(1, false, wish);
  if (ui.take(Key::kUp, {}, true)) walk(-1, false, wish);
  if (ui.take(Key::kDown, kShift, true)) walk(1, true, wish);
  if (ui.take(Key::kUp, kShift, true)) walk(-1, true, wish);
  if (ui.take(Key::kPageDown, {}, true)) walk(page_, false, wish);
  if (ui.take(Key::kPageUp, {}, true)) walk(-page_, false, wish);
  if (ui.take(Key::kHome)) walk(-static_cast<int>(rows_.size()), false, wish);
  if (ui.take(Key::kEnd)) walk(static_cast<int>(rows_.size()), false, wish);
  if (ui.take(Key::kA, kCtrl)) choose_all();
  if (ui.take(Key::kDelete)) wish.remove = true;
  // What is typed looks for a part.
  const InputFrame& input = ui.input();
  const bool letter = !input.held.ctrl && !input.held.alt && !input.text.empty() &&
                      input.text != " " && input.text != "?";
  if (!letter) return;
  filter_.edit.reset(input.text);
  filter_.edit.move_to(input.text.size(), false);
  filtered_ = true;
  ui.focus().give(Ui::id(kFilter), false);
  ui.take_all();
}

void EditorTree::press(Ui& ui, std::size_t row, const Authoring& deck, TreeWish& wish) {
  const bool more = ImGui::GetIO().KeyCtrl;
  const bool span = ImGui::GetIO().KeyShift;
  const auto before = item();
  cursor_ = row;
  wish.chosen = true;
  if (span) {
    choose_span(row);
    return;
  }
  anchor_ = row;
  if (more && rows_[row].row == TreeRowKind::kItem) {
    if (before) chosen_.insert(*before);
    chosen_.insert(rows_[row].item);
    return;
  }
  drag_ = Drag{row, ui.mouse().y, false};
  const bool among =
      rows_[row].row == TreeRowKind::kItem && chosen_.contains(rows_[row].item);
  if (!among) chosen_.clear();
  const bool folds =
      rows_[row].row == TreeRowKind::kSection || rows_[row].row == TreeRowKind::kTopic;
  if (folds) fold(deck, rows_[row].open);
}

void EditorTree::drop(std::size_t row, TreeWish& wish) {
  const TreeRow& from = rows_[drag_->row];
  const TreeRow& to = rows_[row];
  if (from.row != TreeRowKind::kItem || row == drag_->row) return;
  const bool has_topic = is_grouped(from.kind) || from.kind == ItemKind::kPassage;
  if (to.row == TreeRowKind::kTopic && has_topic) wish.topic = to.topic;
  if (to.row != TreeRowKind::kItem || to.kind != from.kind) return;
  wish.move_from = from.item;
  wish.move_to = to.item;
}

void EditorTree::drag(
    const Ui& ui, const Touch& touch, float row_height, float top, TreeWish& wish) {
  if (!drag_) return;
  constexpr float kFar = 6;
  if (std::abs(ui.mouse().y - drag_->from_y) > kFar) drag_->moving = true;
  const float at = std::floor((ui.mouse().y - top) / row_height);
  const auto row = static_cast<std::size_t>(
      std::clamp(at, 0.0F, static_cast<float>(rows_.size() - 1)));
  if (touch.released && drag_->moving) drop(row, wish);
  if (!touch.held) drag_.reset();
}

void EditorTree::show_cursor(float row_height) {
  if (!reveal_) return;
  reveal_ = false;
  scroll_.content = row_height * static_cast<float>(rows_.size());
  const float top = row_height * static_cast<float>(cursor_);
  scroll_.show(std::max(0.0F, top - row_height), top + 2 * row_height);
}

/// What lies behind a row: whether it is chosen, and where a drop would go.
void EditorTree::row_ground(const Ui& ui,
                            const Rect& at,
                            std::size_t index,
                            bool focused) const {
  const Palette& c = ui.colours();
  const TreeRow& row = rows_[index];
  const bool cursor = index == cursor_;
  const bool chosen = row.row == TreeRowKind::kItem && chosen_.contains(row.item);
  if (cursor || chosen)
    ui.fill(at, c.accent_soft, 8);
  else if (drag_ && drag_->moving && at.contains(ui.mouse()))
    ui.fill({at.x, at.bottom() - 2, at.w, 2}, c.accent);
  if (cursor && focused) ui.outline(at, c.accent, 8, 2);
}

void EditorTree::draw_row(Ui& ui,
                          const Rect& at,
                          std::size_t index,
                          const Authoring& deck,
                          const Marks& marks,
                          bool focused,
                          bool hovered) const {
  const TreeRow& row = rows_[index];
  const bool is_item = row.row == TreeRowKind::kItem;
  row_ground(ui, at, index, focused);
  float x = at.x + ui.gap(8) + indent_of(row, ui);
  float right = at.right() - ui.gap(10);
  if (is_group(row)) {
    x += fold_sign(ui, {x, at.y, 0, at.h}, row.open);
    right -= count_at(ui, {x, at.y, right - x, at.h}, row.count);
  }
  const auto mark = mark_of(marks, row);
  if (mark && *mark != RemarkLevel::kAdvice) {
    ui.list().AddCircleFilled({right - ui.gap(4), at.middle().y}, ui.gap(4),
                              mark_colour(ui, *mark), 24);
    right -= ui.gap(16);
  }
  const std::string label = row_label(deck, row);
  const TextStyle style = row_style(ui, row);
  ui.text_in({x, at.y, right - x, at.h}, label, style);
  const bool cut = is_item && ui.width_of(label, style) > right - x;
  if (hovered && cut && !(drag_ && drag_->moving)) ui.tooltip(at, label);
}

/// Gives its height.
float EditorTree::filter_box(Ui& ui,
                             const Rect& area,
                             const Authoring& deck,
                             TreeWish& wish) {
  const FieldLook look{.name = kFilter, .placeholder = "Filter", .size = 14};
  const float height = field_height(ui, look);
  const FieldOutcome typed =
      text_field(ui, {area.x, area.y, area.w, height}, filter_, look);
  if (typed.changed || std::exchange(filtered_, false)) build(deck);
  if (typed.focused && ui.take(Key::kDown)) ui.focus().give(control(), true);
  if (typed.focused && !filter_.edit.text().empty() && ui.take(Key::kEscape)) {
    filter_.edit.reset("");
    build(deck);
    go_to(deck, item());
    ui.focus().give(control(), true);
  }
  if (typed.submitted) wish.enter = true;
  return height;
}

void EditorTree::mouse(Ui& ui,
                       const Touch& touch,
                       float row_height,
                       float top,
                       const Authoring& deck,
                       TreeWish& wish) {
  const float at = (ui.mouse().y - top) / row_height;
  if (touch.pressed && at >= 0 && at < static_cast<float>(rows_.size()))
    press(ui, static_cast<std::size_t>(at), deck, wish);
  drag(ui, touch, row_height, top, wish);
  if (touch.hovered && ui.double_click() && item()) wish.enter = true;
}

void EditorTree::fold_keys(Ui& ui, const Authoring& deck, TreeWish& wish) {
  if (ui.take(Key::kLeft)) fold(deck, true);
  if (ui.take(Key::kRight)) fold(deck, false);
  if (ui.take(Key::kEnter)) wish.enter = true;
}

TreeWish EditorTree::frame(Ui& ui,
                           const Rect& area,
                           const Authoring& deck,
                           const Marks& marks) {
  TreeWish wish;
  const float top = area.y + filter_box(ui, area, deck, wish) + ui.gap(8);
  const Rect view{area.x, top, area.w, area.bottom() - top};
  const float row_height = std::round(ui.em(14) * 1.5F + ui.gap(8));
  page_ = std::max(1, static_cast<int>(view.h / row_height) - 1);
  const float begin = ui.begin_scroll(Ui::id("editor.tree.scroll"), view, scroll_);
  const Touch touch =
      ui.control(control(), view, {.field = true, .cursor = ImGuiMouseCursor_Arrow});
  const auto under =
      static_cast<std::size_t>(std::max(0.0F, (ui.mouse().y - begin) / row_height));
  mouse(ui, touch, row_height, begin, deck, wish);
  if (touch.focused) {
    keys(ui, wish);
    fold_keys(ui, deck, wish);
  }
  current_id_ = item() ? id_of(deck.item(*item())) : "";
  show_cursor(row_height);
  const auto first =
      static_cast<std::size_t>(std::max(0.0F, view.y - begin) / row_height);
  for (std::size_t i = first; i < rows_.size(); ++i) {
    const float y = begin + row_height * static_cast<float>(i);
    if (y > view.bottom()) break;
    draw_row(ui, {view.x, y, view.w - ui.gap(8), row_height}, i, deck, marks,
             touch.focused, touch.hovered && i == under);
  }
  ui.end_scroll(row_height * static_cast<float>(rows_.size()));
  return wish;
}

}  // namespace attache::window
