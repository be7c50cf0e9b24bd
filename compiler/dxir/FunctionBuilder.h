// The builder of DXIR, as the files of its parts share it: ControlFlow.cpp
// finds blocks and loops, Operations.cpp translates instructions, Builder.cpp
// keeps registers, their owners and the edges between blocks.
#pragma once
#include "compiler/dxir/Builder.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::dxir {

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
          const LoopEntry *loop = nullptr, bool feeds = false)
      : unit(unit), function(unit, codeId), code(decode(unit)), loop(loop),
        start(loop ? loop->pc : 0) {
    function.feeds = feeds;
  }
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
  void buildResumedEntry();
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
  Register freeCell(uint32_t reg);
  Register takenRegister(uint32_t reg);

  // Instructions.
  ValueId emit(Op op, llvm::ArrayRef<ValueId> operands, Type type = {},
               bool owned = false);
  InstId emitInst(Instruction inst);
  ValueId constantWord(Word word, Type type);
  Type constantType(uint32_t index) const;
  bool isImmortal(ValueId value) const;
  StateId stateHere();
  void generic(const DecodedInstruction &inst);
  bool isTest(size_t index) const;
  void test(const DecodedInstruction &comparison,
            const DecodedInstruction &jump);
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
  void send(const DecodedInstruction &inst);
  void suspend(const DecodedInstruction &inst);
  void feed(const DecodedInstruction &inst);
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
  InstId resume;                    ///< of code that suspends: its terminator
  BlockId current;
  uint32_t pc = 0;
  bool terminated = false;
};

/// Instructions that native code leaves to the interpreter.
bool isLeft(Opcode op);

} // namespace dxpy::dxir
