// Any bytes that parse, through scopes and code generation: code that the
// verifier takes and whose text round-trips, or a diagnostic.
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Text.h"

#include <cstdlib>

using namespace dxpy;

namespace {
void require(bool condition) {
  if (!condition)
    abort();
}

void verifyAll(const bytecode::CodeUnit &unit) {
  require(!dpb::verify(bytecode::viewOf(unit)));
  for (const bytecode::Constant &constant : unit.constants)
    if (constant.kind() == bytecode::ConstantKind::Code)
      verifyAll(*constant.asCode());
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto source = base::SourceBuffer::fromBytes(
      {reinterpret_cast<const char *>(data), size}, "fuzz.py");
  if (!source)
    return 0;
  syntax::ParseOptions parse;
  unsigned choice = size ? data[size - 1] : 0;
  parse.mode =
      choice % 16 == 1 ? syntax::ParseMode::Single : syntax::ParseMode::Exec;
  auto module = syntax::parseModule(std::move(*source), parse);
  if (!module)
    return 0;
  bytecode::CompileOptions options;
  options.optimize = choice % 5 == 1;
  options.topLevelAwait = choice % 7 == 1;
  options.futureAnnotations = choice % 11 == 1;
  auto result = bytecode::compileModule(*module, options);
  if (!result) {
    require(result.error().id != base::DiagnosticId::InternalBadCode);
    return 0;
  }
  verifyAll(*result->code);
  std::string text = bytecode::disassemble(*result->code);
  bytecode::AssemblyResult again = bytecode::assemble(text);
  require(again.code && bytecode::disassemble(*again.code) == text);
  return 0;
}
