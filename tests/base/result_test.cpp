#include "base/result.h"

#include <memory>

#include <doctest/doctest.h>

using namespace attache;

namespace {

Result<int> half_of(int number) {
  if (number % 2 != 0) return fail("the number is odd", "line 3", "use an even one");
  return number / 2;
}

Result<void> accept(bool good) {
  if (!good) return fail("not good");
  return {};
}

}  // namespace

TEST_CASE("a result holds its value") {
  Result<int> result = half_of(8);
  REQUIRE(result);
  CHECK(result.has_value());
  CHECK(*result == 4);
  CHECK(result.value() == 4);
  CHECK(result.value_or(7) == 4);
  *result = 5;
  CHECK(std::as_const(result).value() == 5);
  CHECK(*std::as_const(result) == 5);
}

TEST_CASE("a failed result holds its error") {
  const Result<int> result = half_of(7);
  CHECK_FALSE(result);
  CHECK(result.error() == Error{"the number is odd", "line 3", "use an even one"});
  CHECK(result.value_or(7) == 7);
}

TEST_CASE("a failure is handed on as the failure of another result") {
  const auto through = [](int number) -> Result<std::string> {
    const auto half = half_of(number);
    if (!half) return half.unexpected();
    return std::to_string(*half);
  };
  CHECK(*through(4) == "2");
  CHECK(through(3).error().what == "the number is odd");
}

TEST_CASE("a result gives up a value that can only be moved") {
  Result<std::unique_ptr<int>> result{std::make_unique<int>(3)};
  const std::unique_ptr<int> taken = *std::move(result);
  CHECK(*taken == 3);
}

TEST_CASE("members of a value are reached through the result") {
  Result<std::string> result{std::string("abc")};
  CHECK(result->size() == 3);
  CHECK(std::as_const(result)->size() == 3);
  CHECK(std::move(result).value() == "abc");
}

TEST_CASE("a result without a value is success or an error") {
  CHECK(accept(true));
  CHECK(accept(true).has_value());
  const Result<void> failed = accept(false);
  CHECK_FALSE(failed);
  CHECK(failed.error().what == "not good");
  CHECK(Result<void>(failed.unexpected()).error() == failed.error());
}

TEST_CASE("an error reads as where, what and remedy, without the parts that are empty") {
  CHECK(Error{"it broke", "deck.xml, line 3", "mend it"}.text() ==
        "deck.xml, line 3: it broke — mend it");
  CHECK(Error{"it broke", "", "mend it"}.text() == "it broke — mend it");
  CHECK(Error{"it broke", "here", ""}.text() == "here: it broke");
  CHECK(Error{"it broke", "", ""}.text() == "it broke");
}
