// The type deque: storage, construction, slots.
#include "stdlib/collections/deque.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/repr_guard.h"

namespace dxpy::collections {

namespace {

/// Room for one more item.
bool reserve(ThreadState &ts, DequeObject *deque) {
  if (deque->length < deque->capacity) [[likely]]
    return true;
  uint64_t capacity = deque->capacity ? deque->capacity * 2 : 8;
  auto *ring = static_cast<Word *>(rawAllocate(capacity * sizeof(Word)));
  if (!ring)
    return raiseMemoryError(ts);
  for (uint64_t i = 0; i < deque->length; ++i)
    ring[i] = *dequeSlot(deque, i);
  rawFree(deque->ring);
  deque->ring = ring;
  deque->capacity = capacity;
  deque->head = 0;
  return true;
}

bool isOverlong(const DequeObject *deque) {
  return deque->maxLength >= 0 && deque->length > uint64_t(deque->maxLength);
}

} // namespace

Owned dequeTakeLast(ThreadState &ts, DequeObject *deque) {
  Word *slot = dequeSlot(deque, --deque->length);
  ++deque->changes;
  return Owned::steal(slotTake(&ts, &deque->header, slot));
}

Owned dequeTakeFirst(ThreadState &ts, DequeObject *deque) {
  Word *slot = dequeSlot(deque, 0);
  deque->head = (deque->head + 1) & (deque->capacity - 1);
  --deque->length;
  ++deque->changes;
  return Owned::steal(slotTake(&ts, &deque->header, slot));
}

bool dequeAppend(ThreadState &ts, DequeObject *deque, Owned item) {
  if (!reserve(ts, deque))
    return false;
  *dequeSlot(deque, deque->length++) = item.take();
  if (isOverlong(deque))
    dequeTakeFirst(ts, deque).reset();
  else
    ++deque->changes;
  return true;
}

bool dequeAppendLeft(ThreadState &ts, DequeObject *deque, Owned item) {
  if (!reserve(ts, deque))
    return false;
  deque->head = (deque->head - 1) & (deque->capacity - 1);
  *dequeSlot(deque, 0) = item.take();
  ++deque->length;
  if (isOverlong(deque))
    dequeTakeLast(ts, deque).reset();
  else
    ++deque->changes;
  return true;
}

bool dequeExtend_py(ThreadState &ts, Value self, Value iterable) {
  DequeObject *deque = asDeque(self);
  Owned items = self == iterable ? dequeToList(ts, deque) : copyOf(iterable);
  return items && forEach_py(ts, items, [&](Value item) {
           return dequeAppend(ts, deque, copyOf(item));
         });
}

void dequeRotate(DequeObject *deque, int64_t steps) {
  int64_t length = int64_t(deque->length);
  if (length <= 1)
    return;
  ++deque->changes;
  steps %= length;
  if (steps > length / 2)
    steps -= length;
  else if (steps < -(length / 2))
    steps += length;
  uint64_t mask = deque->capacity - 1;
  for (; steps > 0; --steps) {
    Word last = *dequeSlot(deque, deque->length - 1);
    deque->head = (deque->head - 1) & mask;
    *dequeSlot(deque, 0) = last;
  }
  for (; steps < 0; ++steps) {
    Word first = *dequeSlot(deque, 0);
    deque->head = (deque->head + 1) & mask;
    *dequeSlot(deque, deque->length - 1) = first;
  }
}

void dequeClear(ThreadState &ts, DequeObject *deque) {
  if (!deque->length)
    return;
  // Nobody sees the items any more when the first of them dies.
  Word *ring = deque->ring;
  uint64_t head = deque->head, length = deque->length,
           mask = deque->capacity - 1;
  deque->ring = nullptr;
  deque->capacity = deque->head = deque->length = 0;
  ++deque->changes;
  for (uint64_t i = 0; i < length; ++i) {
    Word item = slotTake(&ts, &deque->header, &ring[(head + i) & mask]);
    release(&ts, item);
  }
  rawFree(ring);
}

Owned dequeToList(ThreadState &ts, DequeObject *deque) {
  Owned list = makeList(ts, deque->length);
  for (uint64_t i = 0; list && i < deque->length; ++i)
    if (!listAppend(ts, list, dequeItem(deque, i)))
      return {};
  return list;
}

Owned dequeCopy_py(ThreadState &ts, Value self) {
  DequeObject *deque = asDeque(self);
  if (typeOf(self) == &dequeType) {
    Owned copy = allocateInstance(ts, &dequeType);
    if (!copy)
      return {};
    asDeque(copy)->maxLength = deque->maxLength;
    for (uint64_t i = 0; i < deque->length; ++i)
      if (!dequeAppend(ts, asDeque(copy), dequeItem(deque, i)))
        return {};
    return copy;
  }
  Value type(typeOf(self));
  Owned copy;
  if (deque->maxLength < 0) {
    copy = call_py(ts, type, {self});
  } else {
    Owned maxLength = makeInt(ts, deque->maxLength);
    copy = maxLength ? call_py(ts, type, {self, maxLength.value()}) : Owned();
  }
  if (copy && !isDeque(copy))
    return raise(
        ts, types::TypeError, "{}() must return a deque, not {}",
        {nativeQualifiedName(typeOf(self)), nativeQualifiedName(typeOf(copy))});
  return copy;
}

bool dequeDelete(ThreadState &ts, DequeObject *deque, int64_t index) {
  if (index < 0 || uint64_t(index) >= deque->length)
    return raise(ts, types::IndexError, "deque index out of range");
  dequeRotate(deque, -index);
  Owned removed = dequeTakeFirst(ts, deque);
  dequeRotate(deque, index);
  return true;
}

namespace {

Owned dequeNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    asDeque(result)->maxLength = -1;
  return result;
}

bool dequeInit(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature("(iterable=(), maxlen=None)");
  Value bound[2];
  if (!bindArguments(ts, "deque", signature, args, bound))
    return false;
  int64_t maxLength = -1;
  if (bound[1] && !bound[1].isNone()) {
    if (!isInt(bound[1]))
      return raise(ts, types::TypeError, "an integer is required");
    if (!intFitsInt64(bound[1], maxLength))
      return raise(ts, types::OverflowError,
                   "Python int too large to convert to C ssize_t");
    if (maxLength < 0)
      return raise(ts, types::ValueError, "maxlen must be non-negative");
  }
  asDeque(self)->maxLength = maxLength;
  dequeClear(ts, asDeque(self));
  return !bound[0] || dequeExtend_py(ts, self, bound[0]);
}

Owned repr(ThreadState &ts, Value self) {
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "[...]");
  Owned items = dequeToList(ts, asDeque(self));
  if (!items)
    return {};
  StrBuilder text(ts);
  text.append(typeName(typeOf(self)));
  text.append("(");
  if (!text.appendRepr_py(items))
    return {};
  if (asDeque(self)->maxLength >= 0) {
    text.append(", maxlen=");
    text.appendInt(asDeque(self)->maxLength);
  }
  text.append(")");
  return text.finish();
}

int64_t length(ThreadState &, Value self) {
  return int64_t(asDeque(self)->length);
}

int contains(ThreadState &ts, Value self, Value value) {
  DequeObject *deque = asDeque(self);
  uint64_t changes = deque->changes;
  for (uint64_t i = 0; i < deque->length; ++i) {
    Owned item = dequeItem(deque, i);
    int equal = equalItems_py(ts, item, value);
    if (equal)
      return equal;
    if (!checkUnchanged(ts, deque, changes))
      return -1;
  }
  return 0;
}

Owned item(ThreadState &ts, Value self, int64_t index) {
  DequeObject *deque = asDeque(self);
  if (uint64_t(index) >= deque->length)
    return raise(ts, types::IndexError, "deque index out of range");
  return dequeItem(deque, uint64_t(index));
}

bool setSubscript(ThreadState &ts, Value self, Value key, Value value) {
  DequeObject *deque = asDeque(self);
  if (!typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "sequence index must be integer, not '{}'", {typeOf(key)});
  int64_t index = toIndexInt64_py(ts, key, &types::IndexError);
  if (index == -1 && pendingException(ts))
    return false;
  if (index < 0)
    index += int64_t(deque->length);
  if (!value)
    return dequeDelete(ts, deque, index);
  if (uint64_t(index) >= deque->length)
    return raise(ts, types::IndexError, "deque index out of range");
  storeField(ts, &deque->header, dequeSlot(deque, uint64_t(index)),
             copyOf(value));
  return true;
}

Owned concatenate(ThreadState &ts, Value self, Value other) {
  if (!isDeque(other))
    return raise(ts, types::TypeError,
                 "can only concatenate deque (not \"{}\") to deque",
                 {nativeQualifiedName(typeOf(other))});
  Owned result = dequeCopy_py(ts, self);
  return result && dequeExtend_py(ts, result, other) ? std::move(result)
                                                     : Owned();
}

Owned inplaceConcatenate(ThreadState &ts, Value self, Value other) {
  return dequeExtend_py(ts, self, other) ? copyOf(self) : Owned();
}

Owned inplaceRepeat(ThreadState &ts, Value self, int64_t times) {
  DequeObject *deque = asDeque(self);
  int64_t length = int64_t(deque->length), most = deque->maxLength;
  if (length == 0 || times == 1)
    return copyOf(self);
  if (times <= 0) {
    dequeClear(ts, deque);
    return copyOf(self);
  }
  int64_t total;
  if (__builtin_mul_overflow(length, times, &total))
    total = INT64_MAX;
  if (most >= 0 && total > most)
    times = most / length + (most % length != 0);
  else if (total > INT64_MAX / 8)
    return raiseMemoryError(ts);
  Owned items = dequeToList(ts, deque);
  if (!items)
    return {};
  for (int64_t i = 1; i < times; ++i)
    if (!dequeExtend_py(ts, self, items))
      return {};
  return copyOf(self);
}

Owned repeat(ThreadState &ts, Value self, int64_t times) {
  Owned copy = dequeCopy_py(ts, self);
  return copy ? inplaceRepeat(ts, copy, times) : Owned();
}

void visit(ObjectHeader *self, Visitor &visitor) {
  auto *deque = reinterpret_cast<DequeObject *>(self);
  for (uint64_t i = 0; i < deque->length; ++i)
    visitor(*dequeSlot(deque, i));
}

void clear(ThreadState &ts, ObjectHeader *self) {
  dequeClear(ts, reinterpret_cast<DequeObject *>(self));
}

void deallocate(ThreadState &ts, ObjectHeader *self) {
  clear(ts, self);
  rawFree(reinterpret_cast<DequeObject *>(self)->ring);
  freeObject(ts, self, sizeof(DequeObject));
}

} // namespace

constinit TypeObject dequeType = {
    .header = typeHeader(),
    .spec = &dequeSpec,
    .flags =
        kTypeBase | kTypeContainer | kTypeHasWeakrefs | kTypeSequencePattern,
    .basicSize = sizeof(DequeObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .repr = repr,
              .iter = dequeIter,
              .compare = dequeCompare,
              .init = dequeInit,
              .new_ = dequeNew,
              .length = length,
              .setSubscript = setSubscript,
              .contains = contains,
              .concatenate = concatenate,
              .inplaceConcatenate = inplaceConcatenate,
              .repeat = repeat,
              .inplaceRepeat = inplaceRepeat,
              .item = item}};

} // namespace dxpy::collections
