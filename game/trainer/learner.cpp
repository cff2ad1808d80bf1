#include "trainer/learner.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/uuid.h"
#include "study/manual.h"
#include "study/own_log.h"
#include "study/progress.h"

namespace attache {

namespace {

constexpr Millis kBackupEvery = std::chrono::minutes(10);
/// Up to this many entries a backup takes a tenth of a second and is not felt between two
/// questions; a longer log is backed up on closing.
constexpr std::int64_t kQuicklyBackedUp = 20'000;

/// Under this key the store tells by which rules its schedules were worked out. It is
/// written after them, so that a change of rules that was cut short is found at the next
/// start.
constexpr std::string_view kRulesKey = "schedules.rules";

std::string rules_of(const Settings& settings) {
  // The tag alone stands for the default weights of FSRS-6, as in files from before there
  // were others.
  const std::string model = settings.weights == default_weights(ModelKind::kFsrs6)
                                ? "fsrs-6"
                                : weights_text(settings.weights);
  return fmt::format("{} {} {}", model, settings.desired_retention,
                     settings.maximum_interval_days);
}

bool in_steps(const Schedule& schedule) {
  return schedule.phase == Phase::kLearning || schedule.phase == Phase::kRelearning;
}

/// What an answer uses of a day's minutes at most: longer ones were pauses.
constexpr Millis kLongestUse = std::chrono::seconds(90);

Millis in_millis(double seconds) {
  return Millis(std::llround(seconds * 1000));
}

/// Under this key the store tells which questions of a deck are noted, as a hash.
std::string seen_key(const std::string& deck) {
  return "questions-seen." + deck;
}

template <class Time>
void keep_earlier(std::optional<Time>& earliest, Time time) {
  if (!earliest || time < *earliest) earliest = time;
}

}  // namespace

Learner::Learner(TrainerSetup setup)
    : setup_(std::move(setup)),
      calendar_(setup_.calendar),
      scheduler_(SchedulerSettings{}),
      chance_(setup_.seed) {}

Learner::~Learner() {
  if (store_) static_cast<void>(store_->back_up(now()).has_value());
}

Result<std::unique_ptr<Learner>> Learner::open(TrainerSetup setup) {
  assert(setup.clock != nullptr);
  std::unique_ptr<Learner> learner(new Learner(std::move(setup)));
  if (auto loaded = learner->load(); !loaded) return loaded.unexpected();
  return learner;
}

Result<void> Learner::load() {
  library_ = load_library(setup_.deck_paths);
  lay_out_items();
  auto opened = Store::open(setup_.data_folder);
  if (!opened) return opened.unexpected();
  store_ = *std::move(opened);

  auto stored = store_->settings();
  if (!stored) return stored.unexpected();
  settings_ = settings_from(*stored);
  kept_.insert(stored->begin(), stored->end());
  apply_settings();

  if (auto taken = take_flags(); !taken) return taken;
  const auto size = store_->log_size();
  if (!size) return size.unexpected();
  log_size_ = *size;
  backed_up_at_ = now();
  const auto worked_out = store_->is_worked_out();
  if (!worked_out) return worked_out.unexpected();
  if (!*worked_out ||
      remembered(kRulesKey).value_or(rules_of(Settings{})) != rules_of(settings_)) {
    if (auto rebuilt = rebuild_schedules(); !rebuilt) return rebuilt;
  } else {
    const auto schedules = store_->kept_schedules();
    if (!schedules) return schedules.unexpected();
    if (auto taken = take_schedules(*schedules); !taken) return taken;
  }
  editions_.look(library_, *store_, kept_, now());
  if (auto noted = note_added(now()); !noted) return noted;
  const auto exams = store_->exams();
  if (!exams) return exams.unexpected();
  exams_.take(*exams);
  return read_day(calendar_.day_of(now()));
}

Result<void> Learner::take_flags() {
  const auto flags = store_->flags();
  if (!flags) return flags.unexpected();
  for (StudyItem& item : items_)
    if (const auto found = flags->find(item.question->id); found != flags->end())
      item.flags = found->second;
  return {};
}

bool Learner::decks_changed_on_disk() const {
  return attache::has_changed(library_, setup_.deck_paths);
}

Result<std::vector<DeckBook>> Learner::reload_decks(Instant at) {
  // What the store has is read first: after an error all is as it was.
  const auto schedules = store_->kept_schedules();
  if (!schedules) return schedules.unexpected();
  const auto stored = store_->settings();
  if (!stored) return stored.unexpected();
  Reloaded reloaded = reload_library(std::move(library_), setup_.deck_paths);
  library_ = std::move(reloaded.library);
  kept_.clear();
  kept_.insert(stored->begin(), stored->end());
  lay_out_items();
  if (auto taken = take_flags(); !taken) return taken.unexpected();
  if (auto taken = take_schedules(*schedules); !taken) return taken.unexpected();
  editions_.look(library_, *store_, kept_, at);
  if (auto noted = note_added(at); !noted) return noted.unexpected();
  if (auto read = read_day(calendar_.day_of(at)); !read) return read.unexpected();
  return std::move(reloaded.retired);
}

void Learner::lay_out_items() {
  ++deck_revision_;
  book_of_deck_.clear();
  first_item_.clear();
  items_.clear();
  for (std::size_t i = 0; i < library_.books.size(); ++i) {
    const DeckBook& book = library_.books[i];
    book_of_deck_.emplace(book.deck().id, i);
    first_item_.push_back(items_.size());
    for (const Question& each : book.questions())
      items_.push_back({&each, {}, {}});
  }
  first_item_.push_back(items_.size());
}

/// Puts schedules to their questions.
Result<void> Learner::take_schedules(const std::vector<KeptSchedule>& schedules) {
  for (StudyItem& item : items_)
    item.schedule = Schedule{};
  kept_answers_.lay_out(items_.size());
  for (const KeptSchedule& kept : schedules) {
    const Question* known = question(kept.question);
    if (known == nullptr) continue;  // not on the shelf
    const std::size_t place = place_of(*known);
    items_[place].schedule = kept.schedule;
    kept_answers_.give_number(place, kept.number);
  }
  kept_answers_.numbers_given(schedules.empty() ? 0 : schedules.back().number + 1);
  due_on_.clear();
  for (const StudyItem& item : items_)
    count_due(item, 1);
  forget_figures();
  return check_meanings();
}

/// A question of which the right answer has changed since it was learned begins anew. The
/// store keeps its old schedule, which follows from the log, until it is answered.
Result<void> Learner::check_meanings() {
  changed_.clear();
  for (const StudyItem& item : items_) {
    // Meanings only ever rise, so a first meaning cannot have changed.
    if (item.question->meaning == 1 || item.schedule.phase == Phase::kNew) continue;
    const auto rows = store_->log_of(item.question->id);
    if (!rows) return rows.unexpected();
    settle(*item.question, standing_by(*rows));
  }
  return {};
}

const DeckBook* Learner::book(std::string_view deck) const {
  const auto found = book_of_deck_.find(deck);
  return found == book_of_deck_.end() ? nullptr : &library_.books[found->second];
}

std::filesystem::path Learner::file_of(std::string_view deck) const {
  const auto found = book_of_deck_.find(deck);
  return found == book_of_deck_.end() ? std::filesystem::path()
                                      : library_.files[found->second];
}

const Question* Learner::question(const QuestionId& id) const {
  const DeckBook* deck = book(std::string_view(id).substr(0, id.find('/')));
  return deck == nullptr ? nullptr : deck->question(id);
}

Result<void> Learner::acknowledge_changes(std::string_view deck, Instant at) {
  const DeckBook* known = book(deck);
  if (known == nullptr) return {};
  return editions_.acknowledge(*known, *store_, at);
}

// --- settings

void Learner::apply_settings() {
  calendar_ = setup_.calendar.with_start_hour(settings_.day_start_hour);
  scheduler_ = Scheduler(settings_.scheduler());
  study_value_.reset();
  forget_figures();
}

Result<void> Learner::rebuild_schedules() {
  if (auto done = store_->work_out_anew(scheduler_); !done) return done;
  kept_answers_.forget_facts();
  const auto rebuilt = store_->kept_schedules();
  if (!rebuilt) return rebuilt.unexpected();
  if (auto taken = take_schedules(*rebuilt); !taken) return taken;
  return remember(kRulesKey, rules_of(settings_));
}

Result<void> Learner::change_settings(const Settings& wanted) {
  Settings checked = settings_;
  for (const SettingInfo& info : setting_infos())
    if (auto set = set_from_text(checked, info.key, setting_text(wanted, info.key)); !set)
      return set;
  const Settings before = settings_;
  Result<void> kept;
  for (const SettingInfo& info : setting_infos()) {
    const std::string text = setting_text(wanted, info.key);
    if (text == setting_text(settings_, info.key)) continue;
    kept = remember(info.key, text);
    if (!kept) break;
    static_cast<void>(set_from_text(settings_, info.key, text).has_value());
  }
  apply_settings();
  if (rules_of(settings_) != rules_of(before))
    if (auto rebuilt = rebuild_schedules(); !rebuilt) return rebuilt;
  if (auto read = read_day(calendar_.day_of(now())); !read) return read;
  return kept;
}

std::optional<std::string> Learner::remembered(std::string_view key) const {
  const auto found = kept_.find(key);
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> Learner::remember(std::string_view key, std::string_view value) {
  if (auto set = store_->set_setting(key, value); !set) return set;
  kept_[std::string(key)] = value;
  return {};
}

// --- the study day

Result<bool> Learner::renew_day(Instant at) {
  const StudyDay day = calendar_.day_of(at);
  if (day == today_.day) return false;
  if (auto read = read_day(day); !read) return read.unexpected();
  return true;
}

Result<void> Learner::read_day(StudyDay day) {
  const auto answers = store_->answers_on(day);
  if (!answers) return answers.unexpected();
  const auto figures = store_->days(day, day);
  if (!figures) return figures.unexpected();
  const auto found = figures->find(day);
  Today read;
  read.day = day;
  read.fresh = found == figures->end() ? 0 : found->second.fresh;
  std::unordered_set<QuestionId> seen;
  for (const Review& answer : *answers) {
    if (answer.meaning == 1 || !seen.insert(answer.question).second) continue;
    const auto relearned = relearned_on(day, answer.question);
    if (!relearned) return relearned.unexpected();
    read.fresh += *relearned;
  }
  today_ = std::move(read);
  for (const Review& answer : *answers)
    count(answer, 1);
  assign_to_exams();
  forget_figures();
  return {};
}

/// How often a question began anew on a day because its answer meant something else.
Result<int> Learner::relearned_on(StudyDay day, const QuestionId& id) const {
  const auto rows = store_->log_of(id);
  if (!rows) return rows.unexpected();
  int times = 0;
  std::optional<int> meaning;
  for (const Review& entry : counting_entries(*rows)) {
    // Who made it new by hand is counted with the first answers.
    if (forgets(entry)) meaning.reset();
    if (entry.kind != EntryKind::kAnswer) continue;
    times += meaning && *meaning != entry.meaning && entry.day == day ? 1 : 0;
    meaning = entry.meaning;
  }
  return times;
}

/// Counts an answer of today in (1) or out (-1).
void Learner::count(const Review& answer, int times) {
  if (answer.day != today_.day) return;
  const Millis used = std::min(answer.duration, kLongestUse) * times;
  Today::Answers& answers = today_.answers[answer.question];
  answers.count += times;
  answers.time += used;
  if (answers.count <= 0) today_.answers.erase(answer.question);
  if (!apart_.contains(answer.question)) today_.used += used;
  today_.summary.answers += times;
  if (answer.rating == Rating::kAgain) today_.summary.again += times;
  today_.summary.time += answer.duration * times;
}

// --- today's minutes

QueueSettings Learner::limits_today() const {
  QueueSettings limits = settings_.queue(today_.day);
  limits.model = scheduler_.shared_model();
  if (limits.time_left) limits.time_left = *time_today() - today_.used;
  return limits;
}

std::optional<Millis> Learner::time_today() const {
  const std::optional<Millis> time = settings_.time_on(today_.day);
  if (!time || added_on_ != today_.day) return time;
  return *time + added_;
}

void Learner::add_time(Millis more) {
  const std::optional<Millis> time = time_today();
  if (!time) return;
  if (added_on_ != today_.day) added_ = Millis{0};
  added_on_ = today_.day;
  added_ += more + std::max(today_.used - *time, Millis{0});
}

void Learner::set_apart(std::unordered_set<QuestionId> questions) {
  apart_ = std::move(questions);
  today_.used = Millis{0};
  for (const auto& [id, answers] : today_.answers)
    if (!apart_.contains(id)) today_.used += answers.time;
}

const StudyValue& Learner::study_value() const {
  if (study_value_ && valued_on_ == today_.day) return *study_value_;
  const SchedulerSettings& steps = scheduler_.settings();
  study_value_.emplace(scheduler_.shared_model(), ways().costs, ways().habits,
                       StepCounts{static_cast<int>(steps.learning_steps.size()),
                                  static_cast<int>(steps.relearning_steps.size())});
  valued_on_ = today_.day;
  return *study_value_;
}

Worth Learner::worth_of(const Schedule& schedule) const {
  const StudyValue& value = study_value();
  if (in_steps(schedule)) {
    const Millis steps = in_millis(value.seconds_of_steps(schedule.phase, schedule.step));
    return {0, steps, steps};
  }
  if (schedule.phase == Phase::kReview && !schedule.memory) return {};
  const auto elapsed =
      std::max(0, static_cast<int>((today_.day - schedule.last_day).count()));
  const StudyGain gain = schedule.phase == Phase::kNew
                             ? value.fresh()
                             : value.review(*schedule.memory, elapsed);
  return {gain.per_second(), in_millis(gain.seconds), in_millis(gain.worst_seconds)};
}

void Learner::find_worth(std::vector<StudyItem>& items) const {
  for (StudyItem& item : items) {
    const bool is_due =
        item.schedule.phase != Phase::kReview || item.schedule.due_day <= today_.day;
    if (is_due) item.worth = worth_of(item.schedule);
  }
}

std::optional<int> Learner::days_to_recover(const StudyQueue& queue) const {
  if (queue.waiting().review == 0) return std::nullopt;
  const StudyValue& value = study_value();
  Backlog backlog;
  backlog.fresh_seconds = value.fresh().seconds;
  backlog.review_seconds = value.usual_review_seconds(settings_.desired_retention);
  for (const StudyItem& item : queue.items())
    add_to(backlog, item, scheduler_, today_.day);
  return attache::days_to_recover(backlog, [&](int days) {
    const StudyDay day = today_.day + std::chrono::days(days);
    const QueueSettings limits = days == 0 ? limits_today() : settings_.queue(day);
    const int fresh = limits.new_per_day - (days == 0 ? new_done_today() : 0);
    return DayLimits{*limits.time_left, std::max(fresh, 0)};
  });
}

// --- where the questions stand

std::vector<StudyItem> Learner::items(const std::optional<std::string>& deck) const {
  if (!deck) return items_;
  const auto found = book_of_deck_.find(*deck);
  if (found == book_of_deck_.end()) return {};
  const auto at = [&](std::size_t book) {
    return items_.begin() + static_cast<std::ptrdiff_t>(first_item_[book]);
  };
  return {at(found->second), at(found->second + 1)};
}

std::vector<StudyItem> Learner::items_to_ask(
    const std::optional<std::string>& deck) const {
  std::vector<StudyItem> asked = items(deck);
  if (!setup_.pictures)
    std::erase_if(asked, [](const StudyItem& item) { return item.question->region; });
  return asked;
}

std::vector<StudyItem> Learner::ordinary_items(
    const std::optional<std::string>& deck) const {
  std::vector<StudyItem> ordinary = items(deck);
  std::erase_if(ordinary, [&](const StudyItem& item) {
    return apart_.contains(item.question->id);
  });
  return ordinary;
}

std::size_t Learner::place_of(const Question& question) const {
  const std::size_t book = book_of_deck_.at(question.deck);
  const Question* first = library_.books[book].questions().data();
  return first_item_[book] + static_cast<std::size_t>(&question - first);
}

StudyItem& Learner::item_at(const Question& question) {
  return items_[place_of(question)];
}

const StudyItem& Learner::item(const Question& question) const {
  return items_[place_of(question)];
}

AnswerHistory Learner::history(const Question& question) const {
  const auto rows = store_->log_of(question.id);
  if (!rows) return {};
  std::vector<Review> answers = counting(*rows);
  // What was answered when the right answer was another one says nothing about this one.
  std::erase_if(answers,
                [&](const Review& answer) { return answer.meaning != question.meaning; });
  return answer_history(answers);
}

Result<const AnswerTable*> Learner::answer_table() const {
  return kept_answers_.table(*store_, revision_,
                             [this](std::string_view id) -> std::optional<std::size_t> {
                               const Question* known = question(QuestionId(id));
                               if (known == nullptr) return std::nullopt;
                               return place_of(*known);
                             });
}

Result<void> Learner::each_wrong_answer(
    int least, const std::function<bool(const WrongAnswer&)>& take) const {
  return store_->each_wrong_answer(least, take);
}

bool Learner::has_changed(const Question& question) const {
  return changed_.contains(&question);
}

StudyQueue Learner::queue(std::vector<StudyItem> items) const {
  const QueueSettings limits = limits_today();
  if (limits.time_left) find_worth(items);
  return queue(std::move(items), limits);
}

StudyQueue Learner::queue(std::vector<StudyItem> items,
                          const QueueSettings& settings) const {
  std::unordered_set<std::string> asked;
  for (const auto& [id, answers] : today_.answers)
    if (const Question* known = question(id)) asked.insert(known->siblings);
  return {std::move(items), settings, today_.day,
          new_done_today(), asked,    stable_hash(iso_day(today_.day), setup_.seed)};
}

std::optional<Instant> Learner::next_due_after(Instant at) const {
  if (!next_due_) next_due_ = find_next_due();
  std::optional<Instant> earliest;
  if (next_due_->step) earliest = std::max(*next_due_->step, at);
  if (next_due_->day)
    keep_earlier(earliest, std::max(calendar_.start_of(*next_due_->day), at));
  return earliest;
}

/// The first day from `from` on that has time, and room for new questions if one is
/// `fresh`; nothing if no day of the week has.
std::optional<StudyDay> Learner::first_study_day(StudyDay from, bool fresh) const {
  for (int days = 0; days < 7; ++days) {
    const StudyDay day = from + std::chrono::days(days);
    const QueueSettings limits = settings_.queue(day);
    const bool has_time = !limits.time_left || *limits.time_left > Millis{0};
    if (has_time && (!fresh || limits.new_per_day > 0)) return day;
  }
  return std::nullopt;
}

Learner::NextDue Learner::find_next_due() const {
  NextDue next;
  std::optional<StudyDay> review;
  std::optional<StudyDay> fresh;
  for (const StudyItem& item : items_) {
    const Schedule& schedule = item.schedule;
    if (item.flags.suspended || apart_.contains(item.question->id)) continue;
    const StudyDay shown =
        std::max(today_.day, item.flags.buried_until.value_or(today_.day));
    if (in_steps(schedule) && std::max(shown, schedule.due_day) <= today_.day) {
      keep_earlier(next.step, schedule.due_at);
      continue;
    }
    const StudyDay tomorrow = today_.day + std::chrono::days(1);
    const bool is_new = schedule.phase == Phase::kNew;
    const StudyDay due = is_new ? tomorrow : schedule.due_day;
    keep_earlier(is_new ? fresh : review, std::max({tomorrow, shown, due}));
  }
  if (review) next.day = first_study_day(*review, false);
  if (fresh) fresh = first_study_day(*fresh, true);
  if (fresh) keep_earlier(next.day, *fresh);
  if (const auto day = next_exam_day()) keep_earlier(next.day, *day);
  return next;
}

Millis Learner::time_for(const DueCounts& counts) const {
  if (!mean_duration_) {
    const auto mean = store_->mean_duration();
    mean_duration_ = mean ? *mean : std::optional<Millis>{};
  }
  return estimated_time(counts, *mean_duration_);
}

void Learner::forget_figures() {
  ++revision_;
  next_due_.reset();
  mean_duration_.reset();
}

// --- changes

/// Gives a new entry of the log its name and its time.
void Learner::name_and_date(Review& entry, Instant at, std::int64_t ahead) const {
  Chance naming = chance_.derive(fmt::format("entry {}", log_size_ + ahead));
  entry.uuid = uuid_v7(at, naming);
  entry.at = at;
  entry.zone_offset = calendar_.offset_at(at);
  entry.day = calendar_.day_of(at);
}

Learner::Standing Learner::standing_by(const std::vector<Review>& rows) const {
  Standing standing;
  const auto take = [&](const Replayed& replayed) {
    standing.schedule = replayed.after;
    standing.meaning = replayed.review.meaning;
  };
  replay(rows, scheduler_, take, take);
  return standing;
}

/// Every change of a single schedule passes here, so that the days' load is known.
void Learner::put_schedule(StudyItem& item, const Schedule& schedule) {
  count_due(item, -1);
  item.schedule = schedule;
  count_due(item, 1);
}

/// Counts a question in (1) or out (-1) on the day on which it is due for review.
void Learner::count_due(const StudyItem& item, int times) {
  if (item.schedule.phase != Phase::kReview || item.flags.suspended) return;
  const auto found = due_on_.try_emplace(item.schedule.due_day, 0).first;
  found->second += times;
  if (found->second <= 0) due_on_.erase(found);
}

DayPlaces Learner::places_for(const Question& question,
                              Instant at,
                              const std::map<StudyDay, int>& also_due) const {
  if (!settings_.balance_days) return {};
  const StudyItem& asked = item(question);
  const StudyDay today = calendar_.day_of(at);
  const auto due = [&](const std::map<StudyDay, int>& counts, StudyDay day) {
    const auto found = counts.find(day);
    return found == counts.end() ? 0 : found->second;
  };
  const auto load = [&](int days) {
    const StudyDay day = today + std::chrono::days(days);
    // It will not be due any more on the day on which it was.
    const bool itself = asked.schedule.phase == Phase::kReview &&
                        !asked.flags.suspended && asked.schedule.due_day == day;
    return DayLoad{due(due_on_, day) + due(also_due, day) - (itself ? 1 : 0),
                   settings_.share_on(day)};
  };
  return balanced_places(scheduler_.ranges(asked.schedule, at, today), load);
}

void Learner::settle(const Question& question, const Standing& standing) {
  const bool changed = standing.meaning && *standing.meaning != question.meaning;
  put_schedule(item_at(question), changed ? Schedule{} : standing.schedule);
  if (changed) {
    changed_.insert(&question);
  } else {
    changed_.erase(&question);
  }
}

void Learner::settle_and_count(const Question& question,
                               const Standing& standing,
                               const Review& answer,
                               int times) {
  const auto is_new = [&] {
    return item(question).schedule.phase == Phase::kNew ? 1 : 0;
  };
  const int was_new = is_new();
  settle(question, standing);
  if (answer.day == today_.day) today_.fresh += was_new - is_new();
  count(answer, times);
  ++log_size_;
  forget_figures();
}

Result<Review> Learner::answer(const Question& question, Review given, Instant at) {
  name_and_date(given, at);
  given.question = question.id;
  given.meaning = question.meaning;
  const Schedule after =
      scheduler_.after(item(question).schedule, given.rating, at, given.day,
                       stable_hash(question.id), given.place);
  const auto sequence = store_->append(given, question.id, after, scheduler_);
  if (!sequence) return sequence.unexpected();
  given.sequence = *sequence;
  settle_and_count(question, {after, question.meaning}, given, 1);
  return given;
}

Result<std::string> Learner::void_entry(const std::string& uuid,
                                        const Question& question,
                                        const Review& answer,
                                        Voiding voiding,
                                        Instant at) {
  Review entry;
  name_and_date(entry, at);
  entry.kind = EntryKind::kVoid;
  entry.voids = uuid;
  entry.question = question.id;
  entry.meaning = answer.meaning;
  entry.form = answer.form;
  entry.rating = answer.rating;
  auto rows = store_->log_of(question.id);
  if (!rows) return rows.unexpected();
  entry.sequence = rows->empty() ? 1 : rows->back().sequence + 1;
  rows->push_back(entry);
  // From the log, because the settings may have changed since the answer was given.
  const Standing standing = standing_by(*rows);
  const auto sequence = store_->append(entry, question.id, standing.schedule, scheduler_);
  if (!sequence) return sequence.unexpected();
  settle_and_count(question, standing, answer, voiding == Voiding::kRestores ? 1 : -1);
  return entry.uuid;
}

Result<void> Learner::set_flags(const Question& question, const Flags& flags) {
  if (auto set = store_->set_flags(question.id, flags); !set) return set;
  StudyItem& item = item_at(question);
  count_due(item, -1);
  item.flags = flags;
  count_due(item, 1);
  next_due_.reset();
  ++revision_;
  return {};
}

Result<ManyChanged> Learner::change_many(const std::vector<QuestionId>& questions,
                                         const ManyWished& wished,
                                         Instant at) {
  ManyChanged changed;
  std::vector<GivenAnswer> entries;
  std::vector<NewFlags> flags;
  std::unordered_set<std::string_view> seen;
  for (const QuestionId& id : questions) {
    const Question* known = question(id);
    if (known == nullptr)
      return fail(fmt::format("there is no question {}", id), "",
                  "Search again; the decks have changed");
    if (!seen.insert(known->id).second) continue;
    const StudyItem& item = this->item(*known);
    if (wished.flags) {
      Flags after = item.flags;
      wished.flags(after);
      if (after != item.flags) {
        changed.flags_before.emplace_back(known->id, item.flags);
        flags.emplace_back(known->id, std::move(after));
      }
    }
    if (!wished.change) continue;
    GivenAnswer given;
    given.after =
        after_manual(item.schedule, *wished.change, scheduler_, at, calendar_.day_of(at));
    if (given.after == item.schedule) continue;
    Review& entry = given.review;
    name_and_date(entry, at, static_cast<std::int64_t>(entries.size()));
    entry.kind = EntryKind::kManual;
    entry.question = known->id;
    entry.meaning = known->meaning;
    entry.response = manual_text(*wished.change);
    changed.entries.push_back(entry);
    entries.push_back(std::move(given));
  }
  if (auto done = write_many(entries, flags); !done) return done.unexpected();
  return changed;
}

Result<void> Learner::take_back(const ManyChanged& changed, Instant at) {
  std::vector<GivenAnswer> entries;
  for (const Review& entry : changed.entries) {
    auto rows = store_->log_of(entry.question);
    if (!rows) return rows.unexpected();
    GivenAnswer given;
    Review& voiding = given.review;
    name_and_date(voiding, at, static_cast<std::int64_t>(entries.size()));
    voiding.kind = EntryKind::kVoid;
    voiding.voids = entry.uuid;
    voiding.question = entry.question;
    voiding.sequence = rows->empty() ? 1 : rows->back().sequence + 1;
    rows->push_back(voiding);
    const Standing standing = standing_by(*rows);
    given.after = standing.schedule;
    voiding.meaning = standing.meaning.value_or(entry.meaning);
    entries.push_back(std::move(given));
  }
  return write_many(entries, changed.flags_before);
}

/// Writes entries and flags of many questions, and takes them over when they are on the
/// disk.
Result<void> Learner::write_many(const std::vector<GivenAnswer>& entries,
                                 const std::vector<NewFlags>& flags) {
  if (entries.empty() && flags.empty()) return {};
  if (auto written = store_->change_many(entries, flags, scheduler_); !written)
    return written;
  for (const auto& [id, wanted] : flags) {
    const Question* known = question(id);
    if (known == nullptr) continue;  // it has left the shelf since
    StudyItem& item = item_at(*known);
    count_due(item, -1);
    item.flags = wanted;
    count_due(item, 1);
  }
  for (const GivenAnswer& entry : entries)
    if (const Question* known = question(entry.review.question))
      settle(*known, {entry.after, entry.review.meaning});
  log_size_ += static_cast<std::int64_t>(entries.size());
  forget_figures();
  // What counts as new today may be other questions now.
  return read_day(today_.day);
}

Result<void> Learner::note_added(Instant at) {
  for (const DeckBook& book : library_.books) {
    std::uint64_t ids = 0;
    for (const Question& each : book.questions())
      ids = stable_hash(each.id, ids);
    const std::string key = seen_key(book.deck().id);
    const std::string seen = fmt::format("{:016x}", ids);
    if (remembered(key) == seen) continue;
    std::vector<QuestionId> questions;
    questions.reserve(book.questions().size());
    for (const Question& each : book.questions())
      questions.push_back(each.id);
    if (auto noted = store_->note_added(questions, calendar_.day_of(at)); !noted)
      return noted;
    if (auto kept = remember(key, seen); !kept) return kept;
    // So that they are at hand when somebody asks.
    static_cast<void>(added_days_of(book).has_value());
  }
  return {};
}

Result<std::vector<std::optional<StudyDay>>> Learner::added_days_of(
    const DeckBook& book) const {
  const std::string& deck = book.deck().id;
  return store_->added_days(deck, remembered(seen_key(deck)).value_or(""),
                            book.questions());
}

Result<std::vector<std::optional<StudyDay>>> Learner::added_days() const {
  std::vector<std::optional<StudyDay>> all;
  all.reserve(items_.size());
  for (const DeckBook& book : library_.books) {
    const auto days = added_days_of(book);
    if (!days) return days.unexpected();
    all.insert(all.end(), days->begin(), days->end());
  }
  return all;
}

Result<std::size_t> Learner::add_history(const HistorySource& history,
                                         const HistoryProgress& progress) {
  const auto added = store_->add_history(history, scheduler_, progress);
  if (!added) return added.unexpected();
  const auto size = store_->log_size();
  if (!size) return size.unexpected();
  log_size_ = *size;
  return *added;
}

Result<void> Learner::back_up(Instant at) {
  if (auto made = store_->back_up(at); !made) return made.unexpected();
  backed_up_at_ = at;
  return {};
}

void Learner::back_up_if_due(Instant at) {
  if (at - backed_up_at_ < kBackupEvery || log_size_ > kQuicklyBackedUp) return;
  backed_up_at_ = at;
  const auto made = store_->back_up(at);
  backup_failure_ = made ? std::nullopt : std::optional(made.error());
}

std::vector<std::string> Learner::notices() const {
  std::vector<std::string> notices = store_->notices();
  if (backup_failure_)
    notices.push_back("A backup could not be made. " + backup_failure_->text());
  notices.insert(notices.end(), editions_.notices().begin(), editions_.notices().end());
  notices.insert(notices.end(), exams_.notices().begin(), exams_.notices().end());
  return notices;
}

}  // namespace attache
