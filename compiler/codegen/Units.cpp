#include "compiler/codegen/Units.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace dxpy::codegen {

namespace {

/// A unit has at least so many operations and is cut before a function whose
/// name's hash says so, or when it has too many.
constexpr size_t kMinOperations = 400, kMaxOperations = 1500;
constexpr uint64_t kCutsEvery = 8;
/// What makes a program large.
constexpr size_t kLargeProgram = 12000;
/// The operations of a function that callers in other units may inline.
constexpr size_t kSmall = 40;

size_t operationsOf(const NativeFunction &function) {
  size_t count = 0;
  function.forEachVersion([&](const dxir::Function &version) {
    count += version.instructions.size();
  });
  return count;
}

bool beginsUnit(const NativeFunction &function) {
  const std::string &name = function.generic.unit->qualname;
  return fnv1a64(name.data(), name.size(), 0) % kCutsEvery == 0;
}

std::shared_ptr<const CodeUnits> codesOf(ArrayRef<NativeFunction> functions) {
  auto codes = std::make_shared<CodeUnits>();
  for (const NativeFunction &function : functions)
    if (function.callable)
      (*codes)[function.generic.codeId] = function.generic.unit;
  return codes;
}

class Cutter {
public:
  explicit Cutter(ArrayRef<NativeFunction> functions) : functions(functions) {}

  std::vector<Unit> run() {
    cut();
    size_t total = 0;
    for (const NativeFunction &function : functions)
      total += operationsOf(function);
    auto codes = codesOf(functions);
    for (Unit &unit : units) {
      unit.ofLargeProgram = total > kLargeProgram;
      unit.codes = codes;
    }
    if (units.size() > 1)
      for (size_t i = 0; i < units.size(); ++i)
        connect(i);
    for (Unit &unit : units) {
      sort(unit.exported);
      unit.exported.erase(llvm::unique(unit.exported), unit.exported.end());
    }
    return std::move(units);
  }

private:
  void cut() {
    size_t operations = 0;
    for (const NativeFunction &function : functions) {
      size_t own = operationsOf(function);
      if (units.empty() || operations + own > kMaxOperations ||
          (operations >= kMinOperations && beginsUnit(function))) {
        units.emplace_back();
        operations = 0;
      }
      operations += own;
      units.back().functions.push_back(&function);
      if (function.callable)
        homes[function.generic.codeId] = {&function, units.size() - 1};
    }
  }

  /// Calls from unit \p i into others.
  void connect(size_t i) {
    SmallDenseSet<uint32_t> copied;
    auto callees = [&](const NativeFunction &caller, auto use) {
      caller.forEachVersion([&](const dxir::Function &version) {
        for (const dxir::Instruction &inst : version.instructions)
          for (uint32_t callee : inst.callees)
            if (homes.lookup(callee).second != i)
              use(callee);
      });
    };
    for (const NativeFunction *function : units[i].functions)
      callees(*function, [&](uint32_t callee) {
        units[homes[callee].second].exported.push_back(callee);
        const NativeFunction *target = homes[callee].first;
        if (target->generic.instructions.size() <= kSmall &&
            !target->generic.suspends() && copied.insert(callee).second)
          units[i].copies.push_back(target);
      });
    for (const NativeFunction *function : units[i].copies)
      callees(*function, [&](uint32_t callee) {
        units[homes[callee].second].exported.push_back(callee);
      });
  }

  ArrayRef<NativeFunction> functions;
  std::vector<Unit> units;
  /// By code id: the function and its unit's index.
  DenseMap<uint32_t, std::pair<const NativeFunction *, size_t>> homes;
};

} // namespace

std::vector<Unit> cutIntoUnits(ArrayRef<NativeFunction> functions) {
  return Cutter(functions).run();
}

Unit oneUnit(ArrayRef<NativeFunction> functions) {
  Unit unit;
  unit.codes = codesOf(functions);
  for (const NativeFunction &function : functions)
    unit.functions.push_back(&function);
  return unit;
}

} // namespace dxpy::codegen
