// The printed form of a text's tokens, for --emit=tokens.
#pragma once

#include "compiler/base/SourceBuffer.h"

#include <string>

namespace dxpy::syntax {

// One token a line: place, kind, text. A lexical error is the last line.
std::string dumpTokens(const base::SourceBuffer &source);

} // namespace dxpy::syntax
