// Several people at the same classes, and connections that go away.

#include <thread>

#include <doctest/doctest.h>

#include "classroom/collection.h"
#include "classroom/postgres/for_tests.h"

namespace attache::classroom {

namespace {

TEST_CASE("instructors who add to a new database at once disturb each other in nothing") {
  const TemporaryFolder temporary;
  const FreshDatabase database("at_once");
  constexpr int kInstructors = 4;
  std::vector<std::vector<std::filesystem::path>> files(kInstructors);
  std::vector<std::filesystem::path> all;
  Chance chance(11);
  for (int i = 0; i < 24; ++i) {
    // The same students come in several hands, in different versions.
    const auto path = written(temporary.path(), std::to_string(i),
                              made_up(chance, "s-" + std::to_string(i % 10), 1 + i % 3, i,
                                      MadeUp{60, 200, ""}));
    files[static_cast<std::size_t>(i % kInstructors)].push_back(path);
    all.push_back(path);
  }
  std::vector<std::string> troubles(kInstructors);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kInstructors; ++i)
    threads.emplace_back([&, i] {
      const auto course = Course::open({"", database.url()}, "Policy 101");
      if (!course) {
        troubles[i] = course.error().text();
        return;
      }
      const auto taken = (*course)->add(files[i], instant("2024-12-31T00:00:00Z"));
      if (!taken) troubles[i] = taken.error().text();
    });
  for (std::thread& thread : threads)
    thread.join();
  for (const std::string& trouble : troubles)
    CHECK(trouble == "");

  const BothStores stores(temporary.path() / "classes", database.url());
  const auto course = Course::open(stores.folder, "Policy 101");
  REQUIRE(course);
  REQUIRE((*course)->add(all, instant("2024-12-31T00:00:00Z")));
  CHECK(stores.difference_in("Policy 101") == "");
}

TEST_CASE("while figures are read they are of one moment, whoever adds meanwhile") {
  const TemporaryFolder temporary;
  const FreshDatabase database("moment");
  Chance chance(13);
  const CollectionPlace place{{}, database.url()};
  auto reader = open_collection(place, "Policy 101");
  auto writer = open_collection(place, "Policy 101");
  REQUIRE(reader);
  REQUIRE(writer);
  const auto students = [&] {
    int count = 0;
    REQUIRE((*reader)->each(Figure::kStudents, "", [&](const ClassRow&) { ++count; }));
    return count;
  };
  const auto put = [&](const std::string& student) {
    const auto file = boil_down(
        written(temporary.path(), student, made_up(chance, student, 1, 10, {})));
    REQUIRE(file);
    REQUIRE((*writer)->put(*file));
  };
  put("s-1");
  REQUIRE((*reader)->hold());
  CHECK(students() == 1);
  put("s-2");
  CHECK(students() == 1);
  (*reader)->release();
  CHECK(students() == 2);
}

TEST_CASE("a connection that was lost while nobody looked is made again") {
  const FreshDatabase database("lost");
  auto collection = open_collection({{}, database.url()}, "Policy 101");
  REQUIRE(collection);
  ask(server_url(),
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost'");
  CHECK((*collection)->each(Figure::kStudents, "", [](const ClassRow&) {}));
}

TEST_CASE("a class that somebody else removed takes no more files") {
  const TemporaryFolder temporary;
  const FreshDatabase database("gone");
  Chance chance(17);
  const CollectionPlace place{{}, database.url()};
  auto collection = open_collection(place, "Policy 101");
  REQUIRE(collection);
  REQUIRE(remove_collection(place, "Policy 101"));
  const auto file =
      boil_down(written(temporary.path(), "a", made_up(chance, "s-1", 1, 10, {})));
  REQUIRE(file);
  const auto put = (*collection)->put(*file);
  REQUIRE(!put);
  CHECK(put.error().what == "there is no class Policy 101");
}

}  // namespace

}  // namespace attache::classroom
