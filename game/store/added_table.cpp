#include "store/added_table.h"

#include "store/review_table.h"

namespace attache {

namespace {

constexpr Sql kSelectAdded = "SELECT question, day FROM added";
// Who studied before days were noted has had the question at least since then.
constexpr Sql kNoteAdded = R"sql(
INSERT INTO added (question, day)
VALUES (?1, min(?2, coalesce((SELECT min(day) FROM review WHERE question = ?1), ?2)))
    ON CONFLICT (question) DO NOTHING)sql";

}  // namespace

Result<std::unordered_map<QuestionId, StudyDay>> read_added(Database& database) {
  std::unordered_map<QuestionId, StudyDay> found;
  const auto done = database.each(kSelectAdded, [&](const Row& row) {
    found.emplace(row.text(0), study_day(row.integer(1)));
  });
  if (!done) return done.unexpected();
  return found;
}

Result<void> note_added(Database& database,
                        std::span<const QuestionId> questions,
                        StudyDay day) {
  for (const QuestionId& question : questions) {
    auto done = database.run(kNoteAdded, std::string_view(question), day_number(day));
    if (!done) return done;
  }
  return {};
}

}  // namespace attache
