#pragma once
// Pictures on their way out of an Anki package: looked at, unpacked under a name of our
// own.

#include <filesystem>
#include <string>
#include <unordered_map>

#include "exchange/anki_package.h"
#include "exchange/imported.h"

namespace attache::exchange {

class AnkiPictures {
 public:
  /// Both are borrowed.
  AnkiPictures(AnkiPackage& package, NoteBook& notes)
      : package_(package), notes_(notes) {}

  /// Unpacks a picture that fields name, once; null for one that is not there, is none
  /// that can be shown, or is too large, which is noted.
  const ImportedFile* take(const std::string& name);

 private:
  ImportedFile unpacked(const std::string& name);
  AnkiPackage& package_;
  NoteBook& notes_;
  std::unordered_map<std::string, ImportedFile> taken_;  ///< without a name: not taken
};

}  // namespace attache::exchange
