// weakref.proxy: stands for its referent in every operation as long as it
// lives.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/weak_references.h"

namespace dxpy {

namespace {

bool isProxy(Value value) {
  return typeOf(value) == &types::WeakProxy ||
         typeOf(value) == &types::WeakCallableProxy;
}

/// The referent of a proxy, any other value as it is; null: ReferenceError.
Owned unwrap(ThreadState &ts, Value value) {
  if (!isProxy(value))
    return copyOf(value);
  if (Owned target = weakReferent(ts, value))
    return target;
  return raise(ts, types::ReferenceError,
               "weakly-referenced object no longer exists");
}

Owned strProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? str_py(ts, target) : Owned();
}

Owned reprProxy(ThreadState &ts, Value self) {
  Owned target = weakReferent(ts, self);
  StrBuilder text(ts);
  text.append("<weakproxy at ");
  appendAddress(text, self);
  text.append(" to ");
  text.append(target ? nativeQualifiedName(typeOf(target)) : "NoneType");
  text.append(" at ");
  appendAddress(text, target ? target.value() : none);
  text.append(">");
  return text.finish();
}

Owned getProxy(ThreadState &ts, Value self, Value name) {
  Owned target = unwrap(ts, self);
  return target ? getAttr_py(ts, target, name) : Owned();
}
bool setProxy(ThreadState &ts, Value self, Value name, Value value) {
  Owned target = unwrap(ts, self);
  return target && setAttr_py(ts, target, name, value);
}
Owned compareProxy(ThreadState &ts, Value self, Value other, CompareOp op) {
  Owned a = unwrap(ts, self), b = a ? unwrap(ts, other) : Owned();
  return b ? compare_py(ts, a, b, op) : Owned();
}
Owned iterProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? getIter_py(ts, target) : Owned();
}
Owned nextProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  if (target && !typeOf(target)->slots.next)
    return raise(ts, types::TypeError,
                 "Weakref proxy referenced a non-iterator '{}' object",
                 {typeOf(target)});
  return target ? next_py(ts, target) : Owned();
}
int truthProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? isTrue_py(ts, target) : -1;
}
int64_t lengthProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? length_py(ts, target) : -1;
}
Owned subscriptProxy(ThreadState &ts, Value self, Value key) {
  Owned target = unwrap(ts, self), index = target ? unwrap(ts, key) : Owned();
  return index ? getItem_py(ts, target, index) : Owned();
}
bool setSubscriptProxy(ThreadState &ts, Value self, Value key, Value value) {
  Owned target = unwrap(ts, self);
  return target && setItem_py(ts, target, key, value);
}
int containsProxy(ThreadState &ts, Value self, Value item) {
  Owned target = unwrap(ts, self);
  return target ? contains_py(ts, target, item) : -1;
}

template <BinaryOp op> Owned binary(ThreadState &ts, Value a, Value b) {
  Owned x = unwrap(ts, a), y = x ? unwrap(ts, b) : Owned();
  return y ? binary_py(ts, op, x, y) : Owned();
}
template <BinaryOp op> Owned inplace(ThreadState &ts, Value a, Value b) {
  Owned x = unwrap(ts, a), y = x ? unwrap(ts, b) : Owned();
  return y ? inplace_py(ts, op, x, y) : Owned();
}
Owned divmodProxy(ThreadState &ts, Value a, Value b) {
  Owned x = unwrap(ts, a), y = x ? unwrap(ts, b) : Owned();
  return y ? divmod_py(ts, x, y) : Owned();
}
Owned powerProxy(ThreadState &ts, Value a, Value b, Value modulus) {
  Owned x = unwrap(ts, a), y = x ? unwrap(ts, b) : Owned();
  Owned z = y ? unwrap(ts, modulus) : Owned();
  return z ? power_py(ts, x, y, z) : Owned();
}
Owned inplacePowerProxy(ThreadState &ts, Value a, Value b, Value) {
  return inplace<BinaryOp::Pow>(ts, a, b);
}
template <UnaryOp op> Owned unary(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? unary_py(ts, op, target) : Owned();
}
Owned absoluteProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? absolute_py(ts, target) : Owned();
}
/// int(), float() and index of the referent, through its own slot.
template <slot::Unary TypeSlots::*field>
Owned convert(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  if (!target)
    return {};
  if (slot::Unary slot = typeOf(target)->slots.*field)
    return slot(ts, target);
  return raise(ts, types::TypeError,
               "'{}' object cannot be interpreted as a number",
               {typeOf(target)});
}
Owned indexProxy(ThreadState &ts, Value self) {
  Owned target = unwrap(ts, self);
  return target ? toIndex_py(ts, target) : Owned();
}

Word callProxy(ThreadState *ts, Word callee, Word *args, uint64_t countAndFlags,
               Word kwnames) {
  Owned target = unwrap(*ts, Value(callee));
  return target
             ? call_py(*ts, target, argumentsOf(args, countAndFlags, kwnames))
                   .take()
             : kError;
}

Owned bytesMethod(ThreadState &ts, Value self, const Value *) {
  Owned target = unwrap(ts, self);
  return target ? callMethod_py(ts, target, Value(&names::__bytes__)) : Owned();
}
Owned reversedMethod(ThreadState &ts, Value self, const Value *) {
  Owned target = unwrap(ts, self);
  return target ? callMethod_py(ts, target, Value(&names::__reversed__))
                : Owned();
}

constexpr MethodDef methods[] = {{"__bytes__", bytesMethod, "()"},
                                 {"__reversed__", reversedMethod, "()"},
                                 {}};
constexpr TypeSpec proxySpec = {.name = "weakref.ProxyType",
                                .methods = methods};
constexpr TypeSpec callableSpec = {.name = "weakref.CallableProxyType",
                                   .methods = methods};

constexpr TypeSlots proxySlots(slot::Call call) {
  return {.deallocate = deallocateWeakReference,
          .visit = visitWeakReference,
          .clear = clearWeakReference,
          .repr = reprProxy,
          .str = strProxy,
          .iter = iterProxy,
          .next = nextProxy,
          .call = call,
          .getAttr = getProxy,
          .setAttr = setProxy,
          .compare = compareProxy,
          .add = binary<BinaryOp::Add>,
          .subtract = binary<BinaryOp::Sub>,
          .multiply = binary<BinaryOp::Mul>,
          .remainder = binary<BinaryOp::Mod>,
          .divmod = divmodProxy,
          .power = powerProxy,
          .negative = unary<UnaryOp::Negative>,
          .positive = unary<UnaryOp::Positive>,
          .absolute = absoluteProxy,
          .invert = unary<UnaryOp::Invert>,
          .truth = truthProxy,
          .leftShift = binary<BinaryOp::LShift>,
          .rightShift = binary<BinaryOp::RShift>,
          .and_ = binary<BinaryOp::And>,
          .xor_ = binary<BinaryOp::Xor>,
          .or_ = binary<BinaryOp::Or>,
          .int_ = convert<&TypeSlots::int_>,
          .float_ = convert<&TypeSlots::float_>,
          .index = indexProxy,
          .inplaceAdd = inplace<BinaryOp::Add>,
          .inplaceSubtract = inplace<BinaryOp::Sub>,
          .inplaceMultiply = inplace<BinaryOp::Mul>,
          .inplaceRemainder = inplace<BinaryOp::Mod>,
          .inplacePower = inplacePowerProxy,
          .inplaceLeftShift = inplace<BinaryOp::LShift>,
          .inplaceRightShift = inplace<BinaryOp::RShift>,
          .inplaceAnd = inplace<BinaryOp::And>,
          .inplaceXor = inplace<BinaryOp::Xor>,
          .inplaceOr = inplace<BinaryOp::Or>,
          .floorDivide = binary<BinaryOp::FloorDiv>,
          .trueDivide = binary<BinaryOp::TrueDiv>,
          .inplaceFloorDivide = inplace<BinaryOp::FloorDiv>,
          .inplaceTrueDivide = inplace<BinaryOp::TrueDiv>,
          .matrixMultiply = binary<BinaryOp::MatMul>,
          .inplaceMatrixMultiply = inplace<BinaryOp::MatMul>,
          .length = lengthProxy,
          .subscript = subscriptProxy,
          .setSubscript = setSubscriptProxy,
          .contains = containsProxy};
}

} // namespace

constinit TypeObject types::WeakProxy = {.header = typeHeader(),
                                         .spec = &proxySpec,
                                         .flags = kTypeContainer,
                                         .basicSize =
                                             sizeof(WeakReferenceObject),
                                         .slots = proxySlots(nullptr)};
constinit TypeObject types::WeakCallableProxy = {
    .header = typeHeader(),
    .spec = &callableSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(WeakReferenceObject),
    .slots = proxySlots(callProxy)};

} // namespace dxpy
