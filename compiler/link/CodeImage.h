// Compiled modules into an image: the way from the bytecode compiler's values
// to finished objects.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/link/Image.h"
#include "llvm/ADT/DenseMap.h"
#include <string>
#include <vector>

namespace dxpy::link {

/// Native code of a code object, by symbol.
struct NativeEntries {
  std::string generic;
  std::string osr; ///< table of loop entries; empty: none
};

/// Every code object of a program with its id, which native code's symbols
/// carry: in the order of the modules, outer before inner.
class CodeNumbers {
public:
  void add(const bytecode::CodeUnit &unit);
  uint32_t idOf(const bytecode::CodeUnit &unit) const {
    return ids.lookup(&unit);
  }
  llvm::ArrayRef<const bytecode::CodeUnit *> units() const { return order; }

private:
  llvm::DenseMap<const bytecode::CodeUnit *, uint32_t> ids;
  std::vector<const bytecode::CodeUnit *> order;
};

using NativeEntryMap =
    llvm::DenseMap<const bytecode::CodeUnit *, NativeEntries>;

/// Adds a module's code with everything in it.
Ref addCode(ImageBuilder &image, const bytecode::CodeUnit &unit,
            const CodeNumbers &numbers, const NativeEntryMap &native);

/// The lines that a module's instructions name, rising.
std::vector<uint32_t> raisingLines(const bytecode::CodeUnit &unit);

/// Whether a unit names one of exec, eval and compile as a global or builtin.
bool reachesFrontEnd(const bytecode::CodeUnit &unit);

} // namespace dxpy::link
