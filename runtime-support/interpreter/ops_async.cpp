// Delegation, awaiting, asynchronous iteration.
#include "runtime-support/inline/operations.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/names.h"

namespace dxpy {

static Owned getYieldFromIter_py(ThreadState &ts, Value v, uint32_t flags) {
  if (isCoroutine(v) && !(flags & (kCodeCoroutine | kCodeIterableCoroutine)))
    return raise(ts, types::TypeError,
                 "cannot 'yield from' a coroutine object in a non-coroutine "
                 "generator");
  return isCoroutine(v) || isGenerator(v) ? copyOf(v) : getIter_py(ts, v);
}

Flow opGetYieldFromIter(Op &op) {
  Owned result;
  {
    Use iterable(op, op.b);
    result = getYieldFromIter_py(op.ts, iterable, op.code->flags);
  }
  return op.finish(std::move(result));
}

Word dxGetYieldFromIter(ThreadState *ts, Word object, uint32_t codeFlags) {
  return getYieldFromIter_py(*ts, Value(object), codeFlags).take();
}

Flow opSend(Op &op) {
  ThreadState &ts = op.ts;
  Owned result;
  SendResult how;
  {
    Use sent(op, op.a);
    how = sendTo_py(ts, op.peek(op.b), sent, result);
  }
  if (how == SendResult::Error)
    return Flow::Error;
  if (how == SendResult::Returned)
    release(&ts, op.r[op.b]);
  op.set(op.a, result.take());
  return how == SendResult::Returned ? Flow::Jump : Flow::Next;
}

Flow opGetAwaitable(Op &op) {
  Owned result;
  {
    Use object(op, op.b);
    result = getAwaitable_py(op.ts, object, op.x);
  }
  return op.finish(std::move(result));
}

Word dxGetAwaitable(ThreadState *ts, Word object, uint32_t where) {
  if (isCoroutine(Value(object)) &&
      reinterpret_cast<GeneratorObject *>(object)->state ==
          GeneratorState::Created) [[likely]]
    return dxRetain(ts, object);
  return getAwaitable_py(*ts, Value(object), where).take();
}

Flow opGetAiter(Op &op) {
  ThreadState &ts = op.ts;
  Owned result;
  {
    Use object(op, op.b);
    slot::Unary aiter = typeOf(object)->slots.aiter;
    if (!aiter) {
      raise(ts, types::TypeError,
            "'async for' requires an object with __aiter__ method, got {}",
            {typeOf(object)});
      return Flow::Error;
    }
    result = aiter(ts, object);
    if (result && !typeOf(result)->slots.anext) {
      raise(ts, types::TypeError,
            "'async for' received an object from __aiter__ that does not "
            "implement __anext__: {}",
            {typeOf(result)});
      return Flow::Error;
    }
  }
  return op.finish(std::move(result));
}

Flow opGetAnext(Op &op) {
  ThreadState &ts = op.ts;
  Value iterator = op.peek(op.b);
  slot::Unary anext = typeOf(iterator)->slots.anext;
  if (!anext) {
    raise(ts, types::TypeError,
          "'async for' requires an iterator with __anext__ method, got {}",
          {typeOf(iterator)});
    return Flow::Error;
  }
  Owned next = anext(ts, iterator);
  if (!next || isAsyncGenerator(iterator))
    return op.finish(std::move(next));
  Owned awaitable = getAwaitable_py(ts, next, 0);
  if (!awaitable) {
    Owned cause = takeException(ts);
    raise(ts, types::TypeError,
          "'async for' received an invalid object from __anext__: {}",
          {typeOf(next)});
    setCause(ts, cause);
  }
  return op.finish(std::move(awaitable));
}

Flow opEndAsyncFor(Op &op) {
  ThreadState &ts = op.ts;
  Owned exception = op.take(op.a);
  Owned iterator = op.take(op.b);
  if (isSubtype(typeOf(exception), &types::StopAsyncIteration))
    return Flow::Next;
  iterator.reset();
  restoreException(ts, std::move(exception));
  return Flow::Reraise;
}

Flow opAsyncGenWrap(Op &op) {
  return op.finish(wrapAsyncValue(op.ts, op.take(op.b)));
}

} // namespace dxpy
