#include "window/exams_scene.h"

#include <algorithm>
#include <array>
#include <utility>

#include "study/exam_words.h"

namespace attache::window {

namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 15> kParts{
    "",     "empty",    "past",   "plan",   "try",    "short", "waiting", "over",
    "form", "weekdays", "shares", "errors", "remove", "home",  "end"};

constexpr int kDaysLeft = 12;

Exam sample(const Trainer& trainer, int in_days) {
  const StudyCalendar& calendar = trainer.calendar();
  const StudyDay today = calendar.day_of(trainer.now());
  Exam exam;
  exam.title = "Midterm: security in the Indo-Pacific";
  exam.at = calendar.with_start_hour(9).start_of(today + days(in_days));
  exam.minutes = {6, 6, 6, 6, 6, 3, 0};
  exam.days_off = {today + days(5), today + days(6)};
  exam.target = 0.8;
  return exam;
}

/// Questions as they may stand after two weeks of study: most were seen, some of them
/// long ago.
void study_some(ExamSnapshot& snapshot) {
  constexpr std::array<double, 5> kDays{2, 4, 9, 16, 30};
  auto& questions = snapshot.situation.questions;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (i % 3 == 2) continue;
    questions[i].memory = MemoryState{kDays.at(i % kDays.size()), 5.0};
    questions[i].days_since = static_cast<int>(i % 7);
  }
}

/// An exam with what is known of it, as it lies on the disk for a moment.
struct Sample {
  ShownExam shown;
  ExamSnapshot snapshot;
};

std::optional<Sample> put_and_take_away(Shell& shell, const Exam& exam) {
  const auto id = shell.trainer.put_exam(exam);
  if (!id) {
    shell.error = id.error();
    return std::nullopt;
  }
  std::optional<Sample> sample;
  const auto exams = shell.trainer.exams();
  auto snapshot = shell.trainer.exam_snapshot(*id);
  if (exams && snapshot)
    for (const ShownExam& each : *exams)
      if (each.exam.id == *id) sample = Sample{each, std::move(*snapshot)};
  shell.report(shell.trainer.remove_exam(*id));
  return sample;
}

/// A week that has used some of its minutes.
void look_used(ShownExam& exam) {
  exam.seen = exam.questions * 2 / 3;
  exam.used_today = std::chrono::minutes(2);
  exam.left_today = std::chrono::minutes(exam.minutes_today) -
                    std::min(exam.used_today, exam.left_today);
}

KnownOutlook worked_out(const Sample& sample) {
  return {outlook_of(sample.snapshot), snapshot_notes(sample.snapshot), ""};
}

ShownExam past_exam(const ShownExam& like, std::string title, int days_ago, double mean) {
  ShownExam past = like;
  past.exam.id = title;
  past.exam.title = std::move(title);
  past.exam.at -= days(days_ago + kDaysLeft);
  past.stage = ExamStage::kPast;
  past.exam.last_forecast = KeptForecast{{}, mean, mean - 0.06, mean + 0.05};
  return past;
}

std::vector<ShownExam> several(const ShownExam& first) {
  ShownExam second = first;
  second.exam.id = "second";
  second.exam.title =
      "日米安全保障協議委員会（２プラス２）と英国議会の立法過程についての期末試験";
  second.exam.at += days(31);
  second.days_left += 31;
  second.exam.target.reset();
  second.exam.last_forecast = KeptForecast{{}, 0.93, 0.87, 0.97};
  second.used_today = second.left_today = {};
  second.minutes_today = 0;
  return {first, second, past_exam(first, "First test", 20, 0.74),
          past_exam(first, "Statistics for public administration", 48, 0.81)};
}

void list_scene(const ExamScreens& screens, Sample& sample, std::string_view part) {
  look_used(sample.shown);
  screens.outlooks.show(sample.shown, worked_out(sample));
  std::vector<ShownExam> exams = several(sample.shown);
  screens.outlooks.show(exams[1], {});
  if (part == "past") screens.exams.list().unfold();
  screens.exams.show(std::move(exams));
}

void page_scene(const ExamScreens& screens, Sample& sample, std::string_view part) {
  if (part != "short") look_used(sample.shown);
  if (part == "over") {
    sample.shown = past_exam(sample.shown, sample.shown.exam.title, 3, 0.78);
  } else if (part == "waiting") {
    // What was expected last, until the plan is there.
    sample.shown.exam.last_forecast =
        KeptForecast{sample.snapshot.today - days(1), 0.66, 0.52, 0.79};
    screens.outlooks.show_busy(sample.shown, 0.4);
  } else {
    screens.outlooks.show(sample.shown, worked_out(sample));
  }
  const std::string id = sample.shown.exam.id;
  screens.exams.show({sample.shown});
  screens.exams.open(id);
  if (part == "try") screens.exams.page().put_marker(9);
  if (part == "remove") screens.exams.page().ask_remove();
}

void form_scene(Shell& shell, const ExamScreens& screens, std::string_view part) {
  const Exam exam = sample(shell.trainer, kDaysLeft);
  if (part == "form") {
    screens.exams.begin_form(shell.trainer, std::nullopt);
    return;
  }
  screens.exams.begin_form(shell.trainer, exam);
  if (part == "shares") screens.exams.form().show_shares();
  if (part == "errors") screens.exams.form().show_errors();
}

void home_scene(Shell& shell, const ExamScreens& screens, Sample& sample) {
  Home home = shell.trainer.home();
  look_used(sample.shown);
  sample.shown.exam.last_forecast = KeptForecast{{}, 0.71, 0.6, 0.8};
  const std::vector<ShownExam> all = several(sample.shown);
  home.exams = {all[0], all[1]};
  screens.home.show(std::move(home));
}

/// The end of a sitting; it was a practice, so that nothing is written.
void end_scene(Shell& shell, const ExamScreens& screens, Sample& sample) {
  std::vector<QuestionId> questions = sample.snapshot.questions;
  questions.resize(std::min<std::size_t>(questions.size(), 9));
  if (!screens.study.practise(shell, questions)) return;
  for (int i = 0; shell.trainer.asked() != nullptr && i < 20; ++i) {
    shell.trainer.reveal();
    if (!shell.trainer.rate(i == 4 ? Rating::kAgain : Rating::kGood)) return;
  }
  sample.shown.exam.last_forecast = KeptForecast{{}, 0.71, 0.6, 0.8};
  screens.study.show_exam(shell, sample.shown, screens.outlooks);
  sample.shown.left_today = {};
  screens.outlooks.show(sample.shown, worked_out(sample));
  screens.study.show_exam_end(sample.shown);
}

/// The exam that the scenes are about; in `short` the time is far too short for it.
std::optional<Sample> sample_for(Shell& shell, std::string_view part) {
  const bool is_short = part == "short";
  Exam exam = sample(shell.trainer, is_short ? 4 : kDaysLeft);
  if (is_short) exam.minutes.fill(3);
  if (is_short) exam.days_off.clear();
  auto made = put_and_take_away(shell, exam);
  if (made && !is_short) study_some(made->snapshot);
  return made;
}

}  // namespace

std::span<const std::string_view> exam_scene_parts() {
  return kParts;
}

bool shows_exams(const Scene& scene) {
  return scene.base == "exams";
}

ScreenName prepare_exam_scene(Shell& shell,
                              const ExamScreens& screens,
                              const Scene& scene) {
  const std::string_view part = scene.part;
  const bool form =
      part == "form" || part == "weekdays" || part == "shares" || part == "errors";
  if (form) form_scene(shell, screens, part);
  if (part == "empty") screens.exams.show({});
  if (form || part == "empty") return ScreenName::kExams;
  auto made = sample_for(shell, part);
  if (!made) {
    screens.exams.show({});
    return ScreenName::kExams;
  }
  if (part == "home") {
    home_scene(shell, screens, *made);
    return ScreenName::kHome;
  }
  if (part == "end") {
    end_scene(shell, screens, *made);
    return ScreenName::kStudy;
  }
  if (part.empty() || part == "past")
    list_scene(screens, *made, part);
  else
    page_scene(screens, *made, part);
  return ScreenName::kExams;
}

}  // namespace attache::window
