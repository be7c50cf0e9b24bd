// isinstance() and issubclass(), with classes, tuples, unions and anything that
// has __instancecheck__ or looks like a class.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

bool isType(Value value) { return hasFlag(value, kSubclassType); }

/// `__bases__` if it is a tuple; null without an exception otherwise.
Owned basesOf(ThreadState &ts, Value cls) {
  Owned bases = getAttrOptional_py(ts, cls, Value(&names::__bases__));
  return bases && isTuple(bases) ? std::move(bases) : Owned();
}

/// By __bases__, for what is no class itself.
int isAbstractSubclass(ThreadState &ts, Value derived, Value cls) {
  if (derived == cls)
    return 1;
  RecursionLevel level(ts, " in __issubclass__");
  if (!level)
    return -1;
  Owned bases = basesOf(ts, derived);
  if (!bases)
    return pendingException(ts) ? -1 : 0;
  for (uint64_t i = 0; i < tupleLength(bases); ++i)
    if (int result = isAbstractSubclass(ts, tupleItem(bases, i), cls))
      return result;
  return 0;
}

bool checkClass(ThreadState &ts, Value cls, const char *error) {
  if (basesOf(ts, cls))
    return true;
  return pendingException(ts) ? false : raise(ts, types::TypeError, error);
}

constexpr const char kInstanceError[] =
    "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr const char kSubclassError[] =
    "issubclass() arg 2 must be a class, a tuple of classes, or a union";

int isInstancePlain(ThreadState &ts, Value object, Value cls) {
  Value claimedName(&names::__class__);
  if (isType(cls)) {
    auto *type = cls.as<TypeObject>();
    if (isSubtype(typeOf(object), type))
      return 1;
    Owned claimed = getAttrOptional_py(ts, object, claimedName);
    if (!claimed)
      return pendingException(ts) ? -1 : 0;
    return claimed.value() != Value(typeOf(object)) && isType(claimed) &&
           isSubtype(claimed.as<TypeObject>(), type);
  }
  if (!checkClass(ts, cls, kInstanceError))
    return -1;
  Owned claimed = getAttrOptional_py(ts, object, claimedName);
  if (!claimed)
    return pendingException(ts) ? -1 : 0;
  return isAbstractSubclass(ts, claimed, cls);
}

int isSubclassPlain(ThreadState &ts, Value derived, Value cls) {
  if (isType(derived) && isType(cls))
    return isSubtype(derived.as<TypeObject>(), cls.as<TypeObject>());
  if (!checkClass(ts, derived, "issubclass() arg 1 must be a class") ||
      !checkClass(ts, cls, kSubclassError))
    return -1;
  return isAbstractSubclass(ts, derived, cls);
}

using Check = int (*)(ThreadState &, Value, Value);

int checkAny(ThreadState &ts, Value subject, Value tuple, Check check) {
  RecursionLevel level(ts, " in __instancecheck__");
  if (!level)
    return -1;
  for (uint64_t i = 0; i < tupleLength(tuple); ++i)
    if (int result = check(ts, subject, tupleItem(tuple, i)))
      return result;
  return 0;
}

Value unionMembers(Value type) {
  return Value(type.as<UnionTypeObject>()->args);
}

int checkBy(ThreadState &ts, Value subject, Value cls, Value method,
            Check plain) {
  FoundMethod found = findSpecial_py(ts, cls, method);
  if (!found)
    return pendingException(ts) ? -1 : plain(ts, subject, cls);
  RecursionLevel level(ts, " in __instancecheck__");
  if (!level)
    return -1;
  Owned result = callFound_py(ts, found, cls, {subject});
  return result ? isTrue_py(ts, result) : -1;
}

} // namespace

int isInstance_py(ThreadState &ts, Value object, Value classOrTuple) {
  if (Value(typeOf(object)) == classOrTuple)
    return 1;
  if (typeOf(classOrTuple) == &types::Type)
    return isInstancePlain(ts, object, classOrTuple);
  if (typeOf(classOrTuple) == &types::UnionType)
    return checkAny(ts, object, unionMembers(classOrTuple), isInstance_py);
  if (isTuple(classOrTuple))
    return checkAny(ts, object, classOrTuple, isInstance_py);
  return checkBy(ts, object, classOrTuple, Value(&names::__instancecheck__),
                 isInstancePlain);
}

int isSubclass_py(ThreadState &ts, Value cls, Value classOrTuple) {
  if (typeOf(classOrTuple) == &types::Type)
    return cls == classOrTuple ? 1 : isSubclassPlain(ts, cls, classOrTuple);
  if (typeOf(classOrTuple) == &types::UnionType)
    return checkAny(ts, cls, unionMembers(classOrTuple), isSubclass_py);
  if (isTuple(classOrTuple))
    return checkAny(ts, cls, classOrTuple, isSubclass_py);
  return checkBy(ts, cls, classOrTuple, Value(&names::__subclasscheck__),
                 isSubclassPlain);
}

int isInstanceByDefault_py(ThreadState &ts, Value object, Value cls) {
  return isInstancePlain(ts, object, cls);
}
int isSubclassByDefault_py(ThreadState &ts, Value derived, Value cls) {
  return isSubclassPlain(ts, derived, cls);
}

} // namespace dxpy
