// What the files of module _io share: the abstract bases, the attribute and
// method calls that any stream answers, and opening.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include <cerrno>

namespace dxpy::io {

inline constexpr int64_t kDefaultBufferSize = 8192;

extern TypeObject baseType, rawType, bufferedType, textType;
extern TypeObject fileType, bytesIOType, stringIOType;
extern TypeObject readerType, writerType, randomType, pairType;
extern TypeObject textWrapperType, newlineDecoderType;

/// Types and exceptions of the module, made on first use. False: raised.
bool prepare(ThreadState &ts);
/// io.UnsupportedOperation
TypeObject *unsupportedOperation();
[[gnu::cold]] Raised raiseUnsupported(ThreadState &ts, const char *what);

inline Raised raiseClosed(ThreadState &ts) {
  return raise(ts, types::ValueError, "I/O operation on closed file.");
}

Owned callNamed_py(ThreadState &ts, Value object, const char *name,
                   std::initializer_list<Value> args = {});
Owned attribute_py(ThreadState &ts, Value object, const char *name);
/// The truth of object.name(). -1: raised.
int asks_py(ThreadState &ts, Value object, const char *name);
/// object.closed. -1: raised.
int isClosed_py(ThreadState &ts, Value object);
/// A size argument: null and None mean -1. False: raised.
bool sizeOrAll_py(ThreadState &ts, Value value, int64_t &out);
/// `finalise` of all streams: closes those that are open.
void closeAtEnd(ThreadState &ts, Value self);

Owned enter(ThreadState &ts, Value self, const Value *);
Owned exit(ThreadState &ts, Value self, const Arguments &);

/// io.open with bound arguments; null where left out.
Owned open(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::io
