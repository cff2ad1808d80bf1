#include "trainer/exams.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "study/progress.h"
#include "study/review.h"
#include "trainer/learner.h"

namespace attache {

namespace {

/// Items as if none was suspended: what an exam asks does not hang on that.
std::vector<StudyItem> without_suspension(std::span<const StudyItem> items) {
  std::vector<StudyItem> all(items.begin(), items.end());
  for (StudyItem& item : all)
    item.flags.suspended = false;
  return all;
}

/// FSRS-6 weights for planning: those in use; where another model is in use, those that
/// were fitted beside it, or the defaults.
SchedulerSettings fsrs6_settings(const Learner& learner) {
  SchedulerSettings settings = learner.scheduler().settings();
  if (settings.weights.model == ModelKind::kFsrs6) return settings;
  settings.weights = default_weights(ModelKind::kFsrs6);
  const auto kept = learner.remembered(kExamWeightsKey);
  if (!kept || kept->empty()) return settings;
  auto fitted = parse_weights(*kept);
  if (fitted && fitted->model == ModelKind::kFsrs6) settings.weights = *std::move(fitted);
  return settings;
}

Fsrs6Weights weights_in(const SchedulerSettings& settings) {
  Fsrs6Weights weights = default_fsrs6_weights();
  const std::vector<double>& values = settings.weights.values;
  std::copy_n(values.begin(), std::min(values.size(), weights.size()), weights.begin());
  return weights;
}

bool uses_fsrs6(const Learner& learner) {
  return learner.scheduler().settings().weights.model == ModelKind::kFsrs6;
}

StepCounts steps_of(const SchedulerSettings& settings) {
  return {static_cast<int>(settings.learning_steps.size()),
          static_cast<int>(settings.relearning_steps.size())};
}

/// What an answer costs, for the plan. It knows of one repeat, after "again"; the steps
/// that a first answer really has before it are added to its time.
AnswerCosts with_steps(const AnswerCosts& costs,
                       const AnswerHabits& habits,
                       const StudyValue& times) {
  AnswerCosts with = costs;
  with.fresh = times.fresh().seconds - habits.first.front() * costs.relearning;
  return with;
}

int days_between(StudyDay from, StudyDay to) {
  return std::max(0, static_cast<int>((to - from).count()));
}

/// A question as the plan sees it. Memory is of FSRS-6.
ExamQuestion as_planned(const std::optional<MemoryState>& memory,
                        const Schedule& schedule,
                        StudyDay today,
                        double weight) {
  ExamQuestion question;
  question.memory = memory;
  question.days_since = memory ? days_between(schedule.last_day, today) : 0;
  question.weight = weight;
  return question;
}

/// The memory of one question by FSRS-6, whatever model is in use.
std::optional<MemoryState> fsrs6_memory(const Learner& learner,
                                        const Question& question) {
  const Schedule& schedule = learner.item(question).schedule;
  if (uses_fsrs6(learner) || schedule.phase == Phase::kNew) return schedule.memory;
  const auto rows = learner.store().log_of(question.id);
  if (!rows) return std::nullopt;
  const auto replayed = replay(*rows, Scheduler(fsrs6_settings(learner)));
  const auto found = replayed.find(question.id);
  return found == replayed.end() ? std::nullopt : found->second.memory;
}

/// The memory of every question that was ever asked, by FSRS-6.
Result<std::unordered_map<QuestionId, Schedule>> fsrs6_schedules(const Learner& learner) {
  const auto log = learner.store().log();
  if (!log) return log.unexpected();
  return replay(*log, Scheduler(fsrs6_settings(learner)));
}

/// "Topic", or "Deck: Topic" where there are several decks.
std::string name_of_topic(const Learner& learner,
                          const std::string& id,
                          bool several_decks) {
  const std::size_t slash = id.find('/');
  const DeckBook* book = learner.book(std::string_view(id).substr(0, slash));
  if (book == nullptr) return id;
  const std::string& deck = book->deck().title;
  if (slash == std::string::npos)
    return several_decks || book->deck().topics.empty() ? deck : "Other questions";
  const Topic* topic = book->topic(std::string_view(id).substr(slash + 1));
  const std::string name = topic == nullptr ? id : topic->name;
  return several_decks ? fmt::format("{}: {}", deck, name) : name;
}

/// Gives each question its topic, in the order in which topics come up.
void tell_topics(const Learner& learner,
                 const std::vector<ExamMember>& members,
                 ExamSnapshot& snapshot) {
  std::unordered_map<std::string_view, std::size_t> place;
  std::unordered_set<std::string_view> decks;
  for (const ExamMember& member : members) {
    decks.insert(member.question->deck);
    const auto [found, is_new] = place.try_emplace(member.topic, place.size());
    if (is_new) snapshot.topic_ids.push_back(member.topic);
    snapshot.topics.push_back(found->second);
  }
  for (const std::string& id : snapshot.topic_ids)
    snapshot.topic_names.push_back(name_of_topic(learner, id, decks.size() > 1));
}

Millis in_millis(double seconds) {
  return Millis(static_cast<Millis::rep>(std::ceil(seconds * 1000)));
}

}  // namespace

// --- the shelf

void ExamShelf::take(const std::vector<KeptExam>& kept) {
  for (const KeptExam& each : kept) {
    auto exam = read_exam(each.uuid, each.content);
    if (exam) {
      put(*std::move(exam));
    } else {
      notices_.push_back("An exam is left out. " + exam.error().text());
    }
  }
}

void ExamShelf::put(Exam exam) {
  const auto same = std::find_if(
      entries_.begin(), entries_.end(),
      [&](const std::unique_ptr<Entry>& each) { return each->exam.id == exam.id; });
  if (same == entries_.end()) {
    entries_.push_back(std::make_unique<Entry>());
    entries_.back()->exam = std::move(exam);
  } else {
    (*same)->exam = std::move(exam);
  }
  // Of two at the same instant the one that was made first comes first.
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const std::unique_ptr<Entry>& a, const std::unique_ptr<Entry>& b) {
                     return std::tie(a->exam.at, a->exam.id) <
                            std::tie(b->exam.at, b->exam.id);
                   });
}

void ExamShelf::remove(std::string_view id) {
  planner_.clear();
  asked_today_.clear();
  std::erase_if(entries_,
                [&](const std::unique_ptr<Entry>& each) { return each->exam.id == id; });
}

void ExamShelf::assign(std::span<const StudyItem> items,
                       std::span<const DeckBook> books,
                       const StudyCalendar& calendar,
                       StudyDay today) {
  planner_.clear();
  asked_today_.clear();
  if (entries_.empty()) return;
  const std::vector<StudyItem> all = without_suspension(items);
  for (const std::unique_ptr<Entry>& each : entries_) {
    each->members = members_of(each->exam, all, books);
    const ExamStage stage = stage_of(each->exam, calendar, today);
    for (const ExamMember& member : each->members) {
      if (stage == ExamStage::kAhead) planner_.try_emplace(member.question, &each->exam);
      if (stage == ExamStage::kToday) asked_today_.insert(member.question);
    }
  }
}

std::vector<const Exam*> ExamShelf::all() const {
  std::vector<const Exam*> exams;
  for (const std::unique_ptr<Entry>& each : entries_)
    exams.push_back(&each->exam);
  return exams;
}

const ExamShelf::Entry* ExamShelf::entry(std::string_view id) const {
  for (const std::unique_ptr<Entry>& each : entries_)
    if (each->exam.id == id) return each.get();
  return nullptr;
}

const Exam* ExamShelf::find(std::string_view id) const {
  const Entry* found = entry(id);
  return found == nullptr ? nullptr : &found->exam;
}

const std::vector<ExamMember>& ExamShelf::members(std::string_view id) const {
  static const std::vector<ExamMember> kNone;
  const Entry* found = entry(id);
  return found == nullptr ? kNone : found->members;
}

const Exam* ExamShelf::planner_of(const Question& question) const {
  const auto found = planner_.find(&question);
  return found == planner_.end() ? nullptr : found->second;
}

std::unordered_set<QuestionId> ExamShelf::held() const {
  std::unordered_set<QuestionId> ids;
  for (const auto& [question, exam] : planner_)
    ids.insert(question->id);
  for (const Question* question : asked_today_)
    ids.insert(question->id);
  return ids;
}

const ExamPlan* ExamShelf::plan(std::string_view id) const {
  const Entry* found = entry(id);
  return found != nullptr && found->plan ? &*found->plan : nullptr;
}

void ExamShelf::keep_plan(std::string_view id, ExamPlan plan) {
  const auto found = std::find_if(
      entries_.begin(), entries_.end(),
      [&](const std::unique_ptr<Entry>& each) { return each->exam.id == id; });
  if (found != entries_.end()) (*found)->plan = std::move(plan);
}

// --- what is shown and planned

ShownExam shown(const Learner& learner, const Exam& exam) {
  const StudyCalendar& calendar = learner.calendar();
  const StudyDay today = learner.today();
  ShownExam shown;
  shown.exam = exam;
  shown.stage = stage_of(exam, calendar, today);
  shown.day = day_of(exam, calendar);
  if (shown.stage == ExamStage::kAhead) {
    shown.days_left = days_left(exam, calendar, today);
    shown.minutes_today = minutes_on(exam, today);
    shown.used_today = learner.exam_time_today(exam.id);
    shown.left_today =
        std::max(Millis{0}, std::chrono::minutes(shown.minutes_today) - shown.used_today);
  }
  double weight = 0;
  for (const ExamMember& member : learner.exams().members(exam.id)) {
    const StudyItem& item = learner.item(*member.question);
    if (item.flags.suspended) {
      ++shown.suspended;
      continue;
    }
    ++shown.questions;
    shown.seen += item.schedule.phase != Phase::kNew ? 1 : 0;
    const bool in_step = item.schedule.phase == Phase::kLearning ||
                         item.schedule.phase == Phase::kRelearning;
    const Exam* planner = learner.exams().planner_of(*member.question);
    const bool is_own = planner != nullptr && planner->id == exam.id;
    if (in_step && item.schedule.due_day <= today && is_own) ++shown.steps_today;
    shown.shared += planner != nullptr && !is_own ? 1 : 0;
    weight += member.weight;
    shown.known +=
        member.weight * known_chance(item.schedule, learner.scheduler(), today);
  }
  if (weight > 0) shown.known /= weight;
  shown.missing = unknown_places(exam, learner.library().books);
  return shown;
}

Result<ExamSnapshot> snapshot_of(const Learner& learner, const Exam& exam) {
  const StudyCalendar& calendar = learner.calendar();
  const StudyDay today = learner.today();
  if (stage_of(exam, calendar, today) == ExamStage::kToday)
    return fail(fmt::format("there is nothing more to plan for {}", exam.title), "",
                "its day has come; until tomorrow its questions are asked by a sitting "
                "over their deck alone");
  if (stage_of(exam, calendar, today) != ExamStage::kAhead)
    return fail(fmt::format("there is nothing more to plan for {}", exam.title), "",
                "its day has come, or it has ended; its questions can be studied like "
                "all others");
  ExamSnapshot snapshot;
  snapshot.exam = exam;
  snapshot.today = today;
  snapshot.exam_day = day_of(exam, calendar);
  snapshot.usual_minutes = usual_minutes(exam, calendar, today);
  snapshot.missing = unknown_places(exam, learner.library().books);
  if (const ExamPlan* last = learner.exams().plan(exam.id)) snapshot.last_plan = *last;

  const SchedulerSettings model = fsrs6_settings(learner);
  snapshot.fitted = model.weights != default_weights(ModelKind::kFsrs6);
  ExamSituation& situation = snapshot.situation;
  situation.weights = weights_in(model);
  const Ways& ways = learner.ways();
  situation.habits = ways.habits;
  situation.costs = with_steps(ways.costs, ways.habits,
                               StudyValue(std::make_shared<Fsrs6>(situation.weights),
                                          ways.costs, ways.habits, steps_of(model)));
  situation.seconds =
      seconds_of_days(exam, calendar, today, learner.exam_time_today(exam.id));

  std::unordered_map<QuestionId, Schedule> replayed;
  if (!uses_fsrs6(learner)) {
    auto schedules = fsrs6_schedules(learner);
    if (!schedules) return schedules.unexpected();
    replayed = *std::move(schedules);
  }
  const auto memory_of = [&](const StudyItem& item) {
    if (uses_fsrs6(learner) || item.schedule.phase == Phase::kNew)
      return item.schedule.memory;
    const auto found = replayed.find(item.question->id);
    return found == replayed.end() ? std::nullopt : found->second.memory;
  };
  const std::vector<StudyItem> items = learner.items();
  const std::vector<ExamMember> members =
      members_of(exam, items, learner.library().books);
  for (const ExamMember& member : members) {
    const StudyItem& item = learner.item(*member.question);
    situation.questions.push_back(
        as_planned(memory_of(item), item.schedule, today, member.weight));
    snapshot.questions.push_back(member.question->id);
    const Exam* planner = learner.exams().planner_of(*member.question);
    snapshot.shared += planner != nullptr && planner->id != exam.id ? 1 : 0;
  }
  tell_topics(learner, members, snapshot);
  for (const ExamMember& member : learner.exams().members(exam.id))
    snapshot.suspended += learner.item(*member.question).flags.suspended ? 1 : 0;
  return snapshot;
}

// --- a plan at work

ExamCourse::ExamCourse(const Learner& learner,
                       const ExamSnapshot& snapshot,
                       std::optional<ExamPlan> plan)
    : exam_(snapshot.exam.id), plan_(plan ? *std::move(plan) : plan_for(snapshot)) {
  for (const StudyItem& item : learner.items_to_ask()) {
    const Exam* planner = learner.exams().planner_of(*item.question);
    if (planner != nullptr && planner->id == exam_) questions_.push_back(item.question);
  }
  take(learner, snapshot);
}

void ExamCourse::renew(const Learner& learner) {
  weights_.clear();
  worth_.clear();
  if (day_ != learner.today()) added_ = {};
  day_ = learner.today();
  const Exam* exam = learner.exams().find(exam_);
  if (exam == nullptr) return;
  // Without days left nothing is worth anything any more.
  if (const auto snapshot = snapshot_of(learner, *exam)) take(learner, *snapshot);
}

void ExamCourse::follow_decks(const Learner& learner) {
  for (const Question*& question : questions_)
    question = learner.question(question->id);
  std::erase(questions_, nullptr);
  renew(learner);
}

void ExamCourse::take(const Learner& learner, const ExamSnapshot& snapshot) {
  const SchedulerSettings model = fsrs6_settings(learner);
  const Ways& ways = learner.ways();
  situation_ = snapshot.situation;
  times_.emplace(std::make_shared<Fsrs6>(situation_.weights), ways.costs, ways.habits,
                 steps_of(model));
  day_ = snapshot.today;
  const std::vector<double> values = values_today(snapshot, plan_);
  for (std::size_t i = 0; i < snapshot.questions.size(); ++i) {
    const Question* question = learner.question(snapshot.questions[i]);
    weights_[question] = situation_.questions[i].weight;
    worth_[question] =
        timed(situation_.questions[i], learner.item(*question).schedule, values[i]);
  }
  situation_.questions.clear();
}

StudyQueue ExamCourse::queue(const Learner& learner) const {
  std::vector<StudyItem> items;
  items.reserve(questions_.size());
  for (const Question* question : questions_) {
    items.push_back(learner.item(*question));
    const auto found = worth_.find(question);
    items.back().worth = found == worth_.end() ? Worth{} : found->second;
  }
  QueueSettings settings = learner.settings().queue(learner.today());
  settings.new_per_day = std::numeric_limits<int>::max();
  settings.reviews_per_day = std::numeric_limits<int>::max();
  settings.time_left = time_left(learner);
  settings.candidates = Candidates::kWorthwhile;
  // On the last day there is no other day to wait for.
  settings.siblings_apart = situation_.seconds.size() != 1;
  return learner.queue(std::move(items), settings);
}

Millis ExamCourse::time_left(const Learner& learner) const {
  const Exam* exam = learner.exams().find(exam_);
  const bool is_ahead = exam != nullptr && stage_of(*exam, learner.calendar(),
                                                    learner.today()) == ExamStage::kAhead;
  if (!is_ahead) return {};
  return std::chrono::minutes(minutes_on(*exam, learner.today())) + added_ -
         learner.exam_time_today(exam_);
}

void ExamCourse::add_time(const Learner& learner, Millis more) {
  added_ += more - std::min(time_left(learner), Millis{0});
}

Worth ExamCourse::worth_of(const Learner& learner, const Question& question) const {
  const auto weight = weights_.find(&question);
  if (weight == weights_.end()) return {};
  const Schedule& schedule = learner.item(question).schedule;
  ExamSnapshot one;
  one.situation = situation_;
  one.situation.questions = {as_planned(fsrs6_memory(learner, question), schedule,
                                        learner.today(), weight->second)};
  return timed(one.situation.questions.front(), schedule,
               values_today(one, plan_).front());
}

/// How long its asking takes, by what really happens in a sitting: all its steps.
Worth ExamCourse::timed(const ExamQuestion& asked,
                        const Schedule& schedule,
                        double value) const {
  Worth worth;
  worth.value = value;
  if (const double steps = times_->seconds_of_steps(schedule.phase, schedule.step);
      steps > 0) {
    worth.expected = worth.worst = in_millis(steps);
    return worth;
  }
  const StudyGain gain =
      asked.memory ? times_->review(*asked.memory, asked.days_since) : times_->fresh();
  worth.expected = in_millis(gain.seconds);
  worth.worst = in_millis(gain.worst_seconds);
  return worth;
}

}  // namespace attache
