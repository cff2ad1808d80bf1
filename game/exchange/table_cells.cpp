#include "exchange/table_cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "base/text.h"
#include "deckfile/folding.h"
#include "deckfile/values.h"

namespace attache::exchange {

namespace {

class RowReader {
 public:
  RowReader(std::string_view text, char separator, bool comments, std::size_t line)
      : rest_(text), separator_(separator), comments_(comments), line_(line) {}

  std::vector<TableRow> read(std::size_t most) {
    std::vector<TableRow> rows;
    while (!rest_.empty() && rows.size() < most) {
      if (rest_.front() == '\n' || (comments_ && rest_.front() == '#')) {
        skip_line();
        continue;
      }
      TableRow row{line_, {}};
      do
        row.cells.push_back(cell());
      while (take(separator_));
      take('\n');
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  bool take(char what) {
    if (rest_.empty() || rest_.front() != what) return false;
    if (what == '\n') ++line_;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    rest_.remove_prefix(end);
    take('\n');
  }
  [[nodiscard]] bool ends_cell(std::size_t at) const {
    return at >= rest_.size() || rest_[at] == separator_ || rest_[at] == '\n';
  }

  std::string cell() {
    if (rest_.starts_with('"') && lost_steps_ < kMostLostSteps)
      if (auto text = quoted()) return *std::move(text);
    std::size_t end = 0;
    while (!ends_cell(end))
      ++end;
    std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return text;
  }

  std::optional<std::string> quoted() {
    std::string text;
    std::size_t lines = 0;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      const char c = rest_[i];
      if (c == '"' && i + 1 < rest_.size() && rest_[i + 1] == '"') {
        text += '"';
        ++i;
      } else if (c == '"') {
        if (!ends_cell(i + 1)) {
          lost_steps_ += i;
          return {};
        }
        rest_.remove_prefix(i + 1);
        line_ += lines;
        return text;
      } else {
        text += c;
        if (c == '\n') ++lines;
      }
    }
    lost_steps_ += rest_.size();
    return {};
  }

  // Each quote that nothing closes costs a walk to the end of the file.
  static constexpr std::size_t kMostLostSteps = 100u << 20;

  std::string_view rest_;
  char separator_;
  bool comments_;
  std::size_t line_;
  std::size_t lost_steps_ = 0;
};

std::optional<char> separator_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char>, 7> kNames{{{"tab", '\t'},
                                                                     {"comma", ','},
                                                                     {"semicolon", ';'},
                                                                     {"pipe", '|'},
                                                                     {"colon", ':'},
                                                                     {"space", ' '},
                                                                     {"\\t", '\t'}}};
  const std::string folded = fold(name);
  for (const auto& [known, separator] : kNames)
    if (folded == known) return separator;
  if (name.size() == 1 && name.front() != '"' && name.front() != '\n')
    return name.front();
  return {};
}

std::optional<std::size_t> column_number(std::string_view text) {
  std::size_t number = 0;
  const std::string folded = folded_line(text);
  const auto [end, failure] =
      std::from_chars(folded.data(), folded.data() + folded.size(), number);
  constexpr std::size_t kMostColumns = 1000;
  if (failure != std::errc{} || end != folded.data() + folded.size() || number == 0 ||
      number > kMostColumns)
    return {};
  return number;
}

/// Takes in "#key:value"; false where it is no line of a head.
bool read_directive(std::string_view line, TableHead& head, std::string& columns) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string key = fold(line.substr(1, colon - 1));
  const std::string_view value = line.substr(colon + 1);
  if (key == "separator") {
    head.separator = separator_named(value);
  } else if (key == "html") {
    head.html = fold(value) == "true";
  } else if (key == "columns") {
    columns = value;
  } else if (key == "tags column") {
    head.tags = column_number(value);
  } else if (key == "deck column") {
    head.deck = column_number(value);
  } else if (key == "notetype column") {
    head.notetype = column_number(value);
  } else if (key == "guid column") {
    head.guid = column_number(value);
  } else if (key == "deck") {
    head.deck_name = folded_line(value);
  } else if (key == "tags") {
    head.all_tags = split_at_blanks(folded_line(value));
  } else if (key == "attache deck") {
    head.is_ours = true;
    head.deck_id = folded_line(value);
  } else if (key == "attache language") {
    head.lang = folded_line(value);
  } else if (key != "notetype" && key != "if matches") {
    return false;
  }
  return true;
}

}  // namespace

std::vector<TableRow> rows_of(std::string_view text,
                              char separator,
                              bool comments,
                              std::size_t first_line,
                              std::size_t most_rows) {
  return RowReader(text, separator, comments, first_line).read(most_rows);
}

TableHead head_of_table(std::string_view text) {
  TableHead head;
  std::string columns;
  std::size_t at = 0;
  std::size_t lines = 0;
  while (at < text.size() && text[at] == '#') {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (read_directive(text.substr(at, end - at), head, columns)) head.is_there = true;
    at = std::min(end + 1, text.size());
    ++lines;
  }
  if (!head.is_there) return {};
  head.length = at;
  head.lines = lines;
  if (!columns.empty()) {
    const auto rows = rows_of(columns, head.separator.value_or('\t'), false, 1, 1);
    if (!rows.empty()) head.columns = rows.front().cells;
  }
  return head;
}

std::optional<char> likely_separator(std::string_view text, bool comments) {
  constexpr std::size_t kLook = 100;
  constexpr std::array<char, 5> kSeparators{'\t', ';', ',', '|', ':'};
  std::optional<char> best;
  double best_share = 0.5;  // less than that is chance
  for (const char separator : kSeparators) {
    const auto rows = rows_of(text, separator, comments, 1, kLook);
    std::map<std::size_t, std::size_t> widths;
    for (const TableRow& row : rows)
      if (row.cells.size() > 1) ++widths[row.cells.size()];
    for (const auto& [width, count] : widths) {
      const double share = static_cast<double>(count) / static_cast<double>(rows.size());
      if (share <= best_share) continue;
      best = separator;
      best_share = share;
    }
  }
  return best;
}

}  // namespace attache::exchange
