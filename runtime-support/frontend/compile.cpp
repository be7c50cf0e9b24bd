// compile(): text to a code object, errors and warnings as Python's exceptions.
#include "compiler/bytecode/Compiler.h"
#include "runtime-support/builtins/code.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/frontend/ast_classes.h"
#include "runtime-support/frontend/runtime_code.h"
#include "runtime-support/modules/front_end.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/modules/print_exception.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number_text.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

constinit const AstHooks *astHooks = nullptr;

namespace {

/// Flags of compile() besides the future features (Include/cpython/compile.h).
enum CompileFlags : uint32_t {
  kDontImplyDedent = 0x200,
  kOnlyAst = 0x400,
  kTypeComments = 0x1000,
  kAllowTopLevelAwait = 0x2000,
  kAllowIncompleteInput = 0x4000,
  kKnownFlags = 0x1 << 1 | kDontImplyDedent | kOnlyAst | 0x100 | kTypeComments |
                kAllowTopLevelAwait | kAllowIncompleteInput | 0x1FF0000 | 0x800,
};
inline constexpr int kLevel = 11;

TypeObject &classOfDiagnostic(base::DiagnosticClass c) {
  using base::DiagnosticClass;
  switch (c) {
  case DiagnosticClass::IndentationError:
    return types::IndentationError;
  case DiagnosticClass::TabError:
    return types::TabError;
  case DiagnosticClass::ValueError:
    return types::ValueError;
  case DiagnosticClass::OverflowError:
    return types::OverflowError;
  case DiagnosticClass::MemoryError:
    return types::MemoryError;
  case DiagnosticClass::RecursionError:
    return types::RecursionError;
  case DiagnosticClass::DeprecationWarning:
    return types::DeprecationWarning;
  case DiagnosticClass::SyntaxWarning:
    return types::SyntaxWarning;
  case DiagnosticClass::SyntaxError:
    break;
  }
  return types::SyntaxError;
}

Owned numberOrNone(bool present, int64_t number) {
  return present ? Owned::steal(smallIntWord(number)) : ownedNone();
}

/// The line of an error. Stages behind the parser read it from the file of that
/// name, so text that is in no file has none.
Owned lineOf(ThreadState &ts, const base::Diagnostic &diagnostic,
             Value fileName) {
  bool fromParser = diagnostic.origin == base::DiagnosticOrigin::Parser;
  bool inFile = isStr(fileName) && !strText(fileName).starts_with("<");
  if (!diagnostic.hasLineText || (!fromParser && !inFile))
    return ownedNone();
  std::string text = diagnostic.lineText;
  if (!text.ends_with('\n') && (diagnostic.endsLine || !fromParser))
    text += '\n';
  return makeStr(ts, text);
}

/// SyntaxError(message) with its place in attributes, as scope analysis raises
/// it.
Raised raiseWithAttributes(ThreadState &ts, TypeObject &cls,
                           const base::Diagnostic &diagnostic, Value fileName) {
  Owned message = makeStr(ts, diagnostic.message);
  Owned error = message ? call_py(ts, Value(&cls), {message}) : Owned();
  auto set = [&](std::string_view name, const Owned &value) {
    Owned attribute = value ? internText(ts, name) : Owned();
    return attribute && setAttr_py(ts, error, attribute, value);
  };
  if (error && set("lineno", numberOrNone(true, diagnostic.line)) &&
      set("offset", numberOrNone(true, diagnostic.offset)) &&
      set("end_lineno", numberOrNone(true, diagnostic.endLine)) &&
      set("end_offset",
          numberOrNone(diagnostic.endOffset >= 0, diagnostic.endOffset)) &&
      set("filename", copyOf(fileName)) &&
      set("text", lineOf(ts, diagnostic, fileName)))
    raiseObject(ts, error);
  return {};
}

/// SyntaxError(message, (file, line, offset, text, end line, end offset))
Raised raiseDiagnostic(ThreadState &ts, const base::Diagnostic &diagnostic,
                       Value fileName, bool parsing) {
  TypeObject &cls = classOfDiagnostic(diagnostic.exceptionClass());
  if (!isSubtype(&cls, &types::SyntaxError))
    return raise(ts, cls, "{}", {std::string_view(diagnostic.message)});
  if (diagnostic.origin == base::DiagnosticOrigin::Scopes &&
      diagnostic.hasPlace)
    return raiseWithAttributes(ts, cls, diagnostic, fileName);
  Owned message = makeStr(ts, diagnostic.message);
  Owned text = lineOf(ts, diagnostic, fileName);
  Owned line = numberOrNone(diagnostic.hasPlace, diagnostic.line);
  Owned offset = numberOrNone(diagnostic.hasPlace, diagnostic.offset);
  Owned endLine = numberOrNone(diagnostic.hasPlace, diagnostic.endLine);
  Owned endOffset = numberOrNone(diagnostic.hasPlace &&
                                     (parsing || diagnostic.endOffset >= 0),
                                 diagnostic.endOffset);
  Owned place =
      message && text
          ? makeTuple(ts, {fileName, line.value(), offset.value(), text.value(),
                           endLine.value(), endOffset.value()})
          : Owned();
  Owned error = place ? call_py(ts, Value(&cls), {message, place}) : Owned();
  if (error)
    raiseObject(ts, error);
  return {};
}

/// A warning with a place of its own. False: it has become an error.
bool warnAt(ThreadState &ts, const base::Diagnostic &diagnostic,
            Value fileName) {
  TypeObject &cls = classOfDiagnostic(diagnostic.exceptionClass());
  Owned name = internText(ts, "warnings");
  Value module = name ? dictGet_py(ts, modulesTable(), name) : Value();
  Owned message = makeStr(ts, diagnostic.message);
  if (!message)
    return false;
  if (module && !module.isNone()) {
    Owned hold = copyOf(module), method = internText(ts, "warn_explicit");
    Owned function = getAttrOptional_py(ts, hold, method);
    if (!function)
      return !pendingException(ts);
    if (call_py(ts, function,
                {message, Value(&cls), fileName,
                 Value(smallIntWord(diagnostic.line))}))
      return true;
    if (pendingMatches(ts, cls)) { // the error tells where
      clearException(ts);
      Owned text = lineOf(ts, diagnostic, fileName);
      Owned end = numberOrNone(diagnostic.hasLineText, diagnostic.endLine);
      Owned endOffset =
          numberOrNone(diagnostic.hasLineText, diagnostic.endOffset);
      Owned place =
          text ? makeTuple(ts, {fileName, Value(smallIntWord(diagnostic.line)),
                                Value(smallIntWord(diagnostic.offset)),
                                text.value(), end.value(), endOffset.value()})
               : Owned();
      Owned exception =
          place ? call_py(ts, Value(&types::SyntaxError), {message, place})
                : Owned();
      if (exception)
        raiseObject(ts, exception);
    }
    return false;
  }
  if (&cls == &types::DeprecationWarning)
    return true; // not shown outside __main__
  StrBuilder out(ts);
  out.append(fileName);
  out.append(":");
  out.appendInt(diagnostic.line);
  out.append(": ");
  out.append(typeName(&cls));
  out.append(": ");
  out.append(message);
  out.append("\n");
  writeStderr_py(ts, out.view());
  return !pendingException(ts);
}

/// Future features of the code that calls compile(), exec() or eval().
uint32_t inheritedFeatures(const ThreadState &ts) {
  CodeObject *code = nullptr;
  Value globals;
  uint32_t line;
  constexpr uint32_t kFeatures =
      kCodeFutureBarryAsBdfl | kCodeFutureAnnotations;
  return frameSummary(ts, 0, code, globals, line) ? code->flags & kFeatures : 0;
}

syntax::ParseOptions parseOptions(const CompileRequest &request,
                                  uint32_t flags) {
  syntax::ParseOptions options;
  switch (request.mode) {
  case CompileMode::Exec:
    options.mode = syntax::ParseMode::Exec;
    break;
  case CompileMode::Eval:
    options.mode = syntax::ParseMode::Eval;
    break;
  case CompileMode::Single:
    options.mode = syntax::ParseMode::Single;
    break;
  case CompileMode::FunctionType:
    options.mode = syntax::ParseMode::FuncType;
    break;
  }
  options.grammar = options.level = kLevel;
  options.typeComments = flags & kTypeComments;
  options.featureVersion = flags & kOnlyAst ? request.featureVersion : -1;
  options.maxIntDigits = intMaxStrDigits;
  options.features.annotations = flags & kCodeFutureAnnotations;
  options.features.barryAsFlufl = flags & kCodeFutureBarryAsBdfl;
  options.features.topLevelAwait = flags & kAllowTopLevelAwait;
  options.features.dontImplyDedent = flags & kDontImplyDedent;
  options.features.allowIncompleteInput = flags & kAllowIncompleteInput;
  return options;
}

/// The tree of a text, with the parser's warnings given. False: raised.
bool parse(ThreadState &ts, const CompileRequest &request, uint32_t flags,
           syntax::Module &module) {
  std::string fileName(strText(request.fileName));
  auto source = request.sourceIsBytes
                    ? base::SourceBuffer::fromBytes(request.source, fileName)
                    : base::SourceBuffer::fromText(request.source, fileName);
  if (!source)
    return raiseDiagnostic(ts, source.error(), request.fileName, true);
  auto parsed =
      syntax::parseModule(std::move(*source), parseOptions(request, flags));
  if (!parsed)
    return raiseDiagnostic(ts, parsed.error(), request.fileName, true);
  module = std::move(*parsed);
  for (const base::Diagnostic &warning : module.warnings)
    if (!warnAt(ts, warning, request.fileName))
      return false;
  return true;
}

/// The tree that a program made.
bool readTree(ThreadState &ts, const CompileRequest &request,
              syntax::Module &module) {
  if (request.mode == CompileMode::FunctionType)
    return raise(ts, types::ValueError,
                 "compile() mode must be 'exec', 'eval' or 'single'");
  auto source =
      base::SourceBuffer::fromText("", std::string(strText(request.fileName)));
  if (!source)
    return raiseMemoryError(ts);
  module.source = std::move(*source);
  return astHooks->fromObject_py(ts, request.tree, request.mode, module);
}

Owned compile(ThreadState &ts, const CompileRequest &request) {
  if (request.flags & ~uint32_t(kKnownFlags))
    return raise(ts, types::ValueError, "compile(): unrecognised flags");
  if (request.tree && (!astHooks || !astHooks->isTree(request.tree)))
    return raise(ts, types::TypeError,
                 "compile() arg 1 must be a string, bytes or AST object");
  bool onlyTree = request.flags & kOnlyAst;
  if (onlyTree && !astHooks && !importModule_py(ts, "_ast"))
    return {};
  if (onlyTree && request.tree)
    return copyOf(request.tree);
  uint32_t flags =
      request.flags | (request.inherit ? inheritedFeatures(ts) : 0);
  syntax::Module module;
  if (!(request.tree ? readTree(ts, request, module)
                     : parse(ts, request, flags, module)))
    return {};
  if (onlyTree)
    return astHooks->toObject(ts, module);
  bytecode::CompileOptions codeOptions;
  codeOptions.fileName = strText(request.fileName);
  codeOptions.optimize = request.optimize < 0 ? 0 : request.optimize;
  codeOptions.topLevelAwait = flags & kAllowTopLevelAwait;
  codeOptions.futureAnnotations = flags & kCodeFutureAnnotations;
  codeOptions.futureBarryAsFlufl = flags & kCodeFutureBarryAsBdfl;
  auto compiled = bytecode::compileModule(module, codeOptions);
  if (!compiled)
    return raiseDiagnostic(ts, compiled.error(), request.fileName, false);
  for (const base::Diagnostic &warning : compiled->warnings)
    if (!warnAt(ts, warning, request.fileName))
      return {};
  freeRuntimeCodeHook = freeRuntimeCode;
  return makeRuntimeCode(ts, std::move(compiled->code));
}

} // namespace

extern "C" __attribute__((visibility("default")))
const FrontEndHooks dxFrontEnd = {compile};

} // namespace dxpy
