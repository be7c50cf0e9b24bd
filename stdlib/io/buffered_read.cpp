// Reading from buffered streams.
#include "stdlib/io/buffer.h"

namespace dxpy::io {

static Owned takeAhead(ThreadState &ts, BufferedObject *stream, int64_t size) {
  Owned piece = makeBytes(ts, {stream->buffer + stream->pos, size_t(size)});
  if (piece)
    stream->pos += size;
  return piece;
}
static void moveAhead(BufferedObject *stream, StrBuilder &out, int64_t size) {
  out.append({stream->buffer + stream->pos, size_t(size)});
  stream->pos += size;
}

/// raw.readall() or raw.read() until the end, after what is read ahead.
static Owned readRest_py(ThreadState &ts, Value self, StrBuilder &all) {
  BufferedObject *stream = bufferedOf(self);
  Owned raw = copyOf(Value(stream->raw));
  Owned readAll = optionalAttribute_py(ts, raw, "readall");
  if (pendingException(ts))
    return {};
  if (readAll) {
    Owned rest = call_py(ts, readAll);
    if (!rest)
      return {};
    if (!rest.value().isNone() && !isBytes(rest))
      return raise(ts, types::TypeError, "readall() should return bytes");
    if (!all.size())
      return rest;
    if (isBytes(rest))
      all.append(bytesText(rest));
    return makeBytes(ts, all.view());
  }
  for (;;) {
    Owned piece = callMethod_py(ts, raw, &names::read);
    if (!piece)
      return {};
    if (!piece.value().isNone() && !isBytes(piece))
      return raise(ts, types::TypeError, "read() should return bytes");
    if (piece.value().isNone() || bytesText(piece).empty())
      return all.size() ? makeBytes(ts, all.view()) : std::move(piece);
    all.append(bytesText(piece));
    if (stream->absolute != -1)
      stream->absolute += int64_t(bytesText(piece).size());
  }
}

static Owned readAll_py(ThreadState &ts, Value self) {
  BufferedObject *stream = bufferedOf(self);
  StrBuilder all(ts);
  if (stream->ahead() > 0)
    moveAhead(stream, all, stream->ahead());
  if (stream->writable && !flushAndRewind_py(ts, self))
    return {};
  stream->forgetRead();
  return readRest_py(ts, self, all);
}

/// \p size bytes, more than are read ahead.
static Owned readMany_py(ThreadState &ts, Value self, int64_t size) {
  BufferedObject *stream = bufferedOf(self);
  BytesObject *out = allocateBytes(ts, size_t(size));
  if (!out)
    return {};
  Owned result = Owned::steal(out);
  int64_t done = stream->ahead();
  auto finish = [&](int64_t last) -> Owned {
    if (last == -1)
      return {};
    if (last == -2 && done == 0)
      return ownedNone();
    return done == size ? std::move(result)
                        : makeBytes(ts, {out->bytes, size_t(done)});
  };
  if (done > 0) {
    memcpy(out->bytes, stream->buffer + stream->pos, size_t(done));
    stream->pos += done;
  }
  if (stream->writable && !flushAndRewind_py(ts, self))
    return {};
  stream->forgetRead();
  // Whole blocks go straight to the result, the last one through the buffer.
  while (int64_t whole = (size - done) / stream->size * stream->size) {
    int64_t got = rawRead_py(ts, self, out->bytes + done, whole);
    if (got <= 0)
      return finish(got);
    done += got;
  }
  stream->pos = stream->rawPos = stream->readEnd = 0;
  while (done < size && stream->readEnd < stream->size) {
    int64_t got = fill_py(ts, self);
    if (got <= 0)
      return finish(got);
    int64_t take = got < size - done ? got : size - done;
    memcpy(out->bytes + done, stream->buffer + stream->pos, size_t(take));
    stream->pos += take;
    done += take;
  }
  return finish(0);
}

Owned bufferedReadMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!sizeOrAll_py(ts, args[0], size) || !bufferedReady(ts, self))
    return {};
  if (size < -1)
    return raise(ts, types::ValueError,
                 "read length must be non-negative or -1");
  if (!bufferedOpen_py(ts, self, "read of"))
    return {};
  BufferedObject *stream = bufferedOf(self);
  if (size >= 0 && size <= stream->ahead())
    return takeAhead(ts, stream, size);
  Entered entered(ts, self, stream->use);
  return !entered     ? Owned()
         : size == -1 ? readAll_py(ts, self)
                      : readMany_py(ts, self, size);
}

Owned bufferedRead1_py(ThreadState &ts, Value self, int64_t size) {
  if (!bufferedReady(ts, self))
    return {};
  BufferedObject *stream = bufferedOf(self);
  if (size < 0)
    size = stream->size;
  if (!bufferedOpen_py(ts, self, "read of"))
    return {};
  if (size == 0)
    return makeBytes(ts, {});
  if (int64_t ahead = stream->ahead(); ahead > 0)
    return takeAhead(ts, stream, size < ahead ? size : ahead);
  Entered entered(ts, self, stream->use);
  if (int64_t ahead = stream->ahead(); entered && ahead > 0)
    return takeAhead(ts, stream, size < ahead ? size : ahead);
  BytesObject *out = entered ? allocateBytes(ts, size_t(size)) : nullptr;
  if (!out)
    return {};
  Owned result = Owned::steal(out);
  stream->forgetRead();
  int64_t got = rawRead_py(ts, self, out->bytes, size);
  if (got == -1)
    return {};
  return got == size ? std::move(result)
                     : makeBytes(ts, {out->bytes, size_t(got > 0 ? got : 0)});
}
Owned bufferedRead1Method(ThreadState &ts, Value self, const Value *args) {
  int64_t size = -1;
  if (args[0] && !sizeArgument_py(ts, args[0], size))
    return {};
  return bufferedRead1_py(ts, self, size);
}

Owned bufferedPeekMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t ignored;
  if ((args[0] && !sizeArgument_py(ts, args[0], ignored)) ||
      !bufferedOpen_py(ts, self, "peek of"))
    return {};
  BufferedObject *stream = bufferedOf(self);
  Entered entered(ts, self, stream->use);
  if (!entered || (stream->writable && !flushAndRewind_py(ts, self)))
    return {};
  if (int64_t ahead = stream->ahead(); ahead > 0)
    return makeBytes(ts, {stream->buffer + stream->pos, size_t(ahead)});
  stream->forgetRead();
  int64_t got = fill_py(ts, self);
  if (got == -1)
    return {};
  stream->pos = 0;
  return makeBytes(ts, {stream->buffer, size_t(got > 0 ? got : 0)});
}

static Owned readLine_py(ThreadState &ts, Value self, int64_t limit) {
  if (!bufferedOpen_py(ts, self, "readline of"))
    return {};
  BufferedObject *stream = bufferedOf(self);
  auto lineIn = [&](int64_t most, bool &complete) {
    std::string_view text(stream->buffer + stream->pos, size_t(most));
    if (limit >= 0)
      text = text.substr(0, size_t(limit));
    size_t end = text.find('\n');
    complete = end != text.npos || int64_t(text.size()) == limit;
    return int64_t(end == text.npos ? text.size() : end + 1);
  };
  bool complete = false;
  int64_t size = lineIn(stream->ahead(), complete);
  if (complete)
    return takeAhead(ts, stream, size);
  StrBuilder line(ts);
  Entered entered(ts, self, stream->use);
  if (!entered)
    return {};
  size = lineIn(stream->ahead(), complete); // others may have read meanwhile
  for (bool first = true; !complete; first = false) {
    if (size)
      moveAhead(stream, line, size);
    limit -= limit >= 0 ? size : 0;
    if (first && stream->writable && !flushAndRewind_py(ts, self))
      return {};
    stream->forgetRead();
    int64_t got = fill_py(ts, self);
    if (got == -1)
      return {};
    if (got <= 0)
      return makeBytes(ts, line.view());
    stream->pos = 0;
    size = lineIn(got, complete);
  }
  if (!line.size())
    return takeAhead(ts, stream, size);
  moveAhead(stream, line, size);
  return makeBytes(ts, line.view());
}
Owned bufferedReadLineMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t limit;
  return sizeOrAll_py(ts, args[0], limit) && bufferedReady(ts, self)
             ? readLine_py(ts, self, limit)
             : Owned();
}

Owned bufferedNext(ThreadState &ts, Value self) {
  if (!bufferedReady(ts, self))
    return {};
  Owned line;
  if (isPlainBuffered(self)) {
    line = readLine_py(ts, self, -1);
  } else {
    line = callNamed_py(ts, self, "readline");
    if (line && !isBytes(line))
      return raise(ts, types::OSError,
                   "readline() should have returned a bytes object, not '{}'",
                   {typeOf(line)});
  }
  return line && !bytesText(line).empty() ? std::move(line) : Owned();
}

/// The count as \p fill_py tells it, or what was read.
static int64_t readInto_py(ThreadState &ts, Value self, char *to, int64_t size,
                           bool once) {
  BufferedObject *stream = bufferedOf(self);
  int64_t done = 0;
  auto takeInto = [&](int64_t most) {
    int64_t take = most < size - done ? most : size - done;
    memcpy(to + done, stream->buffer + stream->pos, size_t(take));
    stream->pos += take;
    done += take;
  };
  if (stream->ahead() > 0)
    takeInto(stream->ahead());
  if (done == size)
    return done;
  Entered entered(ts, self, stream->use);
  if (!entered || (stream->writable && !flushAndRewind_py(ts, self)))
    return -1;
  stream->forgetRead();
  stream->pos = 0;
  while (done < size) {
    bool direct = size - done > stream->size;
    if (once && done && !direct)
      break;
    int64_t got = direct ? rawRead_py(ts, self, to + done, size - done)
                         : fill_py(ts, self);
    if (got == 0 || (got == -2 && done))
      break;
    if (got < 0)
      return got;
    if (direct)
      done += got;
    else
      takeInto(got);
    if (direct && once)
      break;
  }
  return done;
}
static Owned readIntoArgument_py(ThreadState &ts, Value self, const Value *args,
                                 bool once) {
  BufferView view;
  if (!writableArgument(ts, args[0], once ? "readinto1" : "readinto", view))
    return {};
  int64_t done = -1;
  if (bufferedOpen_py(ts, self, "readinto of"))
    done = readInto_py(ts, self, view.data, view.length, once);
  releaseBuffer(ts, view);
  return done == -1 ? Owned() : done == -2 ? ownedNone() : makeInt(ts, done);
}
Owned bufferedReadIntoMethod(ThreadState &ts, Value self, const Value *args) {
  return readIntoArgument_py(ts, self, args, false);
}
Owned bufferedReadInto1Method(ThreadState &ts, Value self, const Value *args) {
  return readIntoArgument_py(ts, self, args, true);
}

} // namespace dxpy::io
