#include "compiler/dxir/OperationRules.h"
#include "compiler/dxir/Bytecode.h"
#include "compiler/dxir/TextForm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/Support/FormatVariadic.h"

namespace dxpy::dxir {

namespace {

/// Does \p letter of Ops.def stand for \p representation?
bool fits(char letter, Representation representation) {
  switch (representation) {
  case Representation::Word:
    return letter == 'w';
  case Representation::I64:
    return letter == 'i' || letter == 'n';
  case Representation::F64:
    return letter == 'f' || letter == 'n';
  case Representation::I1:
    return letter == 'b';
  case Representation::Nothing:
    return false;
  }
  return false;
}

class Rules {
public:
  Rules(const Function &function, const Instruction &inst)
      : f(function), inst(inst), info(infoOf(inst.op)) {}

  std::string run() {
    for (auto check : {&Rules::opcode, &Rules::operands, &Rules::results,
                       &Rules::place, &Rules::suspension, &Rules::state})
      if (std::string broken = (this->*check)(); !broken.empty())
        return broken;
    return {};
  }

private:
  template <typename... Args>
  std::string broken(const char *format, Args &&...args) const {
    std::string name = info.text.str();
    if (inst.op == Op::Generic)
      name += std::string(".") + infoOf(inst.opcode).name;
    return name + " " +
           llvm::formatv(format, std::forward<Args>(args)...).str();
  }

  std::string opcode() const {
    constexpr uint16_t kControl = kBranches | kEndsBlock | kSuspends;
    if (inst.op == Op::Generic && (infoOf(inst.opcode).effects & kControl))
      return broken("is no operation on words");
    return {};
  }

  size_t genericOperands() const {
    const OpcodeInfo &opcode = infoOf(inst.opcode);
    bool slices =
        inst.opcode == Opcode::LoadSubscr || inst.opcode == Opcode::StoreSubscr;
    size_t count = 0;
    for (Operand kind : {opcode.a, opcode.b, opcode.c})
      if (kind == Operand::Use || kind == Operand::Peek ||
          kind == Operand::Local)
        ++count;
      else if (kind == Operand::UseBase)
        count += baseOperandCount(inst.opcode, inst.x, inst.index);
    if (inst.opcode == Opcode::FormatValue && !(inst.x & kHasFormatSpec))
      --count;
    if (slices && inst.operands.size() == count + 2)
      count += 2; // three bounds in place of the key
    return count;
  }

  std::string operands() const {
    bool generic = inst.op == Op::Generic;
    bool words = generic || info.operands == "*";
    size_t count = generic ? genericOperands()
                   : words ? inst.operands.size()
                           : info.operands.size();
    if (inst.operands.size() != count)
      return broken("has {0} operands and takes {1}", inst.operands.size(),
                    count);
    for (auto [i, operand] : llvm::enumerate(inst.operands)) {
      Type type = f.value(operand).type;
      if (!fits(words ? 'w' : info.operands[i], type.representation()))
        return broken("does not take a {0} as %{1}", type.text(),
                      operand.index);
    }
    return {};
  }

  std::string results() const {
    bool generic = inst.op == Op::Generic;
    bool none = info.result.form == ResultRule::Nothing;
    size_t count =
        generic ? resultCount(inst.opcode, inst.x, inst.index) : size_t(!none);
    count += inst.op == Op::Send;
    if (inst.results.size() != count)
      return broken("has {0} results and gives {1}", inst.results.size(),
                    count);
    Representation representation = info.result.form == ResultRule::Fixed
                                        ? info.result.type.representation()
                                        : Representation::Word;
    for (auto [i, result] : llvm::enumerate(inst.results))
      if (Type type = f.value(result).type;
          type.representation() !=
          (inst.op == Op::Send && i ? Representation::I1 : representation))
        return broken("gives no {0}", type.text());
    return {};
  }

  /// Numbers of registers, parameters and the like.
  std::string place() const {
    const CodeLayout &layout = f.unit->layout;
    uint32_t limit = ~uint32_t(0);
    if (inst.op == Op::Parameter)
      limit = f.feeds ? 1 : parameterRegisters(*f.unit);
    else if (inst.op == Op::FreeCell)
      limit = layout.freeCount;
    else if (inst.op == Op::TakenRegister || inst.op == Op::Suspend)
      limit = layout.registerCount;
    else if (detailOf(inst) == Detail::Register)
      limit = layout.firstTemp;
    if (inst.index >= limit)
      return broken("{0}: there are {1}", inst.index, limit);
    return {};
  }

  /// Code that suspends takes its parameters from the generator, and knows by
  /// the pc where it goes on.
  std::string suspension() const {
    bool suspends = f.suspends();
    bool isResume = inst.op == Op::Resume;
    if (suspends && inst.op == Op::Parameter)
      return broken("is not for code that suspends");
    if (!suspends && (isResume || inst.op == Op::Suspend))
      return broken("is for code that suspends");
    if (!f.feeds && inst.op == Op::Feed)
      return broken("is for functions that feed");
    if (f.feeds && inst.op == Op::TakenRegister)
      return broken("is not for functions that feed");
    llvm::SmallSet<uint32_t, 8> places;
    for (size_t i = 1; isResume && i < inst.targets.size(); ++i)
      if (!places.insert(f.block(inst.targets[i].target).pc).second)
        return broken("has two targets for @{0}",
                      f.block(inst.targets[i].target).pc);
    return {};
  }

  std::string state() const {
    size_t targets = inst.op == Op::Branch       ? 1
                     : inst.op == Op::CondBranch ? 2
                     : inst.op == Op::Resume
                         ? std::max<size_t>(inst.targets.size(), 1)
                         : 0;
    if (inst.targets.size() != targets)
      return broken("has {0} targets", inst.targets.size());
    bool needs =
        inst.op == Op::Generic ? inst.effects() & kMayRaise : info.needsState();
    if (!inst.state.valid())
      return needs ? broken("has no state") : std::string();
    for (const StateEntry &entry : f.state(inst.state).entries)
      if (entry.reg != kNoRegister && entry.reg >= f.unit->layout.registerCount)
        return broken("has a state with a register r{0}", entry.reg);
    return {};
  }

  const Function &f;
  const Instruction &inst;
  const OpInfo &info;
};

} // namespace

std::string brokenRule(const Function &f, const Instruction &inst) {
  return Rules(f, inst).run();
}

} // namespace dxpy::dxir
