#include "study/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <span>

#include "base/text_columns.h"

namespace attache {

namespace {

constexpr double kMonth = 30.4375;
constexpr double kYear = 365.25;
constexpr double kMinute = 60;
constexpr double kHourSeconds = 3600;
constexpr double kDaySeconds = 86400;
/// What is lost in adding up steps must not lose a tick.
constexpr double kSlack = 1e-9;

constexpr std::array kMonthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

StudyDay day_at(double value) {
  return StudyDay{std::chrono::days(static_cast<int>(std::floor(value + kSlack)))};
}

std::chrono::year_month_day date_at(double value) {
  return std::chrono::year_month_day(day_at(value));
}

/// Without the zeros that say nothing: "1.50" is "1.5".
std::string trimmed(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

std::string with_decimals(double value, int decimals) {
  return trimmed(fmt::format("{:.{}f}", value, decimals));
}

std::string with_commas(double value) {
  const std::string digits = fmt::format("{:.0f}", std::abs(value));
  std::string text = value <= -0.5 ? "-" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

/// "1,204", "3.4".
std::string count_text(double value) {
  const bool is_whole = std::abs(value - std::round(value)) < kSlack;
  return is_whole || std::abs(value) >= 10 ? with_commas(value) : with_decimals(value, 1);
}

/// "84 %"; what is nearly nothing or nearly all is not rounded to it.
std::string share_text(double value) {
  const double percent = value * 100;
  const bool is_near_end =
      (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return with_decimals(percent, is_near_end ? 1 : 0) + " %";
}

std::string seconds_text(double value) {
  const double size = std::abs(value);
  if (size < 9.95) return with_decimals(value, 1) + " s";
  if (size < 59.5) return with_decimals(value, 0) + " s";
  if (size < kHourSeconds - 30) return with_decimals(value / kMinute, 0) + " min";
  const double hours = value / kHourSeconds;
  return (size < 9.95 * kHourSeconds ? with_decimals(hours, 1) : with_commas(hours)) +
         " h";
}

std::string in_unit(const std::string& amount, const char* unit) {
  return fmt::format("{} {}{}", amount, unit, amount == "1" ? "" : "s");
}

std::string days_text(double value) {
  const double size = std::abs(value);
  if (size < 9.95) return in_unit(with_decimals(value, 1), "day");
  if (size < 30.5) return in_unit(with_decimals(value, 0), "day");
  // From 11.95 on, twelve months would be shown.
  if (size / kMonth < 11.95) return in_unit(with_decimals(value / kMonth, 1), "month");
  return in_unit(with_decimals(value / kYear, 1), "year");
}

std::string hour_text(double value) {
  return fmt::format("{:02}:00", static_cast<int>(std::lround(value)));
}

/// Decimals that tell multiples of a step apart.
int decimals_of(double step) {
  return step >= 1 || step <= 0
             ? 0
             : std::min(6, static_cast<int>(std::ceil(-std::log10(step) - kSlack)));
}

std::string count_tick(double value, double step) {
  struct Scale {
    double size;
    const char* name;
  };
  for (const Scale& scale : {Scale{1e9, "bn"}, Scale{1e6, "M"}, Scale{1e3, "k"}})
    if (std::abs(value) >= scale.size)
      return with_decimals(value / scale.size, decimals_of(step / scale.size)) +
             scale.name;
  return with_decimals(value, decimals_of(step));
}

std::string seconds_tick(double value) {
  const double size = std::abs(value);
  if (size == 0) return "0";
  if (size >= kHourSeconds) return with_decimals(value / kHourSeconds, 2) + " h";
  if (size >= kMinute) return with_decimals(value / kMinute, 1) + " min";
  return with_decimals(value, 1) + " s";
}

std::string date_tick(double value, double step) {
  const auto date = date_at(value);
  const auto month = static_cast<unsigned>(date.month());
  std::string year = fmt::format("{}", static_cast<int>(date.year()));
  if (step >= kYear) return year;
  const char* name = kMonthNames[month - 1];
  if (step >= kMonth) return month == 1 ? year : name;
  return fmt::format("{} {}", static_cast<unsigned>(date.day()), name);
}

// --- ticks

/// 1, 2 or 5 times a power of ten, at least `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least) + kSlack));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - kSlack)) return factor * power;
  return 10 * power;
}

double first_of(std::span<const double> steps, double least) {
  for (const double step : steps)
    if (step >= least * (1 - kSlack)) return step;
  return 0;
}

double step_of_seconds(double least) {
  constexpr std::array kSteps{1.0,    2.0,    5.0,     10.0,    15.0,    30.0,
                              60.0,   120.0,  300.0,   600.0,   900.0,   1800.0,
                              3600.0, 7200.0, 10800.0, 21600.0, 43200.0, kDaySeconds};
  if (least < 1) return round_step(least);
  const double step = first_of(kSteps, least);
  return step > 0 ? step : kHourSeconds * round_step(least / kHourSeconds);
}

double step_of_hours(double least) {
  constexpr std::array kSteps{1.0, 2.0, 3.0, 6.0, 12.0};
  const double step = first_of(kSteps, least);
  return step > 0 ? step : 24 * round_step(least / 24);
}

double step_of(Unit unit, double least) {
  switch (unit) {
    case Unit::kSeconds:
      return step_of_seconds(least);
    case Unit::kHour:
      return step_of_hours(least);
    case Unit::kCount:
    case Unit::kDays:
    case Unit::kName:
      return std::max(1.0, round_step(least));
    default:
      return round_step(least);
  }
}

std::vector<double> multiples(double step, double least, double greatest) {
  std::vector<double> at;
  const double slack = step * 1e-6;
  for (double k = std::ceil((least - slack) / step); k * step <= greatest + slack; ++k)
    at.push_back(k == 0 ? 0 : k * step);
  return at;
}

/// First days of every so many months. Months are counted from year 0.
std::vector<double> months(int step, double least, double greatest) {
  std::vector<double> at;
  const auto first = date_at(std::ceil(least));
  int month =
      static_cast<int>(first.year()) * 12 + static_cast<int>(unsigned{first.month()}) - 1;
  month -= month % step;
  for (;; month += step) {
    const std::chrono::year_month_day date(
        std::chrono::year(month / 12),
        std::chrono::month(static_cast<unsigned>(month % 12 + 1)), std::chrono::day(1));
    const auto day =
        static_cast<double>(std::chrono::local_days(date).time_since_epoch().count());
    if (day > greatest) return at;
    if (day >= least) at.push_back(day);
  }
}

/// Every so many days; weeks begin on Monday.
std::vector<double> days_every(double step, double least, double greatest) {
  // 1970 began on a Thursday: the fifth day was a Monday.
  const double anchor = step >= 7 ? 4 : 0;
  std::vector<double> at = multiples(step, least - anchor, greatest - anchor);
  for (double& day : at)
    day += anchor;
  return at;
}

Ticks date_ticks(double least, double greatest, std::size_t most) {
  for (const double step : {1.0, 2.0, 7.0, 14.0}) {
    if ((greatest - least) / step > static_cast<double>(most) + 1) continue;
    std::vector<double> at = days_every(step, least, greatest);
    if (at.size() <= most) return {std::move(at), step};
  }
  // Months, then years of a century and more.
  for (const int step : {1, 2, 3, 6}) {
    std::vector<double> at = months(step, least, greatest);
    if (at.size() <= most) return {std::move(at), step * kMonth};
  }
  for (int power = 1;; power *= 10)
    for (const int factor : {1, 2, 5}) {
      std::vector<double> at = months(12 * factor * power, least, greatest);
      if (at.size() <= most) return {std::move(at), factor * power * kYear};
    }
}

// --- places

/// A span of days in one unit for all places of a chart: that of their width.
std::string span_of_days(double from, double width) {
  const double unit = width < 30 ? 1 : width < 365 ? kMonth : kYear;
  const char* name = width < 30 ? "day" : width < 365 ? "month" : "year";
  const std::string last = with_decimals((from + width) / unit, 1);
  return fmt::format("{}–{}", with_decimals(from / unit, 1), in_unit(last, name));
}

/// "5–10", with what both ends share behind them.
std::string range_text(const std::string& from, const std::string& to) {
  const auto blank = to.find(' ');
  if (blank != std::string::npos) {
    const std::string_view unit = std::string_view(to).substr(blank);
    if (from.ends_with(unit) && from.find(' ') == from.size() - unit.size())
      return fmt::format("{}–{}", from.substr(0, from.size() - unit.size()), to);
  }
  return fmt::format("{}–{}", from, to);
}

/// "28 July–3 August 2024".
std::string dates_text(StudyDay first, StudyDay last) {
  std::string from = day_text(first);
  const std::string to = day_text(last);
  const std::string year = to.substr(to.rfind(' '));
  if (from.ends_with(year)) from.erase(from.size() - year.size());
  return fmt::format("{}–{}", from, to);
}

bool is_one_thing(const Chart& chart) {
  return chart.width <= 0 || chart.x.unit == Unit::kName ||
         ((chart.x.unit == Unit::kDate || chart.x.unit == Unit::kDays ||
           chart.x.unit == Unit::kCount) &&
          chart.width <= 1);
}

Unit unit_of(const Chart& chart, std::size_t series) {
  if (series < chart.column_units.size()) return chart.column_units[series];
  return chart.series[series].right_axis ? chart.right.unit : chart.left.unit;
}

double value_at(const Series& series, std::size_t place) {
  return place < series.values.size() ? series.values[place] : kNoValue;
}

/// What the places are called together.
std::string heading_of(const Axis& axis) {
  if (!axis.title.empty()) return axis.title;
  switch (axis.unit) {
    case Unit::kDate:
      return "Date";
    case Unit::kHour:
      return "Hour";
    case Unit::kDays:
      return "Days";
    case Unit::kName:
      return "Name";
    case Unit::kSeconds:
      return "Time";
    case Unit::kShare:
      return "Share";
    default:
      return "Value";
  }
}

// --- CSV

std::string csv_cell(std::string_view text) {
  std::string cell;
  // A spreadsheet would run what begins like a formula.
  if (!text.empty() &&
      std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos)
    cell += '\'';
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string csv_number(Unit unit, double value) {
  if (std::isnan(value)) return "";
  if (unit == Unit::kDate) return iso_day(day_at(value));
  return trimmed(fmt::format("{:.6f}", value));
}

// --- the ends of an axis

void count_in(Extent& extent, double value) {
  if (std::isnan(value)) return;
  extent.least = std::min(extent.least, value);
  extent.greatest = std::max(extent.greatest, value);
}

/// Of all values on an axis, and 0; bars stand on one another.
Extent extent_of_values(const Chart& chart, bool right_axis) {
  Extent extent{0, 0};
  std::vector<double> stack;
  for (const Series& series : chart.series) {
    if (series.right_axis != right_axis) continue;
    if (stack.size() < series.values.size()) stack.resize(series.values.size(), 0);
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      const double value = series.values[i];
      const bool is_stacked = series.drawn == Drawn::kBar && !std::isnan(value);
      count_in(extent, is_stacked ? stack[i] += value : value);
    }
  }
  if (right_axis) return extent;
  for (const Chart::Mark& mark : chart.marks)
    if (!mark.vertical) count_in(extent, mark.at);
  return extent;
}

/// The next tick above, so that the axis ends with a figure.
double rounded_up(Unit unit, double greatest) {
  const bool is_most_of_all = unit == Unit::kShare && greatest > 0.5 && greatest < 1;
  if (is_most_of_all || greatest <= 0) return 1;
  const double step = step_of(unit, greatest / 5);
  return std::ceil(greatest / step - kSlack) * step;
}

double rounded_down(Unit unit, const Extent& values) {
  if (values.least >= 0) return 0;
  const double step = step_of(unit, (values.greatest - values.least) / 5);
  return std::floor(values.least / step + kSlack) * step;
}

}  // namespace

bool Chart::empty() const {
  for (const Series& each : series)
    for (const double value : each.values)
      if (!std::isnan(value) && (value != 0 || each.drawn != Drawn::kBar)) return false;
  return true;
}

std::string value_text(Unit unit, double value) {
  if (std::isnan(value)) return "–";
  switch (unit) {
    case Unit::kShare:
      return share_text(value);
    case Unit::kSeconds:
      return seconds_text(value);
    case Unit::kDays:
      return days_text(value);
    case Unit::kDate:
      return day_text(day_at(value));
    case Unit::kHour:
      return hour_text(value);
    case Unit::kLevel:
      return with_decimals(value, 1);
    default:
      return count_text(value);
  }
}

std::string tick_text(Unit unit, double value, double step) {
  if (std::isnan(value)) return "";
  switch (unit) {
    case Unit::kShare:
      return with_decimals(value * 100, decimals_of(step * 100)) + " %";
    case Unit::kSeconds:
      return seconds_tick(value);
    case Unit::kDays:
      return count_tick(value, step) + " d";
    case Unit::kDate:
      return date_tick(value, step);
    case Unit::kHour:
      return hour_text(value);
    default:
      return count_tick(value, step);
  }
}

std::string place_text(const Chart& chart, std::size_t place) {
  if (chart.x.unit == Unit::kName)
    return place < chart.names.size() ? chart.names[place] : "";
  if (place >= chart.at.size()) return "";
  const double from = chart.at[place];
  // A month among days would be a second unit in one column.
  if (is_one_thing(chart) && chart.x.unit == Unit::kDays)
    return in_unit(with_decimals(from, 1), "day");
  if (is_one_thing(chart)) return value_text(chart.x.unit, from);
  const double to = from + chart.width;
  switch (chart.x.unit) {
    case Unit::kDate:
      return dates_text(day_at(from), day_at(to - 1));
    case Unit::kDays:
      return span_of_days(from, chart.width);
    case Unit::kShare:
      return fmt::format("{}–{} %", with_decimals(from * 100, 1),
                         with_decimals(to * 100, 1));
    default:
      return range_text(value_text(chart.x.unit, from), value_text(chart.x.unit, to));
  }
}

std::vector<std::string> lines_at(const Chart& chart, std::size_t place) {
  std::vector<std::string> lines{place_text(chart, place)};
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const double value = value_at(chart.series[i], place);
    if (std::isnan(value)) continue;
    lines.push_back(fmt::format("{}: {}", chart.series[i].name,
                                value_text(unit_of(chart, i), value)));
  }
  return lines;
}

Ticks ticks(Unit unit, double least, double greatest, int most) {
  if (!std::isfinite(least) || !std::isfinite(greatest) || greatest < least || most < 1)
    return {};
  const auto limit = static_cast<std::size_t>(most);
  if (unit == Unit::kDate) return date_ticks(least, greatest, limit);
  double step = step_of(unit, std::max((greatest - least) / most, 1e-9));
  for (;;) {
    std::vector<double> at = multiples(step, least, greatest);
    if (at.size() <= limit) return {std::move(at), step};
    step = step_of(unit, step * 1.5);
  }
}

Extent extent_of(const Chart& chart, bool right_axis) {
  const Axis& axis = right_axis ? chart.right : chart.left;
  const Extent values = extent_of_values(chart, right_axis);
  Extent extent{axis.least.value_or(rounded_down(axis.unit, values)),
                axis.greatest.value_or(rounded_up(axis.unit, values.greatest))};
  if (extent.greatest <= extent.least) extent.greatest = extent.least + 1;
  return extent;
}

std::vector<std::vector<std::string>> table_of(const Chart& chart) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> headings{heading_of(chart.x)};
  for (const Series& series : chart.series)
    headings.push_back(series.name);
  rows.push_back(std::move(headings));
  const std::size_t places =
      chart.x.unit == Unit::kName ? chart.names.size() : chart.at.size();
  for (std::size_t place = 0; place < places; ++place) {
    std::vector<std::string> row{place_text(chart, place)};
    for (std::size_t i = 0; i < chart.series.size(); ++i)
      row.push_back(value_text(unit_of(chart, i), value_at(chart.series[i], place)));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string table_text(const Chart& chart) {
  const std::vector<std::vector<std::string>> rows = table_of(chart);
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], columns_of(row[i]));
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - columns_of(row[i]), ' ');
      const bool is_last = i + 1 == row.size();
      // Names to the left, figures to the right.
      if (i == 0)
        text += row[i] + (is_last ? "" : blanks);
      else
        text += "  " + blanks + row[i];
    }
    text += '\n';
  }
  return text;
}

std::string table_csv(const Chart& chart) {
  const std::string heading = heading_of(chart.x);
  const bool by_name = chart.x.unit == Unit::kName;
  const bool is_span = !is_one_thing(chart);
  std::string csv = is_span
                        ? csv_cell(heading + " from") + "," + csv_cell(heading + " to")
                        : csv_cell(heading);
  for (const Series& series : chart.series)
    csv.append(",").append(csv_cell(series.name));
  csv += "\r\n";
  const std::size_t places = by_name ? chart.names.size() : chart.at.size();
  for (std::size_t place = 0; place < places; ++place) {
    if (by_name)
      csv += csv_cell(chart.names[place]);
    else
      csv += csv_number(chart.x.unit, chart.at[place]);
    if (is_span) {
      // A span of days names its last one, as people do; others are half-open.
      const double end = chart.at[place] + chart.width;
      csv.append(",").append(
          csv_number(chart.x.unit, chart.x.unit == Unit::kDate ? end - 1 : end));
    }
    for (std::size_t i = 0; i < chart.series.size(); ++i)
      csv.append(",").append(
          csv_number(unit_of(chart, i), value_at(chart.series[i], place)));
    csv += "\r\n";
  }
  return csv;
}

}  // namespace attache
