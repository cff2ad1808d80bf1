#include "memory/crew.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace attache {

struct Crew::Shared {
  std::mutex mutex;
  std::condition_variable begin;
  std::condition_variable done;
  const std::function<void(std::size_t)>* work = nullptr;
  std::size_t pieces = 0;
  std::atomic<std::size_t> next{0};
  std::size_t round = 0;
  int working = 0;  ///< hired threads that are still at the round
  bool over = false;
  std::vector<std::thread> hired;

  void take_pieces() {
    for (std::size_t i = next.fetch_add(1); i < pieces; i = next.fetch_add(1))
      (*work)(i);
  }

  void serve() {
    std::size_t seen = 0;
    std::unique_lock lock(mutex);
    while (true) {
      begin.wait(lock, [&] { return over || round != seen; });
      if (over) return;
      seen = round;
      lock.unlock();
      take_pieces();
      lock.lock();
      if (--working == 0) done.notify_one();
    }
  }
};

Crew::Crew(int threads) : shared_(std::make_unique<Shared>()) {
  for (int i = 1; i < threads; ++i)
    shared_->hired.emplace_back([this] { shared_->serve(); });
}

Crew::~Crew() {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->over = true;
  }
  shared_->begin.notify_all();
  for (std::thread& thread : shared_->hired)
    thread.join();
}

void Crew::run(std::size_t pieces, const std::function<void(std::size_t)>& work) {
  if (shared_->hired.empty() || pieces <= 1) {
    for (std::size_t i = 0; i < pieces; ++i)
      work(i);
    return;
  }
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->work = &work;
    shared_->pieces = pieces;
    shared_->next = 0;
    shared_->working = static_cast<int>(shared_->hired.size());
    ++shared_->round;
  }
  shared_->begin.notify_all();
  shared_->take_pieces();
  std::unique_lock lock(shared_->mutex);
  shared_->done.wait(lock, [&] { return shared_->working == 0; });
}

int Crew::threads() const {
  return static_cast<int>(shared_->hired.size()) + 1;
}

}  // namespace attache
