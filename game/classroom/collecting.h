#pragma once
// Many progress files into a class: read on all cores, written one after the other.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "classroom/collection.h"

namespace attache::classroom {

struct Collected {
  std::size_t fresh = 0, renewed = 0, same = 0;
  struct Refused {
    std::filesystem::path file;
    Error why;
  };
  std::vector<Refused> refused;
  /// A later file of a student that tells nothing of decks that the earlier one told of.
  struct TellsLess {
    std::string name;                ///< of the student
    std::vector<std::string> decks;  ///< titles
  };
  std::vector<TellsLess> less;
  /// Files that were taken, by the course that they name.
  struct ForCourse {
    std::size_t files = 0;
    std::string name;  ///< of the first student
  };
  std::map<std::string, ForCourse> courses;
  bool cancelled = false;  ///< what was taken before stays
};

/// Told how many files of how many are done; false cancels.
using CollectProgress = std::function<bool(std::size_t done, std::size_t all)>;

/// Takes files, and the *.progress of folders (not of folders within), in their order:
/// the outcome does not depend on the number of threads. A broken file is named and left
/// out, and so is one that was made two days or more after `now`: no other could ever be
/// later. Holds only a few files at a time in memory. Fails where the class cannot be
/// written; what was written before stays.
[[nodiscard]] Result<Collected> collect(Collection& collection,
                                        const std::vector<std::filesystem::path>& files,
                                        Instant now,
                                        const CollectProgress& progress = {});

}  // namespace attache::classroom
