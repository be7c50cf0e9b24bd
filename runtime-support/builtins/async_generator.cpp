// Async generators: the type, the awaitables of __anext__, asend, athrow and
// aclose, and the awaitable of anext(iterator, default).
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

namespace {

struct WrappedValueObject {
  ObjectHeader header;
  Word value;
};

enum class AwaitState : uint8_t { Init, Iterating, Closed };

/// asend() and athrow()/aclose(): `parts` is what is sent, or the three
/// arguments of athrow; aclose has none.
struct AsyncAwaitable {
  ObjectHeader header;
  GeneratorObject *generator;
  Word parts[3];
  AwaitState state;
  bool closes; ///< aclose()
};

struct AnextAwaitableObject {
  ObjectHeader header;
  Word awaitable, fallback;
};

GeneratorObject *gen(Value v) { return v.as<GeneratorObject>(); }
AsyncAwaitable *self_(Value v) { return v.as<AsyncAwaitable>(); }

template <typename T> T *allocate(ThreadState &ts, BuiltinShape shape) {
  auto *object =
      static_cast<T *>(allocateCell(&ts, sizeof(T), CellKind::Container));
  if (!object) {
    raiseMemoryError(ts);
    return nullptr;
  }
  initHeader(&ts, &object->header, shapeId(shape), CellKind::Container,
             sizeof(T));
  return object;
}

bool isWrapped(Value v) {
  return hasShape(v, BuiltinShape::AsyncGenWrappedValue);
}

Owned iterSelf(ThreadState &, Value self) { return copyOf(self); }

/// What asend() and athrow() make of a resume: a yielded value ends the await
/// with StopIteration(value); anything else comes from an inner await.
Owned unwrap(ThreadState &ts, GeneratorObject *generator, Owned result) {
  if (!result) {
    if (!pendingException(ts))
      raiseObject(ts, Value(&types::StopAsyncIteration));
    if (pendingMatches(ts, types::StopAsyncIteration) ||
        pendingMatches(ts, types::GeneratorExit))
      generator->closed = true;
    generator->asendRunning = false;
    return {};
  }
  if (!isWrapped(result))
    return result;
  generator->asendRunning = false;
  return raiseStopIteration(ts, Value(result.as<WrappedValueObject>()->value));
}

Owned makeAwaitable(ThreadState &ts, BuiltinShape shape,
                    GeneratorObject *generator, bool closes,
                    const Value (&parts)[3]) {
  auto *object = allocate<AsyncAwaitable>(ts, shape);
  if (!object)
    return {};
  object->generator = generator;
  retain(&ts, Value(generator).word());
  for (int i = 0; i < 3; ++i)
    object->parts[i] = parts[i] ? copyOf(parts[i]).take() : kUndef;
  object->state = AwaitState::Init;
  object->closes = closes;
  return Owned::steal(object);
}

void clearAwaitable(ThreadState &ts, ObjectHeader *object) {
  auto *awaitable = reinterpret_cast<AsyncAwaitable *>(object);
  for (Word &part : awaitable->parts)
    clearField(ts, object, &part);
}
void deallocateAwaitable(ThreadState &ts, ObjectHeader *object) {
  clearAwaitable(ts, object);
  release(&ts, reinterpret_cast<Word>(
                   reinterpret_cast<AsyncAwaitable *>(object)->generator));
  freeObject(ts, object, sizeof(AsyncAwaitable));
}
void visitAwaitable(ObjectHeader *object, Visitor &visitor) {
  auto *awaitable = reinterpret_cast<AsyncAwaitable *>(object);
  visitor(reinterpret_cast<Word>(awaitable->generator));
  for (Word part : awaitable->parts)
    visitor(part);
}

// asend -----------------------------------------------------------------------

constexpr const char *kAsendReused =
    "cannot reuse already awaited __anext__()/asend()";
constexpr const char *kAthrowReused =
    "cannot reuse already awaited aclose()/athrow()";

Owned asendSend(ThreadState &ts, Value self, Value sent) {
  AsyncAwaitable *awaitable = self_(self);
  GeneratorObject *generator = awaitable->generator;
  if (awaitable->state == AwaitState::Closed)
    return raise(ts, types::RuntimeError, kAsendReused);
  if (awaitable->state == AwaitState::Init) {
    if (generator->asendRunning)
      return raise(ts, types::RuntimeError,
                   "anext(): asynchronous generator is already running");
    if (sent.isNone())
      sent = Value(awaitable->parts[0]);
    awaitable->state = AwaitState::Iterating;
  }
  generator->asendRunning = true;
  Owned hold = copyOf(sent);
  Owned result = unwrap(ts, generator, sendGenerator_py(ts, generator, hold));
  if (!result)
    awaitable->state = AwaitState::Closed;
  return result;
}

Owned asendNext(ThreadState &ts, Value self) {
  return asendSend(ts, self, none);
}
Owned asendSendMethod(ThreadState &ts, Value self, const Value *args) {
  return asendSend(ts, self, args[0]);
}
Owned asendThrow(ThreadState &ts, Value self, const Arguments &args) {
  AsyncAwaitable *awaitable = self_(self);
  if (awaitable->state == AwaitState::Closed)
    return raise(ts, types::RuntimeError, kAsendReused);
  Owned result =
      unwrap(ts, awaitable->generator,
             generatorThrowMethod(ts, Value(awaitable->generator), args));
  if (!result)
    awaitable->state = AwaitState::Closed;
  return result;
}
Owned closeAwaitable(ThreadState &, Value self, const Value *) {
  self_(self)->state = AwaitState::Closed;
  return ownedNone();
}

// athrow and aclose
// -------------------------------------------------------------

Owned ignoredExit(ThreadState &ts, AsyncAwaitable *awaitable) {
  awaitable->generator->asendRunning = false;
  awaitable->state = AwaitState::Closed;
  return raise(ts, types::RuntimeError,
               "async generator ignored GeneratorExit");
}

/// The end of an athrow or aclose with an exception pending.
Owned failAthrow(ThreadState &ts, AsyncAwaitable *awaitable) {
  awaitable->generator->asendRunning = false;
  awaitable->state = AwaitState::Closed;
  if (awaitable->closes && (pendingMatches(ts, types::StopAsyncIteration) ||
                            pendingMatches(ts, types::GeneratorExit))) {
    clearException(ts);
    return raiseObject(ts, Value(&types::StopIteration));
  }
  return {};
}

Owned startAthrow(ThreadState &ts, AsyncAwaitable *awaitable, Value sent) {
  GeneratorObject *generator = awaitable->generator;
  if (generator->asendRunning) {
    awaitable->state = AwaitState::Closed;
    return raise(ts, types::RuntimeError,
                 "{}(): asynchronous generator is already running",
                 {awaitable->closes ? "aclose" : "athrow"});
  }
  if (generator->closed) {
    awaitable->state = AwaitState::Closed;
    return raiseObject(ts, Value(&types::StopAsyncIteration));
  }
  if (!sent.isNone())
    return raise(ts, types::RuntimeError,
                 "can't send non-None value to a just-started coroutine");
  awaitable->state = AwaitState::Iterating;
  generator->asendRunning = true;
  Value parts[3];
  for (int i = 0; i < 3; ++i)
    if (awaitable->parts[i] != kUndef)
      parts[i] = Value(awaitable->parts[i]);
  if (awaitable->closes) {
    generator->closed = true;
    parts[0] = Value(&types::GeneratorExit);
  }
  Owned result;
  SendResult how = throwGenerator_py(ts, generator, false, parts[0], parts[1],
                                     parts[2], result);
  result = finishSend(ts, generator, how, std::move(result));
  if (awaitable->closes) {
    if (result && isWrapped(result))
      return ignoredExit(ts, awaitable);
  } else {
    result = unwrap(ts, generator, std::move(result));
  }
  return result ? std::move(result) : failAthrow(ts, awaitable);
}

Owned athrowSend(ThreadState &ts, Value self, Value sent) {
  AsyncAwaitable *awaitable = self_(self);
  GeneratorObject *generator = awaitable->generator;
  if (awaitable->state == AwaitState::Closed)
    return raise(ts, types::RuntimeError, kAthrowReused);
  if (generator->state == GeneratorState::Finished) {
    awaitable->state = AwaitState::Closed;
    return raiseObject(ts, Value(&types::StopIteration));
  }
  if (awaitable->state == AwaitState::Init)
    return startAthrow(ts, awaitable, sent);
  Owned result = sendGenerator_py(ts, generator, sent);
  if (!awaitable->closes)
    return unwrap(ts, generator, std::move(result));
  if (!result)
    return failAthrow(ts, awaitable);
  return isWrapped(result) ? ignoredExit(ts, awaitable) : std::move(result);
}

Owned athrowNext(ThreadState &ts, Value self) {
  return athrowSend(ts, self, none);
}
Owned athrowSendMethod(ThreadState &ts, Value self, const Value *args) {
  return athrowSend(ts, self, args[0]);
}
Owned athrowThrow(ThreadState &ts, Value self, const Arguments &args) {
  AsyncAwaitable *awaitable = self_(self);
  GeneratorObject *generator = awaitable->generator;
  if (awaitable->state == AwaitState::Closed)
    return raise(ts, types::RuntimeError, kAthrowReused);
  Owned result = generatorThrowMethod(ts, Value(generator), args);
  if (!awaitable->closes)
    return unwrap(ts, generator, std::move(result));
  if (result && isWrapped(result))
    return ignoredExit(ts, awaitable);
  if (!result && (pendingMatches(ts, types::StopAsyncIteration) ||
                  pendingMatches(ts, types::GeneratorExit))) {
    clearException(ts);
    return raiseObject(ts, Value(&types::StopIteration));
  }
  return result;
}

// The generator
// -----------------------------------------------------------------

Owned anext(ThreadState &ts, Value self) {
  if (!startAsyncGenerator_py(ts, gen(self)))
    return {};
  return makeAwaitable(ts, BuiltinShape::AsyncGenASend, gen(self), false,
                       {none, {}, {}});
}
Owned asendMethod(ThreadState &ts, Value self, const Value *args) {
  if (!startAsyncGenerator_py(ts, gen(self)))
    return {};
  return makeAwaitable(ts, BuiltinShape::AsyncGenASend, gen(self), false,
                       {args[0], {}, {}});
}
Owned athrowMethod(ThreadState &ts, Value self, const Arguments &args) {
  Value parts[3];
  if (!startAsyncGenerator_py(ts, gen(self)) || !unpackThrow(ts, args, parts))
    return {};
  return makeAwaitable(ts, BuiltinShape::AsyncGenAThrow, gen(self), false,
                       parts);
}
Owned acloseMethod(ThreadState &ts, Value self, const Value *) {
  if (!startAsyncGenerator_py(ts, gen(self)))
    return {};
  return makeAwaitable(ts, BuiltinShape::AsyncGenAThrow, gen(self), true,
                       {{}, {}, {}});
}
Owned getRunning(ThreadState &, Value self) {
  return ownedBool(gen(self)->asendRunning);
}

// anext(iterator, default)
// ------------------------------------------------------

/// The iterator under the awaitable that anext() wraps.
Owned innerIterator_py(ThreadState &ts, Value self) {
  Owned awaitable =
      getAwaitable_py(ts, Value(self.as<AnextAwaitableObject>()->awaitable), 0);
  if (!awaitable || typeOf(awaitable)->slots.next)
    return awaitable;
  // A coroutine: what its __await__ gives.
  Owned iterator = typeOf(awaitable)->slots.await(ts, awaitable);
  if (iterator && !typeOf(iterator)->slots.next)
    return raise(ts, types::TypeError,
                 "{}.__await__() must return an iterable, not {}",
                 {typeOf(awaitable), typeOf(iterator)});
  return iterator;
}

Owned finishAnext(ThreadState &ts, Value self, Owned result) {
  if (!result && pendingMatches(ts, types::StopAsyncIteration)) {
    clearException(ts);
    return raiseStopIteration(ts,
                              Value(self.as<AnextAwaitableObject>()->fallback));
  }
  return result;
}
Owned anextNext(ThreadState &ts, Value self) {
  Owned iterator = innerIterator_py(ts, self);
  if (!iterator)
    return {};
  return finishAnext(ts, self, typeOf(iterator)->slots.next(ts, iterator));
}
Owned anextSend(ThreadState &ts, Value self, const Value *args) {
  Owned iterator = innerIterator_py(ts, self);
  if (!iterator)
    return {};
  return finishAnext(ts, self,
                     callMethod_py(ts, iterator, &names::send, {args[0]}));
}
Owned anextThrow(ThreadState &ts, Value self, const Arguments &args) {
  Owned iterator = innerIterator_py(ts, self);
  Owned method = iterator ? getAttr_py(ts, iterator, &names::throw_) : Owned();
  if (!method)
    return {};
  return finishAnext(ts, self, call_py(ts, method, args));
}
Owned anextClose(ThreadState &ts, Value self, const Value *) {
  Owned iterator = innerIterator_py(ts, self);
  if (!iterator)
    return {};
  return finishAnext(ts, self, callMethod_py(ts, iterator, &names::close));
}
void clearAnext(ThreadState &ts, ObjectHeader *object) {
  auto *anext = reinterpret_cast<AnextAwaitableObject *>(object);
  clearField(ts, object, &anext->awaitable);
  clearField(ts, object, &anext->fallback);
}
void deallocateAnext(ThreadState &ts, ObjectHeader *object) {
  clearAnext(ts, object);
  freeObject(ts, object, sizeof(AnextAwaitableObject));
}
void visitAnext(ObjectHeader *object, Visitor &visitor) {
  auto *anext = reinterpret_cast<AnextAwaitableObject *>(object);
  visitor(anext->awaitable);
  visitor(anext->fallback);
}

void clearWrapped(ThreadState &ts, ObjectHeader *object) {
  clearField(ts, object,
             &reinterpret_cast<WrappedValueObject *>(object)->value);
}
void deallocateWrapped(ThreadState &ts, ObjectHeader *object) {
  clearWrapped(ts, object);
  freeObject(ts, object, sizeof(WrappedValueObject));
}
void visitWrapped(ObjectHeader *object, Visitor &visitor) {
  visitor(reinterpret_cast<WrappedValueObject *>(object)->value);
}

} // namespace

bool startAsyncGenerator_py(ThreadState &ts, GeneratorObject *generator) {
  if (generator->hooksCalled)
    return true;
  generator->hooksCalled = true;
  if (ts.asyncgenFinalizer != kNone)
    storeField(ts, &generator->header, &generator->origin,
               copyOf(Value(ts.asyncgenFinalizer)));
  if (ts.asyncgenFirstiter == kNone)
    return true;
  Owned hook = copyOf(Value(ts.asyncgenFirstiter));
  return bool(call_py(ts, hook, {Value(generator)}));
}

Owned wrapAsyncValue(ThreadState &ts, Owned value) {
  auto *object =
      allocate<WrappedValueObject>(ts, BuiltinShape::AsyncGenWrappedValue);
  if (!object)
    return {};
  object->value = value.take();
  return Owned::steal(object);
}

Owned makeAnextAwaitable(ThreadState &ts, Value awaitable, Value fallback) {
  auto *object =
      allocate<AnextAwaitableObject>(ts, BuiltinShape::AnextAwaitable);
  if (!object)
    return {};
  object->awaitable = copyOf(awaitable).take();
  object->fallback = copyOf(fallback).take();
  return Owned::steal(object);
}

static constexpr MethodDef methods[] = {
    {"asend", asendMethod, "(value, /)", "asend(v) -> send 'v' in generator."},
    {"athrow", athrowMethod,
     "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", acloseMethod, "()",
     "aclose() -> raise GeneratorExit inside generator."},
    {"__class_getitem__",
     [](ThreadState &ts, Value self, const Value *args) {
       return call_py(ts, Value(&types::GenericAlias), {self, args[0]});
     },
     "(object, /)", "See PEP 585", MethodKind::Class},
    {},
};
static constexpr GetSetDef getSets[] = {
    {"__name__", generatorGetName, generatorSetName,
     "name of the async generator"},
    {"__qualname__", generatorGetQualname, generatorSetQualname,
     "qualified name of the async generator"},
    {"ag_await", generatorGetDelegate, nullptr,
     "object being awaited on, or None"},
    {"ag_running", getRunning},
    {"ag_frame", generatorGetFrame},
    {"ag_code", generatorGetCode},
    {"ag_suspended", generatorGetSuspended},
    {},
};
static constexpr TypeSpec spec = {"async_generator", nullptr, methods, getSets};
constinit TypeObject types::AsyncGenerator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags =
        kTypeContainer | kTypeDisallowNew | kTypeImmutable | kTypeHasWeakrefs,
    .basicSize = sizeof(GeneratorObject),
    .itemSize = sizeof(Word),
    .slots = {.deallocate = deallocateGenerator,
              .visit = visitGenerator,
              .clear = clearGenerator,
              .repr = generatorRepr,
              .finalise = finaliseGenerator,
              .aiter = iterSelf,
              .anext = anext},
};

static constexpr MethodDef asendMethods[] = {
    {"send", asendSendMethod, "(arg, /)"},
    {"throw", asendThrow},
    {"close", closeAwaitable, "()"},
    {},
};
static constexpr TypeSpec asendSpec = {"async_generator_asend", nullptr,
                                       asendMethods};
constinit TypeObject types::AsyncGenASend = {
    .header = typeHeader(),
    .spec = &asendSpec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(AsyncAwaitable),
    .slots = {.deallocate = deallocateAwaitable,
              .visit = visitAwaitable,
              .clear = clearAwaitable,
              .iter = iterSelf,
              .next = asendNext,
              .await = iterSelf},
};

static constexpr MethodDef athrowMethods[] = {
    {"send", athrowSendMethod, "(arg, /)"},
    {"throw", athrowThrow},
    {"close", closeAwaitable, "()"},
    {},
};
static constexpr TypeSpec athrowSpec = {"async_generator_athrow", nullptr,
                                        athrowMethods};
constinit TypeObject types::AsyncGenAThrow = {
    .header = typeHeader(),
    .spec = &athrowSpec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(AsyncAwaitable),
    .slots = {.deallocate = deallocateAwaitable,
              .visit = visitAwaitable,
              .clear = clearAwaitable,
              .iter = iterSelf,
              .next = athrowNext,
              .await = iterSelf},
};

static constexpr TypeSpec wrappedSpec = {"async_generator_wrapped_value"};
constinit TypeObject types::AsyncGenWrappedValue = {
    .header = typeHeader(),
    .spec = &wrappedSpec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(WrappedValueObject),
    .slots = {.deallocate = deallocateWrapped,
              .visit = visitWrapped,
              .clear = clearWrapped},
};

static constexpr MethodDef anextMethods[] = {
    {"send", anextSend, "(arg, /)"},
    {"throw", anextThrow},
    {"close", anextClose, "()"},
    {},
};
static constexpr TypeSpec anextSpec = {"anext_awaitable", nullptr,
                                       anextMethods};
constinit TypeObject types::AnextAwaitable = {
    .header = typeHeader(),
    .spec = &anextSpec,
    .flags = kTypeContainer | kTypeDisallowNew | kTypeImmutable,
    .basicSize = sizeof(AnextAwaitableObject),
    .slots = {.deallocate = deallocateAnext,
              .visit = visitAnext,
              .clear = clearAnext,
              .iter = iterSelf,
              .next = anextNext,
              .await = iterSelf},
};

} // namespace dxpy
