#pragma once
// Threads that share the work of one fit.

#include <cstddef>
#include <functional>
#include <memory>

namespace attache {

/// Runs numbered pieces of work on several threads, the caller's among them. Which thread
/// does which piece is left to chance, so pieces must not depend on one another; results
/// go to a place of the piece's own.
class Crew {
 public:
  /// `threads` of at least 1, the caller included.
  explicit Crew(int threads);
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew();

  /// Calls `work(i)` for each i below `pieces`; returns when all are done.
  void run(std::size_t pieces, const std::function<void(std::size_t)>& work);
  [[nodiscard]] int threads() const;

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace attache
