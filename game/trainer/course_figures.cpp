#include "trainer/course_figures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <unordered_map>
#include <utility>

#include "trainer/course_exams.h"

namespace attache {

namespace {

using classroom::ClassRow;
using classroom::Collection;
using classroom::Figure;

/// Wrong answers of a question that are shown; there may be as many as typing errors.
constexpr std::size_t kMostAnswers = 20;

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

/// What is known of each topic by one student.
struct TopicSum {
  std::size_t questions = 0, started = 0;
  double recall = 0;
  std::int64_t answers = 0;
  Millis time{};
};
using TopicKey = std::pair<std::string, std::string>;  ///< deck, topic
using TopicSums = std::map<TopicKey, TopicSum>;

TopicSum topic_sum(const ClassRow& row) {
  TopicSum sum;
  sum.questions = row.size(3);
  sum.started = row.size(4);
  sum.recall = row.real(5);
  sum.answers = row.integer(6);
  sum.time = Millis(row.integer(7));
  return sum;
}

ClassStudent student_in(const ClassRow& row) {
  ClassStudent student;
  student.id = row.text(1);
  student.name = row.text(2);
  student.pseudonym = row.integer(3) != 0;
  student.history = row.integer(4) != 0;
  student.handed_in = row.instant(5);
  student.as_of = row.day(6);
  return student;
}

void take_days(const ClassRow& row, ClassStudent& student) {
  student.first_day = row.day(1);
  student.last_day = row.day(2);
  student.days = static_cast<int>(row.integer(3));
  student.answers = row.integer(4);
  student.time = Millis(row.integer(5));
}

void take_topics(const TopicSums& sums,
                 const std::map<TopicKey, std::size_t>& columns,
                 ClassStudent& student) {
  student.topics.assign(columns.size(), std::nullopt);
  double recall = 0;
  for (const auto& [key, sum] : sums) {
    student.questions += sum.questions;
    student.started += sum.started;
    recall += sum.recall;
    student.topics[columns.at(key)] =
        share(sum.recall, static_cast<double>(sum.questions));
  }
  student.known = share(recall, static_cast<double>(student.questions));
}

std::map<TopicKey, std::size_t> columns_of(std::vector<ClassTopic>& topics) {
  std::map<TopicKey, std::size_t> columns;
  for (std::size_t i = 0; i < topics.size(); ++i)
    columns.emplace(TopicKey(topics[i].deck, topics[i].id), i);
  return columns;
}

/// Builds the whole, figure by figure.
class Figures {
 public:
  Figures(const Collection& collection, std::string deck)
      : collection_(collection), deck_(std::move(deck)) {}

  Result<ClassShown> all() {
    for (const auto part :
         {&Figures::decks, &Figures::questions, &Figures::answers, &Figures::options,
          &Figures::students, &Figures::days, &Figures::exams})
      if (auto done = (this->*part)(); !done) return done.unexpected();
    sort_questions();
    return std::move(shown_);
  }

 private:
  template <class Take>
  Result<void> each(Figure figure, const Take& take) {
    return collection_.each(figure, deck_, [&](const ClassRow& row) { take(row); });
  }

  Result<void> decks() {
    return each(Figure::kDecks, [&](const ClassRow& row) {
      const std::string id = row.text(0);
      if (shown_.decks.empty() || shown_.decks.back().id != id)
        shown_.decks.push_back({id, row.text(2), {}, false, 0, 0, 0});
      shown_.decks.back().title = row.text(2);  // as the latest edition has it
      shown_.decks.back().editions.push_back(static_cast<int>(row.integer(1)));
    });
  }

  Result<void> questions() {
    std::map<TopicKey, std::size_t> of_topic;
    auto read = each(Figure::kQuestions, [&](const ClassRow& row) {
      ClassQuestion& question = shown_.questions.emplace_back();
      place_.emplace(row.integer(0), shown_.questions.size() - 1);
      question.id = row.text(1);
      question.deck_title = row.text(2);
      question.topic = row.text(3);
      question.stem = question.id;
      question.students = row.size(4);
      question.first_answers = row.size(6);
      if (question.first_answers > 0)
        question.facility = row.real(5) / static_cast<double>(question.first_answers);
      question.known = share(row.real(7), row.real(8));
      question.again = share(row.real(9), row.real(10));
      ++of_topic[{row.text(2), question.topic}];
    });
    for (const auto& [key, count] : of_topic)
      shown_.topics.push_back({key.first, key.second, key.second, count});
    for (ClassDeck& deck : shown_.decks)
      for (const auto& [key, count] : of_topic)
        deck.questions += key.first == deck.id ? count : 0;
    return read;
  }

  Result<void> answers() {
    return each(Figure::kWrongAnswers, [&](const ClassRow& row) {
      std::vector<ClassAnswer>& wrong = question_at(row).wrong;
      if (wrong.size() < kMostAnswers)
        wrong.push_back({row.text(1), row.size(2), row.integer(3), false});
    });
  }

  Result<void> options() {
    return each(Figure::kOptions, [&](const ClassRow& row) {
      question_at(row).options.push_back(
          {row.text(1), row.integer(2), row.integer(3), row.integer(4) != 0});
    });
  }

  ClassQuestion& question_at(const ClassRow& row) {
    return shown_.questions[place_.at(row.integer(0))];
  }

  Result<void> students() {
    std::unordered_map<std::int64_t, std::size_t> places;
    auto read = each(Figure::kStudents, [&](const ClassRow& row) {
      places.emplace(row.integer(0), shown_.students.size());
      shown_.students.push_back(student_in(row));
    });
    if (!read) return read;
    read = each(Figure::kStudentDays, [&](const ClassRow& row) {
      take_days(row, shown_.students[places.at(row.integer(0))]);
    });
    if (!read) return read;
    std::vector<TopicSums> sums(shown_.students.size());
    read = each(Figure::kStudentTopics, [&](const ClassRow& row) {
      sums[places.at(row.integer(0))].emplace(TopicKey(row.text(1), row.text(2)),
                                              topic_sum(row));
    });
    if (!read) return read;
    const auto columns = columns_of(shown_.topics);
    for (std::size_t i = 0; i < sums.size(); ++i) {
      ClassStudent& student = shown_.students[i];
      take_topics(sums[i], columns, student);
      if (!deck_.empty()) count_deck(sums[i], student);
    }
    if (!deck_.empty())
      std::erase_if(shown_.students,
                    [](const ClassStudent& student) { return student.questions == 0; });
    return {};
  }

  /// Of one deck, answers and time are those of its questions.
  static void count_deck(const TopicSums& sums, ClassStudent& student) {
    student.answers = 0;
    student.time = {};
    for (const auto& [key, sum] : sums) {
      student.answers += sum.answers;
      student.time += sum.time;
    }
  }

  Result<void> days() {
    return each(Figure::kDays, [&](const ClassRow& row) {
      shown_.days.push_back(
          {row.day(0), row.size(1), row.integer(2), Millis(row.integer(3))});
    });
  }

  Result<void> exams() {
    auto exams = class_exams(collection_, deck_);
    if (!exams) return exams.unexpected();
    shown_.exams = *std::move(exams);
    return {};
  }

  /// The upper end of Wilson's interval of facility, z = 1: of few answers it is higher.
  static double at_best(const ClassQuestion& question) {
    if (!question.facility) return 2;
    const auto n = static_cast<double>(question.first_answers);
    const double p = std::clamp(*question.facility, 0.0, 1.0);
    return (p + 1 / (2 * n) + std::sqrt(p * (1 - p) / n + 1 / (4 * n * n))) / (1 + 1 / n);
  }

  /// The hardest first; what was never answered with a mark comes last.
  void sort_questions() {
    std::sort(shown_.questions.begin(), shown_.questions.end(),
              [](const ClassQuestion& a, const ClassQuestion& b) {
                const auto key = [](const ClassQuestion& question) {
                  return std::tuple(at_best(question), -question.again, question.id);
                };
                return key(a) < key(b);
              });
  }

  const Collection& collection_;
  std::string deck_;
  ClassShown shown_;
  std::unordered_map<std::int64_t, std::size_t> place_;  ///< of questions, by number
};

}  // namespace

namespace {

/// A class that does not change while its figures are read.
class OneMoment {
 public:
  explicit OneMoment(const Collection& collection)
      : collection_(collection), held_(collection.hold()) {}
  ~OneMoment() {
    if (held_) collection_.release();
  }
  OneMoment(const OneMoment&) = delete;
  OneMoment& operator=(const OneMoment&) = delete;
  [[nodiscard]] const Result<void>& held() const { return held_; }

 private:
  const Collection& collection_;
  Result<void> held_;
};

}  // namespace

std::string deck_of_question(const QuestionId& question) {
  return question.substr(0, question.find('/'));
}

Result<ClassShown> class_figures(const Collection& collection, const std::string& deck) {
  const OneMoment moment(collection);
  if (!moment.held()) return moment.held().unexpected();
  return Figures(collection, deck).all();
}

Result<ClassShown> student_figures(const Collection& collection, const std::string& id) {
  const OneMoment moment(collection);
  if (!moment.held()) return moment.held().unexpected();
  ClassShown shown;
  std::string number;
  ClassStudent student;
  auto read = collection.each(Figure::kStudent, id, [&](const ClassRow& row) {
    number = std::to_string(row.integer(0));
    student = student_in(row);
  });
  if (!read) return read.unexpected();
  if (number.empty())
    return fail(fmt::format("there is no student {} in this class", id), "",
                "'attache class show NAME --students --json' lists them");
  read = collection.each(Figure::kDaysOfStudent, number,
                         [&](const ClassRow& row) { take_days(row, student); });
  if (!read) return read.unexpected();
  read = collection.each(Figure::kTopics, "", [&](const ClassRow& row) {
    shown.topics.push_back({row.text(0), row.text(1), row.text(1), row.size(2)});
  });
  if (!read) return read.unexpected();
  TopicSums sums;
  read = collection.each(Figure::kTopicsOfStudent, number, [&](const ClassRow& row) {
    sums.emplace(TopicKey(row.text(1), row.text(2)), topic_sum(row));
  });
  if (!read) return read.unexpected();
  take_topics(sums, columns_of(shown.topics), student);
  shown.students = {std::move(student)};
  return shown;
}

}  // namespace attache
