// Arguments under way: a buffer for calls that put something in front of them.
#pragma once
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

inline size_t keywordCount(const Arguments &args) {
  return args.names ? tupleLength(args.names) : 0;
}

/// Room for the words of one call, on the stack where they are few.
class ArgumentBuffer {
public:
  explicit ArgumentBuffer(size_t count) {
    if (count > kInline)
      data_ = static_cast<Value *>(rawAllocate(count * sizeof(Value)));
  }
  ~ArgumentBuffer() {
    if (data_ != inline_)
      rawFree(data_);
  }
  ArgumentBuffer(const ArgumentBuffer &) = delete;
  bool ok(ThreadState &ts) const { return data_ || raiseMemoryError(ts); }
  Value *data() { return data_; }
  Value &operator[](size_t i) { return data_[i]; }

private:
  static constexpr size_t kInline = 10;
  Value inline_[kInline];
  Value *data_ = inline_;
};

/// Calls through the class's call slot.
Owned callArguments_py(ThreadState &ts, Value callable, const Value *values,
                       size_t positional, Value names);
/// The call slot of classes: new, then init.
Word callClass(ThreadState *ts, Word callee, Word *args, uint64_t countAndFlags,
               Word kwnames);
/// Arguments as a generic entry got them.
inline Arguments argumentsOf(Word *args, uint64_t countAndFlags, Word kwnames) {
  return {reinterpret_cast<const Value *>(args), argCount(countAndFlags),
          Value(kwnames)};
}
/// TypeError "f() takes no keyword arguments" if there are any.
bool checkNoKeywords(ThreadState &ts, const char *function,
                     const Arguments &args);
/// TypeError "f expected at least 1 argument, got 0" and the like.
bool checkPositional(ThreadState &ts, const char *function,
                     const Arguments &args, size_t least, size_t most);

} // namespace dxpy
