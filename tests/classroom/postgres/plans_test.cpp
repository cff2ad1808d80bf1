// How the server goes about the questions it is asked: by index, where one should serve.

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include "classroom/postgres/for_tests.h"
#include "classroom/postgres_sql.h"

namespace attache::classroom {

namespace {

using Json = nlohmann::json;

/// Calls `take` with every step of a plan.
void each_step(const Json& plan, const std::function<void(const Json&)>& take) {
  take(plan);
  if (plan.contains("Plans"))
    for (const Json& below : plan["Plans"])
      each_step(below, take);
}

/// The tables that a statement reads from one end to the other.
std::string read_whole(const std::string& url, const std::string& sql) {
  const auto rows = ask(url, "EXPLAIN (FORMAT JSON) " + sql);
  std::string tables;
  int steps = 0;
  each_step(Json::parse(rows.front().front())[0]["Plan"], [&](const Json& step) {
    ++steps;
    const auto kind = step["Node Type"].get<std::string>();
    if (kind.find("Seq Scan") != std::string::npos)
      tables += step.value("Relation Name", "?") + " ";
  });
  REQUIRE(steps > 0);
  return tables;
}

/// Forty classes of 50 students; the server makes them up itself.
void fill(const std::string& url) {
  const std::string courses =
      "FROM generate_series(1, 40) c, generate_series(1, 50) s, generate_series(1, {}) i";
  const auto insert = [&](const std::string& columns, const std::string& values,
                          int rows) {
    std::string from = courses;
    from.replace(from.find("{}"), 2, std::to_string(rows));
    ask(url, "INSERT INTO attache." + columns + " SELECT " + values + " " + from);
  };
  constexpr int kSome = 1;
  insert(
      "student (course, number, id, name, pseudonym, history, made_at, made_on, answers)",
      "c, c * 1000 + s, 's-' || s, 'S', 0, 1, 1, 1, 100", kSome);
  insert("file (course, student, content)", "c, c * 1000 + s, ''", kSome);
  insert("student_deck (course, student, deck, title, edition, questions)",
         "c, c * 1000 + s, 'd' || i, 'D', 1, 9", 30);
  insert("study_day (course, student, day, answers, again, time_ms)",
         "c, c * 1000 + s, i, 5, 1, 1000", 20);
  insert(
      "standing (course, student, question, reviews, lapses, again, time_ms, recall, "
      "strength_days, first_day, first_form, first_credit)",
      "c, c * 1000 + s, c * 1000 + i, 2, 0, 1, 9000, 0.5, 3, 7, 'choice', 1", 40);
  insert("wrong_answer (course, student, question, text, times)",
         "c, c * 1000 + s, c * 1000 + i, c * 1000 + i, 1", 20);
  insert("shown_option (course, student, question, text, shown, picked, correct)",
         "c, c * 1000 + s, c * 1000 + i, c * 1000 + i, 3, 1, 0", 40);
  insert("exam (course, student, id, paper, title, ended_at, used_ms)",
         "c, c * 1000 + s, 'r-' || i, 'p-' || i, 'E', 1, 1", 20);
  insert("exam_item (course, student, exam, place, question, marks, guess, given)",
         "c, c * 1000 + s, 'r-' || 1 + i % 20, i, 'd/' || i, 1, 0.25, 'x'", 40);
  insert("exam_option (course, student, exam, place, text, correct)",
         "c, c * 1000 + s, 'r-' || 1 + i % 20, i, c * 1000 + i, 1", 40);
  insert(
      "review (course, student, place, at, day, question, form, rating, credit, "
      "duration_ms, given)",
      "c, c * 1000 + s, i, i, i / 10, c * 1000 + i % 40, 'choice', 3, 1, 2000, '{x}'",
      60);
  ask(url,
      "INSERT INTO attache.question (course, number, id, deck, topic, edition) SELECT c, "
      "c * 1000 + i, 'd1/' || i, 'd1', 't' || i % 4, 1 FROM generate_series(1, 40) c, "
      "generate_series(0, 200) i");
  ask(url,
      "INSERT INTO attache.text (course, number, digest, content) SELECT c, c * 1000 + "
      "i, "
      "sha256(convert_to(i::text, 'UTF8')), i::text FROM generate_series(1, 40) c, "
      "generate_series(0, 200) i");
  for (const CourseTable& table : course_tables())
    ask(url, "ANALYZE attache." + std::string(table.name));
}

TEST_CASE(
    "one class of many, one student, one question and one exam are found by index") {
  const FreshDatabase database("plans");
  const std::string url = database.url();
  REQUIRE(Course::open({"", url}, "Policy 101"));
  fill(url);
  constexpr int kCourse = 17;
  // First that a whole scan would be seen: a question over all classes needs one.
  CHECK(read_whole(url, "SELECT form, count(*) FROM attache.review GROUP BY form") != "");

  for (const FigureSql& figure : kFigures) {
    std::string of = "''";
    if (figure.takes == Takes::kStudentId) of = "'s-20'";
    if (figure.takes == Takes::kStudentNumber) of = "17020";
    CHECK_MESSAGE(read_whole(url, figure_sql(figure.figure, kCourse, of)) == "",
                  figure.sql.text());
    if (figure.takes == Takes::kDeck)
      CHECK_MESSAGE(read_whole(url, figure_sql(figure.figure, kCourse, "'d1'")) == "",
                    figure.sql.text());
  }
  for (const std::string of :
       {"student = 17020", "question = 17003", "student = 17020 AND place < 10"})
    CHECK_MESSAGE(read_whole(url,
                             "SELECT rating, count(*) FROM attache.review WHERE course = "
                             "17 AND " +
                                 of + " GROUP BY rating") == "",
                  of);
  CHECK(read_whole(url,
                   "SELECT question, marks FROM attache.exam_item WHERE course = 17 AND "
                   "student = 17020 AND exam = 'r-2'") == "");
  CHECK(read_whole(url,
                   "SELECT student FROM attache.exam WHERE course = 17 AND paper = "
                   "'p-2'") == "");
  CHECK(read_whole(url,
                   "SELECT avg(recall) FROM attache.standing WHERE course = 17 AND "
                   "question = 17003") == "");
}

TEST_CASE("what belongs to one class and one student lies in one part of a table") {
  const FreshDatabase database("parts");
  REQUIRE(Course::open({"", database.url()}, "Policy 101"));
  const auto parts = [&](const std::string& where) {
    int count = 0;
    const auto rows =
        ask(database.url(),
            "EXPLAIN (FORMAT JSON) SELECT count(*) FROM attache.review WHERE " + where);
    each_step(Json::parse(rows.front().front())[0]["Plan"], [&](const Json& step) {
      if (step.contains("Relation Name")) ++count;
    });
    return count;
  };
  CHECK(parts("true") == kCourseParts * kStudentParts);
  CHECK(parts("course = 17") == kStudentParts);
  CHECK(parts("course = 17 AND student = 5") == 1);
}

}  // namespace

}  // namespace attache::classroom
