// Diagnostics as values: a stable id from Diagnostics.def, a finished message
// and a place. Nothing here prints; callers decide.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dxpy::base {

// The Python exception (or warning) that a diagnostic becomes.
enum class DiagnosticClass : uint8_t {
  SyntaxError,
  IndentationError,
  TabError,
  ValueError,
  OverflowError,
  MemoryError,
  RecursionError,
  DeprecationWarning,
  SyntaxWarning,
};

/// SyntaxError or a subclass: its instances have a place.
inline bool isSyntaxError(DiagnosticClass c) {
  return c <= DiagnosticClass::TabError;
}

enum class DiagnosticId : uint16_t {
#define DIAG(Name, Class, Text) Name,
#include "compiler/base/Diagnostics.def"
};

// Which stage found it. CPython's later stages know only the file's name: their
// errors show the line that the file of that name has, if there is one. Those
// of scope analysis have the message alone in `args`.
enum class DiagnosticOrigin : uint8_t { Parser, Scopes, CodeGenerator };

struct Diagnostic {
  DiagnosticId id = DiagnosticId::OutOfMemory;
  DiagnosticOrigin origin = DiagnosticOrigin::Parser;
  // SyntaxError's attributes: lines from 1, offsets from 1 in code points; 0
  // where there is none.
  uint32_t line = 0;
  int32_t offset = 0;
  uint32_t endLine = 0;
  int32_t endOffset = 0;
  std::string message;
  std::string lineText; // the source line, when it is known
  bool hasLineText = false;
  bool endsLine = false; // `text` of the exception ends with a newline
  bool hasPlace = true;

  DiagnosticClass exceptionClass() const;
};

DiagnosticClass classOf(DiagnosticId id);
// The text of a diagnostic with {0}, {1}, ... replaced.
std::string formatDiagnostic(DiagnosticId id,
                             std::initializer_list<std::string_view> args);
// The name of the exception class as Python spells it.
std::string_view className(DiagnosticClass c);
// What CPython prints for an uncaught error in `fileName`: File line, source
// line, carets, message.
std::string renderDiagnostic(const Diagnostic &d, std::string_view fileName);

} // namespace dxpy::base
