#include "compiler/passes/Specialise.h"
#include "compiler/passes/Arithmetic.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::passes {

using dxir::BlockId;
using dxir::Function;
using dxir::InstId;
using dxir::Instruction;
using dxir::Op;
using dxir::State;
using dxir::StateEntry;
using dxir::StateId;
using dxir::Type;
using dxir::TypeKind;
using dxir::ValueId;

namespace {

/// Machine values that guards have given in a block, by word value and type.
using Guarded = llvm::DenseMap<std::pair<uint32_t, unsigned>, ValueId>;

class Specialiser {
public:
  Specialiser(Function &function, const Predictions &predictions)
      : f(function), p(predictions), machineOf(function.values.size()) {}

  bool run() {
    std::vector<BlockId> order = f.reversePostorder();
    typeArguments(order);
    countPredecessors(order);
    for (BlockId id : order)
      block(id);
    for (State &state : f.states)
      for (StateEntry &entry : state.entries)
        if (entry.value.index < machineOf.size() &&
            machineOf[entry.value.index].valid()) {
          entry.value = machineOf[entry.value.index];
          entry.owned = false;
        }
    return guards;
  }

private:
  /// Block arguments of machine type become machine values themselves.
  void typeArguments(const std::vector<BlockId> &order) {
    for (BlockId id : order)
      for (ValueId argument : f.block(id).arguments) {
        Type type = p.inferred[argument.index];
        if (type.isWord() || type == TypeKind::Bottom)
          continue;
        f.value(argument).type = type;
        f.value(argument).owned = false;
        machineOf[argument.index] = argument;
      }
  }

  void countPredecessors(const std::vector<BlockId> &order) {
    predecessors.assign(f.blocks.size(), 0);
    only.resize(f.blocks.size());
    for (BlockId id : order)
      for (const dxir::Edge &edge : f.terminator(id).targets) {
        ++predecessors[edge.target.index];
        only[edge.target.index] = id;
      }
    known.resize(f.blocks.size());
  }

  void block(BlockId id) {
    current = id;
    std::vector<InstId> old = std::move(f.block(id).instructions);
    f.block(id).instructions.clear();
    guarded.clear();
    if (predecessors[id.index] == 1)
      guarded = known[only[id.index].index];
    for (InstId inst : old)
      instruction(inst);
    known[id.index] = guarded;
  }

  ValueId emit(Op op, llvm::ArrayRef<ValueId> operands, Type type,
               StateId state, uint32_t pc, bool owned = false) {
    Instruction inst(op);
    inst.operands.assign(operands.begin(), operands.end());
    inst.state = state;
    inst.pc = pc;
    InstId id = f.append(current, std::move(inst));
    ValueId result = f.addResult(id, type, owned);
    f.value(result).block = current;
    return result;
  }

  Type machineType(ValueId v) const {
    return v.index < machineOf.size() ? p.machine(v) : f.value(v).type;
  }
  ValueId mapped(ValueId v) const {
    return v.index < machineOf.size() && machineOf[v.index].valid()
               ? machineOf[v.index]
               : v;
  }
  bool isConstant(ValueId v) const {
    const Instruction *definition = f.definition(v);
    return definition && definition->op == Op::Constant;
  }
  bool isMachine(ValueId v) const { return !f.value(mapped(v)).type.isWord(); }

  /// \p v as a value of \p type: converted, or guarded with \p state.
  ValueId machine(ValueId v, Type type, StateId state, uint32_t pc) {
    ValueId from = mapped(v);
    Type have = f.value(from).type;
    if (have == type)
      return from;
    if (have == TypeKind::I64 && type == TypeKind::F64)
      return emit(Op::IntToFloat, {from}, type, {}, pc);
    if (const Instruction *definition = f.definition(from);
        definition && definition->op == Op::Constant)
      return literal(f.unit->constants[definition->index], type, pc);
    // An int where a float is wanted: guard what the word is believed to be,
    // then convert.
    if (type == TypeKind::F64 && v.index < machineOf.size() &&
        p.machine(v) == TypeKind::I64)
      return machine(guard(from, TypeKind::I64, state, pc), type, state, pc);
    return guard(from, type, state, pc);
  }

  ValueId guard(ValueId word, Type type, StateId state, uint32_t pc) {
    ValueId &known = guarded[{word.index, unsigned(type.kind)}];
    if (!known.valid()) {
      guards = true;
      known = emit(type == TypeKind::I64 ? Op::GuardInt : Op::GuardFloat,
                   {word}, type, state, pc);
    }
    return known;
  }

  ValueId literal(const bytecode::Constant &constant, Type type, uint32_t pc) {
    bool real = constant.kind() == bytecode::ConstantKind::Float;
    Instruction inst(type == TypeKind::F64 ? Op::ConstFloat : Op::ConstInt);
    double value = real ? constant.asFloat() : double(constant.asInt());
    inst.integer = type == TypeKind::F64 ? std::bit_cast<int64_t>(value)
                                         : constant.asInt();
    inst.pc = pc;
    ValueId result =
        f.addResult(f.append(current, std::move(inst)), type, false);
    f.value(result).block = current;
    return result;
  }

  void instruction(InstId id) {
    Instruction inst = f.instruction(id);
    switch (inst.op) {
    case Op::Drop:
      if (!isMachine(inst.operands[0]))
        f.block(current).instructions.push_back(id);
      return;
    case Op::Copy:
      if (isMachine(inst.operands[0])) {
        machineOf[inst.result().index] = mapped(inst.operands[0]);
        return;
      }
      break;
    case Op::Truth:
      if (truth(inst))
        return;
      break;
    case Op::Test:
    case Op::Generic:
      if (arithmetic(inst) || loadItem(inst) || storeItem(inst))
        return;
      break;
    case Op::Branch:
    case Op::CondBranch:
      edges(id);
      return;
    default:
      break;
    }
    keep(id);
  }

  /// Generic arithmetic on machine types.
  bool arithmetic(const Instruction &inst) {
    if (inst.opcode == Opcode::Not && isMachine(inst.operands[0]) &&
        f.value(mapped(inst.operands[0])).type == TypeKind::Bool) {
      machineOf[inst.result().index] = emit(
          Op::BoolNot, {mapped(inst.operands[0])}, TypeKind::Bool, {}, inst.pc);
      return true;
    }
    Opcode opcode = opcodeOf(inst);
    bool fits = isBinary(opcode) || isComparison(opcode) || isUnary(opcode);
    if (!fits)
      return false;
    ValueId result = inst.result();
    if (p.inferred[result.index].isWord() ||
        (inst.op == Op::Test && p.expected[result.index] != TypeKind::Bool))
      return false;
    auto form = typedForm(opcode, machineType(inst.operands[0]),
                          machineType(inst.operands.back()));
    if (!form || form->result != p.inferred[result.index])
      return false;
    llvm::SmallVector<ValueId, 2> operands;
    for (ValueId operand : inst.operands)
      operands.push_back(machine(operand, form->operand, inst.state, inst.pc));
    ValueId typed = emit(form->op, operands, form->result, inst.state, inst.pc);
    if (isComparison(opcode))
      f.instruction(f.value(typed).definition).index =
          uint32_t(opcode) - uint32_t(Opcode::CompareLt);
    guards = true; // overflow
    machineOf[result.index] = typed;
    return true;
  }

  bool loadItem(const Instruction &inst) {
    if (inst.opcode != Opcode::LoadSubscr || inst.operands.size() != 2 ||
        isMachine(inst.operands[0]))
      return false;
    Type type = p.inferred[inst.result().index];
    if (type != TypeKind::I64 && type != TypeKind::F64)
      return false;
    ValueId index =
        machine(inst.operands[1], TypeKind::I64, inst.state, inst.pc);
    guards = true;
    machineOf[inst.result().index] =
        emit(type == TypeKind::I64 ? Op::ItemInt : Op::ItemFloat,
             {mapped(inst.operands[0]), index}, type, inst.state, inst.pc);
    return true;
  }

  bool storeItem(const Instruction &inst) {
    if (inst.opcode != Opcode::StoreSubscr || inst.operands.size() != 3 ||
        machineType(inst.operands[2]) != TypeKind::I64 ||
        isMachine(inst.operands[1]))
      return false;
    ValueId value = mapped(inst.operands[0]);
    Type type = f.value(value).type;
    if (type != TypeKind::I64 && type != TypeKind::F64)
      return false;
    ValueId index =
        machine(inst.operands[2], TypeKind::I64, inst.state, inst.pc);
    Instruction store(Op::StoreItem);
    store.operands = {inst.operands[1], index, value};
    store.state = inst.state;
    store.pc = inst.pc;
    f.append(current, std::move(store));
    return true;
  }

  bool truth(const Instruction &inst) {
    ValueId tested = mapped(inst.operands[0]);
    Type type = f.value(tested).type;
    if (type == TypeKind::Bool) {
      machineOf[inst.result().index] = tested;
      return true;
    }
    if (type != TypeKind::I64)
      return false;
    Instruction zero(Op::ConstInt);
    ValueId nothing =
        f.addResult(f.append(current, std::move(zero)), TypeKind::I64, false);
    ValueId result =
        emit(Op::IntCompare, {tested, nothing}, TypeKind::Bool, {}, inst.pc);
    f.instruction(f.value(result).definition).index = 3; // !=
    machineOf[inst.result().index] = result;
    return true;
  }

  /// A word of \p v: boxed if it is a machine value. The box owns a reference
  /// (large ints and rare floats are objects).
  ValueId boxed(ValueId v, uint32_t pc) {
    ValueId from = mapped(v);
    switch (f.value(from).type.kind) {
    case TypeKind::I64:
      return emit(Op::BoxInt, {from}, TypeKind::Int, {}, pc, true);
    case TypeKind::F64:
      return emit(Op::BoxFloat, {from}, TypeKind::Float, {}, pc, true);
    case TypeKind::Bool:
      return emit(Op::BoxBool, {from}, TypeKind::BoolWord, {}, pc);
    default:
      return from;
    }
  }

  static bool takesWord(const Instruction &inst, size_t operand) {
    return inst.op == Op::Generic ||
           dxir::infoOf(inst.op).operands[operand] == 'w';
  }

  /// An instruction that stays: its machine operands are boxed around it.
  void keep(InstId id) {
    uint32_t pc = f.instruction(id).pc;
    bool moves = f.instruction(id).op == Op::Return;
    llvm::SmallVector<ValueId, 4> boxes;
    for (size_t i = 0; i < f.instruction(id).operands.size(); ++i) {
      ValueId operand = f.instruction(id).operands[i];
      if (!isMachine(operand))
        continue;
      if (!takesWord(f.instruction(id), i)) {
        f.instruction(id).operands[i] = mapped(operand);
        continue;
      }
      ValueId box = boxed(operand, pc);
      f.instruction(id).operands[i] = box;
      if (f.value(box).owned && !moves)
        boxes.push_back(box);
    }
    if (!boxes.empty() &&
        f.instruction(id).state.valid()) { // a raise drops the boxes
      State state = f.state(f.instruction(id).state);
      for (ValueId box : boxes)
        state.entries.push_back({dxir::kNoRegister, box, true});
      f.instruction(id).state = f.addState(std::move(state));
    }
    f.block(current).instructions.push_back(id);
    for (ValueId box : boxes) {
      Instruction drop(Op::Drop);
      drop.pc = pc;
      drop.operands.push_back(box);
      f.append(current, std::move(drop));
    }
  }

  /// The terminator: machine arguments where the target wants them, boxes where
  /// it does not.
  void edges(InstId id) {
    uint32_t pc = f.instruction(id).pc;
    if (f.instruction(id).op == Op::CondBranch)
      f.instruction(id).operands[0] = mapped(f.instruction(id).operands[0]);
    for (size_t t = 0; t < f.instruction(id).targets.size(); ++t) {
      dxir::Edge edge = f.instruction(id).targets[t];
      const auto &arguments = f.block(edge.target).arguments;
      StateId state;
      llvm::SmallVector<ValueId, 4> released;
      for (size_t i = 0; i < edge.arguments.size();
           ++i) { // guards first: their state has the words as they are
        ValueId passed = edge.arguments[i];
        Type wanted = f.value(arguments[i]).type;
        if (wanted.isWord())
          continue;
        bool word = !isMachine(passed);
        if (word && !isConstant(passed) && !state.valid())
          state = stateOnEdge(f.instruction(id).targets[t]);
        edge.arguments[i] = machine(passed, wanted, state, pc);
        if (word && f.value(passed).owned)
          released.push_back(passed);
      }
      for (size_t i = 0; i < edge.arguments.size(); ++i)
        if (f.value(arguments[i]).type.isWord())
          edge.arguments[i] = boxed(edge.arguments[i], pc);
      for (ValueId value : released) {
        Instruction drop(Op::Drop);
        drop.operands.push_back(value);
        drop.pc = pc;
        f.append(current, std::move(drop));
      }
      f.instruction(id).targets[t] = std::move(edge);
    }
    f.block(current).instructions.push_back(id);
  }

  /// The interpreter's registers at the start of a loop that \p edge enters:
  /// the loop's own state with what the edge passes for its arguments.
  StateId stateOnEdge(const dxir::Edge &edge) {
    const dxir::Block &target = f.block(edge.target);
    State state = f.state(f.instruction(firstInstruction(edge.target)).state);
    for (StateEntry &entry : state.entries)
      for (size_t i = 0; i < target.arguments.size(); ++i)
        if (entry.value == target.arguments[i]) {
          entry.value = edge.arguments[i];
          entry.owned = f.value(edge.arguments[i]).owned;
        }
    return f.addState(std::move(state));
  }

  InstId firstInstruction(BlockId id) const {
    return f.block(id).instructions.front();
  }

  Function &f;
  const Predictions &p;
  std::vector<ValueId> machineOf; ///< by value of the generic function
  std::vector<unsigned> predecessors;
  std::vector<BlockId> only; ///< the predecessor where there is one
  std::vector<Guarded> known;
  Guarded guarded;
  BlockId current;
  bool guards = false;
};

} // namespace

bool specialise(Function &function, const Predictions &predictions) {
  return Specialiser(function, predictions).run();
}

} // namespace dxpy::passes
