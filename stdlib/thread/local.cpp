// _thread._local: an object whose attributes each thread has for itself. The
// instance's dict is that of the thread that looked last; the others wait in a
// list.
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/thread/thread.h"

namespace dxpy {

namespace {

struct OwnDict {
  const ThreadState *thread;
  Word dict;
};

struct LocalObject {
  ObjectHeader header;
  Word args, keywords; ///< what __init__ gets in each thread; keywords or None
  OwnDict *dicts;
  uint32_t count, capacity;
  const ThreadState *shown; ///< whose dict is the instance's
  LocalObject *next, *previous;
};
constinit LocalObject *allLocals = nullptr;

LocalObject *self_(Value v) { return v.as<LocalObject>(); }

/// The thread's dict; null without an exception if it has none yet.
Value dictOf(const LocalObject *local, const ThreadState *thread) {
  for (uint32_t i = 0; i < local->count; ++i)
    if (local->dicts[i].thread == thread)
      return Value(local->dicts[i].dict);
  return {};
}

/// Borrowed; null: raised.
Value addDict(ThreadState &ts, LocalObject *local) {
  if (local->count == local->capacity) {
    uint32_t capacity = local->capacity ? local->capacity * 2 : 4;
    void *grown = rawReallocate(local->dicts, capacity * sizeof(OwnDict));
    if (!grown) {
      raiseMemoryError(ts);
      return {};
    }
    local->dicts = static_cast<OwnDict *>(grown);
    local->capacity = capacity;
  }
  Owned dict = makeDict(ts);
  if (!dict)
    return {};
  Value result = dict;
  local->dicts[local->count++] = {&ts, dict.take()};
  return result;
}

void removeDict(ThreadState &ts, LocalObject *local,
                const ThreadState *thread) {
  for (uint32_t i = 0; i < local->count; ++i) {
    if (local->dicts[i].thread != thread)
      continue;
    Word dict = local->dicts[i].dict;
    local->dicts[i] = local->dicts[--local->count];
    release(&ts, dict);
    return;
  }
}

bool show(ThreadState &ts, Value self, Value dict) {
  self_(self)->shown = &ts;
  return setInstanceDict(ts, self, dict);
}

/// Makes the instance show what the running thread has, which may be nothing
/// yet: then __init__ runs.
bool enter_py(ThreadState &ts, Value self) {
  LocalObject *local = self_(self);
  if (local->shown == &ts) [[likely]]
    return true;
  if (Value dict = dictOf(local, &ts))
    return show(ts, self, dict);
  Value dict = addDict(ts, local);
  if (!dict || !show(ts, self, dict))
    return false;
  slot::Init init = typeOf(self)->slots.init;
  if (init == types::Object.slots.init)
    return true;
  Owned hold = copyOf(self), args = copyOf(Value(local->args));
  Owned method = lookupSpecial_py(ts, self, &names::__init__);
  Owned keywords = Value(local->keywords).isNone()
                       ? Owned()
                       : copyOf(Value(local->keywords));
  if (method && callTuple_py(ts, method, args, keywords))
    return enter_py(ts, self); // __init__ may have let others run
  removeDict(ts, local, &ts);
  local->shown = nullptr;
  return false;
}

bool isDictName(Value name) {
  return isStr(name) && strText(name) == "__dict__";
}

Owned getAttribute(ThreadState &ts, Value self, Value name) {
  if (!enter_py(ts, self))
    return {};
  if (isDictName(name))
    return copyOf(dictOf(self_(self), &ts));
  return genericGetAttr_py(ts, self, name);
}
bool setAttribute(ThreadState &ts, Value self, Value name, Value value) {
  if (isDictName(name))
    return raise(ts, types::AttributeError,
                 "'{}' object attribute '__dict__' is read-only",
                 {typeOf(self)});
  return enter_py(ts, self) && genericSetAttr_py(ts, self, name, value);
}

Owned keywordDict(ThreadState &ts, const Arguments &args) {
  size_t count = args.names ? tupleLength(args.names) : 0;
  if (!count)
    return ownedNone();
  Owned dict = makeDict(ts);
  for (size_t i = 0; dict && i < count; ++i)
    if (!dictSet_py(ts, dict, tupleItem(args.names, i),
                    args.values[args.positionalCount + i]))
      return {};
  return dict;
}

Owned newLocal(ThreadState &ts, TypeObject *type, const Arguments &args) {
  bool given = args.positionalCount || (args.names && tupleLength(args.names));
  if (given && type->slots.init == types::Object.slots.init)
    return raise(ts, types::TypeError,
                 "Initialization arguments are not supported");
  Owned positional = makeTuple(ts, args.values, args.positionalCount);
  Owned keywords = keywordDict(ts, args);
  Owned self = positional && keywords ? allocateInstance(ts, type) : Owned();
  if (!self)
    return {};
  LocalObject *local = self.as<LocalObject>();
  local->args = positional.take();
  local->keywords = keywords.take();
  local->next = allLocals;
  if (allLocals)
    allLocals->previous = local;
  allLocals = local;
  Value dict = addDict(ts, local);
  return dict && show(ts, self, dict) ? std::move(self) : Owned();
}

void visit(ObjectHeader *self, Visitor &visitor) {
  auto *local = reinterpret_cast<LocalObject *>(self);
  visitor(local->args);
  visitor(local->keywords);
  for (uint32_t i = 0; i < local->count; ++i)
    visitor(local->dicts[i].dict);
}

void clear(ThreadState &ts, ObjectHeader *self) {
  auto *local = reinterpret_cast<LocalObject *>(self);
  clearField(ts, self, &local->args);
  clearField(ts, self, &local->keywords);
  while (local->count) {
    if (ts.heapMode)
      noteMovedOut(self);
    release(&ts, local->dicts[--local->count].dict);
  }
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  auto *local = reinterpret_cast<LocalObject *>(self);
  clear(ts, self);
  rawFree(local->dicts);
  if (local->previous || local->next || allLocals == local)
    (local->previous ? local->previous->next : allLocals) = local->next;
  if (local->next)
    local->next->previous = local->previous;
  freeObject(ts, self, sizeof(LocalObject));
}

constexpr TypeSpec spec = {"_thread._local", "Thread-local data"};

} // namespace

constinit TypeObject localType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,
    .basicSize = sizeof(LocalObject),
    .slotsOffset = sizeof(LocalObject) + sizeof(Word),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .getAttr = getAttribute,
              .setAttr = setAttribute,
              .new_ = newLocal},
};

void dropLocals(ThreadState &ts) {
  for (LocalObject *local = allLocals; local;) {
    if (!dictOf(local, &ts)) {
      local = local->next;
      continue;
    }
    Owned hold = copyOf(Value(local));
    if (local->shown == &ts) {
      local->shown = nullptr;
      Owned empty = makeDict(ts);
      if (!empty || !setInstanceDict(ts, hold, empty))
        clearException(ts);
    }
    removeDict(ts, local, &ts);
    local = allLocals; // finalisers may have run
  }
}

} // namespace dxpy
