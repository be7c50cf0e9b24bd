// Generator expressions that a builtin consumes where they are made: their code
// runs as a function that feeds the consumer, and no generator exists unless it
// leaves native code.
#include "compiler/codegen/Entries.h"
#include "compiler/codegen/FunctionLowering.h"

using namespace llvm;

namespace dxpy::codegen {

/// The parameters of a FeedingBody besides those of all functions.
namespace argument {
enum : unsigned { Consumer = 3, Result = 4 };
}

/// The start of a function that feeds.
void FunctionLowering::refuseAfterExits() {
  auto *enters = newBlock("enters");
  Value *enabled = b.CreateICmpULT(b.CreateLoad(b.getInt32Ty(), exitCounter),
                                   i32(shared.maxExits()));
  returnValue->addIncoming(i64(kUndef), b.GetInsertBlock());
  b.CreateCondBr(enabled, enters, returnBlock, unlikely());
  b.SetInsertPoint(enters);
}

void FunctionLowering::feed(const dxir::Instruction &inst) {
  Value *how = callRuntime("dxFeed", {ts, body->getArg(argument::Consumer),
                                      body->getArg(argument::Result),
                                      word(inst.operands[0])});
  // No failing mode leaves here: the item may have been taken.
  auto *taken = newBlock("taken");
  b.CreateCondBr(b.CreateICmpSGE(how, i32(0)), taken,
                 exitBlock(inst.state, false), unlikely());
  b.SetInsertPoint(taken);
  setResult(inst, b.CreateICmpNE(how, i32(0)));
}

CallInst *FunctionLowering::exitFeeding(Constant *place, Value *array) {
  Value *entered = framed ? frame : ConstantPointerNull::get(b.getPtrTy());
  return callRuntime("dxExitFeeding",
                     {ts, entered, function, codeWord(module, f.codeId), place,
                      array, body->getArg(argument::Consumer),
                      body->getArg(argument::Result)});
}

/// What the consumer gives, fed; goes to \p refused where the generator's code
/// does not run so any more.
Value *FunctionLowering::feedConsumer(const dxir::Instruction &inst,
                                      BasicBlock *refused) {
  IRBuilder<> atStart(&body->getEntryBlock(), body->getEntryBlock().begin());
  Value *place = atStart.CreateAlloca(b.getInt64Ty());
  auto *fed = newBlock("fed"), *unfed = newBlock("unfed");
  Value *consumer = i32(inst.index);
  Value *first = callRuntime("dxStartFeed", {ts, consumer});
  raiseIfZero(first, inst);
  b.CreateStore(first, place);
  uint32_t code = inst.callees.front();
  SmallVector<Value *, 8> args{ts, word(inst.operands[1]),
                               word(inst.operands[2]), consumer, place};
  unsigned cells = shared.codes.at(code)->layout.freeCount;
  const dxir::Instruction *local = localFunction(inst.operands[1]);
  for (unsigned i = 0; i < cells; ++i)
    args.push_back(local ? word(local->operands[i]) : loadCell(b, args[1], i));
  llvm::Function *target = feedEntry(module, code, cells);
  CallInst *how = b.CreateCall(target, args);
  how->setCallingConv(target->getCallingConv());
  b.CreateCondBr(b.CreateICmpNE(how, i64(kUndef)), fed, unfed);
  b.SetInsertPoint(unfed);
  callRuntime("dxRelease", {ts, first});
  b.CreateBr(refused);
  b.SetInsertPoint(fed);
  Value *result = callRuntime("dxFinishFeed", {ts, consumer, place, how});
  raiseIfZero(result, inst);
  return result;
}

void FunctionLowering::consume(const dxir::Instruction &inst) {
  Value *callee = word(inst.operands[0]), *maker = word(inst.operands[1]);
  const dxir::Instruction *local = localFunction(inst.operands[1]);
  uint32_t code = inst.callees.front();
  storePc(inst.pc);
  auto *feeds = newBlock("feeds"), *other = newBlock("other"),
       *done = newBlock("consumed");
  Value *known = callRuntime(
      "dxIsConsumer",
      {ts, callee, i32(inst.index), cache(sizeof(BuiltinCache)), maker,
       codeWord(module, code), loadGlobalsSeen(b, module, code)});
  Value *fits = b.CreateICmpNE(known, i32(0));
  if (local)
    fits = b.CreateAnd(fits, isRunnable(code));
  b.CreateCondBr(fits, feeds, other);
  b.SetInsertPoint(feeds);
  Value *fed = feedConsumer(inst, other);
  feeds = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(other);
  Value *generator =
      callLocalOrAny(inst, inst.operands[1], {maker, word(inst.operands[2])});
  raiseIfZero(generator, inst);
  Value *consumed =
      callAny(inst, {callee, generator}, cache(sizeof(CallCache)));
  release(generator, inst.pc);
  raiseIfZero(consumed, inst);
  other = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(b.getInt64Ty(), 2);
  result->addIncoming(fed, feeds);
  result->addIncoming(consumed, other);
  setResult(inst, result);
}

} // namespace dxpy::codegen
