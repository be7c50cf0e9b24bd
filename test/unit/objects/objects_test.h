// Values and outcomes as text, for tests of the object model.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/memory/threads.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"
#include <string>

namespace dxpy::test {

inline ThreadState &thread() {
  static bool started = [] {
    registerThread(&currentThread);
    currentThread.depth = currentThread.recursionLimit = 1000;
    currentThread.handled = currentThread.context = kNone;
    initTypes();
    return true;
  }();
  (void)started;
  return currentThread;
}

inline Value integer(int64_t i) { return Value(smallIntWord(i)); }

/// An interned str; interned ones live forever.
inline Value name(const char *text) {
  Owned interned = internText(thread(), text);
  return Value(interned.word());
}

/// repr() of a result, or "Type: message" of the pending exception.
inline std::string text(Owned result) {
  ThreadState &ts = thread();
  if (result) {
    Owned repr = repr_py(ts, result);
    return std::string(strText(repr));
  }
  if (!pendingException(ts))
    return "nothing";
  Owned exception = takeException(ts);
  Owned message = str_py(ts, exception);
  return std::string(typeNameOf(exception)) + ": " +
         std::string(strText(message));
}

inline std::string text(bool ok) { return ok ? "done" : text(Owned()); }

inline Owned get(Value object, const char *attribute) {
  return getAttr_py(thread(), object, name(attribute));
}
inline bool set(Value object, const char *attribute, Value value) {
  return setAttr_py(thread(), object, name(attribute), value);
}

/// type(name, bases, namespace)
inline Owned makeType(const char *typeName, std::initializer_list<Value> bases,
                      Value space = {}) {
  ThreadState &ts = thread();
  Owned tuple = makeTuple(ts, bases);
  Owned dict = space ? copyOf(space) : makeDict(ts);
  return call_py(ts, Value(&types::Type), {name(typeName), tuple, dict});
}

/// {"__slots__": names}
inline Owned slotsNamespace(std::initializer_list<Value> slotNames) {
  ThreadState &ts = thread();
  Owned space = makeDict(ts), tuple = makeTuple(ts, slotNames);
  dictSetName(ts, space, name("__slots__"), tuple);
  return space;
}

} // namespace dxpy::test
