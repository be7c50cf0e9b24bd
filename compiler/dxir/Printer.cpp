#include "compiler/dxir/Printer.h"
#include "compiler/bytecode/ConstantText.h"
#include "compiler/dxir/Bytecode.h"
#include "compiler/dxir/TextForm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

namespace dxpy::dxir {

namespace {

std::string quoted(llvm::StringRef text) {
  std::string result;
  bytecode::appendQuoted(result, text);
  return result;
}

/// Constants by value; of code objects the name.
class ConstantName final : bytecode::ConstantPrinter {
public:
  static std::string of(const bytecode::Constant &constant) {
    std::string result;
    ConstantName(result).print(constant);
    return result;
  }

private:
  explicit ConstantName(std::string &out) : ConstantPrinter(out) {}
  void code(const bytecode::CodeUnit &unit) override {
    out += ' ';
    bytecode::appendQuoted(out, unit.qualname);
  }
};

class Printer {
public:
  Printer(const Function &function, llvm::raw_ostream &os)
      : f(function), os(os) {}

  void run() {
    os << "func @" << symbol(f.unit->qualname) << " code " << f.codeId
       << (f.feeds ? " feeds" : "") << " {\n";
    header();
    for (uint32_t i = 0; i < f.blocks.size(); ++i)
      block(BlockId(i));
    os << "}\n";
  }

private:
  static std::string symbol(llvm::StringRef name) {
    bool plain = !name.empty() && llvm::all_of(name, [](char c) {
      return llvm::isAlnum(c) || symbolCharacters.contains(c);
    });
    return plain ? name.str() : quoted(name);
  }

  void header() {
    const bytecode::CodeUnit &unit = *f.unit;
    const CodeLayout &layout = unit.layout;
    os << "  file " << quoted(unit.fileName) << " line " << unit.firstLine
       << " flags " << llvm::format_hex(unit.flags, 1) << " traits "
       << llvm::format_hex(unit.traits, 1) << "\n  arguments "
       << layout.argCount << " keyword-only " << layout.keywordOnlyCount
       << " locals " << layout.localCount << " cells " << layout.cellCount
       << " free " << layout.freeCount << " registers " << layout.registerCount
       << "\n";
    for (const LoopEntry &loop : f.loops) {
      os << "  loop @" << loop.pc << " [";
      llvm::interleaveComma(loop.registers, os,
                            [&](uint32_t reg) { os << "r" << reg; });
      os << "]\n";
    }
  }

  void block(BlockId id) {
    const Block &block = f.block(id);
    if (block.instructions.empty())
      return;
    os << "^" << id.index;
    if (!block.arguments.empty()) {
      os << "(";
      results(block.arguments);
      os << ")";
    }
    if (block.pc)
      os << " @" << block.pc;
    os << (block.loopHeader ? " loop:\n" : ":\n");
    pc = block.pc;
    for (InstId inst : block.instructions)
      instruction(f.instruction(inst));
  }

  void results(llvm::ArrayRef<ValueId> values) {
    llvm::interleaveComma(values, os, [&](ValueId v) {
      const ValueInfo &info = f.value(v);
      os << "%" << v.index << ": "
         << (info.lent    ? "lent "
             : info.owned ? "owned "
                          : "")
         << info.type.text();
    });
  }

  void instruction(const Instruction &inst) {
    os << "  ";
    if (inst.pc != pc)
      os << "@" << inst.pc << " ";
    pc = inst.pc;
    if (!inst.results.empty()) {
      results(inst.results);
      os << " = ";
    }
    os << infoOf(inst.op).text;
    if (inst.op == Op::Generic)
      os << "." << infoOf(inst.opcode).name;
    if (inst.x)
      os << " x=" << unsigned(inst.x);
    detail(inst);
    for (uint32_t callee : inst.callees)
      os << " @" << callee;
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

  void detail(const Instruction &inst) {
    switch (detailOf(inst)) {
    case Detail::None:
      return;
    case Detail::Integer:
      os << " " << inst.integer;
      return;
    case Detail::Float: {
      std::string text;
      bytecode::appendFloat(text, std::bit_cast<double>(inst.integer));
      os << " " << text;
      return;
    }
    case Detail::Index:
      os << " " << inst.index;
      return;
    case Detail::Comparison:
      os << " " << comparisonNames[inst.index];
      return;
    case Detail::Constant:
      os << " " << ConstantName::of(f.unit->constants[inst.index]);
      return;
    case Detail::Name:
      os << " " << quoted(f.unit->names[inst.index]);
      return;
    case Detail::Register:
      os << " r" << inst.index;
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
      if (entry.reg == kNoRegister)
        os << "release %";
      else
        os << "r" << entry.reg << (entry.owned ? " <- %" : " = %");
      os << entry.value.index;
    });
    os << "]";
  }

  const Function &f;
  llvm::raw_ostream &os;
  uint32_t pc = 0; ///< of the instruction before
};

} // namespace

void print(const Function &function, llvm::raw_ostream &os) {
  Printer(function, os).run();
}

} // namespace dxpy::dxir
