// The generator type: methods and attributes, most of which coroutines and
// async generators share under other names.
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

static GeneratorObject *self_(Value v) { return v.as<GeneratorObject>(); }

Owned generatorGetName(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->name));
}
bool generatorSetName(ThreadState &ts, Value self, Value value) {
  if (!value || !isStr(value))
    return raise(ts, types::TypeError,
                 "__name__ must be set to a string object");
  storeField(ts, self.header(), &self_(self)->name, copyOf(value));
  return true;
}
Owned generatorGetQualname(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->qualname));
}
bool generatorSetQualname(ThreadState &ts, Value self, Value value) {
  if (!value || !isStr(value))
    return raise(ts, types::TypeError,
                 "__qualname__ must be set to a string object");
  storeField(ts, self.header(), &self_(self)->qualname, copyOf(value));
  return true;
}
Owned generatorGetRunning(ThreadState &, Value self) {
  return ownedBool(self_(self)->state == GeneratorState::Running);
}
Owned generatorGetSuspended(ThreadState &, Value self) {
  return ownedBool(self_(self)->state == GeneratorState::Suspended);
}
Owned generatorGetCode(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->code));
}
Owned generatorGetDelegate(ThreadState &, Value self) {
  Value delegate = generatorDelegate(self_(self));
  return delegate ? copyOf(delegate) : ownedNone();
}

Owned generatorGetFrame(ThreadState &ts, Value self) {
  GeneratorObject *generator = self_(self);
  if (generator->state == GeneratorState::Finished)
    return ownedNone();
  if (generator->frame)
    return copyOf(Value(generator->frame));
  return frameOfGenerator(ts, generator);
}

bool unpackThrow(ThreadState &ts, const Arguments &args, Value (&parts)[3]) {
  size_t count = args.positionalCount;
  if (args.names)
    return raise(ts, types::TypeError, "throw() takes no keyword arguments");
  if (count < 1 || count > 3)
    return raise(ts, types::TypeError,
                 "throw expected at {} {} argument{}, got {}",
                 {count < 1 ? "least" : "most", count < 1 ? 1 : 3,
                  count < 1 ? "" : "s", int64_t(count)});
  for (size_t i = 0; i < count; ++i)
    parts[i] = args[i];
  return true;
}

Owned generatorThrowMethod(ThreadState &ts, Value self, const Arguments &args) {
  Value parts[3];
  if (!unpackThrow(ts, args, parts))
    return {};
  Owned result;
  SendResult how = throwGenerator_py(ts, self_(self), true, parts[0], parts[1],
                                     parts[2], result);
  return finishSend(ts, self_(self), how, std::move(result));
}
Owned generatorCloseMethod(ThreadState &ts, Value self, const Value *) {
  return closeGenerator_py(ts, self_(self)) ? ownedNone() : Owned();
}
Owned generatorSendMethod(ThreadState &ts, Value self, const Value *args) {
  return sendGenerator_py(ts, self_(self), args[0]);
}

Owned generatorRepr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<");
  text.append(isAsyncGenerator(self) ? "async_generator"
                                     : generatorKind(self_(self)));
  text.append(" object ");
  text.append(Value(self_(self)->qualname));
  text.append(" at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}

static Owned iterSelf(ThreadState &, Value self) { return copyOf(self); }

static Owned next(ThreadState &ts, Value self) {
  return nextFrame(ts, self_(self));
}

static SendResult send(ThreadState &ts, Value self, Value sent, Owned &result) {
  return resumeGenerator_py(ts, self_(self), sent, result);
}

static constexpr MethodDef methods[] = {
    {"send", generatorSendMethod, "(arg, /)",
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or "
     "raise StopIteration."},
    {"throw", generatorThrowMethod,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, "
     "return next yielded value or raise\nStopIteration."},
    {"close", generatorCloseMethod, "()",
     "close() -> raise GeneratorExit inside generator."},
    {},
};
static constexpr GetSetDef getSets[] = {
    {"__name__", generatorGetName, generatorSetName, "name of the generator"},
    {"__qualname__", generatorGetQualname, generatorSetQualname,
     "qualified name of the generator"},
    {"gi_yieldfrom", generatorGetDelegate, nullptr,
     "object being iterated by yield from, or None"},
    {"gi_running", generatorGetRunning},
    {"gi_frame", generatorGetFrame},
    {"gi_suspended", generatorGetSuspended},
    {"gi_code", generatorGetCode},
    {},
};
static constexpr TypeSpec spec = {"generator", nullptr, methods, getSets};

constinit TypeObject types::Generator = {
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
              .iter = iterSelf,
              .next = next,
              .finalise = finaliseGenerator},
};

} // namespace dxpy
