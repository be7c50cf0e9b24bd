// UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError.
#include "runtime-support/builtins/exception_base.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy {

namespace {

UnicodeErrorObject *errorOf(Value self) {
  return self.as<UnicodeErrorObject>();
}

Owned newUnicodeError(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  Owned result = newException(ts, type, args);
  if (result)
    errorOf(result)->encoding = errorOf(result)->object =
        errorOf(result)->reason = kUndef;
  return result;
}

bool checkCount(ThreadState &ts, const Arguments &args, size_t count) {
  return args.positionalCount == count ||
         raise(ts, types::TypeError,
               "function takes exactly {} arguments ({} given)",
               {count, args.positionalCount});
}

bool checkStr(ThreadState &ts, const Arguments &args, size_t i) {
  return isStr(args[i]) ||
         raise(ts, types::TypeError, "argument {} must be str, not {}",
               {i + 1, typeOf(args[i])});
}

/// start, end and reason, from argument \p first on.
bool takeRange(ThreadState &ts, Value self, const Arguments &args,
               size_t first) {
  UnicodeErrorObject *error = errorOf(self);
  error->start = toIndexInt64_py(ts, args[first], &types::OverflowError);
  if (error->start == -1 && pendingException(ts))
    return false;
  error->end = toIndexInt64_py(ts, args[first + 1], &types::OverflowError);
  if (error->end == -1 && pendingException(ts))
    return false;
  if (!checkStr(ts, args, first + 2))
    return false;
  storeField(ts, self.header(), &error->reason, copyOf(args[first + 2]));
  return true;
}

bool initEncode(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args) || !checkCount(ts, args, 5) ||
      !checkStr(ts, args, 0) || !checkStr(ts, args, 1))
    return false;
  storeField(ts, self.header(), &errorOf(self)->encoding, copyOf(args[0]));
  storeField(ts, self.header(), &errorOf(self)->object, copyOf(args[1]));
  return takeRange(ts, self, args, 2);
}

bool initDecode(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args) || !checkCount(ts, args, 5) ||
      !checkStr(ts, args, 0))
    return false;
  Owned data = copyOf(args[1]);
  if (!isBytes(data)) {
    BufferView view;
    if (!getBuffer(ts, args[1], view))
      return false;
    data = makeBytes(ts, {view.data, size_t(view.length)});
    releaseBuffer(ts, view);
    if (!data)
      return false;
  }
  storeField(ts, self.header(), &errorOf(self)->encoding, copyOf(args[0]));
  storeField(ts, self.header(), &errorOf(self)->object, std::move(data));
  return takeRange(ts, self, args, 2);
}

bool initTranslate(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args) || !checkCount(ts, args, 4) ||
      !checkStr(ts, args, 0))
    return false;
  storeField(ts, self.header(), &errorOf(self)->object, copyOf(args[0]));
  return takeRange(ts, self, args, 1);
}

void appendHex(StrBuilder &text, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    text.append(std::string_view(&"0123456789abcdef"[value >> shift & 15], 1));
}

void appendCharacter(StrBuilder &text, uint32_t c) {
  bool byte = c <= 0xFF, wide = c > 0xFFFF;
  text.append(byte ? "'\\x" : wide ? "'\\U" : "'\\u");
  appendHex(text, c, byte ? 2 : wide ? 8 : 4);
  text.append("'");
}

/// " in position 3: reason" or " in position 3-7: reason"
Owned finishRange(ThreadState &ts, StrBuilder &text, Value self, bool single) {
  UnicodeErrorObject *error = errorOf(self);
  text.append(" in position ");
  text.appendInt(error->start);
  if (!single) {
    text.append("-");
    text.appendInt(error->end - 1);
  }
  text.append(": ");
  if (!text.appendStr_py(Value(error->reason)))
    return {};
  return text.finish();
}

bool isSingle(Value self, uint64_t length) {
  UnicodeErrorObject *error = errorOf(self);
  return error->start >= 0 && uint64_t(error->start) < length &&
         error->end == error->start + 1;
}

bool appendCodec(StrBuilder &text, Value self, const char *verb) {
  text.append("'");
  if (!text.appendStr_py(Value(errorOf(self)->encoding)))
    return false;
  text.append("' codec can't ");
  text.append(verb);
  return true;
}

/// What encode and translate say: a character or a range of them.
Owned finishCharacters(ThreadState &ts, StrBuilder &text, Value self) {
  Value object(errorOf(self)->object);
  bool single = isSingle(self, strLength(object));
  text.append(single ? " character " : " characters");
  if (single)
    appendCharacter(text, strCharAt(object, uint64_t(errorOf(self)->start)));
  return finishRange(ts, text, self, single);
}

Owned strEncode(ThreadState &ts, Value self) {
  if (errorOf(self)->object == kUndef)
    return makeStr(ts, "");
  StrBuilder text(ts);
  if (!appendCodec(text, self, "encode"))
    return {};
  return finishCharacters(ts, text, self);
}

Owned strDecode(ThreadState &ts, Value self) {
  if (errorOf(self)->object == kUndef)
    return makeStr(ts, "");
  StrBuilder text(ts);
  if (!appendCodec(text, self, "decode"))
    return {};
  std::string_view data = bytesText(Value(errorOf(self)->object));
  bool single = isSingle(self, data.size());
  text.append(single ? " byte 0x" : " bytes");
  if (single)
    appendHex(text, uint8_t(data[size_t(errorOf(self)->start)]), 2);
  return finishRange(ts, text, self, single);
}

Owned strTranslate(ThreadState &ts, Value self) {
  if (errorOf(self)->object == kUndef)
    return makeStr(ts, "");
  StrBuilder text(ts);
  text.append("can't translate");
  return finishCharacters(ts, text, self);
}

constexpr MemberDef members[] = {
    {"encoding", MemberKind::ValueOrNone,
     offsetof(UnicodeErrorObject, encoding), false, "exception encoding"},
    {"object", MemberKind::ValueOrNone, offsetof(UnicodeErrorObject, object),
     false, "exception object"},
    {"start", MemberKind::Int64, offsetof(UnicodeErrorObject, start), false,
     "exception start"},
    {"end", MemberKind::Int64, offsetof(UnicodeErrorObject, end), false,
     "exception end"},
    {"reason", MemberKind::ValueOrNone, offsetof(UnicodeErrorObject, reason),
     false, "exception reason"},
    {}};
constexpr TypeSpec encodeSpec = {.name = "UnicodeEncodeError",
                                 .doc = "Unicode encoding error.",
                                 .members = members};
constexpr TypeSpec decodeSpec = {.name = "UnicodeDecodeError",
                                 .doc = "Unicode decoding error.",
                                 .members = members};
constexpr TypeSpec translateSpec = {.name = "UnicodeTranslateError",
                                    .doc = "Unicode translation error.",
                                    .members = members};
using UnicodeFields =
    ExceptionFields<UnicodeErrorObject, &UnicodeErrorObject::encoding,
                    &UnicodeErrorObject::object,
                    &UnicodeErrorObject::reason>::All;

} // namespace

#define UNICODE_ERROR(id, specName, initName, strName)                         \
  constinit TypeObject types::id = {                                           \
      .header = typeHeader(),                                                  \
      .spec = &specName,                                                       \
      .flags = kExceptionFlags,                                                \
      DXPY_EXCEPTION_LAYOUT(UnicodeErrorObject),                               \
      .slots = {.deallocate = UnicodeFields::deallocate,                       \
                .visit = UnicodeFields::visit,                                 \
                .clear = UnicodeFields::clear,                                 \
                .str = strName,                                                \
                .init = initName,                                              \
                .new_ = newUnicodeError}};
UNICODE_ERROR(UnicodeEncodeError, encodeSpec, initEncode, strEncode)
UNICODE_ERROR(UnicodeDecodeError, decodeSpec, initDecode, strDecode)
UNICODE_ERROR(UnicodeTranslateError, translateSpec, initTranslate, strTranslate)
#undef UNICODE_ERROR

} // namespace dxpy
