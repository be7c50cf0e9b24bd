// Which temporaries hold a value at an instruction: a forward data-flow over
// the bytecode, made when a frame first has to drop its temporaries.
#include "runtime-support/builtins/generator.h"
#include "runtime-support/dpb/opcode_table.h"
#include "runtime-support/memory/raw.h"
#include <cstring>

namespace dxpy {

namespace {

/// Bit sets by instruction: in front of it, and after it has consumed its
/// operands.
struct LiveTable {
  uint32_t wordsPerSet;
  uint64_t words[]; ///< codeLength sets of the second kind
};

/// Computes the table. Jumps and handlers are followed from a work list; all
/// ways to an instruction agree, so each is visited once.
class Analysis {
public:
  Analysis(const CodeObject *code, uint64_t *consumed, uint64_t *before,
           uint32_t *work, uint32_t width)
      : code(code), consumed(consumed), before(before), work(work),
        width(width), firstTemp(code->layout.firstTemp) {}

  void run() {
    reach(0, nullptr);
    while (count)
      visit(work[--count]);
  }

private:
  uint64_t *setAt(uint64_t *table, uint32_t pc) {
    return table + size_t(pc) * width;
  }
  /// The last bit of a set says that it has been reached.
  bool reached(uint32_t pc) { return setAt(before, pc)[width - 1] >> 63; }
  void reach(uint32_t pc, const uint64_t *set) {
    if (pc >= code->codeLength || reached(pc))
      return;
    if (set)
      memcpy(setAt(before, pc), set, width * sizeof *set);
    setAt(before, pc)[width - 1] |= uint64_t(1) << 63;
    work[count++] = pc;
  }
  void change(uint64_t *set, dpb::RegisterEffects::Range range, bool live) {
    for (uint32_t i = 0; i < range.count; ++i) {
      uint32_t reg = range.first + i;
      if (reg < firstTemp)
        continue;
      uint64_t bit = uint64_t(1) << ((reg - firstTemp) % 64);
      uint64_t &word = set[(reg - firstTemp) / 64];
      word = live ? word | bit : word & ~bit;
    }
  }

  void visit(uint32_t pc) {
    dpb::Decoded insn = dpb::decode(code->code, pc);
    const dpb::OpcodeInfo &info = dpb::info(insn.op);
    uint64_t *mid = setAt(consumed, pc);
    memcpy(mid, setAt(before, pc), width * sizeof *mid);
    bool jumps = info.effects & kBranches;
    // A jump's own effects: what both ways consume is gone before a raise.
    dpb::RegisterEffects fall = dpb::registerEffects(insn, false);
    dpb::RegisterEffects taken = dpb::registerEffects(insn, jumps);
    for (unsigned i = 0; i < fall.useCount; ++i)
      if (!jumps || consumes(taken, fall.uses[i].first))
        change(mid, fall.uses[i], false);
    if (insn.length == 2)
      memcpy(setAt(consumed, pc + 1), mid, width * sizeof *mid);
    // Only what raises counts: a row may begin before the state it keeps is
    // complete. Loops can be interrupted.
    if ((info.effects & kMayRaise) ||
        (insn.op == Opcode::Jump && insn.jump() < 0))
      enterHandlers(pc, mid);
    // `mid` stays; the ways out start from copies.
    uint64_t *out = scratch();
    if (!(info.effects & kEndsBlock)) {
      apply(out, pc, fall);
      reach(pc + insn.length, out);
    }
    if (jumps) {
      apply(out, pc, taken);
      reach(uint32_t(int64_t(pc) + insn.length + insn.jump()), out);
    }
  }
  static bool consumes(const dpb::RegisterEffects &effects, uint32_t reg) {
    for (unsigned i = 0; i < effects.useCount; ++i)
      if (effects.uses[i].first == reg)
        return true;
    return false;
  }
  void apply(uint64_t *out, uint32_t pc, const dpb::RegisterEffects &effects) {
    memcpy(out, setAt(before, pc), width * sizeof *out);
    for (unsigned i = 0; i < effects.useCount; ++i)
      change(out, effects.uses[i], false);
    for (unsigned i = 0; i < effects.writeCount; ++i)
      change(out, effects.writes[i], true);
  }
  void enterHandlers(uint32_t pc, const uint64_t *mid) {
    for (uint32_t i = 0; i < code->exceptionCount; ++i) {
      const ExceptionRow &row = code->exceptions[i];
      if (pc < row.start || pc >= row.end || reached(row.handler))
        continue;
      uint64_t *out = scratch();
      memcpy(out, mid, width * sizeof *out);
      uint32_t kept = row.depth() > firstTemp ? row.depth() - firstTemp : 0;
      for (uint32_t bit = kept; bit < width * 64 - 1; ++bit)
        out[bit / 64] &= ~(uint64_t(1) << bit % 64);
      change(out, {row.exceptionRegister, row.lasti() ? 2u : 1u}, true);
      reach(row.handler, out);
      return; // the innermost row takes the exception
    }
  }
  /// One set beyond the instructions' own.
  uint64_t *scratch() { return setAt(before, code->codeLength); }

  const CodeObject *code;
  uint64_t *consumed, *before;
  uint32_t *work;
  uint32_t width, firstTemp, count = 0;
};

LiveTable *makeTable(CodeObject *code) {
  uint32_t temps = code->layout.registerCount - code->layout.firstTemp;
  uint32_t width = temps / 64 + 1; // at least one bit is left for `reached`
  size_t setBytes = size_t(width) * sizeof(uint64_t) * (code->codeLength + 1);
  auto *table =
      static_cast<LiveTable *>(rawAllocateZeroed(sizeof(LiveTable) + setBytes));
  auto *before = static_cast<uint64_t *>(rawAllocateZeroed(setBytes));
  auto *work = static_cast<uint32_t *>(
      rawAllocate((code->codeLength + 1) * sizeof(uint32_t)));
  if (table && before && work) {
    table->wordsPerSet = width;
    Analysis(code, table->words, before, work, width).run();
    for (uint32_t pc = 0; pc < code->codeLength; ++pc)
      table->words[size_t(pc) * width + width - 1] &= ~(uint64_t(1) << 63);
    code->liveTemps = table;
  } else {
    rawFree(table);
    table = nullptr;
  }
  rawFree(before);
  rawFree(work);
  return table;
}

} // namespace

LiveTemps::LiveTemps(const CodeObject *code, uint32_t pcIndex) {
  if (code->layout.registerCount == code->layout.firstTemp)
    return;
  auto *table = static_cast<LiveTable *>(code->liveTemps);
  if (!table)
    table = makeTable(const_cast<CodeObject *>(code));
  if (!table)
    return; // out of memory: the temporaries leak, nothing is dropped twice
  count = table->wordsPerSet;
  words = table->words + size_t(pcIndex) * count;
}

} // namespace dxpy
