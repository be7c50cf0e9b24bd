// The codec registry.
#include "runtime-support/objects/codec_registry.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

/// Owned by the process; made on first use.
struct Registry {
  Word searchPath = 0; ///< list
  Word cache = 0;      ///< dict: normalised name -> codec
  Word handlers = 0;   ///< dict
  bool importing = false, imported = false;
};
constinit Registry registry;

template <CodecErrors Kind>
Owned handlerFunction(ThreadState &ts, Value, const Value *args) {
  return callNativeHandler_py(ts, Kind, args[0]);
}

constexpr MethodDef handlerDefs[] = {
    {"strict_errors", handlerFunction<CodecErrors::Strict>, "(exception, /)",
     "Implements the 'strict' error handling, which raises a UnicodeError on "
     "coding errors."},
    {"ignore_errors", handlerFunction<CodecErrors::Ignore>, "(exception, /)",
     "Implements the 'ignore' error handling, which ignores malformed data "
     "and continues."},
    {"replace_errors", handlerFunction<CodecErrors::Replace>, "(exception, /)",
     "Implements the 'replace' error handling, which replaces malformed data "
     "with a replacement marker."},
    {"xmlcharrefreplace_errors",
     handlerFunction<CodecErrors::XmlCharRefReplace>, "(exception, /)",
     "Implements the 'xmlcharrefreplace' error handling, which replaces an "
     "unencodable character with the appropriate XML character reference."},
    {"backslashreplace_errors", handlerFunction<CodecErrors::BackslashReplace>,
     "(exception, /)",
     "Implements the 'backslashreplace' error handling, which replaces "
     "malformed data with a backslashed escape sequence."},
    {"namereplace_errors", handlerFunction<CodecErrors::NameReplace>,
     "(exception, /)",
     "Implements the 'namereplace' error handling, which replaces an "
     "unencodable character with a \\N{...} escape sequence."},
    {"surrogatepass", handlerFunction<CodecErrors::SurrogatePass>,
     "(exception, /)"},
    {"surrogateescape", handlerFunction<CodecErrors::SurrogateEscape>,
     "(exception, /)"}};
constexpr const char *handlerNames[] = {
    "strict",           "ignore",      "replace",       "xmlcharrefreplace",
    "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"};

bool ensureRegistry(ThreadState &ts) {
  if (registry.handlers)
    return true;
  Owned path = makeList(ts), cache = makeDict(ts), handlers = makeDict(ts);
  if (!path || !cache || !handlers)
    return false;
  for (size_t i = 0; i < std::size(handlerDefs); ++i) {
    Owned name = makeStr(ts, handlerNames[i]);
    Owned function = makeBuiltinFunction(ts, &handlerDefs[i], undefined, none);
    if (!name || !function || !dictSet_py(ts, handlers, name, function))
      return false;
  }
  registry.searchPath = path.take();
  registry.cache = cache.take();
  registry.handlers = handlers.take();
  return true;
}

/// `import encodings` registers its search function.
bool importEncodings_py(ThreadState &ts) {
  if (registry.imported || registry.importing)
    return true;
  registry.importing = true;
  Owned module = importModule_py(ts, "encodings");
  registry.importing = false;
  registry.imported = true;
  if (module || !pendingMatches(ts, types::ModuleNotFoundError))
    return bool(module);
  clearException(ts); // the program has been built without it
  return true;
}

/// Lower case, spaces as underscores: the key of the cache.
Owned cacheKey(ThreadState &ts, std::string_view encoding) {
  StrBuilder key(ts);
  for (char c : encoding) {
    char lower = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    key.append({&lower, 1});
  }
  Owned text = key.finish();
  return text ? intern(ts, std::move(text)) : Owned();
}

Raised unknownEncoding(ThreadState &ts, std::string_view encoding) {
  return raise(ts, types::LookupError, "unknown encoding: {}", {encoding});
}

} // namespace

bool registerCodecSearch(ThreadState &ts, Value function) {
  if (!ensureRegistry(ts))
    return false;
  if (!isCallable(function))
    return raise(ts, types::TypeError, "argument must be callable");
  return listAppend(ts, Value(registry.searchPath), copyOf(function));
}

bool unregisterCodecSearch(ThreadState &ts, Value function) {
  if (!ensureRegistry(ts))
    return false;
  Value path(registry.searchPath);
  for (uint64_t i = 0; i < listLength(path); ++i) {
    Owned item = listItem(ts, path, i);
    if (item.word() == function.word()) {
      dictClear(ts, Value(registry.cache));
      return bool(listPop(ts, path, i));
    }
  }
  return true;
}

Owned lookupCodec_py(ThreadState &ts, std::string_view encoding) {
  if (!ensureRegistry(ts))
    return {};
  Owned key = cacheKey(ts, encoding);
  if (!key)
    return {};
  if (Value known = dictGet_py(ts, Value(registry.cache), key))
    return copyOf(known);
  if (pendingException(ts) || !importEncodings_py(ts))
    return {};
  Value path(registry.searchPath);
  for (uint64_t i = 0; i < listLength(path); ++i) {
    Owned function = listItem(ts, path, i);
    Owned found = call_py(ts, function, {key.value()});
    if (!found)
      return {};
    if (found.value().isNone())
      continue;
    if (!isTuple(found) || tupleLength(found) != 4)
      return raise(ts, types::TypeError,
                   "codec search functions must return 4-tuples");
    if (!dictSet_py(ts, Value(registry.cache), key, found))
      return {};
    return found;
  }
  return unknownEncoding(ts, encoding);
}

bool registerErrorHandler(ThreadState &ts, std::string_view name,
                          Value handler) {
  if (!ensureRegistry(ts))
    return false;
  if (!isCallable(handler))
    return raise(ts, types::TypeError, "handler must be callable");
  Owned key = makeStr(ts, name);
  return key && dictSet_py(ts, Value(registry.handlers), key, handler);
}

Owned lookupErrorHandler(ThreadState &ts, std::string_view name) {
  if (!ensureRegistry(ts))
    return {};
  Owned key = makeStr(ts, name);
  if (!key)
    return {};
  if (Value handler = dictGet_py(ts, Value(registry.handlers), key))
    return copyOf(handler);
  if (pendingException(ts))
    return {};
  return raise(ts, types::LookupError, "unknown error handler name '{}'",
               {name});
}

// Codecs at work --------------------------------------------------------------

/// Has an exception nothing but a message, so that another one of its class can
/// stand for it?
static bool isPlain(Value exception) {
  const TypeObject *type = typeOf(exception);
  const Shape *shape = shapeOf(exception.header());
  auto *object = exception.as<ExceptionObject>();
  Value args(object->args);
  return nativeBase(const_cast<TypeObject *>(type))->basicSize ==
             sizeof(ExceptionObject) &&
         type->slots.new_ == types::BaseException.slots.new_ &&
         type->slots.init == types::BaseException.slots.init &&
         shape->slotCount == 0 && !(shape->flags & kShapeDict) &&
         (tupleLength(args) == 0 ||
          (tupleLength(args) == 1 && isExactStr(tupleItem(args, 0))));
}

void nameCodecInError_py(ThreadState &ts, const char *verb,
                         std::string_view encoding) {
  if (!pendingException(ts) || !isPlain(Value(ts.exception)))
    return;
  Owned cause = takeException(ts);
  Owned message = str_py(ts, cause);
  if (!message)
    return;
  raise(ts, *typeOf(cause), "{} with '{}' codec failed ({}: {})",
        {verb, encoding, typeOf(cause), message.value()});
  if (!pendingException(ts))
    return;
  auto *raised = Value(ts.exception).as<ExceptionObject>();
  storeField(ts, &raised->header, &raised->context, copyOf(cause));
  setCause(ts, cause);
}

namespace {

/// The first of the pair that a codec's function gives.
Owned runCodec_py(ThreadState &ts, Value codec, unsigned which, Value object,
                  Value errors, std::string_view encoding) {
  bool encode = which == 0;
  Value function = tupleItem(codec, which);
  Owned result = errors ? call_py(ts, function, {object, errors})
                        : call_py(ts, function, {object});
  if (!result) {
    nameCodecInError_py(ts, encode ? "encoding" : "decoding", encoding);
    return {};
  }
  if (!isTuple(result) || tupleLength(result) != 2)
    return raise(ts, types::TypeError,
                 encode ? "encoder must return a tuple (object, integer)"
                        : "decoder must return a tuple (object,integer)");
  return copyOf(tupleItem(result, 0));
}

/// The codec, if it is one between str and bytes.
Owned lookupTextCodec_py(ThreadState &ts, std::string_view encoding,
                         const char *alternative) {
  Owned codec = lookupCodec_py(ts, encoding);
  if (!codec || isExactTuple(codec))
    return codec;
  Owned name = internText(ts, "_is_text_encoding");
  Owned flag = name ? getAttrOptional_py(ts, codec, name) : Owned();
  if (!flag)
    return pendingException(ts) ? Owned() : std::move(codec);
  int isText = isTrue_py(ts, flag);
  if (isText < 0)
    return {};
  if (!isText)
    return raise(ts, types::LookupError,
                 "'{}' is not a text encoding; use {} to handle arbitrary "
                 "codecs",
                 {encoding, alternative});
  return codec;
}

Owned errorsValue(ThreadState &ts, std::string_view errors) {
  return makeStr(ts, errors);
}

} // namespace

Owned codecEncode_py(ThreadState &ts, Value object, std::string_view encoding,
                     Value errors) {
  NativeCodec native = nativeCodecOf(encoding);
  if (native != NativeCodec::None && isStr(object)) {
    Owned result = encodeNative_py(ts, object, native,
                                   errors ? strText(errors) : "strict");
    if (!result)
      nameCodecInError_py(ts, "encoding", encoding);
    return result;
  }
  Owned codec = lookupCodec_py(ts, encoding);
  return codec ? runCodec_py(ts, codec, 0, object, errors, encoding) : Owned();
}

Owned codecDecode_py(ThreadState &ts, Value object, std::string_view encoding,
                     Value errors) {
  NativeCodec native = nativeCodecOf(encoding);
  if (native != NativeCodec::None && isBytes(object)) {
    Owned result = decodeNative_py(ts, object, native,
                                   errors ? strText(errors) : "strict", true)
                       .text;
    if (!result)
      nameCodecInError_py(ts, "decoding", encoding);
    return result;
  }
  Owned codec = lookupCodec_py(ts, encoding);
  return codec ? runCodec_py(ts, codec, 1, object, errors, encoding) : Owned();
}

Owned codecEncodeText_py(ThreadState &ts, Value str, std::string_view encoding,
                         std::string_view errors) {
  Owned codec = lookupTextCodec_py(ts, encoding, "codecs.encode()");
  Owned how = codec ? errorsValue(ts, errors) : Owned();
  Owned result = how ? runCodec_py(ts, codec, 0, str, how, encoding) : Owned();
  if (!result || isBytes(result))
    return result;
  return raise(ts, types::TypeError,
               "'{}' encoder returned '{}' instead of 'bytes'; use "
               "codecs.encode() to encode to arbitrary types",
               {encoding, typeOf(result)});
}

Owned codecDecodeText_py(ThreadState &ts, Value data, std::string_view encoding,
                         std::string_view errors) {
  Owned codec = lookupTextCodec_py(ts, encoding, "codecs.decode()");
  Owned how = codec ? errorsValue(ts, errors) : Owned();
  Owned result = how ? runCodec_py(ts, codec, 1, data, how, encoding) : Owned();
  if (!result || isStr(result))
    return result;
  return raise(ts, types::TypeError,
               "'{}' decoder returned '{}' instead of 'str'; use "
               "codecs.decode() to decode to arbitrary types",
               {encoding, typeOf(result)});
}

} // namespace dxpy
