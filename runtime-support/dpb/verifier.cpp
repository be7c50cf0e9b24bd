// First every instruction and table row by itself, then one pass over the flow
// of control with the set of live temporaries: joins agree, a temporary is
// pushed when dead and taken when live, handlers find below their depth what
// was live where the exception came from. Sets are kept for joins only.
#include "runtime-support/dpb/verifier.h"
#include "runtime-support/dpb/opcode_table.h"

#include <vector>

namespace dxpy::dpb {

namespace {

bool isRegisterKind(Operand kind) {
  switch (kind) {
  case Operand::Dst:
  case Operand::DstBase:
  case Operand::Use:
  case Operand::Peek:
  case Operand::Local:
  case Operand::UseBase:
    return true;
  default:
    return false;
  }
}

bool mayLeave(const Decoded &insn) {
  return (info(insn.op).effects & (kMayRaise | kRunsPython | kBranches)) != 0;
}

} // namespace

class Verifier {
public:
  Verifier(const CodeView &view) : view(view) {
    const CodeLayout &layout = view.layout;
    temps = layout.registerCount >= layout.firstTemp
                ? layout.registerCount - layout.firstTemp
                : 0;
    words = (temps + 63) / 64;
  }

  Problem run() {
    if (checkLayout() && checkInstructions() && checkTables())
      flow();
    return problem;
  }

private:
  bool fail(const char *what, uint32_t pc) {
    if (!problem)
      problem = {what, pc};
    return false;
  }

  bool checkLayout() {
    const CodeLayout &l = view.layout;
    if (l.registerCount > kMaxRegisters || l.firstTemp > l.registerCount)
      return fail("register counts out of range", 0);
    if (l.localCount > l.firstTemp || l.cellCount > l.firstTemp ||
        l.freeCount > l.firstTemp ||
        l.localCount + l.cellCount + l.freeCount != l.firstTemp)
      return fail("locals, cells and free variables do not make up the "
                  "registers below the temporaries",
                  0);
    if (l.argCount > l.localCount || l.keywordOnlyCount > l.localCount ||
        l.positionalOnlyCount > l.argCount)
      return fail("parameter counts out of range", 0);
    uint32_t extra = ((view.flags & kCodeVarArgs) ? 1 : 0) +
                     ((view.flags & kCodeVarKeywords) ? 1 : 0);
    if (l.parameterCount() + extra > l.localCount)
      return fail("more parameters than locals", 0);
    if (view.codeLength == 0)
      return fail("no instructions", 0);
    if (view.codeLength > 0x7FFFFFFF / 8)
      return fail("too many instructions", 0);
    return true;
  }

  // -- Instructions by themselves
  bool checkInstructions() {
    starts.assign(view.codeLength + 1, false);
    for (uint32_t pc = 0; pc < view.codeLength;) {
      starts[pc] = true;
      const Instruction &first = view.code[pc];
      if (!info(first.op).name)
        return fail("no such opcode", pc);
      if (first.op == Opcode::Extended) {
        if (pc + 1 >= view.codeLength)
          return fail("Extended at the end", pc);
        if (!info(view.code[pc + 1].op).name)
          return fail("no such opcode", pc + 1);
        if (view.code[pc + 1].op == Opcode::Extended)
          return fail("Extended before Extended", pc);
      }
      Decoded insn = decode(view.code, pc);
      if (!checkOperands(insn, pc))
        return false;
      pc += insn.length;
      last = pc - insn.length;
    }
    for (uint32_t pc = 0; pc < view.codeLength;
         pc += decode(view.code, pc).length) {
      Decoded insn = decode(view.code, pc);
      if (info(insn.op).c == Operand::Jump && !checkJump(insn, pc))
        return false;
    }
    if (!(info(decode(view.code, last).op).effects & kEndsBlock))
      return fail("control runs off the end", last);
    return true;
  }

  bool checkJump(const Decoded &insn, uint32_t pc) {
    int64_t target = int64_t(pc) + insn.length + insn.jump();
    if (target < 0 || target >= int64_t(view.codeLength))
      return fail("jump out of the code", pc);
    if (!starts[size_t(target)])
      return fail("jump into an Extended pair", pc);
    return true;
  }

  bool checkOperands(const Decoded &insn, uint32_t pc) {
    const OpcodeInfo &row = info(insn.op);
    if (row.x == Operand::None && insn.x != 0)
      return fail("x is not used by this opcode", pc);
    if (!checkFlags(insn, pc))
      return false;
    if (!checkOperand(row.a, insn.a, pc) || !checkOperand(row.b, insn.b, pc) ||
        !checkOperand(row.c, insn.c, pc))
      return false;
    for (bool jumps : {false, true}) {
      RegisterEffects effects = registerEffects(insn, jumps);
      if (!checkRanges(effects.uses, effects.useCount, pc) ||
          !checkRanges(effects.peeks, effects.peekCount, pc) ||
          !checkRanges(effects.writes, effects.writeCount, pc))
        return false;
      if (row.c != Operand::Jump)
        break;
    }
    return true;
  }

  bool checkFlags(const Decoded &insn, uint32_t pc) {
    unsigned allowed = 0xFF;
    switch (insn.op) {
    case Opcode::Call:
    case Opcode::CallKw:
      allowed = kCallDiscard | kCallHasSelf;
      break;
    case Opcode::CallEx:
      allowed = kCallDiscard | kCallKeywordDict;
      break;
    case Opcode::MakeFunction:
      allowed = 15;
      break;
    case Opcode::FormatValue:
    case Opcode::BuildInterpolation:
      allowed = 7;
      break;
    case Opcode::Yield:
    case Opcode::Reraise:
    case Opcode::WithExit:
    case Opcode::LoadSuperAttr:
    case Opcode::LoadSuperMethod:
      allowed = 1;
      break;
    case Opcode::Raise:
      if (insn.x > 2)
        return fail("Raise of more than two values", pc);
      break;
    case Opcode::BuildSlice:
      if (insn.c != 2 && insn.c != 3)
        return fail("a slice has two or three parts", pc);
      break;
    default:
      break;
    }
    return (insn.x & ~allowed) ? fail("unknown flag in x", pc) : true;
  }

  bool checkOperand(Operand kind, uint32_t value, uint32_t pc) {
    switch (kind) {
    case Operand::None:
      return value == 0 || fail("an operand is not used by this opcode", pc);
    case Operand::Const:
      return value < view.constantCount || fail("constant out of range", pc);
    case Operand::Name:
      return value < view.nameCount || fail("name out of range", pc);
    case Operand::Local:
      return value < view.layout.firstTemp || fail("not a local", pc);
    case Operand::Count:
      return value <= view.layout.registerCount ||
             fail("count out of range", pc);
    default:
      // UseBase and DstBase of nothing may name the register after the last
      if (isRegisterKind(kind) && value > view.layout.registerCount)
        return fail("register out of range", pc);
      return true;
    }
  }

  bool checkRanges(const RegisterEffects::Range *ranges, unsigned count,
                   uint32_t pc) {
    for (unsigned i = 0; i < count; ++i) {
      const auto &range = ranges[i];
      if (range.first >= view.layout.registerCount ||
          range.count > view.layout.registerCount - range.first)
        return fail("register out of range", pc);
      if (range.count > 1 && range.first < view.layout.firstTemp)
        return fail("a range of registers must be temporaries", pc);
    }
    return true;
  }

  // -- Tables
  bool checkTables() {
    uint32_t previousEnd = 0;
    for (uint32_t i = 0; i < view.exceptionCount; ++i) {
      const ExceptionRow &row = view.exceptions[i];
      auto isStart = [&](uint32_t pc) {
        return pc < view.codeLength && starts[pc];
      };
      if (row.start >= row.end || !isStart(row.start) ||
          (row.end != view.codeLength && !isStart(row.end)))
        return fail("exception row with a bad range", row.start);
      if (row.start < previousEnd)
        return fail("exception rows overlap or are out of order", row.start);
      previousEnd = row.end;
      if (!isStart(row.handler))
        return fail("exception row with a bad handler", row.start);
      uint32_t first = view.layout.firstTemp, count = view.layout.registerCount;
      if (row.depth() < first || row.depth() > count)
        return fail("exception row with a bad depth", row.start);
      if (row.exceptionRegister < row.depth() ||
          row.exceptionRegister + (row.lasti() ? 1u : 0u) >= count)
        return fail("exception row with a bad register", row.start);
    }
    for (uint32_t i = 0; i < view.lineCount; ++i) {
      const LineRow &row = view.lines[i];
      if (row.pc >= view.codeLength || !starts[row.pc])
        return fail("line row with a bad pc", row.pc);
      if (i && row.pc <= view.lines[i - 1].pc)
        return fail("line rows are out of order", row.pc);
    }
    return true;
  }

  // -- Flow of control
  bool isTemp(uint32_t reg) const { return reg >= view.layout.firstTemp; }
  static bool test(const uint64_t *set, uint32_t i) {
    return set[i / 64] >> (i % 64) & 1;
  }
  static void assign(uint64_t *set, uint32_t i, bool on) {
    uint64_t bit = uint64_t(1) << (i % 64);
    set[i / 64] = on ? set[i / 64] | bit : set[i / 64] & ~bit;
  }

  // Control comes to the join at `pc` with `set` live.
  bool arrive(uint32_t pc, const std::vector<uint64_t> &set, uint32_t from) {
    uint64_t *at = sets.data() + size_t(join[pc] - 1) * words;
    if (!reached[join[pc] - 1]) {
      reached[join[pc] - 1] = true;
      for (uint32_t i = 0; i < words; ++i)
        at[i] = set[i];
      pending.push_back(pc);
      return true;
    }
    for (uint32_t i = 0; i < words; ++i)
      if (at[i] != set[i])
        return fail("the live temporaries of two ways to here differ", from);
    return true;
  }

  bool take(const RegisterEffects &effects, std::vector<uint64_t> &set,
            uint32_t pc) {
    uint32_t first = view.layout.firstTemp;
    for (unsigned i = 0; i < effects.peekCount; ++i)
      for (uint32_t r = effects.peeks[i].first;
           r < effects.peeks[i].first + effects.peeks[i].count; ++r)
        if (isTemp(r) && !test(set.data(), r - first))
          return fail("reads a temporary that is not live", pc);
    for (unsigned i = 0; i < effects.useCount; ++i)
      for (uint32_t r = effects.uses[i].first;
           r < effects.uses[i].first + effects.uses[i].count; ++r)
        if (isTemp(r)) {
          if (!test(set.data(), r - first))
            return fail("takes a temporary that is not live", pc);
          assign(set.data(), r - first, false);
        }
    return true;
  }

  bool put(const RegisterEffects &effects, std::vector<uint64_t> &set,
           uint32_t pc) {
    uint32_t first = view.layout.firstTemp;
    for (unsigned i = 0; i < effects.writeCount; ++i)
      for (uint32_t r = effects.writes[i].first;
           r < effects.writes[i].first + effects.writes[i].count; ++r)
        if (isTemp(r)) {
          if (test(set.data(), r - first))
            return fail("pushes a temporary that is live", pc);
          assign(set.data(), r - first, true);
        }
    return true;
  }

  const ExceptionRow *rowAt(uint32_t pc) const {
    uint32_t low = 0, high = view.exceptionCount;
    while (low < high) {
      uint32_t middle = (low + high) / 2;
      if (view.exceptions[middle].end <= pc)
        low = middle + 1;
      else
        high = middle;
    }
    return low < view.exceptionCount && view.exceptions[low].start <= pc
               ? &view.exceptions[low]
               : nullptr;
  }

  // The operands have been consumed and nothing was written.
  bool raiseFrom(uint32_t pc, const std::vector<uint64_t> &set) {
    const ExceptionRow *row = rowAt(pc);
    if (!row)
      return true;
    uint32_t first = view.layout.firstTemp;
    std::vector<uint64_t> kept = set;
    for (uint32_t i = row->depth() - first; i < temps; ++i)
      assign(kept.data(), i, false);
    assign(kept.data(), row->exceptionRegister - first, true);
    if (row->lasti())
      assign(kept.data(), row->exceptionRegister + 1 - first, true);
    return arrive(row->handler, kept, pc);
  }

  // One instruction with `set` live before it, what falls through in `set`
  // after it.
  bool step(uint32_t pc, const Decoded &insn, std::vector<uint64_t> &set) {
    const OpcodeInfo &row = info(insn.op);
    RegisterEffects effects = registerEffects(insn, false);
    bool branches = row.c == Operand::Jump;
    std::vector<uint64_t> before;
    if (branches)
      before = set;
    if (!take(effects, set, pc))
      return false;
    if (mayLeave(insn)) {
      // ForIter keeps the iterator when it raises
      std::vector<uint64_t> raised = set;
      if (insn.op == Opcode::ForIter) {
        raised = before;
        if (!take(registerEffects(insn, true), raised, pc))
          return false;
      }
      if (!raiseFrom(pc, raised))
        return false;
    }
    if (branches) {
      RegisterEffects taken = registerEffects(insn, true);
      if (!take(taken, before, pc) || !put(taken, before, pc) ||
          !arrive(uint32_t(int64_t(pc) + insn.length + insn.jump()), before,
                  pc))
        return false;
    }
    if (insn.op == Opcode::Return)
      return checkEmpty(set, pc);
    return (row.effects & kEndsBlock) || put(effects, set, pc);
  }

  bool checkEmpty(const std::vector<uint64_t> &set, uint32_t pc) {
    for (uint64_t word : set)
      if (word)
        return fail("temporaries are live at Return", pc);
    return true;
  }

  bool findJoins() {
    join.assign(view.codeLength, 0);
    uint32_t count = 0;
    auto add = [&](uint32_t pc) {
      if (!join[pc])
        join[pc] = ++count;
    };
    add(0);
    for (uint32_t pc = 0; pc < view.codeLength;) {
      Decoded insn = decode(view.code, pc);
      if (info(insn.op).c == Operand::Jump)
        add(uint32_t(int64_t(pc) + insn.length + insn.jump()));
      pc += insn.length;
    }
    for (uint32_t i = 0; i < view.exceptionCount; ++i)
      add(view.exceptions[i].handler);
    if (uint64_t(count) * words > maxSetWords)
      return fail("too many joins with too many temporaries", 0);
    sets.assign(size_t(count) * words, 0);
    reached.assign(count, false);
    return true;
  }

  void flow() {
    if (!findJoins())
      return;
    std::vector<uint64_t> set(words, 0);
    arrive(0, set, 0);
    while (!pending.empty() && !problem) {
      uint32_t pc = pending.back();
      pending.pop_back();
      const uint64_t *at = sets.data() + size_t(join[pc] - 1) * words;
      set.assign(at, at + words);
      while (true) {
        Decoded insn = decode(view.code, pc);
        if (!step(pc, insn, set))
          return;
        if (info(insn.op).effects & kEndsBlock)
          break;
        uint32_t from = pc;
        pc += insn.length;
        if (join[pc]) {
          arrive(pc, set, from);
          break;
        }
      }
    }
  }

  static constexpr uint64_t maxSetWords = uint64_t(1) << 24;

  const CodeView &view;
  uint32_t temps = 0, words = 0;
  Problem problem;
  std::vector<bool> starts, reached;
  std::vector<uint32_t> join; // by pc: 1 + number of the join, 0: none
  std::vector<uint64_t> sets; // live temporaries before each join
  std::vector<uint32_t> pending;
  uint32_t last = 0;
};

Problem verify(const CodeView &view) { return Verifier(view).run(); }

} // namespace dxpy::dpb
