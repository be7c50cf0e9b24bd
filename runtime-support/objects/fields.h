// The slots that every type with plain value fields needs, from the list of its
// fields: visit, clear and deallocate.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

template <typename T, auto... fields> struct Fields {
  static void visit(ObjectHeader *self, Visitor &visitor) {
    auto *object = reinterpret_cast<T *>(self);
    (visitor(object->*fields), ...);
  }
  static void clear(ThreadState &ts, ObjectHeader *self) {
    auto *object = reinterpret_cast<T *>(self);
    (clearField(ts, self, &(object->*fields), kNone), ...);
  }
  static void deallocate(ThreadState &ts, ObjectHeader *self) {
    clear(ts, self);
    freeObject(ts, self, sizeof(T));
  }
};

} // namespace dxpy
