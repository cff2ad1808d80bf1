// Sets: several answers in any order. The verdicts of the table were written before the
// code was run.

#include "study/set_answer.h"

#include <memory>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "study/marking.h"

using namespace attache;

namespace {

using Texts = std::vector<std::string>;

constexpr Verdict kRight = Verdict::kRight;
constexpr Verdict kNearly = Verdict::kNearly;
constexpr Verdict kWrong = Verdict::kWrong;

using Wanted = std::vector<Texts>;

const Wanted kQuad{{"Japan"}, {"United States", "U.S."}, {"India"}, {"Australia"}};
const Wanted kIslands{{"Trinidad and Tobago"}, {"Barbados"}, {"Saint Lucia"}};
const Wanted kHosts{{"Yoko Kamikawa"}, {"Minoru Kihara"}};
const Wanted kPapers{
    {"National Security Strategy", "NSS"}, {"Law, Order and Justice Act"}, {"1,000"}};

Prompt set(Wanted wanted, Texts names = {}, std::string type = {}) {
  Prompt prompt;
  prompt.form = Form::kSet;
  prompt.wanted = std::move(wanted);
  if (!names.empty()) prompt.names = std::make_shared<const NameIndex>(std::move(names));
  prompt.answer_type = std::move(type);
  return prompt;
}

Marked marked(const Wanted& wanted, Texts fields, const std::string& type = {}) {
  return mark(set(wanted, {}, type), {{}, std::move(fields)});
}

struct Case {
  Wanted wanted;
  Texts fields;
  Verdict fair;
  double credit;
  std::string type = {};
};

// clang-format off
const std::vector<Case> kCases{
    // Any order, one field or several.
    {kQuad, {"Japan", "U.S.", "India", "Australia"}, kRight, 1},
    {kQuad, {"australia", "india", "us", "japan"}, kRight, 1},
    {kQuad, {"US Japan India and Australia"}, kRight, 1},
    {kQuad, {"United States Japan India Australia"}, kRight, 1},
    {kQuad, {"Japan / India / Australia / U.S."}, kRight, 1},
    {kQuad, {"Japan/India/Australia/US"}, kRight, 1},
    {kQuad, {"Japan France India Australia"}, kWrong, 0},
    {kQuad, {"with Japan, with India, with Australia, with the U.S."}, kRight, 1},
    {{{"Tokyo"}, {"Japan"}}, {"Tokyo, Japan"}, kRight, 1},
    {{{"9/11"}, {"and/or"}}, {"9/11, and/or"}, kRight, 1},
    {{{"Lords"}, {"Commons"}, {"Crown"}}, {"Lords Commons and Crown"}, kRight, 1},
    {{{"ballot"}, {"ten minute rule"}, {"presentation"}}, {"by ballot, by the ten minute rule, by presentation"}, kRight, 1},
    {kHosts, {"Kamikawa / Kihara"}, kRight, 1, "person"},
    {kHosts, {"Kamikawa Kihara"}, kRight, 1, "person"},
    {kHosts, {"Kamikawa Kishida"}, kWrong, 0, "person"},
    {kQuad, {"Japan, United States, India, Australia"}, kRight, 1},
    {kQuad, {"India, Japan, Australia and the United States"}, kRight, 1},
    {kQuad, {"India, Japan, Australia, and the United States"}, kRight, 1},
    {kQuad, {"India & Japan & Australia & U.S."}, kRight, 1},
    {kQuad, {"India; Japan; Australia; U.S."}, kRight, 1},
    {kQuad, {"India\nJapan\r\nAustralia\nU.S.\n"}, kRight, 1},
    {kQuad, {"India、Japan，Australia；U.S."}, kRight, 1},
    {kQuad, {"India, Japan", "", "Australia AND U.S."}, kRight, 1},
    {kQuad, {"and India, Japan,, Australia; ; U.S.,"}, kRight, 1},
    // Slips.
    {kQuad, {"Japan, U.S., India, Austrlia"}, kNearly, 1},
    {kQuad, {"Japan, U.S., India, Austria"}, kWrong, 0.5},
    // Missing and wrong ones.
    {kQuad, {"Japan, India"}, kWrong, 0.5},
    {kQuad, {"Japan, India, U.S."}, kWrong, 0.75},
    {kQuad, {"Japan, India, U.S., France"}, kWrong, 0.5},
    {kQuad, {"Japan, India, U.S., Australia, France"}, kWrong, 0.75},
    {kQuad, {"France, Germany, Japan"}, kWrong, 0},
    {kQuad, {"France"}, kWrong, 0},
    {kQuad, {}, kWrong, 0},
    {kQuad, {" ", ","}, kWrong, 0},
    // Doubles count once, and cost nothing.
    {kQuad, {"Japan, Japan, Japan, Japan"}, kWrong, 0.25},
    {kQuad, {"Japan", "U.S.", "United States", "India", "Australia"}, kRight, 1},
    {kQuad, {"U.S., United States"}, kWrong, 0.25},
    // Names that hold a separator.
    {kIslands, {"Trinidad and Tobago, Barbados and Saint Lucia"}, kRight, 1},
    {kIslands, {"Saint Lucia, Barbados, Trinidad & Tobago"}, kRight, 1},
    {kIslands, {"Barbados and Trinidad and Tobago and Saint Lucia"}, kRight, 1},
    {kIslands, {"Barbados and Trinidad and Tobgo and Saint Lucia"}, kNearly, 1},
    {kIslands, {"Trinidad and Tobago"}, kWrong, 1.0 / 3},
    {kPapers, {"NSS, Law, Order and Justice Act, 1,000"}, kRight, 1},
    {kPapers, {"1000; law, order & justice act; national security strategy"}, kRight, 1},
    // The assignment that finds most.
    {{{"Georgia", "Sakartvelo"}, {"Georgia"}}, {"Georgia, Sakartvelo"}, kRight, 1},
    {{{"Georgia", "Sakartvelo"}, {"Georgia"}}, {"Sakartvelo, Georgia"}, kRight, 1},
    {{{"Kadena"}, {"Kadina"}}, {"Kadena, Kadina"}, kRight, 1},
    // People.
    {kHosts, {"Kihara and Kamikawa"}, kRight, 1, "person"},
    {kHosts, {"Foreign Minister Kamikawa, Kihara Minoru"}, kRight, 1, "person"},
    {kHosts, {"Kamikawa, Yoko; Kihara, Minoru"}, kRight, 1, "person"},
    {kHosts, {"Kihara and Kamikawa"}, kWrong, 0},
};
// clang-format on

}  // namespace

TEST_CASE("a set gets the verdict and the credit of a fair teacher") {
  for (const Case& pair : kCases) {
    const Marked mark = marked(pair.wanted, pair.fields, pair.type);
    std::string given;
    for (const std::string& field : pair.fields)
      given += "[" + field + "]";
    CAPTURE(given);
    CHECK(std::string(name_of(mark.verdict)) == name_of(pair.fair));
    CHECK(mark.credit == doctest::Approx(pair.credit));
    CHECK(mark.parts.size() == pair.wanted.size());
  }
}

TEST_CASE("the parts of a set tell what was found") {
  CHECK(marked(kQuad, {"India, Japn"}).parts ==
        std::vector{kNearly, kWrong, kRight, kWrong});
}

TEST_CASE("the remark of a set counts, names what is wrong and mends the spelling") {
  CHECK(marked(kQuad, {"India, Japan"}).remark == "2 of 4 found.");
  CHECK(marked(kQuad, {"India, Paris, Japan"}).remark ==
        "2 of 4 found, and 1 that does not belong: Paris.");
  CHECK(marked(kQuad, {"Rome", "Paris"}).remark ==
        "0 of 4 found, and 2 that do not belong: Rome; Paris.");
  CHECK(marked(kQuad, {"India, Japn"}).remark == "2 of 4 found. Spelling: Japan.");
  CHECK(marked(kQuad, {"India, Japn, U.S., Australia"}).remark == "Spelling: Japan.");
  CHECK(marked(kQuad, {"India, Japan, U.S., Australia"}).remark.empty());
  CHECK(marked(kQuad, {"", " , "}).remark == "No answer was given.");
}

TEST_CASE("a name of the deck that holds a separator is one wrong answer") {
  const Prompt prompt = set(kQuad, {"Bosnia and Herzegovina", "Japan", "India"});
  CHECK(mark(prompt, {{}, {"Japan, Bosnia and Herzegovina"}}).remark ==
        "1 of 4 found, and 1 that does not belong: Bosnia and Herzegovina.");
}

TEST_CASE("a set with very many answers is marked without delay") {
  std::string many;
  for (int i = 0; i < 20'000; ++i)
    many += "Japan, ";
  CHECK(marked(kQuad, {many}).verdict == kWrong);
}

TEST_CASE("property: the order of answers never matters") {
  CHECK(rc::check("shuffled answers", [] {
    const auto answers = *rc::gen::container<Texts>(
        rc::gen::elementOf(Texts{"Japan", "Japn", "US", "India", "Australia", "France"}));
    Texts turned(answers.rbegin(), answers.rend());
    const Marked one = marked(kQuad, answers);
    const Marked other = marked(kQuad, turned);
    return one.parts == other.parts && one.credit == other.credit &&
           one.verdict == other.verdict && one.credit >= 0 && one.credit <= 1 &&
           (one.credit == 1) == (one.verdict != kWrong);
  }));
}
