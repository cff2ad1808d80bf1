#pragma once
// How wide a text is on a terminal, where a kanji takes two columns and a mark none.

#include <cstddef>
#include <string>
#include <string_view>

namespace attache {

/// Columns that a text takes: two for what Unicode calls wide (East Asian Width W and F),
/// none for marks that stand on another character.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// As much of a text as fits into so many columns, "…" at the end where something was cut
/// off. At least one column.
[[nodiscard]] std::string cut_to_columns(std::string_view text, std::size_t most);

}  // namespace attache
