#include "window/class_students.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "trainer/course.h"
#include "window/browser_parts.h"
#include "window/progress_parts.h"

namespace attache::window {

namespace {

/// Columns from the first that must be seen to the last that may give way.
enum class Cell { kName, kKnown, kLastDay, kDays, kAnswers, kTime, kTold };
constexpr std::array kCells{Cell::kName,    Cell::kKnown, Cell::kLastDay, Cell::kDays,
                            Cell::kAnswers, Cell::kTime,  Cell::kTold};

std::optional<StudentOrder> order_of(Cell cell) {
  if (cell == Cell::kTold) return std::nullopt;
  return static_cast<StudentOrder>(static_cast<int>(cell));
}

std::string_view title_of(Cell cell) {
  const auto order = order_of(cell);
  return order ? attache::window::title_of(*order) : "Told";
}

/// The longest that usually stands in a column.
std::string_view sample_of(Cell cell) {
  constexpr std::array<std::string_view, kCells.size()> kSamples{
      "", "100 %", "28 September 2024", "100", "100,000", "100 h 10 min", "everything"};
  return kSamples.at(static_cast<std::size_t>(cell));
}

std::string text_of(const ClassStudent& student, const std::string& name, Cell cell) {
  switch (cell) {
    case Cell::kName:
      return name;
    case Cell::kKnown:
      return class_share_text(student.known);
    case Cell::kLastDay:
      return day_or_none(student.last_day);
    case Cell::kDays:
      return thousands(static_cast<std::size_t>(student.days));
    case Cell::kAnswers:
      return thousands(static_cast<std::size_t>(student.answers));
    case Cell::kTime:
      return student.time.count() > 0 ? spent_text(student.time) : "–";
    case Cell::kTold:
      break;
  }
  return student.history ? "everything" : "totals";
}

TextStyle cell_style(const Ui& ui, Cell cell) {
  const Palette& c = ui.colours();
  return {.size = 14,
          .colour = cell == Cell::kName || cell == Cell::kKnown
                        ? c.text
                        : blend(c.text, c.muted, 0.35F),
          .align = cell == Cell::kName ? Align::kLeft : Align::kRight};
}

TextStyle head_style(ImU32 colour) {
  return {.face = Face::kSansStrong, .size = 13, .colour = colour};
}

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

float row_height(const Ui& ui) {
  return std::round(line_of(ui, 14) + ui.gap(14));
}

/// A short bar below a share, so that a column can be read at a glance.
void known_bar(const Ui& ui, const Rect& cell, double share) {
  const Rect bar{cell.x, cell.y, cell.w, 4};
  ui.fill(bar, ui.colours().line, 2);
  const auto part = static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (part > 0)
    ui.fill({bar.x, bar.y, std::max(4.0F, bar.w * part), 4}, ui.colours().accent, 2);
}

enum class HeadSign { kNone, kUp, kDown };

/// The title of a column, with an arrow where the rows are sorted by it.
void head_words(const Ui& ui, const Rect& cell, Cell which, HeadSign sign) {
  const Palette& c = ui.colours();
  const bool sorted = sign != HeadSign::kNone;
  const TextStyle style = head_style(sorted ? c.accent : c.muted);
  const float arrow = sorted ? ui.em(14) : 0;
  const Rect inner = cell.inset(ui.gap(10), 0);
  const std::string_view title = title_of(which);
  const float words = ui.width_of(title, style) + 1;
  const float x = which == Cell::kName ? inner.x : inner.right() - words - arrow;
  ui.text_in({x, cell.y, words, cell.h}, title, style);
  if (sorted)
    ui.icon_in({x + words, cell.y, arrow, cell.h},
               sign == HeadSign::kDown ? icon::kDown : icon::kUp, 14, c.accent);
}

}  // namespace

struct StudentsPage::TableColumn {
  Cell cell = Cell::kName;
  float x = 0, width = 0;
};

void StudentsPage::renew(const ClassShown& shown) {
  const auto student = at();
  const std::string id = student ? ids_[*student] : std::string{};
  places_ = sorted_students(shown.students, order_, descending_);
  at_.reset();
  ids_.clear();
  for (const ClassStudent& each : shown.students)
    ids_.push_back(each.id);
  names_ = names_apart(shown);
  const auto found = std::find(ids_.begin(), ids_.end(), id);
  if (student && found != ids_.end())
    go_to(static_cast<std::size_t>(found - ids_.begin()));
}

void StudentsPage::sort(const ClassShown& shown, StudentOrder order, bool descending) {
  order_ = order;
  descending_ = descending;
  scroll_.offset = 0;
  renew(shown);
}

void StudentsPage::sort_by_next(const ClassShown& shown) {
  const auto next =
      static_cast<StudentOrder>((static_cast<std::size_t>(order_) + 1) % kStudentOrders);
  sort(shown, next, is_descending_first(next));
}

void StudentsPage::reverse(const ClassShown& shown) {
  sort(shown, order_, !descending_);
}

std::optional<std::size_t> StudentsPage::at() const {
  if (!at_ || *at_ >= places_.size()) return std::nullopt;
  return places_[*at_];
}

void StudentsPage::go_to(std::size_t student) {
  const auto found = std::find(places_.begin(), places_.end(), student);
  if (found == places_.end()) return;
  at_ = static_cast<std::size_t>(found - places_.begin());
  wanted_ = at_;
}

void StudentsPage::step(int by) {
  if (places_.empty()) return;
  const auto last = static_cast<std::ptrdiff_t>(places_.size()) - 1;
  const std::ptrdiff_t from = at_      ? static_cast<std::ptrdiff_t>(*at_)
                              : by > 0 ? -1
                                       : last + 1;
  at_ = static_cast<std::size_t>(std::clamp(from + by, std::ptrdiff_t{0}, last));
  wanted_ = at_;
}

std::size_t StudentsPage::beside(std::size_t student, int by) const {
  const auto found = std::find(places_.begin(), places_.end(), student);
  if (found == places_.end()) return student;
  const auto last = static_cast<std::ptrdiff_t>(places_.size()) - 1;
  const auto next =
      std::clamp(std::distance(places_.begin(), found) + by, std::ptrdiff_t{0}, last);
  return places_[static_cast<std::size_t>(next)];
}

std::vector<StudentsPage::TableColumn> StudentsPage::columns_in(const Ui& ui,
                                                                const Column& at) {
  std::vector<TableColumn> columns;
  float used = 0;
  for (const Cell cell : kCells) {
    const float words = std::max(ui.width_of(title_of(cell), head_style(0)) + ui.em(14),
                                 ui.width_of(sample_of(cell), {.size = 14}));
    const float width = cell == Cell::kName ? std::min(ui.em(14) * 12, at.width * 0.6F)
                                            : std::round(words + ui.gap(24));
    if (used + width > at.width) break;
    columns.push_back({cell, 0, width});
    used += width;
  }
  if (columns.empty()) return columns;
  columns.front().width += at.width - used;
  float x = at.x;
  for (TableColumn& column : columns) {
    column.x = std::round(x);
    x += column.width;
  }
  return columns;
}

void StudentsPage::head(Ui& ui,
                        const Rect& area,
                        const std::vector<TableColumn>& columns,
                        const ClassShown& shown) {
  const Palette& c = ui.colours();
  std::optional<StudentOrder> pressed;
  for (const TableColumn& column : columns) {
    const Rect cell{column.x, area.y, column.width, area.h};
    const auto order = order_of(column.cell);
    const bool sorted = order == order_;
    const Touch touch = ui.control(
        Ui::id("class.students.head", static_cast<std::size_t>(column.cell)), cell,
        {.group = Ui::id("class.students.head"), .enabled = order.has_value()});
    if (touch.hovered && order) ui.fill(cell.inset(2, 2), c.hover, 8);
    if (touch.ring) ui.outline(cell.inset(2, 2), c.accent, 8, 2);
    if (touch.clicked) pressed = order;
    head_words(ui, cell, column.cell,
               !sorted       ? HeadSign::kNone
               : descending_ ? HeadSign::kDown
                             : HeadSign::kUp);
  }
  if (!pressed) return;
  const bool same = *pressed == order_;
  sort(shown, *pressed, same ? !descending_ : is_descending_first(*pressed));
}

/// A click opens. Gives the student.
std::optional<std::size_t> StudentsPage::mouse(Ui& ui, const Rect& view, float top) {
  const Touch touch = ui.control(Ui::id("class.students.rows"), view,
                                 {.enabled = !places_.empty(), .tab_stop = false});
  const float height = row_height(ui);
  const float place = (ui.mouse().y - top) / height;
  const bool on_row = place >= 0 && place < static_cast<float>(places_.size());
  if (!on_row) return std::nullopt;
  if (touch.hovered)
    ui.fill({view.x, top + std::floor(place) * height, view.w, height},
            ui.colours().hover);
  if (!touch.clicked) return std::nullopt;
  at_ = static_cast<std::size_t>(place);
  return at();
}

std::optional<std::size_t> StudentsPage::frame(Ui& ui,
                                               const Rect& area,
                                               const ClassShown& shown) {
  const Palette& c = ui.colours();
  const Column at = class_column(ui, area);
  const float head_height = std::round(line_of(ui, 13) + ui.gap(16));
  const Rect box{at.x, area.y, at.width, area.h - ui.gap(14)};
  card(ui, box, 16);
  constexpr float kBar = 12;  // of scrolling, beside the last column
  const float pad = ui.gap(8);
  const auto columns = columns_in(ui, {box.x + pad, box.y, box.w - 2 * pad - kBar});
  head(ui, {box.x + pad, box.y + 4, box.w - 2 * pad, head_height}, columns, shown);
  const float top = box.y + 4 + head_height;
  ui.hairline(box.x + 1, top - 1, box.w - 2);
  const Rect view{box.x + 1, top, box.w - 2, box.bottom() - top - ui.gap(8)};
  const float height = row_height(ui);
  scroll_.content = static_cast<float>(places_.size()) * height;
  scroll_.view = view.h;
  if (wanted_)
    scroll_.show(static_cast<float>(*wanted_) * height,
                 static_cast<float>(*wanted_ + 1) * height);
  wanted_.reset();
  const float begin = ui.begin_scroll(Ui::id("class.students.scroll"), view, scroll_);
  const auto opened = mouse(ui, view, begin);
  const auto first = static_cast<std::size_t>(std::max(0.0F, (view.y - begin) / height));
  for (std::size_t i = first; i < places_.size(); ++i) {
    const float y = begin + static_cast<float>(i) * height;
    if (y >= view.bottom()) break;
    const ClassStudent& student = shown.students[places_[i]];
    if (at_ == i) {
      ui.fill({view.x, y, view.w, height}, c.accent_soft);
      ui.fill({view.x, y + 4, 3, height - 8}, c.accent, 2);
    }
    for (const TableColumn& column : columns) {
      const Rect cell{column.x + ui.gap(10), y, column.width - 2 * ui.gap(10), height};
      const bool share = column.cell == Cell::kKnown;
      ui.text_in({cell.x, cell.y, cell.w, share ? height - 6 : height},
                 text_of(student, names_[places_[i]], column.cell),
                 cell_style(ui, column.cell));
      if (share)
        known_bar(
            ui, {cell.x, std::round(y + height / 2 + line_of(ui, 14) / 2 - 3), cell.w, 4},
            student.known);
    }
    ui.hairline(view.x, y + height - 1, view.w);
  }
  ui.end_scroll(scroll_.content);
  return opened;
}

// --- one student

namespace {

/// A topic with what the student knows of it, and a mark for the class.
float topic_line(const Ui& ui,
                 const ClassTopic& topic,
                 std::optional<double> known,
                 std::optional<double> mean,
                 const Column& at) {
  const Palette& c = ui.colours();
  const float line = line_of(ui, 15);
  const TextStyle right{
      .face = Face::kSansStrong, .size = 14, .colour = c.text, .align = Align::kRight};
  const TextStyle small{.size = 13, .colour = c.muted, .align = Align::kRight};
  const float share = ui.width_of("100 %", right) + 2;
  const std::string of_class = fmt::format("class {}", class_share_text(mean));
  const float wide = ui.width_of("class 100 %", small) + 2;
  const float end = at.x + at.width;
  ui.text_in({end - wide, at.y, wide, line}, of_class, small);
  const std::string own = known ? class_share_text(known) : "not told";
  const float own_wide = std::max(share, ui.width_of(own, right) + 2);
  ui.text_in({end - wide - ui.gap(16) - own_wide, at.y, own_wide, line}, own, right);
  ui.text_in({at.x, at.y, at.width - wide - own_wide - ui.gap(32), line}, topic.title,
             {.size = 15, .colour = c.text});
  const Rect bar{at.x, std::round(at.y + line + ui.gap(4)), at.width, 6};
  ui.fill(bar, c.line, 3);
  const auto part = static_cast<float>(std::clamp(known.value_or(0), 0.0, 1.0));
  if (part > 0) ui.fill({bar.x, bar.y, std::max(6.0F, bar.w * part), 6}, c.accent, 3);
  if (mean) {
    const auto mark = static_cast<float>(std::clamp(*mean, 0.0, 1.0));
    ui.fill({std::round(bar.x + (bar.w - 3) * mark), bar.y - 4, 3, 14}, c.text, 1);
  }
  return line + ui.gap(4) + 6 + ui.gap(14);
}

std::string told_words(Shell& shell, const ClassStudent& student) {
  const StudyCalendar& calendar = shell.trainer.calendar();
  std::string words =
      fmt::format("File of {}, figures as of {}.",
                  day_text(calendar.day_of(student.handed_in)), day_text(student.as_of));
  words += student.history ? "  Told every answer."
                           : "  Told totals only: wrong answers and picks are not known.";
  if (student.pseudonym) words += "  The name is a pseudonym.";
  return words;
}

}  // namespace

float student_view(Shell& shell,
                   const ClassShown& shown,
                   const ClassStudent& student,
                   const Column& at) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  float y = at.y + ui.gap(4);
  y += ui.text(told_words(shell, student), {.size = 14, .colour = c.muted}, at.x, y,
               at.width) +
       ui.gap(14);
  y = std::round(y);
  y += figure_tiles(ui, "class.student.figures", student_figures_of(student),
                    {at.x, y, at.width}, true) +
       ui.gap(20);
  if (shown.topics.empty()) return y - at.y;
  y += part_title(ui, {at.x, y, at.width}, "Known by topic");
  const float pad = ui.gap(24);
  const auto means = topic_means(shown);
  const float line = line_of(ui, 15) + ui.gap(4) + 6 + ui.gap(14);
  const float height = std::round(static_cast<float>(shown.topics.size()) * line +
                                  2 * ui.gap(18) - ui.gap(14));
  card(ui, {at.x, y, at.width, height}, 16);
  float inner = y + ui.gap(18);
  for (std::size_t i = 0; i < shown.topics.size(); ++i)
    inner += topic_line(ui, shown.topics[i],
                        i < student.topics.size() ? student.topics[i] : std::nullopt,
                        means[i], {at.x + pad, inner, at.width - 2 * pad});
  return y + height + ui.gap(20) - at.y;
}

}  // namespace attache::window
