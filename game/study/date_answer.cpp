#include "study/date_answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "base/language.h"
#include "base/text.h"

namespace attache {

namespace {

constexpr std::array<std::string_view, 12> kMonths{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

struct Figure {
  int value = 0;
  std::size_t digits = 0;
};

/// A date in pieces: figures in the order given, and the month if it was named.
struct Pieces {
  std::vector<Figure> figures;
  int month = 0;
  bool misspelt = false;
  bool readable = true;
};

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// Words that may stand in a date and say nothing.
bool is_filler(std::string_view word) {
  static constexpr std::array<std::string_view, 15> kFillers{
      "st", "nd", "rd",   "th", "the", "of", "on", "in",
      "ad", "ce", "year", "年", "月",  "日", "s"};
  // Abbreviated weekdays have at least three letters of the name.
  const bool weekday = word.size() >= 3 && std::any_of(kWeekdays.begin(), kWeekdays.end(),
                                                       [&](std::string_view day) {
                                                         return day.starts_with(word);
                                                       });
  return weekday || std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
}

void take_word(const std::string& word, Pieces& pieces) {
  int month = 0;
  bool misspelt = false;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool short_form = word.size() >= 3 && kMonths[i].starts_with(word);
    const bool slip = kMonths[i].size() >= 5 && word.size() >= 5 &&
                      edit_distance(word, kMonths[i]) == 1;
    if (!short_form && !slip) continue;
    month = static_cast<int>(i) + 1;
    misspelt = !short_form;
    if (short_form) break;
  }
  if (month == 0) {
    pieces.readable = pieces.readable && is_filler(word);
  } else {
    pieces.readable = pieces.readable && pieces.month == 0;
    pieces.month = month;
    pieces.misspelt = misspelt;
  }
}

void take_figure(const std::string& digits, Pieces& pieces) {
  Figure figure{0, digits.size()};
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), figure.value);
  pieces.readable = pieces.readable && failure == std::errc{};
  pieces.figures.push_back(figure);
}

Pieces cut(std::string_view text) {
  Pieces pieces;
  const std::u32string letters = code_points(fold(text));
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t end = i;
    const bool digit = is_digit(letters[i]);
    while (end < letters.size() && is_letter_or_digit(letters[end]) &&
           is_digit(letters[end]) == digit)
      ++end;
    if (end == i) {
      ++i;
      continue;
    }
    const std::string piece = to_utf8(std::u32string_view(letters).substr(i, end - i));
    if (digit) {
      take_figure(piece, pieces);
    } else if (piece != "t") {  // of "2024-07-28T00:00"
      take_word(piece, pieces);
    }
    i = end;
  }
  return pieces;
}

bool is_year(const Figure& figure) {
  return figure.digits >= 3 && figure.digits <= 4 && figure.value > 0;
}
bool may_be_day(const Figure& figure) {
  return figure.digits <= 2;
}

/// Collects the readings that exist in the calendar.
class Collector {
 public:
  explicit Collector(DateReadings& readings) : readings_(readings) {}

  void offer(Figure year, int month, int day) {
    if (year.digits > 2) return offer_full(year.value, month, day);
    if (year.digits == 0) return offer_full(0, month, day);
    offer_full(1900 + year.value, month, day);
    offer_full(2000 + year.value, month, day);
  }

 private:
  void offer_full(int year, int month, int day) {
    if (month > 12) return;
    // A date without its year may be 29 February.
    const std::chrono::year_month_day full{
        std::chrono::year{year == 0 ? 2000 : year},
        std::chrono::month{static_cast<unsigned>(std::max(month, 1))},
        std::chrono::day{static_cast<unsigned>(std::max(day, 1))}};
    const PartialDate date{year, month, day};
    const bool known = std::find(readings_.dates.begin(), readings_.dates.end(), date) !=
                       readings_.dates.end();
    if (full.ok() && !known) readings_.dates.push_back(date);
  }

  DateReadings& readings_;
};

void read_named(const Pieces& pieces, Collector& collector) {
  const auto& f = pieces.figures;
  if (f.empty()) collector.offer({}, pieces.month, 0);
  if (f.size() == 1 && is_year(f[0])) collector.offer(f[0], pieces.month, 0);
  if (f.size() == 1 && may_be_day(f[0]) && f[0].value > 0)
    collector.offer({}, pieces.month, f[0].value);
  if (f.size() != 2) return;
  if (is_year(f[0]) && may_be_day(f[1])) {
    collector.offer(f[0], pieces.month, f[1].value);
  } else if (may_be_day(f[0]) && f[0].value > 0) {
    collector.offer(f[1], pieces.month, f[0].value);
  }
}

void read_three(const std::vector<Figure>& f, Collector& collector) {
  const bool year_first = is_year(f[0]) && may_be_day(f[1]) && may_be_day(f[2]);
  const bool year_last =
      may_be_day(f[0]) && may_be_day(f[1]) && (is_year(f[2]) || may_be_day(f[2]));
  const auto offer = [&](const Figure& year, const Figure& month, const Figure& day) {
    if (month.value > 0 && day.value > 0) collector.offer(year, month.value, day.value);
  };
  if (year_first || (year_last && may_be_day(f[2]))) offer(f[0], f[1], f[2]);
  if (!year_last) return;
  offer(f[2], f[1], f[0]);
  offer(f[2], f[0], f[1]);
}

void read_figures(const std::vector<Figure>& f, Collector& collector) {
  if (f.size() == 1 && f[0].digits == 8) {
    collector.offer({f[0].value / 10000, 4}, f[0].value / 100 % 100, f[0].value % 100);
  } else if (f.size() == 1 && f[0].digits <= 4 && f[0].value > 0) {
    collector.offer({f[0].value, 4}, 0, 0);
  } else if (f.size() == 2 && is_year(f[0]) && f[1].value > 0) {
    collector.offer(f[0], f[1].value, 0);
  } else if (f.size() == 2 && is_year(f[1]) && f[0].value > 0) {
    collector.offer(f[1], f[0].value, 0);
  } else if (f.size() == 3) {
    read_three(f, collector);
  }
}

/// The date no more exact than `precision`.
PartialDate cut_to(PartialDate date, Precision precision) {
  if (precision != Precision::kDay) date.day = 0;
  if (precision == Precision::kYear) date.month = 0;
  return date;
}

/// What a date lacks that was asked for, if all that it says is right.
std::optional<std::string> lack(const PartialDate& given, const PartialDate& wanted) {
  if (given.year != 0 && given.year != wanted.year) return {};
  if (given.month != 0 && given.month != wanted.month) return {};
  if (given.day != 0 && given.day != wanted.day) return {};
  if (given.year == 0) return "The year is missing.";
  if (wanted.month != 0 && given.month == 0)
    return wanted.day != 0 ? "The day and the month are missing."
                           : "The month is missing.";
  return "The day is missing.";
}

/// Takes "about" and the like off a folded text; who says so has still said a date.
std::string_view without_hedge(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kHedges{
      "about ",   "around ", "approximately ",
      "approx. ", "approx ", "roughly ",
      "circa ",   "ca. ",    "ca.",
      "ca ",      "c. ",     "c.",
      "c ",       "~"};
  for (const std::string_view hedge : kHedges)
    if (text.starts_with(hedge)) return text.substr(hedge.size());
  return text;
}

/// A Japanese era with its first and last day.
struct Era {
  std::string_view name;
  PartialDate first;
  PartialDate last;
};

constexpr std::array<Era, 3> kEras{{{"令和", {2019, 5, 1}, {9999, 12, 31}},
                                    {"平成", {1989, 1, 8}, {2019, 4, 30}},
                                    {"昭和", {1926, 12, 25}, {1989, 1, 7}}}};

/// Writes the year of an era as one of the calendar: "令和3年" → "2021年". Null if the
/// text names no era.
const Era* take_era(std::string& text) {
  for (const Era& era : kEras) {
    const std::size_t at = text.find(era.name);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + era.name.size();
    constexpr std::string_view kFirstYear = "元";
    int year = 0;
    std::size_t end = begin;
    if (text.compare(begin, kFirstYear.size(), kFirstYear) == 0) {
      year = 1;
      end += kFirstYear.size();
    }
    for (; end < text.size() && end < begin + 2 && text[end] >= '0' && text[end] <= '9';
         ++end)
      year = 10 * year + (text[end] - '0');
    if (year == 0) continue;
    text.replace(at, end - at, std::to_string(era.first.year + year - 1));
    return &era;
  }
  return nullptr;
}

/// Whether a date, or a part of the time that it names, lies in an era.
bool lies_in(const PartialDate& date, const Era& era) {
  const auto rank = [](const PartialDate& day, int missing) {
    const auto part = [&](int known) { return known == 0 ? missing : known; };
    return (day.year * 100 + part(day.month)) * 100 + part(day.day);
  };
  return rank(date, 99) >= rank(era.first, 0) && rank(date, 0) <= rank(era.last, 0);
}

/// A year in words: "in nineteen fifty-seven".
std::optional<int> spelled_year(std::string_view text) {
  for (const std::string_view start : {"in ", "the ", "year "})
    if (text.starts_with(start)) text.remove_prefix(start.size());
  while (!text.empty() && (text.back() < 'a' || text.back() > 'z'))
    text.remove_suffix(1);
  return year_in_words(text);
}

}  // namespace

DateReadings read_date(std::string_view text) {
  const std::string folded = fold(text);
  std::string plain(without_hedge(folded));
  if (const auto year = spelled_year(plain)) return {{{*year, 0, 0}}, false, false};
  const Era* era = nullptr;
  if (plain.find_first_not_of("abcdefghijklmnopqrstuvwxyz ,.-/0123456789") !=
      std::string::npos) {
    plain = with_digits_for_kanji(plain);
    era = take_era(plain);
  }
  const Pieces pieces = cut(plain);
  DateReadings readings;
  if (!pieces.readable) return readings;
  readings.named_month = pieces.month != 0;
  readings.misspelt = pieces.misspelt;
  Collector collector(readings);
  if (readings.named_month) {
    read_named(pieces, collector);
  } else {
    read_figures(pieces.figures, collector);
  }
  if (era != nullptr)
    std::erase_if(readings.dates,
                  [&](const PartialDate& date) { return !lies_in(date, *era); });
  return readings;
}

DateMark mark_date(std::string_view given,
                   const PartialDate& right,
                   Precision precision) {
  const DateReadings readings = read_date(given);
  if (readings.dates.empty())
    return {Verdict::kWrong, fmt::format("A date was asked for, such as {}.",
                                         cut_to({1945, 10, 24}, precision).text())};
  const PartialDate wanted = cut_to(right, precision);
  for (const PartialDate& date : readings.dates) {
    PartialDate compared = cut_to(date, precision);
    if (wanted.day == 0) compared.day = 0;
    if (wanted.month == 0) compared.month = 0;
    if (compared != wanted) continue;
    if (!readings.misspelt) return {Verdict::kRight, {}};
    return {Verdict::kNearly, fmt::format("Spelling: {}.", wanted.text())};
  }
  for (const PartialDate& date : readings.dates)
    if (const auto missing = lack(date, wanted)) return {Verdict::kWrong, *missing};
  return {};
}

}  // namespace attache
