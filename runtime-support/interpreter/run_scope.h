// What entering the interpreter from C++ takes, for the files that do it.
#pragma once
#include "runtime-support/interpreter/op.h"

namespace dxpy {

/// Keeps the innermost frame of the caller over a run.
class RunScope {
public:
  explicit RunScope(ThreadState &ts)
      : ts(ts), registers(ts.frameRegisters), pc(ts.framePc) {}
  ~RunScope() {
    ts.frameRegisters = registers;
    ts.framePc = pc;
  }
  /// The link words of a frame that returns to C++.
  void link(Word *r, FunctionObject *function, Word tags, Word extra) {
    r[kLinkExtra] = extra;
    r[kLinkOuterPc] = reinterpret_cast<Word>(pc);
    r[kLinkCaller] = reinterpret_cast<Word>(registers);
    r[kLinkFunction] = reinterpret_cast<Word>(function) | tags;
    r[kLinkReturn] = reinterpret_cast<Word>(entryReturnPc());
    r[kLinkCode] = reinterpret_cast<Word>(function->code);
  }

private:
  ThreadState &ts;
  Word *registers;
  const void *pc;
};

/// Is there room for a frame at \p r, called from C++? Counts it; false:
/// RecursionError.
inline bool enterNative(ThreadState &ts, const CodeObject *code, const Word *r,
                        std::string_view where) {
  char here;
  if (--ts.depth < 0 || uintptr_t(&here) < ts.nativeLimit ||
      r + code->layout.registerCount >= ts.stackEnd) [[unlikely]] {
    ++ts.depth;
    return raiseRecursion(ts, where);
  }
  return true;
}

} // namespace dxpy
