// Calls of native code that do not go straight to a Python function.
#include "runtime-support/inline/calls.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/native_call.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

/// Instances whose slots follow the header at once are made inline.
void fillLayout(CallCache *cache, const TypeObject *type) {
  const Shape *root = type->rootShape;
  size_t size =
      offsetof(InstanceObject, slots) + root->inlineSlots * sizeof(Word);
  if (root->slotsOffset != int32_t(offsetof(InstanceObject, slots)) ||
      type->basicSize > offsetof(InstanceObject, slots) ||
      root->inlineSlots < type->inlineSlots || size > kLargestCell)
    return;
  cache->shape = root->id;
  cache->sizeClass = uint32_t((size + kSizeClassBytes - 1) / kSizeClassBytes);
  cache->kind = uint32_t((type->flags & kTypeContainer) ? CellKind::Container
                                                        : CellKind::Leaf);
  cache->slots = root->inlineSlots;
}

/// A class whose instances are plain objects that start in a Python function.
bool fillClass(ThreadState &ts, CallCache *cache, TypeObject *type) {
  Value init = pythonInit(ts, type);
  uint32_t version = typeVersion(type);
  if (!init || version == 0)
    return false;
  *cache = {Value(type).word(), &type->version, init.word(), version};
  fillLayout(cache, type);
  return true;
}

Word callInit(ThreadState *ts, const CallCache *cache, Word *args,
              uint64_t count) {
  Owned instance = allocateInstance(*ts, Value(cache->type).as<TypeObject>());
  if (!instance)
    return kError;
  Word kept = std::exchange(args[-1], instance.word());
  Owned init = copyOf(Value(cache->init)); // it may be replaced while it runs
  Word result =
      init.as<FunctionObject>()->entry(ts, init.word(), args - 1, count + 1, 0);
  args[-1] = kept;
  if (result != kNone) {
    dxInitFailed(ts, instance.take(), result);
    return kError;
  }
  return instance.take();
}

Word callDescriptor(ThreadState *ts, const MethodDescriptorObject *descriptor,
                    Word *args, uint64_t count) {
  if (count == 0 || descriptor->def->kind != MethodKind::Instance)
    return kUndef;
  TypeObject *type = typeOf(Value(args[0]));
  if (type != descriptor->owner && !isSubtype(type, descriptor->owner))
    return kUndef;
  return callDef(ts, descriptor->def, Value(args[0]),
                 reinterpret_cast<Value *>(args + 1), uint32_t(count - 1));
}

Word callBound(ThreadState *ts, const MethodObject *method, Word *args,
               uint64_t count) {
  if (!isFunction(Value(method->function)))
    return kUndef;
  Owned function = copyOf(Value(method->function)),
        self = copyOf(Value(method->self));
  Word kept = std::exchange(args[-1], self.word());
  Word result = function.as<FunctionObject>()->entry(ts, function.word(),
                                                     args - 1, count + 1, 0);
  args[-1] = kept;
  return result;
}

/// kUndef: the general protocol.
Word callKnown(ThreadState *ts, Value callable, Word *args, uint64_t count,
               CallCache *cache) {
  if (!callable.isPointer())
    return kUndef;
  if (cache->type == callable.word() &&
      cache->version == callable.as<TypeObject>()->version)
    return callInit(ts, cache, args, count);
  if (hasShape(callable, BuiltinShape::MethodDescriptor))
    return callDescriptor(ts, callable.as<MethodDescriptorObject>(), args,
                          count);
  if (hasShape(callable, BuiltinShape::BuiltinFunction)) {
    auto *native = callable.as<BuiltinFunctionObject>();
    return callDef(ts, native->def,
                   native->self == kUndef ? Value() : Value(native->self),
                   reinterpret_cast<Value *>(args), uint32_t(count));
  }
  if (hasShape(callable, BuiltinShape::Method))
    return callBound(ts, callable.as<MethodObject>(), args, count);
  if (hasFlag(callable, kSubclassType) &&
      (callable.as<TypeObject>()->flags & kTypeHeap) &&
      fillClass(*ts, cache, callable.as<TypeObject>()))
    return callInit(ts, cache, args, count);
  return kUndef;
}

[[gnu::noinline]] Word callOtherKinds(ThreadState *ts, Word callee, Word *args,
                                      uint64_t count, CallCache *cache) {
  Word result = callKnown(ts, Value(callee), args, count, cache);
  return result != kUndef ? result : dxCallSlow(ts, callee, args, count, 0);
}

constexpr uint64_t kFewParameters = 4;

/// Does \p def take \p count positional arguments, and no more than this by
/// keywords?
bool takes(const MethodDef *def, uint64_t count) {
  const Signature &signature = def->signature;
  return !signature.raw && signature.count == signature.positional &&
         count <= signature.count && count >= signature.required &&
         signature.count <= kFewParameters;
}

/// Null stands for what was left out.
Word callFew(ThreadState *ts, const MethodDef *def, Value self,
             const Value *args, uint64_t count) {
  if (count == def->signature.count)
    return def->function(*ts, self, args).take();
  Word bound[kFewParameters] = {};
  for (uint64_t i = 0; i < count; ++i)
    bound[i] = args[i].word();
  return def->function(*ts, self, reinterpret_cast<Value *>(bound)).take();
}

} // namespace

/// The commonest cases need few registers: functions and methods in C++ with
/// few parameters.
Word dxCallOther(ThreadState *ts, Word callee, Word *args, uint64_t count,
                 CallCache *cache) {
  Value callable(callee);
  auto *values = reinterpret_cast<Value *>(args);
  if (hasShape(callable, BuiltinShape::BuiltinFunction)) {
    auto *native = callable.as<BuiltinFunctionObject>();
    if (takes(native->def, count))
      return callFew(ts, native->def,
                     native->self == kUndef ? Value() : Value(native->self),
                     values, count);
  } else if (hasShape(callable, BuiltinShape::MethodDescriptor) && count) {
    auto *method = callable.as<MethodDescriptorObject>();
    if (method->def->kind == MethodKind::Instance &&
        takes(method->def, count - 1) && typeOf(values[0]) == method->owner)
      return callFew(ts, method->def, values[0], values + 1, count - 1);
  }
  return callOtherKinds(ts, callee, args, count, cache);
}

bool isBuiltinNamed(Value callee, std::string_view name) {
  if (!hasShape(callee, BuiltinShape::BuiltinFunction))
    return false;
  auto *function = callee.as<BuiltinFunctionObject>();
  Value module(function->module);
  return name == function->def->name && isStr(module) &&
         strText(module) == "builtins";
}

namespace {

/// May `__class__` of instances say something else than their type?
bool mayClaimClass(ThreadState &ts, TypeObject *type) {
  Value name(&names::__class__);
  return type->slots.getAttr != genericGetAttr_py ||
         lookupInType(ts, type, name) != lookupInType(ts, &types::Object, name);
}

/// The answer of isinstance(object, cls), for all objects of the shape.
void noteInstance(ThreadState &ts, BuiltinCache *known, Value object,
                  Value cls) {
  if (!object.isPointer() || !hasFlag(cls, kSubclassType) ||
      typeOf(cls) != &types::Type)
    return;
  auto *wanted = cls.as<TypeObject>();
  TypeObject *type = typeOf(object);
  bool is = isSubtype(type, wanted);
  if (!is && mayClaimClass(ts, type))
    return;
  uint32_t version = typeVersion(type), ofWanted = typeVersion(wanted);
  if (type->version != version || wanted->version != ofWanted)
    return; // of a class with an mro() of its own
  if (known->type != cls.word() || known->version != ofWanted)
    *known = {known->callee, cls.word(), &wanted->version, ofWanted, {}};
  uint32_t shape = object.header()->shape;
  known->ways[instanceWay(shape)] = {shape, version, &type->version, 0,
                                     boolWord(is)};
}

} // namespace

Word dxCallBuiltin(ThreadState *ts, Word callee, Word *args, uint64_t count,
                   CallCache *cache, Word name, BuiltinCache *known) {
  if (known->callee != callee &&
      isBuiltinNamed(Value(callee), strText(Value(name)))) {
    if (known->callee)
      release(ts, known->callee);
    *known = {copyOf(Value(callee)).take(), 0, nullptr, 0, {}};
  }
  if (known->callee == callee && count == 2)
    noteInstance(*ts, known, Value(args[0]), Value(args[1]));
  return dxCall(ts, callee, args, count, cache);
}

Word dxNewSlow(ThreadState *ts, const CallCache *cache) {
  return allocateInstance(*ts, Value(cache->type).as<TypeObject>()).take();
}

void dxInitFailed(ThreadState *ts, Word instance, Word result) {
  if (result) {
    raise(*ts, types::TypeError, "__init__() should return None, not '{}'",
          {typeOf(Value(result))});
    release(ts, result);
  }
  release(ts, instance);
}

Word dxCallSlow(ThreadState *ts, Word callee, Word *args,
                uint64_t countAndFlags, Word kwnames) {
  TypeObject *type = typeOf(Value(callee));
  if (slot::Call call = type->slots.call)
    return call(ts, callee, args, countAndFlags, kwnames);
  raise(*ts, types::TypeError, "'{}' object is not callable", {typeName(type)});
  return kError;
}

} // namespace dxpy
