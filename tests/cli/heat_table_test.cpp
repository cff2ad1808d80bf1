#include "cli/heat_table.h"

#include <sstream>

#include <doctest/doctest.h>

#include "base/text_columns.h"

using namespace attache;
using namespace attache::cli;

namespace {

HeatTable a_class() {
  return {"Student",
          {"Ann Lee", "木原 稔"},
          {"Command", "The upgraded headquarters"},
          {{"84 %", "–"}, {"0 %", "100 %"}}};
}

/// Many topics, and a name that is long.
HeatTable a_wide_class() {
  HeatTable table{
      "Student", {"Ann", "Wolfeschlegelsteinhausenbergerdorff the Younger"}, {}, {}};
  for (int i = 0; i < 25; ++i)
    table.columns.push_back("Topic " + std::to_string(i + 1));
  table.rows.assign(2, std::vector<std::string>(25, "99.9 %"));
  return table;
}

}  // namespace

TEST_CASE("Columns have numbers, and what they are stands below") {
  CHECK(heat_text(a_class(), 0) ==
        "Student      1      2\n"
        "Ann Lee   84 %      –\n"
        "木原 稔    0 %  100 %\n"
        "\n"
        "1  Command\n"
        "2  The upgraded headquarters\n");
  CHECK(heat_text(a_class(), 80) == heat_text(a_class(), 0));
}

TEST_CASE("What is too wide for a terminal goes into blocks that fit") {
  for (const std::size_t width : {40U, 80U, 120U}) {
    const std::string text = heat_text(a_wide_class(), width);
    CAPTURE(text);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
      CHECK(columns_of(line) <= width);
    CHECK(text.find("Wolfesch") != std::string::npos);
    CHECK(text.find("Younger") == std::string::npos);
    CHECK(text.find("…") != std::string::npos);
    CHECK(text.ends_with("\n25  Topic 25\n"));
  }
  // 26 columns for names, 8 for a figure: 6 fit beside the names, so there are 5 blocks.
  CHECK(heat_text(a_wide_class(), 80)
            .find("\nStudent                         21      22") != std::string::npos);
}

TEST_CASE("A file gets one block, and nothing is cut") {
  const std::string text = heat_text(a_wide_class(), 0);
  CHECK(text.find("the Younger  99.9 %") != std::string::npos);
  CHECK(text.find("Student") == text.rfind("Student"));
}

TEST_CASE("A terminal that is narrower than a name still gets a table") {
  CHECK(heat_text(a_wide_class(), 5).find("Wolfeschleg…") != std::string::npos);
  CHECK(heat_text({"Student", {}, {}, {}}, 80).empty());
}
