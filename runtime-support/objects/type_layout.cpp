// Which base's layout a class extends, what __slots__ may say, and which
// layouts are equal.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "runtime-support/objects/type_build.h"
#include "runtime-support/text/quote.h"

namespace dxpy {

namespace {

/// Types whose instances CPython gives an itemsize: no named slots and no weak
/// references in their subclasses.
constexpr uint64_t kItemTypes =
    kSubclassInt | kSubclassTuple | kSubclassBytes | kSubclassType;

bool extendsLayout(const TypeObject *type, const TypeObject *base) {
  if (type->flags & kTypeHeap)
    return type->slotCount > base->slotCount;
  return type->basicSize != base->basicSize || type->itemSize != base->itemSize;
}

/// Do instances of both have the same slots at the same places?
bool sameLayout(TypeObject *a, TypeObject *b) {
  constexpr uint64_t mask = kTypeHasDict | kTypeHasWeakrefs;
  if (nativeBase(a) != nativeBase(b) || a->slotsOffset != b->slotsOffset ||
      a->slotCount != b->slotCount || (a->flags & mask) != (b->flags & mask))
    return false;
  while ((a->flags & kTypeHeap) && !extendsLayout(a, a->base))
    a = a->base;
  while ((b->flags & kTypeHeap) && !extendsLayout(b, b->base))
    b = b->base;
  if (a == b || !(a->flags & kTypeHeap) || !(b->flags & kTypeHeap))
    return nativeBase(a) == nativeBase(b);
  // Slots with the same names, added to one base.
  Value x(a->slotNames), y(b->slotNames);
  if (a->base != b->base || tupleLength(x) != tupleLength(y))
    return false;
  for (uint64_t i = 0; i < tupleLength(x); ++i)
    if (tupleItem(x, i) != tupleItem(y, i)) // interned
      return false;
  return true;
}

/// Does CPython's collector track instances? Only error texts depend on it.
bool isTracked(const TypeObject *type) {
  constexpr uint64_t added = kTypeHasDict | kTypeHasWeakrefs;
  for (; type->flags & kTypeHeap; type = type->base)
    if (extendsLayout(type, type->base) ||
        (type->flags & added) != (type->base->flags & added))
      return true;
  return type->flags & kTypeContainer;
}

/// Handles `__dict__` and `__weakref__` among the names; true if it was one.
bool takeSpecialSlot(ThreadState &ts, std::string_view name, bool mayDict,
                     bool mayWeakref, SlotsDeclaration &result, bool &ok) {
  if (name == "__dict__") {
    if (!mayDict || result.addDict)
      ok = raise(ts, types::TypeError,
                 "__dict__ slot disallowed: we already got one");
    result.addDict = true;
    return true;
  }
  if (name == "__weakref__") {
    if (!mayWeakref || result.addWeakref)
      ok = raise(ts, types::TypeError,
                 "__weakref__ slot disallowed: we already got one");
    result.addWeakref = true;
    return true;
  }
  return false;
}

bool checkSlotName(ThreadState &ts, Value name) {
  if (!isStr(name))
    return raise(ts, types::TypeError,
                 "__slots__ items must be strings, not '{}'", {typeOf(name)});
  if (!text::isIdentifier(strText(name)))
    return raise(ts, types::TypeError, "__slots__ must be identifiers");
  return true;
}

/// Names that the class statement puts into the namespace for type() alone.
bool isConsumedByType(std::string_view name) {
  return name == "__qualname__" || name == "__classcell__";
}

bool addSlotName(ThreadState &ts, Value className, Value dict, Value name,
                 Value list) {
  Owned mangled = mangleName(ts, className, name);
  if (!mangled)
    return false;
  int taken = dictContains_py(ts, dict, mangled);
  if (taken < 0)
    return false;
  if (taken && !isConsumedByType(strText(name)))
    return raise(ts, types::ValueError,
                 "{} in __slots__ conflicts with class variable",
                 {MessageArg::repr(name)});
  return listAppend(ts, list, std::move(mangled));
}

/// Other bases may bring a dict or weak references along.
void inheritSpecialSlots(TypeObject *best, Value bases, bool mayDict,
                         bool mayWeakref, SlotsDeclaration &result) {
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i) {
    auto *base = tupleItem(bases, i).as<TypeObject>();
    if (base == best)
      continue;
    result.addDict |= mayDict && (base->flags & kTypeHasDict);
    result.addWeakref |= mayWeakref && (base->flags & kTypeHasWeakrefs);
  }
}

} // namespace

TypeObject *resolveMetaclass(ThreadState &ts, TypeObject *metaclass,
                             Value bases) {
  TypeObject *winner = metaclass;
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i) {
    TypeObject *candidate = typeOf(tupleItem(bases, i));
    if (isSubtype(winner, candidate))
      continue;
    if (isSubtype(candidate, winner)) {
      winner = candidate;
      continue;
    }
    raise(ts, types::TypeError,
          "metaclass conflict: the metaclass of a derived class must be a "
          "(non-strict) subclass of the metaclasses of all its bases");
    return nullptr;
  }
  return winner;
}

TypeObject *solidBase(TypeObject *type) {
  for (; type->base; type = type->base)
    if (extendsLayout(type, type->base))
      return type;
  return type;
}

TypeObject *findBestBase(ThreadState &ts, Value bases) {
  TypeObject *best = nullptr, *winner = nullptr;
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i) {
    Value item = tupleItem(bases, i);
    if (!hasFlag(item, kSubclassType)) {
      raise(ts, types::TypeError, "bases must be types");
      return nullptr;
    }
    auto *base = item.as<TypeObject>();
    if (!readyType(ts, base))
      return nullptr;
    if (!(base->flags & (kTypeBase | kTypeHeap))) {
      raise(ts, types::TypeError, "type '{}' is not an acceptable base type",
            {nativeQualifiedName(base)});
      return nullptr;
    }
    TypeObject *candidate = solidBase(base);
    if (!winner || (winner != candidate && isSubtype(candidate, winner))) {
      winner = candidate;
      best = base;
    } else if (!isSubtype(winner, candidate)) {
      raise(ts, types::TypeError,
            "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return best;
}

bool checkAssignable(ThreadState &ts, TypeObject *to, TypeObject *from,
                     const char *attribute) {
  if (isTracked(to) != isTracked(from))
    return raise(ts, types::TypeError,
                 "{} assignment: '{}' deallocator differs from '{}'",
                 {attribute, to, from});
  return sameLayout(to, from) ||
         raise(ts, types::TypeError,
               "{} assignment: '{}' object layout differs from '{}'",
               {attribute, to, from});
}

bool mayAddDict(const TypeObject *base) {
  return !(base->flags & kTypeHasDict);
}

bool mayAddWeakref(const TypeObject *base) {
  return !(base->flags & (kTypeHasWeakrefs | kItemTypes));
}

Owned mangleName(ThreadState &ts, Value className, Value name) {
  std::string_view ident = strText(name), cls = strText(className);
  while (!cls.empty() && cls.front() == '_')
    cls.remove_prefix(1);
  if (cls.empty() || !ident.starts_with("__") || ident.ends_with("__") ||
      ident.find('.') != ident.npos)
    return internText(ts, ident);
  StrBuilder text(ts);
  text.append("_");
  text.append(cls);
  text.append(ident);
  return internText(ts, text.view());
}

bool readSlots(ThreadState &ts, TypeObject *base, Value bases, Value className,
               Value dict, SlotsDeclaration &result) {
  bool mayDict = mayAddDict(base), mayWeakref = mayAddWeakref(base);
  Value declared = dictGetName(ts, dict, Value(&names::__slots__));
  if (!declared) {
    result.addDict = mayDict;
    result.addWeakref = mayWeakref;
    result.names = copyOf(emptyTuple());
    return true;
  }
  result.given = true;
  Owned hold = copyOf(declared);
  Owned items = isStr(declared) ? makeTuple(ts, {declared})
                                : tupleFromIterable_py(ts, declared);
  Owned list = items ? makeList(ts) : Owned();
  if (!list)
    return false;
  uint64_t count = tupleLength(items);
  if (count && (base->flags & kItemTypes))
    return raise(ts, types::TypeError,
                 "nonempty __slots__ not supported for subtype of '{}'",
                 {base});
  bool ok = true;
  for (uint64_t i = 0; i < count && ok; ++i) {
    Value name = tupleItem(items, i);
    ok = checkSlotName(ts, name) &&
         (takeSpecialSlot(ts, strText(name), mayDict, mayWeakref, result, ok) ||
          addSlotName(ts, className, dict, name, list)) &&
         ok;
  }
  if (!ok || !listSort_py(ts, list, {}, false))
    return false;
  result.names = listToTuple(ts, list);
  inheritSpecialSlots(base, bases, mayDict, mayWeakref, result);
  return bool(result.names);
}

} // namespace dxpy
