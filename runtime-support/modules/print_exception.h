// Printing exceptions and warnings as CPython 3.11 does.
#pragma once
#include "runtime-support/objects/str.h"

namespace dxpy {

/// What `sys.excepthook` prints, to sys.stderr. \p traceback replaces the
/// exception's own if it is a traceback.
void printException_py(ThreadState &ts, Value exception, Value traceback);
/// The same to a file, whose own exceptions are dropped.
void printExceptionTo_py(ThreadState &ts, Value file, Value exception,
                         Value traceback);
/// What `sys.unraisablehook` prints; \p args is its argument.
void printUnraisable_py(ThreadState &ts, Value args);
/// "Exception ignored in: ..." through sys.unraisablehook.
void reportUnraisable_py(ThreadState &ts, Value exception, Value where,
                         const char *message = nullptr);
/// Calls sys.excepthook for an uncaught exception.
void reportUncaught_py(ThreadState &ts, Owned exception);
/// Writes text to sys.stderr, or to the file descriptor if there is none.
void writeStderr_py(ThreadState &ts, std::string_view text);

/// The entries of a traceback. \p margin: columns in front of each line, after
/// "| " of exception groups if \p bar.
void appendTraceback_py(ThreadState &ts, StrBuilder &out, Value traceback,
                        unsigned indent, bool bar);
/// The source line and its carets, as below a "File" line; nothing if there is
/// no such line.
void appendSourceLine(ThreadState &ts, StrBuilder &out, Value fileName,
                      uint32_t line, const struct CodeObject *code,
                      int64_t instruction, unsigned indent, bool bar);
void appendMargin(StrBuilder &out, unsigned indent, bool bar);

/// What is underlined differently in an expression: byte offsets in its text of
/// a binary operator, or of a subscript's brackets. False: nothing.
bool findAnchors(std::string_view expression, size_t &start, size_t &end);

/// The name that the program may have meant; null: none. No exception is left.
Owned suggestName_py(ThreadState &ts, Value exception);

} // namespace dxpy
