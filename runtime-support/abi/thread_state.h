// What one thread of a program knows. The first words are read by generated
// code at fixed offsets; the rest belongs to the runtime.
#pragma once
#include "runtime-support/abi/object.h"

namespace dxpy {

inline constexpr unsigned kSizeClassBytes = 16;
inline constexpr unsigned kSizeClasses =
    33; ///< class i holds cells of i * 16 bytes; up to 512

/// A free cell: word 0 links to the next one, and its header's shape is 0.
struct FreeCell {
  FreeCell *next;
  uint32_t shape, shared;
};

struct InterpreterFrame;
using HandlerTable = const void *const *;

struct ThreadState {
  HandlerTable
      table;   ///< interpreter dispatch; swapped for polling, tracing, threads
  uint16_t id; ///< compared with ObjectHeader::owner
  uint8_t heapMode;      ///< 0: one thread and no collection under way
  uint8_t pollRequested; ///< signals, collector or a thread switch wait
  int32_t depth;         ///< calls left before RecursionError
  Word exception;        ///< pending exception, owned; 0: none
  Word handled; ///< exception being handled (sys.exception()), owned; kNone:
                ///< none
  Word result;  ///< the word of a typed callee that left (status 2)
  Word *stackLimit; ///< end of the register stack; 0 forces the slow path of
                    ///< every call
  Word *stackTop;   ///< first free register, valid while a call out of the
                    ///< interpreter runs
  const void
      *framePc; ///< instruction of the innermost interpreter frame, likewise
  Word *frameRegisters; ///< its registers, likewise
  struct NativeFrame
      *nativeFrame;      ///< innermost native activation (abi/native.h)
  uintptr_t nativeLimit; ///< lowest address the C++ stack may reach
  FreeCell *free[2][kSizeClasses]; ///< [0] leaves, [1] containers
  // -- end of what generated code reads --
  Word *stackBase;
  Word *stackEnd;
  int32_t recursionLimit;
  int32_t deallocDepth;
  void *deallocQueue;   ///< objects whose dealloc would recurse too deep
  uint64_t allocations; ///< containers since the last collection
  Word context;         ///< current contextvars.Context or kNone
  Word asyncgenFirstiter,
      asyncgenFinalizer;  ///< sys.set_asyncgen_hooks or kNone
  void *interpreterState; ///< owned by runtime-support/interpreter
  uint64_t nativeThread;
  HandlerTable pollTable; ///< what `table` becomes to poll; null: not running
  bool traced; ///< instructions are told to sys.settrace, sys.setprofile hooks
};

/// Asks the thread to look at pending work before its next instruction. Safe in
/// signal handlers and in other threads.
inline void requestPoll(ThreadState *ts) {
  __atomic_store_n(&ts->pollRequested, 1, __ATOMIC_RELAXED);
  if (auto table = __atomic_load_n(&ts->pollTable, __ATOMIC_RELAXED))
    __atomic_store_n(&ts->table, table, __ATOMIC_RELEASE);
}

inline bool isPollRequested(const ThreadState &ts) {
  return __atomic_load_n(&ts.pollRequested, __ATOMIC_RELAXED);
}

inline HandlerTable tableInForce(const ThreadState &ts) {
  return __atomic_load_n(&ts.table, __ATOMIC_RELAXED);
}

/// Instructions go through \p table, or through \p pollTable while a poll is
/// requested. A request that comes meanwhile is not lost: its table stays, and
/// what it asks for is seen after this.
inline void putInForce(ThreadState &ts, HandlerTable table,
                       HandlerTable pollTable) {
  __atomic_store_n(&ts.pollTable, pollTable, __ATOMIC_RELAXED);
  __atomic_exchange_n(&ts.table, table, __ATOMIC_SEQ_CST);
  if (isPollRequested(ts))
    requestPoll(&ts);
}

/// The work that a poll was requested for is looked at after this.
inline void acceptPoll(ThreadState &ts) {
  __atomic_store_n(&ts.pollRequested, 0, __ATOMIC_RELAXED);
}

/// The thread state of the running thread. Generated code gets it as its first
/// argument instead.
extern thread_local constinit ThreadState currentThread;

} // namespace dxpy
