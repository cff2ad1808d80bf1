#include "study/overrulings.h"

#include <doctest/doctest.h>

using namespace attache;

namespace {

Review row(std::string question, std::string response) {
  Review made;
  made.question = std::move(question);
  made.form = Form::kTyped;
  made.response = std::move(response);
  return made;
}

std::string overruled(const std::string& text, const std::string& verdict) {
  return R"({"texts":[")" + text + R"("],"verdict":")" + verdict +
         R"(","overruled":true})";
}

}  // namespace

TEST_CASE("overrulings are counted by question and text, both ways") {
  const std::vector<Review> log{row("d/b", overruled("the Pacific people", "right")),
                                row("d/a", overruled("Kab", "right")),
                                row("d/a", overruled("Cab", "wrong")),
                                row("d/b", overruled("Hawaii", "right")),
                                row("d/b", overruled("The  pacific PEOPLE", "right"))};
  CHECK(overrulings(log) ==
        std::vector<Overruling>{{"d/a", "Cab", false, 1},
                                {"d/a", "Kab", true, 1},
                                {"d/b", "The pacific PEOPLE", true, 2},
                                {"d/b", "Hawaii", true, 1}});
}

TEST_CASE(
    "answers that overrule nothing, and rows that cannot be read, are passed over") {
  CHECK(overrulings({}).empty());
  const std::vector<Review> log{
      row("d/a", R"({"texts":["Kab"],"verdict":"wrong"})"), row("d/a", "\"overruled\""),
      row("d/a", R"({"texts":["a","b"],"verdict":"right","overruled":true})"),
      row("d/a", R"({"texts":["a"],"verdict":7,"overruled":true})"),
      row("d/a", R"({"texts":[" "],"verdict":"right","overruled":true})")};
  CHECK(overrulings(log).empty());
}
