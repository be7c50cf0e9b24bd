// Making private copies: choosing handlers, fusing, laying out caches.
#include "runtime-support/builtins/code.h"
#include "runtime-support/builtins/generator.h"
#include "runtime-support/dpb/opcode_table.h"
#include "runtime-support/interpreter/handlers.h"
#include "runtime-support/memory/heap.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/dict.h"
#include <cstring>

namespace dxpy {

namespace {

struct Choice {
  Quick quick = Quick::Generic;
  unsigned variant = 0;
};

class Quickener {
public:
  explicit Quickener(CodeObject *code) : code(code), layout(code->layout) {}

  QuickCode *make() {
    auto *quick =
        static_cast<QuickCode *>(rawAllocateZeroed(sizeof(QuickCode)));
    slotOf = static_cast<uint32_t *>(
        rawAllocate((code->codeLength + 1) * sizeof(uint32_t)));
    targets = static_cast<uint8_t *>(rawAllocateZeroed(code->codeLength + 1));
    if (!quick || !slotOf || !targets)
      return fail(quick);
    findTargets();
    uint32_t count = layOut();
    quick->slots = static_cast<Slot *>(rawAllocateZeroed(count * sizeof(Slot)));
    quick->pcOf =
        static_cast<uint32_t *>(rawAllocate(count * sizeof(uint32_t)));
    if (!quick->slots || !quick->pcOf)
      return fail(quick);
    quick->code = code;
    quick->slotCount = count;
    quick->slotOf = slotOf;
    emit(quick);
    rawFree(targets);
    return quick;
  }

private:
  QuickCode *fail(QuickCode *quick) {
    if (quick) {
      rawFree(quick->slots);
      rawFree(quick->pcOf);
    }
    rawFree(quick);
    rawFree(slotOf);
    rawFree(targets);
    return nullptr;
  }

  /// Instructions that something jumps to cannot be the second half of a pair.
  void findTargets() {
    for (uint32_t pc = 0; pc < code->codeLength;) {
      dpb::Decoded insn = dpb::decode(code->code, pc);
      if (dpb::info(insn.op).c == Operand::Jump)
        targets[pc + insn.length + insn.jump()] = 1;
      pc += insn.length;
    }
    for (uint32_t i = 0; i < code->exceptionCount; ++i) {
      targets[code->exceptions[i].handler] = 1;
      // Rows may start or end between the halves: states stay exact.
      targets[code->exceptions[i].start] = 1;
      if (code->exceptions[i].end <= code->codeLength)
        targets[code->exceptions[i].end] = 1;
    }
  }

  bool isTemp(uint32_t reg) const { return reg >= layout.firstTemp; }

  uint32_t layOut() {
    uint32_t slot = 0;
    for (uint32_t pc = 0; pc < code->codeLength;) {
      dpb::Decoded insn = dpb::decode(code->code, pc);
      for (uint32_t i = 0; i < insn.length; ++i)
        slotOf[pc + i] = slot;
      slot += 1 + cacheSlots(pc, insn);
      pc += insn.length;
    }
    slotOf[code->codeLength] = slot;
    return slot;
  }

  static bool isCall(Opcode op) {
    return op == Opcode::Call || op == Opcode::CallKw || op == Opcode::CallEx;
  }
  uint32_t cacheSlots(uint32_t pc, const dpb::Decoded &insn) {
    if (isCall(insn.op))
      return insn.op == Opcode::Call && insn.length == 1
                 ? kQuickCache[unsigned(Quick::CallEmpty)]
                 : 1; // for Return
    return kQuickCache[unsigned(choose(pc, insn).quick)];
  }

  Choice choose(uint32_t pc, const dpb::Decoded &insn) const {
    if (insn.length == 2)
      return {};
    unsigned dst = isTemp(insn.a) ? 0 : kDstLocal;
    unsigned bTemp = isTemp(insn.b) ? kBTemp : 0;
    unsigned aTemp = isTemp(insn.a) ? kATemp : 0;
    switch (insn.op) {
    case Opcode::Move:
      return {Quick::Move, dst | bTemp};
    case Opcode::LoadConst:
      return chooseConst(pc, insn, dst);
    case Opcode::LoadCell:
      return {Quick::LoadCell, dst};
    case Opcode::StoreCell:
      return {Quick::StoreCell, aTemp};
    case Opcode::CheckBound:
      return {Quick::CheckBound, 0};
    case Opcode::Drop:
      return isTemp(insn.a) ? Choice{Quick::Drop, 0} : Choice{};
    case Opcode::LoadGlobal:
      return {Quick::LoadGlobalEmpty, dst};
    case Opcode::LoadName:
      return {Quick::LoadGlobalEmpty, dst}; // see mayRunQuick
    case Opcode::StoreGlobal:
      return {Quick::StoreGlobalEmpty, aTemp};
    case Opcode::StoreName:
      return {Quick::StoreGlobalEmpty, aTemp};
    case Opcode::LoadAttr:
      return {Quick::LoadAttrEmpty, dst | bTemp};
    case Opcode::StoreAttr:
      return {Quick::StoreAttrEmpty, aTemp | bTemp};
    case Opcode::LoadMethod:
      return {Quick::LoadMethodEmpty, bTemp};
    case Opcode::LoadSubscr:
      return {Quick::LoadSubscr, dst | bTemp};
    case Opcode::StoreSubscr:
      return {Quick::StoreSubscr, aTemp | bTemp};
    case Opcode::Negative:
      return {Quick::Negative, dst};
    case Opcode::Not:
      return {Quick::Not, dst};
    case Opcode::Is:
    case Opcode::IsNot:
      return chooseIs(pc, insn);
    case Opcode::Jump:
      return {Quick::Jump, 0};
    case Opcode::JumpIfTrue:
      return {Quick::JumpIfTrue, aTemp};
    case Opcode::JumpIfFalse:
      return {Quick::JumpIfFalse, aTemp};
    case Opcode::JumpIfNone:
      return {Quick::JumpIfNone, aTemp};
    case Opcode::JumpIfNotNone:
      return {Quick::JumpIfNotNone, aTemp};
    case Opcode::ForIter:
      return {Quick::ForIterEmpty, dst};
    case Opcode::Send:
      return aTemp ? Choice{Quick::SendEmpty, 0} : Choice{};
    case Opcode::Yield:
      return {Quick::Yield, bTemp ? 1u : 0u};
    case Opcode::Return:
      return chooseReturn(insn, aTemp);
    case Opcode::ListAppend:
      return {Quick::ListAppend, aTemp};
    case Opcode::Unpack:
      return {movesToLocals(pc, insn) ? Quick::UnpackLocals : Quick::Unpack,
              bTemp ? 1u : 0u};
    case Opcode::Call:
      return {Quick::CallEmpty, insn.x & kCallHasSelf ? 1u : 0u};
    case Opcode::BuildTuple:
      return {Quick::BuildTuple, dst};
    case Opcode::BuildList:
      return {Quick::OpBuildList, 0};
    case Opcode::BuildSet:
      return {Quick::OpBuildSet, 0};
    case Opcode::BuildDict:
      return {Quick::OpBuildDict, 0};
    case Opcode::BuildString:
      return {Quick::OpBuildString, 0};
    case Opcode::BuildSlice:
      return chooseSlice(pc, insn);
    case Opcode::In:
    case Opcode::NotIn:
      return chooseIn(pc, insn);
    case Opcode::ToBool:
      return {Quick::OpToBool, 0};
    case Opcode::GetIter:
      return {Quick::GetIter, dst | bTemp};
    case Opcode::GetYieldFromIter:
      return {Quick::OpGetYieldFromIter, 0};
    case Opcode::MakeFunction:
      return {Quick::MakeFunction, 0};
    case Opcode::FormatValue:
      return {Quick::OpFormatValue, 0};
    case Opcode::GetAwaitable:
      return {Quick::GetAwaitable, dst | bTemp};
    case Opcode::LoadSuperAttr:
      return {Quick::OpLoadSuperAttr, 0};
    case Opcode::LoadSuperMethod:
      return {Quick::OpLoadSuperMethod, 0};
    case Opcode::UnpackEx:
      return {Quick::OpUnpackEx, 0};
    case Opcode::SetAdd:
      return {Quick::SetAdd, 0};
    case Opcode::DictSet:
      return {Quick::OpDictSet, 0};
    case Opcode::ListExtend:
      return {Quick::OpListExtend, 0};
    case Opcode::DictUpdate:
      return {Quick::OpDictUpdate, 0};
    case Opcode::SetUpdate:
      return {Quick::OpSetUpdate, 0};
    case Opcode::ListToTuple:
      return {Quick::OpListToTuple, 0};
    case Opcode::DeleteSubscr:
      return {Quick::OpDeleteSubscr, 0};
    case Opcode::DeleteAttr:
      return {Quick::OpDeleteAttr, 0};
    case Opcode::MatchExc:
      return {Quick::OpMatchExc, 0};
    case Opcode::PushExc:
      return {Quick::OpPushExc, 0};
    case Opcode::PopExc:
      return {Quick::OpPopExc, 0};
    case Opcode::Copy:
      return {Quick::OpCopy, 0};
    case Opcode::Invert:
      return {Quick::OpInvert, 0};
    case Opcode::Positive:
      return {Quick::OpPositive, 0};
    case Opcode::BinaryPow:
      return {Quick::Pow, dst};
    case Opcode::BinaryMatMul:
      return {Quick::OpBinaryMatMul, 0};
    case Opcode::InplacePow:
      return {Quick::Pow, dst};
    case Opcode::InplaceMatMul:
      return {Quick::OpInplaceMatMul, 0};
    case Opcode::MakeCell:
      return {Quick::OpMakeCell, 0};
    case Opcode::DeleteLocal:
      return {Quick::OpDeleteLocal, 0};
    case Opcode::ClearLocal:
      return {Quick::OpClearLocal, 0};
    case Opcode::LoadAssertionError:
      return {Quick::OpLoadAssertionError, 0};
    case Opcode::MatchSequence:
      return {Quick::OpMatchSequence, 0};
    case Opcode::MatchMapping:
      return {Quick::OpMatchMapping, 0};
    case Opcode::MatchKeys:
      return {Quick::OpMatchKeys, 0};
    case Opcode::GetLen:
      return {Quick::OpGetLen, 0};
    case Opcode::LoadClassCell:
      return {Quick::OpLoadClassCell, 0};
    case Opcode::WithEnter:
      return {Quick::OpWithEnter, 0};
    case Opcode::JumpIfTrueKeep:
      return {Quick::OpJumpIfTrueKeep, 0};
    case Opcode::JumpIfFalseKeep:
      return {Quick::OpJumpIfFalseKeep, 0};
    default:
      break;
    }
    if (Quick quick; arithmetic(insn.op, quick, false))
      return {quick, dst};
    if (Quick quick; comparison(insn.op, quick, 0)) {
      unsigned wanted;
      if (jumpsOn(pc + 1, insn.a, wanted)) {
        comparison(insn.op, quick, 1);
        return {quick, wanted ? 0u : 1u};
      }
      return {quick, dst};
    }
    return {};
  }

  static bool arithmetic(Opcode op, Quick &quick, bool constant) {
    static constexpr Quick plain[] = {
        Quick::Add,      Quick::Sub, Quick::Mul,     Quick::TrueDiv,
        Quick::FloorDiv, Quick::Mod, Quick::Generic, Quick::LShift,
        Quick::RShift,   Quick::And, Quick::Or,      Quick::Xor};
    static constexpr Quick fused[] = {
        Quick::ConstAdd,     Quick::ConstSub,      Quick::ConstMul,
        Quick::ConstTrueDiv, Quick::ConstFloorDiv, Quick::ConstMod,
        Quick::Generic,      Quick::ConstLShift,   Quick::ConstRShift,
        Quick::ConstAnd,     Quick::ConstOr,       Quick::ConstXor};
    unsigned number = unsigned(op), index;
    if (number >= unsigned(Opcode::BinaryAdd) &&
        number <= unsigned(Opcode::BinaryXor))
      index = number - unsigned(Opcode::BinaryAdd);
    else if (number >= unsigned(Opcode::InplaceAdd) &&
             number <= unsigned(Opcode::InplaceXor))
      index = number - unsigned(Opcode::InplaceAdd);
    else
      return false;
    quick = (constant ? fused : plain)[index];
    return quick != Quick::Generic;
  }

  /// \p form: 0 a value, 1 with a jump, 2 with a constant and a jump.
  static bool comparison(Opcode op, Quick &quick, unsigned form) {
    unsigned index = unsigned(op) - unsigned(Opcode::CompareLt);
    if (index > 5)
      return false;
    static constexpr Quick first[] = {Quick::CompareLt, Quick::JumpLt,
                                      Quick::ConstJumpLt};
    // Lt Le Eq Ne Gt Ge in both orders.
    quick = Quick(unsigned(first[form]) + index);
    return true;
  }

  /// Is \p pc a conditional jump that consumes temporary \p reg?
  bool jumpsOn(uint32_t pc, uint32_t reg, unsigned &wanted) const {
    if (pc >= code->codeLength || targets[pc] || !isTemp(reg))
      return false;
    const Instruction &insn = code->code[pc];
    if (insn.a != reg ||
        (insn.op != Opcode::JumpIfTrue && insn.op != Opcode::JumpIfFalse))
      return false;
    wanted = insn.op == Opcode::JumpIfTrue;
    return true;
  }

  Choice chooseConst(uint32_t pc, const dpb::Decoded &insn,
                     unsigned dst) const {
    Word constant = code->constants[insn.b];
    bool number = isSmallInt(constant) || isImmediateFloat(constant);
    uint32_t next = pc + 1;
    if (number && !dst && next < code->codeLength && !targets[next]) {
      const Instruction &user = code->code[next];
      bool uses =
          user.op != Opcode::Extended && user.c == insn.a && user.b != insn.a;
      Quick quick;
      if (uses && user.op == Opcode::LoadSubscr && isSmallInt(constant))
        return {Quick::ConstLoadSubscr,
                (isTemp(user.a) ? 0u : unsigned(kDstLocal)) |
                    (isTemp(user.b) ? unsigned(kBTemp) : 0u)};
      if (uses && arithmetic(user.op, quick, true))
        return {quick, isTemp(user.a) ? 0u : unsigned(kDstLocal)};
      unsigned wanted;
      if (uses && comparison(user.op, quick, 2) &&
          jumpsOn(next + 1, user.a, wanted))
        return {quick, wanted ? 0u : 1u};
    }
    bool counted = isPointer(constant) && !(objectOf(constant)->gc & kGcImage);
    return {counted ? Quick::LoadConst : Quick::LoadImmortal, dst};
  }

  /// A slice that the next instruction subscripts with.
  Choice chooseSlice(uint32_t pc, const dpb::Decoded &insn) const {
    uint32_t next = pc + 1;
    if (next < code->codeLength && !targets[next] && isTemp(insn.a)) {
      const Instruction &user = code->code[next];
      unsigned bTemp = isTemp(user.b) ? kBTemp : 0;
      bool uses = user.c == insn.a && user.b != insn.a;
      if (uses && user.op == Opcode::LoadSubscr)
        return {Quick::LoadSlice, (isTemp(user.a) ? 0u : kDstLocal) | bTemp};
      if (uses && user.op == Opcode::StoreSubscr && user.a != insn.a)
        return {Quick::StoreSlice, (isTemp(user.a) ? kATemp : 0u) | bTemp};
    }
    return {Quick::OpBuildSlice, 0};
  }

  /// Do Moves of all its results to locals follow, in order?
  bool movesToLocals(uint32_t pc, const dpb::Decoded &insn) const {
    if (pc + insn.c >= code->codeLength || !insn.c)
      return false;
    for (uint32_t i = 0; i < insn.c; ++i) {
      const Instruction &move = code->code[pc + 1 + i];
      if (targets[pc + 1 + i] || move.op != Opcode::Move ||
          move.b != insn.a + i || isTemp(move.a) || !isTemp(move.b))
        return false;
    }
    return true;
  }

  Choice chooseIs(uint32_t pc, const dpb::Decoded &insn) const {
    bool negated = insn.op == Opcode::IsNot;
    unsigned temps = (isTemp(insn.b) ? 2 : 0) | (isTemp(insn.c) ? 4 : 0);
    unsigned wanted;
    if (jumpsOn(pc + 1, insn.a, wanted))
      return {Quick::JumpIs, temps | unsigned(negated == bool(wanted))};
    if (!isTemp(insn.a))
      return {};
    return {Quick::Is, temps | unsigned(negated)};
  }

  /// How many slots behind \p pc, which follows a Yield to temporary \p reg,
  /// None resumes it: a Drop of None and a Jump need not run.
  int32_t afterYield(uint32_t pc, uint32_t reg) const {
    if (pc >= code->codeLength)
      return 0;
    uint32_t from = slotOf[pc];
    if (code->code[pc].op == Opcode::Drop && code->code[pc].a == reg)
      ++pc;
    if (pc < code->codeLength && code->code[pc].op == Opcode::Jump) {
      uint32_t target = pc + 1 + int16_t(code->code[pc].c);
      int64_t distance = int64_t(slotOf[target]) - int64_t(from);
      if (distance == int16_t(distance))
        return int32_t(distance);
    }
    return int32_t(slotOf[pc] - from);
  }

  Choice chooseIn(uint32_t pc, const dpb::Decoded &insn) const {
    bool negated = insn.op == Opcode::NotIn;
    unsigned wanted;
    if (jumpsOn(pc + 1, insn.a, wanted))
      return {Quick::JumpIn,
              (negated ? 2u : 0u) | unsigned(negated == bool(wanted))};
    if (!isTemp(insn.a))
      return {};
    return {Quick::In, negated};
  }

  Choice chooseReturn(const dpb::Decoded &insn, unsigned aTemp) const {
    uint32_t count = layout.firstTemp - layout.freeCount;
    // A free variable's cell may not be stolen.
    if (count > 0xFFFF || (!aTemp && insn.a >= count))
      return {};
    if (code->traits & kTraitUncounted)
      return aTemp ? Choice{} : Choice{Quick::ReturnUncounted, 0};
    if (code->flags & kCodeSuspends)
      return {Quick::ReturnGenerator, aTemp};
    return {Quick::Return, (count < 5 ? count : 5) << 1 | aTemp};
  }

  void emit(QuickCode *quick) {
    for (uint32_t pc = 0; pc < code->codeLength;) {
      dpb::Decoded insn = dpb::decode(code->code, pc);
      uint32_t slot = slotOf[pc], next = slotOf[pc + insn.length];
      for (uint32_t i = slot; i < next; ++i)
        quick->pcOf[i] = pc + insn.length - 1;
      emitOne(quick, quick->slots + slot, quick->slots + next, pc, insn);
      pc += insn.length;
    }
  }

  void emitOne(QuickCode *quick, Slot *slot, Slot *next, uint32_t pc,
               const dpb::Decoded &insn) {
    Choice choice = choose(pc, insn);
    slot->a = uint16_t(insn.a);
    slot->b = uint16_t(insn.b);
    slot->c = uint16_t(insn.c);
    if (dpb::info(insn.op).c == Operand::Jump) {
      int64_t distance = int64_t(slotOf[pc + insn.length + insn.jump()]) -
                         int64_t(slotOf[pc + insn.length]);
      if (distance != int16_t(distance))
        choice = {};
      slot->c = uint16_t(distance);
      // A fused comparison in front reads this distance too.
      if (distance != int16_t(distance))
        unfuse(quick, pc);
    }
    if (isCall(insn.op)) {
      Slot &tail = next[-1];
      tail.a = uint16_t(insn.a);
      tail.handler = insn.x & kCallDiscard ? kReturnDiscard
                     : insn.length == 2    ? uint16_t(kReturnWide)
                     : isTemp(insn.a)      ? kReturnTemp
                                           : kReturnLocal;
    }
    if (insn.length == 1 &&
        (insn.op == Opcode::LoadSubscr || insn.op == Opcode::StoreSubscr)) {
      Slot &tail = next[-1];
      tail.a = uint16_t(insn.a);
      tail.handler = insn.op == Opcode::StoreSubscr ? kReturnDiscard
                     : isTemp(insn.a)               ? kReturnTemp
                                                    : kReturnLocal;
    }
    switch (choice.quick) {
    case Quick::MakeFunction:
    case Quick::OpFormatValue:
    case Quick::GetAwaitable:
    case Quick::OpLoadSuperAttr:
    case Quick::OpLoadSuperMethod:
    case Quick::OpUnpackEx:
      slot[1].word = insn.x | Word(pc) << 8;
      break;
    case Quick::Return:
    case Quick::ReturnUncounted:
    case Quick::ReturnGenerator:
      slot->c = uint16_t(layout.firstTemp - layout.freeCount);
      break;
    case Quick::Yield:
      slot[1].word = pc;
      slot->c = uint16_t(afterYield(pc + 1, insn.a));
      break;
    case Quick::LoadAttrEmpty:
    case Quick::StoreAttrEmpty:
    case Quick::LoadMethodEmpty:
      slot->c = 0; // counts misses
      break;
    default:
      break;
    }
    if (insn.op == Opcode::LoadConst && next - slot == 2)
      slot[1].word = code->constants[insn.b];
    slot->handler = handlerNumber(choice.quick, choice.variant);
  }

  /// The jump at \p pc is too long for a fused form in front of it.
  void unfuse(QuickCode *quick, uint32_t pc) {
    for (uint32_t back = 1; back <= 2 && back <= pc; ++back) {
      Slot &slot = quick->slots[slotOf[pc - back]];
      bool fused = (slot.handler >= handlerNumber(Quick::JumpLt) &&
                    slot.handler < handlerNumber(Quick::Is)) ||
                   (slot.handler >= handlerNumber(Quick::JumpIs) &&
                    slot.handler < handlerNumber(Quick::Jump));
      if (fused)
        slot.handler = handlerNumber(Quick::Generic);
    }
  }

  CodeObject *code;
  const CodeLayout &layout;
  uint32_t *slotOf = nullptr;
  uint8_t *targets = nullptr;
};

} // namespace

/// The private copies, of all threads.
static constinit QuickCode *quickCodes = nullptr;

void quicken(ThreadState &, FunctionObject *function) {
  CodeObject *code = function->code;
  Value globals(function->globals), builtins(function->builtins);
  if (!isExactDict(globals) || !isExactDict(builtins))
    return;
  QuickCode *quick = Quickener(code).make();
  if (!quick)
    return;
  quick->globals = copyOf(globals).take();
  quick->builtins = copyOf(builtins).take();
  quick->next = quickCodes;
  quick->link = &quickCodes;
  if (quick->next)
    quick->next->link = &quick->next;
  quickCodes = quick;
  code->quick = quick;
}

void dropModuleGuard(ThreadState &ts, Slot *pc) {
  bool guards = false;
  for (unsigned x = 0; x < 4; ++x)
    guards |= pc->handler == handlerNumber(Quick::LoadAttrModule, x) ||
              pc->handler == handlerNumber(Quick::LoadMethodModule, x);
  if (guards && pc[1].word)
    release(&ts, std::exchange(pc[1].word, 0));
}

bool quickenBody(CodeObject *code) {
  QuickCode *quick = Quickener(code).make();
  if (!quick)
    return false;
  quick->globals = quick->builtins = kUndef;
  code->quick = quick;
  return true;
}

/// Frees a private copy that nothing runs or names.
static void freeCopy(QuickCode *quick) {
  // The code object may be gone already.
  for (uint32_t pc = 0; quick->slotOf[pc] != quick->slotCount; ++pc)
    dropModuleGuard(currentThread, &quick->slots[quick->slotOf[pc]]);
  release(&currentThread, quick->globals);
  release(&currentThread, quick->builtins);
  rawFree(quick->slots);
  rawFree(quick->pcOf);
  rawFree(quick->slotOf);
  rawFree(quick);
}

/// No call cache may take a new code object at this address for the old one.
static void forgetCallee(const CodeObject *code) {
  for (QuickCode *quick = quickCodes; quick; quick = quick->next)
    for (uint32_t i = 0; i + 1 < quick->slotCount; ++i) {
      uint16_t handler = quick->slots[i].handler;
      bool call = handler == handlerNumber(Quick::CallFunction, 0) ||
                  handler == handlerNumber(Quick::CallFunction, 1) ||
                  handler == handlerNumber(Quick::CallDefaults, 0) ||
                  handler == handlerNumber(Quick::CallDefaults, 1) ||
                  handler == handlerNumber(Quick::CallDefaults, 2) ||
                  handler == handlerNumber(Quick::CallSuspended, 0) ||
                  handler == handlerNumber(Quick::CallSuspended, 1) ||
                  handler == handlerNumber(Quick::CallSuspended, 2) ||
                  handler == handlerNumber(Quick::CallMethod);
      if (call && code->code &&
          quick->slots[i + 1].word == reinterpret_cast<Word>(code))
        quick->slots[i + 1].word = 0;
    }
}

void forgetCode(CodeObject *code) {
  QuickCode *quick = quickOf(code);
  if (!quick) // nor has a call cache ever named it
    return;
  forgetCallee(code);
  code->quick = nullptr;
  *quick->link = quick->next;
  if (quick->next)
    quick->next->link = quick->link;
  freeCopy(quick);
}

void forgetAllCode() {
  if (quickCodes)
    forEachContainer([](ObjectHeader *object) {
      if (isAnyGenerator(Value(reinterpret_cast<Word>(object))))
        reinterpret_cast<GeneratorObject *>(object)->ready = false;
    });
  while (QuickCode *all = std::exchange(quickCodes, nullptr)) {
    for (QuickCode *quick = all; quick; quick = quick->next)
      quick->code->quick = nullptr;
    while (all) { // dropping what they hold may make new ones
      QuickCode *quick = all;
      all = quick->next;
      freeCopy(quick);
    }
  }
}

} // namespace dxpy
