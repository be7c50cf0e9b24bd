#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/STLExtras.h"
#include <bit>
#include <numeric>

namespace dxpy::dxir {

const OpcodeInfo &infoOf(Opcode opcode) {
  static const OpcodeInfo *const table = [] {
    static OpcodeInfo rows[256] = {};
#define OPCODE(name, number, x, a, b, c, effects, meaning)                     \
  rows[number] = {#name,      Operand::x, Operand::a,                          \
                  Operand::b, Operand::c, uint16_t(effects)};
#include "runtime-support/abi/Opcodes.def"
    return rows;
  }();
  return table[uint8_t(opcode)];
}

uint32_t baseOperandCount(Opcode op, uint8_t x, uint32_t count) {
  switch (op) {
  case Opcode::Call:
    return 1 + !!(x & kCallHasSelf) + count;
  case Opcode::CallKw:
    return 2 + !!(x & kCallHasSelf) + count;
  case Opcode::CallEx:
    return 2 + !!(x & kCallKeywordDict);
  case Opcode::LoadSuperAttr:
  case Opcode::LoadSuperMethod:
    return 3;
  case Opcode::MakeFunction:
    return uint32_t(std::popcount(x));
  case Opcode::BuildDict:
    return count * 2;
  case Opcode::BuildInterpolation:
    return 2 + !!(x & kHasFormatSpec);
  case Opcode::MatchClass:
  case Opcode::ImportName:
    return 2;
  default:
    return count;
  }
}

uint32_t resultCount(Opcode op, uint8_t x, uint32_t count) {
  switch (infoOf(op).a) {
  case Operand::Dst:
    return 1;
  case Operand::DstBase:
    return op == Opcode::Unpack     ? count
           : op == Opcode::UnpackEx ? count + 1 + x
                                    : 2;
  default:
    return op == Opcode::MakeCell;
  }
}

std::vector<DecodedInstruction> decode(const bytecode::CodeUnit &unit) {
  std::vector<DecodedInstruction> result;
  for (uint32_t pc = 0; pc < unit.code.size();) {
    uint32_t start = pc, highA = 0, highB = 0, highC = 0;
    bool extended = unit.code[pc].op == Opcode::Extended;
    if (extended) {
      highA = uint32_t(unit.code[pc].a) << 16;
      highB = uint32_t(unit.code[pc].b) << 16;
      highC = uint32_t(unit.code[pc].c) << 16;
      ++pc;
    }
    const dxpy::Instruction &from = unit.code[pc++];
    DecodedInstruction to{
        from.op, from.x, from.a | highA, from.b | highB, from.c | highC, start,
        pc,      0};
    if (to.jumps()) {
      int32_t distance = extended ? int32_t(to.c) : int16_t(from.c);
      to.target = uint32_t(int64_t(pc) + distance);
    }
    result.push_back(to);
  }
  return result;
}

uint32_t parameterRegisters(const bytecode::CodeUnit &unit) {
  return unit.layout.parameterCount() + !!(unit.flags & kCodeVarArgs) +
         !!(unit.flags & kCodeVarKeywords);
}

std::optional<llvm::SmallVector<uint32_t, 8>>
bindArguments(const bytecode::CodeUnit &unit, size_t positional,
              llvm::ArrayRef<llvm::StringRef> names) {
  constexpr uint32_t kMostDefaults = 4;
  const CodeLayout &layout = unit.layout;
  if ((unit.flags & (kCodeVarArgs | kCodeVarKeywords)) ||
      positional > layout.argCount)
    return std::nullopt;
  llvm::SmallVector<uint32_t, 8> order(layout.parameterCount(), kDefault);
  std::iota(order.begin(), order.begin() + positional, 0);
  for (auto [i, name] : llvm::enumerate(names)) {
    auto known = llvm::find(llvm::ArrayRef(unit.localNames)
                                .take_front(order.size())
                                .drop_front(layout.positionalOnlyCount),
                            name);
    auto at = size_t(known - unit.localNames.data());
    if (at >= order.size() || order[at] != kDefault)
      return std::nullopt;
    order[at] = uint32_t(positional + i);
  }
  auto first = llvm::find(order, kDefault) - order.begin();
  bool keywordsGiven =
      !llvm::is_contained(llvm::drop_begin(order, layout.argCount), kDefault);
  if (!keywordsGiven || first + kMostDefaults < layout.argCount)
    return std::nullopt;
  return order;
}

} // namespace dxpy::dxir
