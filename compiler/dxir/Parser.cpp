#include "compiler/dxir/Parser.h"
#include "compiler/bytecode/ConstantText.h"
#include "compiler/dxir/Bytecode.h"
#include "compiler/dxir/TextForm.h"
#include "compiler/dxir/Verifier.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"
#include <bit>
#include <map>
#include <optional>

namespace dxpy::dxir {

namespace {

using bytecode::TextScanner;
using Place = TextScanner::Place;

std::optional<Op> opNamed(llvm::StringRef text) {
  static const llvm::StringMap<Op> *const table = [] {
    auto *ops = new llvm::StringMap<Op>;
#define OP(id, text, operands, result, effects, meaning)                       \
  ops->try_emplace(text, Op::id);
#include "compiler/dxir/Ops.def"
    return ops;
  }();
  auto it = table->find(text);
  return it == table->end() ? std::nullopt : std::optional(it->second);
}

std::optional<Opcode> opcodeNamed(llvm::StringRef text) {
  for (unsigned i = 0; i < 256; ++i)
    if (const char *name = infoOf(Opcode(i)).name; name && text == name)
      return Opcode(i);
  return std::nullopt;
}

/// Constants; a code object is its name.
class ConstantValue final : public bytecode::ConstantReader {
public:
  using ConstantReader::ConstantReader;

private:
  std::shared_ptr<const bytecode::CodeUnit> code() override {
    auto unit = std::make_shared<bytecode::CodeUnit>();
    if (!in.quoted(unit->qualname))
      return nullptr;
    return unit;
  }
};

/// Ids that were used, where, and which of them have been defined.
class Definitions {
public:
  void use(uint32_t id, Place place) { uses.try_emplace(id, place); }
  bool define(uint32_t id) { return defined.insert(id).second; }
  /// The first use, in the text, of something that is nowhere defined.
  std::optional<std::pair<Place, uint32_t>> undefined() const {
    std::optional<std::pair<Place, uint32_t>> result;
    auto key = [](Place place) { return std::pair(place.line, place.column); };
    for (auto [id, place] : uses)
      if (!defined.contains(id) && (!result || key(place) < key(result->first)))
        result = {place, id};
    return result;
  }

private:
  std::map<uint32_t, Place> uses;
  llvm::DenseSet<uint32_t> defined;
};

class FunctionParser {
public:
  FunctionParser(TextScanner &in, size_t textSize)
      : in(in), maxId(textSize + kSpareIds),
        unit(std::make_unique<bytecode::CodeUnit>()), f(*unit, 0) {}

  /// From after "func".
  bool run(ParsedModule &module) {
    Place start = in.place();
    if (!in.expect("@") || !symbol(unit->qualname) || !in.expect("code") ||
        !in.integer(f.codeId))
      return false;
    f.feeds = in.keyword("feeds");
    if (!in.expect("{") || !in.newline())
      return false;
    blocks.use(0, start);
    while (in.peek() != '^')
      if (!headerLine() || !in.newline())
        return false;
    CodeLayout &layout = unit->layout;
    layout.firstTemp = layout.localCount + layout.cellCount + layout.freeCount;
    unit->localNames.resize(layout.firstTemp);
    unit->localKinds.resize(layout.firstTemp);
    while (!in.accept("}"))
      if (!block())
        return false;
    if (!in.newline() || !resolve())
      return false;
    if (llvm::Error error = verify(f))
      return in.failAt(start, llvm::toString(std::move(error)));
    module.units.push_back(std::move(unit));
    module.functions.push_back(std::move(f));
    return true;
  }

private:
  /// How far ids may be beyond what the text has room for: numbers of removed
  /// values stay free.
  static constexpr size_t kSpareIds = 1 << 16;
  static constexpr uint32_t kMaxLocals = 1 << 16; // registers are 16 bits wide

  bool fail(const llvm::Twine &what) { return in.fail(what.str()); }

  bool symbol(std::string &name) {
    if (in.peek() == '"')
      return in.quoted(name);
    name = in.word(symbolCharacters);
    return !name.empty() || fail("expected a name");
  }

  // -- Lines before the first block
  bool headerLine() {
    CodeLayout &layout = unit->layout;
    if (in.keyword("file"))
      return in.quoted(unit->fileName) && in.expect("line") &&
             in.integer(unit->firstLine) && in.expect("flags") &&
             in.integer(unit->flags, 16) && in.expect("traits") &&
             in.integer(unit->traits, 16);
    if (in.keyword("arguments"))
      return count(layout.argCount) && in.expect("keyword-only") &&
             count(layout.keywordOnlyCount) && in.expect("locals") &&
             count(layout.localCount) && in.expect("cells") &&
             count(layout.cellCount) && in.expect("free") &&
             count(layout.freeCount) && in.expect("registers") &&
             in.integer(layout.registerCount);
    if (in.keyword("loop"))
      return loop();
    return fail(in.atEnd() ? "a function without end" : "unknown line");
  }

  bool count(uint32_t &value) {
    return in.integer(value) &&
           (value < kMaxLocals || fail("too many registers"));
  }

  bool loop() {
    LoopEntry entry;
    if (!in.expect("@") || !in.integer(entry.pc) || !in.expect("["))
      return false;
    while (!in.accept("]")) {
      uint32_t reg = 0;
      if ((!entry.registers.empty() && !in.expect(",")) || !in.expect("r") ||
          !in.integer(reg))
        return false;
      entry.registers.push_back(reg);
    }
    f.loops.push_back(std::move(entry));
    return true;
  }

  // -- Ids
  bool number(uint32_t &id) {
    return in.integer(id) && (id < maxId || fail("the number is too large"));
  }

  bool useBlock(BlockId &id) {
    if (!in.expect("^"))
      return false;
    Place place = in.place();
    if (!number(id.index))
      return false;
    blocks.use(id.index, place);
    return true;
  }

  bool useValue(ValueId &id) {
    if (!in.expect("%"))
      return false;
    Place place = in.place();
    if (!number(id.index))
      return false;
    values.use(id.index, place);
    return true;
  }

  bool useValues(llvm::SmallVectorImpl<ValueId> &list) {
    do {
      if (!useValue(list.emplace_back()))
        return false;
    } while (in.accept(","));
    return true;
  }

  /// %4: owned any, %5: i64, %6: lent any
  bool defineValues(llvm::SmallVectorImpl<ValueId> &list, InstId definition) {
    do {
      ValueId id;
      if (!in.expect("%") || !number(id.index))
        return false;
      if (!values.define(id.index))
        return fail("%" + llvm::Twine(id.index) + " is defined twice");
      if (!in.expect(":"))
        return false;
      bool lent = in.keyword("lent"), known = false;
      bool owned = in.keyword("owned") || lent;
      llvm::StringRef name = in.word("_");
      Type type = parseType(name, known);
      if (!known || type.representation() == Representation::Nothing)
        return fail("there is no type '" + name + "'");
      if (owned && type.isImmediate())
        return fail("nothing owns a " + name);
      if (f.values.size() <= id.index)
        f.values.resize(id.index + 1);
      f.value(id) = {type, owned, current, definition, lent};
      list.push_back(id);
    } while (in.accept(","));
    return true;
  }

  // -- Blocks
  bool block() {
    if (!in.expect("^") || !number(current.index))
      return false;
    if (!blocks.define(current.index))
      return fail("^" + llvm::Twine(current.index) + " is defined twice");
    if (f.blocks.size() <= current.index)
      f.blocks.resize(current.index + 1);
    if (in.accept("(") &&
        (!defineValues(f.block(current).arguments, {}) || !in.expect(")")))
      return false;
    pc = 0;
    if (in.accept("@") && !in.integer(pc))
      return false;
    f.block(current).pc = pc;
    f.block(current).loopHeader = in.keyword("loop");
    if (!in.expect(":") || !in.newline())
      return false;
    while (in.peek() != '^' && in.peek() != '}')
      if (!instruction() || !in.newline())
        return false;
    const Block &done = f.block(current);
    return (!done.instructions.empty() &&
            infoOf(f.instruction(done.instructions.back()).op).terminator()) ||
           fail("the block ^" + llvm::Twine(current.index) +
                " has no terminator");
  }

  // -- Instructions
  bool instruction() {
    if (in.accept("@") && !in.integer(pc))
      return false;
    Instruction inst(Op::Poll);
    inst.pc = pc;
    InstId id(uint32_t(f.instructions.size()));
    if (in.peek() == '%' &&
        (!defineValues(inst.results, id) || !in.expect("=")))
      return false;
    if (!operation(inst))
      return false;
    if (in.accept("x=") && !in.integer(inst.x))
      return false;
    if (!detail(inst))
      return false;
    while (in.accept("@"))
      if (!in.integer(inst.callees.emplace_back()))
        return false;
    if (in.peek() == '%' && !useValues(inst.operands))
      return false;
    while (in.peek() == '^')
      if (!edge(inst.targets.emplace_back()))
        return false;
    if (in.keyword("state") && !state(inst.state))
      return false;
    f.append(current, std::move(inst));
    return true;
  }

  bool operation(Instruction &inst) {
    llvm::StringRef text = in.word("_.");
    llvm::StringRef opcode = text;
    if (opcode.consume_front("generic.")) {
      inst.op = Op::Generic;
      std::optional<Opcode> found = opcodeNamed(opcode);
      if (!found)
        return fail("there is no opcode '" + opcode + "'");
      inst.opcode = *found;
      return true;
    }
    std::optional<Op> op = opNamed(text);
    if (!op || *op == Op::Generic)
      return fail(text.empty() ? "expected an operation"
                               : "there is no operation '" + text + "'");
    inst.op = *op;
    return true;
  }

  bool detail(Instruction &inst) {
    switch (detailOf(inst)) {
    case Detail::None:
      return true;
    case Detail::Integer:
      return in.integer(inst.integer);
    case Detail::Float: {
      double value = 0;
      if (!in.floating(value))
        return false;
      inst.integer = std::bit_cast<int64_t>(value);
      return true;
    }
    case Detail::Index:
      return in.integer(inst.index);
    case Detail::Comparison: {
      llvm::StringRef name = in.word();
      auto found = llvm::find(comparisonNames, name);
      if (found == std::end(comparisonNames))
        return fail("there is no comparison '" + name + "'");
      inst.index = uint32_t(found - comparisonNames);
      return true;
    }
    case Detail::Constant:
      return constant(inst.index);
    case Detail::Name: {
      std::string name;
      if (!in.quoted(name))
        return false;
      auto [it, isNew] = names.try_emplace(name, uint32_t(unit->names.size()));
      if (isNew)
        unit->names.push_back(std::move(name));
      inst.index = it->second;
      return true;
    }
    case Detail::Register:
      return in.expect("r") && in.integer(inst.index);
    }
    return true;
  }

  bool constant(uint32_t &index) {
    bytecode::Constant value;
    if (!ConstantValue(in).read(value))
      return false;
    index = uint32_t(unit->constants.size());
    bool shared = value.kind() != bytecode::ConstantKind::Code;
    if (shared)
      index = constants.try_emplace(bytecode::constantKey(value), index)
                  .first->second;
    if (index == unit->constants.size())
      unit->constants.push_back(std::move(value));
    return true;
  }

  bool edge(Edge &edge) {
    return useBlock(edge.target) &&
           (!in.accept("(") || (useValues(edge.arguments) && in.expect(")")));
  }

  /// Equal states are one: exits that share it share their code.
  bool state(StateId &id) {
    State state;
    if (!in.expect("@") || !in.integer(state.pc) || !in.expect("["))
      return false;
    while (!in.accept("]")) {
      StateEntry &entry = state.entries.emplace_back();
      entry.reg = kNoRegister;
      entry.owned = true;
      if ((state.entries.size() > 1 && !in.expect(",")) ||
          (!in.keyword("release") && !stateRegister(entry)) ||
          !useValue(entry.value))
        return false;
    }
    std::string key = std::to_string(state.pc);
    for (const StateEntry &entry : state.entries)
      key += (entry.owned ? "," : ";") + std::to_string(entry.reg) + "=" +
             std::to_string(entry.value.index);
    auto [it, isNew] = states.try_emplace(key);
    if (isNew)
      it->second = f.addState(std::move(state));
    id = it->second;
    return true;
  }

  bool stateRegister(StateEntry &entry) {
    if (!in.expect("r") || !in.integer(entry.reg))
      return false;
    entry.owned = in.accept("<-");
    return entry.owned || in.expect("=");
  }

  bool resolve() {
    if (auto missing = blocks.undefined())
      return in.failAt(missing->first, "the block ^" +
                                           std::to_string(missing->second) +
                                           " is nowhere");
    if (auto missing = values.undefined())
      return in.failAt(missing->first, "the value %" +
                                           std::to_string(missing->second) +
                                           " is nowhere defined");
    return true;
  }

  TextScanner &in;
  const size_t maxId;
  std::unique_ptr<bytecode::CodeUnit> unit;
  Function f;
  Definitions blocks, values;
  llvm::StringMap<uint32_t> names, constants;
  llvm::StringMap<StateId> states;
  BlockId current;
  uint32_t pc = 0;
};

} // namespace

llvm::Expected<ParsedModule> parse(llvm::StringRef text,
                                   llvm::StringRef fileName) {
  TextScanner in(text);
  ParsedModule module;
  if (in.endOfLine())
    in.newline();
  while (!in.failed() && !in.atEnd())
    if (in.keyword("func"))
      FunctionParser(in, text.size()).run(module);
    else
      in.fail("expected 'func'");
  if (!in.failed())
    return module;
  Place place = in.error().place;
  return llvm::createStringError(fileName + ":" + llvm::Twine(place.line) +
                                 ":" + llvm::Twine(place.column) + ": " +
                                 in.error().message);
}

} // namespace dxpy::dxir
