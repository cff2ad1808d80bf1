#include "window/class_questions.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "window/browser_parts.h"

namespace attache::window {

namespace {

/// The button in what a question unfolds to. Gives the height.
float editor_button(Shell& shell,
                    std::string_view name,
                    const EditWish& wish,
                    const Column& at,
                    bool draw) {
  Ui& ui = shell.ui;
  const float height = button_height(ui);
  if (!draw) return height + ui.gap(6);
  const Button edit{
      .name = name, .label = "Open in the editor", .key = "e", .icon = icon::kEdit};
  const float wide = std::min(button_width(ui, edit), at.width);
  if (button(ui, {at.x, at.y, wide, height}, edit)) shell.edit = wish;
  return height + ui.gap(6);
}

void open_in_editor(Shell& shell, const EditWish& wish) {
  if (wish.item.empty())
    shell.tell("It is not in a deck of yours.", "Bring in the deck to change it.");
  else
    shell.edit = wish;
}

/// A notice above the rows. Gives the height.
float notice(Ui& ui, std::string_view words, const Column& at, bool draw) {
  if (words.empty()) return 0;
  const Palette& c = ui.colours();
  const TextStyle style{.size = 14, .colour = c.muted};
  const float sign = std::round(ui.em(15) + ui.gap(8));
  if (draw)
    ui.icon_in({at.x, at.y, ui.em(15), std::round(ui.em(14) * 1.5F)}, icon::kInfo, 15,
               c.muted);
  return paragraph(ui, words, style, {at.x + sign, at.y, at.width - sign}, draw) +
         ui.gap(10);
}

// --- questions

std::string times_text(std::int64_t times) {
  return times == 1 ? "once"
                    : fmt::format("{} times", thousands(static_cast<std::size_t>(times)));
}

std::string picked_text(const ClassOption& option) {
  const std::string shown = times_text(option.shown);
  if (option.picked == 0) return fmt::format("never picked, shown {}", shown);
  return fmt::format("picked {} of {}",
                     thousands(static_cast<std::size_t>(option.picked)),
                     thousands(static_cast<std::size_t>(option.shown)));
}

std::vector<ResponseLine> option_lines(const ClassQuestion& question) {
  std::vector<ResponseLine> lines;
  for (const ClassOption& option : question.options) {
    const double share = option.shown > 0 ? static_cast<double>(option.picked) /
                                                static_cast<double>(option.shown)
                                          : 0;
    lines.push_back({option.text, picked_text(option), share, option.right});
  }
  return lines;
}

std::vector<ResponseLine> wrong_lines(const ClassQuestion& question) {
  std::vector<ResponseLine> lines;
  for (const ClassAnswer& answer : question.wrong)
    lines.push_back({answer.text,
                     fmt::format("{}, {}", many(answer.students, "student", "students"),
                                 times_text(answer.times)),
                     -1, answer.right});
  return lines;
}

EditWish wish_of(const ClassQuestion& question) {
  if (!question.on_shelf) return {};
  // A question's id begins with its deck's.
  return {question.id.substr(0, question.id.find('/')), question.item};
}

FoldedRow row_of(const ClassQuestion& question) {
  FoldedRow row{
      question.stem, question.answer, {}, question_figures(question), question.advice};
  if (!question.on_shelf)
    row.note = "Not in your decks: only its id is known.";
  else if (const std::string wrong = wrong_words(question); !wrong.empty())
    row.note = "Often instead:  " + wrong;
  return row;
}

float question_body(Shell& shell,
                    const ClassQuestion& question,
                    const Column& at,
                    bool draw) {
  Ui& ui = shell.ui;
  float y = at.y;
  const auto options = option_lines(question);
  const auto wrong = wrong_lines(question);
  if (const float high =
          response_lines(ui, "What was picked", options, {at.x, y, at.width}, draw);
      high > 0)
    y += high + ui.gap(6);
  if (const float high =
          response_lines(ui, "Answered instead", wrong, {at.x, y, at.width}, draw);
      high > 0)
    y += high + ui.gap(6);
  std::string figures = "Nobody has answered it yet.";
  if (question.students > 0)
    figures = fmt::format("{} of all answers were rated again.  {} with a first answer.",
                          class_share_text(question.again),
                          many(question.first_answers, "student", "students"));
  if (question.students > 0 && options.empty() && wrong.empty())
    figures +=
        "  What was picked or typed is known only of students who hand in their "
        "history.";
  y += paragraph(ui, figures, {.size = 14, .colour = ui.colours().muted},
                 {at.x, y, at.width}, draw) +
       ui.gap(10);
  y = std::round(y);
  const EditWish wish = wish_of(question);
  if (!wish.item.empty())
    y += editor_button(shell, "class.question.edit", wish, {at.x, y, at.width}, draw);
  return y - at.y;
}

// --- exams

EditWish wish_of(const ExamItem& item) {
  return {item.deck, item.item};
}

FoldedRow row_of(const ExamItem& item) {
  FoldedRow row{item.stem, {}, {}, item_figures(item.analysis), item.advice};
  row.figures.resize(kListedItemFigures);
  for (const ExamItem::Response& response : item.responses)
    if (response.credit >= 1 && row.answer.empty()) row.answer = response.text;
  if (item.item.empty()) row.note = "Not in your decks: only its id is known.";
  return row;
}

std::vector<ResponseLine> response_lines_of(const ExamItem& item) {
  std::vector<ResponseLine> lines;
  for (const ExamItem::Response& response : item.responses) {
    std::string figure =
        fmt::format("{}  ·  {}", many(response.count, "student", "students"),
                    class_share_text(response.share));
    const bool part = response.credit > 0 && response.credit < 1;
    if (part)
      figure = fmt::format("{} credit  ·  {}", class_share_text(response.credit), figure);
    lines.push_back(
        {response.text, std::move(figure), response.share, response.credit >= 1});
  }
  return lines;
}

float item_body(
    Shell& shell, std::size_t number, const ExamItem& item, const Column& at, bool draw) {
  Ui& ui = shell.ui;
  float y = at.y;
  const auto lines = response_lines_of(item);
  y += response_lines(ui, "What was answered", lines, {at.x, y, at.width}, draw) +
       ui.gap(6);
  const auto figures = item_figures(item.analysis);
  y = std::round(y);
  const std::string name = fmt::format("class.item.{}", number);
  y += figure_tiles(ui, name, figures, {at.x, y, at.width}, draw) + ui.gap(12);
  const EditWish wish = wish_of(item);
  if (!wish.item.empty())
    y += editor_button(shell, "class.item.edit", wish, {at.x, std::round(y), at.width},
                       draw);
  return y - at.y;
}

}  // namespace

void QuestionsPage::renew(const ClassShown& shown) {
  std::vector<QuestionId> ids;
  for (const ClassQuestion& question : shown.questions)
    ids.push_back(question.id);
  if (ids == ids_)
    list_.keep();
  else
    list_.reset(ids.size());
  ids_ = std::move(ids);
}

void QuestionsPage::frame(Shell& shell, const Rect& area, const ClassShown& shown) {
  Ui& ui = shell.ui;
  if (shown.questions.empty()) {
    empty_state(ui, area.x, area.y + ui.gap(40), area.w,
                {.sign = icon::kBook,
                 .colour = ui.colours().accent,
                 .title = "No questions yet",
                 .words = "Once students have handed in what they answered, the hardest "
                          "questions stand here first."});
    return;
  }
  std::vector<NamedFigure> heads = question_figures(shown.questions.front());
  heads[0].value = heads[1].value = "100 %";
  heads[2].value = "2,000";
  list_.frame(ui, area,
              {.name = "class.questions",
               .heads = std::move(heads),
               .row = [&](std::size_t row) { return row_of(shown.questions[row]); },
               .body =
                   [&](std::size_t row, const Column& at, bool draw) {
                     return question_body(shell, shown.questions[row], at, draw);
                   },
               .lead =
                   [&](const Column& at, bool draw) {
                     float y = at.y + ui.gap(6);
                     for (const std::string& words : missing_words(shown))
                       y += notice(ui, words, {at.x, y, at.width}, draw);
                     return y - at.y;
                   }});
}

void QuestionsPage::edit(Shell& shell, const ClassShown& shown) const {
  if (!list_.at() || *list_.at() >= shown.questions.size())
    shell.tell("Go to a question first, with ↓.");
  else
    open_in_editor(shell, wish_of(shown.questions[*list_.at()]));
}

// --- exams

void ClassExamsPage::renew(const ClassShown& shown) {
  std::vector<QuestionId> ids;
  for (const ClassExam& exam : shown.exams) {
    ids.push_back(exam.paper);
    for (const ExamItem& item : exam.items)
      ids.push_back(item.id);
  }
  if (ids == ids_)
    list_.keep();
  else
    choose(shown, 0);
  ids_ = std::move(ids);
}

void ClassExamsPage::choose(const ClassShown& shown, std::size_t paper) {
  paper_ = paper;
  list_.reset(paper < shown.exams.size() ? shown.exams[paper].items.size() : 0);
}

void ClassExamsPage::step_paper(const ClassShown& shown, int by) {
  const auto count = static_cast<std::ptrdiff_t>(shown.exams.size());
  if (count < 2) return;
  const auto next = (static_cast<std::ptrdiff_t>(paper_) + by + count) % count;
  choose(shown, static_cast<std::size_t>(next));
}

float ClassExamsPage::papers(Ui& ui,
                             const ClassShown& shown,
                             const Column& at,
                             bool draw) {
  const float line = chip_height(ui);
  Flow flow(at, line, ui.gap(8));
  for (std::size_t i = 0; i < shown.exams.size(); ++i) {
    const ClassExam& exam = shown.exams[i];
    const std::string label =
        fmt::format("{}  ·  {}", exam.title, many(exam.attempts, "attempt", "attempts"));
    const Chip look{
        .name = "class.paper", .number = i, .label = label, .on = i == paper_};
    const Rect place = flow.place(chip_width(ui, look));
    if (draw && chip(ui, place, look)) chosen_ = i;
  }
  return flow.height() + ui.gap(14);
}

float ClassExamsPage::lead(Shell& shell,
                           const ClassShown& shown,
                           const Column& at,
                           bool draw) {
  Ui& ui = shell.ui;
  const ClassExam& exam = shown.exams[paper_];
  float y = at.y + ui.gap(6);
  y += papers(ui, shown, {at.x, y, at.width}, draw);
  y = std::round(y);
  y += figure_tiles(ui, "class.paper.figures", paper_figures(exam), {at.x, y, at.width},
                    draw) +
       ui.gap(12);
  if (!exam.same_questions)
    y +=
        notice(ui,
               "Students were asked different questions here, so alpha, and what follows "
               "from it, is left out.",
               {at.x, y, at.width}, draw);
  return y - at.y;
}

void ClassExamsPage::frame(Shell& shell, const Rect& area, const ClassShown& shown) {
  Ui& ui = shell.ui;
  if (shown.exams.empty()) {
    empty_state(
        ui, area.x, area.y + ui.gap(40), area.w,
        {.sign = icon::kExam,
         .colour = ui.colours().accent,
         .title = "No mock exams yet",
         .words = "When students hand in mock exams with their progress, this page "
                  "says how hard each question was, how well it tells students "
                  "apart, and what they answered."});
    return;
  }
  const ClassExam& exam = shown.exams[paper_];
  std::vector<NamedFigure> heads = item_figures({});
  heads.resize(kListedItemFigures);
  for (NamedFigure& head : heads)
    head.value = "−100 %";
  list_.frame(ui, area,
              {.name = "class.exam.items",
               .heads = std::move(heads),
               .row = [&](std::size_t row) { return row_of(exam.items[row]); },
               .body =
                   [&](std::size_t row, const Column& at, bool draw) {
                     return item_body(shell, row, exam.items[row], at, draw);
                   },
               .lead = [&](const Column& at,
                           bool draw) { return lead(shell, shown, at, draw); }});
  if (chosen_) choose(shown, *chosen_);
  chosen_.reset();
}

void ClassExamsPage::edit(Shell& shell, const ClassShown& shown) const {
  const bool any = paper_ < shown.exams.size() && list_.at() &&
                   *list_.at() < shown.exams[paper_].items.size();
  if (any)
    open_in_editor(shell, wish_of(shown.exams[paper_].items[*list_.at()]));
  else
    shell.tell("Go to a question first, with ↓.");
}

}  // namespace attache::window
