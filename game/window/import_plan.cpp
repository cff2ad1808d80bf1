#include "window/import_plan.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/text.h"
#include "window/browser_parts.h"

namespace attache::window {

namespace {

constexpr std::size_t kFirst = 6;  ///< lines of a long list
constexpr std::size_t kMore = 50;

float line_height(const Ui& ui) {
  return std::round(ui.em(14) * 1.5F + ui.gap(8));
}

std::string_view sign_of(ImportLine::What what) {
  switch (what) {
    case ImportLine::What::kAdded:
      return icon::kAdd;
    case ImportLine::What::kChanged:
      return icon::kEdit;
    case ImportLine::What::kSame:
      return icon::kCheck;
    case ImportLine::What::kOnlyHere:
      return icon::kRemove;
  }
  return icon::kCheck;
}

std::string_view words_of(ImportLine::What what) {
  switch (what) {
    case ImportLine::What::kAdded:
      return "new";
    case ImportLine::What::kChanged:
      return "changed";
    case ImportLine::What::kSame:
      return "the same";
    case ImportLine::What::kOnlyHere:
      return "only in your deck, stays";
  }
  return "";
}

void draw_line(const Ui& ui, const Rect& area, const ImportLine& line) {
  const Palette& c = ui.colours();
  const Tint& tint = line.what == ImportLine::What::kAdded     ? c.good
                     : line.what == ImportLine::What::kChanged ? c.hard
                                                               : c.easy;
  const float sign = ui.em(15);
  ui.icon_in({area.x, area.y, sign, area.h}, sign_of(line.what), 15, tint.ink);
  const TextStyle small{.size = 13, .colour = c.muted, .align = Align::kRight};
  const std::string note = line.what == ImportLine::What::kChanged && !line.before.empty()
                               ? fmt::format("before: {}", one_line(line.before))
                               : std::string(words_of(line.what));
  const float x = area.x + sign + ui.gap(10);
  const float wide = std::min(ui.width_of(note, small) + 2, (area.right() - x) * 0.45F);
  ui.text_in({x, area.y, area.right() - x - wide - ui.gap(12), area.h},
             one_line(line.label.empty() ? line.id : line.label),
             {.size = 14, .colour = c.text});
  ui.text_in({area.right() - wide, area.y, wide, area.h}, note, small);
}

/// The button below a list of which only a part shows; gives its height.
float more_button(Ui& ui,
                  const Column& at,
                  std::string_view name,
                  std::size_t hidden,
                  std::size_t& unfolded,
                  bool draw) {
  if (hidden == 0) return 0;
  const std::string label =
      fmt::format("Show {} more", thousands(std::min(hidden, kMore)));
  const Button look{.name = name, .label = label, .kind = ButtonKind::kPlain};
  if (draw &&
      button(ui, {at.x - ui.gap(18), at.y, button_width(ui, look), button_height(ui)},
             look))
    unfolded += kMore;
  return button_height(ui);
}

float deck_view(Ui& ui,
                const Column& at,
                const ImportDeckPlan& deck,
                std::size_t index,
                std::size_t& unfolded,
                bool draw) {
  const Palette& c = ui.colours();
  const float pad = ui.gap(20);
  const Column inner{at.x + pad, at.y + pad, at.width - 2 * pad};
  float y = inner.y;
  const auto put = [&](const std::string& text, const TextStyle& style, float gap) {
    if (draw) ui.text(text, style, inner.x, y, inner.width);
    y += ui.lay_out(text, style, inner.width).size.y + gap;
  };
  put(deck.title,
      {.face = Face::kDisplay, .size = 18, .colour = c.text, .line_height = 1.3F},
      ui.gap(2));
  put(deck.exists
          ? fmt::format("Brings your deck “{}” up to date; nothing in it is removed",
                        deck.id)
          : fmt::format("A new deck, in {}", deck.file.filename().string()),
      {.size = 13, .colour = c.muted}, ui.gap(6));
  put(counts_text(deck), {.face = Face::kSansStrong, .size = 14, .colour = c.text},
      ui.gap(8));
  const float line = line_height(ui);
  const std::size_t shown = std::min(deck.lines.size(), kFirst + unfolded);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool visible = y + line >= 0 && y <= ui.screen().h;
    if (draw && visible) draw_line(ui, {inner.x, y, inner.width, line}, deck.lines[i]);
    y += line;
  }
  y += more_button(ui, {inner.x, y, inner.width}, fmt::format("import.more.{}", index),
                   deck.lines.size() - shown, unfolded, draw);
  return std::round(y - at.y + pad);
}

}  // namespace

std::string counts_text(const ImportDeckPlan& deck) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t number, std::string_view words) {
    if (number > 0) parts.push_back(fmt::format("{} {}", thousands(number), words));
  };
  add(deck.added, "new");
  add(deck.changed, "changed");
  add(deck.same, "the same");
  add(deck.only_here, "only in your deck");
  if (deck.pictures > 0) parts.push_back(many(deck.pictures, "picture", "pictures"));
  if (parts.empty()) return "No questions";
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? "" : "  ·  ") + part;
  return text;
}

std::size_t touched(const ImportPlan& plan) {
  return std::accumulate(plan.decks.begin(), plan.decks.end(), std::size_t{0},
                         [](std::size_t sum, const ImportDeckPlan& deck) {
                           return sum + deck.added + deck.changed;
                         });
}

std::string import_label(const ImportPlan& plan, bool with_history) {
  const std::size_t questions = touched(plan);
  if (questions > 0)
    return fmt::format("Import {}", many(questions, "question", "questions"));
  if (with_history && plan.new_answers > 0)
    return fmt::format("Import {}", many(plan.new_answers, "answer", "answers"));
  return "Import";
}

bool nothing_to_do(const ImportPlan& plan, bool with_history) {
  const bool history =
      with_history && (plan.new_answers > 0 || plan.suspended > 0 || plan.has_weights);
  const bool new_deck =
      std::any_of(plan.decks.begin(), plan.decks.end(),
                  [](const ImportDeckPlan& deck) { return !deck.exists; });
  return touched(plan) == 0 && !history && !new_deck;
}

float losses_view(Ui& ui,
                  const Column& at,
                  std::string_view title,
                  const std::vector<ImportLoss>& losses,
                  std::size_t& unfolded,
                  bool draw) {
  if (losses.empty()) return 0;
  const Palette& c = ui.colours();
  const float pad = ui.gap(20);
  const Column inner{at.x + pad, at.y + pad, at.width - 2 * pad};
  float y = inner.y;
  const TextStyle head{.face = Face::kSansStrong, .size = 16, .colour = c.text};
  if (draw) ui.text(title, head, inner.x, y, inner.width);
  y += ui.lay_out(title, head, inner.width).size.y + ui.gap(8);
  const std::size_t shown = std::min(losses.size(), kFirst + unfolded);
  const TextStyle words{.size = 14, .colour = c.text};
  for (std::size_t i = 0; i < shown; ++i) {
    const ImportLoss& loss = losses[i];
    std::string text = with_capital(loss.what);
    if (!loss.where.empty())
      text = fmt::format("{}: {}", with_capital(loss.where), loss.what);
    if (loss.count > 1) text += fmt::format("  ({} times)", thousands(loss.count));
    const float sign = ui.em(15) + ui.gap(10);
    if (draw) {
      ui.icon_in({inner.x, y, ui.em(15), ui.em(14) * 1.5F}, icon::kNotice, 15,
                 c.hard.ink);
      ui.text(text, words, inner.x + sign, y, inner.width - sign);
    }
    y += ui.lay_out(text, words, inner.width - sign).size.y + ui.gap(6);
  }
  y += more_button(ui, {inner.x, y, inner.width}, "import.more.losses",
                   losses.size() - shown, unfolded, draw);
  return std::round(y - at.y + pad);
}

float import_options(
    Ui& ui, const Column& at, const ImportPlan& plan, ImportRequest& request, bool draw) {
  const bool history = plan.answers > 0 || plan.suspended > 0;
  if (!history && !plan.has_weights) return 0;
  const float pad = ui.gap(14);
  const float row = tick_row_height(ui);
  const float height =
      2 * pad + row * static_cast<float>((history ? 1 : 0) + (plan.has_weights ? 1 : 0));
  if (!draw) return height;
  card(ui, {at.x, at.y, at.width, height}, 16);
  Rect line{at.x + pad, at.y + pad, at.width - 2 * pad, row};
  if (history) {
    const std::string note =
        plan.answers == 0
            ? many(plan.suspended, "suspended", "suspended")
            : fmt::format("{}, {} new here", many(plan.answers, "answer", "answers"),
                          thousands(plan.new_answers));
    if (tick_row(ui, line,
                 {.name = "import.history",
                  .label = "Bring what was learned",
                  .note = note,
                  .on = request.with_history}))
      request.with_history = !request.with_history;
    line.y += row;
  }
  if (plan.has_weights && tick_row(ui, line,
                                   {.name = "import.weights",
                                    .label = "Use its memory, fitted to your answers",
                                    .note = "all due days move",
                                    .on = request.take_weights}))
    request.take_weights = !request.take_weights;
  return height;
}

float import_plan_view(
    Ui& ui, const Column& at, const ImportPlan& plan, PlanUnfolded& unfolded, bool draw) {
  unfolded.lines.resize(plan.decks.size());
  float y = at.y;
  for (std::size_t i = 0; i < plan.decks.size(); ++i) {
    const float height =
        deck_view(ui, {at.x, y, at.width}, plan.decks[i], i, unfolded.lines[i], false);
    const bool visible = y < ui.screen().h && y + height > 0;
    if (draw && visible) {
      card(ui, {at.x, y, at.width, height}, 16);
      deck_view(ui, {at.x, y, at.width}, plan.decks[i], i, unfolded.lines[i], true);
    }
    y += height + ui.gap(14);
  }
  const Column rest{at.x, y, at.width};
  const float losses = losses_view(ui, rest, "Left out or changed on the way",
                                   plan.losses, unfolded.losses, false);
  if (losses > 0) {
    if (draw) {
      card(ui, {rest.x, rest.y, rest.width, losses}, 16);
      losses_view(ui, rest, "Left out or changed on the way", plan.losses,
                  unfolded.losses, true);
    }
    y += losses + ui.gap(14);
  }
  return y - at.y;
}

}  // namespace attache::window
