// The same classes in a folder and in PostgreSQL show the same.

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "classroom/collection.h"
#include "classroom/postgres/for_tests.h"

namespace attache::classroom {

namespace {

TEST_CASE("a folder and a database show the same of two classes, field by field") {
  const TemporaryFolder temporary;
  const FreshDatabase database("two_classes");
  BothStores stores(temporary.path() / "classes", database.url());
  Chance chance(7);
  std::vector<std::filesystem::path> files, others, later;
  MadeUp size;
  size.answers = 600;
  for (int i = 0; i < 14; ++i) {
    const std::string student = "s-" + std::to_string(i);
    files.push_back(written(temporary.path(), "a" + std::to_string(i),
                            made_up(chance, student, 1 + i % 3, 10, size)));
    // The same students, later or earlier, and in another class.
    later.push_back(
        written(temporary.path(), "b" + std::to_string(i),
                made_up(chance, student, 1 + (i + 1) % 3, i % 2 ? 20 : 1, size)));
    others.push_back(written(temporary.path(), "c" + std::to_string(i),
                             made_up(chance, student, 1, 10, size)));
  }
  std::ofstream(temporary.path() / "broken.progress") << "no such file\n";
  files.push_back(temporary.path() / "broken.progress");
  files.push_back(files.front());  // a double

  CHECK(stores.add_files("Policy 101", files) == "");
  CHECK(stores.add_files("Policy 102", others) == "");
  CHECK(stores.difference_in("Policy 101") == "");
  CHECK(stores.add_files("Policy 101", later) == "");
  CHECK(stores.difference_in("Policy 101") == "");
  CHECK(stores.difference_in("Policy 102") == "");

  const auto a = Course::list(stores.folder);
  const auto b = Course::list(stores.database);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(b->size() == 2);
  CHECK(difference_of(*a, *b) == "");

  for (const CourseStore& store : {stores.folder, stores.database}) {
    const auto course = Course::open(store, "Policy 101");
    REQUIRE(course);
    CHECK((*course)->remove_student("s-3"));
    CHECK(!(*course)->remove_student("s-3"));
  }
  CHECK(stores.difference_in("Policy 101") == "");
  CHECK(stores.difference_in("Policy 102") == "");
}

TEST_CASE("property: a folder and a database show the same of any class") {
  const FreshDatabase database("any_class");
  int number = 0;
  CHECK(rc::check([&](std::uint64_t seed) {
    const TemporaryFolder temporary;
    BothStores stores(temporary.path() / "classes", database.url());
    Chance chance(seed);
    MadeUp size;
    size.questions = 1 + chance.below(12);
    size.answers = chance.below(40);
    std::vector<std::filesystem::path> files;
    for (std::size_t i = 0; i < 1 + chance.below(5); ++i)
      files.push_back(written(temporary.path(), std::to_string(i),
                              made_up(chance, "s-" + std::to_string(chance.below(3)),
                                      1 + static_cast<int>(chance.below(3)),
                                      static_cast<int>(chance.below(4)), size)));
    const std::string name = "Class " + std::to_string(++number);
    RC_ASSERT(stores.add_files(name, files) == "");
    RC_ASSERT(stores.difference_in(name) == "");
  }));
}

TEST_CASE("every answer of a file is a row, and its file is given back byte for byte") {
  const TemporaryFolder temporary;
  const FreshDatabase database("rows");
  Chance chance(3);
  HandIn hand_in = made_up(chance, "s-1", 1, 10, {});
  hand_in.head.detail = Detail::kHistory;
  hand_in.answers.clear();
  for (std::size_t i = 0; i < 2500; ++i)
    hand_in.answers.push_back(an_answer(chance, hand_in.questions.size(), i));
  const auto path = written(temporary.path(), "a", hand_in);
  auto collection = open_collection({{}, database.url()}, "Policy 101");
  REQUIRE(collection);
  const auto file = boil_down(path);
  REQUIRE(file);
  const auto put = (*collection)->put(*file);
  REQUIRE(put);
  CHECK(*put == Put::kNew);
  const auto original = (*collection)->file_of("s-1");
  REQUIRE(original);
  CHECK(*original == text_of(hand_in));

  const auto rows =
      ask(database.url(),
          "SELECT r.at, q.id, r.day, r.form, r.rating, r.credit, r.duration_ms, "
          "array_to_string(r.given, '|') FROM attache.review r JOIN attache.question q "
          "ON q.course = r.course AND q.number = r.question ORDER BY r.place");
  REQUIRE(rows.size() == hand_in.answers.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const HandInAnswer& answer = hand_in.answers[i];
    std::string given = answer.given.empty() ? "-" : answer.given.front();
    if (answer.given.size() > 1) given += "|" + answer.given[1];
    CHECK(rows[i][0] == std::to_string(answer.at.time_since_epoch().count()));
    CHECK(rows[i][1] == hand_in.questions[answer.question].id);
    CHECK(rows[i][2] == std::to_string(answer.day.time_since_epoch().count()));
    CHECK(rows[i][3] == name_of(answer.form));
    CHECK(rows[i][4] == std::to_string(static_cast<int>(answer.rating)));
    CHECK((rows[i][5] == "-") == !answer.credit);
    if (answer.credit) CHECK(std::stod(rows[i][5]) == *answer.credit);
    CHECK(rows[i][6] == std::to_string(answer.duration.count()));
    CHECK(rows[i][7] == given);
  }

  // What is kept as counts follows from the rows.
  CHECK(ask(database.url(),
            "SELECT count(*) FROM (SELECT question, given[1] AS text, count(*) AS times "
            "FROM attache.review WHERE credit < 1 AND array_length(given, 1) = 1 AND "
            "given[1] <> '' AND form IN ('choice', 'typed', 'cloze') GROUP BY 1, 2) r "
            "FULL JOIN (SELECT w.question, x.content AS text, w.times FROM "
            "attache.wrong_answer w JOIN attache.text x ON x.number = w.text) k "
            "USING (question, text, times) WHERE r.times IS NULL OR k.times IS NULL")
            .front()
            .front() == "0");
}

TEST_CASE("of a student who is removed nothing stays, and nothing of others goes") {
  const TemporaryFolder temporary;
  const FreshDatabase database("removed");
  Chance chance(5);
  const CourseStore store{"", database.url()};
  auto course = Course::open(store, "Policy 101");
  REQUIRE(course);
  HandIn secret = made_up(chance, "s-1", 1, 10, {});
  secret.head.detail = Detail::kHistory;
  secret.answers = {an_answer(chance, 3, 0)};
  secret.answers[0].form = Form::kTyped;
  secret.answers[0].credit = 0;
  secret.answers[0].given = {"only I typed this"};
  const std::vector files{
      written(temporary.path(), "a", secret),
      written(temporary.path(), "b", made_up(chance, "s-2", 1, 10, {}))};
  REQUIRE((*course)->add(files, instant("2024-12-31T00:00:00Z")));
  const auto typed = [&] {
    return ask(database.url(),
               "SELECT count(*) FROM attache.text WHERE content = 'only I typed this'")
        .front()
        .front();
  };
  CHECK(typed() == "1");
  // A later file without the answer takes its text away.
  secret.answers.clear();
  secret.head.made_at += std::chrono::hours(1);
  const std::vector later{written(temporary.path(), "a", secret)};
  REQUIRE((*course)->add(later, instant("2024-12-31T00:00:00Z")));
  CHECK(typed() == "0");

  const auto others = (*course)->student({}, "s-2");
  REQUIRE(others);
  CHECK((*course)->remove_student("s-1"));
  for (const std::string table :
       {"file", "student_deck", "standing", "study_day", "wrong_answer", "shown_option",
        "exam", "exam_item", "exam_option", "review"})
    CHECK_MESSAGE(ask(database.url(), "SELECT count(*) FROM attache." + table +
                                          " t WHERE NOT EXISTS (SELECT FROM "
                                          "attache.student s WHERE s.course = t.course "
                                          "AND s.number = t.student)")
                          .front()
                          .front() == "0",
                  table);
  const auto still = (*course)->student({}, "s-2");
  REQUIRE(still);
  CHECK(still->answers == others->answers);

  course->reset();
  CHECK(Course::remove(store, "Policy 101"));
  CHECK(!Course::remove(store, "Policy 101"));
  for (const std::string table : {"student", "question", "text", "file", "standing",
                                  "review", "course", "loose_text", "loose_question"})
    CHECK_MESSAGE(
        ask(database.url(), "SELECT count(*) FROM attache." + table).front().front() ==
            "0",
        table);
}

}  // namespace

}  // namespace attache::classroom
