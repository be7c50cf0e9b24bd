// compile() at run time: the hooks of runtime-support/frontend, which is linked
// only into programs that can reach exec, eval or compile.
#pragma once
#include "runtime-support/abi/image.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

enum class CompileMode : uint8_t { Exec, Eval, Single, FunctionType };

struct CompileRequest {
  std::string_view source;    ///< or an AST in `tree`
  bool sourceIsBytes = false; ///< may declare its encoding
  Value tree;                 ///< ast node, or null
  Value fileName;             ///< str
  CompileMode mode = CompileMode::Exec;
  uint32_t flags = 0;  ///< future features and PyCF_* bits
  bool inherit = true; ///< take the caller's future features
  int optimize = -1;
  int featureVersion = -1; ///< of ast.parse; -1: the latest
};

struct FrontEndHooks {
  /// A code object, or an AST with PyCF_ONLY_AST; null: raised.
  Owned (*compile)(ThreadState &ts, const CompileRequest &request);
};

/// Null: the program was built without it.
inline const FrontEndHooks *frontEnd() { return dxProgram.frontEnd; }

} // namespace dxpy
