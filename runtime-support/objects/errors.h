// Raising, catching and matching exceptions in the runtime's C++.
#pragma once
#include "runtime-support/objects/type.h"
#include <string_view>

namespace dxpy {

/// The result of raising: converts to the failure value of any slot.
struct Raised {
  operator Owned() const { return {}; }
  operator bool() const { return false; }
  operator int() const { return -1; }
  operator int64_t() const { return -1; }
};

/// One operand of a message: text, a number, the repr() or str() of a value, or
/// a class's name.
struct MessageArg {
  enum class Kind : uint8_t {
    Text,
    Int,
    Unsigned,
    Char,
    Str,
    Repr,
    TypeName
  } kind;
  std::string_view text = {};
  int64_t number = 0;
  Value value = {};
  MessageArg(std::string_view text) : kind(Kind::Text), text(text) {}
  MessageArg(const char *text) : kind(Kind::Text), text(text) {}
  MessageArg(int n) : kind(Kind::Int), number(n) {}
  MessageArg(long n) : kind(Kind::Int), number(n) {}
  MessageArg(long long n) : kind(Kind::Int), number(n) {}
  MessageArg(unsigned n) : kind(Kind::Unsigned), number(n) {}
  MessageArg(unsigned long n) : kind(Kind::Unsigned), number(int64_t(n)) {}
  MessageArg(char c) : kind(Kind::Char), number(c) {}
  MessageArg(Value str) : kind(Kind::Str), value(str) {} ///< str(value)
  MessageArg(const TypeObject *type)
      : kind(Kind::TypeName), value(Value(type)) {}
  static MessageArg repr(Value value) {
    MessageArg arg(value);
    arg.kind = Kind::Repr;
    return arg;
  }
};

/// Raises \p type with a message: each "{}" in \p format is replaced by the
/// next operand.
[[gnu::cold]] Raised raise(ThreadState &ts, TypeObject &type,
                           std::string_view format,
                           std::initializer_list<MessageArg> args = {});
/// Raises \p type(value).
[[gnu::cold]] Raised raiseValue(ThreadState &ts, TypeObject &type,
                                Value argument);
/// Raises an instance or class as `raise object` does; sets __context__ from
/// the handled exception.
[[gnu::cold]] Raised raiseObject(ThreadState &ts, Value exception);
[[gnu::cold]] Raised raiseMemoryError(ThreadState &ts);
[[gnu::cold]] Raised raiseKeyError(ThreadState &ts, Value key);
[[gnu::cold]] Raised raiseStopIteration(ThreadState &ts, Value value);
/// OSError or the subclass of \p errorNumber, with file names where not null.
[[gnu::cold]] Raised raiseOSError(ThreadState &ts, int errorNumber,
                                  Value fileName = {}, Value fileName2 = {});
[[gnu::cold]] Raised raiseAttributeError(ThreadState &ts, Value object,
                                         Value name);
/// Gives a pending AttributeError that has neither its `name` and `obj`.
void noteAttribute(ThreadState &ts, Value object, Value name);
[[gnu::cold]] Raised raiseNameError(ThreadState &ts, std::string_view format,
                                    Value name);
/// The same for UnboundLocalError.
[[gnu::cold]] Raised raiseNameError(ThreadState &ts, TypeObject &type,
                                    std::string_view format, Value name);

/// RecursionError "maximum recursion depth exceeded" + \p where.
[[gnu::cold]] Raised raiseRecursionError(ThreadState &ts, const char *where);
/// For C++ functions that recurse without a limit of their own: false with
/// RecursionError when the native stack runs out.
inline bool checkNativeStack(ThreadState &ts, const char *where) {
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  return here > ts.nativeLimit || raiseRecursionError(ts, where);
}

/// A level of recursion that Python code sees: counts towards the recursion
/// limit while it lives, as a call does. False with RecursionError when that or
/// the native stack is used up.
class RecursionLevel {
public:
  RecursionLevel(ThreadState &ts, const char *where) : ts(ts) {
    ok = --ts.depth < 0 ? bool(raiseRecursionError(ts, where))
                        : checkNativeStack(ts, where);
  }
  ~RecursionLevel() { ++ts.depth; }
  RecursionLevel(const RecursionLevel &) = delete;
  RecursionLevel &operator=(const RecursionLevel &) = delete;
  explicit operator bool() const { return ok; }

private:
  ThreadState &ts;
  bool ok;
};

/// Is the pending exception an instance of \p type?
bool pendingMatches(ThreadState &ts, const TypeObject &type);
/// Takes the pending exception (null if there is none).
Owned takeException(ThreadState &ts);
/// Makes \p exception (an instance) pending as it is: no new context.
void restoreException(ThreadState &ts, Owned exception);
void clearException(ThreadState &ts);
/// Prints "Exception ignored in: ..." through sys.unraisablehook and clears it.
void writeUnraisable(ThreadState &ts, Value where);
/// `raise X from cause` on the pending exception.
void setCause(ThreadState &ts, Value cause);
bool isExceptionClass(Value value);
bool isExceptionInstance(Value value);
/// Does \p exception match \p handler, a class or a tuple of classes? 0, 1; -1
/// raised (no class).
int exceptionMatches_py(ThreadState &ts, Value exception, Value handler);

/// What writeUnraisable and warn_py call: set by the layers above at start-up.
using UnraisableHook = void (*)(ThreadState &, Value exception, Value where);
using WarnHook = bool (*)(ThreadState &, TypeObject &category,
                          std::string_view text, int stackLevel);
extern UnraisableHook unraisableHook;
extern WarnHook warnHook;

/// warnings.warn(text, category, stackLevel). False: it was turned into an
/// error.
bool warn_py(ThreadState &ts, TypeObject &category, std::string_view text,
             int stackLevel = 1);

} // namespace dxpy
