#include "trainer/learner.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <utility>

#include "base/uuid.h"
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
  return fmt::format("fsrs-6 {} {}", settings.desired_retention,
                     settings.maximum_interval_days);
}

bool in_steps(const Schedule& schedule) {
  return schedule.phase == Phase::kLearning || schedule.phase == Phase::kRelearning;
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

  const auto flags = store_->flags();
  if (!flags) return flags.unexpected();
  for (StudyItem& item : items_)
    if (const auto found = flags->find(item.question->id); found != flags->end())
      item.flags = found->second;

  const auto size = store_->log_size();
  if (!size) return size.unexpected();
  log_size_ = *size;
  backed_up_at_ = now();
  if (remembered(kRulesKey).value_or(rules_of(Settings{})) != rules_of(settings_)) {
    if (auto rebuilt = rebuild_schedules(); !rebuilt) return rebuilt;
  } else {
    const auto schedules = store_->schedules();
    if (!schedules) return schedules.unexpected();
    if (auto taken = take_schedules(*schedules); !taken) return taken;
  }
  editions_.look(library_, *store_, kept_, now());
  return read_day(calendar_.day_of(now()));
}

void Learner::lay_out_items() {
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
Result<void> Learner::take_schedules(
    const std::unordered_map<QuestionId, Schedule>& schedules) {
  for (StudyItem& item : items_) {
    const auto found = schedules.find(item.question->id);
    item.schedule = found == schedules.end() ? Schedule{} : found->second;
  }
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
  forget_figures();
}

Result<void> Learner::rebuild_schedules() {
  const auto log = store_->log();
  if (!log) return log.unexpected();
  const auto rebuilt = replay(*log, scheduler_);
  if (auto replaced = store_->replace_schedules(rebuilt); !replaced) return replaced;
  if (auto taken = take_schedules(rebuilt); !taken) return taken;
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
  forget_figures();
  return {};
}

/// How often a question began anew on a day because its answer meant something else.
Result<int> Learner::relearned_on(StudyDay day, const QuestionId& id) const {
  const auto rows = store_->log_of(id);
  if (!rows) return rows.unexpected();
  int times = 0;
  std::optional<int> meaning;
  for (const Review& answer : counting(*rows)) {
    times += meaning && *meaning != answer.meaning && answer.day == day ? 1 : 0;
    meaning = answer.meaning;
  }
  return times;
}

/// Counts an answer of today in (1) or out (-1).
void Learner::count(const Review& answer, int times) {
  if (answer.day != today_.day) return;
  const auto found = today_.answers.try_emplace(answer.question, 0).first;
  found->second += times;
  if (found->second <= 0) today_.answers.erase(found);
  today_.summary.answers += times;
  if (answer.rating == Rating::kAgain) today_.summary.again += times;
  today_.summary.time += answer.duration * times;
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

StudyItem& Learner::item_at(const Question& question) {
  const std::size_t book = book_of_deck_.at(question.deck);
  const Question* first = library_.books[book].questions().data();
  return items_[first_item_[book] + static_cast<std::size_t>(&question - first)];
}

const StudyItem& Learner::item(const Question& question) const {
  const std::size_t book = book_of_deck_.at(question.deck);
  const Question* first = library_.books[book].questions().data();
  return items_[first_item_[book] + static_cast<std::size_t>(&question - first)];
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

bool Learner::has_changed(const Question& question) const {
  return changed_.contains(&question);
}

StudyQueue Learner::queue(std::vector<StudyItem> items) const {
  return queue(std::move(items), settings_.queue());
}

StudyQueue Learner::queue(std::vector<StudyItem> items,
                          const QueueSettings& settings) const {
  std::unordered_set<std::string> asked;
  for (const auto& [id, count] : today_.answers)
    if (const Question* known = question(id)) asked.insert(known->siblings);
  return {std::move(items), settings, today_.day,
          today_.fresh,     asked,    stable_hash(iso_day(today_.day), setup_.seed)};
}

std::optional<Instant> Learner::next_due_after(Instant at) const {
  if (!next_due_) next_due_ = find_next_due();
  std::optional<Instant> earliest;
  if (next_due_->step) earliest = std::max(*next_due_->step, at);
  if (next_due_->day)
    keep_earlier(earliest, std::max(calendar_.start_of(*next_due_->day), at));
  return earliest;
}

Learner::NextDue Learner::find_next_due() const {
  NextDue next;
  for (const StudyItem& item : items_) {
    const Schedule& schedule = item.schedule;
    if (item.flags.suspended) continue;
    if (schedule.phase == Phase::kNew && settings_.new_per_day == 0) continue;
    const StudyDay shown =
        std::max(today_.day, item.flags.buried_until.value_or(today_.day));
    if (in_steps(schedule) && std::max(shown, schedule.due_day) <= today_.day) {
      keep_earlier(next.step, schedule.due_at);
      continue;
    }
    const StudyDay tomorrow = today_.day + std::chrono::days(1);
    const StudyDay due = schedule.phase == Phase::kNew ? tomorrow : schedule.due_day;
    keep_earlier(next.day, std::max({tomorrow, shown, due}));
  }
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
  next_due_.reset();
  mean_duration_.reset();
}

// --- changes

/// Gives a new entry of the log its name and its time.
void Learner::name_and_date(Review& entry, Instant at) const {
  Chance naming = chance_.derive(fmt::format("entry {}", log_size_));
  entry.uuid = uuid_v7(at, naming);
  entry.at = at;
  entry.zone_offset = calendar_.offset_at(at);
  entry.day = calendar_.day_of(at);
}

Learner::Standing Learner::standing_by(const std::vector<Review>& rows) const {
  Standing standing;
  replay(rows, scheduler_, [&](const Replayed& replayed) {
    standing.schedule = replayed.after;
    standing.meaning = replayed.review.meaning;
  });
  return standing;
}

void Learner::settle(const Question& question, const Standing& standing) {
  const bool changed = standing.meaning && *standing.meaning != question.meaning;
  item_at(question).schedule = changed ? Schedule{} : standing.schedule;
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
  const Schedule after = scheduler_.after(item(question).schedule, given.rating, at,
                                          given.day, stable_hash(question.id));
  const auto sequence = store_->append(given, question.id, after);
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
  const auto sequence = store_->append(entry, question.id, standing.schedule);
  if (!sequence) return sequence.unexpected();
  settle_and_count(question, standing, answer, voiding == Voiding::kRestores ? 1 : -1);
  return entry.uuid;
}

Result<void> Learner::set_flags(const Question& question, const Flags& flags) {
  if (auto set = store_->set_flags(question.id, flags); !set) return set;
  item_at(question).flags = flags;
  next_due_.reset();
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
  return notices;
}

}  // namespace attache
