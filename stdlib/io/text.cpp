// TextIOWrapper: text over a buffered stream.
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_registry.h"
#include "runtime-support/objects/codecs.h"
#include "stdlib/io/io.h"
#include <unistd.h>

namespace dxpy::io {

namespace {

struct TextObject {
  ObjectHeader header;
  Word buffer;           ///< None: detached
  Word encoding, errors; ///< str
  Word text;             ///< decoded, a str; read from `used` on
  Word chunk;            ///< the bytes that `text` was decoded from
  Word rest;             ///< bytes read that are not decoded yet
  Word newline;          ///< the argument: None or str
  uint64_t used;         ///< byte offset in `text`
  NativeCodec codec;
  bool lineBuffering, writeThrough, written;
  uint8_t seenNewlines; ///< 1 "\r", 2 "\n", 4 "\r\n"
};
TextObject *self_(Value v) { return v.as<TextObject>(); }
using TextFields =
    OwnedFields<TextObject, &TextObject::buffer, &TextObject::encoding,
                &TextObject::errors, &TextObject::text, &TextObject::chunk,
                &TextObject::rest, &TextObject::newline>;

Value bufferOf(Value self) { return Value(self_(self)->buffer); }
bool translates(Value self) { return Value(self_(self)->newline).isNone(); }
std::string_view newlineOf(Value self) {
  return translates(self) ? std::string_view()
                          : strText(Value(self_(self)->newline));
}
bool isUniversal(Value self) { return newlineOf(self).empty(); }
bool isSteady(NativeCodec codec) {
  return codec == NativeCodec::Utf8 || codec == NativeCodec::Ascii ||
         codec == NativeCodec::Latin1;
}

bool usable_py(ThreadState &ts, Value self) {
  if (bufferOf(self).isNone())
    return raise(ts, types::ValueError, "underlying buffer has been detached");
  int closed = isClosed_py(ts, bufferOf(self));
  return closed == 0 || (closed > 0 && raiseClosed(ts));
}
bool setBytes(ThreadState &ts, Value self, Word *field, std::string_view data) {
  Owned bytes = makeBytes(ts, data);
  if (!bytes)
    return false;
  storeField(ts, self.header(), field, std::move(bytes));
  return true;
}
bool forgetText(ThreadState &ts, Value self) {
  storeField(ts, self.header(), &self_(self)->text, emptyStr());
  self_(self)->used = 0;
  return setBytes(ts, self, &self_(self)->chunk, {}) &&
         setBytes(ts, self, &self_(self)->rest, {});
}

Owned translateNewlines(ThreadState &ts, Value self, Owned text) {
  std::string_view from = strText(text);
  if (from.find('\r') == from.npos) {
    if (from.find('\n') != from.npos)
      self_(self)->seenNewlines |= 2;
    return text;
  }
  StrBuilder out(ts);
  for (size_t i = 0; i < from.size(); ++i) {
    bool pair = from[i] == '\r' && i + 1 < from.size() && from[i + 1] == '\n';
    if (from[i] == '\n' || from[i] == '\r')
      self_(self)->seenNewlines |= pair ? 4 : from[i] == '\r' ? 1 : 2;
    i += pair;
    out.append(from[i] == '\r' ? std::string_view("\n") : from.substr(i, 1));
  }
  return translates(self) ? out.finish() : std::move(text);
}

/// 1; 0 at the end; -1 raised. What was decoded before is used up.
int fill_py(ThreadState &ts, Value self) {
  TextObject *stream = self_(self);
  bool steady = isSteady(stream->codec);
  Owned data = steady ? callNamed_py(ts, bufferOf(self), "read1",
                                     {Value(smallIntWord(8192))})
                      : callNamed_py(ts, bufferOf(self), "read");
  if (!data)
    return -1;
  if (!isBytes(data))
    return raise(ts, types::TypeError,
                 "underlying read1() should have returned a bytes-like object, "
                 "not '{}'",
                 {typeOf(data)});
  bool atEnd = bytesText(data).empty() || !steady;
  StrBuilder all(ts);
  all.append(bytesText(Value(stream->rest)));
  all.append(bytesText(data));
  std::string_view now = all.view();
  if (!atEnd && isUniversal(self) && now.ends_with('\r'))
    now.remove_suffix(1);
  Owned bytes = makeBytes(ts, now);
  if (!bytes)
    return -1;
  DecodedText decoded;
  std::string_view errors = strText(Value(stream->errors));
  if (stream->codec != NativeCodec::None) {
    decoded = decodeNative_py(ts, bytes, stream->codec, errors, atEnd);
  } else {
    decoded.text =
        codecDecodeText_py(ts, bytes, strText(Value(stream->encoding)), errors);
    decoded.consumed = now.size();
  }
  if (!decoded.text)
    return -1;
  Owned text = isUniversal(self)
                   ? translateNewlines(ts, self, std::move(decoded.text))
                   : std::move(decoded.text);
  if (!text ||
      !setBytes(ts, self, &stream->chunk, now.substr(0, decoded.consumed)) ||
      !setBytes(ts, self, &stream->rest, all.view().substr(decoded.consumed)))
    return -1;
  bool any = strLength(text) != 0;
  storeField(ts, self.header(), &stream->text, std::move(text));
  stream->used = 0;
  return any || !bytesText(data).empty();
}
std::string_view aheadOf(Value self) {
  return strText(Value(self_(self)->text)).substr(self_(self)->used);
}

/// End of the line in \p text, 0 if it does not end there.
size_t lineEnd(Value self, std::string_view text) {
  std::string_view newline = newlineOf(self);
  if (translates(self) || newline == "\n") {
    size_t at = text.find('\n');
    return at == text.npos ? 0 : at + 1;
  }
  if (newline.empty()) {
    size_t at = text.find_first_of("\r\n");
    if (at == text.npos)
      return 0;
    return at + (text.substr(at).starts_with("\r\n") ? 2 : 1);
  }
  size_t at = text.find(newline);
  return at == text.npos ? 0 : at + newline.size();
}
/// Bytes of the first \p count characters.
size_t bytesOfChars(std::string_view text, int64_t count) {
  size_t i = 0;
  for (; i < text.size(); ++i)
    if ((uint8_t(text[i]) & 0xC0) != 0x80 && count-- == 0)
      break;
  return i;
}
int64_t charsOf(std::string_view text) {
  int64_t count = 0;
  for (char c : text)
    count += (uint8_t(c) & 0xC0) != 0x80;
  return count;
}

Owned readLineOf_py(ThreadState &ts, Value self, int64_t limit) {
  if (!usable_py(ts, self))
    return {};
  StrBuilder line(ts);
  for (;;) {
    std::string_view ahead = aheadOf(self);
    size_t before = line.size();
    line.append(ahead);
    size_t from = before ? before - 1 : 0; // "\r\n" may lie across
    size_t end = lineEnd(self, line.view().substr(from));
    size_t stop = end ? from + end : 0;
    if (limit >= 0 && charsOf(line.view()) >= limit) {
      size_t most = bytesOfChars(line.view(), limit);
      stop = stop && stop < most ? stop : most;
      end = 1;
    }
    if (end) {
      self_(self)->used += stop - before;
      line.truncate(stop);
      return line.finish();
    }
    self_(self)->used += ahead.size();
    int more = fill_py(ts, self);
    if (more < 0)
      return {};
    if (!more)
      return line.finish();
  }
}
Owned readline_(ThreadState &ts, Value self, const Value *args) {
  int64_t limit;
  return sizeOrAll_py(ts, args[0], limit) ? readLineOf_py(ts, self, limit)
                                          : Owned();
}
Owned next(ThreadState &ts, Value self) {
  Owned line = typeOf(self)->flags & kTypeHeap
                   ? callNamed_py(ts, self, "readline")
                   : readLineOf_py(ts, self, -1);
  return line && strLength(line) ? std::move(line) : Owned();
}
Owned read_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!sizeOrAll_py(ts, args[0], size) || !usable_py(ts, self))
    return {};
  int can = asks_py(ts, bufferOf(self), "readable");
  if (can <= 0)
    return can < 0 ? Owned() : Owned(raiseUnsupported(ts, "not readable"));
  StrBuilder all(ts);
  for (;;) {
    std::string_view ahead = aheadOf(self);
    size_t take = size < 0 ? ahead.size() : bytesOfChars(ahead, size);
    all.append(ahead.substr(0, take));
    self_(self)->used += take;
    if (size >= 0 && (size -= charsOf(ahead.substr(0, take))) == 0)
      break;
    int more = fill_py(ts, self);
    if (more < 0)
      return {};
    if (!more)
      break;
  }
  return all.finish();
}

Owned encode_py(ThreadState &ts, TextObject *stream, Value text) {
  std::string_view errors = strText(Value(stream->errors));
  NativeCodec codec = stream->codec;
  if (stream->written && codec == NativeCodec::Utf16)
    codec = NativeCodec::Utf16Le;
  if (stream->written && codec == NativeCodec::Utf32)
    codec = NativeCodec::Utf32Le;
  stream->written = true;
  if (codec == NativeCodec::Utf8 && isAscii(text))
    return makeBytes(ts, strText(text));
  return codec != NativeCodec::None
             ? encodeNative_py(ts, text, codec, errors)
             : codecEncodeText_py(ts, text, strText(Value(stream->encoding)),
                                  errors);
}
Owned write_(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "write() argument must be str, not {}",
                 {typeOf(args[0])});
  if (!usable_py(ts, self))
    return {};
  if (typeOf(bufferOf(self)) == &readerType)
    return raiseUnsupported(ts, "not writable");
  TextObject *stream = self_(self);
  Owned text = copyOf(args[0]);
  std::string_view newline = newlineOf(self), from = strText(text);
  bool hasLine = from.find('\n') != from.npos;
  bool ends = hasLine || from.find('\r') != from.npos;
  if (hasLine && newline.starts_with('\r')) {
    StrBuilder out(ts);
    for (size_t i = 0; i < from.size(); ++i)
      out.append(from[i] == '\n' ? newline : from.substr(i, 1));
    text = out.finish();
  }
  Owned bytes = text ? encode_py(ts, stream, text) : Owned();
  if (!bytes ||
      !callMethod_py(ts, bufferOf(self), &names::write, {bytes.value()}))
    return {};
  if (stream->lineBuffering && ends &&
      !callMethod_py(ts, bufferOf(self), &names::flush))
    return {};
  if (!forgetText(ts, self))
    return {};
  return makeUnsigned(ts, strLength(args[0]));
}
Owned flush_(ThreadState &ts, Value self, const Value *) {
  return usable_py(ts, self) ? callMethod_py(ts, bufferOf(self), &names::flush)
                             : Owned();
}
Owned close_(ThreadState &ts, Value self, const Value *) {
  if (bufferOf(self).isNone())
    return raise(ts, types::ValueError, "underlying buffer has been detached");
  int closed = isClosed_py(ts, bufferOf(self));
  if (closed)
    return closed < 0 ? Owned() : ownedNone();
  bool flushed = bool(callMethod_py(ts, self, &names::flush));
  Owned error = takeException(ts);
  Owned done = callNamed_py(ts, bufferOf(self), "close");
  if (!flushed && error && !pendingException(ts))
    restoreException(ts, std::move(error));
  return flushed && done ? ownedNone() : Owned();
}
Owned detach_(ThreadState &ts, Value self, const Value *) {
  if (!usable_py(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  return Owned::steal(std::exchange(self_(self)->buffer, kNone));
}

/// How many bytes of the chunk the text read so far stands for.
int64_t bytesRead(Value self) {
  std::string_view chunk = bytesText(Value(self_(self)->chunk));
  std::string_view text = strText(Value(self_(self)->text));
  auto left = self_(self)->used;
  if (left == text.size())
    return int64_t(chunk.size());
  if (self_(self)->codec == NativeCodec::Latin1)
    left = uint64_t(charsOf(text.substr(0, left)));
  size_t i = 0;
  for (; left && i < chunk.size(); ++i, --left)
    i += translates(self) && chunk[i] == '\r' && i + 1 < chunk.size() &&
         chunk[i + 1] == '\n';
  return int64_t(i);
}
Owned tell_(ThreadState &ts, Value self, const Value *) {
  if (!usable_py(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  Owned at = callNamed_py(ts, bufferOf(self), "tell");
  int64_t position;
  if (!at || !sizeArgument_py(ts, at, position))
    return {};
  TextObject *stream = self_(self);
  return makeInt(ts, position - int64_t(bytesText(Value(stream->rest)).size()) -
                         int64_t(bytesText(Value(stream->chunk)).size()) +
                         bytesRead(self));
}
Owned seek_(ThreadState &ts, Value self, const Value *args) {
  int64_t whence = 0, offset;
  if ((args[1] && !sizeArgument_py(ts, args[1], whence)) ||
      !usable_py(ts, self) || !sizeArgument_py(ts, args[0], offset))
    return {};
  int can = asks_py(ts, bufferOf(self), "seekable");
  if (can <= 0)
    return can < 0 ? Owned()
                   : Owned(raiseUnsupported(ts, "underlying stream is not "
                                                "seekable"));
  if (whence == 1 && offset)
    return raiseUnsupported(ts, "can't do nonzero cur-relative seeks");
  if (whence == 2 && offset)
    return raiseUnsupported(ts, "can't do nonzero end-relative seeks");
  if (whence < 0 || whence > 2)
    return raise(ts, types::ValueError,
                 "invalid whence ({}, should be 0, 1 or 2)", {whence});
  if (whence == 0 && offset < 0)
    return raise(ts, types::ValueError, "negative seek position {}", {offset});
  Owned target = whence == 1 ? tell_(ts, self, nullptr) : makeInt(ts, offset);
  if (!target || !callMethod_py(ts, self, &names::flush) ||
      !forgetText(ts, self))
    return {};
  self_(self)->written = whence != 0 || offset != 0;
  return callNamed_py(ts, bufferOf(self), "seek",
                      {target, Value(smallIntWord(whence == 2 ? 2 : 0))});
}
Owned truncate_(ThreadState &ts, Value self, const Value *args) {
  if (!usable_py(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  return callNamed_py(ts, bufferOf(self), "truncate",
                      {args[0] ? args[0] : Value(kNone)});
}

template <size_t which>
Owned forward(ThreadState &ts, Value self, const Value *) {
  static constexpr const char *rows[] = {"seekable", "readable", "writable",
                                         "fileno", "isatty"};
  return callNamed_py(ts, bufferOf(self), rows[which]);
}
template <size_t which> Owned forwardGet(ThreadState &ts, Value self) {
  static constexpr const char *rows[] = {"closed", "name"};
  return attribute_py(ts, bufferOf(self), rows[which]);
}
template <Word TextObject::*field> Owned get(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->*field));
}
Owned getLineBuffering(ThreadState &, Value self) {
  return ownedBool(self_(self)->lineBuffering);
}
Owned getWriteThrough(ThreadState &, Value self) {
  return ownedBool(self_(self)->writeThrough);
}
Owned getNewlines(ThreadState &ts, Value self) {
  static constexpr const char *texts[] = {"\r", "\n", "\r\n"};
  unsigned seen = self_(self)->seenNewlines;
  if (!isUniversal(self) || !seen)
    return ownedNone();
  Owned list = makeList(ts);
  for (unsigned i = 0; list && i < 3; ++i)
    if (seen >> i & 1 && !listAppend(ts, list, makeStr(ts, texts[i])))
      return {};
  return !list                   ? Owned()
         : listLength(list) == 1 ? listItem(ts, list, 0)
                                 : listToTuple(ts, list);
}
Owned repr(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<_io.TextIOWrapper");
  for (const char *name : {"name", "mode"}) {
    Owned key = internText(ts, name);
    Owned found = getAttrOptional_py(ts, self, key);
    clearException(ts);
    if (!found)
      continue;
    text.append(" ");
    text.append(name);
    text.append("=");
    if (!text.appendRepr_py(found))
      return {};
  }
  text.append(" encoding=");
  if (!text.appendRepr_py(Value(self_(self)->encoding)))
    return {};
  text.append(">");
  return text.finish();
}

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  TextObject *stream = self_(result);
  stream->buffer = stream->encoding = stream->errors = stream->newline = kNone;
  stream->text = stream->chunk = stream->rest = kNone;
  stream->used = 0;
  stream->codec = NativeCodec::Utf8;
  stream->lineBuffering = stream->writeThrough = stream->written = false;
  stream->seenNewlines = 0;
  return result;
}
bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(buffer, encoding=None, errors=None, newline=None, "
      "line_buffering=False, write_through=False)";
  Value bound[6];
  if (!bindArguments(ts, "TextIOWrapper", signature, args, bound))
    return false;
  TextObject *stream = self_(self);
  static constexpr const char *rows[] = {"", "encoding", "errors", "newline"};
  for (int i = 1; i < 4; ++i)
    if (bound[i] && !bound[i].isNone() && !isStr(bound[i]))
      return raise(ts, types::TypeError,
                   "TextIOWrapper() argument '{}' must be str or None, not {}",
                   {rows[i], typeOf(bound[i])});
  bool given = bound[3] && !bound[3].isNone();
  std::string_view newline = given ? strText(bound[3]) : "";
  if (!newline.empty() && newline != "\n" && newline != "\r" &&
      newline != "\r\n")
    return raise(ts, types::ValueError, "illegal newline value: {}", {newline});
  bool named = bound[1] && !bound[1].isNone() && strText(bound[1]) != "locale";
  Owned encoding = named ? copyOf(bound[1]) : makeStr(ts, "UTF-8");
  Owned errors =
      bound[2] && !bound[2].isNone() ? copyOf(bound[2]) : makeStr(ts, "strict");
  int line = bound[4] ? isTrue_py(ts, bound[4]) : 0;
  int through = bound[5] ? isTrue_py(ts, bound[5]) : 0;
  if (!encoding || !errors || line < 0 || through < 0)
    return false;
  stream->codec = nativeCodecOf(strText(encoding));
  if (stream->codec == NativeCodec::None &&
      !lookupCodec_py(ts, strText(encoding)))
    return false;
  stream->lineBuffering = line;
  stream->writeThrough = through;
  storeField(ts, self.header(), &stream->buffer, copyOf(bound[0]));
  storeField(ts, self.header(), &stream->encoding, std::move(encoding));
  storeField(ts, self.header(), &stream->errors, std::move(errors));
  storeField(ts, self.header(), &stream->newline,
             given ? copyOf(bound[3]) : ownedNone());
  return forgetText(ts, self);
}

constexpr MethodDef methods[] = {{"read", read_, "(size=-1, /)"},
                                 {"readline", readline_, "(size=-1, /)"},
                                 {"write", write_, "(text, /)"},
                                 {"flush", flush_, "()"},
                                 {"close", close_, "()"},
                                 {"detach", detach_, "()"},
                                 {"seek", seek_, "(cookie, whence=0, /)"},
                                 {"tell", tell_, "()"},
                                 {"truncate", truncate_, "(pos=None, /)"},
                                 {"seekable", forward<0>, "()"},
                                 {"readable", forward<1>, "()"},
                                 {"writable", forward<2>, "()"},
                                 {"fileno", forward<3>, "()"},
                                 {"isatty", forward<4>, "()"},
                                 {}};
constexpr GetSetDef getSets[] = {{"buffer", get<&TextObject::buffer>},
                                 {"encoding", get<&TextObject::encoding>},
                                 {"errors", get<&TextObject::errors>},
                                 {"newlines", getNewlines},
                                 {"line_buffering", getLineBuffering},
                                 {"write_through", getWriteThrough},
                                 {"closed", forwardGet<0>},
                                 {"name", forwardGet<1>},
                                 {}};
constexpr TypeSpec spec = {
    "_io.TextIOWrapper",
    "Character and line based layer over a BufferedIOBase object, buffer.",
    methods, getSets};

} // namespace

constinit TypeObject textWrapperType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &textType,
    .flags = kTypeBase | kTypeContainer | kTypeHasDict | kTypeHasWeakrefs,
    .basicSize = sizeof(TextObject),
    .slotsOffset = sizeof(TextObject) + sizeof(Word),
    .slots = {.deallocate = TextFields::deallocate,
              .visit = TextFields::visit,
              .repr = repr,
              .next = next,
              .init = init,
              .new_ = new_}};

} // namespace dxpy::io
