#include "compiler/dxir/Ir.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::dxir {

namespace {

namespace rules { // the names in the result column
constexpr ResultRule Nothing{ResultRule::Nothing, TypeKind::Bottom};
constexpr ResultRule Same{ResultRule::Same, TypeKind::Any};
#define TYPE(id, text, representation, inert)                                  \
  constexpr ResultRule id{ResultRule::Fixed, TypeKind::id};
#include "compiler/dxir/Types.def"
} // namespace rules

constexpr OpInfo opTable[] = {
#define OP(id, text, operands, result, effects, meaning)                       \
  {text, operands, rules::result, uint16_t(effects)},
#include "compiler/dxir/Ops.def"
};

constexpr uint16_t opcodeEffects(Opcode opcode) {
  switch (opcode) {
#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  case Opcode::name:                                                           \
    return uint16_t(effects);
#include "runtime-support/abi/Opcodes.def"
  }
  return kAnything;
}

} // namespace

const OpInfo &infoOf(Op op) { return opTable[size_t(op)]; }

uint16_t Instruction::effects() const {
  return op == Op::Generic ? opcodeEffects(opcode) : infoOf(op).effects;
}

bool Instruction::hasFastPath() const {
  switch (opcode) {
  case Opcode::LoadSubscr: // not by bounds
    return operands.size() == 2;
  case Opcode::StoreSubscr:
    return operands.size() == 3;
  case Opcode::LoadGlobal:
  case Opcode::StoreGlobal:
  case Opcode::LoadAttr:
  case Opcode::LoadMethod:
  case Opcode::StoreAttr:
  case Opcode::LoadCell:
  case Opcode::StoreCell:
  case Opcode::ListAppend:
  case Opcode::CheckBound:
  case Opcode::DeleteLocal:
  case Opcode::Is:
  case Opcode::IsNot:
  case Opcode::Not:
  case Opcode::ToBool:
  case Opcode::Negative:
  case Opcode::Positive:
  case Opcode::Invert:
    return true;
  default:
    return opcode >= Opcode::BinaryAdd && opcode <= Opcode::CompareGe;
  }
}

ValueId Function::addValue(Type type, bool owned, BlockId block,
                           InstId definition) {
  values.push_back(
      {type, owned && !type.isImmediate(), block, definition, false});
  return ValueId(uint32_t(values.size() - 1));
}

BlockId Function::addBlock(uint32_t pc) {
  blocks.emplace_back();
  blocks.back().pc = pc;
  return BlockId(uint32_t(blocks.size() - 1));
}

StateId Function::addState(State state) {
  states.push_back(std::move(state));
  return StateId(uint32_t(states.size() - 1));
}

InstId Function::append(BlockId to, Instruction instruction) {
  InstId id(uint32_t(instructions.size()));
  instructions.push_back(std::move(instruction));
  block(to).instructions.push_back(id);
  return id;
}

ValueId Function::addResult(InstId id, Type type, bool owned) {
  ValueId value = addValue(type, owned, {}, id);
  instruction(id).results.push_back(value);
  return value;
}

std::optional<llvm::SmallVector<llvm::StringRef, 4>>
Function::keywordNames(const Instruction &call) const {
  llvm::SmallVector<llvm::StringRef, 4> names;
  if (call.opcode == Opcode::Call)
    return names;
  const Instruction *from = definition(call.operands.back());
  if (!from || from->op != Op::Constant)
    return std::nullopt;
  const bytecode::Constant &tuple = unit->constants[from->index];
  if (tuple.kind() != bytecode::ConstantKind::Tuple)
    return std::nullopt;
  for (const bytecode::Constant &name : tuple.items()) {
    if (name.kind() != bytecode::ConstantKind::Str)
      return std::nullopt;
    names.push_back(name.asStr());
  }
  return names;
}

void Function::replaceAll(ValueId from, ValueId to) {
  auto swap = [&](ValueId &value) {
    if (value == from)
      value = to;
  };
  for (Block &block : blocks)
    for (InstId id : block.instructions) {
      Instruction &inst = instruction(id);
      llvm::for_each(inst.operands, swap);
      for (Edge &edge : inst.targets)
        llvm::for_each(edge.arguments, swap);
    }
  for (State &state : states)
    for (StateEntry &entry : state.entries)
      swap(entry.value);
}

std::vector<BlockId> Function::reversePostorder() const {
  std::vector<BlockId> order;
  std::vector<uint8_t> seen(blocks.size());
  std::vector<std::pair<BlockId, size_t>> stack{{BlockId(0), 0}};
  seen[0] = 1;
  while (!stack.empty()) {
    auto &[id, next] = stack.back();
    const auto &targets = terminator(id).targets;
    if (next == targets.size()) {
      order.push_back(id);
      stack.pop_back();
      continue;
    }
    BlockId target = targets[next++].target;
    if (!seen[target.index]) {
      seen[target.index] = 1;
      stack.push_back({target, 0});
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

} // namespace dxpy::dxir
