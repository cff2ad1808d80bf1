// What goes wrong with a server is said clearly.

#include <doctest/doctest.h>

#include "classroom/collection.h"
#include "classroom/postgres/for_tests.h"

namespace attache::classroom {

namespace {

Error trouble(const std::string& url) {
  const auto opened = open_collection({{}, url}, "Policy 101");
  REQUIRE(!opened);
  return opened.error();
}

/// Roles belong to the whole server.
class Role {
 public:
  Role(std::string name, const std::string& how) : name_(std::move(name)) {
    ask(server_url(), "CREATE ROLE " + name_ + " LOGIN " + how);
  }
  ~Role() { ask(server_url(), "DROP ROLE " + name_); }
  Role(const Role&) = delete;
  Role& operator=(const Role&) = delete;

 private:
  std::string name_;
};

TEST_CASE("no server, no such database, no such user") {
  const TemporaryFolder nothing;
  CHECK(trouble("postgresql:///x?host=" + nothing.path().string()).what ==
        "no PostgreSQL answers there");
  CHECK(trouble(url_for("missing")).what ==
        "the server did not let us in: database \"missing\" does not exist");
  CHECK(trouble(url_for("postgres", "nobody_here")).what ==
        "the server did not let us in: role \"nobody_here\" does not exist");
  CHECK(trouble("mysql://x/y").what == "this is no address of a PostgreSQL database");
}

TEST_CASE("a wrong password is told as such, and no password is ever shown") {
  const Role role("locked", "PASSWORD 'right-one'");
  const std::string options = server_url().substr(server_url().find('?'));
  CHECK(trouble(url_for("postgres", "locked")).what == "the server asks for a password");
  const Error wrong = trouble("postgresql://locked:wrong-one@/postgres" + options);
  CHECK(wrong.what == "the server does not know this user with this password");
  CHECK(wrong.text().find("wrong-one") == std::string::npos);
  CHECK(wrong.where == "postgresql://locked@/postgres");
  const Error unreadable = trouble("postgresql://locked:wrong-one@[::1/postgres");
  CHECK(unreadable.text().find("wrong-one") == std::string::npos);
  const auto listed =
      list_collections({{}, "postgresql://locked:right-one@/postgres" + options});
  CHECK(listed);
}

TEST_CASE("who is barred, and who has no rights, is told whom to ask") {
  const FreshDatabase database("rights");
  const Role barred("barred", "");
  const Role guest("guest", "");
  CHECK(trouble(database.url("barred")).what ==
        "the server takes no connections from here");
  CHECK(trouble(database.url("guest")).what ==
        "this user may not do that with the classes of this database");

  // Who may only look can look, and not write.
  REQUIRE(open_collection({{}, database.url()}, "Policy 101"));
  CHECK(!list_collections({{}, database.url("guest")}));
  ask(database.url(), "GRANT USAGE ON SCHEMA attache TO guest");
  ask(database.url(), "GRANT SELECT ON ALL TABLES IN SCHEMA attache TO guest");
  const auto listed = list_collections({{}, database.url("guest")});
  REQUIRE(listed);
  CHECK(listed->size() == 1);
  auto opened = open_collection({{}, database.url("guest")}, "Policy 101");
  REQUIRE(opened);
  CHECK((*opened)->each(Figure::kStudents, "", [](const ClassRow&) {}));
  Chance chance(1);
  const TemporaryFolder temporary;
  const auto file =
      boil_down(written(temporary.path(), "a", made_up(chance, "s-1", 1, 10, {})));
  REQUIRE(file);
  const auto put = (*opened)->put(*file);
  REQUIRE(!put);
  CHECK(put.error().what ==
        "this user may not do that with the classes of this database");
  opened->reset();
  ask(database.url(), "REVOKE ALL ON ALL TABLES IN SCHEMA attache FROM guest");
  ask(database.url(), "REVOKE ALL ON SCHEMA attache FROM guest");
}

TEST_CASE("an empty database has no classes, and stays empty when it is only looked at") {
  const FreshDatabase database("empty");
  const CollectionPlace place{{}, database.url()};
  const auto listed = list_collections(place);
  REQUIRE(listed);
  CHECK(listed->empty());
  CHECK(!remove_collection(place, "Policy 101"));
  CHECK(ask(database.url(), "SELECT 1 FROM pg_namespace WHERE nspname = 'attache'")
            .empty());
}

TEST_CASE("a database that does not keep Unicode is refused") {
  const FreshDatabase database("latin", "ENCODING 'LATIN1' LOCALE 'C'");
  CHECK(trouble(database.url()).what ==
        "this database keeps its texts as LATIN1, not as UTF-8");
}

TEST_CASE("classes of a newer program are left alone") {
  const FreshDatabase database("newer");
  REQUIRE(open_collection({{}, database.url()}, "Policy 101"));
  ask(database.url(), "UPDATE attache.layout SET version = 99");
  const Error error = trouble(database.url());
  CHECK(error.what ==
        "the classes in this database were made by a newer version of Attaché");
  CHECK(error.remedy == "update Attaché");
}

}  // namespace

}  // namespace attache::classroom
