// The structs of exception objects.
#pragma once
#include "runtime-support/inline/value.h"
#include "runtime-support/objects/type.h"

namespace dxpy {

struct ExceptionObject {
  ObjectHeader header;
  Word args;            ///< tuple
  Word traceback;       ///< traceback or None
  Word context, cause;  ///< exception or None
  Word suppressContext; ///< kTrue / kFalse
};
/// Sets the fields of a new exception.
inline void initException(ExceptionObject *exception, Owned args) {
  exception->args = args.take();
  exception->traceback = exception->context = exception->cause = kNone;
  exception->suppressContext = kFalse;
}

struct ExceptionGroupObject : ExceptionObject {
  Word message, exceptions;
};
struct SystemExitObject : ExceptionObject {
  Word code;
};
struct StopIterationObject : ExceptionObject {
  Word value;
};
struct AttributeErrorObject : ExceptionObject {
  Word name, object;
};
struct NameErrorObject : ExceptionObject {
  Word name;
};
struct ImportErrorObject : ExceptionObject {
  Word message, name, path;
};
struct OSErrorObject : ExceptionObject {
  Word errorNumber, strerror, filename, filename2;
  int64_t written;
};
struct SyntaxErrorObject : ExceptionObject {
  Word message, filename, line, offset, endLine, endOffset, text,
      printFileAndLine;
};
struct UnicodeErrorObject : ExceptionObject {
  Word encoding, object;
  int64_t start, end;
  Word reason;
};

/// type(*args) as throw() and C++ that raises a class call it: TypeError if
/// that is no exception.
Owned makeException_py(ThreadState &ts, Value type, const Arguments &args);

/// The class ExceptionGroup, made on first use: it has two bases. Null: raised.
TypeObject *exceptionGroupType(ThreadState &ts);

/// One entry of a traceback: `next` is nearer to where the exception was
/// raised.
struct TracebackObject {
  ObjectHeader header;
  Word next;           ///< traceback or None
  Word frame;          ///< frame object
  int32_t instruction; ///< DPB pc
  uint32_t line;       ///< or kLineOfInstruction; see tracebackLine()
};
/// The line table knows the line. It is looked at when somebody asks: most
/// exceptions are caught unseen.
inline constexpr uint32_t kLineOfInstruction = 0xFFFFFFFF;

} // namespace dxpy
