// Calls: of code that the site expects, of builtin functions that it knows, and
// of anything.
#include "compiler/codegen/Entries.h"
#include "compiler/codegen/FunctionLowering.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

using dxir::Op;

/// \p answer, or what \p general gives where it is 0.
Value *FunctionLowering::orGeneral(Value *answer, ColdHalf general) {
  auto *other = newBlock("other"), *done = newBlock("called");
  BasicBlock *from = b.GetInsertBlock();
  b.CreateCondBr(b.CreateICmpNE(answer, i64(kError)), done, other);
  b.SetInsertPoint(other);
  Value *any = general();
  other = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *result = b.CreatePHI(b.getInt64Ty(), 2);
  result->addIncoming(answer, from);
  result->addIncoming(any, other);
  return result;
}

/// range(...) for a loop needs no range.
Value *FunctionLowering::callIterated(const dxir::Instruction &inst,
                                      ArrayRef<Value *> operands) {
  Value *bounds[] = {i64(smallIntWord(0)), operands[1], i64(smallIntWord(1))};
  if (operands.size() > 2)
    llvm::copy(operands.drop_front(), bounds);
  return orGeneral(
      callRuntime("dxRangeIterator",
                  {ts, operands[0], bounds[0], bounds[1], bounds[2]}),
      [&] { return callAny(inst, operands, cache(sizeof(CallCache))); });
}

/// The fast path of the builtin function that a call expects by its name;
/// empty: none.
StringRef FunctionLowering::builtinCalled(const dxir::Instruction &inst) const {
  const dxir::Instruction *from = f.definition(inst.operands[0]);
  if (!from || from->op != Op::Generic || from->opcode != Opcode::LoadGlobal ||
      (inst.x & kCallHasSelf))
    return {};
  StringRef called = f.unit->names[from->index];
  size_t count = inst.operands.size() - 1;
  if (called == "len" && count == 1)
    return "dxTryLen";
  if (called == "isinstance" && count == 2)
    return "dxTryIsInstance";
  return {};
}

Value *FunctionLowering::callBuiltin(const dxir::Instruction &inst,
                                     ArrayRef<Value *> operands,
                                     StringRef fast) {
  Value *known = cache(sizeof(BuiltinCache));
  SmallVector<Value *, 4> args(operands);
  args.push_back(known);
  return orGeneral(callRuntime(fast, args), [&] {
    return callRuntime("dxCallBuiltin",
                       {ts, operands[0], wordArray(operands.drop_front(), 1),
                        i64(operands.size() - 1), cache(sizeof(CallCache)),
                        name(f.definition(inst.operands[0])->index), known});
  });
}

void FunctionLowering::call(const dxir::Instruction &inst) {
  SmallVector<Value *, 8> operands;
  for (dxir::ValueId operand : inst.operands)
    operands.push_back(word(operand));
  Value *result;
  if (inst.opcode == Opcode::CallEx) {
    Value *keywords = inst.x & kCallKeywordDict ? operands[2] : i64(0);
    result = callRuntime("dxCallEx", {ts, operands[0], operands[1], keywords});
  } else {
    result = callExpected(inst, operands);
  }
  raiseIfZero(result, inst);
  setResult(inst, result);
}

/// Compares the callable with the code that it is expected to have, and calls
/// that directly. Names of arguments come last.
Value *FunctionLowering::callExpected(const dxir::Instruction &inst,
                                      ArrayRef<Value *> operands) {
  if (inst.x & dxir::kOnlyIterated)
    return callIterated(inst, operands);
  if (inst.callees.empty() && inst.opcode == Opcode::Call)
    if (StringRef fast = builtinCalled(inst); !fast.empty())
      return callBuiltin(inst, operands, fast);
  if (inst.callees.empty())
    return callAny(inst, operands, cache(sizeof(CallCache)));
  if (inst.x & dxir::kCallsClass)
    return callClass(inst, operands);
  if (localFunction(inst.operands[0]))
    return callLocal(inst, operands);
  Value *callee = operands[0];
  ArrayRef<Value *> passed = operands.drop_front();
  if (inst.opcode == Opcode::CallKw)
    passed = passed.drop_back();
  auto *test = newBlock("function"), *other = newBlock("other"),
       *done = newBlock("called");
  Value *plain = b.CreateICmpNE(callRuntime("dxIsFunction", {callee}), i32(0));
  if (inst.x & kCallHasSelf)
    plain = b.CreateAnd(plain, b.CreateICmpNE(passed[0], i64(kUndef)));
  b.CreateCondBr(plain, test, other);
  SmallVector<Value *, 4> results;
  SmallVector<Way, 4> ways;
  Keepers before = lentKeepers();
  auto finish = [&](Value *result) {
    results.push_back(result);
    ways.push_back({b.GetInsertBlock(), lentKeepers()});
    b.CreateBr(done);
    setKeepers(before);
  };
  b.SetInsertPoint(test);
  for (uint32_t candidate : inst.callees) {
    auto *direct = newBlock("direct"), *next = newBlock("next");
    Value *globals = loadGlobalsSeen(b, module, candidate);
    Value *same = callRuntime("dxHasCode",
                              {callee, codeWord(module, candidate), globals});
    b.CreateCondBr(b.CreateICmpNE(same, i32(0)), direct, next);
    b.SetInsertPoint(direct);
    Arguments arguments = arrange(inst, candidate, passed);
    Value *defaults = defaultsFor(candidate, callee, arguments, next);
    finish(callDirect(inst, candidate, callee, arguments, defaults));
    b.SetInsertPoint(next);
  }
  b.CreateBr(other);
  b.SetInsertPoint(other);
  promoteLent();
  finish(callAny(inst, operands, cache(sizeof(CallCache))));
  b.SetInsertPoint(done);
  mergeLent(ways);
  auto *result = b.CreatePHI(b.getInt64Ty(), unsigned(results.size()));
  for (auto [value, way] : zip(results, ways))
    result->addIncoming(value, way.from);
  return result;
}

/// \p passed in the order of the parameters; null: left to its default.
FunctionLowering::Arguments
FunctionLowering::arrange(const dxir::Instruction &inst, uint32_t code,
                          ArrayRef<Value *> passed) {
  auto names = f.keywordNames(inst);
  auto order = dxir::bindArguments(*shared.codes.at(code),
                                   passed.size() - names->size(), *names);
  Arguments result;
  for (uint32_t i : *order)
    result.push_back(i == dxir::kDefault ? nullptr : passed[i]);
  return result;
}

/// Where the defaults lie from the first parameter on that is left to its own;
/// goes to \p other if \p callee has too few. Null: there are no such
/// parameters.
Value *FunctionLowering::defaultsFor(uint32_t code, Value *callee,
                                     ArrayRef<Value *> arguments,
                                     BasicBlock *other) {
  auto first = size_t(llvm::find(arguments, nullptr) - arguments.begin());
  if (first == arguments.size())
    return nullptr;
  auto *filled = newBlock("defaults");
  size_t count = shared.codes.at(code)->layout.argCount - first;
  Value *defaults = callRuntime("dxDefaults", {callee, i64(count)});
  b.CreateCondBr(b.CreateIsNull(defaults), other, filled, unlikely());
  b.SetInsertPoint(filled);
  return defaults;
}

/// Calls code with \p arguments and, for those that are null, the words from
/// \p defaults on. Code without a closure needs no more of its function than
/// all functions with it have, but generators have its names.
Value *FunctionLowering::callDirect(const dxir::Instruction &inst,
                                    uint32_t code, Value *callee,
                                    ArrayRef<Value *> arguments,
                                    Value *defaults) {
  const bytecode::CodeUnit &unit = *shared.codes.at(code);
  const dxir::Instruction *local =
      inst.x & dxir::kCallsClass ? nullptr : localFunction(inst.operands[0]);
  bool needsCallee = unit.layout.freeCount || (unit.flags & kCodeSuspends);
  SmallVector<Value *, 8> args{ts, needsCallee && !local ? callee
                                                         : standInWord(code)};
  SmallVector<Value *, 4> held; // the callee may replace its defaults
  auto first = size_t(llvm::find(arguments, nullptr) - arguments.begin());
  for (auto [i, passed] : enumerate(arguments)) {
    Value *argument = passed;
    if (!argument) {
      argument = callRuntime(
          "dxRetain",
          {ts, b.CreateLoad(b.getInt64Ty(),
                            b.CreateConstInBoundsGEP1_64(
                                b.getInt64Ty(), defaults, i - first))});
      held.push_back(argument);
    }
    args.push_back(argument);
  }
  auto parameters = unsigned(arguments.size());
  unsigned cells = local ? unsigned(local->operands.size()) : 0;
  for (unsigned i = 0; i < cells; ++i)
    args.push_back(word(local->operands[i]));
  llvm::Function *target = cells ? cellsEntry(module, code, parameters, cells)
                                 : directEntry(module, code, parameters);
  CallInst *call = b.CreateCall(target, args);
  call->setCallingConv(target->getCallingConv());
  for (Value *value : held)
    release(value, inst.pc);
  return call;
}

/// Makes the instance and calls the code of `__init__`, if the class is the one
/// that the site knows.
Value *FunctionLowering::callClass(const dxir::Instruction &inst,
                                   ArrayRef<Value *> operands) {
  uint32_t code = inst.callees.front();
  Value *site = cache(sizeof(CallCache));
  auto *known = newBlock("class"), *other = newBlock("other"),
       *make = newBlock("make"), *init = newBlock("init"),
       *failed = newBlock("failed"), *fine = newBlock("fine"),
       *done = newBlock("called");
  Value *globals = loadGlobalsSeen(b, module, code);
  Value *same = callRuntime(
      "dxIsClass", {operands[0], site, codeWord(module, code), globals});
  b.CreateCondBr(b.CreateICmpNE(same, i32(0)), known, other);
  b.SetInsertPoint(known);
  Value *function = b.CreateLoad(
      b.getInt64Ty(), b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), site,
                                                   offsetof(CallCache, init)));
  ArrayRef<Value *> passed = operands.drop_front();
  if (inst.opcode == Opcode::CallKw)
    passed = passed.drop_back();
  SmallVector<Value *, 8> withInstance{i64(kUndef)}; // is not made yet
  withInstance.append(passed.begin(), passed.end());
  Arguments arguments = arrange(inst, code, withInstance);
  Value *defaults = defaultsFor(code, function, arguments, other);
  Value *cell = callRuntime("dxTryNew", {ts, site});
  known = b.GetInsertBlock();
  b.CreateCondBr(b.CreateICmpNE(cell, i64(kError)), init, make, unlikely());
  b.SetInsertPoint(make);
  Value *made = callRuntime("dxNewSlow", {ts, site});
  raiseIfZero(made, inst);
  make = b.GetInsertBlock();
  b.CreateBr(init);
  b.SetInsertPoint(init);
  auto *instance = b.CreatePHI(b.getInt64Ty(), 2);
  instance->addIncoming(cell, known);
  instance->addIncoming(made, make);
  bool counted =
      shared.codes.at(code)->layout.freeCount; // it may be replaced meanwhile
  if (counted)
    callRuntime("dxRetain", {ts, function});
  arguments[0] = instance;
  Value *result = callDirect(inst, code, function, arguments, defaults);
  if (counted)
    release(function, inst.pc);
  b.CreateCondBr(b.CreateICmpEQ(result, i64(kNone)), fine, failed, unlikely());
  b.SetInsertPoint(failed);
  callRuntime("dxInitFailed", {ts, instance, result});
  b.CreateBr(exitBlock(inst.state, true));
  b.SetInsertPoint(fine);
  b.CreateBr(done);
  b.SetInsertPoint(other);
  Value *general = callAny(inst, operands, site);
  other = b.GetInsertBlock();
  b.CreateBr(done);
  b.SetInsertPoint(done);
  auto *value = b.CreatePHI(b.getInt64Ty(), 2);
  value->addIncoming(instance, fine);
  value->addIncoming(general, other);
  return value;
}

Value *FunctionLowering::callAny(const dxir::Instruction &inst,
                                 ArrayRef<Value *> operands, Value *site) {
  bool named = inst.opcode == Opcode::CallKw;
  Value *names = operands.back();
  if (named)
    operands = operands.drop_back();
  // In front of the arguments is a free word, which the callee may write.
  ArrayRef<Value *> passed = operands.drop_front();
  Value *array = wordArray(passed, 1), *count = i64(passed.size());
  if (inst.x & kCallHasSelf) {
    Value *absent = b.CreateICmpEQ(passed[0], i64(kUndef));
    array = b.CreateSelect(
        absent, b.CreateConstInBoundsGEP1_64(b.getInt64Ty(), array, 1), array);
    count = b.CreateSelect(absent, i64(passed.size() - 1), count);
  }
  if (!named)
    return callRuntime("dxCall", {ts, operands[0], array, count, site});
  // The names cover the last arguments: the count is of positional ones.
  Value *last = b.CreateLoad(
      b.getInt64Ty(),
      b.CreateIntToPtr(b.CreateAdd(names, i64(offsetof(TupleObject, length))),
                       b.getPtrTy()));
  return callRuntime("dxCallSlow",
                     {ts, operands[0], array, b.CreateSub(count, last), names});
}

} // namespace dxpy::codegen
