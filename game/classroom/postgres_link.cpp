#include "classroom/postgres_link.h"

#include <pqxx/version>

#include "classroom/postgres_sql.h"

namespace attache::classroom {

namespace {

std::string columns_of(std::string_view table) {
  return fmt::format("course, {}", course_table(table).columns);
}

pqxx::stream_to stream_into(pqxx::work& work,
                            const std::string& table,
                            const std::string& columns) {
#if PQXX_VERSION_MAJOR >= 7
  return pqxx::stream_to::raw_table(work, table, columns);
#else
  return pqxx::stream_to(work, table, std::array<std::string, 1>{columns});
#endif
}

// What a server's or a user's own settings must not change for us.
constexpr const char* kSettings =
    "SET LOCAL client_encoding = 'UTF8';"
    "SET LOCAL search_path = pg_catalog;"
    "SET LOCAL extra_float_digits = 1;"
    "SET LOCAL bytea_output = 'hex';"
    "SET LOCAL client_min_messages = error;"
    // Rows come in portions, but all of them come.
    "SET LOCAL cursor_tuple_fraction = 1";

}  // namespace

std::string state_of(const pqxx::failure& failure) {
  const auto is = [&](const auto* kind) {
    return dynamic_cast<decltype(kind)>(&failure) != nullptr;
  };
  // Version 6 has no state for these, only types.
  if (is(static_cast<const pqxx::deadlock_detected*>(nullptr))) return "40P01";
  if (is(static_cast<const pqxx::serialization_failure*>(nullptr))) return "40001";
  if (is(static_cast<const pqxx::insufficient_privilege*>(nullptr))) return "42501";
  if (is(static_cast<const pqxx::disk_full*>(nullptr))) return "53100";
  if (is(static_cast<const pqxx::insufficient_resources*>(nullptr))) return "53000";
  const auto* by_server = dynamic_cast<const pqxx::sql_error*>(&failure);
  return by_server == nullptr ? "" : by_server->sqlstate();
}

RowCopy::RowCopy(pqxx::work& work, std::string_view table, int course)
    : stream_(stream_into(work, fmt::format("attache.{}", table), columns_of(table))),
      course_(copied(course)) {}

void PostgresLink::connect() {
  connection_.reset();
  connection_ = std::make_unique<pqxx::connection>(connection_url(url_));
}

std::unique_ptr<pqxx::work> PostgresLink::begun(const std::string& first) {
  const auto begin = [&] {
    auto work = std::make_unique<pqxx::work>(*connection_);
    work->exec(first + kSettings);
    return work;
  };
  if (connection_ == nullptr) connect();
  try {
    return begin();
  } catch (const pqxx::failure&) {
    if (connection_->is_open()) throw;
  }
  connect();
  return begin();
}

Result<std::unique_ptr<pqxx::work>> PostgresLink::still() {
  return guarded([&]() -> Result<std::unique_ptr<pqxx::work>> {
    return begun("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;");
  });
}

Result<PostgresLink> PostgresLink::open(const std::string& url) {
  if (auto checked = check_url(url); !checked) return checked.unexpected();
  PostgresLink link(url);
  auto good = link.guarded([&]() -> Result<void> {
    link.connect();
    const auto work = link.begun("");
    const auto encoding = work->exec(std::string("SHOW server_encoding"));
    return check_server(url, link.connection_->server_version(), encoding[0][0].c_str());
  });
  if (!good) return good.unexpected();
  return link;
}

}  // namespace attache::classroom
