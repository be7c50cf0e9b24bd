// StringIO: text in memory as a stream. The text is UTF-8 as long as it is only
// appended to or ASCII; any other access at a position makes it an array of
// code points.
#include "runtime-support/memory/raw.h"
#include "stdlib/io/newlines.h"

namespace dxpy::io {

namespace {

struct StringIOObject {
  ObjectHeader header;
  char *text;     ///< UTF-8, or null
  uint32_t *wide; ///< code points, or null; one of the two
  int64_t size;   ///< characters
  int64_t used;   ///< bytes of `text`
  int64_t room;   ///< of `text` in bytes, of `wide` in characters
  int64_t position;
  NewlineDecoder newlines;
  NewlineMode newline;
  bool ready, closed;
  bool isAscii() const { return !wide && used == size; }
};
StringIOObject *streamOf(Value v) { return v.as<StringIOObject>(); }

bool open_(ThreadState &ts, Value self) {
  StringIOObject *stream = streamOf(self);
  if (!stream->ready)
    return raiseUninitialised(ts);
  return !stream->closed ||
         raise(ts, types::ValueError, "I/O operation on closed file");
}

// The text
// --------------------------------------------------------------------------

uint32_t nextCharacter(const char *&at) {
  auto byte = [&] { return uint32_t(uint8_t(*at++)); };
  uint32_t lead = byte();
  if (lead < 0x80)
    return lead;
  if (lead < 0xE0)
    return (lead & 0x1F) << 6 | (byte() & 0x3F);
  if (lead < 0xF0) {
    uint32_t high = (lead & 0x0F) << 12;
    uint32_t middle = (byte() & 0x3F) << 6;
    return high | middle | (byte() & 0x3F);
  }
  uint32_t high = (lead & 0x07) << 18;
  uint32_t second = (byte() & 0x3F) << 12, third = (byte() & 0x3F) << 6;
  return high | second | third | (byte() & 0x3F);
}

template <typename Unit>
bool reserve(ThreadState &ts, StringIOObject *stream, Unit *&block,
             int64_t count) {
  if (count <= stream->room)
    return true;
  int64_t room = stream->room + stream->room / 2;
  if (room < count)
    room = count;
  if (room < 64)
    room = 64;
  void *grown = rawReallocate(block, size_t(room) * sizeof(Unit));
  if (!grown)
    return raiseMemoryError(ts);
  block = static_cast<Unit *>(grown);
  stream->room = room;
  return true;
}

bool widen(ThreadState &ts, StringIOObject *stream) {
  if (stream->wide)
    return true;
  size_t room = size_t(stream->size < 64 ? 64 : stream->size);
  auto *wide = static_cast<uint32_t *>(rawAllocate(room * sizeof(uint32_t)));
  if (!wide)
    return raiseMemoryError(ts);
  const char *at = stream->text;
  for (int64_t i = 0; i < stream->size; ++i)
    wide[i] = nextCharacter(at);
  rawFree(std::exchange(stream->text, nullptr));
  stream->wide = wide;
  stream->room = int64_t(room);
  stream->used = 0;
  return true;
}

/// Characters [from, to) as a str.
Owned piece(ThreadState &ts, StringIOObject *stream, int64_t from, int64_t to) {
  if (!stream->wide)
    return makeStr(ts, {stream->text + from, size_t(to - from)},
                   uint64_t(to - from));
  StrBuilder out(ts);
  for (int64_t i = from; i < to; ++i)
    out.appendChar(stream->wide[i]);
  return out.finish();
}

bool append(ThreadState &ts, StringIOObject *stream, std::string_view data,
            int64_t characters) {
  if (!reserve(ts, stream, stream->text, stream->used + int64_t(data.size())))
    return false;
  if (!data.empty())
    memcpy(stream->text + stream->used, data.data(), data.size());
  stream->used += int64_t(data.size());
  stream->size += characters;
  stream->position = stream->size;
  return true;
}

/// Writes over what is there, zeros in a gap before.
bool overwrite(ThreadState &ts, StringIOObject *stream, std::string_view data,
               int64_t characters) {
  bool ascii = stream->isAscii() && characters == int64_t(data.size());
  if (!ascii && !widen(ts, stream))
    return false;
  int64_t end = stream->position + characters;
  if (!(ascii ? reserve(ts, stream, stream->text, end)
              : reserve(ts, stream, stream->wide, end)))
    return false;
  for (int64_t i = stream->size; i < stream->position; ++i)
    if (ascii)
      stream->text[i] = 0;
    else
      stream->wide[i] = 0;
  const char *at = data.data();
  if (ascii)
    memcpy(stream->text + stream->position, at, data.size());
  else
    for (int64_t i = stream->position; i < end; ++i)
      stream->wide[i] = nextCharacter(at);
  if (end > stream->size) {
    stream->size = end;
    stream->used = ascii ? end : 0;
  }
  stream->position = end;
  return true;
}

bool put(ThreadState &ts, StringIOObject *stream, Value text_) {
  Owned text = copyOf(text_);
  if (isUniversal(stream->newline))
    text = stream->newlines.decode(ts, std::move(text), true);
  if (!text)
    return false;
  std::string_view data = strText(text),
                   newline = writtenNewline(stream->newline);
  if (!newline.empty() && data.find('\n') != data.npos) {
    StrBuilder out(ts);
    for (size_t i = 0; i < data.size(); ++i)
      out.append(data[i] == '\n' ? newline : data.substr(i, 1));
    text = out.finish();
    if (!text)
      return false;
    data = strText(text);
  }
  auto characters = int64_t(strLength(text));
  if (!characters)
    return true;
  return stream->position == stream->size && !stream->wide
             ? append(ts, stream, data, characters)
             : overwrite(ts, stream, data, characters);
}

/// Before access at positions.
bool indexable(ThreadState &ts, StringIOObject *stream) {
  return stream->isAscii() || widen(ts, stream);
}

// Methods
// ------------------------------------------------------------------------

Owned write_(ThreadState &ts, Value self, const Value *args) {
  if (!streamOf(self)->ready)
    return raiseUninitialised(ts);
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "string argument expected, got '{}'",
                 {typeOf(args[0])});
  if (!open_(ts, self) || !put(ts, streamOf(self), args[0]))
    return {};
  return makeUnsigned(ts, strLength(args[0]));
}
Owned getValue(ThreadState &ts, Value self, const Value *) {
  if (!open_(ts, self))
    return {};
  StringIOObject *stream = streamOf(self);
  return stream->wide ? piece(ts, stream, 0, stream->size)
                      : makeStr(ts, {stream->text, size_t(stream->used)},
                                uint64_t(stream->size));
}
Owned read_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!sizeOrAll_py(ts, args[0], size) || !open_(ts, self))
    return {};
  StringIOObject *stream = streamOf(self);
  int64_t left = stream->size - stream->position;
  if (left < 0)
    left = 0;
  if (size < 0 || size > left)
    size = left;
  if (stream->position == 0 && size == stream->size && !stream->wide) {
    stream->position = size;
    return getValue(ts, self, nullptr);
  }
  if (!size)
    return emptyStr();
  if (!indexable(ts, stream))
    return {};
  Owned text = piece(ts, stream, stream->position, stream->position + size);
  stream->position += size;
  return text;
}

/// Where the line that starts at `position` ends, in code points.
int64_t wideLineEnd(StringIOObject *stream, int64_t end) {
  const uint32_t *text = stream->wide;
  for (int64_t i = stream->position; i < end; ++i) {
    bool pair = text[i] == '\r' && i + 1 < end && text[i + 1] == '\n';
    switch (stream->newline) {
    case NewlineMode::Translate:
    case NewlineMode::Lf:
      if (text[i] == '\n')
        return i + 1;
      break;
    case NewlineMode::Cr:
      if (text[i] == '\r')
        return i + 1;
      break;
    case NewlineMode::Universal:
      if (text[i] == '\n' || text[i] == '\r')
        return i + 1 + pair;
      break;
    case NewlineMode::CrLf:
      if (pair)
        return i + 2;
      break;
    }
  }
  return end;
}
Owned readLine_py(ThreadState &ts, Value self, int64_t limit) {
  StringIOObject *stream = streamOf(self);
  if (stream->position >= stream->size)
    return emptyStr();
  if (!indexable(ts, stream))
    return {};
  int64_t from = stream->position, end = stream->size;
  if (limit >= 0 && limit < end - from)
    end = from + limit;
  if (stream->wide) {
    end = wideLineEnd(stream, end);
  } else if (size_t found = lineEnd(
                 stream->newline, {stream->text + from, size_t(end - from)})) {
    end = from + int64_t(found);
  }
  stream->position = end;
  return piece(ts, stream, from, end);
}
Owned readline_(ThreadState &ts, Value self, const Value *args) {
  int64_t limit;
  return sizeOrAll_py(ts, args[0], limit) && open_(ts, self)
             ? readLine_py(ts, self, limit)
             : Owned();
}
Owned next(ThreadState &ts, Value self) {
  if (!open_(ts, self))
    return {};
  Owned line;
  if (typeOf(self) == &stringIOType) {
    line = readLine_py(ts, self, -1);
  } else {
    line = callNamed_py(ts, self, "readline");
    if (line && !isStr(line))
      return raise(ts, types::OSError,
                   "readline() should have returned a str object, not '{}'",
                   {typeOf(line)});
  }
  return line && strLength(line) ? std::move(line) : Owned();
}
Owned tell_(ThreadState &ts, Value self, const Value *) {
  return open_(ts, self) ? makeInt(ts, streamOf(self)->position) : Owned();
}
Owned seek_(ThreadState &ts, Value self, const Value *args) {
  int64_t offset, whence = 0;
  if (!sizeArgument_py(ts, args[0], offset) ||
      (args[1] && !sizeArgument_py(ts, args[1], whence)) || !open_(ts, self))
    return {};
  if (whence < 0 || whence > 2)
    return raise(ts, types::ValueError,
                 "Invalid whence ({}, should be 0, 1 or 2)", {whence});
  if (whence == 0 && offset < 0)
    return raise(ts, types::ValueError, "Negative seek position {}", {offset});
  if (whence && offset)
    return raise(ts, types::OSError, "Can't do nonzero cur-relative seeks");
  StringIOObject *stream = streamOf(self);
  if (whence == 2)
    stream->position = stream->size;
  else if (whence == 0)
    stream->position = offset;
  return makeInt(ts, stream->position);
}
Owned truncate_(ThreadState &ts, Value self, const Value *args) {
  if (!open_(ts, self))
    return {};
  StringIOObject *stream = streamOf(self);
  int64_t size = stream->position;
  if (args[0] && !args[0].isNone() && !sizeOrAll_py(ts, args[0], size))
    return {};
  if (size < 0)
    return raise(ts, types::ValueError, "Negative size value {}", {size});
  if (size < stream->size) {
    if (!indexable(ts, stream))
      return {};
    stream->used = stream->wide ? 0 : size;
    stream->size = size;
  }
  return makeInt(ts, size);
}
Owned close_(ThreadState &, Value self, const Value *) {
  StringIOObject *stream = streamOf(self);
  stream->closed = true;
  rawFree(std::exchange(stream->text, nullptr));
  rawFree(std::exchange(stream->wide, nullptr));
  stream->size = stream->used = stream->room = 0;
  return ownedNone();
}
Owned yes(ThreadState &ts, Value self, const Value *) {
  return open_(ts, self) ? ownedBool(true) : Owned();
}

// Making and pickling
// ------------------------------------------------------------------

void clearText(StringIOObject *stream) {
  rawFree(std::exchange(stream->text, nullptr));
  rawFree(std::exchange(stream->wide, nullptr));
  stream->size = stream->used = stream->room = stream->position = 0;
}
bool start(ThreadState &ts, Value self, Value text, Value newline) {
  StringIOObject *stream = streamOf(self);
  if (newline && !newline.isNone() && !isStr(newline))
    return raise(ts, types::TypeError, "newline must be str or None, not {}",
                 {typeOf(newline)});
  NewlineMode mode = NewlineMode::Lf;
  if (newline && !parseNewline(ts, newline, mode, true))
    return false;
  if (text && !text.isNone() && !isStr(text))
    return raise(ts, types::TypeError,
                 "initial_value must be str or None, not {}", {typeOf(text)});
  stream->ready = false;
  clearText(stream);
  stream->newline = mode;
  stream->newlines = {.translate = mode == NewlineMode::Translate};
  if (text && !text.isNone() && !put(ts, stream, text))
    return false;
  stream->position = 0;
  stream->closed = false;
  stream->ready = true;
  return true;
}
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature = "(initial_value='', newline='\\n')";
  Value bound[2];
  return bindArguments(ts, "StringIO", signature, args, bound) &&
         start(ts, self, bound[0], bound[1]);
}

Owned getState(ThreadState &ts, Value self, const Value *) {
  static constexpr const char *modes[] = {nullptr, "", "\n", "\r", "\r\n"};
  Owned text = getValue(ts, self, nullptr);
  if (!text)
    return {};
  const char *mode = modes[size_t(streamOf(self)->newline)];
  Owned newline = mode ? makeStr(ts, mode) : ownedNone();
  Owned position = makeInt(ts, streamOf(self)->position);
  Owned space = instanceDict(ts, self);
  Owned copy = !space              ? Owned()
               : dictLength(space) ? dictCopy(ts, space)
                                   : ownedNone();
  return newline && copy ? makeTuple(ts, {text, newline, position, copy})
                         : Owned();
}
Owned setState(ThreadState &ts, Value self, const Value *args) {
  if (streamOf(self)->closed)
    return raise(ts, types::ValueError, "I/O operation on closed file");
  if (!isTuple(args[0]) || tupleLength(args[0]) < 4)
    return raise(ts, types::TypeError,
                 "{}.__setstate__ argument should be 4-tuple, got {}",
                 {nativeQualifiedName(typeOf(self)), typeOf(args[0])});
  // The text has its newlines as they were written: they stay.
  if (!start(ts, self, {}, tupleItem(args[0], 1)))
    return {};
  NewlineMode mode = std::exchange(streamOf(self)->newline, NewlineMode::Lf);
  Value text = tupleItem(args[0], 0), position = tupleItem(args[0], 2),
        space = tupleItem(args[0], 3);
  if (!isStr(text))
    return raise(ts, types::TypeError,
                 "initial_value must be str or None, not {}", {typeOf(text)});
  bool good = put(ts, streamOf(self), text);
  streamOf(self)->newline = mode;
  int64_t at;
  if (!good)
    return {};
  if (!isInt(position))
    return raise(ts, types::TypeError,
                 "third item of state must be an integer, got {}",
                 {typeOf(position)});
  if (!sizeArgument_py(ts, position, at))
    return {};
  if (at < 0)
    return raise(ts, types::ValueError, "position value cannot be negative");
  streamOf(self)->position = at;
  if (space.isNone())
    return ownedNone();
  if (!isDict(space))
    return raise(ts, types::TypeError,
                 "fourth item of state should be a dict, got a {}",
                 {typeOf(space)});
  Owned own = instanceDict(ts, self);
  return own && dictUpdate_py(ts, own, space) ? ownedNone() : Owned();
}

Owned getClosed(ThreadState &ts, Value self) {
  return streamOf(self)->ready ? ownedBool(streamOf(self)->closed)
                               : Owned(raiseUninitialised(ts));
}
Owned getLineBuffering(ThreadState &ts, Value self) {
  return open_(ts, self) ? ownedBool(false) : Owned();
}
Owned getNewlines(ThreadState &ts, Value self) {
  if (!open_(ts, self))
    return {};
  return isUniversal(streamOf(self)->newline)
             ? streamOf(self)->newlines.newlines(ts)
             : ownedNone();
}

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  return allocateInstance(ts, type); // zeroed
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  auto *stream = reinterpret_cast<StringIOObject *>(self);
  rawFree(stream->text);
  rawFree(stream->wide);
  freeObject(ts, self, sizeof(StringIOObject));
}

constexpr MethodDef methods[] = {
    {"close", close_, "()",
     "Close the IO object.\n\nAttempting any further operation after the "
     "object is closed\nwill raise a ValueError.\n\nThis method has no effect "
     "if the file is already closed."},
    {"getvalue", getValue, "()", "Retrieve the entire contents of the object."},
    {"read", read_, "(size=-1, /)",
     "Read at most size characters, returned as a string.\n\nIf the argument "
     "is negative or omitted, read until EOF\nis reached. Return an empty "
     "string at EOF."},
    {"readline", readline_, "(size=-1, /)",
     "Read until newline or EOF.\n\nReturns an empty string if EOF is hit "
     "immediately."},
    {"tell", tell_, "()", "Tell the current file position."},
    {"truncate", truncate_, "(pos=None, /)",
     "Truncate size to pos.\n\nThe pos argument defaults to the current file "
     "position, as\nreturned by tell().  The current file position is "
     "unchanged.\nReturns the new absolute position."},
    {"seek", seek_, "(pos, whence=0, /)",
     "Change stream position.\n\nSeek to character offset pos relative to "
     "position indicated by whence:\n    0  Start of stream (the default).  "
     "pos should be >= 0;\n    1  Current position - pos must be 0;\n    2  "
     "End of stream - pos must be 0.\nReturns the new absolute position."},
    {"write", write_, "(s, /)",
     "Write string to file.\n\nReturns the number of characters written, which "
     "is always equal to\nthe length of the string."},
    {"seekable", yes, "()", "Returns True if the IO object can be seeked."},
    {"readable", yes, "()", "Returns True if the IO object can be read."},
    {"writable", yes, "()", "Returns True if the IO object can be written."},
    {"__getstate__", getState, "()"},
    {"__setstate__", setState, "(state, /)"},
    {}};
constexpr GetSetDef getSets[] = {{"closed", getClosed},
                                 {"newlines", getNewlines},
                                 {"line_buffering", getLineBuffering},
                                 {}};
constexpr TypeSpec spec = {
    "_io.StringIO",
    "Text I/O implementation using an in-memory buffer.\n\nThe initial_value "
    "argument sets the value of object.  The newline\nargument is like the one "
    "of TextIOWrapper's constructor.",
    methods, getSets};

} // namespace

constinit TypeObject stringIOType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &textType,
    .flags = kStreamFlags,
    .basicSize = sizeof(StringIOObject),
    .slotsOffset = sizeof(StringIOObject) + sizeof(Word),
    .slots = {
        .deallocate = deallocate, .next = next, .init = init, .new_ = new_}};

} // namespace dxpy::io
