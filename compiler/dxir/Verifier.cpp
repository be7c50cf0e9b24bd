#include "compiler/dxir/Verifier.h"
#include "compiler/dxir/OperationRules.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <optional>

namespace dxpy::dxir {

namespace {

/// What is available and what is owned at a point of a path.
struct Facts {
  llvm::BitVector defined, owned;
};

class Verifier {
public:
  explicit Verifier(const Function &function)
      : f(function), atEntry(function.blocks.size()) {}

  llvm::Error run() {
    atEntry[0] = Facts{llvm::BitVector(f.values.size()),
                       llvm::BitVector(f.values.size())};
    std::vector<BlockId> order = f.reversePostorder();
    do { // again where a jump back has less than what came first
      shrunk = false;
      for (BlockId id : order)
        if (auto error = block(id))
          return error;
    } while (shrunk);
    return unreached();
  }

private:
  /// Passes look at all blocks: there are none that were not verified.
  llvm::Error unreached() {
    for (uint32_t i = 0; i < f.blocks.size(); ++i)
      if (current = BlockId(i);
          !atEntry[i] && !f.blocks[i].instructions.empty())
        return fault("nothing leads to it");
    return llvm::Error::success();
  }

  template <typename... Args>
  llvm::Error fault(const char *format, Args &&...args) {
    return llvm::createStringError(
        llvm::formatv("{0}, block ^{1}: {2}", f.unit->qualname, current.index,
                      llvm::formatv(format, std::forward<Args>(args)...))
            .str());
  }

  llvm::Error block(BlockId id) {
    current = id;
    if (f.block(id).instructions.empty())
      return fault("no terminator");
    facts = *atEntry[id.index];
    for (InstId inst : f.block(id).instructions)
      if (auto error = instruction(f.instruction(inst),
                                   inst == f.block(id).instructions.back()))
        return error;
    return llvm::Error::success();
  }

  llvm::Error use(ValueId value, const char *what) {
    if (!value.valid() || value.index >= f.values.size())
      return fault("{0} is no value", what);
    if (!facts.defined[value.index])
      return fault("%{0} is used as {1} but not defined on this path",
                   value.index, what);
    if (f.value(value).owned && !facts.owned[value.index])
      return fault("%{0} is used as {1} after it was consumed", value.index,
                   what);
    if (const Instruction *made = f.definition(value);
        made && made->op == Op::LocalFunction)
      for (ValueId cell : made->operands)
        if (auto error = use(cell, "a cell"))
          return error;
    return llvm::Error::success();
  }

  llvm::Error consume(ValueId value, const char *what) {
    if (auto error = use(value, what))
      return error;
    facts.owned.reset(value.index);
    return llvm::Error::success();
  }

  void define(ValueId value) {
    facts.defined.set(value.index);
    if (f.value(value).owned)
      facts.owned.set(value.index);
  }

  /// Leaving moves the owned entries of the state; all that is owned must be
  /// among them.
  llvm::Error leaving(StateId id) {
    llvm::BitVector rest = facts.owned;
    for (const StateEntry &entry : f.state(id).entries) {
      if (auto error = use(entry.value, "a state's entry"))
        return error;
      if (entry.owned && f.value(entry.value).owned) {
        if (!rest[entry.value.index])
          return fault("%{0} is moved into a state twice", entry.value.index);
        rest.reset(entry.value.index);
      }
    }
    if (rest.any())
      return fault("%{0} is lost when the state @{1} leaves", rest.find_first(),
                   f.state(id).pc);
    return llvm::Error::success();
  }

  /// The generator keeps registers with references of their own.
  llvm::Error suspending(const Instruction &inst) {
    uint32_t end = f.unit->layout.firstTemp;
    uint32_t firstFree = end - f.unit->layout.freeCount;
    for (const StateEntry &entry : f.state(inst.state).entries) {
      bool kept = entry.reg < inst.index;
      bool isFree = entry.reg >= firstFree && entry.reg < end;
      if (kept && !isFree && !entry.owned)
        return fault("r{0} is kept without a reference", entry.reg);
      if (!kept && f.value(entry.value).owned &&
          entry.value != inst.operands[0])
        return fault("%{0} is lost at the suspension", entry.value.index);
    }
    return llvm::Error::success();
  }

  llvm::Error instruction(const Instruction &inst, bool last) {
    const OpInfo &info = infoOf(inst.op);
    if (info.terminator() != last)
      return fault("{0} in the wrong place", info.text);
    for (ValueId operand : inst.operands)
      if (auto error = use(operand, "an operand"))
        return error;
    if (std::string broken = brokenRule(f, inst); !broken.empty())
      return fault("{0}", broken);
    if (inst.state.valid())
      if (auto error = leaving(inst.state))
        return error;
    if (inst.op == Op::Drop && f.value(inst.operands[0]).owned)
      facts.owned.reset(inst.operands[0].index);
    if (inst.op == Op::Return)
      facts.owned.reset(inst.operands[0].index);
    if (inst.op == Op::Suspend)
      if (auto error = suspending(inst))
        return error;
    for (ValueId result : inst.results)
      define(result);
    if ((inst.op == Op::Return) && facts.owned.any())
      return fault("%{0} is lost at the return", facts.owned.find_first());
    for (const Edge &edge : inst.targets)
      if (auto error = follow(edge))
        return error;
    return llvm::Error::success();
  }

  llvm::Error follow(const Edge &edge) {
    const Block &target = f.block(edge.target);
    if (edge.target.index == 0)
      return fault("nothing may jump to the entry");
    if (edge.arguments.size() != target.arguments.size())
      return fault("the edge to ^{0} has {1} arguments for {2}",
                   edge.target.index, edge.arguments.size(),
                   target.arguments.size());
    Facts saved = facts;
    for (auto [passed, argument] :
         llvm::zip(edge.arguments, target.arguments)) {
      if (auto error = use(passed, "a block argument"))
        return error;
      const ValueInfo &from = f.value(passed), &to = f.value(argument);
      if (from.type.representation() != to.type.representation())
        return fault("%{0} does not fit the argument %{1} of ^{2}",
                     passed.index, argument.index, edge.target.index);
      if (to.owned && from.owned)
        if (auto error = consume(passed, "a block argument"))
          return error;
    }
    for (ValueId argument : target.arguments)
      define(argument);
    if (auto error = merge(edge.target))
      return error;
    facts = std::move(saved);
    return llvm::Error::success();
  }

  llvm::Error merge(BlockId target) {
    std::optional<Facts> &entry = atEntry[target.index];
    if (!entry) {
      entry = facts;
      return llvm::Error::success();
    }
    llvm::BitVector lost = entry->owned;
    lost ^= facts.owned;
    if (lost.any())
      return fault("%{0} is owned on one way into ^{1} only", lost.find_first(),
                   target.index);
    size_t before = entry->defined.count();
    entry->defined &= facts.defined;
    shrunk |= entry->defined.count() != before;
    return llvm::Error::success();
  }

  const Function &f;
  std::vector<std::optional<Facts>> atEntry;
  Facts facts;
  BlockId current;
  bool shrunk = false; ///< a block's entry has lost values
};

} // namespace

llvm::Error verify(const Function &function) {
  return Verifier(function).run();
}

} // namespace dxpy::dxir
