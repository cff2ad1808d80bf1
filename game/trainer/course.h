#pragma once
// The instructor's use cases: a class, the files that its students hand in, what they
// show, and what is made of it. Knows nothing of the instructor's own progress.

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "cards/deck_book.h"
#include "trainer/course_shown.h"

namespace attache {

/// Where classes are kept: a folder of SQLite files, or a PostgreSQL database.
struct CourseStore {
  std::filesystem::path folder;
  std::string url;  ///< "postgresql://…"; empty: the folder
};

/// Told how many files of how many are read; false cancels.
using FilesProgress = std::function<bool(std::size_t done, std::size_t all)>;

class Course {
 public:
  /// All classes of a store.
  static Result<std::vector<CourseEntry>> list(const CourseStore& store);
  /// Opens a class, or makes it. Fails for a name that is no name, a store that cannot be
  /// opened, and `postgresql://` where the program was built without it.
  static Result<std::unique_ptr<Course>> open(const CourseStore& store,
                                              const std::string& name);
  /// Removes a class and all that was handed in to it.
  static Result<void> remove(const CourseStore& store, const std::string& name);
  ~Course();
  Course(const Course&) = delete;
  Course& operator=(const Course&) = delete;
  Course(Course&&) = delete;
  Course& operator=(Course&&) = delete;

  /// Takes files, and those in folders (*.progress). What is broken is named and left
  /// out; a file is taken wholly or not at all. Of a student the latest file counts.
  /// A file from later than `now` and two days is refused: none could ever replace it.
  /// Reads on all cores in bounded memory.
  Result<FilesTaken> add(std::span<const std::filesystem::path> files,
                         Instant now,
                         const FilesProgress& progress = {});
  Result<void> remove_student(const std::string& student);

  /// Everything, with words from `decks` where they have the questions. `deck`: of one
  /// deck alone.
  [[nodiscard]] Result<ClassShown> shown(std::span<const DeckBook> decks,
                                         const std::string& deck = {}) const;
  /// One student.
  [[nodiscard]] Result<ClassStudent> student(std::span<const DeckBook> decks,
                                             const std::string& id) const;

 private:
  struct State;
  explicit Course(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What each student is called in a list, by place: the name, with the beginning of the
/// id behind it, as much as tells them apart, where others have the same one.
[[nodiscard]] std::vector<std::string> names_apart(const ClassShown& shown);
/// Of fewer, an item analysis says little.
inline constexpr std::size_t kFewStudents = 10;
inline constexpr const char* kFewStudentsRemark =
    "So few students say little of a question: take these figures as a hint.";
inline constexpr const char* kNotTheSameQuestions =
    "Not everybody had the same questions, so there is no internal consistency.";
/// Charts of a class: "days" (students and answers), "topics" (heat table of students by
/// topic), "hardest" (facility of the hardest questions).
[[nodiscard]] std::vector<Chart> charts_of(const ClassShown& shown);
/// A file of it; CSV cells that a spreadsheet would run are made harmless, the page needs
/// nothing else and prints well.
/// CSV begins with the mark by which spreadsheets know UTF-8.
[[nodiscard]] std::string class_file(const ClassShown& shown, ClassExport what);
/// The same without the mark, for other programs to read on.
[[nodiscard]] std::string class_text(const ClassShown& shown, ClassExport what);
/// A practice deck of the facts and cards that the class misses most, with all that they
/// need, in the order of need: at most `most` questions. Its questions keep the ids of
/// the decks that they come from as far as a deck's format can. Fails where nothing of it
/// is on the shelf.
struct PracticeDeck {
  std::string file_name;
  std::string text;  ///< deck XML
  std::size_t questions = 0;
};
[[nodiscard]] Result<PracticeDeck> practice_deck(const ClassShown& shown,
                                                 std::span<const DeckBook> decks,
                                                 std::size_t most);

}  // namespace attache
