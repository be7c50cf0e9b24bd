#include "compiler/driver/Emit.h"
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Text.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/ModuleFiles.h"
#include "compiler/driver/Native.h"
#include "compiler/link/CodeImage.h"
#include "compiler/scope/Scope.h"
#include "compiler/syntax/AstDumper.h"
#include "compiler/syntax/TokenDumper.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

/// As Python's warnings module prints one; the ones that it ignores by default
/// are left out.
void printWarnings(ArrayRef<base::Diagnostic> warnings,
                   const SourceModule &module) {
  for (const base::Diagnostic &warning : warnings) {
    if (warning.exceptionClass() != base::DiagnosticClass::SyntaxWarning)
      continue;
    StringRef line = module.tree.source.line(warning.line);
    errs() << module.fileName << ":" << warning.line << ": "
           << base::className(warning.exceptionClass()) << ": "
           << warning.message << "\n  " << line.trim() << "\n";
  }
}

Error emitTokens(const SourceModule &module, raw_ostream &os) {
  Expected<std::string> bytes = readFile(module.path);
  if (!bytes)
    return bytes.takeError();
  auto source = base::SourceBuffer::fromFile(*bytes, module.fileName);
  if (!source)
    return sourceError(source.error(), module.fileName);
  os << syntax::dumpTokens(*source);
  return Error::success();
}

Error emitScopes(SourceModule &module, raw_ostream &os) {
  auto scopes = scope::buildScopes(module.tree);
  if (!scopes)
    return sourceError(scopes.error(), module.fileName);
  os << scope::dumpScopes(module.tree, **scopes);
  return Error::success();
}

} // namespace

Expected<std::shared_ptr<const bytecode::CodeUnit>>
compileToBytecode(SourceModule &module) {
  if (module.code)
    return module.code;
  bytecode::CompileOptions options;
  options.fileName = module.fileName;
  auto result = bytecode::compileModule(module.tree, options);
  if (!result && module.name != "__main__" && !module.isBroken) {
    makeBroken(module, result.error());
    return compileToBytecode(module);
  }
  if (!result)
    return sourceError(result.error(), module.fileName);
  if (!module.isLibrary) {
    printWarnings(module.tree.warnings, module);
    printWarnings(result->warnings, module);
  }
  return std::move(result->code);
}

Error emitStage(const Options &options, const Installation &installation,
                raw_ostream &os) {
  if (isDxir(options.main))
    return emitDxirFile(options, installation, os);
  SourceModule module;
  module.name = "__main__";
  module.path = module.fileName = options.main;
  if (options.emit == Emit::Tokens)
    return emitTokens(module, os);
  if (Error error = isModuleFile(options.main) ? readModuleFile(module)
                                               : parseSource(module))
    return error;
  if (options.emit == Emit::Ast) {
    os << syntax::dumpAst(module.tree) << "\n";
    return Error::success();
  }
  if (options.emit == Emit::Scopes)
    return emitScopes(module, os);
  auto unit = compileToBytecode(module);
  if (!unit)
    return unit.takeError();
  if (options.emit == Emit::Dpb) {
    os << bytecode::disassemble(**unit, /*comments=*/true);
    return Error::success();
  }
  link::CodeNumbers numbers;
  numbers.add(**unit);
  return emitNative(unit->get(), numbers, options, installation, os);
}

} // namespace dxpy::driver
