// Operations with a fast path that is inlined, and a cold half where that
// misses. Nothing on a fast path runs Python code or looks at frames, so only
// cold halves need to know where the function is.
#include "compiler/codegen/Entries.h"
#include "compiler/codegen/FunctionLowering.h"
#include "runtime-support/abi/frame_layout.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Op;

/// Loops, and operations that always call the runtime.
bool FunctionLowering::needsFrame(const dxir::Function &function) {
  if (function.unit->layout.registerCount > kColdFrameRegisters)
    return true;
  return any_of(function.blocks, [&](const dxir::Block &block) {
    return any_of(block.instructions, [&](dxir::InstId id) {
      const dxir::Instruction &inst = function.instruction(id);
      if (inst.op == Op::Next || inst.op == Op::Poll || inst.op == Op::Consume)
        return true;
      return inst.op == Op::Generic && !inst.hasFastPath();
    });
  });
}

/// Calls a cold half of the instruction at \p pc.
Value *FunctionLowering::withFrame(uint32_t pc, ColdHalf call) {
  if (framed) {
    storePc(pc);
    return call();
  }
  frame =
      callRuntime("dxEnterCold", {ts, function, codeWord(module, f.codeId)});
  storePc(pc);
  Value *result = call();
  callRuntime("dxLeaveCold", {ts, frame});
  frame = nullptr;
  return result;
}

/// \p fast or, where it is \p miss, what the cold half gives.
Value *FunctionLowering::orCold(const dxir::Instruction &inst, Value *fast,
                                uint64_t miss, Found found, Failure failure,
                                ColdHalf call) {
  auto *cold = newBlock("cold"), *done = newBlock("done");
  auto *hit = found == Found::Borrowed ? newBlock("hit") : done;
  BasicBlock *from = b.GetInsertBlock();
  b.CreateCondBr(b.CreateICmpNE(fast, ConstantInt::get(fast->getType(), miss)),
                 hit, cold, unlikely());
  bool lends = found == Found::Borrowed && f.value(inst.result()).lent;
  if (found == Found::Borrowed) {
    b.SetInsertPoint(hit);
    if (!lends)
      callRuntime("dxRetain", {ts, fast});
    from = b.GetInsertBlock();
    b.CreateBr(done);
  }
  b.SetInsertPoint(cold);
  Keepers before = lentKeepers();
  promoteLent();
  Value *other = withFrame(inst.pc, call);
  if (failure == Failure::Zero)
    raiseIfZero(other, inst);
  else if (failure == Failure::Negative)
    raiseIfNegative(other, inst);
  cold = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(fast->getType(), 2);
  result->addIncoming(fast, from);
  result->addIncoming(other, cold);
  mergeLent({{from, before}, {cold, lentKeepers()}});
  if (lends)
    lendResult(inst.result(), from, other, cold);
  return result;
}

FunctionLowering::Keepers FunctionLowering::lentKeepers() const {
  Keepers result;
  for (dxir::ValueId value : lent)
    result.push_back({value, keepers[value.index]});
  return result;
}

void FunctionLowering::setKeepers(const Keepers &saved) {
  for (auto [value, keeper] : saved)
    keepers[value.index] = keeper;
}

/// Gives references to the lent values that have none.
void FunctionLowering::promoteLent() {
  for (dxir::ValueId value : lent) {
    Value *&keeper = keepers[value.index];
    keeper = callRuntime("dxPromote", {ts, get(value), keeper});
  }
}

/// At the start of a join.
void FunctionLowering::mergeLent(ArrayRef<Way> ways) {
  for (auto [i, entry] : enumerate(ways.front().keepers)) {
    auto *merged = b.CreatePHI(b.getInt64Ty(), unsigned(ways.size()));
    for (const Way &way : ways)
      merged->addIncoming(way.keepers[i].second, way.from);
    keepers[entry.first.index] = merged;
  }
}

/// \p value has a reference of its own, \p owned, only if the cold half gave
/// it.
void FunctionLowering::lendResult(dxir::ValueId value, BasicBlock *fast,
                                  Value *owned, BasicBlock *cold) {
  auto *keeper = b.CreatePHI(b.getInt64Ty(), 2);
  keeper->addIncoming(i64(kUndef), fast);
  keeper->addIncoming(owned, cold);
  keepers[value.index] = keeper;
  lent.push_back(value);
}

namespace {

/// The fast path of an opcode on numbers, and its cold half with the number by
/// which that knows the operation.
struct NumberPath {
  StringRef fast, cold;
  unsigned operation = 0;
};

std::optional<NumberPath> numberPath(Opcode opcode) {
  switch (opcode) {
#define BINARY(name)                                                           \
  case Opcode::Binary##name:                                                   \
    return NumberPath{"dxTry" #name, "dxBinarySlow",                           \
                      unsigned(opcode) - unsigned(Opcode::BinaryAdd)};         \
  case Opcode::Inplace##name:                                                  \
    return NumberPath{"dxTry" #name, "dxInplaceSlow",                          \
                      unsigned(opcode) - unsigned(Opcode::InplaceAdd)};
    BINARY(Add)
    BINARY(Sub)
    BINARY(Mul)
    BINARY(TrueDiv)
    BINARY(FloorDiv)
    BINARY(Mod)
    BINARY(Pow)
    BINARY(LShift)
    BINARY(RShift)
    BINARY(And)
    BINARY(Or)
    BINARY(Xor)
    BINARY(MatMul)
#undef BINARY
#define COMPARE(name)                                                          \
  case Opcode::Compare##name:                                                  \
    return NumberPath{"dxTryCompare" #name, "dxCompareSlow",                   \
                      unsigned(opcode) - unsigned(Opcode::CompareLt)};
    COMPARE(Lt)
    COMPARE(Le)
    COMPARE(Eq)
    COMPARE(Ne)
    COMPARE(Gt)
    COMPARE(Ge)
#undef COMPARE
  case Opcode::Negative:
    return NumberPath{"dxTryNegative", "dxUnarySlow", 0};
  case Opcode::Positive:
    return NumberPath{"dxTryPositive", "dxUnarySlow", 1};
  case Opcode::Invert:
    return NumberPath{"dxTryInvert", "dxUnarySlow", 2};
  default:
    return std::nullopt;
  }
}

StringRef testPath(uint32_t comparison) {
  constexpr StringLiteral names[] = {"dxTryTestLt", "dxTryTestLe",
                                     "dxTryTestEq", "dxTryTestNe",
                                     "dxTryTestGt", "dxTryTestGe"};
  return names[comparison];
}

} // namespace

/// Operands of \p inst with what the runtime puts around them.
Value *FunctionLowering::callNumbers(const dxir::Instruction &inst,
                                     StringRef entry, unsigned operation) {
  SmallVector<Value *, 4> args{ts};
  for (dxir::ValueId operand : inst.operands)
    args.push_back(word(operand));
  args.push_back(i32(operation));
  return callRuntime(entry, args);
}

void FunctionLowering::test(const dxir::Instruction &inst) {
  Value *fast = callRuntime(testPath(inst.index),
                            {word(inst.operands[0]), word(inst.operands[1])});
  Value *truth =
      orCold(inst, fast, kMiss, Found::Owned, Failure::Negative,
             [&] { return callNumbers(inst, "dxTestSlow", inst.index); });
  setResult(inst, b.CreateICmpNE(truth, i32(0)));
}

bool FunctionLowering::arithmetic(const dxir::Instruction &inst) {
  auto path = numberPath(inst.opcode);
  if (!path)
    return false;
  SmallVector<Value *, 2> operands;
  for (dxir::ValueId operand : inst.operands)
    operands.push_back(word(operand));
  setResult(inst, orCold(inst, callRuntime(path->fast, operands), kError,
                         Found::Owned, Failure::Zero, [&] {
                           return callNumbers(inst, path->cold,
                                              path->operation);
                         }));
  return true;
}

/// bool(value) as an i1.
Value *FunctionLowering::truth(const dxir::Instruction &inst, Value *value) {
  Value *result = orCold(inst, callRuntime("dxTryTruth", {value}), kMiss,
                         Found::Owned, Failure::Negative, [&] {
                           return callRuntime("dxTruthSlow", {ts, value});
                         });
  return b.CreateICmpNE(result, i32(0));
}

/// Global names stand for classes and modules more often than other
/// expressions do.
bool FunctionLowering::mayBeNamespace(dxir::ValueId value) const {
  const dxir::Instruction *from = f.definition(value);
  return from && from->op == Op::Generic && from->opcode == Opcode::LoadGlobal;
}

Value *FunctionLowering::loadAttribute(const dxir::Instruction &inst) {
  Value *object = word(inst.operands[0]),
        *sites = cache(sizeof(AttributeCache));
  auto load = [&] {
    return orCold(inst, callRuntime("dxTryLoadAttr", {object, sites}), kUndef,
                  Found::Borrowed, Failure::Zero, [&] {
                    return callRuntime("dxLoadAttrSlow",
                                       {ts, object, name(inst.index), sites});
                  });
  };
  if (!mayBeNamespace(inst.operands[0]))
    return load();
  auto *hit = newBlock("hit"), *other = newBlock("other"),
       *done = newBlock("done");
  Value *known = callRuntime("dxTryLoadKnown", {object, sites});
  b.CreateCondBr(b.CreateICmpNE(known, i64(kError)), hit, other);
  b.SetInsertPoint(other);
  Keepers before = lentKeepers();
  Value *loaded = load();
  other = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(hit);
  bool lends = f.value(inst.result()).lent;
  if (!lends)
    callRuntime("dxRetain", {ts, known});
  hit = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(b.getInt64Ty(), 2);
  result->addIncoming(known, hit);
  result->addIncoming(loaded, other);
  if (lends) // known as lent from the load already
    before.push_back({inst.result(), i64(kUndef)});
  mergeLent({{hit, before}, {other, lentKeepers()}});
  return result;
}

/// Results: the function with the receiver, or any callable with undef.
void FunctionLowering::loadMethod(const dxir::Instruction &inst) {
  Value *object = word(inst.operands[0]),
        *sites = cache(sizeof(AttributeCache));
  dxir::ValueId function = inst.results[0], self = inst.results[1];
  bool keeps = inst.x & dxir::kKeepsReceiver;
  struct Loaded {
    Value *function, *self;
    Value *functionKeeper, *selfKeeper, *holder; ///< what is to be released
  };
  SmallVector<Loaded, 3> results;
  SmallVector<Way, 3> ways;
  auto *done = newBlock("done");
  auto fast = [&](StringRef entry, bool bindsObject) {
    auto *hit = newBlock("hit"), *next = newBlock("next");
    Value *method = callRuntime(entry, {object, sites});
    b.CreateCondBr(b.CreateICmpNE(method, i64(kError)), hit, next);
    b.SetInsertPoint(hit);
    if (!f.value(function).lent)
      callRuntime("dxRetain", {ts, method});
    Value *receiver =
        bindsObject ? object : callRuntime("dxKnownSelf", {sites});
    if (!f.value(self).lent)
      callRuntime("dxRetain", {ts, receiver});
    results.push_back({method, receiver, i64(kUndef), i64(kUndef), object});
    ways.push_back({b.GetInsertBlock(), lentKeepers()});
    b.CreateBr(done);
    b.SetInsertPoint(next);
  };
  fast("dxTryLoadMethod", true);
  if (mayBeNamespace(inst.operands[0]))
    fast("dxTryLoadKnown", false);
  promoteLent();
  Value *out = scratch(1);
  Value *method = withFrame(inst.pc, [&] {
    return callRuntime("dxLoadMethodSlow",
                       {ts, object, name(inst.index), sites, out});
  });
  raiseIfZero(method, inst);
  Value *receiver = b.CreateLoad(b.getInt64Ty(), out);
  if (keeps) // the receiver has its own reference, or there is none
    release(object, inst.pc);
  results.push_back({method, receiver, method, receiver, i64(kUndef)});
  ways.push_back({b.GetInsertBlock(), lentKeepers()});
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto merge = [&](Value *Loaded::*part) {
    auto *phi = b.CreatePHI(b.getInt64Ty(), 3);
    for (auto [result, way] : zip(results, ways))
      phi->addIncoming(result.*part, way.from);
    return phi;
  };
  set(function, merge(&Loaded::function));
  set(self, merge(&Loaded::self));
  mergeLent(ways);
  if (f.value(self).lent)
    keepers[self.index] = merge(&Loaded::selfKeeper);
  if (keeps)
    keepers[inst.operands[0].index] = merge(&Loaded::holder);
  if (f.value(function).lent) {
    keepers[function.index] = merge(&Loaded::functionKeeper);
    lent.push_back(function);
  }
}

void FunctionLowering::storeSubscript(const dxir::Instruction &inst,
                                      Value *object, Value *key, Value *value) {
  Value *old =
      orCold(inst, callRuntime("dxTryStoreSubscript", {ts, object, key, value}),
             kError, Found::Owned, Failure::None, [&] {
               Value *status = callRuntime("dxStoreSubscriptSlow",
                                           {ts, object, key, value});
               return b.CreateSelect(b.CreateICmpNE(status, i32(0)),
                                     i64(kUndef), i64(kError));
             });
  raiseIfZero(old, inst);
  release(old, inst.pc);
}

void FunctionLowering::poll(const dxir::Instruction &inst) {
  Value *requested = callRuntime("dxPollRequested", {ts});
  auto *cold = newBlock("poll"), *next = newBlock("next");
  b.CreateCondBr(b.CreateICmpEQ(requested, i32(0)), next, cold, unlikely());
  b.SetInsertPoint(cold);
  storePc(inst.pc);
  raiseIfZero(callRuntime("dxPollSlow", {ts}), inst);
  b.CreateBr(next);
  b.SetInsertPoint(next);
}

void FunctionLowering::checkBound(const dxir::Instruction &inst) {
  auto *unbound = newBlock("unbound"), *bound = newBlock("bound");
  b.CreateCondBr(b.CreateICmpNE(word(inst.operands[0]), i64(kUndef)), bound,
                 unbound, unlikely());
  b.SetInsertPoint(unbound);
  withFrame(inst.pc, [&] {
    return callRuntime("dxRaiseUnbound", {ts, frame, i32(inst.index)});
  });
  b.CreateBr(exitBlock(inst.state, true));
  b.SetInsertPoint(bound);
}

void FunctionLowering::drop(const dxir::Instruction &inst) {
  dxir::ValueId value = inst.operands[0];
  if (!f.value(value).type.isWord())
    return;
  llvm::erase(lent, value);
  // Blocks that come later in the order may own it elsewhere.
  Value *keeper = std::exchange(keepers[value.index], nullptr);
  release(keeper ? keeper : get(value), inst.pc);
}

/// Takes a reference away: what dies may run Python code.
void FunctionLowering::release(Value *value, uint32_t pc) {
  if (isa<ConstantInt>(value)) // undef: nothing is kept
    return;
  auto *next = newBlock("next");
  BasicBlock *from;
  Keepers before = lentKeepers();
  if (!inlined) { // the test for objects pays even where the rest is a call
    auto *object = newBlock("object");
    Value *tag = b.CreateAnd(value, i64(7));
    from = b.GetInsertBlock();
    b.CreateCondBr(b.CreateICmpEQ(tag, i64(0)), object, next);
    b.SetInsertPoint(object);
    promoteLent();
    withFrame(pc, [&] { return callRuntime("dxRelease", {ts, value}); });
  } else {
    auto *cold = newBlock("dies");
    Value *how = callRuntime("dxTryRelease", {ts, value});
    from = b.GetInsertBlock();
    b.CreateCondBr(b.CreateICmpEQ(how, i32(0)), next, cold);
    b.SetInsertPoint(cold);
    promoteLent();
    withFrame(pc,
              [&] { return callRuntime("dxReleaseSlow", {ts, value, how}); });
  }
  BasicBlock *cold = b.GetInsertBlock();
  b.CreateBr(next);
  b.SetInsertPoint(next);
  mergeLent({{from, before}, {cold, lentKeepers()}});
}

/// Opcodes of value words that have a fast path. False: the others.
bool FunctionLowering::fastPath(const dxir::Instruction &inst) {
  auto operand = [&](unsigned i) { return word(inst.operands[i]); };
  switch (inst.opcode) {
  case Opcode::LoadGlobal: {
    Value *cells = cache(sizeof(GlobalCache));
    setResult(inst, orCold(inst, callRuntime("dxTryLoadGlobal", {cells}),
                           kError, Found::Borrowed, Failure::Zero, [&] {
                             return callRuntime(
                                 "dxLoadGlobalSlow",
                                 {ts, function, name(inst.index), cells});
                           }));
    return true;
  }
  case Opcode::StoreGlobal: {
    Value *value = operand(0), *cells = cache(sizeof(GlobalCache));
    Value *old =
        orCold(inst, callRuntime("dxTryStoreGlobal", {ts, value, cells}),
               kError, Found::Owned, Failure::None, [&] {
                 Value *status = callRuntime(
                     "dxStoreGlobalSlow",
                     {ts, function, name(inst.index), value, cells});
                 return b.CreateSelect(b.CreateICmpNE(status, i32(0)),
                                       i64(kUndef), i64(kError));
               });
    raiseIfZero(old, inst);
    release(old, inst.pc);
    return true;
  }
  case Opcode::LoadAttr:
    setResult(inst, loadAttribute(inst));
    return true;
  case Opcode::StoreAttr: {
    Value *object = operand(1), *value = operand(0),
          *sites = cache(sizeof(AttributeCache));
    Value *old =
        orCold(inst, callRuntime("dxTryStoreAttr", {ts, object, value, sites}),
               kError, Found::Owned, Failure::None, [&] {
                 Value *status =
                     callRuntime("dxStoreAttrSlow",
                                 {ts, object, value, name(inst.index), sites});
                 return b.CreateSelect(b.CreateICmpNE(status, i32(0)),
                                       i64(kUndef), i64(kError));
               });
    raiseIfZero(old, inst);
    release(old, inst.pc);
    return true;
  }
  case Opcode::LoadMethod:
    loadMethod(inst);
    return true;
  case Opcode::LoadSubscr: {
    if (inst.operands.size() != 2)
      return false;
    Value *object = operand(0), *key = operand(1);
    setResult(inst, orCold(inst, callRuntime("dxTrySubscript", {object, key}),
                           kError, Found::Borrowed, Failure::Zero, [&] {
                             return callRuntime("dxSubscriptSlow",
                                                {ts, object, key});
                           }));
    return true;
  }
  case Opcode::StoreSubscr:
    if (inst.operands.size() != 3)
      return false;
    storeSubscript(inst, operand(1), operand(2), operand(0));
    return true;
  case Opcode::Unpack:
    unpack(inst);
    return true;
  case Opcode::Is:
    setResult(inst, callRuntime("dxIs", {operand(0), operand(1)}));
    return true;
  case Opcode::IsNot: {
    Value *same = callRuntime("dxIs", {operand(0), operand(1)});
    setResult(inst, b.CreateXor(same, i64(kTrue ^ kFalse)));
    return true;
  }
  case Opcode::Not:
    setResult(inst, truthWord(b.CreateNot(truth(inst, operand(0)))));
    return true;
  case Opcode::ToBool:
    setResult(inst, truthWord(truth(inst, operand(0))));
    return true;
  case Opcode::LoadCell: {
    auto raise = [&]() -> Value * {
      callRuntime("dxRaiseUnbound", {ts, frame, i32(inst.index)});
      return i64(kError);
    };
    setResult(inst, orCold(inst, callRuntime("dxTryLoadCell", {operand(0)}),
                           kError, Found::Borrowed, Failure::Zero, raise));
    return true;
  }
  case Opcode::StoreCell:
    release(callRuntime("dxExchangeCell", {ts, operand(1), operand(0)}),
            inst.pc);
    return true;
  case Opcode::CheckBound:
  case Opcode::DeleteLocal:
    checkBound(inst);
    return true;
  case Opcode::ListAppend: {
    Value *list = operand(1), *item = operand(0);
    orCold(inst, callRuntime("dxTryListAppend", {ts, list, item}), 0,
           Found::Owned, Failure::Zero,
           [&] { return callRuntime("dxListAppendSlow", {ts, list, item}); });
    return true;
  }
  default:
    return arithmetic(inst);
  }
}

} // namespace dxpy::codegen
