// Operations on value words that are calls of the runtime's entry points.
#include "compiler/codegen/FunctionLowering.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Op;

/// Is the state that of a raise, because something that the bytecode has in a
/// register does not exist: the slice of a subscript by bounds, a generator
/// that is consumed where it would be made?
static bool onlyRaises(const dxir::Instruction &inst) {
  return inst.op == Op::Consume ||
         (inst.op == Op::Generic &&
          ((inst.opcode == Opcode::LoadSubscr && inst.operands.size() == 4) ||
           (inst.opcode == Opcode::StoreSubscr && inst.operands.size() == 5)));
}

void FunctionLowering::instruction(const dxir::Instruction &inst) {
  if (shared.debugInfo)
    shared.debugInfo->setPlace(b, *f.unit, inst.pc);
  if (inst.state.valid() && shared.options.testing && inst.op != Op::Leave &&
      !onlyRaises(inst))
    leaveIfTested(inst);
  switch (inst.op) {
  case Op::Constant:
    return setResult(inst, constant(inst.index));
  case Op::ConstInt:
    return setResult(inst, i64(uint64_t(inst.integer)));
  case Op::ConstFloat:
    return setResult(
        inst,
        ConstantFP::get(context, APFloat(std::bit_cast<double>(inst.integer))));
  case Op::ConstBool:
    return setResult(inst, b.getInt1(inst.integer != 0));
  case Op::ConstWord:
    return setResult(inst, i64(uint64_t(inst.integer)));
  case Op::Parameter:
    return setResult(inst, body->getArg(2 + inst.index));
  case Op::TakenRegister:
    return setResult(
        inst,
        b.CreateLoad(b.getInt64Ty(), b.CreateConstInBoundsGEP1_64(
                                         b.getInt64Ty(), taken, inst.index)));
  case Op::Self:
    return setResult(inst, function);
  case Op::FreeCell:
    return setResult(inst, freeCell(inst.index));
  case Op::LocalFunction:
    return setResult(inst, standInWord(inst.callees.front()));
  case Op::Copy:
    return setResult(inst,
                     callRuntime("dxRetain", {ts, word(inst.operands[0])}));
  case Op::Drop:
    return drop(inst);
  case Op::Next:
    return setResult(inst, next(inst));
  case Op::Send:
    return send(inst);
  case Op::Feed:
    return feed(inst);
  case Op::Consume:
    return consume(inst);
  case Op::Truth:
    return setResult(inst, truth(inst, word(inst.operands[0])));
  case Op::Test:
    return test(inst);
  case Op::IsUndef:
    return setResult(inst, b.CreateICmpEQ(word(inst.operands[0]), i64(kUndef)));
  case Op::IsWord:
    return setResult(inst, b.CreateICmpEQ(word(inst.operands[0]),
                                          i64(uint64_t(inst.integer))));
  case Op::Poll:
    return poll(inst);
  case Op::Generic:
    return generic(inst);
  case Op::Branch:
  case Op::CondBranch:
  case Op::Return:
  case Op::Leave:
  case Op::Resume:
  case Op::Suspend:
    return terminator(inst);
  default:
    return typed(inst);
  }
}

void FunctionLowering::generic(const dxir::Instruction &inst) {
  if (fastPath(inst))
    return;
  assert(!inst.hasFastPath());
  storePc(inst.pc);
  if (!direct(inst))
    window(inst);
}

/// Opcodes with an entry point of their own. False: none.
bool FunctionLowering::direct(const dxir::Instruction &inst) {
  auto operand = [&](unsigned i) { return word(inst.operands[i]); };
  auto finish = [&](Value *result) {
    raiseIfZero(result, inst);
    if (!inst.results.empty())
      setResult(inst, result);
    return true;
  };
  auto isIn = [&] {
    Value *found = callRuntime("dxContains", {ts, operand(1), operand(0)});
    raiseIfNegative(found, inst);
    return b.CreateICmpNE(found, i32(0));
  };
  switch (inst.opcode) {
  case Opcode::LoadSubscr: // by bounds
    return finish(callRuntime("dxSubscriptSlice", {ts, operand(0), operand(1),
                                                   operand(2), operand(3)}));
  case Opcode::StoreSubscr:
    return finish(
        callRuntime("dxStoreSlice", {ts, operand(1), operand(2), operand(3),
                                     operand(4), operand(0)}));
  case Opcode::GetIter:
    getIterator(inst);
    return true;
  case Opcode::GetAwaitable:
    return finish(callRuntime("dxGetAwaitable", {ts, operand(0), i32(inst.x)}));
  case Opcode::GetYieldFromIter:
    return finish(callRuntime("dxGetYieldFromIter",
                              {ts, operand(0), i32(f.unit->flags)}));
  case Opcode::MakeCell:
    setResult(inst, callRuntime("dxMakeCell", {ts, operand(0)}));
    return true;
  case Opcode::MakeFunction:
    if (inst.x & ~kHasClosure)
      return false;
    return finish(makeFunction(inst.index, inst.x ? operand(0) : i64(kNone)));
  case Opcode::LoadSuperMethod:
    loadSuper(inst);
    return true;
  case Opcode::Call:
  case Opcode::CallKw:
  case Opcode::CallEx:
    call(inst);
    return true;
  case Opcode::In:
    setResult(inst, truthWord(isIn()));
    return true;
  case Opcode::NotIn:
    setResult(inst, truthWord(b.CreateNot(isIn())));
    return true;
  case Opcode::BuildTuple:
  case Opcode::BuildList: {
    SmallVector<Value *, 8> items;
    for (dxir::ValueId item : inst.operands)
      items.push_back(callRuntime("dxRetain", {ts, word(item)}));
    StringRef entry =
        inst.opcode == Opcode::BuildTuple ? "dxMakeTuple" : "dxMakeList";
    return finish(
        callRuntime(entry, {ts, wordArray(items), i64(items.size())}));
  }
  case Opcode::BuildString: {
    SmallVector<Value *, 8> parts;
    for (dxir::ValueId part : inst.operands)
      parts.push_back(word(part));
    return finish(callRuntime("dxBuildString",
                              {ts, wordArray(parts), i64(parts.size())}));
  }
  case Opcode::FormatValue: {
    Value *spec = inst.x & kHasFormatSpec ? operand(1) : i64(kUndef);
    return finish(callRuntime("dxFormat", {ts, operand(0), spec, i32(inst.x)}));
  }
  default:
    return false;
  }
}

/// What a call that is only iterated gave may be its iterator already.
void FunctionLowering::getIterator(const dxir::Instruction &inst) {
  Value *iterable = word(inst.operands[0]);
  auto cold = [&] { return callRuntime("dxIter", {ts, iterable}); };
  const dxir::Instruction *from = f.definition(inst.operands[0]);
  if (from && from->op == Op::Generic && from->opcode == Opcode::Call &&
      (from->x & dxir::kOnlyIterated))
    return setResult(inst,
                     orCold(inst, callRuntime("dxTryIter", {iterable}), kError,
                            Found::Borrowed, Failure::Zero, cold));
  Value *iterator = cold();
  raiseIfZero(iterator, inst);
  setResult(inst, iterator);
}

/// Results as those of LoadMethod. Where the site does not know the method, the
/// runtime looks for it; what needs more than that is run as a window.
void FunctionLowering::loadSuper(const dxir::Instruction &inst) {
  Value *super = word(inst.operands[0]), *cls = word(inst.operands[1]),
        *self = word(inst.operands[2]), *sites = cache(sizeof(AttributeCache));
  if (inst.x & 1)
    cls = callRuntime("dxTryLoadCell", {cls});
  auto *miss = newBlock("miss"), *hit = newBlock("hit"),
       *general = newBlock("general"), *done = newBlock("loaded");
  Value *known = callRuntime("dxTryLoadSuper", {super, cls, self, sites});
  auto *fast = b.GetInsertBlock();
  b.CreateCondBr(b.CreateICmpNE(known, i64(kError)), hit, miss);
  b.SetInsertPoint(miss);
  Value *found = callRuntime("dxLoadSuperSlow",
                             {ts, super, cls, self, name(inst.index), sites});
  b.CreateCondBr(b.CreateICmpNE(found, i64(kError)), hit, general);
  b.SetInsertPoint(hit);
  auto *method = b.CreatePHI(b.getInt64Ty(), 2);
  method->addIncoming(known, fast);
  method->addIncoming(found, miss);
  callRuntime("dxRetain", {ts, method});
  callRuntime("dxRetain", {ts, self});
  hit = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(general);
  window(inst);
  Value *others[] = {get(inst.results[0]), get(inst.results[1])};
  general = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  Value *own[] = {method, self};
  for (unsigned i = 0; i < 2; ++i) {
    auto *result = b.CreatePHI(b.getInt64Ty(), 2);
    result->addIncoming(own[i], hit);
    result->addIncoming(others[i], general);
    set(inst.results[i], result);
  }
}

/// Any other opcode: its operands in a window of temporaries, run by the
/// interpreter's general implementation.
void FunctionLowering::window(const dxir::Instruction &inst) {
  const dxir::OpcodeInfo &info = dxir::infoOf(inst.opcode);
  uint32_t first = f.unit->layout.firstTemp;
  unsigned next = 0, operand = 0;
  auto temporary = [&](unsigned i) {
    return b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), frame, first + i);
  };
  SmallVector<Value *, 8> words;
  WindowInstruction fields{inst.opcode, inst.x, 0, 0, 0, 0};
  auto place = [&](Operand kind, uint32_t &field, unsigned count) {
    field = first + next;
    for (unsigned i = 0; i < count; ++i, ++operand, ++next) {
      Value *value = word(inst.operands[operand]);
      words.push_back(
          kind == Operand::Peek ? value : callRuntime("dxRetain", {ts, value}));
    }
  };
  unsigned singles = 0; // the rest of the operands belongs to UseBase
  for (Operand kind : {info.a, info.b, info.c})
    singles += kind == Operand::Use || kind == Operand::Peek;
  auto fill = [&](Operand kind, uint32_t &field) {
    if (kind == Operand::Use || kind == Operand::Peek)
      place(kind, field, operand < inst.operands.size());
    else if (kind == Operand::UseBase)
      place(kind, field, unsigned(inst.operands.size()) - singles);
    else if (kind == Operand::Const || kind == Operand::Name ||
             kind == Operand::Count)
      field = inst.index;
  };
  fill(info.a, fields.a);
  fill(info.b, fields.b);
  fill(info.c, fields.c);
  if (!inst.results.empty())
    fields.a = first + next;
  for (auto [i, value] : enumerate(words))
    b.CreateStore(value, temporary(unsigned(i)));
  Constant *data = ConstantDataArray::get(
      context,
      ArrayRef(reinterpret_cast<const uint8_t *>(&fields), sizeof fields));
  auto *constantFields = new GlobalVariable(
      module, data->getType(), true, GlobalValue::PrivateLinkage, data, "op");
  constantFields->setAlignment(Align(4));
  raiseIfZero(callRuntime("dxRunInstruction", {ts, frame, constantFields}),
              inst);
  for (auto [i, result] : enumerate(inst.results))
    set(result, b.CreateLoad(b.getInt64Ty(), temporary(next + unsigned(i))));
}

} // namespace dxpy::codegen
