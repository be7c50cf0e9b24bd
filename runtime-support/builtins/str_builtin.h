// What the files of the type str share.
#pragma once
#include "runtime-support/builtins/bytewise.h"
#include "runtime-support/builtins/slices.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/text/unicode.h"
#include "runtime-support/text/utf8.h"

namespace dxpy {

// Methods, by the file that has them. All have the shape of NativeFunction or
// RawNativeFunction.
namespace str_methods {
// str_search.cpp
Owned find(ThreadState &ts, Value self, const Arguments &args);
Owned rfind(ThreadState &ts, Value self, const Arguments &args);
Owned index(ThreadState &ts, Value self, const Arguments &args);
Owned rindex(ThreadState &ts, Value self, const Arguments &args);
Owned count(ThreadState &ts, Value self, const Arguments &args);
Owned startsWith(ThreadState &ts, Value self, const Arguments &args);
Owned endsWith(ThreadState &ts, Value self, const Arguments &args);
// str_split.cpp
Owned split(ThreadState &ts, Value self, const Value *args);
Owned rsplit(ThreadState &ts, Value self, const Value *args);
Owned splitLines(ThreadState &ts, Value self, const Value *args);
Owned partition(ThreadState &ts, Value self, const Value *args);
Owned rpartition(ThreadState &ts, Value self, const Value *args);
Owned join(ThreadState &ts, Value self, const Value *args);
// str_change.cpp
Owned replace(ThreadState &ts, Value self, const Value *args);
Owned strip(ThreadState &ts, Value self, const Value *args);
Owned lstrip(ThreadState &ts, Value self, const Value *args);
Owned rstrip(ThreadState &ts, Value self, const Value *args);
Owned removePrefix(ThreadState &ts, Value self, const Value *args);
Owned removeSuffix(ThreadState &ts, Value self, const Value *args);
Owned center(ThreadState &ts, Value self, const Value *args);
Owned ljust(ThreadState &ts, Value self, const Value *args);
Owned rjust(ThreadState &ts, Value self, const Value *args);
Owned zfill(ThreadState &ts, Value self, const Value *args);
Owned expandTabs(ThreadState &ts, Value self, const Value *args);
// str_translate.cpp
Owned translate(ThreadState &ts, Value self, const Value *args);
Owned makeTrans(ThreadState &ts, Value self, const Value *args);
// str_case.cpp
Owned lower(ThreadState &ts, Value self, const Value *args);
Owned upper(ThreadState &ts, Value self, const Value *args);
Owned title(ThreadState &ts, Value self, const Value *args);
Owned capitalize(ThreadState &ts, Value self, const Value *args);
Owned swapCase(ThreadState &ts, Value self, const Value *args);
Owned caseFold(ThreadState &ts, Value self, const Value *args);
Owned isLower(ThreadState &ts, Value self, const Value *args);
Owned isUpper(ThreadState &ts, Value self, const Value *args);
Owned isTitle(ThreadState &ts, Value self, const Value *args);
Owned isSpace(ThreadState &ts, Value self, const Value *args);
Owned isDecimal(ThreadState &ts, Value self, const Value *args);
Owned isDigit(ThreadState &ts, Value self, const Value *args);
Owned isNumeric(ThreadState &ts, Value self, const Value *args);
Owned isAlpha(ThreadState &ts, Value self, const Value *args);
Owned isAlnum(ThreadState &ts, Value self, const Value *args);
Owned isIdentifier(ThreadState &ts, Value self, const Value *args);
Owned isPrintable(ThreadState &ts, Value self, const Value *args);
// str_format.cpp
Owned format(ThreadState &ts, Value self, const Arguments &args);
Owned formatMap(ThreadState &ts, Value self, const Value *args);
Owned formatSpec(ThreadState &ts, Value self, const Value *args);
} // namespace str_methods

Owned strIter(ThreadState &ts, Value self); // str_iterator.cpp
Owned strRemainder(ThreadState &ts, Value left, Value right); // str_percent.cpp
int strContains(ThreadState &ts, Value self, Value item);     // str_search.cpp

/// The arguments of a method that CPython parses by hand: fills
/// `bound[0 .. most)`, null for what was left out, with those texts.
bool bindTuple(ThreadState &ts, const char *type, const char *name,
               const Arguments &args, size_t least, size_t most, Value *bound);

/// `start` or `end` of a search: None or null leaves \p out as it is.
bool searchBound_py(ThreadState &ts, Value value, int64_t &out);

/// TypeError "must be str, not X".
bool requireStr(ThreadState &ts, Value value);
/// A C int argument. False: raised.
bool intArgument_py(ThreadState &ts, Value value, int &out);

} // namespace dxpy
