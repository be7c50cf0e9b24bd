// Which modules of package encodings a program needs: codecs are found by name
// when the program runs, so names of encodings among its constants count.
#pragma once
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace dxpy::driver {

/// As encodings.normalize_encoding, in lower case.
std::string normalizeEncoding(llvm::StringRef name);

/// How a constant that may name an encoding was met.
enum class EncodingUse {
  Constant, ///< somewhere in the program
  Text,     ///< an argument of str.encode and the like
  Lookup,   ///< an argument of open, codecs.lookup and the like
};
/// What a function's constant arguments are for; false: nothing to do with
/// encodings.
bool takesEncoding(llvm::StringRef function, EncodingUse &use);

class Encodings {
public:
  /// \p folder: of package encodings.
  explicit Encodings(std::string folder) : folder(std::move(folder)) {}
  /// Modules to embed for a constant; empty if it names no encoding, or one
  /// that the runtime has itself.
  std::vector<std::string> modulesFor(llvm::StringRef name, EncodingUse use);
  /// What `import codecs` brings.
  static std::vector<std::string> modulesOfCodecs();

private:
  void readAliases();
  std::string folder;
  llvm::StringMap<std::string> aliases;
  bool aliasesRead = false;
};

} // namespace dxpy::driver
