#pragma once
// The SQL of classes in PostgreSQL: its tables, and the figures of one course of many.
// Needs no server.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "classroom/class_sql.h"

namespace attache::classroom {

/// A version that is not this one is another layout of the tables.
inline constexpr int kPostgresVersion = 1;

/// Every table is cut by course into so many, and what belongs to a student once more.
inline constexpr int kCourseParts = 4;
inline constexpr int kStudentParts = 8;

/// A table that holds rows of all courses.
struct CourseTable {
  std::string_view name;
  std::string_view columns;      ///< in the order in which they are kept
  std::string_view definitions;  ///< of these columns
  std::string_view key;          ///< primary key
  std::string_view also;         ///< more to keep in order: "UNIQUE (…)", or nothing
  std::string_view index;        ///< columns of a further index, or nothing
  bool of_student = false;       ///< its rows go with a student
};
[[nodiscard]] const std::vector<CourseTable>& course_tables();
/// The table called so; there must be one.
[[nodiscard]] const CourseTable& course_table(std::string_view name);

/// Everything that makes the tables, to be run in one transaction.
[[nodiscard]] std::string schema_sql();

/// A figure of one course. `of` is what the figure takes, written as SQL (quoted).
[[nodiscard]] std::string figure_sql(Figure figure, int course, const std::string& of);

/// Takes away what a student handed in, but for the row in `student`.
[[nodiscard]] std::string remove_rows_sql(int course, int student);
/// Notes which questions and texts a student's rows name, before they go: nobody else may
/// have them.
[[nodiscard]] std::string note_loose_sql(int course, int student);
/// Takes away what was noted and nobody has. Nobody may add to the course meanwhile.
[[nodiscard]] std::string tidy_sql(int course);
/// Takes away a course and all of it.
[[nodiscard]] std::string remove_course_sql(int course);

/// An array as PostgreSQL writes it: {"a","b"}.
[[nodiscard]] std::string array_text(const std::vector<std::string>& elements);

}  // namespace attache::classroom
