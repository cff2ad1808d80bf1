#include "store/wrong_table.h"

#include <string_view>

#include "store/review_table.h"

namespace attache {

namespace {

constexpr Sql kCount = R"sql(
INSERT INTO wrong_answer (number, text, times, last) VALUES (?, ?, 1, ?)
    ON CONFLICT (number, text) DO UPDATE SET times = times + 1, last = excluded.last)sql";
constexpr Sql kTakeAsRight = "DELETE FROM wrong_answer WHERE number = ? AND text = ?";
constexpr Sql kAdd =
    "INSERT INTO wrong_answer (number, text, times, last) VALUES (?, ?, ?, ?)";
constexpr Sql kForget = "DELETE FROM wrong_answer WHERE number = ?";
constexpr Sql kSelectOf =
    "SELECT number, text, times, last FROM wrong_answer WHERE number = ? ORDER BY text";
constexpr Sql kSelectCommon = R"sql(
SELECT number, text, times, last FROM wrong_answer
 WHERE times >= ? ORDER BY times DESC, number, text)sql";

WrongAnswer read_wrong(const Row& row) {
  return {static_cast<std::uint32_t>(row.integer(0)), row.text(1), row.small(2),
          study_day(row.integer(3))};
}

}  // namespace

Result<void> count_wrong(Database& database, const Review& answer, std::uint32_t number) {
  const WrongOrRight said = wrong_or_right_in(answer);
  Result<void> done;
  if (said.right)
    done =
        database.run(kTakeAsRight, std::int64_t{number}, std::string_view(*said.right));
  if (done && said.wrong)
    done = database.run(kCount, std::int64_t{number}, std::string_view(*said.wrong),
                        day_number(answer.day));
  return done;
}

Result<void> replace_wrong(Database& database,
                           std::uint32_t number,
                           const std::vector<WrongAnswer>& wrong) {
  std::vector<WrongAnswer> before;
  auto done = database.each(
      kSelectOf, [&](const Row& row) { before.push_back(read_wrong(row)); },
      std::int64_t{number});
  if (!done || before == wrong) return done;
  done = database.run(kForget, std::int64_t{number});
  return done ? add_wrong(database, wrong) : done;
}

Result<void> add_wrong(Database& database, const std::vector<WrongAnswer>& wrong) {
  for (const WrongAnswer& one : wrong) {
    auto done = database.run(kAdd, std::int64_t{one.question}, std::string_view(one.text),
                             one.times, day_number(one.last));
    if (!done) return done;
  }
  return {};
}

Result<void> each_wrong_answer(Database& database,
                               int least,
                               const WrongAnswerVisit& take) {
  return database.each(
      kSelectCommon, [&](const Row& row) { return take(read_wrong(row)); }, least);
}

}  // namespace attache
