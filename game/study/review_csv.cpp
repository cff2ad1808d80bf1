#include "study/review_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <optional>

namespace attache {
namespace {

enum Column : std::size_t { kCard, kTime, kRating, kState, kDuration, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{
    "card_id", "review_time", "review_rating", "review_state", "review_duration"};
constexpr std::size_t kOther = kColumns;
constexpr std::string_view kHeader =
    "card_id,review_time,review_rating,review_state,review_duration";
constexpr std::string_view kNeeded =
    "The first line names the columns: card_id,review_time,review_rating,review_state "
    "and, if known, review_duration";

std::string_view without_quotes(std::string_view field) {
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    return field.substr(1, field.size() - 2);
  return field;
}

std::string_view without_blanks(std::string_view field) {
  while (!field.empty() && field.front() == ' ')
    field.remove_prefix(1);
  while (!field.empty() && (field.back() == ' ' || field.back() == '\r'))
    field.remove_suffix(1);
  return field;
}

std::string line_place(std::size_t line) {
  return fmt::format("line {}", line);
}

/// Takes lines off the front of a text.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  std::string_view take() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return line;
  }
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

std::string_view take_field(std::string_view& line) {
  const std::size_t end = std::min(line.find(','), line.size());
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return field;
}

/// Which column stands at which place of a row.
Result<std::vector<std::size_t>> read_header(std::string_view line) {
  std::vector<std::size_t> columns;
  std::array<bool, kColumns> seen{};
  while (!line.empty()) {
    const std::string_view name = without_quotes(without_blanks(take_field(line)));
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    const auto column = static_cast<std::size_t>(found - kNames.begin());
    if (column < kColumns && seen[column])
      return fail(fmt::format("the column {} is there twice", name), line_place(1),
                  std::string(kNeeded));
    if (column < kColumns) seen[column] = true;
    columns.push_back(column);
  }
  for (std::size_t column = 0; column < kDuration; ++column)
    if (!seen[column])
      return fail(fmt::format("there is no column {}", kNames[column]), line_place(1),
                  std::string(kNeeded));
  return columns;
}

std::optional<std::int64_t> whole_number(std::string_view field) {
  std::int64_t value = 0;
  auto [end, problem] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (problem == std::errc() && end == field.data() + field.size()) return value;
  const std::string_view bare = without_quotes(without_blanks(field));
  if (bare.size() == field.size()) return std::nullopt;
  return whole_number(bare);
}

Error wrong_field(std::size_t column, std::string_view field, std::size_t line) {
  constexpr std::array<std::string_view, kColumns> kRanges{
      "a whole number", "milliseconds since 1970", "1, 2, 3 or 4 (0: moved by hand)",
      "0, 1, 2 or 3", "milliseconds, 0 or more"};
  constexpr std::size_t kShown = 40;
  const bool missing = field.empty();
  return {missing ? fmt::format("{} is missing", kNames[column])
                  : fmt::format("{} cannot be \"{}\"", kNames[column],
                                field.substr(0, kShown)),
          line_place(line), fmt::format("It should be {}", kRanges[column])};
}

bool in_range(std::size_t column, std::int64_t value) {
  // 1970 give or take 2,900 years: differences stay far from the limits of the type.
  constexpr std::int64_t kFarthest = 100'000'000'000'000;
  switch (column) {
    case kTime:
      return value > -kFarthest && value < kFarthest;
    case kRating:
      return value >= 0 && value <= 4;
    case kState:
      return value >= 0 && value <= 3;
    case kDuration:
      return value >= 0 && value < kFarthest;
    default:
      return true;
  }
}

using Row = std::array<std::int64_t, kColumns>;

Result<Row> read_row(std::string_view line,
                     const std::vector<std::size_t>& columns,
                     std::size_t number) {
  Row row{};
  for (const std::size_t column : columns) {
    const std::string_view field = take_field(line);
    if (column == kOther) continue;
    if (column == kDuration && without_blanks(field).empty()) continue;
    const std::optional<std::int64_t> value = whole_number(field);
    if (!value || !in_range(column, *value))
      return Unexpected(wrong_field(column, field, number));
    row[column] = *value;
  }
  return row;
}

LoggedReview review_of(const Row& row) {
  return {row[kCard], Instant(Millis(row[kTime])), static_cast<Rating>(row[kRating]),
          static_cast<Phase>(row[kState]), Millis(row[kDuration])};
}

}  // namespace

Result<ReviewLog> read_review_csv(std::string_view text) {
  constexpr std::size_t kShortRow = 24;
  Lines lines(text);
  const auto columns = read_header(lines.take());
  if (!columns) return columns.unexpected();
  ReviewLog log;
  log.reserve(text.size() / kShortRow);
  while (!lines.at_end()) {
    const std::string_view line = lines.take();
    if (without_blanks(line).empty()) continue;
    const auto row = read_row(line, *columns, lines.number());
    if (!row) return row.unexpected();
    if ((*row)[kRating] != 0) log.push_back(review_of(*row));
  }
  return log;
}

std::string review_csv(const ReviewLog& log) {
  constexpr std::size_t kLongRow = 40;
  fmt::memory_buffer out;
  out.reserve(kLongRow * (log.size() + 2));
  out.append(kHeader);
  out.push_back('\n');
  for (const LoggedReview& review : log)
    fmt::format_to(std::back_inserter(out), "{},{},{},{},{}\n", review.card,
                   review.at.time_since_epoch().count(), static_cast<int>(review.rating),
                   static_cast<int>(review.phase), review.duration.count());
  return fmt::to_string(out);
}

}  // namespace attache
