// Buffered streams: the calls of the raw stream, the buffer itself, positions.
#include "runtime-support/memory/raw.h"
#include "stdlib/io/buffer.h"

namespace dxpy::io {

bool bufferedReady(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  if (stream->ready)
    return true;
  if (stream->detached)
    return raise(ts, types::ValueError, "raw stream has been detached");
  return raiseUninitialised(ts);
}

int bufferedClosed_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  if (FileObject *file = plainFile(stream))
    return file->fd < 0;
  return isClosed_py(ts, Value(stream->raw));
}

bool bufferedOpen_py(ThreadState &ts, Value self, const char *action) {
  if (!bufferedReady(ts, self))
    return false;
  BufferedObject *stream = bufferedOf(self);
  int closed = stream->buffer ? bufferedClosed_py(ts, self) : 1;
  if (closed < 0)
    return false;
  return !closed || stream->ahead() > 0 ||
         raise(ts, types::ValueError, "{} closed file", {action});
}

// The raw stream
// --------------------------------------------------------------------

static bool notePosition_py(ThreadState &ts, Value self, Owned answer) {
  int64_t at;
  if (!answer || !positionArgument_py(ts, answer, at))
    return false;
  if (at < 0)
    return raise(ts, types::OSError, "Raw stream returned invalid position {}",
                 {at});
  bufferedOf(self)->absolute = at;
  return true;
}

int64_t rawTell_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  Owned hold = copyOf(Value(stream->raw));
  return notePosition_py(ts, self, callNamed_py(ts, hold, "tell"))
             ? stream->absolute
             : -1;
}

int64_t rawSeek_py(ThreadState &ts, Value self, int64_t target, int whence) {
  BufferedObject *stream = bufferedOf(self);
  Owned hold = copyOf(Value(stream->raw)), to = makeInt(ts, target);
  Owned answer =
      callNamed_py(ts, hold, "seek", {to, Value(smallIntWord(whence))});
  return notePosition_py(ts, self, std::move(answer)) ? stream->absolute : -1;
}

/// What a raw stream's readinto or write says that it did.
static int64_t countOf_py(ThreadState &ts, Value answer, int64_t most,
                          const char *method) {
  if (answer.isNone())
    return -2;
  int64_t count = toIndexInt64_py(ts, answer, &types::ValueError);
  if (count == -1 && pendingException(ts) && method[0] == 'w') {
    clearException(ts); // CPython shows the -1
  } else if (count == -1 && pendingException(ts)) {
    Owned cause = takeException(ts);
    raise(ts, types::OSError, "raw {}() failed", {method});
    setCause(ts, cause);
    return -1;
  }
  if (count < 0 || count > most)
    return raise(ts, types::OSError,
                 "raw {}() returned invalid length {} (should have been "
                 "between 0 and {})",
                 {method, count, most});
  return count;
}

static int64_t callReadInto_py(ThreadState &ts, Value raw, char *to,
                               int64_t size) {
  Owned array = makeByteArray(ts, {}), hold = copyOf(raw);
  if (!array || !resizeByteArray(ts, array, size_t(size)))
    return -1;
  memset(array.as<ByteArrayObject>()->data, 0, size_t(size));
  Owned view = makeMemoryView(ts, array);
  Owned answer =
      view ? callNamed_py(ts, raw, "readinto", {view.value()}) : Owned();
  if (!answer)
    return -1;
  int64_t count = countOf_py(ts, answer, size, "readinto");
  if (count > 0)
    memcpy(to, array.as<ByteArrayObject>()->data, size_t(count));
  return count;
}

int64_t rawRead_py(ThreadState &ts, Value self, char *to, int64_t size) {
  BufferedObject *stream = bufferedOf(self);
  FileObject *file = plainFile(stream);
  int64_t count = file && file->fd >= 0 && file->readable
                      ? readDescriptor(ts, file->fd, to, size_t(size))
                      : callReadInto_py(ts, Value(stream->raw), to, size);
  if (count > 0 && stream->absolute != -1)
    stream->absolute += count;
  return count;
}

static int64_t callWrite_py(ThreadState &ts, Value raw, const char *data,
                            int64_t size) {
  Owned bytes = makeBytes(ts, {data, size_t(size)}), hold = copyOf(raw);
  Owned view = bytes ? makeMemoryView(ts, bytes) : Owned();
  Owned answer =
      view ? callMethod_py(ts, raw, &names::write, {view.value()}) : Owned();
  return answer ? countOf_py(ts, answer, size, "write") : -1;
}

int64_t rawWrite_py(ThreadState &ts, Value self, const char *data,
                    int64_t size) {
  BufferedObject *stream = bufferedOf(self);
  FileObject *file = plainFile(stream);
  int64_t count = file && file->fd >= 0 && file->writable
                      ? writeDescriptor(ts, file->fd, data, size_t(size))
                      : callWrite_py(ts, Value(stream->raw), data, size);
  if (count > 0 && stream->absolute != -1)
    stream->absolute += count;
  return count;
}

// The buffer
// ------------------------------------------------------------------------

int64_t fill_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  int64_t from = stream->hasRead() ? stream->readEnd : 0;
  int64_t got =
      rawRead_py(ts, self, stream->buffer + from, stream->size - from);
  if (got > 0)
    stream->readEnd = stream->rawPos = from + got;
  return got;
}

static bool raiseBlocking_py(ThreadState &ts, const BufferedObject *stream,
                             int64_t written) {
  // A raw stream in Python leaves errno alone.
  Owned number = makeInt(ts, plainFile(stream) ? EAGAIN : 0),
        count = makeInt(ts, written);
  Owned text = makeStr(ts, "write could not complete without blocking");
  Owned error =
      call_py(ts, Value(&types::BlockingIOError), {number, text, count});
  return error && raiseObject(ts, error);
}

/// 1 written, 0 raised; -2: raised because it would block.
static int writeWaiting_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  if (stream->hasWritten() && stream->writePos != stream->writeEnd) {
    int64_t rewind = stream->rawOffset() + (stream->pos - stream->writePos);
    if (rewind) {
      if (rawSeek_py(ts, self, -rewind, 1) < 0)
        return 0;
      stream->rawPos -= rewind;
    }
    while (stream->writePos < stream->writeEnd) {
      int64_t done = rawWrite_py(ts, self, stream->buffer + stream->writePos,
                                 stream->writeEnd - stream->writePos);
      if (done == -2)
        raiseBlocking_py(ts, stream, 0);
      if (done < 0)
        return done == -2 ? -2 : 0;
      stream->rawPos = stream->writePos += done;
      // A signal may have cut it short, and the next write may wait for long.
      if (stream->writePos < stream->writeEnd && !runSignalHandlers_py(ts))
        return 0;
    }
  }
  stream->forgetWritten();
  return 1;
}
bool flushWaiting_py(ThreadState &ts, Value self) {
  return writeWaiting_py(ts, self) == 1;
}

bool flushAndRewind_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  if (!flushWaiting_py(ts, self))
    return false;
  if (!stream->readable)
    return true;
  // Rewinding a stream that was only read is how its position becomes true.
  bool good = rawSeek_py(ts, self, -stream->rawOffset(), 1) >= 0;
  stream->forgetRead();
  return good;
}

bool bufferedFlush_py(ThreadState &ts, Value self) {
  if (!bufferedOpen_py(ts, self, "flush of"))
    return false;
  Entered entered(ts, self, bufferedOf(self)->use);
  return entered && flushAndRewind_py(ts, self);
}

// Writing
// ---------------------------------------------------------------------------

static void copyIn(BufferedObject *stream, std::string_view data) {
  memcpy(stream->buffer + stream->pos, data.data(), data.size());
  if (!stream->hasWritten() || stream->writePos > stream->pos)
    stream->writePos = stream->pos;
  stream->moveTo(stream->pos + int64_t(data.size()));
  if (stream->writeEnd < stream->pos)
    stream->writeEnd = stream->pos;
}

/// The raw stream takes no more: what fits stays in the buffer.
static bool keepWhatFits_py(ThreadState &ts, BufferedObject *stream,
                            std::string_view data) {
  if (stream->readable)
    stream->forgetRead();
  int64_t waiting = stream->writeEnd - stream->writePos;
  memmove(stream->buffer, stream->buffer + stream->writePos, size_t(waiting));
  stream->rawPos -= stream->writePos;
  stream->pos -= stream->writePos;
  stream->writePos = 0;
  stream->writeEnd = waiting;
  auto room = size_t(stream->size - waiting);
  bool fits = data.size() <= room;
  if (fits)
    room = data.size();
  memcpy(stream->buffer + waiting, data.data(), room);
  stream->writeEnd += int64_t(room);
  stream->pos += int64_t(room);
  clearException(ts);
  return fits || raiseBlocking_py(ts, stream, int64_t(room));
}

static bool writeLarge_py(ThreadState &ts, Value self, std::string_view data) {
  BufferedObject *stream = bufferedOf(self);
  auto size = int64_t(data.size()), written = int64_t(0);
  if (int64_t offset = stream->rawOffset()) {
    // What was read ahead is passed over.
    if (rawSeek_py(ts, self, -offset, 1) < 0)
      return false;
    stream->rawPos -= offset;
  }
  while (size - written > stream->size) {
    int64_t done = rawWrite_py(ts, self, data.data() + written, size - written);
    if (done == -2) {
      memcpy(stream->buffer, data.data() + written, size_t(stream->size));
      stream->rawPos = 0;
      stream->moveTo(stream->size);
      stream->writePos = 0;
      stream->writeEnd = stream->size;
      return raiseBlocking_py(ts, stream, written + stream->size);
    }
    if (done < 0)
      return false;
    written += done;
    if (!runSignalHandlers_py(ts))
      return false;
  }
  if (stream->readable)
    stream->forgetRead();
  memcpy(stream->buffer, data.data() + written, size_t(size - written));
  stream->writePos = 0;
  stream->writeEnd = size - written;
  stream->moveTo(size - written);
  stream->rawPos = 0;
  return true;
}

bool bufferedWrite_py(ThreadState &ts, Value self, std::string_view data) {
  if (!bufferedReady(ts, self))
    return false;
  BufferedObject *stream = bufferedOf(self);
  Entered entered(ts, self, stream->use);
  if (!entered)
    return false;
  int closed = stream->buffer ? bufferedClosed_py(ts, self) : 1;
  if (closed)
    return closed > 0 && raise(ts, types::ValueError, "write to closed file");
  if (!stream->hasRead() && !stream->hasWritten())
    stream->pos = stream->rawPos = 0;
  if (data.size() <= size_t(stream->size - stream->pos)) {
    copyIn(stream, data);
    return true;
  }
  int flushed = writeWaiting_py(ts, self);
  if (flushed == -2)
    return keepWhatFits_py(ts, stream, data);
  return flushed == 1 && writeLarge_py(ts, self, data);
}

Owned bufferedWriteMethod(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!bufferedReady(ts, self) || !getBuffer(ts, args[0], view))
    return {};
  int64_t size = view.length;
  bool good = bufferedWrite_py(ts, self, {view.data, size_t(size)});
  releaseBuffer(ts, view);
  return good ? makeInt(ts, size) : Owned();
}
Owned bufferedFlushMethod(ThreadState &ts, Value self, const Value *) {
  return bufferedFlush_py(ts, self) ? ownedNone() : Owned();
}

// Positions
// -------------------------------------------------------------------------

Owned bufferedTell_py(ThreadState &ts, Value self, const Value *) {
  if (!bufferedReady(ts, self))
    return {};
  int64_t at = rawTell_py(ts, self);
  return at < 0 ? Owned() : makeInt(ts, at - bufferedOf(self)->rawOffset());
}

Owned bufferedSeek_py(ThreadState &ts, Value self, const Value *args) {
  int64_t whence = 0, target;
  if (args[1] && !sizeArgument_py(ts, args[1], whence))
    return {};
  if (!bufferedReady(ts, self))
    return {};
  if (whence < 0 || whence > 4)
    return raise(ts, types::ValueError, "whence value {} unsupported",
                 {whence});
  BufferedObject *stream = bufferedOf(self);
  if (!bufferedOpen_py(ts, self, "seek of") ||
      !checkAbility_py(ts, Value(stream->raw), Ability::Seekable) ||
      !positionArgument_py(ts, args[0], target))
    return {};
  if (whence < 2 && stream->readable) {
    int64_t current = stream->absolute, ahead = stream->ahead();
    if (current < 0 && (current = rawTell_py(ts, self)) < 0)
      return {};
    int64_t offset =
        whence == 0 ? target - (current - stream->rawOffset()) : target;
    if (ahead > 0 && offset >= -stream->pos && offset <= ahead) {
      stream->pos += offset;
      return makeInt(ts, current - ahead + offset);
    }
  }
  Entered entered(ts, self, stream->use);
  if (!entered || (stream->writable && !flushWaiting_py(ts, self)))
    return {};
  if (whence == 1)
    target -= stream->rawOffset();
  int64_t at = rawSeek_py(ts, self, target, int(whence));
  if (at < 0)
    return {};
  stream->rawPos = -1;
  if (stream->readable)
    stream->forgetRead();
  return makeInt(ts, at);
}

Owned bufferedTruncate_py(ThreadState &ts, Value self, const Value *args) {
  if (!bufferedOpen_py(ts, self, "truncate of"))
    return {};
  BufferedObject *stream = bufferedOf(self);
  if (!stream->writable)
    return raiseUnsupported(ts, "truncate");
  Entered entered(ts, self, stream->use);
  if (!entered || !flushAndRewind_py(ts, self))
    return {};
  Owned done = callNamed_py(ts, Value(stream->raw), "truncate",
                            {args[0] ? args[0] : Value(kNone)});
  if (done && rawTell_py(ts, self) < 0)
    clearException(ts);
  return done;
}

} // namespace dxpy::io
