#pragma once
// Checking and proofreading decks, for the faces.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace attache {

/// What is wrong with some decks.
struct DeckCheck {
  std::vector<std::string> errors;    ///< "file:line:column: what — mend"
  std::vector<std::string> warnings;  ///< the same shape; advice
  std::string json;                   ///< all of them as a JSON array
  int decks = 0;
  int questions = 0;  ///< of the decks without an error
};

/// Checks deck files; "-" stands for the text `piped`, of which pictures are not looked
/// for.
[[nodiscard]] DeckCheck check_decks(const std::vector<std::filesystem::path>& files,
                                    std::string_view piped = {});

/// One question in every form that it can be put in, for an author to proofread.
struct ProofQuestion {
  std::string id;
  std::vector<std::string> lines;  ///< "choice: To whom …? — * right / wrong / wrong"
};

/// All questions of a deck; fails with its problems if it has an error.
[[nodiscard]] Result<std::vector<ProofQuestion>> proof_questions(
    const std::filesystem::path& file, std::uint64_t seed);
/// The same for a file or, where there is no such file, for the id of a deck that is
/// found in `deck_paths`.
[[nodiscard]] Result<std::vector<ProofQuestion>> proof_questions(
    const std::filesystem::path& file_or_id,
    const std::vector<std::filesystem::path>& deck_paths,
    std::uint64_t seed);

}  // namespace attache
