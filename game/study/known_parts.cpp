#include "study/known_parts.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <unordered_map>

#include "base/text.h"
#include "cards/plain.h"
#include "memory/crew.h"
#include "memory/fsrs6.h"

namespace attache {

namespace {

constexpr std::uint32_t kNoPart = 0xFFFFFFFF;
constexpr std::int32_t kForEver = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kTitleWords = 7;

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

std::uint32_t number_in(const Numbers& numbers, std::string_view id) {
  const auto found = numbers.find(id);
  return found == numbers.end() ? kNoPart : found->second;
}

/// The source of most of a deck's passages: it goes without saying.
std::string main_source(const Deck& deck) {
  std::map<std::string, int> passages;
  for (const Passage& passage : deck.passages)
    ++passages[passage.source];
  const auto most =
      std::max_element(passages.begin(), passages.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == passages.end() ? std::string() : most->first;
}

/// "Paragraph 8", or the first words of the passage.
std::string title_of(const DeckBook& book,
                     const Passage& passage,
                     std::string_view unnamed_source) {
  if (!passage.at.empty()) {
    const Source* source =
        passage.source == unnamed_source ? nullptr : book.source(passage.source);
    const std::string place = with_capital(one_line(passage.at));
    return source == nullptr || source->title.empty() ? place
                                                      : place + ", " + source->title;
  }
  const std::string text = one_line(plain_text(passage.text));
  std::size_t end = 0;
  for (std::size_t words = 0; words < kTitleWords && end != std::string::npos; ++words)
    end = text.find(' ', end + 1);
  // Not every language puts blanks between words.
  const std::u32string points = code_points(text.substr(0, end));
  constexpr std::size_t kLongest = 48;
  if (points.size() > kLongest) return to_utf8(points.substr(0, kLongest)) + "…";
  return end == std::string::npos ? text : text.substr(0, end) + "…";
}

/// Sums over one part.
struct PartSum {
  int questions = 0;
  int started = 0;
  double now = 0;
  double exam = 0;
  int asked = 0;  ///< by the exam

  void operator+=(const PartSum& more) {
    questions += more.questions;
    started += more.started;
    now += more.now;
    exam += more.exam;
    asked += more.asked;
  }
};

std::vector<PartSum> sums_by(std::size_t parts,
                             const std::vector<std::uint32_t>& part_of,
                             std::span<const StudyItem> items,
                             std::span<const std::uint32_t> rows,
                             std::span<const float> now,
                             std::span<const float> exam) {
  std::vector<PartSum> sums(parts);
  for (const std::uint32_t row : rows) {
    if (part_of[row] == kNoPart) continue;
    PartSum& sum = sums[part_of[row]];
    ++sum.questions;
    sum.started += items[row].schedule.phase == Phase::kNew ? 0 : 1;
    sum.now += static_cast<double>(now[row]);
    if (exam.empty() || std::isnan(exam[row])) continue;
    sum.exam += static_cast<double>(exam[row]);
    ++sum.asked;
  }
  return sums;
}

void fill(KnownPart& part, const PartSum& sum) {
  part.questions = sum.questions;
  part.started = sum.started;
  part.now = sum.now / sum.questions;
  if (sum.asked > 0) part.exam = sum.exam / sum.asked;
}

// --- days past

/// A memory from one answer to the next: recall is (1 + slope * days)^decay.
struct Stretch {
  std::int32_t from = 0;
  std::int32_t until = 0;  ///< the day of the next answer
  double slope = 0;
};

class PastCounter {
 public:
  PastCounter(const Scheduler& scheduler, const std::vector<StudyDay>& days)
      : scheduler_(scheduler) {
    const ModelWeights& weights = scheduler.settings().weights;
    decay_ = weights.model == ModelKind::kFsrs6 ? -weights.values[20]
                                                : -default_fsrs6_weights()[20];
    for (const StudyDay day : days)
      days_.push_back(static_cast<std::int32_t>(day.time_since_epoch().count()));
    known_.assign(days.size(), 0);
  }

  void add(std::int32_t from, std::int32_t until, double recall_at_end) {
    add({from, until, slope(recall_at_end, until - from)});
  }
  /// From the last answer on.
  void add_last(const Schedule& schedule, std::int32_t from) {
    if (schedule.phase == Phase::kNew || days_.empty() || days_.back() < from) return;
    const int anchor = std::max(days_.back() - from, 1);
    const double recall =
        scheduler_.recall_chance(schedule, schedule.last_day + std::chrono::days(anchor));
    add({from, kForEver, slope(recall, anchor)});
  }
  [[nodiscard]] const std::vector<double>& known() const { return known_; }

 private:
  [[nodiscard]] double slope(double recall, int days) const {
    return (std::pow(std::clamp(recall, 1e-4, 1.0), 1 / decay_) - 1) / days;
  }
  void add(const Stretch& stretch) {
    const auto first = std::lower_bound(days_.begin(), days_.end(), stretch.from);
    for (auto day = first; day != days_.end() && *day < stretch.until; ++day) {
      const auto at = static_cast<std::size_t>(day - days_.begin());
      known_[at] += static_cast<double>(
          std::pow(static_cast<float>(1 + stretch.slope * (*day - stretch.from)),
                   static_cast<float>(decay_)));
    }
  }

  const Scheduler& scheduler_;
  double decay_;
  std::vector<std::int32_t> days_;
  std::vector<double> known_;
};

/// Rows to look at: all, or evenly taken ones. They must not lie at equal distances, for
/// decks are often laid out in steps.
std::vector<std::uint32_t> sample_of(std::span<const std::uint32_t> rows,
                                     std::size_t most) {
  if (rows.size() <= most) return {rows.begin(), rows.end()};
  std::vector<std::uint32_t> sample;
  sample.reserve(most);
  Chance chance(0);
  for (std::size_t i = 0; i < most; ++i) {
    const std::size_t begin = rows.size() * i / most;
    const std::size_t end = rows.size() * (i + 1) / most;
    sample.push_back(rows[begin + chance.below(end - begin)]);
  }
  return sample;
}

}  // namespace

PartIndex::PartIndex(std::span<const DeckBook> books,
                     std::span<const StudyItem> items,
                     int threads) {
  std::vector<Places> firsts;
  std::size_t item = 0;
  for (const DeckBook& book : books) {
    firsts.push_back({item, topics_.size(), passages_.size()});
    add_parts(book);
    item += book.questions().size();
  }
  assert(item == items.size());
  topic_of_.resize(items.size());
  passage_of_.resize(items.size());
  const auto number = [&](std::size_t i) { number_questions(books[i], firsts[i]); };
  Crew(std::max(threads, 1)).run(books.size(), number);
}

void PartIndex::add_parts(const DeckBook& book) {
  const Deck& deck = book.deck();
  const std::size_t first = topics_.size();
  Numbers topics;
  for (const Topic& topic : deck.topics) {
    const auto number = static_cast<std::uint32_t>(topics_.size());
    topics.emplace(topic.id, number);
    topics_.push_back({&book, &topic, nullptr, number});
  }
  for (std::size_t i = 0; i < deck.topics.size(); ++i) {
    const std::uint32_t above = number_in(topics, deck.topics[i].parent);
    if (above != kNoPart) topics_[first + i].above = above;
  }
  const auto without = static_cast<std::uint32_t>(topics_.size());
  topics_.push_back({&book, nullptr, nullptr, without});
  for (const Passage& passage : deck.passages)
    passages_.push_back({&book, nullptr, &passage, 0});
}

void PartIndex::number_questions(const DeckBook& book, const Places& first) {
  const Deck& deck = book.deck();
  Numbers topics;
  Numbers passages;
  auto topic_number = static_cast<std::uint32_t>(first.topic);
  for (const Topic& topic : deck.topics)
    topics.emplace(topic.id, topic_number++);
  const std::uint32_t without = topic_number;
  auto passage_number = static_cast<std::uint32_t>(first.passage);
  for (const Passage& passage : deck.passages)
    passages.emplace(passage.id, passage_number++);
  // Neighbours mostly share their topic and passage: they are looked up once.
  const Question* last = nullptr;
  std::size_t at = first.item;
  for (const Question& question : book.questions()) {
    if (last != nullptr && last->topic == question.topic) {
      topic_of_[at] = topic_of_[at - 1];
    } else {
      const std::uint32_t topic = number_in(topics, question.topic);
      topic_of_[at] = topic == kNoPart ? without : topic;
    }
    passage_of_[at] = last != nullptr && last->passage == question.passage
                          ? passage_of_[at - 1]
                          : number_in(passages, question.passage);
    last = &question;
    ++at;
  }
}

std::string PartIndex::topic_title(std::size_t topic) const {
  const Part& part = topics_[topic];
  if (part.topic != nullptr) return part.topic->name;
  return part.book->deck().topics.empty() ? part.book->deck().title : "Other questions";
}

const Deck& PartIndex::topic_deck(std::size_t topic) const {
  return topics_[topic].book->deck();
}

std::vector<KnownPart> PartIndex::by_topic(std::span<const StudyItem> items,
                                           std::span<const std::uint32_t> rows,
                                           std::span<const float> now,
                                           std::span<const float> exam) const {
  const std::vector<PartSum> direct =
      sums_by(topics_.size(), topic_of_, items, rows, now, exam);
  std::vector<PartSum> whole(topics_.size());
  for (std::size_t topic = 0; topic < direct.size(); ++topic) {
    if (direct[topic].questions == 0) continue;
    std::size_t at = topic;
    // No topic has more above it than there are topics.
    for (std::size_t height = 0; height < topics_.size(); ++height) {
      whole[at] += direct[topic];
      if (topics_[at].above == at) break;
      at = topics_[at].above;
    }
  }
  std::vector<KnownPart> parts;
  for (std::size_t topic = 0; topic < whole.size(); ++topic) {
    if (whole[topic].questions == 0) continue;
    const Part& part = topics_[topic];
    KnownPart known;
    known.deck = part.book->deck().id;
    if (part.topic != nullptr) known.id = part.topic->id;
    known.title = topic_title(topic);
    fill(known, whole[topic]);
    parts.push_back(std::move(known));
  }
  return parts;
}

std::vector<KnownPart> PartIndex::by_passage(std::span<const StudyItem> items,
                                             std::span<const std::uint32_t> rows,
                                             std::span<const float> now,
                                             std::span<const float> exam) const {
  const std::vector<PartSum> sums =
      sums_by(passages_.size(), passage_of_, items, rows, now, exam);
  std::vector<KnownPart> parts;
  const DeckBook* book = nullptr;
  std::string unnamed_source;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].questions == 0) continue;
    const DeckBook* here = passages_[i].book;
    assert(here != nullptr);  // `add_book` gives each passage its own
    if (here != book) unnamed_source = main_source(here->deck());
    book = here;
    KnownPart known;
    known.deck = here->deck().id;
    known.id = passages_[i].passage->id;
    known.title = title_of(*here, *passages_[i].passage, unnamed_source);
    fill(known, sums[i]);
    parts.push_back(std::move(known));
  }
  return parts;
}

PastKnowledge past_knowledge(std::span<const AnswerFact> facts,
                             std::span<const std::uint32_t> number_of_item,
                             std::uint32_t numbers,
                             std::span<const StudyItem> items,
                             std::span<const std::uint32_t> rows,
                             const Scheduler& scheduler,
                             std::vector<StudyDay> days,
                             std::size_t most) {
  PastKnowledge past;
  const std::vector<std::uint32_t> sample = sample_of(rows, most);
  past.sampled = sample.size() < rows.size();
  // Places in the sample by number of the question.
  std::vector<std::uint32_t> place_of(numbers, kNoPart);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const std::uint32_t number = number_of_item[sample[i]];
    if (number < numbers) place_of[number] = static_cast<std::uint32_t>(i);
  }
  PastCounter counter(scheduler, days);
  std::vector<std::int32_t> last_day(sample.size(), kForEver);
  for (const AnswerFact& fact : facts) {
    if (fact.question >= numbers || place_of[fact.question] == kNoPart) continue;
    std::int32_t& last = last_day[place_of[fact.question]];
    // A clock that was set back: no time has passed.
    if (last != kForEver && fact.day <= last) continue;
    if (last != kForEver && fact.forecast != AnswerFact::kNoForecast)
      counter.add(last, fact.day, static_cast<double>(fact.forecast) / 10000);
    last = fact.day;
  }
  for (std::size_t i = 0; i < sample.size(); ++i)
    if (last_day[i] != kForEver) counter.add_last(items[sample[i]].schedule, last_day[i]);
  past.known = counter.known();
  for (double& known : past.known)
    if (!sample.empty()) known /= static_cast<double>(sample.size());
  past.days = std::move(days);
  return past;
}

}  // namespace attache
