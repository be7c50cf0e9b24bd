// Interning keywords in the order of their token kinds.
#include "compiler/syntax/Keywords.h"

namespace dxpy::syntax {

bool internKeywords(base::StringTable &table) {
  static constexpr std::string_view Names[] = {
#define KEYWORD(Name, Spelling) Spelling,
#include "compiler/syntax/Tokens.def"
      "match", "case", "_", "type", "print", "exec", "__future__",
  };
  static_assert(sizeof(Names) / sizeof(Names[0]) == size_t(KnownName::End));
  bool ok = true;
  for (std::string_view name : Names)
    ok &= table.intern(name).valid();
  return ok;
}

} // namespace dxpy::syntax
