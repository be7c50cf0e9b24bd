// int.to_bytes and int.from_bytes.
#include "runtime-support/builtins/int_methods.h"
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy {

namespace {

/// The parameter byteorder; null: 'big'. False: raised.
bool readByteOrder(ThreadState &ts, const char *function, Value order,
                   bigint::Endian &out) {
  out = bigint::Endian::big;
  if (!order)
    return true;
  if (!numbers::checkStr(ts, order, function, "byteorder"))
    return false;
  if (strText(order) == "little")
    out = bigint::Endian::little;
  else if (strText(order) != "big")
    return raise(ts, types::ValueError,
                 "byteorder must be either 'little' or 'big'");
  return true;
}

bool readFlag_py(ThreadState &ts, Value flag, bool &out) {
  int truth = flag ? isTrue_py(ts, flag) : 0;
  out = truth > 0;
  return truth >= 0;
}

/// bytes(object) as from_bytes means it: a number is no count of zeros.
Owned bytesOf_py(ThreadState &ts, Value object) {
  if (isExactBytes(object))
    return copyOf(object);
  bool convertible = isBytes(object) || hasBuffer(object) ||
                     (!isStr(object) && !typeOf(object)->slots.index);
  if (!convertible) {
    Owned method = lookupSpecial_py(ts, object, Value(&names::__bytes__));
    if (pendingException(ts))
      return {};
    convertible = bool(method);
  }
  if (!convertible)
    return raise(ts, types::TypeError, "cannot convert '{}' object to bytes",
                 {typeOf(object)});
  return call_py(ts, Value(&types::Bytes), {object});
}

} // namespace

Owned intToBytes(ThreadState &ts, Value self, const Value *args) {
  int64_t length =
      args[0] ? toIndexInt64_py(ts, args[0], &types::OverflowError) : 1;
  if (length == -1 && pendingException(ts))
    return {};
  bigint::Endian order;
  bool isSigned;
  if (!readByteOrder(ts, "to_bytes", args[1], order) ||
      !readFlag_py(ts, args[2], isSigned))
    return {};
  if (length < 0)
    return raise(ts, types::ValueError, "length argument must be non-negative");
  IntView number(self);
  if (number.negative() && !isSigned)
    return raise(ts, types::OverflowError,
                 "can't convert negative int to unsigned");
  // CPython finds room for -1 in no bytes at all.
  if (length == 0 && number.negative() && number.size() == 1 &&
      number.limbs()[0] == 1)
    return makeBytes(ts, "");
  BytesObject *result = allocateBytes(ts, size_t(length));
  if (!result)
    return {};
  Owned bytes = Owned::steal(result);
  if (!bigint::toBytes(reinterpret_cast<uint8_t *>(result->bytes),
                       size_t(length), number, order, isSigned))
    return raise(ts, types::OverflowError, "int too big to convert");
  return bytes;
}

Owned intFromBytes(ThreadState &ts, Value cls, const Value *args) {
  bigint::Endian order;
  bool isSigned;
  if (!readByteOrder(ts, "from_bytes", args[1], order) ||
      !readFlag_py(ts, args[2], isSigned))
    return {};
  Owned bytes = bytesOf_py(ts, args[0]);
  if (!bytes)
    return {};
  std::string_view data = bytesText(bytes);
  IntResult result(ts, bigint::bytesSize(data.size()));
  if (!result)
    return {};
  bool negative = false;
  size_t size = bigint::fromBytes(
      result.limbs(), reinterpret_cast<const uint8_t *>(data.data()),
      data.size(), order, isSigned, negative);
  Owned number = result.finish(size, negative);
  if (!number || cls == Value(&types::Int))
    return number;
  return call_py(ts, cls, {number.value()});
}

} // namespace dxpy
