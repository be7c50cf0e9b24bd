// Coroutines: their type, the wrapper that __await__ gives, what `await`
// accepts.
#include "runtime-support/builtins/coroutine.h"
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

thread_local constinit int32_t coroutineOriginDepth = 0;

static GeneratorObject *self_(Value v) { return v.as<GeneratorObject>(); }

bool noteCoroutineOrigin(ThreadState &ts, GeneratorObject *generator) {
  int32_t depth = coroutineOriginDepth;
  if (!depth)
    return true;
  Word entries[64];
  size_t count = 0;
  FrameWalker walker(ts);
  for (; walker && count < size_t(depth) && count < 64; walker.next()) {
    if (walker.hidden())
      continue;
    const CodeObject *code = walker.code();
    Owned entry =
        makeTuple(ts, {Value(code->fileName),
                       Value(smallIntWord(lineAt(code, walker.instruction()))),
                       Value(code->name)});
    if (!entry)
      break;
    entries[count++] = entry.take();
  }
  Owned origin = makeTupleStealing(ts, entries, count);
  if (!origin)
    return false;
  storeField(ts, &generator->header, &generator->origin, std::move(origin));
  return true;
}

constinit UnawaitedHook unawaitedHook = nullptr;

void warnUnawaited_py(ThreadState &ts, GeneratorObject *generator) {
  Owned hold = copyOf(Value(generator));
  if (unawaitedHook && unawaitedHook(ts, hold))
    return;
  StrBuilder text(ts);
  text.append("coroutine '");
  text.append(Value(generator->qualname));
  text.append("' was never awaited");
  if (!warn_py(ts, types::RuntimeWarning, text.view()))
    writeUnraisable(ts, Value(generator));
}

// What `await` accepts
// ----------------------------------------------------------

Owned getAwaitable_py(ThreadState &ts, Value object, unsigned where) {
  if (isCoroutine(object) ||
      (isGenerator(object) &&
       (self_(object)->code->flags & kCodeIterableCoroutine))) {
    if (isCoroutine(object) && generatorDelegate(self_(object)))
      return raise(ts, types::RuntimeError,
                   "coroutine is being awaited already");
    return copyOf(object);
  }
  slot::Unary await = typeOf(object)->slots.await;
  if (!await) {
    if (where)
      return raise(ts, types::TypeError,
                   "'async with' received an object from {} that does not "
                   "implement __await__: {}",
                   {where == 1 ? "__aenter__" : "__aexit__", typeOf(object)});
    return raise(ts, types::TypeError,
                 "object {} can't be used in 'await' expression",
                 {typeOf(object)});
  }
  Owned result = await(ts, object);
  if (!result)
    return {};
  if (isCoroutine(result) ||
      (isGenerator(result) &&
       (result.as<GeneratorObject>()->code->flags & kCodeIterableCoroutine)))
    return raise(ts, types::TypeError, "__await__() returned a coroutine");
  if (!typeOf(result)->slots.next)
    return raise(ts, types::TypeError,
                 "__await__() returned non-iterator of type '{}'",
                 {typeOf(result)});
  return result;
}

// The wrapper
// -------------------------------------------------------------------

struct CoroutineWrapperObject {
  ObjectHeader header;
  Word coroutine;
};
static GeneratorObject *wrapped(Value self) {
  return reinterpret_cast<GeneratorObject *>(
      self.as<CoroutineWrapperObject>()->coroutine);
}

static Owned await(ThreadState &ts, Value self) {
  auto *wrapper = static_cast<CoroutineWrapperObject *>(
      allocateCell(&ts, sizeof(CoroutineWrapperObject), CellKind::Container));
  if (!wrapper)
    return raiseMemoryError(ts);
  initHeader(&ts, &wrapper->header, shapeId(BuiltinShape::CoroutineWrapper),
             CellKind::Container, sizeof(CoroutineWrapperObject));
  wrapper->coroutine = copyOf(self).take();
  return Owned::steal(wrapper);
}

static Owned wrapperNext(ThreadState &ts, Value self) {
  return sendGenerator_py(ts, wrapped(self), none);
}
static Owned wrapperSend(ThreadState &ts, Value self, const Value *args) {
  return sendGenerator_py(ts, wrapped(self), args[0]);
}
static Owned wrapperThrow(ThreadState &ts, Value self, const Arguments &args) {
  return generatorThrowMethod(ts, Value(wrapped(self)), args);
}
static Owned wrapperClose(ThreadState &ts, Value self, const Value *args) {
  return generatorCloseMethod(ts, Value(wrapped(self)), args);
}
static Owned iterSelf(ThreadState &, Value self) { return copyOf(self); }
static void wrapperClear(ThreadState &ts, ObjectHeader *object) {
  clearField(ts, object,
             &reinterpret_cast<CoroutineWrapperObject *>(object)->coroutine);
}
static void wrapperDeallocate(ThreadState &ts, ObjectHeader *object) {
  wrapperClear(ts, object);
  freeObject(ts, object, sizeof(CoroutineWrapperObject));
}
static void wrapperVisit(ObjectHeader *object, Visitor &visitor) {
  visitor(reinterpret_cast<CoroutineWrapperObject *>(object)->coroutine);
}

static constexpr MethodDef wrapperMethods[] = {
    {"send", wrapperSend, "(arg, /)"},
    {"throw", wrapperThrow},
    {"close", wrapperClose, "()"},
    {},
};
static constexpr TypeSpec wrapperSpec = {
    "coroutine_wrapper",
    "A wrapper object implementing __await__ for "
    "coroutines.",
    wrapperMethods};
constinit TypeObject types::CoroutineWrapper = {
    .header = typeHeader(),
    .spec = &wrapperSpec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(CoroutineWrapperObject),
    .slots = {.deallocate = wrapperDeallocate,
              .visit = wrapperVisit,
              .clear = wrapperClear,
              .iter = iterSelf,
              .next = wrapperNext},
};

// The type
// ----------------------------------------------------------------------

static Owned getOrigin(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->origin));
}
static SendResult send(ThreadState &ts, Value self, Value sent, Owned &result) {
  return resumeGenerator_py(ts, self_(self), sent, result);
}

static constexpr MethodDef methods[] = {
    {"send", generatorSendMethod, "(arg, /)",
     "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or "
     "raise StopIteration."},
    {"throw", generatorThrowMethod,
     "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in "
     "coroutine, return next yielded value or raise\nStopIteration."},
    {"close", generatorCloseMethod, "()",
     "close() -> raise GeneratorExit inside coroutine."},
    {},
};
static constexpr GetSetDef getSets[] = {
    {"__name__", generatorGetName, generatorSetName, "name of the coroutine"},
    {"__qualname__", generatorGetQualname, generatorSetQualname,
     "qualified name of the coroutine"},
    {"cr_await", generatorGetDelegate, nullptr,
     "object being awaited on, or None"},
    {"cr_running", generatorGetRunning},
    {"cr_frame", generatorGetFrame},
    {"cr_code", generatorGetCode},
    {"cr_suspended", generatorGetSuspended},
    {"cr_origin", getOrigin},
    {},
};
static constexpr TypeSpec spec = {"coroutine", nullptr, methods, getSets};

constinit TypeObject types::Coroutine = {
    .header = typeHeader(),
    .spec = &spec,
    .flags =
        kTypeContainer | kTypeDisallowNew | kTypeImmutable | kTypeHasWeakrefs,
    .basicSize = sizeof(GeneratorObject),
    .itemSize = sizeof(Word),
    .slots = {.deallocate = deallocateGenerator,
              .visit = visitGenerator,
              .clear = clearGenerator,
              .send = send,
              .repr = generatorRepr,
              .finalise = finaliseGenerator,
              .await = await},
};

} // namespace dxpy
