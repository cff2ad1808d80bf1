#include "store/added_table.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "base/chance.h"
#include "store/review_table.h"

namespace attache {

namespace {

constexpr Sql kSelectAdded = "SELECT question, day FROM added";
// Who studied before days were noted has had the question at least since then.
constexpr Sql kNoteAdded = R"sql(
INSERT INTO added (question, day)
VALUES (?1, min(?2, coalesce((SELECT min(day) FROM review WHERE question = ?1), ?2)))
    ON CONFLICT (question) DO NOTHING)sql";
// The ids of a deck begin with its own and a stroke, behind which the nought comes next.
constexpr Sql kSelectOfDeck =
    "SELECT question, day FROM added WHERE question > ?1 || '/' AND question < ?1 || '0'";
constexpr Sql kSelectKept =
    "SELECT checksum, days FROM added_of_deck WHERE deck = ? AND shelf = ?";
constexpr Sql kKeep = R"sql(
INSERT OR REPLACE INTO added_of_deck (deck, shelf, checksum, days) VALUES (?, ?, ?, ?))sql";

std::int64_t checksum_of(std::span<const std::byte> bytes) {
  return static_cast<std::int64_t>(stable_hash(
      std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())));
}

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

Result<std::optional<AddedDays>> kept_added(Database& database, const DeckShelf& shelf) {
  std::optional<AddedDays> kept;
  const auto take = [&](const Row& row) {
    const auto bytes = row.bytes(1);
    std::vector<std::int32_t> numbers(shelf.questions.size());
    // Who finds it damaged looks from row to row.
    if (bytes.size() != numbers.size() * sizeof(std::int32_t) ||
        row.integer(0) != checksum_of(bytes))
      return;
    if (!bytes.empty()) std::memcpy(numbers.data(), bytes.data(), bytes.size());
    kept.emplace();
    kept->reserve(numbers.size());
    for (const std::int32_t number : numbers)
      kept->emplace_back(study_day(number));
  };
  auto done = database.each(kSelectKept, take, shelf.deck, shelf.name);
  if (!done) return done.unexpected();
  return kept;
}

Result<AddedDays> find_added(Database& database, const DeckShelf& shelf) {
  std::unordered_map<std::string_view, std::size_t> places;
  places.reserve(shelf.questions.size());
  for (const Question& question : shelf.questions)
    places.emplace(question.id, places.size());
  AddedDays found(shelf.questions.size());
  const auto take = [&](const Row& row) {
    const auto place = places.find(row.borrowed(0));
    if (place != places.end()) found[place->second] = study_day(row.integer(1));
  };
  auto done = database.each(kSelectOfDeck, take, shelf.deck);
  if (!done) return done.unexpected();
  return found;
}

Result<void> keep_added(Database& database,
                        const DeckShelf& shelf,
                        const AddedDays& days) {
  std::vector<std::int32_t> numbers;
  numbers.reserve(days.size());
  for (const auto& day : days)
    numbers.push_back(static_cast<std::int32_t>(day_number(*day)));
  const auto bytes = std::as_bytes(std::span(numbers));
  return database.run(kKeep, shelf.deck, shelf.name, checksum_of(bytes), bytes);
}

}  // namespace attache
