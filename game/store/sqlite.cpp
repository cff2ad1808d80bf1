#include "store/sqlite.h"

#include <cassert>
#include <fmt/format.h>

namespace attache {

std::int64_t Row::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Row::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

std::string Row::text(int column) const {
  return std::string(borrowed(column));
}

std::span<const std::byte> Row::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const std::byte*>(bytes), size};
}

std::string_view Row::borrowed(int column) const {
  const void* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(bytes), size};
}

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Error sqlite_error(int code, const std::string& where, std::string_view detail) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return {"The disk is full", where,
              "Free some space and try again; everything saved before is safe"};
    case SQLITE_IOERR:
      return {"The disk could not be read or written", where,
              "Try again; if it happens again, check the disk"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return {"This file cannot be opened for writing", where,
              "Check who may write to it and to its folder"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"Another program is using this file", where, "Close the other program"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {"This file is damaged", where,
              "Go back to a backup of it; those of your progress are in the folder "
              "backups beside it"};
    case SQLITE_NOMEM:
      return {"There is not enough memory", where, "Close other programs and try again"};
    default:
      return {fmt::format("This file could not be used ({})", detail), where, {}};
  }
}

namespace {

/// SQLite's name for a file that is read as it lies.
std::string unlocked_uri(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '%' || c == '?' || c == '#') {
      uri += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
  const bool write = mode == Mode::kWrite;
  const std::string target = write ? file.string() : unlocked_uri(file);
  const int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                          : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(target.c_str(), &handle,
                      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(handle, file.string());
  if (code != SQLITE_OK)
    return Unexpected(sqlite_error(code, file.string(), sqlite3_errstr(code)));
  return database;
}

Unexpected Database::failure() const {
  return Unexpected(sqlite_error(last_code(), name_, sqlite3_errmsg(handle_.get())));
}

Result<void> Database::step_through(sqlite3_stmt* statement,
                                    int bound,
                                    const std::function<Result<bool>(const Row&)>& take) {
  if (bound != SQLITE_OK)
    return Unexpected(sqlite_error(bound, name_, sqlite3_errstr(bound)));
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    const Result<bool> goes_on = take(Row(statement));
    if (!goes_on) return goes_on.unexpected();
    if (!*goes_on) return {};
  }
  if (code != SQLITE_DONE) return failure();
  return {};
}

Result<void> Database::script(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure();
  return {};
}

Result<std::string> Database::word(Sql sql) {
  std::string found;
  const auto done = each(sql, [&](const Row& row) {
    if (found.empty()) found = row.text(0);
  });
  if (!done) return done.unexpected();
  return found;
}

Result<bool> Database::is_sound(Sql check) {
  const auto verdict = word(check);
  if (!verdict) return verdict.unexpected();
  // The check goes on after a failed read and only mentions it.
  if (verdict->find("unable to get the page") != std::string::npos)
    return Unexpected(sqlite_error(SQLITE_IOERR, name_, {}));
  return *verdict == "ok";
}

Result<sqlite3_stmt*> Database::prepared(Sql sql) {
  auto& kept = statements_[sql.text()];
  if (kept == nullptr) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(handle_.get(), sql.text(), -1, SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
      return failure();
    kept.reset(statement);
  }
  assert(sqlite3_stmt_busy(kept.get()) == 0);  // a query must not run inside itself
  return kept.get();
}

int Database::bind(sqlite3_stmt* statement, int at, std::int64_t value) {
  return sqlite3_bind_int64(statement, at, value);
}

int Database::bind(sqlite3_stmt* statement, int at, int value) {
  return sqlite3_bind_int64(statement, at, value);
}

int Database::bind(sqlite3_stmt* statement, int at, double value) {
  return sqlite3_bind_double(statement, at, value);
}

int Database::bind(sqlite3_stmt* statement, int at, std::string_view value) {
  // A null pointer would be bound as NULL. The text outlives the statement's run, hence
  // no copy.
  const char* text = value.data() == nullptr ? "" : value.data();
  return sqlite3_bind_text64(statement, at, text, value.size(), nullptr, SQLITE_UTF8);
}

int Database::bind(sqlite3_stmt* statement, int at, std::span<const std::byte> value) {
  const void* bytes =
      value.data() == nullptr ? "" : static_cast<const void*>(value.data());
  return sqlite3_bind_blob64(statement, at, bytes, value.size(), nullptr);
}

int Database::bind(sqlite3_stmt* statement, int at, std::nullptr_t /*value*/) {
  return sqlite3_bind_null(statement, at);
}

Result<Transaction> Transaction::begin(Database& database) {
  const auto begun = database.run("BEGIN IMMEDIATE");
  if (!begun) return begun.unexpected();
  return Transaction(database);
}

Result<void> Transaction::commit() {
  auto done = database_->run("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

Transaction::~Transaction() {
  // Many errors make SQLite roll back by itself; then there is nothing left to take back.
  if (database_ == nullptr || sqlite3_get_autocommit(database_->handle()) != 0) return;
  static_cast<void>(database_->script("ROLLBACK"));
}

}  // namespace attache
