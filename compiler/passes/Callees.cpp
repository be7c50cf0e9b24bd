#include "compiler/passes/Callees.h"

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

/// Can a call with \p count arguments enter the code without binding, if
/// defaults stand for the last parameters?
bool takes(const bytecode::CodeUnit &unit, size_t count) {
  constexpr size_t kMaxDefaults = 4;
  return !(unit.flags & (kCodeVarArgs | kCodeVarKeywords)) &&
         !unit.layout.keywordOnlyCount && count <= unit.layout.argCount &&
         count + kMaxDefaults >= unit.layout.argCount;
}

} // namespace

void Callees::add(const Function &function) {
  const bytecode::CodeUnit &unit = *function.unit;
  if (!unit.layout.freeCount)
    plain.insert(function.codeId);
  auto [scope, name] = llvm::StringRef(unit.qualname).rsplit('.');
  if (name.empty())
    functions[globalKey(unit, scope)].push_back({&unit, function.codeId});
  else if (name == "__init__" && !scope.contains('.'))
    inits[globalKey(unit, scope)].push_back({&unit, function.codeId});
  else if (!scope.ends_with("<locals>"))
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
  if (from->opcode == Opcode::LoadMethod) {
    auto it = methods.find(function.unit->names[from->index]);
    return it == methods.end() ? nullptr : &it->second;
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
    if (inst.op != Op::Generic || inst.opcode != Opcode::Call)
      continue;
    if (const Candidates *found = findInit(function, inst);
        found && found->size() == 1 &&
        takes(*found->front().unit, inst.operands.size())) {
      inst.callees.push_back(found->front().codeId);
      inst.x |= dxir::kCallsClass;
      continue;
    }
    const Candidates *candidates = find(function, inst);
    if (!candidates)
      continue;
    for (const Candidate &candidate : *candidates)
      if (takes(*candidate.unit, inst.operands.size() - 1))
        inst.callees.push_back(candidate.codeId);
    if (inst.callees.size() > kMaxCallees)
      inst.callees.clear();
  }
}

} // namespace dxpy::passes
