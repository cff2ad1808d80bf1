#include "trainer/sitting.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "study/form_choice.h"

namespace attache {

namespace {

constexpr Millis kDay = std::chrono::hours(24);

/// How long from `now` until a schedule is due: to the minute for steps, in whole days
/// for reviews.
Millis wait_until_due(const Schedule& schedule, Instant now) {
  if (schedule.phase == Phase::kReview) return schedule.interval_days * kDay;
  return std::max(Millis{0}, schedule.due_at - now);
}

/// The stem as one text: for a cloze the sentence with its blanks shown.
std::string stem_text(const Prompt& prompt) {
  if (!prompt.cloze) return prompt.stem;
  std::string text = prompt.cloze->pieces.front();
  for (std::size_t i = 1; i < prompt.cloze->pieces.size(); ++i)
    text += "_____" + prompt.cloze->pieces[i];
  return text;
}

bool is_past_check(const Question& question, StudyDay today) {
  return question.check_after && question.check_after->first_day() <= today;
}

std::string staleness_of(const Question& question, StudyDay today) {
  if (!question.check_after) return {};
  const std::string check = question.check_after->text();
  if (is_past_check(question, today))
    return question.as_of
               ? fmt::format(
                     "This may be out of date: it was true as of {}, and the "
                     "author asks to check it after {}.",
                     question.as_of->text(), check)
               : fmt::format(
                     "This may be out of date: the author asks to check it after "
                     "{}.",
                     check);
  return question.as_of
             ? fmt::format("True as of {}; the author asks to check this after {}.",
                           question.as_of->text(), check)
             : fmt::format("The author asks to check this after {}.", check);
}

std::vector<StudyItem> items_of(const Learner& learner,
                                const std::vector<const Question*>& questions) {
  std::vector<StudyItem> items;
  items.reserve(questions.size());
  for (const Question* question : questions)
    items.push_back(learner.item(*question));
  return items;
}

}  // namespace

Sitting::Sitting(Learner& learner, std::optional<std::string> deck, Instant at)
    : learner_(learner),
      deck_(std::move(deck)),
      left_out_(deck_ ? std::unordered_set<QuestionId>{} : learner.apart()),
      queue_(new_queue()) {
  lay_next(at);
}

Sitting::Sitting(Learner& learner, ExamCourse course, Instant at)
    : learner_(learner), course_(std::move(course)), queue_(new_queue()) {
  lay_next(at);
}

Sitting::Sitting(Learner& learner,
                 const std::vector<const Question*>& questions,
                 Listed listed,
                 Instant at)
    : learner_(learner),
      listed_(listed),
      queue_(learner.queue(items_of(learner, questions))) {
  for (std::size_t i = 0; i < questions.size(); ++i)
    list_.push_back(i);
  lay_next(at);
}

/// What is left to ask: the same items in the same order each time, so that what was done
/// before can still be undone by its index.
StudyQueue Sitting::new_queue() const {
  if (course_) return course_->queue(learner_);
  std::vector<StudyItem> items = learner_.items_to_ask(deck_);
  std::erase_if(items, [&](const StudyItem& item) {
    return left_out_.contains(item.question->id);
  });
  return learner_.queue(std::move(items));
}

// --- the table

const Question& Sitting::question_at(std::size_t index) const {
  return *queue_.items()[index].question;
}

void Sitting::lay_next(Instant at) {
  asked_.reset();
  open_passage_.reset();
  std::optional<std::size_t> next;
  if (!listed_) {
    next = queue_.next(at);
  } else if (!list_.empty()) {
    next = list_.front();
  }
  if (next) lay(*next, at);
}

void Sitting::lay(std::size_t index, Instant at) {
  const StudyItem& item = queue_.items()[index];
  const Question& question = *item.question;
  index_ = index;
  asked_.emplace();
  asked_->question = &question;
  asked_->book = learner_.book(question.deck);
  // The same putting of the question whenever it is laid at this stage, so that leaving
  // and coming back does not deal the options anew.
  Chance dealing =
      learner_.chance().derive(fmt::format("{}#{}", question.id, item.schedule.reviews));
  asked_->prompt = asked_->book->put(question, wish_for(index), dealing);
  asked_->phase = item.schedule.phase;
  asked_->reviews = item.schedule.reviews;
  asked_->flags = item.flags;
  asked_->changed = learner_.has_changed(question);
  if (is_past_check(question, learner_.today()))
    asked_->out_of_date = staleness_of(question, learner_.today());
  asked_->shown_at = at;
  work_out_waits(at);
}

/// How to put a question, as its memory and its earlier answers ask for. Answers of this
/// sitting that were not written count too, so that a practice changes forms as well.
PutWish Sitting::wish_for(std::size_t index) const {
  const StudyItem& item = queue_.items()[index];
  AnswerHistory history = learner_.history(*item.question);
  for (const Action& action : done_)
    if (is_practice() && action.review && action.index == index)
      history.last_forms.insert(history.last_forms.begin(), action.asked.prompt.form);
  const FormChoice choice =
      choose_form(*item.question, days_known(item.schedule, learner_.scheduler()),
                  {history.last_forms, history.last_level}, learner_.settings().forms);
  PutWish wish;
  wish.form = choice.form;
  wish.level = choice.level;
  if (!history.last_forms.empty()) wish.not_again = history.last_forms.front();
  wish.past_wrong = std::move(history.wrong);
  wish.taken_as_right = std::move(history.taken_as_right);
  wish.taken_as_wrong = std::move(history.taken_as_wrong);
  return wish;
}

void Sitting::work_out_waits(Instant at) {
  const Question& question = *asked_->question;
  // Chosen now and kept until it is rated, so that what the buttons say is what comes.
  places_ = learner_.places_for(question, at);
  const auto outcomes =
      learner_.scheduler().outcomes(queue_.items()[index_].schedule, at, learner_.today(),
                                    stable_hash(question.id), places_);
  for (std::size_t i = 0; i < outcomes.size(); ++i)
    asked_->next_in.at(i) = wait_until_due(outcomes.at(i), at);
}

void Sitting::renew_queue(Instant at) {
  if (!listed_) {
    if (course_) course_->renew(learner_);
    queue_ = new_queue();
  } else {
    for (std::size_t i = 0; i < queue_.items().size(); ++i)
      bring_up_to_date(i);
  }
  open_passage_.reset();
  if (asked_) work_out_waits(at);
}

/// The listed questions that the decks still have, in their order.
StudyQueue Sitting::listed_anew() const {
  std::vector<const Question*> left;
  for (const StudyItem& item : queue_.items())
    if (const Question* found = learner_.question(item.question->id))
      left.push_back(found);
  return learner_.queue(items_of(learner_, left));
}

/// Points to a question as the decks have it now; false if they have it no more.
bool Sitting::follow(Asked& asked) const {
  asked.question = learner_.question(asked.question->id);
  if (asked.question == nullptr) return false;
  asked.book = learner_.book(asked.question->deck);
  return true;
}

void Sitting::follow_decks(Instant at) {
  std::vector<QuestionId> ids;
  for (const StudyItem& item : queue_.items())
    ids.push_back(item.question->id);
  if (course_) course_->follow_decks(learner_);
  queue_ = listed_ ? listed_anew() : new_queue();
  std::unordered_map<QuestionId, std::size_t> places;
  for (std::size_t i = 0; i < queue_.items().size(); ++i)
    places.emplace(queue_.items()[i].question->id, i);
  // Where an item stands now; nothing if it is gone.
  const auto place = [&](std::size_t old) {
    const auto found = places.find(ids[old]);
    return found == places.end() ? std::nullopt : std::optional(found->second);
  };

  std::deque<std::size_t> list;
  for (const std::size_t old : list_)
    if (const auto now = place(old)) list.push_back(*now);
  list_ = std::move(list);
  const auto is_gone = [&](Action& action) {
    const auto now = place(action.index);
    if (!now || !follow(action.asked)) return true;
    action.index = *now;
    return false;
  };
  std::erase_if(done_, is_gone);
  std::erase_if(undone_, is_gone);

  open_passage_.reset();
  if (!asked_) return;
  const auto now = place(index_);
  if (!now || !follow(*asked_)) {
    lay_next(at);
  } else if (asked_->revealed) {
    index_ = *now;
    work_out_waits(at);
  } else {
    const Instant shown_at = asked_->shown_at;
    lay(*now, at);
    asked_->shown_at = shown_at;
  }
}

void Sitting::add_time(Millis more) {
  if (!course_) return;
  course_->add_time(learner_, more);
  queue_.set_time_left(course_->time_left(learner_));
}

bool Sitting::refresh(Instant at) {
  if (asked_) return false;
  lay_next(at);
  return asked_.has_value();
}

void Sitting::reveal(const Response& response) {
  assert(asked_);
  if (asked_->revealed) return;
  asked_->revealed = true;
  asked_->response = response;
  if (is_marked(asked_->prompt.form)) asked_->marked = mark(asked_->prompt, response);
}

void Sitting::overrule() {
  assert(asked_ && asked_->revealed);
  if (!asked_->marked) return;
  if (asked_->marked->overruled) {
    asked_->marked = std::exchange(own_mark_, std::nullopt);
    return;
  }
  own_mark_ = asked_->marked;
  const bool was_wrong = asked_->marked->verdict == Verdict::kWrong;
  asked_->marked = overruled(*std::move(asked_->marked),
                             was_wrong ? Verdict::kRight : Verdict::kWrong);
}

// --- actions

Review Sitting::draft(Rating rating, Instant at) const {
  Review review;
  review.question = asked_->question->id;
  review.form = asked_->prompt.form;
  review.response = response_json(asked_->prompt, asked_->response.value_or(Response{}),
                                  asked_->marked);
  review.rating = rating;
  review.place = places_.at(static_cast<std::size_t>(rating) - 1);
  review.duration = std::clamp(at - asked_->shown_at, Millis{0}, kLongestAnswer);
  return review;
}

Sitting::Action Sitting::action(std::string name) const {
  Action action;
  action.name = std::move(name);
  action.index = index_;
  action.asked = *asked_;
  return action;
}

/// Notes an action that was carried out, and goes on.
void Sitting::done(Action action, Instant at) {
  answers_ += action.review ? 1 : 0;
  bring_up_to_date(action.index);
  if (!listed_ && action.review) queue_.note_asked(action.index);
  if (listed_) move_in_list(action, Step::kForth);
  done_.push_back(std::move(action));
  undone_.clear();
  lay_next(at);
}

Result<void> Sitting::rate(Rating rating, Instant at) {
  assert(asked_ && asked_->revealed);
  Action rated = action(with_capital(name_of(rating)));
  rated.review = draft(rating, at);
  if (!is_practice()) {
    auto written = learner_.answer(*asked_->question, *std::move(rated.review), at);
    if (!written) return written.unexpected();
    rated.last_entry = written->uuid;
    rated.review = *std::move(written);
  }
  done(std::move(rated), at);
  return {};
}

Result<void> Sitting::bury(Instant at) {
  assert(asked_);
  Flags flags = asked_->flags;
  flags.buried_until = learner_.today() + std::chrono::days(1);
  return set_aside("Bury", flags, at);
}

Result<void> Sitting::suspend(Instant at) {
  assert(asked_);
  Flags flags = asked_->flags;
  flags.suspended = true;
  return set_aside("Suspend", flags, at);
}

Result<void> Sitting::set_aside(std::string name, const Flags& flags, Instant at) {
  if (auto set = learner_.set_flags(*asked_->question, flags); !set) return set;
  Action aside = action(std::move(name));
  aside.before = asked_->flags;
  aside.after = flags;
  done(std::move(aside), at);
  return {};
}

Result<void> Sitting::toggle_mark() {
  assert(asked_);
  Flags flags = asked_->flags;
  flags.marked = !flags.marked;
  return keep(flags);
}

Result<void> Sitting::set_note(std::string note) {
  assert(asked_);
  Flags flags = asked_->flags;
  flags.note = std::move(note);
  return keep(flags);
}

/// Keeps a change of flags that leaves the question on the table.
Result<void> Sitting::keep(const Flags& flags) {
  if (auto set = learner_.set_flags(*asked_->question, flags); !set) return set;
  bring_up_to_date(index_);
  asked_->flags = flags;
  return {};
}

/// Gives the queue an item as the learner has it now.
void Sitting::bring_up_to_date(std::size_t index) {
  const StudyItem& item = learner_.item(question_at(index));
  queue_.update(index, item.schedule, item.flags);
  keep_within_time(index);
}

/// Tells the queue what today's answers have left of the minutes, and what a question is
/// worth from now on.
void Sitting::keep_within_time(std::size_t index) {
  if (course_) {
    queue_.revalue(index, course_->worth_of(learner_, question_at(index)));
    queue_.set_time_left(course_->time_left(learner_));
    return;
  }
  if (listed_ || !queue_.time_left()) return;
  queue_.revalue(index, learner_.worth_of(queue_.items()[index].schedule));
  queue_.set_time_left(learner_.limits_today().time_left);
}

// --- undo and redo

std::optional<std::string> Sitting::undo_name() const {
  return done_.empty() ? std::nullopt : std::optional(done_.back().name);
}

std::optional<std::string> Sitting::redo_name() const {
  return undone_.empty() ? std::nullopt : std::optional(undone_.back().name);
}

Result<void> Sitting::undo(Instant at) {
  if (done_.empty()) return {};
  if (auto written = write(done_.back(), Step::kBack, at); !written) return written;
  undone_.push_back(std::move(done_.back()));
  done_.pop_back();
  put_back(undone_.back(), at);
  return {};
}

Result<void> Sitting::redo(Instant at) {
  if (undone_.empty()) return {};
  if (auto written = write(undone_.back(), Step::kForth, at); !written) return written;
  done_.push_back(std::move(undone_.back()));
  undone_.pop_back();
  lay_next(at);
  return {};
}

/// Writes that an action is taken back or done again, and brings the queue after it.
Result<void> Sitting::write(Action& action, Step step, Instant at) {
  const bool back = step == Step::kBack;
  const Question& question = question_at(action.index);
  if (!action.review) {
    const Flags& wanted = back ? action.before : action.after;
    Flags flags = learner_.item(question).flags;  // with marks and notes made since
    flags.suspended = wanted.suspended;
    flags.buried_until = wanted.buried_until;
    if (auto set = learner_.set_flags(question, flags); !set) return set;
  } else if (!is_practice()) {
    auto entry = learner_.void_entry(
        action.last_entry, question, *action.review,
        back ? Learner::Voiding::kTakesBack : Learner::Voiding::kRestores, at);
    if (!entry) return entry.unexpected();
    action.last_entry = *std::move(entry);
  }
  bring_up_to_date(action.index);
  if (listed_) move_in_list(action, step);
  if (action.review) answers_ += back ? -1 : 1;
  if (action.review && !listed_) tell_queue(action, step, at);
  return {};
}

/// Tells the queue that an answer was taken back or counts again.
void Sitting::tell_queue(const Action& action, Step step, Instant at) {
  if (action.review->day != learner_.today()) {
    // An answer of another day says nothing about today: only the log knows what was
    // asked today beside it.
    renew_queue(at);
  } else if (step == Step::kBack) {
    queue_.take_back_asked(action.index);
  } else {
    queue_.note_asked(action.index);
  }
}

/// In a practice what was answered again comes back at the end.
void Sitting::move_in_list(const Action& action, Step step) {
  const bool missed = listed_ == Listed::kPractice && action.review &&
                      action.review->rating == Rating::kAgain;
  if (step == Step::kForth) {
    list_.pop_front();
    if (missed) list_.push_back(action.index);
  } else {
    if (missed) list_.pop_back();
    list_.push_front(action.index);
  }
}

/// Lays the question of an action on the table again, as it was before anything was
/// answered.
void Sitting::put_back(const Action& action, Instant at) {
  index_ = action.index;
  asked_ = action.asked;
  open_passage_.reset();
  asked_->revealed = false;
  asked_->response.reset();
  asked_->marked.reset();
  asked_->shown_at = at;
  asked_->flags = queue_.items()[index_].flags;
  work_out_waits(at);
}

// --- what to show

std::optional<OpenPassage> Sitting::passage() const {
  if (!asked_ || open_passage_) return open_passage_;
  const Question& question = *asked_->question;
  const Passage* passage = asked_->book->passage(question.passage);
  if (passage == nullptr) return {};
  open_passage_ = OpenPassage{passage, asked_->book->source(passage->source),
                              asked_->book->support_in_passage(question),
                              staleness_of(question, learner_.today())};
  return open_passage_;
}

SittingProgress Sitting::progress() const {
  SittingProgress progress;
  progress.practice = is_practice();
  progress.done = answers_;
  if (course_) progress.exam = course_->exam();
  if (listed_) {
    progress.left.review = static_cast<int>(list_.size());
  } else {
    progress.left = queue_.counts();
    progress.waiting = queue_.waiting();
  }
  progress.time_left = learner_.time_for(progress.left);
  if (!listed_ && queue_.time_left()) {
    progress.minutes_left = std::max(*queue_.time_left(), Millis{0});
    progress.time_left = queue_.expected_time();
  }
  return progress;
}

SittingSummary Sitting::summary(Instant at) const {
  SittingSummary summary;
  std::set<QuestionId> seen;
  std::set<QuestionId> missed;
  for (const Action& action : done_) {
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
  if (!listed_) summary.waiting = queue_.waiting();
  summary.next_due = learner_.next_due_after(at);
  if (course_)
    if (const auto step = queue_.next_step_at()) summary.next_due = std::max(*step, at);
  return summary;
}

std::optional<Instant> Sitting::next_step_at() const {
  return listed_ ? std::nullopt : queue_.next_step_at();
}

}  // namespace attache
