// Writes a learner's file with a year of answers, for pictures of screens: a student who
// studies on most days, takes holidays, and mixes a few things up.
//   year_of_answers DATA DECKS [DAYS]
// The last day is 31 July 2024. The same program writes the same answers.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <string>

#include "trainer/trainer.h"
#include "window/scene.h"

namespace {

using namespace attache;

class SetClock : public Clock {
 public:
  explicit SetClock(Instant at) : at_(at) {}
  [[nodiscard]] Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void go(Millis by) { at_ += by; }

 private:
  Instant at_;
};

/// Remembers each question for so many days, longer with each success.
class Student {
 public:
  bool recalls(const QuestionId& question, Instant now) {
    auto [found, fresh] = strengths_.try_emplace(question);
    Strength& strength = found->second;
    // One question in nine does not want to stay.
    const bool hard = std::hash<std::string>{}(question) % 9 == 0;
    if (fresh) strength.days = hard ? 0.8 : 3;
    const double away =
        std::chrono::duration<double, std::ratio<86400>>(now - strength.last).count();
    const double chance = fresh ? 0.55 : std::exp(-0.16 * away / strength.days);
    const bool recalled = share() < chance;
    strength.days = recalled ? strength.days * (hard ? 1.3 : 2.1)
                             : std::max(0.7, strength.days * 0.4);
    strength.last = now;
    return recalled;
  }
  double share() { return static_cast<double>(chance_() >> 11U) / 9007199254740992.0; }

 private:
  struct Strength {
    double days = 3;
    Instant last{};
  };
  std::map<QuestionId, Strength> strengths_;
  std::mt19937_64 chance_{7};
};

/// What is given instead of the right answer: the answer to the last question of the
/// kind.
Response mistaken(const Prompt& prompt, const std::map<Form, std::string>& last) {
  Response response = window::wrong_response(prompt);
  const auto other = last.find(prompt.form);
  const bool differs = other != last.end() && other->second != prompt.answer;
  if (!response.texts.empty() && differs && !prompt.number && !prompt.date)
    response.texts.back() = other->second;
  return response;
}

bool answer(Trainer& trainer,
            SetClock& clock,
            Student& student,
            std::map<Form, std::string>& last) {
  const Asked* asked = trainer.asked();
  const bool recalled = student.recalls(asked->question->id, clock.now());
  const double pace = student.share();
  clock.go(Millis(static_cast<long>(3000 + 16000 * pace * pace)));
  const Prompt prompt = asked->prompt;
  trainer.reveal(recalled ? window::right_response(prompt) : mistaken(prompt, last));
  last[prompt.form] = prompt.answer;
  clock.go(Millis(1200));
  Rating rating = Rating::kAgain;
  if (recalled)
    rating = pace > 0.85 ? Rating::kHard : pace < 0.08 ? Rating::kEasy : Rating::kGood;
  const auto rated = trainer.rate(rating);
  if (!rated) std::cerr << rated.error().what << '\n';
  return rated.has_value();
}

/// How many answers a day has; 0 for a day off.
int answers_on(int day, Student& student) {
  const double chance = student.share();
  const double amount = student.share();
  const bool holidays = (day > 130 && day < 150) || (day > 262 && day < 272);
  if (holidays || chance < 0.28) return 0;
  return static_cast<int>(6 + 26 * amount);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const int days = count > 3 ? std::atoi(words[3]) : 365;
  const Instant last_morning = *parse_instant("2024-07-31T08:10:00Z");
  SetClock clock(last_morning - std::chrono::hours(24) * (days - 1));
  const TrainerSetup setup{.data_folder = words[1],
                           .deck_paths = {words[2]},
                           .clock = &clock,
                           .calendar = *StudyCalendar::in_zone("UTC"),
                           .seed = 1};
  auto trainer = Trainer::open(setup);
  if (!trainer) {
    std::cerr << trainer.error().what << '\n';
    return 1;
  }
  // So few that there is something new for most of the year.
  Settings settings = (*trainer)->settings();
  settings.new_per_day = 1;
  if (!(*trainer)->change_settings(settings)) return 1;
  Student student;
  std::map<Form, std::string> last;
  for (int day = 0; day < days; ++day) {
    const auto hour = static_cast<int>(student.share() * 11);
    clock.set(last_morning - std::chrono::hours(24) * (days - 1 - day) +
              std::chrono::hours(hour));
    const int wanted = answers_on(day, student);
    if (wanted == 0 || !(*trainer)->begin_sitting()) continue;
    for (int i = 0; i < wanted && (*trainer)->asked() != nullptr; ++i)
      if (!answer(**trainer, clock, student, last)) return 1;
    (*trainer)->end_sitting();
  }
  return 0;
}
