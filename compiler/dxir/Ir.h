// DXIR: functions of blocks with block arguments, typed immutable values, and
// states that describe the interpreter at a bytecode boundary. Plain data in
// vectors, named by typed ids.
#pragma once
#include "compiler/base/Id.h"
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/dxir/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace dxpy::dxir {

using ValueId = base::Id<struct ValueTag>;
using BlockId = base::Id<struct BlockTag>;
using StateId = base::Id<struct StateTag>;
using InstId = base::Id<struct InstTag>;

enum class Op : uint8_t {
#define OP(id, text, operands, result, effects, meaning) id,
#include "compiler/dxir/Ops.def"
};
/// Effect besides those of opcodes.h: the operation needs a state to leave at.
inline constexpr uint16_t kLeaves = 0x8000;

/// The result column of Ops.def.
struct ResultRule {
  enum Form : uint8_t { Nothing, Same, Fixed } form;
  Type type; ///< of Fixed
};
struct OpInfo {
  llvm::StringRef text;
  llvm::StringRef operands; ///< letters of Ops.def
  ResultRule result;
  uint16_t effects;
  bool terminator() const { return effects & kEndsBlock; }
  bool needsState() const { return effects & (kLeaves | kMayRaise); }
};
const OpInfo &infoOf(Op op);

/// A value: the result of an instruction or a block argument.
struct ValueInfo {
  Type type;
  bool owned = false; ///< holds a reference that must be consumed exactly once
                      ///< on every path
  BlockId block;      ///< where it is defined
  InstId definition;  ///< invalid: a block argument
  /// Owned, but whoever it was loaded from keeps it alive: only cold halves
  /// count it (passes/Lend.h).
  bool lent = false;
};

/// `x` of LoadMethod: its object is the receiver's holder and dropped behind
/// it.
inline constexpr uint8_t kKeepsReceiver = 1;

/// `x` of Call: `callees` are the `__init__` of the class that the callable is
/// expected to be.
inline constexpr uint8_t kCallsClass = 0x80;

/// `x` of Call: nothing but GetIter sees the result, so it may be an iterator
/// over it.
inline constexpr uint8_t kOnlyIterated = 0x40;

/// `x` of Suspend: the last register that is kept has the iterator on whose
/// behalf it yields.
inline constexpr uint8_t kDelegates = 1;

/// A state's entry for a value that only has to be released when native code
/// leaves.
inline constexpr uint32_t kNoRegister = 0xFFFF;

/// How the interpreter's register is filled when native code leaves.
struct StateEntry {
  uint32_t reg;
  ValueId value;
  bool owned; ///< the reference moves into the register; otherwise leaving adds
              ///< one
};
/// The interpreter before the instruction at `pc`, operands still in their
/// registers. Used to leave (go on there) and to raise (look for a handler
/// there).
struct State {
  uint32_t pc = 0;
  llvm::SmallVector<StateEntry, 8> entries;
};

struct Edge {
  BlockId target;
  llvm::SmallVector<ValueId, 4> arguments;
};

struct Instruction {
  explicit Instruction(Op op) : op(op) {}
  Op op;
  Opcode opcode = Opcode::Nop; ///< of Generic
  uint8_t x = 0;               ///< of Generic: the instruction's x
  uint32_t index = 0; ///< constant, parameter, comparison, shape, code id; of
                      ///< Generic: the name, constant or count operand
  int64_t integer = 0;
  uint32_t pc = 0; ///< DPB instruction that it comes from
  llvm::SmallVector<ValueId, 3> operands;
  llvm::SmallVector<ValueId, 1> results;
  StateId state; ///< where to leave or raise; invalid: can do neither
  llvm::SmallVector<Edge, 2> targets;
  /// Of calls: the code ids that the callable is expected to have, most likely
  /// first. Of a LocalFunction: its code.
  llvm::SmallVector<uint32_t, 1> callees;
  /// Generic: is there a fast path, so that only a cold half behind it may
  /// raise or run Python code? The one home of that fact
  /// (codegen/FastPaths.cpp).
  bool hasFastPath() const;
  ValueId result() const { return results.front(); }
  uint16_t effects() const;
};

struct Block {
  llvm::SmallVector<ValueId, 4> arguments;
  std::vector<InstId> instructions; ///< the last one is the terminator
  uint32_t pc = 0;
  bool loopHeader = false;
};

/// Where the interpreter may enter native code: a loop header and the registers
/// that hold something there.
struct LoopEntry {
  uint32_t pc;
  std::vector<uint32_t> registers;
};

class Function {
public:
  explicit Function(const bytecode::CodeUnit &unit, uint32_t codeId)
      : unit(&unit), codeId(codeId) {}

  const bytecode::CodeUnit *unit;
  uint32_t codeId;
  /// A generator's code as a function that runs to its end and gives each item
  /// to the consumer that it is called for. It returns None at its end, True
  /// where the consumer wanted no more.
  bool feeds = false;
  std::vector<ValueInfo> values;
  std::vector<Instruction> instructions;
  std::vector<Block> blocks; ///< block 0 is the entry
  std::vector<State> states;
  std::vector<LoopEntry> loops; ///< by rising pc

  /// Does it run as the code of a generator or coroutine, from one suspension
  /// to the next?
  bool suspends() const { return (unit->flags & kCodeSuspends) && !feeds; }

  ValueId addValue(Type type, bool owned, BlockId block, InstId definition);
  BlockId addBlock(uint32_t pc);
  StateId addState(State state);
  /// Appends to \p block; the results are made by the caller through addResult.
  InstId append(BlockId block, Instruction instruction);
  ValueId addResult(InstId instruction, Type type, bool owned);

  ValueInfo &value(ValueId id) { return values[id.index]; }
  const ValueInfo &value(ValueId id) const { return values[id.index]; }
  Instruction &instruction(InstId id) { return instructions[id.index]; }
  const Instruction &instruction(InstId id) const {
    return instructions[id.index];
  }
  Block &block(BlockId id) { return blocks[id.index]; }
  const Block &block(BlockId id) const { return blocks[id.index]; }
  const State &state(StateId id) const { return states[id.index]; }
  State &state(StateId id) { return states[id.index]; }
  const Instruction &terminator(BlockId id) const {
    return instruction(block(id).instructions.back());
  }
  Instruction &terminator(BlockId id) {
    return instruction(block(id).instructions.back());
  }
  /// The instruction that makes \p id, or null for a block argument.
  const Instruction *definition(ValueId id) const {
    return value(id).definition.valid() ? &instruction(value(id).definition)
                                        : nullptr;
  }
  /// The names of the last arguments of a Call or CallKw; nothing: they are not
  /// known.
  std::optional<llvm::SmallVector<llvm::StringRef, 4>>
  keywordNames(const Instruction &call) const;
  /// Every use of \p from becomes a use of \p to.
  void replaceAll(ValueId from, ValueId to);
  /// Blocks in reverse postorder from the entry.
  std::vector<BlockId> reversePostorder() const;
};

} // namespace dxpy::dxir
