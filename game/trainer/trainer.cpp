
#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include "cards/plain.h"
#include "study/progress.h"
#include "trainer/trainer_state.h"

namespace attache {

namespace {

/// Queue settings under which the counts are of all that waits, whatever a day's limit.
QueueSettings without_limits(QueueSettings settings) {
  settings.new_per_day = std::numeric_limits<int>::max();
  settings.reviews_per_day = std::numeric_limits<int>::max();
  settings.time_left.reset();
  return settings;
}

/// All that waits, cut to the day's limits.
DueCounts within_limits(DueCounts waiting, const QueueSettings& limits, int new_done) {
  waiting.review = std::min(waiting.review, limits.reviews_per_day);
  waiting.fresh = std::min(waiting.fresh, std::max(limits.new_per_day - new_done, 0));
  return waiting;
}

/// Of a day with minutes: what fits into them, and what waits.
void fit_into_today(const Learner& learner, Home& home) {
  for (DeckSummary& deck : home.decks) {
    const StudyQueue queue = learner.queue(learner.ordinary_items(deck.id));
    deck.due = queue.counts();
    deck.waiting = queue.waiting();
  }
  const StudyQueue queue = learner.queue(learner.ordinary_items());
  home.due = queue.counts();
  home.time_needed = queue.expected_time();
  home.time = TodaysTime{*learner.time_today(), learner.time_used_today(),
                         queue.waiting(), learner.days_to_recover(queue)};
}

}  // namespace

double SittingProgress::share() const {
  const int all = done + left.total();
  return all == 0 ? 1 : static_cast<double>(done) / all;
}

Trainer::Trainer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Trainer::~Trainer() = default;

Result<std::unique_ptr<Trainer>> Trainer::open(TrainerSetup setup) {
  auto learner = Learner::open(std::move(setup));
  if (!learner) return learner.unexpected();
  auto state = std::make_unique<State>();
  state->learner = *std::move(learner);
  return std::unique_ptr<Trainer>(new Trainer(std::move(state)));
}

// --- figures

/// A deck with all that waits in it, whatever the day's limits.
DeckSummary Trainer::State::summary_of(const DeckBook& book) const {
  DeckSummary deck;
  deck.id = book.deck().id;
  deck.title = book.deck().title;
  std::vector<StudyItem> items = learner->items(deck.id);
  deck.questions = static_cast<int>(items.size());
  for (const StudyItem& item : items) {
    deck.started += item.schedule.phase != Phase::kNew ? 1 : 0;
    deck.learned += item.schedule.phase == Phase::kReview ? 1 : 0;
    deck.suspended += item.flags.suspended ? 1 : 0;
    deck.known += known_chance(item.schedule, learner->scheduler(), learner->today());
  }
  if (!items.empty()) deck.known /= static_cast<double>(items.size());
  std::vector<StudyItem> ordinary = learner->ordinary_items(deck.id);
  deck.in_exams = deck.questions - static_cast<int>(ordinary.size());
  deck.due = learner->queue(std::move(ordinary), without_limits(learner->limits_today()))
                 .counts();
  return deck;
}

Home Trainer::home() const {
  State& state = *state_;
  const Learner& learner = *state.learner;
  Home home;
  const auto at = state.look_at_clock();
  if (!at) home.notices.push_back(at.error().text());
  home.today = learner.today();
  home.done_today = learner.done_today();
  home.failures = learner.library().failures;
  for (const DeckChanges& deck : learner.editions().pending())
    home.changed_decks.push_back({deck.deck, deck.title, deck.counts});
  for (std::string& notice : learner.notices())
    home.notices.push_back(std::move(notice));
  const QueueSettings limits = learner.limits_today();
  const int new_done = learner.new_done_today();
  for (const DeckBook& book : learner.library().books) {
    DeckSummary deck = state.summary_of(book);
    home.never_asked += deck.questions - deck.started;
    home.in_exams += deck.in_exams;
    // Siblings are of one deck, so what waits in all decks is the sum.
    home.due.learning += deck.due.learning;
    home.due.review += deck.due.review;
    home.due.fresh += deck.due.fresh;
    deck.due = within_limits(deck.due, limits, new_done);
    home.decks.push_back(std::move(deck));
  }
  for (const QuestionId& id : learner.apart())
    home.never_asked -=
        learner.item(*learner.question(id)).schedule.phase == Phase::kNew ? 1 : 0;
  home.exams = state.shown_exams();
  std::erase_if(home.exams,
                [](const ShownExam& each) { return each.stage == ExamStage::kPast; });
  home.due = within_limits(home.due, limits, new_done);
  home.time_needed = learner.time_for(home.due);
  if (limits.time_left) fit_into_today(learner, home);
  home.next_due = learner.next_due_after(at ? *at : learner.now());
  return home;
}

// --- settings and surroundings

Result<std::vector<ShownOverruling>> Trainer::overrulings(
    const std::optional<std::string>& deck) const {
  const Learner& learner = *state_->learner;
  const auto log = learner.store().log();
  if (!log) return log.unexpected();
  std::vector<ShownOverruling> shown;
  for (Overruling& overruling : attache::overrulings(counting(*log))) {
    if (deck && !overruling.question.starts_with(*deck + "/")) continue;
    ShownOverruling one;
    if (const Question* question = learner.question(overruling.question)) {
      Chance chance(0);
      const Prompt prompt =
          learner.book(question->deck)->put(*question, question->forms.back(), chance);
      one.stem = plain_text(prompt.cloze ? prompt.cloze->filled() : prompt.stem);
      one.answer = plain_text(prompt.answer);
    }
    one.overruling = std::move(overruling);
    shown.push_back(std::move(one));
  }
  return shown;
}

const Settings& Trainer::settings() const {
  return state_->learner->settings();
}

Result<void> Trainer::change_settings(const Settings& settings) {
  auto changed = state_->learner->change_settings(settings);
  if (state_->sitting) {
    const Instant at = now();
    state_->sitting->renew_queue(at);
    state_->sitting->refresh(at);
  }
  return changed;
}

std::optional<std::string> Trainer::remembered(std::string_view key) const {
  return state_->learner->remembered(key);
}

Result<void> Trainer::remember(std::string_view key, std::string_view value) {
  return state_->learner->remember(key, value);
}

const StudyCalendar& Trainer::calendar() const {
  return state_->learner->calendar();
}
Instant Trainer::now() const {
  return state_->learner->now();
}
const std::vector<DeckBook>& Trainer::decks() const {
  return state_->learner->library().books;
}

const DeckChanges* Trainer::deck_changes(std::string_view deck) const {
  return state_->learner->editions().pending(deck);
}

Result<void> Trainer::acknowledge_changes(std::string_view deck) {
  return state_->learner->acknowledge_changes(deck, now());
}

std::vector<QuestionKnowledge> Trainer::knowledge_of(std::string_view deck) const {
  static_cast<void>(state_->look_at_clock().has_value());  // else as of the day before
  const Learner& learner = *state_->learner;
  std::vector<QuestionKnowledge> known;
  for (const StudyItem& item : learner.items(std::string(deck))) {
    known.push_back({item.question, std::nullopt});
    if (item.schedule.phase != Phase::kNew)
      known.back().recall =
          known_chance(item.schedule, learner.scheduler(), learner.today());
  }
  return known;
}

// --- the sitting

Result<void> Trainer::begin_sitting(std::optional<std::string> deck) {
  Learner& learner = *state_->learner;
  if (deck && learner.book(*deck) == nullptr)
    return fail(fmt::format("there is no deck with the id {}", *deck), "",
                "attache due lists the decks");
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  if (auto left = state_->leave_round(*at); !left) return left;
  state_->sitting.emplace(learner, std::move(deck), *at);
  return {};
}

Result<void> Trainer::begin_practice(const std::vector<QuestionId>& questions) {
  Learner& learner = *state_->learner;
  std::vector<const Question*> known;
  for (const QuestionId& id : questions) {
    known.push_back(learner.question(id));
    if (known.back() == nullptr) return fail(fmt::format("there is no question {}", id));
  }
  const auto at = state_->look_at_clock();
  if (!at) return at.unexpected();
  if (auto left = state_->leave_round(*at); !left) return left;
  Chance dealing =
      learner.chance().derive(fmt::format("practice {}", at->time_since_epoch().count()));
  dealing.shuffle(known);
  state_->sitting.emplace(learner, known, Listed::kPractice, *at);
  return {};
}

void Trainer::add_time(Millis more) {
  // A day that cannot be read now is read before the next action, which reports it.
  const auto at = state_->look_at_clock();
  if (!at) return;
  if (sitting() && state_->sitting->is_for_exam()) {
    state_->sitting->add_time(more);
    state_->sitting->refresh(*at);
    return;
  }
  state_->learner->add_time(more);
  if (!sitting()) return;
  state_->sitting->renew_queue(*at);
  state_->sitting->refresh(*at);
}

void Trainer::end_sitting() {
  state_->sitting.reset();
}
bool Trainer::sitting() const {
  return state_->sitting.has_value();
}

const Asked* Trainer::asked() const {
  return state_->sitting ? state_->sitting->asked() : nullptr;
}

void Trainer::reveal(const Response& response) {
  assert(asked() != nullptr);
  state_->sitting->reveal(response);
}

void Trainer::overrule() {
  if (state_->sitting && state_->sitting->asked() != nullptr &&
      state_->sitting->asked()->revealed)
    state_->sitting->overrule();
}

Result<void> Trainer::rate(Rating rating) {
  assert(asked() != nullptr && asked()->revealed);
  return state_->act([&](Sitting& sitting, Instant at) -> Result<void> {
    auto rated = sitting.rate(rating, at);
    if (rated) state_->learner->back_up_if_due(at);
    return rated;
  });
}

Result<void> Trainer::undo() {
  if (!undo_name()) return {};
  return state_->act([](Sitting& sitting, Instant at) { return sitting.undo(at); });
}

Result<void> Trainer::redo() {
  if (!redo_name()) return {};
  return state_->act([](Sitting& sitting, Instant at) { return sitting.redo(at); });
}

std::optional<std::string> Trainer::undo_name() const {
  return sitting() ? state_->sitting->undo_name() : std::nullopt;
}

std::optional<std::string> Trainer::redo_name() const {
  return sitting() ? state_->sitting->redo_name() : std::nullopt;
}

Result<void> Trainer::bury() {
  assert(asked() != nullptr);
  return state_->act([](Sitting& sitting, Instant at) { return sitting.bury(at); });
}

Result<void> Trainer::suspend() {
  assert(asked() != nullptr);
  return state_->act([](Sitting& sitting, Instant at) { return sitting.suspend(at); });
}

Result<void> Trainer::toggle_mark() {
  assert(asked() != nullptr);
  return state_->sitting->toggle_mark();
}

Result<void> Trainer::set_note(std::string note) {
  assert(asked() != nullptr);
  return state_->sitting->set_note(std::move(note));
}

std::optional<OpenPassage> Trainer::passage() const {
  return sitting() ? state_->sitting->passage() : std::nullopt;
}

SittingProgress Trainer::progress() const {
  return sitting() ? state_->sitting->progress() : SittingProgress{};
}

SittingSummary Trainer::summary() const {
  return sitting() ? state_->sitting->summary(now()) : SittingSummary{};
}

std::optional<Instant> Trainer::next_step_at() const {
  return sitting() ? state_->sitting->next_step_at() : std::nullopt;
}

bool Trainer::refresh() {
  if (state_->round) {
    const bool was_finished = round()->finished;
    // What cannot be written now is written by the next action, which reports it.
    static_cast<void>(
        state_->act_in_round([](Round& round, Instant at) { return round.refresh(at); })
            .has_value());
    return round()->finished != was_finished;
  }
  if (!sitting()) return false;
  // A day that cannot be read now is read before the next action, which reports it.
  const auto at = state_->look_at_clock();
  return at && state_->sitting->refresh(*at);
}

}  // namespace attache
