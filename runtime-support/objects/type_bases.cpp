// Subclass lists, and assignment to __bases__.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

bool checkBases(ThreadState &ts, TypeObject *type, Value bases) {
  if (!isTuple(bases))
    return raise(ts, types::TypeError,
                 "can only assign tuple to {}.__bases__, not {}",
                 {type, typeOf(bases)});
  if (tupleLength(bases) == 0)
    return raise(ts, types::TypeError,
                 "can only assign non-empty tuple to {}.__bases__, not ()",
                 {type});
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i) {
    Value base = tupleItem(bases, i);
    if (!hasFlag(base, kSubclassType))
      return raise(ts, types::TypeError,
                   "{}.__bases__ must be tuple of classes, not '{}'",
                   {type, typeOf(base)});
    if (isSubtype(base.as<TypeObject>(), type))
      return raise(ts, types::TypeError,
                   "a __bases__ item causes an inheritance cycle");
  }
  return true;
}

/// New mro of \p type and of all its subclasses.
bool recomputeMro_py(ThreadState &ts, TypeObject *type) {
  Owned mro = computeMro_py(ts, type);
  if (!mro)
    return false;
  typeModified(type);
  storeField(ts, &type->header, &type->mro, std::move(mro));
  const TypeList *list = type->subclasses;
  for (uint32_t i = 0; list && i < list->count; ++i)
    if (!recomputeMro_py(ts, list->items[i]))
      return false;
  return true;
}

void refillSlots(ThreadState &ts, TypeObject *type) {
  TypeSlots fresh;
  fresh.deallocate = type->slots.deallocate;
  fresh.visit = type->slots.visit;
  fresh.clear = type->slots.clear;
  type->slots = fresh;
  fillSlots(ts, type);
  const TypeList *list = type->subclasses;
  for (uint32_t i = 0; list && i < list->count; ++i)
    refillSlots(ts, list->items[i]);
}

void forEachBase(TypeObject *type, Value bases, auto body) {
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    body(tupleItem(bases, i).as<TypeObject>());
}

} // namespace

bool addSubclass(ThreadState &ts, TypeObject *base, TypeObject *subclass) {
  TypeList *list = base->subclasses;
  if (!list || list->count == list->capacity) {
    uint32_t capacity = list ? list->capacity * 2 : 4;
    auto *grown = static_cast<TypeList *>(rawReallocate(
        list, sizeof(TypeList) + capacity * sizeof(TypeObject *)));
    if (!grown)
      return raiseMemoryError(ts);
    if (!list)
      grown->count = 0;
    grown->capacity = capacity;
    base->subclasses = list = grown;
  }
  list->items[list->count++] = subclass;
  return true;
}

void removeSubclass(TypeObject *base, TypeObject *subclass) {
  TypeList *list = base->subclasses;
  uint32_t kept = 0;
  for (uint32_t i = 0; list && i < list->count; ++i)
    if (list->items[i] != subclass)
      list->items[kept++] = list->items[i];
  if (list)
    list->count = kept;
}

bool setBases_py(ThreadState &ts, TypeObject *type, Value bases) {
  if (!checkBases(ts, type, bases))
    return false;
  TypeObject *base = findBestBase(ts, bases);
  if (!base)
    return false;
  if (!checkAssignable(ts, base, type->base, "__bases__"))
    return false;
  Owned oldBases = Owned::steal(type->bases);
  TypeObject *oldBase = type->base;
  type->bases = copyOf(bases).take();
  type->base = base;
  if (!recomputeMro_py(ts, type)) {
    Owned exception = takeException(ts);
    Owned::steal(type->bases).reset();
    type->bases = oldBases.take();
    type->base = oldBase;
    recomputeMro_py(ts, type);
    restoreException(ts, std::move(exception));
    return false;
  }
  forEachBase(type, oldBases,
              [&](TypeObject *old) { removeSubclass(old, type); });
  bool ok = true;
  forEachBase(type, bases, [&](TypeObject *added) {
    ok = ok && addSubclass(ts, added, type);
  });
  refillSlots(ts, type);
  return ok;
}

} // namespace dxpy
