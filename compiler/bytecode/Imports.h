// What the import statements of one code object say, read off its instructions.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

namespace dxpy::bytecode {

// A row for `import module` and one for each `from module import symbol`.
// Indices are those of the unit's names.
struct ImportUse {
  static constexpr uint32_t None = ~uint32_t(0);
  uint32_t module, symbol = None; // symbol of `import *`: none, with isStar
  uint32_t alias = None;          // the variable of the module's own code
  uint32_t level = 0;
  bool isStar = false;
};
std::vector<ImportUse> importsOf(const CodeUnit &unit);

// Modules that instructions besides those of import statements import.
std::vector<const char *> helperModulesOf(const CodeUnit &unit);

} // namespace dxpy::bytecode
