#include "compiler/link/CodeImage.h"
#include "runtime-support/abi/native.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>

using namespace llvm;

namespace dxpy::link {

using bytecode::CodeUnit;
using bytecode::Constant;
using bytecode::ConstantKind;

namespace {

class CodeWriter {
public:
  CodeWriter(ImageBuilder &image, const CodeNumbers &numbers,
             const NativeEntryMap &native)
      : image(image), numbers(numbers), native(native) {}

  Ref add(const CodeUnit &unit) {
    std::vector<Ref> constants;
    std::vector<FrozenSetConstant> frozenSets;
    for (const Constant &constant : unit.constants) {
      if (constant.kind() == ConstantKind::FrozenSet)
        frozenSets.push_back(
            {uint32_t(constants.size()), tuple(constant.items())});
      constants.push_back(value(constant));
    }
    std::vector<Ref> names = strings(unit.names);
    std::vector<Ref> localNames = strings(unit.localNames);

    CodeParts parts;
    parts.code = unit.code;
    parts.constants = constants;
    parts.frozenSets = frozenSets;
    parts.names = names;
    parts.exceptions = unit.exceptions;
    parts.lines = unit.lines;
    parts.localNames = localNames;
    parts.localKinds = unit.localKinds;
    parts.layout = unit.layout;
    parts.flags = unit.flags;
    parts.traits = unit.traits;
    parts.firstLine = unit.firstLine;
    parts.name = image.str(unit.name);
    parts.qualname = image.str(unit.qualname);
    parts.fileName = image.str(unit.fileName);
    parts.doc = unit.hasDoc ? image.str(unit.doc) : Ref::word(kNone);
    parts.id = numbers.idOf(unit);
    auto entries = native.find(&unit);
    if (entries != native.end()) {
      parts.native = entries->second.generic;
      parts.layout.registerCount += kNativeExtraTemps;
      parts.osrEntries = entries->second.osr;
    }
    return image.code(parts);
  }

private:
  Ref value(const Constant &constant) {
    switch (constant.kind()) {
    case ConstantKind::None:
      return Ref::word(kNone);
    case ConstantKind::Bool:
      return Ref::word(boolWord(constant.asBool()));
    case ConstantKind::Ellipsis:
      return Ref::word(kEllipsis);
    case ConstantKind::Int:
      return image.integer(constant.asInt());
    case ConstantKind::BigInt:
      return image.integer(constant.asBigInt().negative,
                           constant.asBigInt().limbs);
    case ConstantKind::Float:
      return image.floating(constant.asFloat());
    case ConstantKind::Complex:
      return image.complex(constant.asComplex().real,
                           constant.asComplex().imag);
    case ConstantKind::Str:
      return image.str(constant.asStr());
    case ConstantKind::Bytes:
      return image.bytes(constant.asBytes());
    case ConstantKind::Tuple:
      return tuple(constant.items());
    case ConstantKind::FrozenSet:
      return Ref::word(kUndef);
    case ConstantKind::Code:
      return add(*constant.asCode());
    }
    llvm_unreachable("constant kinds are listed above");
  }

  Ref tuple(const std::vector<Constant> &items) {
    SmallVector<Ref, 8> refs;
    for (const Constant &item : items)
      refs.push_back(value(item));
    return image.tuple(refs);
  }

  std::vector<Ref> strings(const std::vector<std::string> &texts) {
    std::vector<Ref> refs;
    for (const std::string &text : texts)
      refs.push_back(image.str(text));
    return refs;
  }

  ImageBuilder &image;
  const CodeNumbers &numbers;
  const NativeEntryMap &native;
};

template <class Fn> void forEachInner(const CodeUnit &unit, Fn &&fn) {
  for (const Constant &constant : unit.constants)
    if (constant.kind() == ConstantKind::Code)
      fn(*constant.asCode());
}

void collectLines(const CodeUnit &unit, std::vector<uint32_t> &lines) {
  for (const LineRow &row : unit.lines)
    lines.push_back(row.line);
  forEachInner(unit,
               [&](const CodeUnit &inner) { collectLines(inner, lines); });
}

} // namespace

void CodeNumbers::add(const CodeUnit &unit) {
  if (!ids.try_emplace(&unit, uint32_t(order.size())).second)
    return;
  order.push_back(&unit);
  forEachInner(unit, [this](const CodeUnit &inner) { add(inner); });
}

Ref addCode(ImageBuilder &image, const CodeUnit &unit,
            const CodeNumbers &numbers, const NativeEntryMap &native) {
  return CodeWriter(image, numbers, native).add(unit);
}

std::vector<uint32_t> raisingLines(const CodeUnit &unit) {
  std::vector<uint32_t> lines;
  collectLines(unit, lines);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

bool reachesFrontEnd(const CodeUnit &unit) {
  uint32_t high = 0; // bits 16 to 31 of b, from an Extended in front
  for (const Instruction &instruction : unit.code) {
    if (instruction.op == Opcode::LoadGlobal ||
        instruction.op == Opcode::LoadName) {
      const std::string &name = unit.names[high << 16 | instruction.b];
      if (name == "exec" || name == "eval" || name == "compile")
        return true;
    }
    high = instruction.op == Opcode::Extended ? instruction.b : 0;
  }
  bool reached = false;
  forEachInner(unit, [&](const CodeUnit &inner) {
    reached = reached || reachesFrontEnd(inner);
  });
  return reached;
}

} // namespace dxpy::link
