#pragma once
// What our own tables hold beside what Anki reads, so that a deck comes back from one.

#include <string>
#include <string_view>
#include <vector>

namespace attache::exchange {

/// Columns of our own files, in this order.
enum class OwnColumn {
  kId,
  kNotetype,
  kDeck,
  kQuestion,
  kAnswer,
  kTags,
  kExplain,
  kKind,
  kAccept,
  kWrong,
  kCount
};
[[nodiscard]] const char* name_of(OwnColumn column);

/// Around the options of a choice, which stand behind the question for Anki's users.
inline constexpr std::string_view kOptionsOpen = "<ul class=\"options\">";
inline constexpr std::string_view kOptionsClose = "</ul>";

/// Several texts in one cell: "a|b", where "\|" and "\\" stand for themselves.
[[nodiscard]] std::string list_in_cell(const std::vector<std::string>& texts);
[[nodiscard]] std::vector<std::string> list_of_cell(std::string_view cell);

/// A cell that a spreadsheet would take for a formula gets a ' before it; and back.
[[nodiscard]] std::string without_formula(std::string cell);
[[nodiscard]] std::string with_formula(std::string cell);

}  // namespace attache::exchange
