#include "cards/answer_text.h"

#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace attache;

namespace {

/// Letters of ASCII in their wide form, which folds to the same.
std::string wide(const std::string& text) {
  std::u32string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const auto plain = static_cast<char32_t>(static_cast<unsigned char>(c));
    out += letter ? plain + 0xFEE0 : plain;
  }
  return to_utf8(out);
}

}  // namespace

TEST_CASE("doubled letters are taken as one") {
  CHECK(without_doubles(U"phillippines") == U"philipines");
  CHECK(without_doubles(U"aaa") == U"a");
  CHECK(without_doubles(U"").empty());
}

TEST_CASE("all doubled letters that are missing or too many are one slip") {
  CHECK(slip_distance("malacca", "malacca") == 0);
  CHECK(slip_distance("mallaca", "malacca") == 1);
  CHECK(slip_distance("phillipines", "philippines") == 1);
  CHECK(slip_distance("yakata", "yokota") == 2);
  CHECK(slip_distance("", "abc") == 3);
}

TEST_CASE("a text that names nothing reads as itself or as nothing") {
  CHECK(read_answer("").words.empty());
  CHECK(read_answer("?").joined == "?");
  CHECK(read_answer(" \t\n").words.empty());
}

TEST_CASE("property: plain letters read like the same letters in another width") {
  CHECK(rc::check("width", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("abcUSN of the.,-'&%12 \t\nand")));
    return read_answer(text) == read_answer(wide(text));
  }));
}
