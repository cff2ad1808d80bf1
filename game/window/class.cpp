#include "window/class.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "window/browser_parts.h"
#include "window/progress_files.h"
#include "window/progress_parts.h"
#include "window/round_file.h"

namespace attache::window {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLastKey = "class.last";

CourseStore store_of(const Shell& shell) {
  return {shell.trainer.classes_folder(), {}};
}

StudyDay today(const Shell& shell) {
  return shell.trainer.calendar().day_of(shell.trainer.now());
}

float line_of(const Ui& ui, float size) {
  return std::round(ui.em(size) * 1.5F);
}

/// Decks as another thread may look at them.
std::vector<Deck> copies_of(const std::vector<DeckBook>& books) {
  std::vector<Deck> decks;
  decks.reserve(books.size());
  for (const DeckBook& book : books)
    decks.push_back(book.deck());
  return decks;
}

std::vector<DeckBook> books_of(std::vector<Deck> decks) {
  std::vector<DeckBook> books;
  books.reserve(decks.size());
  for (Deck& deck : decks)
    books.emplace_back(std::move(deck));
  return books;
}

}  // namespace

// --- what it stands on

void ClassScreen::refresh() {
  stale_ = true;
  new_class_.close();
  deck_sheet_.close();
  practice_.close();
  removes_ = false;
  files_.close();
}

/// The screen is shown anew: the classes are listed, and what is open is looked at again.
void ClassScreen::begin(Shell& shell) {
  if (files_.reading() || shell.ui.still() || !std::exchange(stale_, false)) return;
  list(shell);
  if (std::exchange(at_once_, false) && name_.empty()) {
    const std::string last = shell.trainer.remembered(kLastKey).value_or("");
    for (const CourseEntry& course : courses_)
      if (course.name == last) open(shell, last);
    return;
  }
  if (!name_.empty()) look(shell);
}

void ClassScreen::list(Shell& shell) {
  auto listed = Course::list(store_of(shell));
  if (!listed) {
    shell.error = listed.error();
    return;
  }
  courses_ = std::move(*listed);
  at_ = std::min(at_, courses_.empty() ? 0 : courses_.size() - 1);
}

void ClassScreen::open(Shell& shell, const std::string& name) {
  name_ = name;
  course_.reset();
  shown_.reset();
  student_.reset();
  deck_.clear();
  page_ = ClassPage::kOverview;
  shell.ui.focus().clear();
  if (!shell.ui.still()) shell.report(shell.trainer.remember(kLastKey, name));
  look(shell);
}

void ClassScreen::make(Shell& shell, const std::string& name) {
  if (shell.ui.still()) return;
  auto course = Course::open(store_of(shell), name);
  if (!course) {
    new_class_.refuse(error_line(course.error()));
    return;
  }
  new_class_.close();
  list(shell);
  open(shell, name);
}

/// Reads the figures on another thread. While files are read the class is theirs; when
/// that is over it is looked at anyway. Nobody waits for a thread: what is wanted
/// meanwhile is looked at afterwards.
void ClassScreen::look(Shell& shell) {
  if (shell.ui.still() || files_.reading()) return;
  again_ = looking_.busy();
  if (again_) return;
  looking_.start([course = course_, store = store_of(shell), name = name_, deck = deck_,
                  decks = copies_of(shell.trainer.decks())](
                     const Background<Looked>::Progress&) mutable {
    Looked looked{name, course, std::nullopt, std::nullopt};
    if (looked.course == nullptr) {
      auto opened = Course::open(store, name);
      if (!opened) {
        looked.error = opened.error();
        return looked;
      }
      looked.course = std::move(*opened);
    }
    const std::vector<DeckBook> books = books_of(std::move(decks));
    auto shown = looked.course->shown(books, deck);
    if (shown)
      looked.shown = std::move(*shown);
    else
      looked.error = shown.error();
    return looked;
  });
}

void ClassScreen::collect(Shell& shell) {
  const bool was_reading = files_.reading();
  files_.collect(shell);
  if (was_reading && !files_.reading()) {
    list(shell);
    look(shell);
  }
  auto looked = looking_.take();
  if (!looked) return;
  const bool again = std::exchange(again_, false);
  // Another class may have been opened meanwhile.
  if (looked->name == name_) {
    course_ = std::move(looked->course);
    if (looked->shown && !again) take(std::move(*looked->shown));
    if (looked->error) shell.error = *looked->error;
  }
  if (again && !name_.empty()) look(shell);
}

void ClassScreen::take(ClassShown shown) {
  // The student that is open stays open.
  std::string open_student;
  if (student_ && shown_ && *student_ < shown_->students.size())
    open_student = shown_->students[*student_].id;
  student_.reset();
  shown_ = std::move(shown);
  if (deck_.empty()) decks_ = shown_->decks;
  for (std::size_t i = 0; i < shown_->students.size(); ++i)
    if (!open_student.empty() && shown_->students[i].id == open_student) student_ = i;
  students_.renew(*shown_);
  overview_.renew(*shown_);
  topics_.renew(*shown_, students_.places());
  questions_.renew(*shown_);
  exams_.renew(*shown_);
}

void ClassScreen::leave_class(Shell& shell) {
  name_.clear();
  course_.reset();
  shown_.reset();
  student_.reset();
  shell.ui.focus().clear();
  if (!shell.ui.still()) list(shell);
}

void ClassScreen::show_courses(std::vector<CourseEntry> courses) {
  stale_ = false;
  courses_ = std::move(courses);
}

void ClassScreen::show(ClassShown shown, ClassPage page) {
  stale_ = false;
  name_ = shown.name;
  take(std::move(shown));
  page_ = page;
}

// --- the classes

/// How files come to the class, where there is none yet. Gives the height.
float ClassScreen::how_to(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kSteps{
      std::pair<std::string_view, std::string_view>{
          "Students hand in a file",
          "In their own window: Progress, then Hand in. In a terminal: attache progress "
          "export. They choose what is told, and whether by name or pseudonym."},
      {"Put the files into one folder",
       "By mail, from the course's page, from a stick: any way will do. They end in "
       ".progress, and nothing in them can run."},
      {"Make a class, and add the folder",
       "Later files of the same student take the place of earlier ones, so a folder can "
       "be added again every week."}};
  const float pad = ui.gap(24);
  const float number = std::round(ui.em(15) * 1.9F);
  const Column in{at.x + pad + number + ui.gap(14), at.y,
                  at.width - 2 * pad - number - ui.gap(14)};
  const TextStyle title{.face = Face::kSansStrong, .size = 15, .colour = c.text};
  const TextStyle words{.size = 14, .colour = c.muted, .balance = true};
  const auto steps = [&](bool draw) {
    float y = at.y + ui.gap(20);
    int count = 0;
    for (const auto& [what, how] : kSteps) {
      ++count;
      if (draw) {
        const Rect cap{at.x + pad, y, number, number};
        ui.fill(cap, c.accent_soft, number / 2);
        ui.text_in(cap, fmt::format("{}", count),
                   {.face = Face::kSansStrong,
                    .size = 15,
                    .colour = c.accent,
                    .align = Align::kCentre});
      }
      y += paragraph(ui, what, title, {in.x, y + ui.gap(2), in.width}, draw) + ui.gap(2);
      y += paragraph(ui, how, words, {in.x, y, in.width}, draw) + ui.gap(16);
    }
    return std::round(y + ui.gap(4) - at.y);
  };
  const float height = steps(false);
  card(ui, {at.x, at.y, at.width, height}, 16);
  steps(true);
  return height;
}

float ClassScreen::courses(Shell& shell, const Column& at, float top_of_list) {
  Ui& ui = shell.ui;
  const Palette& c = ui.colours();
  const float height = std::round(2 * ui.gap(16) + line_of(ui, 17) + line_of(ui, 14));
  float y = at.y;
  std::optional<std::size_t> pressed;
  const float step = height + ui.gap(10);
  if (std::exchange(reveal_, false)) {
    const float top = at.y - top_of_list + static_cast<float>(at_) * step;
    courses_scroll_.show(top - ui.gap(80), top + step);
  }
  for (std::size_t i = 0; i < courses_.size(); ++i) {
    const CourseEntry& course = courses_[i];
    const Rect area{at.x, std::round(y), at.width, height};
    const Touch touch =
        ui.control(Ui::id("class.course", i), area, {.group = Ui::id("class.courses")});
    card(ui, area, 16);
    if (touch.hovered) ui.fill(area.inset(1, 1), c.hover, 16);
    if (i == at_) ui.outline(area, c.accent, 16, 1.5F);
    if (touch.ring) ui.focus_ring(area, 16);
    if (touch.focused) at_ = i;
    if (touch.clicked) pressed = i;
    const float pad = ui.gap(20);
    float right = area.right() - pad - ui.em(20);
    ui.icon_in({right, area.y, ui.em(20), area.h}, icon::kFolded, 20, c.muted);
    if (i < 9) {
      const std::string key = fmt::format("{}", i + 1);
      right -= ui.gap(12);
      key_cap(ui, right, area.middle().y, key, c.muted, c.line_strong);
      right -= key_cap_width(ui, key);
    }
    std::optional<StudyDay> newest;
    if (course.newest) newest = shell.trainer.calendar().day_of(*course.newest);
    const Rect words{area.x + pad, area.y + ui.gap(16), right - ui.gap(12) - area.x - pad,
                     line_of(ui, 17)};
    ui.text_in(words, course.name,
               {.face = Face::kSansStrong, .size = 17, .colour = c.text});
    ui.text_in({words.x, words.bottom(), words.w, line_of(ui, 14)},
               course_words(course, newest), {.size = 14, .colour = c.muted});
    y += step;
  }
  if (pressed) open(shell, courses_[*pressed].name);
  return y - at.y;
}

void ClassScreen::courses_frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Column at = round_column(ui, area);
  const float bh = button_height(ui);
  const float begin = ui.begin_scroll(Ui::id("class.list"), area, courses_scroll_);
  float y = begin + ui.gap(20);
  const Button fresh{.name = "class.new",
                     .label = "New class",
                     .kind = ButtonKind::kPrimary,
                     .key = "n",
                     .icon = icon::kAdd};
  const float wide = button_width(ui, fresh);
  bool pressed = false;
  if (courses_.empty()) {
    y = empty_state(ui, at.x, y + ui.gap(8), at.width,
                    {.sign = icon::kGroup,
                     .colour = ui.colours().accent,
                     .title = "No class yet",
                     .words = "Here an instructor sees what a class has learned, which "
                              "questions are hard, and what to do about it."}) +
        ui.gap(20);
    pressed = button(
        ui, {std::round(at.x + (at.width - wide) / 2), std::round(y), wide, bh}, fresh);
    y = std::round(y + bh + ui.gap(24));
    y += how_to(shell, {at.x, y, at.width});
  } else {
    ui.text_in({at.x, y, at.width - wide, bh}, "Classes",
               {.face = Face::kDisplay, .size = 26, .colour = ui.colours().text});
    pressed = button(ui, {at.x + at.width - wide, y, wide, bh}, fresh);
    y += bh + ui.gap(18);
    y += courses(shell, {at.x, y, at.width}, begin);
  }
  ui.end_scroll(y + ui.gap(20) - begin);
  if (pressed) new_class_.open();
  courses_keys(shell);
}

void ClassScreen::courses_keys(Shell& shell) {
  if (!shell.ui.reachable()) return;
  if (courses_.empty()) scroll_by_keys(shell.ui, courses_scroll_);
  if (const auto order = shell.order(Place::kClasses)) carry_out_in_list(shell, *order);
}

void ClassScreen::carry_out_in_list(Shell& shell, const Order& order) {
  const std::size_t count = courses_.size();
  switch (order.command) {
    case Command::kNewClass:
      new_class_.open();
      break;
    case Command::kChoose:
      if (static_cast<std::size_t>(order.number) <= count)
        open(shell, courses_[static_cast<std::size_t>(order.number) - 1].name);
      break;
    case Command::kOpenRow:
      if (at_ < count) open(shell, courses_[at_].name);
      break;
    case Command::kNextOption:
      if (at_ + 1 < count) ++at_;
      reveal_ = true;
      break;
    case Command::kLastOption:
      if (at_ > 0) --at_;
      reveal_ = true;
      break;
    case Command::kRemoveItem:
      removes_ = at_ < count;
      break;
    case Command::kBack:
      shell.go = ScreenName::kProgress;
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

// --- one class

std::string ClassScreen::deck_title() const {
  for (const ClassDeck& deck : decks_)
    if (deck.id == deck_) return deck.title.empty() ? deck.id : deck.title;
  return "All decks";
}

/// Whether there is anything to choose between.
bool ClassScreen::has_decks() const {
  return decks_.size() > 1 || !deck_.empty();
}

bool ClassScreen::deck_stands_beside(const Ui& ui, float width) const {
  std::array<std::string_view, kClassPages> labels;
  for (std::size_t i = 0; i < kClassPages; ++i)
    labels.at(i) = title_of(static_cast<ClassPage>(i));
  return width - segmented_width(ui, labels) - ui.gap(14) >= ui.em(15) * 9;
}

/// What can be done with the class, as buttons.
std::vector<BarButton> ClassScreen::tools(const Ui& ui, const Column& at) const {
  std::vector<BarButton> tools;
  if (has_decks() && !deck_stands_beside(ui, at.width))
    tools.push_back({{.name = "class.deck.tool",
                      .label = "Deck",
                      .kind = ButtonKind::kPlain,
                      .key = "/",
                      .icon = icon::kFilter},
                     Command::kScope});
  if (shown_ && !shown_->students.empty()) {
    const std::vector<BarButton> out{{{.name = "class.csv",
                                       .label = "CSV",
                                       .kind = ButtonKind::kPlain,
                                       .key = "Shift+s",
                                       .icon = icon::kTable},
                                      Command::kSaveCsv},
                                     {{.name = "class.page",
                                       .label = "Page",
                                       .kind = ButtonKind::kPlain,
                                       .key = "h",
                                       .icon = icon::kPrint},
                                      Command::kSavePage},
                                     {{.name = "class.practice.open",
                                       .label = "Practice deck",
                                       .kind = ButtonKind::kPlain,
                                       .key = "p",
                                       .icon = icon::kBook},
                                      Command::kPracticeDeck}};
    tools.insert(tools.end(), out.begin(), out.end());
    tools.push_back(
        {{.name = "class.add", .label = "Add files", .key = "a", .icon = icon::kAdd},
         Command::kAddFiles});
  }
  return tools;
}

float ClassScreen::head(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  const std::vector<BarButton> buttons = tools(ui, at);
  std::string title = name_;
  if (!deck_.empty() && !deck_stands_beside(ui, at.width))
    title += "  ·  " + deck_title();
  const TextStyle style{.face = Face::kDisplay, .size = 20, .colour = ui.colours().text};
  const float wanted = ui.width_of(title, style) + height + ui.gap(10);
  const auto count = static_cast<float>(buttons.size());
  float labels = 0;
  for (const BarButton& each : buttons)
    labels += ui.width_of(each.look.label, {.face = Face::kSansStrong, .size = 15}) +
              ui.gap(46);
  // The name goes before the labels of the buttons, but not before the buttons.
  const bool both = wanted + labels <= at.width;
  const float words = std::min(
      wanted, both ? at.width - labels : at.width - count * (height + ui.gap(10)));
  if (page_head(ui, {at.x, at.y, words}, {"class.back", "All classes (Esc)", title}))
    leave_class(shell);
  if (buttons.empty()) return height + ui.gap(8);
  const Rect bar{at.x + words, at.y, at.width - words, height};
  if (const auto pressed = button_bar(ui, bar, {}, buttons)) carry_out(shell, {*pressed});
  return height + ui.gap(8);
}

/// The pages to choose from, and which deck. Gives the height.
float ClassScreen::pages(Shell& shell, const Column& at) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  std::array<std::string_view, kClassPages> labels;
  for (std::size_t i = 0; i < kClassPages; ++i)
    labels.at(i) = title_of(static_cast<ClassPage>(i));
  const float wide = segmented_width(ui, labels);
  const float own = std::min(wide, at.width);
  const int chosen = segmented(ui, {at.x, at.y, own, height}, "class.pages", labels,
                               static_cast<int>(page_));
  if (chosen >= 0) go_to(static_cast<ClassPage>(chosen));
  if (!has_decks() || !deck_stands_beside(ui, at.width)) return height + ui.gap(12);
  const std::string title = deck_title();
  const Button deck{
      .name = "class.deck.open", .label = title, .key = "/", .icon = icon::kDown};
  const float room = std::min(button_width(ui, deck), at.width - own - ui.gap(14));
  if (button(ui, {at.x + at.width - room, at.y, room, height}, deck)) deck_sheet_.open();
  return height + ui.gap(12);
}

void ClassScreen::nothing_yet(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const Column at = round_column(ui, area);
  const float begin = ui.begin_scroll(Ui::id("class.nothing"), area, courses_scroll_);
  float y = empty_state(ui, at.x, begin + ui.gap(16), at.width,
                        {.sign = icon::kDownload,
                         .colour = ui.colours().accent,
                         .title = "Nothing handed in yet",
                         .words = "Add the files that your students hand in, or a whole "
                                  "folder of them."});
  const Button add{.name = "class.add",
                   .label = "Add files",
                   .kind = ButtonKind::kPrimary,
                   .key = "a",
                   .icon = icon::kAdd};
  const float wide = button_width(ui, add);
  y = std::round(y + ui.gap(20));
  if (button(ui, {std::round(at.x + (at.width - wide) / 2), y, wide, button_height(ui)},
             add))
    files_.begin();
  y += button_height(ui) + ui.gap(24);
  y += how_to(shell, {at.x, std::round(y), at.width});
  ui.end_scroll(y + ui.gap(20) - begin);
}

void ClassScreen::student_frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  const ClassStudent& student = shown_->students[*student_];
  const Column at = class_column(ui, area);
  const float height = button_height(ui);
  const std::vector<BarButton> tools{{{.name = "class.student.last",
                                       .label = "Previous",
                                       .kind = ButtonKind::kPlain,
                                       .key = "←",
                                       .icon = icon::kBack},
                                      Command::kLastItem},
                                     {{.name = "class.student.next",
                                       .label = "Next",
                                       .kind = ButtonKind::kPlain,
                                       .key = "→",
                                       .icon = icon::kForth},
                                      Command::kNextItem},
                                     {{.name = "class.student.remove",
                                       .label = "Remove",
                                       .kind = ButtonKind::kPlain,
                                       .key = "Delete",
                                       .icon = icon::kDelete},
                                      Command::kRemoveItem}};
  const float words = std::round(std::max(at.width * 0.42F, at.width - ui.em(15) * 30));
  if (page_head(
          ui, {at.x, area.y + ui.gap(14), words},
          {"class.student.back", "All students (Esc)", students_.name_of(*student_)})) {
    student_.reset();
    return;
  }
  const Rect bar{at.x + words, area.y + ui.gap(14), at.width - words, height};
  const auto pressed = button_bar(ui, bar, {}, tools);
  const float top = area.y + ui.gap(14) + height + ui.gap(8);
  const Rect view{area.x, top, area.w, area.bottom() - top};
  const float begin = ui.begin_scroll(Ui::id("class.student"), view, student_scroll_);
  const float high = student_view(shell, *shown_, student, {at.x, begin, at.width});
  ui.end_scroll(high);
  ui.fade_edges(view, student_scroll_, ui.colours().ground);
  if (ui.reachable()) scroll_by_keys(ui, student_scroll_);
  if (pressed) carry_out(shell, {*pressed});
}

void ClassScreen::page(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  switch (page_) {
    case ClassPage::kOverview:
      overview_.frame(shell, area, *shown_);
      if (ui.reachable()) scroll_by_keys(ui, overview_.scroll());
      break;
    case ClassPage::kStudents:
      if (const auto opened = students_.frame(ui, area, *shown_)) {
        student_ = opened;
        student_scroll_ = {};
      }
      break;
    case ClassPage::kTopics:
      topics_.frame(shell, area);
      break;
    case ClassPage::kQuestions:
      questions_.frame(shell, area, *shown_);
      break;
    case ClassPage::kExams:
      exams_.frame(shell, area, *shown_);
      break;
  }
}

void ClassScreen::class_frame(Shell& shell, const Rect& area) {
  Ui& ui = shell.ui;
  if (shown_ && student_ && *student_ < shown_->students.size()) {
    student_frame(shell, area);
    return;
  }
  const Column at = class_column(ui, area);
  float y = area.y + ui.gap(14);
  y += head(shell, {at.x, y, at.width});
  if (name_.empty()) return;
  if (!shown_) {
    ui.text_in({at.x, y, at.width, ui.em(15) * 8},
               looking_.busy() ? "Working out the figures" : "",
               {.size = 15, .colour = ui.colours().muted, .align = Align::kCentre});
    return;
  }
  if (shown_->students.empty() && deck_.empty()) {
    nothing_yet(shell, {area.x, y, area.w, area.bottom() - y});
    return;
  }
  y += pages(shell, {at.x, y, at.width});
  y = std::round(y);
  page(shell, {area.x, y, area.w, area.bottom() - y});
}

// --- keys

void ClassScreen::go_to(ClassPage page) {
  page_ = page;
  // Students may have been sorted otherwise since.
  if (page == ClassPage::kTopics && shown_) topics_.renew(*shown_, students_.places());
}

void ClassScreen::step(int by) {
  if (page_ == ClassPage::kStudents) students_.step(by);
  if (page_ == ClassPage::kQuestions) questions_.list().step(by);
  if (page_ == ClassPage::kExams) exams_.list().step(by);
}

void ClassScreen::step_aside(int by) {
  if (!shown_) return;
  if (student_) {
    student_ = students_.beside(*student_, by);
    students_.go_to(*student_);
    student_scroll_ = {};
  } else if (page_ == ClassPage::kExams) {
    exams_.step_paper(*shown_, by);
  }
}

void ClassScreen::open_row() {
  if (student_) return;
  if (page_ == ClassPage::kStudents) {
    student_ = students_.at();
    student_scroll_ = {};
  }
  if (page_ == ClassPage::kQuestions) questions_.list().toggle();
  if (page_ == ClassPage::kExams) exams_.list().toggle();
}

/// Only where the students' order is seen: their page, and the topics, which follow it.
bool ClassScreen::sorts_students() const {
  return !student_ && (page_ == ClassPage::kStudents || page_ == ClassPage::kTopics);
}

/// The student that a key is about.
const ClassStudent* ClassScreen::student_meant() const {
  if (!shown_) return nullptr;
  std::optional<std::size_t> meant = student_;
  if (!meant && page_ == ClassPage::kStudents) meant = students_.at();
  return meant && *meant < shown_->students.size() ? &shown_->students[*meant] : nullptr;
}

void ClassScreen::class_keys(Shell& shell) {
  if (!shell.ui.reachable() || name_.empty()) return;
  if (const auto order = shell.order(Place::kClass)) {
    carry_out(shell, *order);
    return;
  }
  // Arrows went to the rows above; these are the keys for pages.
  if (page_ == ClassPage::kStudents) scroll_by_keys(shell.ui, students_.scroll());
  if (page_ == ClassPage::kQuestions)
    scroll_by_keys(shell.ui, questions_.list().scroll());
  if (page_ == ClassPage::kExams) scroll_by_keys(shell.ui, exams_.list().scroll());
}

void ClassScreen::carry_out(Shell& shell, const Order& order) {
  const bool any = shown_ && !shown_->students.empty();
  switch (order.command) {
    case Command::kBack:
      if (student_)
        student_.reset();
      else
        leave_class(shell);
      return;
    case Command::kAddFiles:
      files_.begin();
      return;
    case Command::kClassPage:
      student_.reset();
      go_to(static_cast<ClassPage>(order.number - 1));
      return;
    case Command::kNextOption:
      step(1);
      return;
    case Command::kLastOption:
      step(-1);
      return;
    case Command::kNextItem:
      step_aside(1);
      return;
    case Command::kLastItem:
      step_aside(-1);
      return;
    case Command::kOpenRow:
      open_row();
      return;
    default:
      break;
  }
  if (order.command == Command::kScope) {
    if (!decks_.empty()) deck_sheet_.open();
    return;
  }
  if (any)
    carry_out_of_page(shell, order);
  else
    shell.pass_on(order);
}

/// What needs somebody who has handed in.
void ClassScreen::carry_out_of_page(Shell& shell, const Order& order) {
  switch (order.command) {
    case Command::kSortBy:
      if (sorts_students()) students_.sort_by_next(*shown_);
      go_to(page_);
      break;
    case Command::kReverseOrder:
      if (sorts_students()) students_.reverse(*shown_);
      go_to(page_);
      break;
    case Command::kOpenInEditor:
      if (page_ == ClassPage::kExams)
        exams_.edit(shell, *shown_);
      else if (page_ == ClassPage::kQuestions)
        questions_.edit(shell, *shown_);
      break;
    case Command::kPracticeDeck:
      practice_.open();
      break;
    case Command::kSavePage:
      save_page(shell);
      break;
    case Command::kSaveCsv:
      save_csv(shell);
      break;
    case Command::kRemoveItem:
      removes_ = student_meant() != nullptr;
      if (!removes_) shell.tell("Go to a student first, on the Students page.");
      break;
    default:
      shell.pass_on(order);
      break;
  }
}

// --- out

void ClassScreen::told(Shell& shell, const std::vector<fs::path>& files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const fs::path& file : files)
    paths.push_back(told_path(environment_value, file));
  shell.tell("Saved", fmt::format("{}", fmt::join(paths, ",  ")));
}

void ClassScreen::save_page(Shell& shell) {
  if (shell.ui.still()) return;
  const auto saved =
      save_text(environment_value, class_file_stem(name_, "report", today(shell)),
                ".html", class_file(*shown_, ClassExport::kHtml));
  if (saved)
    told(shell, {*saved});
  else
    shell.error = saved.error();
}

void ClassScreen::save_csv(Shell& shell) {
  if (shell.ui.still()) return;
  std::vector<fs::path> files;
  for (const ClassFileKind& kind : files_of(page_)) {
    const auto saved =
        save_text(environment_value, class_file_stem(name_, kind.name, today(shell)),
                  ".csv", class_file(*shown_, kind.what));
    if (!saved) {
      shell.error = saved.error();
      return;
    }
    files.push_back(*saved);
  }
  told(shell, files);
}

// --- sheets

void ClassScreen::ask_removal_frame(Shell& shell) {
  const ClassStudent* student = name_.empty() ? nullptr : student_meant();
  const bool of_class = name_.empty();
  if (!removes_ || (!of_class && student == nullptr) ||
      (of_class && at_ >= courses_.size())) {
    removes_ = false;
    return;
  }
  const std::string what = of_class ? courses_[at_].name
                                    : students_.name_of(static_cast<std::size_t>(
                                          student - shown_->students.data()));
  const auto said = confirm(
      shell.ui,
      {.name = "class.remove",
       .title = of_class ? "Remove the class?" : "Remove the student?",
       .text =
           of_class
               ? fmt::format("{}, with all that was handed in to it. The students' own "
                             "files stay where they are.",
                             what)
               : fmt::format("What {} handed in leaves the class. The file stays where "
                             "it is, and can be added again.",
                             what),
       .yes = "Remove",
       .no = "Keep"});
  if (!said) return;
  removes_ = false;
  if (!*said || shell.ui.still()) return;
  if (of_class) {
    if (shell.report(Course::remove(store_of(shell), what))) list(shell);
    return;
  }
  if (course_ == nullptr || looking_.busy()) {
    shell.tell("The class is still being read. Try again in a moment.");
    return;
  }
  const std::string id = student->id;
  if (!shell.report(course_->remove_student(id))) return;
  student_.reset();
  look(shell);
  shell.tell(fmt::format("{} is not in the class any more", what));
}

void ClassScreen::sheets(Shell& shell) {
  if (const auto name = new_class_.frame(shell.ui)) make(shell, *name);
  if (const auto deck = deck_sheet_.frame(shell.ui, decks_, deck_);
      deck && *deck != deck_) {
    deck_ = *deck;
    look(shell);
  }
  if (shown_) practice_.frame(shell, *shown_);
  ask_removal_frame(shell);
}

void ClassScreen::frame(Shell& shell, const Rect& area) {
  collect(shell);
  begin(shell);
  if (!name_.empty() && files_.open()) {
    // Two threads must not touch one class.
    const FilesWish wish =
        files_.frame(shell, area, name_, looking_.busy() ? nullptr : course_);
    if (wish != FilesWish::kNothing) {
      files_.close();
      shell.ui.focus().clear();
    }
    return;
  }
  if (name_.empty())
    courses_frame(shell, area);
  else
    class_frame(shell, area);
  sheets(shell);
  if (!name_.empty() && !files_.open()) class_keys(shell);
}

}  // namespace attache::window
