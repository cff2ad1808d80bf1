#include "classroom/postgres_sql.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace attache::classroom {

namespace {

/// Texts compare by their bytes (COLLATE "C"), as in SQLite, whatever the language of the
/// server. The widest columns come first: nothing is lost to alignment. There are no
/// foreign keys, which would look up every row of a file again: what belongs together is
/// written and removed in one transaction.
const std::vector<CourseTable>& all_tables() {
  static const std::vector<CourseTable> kTables{
      {"student", "number, id, name, pseudonym, history, made_at, made_on, answers",
       R"sql(
  made_at bigint NOT NULL,
  answers bigint NOT NULL,
  course integer NOT NULL,
  number integer NOT NULL DEFAULT nextval('attache.student_number'),
  made_on integer NOT NULL,
  pseudonym smallint NOT NULL,
  history smallint NOT NULL,
  id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL)sql",
       "course, number", "UNIQUE (course, id)", "", false},
      {"question", "number, id, deck, topic, edition",
       R"sql(
  course integer NOT NULL,
  number integer NOT NULL DEFAULT nextval('attache.question_number'),
  edition integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  deck text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL)sql",
       "course, number", "UNIQUE (course, id)", "", false},
      // A text may be too long for an index, its digest is not.
      {"text", "number, content",
       R"sql(
  course integer NOT NULL,
  number integer NOT NULL DEFAULT nextval('attache.text_number'),
  digest bytea NOT NULL,
  content text COLLATE "C" NOT NULL)sql",
       "course, number", "UNIQUE (course, digest)", "", false},
      {"file", "student, content",
       R"sql(
  course integer NOT NULL,
  student integer NOT NULL,
  content bytea NOT NULL)sql",
       "course, student", "", "", true},
      {"student_deck", "student, deck, title, edition, questions",
       R"sql(
  course integer NOT NULL,
  student integer NOT NULL,
  edition integer NOT NULL,
  questions integer NOT NULL,
  deck text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL)sql",
       "course, student, deck", "", "", true},
      {"standing",
       "student, question, reviews, lapses, again, time_ms, recall, strength_days, "
       "first_day, first_form, first_credit",
       R"sql(
  time_ms bigint NOT NULL,
  recall double precision NOT NULL,
  strength_days double precision NOT NULL,
  first_credit double precision,
  course integer NOT NULL,
  student integer NOT NULL,
  question integer NOT NULL,
  reviews integer NOT NULL,
  lapses integer NOT NULL,
  again integer NOT NULL,
  first_day integer,
  first_form text COLLATE "C")sql",
       "course, student, question", "", "course, question", true},
      {"study_day", "student, day, answers, again, time_ms",
       R"sql(
  time_ms bigint NOT NULL,
  course integer NOT NULL,
  student integer NOT NULL,
  day integer NOT NULL,
  answers integer NOT NULL,
  again integer NOT NULL)sql",
       "course, student, day", "", "", true},
      {"wrong_answer", "student, question, text, times",
       R"sql(
  course integer NOT NULL,
  student integer NOT NULL,
  question integer NOT NULL,
  text integer NOT NULL,
  times integer NOT NULL)sql",
       "course, student, question, text", "", "course, text", true},
      {"shown_option", "student, question, text, shown, picked, correct",
       R"sql(
  course integer NOT NULL,
  student integer NOT NULL,
  question integer NOT NULL,
  text integer NOT NULL,
  shown integer NOT NULL,
  picked integer NOT NULL,
  correct smallint NOT NULL)sql",
       "course, student, question, text", "", "course, text", true},
      {"exam", "student, id, paper, title, ended_at, used_ms",
       R"sql(
  ended_at bigint NOT NULL,
  used_ms bigint NOT NULL,
  course integer NOT NULL,
  student integer NOT NULL,
  id text COLLATE "C" NOT NULL,
  paper text COLLATE "C" NOT NULL,
  title text COLLATE "C" NOT NULL)sql",
       "course, student, id", "", "course, paper", true},
      {"exam_item", "student, exam, place, question, marks, guess, given",
       R"sql(
  marks double precision NOT NULL,
  guess double precision,
  course integer NOT NULL,
  student integer NOT NULL,
  place integer NOT NULL,
  exam text COLLATE "C" NOT NULL,
  question text COLLATE "C" NOT NULL,
  given text COLLATE "C" NOT NULL)sql",
       "course, student, exam, place", "", "", true},
      {"exam_option", "student, exam, place, text, correct",
       R"sql(
  course integer NOT NULL,
  student integer NOT NULL,
  place integer NOT NULL,
  text integer NOT NULL,
  correct smallint NOT NULL,
  exam text COLLATE "C" NOT NULL)sql",
       "course, student, exam, place, text", "", "course, text", true},
      // Every answer, for what no figure asks yet.
      {"review",
       "student, place, at, day, question, form, rating, credit, duration_ms, given",
       R"sql(
  at bigint NOT NULL,
  duration_ms bigint NOT NULL,
  credit double precision,
  course integer NOT NULL,
  student integer NOT NULL,
  place integer NOT NULL,
  question integer NOT NULL,
  day integer NOT NULL,
  rating smallint NOT NULL,
  form text COLLATE "C" NOT NULL,
  given text[])sql",
       "course, student, place", "", "course, question", true}};
  return kTables;
}

std::string part_sql(const CourseTable& table, int course_part) {
  const std::string name = fmt::format("attache.{}_c{}", table.name, course_part);
  std::string sql = fmt::format(
      "CREATE TABLE {} PARTITION OF attache.{} FOR VALUES WITH (MODULUS {}, "
      "REMAINDER {}){};\n",
      name, table.name, kCourseParts, course_part,
      table.of_student ? " PARTITION BY HASH (student)" : "");
  for (int part = 0; table.of_student && part < kStudentParts; ++part)
    sql += fmt::format(
        "CREATE TABLE {}_s{} PARTITION OF {} FOR VALUES WITH (MODULUS {}, REMAINDER "
        "{});\n",
        name, part, name, kStudentParts, part);
  return sql;
}

std::string table_sql(const CourseTable& table) {
  std::string sql = fmt::format(
      "CREATE TABLE attache.{} ({},\n  PRIMARY KEY ({}){}{}) "
      "PARTITION BY HASH (course);\n",
      table.name, table.definitions, table.key, table.also.empty() ? "" : ", ",
      table.also);
  if (!table.index.empty())
    sql += fmt::format("CREATE INDEX ON attache.{} ({});\n", table.name, table.index);
  for (int part = 0; part < kCourseParts; ++part)
    sql += part_sql(table, part);
  return sql;
}

/// The tables by the names that figures know, holding one course.
std::string course_views(int course) {
  std::string views;
  for (const CourseTable& table : course_tables())
    views += fmt::format(
        "{}{} AS NOT MATERIALIZED (SELECT {} FROM attache.{} WHERE course = {})",
        views.empty() ? "" : ",\n", table.name, table.columns, table.name, course);
  return views;
}

}  // namespace

const std::vector<CourseTable>& course_tables() {
  return all_tables();
}

const CourseTable& course_table(std::string_view name) {
  const auto found =
      std::find_if(course_tables().begin(), course_tables().end(),
                   [&](const CourseTable& table) { return table.name == name; });
  assert(found != course_tables().end());
  return *found;
}

std::string schema_sql() {
  std::string sql =
      "CREATE SCHEMA attache;\n"
      "CREATE TABLE attache.layout (version integer NOT NULL);\n"
      "CREATE TABLE attache.course (number integer GENERATED ALWAYS AS IDENTITY PRIMARY "
      "KEY, name text COLLATE \"C\" NOT NULL UNIQUE);\n"
      "CREATE SEQUENCE attache.student_number AS integer;\n"
      "CREATE SEQUENCE attache.question_number AS integer;\n"
      "CREATE SEQUENCE attache.text_number AS integer;\n"
      "CREATE TABLE attache.loose_question (course integer NOT NULL, number integer NOT "
      "NULL);\n"
      "CREATE INDEX ON attache.loose_question (course);\n"
      "CREATE TABLE attache.loose_text (course integer NOT NULL, number integer NOT "
      "NULL);\n"
      "CREATE INDEX ON attache.loose_text (course);\n";
  for (const CourseTable& table : course_tables())
    sql += table_sql(table);
  return sql + fmt::format("INSERT INTO attache.layout (version) VALUES ({});\n",
                           kPostgresVersion);
}

std::string figure_sql(Figure figure, int course, const std::string& of) {
  constexpr std::string_view kTaken = "?1";
  const std::string_view asked = sql_of(figure).sql.text();
  std::string sql = fmt::format("WITH {}\n", course_views(course));
  std::size_t at = 0;
  while (true) {
    const std::size_t next = asked.find(kTaken, at);
    sql += asked.substr(at, next - at);
    if (next == std::string_view::npos) return sql;
    sql += of;
    at = next + kTaken.size();
  }
}

std::string remove_rows_sql(int course, int student) {
  std::string sql;
  for (const CourseTable& table : course_tables())
    if (table.of_student)
      sql += fmt::format("DELETE FROM attache.{} WHERE course = {} AND student = {};\n",
                         table.name, course, student);
  return sql;
}

std::string note_loose_sql(int course, int student) {
  const std::string of =
      fmt::format("WHERE course = {} AND student = {}", course, student);
  return fmt::format(
      "INSERT INTO attache.loose_question (course, number) "
      "SELECT course, question FROM attache.standing {0};\n"
      "INSERT INTO attache.loose_text (course, number) "
      "SELECT course, text FROM attache.wrong_answer {0} UNION "
      "SELECT course, text FROM attache.shown_option {0} UNION "
      "SELECT course, text FROM attache.exam_option {0};\n",
      of);
}

std::string tidy_sql(int course) {
  const auto nobody_has = [&](std::string_view table, std::string_view column) {
    return fmt::format(
        " AND NOT EXISTS (SELECT FROM attache.{0} u WHERE u.course = {2} AND u.{1} = "
        "t.number)",
        table, column, course);
  };
  const auto noted = [&](std::string_view what) {
    return fmt::format(
        "DELETE FROM attache.{0} t USING (SELECT DISTINCT number FROM attache.loose_{0} "
        "WHERE course = {1}) l WHERE t.course = {1} AND t.number = l.number",
        what, course);
  };
  return noted("question") + nobody_has("standing", "question") + ";\n" + noted("text") +
         nobody_has("wrong_answer", "text") + nobody_has("shown_option", "text") +
         nobody_has("exam_option", "text") + ";\n" +
         fmt::format(
             "DELETE FROM attache.loose_question WHERE course = {0};\n"
             "DELETE FROM attache.loose_text WHERE course = {0};\n",
             course);
}

std::string remove_course_sql(int course) {
  std::string sql;
  for (const CourseTable& table : course_tables())
    sql += fmt::format("DELETE FROM attache.{} WHERE course = {};\n", table.name, course);
  return sql + fmt::format(
                   "DELETE FROM attache.loose_question WHERE course = {0};\n"
                   "DELETE FROM attache.loose_text WHERE course = {0};\n"
                   "DELETE FROM attache.course WHERE number = {0};\n",
                   course);
}

std::string array_text(const std::vector<std::string>& elements) {
  std::string text = "{";
  for (const std::string& element : elements) {
    if (text.size() > 1) text += ',';
    text += '"';
    for (const char c : element) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text + "}";
}

}  // namespace attache::classroom
