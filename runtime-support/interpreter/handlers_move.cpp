// Handlers: moves, constants, globals, cells, jumps.
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/shape.h"

namespace dxpy {

void dropLast(ThreadState *ts, Word w, const Slot *pc, Word *r) {
  saveFrame(ts, pc, r);
  deallocateNow(ts, objectOf(w));
}
void dropForeign(ThreadState *ts, Word w, const Slot *pc, Word *r) {
  saveFrame(ts, pc, r);
  releaseSlow(ts, objectOf(w));
}

// The ways out of the fast paths
// --------------------------------------------------

template <unsigned X> DX_HANDLER handleGeneric(DX_PARAMS) {
  Position at{pc, r, code};
  if (!stepQuick(at, *ts))
    return at.result;
  pc = at.pc;
  r = at.r;
  code = at.code;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleRaise(DX_PARAMS) {
  Position at{pc, r, code};
  if (!raiseAt(at, *ts))
    return at.result;
  pc = at.pc;
  r = at.r;
  code = at.code;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handlePoll(DX_PARAMS) {
  Position at{pc, r, code};
  if (!pollQuick(at, *ts))
    return at.result;
  pc = at.pc;
  r = at.r;
  code = at.code;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleTrace(DX_PARAMS) {
  Position at{pc, r, code};
  if (!traceQuick(at, *ts))
    return at.result;
  pc = at.pc;
  r = at.r;
  code = at.code;
  DX_DISPATCH();
}
template DX_HANDLER handleGeneric<0>(DX_PARAMS);
template DX_HANDLER handleRaise<0>(DX_PARAMS);
template DX_HANDLER handlePoll<0>(DX_PARAMS);
template DX_HANDLER handleTrace<0>(DX_PARAMS);

// Moves
// -----------------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleMove(DX_PARAMS) {
  Word w = r[pc->b];
  if constexpr (!(X & kBTemp))
    hold(ts, w);
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadConst(DX_PARAMS) {
  Word w = code->constants[pc->b];
  hold(ts, w);
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
/// Constants that need no count.
template <unsigned X> DX_HANDLER handleLoadImmortal(DX_PARAMS) {
  put<X>(ts, pc, r, pc->a, code->constants[pc->b]);
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadCell(DX_PARAMS) {
  Word w = reinterpret_cast<CellObject *>(r[pc->b])->value;
  if (w == kUndef) [[unlikely]]
    DX_SLOW();
  hold(ts, w);
  put<X>(ts, pc, r, pc->a, w);
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleStoreCell(DX_PARAMS) {
  auto *cell = reinterpret_cast<CellObject *>(r[pc->b]);
  Word w = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, w);
  Word old = slotTake(ts, &cell->header, &cell->value, w);
  drop(ts, old, pc, r);
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleCheckBound(DX_PARAMS) {
  if (r[pc->a] == kUndef) [[unlikely]]
    DX_SLOW();
  ++pc;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleDrop(DX_PARAMS) {
  drop(ts, r[pc->a], pc, r);
  ++pc;
  DX_DISPATCH();
}

template DX_HANDLER handleMove<0>(DX_PARAMS);
template DX_HANDLER handleMove<1>(DX_PARAMS);
template DX_HANDLER handleMove<2>(DX_PARAMS);
template DX_HANDLER handleMove<3>(DX_PARAMS);
template DX_HANDLER handleLoadConst<0>(DX_PARAMS);
template DX_HANDLER handleLoadConst<1>(DX_PARAMS);
template DX_HANDLER handleLoadImmortal<0>(DX_PARAMS);
template DX_HANDLER handleLoadImmortal<1>(DX_PARAMS);
template DX_HANDLER handleLoadCell<0>(DX_PARAMS);
template DX_HANDLER handleLoadCell<1>(DX_PARAMS);
template DX_HANDLER handleStoreCell<0>(DX_PARAMS);
template DX_HANDLER handleStoreCell<1>(DX_PARAMS);
template DX_HANDLER handleCheckBound<0>(DX_PARAMS);
template DX_HANDLER handleDrop<0>(DX_PARAMS);

// Globals
// ---------------------------------------------------------------------------

static Word nameOf(const CodeObject *code, const Slot *pc) {
  return code->names[code->code[pcIndex(code, pc)].b];
}

static bool fillGlobal(ThreadState *ts, Slot *pc, CodeObject *code) {
  QuickCode *quick = quickOf(code);
  Value name(nameOf(code, pc)), globals(quick->globals);
  Value builtins(quick->builtins);
  NameCell *global = dictReserveCell(*ts, globals, name);
  NameCell *builtin = global ? dictReserveCell(*ts, builtins, name) : nullptr;
  if (!builtin)
    return false;
  pc[1].word = reinterpret_cast<Word>(&global->value);
  pc[2].word = reinterpret_cast<Word>(&builtin->value);
  return true;
}

template <unsigned X> DX_HANDLER handleLoadGlobalEmpty(DX_PARAMS) {
  auto *slot = const_cast<Slot *>(pc);
  slot->handler = fillGlobal(ts, slot, code)
                      ? handlerNumber(Quick::LoadGlobal, X)
                      : handlerNumber(Quick::Generic);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleLoadGlobal(DX_PARAMS) {
  Word w = *reinterpret_cast<const Word *>(pc[1].word);
  if (w == kUndef) {
    w = *reinterpret_cast<const Word *>(pc[2].word);
    if (w == kUndef) [[unlikely]]
      DX_SLOW();
  }
  hold(ts, w);
  put<X>(ts, pc, r, pc->a, w);
  pc += 3;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleStoreGlobalEmpty(DX_PARAMS) {
  auto *slot = const_cast<Slot *>(pc);
  NameCell *cell = dictReserveCell(*ts, Value(quickOf(code)->globals),
                                   Value(nameOf(code, pc)));
  slot[1].word = reinterpret_cast<Word>(cell ? &cell->value : nullptr);
  slot->handler = cell ? handlerNumber(Quick::StoreGlobal, X)
                       : handlerNumber(Quick::Generic);
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleStoreGlobal(DX_PARAMS) {
  auto *cell = reinterpret_cast<Word *>(pc[1].word);
  Word old = *cell;
  if (old == kUndef || ts->heapMode) [[unlikely]]
    DX_SLOW();
  Word w = r[pc->a];
  if constexpr (!(X & kATemp))
    hold(ts, w);
  *cell = w;
  drop(ts, old, pc, r);
  pc += 2;
  DX_DISPATCH();
}
template DX_HANDLER handleLoadGlobalEmpty<0>(DX_PARAMS);
template DX_HANDLER handleLoadGlobalEmpty<1>(DX_PARAMS);
template DX_HANDLER handleLoadGlobal<0>(DX_PARAMS);
template DX_HANDLER handleLoadGlobal<1>(DX_PARAMS);
template DX_HANDLER handleStoreGlobalEmpty<0>(DX_PARAMS);
template DX_HANDLER handleStoreGlobalEmpty<1>(DX_PARAMS);
template DX_HANDLER handleStoreGlobal<0>(DX_PARAMS);
template DX_HANDLER handleStoreGlobal<1>(DX_PARAMS);

// Jumps
// -----------------------------------------------------------------------------

template <unsigned X> DX_HANDLER handleJump(DX_PARAMS) {
  pc += 1 + jumpOf(pc);
  DX_DISPATCH();
}

/// 0, 1; -1: only isTrue_py knows.
static inline int quickTruth(Word w) {
  if (isBool(w))
    return w == kTrue;
  if (isSmallInt(w))
    return w != smallIntWord(0);
  if (w == kNone)
    return 0;
  if (isPointer(w)) {
    uint32_t shape = objectOf(w)->shape;
    if (shape == shapeId(BuiltinShape::Str))
      return reinterpret_cast<StrObject *>(w)->byteLength != 0;
    if (shape == shapeId(BuiltinShape::List))
      return reinterpret_cast<ListObject *>(w)->length != 0;
    if (shape == shapeId(BuiltinShape::Tuple))
      return reinterpret_cast<TupleObject *>(w)->length != 0;
    if (shape == shapeId(BuiltinShape::Dict))
      return reinterpret_cast<DictObject *>(w)->length != 0;
    const TypeSlots &slots = shapeTable[shape]->type->slots;
    return slots.truth || slots.length ? -1 : 1;
  }
  if (isImmediateFloat(w))
    return immediateFloatValue(w) != 0;
  return -1;
}

template <unsigned X, bool wanted>
static inline bool tryJump(ThreadState *ts, const Slot *&pc, Word *r) {
  Word w = r[pc->a];
  int truth = quickTruth(w);
  if (truth < 0) [[unlikely]]
    return false;
  if constexpr (X & kATemp)
    drop(ts, w, pc, r);
  pc += bool(truth) == wanted ? 1 + jumpOf(pc) : 1;
  return true;
}
template <unsigned X> DX_HANDLER handleJumpIfTrue(DX_PARAMS) {
  if (!tryJump<X, true>(ts, pc, r)) [[unlikely]]
    DX_SLOW();
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleJumpIfFalse(DX_PARAMS) {
  if (!tryJump<X, false>(ts, pc, r)) [[unlikely]]
    DX_SLOW();
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleJumpIfNone(DX_PARAMS) {
  Word w = r[pc->a];
  if constexpr (X & kATemp)
    drop(ts, w, pc, r);
  pc += w == kNone ? 1 + jumpOf(pc) : 1;
  DX_DISPATCH();
}
template <unsigned X> DX_HANDLER handleJumpIfNotNone(DX_PARAMS) {
  Word w = r[pc->a];
  if constexpr (X & kATemp)
    drop(ts, w, pc, r);
  pc += w != kNone ? 1 + jumpOf(pc) : 1;
  DX_DISPATCH();
}
template DX_HANDLER handleJump<0>(DX_PARAMS);
template DX_HANDLER handleJumpIfTrue<0>(DX_PARAMS);
template DX_HANDLER handleJumpIfTrue<1>(DX_PARAMS);
template DX_HANDLER handleJumpIfFalse<0>(DX_PARAMS);
template DX_HANDLER handleJumpIfFalse<1>(DX_PARAMS);
template DX_HANDLER handleJumpIfNone<0>(DX_PARAMS);
template DX_HANDLER handleJumpIfNone<1>(DX_PARAMS);
template DX_HANDLER handleJumpIfNotNone<0>(DX_PARAMS);
template DX_HANDLER handleJumpIfNotNone<1>(DX_PARAMS);

} // namespace dxpy
