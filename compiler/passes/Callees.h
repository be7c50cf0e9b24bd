// Predicts which code a call reaches by the names that lead to it: a module's
// global is its function of that name, a method one of the methods of that name
// in the program's classes, a class's call its `__init__`, a function made in
// place (a comprehension) its code. A prediction only chooses what native code
// compares the callable with.
//
//   %3 = generic.Call 1 %2, %1   =>   %3 = generic.Call 1 @7 %2, %1
//
#pragma once
#include "compiler/dxir/Ir.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

namespace dxpy::passes {

class Callees {
public:
  /// Makes \p function known; its unit has to live as long as the table.
  void add(const dxir::Function &function);
  /// Fills in `callees` of the calls in \p function.
  void predict(dxir::Function &function) const;

  /// Does the code run without its function object: has it no closure?
  bool isPlain(uint32_t codeId) const { return plain.contains(codeId); }

private:
  struct Candidate {
    const bytecode::CodeUnit *unit;
    uint32_t codeId;
  };
  using Candidates = llvm::SmallVector<Candidate, 2>;

  const Candidates *find(const dxir::Function &function,
                         const dxir::Instruction &call) const;
  const Candidates *findInit(const dxir::Function &function,
                             const dxir::Instruction &call) const;

  llvm::StringMap<Candidates> functions; ///< by file and name
  llvm::StringMap<Candidates> methods;   ///< by name
  llvm::StringMap<Candidates> inits;     ///< `__init__`, by file and class
  llvm::DenseMap<const bytecode::CodeUnit *, Candidates> made; ///< by code
  llvm::DenseSet<uint32_t> plain;
};

} // namespace dxpy::passes
