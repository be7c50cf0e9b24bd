#include "compiler/driver/Encodings.h"
#include "compiler/driver/Modules.h"
#include "compiler/syntax/AstVisitor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace dxpy::driver {

using namespace syntax::ast;

std::string normalizeEncoding(StringRef name) {
  std::string normal;
  bool gap = false;
  for (char c : name) {
    if (!isAlnum(c) && c != '.') {
      gap = true;
      continue;
    }
    if (gap && !normal.empty())
      normal += '_';
    gap = false;
    normal += toLower(c);
  }
  return normal;
}

bool takesEncoding(StringRef function, EncodingUse &use) {
  int kind =
      StringSwitch<int>(function)
          .Cases({"encode", "decode", "str", "bytes", "bytearray"}, 1)
          .Cases({"open", "lookup", "getencoder", "getdecoder"}, 2)
          .Cases({"getreader", "getwriter", "iterencode", "iterdecode"}, 2)
          .Cases({"getincrementalencoder", "getincrementaldecoder"}, 2)
          .Cases({"TextIOWrapper", "EncodedFile", "fdopen"}, 2)
          .Cases({"read_text", "write_text", "reconfigure"}, 2)
          .Default(0);
  use = kind == 1 ? EncodingUse::Text : EncodingUse::Lookup;
  return kind != 0;
}

/// Modules whose codecs the runtime has: str.encode needs no others.
static bool isNative(StringRef module) {
  return StringSwitch<bool>(module)
      .Cases({"utf_8", "ascii", "latin_1", "iso8859_1"}, true)
      .Cases({"utf_16", "utf_16_le", "utf_16_be"}, true)
      .Cases({"utf_32", "utf_32_le", "utf_32_be"}, true)
      .Cases({"unicode_escape", "raw_unicode_escape"}, true)
      .Default(false);
}

/// The dict `aliases` of encodings/aliases.py.
void Encodings::readAliases() {
  if (std::exchange(aliasesRead, true))
    return;
  SourceModule module;
  module.path = module.fileName = folder + "/aliases.py";
  if (Error error = parseSource(module)) {
    consumeError(std::move(error));
    return;
  }
  auto visit = [&](auto &self, Node *node) -> void {
    if (auto *dict = dynCast<Dict>(node))
      for (size_t i = 0; i < dict->keys.count; ++i) {
        auto *key = dynCast<Constant>(dict->keys.items[i]);
        auto *value = dynCast<Constant>(dict->values.items[i]);
        if (key && value && key->value.kind == ConstantKind::Str &&
            value->value.kind == ConstantKind::Str)
          aliases[key->value.text()] = std::string(value->value.text());
      }
    forEachChild(node, [&](Node *child) { self(self, child); });
  };
  visit(visit, module.tree.root);
}

std::vector<std::string> Encodings::modulesFor(StringRef name,
                                               EncodingUse use) {
  if (name.empty() || name.size() > 24)
    return {};
  if (name == "namereplace") // the error handler
    return {"unicodedata"};
  std::string normal = normalizeEncoding(name);
  if (normal.empty())
    return {};
  // A mere word of the program is hardly an encoding.
  if (use == EncodingUse::Constant && !any_of(normal, isDigit) &&
      !StringRef(normal).contains('_'))
    return {};
  readAliases();
  std::string codec = normal;
  if (auto found = aliases.find(normal); found != aliases.end())
    codec = found->second;
  if (codec == "aliases" ||
      !sys::fs::is_regular_file(folder + "/" + codec + ".py"))
    return {};
  if (isNative(codec) && use != EncodingUse::Lookup)
    return {};
  return {"encodings", "encodings.aliases", "encodings." + codec};
}

std::vector<std::string> Encodings::modulesOfCodecs() {
  return {"encodings", "encodings.aliases", "encodings.utf_8",
          "encodings.ascii", "encodings.latin_1"};
}

} // namespace dxpy::driver
