#include "deckfile/values.h"

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("an id has small letters, digits and . _ - and begins with a letter or digit") {
  CHECK(is_id("usfj-reports"));
  CHECK(is_id("2plus2.v1_a"));
  CHECK_FALSE(is_id(""));
  CHECK_FALSE(is_id("USFJ"));
  CHECK_FALSE(is_id("-a"));
  CHECK_FALSE(is_id("a b"));
  CHECK_FALSE(is_id("é"));
  CHECK(is_id(std::string(100, 'a')));
  CHECK_FALSE(is_id(std::string(101, 'a')));
}

TEST_CASE("the id that is proposed for a text is an id") {
  CHECK(id_like("U.S. Forces Japan") == "u.s.-forces-japan");
  CHECK(id_like("-Nuñez!") == "nunez");
  CHECK(id_like("…").empty());
  CHECK(id_like(std::string(300, 'a')).size() == 100);
}

TEST_CASE("a whole number is digits without a zero in front, at most nine") {
  CHECK(whole_number("1") == 1);
  CHECK(whole_number("999999999") == 999'999'999);
  CHECK_FALSE(whole_number("0"));
  CHECK_FALSE(whole_number("01"));
  CHECK_FALSE(whole_number("-1"));
  CHECK_FALSE(whole_number("1.5"));
  CHECK_FALSE(whole_number("1000000000"));
  CHECK_FALSE(whole_number(""));
}

TEST_CASE("a number has digits, perhaps a sign before and a point within") {
  CHECK(is_number("110"));
  CHECK(is_number("-2.5"));
  CHECK(is_number("+3"));
  CHECK_FALSE(is_number("1,000"));
  CHECK_FALSE(is_number("1e5"));
  CHECK_FALSE(is_number(".5"));
  CHECK_FALSE(is_number("5."));
  CHECK_FALSE(is_number("5 km"));
  CHECK_FALSE(is_number("-"));
  CHECK_FALSE(is_number(""));
}

TEST_CASE("a year has four digits") {
  CHECK(is_year("1949"));
  CHECK(is_year("0800"));
  CHECK_FALSE(is_year("0000"));
  CHECK_FALSE(is_year("49"));
  CHECK_FALSE(is_year("19x9"));
}

TEST_CASE("a tolerance is a number or a percentage") {
  CHECK(parse_tolerance("5") == Tolerance{5, false});
  CHECK(parse_tolerance("0.5%") == Tolerance{0.5, true});
  CHECK_FALSE(parse_tolerance("-5"));
  CHECK_FALSE(parse_tolerance("%"));
  CHECK_FALSE(parse_tolerance(""));
  CHECK_FALSE(parse_tolerance("5 %"));
}

TEST_CASE("a tolerance is written without an exponent") {
  CHECK(tolerance_text({5, false}) == "5");
  CHECK(tolerance_text({0.1, true}) == "0.1%");
  CHECK(tolerance_text({1e20, false}) == "100000000000000000000");
  CHECK(tolerance_text({1e-7, false}) == "0.0000001");
}

TEST_CASE("a language code has parts of letters with hyphens between them") {
  CHECK(is_language("en"));
  CHECK(is_language("en-GB"));
  CHECK(is_language("es-419"));
  CHECK_FALSE(is_language(""));
  CHECK_FALSE(is_language("English language"));
  CHECK_FALSE(is_language("en_GB"));
  CHECK_FALSE(is_language("en-"));
  CHECK_FALSE(is_language("-en"));
  CHECK_FALSE(is_language("portuguese"));
  CHECK_FALSE(is_language("e2"));
}

TEST_CASE("an address on the web begins with https:// or http://") {
  CHECK(is_url("https://www.nato.int/a?b=c#d"));
  CHECK(is_url("http://example.org"));
  CHECK_FALSE(is_url("https://"));
  CHECK_FALSE(is_url("www.nato.int"));
  CHECK_FALSE(is_url("javascript:alert(1)"));
  CHECK_FALSE(is_url("https://a b"));
}

TEST_CASE("the precision of a date is that of its smallest part") {
  CHECK(precision_of({2024, 7, 28}) == Precision::kDay);
  CHECK(precision_of({2024, 7, 0}) == Precision::kMonth);
  CHECK(precision_of({2024, 0, 0}) == Precision::kYear);
}

TEST_CASE("a percent is a plain number from 0 to 100") {
  CHECK(parse_percent("12.5") == 12.5);
  CHECK(parse_percent("0") == 0);
  CHECK(parse_percent("100.0") == 100);
  for (const char* bad :
       {"", "100.1", "-1", "+1", "12,5", "12%", "1e1", "nan", ".5", "5.", "a"})
    CHECK_FALSE(parse_percent(bad));
  CHECK(percent_text(12.5) == "12.5");
  CHECK(percent_text(1e-7) == "0.0000001");
}

TEST_CASE("the name of a picture leads nowhere but down from the deck's folder") {
  for (const char* good :
       {"a.png", "maps/japan.PNG", "a b/c.d/e.jpg", "..a.jpeg", "日本.png"})
    CHECK_FALSE(fault_in_picture_name(good));
  for (const char* bad : {"/a.png", "../a.png", "a/../b.png", "./a.png", "a//b.png",
                          "a/.png/..", "a\\b.png", "C:a.png", "https://x.org/a.png",
                          "a.bmp", "a.gif", "png", ".png", "a.png/", ""})
    CHECK_MESSAGE(fault_in_picture_name(bad), bad);
}
