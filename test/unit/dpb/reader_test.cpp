#include "compiler/bytecode/File.h"
#include "compiler/bytecode/Text.h"
#include "runtime-support/platform/blake3.h"
#include <cstdlib>
#include <cstring>
#include <doctest/doctest.h>

using namespace dxpy;

namespace {
// Bytes as the reader wants them.
class Bytes {
public:
  explicit Bytes(const std::string &content) : size(content.size()) {
    data = static_cast<uint8_t *>(aligned_alloc(64, (size + 64) / 64 * 64));
    memcpy(data, content.data(), size);
  }
  Bytes(const Bytes &) = delete;
  ~Bytes() { free(data); }
  dpb::ReadError open(dpb::FileView &view, bool hashed = true) {
    return view.open(data, size, hashed ? platform::blake3 : nullptr);
  }
  uint8_t *data;
  size_t size;
};

bytecode::ModuleFile sample() {
  const char *text =
      "module \"a.b\" package\n"
      "source \"a/b.py\" "
      "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"
      "code \"<module>\"\nqualname \"<module>\"\nfile \"a/b.py\" line 1\nflags "
      "0x0 traits 0x24\n"
      "registers 6 arguments 0 positional-only 0 keyword-only 0\n"
      "constant k0 code \"f\"\nqualname \"f\"\nfile \"a/b.py\" line 2\nflags "
      "0x3 traits 0x0\n"
      "registers 1 arguments 1 positional-only 0 keyword-only 0\nlocal r0 "
      "\"x\" plain\n"
      "0 Return r0 @2:4-2:9\nend\n"
      "constant k1 tuple(\"\\xc3\\xa9\", int 5, big -0x0:0x1, float 1.5, float "
      "1e100, complex 1 2, "
      "b\"x\", frozenset(\"a\", \"b\"), None, True, Ellipsis)\n"
      "constant k2 int 0\nconstant k3 tuple(\"c\", \"d\")\n"
      "name n0 \"f\"\nname n1 \"t\"\nname n2 \"os\"\nname n3 \"c\"\nname n4 "
      "\"e\"\n"
      "0 MakeFunction t0, k0, t0 @2:0-2:9\n1 StoreName t0, n0\n2 LoadConst t0, "
      "k1\n"
      "3 StoreName t0, n1\n4 LoadConst t0, k2\n5 LoadConst t1, k3\n6 "
      "ImportName t0, t0, n2\n"
      "7 ImportFrom t1, t0, n3\n8 StoreName t1, n4\n9 Drop t0\n10 LoadConst "
      "t0, k2\n11 Return t0\n"
      "end\n";
  bytecode::AssemblyResult result = bytecode::assemble(text);
  REQUIRE_MESSAGE(result.code, result.error);
  return result.module;
}
} // namespace

TEST_CASE("a module reads back") {
  bytecode::ModuleFile module = sample();
  Bytes bytes(bytecode::writeDpm(module, platform::blake3));
  dpb::FileView view;
  dpb::ReadError error = bytes.open(view);
  REQUIRE_MESSAGE(!error, error.what);
  CHECK(view.isModule());
  CHECK(view.header().flags == kDpmPackage);
  CHECK(view.text(view.header().name) == "a.b");
  CHECK(view.all().size() == 2);
  CHECK(view.header().importCount == 2);
  CHECK(view.findExport("f") >= 0);
  CHECK(view.findExport("t") >= 0);
  CHECK(view.findExport("e") >= 0);
  CHECK(view.findExport("os") == -1);
  bytecode::ModuleFile again = bytecode::readModule(view);
  CHECK(again.sources == module.sources);
  CHECK(bytecode::disassemble(again) == bytecode::disassemble(module));
  CHECK(bytecode::writeDpm(again, platform::blake3) ==
        std::string((char *)bytes.data, bytes.size));
}

TEST_CASE("a lone code object reads back") {
  bytecode::ModuleFile module = sample();
  Bytes bytes(bytecode::writeDpb(*module.code, platform::blake3));
  dpb::FileView view;
  dpb::ReadError error = bytes.open(view);
  REQUIRE_MESSAGE(!error, error.what);
  CHECK_FALSE(view.isModule());
  CHECK(view.findExport("f") == -1);
  CHECK(bytecode::disassemble(*bytecode::readModule(view).code) ==
        bytecode::disassemble(*module.code));
}

TEST_CASE("every cut and every changed byte is noticed") {
  for (bool lone : {false, true}) {
    bytecode::ModuleFile module = sample();
    std::string content =
        lone ? bytecode::writeDpb(*module.code, platform::blake3)
             : bytecode::writeDpm(module, platform::blake3);
    for (size_t size = 0; size < content.size(); ++size) {
      Bytes bytes(content.substr(0, size));
      dpb::FileView view;
      CHECK(bool(bytes.open(view)));
    }
    for (size_t at = 0; at < content.size(); ++at) {
      std::string changed = content;
      changed[at] = char(changed[at] ^ 0x41);
      Bytes bytes(changed);
      dpb::FileView view;
      CHECK(bool(bytes.open(view)));
    }
  }
}

TEST_CASE("without the hash no change crashes the reader, and what it accepts "
          "can be read") {
  for (bool lone : {false, true}) {
    bytecode::ModuleFile module = sample();
    std::string content =
        lone ? bytecode::writeDpb(*module.code, platform::blake3)
             : bytecode::writeDpm(module, platform::blake3);
    for (size_t at = 0; at < content.size(); ++at)
      for (int bit = 0; bit < 8; ++bit) {
        std::string changed = content;
        changed[at] = char(changed[at] ^ (1 << bit));
        Bytes bytes(changed);
        dpb::FileView view;
        if (!bytes.open(view, false))
          CHECK_FALSE(
              bytecode::disassemble(bytecode::readModule(view)).empty());
      }
  }
}

TEST_CASE("the first thing that is wrong has a name") {
  bytecode::ModuleFile module = sample();
  std::string content = bytecode::writeDpm(module, platform::blake3);
  auto messageWith = [&](size_t at, char value, bool hashed) {
    std::string changed = content;
    changed[at] = value;
    Bytes bytes(changed);
    dpb::FileView view;
    dpb::ReadError error = bytes.open(view, hashed);
    return std::string(error ? error.what : "");
  };
  CHECK(messageWith(0, 'X', true) == "not a DPB or DPM file");
  CHECK(messageWith(4, 9, true) == "made for another version of the format");
  CHECK(messageWith(6, 9, true) == "made for another version of Python");
  CHECK(messageWith(offsetof(DpmHeader, abiFingerprint), 1, true) ==
        "made for another version of the runtime (ABI fingerprint)");
  CHECK(messageWith(offsetof(DpmHeader, totalSize), 1, true) ==
        "the size in the header is not the file's");
  CHECK(messageWith(200, 0x55, true) ==
        "the hash does not match: the file was changed or cut");
  Bytes empty("");
  dpb::FileView view;
  CHECK(std::string(empty.open(view).what) == "the file is too short");
}
