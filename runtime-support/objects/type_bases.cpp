// Subclass lists, and assignment to __bases__.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

/// Its mro may not say so yet, while a metaclass's mro() runs.
bool hasBaseInChain(const TypeObject *type, const TypeObject *base) {
  for (; type; type = type->base)
    if (type == base)
      return true;
  return false;
}

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
    if (isSubtype(base.as<TypeObject>(), type) ||
        hasBaseInChain(base.as<TypeObject>(), type))
      return raise(ts, types::TypeError,
                   "a __bases__ item causes an inheritance cycle");
  }
  return true;
}

Owned listSubclasses(ThreadState &ts, const TypeObject *type) {
  Owned result = makeList(ts);
  const TypeList *list = type->subclasses;
  for (uint32_t i = 0; result && list && i < list->count; ++i)
    if (!listAppend(ts, result, copyOf(Value(list->items[i]))))
      return {};
  return result;
}

/// New mro of \p type and of all its subclasses. Each class that got one is
/// added to \p changed with the new and the old one.
bool recomputeMro_py(ThreadState &ts, TypeObject *type, Value changed) {
  Owned old;
  MroUpdate update = updateMro_py(ts, type, old);
  if (update != MroUpdate::Done)
    return update == MroUpdate::Overtaken;
  Owned change =
      makeTuple(ts, {Value(type), Value(type->mro), old ? old.value() : none});
  if (!change || !listAppend(ts, changed, std::move(change)))
    return false;
  Owned subclasses = listSubclasses(ts, type);
  for (uint64_t i = 0; subclasses && i < listLength(subclasses); ++i)
    if (!recomputeMro_py(ts, listItem(ts, subclasses, i).as<TypeObject>(),
                         changed))
      return false;
  return bool(subclasses);
}

/// Gives classes the mro back that recomputeMro_py has replaced.
void restoreMros(ThreadState &ts, Value changed) {
  for (uint64_t i = listLength(changed); i-- > 0;) {
    Owned change = listItem(ts, changed, i);
    auto *type = tupleItem(change, 0).as<TypeObject>();
    if (type->mro != tupleItem(change, 1).word() ||
        tupleItem(change, 2).isNone())
      continue;
    typeModified(type);
    storeField(ts, &type->header, &type->mro, copyOf(tupleItem(change, 2)));
  }
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
  Owned changed = makeList(ts);
  if (!changed)
    return false;
  Owned oldBases = Owned::steal(type->bases), hold = copyOf(bases);
  TypeObject *oldBase = type->base;
  type->bases = copyOf(bases).take();
  type->base = base;
  bool done = recomputeMro_py(ts, type, changed);
  // A metaclass's mro() may have assigned other bases meanwhile: they stay.
  bool current = type->bases == bases.word();
  if (!done) {
    restoreMros(ts, changed);
    if (current) {
      storeField(ts, &type->header, &type->bases, std::move(oldBases));
      type->base = oldBase;
    }
    return false;
  }
  if (!current)
    return true;
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
