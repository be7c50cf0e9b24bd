// From expat's callbacks to handlers in Python. A handler that raises stops the
// parser.
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "stdlib/expat/parser.h"
#include <cstring>

namespace dxpy::expat {

namespace {

ThreadState &thread() { return currentThread; }

Value handlerOf(const ParserObject *self, Handler handler) {
  Value value(self->handlers[unsigned(handler)]);
  return value.isUndef() ? Value() : value;
}

Owned text(const XML_Char *chars) {
  return chars ? makeStr(thread(), chars) : ownedNone();
}
Owned text(const XML_Char *chars, int length) {
  return chars ? makeStr(thread(), {chars, size_t(length)}) : ownedNone();
}
Owned number(int value) { return makeInt(thread(), value); }

/// A name as the parser's `intern` has it.
Owned name(ParserObject *self, const XML_Char *chars) {
  ThreadState &ts = thread();
  Owned result = text(chars);
  if (!result || !chars || self->intern == kUndef)
    return result;
  Value known = dictGet_py(ts, Value(self->intern), result);
  if (known)
    return copyOf(known);
  return !pendingException(ts) &&
                 dictSet_py(ts, Value(self->intern), result, result)
             ? std::move(result)
             : Owned();
}

/// Calls a handler. Null: it raised, or an argument could not be made.
template <size_t count>
Owned tell(ParserObject *self, Handler handler, Owned (&&args)[count]) {
  ThreadState &ts = thread();
  Value values[count];
  bool good = true;
  for (size_t i = 0; i < count; ++i) {
    values[i] = args[i];
    good = good && args[i];
  }
  Owned function = copyOf(handlerOf(self, handler)), hold = copyOf(Value(self)),
        result;
  self->inCallback = true;
  if (good)
    result = call_py(ts, function, Arguments{values, count, {}});
  self->inCallback = false;
  if (!result) {
    XML_StopParser(self->parser, false);
    forgetHandlers(ts, self);
  }
  return result;
}
Owned tell(ParserObject *self, Handler handler) {
  ThreadState &ts = thread();
  Owned function = copyOf(handlerOf(self, handler)), hold = copyOf(Value(self));
  self->inCallback = true;
  Owned result = call_py(ts, function);
  self->inCallback = false;
  if (!result) {
    XML_StopParser(self->parser, false);
    forgetHandlers(ts, self);
  }
  return result;
}

/// Before any handler but that of character data. False: do not call it.
bool ready(ParserObject *self, Handler handler) {
  ThreadState &ts = thread();
  if (pendingException(ts) || !handlerOf(self, handler))
    return false;
  if (flushCharacters_py(ts, self))
    return bool(handlerOf(self, handler));
  forgetHandlers(ts, self);
  return false;
}
ParserObject *selfOf(void *data) { return static_cast<ParserObject *>(data); }

Owned attributesOf(ParserObject *self, const XML_Char **attributes) {
  ThreadState &ts = thread();
  int count = 0;
  if (self->specifiedAttributes)
    count = XML_GetSpecifiedAttributeCount(self->parser);
  else
    while (attributes[count])
      count += 2;
  Owned all = self->orderedAttributes ? makeList(ts) : makeDict(ts);
  for (int i = 0; all && i < count; i += 2) {
    Owned key = name(self, attributes[i]), value = text(attributes[i + 1]);
    bool good = key && value;
    if (good && self->orderedAttributes)
      good = listAppend(ts, all, std::move(key)) &&
             listAppend(ts, all, std::move(value));
    else if (good)
      good = dictSet_py(ts, all, key, value);
    if (!good)
      return {};
  }
  return all;
}

void startElement(void *data, const XML_Char *tag,
                  const XML_Char **attributes) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::StartElement)) {
    Owned all = attributesOf(self, attributes);
    (void)tell(self, Handler::StartElement, {name(self, tag), std::move(all)});
  }
}
void endElement(void *data, const XML_Char *tag) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::EndElement))
    (void)tell(self, Handler::EndElement, {name(self, tag)});
}
void processingInstruction(void *data, const XML_Char *target,
                           const XML_Char *rest) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::ProcessingInstruction))
    (void)tell(self, Handler::ProcessingInstruction,
               {name(self, target), text(rest)});
}

void characterData(void *data, const XML_Char *chars, int length) {
  ParserObject *self = selfOf(data);
  ThreadState &ts = thread();
  if (pendingException(ts) || !handlerOf(self, Handler::CharacterData))
    return;
  if (self->buffer) {
    if (self->bufferUsed + length > self->bufferSize) {
      if (!flushCharacters_py(ts, self))
        return forgetHandlers(ts, self);
      if (!handlerOf(self, Handler::CharacterData))
        return;
    }
    if (length <= self->bufferSize) {
      memcpy(self->buffer + self->bufferUsed, chars, size_t(length));
      self->bufferUsed += length;
      return;
    }
  }
  (void)tell(self, Handler::CharacterData, {text(chars, length)});
}
/// Stands in for a handler that was taken away in the middle of a call.
void ignoreCharacters(void *, const XML_Char *, int) {}

void unparsedEntityDecl(void *data, const XML_Char *entity,
                        const XML_Char *base, const XML_Char *system,
                        const XML_Char *publicId, const XML_Char *notation) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::UnparsedEntityDecl))
    (void)tell(self, Handler::UnparsedEntityDecl,
               {name(self, entity), name(self, base), name(self, system),
                name(self, publicId), name(self, notation)});
}
void notationDecl(void *data, const XML_Char *notation, const XML_Char *base,
                  const XML_Char *system, const XML_Char *publicId) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::NotationDecl))
    (void)tell(self, Handler::NotationDecl,
               {name(self, notation), name(self, base), name(self, system),
                name(self, publicId)});
}
void startNamespaceDecl(void *data, const XML_Char *prefix,
                        const XML_Char *uri) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::StartNamespaceDecl))
    (void)tell(self, Handler::StartNamespaceDecl,
               {name(self, prefix), name(self, uri)});
}
void endNamespaceDecl(void *data, const XML_Char *prefix) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::EndNamespaceDecl))
    (void)tell(self, Handler::EndNamespaceDecl, {name(self, prefix)});
}
void comment(void *data, const XML_Char *chars) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::Comment))
    (void)tell(self, Handler::Comment, {text(chars)});
}
template <Handler handler> void plain(void *data) {
  ParserObject *self = selfOf(data);
  if (ready(self, handler))
    (void)tell(self, handler);
}
template <Handler handler>
void rest(void *data, const XML_Char *chars, int length) {
  ParserObject *self = selfOf(data);
  if (ready(self, handler))
    (void)tell(self, handler, {text(chars, length)});
}

/// What a handler says as int; 0 after an exception.
int answerOf(ParserObject *self, Owned answer) {
  ThreadState &ts = thread();
  int64_t result =
      answer ? toIndexInt64_py(ts, answer, &types::OverflowError) : 0;
  if (!pendingException(ts))
    return int(result);
  forgetHandlers(ts, self);
  return 0;
}
int notStandalone(void *data) {
  ParserObject *self = selfOf(data);
  return ready(self, Handler::NotStandalone)
             ? answerOf(self, tell(self, Handler::NotStandalone))
             : 0;
}
int externalEntityRef(XML_Parser parser, const XML_Char *context,
                      const XML_Char *base, const XML_Char *system,
                      const XML_Char *publicId) {
  ParserObject *self = selfOf(XML_GetUserData(parser));
  if (!ready(self, Handler::ExternalEntityRef))
    return 0;
  return answerOf(self, tell(self, Handler::ExternalEntityRef,
                             {text(context), name(self, base),
                              name(self, system), name(self, publicId)}));
}

void startDoctypeDecl(void *data, const XML_Char *doctype,
                      const XML_Char *system, const XML_Char *publicId,
                      int hasSubset) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::StartDoctypeDecl))
    (void)tell(self, Handler::StartDoctypeDecl,
               {name(self, doctype), name(self, system), name(self, publicId),
                number(hasSubset)});
}
void entityDecl(void *data, const XML_Char *entity, int isParameter,
                const XML_Char *value, int length, const XML_Char *base,
                const XML_Char *system, const XML_Char *publicId,
                const XML_Char *notation) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::EntityDecl))
    (void)tell(self, Handler::EntityDecl,
               {name(self, entity), number(isParameter), text(value, length),
                name(self, base), name(self, system), name(self, publicId),
                name(self, notation)});
}
void xmlDecl(void *data, const XML_Char *version, const XML_Char *encoding,
             int standalone) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::XmlDecl))
    (void)tell(self, Handler::XmlDecl,
               {text(version), text(encoding), number(standalone)});
}

/// (type, quantifier, name, children)
Owned modelOf(ParserObject *self, const XML_Content *model) {
  ThreadState &ts = thread();
  if (!checkNativeStack(ts, ""))
    return {};
  Owned list = makeList(ts);
  for (unsigned i = 0; list && i < model->numchildren; ++i) {
    Owned child = modelOf(self, &model->children[i]);
    if (!child || !listAppend(ts, list, std::move(child)))
      return {};
  }
  Owned children = list ? tupleFromIterable_py(ts, list) : Owned();
  Owned type = number(model->type), quantifier = number(model->quant),
        own = name(self, model->name);
  return children && own ? makeTuple(ts, {type.value(), quantifier.value(),
                                          own.value(), children.value()})
                         : Owned();
}
void elementDecl(void *data, const XML_Char *element, XML_Content *model) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::ElementDecl)) {
    Owned tuple = modelOf(self, model);
    (void)tell(self, Handler::ElementDecl,
               {name(self, element), std::move(tuple)});
  }
  XML_FreeContentModel(self->parser, model);
}
void attlistDecl(void *data, const XML_Char *element, const XML_Char *attribute,
                 const XML_Char *type, const XML_Char *value, int isRequired) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::AttlistDecl))
    (void)tell(self, Handler::AttlistDecl,
               {name(self, element), name(self, attribute), text(type),
                text(value), number(isRequired)});
}
void skippedEntity(void *data, const XML_Char *entity, int isParameter) {
  ParserObject *self = selfOf(data);
  if (ready(self, Handler::SkippedEntity))
    (void)tell(self, Handler::SkippedEntity,
               {name(self, entity), number(isParameter)});
}

} // namespace

bool flushCharacters_py(ThreadState &ts, ParserObject *self) {
  if (!self->buffer || !self->bufferUsed || self->flushing)
    return true;
  bool good = true;
  if (handlerOf(self, Handler::CharacterData)) {
    self->flushing = true; // the handler sees the buffer as it is
    good = bool(tell(self, Handler::CharacterData,
                     {text(self->buffer, self->bufferUsed)}));
    self->flushing = false;
  }
  self->bufferUsed = 0;
  return good;
}

void forgetHandlers(ThreadState &ts, ParserObject *self) {
  Owned error = takeException(ts);
  for (unsigned i = 0; i < kHandlers; ++i) {
    install(self, Handler(i), false);
    clearField(ts, &self->header, &self->handlers[i]);
  }
  if (error)
    restoreException(ts, std::move(error));
}

int unknownEncoding(void *, const XML_Char *encoding, XML_Encoding *info) {
  ThreadState &ts = thread();
  if (pendingException(ts))
    return XML_STATUS_ERROR;
  char all[256];
  for (int i = 0; i < 256; ++i)
    all[i] = char(i);
  Owned bytes = makeBytes(ts, {all, sizeof all});
  Owned decoded = bytes ? decodeBytes(ts, bytes, encoding, "replace") : Owned();
  if (!decoded)
    return XML_STATUS_ERROR;
  if (strLength(decoded) != 256) {
    raise(ts, types::ValueError, "multi-byte encodings are not supported");
    return XML_STATUS_ERROR;
  }
  for (int i = 0; i < 256; ++i) {
    uint32_t point = strCharAt(decoded, uint64_t(i));
    info->map[i] = point == 0xFFFD ? -1 : int(point);
  }
  info->data = nullptr;
  info->convert = nullptr;
  info->release = nullptr;
  return XML_STATUS_OK;
}

void install(ParserObject *self, Handler handler, bool on) {
  XML_Parser p = self->parser;
  switch (handler) {
  case Handler::StartElement:
    return XML_SetStartElementHandler(p, on ? startElement : nullptr);
  case Handler::EndElement:
    return XML_SetEndElementHandler(p, on ? endElement : nullptr);
  case Handler::ProcessingInstruction:
    return XML_SetProcessingInstructionHandler(p, on ? processingInstruction
                                                     : nullptr);
  case Handler::CharacterData:
    return XML_SetCharacterDataHandler(p, on                 ? characterData
                                          : self->inCallback ? ignoreCharacters
                                                             : nullptr);
  case Handler::UnparsedEntityDecl:
    return XML_SetUnparsedEntityDeclHandler(p,
                                            on ? unparsedEntityDecl : nullptr);
  case Handler::NotationDecl:
    return XML_SetNotationDeclHandler(p, on ? notationDecl : nullptr);
  case Handler::StartNamespaceDecl:
    return XML_SetStartNamespaceDeclHandler(p,
                                            on ? startNamespaceDecl : nullptr);
  case Handler::EndNamespaceDecl:
    return XML_SetEndNamespaceDeclHandler(p, on ? endNamespaceDecl : nullptr);
  case Handler::Comment:
    return XML_SetCommentHandler(p, on ? comment : nullptr);
  case Handler::StartCdataSection:
    return XML_SetStartCdataSectionHandler(
        p, on ? plain<Handler::StartCdataSection> : nullptr);
  case Handler::EndCdataSection:
    return XML_SetEndCdataSectionHandler(p, on ? plain<Handler::EndCdataSection>
                                               : nullptr);
  case Handler::Default:
    return XML_SetDefaultHandler(p, on ? rest<Handler::Default> : nullptr);
  case Handler::DefaultHandlerExpand:
    return XML_SetDefaultHandlerExpand(
        p, on ? rest<Handler::DefaultHandlerExpand> : nullptr);
  case Handler::NotStandalone:
    return XML_SetNotStandaloneHandler(p, on ? notStandalone : nullptr);
  case Handler::ExternalEntityRef:
    return XML_SetExternalEntityRefHandler(p, on ? externalEntityRef : nullptr);
  case Handler::StartDoctypeDecl:
    return XML_SetStartDoctypeDeclHandler(p, on ? startDoctypeDecl : nullptr);
  case Handler::EndDoctypeDecl:
    return XML_SetEndDoctypeDeclHandler(p, on ? plain<Handler::EndDoctypeDecl>
                                              : nullptr);
  case Handler::EntityDecl:
    return XML_SetEntityDeclHandler(p, on ? entityDecl : nullptr);
  case Handler::XmlDecl:
    return XML_SetXmlDeclHandler(p, on ? xmlDecl : nullptr);
  case Handler::ElementDecl:
    return XML_SetElementDeclHandler(p, on ? elementDecl : nullptr);
  case Handler::AttlistDecl:
    return XML_SetAttlistDeclHandler(p, on ? attlistDecl : nullptr);
  case Handler::SkippedEntity:
    return XML_SetSkippedEntityHandler(p, on ? skippedEntity : nullptr);
  case Handler::Count:
    return;
  }
}

} // namespace dxpy::expat
