#pragma once
// Searches that are kept: chips to press, and the sheet that names one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "window/shell.h"
#include "window/text_field.h"

namespace attache::window {

class SavedSearches {
 public:
  /// Reads them anew.
  void refresh(const Trainer& trainer) { searches_ = trainer.saved_searches(); }
  [[nodiscard]] const std::vector<SavedSearch>& all() const { return searches_; }
  [[nodiscard]] bool holds(std::string_view query) const;

  /// Draws the chips; gives the query of one that was pressed. `height` is what they
  /// took.
  std::optional<std::string> chips(Shell& shell,
                                   const Column& at,
                                   std::string_view query,
                                   float& height);
  /// Asks for the name of a search.
  void ask_name(std::string query);
  [[nodiscard]] bool asking() const { return naming_; }
  void sheet(Shell& shell);
  /// For pictures: nothing of it is kept.
  void show(std::vector<SavedSearch> searches) { searches_ = std::move(searches); }

 private:
  void remove(Shell& shell, std::string_view query);
  void keep(Shell& shell, std::string name);

  std::vector<SavedSearch> searches_;
  bool naming_ = false;
  std::string query_;
  TextField name_;
};

}  // namespace attache::window
