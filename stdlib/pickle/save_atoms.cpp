// Numbers, text and bytes in pickles.
#include "runtime-support/bigint/limbs.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/int_limbs.h"
#include "runtime-support/text/float_text.h"
#include "stdlib/pickle/saver.h"
#include <bit>
#include <climits>

namespace dxpy::pickle {

bool Saver::saveBool(Value object) {
  if (p->protocol >= 2)
    return out.put(object.isTrue() ? Op::NewTrue : Op::NewFalse);
  return out.putLine(Op::Int, object.isTrue() ? "01" : "00");
}

bool Saver::saveInt_py(Value object) {
  int64_t number;
  bool small =
      intFitsInt64(object, number) && number >= INT_MIN && number <= INT_MAX;
  if (small && p->binary)
    return number < 0 || number > 0xFFFF
               ? out.put(Op::BinInt, uint64_t(number), 4)
           : number > 0xFF ? out.put(Op::BinInt2, uint64_t(number), 2)
                           : out.put(Op::BinInt1, uint64_t(number), 1);
  if (small || p->protocol < 2) {
    Owned text = intToText(ts, object, 10);
    return text && out.put(small ? Op::Int : Op::Long) &&
           out.put(strText(text)) && out.put(small ? "\n" : "L\n");
  }
  IntView view(object);
  uint64_t bits = view.size() * 64 -
                  uint64_t(std::countl_zero(view.limbs()[view.size() - 1]));
  uint64_t length = bits / 8 + 1;
  if (length > INT_MAX)
    return raise(ts, types::OverflowError, "int too large to pickle");
  Owned bytes = Owned::steal(allocateBytes(ts, length));
  if (!bytes)
    return false;
  char *data = bytes.as<BytesObject>()->bytes;
  bigint::toBytes(reinterpret_cast<uint8_t *>(data), length, view,
                  bigint::Endian::little, true);
  // The sign needs no byte of its own.
  if (view.negative() && length > 1 && data[length - 1] == char(0xFF) &&
      data[length - 2] & 0x80)
    --length;
  return (length < 256 ? out.put(Op::Long1, length, 1)
                       : out.put(Op::Long4, length, 4)) &&
         out.put({data, length});
}

bool Saver::saveFloat(Value object) {
  double number = floatValue(object);
  if (p->binary)
    return out.put(Op::BinFloat,
                   __builtin_bswap64(std::bit_cast<uint64_t>(number)), 8);
  char digits[text::reprFloatSize];
  return out.putLine(Op::Float, {digits, text::reprFloat(digits, number)});
}

bool Saver::saveStr_py(Value object) {
  if (!p->binary)
    return saveStrText_py(object) && memoize(object);
  std::string_view text = strText(object);
  if (text.size() > UINT_MAX && p->protocol < 4)
    return raise(ts, types::OverflowError,
                 "serializing a string larger than 4 GiB requires pickle "
                 "protocol 4 or higher");
  // What a file gets of large data is a str's bytes.
  bool tiny = text.size() <= 0xFF && p->protocol >= 4,
       huge = text.size() > UINT_MAX;
  return out.putData_py(tiny   ? Op::ShortBinUnicode
                        : huge ? Op::BinUnicode8
                               : Op::BinUnicode,
                        tiny   ? 1
                        : huge ? 8
                               : 4,
                        text, {}) &&
         memoize(object);
}

bool Saver::saveStrText_py(Value object) {
  StrBuilder line(ts);
  for (char c : strText(object))
    switch (c) {
    case '\\':
      line.append("\\u005c");
      break;
    case '\0':
      line.append("\\u0000");
      break;
    case '\n':
      line.append("\\u000a");
      break;
    case '\r':
      line.append("\\u000d");
      break;
    case '\x1a':
      line.append("\\u001a");
      break;
    default:
      line.append({&c, 1});
    }
  Owned escaped = line.finish();
  Owned bytes =
      escaped ? encodeStr(ts, escaped, "raw-unicode-escape") : Owned();
  return bytes && out.putLine(Op::Unicode, bytesText(bytes));
}

bool Saver::saveBytesData_py(Value object, std::string_view data) {
  if (data.size() > UINT_MAX && p->protocol < 4)
    return raise(ts, types::OverflowError,
                 "serializing a bytes object larger than 4 GiB requires pickle "
                 "protocol 4 or higher");
  bool tiny = data.size() <= 0xFF, huge = data.size() > UINT_MAX;
  return out.putData_py(tiny   ? Op::ShortBinBytes
                        : huge ? Op::BinBytes8
                               : Op::BinBytes,
                        tiny   ? 1
                        : huge ? 8
                               : 4,
                        data, object) &&
         memoize(object);
}

bool Saver::saveBytes_py(Value object) {
  if (p->protocol >= 3)
    return saveBytesData_py(object, bytesText(object));
  if (bytesText(object).empty())
    return saveCall_py(Value(&types::Bytes), {}, object);
  // Python 2 had no bytes: as text through a codec.
  Owned text = decodeBytes(ts, object, "latin-1");
  Owned encode = text ? importName_py(ts, "_codecs", "encode") : Owned();
  Owned name = encode ? internText(ts, "latin1") : Owned();
  Owned arguments = name ? makeTuple(ts, {text, name}) : Owned();
  Owned reduced = arguments ? makeTuple(ts, {encode, arguments}) : Owned();
  return reduced && saveReduced_py(reduced, object);
}

bool Saver::saveByteArrayData_py(Value object, std::string_view data) {
  return out.putData_py(Op::ByteArray8, 8, data, object) && memoize(object);
}

bool Saver::saveByteArray_py(Value object) {
  auto *array = object.as<ByteArrayObject>();
  std::string_view data{array->data, array->length};
  if (p->protocol >= 5)
    return saveByteArrayData_py(object, data);
  Owned bytes = data.empty() ? Owned() : makeBytes(ts, data);
  return (bytes || data.empty()) &&
         saveCall_py(Value(&types::ByteArray), bytes, object);
}

bool Saver::saveBuffer_py(Value object) {
  if (p->protocol < 5)
    return raise(ts, picklingError(),
                 "PickleBuffer can only pickled with protocol >= 5");
  Value owner = bufferOwner(ts, object);
  BufferView view;
  if (!owner || !getBuffer(ts, owner, view, kBufferFormat | kBufferStrides))
    return false;
  struct Release {
    ThreadState &ts;
    BufferView &view;
    ~Release() { releaseBuffer(ts, view); }
  } release{ts, view};
  if (!isContiguous(view))
    return raise(ts, picklingError(),
                 "PickleBuffer can not be pickled when pointing to a "
                 "non-contiguous buffer");
  int inBand = 1;
  if (p->bufferCallback != kUndef) {
    Owned kept = call_py(ts, Value(p->bufferCallback), {object});
    inBand = kept ? isTrue_py(ts, kept) : -1;
  }
  if (inBand < 0)
    return false;
  std::string_view data{view.data, size_t(view.length)};
  if (inBand)
    return view.readOnly ? saveBytesData_py(object, data)
                         : saveByteArrayData_py(object, data);
  return out.put(Op::NextBuffer) &&
         (!view.readOnly || out.put(Op::ReadOnlyBuffer));
}

} // namespace dxpy::pickle
