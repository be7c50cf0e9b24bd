#include "compiler/driver/ModuleFiles.h"
#include "llvm/Support/Alignment.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace dxpy::driver {

static void hashOf(const void *data, size_t size, uint8_t *hash) {
  auto bytes = static_cast<const uint8_t *>(data);
  auto digest = BLAKE3::hash(ArrayRef(bytes, size));
  copy(digest, hash);
}

bool isModuleFile(StringRef path) { return path.ends_with(".dpm"); }

Error readModuleFile(SourceModule &module) {
  Expected<std::string> content = readFile(module.path);
  if (!content)
    return content.takeError();
  constexpr size_t alignment = 64; // as the reader wants it
  std::vector<uint8_t> memory(content->size() + alignment);
  auto *bytes =
      reinterpret_cast<uint8_t *>(alignAddr(memory.data(), Align(alignment)));
  copy(*content, bytes);
  auto refuse = [&](const char *what, uint64_t offset) {
    return createStringError("cannot load '" + module.path + "': " + what +
                             " (at byte " + Twine(offset) + ")");
  };
  dpb::FileView view;
  if (dpb::ReadError bad = view.open(bytes, content->size(), hashOf))
    return refuse(bad.what, bad.offset);
  if (!view.isModule() || !(view.root().function->traits & kTraitModule))
    return refuse("it holds no module", 0);
  bytecode::ModuleFile file = bytecode::readModule(view);
  module.isPackage = file.isPackage;
  module.code = std::move(file.code);
  module.fileName = module.code->fileName;
  return Error::success();
}

Expected<std::string>
moduleFileOf(const SourceModule &module,
             std::shared_ptr<const bytecode::CodeUnit> code) {
  Expected<std::string> source = readFile(module.path);
  if (!source)
    return source.takeError();
  bytecode::ModuleFile file;
  file.name = module.name;
  file.isPackage = module.isPackage;
  file.code = std::move(code);
  bytecode::Digest digest;
  digest.name = module.fileName;
  hashOf(source->data(), source->size(), digest.hash.data());
  file.sources.push_back(std::move(digest));
  std::string bytes = bytecode::writeDpm(file, hashOf);
  if (bytes.empty())
    return createStringError("'" + module.path +
                             "' is too large for a module file");
  return bytes;
}

std::string moduleNameOf(StringRef path) {
  StringRef stem = sys::path::stem(path);
  StringRef folder = sys::path::filename(sys::path::parent_path(path));
  return (stem == "__init__" && !folder.empty() ? folder : stem).str();
}

} // namespace dxpy::driver
