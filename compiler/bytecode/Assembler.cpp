// Text to CodeUnit. Line by line; the first thing that is wrong ends it.
#include "compiler/bytecode/Text.h"

#include "runtime-support/dpb/opcode_table.h"

#include <bit>
#include <charconv>

namespace dxpy::bytecode {

namespace {

constexpr unsigned maxNesting = 3000;

// Reads tokens of a text; the error of the first failure stays.
class Scanner {
public:
  Scanner(std::string_view text) : text(text) {}

  bool failed() const { return !error.empty(); }
  bool fail(std::string_view what) {
    if (error.empty())
      error = "line " + std::to_string(line) + ": " + std::string(what);
    return false;
  }

  // Skips blanks and comments, not line ends.
  void blanks() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
      ++at;
    if (at < text.size() && text[at] == ';')
      while (at < text.size() && text[at] != '\n')
        ++at;
  }
  bool endOfLine() {
    blanks();
    return at >= text.size() || text[at] == '\n';
  }
  bool newline() {
    if (!endOfLine())
      return fail("something is left on the line");
    while (at < text.size()) {
      blanks();
      if (at >= text.size() || text[at] != '\n')
        break;
      ++at;
      ++line;
    }
    return true;
  }
  bool atEnd() const { return at >= text.size(); }
  char peek() {
    blanks();
    return at < text.size() ? text[at] : '\0';
  }
  bool accept(std::string_view token) {
    blanks();
    if (!text.substr(at).starts_with(token))
      return false;
    at += token.size();
    return true;
  }
  // A word of letters, digits, '_' and '-', or nothing.
  std::string_view word() {
    blanks();
    size_t start = at;
    while (at < text.size() && (isalpha(text[at]) || isDigit(text[at]) ||
                                text[at] == '_' || text[at] == '-'))
      ++at;
    return text.substr(start, at - start);
  }
  bool keyword(std::string_view expected) {
    size_t start = at;
    if (word() == expected)
      return true;
    at = start;
    return false;
  }
  bool expect(std::string_view token) {
    return accept(token) || fail("expected '" + std::string(token) + "'");
  }
  template <class T> bool integer(T &value, int base = 10) {
    blanks();
    if (base == 16 && !accept("0x"))
      return fail("expected a hexadecimal number");
    auto [end, problem] = std::from_chars(
        text.data() + at, text.data() + text.size(), value, base);
    if (problem != std::errc())
      return fail("expected a number");
    at = size_t(end - text.data());
    return true;
  }
  bool floating(double &value) {
    blanks();
    if (accept("bits")) {
      uint64_t bits = 0;
      if (!integer(bits, 16))
        return false;
      value = std::bit_cast<double>(bits);
      return true;
    }
    auto [end, problem] =
        std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (problem != std::errc())
      return fail("expected a float");
    at = size_t(end - text.data());
    return true;
  }
  bool quoted(std::string &value) { return expect("\"") && quotedRest(value); }
  // After the opening quote.
  bool quotedRest(std::string &value) {
    while (at < text.size() && text[at] != '"') {
      char c = text[at++];
      if (c == '\n')
        return fail("a string without end");
      if (c == '\\' && !escape(c))
        return false;
      value += c;
    }
    return expect("\"");
  }

  std::string error;

private:
  static bool isDigit(char c) { return c >= '0' && c <= '9'; }
  static bool isalpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  bool escape(char &c) {
    if (at >= text.size())
      return fail("a string without end");
    c = text[at++];
    if (c == 'n') {
      c = '\n';
    } else if (c == 'x') {
      uint8_t byte = 0;
      if (at + 2 > text.size() ||
          std::from_chars(text.data() + at, text.data() + at + 2, byte, 16)
                  .ptr != text.data() + at + 2)
        return fail("expected two hexadecimal digits");
      at += 2;
      c = char(byte);
    } else if (c != '"' && c != '\\') {
      return fail("unknown escape");
    }
    return true;
  }

  std::string_view text;
  size_t at = 0;
  unsigned line = 1;
};

class Assembler {
public:
  Assembler(Scanner &in, unsigned depth)
      : in(in), depth(depth), unit(std::make_shared<CodeUnit>()) {}

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
      if (!numbered("k", unit->constants.size()) || !constant(value, 0))
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

  bool items(std::vector<Constant> &values, unsigned nesting) {
    if (nesting > maxNesting)
      return in.fail("constants nested too deep");
    while (!in.accept(")")) {
      Constant item;
      if ((!values.empty() && !in.expect(",")) || !constant(item, nesting + 1))
        return false;
      values.push_back(std::move(item));
    }
    return true;
  }

  bool constant(Constant &value, unsigned nesting) {
    char c = in.peek();
    std::string text;
    if (c == '"') {
      if (!in.quoted(text))
        return false;
      value = Constant::str(std::move(text));
      return true;
    }
    if (in.accept("b\""))
      return bytesRest(value);
    std::string_view word = in.word();
    if (word == "None")
      value = Constant::none();
    else if (word == "True" || word == "False")
      value = Constant::boolean(word == "True");
    else if (word == "Ellipsis")
      value = Constant::ellipsis();
    else if (word == "int") {
      int64_t number = 0;
      if (!in.integer(number))
        return false;
      value = Constant::integer(number);
    } else if (word == "big") {
      return bigInt(value);
    } else if (word == "float") {
      double number = 0;
      if (!in.floating(number))
        return false;
      value = Constant::real(number);
    } else if (word == "complex") {
      double re = 0, im = 0;
      if (!in.floating(re) || !in.floating(im))
        return false;
      value = Constant::complex(re, im);
    } else if (word == "tuple" || word == "frozenset") {
      std::vector<Constant> values;
      if (!in.expect("(") || !items(values, nesting))
        return false;
      value = word == "tuple" ? Constant::tuple(std::move(values))
                              : Constant::frozenSet(std::move(values));
    } else if (word == "code") {
      auto code = Assembler(in, depth + 1).run();
      if (!code)
        return false;
      value = Constant::code(std::move(code));
    } else {
      return in.fail("unknown constant");
    }
    return true;
  }

  bool bytesRest(Constant &value) {
    std::string data;
    if (!in.quotedRest(data))
      return false;
    value = Constant::bytes(std::move(data));
    return true;
  }

  bool bigInt(Constant &value) {
    bool negative = in.accept("-");
    if (!negative && !in.expect("+"))
      return false;
    std::vector<uint64_t> limbs;
    do {
      uint64_t limb = 0;
      if (!in.integer(limb, 16))
        return false;
      limbs.push_back(limb);
    } while (in.accept(":"));
    value = Constant::big(negative, std::move(limbs));
    return value.kind() == ConstantKind::BigInt || in.fail("not a big int");
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

  Scanner &in;
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
  result.error = in.error;
  if (!result.error.empty())
    result.code = nullptr;
  else if (!result.code)
    result.error = "cut off";
  return result;
}

} // namespace dxpy::bytecode
