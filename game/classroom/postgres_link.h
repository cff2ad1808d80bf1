#pragma once
// A connection to PostgreSQL through libpqxx, whichever version of it, with failures as
// values.

#include <array>
#include <cstdint>
#include <exception>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <pqxx/stream_to>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "classroom/postgres_words.h"

namespace attache::classroom {

/// A field on its way into the database.
struct CopiedField {
  std::string text;
  bool is_null = false;
};
[[nodiscard]] inline CopiedField copied(std::int64_t number) {
  return {fmt::format_int(number).str(), false};
}
[[nodiscard]] inline CopiedField copied(int number) {
  return {fmt::format_int(number).str(), false};
}
/// With all its digits.
[[nodiscard]] inline CopiedField copied(double number) {
  return {fmt::format("{}", number), false};
}
[[nodiscard]] inline CopiedField copied(std::string text) {
  return {std::move(text), false};
}
template <class Value>
[[nodiscard]] CopiedField copied(const std::optional<Value>& value) {
  return value ? copied(*value) : CopiedField{"", true};
}

/// Rows into a table by COPY; columns are those of `course_table`, the course first.
/// Nothing else may be asked of the connection before `finish`. Throws as libpqxx does.
class RowCopy {
 public:
  RowCopy(pqxx::work& work, std::string_view table, int course);
  template <class... Values>
  void row(const Values&... values) {
    write(std::array<CopiedField, sizeof...(Values) + 1>{course_, copied(values)...});
  }
  void finish() { stream_.complete(); }

 private:
  template <std::size_t kSize>
  void write(const std::array<CopiedField, kSize>& fields) {
    // Null pointers and texts are what all versions of libpqxx take.
    std::array<const char*, kSize> pointers{};
    for (std::size_t i = 0; i < kSize; ++i)
      pointers[i] = fields[i].is_null ? nullptr : fields[i].text.c_str();
    stream_ << pointers;
  }

  pqxx::stream_to stream_;
  CopiedField course_;
};

/// The SQLSTATE of a failure, as far as libpqxx tells.
[[nodiscard]] std::string state_of(const pqxx::failure& failure);

/// A connection, and transactions on it.
class PostgresLink {
 public:
  /// Fails where nobody answers or lets us in, and for a server that cannot keep classes.
  static Result<PostgresLink> open(const std::string& url);

  /// Does one thing in a transaction that is committed if it goes well. `act(work)` gives
  /// a `Result`; if somebody else is in the way it is done again, up to `tries` times.
  template <class Act>
  auto in_work(const Act& act, int tries = 3)
      -> decltype(act(std::declval<pqxx::work&>()));
  /// Does one thing in a transaction that stays.
  template <class Act>
  auto in_held(pqxx::work& work, const Act& act) -> decltype(act(work)) {
    return guarded([&] { return act(work); });
  }
  /// A transaction that reads all as it is now.
  Result<std::unique_ptr<pqxx::work>> still();

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  explicit PostgresLink(std::string url) : url_(std::move(url)) {}
  void connect();
  /// A transaction with our settings. A connection that was lost since it was last used
  /// is made again.
  std::unique_ptr<pqxx::work> begun(const std::string& first);
  template <class Act>
  auto guarded(const Act& act) -> decltype(act());

  std::string url_;
  std::unique_ptr<pqxx::connection> connection_;
  std::string state_;  ///< SQLSTATE of the last failure
};

template <class Act>
auto PostgresLink::guarded(const Act& act) -> decltype(act()) {
  state_.clear();
  try {
    return act();
  } catch (const pqxx::broken_connection& lost) {
    if (connection_ == nullptr) return Unexpected(connection_error(url_, lost.what()));
    state_ = "08006";
    return Unexpected(statement_error(url_, state_, lost.what()));
  } catch (const pqxx::in_doubt_error& doubt) {
    state_ = "08007";
    return Unexpected(statement_error(url_, state_, doubt.what()));
  } catch (const pqxx::failure& failure) {
    state_ = state_of(failure);
    if (state_.empty() && connection_ != nullptr && !connection_->is_open())
      state_ = "08006";
    return Unexpected(statement_error(url_, state_, failure.what()));
  } catch (const std::exception& failure) {
    return Unexpected(statement_error(url_, state_, failure.what()));
  }
}

template <class Act>
auto PostgresLink::in_work(const Act& act, int tries)
    -> decltype(act(std::declval<pqxx::work&>())) {
  const auto once = [&] {
    return guarded([&] {
      const auto work = begun("");
      auto done = act(*work);
      if (done) work->commit();
      return done;
    });
  };
  auto done = once();
  for (int tried = 1; !done && is_passing(state_) && tried < tries; ++tried)
    done = once();
  return done;
}

}  // namespace attache::classroom
