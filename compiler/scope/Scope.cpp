// Symbol lookup, name mangling, diagnostics with byte columns.
#include "compiler/scope/Scope.h"

namespace dxpy::scope {

namespace {
constexpr size_t linearLimit = 12;
}

Symbol *Scope::find(Identifier name) {
  if (symbols.size() <= linearLimit) {
    for (Symbol &symbol : symbols)
      if (symbol.name == name)
        return &symbol;
    return nullptr;
  }
  auto found = index.find(name.index);
  return found == index.end() ? nullptr : &symbols[found->second];
}

Symbol &Scope::findOrAdd(Identifier name) {
  if (Symbol *symbol = find(name))
    return *symbol;
  Symbol symbol;
  symbol.name = name;
  symbols.push_back(symbol);
  if (symbols.size() == linearLimit + 1) {
    for (size_t i = 0; i < symbols.size(); ++i)
      index.emplace(symbols[i].name.index, uint32_t(i));
  } else if (symbols.size() > linearLimit) {
    index.emplace(name.index, uint32_t(symbols.size() - 1));
  }
  return symbols.back();
}

Identifier mangle(syntax::Module &module, Identifier privateName,
                  Identifier name) {
  if (!privateName)
    return name;
  std::string_view text = module.text(name);
  if (text.size() < 2 || text[0] != '_' || text[1] != '_')
    return name;
  if (text.ends_with("__") || text.find('.') != std::string_view::npos)
    return name;
  std::string_view klass = module.text(privateName);
  size_t skip = klass.find_first_not_of('_');
  if (skip == std::string_view::npos)
    return name;
  std::string mangled = "_";
  mangled.append(klass.substr(skip)).append(text);
  return module.identifiers.intern(mangled);
}

base::Diagnostic diagnosticAt(const syntax::Module &module,
                              base::DiagnosticId id,
                              std::initializer_list<std::string_view> arguments,
                              const SourceRange &range, bool withEnd) {
  base::Diagnostic result;
  result.id = id;
  result.origin = base::DiagnosticOrigin::Scopes;
  result.message = base::formatDiagnostic(id, arguments);
  if (range.lineno == 0) {
    result.hasPlace = false;
    return result;
  }
  result.line = range.lineno;
  result.offset = range.col_offset + 1;
  if (withEnd) {
    result.endLine = range.end_lineno;
    result.endOffset = int32_t(range.end_col_offset + 1);
  } else {
    result.endLine = range.lineno;
    result.endOffset = -1;
  }
  if (range.lineno <= module.source.lineCount()) {
    result.lineText = std::string(module.source.line(range.lineno));
    result.lineText += '\n';
    result.hasLineText = true;
  }
  return result;
}

} // namespace dxpy::scope
