#include "compiler/dxir/Printer.h"
#include "compiler/dxir/Bytecode.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::dxir {

namespace {

class Printer {
public:
  Printer(const Function &function, llvm::raw_ostream &os)
      : f(function), os(os) {}

  void run() {
    os << "func @" << f.unit->qualname << " code " << f.codeId << " {\n";
    for (uint32_t i = 0; i < f.blocks.size(); ++i)
      block(BlockId(i));
    os << "}\n";
  }

private:
  void block(BlockId id) {
    const Block &block = f.block(id);
    if (block.instructions.empty())
      return;
    os << "^" << id.index;
    if (!block.arguments.empty()) {
      os << "(";
      llvm::interleaveComma(block.arguments, os, [&](ValueId v) {
        os << "%" << v.index << ": " << typeText(v);
      });
      os << ")";
    }
    os << ":" << (block.loopHeader ? " ; loop" : "") << "\n";
    for (InstId inst : block.instructions)
      instruction(f.instruction(inst));
  }

  std::string typeText(ValueId v) {
    const ValueInfo &info = f.value(v);
    return (info.owned ? "owned " : "") + info.type.text().str();
  }

  void instruction(const Instruction &inst) {
    os << "  ";
    if (!inst.results.empty()) {
      llvm::interleaveComma(inst.results, os, [&](ValueId v) {
        os << "%" << v.index << ": " << typeText(v);
      });
      os << " = ";
    }
    os << infoOf(inst.op).text;
    attributes(inst);
    const char *separator = " ";
    for (ValueId v : inst.operands) {
      os << separator << "%" << v.index;
      separator = ", ";
    }
    for (const Edge &edge : inst.targets)
      printEdge(edge);
    if (inst.state.valid())
      state(f.state(inst.state));
    os << "\n";
  }

  void attributes(const Instruction &inst) {
    switch (inst.op) {
    case Op::Generic: {
      const OpcodeInfo &info = infoOf(inst.opcode);
      os << "." << info.name;
      if (inst.x)
        os << " x" << unsigned(inst.x);
      bool named = info.b == Operand::Name || info.c == Operand::Name;
      bool constant = info.b == Operand::Const;
      bool counted = info.c == Operand::Count;
      if (named)
        os << " \"" << f.unit->names[inst.index] << "\"";
      else if (constant || counted)
        os << " " << inst.index;
      for (uint32_t callee : inst.callees)
        os << " @" << callee;
      return;
    }
    case Op::Constant:
      os << " " << inst.index << " "
         << bytecode::constantRepr(f.unit->constants[inst.index]);
      return;
    case Op::ConstInt:
    case Op::ConstBool:
    case Op::ConstWord:
    case Op::ConstFloat:
    case Op::IsWord:
      os << " " << inst.integer;
      return;
    case Op::Parameter:
    case Op::TakenRegister:
    case Op::FreeCell:
    case Op::IntCompare:
    case Op::FloatCompare:
      os << " " << inst.index;
      return;
    default:
      return;
    }
  }

  void printEdge(const Edge &edge) {
    os << " ^" << edge.target.index;
    if (edge.arguments.empty())
      return;
    os << "(";
    llvm::interleaveComma(edge.arguments, os,
                          [&](ValueId v) { os << "%" << v.index; });
    os << ")";
  }

  void state(const State &state) {
    os << " state @" << state.pc << " [";
    llvm::interleaveComma(state.entries, os, [&](const StateEntry &entry) {
      os << "r" << entry.reg << (entry.owned ? " <- %" : " = %")
         << entry.value.index;
    });
    os << "]";
  }

  const Function &f;
  llvm::raw_ostream &os;
};

} // namespace

void print(const Function &function, llvm::raw_ostream &os) {
  Printer(function, os).run();
}

} // namespace dxpy::dxir
