#include "window/text_area_markup.h"

#include <rapidcheck.h>
#include <string>

#include <doctest/doctest.h>

using namespace attache::window;

namespace {

/// The runs with a letter before each: p plain, s sign, a answer.
std::string coloured(std::string_view text, MarkupWish wish = {true, true}) {
  TextRun plain;
  plain.colour = 'p';
  std::string shown;
  for (const TextRun& run : markup_runs(text, plain, {'s', 'a'}, wish))
    shown += "<" + std::string(1, static_cast<char>(run.colour)) + run.text + ">";
  return shown;
}

}  // namespace

TEST_CASE("the signs of a blank stand back, its answers stand out") {
  CHECK(coloured("in {{Rome}}.") == "<pin ><s{{><aRome><s}}><p.>");
  CHECK(coloured("{{a|b::hint}}") == "<s{{><aa><s|><ab><s::hint}}>");
  CHECK(coloured("{{}}") == "<s{{><s}}>");
  CHECK(coloured("{{open") == "<p{{open>");
  CHECK(coloured("{one}") == "<p{one}>");
}

TEST_CASE("asterisks at words stand back, one between blanks does not") {
  CHECK(coloured("a **b** c") == "<pa ><s**><pb><s**><p c>");
  CHECK(coloured("2 * 3") == "<p2 * 3>");
}

TEST_CASE("the address of a link stands back") {
  CHECK(coloured("see [it](x.org).") == "<psee ><s[><pit><s](x.org)><p.>");
  CHECK(coloured("it](x.org)") == "<pit](x.org)>");
  CHECK(coloured("[it](x.org") == "<p[it](x.org>");
  CHECK(coloured("[it]") == "<p[it]>");
}

TEST_CASE("what is not wanted is not coloured, and an empty text is one run") {
  CHECK(coloured("{{a}} **b**", {false, false}) == "<p{{a}} **b**>");
  CHECK(coloured("") == "<p>");
}

TEST_CASE("property: the runs are the text") {
  CHECK(rc::check([](const std::vector<unsigned char>& seed) {
    std::string text;
    for (const unsigned char byte : seed)
      text += std::string_view("a *{}[]()|:")[byte % 11];
    std::string joined;
    for (const TextRun& run : markup_runs(text, {}, {1, 2}, {true, true}))
      joined += run.text;
    return joined == text;
  }));
}
