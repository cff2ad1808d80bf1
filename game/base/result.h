#pragma once
// Expected failures as values: what happened, where, and what to do about it.

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace attache {

/// One expected failure, worded for the person who will read it. `what` is a short
/// sentence without a final full stop; `where` names a file, line or question and may be
/// empty; `remedy` says what to do now and may be empty.
struct Error {
  std::string what;
  std::string where;
  std::string remedy;

  /// "where: what — remedy", leaving out the parts that are empty.
  [[nodiscard]] std::string text() const;
  bool operator==(const Error&) const = default;
};

/// Wraps an error so that it can be returned where a `Result<T>` is expected.
class Unexpected {
 public:
  explicit Unexpected(Error error) : error_(std::move(error)) {}
  [[nodiscard]] Error&& take() && { return std::move(error_); }

 private:
  Error error_;
};

/// Shorthand for `return fail("what", "where", "remedy");`.
[[nodiscard]] inline Unexpected fail(std::string what,
                                     std::string where = {},
                                     std::string remedy = {}) {
  return Unexpected(Error{std::move(what), std::move(where), std::move(remedy)});
}

/// A value or the error that stands in its place; member names are those of
/// `std::expected`.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit, so that `return value;` and `return fail(…);` read as what they are.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Unexpected failure)
      : content_(std::in_place_index<1>, std::move(failure).take()) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  [[nodiscard]] T& value() & { return *std::get_if<0>(&content_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&content_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&content_); }
  /// The same error, to be handed on as the failure of another result.
  [[nodiscard]] Unexpected unexpected() const { return Unexpected(error()); }
  template <class U>
  [[nodiscard]] T value_or(U&& other) const {
    return has_value() ? value() : static_cast<T>(std::forward<U>(other));
  }

 private:
  std::variant<T, Error> content_;
};

/// Success without a value, or an error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Unexpected failure) : error_(std::move(failure).take()) {}

  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const Error& error() const { return *error_; }
  [[nodiscard]] Unexpected unexpected() const { return Unexpected(error()); }

 private:
  std::optional<Error> error_;
};

}  // namespace attache
