// DPB and DPM files: CodeUnits to bytes and back.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-support/dpb/reader.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace dxpy::bytecode {

// The content of a file that something depends on.
struct Digest {
  std::string name;
  std::array<uint8_t, kHashSize> hash{};
  bool operator==(const Digest &) const = default;
};

struct ModuleFile {
  std::string name; // dotted
  bool isPackage = false;
  std::vector<Digest> sources, dependencies;
  std::shared_ptr<const CodeUnit> code;
};

// The same input gives the same bytes. Empty if the file would pass 4 GiB.
std::string writeDpb(const CodeUnit &unit, dpb::HashFunction hash);
std::string writeDpm(const ModuleFile &module, dpb::HashFunction hash);

// From a checked file; of a lone DPB only `code` is set.
ModuleFile readModule(const dpb::FileView &file);

} // namespace dxpy::bytecode
