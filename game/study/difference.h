#pragma once
// What was typed beside the right answer, letter by letter.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attache {

enum class DifferenceKind {
  kSame,     ///< was typed, or is nothing that marking looks at
  kMissing,  ///< stands in the right answer and was not typed
  kExtra     ///< was typed and does not stand in the right answer
};

/// A run of letters of one kind. Same and missing ones are as the author wrote them,
/// extra ones as they were typed.
struct DifferencePiece {
  DifferenceKind kind = DifferenceKind::kSame;
  std::string text;
  bool operator==(const DifferencePiece&) const = default;
};

/// Compares letters and digits, blind to case, accents and width. Same and missing pieces
/// joined are the right answer (`one_line`); same and extra ones have the letters that
/// were typed. Blanks and punctuation never differ, and neither do "the", "a", "an", "of"
/// and "for"; `is_ignored` (of a folded word) may name more words that are not worth
/// showing when they were typed. What was typed in place of something stands before it.
/// Nothing where one of the texts is longer than 300 letters.
[[nodiscard]] std::vector<DifferencePiece> difference(
    std::string_view typed,
    std::string_view right,
    bool (*is_ignored)(std::string_view word) = nullptr);

/// Whether at least two thirds of the letters, of those typed and of the right ones, are
/// the same, but not all.
[[nodiscard]] bool is_close(std::span<const DifferencePiece> pieces);

/// In words: "one letter is missing", "2 letters are too many", "two letters have changed
/// places", "one letter is different", "the number is another". Empty if nothing differs.
[[nodiscard]] std::string what_is_off(std::span<const DifferencePiece> pieces);

}  // namespace attache
