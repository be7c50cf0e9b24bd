// Reads DPB and DPM files: checks everything once, then gives views into the
// bytes. Knows no objects beyond their layout; making code objects of it is the
// loader's.
#pragma once
#include "runtime-support/abi/dpb_format.h"
#include "runtime-support/dpb/verifier.h"
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace dxpy::dpb {

/// BLAKE3 of \p size bytes into 32 bytes; the platform layer has one.
using HashFunction = void (*)(const void *data, size_t size, uint8_t *hash);

/// The first thing wrong with a file, and where in it; false when it is fine.
struct ReadError {
  const char *what = nullptr;
  uint64_t offset = 0;
  explicit operator bool() const { return what != nullptr; }
};

/// One DPB in a checked file.
struct CodeFile {
  uint32_t offset = 0; ///< of its header
  const DpbHeader *header = nullptr;
  const DpbFunction *function = nullptr;
  const Word *constants = nullptr, *names = nullptr, *symbols = nullptr;
  CodeView view; ///< instructions and tables
};

/// A checked file. The bytes must stay; they are aligned to 64.
class FileView {
public:
  /// Checks \p size bytes: magic, version, sizes, ABI fingerprint, hash (unless
  /// \p hash is null), tables, objects, and every code object with the
  /// verifier.
  ReadError open(const uint8_t *bytes, size_t size, HashFunction hash);

  bool isModule() const { return module != nullptr; }
  const DpmHeader &header() const { return *module; }
  /// The module's code, or the lone DPB.
  const CodeFile &root() const { return codes.back(); }
  /// All code objects, nested ones before what holds them.
  const std::vector<CodeFile> &all() const { return codes; }
  /// The one whose header is at \p offset, or null.
  const CodeFile *codeAt(uint64_t offset) const;
  /// The text of the StrObject at \p offset.
  std::string_view text(uint32_t offset) const;
  /// The object at a word that is no immediate.
  const ObjectHeader *object(Word word) const {
    return reinterpret_cast<const ObjectHeader *>(data + word);
  }
  /// Is the object a nested DPB?
  bool isCode(Word word) const;
  template <class T> const T *table(uint32_t offset) const {
    return reinterpret_cast<const T *>(data + offset);
  }
  /// The export called \p name, or -1.
  int findExport(std::string_view name) const;
  const uint8_t *bytes() const { return data; }
  size_t byteCount() const { return size; }

private:
  friend class FileChecker;
  const uint8_t *data = nullptr;
  size_t size = 0;
  const DpmHeader *module = nullptr;
  std::vector<CodeFile> codes;
  std::vector<std::pair<uint32_t, uint32_t>>
      byOffset; ///< header offset, index into codes; ascending
};

} // namespace dxpy::dpb
