// Calling special methods: looked up on the class, called with the object in
// front without making a bound method where possible.
#pragma once
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

/// A method as found on a class. Null: absent, or, with an exception pending,
/// binding raised.
struct FoundMethod {
  Owned callable;
  bool takesSelf = false; ///< not bound: the object goes in front
  explicit operator bool() const { return bool(callable); }
};

/// The special method \p name of the class of \p self.
FoundMethod findSpecial_py(ThreadState &ts, Value self, Value name);
/// The same for an attribute that is called at once: also the instance's own.
FoundMethod findMethod_py(ThreadState &ts, Value self, Value name);
Owned callFound_py(ThreadState &ts, const FoundMethod &method, Value self,
                   std::initializer_list<Value> args);
Owned callFound_py(ThreadState &ts, const FoundMethod &method, Value self,
                   const Arguments &args);
/// Calls special method \p name. Absent: AttributeError.
Owned callSpecial_py(ThreadState &ts, Value self, Value name,
                     std::initializer_list<Value> args = {});
/// The same; absent: NotImplemented.
Owned callSpecialOptional_py(ThreadState &ts, Value self, Value name,
                             std::initializer_list<Value> args);
/// For sequences without __contains__: 0, 1; -1 raised.
int searchIterable_py(ThreadState &ts, Value container, Value item);
/// Keeps the pending exception aside while Python code runs that may raise its
/// own.
class SavedException {
public:
  explicit SavedException(ThreadState &ts) : ts_(ts), word_(ts.exception) {
    ts.exception = 0;
  }
  ~SavedException() {
    if (ts_.exception)
      release(&ts_, ts_.exception);
    ts_.exception = word_;
  }
  SavedException(const SavedException &) = delete;

private:
  ThreadState &ts_;
  Word word_;
};

} // namespace dxpy
