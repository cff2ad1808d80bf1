#pragma once
// Notices what changed in the decks since the student looked last, and keeps it until
// then.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"
#include "study/edition.h"
#include "trainer/library.h"
#include "trainer/shown.h"

namespace attache {

/// The store keeps each deck as it was when the student had last seen its changes, and
/// the setting "edition-seen.DECK" says which edition that is. What has changed since
/// then follows from that and the deck on the shelf, so it waits over any number of
/// starts and editions.
class EditionWatch {
 public:
  /// What a setting is, by its key.
  using Kept = std::map<std::string, std::string, std::less<>>;

  /// Compares each deck with what was seen. One that was never seen before is noted as
  /// seen. What cannot be read or written is told by `notices`, and tried again the next
  /// time.
  void look(const Library& library, Store& store, const Kept& kept, Instant at);

  /// Decks with changes that were not acknowledged, in the order of the library.
  [[nodiscard]] const std::vector<DeckChanges>& pending() const { return pending_; }
  /// Null where there is none.
  [[nodiscard]] const DeckChanges* pending(std::string_view deck) const;
  /// The changes of a deck were seen. On an error they are still pending.
  Result<void> acknowledge(const DeckBook& book, Store& store, Instant at);

  [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

 private:
  void look_at(const DeckBook& book, Store& store, const std::string* seen, Instant at);

  std::vector<DeckChanges> pending_;
  std::vector<std::string> notices_;
};

}  // namespace attache
