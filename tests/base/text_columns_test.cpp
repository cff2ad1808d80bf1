#include "base/text_columns.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace attache;

TEST_CASE("A kanji takes two columns of a terminal, a mark none") {
  CHECK(columns_of("") == 0);
  CHECK(columns_of("Ann Lee") == 7);
  CHECK(columns_of("木原 稔") == 7);
  CHECK(columns_of("ＵＳＦＪ") == 8);
  CHECK(columns_of("e\xCC\x81") == 1);  // e and a combining acute
  CHECK(columns_of("84 %–") == 5);
}

TEST_CASE("A text is cut by columns, and says so") {
  CHECK(cut_to_columns("Ann Lee", 7) == "Ann Lee");
  CHECK(cut_to_columns("Ann Lee", 6) == "Ann L…");
  CHECK(cut_to_columns("Ann Lee", 5) == "Ann…");
  CHECK(cut_to_columns("木原稔", 6) == "木原稔");
  // The second kanji and the sign need five columns.
  CHECK(cut_to_columns("木原稔", 5) == "木原…");
  CHECK(cut_to_columns("木原稔", 4) == "木…");
  CHECK(cut_to_columns("e\xCC\x81t\xC3\xA9s", 3) == "e\xCC\x81t…");
  CHECK(cut_to_columns("Ann", 1) == "…");
  CHECK(cut_to_columns("Ann", 0) == "…");
}

TEST_CASE("property: what is cut fits, and what fits is not cut") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& letters, std::uint8_t most) {
    std::u32string text;
    for (const std::uint8_t letter : letters)
      text +=
          letter % 3 == 0 ? char32_t{0x6728} : static_cast<char32_t>('a' + letter % 26);
    const std::string whole = to_utf8(text);
    const std::size_t room = 1 + most % 40;
    const std::string cut = cut_to_columns(whole, room);
    return columns_of(cut) <= room && (cut == whole) == (columns_of(whole) <= room);
  }));
}
