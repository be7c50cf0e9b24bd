// DPB -> DXIR. One pass over the blocks in reverse postorder with a map from
// registers to values. Blocks where control joins get an argument for every
// register; those that turn out to be the same value on all edges are removed
// at the end.
//
// Ownership: a register owns its value, except that (1) parameters are borrowed
// from the caller unless the code changes them, (2) a temporary that copies a
// local borrows it until the local changes. So a reference is added only where
// the lender goes away first.
//
// Code that suspends has its registers in the generator between two runs, as
// the interpreter would leave them, so either may resume the other's work: the
// code behind a Yield is a second start, with registers taken from there.
#include "compiler/dxir/FunctionBuilder.h"

namespace dxpy::dxir {

bool Builder::borrowedParameter(uint32_t reg) const {
  const CodeLayout &layout = unit.layout;
  uint32_t firstFree = layout.localCount + layout.cellCount;
  if (reg >= firstFree && reg < layout.firstTemp)
    return true; // free variables are held by the closure
  return !loop && !function.suspends() && reg < parameterRegisters(unit) &&
         !(unit.localKinds[reg] & (kLocalOwned | kLocalCell));
}

InstId Builder::emitInst(Instruction inst) {
  inst.pc = pc;
  return function.append(current, std::move(inst));
}

ValueId Builder::emit(Op op, llvm::ArrayRef<ValueId> operands, Type type,
                      bool owned) {
  Instruction inst{op};
  inst.operands.assign(operands.begin(), operands.end());
  InstId id = emitInst(std::move(inst));
  return function.addResult(id, type, owned);
}

ValueId Builder::constantWord(Word word, Type type) {
  Instruction inst{Op::ConstWord};
  inst.integer = int64_t(word);
  return function.addResult(emitInst(std::move(inst)), type, false);
}

/// Images and immediates: nothing to count.
bool Builder::isImmortal(ValueId value) const {
  const Instruction *from = function.definition(value);
  return function.value(value).type.isImmediate() ||
         (from && from->op == Op::Constant);
}

Type Builder::constantType(uint32_t index) const {
  const bytecode::Constant &constant = unit.constants[index];
  switch (constant.kind()) {
  case bytecode::ConstantKind::None:
    return TypeKind::None;
  case bytecode::ConstantKind::Bool:
    return TypeKind::BoolWord;
  case bytecode::ConstantKind::Int:
    return fitsSmallInt(constant.asInt()) ? TypeKind::SmallInt : TypeKind::Int;
  case bytecode::ConstantKind::BigInt:
    return TypeKind::Int;
  case bytecode::ConstantKind::Float:
    return TypeKind::Float;
  case bytecode::ConstantKind::Str:
    return TypeKind::Str;
  case bytecode::ConstantKind::Bytes:
    return TypeKind::Bytes;
  case bytecode::ConstantKind::Tuple:
    return TypeKind::Tuple;
  default:
    return TypeKind::Any;
  }
}

/// The registers as the interpreter has them before the instruction at `pc`.
StateId Builder::stateHere() {
  State state;
  state.pc = pc;
  for (uint32_t reg = 0; reg < registers.size(); ++reg) {
    const Register &from = registers[reg];
    if (from.live && function.value(from.value).type.kind != TypeKind::Undef)
      state.entries.push_back({reg, from.value, from.owned});
  }
  return function.addState(std::move(state));
}

/// Gives up what \p reg owns: to a temporary that borrows it, else by a drop.
void Builder::release(Register &reg) {
  bool owned = reg.owned;
  ValueId value = reg.value;
  reg = {};
  if (!owned || isImmortal(value))
    return;
  for (uint32_t i = 0; i < registers.size(); ++i) {
    Register &other = registers[i];
    if (other.live && !other.owned && other.value == value && isVariable(i)) {
      other.owned = true;
      return;
    }
  }
  Instruction drop{Op::Drop};
  drop.operands.push_back(value);
  emitInst(std::move(drop));
}

void Builder::write(uint32_t reg, ValueId value, bool owned) {
  Register old = registers[reg];
  registers[reg] = {value, owned, true};
  if (old.live)
    release(old);
}

void Builder::consume(uint32_t reg) {
  if (!isTemporary(reg))
    return;
  Register old = registers[reg];
  registers[reg] = {};
  release(old);
}

void Builder::makeOwned(Register &reg) {
  if (!reg.owned && !isImmortal(reg.value))
    reg.value =
        emit(Op::Copy, {reg.value}, function.value(reg.value).type, true);
  reg.owned = true;
}

/// The value of \p reg with a reference for the reader: a temporary gives its
/// own.
ValueId Builder::ownedValue(uint32_t reg) {
  Register copy = registers[reg];
  makeOwned(copy);
  if (isTemporary(reg) || registers[reg].owned)
    registers[reg] = {};
  return copy.value;
}

Register Builder::takenRegister(uint32_t reg) {
  Instruction inst(Op::TakenRegister);
  inst.index = reg;
  bool owned = isVariable(reg);
  return {function.addResult(emitInst(std::move(inst)), TypeKind::Any, owned),
          owned, true};
}

Register Builder::freeCell(uint32_t reg) {
  Instruction inst(Op::FreeCell);
  inst.index = reg - (unit.layout.firstTemp - unit.layout.freeCount);
  return {function.addResult(emitInst(std::move(inst)), TypeKind::Cell, false),
          false, true};
}

/// Entered at a loop: every register comes from the interpreter.
void Builder::buildLoopEntry() {
  registers.assign(unit.layout.registerCount, {});
  current = function.addBlock(start);
  for (uint32_t reg : loop->registers)
    registers[reg] = takenRegister(reg);
  for (const Register &reg : registers)
    entryValues.push_back(reg.value);
  branch(start);
}

/// Entered where a generator waits, at first at its start.
void Builder::buildResumedEntry() {
  registers.assign(unit.layout.registerCount, {});
  current = function.addBlock(0);
  const CodeLayout &layout = unit.layout;
  uint32_t firstFree = layout.firstTemp - layout.freeCount;
  for (uint32_t reg = firstFree; reg < layout.firstTemp; ++reg)
    registers[reg] = freeCell(reg);
  for (const Register &reg : registers)
    entryValues.push_back(reg.value);
  Instruction inst(Op::Resume);
  BlockId first = function.addBlock(0);
  inst.targets.push_back({first, {}});
  resume = emitInst(std::move(inst));
  current = first;
  for (uint32_t reg = 0; reg < firstFree; ++reg)
    registers[reg] =
        reg < parameterRegisters(unit)
            ? takenRegister(reg)
            : Register{constantWord(kUndef, TypeKind::Undef), true, true};
  branch(0);
}

void Builder::buildEntry() {
  registers.assign(unit.layout.registerCount, {});
  current = function.addBlock(0);
  const CodeLayout &layout = unit.layout;
  uint32_t parameters = parameterRegisters(unit);
  uint32_t firstFree = layout.localCount + layout.cellCount;
  for (uint32_t reg = 0; reg < layout.firstTemp; ++reg) {
    if (reg >= firstFree) {
      registers[reg] = freeCell(reg);
    } else if (reg < parameters) {
      Instruction inst{Op::Parameter};
      inst.index = reg;
      registers[reg] = {
          function.addResult(emitInst(std::move(inst)), TypeKind::Any, false),
          false, true};
      if (isVariable(reg))
        makeOwned(registers[reg]);
    } else {
      registers[reg] = {constantWord(kUndef, TypeKind::Undef), true, true};
    }
  }
  for (const Register &reg : registers)
    entryValues.push_back(reg.value);
  branch(0);
}

/// The edge to the block at \p target with its arguments, which own what they
/// carry.
Edge Builder::edgeTo(uint32_t target) {
  if (leaders.lookup(target) < 2 && !loopHeaders.lookup(target)) {
    BlockId block = function.addBlock(target);
    blockByPc[target] = block;
    incoming[target] = registers;
    return {block, {}};
  }
  auto [it, isNew] = argumentRegisters.try_emplace(target);
  if (isNew) {
    BlockId block = function.addBlock(target);
    blockByPc[target] = block;
    for (uint32_t reg = 0; reg < registers.size(); ++reg)
      if (registers[reg].live && isVariable(reg)) {
        it->second.push_back(reg);
        function.block(block).arguments.push_back(
            function.addValue(TypeKind::Any, true, block, {}));
      }
  }
  Edge edge{blockByPc[target], {}};
  for (uint32_t reg : it->second)
    edge.arguments.push_back(registers[reg].value);
  return edge;
}

void Builder::branch(uint32_t target) {
  if (loop && (target < loopBegin || target >= loopEnd)) {
    pc = target; // the interpreter goes on behind the loop
    return leave();
  }
  if (leaders.lookup(target) >= 2 || loopHeaders.lookup(target))
    for (uint32_t reg = 0; reg < registers.size(); ++reg)
      if (registers[reg].live && isVariable(reg))
        makeOwned(registers[reg]);
  Instruction inst{Op::Branch};
  inst.targets.push_back(edgeTo(target));
  emitInst(std::move(inst));
  terminated = true;
}

void Builder::condBranch(ValueId condition, uint32_t truePc, uint32_t falsePc) {
  BlockId onTrue = function.addBlock(pc), onFalse = function.addBlock(pc);
  Instruction inst{Op::CondBranch};
  inst.operands.push_back(condition);
  inst.targets.push_back({onTrue, {}});
  inst.targets.push_back({onFalse, {}});
  emitInst(std::move(inst));
  Registers saved = registers;
  current = onTrue;
  branch(truePc);
  registers = std::move(saved);
  current = onFalse;
  branch(falsePc);
}

void Builder::buildBlock(uint32_t blockPc) {
  auto found = blockByPc.find(blockPc);
  if (found == blockByPc.end())
    return; // only reached from code that leaves
  current = found->second;
  terminated = false;
  if (auto join = argumentRegisters.find(blockPc);
      join != argumentRegisters.end()) {
    function.block(current).loopHeader = loopHeaders.lookup(blockPc);
    Registers merged(unit.layout.registerCount);
    for (uint32_t reg = 0; reg < unit.layout.firstTemp; ++reg)
      if (!isVariable(reg))
        merged[reg] = {entryValues[reg], false, true};
    for (auto [reg, argument] :
         llvm::zip(join->second, function.block(current).arguments))
      merged[reg] = {argument, true, true};
    registers = std::move(merged);
  } else {
    registers = std::move(incoming[blockPc]);
  }
  pc = blockPc;
  if (loopHeaders.lookup(blockPc)) {
    Instruction poll(Op::Poll);
    poll.state = stateHere();
    emitInst(std::move(poll));
  }
  for (size_t i = indexOf(blockPc); !terminated; ++i) {
    pc = code[i].pc;
    if (code[i].pc != blockPc && isLeader(code[i].pc)) {
      branch(code[i].pc);
      break;
    }
    if (isTest(i)) {
      test(code[i], code[i + 1]);
      break;
    }
    if (isSliceSubscript(i)) {
      pc = code[i + 1].pc;
      sliceSubscript(code[i], code[i + 1]);
      ++i;
      continue;
    }
    instruction(code[i]);
  }
}

Function Builder::run() {
  findBlocks();
  if (loop)
    buildLoopEntry();
  else if (function.suspends())
    buildResumedEntry();
  else
    buildEntry();
  for (uint32_t block : order)
    buildBlock(block);
  recordLoops();
  removeTrivialArguments();
  for (size_t b = 0; b < function.blocks.size(); ++b)
    for (InstId id : function.blocks[b].instructions)
      for (ValueId result : function.instruction(id).results)
        function.value(result).block = BlockId(uint32_t(b));
  return std::move(function);
}

std::optional<Function> build(const bytecode::CodeUnit &unit, uint32_t codeId) {
  constexpr uint32_t kInterpreted = kTraitClassBody | kTraitNeedsFrame;
  bool ownNamespace =
      (unit.traits & kTraitUsesNamespace) && !(unit.traits & kTraitModule);
  if ((unit.traits & kInterpreted) || ownNamespace)
    return std::nullopt;
  return Builder(unit, codeId).run();
}

bool canFeed(const bytecode::CodeUnit &unit) {
  return (unit.flags & kCodeSuspends) == kCodeGenerator &&
         llvm::StringRef(unit.qualname).ends_with("<genexpr>") &&
         !(unit.traits & kTraitNeedsFrame);
}

Function buildFeeding(const bytecode::CodeUnit &unit, uint32_t codeId) {
  return Builder(unit, codeId, nullptr, true).run();
}

Function buildFromLoop(const bytecode::CodeUnit &unit, uint32_t codeId,
                       const LoopEntry &loop) {
  return Builder(unit, codeId, &loop).run();
}

} // namespace dxpy::dxir
