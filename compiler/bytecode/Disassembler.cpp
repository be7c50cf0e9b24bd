// CodeUnit to text.
#include "compiler/bytecode/ConstantText.h"
#include "compiler/bytecode/Text.h"

#include "runtime-support/dpb/opcode_table.h"

namespace dxpy::bytecode {

namespace {

class Disassembler final : ConstantPrinter {
public:
  Disassembler(std::string &out, const CodeUnit &unit, bool comments,
               unsigned indent)
      : ConstantPrinter(out), unit(unit), comments(comments), indent(indent) {}

  // From after "code" to "end".
  void run() {
    out += ' ';
    appendQuoted(out, unit.name);
    out += '\n';
    ++indent;
    header();
    registers();
    for (size_t i = 0; i < unit.constants.size(); ++i) {
      begin("constant k").append(std::to_string(i)).append(" ");
      print(unit.constants[i]);
      out += '\n';
    }
    for (size_t i = 0; i < unit.names.size(); ++i) {
      begin("name n").append(std::to_string(i)).append(" ");
      appendQuoted(out, unit.names[i]);
      out += '\n';
    }
    instructions();
    handlers();
    --indent;
    begin("end");
  }

private:
  void code(const CodeUnit &nested) override {
    Disassembler(out, nested, comments, indent).run();
  }

  std::string &begin(std::string_view text) {
    out.append(indent * 2, ' ');
    return out.append(text);
  }
  void number(std::string_view label, uint64_t value) {
    out.append(label).append(std::to_string(value));
  }

  void header() {
    begin("qualname ");
    appendQuoted(out, unit.qualname);
    out += '\n';
    begin("file ");
    appendQuoted(out, unit.fileName);
    number(" line ", unit.firstLine);
    out += '\n';
    begin("flags ");
    appendHex(out, unit.flags);
    out += " traits ";
    appendHex(out, unit.traits);
    out += '\n';
    begin("");
    number("registers ", unit.layout.registerCount);
    number(" arguments ", unit.layout.argCount);
    number(" positional-only ", unit.layout.positionalOnlyCount);
    number(" keyword-only ", unit.layout.keywordOnlyCount);
    out += '\n';
    if (unit.hasDoc) {
      begin("doc ");
      appendQuoted(out, unit.doc);
      out += '\n';
    }
  }

  // Which of locals, cells, free variables a register is follows from its
  // place.
  void registers() {
    static constexpr std::pair<uint8_t, std::string_view> kinds[] = {
        {kLocalPlain, " plain"},
        {kLocalCell, " cell"},
        {kLocalFree, " free"},
        {kLocalOwned, " owned"},
        {kLocalHidden, " hidden"}};
    for (size_t i = 0; i < unit.localNames.size(); ++i) {
      begin("local r").append(std::to_string(i)).append(" ");
      appendQuoted(out, unit.localNames[i]);
      for (auto [bit, name] : kinds)
        if (unit.localKinds[i] & bit)
          out += name;
      out += '\n';
    }
  }

  // -- Instructions
  void operand(Operand kind, uint32_t value, uint32_t next) {
    switch (kind) {
    case Operand::Const:
      return number("k", value);
    case Operand::Name:
      return number("n", value);
    case Operand::Jump:
      return number("", uint32_t(int64_t(next) + int32_t(value)));
    case Operand::Count:
    case Operand::Immediate:
    case Operand::Flags:
      return number("", value);
    default:
      if (value < unit.layout.firstTemp)
        number("r", value);
      else
        number("t", value - unit.layout.firstTemp);
    }
  }

  void instructions() {
    size_t row = 0;
    for (uint32_t pc = 0; pc < unit.code.size();) {
      dpb::Decoded insn = dpb::decode(unit.code.data(), pc);
      const dpb::OpcodeInfo &info = dpb::info(insn.op);
      begin(std::to_string(pc)).append(" ").append(info.name);
      if (insn.length == 2)
        out += ".w";
      bool first = true;
      auto each = [&](Operand kind, uint32_t value) {
        if (kind == Operand::None)
          return;
        out += first ? " " : ", ";
        first = false;
        operand(kind, value, pc + insn.length);
      };
      each(info.a, insn.a);
      each(info.b, insn.b);
      each(info.c, insn.c);
      if (insn.x)
        number(" x=", insn.x);
      for (; row < unit.lines.size() && unit.lines[row].pc == pc; ++row)
        position(unit.lines[row]);
      if (comments)
        comment(info, insn);
      out += '\n';
      pc += insn.length;
    }
  }

  void position(const LineRow &row) {
    auto column = [&](std::string_view label, uint16_t value) {
      if (value == 0xFFFF)
        out.append(label).append("?");
      else
        number(label, value);
    };
    number(" @", row.line);
    column(":", row.column);
    number("-", row.endLine);
    column(":", row.endColumn);
  }

  void comment(const dpb::OpcodeInfo &info, const dpb::Decoded &insn) {
    std::string text;
    auto each = [&](Operand kind, uint32_t value) {
      if (kind == Operand::Const)
        text.append(" ").append(constantRepr(unit.constants[value]));
      else if (kind == Operand::Name)
        text.append(" ").append(unit.names[value]);
      else if (kind != Operand::None && kind != Operand::Count &&
               kind != Operand::Jump && kind != Operand::Immediate &&
               kind != Operand::Flags && value < unit.layout.firstTemp)
        text.append(" ").append(unit.localNames[value]);
    };
    each(info.a, insn.a);
    each(info.b, insn.b);
    each(info.c, insn.c);
    for (char &c : text)
      if (c == '\n')
        c = ' ';
    if (!text.empty())
      out.append(" ;").append(text);
  }

  void handlers() {
    for (const ExceptionRow &row : unit.exceptions) {
      begin("");
      number("handler ", row.start);
      number("-", row.end);
      number(" -> ", row.handler);
      number(" exception t", row.exceptionRegister - unit.layout.firstTemp);
      number(" depth t", row.depth() - unit.layout.firstTemp);
      out += row.lasti() ? " lasti\n" : "\n";
    }
  }

  const CodeUnit &unit;
  bool comments;
  unsigned indent;
};

} // namespace

namespace {
void appendDigest(std::string &out, std::string_view kind,
                  const Digest &digest) {
  constexpr char digits[] = "0123456789abcdef";
  out.append(kind).append(" ");
  appendQuoted(out, digest.name);
  out += ' ';
  for (uint8_t byte : digest.hash) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  out += '\n';
}
} // namespace

std::string disassemble(const ModuleFile &module, bool comments) {
  std::string out = "module ";
  appendQuoted(out, module.name);
  out += module.isPackage ? " package\n" : "\n";
  for (const Digest &digest : module.sources)
    appendDigest(out, "source", digest);
  for (const Digest &digest : module.dependencies)
    appendDigest(out, "dependency", digest);
  return out + disassemble(*module.code, comments);
}

std::string disassemble(const CodeUnit &unit, bool comments) {
  std::string out = "code";
  Disassembler(out, unit, comments, 0).run();
  out += '\n';
  return out;
}

} // namespace dxpy::bytecode
