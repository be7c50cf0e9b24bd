// Parsing texts in tests.
#pragma once

#include "compiler/syntax/AstDumper.h"

#include <string>
#include <string_view>

namespace dxpy::syntax::test {

inline base::Result<Module> parse(std::string_view text,
                                  ParseOptions options = {}) {
  auto source = base::SourceBuffer::fromText(text, "<test>");
  return source ? parseModule(std::move(*source), options)
                : base::Result<Module>(source.takeError());
}

// The dump without places, or the error's message.
inline std::string dumped(std::string_view text, ParseOptions options = {},
                          bool places = false) {
  auto m = parse(text, options);
  return m ? dumpAst(*m, options.level, places) : "error: " + m.error().message;
}

// The dump of one expression.
inline std::string expression(std::string_view text, ParseOptions options = {},
                              bool places = false) {
  options.mode = ParseMode::Eval;
  std::string whole = dumped(text, options, places);
  std::string_view prefix = "Expression(body=";
  return whole.starts_with(prefix)
             ? whole.substr(prefix.size(), whole.size() - prefix.size() - 1)
             : whole;
}

} // namespace dxpy::syntax::test
