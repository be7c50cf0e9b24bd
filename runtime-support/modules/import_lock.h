// Imports under way, by thread: a module that another thread is importing is
// waited for, unless that thread waits for this one.
#pragma once
#include "runtime-support/inline/value.h"

namespace dxpy {

/// On the stack of the thread that imports \p name, which outlives it.
class ImportUnderWay {
public:
  ImportUnderWay(ThreadState &ts, Value name);
  ~ImportUnderWay();
  ImportUnderWay(const ImportUnderWay &) = delete;

private:
  friend bool waitForImport_py(ThreadState &ts, Value name);
  static ImportUnderWay *find(const ThreadState *thread, Value name);
  static bool leadsTo(const ImportUnderWay *import, const ThreadState *thread);
  const ThreadState *thread_;
  Value name_;
  const ImportUnderWay *waitsFor_ = nullptr; ///< of the innermost of a thread
  ImportUnderWay *next_;
};

/// Returns when no other thread imports \p name, or when waiting would be for
/// ever. False: a signal handler raised.
bool waitForImport_py(ThreadState &ts, Value name);

} // namespace dxpy
