// Text to CodeUnit. Line by line; the first thing that is wrong ends it.
#include "compiler/bytecode/ConstantText.h"
#include "compiler/bytecode/Text.h"

#include "runtime-support/dpb/opcode_table.h"

#include <charconv>

namespace dxpy::bytecode {

namespace {

constexpr unsigned maxNesting = 3000;

using Scanner = TextScanner;

class Assembler final : ConstantReader {
public:
  Assembler(Scanner &in, unsigned depth)
      : ConstantReader(in), depth(depth), unit(std::make_shared<CodeUnit>()) {}

  // From after "code" to "end".
  std::shared_ptr<const CodeUnit> run() {
    if (depth > maxNesting) {
      in.fail("code nested too deep");
      return nullptr;
    }
    if (!in.quoted(unit->name) || !in.newline())
      return nullptr;
    while (!in.keyword("end"))
      if (in.atEnd() ? !in.fail("no 'end'") : !readLine() || !in.newline())
        return nullptr;
    if (!resolve())
      return nullptr;
    return unit;
  }

private:
  std::shared_ptr<const CodeUnit> code() override {
    return Assembler(in, depth + 1).run();
  }

  bool readLine() {
    char c = in.peek();
    if (c >= '0' && c <= '9')
      return instruction();
    if (in.keyword("qualname"))
      return in.quoted(unit->qualname);
    if (in.keyword("file"))
      return in.quoted(unit->fileName) && in.expect("line") &&
             in.integer(unit->firstLine);
    if (in.keyword("flags"))
      return in.integer(unit->flags, 16) && in.expect("traits") &&
             in.integer(unit->traits, 16);
    if (in.keyword("registers"))
      return in.integer(unit->layout.registerCount) && in.expect("arguments") &&
             in.integer(unit->layout.argCount) &&
             in.expect("positional-only") &&
             in.integer(unit->layout.positionalOnlyCount) &&
             in.expect("keyword-only") &&
             in.integer(unit->layout.keywordOnlyCount);
    if (in.keyword("doc")) {
      unit->hasDoc = true;
      return in.quoted(unit->doc);
    }
    if (in.keyword("local"))
      return local();
    if (in.keyword("constant")) {
      Constant value;
      if (!numbered("k", unit->constants.size()) || !read(value))
        return false;
      unit->constants.push_back(std::move(value));
      return true;
    }
    if (in.keyword("name")) {
      std::string name;
      if (!numbered("n", unit->names.size()) || !in.quoted(name))
        return false;
      unit->names.push_back(std::move(name));
      return true;
    }
    if (in.keyword("handler"))
      return handler();
    return in.fail("unknown line");
  }

  bool numbered(std::string_view prefix, size_t expected) {
    size_t number = 0;
    if (!in.expect(prefix) || !in.integer(number))
      return false;
    return number == expected || in.fail("out of order");
  }

  // locals, then cells, then free variables
  bool local() {
    std::string name;
    if (!numbered("r", unit->localNames.size()) || !in.quoted(name))
      return false;
    uint8_t kind = 0;
    while (!in.endOfLine()) {
      if (in.keyword("plain"))
        kind |= kLocalPlain;
      else if (in.keyword("cell"))
        kind |= kLocalCell;
      else if (in.keyword("free"))
        kind |= kLocalFree;
      else if (in.keyword("owned"))
        kind |= kLocalOwned;
      else if (in.keyword("hidden"))
        kind |= kLocalHidden;
      else
        return in.fail("unknown kind of local");
    }
    uint32_t &count = kind & kLocalPlain  ? unit->layout.localCount
                      : kind & kLocalFree ? unit->layout.freeCount
                                          : unit->layout.cellCount;
    ++count;
    ++unit->layout.firstTemp;
    unit->localNames.push_back(std::move(name));
    unit->localKinds.push_back(kind);
    return true;
  }

  // -- Instructions; registers wait until the number of locals is known
  bool operand(Operand kind, uint32_t &value) {
    switch (kind) {
    case Operand::Const:
      return in.expect("k") && in.integer(value);
    case Operand::Name:
      return in.expect("n") && in.integer(value);
    case Operand::Jump:
    case Operand::Count:
    case Operand::Immediate:
    case Operand::Flags:
      return in.integer(value);
    default: {
      bool temp = in.accept("t");
      if (!temp && !in.expect("r"))
        return false;
      if (!in.integer(value))
        return false;
      if (temp)
        value += unit->layout.firstTemp;
      return true;
    }
    }
  }

  bool position(uint32_t pc) {
    LineRow row{};
    row.pc = pc;
    auto column = [&](uint16_t &value) {
      if (in.accept("?")) {
        value = 0xFFFF;
        return true;
      }
      return in.integer(value);
    };
    if (!in.integer(row.line) || !in.expect(":") || !column(row.column) ||
        !in.expect("-") || !in.integer(row.endLine) || !in.expect(":") ||
        !column(row.endColumn))
      return false;
    unit->lines.push_back(row);
    return true;
  }

  bool instruction() {
    uint32_t pc = 0;
    if (!in.integer(pc))
      return false;
    if (pc != unit->code.size())
      return in.fail("instruction out of order");
    Opcode op;
    std::string name(in.word());
    if (!dpb::opcodeNamed(name, op) || op == Opcode::Extended)
      return in.fail("no opcode '" + name + "'");
    bool wide = in.accept(".w");
    const dpb::OpcodeInfo &info = dpb::info(op);
    uint32_t values[3] = {}, x = 0;
    const Operand kinds[3] = {info.a, info.b, info.c};
    bool first = true;
    for (unsigned i = 0; i < 3; ++i) {
      if (kinds[i] == Operand::None)
        continue;
      if ((!first && !in.expect(",")) || !operand(kinds[i], values[i]))
        return false;
      first = false;
    }
    if (in.accept("x=") && (!in.integer(x) || x > 255))
      return in.fail("x is a byte");
    while (in.accept("@"))
      if (!position(pc))
        return false;
    if (info.c == Operand::Jump)
      values[2] -= pc + (wide ? 2 : 1);
    bool fits =
        values[0] <= 0xFFFF && values[1] <= 0xFFFF &&
        (info.c == Operand::Jump ? int32_t(values[2]) == int16_t(values[2])
                                 : values[2] <= 0xFFFF);
    if (!wide && !fits)
      return in.fail("an operand needs .w");
    if (wide)
      unit->code.push_back({Opcode::Extended, 0, uint16_t(values[0] >> 16),
                            uint16_t(values[1] >> 16),
                            uint16_t(values[2] >> 16)});
    unit->code.push_back({op, uint8_t(x), uint16_t(values[0]),
                          uint16_t(values[1]), uint16_t(values[2])});
    return true;
  }

  bool handler() {
    ExceptionRow row{};
    uint32_t exception = 0, kept = 0;
    if (!in.integer(row.start) || !in.expect("-") || !in.integer(row.end) ||
        !in.expect("->") || !in.integer(row.handler) ||
        !in.expect("exception") || !in.expect("t") || !in.integer(exception) ||
        !in.expect("depth") || !in.expect("t") || !in.integer(kept))
      return false;
    bool lasti = in.keyword("lasti");
    exception += unit->layout.firstTemp;
    kept += unit->layout.firstTemp;
    if (exception > 0xFFFF || kept > 0x7FFF)
      return in.fail("register out of range");
    row.exceptionRegister = uint16_t(exception);
    row.depthAndLasti = uint16_t(kept << 1 | (lasti ? 1 : 0));
    unit->exceptions.push_back(row);
    return true;
  }

  bool resolve() {
    if (dpb::Problem problem = dpb::verify(viewOf(*unit)))
      return in.fail(std::string(problem.text()) + " at " +
                     std::to_string(problem.pc));
    return true;
  }

  unsigned depth;
  std::shared_ptr<CodeUnit> unit;
};

} // namespace

namespace {

bool readDigest(Scanner &in, std::vector<Digest> &digests) {
  Digest digest;
  if (!in.quoted(digest.name))
    return false;
  std::string_view hex = in.word();
  if (hex.size() != 2 * kHashSize)
    return in.fail("expected a hash of 64 digits");
  for (size_t i = 0; i < kHashSize; ++i) {
    auto [end, problem] = std::from_chars(
        hex.data() + 2 * i, hex.data() + 2 * i + 2, digest.hash[i], 16);
    if (problem != std::errc() || end != hex.data() + 2 * i + 2)
      return in.fail("expected hexadecimal digits");
  }
  digests.push_back(std::move(digest));
  return in.newline();
}

// The lines before a module's code.
bool readModuleHeader(Scanner &in, ModuleFile &module) {
  if (!in.quoted(module.name))
    return false;
  module.isPackage = in.keyword("package");
  if (!in.newline())
    return false;
  while (true) {
    if (in.keyword("source")) {
      if (!readDigest(in, module.sources))
        return false;
    } else if (in.keyword("dependency")) {
      if (!readDigest(in, module.dependencies))
        return false;
    } else {
      return true;
    }
  }
}

} // namespace

AssemblyResult assemble(std::string_view text) {
  Scanner in(text);
  AssemblyResult result;
  if (in.endOfLine())
    in.newline();
  if (in.keyword("module")) {
    result.isModule = true;
    readModuleHeader(in, result.module);
  }
  if (!in.keyword("code")) {
    in.fail("expected 'code'");
  } else if (auto code = Assembler(in, 0).run(); code && in.newline()) {
    if (in.atEnd())
      result.code = result.module.code = code;
    else
      in.fail("something is left after 'end'");
  }
  if (in.failed()) {
    result.error = "line " + std::to_string(in.error().place.line) + ": " +
                   in.error().message;
    result.code = nullptr;
  } else if (!result.code) {
    result.error = "cut off";
  }
  return result;
}

} // namespace dxpy::bytecode
