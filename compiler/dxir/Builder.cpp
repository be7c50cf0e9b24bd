// DPB -> DXIR. One pass over the blocks in reverse postorder with a map from
// registers to values. Blocks where control joins get an argument for every
// register; those that turn out to be the same value on all edges are removed
// at the end.
//
// Ownership: a register owns its value, except that (1) parameters are borrowed
// from the caller unless the code changes them, (2) a temporary that copies a
// local borrows it until the local changes. So a reference is added only where
// the lender goes away first.
#include "compiler/dxir/Builder.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include <bit>

namespace dxpy::dxir {

namespace {

struct Register {
  ValueId value;
  bool owned = false;
  bool live = false;
};
using Registers = std::vector<Register>;

class Builder {
public:
  /// \p loop: where to enter with the interpreter's registers; null: at the
  /// start.
  Builder(const bytecode::CodeUnit &unit, uint32_t codeId,
          const LoopEntry *loop = nullptr)
      : unit(unit), function(unit, codeId), code(decode(unit)), loop(loop),
        start(loop ? loop->pc : 0) {}
  Function run();

private:
  // The shape of the control flow.
  void findLoop();
  void findBlocks();
  size_t indexOf(uint32_t pc) const { return indexByPc.lookup(pc); }
  bool isLeader(uint32_t pc) const { return leaders.count(pc); }

  // Blocks.
  void buildEntry();
  void buildLoopEntry();
  void buildBlock(uint32_t pc);
  void instruction(const DecodedInstruction &inst);
  Edge edgeTo(uint32_t pc);
  void branch(uint32_t pc);
  void condBranch(ValueId condition, uint32_t truePc, uint32_t falsePc);
  bool borrowedParameter(uint32_t reg) const;
  bool isVariable(uint32_t reg) const { return !borrowedParameter(reg); }

  // Registers.
  bool isTemporary(uint32_t reg) const { return reg >= unit.layout.firstTemp; }
  ValueId read(uint32_t reg) const { return registers[reg].value; }
  void write(uint32_t reg, ValueId value, bool owned);
  void release(Register &reg);
  void consume(uint32_t reg);
  ValueId ownedValue(uint32_t reg);
  void makeOwned(Register &reg);

  // Instructions.
  ValueId emit(Op op, llvm::ArrayRef<ValueId> operands, Type type = {},
               bool owned = false);
  InstId emitInst(Instruction inst);
  ValueId constantWord(Word word, Type type);
  Type constantType(uint32_t index) const;
  bool isImmortal(ValueId value) const;
  StateId stateHere();
  void generic(const DecodedInstruction &inst);
  bool isSliceSubscript(size_t index) const;
  void sliceSubscript(const DecodedInstruction &slice,
                      const DecodedInstruction &inst);
  void collect(Operand kind, uint32_t field, const DecodedInstruction &inst,
               Instruction &to, llvm::SmallVectorImpl<uint32_t> &consumed);
  void collectBase(uint32_t base, const DecodedInstruction &inst,
                   Instruction &to, llvm::SmallVectorImpl<uint32_t> &consumed);
  void copy(const DecodedInstruction &inst, bool consuming);
  void conditional(const DecodedInstruction &inst);
  void forIter(const DecodedInstruction &inst);
  void returnValue(const DecodedInstruction &inst);
  void leave();
  void recordLoops();
  void removeTrivialArguments();

  const bytecode::CodeUnit &unit;
  Function function;
  std::vector<DecodedInstruction> code;
  const LoopEntry *loop;
  uint32_t start;                      ///< pc of the entry
  uint32_t loopBegin = 0, loopEnd = 0; ///< the loop's pcs
  llvm::DenseMap<uint32_t, size_t> indexByPc;
  llvm::DenseMap<uint32_t, unsigned> leaders; ///< pc -> number of edges into it
  llvm::DenseMap<uint32_t, BlockId> blockByPc;
  llvm::DenseMap<uint32_t, std::vector<uint32_t>>
      argumentRegisters; ///< of joins, by pc
  llvm::DenseMap<uint32_t, Registers>
      incoming; ///< of blocks with one predecessor, by pc
  llvm::DenseMap<uint32_t, bool> loopHeaders;
  std::vector<uint32_t> order; ///< leaders in reverse postorder
  Registers registers;
  std::vector<ValueId> entryValues; ///< by register
  BlockId current;
  uint32_t pc = 0;
  bool terminated = false;
};

bool endsBlock(const DecodedInstruction &inst) {
  return infoOf(inst.op).effects & kEndsBlock;
}

/// Instructions that native code leaves to the interpreter.
bool isLeft(Opcode op) {
  switch (op) {
  case Opcode::Raise:
  case Opcode::Reraise:
  case Opcode::PushExc:
  case Opcode::PopExc:
  case Opcode::MatchExc:
  case Opcode::MatchExcGroup:
  case Opcode::PrepReraiseStar:
  case Opcode::EndAsyncFor:
  case Opcode::Breakpoint:
  case Opcode::Locals:
  case Opcode::ImportStar:
  case Opcode::SetupAnnotations:
  case Opcode::DisplayHook:
    return true;
  default:
    return false;
  }
}

/// Control does not go on natively after \p inst.
bool stops(const DecodedInstruction &inst) {
  return isLeft(inst.op) || inst.op == Opcode::Return ||
         inst.op == Opcode::Jump || endsBlock(inst);
}

/// A loop that is tested at its top ends with the last jump back to it. One
/// that is tested at the bottom, where it is entered, begins where the test
/// jumps back to.
void Builder::findLoop() {
  loopBegin = start;
  auto extend = [&](uint32_t target) {
    for (const DecodedInstruction &inst : code)
      if (inst.jumps() && inst.target == target && inst.pc >= start)
        loopEnd = std::max(loopEnd, inst.next);
  };
  extend(start);
  if (loopEnd)
    return;
  for (const DecodedInstruction &inst : code)
    if (inst.pc >= start && inst.jumps() && inst.target < start) {
      loopBegin = inst.target;
      return extend(loopBegin);
    }
}

void Builder::findBlocks() {
  if (loop)
    findLoop();
  for (size_t i = 0; i < code.size(); ++i)
    indexByPc[code[i].pc] = i;
  // Depth first over normal control flow; a target on the path is a loop
  // header.
  struct Visit {
    uint32_t pc;
    llvm::SmallVector<uint32_t, 2> successors;
    size_t next = 0;
  };
  llvm::DenseMap<uint32_t, bool> reached;
  std::vector<uint32_t> work{start};
  reached[start] = true;
  while (!work.empty()) { // leaders: targets and what follows a branch
    uint32_t at = work.back();
    work.pop_back();
    for (size_t i = indexOf(at); i < code.size(); ++i) {
      const DecodedInstruction &inst = code[i];
      if (inst.jumps() && !isLeft(inst.op)) {
        leaders.try_emplace(inst.target, 0);
        if (!reached.lookup(inst.target)) {
          reached[inst.target] = true;
          work.push_back(inst.target);
        }
        if (!stops(inst)) {
          leaders.try_emplace(inst.next, 0);
          if (!reached.lookup(inst.next)) {
            reached[inst.next] = true;
            work.push_back(inst.next);
          }
        }
        break;
      }
      if (stops(inst))
        break;
    }
  }
  leaders.try_emplace(start, 0);
  auto successorsOf = [&](uint32_t block) {
    llvm::SmallVector<uint32_t, 2> result;
    for (size_t i = indexOf(block);; ++i) {
      const DecodedInstruction &inst = code[i];
      if (i != indexOf(block) && isLeader(inst.pc)) {
        result.push_back(inst.pc);
        break;
      }
      if (inst.jumps() && !isLeft(inst.op)) {
        result.push_back(inst.target);
        if (!stops(inst))
          result.push_back(inst.next);
        break;
      }
      if (stops(inst))
        break;
    }
    return result;
  };
  llvm::DenseMap<uint32_t, int> colour; // 1 on the path, 2 done
  std::vector<Visit> stack;
  stack.push_back({start, successorsOf(start)});
  colour[start] = 1;
  leaders[start] = 1;
  while (!stack.empty()) {
    Visit &top = stack.back();
    if (top.next == top.successors.size()) {
      colour[top.pc] = 2;
      order.push_back(top.pc);
      stack.pop_back();
      continue;
    }
    uint32_t to = top.successors[top.next++];
    ++leaders[to];
    if (colour.lookup(to) == 1)
      loopHeaders[to] = true;
    if (colour.lookup(to) == 0) {
      colour[to] = 1;
      stack.push_back({to, successorsOf(to)});
    }
  }
  std::reverse(order.begin(), order.end());
}

bool Builder::borrowedParameter(uint32_t reg) const {
  const CodeLayout &layout = unit.layout;
  uint32_t firstFree = layout.localCount + layout.cellCount;
  if (reg >= firstFree && reg < layout.firstTemp)
    return true; // free variables are held by the closure
  return !loop && reg < parameterRegisters(unit) &&
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

/// Entered at a loop: every register comes from the interpreter.
void Builder::buildLoopEntry() {
  registers.assign(unit.layout.registerCount, {});
  current = function.addBlock(start);
  for (uint32_t reg : loop->registers) {
    Instruction inst(Op::TakenRegister);
    inst.index = reg;
    bool owned = isVariable(reg);
    registers[reg] = {
        function.addResult(emitInst(std::move(inst)), TypeKind::Any, owned),
        owned, true};
  }
  for (const Register &reg : registers)
    entryValues.push_back(reg.value);
  branch(start);
}

void Builder::buildEntry() {
  registers.assign(unit.layout.registerCount, {});
  current = function.addBlock(0);
  const CodeLayout &layout = unit.layout;
  uint32_t parameters = parameterRegisters(unit);
  uint32_t firstFree = layout.localCount + layout.cellCount;
  for (uint32_t reg = 0; reg < layout.firstTemp; ++reg) {
    if (reg < parameters || reg >= firstFree) {
      bool parameter = reg < parameters;
      Instruction inst{parameter ? Op::Parameter : Op::FreeCell};
      inst.index = parameter ? reg : reg - firstFree;
      ValueId value =
          function.addResult(emitInst(std::move(inst)),
                             parameter ? TypeKind::Any : TypeKind::Cell, false);
      registers[reg] = {value, false, true};
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
    if (isSliceSubscript(i)) {
      pc = code[i + 1].pc;
      sliceSubscript(code[i], code[i + 1]);
      ++i;
      continue;
    }
    instruction(code[i]);
  }
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
  switch (inst.op) {
  case Opcode::Call:
  case Opcode::CallKw:
    take(base + kCallCallable, 1);
    if (inst.x & kCallHasSelf)
      take(base + kCallSelf, 1);
    take(base + kCallArgs, inst.c + (inst.op == Opcode::CallKw));
    break;
  case Opcode::CallEx:
    take(base + kCallCallable, 1);
    take(base + kCallArgs, 1 + !!(inst.x & kCallKeywordDict));
    break;
  case Opcode::LoadSuperAttr:
  case Opcode::LoadSuperMethod:
    take(base, 3);
    break;
  case Opcode::MakeFunction:
    take(base, uint32_t(std::popcount(inst.x)));
    break;
  case Opcode::BuildDict:
    take(base, inst.c * 2);
    break;
  case Opcode::BuildInterpolation:
    take(base, 2 + !!(inst.x & kHasFormatSpec));
    break;
  case Opcode::MatchClass:
  case Opcode::ImportName:
    take(base, 2);
    break;
  default:
    take(base, inst.c);
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

/// How many temporaries a DstBase operand writes.
uint32_t resultCount(const DecodedInstruction &inst) {
  if (inst.op == Opcode::Unpack)
    return inst.c;
  if (inst.op == Opcode::UnpackEx)
    return inst.c + 1 + inst.x;
  return 2;
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
  if (info.a == Operand::Dst) {
    results.push_back({inst.a, function.addResult(id, TypeKind::Any, true)});
  } else if (info.a == Operand::DstBase) {
    for (uint32_t i = 0, count = resultCount(inst); i < count; ++i)
      results.push_back(
          {inst.a + i, function.addResult(id, TypeKind::Any, true)});
  } else if (info.a == Operand::Local && inst.op == Opcode::MakeCell) {
    results.push_back({inst.a, function.addResult(id, TypeKind::Cell, true)});
  }
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
Opcode globalForm(Opcode op) {
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
  case Opcode::Return:
    return returnValue(inst);
  default:
    DecodedInstruction form = inst;
    form.op = globalForm(inst.op);
    return generic(form);
  }
}

/// Removes block arguments that are one value on all edges (Braun et al., CC
/// 2013).
void Builder::removeTrivialArguments() {
  std::vector<llvm::SmallVector<std::pair<InstId, unsigned>, 4>> edges(
      function.blocks.size());
  for (const Block &block : function.blocks) {
    InstId last = block.instructions.back();
    for (unsigned i = 0; i < function.instruction(last).targets.size(); ++i)
      edges[function.instruction(last).targets[i].target.index].push_back(
          {last, i});
  }
  std::vector<ValueId> forward(
      function.values.size()); // what replaces a removed argument
  auto resolve = [&](ValueId value) {
    while (forward[value.index].valid())
      value = forward[value.index];
    return value;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t b = 0; b < function.blocks.size(); ++b)
      for (size_t i = function.blocks[b].arguments.size(); i-- > 0;) {
        ValueId argument = function.blocks[b].arguments[i], only;
        bool trivial = true;
        for (auto [inst, edge] : edges[b]) {
          ValueId value =
              resolve(function.instruction(inst).targets[edge].arguments[i]);
          if (value == argument || (only.valid() && value == only))
            continue;
          trivial = !only.valid();
          only = value;
          if (!trivial)
            break;
        }
        if (!trivial || !only.valid())
          continue;
        forward[argument.index] = only;
        function.blocks[b].arguments.erase(
            function.blocks[b].arguments.begin() + i);
        for (auto [inst, edge] : edges[b]) {
          auto &arguments = function.instruction(inst).targets[edge].arguments;
          arguments.erase(arguments.begin() + i);
        }
        changed = true;
      }
  }
  auto apply = [&](ValueId &value) { value = resolve(value); };
  for (Instruction &inst : function.instructions) {
    llvm::for_each(inst.operands, apply);
    for (Edge &edge : inst.targets)
      llvm::for_each(edge.arguments, apply);
  }
  for (State &state : function.states)
    for (StateEntry &entry : state.entries)
      apply(entry.value);
}

void Builder::recordLoops() {
  for (auto [pc, isLoop] : loopHeaders) {
    auto join = argumentRegisters.find(pc);
    if (!isLoop || join == argumentRegisters.end())
      continue;
    LoopEntry entry{pc, join->second};
    for (uint32_t reg = 0; reg < unit.layout.firstTemp; ++reg)
      if (!isVariable(reg))
        entry.registers.push_back(reg);
    llvm::sort(entry.registers);
    function.loops.push_back(std::move(entry));
  }
  llvm::sort(function.loops, [](const LoopEntry &a, const LoopEntry &b) {
    return a.pc < b.pc;
  });
}

Function Builder::run() {
  findBlocks();
  if (loop)
    buildLoopEntry();
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

} // namespace

std::optional<Function> build(const bytecode::CodeUnit &unit, uint32_t codeId) {
  constexpr uint32_t kInterpreted = kTraitClassBody | kTraitNeedsFrame;
  bool ownNamespace =
      (unit.traits & kTraitUsesNamespace) && !(unit.traits & kTraitModule);
  if ((unit.flags & kCodeSuspends) || (unit.traits & kInterpreted) ||
      ownNamespace)
    return std::nullopt;
  return Builder(unit, codeId).run();
}

Function buildFromLoop(const bytecode::CodeUnit &unit, uint32_t codeId,
                       const LoopEntry &loop) {
  return Builder(unit, codeId, &loop).run();
}

} // namespace dxpy::dxir
