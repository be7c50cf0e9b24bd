// The register stack of a thread: reserved address space, touched as it grows.
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/memory/raw.h"
#include <algorithm>
#include <new>
#include <sys/mman.h>

namespace dxpy {

/// Address space for calls that nest up to the recursion limit: 8 KiB a frame.
static size_t stackBytes(int32_t recursionLimit) {
  constexpr size_t kFrame = 8192, kLeast = size_t(8) << 20,
                   kMost = size_t(512) << 20;
  return std::clamp(size_t(recursionLimit) * kFrame, kLeast, kMost);
}

bool reserveStack(InterpreterState &state, size_t bytes) {
  void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  state.mappedStack = memory;
  state.mappedSize = bytes;
  return true;
}

void useStack(ThreadState &ts) {
  const InterpreterState &state = interpreterState(ts);
  ts.stackBase = static_cast<Word *>(state.mappedStack);
  // Link words and the shim of a call may lie above the last register checked,
  // and so may the frame of a native function that calls nothing.
  ts.stackEnd =
      ts.stackBase + state.mappedSize / sizeof(Word) - kColdFrameRegisters - 64;
  ts.stackLimit = ts.stackEnd;
  ts.frameRegisters = nullptr;
  ts.framePc = nullptr;
}

InterpreterState *makeInterpreterState(int32_t recursionLimit) {
  void *memory = rawAllocate(sizeof(InterpreterState));
  if (!memory)
    return nullptr;
  auto *state = new (memory) InterpreterState;
  if (reserveStack(*state, stackBytes(recursionLimit)))
    return state;
  rawFree(state);
  return nullptr;
}

void freeInterpreterState(InterpreterState *state) {
  munmap(state->mappedStack, state->mappedSize);
  rawFree(state);
}

void enterInterpreter(ThreadState &ts, InterpreterState *state,
                      int32_t recursionLimit) {
  ts.interpreterState = state;
  ts.handled = ts.context = ts.asyncgenFirstiter = ts.asyncgenFinalizer = kNone;
  ts.depth = ts.recursionLimit = recursionLimit;
  ts.table = asTable(handlers);
  ts.pollTable = asTable(pollHandlers);
  useStack(ts);
}

} // namespace dxpy
