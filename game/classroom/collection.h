#pragma once
// Where a class is kept: what each student handed in, as counts, and the files
// themselves.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "classroom/class_sql.h"
#include "classroom/student_file.h"

namespace attache::classroom {

/// A row that a figure gives; columns count from 0.
class ClassRow {
 public:
  ClassRow() = default;
  ClassRow(const ClassRow&) = delete;
  ClassRow& operator=(const ClassRow&) = delete;
  virtual ~ClassRow() = default;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;

  [[nodiscard]] std::size_t size(int column) const {
    return static_cast<std::size_t>(integer(column));
  }
  [[nodiscard]] StudyDay day(int column) const {
    return StudyDay(std::chrono::days(integer(column)));
  }
  [[nodiscard]] Instant instant(int column) const {
    return Instant(Millis(integer(column)));
  }
};
using TakeRow = std::function<void(const ClassRow&)>;

/// What became of a file.
enum class Put {
  kNew,      ///< of a student who was not there
  kRenewed,  ///< in place of an earlier one of the same student
  kSame      ///< left out: there already, or a later one is
};

/// One class. Every change is on the disk when its function returns, whole or, on an
/// error, not at all; between `begin` and `commit` when that returns.
class Collection {
 public:
  Collection() = default;
  Collection(const Collection&) = delete;
  Collection& operator=(const Collection&) = delete;
  virtual ~Collection() = default;

  /// What follows is written together, which is quicker.
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  /// Takes a file. Of a student the one that was made last counts.
  virtual Result<Put> put(const StudentFile& file) = 0;
  /// Forgets questions and texts that no file has any more, as when a student hands in
  /// less than before.
  virtual Result<void> tidy() = 0;
  /// Removes a student and all that he or she handed in. Fails for an unknown one.
  virtual Result<void> remove_student(const std::string& id) = 0;
  /// Until `release`, all figures are of one moment, whoever writes meanwhile.
  virtual Result<void> hold() const = 0;
  virtual void release() const = 0;
  /// Asks for a figure, row by row. `of` is the deck or student that it takes; a number
  /// as text.
  virtual Result<void> each(Figure figure,
                            const std::string& of,
                            const TakeRow& take) const = 0;
  /// The file that counts of a student, as it was handed in.
  [[nodiscard]] virtual Result<std::string> file_of(const std::string& student) const = 0;
};

/// Where classes are kept: a folder of SQLite files, or a PostgreSQL database.
struct CollectionPlace {
  std::filesystem::path folder;
  std::string url;  ///< "postgresql://…"; empty: the folder
};

struct CollectionEntry {
  std::string course;
  std::size_t students = 0;
  std::optional<Instant> newest;  ///< of the files
};

/// Classes of a place, by name. A file in the folder that is no class is passed over.
[[nodiscard]] Result<std::vector<CollectionEntry>> list_collections(
    const CollectionPlace& place);
/// Opens a class, or makes it. Fails for a name that is no name, and for what cannot be
/// opened.
[[nodiscard]] Result<std::unique_ptr<Collection>> open_collection(
    const CollectionPlace& place, const std::string& course);
/// Removes a class and all that was handed in to it. Fails where there is none.
Result<void> remove_collection(const CollectionPlace& place, const std::string& course);

/// Whether a class can be called so: one line that says something, 200 bytes at most.
[[nodiscard]] Result<std::string> checked_course(const std::string& name);

}  // namespace attache::classroom
