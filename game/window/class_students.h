#pragma once
// The students of a class as a table, and one of them.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "window/class_parts.h"
#include "window/shell.h"

namespace attache::window {

class StudentsPage {
 public:
  /// Other figures: the order stays, the keyboard stays with its student.
  void renew(const ClassShown& shown);
  /// Gives the student that was opened, an index of `ClassShown::students`.
  std::optional<std::size_t> frame(Ui& ui, const Rect& area, const ClassShown& shown);

  void step(int by);
  /// The student where the keyboard stands.
  [[nodiscard]] std::optional<std::size_t> at() const;
  /// The student before or behind one, in this order; itself at an end.
  [[nodiscard]] std::size_t beside(std::size_t student, int by) const;
  void sort(const ClassShown& shown, StudentOrder order, bool descending);
  void sort_by_next(const ClassShown& shown);
  void reverse(const ClassShown& shown);
  /// Students as they are listed.
  [[nodiscard]] const std::vector<std::size_t>& places() const { return places_; }
  void go_to(std::size_t student);
  /// What a student is called here, apart from others of the same name.
  [[nodiscard]] const std::string& name_of(std::size_t student) const {
    return names_[student];
  }
  ScrollState& scroll() { return scroll_; }

 private:
  struct TableColumn;
  [[nodiscard]] static std::vector<TableColumn> columns_in(const Ui& ui,
                                                           const Column& at);
  void head(Ui& ui,
            const Rect& area,
            const std::vector<TableColumn>& columns,
            const ClassShown& shown);
  std::optional<std::size_t> mouse(Ui& ui, const Rect& view, float top);

  StudentOrder order_ = StudentOrder::kName;
  bool descending_ = false;
  std::vector<std::size_t> places_;  ///< indexes of students
  std::vector<std::string> ids_;     ///< of all students
  std::vector<std::string> names_;   ///< of all students, apart
  std::optional<std::size_t> at_;    ///< a place
  std::optional<std::size_t> wanted_;
  ScrollState scroll_;
};

/// One student: figures and topics, with the class's mean beside each. Gives the height.
float student_view(Shell& shell,
                   const ClassShown& shown,
                   const ClassStudent& student,
                   const Column& at);

}  // namespace attache::window
