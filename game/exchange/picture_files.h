#pragma once
// Pictures that came along with an import, kept in files of our own until it is carried
// out.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exchange/archive.h"
#include "exchange/imported.h"

namespace attache::exchange {

class PictureFiles {
 public:
  explicit PictureFiles(NoteBook& notes) : notes_(notes) {}

  /// Keeps a PNG or JPEG picture within the limits, and gives its name in the deck:
  /// "media/map.png". Empty, and noted, for anything else. The same picture twice is kept
  /// once.
  std::string keep(std::string_view bytes,
                   std::string_view name,
                   const std::string& where);
  /// Notes that a file is left out; gives back an empty name.
  std::string refuse(std::string_view name,
                     std::string_view why,
                     const std::string& where);

  /// Hands the files to the first deck, with what keeps them alive.
  void hand_over(Imported& imported) &&;

 private:
  NoteBook& notes_;
  std::shared_ptr<ScratchFolder> folder_;
  std::vector<ImportedFile> files_;
  std::unordered_map<std::string, std::string> names_;  ///< by content: the name given
  std::unordered_map<std::string, std::size_t> used_;   ///< stems, and how often
};

}  // namespace attache::exchange
