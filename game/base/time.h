#pragma once
// Instants, calendar dates and study days, and the calendar that turns one into another.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace attache {

using Millis = std::chrono::milliseconds;

/// A point in time, UTC, in whole milliseconds since 1970.
using Instant = std::chrono::sys_time<Millis>;

/// The local calendar date on which a study day begins. Differences are whole days.
using StudyDay = std::chrono::local_days;

/// Where "now" comes from. Only `main` builds the real one; everything below the trainer
/// takes an instant or a study day instead.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

/// Turns instants into study days: a time zone, and the hour at which a study day begins.
/// A copy shares the zone, which never changes.
class StudyCalendar {
 public:
  /// `zone` is an IANA name ("Asia/Tokyo"); `start_hour` 0..23. Fails for a zone that is
  /// not known.
  static Result<StudyCalendar> in_zone(std::string_view zone, int start_hour = 4);
  /// The zone that this machine is set to.
  static StudyCalendar local(int start_hour = 4);

  /// The study day that `at` belongs to: before `start_hour` it is still the day before.
  [[nodiscard]] StudyDay day_of(Instant at) const;
  /// The first instant of a study day.
  [[nodiscard]] Instant start_of(StudyDay day) const;
  /// Local time minus UTC at that instant, daylight saving included.
  [[nodiscard]] std::chrono::minutes offset_at(Instant at) const;
  /// Local wall-clock time, "14:05".
  [[nodiscard]] std::string clock_text(Instant at) const;
  [[nodiscard]] int start_hour() const { return start_hour_; }
  [[nodiscard]] StudyCalendar with_start_hour(int hour) const;

 private:
  class Zone;
  StudyCalendar(std::shared_ptr<const Zone> zone, int start_hour);
  std::shared_ptr<const Zone> zone_;
  int start_hour_;
};

/// A calendar date of which only the year, or the year and month, may be known.
struct PartialDate {
  int year = 0;
  int month = 0;  ///< 1..12, or 0 when not known
  int day = 0;    ///< 1..31, or 0 when not known

  /// Reads "2024-07-28", "2024-07" or "2024"; nothing for anything else or a day that
  /// does not exist.
  static std::optional<PartialDate> parse(std::string_view iso);
  /// Back to ISO, as exact as it is known.
  [[nodiscard]] std::string iso() const;
  /// "28 July 2024", "July 2024" or "2024".
  [[nodiscard]] std::string text() const;
  /// The same in another language, as its readers write dates: "2023年9月12日". Needs a
  /// BCP 47 tag; English (any kind) is as `text()`.
  [[nodiscard]] std::string text_in(const std::string& language) const;
  /// First day that the date can mean.
  [[nodiscard]] StudyDay first_day() const;
  /// Last day that the date can mean.
  [[nodiscard]] StudyDay last_day() const;
  auto operator<=>(const PartialDate&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// "28 July 2024".
[[nodiscard]] std::string day_text(StudyDay day);
/// ISO date, "2024-07-28".
[[nodiscard]] std::string iso_day(StudyDay day);
/// ISO instant in UTC, "2024-07-28T10:15:00.000Z".
[[nodiscard]] std::string iso_instant(Instant at);
/// Reads ISO instants in UTC, "2024-07-28T10:15:00Z", with or without milliseconds.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view iso);
/// A span in words for a button or a sentence: "< 1 min", "10 min", "5 h", "3 days", "4
/// months", "2.5 years"; rounded, never zero.
[[nodiscard]] std::string span_text(Millis span);

}  // namespace attache
