// Texts of diagnostics, and CPython's printed form of a syntax error.
#include "compiler/base/Diagnostics.h"

namespace dxpy::base {

namespace {
struct Row {
  DiagnosticClass exceptionClass;
  std::string_view text;
};
constexpr Row Rows[] = {
#define DIAG(Name, Class, Text) {DiagnosticClass::Class, Text},
#include "compiler/base/Diagnostics.def"
};

constexpr std::string_view ClassNames[] = {
    "SyntaxError",    "IndentationError",   "TabError",
    "ValueError",     "OverflowError",      "MemoryError",
    "RecursionError", "DeprecationWarning", "SyntaxWarning"};

// The source line, dedented, and the carets under it.
void appendLineAndCarets(std::string &out, const Diagnostic &d) {
  std::string_view text = d.lineText;
  int64_t offset = int64_t(d.offset) - 1;
  // CPython measures this one in bytes, with its newline.
  int64_t end =
      d.endLine > d.line ? int64_t(text.size() + 1) : int64_t(d.endOffset);
  int64_t carets = end > int64_t(d.offset) ? end - int64_t(d.offset) : 1;
  while (!text.empty() &&
         (text[0] == ' ' || text[0] == '\t' || text[0] == '\f')) {
    text.remove_prefix(1);
    --offset;
  }
  if (!text.empty() && text.back() == '\n')
    text.remove_suffix(1);
  int64_t length = int64_t(text.size());
  if (offset > length)
    offset = length;
  // Of several lines the one with the error is shown.
  for (size_t newline;
       (newline = text.find('\n')) != text.npos && int64_t(newline) < offset;) {
    text.remove_prefix(newline + 1);
    offset -= int64_t(newline) + 1;
  }
  out.append("    ").append(text).append("\n");
  if (offset < 0)
    return;
  out.append(4 + size_t(offset), ' ').append(size_t(carets), '^').append("\n");
}
} // namespace

DiagnosticClass classOf(DiagnosticId id) {
  return Rows[size_t(id)].exceptionClass;
}
DiagnosticClass Diagnostic::exceptionClass() const { return classOf(id); }
std::string_view className(DiagnosticClass c) { return ClassNames[size_t(c)]; }

std::string formatDiagnostic(DiagnosticId id,
                             std::initializer_list<std::string_view> args) {
  std::string_view text = Rows[size_t(id)].text;
  std::string out;
  out.reserve(text.size() + 16);
  for (size_t i = 0; i < text.size(); ++i) {
    bool isArg = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' &&
                 size_t(text[i + 1] - '0') < args.size();
    if (!isArg) {
      out += text[i];
      continue;
    }
    out += args.begin()[text[i + 1] - '0'];
    i += 2;
  }
  return out;
}

std::string renderDiagnostic(const Diagnostic &d, std::string_view fileName) {
  std::string out;
  if (d.hasPlace) {
    out.append("  File \"").append(fileName).append("\", line ");
    out.append(std::to_string(d.line)).append("\n");
    if (d.hasLineText)
      appendLineAndCarets(out, d);
  }
  out.append(className(d.exceptionClass()));
  if (!d.message.empty())
    out.append(": ").append(d.message);
  out.append("\n");
  return out;
}

} // namespace dxpy::base
