#include "window/editor_sheets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"
#include "window/round_parts.h"

namespace attache::window {

namespace {

constexpr std::array<std::string_view, 2> kVerdicts{"Same meaning", "New meaning"};
constexpr std::size_t kMostShown = 200;

constexpr FieldLook kTitle{.name = "new.title",
                           .placeholder = "Japan and the alliance, autumn term"};
constexpr FieldLook kId{.name = "new.id", .placeholder = "japan-alliance-2024"};
constexpr FieldLook kLang{.name = "new.lang", .placeholder = "en"};

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

float label_height(const Ui& ui) {
  return line_of(ui, 13) + ui.gap(3);
}

TextStyle small(const Ui& ui) {
  return {.size = 13, .colour = ui.colours().muted};
}
TextStyle red(const Ui& ui) {
  return {.size = 13, .colour = ui.colours().again.ink};
}

const Tint& tint_of(const Ui& ui, ChangeKind kind) {
  const Palette& c = ui.colours();
  switch (kind) {
    case ChangeKind::kAdded:
      return c.good;
    case ChangeKind::kReworded:
      return c.easy;
    case ChangeKind::kNewAnswer:
      return c.hard;
    case ChangeKind::kRemoved:
      break;
  }
  return c.again;
}

std::string wording_of(const QuestionChange& change) {
  const auto& shown = change.after ? change.after : change.before;
  return shown ? shown->wording : change.question;
}

}  // namespace

std::string_view change_word(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "New";
    case ChangeKind::kReworded:
      return "Reworded";
    case ChangeKind::kNewAnswer:
      return "New answer";
    case ChangeKind::kRemoved:
      return "Removed";
  }
  return "";
}

std::string id_from_title(std::string_view title) {
  constexpr std::size_t kLongest = 60;
  std::string id;
  for (const char c : fold(title)) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && id.empty()) id = "deck-";
    if (digit || (c >= 'a' && c <= 'z'))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
    if (id.size() >= kLongest) break;
  }
  while (!id.empty() && id.back() == '-')
    id.pop_back();
  return id;
}

// --- a new deck

void NewDeckSheet::begin(std::optional<DeckHead> copy_of) {
  *this = NewDeckSheet();
  open_ = new_focus_ = true;
  lang_.edit.reset("en");
  if (copy_of) {
    title_.edit.reset(copy_of->title);
    id_.edit.reset(copy_of->id + "-own");
    lang_.edit.reset(copy_of->lang);
    own_id_ = true;
  }
  copy_of_ = std::move(copy_of);
}

void NewDeckSheet::fail_with(const Error& error) {
  error_ = with_capital(error.what) + ".";
  if (!error.remedy.empty()) error_ += " " + with_capital(error.remedy) + ".";
}

void NewDeckSheet::write(std::string title) {
  id_.edit.reset(id_from_title(title));
  title_.edit.reset(std::move(title));
}

DeckHead NewDeckSheet::head() const {
  DeckHead head = copy_of_.value_or(DeckHead{});
  head.title = one_line(title_.edit.text());
  head.id = one_line(id_.edit.text());
  head.lang = one_line(lang_.edit.text());
  head.edition = 1;
  return head;
}

/// As high as what stands on it needs.
Sheet NewDeckSheet::put_up(Ui& ui, std::string_view where) const {
  const float width = std::round(ui.em(15) * 36);
  const float inner_width = std::min(width, ui.screen().w - ui.gap(32)) - 2 * ui.gap(24);
  const float where_height = ui.lay_out(where, small(ui), inner_width).size.y;
  const float error_height =
      error_.empty() ? 0 : ui.lay_out(error_, red(ui), inner_width).size.y + ui.gap(6);
  const float content = 3 * (label_height(ui) + field_height(ui, kTitle) + ui.gap(12)) +
                        where_height + error_height + ui.gap(16) + button_height(ui);
  const float chrome = 2 * ui.gap(24) + line_of(ui, 20) + ui.gap(16);
  return begin_sheet(ui, "new", copy_of_ ? "A copy of your own" : "New deck", width,
                     content + chrome);
}

/// One thing that is asked, under its name; `at` moves on below it.
FieldOutcome NewDeckSheet::line(
    Ui& ui, Column& at, std::string_view name, TextField& text, const FieldLook& look) {
  const float label = label_height(ui);
  const float field = field_height(ui, kTitle);
  ui.text_in({at.x, at.y, at.width, label}, name,
             {.face = Face::kSansStrong, .size = 13, .colour = ui.colours().muted});
  at.y += label;
  const FieldOutcome outcome = text_field(ui, {at.x, at.y, at.width, field}, text, look);
  at.y += field + ui.gap(12);
  if (outcome.changed) error_.clear();
  return outcome;
}

/// All that is asked; true when Enter was pressed there.
bool NewDeckSheet::lines(Ui& ui, Column& at) {
  const FieldOutcome title = line(ui, at, "Title", title_, kTitle);
  if (title.changed && !own_id_) id_.edit.reset(id_from_title(title_.edit.text()));
  const FieldOutcome id =
      line(ui, at, "Id, to which progress belongs; it stays for ever", id_, kId);
  if (id.changed) own_id_ = true;
  const FieldOutcome lang = line(ui, at, "Language of the deck", lang_, kLang);
  return title.submitted || id.submitted || lang.submitted;
}

/// What was written, if a deck can be made of it; else says what is wrong.
std::optional<DeckHead> NewDeckSheet::checked_head() {
  DeckHead asked = head();
  if (asked.title.empty() || asked.id.empty()) {
    error_ = asked.title.empty() ? "Give it a title." : "Give it an id.";
    return std::nullopt;
  }
  if (asked.id != id_from_title(asked.id)) {
    error_ = "An id has small letters, digits and hyphens, and begins with a letter.";
    return std::nullopt;
  }
  return asked;
}

std::optional<DeckHead> NewDeckSheet::frame(Shell& shell,
                                            const std::filesystem::path& folder) {
  if (!open_) return std::nullopt;
  Ui& ui = shell.ui;
  const std::string where =
      folder.empty() ? std::string{} : fmt::format("It will lie in {}", folder.string());
  const Sheet sheet = put_up(ui, where);
  if (std::exchange(new_focus_, false) && !ui.still())
    ui.focus().give(Ui::id(kTitle.name), false);
  const Rect& in = sheet.inner;
  Column at{in.x, in.y, in.w};
  const bool submitted = lines(ui, at);
  at.y += ui.text(where, small(ui), at.x, at.y, at.width);
  if (!error_.empty())
    at.y += ui.gap(6) + ui.text(error_, red(ui), at.x, at.y + ui.gap(6), at.width);
  at.y = std::round(at.y + ui.gap(16));
  const Button make{.name = "new.make",
                    .label = copy_of_ ? "Make the copy" : "Make it",
                    .kind = ButtonKind::kPrimary,
                    .key = "Enter"};
  const float wide = button_width(ui, make);
  const bool pressed =
      button(ui, {in.right() - wide, at.y, wide, button_height(ui)}, make);
  const bool closed = sheet.closed || ui.take(Key::kEscape);
  end_sheet(ui);
  if (closed) open_ = false;
  if (!pressed && !submitted) return std::nullopt;
  return checked_head();
}

// --- publishing

void PublishSheet::begin(Publication publication) {
  *this = PublishSheet();
  open_ = true;
  publication_ = std::move(publication);
  verdicts_.assign(publication_.answers_to_judge.size(), -1);
}

void PublishSheet::begin_refused(std::string why) {
  *this = PublishSheet();
  open_ = true;
  refused_ = std::move(why);
}

float PublishSheet::judged(Ui& ui, const Column& at) {
  const Palette& c = ui.colours();
  float y = at.y;
  if (verdicts_.empty()) return 0;
  y += ui.text(
           "These answers read otherwise. A typo keeps what students have learned; a "
           "new meaning is learned anew.",
           {.size = 14, .colour = c.text}, at.x, y, at.width) +
       ui.gap(10);
  for (std::size_t i = 0; i < verdicts_.size(); ++i) {
    const QuestionChange& change = publication_.answers_to_judge[i];
    y += ui.text(wording_of(change), {.size = 15, .colour = c.text}, at.x, y, at.width);
    const std::string before = change.before ? change.before->answer : "";
    const std::string after = change.after ? change.after->answer : "";
    y += ui.text(fmt::format("{}  →  {}", before, after), {.size = 14, .colour = c.muted},
                 at.x, y, at.width) +
         ui.gap(6);
    y = std::round(y);
    const float wide = std::min(segmented_width(ui, kVerdicts), at.width);
    const std::string name = fmt::format("publish.{}", i);
    const int said =
        segmented(ui, {at.x, y, wide, button_height(ui)}, name, kVerdicts, verdicts_[i]);
    if (said >= 0) verdicts_[i] = said;
    y += button_height(ui) + ui.gap(16);
  }
  return y - at.y;
}

float PublishSheet::changes(Ui& ui, const Column& at) const {
  const Palette& c = ui.colours();
  float y = at.y;
  const auto& judged = publication_.answers_to_judge;
  std::vector<QuestionChange> all = publication_.changes;
  std::erase_if(all, [&](const QuestionChange& change) {
    return std::any_of(judged.begin(), judged.end(), [&](const QuestionChange& each) {
      return each.question == change.question;
    });
  });
  const float pad = ui.gap(10);
  for (std::size_t i = 0; i < std::min(all.size(), kMostShown); ++i) {
    const QuestionChange& change = all[i];
    const Tint& tint = tint_of(ui, change.kind);
    const float line = line_of(ui, 14);
    const float used =
        pill(ui, at.x, y + line / 2, change_word(change.kind), tint.ink, tint.soft);
    const float x = at.x + used + pad;
    const float width = at.width - used - pad;
    y += ui.text(wording_of(change), {.size = 14, .colour = c.text}, x, y, width);
    const std::string before = change.before ? change.before->answer : "";
    const std::string after = change.after ? change.after->answer : "";
    const std::string answer = before.empty() || before == after
                                   ? after
                                   : fmt::format("{}  →  {}", before, after);
    y += ui.text(answer, {.size = 13, .colour = c.muted}, x, y, width) + ui.gap(8);
  }
  if (all.size() > kMostShown)
    y += ui.text(fmt::format("… and {} more", all.size() - kMostShown),
                 {.size = 14, .colour = c.muted}, at.x, y, at.width);
  return y - at.y;
}

std::string PublishSheet::title() const {
  if (!refused_.empty()) return "Not ready to be published";
  if (publication_.edition_before == 0)
    return fmt::format("Publish edition {}", publication_.edition_after);
  return fmt::format("Publish edition {} (now {})", publication_.edition_after,
                     publication_.edition_before);
}

/// Gives its height.
float PublishSheet::body(Ui& ui, const Column& at) {
  const Palette& c = ui.colours();
  if (!refused_.empty())
    return ui.text(refused_, {.size = 15, .colour = c.text}, at.x, at.y, at.width);
  float y = at.y;
  y += ui.text(
           publication_.changes.empty() ? "No question reads otherwise."
                                        : change_phrase(counts_of(publication_.changes)),
           {.face = Face::kSansStrong, .size = 14, .colour = c.text}, at.x, y, at.width) +
       ui.gap(10);
  y += judged(ui, {at.x, y, at.width});
  y += changes(ui, {at.x, y, at.width});
  return y - at.y;
}

/// True when it is to be published.
bool PublishSheet::foot(Ui& ui, const Rect& inner) const {
  if (!refused_.empty()) return false;
  const bool all_said =
      std::find(verdicts_.begin(), verdicts_.end(), -1) == verdicts_.end();
  const Button go{.name = "publish.go",
                  .label = "Publish",
                  .kind = ButtonKind::kPrimary,
                  .key = "Ctrl+Enter",
                  .enabled = all_said};
  const float wide = button_width(ui, go);
  const float height = button_height(ui);
  const float y = inner.bottom() - height;
  const bool pressed = button(ui, {inner.right() - wide, y, wide, height}, go) ||
                       (all_said && ui.take(Key::kEnter, kCtrl));
  if (!all_said)
    ui.text_in({inner.x, y, inner.w - wide - ui.gap(12), height},
               "Say of each answer what it is.",
               {.size = 13, .colour = ui.colours().muted});
  return pressed;
}

std::vector<QuestionId> PublishSheet::new_meanings() const {
  std::vector<QuestionId> questions;
  for (std::size_t i = 0; i < verdicts_.size(); ++i)
    if (verdicts_[i] == 1) questions.push_back(publication_.answers_to_judge[i].question);
  return questions;
}

PublishSheet::Wish PublishSheet::frame(Ui& ui) {
  Wish wish;
  const float width = std::round(ui.em(15) * 46);
  const float chrome =
      2 * ui.gap(24) + line_of(ui, 20) + ui.gap(16) + button_height(ui) + ui.gap(16);
  const float content = scroll_.content > 0 ? scroll_.content : ui.em(15) * 20;
  const Sheet sheet = begin_sheet(ui, "publish", title(), width, content + chrome);
  const Rect& in = sheet.inner;
  const Rect view{in.x, in.y, in.w + ui.gap(12), in.h - (button_height(ui) + ui.gap(16))};
  const float begin = ui.begin_scroll(Ui::id("publish.scroll"), view, scroll_);
  ui.end_scroll(body(ui, {in.x, begin, in.w}));
  if (foot(ui, in)) wish.publish = new_meanings();
  wish.closed = sheet.closed || ui.take(Key::kEscape);
  end_sheet(ui);
  if (wish.closed) open_ = false;
  return wish;
}

}  // namespace attache::window
