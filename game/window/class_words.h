#pragma once
// The words, figures and orders of the Class screen, before anything is drawn.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trainer/course_shown.h"

namespace attache::window {

enum class ClassPage { kOverview, kStudents, kTopics, kQuestions, kExams };
inline constexpr std::size_t kClassPages = 5;
[[nodiscard]] std::string_view title_of(ClassPage page);

// --- figures

/// "84 %", and "–" for none. `share` is 0..1.
[[nodiscard]] std::string class_share_text(std::optional<double> share);
/// The same of a figure that is 0..100 already.
[[nodiscard]] std::string percent_text(std::optional<double> percent);
/// "−0.32", and "–" for none.
[[nodiscard]] std::string plain_figure_text(std::optional<double> figure);
/// A day in words, or "–".
[[nodiscard]] std::string day_or_none(std::optional<StudyDay> day);

/// A figure with its name, and what it means in a sentence or two.
struct NamedFigure {
  std::string label, value;
  std::string_view meaning = {};
};
/// The class as a whole.
[[nodiscard]] std::vector<NamedFigure> class_figures_of(const ClassShown& shown);
[[nodiscard]] std::vector<NamedFigure> student_figures_of(const ClassStudent& student);
/// A paper: its means, its spread, and how far it can be trusted.
[[nodiscard]] std::vector<NamedFigure> paper_figures(const ClassExam& exam);
/// One of its questions; the first three stand beside it in the list.
[[nodiscard]] std::vector<NamedFigure> item_figures(const ItemAnalysis& item);
inline constexpr std::size_t kListedItemFigures = 3;
/// One question over all students, as it stands in the list.
[[nodiscard]] std::vector<NamedFigure> question_figures(const ClassQuestion& question);

/// Mean of what is known, of the students who handed a topic in; none for nobody.
[[nodiscard]] std::vector<std::optional<double>> topic_means(const ClassShown& shown);

// --- students

enum class StudentOrder { kName, kKnown, kLastDay, kDays, kAnswers, kTime };
inline constexpr std::size_t kStudentOrders = 6;
[[nodiscard]] std::string_view title_of(StudentOrder order);
/// Indexes of students. Equal ones, and those of which nothing is known, stay by name;
/// the latter come last.
[[nodiscard]] std::vector<std::size_t> sorted_students(
    std::span<const ClassStudent> students, StudentOrder order, bool descending);
/// Whether an order is the more useful one from the greatest down.
[[nodiscard]] bool is_descending_first(StudentOrder order);

// --- sentences

/// What cannot be shown, because it was not handed in; empty where nothing is missing.
[[nodiscard]] std::vector<std::string> missing_words(const ClassShown& shown);
/// "24 students, newest file of 31 July 2024".
[[nodiscard]] std::string course_words(const CourseEntry& course,
                                       std::optional<StudyDay> newest);
/// "Edition 1 and 2; yours is 2", "Not among your decks".
[[nodiscard]] std::string deck_words(const ClassDeck& deck);
/// What became of files, a sentence each.
[[nodiscard]] std::vector<std::string> taken_words(const FilesTaken& taken);
[[nodiscard]] std::string taken_title(const FilesTaken& taken);
/// What is added with one press: "Add all 12 files of week-3".
[[nodiscard]] std::string adding_words(const std::filesystem::path& folder,
                                       std::size_t files);
/// "312 of 2,000 files".
[[nodiscard]] std::string reading_words(std::size_t done, std::size_t all);
/// With a capital letter, and a full stop where none stands.
[[nodiscard]] std::string as_sentence(std::string_view words);
/// The commonest wrong answers in a line: "2026 (7 students), Seoul (3)"; may be empty.
[[nodiscard]] std::string wrong_words(const ClassQuestion& question);

// --- files

/// A file that a student handed in, by its name.
[[nodiscard]] bool looks_handed_in(std::string_view name);
/// "attache-日米安全保障-students-2024-08-01": letters of any script, and no sign that a
/// file system could refuse.
[[nodiscard]] std::string class_file_stem(std::string_view course,
                                          std::string_view what,
                                          StudyDay day);
/// What "save as CSV" writes of a page.
struct ClassFileKind {
  ClassExport what;
  std::string_view name;  ///< in the file's name
};
[[nodiscard]] std::vector<ClassFileKind> files_of(ClassPage page);

}  // namespace attache::window
