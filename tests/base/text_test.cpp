#include "base/text.h"

#include <array>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace attache;

namespace {

std::vector<std::string> sentence_texts(std::string_view text) {
  std::vector<std::string> found;
  for (const TextRange& range : sentences(text))
    found.emplace_back(text.substr(range.begin, range.end - range.begin));
  return found;
}

rc::Gen<std::string> any_text() {
  return rc::gen::map(
      rc::gen::container<std::u32string>(rc::gen::inRange<char32_t>(0x20, 0xD7FF)),
      [](const std::u32string& letters) { return to_utf8(letters); });
}

rc::Gen<std::string> short_word() {
  return rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc")));
}

}  // namespace

TEST_CASE("what XML allows is valid") {
  for (const char* text : {"", "plain", "tab\tline\nreturn\r", "\x7F", "é 日本 😀",
                           "\uD7FF\uE000\uFFFD", "\U0001FFFE", "\U0010FFFF"})
    CHECK_FALSE(first_invalid_character(text));
}

TEST_CASE("the first byte of what is no valid text is found") {
  struct Case {
    std::string_view text;
    std::size_t at;
  };
  using namespace std::string_view_literals;
  const std::array<Case, 16> cases{{{"ab\0c"sv, 2},
                                    {"\x01", 0},
                                    {"a\x08", 1},
                                    {"a\x0B", 1},
                                    {"a\x0C", 1},
                                    {"a\x0E", 1},
                                    {"a\x1F", 1},
                                    {"é\uFFFE", 2},
                                    {"é\uFFFF", 2},
                                    {"ab\x80", 2},        // continuation without a start
                                    {"ab\xC3", 2},        // cut short
                                    {"ab\xC3z", 2},       // no continuation
                                    {"\xC0\xAF", 0},      // overlong
                                    {"\xED\xA0\x80", 0},  // surrogate
                                    {"\xF4\x90\x80\x80", 0},  // beyond Unicode
                                    {"日\xFF本", 3}}};
  for (const Case& bad : cases) {
    CAPTURE(bad.text);
    CHECK(first_invalid_character(bad.text) == bad.at);
  }
}

TEST_CASE("one line has single blanks and composed letters") {
  CHECK(one_line("  a \t b\r\n\nc ") == "a b c");
  CHECK(one_line("a\u00A0b\u3000c\u2009d") == "a b c d");
  CHECK(one_line("e\u0301") == "é");
  CHECK(one_line(" \n ").empty());
}

TEST_CASE("a capital is put on the first letter") {
  CHECK(with_capital("the Quad") == "The Quad");
  CHECK(with_capital("éclair") == "Éclair");
  CHECK(with_capital("ǆ") == "ǅ");
  CHECK(with_capital("“the Quad” met") == "“The Quad” met");
  CHECK(with_capital("*the* Quad") == "*The* Quad");
  CHECK(with_capital("2 plus 2") == "2 plus 2");
  CHECK(with_capital("横田") == "横田");
  CHECK(with_capital("").empty());
  CHECK(with_capital("…") == "…");
}

TEST_CASE("folding leaves out case, width and accents") {
  struct Case {
    const char* text;
    const char* folded;
  };
  const std::array<Case, 22> cases{{{"Yokota", "yokota"},
                                    {"Ｙｏｋｏｔａ", "yokota"},
                                    {"Nuñez", "nunez"},
                                    {"Tōkyō", "tokyo"},
                                    {"Straße", "strasse"},
                                    {"STRASSE", "strasse"},
                                    {"ẞ", "ss"},
                                    {"İstanbul", "istanbul"},
                                    {"Diyarbakır", "diyarbakir"},
                                    {"Łódź", "lodz"},
                                    {"Sørensen", "sorensen"},
                                    {"Æsir", "aesir"},
                                    {"Œuvre", "oeuvre"},
                                    {"Đilas", "dilas"},
                                    {"Þingvellir", "thingvellir"},
                                    {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
                                    {"σίσυφος", "σισυφοσ"},
                                    {"ﬁne", "fine"},
                                    {"１２３", "123"},
                                    {"ﾖｺﾀ", "ヨコタ"},
                                    {" two\n words ", "two words"},
                                    {"co\u00ADop", "coop"}}};
  for (const Case& pair : cases)
    CHECK(fold(pair.text) == pair.folded);
}

TEST_CASE("folding keeps marks that make another letter") {
  CHECK(fold("が") == "が");
  CHECK(fold("ぱ") != fold("は"));
  CHECK(fold("ｶﾞ") == "ガ");
  CHECK(fold("กุ") == "กุ");
  CHECK(fold("कु") == "कु");
}

TEST_CASE("letters, digits and their marks belong to words") {
  for (const char32_t c : {U'a', U'É', U'7', U'７', U'日', U'ー', U'\u0301'})
    CHECK(is_letter_or_digit(c));
  for (const char32_t c : {U' ', U'.', U'-', U'・', U'€', U'’', U'（'})
    CHECK_FALSE(is_letter_or_digit(c));
}

TEST_CASE("capitals are what is not small") {
  for (const char32_t c : {U'A', U'É', U'Ｕ', U'7', U'日'})
    CHECK(is_capital(c));
  for (const char32_t c : {U'a', U'é', U'ß', U'ǅ'})
    CHECK_FALSE(is_capital(c));
}

TEST_CASE("code points come and go") {
  CHECK(code_points("a日😀") == U"a日😀");
  CHECK(to_utf8(U"a日😀") == "a日😀");
  CHECK(code_points("a\xFFz") == U"a\uFFFDz");
  CHECK(code_points("").empty());
}

TEST_CASE("edit distance counts insertions, deletions, substitutions and swaps") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("Saturday", "Sunday") == 3);
  CHECK(edit_distance("ab", "ba") == 1);
  CHECK(edit_distance("Yokota", "Yoktoa") == 1);
  // No part is edited twice: the restricted distance, where the full one would be 2.
  CHECK(edit_distance("ca", "abc") == 3);
  CHECK(edit_distance("日本", "日木") == 1);
  CHECK(edit_distance("é", "e") == 1);
}

TEST_CASE("the closest candidate is found if it is close") {
  const std::vector<std::string_view> names{"study", "status", "export"};
  CHECK(closest("stduy", names) == "study");
  CHECK(closest("STATUS", names) == "status");
  CHECK(closest("exprt", names) == "export");
  CHECK_FALSE(closest("import-all", names));
  CHECK_FALSE(closest("", names));
  CHECK_FALSE(closest("study", {}));
  // At least one edit, at most three.
  const std::vector<std::string_view> more{"at", "internationalisation"};
  CHECK(closest("it", more) == "at");
  CHECK(closest("internationaliza", more) == std::nullopt);
  CHECK(closest("internationalizatio", more) == "internationalisation");
}

TEST_CASE("words are cut without punctuation") {
  CHECK(
      words("To whom does U.S. Forces Japan report?") ==
      std::vector<std::string>{"To", "whom", "does", "U.S", "Forces", "Japan", "report"});
  CHECK(words("1,000 km—it's far") ==
        std::vector<std::string>{"1,000", "km", "it's", "far"});
  CHECK(words("").empty());
  CHECK(words(" … ").empty());
}

TEST_CASE("sentences are cut at their ends, without the blanks between them") {
  CHECK(sentence_texts("One is here. Two is there!  Three?") ==
        std::vector<std::string>{"One is here.", "Two is there!", "Three?"});
  CHECK(sentence_texts("日本です。次です。") ==
        std::vector<std::string>{"日本です。", "次です。"});
  CHECK(sentence_texts("No stop") == std::vector<std::string>{"No stop"});
  CHECK(sentence_texts("It rose by 1.5 percent. Then it fell.") ==
        std::vector<std::string>{"It rose by 1.5 percent.", "Then it fell."});
  CHECK(sentences("").empty());
  CHECK(sentences("  \n ").empty());
}

TEST_CASE("an abbreviation does not end a sentence") {
  CHECK(sentence_texts("The U.S. Forces Japan headquarters is at Yokota. It is large.") ==
        std::vector<std::string>{"The U.S. Forces Japan headquarters is at Yokota.",
                                 "It is large."});
  CHECK(sentence_texts("It met Gen. Smith and Adm. Paparo. They spoke.") ==
        std::vector<std::string>{"It met Gen. Smith and Adm. Paparo.", "They spoke."});
  CHECK(sentence_texts("Harry S. Truman signed it. (Mr. Dulles did too.)").size() == 2);
  CHECK(sentence_texts("Article No. 9 stands.").size() == 1);
}

TEST_CASE("a dotted acronym ends a sentence where another plainly begins") {
  CHECK(sentence_texts("They live in the U.S. The others do not.") ==
        std::vector<std::string>{"They live in the U.S.", "The others do not."});
}

TEST_CASE("a paragraph ends a sentence even after an abbreviation") {
  CHECK(sentence_texts("It was made in the U.S.\n\nForces moved.").size() == 2);
  CHECK(sentence_texts("First line\n\nSecond line").size() == 2);
}

TEST_CASE("an acronym without dots ends a sentence") {
  CHECK(sentence_texts("It reports to INDOPACOM. USFJ does so today.").size() == 2);
}

TEST_CASE("property: folding is idempotent and blind to case") {
  CHECK(rc::check("twice", [] {
    const std::string once = fold(*any_text());
    return fold(once) == once;
  }));
}

TEST_CASE("property: one line is idempotent") {
  CHECK(rc::check("twice", [] {
    const std::string once = one_line(*any_text());
    return one_line(once) == once;
  }));
}

TEST_CASE("property: code points written as UTF-8 come back") {
  CHECK(rc::check("round trip", [] {
    const std::string text = *any_text();
    return to_utf8(code_points(text)) == text && !first_invalid_character(text);
  }));
}

TEST_CASE(
    "property: edit distance is symmetric, zero only for equals, and at most the longer "
    "length") {
  CHECK(rc::check("metric", [] {
    const std::string a = *short_word();
    const std::string b = *short_word();
    const std::size_t distance = edit_distance(a, b);
    return distance == edit_distance(b, a) && (distance == 0) == (a == b) &&
           distance <= std::max(a.size(), b.size());
  }));
}

TEST_CASE("property: sentences are in order, not empty, and lose only blanks") {
  CHECK(rc::check("cover", [] {
    const std::string text = *any_text();
    std::size_t last = 0;
    for (const TextRange& range : sentences(text)) {
      if (range.begin < last || range.end <= range.begin || range.end > text.size())
        return false;
      if (!one_line(std::string_view(text).substr(last, range.begin - last)).empty())
        return false;
      last = range.end;
    }
    return one_line(std::string_view(text).substr(last)).empty();
  }));
}

TEST_CASE("things are listed as the language writes them") {
  CHECK(listed({"A", "B", "C"}, "en-GB") == "A, B and C");
  CHECK(listed({"A", "B", "C"}, "ja") == "A、B、C");
  CHECK(listed({"A", "B"}, "de") == "A und B");
  CHECK(listed({}, "ja").empty());
}

TEST_CASE("things are listed with commas and a last and") {
  CHECK(listed({}).empty());
  CHECK(listed({"A"}) == "A");
  CHECK(listed({"A", "B"}) == "A and B");
  CHECK(listed({"A", "B", "C"}) == "A, B and C");
}
