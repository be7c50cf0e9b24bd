// Instructions of DPB as operations of DXIR.
#include "compiler/dxir/FunctionBuilder.h"

namespace dxpy::dxir {

/// A comparison whose result only the jump behind it sees: no bool is made.
bool Builder::isTest(size_t index) const {
  const DecodedInstruction &inst = code[index];
  if (inst.op < Opcode::CompareLt || inst.op > Opcode::CompareGe ||
      index + 1 == code.size())
    return false;
  const DecodedInstruction &next = code[index + 1];
  return (next.op == Opcode::JumpIfTrue || next.op == Opcode::JumpIfFalse) &&
         next.a == inst.a && isTemporary(next.a) && !isLeader(next.pc);
}

void Builder::test(const DecodedInstruction &comparison,
                   const DecodedInstruction &jump) {
  Instruction to{Op::Test};
  to.index = uint32_t(comparison.op) - uint32_t(Opcode::CompareLt);
  llvm::SmallVector<uint32_t, 2> consumed;
  collect(Operand::Use, comparison.b, comparison, to, consumed);
  collect(Operand::Use, comparison.c, comparison, to, consumed);
  to.state = stateHere();
  ValueId condition =
      function.addResult(emitInst(std::move(to)), TypeKind::Bool, false);
  for (uint32_t reg : consumed)
    consume(reg);
  bool onTrue = jump.op == Opcode::JumpIfTrue;
  condBranch(condition, onTrue ? jump.target : jump.next,
             onTrue ? jump.next : jump.target);
}

/// BuildSlice whose object only the subscript behind it sees: no object is
/// made.
bool Builder::isSliceSubscript(size_t index) const {
  if (code[index].op != Opcode::BuildSlice || index + 1 == code.size())
    return false;
  const DecodedInstruction &next = code[index + 1];
  return (next.op == Opcode::LoadSubscr || next.op == Opcode::StoreSubscr) &&
         next.c == code[index].a && isTemporary(next.c) && !isLeader(next.pc);
}

/// The subscript with two or three bounds in place of its key.
void Builder::sliceSubscript(const DecodedInstruction &slice,
                             const DecodedInstruction &inst) {
  Instruction to{Op::Generic};
  to.opcode = inst.op;
  llvm::SmallVector<uint32_t, 8> consumed;
  if (inst.op == Opcode::StoreSubscr)
    collect(Operand::Use, inst.a, inst, to, consumed);
  collect(Operand::Use, inst.b, inst, to, consumed);
  for (uint32_t i = 0; i < slice.c; ++i)
    collect(Operand::Use, slice.b + i, slice, to, consumed);
  if (slice.c == 2)
    to.operands.push_back(constantWord(kNone, TypeKind::None));
  to.state = stateHere();
  InstId id = emitInst(std::move(to));
  ValueId result;
  if (inst.op == Opcode::LoadSubscr)
    result = function.addResult(id, TypeKind::Any, true);
  for (uint32_t reg : consumed)
    consume(reg);
  if (result.valid())
    write(inst.a, result, true);
}

void Builder::collectBase(uint32_t base, const DecodedInstruction &inst,
                          Instruction &to,
                          llvm::SmallVectorImpl<uint32_t> &consumed) {
  auto take = [&](uint32_t first, uint32_t count) {
    for (uint32_t reg = first; reg < first + count; ++reg) {
      to.operands.push_back(read(reg));
      consumed.push_back(reg);
    }
  };
  uint32_t count = baseOperandCount(inst.op, inst.x, inst.c);
  switch (inst.op) {
  case Opcode::Call:
  case Opcode::CallKw:
  case Opcode::CallEx: { // self's register is there even if nothing is in it
    bool self = inst.op != Opcode::CallEx && (inst.x & kCallHasSelf);
    take(base + kCallCallable, 1);
    take(base + kCallSelf, self);
    return take(base + kCallArgs, count - 1 - self);
  }
  default:
    take(base, count);
  }
}

void Builder::collect(Operand kind, uint32_t field,
                      const DecodedInstruction &inst, Instruction &to,
                      llvm::SmallVectorImpl<uint32_t> &consumed) {
  switch (kind) {
  case Operand::Use:
    to.operands.push_back(read(field));
    consumed.push_back(field);
    return;
  case Operand::Peek:
  case Operand::Local:
    to.operands.push_back(read(field));
    if (inst.op == Opcode::LoadCell || inst.op == Opcode::CheckBound ||
        inst.op == Opcode::DeleteLocal)
      to.index = field; // its name, when it is unbound
    return;
  case Operand::UseBase:
    collectBase(field, inst, to, consumed);
    return;
  case Operand::Const:
  case Operand::Name:
  case Operand::Count:
    to.index = field;
    return;
  default:
    return;
  }
}

void Builder::generic(const DecodedInstruction &inst) {
  const OpcodeInfo &info = infoOf(inst.op);
  Instruction to{Op::Generic};
  to.opcode = inst.op;
  to.x = inst.x;
  llvm::SmallVector<uint32_t, 8> consumed;
  bool hasSpec = inst.op != Opcode::FormatValue || (inst.x & kHasFormatSpec);
  if (info.a != Operand::Dst && info.a != Operand::DstBase)
    collect(info.a, inst.a, inst, to, consumed);
  collect(info.b, inst.b, inst, to, consumed);
  if (hasSpec)
    collect(info.c, inst.c, inst, to, consumed);
  if (to.effects() & kMayRaise)
    to.state = stateHere();
  InstId id = emitInst(std::move(to));
  llvm::SmallVector<std::pair<uint32_t, ValueId>, 2> results;
  Type type = inst.op == Opcode::MakeCell ? TypeKind::Cell : TypeKind::Any;
  for (uint32_t i = 0, count = resultCount(inst.op, inst.x, inst.c); i < count;
       ++i)
    results.push_back({inst.a + i, function.addResult(id, type, true)});
  for (uint32_t reg : consumed)
    consume(reg);
  bool discarded = (inst.op == Opcode::Call || inst.op == Opcode::CallKw ||
                    inst.op == Opcode::CallEx) &&
                   (inst.x & kCallDiscard);
  for (auto [reg, value] : results) {
    if (discarded) {
      Register dropped{value, true, true};
      release(dropped);
    } else {
      write(reg, value, true);
    }
  }
}

void Builder::copy(const DecodedInstruction &inst, bool consuming) {
  Register from = registers[inst.b];
  if (consuming && isTemporary(inst.b))
    registers[inst.b] = {};
  else
    from.owned = false;
  if (!isTemporary(inst.a))
    makeOwned(from);
  write(inst.a, from.value, from.owned);
}

void Builder::conditional(const DecodedInstruction &inst) {
  ValueId tested = read(inst.a);
  bool keeps =
      inst.op == Opcode::JumpIfTrueKeep || inst.op == Opcode::JumpIfFalseKeep;
  ValueId condition;
  if (inst.op == Opcode::JumpIfNone || inst.op == Opcode::JumpIfNotNone) {
    condition = emit(Op::IsWord, {tested}, TypeKind::Bool);
    function.instruction(function.value(condition).definition).integer =
        int64_t(kNone);
  } else {
    StateId state = stateHere();
    condition = emit(Op::Truth, {tested}, TypeKind::Bool);
    function.instruction(function.value(condition).definition).state = state;
  }
  if (!keeps)
    consume(inst.a);
  bool onTrue = inst.op == Opcode::JumpIfTrue ||
                inst.op == Opcode::JumpIfTrueKeep ||
                inst.op == Opcode::JumpIfNone;
  condBranch(condition, onTrue ? inst.target : inst.next,
             onTrue ? inst.next : inst.target);
}

void Builder::forIter(const DecodedInstruction &inst) {
  StateId state = stateHere();
  ValueId item = emit(Op::Next, {read(inst.b)}, TypeKind::Any, true);
  function.instruction(function.value(item).definition).state = state;
  ValueId ended = emit(Op::IsUndef, {item}, TypeKind::Bool);
  BlockId onEnd = function.addBlock(pc), onItem = function.addBlock(pc);
  Instruction fork{Op::CondBranch};
  fork.operands.push_back(ended);
  fork.targets.push_back({onEnd, {}});
  fork.targets.push_back({onItem, {}});
  emitInst(std::move(fork));
  Registers saved = registers;
  current = onEnd;
  Register undef{item, true, true};
  release(undef);
  consume(inst.b);
  branch(inst.next);
  registers = std::move(saved);
  current = onItem;
  write(inst.a, item, true);
  branch(inst.target);
}

void Builder::send(const DecodedInstruction &inst) {
  Instruction to{Op::Send};
  to.operands = {read(inst.a), read(inst.b)};
  to.state = stateHere();
  InstId id = emitInst(std::move(to));
  ValueId value = function.addResult(id, TypeKind::Any, true);
  ValueId yielded = function.addResult(id, TypeKind::Bool, false);
  consume(inst.a);
  write(inst.a, value, true);
  BlockId onYield = function.addBlock(pc), onReturn = function.addBlock(pc);
  Instruction fork{Op::CondBranch};
  fork.operands.push_back(yielded);
  fork.targets.push_back({onYield, {}});
  fork.targets.push_back({onReturn, {}});
  emitInst(std::move(fork));
  Registers saved = registers;
  current = onReturn;
  consume(inst.b);
  branch(inst.target);
  registers = std::move(saved);
  current = onYield;
  branch(inst.next);
}

/// What lives is in the generator's registers until the code behind the Yield
/// takes it from there.
void Builder::suspend(const DecodedInstruction &inst) {
  for (uint32_t reg = 0; reg < inst.a; ++reg)
    if (registers[reg].live && isVariable(reg))
      makeOwned(registers[reg]);
  Register given = registers[inst.b];
  bool own = inst.b < inst.a; // the register keeps what it gives
  if (own)
    given.owned = false;
  makeOwned(given);
  if (!own)
    registers[inst.b] = given;
  Instruction to{Op::Suspend};
  to.operands.push_back(given.value);
  to.index = inst.a;
  if ((inst.x & kYieldDelegates) && inst.c + 1 == inst.a)
    to.x = kDelegates;
  to.state = stateHere();
  if (own && function.value(given.value).owned)
    function.state(to.state).entries.push_back(
        {kNoRegister, given.value, true});
  pc = inst.next - 1; // without the prefix of a wide instruction
  emitInst(std::move(to));
  BlockId resumed = function.addBlock(pc);
  function.instruction(resume).targets.push_back({resumed, {}});
  current = resumed;
  for (uint32_t reg = 0; reg < registers.size(); ++reg) {
    Register &each = registers[reg];
    if (reg > inst.a)
      each = {};
    else if (reg == inst.a)
      each = takenRegister(reg);
    else if (!each.live || !isVariable(reg))
      continue;
    else if (function.value(each.value).type.kind == TypeKind::Undef)
      each.value = constantWord(kUndef, TypeKind::Undef);
    else
      each = takenRegister(reg);
  }
}

/// As if the consumer had resumed it with None at once.
void Builder::feed(const DecodedInstruction &inst) {
  Instruction to{Op::Feed};
  to.operands.push_back(read(inst.b));
  to.state = stateHere();
  ValueId enough =
      function.addResult(emitInst(std::move(to)), TypeKind::Bool, false);
  consume(inst.b);
  BlockId ends = function.addBlock(pc), goesOn = function.addBlock(pc);
  Instruction fork{Op::CondBranch};
  fork.operands.push_back(enough);
  fork.targets.push_back({ends, {}});
  fork.targets.push_back({goesOn, {}});
  emitInst(std::move(fork));
  Registers saved = registers;
  current = ends;
  for (Register &reg : registers)
    if (reg.live && reg.owned)
      release(reg);
  Instruction end{Op::Return};
  end.operands.push_back(constantWord(kTrue, TypeKind::BoolWord));
  emitInst(std::move(end));
  registers = std::move(saved);
  current = goesOn;
  write(inst.a, constantWord(kNone, TypeKind::None), false);
}

void Builder::returnValue(const DecodedInstruction &inst) {
  ValueId result = ownedValue(inst.a);
  for (Register &reg : registers)
    if (reg.live && reg.owned)
      release(reg);
  Instruction to{Op::Return};
  to.operands.push_back(result);
  emitInst(std::move(to));
  terminated = true;
}

void Builder::leave() {
  Instruction inst{Op::Leave};
  inst.state = stateHere();
  emitInst(std::move(inst));
  terminated = true;
}

/// The namespace of a module's body is its globals.
static Opcode globalForm(Opcode op) {
  switch (op) {
  case Opcode::LoadName:
    return Opcode::LoadGlobal;
  case Opcode::StoreName:
    return Opcode::StoreGlobal;
  case Opcode::DeleteName:
    return Opcode::DeleteGlobal;
  default:
    return op;
  }
}

void Builder::instruction(const DecodedInstruction &inst) {
  if (isLeft(inst.op))
    return leave();
  switch (inst.op) {
  case Opcode::Nop:
    return;
  case Opcode::Move:
    return copy(inst, true);
  case Opcode::Copy:
    return copy(inst, false);
  case Opcode::LoadConst: {
    Instruction to{Op::Constant};
    to.index = inst.b;
    return write(inst.a,
                 function.addResult(emitInst(std::move(to)),
                                    constantType(inst.b), false),
                 false);
  }
  case Opcode::Drop:
    return consume(inst.a);
  case Opcode::ClearLocal:
    return write(inst.a, constantWord(kUndef, TypeKind::Undef), true);
  case Opcode::DeleteLocal:
    generic(inst);
    return write(inst.a, constantWord(kUndef, TypeKind::Undef), true);
  case Opcode::Jump:
    return branch(inst.target);
  case Opcode::JumpIfTrue:
  case Opcode::JumpIfFalse:
  case Opcode::JumpIfTrueKeep:
  case Opcode::JumpIfFalseKeep:
  case Opcode::JumpIfNone:
  case Opcode::JumpIfNotNone:
    return conditional(inst);
  case Opcode::ForIter:
    return forIter(inst);
  case Opcode::Send:
    return send(inst);
  case Opcode::Yield:
    return function.feeds ? feed(inst) : suspend(inst);
  case Opcode::Return:
    return returnValue(inst);
  default:
    DecodedInstruction form = inst;
    form.op = globalForm(inst.op);
    return generic(form);
  }
}

} // namespace dxpy::dxir
