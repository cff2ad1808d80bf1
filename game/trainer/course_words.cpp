#include "trainer/course_words.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <numeric>
#include <unordered_map>

#include "study/edition.h"
#include "trainer/course_figures.h"

namespace attache {

namespace {

// Below these numbers a share says nothing.
constexpr std::size_t kEnoughAnswers = 5;
constexpr std::int64_t kEnoughPicks = 5;
constexpr std::int64_t kEnoughShowings = 20;
constexpr std::size_t kEnoughAttempts = 5;
constexpr std::size_t kEnoughToCompare = 10;

// Shares from the literature on items (and Moodle's remarks on its figures): below and
// above these a question tells little.
constexpr double kVeryHard = 0.25;
constexpr double kVeryEasy = 0.95;
constexpr double kDoubtfulEfficiency = 15;
constexpr double kDoubtfulDiscrimination = -10;
constexpr double kMost = 0.5;

constexpr std::chrono::days kWeek{7};

std::string percent(double share) {
  return fmt::format("{:.0f} %", share * 100);
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// A question on the shelf, and what it says.
struct Known {
  const DeckBook* book = nullptr;
  const Question* question = nullptr;
  std::string wording, answer;
};

/// Words of all questions of some decks, worked out deck by deck when they are needed.
class Words {
 public:
  explicit Words(std::span<const DeckBook> decks) {
    for (const DeckBook& book : decks)
      books_.emplace(book.deck().id, &book);
  }

  [[nodiscard]] const DeckBook* book(const std::string& deck) const {
    const auto found = books_.find(deck);
    return found == books_.end() ? nullptr : found->second;
  }
  [[nodiscard]] const Known* of(const QuestionId& id) {
    const DeckBook* of_deck = book(deck_of_question(id));
    if (of_deck == nullptr) return nullptr;
    if (read_.insert_or_assign(of_deck, true).second)
      for (EditionQuestion& each : edition_of(*of_deck).questions) {
        const Question* question = of_deck->question(each.id);
        known_[std::move(each.id)] = {of_deck, question, std::move(each.wording),
                                      std::move(each.answer)};
      }
    const auto found = known_.find(id);
    return found == known_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<std::string, const DeckBook*> books_;
  std::unordered_map<const DeckBook*, bool> read_;
  std::unordered_map<QuestionId, Known> known_;
};

std::string item_of(const Known& known) {
  const Deck& deck = known.book->deck();
  return known.question->direction ? deck.facts[known.question->item].id
                                   : deck.cards[known.question->item].id;
}

void name_deck(ClassDeck& deck, const DeckBook* book) {
  if (book == nullptr) return;
  deck.on_shelf = true;
  deck.title = book->deck().title;
  deck.edition_here = book->deck().edition;
}

void name_question(ClassQuestion& question, Words& words) {
  if (const DeckBook* book = words.book(deck_of_question(question.id)))
    question.deck_title = book->deck().title;
  const Known* known = words.of(question.id);
  if (known == nullptr) return;
  question.on_shelf = true;
  question.stem = known->wording;
  question.answer = known->answer;
  question.item = item_of(*known);
  for (ClassOption& option : question.options)
    option.right = option.right || option.text == known->answer;
}

void name_topic(ClassTopic& topic, const Words& words) {
  const DeckBook* book = words.book(topic.deck);
  const Topic* known =
      book == nullptr || topic.id.empty() ? nullptr : book->topic(topic.id);
  if (known != nullptr) topic.title = known->name;
  if (topic.title.empty()) topic.title = "Other questions";
}

/// Puts topics into the order of their decks, and the students' figures with them.
void order_topics(ClassShown& shown, const Words& words) {
  std::vector<std::size_t> order(shown.topics.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto place = [&](const ClassTopic& topic) {
    const DeckBook* book = words.book(topic.deck);
    if (book == nullptr || topic.id.empty()) return SIZE_MAX;
    const auto& topics = book->deck().topics;
    const auto found = std::find_if(topics.begin(), topics.end(), [&](const Topic& each) {
      return each.id == topic.id;
    });
    return static_cast<std::size_t>(found - topics.begin());
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](const ClassTopic& topic) {
      return std::pair(topic.deck, place(topic));
    };
    return key(shown.topics[a]) < key(shown.topics[b]);
  });
  const auto reorder = [&](const auto& list) {
    auto sorted = list;
    for (std::size_t i = 0; i < order.size(); ++i)
      sorted[i] = list[order[i]];
    return sorted;
  };
  shown.topics = reorder(shown.topics);
  for (ClassStudent& student : shown.students)
    if (student.topics.size() == order.size()) student.topics = reorder(student.topics);
}

/// What attracts and what does not, among options that were shown.
void advise_on_options(ClassQuestion& question) {
  if (question.students < kEnoughAnswers) return;
  std::int64_t picks = 0;
  for (const ClassOption& option : question.options)
    picks += option.picked;
  for (const ClassOption& option : question.options) {
    if (option.right) continue;
    if (picks >= kEnoughPicks &&
        static_cast<double>(option.picked) > kMost * static_cast<double>(picks))
      question.advice.push_back(
          fmt::format("Most choose {}: is the passage misleading?", option.text));
    if (option.picked == 0 && option.shown >= kEnoughShowings)
      question.advice.push_back(fmt::format(
          "Nobody picks {} ({} showings): something that could be true would ask more.",
          option.text, option.shown));
  }
}

/// A wrong text that most of those who answered have given, where nothing was picked.
void advise_on_answers(ClassQuestion& question) {
  if (question.wrong.empty() || question.students < kEnoughAnswers) return;
  const ClassAnswer& first = question.wrong.front();
  const bool as_option =
      std::any_of(question.options.begin(), question.options.end(),
                  [&](const ClassOption& option) { return option.text == first.text; });
  if (!as_option && static_cast<double>(first.students) >
                        kMost * static_cast<double>(question.students))
    question.advice.push_back(
        fmt::format("Most have answered {}: is the passage misleading?", first.text));
}

void advise_on(ClassQuestion& question) {
  if (question.facility && question.first_answers >= kEnoughAnswers) {
    if (*question.facility < kVeryHard)
      question.advice.push_back(fmt::format(
          "{} know it when they are first asked: is it in the reading, and is "
          "the question clear?",
          percent(*question.facility)));
    if (*question.facility > kVeryEasy)
      question.advice.push_back(
          fmt::format("{} know it when they are first asked: it may be too easy, or give "
                      "itself away.",
                      percent(*question.facility)));
  }
  advise_on_options(question);
  advise_on_answers(question);
}

/// Whether those who are good at the rest are good at it.
void advise_on_comparison(ExamItem& item) {
  const ItemAnalysis& analysis = item.analysis;
  if (analysis.attempts < kEnoughToCompare) return;
  if (analysis.discrimination_percent.value_or(0) <= kDoubtfulDiscrimination) {
    item.advice.emplace_back(
        "Those who do well elsewhere miss it: is the key right, or the wording unclear?");
  } else if (analysis.efficiency_percent.value_or(100) < kDoubtfulEfficiency) {
    item.advice.push_back(fmt::format(
        "It hardly tells strong from weak (discriminative efficiency {:.0f}).",
        *analysis.efficiency_percent));
  }
}

void advise_on(ExamItem& item) {
  const ItemAnalysis& analysis = item.analysis;
  if (analysis.attempts < kEnoughAttempts) return;
  const double facility = analysis.facility_percent.value_or(50) / 100;
  if (facility < kVeryHard)
    item.advice.push_back(fmt::format(
        "Very hard ({}): was it taught, and is the key right?", percent(facility)));
  if (facility > kVeryEasy)
    item.advice.push_back(
        fmt::format("Very easy ({}): it tells nobody apart.", percent(facility)));
  advise_on_comparison(item);
  for (const ExamItem::Response& response : item.responses) {
    if (response.credit <= 0 && response.share > kMost && response.text != "no answer")
      item.advice.push_back(
          fmt::format("Most choose {}: is the passage misleading?", response.text));
    if (response.count == 0 && response.credit <= 0 &&
        analysis.attempts >= static_cast<std::size_t>(kEnoughShowings))
      item.advice.push_back(fmt::format("Nobody picks {}.", response.text));
  }
}

/// Mean over the students who handed it in.
std::optional<double> known_of_topic(const ClassShown& shown, std::size_t topic) {
  double sum = 0;
  double students = 0;
  for (const ClassStudent& student : shown.students)
    if (const auto& known = student.topics[topic]) {
      sum += *known;
      students += 1;
    }
  if (students == 0) return std::nullopt;
  return sum / students;
}

bool anybody_began(const ClassShown& shown) {
  return std::any_of(shown.students.begin(), shown.students.end(),
                     [](const ClassStudent& student) {
                       return student.answers > 0 || student.started > 0;
                     });
}

void say_who(ClassShown& shown) {
  if (!anybody_began(shown)) {
    shown.words.push_back(
        fmt::format("{} handed in; nobody has begun to study yet.",
                    counted(shown.students.size(), "student has", "students have")));
    return;
  }
  StudyDay newest{};
  for (const ClassStudent& student : shown.students)
    newest = std::max(newest, student.as_of);
  const auto recent = static_cast<std::size_t>(std::count_if(
      shown.students.begin(), shown.students.end(), [&](const ClassStudent& student) {
        return student.last_day && *student.last_day > newest - kWeek;
      }));
  shown.words.push_back(
      fmt::format("{} handed in; {} of them studied in the week up to {}.",
                  counted(shown.students.size(), "student has", "students have"), recent,
                  day_text(newest)));
}

void say_topics(ClassShown& shown) {
  std::vector<std::pair<double, std::string>> known;
  for (std::size_t i = 0; i < shown.topics.size(); ++i)
    if (const auto share = known_of_topic(shown, i))
      known.emplace_back(*share, shown.topics[i].title);
  if (known.size() < 2) return;
  const auto [least, most] = std::minmax_element(known.begin(), known.end());
  if (percent(least->first) == percent(most->first)) return;
  shown.words.push_back(fmt::format("Known best is {} ({}), least {} ({}).", most->second,
                                    percent(most->first), least->second,
                                    percent(least->first)));
}

void say_hardest(ClassShown& shown) {
  const auto hardest = std::find_if(
      shown.questions.begin(), shown.questions.end(), [](const ClassQuestion& question) {
        return question.facility && question.first_answers >= kEnoughAnswers;
      });
  if (hardest == shown.questions.end() || *hardest->facility >= kMost) return;
  shown.words.push_back(fmt::format("The hardest question at first sight: {} ({} right).",
                                    hardest->stem, percent(*hardest->facility)));
}

void say_decks(ClassShown& shown) {
  for (const ClassDeck& deck : shown.decks) {
    if (!deck.on_shelf)
      shown.words.push_back(
          fmt::format("The deck {} is not here, so its questions are shown by their ids.",
                      deck.title.empty() ? deck.id : deck.title));
    if (deck.on_shelf && deck.questions_gone > 0)
      shown.words.push_back(
          fmt::format("{} of the students {} not in your edition of {}.",
                      counted(deck.questions_gone, "question", "questions"),
                      deck.questions_gone == 1 ? "is" : "are", deck.title));
  }
}

}  // namespace

void add_deck_words(ClassShown& shown, std::span<const DeckBook> decks) {
  Words words(decks);
  for (ClassDeck& deck : shown.decks)
    name_deck(deck, words.book(deck.id));
  for (ClassTopic& topic : shown.topics)
    name_topic(topic, words);
  order_topics(shown, words);
  for (ClassQuestion& question : shown.questions) {
    name_question(question, words);
    if (question.on_shelf) continue;
    for (ClassDeck& deck : shown.decks)
      if (deck.id == deck_of_question(question.id)) ++deck.questions_gone;
  }
  for (ClassExam& exam : shown.exams)
    for (ExamItem& item : exam.items)
      if (const Known* known = words.of(item.id)) {
        item.stem = known->wording;
        item.deck = known->book->deck().id;
        item.item = item_of(*known);
      }
}

void add_advice(ClassShown& shown) {
  for (ClassQuestion& question : shown.questions)
    advise_on(question);
  for (ClassExam& exam : shown.exams)
    for (ExamItem& item : exam.items)
      advise_on(item);
  if (shown.students.empty()) return;
  say_who(shown);
  if (anybody_began(shown)) say_topics(shown);
  say_hardest(shown);
  say_decks(shown);
}

}  // namespace attache
