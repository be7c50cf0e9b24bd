#include "compiler/passes/Callees.h"
#include "compiler/dxir/Builder.h"
#include "compiler/dxir/Bytecode.h"
#include "runtime-support/abi/native.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::passes {

using dxir::Function;
using dxir::Instruction;
using dxir::Op;

namespace {

/// More candidates than this make no prediction.
constexpr size_t kMaxCallees = 3;

std::string globalKey(const bytecode::CodeUnit &unit, llvm::StringRef name) {
  return unit.fileName + '\0' + name.str();
}

const bytecode::CodeUnit *codeMade(const Function &function,
                                   const Instruction &inst) {
  return function.unit->constants[inst.index].asCode().get();
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

bool isGeneric(const Instruction &inst, Opcode opcode) {
  return inst.op == Op::Generic && inst.opcode == opcode;
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

} // namespace

void Callees::add(const Function &function) {
  const bytecode::CodeUnit &unit = *function.unit;
  if (!unit.layout.freeCount && !function.suspends())
    plain.insert(function.codeId);
  made[&unit].push_back({&unit, function.codeId});
  auto [scope, name] = llvm::StringRef(unit.qualname).rsplit('.');
  if (name.empty())
    functions[globalKey(unit, scope)].push_back({&unit, function.codeId});
  else if (name == "__init__" && !scope.contains('.'))
    inits[globalKey(unit, scope)].push_back({&unit, function.codeId});
  if (!name.empty() && !scope.ends_with("<locals>"))
    methods[name].push_back({&unit, function.codeId});
}

const Callees::Candidates *Callees::find(const Function &function,
                                         const Instruction &call) const {
  const Instruction *from = function.definition(call.operands[0]);
  if (!from || from->op != Op::Generic)
    return nullptr;
  if (from->opcode == Opcode::LoadGlobal) {
    auto it = functions.find(
        globalKey(*function.unit, function.unit->names[from->index]));
    return it == functions.end() ? nullptr : &it->second;
  }
  if (from->opcode == Opcode::LoadMethod ||
      from->opcode == Opcode::LoadSuperMethod) {
    auto it = methods.find(function.unit->names[from->index]);
    return it == methods.end() ? nullptr : &it->second;
  }
  if (from->opcode == Opcode::MakeFunction) {
    auto it = made.find(codeMade(function, *from));
    return it == made.end() ? nullptr : &it->second;
  }
  return nullptr;
}

/// Functions without closure and defaults that nothing but calls sees need no
/// object of their own: their stand-in does. Registers hold one until its call,
/// variables may show it to others.
void Callees::markOnlyCalled(Function &function) const {
  Makers making;
  for (Instruction &inst : function.instructions)
    if (inst.op == Op::Generic && inst.opcode == Opcode::MakeFunction &&
        !inst.x)
      if (auto it = made.find(codeMade(function, inst)); it != made.end())
        making[inst.result().index] = &inst;
  if (making.empty())
    return;
  keepTemporaries(function, making,
                  [](const Instruction &inst, size_t operand) {
                    return !inst.callees.empty() &&
                           operand == (inst.op == Op::Consume ? 1u : 0u);
                  });
  for (auto [value, inst] : making)
    inst->callees.push_back(
        made.find(codeMade(function, *inst))->second.front().codeId);
}

/// The consumer that a global of this name may be.
static std::optional<Consumer> consumerNamed(llvm::StringRef name) {
#define CONSUMER(id, text)                                                     \
  if (name == text)                                                            \
    return Consumer::id;
#include "runtime-support/abi/Consumers.def"
  return std::nullopt;
}

namespace {

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
           !(call.x & kCallHasSelf) && dxir::canFeed(*codeMade(f, *maker));
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

} // namespace

void Callees::consumeWhereMade(Function &function) const {
  for (dxir::Block &block : function.blocks)
    ConsumerMatcher(function, block).run();
}

/// The `__init__` of the class that a global's name stands for.
const Callees::Candidates *Callees::findInit(const Function &function,
                                             const Instruction &call) const {
  const Instruction *from = function.definition(call.operands[0]);
  if (!from || from->op != Op::Generic || from->opcode != Opcode::LoadGlobal ||
      (call.x & kCallHasSelf))
    return nullptr;
  auto it =
      inits.find(globalKey(*function.unit, function.unit->names[from->index]));
  return it == inits.end() ? nullptr : &it->second;
}

void Callees::predict(Function &function) const {
  for (Instruction &inst : function.instructions) {
    if (!isGeneric(inst, Opcode::Call) && !isGeneric(inst, Opcode::CallKw))
      continue;
    auto names = function.keywordNames(inst);
    if (!names)
      continue;
    size_t positional = inst.operands.size() - 1 - names->size() -
                        (inst.opcode == Opcode::CallKw);
    auto takes = [&](const Candidate &candidate, size_t selves) {
      return dxir::bindArguments(*candidate.unit, positional + selves, *names)
          .has_value();
    };
    if (const Candidates *found = findInit(function, inst);
        found && found->size() == 1 && takes(found->front(), 1)) {
      inst.callees.push_back(found->front().codeId);
      inst.x |= dxir::kCallsClass;
      continue;
    }
    const Candidates *candidates = find(function, inst);
    if (!candidates)
      continue;
    for (const Candidate &candidate : *candidates)
      if (takes(candidate, 0))
        inst.callees.push_back(candidate.codeId);
    if (inst.callees.size() > kMaxCallees)
      inst.callees.clear();
  }
  consumeWhereMade(function);
  markOnlyCalled(function);
  markOnlyIterated(function);
}

} // namespace dxpy::passes
