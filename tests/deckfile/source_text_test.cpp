#include "deckfile/source_text.h"

#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

using namespace attache;

TEST_CASE("lines and columns count from one, columns in characters") {
  const SourceText source("ab\né<x>");
  CHECK(source.place_of(0) == TextPlace{1, 1});
  CHECK(source.place_of(1) == TextPlace{1, 2});
  CHECK(source.place_of(3) == TextPlace{2, 1});
  CHECK(source.place_of(5) == TextPlace{2, 2});
  CHECK(source.place_of(99) == TextPlace{2, 5});
}

TEST_CASE("an empty text has one place") {
  CHECK(SourceText("").place_of(0) == TextPlace{1, 1});
}

TEST_CASE("property: the place of a byte is found by counting from the start") {
  CHECK(rc::check([](const std::vector<std::uint16_t>& lengths, std::uint16_t where) {
    std::string text;
    for (const auto length : lengths)
      text += std::string(length % 3000, 'x') + "\n";
    const SourceText source(text);
    const std::size_t offset = text.empty() ? 0 : where % text.size();
    TextPlace counted{1, 1};
    for (std::size_t i = 0; i < offset; ++i) {
      if (text[i] == '\n') {
        ++counted.line;
        counted.column = 1;
      } else {
        ++counted.column;
      }
    }
    return source.place_of(offset) == counted;
  }));
}

TEST_CASE("a word is found in its line, else the line's beginning is taken") {
  const std::string text = "one two\n" + std::string(5000, '-') + "\none three\n";
  const SourceText source(text);
  CHECK(source.offset_in_line(1, "two") == 4);
  CHECK(source.offset_in_line(3, "three") == 8 + 5001 + 4);
  CHECK(source.offset_in_line(3, "two") == 8 + 5001);
}

TEST_CASE("an attribute is found in its tag, behind others that hold its name") {
  const std::string_view text = "<a x='id=\"1\"'\n  id = \"2\">";
  CHECK(SourceText(text).attribute_offset(0, "id") == text.find("id = "));
  CHECK(SourceText(text).attribute_offset(0, "x") == 3);
  CHECK(SourceText(text).attribute_offset(0, "none") == 0);
}

TEST_CASE("a tag that is cut off holds no attribute") {
  for (const char* text : {"<a", "<a b", "<a b=", "<a b='", "<a b='c'", ""})
    CHECK(SourceText(text).attribute_offset(0, "id") == 0);
}
