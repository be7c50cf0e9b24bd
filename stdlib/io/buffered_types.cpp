// BufferedReader, BufferedWriter and BufferedRandom: making, closing, and what
// they ask their raw stream.
#include "runtime-support/memory/raw.h"
#include "stdlib/io/buffer.h"
#include <cstddef>

namespace dxpy::io {

bool initBuffered(ThreadState &ts, Value self, Value raw, int64_t size,
                  bool readable, bool writable) {
  BufferedObject *stream = bufferedOf(self);
  rawFree(stream->buffer);
  stream->buffer = static_cast<char *>(rawAllocate(size_t(size)));
  if (!stream->buffer)
    return raiseMemoryError(ts);
  stream->size = size;
  stream->absolute = 0;
  stream->pos = stream->rawPos = 0;
  stream->readable = readable;
  stream->writable = writable;
  stream->forgetRead();
  stream->forgetWritten();
  storeField(ts, self.header(), &stream->raw, copyOf(raw));
  return true;
}

namespace {

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    bufferedOf(result)->raw = kUndef;
  return result;
}

enum class Kind { Reader, Writer, Random };
template <Kind kind>
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(raw, buffer_size=DEFAULT_BUFFER_SIZE)";
  static constexpr const char *names[] = {"BufferedReader", "BufferedWriter",
                                          "BufferedRandom"};
  Value bound[2];
  int64_t size = kDefaultBufferSize;
  BufferedObject *stream = bufferedOf(self);
  if (!bindArguments(ts, names[int(kind)], signature, args, bound) ||
      (bound[1] && !sizeArgument_py(ts, bound[1], size)))
    return false;
  stream->ready = stream->detached = false;
  if ((kind == Kind::Random &&
       !checkAbility_py(ts, bound[0], Ability::Seekable)) ||
      (kind != Kind::Writer &&
       !checkAbility_py(ts, bound[0], Ability::Readable)) ||
      (kind != Kind::Reader &&
       !checkAbility_py(ts, bound[0], Ability::Writable)))
    return false;
  if (size <= 0)
    return raise(ts, types::ValueError,
                 "buffer size must be strictly positive");
  if (!initBuffered(ts, self, bound[0], size, kind != Kind::Writer,
                    kind != Kind::Reader))
    return false;
  if (rawTell_py(ts, self) < 0)
    clearException(ts);
  stream->ready = true;
  return true;
}

// Closing
// ---------------------------------------------------------------------------

Owned warnUnclosed(ThreadState &ts, Value self, const Value *args) {
  BufferedObject *stream = bufferedOf(self);
  if (stream->ready &&
      !callNamed_py(ts, Value(stream->raw), "_dealloc_warn", {args[0]}))
    clearException(ts);
  return ownedNone();
}
Owned close_(ThreadState &ts, Value self, const Value *) {
  if (!bufferedReady(ts, self))
    return {};
  BufferedObject *stream = bufferedOf(self);
  int closed = bufferedClosed_py(ts, self);
  if (closed)
    return closed < 0 ? Owned() : ownedNone();
  if (stream->finalising)
    (void)warnUnclosed(ts, self, &self);
  bool flushed = bool(callMethod_py(ts, self, &names::flush));
  Owned error = takeException(ts), hold = copyOf(Value(stream->raw));
  Owned done = callMethod_py(ts, hold, &names::close);
  rawFree(std::exchange(stream->buffer, nullptr));
  stream->readEnd = stream->pos = 0;
  chainExceptions(ts, std::move(error));
  return flushed && done ? ownedNone() : Owned();
}
Owned detach_(ThreadState &ts, Value self, const Value *) {
  if (!bufferedReady(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  BufferedObject *stream = bufferedOf(self);
  stream->detached = true;
  stream->ready = false;
  return Owned::steal(std::exchange(stream->raw, kUndef));
}

// What the raw stream answers
// ---------------------------------------------------------------

enum class Question {
  Seekable,
  Readable,
  Writable,
  FileNumber,
  Terminal,
  Flush
};
template <Question question>
Owned forward(ThreadState &ts, Value self, const Value *) {
  static constexpr const char *methods[] = {"seekable", "readable", "writable",
                                            "fileno",   "isatty",   "flush"};
  if (!bufferedReady(ts, self))
    return {};
  Owned raw = copyOf(Value(bufferedOf(self)->raw));
  return callNamed_py(ts, raw, methods[int(question)]);
}
enum class Told { Closed, Name, Mode };
template <Told told> Owned forwardGet(ThreadState &ts, Value self) {
  static constexpr const char *attributes[] = {"closed", "name", "mode"};
  if (!bufferedReady(ts, self))
    return {};
  Owned raw = copyOf(Value(bufferedOf(self)->raw));
  return attribute_py(ts, raw, attributes[int(told)]);
}
Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  BufferedObject *stream = bufferedOf(self);
  return makeInt(ts,
                 int64_t(sizeof *stream) + (stream->buffer ? stream->size : 0));
}

using BufferedFields = OwnedFields<BufferedObject, &BufferedObject::raw>;
void deallocate(ThreadState &ts, ObjectHeader *self) {
  rawFree(reinterpret_cast<BufferedObject *>(self)->buffer);
  BufferedFields::clear(ts, self);
  freeObject(ts, self, sizeof(BufferedObject));
}

// Tables
// ----------------------------------------------------------------------------

#define READING                                                                \
  {"read", bufferedReadMethod, "(size=-1, /)",                                 \
   "Read and return up to n bytes."},                                          \
      {"peek", bufferedPeekMethod, "(size=0, /)"},                             \
      {"read1", bufferedRead1Method, "(size=-1, /)"},                          \
      {"readinto", bufferedReadIntoMethod, "(buffer, /)"},                     \
      {"readinto1", bufferedReadInto1Method, "(buffer, /)"},                   \
      {"readline", bufferedReadLineMethod, "(size=-1, /)"}
#define COMMON                                                                 \
  {"detach", detach_, "()"}, {"close", close_, "()"},                          \
      {"seekable", forward<Question::Seekable>, "()"},                         \
      {"fileno", forward<Question::FileNumber>, "()"},                         \
      {"isatty", forward<Question::Terminal>, "()"},                           \
      {"_dealloc_warn", warnUnclosed, "(source, /)"},                          \
      {"seek", bufferedSeek_py, "(target, whence=0, /)"},                      \
      {"tell", bufferedTell_py, "()"},                                         \
      {"truncate", bufferedTruncate_py, "(pos=None, /)"},                      \
      {"__sizeof__", sizeOf, "()"}
#define READABLE {"readable", forward<Question::Readable>, "()"}
#define WRITING                                                                \
  {"write", bufferedWriteMethod, "(buffer, /)",                                \
   "Write the given buffer to the IO stream."},                                \
      {"flush", bufferedFlushMethod, "()"},                                    \
      {"writable", forward<Question::Writable>, "()"}
constexpr MethodDef readerMethods[] = {
    COMMON, READABLE, READING, {"flush", forward<Question::Flush>, "()"}, {}};
constexpr MethodDef writerMethods[] = {COMMON, WRITING, {}};
constexpr MethodDef randomMethods[] = {COMMON, READABLE, READING, WRITING, {}};
#undef READING
#undef COMMON
#undef READABLE
#undef WRITING
constexpr MemberDef members[] = {
    {"raw", MemberKind::ValueOrNone, offsetof(BufferedObject, raw)},
    {"_finalizing", MemberKind::Bool, offsetof(BufferedObject, finalising),
     false},
    {}};
constexpr GetSetDef getSets[] = {{"closed", forwardGet<Told::Closed>},
                                 {"name", forwardGet<Told::Name>},
                                 {"mode", forwardGet<Told::Mode>},
                                 {}};
constexpr TypeSpec readerSpec = {
    "_io.BufferedReader",
    "Create a new buffered reader using the given readable raw IO object.",
    readerMethods, getSets, members};
constexpr TypeSpec writerSpec = {
    "_io.BufferedWriter",
    "A buffer for a writeable sequential RawIO object.\n\nThe constructor "
    "creates a BufferedWriter for the given writeable raw\nstream. If the "
    "buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.",
    writerMethods, getSets, members};
constexpr TypeSpec randomSpec = {
    "_io.BufferedRandom",
    "A buffered interface to random access streams.\n\nThe constructor creates "
    "a reader and writer for a seekable stream,\nraw, given in the first "
    "argument. If the buffer_size is omitted it\ndefaults to "
    "DEFAULT_BUFFER_SIZE.",
    randomMethods, getSets, members};

} // namespace

#define BUFFERED(name, description, kind, step)                                \
  constinit TypeObject name = {.header = typeHeader(),                         \
                               .spec = &description,                           \
                               .base = &bufferedType,                          \
                               .flags = kStreamFlags,                          \
                               .basicSize = sizeof(BufferedObject),            \
                               .slotsOffset =                                  \
                                   sizeof(BufferedObject) + sizeof(Word),      \
                               .slots = {.deallocate = deallocate,             \
                                         .visit = BufferedFields::visit,       \
                                         .clear = BufferedFields::clear,       \
                                         .repr = reprWithName_py,              \
                                         .next = step,                         \
                                         .init = init<kind>,                   \
                                         .new_ = new_}};
BUFFERED(readerType, readerSpec, Kind::Reader, bufferedNext)
BUFFERED(writerType, writerSpec, Kind::Writer, nullptr)
BUFFERED(randomType, randomSpec, Kind::Random, bufferedNext)
#undef BUFFERED

} // namespace dxpy::io
