#include "trainer/trainer.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <fmt/format.h>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/chance.h"
#include "base/uuid.h"
#include "store/store.h"
#include "study/form_choice.h"
#include "study/progress.h"

namespace attache {

namespace {

/// An answer left open over lunch says nothing about memory: longer times are cut, as
/// Anki does.
constexpr Millis kLongestAnswer = std::chrono::seconds(60);
constexpr Millis kBackupEvery = std::chrono::minutes(10);
constexpr int kForecastDays = 7;
constexpr Millis kDay = std::chrono::hours(24);

std::size_t index_of(Rating rating) {
  return static_cast<std::size_t>(rating) - 1;
}

/// How long from `now` until a schedule is due: to the minute for steps, in whole days
/// for reviews.
Millis wait_until_due(const Schedule& schedule, Instant now) {
  if (schedule.phase == Phase::kReview) return schedule.interval_days * kDay;
  return std::max(Millis{0}, schedule.due_at - now);
}

std::string title_of(Rating rating) {
  return with_capital(name_of(rating));
}

/// The two ways through the list of actions: undo and redo.
enum class Step { kBack, kForth };

/// The stem as one text: for a cloze the sentence with its blanks shown.
std::string stem_text(const Prompt& prompt) {
  if (!prompt.cloze) return prompt.stem;
  std::string text = prompt.cloze->pieces.front();
  for (std::size_t i = 1; i < prompt.cloze->pieces.size(); ++i)
    text += "_____" + prompt.cloze->pieces[i];
  return text;
}

}  // namespace

double SittingProgress::share() const {
  const int all = done + left.total();
  return all == 0 ? 1 : static_cast<double>(done) / all;
}

struct Trainer::State {
  TrainerSetup setup;
  Library library;
  std::unique_ptr<Store> store;
  Settings settings;
  std::map<std::string, std::string> kept;  ///< every setting in the store, as text
  StudyCalendar calendar;
  Scheduler scheduler;
  std::unordered_map<QuestionId, Schedule> schedules;
  std::unordered_map<QuestionId, Flags> flags;
  std::unordered_map<std::string_view, const DeckBook*> book_of_deck;
  Chance chance;
  std::int64_t log_size = 0;
  Instant backed_up_at{};

  /// What the log says about one study day.
  struct Today {
    StudyDay day{};
    std::unordered_set<std::string> asked;  ///< sibling groups
    int fresh = 0;
    DaySummary summary;
  };
  Today today;

  /// Something that undo can take back. `before` and `after` are the item's states around
  /// it.
  struct Action {
    std::string name;
    std::size_t index = 0;
    Schedule schedule_before, schedule_after;
    Flags flags_before, flags_after;
    std::optional<Review> review;  ///< set for a rating
    std::string
        last_entry;  ///< uuid of the last log entry about it: the one to void next
    Asked asked;     ///< as it lay on the table
  };

  struct Sitting {
    std::optional<std::string> deck;
    StudyQueue queue;
    std::optional<std::size_t>
        index;  ///< into the queue's items, of the question on the table
    std::optional<Asked> asked;
    std::vector<Action> done;
    std::vector<Action> undone;
    bool practice = false;
    std::deque<std::size_t> practice_left;  ///< the first is on the table
  };
  std::optional<Sitting> sitting;

  explicit State(TrainerSetup given)
      : setup(std::move(given)),
        calendar(setup.calendar),
        scheduler(SchedulerSettings{}),
        chance(setup.seed) {}

  [[nodiscard]] Instant now() const { return setup.clock->now(); }
  [[nodiscard]] StudyDay day_now() const { return calendar.day_of(now()); }

  Result<void> load();
  void apply_settings();
  Result<void> rebuild_schedules();
  Result<void> read_today(StudyDay day);

  [[nodiscard]] const Question* question(const QuestionId& id) const;
  [[nodiscard]] StudyItem item_for(const Question& question) const;
  [[nodiscard]] std::vector<StudyItem> items_of(
      const std::optional<std::string>& deck) const;
  [[nodiscard]] StudyQueue queue_of(std::vector<StudyItem> items) const;
  [[nodiscard]] std::optional<Instant> next_due_after(Instant at) const;
  [[nodiscard]] Millis time_for(const DueCounts& counts) const;

  void lay_next();
  void lay(std::size_t index);
  [[nodiscard]] Asked asked_from(const StudyItem& item) const;
  Result<void> commit_rating(Rating rating);
  Result<void> commit_flags(std::string name, const Flags& changed);
  Result<void> keep_flags(const Flags& changed);
  void rate_practice(Rating rating);
  [[nodiscard]] Review entry_at(Instant at) const;
  Result<void> append_void(Action& action, const Schedule& schedule);
  Result<void> write(Action& action, Step step);
  void put_back(const Action& action);
  Result<void> renew_day();
  void back_up_if_due();
};

Result<void> Trainer::State::load() {
  library = load_library(setup.deck_paths);
  for (const DeckBook& book : library.books)
    book_of_deck.emplace(book.deck().id, &book);
  auto opened = Store::open(setup.data_folder);
  if (!opened) return opened.unexpected();
  store = *std::move(opened);
  auto stored_settings = store->settings();
  if (!stored_settings) return stored_settings.unexpected();
  kept = *std::move(stored_settings);
  settings = settings_from(kept);
  apply_settings();
  auto stored_schedules = store->schedules();
  if (!stored_schedules) return stored_schedules.unexpected();
  schedules = *std::move(stored_schedules);
  auto stored_flags = store->flags();
  if (!stored_flags) return stored_flags.unexpected();
  flags = *std::move(stored_flags);
  const auto size = store->log_size();
  if (!size) return size.unexpected();
  log_size = *size;
  backed_up_at = now();
  return read_today(day_now());
}

void Trainer::State::apply_settings() {
  calendar = setup.calendar.with_start_hour(settings.day_start_hour);
  scheduler = Scheduler(settings.scheduler());
}

Result<void> Trainer::State::rebuild_schedules() {
  const auto log = store->log();
  if (!log) return log.unexpected();
  auto rebuilt = replay(*log, scheduler);
  if (auto replaced = store->replace_schedules(rebuilt); !replaced) return replaced;
  schedules = std::move(rebuilt);
  return {};
}

Result<void> Trainer::State::read_today(StudyDay day) {
  const auto answers = store->answers_on(day);
  if (!answers) return answers.unexpected();
  Today read;
  read.day = day;
  std::unordered_map<QuestionId, int> answered;
  for (const Review& review : *answers) {
    ++answered[review.question];
    ++read.summary.answers;
    if (review.rating == Rating::kAgain) ++read.summary.again;
    read.summary.time += review.duration;
  }
  for (const auto& [id, count] : answered) {
    const auto schedule = schedules.find(id);
    // All of its answers are of today: it was new this morning.
    if (schedule != schedules.end() && schedule->second.reviews == count) ++read.fresh;
    if (const Question* each = question(id)) read.asked.insert(each->siblings);
  }
  today = std::move(read);
  return {};
}

const Question* Trainer::State::question(const QuestionId& id) const {
  const auto book = book_of_deck.find(std::string_view(id).substr(0, id.find('/')));
  return book == book_of_deck.end() ? nullptr : book->second->question(id);
}

StudyItem Trainer::State::item_for(const Question& each) const {
  StudyItem item;
  item.question = &each;
  if (const auto found = schedules.find(each.id); found != schedules.end())
    item.schedule = found->second;
  if (const auto found = flags.find(each.id); found != flags.end())
    item.flags = found->second;
  return item;
}

std::vector<StudyItem> Trainer::State::items_of(
    const std::optional<std::string>& deck) const {
  std::vector<StudyItem> items;
  for (const DeckBook& book : library.books) {
    if (deck && book.deck().id != *deck) continue;
    for (const Question& each : book.questions())
      items.push_back(item_for(each));
  }
  return items;
}

StudyQueue Trainer::State::queue_of(std::vector<StudyItem> items) const {
  return {std::move(items), settings.queue(),
          today.day,        today.fresh,
          today.asked,      stable_hash(iso_day(today.day), setup.seed)};
}

std::optional<Instant> Trainer::State::next_due_after(Instant at) const {
  std::optional<Instant> earliest;
  const auto offer = [&](Instant due) {
    due = std::max(due, at);
    if (!earliest || due < *earliest) earliest = due;
  };
  const StudyDay day = calendar.day_of(at);
  for (const StudyItem& item : items_of({})) {
    if (item.flags.suspended) continue;
    // What was not asked today (buried, siblings, beyond the limit) comes up again
    // tomorrow at the earliest.
    const StudyDay soonest =
        std::max(day + std::chrono::days(1), item.flags.buried_until.value_or(day));
    switch (item.schedule.phase) {
      case Phase::kNew:
        if (settings.new_per_day > 0) offer(calendar.start_of(soonest));
        break;
      case Phase::kReview:
        offer(calendar.start_of(std::max(soonest, item.schedule.due_day)));
        break;
      case Phase::kLearning:
      case Phase::kRelearning:
        offer(item.schedule.due_at);
        break;
    }
  }
  return earliest;
}

Millis Trainer::State::time_for(const DueCounts& counts) const {
  const auto mean = store->mean_duration();
  return time_estimate(counts, mean && *mean ? answer_times(**mean) : AnswerTimes{});
}

// --- the table
// ----------------------------------------------------------------------------------

Asked Trainer::State::asked_from(const StudyItem& item) const {
  Asked asked;
  asked.question = item.question;
  asked.book = book_of_deck.at(item.question->deck);
  // The same putting of the question whenever it is laid at this stage, so that leaving
  // and coming back does not deal the options anew.
  Chance dealing =
      chance.derive(fmt::format("{}#{}", item.question->id, item.schedule.reviews));
  asked.prompt =
      asked.book->put(*item.question, form_for(*item.question, item.schedule), dealing);
  asked.phase = item.schedule.phase;
  asked.reviews = item.schedule.reviews;
  asked.flags = item.flags;
  asked.shown_at = now();
  const auto outcomes =
      scheduler.outcomes(item.schedule, asked.shown_at, calendar.day_of(asked.shown_at),
                         stable_hash(item.question->id));
  for (const Rating rating : kRatings)
    asked.next_in.at(index_of(rating)) =
        wait_until_due(outcomes.at(index_of(rating)), asked.shown_at);
  return asked;
}

void Trainer::State::lay(std::size_t index) {
  sitting->index = index;
  sitting->asked = asked_from(sitting->queue.items()[index]);
}

void Trainer::State::lay_next() {
  const auto next = sitting->practice
                        ? (sitting->practice_left.empty()
                               ? std::optional<std::size_t>{}
                               : std::optional(sitting->practice_left.front()))
                        : sitting->queue.next(now());
  sitting->index = next;
  sitting->asked.reset();
  if (next) lay(*next);
}

Result<void> Trainer::State::renew_day() {
  const StudyDay day = day_now();
  if (day == today.day) return {};
  if (auto read = read_today(day); !read) return read;
  // The same items in the same order: what was done before can still be undone by its
  // index.
  if (sitting && !sitting->practice) sitting->queue = queue_of(items_of(sitting->deck));
  return {};
}

void Trainer::State::back_up_if_due() {
  const Instant at = now();
  if (at - backed_up_at < kBackupEvery) return;
  backed_up_at = at;
  // A backup that fails is told about by the store's notices; the answer itself is safe.
  static_cast<void>(store->back_up(at).has_value());
}

/// An empty log entry with its name and its time.
Review Trainer::State::entry_at(Instant at) const {
  Review entry;
  Chance naming = chance.derive(fmt::format("entry {}", log_size));
  entry.uuid = uuid_v7(at, naming);
  entry.at = at;
  entry.zone_offset = calendar.offset_at(at);
  entry.day = calendar.day_of(at);
  return entry;
}

Result<void> Trainer::State::commit_rating(Rating rating) {
  Sitting& table = *sitting;
  const std::size_t index = *table.index;
  const StudyItem& item = table.queue.items()[index];
  const Instant at = now();

  Action action;
  action.name = title_of(rating);
  action.index = index;
  action.schedule_before = item.schedule;
  action.flags_before = action.flags_after = item.flags;
  action.schedule_after = scheduler.after(item.schedule, rating, at, calendar.day_of(at),
                                          stable_hash(item.question->id));
  action.asked = *table.asked;

  Review review = entry_at(at);
  review.question = item.question->id;
  review.meaning = item.question->meaning;
  review.form = table.asked->prompt.form;
  review.response =
      response_json(table.asked->prompt, table.asked->response.value_or(Response{}),
                    table.asked->marked);
  review.rating = rating;
  review.duration = std::clamp(at - table.asked->shown_at, Millis{0}, kLongestAnswer);
  const auto sequence = store->append(review, review.question, action.schedule_after);
  if (!sequence) return sequence.unexpected();
  review.sequence = *sequence;
  ++log_size;
  action.last_entry = review.uuid;
  action.review = std::move(review);

  schedules[item.question->id] = action.schedule_after;
  today.asked.insert(item.question->siblings);
  if (action.schedule_before.phase == Phase::kNew) ++today.fresh;
  ++today.summary.answers;
  if (rating == Rating::kAgain) ++today.summary.again;
  today.summary.time += action.review->duration;
  table.queue.update(index, action.schedule_after, item.flags);
  table.queue.note_asked(index);
  table.done.push_back(std::move(action));
  table.undone.clear();
  back_up_if_due();
  if (auto renewed = renew_day(); !renewed) return renewed;
  lay_next();
  return {};
}

void Trainer::State::rate_practice(Rating rating) {
  Sitting& table = *sitting;
  Action action;
  action.name = title_of(rating);
  action.index = *table.index;
  action.asked = *table.asked;
  Review review;  // never written: the summary reads it
  review.question = table.asked->question->id;
  review.rating = rating;
  review.duration = std::clamp(now() - table.asked->shown_at, Millis{0}, kLongestAnswer);
  review.response =
      response_json(table.asked->prompt, table.asked->response.value_or(Response{}),
                    table.asked->marked);
  action.review = std::move(review);
  table.practice_left.pop_front();
  if (rating == Rating::kAgain) table.practice_left.push_back(*table.index);
  table.done.push_back(std::move(action));
  table.undone.clear();
  lay_next();
}

Result<void> Trainer::State::commit_flags(std::string name, const Flags& changed) {
  Sitting& table = *sitting;
  const std::size_t index = *table.index;
  const StudyItem& item = table.queue.items()[index];
  if (auto set = store->set_flags(item.question->id, changed); !set) return set;
  Action action;
  action.name = std::move(name);
  action.index = index;
  action.schedule_before = action.schedule_after = item.schedule;
  action.flags_before = item.flags;
  action.flags_after = changed;
  action.asked = *table.asked;
  flags[item.question->id] = changed;
  table.queue.update(index, item.schedule, changed);
  table.done.push_back(std::move(action));
  table.undone.clear();
  if (table.practice) table.practice_left.pop_front();
  lay_next();
  return {};
}

/// Keeps a change of flags that leaves the question on the table.
Result<void> Trainer::State::keep_flags(const Flags& changed) {
  const std::size_t index = *sitting->index;
  const StudyItem& item = sitting->queue.items()[index];
  if (auto set = store->set_flags(item.question->id, changed); !set) return set;
  flags[item.question->id] = changed;
  sitting->queue.update(index, item.schedule, changed);
  sitting->asked->flags = changed;
  return {};
}

/// Voids the last entry about an action: the answer (back), or the voiding of it (forth).
Result<void> Trainer::State::append_void(Action& action, const Schedule& schedule) {
  Review entry = entry_at(now());
  entry.kind = EntryKind::kVoid;
  entry.voids = action.last_entry;
  entry.question = action.review->question;
  entry.meaning = action.review->meaning;
  entry.form = action.review->form;
  entry.rating = action.review->rating;
  const auto appended = store->append(entry, entry.question, schedule);
  if (!appended) return appended.unexpected();
  ++log_size;
  action.last_entry = entry.uuid;
  return {};
}

/// Writes that an action is taken back, or done again, and sets the item as it was before
/// or after it.
Result<void> Trainer::State::write(Action& action, Step step) {
  Sitting& table = *sitting;
  const bool back = step == Step::kBack;
  const Schedule& schedule = back ? action.schedule_before : action.schedule_after;
  const QuestionId id = table.queue.items()[action.index].question->id;
  if (!action.review) {
    const Flags& changed = back ? action.flags_before : action.flags_after;
    if (auto set = store->set_flags(id, changed); !set) return set;
    flags[id] = changed;
  } else if (!table.practice) {
    if (auto voided = append_void(action, schedule); !voided) return voided;
    schedules[id] = schedule;
    if (action.review->day == today.day && back)
      table.queue.take_back_asked(action.index);
    if (action.review->day == today.day && !back) table.queue.note_asked(action.index);
    if (auto read = read_today(today.day); !read) return read;
  }
  table.queue.update(action.index, schedule, flags[id]);
  return {};
}

/// Lays the question of an action on the table again as it was before anything was
/// answered.
void Trainer::State::put_back(const Action& action) {
  sitting->index = action.index;
  sitting->asked = action.asked;
  sitting->asked->revealed = false;
  sitting->asked->response.reset();
  sitting->asked->marked.reset();
  sitting->asked->shown_at = now();
  sitting->asked->flags = sitting->queue.items()[action.index].flags;
}

// --- the public face
// ----------------------------------------------------------------------------

Trainer::Trainer(std::unique_ptr<State> state) : state_(std::move(state)) {}

Trainer::~Trainer() {
  if (state_ && state_->store)
    static_cast<void>(state_->store->back_up(state_->now()).has_value());
}

Result<std::unique_ptr<Trainer>> Trainer::open(TrainerSetup setup) {
  assert(setup.clock != nullptr);
  auto state = std::make_unique<State>(std::move(setup));
  if (auto loaded = state->load(); !loaded) return loaded.unexpected();
  return std::unique_ptr<Trainer>(new Trainer(std::move(state)));
}

Home Trainer::home() const {
  State& state = *state_;
  Home home;
  if (const auto renewed = state.renew_day(); !renewed)
    home.notices.push_back(renewed.error().text());
  home.today = state.today.day;
  home.done_today = state.today.summary;
  home.failures = state.library.failures;
  for (const std::string& notice : state.store->notices())
    home.notices.push_back(notice);
  for (const DeckBook& book : state.library.books) {
    DeckSummary deck;
    deck.id = book.deck().id;
    deck.title = book.deck().title;
    std::vector<StudyItem> items = state.items_of(deck.id);
    deck.questions = static_cast<int>(items.size());
    for (const StudyItem& item : items) {
      deck.started += item.schedule.phase != Phase::kNew ? 1 : 0;
      deck.learned += item.schedule.phase == Phase::kReview ? 1 : 0;
      deck.suspended += item.flags.suspended ? 1 : 0;
      deck.known += state.scheduler.recall_chance(item.schedule, state.today.day);
    }
    if (!items.empty()) deck.known /= static_cast<double>(items.size());
    home.never_asked += deck.questions - deck.started;
    deck.due = state.queue_of(std::move(items)).counts();
    home.decks.push_back(std::move(deck));
  }
  home.due = state.queue_of(state.items_of({})).counts();
  home.time_needed = state.time_for(home.due);
  home.next_due = state.next_due_after(state.now());
  return home;
}

Result<Stats> Trainer::stats() const {
  State& state = *state_;
  if (auto renewed = state.renew_day(); !renewed) return renewed.unexpected();
  Stats stats;
  stats.today = state.today.day;
  const std::vector<StudyItem> items = state.items_of({});
  std::vector<Schedule> schedules;
  schedules.reserve(items.size());
  for (const StudyItem& item : items)
    schedules.push_back(item.schedule);
  stats.phases = counts_by_phase(items);
  stats.known = expected_knowledge(schedules, state.scheduler, stats.today);
  stats.forecast = due_forecast(items, stats.today, kForecastDays);
  const auto days = state.store->days(stats.today - std::chrono::days(29), stats.today);
  if (!days) return days.unexpected();
  for (const auto& [day, figures] : *days) {
    const auto add = [&](DaySummary& sum) {
      sum.answers += figures.answers;
      sum.again += figures.again;
      sum.time += figures.time;
    };
    add(stats.last_30_days);
    if (day > stats.today - std::chrono::days(7)) add(stats.last_7_days);
    if (day == stats.today) add(stats.this_day);
  }
  const auto log = state.store->log();
  if (!log) return log.unexpected();
  stats.retention = true_retention(*log, state.scheduler,
                                   stats.today - std::chrono::days(29), stats.today);
  return stats;
}

const Settings& Trainer::settings() const {
  return state_->settings;
}

Result<void> Trainer::change_settings(const Settings& settings) {
  State& state = *state_;
  for (const SettingInfo& info : setting_infos()) {
    const std::string text = setting_text(settings, info.key);
    if (text == setting_text(state.settings, info.key)) continue;
    if (auto kept = remember(info.key, text); !kept) return kept;
  }
  const Settings old = std::exchange(state.settings, settings);
  state.apply_settings();
  const bool moves_due_days = old.desired_retention != settings.desired_retention ||
                              old.maximum_interval_days != settings.maximum_interval_days;
  if (moves_due_days)
    if (auto rebuilt = state.rebuild_schedules(); !rebuilt) return rebuilt;
  if (auto read = state.read_today(state.day_now()); !read) return read;
  if (state.sitting && !state.sitting->practice)
    return begin_sitting(state.sitting->deck);
  return {};
}

std::optional<std::string> Trainer::remembered(std::string_view key) const {
  const auto found = state_->kept.find(std::string(key));
  return found == state_->kept.end() ? std::nullopt : std::optional(found->second);
}

Result<void> Trainer::remember(std::string_view key, std::string_view value) {
  if (auto set = state_->store->set_setting(key, value); !set) return set;
  state_->kept[std::string(key)] = value;
  return {};
}

const StudyCalendar& Trainer::calendar() const {
  return state_->calendar;
}
Instant Trainer::now() const {
  return state_->now();
}
const std::vector<DeckBook>& Trainer::decks() const {
  return state_->library.books;
}

Result<void> Trainer::begin_sitting(std::optional<std::string> deck) {
  State& state = *state_;
  if (deck && !state.book_of_deck.contains(*deck))
    return fail(fmt::format("there is no deck with the id {}", *deck), "",
                "attache due lists the decks");
  state.sitting.reset();
  if (auto read = state.read_today(state.day_now()); !read) return read;
  state.sitting = State::Sitting{
      deck, state.queue_of(state.items_of(deck)), {}, {}, {}, {}, false, {}};
  state.lay_next();
  return {};
}

Result<void> Trainer::begin_practice(std::vector<QuestionId> questions) {
  State& state = *state_;
  std::vector<StudyItem> items;
  for (const QuestionId& id : questions) {
    const Question* question = state.question(id);
    if (question == nullptr) return fail(fmt::format("there is no question {}", id));
    items.push_back(state.item_for(*question));
  }
  std::deque<std::size_t> order;
  std::vector<std::size_t> shuffled(items.size());
  for (std::size_t i = 0; i < shuffled.size(); ++i)
    shuffled[i] = i;
  Chance dealing = state.chance.derive(
      fmt::format("practice {}", state.now().time_since_epoch().count()));
  dealing.shuffle(shuffled);
  order.assign(shuffled.begin(), shuffled.end());
  state.sitting = State::Sitting{
      {}, state.queue_of(std::move(items)), {}, {}, {}, {}, true, std::move(order)};
  state.lay_next();
  return {};
}

void Trainer::end_sitting() {
  state_->sitting.reset();
}
bool Trainer::sitting() const {
  return state_->sitting.has_value();
}

const Asked* Trainer::asked() const {
  return state_->sitting && state_->sitting->asked ? &*state_->sitting->asked : nullptr;
}

void Trainer::reveal(const Response& response) {
  assert(asked() != nullptr);
  Asked& asked = *state_->sitting->asked;
  if (asked.revealed) return;
  asked.revealed = true;
  asked.response = response;
  if (is_marked(asked.prompt.form)) asked.marked = mark(asked.prompt, response);
}

Result<void> Trainer::rate(Rating rating) {
  assert(asked() != nullptr && asked()->revealed);
  if (!state_->sitting->practice) return state_->commit_rating(rating);
  state_->rate_practice(rating);
  return {};
}

Result<void> Trainer::undo() {
  State& state = *state_;
  if (!undo_name()) return {};
  State::Sitting& table = *state.sitting;
  State::Action& action = table.done.back();
  if (auto written = state.write(action, Step::kBack); !written) return written;
  if (table.practice) {
    if (action.review && action.review->rating == Rating::kAgain)
      table.practice_left.pop_back();
    table.practice_left.push_front(action.index);
  }
  state.put_back(action);
  table.undone.push_back(std::move(action));
  table.done.pop_back();
  return {};
}

Result<void> Trainer::redo() {
  State& state = *state_;
  if (!redo_name()) return {};
  State::Sitting& table = *state.sitting;
  State::Action& action = table.undone.back();
  if (auto written = state.write(action, Step::kForth); !written) return written;
  if (table.practice) {
    table.practice_left.pop_front();
    if (action.review && action.review->rating == Rating::kAgain)
      table.practice_left.push_back(action.index);
  }
  table.done.push_back(std::move(action));
  table.undone.pop_back();
  state.lay_next();
  return {};
}

std::optional<std::string> Trainer::undo_name() const {
  if (!state_->sitting || state_->sitting->done.empty()) return {};
  return state_->sitting->done.back().name;
}

std::optional<std::string> Trainer::redo_name() const {
  if (!state_->sitting || state_->sitting->undone.empty()) return {};
  return state_->sitting->undone.back().name;
}

Result<void> Trainer::bury() {
  assert(asked() != nullptr);
  Flags flags = state_->sitting->asked->flags;
  flags.buried_until = state_->today.day + std::chrono::days(1);
  return state_->commit_flags("Bury", flags);
}

Result<void> Trainer::suspend() {
  assert(asked() != nullptr);
  Flags flags = state_->sitting->asked->flags;
  flags.suspended = true;
  return state_->commit_flags("Suspend", flags);
}

Result<void> Trainer::toggle_mark() {
  assert(asked() != nullptr);
  Flags flags = state_->sitting->asked->flags;
  flags.marked = !flags.marked;
  return state_->keep_flags(flags);
}

Result<void> Trainer::set_note(std::string note) {
  assert(asked() != nullptr);
  Flags flags = state_->sitting->asked->flags;
  flags.note = std::move(note);
  return state_->keep_flags(flags);
}

std::optional<OpenPassage> Trainer::passage() const {
  const Asked* on_table = asked();
  if (on_table == nullptr) return {};
  const Question& question = *on_table->question;
  OpenPassage open;
  open.passage = on_table->book->passage(question.passage);
  if (open.passage == nullptr) return {};
  open.source = on_table->book->source(open.passage->source);
  open.support = on_table->book->support_in_passage(question);
  if (question.check_after) {
    open.staleness =
        question.as_of
            ? fmt::format("True as of {}; the author asks to check this after {}.",
                          question.as_of->text(), question.check_after->text())
            : fmt::format("The author asks to check this after {}.",
                          question.check_after->text());
  }
  return open;
}

SittingProgress Trainer::progress() const {
  SittingProgress progress;
  if (!sitting()) return progress;
  const State::Sitting& table = *state_->sitting;
  progress.practice = table.practice;
  for (const State::Action& action : table.done)
    progress.done += action.review ? 1 : 0;
  if (table.practice) {
    progress.left.review = static_cast<int>(table.practice_left.size());
  } else {
    progress.left = table.queue.counts();
  }
  progress.time_left = state_->time_for(progress.left);
  return progress;
}

SittingSummary Trainer::summary() const {
  SittingSummary summary;
  if (!sitting()) return summary;
  std::set<QuestionId> seen;
  std::set<QuestionId> missed;
  for (const State::Action& action : state_->sitting->done) {
    if (!action.review) continue;
    const Review& review = *action.review;
    ++summary.answers;
    summary.right += review.rating != Rating::kAgain ? 1 : 0;
    summary.time += review.duration;
    if (seen.insert(review.question).second && action.asked.phase == Phase::kNew)
      ++summary.fresh;
    if (review.rating != Rating::kAgain || !missed.insert(review.question).second)
      continue;
    summary.missed.push_back({review.question, stem_text(action.asked.prompt),
                              action.asked.prompt.answer,
                              response_text(review.response)});
  }
  summary.questions = static_cast<int>(seen.size());
  summary.next_due = state_->next_due_after(state_->now());
  return summary;
}

std::optional<Instant> Trainer::next_step_at() const {
  if (!sitting() || state_->sitting->practice) return {};
  return state_->sitting->queue.next_step_at();
}

bool Trainer::refresh() {
  State& state = *state_;
  if (!sitting() || state.sitting->practice) return false;
  const bool new_day = state.day_now() != state.today.day;
  if (new_day && !state.renew_day()) return false;
  if (state.sitting->asked && !new_day) return false;
  const bool was_empty = !state.sitting->asked;
  state.lay_next();
  return new_day || was_empty != !state.sitting->asked;
}

}  // namespace attache
