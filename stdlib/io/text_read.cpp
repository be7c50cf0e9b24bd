// Reading from text streams.
#include "stdlib/io/text.h"

namespace dxpy::io {

static std::string_view aheadOf(const TextObject *stream) {
  return stream->text == kUndef
             ? std::string_view()
             : strText(Value(stream->text)).substr(stream->used);
}
/// The first \p size bytes of what is decoded.
static Owned takeText(ThreadState &ts, TextObject *stream, size_t size) {
  Value text(stream->text);
  std::string_view piece = aheadOf(stream).substr(0, size);
  Owned result = stream->used == 0 && piece.size() == strText(text).size()
                     ? copyOf(text)
                 : isAscii(text) ? makeStr(ts, piece, piece.size())
                                 : makeStr(ts, piece);
  if (result)
    stream->used += piece.size();
  return result;
}

static Owned readBytes_py(ThreadState &ts, TextObject *stream, int64_t size) {
  Owned buffer = copyOf(Value(stream->buffer));
  if (typeOf(buffer) == &readerType)
    return bufferedRead1_py(ts, buffer, size);
  Owned most = makeInt(ts, size);
  Owned data =
      callNamed_py(ts, buffer, stream->hasRead1 ? "read1" : "read", {most});
  if (!data || isBytes(data))
    return data;
  BufferView view;
  if (!getBuffer(ts, data, view)) {
    clearException(ts);
    return raise(ts, types::TypeError,
                 "underlying {}() should have returned a bytes-like object, "
                 "not '{}'",
                 {stream->hasRead1 ? "read1" : "read", typeOf(data)});
  }
  Owned bytes = makeBytes(ts, {view.data, size_t(view.length)});
  releaseBuffer(ts, view);
  return bytes;
}

/// Decodes the next chunk into `text`. 1; 0 at the end; -1 raised.
static int readChunk_py(ThreadState &ts, Value self, int64_t hint) {
  TextObject *stream = textOf(self);
  if (!stream->decoder.exists())
    return raiseUnsupported(ts, "not readable");
  DecoderState before;
  if (stream->telling) {
    before = stream->decoder.state_py(ts);
    if (!before.bytes)
      return -1;
  }
  int64_t size = stream->chunkSize;
  if (hint > 0) {
    double ratio = stream->bytesPerCharacter;
    hint = int64_t((ratio > 1 ? ratio : 1.0) * double(hint));
    size = hint > size ? hint : size;
  }
  Owned data = readBytes_py(ts, stream, size);
  if (!data)
    return -1;
  bool atEnd = bytesText(data).empty();
  Owned errors = copyOf(Value(stream->errors));
  Owned text = stream->decoder.decode_py(ts, self.header(), data,
                                         strText(errors), atEnd);
  if (!text)
    return -1;
  auto characters = double(strLength(text));
  stream->bytesPerCharacter =
      characters > 0 ? double(bytesText(data).size()) / characters : 0;
  atEnd = atEnd && characters == 0;
  storeField(ts, self.header(), &stream->text, std::move(text));
  stream->used = 0;
  if (before.bytes) {
    Owned input = std::move(data);
    if (!bytesText(before.bytes).empty()) {
      StrBuilder joined(ts);
      joined.append(bytesText(before.bytes));
      joined.append(bytesText(input));
      input = makeBytes(ts, joined.view());
      if (!input)
        return -1;
    }
    storeField(ts, self.header(), &stream->snapshot, std::move(input));
    stream->snapshotFlags = before.flags;
  }
  return !atEnd;
}

// read()
// ----------------------------------------------------------------------------

static Owned readRest_py(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  Owned buffer = copyOf(Value(stream->buffer));
  Owned data = callMethod_py(ts, buffer, &names::read);
  if (!data)
    return {};
  if (!isBytes(data)) {
    BufferView view;
    if (!getBuffer(ts, data, view))
      return {};
    data = makeBytes(ts, {view.data, size_t(view.length)});
    releaseBuffer(ts, view);
    if (!data)
      return {};
  }
  Owned errors = copyOf(Value(stream->errors));
  Owned rest =
      stream->decoder.decode_py(ts, self.header(), data, strText(errors), true);
  if (!rest)
    return {};
  std::string_view ahead = aheadOf(stream);
  if (!ahead.empty()) {
    Owned first = takeText(ts, stream, ahead.size());
    rest = first ? strConcat(ts, first, rest) : Owned();
  }
  if (rest)
    forgetText(ts, self);
  return rest;
}

static Owned readSome_py(ThreadState &ts, Value self, int64_t count) {
  TextObject *stream = textOf(self);
  StrBuilder all(ts);
  for (;;) {
    std::string_view ahead = aheadOf(stream);
    size_t take = bytesOfCharacters(ahead, count);
    all.append(ahead.substr(0, take));
    stream->used += take;
    count -= countCharacters(ahead.substr(0, take));
    if (count == 0)
      break;
    int more = readChunk_py(ts, self, count);
    if (more < 0)
      return {};
    if (!more)
      break;
  }
  return all.finish();
}

Owned textReadMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!sizeOrAll_py(ts, args[0], size) || !textReady(ts, self) ||
      !textOpen_py(ts, self))
    return {};
  if (!textOf(self)->decoder.exists())
    return raiseUnsupported(ts, "not readable");
  if (!writePending_py(ts, self))
    return {};
  return size < 0 ? readRest_py(ts, self) : readSome_py(ts, self, size);
}

// readline()
// ------------------------------------------------------------------------

static bool hasDecoded(const TextObject *stream) {
  return stream->text != kUndef && strLength(Value(stream->text));
}

/// How much of \p text belongs to the line, and whether it ends there: at a
/// newline or after \p left characters (-1: any number). A "\r" at the end that
/// may be half a newline does not belong to it yet.
static size_t partOfLine(NewlineMode mode, std::string_view text, int64_t left,
                         bool &ends) {
  size_t size = lineEnd(mode, text);
  ends = size != 0;
  if (!ends)
    size = text.size() - (mode == NewlineMode::CrLf && text.ends_with('\r'));
  if (left < 0 || countCharacters(text.substr(0, size)) < left)
    return size;
  ends = true;
  return bytesOfCharacters(text, left);
}

static Owned readLine_py(ThreadState &ts, Value self, int64_t limit) {
  if (!textOpen_py(ts, self) || !writePending_py(ts, self))
    return {};
  TextObject *stream = textOf(self);
  StrBuilder line(ts), joined(ts);
  bool halfNewline = false, ends = false;
  while (!ends) {
    while (!hasDecoded(stream)) {
      int more = readChunk_py(ts, self, 0);
      if (more > 0)
        continue;
      if (more < 0)
        return {};
      forgetText(ts, self);
      if (halfNewline)
        line.append("\r");
      return line.finish();
    }
    std::string_view text = aheadOf(stream);
    if (halfNewline) {
      joined.truncate(0);
      joined.append("\r");
      joined.append(text);
      text = joined.view();
    }
    size_t size = partOfLine(stream->newline, text, limit, ends);
    if (ends && !line.size() && !halfNewline)
      return takeText(ts, stream, size);
    line.append(text.substr(0, size));
    if (limit >= 0)
      limit -= countCharacters(text.substr(0, size));
    if (ends)
      stream->used += size - halfNewline;
    else
      clearField(ts, self.header(), &stream->text);
    halfNewline = size < text.size();
    if (!ends)
      stream->used = 0;
  }
  return line.finish();
}

Owned textReadLineMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t limit = -1;
  if ((args[0] && !sizeArgument_py(ts, args[0], limit)) || !textReady(ts, self))
    return {};
  return readLine_py(ts, self, limit);
}

Owned textNext(ThreadState &ts, Value self) {
  if (!textReady(ts, self))
    return {};
  TextObject *stream = textOf(self);
  stream->telling = false;
  Owned line;
  if (isPlainText(self)) {
    line = readLine_py(ts, self, -1);
  } else {
    line = callNamed_py(ts, self, "readline");
    if (line && !isStr(line))
      return raise(ts, types::OSError,
                   "readline() should have returned a str object, not '{}'",
                   {typeOf(line)});
  }
  if (!line)
    return {};
  if (strLength(line))
    return line;
  if (stream->snapshot != kUndef)
    clearField(ts, self.header(), &stream->snapshot);
  stream->telling = stream->seekable;
  return {};
}

} // namespace dxpy::io
