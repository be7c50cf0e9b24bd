// OSError: errno chooses the subclass; file names and text.
#include "runtime-support/builtins/exception_base.h"
#include <cerrno>

namespace dxpy {

namespace {

OSErrorObject *errorOf(Value self) { return self.as<OSErrorObject>(); }

TypeObject *typeForNumber(int64_t number) {
  switch (number) {
  case EAGAIN:
  case EALREADY:
  case EINPROGRESS:
    return &types::BlockingIOError;
  case EPIPE:
  case ESHUTDOWN:
    return &types::BrokenPipeError;
  case ECHILD:
    return &types::ChildProcessError;
  case ECONNABORTED:
    return &types::ConnectionAbortedError;
  case ECONNREFUSED:
    return &types::ConnectionRefusedError;
  case ECONNRESET:
    return &types::ConnectionResetError;
  case EEXIST:
    return &types::FileExistsError;
  case ENOENT:
    return &types::FileNotFoundError;
  case EISDIR:
    return &types::IsADirectoryError;
  case ENOTDIR:
    return &types::NotADirectoryError;
  case EINTR:
    return &types::InterruptedError;
  case EACCES:
  case EPERM:
    return &types::PermissionError;
  case ESRCH:
    return &types::ProcessLookupError;
  case ETIMEDOUT:
    return &types::TimeoutError;
  default:
    return nullptr;
  }
}

bool initOSError(ThreadState &ts, Value self, const Arguments &args);
Owned newOSError(ThreadState &ts, TypeObject *type, const Arguments &args);

/// A subclass with its own __init__ but not __new__ gets its fields from
/// OSError.__init__ if it calls it.
bool initSetsFields(const TypeObject *type) {
  return type->slots.init != initOSError && type->slots.new_ == newOSError;
}

bool setFields(ThreadState &ts, Value self, const Arguments &args) {
  OSErrorObject *error = errorOf(self);
  size_t count = args.positionalCount;
  Arguments kept = args;
  if (count >= 2 && count <= 5) {
    Value fileName = count > 2 ? args[2] : none;
    bool written = typeOf(self) == &types::BlockingIOError &&
                   !fileName.isNone() && typeOf(fileName)->slots.index;
    if (written) {
      error->written = toIndexInt64_py(ts, fileName, &types::ValueError);
      if (error->written == -1 && pendingException(ts))
        return false;
    } else if (!fileName.isNone()) {
      storeField(ts, self.header(), &error->filename, copyOf(fileName));
      if (count == 5 && !args[4].isNone())
        storeField(ts, self.header(), &error->filename2, copyOf(args[4]));
      kept.positionalCount = 2;
    }
    storeField(ts, self.header(), &error->errorNumber, copyOf(args[0]));
    storeField(ts, self.header(), &error->strerror, copyOf(args[1]));
  }
  return setExceptionArgs(ts, self, kept);
}

Owned newOSError(ThreadState &ts, TypeObject *type, const Arguments &args) {
  bool later = initSetsFields(type);
  if (!later && keywordCount(args))
    return raise(ts, types::TypeError, "{}() takes no keyword arguments",
                 {type});
  if (!later && type == &types::OSError && args.positionalCount >= 2 &&
      args.positionalCount <= 5 && args[0].isSmallInt())
    if (TypeObject *specific = typeForNumber(args[0].smallInt()))
      type = specific;
  Owned result = newException(ts, type, later ? Arguments{} : args);
  if (!result)
    return {};
  OSErrorObject *error = errorOf(result);
  error->errorNumber = error->strerror = kNone;
  error->filename = error->filename2 = kUndef;
  error->written = -1;
  return later || setFields(ts, result, args) ? std::move(result) : Owned();
}

bool initOSError(ThreadState &ts, Value self, const Arguments &args) {
  if (!initSetsFields(typeOf(self)))
    return true;
  if (keywordCount(args))
    return raise(ts, types::TypeError, "{}() takes no keyword arguments",
                 {typeOf(self)});
  return setFields(ts, self, args);
}

Owned strOSError(ThreadState &ts, Value self) {
  OSErrorObject *error = errorOf(self);
  bool named = error->filename != kUndef && error->filename != kNone;
  if (!named && (error->errorNumber == kNone || error->strerror == kNone))
    return strBaseException(ts, self);
  StrBuilder text(ts);
  text.append("[Errno ");
  if (!text.appendStr_py(Value(error->errorNumber)))
    return {};
  text.append("] ");
  if (!text.appendStr_py(Value(error->strerror)))
    return {};
  if (named) {
    text.append(": ");
    if (!text.appendRepr_py(Value(error->filename)))
      return {};
    if (error->filename2 != kUndef && error->filename2 != kNone) {
      text.append(" -> ");
      if (!text.appendRepr_py(Value(error->filename2)))
        return {};
    }
  }
  return text.finish();
}

/// The arguments with the file names that `args` does not show.
Owned reduce(ThreadState &ts, Value self, const Value *) {
  OSErrorObject *error = errorOf(self);
  Value args(error->args);
  Owned all = copyOf(args);
  if (tupleLength(args) == 2 && error->filename != kUndef) {
    Value first = tupleItem(args, 0), second = tupleItem(args, 1);
    Value fileName(error->filename);
    all = error->filename2 != kUndef
              ? makeTuple(ts, {first, second, fileName, none,
                               Value(error->filename2)})
              : makeTuple(ts, {first, second, fileName});
  }
  Owned dict = all ? exceptionDict(ts, self) : Owned();
  if (!dict)
    return {};
  Value type(typeOf(self));
  return dict.value().isNone() ? makeTuple(ts, {type, all})
                               : makeTuple(ts, {type, all, dict});
}

Owned getWritten(ThreadState &ts, Value self) {
  if (errorOf(self)->written == -1)
    return raise(ts, types::AttributeError, "characters_written");
  return makeInt(ts, errorOf(self)->written);
}

bool setWritten(ThreadState &ts, Value self, Value value) {
  if (!value) {
    if (errorOf(self)->written == -1)
      return raise(ts, types::AttributeError, "characters_written");
    errorOf(self)->written = -1;
    return true;
  }
  int64_t count = toIndexInt64_py(ts, value, &types::ValueError);
  if (count == -1 && pendingException(ts))
    return false;
  errorOf(self)->written = count;
  return true;
}

constexpr MethodDef methods[] = {{"__reduce__", reduce, "()"}, {}};
constexpr MemberDef members[] = {
    {"errno", MemberKind::ValueOrNone, offsetof(OSErrorObject, errorNumber),
     false, "POSIX exception code"},
    {"strerror", MemberKind::ValueOrNone, offsetof(OSErrorObject, strerror),
     false, "exception strerror"},
    {"filename", MemberKind::ValueOrNone, offsetof(OSErrorObject, filename),
     false, "exception filename"},
    {"filename2", MemberKind::ValueOrNone, offsetof(OSErrorObject, filename2),
     false, "second exception filename"},
    {}};
constexpr GetSetDef getSets[] = {{"characters_written", getWritten, setWritten},
                                 {}};
constexpr TypeSpec spec = {.name = "OSError",
                           .doc = "Base class for I/O related errors.",
                           .methods = methods,
                           .getSets = getSets,
                           .members = members};
using OSErrorFields =
    ExceptionFields<OSErrorObject, &OSErrorObject::errorNumber,
                    &OSErrorObject::strerror, &OSErrorObject::filename,
                    &OSErrorObject::filename2>::All;

} // namespace

constinit TypeObject types::OSError = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(OSErrorObject),
    .slots = {.deallocate = OSErrorFields::deallocate,
              .visit = OSErrorFields::visit,
              .clear = OSErrorFields::clear,
              .str = strOSError,
              .init = initOSError,
              .new_ = newOSError}};

#define SUBCLASS(id, text)                                                     \
  static constexpr TypeSpec spec##id = {.name = #id, .doc = text};             \
  constinit TypeObject types::id = {                                           \
      .header = typeHeader(),                                                  \
      .spec = &spec##id,                                                       \
      .flags = kExceptionFlags,                                                \
      .slots = {.init = initOSError, .new_ = newOSError}};
SUBCLASS(BlockingIOError, "I/O operation would block.")
SUBCLASS(ChildProcessError, "Child process error.")
SUBCLASS(ConnectionError, "Connection error.")
SUBCLASS(BrokenPipeError, "Broken pipe.")
SUBCLASS(ConnectionAbortedError, "Connection aborted.")
SUBCLASS(ConnectionRefusedError, "Connection refused.")
SUBCLASS(ConnectionResetError, "Connection reset.")
SUBCLASS(FileExistsError, "File already exists.")
SUBCLASS(FileNotFoundError, "File not found.")
SUBCLASS(InterruptedError, "Interrupted by signal.")
SUBCLASS(IsADirectoryError, "Operation doesn't work on directories.")
SUBCLASS(NotADirectoryError, "Operation only works on directories.")
SUBCLASS(PermissionError, "Not enough permissions.")
SUBCLASS(ProcessLookupError, "Process not found.")
SUBCLASS(TimeoutError, "Timeout expired.")
#undef SUBCLASS

} // namespace dxpy
