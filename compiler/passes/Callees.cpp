#include "compiler/passes/Callees.h"
#include "compiler/dxir/Bytecode.h"
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

bool isGeneric(const Instruction &inst, Opcode opcode) {
  return inst.op == Op::Generic && inst.opcode == opcode;
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
}

} // namespace dxpy::passes
