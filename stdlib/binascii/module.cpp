// Module binascii.
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/modules/native_module.h"
#include "stdlib/binascii/codings.h"

namespace dxpy {

namespace binary_text {

namespace {

constinit TypeObject *error = nullptr;

/// The argument of a decoder: bytes-like or an ASCII str.
class TextArgument {
public:
  explicit TextArgument(ThreadState &ts) : ts_(ts), buffer_(ts) {}
  bool get(Value v) {
    if (isStr(v)) {
      view_ = strText(v);
      return isAscii(v) ||
             raise(ts_, types::ValueError,
                   "string argument should contain only ASCII characters");
    }
    if (!hasBuffer(v))
      return raise(ts_, types::TypeError,
                   "argument should be bytes, buffer or ASCII string, not '{}'",
                   {typeOf(v)});
    if (!buffer_.get(v))
      return false;
    view_ = buffer_.data();
    return true;
  }
  std::string_view view() const { return view_; }

private:
  ThreadState &ts_;
  BufferArgument buffer_;
  std::string_view view_;
};

bool readFlag_py(ThreadState &ts, Value v, bool &out) {
  int truth = v ? isTrue_py(ts, v) : out;
  out = truth > 0;
  return truth >= 0;
}

Owned finish(ThreadState &ts, const Bytes &bytes, Fault fault = nullptr,
             size_t count = 0) {
  if (fault)
    return raise(ts, *error, fault, {count});
  return makeBytes(ts, bytes.view());
}

Owned fromBase64(ThreadState &ts, Value, const Value *args) {
  TextArgument text(ts);
  bool strict = false;
  if (!text.get(args[0]) || !readFlag_py(ts, args[1], strict))
    return {};
  Bytes out(text.view().size());
  if (!out)
    return raiseMemoryError(ts);
  size_t count = 0;
  Fault fault = decodeBase64(out, text.view(), strict, count);
  return finish(ts, out, fault, count);
}

Owned toBase64(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  bool newline = true;
  if (!data.get(args[0]) || !readFlag_py(ts, args[1], newline))
    return {};
  Bytes out(base64Room(data.data().size()));
  if (!out)
    return raiseMemoryError(ts);
  encodeBase64(out, data.data(), newline);
  return finish(ts, out);
}

Owned fromUu(ThreadState &ts, Value, const Value *args) {
  TextArgument text(ts);
  if (!text.get(args[0]))
    return {};
  Bytes out(kUuDecodedRoom);
  if (!out)
    return raiseMemoryError(ts);
  return finish(ts, out, decodeUu(out, text.view()));
}

Owned toUu(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  bool backtick = false;
  if (!data.get(args[0]) || !readFlag_py(ts, args[1], backtick))
    return {};
  if (data.data().size() > 45)
    return raise(ts, *error, "At most 45 bytes at once");
  Bytes out(uuRoom(data.data().size()));
  if (!out)
    return raiseMemoryError(ts);
  encodeUu(out, data.data(), backtick);
  return finish(ts, out);
}

Owned fromQuoted(ThreadState &ts, Value, const Value *args) {
  TextArgument text(ts);
  bool header = false;
  if (!text.get(args[0]) || !readFlag_py(ts, args[1], header))
    return {};
  Bytes out(text.view().size());
  if (!out)
    return raiseMemoryError(ts);
  decodeQuoted(out, text.view(), header);
  return finish(ts, out);
}

Owned toQuoted(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  bool quoteTabs = false, isText = true, header = false;
  if (!data.get(args[0]) || !readFlag_py(ts, args[1], quoteTabs) ||
      !readFlag_py(ts, args[2], isText) || !readFlag_py(ts, args[3], header))
    return {};
  Bytes out(quotedRoom(data.data().size()));
  if (!out)
    return raiseMemoryError(ts);
  encodeQuoted(out, data.data(), quoteTabs, isText, header);
  return finish(ts, out);
}

int hexValue(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = char(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Owned fromHex(ThreadState &ts, Value, const Value *args) {
  TextArgument text(ts);
  if (!text.get(args[0]))
    return {};
  std::string_view digits = text.view();
  if (digits.size() % 2)
    return raise(ts, *error, "Odd-length string");
  BytesObject *result = allocateBytes(ts, digits.size() / 2);
  if (!result)
    return {};
  Owned bytes = Owned::steal(result);
  for (size_t i = 0; i < digits.size(); i += 2) {
    int high = hexValue(digits[i]), low = hexValue(digits[i + 1]);
    if (high < 0 || low < 0)
      return raise(ts, *error, "Non-hexadecimal digit found");
    result->bytes[i / 2] = char(high << 4 | low);
  }
  return bytes;
}

/// A separator may be any Latin-1 character here; text has none such, so it is
/// put in afterwards.
Owned hexWithSeparator_py(ThreadState &ts, std::string_view data,
                          uint32_t separator, Value perSeparator) {
  Owned mark = strFromChar(ts, ':');
  Owned text = mark ? hexText_py(ts, data, mark, perSeparator) : Owned();
  Owned bytes = text ? makeBytes(ts, strText(text)) : Owned();
  if (!bytes)
    return {};
  auto *object = bytes.as<BytesObject>();
  for (uint64_t i = 0; i < object->length; ++i)
    if (object->bytes[i] == ':')
      object->bytes[i] = char(separator);
  return bytes;
}

Owned toHex(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  if (!data.get(args[0]))
    return {};
  if (!args[1]) {
    Owned text = hexText_py(ts, data.data(), {}, args[2]);
    return text ? makeBytes(ts, strText(text)) : Owned();
  }
  int64_t length = length_py(ts, args[1]);
  if (length < 0)
    return {};
  if (length != 1)
    return raise(ts, types::ValueError, "sep must be length 1.");
  if (!isStr(args[1]) && !isBytes(args[1]))
    return raise(ts, types::TypeError, "sep must be str or bytes.");
  uint32_t separator =
      isStr(args[1]) ? strCharAt(args[1], 0) : uint8_t(bytesText(args[1])[0]);
  if (separator > 255)
    return raise(ts, types::ValueError, "sep must be ASCII.");
  return hexWithSeparator_py(ts, data.data(), separator, args[2]);
}

/// An unsigned int as C takes it: the low bits of any int.
bool readWord_py(ThreadState &ts, Value v, uint32_t &out) {
  Owned index = toIndex_py(ts, v);
  if (!index)
    return false;
  IntView view(index);
  auto low = view.isZero() ? 0 : uint32_t(view.limbs()[0]);
  out = view.negative() ? -low : low;
  return true;
}

Owned crc32Of(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  uint32_t crc = 0;
  if (!data.get(args[0]) || (args[1] && !readWord_py(ts, args[1], crc)))
    return {};
  return makeInt(ts, crc32(crc, data.data()));
}

Owned crcHqx(ThreadState &ts, Value, const Value *args) {
  BufferArgument data(ts);
  uint32_t crc;
  if (!data.get(args[0]) || !readWord_py(ts, args[1], crc))
    return {};
  return makeInt(ts, crcCcitt(uint16_t(crc), data.data()));
}

constexpr MethodDef functions[] = {
    {"a2b_base64", fromBase64, "(data, /, *, strict_mode=False)",
     "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, "
     "bytes that are not part of the base64 standard are not allowed.\n    The "
     "same applies to excess data after padding (= / ==)."},
    {"a2b_hex", fromHex, "(hexstr, /)",
     "Binary data of hexadecimal representation.\n\nhexstr must contain an "
     "even number of hex digits (upper or lower case).\nThis function is also "
     "available as \"unhexlify()\"."},
    {"a2b_qp", fromQuoted, "(data, header=False)",
     "Decode a string of qp-encoded data."},
    {"a2b_uu", fromUu, "(data, /)", "Decode a line of uuencoded data."},
    {"b2a_base64", toBase64, "(data, /, *, newline=True)",
     "Base64-code line of data."},
    {"b2a_hex", toHex, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data.\n\n  sep\n    An optional "
     "single character or byte to separate hex bytes.\n  bytes_per_sep\n    "
     "How many bytes between separators.  Positive values count from the\n    "
     "right, negative values count from the left.\n\nThe return value is a "
     "bytes object.  This function is also\navailable as "
     "\"hexlify()\".\n\nExample:\n>>> "
     "binascii.b2a_hex(b'\\xb9\\x01\\xef')\nb'b901ef'\n>>> "
     "binascii.hexlify(b'\\xb9\\x01\\xef', ':')\nb'b9:01:ef'\n>>> "
     "binascii.b2a_hex(b'\\xb9\\x01\\xef', b'_', 2)\nb'b9_01ef'"},
    {"b2a_qp", toQuoted, "(data, quotetabs=False, istext=True, header=False)",
     "Encode a string using quoted-printable encoding.\n\nOn encoding, when "
     "istext is set, newlines are not encoded, and white\nspace at end of "
     "lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both "
     "encoded.  When quotetabs is set, space and tabs are encoded."},
    {"b2a_uu", toUu, "(data, /, *, backtick=False)", "Uuencode line of data."},
    {"crc32", crc32Of, "(data, crc=0, /)", "Compute CRC-32 incrementally."},
    {"crc_hqx", crcHqx, "(data, crc, /)", "Compute CRC-CCITT incrementally."},
    {"hexlify", toHex, "(data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Hexadecimal representation of binary data.\n\n  sep\n    An optional "
     "single character or byte to separate hex bytes.\n  bytes_per_sep\n    "
     "How many bytes between separators.  Positive values count from the\n    "
     "right, negative values count from the left.\n\nThe return value is a "
     "bytes object.  This function is also\navailable as \"b2a_hex()\"."},
    {"unhexlify", fromHex, "(hexstr, /)",
     "Binary data of hexadecimal representation.\n\nhexstr must contain an "
     "even number of hex digits (upper or lower case)."},
    {}};

bool execute(ThreadState &ts, Value module) {
  error = addExceptionToModule(ts, module, "binascii.Error",
                               Value(&types::ValueError), nullptr, error);
  return error && addExceptionToModule(ts, module, "binascii.Incomplete",
                                       Value(&types::Exception));
}

} // namespace

} // namespace binary_text

DX_NATIVE_MODULE(binascii, .doc = "Conversion between binary data and ASCII",
                 .functions = binary_text::functions,
                 .execute = binary_text::execute)

} // namespace dxpy
