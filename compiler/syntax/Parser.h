// The way in: text to syntax tree.
#pragma once

#include "compiler/base/SourceBuffer.h"
#include "compiler/syntax/Ast.h"

#include <vector>

namespace dxpy::syntax {

enum class ParseMode : uint8_t { Exec, Eval, Single, FuncType };

// `from __future__` features and compile() flags that change what is accepted.
struct FeatureFlags {
  bool annotations = false;  // from __future__ import annotations
  bool barryAsFlufl = false; // <> instead of !=
  bool topLevelAwait =
      false; // PyCF_ALLOW_TOP_LEVEL_AWAIT; the parser itself always allows it
  bool dontImplyDedent = false;      // PyCF_DONT_IMPLY_DEDENT
  bool allowIncompleteInput = false; // PyCF_ALLOW_INCOMPLETE_INPUT
};

// Decodes the name of \N{name}; false when there is no such character. `name`
// is as written.
using CharacterNameHook = bool (*)(std::string_view name, uint32_t &codePoint);

struct ParseOptions {
  ParseMode mode = ParseMode::Exec;
  // Minor version of the grammar that is accepted: 11 or 14.
  int grammar = 14;
  // Minor version whose messages, f-string positions and node shapes are given.
  int level = 11;
  bool typeComments = false;
  // feature_version of ast.parse(): sources must do with this minor version.
  // -1: the latest.
  int featureVersion = -1;
  bool allows(int minor) const {
    return featureVersion < 0 || featureVersion >= minor;
  }
  // Digits that a decimal literal may have (sys.get_int_max_str_digits()); 0:
  // no limit.
  int maxIntDigits = 4300;
  FeatureFlags features;
  CharacterNameHook characterName = nullptr; // null: the built-in table
};

// A parsed module. Owns the nodes, the identifiers and the text that constants
// point into.
struct Module {
  base::SourceBuffer source;
  base::Arena arena;
  base::StringTable identifiers;
  ast::ModNode *root =
      nullptr; // ast::Module, Interactive, Expression or FunctionType, by mode
  std::vector<base::Diagnostic>
      warnings;          // invalid escapes and the like, in source order
  FeatureFlags features; // those asked for and those the source imports

  std::string_view text(Identifier id) const { return identifiers.text(id); }
};

base::Result<Module> parseModule(base::SourceBuffer source,
                                 const ParseOptions &options);

} // namespace dxpy::syntax
