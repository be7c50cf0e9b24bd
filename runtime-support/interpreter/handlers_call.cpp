// Handlers: calls.
//
// A Python function is recognised by its code object, so that closures and
// methods made anew hit; its globals must be those that the callee's private
// copy speaks of.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/inline/containers.h"
#include "runtime-support/interpreter/call_cache.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/native_call.h"

namespace dxpy {

namespace {

/// Parameters that the call leaves out, if their defaults are all there is to
/// do: -1 where binding is more than that.
inline int64_t missingArguments(const FunctionObject *function,
                                const CodeObject *code, uint32_t count) {
  const CodeLayout &layout = code->layout;
  if ((code->flags & (kCodeVarArgs | kCodeVarKeywords)) ||
      layout.keywordOnlyCount || count > layout.argCount)
    return -1;
  uint32_t missing = layout.argCount - count;
  if (missing == 0)
    return 0;
  if (function->defaults == kNone ||
      reinterpret_cast<TupleObject *>(function->defaults)->length < missing)
    return -1;
  return missing;
}

/// Can a call with \p count arguments enter \p function by its cache?
bool fillFunction(ThreadState &ts, CallSiteCache *cache,
                  FunctionObject *function, uint32_t count,
                  uint32_t missing = 0) {
  CodeObject *code = function->code;
  if (function->entry != interpretEntry ||
      !bindsDirectly(code, count + missing) || (code->flags & kCodeSuspends) ||
      code->layout.registerCount > 0xFFFF)
    return false;
  if (!code->quick)
    countEntry(ts, function, kUndef);
  QuickCode *quick = quickOf(code);
  if (!quick || !mayRunQuick(function, kUndef, quick->globals))
    return false;
  cache->key = reinterpret_cast<Word>(code);
  cache->entry = quick->slots;
  cache->globals = function->globals;
  cache->registerCount = uint16_t(code->layout.registerCount);
  cache->freeCount = uint16_t(code->layout.freeCount);
  cache->firstUndef = uint16_t(count + missing);
  cache->endUndef = uint16_t(code->layout.firstTemp - code->layout.freeCount);
  return true;
}

/// Generator and coroutine functions: their objects are made at the site.
bool fillSuspended(ThreadState &ts, CallSiteCache *cache,
                   FunctionObject *function, uint32_t count) {
  CodeObject *code = function->code;
  if (!(code->flags & kCodeSuspends) || !bindsDirectly(code, count) ||
      generatorSize(code) > kLargestCell)
    return false;
  if (!code->quick)
    countEntry(ts, function, kUndef);
  QuickCode *quick = quickOf(code);
  if (!quick || !mayRunQuick(function, kUndef, quick->globals))
    return false;
  *cache = {reinterpret_cast<Word>(code),
            quick->slots,
            function->globals,
            uint16_t(generatorSize(code)),
            uint16_t(code->layout.freeCount),
            uint16_t(count),
            uint16_t(code->layout.firstTemp - code->layout.freeCount)};
  return true;
}

/// The same where the function's defaults are the rest of the arguments.
bool fillDefaults(ThreadState &ts, CallSiteCache *cache,
                  FunctionObject *function, uint32_t count) {
  int64_t missing = missingArguments(function, function->code, count);
  return missing > 0 &&
         fillFunction(ts, cache, function, count, uint32_t(missing));
}

/// A class whose instances start in a Python `__init__`. The key is the class,
/// whose version takes the place of the globals.
bool fillClass(ThreadState &ts, Slot *slot, TypeObject *type, uint32_t count) {
  Value init = directInit(ts, type);
  CallSiteCache *cache = cacheOf(slot);
  if (!init || !fillFunction(ts, cache, init.as<FunctionObject>(), count + 1))
    return false;
  cache->key = reinterpret_cast<Word>(type);
  cache->globals = typeVersion(type);
  return true;
}

/// `def` of a native function or method descriptor; null for anything else.
const MethodDef *nativeDef(Value callable) {
  if (hasShape(callable, BuiltinShape::BuiltinFunction))
    return callable.as<BuiltinFunctionObject>()->def;
  if (hasShape(callable, BuiltinShape::MethodDescriptor))
    return callable.as<MethodDescriptorObject>()->def;
  return nullptr;
}

/// A builtin type that is called as `type` says.
bool isNativeType(Value callable) {
  return hasShape(callable, BuiltinShape::Type) &&
         !(callable.as<TypeObject>()->flags & kTypeHeap);
}

/// A native function whose positional arguments are all the call gives.
struct DefCache {
  const MethodDef *def;
  NativeFunction function;
  uint32_t shape;     ///< of the callable
  uint32_t selfShape; ///< of the receiver of a method
  uint8_t parameters; ///< those that the call leaves out get null
};
static_assert(sizeof(DefCache) <= 4 * sizeof(Slot));
inline constexpr unsigned kMostBound = 8;

bool fillDef(Slot *slot, Value callable, const MethodDef *def, Word self) {
  const Signature &signature = def->signature;
  uint32_t count = slot->c;
  bool method = hasShape(callable, BuiltinShape::MethodDescriptor);
  if (signature.raw || count < signature.required ||
      count > signature.positional || signature.count > kMostBound ||
      method != (self != kUndef))
    return false;
  for (unsigned i = signature.positional; i < signature.count; ++i)
    if (signature.keywordRequired[i])
      return false;
  uint32_t selfShape = 0;
  if (method) {
    if (!isPointer(self) || def->kind != MethodKind::Instance ||
        !isSubtype(typeOf(Value(self)),
                   callable.as<MethodDescriptorObject>()->owner))
      return false;
    selfShape = objectOf(self)->shape;
  }
  *reinterpret_cast<DefCache *>(slot + 1) = {
      def, def->function, callable.header()->shape, selfShape, signature.count};
  return true;
}

bool isListAppend(Value callable) {
  return hasShape(callable, BuiltinShape::MethodDescriptor) &&
         callable.as<MethodDescriptorObject>()->owner == &types::List &&
         std::string_view(callable.as<MethodDescriptorObject>()->def->name) ==
             "append";
}

} // namespace

// Filling: c is the number of arguments, or c + 1 with a receiver
// ---------------------

/// X: bit 0: the site may have a receiver in b + 4.
template <unsigned X> DX_HANDLER handleCallEmpty(DX_PARAMS) {
  auto *slot = const_cast<Slot *>(pc);
  CallSiteCache *cache = cacheOf(pc);
  Value callable(r[pc->b + kCallCallable]);
  bool self = X && r[pc->b + kCallSelf] != kUndef;
  // Misses are counted in the slot of Return, which has room.
  if (++slot[5].c > 8)
    slot->handler = handlerNumber(Quick::CallAny, X);
  else if (isFunction(callable) &&
           fillFunction(*ts, cache, callable.as<FunctionObject>(),
                        pc->c + self))
    slot->handler = self ? handlerNumber(Quick::CallMethod)
                         : handlerNumber(Quick::CallFunction, X);
  else if (isFunction(callable) &&
           fillDefaults(*ts, cache, callable.as<FunctionObject>(),
                        pc->c + self))
    slot->handler = handlerNumber(Quick::CallDefaults, self ? 2 : X);
  else if (isFunction(callable) &&
           fillSuspended(*ts, cache, callable.as<FunctionObject>(),
                         pc->c + self))
    slot->handler = handlerNumber(Quick::CallSuspended, self ? 2 : X);
  else if (!self && pc->c == 1 &&
           fillConsumer(slot, callable, Value(r[pc->b + kCallArgs])))
    slot->handler = handlerNumber(Quick::CallConsumer, X);
  else if (self && pc->c == 1 && isListAppend(callable)) {
    cache->key = callable.word(); // immortal: in the dict of list
    slot->handler = handlerNumber(Quick::CallAppend);
  } else if (const MethodDef *def = nativeDef(callable)) {
    slot->handler =
        fillDef(slot, callable, def, self ? r[pc->b + kCallSelf] : kUndef)
            ? handlerNumber(Quick::CallDef, X)
            : handlerNumber(Quick::CallNative, X);
  } else if (isFunction(callable) || hasShape(callable, BuiltinShape::Method)) {
    slot->handler = handlerNumber(Quick::CallAny, X);
  } else if (!self && isNativeType(callable)) {
    slot->handler = handlerNumber(Quick::CallType, X);
  } else if (!self && callable.isPointer() &&
             hasFlag(callable, kSubclassType) &&
             fillClass(*ts, slot, callable.as<TypeObject>(), pc->c)) {
    slot->handler = handlerNumber(Quick::CallClass, X);
  }
  DX_SLOW();
}
template DX_HANDLER handleCallEmpty<0>(DX_PARAMS);
template DX_HANDLER handleCallEmpty<1>(DX_PARAMS);
#define MISS(x) [[clang::musttail]] return handleCallEmpty<x>(DX_ARGS)

/// Python functions
/// -------------------------------------------------------------------

/// Enters the cached code; arguments start at \p nr.
#define ENTER(nr, function)                                                    \
  do {                                                                         \
    (nr)[kLinkCaller] = reinterpret_cast<Word>(r);                             \
    (nr)[kLinkFunction] = (function);                                          \
    (nr)[kLinkReturn] = reinterpret_cast<Word>(pc + kCallStride);              \
    CodeObject *callee = reinterpret_cast<CodeObject *>(cache->key);           \
    (nr)[kLinkCode] = cache->key;                                              \
    _Pragma("clang loop vectorize(disable) unroll(disable)") for (             \
        uint32_t i = cache->firstUndef; i != cache->endUndef; ++i)(nr)[i] =    \
        kUndef;                                                                \
    if (cache->freeCount)                                                      \
      copyCells(reinterpret_cast<FunctionObject *>(function),                  \
                (nr) + cache->endUndef, cache->freeCount);                     \
    pc = cache->entry;                                                         \
    r = (nr);                                                                  \
    code = callee;                                                             \
  } while (0)

template <unsigned X> DX_HANDLER handleCallFunction(DX_PARAMS) {
  CallSiteCache *cache = cacheOf(pc);
  Word *nr = r + pc->b + kCallArgs;
  Word function = nr[-2];
  if (!matches(cache, function)) [[unlikely]]
    MISS(X);
  if constexpr (X)
    if (nr[-1] != kUndef) [[unlikely]]
      MISS(X);
  if (nr + cache->registerCount >= ts->stackLimit) [[unlikely]]
    DX_SLOW();
  if (--ts->depth < 0) [[unlikely]] {
    ++ts->depth;
    DX_SLOW();
  }
  ENTER(nr, function);
  DX_DISPATCH();
}
template DX_HANDLER handleCallFunction<0>(DX_PARAMS);
template DX_HANDLER handleCallFunction<1>(DX_PARAMS);

/// Variants 0, 1: as CallFunction; 2: as CallMethod.
template <unsigned X> DX_HANDLER handleCallDefaults(DX_PARAMS) {
  CallSiteCache *cache = cacheOf(pc);
  Word *nr = r + pc->b + (X == 2 ? kCallSelf : kCallArgs);
  Word function = r[pc->b + kCallCallable];
  if (!matches(cache, function)) [[unlikely]]
    MISS(X ? 1 : 0);
  if constexpr (X)
    if ((r[pc->b + kCallSelf] != kUndef) != (X == 2)) [[unlikely]]
      MISS(1);
  uint32_t count = pc->c + (X == 2);
  uint32_t missing = cache->firstUndef - count;
  Word defaults = reinterpret_cast<FunctionObject *>(function)->defaults;
  if (defaults == kNone ||
      reinterpret_cast<TupleObject *>(defaults)->length < missing) [[unlikely]]
    MISS(X ? 1 : 0);
  if (nr + cache->registerCount >= ts->stackLimit || ts->depth <= 0)
      [[unlikely]]
    DX_SLOW();
  --ts->depth;
  addDefaults(ts, function, nr + count, missing);
  ENTER(nr, function);
  DX_DISPATCH();
}
template DX_HANDLER handleCallDefaults<0>(DX_PARAMS);
template DX_HANDLER handleCallDefaults<1>(DX_PARAMS);
template DX_HANDLER handleCallDefaults<2>(DX_PARAMS);

template <unsigned X> DX_HANDLER handleCallMethod(DX_PARAMS) {
  CallSiteCache *cache = cacheOf(pc);
  Word *nr = r + pc->b + kCallSelf;
  Word function = nr[-1];
  if (!matches(cache, function) || nr[0] == kUndef) [[unlikely]]
    MISS(1);
  if (nr + cache->registerCount >= ts->stackLimit) [[unlikely]]
    DX_SLOW();
  if (--ts->depth < 0) [[unlikely]] {
    ++ts->depth;
    DX_SLOW();
  }
  ENTER(nr, function);
  DX_DISPATCH();
}
template DX_HANDLER handleCallMethod<0>(DX_PARAMS);

// Classes
// -----------------------------------------------------------------------------

/// Link words of the shim at b, its two registers, the callee's link words,
/// self and the arguments (see enterInit in ops_call.cpp).
template <unsigned X> DX_HANDLER handleCallClass(DX_PARAMS) {
  CallSiteCache *cache = cacheOf(pc);
  Word *args = r + pc->b + kCallArgs;
  Word callable = args[-2];
  if (callable != cache->key) [[unlikely]]
    MISS(X);
  if constexpr (X)
    if (args[-1] != kUndef) [[unlikely]]
      MISS(X);
  auto *type = reinterpret_cast<TypeObject *>(callable);
  if (type->version != uint32_t(cache->globals)) [[unlikely]]
    MISS(X);
  Word *shim = args - 1;
  Word *nr = shim + 2 + kLinkWords;
  if (nr + cache->registerCount >= ts->stackLimit || ts->depth < 2) [[unlikely]]
    DX_SLOW();
  Word init = lookupInType(*ts, type, Value(&names::__init__)).word();
  CodeObject *callee = reinterpret_cast<FunctionObject *>(init)->code;
  if (!callee->quick || quickOf(callee)->slots != cache->entry) [[unlikely]]
    MISS(X); // init.__code__ has been replaced
  saveFrame(ts, pc, r);
  Word instance = allocateInstance(*ts, type).take();
  if (!instance) [[unlikely]]
    DX_SLOW();
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = pc->c; i-- > 0;)
    nr[1 + i] = args[i];
  hold(ts, instance);
  hold(ts, init);
  nr[0] = instance;
  shim[kLinkCaller] = reinterpret_cast<Word>(r);
  shim[kLinkFunction] = init | kLinkBorrowed;
  shim[kLinkReturn] = reinterpret_cast<Word>(pc + kCallStride);
  shim[kLinkCode] = reinterpret_cast<Word>(&initShim);
  shim[0] = instance;
  shim[1] = kUndef;
  nr[kLinkCaller] = reinterpret_cast<Word>(shim);
  nr[kLinkFunction] = init;
  nr[kLinkReturn] = reinterpret_cast<Word>(initShimPc());
  nr[kLinkCode] = reinterpret_cast<Word>(callee);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = cache->firstUndef, end = cache->endUndef; i != end; ++i)
    nr[i] = kUndef;
  if (cache->freeCount)
    copyCells(reinterpret_cast<FunctionObject *>(init), nr + cache->endUndef,
              cache->freeCount);
  ts->depth -= 2;
  const Slot *entry = cache->entry;
  drop(ts, callable, pc, r);
  pc = entry;
  r = nr;
  code = callee;
  DX_DISPATCH();
}
template DX_HANDLER handleCallClass<0>(DX_PARAMS);
template DX_HANDLER handleCallClass<1>(DX_PARAMS);

/// The end of the shim: the instance is the result of the call.
template <unsigned X> DX_HANDLER handleInitReturn(DX_PARAMS) {
  if (r[1] != kNone) [[unlikely]]
    DX_SLOW();
  Word value = r[0];
  ++ts->depth;
  auto *next = reinterpret_cast<const Slot *>(r[kLinkReturn]);
  auto *caller = reinterpret_cast<Word *>(r[kLinkCaller]);
  const Slot &tail = next[-1];
  if (tail.handler == kReturnTemp) [[likely]] {
    caller[tail.a] = value;
  } else if (tail.handler == kReturnLocal) {
    Word old = caller[tail.a];
    caller[tail.a] = value;
    drop(ts, old, next - 1, caller);
  } else {
    --ts->depth;
    DX_SLOW();
  }
  pc = next;
  r = caller;
  code = frameCode(caller);
  DX_DISPATCH();
}
template DX_HANDLER handleInitReturn<0>(DX_PARAMS);

// Native functions
// --------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleCallNative(DX_PARAMS) {
  uint32_t count = pc->c;
  Word *args = r + pc->b + kCallArgs;
  Word callable = args[-2];
  Word self = X ? args[-1] : kUndef;
  Word result = kUndef;
  if (hasShape(Value(callable), BuiltinShape::BuiltinFunction)) {
    auto *native = reinterpret_cast<BuiltinFunctionObject *>(callable);
    if (self != kUndef)
      MISS(X);
    saveFrame(ts, pc, r);
    result = callDef(ts, native->def, Value(native->self),
                     reinterpret_cast<Value *>(args), count);
  } else if (X && self != kUndef &&
             hasShape(Value(callable), BuiltinShape::MethodDescriptor)) {
    auto *native = reinterpret_cast<MethodDescriptorObject *>(callable);
    TypeObject *type = typeOf(Value(self));
    saveFrame(ts, pc, r);
    if (native->def->kind == MethodKind::Instance &&
        (type == native->owner || isSubtype(type, native->owner)))
      result = callDef(ts, native->def, Value(self),
                       reinterpret_cast<Value *>(args), count);
  } else {
    MISS(X);
  }
  if (result == kUndef) [[unlikely]]
    DX_SLOW();
  if constexpr (X)
    drop(ts, self, pc, r);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < count; ++i)
    drop(ts, args[i], pc, r);
  drop(ts, callable, pc, r);
  if (!result) [[unlikely]]
    DX_RAISE();
  finish(ts, pc, r, result);
  pc += kCallStride;
  DX_DISPATCH();
}
template DX_HANDLER handleCallNative<0>(DX_PARAMS);
template DX_HANDLER handleCallNative<1>(DX_PARAMS);

static_assert(offsetof(BuiltinFunctionObject, def) ==
              offsetof(MethodDescriptorObject, def));

/// The parameters that are left out get null.
[[gnu::noinline]] static Word callPadded(ThreadState *ts, const DefCache *cache,
                                         Value self, const Word *args,
                                         uint32_t count) {
  Value bound[kMostBound];
  Word *words = reinterpret_cast<Word *>(bound);
  copyWords(words, args, count);
  return cache->function(*ts, self, bound).take();
}

template <unsigned X> DX_HANDLER handleCallDef(DX_PARAMS) {
  auto *cache = reinterpret_cast<const DefCache *>(pc + 1);
  uint32_t count = pc->c;
  Word *args = r + pc->b + kCallArgs;
  Word callable = args[-2];
  if (!isPointer(callable) || objectOf(callable)->shape != cache->shape ||
      reinterpret_cast<BuiltinFunctionObject *>(callable)->def != cache->def)
      [[unlikely]]
    MISS(X);
  Word receiver = X ? args[-1] : kUndef, self;
  if (cache->selfShape) {
    if (!isPointer(receiver) || objectOf(receiver)->shape != cache->selfShape)
        [[unlikely]]
      MISS(X);
    self = receiver;
  } else {
    if (receiver != kUndef) [[unlikely]]
      MISS(X);
    self = reinterpret_cast<BuiltinFunctionObject *>(callable)->self;
  }
  saveFrame(ts, pc, r);
  Word result =
      count == cache->parameters
          ? cache->function(*ts, Value(self), reinterpret_cast<Value *>(args))
                .take()
          : callPadded(ts, cache, Value(self), args, count);
  if constexpr (X)
    drop(ts, receiver, pc, r);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < count; ++i)
    drop(ts, args[i], pc, r);
  drop(ts, callable, pc, r);
  if (!result) [[unlikely]]
    DX_RAISE();
  finish(ts, pc, r, result);
  pc += kCallStride;
  DX_DISPATCH();
}
template DX_HANDLER handleCallDef<0>(DX_PARAMS);
template DX_HANDLER handleCallDef<1>(DX_PARAMS);

/// list.append(item) with the list in b + 4.
template <unsigned X> DX_HANDLER handleCallAppend(DX_PARAMS) {
  Word *args = r + pc->b + kCallArgs;
  Word list = args[-1];
  if (args[-2] != cacheOf(pc)->key ||
      !hasShape(Value(list), BuiltinShape::List)) [[unlikely]]
    MISS(1);
  if (!listAppendFast(ts, reinterpret_cast<ListObject *>(list), args[0]))
      [[unlikely]] {
    drop(ts, list, pc, r);
    DX_RAISE();
  }
  drop(ts, list, pc, r);
  finish(ts, pc, r, kNone);
  pc += kCallStride;
  DX_DISPATCH();
}
template DX_HANDLER handleCallAppend<0>(DX_PARAMS);

/// Classes of the runtime, whose objects C++ makes.
template <unsigned X> DX_HANDLER handleCallType(DX_PARAMS) {
  uint32_t count = pc->c;
  Word *args = r + pc->b + kCallArgs;
  Word callable = args[-2];
  if (!isNativeType(Value(callable))) [[unlikely]]
    MISS(X);
  if constexpr (X)
    if (args[-1] != kUndef) [[unlikely]]
      MISS(X);
  if (count == 1 && callable == reinterpret_cast<Word>(&types::Type)) {
    Word argument = args[0], type = Value(typeOf(Value(argument))).word();
    hold(ts, type);
    drop(ts, argument, pc, r);
    finish(ts, pc, r, type);
    pc += kCallStride;
    DX_DISPATCH();
  }
  saveFrame(ts, pc, r);
  Word result =
      types::Type.slots.call(ts, callable, args, count | kArgsMovable, 0);
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < count; ++i)
    drop(ts, args[i], pc, r);
  drop(ts, callable, pc, r);
  if (!result) [[unlikely]]
    DX_RAISE();
  finish(ts, pc, r, result);
  pc += kCallStride;
  DX_DISPATCH();
}
template DX_HANDLER handleCallType<0>(DX_PARAMS);
template DX_HANDLER handleCallType<1>(DX_PARAMS);

// Making functions
// ---------------------------------------------------------------------------

static Flow runMakeFunction(ThreadState *ts, const Slot *pc, Word *r,
                            CodeObject *code) {
  Value globals(frameFunction(r)->globals);
  Op op = packedOp(ts, pc, r, code);
  auto *cache =
      reinterpret_cast<MakeFunctionCache *>(const_cast<Slot *>(pc + 2));
  return finishFunction(
      op, makeFunctionCached(*ts, op.constant(op.b).as<CodeObject>(), globals,
                             cache));
}
template <unsigned X> DX_HANDLER handleMakeFunction(DX_PARAMS) {
  saveFrame(ts, pc, r);
  if (runMakeFunction(ts, pc, r, code) != Flow::Next) [[unlikely]]
    DX_RAISE();
  pc += 4;
  DX_DISPATCH();
}
template DX_HANDLER handleMakeFunction<0>(DX_PARAMS);

// Any callable
// -----------------------------------------------------------------------------

/// Sites that see many functions, bound methods, defaults, generator functions.
template <unsigned X> DX_HANDLER handleCallAny(DX_PARAMS) {
  Word *nr = r + pc->b + kCallArgs;
  Word callable = nr[-2];
  uint32_t count = pc->c;
  bool self = X && nr[-1] != kUndef;
  if (self) {
    --nr;
    ++count;
  }
  if (!isPointer(callable)) [[unlikely]]
    DX_SLOW();
  Word called = callable;
  uint32_t shape = objectOf(callable)->shape;
  bool bound = !self && shape == shapeId(BuiltinShape::Method);
  if (bound) {
    called = reinterpret_cast<MethodObject *>(callable)->function;
    shape = isPointer(called) ? objectOf(called)->shape : 0;
    --nr;
    ++count;
  }
  if (shape != shapeId(BuiltinShape::Function)) [[unlikely]] {
    if (!bound && (shape == shapeId(BuiltinShape::BuiltinFunction) ||
                   shape == shapeId(BuiltinShape::MethodDescriptor)))
        [[clang::musttail]]
      return handleCallNative<X>(DX_ARGS);
    if (!bound && !self && isNativeType(Value(callable))) [[clang::musttail]]
      return handleCallType<X>(DX_ARGS);
    DX_SLOW();
  }
  auto *function = reinterpret_cast<FunctionObject *>(called);
  CodeObject *callee = function->code;
  QuickCode *quick = quickOf(callee);
  bool suspends = callee->flags & kCodeSuspends;
  int64_t missing = missingArguments(function, callee, count);
  if (missing < 0 || function->entry != interpretEntry ||
      (!suspends &&
       (!quick || !mayRunQuick(function, kUndef, quick->globals))) ||
      nr + callee->layout.registerCount >= ts->stackLimit || ts->depth <= 0)
      [[unlikely]]
    DX_SLOW();
  if (bound) {
    nr[0] = reinterpret_cast<MethodObject *>(callable)->self;
    hold(ts, nr[0]);
    hold(ts, called);
    drop(ts, callable, pc, r);
  }
  if (missing) {
    addDefaults(ts, called, nr + count, uint64_t(missing));
    count += uint32_t(missing);
  }
  uint32_t freeCount = callee->layout.freeCount;
  uint32_t end = callee->layout.firstTemp - freeCount;
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = count; i < end; ++i)
    nr[i] = kUndef;
  if (freeCount)
    copyCells(function, nr + end, freeCount);
  if (suspends) {
    saveFrame(ts, pc, r);
    Word generator = makeGenerator(*ts, function, nr).take();
    drop(ts, called, pc, r);
    if (!generator) [[unlikely]]
      DX_RAISE();
    finish(ts, pc, r, generator);
    pc += kCallStride;
    DX_DISPATCH();
  }
  --ts->depth;
  nr[kLinkCaller] = reinterpret_cast<Word>(r);
  nr[kLinkFunction] = called;
  nr[kLinkReturn] = reinterpret_cast<Word>(pc + kCallStride);
  nr[kLinkCode] = reinterpret_cast<Word>(callee);
  pc = quick->slots;
  r = nr;
  code = callee;
  DX_DISPATCH();
}
template DX_HANDLER handleCallAny<0>(DX_PARAMS);
template DX_HANDLER handleCallAny<1>(DX_PARAMS);

} // namespace dxpy
