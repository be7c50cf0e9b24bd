// Raising and catching in the runtime's C++: the pending exception, its
// context, messages.
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"
#include <cerrno>
#include <cstring>

namespace dxpy {

constinit UnraisableHook unraisableHook = nullptr;
constinit WarnHook warnHook = nullptr;

namespace {

/// Raised when there is no memory for a fresh one.
constinit ExceptionObject lastMemoryError = {
    imageHeader(shapeId(BuiltinShape::MemoryError), kContainer),
    kUndef,
    kNone,
    kNone,
    kNone,
    kFalse};

bool appendArgument(ThreadState &ts, StrBuilder &text, const MessageArg &arg) {
  switch (arg.kind) {
  case MessageArg::Kind::Text:
    text.append(arg.text);
    return true;
  case MessageArg::Kind::Int:
    text.appendInt(arg.number);
    return true;
  case MessageArg::Kind::Unsigned: {
    Owned number = makeUnsigned(ts, uint64_t(arg.number));
    return number && text.appendStr_py(number);
  }
  case MessageArg::Kind::Char:
    text.appendChar(uint32_t(arg.number));
    return true;
  case MessageArg::Kind::TypeName:
    text.append(nativeQualifiedName(arg.value.as<TypeObject>()));
    return true;
  case MessageArg::Kind::Repr:
    return text.appendRepr_py(arg.value);
  case MessageArg::Kind::Str:
    if (!isStr(arg.value))
      return text.appendStr_py(arg.value);
    text.append(arg.value);
    return true;
  }
  return true;
}

Owned formatMessage(ThreadState &ts, std::string_view format,
                    std::initializer_list<MessageArg> args) {
  StrBuilder text(ts);
  const MessageArg *next = args.begin();
  for (size_t at = 0;;) {
    size_t hole = format.find("{}", at);
    if (hole == format.npos || next == args.end()) {
      text.append(format.substr(at));
      return text.finish();
    }
    text.append(format.substr(at, hole - at));
    if (!appendArgument(ts, text, *next++))
      return {};
    at = hole + 2;
  }
}

ExceptionObject *asException(Word word) {
  return reinterpret_cast<ExceptionObject *>(word);
}

/// Takes \p exception out of the chain of contexts that starts at \p handled,
/// which is about to become its context.
void breakContextCycle(ThreadState &ts, Word handled, Word exception) {
  Word at = handled, slow = handled;
  for (bool step = false;; step = !step) {
    Word context = asException(at)->context;
    if (context == kNone || context == 0)
      return;
    if (context == exception) {
      storeField(ts, objectOf(at), &asException(at)->context, ownedNone());
      return;
    }
    at = context;
    if (at == slow) // a cycle that is not ours
      return;
    if (step)
      slow = asException(slow)->context;
  }
}

void setPending(ThreadState &ts, Owned exception) {
  Word old = ts.exception;
  ts.exception = exception.take();
  if (old)
    release(&ts, old);
}

/// Makes \p exception pending, the handled one its context.
Raised raiseInstance(ThreadState &ts, Owned exception) {
  Word handled = ts.handled;
  if (handled != kNone && handled != 0 && handled != exception.word()) {
    breakContextCycle(ts, handled, exception.word());
    auto *object = exception.as<ExceptionObject>();
    storeField(ts, &object->header, &object->context, copyOf(Value(handled)));
  }
  setPending(ts, std::move(exception));
  return {};
}

Owned instantiate(ThreadState &ts, Value type,
                  std::initializer_list<Value> args) {
  return makeException_py(ts, type, {args.begin(), args.size(), {}});
}

} // namespace

Owned makeException_py(ThreadState &ts, Value type, const Arguments &args) {
  Owned exception = call_py(ts, type, args);
  if (exception && !isExceptionInstance(exception))
    return raise(ts, types::TypeError,
                 "calling {} should have returned an instance of "
                 "BaseException, not {}",
                 {MessageArg::repr(type), typeOf(exception)});
  return exception;
}

Raised raise(ThreadState &ts, TypeObject &type, std::string_view format,
             std::initializer_list<MessageArg> args) {
  Owned message = formatMessage(ts, format, args);
  if (!message)
    return {};
  return raiseValue(ts, type, message);
}

Raised raiseValue(ThreadState &ts, TypeObject &type, Value argument) {
  clearException(ts);
  if (Owned exception = instantiate(ts, Value(&type), {argument}))
    return raiseInstance(ts, std::move(exception));
  return {};
}

Raised raiseObject(ThreadState &ts, Value exception) {
  clearException(ts);
  if (isExceptionInstance(exception))
    return raiseInstance(ts, copyOf(exception));
  if (!isExceptionClass(exception))
    return raise(ts, types::TypeError,
                 "exceptions must derive from BaseException");
  if (Owned instance = instantiate(ts, exception, {}))
    return raiseInstance(ts, std::move(instance));
  return {};
}

Raised raiseMemoryError(ThreadState &ts) {
  clearException(ts);
  Owned exception = allocateInstance(ts, &types::MemoryError);
  if (!exception) {
    lastMemoryError.args = emptyTuple().word();
    exception = Owned::steal(&lastMemoryError);
  } else {
    initException(exception.as<ExceptionObject>(), copyOf(emptyTuple()));
  }
  return raiseInstance(ts, std::move(exception));
}

Raised raiseRecursionError(ThreadState &ts, const char *where) {
  uintptr_t limit = ts.nativeLimit;
  ts.nativeLimit = 0; // the reserve below the limit is for this
  raise(ts, types::RecursionError, "maximum recursion depth exceeded{}",
        {where});
  ts.nativeLimit = limit;
  return {};
}

Raised raiseKeyError(ThreadState &ts, Value key) {
  return raiseValue(ts, types::KeyError, key);
}

Raised raiseStopIteration(ThreadState &ts, Value value) {
  if (value && !value.isNone())
    return raiseValue(ts, types::StopIteration, value);
  return raiseObject(ts, Value(&types::StopIteration));
}

Raised raiseOSError(ThreadState &ts, int errorNumber, Value fileName,
                    Value fileName2) {
  clearException(ts);
  const char *description =
      errorNumber ? strerrordesc_np(errorNumber) : "Error";
  char unknown[40] = "Unknown error ";
  if (!description) {
    char *end = unknown + std::strlen(unknown);
    if (errorNumber < 0)
      *end++ = '-';
    unsigned rest = unsigned(errorNumber < 0 ? -errorNumber : errorNumber);
    char digits[12];
    int count = 0;
    do
      digits[count++] = char('0' + rest % 10);
    while (rest /= 10);
    while (count)
      *end++ = digits[--count];
    *end = '\0';
    description = unknown;
  }
  Owned text = makeStr(ts, description);
  if (!text)
    return {};
  Value number(smallIntWord(errorNumber)), type(&types::OSError);
  Owned exception = fileName2
                        ? instantiate(ts, type,
                                      {number, text, fileName ? fileName : none,
                                       none, fileName2})
                    : fileName ? instantiate(ts, type, {number, text, fileName})
                               : instantiate(ts, type, {number, text});
  if (exception)
    raiseInstance(ts, std::move(exception));
  return {};
}

Raised raiseAttributeError(ThreadState &ts, Value object, Value name) {
  if (hasFlag(object, kSubclassType))
    raise(ts, types::AttributeError, "type object '{}' has no attribute '{}'",
          {object.as<TypeObject>(), name});
  else
    raise(ts, types::AttributeError, "'{}' object has no attribute '{}'",
          {typeOf(object), name});
  noteAttribute(ts, object, name);
  return {};
}

void noteAttribute(ThreadState &ts, Value object, Value name) {
  if (!pendingMatches(ts, types::AttributeError))
    return;
  auto *error = reinterpret_cast<AttributeErrorObject *>(ts.exception);
  auto isSet = [](Word w) { return w != 0 && w != kUndef && w != kNone; };
  if (isSet(error->name) || isSet(error->object))
    return;
  storeField(ts, &error->header, &error->name, copyOf(name));
  storeField(ts, &error->header, &error->object, copyOf(object));
}

Raised raiseNameError(ThreadState &ts, std::string_view format, Value name) {
  return raiseNameError(ts, types::NameError, format, name);
}

Raised raiseNameError(ThreadState &ts, TypeObject &type,
                      std::string_view format, Value name) {
  raise(ts, type, format, {name});
  if (ts.exception && pendingMatches(ts, types::NameError)) {
    auto *error = reinterpret_cast<NameErrorObject *>(ts.exception);
    storeField(ts, &error->header, &error->name, copyOf(name));
  }
  return {};
}

bool pendingMatches(ThreadState &ts, const TypeObject &type) {
  return ts.exception && isSubtype(typeOf(Value(ts.exception)), &type);
}

Owned takeException(ThreadState &ts) {
  return Owned::steal(std::exchange(ts.exception, 0));
}

void restoreException(ThreadState &ts, Owned exception) {
  setPending(ts, std::move(exception));
}

void clearException(ThreadState &ts) { takeException(ts).reset(); }

void writeUnraisable(ThreadState &ts, Value where) {
  Owned exception = takeException(ts);
  if (exception && unraisableHook)
    unraisableHook(ts, exception, where);
  clearException(ts);
}

void setCause(ThreadState &ts, Value cause) {
  auto *object = asException(ts.exception);
  storeField(ts, &object->header, &object->cause, copyOf(cause));
  object->suppressContext = kTrue;
}

bool isExceptionClass(Value value) {
  return value.isPointer() && hasFlag(value, kSubclassType) &&
         (value.as<TypeObject>()->flags & kSubclassException);
}

bool isExceptionInstance(Value value) {
  return value.isPointer() && hasFlag(value, kSubclassException);
}

int exceptionMatches_py(ThreadState &ts, Value exception, Value handler) {
  constexpr const char error[] = "catching classes that do not inherit from "
                                 "BaseException is not allowed";
  const TypeObject *type = typeOf(exception);
  if (isExceptionClass(handler))
    return isSubtype(type, handler.as<TypeObject>());
  if (!isTuple(handler))
    return raise(ts, types::TypeError, error);
  bool matches = false;
  for (uint64_t i = 0, n = tupleLength(handler); i < n; ++i) {
    Value cls = tupleItem(handler, i);
    if (!isExceptionClass(cls))
      return raise(ts, types::TypeError, error);
    matches = matches || isSubtype(type, cls.as<TypeObject>());
  }
  return matches;
}

bool warn_py(ThreadState &ts, TypeObject &category, std::string_view text,
             int stackLevel) {
  return !warnHook || warnHook(ts, category, text, stackLevel);
}

} // namespace dxpy
