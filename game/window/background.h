#pragma once
// One piece of work on a thread of its own, while the window stays awake for its person.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace attache::window {

/// Works out a `Value`, one at a time. Used from one thread, the window's. The task must
/// own all that it looks at. `wake` is called from the worker, seldom: when the share
/// done has moved visibly, and when the value is ready.
template <class Value>
class Background {
 public:
  /// Is told the share done, 0..1; false means that nobody wants the value any more.
  using Progress = std::function<bool(double)>;
  using Task = std::function<Value(const Progress&)>;

  explicit Background(std::function<void()> wake) : wake_(std::move(wake)) {}
  ~Background() { cancel(); }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  Background(Background&&) = delete;
  Background& operator=(Background&&) = delete;

  /// Begins a task; one that runs is cancelled first.
  void start(Task task) {
    cancel();
    work_ = std::make_shared<Work>();
    thread_ = std::thread([work = work_, wake = wake_, begun = std::move(task)] {
      Value value = begun([&](double share) { return work->tell(share, wake); });
      work->finish(std::move(value));
      wake();
    });
  }

  /// Gives up what runs, and waits until the task has noticed. A value that is ready is
  /// lost.
  void cancel() {
    if (work_) work_->cancelled = true;
    if (thread_.joinable()) thread_.join();
    work_.reset();
  }

  /// The task shall stop when it notices; its value is still to be taken.
  void ask_to_stop() {
    if (work_) work_->cancelled = true;
  }

  /// A task was begun, and its value was not taken yet.
  [[nodiscard]] bool busy() const { return work_ != nullptr; }
  /// The share done, 0..1.
  [[nodiscard]] double progress() const { return work_ ? work_->share.load() : 0; }

  /// The value, once it is ready; only once.
  std::optional<Value> take() {
    if (!work_) return std::nullopt;
    auto value = work_->take();
    if (value) cancel();
    return value;
  }

 private:
  struct Work {
    /// A hundredth is about a pixel or two of a line of progress.
    static constexpr double kVisible = 0.01;

    std::atomic<bool> cancelled = false;
    std::atomic<double> share = 0;
    double told = 0;  ///< by the worker alone
    std::mutex mutex;
    std::optional<Value> value;

    bool tell(double done, const std::function<void()>& wake) {
      share = done;
      if (!cancelled && done - told >= kVisible) {
        told = done;
        wake();
      }
      return !cancelled;
    }
    void finish(Value made) {
      const std::lock_guard lock(mutex);
      value = std::move(made);
    }
    std::optional<Value> take() {
      const std::lock_guard lock(mutex);
      return std::exchange(value, std::nullopt);
    }
  };

  std::function<void()> wake_;
  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace attache::window
