#include "window/changes_page.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "window/components.h"
#include "window/markdown.h"

namespace attache::window {

namespace {

struct GroupLook {
  std::string_view title;
  std::string_view meaning;
};

GroupLook look_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return {"New", "They come up among the new questions."};
    case ChangeKind::kReworded:
      return {"Reworded", "The same in other words. Your progress and notes stay."};
    case ChangeKind::kNewAnswer:
      return {"With a new answer",
              "The right answer is another now: you will learn it anew."};
    case ChangeKind::kRemoved:
      break;
  }
  return {"Removed", "Not asked any more. Your history and notes are kept."};
}

const Tint& tint_of(const Ui& ui, ChangeKind kind) {
  const Palette& c = ui.colours();
  switch (kind) {
    case ChangeKind::kAdded:
      return c.easy;
    case ChangeKind::kReworded:
      return c.good;
    case ChangeKind::kNewAnswer:
      return c.hard;
    case ChangeKind::kRemoved:
      break;
  }
  return c.again;
}

float title_row(const Ui& ui, const Column& at, ChangeKind kind, bool draw) {
  const GroupLook look = look_of(kind);
  const TextStyle title{
      .face = Face::kSansStrong, .size = 17, .colour = ui.colours().text};
  const TextStyle below{.size = 14, .colour = ui.colours().muted};
  const float top = ui.gap(22);
  const float line = ui.em(17) * 1.5F;
  const float words = ui.lay_out(look.meaning, below, at.width).size.y;
  if (draw) {
    ui.text(look.title, title, at.x, at.y + top, at.width);
    ui.text(look.meaning, below, at.x, at.y + top + line, at.width);
  }
  return std::round(top + line + words + ui.gap(12));
}

/// One text on a line of its own, its label at the left.
float labelled(const Ui& ui,
               const Column& at,
               std::string_view label,
               const std::string& text,
               const TextStyle& style,
               bool draw) {
  const TextStyle small{.size = 13, .colour = ui.colours().muted};
  const float indent = std::round(ui.em(13) * 5.4F);
  const float height = ui.lay_out(text, style, at.width - indent).size.y;
  if (draw) {
    const float line = ui.em(style.size) * style.line_height;
    ui.text_in({at.x, at.y, indent - 4, line}, label, small);
    ui.text(text, style, at.x + indent, at.y, at.width - indent);
  }
  return height;
}

/// A text as it was, in grey and on a ground of its own, with how it is below it; or the
/// one text that there is.
float compared(const Ui& ui, const Column& at, const ComparedText& text, bool draw) {
  const Palette& c = ui.colours();
  const bool question = text.label == "Question";
  const TextStyle now{.face = question ? Face::kSerifStrong : Face::kSerif,
                      .size = 16,
                      .colour = c.text,
                      .line_height = 1.45F};
  TextStyle old = now;
  old.face = Face::kSerif;
  old.colour = c.muted;
  if (text.before.empty() || text.now.empty() || text.before == text.now)
    return labelled(ui, at, text.label, text.now.empty() ? text.before : text.now, now,
                    draw);
  float y = at.y;
  y += labelled(ui, {at.x, y, at.width}, "Before", text.before, old, draw);
  y += ui.gap(2);
  y += labelled(ui, {at.x, y, at.width}, "Now", text.now, now, draw);
  return y - at.y;
}

float change_row(const Ui& ui,
                 const Column& at,
                 const QuestionChange& change,
                 bool draw) {
  const float pad = ui.gap(18);
  const std::vector<ComparedText> texts = compared_texts(change);
  const Column inner{at.x + pad + ui.gap(6), at.y + pad, at.width - 2 * pad - ui.gap(6)};
  const auto walk = [&](bool now) {
    float y = inner.y;
    for (const ComparedText& text : texts) {
      if (y > inner.y) y += ui.gap(8);
      y += compared(ui, {inner.x, y, inner.width}, text, now);
    }
    return y;
  };
  const float height = std::round(walk(false) + pad - at.y);
  if (draw) {
    const Rect box{at.x, at.y, at.width, height};
    card(ui, box, 14);
    ui.fill({box.x + ui.gap(8), box.y + ui.gap(14), 3, box.h - 2 * ui.gap(14)},
            tint_of(ui, change.kind).ink, 1.5F);
    walk(true);
  }
  return height + ui.gap(10);
}

}  // namespace

std::vector<ComparedText> compared_texts(const QuestionChange& change) {
  static const EditionQuestion kNone;
  const EditionQuestion& before = change.before ? *change.before : kNone;
  const EditionQuestion& now = change.after ? *change.after : kNone;
  std::vector<ComparedText> texts{{"Question", before.wording, now.wording},
                                  {"Answer", before.answer, now.answer}};
  const bool both = change.before && change.after;
  if (both && before.wording == now.wording && before.answer == now.answer &&
      before.statement != now.statement)
    texts.push_back({"Sentence", before.statement, now.statement});
  return texts;
}

void ChangesPage::open_empty() {
  open({});
}

void ChangesPage::open(DeckChanges changes) {
  changes_ = std::move(changes);
  rows_.clear();
  std::optional<ChangeKind> group;
  for (const QuestionChange& change : changes_.changes) {
    if (group != change.kind) rows_.push_back({change.kind, nullptr});
    group = change.kind;
    rows_.push_back({change.kind, &change});
  }
  constexpr float kUsual = 130;
  list_.reset(rows_.size(), kUsual);
}

void ChangesPage::nothing_new(const Ui& ui, const Rect& area) const {
  static_cast<void>(this);
  empty_state(ui, area.x, area.y + ui.gap(56), area.w,
              {.sign = icon::kCheck,
               .colour = ui.colours().good.ink,
               .title = "Nothing new in this deck",
               .words = "When its author changes it, you will see here what is other."});
}

float ChangesPage::head(Ui& ui, const Column& at, bool& seen) const {
  const Button done{.name = "changes.seen",
                    .label = "Seen",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter"};
  const float bh = button_height(ui);
  const float wide = button_width(ui, done);
  const float words = at.width - wide - ui.gap(24);
  const std::string what = with_capital(change_phrase(changes_.counts));
  const std::string which =
      changes_.edition_before == changes_.edition_now
          ? fmt::format("since you looked last; still called edition {}",
                        changes_.edition_now)
          : fmt::format("since edition {}; this is edition {}", changes_.edition_before,
                        changes_.edition_now);
  const TextStyle big{.face = Face::kDisplay,
                      .size = 22,
                      .colour = ui.colours().text,
                      .line_height = 1.3F};
  float y = at.y;
  y += ui.text(what, big, at.x, y, words);
  y += ui.text(which, {.size = 14, .colour = ui.colours().muted}, at.x, y, words);
  const float height = std::max(y - at.y, bh);
  seen =
      button(ui, {at.x + at.width - wide, std::round(at.y + (height - bh) / 2), wide, bh},
             done) ||
      ui.take(Key::kEnter);
  return std::round(height);
}

bool ChangesPage::frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (rows_.empty()) {
    nothing_new(ui, area);
    return false;
  }
  const float side = ui.gap(28);
  const float width = std::round(std::min(area.w - 2 * side, 860 * ui.em(15) / 15));
  const float x = std::round(area.x + (area.w - width) / 2);
  bool seen = false;
  const float top = area.y + head(ui, {x, area.y + ui.gap(4), width}, seen) + ui.gap(14);
  const Rect page{x - ui.gap(20), top, width + ui.gap(40), area.bottom() - top};
  list_.follow(width, ui.theme().scale());
  list_.frame(ui, Ui::id("changes"), page, [&](std::size_t index, float y, bool draw) {
    const Row& row = rows_[index];
    if (row.change == nullptr) return title_row(ui, {x, y, width}, row.kind, draw);
    return change_row(ui, {x, y, width}, *row.change, draw);
  });
  ui.fade_edges(page, list_.scroll(), ui.colours().ground);
  scroll_by_keys(ui, list_.scroll());
  return seen;
}

}  // namespace attache::window
