// Generators and coroutines: making, resuming with CPython's checks, throwing,
// closing, the end of their lives.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cstring>
#include <utility>

namespace dxpy {

ResumeFunction resumeFrame = nullptr;
NextFunction nextFrame = nullptr;

const char *generatorKind(const GeneratorObject *generator) {
  return generator->code->flags & kCodeGenerator   ? "generator"
         : generator->code->flags & kCodeCoroutine ? "coroutine"
                                                   : "async generator";
}

// Life ------------------------------------------------------------------------

Owned makeGenerator(ThreadState &ts, FunctionObject *function, Word *r) {
  CodeObject *code = function->code;
  const CodeLayout &layout = code->layout;
  size_t size = generatorSize(code);
  auto *generator = static_cast<GeneratorObject *>(
      allocateCell(&ts, size, CellKind::Container));
  if (!generator) {
    for (uint32_t i = 0; i < layout.firstTemp - layout.freeCount; ++i)
      release(&ts, r[i]);
    return raiseMemoryError(ts);
  }
  BuiltinShape shape = generatorShape(code);
  initHeader(&ts, &generator->header, shapeId(shape), CellKind::Container,
             size);
  initGenerator(generator, code, size);
  generator->function = copyOf(Value(function)).take();
  generator->name = copyOf(Value(function->name)).take();
  generator->qualname = copyOf(Value(function->qualname)).take();
#pragma clang loop vectorize(disable) unroll(disable)
  for (uint32_t i = 0; i < layout.firstTemp; ++i)
    generator->registers[i] = r[i];
  Owned result = Owned::steal(generator);
  if (shape == BuiltinShape::Coroutine && !noteCoroutineOrigin(ts, generator))
    return {};
  return result;
}

/// Drops variables (and waiting temporaries) of a suspended generator.
static void dropRegisters(ThreadState &ts, GeneratorObject *generator) {
  const CodeLayout &layout = generator->code->layout;
  Word *r = generator->registers;
  if (generator->state == GeneratorState::Suspended)
    LiveTemps(generator->code, generator->instruction)
        .forEachFromTop([&](uint32_t temp) {
          release(&ts, std::exchange(r[layout.firstTemp + temp], kUndef));
        });
  generator->state = GeneratorState::Finished;
  for (uint32_t i = 0; i < layout.firstTemp - layout.freeCount; ++i)
    release(&ts, std::exchange(r[i], kUndef));
}

void finishGenerator(ThreadState &ts, GeneratorObject *generator) {
  if (generator->state == GeneratorState::Finished)
    return;
  if (generator->state == GeneratorState::Running) {
    Word *r = generator->runRegisters;
    endWindow(ts, r, pcIndex(generator->code, ts.framePc));
    generator->state = GeneratorState::Finished;
    Word own =
        std::exchange(ts.handled, std::exchange(generator->outer, kNone));
    release(&ts, own);
    generator->handling = false;
  } else if (generator->frame) {
    FrameObject *frame = generator->frame;
    generator->frame = nullptr;
    Owned hold = Owned::steal(frame);
    // The frame object shows the variables no longer: thrown away.
    frame->registers = frame->own;
    frame->state = FrameState::Done;
    dropRegisters(ts, generator);
  } else {
    dropRegisters(ts, generator);
  }
  clearField(ts, &generator->header, &generator->handled, kNone);
  clearField(ts, &generator->header, &generator->function);
}

void deallocateGenerator(ThreadState &ts, ObjectHeader *object) {
  auto *generator = reinterpret_cast<GeneratorObject *>(object);
  finishGenerator(ts, generator);
  clearField(ts, object, &generator->handled, kNone);
  clearField(ts, object, &generator->origin, kNone);
  clearField(ts, object, &generator->name);
  clearField(ts, object, &generator->qualname);
  freeObject(ts, object, generator->size);
}

void visitGenerator(ObjectHeader *object, Visitor &visitor) {
  auto *generator = reinterpret_cast<GeneratorObject *>(object);
  visitor(generator->function);
  visitor(generator->handled);
  visitor(generator->origin);
  if (generator->frame)
    visitor(reinterpret_cast<Word>(generator->frame));
  if (generator->state != GeneratorState::Created &&
      generator->state != GeneratorState::Suspended)
    return;
  const CodeLayout &layout = generator->code->layout;
  for (uint32_t i = 0; i < layout.firstTemp - layout.freeCount; ++i)
    visitor(generator->registers[i]);
  if (generator->state == GeneratorState::Suspended)
    LiveTemps(generator->code, generator->instruction)
        .forEachFromTop([&](uint32_t temp) {
          visitor(generator->registers[layout.firstTemp + temp]);
        });
}

void clearGenerator(ThreadState &ts, ObjectHeader *object) {
  auto *generator = reinterpret_cast<GeneratorObject *>(object);
  if (generator->state != GeneratorState::Running)
    finishGenerator(ts, generator);
  clearField(ts, object, &generator->origin, kNone);
}

// Resuming --------------------------------------------------------------------

void convertStopIteration(ThreadState &ts, const CodeObject *code) {
  const char *what = nullptr;
  if (pendingMatches(ts, types::StopIteration))
    what = "StopIteration";
  else if ((code->flags & kCodeAsyncGenerator) &&
           pendingMatches(ts, types::StopAsyncIteration))
    what = "StopAsyncIteration";
  if (!what)
    return;
  const char *kind = code->flags & kCodeGenerator   ? "generator"
                     : code->flags & kCodeCoroutine ? "coroutine"
                                                    : "async generator";
  Owned cause = takeException(ts);
  raise(ts, types::RuntimeError, "{} raised {}", {kind, what});
  Owned error = takeException(ts);
  auto *object = error.as<ExceptionObject>();
  storeField(ts, &object->header, &object->cause, copyOf(cause));
  storeField(ts, &object->header, &object->context, std::move(cause));
  object->suppressContext = kTrue;
  restoreException(ts, std::move(error));
}

SendResult resumeGenerator_py(ThreadState &ts, GeneratorObject *generator,
                              Value sent, Owned &result) {
  switch (generator->state) {
  case GeneratorState::Running:
    if (!sent)
      clearException(ts);
    raise(ts, types::ValueError, "{} already executing",
          {generatorKind(generator)});
    return SendResult::Error;
  case GeneratorState::Created:
    if (sent && !sent.isNone()) {
      raise(ts, types::TypeError,
            "can't send non-None value to a just-started {}",
            {generatorKind(generator)});
      return SendResult::Error;
    }
    break;
  case GeneratorState::Finished:
    if (std::exchange(generator->resultWaits, false)) {
      result = Owned::steal(std::exchange(generator->handled, kNone));
      return SendResult::Returned;
    }
    if (generator->code->flags & kCodeCoroutine) {
      if (!sent)
        clearException(ts);
      raise(ts, types::RuntimeError, "cannot reuse already awaited coroutine");
      return SendResult::Error;
    }
    if (!sent)
      return SendResult::Error;
    result = ownedNone();
    return SendResult::Returned;
  case GeneratorState::Suspended:
    break;
  }
  return resumeFrame(ts, generator, sent ? copyOf(sent).take() : 0, result);
}

Value generatorDelegate(const GeneratorObject *generator) {
  if (generator->state != GeneratorState::Suspended)
    return {};
  const Instruction *yield = generator->code->code + generator->instruction;
  if (yield->op != Opcode::Yield || !(yield->x & kYieldDelegates))
    return {};
  uint32_t reg = yield->c;
  if (generator->instruction && yield[-1].op == Opcode::Extended)
    reg |= uint32_t(yield[-1].c) << 16;
  return Value(generator->registers[reg]);
}

Owned finishSend(ThreadState &ts, const GeneratorObject *generator,
                 SendResult how, Owned result) {
  if (how == SendResult::Error)
    return {};
  if (how == SendResult::Yielded)
    return result;
  if (isAsyncGenerator(Value(generator)))
    return raiseObject(ts, Value(&types::StopAsyncIteration));
  return raiseStopIteration(ts, result);
}

Owned sendGenerator_py(ThreadState &ts, GeneratorObject *generator,
                       Value sent) {
  Owned result;
  SendResult how = resumeGenerator_py(ts, generator, sent, result);
  return finishSend(ts, generator, how, std::move(result));
}

SendResult sendTo_py(ThreadState &ts, Value receiver, Value sent,
                     Owned &result) {
  if (isGenerator(receiver) || isCoroutine(receiver))
    return resumeGenerator_py(ts, receiver.as<GeneratorObject>(), sent, result);
  const TypeSlots &slots = typeOf(receiver)->slots;
  if (slots.send)
    return slots.send(ts, receiver, sent, result);
  if (sent.isNone() && slots.next)
    result = slots.next(ts, receiver);
  else
    result = callMethod_py(ts, receiver, &names::send, {sent});
  if (result)
    return SendResult::Yielded;
  return takeStopIteration(ts, result) ? SendResult::Returned
                                       : SendResult::Error;
}

bool takeStopIteration(ThreadState &ts, Owned &value) {
  if (!pendingException(ts)) {
    value = ownedNone();
    return true;
  }
  if (!pendingMatches(ts, types::StopIteration))
    return false;
  Owned exception = takeException(ts);
  Word word = exception.as<StopIterationObject>()->value;
  value = word == kUndef || !word ? ownedNone() : copyOf(Value(word));
  return true;
}

// Throwing --------------------------------------------------------------------

/// Where a generator goes on when what it delegates to has returned: as if the
/// Send in front of its Yield had finished. The delegate is dropped.
static void skipDelegate(ThreadState &ts, GeneratorObject *generator) {
  const Instruction *code = generator->code->code;
  uint32_t yield = generator->instruction;
  Value delegate = generatorDelegate(generator);
  generator->delegates = false;
  uint32_t send = yield - 1;
  if (code[send].op == Opcode::Extended)
    --send;
  const Instruction &insn = code[send];
  int32_t jump = int16_t(insn.c);
  uint32_t target = insn.a;
  if (send && code[send - 1].op == Opcode::Extended) {
    jump = int32_t(uint32_t(code[send - 1].c) << 16 | insn.c);
    target |= uint32_t(code[send - 1].a) << 16;
  }
  // Resuming goes on after `instruction` and puts what is sent after the live
  // registers: the Send's result register.
  generator->instruction = uint32_t(int64_t(send) + jump);
  generator->ready = false;
  generator->liveCount = target;
  release(&ts, delegate.word());
}

static SendResult throwPending(ThreadState &ts, GeneratorObject *generator,
                               Owned &result) {
  if (generator->handling && pendingException(ts)) {
    // What the generator was handling is the context.
    Owned exception = takeException(ts);
    Word outer = std::exchange(ts.handled, generator->handled);
    raiseObject(ts, exception);
    ts.handled = outer;
  }
  return resumeGenerator_py(ts, generator, {}, result);
}

/// Goes on after the delegate has ended with a result or the pending exception.
static SendResult afterDelegate(ThreadState &ts, GeneratorObject *generator,
                                Owned &result) {
  Owned value;
  if (takeStopIteration(ts, value)) {
    skipDelegate(ts, generator);
    return resumeFrame(ts, generator, value.take(), result);
  }
  return throwPending(ts, generator, result);
}

bool closeIterator_py(ThreadState &ts, Value iterator) {
  if (isGenerator(iterator) || isCoroutine(iterator))
    return closeGenerator_py(ts, iterator.as<GeneratorObject>());
  Owned close = getAttrOptional_py(ts, iterator, &names::close);
  if (!close) {
    if (pendingException(ts))
      writeUnraisable(ts, iterator);
    return true;
  }
  return bool(call_py(ts, close));
}

/// Makes the exception that throw(type, value, traceback) names pending.
static bool raiseThrown_py(ThreadState &ts, Value type, Value value,
                           Value traceback) {
  if (traceback && traceback.isNone())
    traceback = {};
  if (traceback && !hasShape(traceback, BuiltinShape::Traceback))
    return raise(ts, types::TypeError,
                 "throw() third argument must be a traceback object");
  Owned exception;
  if (isExceptionClass(type)) {
    bool given = value && !value.isNone();
    if (given && isSubtype(typeOf(value), type.as<TypeObject>()))
      exception = copyOf(value);
    else if (given && isTuple(value))
      exception = makeException_py(
          ts, type,
          {reinterpret_cast<const Value *>(value.as<TupleObject>()->items),
           tupleLength(value),
           {}});
    else
      exception = makeException_py(ts, type, {&value, size_t(given), {}});
    if (!exception)
      return true; // what the call raised is thrown instead
  } else if (isExceptionInstance(type)) {
    if (value && !value.isNone())
      return raise(ts, types::TypeError,
                   "instance exception may not have a separate value");
    exception = copyOf(type);
  } else {
    return raise(ts, types::TypeError,
                 "exceptions must be classes or instances deriving from "
                 "BaseException, not {}",
                 {typeOf(type)});
  }
  if (traceback) {
    auto *object = exception.as<ExceptionObject>();
    storeField(ts, &object->header, &object->traceback, copyOf(traceback));
  }
  restoreException(ts, std::move(exception));
  return true;
}

SendResult throwGenerator_py(ThreadState &ts, GeneratorObject *generator,
                             bool closeOnExit, Value type, Value value,
                             Value traceback, Owned &result) {
  Value delegateValue = generatorDelegate(generator);
  if (!delegateValue) {
    if (!raiseThrown_py(ts, type, value, traceback))
      return SendResult::Error;
    return throwPending(ts, generator, result);
  }
  Owned delegate = copyOf(delegateValue);
  bool isExit = (hasFlag(type, kSubclassType) &&
                 isSubtype(type.as<TypeObject>(), &types::GeneratorExit)) ||
                isSubtype(typeOf(type), &types::GeneratorExit);
  if (isExit && closeOnExit) {
    generator->state = GeneratorState::Running;
    bool closed = closeIterator_py(ts, delegate);
    generator->state = GeneratorState::Suspended;
    if (closed && !raiseThrown_py(ts, type, value, traceback))
      return SendResult::Error;
    return throwPending(ts, generator, result);
  }
  Owned thrown;
  if (isGenerator(delegate) || isCoroutine(delegate)) {
    auto *inner = delegate.as<GeneratorObject>();
    generator->state = GeneratorState::Running;
    SendResult how = throwGenerator_py(ts, inner, closeOnExit, type, value,
                                       traceback, thrown);
    generator->state = GeneratorState::Suspended;
    if (how == SendResult::Returned)
      thrown = finishSend(ts, inner, how, std::move(thrown));
  } else {
    Owned method = getAttrOptional_py(ts, delegate, &names::throw_);
    if (!method) {
      if (pendingException(ts))
        return SendResult::Error;
      if (!raiseThrown_py(ts, type, value, traceback))
        return SendResult::Error;
      return throwPending(ts, generator, result);
    }
    generator->state = GeneratorState::Running;
    if (traceback)
      thrown = call_py(ts, method, {type, value ? value : none, traceback});
    else if (value)
      thrown = call_py(ts, method, {type, value});
    else
      thrown = call_py(ts, method, {type});
    generator->state = GeneratorState::Suspended;
  }
  if (thrown) {
    result = std::move(thrown);
    return SendResult::Yielded;
  }
  return afterDelegate(ts, generator, result);
}

// Closing ---------------------------------------------------------------------

bool closeGenerator_py(ThreadState &ts, GeneratorObject *generator) {
  if (generator->state == GeneratorState::Finished)
    return true;
  Owned hold = copyOf(Value(generator));
  bool closed = true;
  if (Value delegate = generatorDelegate(generator)) {
    Owned holdDelegate = copyOf(delegate);
    generator->state = GeneratorState::Running;
    closed = closeIterator_py(ts, holdDelegate);
    generator->state = GeneratorState::Suspended;
  }
  if (closed) {
    if (generator->state == GeneratorState::Created) {
      finishGenerator(ts, generator); // nothing in it can see the exception
      return true;
    }
    raiseObject(ts, Value(&types::GeneratorExit));
  }
  Owned result;
  switch (throwPending(ts, generator, result)) {
  case SendResult::Yielded:
    result.reset();
    return raise(ts, types::RuntimeError, "{} ignored GeneratorExit",
                 {generatorKind(generator)});
  case SendResult::Returned:
    return true;
  case SendResult::Error:
    break;
  }
  if (!pendingMatches(ts, types::StopIteration) &&
      !pendingMatches(ts, types::GeneratorExit))
    return false;
  clearException(ts);
  return true;
}

/// Does a row of the exception table cover the Yield it waits at?
static bool insideTry(const GeneratorObject *generator) {
  const CodeObject *code = generator->code;
  for (uint32_t i = 0; i < code->exceptionCount; ++i)
    if (generator->instruction >= code->exceptions[i].start &&
        generator->instruction < code->exceptions[i].end)
      return true;
  return false;
}

void finaliseGenerator(ThreadState &ts, Value self) {
  auto *generator = self.as<GeneratorObject>();
  if (generator->state == GeneratorState::Finished ||
      generator->state == GeneratorState::Running)
    return;
  if (isAsyncGenerator(self) && generator->origin != kNone &&
      !generator->closed) {
    Owned finalizer = copyOf(Value(generator->origin));
    if (!call_py(ts, finalizer, {self}))
      writeUnraisable(ts, self);
    return;
  }
  if (isCoroutine(self) && generator->state == GeneratorState::Created) {
    warnUnawaited_py(ts, generator);
    return;
  }
  // Without a try around it the body cannot see GeneratorExit.
  if (generator->state == GeneratorState::Created ||
      (!generatorDelegate(generator) && !insideTry(generator))) {
    finishGenerator(ts, generator);
    return;
  }
  if (!closeGenerator_py(ts, generator))
    writeUnraisable(ts, self);
}

} // namespace dxpy
