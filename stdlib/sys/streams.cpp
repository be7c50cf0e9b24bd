// Text streams over file descriptors. UTF-8, universal newlines off.
#include "stdlib/sys/streams.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace dxpy {

namespace {

inline constexpr size_t kBufferSize = 8192;

struct StreamObject {
  ObjectHeader header;
  Word name; ///< "<stdout>"
  char *buffer;
  size_t used;  ///< writer: bytes waiting; reader: bytes in the buffer
  size_t start; ///< reader: first byte not given out
  int fd;
  bool lineBuffered, escapes, closed, atEnd;
};

extern TypeObject writerType, readerType, bytesType;

StreamObject *self_(Value v) { return v.as<StreamObject>(); }

bool checkOpen(ThreadState &ts, Value self) {
  return !self_(self)->closed ||
         raise(ts, types::ValueError, "I/O operation on closed file.");
}

/// Writes all of \p data; signals are handled in between.
bool writeAll(ThreadState &ts, int fd, const char *data, size_t size) {
  while (size) {
    ssize_t done = write(fd, data, size);
    if (done < 0) {
      if (errno == EINTR) {
        if (pollHook && !pollHook(ts))
          return false;
        continue;
      }
      return raiseOSError(ts, errno);
    }
    data += done;
    size -= size_t(done);
  }
  return true;
}

bool flushStream(ThreadState &ts, StreamObject *stream) {
  size_t size = std::exchange(stream->used, 0);
  return writeAll(ts, stream->fd, stream->buffer, size);
}

bool put(ThreadState &ts, StreamObject *stream, std::string_view data) {
  if (data.size() > kBufferSize - stream->used) {
    if (!flushStream(ts, stream))
      return false;
    if (data.size() >= kBufferSize)
      return writeAll(ts, stream->fd, data.data(), data.size());
  }
  memcpy(stream->buffer + stream->used, data.data(), data.size());
  stream->used += data.size();
  return !stream->lineBuffered || data.find('\n') == std::string_view::npos ||
         flushStream(ts, stream);
}

/// Position of the first lone surrogate, or the end.
size_t findSurrogate(std::string_view text) {
  for (size_t i = 0; (i = text.find('\xED', i)) != std::string_view::npos; ++i)
    if (i + 1 < text.size() && uint8_t(text[i + 1]) >= 0xA0)
      return i;
  return std::string_view::npos;
}

bool putEscaped(ThreadState &ts, StreamObject *stream, std::string_view text) {
  for (size_t at; (at = findSurrogate(text)) != std::string_view::npos;) {
    unsigned code = 0xD000 | (unsigned(text[at + 1]) & 0x3F) << 6 |
                    (unsigned(text[at + 2]) & 0x3F);
    char escape[] = "\\u0000";
    for (int i = 5; i > 1; --i, code >>= 4)
      escape[i] = "0123456789abcdef"[code & 15];
    if (!put(ts, stream, text.substr(0, at)) || !put(ts, stream, escape))
      return false;
    text.remove_prefix(at + 3);
  }
  return put(ts, stream, text);
}

bool raiseSurrogate(ThreadState &ts, Value text, size_t at) {
  uint64_t position = 0;
  std::string_view before = strText(text).substr(0, at);
  for (char c : before)
    position += (c & 0xC0) != 0x80;
  Owned encoding = makeStr(ts, "utf-8");
  Owned reason = makeStr(ts, "surrogates not allowed");
  Owned start = makeUnsigned(ts, position),
        end = makeUnsigned(ts, position + 1);
  Owned error = call_py(ts, Value(&types::UnicodeEncodeError),
                        {encoding, text, start, end, reason});
  return error ? bool(raiseObject(ts, error)) : false;
}

} // namespace

bool isTextWriter(Value object) { return typeOf(object) == &writerType; }

bool writeText(ThreadState &ts, Value file, Value text) {
  if (!checkOpen(ts, file))
    return false;
  StreamObject *stream = self_(file);
  std::string_view data = strText(text);
  size_t surrogate =
      isAscii(text) ? std::string_view::npos : findSurrogate(data);
  if (surrogate == std::string_view::npos)
    return put(ts, stream, data);
  return stream->escapes ? putEscaped(ts, stream, data)
                         : raiseSurrogate(ts, text, surrogate);
}

bool flushText(ThreadState &ts, Value file) {
  return checkOpen(ts, file) && flushStream(ts, self_(file));
}

// Methods
// -----------------------------------------------------------------------

static Owned write_(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "write() argument must be str, not {}",
                 {typeOf(args[0])});
  return writeText(ts, self, args[0]) ? makeUnsigned(ts, strLength(args[0]))
                                      : Owned();
}
static Owned writeLines(ThreadState &ts, Value self, const Value *args) {
  bool good = forEach_py(
      ts, args[0], [&](Value line) { return bool(write_(ts, self, &line)); });
  return good ? ownedNone() : Owned();
}
static Owned flush(ThreadState &ts, Value self, const Value *) {
  return flushText(ts, self) ? ownedNone() : Owned();
}
static Owned fileno_(ThreadState &, Value self, const Value *) {
  return Owned::steal(smallIntWord(self_(self)->fd));
}
static Owned isatty_(ThreadState &, Value self, const Value *) {
  int saved = errno;
  bool terminal = isatty(self_(self)->fd);
  errno = saved;
  return ownedBool(terminal);
}
static Owned yes(ThreadState &, Value, const Value *) {
  return ownedBool(true);
}
static Owned no(ThreadState &, Value, const Value *) {
  return ownedBool(false);
}
static Owned close_(ThreadState &ts, Value self, const Value *) {
  StreamObject *stream = self_(self);
  if (stream->closed)
    return ownedNone();
  bool good = typeOf(self) != &writerType || flushStream(ts, stream);
  stream->closed = true;
  return good ? ownedNone() : Owned();
}

static Owned writeBytes(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Value text(self_(self)->name); // the text stream that owns the buffer
  int64_t size = view.length;
  bool good = checkOpen(ts, text) &&
              put(ts, self_(text), {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return good ? makeInt(ts, size) : Owned();
}
static Owned flushBytes(ThreadState &ts, Value self, const Value *) {
  return flushText(ts, Value(self_(self)->name)) ? ownedNone() : Owned();
}

/// More input. False: raised; at the end atEnd is set.
static bool fill(ThreadState &ts, StreamObject *stream) {
  stream->start = stream->used = 0;
  for (;;) {
    ssize_t got = read(stream->fd, stream->buffer, kBufferSize);
    if (got >= 0) {
      stream->used = size_t(got);
      stream->atEnd = got == 0;
      return true;
    }
    if (errno != EINTR)
      return raiseOSError(ts, errno);
    if (pollHook && !pollHook(ts))
      return false;
  }
}

/// Reads up to a newline, or everything; limit in bytes.
static Owned readUntil(ThreadState &ts, Value self, bool line) {
  if (!checkOpen(ts, self))
    return {};
  StreamObject *stream = self_(self);
  StrBuilder text(ts);
  stream->atEnd = false;
  for (;;) {
    if (stream->start == stream->used) {
      if (!fill(ts, stream))
        return {};
      if (stream->atEnd)
        break;
    }
    std::string_view waiting(stream->buffer + stream->start,
                             stream->used - stream->start);
    size_t end = line ? waiting.find('\n') : std::string_view::npos;
    bool complete = end != std::string_view::npos;
    text.append(complete ? waiting.substr(0, end + 1) : waiting);
    stream->start += complete ? end + 1 : waiting.size();
    if (complete)
      break;
  }
  return text.finish();
}
static Owned readLine(ThreadState &ts, Value self, const Value *) {
  return readUntil(ts, self, true);
}
static Owned readAll(ThreadState &ts, Value self, const Value *) {
  return readUntil(ts, self, false);
}
static Owned next(ThreadState &ts, Value self) {
  Owned line = readUntil(ts, self, true);
  return line && strLength(line) ? std::move(line) : Owned();
}
static Owned iterSelf(ThreadState &, Value self) { return copyOf(self); }
static Owned readLines(ThreadState &ts, Value self, const Value *) {
  return listFromIterable_py(ts, self);
}

// Attributes
// ----------------------------------------------------------------------

static Owned getName(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->name));
}
static Owned getEncoding(ThreadState &ts, Value) {
  return makeStr(ts, "utf-8");
}
static Owned getErrors(ThreadState &ts, Value self) {
  return makeStr(ts, self_(self)->escapes ? "backslashreplace" : "strict");
}
static Owned getClosed(ThreadState &, Value self) {
  return ownedBool(self_(self)->closed);
}
static Owned getMode(ThreadState &ts, Value self) {
  return makeStr(ts, typeOf(self) == &readerType ? "r" : "w");
}
static Owned getLineBuffering(ThreadState &, Value self) {
  int saved = errno;
  bool terminal = isatty(self_(self)->fd);
  errno = saved;
  return ownedBool(self_(self)->lineBuffered && terminal);
}
static Owned getNewlines(ThreadState &, Value) { return ownedNone(); }

static StreamObject *makeStream(ThreadState &ts, TypeObject *type) {
  Owned object = allocateInstance(ts, type);
  if (!object)
    return nullptr;
  auto *stream = object.as<StreamObject>();
  memset(reinterpret_cast<char *>(stream) + sizeof(ObjectHeader), 0,
         sizeof(StreamObject) - sizeof(ObjectHeader));
  stream->name = kNone;
  (void)object.take();
  return stream;
}

static Owned getBufferAttribute(ThreadState &ts, Value self) {
  StreamObject *bytes = makeStream(ts, &bytesType);
  if (!bytes)
    return {};
  bytes->name = copyOf(self).take();
  return Owned::steal(bytes);
}

static Owned repr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<_io.TextIOWrapper name=");
  if (!text.appendRepr_py(Value(self_(self)->name)))
    return {};
  text.append(typeOf(self) == &readerType ? " mode='r' encoding='utf-8'>"
                                          : " mode='w' encoding='utf-8'>");
  return text.finish();
}

static void deallocate(ThreadState &ts, ObjectHeader *object) {
  auto *stream = reinterpret_cast<StreamObject *>(object);
  rawFree(stream->buffer);
  clearField(ts, object, &stream->name);
  freeObject(ts, object, sizeof(StreamObject));
}

static constexpr GetSetDef getSets[] = {
    {"name", getName},
    {"encoding", getEncoding},
    {"errors", getErrors},
    {"closed", getClosed},
    {"mode", getMode},
    {"line_buffering", getLineBuffering},
    {"newlines", getNewlines},
    {"buffer", getBufferAttribute},
    {},
};
static constexpr MethodDef writerMethods[] = {
    {"write", write_, "(text, /)"}, {"writelines", writeLines, "(lines, /)"},
    {"flush", flush, "()"},         {"fileno", fileno_, "()"},
    {"isatty", isatty_, "()"},      {"writable", yes, "()"},
    {"readable", no, "()"},         {"seekable", no, "()"},
    {"close", close_, "()"},        {},
};
static constexpr MethodDef readerMethods[] = {
    {"read", readAll, "(size=-1, /)"}, {"readline", readLine, "(size=-1, /)"},
    {"readlines", readLines, "()"},    {"fileno", fileno_, "()"},
    {"isatty", isatty_, "()"},         {"writable", no, "()"},
    {"readable", yes, "()"},           {"seekable", no, "()"},
    {"close", close_, "()"},           {},
};
static constexpr MethodDef bytesMethods[] = {
    {"write", writeBytes, "(data, /)"},
    {"flush", flushBytes, "()"},
    {},
};
static constexpr TypeSpec writerSpec = {"_io.TextIOWrapper", nullptr,
                                        writerMethods, getSets};
static constexpr TypeSpec readerSpec = {"_io.TextIOWrapper", nullptr,
                                        readerMethods, getSets};
static constexpr TypeSpec bytesSpec = {"_io.BufferedWriter", nullptr,
                                       bytesMethods};

namespace {
constinit TypeObject writerType = {
    .header = typeHeader(),
    .spec = &writerSpec,
    .base = &types::Object,
    .flags = kTypeDisallowNew,
    .basicSize = sizeof(StreamObject),
    .slots = {.deallocate = deallocate, .repr = repr},
};
constinit TypeObject readerType = {
    .header = typeHeader(),
    .spec = &readerSpec,
    .base = &types::Object,
    .flags = kTypeDisallowNew,
    .basicSize = sizeof(StreamObject),
    .slots = {.deallocate = deallocate,
              .repr = repr,
              .iter = iterSelf,
              .next = next},
};
constinit TypeObject bytesType = {
    .header = typeHeader(),
    .spec = &bytesSpec,
    .base = &types::Object,
    .flags = kTypeDisallowNew,
    .basicSize = sizeof(StreamObject),
    .slots = {.deallocate = deallocate},
};
} // namespace

static bool addStream(ThreadState &ts, Value module, TypeObject *type, int fd,
                      const char *name, const char *dunder, const char *shown) {
  StreamObject *stream = makeStream(ts, type);
  if (!stream)
    return false;
  Owned hold = Owned::steal(stream);
  stream->buffer = static_cast<char *>(rawAllocate(kBufferSize));
  if (!stream->buffer)
    return raiseMemoryError(ts);
  stream->fd = fd;
  stream->escapes = fd == 2;
  int saved = errno;
  stream->lineBuffered = fd == 2 || (fd == 1 && isatty(1));
  errno = saved;
  Owned text = makeStr(ts, shown);
  if (!text)
    return false;
  stream->name = text.take();
  return addToModule(ts, module, name, copyOf(hold)) &&
         addToModule(ts, module, dunder, std::move(hold));
}

bool addStandardStreams(ThreadState &ts, Value module) {
  for (TypeObject *type : {&writerType, &readerType, &bytesType})
    if (!initNativeType(ts, type))
      return false;
  return addStream(ts, module, &readerType, 0, "stdin", "__stdin__",
                   "<stdin>") &&
         addStream(ts, module, &writerType, 1, "stdout", "__stdout__",
                   "<stdout>") &&
         addStream(ts, module, &writerType, 2, "stderr", "__stderr__",
                   "<stderr>");
}

} // namespace dxpy
