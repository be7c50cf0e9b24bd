// Builtin functions on numbers and single characters.
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "stdlib/builtins/functions.h"

namespace dxpy::builtins {

Owned abs_(ThreadState &ts, Value, const Value *args) {
  return absolute_py(ts, args[0]);
}
Owned divmod_(ThreadState &ts, Value, const Value *args) {
  return divmod_py(ts, args[0], args[1]);
}
Owned pow_(ThreadState &ts, Value, const Value *args) {
  return power_py(ts, args[0], args[1], args[2] ? args[2] : none);
}

/// "-0b101": an int in a base that is a power of two.
static Owned prefixed_py(ThreadState &ts, Value number, unsigned base,
                         const char *prefix) {
  Owned integer = toIndex_py(ts, number);
  Owned digits = integer ? intToText(ts, integer, base) : Owned();
  if (!digits)
    return {};
  std::string_view text = strText(digits);
  bool negative = text.starts_with('-');
  StrBuilder result(ts);
  result.append(negative ? "-" : "");
  result.append(prefix);
  result.append(negative ? text.substr(1) : text);
  return result.finish();
}
Owned bin_(ThreadState &ts, Value, const Value *args) {
  return prefixed_py(ts, args[0], 2, "0b");
}
Owned oct_(ThreadState &ts, Value, const Value *args) {
  return prefixed_py(ts, args[0], 8, "0o");
}
Owned hex_(ThreadState &ts, Value, const Value *args) {
  return prefixed_py(ts, args[0], 16, "0x");
}

Owned chr_(ThreadState &ts, Value, const Value *args) {
  Owned integer = toIndex_py(ts, args[0]);
  int64_t code;
  if (!integer)
    return {};
  if (!intFitsInt64(integer, code) || code != int32_t(code))
    return raise(ts, types::OverflowError,
                 intSign(integer) > 0
                     ? "Python int too large to convert to C int"
                     : "signed integer is less than minimum");
  if (code < 0 || code > 0x10FFFF)
    return raise(ts, types::ValueError, "chr() arg not in range(0x110000)");
  return strFromChar(ts, uint32_t(code));
}

Owned ord_(ThreadState &ts, Value, const Value *args) {
  Value c = args[0];
  uint64_t length;
  if (isStr(c)) {
    length = strLength(c);
    if (length == 1)
      return Owned::steal(smallIntWord(strCharAt(c, 0)));
  } else if (isBytes(c)) {
    length = bytesText(c).size();
    if (length == 1)
      return Owned::steal(smallIntWord(uint8_t(bytesText(c)[0])));
  } else if (isSubtype(typeOf(c), &types::ByteArray)) {
    auto *array = c.as<ByteArrayObject>();
    length = array->length;
    if (length == 1)
      return Owned::steal(smallIntWord(uint8_t(array->data[0])));
  } else {
    return raise(ts, types::TypeError,
                 "ord() expected string of length 1, but {} found",
                 {typeOf(c)});
  }
  return raise(ts, types::TypeError,
               "ord() expected a character, but string of length {} found",
               {length});
}

Owned hash_(ThreadState &ts, Value, const Value *args) {
  int64_t hash = hash_py(ts, args[0]);
  if (hash == -1 && pendingException(ts))
    return {};
  return makeInt(ts, hash);
}

Owned id_(ThreadState &ts, Value, const Value *args) {
  return makeUnsigned(ts, args[0].word());
}

Owned round_(ThreadState &ts, Value, const Value *args) {
  Owned method = lookupSpecial_py(ts, args[0], &names::__round__);
  if (!method) {
    if (!pendingException(ts))
      raise(ts, types::TypeError, "type {} doesn't define __round__ method",
            {typeOf(args[0])});
    return {};
  }
  if (!args[1] || args[1].isNone())
    return call_py(ts, method);
  return call_py(ts, method, {args[1]});
}

} // namespace dxpy::builtins
