// The parser of DXIR's printed form. What it accepts prints as a text that says
// the same, and the passes make well-formed functions of it.
#include "compiler/dxir/Parser.h"
#include "compiler/dxir/Printer.h"
#include "compiler/dxir/Verifier.h"
#include "compiler/passes/Specialise.h"

#include <cstdlib>

using namespace dxpy;

namespace {

void require(bool condition) {
  if (!condition)
    abort();
}

std::string printed(const dxir::ParsedModule &module) {
  std::string text;
  llvm::raw_string_ostream os(text);
  for (const dxir::Function &function : module.functions)
    dxir::print(function, os);
  return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto module = dxir::parse({reinterpret_cast<const char *>(data), size}, "f");
  if (!module) {
    llvm::consumeError(module.takeError());
    return 0;
  }
  std::string text = printed(*module);
  auto again = dxir::parse(text, "f");
  require(bool(again));
  require(printed(*again) == text);
  for (dxir::Function &function : module->functions) {
    passes::specialise(function, passes::predict(function));
    llvm::Error fault = dxir::verify(function);
    require(!fault);
  }
  return 0;
}
