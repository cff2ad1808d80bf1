// A class in an SQLite file of its own.

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fstream>
#include <span>
#include <unordered_map>

#include "base/chance.h"
#include "base/text.h"
#include "classroom/clean_text.h"
#include "classroom/collection.h"
#include "classroom/postgres.h"
#include "store/sqlite.h"

namespace attache::classroom {

namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".class";
constexpr int kApplicationId = 0x41744363;  // "AtCc"
constexpr int kVersion = 1;

// Several programs may look at a class: SQLite's own locks, and a rollback journal, which
// needs none of what went wrong in write-ahead logs of older versions (store/README.md).
constexpr const char* kSettings = R"sql(
PRAGMA busy_timeout = 5000;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA synchronous = FULL;
PRAGMA journal_mode = DELETE;
PRAGMA secure_delete = ON;
PRAGMA cache_size = -65536;
)sql";

constexpr const char* kSchema = R"sql(
CREATE TABLE course (name TEXT NOT NULL) STRICT;
CREATE TABLE student (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  pseudonym INTEGER NOT NULL,
  history INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  made_on INTEGER NOT NULL,
  answers INTEGER NOT NULL
) STRICT;
CREATE TABLE file (
  student INTEGER PRIMARY KEY REFERENCES student ON DELETE CASCADE,
  content BLOB NOT NULL
) STRICT;
CREATE TABLE student_deck (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  deck TEXT NOT NULL,
  title TEXT NOT NULL,
  edition INTEGER NOT NULL,
  questions INTEGER NOT NULL,
  PRIMARY KEY (student, deck)
) STRICT, WITHOUT ROWID;
CREATE TABLE question (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deck TEXT NOT NULL,
  topic TEXT NOT NULL,
  edition INTEGER NOT NULL
) STRICT;
CREATE TABLE text (
  number INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE standing (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  question INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  again INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  recall REAL NOT NULL,
  strength_days REAL NOT NULL,
  first_day INTEGER,
  first_form TEXT,
  first_credit REAL,
  PRIMARY KEY (student, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE study_day (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  day INTEGER NOT NULL,
  answers INTEGER NOT NULL,
  again INTEGER NOT NULL,
  time_ms INTEGER NOT NULL,
  PRIMARY KEY (student, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE wrong_answer (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  question INTEGER NOT NULL,
  text INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (student, question, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE shown_option (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  question INTEGER NOT NULL,
  text INTEGER NOT NULL,
  shown INTEGER NOT NULL,
  picked INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  PRIMARY KEY (student, question, text)
) STRICT, WITHOUT ROWID;
CREATE TABLE exam (
  student INTEGER NOT NULL REFERENCES student ON DELETE CASCADE,
  id TEXT NOT NULL,
  paper TEXT NOT NULL,
  title TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  used_ms INTEGER NOT NULL,
  PRIMARY KEY (student, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE exam_item (
  student INTEGER NOT NULL,
  exam TEXT NOT NULL,
  place INTEGER NOT NULL,
  question TEXT NOT NULL,
  marks REAL NOT NULL,
  guess REAL,
  given TEXT NOT NULL,
  PRIMARY KEY (student, exam, place),
  FOREIGN KEY (student, exam) REFERENCES exam ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE exam_option (
  student INTEGER NOT NULL,
  exam TEXT NOT NULL,
  place INTEGER NOT NULL,
  text INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  PRIMARY KEY (student, exam, place, text),
  FOREIGN KEY (student, exam, place) REFERENCES exam_item ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
)sql";

std::int64_t millis(Instant at) {
  return at.time_since_epoch().count();
}

std::int64_t days(StudyDay day) {
  return day.time_since_epoch().count();
}

/// Letters of a name that any file system takes, and a number that tells it from others.
std::string file_name_of(const std::string& course) {
  constexpr std::size_t kMostLetters = 40;
  std::string letters;
  for (const char c : fold(course)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 && byte < 0x80) {
      letters += c;
    } else if (!letters.empty() && letters.back() != '-') {
      letters += '-';
    }
    if (letters.size() >= kMostLetters) break;
  }
  if (letters.empty() || letters.back() != '-') letters += '-';
  return fmt::format("{}{:08x}{}", letters, stable_hash(course) & 0xFFFFFFFFU, kEnding);
}

std::string deck_of(const HandInQuestion& question) {
  return question.id.substr(0, question.id.find('/'));
}

/// The edition of a question's deck, as a file has it.
int edition_of(const HandInQuestion& question, const HandInHead& head) {
  const std::string id = deck_of(question);
  for (const HandInDeck& deck : head.decks)
    if (deck.id == id) return deck.edition;
  return 0;
}

class SqliteRow : public ClassRow {
 public:
  explicit SqliteRow(const Row& row) : row_(&row) {}
  [[nodiscard]] std::int64_t integer(int column) const override {
    return row_->integer(column);
  }
  [[nodiscard]] double real(int column) const override { return row_->real(column); }
  [[nodiscard]] std::string text(int column) const override { return row_->text(column); }
  [[nodiscard]] bool is_null(int column) const override { return row_->is_null(column); }

 private:
  const Row* row_;
};

/// Numbers of texts that come again and again, kept at hand.
class Numbers {
 public:
  [[nodiscard]] std::optional<std::int64_t> find(const std::string& text) const {
    const auto found = numbers_.find(text);
    if (found == numbers_.end()) return std::nullopt;
    return found->second;
  }
  void keep(const std::string& text, std::int64_t number) {
    if (bytes_ > kMostBytes) clear();
    bytes_ += text.size();
    numbers_.emplace(text, number);
  }
  void clear() {
    numbers_.clear();
    bytes_ = 0;
  }

 private:
  static constexpr std::size_t kMostBytes = 64U << 20U;
  std::unordered_map<std::string, std::int64_t> numbers_;
  std::size_t bytes_ = 0;
};

class SqliteCollection : public Collection {
 public:
  static Result<std::unique_ptr<Collection>> open(const fs::path& file,
                                                  const std::string& course);

  Result<void> begin() override {
    if (together_) return {};
    auto begun = Transaction::begin(database_);
    if (!begun) return begun.unexpected();
    together_.emplace(*std::move(begun));
    return {};
  }
  Result<void> commit() override {
    if (!together_) return {};
    auto done = together_->commit();
    together_.reset();
    if (!done) forget();
    return done;
  }
  Result<Put> put(const StudentFile& file) override;
  Result<void> tidy() override;
  Result<void> remove_student(const std::string& id) override;
  Result<void> hold() const override { return database_.script("BEGIN"); }
  void release() const override {
    // Nothing was written: what fails here changes nothing.
    static_cast<void>(database_.script("COMMIT"));
  }
  Result<void> each(Figure figure,
                    const std::string& of,
                    const TakeRow& take) const override;
  [[nodiscard]] Result<std::string> file_of(const std::string& student) const override;

 private:
  explicit SqliteCollection(Database database) : database_(std::move(database)) {}

  /// Does one thing in a transaction, its own unless one is under way.
  template <class Act>
  auto in_one(const Act& act) -> decltype(act());
  /// What was rolled back may have given numbers to texts.
  void forget() {
    texts_.clear();
    questions_.clear();
  }
  Result<Put> put_now(const StudentFile& file);
  Result<std::int64_t> put_student(const StudentFile& file);
  Result<void> put_questions(const StudentFile& file, std::int64_t student);
  Result<void> put_texts(const StudentFile& file, std::int64_t student);
  Result<void> put_exams(const StudentFile& file, std::int64_t student);
  Result<void> put_item(const HandInExam::Item& item,
                        const std::string& exam,
                        std::int64_t place,
                        std::int64_t student);
  Result<void> remove_rows(std::int64_t student);
  Result<std::int64_t> number_of_text(const std::string& text);
  Result<std::int64_t> number_of_question(const HandInQuestion& question, int edition);

  mutable Database database_;
  std::optional<Transaction> together_;
  Numbers texts_, questions_;
  std::vector<std::int64_t> numbers_;  ///< of the questions of the file on its way
};

Unexpected no_class(const fs::path& file) {
  return fail("this file is no class of Attaché", file.string(),
              "move it to another folder");
}

/// Whether a file that is opened is a class of this version.
Result<void> check_kind(Database& database, const fs::path& file) {
  const auto id = database.number("PRAGMA application_id");
  if (!id) return id.unexpected();
  const auto version = database.number("PRAGMA user_version");
  if (!version) return version.unexpected();
  if (*id != kApplicationId) return no_class(file);
  if (*version > kVersion)
    return fail("this class was made by a newer version of Attaché", file.string(),
                "update Attaché");
  return {};
}

Result<std::unique_ptr<Collection>> SqliteCollection::open(const fs::path& file,
                                                           const std::string& course) {
  auto database = Database::open(file, Database::Mode::kWrite);
  if (!database) return database.unexpected();
  if (auto set = database->script(kSettings); !set) return set.unexpected();
  std::unique_ptr<SqliteCollection> opened(new SqliteCollection(*std::move(database)));
  Database& made = opened->database_;
  auto transaction = Transaction::begin(made);
  if (!transaction) return transaction.unexpected();
  const auto tables = made.number("SELECT COUNT(*) FROM sqlite_schema");
  if (!tables) return tables.unexpected();
  if (*tables == 0) {
    if (auto laid = made.script(kSchema); !laid) return laid.unexpected();
    if (auto named = made.run("INSERT INTO course (name) VALUES (?1)", course); !named)
      return named.unexpected();
    if (auto marked = made.script(
            fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                        kApplicationId, kVersion));
        !marked)
      return marked.unexpected();
  }
  if (auto checked = check_kind(made, file); !checked) return checked.unexpected();
  if (auto done = transaction->commit(); !done) return done.unexpected();
  return std::unique_ptr<Collection>(std::move(opened));
}

template <class Act>
auto SqliteCollection::in_one(const Act& act) -> decltype(act()) {
  if (together_) {
    auto done = act();
    // A half-written file must not stay among those written together.
    if (!done) {
      together_.reset();
      forget();
    }
    return done;
  }
  auto transaction = Transaction::begin(database_);
  if (!transaction) return transaction.unexpected();
  auto done = act();
  if (!done) {
    forget();
    return done;
  }
  if (auto kept = transaction->commit(); !kept) {
    forget();
    return kept.unexpected();
  }
  return done;
}

Result<Put> SqliteCollection::put(const StudentFile& file) {
  return in_one([&] { return put_now(file); });
}

Result<Put> SqliteCollection::put_now(const StudentFile& file) {
  std::optional<std::int64_t> there;
  std::int64_t made_at = 0;
  const auto looked = database_.each(
      "SELECT number, made_at FROM student WHERE id = ?1",
      [&](const Row& row) {
        there = row.integer(0);
        made_at = row.integer(1);
      },
      file.head.student);
  if (!looked) return looked.unexpected();
  if (there && made_at >= millis(file.head.made_at)) return Put::kSame;
  if (there)
    if (auto removed = remove_rows(*there); !removed) return removed.unexpected();
  const auto student = put_student(file);
  if (!student) return student.unexpected();
  if (auto put = put_questions(file, *student); !put) return put.unexpected();
  if (auto put = put_texts(file, *student); !put) return put.unexpected();
  if (auto put = put_exams(file, *student); !put) return put.unexpected();
  return there ? Put::kRenewed : Put::kNew;
}

Result<std::int64_t> SqliteCollection::put_student(const StudentFile& file) {
  const HandInHead& head = file.head;
  if (auto put = database_.run(
          "INSERT INTO student (id, name, pseudonym, history, made_at, made_on, answers) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          head.student, head.name, head.pseudonym ? 1 : 0,
          head.detail == Detail::kHistory ? 1 : 0, millis(head.made_at),
          days(head.made_on), file.answers);
      !put)
    return put.unexpected();
  const std::int64_t student = sqlite3_last_insert_rowid(database_.handle());
  if (auto put = database_.run("INSERT INTO file (student, content) VALUES (?1, ?2)",
                               student, std::as_bytes(std::span(file.content)));
      !put)
    return put.unexpected();
  for (const HandInDeck& deck : head.decks)
    if (auto put = database_.run(
            "INSERT OR REPLACE INTO student_deck (student, deck, title, edition, "
            "questions) VALUES (?1, ?2, ?3, ?4, ?5)",
            student, deck.id, deck.title, deck.edition, deck.questions);
        !put)
      return put.unexpected();
  for (const HandInDay& day : file.days)
    if (auto put =
            database_.run("INSERT INTO study_day (student, day, answers, again, time_ms) "
                          "VALUES (?1, ?2, ?3, ?4, ?5)",
                          student, days(day.day), day.answers, day.again,
                          std::int64_t{day.time.count()});
        !put)
      return put.unexpected();
  return student;
}

Result<std::int64_t> SqliteCollection::number_of_text(const std::string& text) {
  if (const auto known = texts_.find(text)) return *known;
  auto put = database_.run(
      "INSERT INTO text (content) VALUES (?1) ON CONFLICT DO NOTHING", text);
  if (!put) return put.unexpected();
  auto number = database_.number("SELECT number FROM text WHERE content = ?1", text);
  if (number) texts_.keep(text, *number);
  return number;
}

Result<std::int64_t> SqliteCollection::number_of_question(const HandInQuestion& question,
                                                          int edition) {
  // The topic is that of the latest edition, whichever file comes first: a deck's author
  // may have moved it.
  const std::string key = fmt::format("{}\n{}\n{}", question.id, question.topic, edition);
  if (const auto known = questions_.find(key)) return *known;
  auto put = database_.run(
      "INSERT INTO question (id, deck, topic, edition) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (id) DO UPDATE SET topic = excluded.topic, edition = "
      "excluded.edition WHERE (excluded.edition, excluded.topic) > (edition, topic)",
      question.id, deck_of(question), question.topic, edition);
  if (!put) return put.unexpected();
  auto number =
      database_.number("SELECT number FROM question WHERE id = ?1", question.id);
  if (number) questions_.keep(key, *number);
  return number;
}

Result<void> SqliteCollection::put_questions(const StudentFile& file,
                                             std::int64_t student) {
  numbers_.clear();
  for (const HandInQuestion& question : file.questions) {
    const auto number = number_of_question(question, edition_of(question, file.head));
    if (!number) return number.unexpected();
    numbers_.push_back(*number);
    std::optional<std::int64_t> first_day;
    std::optional<std::string_view> first_form;
    if (question.reviews > 0) first_day = days(question.first_day);
    if (!question.first_form.empty()) first_form = question.first_form;
    if (auto put = database_.run(
            "INSERT INTO standing (student, question, reviews, lapses, again, time_ms, "
            "recall, strength_days, first_day, first_form, first_credit) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            student, *number, question.reviews, question.lapses, question.again,
            std::int64_t{question.time.count()}, question.recall, question.strength_days,
            first_day, first_form, question.first_credit);
        !put)
      return put;
  }
  return {};
}

Result<void> SqliteCollection::put_texts(const StudentFile& file, std::int64_t student) {
  std::vector<std::int64_t> texts;
  texts.reserve(file.texts.size());
  for (const std::string& text : file.texts) {
    const auto number = number_of_text(text);
    if (!number) return number.unexpected();
    texts.push_back(*number);
  }
  for (const StudentFile::Wrong& wrong : file.wrong)
    if (auto put = database_.run(
            "INSERT INTO wrong_answer (student, question, text, times) "
            "VALUES (?1, ?2, ?3, ?4)",
            student, numbers_[wrong.question], texts[wrong.text], wrong.times);
        !put)
      return put;
  for (const StudentFile::Option& option : file.options)
    if (auto put = database_.run(
            "INSERT INTO shown_option (student, question, text, shown, picked, correct) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            student, numbers_[option.question], texts[option.text], option.shown,
            option.picked, option.correct ? 1 : 0);
        !put)
      return put;
  return {};
}

Result<void> SqliteCollection::put_item(const HandInExam::Item& item,
                                        const std::string& exam,
                                        std::int64_t place,
                                        std::int64_t student) {
  if (auto put = database_.run(
          "INSERT INTO exam_item (student, exam, place, question, marks, guess, given) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
          student, exam, place, item.question, item.marks, item.guess,
          fmt::format("{}", fmt::join(item.given, "; ")));
      !put)
    return put;
  for (const auto* list : {&item.right, &item.options})
    for (const std::string& option : *list) {
      const auto text = number_of_text(option);
      if (!text) return text.unexpected();
      const bool right =
          std::find(item.right.begin(), item.right.end(), option) != item.right.end();
      if (auto put = database_.run(
              "INSERT INTO exam_option (student, exam, place, text, correct) "
              "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
              student, exam, place, *text, right ? 1 : 0);
          !put)
        return put;
    }
  return {};
}

Result<void> SqliteCollection::put_exams(const StudentFile& file, std::int64_t student) {
  for (const HandInExam& exam : file.exams) {
    if (auto put = database_.run(
            "INSERT INTO exam (student, id, paper, title, ended_at, used_ms) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            student, exam.id, exam.paper, exam.title, millis(exam.ended_at),
            std::int64_t{exam.used.count()});
        !put)
      return put;
    std::int64_t place = 0;
    for (const HandInExam::Item& item : exam.items)
      if (auto put = put_item(item, exam.id, place++, student); !put) return put;
  }
  return {};
}

/// All other rows go with that of the student.
Result<void> SqliteCollection::remove_rows(std::int64_t student) {
  return database_.run("DELETE FROM student WHERE number = ?1", student);
}

Result<void> SqliteCollection::tidy() {
  return in_one([this] {
    forget();
    return database_.script(
        "DELETE FROM question WHERE number NOT IN (SELECT question FROM standing);"
        "DELETE FROM text WHERE number NOT IN (SELECT text FROM wrong_answer "
        "UNION ALL SELECT text FROM shown_option UNION ALL SELECT text FROM "
        "exam_option);");
  });
}

Result<void> SqliteCollection::remove_student(const std::string& id) {
  auto removed = in_one([&]() -> Result<void> {
    const auto number = database_.number("SELECT number FROM student WHERE id = ?1", id);
    if (!number) return number.unexpected();
    if (*number == 0)
      return fail(fmt::format("there is no student {} in this class", id), "",
                  "'attache class show NAME --students --json' lists them");
    return remove_rows(*number);
  });
  return removed ? tidy() : removed;
}

Result<void> SqliteCollection::each(Figure figure,
                                    const std::string& of,
                                    const TakeRow& take) const {
  const FigureSql& wanted = sql_of(figure);
  const auto tell = [&](const Row& row) { take(SqliteRow(row)); };
  switch (wanted.takes) {
    case Takes::kNothing:
      return database_.each(wanted.sql, tell);
    case Takes::kStudentNumber:
      return database_.each(wanted.sql, tell, std::int64_t{std::atoll(of.c_str())});
    case Takes::kDeck:
    case Takes::kStudentId:
      break;
  }
  return database_.each(wanted.sql, tell, of);
}

Result<std::string> SqliteCollection::file_of(const std::string& student) const {
  std::optional<std::string> content;
  const auto found = database_.each(
      "SELECT f.content FROM file f JOIN student s ON s.number = f.student "
      "WHERE s.id = ?1",
      [&](const Row& row) { content = row.text(0); }, student);
  if (!found) return found.unexpected();
  if (!content) return fail(fmt::format("there is no student {} in this class", student));
  return original_of(*content);
}

// --- the folder

/// What a file says of its class; nothing for a file that is none.
Result<CollectionEntry> entry_in(const fs::path& file) {
  auto database = Database::open(file, Database::Mode::kWrite);
  if (!database) return database.unexpected();
  if (auto set = database->script("PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = "
                                  "OFF; PRAGMA query_only = ON;");
      !set)
    return set.unexpected();
  if (auto checked = check_kind(*database, file); !checked) return checked.unexpected();
  CollectionEntry entry;
  const auto name = database->word("SELECT name FROM course");
  if (!name) return name.unexpected();
  entry.course = *name;
  const auto counted =
      database->each("SELECT COUNT(*), MAX(made_at) FROM student", [&](const Row& row) {
        entry.students = static_cast<std::size_t>(row.integer(0));
        if (!row.is_null(1)) entry.newest = Instant(Millis(row.integer(1)));
      });
  if (!counted) return counted.unexpected();
  return entry;
}

Unexpected no_such_class(const std::string& course) {
  return fail(fmt::format("there is no class {}", course), "",
              "'attache class list' shows them");
}

}  // namespace

Result<std::string> checked_course(const std::string& name) {
  constexpr std::size_t kMostBytes = 200;
  if (first_invalid_character(name))
    return fail("the name of a class has characters that cannot be shown");
  std::string checked = one_line(clean_text(name));
  if (checked.empty())
    return fail("a class needs a name", "", "for example \"Policy 101\"");
  if (checked.size() > kMostBytes)
    return fail("the name of a class is too long", "", "use 200 characters at most");
  return checked;
}

Result<std::vector<CollectionEntry>> list_collections(const CollectionPlace& place) {
  if (!place.url.empty()) return list_in_postgres(place.url);
  std::vector<CollectionEntry> entries;
  std::error_code problem;
  if (!fs::exists(place.folder, problem)) return entries;
  for (const fs::directory_entry& each : fs::directory_iterator(place.folder, problem)) {
    if (each.path().extension() != kEnding) continue;
    if (auto entry = entry_in(each.path())) entries.push_back(*std::move(entry));
  }
  if (problem)
    return fail("this folder cannot be read", place.folder.string(),
                "check who may read it");
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.course < b.course; });
  return entries;
}

Result<std::unique_ptr<Collection>> open_collection(const CollectionPlace& place,
                                                    const std::string& course) {
  const auto name = checked_course(course);
  if (!name) return name.unexpected();
  if (!place.url.empty()) return open_in_postgres(place.url, *name);
  std::error_code problem;
  fs::create_directories(place.folder, problem);
  if (problem)
    return fail("this folder cannot be made", place.folder.string(),
                "check who may write to the folder above it");
  return SqliteCollection::open(place.folder / file_name_of(*name), *name);
}

Result<void> remove_collection(const CollectionPlace& place, const std::string& course) {
  const auto name = checked_course(course);
  if (!name) return name.unexpected();
  if (!place.url.empty()) return remove_from_postgres(place.url, *name);
  const fs::path file = place.folder / file_name_of(*name);
  std::error_code problem;
  if (!fs::exists(file, problem)) return no_such_class(*name);
  if (const auto entry = entry_in(file); !entry) return entry.unexpected();
  fs::remove(file.string() + "-journal", problem);
  if (!fs::remove(file, problem) || problem)
    return fail("this class could not be removed", file.string(),
                "check who may write to its folder");
  return {};
}

}  // namespace attache::classroom
