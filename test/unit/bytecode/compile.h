// Compiling a text in a test.
#pragma once
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Text.h"
#include <string>

namespace dxpy::test {

inline base::Result<bytecode::CompileResult>
tryCompile(std::string_view text,
           syntax::ParseMode mode = syntax::ParseMode::Exec,
           bytecode::CompileOptions options = {}) {
  auto source = base::SourceBuffer::fromText(text, "test.py");
  if (!source)
    return source.takeError();
  syntax::ParseOptions parse;
  parse.mode = mode;
  auto module = syntax::parseModule(std::move(*source), parse);
  if (!module)
    return module.takeError();
  options.fileName = "test.py";
  return bytecode::compileModule(*module, options);
}

inline std::shared_ptr<const bytecode::CodeUnit>
compile(std::string_view text, syntax::ParseMode mode = syntax::ParseMode::Exec,
        bytecode::CompileOptions options = {}) {
  auto result = tryCompile(text, mode, options);
  return result ? result->code : nullptr;
}

/// The code object called \p name among the constants of \p unit, at any depth.
inline const bytecode::CodeUnit *find(const bytecode::CodeUnit &unit,
                                      std::string_view name) {
  for (const bytecode::Constant &constant : unit.constants)
    if (constant.kind() == bytecode::ConstantKind::Code) {
      if (constant.asCode()->name == name)
        return constant.asCode().get();
      if (auto *inner = find(*constant.asCode(), name))
        return inner;
    }
  return nullptr;
}

} // namespace dxpy::test
