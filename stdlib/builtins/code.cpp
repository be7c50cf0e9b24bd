// exec, eval, compile, __import__, breakpoint.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/modules/front_end.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include "stdlib/builtins/functions.h"
#include "stdlib/io/file.h"

namespace dxpy::builtins {

static Raised raiseNoFrontEnd(ThreadState &ts) {
  return raise(ts, types::RuntimeError,
               "this program was built without the compiler that exec(), "
               "eval() and compile() of text need");
}

/// The text of a source argument; bytes are UTF-8 or say their encoding.
static bool sourceText(ThreadState &ts, Value source, const char *function,
                       const char *what, BufferArgument &hold,
                       std::string_view &text) {
  if (isStr(source)) {
    text = strText(source);
  } else if (isBytes(source)) {
    text = bytesText(source);
  } else if (typeOf(source)->slots.getBuffer) {
    if (!hold.get(source))
      return false;
    text = hold.data();
  } else {
    return raise(ts, types::TypeError,
                 "{}() arg 1 must be a string, bytes or {} object",
                 {function, what});
  }
  if (text.find('\0') != std::string_view::npos)
    return raise(ts, types::ValueError,
                 "source code string cannot contain null bytes");
  return true;
}

static Owned compileText_py(ThreadState &ts, std::string_view text, bool bytes,
                            CompileMode mode) {
  if (!frontEnd())
    return raiseNoFrontEnd(ts);
  CompileRequest request;
  request.source = text;
  request.sourceIsBytes = bytes;
  Owned name = internText(ts, "<string>");
  request.fileName = name;
  request.mode = mode;
  return frontEnd()->compile(ts, request);
}

/// Globals and locals of exec and eval, as given or the caller's.
static bool resolveNamespaces_py(ThreadState &ts, const char *function,
                                 Value globals, Value locals, Owned &outGlobals,
                                 Owned &outLocals) {
  if (locals && locals.isNone())
    locals = {};
  if (globals && globals.isNone())
    globals = {};
  if (locals && !typeOf(locals)->slots.subscript)
    return raise(ts, types::TypeError,
                 std::string_view(function) == "eval"
                     ? "locals must be a mapping"
                     : "locals must be a mapping or None, not {}",
                 {typeOf(locals)});
  if (globals) {
    if (!isDict(globals)) {
      if (std::string_view(function) == "eval")
        return raise(ts, types::TypeError,
                     typeOf(globals)->slots.subscript
                         ? "globals must be a real dict; try eval(code, {}, "
                           "mapping)"
                         : "globals must be a dict");
      return raise(ts, types::TypeError,
                   "exec() globals must be a dict, not {}", {typeOf(globals)});
    }
    outGlobals = copyOf(globals);
    outLocals = copyOf(locals ? locals : globals);
  } else {
    Value current = currentGlobals(ts);
    if (!current)
      return raise(ts, types::SystemError, "globals and locals cannot be NULL");
    outGlobals = copyOf(current);
    if (locals) {
      outLocals = copyOf(locals);
    } else {
      Owned frame = currentFrame(ts);
      outLocals = frame ? frameLocals_py(ts, frame.as<FrameObject>()) : Owned();
      if (!outLocals)
        return false;
    }
  }
  int present = dictContains_py(ts, outGlobals, &names::__builtins__);
  if (present < 0)
    return false;
  return present || dictSet_py(ts, outGlobals, &names::__builtins__,
                               moduleDict(builtinsModule()));
}

static bool checkClosure(ThreadState &ts, const CodeObject *code,
                         Value closure) {
  uint32_t wanted = code->layout.freeCount;
  if (!wanted) {
    if (closure && !closure.isNone())
      return raise(ts, types::TypeError,
                   "cannot use a closure with this code object");
    return true;
  }
  bool good =
      closure && isExactTuple(closure) && tupleLength(closure) == wanted;
  for (uint32_t i = 0; good && i < wanted; ++i)
    good = hasShape(tupleItem(closure, i), BuiltinShape::Cell);
  return good ||
         raise(ts, types::TypeError,
               "code object requires a closure of exactly length {}", {wanted});
}

Owned exec_(ThreadState &ts, Value, const Value *args) {
  Owned globals, locals;
  if (!resolveNamespaces_py(ts, "exec", args[1], args[2], globals, locals))
    return {};
  Owned code;
  if (hasShape(args[0], BuiltinShape::Code)) {
    code = copyOf(args[0]);
    if (!checkClosure(ts, code.as<CodeObject>(), args[3]))
      return {};
  } else {
    if (args[3] && !args[3].isNone())
      return raise(ts, types::TypeError,
                   "closure can only be used when source is a code object");
    BufferArgument hold(ts);
    std::string_view text;
    if (!sourceText(ts, args[0], "exec", "code", hold, text))
      return {};
    code = compileText_py(ts, text, !isStr(args[0]), CompileMode::Exec);
    if (!code)
      return {};
  }
  Value closure = args[3] && !args[3].isNone() ? args[3] : Value();
  return execCode_py(ts, code.as<CodeObject>(), globals, locals, closure)
             ? ownedNone()
             : Owned();
}

Owned eval_(ThreadState &ts, Value, const Value *args) {
  Owned globals, locals;
  if (!resolveNamespaces_py(ts, "eval", args[1], args[2], globals, locals))
    return {};
  Owned code;
  if (hasShape(args[0], BuiltinShape::Code)) {
    code = copyOf(args[0]);
    if (code.as<CodeObject>()->layout.freeCount)
      return raise(ts, types::TypeError,
                   "code object passed to eval() may not contain free "
                   "variables");
  } else {
    BufferArgument hold(ts);
    std::string_view text;
    if (!sourceText(ts, args[0], "eval", "code", hold, text))
      return {};
    size_t start = text.find_first_not_of(" \t");
    text = start == std::string_view::npos ? "" : text.substr(start);
    code = compileText_py(ts, text, !isStr(args[0]), CompileMode::Eval);
    if (!code)
      return {};
  }
  return execCode_py(ts, code.as<CodeObject>(), globals, locals);
}

Owned compile_(ThreadState &ts, Value, const Value *args) {
  if (!frontEnd())
    return raiseNoFrontEnd(ts);
  CompileRequest request;
  Owned file = io::pathOf_py(ts, args[1]);
  if (file && isBytes(file))
    file = makeStr(ts, bytesText(file));
  if (!file)
    return {};
  request.fileName = file;
  if (!isStr(args[2]))
    return raise(ts, types::TypeError,
                 "compile() argument 'mode' must be str, not {}",
                 {typeOf(args[2])});
  std::string_view mode = strText(args[2]);
  if (mode == "exec")
    request.mode = CompileMode::Exec;
  else if (mode == "eval")
    request.mode = CompileMode::Eval;
  else if (mode == "single")
    request.mode = CompileMode::Single;
  else if (mode == "func_type")
    request.mode = CompileMode::FunctionType;
  else
    return raise(ts, types::ValueError,
                 "compile() mode must be 'exec', 'eval' or 'single'");
  int64_t flags =
      args[3] ? toIndexInt64_py(ts, args[3], &types::OverflowError) : 0;
  int inheritNot = args[4] ? isTrue_py(ts, args[4]) : 0;
  int64_t optimize =
      args[5] ? toIndexInt64_py(ts, args[5], &types::OverflowError) : -1;
  if (pendingException(ts))
    return {};
  if (optimize < -1 || optimize > 2)
    return raise(ts, types::ValueError, "compile(): invalid optimize value");
  int64_t version =
      args[6] ? toIndexInt64_py(ts, args[6], &types::OverflowError) : -1;
  if (pendingException(ts))
    return {};
  request.featureVersion = int(version);
  request.flags = uint32_t(flags);
  request.inherit = !inheritNot;
  request.optimize = int(optimize);
  BufferArgument hold(ts);
  if (isStr(args[0]) || typeOf(args[0])->slots.getBuffer) {
    if (!sourceText(ts, args[0], "compile", "AST", hold, request.source))
      return {};
    request.sourceIsBytes = !isStr(args[0]);
  } else {
    request.tree = args[0];
  }
  return frontEnd()->compile(ts, request);
}

Owned import_(ThreadState &ts, Value, const Value *args) {
  int64_t level =
      args[4] ? toIndexInt64_py(ts, args[4], &types::OverflowError) : 0;
  if (pendingException(ts))
    return {};
  return import_py(ts, args[0], args[1], args[3], level);
}

Owned breakpoint_(ThreadState &ts, Value, const Arguments &args) {
  Owned name = internText(ts, "breakpointhook");
  Value hook = name ? dictGetName(ts, moduleDict(sysModule()), name) : Value();
  if (!hook)
    return raise(ts, types::RuntimeError, "lost sys.breakpointhook");
  Owned hold = copyOf(hook);
  return call_py(ts, hold, args);
}

} // namespace dxpy::builtins
