#include "study/answer_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "study/answer_history.h"
#include "study/progress.h"

namespace attache {

namespace {

constexpr double kForecastScale = 10'000;

std::uint32_t in_32_bits(Millis duration) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(duration.count(), 0, kMost));
}

std::uint8_t local_hour(const Review& answer) {
  const auto local = answer.at + answer.zone_offset;
  const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
  return static_cast<std::uint8_t>(
      std::chrono::floor<std::chrono::hours>(of_day).count());
}

std::uint16_t forecast_of(const Review& answer,
                          const Schedule& before,
                          const Scheduler& scheduler) {
  if (!before.memory || answer.day <= before.last_day) return AnswerFact::kNoForecast;
  const double chance = std::clamp(scheduler.recall_chance(before, answer.day), 0.0, 1.0);
  return static_cast<std::uint16_t>(std::lround(chance * kForecastScale));
}

/// Whether a row may say that an answer was wrong, or was overruled: the words stand in
/// it as they are. Most rows do not, and need not be read further.
bool may_tell_of_wrong(const Review& answer) {
  const auto holds = [&](std::string_view word) {
    return answer.response.find(word) != std::string::npos;
  };
  return holds("\"wrong\"") || holds("\"overruled\"");
}

std::optional<std::string> only(std::vector<std::string> texts) {
  if (texts.empty()) return std::nullopt;
  return std::move(texts.front());
}

}  // namespace

const char* name_of(AnswerStage stage) {
  switch (stage) {
    case AnswerStage::kLearning:
      return "learning";
    case AnswerStage::kRelearning:
      return "relearning";
    case AnswerStage::kYoung:
      return "young";
    case AnswerStage::kMature:
      break;
  }
  return "mature";
}

AnswerStage stage_of(const Schedule& before) {
  if (before.phase == Phase::kRelearning) return AnswerStage::kRelearning;
  if (before.phase != Phase::kReview) return AnswerStage::kLearning;
  return before.interval_days < kMatureDays ? AnswerStage::kYoung : AnswerStage::kMature;
}

AnswerFact fact_of(const Review& answer,
                   const Schedule& before,
                   std::uint32_t question,
                   bool fresh,
                   bool first_of_day,
                   const Scheduler& scheduler) {
  AnswerFact fact;
  fact.question = question;
  fact.day = static_cast<std::int32_t>(answer.day.time_since_epoch().count());
  fact.duration = in_32_bits(answer.duration);
  fact.forecast = forecast_of(answer, before, scheduler);
  fact.hour = local_hour(answer);
  fact.bits = AnswerFact::bits_of(answer.rating, stage_of(before), first_of_day, fresh);
  return fact;
}

void each_answer_fact(std::span<const Review> entries,
                      const Scheduler& scheduler,
                      const std::function<std::uint32_t(const QuestionId&)>& number,
                      const FactVisit& visit,
                      const std::function<void(const Replayed&)>& moved) {
  struct Course {
    std::uint32_t number = 0;
    std::optional<StudyDay> last_day;  ///< of its last answer
    bool fresh = true;
  };
  std::unordered_map<std::string_view, Course> courses;
  const auto course_of = [&](const QuestionId& question) -> Course& {
    const auto [place, is_first] = courses.try_emplace(question);
    if (is_first) place->second.number = number(question);
    return place->second;
  };
  const auto answered = [&](const Replayed& replayed) {
    const Review& answer = replayed.review;
    Course& course = course_of(answer.question);
    visit(replayed, fact_of(answer, replayed.before, course.number, course.fresh,
                            course.last_day != answer.day, scheduler));
    course.last_day = answer.day;
    course.fresh = false;
  };
  const auto set_by_hand = [&](const Replayed& replayed) {
    if (forgets(replayed.review)) course_of(replayed.review.question).fresh = true;
    if (moved) moved(replayed);
  };
  replay(entries, scheduler, answered, set_by_hand);
}

std::vector<AnswerFact> answer_facts(
    std::span<const Review> entries,
    const Scheduler& scheduler,
    const std::function<std::uint32_t(const QuestionId&)>& number) {
  std::vector<AnswerFact> facts;
  each_answer_fact(
      entries, scheduler, number,
      [&](const Replayed&, const AnswerFact& fact) { facts.push_back(fact); });
  return facts;
}

WrongOrRight wrong_or_right_in(const Review& answer) {
  if (!may_tell_of_wrong(answer)) return {};
  AnswerHistory history = answer_history(std::span(&answer, 1));
  return {only(std::move(history.wrong)), only(std::move(history.taken_as_right))};
}

std::optional<std::string> wrong_answer_in(const Review& answer) {
  return wrong_or_right_in(answer).wrong;
}

void WrongAnswers::take(const Review& answer, std::uint32_t question) {
  WrongOrRight said = wrong_or_right_in(answer);
  if (said.right) found_.erase({question, *said.right});
  if (!said.wrong) return;
  WrongAnswer& one = found_[{question, *said.wrong}];
  one.question = question;
  one.text = *std::move(said.wrong);
  ++one.times;
  one.last = answer.day;
}

std::vector<WrongAnswer> WrongAnswers::all() const {
  std::vector<WrongAnswer> all;
  all.reserve(found_.size());
  for (const auto& [key, one] : found_)
    all.push_back(one);
  return all;
}

std::vector<WrongAnswer> wrong_answers(
    std::span<const Review> entries,
    const std::function<std::uint32_t(const QuestionId&)>& number) {
  WrongAnswers found;
  for (const Review& answer : counting(entries))
    found.take(answer, number(answer.question));
  return found.all();
}

}  // namespace attache
