#pragma once
// Bringing in other programs' files: first what would happen, then all of it or nothing.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/deck_book.h"

namespace attache {

/// Formats by name, for faces: "anki", "gift", … with a title for people.
struct FormatName {
  std::string name;
  std::string title;
  std::string ending;  ///< of files written; empty for reading
};
[[nodiscard]] std::vector<FormatName> import_formats();
[[nodiscard]] std::vector<FormatName> export_formats();

/// Columns of a table by what they are: "ignore", "question", "answer", "tags", "topic",
/// "explain", "id", "accept".
struct TableReading {
  char separator = '\t';
  bool has_header = false;
  bool html = false;
  std::vector<std::string> columns;
};

struct ImportRequest {
  std::filesystem::path file;  ///< or, if empty, `text`
  std::string text;
  std::string name;                   ///< of a text: for its title and id
  std::optional<std::string> format;  ///< guessed without one
  std::optional<std::string> deck_id;
  std::optional<TableReading> table;
  bool with_history = true;   ///< answers, flags and where the questions stand
  bool take_weights = false;  ///< use the other program's fitted weights
};

struct TableLook {
  TableReading guess;
  std::vector<std::vector<std::string>> rows;
};
/// The first rows of a table, to choose the columns by; fails for other formats.
[[nodiscard]] Result<TableLook> look_at_table(const ImportRequest& request);

/// One line of what an import would do with a question or a deck.
struct ImportLine {
  enum class What { kAdded, kChanged, kSame, kOnlyHere } what = What::kAdded;
  std::string id;
  std::string label;   ///< the question, plain
  std::string before;  ///< of a changed one: its answer or wording now
};
/// What would be left out, or changed on the way.
struct ImportLoss {
  std::string where;
  std::string what;
  std::size_t count = 1;
};

/// One deck of an import.
struct ImportDeckPlan {
  std::string id, title;
  std::filesystem::path file;  ///< where it will lie
  bool exists = false;         ///< a deck with its id is in the learner's folder: it is
                               ///< brought up to date, and nothing is removed from it
  std::size_t added = 0, changed = 0, same = 0, only_here = 0;
  std::vector<ImportLine> lines;  ///< the first thousand that are not the same
  std::size_t pictures = 0;
};

/// Read and compared, nothing written yet. A value: it can be made on another thread.
struct ImportPlan {
  std::string format;  ///< for people
  std::vector<ImportDeckPlan> decks;
  std::size_t answers = 0;      ///< in the file
  std::size_t new_answers = 0;  ///< that the log does not have yet
  std::size_t suspended = 0;
  bool has_weights = false;
  std::vector<ImportLoss> losses;
  struct Content;
  std::shared_ptr<const Content> content;
};

/// What planning needs from the trainer, as a value for another thread.
struct ImportGround {
  std::filesystem::path decks_folder;  ///< the learner's own
  std::vector<std::filesystem::path> deck_paths;
  StudyCalendar calendar;
  Instant now{};
};

/// Told the share done, 0..1; false cancels (the error then says so).
using ImportProgress = std::function<bool(double)>;
[[nodiscard]] Result<ImportPlan> plan_import(const ImportRequest& request,
                                             const ImportGround& ground,
                                             const ImportProgress& progress = {});

struct ImportOutcome {
  std::size_t decks = 0, added = 0, changed = 0, answers = 0;
  /// Answers left out, because their questions were studied here since.
  std::size_t skipped = 0;
};

struct ExportRequest {
  std::string deck;    ///< id
  std::string format;  ///< by name
  int questions = 0;   ///< of a printed quiz
  bool with_progress = false;
};
struct ExportOutcome {
  std::string bytes;
  std::vector<ImportLoss> losses;
};

}  // namespace attache
