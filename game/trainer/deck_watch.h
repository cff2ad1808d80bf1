#pragma once
// Tells when files in some folders may have changed, without looking again and again.

#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

namespace attache {

/// Watches files (through their folders, as editors put a new file in place of the old
/// one) and folders (not those within). What cannot be watched is left out. On one
/// thread.
class DeckWatch {
 public:
  explicit DeckWatch(const std::vector<std::filesystem::path>& paths);
  ~DeckWatch();
  DeckWatch(const DeckWatch&) = delete;
  DeckWatch& operator=(const DeckWatch&) = delete;
  DeckWatch(DeckWatch&&) = delete;
  DeckWatch& operator=(DeckWatch&&) = delete;

  /// For `poll`: readable once something may have changed. -1 where nothing is watched.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Whether something may have changed since the last call. Never waits.
  bool changed();
  /// Waits until something may have changed, or the time is over; true if it has.
  bool wait(std::chrono::milliseconds limit);

 private:
  int descriptor_ = -1;
};

}  // namespace attache
