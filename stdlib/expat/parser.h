// What the files of module pyexpat share: the parser object over expat's.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include <expat.h>

namespace dxpy::expat {

enum class Handler : unsigned {
#define HANDLER(name) name,
#include "stdlib/expat/Handlers.def"
  Count
};
inline constexpr unsigned kHandlers = unsigned(Handler::Count);

struct ParserObject {
  ObjectHeader header;
  XML_Parser parser;
  Word handlers[kHandlers]; ///< undef: none
  Word intern;              ///< dict of strings met, or undef
  char *buffer;             ///< character data that waits; null: not gathered
  int bufferSize, bufferUsed;
  bool orderedAttributes, specifiedAttributes, namespacePrefixes;
  bool inCallback, flushing;
};
inline ParserObject *parserOf(Value v) { return v.as<ParserObject>(); }
extern TypeObject parserType;
extern constinit Value expatError; ///< pyexpat.ExpatError

/// Makes expat call the handler, or not. \p on: there is one.
void install(ParserObject *self, Handler handler, bool on);
/// No handler is called any more: one has raised.
void forgetHandlers(ThreadState &ts, ParserObject *self);
/// Hands gathered character data to the handler. False: raised.
bool flushCharacters_py(ThreadState &ts, ParserObject *self);
/// For names of encodings that expat does not know.
int unknownEncoding(void *, const XML_Char *name, XML_Encoding *info);
/// ExpatError of a code, with the parser's position.
Raised raiseExpat(ThreadState &ts, const ParserObject *self, XML_Error code);

Owned makeParser(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::expat
