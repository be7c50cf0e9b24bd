#include "compiler/passes/InPlace.h"
#include "compiler/dxir/Builder.h"
#include "runtime-support/abi/native.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::passes {

using dxir::Function;
using dxir::Instruction;
using dxir::Op;

namespace {

bool isGeneric(const Instruction &inst, Opcode opcode) {
  return inst.op == Op::Generic && inst.opcode == opcode;
}

const bytecode::CodeUnit &codeMade(const Function &function,
                                   const Instruction &inst) {
  return *function.unit->constants[inst.index].asCode();
}

/// Leaves an instruction that uses and gives nothing, until sweep().
void forget(Instruction &inst) { inst = Instruction(Op::ConstBool); }
void sweep(Function &function) {
  for (dxir::Block &block : function.blocks)
    llvm::erase_if(block.instructions, [&](dxir::InstId id) {
      const Instruction &inst = function.instruction(id);
      return inst.op == Op::ConstBool && inst.results.empty();
    });
}

/// Values by the instructions that make them.
using Makers = llvm::DenseMap<uint32_t, Instruction *>;

/// Leaves in \p makers the values that nothing but \p allowed operands uses,
/// and that no variable shows to others.
void keepTemporaries(
    const Function &function, Makers &makers,
    llvm::function_ref<bool(const Instruction &, size_t operand)> allowed) {
  for (const Instruction &inst : function.instructions) {
    for (auto [i, operand] : llvm::enumerate(inst.operands))
      if (inst.op != Op::Drop && !allowed(inst, i))
        makers.erase(operand.index);
    for (const dxir::Edge &edge : inst.targets)
      for (dxir::ValueId argument : edge.arguments)
        makers.erase(argument.index);
  }
  for (const dxir::State &state : function.states)
    for (const dxir::StateEntry &entry : state.entries)
      if (entry.reg < function.unit->layout.firstTemp)
        makers.erase(entry.value.index);
}

/// Marks calls by a global's name, like range(n), that are made for a loop.
void markOnlyIterated(Function &function) {
  Makers calls;
  for (Instruction &inst : function.instructions) {
    if (!isGeneric(inst, Opcode::Call) || !inst.callees.empty() ||
        (inst.x & kCallHasSelf) || inst.operands.size() < 2 ||
        inst.operands.size() > 4 || inst.results.empty())
      continue;
    const Instruction *callee = function.definition(inst.operands[0]);
    if (callee && isGeneric(*callee, Opcode::LoadGlobal))
      calls[inst.result().index] = &inst;
  }
  llvm::DenseMap<uint32_t, unsigned> iterated;
  for (const Instruction &inst : function.instructions)
    if (isGeneric(inst, Opcode::GetIter))
      ++iterated[inst.operands[0].index];
  if (!calls.empty())
    keepTemporaries(function, calls, [](const Instruction &inst, size_t) {
      return isGeneric(inst, Opcode::GetIter);
    });
  for (auto [value, call] : calls)
    if (iterated.lookup(value) == 1)
      call->x |= dxir::kOnlyIterated;
}

/// The consumer that a global of this name may be.
std::optional<Consumer> consumerNamed(llvm::StringRef name) {
#define CONSUMER(id, text)                                                     \
  if (name == text)                                                            \
    return Consumer::id;
#include "runtime-support/abi/Consumers.def"
  return std::nullopt;
}

/// Joins the call that makes a generator with the call that consumes it, if
/// there are only drops between them.
class ConsumerMatcher {
public:
  ConsumerMatcher(Function &function, dxir::Block &block)
      : f(function), block(block) {}

  void run() {
    for (size_t i = 0; i < block.instructions.size(); ++i)
      if (isGeneric(at(i), Opcode::Call) && makes(at(i)))
        match(i);
  }

private:
  Instruction &at(size_t i) { return f.instruction(block.instructions[i]); }

  /// A function made here, for nothing but this call.
  bool makes(const Instruction &call) const {
    const Instruction *maker = f.definition(call.operands[0]);
    return maker && isGeneric(*maker, Opcode::MakeFunction) &&
           call.callees.size() == 1 && call.operands.size() == 2 &&
           !(call.x & kCallHasSelf) && dxir::canFeed(codeMade(f, *maker));
  }

  std::optional<Consumer> consumer(const Instruction &call,
                                   dxir::ValueId item) const {
    if (!isGeneric(call, Opcode::Call) || call.operands.size() != 2 ||
        (call.x & kCallHasSelf) || !call.callees.empty() ||
        call.operands[1] != item)
      return std::nullopt;
    const Instruction *from = f.definition(call.operands[0]);
    return from && isGeneric(*from, Opcode::LoadGlobal)
               ? consumerNamed(f.unit->names[from->index])
               : std::nullopt;
  }

  void match(size_t maker) {
    size_t end = maker + 1;
    while (at(end).op == Op::Drop)
      ++end;
    dxir::ValueId generator = at(maker).result();
    auto what = consumer(at(end), generator);
    if (!what || !at(maker).state.valid() || !at(end).state.valid())
      return;
    Instruction &call = at(end);
    size_t dropped = end + 1;
    while (at(dropped).op == Op::Drop && at(dropped).operands[0] != generator)
      ++dropped;
    if (at(dropped).op != Op::Drop)
      return;
    join(call, at(maker), *what);
    auto first = block.instructions.begin();
    forget(at(maker));
    block.instructions.erase(first + dropped);
    // The call moves in front of the drops of what the generator was made of.
    std::rotate(first + maker, first + end, first + end + 1);
    block.instructions.erase(first + maker + 1);
  }

  void join(Instruction &call, const Instruction &maker, Consumer what) {
    dxir::ValueId generator = maker.result();
    dxir::State state = f.state(call.state);
    llvm::erase_if(state.entries, [&](const dxir::StateEntry &entry) {
      return entry.value == generator;
    });
    for (dxir::ValueId held : maker.operands)
      if (f.value(held).owned &&
          llvm::none_of(state.entries, [&](const dxir::StateEntry &entry) {
            return entry.owned && entry.value == held;
          }))
        state.entries.push_back({dxir::kNoRegister, held, true});
    Instruction joined(Op::Consume);
    joined.index = uint32_t(what);
    joined.pc = call.pc;
    joined.operands = {call.operands[0], maker.operands[0], maker.operands[1]};
    joined.results = call.results;
    joined.callees = maker.callees;
    joined.state = f.addState(std::move(state));
    call = std::move(joined);
  }

  Function &f;
  dxir::Block &block;
};

/// Functions with at most a closure that only calls see.
class LocalFunctions {
public:
  explicit LocalFunctions(Function &function) : f(function) {}

  void run() {
    for (Instruction &inst : f.instructions)
      if (isGeneric(inst, Opcode::MakeFunction) && !(inst.x & ~kHasClosure))
        making[inst.result().index] = &inst;
    if (making.empty())
      return;
    keepTemporaries(f, making, [](const Instruction &inst, size_t operand) {
      return inst.callees.size() == 1 &&
             operand == (inst.op == Op::Consume ? 1u : 0u);
    });
    for (dxir::Block &each : f.blocks) {
      block = &each;
      for (size_t i = 0; i < block->instructions.size(); ++i)
        if (isGeneric(at(i), Opcode::MakeFunction) &&
            making.contains(at(i).result().index))
          convert(i);
    }
    sweep(f);
  }

private:
  Instruction &at(size_t i) { return f.instruction(block->instructions[i]); }

  bool uses(const Instruction &inst, dxir::ValueId value) const {
    return llvm::is_contained(inst.operands, value) ||
           (inst.state.valid() &&
            llvm::any_of(f.state(inst.state).entries,
                         [&](const dxir::StateEntry &entry) {
                           return entry.value == value;
                         }));
  }

  /// The place behind the last use of \p value; 0: another block uses it.
  size_t endOf(dxir::ValueId value) {
    for (const dxir::Block &each : f.blocks)
      if (&each != block &&
          llvm::any_of(each.instructions, [&](dxir::InstId inst) {
            return uses(f.instruction(inst), value);
          }))
        return 0;
    size_t end = block->instructions.size();
    while (end && !uses(at(end - 1), value))
      --end;
    return end;
  }

  /// The tuple of cells that the function at \p maker is made with, if nothing
  /// else sees it and no cell is given up before \p end; else null.
  Instruction *closureOf(size_t maker, size_t end) {
    dxir::ValueId closure = at(maker).operands[0];
    dxir::InstId definition = f.value(closure).definition;
    if (!definition.valid() || !endOf(closure))
      return nullptr;
    Instruction &tuple = f.instruction(definition);
    if (!isGeneric(tuple, Opcode::BuildTuple) ||
        tuple.operands.size() != codeMade(f, at(maker)).layout.freeCount)
      return nullptr;
    auto start = llvm::find(block->instructions, definition);
    for (size_t i = size_t(start - block->instructions.begin()) + 1; i < end;
         ++i) {
      bool drops = at(i).op == Op::Drop;
      if (drops ? llvm::is_contained(tuple.operands, at(i).operands[0])
                : i != maker && uses(at(i), closure))
        return nullptr;
    }
    return &tuple;
  }

  /// The code that calls expect; none: a call needs the function itself, for
  /// the generator that it makes.
  std::optional<uint32_t> codeCalled(dxir::ValueId function,
                                     bool generatorsHoldIt) const {
    std::optional<uint32_t> code;
    for (const Instruction &inst : f.instructions)
      if (inst.op != Op::Drop && llvm::is_contained(inst.operands, function)) {
        if (generatorsHoldIt && inst.op != Op::Consume)
          return std::nullopt;
        code = inst.callees.front();
      }
    return code;
  }

  void convert(size_t maker) {
    Instruction &inst = at(maker);
    dxir::ValueId function = inst.result();
    bool closed = inst.x & kHasClosure;
    auto code = codeCalled(function,
                           closed && (codeMade(f, inst).flags & kCodeSuspends));
    size_t end = endOf(function);
    Instruction *tuple = nullptr;
    if (!code || !end || (closed && !(tuple = closureOf(maker, end))))
      return;
    Instruction local(Op::LocalFunction);
    local.index = inst.index;
    local.pc = inst.pc;
    local.results = inst.results;
    local.callees.push_back(*code);
    if (tuple) {
      local.operands = tuple->operands;
      forgetDrops(tuple->result());
      forget(*tuple);
    }
    inst = std::move(local);
    forgetDrops(function);
    f.value(function).type = dxir::TypeKind::Function;
    f.value(function).owned = false;
    for (dxir::State &state : f.states)
      loosen(state, function);
  }

  void forgetDrops(dxir::ValueId value) {
    for (dxir::InstId id : block->instructions)
      if (Instruction &inst = f.instruction(id);
          inst.op == Op::Drop && inst.operands[0] == value)
        forget(inst);
  }

  /// Nothing owns \p function any more.
  static void loosen(dxir::State &state, dxir::ValueId function) {
    llvm::erase_if(state.entries, [&](dxir::StateEntry &entry) {
      entry.owned &= entry.value != function;
      return entry.value == function && entry.reg == dxir::kNoRegister;
    });
  }

  Function &f;
  Makers making;
  dxir::Block *block = nullptr;
};
} // namespace

void makeInPlace(Function &function) {
  markOnlyIterated(function);
  for (dxir::Block &block : function.blocks)
    ConsumerMatcher(function, block).run();
  LocalFunctions(function).run();
}

} // namespace dxpy::passes
