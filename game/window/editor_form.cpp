#include "window/editor_form.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "window/editor_tree.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr std::size_t kOffered = 6;

const Tint& tint_of(const Ui& ui, RemarkLevel level) {
  const Palette& c = ui.colours();
  if (level == RemarkLevel::kError) return c.again;
  return level == RemarkLevel::kWarning ? c.hard : c.easy;
}

/// The place that was found, if it lies in this field.
bool holds_found(const ItemField& field, const FoundText& found) {
  if (field.further || found.end > field.value.size()) return false;
  const std::string_view name = field.name;
  if (found.field == "why") return name.ends_with(".why") && field.nth == found.nth;
  if (name.ends_with(".why")) return false;
  if (found.field == "value") return field.means == "object" && field.nth == found.nth;
  if (field.means != found.field) return false;
  if (found.field == "pair")
    return field.nth == found.nth / 2 && name.ends_with(".right") == (found.nth % 2 == 1);
  if (found.field == "asks") return name.ends_with("-subject") == (found.nth == 1);
  if (found.field == "image") return name == "alt";
  if (found.field == "region") return name.ends_with(".answer") && field.nth == found.nth;
  return field.nth == found.nth;
}

/// "wrong.2" → 2; 0 where there is but one.
std::size_t number_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  std::size_t number = 0;
  for (std::size_t i = dot; i != std::string_view::npos && ++i < name.size() &&
                            name[i] >= '0' && name[i] <= '9';)
    number = number * 10 + static_cast<std::size_t>(name[i] - '0');
  return number;
}

/// As much of a text as one line of a field shows.
std::string fitting(const Ui& ui, std::string text, float room) {
  const TextStyle style{.size = 15};
  const float width = ui.width_of(text, style);
  if (width <= room || room <= 0) return text;
  const auto drop_last = [&text] {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
      text.pop_back();
    if (!text.empty()) text.pop_back();
  };
  text.resize(static_cast<std::size_t>(static_cast<float>(text.size()) * room / width));
  drop_last();
  while (!text.empty() && ui.width_of(text + "…", style) > room)
    drop_last();
  while (!text.empty() && text.back() == ' ')
    text.pop_back();
  return text + "…";
}

AreaLook look_of(const ItemField& field, const FormView& view, bool warning) {
  AreaLook look{.name = "editor.field", .number = Ui::id(field.name)};
  const bool rich = field.kind == FieldKind::kText || field.kind == FieldKind::kBlanks;
  look.placeholder = field.placeholder;
  look.markdown = rich;
  look.blanks = field.kind == FieldKind::kBlanks;
  look.find = false;      // Ctrl+F looks through the whole deck
  look.own_undo = false;  // and Ctrl+Z goes over it
  look.single_line = field.kind != FieldKind::kLines && !rich;
  look.min_lines = rich ? 2 : 1;
  look.max_lines = field.name == "text" ? 24 : 10;
  look.size = 15;
  look.warning = warning;
  const bool words = rich || field.name.starts_with("wrong") ||
                     field.name.starts_with("answer") || field.name.starts_with("item");
  look.spelling = words ? view.spelling : nullptr;
  return look;
}

/// What stands in a field of references for an id, or for a value.
std::string shown_reference(const Authoring& deck, const ItemField& field) {
  if (!field.or_value) return name_of_id(deck, field.value);
  if (!field.value.starts_with('@')) return field.value;
  return name_of_id(deck, std::string_view(field.value).substr(1));
}

bool is_of(const DeckItem& item, const std::vector<ItemKind>& kinds) {
  return std::find(kinds.begin(), kinds.end(), kind_of(item)) != kinds.end();
}

/// How well a part goes on with what was typed: 0 best; nothing: not at all.
std::optional<int> fit(const Authoring& deck, std::size_t at, const std::string& typed) {
  const std::string name = fold(tree_label(deck, at));
  if (name.starts_with(typed)) return 0;
  if (name.find(" " + typed) != std::string::npos) return 1;
  if (const auto* entity = std::get_if<Entity>(&deck.item(at)))
    for (const Alias& alias : entity->aliases)
      if (fold(alias.text).starts_with(typed)) return 1;
  if (fold(id_of(deck.item(at))).starts_with(typed)) return 2;
  return name.find(typed) != std::string::npos ? std::optional<int>(3) : std::nullopt;
}

bool is_called(const Authoring& deck, std::size_t at, const std::string& folded) {
  if (fold(tree_label(deck, at)) == folded) return true;
  const auto* entity = std::get_if<Entity>(&deck.item(at));
  return entity != nullptr &&
         std::any_of(entity->aliases.begin(), entity->aliases.end(),
                     [&](const Alias& alias) { return fold(alias.text) == folded; });
}

std::string_view kind_words(const std::vector<ItemKind>& kinds) {
  return kinds.empty() ? "part" : name_of(kinds.front());
}

/// Rows of fields: those that stand side by side together.
std::vector<std::vector<ItemField>> in_rows(std::vector<ItemField> fields,
                                            float width,
                                            float em) {
  std::vector<std::vector<ItemField>> rows;
  for (ItemField& field : fields) {
    const int across = field.across;
    const bool fits = across > 1 && width >= em * 11 * static_cast<float>(across);
    const bool joins = fits && !rows.empty() && rows.back().front().across == across &&
                       static_cast<int>(rows.back().size()) < across;
    if (joins)
      rows.back().push_back(std::move(field));
    else
      rows.push_back({std::move(field)});
    if (!fits) rows.back().front().across = 1;
  }
  return rows;
}

/// Where nothing was written, or the question of a field is the same as another's.
bool stands_alone(const ItemField& field) {
  return field.name.find('.') == std::string::npos;
}

/// Has a cross that takes it out of its list.
bool is_listed(const ItemField& field) {
  return !stands_alone(field) && !field.further && !field.name.ends_with(".why") &&
         field.across == 1 && !field.name.ends_with(".right");
}
/// A region stays for its place in the picture.
bool is_dropped_empty(const ItemField& field) {
  return is_listed(field) && field.means != "region";
}

bool refers(const ItemField& field) {
  return field.kind == FieldKind::kReference;
}
/// What is typed goes into the deck once the field is left.
bool is_taken_later(const ItemField& field) {
  return refers(field) || field.name == "id";
}

ControlId chip_id(const ItemField& field, std::size_t which) {
  return Ui::id("editor.chip." + field.name, which);
}
TextStyle chip_style(const Ui& ui, bool on) {
  const Palette& c = ui.colours();
  return {.face = on ? Face::kSansStrong : Face::kSans,
          .size = 14,
          .colour = on ? c.accent : c.text,
          .align = Align::kCentre};
}

std::string_view direction_words(std::string_view question) {
  return question.ends_with("/subject") ? "Asks for the subject" : "Asks for the object";
}

}  // namespace

std::vector<std::string> references_like(const Authoring& deck,
                                         const std::vector<ItemKind>& kinds,
                                         std::string_view typed,
                                         std::size_t most) {
  const std::string wanted = fold(typed);
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < deck.size(); ++i) {
    if (!is_of(deck.item(i), kinds)) continue;
    if (const auto how = wanted.empty() ? std::optional<int>(0) : fit(deck, i, wanted))
      found.emplace_back(*how, i);
    if (wanted.empty() && found.size() >= most) break;
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  found.resize(std::min(found.size(), most));
  std::vector<std::string> ids;
  ids.reserve(found.size());
  for (const auto& [how, at] : found)
    ids.push_back(id_of(deck.item(at)));
  return ids;
}

std::optional<std::string> reference_named(const Authoring& deck,
                                           const std::vector<ItemKind>& kinds,
                                           std::string_view written) {
  if (const auto at = deck.find_id(written); at && is_of(deck.item(*at), kinds))
    return std::string(written);
  const std::string folded = fold(written);
  if (folded.empty()) return std::nullopt;
  for (std::size_t i = 0; i < deck.size(); ++i)
    if (is_of(deck.item(i), kinds) && is_called(deck, i, folded))
      return id_of(deck.item(i));
  return std::nullopt;
}

float remark_line(const Ui& ui, const Remark& remark, const Column& at, bool draw) {
  const Tint& tint = tint_of(ui, remark.level);
  const float sign = ui.em(15);
  const float x = at.x + sign + ui.gap(6);
  const float width = at.width - sign - ui.gap(6);
  const TextStyle what{.size = 13, .colour = tint.ink};
  const TextStyle why{.size = 12, .colour = ui.colours().muted};
  float y = at.y;
  if (draw) {
    ui.icon_in({at.x, y, sign, ui.em(13) * 1.5F},
               remark.level == RemarkLevel::kError ? icon::kNotice : icon::kInfo, 14,
               tint.ink);
    ui.text(remark.what, what, x, y, width);
  }
  y += ui.lay_out(remark.what, what, width).size.y;
  if (!remark.remedy.empty()) {
    const std::string words = with_capital(remark.remedy);
    if (draw) ui.text(words, why, x, y, width);
    y += ui.lay_out(words, why, width).size.y;
  }
  return y - at.y;
}

void EditorForm::show(const Authoring& deck, std::optional<std::size_t> item) {
  static_cast<void>(deck);
  item_ = item;
  written_.clear();
  found_.reset();
  scroll_.offset = 0;
}

void EditorForm::show_found(const FoundText& found) {
  found_ = found;
  reveal_found_ = true;
}

std::vector<ItemField> EditorForm::fields(const Authoring& deck) const {
  if (!item_) return fields_of(deck.head());
  const DeckItem& item = deck.item(*item_);
  std::vector<ItemField> all = fields_of(item);
  if (const auto* card = std::get_if<Card>(&item)) {
    ItemField kind;
    kind.name = kind.means = "kind";
    kind.label = "Kind of card";
    kind.value = kind_name(card->body);
    kind.kind = FieldKind::kChoice;
    kind.choices = card_kinds();
    all.insert(all.begin(), std::move(kind));
  }
  ItemField id;
  id.name = id.means = "id";
  id.label = "Id, to which progress belongs";
  id.value = id_of(item);
  id.rare = true;
  all.push_back(std::move(id));
  for (ItemField& each : all)
    each.nth = number_of(each.name);
  return all;
}

void EditorForm::put(Authoring& deck, const ItemField& field, std::string_view text) {
  Written& written = written_[field.name];
  if (!item_) {
    DeckHead head = deck.head();
    written.error = put_field(head, field.name, text);
    if (written.error.empty() && head != deck.head())
      deck.set_head(std::move(head), field.name);
    return;
  }
  DeckItem item = deck.item(*item_);
  written.error = put_field(item, field.name, text);
  if (written.error.empty() && item != deck.item(*item_))
    deck.set(*item_, std::move(item), field.name);
}

void EditorForm::take_reference(Authoring& deck,
                                const ItemField& field,
                                Written& written) {
  written.typed = false;
  const std::string typed = one_line(written.area.text());
  const auto id = reference_named(deck, field.refers, typed);
  if (id || typed.empty() || field.or_value) {
    const std::string value = field.or_value && id ? "@" + *id : id.value_or(typed);
    put(deck, field, value);
    return;
  }
  const auto like = references_like(deck, field.refers, typed, 2);
  if (like.size() == 1)
    put(deck, field, like.front());
  else
    written.error = fmt::format("There is no {} of this name.", kind_words(field.refers));
}

void EditorForm::take_id(Authoring& deck, Written& written) {
  written.typed = false;
  if (!item_ || written.area.text() == id_of(deck.item(*item_))) return;
  const auto renamed = deck.rename(*item_, written.area.text());
  written.error = renamed ? "" : renamed.error().what + ".";
}

void EditorForm::finish(Authoring& deck) {
  if (item_ && *item_ >= deck.size()) return;
  for (const ItemField& field : fields(deck)) {
    const auto found = written_.find(field.name);
    if (found == written_.end() || !found->second.typed) continue;
    if (field.name == "id")
      take_id(deck, found->second);
    else
      take_reference(deck, field, found->second);
  }
}

/// The arrows choose another.
void EditorForm::chip_keys(Drawing& to, const ItemField& field, std::size_t which) {
  Ui& ui = to.ui;
  const std::size_t count = field.choices.size();
  std::size_t next = which;
  if (ui.take(Key::kRight, {}, true)) next = (which + 1) % count;
  if (ui.take(Key::kLeft, {}, true)) next = (which + count - 1) % count;
  if (next == which) return;
  put(to.deck, field, field.choices[next].value);
  ui.focus().give(chip_id(field, next), true);
}

void EditorForm::chip(Drawing& to,
                      const ItemField& field,
                      std::size_t which,
                      const Rect& area) {
  Ui& ui = to.ui;
  const Palette& c = ui.colours();
  const FieldChoice& choice = field.choices[which];
  const bool on = choice.value == field.value;
  // Tab comes to the one that holds.
  const Touch touch = ui.control(chip_id(field, which), area, {.tab_stop = on});
  ui.fill(area, on ? c.accent_soft : (touch.hovered ? c.hover : c.card), area.h / 2);
  ui.outline(area, on ? c.accent : c.line_strong, area.h / 2);
  ui.text_in(area, choice.label, chip_style(ui, on));
  if (touch.ring) ui.focus_ring(area, area.h / 2);
  if (touch.clicked && !on) put(to.deck, field, choice.value);
  if (on && touch.focused) chip_keys(to, field, which);
}

float EditorForm::chips(Drawing& to, const ItemField& field, const Column& at) {
  const Ui& ui = to.ui;
  const float height = std::round(ui.em(14) * 1.5F + ui.gap(10));
  float x = at.x;
  float y = at.y;
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    const FieldChoice& choice = field.choices[i];
    const TextStyle style = chip_style(ui, choice.value == field.value);
    const float width = ui.width_of(choice.label, style) + ui.gap(26);
    if (x > at.x && x + width > at.x + at.width) {
      x = at.x;
      y += height + ui.gap(6);
    }
    chip(to, field, i, {std::round(x), y, std::round(width), height});
    x += width + ui.gap(6);
  }
  return y + height - at.y;
}

/// Looked for once, not in every frame: in a large deck it takes its time.
const std::vector<std::string>& EditorForm::offered(const Drawing& to,
                                                    const ItemField& field,
                                                    const Written& written) {
  std::string typed = written.typed ? one_line(written.area.text()) : "";
  const std::uint64_t revision = to.deck.revision();
  const bool same = offered_.revision == revision && offered_.field == field.name &&
                    offered_.typed == typed;
  if (same) return offered_.ids;
  std::vector<std::string> ids = references_like(to.deck, field.refers, typed, kOffered);
  offered_ = {revision, field.name, std::move(typed), std::move(ids)};
  return offered_.ids;
}

/// One of a list that was emptied and left is gone.
void EditorForm::drop_if_empty(Authoring& deck, const ItemField& field) {
  if (!item_) return;
  bool empty = false;
  for (const ItemField& now : fields(deck)) {
    if (now.name == field.name + ".why" && !now.value.empty()) return;
    if (now.name == field.name) empty = now.value.empty() && !now.further;
  }
  DeckItem item = deck.item(*item_);
  if (empty && remove_field(item, field.name)) deck.set(*item_, std::move(item));
}

bool EditorForm::holds_mark(const ItemField& field) const {
  return found_ && found_->item == item_ && holds_found(field, *found_);
}

AreaLook EditorForm::look_for(const ItemField& field,
                              const Drawing& to,
                              const Written& written) const {
  AreaLook look = look_of(field, to.view, !written.error.empty());
  if (holds_mark(field)) look.marked = TextRange{found_->begin, found_->end};
  return look;
}

float EditorForm::offers(Drawing& to,
                         const ItemField& field,
                         Written& written,
                         const Column& at) {
  Ui& ui = to.ui;
  const Palette& c = ui.colours();
  const std::vector<std::string> ids = offered(to, field, written);
  if (ids.empty()) return 0;
  const auto take = [&](const std::string& id) {
    written.typed = false;
    put(to.deck, field, field.or_value ? "@" + id : id);
  };
  const float row = std::round(ui.em(14) * 1.5F + ui.gap(8));
  const Rect box{at.x, at.y, at.width, row * static_cast<float>(ids.size()) + ui.gap(8)};
  ui.fill(box, c.card, 10);
  ui.outline(box, c.line_strong, 10);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Rect line{box.x + ui.gap(4), box.y + ui.gap(4) + row * static_cast<float>(i),
                    box.w - ui.gap(8), row};
    const Touch touch = ui.control(Ui::id("editor.offer", i), line, {.tab_stop = false});
    const bool picked = written.typed && static_cast<int>(i) == written.pick;
    if (picked || touch.hovered) ui.fill(line, picked ? c.accent_soft : c.hover, 8);
    ui.text_in(line.inset(ui.gap(10), 0), name_of_id(to.deck, ids[i]),
               {.size = 14, .colour = c.text});
    // At once: the press takes the focus from the field, and this list goes with it.
    if (touch.hovered && ImGui::GetIO().MouseClicked[0]) take(ids[i]);
  }
  return box.h + ui.gap(4);
}

/// The arrows and Enter of a field that offers references, before the field sees them;
/// true when one was taken.
bool EditorForm::offer_keys(Drawing& to, const ItemField& field, Written& written) {
  Ui& ui = to.ui;
  const std::vector<std::string> ids = offered(to, field, written);
  const int last = static_cast<int>(ids.size()) - 1;
  const bool down = ui.take(Key::kDown, {}, true);
  const bool up = !down && ui.take(Key::kUp, {}, true);
  if (down || up) {
    written.pick = std::clamp(written.pick + (down ? 1 : -1), 0, std::max(0, last));
    written.typed = true;
  }
  if (!written.typed || last < 0 || !ui.take(Key::kEnter)) return false;
  const std::string& id = ids[static_cast<std::size_t>(std::min(written.pick, last))];
  const bool as_value = field.or_value && written.area.text().empty();
  written.typed = false;
  if (!as_value) put(to.deck, field, field.or_value ? "@" + id : id);
  ui.focus().step(1);
  return true;
}

/// What was written goes into the deck; references and ids once they are left.
void EditorForm::take_change(Authoring& deck, const ItemField& field, Written& written) {
  if (is_taken_later(field)) {
    written.typed = true;
    written.pick = 0;
    return;
  }
  put(deck, field, written.area.text());
  written.known = {};
  for (const ItemField& now : fields(deck))
    if (now.name == field.name) written.known = now.value;
}

/// What happens once the keyboard goes elsewhere.
void EditorForm::leave_area(Authoring& deck,
                            const ItemField& field,
                            Written& written,
                            const AreaOutcome& outcome) {
  const bool left =
      std::exchange(written.was_focused, outcome.focused) && !outcome.focused;
  if (written.typed && (left || outcome.submitted)) {
    if (refers(field))
      take_reference(deck, field, written);
    else
      take_id(deck, written);
  }
  if (left && is_dropped_empty(field)) drop_if_empty(deck, field);
}

void EditorForm::write_area(Drawing& to,
                            const ItemField& field,
                            Written& written,
                            const Rect& area) {
  Ui& ui = to.ui;
  const AreaLook look = look_for(field, to, written);
  const bool offers = refers(field) && ui.focus().has_focus(area_id(look));
  if (offers && offer_keys(to, field, written)) return;
  const AreaOutcome outcome = text_area(ui, area, written.area, look);
  if (!outcome.added_word.empty()) to.wish.added_word = outcome.added_word;
  if (outcome.changed) take_change(to.deck, field, written);
  if (outcome.focused && !written.was_focused) written.to_select = refers(field);
  // What is typed takes the place of the name that stands there.
  if (written.to_select && !ImGui::GetIO().MouseDown[0]) {
    written.to_select = false;
    if (!written.typed && outcome.focused) written.area.edit.select_all();
  }
  if (outcome.focused) focused_ = true;
  leave_area(to.deck, field, written, outcome);
  if (outcome.submitted && look.single_line) ui.focus().step(1);
}

/// A field shows what the deck says, unless something else was typed there.
void EditorForm::follow_deck(const Drawing& to,
                             const ItemField& field,
                             Written& written,
                             float width) const {
  static_cast<void>(this);
  const std::string shown =
      refers(field)
          ? fitting(to.ui, shown_reference(to.deck, field), width - to.ui.gap(40))
          : field.value;
  if (written.typed || written.known == shown) return;
  written.area.follow(shown);
  written.known = shown;
}

/// Gives the keyboard to the field that was asked for, or to the first.
void EditorForm::take_focus(Ui& ui, const ItemField& field, ControlId area) {
  if (field.further) return;
  if (!std::exchange(wants_focus_, false) && focus_field_ != field.name) return;
  focus_field_.clear();
  if (!ui.still()) ui.focus().give(area, false);
}

void EditorForm::remove(Authoring& deck, const ItemField& field) const {
  if (!item_) return;
  DeckItem item = deck.item(*item_);
  if (remove_field(item, field.name)) deck.set(*item_, std::move(item));
}

float EditorForm::written(Drawing& to, const ItemField& field, const Column& at) {
  Ui& ui = to.ui;
  Written& written = written_[field.name];
  const bool listed = is_listed(field);
  const float inset = field.name.ends_with(".why") ? ui.gap(20) : 0;
  const float side = listed ? std::round(ui.em(26)) : 0;
  const float width = at.width - inset - (side > 0 ? side + ui.gap(4) : 0);
  follow_deck(to, field, written, width);
  const AreaLook look = look_for(field, to, written);
  take_focus(ui, field, area_id(look));
  const float height = area_height(ui, written.area, look, width);
  write_area(to, field, written, {at.x + inset, at.y, width, height});
  const std::string tool = "editor.remove." + field.name;
  const bool removed =
      listed &&
      icon_button(
          ui, {at.x + at.width - side, at.y + (height - side) / 2, side, side},
          {.name = tool, .icon = icon::kClose, .tip = "Remove", .tab_stop = false});
  float y = at.y + height;
  if (reveal_found_ && look.marked) {
    reveal_found_ = false;
    scroll_.show(at.y - to.top - ui.gap(40), y - to.top + ui.gap(20));
  }
  if (refers(field) && ui.focus().has_focus(area_id(look)) && !ui.still())
    y += ui.gap(4) + offers(to, field, written, {at.x, y + ui.gap(4), width});
  if (!written.error.empty())
    y +=
        ui.gap(4) + ui.text(written.error, {.size = 13, .colour = ui.colours().again.ink},
                            at.x, y + ui.gap(4), at.width);
  if (removed) remove(to.deck, field);
  return y - at.y;
}

float EditorForm::say(Drawing& to, const Remark& remark, const Column& at) const {
  if (!to.said.insert(&remark).second) return 0;
  if (remark.level == RemarkLevel::kAdvice && !to.view.advice) return 0;
  return to.ui.gap(4) + remark_line(to.ui, remark, {at.x, at.y + to.ui.gap(4), at.width});
}

/// What is said of a field. Of one of a list that is not there any more, or not yet, it
/// stands below the last.
float EditorForm::remarks(Drawing& to, const ItemField& field, const Column& at) {
  if (to.view.remarks == nullptr || field.further) return 0;
  const std::size_t last = to.last[field.means];
  float y = at.y;
  for (const Remark& remark : *to.view.remarks) {
    if (remark.item != item_ || remark.field != field.means) continue;
    if (std::min(remark.nth, last) != field.nth) continue;
    if (to.view.fresh && field.value.empty())
      to.said.insert(&remark);
    else
      y += say(to, remark, {at.x, y, at.width});
  }
  return y - at.y;
}

float EditorForm::field(Drawing& to, const ItemField& field, const Column& at) {
  Ui& ui = to.ui;
  float y = at.y;
  if (!field.label.empty() &&
      !(field.further && field.across == 1 && field.name.find(".0") == std::string::npos))
    y += ui.text(field.label,
                 {.face = Face::kSansStrong, .size = 13, .colour = ui.colours().muted},
                 at.x, y, at.width) +
         ui.gap(3);
  y = std::round(y);
  const Column below{at.x, y, at.width};
  y += field.kind == FieldKind::kChoice ? chips(to, field, below)
                                        : written(to, field, below);
  return y - at.y;
}

float EditorForm::row(Drawing& to, const std::vector<ItemField>& row, const Column& at) {
  const float gap = to.ui.gap(12);
  const auto count = static_cast<float>(std::max(1, row.front().across));
  const float width = std::floor((at.width - gap * (count - 1)) / count);
  float height = 0;
  float x = at.x;
  for (const ItemField& each : row) {
    const Column column{x, at.y, width};
    float own = field(to, each, column);
    own += remarks(to, each, {x, at.y + own, width});
    height = std::max(height, own);
    x += width + gap;
  }
  return height;
}

/// A question that a fact makes: a box that says whether it is asked, and its words.
void EditorForm::question(Drawing& to, std::size_t which, const Rect& area) {
  Ui& ui = to.ui;
  const Palette& c = ui.colours();
  const ShownQuestion& shown = (*to.view.questions)[which];
  const bool subject = shown.question.id.ends_with("/subject");
  const bool on = !shown.question.off;
  const Button reword{.name = subject ? "editor.reword.subject" : "editor.reword.object",
                      .label = "Reword",
                      .kind = ButtonKind::kPlain};
  const float word = button_width(ui, reword);
  const float side = std::round(ui.em(22));
  const Rect box{area.x, std::round(area.y + (area.h - side) / 2), side, side};
  const Touch touch = ui.control(Ui::id("editor.asked", which), box);
  ui.fill(box, on ? c.accent : c.card, 6);
  ui.outline(box, on ? c.accent : c.line_strong, 6, 1.5F);
  if (on) ui.icon_in(box, icon::kCheck, 16, c.on_accent);
  if (touch.ring) ui.focus_ring(box, 6);
  const std::string words =
      shown.stem.empty() ? std::string(direction_words(shown.question.id)) : shown.stem;
  ui.text_in(
      {area.x + side + ui.gap(10), area.y, area.w - side - word - ui.gap(14), area.h},
      words, {.size = 15, .colour = on ? c.text : c.muted});
  if (button(ui, {area.x + area.w - word + ui.gap(14), area.y, word, area.h}, reword)) {
    more_ = true;
    focus_field_ = subject ? "asks-subject" : "asks-object";
  }
  if (touch.clicked)
    to.deck.set_direction(*item_, subject ? Direction::kSubject : Direction::kObject,
                          !on);
}

float EditorForm::questions(Drawing& to, const Column& at) {
  if (to.view.questions == nullptr || to.view.questions->empty() || !item_) return 0;
  if (!std::holds_alternative<Fact>(to.deck.item(*item_))) return 0;
  Ui& ui = to.ui;
  float y = at.y + ui.gap(4);
  y += ui.text("Its questions",
               {.face = Face::kSansStrong, .size = 13, .colour = ui.colours().muted},
               at.x, y) +
       ui.gap(4);
  const float height = std::round(ui.em(15) * 1.5F + ui.gap(14));
  for (std::size_t i = 0; i < to.view.questions->size(); ++i) {
    question(to, i, {at.x, y, at.width, height});
    y += height;
  }
  return y + ui.gap(6) - at.y;
}

float EditorForm::heading(Drawing& to, const Column& at) {
  Ui& ui = to.ui;
  const float height = std::round(ui.em(20) * 1.5F);
  const std::string_view title =
      item_ ? title_of(kind_of(to.deck.item(*item_))) : std::string_view("The deck");
  ui.text_in({at.x, at.y, at.width, height}, title,
             {.face = Face::kDisplay, .size = 20, .colour = ui.colours().text});
  if (!item_) return height;
  float x = at.x + at.width - height;
  if (icon_button(ui, {x, at.y, height, height},
                  {.name = "editor.delete",
                   .icon = icon::kDelete,
                   .tip = "Remove (Delete in the list)",
                   .tab_stop = false}))
    to.wish.remove = true;
  x -= height + ui.gap(4);
  if (icon_button(ui, {x, at.y, height, height},
                  {.name = "editor.duplicate",
                   .icon = "\uE14D",
                   .tip = "Duplicate (Ctrl+D)",
                   .tab_stop = false}))
    to.wish.duplicate = true;
  return height;
}

/// All fields, and below the objects of a fact the questions that it makes. Begins and
/// ends at a whole pixel.
float EditorForm::rows(Drawing& to, std::vector<ItemField> fields, const Column& at) {
  const Ui& ui = to.ui;
  const auto rows = in_rows(std::move(fields), at.width, ui.em(15));
  float y = at.y;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ItemField* next = i + 1 < rows.size() ? &rows[i + 1].front() : nullptr;
    const bool close = next != nullptr && !stands_alone(*next) && next->label.empty();
    y += row(to, rows[i], {at.x, y, at.width}) + ui.gap(close ? 6 : 14);
    y = std::round(y);
    const bool objects_end =
        rows[i].front().means == "object" && (next == nullptr || next->means != "object");
    if (objects_end) y = std::round(y + questions(to, {at.x, y, at.width}));
  }
  return y - at.y;
}

/// What is said of the part as a whole.
float EditorForm::general_remarks(Drawing& to, const Column& at) const {
  if (to.view.remarks == nullptr || to.view.fresh) return 0;
  float y = at.y;
  for (const Remark& remark : *to.view.remarks)
    if (remark.item == item_ && remark.field.empty())
      y += say(to, remark, {at.x, y, at.width}) + to.ui.gap(6);
  return y - at.y;
}

/// What is said of fields that are not in the form, or folded away.
float EditorForm::left_remarks(Drawing& to, const Column& at) const {
  if (to.view.remarks == nullptr || to.view.fresh) return 0;
  float y = at.y;
  for (const Remark& remark : *to.view.remarks)
    if (remark.item == item_) y += say(to, remark, {at.x, y, at.width});
  return y - at.y;
}

float EditorForm::more_button(Ui& ui, const Column& at) {
  float x = at.x - ui.gap(14);
  if (button_at(ui, x, at.y,
                {.name = "editor.more",
                 .label = more_ ? "Less" : "More",
                 .kind = ButtonKind::kPlain,
                 .icon = more_ ? icon::kUnfolded : icon::kFolded}))
    more_ = !more_;
  return button_height(ui) + ui.gap(10);
}

FormWish EditorForm::frame(Ui& ui,
                           const Rect& area,
                           Authoring& deck,
                           const FormView& view) {
  Drawing to{ui, deck, view};
  focused_ = false;
  if (item_ && *item_ >= deck.size()) return to.wish;
  card(ui, area);
  const float pad = ui.gap(20);
  const Column at{area.x + pad, 0, area.w - 2 * pad};
  const Rect inside = area.inset(5, 8);
  const float begin = ui.begin_scroll(Ui::id("editor.form"), inside, scroll_);
  to.top = begin;
  float y = begin + pad - 8;
  y += heading(to, {at.x, y, at.width}) + ui.gap(10);
  y = std::round(y + general_remarks(to, {at.x, y, at.width}));
  std::vector<ItemField> usual, seldom;
  for (ItemField& each : fields(deck)) {
    // What was found there is to be seen.
    more_ = more_ || (reveal_found_ && each.rare && holds_mark(each));
    if (!each.further) to.last[each.means] = std::max(to.last[each.means], each.nth);
    (each.rare ? seldom : usual).push_back(std::move(each));
  }
  y += rows(to, std::move(usual), {at.x, y, at.width});
  y += more_button(ui, {at.x, y, at.width});
  if (more_) y += rows(to, std::move(seldom), {at.x, y, at.width});
  y += left_remarks(to, {at.x, y, at.width});
  ui.end_scroll(y + ui.gap(20) - begin);
  ui.fade_edges(inside, scroll_, ui.colours().card);
  if (ui.reachable() && focused_ && ui.take(Key::kEscape)) to.wish.leave = true;
  return to.wish;
}

}  // namespace attache::window
