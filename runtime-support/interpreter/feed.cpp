// Consumers that the code of a generator expression feeds (inline/feed.h): how
// they start, what inlined code does not take, and what happens when that code
// leaves: then there is a generator, whose items are taken one by one.
#include "runtime-support/inline/feed.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/builtins/generator_protocol.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/set_internal.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

constexpr std::string_view consumerNames[] = {
#define CONSUMER(id, name) name,
#include "runtime-support/abi/Consumers.def"
};

bool isConsumer(Value callee, Consumer consumer) {
  switch (consumer) {
  case Consumer::List:
    return callee == Value(&types::List);
  case Consumer::Tuple:
    return callee == Value(&types::Tuple);
  case Consumer::Set:
    return callee == Value(&types::Set);
  case Consumer::FrozenSet:
    return callee == Value(&types::FrozenSet);
  default:
    return isBuiltinNamed(callee, consumerNames[size_t(consumer)]);
  }
}

bool hasPlainShape(Value v) {
  return isExactInt(v) || isExactFloat(v) || isExactStr(v) || !v.isPointer() ||
         hasShape(v, BuiltinShape::Bytes) || hasShape(v, BuiltinShape::Complex);
}

/// Does neither the hash nor a comparison with another such key run Python
/// code?
bool isPlainKey(Value key, unsigned depth = 0) {
  constexpr unsigned kMaxDepth = 8;
  if (hasPlainShape(key))
    return true;
  if (!hasShape(key, BuiltinShape::Tuple)) {
    const TypeSlots &slots = typeOf(key)->slots;
    return slots.hash == types::Object.slots.hash &&
           slots.compare == types::Object.slots.compare;
  }
  for (uint64_t i = 0; i < tupleLength(key); ++i)
    if (depth == kMaxDepth || !isPlainKey(tupleItem(key, i), depth + 1))
      return false;
  return true;
}

bool addPlain(ThreadState &ts, SetObject *set, Word item) {
  if (isSmallInt(item) && set_internal::addIntInPlace(set, item)) [[likely]]
    return true;
  return isPlainKey(Value(item)) && setAdd_py(ts, Value(set), Value(item));
}

/// The truth of what asks no Python code for it; -1: something else.
int plainTruth(ThreadState &ts, Value v) {
  const TypeSlots &slots = typeOf(v)->slots;
  bool plain =
      hasPlainShape(v) || hasShape(v, BuiltinShape::List) ||
      hasShape(v, BuiltinShape::Tuple) || hasShape(v, BuiltinShape::Dict) ||
      set_internal::isExactAnySet(v) || (!slots.truth && !slots.length);
  return plain ? isTrue_py(ts, v) : -1;
}

bool isPlainReal(Value v) {
  return v.isBool() || isExactInt(v) || isExactFloat(v);
}
bool isPlainNumber(Value v) {
  return isPlainReal(v) || hasShape(v, BuiltinShape::Complex);
}
bool addNumber(ThreadState &ts, Word *sum, Value item) {
  if (!isPlainNumber(item) || !isPlainNumber(Value(*sum)))
    return false;
  Owned total = binary_py(ts, BinaryOp::Add, Value(*sum), item);
  if (!total)
    return false;
  release(&ts, std::exchange(*sum, total.take()));
  return true;
}

bool isGreatest(Consumer consumer) { return consumer == Consumer::Max; }

/// Keeps \p item if it is better than what was the best before.
bool keepBest_py(ThreadState &ts, Consumer consumer, Word *best, Value item) {
  CompareOp better = isGreatest(consumer) ? CompareOp::Gt : CompareOp::Lt;
  int is = *best == kUndef ? 1 : compareBool_py(ts, item, Value(*best), better);
  if (is > 0)
    release(&ts, std::exchange(*best, copyOf(item).take()));
  return is >= 0;
}
bool keepBest(ThreadState &ts, Consumer consumer, Word *best, Value item) {
  bool numbers = isPlainReal(item) && isPlainReal(Value(*best));
  bool texts = isExactStr(item) && isExactStr(Value(*best));
  return (numbers || texts || *best == kUndef) &&
         keepBest_py(ts, consumer, best, item);
}

/// Gives the consumer any item: 0; 1: it wants no more; -1: raised.
int give_py(ThreadState &ts, Consumer consumer, Word *result, Value item) {
  switch (consumer) {
  case Consumer::List:
  case Consumer::Tuple:
  case Consumer::Sorted:
    return listAppend(ts, Value(*result), copyOf(item)) ? 0 : -1;
  case Consumer::Set:
  case Consumer::FrozenSet:
    return setAdd_py(ts, Value(*result), item) ? 0 : -1;
  case Consumer::Any:
    return isTrue_py(ts, item);
  case Consumer::All: {
    int truth = isTrue_py(ts, item);
    return truth < 0 ? -1 : !truth;
  }
  case Consumer::Sum: {
    Owned total = binary_py(ts, BinaryOp::Add, Value(*result), item);
    if (!total)
      return -1;
    release(&ts, std::exchange(*result, total.take()));
    return 0;
  }
  case Consumer::Min:
  case Consumer::Max:
    return keepBest_py(ts, consumer, result, item) ? 0 : -1;
  }
  return -1;
}

/// Makes the frame \p r one of a generator. Null: MemoryError.
Owned adoptFrame(ThreadState &ts, Word *r) {
  Word exception = std::exchange(ts.exception, 0);
  GeneratorObject *generator = newGenerator(&ts, frameFunction(r));
  if (!generator) {
    if (exception)
      release(&ts, exception);
    return {};
  }
  std::fill_n(generator->registers, frameCode(r)->layout.registerCount, kUndef);
  generator->state = GeneratorState::Running;
  generator->runRegisters = r;
  if (r[kLinkFunction] & kLinkHasFrame)
    generator->frame = takeLiveFrame(r);
  r[kLinkExtra] = reinterpret_cast<Word>(generator);
  ts.exception = exception;
  return Owned::steal(generator);
}

/// Gives the consumer \p item and all others of the generator; the result is
/// that of a FeedingBody.
Word giveRest(ThreadState &ts, GeneratorObject *generator, Owned item,
              Consumer consumer, Word *result) {
  while (item) {
    if (int how = give_py(ts, consumer, result, item))
      return how < 0 ? kError : kTrue;
    item = nextFrame(ts, generator);
  }
  return pendingException(ts) ? kError : kNone;
}

} // namespace

int32_t dxNoteConsumer(ThreadState *ts, Word callee, uint32_t consumer,
                       BuiltinCache *known) {
  if (!isConsumer(Value(callee), Consumer(consumer)))
    return 0;
  if (known->callee)
    release(ts, known->callee);
  *known = {copyOf(Value(callee)).take(), 0, nullptr, 0, {}};
  return 1;
}

Word dxStartFeed(ThreadState *ts, uint32_t consumer) {
  switch (Consumer(consumer)) {
  case Consumer::List:
  case Consumer::Tuple:
  case Consumer::Sorted:
    return makeList(*ts).take();
  case Consumer::Set:
    return makeSet(*ts).take();
  case Consumer::FrozenSet:
    return set_internal::newSet(*ts, &types::FrozenSet).take();
  case Consumer::Any:
  case Consumer::All:
    return kNone;
  case Consumer::Sum:
    return smallIntWord(0);
  case Consumer::Min:
  case Consumer::Max:
    return kUndef;
  }
  return kError;
}

int32_t dxFeedOther(ThreadState *ts, uint32_t consumer, Word *result,
                    Word item) {
  bool taken = false;
  switch (Consumer(consumer)) {
  case Consumer::List:
  case Consumer::Tuple:
  case Consumer::Sorted:
    taken = dxListAppendSlow(ts, *result, item);
    break;
  case Consumer::Set:
  case Consumer::FrozenSet:
    taken = addPlain(*ts, set_internal::asSet(Value(*result)), item);
    break;
  case Consumer::Any:
    return plainTruth(*ts, Value(item));
  case Consumer::All: {
    int truth = plainTruth(*ts, Value(item));
    return truth < 0 ? -1 : !truth;
  }
  case Consumer::Sum:
    taken = addNumber(*ts, result, Value(item));
    break;
  case Consumer::Min:
  case Consumer::Max:
    taken = keepBest(*ts, Consumer(consumer), result, Value(item));
    break;
  }
  if (taken)
    return 0;
  clearException(*ts); // out of memory: it will be again
  return -1;
}

Word dxFinishItems(ThreadState *ts, uint32_t consumer, Word result) {
  Owned items = Owned::steal(result);
  switch (Consumer(consumer)) {
  case Consumer::Tuple:
    return listToTuple(*ts, items).take();
  case Consumer::Sorted:
    return listSort_py(*ts, items, {}, false) ? items.take() : kError;
  default:
    if (result == kUndef)
      return raise(*ts, types::ValueError, "{}() arg is an empty sequence",
                   {consumerNames[consumer]})
          .operator Owned()
          .take();
    return items.take();
  }
}

Word dxExitFeeding(ThreadState *ts, Word *r, Word function, Word code,
                   const ExitDescriptor *descriptor, Word *buffer,
                   uint32_t consumer, Word *result) {
  if (!r)
    r = pushFrame(ts, function, code);
  auto *below = reinterpret_cast<Word *>(r[kLinkCaller]);
  auto *belowPc = reinterpret_cast<const void *>(r[kLinkOuterPc]);
  fillRegisters(*ts, r, descriptor, buffer);
  Owned hold = adoptFrame(*ts, r);
  if (!hold) {
    dropFrame(*ts, r, descriptor->pc);
    ++ts->depth;
    ts->frameRegisters = below;
    ts->framePc = belowPc;
    return kError;
  }
  auto *generator = hold.value().as<GeneratorObject>();
  Owned item =
      Owned::steal(interpretRest(*ts, r, descriptor->pc, descriptor->raises));
  if (generator->state != GeneratorState::Suspended)
    item = {}; // what it has returned
  return giveRest(*ts, generator, std::move(item), Consumer(consumer), result);
}

} // namespace dxpy
