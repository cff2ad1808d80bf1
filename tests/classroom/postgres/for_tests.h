#pragma once
// What the tests against a real server share: the server, made-up classes, and figures
// that can be compared field by field.

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <variant>
#include <vector>

#include "base/chance.h"
#include "classroom/for_tests.h"
#include "trainer/course.h"

namespace attache::classroom {

/// The server that postgres.sh has started.
inline std::string server_url() {
  const char* url = std::getenv("ATTACHE_POSTGRES_URL");  // NOLINT(concurrency-mt-unsafe)
  REQUIRE_MESSAGE(url != nullptr, "start this by tests/classroom/postgres.sh");
  return url;
}

/// The same server's database `name` as `user` sees it.
inline std::string url_for(const std::string& name, const std::string& user = "attache") {
  const std::string url = server_url();
  return "postgresql://" + user + "@/" + name + url.substr(url.find('?'));
}

/// Rows of a question to the database, as texts; what is null is "-".
inline std::vector<std::vector<std::string>> ask(const std::string& url,
                                                 const std::string& sql) {
  pqxx::connection connection{url};
  pqxx::nontransaction work{connection};
  const pqxx::result rows = work.exec(sql);
  std::vector<std::vector<std::string>> all;
  for (pqxx::result::size_type i = 0; i < rows.size(); ++i) {
    std::vector<std::string>& row = all.emplace_back();
    for (pqxx::row::size_type j = 0; j < rows.columns(); ++j)
      row.emplace_back(rows[i][j].is_null() ? "-" : rows[i][j].c_str());
  }
  return all;
}

/// A database for one test.
class FreshDatabase {
 public:
  explicit FreshDatabase(std::string name, const std::string& how = "")
      : name_(std::move(name)) {
    ask(server_url(), "CREATE DATABASE " + name_ + " TEMPLATE template0 " + how);
  }
  ~FreshDatabase() { ask(server_url(), "DROP DATABASE " + name_ + " WITH (FORCE)"); }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;
  [[nodiscard]] std::string url(const std::string& user = "attache") const {
    return url_for(name_, user);
  }

 private:
  std::string name_;
};

// --- made-up classes

/// Texts as students type them, and as they should never break anything.
inline std::string a_text(Chance& chance) {
  static const std::vector<std::string> texts{
      "2024",      "2025", "2026", "令和",  "“quoted”", "it's", "a\\b",
      "{x,\"y\"}", "\\N",  "\\.",  "100 %", "?1",       "NULL", " ",
      "e\u0301",   "z",    "Z",    "ä",     "$1",       "a;b"};
  return texts[chance.below(texts.size())];
}

struct MadeUp {
  std::size_t questions = 40, answers = 300;
  std::string course = "Policy 101";
};

inline HandInQuestion a_question(Chance& chance, int edition, std::size_t number) {
  HandInQuestion question;
  question.id = (number % 3 == 0 ? "d/fact-" : "e/card-") + std::to_string(number);
  // Authors move a question to another topic from edition to edition.
  question.topic = number % 5 == 0 ? "moved-" + std::to_string(edition)
                                   : std::vector<std::string>{"", "law", "Law",
                                                              "öffentlich"}[number % 4];
  if (chance.below(5) == 0) return question;
  question.reviews = 1 + static_cast<int>(chance.below(9));
  question.again = static_cast<int>(chance.below(3));
  question.lapses = static_cast<int>(chance.below(2));
  question.time = Millis(chance.below(100'000));
  question.recall = chance.unit();
  question.strength_days = chance.unit() * 300;
  question.first_day = day("2024-07-01");
  question.first_form = "choice";
  if (chance.below(4) != 0) question.first_credit = chance.unit();
  return question;
}

inline HandInAnswer an_answer(Chance& chance, std::size_t questions, std::size_t at) {
  HandInAnswer answer;
  answer.question = static_cast<std::uint32_t>(chance.below(questions));
  answer.at = instant("2024-07-01T10:00:00Z") + Millis(at * 61'001);
  answer.day = day("2024-07-01");
  answer.rating = static_cast<Rating>(1 + chance.below(4));
  answer.duration = Millis(chance.below(60'000));
  answer.form = std::vector{Form::kChoice, Form::kTyped, Form::kRecall, Form::kSelect,
                            Form::kCloze}[chance.below(5)];
  if (answer.form == Form::kRecall) return answer;
  answer.credit = std::vector{0.0, 1.0, 1.0, 1.0 / 3}[chance.below(4)];
  answer.given = {a_text(chance)};
  if (answer.form == Form::kSelect) answer.given.push_back("second");
  if (answer.form == Form::kChoice)
    answer.options = {answer.given.front(), "2025", "2026", "2027"};
  return answer;
}

inline HandInExam an_exam(Chance& chance, std::size_t number) {
  HandInExam exam;
  exam.id = "r-" + std::to_string(number);
  exam.paper = "p-" + std::to_string(chance.below(2));
  exam.title = "Mock exam of " + exam.paper;
  exam.ended_at = instant("2024-07-04T10:00:00Z") + Millis(chance.below(1'000'000));
  exam.used = Millis(600'000);
  for (std::size_t i = 0; i < 6; ++i) {
    HandInExam::Item item{"d/fact-" + std::to_string(3 * i), 0, {}, {}, {"2025"}, {}};
    item.marks = std::vector{1.0, 0.0, -1.0 / 3, 0.5}[chance.below(4)];
    if (i % 2 == 0) {
      item.guess = 0.25;
      item.options = {"2024", "2025", "2026", a_text(chance)};
    }
    if (chance.below(6) != 0) item.given = {a_text(chance)};
    exam.items.push_back(std::move(item));
  }
  return exam;
}

/// What a student hands in; `edition` of the decks, `hour` of the day it was made.
inline HandIn made_up(Chance& chance,
                      const std::string& student,
                      int edition,
                      int hour,
                      const MadeUp& size) {
  HandIn all;
  all.head = a_head(student);
  all.head.name = "Student " + a_text(chance);
  all.head.course = size.course;
  all.head.made_at = instant("2024-07-29T00:00:00Z") + std::chrono::hours(hour);
  all.head.detail = chance.below(5) == 0 ? Detail::kTotals : Detail::kHistory;
  all.head.decks = {{"d", "A deck " + std::to_string(edition), edition, 2},
                    {"e", "Another", 1, 7}};
  all.head.topics = {};
  const std::size_t first = chance.below(5);
  for (std::size_t i = 0; i < size.questions; ++i)
    all.questions.push_back(a_question(chance, edition, first + i));
  for (std::size_t i = 0; i < 5; ++i)
    all.days.push_back({day("2024-07-01") + std::chrono::days(i * 2),
                        static_cast<int>(chance.below(30)), 1,
                        Millis(chance.below(1'000'000))});
  if (all.head.detail == Detail::kHistory)
    for (std::size_t i = 0; i < size.answers; ++i)
      all.answers.push_back(an_answer(chance, size.questions, i));
  for (std::size_t i = 0; i < chance.below(3); ++i)
    all.exams.push_back(an_exam(chance, i));
  return all;
}

inline std::filesystem::path written(const std::filesystem::path& folder,
                                     const std::string& name,
                                     const HandIn& hand_in) {
  const auto path = folder / (name + ".progress");
  std::ofstream(path, std::ios::binary) << text_of(hand_in);
  return path;
}

// --- figures, field by field

using Field = std::variant<std::string, double>;
using Fields = std::vector<Field>;

inline void add(Fields& to, const std::string& text) {
  to.emplace_back(text);
}
template <class Number>
requires std::is_arithmetic_v<Number>
void add(Fields& to, Number number) {
  to.emplace_back(static_cast<double>(number));
}
template <class Clock, class Duration>
void add(Fields& to, std::chrono::time_point<Clock, Duration> at) {
  add(to, at.time_since_epoch().count());
}
inline void add(Fields& to, Millis time) {
  add(to, time.count());
}
template <class Value>
void add(Fields& to, const std::optional<Value>& value) {
  add(to, std::string(value ? "some" : "none"));
  if (value) add(to, *value);
}
template <class... Values>
void add_all(Fields& to, const Values&... values);

// The names of all members stand in the bindings: a new one does not compile until it is
// compared too.
inline void add(Fields& to, const ClassDeck& deck) {
  const auto& [id, title, editions, shelf, here, questions, gone] = deck;
  add_all(to, id, title, editions, shelf, here, questions, gone);
}
inline void add(Fields& to, const ClassTopic& topic) {
  const auto& [deck, id, title, questions] = topic;
  add_all(to, deck, id, title, questions);
}
inline void add(Fields& to, const ClassStudent& student) {
  const auto& [id, name, pseudonym, history, handed_in, as_of, first, last, days, answers,
               time, questions, started, known, topics] = student;
  add_all(to, id, name, pseudonym, history, handed_in, as_of, first, last, days, answers,
          time, questions, started, known, topics);
}
inline void add(Fields& to, const ClassAnswer& answer) {
  const auto& [text, students, times, right] = answer;
  add_all(to, text, students, times, right);
}
inline void add(Fields& to, const ClassOption& option) {
  const auto& [text, shown, picked, right] = option;
  add_all(to, text, shown, picked, right);
}
inline void add(Fields& to, const ClassQuestion& question) {
  const auto& [id, deck, topic, stem, answer, students, facility, firsts, known, again,
               wrong, options, advice, shelf, item] = question;
  add_all(to, id, deck, topic, stem, answer, students, facility, firsts, known, again,
          wrong, options, advice, shelf, item);
}
inline void add(Fields& to, const ClassDay& day) {
  const auto& [date, students, answers, time] = day;
  add_all(to, date, students, answers, time);
}
inline void add(Fields& to, const PaperAnalysis& paper) {
  const auto& [students, mean, median, deviation, skewness, kurtosis, alpha, ratio,
               error] = paper;
  add_all(to, students, mean, median, deviation, skewness, kurtosis, alpha, ratio, error);
}
inline void add(Fields& to, const ItemAnalysis& item) {
  const auto& [attempts, facility, deviation, guess, intended, effective, discrimination,
               efficiency] = item;
  add_all(to, attempts, facility, deviation, guess, intended, effective, discrimination,
          efficiency);
}
inline void add(Fields& to, const ExamItem::Response& response) {
  const auto& [text, credit, count, share] = response;
  add_all(to, text, credit, count, share);
}
inline void add(Fields& to, const ExamItem& item) {
  const auto& [id, stem, analysis, responses, advice, deck, place] = item;
  add_all(to, id, stem, analysis, responses, advice, deck, place);
}
inline void add(Fields& to, const ClassExam& exam) {
  const auto& [paper, title, attempts, students, first, last, best, all, analysis, same,
               items] = exam;
  add_all(to, paper, title, attempts, students, first, last, best, all, analysis, same,
          items);
}
inline void add(Fields& to, const ClassShown& shown) {
  const auto& [name, decks, topics, students, questions, days, exams, words] = shown;
  add_all(to, name, decks, topics, students, questions, days, exams, words);
}
inline void add(Fields& to, const CourseEntry& entry) {
  const auto& [name, students, newest] = entry;
  add_all(to, name, students, newest);
}
template <class Value>
void add(Fields& to, const std::vector<Value>& list) {
  add(to, list.size());
  for (const auto& each : list)
    add(to, each);
}
template <class... Values>
void add_all(Fields& to, const Values&... values) {
  (add(to, values), ...);
}

template <class Value>
Fields fields_of(const Value& value) {
  Fields fields;
  add(fields, value);
  return fields;
}

/// Where two values differ, "" where they do not. Sums of real numbers may differ in the
/// last digits: they are added in another order.
inline std::string difference(const Fields& a, const Fields& b) {
  const auto text = [](const Field& field) {
    return std::holds_alternative<double>(field) ? std::to_string(std::get<double>(field))
                                                 : std::get<std::string>(field);
  };
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const bool numbers =
        std::holds_alternative<double>(a[i]) && std::holds_alternative<double>(b[i]);
    const bool same = numbers
                          ? std::abs(std::get<double>(a[i]) - std::get<double>(b[i])) <=
                                1e-9 * std::max(1.0, std::abs(std::get<double>(a[i])))
                          : a[i] == b[i];
    if (!same)
      return "field " + std::to_string(i) + ": " + text(a[i]) + " and " + text(b[i]);
  }
  return a.size() == b.size() ? "" : "one has more fields";
}

template <class Value>
std::string difference_of(const Value& a, const Value& b) {
  return difference(fields_of(a), fields_of(b));
}

/// The same class in a folder and in a database.
struct BothStores {
  CourseStore folder, database;
  BothStores(const std::filesystem::path& path, const std::string& url)
      : folder{path, ""}, database{"", url} {}

  /// Adds files to a class in both, and tells where what became of them differs.
  [[nodiscard]] std::string add_files(const std::string& name,
                                      const std::vector<std::filesystem::path>& files) {
    std::vector<Fields> outcomes;
    for (const CourseStore& store : {folder, database}) {
      const auto course = Course::open(store, name);
      if (!course) return course.error().text();
      const auto taken = (*course)->add(files, instant("2024-12-31T00:00:00Z"));
      if (!taken) return taken.error().text();
      Fields& fields = outcomes.emplace_back();
      add_all(fields, taken->students_new, taken->students_renewed, taken->same,
              taken->refused.size());
    }
    return difference(outcomes[0], outcomes[1]);
  }

  /// Where the figures of a class differ.
  [[nodiscard]] std::string difference_in(const std::string& name) const {
    const auto in_folder = Course::open(folder, name);
    if (!in_folder) return in_folder.error().text();
    const auto in_database = Course::open(database, name);
    if (!in_database) return in_database.error().text();
    for (const std::string deck : {"", "d", "e", "unknown"}) {
      const auto a = (*in_folder)->shown({}, deck);
      const auto b = (*in_database)->shown({}, deck);
      if (!a || !b) return !a ? a.error().text() : b.error().text();
      if (const auto found = difference_of(*a, *b); !found.empty())
        return "deck " + deck + ": " + found;
      if (!deck.empty()) continue;
      for (const ClassStudent& student : a->students) {
        const auto one = (*in_folder)->student({}, student.id);
        const auto other = (*in_database)->student({}, student.id);
        if (!one || !other) return !one ? one.error().text() : other.error().text();
        if (const auto found = difference_of(*one, *other); !found.empty())
          return student.id + ": " + found;
      }
    }
    return "";
  }
};

}  // namespace attache::classroom
