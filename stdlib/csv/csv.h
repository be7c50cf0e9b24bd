// What the parts of module _csv share: the dialect and the error.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"

namespace dxpy::csv {

enum Quoting : int64_t { Minimal, All, NonNumeric, None };
inline constexpr uint32_t kNotSet = 0xFFFFFFFF; ///< no such character

struct DialectObject {
  ObjectHeader header;
  Word lineTerminator; ///< str
  uint32_t delimiter, quote, escape;
  bool doubleQuote, skipInitialSpace, strict;
  Quoting quoting;
};
inline DialectObject *dialectOf(Value v) { return v.as<DialectObject>(); }

extern TypeObject dialectType, readerType, writerType;

/// _csv.Error
TypeObject *errorType();
/// The registered dialects by name; borrowed.
Value dialectTable();
int64_t &fieldLimit();

/// The registered dialect; Error.
Owned findDialect_py(ThreadState &ts, Value name);
/// Dialect(dialect, **options) with the keywords of \p args.
Owned makeDialect_py(ThreadState &ts, Value dialect, const Arguments &args);

Owned makeReader(ThreadState &ts, Value, const Arguments &args);
Owned makeWriter(ThreadState &ts, Value, const Arguments &args);

} // namespace dxpy::csv
