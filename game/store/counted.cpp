#include "store/counted.h"

#include <string>
#include <unordered_set>

#include "store/review_table.h"

namespace attache {

namespace {

constexpr Sql kInsert =
    "INSERT INTO counted (day, sequence, again, fresh, duration) VALUES (?, ?, ?, ?, ?)";
constexpr Sql kCountsAlready = R"sql(
SELECT EXISTS (
  SELECT 1 FROM review
         CROSS JOIN counted ON counted.day = review.day AND counted.sequence = review.sequence
   WHERE review.question = ?))sql";
constexpr Sql kWasSetByHand =
    "SELECT EXISTS (SELECT 1 FROM review WHERE question = ? AND given IS NOT NULL)";
constexpr Sql kForgetQuestion = R"sql(
DELETE FROM counted
 WHERE (day, sequence) IN (SELECT day, sequence FROM review WHERE question = ?))sql";

Result<void> insert(Database& database, const Review& answer, bool fresh) {
  return database.run(kInsert, day_number(answer.day), answer.sequence,
                      answer.rating == Rating::kAgain ? 1 : 0, fresh ? 1 : 0,
                      std::int64_t{answer.duration.count()});
}

}  // namespace

Result<void> count_answer(Database& database, const Review& answer) {
  const auto question = std::string_view(answer.question);
  const auto known = database.number(kCountsAlready, question);
  if (!known) return known.unexpected();
  if (*known == 0) return insert(database, answer, true);
  // It may have been made new again since.
  const auto by_hand = database.number(kWasSetByHand, question);
  if (!by_hand) return by_hand.unexpected();
  return *by_hand == 0 ? insert(database, answer, false) : recount(database, question);
}

Result<void> count_all(Database& database, std::span<const Review> entries) {
  std::unordered_set<std::string_view> seen;
  for (const Review& entry : entries) {
    if (forgets(entry)) seen.erase(entry.question);
    if (entry.kind != EntryKind::kAnswer) continue;
    auto done = insert(database, entry, seen.insert(entry.question).second);
    if (!done) return done;
  }
  return {};
}

Result<void> recount(Database& database, std::string_view question) {
  const auto rows = read_log_of(database, question);
  if (!rows) return rows.unexpected();
  auto forgotten = database.run(kForgetQuestion, question);
  if (!forgotten) return forgotten;
  return count_all(database, counting_entries(*rows));
}

Result<void> recount_all(Database& database) {
  const auto rows = read_log(database);
  if (!rows) return rows.unexpected();
  auto forgotten = database.run("DELETE FROM counted");
  if (!forgotten) return forgotten;
  return count_all(database, counting_entries(*rows));
}

Result<QuestionId> question_behind(Database& database, std::string_view uuid) {
  std::string at(uuid);
  while (true) {
    auto entry = find_review(database, at);
    if (!entry) return entry.unexpected();
    if (!*entry)
      return fail("There is no such answer to take back", database.name(),
                  "Start Attaché again");
    if ((*entry)->kind != EntryKind::kVoid) return (*entry)->question;
    at = (*entry)->voids;
  }
}

}  // namespace attache
