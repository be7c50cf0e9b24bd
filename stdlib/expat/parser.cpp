// The type pyexpat.xmlparser.
#include "stdlib/expat/parser.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "stdlib/posix/path.h"
#include <cstring>

namespace dxpy::expat {

constinit Value expatError;

Raised raiseExpat(ThreadState &ts, const ParserObject *self, XML_Error code) {
  auto line = int64_t(XML_GetErrorLineNumber(self->parser)),
       column = int64_t(XML_GetErrorColumnNumber(self->parser));
  StrBuilder text(ts);
  text.append(XML_ErrorString(code));
  text.append(": line ");
  text.appendInt(line);
  text.append(", column ");
  text.appendInt(column);
  Owned message = text.finish();
  Owned error = message ? call_py(ts, expatError, {message.value()}) : Owned();
  auto set = [&](const char *name, int64_t value) {
    Owned key = internText(ts, name), number = makeInt(ts, value);
    return error && key && setAttr_py(ts, error, key, number);
  };
  if (set("code", code) && set("offset", column) && set("lineno", line))
    raiseObject(ts, error);
  return {};
}

namespace {

constexpr int kBufferSize = 8192;

// Life ------------------------------------------------------------------------

/// A parser object over \p parser, which it owns. Null: raised.
Owned wrap(ThreadState &ts, XML_Parser parser, Value intern) {
  Owned result = parser ? allocateInstance(ts, &parserType) : Owned();
  if (!result) {
    if (parser)
      XML_ParserFree(parser);
    else
      raise(ts, types::RuntimeError, "XML_ParserCreate failed");
    return {};
  }
  ParserObject *self = parserOf(result);
  self->parser = parser;
  self->bufferSize = kBufferSize;
  for (Word &handler : self->handlers)
    handler = kUndef;
  self->intern = intern ? copyOf(intern).take() : kUndef;
  XML_SetUserData(parser, self);
  XML_SetUnknownEncodingHandler(parser, unknownEncoding, nullptr);
  return result;
}

void visit(ObjectHeader *object, Visitor &visitor) {
  auto *self = reinterpret_cast<ParserObject *>(object);
  for (Word handler : self->handlers)
    visitor(handler);
  visitor(self->intern);
}
void clear(ThreadState &ts, ObjectHeader *object) {
  auto *self = reinterpret_cast<ParserObject *>(object);
  for (unsigned i = 0; i < kHandlers; ++i) {
    install(self, Handler(i), false);
    clearField(ts, object, &self->handlers[i]);
  }
  clearField(ts, object, &self->intern);
}
void deallocate(ThreadState &ts, ObjectHeader *object) {
  auto *self = reinterpret_cast<ParserObject *>(object);
  clear(ts, object);
  XML_ParserFree(self->parser);
  rawFree(self->buffer);
  freeObject(ts, object, sizeof(ParserObject));
}

// Parsing ---------------------------------------------------------------------

/// What a call of expat has come to.
Owned outcome(ThreadState &ts, ParserObject *self, XML_Status status) {
  if (pendingException(ts))
    return {};
  if (status == XML_STATUS_ERROR)
    return raiseExpat(ts, self, XML_GetErrorCode(self->parser));
  return flushCharacters_py(ts, self) ? makeInt(ts, status) : Owned();
}

Owned parse(ThreadState &ts, Value object, const Value *args) {
  ParserObject *self = parserOf(object);
  int final = args[1] ? isTrue_py(ts, args[1]) : 0;
  if (final < 0)
    return {};
  Owned data = copyOf(args[0]);
  if (isStr(data)) {
    data = encodeStr(ts, args[0]);
    if (!data)
      return {};
    (void)XML_SetEncoding(self->parser, "utf-8");
  }
  BufferView view;
  if (!getBuffer(ts, data, view))
    return {};
  constexpr int64_t kChunk = 1 << 20;
  XML_Status status = XML_STATUS_OK;
  int64_t at = 0;
  for (; view.length - at > kChunk && status == XML_STATUS_OK &&
         !pendingException(ts);
       at += kChunk)
    status = XML_Parse(self->parser, view.data + at, int(kChunk), false);
  if (status == XML_STATUS_OK && !pendingException(ts))
    status =
        XML_Parse(self->parser, view.data + at, int(view.length - at), final);
  releaseBuffer(ts, view);
  return outcome(ts, self, status);
}

Owned parseFile(ThreadState &ts, Value object, const Value *args) {
  ParserObject *self = parserOf(object);
  Owned read = getAttrOptional_py(ts, args[0], &names::read);
  if (!read)
    return pendingException(ts)
               ? Owned()
               : Owned(raise(ts, types::TypeError,
                             "argument must have 'read' attribute"));
  constexpr int kPiece = 2048;
  XML_Status status;
  int size;
  do {
    void *room = XML_GetBuffer(self->parser, kPiece);
    if (!room)
      return outcome(ts, self, XML_STATUS_ERROR);
    Owned piece = call_py(ts, read, {Value(smallIntWord(kPiece))});
    if (!piece)
      return {};
    if (!isBytes(piece) && !isSubtype(typeOf(piece), &types::ByteArray))
      return raise(ts, types::TypeError,
                   "read() did not return a bytes object (type={})",
                   {typeOf(piece)});
    BufferView view;
    if (!getBuffer(ts, piece, view))
      return {};
    size = int(view.length);
    if (view.length > kPiece)
      raise(ts, types::ValueError,
            "read() returned too much data: {} bytes requested, {} returned",
            {kPiece, view.length});
    else
      memcpy(room, view.data, size_t(size));
    releaseBuffer(ts, view);
    if (pendingException(ts))
      return {};
    status = XML_ParseBuffer(self->parser, size, size == 0);
    if (pendingException(ts))
      return {};
  } while (size && status == XML_STATUS_OK);
  return outcome(ts, self, status);
}

Owned setBase(ThreadState &ts, Value object, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError, "SetBase() argument must be str, not {}",
                 {argumentType(args[0])});
  if (!XML_SetBase(parserOf(object)->parser, strText(args[0]).data()))
    return raiseMemoryError(ts);
  return ownedNone();
}
Owned getBase(ThreadState &ts, Value object, const Value *) {
  const XML_Char *base = XML_GetBase(parserOf(object)->parser);
  return base ? makeStr(ts, base) : ownedNone();
}
Owned inputContext(ThreadState &ts, Value object, const Value *) {
  if (!parserOf(object)->inCallback)
    return ownedNone();
  int offset, size;
  const char *buffer =
      XML_GetInputContext(parserOf(object)->parser, &offset, &size);
  return buffer ? makeBytes(ts, {buffer + offset, size_t(size - offset)})
                : ownedNone();
}

Owned externalParser(ThreadState &ts, Value object, const Value *args) {
  ParserObject *self = parserOf(object);
  if (!args[0].isNone() && !isStr(args[0]))
    return raise(ts, types::TypeError,
                 "ExternalEntityParserCreate() argument 1 must be str or None, "
                 "not {}",
                 {argumentType(args[0])});
  if (args[1] && !isStr(args[1]))
    return raise(ts, types::TypeError,
                 "ExternalEntityParserCreate() argument 2 must be str, not {}",
                 {argumentType(args[1])});
  XML_Parser made = XML_ExternalEntityParserCreate(
      self->parser, args[0].isNone() ? nullptr : strText(args[0]).data(),
      args[1] ? strText(args[1]).data() : nullptr);
  if (!made)
    return raiseMemoryError(ts);
  Owned result =
      wrap(ts, made, self->intern == kUndef ? Value() : Value(self->intern));
  if (!result)
    return {};
  ParserObject *child = parserOf(result);
  child->bufferSize = self->bufferSize;
  child->orderedAttributes = self->orderedAttributes;
  child->specifiedAttributes = self->specifiedAttributes;
  child->namespacePrefixes = self->namespacePrefixes;
  if (self->buffer) {
    child->buffer = static_cast<char *>(rawAllocate(size_t(child->bufferSize)));
    if (!child->buffer)
      return raiseMemoryError(ts);
  }
  for (unsigned i = 0; i < kHandlers; ++i)
    if (self->handlers[i] != kUndef) {
      child->handlers[i] = copyOf(Value(self->handlers[i])).take();
      install(child, Handler(i), true);
    }
  return result;
}

Owned setParamEntityParsing(ThreadState &ts, Value object, const Value *args) {
  int flag;
  if (!posix::intArgument_py(ts, args[0], flag))
    return {};
  return makeInt(ts, XML_SetParamEntityParsing(parserOf(object)->parser,
                                               XML_ParamEntityParsing(flag)));
}
Owned useForeignDtd(ThreadState &ts, Value object, const Value *args) {
  int flag = args[0] ? isTrue_py(ts, args[0]) : 1;
  if (flag < 0)
    return {};
  ParserObject *self = parserOf(object);
  XML_Error error = XML_UseForeignDTD(self->parser, XML_Bool(flag));
  return error ? Owned(raiseExpat(ts, self, error)) : ownedNone();
}

// Attributes ------------------------------------------------------------------

template <Handler handler> Owned getHandler(ThreadState &, Value object) {
  Value value(parserOf(object)->handlers[unsigned(handler)]);
  return value.isUndef() ? ownedNone() : copyOf(value);
}
template <Handler handler>
bool setHandler(ThreadState &ts, Value object, Value value) {
  ParserObject *self = parserOf(object);
  if (!value)
    return raise(ts, types::RuntimeError, "Cannot delete attribute");
  if (handler == Handler::CharacterData && !flushCharacters_py(ts, self))
    return false;
  bool on = !value.isNone();
  storeField(ts, &self->header, &self->handlers[unsigned(handler)],
             on ? copyOf(value) : Owned::steal(kUndef));
  install(self, handler, on);
  return true;
}

template <auto ask> Owned position(ThreadState &ts, Value object) {
  return makeInt(ts, int64_t(ask(parserOf(object)->parser)));
}

template <bool ParserObject::*flag> Owned getFlag(ThreadState &, Value object) {
  return ownedBool(parserOf(object)->*flag);
}
template <bool ParserObject::*flag>
bool setFlag(ThreadState &ts, Value object, Value value) {
  if (!value)
    return raise(ts, types::RuntimeError, "Cannot delete attribute");
  int truth = isTrue_py(ts, value);
  if (truth < 0)
    return false;
  parserOf(object)->*flag = truth;
  if (flag == &ParserObject::namespacePrefixes)
    XML_SetReturnNSTriplet(parserOf(object)->parser, truth);
  return true;
}

Owned getBufferText(ThreadState &, Value object) {
  return ownedBool(parserOf(object)->buffer);
}
bool setBufferText(ThreadState &ts, Value object, Value value) {
  ParserObject *self = parserOf(object);
  if (!value)
    return raise(ts, types::RuntimeError, "Cannot delete attribute");
  int truth = isTrue_py(ts, value);
  if (truth < 0)
    return false;
  if (truth && !self->buffer) {
    self->buffer = static_cast<char *>(rawAllocate(size_t(self->bufferSize)));
    self->bufferUsed = 0;
    return self->buffer || raiseMemoryError(ts);
  }
  if (!truth && self->buffer) {
    if (!flushCharacters_py(ts, self))
      return false;
    rawFree(std::exchange(self->buffer, nullptr));
  }
  return true;
}
Owned getBufferSize(ThreadState &ts, Value object) {
  return makeInt(ts, parserOf(object)->bufferSize);
}
bool setBufferSize(ThreadState &ts, Value object, Value value) {
  ParserObject *self = parserOf(object);
  if (!value)
    return raise(ts, types::RuntimeError, "Cannot delete attribute");
  if (!isInt(value))
    return raise(ts, types::TypeError, "buffer_size must be an integer");
  int64_t size;
  if (!intFitsInt64(value, size))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C long");
  if (size <= 0)
    return raise(ts, types::ValueError,
                 "buffer_size must be greater than zero");
  if (size > INT_MAX)
    return raise(ts, types::ValueError,
                 "buffer_size must not be greater than {}", {INT_MAX});
  if (size == self->bufferSize)
    return true;
  if (self->buffer) {
    void *grown = rawAllocate(size_t(size));
    if (!grown)
      return raiseMemoryError(ts);
    if (!flushCharacters_py(ts, self)) {
      rawFree(grown);
      return false;
    }
    rawFree(std::exchange(self->buffer, static_cast<char *>(grown)));
  }
  self->bufferSize = int(size);
  return true;
}
Owned getBufferUsed(ThreadState &ts, Value object) {
  return makeInt(ts, parserOf(object)->bufferUsed);
}
Owned getIntern(ThreadState &, Value object) {
  Value intern(parserOf(object)->intern);
  return intern.isUndef() ? ownedNone() : copyOf(intern);
}

constexpr MethodDef methods[] = {
    {"Parse", parse, "(data, isfinal=False, /)", "Parse XML data."},
    {"ParseFile", parseFile, "(file, /)",
     "Parse XML data from file-like object."},
    {"SetBase", setBase, "(base, /)", "Set the base URL for the parser."},
    {"GetBase", getBase, "()", "Return base URL string for the parser."},
    {"GetInputContext", inputContext, "()",
     "Return the untranslated text of the input that caused the current "
     "event."},
    {"ExternalEntityParserCreate", externalParser,
     "(context, encoding=<unrepresentable>, /)",
     "Create a parser for parsing an external entity based on the information "
     "passed to the ExternalEntityRefHandler."},
    {"SetParamEntityParsing", setParamEntityParsing, "(flag, /)"},
    {"UseForeignDTD", useForeignDtd, "(flag=True, /)"},
    {}};

#define DX_FLAG(name, field)                                                   \
  {name, getFlag<&ParserObject::field>, setFlag<&ParserObject::field>}
constexpr GetSetDef getSets[] = {
#define HANDLER(name)                                                          \
  {Handler::name == Handler::DefaultHandlerExpand ? #name : #name "Handler",   \
   getHandler<Handler::name>, setHandler<Handler::name>},
#include "stdlib/expat/Handlers.def"
    {"ErrorCode", position<XML_GetErrorCode>},
    {"ErrorLineNumber", position<XML_GetErrorLineNumber>},
    {"ErrorColumnNumber", position<XML_GetErrorColumnNumber>},
    {"ErrorByteIndex", position<XML_GetErrorByteIndex>},
    {"CurrentLineNumber", position<XML_GetCurrentLineNumber>},
    {"CurrentColumnNumber", position<XML_GetCurrentColumnNumber>},
    {"CurrentByteIndex", position<XML_GetCurrentByteIndex>},
    {"buffer_size", getBufferSize, setBufferSize},
    {"buffer_text", getBufferText, setBufferText},
    {"buffer_used", getBufferUsed},
    DX_FLAG("namespace_prefixes", namespacePrefixes),
    DX_FLAG("ordered_attributes", orderedAttributes),
    DX_FLAG("specified_attributes", specifiedAttributes),
    {"intern", getIntern},
    {}};
#undef DX_FLAG
constexpr TypeSpec spec = {"pyexpat.xmlparser", "XML parser", methods, getSets};

/// An argument that is str or None. False: raised.
bool textOrNone(ThreadState &ts, Value value, const char *name,
                const char *&out) {
  out = nullptr;
  if (!value || value.isNone())
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError,
                 "ParserCreate() argument '{}' must be str or None, not {}",
                 {name, typeOf(value)});
  out = strText(value).data();
  return true;
}

} // namespace

Owned makeParser(ThreadState &ts, Value, const Value *args) {
  const char *encoding, *separator;
  if (!textOrNone(ts, args[0], "encoding", encoding) ||
      !textOrNone(ts, args[1], "namespace_separator", separator))
    return {};
  if (separator && strLength(args[1]) > 1)
    return raise(ts, types::ValueError,
                 "namespace_separator must be at most one character, omitted, "
                 "or None");
  Owned intern;
  if (!args[2]) {
    intern = makeDict(ts);
    if (!intern)
      return {};
  } else if (!args[2].isNone()) {
    if (!isDict(args[2]))
      return raise(ts, types::TypeError, "intern must be a dictionary");
    intern = copyOf(args[2]);
  }
  XML_Parser parser = separator ? XML_ParserCreateNS(encoding, *separator)
                                : XML_ParserCreate(encoding);
  return wrap(ts, parser, intern);
}

constinit TypeObject parserType = {
    .header = typeHeader(),
    .spec = &spec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(ParserObject),
    .slots = {.deallocate = deallocate, .visit = visit, .clear = clear},
};

} // namespace dxpy::expat
