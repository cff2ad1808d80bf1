// A class among others in a PostgreSQL database.

#include "classroom/postgres.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <unordered_map>

#include "classroom/postgres_link.h"
#include "classroom/postgres_sql.h"
#include "memory/model.h"

namespace attache::classroom {

namespace {

// Locks that those who write to the same course agree on: many may add to it at once, but
// nobody while somebody takes away. Course 0 stands for the tables themselves.
constexpr int kLock = 0x41744363;  // "AtCc"

std::string lock_shared(int course) {
  return fmt::format("SELECT pg_advisory_xact_lock_shared({}, {})", kLock, course);
}
std::string lock_alone(int course) {
  return fmt::format("SELECT pg_advisory_xact_lock({}, {})", kLock, course);
}

std::int64_t millis(Instant at) {
  return at.time_since_epoch().count();
}

int days(StudyDay day) {
  return static_cast<int>(day.time_since_epoch().count());
}

// --- reading

/// A number as PostgreSQL writes it; a sum may go beyond what a whole number holds.
std::int64_t integer_in(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc::result_out_of_range)
    return text.front() == '-' ? INT64_MIN : INT64_MAX;
  return number;
}

int small_in(const char* text) {
  return static_cast<int>(integer_in(text));
}

class PostgresRow : public ClassRow {
 public:
  explicit PostgresRow(const pqxx::row& row) : row_(&row) {}
  [[nodiscard]] std::int64_t integer(int column) const override {
    return integer_in(view(column));
  }
  [[nodiscard]] double real(int column) const override {
    const std::string_view text = view(column);
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  [[nodiscard]] std::string text(int column) const override {
    return std::string(view(column));
  }
  [[nodiscard]] bool is_null(int column) const override {
    return (*row_)[static_cast<pqxx::row::size_type>(column)].is_null();
  }

 private:
  [[nodiscard]] std::string_view view(int column) const {
    const auto field = (*row_)[static_cast<pqxx::row::size_type>(column)];
    return {field.c_str(), field.size()};
  }

  const pqxx::row* row_;
};

/// Figures with a row or more for each student come in portions: memory stays bounded.
/// All others are short, and PostgreSQL may work on them with several processes.
bool comes_in_portions(Figure figure) {
  switch (figure) {
    case Figure::kStudents:
    case Figure::kStudentDays:
    case Figure::kStudentTopics:
    case Figure::kExams:
    case Figure::kExamItems:
      return true;
    default:
      return false;
  }
}

void take_rows(const pqxx::result& rows, const TakeRow& take) {
  for (pqxx::result::size_type i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    take(PostgresRow(row));
  }
}

void take_portions(pqxx::work& work, const std::string& sql, const TakeRow& take) {
  const std::string fetch = "FETCH 10000 FROM attache_rows";
  work.exec("DECLARE attache_rows NO SCROLL CURSOR FOR " + sql);
  for (pqxx::result rows = work.exec(fetch); !rows.empty(); rows = work.exec(fetch))
    take_rows(rows, take);
  work.exec(std::string("CLOSE attache_rows"));
}

/// Bytes as PostgreSQL writes them: \x and hexadecimal digits.
std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\x";
  text.reserve(2 + 2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0xFU];
  }
  return text;
}

std::string bytes_of(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t at = 2; at + 1 < text.size(); at += 2) {
    unsigned value = 0;
    constexpr int kHexadecimal = 16;
    std::from_chars(text.data() + at, text.data() + at + 2, value, kHexadecimal);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

// --- writing

/// Writes one file, all within one transaction.
class FileWriter {
 public:
  FileWriter(pqxx::work& work, int course, const StudentFile& file)
      : work_(work), course_(course), file_(file) {}

  Result<Put> put() {
    const Put put = claim_student();
    if (put == Put::kSame) return put;
    number_questions();
    number_texts();
    copy_student();
    copy_questions();
    copy_counts();
    copy_exams();
    if (auto copied = copy_reviews(); !copied) return copied.unexpected();
    return put;
  }

 private:
  [[nodiscard]] std::string quoted(const std::string& text) const {
    return work_.quote(text);
  }
  [[nodiscard]] std::string quoted(const std::vector<std::string>& texts) const {
    return work_.quote(array_text(texts)) + "::text[]";
  }

  /// The student's number, with a lock on the row; nobody else writes it then.
  bool find_student(std::int64_t& made_at) {
    const auto found = work_.exec(
        fmt::format("SELECT number, made_at FROM attache.student WHERE course = {} AND "
                    "id = {} FOR UPDATE",
                    course_, quoted(file_.head.student)));
    if (found.empty()) return false;
    student_ = small_in(found[0][0].c_str());
    made_at = integer_in(found[0][1].c_str());
    return true;
  }
  bool insert_student() {
    const HandInHead& head = file_.head;
    const auto put = work_.exec(fmt::format(
        "INSERT INTO attache.student (course, id, name, pseudonym, history, made_at, "
        "made_on, answers) VALUES ({}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO "
        "NOTHING "
        "RETURNING number",
        course_, quoted(head.student), quoted(head.name), head.pseudonym ? 1 : 0,
        head.detail == Detail::kHistory ? 1 : 0, millis(head.made_at), days(head.made_on),
        file_.answers));
    if (put.empty()) return false;
    student_ = small_in(put[0][0].c_str());
    return true;
  }
  void renew_student() {
    const HandInHead& head = file_.head;
    work_.exec(note_loose_sql(course_, student_) + remove_rows_sql(course_, student_));
    work_.exec(fmt::format(
        "UPDATE attache.student SET name = {}, pseudonym = {}, history = {}, made_at = "
        "{}, made_on = {}, answers = {} WHERE course = {} AND number = {}",
        quoted(head.name), head.pseudonym ? 1 : 0,
        head.detail == Detail::kHistory ? 1 : 0, millis(head.made_at), days(head.made_on),
        file_.answers, course_, student_));
  }
  Put claim_student() {
    std::int64_t made_at = 0;
    if (!find_student(made_at)) {
      if (insert_student()) return Put::kNew;
      // Somebody else has just put the same student.
      find_student(made_at);
    }
    if (made_at >= millis(file_.head.made_at)) return Put::kSame;
    renew_student();
    return Put::kRenewed;
  }

  [[nodiscard]] int edition_of(const std::string& deck) const {
    for (const HandInDeck& each : file_.head.decks)
      if (each.id == deck) return each.edition;
    return 0;
  }

  /// Finds the numbers of questions, and adds or corrects those that are new. The topic
  /// is that of the latest edition, whichever file comes first. All who write do it in
  /// the order of ids, so that nobody waits for another in a circle.
  void number_questions() {
    std::vector<std::size_t> order(file_.questions.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return file_.questions[a].id < file_.questions[b].id;
    });
    questions_.assign(order.size(), 0);
    for (std::size_t first = 0; first < order.size(); first += kPortion) {
      const std::size_t end = std::min(order.size(), first + kPortion);
      number_portion({order.begin() + static_cast<std::ptrdiff_t>(first),
                      order.begin() + static_cast<std::ptrdiff_t>(end)});
    }
  }
  void number_portion(const std::vector<std::size_t>& portion) {
    const auto missing = find_questions(portion);
    if (missing.empty()) return;
    insert_questions(missing);
    find_questions(missing);
  }
  /// Gives those back that are not there, or in an older edition.
  std::vector<std::size_t> find_questions(const std::vector<std::size_t>& portion) {
    std::vector<std::string> ids;
    ids.reserve(portion.size());
    for (const std::size_t each : portion)
      ids.push_back(file_.questions[each].id);
    const auto rows = work_.exec(
        fmt::format("SELECT n.at, q.number, q.edition, q.topic FROM unnest({}) WITH "
                    "ORDINALITY AS n (id, at) JOIN attache.question q ON q.course = {} "
                    "AND q.id = n.id",
                    quoted(ids), course_));
    std::vector<char> found(portion.size(), 0);
    take_rows(rows, [&](const ClassRow& row) {
      const std::size_t at = row.size(0) - 1;
      const HandInQuestion& question = file_.questions[portion[at]];
      questions_[portion[at]] = static_cast<int>(row.integer(1));
      const int edition = edition_of(deck_of(question.id));
      found[at] = std::pair(static_cast<int>(row.integer(2)), row.text(3)) >=
                          std::pair(edition, question.topic)
                      ? 1
                      : 0;
    });
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < portion.size(); ++i)
      if (found[i] == 0) missing.push_back(portion[i]);
    return missing;
  }
  void insert_questions(const std::vector<std::size_t>& missing) {
    std::vector<std::string> ids, decks, topics, editions;
    for (const std::size_t each : missing) {
      const HandInQuestion& question = file_.questions[each];
      ids.push_back(question.id);
      decks.push_back(deck_of(question.id));
      topics.push_back(question.topic);
      editions.push_back(std::to_string(edition_of(decks.back())));
    }
    work_.exec(fmt::format(
        "INSERT INTO attache.question AS q (course, id, deck, topic, edition) "
        "SELECT {}, n.id, n.deck, n.topic, n.edition::integer "
        "FROM unnest({}, {}, {}, {}) WITH ORDINALITY AS n (id, deck, topic, edition, at) "
        "ORDER BY n.at ON CONFLICT (course, id) DO UPDATE SET topic = excluded.topic, "
        "edition = excluded.edition "
        "WHERE (excluded.edition, excluded.topic) > (q.edition, q.topic)",
        course_, quoted(ids), quoted(decks), quoted(topics), quoted(editions)));
  }
  static std::string deck_of(const std::string& question) {
    return question.substr(0, question.find('/'));
  }

  /// The same for the texts of counts and exams, in the order of their bytes.
  void number_texts() {
    std::set<std::string> wanted(file_.texts.begin(), file_.texts.end());
    for (const HandInExam& exam : file_.exams)
      for (const HandInExam::Item& item : exam.items)
        for (const auto* list : {&item.right, &item.options})
          wanted.insert(list->begin(), list->end());
    std::vector<std::string> portion;
    std::size_t bytes = 0;
    for (const std::string& text : wanted) {
      portion.push_back(text);
      bytes += text.size();
      if (portion.size() < kPortion && bytes < kPortionBytes) continue;
      number_texts(portion);
      portion.clear();
      bytes = 0;
    }
    number_texts(portion);
  }
  void number_texts(const std::vector<std::string>& portion) {
    const auto missing = find_texts(portion);
    if (missing.empty()) return;
    work_.exec(fmt::format(
        "INSERT INTO attache.text (course, digest, content) "
        "SELECT {}, sha256(convert_to(n.content, 'UTF8')), n.content FROM unnest({}) "
        "WITH ORDINALITY AS n (content, at) ORDER BY n.at ON CONFLICT DO NOTHING",
        course_, quoted(missing)));
    find_texts(missing);
  }
  std::vector<std::string> find_texts(const std::vector<std::string>& portion) {
    if (portion.empty()) return {};
    const auto rows = work_.exec(
        fmt::format("SELECT n.at, t.number FROM unnest({}) WITH ORDINALITY AS n "
                    "(content, at) JOIN attache.text t ON t.course = {} AND t.digest = "
                    "sha256(convert_to(n.content, 'UTF8'))",
                    quoted(portion), course_));
    take_rows(rows, [&](const ClassRow& row) {
      texts_[portion[row.size(0) - 1]] = static_cast<int>(row.integer(1));
    });
    std::vector<std::string> missing;
    for (const std::string& text : portion)
      if (!texts_.contains(text)) missing.push_back(text);
    return missing;
  }

  void copy_student() {
    RowCopy files(work_, "file", course_);
    files.row(student_, hexadecimal(file_.content));
    files.finish();
    // Of a deck that is named twice the later line counts.
    std::map<std::string, const HandInDeck*> decks;
    for (const HandInDeck& deck : file_.head.decks)
      decks[deck.id] = &deck;
    RowCopy rows(work_, "student_deck", course_);
    for (const auto& [id, deck] : decks)
      rows.row(student_, id, deck->title, deck->edition, deck->questions);
    rows.finish();
  }
  void copy_questions() {
    RowCopy rows(work_, "standing", course_);
    for (std::size_t i = 0; i < file_.questions.size(); ++i) {
      const HandInQuestion& question = file_.questions[i];
      std::optional<int> first_day;
      std::optional<std::string> first_form;
      if (question.reviews > 0) first_day = days(question.first_day);
      if (!question.first_form.empty()) first_form = question.first_form;
      rows.row(student_, questions_[i], question.reviews, question.lapses, question.again,
               std::int64_t{question.time.count()}, question.recall,
               question.strength_days, first_day, first_form, question.first_credit);
    }
    rows.finish();
  }
  void copy_counts() {
    RowCopy day_rows(work_, "study_day", course_);
    for (const HandInDay& day : file_.days)
      day_rows.row(student_, days(day.day), day.answers, day.again,
                   std::int64_t{day.time.count()});
    day_rows.finish();
    RowCopy wrong_rows(work_, "wrong_answer", course_);
    for (const StudentFile::Wrong& wrong : file_.wrong)
      wrong_rows.row(student_, questions_[wrong.question],
                     texts_.at(file_.texts[wrong.text]), wrong.times);
    wrong_rows.finish();
    RowCopy option_rows(work_, "shown_option", course_);
    for (const StudentFile::Option& option : file_.options)
      option_rows.row(student_, questions_[option.question],
                      texts_.at(file_.texts[option.text]), option.shown, option.picked,
                      option.correct ? 1 : 0);
    option_rows.finish();
  }
  void copy_exams() {
    if (file_.exams.empty()) return;
    RowCopy exam_rows(work_, "exam", course_);
    for (const HandInExam& exam : file_.exams)
      exam_rows.row(student_, exam.id, exam.paper, exam.title, millis(exam.ended_at),
                    std::int64_t{exam.used.count()});
    exam_rows.finish();
    RowCopy item_rows(work_, "exam_item", course_);
    each_item([&](const HandInExam& exam, int place, const HandInExam::Item& item) {
      item_rows.row(student_, exam.id, place, item.question, item.marks, item.guess,
                    fmt::format("{}", fmt::join(item.given, "; ")));
    });
    item_rows.finish();
    RowCopy option_rows(work_, "exam_option", course_);
    each_item([&](const HandInExam& exam, int place, const HandInExam::Item& item) {
      std::map<int, bool> options;
      for (const std::string& option : item.options)
        options.emplace(texts_.at(option), false);
      for (const std::string& option : item.right)
        options[texts_.at(option)] = true;
      for (const auto& [text, right] : options)
        option_rows.row(student_, exam.id, place, text, right ? 1 : 0);
    });
    option_rows.finish();
  }
  template <class Take>
  void each_item(const Take& take) const {
    for (const HandInExam& exam : file_.exams) {
      int place = 0;
      for (const HandInExam::Item& item : exam.items)
        take(exam, place++, item);
    }
  }

  /// The answers are read from the file once more, so that they never are in memory
  /// together.
  Result<void> copy_reviews() {
    if (file_.answers == 0) return {};
    auto original = original_of(file_.content);
    if (!original) return original.unexpected();
    std::istringstream in(*std::move(original));
    std::vector<std::string> texts;
    int place = 0;
    RowCopy rows(work_, "review", course_);
    HandInReader reader;
    reader.text = [&](const std::string& text) {
      texts.push_back(text);
      return Result<void>();
    };
    reader.answer_line = [&](const HandInAnswerLine& answer) {
      std::optional<std::string> given;
      if (!answer.given.empty()) {
        std::vector<std::string> all;
        for (const std::uint32_t text : answer.given)
          all.push_back(texts[text]);
        given = array_text(all);
      }
      rows.row(student_, place++, millis(answer.at), days(answer.day),
               questions_[answer.question], std::string(name_of(answer.form)),
               static_cast<int>(answer.rating), answer.credit,
               std::int64_t{answer.duration.count()}, given);
      return Result<void>();
    };
    auto read = read_hand_in(in, file_.head.name, reader);
    rows.finish();
    return read;
  }

  // So many questions or texts are looked for at once.
  static constexpr std::size_t kPortion = 2000;
  static constexpr std::size_t kPortionBytes = 4U << 20U;

  pqxx::work& work_;
  int course_;
  const StudentFile& file_;
  int student_ = 0;
  std::vector<int> questions_;  ///< numbers, by place in the file
  std::unordered_map<std::string, int> texts_;
};

// --- the class

Unexpected no_such_class(const std::string& course) {
  return fail(fmt::format("there is no class {}", course), "",
              "'attache class list' shows them");
}

class PostgresCollection : public Collection {
 public:
  PostgresCollection(PostgresLink link, int course, std::string name)
      : link_(std::move(link)), course_(course), name_(std::move(name)) {}

  // Each file is a transaction of its own: others need not wait, and next to its
  // thousands of rows a commit is nothing.
  Result<void> begin() override { return {}; }
  Result<void> commit() override { return {}; }

  Result<Put> put(const StudentFile& file) override {
    return link_.in_work([&](pqxx::work& work) -> Result<Put> {
      work.exec(lock_shared(course_));
      if (auto there = check_course(work); !there) return there.unexpected();
      return FileWriter(work, course_, file).put();
    });
  }
  Result<void> tidy() override {
    return link_.in_work([&](pqxx::work& work) -> Result<void> {
      work.exec(lock_alone(course_));
      work.exec(tidy_sql(course_));
      return {};
    });
  }
  Result<void> remove_student(const std::string& id) override;
  Result<void> hold() const override {
    auto held = link_.still();
    if (!held) return held.unexpected();
    held_ = *std::move(held);
    return {};
  }
  void release() const override { held_.reset(); }
  Result<void> each(Figure figure,
                    const std::string& of,
                    const TakeRow& take) const override;
  [[nodiscard]] Result<std::string> file_of(const std::string& student) const override;

 private:
  /// Somebody else may have removed the class.
  Result<void> check_course(pqxx::work& work) const {
    const auto found = work.exec(
        fmt::format("SELECT number FROM attache.course WHERE number = {}", course_));
    if (found.empty()) return no_such_class(name_);
    return {};
  }
  static Unexpected no_such_student(const std::string& id) {
    return fail(fmt::format("there is no student {} in this class", id), "",
                "'attache class show NAME --students --json' lists them");
  }

  mutable PostgresLink link_;
  mutable std::unique_ptr<pqxx::work> held_;  ///< goes before the link
  int course_;
  std::string name_;
};

Result<void> PostgresCollection::remove_student(const std::string& id) {
  return link_.in_work([&](pqxx::work& work) -> Result<void> {
    work.exec(lock_alone(course_));
    const auto found = work.exec(
        fmt::format("SELECT number FROM attache.student WHERE course = {} AND id = {}",
                    course_, work.quote(id)));
    if (found.empty()) return no_such_student(id);
    const int student = small_in(found[0][0].c_str());
    work.exec(note_loose_sql(course_, student) + remove_rows_sql(course_, student) +
              fmt::format("DELETE FROM attache.student WHERE course = {} AND number = {}",
                          course_, student));
    work.exec(tidy_sql(course_));
    return {};
  });
}

Result<void> PostgresCollection::each(Figure figure,
                                      const std::string& of,
                                      const TakeRow& take) const {
  const auto ask = [&](pqxx::work& work) -> Result<void> {
    const std::string taken = sql_of(figure).takes == Takes::kStudentNumber
                                  ? std::to_string(integer_in(of))
                                  : work.quote(of);
    const std::string sql = figure_sql(figure, course_, taken);
    if (comes_in_portions(figure)) {
      take_portions(work, sql, take);
    } else {
      take_rows(work.exec(sql), take);
    }
    return {};
  };
  // Once: rows that were taken cannot be taken back.
  if (held_ == nullptr) return link_.in_work(ask, 1);
  return link_.in_held(*held_, ask);
}

Result<std::string> PostgresCollection::file_of(const std::string& student) const {
  auto content = link_.in_work([&](pqxx::work& work) -> Result<std::string> {
    const auto found = work.exec(
        fmt::format("SELECT f.content FROM attache.student s JOIN attache.file f ON "
                    "f.course = s.course AND f.student = s.number WHERE s.course = {} "
                    "AND s.id = {}",
                    course_, work.quote(student)));
    if (found.empty()) return no_such_student(student);
    return bytes_of({found[0][0].c_str(), found[0][0].size()});
  });
  if (!content) return content;
  return original_of(*content);
}

// --- the database

/// Whether there are tables; fails for those of another layout.
Result<bool> has_tables(pqxx::work& work, const std::string& url) {
  const auto there =
      work.exec(std::string("SELECT 1 WHERE to_regclass('attache.layout') IS NOT NULL"));
  if (there.empty()) return false;
  const auto version = work.exec(std::string("SELECT version FROM attache.layout"));
  const int found = version.empty() ? 0 : small_in(version[0][0].c_str());
  if (auto checked = check_layout(url, found); !checked) return checked.unexpected();
  return true;
}

Result<void> make_tables(PostgresLink& link) {
  return link.in_work([&](pqxx::work& work) -> Result<void> {
    // Two may come to an empty database at once: the second one finds them made.
    work.exec(lock_alone(0));
    const auto there = has_tables(work, link.url());
    if (!there) return there.unexpected();
    if (!*there) work.exec(schema_sql());
    return {};
  });
}

/// The number of a course, 0 if there is none.
int number_of_course(pqxx::work& work, const std::string& course) {
  const auto found = work.exec(fmt::format(
      "SELECT number FROM attache.course WHERE name = {}", work.quote(course)));
  return found.empty() ? 0 : small_in(found[0][0].c_str());
}

}  // namespace

Result<std::vector<CollectionEntry>> list_in_postgres(const std::string& url) {
  auto link = PostgresLink::open(url);
  if (!link) return link.unexpected();
  std::vector<CollectionEntry> entries;
  auto read = link->in_work([&](pqxx::work& work) -> Result<void> {
    entries.clear();
    const auto there = has_tables(work, url);
    if (!there) return there.unexpected();
    if (!*there) return {};
    take_rows(work.exec(std::string(
                  "SELECT c.name, COUNT(s.number), MAX(s.made_at) FROM attache.course c "
                  "LEFT JOIN attache.student s ON s.course = c.number "
                  "GROUP BY c.number, c.name ORDER BY c.name")),
              [&](const ClassRow& row) {
                CollectionEntry& entry = entries.emplace_back();
                entry.course = row.text(0);
                entry.students = row.size(1);
                if (!row.is_null(2)) entry.newest = row.instant(2);
              });
    return {};
  });
  if (!read) return read.unexpected();
  return entries;
}

Result<std::unique_ptr<Collection>> open_in_postgres(const std::string& url,
                                                     const std::string& course) {
  auto link = PostgresLink::open(url);
  if (!link) return link.unexpected();
  const auto there =
      link->in_work([&](pqxx::work& work) { return has_tables(work, url); });
  if (!there) return there.unexpected();
  if (!*there)
    if (auto made = make_tables(*link); !made) return made.unexpected();
  // Who may only read can open what is there.
  const auto number = link->in_work([&](pqxx::work& work) -> Result<int> {
    if (const int known = number_of_course(work, course); known != 0) return known;
    work.exec(fmt::format(
        "INSERT INTO attache.course (name) VALUES ({}) ON CONFLICT DO NOTHING",
        work.quote(course)));
    return number_of_course(work, course);
  });
  if (!number) return number.unexpected();
  return std::unique_ptr<Collection>(
      std::make_unique<PostgresCollection>(*std::move(link), *number, course));
}

Result<void> remove_from_postgres(const std::string& url, const std::string& course) {
  auto link = PostgresLink::open(url);
  if (!link) return link.unexpected();
  return link->in_work([&](pqxx::work& work) -> Result<void> {
    const auto there = has_tables(work, url);
    if (!there) return there.unexpected();
    const int number = *there ? number_of_course(work, course) : 0;
    if (number == 0) return no_such_class(course);
    work.exec(lock_alone(number));
    work.exec(remove_course_sql(number));
    return {};
  });
}

}  // namespace attache::classroom
