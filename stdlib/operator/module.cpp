// Module _operator: Python's operators as functions.
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "stdlib/operator/getters.h"

namespace dxpy {

namespace operators {

namespace {

Owned ownedNoneIf(bool ok) { return ok ? ownedNone() : Owned(); }
Owned ownedBoolOf(int truth) {
  return truth < 0 ? Owned() : ownedBool(truth != 0);
}

template <BinaryOp op> Owned binary(ThreadState &ts, Value, const Value *args) {
  return binary_py(ts, op, args[0], args[1]);
}
template <BinaryOp op>
Owned inplace(ThreadState &ts, Value, const Value *args) {
  return inplace_py(ts, op, args[0], args[1]);
}
template <UnaryOp op> Owned unary(ThreadState &ts, Value, const Value *args) {
  return unary_py(ts, op, args[0]);
}
template <CompareOp op>
Owned compare(ThreadState &ts, Value, const Value *args) {
  return compare_py(ts, args[0], args[1], op);
}

Owned absolute(ThreadState &ts, Value, const Value *args) {
  return absolute_py(ts, args[0]);
}
Owned index(ThreadState &ts, Value, const Value *args) {
  return toIndex_py(ts, args[0]);
}
Owned truth(ThreadState &ts, Value, const Value *args) {
  return ownedBoolOf(isTrue_py(ts, args[0]));
}
Owned notOf(ThreadState &ts, Value, const Value *args) {
  int truth = isTrue_py(ts, args[0]);
  return truth < 0 ? Owned() : ownedBool(!truth);
}
Owned is(ThreadState &, Value, const Value *args) {
  return ownedBool(isIdentical(args[0], args[1]));
}
Owned isNot(ThreadState &, Value, const Value *args) {
  return ownedBool(!isIdentical(args[0], args[1]));
}

Owned getItem(ThreadState &ts, Value, const Value *args) {
  return getItem_py(ts, args[0], args[1]);
}
Owned setItem(ThreadState &ts, Value, const Value *args) {
  return ownedNoneIf(setItem_py(ts, args[0], args[1], args[2]));
}
Owned deleteItem(ThreadState &ts, Value, const Value *args) {
  return ownedNoneIf(setItem_py(ts, args[0], args[1], {}));
}
Owned contains(ThreadState &ts, Value, const Value *args) {
  return ownedBoolOf(contains_py(ts, args[0], args[1]));
}

bool isSequence(Value v) {
  return typeOf(v)->slots.item ||
         (typeOf(v)->slots.subscript && !hasFlag(v, kSubclassDict));
}

/// `+` of sequences: by their own slot, or by __add__ where both look like
/// sequences.
Owned concatenateBy(ThreadState &ts, const Value *args, bool inplace) {
  const TypeSlots &slots = typeOf(args[0])->slots;
  if (inplace && slots.inplaceConcatenate)
    return slots.inplaceConcatenate(ts, args[0], args[1]);
  if (slots.concatenate)
    return slots.concatenate(ts, args[0], args[1]);
  if (isSequence(args[0]) && isSequence(args[1]))
    return inplace ? inplace_py(ts, BinaryOp::Add, args[0], args[1])
                   : binary_py(ts, BinaryOp::Add, args[0], args[1]);
  return raise(ts, types::TypeError, "'{}' object can't be concatenated",
               {typeOf(args[0])});
}
Owned concatenate(ThreadState &ts, Value, const Value *args) {
  return concatenateBy(ts, args, false);
}
Owned concatenateInplace(ThreadState &ts, Value, const Value *args) {
  return concatenateBy(ts, args, true);
}

/// Calls \p body with the position of each item equal to args[1] until it
/// returns false. False: raised.
template <typename Body>
bool forEachEqual_py(ThreadState &ts, const Value *args, Body body) {
  Owned iterator = getIter_py(ts, args[0]);
  if (!iterator) {
    if (pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      raise(ts, types::TypeError, "argument of type '{}' is not iterable",
            {typeOf(args[0])});
    }
    return false;
  }
  for (int64_t at = 0;; ++at) {
    Owned item = next_py(ts, iterator);
    if (!item)
      return !pendingException(ts);
    int equal = equalItems_py(ts, item, args[1]);
    if (equal < 0)
      return false;
    if (equal && !body(at))
      return true;
  }
}

Owned countOf(ThreadState &ts, Value, const Value *args) {
  int64_t count = 0;
  bool ok = forEachEqual_py(ts, args, [&](int64_t) { return ++count > 0; });
  return ok ? makeInt(ts, count) : Owned();
}

Owned indexOf(ThreadState &ts, Value, const Value *args) {
  int64_t found = -1;
  bool ok = forEachEqual_py(ts, args, [&](int64_t at) {
    found = at;
    return false;
  });
  if (!ok)
    return {};
  if (found < 0)
    return raise(ts, types::ValueError, "sequence.index(x): x not in sequence");
  return makeInt(ts, found);
}

Owned lengthHint(ThreadState &ts, Value, const Value *args) {
  int64_t fallback =
      args[1] ? toIndexInt64_py(ts, args[1], &types::OverflowError) : 0;
  if (fallback == -1 && pendingException(ts))
    return {};
  int64_t length = lengthHint_py(ts, args[0], fallback);
  return length == -1 && pendingException(ts) ? Owned() : makeInt(ts, length);
}

Owned call(ThreadState &ts, Value, const Arguments &args) {
  if (args.positionalCount == 0)
    return raise(ts, types::TypeError,
                 "call expected at least 1 argument, got 0");
  return call_py(
      ts, args[0],
      Arguments{args.values + 1, args.positionalCount - 1, args.names});
}

/// Equality whose time does not tell where the texts differ.
bool equalInConstantTime(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() != b.size();
  std::string_view left = a.size() == b.size() ? a : b;
  for (size_t i = 0; i < b.size(); ++i)
    difference |= static_cast<unsigned char>(left[i] ^ b[i]);
  return difference == 0;
}

Owned compareBuffers(ThreadState &ts, Value a, Value b) {
  if (!hasBuffer(a) && !hasBuffer(b))
    return raise(ts, types::TypeError,
                 "unsupported operand types(s) or combination of types: '{}' "
                 "and '{}'",
                 {typeOf(a), typeOf(b)});
  BufferView left, right;
  if (!getBuffer(ts, a, left))
    return {};
  Owned result;
  if (getBuffer(ts, b, right)) {
    result = ownedBool(equalInConstantTime({left.data, size_t(left.length)},
                                           {right.data, size_t(right.length)}));
    releaseBuffer(ts, right);
  }
  releaseBuffer(ts, left);
  return result;
}

Owned compareDigest(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]) || !isStr(args[1]))
    return compareBuffers(ts, args[0], args[1]);
  if (!isAscii(args[0]) || !isAscii(args[1]))
    return raise(ts, types::TypeError,
                 "comparing strings with non-ASCII characters is not "
                 "supported");
  return ownedBool(equalInConstantTime(strText(args[0]), strText(args[1])));
}

constexpr MethodDef functions[] = {
    {"_compare_digest", compareDigest, "(a, b, /)",
     "Return 'a == b'.\n\nThis function uses an approach designed to "
     "prevent\ntiming analysis, making it appropriate for cryptography.\n\na "
     "and b must both be of the same type: either str (ASCII only),\nor any "
     "bytes-like object.\n\nNote: If a and b are of different lengths, or if "
     "an error occurs,\na timing attack could theoretically reveal information "
     "about the\ntypes and lengths of a and b--but not their values."},
    {"abs", absolute, "(a, /)", "Same as abs(a)."},
    {"add", binary<BinaryOp::Add>, "(a, b, /)", "Same as a + b."},
    {"and_", binary<BinaryOp::And>, "(a, b, /)", "Same as a & b."},
    {"call", call, "Same as obj(*args, **kwargs)."},
    {"concat", concatenate, "(a, b, /)",
     "Same as a + b, for a and b sequences."},
    {"contains", contains, "(a, b, /)",
     "Same as b in a (note reversed operands)."},
    {"countOf", countOf, "(a, b, /)",
     "Return the number of items in a which are, or which equal, b."},
    {"delitem", deleteItem, "(a, b, /)", "Same as del a[b]."},
    {"eq", compare<CompareOp::Eq>, "(a, b, /)", "Same as a == b."},
    {"floordiv", binary<BinaryOp::FloorDiv>, "(a, b, /)", "Same as a // b."},
    {"ge", compare<CompareOp::Ge>, "(a, b, /)", "Same as a >= b."},
    {"getitem", getItem, "(a, b, /)", "Same as a[b]."},
    {"gt", compare<CompareOp::Gt>, "(a, b, /)", "Same as a > b."},
    {"iadd", inplace<BinaryOp::Add>, "(a, b, /)", "Same as a += b."},
    {"iand", inplace<BinaryOp::And>, "(a, b, /)", "Same as a &= b."},
    {"iconcat", concatenateInplace, "(a, b, /)",
     "Same as a += b, for a and b sequences."},
    {"ifloordiv", inplace<BinaryOp::FloorDiv>, "(a, b, /)", "Same as a //= b."},
    {"ilshift", inplace<BinaryOp::LShift>, "(a, b, /)", "Same as a <<= b."},
    {"imatmul", inplace<BinaryOp::MatMul>, "(a, b, /)", "Same as a @= b."},
    {"imod", inplace<BinaryOp::Mod>, "(a, b, /)", "Same as a %= b."},
    {"imul", inplace<BinaryOp::Mul>, "(a, b, /)", "Same as a *= b."},
    {"index", index, "(a, /)", "Same as a.__index__()"},
    {"indexOf", indexOf, "(a, b, /)", "Return the first index of b in a."},
    {"inv", unary<UnaryOp::Invert>, "(a, /)", "Same as ~a."},
    {"invert", unary<UnaryOp::Invert>, "(a, /)", "Same as ~a."},
    {"ior", inplace<BinaryOp::Or>, "(a, b, /)", "Same as a |= b."},
    {"ipow", inplace<BinaryOp::Pow>, "(a, b, /)", "Same as a **= b."},
    {"irshift", inplace<BinaryOp::RShift>, "(a, b, /)", "Same as a >>= b."},
    {"is_", is, "(a, b, /)", "Same as a is b."},
    {"is_not", isNot, "(a, b, /)", "Same as a is not b."},
    {"isub", inplace<BinaryOp::Sub>, "(a, b, /)", "Same as a -= b."},
    {"itruediv", inplace<BinaryOp::TrueDiv>, "(a, b, /)", "Same as a /= b."},
    {"ixor", inplace<BinaryOp::Xor>, "(a, b, /)", "Same as a ^= b."},
    {"le", compare<CompareOp::Le>, "(a, b, /)", "Same as a <= b."},
    {"length_hint", lengthHint, "(obj, default=0, /)",
     "Return an estimate of the number of items in obj.\n\nThis is useful for "
     "presizing containers when building from an iterable.\n\nIf the object "
     "supports len(), the result will be exact.\nOtherwise, it may over- or "
     "under-estimate by an arbitrary amount.\nThe result will be an integer >= "
     "0."},
    {"lshift", binary<BinaryOp::LShift>, "(a, b, /)", "Same as a << b."},
    {"lt", compare<CompareOp::Lt>, "(a, b, /)", "Same as a < b."},
    {"matmul", binary<BinaryOp::MatMul>, "(a, b, /)", "Same as a @ b."},
    {"mod", binary<BinaryOp::Mod>, "(a, b, /)", "Same as a % b."},
    {"mul", binary<BinaryOp::Mul>, "(a, b, /)", "Same as a * b."},
    {"ne", compare<CompareOp::Ne>, "(a, b, /)", "Same as a != b."},
    {"neg", unary<UnaryOp::Negative>, "(a, /)", "Same as -a."},
    {"not_", notOf, "(a, /)", "Same as not a."},
    {"or_", binary<BinaryOp::Or>, "(a, b, /)", "Same as a | b."},
    {"pos", unary<UnaryOp::Positive>, "(a, /)", "Same as +a."},
    {"pow", binary<BinaryOp::Pow>, "(a, b, /)", "Same as a ** b."},
    {"rshift", binary<BinaryOp::RShift>, "(a, b, /)", "Same as a >> b."},
    {"setitem", setItem, "(a, b, c, /)", "Same as a[b] = c."},
    {"sub", binary<BinaryOp::Sub>, "(a, b, /)", "Same as a - b."},
    {"truediv", binary<BinaryOp::TrueDiv>, "(a, b, /)", "Same as a / b."},
    {"truth", truth, "(a, /)", "Return True if a is true, False otherwise."},
    {"xor", binary<BinaryOp::Xor>, "(a, b, /)", "Same as a ^ b."},
    {}};

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type : {&itemGetterType, &attrGetterType, &methodCallerType})
    if (!initNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  return true;
}

} // namespace

} // namespace operators

DX_NATIVE_MODULE(
    _operator,
    .doc = "Operator interface.\n\nThis module exports a set of functions "
           "implemented in C corresponding\nto the intrinsic operators of "
           "Python.  For example, operator.add(x, y)\nis equivalent to the "
           "expression x+y.  The function names are those\nused for special "
           "methods; variants without leading and trailing\n'__' are also "
           "provided for convenience.",
    .functions = operators::functions, .execute = operators::execute)

} // namespace dxpy
