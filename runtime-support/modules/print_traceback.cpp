// The lines of a traceback: entries, source lines, carets.
#include "runtime-support/builtins/frame.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/modules/source_line.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

inline constexpr int64_t kShownRepetitions = 3;

void appendMargin(StrBuilder &out, unsigned indent, bool bar) {
  for (unsigned i = 0; i < indent; ++i)
    out.append(" ");
  if (bar)
    out.append("| ");
}

/// Characters in the first \p bytes of \p text.
static size_t characters(std::string_view text, size_t bytes) {
  size_t count = 0;
  for (size_t i = 0; i < bytes && i < text.size(); ++i)
    count += (text[i] & 0xC0) != 0x80;
  return count;
}

static void appendRepeated(StrBuilder &out, char c, size_t count) {
  for (size_t i = 0; i < count; ++i)
    out.append({&c, 1});
}

/// The caret line for the expression [start, end) (bytes) of \p line, whose
/// first \p skipped bytes are white space.
static void appendCarets(StrBuilder &out, std::string_view line, size_t skipped,
                         const LineRow &row, unsigned indent, bool bar) {
  size_t start = row.column, end = row.endColumn;
  if (start > line.size())
    return;
  size_t left = 0, right = 0;
  bool anchors = false;
  if (row.endLine == row.line) {
    if (end > line.size())
      end = line.size();
    if (end > start)
      anchors = findAnchors(line.substr(start, end - start), left, right);
  } else {
    end = line.find_last_not_of(" \t\f") + 1;
  }
  size_t startAt = characters(line, start), endAt = characters(line, end);
  size_t skippedAt = characters(line, skipped);
  size_t length = characters(line, line.size());
  if (!anchors && endAt - startAt == length - skippedAt)
    return;
  if (startAt < skippedAt)
    startAt = skippedAt;
  appendMargin(out, indent, bar);
  appendRepeated(out, ' ', 4 + startAt - skippedAt);
  if (anchors) {
    std::string_view text = line.substr(start);
    size_t before = characters(text, left), inside = characters(text, right);
    appendRepeated(out, '~', before);
    appendRepeated(out, '^', inside - before);
    appendRepeated(out, '~', endAt - startAt - inside);
  } else {
    appendRepeated(out, '^', endAt - startAt);
  }
  out.append("\n");
}

void appendSourceLine(ThreadState &ts, StrBuilder &out, Value fileName,
                      uint32_t number, const CodeObject *code,
                      int64_t instruction, unsigned indent, bool bar) {
  std::string_view line;
  std::string storage;
  if (!sourceLine(ts, fileName, number, storage, line))
    return;
  size_t skipped = line.find_first_not_of(" \t\f");
  if (skipped == std::string_view::npos)
    skipped = line.size();
  appendMargin(out, indent, bar);
  out.append("    ");
  out.append(line.substr(skipped));
  out.append("\n");
  if (!code || instruction < 0)
    return;
  const LineRow *row = lineRowAt(code, uint32_t(instruction));
  if (row && row->line == number && row->column != 0xFFFF &&
      row->endColumn != 0xFFFF)
    appendCarets(out, line, skipped, *row, indent, bar);
}

static void appendEntry(ThreadState &ts, StrBuilder &out,
                        const TracebackObject *entry, unsigned indent,
                        bool bar) {
  const CodeObject *code = Value(entry->frame).as<FrameObject>()->code;
  appendMargin(out, indent, bar);
  out.append("  File \"");
  out.append(Value(code->fileName));
  out.append("\", line ");
  out.appendInt(tracebackLine(entry));
  out.append(", in ");
  out.append(Value(code->name));
  out.append("\n");
  appendSourceLine(ts, out, Value(code->fileName), tracebackLine(entry), code,
                   entry->instruction, indent, bar);
}

static void appendRepetitions(StrBuilder &out, int64_t count) {
  if (count <= kShownRepetitions)
    return;
  count -= kShownRepetitions;
  out.append("  [Previous line repeated ");
  out.appendInt(count);
  out.append(count > 1 ? " more times]\n" : " more time]\n");
}

/// sys.tracebacklimit
static int64_t tracebackLimit(ThreadState &ts) {
  Owned name = internText(ts, "tracebacklimit");
  Value limit = name ? dictGetName(ts, moduleDict(sysModule()), name) : Value();
  int64_t number = 1000;
  if (limit && isInt(limit) && !intFitsInt64(limit, number))
    number = intSign(limit) > 0 ? INT64_MAX : 0;
  return number;
}

void appendTraceback_py(ThreadState &ts, StrBuilder &out, Value traceback,
                        unsigned indent, bool bar) {
  int64_t limit = tracebackLimit(ts);
  if (limit <= 0)
    return;
  appendMargin(out, indent, bar);
  out.append("Traceback (most recent call last):\n");
  int64_t depth = 0;
  for (Value at = traceback; !at.isNone();
       at = Value(at.as<TracebackObject>()->next))
    ++depth;
  const CodeObject *lastCode = nullptr;
  uint32_t lastLine = 0;
  int64_t count = 0;
  for (Value at = traceback; !at.isNone();
       at = Value(at.as<TracebackObject>()->next)) {
    if (depth-- > limit)
      continue;
    auto *entry = at.as<TracebackObject>();
    const CodeObject *code = Value(entry->frame).as<FrameObject>()->code;
    uint32_t line = tracebackLine(entry);
    bool same = lastCode && code->fileName == lastCode->fileName &&
                code->name == lastCode->name && line == lastLine;
    if (!same) {
      appendRepetitions(out, count);
      count = 0;
    }
    lastCode = code;
    lastLine = line;
    if (++count <= kShownRepetitions)
      appendEntry(ts, out, entry, indent, bar);
  }
  appendRepetitions(out, count);
}

} // namespace dxpy
