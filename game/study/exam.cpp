#include "study/exam.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "study/round_json.h"

namespace attache {

namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> kWeekdays{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
/// As many letters of them as are written: "mon".
constexpr std::size_t kShort = 3;
constexpr double kAllPercent = 100;
constexpr int kUsualHour = 9;
/// What no check lets through: a damaged number stays visible as one.
constexpr std::size_t kTooManyMinutes = kMostExamMinutes + 1;

/// 0 for Monday.
std::size_t weekday_of(StudyDay day) {
  return std::chrono::weekday(day).iso_encoding() - 1U;
}

Result<void> check_minutes(const WeekMinutes& minutes) {
  for (std::size_t i = 0; i < minutes.size(); ++i)
    if (minutes.at(i) < 0 || minutes.at(i) > kMostExamMinutes)
      return fail(
          fmt::format("{} minutes on {} is not possible", minutes.at(i), kWeekdays.at(i)),
          "", fmt::format("give 0 to {}", kMostExamMinutes));
  if (std::all_of(minutes.begin(), minutes.end(), [](int each) { return each == 0; }))
    return fail("there are no minutes for this exam on any day of the week", "",
                "set some minutes on at least one day");
  return {};
}

Result<void> check_time(const Exam& exam, const StudyCalendar& calendar, Instant now) {
  const std::string when = exam_time_text(exam.at, calendar);
  const StudyDay today = calendar.day_of(now);
  if (exam.at <= now)
    return fail(fmt::format("the exam is in the past, {}", when), "", "give a later day");
  const auto left = (day_of(exam, calendar) - today).count();
  if (left <= 0)
    return fail(fmt::format("the exam is today, {}, and no day is left to plan", when),
                "", "give a later day, or study the deck itself");
  if (left > kMostExamDays)
    return fail(fmt::format("the exam is too far away, {}", when), "",
                fmt::format("give a day within the next {} days", kMostExamDays));
  for (StudyDay day = today; day < day_of(exam, calendar); day += days(1))
    if (minutes_on(exam, day) > 0) return {};
  return fail("no day before the exam has any minutes", "",
              "set minutes on more days of the week, or take days off away");
}

/// The shares follow the same rules as those of a mock exam.
Result<void> check_shares(const std::vector<TopicWeight>& weights) {
  RoundPlan plan = default_plan(RoundKind::kExam);
  plan.weights = weights;
  return check(plan);
}

std::optional<StudyDay> day_in(const std::string& iso) {
  const auto date = PartialDate::parse(iso);
  if (!date || date->day == 0) return {};
  return date->first_day();
}

void read_day(Fields& fields, const char* key, StudyDay& to) {
  std::string iso;
  fields.read(key, iso);
  if (const auto day = day_in(iso)) {
    to = *day;
  } else {
    fields.refuse();
  }
}

/// A value that may be null.
template <class Value, class Read>
void read_optional(Fields& fields,
                   const char* key,
                   std::optional<Value>& to,
                   const Read& read) {
  to.reset();
  if (fields.has(key) && fields.field(key).is_null()) return;
  read(to.emplace());
}

Json json_of(const std::optional<KeptForecast>& forecast) {
  if (!forecast) return {};
  return {{"day", iso_day(forecast->day)},
          {"mean", forecast->mean},
          {"low", forecast->low},
          {"high", forecast->high}};
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, failure] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

Unexpected not_minutes(std::string_view text) {
  return fail(fmt::format("the minutes cannot be {}", text), "",
              "write them as 20, or as mon=30 sat=0 sun=0");
}

/// Places of a share or a scope that a question lies in, the nearest first.
std::optional<std::size_t> share_of(const Candidate& candidate,
                                    const std::vector<TopicWeight>& weights) {
  for (const std::string& place : candidate.within)
    for (std::size_t i = 0; i < weights.size(); ++i)
      if (weights[i].topic == place) return i;
  return {};
}

/// The weight of each candidate so that topics have their shares, in any scale.
std::vector<double> weights_of(const std::vector<Candidate>& candidates,
                               const std::vector<TopicWeight>& weights) {
  if (weights.empty()) return std::vector<double>(candidates.size(), 1);
  // The last place is that of all other questions.
  std::vector<std::size_t> place(candidates.size(), weights.size());
  std::vector<double> counts(weights.size() + 1);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    place[i] = share_of(candidates[i], weights).value_or(weights.size());
    ++counts[place[i]];
  }
  std::vector<double> shares;
  double left = kAllPercent;
  for (const TopicWeight& weight : weights) {
    shares.push_back(weight.percent);
    left -= weight.percent;
  }
  constexpr double kSlack = 1e-6;  // of sums of percentages
  shares.push_back(left < kSlack ? 0 : left);
  std::vector<double> each;
  each.reserve(candidates.size());
  for (const std::size_t of : place)
    each.push_back(shares[of] / counts[of]);
  return each;
}

}  // namespace

// --- checking and keeping

Result<Exam> checked(Exam exam, const StudyCalendar& calendar, Instant now) {
  if (first_invalid_character(exam.title))
    return fail("the title of the exam cannot be read", "", "write it as UTF-8 text");
  exam.title = one_line(exam.title);
  if (exam.title.empty())
    return fail("the exam has no title", "", "give it one, such as Midterm");
  std::sort(exam.days_off.begin(), exam.days_off.end());
  exam.days_off.erase(std::unique(exam.days_off.begin(), exam.days_off.end()),
                      exam.days_off.end());
  if (auto minutes = check_minutes(exam.minutes); !minutes) return minutes.unexpected();
  if (auto time = check_time(exam, calendar, now); !time) return time.unexpected();
  if (auto shares = check_shares(exam.weights); !shares) return shares.unexpected();
  // Written so that what is no number is refused too.
  if (exam.target && !(*exam.target > 0 && *exam.target <= 1))
    return fail(fmt::format("the target cannot be {:g} %", *exam.target * kAllPercent),
                "", "give more than 0 and at most 100");
  return exam;
}

std::string exam_json(const Exam& exam) {
  Json weights = Json::array();
  for (const TopicWeight& weight : exam.weights)
    weights.push_back({{"topic", weight.topic}, {"percent", weight.percent}});
  Json days_off = Json::array();
  for (const StudyDay day : exam.days_off)
    days_off.push_back(iso_day(day));
  return written({{"title", exam.title},
                  {"at", iso_instant(exam.at)},
                  {"scope", exam.scope},
                  {"weights", weights},
                  {"minutes", exam.minutes},
                  {"days_off", days_off},
                  {"target", exam.target ? Json(*exam.target) : Json()},
                  {"retired", exam.retired},
                  {"forecast", json_of(exam.last_forecast)}});
}

Result<Exam> read_exam(std::string_view id, std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  Fields fields(parsed);
  Exam exam;
  exam.id = id;
  fields.read("title", exam.title);
  fields.read("at", exam.at);
  fields.read("scope", exam.scope);
  fields.read_each("weights", exam.weights, [](Fields& each, TopicWeight& weight) {
    each.read("topic", weight.topic);
    each.read("percent", weight.percent);
  });
  std::vector<std::size_t> minutes;
  fields.read("minutes", minutes);
  if (minutes.size() != exam.minutes.size()) fields.refuse();
  for (std::size_t i = 0; fields.good() && i < minutes.size(); ++i)
    exam.minutes.at(i) = static_cast<int>(std::min(minutes[i], kTooManyMinutes));
  std::vector<std::string> days_off;
  fields.read("days_off", days_off);
  for (const std::string& iso : days_off) {
    const auto day = day_in(iso);
    if (!day) fields.refuse();
    exam.days_off.push_back(day.value_or(StudyDay{}));
  }
  read_optional(fields, "target", exam.target,
                [&](double& target) { fields.read("target", target); });
  fields.read("retired", exam.retired);
  read_optional(fields, "forecast", exam.last_forecast, [&](KeptForecast& forecast) {
    Fields each(fields.field("forecast"));
    read_day(each, "day", forecast.day);
    each.read("mean", forecast.mean);
    each.read("low", forecast.low);
    each.read("high", forecast.high);
    if (!each.good()) fields.refuse();
  });
  if (!fields.good())
    return fail("an exam could not be read", std::string(id),
                "it may come from a newer version of the program");
  return exam;
}

// --- its days

StudyDay day_of(const Exam& exam, const StudyCalendar& calendar) {
  return calendar.day_of(exam.at);
}

ExamStage stage_of(const Exam& exam, const StudyCalendar& calendar, StudyDay today) {
  const StudyDay day = day_of(exam, calendar);
  if (exam.retired || today > day) return ExamStage::kPast;
  return today == day ? ExamStage::kToday : ExamStage::kAhead;
}

int days_left(const Exam& exam, const StudyCalendar& calendar, StudyDay today) {
  return std::max(0, static_cast<int>((day_of(exam, calendar) - today).count()));
}

int minutes_on(const Exam& exam, StudyDay day) {
  if (std::find(exam.days_off.begin(), exam.days_off.end(), day) != exam.days_off.end())
    return 0;
  return exam.minutes.at(weekday_of(day));
}

std::vector<double> seconds_of_days(const Exam& exam,
                                    const StudyCalendar& calendar,
                                    StudyDay today,
                                    Millis used_today) {
  constexpr double kSecondsAMinute = 60;
  std::vector<double> seconds;
  const int left = days_left(exam, calendar, today);
  seconds.reserve(static_cast<std::size_t>(left));
  for (int day = 0; day < left; ++day)
    seconds.push_back(kSecondsAMinute * minutes_on(exam, today + days(day)));
  const double used = std::chrono::duration<double>(used_today).count();
  if (!seconds.empty()) seconds.front() = std::max(0.0, seconds.front() - used);
  return seconds;
}

double usual_minutes(const Exam& exam, const StudyCalendar& calendar, StudyDay today) {
  double sum = 0;
  int with_minutes = 0;
  const int left = days_left(exam, calendar, today);
  for (int day = 0; day < left; ++day) {
    const int minutes = minutes_on(exam, today + days(day));
    sum += minutes;
    with_minutes += minutes > 0 ? 1 : 0;
  }
  return with_minutes == 0 ? 0 : sum / with_minutes;
}

// --- what it asks

std::vector<std::string> unknown_places(const Exam& exam,
                                        std::span<const DeckBook> books) {
  const auto is_known = [&](std::string_view place) {
    const std::size_t slash = place.find('/');
    const std::string_view deck = place.substr(0, slash);
    return std::any_of(books.begin(), books.end(), [&](const DeckBook& book) {
      return book.deck().id == deck && (slash == std::string_view::npos ||
                                        book.topic(place.substr(slash + 1)) != nullptr);
    });
  };
  std::vector<std::string> unknown;
  const auto note = [&](const std::string& place) {
    if (!is_known(place) &&
        std::find(unknown.begin(), unknown.end(), place) == unknown.end())
      unknown.push_back(place);
  };
  for (const std::string& place : exam.scope)
    note(place);
  for (const TopicWeight& weight : exam.weights)
    note(weight.topic);
  return unknown;
}

std::vector<ExamMember> members_of(const Exam& exam,
                                   std::span<const StudyItem> items,
                                   std::span<const DeckBook> books) {
  RoundPlan plan;  // of the kind that asks whatever is not suspended
  plan.scope = exam.scope;
  const std::vector<Candidate> candidates = candidates_for(plan, items, books);
  const std::vector<double> weights = weights_of(candidates, exam.weights);
  double sum = 0;
  std::size_t asked = 0;
  for (const double weight : weights) {
    sum += weight;
    asked += weight > 0 ? 1 : 0;
  }
  std::vector<ExamMember> members;
  members.reserve(asked);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (weights[i] > 0)
      members.push_back({candidates[i].question, candidates[i].within.front(),
                         weights[i] * static_cast<double>(asked) / sum});
  return members;
}

// --- its texts

std::string minutes_text(const WeekMinutes& minutes) {
  const bool all_same = std::all_of(minutes.begin(), minutes.end(),
                                    [&](int each) { return each == minutes.front(); });
  if (all_same) return fmt::format("{}", minutes.front());
  std::string text;
  for (std::size_t i = 0; i < minutes.size(); ++i)
    text += fmt::format("{}{}={}", i == 0 ? "" : " ", kWeekdays.at(i).substr(0, kShort),
                        minutes.at(i));
  return text;
}

Result<WeekMinutes> parse_minutes(std::string_view text, WeekMinutes minutes) {
  std::size_t parts = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t begin = rest.find_first_not_of(" ,\t");
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin);
    const std::string_view part = rest.substr(0, rest.find_first_of(" ,\t"));
    rest.remove_prefix(part.size());
    const std::size_t sign = part.find('=');
    if (sign == std::string_view::npos) {
      // One number stands for every day; days that follow are exceptions.
      const auto all = whole_number(part);
      if (!all || parts > 0) return not_minutes(text);
      minutes.fill(*all);
    } else {
      const std::string name = fold(part.substr(0, sign));
      const auto* const day =
          std::find_if(kWeekdays.begin(), kWeekdays.end(), [&](std::string_view weekday) {
            return name.size() >= kShort && weekday.starts_with(name);
          });
      const auto number = whole_number(part.substr(sign + 1));
      if (day == kWeekdays.end() || !number) return not_minutes(text);
      minutes.at(static_cast<std::size_t>(day - kWeekdays.begin())) = *number;
    }
    ++parts;
  }
  if (parts == 0) return not_minutes(text);
  if (const auto possible = check_minutes(minutes); !possible)
    return possible.unexpected();
  return minutes;
}

Result<Instant> parse_exam_time(std::string_view text, const StudyCalendar& calendar) {
  const auto wrong = [&] {
    return fail(fmt::format("the time of the exam cannot be {}", text), "",
                "write it as 2024-08-20 or 2024-08-20T09:00");
  };
  const std::string_view date = text.substr(0, 10);
  const auto day = day_in(std::string(date));
  if (!day) return wrong();
  int hour = kUsualHour;
  int minute = 0;
  if (text.size() > date.size()) {
    const std::string_view clock = text.substr(date.size());
    if (clock.size() != 6 || (clock[0] != 'T' && clock[0] != ' ') || clock[3] != ':')
      return wrong();
    const auto given_hour = whole_number(clock.substr(1, 2));
    const auto given_minute = whole_number(clock.substr(4, 2));
    if (!given_hour || !given_minute || *given_hour < 0 || *given_hour > 23 ||
        *given_minute < 0 || *given_minute > 59)
      return wrong();
    hour = *given_hour;
    minute = *given_minute;
  }
  return calendar.with_start_hour(hour).start_of(*day) + std::chrono::minutes(minute);
}

std::string exam_time_text(Instant at, const StudyCalendar& calendar) {
  return fmt::format("{}, {}", day_text(calendar.with_start_hour(0).day_of(at)),
                     calendar.clock_text(at));
}

}  // namespace attache
