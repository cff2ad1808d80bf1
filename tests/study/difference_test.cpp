#include "study/difference.h"

#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.h"

using namespace attache;

namespace {

/// Pieces as one text: what is missing in [brackets], what is extra in {braces}.
std::string shown(const std::string& typed, const std::string& right) {
  std::string out;
  for (const DifferencePiece& piece : difference(typed, right)) {
    const bool missing = piece.kind == DifferenceKind::kMissing;
    const bool extra = piece.kind == DifferenceKind::kExtra;
    out += missing ? "[" : extra ? "{" : "";
    out += piece.text;
    out += missing ? "]" : extra ? "}" : "";
  }
  return out;
}

std::string off(const std::string& typed, const std::string& right) {
  return what_is_off(difference(typed, right));
}

/// Pieces of all but one kind, joined.
std::string without(DifferenceKind kind, const std::vector<DifferencePiece>& pieces) {
  std::string out;
  for (const DifferencePiece& piece : pieces)
    if (piece.kind != kind) out += piece.text;
  return out;
}

std::string letters(const std::string& text) {
  std::u32string out;
  for (const char32_t c : code_points(fold(text)))
    if (is_letter_or_digit(c)) out += c;
  return to_utf8(out);
}

/// Made-up words without "a", which is not looked at.
rc::Gen<std::string> made_up() {
  return rc::gen::container<std::string>(rc::gen::elementOf(std::string("bkoBKO059 -.")));
}

}  // namespace

TEST_CASE("letters that are missing, too many or others are told apart") {
  CHECK(shown("Yokota", "Yokota") == "Yokota");
  CHECK(shown("Yokta", "Yokota") == "Yok[o]ta");
  CHECK(shown("Yokoota", "Yokota") == "Yoko{o}ta");
  CHECK(shown("Yokata", "Yokota") == "Yok{a}[o]ta");
  CHECK(shown("Comand", "Command") == "Com[m]and");
  CHECK(shown("deterance", "deterrence") == "deter{a}[re]nce");
  CHECK(shown("", "Oki") == "[Oki]");
  CHECK(shown("Oki", "") == "{Oki}");
  CHECK(shown("", "").empty());
}

TEST_CASE("what marking does not look at never differs") {
  CHECK(shown("YOKTA", "Yokota") == "Yok[o]ta");
  CHECK(shown("tokyo", "Tōkyō") == "Tōkyō");
  CHECK(shown("Ｙｏｋｔａ", "Yokota") == "Yok[o]ta");
  CHECK(shown("indo pacfic!", "Indo-Pacific.") == "Indo-Pac[i]fic.");
  CHECK(shown("Strait Mallaca", "Strait of Malacca") == "Strait of Mal{l}ac[c]a");
  CHECK(shown("the Pentagn", "Pentagon") == "Pentag[o]n");
  CHECK(shown("Co\u0302te dIvore", "Côte d'Ivoire") == "Côte d'Ivo[i]re");
}

TEST_CASE("whole words that are missing or too many are one piece") {
  CHECK(shown("Yokota", "Yokota Air Base") == "Yokota [Air Base]");
  CHECK(shown("Yokota Air Base", "Yokota") == "Yokota{Air Base}");
}

TEST_CASE("words that are not worth showing can be named") {
  const auto is_title = [](std::string_view word) { return word == "mr"; };
  CHECK(without(DifferenceKind::kMissing, difference("Mr Blinkn", "Blinken", is_title)) ==
        "Blinkn");
}

TEST_CASE("a text that is very long is not compared") {
  CHECK(difference(std::string(301, 'a'), "a").empty());
  CHECK(difference("a", std::string(301, 'a')).empty());
  CHECK(difference(std::string(100'000, 'a'), "a").empty());
  CHECK(difference("a", std::string(100'000, 'a')).empty());
  CHECK_FALSE(difference(std::string(300, 'a'), "a").empty());
}

TEST_CASE("texts are close when two thirds of the letters are the same, and not all") {
  CHECK(is_close(difference("USFK", "USFJ")));
  CHECK(is_close(difference("exports", "imports")));
  CHECK_FALSE(is_close(difference("Atsugi", "Yokota")));
  CHECK_FALSE(is_close(difference("Yokota", "Yokota")));
  CHECK_FALSE(is_close(difference("Base", "Yokota Air Base")));
  CHECK_FALSE(is_close({}));
}

TEST_CASE("what is off is said in words") {
  CHECK(off("Yokta", "Yokota") == "one letter is missing");
  CHECK(off("Yoka", "Yokota") == "2 letters are missing");
  CHECK(off("Yokkota", "Yokota") == "one letter is too many");
  CHECK(off("Yokata", "Yokota") == "one letter is different");
  CHECK(off("Yakata", "Yokota") == "2 letters are different");
  CHECK(off("Yoktoa", "Yokota") == "two letters have changed places");
  CHECK(off("2026", "2025") == "the number is another");
  CHECK(off("F-16", "F-35") == "the number is another");
  CHECK(off("Yokota", "yokota").empty());
}

TEST_CASE(
    "property: same and missing pieces are the right answer, same and extra ones what "
    "was "
    "typed") {
  CHECK(rc::check("joined pieces", [] {
    const std::string typed = *made_up();
    const std::string right = *made_up();
    const auto pieces = difference(typed, right);
    return without(DifferenceKind::kExtra, pieces) == one_line(right) &&
           letters(without(DifferenceKind::kMissing, pieces)) == letters(typed);
  }));
}

TEST_CASE("property: neighbouring pieces are of different kinds, and none is empty") {
  CHECK(rc::check("pieces", [] {
    const auto pieces = difference(*made_up(), *made_up());
    for (std::size_t i = 0; i < pieces.size(); ++i)
      if (pieces[i].text.empty() || (i > 0 && pieces[i].kind == pieces[i - 1].kind))
        return false;
    return true;
  }));
}
