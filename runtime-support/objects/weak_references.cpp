// The side table of weak references: from an object's address to the list of
// its references. Linear probing; removal moves later entries back.
#include "runtime-support/objects/weak_references.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

struct Entry {
  Word object;
  WeakReferenceObject *newest;
};
struct Table {
  Entry *entries;
  uint64_t mask, count;
};
constinit Table table = {};

uint64_t homeOf(Word object) {
  return (object >> 4) * 0x9E3779B97F4A7C15u >> 20;
}

/// The entry of the object or the free one where it belongs.
Entry *findEntry(Word object) {
  for (uint64_t i = homeOf(object);; ++i) {
    Entry &entry = table.entries[i & table.mask];
    if (entry.object == object || entry.object == 0)
      return &entry;
  }
}

bool grow() {
  uint64_t size = table.entries ? (table.mask + 1) * 2 : 64;
  auto *entries = static_cast<Entry *>(rawAllocateZeroed(size * sizeof(Entry)));
  if (!entries)
    return false;
  Table old = table;
  table = {entries, size - 1, old.count};
  for (uint64_t i = 0; old.entries && i <= old.mask; ++i)
    if (old.entries[i].object)
      *findEntry(old.entries[i].object) = old.entries[i];
  rawFree(old.entries);
  return true;
}

void removeEntry(Entry *entry) {
  uint64_t hole = uint64_t(entry - table.entries);
  for (uint64_t i = hole + 1;; ++i) {
    Entry &next = table.entries[i & table.mask];
    if (!next.object)
      break;
    uint64_t home = homeOf(next.object) & table.mask;
    // May `next` move back to the hole without passing its home?
    if (((i - home) & table.mask) >= ((i - hole) & table.mask)) {
      table.entries[hole & table.mask] = next;
      hole = i;
    }
  }
  table.entries[hole & table.mask] = {};
  --table.count;
}

Entry *entryOf(const ObjectHeader *object) {
  return (object->flags & kHasWeakReferences)
             ? findEntry(reinterpret_cast<Word>(object))
             : nullptr;
}

bool link(ThreadState &ts, ObjectHeader *object,
          WeakReferenceObject *reference) {
  if ((!table.entries || table.count * 2 > table.mask) && !grow())
    return raiseMemoryError(ts);
  Entry *entry = findEntry(reinterpret_cast<Word>(object));
  if (!entry->object) {
    entry->object = reinterpret_cast<Word>(object);
    ++table.count;
    object->flags |= kHasWeakReferences;
  }
  reference->older = entry->newest;
  reference->newer = nullptr;
  if (entry->newest)
    entry->newest->newer = reference;
  entry->newest = reference;
  return true;
}

/// A reference without callback can be shared.
WeakReferenceObject *findShared(ObjectHeader *object, const TypeObject *type) {
  if (type != &types::WeakReference && type != &types::WeakProxy &&
      type != &types::WeakCallableProxy)
    return nullptr;
  Entry *entry = entryOf(object);
  for (WeakReferenceObject *at = entry ? entry->newest : nullptr; at;
       at = at->older)
    if (at->callback == kNone && typeOf(Value(at)) == type &&
        at->header.strong > 0)
      return at;
  return nullptr;
}

/// References to dying objects whose callbacks are due, in order.
class DueCallbacks {
public:
  ~DueCallbacks() { rawFree(references_); }
  void add(WeakReferenceObject *reference) {
    if (size_ == capacity_) {
      size_t capacity = capacity_ ? capacity_ * 2 : 8;
      void *grown = rawReallocate(references_, capacity * sizeof *references_);
      if (!grown)
        return; // no memory: the callback is lost
      references_ = static_cast<WeakReferenceObject **>(grown);
      capacity_ = capacity;
    }
    retainObject(&currentThread, &reference->header);
    references_[size_++] = reference;
  }
  void run(ThreadState &ts) {
    for (size_t i = 0; i < size_; ++i) {
      Owned reference = Owned::steal(references_[i]);
      Owned callback = Owned::steal(references_[i]->callback);
      references_[i]->callback = kNone;
      SavedException saved(ts);
      if (!call_py(ts, callback, {reference}))
        writeUnraisable(ts, callback);
    }
  }

private:
  WeakReferenceObject **references_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
};

void detachAll(ObjectHeader *object, DueCallbacks &due) {
  Entry *entry = entryOf(object);
  if (!entry || !entry->object)
    return;
  WeakReferenceObject *at = entry->newest;
  removeEntry(entry);
  object->flags &= uint8_t(~kHasWeakReferences);
  while (at) {
    WeakReferenceObject *older = at->older;
    at->target = 0;
    at->newer = at->older = nullptr;
    if (at->callback != kNone && at->callback != 0 && at->header.strong > 0)
      due.add(at);
    at = older;
  }
}

bool isWeakReference(const ObjectHeader *object) {
  const TypeObject *type = nativeBase(shapeOf(object)->type);
  return type == &types::WeakReference || type == &types::WeakProxy ||
         type == &types::WeakCallableProxy;
}

} // namespace

void unlinkWeakReference(WeakReferenceObject *reference) {
  if (!reference->target)
    return;
  auto *object = objectOf(reference->target);
  reference->target = 0;
  if (reference->older)
    reference->older->newer = reference->newer;
  if (reference->newer) {
    reference->newer->older = reference->older;
    return;
  }
  Entry *entry = entryOf(object);
  entry->newest = reference->older;
  if (!entry->newest) {
    removeEntry(entry);
    object->flags &= uint8_t(~kHasWeakReferences);
  }
}

void clearWeakReferencesOf(ThreadState &ts, ObjectHeader *const *objects,
                           size_t count) {
  // References that die with the set are never called back.
  if (count > 1)
    for (size_t i = 0; i < count; ++i)
      if (isWeakReference(objects[i]))
        unlinkWeakReference(
            reinterpret_cast<WeakReferenceObject *>(objects[i]));
  DueCallbacks due;
  for (size_t i = 0; i < count; ++i)
    detachAll(objects[i], due);
  due.run(ts);
}

Owned makeWeakReference(ThreadState &ts, TypeObject *type, Value object,
                        Value callback) {
  if (!object.isPointer() || !(typeOf(object)->flags & kTypeHasWeakrefs))
    return raise(ts, types::TypeError,
                 "cannot create weak reference to '{}' object",
                 {typeOf(object)});
  if (!callback || callback.isNone()) {
    callback = none;
    if (WeakReferenceObject *shared = findShared(object.header(), type))
      return copyOf(Value(shared));
  }
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  auto *reference = result.as<WeakReferenceObject>();
  reference->callback = copyOf(callback).take();
  reference->hash = -1;
  if (!link(ts, object.header(), reference))
    return {};
  reference->target = object.word();
  return result;
}

Owned makeWeakProxy(ThreadState &ts, Value object, Value callback) {
  return makeWeakReference(
      ts, isCallable(object) ? &types::WeakCallableProxy : &types::WeakProxy,
      object, callback);
}

Owned weakReferent(ThreadState &ts, Value reference) {
  Value target(reference.as<WeakReferenceObject>()->target);
  // What waits for its end is gone already: its counts are a link of a queue.
  bool alive = target && !(target.header()->gc & kGcDying);
  return alive ? copyOf(target) : Owned();
}

Owned firstWeakReference(ThreadState &ts, Value object) {
  Entry *entry = object.isPointer() ? entryOf(object.header()) : nullptr;
  return entry ? copyOf(Value(entry->newest)) : ownedNone();
}

uint64_t weakReferenceCount(Value object) {
  Entry *entry = object.isPointer() ? entryOf(object.header()) : nullptr;
  uint64_t count = 0;
  for (WeakReferenceObject *at = entry ? entry->newest : nullptr; at;
       at = at->older)
    ++count;
  return count;
}

Owned weakReferences(ThreadState &ts, Value object) {
  Owned list = makeList(ts);
  Entry *entry = object.isPointer() ? entryOf(object.header()) : nullptr;
  for (WeakReferenceObject *at = entry ? entry->newest : nullptr; list && at;
       at = at->older)
    if (!listAppend(ts, list, copyOf(Value(at))))
      return {};
  return list;
}

} // namespace dxpy
