#pragma once
// What a planned import holds until it is carried out.

#include <filesystem>
#include <string>
#include <vector>

#include "exchange/imported.h"
#include "trainer/importing.h"

namespace attache {

struct ImportPlan::Content {
  /// A deck file as it will be.
  struct DeckFile {
    std::filesystem::path file;
    std::string before;  ///< what lay there when the plan was made
    bool existed = false;
    std::string text;
    std::filesystem::path prints_file;  ///< what the parts looked like; empty: not kept
    std::string prints;
    std::vector<exchange::ImportedFile> pictures;  ///< named from the deck's folder
  };
  std::vector<DeckFile> decks;
  exchange::Imported imported;  ///< its decks are taken out
  std::vector<int> meanings;    ///< of `imported.questions`
};

}  // namespace attache
