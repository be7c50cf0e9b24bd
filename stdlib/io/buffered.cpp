// BufferedReader, BufferedWriter, BufferedRandom: bytes between a program and a
// raw stream. A buffer holds what was read ahead or what waits to be written,
// never both.
#include "runtime-support/memory/raw.h"
#include "stdlib/io/file.h"
#include <cstring>

namespace dxpy::io {

namespace {

struct BufferedObject {
  ObjectHeader header;
  Word raw; ///< None: detached or never initialised
  char *buffer;
  int64_t size;
  int64_t start, end; ///< read ahead: [start, end)
  int64_t waiting;    ///< to be written: [0, waiting)
};
BufferedObject *self_(Value v) { return v.as<BufferedObject>(); }
Value rawOf(Value self) { return Value(self_(self)->raw); }
using BufferedFields = OwnedFields<BufferedObject, &BufferedObject::raw>;

/// The descriptor of a plain FileIO; -1: ask the raw stream.
int plainDescriptor(Value raw) {
  return typeOf(raw) == &fileType ? raw.as<FileObject>()->fd : -1;
}

bool attached(ThreadState &ts, Value self) {
  return !rawOf(self).isNone() ||
         raise(ts, types::ValueError, "raw stream has been detached");
}
bool usable_py(ThreadState &ts, Value self, const char *action) {
  if (!attached(ts, self))
    return false;
  if (plainDescriptor(rawOf(self)) >= 0)
    return true;
  int closed = isClosed_py(ts, rawOf(self));
  return closed == 0 || (closed > 0 && raise(ts, types::ValueError,
                                             "{} of closed file", {action}));
}

/// Bytes got from the raw stream; 0 at the end, -2 would block, -1 raised.
int64_t readRaw_py(ThreadState &ts, Value self, char *to, int64_t size) {
  Value raw = rawOf(self);
  if (int fd = plainDescriptor(raw); fd >= 0 && raw.as<FileObject>()->readable)
    return readDescriptor(ts, fd, to, size_t(size));
  Owned array = makeByteArray(ts, {}), hold = copyOf(raw);
  if (!array || !resizeByteArray(ts, array, size_t(size)))
    return -1;
  Owned got = callNamed_py(ts, raw, "readinto", {array});
  if (!got)
    return -1;
  if (got.value().isNone())
    return -2;
  int64_t count;
  if (!sizeArgument_py(ts, got, count))
    return -1;
  if (count < 0 || count > size)
    return raise(ts, types::OSError,
                 "raw readinto() returned invalid length {} (should have been "
                 "between 0 and {})",
                 {count, size});
  memcpy(to, array.as<ByteArrayObject>()->data, size_t(count));
  return count;
}
int64_t writeRaw_py(ThreadState &ts, Value self, const char *data,
                    int64_t size) {
  Value raw = rawOf(self);
  if (int fd = plainDescriptor(raw); fd >= 0 && raw.as<FileObject>()->writable)
    return writeDescriptor(ts, fd, data, size_t(size));
  Owned bytes = makeBytes(ts, {data, size_t(size)}), hold = copyOf(raw);
  Owned done = bytes ? callMethod_py(ts, raw, &names::write, {bytes}) : Owned();
  if (!done)
    return -1;
  if (done.value().isNone())
    return -2;
  int64_t count;
  if (!sizeArgument_py(ts, done, count))
    return -1;
  if (count < 0 || count > size)
    return raise(ts, types::OSError,
                 "raw write() returned invalid length {} (should have been "
                 "between 0 and {})",
                 {count, size});
  return count;
}

bool raiseBlocking_py(ThreadState &ts, int64_t written) {
  Owned number = makeInt(ts, EAGAIN), count = makeInt(ts, written);
  Owned text = makeStr(ts, "write could not complete without blocking");
  Owned error =
      call_py(ts, Value(&types::BlockingIOError), {number, text, count});
  return error && raiseObject(ts, error);
}

bool flushWaiting_py(ThreadState &ts, Value self) {
  BufferedObject *stream = self_(self);
  int64_t from = 0;
  while (from < stream->waiting) {
    int64_t done =
        writeRaw_py(ts, self, stream->buffer + from, stream->waiting - from);
    if (done < 0) {
      memmove(stream->buffer, stream->buffer + from,
              size_t(stream->waiting - from));
      stream->waiting -= from;
      return done == -2 && raiseBlocking_py(ts, 0);
    }
    from += done;
  }
  stream->waiting = 0;
  return true;
}
/// The raw position moves back over what was read ahead.
bool forgetReadAhead_py(ThreadState &ts, Value self) {
  BufferedObject *stream = self_(self);
  int64_t ahead = stream->end - stream->start;
  stream->start = stream->end = 0;
  if (!ahead)
    return true;
  Owned back = makeInt(ts, -ahead);
  return bool(
      callNamed_py(ts, rawOf(self), "seek", {back, Value(smallIntWord(1))}));
}

// Reading
// ---------------------------------------------------------------------------

/// 1, 0 at the end, -2 would block, -1 raised.
int fill_py(ThreadState &ts, Value self) {
  BufferedObject *stream = self_(self);
  if (stream->waiting && !flushWaiting_py(ts, self))
    return -1;
  stream->start = stream->end = 0;
  int64_t got = readRaw_py(ts, self, stream->buffer, stream->size);
  stream->end = got > 0 ? got : 0;
  return got > 0 ? 1 : int(got);
}
std::string_view aheadOf(Value self) {
  BufferedObject *stream = self_(self);
  return {stream->buffer + stream->start, size_t(stream->end - stream->start)};
}
Owned takeAhead(ThreadState &ts, Value self, size_t size) {
  std::string_view piece = aheadOf(self).substr(0, size);
  self_(self)->start += int64_t(piece.size());
  return makeBytes(ts, piece);
}

Owned read_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!sizeOrAll_py(ts, args[0], size))
    return {};
  if (size < -1)
    return raise(ts, types::ValueError,
                 "read length must be non-negative or -1");
  if (!usable_py(ts, self, "read"))
    return {};
  if (size >= 0 && int64_t(aheadOf(self).size()) >= size)
    return takeAhead(ts, self, size_t(size));
  if (self_(self)->waiting && !flushWaiting_py(ts, self))
    return {};
  StrBuilder all(ts);
  all.append(aheadOf(self));
  self_(self)->start = self_(self)->end = 0;
  if (size < 0 && plainDescriptor(rawOf(self)) < 0) {
    Owned rest = callNamed_py(ts, rawOf(self), "readall");
    if (!rest)
      return {};
    if (rest.value().isNone() && !all.size())
      return rest;
    if (isBytes(rest))
      all.append(bytesText(rest));
    return makeBytes(ts, all.view());
  }
  while (size < 0 || int64_t(all.size()) < size) {
    int64_t room = size < 0 ? (all.size() > 65536 ? int64_t(all.size()) : 65536)
                            : size - int64_t(all.size());
    if (size >= 0 && room < self_(self)->size) {
      int more = fill_py(ts, self);
      if (more == -1)
        return {};
      if (more == -2 && !all.size())
        return ownedNone();
      if (more <= 0)
        break;
      std::string_view piece = aheadOf(self).substr(0, size_t(room));
      all.append(piece);
      self_(self)->start += int64_t(piece.size());
      continue;
    }
    size_t before = all.size();
    char *to = all.extend(size_t(room));
    if (!to)
      return raiseMemoryError(ts);
    int64_t got = readRaw_py(ts, self, to, room);
    all.truncate(before + size_t(got > 0 ? got : 0));
    if (got == -1)
      return {};
    if (got == -2 && !all.size())
      return ownedNone();
    if (got <= 0)
      break;
  }
  return makeBytes(ts, all.view());
}
Owned read1_(ThreadState &ts, Value self, const Value *args) {
  int64_t size = -1;
  if (args[0] && !sizeArgument_py(ts, args[0], size))
    return {};
  if (!usable_py(ts, self, "read"))
    return {};
  if (size < 0)
    size = self_(self)->size;
  if (size && aheadOf(self).empty() && fill_py(ts, self) == -1)
    return {};
  return takeAhead(ts, self, size_t(size));
}
Owned peek_(ThreadState &ts, Value self, const Value *) {
  if (!usable_py(ts, self, "peek"))
    return {};
  if (aheadOf(self).empty() && fill_py(ts, self) == -1)
    return {};
  return makeBytes(ts, aheadOf(self));
}
Owned readLine_(ThreadState &ts, Value self, const Value *args) {
  int64_t limit;
  if (!sizeOrAll_py(ts, args[0], limit) || !usable_py(ts, self, "readline"))
    return {};
  StrBuilder line(ts);
  for (;;) {
    std::string_view ahead = aheadOf(self);
    if (limit >= 0)
      ahead = ahead.substr(0, size_t(limit) - line.size());
    size_t end = ahead.find('\n');
    bool done = end != ahead.npos;
    if (done)
      ahead = ahead.substr(0, end + 1);
    self_(self)->start += int64_t(ahead.size());
    if (done && !line.size())
      return makeBytes(ts, ahead);
    line.append(ahead);
    if (done || (limit >= 0 && int64_t(line.size()) >= limit))
      break;
    int more = fill_py(ts, self);
    if (more == -1)
      return {};
    if (more <= 0)
      break;
  }
  return makeBytes(ts, line.view());
}
Owned next(ThreadState &ts, Value self) {
  Value all;
  Owned line = typeOf(self)->flags & kTypeHeap
                   ? callNamed_py(ts, self, "readline")
                   : readLine_(ts, self, &all);
  return line && length_py(ts, line) > 0 ? std::move(line) : Owned();
}
template <bool once>
Owned readInto_(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!usable_py(ts, self, "readinto") ||
      !getBuffer(ts, args[0], view, kBufferWritable))
    return {};
  int64_t done = 0;
  while (done < view.length) {
    if (aheadOf(self).empty()) {
      if (once && done)
        break;
      int more = fill_py(ts, self);
      if (more == -1) {
        releaseBuffer(ts, view);
        return {};
      }
      if (more <= 0)
        break;
    }
    std::string_view piece =
        aheadOf(self).substr(0, size_t(view.length - done));
    memcpy(view.data + done, piece.data(), piece.size());
    self_(self)->start += int64_t(piece.size());
    done += int64_t(piece.size());
  }
  releaseBuffer(ts, view);
  return makeInt(ts, done);
}

// Writing
// ---------------------------------------------------------------------------

Owned write_(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!attached(ts, self) || !getBuffer(ts, args[0], view))
    return {};
  BufferedObject *stream = self_(self);
  int64_t size = view.length, from = 0;
  bool good =
      usable_py(ts, self, "write to") && forgetReadAhead_py(ts, self) &&
      (size <= stream->size - stream->waiting || flushWaiting_py(ts, self));
  while (good && size - from > stream->size) {
    int64_t done = writeRaw_py(ts, self, view.data + from, size - from);
    good = done >= 0 || (done == -2 && raiseBlocking_py(ts, from));
    from += done > 0 ? done : 0;
  }
  if (good) {
    memcpy(stream->buffer + stream->waiting, view.data + from,
           size_t(size - from));
    stream->waiting += size - from;
  }
  releaseBuffer(ts, view);
  return good ? makeInt(ts, size) : Owned();
}
Owned flush_(ThreadState &ts, Value self, const Value *) {
  if (!usable_py(ts, self, "flush") || !flushWaiting_py(ts, self))
    return {};
  return ownedNone();
}
Owned readerFlush(ThreadState &ts, Value self, const Value *) {
  return attached(ts, self) ? callNamed_py(ts, rawOf(self), "flush") : Owned();
}

// Positions
// -------------------------------------------------------------------------

bool rawTell_py(ThreadState &ts, Value self, int64_t &out) {
  Owned at = callNamed_py(ts, rawOf(self), "tell");
  return at && sizeArgument_py(ts, at, out);
}
Owned tell_(ThreadState &ts, Value self, const Value *) {
  int64_t at;
  if (!attached(ts, self) || !rawTell_py(ts, self, at))
    return {};
  BufferedObject *stream = self_(self);
  return makeInt(ts, at - (stream->end - stream->start) + stream->waiting);
}
Owned seek_(ThreadState &ts, Value self, const Value *args) {
  int64_t whence = 0, offset;
  if (args[1] && !sizeArgument_py(ts, args[1], whence))
    return {};
  if (whence < 0 || whence > 4)
    return raise(ts, types::ValueError, "whence value {} unsupported",
                 {whence});
  if (!usable_py(ts, self, "seek"))
    return {};
  int can = asks_py(ts, rawOf(self), "seekable");
  if (can <= 0)
    return can < 0
               ? Owned()
               : Owned(raiseUnsupported(ts, "File or stream is not seekable."));
  if (!sizeArgument_py(ts, args[0], offset) || !flushWaiting_py(ts, self))
    return {};
  if (whence == 1)
    offset -= self_(self)->end - self_(self)->start;
  self_(self)->start = self_(self)->end = 0;
  Owned target = makeInt(ts, offset);
  return callNamed_py(ts, rawOf(self), "seek",
                      {target, Value(smallIntWord(whence))});
}
Owned truncate_(ThreadState &ts, Value self, const Value *args) {
  if (!usable_py(ts, self, "truncate"))
    return {};
  if (typeOf(self) == &readerType)
    return raiseUnsupported(ts, "truncate");
  if (!flushWaiting_py(ts, self) || !forgetReadAhead_py(ts, self))
    return {};
  return callNamed_py(ts, rawOf(self), "truncate",
                      {args[0] ? args[0] : Value(kNone)});
}

// The rest
// --------------------------------------------------------------------------

Owned close_(ThreadState &ts, Value self, const Value *) {
  if (!attached(ts, self))
    return {};
  int closed = isClosed_py(ts, rawOf(self));
  if (closed)
    return closed < 0 ? Owned() : ownedNone();
  bool flushed = bool(callMethod_py(ts, self, &names::flush));
  Owned error = takeException(ts);
  Owned done = callNamed_py(ts, rawOf(self), "close");
  if (!flushed && error && !pendingException(ts))
    restoreException(ts, std::move(error));
  return flushed && done ? ownedNone() : Owned();
}
Owned detach_(ThreadState &ts, Value self, const Value *) {
  if (!attached(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  return Owned::steal(std::exchange(self_(self)->raw, kNone));
}
template <size_t which>
Owned forward(ThreadState &ts, Value self, const Value *) {
  static constexpr const char *methods[] = {"seekable", "readable", "writable",
                                            "fileno", "isatty"};
  return attached(ts, self) ? callNamed_py(ts, rawOf(self), methods[which])
                            : Owned();
}
template <size_t which> Owned forwardGet(ThreadState &ts, Value self) {
  static constexpr const char *attributes[] = {"closed", "name", "mode"};
  return attached(ts, self) ? attribute_py(ts, rawOf(self), attributes[which])
                            : Owned();
}
Owned getRaw(ThreadState &, Value self) { return copyOf(rawOf(self)); }

Owned repr(ThreadState &ts, Value self) {
  Owned key = internText(ts, "name");
  Owned name = getAttrOptional_py(ts, self, key);
  clearException(ts);
  StrBuilder text(ts);
  text.append("<");
  text.append(nativeQualifiedName(typeOf(self)));
  if (name) {
    text.append(" name=");
    if (!text.appendRepr_py(name))
      return {};
  }
  text.append(">");
  return text.finish();
}

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    memset(reinterpret_cast<char *>(result.as<BufferedObject>()) +
               sizeof(ObjectHeader),
           0, sizeof(BufferedObject) - sizeof(ObjectHeader));
  if (result)
    self_(result)->raw = kNone;
  return result;
}
template <int kind> // 1 reads, 2 writes, 3 both
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature = "(raw, buffer_size=8192)";
  Value bound[2];
  int64_t size = kDefaultBufferSize;
  if (!bindArguments(ts,
                     kind == 1   ? "BufferedReader"
                     : kind == 2 ? "BufferedWriter"
                                 : "BufferedRandom",
                     signature, args, bound) ||
      (bound[1] && !sizeArgument_py(ts, bound[1], size)))
    return false;
  static constexpr const char *needs[][2] = {
      {"seekable", "File or stream is not seekable."},
      {"readable", "File or stream is not readable."},
      {"writable", "File or stream is not writable."}};
  for (int i = kind == 3 ? 0 : kind; i <= (kind == 3 ? 2 : kind); ++i) {
    int can = asks_py(ts, bound[0], needs[i][0]);
    if (can <= 0)
      return can == 0 && raiseUnsupported(ts, needs[i][1]);
  }
  if (size <= 0)
    return raise(ts, types::ValueError,
                 "buffer size must be strictly positive");
  BufferedObject *stream = self_(self);
  rawFree(stream->buffer);
  stream->buffer = static_cast<char *>(rawAllocate(size_t(size)));
  if (!stream->buffer)
    return raiseMemoryError(ts);
  stream->size = size;
  stream->start = stream->end = stream->waiting = 0;
  storeField(ts, self.header(), &stream->raw, copyOf(bound[0]));
  return true;
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  rawFree(reinterpret_cast<BufferedObject *>(self)->buffer);
  BufferedFields::deallocate(ts, self);
}

#define READING                                                                \
  {"read", read_, "(size=-1, /)"}, {"read1", read1_, "(size=-1, /)"},          \
      {"peek", peek_, "(size=0, /)"}, {"readline", readLine_, "(size=-1, /)"}, \
      {"readinto", readInto_<false>, "(buffer, /)"},                           \
      {"readinto1", readInto_<true>, "(buffer, /)"}
#define COMMON                                                                 \
  {"seek", seek_, "(target, whence=0, /)"}, {"tell", tell_, "()"},             \
      {"truncate", truncate_, "(pos=None, /)"}, {"close", close_, "()"},       \
      {"detach", detach_, "()"}, {"seekable", forward<0>, "()"},               \
      {"readable", forward<1>, "()"}, {"writable", forward<2>, "()"},          \
      {"fileno", forward<3>, "()"}, {"isatty", forward<4>, "()"}
constexpr MethodDef readerMethods[] = {
    READING, COMMON, {"flush", readerFlush, "()"}, {}};
constexpr MethodDef writerMethods[] = {
    {"write", write_, "(buffer, /)"}, {"flush", flush_, "()"}, COMMON, {}};
constexpr MethodDef randomMethods[] = {READING,
                                       COMMON,
                                       {"write", write_, "(buffer, /)"},
                                       {"flush", flush_, "()"},
                                       {}};
#undef READING
#undef COMMON
constexpr GetSetDef getSets[] = {{"raw", getRaw},
                                 {"closed", forwardGet<0>},
                                 {"name", forwardGet<1>},
                                 {"mode", forwardGet<2>},
                                 {}};
constexpr TypeSpec readerSpec = {
    "_io.BufferedReader",
    "Create a new buffered reader using the given readable raw IO object.",
    readerMethods, getSets};
constexpr TypeSpec writerSpec = {
    "_io.BufferedWriter", "A buffer for a writeable sequential RawIO object.",
    writerMethods, getSets};
constexpr TypeSpec randomSpec = {
    "_io.BufferedRandom", "A buffered interface to random access streams.",
    randomMethods, getSets};

} // namespace

#define BUFFERED(name, description, kind)                                      \
  constinit TypeObject name = {                                                \
      .header = typeHeader(),                                                  \
      .spec = &description,                                                    \
      .base = &bufferedType,                                                   \
      .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,   \
      .basicSize = sizeof(BufferedObject),                                     \
      .slotsOffset = sizeof(BufferedObject) + sizeof(Word),                    \
      .slots = {.deallocate = deallocate,                                      \
                .visit = BufferedFields::visit,                                \
                .repr = repr,                                                  \
                .next = next,                                                  \
                .init = init<kind>,                                            \
                .new_ = new_}};
BUFFERED(readerType, readerSpec, 1)
BUFFERED(writerType, writerSpec, 2)
BUFFERED(randomType, randomSpec, 3)
#undef BUFFERED

} // namespace dxpy::io
