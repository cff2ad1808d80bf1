#pragma once
// An exam that a student studies for: when it is, what it asks, the minutes a day, and
// what follows from that for each study day.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "study/round.h"

namespace attache {

/// Minutes of study on each day of the week, Monday first; 0 is a day off.
using WeekMinutes = std::array<int, 7>;

/// The last forecast that was worked out for an exam.
struct KeptForecast {
  StudyDay day{};   ///< on which it was made
  double mean = 0;  ///< expected share of right answers, 0..1
  double low = 0;   ///< 90 % band
  double high = 0;  ///< 90 % band
  bool operator==(const KeptForecast&) const = default;
};

/// What a student says about an exam.
struct Exam {
  std::string id;     ///< uuid; empty until it is kept
  std::string title;  ///< one line
  Instant at{};       ///< when it begins; the last day of study is the one before
  /// "deck" or "deck/topic", the topics below it included; empty: all decks.
  std::vector<std::string> scope;
  /// The share that a topic has in the exam. What they leave of 100 % goes to all other
  /// questions; with 100 % nothing else is asked.
  std::vector<TopicWeight> weights;
  WeekMinutes minutes{20, 20, 20, 20, 20, 20, 20};
  std::vector<StudyDay> days_off;  ///< beside those of the week; ascending
  std::optional<double> target;    ///< wished share of right answers, more than 0, <= 1
  bool retired = false;            ///< the student has ended it before its day
  std::optional<KeptForecast> last_forecast;
  bool operator==(const Exam&) const = default;
};

inline constexpr int kMostExamMinutes = 600;
/// A plan over more days takes too long and says nothing.
inline constexpr int kMostExamDays = 366;

/// Fails, in words for the student, where something is missing or out of its range: the
/// title, a date that is past or too far away, minutes, shares, the target. Puts what is
/// right in order: a title in one line, days off ascending and each once. Whether the
/// decks have what it covers `unknown_places` tells.
[[nodiscard]] Result<Exam> checked(Exam exam, const StudyCalendar& calendar, Instant now);

/// One JSON object; the store keeps it beside the id.
[[nodiscard]] std::string exam_json(const Exam& exam);
/// Fails for anything that `exam_json` did not write.
[[nodiscard]] Result<Exam> read_exam(std::string_view id, std::string_view json);

// --- its days

enum class ExamStage {
  kAhead,  ///< there is at least one study day before its own, if only a day off
  kToday,  ///< it is the day of the exam: nothing is planned any more
  kPast    ///< its day is over, or the student has ended it
};

/// The study day that it is on.
[[nodiscard]] StudyDay day_of(const Exam& exam, const StudyCalendar& calendar);
[[nodiscard]] ExamStage stage_of(const Exam& exam,
                                 const StudyCalendar& calendar,
                                 StudyDay today);
/// Study days from today to the one before the exam; 0 on its day and after it.
[[nodiscard]] int days_left(const Exam& exam,
                            const StudyCalendar& calendar,
                            StudyDay today);
/// Minutes that are set aside on a day; 0 on a day off.
[[nodiscard]] int minutes_on(const Exam& exam, StudyDay day);
/// Seconds of each of the days that are left, today first, of today what is not used yet
/// (never below 0).
[[nodiscard]] std::vector<double> seconds_of_days(const Exam& exam,
                                                  const StudyCalendar& calendar,
                                                  StudyDay today,
                                                  Millis used_today = {});
/// Mean minutes of the days that are left and have any, today in full; 0 if none has.
[[nodiscard]] double usual_minutes(const Exam& exam,
                                   const StudyCalendar& calendar,
                                   StudyDay today);

// --- what it asks

/// Decks and topics that it names and the decks do not have, in its order.
[[nodiscard]] std::vector<std::string> unknown_places(const Exam& exam,
                                                      std::span<const DeckBook> books);

/// A question that an exam asks.
struct ExamMember {
  const Question* question = nullptr;
  std::string topic;  ///< "deck/topic", or "deck" for a question without one
  double weight = 1;  ///< of its answer in the score; 1 on average over the exam
};
/// All of them in the order of the items, without suspended ones and those of topics that
/// have no share in it.
[[nodiscard]] std::vector<ExamMember> members_of(const Exam& exam,
                                                 std::span<const StudyItem> items,
                                                 std::span<const DeckBook> books);

// --- its texts

/// "mon=20 tue=20 … sun=0", "20" where all days have the same; in that order.
[[nodiscard]] std::string minutes_text(const WeekMinutes& minutes);
/// Reads "20" or "mon=30 sat=0"; what it does not name stays as in `minutes`.
[[nodiscard]] Result<WeekMinutes> parse_minutes(std::string_view text,
                                                WeekMinutes minutes = {});
/// Reads a local time, "2024-08-20T09:00", or a date, which means nine in the morning.
[[nodiscard]] Result<Instant> parse_exam_time(std::string_view text,
                                              const StudyCalendar& calendar);
/// "20 August 2024, 09:00".
[[nodiscard]] std::string exam_time_text(Instant at, const StudyCalendar& calendar);

}  // namespace attache
