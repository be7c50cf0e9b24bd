// Functions that only calls see (Op::LocalFunction): their calls get the cells
// of the closure, with the stand-in of the code in place of the function. It is
// made only where a call takes the general way or native code leaves.
#include "compiler/codegen/Entries.h"
#include "compiler/codegen/FunctionLowering.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

const dxir::Instruction *
FunctionLowering::localFunction(dxir::ValueId value) const {
  const dxir::Instruction *from = f.definition(value);
  return from && from->op == dxir::Op::LocalFunction ? from : nullptr;
}

Value *FunctionLowering::standInWord(uint32_t code) {
  return b.CreatePtrToInt(standIn(module, code), b.getInt64Ty());
}

Value *FunctionLowering::freeCell(unsigned index) {
  if (f.feeds)
    return body->getArg(kFeedingCells + index);
  if (suspends || globalsSeen)
    return loadCell(b, function, index);
  return body->getArg(2 + dxir::parameterRegisters(*f.unit) + index);
}

Value *FunctionLowering::makeFunction(uint32_t code, Value *closure) {
  return callRuntime("dxMakeFunction", {ts, function, constant(code), closure,
                                        cache(sizeof(MakeFunctionCache))});
}

/// Would functions of \p code that are made here have the globals that its
/// stand-in stands for?
Value *FunctionLowering::isRunnable(uint32_t code) {
  Value *place = b.CreateIntToPtr(
      b.CreateAdd(function, i64(offsetof(FunctionObject, globals))),
      b.getPtrTy());
  return b.CreateICmpEQ(b.CreateLoad(b.getInt64Ty(), place),
                        loadGlobalsSeen(b, module, code));
}

/// The function after all, owned. 0: MemoryError.
Value *FunctionLowering::remakeFunction(const dxir::Instruction &local) {
  if (local.operands.empty())
    return makeFunction(local.index, i64(kNone));
  SmallVector<Value *, 4> cells;
  for (dxir::ValueId cell : local.operands)
    cells.push_back(callRuntime("dxRetain", {ts, word(cell)}));
  Value *count = i64(cells.size());
  Value *closure = callRuntime("dxMakeTuple", {ts, wordArray(cells), count});
  auto *closed = newBlock("closed"), *done = newBlock("made");
  BasicBlock *from = b.GetInsertBlock();
  b.CreateCondBr(b.CreateICmpNE(closure, i64(kError)), closed, done);
  b.SetInsertPoint(closed);
  Value *made = makeFunction(local.index, closure);
  callRuntime("dxRelease", {ts, closure});
  closed = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(b.getInt64Ty(), 2);
  result->addIncoming(i64(kError), from);
  result->addIncoming(made, closed);
  return result;
}

/// A call by the general way, of \p callee, which is the first operand.
Value *FunctionLowering::callLocalOrAny(const dxir::Instruction &inst,
                                        dxir::ValueId callee,
                                        ArrayRef<Value *> operands) {
  const dxir::Instruction *local = localFunction(callee);
  SmallVector<Value *, 8> words(operands);
  if (local) {
    words[0] = remakeFunction(*local);
    raiseIfZero(words[0], inst);
  }
  Value *result = callAny(inst, words, cache(sizeof(CallCache)));
  if (local)
    release(words[0], inst.pc);
  return result;
}

/// Calls its code with its cells.
Value *FunctionLowering::callLocal(const dxir::Instruction &inst,
                                   ArrayRef<Value *> operands) {
  uint32_t code = inst.callees.front();
  ArrayRef<Value *> passed = operands.drop_front();
  if (inst.opcode == Opcode::CallKw)
    passed = passed.drop_back();
  Arguments arguments = arrange(inst, code, passed);
  if (is_contained(arguments, nullptr)) // a default that it does not have
    return callLocalOrAny(inst, inst.operands[0], operands);
  auto *direct = newBlock("direct"), *other = newBlock("other"),
       *done = newBlock("called");
  b.CreateCondBr(isRunnable(code), direct, other);
  b.SetInsertPoint(direct);
  Value *known = callDirect(inst, code, operands[0], arguments, nullptr);
  direct = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(other);
  Value *general = callLocalOrAny(inst, inst.operands[0], operands);
  other = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(b.getInt64Ty(), 2);
  result->addIncoming(known, direct);
  result->addIncoming(general, other);
  return result;
}

} // namespace dxpy::codegen
