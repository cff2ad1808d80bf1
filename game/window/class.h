#pragma once
// A class that the person teaches: who has studied, what is known, what is hard.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "trainer/course.h"
#include "window/background.h"
#include "window/class_files.h"
#include "window/class_overview.h"
#include "window/class_questions.h"
#include "window/class_sheets.h"
#include "window/class_students.h"
#include "window/class_words.h"
#include "window/round_parts.h"
#include "window/shell.h"

namespace attache::window {

class ClassScreen {
 public:
  explicit ClassScreen(const std::function<void()>& wake)
      : files_(wake), looking_(wake) {}

  void frame(Shell& shell, const Rect& area);
  /// The screen is about to be shown, or the decks are others.
  void refresh();

  // For pictures of screens.
  void show_courses(std::vector<CourseEntry> courses);
  void show(ClassShown shown, ClassPage page);
  void show_student(std::size_t student) { student_ = student; }
  ClassFiles& files() { return files_; }
  NewClassSheet& new_class() { return new_class_; }
  PracticeSheet& practice() { return practice_; }
  QuestionsPage& questions() { return questions_; }
  ClassExamsPage& exams() { return exams_; }
  StudentsPage& students() { return students_; }
  void ask_removal() { removes_ = true; }

 private:
  /// What a thread has found out about a class.
  struct Looked {
    std::string name;
    std::shared_ptr<Course> course;
    std::optional<ClassShown> shown;
    std::optional<Error> error;
  };

  // What it stands on.
  void begin(Shell& shell);
  void list(Shell& shell);
  void open(Shell& shell, const std::string& name);
  void make(Shell& shell, const std::string& name);
  void look(Shell& shell);
  void collect(Shell& shell);
  void take(ClassShown shown);
  void leave_class(Shell& shell);

  // Classes.
  void courses_frame(Shell& shell, const Rect& area);
  float courses(Shell& shell, const Column& at, float top_of_list);
  float how_to(Shell& shell, const Column& at);
  void courses_keys(Shell& shell);
  void carry_out_in_list(Shell& shell, const Order& order);

  // One class.
  void class_frame(Shell& shell, const Rect& area);
  float head(Shell& shell, const Column& at);
  float pages(Shell& shell, const Column& at);
  [[nodiscard]] std::vector<BarButton> tools(const Ui& ui, const Column& at) const;
  [[nodiscard]] bool has_decks() const;
  [[nodiscard]] bool deck_stands_beside(const Ui& ui, float width) const;
  void page(Shell& shell, const Rect& area);
  void nothing_yet(Shell& shell, const Rect& area);
  void student_frame(Shell& shell, const Rect& area);
  void class_keys(Shell& shell);
  void carry_out(Shell& shell, const Order& order);
  void carry_out_of_page(Shell& shell, const Order& order);
  void step(int by);
  void step_aside(int by);
  void open_row();
  void go_to(ClassPage page);
  [[nodiscard]] bool sorts_students() const;
  void sheets(Shell& shell);
  void ask_removal_frame(Shell& shell);
  void save_page(Shell& shell);
  void save_csv(Shell& shell);
  void told(Shell& shell, const std::vector<std::filesystem::path>& files);
  [[nodiscard]] const ClassStudent* student_meant() const;
  [[nodiscard]] std::string deck_title() const;

  bool stale_ = true;
  bool at_once_ = true;  ///< the class that was looked at last is opened
  bool again_ = false;   ///< something else is to be looked at after what runs
  std::vector<CourseEntry> courses_;
  bool reveal_ = false;  ///< the class where the keyboard stands
  std::size_t at_ = 0;   ///< of the classes
  std::string name_;     ///< of the class that is open; empty: the list
  std::shared_ptr<Course> course_;
  std::optional<ClassShown> shown_;
  std::vector<ClassDeck> decks_;  ///< of the class, whatever is looked at
  std::string deck_;              ///< that alone is looked at
  ClassPage page_ = ClassPage::kOverview;
  std::optional<std::size_t> student_;  ///< that is open
  bool removes_ = false;

  OverviewPage overview_;
  StudentsPage students_;
  TopicsPage topics_;
  QuestionsPage questions_;
  ClassExamsPage exams_;
  NewClassSheet new_class_;
  ClassDeckSheet deck_sheet_;
  PracticeSheet practice_;
  ScrollState courses_scroll_, student_scroll_;
  ClassFiles files_;
  Background<Looked> looking_;
};

}  // namespace attache::window
