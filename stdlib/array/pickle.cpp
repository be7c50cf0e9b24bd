// Pickling of arrays: machine values in formats that other machines can read.
#include "stdlib/array/array.h"
#include <bit>
#include <cstring>

namespace dxpy::arrays {

constinit Value reconstructor;

namespace {

/// Row i is format code i of _array_reconstructor.
struct MachineFormat {
  uint8_t size;
  bool isSigned, bigEndian;
  char kind; ///< i integer, f floating point, u text
};
constexpr MachineFormat formats[] = {
    {1, false, false, 'i'}, {1, true, false, 'i'},  {2, false, false, 'i'},
    {2, false, true, 'i'},  {2, true, false, 'i'},  {2, true, true, 'i'},
    {4, false, false, 'i'}, {4, false, true, 'i'},  {4, true, false, 'i'},
    {4, true, true, 'i'},   {8, false, false, 'i'}, {8, false, true, 'i'},
    {8, true, false, 'i'},  {8, true, true, 'i'},   {4, true, false, 'f'},
    {4, true, true, 'f'},   {8, true, false, 'f'},  {8, true, true, 'f'},
    {2, false, false, 'u'}, {2, false, true, 'u'},  {4, false, false, 'u'},
    {4, false, true, 'u'},
};
constexpr int64_t kFormatCount = sizeof formats / sizeof formats[0];

char kindOf(const ItemType *type) {
  return type->isInteger ? 'i' : type->code == 'u' ? 'u' : 'f';
}

bool matches(const ItemType *type, const MachineFormat &format) {
  return type->size == format.size && kindOf(type) == format.kind &&
         (format.kind != 'i' || type->isSigned == format.isSigned);
}

int64_t formatOf(const ItemType *type) {
  for (int64_t i = 0; i < kFormatCount; ++i)
    if (matches(type, formats[i]) && !formats[i].bigEndian)
      return i;
  return -1;
}

uint64_t loadWord(const char *from, const MachineFormat &format) {
  uint64_t word = 0;
  for (unsigned i = 0; i < format.size; ++i) {
    unsigned at = format.bigEndian ? format.size - 1 - i : i;
    word |= uint64_t(uint8_t(from[at])) << (8 * i);
  }
  return word;
}

Owned decodeNumber(ThreadState &ts, uint64_t word,
                   const MachineFormat &format) {
  if (format.kind == 'f')
    return makeFloat(ts, format.size == 4
                             ? double(std::bit_cast<float>(uint32_t(word)))
                             : std::bit_cast<double>(word));
  unsigned spare = 64 - 8 * format.size;
  return format.isSigned ? makeInt(ts, int64_t(word << spare) >> spare)
                         : makeUnsigned(ts, word);
}

/// Text goes through the codec that the format names.
Owned decodeText_py(ThreadState &ts, Value items, const MachineFormat &format) {
  const char *name = format.size == 2
                         ? (format.bigEndian ? "utf-16-be" : "utf-16-le")
                         : (format.bigEndian ? "utf-32-be" : "utf-32-le");
  Owned method = internText(ts, "decode"), codec = internText(ts, name);
  return method && codec ? callMethod_py(ts, items, method, {codec.value()})
                         : Owned();
}

/// The type code that holds a format's values here, \p wanted if it can.
const ItemType *typeFor(const ItemType *wanted, const MachineFormat &format) {
  if (matches(wanted, format))
    return wanted;
  for (const ItemType *type = itemTypes; type->code; ++type)
    if (matches(type, format) && format.kind == 'i')
      return type;
  return wanted;
}

Owned decodeItems_py(ThreadState &ts, TypeObject *cls, const ItemType *type,
                     const MachineFormat &format, Value items) {
  Owned result = makeArray(ts, cls, type, 0);
  if (!result)
    return {};
  if (format.kind == 'u') {
    Owned text = decodeText_py(ts, items, format);
    return text && extendFromText(ts, asArray(result), text) ? std::move(result)
                                                             : Owned();
  }
  std::string_view bytes = bytesText(items);
  if (bytes.size() % format.size)
    return raise(ts, types::ValueError,
                 "string length not a multiple of item size");
  for (size_t at = 0; at < bytes.size(); at += format.size) {
    Owned number =
        decodeNumber(ts, loadWord(bytes.data() + at, format), format);
    if (!number || !append_py(ts, asArray(result), number))
      return {};
  }
  return result;
}

} // namespace

Owned reconstruct(ThreadState &ts, Value, const Value *args) {
  if (!hasFlag(args[0], kSubclassType))
    return raise(ts, types::TypeError,
                 "first argument must be a type object, not {}",
                 {typeOf(args[0])});
  auto *cls = args[0].as<TypeObject>();
  if (!isSubtype(cls, &arrayType))
    return raise(ts, types::TypeError, "{} is not a subtype of array.array",
                 {cls});
  if (!isStr(args[1]) || strLength(args[1]) != 1)
    return raise(ts, types::TypeError,
                 "_array_reconstructor() argument 2 must be a unicode "
                 "character, not {}",
                 {typeOf(args[1])});
  const ItemType *wanted = findItemType(strCharAt(args[1], 0));
  if (!wanted)
    return raise(ts, types::ValueError,
                 "second argument must be a valid type code");
  int64_t code = toIndexInt64_py(ts, args[2], &types::OverflowError);
  if (code == -1 && pendingException(ts))
    return {};
  if (code < 0 || code >= kFormatCount)
    return raise(ts, types::ValueError,
                 "third argument must be a valid machine format code.");
  if (!isBytes(args[3]))
    return raise(ts, types::TypeError,
                 "fourth argument should be bytes, not {}", {typeOf(args[3])});
  const MachineFormat &format = formats[code];
  return decodeItems_py(ts, cls, typeFor(wanted, format), format, args[3]);
}

Owned reduceEx(ThreadState &ts, Value self, const Value *args) {
  ArrayObject *array = asArray(self);
  int64_t protocol = toIndexInt64_py(ts, args[0], &types::OverflowError);
  if (protocol == -1 && pendingException(ts))
    return {};
  Owned dict = getAttrOptional_py(ts, self, Value(&names::__dict__));
  if (!dict && pendingException(ts))
    return {};
  if (!dict)
    dict = ownedNone();
  Owned code = strFromChar(ts, uint32_t(array->type->code));
  if (!code)
    return {};
  Value cls(typeOf(self));
  if (protocol < 3) {
    Owned list = listOf(ts, array);
    Owned parts = list ? makeTuple(ts, {code.value(), list.value()}) : Owned();
    return parts ? makeTuple(ts, {cls, parts.value(), dict.value()}) : Owned();
  }
  Owned format = makeInt(ts, formatOf(array->type));
  Owned bytes =
      makeBytes(ts, {array->data, size_t(array->length) * array->type->size});
  Owned parts =
      format && bytes
          ? makeTuple(ts, {cls, code.value(), format.value(), bytes.value()})
          : Owned();
  return parts ? makeTuple(ts, {reconstructor, parts.value(), dict.value()})
               : Owned();
}

} // namespace dxpy::arrays
