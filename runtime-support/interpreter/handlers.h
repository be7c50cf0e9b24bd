// The threaded half of the interpreter: handlers of private copies, their
// table, and the ways between it and the loop over mapped code.
//
// A private copy is a row of 8-byte slots. Each DPB instruction has a slot with
// the number of its handler and its operands, then the slots of its cache
// (QuickHandlers.def says how many), so a fused handler finds the next
// instruction at a known distance and any slow path can fall back on the
// unfused instructions. Calls end with a slot that tells Return what to do with
// the result.
#pragma once
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/consume.h"

namespace dxpy {

/// Where a run goes on.
struct Position {
  const Slot *pc;
  Word *r;
  CodeObject *code;
  Word result = 0;
};

/// Runs mapped code until it comes to a private copy (true: \p at says where)
/// or the run ends (false: at.result).
bool runMapped(Position &at, ThreadState &ts);
/// Runs the instruction at a slot by its general implementation. As runMapped.
bool stepQuick(Position &at, ThreadState &ts);
/// Goes on after a Return whose caller is not plain: as runMapped.
bool returnSlow(Position &at, ThreadState &ts, Word value);
/// An exception is pending at a slot: as runMapped.
bool raiseAt(Position &at, ThreadState &ts);
/// Looks at pending work in front of an instruction, or runs it by its general
/// implementation where that must wait. As runMapped.
bool pollQuick(Position &at, ThreadState &ts);
/// Tells hooks about an instruction, then runs it by its general
/// implementation; polls as well. As runMapped.
bool traceQuick(Position &at, ThreadState &ts);
/// The general implementation of an opcode.
Flow runOp(Opcode opcode, Op &op);

/// Makes the private copy of warm code. On memory exhaustion there is none, and
/// no exception.
void quicken(ThreadState &ts, FunctionObject *function);
/// The private copy of a constant code object that uses no globals.
bool quickenBody(CodeObject *code);
/// Makes a call site ready for a builtin that consumes the generator \p
/// argument. False: the callable is no such.
bool fillConsumer(Slot *slot, Value callable, Value argument);
/// The hidden code that consumes a generator: register 0 is the result so far,
/// 1 the generator. Null: no memory.
CodeObject *consumerBody(Consumer what);
/// The handler of a ForIter over generators at \p slot; \p variant: kDstLocal.
uint16_t forIterGeneratorForm(const Slot *slot, unsigned variant);
/// Reserves address space for a register stack.
bool reserveStack(InterpreterState &state, size_t bytes);
/// The stack of its interpreter state is the thread's.
void useStack(ThreadState &ts);

#define DX_HANDLER __attribute__((preserve_none, noinline)) Word
#define DX_PARAMS const Slot *pc, Word *r, ThreadState *ts, CodeObject *code
#define DX_ARGS pc, r, ts, code
using Handler = __attribute__((preserve_none)) Word (*)(DX_PARAMS);
/// Runs handlers from \p pc, in a private copy, until the run ends.
inline Word enterQuick(const Slot *pc, Word *r, ThreadState &ts,
                       CodeObject *code) {
  return reinterpret_cast<Handler>(
      const_cast<void *>(tableInForce(ts)[pc->handler]))(pc, r, &ts, code);
}
#define DX_DISPATCH()                                                          \
  [[clang::musttail]] return reinterpret_cast<Handler>(                        \
      const_cast<void *>(tableInForce(*ts)[pc->handler]))(DX_ARGS)
/// The general implementation runs the instruction instead.
#define DX_SLOW() [[clang::musttail]] return handleGeneric<0>(DX_ARGS)
/// Likewise, where it is known: the next instruction lies `stride` slots on.
#define DX_SLOW_OP(function, stride)                                           \
  [[clang::musttail]] return handleOp<function, stride>(DX_ARGS)
#define DX_RAISE() [[clang::musttail]] return handleRaise<0>(DX_ARGS)

// Bits of the variants.
enum Variant : unsigned {
  kDstLocal = 1, ///< the result goes to a local, whose old value is dropped
  kBTemp = 2,    ///< b is consumed
  kATemp = 1,    ///< a is consumed (instructions without a result)
};

enum class Quick : uint16_t {
#define QUICK(name, variants, cache) name,
#include "runtime-support/interpreter/QuickHandlers.def"
  Count
};
inline constexpr uint8_t kQuickVariants[] = {
#define QUICK(name, variants, cache) variants,
#include "runtime-support/interpreter/QuickHandlers.def"
};
inline constexpr uint8_t kQuickCache[] = {
#define QUICK(name, variants, cache) cache,
#include "runtime-support/interpreter/QuickHandlers.def"
};
/// Gives up the module that the instruction's cache holds, if it is one for
/// attributes of modules.
void dropModuleGuard(ThreadState &ts, Slot *pc);

constexpr uint16_t handlerNumber(Quick quick, unsigned variant = 0) {
  uint16_t number = 0;
  for (unsigned i = 0; i < unsigned(quick); ++i)
    number = uint16_t(number + kQuickVariants[i]);
  return uint16_t(number + variant);
}
#define QUICK(name, variants, cache)                                           \
  template <unsigned X> DX_HANDLER handle##name(DX_PARAMS);
#include "runtime-support/interpreter/QuickHandlers.def"

extern const Handler *const handlers;
extern const Handler *const pollHandlers;
extern const Handler *const traceHandlers;
inline HandlerTable asTable(const Handler *table) {
  return reinterpret_cast<HandlerTable>(table);
}

/// The handler of instructions without a form of their own: op.x is 0 in
/// \p function, and it does not look at op.pc.
template <OpFunction function, unsigned stride> DX_HANDLER handleOp(DX_PARAMS) {
  ts->framePc = pc;
  ts->frameRegisters = r;
  Op op{*ts, r, code, pc->a, pc->b, pc->c, 0, 0, pc + stride};
  if (function(op) != Flow::Next) [[unlikely]]
    DX_RAISE();
  pc += stride;
  DX_DISPATCH();
}
/// The same for instructions with an x, or whose function looks at op.pc: both
/// lie in the slot behind.
inline constexpr unsigned kStridePacked = 2;
inline Op packedOp(ThreadState *ts, const Slot *pc, Word *r, CodeObject *code) {
  return {*ts,
          r,
          code,
          pc->a,
          pc->b,
          pc->c,
          uint8_t(pc[1].word),
          uint32_t(pc[1].word >> 8),
          pc + kStridePacked};
}
template <OpFunction function> DX_HANDLER handlePackedOp(DX_PARAMS) {
  ts->framePc = pc;
  ts->frameRegisters = r;
  Op op = packedOp(ts, pc, r, code);
  if (function(op) != Flow::Next) [[unlikely]]
    DX_RAISE();
  pc += kStridePacked;
  DX_DISPATCH();
}
/// The same for conditional jumps.
template <OpFunction function> DX_HANDLER handleJumpOp(DX_PARAMS) {
  ts->framePc = pc;
  ts->frameRegisters = r;
  Op op{*ts, r, code, pc->a, pc->b, pc->c, 0, 0, pc + 1};
  Flow flow = function(op);
  if (flow == Flow::Error) [[unlikely]]
    DX_RAISE();
  pc += flow == Flow::Jump ? 1 + int16_t(pc->c) : 1;
  DX_DISPATCH();
}

// Inside handlers
// -----------------------------------------------------------------

/// Operations that may run Python code see the frame they come from.
inline void saveFrame(ThreadState *ts, const Slot *pc, Word *r) {
  ts->framePc = pc;
  ts->frameRegisters = r;
}

[[gnu::cold, clang::preserve_most]] void dropLast(ThreadState *ts, Word w,
                                                  const Slot *pc, Word *r);
[[gnu::cold, clang::preserve_most]] void dropForeign(ThreadState *ts, Word w,
                                                     const Slot *pc, Word *r);
/// release() in a handler.
inline void drop(ThreadState *ts, Word w, const Slot *pc, Word *r) {
  if (!isPointer(w))
    return;
  ObjectHeader *object = objectOf(w);
  if (object->owner == ts->id) [[likely]] {
    if (--object->strong == 0) [[unlikely]]
      dropLast(ts, w, pc, r);
  } else if (object->owner != 0) {
    dropForeign(ts, w, pc, r);
  }
}
/// retain() that leaves immortal objects alone without a call.
inline void hold(const ThreadState *ts, Word w) {
  if (!isPointer(w))
    return;
  ObjectHeader *object = objectOf(w);
  if (object->owner == ts->id) [[likely]] {
    if (int32_t(++object->strong) < 0) [[unlikely]]
      retainSlow(object);
  } else if (object->owner != 0) {
    retainSlow(object);
  }
}
/// Writes a result; \p X says whether a is a local.
template <unsigned X>
inline void put(ThreadState *ts, const Slot *pc, Word *r, uint16_t reg,
                Word value) {
  if constexpr (X & kDstLocal) {
    Word old = r[reg];
    r[reg] = value;
    drop(ts, old, pc, r);
  } else {
    r[reg] = value;
  }
}
inline int32_t jumpOf(const Slot *pc) { return int16_t(pc->c); }

} // namespace dxpy
