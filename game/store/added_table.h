#pragma once
// The added table: on which day each question was first on the shelf.

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cards/question.h"
#include "store/sqlite.h"

namespace attache {

Result<std::unordered_map<QuestionId, StudyDay>> read_added(Database& database);
/// Notes questions that are not noted yet. Needs a transaction.
Result<void> note_added(Database& database,
                        std::span<const QuestionId> questions,
                        StudyDay day);

/// The questions of one deck in their order; `name` is another one whenever they are.
struct DeckShelf {
  std::string_view deck;
  std::string_view name;
  std::span<const Question> questions;
};
using AddedDays = std::vector<std::optional<StudyDay>>;  ///< by question of a deck
/// What is kept of a deck, if it is about the same questions.
Result<std::optional<AddedDays>> kept_added(Database& database, const DeckShelf& shelf);
/// The same from row to row.
Result<AddedDays> find_added(Database& database, const DeckShelf& shelf);
/// Keeps it. Needs a day of every question: once noted it stays for ever.
Result<void> keep_added(Database& database,
                        const DeckShelf& shelf,
                        const AddedDays& days);

}  // namespace attache
