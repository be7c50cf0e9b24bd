// _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase: what a stream does when
// its class says nothing else.
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/repr_guard.h"
#include "stdlib/io/io.h"

namespace dxpy::io {

Owned callNamed_py(ThreadState &ts, Value object, const char *name,
                   std::initializer_list<Value> args) {
  Owned key = internText(ts, name);
  return key ? callMethod_py(ts, object, key, args) : Owned();
}
Owned attribute_py(ThreadState &ts, Value object, const char *name) {
  Owned key = internText(ts, name);
  return key ? getAttr_py(ts, object, key) : Owned();
}
int asks_py(ThreadState &ts, Value object, const char *name) {
  Owned answer = callNamed_py(ts, object, name);
  return answer ? isTrue_py(ts, answer) : -1;
}
int isClosed_py(ThreadState &ts, Value object) {
  Owned closed = attribute_py(ts, object, "closed");
  return closed ? isTrue_py(ts, closed) : -1;
}
Owned optionalAttribute_py(ThreadState &ts, Value object, const char *name,
                           bool quiet) {
  Owned key = internText(ts, name);
  Owned found = key ? getAttrOptional_py(ts, object, key) : Owned();
  if (!found && quiet && pendingException(ts) &&
      pendingMatches(ts, types::ValueError))
    clearException(ts);
  return found;
}

bool checkAbility_py(ThreadState &ts, Value object, Ability which) {
  static constexpr const char *rows[][2] = {
      {"seekable", "File or stream is not seekable."},
      {"readable", "File or stream is not readable."},
      {"writable", "File or stream is not writable."}};
  auto *row = rows[size_t(which)];
  Owned answer = callNamed_py(ts, object, row[0]);
  if (!answer)
    return false;
  return answer.value().isTrue() || raiseUnsupported(ts, row[1]);
}

bool sizeOrAll_py(ThreadState &ts, Value value, int64_t &out) {
  out = -1;
  if (!value || value.isNone())
    return true;
  if (!value.isSmallInt() && !isInt(value)) {
    Owned index = lookupSpecial_py(ts, value, &names::__index__);
    if (!index)
      return !pendingException(ts) &&
             raise(ts, types::TypeError,
                   "argument should be integer or None, not '{}'",
                   {typeOf(value)});
  }
  return sizeArgument_py(ts, value, out);
}
bool writableArgument(ThreadState &ts, Value value, const char *function,
                      BufferView &view) {
  if (getBuffer(ts, value, view, kBufferWritable))
    return true;
  clearException(ts);
  return raise(ts, types::TypeError,
               "{}() argument must be read-write bytes-like object, not {}",
               {function, argumentType(value)});
}
bool positionArgument_py(ThreadState &ts, Value value, int64_t &out) {
  out = toIndexInt64_py(ts, value, nullptr);
  if (out == -1 && pendingException(ts))
    return false;
  Owned index = toIndex_py(ts, value);
  if (!index)
    return false;
  return intFitsInt64(index, out) ||
         raise(ts, types::ValueError,
               "cannot fit '{}' into an offset-sized integer", {typeOf(value)});
}

void chainExceptions(ThreadState &ts, Owned first) {
  if (!first)
    return;
  if (!pendingException(ts))
    return restoreException(ts, std::move(first));
  Owned second = takeException(ts);
  auto *object = second.as<ExceptionObject>();
  if (second.word() != first.word())
    storeField(ts, &object->header, &object->context, std::move(first));
  restoreException(ts, std::move(second));
}

Owned reprWithName_py(ThreadState &ts, Value self) {
  Owned name = optionalAttribute_py(ts, self, "name", true);
  if (pendingException(ts))
    return {};
  StrBuilder text(ts);
  text.append("<");
  text.append(nativeQualifiedName(typeOf(self)));
  ReprGuard guard(self);
  if (name && guard.recursive())
    return raise(ts, types::RuntimeError, "reentrant call inside {}.__repr__",
                 {nativeQualifiedName(typeOf(self))});
  if (name)
    text.append(" name=");
  if (name && !text.appendRepr_py(name))
    return {};
  text.append(">");
  return text.finish();
}

/// A daemon thread that the process's end has stopped may have the stream for
/// ever.
static bool waitForStream(ThreadState &ts, Value stream, WaitLock &lock) {
  constexpr int64_t kPatience = 1'000'000'000;
  int64_t deadline = processIsEnding() ? monotonicTime() + kPatience : -1;
  for (;;) {
    switch (lock.take(ts, deadline)) {
    case WaitLock::Result::Taken:
      return true;
    case WaitLock::Result::TimeOver:
      return raise(ts, types::RuntimeError,
                   "could not acquire lock for {} at interpreter shutdown, "
                   "possibly due to daemon threads",
                   {MessageArg::repr(stream)});
    case WaitLock::Result::Signal:
      if (pollHook && !pollHook(ts))
        return false;
    }
  }
}

Entered::Entered(ThreadState &ts, Value stream, StreamUse &use)
    : use_(use), good_(false) {
  if (use.thread == &ts) {
    raise(ts, types::RuntimeError, "reentrant call inside {}",
          {MessageArg::repr(stream)});
    return;
  }
  good_ = use.lock.tryTake() || waitForStream(ts, stream, use.lock);
  if (good_)
    use.thread = &ts;
}

void closeAtEnd(ThreadState &ts, Value self) {
  Owned pending = takeException(ts);
  int closed = isClosed_py(ts, self);
  if (closed < 0)
    clearException(ts);
  if (closed == 0) {
    // Streams that know it warn about files that nobody closed.
    Owned key = internText(ts, "_finalizing");
    if (!setAttr_py(ts, self, key, Value(kTrue)))
      clearException(ts);
    if (!callMethod_py(ts, self, &names::close))
      clearException(ts);
  }
  if (pending)
    restoreException(ts, std::move(pending));
}

Raised raiseUnsupported(ThreadState &ts, std::string_view what) {
  TypeObject *type = unsupportedOperation(ts);
  return type ? raise(ts, *type, "{}", {what}) : Raised();
}

namespace {

struct BaseObject {
  ObjectHeader header;
};

bool checkOpen_py(ThreadState &ts, Value self) {
  int closed = isClosed_py(ts, self);
  return closed == 0 || (closed > 0 && raiseClosed(ts));
}

Owned newBase(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type);
}
void deallocateBase(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(BaseObject));
}

constinit const char *const kClosedName = "__IOBase_closed";

/// Closing is remembered in the instance: subclasses ask `closed`.
Owned getClosed(ThreadState &ts, Value self) {
  Owned key = internText(ts, kClosedName);
  Owned found = getAttrOptional_py(ts, self, key);
  return pendingException(ts) ? Owned() : ownedBool(bool(found));
}
Owned close_(ThreadState &ts, Value self, const Value *) {
  Owned key = internText(ts, kClosedName);
  Owned found = getAttrOptional_py(ts, self, key);
  if (found || pendingException(ts))
    return pendingException(ts) ? Owned() : ownedNone();
  bool done = bool(callMethod_py(ts, self, &names::flush));
  Owned error = takeException(ts);
  bool good = setAttr_py(ts, self, key, Value(kTrue));
  chainExceptions(ts, std::move(error));
  return done && good ? ownedNone() : Owned();
}
/// Closed by close() of this class, that is.
Owned flush_(ThreadState &ts, Value self, const Value *) {
  Owned key = internText(ts, kClosedName);
  Owned found = getAttrOptional_py(ts, self, key);
  if (found)
    return raiseClosed(ts);
  return pendingException(ts) ? Owned() : ownedNone();
}

Owned seek_(ThreadState &ts, Value, const Arguments &) {
  return raiseUnsupported(ts, "seek");
}
Owned tell_(ThreadState &ts, Value self, const Value *) {
  return callNamed_py(ts, self, "seek",
                      {Value(smallIntWord(0)), Value(smallIntWord(1))});
}
Owned truncate_(ThreadState &ts, Value, const Arguments &) {
  return raiseUnsupported(ts, "truncate");
}
Owned fileno_(ThreadState &ts, Value, const Value *) {
  return raiseUnsupported(ts, "fileno");
}
Owned no(ThreadState &, Value, const Value *) { return ownedBool(false); }
Owned isatty_(ThreadState &ts, Value self, const Value *) {
  return checkOpen_py(ts, self) ? ownedBool(false) : Owned();
}
template <Ability which>
Owned check(ThreadState &ts, Value self, const Arguments &) {
  return checkAbility_py(ts, self, which) ? ownedBool(true) : Owned();
}
Owned checkClosed(ThreadState &ts, Value self, const Arguments &) {
  return checkOpen_py(ts, self) ? ownedNone() : Owned();
}

/// One byte at a time unless the stream can peek.
Owned readline_(ThreadState &ts, Value self, const Value *args) {
  int64_t limit;
  if (!sizeOrAll_py(ts, args[0], limit))
    return {};
  Owned peekName = internText(ts, "peek");
  Owned peek = getAttrOptional_py(ts, self, peekName);
  if (pendingException(ts))
    return {};
  StrBuilder line(ts);
  while (limit < 0 || int64_t(line.size()) < limit) {
    int64_t want = 1;
    if (peek) {
      Owned ahead = call_py(ts, peek, {Value(smallIntWord(1))});
      if (!ahead)
        return {};
      if (!isBytes(ahead))
        return raise(ts, types::OSError,
                     "peek() should have returned a bytes object, not '{}'",
                     {typeOf(ahead)});
      std::string_view text = bytesText(ahead);
      if (!text.empty()) {
        size_t end = text.find('\n');
        want = int64_t(end == text.npos ? text.size() : end + 1);
        if (limit >= 0 && want > limit - int64_t(line.size()))
          want = limit - int64_t(line.size());
      }
    }
    Owned piece = callNamed_py(ts, self, "read", {Value(smallIntWord(want))});
    if (!piece)
      return {};
    if (!isBytes(piece))
      return raise(ts, types::OSError,
                   "read() should have returned a bytes object, not '{}'",
                   {typeOf(piece)});
    if (bytesText(piece).empty())
      break;
    line.append(bytesText(piece));
    if (line.view().ends_with('\n'))
      break;
  }
  return makeBytes(ts, line.view());
}

Owned iter(ThreadState &ts, Value self) {
  return checkOpen_py(ts, self) ? copyOf(self) : Owned();
}
Owned next(ThreadState &ts, Value self) {
  Owned line = callNamed_py(ts, self, "readline");
  if (!line)
    return {};
  int64_t length = length_py(ts, line);
  return length > 0 ? std::move(line) : Owned();
}
Owned readlines_(ThreadState &ts, Value self, const Value *args) {
  int64_t hint, total = 0;
  if (!sizeOrAll_py(ts, args[0], hint))
    return {};
  Owned list = makeList(ts), iterator = getIter_py(ts, self);
  if (!list || !iterator)
    return {};
  while (Owned line = next_py(ts, iterator)) {
    int64_t length = length_py(ts, line);
    if (length < 0 || !listAppend(ts, list, std::move(line)))
      return {};
    total += length;
    if (hint > 0 && total >= hint)
      break;
  }
  return pendingException(ts) ? Owned() : std::move(list);
}
Owned writelines_(ThreadState &ts, Value self, const Value *args) {
  if (!checkOpen_py(ts, self))
    return {};
  bool good = forEach_py(ts, args[0], [&](Value line) {
    return bool(callMethod_py(ts, self, &names::write, {line}));
  });
  return good ? ownedNone() : Owned();
}
Owned getDict(ThreadState &ts, Value self) { return instanceDict(ts, self); }

} // namespace

Owned enter(ThreadState &ts, Value self, const Value *) {
  return checkOpen_py(ts, self) ? copyOf(self) : Owned();
}
Owned exit(ThreadState &ts, Value self, const Arguments &) {
  return callNamed_py(ts, self, "close");
}

namespace {

constexpr MethodDef baseMethods[] = {
    {"seek", seek_},
    {"tell", tell_, "()", "Return current stream position."},
    {"truncate", truncate_},
    {"flush", flush_, "()"},
    {"close", close_, "()", "Flush and close the IO object."},
    {"seekable", no, "()"},
    {"readable", no, "()"},
    {"writable", no, "()"},
    {"_checkClosed", checkClosed},
    {"_checkSeekable", check<Ability::Seekable>},
    {"_checkReadable", check<Ability::Readable>},
    {"_checkWritable", check<Ability::Writable>},
    {"fileno", fileno_, "()"},
    {"isatty", isatty_, "()"},
    {"__enter__", enter, "()"},
    {"__exit__", exit},
    {"readline", readline_, "(size=-1, /)",
     "Read and return a line from the stream."},
    {"readlines", readlines_, "(hint=-1, /)",
     "Return a list of lines from the stream."},
    {"writelines", writelines_, "(lines, /)",
     "Write a list of lines to stream."},
    {}};
constexpr GetSetDef baseGetSets[] = {
    {"__dict__", getDict}, {"closed", getClosed}, {}};
constexpr TypeSpec baseSpec = {"_io._IOBase",
                               "The abstract base class for all I/O classes.",
                               baseMethods, baseGetSets};

// _RawIOBase
// ------------------------------------------------------------------------

Owned rawReadAll(ThreadState &ts, Value self, const Value *) {
  StrBuilder all(ts);
  for (;;) {
    Owned piece = callNamed_py(ts, self, "read",
                               {Value(smallIntWord(kDefaultBufferSize))});
    if (!piece)
      return {};
    if (piece.value().isNone() && all.size() == 0)
      return piece;
    if (piece.value().isNone())
      break;
    if (!isBytes(piece))
      return raise(ts, types::TypeError, "read() should return bytes");
    if (bytesText(piece).empty())
      break;
    all.append(bytesText(piece));
  }
  return makeBytes(ts, all.view());
}
Owned rawRead(ThreadState &ts, Value self, const Value *args) {
  int64_t size = -1;
  if (args[0] && !sizeArgument_py(ts, args[0], size))
    return {};
  if (size < 0)
    return callNamed_py(ts, self, "readall");
  Owned zero = makeBytes(ts, {});
  Owned array = makeByteArray(ts, {});
  if (!array || !resizeByteArray(ts, array, size_t(size)))
    return {};
  Owned got = callNamed_py(ts, self, "readinto", {array});
  if (!got || got.value().isNone())
    return got;
  int64_t count = toIndexInt64_py(ts, got, &types::ValueError);
  if (count == -1 && pendingException(ts))
    return {};
  if (count < 0)
    return raise(ts, types::SystemError,
                 "Negative size passed to PyBytes_FromStringAndSize");
  return makeBytes(
      ts, {array.as<ByteArrayObject>()->data, size_t(count < 0      ? 0
                                                     : count > size ? size
                                                                    : count)});
}
/// Subclasses have it.
Owned abstract(ThreadState &ts, Value, const Arguments &) {
  return raiseObject(ts, Value(&types::NotImplementedError));
}
constexpr MethodDef rawMethods[] = {
    {"readinto", abstract},
    {"write", abstract},
    {"read", rawRead, "(size=-1, /)"},
    {"readall", rawReadAll, "()",
     "Read until EOF, using multiple read() call."},
    {}};
constexpr TypeSpec rawSpec = {"_io._RawIOBase",
                              "Base class for raw binary I/O.", rawMethods};

// _BufferedIOBase and _TextIOBase
// -----------------------------------------------------

template <int which>
Owned unsupported(ThreadState &ts, Value, const Arguments &) {
  static constexpr const char *texts[] = {"detach", "read", "read1", "write",
                                          "readline"};
  return raiseUnsupported(ts, texts[which]);
}
template <bool once>
Owned readInto(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!writableArgument(ts, args[0], once ? "readinto1" : "readinto", view))
    return {};
  Owned size = makeInt(ts, view.length);
  Owned data = callNamed_py(ts, self, once ? "read1" : "read", {size});
  Owned result;
  if (data && !isBytes(data))
    raise(ts, types::TypeError, "read() should return bytes");
  else if (data && int64_t(bytesText(data).size()) > view.length)
    raise(ts, types::ValueError,
          "read() returned too much data: {} bytes requested, {} returned",
          {view.length, bytesText(data).size()});
  else if (data) {
    memcpy(view.data, bytesText(data).data(), bytesText(data).size());
    result = makeInt(ts, int64_t(bytesText(data).size()));
  }
  releaseBuffer(ts, view);
  return result;
}
constexpr MethodDef bufferedMethods[] = {
    {"detach", unsupported<0>},
    {"read", unsupported<1>},
    {"read1", unsupported<2>},
    {"readinto", readInto<false>, "(buffer, /)"},
    {"readinto1", readInto<true>, "(buffer, /)"},
    {"write", unsupported<3>},
    {}};
constexpr TypeSpec bufferedSpec = {"_io._BufferedIOBase",
                                   "Base class for buffered IO objects.",
                                   bufferedMethods};

Owned getNone(ThreadState &, Value) { return ownedNone(); }
constexpr MethodDef textMethods[] = {{"detach", unsupported<0>},
                                     {"read", unsupported<1>},
                                     {"readline", unsupported<4>},
                                     {"write", unsupported<3>},
                                     {}};
constexpr GetSetDef textGetSets[] = {
    {"encoding", getNone}, {"newlines", getNone}, {"errors", getNone}, {}};
constexpr TypeSpec textSpec = {"_io._TextIOBase", "Base class for text I/O.",
                               textMethods, textGetSets};

} // namespace

constinit TypeObject baseType = {.header = typeHeader(),
                                 .spec = &baseSpec,
                                 .base = &types::Object,
                                 .flags = kStreamFlags,
                                 .basicSize = sizeof(BaseObject),
                                 .slotsOffset =
                                     sizeof(BaseObject) + sizeof(Word),
                                 .slots = {.deallocate = deallocateBase,
                                           .iter = iter,
                                           .next = next,
                                           .new_ = newBase,
                                           .finalise = closeAtEnd}};

#define ABSTRACT(name, description)                                            \
  constinit TypeObject name = {.header = typeHeader(),                         \
                               .spec = &description,                           \
                               .base = &baseType,                              \
                               .flags = kStreamFlags,                          \
                               .basicSize = sizeof(BaseObject),                \
                               .slotsOffset =                                  \
                                   sizeof(BaseObject) + sizeof(Word),          \
                               .slots = {.deallocate = deallocateBase,         \
                                         .iter = iter,                         \
                                         .next = next,                         \
                                         .new_ = newBase,                      \
                                         .finalise = closeAtEnd}};
ABSTRACT(rawType, rawSpec)
ABSTRACT(bufferedType, bufferedSpec)
ABSTRACT(textType, textSpec)
#undef ABSTRACT

} // namespace dxpy::io
