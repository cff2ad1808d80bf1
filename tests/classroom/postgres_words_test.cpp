// Addresses, troubles and SQL of a PostgreSQL store: what needs no server.

#include "classroom/postgres_words.h"

#include <doctest/doctest.h>

#include "classroom/collection.h"
#include "classroom/postgres_sql.h"

namespace attache::classroom {

namespace {

TEST_CASE("an address is shown without password and options") {
  CHECK(shown_url(
            "postgresql://ann:secret@host:5433/school?password=also&sslmode=require") ==
        "postgresql://ann@host:5433/school");
  CHECK(shown_url("postgresql://host/school") == "postgresql://host/school");
  CHECK(shown_url("postgres://ann:a?b@c@host/school") == "postgres://ann@host/school");
  CHECK(shown_url("postgresql:///school?host=/run/postgresql") == "postgresql:///school");
  CHECK(shown_url("no address").empty());
}

TEST_CASE("only addresses of PostgreSQL are taken") {
  CHECK(check_url("postgresql://host/school"));
  CHECK(check_url("postgres://host/school"));
  CHECK(!check_url("mysql://host/school"));
  CHECK(!check_url("host/school"));
}

TEST_CASE("an address gets what Attaché needs, and keeps what it says itself") {
  CHECK(connection_url("postgresql://h/d") ==
        "postgresql://h/d?client_encoding=UTF8&fallback_application_name=attache&"
        "connect_timeout=10");
  CHECK(connection_url("postgresql://h/d?connect_timeout=3") ==
        "postgresql://h/d?connect_timeout=3&client_encoding=UTF8&"
        "fallback_application_name=attache");
  CHECK(connection_url("postgresql://h/d?") ==
        "postgresql://h/d?client_encoding=UTF8&fallback_application_name=attache&"
        "connect_timeout=10");
  // Not the option, though its name ends the same.
  CHECK(connection_url("postgresql://h/d?my_connect_timeout=3")
            .find("&connect_timeout=10") != std::string::npos);
}

TEST_CASE("why there is no connection is said in plain words") {
  const std::string url = "postgresql://ann:secret@host/school";
  const auto what = [&](const std::string& said) {
    return connection_error(url, said).what;
  };
  CHECK(what("connection to server at \"host\" (1.2.3.4), port 5432 failed: FATAL:  "
             "password authentication failed for user \"ann\"\n") ==
        "the server does not know this user with this password");
  CHECK(
      what("connection to server at \"host\", port 5432 failed: fe_sendauth: no password "
           "supplied") == "the server asks for a password");
  CHECK(what("could not translate host name \"host\" to address: Name or service not "
             "known") == "there is no server of this name");
  CHECK(what("connection to server at \"localhost\" (127.0.0.1), port 5432 failed: "
             "Connection refused\n\tIs the server running on that host and accepting "
             "TCP/IP connections?") == "no PostgreSQL answers there");
  CHECK(what("connection to server at \"host\" (1.2.3.4), port 5432 failed: timeout "
             "expired") == "no PostgreSQL answers there");
  CHECK(what("FATAL:  sorry, too many clients already") ==
        "the server takes no more connections just now");
  CHECK(what("FATAL:  the database system is starting up") ==
        "the server is just starting");
  CHECK(what("connection to server on socket \"/x\" failed: FATAL:  database \"school\" "
             "does not exist\n") ==
        "the server did not let us in: database \"school\" does not exist");
}

TEST_CASE("what libpq says is not repeated where it may hold a password") {
  const auto text = [](const std::string& url, const std::string& said) {
    return connection_error(url, said).text();
  };
  CHECK(text("postgresql://ann:secret@[::1/d",
             "end of string reached when looking for matching \"]\" in IPv6 host address "
             "in URI: \"postgresql://ann:secret@[::1/d\"")
            .find("secret") == std::string::npos);
  CHECK(text("postgresql://h/d?password=secret&x", "missing key/value separator: secret")
            .find("secret") == std::string::npos);
  CHECK(
      text("postgresql://ann:secret@h/d", "something with secret in it").find("secret") ==
      std::string::npos);
}

TEST_CASE("why a statement failed is said in plain words") {
  const std::string url = "postgresql://host/school";
  const auto error = [&](std::string_view state) {
    return statement_error(url, state, "ERROR:  the server's words\nDETAIL:  more");
  };
  CHECK(error("42501").what ==
        "this user may not do that with the classes of this database");
  CHECK(error("25006").what == "this database can only be read");
  CHECK(error("53100").what == "the disk of the database is full");
  CHECK(error("53200").what == "the server has too much to do just now");
  CHECK(error("57014").what == "the database stopped this because it took too long");
  CHECK(error("57P01").what == "the server was stopped");
  CHECK(error("40P01").what == "somebody else was writing the same just now");
  CHECK(error("08006").what == "the connection to the database was lost");
  CHECK(error("XX000").what == "the database could not do this: the server's words");
  CHECK(error("42501").where == url);
  CHECK(is_passing("40001"));
  CHECK(is_passing("40P01"));
  CHECK(!is_passing("42501"));
}

TEST_CASE(
    "with or without libpqxx, a database that is not there is refused with a remedy") {
  const CollectionPlace place{{}, "postgresql:///school?host=/nowhere"};
  const auto listed = list_collections(place);
  REQUIRE(!listed);
  if (listed.error().what == "this Attaché was built without PostgreSQL") {
    CHECK(listed.error().remedy == "install libpqxx-dev and build again");
  } else {
    CHECK(listed.error() == Error{"no PostgreSQL answers there", "postgresql:///school",
                                  "check the address, and whether the server runs"});
  }
  CHECK(open_collection(place, "P").error() == listed.error());
  CHECK(remove_collection(place, "P").error() == listed.error());
}

TEST_CASE("a server that is too old or keeps no Unicode is refused") {
  CHECK(check_server("postgresql://h/d", 130000, "UTF8"));
  CHECK(check_server("postgresql://h/d", 150004, "UTF8"));
  const auto old = check_server("postgresql://h/d", 120015, "UTF8");
  REQUIRE(!old);
  CHECK(old.error().what == "this server is PostgreSQL 12, which is too old");
  CHECK(!check_server("postgresql://h/d", 150004, "SQL_ASCII"));
  CHECK(check_layout("postgresql://h/d", kPostgresVersion));
  CHECK(!check_layout("postgresql://h/d", kPostgresVersion + 1));
}

TEST_CASE("a figure is the same statement, over the rows of one course") {
  const std::string sql = figure_sql(Figure::kTopics, 17, "'it''s'");
  CHECK(sql.find("question AS NOT MATERIALIZED (SELECT number, id, deck, topic, edition "
                 "FROM attache.question WHERE course = 17)") != std::string::npos);
  CHECK(
      sql.ends_with("SELECT deck, topic, COUNT(*) FROM question WHERE 'it''s' = '' OR "
                    "deck = 'it''s' GROUP BY deck, topic ORDER BY deck, topic"));
  for (const FigureSql& figure : kFigures)
    CHECK(figure_sql(figure.figure, 1, "''").find("?1") == std::string::npos);
}

TEST_CASE("every key begins with the course, and then the student where there is one") {
  for (const CourseTable& table : course_tables()) {
    CHECK(table.key.starts_with(table.of_student ? "course, student" : "course, "));
    CHECK(table.definitions.find("course integer NOT NULL") != std::string_view::npos);
  }
  CHECK(course_table("review").of_student);
}

TEST_CASE("an array is written so that every text comes back") {
  CHECK(array_text({}) == "{}");
  CHECK(array_text({"a", ""}) == R"({"a",""})");
  CHECK(array_text({R"(say "x\y")", "{,}"}) == R"({"say \"x\\y\"","{,}"})");
}

}  // namespace

}  // namespace attache::classroom
