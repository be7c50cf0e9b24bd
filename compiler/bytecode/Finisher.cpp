// From instructions with labels to a CodeUnit: jump threading, dead code,
// CheckBound where definite assignment proves the local bound, register
// numbers, Extended prefixes, tables.
#include "compiler/bytecode/Builder.h"
#include "runtime-support/dpb/opcode_table.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace dxpy::bytecode {

namespace {

bool isConditionalKeep(Opcode op) {
  return op == Opcode::JumpIfTrueKeep || op == Opcode::JumpIfFalseKeep;
}

// Jumps poll for signals and so may raise too.
bool mayRaise(const Insn &insn) {
  const dpb::OpcodeInfo &info = dpb::info(insn.op);
  return (info.effects & (kMayRaise | kRunsPython | kBranches)) != 0;
}

} // namespace

class Finisher {
public:
  Finisher(Builder &builder, CodeUnit &unit)
      : builder(builder), unit(unit), insns(builder.insns) {}

  bool run() {
    resolveLabels();
    threadJumps();
    removeDeadCode();
    removeChecks();
    invertJumps();
    removeDeadCode();
    layout();
    return number();
  }

private:
  // From here on a jump's c is an instruction index.
  void resolveLabels() {
    for (Insn &insn : insns)
      if (hasTarget(insn))
        insn.c = builder.labels[insn.c];
    for (const Handler &h : builder.handlers)
      handlerTargets.push_back(builder.labels[h.target]);
  }

  static bool hasTarget(const Insn &insn) {
    return dpb::info(insn.op).c == Operand::Jump;
  }

  void threadJumps() {
    for (Insn &insn : insns) {
      if (!hasTarget(insn))
        continue;
      for (int hops = 0; hops < 16; ++hops) {
        if (insn.c >= insns.size())
          break;
        const Insn &next = insns[insn.c];
        if (next.op == Opcode::Jump && next.c != insn.c &&
            insn.op != Opcode::ForIter && insn.op != Opcode::Send)
          insn.c = next.c;
        else if (isConditionalKeep(insn.op) && isConditionalKeep(next.op) &&
                 next.a == insn.a)
          insn.c = next.op == insn.op ? next.c
                                      : insn.c + 1; // the truth of a is known
        else
          break;
      }
    }
  }

  // -- Dead code
  void mark(uint32_t index) {
    if (index < insns.size() && !live[index]) {
      live[index] = true;
      work.push_back(index);
    }
  }

  void removeDeadCode() {
    live.assign(insns.size(), false);
    std::vector<bool> handlerLive(builder.handlers.size(), false);
    mark(0);
    while (!work.empty()) {
      uint32_t index = work.back();
      work.pop_back();
      const Insn &insn = insns[index];
      if (hasTarget(insn))
        mark(insn.c);
      if (!(dpb::info(insn.op).effects & kEndsBlock))
        mark(index + 1);
      if (insn.handler != noHandler && !handlerLive[insn.handler] &&
          mayRaise(insn)) {
        handlerLive[insn.handler] = true;
        mark(handlerTargets[insn.handler]);
      }
    }
    for (uint32_t i = 0; i < insns.size(); ++i) {
      if (insns[i].op == Opcode::Nop)
        live[i] = false;
      // a jump to what follows anyway
      if (live[i] && insns[i].op == Opcode::Jump && insns[i].c > i) {
        uint32_t next = i + 1;
        while (next < insns[i].c && !live[next])
          ++next;
        if (next == insns[i].c)
          live[i] = false;
      }
    }
    for (Insn &insn : insns)
      if (insn.handler != noHandler && !handlerLive[insn.handler])
        insn.handler = noHandler;
    compact();
  }

  // Removes what is not live; targets follow.
  void compact() {
    std::vector<uint32_t> newIndex(insns.size() + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < insns.size(); ++i) {
      newIndex[i] = count;
      if (live[i])
        ++count;
    }
    newIndex[insns.size()] = count;
    for (uint32_t i = 0; i < insns.size(); ++i)
      if (live[i]) {
        if (hasTarget(insns[i]))
          insns[i].c = newIndex[insns[i].c];
        insns[newIndex[i]] = insns[i];
      }
    insns.resize(count);
    for (uint32_t &target : handlerTargets)
      target = newIndex[target];
  }

  // JumpIfX a, L1; Jump L2; L1: becomes JumpIfNotX a, L2.
  void invertJumps() {
    std::vector<bool> targets(insns.size() + 1, false);
    for (const Insn &insn : insns)
      if (hasTarget(insn))
        targets[insn.c] = true;
    for (uint32_t target : handlerTargets)
      targets[target] = true;
    for (uint32_t i = 0; i + 1 < insns.size(); ++i) {
      Insn &insn = insns[i];
      Insn &jump = insns[i + 1];
      if (jump.op != Opcode::Jump || insn.c != i + 2 || targets[i + 1])
        continue;
      if (insn.op == Opcode::JumpIfTrue)
        insn.op = Opcode::JumpIfFalse;
      else if (insn.op == Opcode::JumpIfFalse)
        insn.op = Opcode::JumpIfTrue;
      else
        continue;
      insn.c = jump.c;
      jump.op = Opcode::Nop;
    }
  }

  // -- Definite assignment: forward, meet is intersection
  using Bits = std::vector<uint64_t>;
  static bool test(const Bits &bits, uint32_t i) {
    return bits[i / 64] >> (i % 64) & 1;
  }
  static void assign(Bits &bits, uint32_t i, bool value) {
    uint64_t bit = uint64_t(1) << (i % 64);
    bits[i / 64] = value ? bits[i / 64] | bit : bits[i / 64] & ~bit;
  }

  static void transfer(const Insn &insn, Bits &bound) {
    auto local = [](uint32_t bits) {
      return Reg::fromBits(bits).isLocal() ? Reg::fromBits(bits).index() : ~0u;
    };
    const dpb::OpcodeInfo &info = dpb::info(insn.op);
    if (insn.op == Opcode::DeleteLocal || insn.op == Opcode::ClearLocal)
      assign(bound, local(insn.a), false);
    else if (insn.op == Opcode::CheckBound)
      assign(bound, local(insn.a), true);
    else if (info.a == Operand::Dst && local(insn.a) != ~0u &&
             !(info.x == Operand::Flags && discards(insn)) &&
             insn.op != Opcode::ForIter && insn.op != Opcode::Send)
      assign(bound, local(insn.a), true);
  }
  static bool discards(const Insn &insn) {
    return (insn.op == Opcode::Call || insn.op == Opcode::CallKw ||
            insn.op == Opcode::CallEx) &&
           (insn.x & kCallDiscard);
  }

  bool meetInto(uint32_t index, const Bits &bound) {
    if (index >= insns.size())
      return false;
    Bits &at = in[blockOf[index]];
    if (at.empty()) {
      at = bound;
      return true;
    }
    bool changed = false;
    for (size_t i = 0; i < at.size(); ++i) {
      uint64_t both = at[i] & bound[i];
      changed |= both != at[i];
      at[i] = both;
    }
    return changed;
  }

  void findBlocks() {
    std::vector<bool> starts(insns.size() + 1, false);
    starts[0] = true;
    for (uint32_t i = 0; i < insns.size(); ++i) {
      if (hasTarget(insns[i])) {
        starts[insns[i].c] = true;
        starts[i + 1] = true;
      }
      if (dpb::info(insns[i].op).effects & kEndsBlock)
        starts[i + 1] = true;
      if (i > 0 && insns[i].handler != insns[i - 1].handler)
        starts[i] = true;
    }
    for (uint32_t target : handlerTargets)
      if (target <= insns.size())
        starts[target] = true;
    blockOf.resize(insns.size());
    for (uint32_t i = 0; i < insns.size(); ++i) {
      if (starts[i])
        blockStart.push_back(i);
      blockOf[i] = uint32_t(blockStart.size() - 1);
    }
    blockStart.push_back(uint32_t(insns.size()));
  }

  void removeChecks() {
    bool any = std::any_of(insns.begin(), insns.end(), [](const Insn &i) {
      return i.op == Opcode::CheckBound;
    });
    if (!any || insns.empty())
      return;
    findBlocks();
    size_t words = builder.localNames.size() / 64 + 1;
    in.assign(blockStart.size(), {});
    Bits entry(words, 0);
    for (uint32_t i = 0; i < builder.parameterCount; ++i)
      assign(entry, i, true);
    meetInto(0, entry);
    // first blocks first: most states are final when they flow on
    std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>>
        pending;
    pending.push(0);
    std::vector<bool> queued(blockStart.size(), false);
    auto flow = [&](uint32_t index, const Bits &bound) {
      if (meetInto(index, bound) && !queued[blockOf[index]]) {
        queued[blockOf[index]] = true;
        pending.push(blockOf[index]);
      }
    };
    while (!pending.empty()) {
      uint32_t block = pending.top();
      pending.pop();
      queued[block] = false;
      Bits bound = in[block];
      bool fallsThrough = true;
      for (uint32_t i = blockStart[block]; i < blockStart[block + 1]; ++i) {
        const Insn &insn = insns[i];
        if (insn.handler != noHandler && mayRaise(insn)) {
          // deleting raises with the local unbound
          Bits raised = bound;
          if (insn.op == Opcode::DeleteLocal || insn.op == Opcode::CheckBound)
            assign(raised, Reg::fromBits(insn.a).index(), false);
          flow(handlerTargets[insn.handler], raised);
        }
        transfer(insn, bound);
        if (hasTarget(insn)) {
          if ((insn.op == Opcode::ForIter || insn.op == Opcode::Send) &&
              Reg::fromBits(insn.a).isLocal()) {
            Bits taken = bound;
            assign(taken, Reg::fromBits(insn.a).index(), true);
            flow(insn.c, taken);
          } else {
            flow(insn.c, bound);
          }
        }
        fallsThrough = !(dpb::info(insn.op).effects & kEndsBlock);
      }
      if (fallsThrough)
        flow(blockStart[block + 1], bound);
    }
    live.assign(insns.size(), true);
    for (uint32_t block = 0; block + 1 < blockStart.size(); ++block) {
      if (in[block].empty())
        continue;
      Bits bound = in[block];
      for (uint32_t i = blockStart[block]; i < blockStart[block + 1]; ++i) {
        if (insns[i].op == Opcode::CheckBound &&
            test(bound, Reg::fromBits(insns[i].a).index()))
          live[i] = false;
        transfer(insns[i], bound);
      }
    }
    compact();
  }

  // -- Numbers
  uint32_t number(uint32_t bits) const {
    Reg reg = Reg::fromBits(bits);
    uint32_t locals = uint32_t(builder.localNames.size()),
             cells = uint32_t(builder.cellNames.size());
    switch (reg.file()) {
    case Reg::Local:
      return registerOf[reg.index()];
    case Reg::Cell:
      return locals + reg.index();
    case Reg::Free:
      return locals + cells + reg.index();
    case Reg::Temp:
      return firstTemp + reg.index();
    case Reg::Nowhere:
      return 0;
    }
    return 0;
  }

  static bool isRegister(Operand kind) {
    return kind == Operand::Dst || kind == Operand::DstBase ||
           kind == Operand::Use || kind == Operand::Peek ||
           kind == Operand::Local || kind == Operand::UseBase;
  }

  void numberOperand(Operand kind, uint32_t &bits) const {
    if (isRegister(kind))
      bits = number(bits);
    else if (kind == Operand::None)
      bits = 0;
  }

  // Parameters, then the other locals in the order of their first use.
  void orderLocals() {
    uint32_t count = uint32_t(builder.localNames.size());
    registerOf.assign(count, ~uint32_t(0));
    std::vector<std::string> names;
    auto place = [&](uint32_t local) {
      if (registerOf[local] != ~uint32_t(0))
        return;
      registerOf[local] = uint32_t(names.size());
      names.push_back(builder.localNames[local]);
    };
    for (uint32_t i = 0; i < builder.parameterCount; ++i)
      place(i);
    for (uint32_t local : builder.useOrder)
      place(local);
    for (uint32_t i = 0; i < count; ++i)
      place(i);
    builder.localNames = std::move(names);
  }

  void numberOperands() {
    orderLocals();
    firstTemp = uint32_t(builder.localNames.size() + builder.cellNames.size() +
                         builder.freeNames.size());
    owned.assign(builder.localNames.size(), false);
    for (Insn &insn : insns) {
      const dpb::OpcodeInfo &info = dpb::info(insn.op);
      bool writesA = (info.a == Operand::Dst && !discards(insn)) ||
                     info.a == Operand::Local;
      if (writesA && Reg::fromBits(insn.a).isLocal())
        owned[Reg::fromBits(insn.a).index()] = true;
      numberOperand(info.a, insn.a);
      numberOperand(info.b, insn.b);
      numberOperand(info.c, insn.c);
    }
  }

  // Positions after Extended prefixes, which depend on the jumps' lengths: grow
  // until nothing changes.
  void layout() {
    numberOperands();
    wide.assign(insns.size(), false);
    for (uint32_t i = 0; i < insns.size(); ++i)
      wide[i] = insns[i].a > 0xFFFF || insns[i].b > 0xFFFF ||
                (!hasTarget(insns[i]) && insns[i].c > 0xFFFF);
    position.resize(insns.size() + 1);
    for (bool changed = true; changed;) {
      changed = false;
      uint32_t at = 0;
      for (uint32_t i = 0; i < insns.size(); ++i) {
        position[i] = at;
        at += wide[i] ? 2 : 1;
      }
      position[insns.size()] = at;
      for (uint32_t i = 0; i < insns.size(); ++i)
        if (hasTarget(insns[i]) && !wide[i]) {
          int64_t distance = jumpDistance(i);
          if (distance < INT16_MIN || distance > INT16_MAX)
            changed = wide[i] = true;
        }
    }
  }

  int64_t jumpDistance(uint32_t i) const {
    return int64_t(position[insns[i].c]) - int64_t(position[i + 1]);
  }

  bool number() {
    unit.code.reserve(position[insns.size()]);
    for (uint32_t i = 0; i < insns.size(); ++i) {
      const Insn &insn = insns[i];
      uint32_t c = insn.c;
      if (hasTarget(insn)) {
        int64_t distance = jumpDistance(i);
        if (distance < 0)
          unit.traits |= kTraitHasLoops;
        c = uint32_t(int32_t(distance));
      }
      if (wide[i])
        unit.code.push_back({Opcode::Extended, 0, uint16_t(insn.a >> 16),
                             uint16_t(insn.b >> 16), uint16_t(c >> 16)});
      unit.code.push_back(
          {insn.op, insn.x, uint16_t(insn.a), uint16_t(insn.b), uint16_t(c)});
      addLine(position[i], insn.loc);
    }
    addHandlers();
    return addRegisters();
  }

  void addLine(uint32_t pc, const SourceRange &loc) {
    auto column = [](uint32_t c) {
      return c < 0xFFFF ? uint16_t(c) : uint16_t(0xFFFF);
    };
    LineRow row{pc, loc.lineno, loc.end_lineno, column(loc.col_offset),
                column(loc.end_col_offset)};
    if (loc.lineno == 0) { // artificial: belongs to what stands before it
      if (!unit.lines.empty())
        return;
      row.column = row.endColumn = 0xFFFF;
    }
    if (!unit.lines.empty()) {
      const LineRow &last = unit.lines.back();
      if (last.line == row.line && last.endLine == row.endLine &&
          last.column == row.column && last.endColumn == row.endColumn)
        return;
    }
    unit.lines.push_back(row);
  }

  void addHandlers() {
    for (uint32_t i = 0; i < insns.size();) {
      HandlerId id = insns[i].handler;
      uint32_t end = i + 1;
      while (end < insns.size() && insns[end].handler == id)
        ++end;
      if (id != noHandler) {
        const Handler &h = builder.handlers[id];
        ExceptionRow row{};
        if (firstTemp + h.depth > 0x7FFF || firstTemp + h.exception > 0xFFFE)
          fits = false;
        row.start = position[i];
        row.end = position[end];
        row.handler = position[handlerTargets[id]];
        row.exceptionRegister = uint16_t(firstTemp + h.exception);
        row.depthAndLasti =
            uint16_t((firstTemp + h.depth) << 1 | (h.lasti ? 1 : 0));
        unit.exceptions.push_back(row);
      }
      i = end;
    }
  }

  // Constants of dead code at the end go away; the first may be the docstring.
  void trimConstants() {
    size_t used = 1;
    for (const Insn &insn : insns) {
      const dpb::OpcodeInfo &info = dpb::info(insn.op);
      if (info.b == Operand::Const)
        used = std::max(used, size_t(insn.b) + 1);
    }
    if (used < builder.constants.size())
      builder.constants.resize(used);
  }

  bool addRegisters() {
    uint32_t tempCount = builder.tempCount;
    unit.layout.registerCount = firstTemp + tempCount;
    unit.layout.firstTemp = firstTemp;
    unit.layout.localCount = uint32_t(builder.localNames.size());
    unit.layout.cellCount = uint32_t(builder.cellNames.size());
    unit.layout.freeCount = uint32_t(builder.freeNames.size());
    unit.localNames = builder.localNames;
    unit.localNames.insert(unit.localNames.end(), builder.cellNames.begin(),
                           builder.cellNames.end());
    unit.localNames.insert(unit.localNames.end(), builder.freeNames.begin(),
                           builder.freeNames.end());
    unit.localKinds.assign(builder.localNames.size(), kLocalPlain);
    unit.localKinds.resize(unit.localKinds.size() + builder.cellNames.size(),
                           kLocalCell);
    unit.localKinds.resize(unit.localKinds.size() + builder.freeNames.size(),
                           kLocalFree);
    for (const auto &[name, reg] : builder.cells)
      if (reg.isLocal()) {
        unit.localKinds[reg.index()] |= kLocalCell;
        owned[reg.index()] = true;
      }
    for (uint32_t i = 0; i < builder.parameterCount; ++i)
      if (owned[i] || (unit.flags & kCodeSuspends))
        unit.localKinds[i] |= kLocalOwned;
    if (!builder.cells.empty() || !builder.freeNames.empty())
      unit.traits |= kTraitHasCells;
    trimConstants();
    unit.constants = std::move(builder.constants);
    unit.names = std::move(builder.names);
    return fits && unit.layout.registerCount <= dpb::kMaxRegisters;
  }

  Builder &builder;
  CodeUnit &unit;
  std::vector<Insn> &insns;
  std::vector<uint32_t> handlerTargets;
  std::vector<bool> live;
  std::vector<uint32_t> work;
  std::vector<uint32_t> blockOf, blockStart;
  std::vector<Bits> in;
  std::vector<bool> owned, wide;
  std::vector<uint32_t> position;
  std::vector<uint32_t> registerOf; // by local
  uint32_t firstTemp = 0;
  bool fits = true; // the widths of exception rows
};

bool Builder::finish(CodeUnit &unit) { return Finisher(*this, unit).run(); }

} // namespace dxpy::bytecode
