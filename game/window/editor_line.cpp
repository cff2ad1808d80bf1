#include "window/editor_line.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "base/text.h"

namespace attache::window {

namespace {

constexpr std::size_t kOffered = 5;
constexpr std::size_t kTypes = 6;
constexpr std::array<std::string_view, 3> kNames{"line.subject", "line.relation",
                                                 "line.object"};
constexpr std::array<std::string_view, 3> kPlaceholders{
    "Subject: USFJ", "Relation: reports to", "Object: INDOPACOM"};

FieldLook look_of(std::size_t which) {
  return {.name = kNames.at(which), .placeholder = kPlaceholders.at(which), .size = 15};
}

FieldLook type_look(std::size_t at) {
  return {
      .name = "line.type", .number = at, .placeholder = "Type: organisation", .size = 15};
}

float words_height(const Ui& ui) {
  return std::round(ui.em(13) * 1.5F);
}

}  // namespace

std::vector<std::string> entity_types(const Authoring& deck, std::size_t most) {
  std::map<std::string, int> counts;
  for (std::size_t i = 0; i < deck.size(); ++i)
    if (const auto* entity = std::get_if<Entity>(&deck.item(i));
        entity != nullptr && !entity->type.empty())
      ++counts[entity->type];
  std::vector<std::pair<int, std::string>> sorted;
  sorted.reserve(counts.size());
  for (auto& [type, count] : counts)
    sorted.emplace_back(-count, type);
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> types;
  for (auto& [count, type] : sorted)
    if (types.size() < most) types.push_back(std::move(type));
  return types;
}

void FactLineBar::begin() {
  open_ = true;
  wanted_ = 0;
  error_.clear();
}

FactLine FactLineBar::line() const {
  return {one_line(fields_[0].edit.text()), one_line(fields_[1].edit.text()),
          one_line(fields_[2].edit.text())};
}

void FactLineBar::write(std::string subject, std::string relation, std::string object) {
  fields_[0].edit.reset(std::move(subject));
  fields_[1].edit.reset(std::move(relation));
  fields_[2].edit.reset(std::move(object));
  open_ = true;
}

bool FactLineBar::stacked(const Ui& ui, float width) const {
  static_cast<void>(this);
  return width < ui.em(15) * 30;
}

float FactLineBar::ask_height(const Ui& ui) {
  return words_height(ui) + ui.gap(4) + field_height(ui, type_look(0)) + ui.gap(10);
}

float FactLineBar::height(const Ui& ui, float width) const {
  if (!open_) return 0;
  const float field = field_height(ui, look_of(0));
  float height = stacked(ui, width) ? 3 * field + 2 * ui.gap(6) : field;
  height += ui.gap(24) + words_height(ui) + ui.gap(6);
  if (!error_.empty()) height += words_height(ui) + ui.gap(6);
  if (asking_)
    height += ask_height(ui) * static_cast<float>(asking_->types.size()) + ui.gap(10);
  return std::round(height);
}

void FactLineBar::offer(const Authoring& deck, std::size_t which) {
  using Completing = Authoring::Completing;
  const std::string typed = one_line(fields_.at(which).edit.text());
  offers_for_ = which;
  pick_ = -1;
  refused_ = false;
  offers_.clear();
  if (typed.empty()) return;
  offers_ = deck.complete(which == 1 ? Completing::kRelation : Completing::kEntity, typed,
                          kOffered);
  // Nothing to go on with where it is written out.
  if (!offers_.empty() && fold(offers_.front()) == fold(typed)) offers_.clear();
}

void FactLineBar::complete(std::size_t which) {
  if (offers_for_ == which && !offers_.empty() && !refused_) {
    const auto at = static_cast<std::size_t>(std::max(0, pick_));
    if (at < offers_.size()) fields_.at(which).edit.reset(offers_[at]);
  }
  offers_.clear();
}

void FactLineBar::offer_keys(Ui& ui, std::size_t which) {
  if (!offers_in(which)) return;
  const int last = static_cast<int>(offers_.size());  // the last: as it is written
  if (ui.take(Key::kDown, {}, true)) pick_ = std::min(pick_ + 1, last);
  if (ui.take(Key::kUp, {}, true)) pick_ = std::max(pick_ - 1, 0);
  if (ui.take(Key::kEscape)) offers_.clear();
}

/// The keyboard went elsewhere: Tab completes; a click leaves it as it is written.
void FactLineBar::leave(Ui& ui, std::size_t which) {
  if (ui.focus().ring()) {
    const bool completes = offers_in(which);
    complete(which);
    // The last one stays, for Enter to add the fact.
    if (completes && which + 1 == fields_.size())
      ui.focus().give(Ui::id(kNames.at(which)), false);
  }
  if (offers_for_ == which) offers_.clear();
}

/// Enter: on to a field where nothing is written; the fact is made when all are filled.
void FactLineBar::enter(Ui& ui) {
  auto* const empty = std::find_if(
      fields_.begin(), fields_.end(),
      [](const TextField& each) { return one_line(each.edit.text()).empty(); });
  if (empty == fields_.end())
    submit_ = true;
  else
    ui.focus().give(Ui::id(kNames.at(static_cast<std::size_t>(empty - fields_.begin()))),
                    false);
}

void FactLineBar::field(Ui& ui,
                        const Rect& area,
                        const Authoring& deck,
                        std::size_t which,
                        FactLineWish& wish) {
  const FieldLook look = look_of(which);
  if (ui.focus().has_focus(Ui::id(look.name))) {
    offer_keys(ui, which);
    if (ui.take(Key::kEscape)) wish.close = true;
  }
  const FieldOutcome outcome = text_field(ui, area, fields_.at(which), look);
  if (outcome.changed) {
    offer(deck, which);
    asking_.reset();
    error_.clear();
  }
  if (outcome.focused && offers_for_ == which) offers_below_ = area;
  const bool was_focused = std::exchange(focused_.at(which), outcome.focused);
  if (was_focused && !outcome.focused) leave(ui, which);
  if (!outcome.submitted) return;
  if (pick_ >= 0) complete(which);
  offers_.clear();
  enter(ui);
}

void FactLineBar::ask(const Authoring& deck) {
  Asking asking{deck.read_fact_line(line()), {}};
  asking.types.resize(asking.reading.to_create.size());
  for (TextField& type : asking.types) {
    type.edit.reset(last_type_);
    type.edit.select_all();
  }
  asking_ = std::move(asking);
}

void FactLineBar::submit(Ui& ui, Authoring& deck, FactLineWish& wish) {
  ask(deck);
  if (asking_->types.empty()) {
    add(ui, deck, wish);
    return;
  }
  asks_first_ = true;
}

void FactLineBar::add(Ui& ui, Authoring& deck, FactLineWish& wish) {
  NewTypes types;
  for (std::size_t i = 0; i < asking_->types.size(); ++i) {
    types.push_back(one_line(asking_->types[i].edit.text()));
    if (!types.back().empty()) continue;
    ui.focus().give(Ui::id("line.type", i), false);
    return;
  }
  const auto made = deck.add_fact(line(), types);
  if (!made) {
    error_ = made.error().what + ".";
    return;
  }
  if (!types.empty()) last_type_ = types.back();
  wish.added = *made;
  asking_.reset();
  error_.clear();
  for (TextField& field : fields_)
    field.edit.reset("");
  ui.focus().give(Ui::id(kNames[0]), false);
}

void FactLineBar::ask_types(Ui& ui,
                            const Rect& area,
                            Authoring& deck,
                            FactLineWish& wish) {
  const Palette& c = ui.colours();
  const auto known = entity_types(deck, kTypes);
  float y = area.y;
  bool ready = false;
  for (std::size_t i = 0; i < asking_->types.size(); ++i) {
    ui.text_in({area.x, y, area.w, words_height(ui)},
               fmt::format("“{}” is new. What is it?", asking_->reading.to_create[i]),
               {.size = 13, .colour = c.text});
    y += words_height(ui) + ui.gap(4);
    const float height = field_height(ui, type_look(i));
    const float width = std::round(std::min(area.w, ui.em(15) * 14));
    if (ui.focus().has_focus(Ui::id("line.type", i)) && ui.take(Key::kEscape))
      asking_->types.clear();
    if (asking_->types.empty()) break;
    const FieldOutcome outcome =
        text_field(ui, {area.x, y, width, height}, asking_->types[i], type_look(i));
    if (outcome.submitted && i + 1 < asking_->types.size())
      ui.focus().give(Ui::id("line.type", i + 1), false);
    else if (outcome.submitted)
      ready = true;
    float x = area.x + width + ui.gap(8);
    for (std::size_t t = 0; t < known.size(); ++t) {
      const std::string name = fmt::format("line.type.{}.{}", i, t);
      const Button chip{.name = name, .label = known[t]};
      if (x + button_width(ui, chip) > area.right()) break;
      if (button_at(ui, x, std::round(y + (height - button_height(ui)) / 2), chip))
        asking_->types[i].edit.reset(known[t]);
    }
    y += height + ui.gap(10);
  }
  if (asking_->types.empty()) {
    asking_.reset();
    ui.focus().give(Ui::id(kNames[0]), false);
    return;
  }
  if (ready) add(ui, deck, wish);
}

FactLineWish FactLineBar::frame(Ui& ui, const Rect& area, Authoring& deck) {
  FactLineWish wish;
  const Palette& c = ui.colours();
  if (const auto wanted = std::exchange(wanted_, std::nullopt); wanted && !ui.still())
    ui.focus().give(Ui::id(kNames.at(*wanted)), false);
  // What is asked below comes with the next frame, which has the room for it.
  const bool asks = asking_.has_value();
  if (asks && std::exchange(asks_first_, false))
    ui.focus().give(Ui::id("line.type", 0), false);
  ui.fill(area, c.card, 14);
  ui.outline(area, c.line, 14);
  const Rect inner = area.inset(ui.gap(12), ui.gap(12));
  const float side = std::round(ui.em(24));
  ui.text_in({inner.x, inner.y, inner.w - side, words_height(ui)},
             "A fact in one line. Tab completes, Enter adds it.",
             {.size = 13, .colour = c.muted});
  if (icon_button(ui, {inner.right() - side + 4, inner.y - 4, side, side},
                  {"line.close", icon::kClose, "Close (Esc)"}))
    wish.close = true;
  float y = inner.y + words_height(ui) + ui.gap(6);
  const float height = field_height(ui, look_of(0));
  const bool below = stacked(ui, area.w);
  const float gap = ui.gap(6);
  const float one = below ? inner.w : std::floor((inner.w - 2 * gap) / 3);
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const auto at = static_cast<float>(i);
    field(ui,
          {below ? inner.x : inner.x + at * (one + gap),
           below ? y + at * (height + gap) : y, one, height},
          deck, i, wish);
  }
  y += below ? 3 * height + 2 * gap : height;
  if (std::exchange(submit_, false)) submit(ui, deck, wish);
  if (!error_.empty()) {
    ui.text_in({inner.x, y + ui.gap(6), inner.w, words_height(ui)}, error_,
               {.size = 13, .colour = c.again.ink});
    y += words_height(ui) + ui.gap(6);
  }
  if (asks && asking_) ask_types(ui, {inner.x, y + ui.gap(10), inner.w, 0}, deck, wish);
  if (wish.close) {
    open_ = false;
    asking_.reset();
    ui.focus().clear();
  }
  return wish;
}

void FactLineBar::draw_offers(Ui& ui) {
  if (!open_ || offers_.empty() || !focused_.at(offers_for_)) return;
  const Palette& c = ui.colours();
  const float row = std::round(ui.em(14) * 1.5F + ui.gap(10));
  const auto count = static_cast<float>(offers_.size() + 1);
  const Rect box{offers_below_.x, offers_below_.bottom() + 2,
                 std::max(offers_below_.w, ui.em(15) * 16), row * count + ui.gap(8)};
  ui.fill(box, c.card, 12);
  ui.outline(box, c.line_strong, 12);
  const std::string written = one_line(fields_.at(offers_for_).edit.text());
  for (std::size_t i = 0; i <= offers_.size(); ++i) {
    const Rect line{box.x + ui.gap(4), box.y + ui.gap(4) + row * static_cast<float>(i),
                    box.w - ui.gap(8), row};
    const Touch touch = ui.control(Ui::id("line.offer", i), line, {.tab_stop = false});
    const bool picked = static_cast<int>(i) == std::max(0, pick_);
    if (picked || touch.hovered) ui.fill(line, picked ? c.accent_soft : c.hover, 8);
    const bool as_is = i == offers_.size();
    ui.text_in(line.inset(ui.gap(10), 0),
               as_is ? fmt::format("New: “{}”", written) : offers_[i],
               {.size = 14, .colour = as_is ? c.muted : c.text});
    // At once: the press takes the focus from the field, and this list goes with it.
    if (!touch.hovered || !ImGui::GetIO().MouseClicked[0]) continue;
    pick_ = static_cast<int>(i);
    complete(offers_for_);
    wanted_ = std::min<std::size_t>(offers_for_ + 1, fields_.size() - 1);
    return;
  }
}

}  // namespace attache::window
