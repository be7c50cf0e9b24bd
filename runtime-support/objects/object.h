// What any part of the runtime does with objects it does not know: attributes,
// calls, operators, iteration, comparison. Names that end in _py may run Python
// code. Results as in type.h: null, false or -1 mean that an exception is
// pending.
#pragma once
#include "runtime-support/objects/type.h"
#include <bit>
#include <initializer_list>

namespace dxpy {

/// What a native function waits for while it must not run Python code is
/// nothing: each function below may.
Owned getAttr_py(ThreadState &ts, Value object, Value name);
/// Like getAttr_py, but an AttributeError is swallowed: null result and no
/// exception. Check pendingException().
Owned getAttrOptional_py(ThreadState &ts, Value object, Value name);
bool setAttr_py(ThreadState &ts, Value object, Value name,
                Value value); ///< null value: delete
/// object.__getattribute__ and object.__setattr__: the default slots.
Owned genericGetAttr_py(ThreadState &ts, Value object, Value name);
/// The same without AttributeError for what is absent: null, no exception.
Owned genericGetAttrOptional_py(ThreadState &ts, Value object, Value name);
bool genericSetAttr_py(ThreadState &ts, Value object, Value name, Value value);
/// The special method \p name of the class of \p object, bound; null without an
/// exception if there is none.
Owned lookupSpecial_py(ThreadState &ts, Value object, Value name);
/// The instance's `__dict__` made real (the shape changes to the class's
/// dictShape); null for objects without one.
Owned instanceDict(ThreadState &ts, Value object);

Owned call_py(ThreadState &ts, Value callable,
              std::initializer_list<Value> args = {});
Owned call_py(ThreadState &ts, Value callable, const Arguments &args);
/// Calls with a tuple and a dict (or null), as `callable(*args, **keywords)`.
Owned callTuple_py(ThreadState &ts, Value callable, Value args, Value keywords);
Owned callMethod_py(ThreadState &ts, Value object, Value name,
                    std::initializer_list<Value> args = {});
/// Calls with \p self in front of \p args.
Owned callWithSelf_py(ThreadState &ts, Value callable, Value self,
                      const Arguments &args);

Owned repr_py(ThreadState &ts, Value object);  ///< str
Owned str_py(ThreadState &ts, Value object);   ///< str
Owned ascii_py(ThreadState &ts, Value object); ///< str
Owned format_py(ThreadState &ts, Value object,
                Value spec); ///< str; null spec: ""
int64_t hash_py(ThreadState &ts, Value object);
/// What `object.__hash__` gives for an object that is no number.
inline int64_t addressHash(Value object) {
  auto hash = int64_t(std::rotr(object.word(), 4));
  return hash == -1 ? -2 : hash;
}
int isTrue_py(ThreadState &ts, Value object); ///< 0, 1; -1 raised
inline int isTrueFast(ThreadState &ts, Value v) {
  return v.isBool()       ? v.isTrue()
         : v.isSmallInt() ? v.smallInt() != 0
                          : isTrue_py(ts, v);
}

/// `is`: the same object; numbers with equal type and bits are the same object.
bool isIdentical(Value a, Value b);
Owned compare_py(ThreadState &ts, Value a, Value b, CompareOp op);
int compareBool_py(ThreadState &ts, Value a, Value b,
                   CompareOp op); ///< 0, 1; -1 raised
/// Identity first, then ==: what containers use. 0, 1; -1 raised.
int equal_py(ThreadState &ts, Value a, Value b);

enum class BinaryOp : uint8_t { ///< in the order of the Binary opcodes
  Add,
  Sub,
  Mul,
  TrueDiv,
  FloorDiv,
  Mod,
  Pow,
  LShift,
  RShift,
  And,
  Or,
  Xor,
  MatMul
};
Owned binary_py(ThreadState &ts, BinaryOp op, Value a, Value b);
Owned inplace_py(ThreadState &ts, BinaryOp op, Value a, Value b);
Owned power_py(ThreadState &ts, Value base, Value exponent, Value modulus);
Owned divmod_py(ThreadState &ts, Value a, Value b);
enum class UnaryOp : uint8_t { Negative, Positive, Invert };
Owned unary_py(ThreadState &ts, UnaryOp op, Value a);
Owned absolute_py(ThreadState &ts, Value a);

int64_t length_py(ThreadState &ts, Value object);
/// len() or __length_hint__(), else \p fallback; -1 raised.
int64_t lengthHint_py(ThreadState &ts, Value object, int64_t fallback);
Owned getItem_py(ThreadState &ts, Value object, Value key);
bool setItem_py(ThreadState &ts, Value object, Value key,
                Value value); ///< null value: delete
int contains_py(ThreadState &ts, Value container,
                Value item); ///< 0, 1; -1 raised
Owned getIter_py(ThreadState &ts, Value object);
/// The next item; null without an exception at the end (a StopIteration is
/// swallowed).
Owned next_py(ThreadState &ts, Value iterator);
/// The same for iterators whose steps are not inlined.
Owned nextBySlot_py(ThreadState &ts, Value iterator);
/// Calls \p body for each item of an iterable until it returns false. False:
/// raised (by body or the iterable).
template <typename Body>
bool forEach_py(ThreadState &ts, Value iterable, Body body);

int isInstance_py(ThreadState &ts, Value object,
                  Value classOrTuple); ///< 0, 1; -1 raised
int isSubclass_py(ThreadState &ts, Value cls, Value classOrTuple);
bool isCallable(Value object);
/// type.__instancecheck__ and type.__subclasscheck__.
int isInstanceByDefault_py(ThreadState &ts, Value object, Value cls);
int isSubclassByDefault_py(ThreadState &ts, Value derived, Value cls);

/// The int that __index__ gives; TypeError "'X' object cannot be interpreted as
/// an integer".
Owned toIndex_py(ThreadState &ts, Value object);
/// toIndex as int64; out of range raises \p overflow (a type), or is clipped
/// when it is null. Check pendingException() if -1.
int64_t toIndexInt64_py(ThreadState &ts, Value object, TypeObject *overflow);
/// DeprecationWarning for a \p method like __index__ that returned an instance
/// of a strict subclass of int.
bool warnIntSubclass_py(ThreadState &ts, std::string_view method, Value result);
class StrBuilder;
/// The address as "%p" prints it.
void appendAddress(StrBuilder &out, Value object);
/// float(object) for arithmetic functions: float, int, __float__, __index__.
/// Check pendingException() if -1.0.
double toDouble_py(ThreadState &ts, Value object);

inline bool pendingException(const ThreadState &ts) {
  return ts.exception != 0;
}

template <typename Body>
bool forEach_py(ThreadState &ts, Value iterable, Body body) {
  Owned iterator = getIter_py(ts, iterable);
  if (!iterator)
    return false;
  while (Owned item = next_py(ts, iterator))
    if (!body(item.value()))
      return false;
  return !pendingException(ts);
}

} // namespace dxpy
