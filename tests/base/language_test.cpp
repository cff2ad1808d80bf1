#include "base/language.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("English words are read as numbers") {
  CHECK(number_in_words("zero") == 0);
  CHECK(number_in_words("Twelve") == 12);
  CHECK(number_in_words("twenty-one") == 21);
  CHECK(number_in_words("Twenty one") == 21);
  CHECK(number_in_words("one hundred and ten") == 110);
  CHECK(number_in_words("one hundred ten") == 110);
  CHECK(number_in_words("a hundred") == 100);
  CHECK(number_in_words("sixty thousand") == 60'000);
  CHECK(number_in_words("two million") == 2'000'000);
  CHECK(number_in_words("forty-three trillion") == 43e12);
  CHECK(number_in_words("ninety-nine thousand nine hundred and ninety-nine") == 99'999);
}

TEST_CASE("other words are no number") {
  for (const char* text : {"", "a", "and", "many", "two three", "twenty ten",
                           "twelve ships", "second", "oneone", "…", "million"}) {
    CAPTURE(text);
    CHECK_FALSE(number_in_words(text));
  }
}

TEST_CASE("English words are read as a place in a row") {
  CHECK(ordinal_in_words("first") == 1);
  CHECK(ordinal_in_words("Seventh") == 7);
  CHECK(ordinal_in_words("twenty-first") == 21);
  CHECK(ordinal_in_words("one hundredth") == 100);
  CHECK_FALSE(ordinal_in_words("seven"));
  CHECK_FALSE(ordinal_in_words("firstly"));
}

TEST_CASE("the words of numbers are known") {
  for (const char* word : {"zero", "seven", "seventh", "ninety", "hundred", "million",
                           "trillionth", "second"})
    CHECK(is_number_word(word));
  for (const char* word : {"and", "forces", "", "millions of"})
    CHECK_FALSE(is_number_word(word));
}

TEST_CASE("countries have their English names") {
  const auto& names = country_names();
  CHECK(names.size() > 240);
  for (const char* name : {"Iran", "Iraq", "Japan", "South Korea", "Slovenia"})
    CHECK(std::find(names.begin(), names.end(), name) != names.end());
}
