#include "trainer/progress.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <limits>
#include <numeric>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "cards/plain.h"
#include "memory/crew.h"
#include "study/search.h"

namespace attache {

namespace {

using std::chrono::days;

constexpr int kMonthDays = 30;
constexpr std::size_t kPastPoints = 60;
constexpr int kAheadPoints = 30;
constexpr std::size_t kMostWeak = 20;
constexpr std::size_t kMostConfusions = 20;
/// A question of which at least so much is recalled, and that was never forgotten, is not
/// weak, however often it was asked.
constexpr double kWellKnown = 0.8;
/// So well known, nothing is weak.
constexpr double kSafe = 0.95;
/// So many reviews say something about a share.
constexpr int kEnoughReviews = 5;
/// A change of knowledge that is worth telling.
constexpr double kNoticeable = 0.005;

constexpr std::array kChartNames{
    ChartName{ProgressChart::kDue, "due", "Future due"},
    ChartName{ProgressChart::kCalendar, "calendar", "Calendar"},
    ChartName{ProgressChart::kReviews, "reviews", "Reviews"},
    ChartName{ProgressChart::kCounts, "counts", "Questions by stage"},
    ChartName{ProgressChart::kIntervals, "intervals", "Intervals"},
    ChartName{ProgressChart::kStability, "stability", "Stability"},
    ChartName{ProgressChart::kDifficulty, "difficulty", "Difficulty"},
    ChartName{ProgressChart::kRetrievability, "retrievability", "Chance of recall"},
    ChartName{ProgressChart::kRetention, "retention", "True retention"},
    ChartName{ProgressChart::kHours, "hours", "By hour"},
    ChartName{ProgressChart::kButtons, "buttons", "Answer buttons"},
    ChartName{ProgressChart::kAdded, "added", "Added"},
    ChartName{ProgressChart::kKnowledge, "knowledge", "What you know"},
    ChartName{ProgressChart::kCalibration, "calibration", "Foretold and recalled"},
    ChartName{ProgressChart::kTopics, "topics", "Known by topic"},
    ChartName{ProgressChart::kPassages, "passages", "Known by passage"},
    ChartName{ProgressChart::kTime, "time", "What the time went into"}};

int threads() {
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 4u));
}

DaySummary summary_of(const AnswerDay& day) {
  return {static_cast<int>(day.all_answers()), static_cast<int>(day.again),
          Millis(static_cast<Millis::rep>(day.all_millis()))};
}

void add(DaySummary& sum, const DaySummary& more) {
  sum.answers += more.answers;
  sum.again += more.again;
  sum.time += more.time;
}

/// The day of the span; an empty one where it is not in it.
AnswerDay day_in(const ReviewFigures& figures, StudyDay day) {
  const auto at = (day - figures.first).count();
  if (at < 0 || at >= static_cast<std::int64_t>(figures.days.size())) return {};
  return figures.days[static_cast<std::size_t>(at)];
}

std::string counted(int amount, const char* one, const char* many) {
  return fmt::format("{} {}", value_text(Unit::kCount, amount), amount == 1 ? one : many);
}

/// What is worth saying of seven days. A day off is no fault, and less is not told.
std::vector<std::string> words_of(const WeekSummary& week) {
  if (week.done.answers == 0)
    return {
        "Nothing was asked on these seven days. All is as you left it; begin whenever "
        "it suits you."};
  std::vector<std::string> words{fmt::format(
      "{} on {}, in {}.", counted(week.done.answers, "answer", "answers"),
      counted(week.days, "day", "days"),
      value_text(Unit::kSeconds, std::chrono::duration<double>(week.done.time).count()))};
  if (week.fresh > 0)
    words.push_back(
        fmt::format("{} for the first time.",
                    counted(week.fresh, "question came up", "questions came up")));
  const TrueRetention retention = week.retention.all();
  if (retention.asked >= kEnoughReviews)
    words.push_back(
        fmt::format("Of what you had learned and was asked again, you recalled "
                    "{}.",
                    value_text(Unit::kShare, *retention.share())));
  const double gain = week.known_now - week.known_then;
  const std::string known = value_text(Unit::kShare, week.known_now);
  if (gain >= kNoticeable)
    words.push_back(fmt::format("You know {} of it now; a week ago it was {}.", known,
                                value_text(Unit::kShare, week.known_then)));
  else
    words.push_back(fmt::format("You know {} of it now.", known));
  if (week.before.answers > 0 && week.done.answers > week.before.answers)
    words.emplace_back("That is more than in the week before.");
  return words;
}

/// Evenly spread days, both ends included: at most so many.
std::vector<StudyDay> spread(StudyDay first, StudyDay last, std::size_t most) {
  const auto span = (last - first).count();
  const auto points = std::min<std::int64_t>(span, static_cast<std::int64_t>(most) - 1);
  if (points <= 0) return {last};
  std::vector<StudyDay> all;
  for (std::int64_t i = 0; i <= points; ++i)
    all.push_back(first + days(span * i / points));
  return all;
}

/// With the decks behind the titles where there are several: what tells them apart comes
/// first.
std::vector<KnownPart> named_apart(const Learner& learner, std::vector<KnownPart> parts) {
  const bool several =
      std::any_of(parts.begin(), parts.end(),
                  [&](const KnownPart& part) { return part.deck != parts.front().deck; });
  if (!several) return parts;
  for (KnownPart& part : parts) {
    const std::string& deck = learner.book(part.deck)->deck().title;
    if (part.title != deck) part.title = fmt::format("{} ({})", part.title, deck);
  }
  return parts;
}

/// What stands behind "deck:" or "topic:" if it is all that a search has, without quotes.
std::string only_term(const std::string& query, std::string_view name) {
  if (!query.starts_with(name)) return {};
  std::string term = query.substr(name.size());
  if (term.size() > 1 && term.front() == '"' && term.back() == '"')
    return term.substr(1, term.size() - 2);
  return term.find_first_of(" \"*()\\") == std::string::npos ? term : std::string();
}

}  // namespace

const char* name_of(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return "month";
    case ProgressRange::kThreeMonths:
      return "3-months";
    case ProgressRange::kYear:
      return "year";
    case ProgressRange::kAll:
      break;
  }
  return "all";
}

std::optional<ProgressRange> range_named(std::string_view name) {
  for (const ProgressRange range : kProgressRanges)
    if (name == name_of(range)) return range;
  return std::nullopt;
}

std::span<const ChartName> progress_charts() {
  return kChartNames;
}

std::optional<int> days_of(ProgressRange range) {
  switch (range) {
    case ProgressRange::kMonth:
      return kMonthDays;
    case ProgressRange::kThreeMonths:
      return 91;
    case ProgressRange::kYear:
      return 365;
    case ProgressRange::kAll:
      break;
  }
  return std::nullopt;
}

QuestionWords words_of(const Learner& learner, const Question& question) {
  Chance chance(0);
  const Prompt prompt =
      learner.book(question.deck)->put(question, question.forms.back(), chance);
  return {plain_text(prompt.cloze ? prompt.cloze->filled() : prompt.stem),
          plain_text(prompt.answer)};
}

std::string scope_title(const Learner& learner, const std::string& query) {
  if (query.empty()) return "All decks";
  if (const DeckBook* book = learner.book(only_term(query, "deck:")))
    return book->deck().title;
  const std::string topic = only_term(query, "topic:");
  for (const DeckBook& book : learner.library().books)
    if (const Topic* found = topic.empty() ? nullptr : book.topic(topic))
      return found->name;
  return query;
}

// --- what is kept

Result<void> Progress::look(const Learner& learner) {
  const bool same_decks = looked_ && decks_ == learner.deck_revision();
  if (same_decks && revision_ == learner.revision() && day_ == learner.today()) return {};
  looked_ = false;
  scope_.reset();
  recall_on_.clear();
  // To read the answers takes about as long as all the rest.
  Result<const AnswerTable*> answers = nullptr;
  Crew(threads()).run(2, [&](std::size_t piece) {
    if (piece == 0)
      answers = learner.answer_table();
    else
      look_at_items(learner, same_decks);
  });
  if (!answers) return answers.unexpected();
  answers_ = *answers;
  find_leeches(learner.all_items());
  revision_ = learner.revision();
  decks_ = learner.deck_revision();
  day_ = learner.today();
  looked_ = true;
  return {};
}

void Progress::look_at_items(const Learner& learner, bool same_decks) {
  const std::vector<StudyItem>& items = learner.all_items();
  if (!same_decks) {
    parts_.emplace(learner.library().books, items, threads());
    knows_added_ = false;
  }
  recall_ = recall_chances(items, learner.scheduler(), learner.today(), threads());
}

void Progress::find_leeches(std::span<const StudyItem> items) {
  leech_.assign(answers_->numbers, 0);
  const auto pieces = static_cast<std::size_t>(threads());
  // No two items have the same number.
  Crew(threads()).run(pieces, [&](std::size_t piece) {
    const std::size_t end = items.size() * (piece + 1) / pieces;
    for (std::size_t i = items.size() * piece / pieces; i < end; ++i) {
      const std::uint32_t number = answers_->number_of_item[i];
      if (number < leech_.size() && items[i].schedule.lapses >= kLeechLapses)
        leech_[number] = 1;
    }
  });
}

Result<std::vector<std::uint32_t>> Progress::rows_of(const Learner& learner,
                                                     Browser& browser,
                                                     const std::string& query) const {
  if (query.empty()) {
    std::vector<std::uint32_t> rows(learner.all_items().size());
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
  }
  auto found = browser.search(learner, query, {}, false);
  if (!found) return found.unexpected();
  return std::move(found->rows);
}

void Progress::number_parts(Scope& scope) const {
  // Answers to questions that have left the shelf count in all that there is.
  const auto gone = static_cast<std::uint32_t>(parts_->topic_count());
  scope.part.assign(answers_->numbers,
                    scope.query.empty() ? gone : AnswerScope::kOutside);
  for (const std::uint32_t row : scope.rows) {
    const std::uint32_t number = answers_->number_of_item[row];
    if (number < scope.part.size()) scope.part[number] = parts_->topics()[row];
  }
}

std::optional<Progress::NextExam> Progress::next_exam(const Learner& learner,
                                                      const Scope& scope) const {
  const std::vector<StudyItem>& items = learner.all_items();
  std::vector<bool> inside;
  for (const Exam* exam : learner.exams().all()) {
    if (stage_of(*exam, learner.calendar(), day_) == ExamStage::kPast) continue;
    if (inside.empty()) {
      inside.assign(items.size(), false);
      for (const std::uint32_t row : scope.rows)
        inside[row] = true;
    }
    NextExam next{exam->id, exam->title, day_of(*exam, learner.calendar()), {}};
    for (const ExamMember& member : learner.exams().members(exam->id)) {
      const auto row =
          static_cast<std::uint32_t>(&learner.item(*member.question) - items.data());
      if (inside[row]) next.rows.push_back(row);
    }
    if (!next.rows.empty()) return next;
  }
  return std::nullopt;
}

Result<Progress::Scope*> Progress::scope_of(const Learner& learner,
                                            Browser& browser,
                                            const std::string& query) {
  if (auto looked = look(learner); !looked) return looked.unexpected();
  if (scope_ && scope_->query == query) {
    // Exams come and go without any change of what is known.
    scope_->exam = next_exam(learner, *scope_);
    return &*scope_;
  }
  auto rows = rows_of(learner, browser, query);
  if (!rows) return rows.unexpected();
  Scope scope;
  scope.query = query;
  scope.rows = *std::move(rows);
  number_parts(scope);
  scope.questions = question_figures(learner.all_items(), scope.rows, recall_,
                                     learner.scheduler(), day_, threads());
  scope.exam = next_exam(learner, scope);
  scope_ = std::move(scope);
  return &*scope_;
}

AnswerScope Progress::answers_of(const Scope& scope) const {
  return {scope.part, static_cast<std::uint32_t>(parts_->topic_count()) + 1, leech_};
}

const ReviewFigures& Progress::reviews(const Learner& learner,
                                       Scope& scope,
                                       ProgressRange range) {
  const auto known = scope.reviews.find(range);
  if (known != scope.reviews.end()) return known->second;
  const AnswerScope answers = answers_of(scope);
  StudyDay first = learner.today() - days(days_of(range).value_or(kMonthDays) - 1);
  if (range == ProgressRange::kAll) {
    // The figures of any range know it.
    const std::optional<StudyDay> earliest =
        scope.reviews.empty() ? first_answer_day(answers_->facts, answers)
                              : scope.reviews.begin()->second.first_answer;
    first = std::min(first, earliest.value_or(first));
  }
  return scope.reviews[range] =
             review_figures(answers_->facts, answers, first, day_, day_, threads());
}

PastKnowledge Progress::past(const Learner& learner,
                             const Scope& scope,
                             std::vector<StudyDay> on) const {
  return past_knowledge(answers_->facts, answers_->number_of_item, answers_->numbers,
                        learner.all_items(), scope.rows, learner.scheduler(),
                        std::move(on));
}

const PastKnowledge& Progress::past(const Learner& learner,
                                    Scope& scope,
                                    ProgressRange range) {
  const auto known = scope.past.find(range);
  if (known != scope.past.end()) return known->second;
  const StudyDay first = reviews(learner, scope, range).first;
  PastKnowledge past = this->past(learner, scope, spread(first, day_, kPastPoints));
  // Of today it is known without an estimate.
  past.known.back() = mean_recall(recall_, scope.rows);
  return scope.past[range] = std::move(past);
}

AheadKnowledge Progress::ahead(const Learner& learner, const Scope& scope) const {
  AheadKnowledge ahead;
  if (!scope.exam || scope.exam->day <= day_) return ahead;
  ahead.exam = scope.exam->title;
  ahead.exam_day = scope.exam->day;
  ahead.days = spread(day_ + days(1), scope.exam->day, kAheadPoints);
  // Part of many questions is enough for a line.
  const std::vector<std::uint32_t>& rows = scope.exam->rows;
  const std::size_t step = rows.size() / 20'000 + 1;
  const std::vector<StudyItem>& items = learner.all_items();
  double now = 0;
  std::vector<double> sums(ahead.days.size(), 0);
  for (std::size_t i = 0; i < rows.size(); i += step) {
    const Schedule& schedule = items[rows[i]].schedule;
    if (schedule.phase == Phase::kNew) continue;
    now += static_cast<double>(recall_[rows[i]]);
    for (std::size_t d = 0; d < sums.size(); ++d)
      sums[d] += learner.scheduler().recall_chance(schedule, ahead.days[d]);
  }
  // The line goes on from what is known now: the part gives its course.
  const double known = mean_recall(recall_, rows);
  if (rows.size() < scope.rows.size()) ahead.of_exam = known;
  for (const double sum : sums)
    ahead.known.push_back(now > 0 ? known * sum / now : 0);
  return ahead;
}

const std::vector<float>& Progress::exam_recall(const Learner& learner,
                                                const Scope& scope) {
  static const std::vector<float> kNothing;
  if (!scope.exam) return kNothing;
  if (scope.exam->day <= day_) return recall_;
  std::vector<float>& recall = recall_on_[scope.exam->day];
  if (recall.size() != learner.all_items().size())
    recall = recall_chances(learner.all_items(), learner.scheduler(), scope.exam->day,
                            threads());
  return recall;
}

Result<Chart> Progress::added(const Learner& learner, Scope& scope, ProgressRange range) {
  const auto known = added_days(learner);
  if (!known) return known.unexpected();
  std::vector<StudyDay> on;
  on.reserve(scope.rows.size());
  for (const std::uint32_t row : scope.rows)
    on.push_back((**known)[row]);
  StudyDay first = day_ - days(days_of(range).value_or(kMonthDays) - 1);
  if (range == ProgressRange::kAll && !on.empty())
    first = std::min(first, *std::min_element(on.begin(), on.end()));
  return added_chart(on, first, day_);
}

Result<const std::vector<StudyDay>*> Progress::added_days(const Learner& learner) {
  if (knows_added_) return &added_;
  const auto known = learner.added_days();
  if (!known) return known.unexpected();
  added_.clear();
  for (const std::optional<StudyDay>& day : *known)
    added_.push_back(day.value_or(day_));
  knows_added_ = true;
  return &added_;
}

// --- what is weak

std::vector<WeakQuestion> Progress::weakest(const Learner& learner,
                                            const Scope& scope) const {
  const std::vector<StudyItem>& items = learner.all_items();
  // By the answers that were given for it and are likely to be lost.
  std::vector<std::pair<double, std::uint32_t>> found;
  for (const std::uint32_t row : scope.rows) {
    const StudyItem& item = items[row];
    const Schedule& schedule = item.schedule;
    if (item.flags.suspended || schedule.reviews < 2) continue;
    const double recall = static_cast<double>(recall_[row]);
    if (recall >= (schedule.lapses == 0 ? kWellKnown : kSafe)) continue;
    found.emplace_back(-(1 - recall) * schedule.reviews, row);
  }
  const std::size_t count = std::min(found.size(), kMostWeak);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count),
                    found.end());
  std::vector<std::uint32_t> slots(answers_->numbers, AnswerScope::kOutside);
  std::vector<WeakQuestion> weak;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = found[i].second;
    const Question& question = *items[row].question;
    QuestionWords words = attache::words_of(learner, question);
    weak.push_back({question.id, std::move(words.stem), std::move(words.answer),
                    static_cast<double>(recall_[row]), items[row].schedule.reviews,
                    items[row].schedule.lapses, Millis{}});
    const std::uint32_t number = answers_->number_of_item[row];
    if (number < slots.size()) slots[number] = static_cast<std::uint32_t>(i);
  }
  if (weak.empty()) return weak;
  const std::vector<std::uint64_t> times = time_by_slot(answers_->facts, slots, count);
  for (std::size_t i = 0; i < count; ++i)
    weak[i].time = Millis(static_cast<Millis::rep>(times[i]));
  return weak;
}

Result<std::vector<Confusion>> Progress::confusions(const Learner& learner,
                                                    const Scope& scope) const {
  const std::vector<StudyItem>& items = learner.all_items();
  std::vector<std::uint32_t> row_of(answers_->numbers, AnswerTable::kNoNumber);
  for (const std::uint32_t row : scope.rows) {
    const std::uint32_t number = answers_->number_of_item[row];
    if (number < row_of.size()) row_of[number] = row;
  }
  std::vector<Confusion> found;
  const auto take = [&](const WrongAnswer& wrong) {
    if (wrong.question >= row_of.size()) return true;
    const std::uint32_t row = row_of[wrong.question];
    if (row == AnswerTable::kNoNumber) return true;
    const Question& question = *items[row].question;
    QuestionWords words = attache::words_of(learner, question);
    found.push_back({question.id, std::move(words.stem), std::move(words.answer),
                     wrong.text, wrong.times, wrong.last});
    return found.size() < kMostConfusions;
  };
  if (auto read = learner.each_wrong_answer(2, take); !read) return read.unexpected();
  return found;
}

// --- the page

WeekSummary Progress::week(const Learner& learner,
                           const Scope& scope,
                           const ReviewFigures& figures) const {
  WeekSummary week;
  week.last = day_;
  week.first = day_ - days(6);
  for (int i = 0; i < 7; ++i) {
    const AnswerDay day = day_in(figures, week.first + days(i));
    add(week.done, summary_of(day));
    add(week.before, summary_of(day_in(figures, week.first - days(7 - i))));
    week.days += day.all_answers() > 0 ? 1 : 0;
    week.fresh += static_cast<int>(day.fresh);
  }
  week.retention = figures.retention_week;
  week.known_now = mean_recall(recall_, scope.rows);
  week.known_then = past(learner, scope, {week.first - days(1)}).known.front();
  week.words = words_of(week);
  return week;
}

std::vector<float> Progress::asked_by_exam(const Learner& learner, const Scope& scope) {
  std::vector<float> exam;
  if (!scope.exam) return exam;
  const std::vector<float>& recall = exam_recall(learner, scope);
  exam.assign(recall.size(), std::numeric_limits<float>::quiet_NaN());
  for (const std::uint32_t row : scope.exam->rows)
    exam[row] = recall[row];
  return exam;
}

std::vector<KnownPart> Progress::parts(const Learner& learner,
                                       const Scope& scope,
                                       std::span<const float> exam,
                                       bool passages) const {
  return passages ? parts_->by_passage(learner.all_items(), scope.rows, recall_, exam)
                  : parts_->by_topic(learner.all_items(), scope.rows, recall_, exam);
}

Chart Progress::parts_chart(const Learner& learner, const Scope& scope, bool passages) {
  return attache::parts_chart(
      named_apart(learner,
                  parts(learner, scope, asked_by_exam(learner, scope), passages)),
      passages);
}

std::vector<std::string> Progress::topic_names(const Scope& scope) const {
  std::vector<std::string> names;
  std::vector<char> is_there(parts_->topic_count(), 0);
  for (const std::uint32_t row : scope.rows)
    is_there[parts_->topics()[row]] = 1;
  std::unordered_set<std::string_view> decks;
  for (std::size_t topic = 0; topic < is_there.size(); ++topic)
    if (is_there[topic] != 0) decks.insert(parts_->topic_deck(topic).id);
  for (std::size_t topic = 0; topic < parts_->topic_count(); ++topic) {
    const std::string& deck = parts_->topic_deck(topic).title;
    const std::string title = parts_->topic_title(topic);
    names.push_back(
        decks.size() > 1 && deck != title ? fmt::format("{} ({})", title, deck) : title);
  }
  names.emplace_back("No longer in the decks");
  return names;
}

Result<ProgressShown> Progress::overview(const Learner& learner,
                                         Browser& browser,
                                         const ProgressRequest& request) {
  const auto found = scope_of(learner, browser, request.scope);
  if (!found) return found.unexpected();
  Scope& scope = **found;
  const ReviewFigures& figures = reviews(learner, scope, request.range);
  ProgressShown shown;
  shown.today = day_;
  shown.scope_title = scope_title(learner, request.scope);
  shown.questions = scope.questions.questions;
  shown.started = scope.questions.started;
  shown.phases = scope.questions.phases;
  shown.known = mean_recall(recall_, scope.rows);
  const AnswerDay today = day_in(figures, day_);
  shown.done_today = summary_of(today);
  shown.again_today = static_cast<int>(today.again);
  const auto of_stage = [&](AnswerStage stage) {
    return static_cast<int>(today.answers[static_cast<std::size_t>(stage)]);
  };
  shown.learning_today = of_stage(AnswerStage::kLearning);
  shown.relearning_today = of_stage(AnswerStage::kRelearning);
  shown.review_today = of_stage(AnswerStage::kYoung) + of_stage(AnswerStage::kMature);
  for (const AnswerDay& day : figures.days) {
    add(shown.done_in_range, summary_of(day));
    shown.days_in_range += day.all_answers() > 0 ? 1 : 0;
  }
  shown.retention = figures.retention;
  if (scope.exam) {
    shown.exam_id = scope.exam->id;
    shown.exam_title = scope.exam->title;
    shown.exam_day = scope.exam->day;
    shown.known_on_exam = mean_recall(exam_recall(learner, scope), scope.exam->rows);
  }
  // What takes longest, side by side.
  const std::vector<float> exam = asked_by_exam(learner, scope);
  Result<std::vector<Confusion>> confused = std::vector<Confusion>{};
  const std::array<std::function<void()>, 4> works{
      [&] { shown.week = week(learner, scope, figures); },
      [&] {
        shown.weakest = weakest(learner, scope);
        confused = confusions(learner, scope);
      },
      [&] { shown.topics = parts(learner, scope, exam, false); },
      [&] { shown.passages = parts(learner, scope, exam, true); }};
  Crew(threads()).run(works.size(), [&](std::size_t work) { works[work](); });
  if (!confused) return confused.unexpected();
  shown.confusions = *std::move(confused);
  return shown;
}

Result<Chart> Progress::chart(const Learner& learner,
                              Browser& browser,
                              const ProgressRequest& request,
                              ProgressChart chart) {
  const auto found = scope_of(learner, browser, request.scope);
  if (!found) return found.unexpected();
  Scope& scope = **found;
  const auto figures = [&]() -> const ReviewFigures& {
    return reviews(learner, scope, request.range);
  };
  switch (chart) {
    case ProgressChart::kDue:
      return due_chart(scope.questions, day_, days_of(request.range), request.backlog);
    case ProgressChart::kCalendar:
      return calendar_chart(figures());
    case ProgressChart::kReviews:
      return reviews_chart(figures(), request.by_time);
    case ProgressChart::kCounts:
      return counts_chart(scope.questions);
    case ProgressChart::kIntervals:
      return intervals_chart(scope.questions);
    case ProgressChart::kStability:
      return stability_chart(scope.questions);
    case ProgressChart::kDifficulty:
      return difficulty_chart(scope.questions);
    case ProgressChart::kRetrievability:
      return recall_chart(scope.questions);
    case ProgressChart::kRetention:
      return retention_chart(figures());
    case ProgressChart::kHours:
      return hours_chart(figures());
    case ProgressChart::kButtons:
      return buttons_chart(figures());
    case ProgressChart::kAdded:
      return added(learner, scope, request.range);
    case ProgressChart::kKnowledge:
      return knowledge_chart(past(learner, scope, request.range), ahead(learner, scope));
    case ProgressChart::kCalibration:
      return calibration_chart(figures());
    case ProgressChart::kTopics:
      return parts_chart(learner, scope, false);
    case ProgressChart::kPassages:
      return parts_chart(learner, scope, true);
    case ProgressChart::kTime:
      break;
  }
  return time_chart(figures(), topic_names(scope));
}

}  // namespace attache
