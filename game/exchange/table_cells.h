#pragma once
// A text of rows and cells taken apart, and what the lines at its head say of it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

struct TableRow {
  std::size_t line = 1;  ///< in the file, where it begins
  std::vector<std::string> cells;
};

/// Rows as RFC 4180 has them. Where quotes do not fit its rules (text behind the closing
/// one, none that closes), the cell is taken as it stands. Empty lines are skipped; with
/// `comments`, lines that begin with '#' too.
[[nodiscard]] std::vector<TableRow> rows_of(std::string_view text,
                                            char separator,
                                            bool comments,
                                            std::size_t first_line = 1,
                                            std::size_t most_rows = SIZE_MAX);

/// What Anki's header lines say, and ours. Columns are numbered from 1.
struct TableHead {
  bool is_there = false;  ///< there is at least one such line
  bool is_ours = false;   ///< written by this program
  std::optional<char> separator;
  std::optional<bool> html;
  std::vector<std::string> columns;
  std::optional<std::size_t> tags, deck, notetype, guid;
  std::string deck_name;
  std::vector<std::string> all_tags;
  std::string deck_id, lang;  ///< of a file of ours
  std::size_t length = 0;     ///< bytes up to the first row
  std::size_t lines = 0;
};
[[nodiscard]] TableHead head_of_table(std::string_view text);

/// The separator that cuts the most rows into the same number of cells; nothing where
/// none does.
[[nodiscard]] std::optional<char> likely_separator(std::string_view text, bool comments);

}  // namespace attache::exchange
