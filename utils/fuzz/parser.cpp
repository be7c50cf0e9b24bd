// Any bytes through the lexer and the parser: a tree or a diagnostic, never a
// crash. A tree must print.
#include "compiler/syntax/Parser.h"
#include "compiler/base/SourceBuffer.h"
#include "compiler/syntax/AstDumper.h"

using namespace dxpy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char *>(data), size);
  auto buffer = base::SourceBuffer::fromBytes(bytes, "fuzz.py");
  if (!buffer)
    return 0;
  // The first byte chooses level, grammar, mode and comments, so that all are
  // reached.
  syntax::ParseOptions options;
  unsigned choice = size ? data[0] : 0;
  options.level = choice & 1 ? 14 : 11;
  options.grammar = choice & 2 ? 11 : 14;
  options.typeComments = choice & 4;
  options.mode = syntax::ParseMode(choice >> 3 & 3);
  auto module = syntax::parseModule(std::move(*buffer), options);
  if (module)
    syntax::dumpAst(*module, options.level);
  else
    base::renderDiagnostic(module.error(), "fuzz.py");
  return 0;
}
