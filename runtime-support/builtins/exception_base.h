// What the files of exception classes share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/fields.h"

namespace dxpy {

Owned newException(ThreadState &ts, TypeObject *type, const Arguments &args);
/// BaseException.__init__: no keywords, `args` set.
bool initBaseException(ThreadState &ts, Value self, const Arguments &args);
/// Sets `args` only, for classes that take keywords.
bool setExceptionArgs(ThreadState &ts, Value self, const Arguments &args);
Owned strBaseException(ThreadState &ts, Value self);
Owned reduceBaseException(ThreadState &ts, Value self, const Value *args);
/// The instance's own attributes as a dict, or None if it has none.
Owned exceptionDict(ThreadState &ts, Value self);

inline ExceptionObject *exceptionOf(Value self) {
  return self.as<ExceptionObject>();
}

/// visit, clear and deallocate of an exception struct with further fields.
template <typename T, auto... fields> struct ExceptionFields {
  using All =
      Fields<T, &ExceptionObject::args, &ExceptionObject::traceback,
             &ExceptionObject::context, &ExceptionObject::cause, fields...>;
};

/// A type object of exception struct \p layout with its slots.
#define DXPY_EXCEPTION_LAYOUT(layout)                                          \
  .basicSize = sizeof(layout), .slotsOffset = sizeof(layout) + sizeof(Word)
inline constexpr uint64_t kExceptionFlags =
    kTypeBase | kTypeContainer | kTypeHasDict | kSubclassException;

/// Keyword arguments of an exception that has some; bound[i] null if absent.
/// False: TypeError "'x' is an invalid keyword argument for Name()".
bool bindExceptionKeywords(ThreadState &ts, const char *name,
                           const Arguments &args,
                           std::initializer_list<const char *> keywords,
                           Value *bound);

} // namespace dxpy
