// AST and scopes to bytecode: the one call of this stage.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "compiler/scope/Scope.h"

namespace dxpy::bytecode {

struct CompileOptions {
  std::string fileName = "<string>";
  int optimize =
      0; // 1: no asserts, __debug__ is False; 2: no docstrings either
  bool topLevelAwait = false;     // PyCF_ALLOW_TOP_LEVEL_AWAIT
  bool futureAnnotations = false; // inherited by compile(), exec and eval
  bool futureBarryAsFlufl = false;
};

struct CompileResult {
  std::shared_ptr<const CodeUnit> code;
  std::vector<base::Diagnostic> warnings; // SyntaxWarnings, in source order
};

// The mode (exec, eval, single) is that of the parsed module. Interns names
// into module.identifiers.
base::Result<CompileResult> compileModule(syntax::Module &module,
                                          const CompileOptions &options = {});

} // namespace dxpy::bytecode
