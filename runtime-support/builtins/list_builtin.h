// What the files of the type list share.
#pragma once
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/builtins/slices.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/list_storage.h"
#include "runtime-support/objects/timsort.h"

namespace dxpy {

using namespace list_storage;

struct ListAccess {
  static uint64_t length(Value self) { return listLength(self); }
  static Owned item(ThreadState &ts, Value self, uint64_t i) {
    return listItem(ts, self, i);
  }
};

Owned listSubscript(ThreadState &ts, Value self, Value key);
bool listSetSubscript(ThreadState &ts, Value self, Value key, Value value);
Owned listItemSlot(ThreadState &ts, Value self, int64_t index);
Owned listIter(ThreadState &ts, Value self);
Owned listReversed(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy
