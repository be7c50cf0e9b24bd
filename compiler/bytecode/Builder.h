// Builds one code object: instructions with labels instead of offsets,
// exception handlers as regions, temporaries as a stack; finish() makes a
// CodeUnit of them. Internal to this folder.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "compiler/syntax/Ast.h"

#include <cassert>
#include <unordered_map>

namespace dxpy::bytecode {

using syntax::SourceRange;

// A register before registers are numbered: which file it is of, and its index
// there.
struct Reg {
  enum File : uint32_t { Local = 0, Cell = 1, Free = 2, Temp = 3, Nowhere = 4 };
  uint32_t bits = uint32_t(Nowhere) << 28;

  Reg() = default;
  Reg(File file, uint32_t index) : bits(uint32_t(file) << 28 | index) {}
  static Reg fromBits(uint32_t bits) {
    Reg reg;
    reg.bits = bits;
    return reg;
  }
  File file() const { return File(bits >> 28); }
  uint32_t index() const { return bits & 0x0FFFFFFF; }
  bool isTemp() const { return file() == Temp; }
  bool isLocal() const { return file() == Local; }
  explicit operator bool() const { return file() != Nowhere; }
  bool operator==(const Reg &) const = default;
};

using Label = uint32_t;
using HandlerId = int32_t;
inline constexpr HandlerId noHandler = -1;

// One instruction before layout. Register operands are Reg::bits, a jump's
// target is a label.
struct Insn {
  Opcode op;
  uint8_t x;
  HandlerId handler;
  uint32_t a, b, c;
  SourceRange loc;
};

// Where exceptions of a region go. `depth` temporaries are kept; the exception
// goes into temporary `exception`, with lasti the raising pc into the one after
// it.
struct Handler {
  Label target;
  uint32_t depth;
  uint32_t exception;
  bool lasti;
};

class Builder {
public:
  // -- Instructions
  void emit(Opcode op, unsigned x, uint32_t a, uint32_t b, uint32_t c) {
    insns.push_back({op, uint8_t(x), handler, a, b, c, loc});
  }
  void emit(Opcode op, Reg a, Reg b = {}, Reg c = {}, unsigned x = 0) {
    emit(op, x, a.bits, b.bits, c.bits);
  }
  void emitJump(Label target) { emit(Opcode::Jump, 0, 0, 0, target); }
  void emitJumpIf(Opcode op, Reg condition, Label target) {
    emit(op, 0, condition.bits, 0, target);
  }
  void emitConst(Reg dst, const Constant &constant) {
    emit(Opcode::LoadConst, 0, dst.bits, constantIndex(constant), 0);
  }

  Label newLabel() {
    labels.push_back(unbound);
    return Label(labels.size() - 1);
  }
  void bind(Label label) { labels[label] = uint32_t(insns.size()); }
  HandlerId newHandler(const Handler &h) {
    handlers.push_back(h);
    return HandlerId(handlers.size() - 1);
  }

  // -- Temporaries
  Reg temp(uint32_t index) {
    if (index >= tempCount)
      tempCount = index + 1;
    return {Reg::Temp, index};
  }
  Reg push() { return temp(depth++); }

  // -- Tables
  uint32_t constantIndex(const Constant &constant);
  uint32_t nameIndex(std::string_view name);
  // A local by name.
  Reg local(std::string_view name);
  // Locals get their registers in the order in which CPython's code first
  // touches them, which shows in co_varnames and locals().
  void noteUse(Reg local);
  Reg cell(std::string_view name) const;
  Reg free(std::string_view name) const;
  bool isCell(std::string_view name) const {
    return cells.contains(std::string(name));
  }

  // Numbers registers, removes dead code and needless checks, lays out. False:
  // too many registers.
  bool finish(CodeUnit &unit);

  SourceRange loc;
  HandlerId handler = noHandler;
  uint32_t depth = 0; // temporaries pushed
  std::vector<Insn> insns;
  std::vector<uint32_t> labels; // instruction index
  std::vector<Handler> handlers;
  std::vector<Constant> constants;
  std::vector<std::string> names;
  std::vector<std::string> localNames;
  // Cells by name: index among the cells, or the parameter that holds it.
  std::unordered_map<std::string, Reg> cells;
  std::vector<std::string> cellNames, freeNames;
  uint32_t parameterCount = 0;    // with * and **
  std::vector<uint32_t> useOrder; // locals that are no parameters

private:
  static constexpr uint32_t unbound = ~uint32_t(0);
  friend class Finisher;

  uint32_t tempCount = 0;
  std::vector<bool> noted;
  std::unordered_map<std::string, uint32_t> constantIndices, nameIndices,
      localIndices;
};

} // namespace dxpy::bytecode
