// Where errors are reported: CPython's rules for lines, offsets and texts,
// which follow from how far its tokenizer had come when an error was found.
#include "compiler/syntax/ErrorParser.h"

#include "compiler/syntax/CharClass.h"

namespace dxpy::syntax {

using base::Diagnostic;
using base::DiagnosticId;

namespace {
// The number of characters in the first `bytes` bytes of `text`. A character
// that is cut off counts; one byte behind the end may be counted too.
int32_t characterOffset(std::string_view text, int32_t bytes) {
  if (bytes <= 0)
    return bytes;
  int32_t limit = int32_t(text.size()) + 1;
  int32_t wanted = bytes < limit ? bytes : limit;
  int32_t within = wanted < limit ? wanted : limit - 1;
  return int32_t(countCodePoints(text.data(), text.data() + within)) +
         (wanted - within);
}
} // namespace

// Lines of the input count from 1, or from the line of the field that it is.
uint32_t ErrorParser::lineStart(uint32_t relative) const {
  size_t i = relative ? relative - 1 : 0;
  return lineStarts[i < lineStarts.size() ? i : lineStarts.size() - 1];
}

std::string_view ErrorParser::lineText(uint32_t line) const {
  uint32_t relative = in.startingLine ? line - in.startingLine + 1 : line;
  std::string_view rest = in.text.substr(lineStart(relative));
  return rest.substr(0, rest.find('\n'));
}

// The last line has a newline only if the text does, or the mode adds one.
bool ErrorParser::endsWithNewline(uint32_t line) const {
  std::string_view text = lineText(line);
  return options.mode == ParseMode::Exec || in.isField ||
         text.data() + text.size() < in.text.data() + in.text.size();
}

// The line that the tokenizer had read when the last token was taken.
uint32_t ErrorParser::lexedLine() const { return in.tokens[fill - 1].endLine; }

// Whether a backslash behind some token joins `line` to the line before; one in
// the indentation does not count.
bool ErrorParser::continuesInto(uint32_t line) const {
  uint32_t first = in.startingLine ? in.startingLine : 1;
  if (line <= first)
    return false;
  std::string_view before = lineText(line - 1);
  if (before.empty() || before.back() != '\\' ||
      before.find('#') != before.npos)
    return false;
  before.remove_suffix(1);
  return before.find_first_not_of(" \t\f") != before.npos ||
         continuesInto(line - 1);
}

// The first line of the tokenizer's buffer when `line` is its last: lines that
// a string or a backslash joins to it are still there.
uint32_t ErrorParser::bufferLine(uint32_t line) const {
  for (bool joined = true; joined && line > 1;) {
    joined = false;
    for (uint32_t i = fill; i-- > 0;) {
      const Token &t = in.tokens[i];
      if (t.endLine < line - 1)
        break;
      if (t.kind == TokenKind::String && t.line < line && t.endLine >= line) {
        line = t.line;
        joined = true;
        break;
      }
    }
    if (joined)
      continue;
    if (!continuesInto(line))
      continue;
    --line;
    joined = true;
  }
  return line;
}

// A line as it is shown: what was not UTF-8 as replacement characters.
std::string ErrorParser::shownLine(uint32_t line) const {
  std::string_view text = lineText(line);
  std::string_view raw = module.source.undecoded();
  if (in.isField || raw.empty())
    return std::string(text);
  std::string out;
  raw = raw.substr(size_t(text.data() - in.text.data()), text.size());
  for (;;) {
    base::Utf8Problem bad = base::findInvalidUtf8(raw);
    out.append(raw.substr(0, bad.found() ? bad.offset : raw.size()));
    if (!bad.found())
      return out;
    out += "\xEF\xBF\xBD";
    raw.remove_prefix(bad.offset + bad.length);
  }
}

std::string ErrorParser::errorText(uint32_t line) const {
  if (isFile())
    return shownLine(line) + "\n";
  uint32_t lexed = fill ? lexedLine() : 1;
  if (lexed > line)
    return shownLine(line);
  std::string text;
  for (uint32_t l = bufferLine(lexed); l <= lexed; ++l)
    text.append(shownLine(l)).append(endsWithNewline(l) ? "\n" : "");
  return text;
}

// Offsets count bytes from 1; they are turned into characters here.
void ErrorParser::raise(DiagnosticId id, uint32_t line, int32_t offset,
                        uint32_t endLine, int32_t endOffset, Args args) {
  failed = true;
  if (raised)
    return;
  raised = true;
  error = Diagnostic();
  error.id = id;
  error.message = base::formatDiagnostic(id, args);
  if (in.isField)
    error.message.insert(0, "f-string: ");
  error.lineText = errorText(line);
  error.hasLineText = true;
  if (in.isField) {
    offset -= in.startingCol;
    endOffset -= in.startingCol;
  }
  if (!in.byteOffsets) {
    offset = characterOffset(error.lineText, offset);
    if (endOffset > 0)
      endOffset = characterOffset(error.lineText, endOffset);
  }
  error.endsLine = error.lineText.ends_with('\n');
  if (error.endsLine)
    error.lineText.pop_back();
  error.line = line;
  error.offset = offset;
  error.endLine = endLine;
  error.endOffset = endOffset;
}

// At the last token that was read.
void ErrorParser::raiseHere(DiagnosticId id, Args args) {
  if (fill == 0) {
    raise(id, 0, 0, 0, -1, args);
    return;
  }
  const Token &t = in.tokens[fill - 1];
  int32_t offset = t.col + 1, endOffset = t.endCol == -1 ? -1 : t.endCol + 1;
  if (t.col == -1) {
    // The tokenizer stands behind the blanks of the line, or at the end of the
    // text.
    uint32_t relative = in.startingLine ? t.line - in.startingLine + 1 : t.line;
    offset = isFile() && t.kind != TokenKind::Error && t.start == in.text.size()
                 ? 0
                 : int32_t(t.start - lineStart(relative));
  }
  raise(id, t.line, offset, t.endLine, endOffset, args);
}

void ErrorParser::raiseAt(DiagnosticId id, const ErrorNode *from,
                          const ErrorNode *to, Args args) {
  raise(id, from->line, from->col + 1, to->endLine, to->endCol + 1, args);
}

void ErrorParser::raiseAtToken(DiagnosticId id, const Token &t, Args args) {
  raise(id, t.line, t.col + 1, t.endLine, t.endCol + 1, args);
}

void ErrorParser::raiseMemory(DiagnosticId id) {
  if (raised)
    return;
  raised = true;
  error = Diagnostic();
  error.id = id;
  error.message = base::formatDiagnostic(id, {});
  error.hasPlace = false;
}

void ErrorParser::raiseNeverClosed(const Lexer::OpenBracket &b) {
  raise(DiagnosticId::NeverClosed, b.line, b.col + 1, b.line, 0,
        {std::string_view(&b.bracket, 1)});
}

void ErrorParser::takeLexerProblem() {
  error = in.lexer.problem;
  if (!in.isField && !module.source.undecoded().empty())
    error.lineText = shownLine(error.line);
}

// The token that was just read is an Error.
void ErrorParser::raiseLexical() {
  lexicalError = true;
  if (raised)
    return;
  const Diagnostic &problem = in.lexer.problem;
  switch (in.stop) {
  case LexStop::Problem:
    raised = true;
    takeLexerProblem();
    return;
  case LexStop::Eof:
    if (in.lexer.level)
      raiseNeverClosed(in.lexer.brackets[in.lexer.level - 1]);
    else
      raiseHere(DiagnosticId::UnexpectedEof);
    return;
  case LexStop::LineProblem: {
    uint32_t line = in.lexer.line;
    const Token &t = in.tokens[fill - 1];
    uint32_t relative = in.startingLine ? line - in.startingLine + 1 : line;
    if (problem.id == DiagnosticId::UnicodeProblem)
      raise(problem.id, line, int32_t(t.end - lineStart(relative)), line, -1,
            {problem.lineText});
    else if (problem.id == DiagnosticId::UnindentMismatch)
      raise(problem.id, line,
            int32_t(t.end + (t.end < in.text.size()) - lineStart(relative)),
            line, -1);
    else if (problem.id == DiagnosticId::AfterContinuation)
      raise(problem.id, line,
            int32_t(t.end - lineStart(bufferLine(line) - line + relative)),
            line, 0);
    else
      raise(problem.id, line, 1, line, 0);
    return;
  }
  default:
    raiseMemory(DiagnosticId::OutOfMemory);
  }
}

// ---- after the second pass

void ErrorParser::setSyntaxError(uint32_t lastToken) {
  if (raised) {
    bool atEnd = fill > 0 && in.tokens[fill - 1].kind == TokenKind::EndMarker;
    if (!lexicalError && !atEnd &&
        error.exceptionClass() != base::DiagnosticClass::MemoryError)
      checkRest();
    return;
  }
  const Token &t = in.tokens[lastToken];
  if (t.kind == TokenKind::Indent || t.kind == TokenKind::Dedent) {
    raiseHere(t.kind == TokenKind::Indent ? DiagnosticId::UnexpectedIndent
                                          : DiagnosticId::UnexpectedUnindent);
    return;
  }
  raiseAtToken(DiagnosticId::InvalidSyntax, t);
  checkRest();
}

// An error in the tokens that were not read yet is reported instead of the
// parser's.
void ErrorParser::checkRest() {
  const Token &last = in.tokens[in.tokens.size() - 1];
  if (last.kind != TokenKind::Error || fill == in.tokens.size())
    return;
  uint32_t currentLine = in.tokens[fill - 1].line;
  if (in.stop == LexStop::Problem) {
    takeLexerProblem();
    return;
  }
  if (in.lexer.level == 0)
    return;
  const Lexer::OpenBracket &b = in.lexer.brackets[in.lexer.level - 1];
  if (currentLine <= b.line)
    return;
  // The tokenizer has come to the end of what it can read.
  raised = false;
  fill = uint32_t(in.tokens.size());
  raiseNeverClosed(b);
}

// In single mode nothing but blank lines and comments may follow the statement.
bool ErrorParser::hasMultipleStatements() const {
  const Token &last = in.tokens[fill ? fill - 1 : 0];
  std::string_view rest = in.text.substr(last.end);
  for (size_t i = 0; i < rest.size(); ++i) {
    char c = rest[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\f')
      continue;
    if (c != '#')
      return true;
    i = rest.find('\n', i);
    if (i == rest.npos)
      return false;
  }
  return false;
}

} // namespace dxpy::syntax
