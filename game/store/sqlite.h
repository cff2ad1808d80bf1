#pragma once
// SQLite as this layer uses it: prepared statements that are kept, and errors as values.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include <sqlite3.h>

#include "base/result.h"

namespace attache {

/// A statement known at compile time, so that its address can stand for its prepared
/// form.
class Sql {
 public:
  // NOLINTBEGIN(google-explicit-constructor)
  template <std::size_t kSize>
  consteval Sql(const char (&text)[kSize]) : text_(text) {}
  // NOLINTEND(google-explicit-constructor)
  [[nodiscard]] constexpr const char* text() const { return text_; }

 private:
  const char* text_;
};

/// The current row of a query; columns count from 0. Texts are copied.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] int small(int column) const { return static_cast<int>(integer(column)); }
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const;
  /// Bytes and texts as they lie in SQLite's memory, until the next row.
  [[nodiscard]] std::span<const std::byte> bytes(int column) const;
  [[nodiscard]] std::string_view borrowed(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

/// What an SQLite result code means, in words for the person who has the file.
[[nodiscard]] Error sqlite_error(int code,
                                 const std::string& where,
                                 std::string_view detail);

/// One connection to one file.
class Database {
 public:
  /// `kAsItLies` reads the main file alone: it looks at no journal, takes no lock and
  /// writes nothing.
  enum class Mode { kWrite, kAsItLies };
  static Result<Database> open(const std::filesystem::path& file, Mode mode);

  /// Runs statements that take and give no values.
  Result<void> script(const std::string& sql);
  /// Runs one statement to its end.
  template <class... Values>
  Result<void> run(Sql sql, const Values&... values) {
    return each(
        sql, [](const Row&) {}, values...);
  }
  /// Runs one statement and hands each row to `take`, which returns nothing, a
  /// `Result<void>`, or whether to go on.
  template <class Take, class... Values>
  Result<void> each(Sql sql, const Take& take, const Values&... values);
  /// Runs one statement and gives all its rows as `read(row, name())` has them, each a
  /// `Result<T>`; fails at the first that cannot be read.
  template <class T, class Read, class... Values>
  Result<std::vector<T>> all(Sql sql, const Read& read, const Values&... values);
  /// The first column of the first row; 0 if there is no row or it is empty.
  template <class... Values>
  Result<std::int64_t> number(Sql sql, const Values&... values);
  /// The same as text.
  Result<std::string> word(Sql sql);

  /// What SQLite's own check ("PRAGMA quick_check(1)") says of the file. A disk that
  /// cannot be read is an error, not damage.
  Result<bool> is_sound(Sql check);

  /// SQLite's (extended) code of the last call.
  [[nodiscard]] int last_code() const { return sqlite3_extended_errcode(handle_.get()); }
  /// The last failure, worded.
  [[nodiscard]] Unexpected failure() const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  /// Steps through a statement of which the values were bound with the code `bound`.
  Result<void> step_through(sqlite3_stmt* statement,
                            int bound,
                            const std::function<Result<bool>(const Row&)>& take);
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  /// Borrows a kept statement and leaves it reset, whatever happens in between.
  struct Reset {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
    }
  };
  using Running = std::unique_ptr<sqlite3_stmt, Reset>;

  Database(sqlite3* handle, std::string name) : handle_(handle), name_(std::move(name)) {}
  Result<sqlite3_stmt*> prepared(Sql sql);
  static int bind(sqlite3_stmt* statement, int at, std::int64_t value);
  static int bind(sqlite3_stmt* statement, int at, int value);
  static int bind(sqlite3_stmt* statement, int at, double value);
  static int bind(sqlite3_stmt* statement, int at, std::string_view value);
  static int bind(sqlite3_stmt* statement, int at, std::span<const std::byte> value);
  static int bind(sqlite3_stmt* statement, int at, std::nullptr_t value);
  template <class Value>
  static int bind(sqlite3_stmt* statement, int at, const std::optional<Value>& value) {
    return value ? bind(statement, at, *value) : bind(statement, at, nullptr);
  }

  std::unique_ptr<sqlite3, Close> handle_;
  std::string name_;  ///< the file, for messages
  std::unordered_map<const void*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Result<void> commit();
  ~Transaction();
  Transaction(Transaction&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

template <class Take, class... Values>
Result<void> Database::each(Sql sql, const Take& take, const Values&... values) {
  const auto statement = prepared(sql);
  if (!statement) return statement.unexpected();
  const Running running(*statement);
  [[maybe_unused]] int at = 0;
  int bound = SQLITE_OK;
  ((bound = std::max(bound, bind(running.get(), ++at, values))), ...);
  return step_through(running.get(), bound, [&](const Row& row) -> Result<bool> {
    using Taken = decltype(take(row));
    if constexpr (std::is_void_v<Taken>) {
      take(row);
      return true;
    } else if constexpr (std::is_same_v<Taken, bool>) {
      return take(row);
    } else {
      const Result<void> taken = take(row);
      if (!taken) return taken.unexpected();
      return true;
    }
  });
}

template <class T, class Read, class... Values>
Result<std::vector<T>> Database::all(Sql sql, const Read& read, const Values&... values) {
  std::vector<T> found;
  const auto done = each(
      sql,
      [&](const Row& row) -> Result<void> {
        auto one = read(row, name());
        if (!one) return one.unexpected();
        found.push_back(*std::move(one));
        return {};
      },
      values...);
  if (!done) return done.unexpected();
  return found;
}

template <class... Values>
Result<std::int64_t> Database::number(Sql sql, const Values&... values) {
  std::int64_t found = 0;
  bool first = true;
  const auto done = each(
      sql,
      [&](const Row& row) {
        if (first) found = row.integer(0);
        first = false;
      },
      values...);
  if (!done) return done.unexpected();
  return found;
}

}  // namespace attache
