#include "base/time.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <memory>
#include <unicode/basictz.h>
#include <unicode/datefmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace attache {

namespace {

constexpr std::array<const char*, 12> kMonths{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::chrono::year_month_day ymd(StudyDay day) {
  return std::chrono::year_month_day{day};
}

std::optional<int> digits(std::string_view text) {
  int number = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || text.front() == '-')
    return {};
  return number;
}

}  // namespace

/// ICU's zone, which is immutable after it was made.
class StudyCalendar::Zone {
 public:
  explicit Zone(std::unique_ptr<icu::TimeZone> zone) : zone_(std::move(zone)) {}

  [[nodiscard]] Millis offset_at(Instant utc) const {
    return offset([&](std::int32_t& raw, std::int32_t& daylight, UErrorCode& status) {
      zone_->getOffset(static_cast<UDate>(utc.time_since_epoch().count()), 0, raw,
                       daylight, status);
    });
  }

  /// The first instant at which clocks show `local` or, where a clock change skips it, a
  /// later time.
  [[nodiscard]] Instant first_at(std::chrono::local_time<Millis> local) const {
    const auto at = static_cast<UDate>(local.time_since_epoch().count());
    // Every zone that ICU makes is a basic one. The offset before the change gives the
    // earlier instant of a time that comes twice, and the change itself for one that
    // never comes.
    const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(zone_.get());
    return Instant{
        local.time_since_epoch() -
        offset([&](std::int32_t& raw, std::int32_t& daylight, UErrorCode& status) {
          if (basic == nullptr)
            zone_->getOffset(at, 1, raw, daylight, status);
          else
            basic->getOffsetFromLocal(at, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                                      daylight, status);
        })};
  }

 private:
  template <class Ask>
  static Millis offset(const Ask& ask) {
    std::int32_t raw = 0;
    std::int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    ask(raw, daylight, status);
    return U_FAILURE(status) != 0 ? Millis{0} : Millis{raw + daylight};
  }

  std::unique_ptr<icu::TimeZone> zone_;
};

StudyCalendar::StudyCalendar(std::shared_ptr<const Zone> zone, int start_hour)
    : zone_(std::move(zone)), start_hour_(start_hour) {}

Result<StudyCalendar> StudyCalendar::in_zone(std::string_view zone, int start_hour) {
  const icu::UnicodeString name = icu::UnicodeString::fromUTF8(
      icu::StringPiece(zone.data(), static_cast<std::int32_t>(zone.size())));
  std::unique_ptr<icu::TimeZone> made(icu::TimeZone::createTimeZone(name));
  icu::UnicodeString unknown;
  icu::TimeZone::getUnknown().getID(unknown);
  icu::UnicodeString found;
  if (made == nullptr || made->getID(found) == unknown)
    return fail(fmt::format("the time zone {} is not known", zone), "",
                "use a name such as Asia/Tokyo");
  return StudyCalendar(std::make_shared<const Zone>(std::move(made)), start_hour);
}

StudyCalendar StudyCalendar::local(int start_hour) {
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::detectHostTimeZone());
  if (zone == nullptr) zone.reset(icu::TimeZone::getGMT()->clone());
  return {std::make_shared<const Zone>(std::move(zone)), start_hour};
}

StudyDay StudyCalendar::day_of(Instant at) const {
  const auto local =
      at.time_since_epoch() + zone_->offset_at(at) - std::chrono::hours(start_hour_);
  StudyDay day{std::chrono::floor<std::chrono::days>(local)};
  // A clock that is put back may show a time before the start again: the day has begun
  // all the same.
  if (at >= start_of(day + std::chrono::days(1))) day += std::chrono::days(1);
  return day;
}

Instant StudyCalendar::start_of(StudyDay day) const {
  return zone_->first_at(day + std::chrono::hours(start_hour_));
}

std::chrono::minutes StudyCalendar::offset_at(Instant at) const {
  return std::chrono::floor<std::chrono::minutes>(zone_->offset_at(at));
}

std::string StudyCalendar::clock_text(Instant at) const {
  const auto local = at.time_since_epoch() + zone_->offset_at(at);
  const auto minute = std::chrono::floor<std::chrono::minutes>(
      local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{:02}:{:02}", minute.count() / 60, minute.count() % 60);
}

StudyCalendar StudyCalendar::with_start_hour(int hour) const {
  return {zone_, hour};
}

std::optional<PartialDate> PartialDate::parse(std::string_view iso) {
  const bool shaped = iso.size() == 4 || (iso.size() == 7 && iso[4] == '-') ||
                      (iso.size() == 10 && iso[4] == '-' && iso[7] == '-');
  if (!shaped) return {};
  PartialDate date;
  const auto year = digits(iso.substr(0, 4));
  if (!year || *year == 0) return {};
  date.year = *year;
  if (iso.size() >= 7) {
    const auto month = digits(iso.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return {};
    date.month = *month;
  }
  if (iso.size() == 10) {
    const auto day = digits(iso.substr(8, 2));
    if (!day || *day < 1) return {};
    date.day = *day;
    const auto full = std::chrono::year{date.year} / date.month / date.day;
    if (!full.ok()) return {};
  }
  return date;
}

std::string PartialDate::iso() const {
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string PartialDate::text() const {
  if (month == 0) return fmt::format("{}", year);
  const char* name = kMonths.at(static_cast<std::size_t>(month - 1));
  return day == 0 ? fmt::format("{} {}", name, year)
                  : fmt::format("{} {} {}", day, name, year);
}

std::string PartialDate::text_in(const std::string& language) const {
  if (language.empty() || language.starts_with("en")) return text();
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(language, code);
  const char* const skeleton = month == 0 ? "y" : day == 0 ? "yMMMM" : "yMMMMd";
  const std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createInstanceForSkeleton(skeleton, locale, code));
  if (U_FAILURE(code) != 0 || format == nullptr) return text();
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString written;
  format->format(static_cast<UDate>(
                     std::chrono::milliseconds(first_day().time_since_epoch()).count()),
                 written);
  std::string out;
  written.toUTF8String(out);
  return out;
}

StudyDay PartialDate::first_day() const {
  return StudyDay{std::chrono::local_days{
      std::chrono::year{year} / (month == 0 ? 1 : month) / (day == 0 ? 1 : day)}};
}

StudyDay PartialDate::last_day() const {
  const std::chrono::year_month last_month{
      std::chrono::year{year},
      std::chrono::month(month == 0 ? 12U : static_cast<unsigned>(month))};
  if (day == 0) return StudyDay{std::chrono::local_days{last_month / std::chrono::last}};
  return first_day();
}

std::string day_text(StudyDay day) {
  const auto date = ymd(day);
  return PartialDate{static_cast<int>(date.year()),
                     static_cast<int>(static_cast<unsigned>(date.month())),
                     static_cast<int>(static_cast<unsigned>(date.day()))}
      .text();
}

std::string iso_day(StudyDay day) {
  const auto date = ymd(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string iso_instant(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto millis = (at - day).count();
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z",
                     iso_day(StudyDay{day.time_since_epoch()}), millis / 3'600'000,
                     millis / 60'000 % 60, millis / 1000 % 60, millis % 1000);
}

std::optional<Instant> parse_instant(std::string_view iso) {
  const bool shaped = (iso.size() == 20 || (iso.size() == 24 && iso[19] == '.')) &&
                      iso[10] == 'T' && iso[13] == ':' && iso[16] == ':' &&
                      iso.back() == 'Z';
  if (!shaped) return {};
  const auto date = PartialDate::parse(iso.substr(0, 10));
  const auto hour = digits(iso.substr(11, 2));
  const auto minute = digits(iso.substr(14, 2));
  const auto second = digits(iso.substr(17, 2));
  const auto millis = iso.size() == 24 ? digits(iso.substr(20, 3)) : std::optional(0);
  if (!date || !hour || !minute || !second || !millis || *hour > 23 || *minute > 59 ||
      *second > 59)
    return {};
  return Instant{date->first_day().time_since_epoch() + std::chrono::hours(*hour) +
                 std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
                 Millis(*millis)};
}

std::string span_text(Millis span) {
  const double minutes = std::chrono::duration<double, std::ratio<60>>(span).count();
  const double days = minutes / 1440;
  const auto counted = [](double amount, const char* one, const char* many) {
    const auto whole = std::lround(amount);
    return fmt::format("{} {}", whole, whole == 1 ? one : many);
  };
  const auto tenths = [](double amount, const char* one, const char* many) {
    const auto rounded = static_cast<double>(std::lround(amount * 10)) / 10;
    return fmt::format("{:g} {}", rounded, rounded == 1 ? one : many);
  };
  if (minutes < 1) return "< 1 min";
  if (minutes < 59.5) return fmt::format("{} min", std::lround(minutes));
  if (minutes < 60 * 23.5) return fmt::format("{} h", std::lround(minutes / 60));
  if (days < 30.5) return counted(days, "day", "days");
  // From 11.95 on, twelve months would be shown.
  if (days / 30.4375 < 11.95) return tenths(days / 30.4375, "month", "months");
  return tenths(days / 365.25, "year", "years");
}

}  // namespace attache
