#include "exchange/imported.h"

#include <algorithm>
#include <utility>

namespace attache::exchange {

namespace {

constexpr std::size_t kMostNotes = 1000;

}  // namespace

void NoteBook::note(std::string where, std::string what) {
  // What happens again and again comes in runs or in a few sorts: the last ones are near.
  const auto nearest = std::find_if(
      notes_.rbegin(), notes_.rend(),
      [&](const ImportNote& known) { return known.what == what && known.where == where; });
  if (nearest != notes_.rend()) {
    ++nearest->count;
    return;
  }
  if (notes_.size() < kMostNotes) {
    notes_.push_back({std::move(where), std::move(what), 1});
    return;
  }
  if (notes_.size() == kMostNotes) notes_.push_back({"", "more of the same sort", 0});
  ++notes_.back().count;
}

std::vector<ImportNote> NoteBook::take() && {
  return std::move(notes_);
}

}  // namespace attache::exchange
