// The run lock and the locks that threads wait for, see the header.
#include "runtime-support/memory/run_lock.h"
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dxpy {

constinit ThreadState *mainThread = nullptr;
constinit bool runLockShared = false;
constinit int64_t switchInterval = 5'000'000;

namespace {

constexpr unsigned kMaxThreads = 1 << 15;
constexpr int64_t kSecond = 1'000'000'000;

struct RunLock {
  pthread_mutex_t mutex;
  pthread_cond_t given, taken;
  ThreadState *holder;
  ThreadState *last; ///< whose free lists are the ones in use
  uint64_t switches;
  unsigned waiting;
  bool closed;
};
constinit RunLock lock = {.mutex = PTHREAD_MUTEX_INITIALIZER,
                          .given = PTHREAD_COND_INITIALIZER,
                          .taken = PTHREAD_COND_INITIALIZER,
                          .holder = nullptr,
                          .last = nullptr,
                          .switches = 0,
                          .waiting = 0,
                          .closed = false};

constinit ThreadState *threads[kMaxThreads];
constinit unsigned threadCount = 0;

class Guard {
public:
  Guard() { pthread_mutex_lock(&lock.mutex); }
  ~Guard() { pthread_mutex_unlock(&lock.mutex); }
};

timespec timeOf(int64_t nanoseconds) {
  return {time_t(nanoseconds / kSecond), long(nanoseconds % kSecond)};
}

void moveFreeLists(ThreadState *from, ThreadState *to) {
  if (from == to)
    return;
  memcpy(to->free, from->free, sizeof to->free);
  memset(from->free, 0, sizeof from->free);
}

/// One wait of a switch interval; then the holder is asked to make room.
void waitForTurn() {
  uint64_t switches = lock.switches;
  timespec end = timeOf(monotonicTime() + switchInterval);
  int error =
      pthread_cond_clockwait(&lock.given, &lock.mutex, CLOCK_MONOTONIC, &end);
  if (error == ETIMEDOUT && lock.holder && lock.switches == switches)
    requestPoll(lock.holder);
}

void become(ThreadState &ts) {
  ++lock.waiting;
  while (lock.holder || (lock.closed && &ts != mainThread))
    waitForTurn();
  --lock.waiting;
  lock.holder = &ts;
  ++lock.switches;
  moveFreeLists(lock.last, &ts);
  lock.last = &ts;
  pthread_cond_signal(&lock.taken);
}

void stepBack() {
  lock.holder = nullptr;
  pthread_cond_signal(&lock.given);
}

unsigned placeOf(const ThreadState *ts) {
  unsigned place = 0;
  while (place < threadCount && threads[place] != ts)
    ++place;
  return place;
}

} // namespace

int64_t monotonicTime() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return int64_t(time.tv_sec) * kSecond + time.tv_nsec;
}

void shareRunLock(ThreadState &ts) {
  if (runLockShared)
    return;
  lock.holder = lock.last = &ts;
  threads[0] = &ts;
  threadCount = 1;
  runLockShared = true;
}

void joinRunLock(ThreadState &ts) {
  ts.id = mainThread->id;
  if (threadCount < kMaxThreads)
    threads[threadCount++] = &ts;
}

void quitRunLock(ThreadState &ts) {
  Guard guard;
  if (unsigned place = placeOf(&ts); place < threadCount) {
    --threadCount;
    memmove(threads + place, threads + place + 1,
            (threadCount - place) * sizeof *threads);
  }
  moveFreeLists(&ts, mainThread);
  lock.last = mainThread;
  stepBack();
}

void takeRunLock(ThreadState &ts) {
  int saved = errno;
  {
    Guard guard;
    become(ts);
  }
  errno = saved;
}

void giveRunLock(ThreadState &) {
  int saved = errno;
  {
    Guard guard;
    stepBack();
  }
  errno = saved;
}

void yieldRunLock(ThreadState &ts) {
  if (!runLockShared)
    return;
  Guard guard;
  if (!lock.waiting || lock.closed)
    return;
  uint64_t switches = lock.switches;
  stepBack();
  // Whoever waits shall have it: this thread would be first otherwise.
  while (lock.switches == switches)
    pthread_cond_wait(&lock.taken, &lock.mutex);
  become(ts);
}

void closeRunLock() {
  Guard guard;
  lock.closed = true;
}

void resetRunLock(ThreadState &ts) {
  if (!runLockShared)
    return;
  lock.mutex = PTHREAD_MUTEX_INITIALIZER;
  lock.given = lock.taken = PTHREAD_COND_INITIALIZER;
  lock.waiting = 0;
  lock.holder = lock.last = mainThread = &ts;
  threads[0] = &ts;
  threadCount = 1;
}

ThreadState *firstThread() { return threadCount ? threads[0] : mainThread; }
ThreadState *nextThread(const ThreadState *ts) {
  unsigned place = placeOf(ts) + 1;
  return place < threadCount ? threads[place] : nullptr;
}

// WaitLock --------------------------------------------------------------------

bool WaitLock::tryTake() {
  if (!runLockShared) { // no other thread looks
    bool free = !isTaken();
    if (free)
      state_.store(1, std::memory_order_relaxed);
    return free;
  }
  uint32_t expected = 0;
  return state_.compare_exchange_strong(expected, 1, std::memory_order_acquire);
}

WaitLock::Result WaitLock::take(ThreadState &ts, int64_t deadline) {
  if (tryTake())
    return Result::Taken;
  Blocking blocking(ts);
  timespec end = timeOf(deadline);
  while (state_.exchange(2, std::memory_order_acquire) != 0) {
    long result =
        syscall(SYS_futex, &state_, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, 2,
                deadline < 0 ? nullptr : &end, nullptr, FUTEX_BITSET_MATCH_ANY);
    if (result == 0 || errno == EAGAIN)
      continue;
    // The mark of a waiter stays: at worst one wake-up finds nobody.
    if (errno == ETIMEDOUT)
      return tryTake() ? Result::Taken : Result::TimeOver;
    if (errno == EINTR)
      return Result::Signal;
  }
  return Result::Taken;
}

void WaitLock::release() {
  if (state_.exchange(0, std::memory_order_release) == 2)
    syscall(SYS_futex, &state_, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, nullptr,
            nullptr, 0);
}

} // namespace dxpy
