// The one lock under which threads run Python code and touch objects, until
// objects guard themselves. A thread gives it up around calls that block, and
// at a poll when another one has waited for the switch interval.
//
// Threads that share the lock count as one owner of objects (they have the main
// thread's id), and the free lists of cells go from holder to holder with it:
// a program with threads counts and allocates as one without.
#pragma once
#include "runtime-support/abi/thread_state.h"
#include <atomic>

namespace dxpy {

/// The thread that the process started with: the one that handles signals.
extern constinit ThreadState *mainThread;
/// Has a second thread ever been started? Until then there is no lock to give.
extern constinit bool runLockShared;
/// How long a thread waits before it asks the running one to make room.
extern constinit int64_t switchInterval; ///< nanoseconds

/// From now on other threads may take the lock, which \p ts has.
void shareRunLock(ThreadState &ts);
/// Enters a new thread, which has the lock: its id, its place in the list.
void joinRunLock(ThreadState &ts);
/// The last thing that a thread other than the main one does: leaves the list,
/// gives the lock up.
void quitRunLock(ThreadState &ts);
/// Waits until the lock is free; for ever once the process ends.
void takeRunLock(ThreadState &ts);
void giveRunLock(ThreadState &ts);
/// At a safepoint: lets a thread go first that has waited long enough.
void yieldRunLock(ThreadState &ts);
/// The process ends: no other thread gets the lock any more.
void closeRunLock();
/// In the child of a fork, whose only thread is \p ts.
void resetRunLock(ThreadState &ts);

/// All threads; the caller has the lock.
ThreadState *firstThread();
ThreadState *nextThread(const ThreadState *ts);

/// Around a call that may block: objects are out of reach meanwhile, errno
/// stays what the call made it.
class Blocking {
public:
  explicit Blocking(ThreadState &ts) : ts_(runLockShared ? &ts : nullptr) {
    if (ts_) [[unlikely]]
      giveRunLock(*ts_);
  }
  ~Blocking() {
    if (ts_) [[unlikely]]
      takeRunLock(*ts_);
  }
  Blocking(const Blocking &) = delete;

private:
  ThreadState *ts_;
};

/// What a call that may block gives.
template <typename Call> auto blocking(ThreadState &ts, Call call) {
  Blocking blocking(ts);
  return call();
}

/// A lock that threads wait for without the run lock. Any thread may release
/// it.
class WaitLock {
public:
  enum class Result { Taken, TimeOver, Signal };
  /// Called under the run lock, like all but the waiting itself.
  bool tryTake();
  /// \p deadline: of monotonicTime(); negative: none.
  Result take(ThreadState &ts, int64_t deadline);
  void release();
  bool isTaken() const { return state_.load(std::memory_order_relaxed) != 0; }
  /// Free, whoever had it or waited: after a fork.
  void reset() { state_.store(0, std::memory_order_relaxed); }

private:
  std::atomic<uint32_t> state_; ///< 0: free, 1: taken, 2: and waited for
};

int64_t monotonicTime(); ///< nanoseconds

} // namespace dxpy
