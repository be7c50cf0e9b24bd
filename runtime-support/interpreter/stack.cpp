// The register stack of a thread: reserved address space, touched as it grows.
#include "runtime-support/interpreter/handlers.h"
#include <sys/mman.h>

namespace dxpy {

bool reserveStack(ThreadState &ts, size_t bytes) {
  void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  InterpreterState &state = interpreterState(ts);
  state.mappedStack = memory;
  state.mappedSize = bytes;
  ts.stackBase = static_cast<Word *>(memory);
  // Link words and the shim of a call may lie above the last register checked,
  // and so may the frame of a native function that calls nothing.
  ts.stackEnd = ts.stackBase + bytes / sizeof(Word) - kColdFrameRegisters - 64;
  ts.stackLimit = ts.stackEnd;
  ts.frameRegisters = nullptr;
  ts.framePc = nullptr;
  return true;
}

} // namespace dxpy
