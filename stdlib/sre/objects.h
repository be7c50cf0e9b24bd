// The objects of module _sre.
#pragma once
#include "runtime-support/objects/type.h"
#include "stdlib/sre/codes.h"
#include <string_view>

namespace dxpy::sre {

struct PatternObject {
  ObjectHeader header;
  Word pattern;    ///< str, bytes-like or None
  Word groupIndex; ///< dict of names, or undef
  Word indexGroup; ///< tuple of names, or undef
  int32_t flags;
  int32_t isBytes; ///< -1: made for no text in particular
  int64_t groups;
  uint64_t codeSize;
  Code *code; ///< raw memory; behind the words lies `prefix`
  /// The literal that each match starts with, as the texts to be searched hold
  /// it; null data if there is none.
  const char *prefix;
  uint64_t prefixSize;
  uint64_t prefixSkipSize; ///< bytes of it that the rest of the code skips
};
inline PatternObject *asPattern(Value v) { return v.as<PatternObject>(); }

struct MatchObject {
  ObjectHeader header;
  Word pattern, string;
  Word regs; ///< tuple, or undef until asked for
  int64_t pos, endpos;
  int64_t lastIndex; ///< -1: none
  int64_t groups;    ///< with group 0
  int64_t marks[];   ///< byte offsets of start and end; -1: no part of it
};
inline MatchObject *asMatch(Value v) { return v.as<MatchObject>(); }

extern TypeObject patternType, matchType, scannerType;

/// compile(pattern, flags, code, groups, groupindex, indexgroup)
Owned compile_py(ThreadState &ts, Value, const Value *args);
/// Do these words make a pattern that can be run safely?
bool isValidCode(ThreadState &ts, const Code *code, size_t size,
                 int64_t groups);

class Search;
enum class Status : int;
/// The match that a search has found, None, or the error. Null: raised.
Owned resultOf(ThreadState &ts, Value pattern, const Search &search,
               Status status);
/// Raises what a negative status means, unless an exception is pending.
void raiseStatus(ThreadState &ts, Status status);
/// pattern.scanner(string, pos, endpos)
Owned makeScanner(ThreadState &ts, Value pattern, Value string, int64_t pos,
                  int64_t endpos);
/// pattern.sub and pattern.subn
Owned substitute_py(ThreadState &ts, Value pattern, Value replacement,
                    Value string, int64_t count, bool withCount);
/// re.function(*args)
Owned callRe_py(ThreadState &ts, std::string_view function,
                std::initializer_list<Value> args);

// Methods that both types have.
Owned returnSelf(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy::sre
