// Calls: entering Python functions without C++ recursion, everything else
// through the type's call slot.
#include "runtime-support/inline/operations.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/interpreter/trace.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>

namespace dxpy {

Raised raiseRecursion(ThreadState &ts, std::string_view where) {
  return raise(ts, types::RecursionError, "maximum recursion depth exceeded{}",
               {where});
}

bool checkStack(ThreadState &ts, const CodeObject *code, const Word *r) {
  return r + code->layout.registerCount < ts.stackEnd || raiseRecursion(ts, "");
}

static bool isInterpreted(Value callable) {
  return isFunction(callable) &&
         callable.as<FunctionObject>()->entry == interpretEntry;
}

// Results -----------------------------------------------------------------

Flow finishCall(Op &op, Word result) {
  if (!result)
    return Flow::Error;
  if (op.x & kCallDiscard)
    release(&op.ts, result);
  else
    op.set(op.a, result);
  return Flow::Next;
}

// Entering ----------------------------------------------------------------

static void releaseWords(ThreadState &ts, Word *words, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i)
    release(&ts, words[i]);
}

Flow enterFunction(Op &op, Word functionWord, Word *args, uint32_t count,
                   Value names) {
  ThreadState &ts = op.ts;
  auto *function = reinterpret_cast<FunctionObject *>(functionWord);
  CodeObject *code = function->code;
  uint32_t total = count + (names ? uint32_t(tupleLength(names)) : 0);
  if (!checkStack(ts, code, args)) {
    releaseWords(ts, args, total);
    release(&ts, functionWord);
    return Flow::Error;
  }
  if (!bindCall(ts, function, args, args, count, names)) {
    release(&ts, functionWord);
    return Flow::Error;
  }
  if (code->flags & kCodeSuspends) {
    Owned generator = makeGenerator(ts, function, args);
    release(&ts, functionWord);
    return finishCall(op, generator.take());
  }
  args[kLinkCaller] = reinterpret_cast<Word>(op.r);
  args[kLinkFunction] = functionWord;
  args[kLinkReturn] = reinterpret_cast<Word>(op.next);
  args[kLinkCode] = reinterpret_cast<Word>(code);
  op.r = args;
  op.code = code;
  if (--ts.depth < 0) {
    // The error belongs to the caller: the new frame was never there.
    Word *caller = reinterpret_cast<Word *>(args[kLinkCaller]);
    dropFrame(ts, args, 0);
    ++ts.depth;
    op.r = caller;
    op.code = frameCode(caller);
    raiseRecursion(ts, "");
    return Flow::Error;
  }
  op.next = entryPoint(ts, args);
  return Flow::Enter;
}

// Classes with a Python __init__ --------------------------------------------

static constexpr Instruction initShimCode[] = {
    {Opcode::Call, 0, 1, 0, 0},
    {Opcode(kOpInitReturn), 0, 0, 0, 0},
};
// Return finds its slot in front of InitReturn's.
static constinit Slot initShimSlots[] = {
    {{kReturnTemp, 1, 0, 0}},
    {{handlerNumber(Quick::InitReturn), 0, 0, 0}},
};
static constinit uint32_t initShimIndices[] = {0, 1, 2};
static constinit QuickCode initShimQuick = {
    &initShim, initShimSlots, 2,       initShimIndices, initShimIndices,
    kUndef,    kUndef,        nullptr, nullptr};
constinit CodeObject initShim = [] {
  CodeObject code = {};
  code.header = imageHeader(shapeId(BuiltinShape::Code));
  code.code = initShimCode;
  code.quick = &initShimQuick;
  code.layout = {2, 2, 2, 0, 0, 0, 0, 0};
  code.codeLength = 2;
  code.traits = kTraitHidden;
  return code;
}();
const Slot *initShimPc() { return &initShimSlots[1]; }

Flow opInitReturn(Op &op) {
  Word result = std::exchange(op.r[1], kUndef);
  if (result != kNone) {
    raise(op.ts, types::TypeError, "__init__() should return None, not '{}'",
          {typeOf(Value(result))});
    release(&op.ts, result);
    return Flow::Error;
  }
  return leaveFrame(op, std::exchange(op.r[0], kUndef));
}

Value pythonInit(ThreadState &ts, TypeObject *type) {
  if (typeOf(Value(type))->slots.call != types::Type.slots.call)
    return {};
  if (type->slots.new_ != types::Object.slots.new_ ||
      (type->flags & (kTypeAbstract | kTypeDisallowNew)))
    return {};
  Value init = lookupInType(ts, type, &names::__init__);
  return init && isFunction(init) ? init : Value();
}

Value directInit(ThreadState &ts, TypeObject *type) {
  Value init = pythonInit(ts, type);
  return init && isInterpreted(init) ? init : Value();
}

static Flow enterInit(Op &op, TypeObject *type, Value init, Word classWord,
                      Word *args, uint32_t count, Value names) {
  ThreadState &ts = op.ts;
  uint32_t total = count + (names ? uint32_t(tupleLength(names)) : 0);
  Owned instance = allocateInstance(ts, type);
  if (!instance) {
    releaseWords(ts, args, total);
    release(&ts, classWord);
    return Flow::Error;
  }
  // Link words of the shim at args - 5, its two registers, then the callee's
  // link words, self and the arguments.
  Word *shim = args - 1;
  Word *callee = shim + 2 + kLinkWords;
  if (callee + total + kLinkWords >= ts.stackEnd) {
    releaseWords(ts, args, total);
    release(&ts, classWord);
    raiseRecursion(ts, "");
    return Flow::Error;
  }
  memmove(callee + 1, args, total * sizeof(Word));
  callee[0] = copyOf(instance).take();
  shim[kLinkCaller] = reinterpret_cast<Word>(op.r);
  shim[kLinkFunction] = init.word() | kLinkBorrowed;
  shim[kLinkReturn] = reinterpret_cast<Word>(op.next);
  shim[kLinkCode] = reinterpret_cast<Word>(&initShim);
  shim[0] = instance.take();
  shim[1] = kUndef;
  release(&ts, classWord);
  // From here on the shim is the running frame: errors unwind through it.
  --ts.depth;
  op.r = shim;
  op.code = &initShim;
  op.pc = 0;
  op.a = 1;
  op.x = 0;
  op.next = initShimPc();
  Flow flow = enterFunction(op, copyOf(init).take(), callee, count + 1, names);
  if (flow != Flow::Next)
    return flow;
  // A generator function as __init__: its object is the result.
  return Flow::Enter;
}

// The general call ------------------------------------------------------------

/// Calls anything but Python functions; consumes callable and arguments.
static Flow callNativeAt(Op &op, Word callable, Word *args, uint32_t count,
                         Value names) {
  ThreadState &ts = op.ts;
  uint32_t total = count + (names ? uint32_t(tupleLength(names)) : 0);
  GenericEntry entry = isFunction(Value(callable))
                           ? reinterpret_cast<FunctionObject *>(callable)->entry
                           : typeOf(Value(callable))->slots.call;
  Word result = 0;
  if (entry)
    result = entry(&ts, callable, args, count | kArgsMovable, names.word());
  else
    raise(ts, types::TypeError, "'{}' object is not callable",
          {typeOf(Value(callable))});
  releaseWords(ts, args, total);
  release(&ts, callable);
  return finishCall(op, result);
}

/// The function that a profile hook is told of; null: it is not.
static Owned profiledFunction(ThreadState &ts, Value callable, const Word *args,
                              uint32_t count) {
  if (hasShape(callable, BuiltinShape::BuiltinFunction))
    return copyOf(callable);
  if (!hasShape(callable, BuiltinShape::MethodDescriptor) || !count)
    return {};
  Value self(args[0]);
  Owned bound = typeOf(callable)->slots.descriptorGet(ts, callable, self,
                                                      Value(typeOf(self)));
  clearException(ts);
  return bound;
}

static Flow callProfiled(Op &op, Word callable, Word *args, uint32_t count,
                         Value names) {
  ThreadState &ts = op.ts;
  Owned function = profiledFunction(ts, Value(callable), args, count);
  if (!function)
    return callNativeAt(op, callable, args, count, names);
  if (!traceNativeCall(ts, function, "c_call")) {
    releaseWords(ts, args, count + (names ? tupleLength(names) : 0));
    release(&ts, callable);
    return Flow::Error;
  }
  Flow flow = callNativeAt(op, callable, args, count, names);
  bool raised = flow == Flow::Error;
  return traceNativeCall(ts, function, raised ? "c_exception" : "c_return")
             ? flow
             : Flow::Error;
}

Flow callAt(Op &op, uint32_t base, uint32_t count, bool hasSelf, Value names) {
  Word callable = op.r[base + kCallCallable];
  Word *args = op.r + base + kCallArgs;
  if (hasSelf && args[-1] != kUndef) {
    --args;
    ++count;
  } else if (hasShape(Value(callable), BuiltinShape::Method)) {
    auto *method = reinterpret_cast<MethodObject *>(callable);
    Word function = copyOf(Value(method->function)).take();
    *--args = copyOf(Value(method->self)).take();
    ++count;
    release(&op.ts, callable);
    callable = function;
  }
  if (isInterpreted(Value(callable)))
    return enterFunction(op, callable, args, count, names);
  if (args == op.r + base + kCallArgs && callable &&
      hasFlag(Value(callable), kSubclassType)) {
    auto *type = reinterpret_cast<TypeObject *>(callable);
    if (Value init = directInit(op.ts, type))
      return enterInit(op, type, init, callable, args, count, names);
  }
  if (wantsNativeCalls(op.ts)) [[unlikely]]
    return callProfiled(op, callable, args, count, names);
  return callNativeAt(op, callable, args, count, names);
}

Flow opCall(Op &op) { return callAt(op, op.b, op.c, op.x & kCallHasSelf, {}); }

Flow opCallKw(Op &op) {
  // The names lie behind the arguments; the call frame may overwrite them.
  Owned names = Owned::steal(op.r[op.b + kCallArgs + op.c]);
  uint32_t positional = op.c - uint32_t(tupleLength(names));
  return callAt(op, op.b, positional, op.x & kCallHasSelf, names);
}

static Raised raiseNotIterable(ThreadState &ts, Value callable, Value args) {
  Owned text = functionText_py(ts, callable);
  if (!text)
    return {};
  return raise(ts, types::TypeError,
               "{} argument after * must be an iterable, not {}",
               {text.value(), typeOf(args)});
}

/// The tuple of a `*args`.
static Owned starTuple_py(ThreadState &ts, Value callable, Value args) {
  if (isExactTuple(args))
    return copyOf(args);
  Owned result = tupleFromIterable_py(ts, args);
  if (!result && pendingMatches(ts, types::TypeError) &&
      !typeOf(args)->slots.iter && !typeOf(args)->slots.item &&
      !typeOf(args)->slots.subscript) {
    clearException(ts);
    raiseNotIterable(ts, callable, args);
  }
  return result;
}

Word dxCallEx(ThreadState *ts, Word callee, Word args, Word keywords) {
  Owned tuple = starTuple_py(*ts, Value(callee), Value(args));
  if (!tuple)
    return kError;
  return callTuple_py(*ts, Value(callee), tuple, Value(keywords)).take();
}

Flow opCallEx(Op &op) {
  ThreadState &ts = op.ts;
  Word *at = op.r + op.b + kCallArgs;
  Owned callable = Owned::steal(op.r[op.b + kCallCallable]);
  Owned star = Owned::steal(at[0]);
  Owned keywords = op.x & kCallKeywordDict ? Owned::steal(at[1]) : Owned();
  Owned tuple = starTuple_py(ts, callable, star);
  if (!tuple)
    return Flow::Error;
  star.reset();
  // Only a frame of the interpreter may begin above this one's registers.
  bool direct = isInterpreted(callable) ||
                (hasShape(callable, BuiltinShape::Method) &&
                 isInterpreted(Value(callable.as<MethodObject>()->function)));
  uint64_t count = tupleLength(tuple);
  uint64_t keywordCount = keywords ? dictLength(keywords) : 0;
  if (!direct || at + count + keywordCount + 16 >= ts.stackEnd) {
    Owned result = callTuple_py(ts, callable, tuple, keywords);
    tuple.reset();
    keywords.reset();
    callable.reset();
    return finishCall(op, result.take());
  }
  Owned names;
  if (keywordCount) {
    TupleObject *nameTuple = allocateTuple(ts, keywordCount);
    if (!nameTuple)
      return Flow::Error;
    names = Owned::steal(nameTuple);
    uint64_t position = 0, i = 0;
    Value key, value;
    while (dictNext(keywords, position, key, value)) {
      if (!isStr(key)) {
        raise(ts, types::TypeError, "keywords must be strings");
        for (; i > 0; --i)
          release(&ts, at[count + i - 1]);
        return Flow::Error;
      }
      nameTuple->items[i] = copyOf(key).take();
      at[count + i++] = copyOf(value).take();
    }
  }
  for (uint64_t i = 0; i < count; ++i)
    at[i] = copyOf(tupleItem(tuple, i)).take();
  op.r[op.b + kCallCallable] = callable.take();
  tuple.reset();
  keywords.reset();
  return callAt(op, op.b, uint32_t(count), false, names);
}

// Functions -----------------------------------------------------------------

/// Annotations come as a tuple of names and values in turn.
static bool setAnnotations(ThreadState &ts, FunctionObject *function,
                           Value pairs) {
  Owned dict = makeDict(ts, tupleLength(pairs) / 2);
  if (!dict)
    return false;
  for (uint64_t i = 0; i + 1 < tupleLength(pairs); i += 2)
    if (!dictSet_py(ts, dict, tupleItem(pairs, i), tupleItem(pairs, i + 1)))
      return false;
  storeField(ts, &function->header, &function->annotations, std::move(dict));
  return true;
}

/// Two names of the globals go into every function: their cells are kept.
static bool fillCache(ThreadState &ts, MakeFunctionCache *cache,
                      Value globals) {
  NameCell *name = dictReserveCell(ts, globals, Value(&names::__name__));
  NameCell *builtins =
      name ? dictReserveCell(ts, globals, Value(&names::__builtins__))
           : nullptr;
  if (builtins)
    *cache = {&name->value, &builtins->value};
  return builtins;
}

Owned makeFunctionCached(ThreadState &ts, CodeObject *code, Value globals,
                         MakeFunctionCache *cache) {
  if (!cache->name && !fillCache(ts, cache, globals)) [[unlikely]]
    return makeFunction(ts, code, globals);
  Word module = *cache->name, found = *cache->builtins;
  return makeFunction(ts, code, globals,
                      module == kUndef ? Value() : Value(module),
                      builtinsFrom(found == kUndef ? Value() : Value(found)));
}

Word dxMakeFunction(ThreadState *ts, Word maker, Word code, Word closure,
                    MakeFunctionCache *cache) {
  Value globals(reinterpret_cast<FunctionObject *>(maker)->globals);
  Owned result =
      makeFunctionCached(*ts, Value(code).as<CodeObject>(), globals, cache);
  if (result)
    result.as<FunctionObject>()->closure = copyOf(Value(closure)).take();
  return result.take();
}

Flow opMakeFunction(Op &op) {
  return finishFunction(
      op,
      makeFunction(op.ts, op.constant(op.b).as<CodeObject>(), op.globals()));
}

Flow finishFunction(Op &op, Owned result) {
  ThreadState &ts = op.ts;
  unsigned extras = unsigned(__builtin_popcount(op.x));
  {
    UseRange parts(op, op.c, extras);
    if (!result)
      return Flow::Error;
    auto *function = result.as<FunctionObject>();
    unsigned i = 0;
    if (op.x & kHasDefaults)
      storeField(ts, &function->header, &function->defaults,
                 copyOf(parts[i++]));
    if (op.x & kHasKeywordDefaults)
      storeField(ts, &function->header, &function->keywordDefaults,
                 copyOf(parts[i++]));
    if ((op.x & kHasAnnotations) && !setAnnotations(ts, function, parts[i++]))
      return Flow::Error;
    if (op.x & kHasClosure)
      storeField(ts, &function->header, &function->closure, copyOf(parts[i]));
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
