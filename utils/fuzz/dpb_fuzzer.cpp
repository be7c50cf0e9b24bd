// The loader of DPB and DPM and the assembler. The first byte of the input
// chooses: bytes as a file, changes to a good file (four bytes say where, one
// what), or text. What the reader accepts must be fit to be read, and written
// again it must say the same.
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/File.h"
#include "compiler/bytecode/Text.h"
#include "generated/abi_fingerprint.h"
#include "runtime-support/platform/blake3.h"

#include <cstdlib>
#include <cstring>

using namespace dxpy;

namespace {
void require(bool condition) {
  if (!condition)
    abort();
}

constexpr const char *program = R"(
"""Doc."""
import os.path as p
from a.b import c as d, e
CONST = (1, 2.5, 1e100, 2 ** 60, 3j, "text", "é" * 70, b"bytes", None, ..., -1 << 70), x in {"a", "b"}
class C(d):
    attr: int = 5
    def method(self, x, /, *args, k=1, **kw):
        try:
            for i in x:
                with p as q: yield i
        except* ValueError as v:
            print(v)
        finally:
            return super().method([y for y in x])
    async def co(self): return await self
)";

std::string makeFile(bool lone) {
  auto source = base::SourceBuffer::fromText(program, "seed.py");
  auto module = syntax::parseModule(std::move(*source), {});
  require(bool(module));
  auto result = bytecode::compileModule(*module);
  require(bool(result));
  bytecode::ModuleFile file;
  file.name = "seed";
  file.code = result->code;
  file.sources.push_back({"seed.py", {}});
  return lone ? bytecode::writeDpb(*file.code, platform::blake3)
              : bytecode::writeDpm(file, platform::blake3);
}

void readBytes(std::string content) {
  // a wrong fingerprint or size would end every run at once
  auto put = [&](size_t at, uint32_t value) {
    if (at + 4 <= content.size())
      memcpy(content.data() + at, &value, 4);
  };
  bool isModule = content.starts_with("DPM");
  put(isModule ? offsetof(DpmHeader, totalSize)
               : offsetof(DpbHeader, totalSize),
      uint32_t(content.size()));
  put(isModule ? offsetof(DpmHeader, abiFingerprint)
               : offsetof(DpbHeader, abiFingerprint),
      kAbiFingerprint);
  auto *memory = static_cast<uint8_t *>(
      aligned_alloc(64, (content.size() + 64) / 64 * 64));
  memcpy(memory, content.data(), content.size());
  dpb::FileView view;
  if (!view.open(memory, content.size(), nullptr)) {
    bytecode::ModuleFile module = bytecode::readModule(view);
    bytecode::disassemble(module);
    std::string again = bytecode::writeDpb(*module.code, platform::blake3);
    require(!again.empty());
  }
  free(memory);
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const std::string lone = makeFile(true), module = makeFile(false);
  if (size == 0)
    return 0;
  std::string rest(reinterpret_cast<const char *>(data) + 1, size - 1);
  switch (data[0] % 4) {
  case 0:
    readBytes(rest);
    return 0;
  case 1:
  case 2: {
    std::string content = data[0] % 4 == 1 ? lone : module;
    for (size_t at = 0; at + 5 <= rest.size(); at += 5) {
      uint32_t place;
      memcpy(&place, rest.data() + at, 4);
      content[place % content.size()] = rest[at + 4];
    }
    readBytes(std::move(content));
    return 0;
  }
  default:
    bytecode::AssemblyResult result = bytecode::assemble(rest);
    if (result.code) {
      std::string text = bytecode::disassemble(*result.code);
      bytecode::AssemblyResult again = bytecode::assemble(text);
      require(again.code && bytecode::disassemble(*again.code) == text);
    }
    return 0;
  }
}
