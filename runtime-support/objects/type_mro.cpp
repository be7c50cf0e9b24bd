// The method resolution order: C3 linearisation, and metaclasses that compute
// their own.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"

namespace dxpy {

namespace {

/// The sequences that C3 merges: each base's mro, and the bases themselves.
class Merge {
public:
  Merge(Value bases, size_t count) : count_(count + 1), bases_(bases) {
    at_ = static_cast<size_t *>(rawAllocateZeroed(count_ * sizeof(size_t)));
  }
  ~Merge() { rawFree(at_); }
  bool ok() const { return at_; }

  /// The next class of the order; null when there is none that nothing else
  /// puts later, or nothing is left.
  Value next() {
    for (size_t i = 0; i < count_; ++i) {
      if (at_[i] >= length(i))
        continue;
      Value candidate = item(i, at_[i]);
      if (!isInTail(candidate)) {
        consume(candidate);
        return candidate;
      }
    }
    return {};
  }
  bool isEmpty() const {
    for (size_t i = 0; i < count_; ++i)
      if (at_[i] < length(i))
        return false;
    return true;
  }
  /// Names the heads of what is left: they cannot be ordered.
  Raised raiseInconsistent(ThreadState &ts) const {
    StrBuilder text(ts);
    text.append("Cannot create a consistent method resolution\norder (MRO) "
                "for bases");
    bool first = true;
    for (size_t i = 0; i < count_; ++i) {
      if (at_[i] >= length(i) || seenBefore(i))
        continue;
      text.append(first ? " " : ", ");
      text.append(typeName(item(i, at_[i]).as<TypeObject>()));
      first = false;
    }
    return raise(ts, types::TypeError, "{}", {text.view()});
  }

private:
  Value sequence(size_t i) const {
    return i + 1 == count_ ? bases_
                           : Value(tupleItem(bases_, i).as<TypeObject>()->mro);
  }
  size_t length(size_t i) const { return tupleLength(sequence(i)); }
  Value item(size_t i, size_t k) const { return tupleItem(sequence(i), k); }
  bool isInTail(Value candidate) const {
    for (size_t i = 0; i < count_; ++i)
      for (size_t k = at_[i] + 1, n = length(i); k < n; ++k)
        if (item(i, k) == candidate)
          return true;
    return false;
  }
  void consume(Value candidate) {
    for (size_t i = 0; i < count_; ++i)
      if (at_[i] < length(i) && item(i, at_[i]) == candidate)
        ++at_[i];
  }
  bool seenBefore(size_t i) const {
    for (size_t k = 0; k < i; ++k)
      if (at_[k] < length(k) && item(k, at_[k]) == item(i, at_[i]))
        return true;
    return false;
  }

  size_t count_;
  Value bases_;
  size_t *at_;
};

bool checkDuplicates(ThreadState &ts, Value bases) {
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    for (uint64_t k = i + 1; k < n; ++k)
      if (tupleItem(bases, i) == tupleItem(bases, k))
        return raise(ts, types::TypeError, "duplicate base class {}",
                     {tupleItem(bases, i).as<TypeObject>()});
  return true;
}

Owned checkCustomMro(ThreadState &ts, TypeObject *type, Owned mro) {
  TypeObject *solid = solidBase(type);
  for (uint64_t i = 0, n = tupleLength(mro); i < n; ++i) {
    Value base = tupleItem(mro, i);
    if (!hasFlag(base, kSubclassType))
      return raise(ts, types::TypeError, "mro() returned a non-class ('{}')",
                   {typeOf(base)});
    if (!isSubtype(solid, solidBase(base.as<TypeObject>())))
      return raise(ts, types::TypeError,
                   "mro() returned base with unsuitable layout ('{}')",
                   {base.as<TypeObject>()});
  }
  if (tupleLength(mro) == 0)
    return raise(ts, types::TypeError, "type MRO must not be empty");
  return mro;
}

} // namespace

/// \p base with its own mro, which classes do not have while their metaclass's
/// mro() runs.
static bool readyBase(ThreadState &ts, TypeObject *base) {
  return readyType(ts, base) &&
         (base->mro || raise(ts, types::TypeError,
                             "Cannot extend an incomplete type '{}'", {base}));
}

Owned linearise(ThreadState &ts, TypeObject *type) {
  Value bases(type->bases);
  uint64_t count = tupleLength(bases);
  Owned result = makeList(ts);
  if (!result || !checkDuplicates(ts, bases) ||
      !listAppend(ts, result, copyOf(Value(type))))
    return {};
  for (uint64_t i = 0; i < count; ++i)
    if (!readyBase(ts, tupleItem(bases, i).as<TypeObject>()))
      return {};
  Merge merge(bases, count);
  if (!merge.ok())
    return raiseMemoryError(ts);
  while (Value next = merge.next())
    if (!listAppend(ts, result, copyOf(next)))
      return {};
  if (!merge.isEmpty())
    return merge.raiseInconsistent(ts);
  return result;
}

Owned lineariseToTuple(ThreadState &ts, TypeObject *type) {
  Value bases(type->bases);
  if (tupleLength(bases) == 1) {
    auto *base = tupleItem(bases, 0).as<TypeObject>();
    if (!readyBase(ts, base))
      return {};
    uint64_t count = tupleLength(Value(base->mro));
    TupleObject *mro = allocateTuple(ts, count + 1);
    if (!mro)
      return {};
    mro->items[0] = copyOf(Value(type)).take();
    for (uint64_t i = 0; i < count; ++i)
      mro->items[i + 1] = copyOf(tupleItem(Value(base->mro), i)).take();
    return Owned::steal(mro);
  }
  Owned list = linearise(ts, type);
  return list ? listToTuple(ts, list) : Owned();
}

Owned computeMro_py(ThreadState &ts, TypeObject *type) {
  TypeObject *metaclass = typeOf(Value(type));
  Value ownName(&names::mro);
  if (metaclass == &types::Type || lookupInType(ts, metaclass, ownName) ==
                                       lookupInType(ts, &types::Type, ownName))
    return lineariseToTuple(ts, type);
  type->flags |= kTypeHasCustomMro;
  Owned result = callSpecial_py(ts, Value(type), ownName);
  Owned tuple = result ? tupleFromIterable_py(ts, result) : Owned();
  return tuple ? checkCustomMro(ts, type, std::move(tuple)) : Owned();
}

MroUpdate updateMro_py(ThreadState &ts, TypeObject *type, Owned &old) {
  old = type->mro ? copyOf(Value(type->mro)) : Owned();
  Owned mro = computeMro_py(ts, type);
  if (!mro)
    return MroUpdate::Error;
  if (type->mro != old.word())
    return MroUpdate::Overtaken;
  typeModified(type);
  storeField(ts, &type->header, &type->mro, std::move(mro));
  return MroUpdate::Done;
}

} // namespace dxpy
