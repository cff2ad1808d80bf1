#include "exchange/table_own.h"

#include <array>

namespace attache::exchange {

namespace {

/// Whether a formula begins here, behind any number of '.
bool begins_formula(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@").find(cell[first]) != std::string_view::npos;
}

}  // namespace

const char* name_of(OwnColumn column) {
  constexpr std::array<const char*, static_cast<std::size_t>(OwnColumn::kCount)> kNames{
      "Id",   "Note type", "Deck", "Question", "Answer",
      "Tags", "Explain",   "Kind", "Accept",   "Wrong"};
  return kNames.at(static_cast<std::size_t>(column));
}

std::string list_in_cell(const std::vector<std::string>& texts) {
  std::string cell;
  bool first = true;
  for (const std::string& text : texts) {
    if (!first) cell += '|';
    first = false;
    for (const char c : text) {
      if (c == '|' || c == '\\') cell += '\\';
      cell += c;
    }
  }
  return cell;
}

std::vector<std::string> list_of_cell(std::string_view cell) {
  if (cell.empty()) return {};
  std::vector<std::string> texts(1);
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '|') {
      texts.emplace_back();
    } else {
      if (cell[i] == '\\' && i + 1 < cell.size()) ++i;
      texts.back() += cell[i];
    }
  }
  return texts;
}

std::string without_formula(std::string cell) {
  if (begins_formula(cell)) cell.insert(0, 1, '\'');
  return cell;
}

std::string with_formula(std::string cell) {
  if (cell.starts_with('\'') && begins_formula(cell)) cell.erase(0, 1);
  return cell;
}

}  // namespace attache::exchange
