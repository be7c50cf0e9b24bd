// TextIOWrapper: text over a buffered stream. Making, closing, attributes.
#include "stdlib/io/text.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/process.h"
#include "runtime-support/objects/codec_registry.h"
#include "runtime-support/objects/repr_guard.h"
#include <cstddef>

namespace dxpy::io {

bool textReady(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  if (stream->ready)
    return true;
  if (stream->detached)
    return raise(ts, types::ValueError, "underlying buffer has been detached");
  return raiseUninitialised(ts);
}

bool textOpen_py(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  int closed;
  if (!isPlainText(self)) {
    closed = isClosed_py(ts, self);
  } else {
    Value buffer(stream->buffer);
    closed = isPlainBuffered(buffer) && bufferedOf(buffer)->ready
                 ? bufferedClosed_py(ts, buffer)
                 : isClosed_py(ts, buffer);
  }
  return closed == 0 || (closed > 0 && raiseClosed(ts));
}

bool flushSelf_py(ThreadState &ts, Value self) {
  return isPlainText(self) ? textFlush_py(ts, self)
                           : bool(callMethod_py(ts, self, &names::flush));
}

void initText(TextObject *stream) {
  stream->buffer = stream->text = stream->snapshot = kUndef;
  stream->encoding = stream->errors = kNone;
  stream->decoder = {};
  stream->encoder = {};
  stream->chunkSize = 8192;
}

namespace {

Owned new_(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (result)
    initText(textOf(result));
  return result;
}

/// The name as CPython tells it.
Owned localeEncoding(ThreadState &ts) {
  return internText(ts, inUtf8Mode() ? "utf-8" : "UTF-8");
}

// Encodings
// -------------------------------------------------------------------------

/// The codec's own incremental decoder or encoder; None for ours.
Owned findCoder_py(ThreadState &ts, Value info, const char *which,
                   Value errors) {
  if (!info)
    return ownedNone();
  Owned factory = attribute_py(ts, info, which);
  return factory ? call_py(ts, factory, {errors}) : Owned();
}

/// The codec's CodecInfo, null for our own codecs. False: raised.
bool findCodec_py(ThreadState &ts, Value encoding, NativeCodec &codec,
                  Owned &info) {
  codec = nativeCodecOf(strText(encoding));
  if (codec != NativeCodec::None)
    return true;
  info = lookupCodec_py(ts, strText(encoding));
  if (!info)
    return false;
  Owned isText = optionalAttribute_py(ts, info, "_is_text_encoding");
  if (pendingException(ts))
    return false;
  return !isText || isTrue_py(ts, isText) != 0 ||
         raise(ts, types::LookupError,
               "{} is not a text encoding; use codecs.open() to handle "
               "arbitrary codecs",
               {MessageArg::repr(encoding)});
}

/// The decoder and the encoder of a stream whose encoding is set.
bool setCoders_py(ThreadState &ts, Value self, NativeCodec codec, Value info) {
  TextObject *stream = textOf(self);
  Owned buffer = copyOf(Value(stream->buffer)),
        errors = copyOf(Value(stream->errors));
  int readable = asks_py(ts, buffer, "readable");
  if (readable < 0)
    return false;
  if (readable) {
    Owned decoder = findCoder_py(ts, info, "incrementaldecoder", errors);
    Owned empty = makeBytes(ts, {});
    if (!decoder || !empty)
      return false;
    TextDecoder &to = stream->decoder;
    storeField(ts, self.header(), &to.object, std::move(decoder));
    storeField(ts, self.header(), &to.rest, std::move(empty));
    to.codec = codec;
    to.byteOrder = 0;
    to.universal = isUniversal(stream->newline);
    to.newlines = {.translate = stream->newline == NewlineMode::Translate};
  }
  int writable = asks_py(ts, buffer, "writable");
  if (writable <= 0)
    return writable == 0;
  Owned encoder = findCoder_py(ts, info, "incrementalencoder", errors);
  if (!encoder)
    return false;
  stream->encoder.codec = codec;
  storeField(ts, self.header(), &stream->encoder.object, std::move(encoder));
  return true;
}

/// A byte order mark only at the start of what can be positioned.
bool fixEncoder_py(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  stream->encoder.atStart = false;
  if (!stream->seekable || !stream->encoder.exists())
    return true;
  stream->encoder.atStart = true;
  Owned buffer = copyOf(Value(stream->buffer));
  Owned at = callNamed_py(ts, buffer, "tell");
  if (!at)
    return false;
  int zero = compareBool_py(ts, at, Value(smallIntWord(0)), CompareOp::Eq);
  if (zero < 0)
    return false;
  return zero || stream->encoder.reset_py(ts, false);
}

// Making
// ----------------------------------------------------------------------------

bool isAbsent(Value v) { return !v || v.isNone(); }

bool checkTexts(ThreadState &ts, const char *function, const Value *bound,
                size_t first) {
  static constexpr const char *rows[] = {"encoding", "errors", "newline"};
  for (size_t i = 0; i < 3; ++i)
    if (!isAbsent(bound[first + i]) && !isStr(bound[first + i]))
      return raise(ts, types::TypeError,
                   "{}() argument '{}' must be str or None, not {}",
                   {function, rows[i], argumentType(bound[first + i])});
  return true;
}

bool init(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(buffer, encoding=None, errors=None, newline=None, "
      "line_buffering=False, write_through=False)";
  Value bound[6];
  if (!bindArguments(ts, "TextIOWrapper", signature, args, bound) ||
      !checkTexts(ts, "TextIOWrapper", bound, 1))
    return false;
  TextObject *stream = textOf(self);
  int line = bound[4] ? isTrue_py(ts, bound[4]) : 0;
  int through = bound[5] ? isTrue_py(ts, bound[5]) : 0;
  if (line < 0 || through < 0)
    return false;
  stream->ready = stream->detached = false;
  NewlineMode newline;
  if (!parseNewline(ts, bound[3], newline))
    return false;
  bool named = !isAbsent(bound[1]) && strText(bound[1]) != "locale";
  Owned encoding = named ? copyOf(bound[1]) : localeEncoding(ts), info;
  Owned errors = isAbsent(bound[2]) ? makeStr(ts, "strict") : copyOf(bound[2]);
  NativeCodec codec;
  if (!encoding || !errors || !findCodec_py(ts, encoding, codec, info))
    return false;
  stream->newline = newline;
  stream->lineBuffering = line;
  stream->writeThrough = through;
  stream->chunkSize = 8192;
  stream->bytesPerCharacter = 0;
  storeField(ts, self.header(), &stream->buffer, copyOf(bound[0]));
  storeField(ts, self.header(), &stream->encoding, std::move(encoding));
  storeField(ts, self.header(), &stream->errors, std::move(errors));
  forgetText(ts, self);
  if (!setCoders_py(ts, self, codec, info))
    return false;
  Owned buffer = copyOf(bound[0]);
  int seekable = asks_py(ts, buffer, "seekable");
  if (seekable < 0)
    return false;
  stream->seekable = stream->telling = seekable;
  Owned read1 = optionalAttribute_py(ts, buffer, "read1");
  if (pendingException(ts))
    return false;
  stream->hasRead1 = bool(read1);
  if (!fixEncoder_py(ts, self))
    return false;
  stream->ready = true;
  return true;
}

/// Sets a flag from an int unless it is None. False: raised.
bool flag_py(ThreadState &ts, Value argument, bool &flag) {
  int64_t number;
  if (isAbsent(argument))
    return true;
  if (!sizeArgument_py(ts, argument, number))
    return false;
  flag = number != 0;
  return true;
}

bool changeEncoding_py(ThreadState &ts, Value self, Value encoding_,
                       Value errors_, bool newlineChanged) {
  TextObject *stream = textOf(self);
  if (isAbsent(encoding_) && isAbsent(errors_) && !newlineChanged)
    return true;
  Owned encoding, errors, info;
  if (isAbsent(encoding_)) {
    encoding = copyOf(Value(stream->encoding));
    errors =
        isAbsent(errors_) ? copyOf(Value(stream->errors)) : copyOf(errors_);
  } else {
    encoding =
        strText(encoding_) == "locale" ? localeEncoding(ts) : copyOf(encoding_);
    errors = isAbsent(errors_) ? makeStr(ts, "strict") : copyOf(errors_);
  }
  NativeCodec codec;
  if (!encoding || !errors || !findCodec_py(ts, encoding, codec, info))
    return false;
  storeField(ts, self.header(), &stream->encoding, std::move(encoding));
  storeField(ts, self.header(), &stream->errors, std::move(errors));
  return setCoders_py(ts, self, codec, info) && fixEncoder_py(ts, self);
}

Owned reconfigure(ThreadState &ts, Value self, const Value *args) {
  TextObject *stream = textOf(self);
  bool coding = !isAbsent(args[0]) || !isAbsent(args[1]) || args[2];
  if (stream->text != kUndef && coding)
    return raiseUnsupported(
        ts, "It is not possible to set the encoding or newline of stream "
            "after the first read");
  for (int i = 0; i < 3; ++i)
    if (!isAbsent(args[i]) && !isStr(args[i]))
      return raise(ts, types::TypeError,
                   "bad argument type for built-in operation");
  NewlineMode newline = stream->newline;
  if (args[2] && !parseNewline(ts, args[2], newline))
    return {};
  bool line = stream->lineBuffering, through = stream->writeThrough;
  if (!flag_py(ts, args[3], line) || !flag_py(ts, args[4], through) ||
      !textReady(ts, self) || !flushSelf_py(ts, self))
    return {};
  stream->bytesPerCharacter = 0;
  stream->newline = newline;
  if (!changeEncoding_py(ts, self, args[0], args[1], bool(args[2])))
    return {};
  stream->lineBuffering = line;
  stream->writeThrough = through;
  return ownedNone();
}

// Closing
// ---------------------------------------------------------------------------

Owned close_(ThreadState &ts, Value self, const Value *) {
  if (!textReady(ts, self))
    return {};
  TextObject *stream = textOf(self);
  int closed = isClosed_py(ts, self);
  if (closed)
    return closed < 0 ? Owned() : ownedNone();
  Owned buffer = copyOf(Value(stream->buffer));
  if (stream->finalising && !callNamed_py(ts, buffer, "_dealloc_warn", {self}))
    clearException(ts);
  bool flushed = flushSelf_py(ts, self);
  Owned error = takeException(ts);
  Owned done = callMethod_py(ts, buffer, &names::close);
  chainExceptions(ts, std::move(error));
  return flushed ? std::move(done) : Owned();
}
Owned detach_(ThreadState &ts, Value self, const Value *) {
  if (!textReady(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  TextObject *stream = textOf(self);
  stream->detached = true;
  stream->ready = false;
  return Owned::steal(std::exchange(stream->buffer, kNone));
}
Owned truncate_(ThreadState &ts, Value self, const Value *args) {
  if (!textReady(ts, self) || !callMethod_py(ts, self, &names::flush))
    return {};
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  return callNamed_py(ts, buffer, "truncate",
                      {args[0] ? args[0] : Value(kNone)});
}

// What the buffer answers, attributes
// -----------------------------------------------------------------------

enum class Question { Seekable, Readable, Writable, FileNumber, Terminal };
template <Question question>
Owned forward(ThreadState &ts, Value self, const Value *) {
  static constexpr const char *rows[] = {"seekable", "readable", "writable",
                                         "fileno", "isatty"};
  if (!textReady(ts, self))
    return {};
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  return callNamed_py(ts, buffer, rows[int(question)]);
}
enum class Told { Closed, Name };
template <Told told> Owned forwardGet(ThreadState &ts, Value self) {
  static constexpr const char *rows[] = {"closed", "name"};
  if (!textReady(ts, self))
    return {};
  Owned buffer = copyOf(Value(textOf(self)->buffer));
  return attribute_py(ts, buffer, rows[int(told)]);
}
Owned getErrors(ThreadState &ts, Value self) {
  return textOf(self)->detached || textReady(ts, self)
             ? copyOf(Value(textOf(self)->errors))
             : Owned();
}
Owned getNewlines(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  if (!textReady(ts, self))
    return {};
  return stream->decoder.exists() && stream->decoder.universal
             ? stream->decoder.newlines.newlines(ts)
             : ownedNone();
}
Owned getChunkSize(ThreadState &ts, Value self) {
  return textReady(ts, self) ? makeInt(ts, textOf(self)->chunkSize) : Owned();
}
bool setChunkSize(ThreadState &ts, Value self, Value value) {
  int64_t size;
  if (!textReady(ts, self))
    return false;
  if (!value)
    return raise(ts, types::AttributeError, "cannot delete attribute");
  if (!sizeArgument_py(ts, value, size))
    return false;
  if (size <= 0)
    return raise(ts, types::ValueError,
                 "a strictly positive integer is required");
  textOf(self)->chunkSize = size;
  return true;
}

Owned repr(ThreadState &ts, Value self) {
  if (!textOf(self)->detached && !textReady(ts, self))
    return {};
  StrBuilder text(ts);
  text.append("<_io.TextIOWrapper");
  ReprGuard guard(self);
  if (guard.recursive())
    return raise(ts, types::RuntimeError, "reentrant call inside {}.__repr__",
                 {nativeQualifiedName(typeOf(self))});
  for (const char *name : {"name", "mode"}) {
    Owned found = optionalAttribute_py(ts, self, name, name[0] == 'n');
    if (pendingException(ts))
      return {};
    if (!found)
      continue;
    text.append(" ");
    text.append(name);
    text.append("=");
    if (!text.appendRepr_py(found))
      return {};
  }
  text.append(" encoding=");
  if (!text.appendRepr_py(Value(textOf(self)->encoding)))
    return {};
  text.append(">");
  return text.finish();
}

// Fields
// ---------------------------------------------------------------------------

void visit(ObjectHeader *self, Visitor &visitor) {
  auto *stream = reinterpret_cast<TextObject *>(self);
  for (Word field : {stream->buffer, stream->encoding, stream->errors,
                     stream->text, stream->snapshot, stream->decoder.object,
                     stream->decoder.rest, stream->encoder.object})
    visitor(field);
}
void clear(ThreadState &ts, ObjectHeader *self) {
  auto *stream = reinterpret_cast<TextObject *>(self);
  stream->ready = false;
  for (Word *field : {&stream->buffer, &stream->encoding, &stream->errors,
                      &stream->text, &stream->snapshot, &stream->decoder.object,
                      &stream->decoder.rest, &stream->encoder.object})
    clearField(ts, self, field);
}
void deallocate(ThreadState &ts, ObjectHeader *self) {
  rawFree(reinterpret_cast<TextObject *>(self)->pending);
  clear(ts, self);
  freeObject(ts, self, sizeof(TextObject));
}

constexpr MethodDef methods[] = {
    {"detach", detach_, "()"},
    {"reconfigure", reconfigure,
     "(*, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None)",
     "Reconfigure the text stream with new parameters.\n\nThis also does an "
     "implicit stream flush."},
    {"write", textWriteMethod, "(text, /)"},
    {"read", textReadMethod, "(size=-1, /)"},
    {"readline", textReadLineMethod, "(size=-1, /)"},
    {"flush", textFlushMethod, "()"},
    {"close", close_, "()"},
    {"fileno", forward<Question::FileNumber>, "()"},
    {"seekable", forward<Question::Seekable>, "()"},
    {"readable", forward<Question::Readable>, "()"},
    {"writable", forward<Question::Writable>, "()"},
    {"isatty", forward<Question::Terminal>, "()"},
    {"seek", textSeekMethod, "(cookie, whence=0, /)"},
    {"tell", textTellMethod, "()"},
    {"truncate", truncate_, "(pos=None, /)"},
    {}};
constexpr MemberDef members[] = {
    {"encoding", MemberKind::Value, offsetof(TextObject, encoding)},
    {"buffer", MemberKind::Value, offsetof(TextObject, buffer)},
    {"line_buffering", MemberKind::Bool, offsetof(TextObject, lineBuffering)},
    {"write_through", MemberKind::Bool, offsetof(TextObject, writeThrough)},
    {"_finalizing", MemberKind::Bool, offsetof(TextObject, finalising), false},
    {}};
constexpr GetSetDef getSets[] = {{"name", forwardGet<Told::Name>},
                                 {"closed", forwardGet<Told::Closed>},
                                 {"newlines", getNewlines},
                                 {"errors", getErrors},
                                 {"_CHUNK_SIZE", getChunkSize, setChunkSize},
                                 {}};
constexpr TypeSpec spec = {
    "_io.TextIOWrapper",
    "Character and line based layer over a BufferedIOBase object, buffer.\n\n"
    "encoding gives the name of the encoding that the stream will be\ndecoded "
    "or encoded with. It defaults to locale.getencoding().\n\nerrors "
    "determines the strictness of encoding and decoding (see\n"
    "help(codecs.Codec) or the documentation for codecs.register) and\n"
    "defaults to \"strict\".\n\nnewline controls how line endings are handled. "
    "It can be None, '',\n'\\n', '\\r', and '\\r\\n'.  It works as follows:\n\n"
    "* On input, if newline is None, universal newlines mode is\n  enabled. "
    "Lines in the input can end in '\\n', '\\r', or '\\r\\n', and\n  these are "
    "translated into '\\n' before being returned to the\n  caller. If it is "
    "'', universal newline mode is enabled, but line\n  endings are returned "
    "to the caller untranslated. If it has any of\n  the other legal values, "
    "input lines are only terminated by the given\n  string, and the line "
    "ending is returned to the caller untranslated.\n\n* On output, if newline "
    "is None, any '\\n' characters written are\n  translated to the system "
    "default line separator, os.linesep. If\n  newline is '' or '\\n', no "
    "translation takes place. If newline is any\n  of the other legal values, "
    "any '\\n' characters written are translated\n  to the given string.\n\nIf "
    "line_buffering is True, a call to flush is implied when a call to\nwrite "
    "contains a newline character.",
    methods, getSets, members};

} // namespace

constinit TypeObject textWrapperType = {.header = typeHeader(),
                                        .spec = &spec,
                                        .base = &textType,
                                        .flags = kStreamFlags,
                                        .basicSize = sizeof(TextObject),
                                        .slotsOffset =
                                            sizeof(TextObject) + sizeof(Word),
                                        .slots = {.deallocate = deallocate,
                                                  .visit = visit,
                                                  .clear = clear,
                                                  .repr = repr,
                                                  .next = textNext,
                                                  .init = init,
                                                  .new_ = new_}};

} // namespace dxpy::io
