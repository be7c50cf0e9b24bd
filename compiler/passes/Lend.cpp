#include "compiler/passes/Lend.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"

namespace dxpy::passes {

using dxir::BlockId;
using dxir::Function;
using dxir::InstId;
using dxir::Instruction;
using dxir::Op;
using dxir::ValueId;

namespace {

bool isGeneric(const Instruction &inst, Opcode opcode) {
  return inst.op == Op::Generic && inst.opcode == opcode;
}

/// What the fast path of \p inst gives lies in an object that keeps it.
bool borrows(const Instruction &inst) {
  if (inst.op != Op::Generic)
    return false;
  switch (inst.opcode) {
  case Opcode::LoadAttr:
  case Opcode::LoadGlobal:
  case Opcode::LoadCell:
    return true;
  case Opcode::LoadSubscr:
    return inst.operands.size() == 2;
  default:
    return false;
  }
}

/// The fast path of \p inst takes no reference out of any object, and nothing
/// else than its cold half runs Python code.
bool isQuiet(const Instruction &inst) {
  switch (inst.op) {
  case Op::Generic:
    break;
  case Op::Next:
  case Op::Poll:
  case Op::StoreItem:
  case Op::Feed:
  case Op::Consume:
    return false;
  default:
    return !dxir::infoOf(inst.op).terminator();
  }
  switch (inst.opcode) {
  case Opcode::StoreAttr:
  case Opcode::StoreSubscr:
  case Opcode::StoreCell:
  case Opcode::StoreGlobal:
  case Opcode::ListAppend:
    return false;
  default:
    return inst.hasFastPath();
  }
}

/// A store may come last: it has counted what it stores before it drops what
/// was there.
bool isStore(const Instruction &inst) {
  return isGeneric(inst, Opcode::StoreAttr) ||
         (isGeneric(inst, Opcode::StoreSubscr) && inst.operands.size() == 3);
}

class Lender {
public:
  Lender(Function &function, llvm::function_ref<bool(uint32_t)> plain)
      : f(function), plain(plain) {}

  void run() {
    for (dxir::Block &each : f.blocks) {
      block = &each;
      pinned.clear();
      for (size_t i = 0; i < block->instructions.size(); ++i)
        if (isGeneric(at(i), Opcode::LoadMethod))
          method(i);
      for (size_t i = 0; i < block->instructions.size(); ++i)
        if (borrows(at(i)) && !pinned.contains(at(i).result().index))
          load(i);
    }
  }

private:
  Instruction &at(size_t i) { return f.instruction(block->instructions[i]); }
  bool isDrop(size_t i, ValueId value) {
    return at(i).op == Op::Drop && at(i).operands[0] == value;
  }
  bool uses(size_t i, ValueId value) {
    return llvm::is_contained(at(i).operands, value);
  }
  /// The place of the drop of \p value behind \p from; 0: not in the block.
  size_t dropOf(ValueId value, size_t from) {
    for (size_t i = from + 1; i < block->instructions.size(); ++i)
      if (isDrop(i, value))
        return i;
    return 0;
  }

  /// Does the call at \p i need no reference to its callee, \p value?
  bool callsWithout(size_t i, ValueId value) {
    const Instruction &call = at(i);
    return (isGeneric(call, Opcode::Call) || isGeneric(call, Opcode::CallKw)) &&
           !call.callees.empty() && !(call.x & dxir::kCallsClass) &&
           call.operands[0] == value &&
           llvm::count(call.operands, value) == 1 &&
           llvm::all_of(call.callees, plain);
  }

  /// Is all between \p from and \p end quiet, but for what uses \p value last?
  bool isQuietUntil(size_t from, size_t end, ValueId value) {
    bool last = false;
    for (size_t i = from + 1; i < end; ++i) {
      if (last && at(i).op != Op::Drop)
        return false;
      if (isQuiet(at(i)))
        continue;
      last = (isStore(at(i)) && uses(i, value)) || callsWithout(i, value);
      if (!last)
        return false;
    }
    return true;
  }

  void load(size_t i) {
    ValueId value = at(i).result();
    size_t end = dropOf(value, i);
    if (end && f.value(value).owned && isQuietUntil(i, end, value))
      f.value(value).lent = true;
  }

  /// The function is lent where the call does not need it, the receiver where
  /// somebody holds it until then: a register, or the temporary that it was
  /// loaded from, which goes on to hold it.
  void method(size_t i) {
    ValueId function = at(i).results[0], self = at(i).results[1],
            object = at(i).operands[0];
    size_t functionEnd = dropOf(function, i), selfEnd = dropOf(self, i);
    if (!functionEnd || !selfEnd || !f.value(self).owned)
      return;
    if (isQuietUntil(i, functionEnd, function))
      f.value(function).lent = true;
    size_t objectEnd = f.value(object).owned ? dropOf(object, i) : 0;
    if (objectEnd == i + 1)
      keepReceiver(i, selfEnd);
    else if (objectEnd && objectEnd < selfEnd)
      return;
    pinned.insert(object.index);
    f.value(self).lent = true;
  }

  /// Moves the drop behind the LoadMethod at \p i behind the receiver's, which
  /// is at \p end.
  void keepReceiver(size_t i, size_t end) {
    at(i).x = dxir::kKeepsReceiver;
    ValueId object = at(i).operands[0];
    auto first = block->instructions.begin();
    std::rotate(first + i + 1, first + i + 2, first + end + 1);
    llvm::SmallSet<uint32_t, 8> known;
    for (size_t k = i + 1; k < end; ++k)
      if (dxir::StateId state = at(k).state;
          state.valid() && known.insert(state.index).second)
        f.state(state).entries.push_back({dxir::kNoRegister, object, true});
  }

  Function &f;
  llvm::function_ref<bool(uint32_t)> plain;
  dxir::Block *block = nullptr;
  llvm::SmallSet<uint32_t, 8> pinned; ///< receivers that hold for a call
};

} // namespace

void lend(Function &function, llvm::function_ref<bool(uint32_t)> plain) {
  Lender(function, plain).run();
}

} // namespace dxpy::passes
