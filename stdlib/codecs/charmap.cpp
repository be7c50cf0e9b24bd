// Charmap codecs.
#include "stdlib/codecs/charmap.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codec_engine.h"
#include "runtime-support/objects/codec_errors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/text/utf8.h"

namespace dxpy::codecs {

namespace {

constexpr char kReason[] = "character maps to <undefined>";

enum class Mapped { Done, Undefined, Raised };

/// mapping[key]; null without an exception: undefined.
Owned lookUp_py(ThreadState &ts, Value mapping, uint32_t key) {
  Owned number = makeInt(ts, key);
  Owned found = number ? getItem_py(ts, mapping, number) : Owned();
  if (!found && pendingMatches(ts, types::LookupError))
    clearException(ts);
  return found;
}

Mapped encodeOne_py(ThreadState &ts, StrBuilder &out, Value mapping,
                    uint32_t c) {
  Owned found = lookUp_py(ts, mapping, c);
  if (!found)
    return pendingException(ts) ? Mapped::Raised : Mapped::Undefined;
  if (found.value().isNone())
    return Mapped::Undefined;
  if (isBytes(found)) {
    out.append(bytesText(found));
    return Mapped::Done;
  }
  if (!isInt(found)) {
    raise(ts, types::TypeError,
          "character mapping must return integer, bytes or None, not {}",
          {typeOf(found)});
    return Mapped::Raised;
  }
  int64_t value;
  if (!intFitsInt64(found, value) || value < 0 || value > 255) {
    raise(ts, types::TypeError, "character mapping must be in range(256)");
    return Mapped::Raised;
  }
  char byte = char(value);
  out.append({&byte, 1});
  return Mapped::Done;
}

/// Encodes a handler's text by the mapping itself. False: raised.
bool appendReplacement_py(ThreadState &ts, StrBuilder &out, Value mapping,
                          const EncodeProblem &problem,
                          const Replacement &replacement) {
  std::string_view text = replacement.text.view();
  if (replacement.isBytes) {
    out.append(text);
    return true;
  }
  for (size_t at = 0; at < text.size();) {
    Mapped mapped = encodeOne_py(ts, out, mapping, text::decodeOne(text, at));
    if (mapped == Mapped::Undefined)
      return raiseEncodeError(ts, problem);
    if (mapped == Mapped::Raised)
      return false;
  }
  return true;
}

/// The end of the run of characters from \p start on that have no byte. -1:
/// raised.
int64_t undefinedEnd_py(ThreadState &ts, Value str, Value mapping,
                        int64_t start) {
  int64_t end = start + 1;
  for (; end < int64_t(strLength(str)); ++end) {
    StrBuilder ignored(ts);
    Mapped mapped =
        encodeOne_py(ts, ignored, mapping, strCharAt(str, uint64_t(end)));
    if (mapped == Mapped::Raised)
      return -1;
    if (mapped == Mapped::Done)
      break;
  }
  return end;
}

Owned encode_py(ThreadState &ts, Value str, std::string_view errors,
                Value mapping) {
  StrBuilder out(ts);
  std::string_view text = strText(str);
  int64_t index = 0;
  for (size_t at = 0; at < text.size();) {
    size_t next = at;
    Mapped mapped = encodeOne_py(ts, out, mapping, text::decodeOne(text, next));
    if (mapped == Mapped::Raised)
      return {};
    if (mapped == Mapped::Done) {
      at = next;
      ++index;
      continue;
    }
    int64_t end = undefinedEnd_py(ts, str, mapping, index);
    EncodeProblem problem{"charmap", str, index, end, kReason};
    Replacement replacement(ts);
    if (end < 0 || !handleEncodeError_py(ts, errors, problem, replacement) ||
        !appendReplacement_py(ts, out, mapping, problem, replacement))
      return {};
    index = replacement.resume;
    at = strByteOffset(str, uint64_t(index));
  }
  return makeBytes(ts, out.view());
}

Mapped decodeOne_py(ThreadState &ts, StrBuilder &out, Value mapping,
                    uint8_t byte) {
  if (isStr(mapping)) {
    uint32_t c = byte < strLength(mapping) ? strCharAt(mapping, byte) : 0xFFFE;
    if (c == 0xFFFE)
      return Mapped::Undefined;
    out.appendChar(c);
    return Mapped::Done;
  }
  Owned found = lookUp_py(ts, mapping, byte);
  if (!found)
    return pendingException(ts) ? Mapped::Raised : Mapped::Undefined;
  if (found.value().isNone())
    return Mapped::Undefined;
  if (isStr(found)) {
    if (strText(found) == "\uFFFE")
      return Mapped::Undefined;
    out.append(found.value());
    return Mapped::Done;
  }
  int64_t value;
  if (!isInt(found)) {
    raise(ts, types::TypeError,
          "character mapping must return integer, None or str");
    return Mapped::Raised;
  }
  if (!intFitsInt64(found, value) || value < 0 || value > 0x10FFFF) {
    raise(ts, types::TypeError, "character mapping must be in range(0x110000)");
    return Mapped::Raised;
  }
  if (value == 0xFFFE)
    return Mapped::Undefined;
  out.appendChar(uint32_t(value));
  return Mapped::Done;
}

Owned decode_py(ThreadState &ts, Owned data, std::string_view errors,
                Value mapping) {
  StrBuilder out(ts);
  for (size_t at = 0; at < bytesText(data).size();) {
    Mapped mapped =
        decodeOne_py(ts, out, mapping, uint8_t(bytesText(data)[at]));
    if (mapped == Mapped::Raised)
      return {};
    if (mapped == Mapped::Done) {
      ++at;
      continue;
    }
    DecodeProblem problem{"charmap", copyOf(data), int64_t(at), int64_t(at + 1),
                          kReason};
    Replacement replacement(ts);
    if (!handleDecodeError_py(ts, errors, problem, replacement))
      return {};
    out.append(replacement.text.view());
    data = std::move(problem.data);
    at = size_t(replacement.resume);
  }
  return out.finish();
}

} // namespace

Owned charmapEncode(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "charmap_encode() argument 1 must be str, not {}",
                 {argumentType(args[0])});
  if (!errorsArgument(ts, "charmap_encode", args[1], errors))
    return {};
  Owned result = !args[2] || args[2].isNone()
                     ? encodeNative_py(ts, args[0], NativeCodec::Latin1, errors)
                     : encode_py(ts, args[0], errors, args[2]);
  return withCount(ts, std::move(result), strLength(args[0]));
}

Owned charmapDecode(ThreadState &ts, Value, const Value *args) {
  std::string_view errors = "strict";
  Owned data = dataArgument(ts, args[0]);
  if (!data || !errorsArgument(ts, "charmap_decode", args[1], errors))
    return {};
  uint64_t size = bytesText(data).size();
  Owned result =
      !args[2] || args[2].isNone()
          ? decodeNative_py(ts, data, NativeCodec::Latin1, errors, true).text
          : decode_py(ts, std::move(data), errors, args[2]);
  return withCount(ts, std::move(result), size);
}

Owned charmapBuild(ThreadState &ts, Value, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "charmap_build() argument must be str, not {}",
                 {argumentType(args[0])});
  Owned map = makeDict(ts);
  std::string_view text = strText(args[0]);
  int64_t byte = 0;
  for (size_t at = 0; map && at < text.size() && byte < 256; ++byte) {
    char32_t c = text::decodeOne(text, at);
    if (c == 0xFFFE)
      continue;
    Owned key = makeInt(ts, c), value = makeInt(ts, byte);
    if (!key || !value || !dictSet_py(ts, map, key, value))
      return {};
  }
  return map;
}

} // namespace dxpy::codecs
