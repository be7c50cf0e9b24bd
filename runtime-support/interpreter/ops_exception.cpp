// Raising, handling, with statements.
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

/// The exception of `raise type`; null: raised.
static Owned makeRaised_py(ThreadState &ts, Value type) {
  Owned made = call_py(ts, type);
  if (made && !isExceptionInstance(made))
    return raise(
        ts, types::TypeError,
        "calling {} should have returned an instance of BaseException, not {}",
        {MessageArg::repr(type), MessageArg::repr(Value(typeOf(made)))});
  return made;
}

/// The cause of `raise ... from cause`: an exception, None, or a class to call.
/// Null: raised.
static Owned makeCause_py(ThreadState &ts, Value cause) {
  if (isExceptionClass(cause))
    return makeRaised_py(ts, cause);
  if (isExceptionInstance(cause) || cause.isNone())
    return copyOf(cause);
  return raise(ts, types::TypeError,
               "exception causes must derive from BaseException");
}

static Flow reraiseHandled(Op &op) {
  ThreadState &ts = op.ts;
  if (ts.handled == kNone) {
    raise(ts, types::RuntimeError, "No active exception to reraise");
    return Flow::Error;
  }
  restoreException(ts, copyOf(Value(ts.handled)));
  return Flow::Reraise;
}

Flow opRaise(Op &op) {
  ThreadState &ts = op.ts;
  if (op.x == 0)
    return reraiseHandled(op);
  Owned cause = op.x >= 2 ? op.take(op.b) : Owned();
  Use what(op, op.a);
  Owned exception;
  if (isExceptionClass(what)) {
    exception = makeRaised_py(ts, what);
    if (!exception)
      return Flow::Error;
  } else if (isExceptionInstance(what)) {
    exception = copyOf(what);
  } else {
    raise(ts, types::TypeError, "exceptions must derive from BaseException");
    return Flow::Error;
  }
  if (cause) {
    Owned made = makeCause_py(ts, cause);
    if (!made)
      return Flow::Error;
    auto *object = exception.as<ExceptionObject>();
    storeField(ts, &object->header, &object->cause, std::move(made));
    object->suppressContext = kTrue;
  }
  raiseObject(ts, exception);
  return Flow::Error;
}

Flow opReraise(Op &op) {
  Owned exception = op.take(op.a);
  if (op.x & 1)
    op.take(op.b).reset();
  restoreException(op.ts, std::move(exception));
  return Flow::Reraise;
}

// The exception being handled. In generators the outermost one is the
// resumer's, and another after the next resume: kUndef stands for it.

static GeneratorObject *ownGenerator(const Op &op) {
  return op.code->flags & kCodeSuspends
             ? reinterpret_cast<GeneratorObject *>(op.r[kLinkExtra])
             : nullptr;
}

Flow opPushExc(Op &op) {
  ThreadState &ts = op.ts;
  Word previous = std::exchange(ts.handled, copyOf(op.peek(op.b)).take());
  if (GeneratorObject *generator = ownGenerator(op);
      generator && !generator->handling) {
    generator->handling = true;
    release(&ts, std::exchange(previous, kUndef));
  }
  op.set(op.a, previous);
  return Flow::Next;
}

Flow opPopExc(Op &op) {
  ThreadState &ts = op.ts;
  Word previous = op.take(op.a).take();
  if (previous == kUndef) {
    GeneratorObject *generator = ownGenerator(op);
    generator->handling = false;
    previous = copyOf(Value(generator->outer)).take();
  }
  release(&ts, std::exchange(ts.handled, previous));
  return Flow::Next;
}

static constexpr const char *kCatchNonException =
    "catching classes that do not inherit from BaseException is not allowed";

static bool checkHandlerClass(ThreadState &ts, Value handler) {
  if (isExactTuple(handler) || isTuple(handler)) {
    for (uint64_t i = 0; i < tupleLength(handler); ++i)
      if (!isExceptionClass(tupleItem(handler, i)))
        return raise(ts, types::TypeError, kCatchNonException);
    return true;
  }
  return isExceptionClass(handler) ||
         raise(ts, types::TypeError, kCatchNonException);
}

Flow opMatchExc(Op &op) {
  int matches = -1;
  {
    Use handler(op, op.c);
    if (checkHandlerClass(op.ts, handler))
      matches = exceptionMatches_py(op.ts, op.peek(op.b), handler);
  }
  return op.finish(matches);
}

// with ------------------------------------------------------------------------

/// a = exit method, a+1 = result of the enter method of the manager in b.
static Flow enterManager(Op &op, Value enterName, Value exitName,
                         const char *protocol, const char *hint) {
  ThreadState &ts = op.ts;
  Use manager(op, op.b);
  Owned enter = lookupSpecial_py(ts, manager, enterName);
  if (!enter) {
    if (!pendingException(ts))
      raise(ts, types::TypeError,
            "'{}' object does not support the {} protocol",
            {typeOf(manager), protocol});
    return Flow::Error;
  }
  Owned exit = lookupSpecial_py(ts, manager, exitName);
  if (!exit) {
    if (!pendingException(ts))
      raise(ts, types::TypeError,
            "'{}' object does not support the {} protocol (missed {} method)",
            {typeOf(manager), protocol, hint});
    return Flow::Error;
  }
  Owned entered = call_py(ts, enter);
  if (!entered)
    return Flow::Error;
  op.r[op.a] = exit.take();
  op.r[op.a + 1] = entered.take();
  return Flow::Next;
}

Flow opWithEnter(Op &op) {
  return enterManager(op, &names::__enter__, &names::__exit__,
                      "context manager", "__exit__");
}

Flow opAsyncWithEnter(Op &op) {
  return enterManager(op, &names::__aenter__, &names::__aexit__,
                      "asynchronous context manager", "__aexit__");
}

Flow opWithExit(Op &op) {
  ThreadState &ts = op.ts;
  Owned result;
  {
    Use exit(op, op.b);
    if (op.x & 1) {
      result = call_py(ts, exit, {none, none, none});
    } else {
      Value exception = op.peek(op.c);
      Owned traceback =
          copyOf(Value(exception.as<ExceptionObject>()->traceback));
      result =
          call_py(ts, exit, {Value(typeOf(exception)), exception, traceback});
    }
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
