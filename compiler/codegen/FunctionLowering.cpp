// Frame, blocks, values and exits of a function.
#include "compiler/codegen/FunctionLowering.h"
#include "compiler/codegen/Entries.h"
#include "runtime-support/abi/generator_object.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Representation;
using dxir::TypeKind;

void FunctionLowering::run(llvm::Function *to) {
  body = to;
  if (shared.debugInfo)
    shared.debugInfo->describe(*body, *f.unit);
  else if (!framed) // short ones, to which it would be a good part of their
                    // time
    body->removeFnAttr("frame-pointer");
  values.resize(f.values.size());
  keepers.resize(f.values.size());
  counted.resize(f.values.size());
  pairs.resize(f.values.size());
  findPairs();
  exits.resize(f.states.size());
  prologue();
  std::vector<dxir::BlockId> order = f.reversePostorder();
  for (size_t i = 0; i < f.blocks.size(); ++i)
    blocks.push_back(nullptr);
  for (dxir::BlockId id : order)
    blocks[id.index] = newBlock("b");
  b.CreateBr(blocks[0]);
  for (dxir::BlockId id : order) {
    b.SetInsertPoint(blocks[id.index]);
    for (dxir::ValueId argument : f.block(id).arguments)
      set(argument, b.CreatePHI(typeOf(f.value(argument).type), 2));
  }
  for (dxir::BlockId id : order)
    block(id);
  finishReturn();
}

Type *FunctionLowering::typeOf(dxir::Type type) {
  switch (type.representation()) {
  case Representation::I1:
    return b.getInt1Ty();
  case Representation::F64:
    return b.getDoubleTy();
  default:
    return b.getInt64Ty();
  }
}

void FunctionLowering::prologue() {
  ts = body->getArg(0);
  function = body->getArg(1);
  ts->setName("ts");
  b.SetInsertPoint(newBlock("entry"));
  if (shared.debugInfo)
    shared.debugInfo->setPlace(b, *f.unit, f.blocks[0].pc);
  buffer = b.CreateAlloca(b.getInt64Ty(), i32(1), "buffer");
  leaveBlock = newBlock("leave_frame");
  returnBlock = newBlock("return");
  IRBuilder<> atLeave(leaveBlock);
  leftValue = atLeave.CreatePHI(b.getInt64Ty(), 4, "value");
  IRBuilder<> atReturn(returnBlock);
  returnValue = atReturn.CreatePHI(b.getInt64Ty(), 4, "result");
  if (f.feeds)
    refuseAfterExits();
  auto *ready = newBlock("ready");
  Value *entered;
  uint64_t refused = kError;
  if (suspends) {
    generator = function;
    auto at = [&](uint64_t offset) {
      return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), generator, offset);
    };
    function =
        b.CreateLoad(b.getInt64Ty(), at(offsetof(GeneratorObject, function)));
    taken = at(offsetof(GeneratorObject, registers));
    waitsAt = callRuntime("dxWaitsAt", {generator});
    frame = callRuntime("dxEnterGenerator",
                        {ts, generator, codeWord(module, f.codeId)});
    entered = b.CreateIsNotNull(frame);
  } else if (globalsSeen) { // entered at a loop: the frame is there
    frame = taken = body->getArg(2);
    entered = b.CreateICmpNE(
        callRuntime("dxEnterLoop", {function, globalsSeen}), i32(0));
    refused = kUndef;
  } else if (framed) {
    frame = callRuntime("dxEnter", {ts, function, codeWord(module, f.codeId)});
    entered = b.CreateIsNotNull(frame);
  } else {
    entered = b.CreateICmpNE(callRuntime("dxCheckDepth", {ts}), i32(0));
  }
  returnValue->addIncoming(i64(refused), b.GetInsertBlock());
  b.CreateCondBr(entered, ready, returnBlock, unlikely());
  b.SetInsertPoint(ready);
}

void FunctionLowering::finishReturn() {
  b.SetInsertPoint(leaveBlock);
  if (suspends)
    callRuntime("dxFinishGenerator", {ts, frame, generator});
  else if (globalsSeen)
    callRuntime("dxLeaveLoop", {frame});
  else if (framed)
    callRuntime("dxLeave", {ts, frame});
  returnValue->addIncoming(leftValue, leaveBlock);
  b.CreateBr(returnBlock);
  b.SetInsertPoint(returnBlock);
  b.CreateRet(returnValue);
  buffer->setOperand(0, i32(bufferWords));
}

MDNode *FunctionLowering::unlikely() {
  return MDBuilder(context).createBranchWeights(2000, 1);
}

/// Where the function is, for tracebacks and whoever looks at frames.
void FunctionLowering::storePc(uint32_t pc) {
  Constant *code = module.getOrInsertGlobal(
      formatv("dx.bytecode.{0}", f.codeId).str(), b.getInt8Ty());
  Value *place = b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), ts,
                                              offsetof(ThreadState, framePc));
  b.CreateStore(b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), code,
                                             pc * sizeof(dxpy::Instruction)),
                place);
}

Value *FunctionLowering::scratch(unsigned words) {
  bufferWords = std::max(bufferWords, words);
  return buffer;
}

Value *FunctionLowering::wordArray(ArrayRef<Value *> words, unsigned free) {
  Value *array = scratch(std::max<unsigned>(unsigned(words.size()) + free, 1));
  auto place = [&](size_t i) {
    return b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), array, i + free);
  };
  for (size_t i = 0; i < words.size(); ++i)
    b.CreateStore(words[i], place(i));
  return place(0);
}

Value *FunctionLowering::cache(size_t size) {
  auto *type = ArrayType::get(b.getInt64Ty(), size / 8);
  return new GlobalVariable(
      module, type, false, GlobalValue::InternalLinkage,
      ConstantAggregateZero::get(type),
      formatv("dx.cache.{0}.{1}", f.codeId, cacheCount++).str());
}

/// A word of the code object's constants or names, which the image defines.
static Value *loadImageWord(IRBuilder<> &b, Module &module, const Twine &symbol,
                            uint32_t index) {
  Constant *table =
      module.getOrInsertGlobal(symbol.str(), ArrayType::get(b.getInt64Ty(), 0));
  LoadInst *load =
      b.CreateLoad(b.getInt64Ty(),
                   b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), table, index));
  load->setMetadata(LLVMContext::MD_invariant_load,
                    MDNode::get(module.getContext(), {}));
  return load;
}

Value *FunctionLowering::name(uint32_t index) {
  return loadImageWord(b, module, "dx.names." + Twine(f.codeId), index);
}

Value *FunctionLowering::constant(uint32_t index) {
  const bytecode::Constant &c = f.unit->constants[index];
  switch (c.kind()) {
  case bytecode::ConstantKind::None:
    return i64(kNone);
  case bytecode::ConstantKind::Ellipsis:
    return i64(kEllipsis);
  case bytecode::ConstantKind::Bool:
    return i64(boolWord(c.asBool()));
  case bytecode::ConstantKind::Int:
    if (fitsSmallInt(c.asInt()))
      return i64(smallIntWord(c.asInt()));
    break;
  case bytecode::ConstantKind::Float:
    if (Word w = floatWordOrUnfit(c.asFloat()); isImmediateFloat(w))
      return i64(w);
    break;
  default:
    break;
  }
  return loadImageWord(b, module, "dx.constants." + Twine(f.codeId), index);
}

Value *FunctionLowering::word(dxir::ValueId id) {
  Value *value = get(id);
  switch (f.value(id).type.representation()) {
  case Representation::I1:
    return truthWord(value);
  case Representation::I64:
    return callRuntime("dxBoxInt", {ts, value});
  case Representation::F64:
    return callRuntime("dxBoxFloat", {ts, value});
  default:
    return value;
  }
}

void FunctionLowering::block(dxir::BlockId id) {
  b.SetInsertPoint(blocks[id.index]);
  ArrayRef<dxir::InstId> rest = f.block(id).instructions;
  while (!rest.empty()) {
    size_t dropped = dropTogether(rest);
    if (!dropped)
      instruction(f.instruction(rest.front()));
    rest = rest.drop_front(std::max<size_t>(dropped, 1));
  }
}

void FunctionLowering::terminator(const dxir::Instruction &inst) {
  if (globalsSeen && b.GetInsertBlock() == blocks[0])
    callRuntime("dxTakeRegisters", {frame}); // all are loaded by now
  switch (inst.op) {
  case dxir::Op::Return:
    leftValue->addIncoming(word(inst.operands[0]), b.GetInsertBlock());
    b.CreateBr(leaveBlock);
    return;
  case dxir::Op::Leave:
    b.CreateBr(exitBlock(inst.state, false));
    return;
  case dxir::Op::Resume:
    return resume(inst);
  case dxir::Op::Suspend:
    return suspend(inst);
  default:
    break;
  }
  BasicBlock *from = b.GetInsertBlock();
  for (const dxir::Edge &edge : inst.targets)
    for (auto [passed, argument] :
         zip(edge.arguments, f.block(edge.target).arguments))
      cast<PHINode>(get(argument))->addIncoming(get(passed), from);
  if (inst.op == dxir::Op::Branch)
    b.CreateBr(blocks[inst.targets[0].target.index]);
  else
    b.CreateCondBr(get(inst.operands[0]), blocks[inst.targets[0].target.index],
                   blocks[inst.targets[1].target.index]);
}

// Suspending ------------------------------------------------------------------

/// A generator may wait where native code does not go: in a handler.
void FunctionLowering::resume(const dxir::Instruction &inst) {
  auto *elsewhere = newBlock("elsewhere");
  auto *choice =
      b.CreateSwitch(waitsAt, elsewhere, unsigned(inst.targets.size()));
  uint32_t at = kNotStarted;
  for (const dxir::Edge &edge : inst.targets) {
    if (&edge != inst.targets.begin())
      at = f.block(edge.target).pc;
    choice->addCase(i32(at), blocks[edge.target.index]);
  }
  b.SetInsertPoint(elsewhere);
  returnValue->addIncoming(
      callRuntime("dxResumeInterpreted", {ts, frame, generator}), elsewhere);
  b.CreateBr(returnBlock);
}

void FunctionLowering::suspend(const dxir::Instruction &inst) {
  uint32_t firstFree = f.unit->layout.firstTemp - f.unit->layout.freeCount;
  std::vector<Value *> kept(inst.index);
  std::fill_n(kept.begin(), std::min(inst.index, firstFree), i64(kUndef));
  for (const dxir::StateEntry &entry : f.state(inst.state).entries)
    if (entry.reg < inst.index)
      kept[entry.reg] = word(entry.value);
  for (uint32_t reg = 0; reg < inst.index; ++reg)
    if (kept[reg] && (reg < firstFree || reg >= f.unit->layout.firstTemp))
      b.CreateStore(kept[reg],
                    b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), taken, reg));
  callRuntime("dxSuspend", {ts, frame, generator, i32(inst.index), i32(inst.pc),
                            i32(inst.x)});
  returnValue->addIncoming(word(inst.operands[0]), b.GetInsertBlock());
  b.CreateBr(returnBlock);
}

void FunctionLowering::send(const dxir::Instruction &inst) {
  storePc(inst.pc);
  Value *place = scratch(1);
  Value *how = callRuntime(
      "dxSend", {ts, word(inst.operands[1]), word(inst.operands[0]), place});
  raiseIfNegative(how, inst);
  set(inst.results[0], b.CreateLoad(b.getInt64Ty(), place));
  set(inst.results[1], b.CreateICmpNE(how, i32(0)));
}

// Exits -----------------------------------------------------------------------

/// What fills the interpreter's registers. A lent value gets a reference, and
/// what keeps it is released.
SmallVector<FunctionLowering::ExitValue, 16>
FunctionLowering::exitValues(const dxir::State &state, bool raises) {
  SmallVector<ExitValue, 16> result;
  for (const dxir::StateEntry &entry : state.entries) {
    Value *value = get(entry.value);
    if (const dxir::Instruction *local = localFunction(entry.value)) {
      // After a raise it is only dropped.
      result.push_back({entry.reg, ExitWord::Owned,
                        raises ? i64(kNone) : remakeFunction(*local)});
      continue;
    }
    switch (f.value(entry.value).type.representation()) {
    case Representation::I1:
      result.push_back(
          {entry.reg, ExitWord::Bool, b.CreateZExt(value, b.getInt64Ty())});
      continue;
    case Representation::I64:
      result.push_back({entry.reg, ExitWord::Int, value});
      continue;
    case Representation::F64:
      result.push_back(
          {entry.reg, ExitWord::Float, b.CreateBitCast(value, b.getInt64Ty())});
      continue;
    default:
      break;
    }
    Value *keeper = keepers[entry.value.index];
    bool moves = entry.owned && !keeper;
    if (entry.reg != dxir::kNoRegister || moves)
      result.push_back(
          {entry.reg, moves ? ExitWord::Owned : ExitWord::Borrowed, value});
    if (entry.owned && keeper)
      result.push_back({dxir::kNoRegister, ExitWord::Owned, keeper});
  }
  return result;
}

Constant *FunctionLowering::descriptor(uint32_t pc, bool raises,
                                       ArrayRef<ExitValue> exitValues) {
  SmallVector<Constant *, 8> entries;
  for (const ExitValue &exit : exitValues) {
    entries.push_back(ConstantInt::get(b.getInt16Ty(), exit.reg));
    entries.push_back(ConstantInt::get(b.getInt16Ty(), unsigned(exit.kind)));
  }
  Constant *counter = exitCounter ? static_cast<Constant *>(exitCounter)
                                  : ConstantPointerNull::get(b.getPtrTy());
  auto *table = ArrayType::get(b.getInt16Ty(), entries.size());
  Constant *data = ConstantStruct::getAnon(
      {counter, i32(pc), b.getInt16(uint16_t(exitValues.size())),
       b.getInt16(raises), ConstantArray::get(table, entries)});
  auto *global = new GlobalVariable(module, data->getType(), true,
                                    GlobalValue::PrivateLinkage, data, "exit");
  global->setAlignment(Align(8));
  return global;
}

BasicBlock *FunctionLowering::exitBlock(dxir::StateId id, bool raises) {
  const dxir::State &state = f.state(id);
  // What keeps a lent value differs from place to place.
  bool shared = none_of(state.entries, [&](const dxir::StateEntry &entry) {
    return keepers[entry.value.index] != nullptr;
  });
  BasicBlock *unshared = nullptr;
  BasicBlock *&known = shared ? exits[id.index][raises] : unshared;
  if (known)
    return known;
  known = newBlock(raises ? "raise" : "leave");
  IRBuilderBase::InsertPointGuard guard(b);
  b.SetInsertPoint(known);
  auto filled = exitValues(state, raises);
  Constant *place = descriptor(state.pc, raises, filled);
  SmallVector<Value *, 16> words;
  for (const ExitValue &exit : filled)
    words.push_back(exit.value);
  Value *array = wordArray(words);
  Value *result =
      f.feeds ? exitFeeding(place, array)
      : framed
          ? callRuntime(globalsSeen ? "dxExitLoop" : "dxExit",
                        {ts, frame, place, array})
          : callRuntime("dxExitCold", {ts, function, codeWord(module, f.codeId),
                                       place, array});
  returnValue->addIncoming(result, b.GetInsertBlock());
  b.CreateBr(returnBlock);
  return known;
}

void FunctionLowering::exitIf(Value *condition, const dxir::Instruction &inst,
                              bool raises) {
  if (shared.options.testing && !raises)
    condition = b.CreateOr(condition, testedExit(TestedExit::Guard));
  auto *next = newBlock("next");
  b.CreateCondBr(b.CreateNot(condition), next, exitBlock(inst.state, raises),
                 unlikely());
  b.SetInsertPoint(next);
}

void FunctionLowering::leaveIfTested(const dxir::Instruction &inst) {
  auto *next = newBlock("next");
  b.CreateCondBr(testedExit(TestedExit::Instruction),
                 exitBlock(inst.state, false), next);
  b.SetInsertPoint(next);
}

Value *FunctionLowering::testedExit(TestedExit kind) {
  auto *site = new GlobalVariable(module, b.getInt8Ty(), false,
                                  GlobalValue::InternalLinkage, b.getInt8(0),
                                  formatv("dx.tested.{0}", f.codeId).str());
  return b.CreateICmpNE(
      callRuntime("dxTestExit", {ts, site, i32(uint32_t(kind))}), i32(0));
}

void FunctionLowering::raiseIfZero(Value *result,
                                   const dxir::Instruction &inst) {
  if (!inst.state.valid())
    return; // an operation that cannot raise
  exitIf(b.CreateICmpEQ(result, ConstantInt::get(result->getType(), 0)), inst,
         true);
}

void FunctionLowering::raiseIfNegative(Value *status,
                                       const dxir::Instruction &inst) {
  exitIf(b.CreateICmpSLT(status, ConstantInt::get(status->getType(), 0)), inst,
         true);
}

} // namespace dxpy::codegen
