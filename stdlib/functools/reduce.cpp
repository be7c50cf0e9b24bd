// reduce and cmp_to_key.
#include "stdlib/functools/parts.h"
#include <cstddef>

namespace dxpy::functools {

Owned reduce(ThreadState &ts, Value, const Value *args) {
  Owned iterator = getIter_py(ts, args[1]);
  if (!iterator) {
    if (pendingMatches(ts, types::TypeError)) {
      clearException(ts);
      return raise(ts, types::TypeError,
                   "reduce() arg 2 must support iteration");
    }
    return {};
  }
  Owned result = args[2] ? copyOf(args[2]) : next_py(ts, iterator);
  if (!result) {
    if (!pendingException(ts))
      return raise(ts, types::TypeError,
                   "reduce() of empty iterable with no initial value");
    return {};
  }
  while (Owned item = next_py(ts, iterator)) {
    result = call_py(ts, args[0], {result.value(), item.value()});
    if (!result)
      return {};
  }
  return pendingException(ts) ? Owned() : std::move(result);
}

namespace {

struct KeyWrapperObject {
  ObjectHeader header;
  Word compare;
  Word object; ///< undef: the key function itself
};

KeyWrapperObject *asKey(Value v) { return v.as<KeyWrapperObject>(); }

Owned makeKey(ThreadState &ts, Value compare, Value object) {
  Owned result = allocateInstance(ts, &keyWrapperType);
  if (!result)
    return {};
  asKey(result)->compare = copyOf(compare).take();
  asKey(result)->object = copyOf(object).take();
  return result;
}

Word keyCall(ThreadState *ts, Word callee, Word *words, uint64_t countAndFlags,
             Word kwnames) {
  static constexpr Signature signature("(obj)");
  Value object;
  if (!bindArguments(*ts, "K", signature,
                     argumentsOf(words, countAndFlags, kwnames), &object))
    return kError;
  return makeKey(*ts, Value(asKey(Value(callee))->compare), object).take();
}

Owned keyCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (typeOf(other) != &keyWrapperType)
    return raise(ts, types::TypeError, "other argument must be K instance");
  Owned compare = copyOf(Value(asKey(self)->compare));
  Owned a = copyOf(Value(asKey(self)->object));
  Owned b = copyOf(Value(asKey(other)->object));
  if (a.value().isUndef() || b.value().isUndef())
    return raise(ts, types::AttributeError, "object");
  Owned order = call_py(ts, compare, {a.value(), b.value()});
  return order ? compare_py(ts, order, Value(smallIntWord(0)), op) : Owned();
}

constexpr MemberDef keyMembers[] = {{"obj", MemberKind::ValueOrNone,
                                     offsetof(KeyWrapperObject, object), false,
                                     "Value wrapped by a key function."},
                                    {}};
constexpr TypeSpec keySpec = {"functools.KeyWrapper", nullptr, nullptr, nullptr,
                              keyMembers};
using KeyFields = OwnedFields<KeyWrapperObject, &KeyWrapperObject::compare,
                              &KeyWrapperObject::object>;

} // namespace

Owned cmpToKey(ThreadState &ts, Value, const Value *args) {
  return makeKey(ts, args[0], undefined);
}

constinit TypeObject keyWrapperType = {
    .header = typeHeader(),
    .spec = &keySpec,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(KeyWrapperObject),
    .slots = {.deallocate = KeyFields::deallocate,
              .visit = KeyFields::visit,
              .call = keyCall,
              .compare = keyCompare}};

} // namespace dxpy::functools
