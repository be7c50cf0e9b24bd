// The type bytes: construction, slots, the table of its methods; its iterator.
#include "runtime-support/builtins/bytearray_builtin.h"
#include "runtime-support/builtins/bytes_docs.h"
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/siphash.h"
#include "runtime-support/objects/slice.h"
#include "runtime-support/text/quote.h"

namespace dxpy {

bool checkCodecArgument(ThreadState &ts, const char *function, const char *name,
                        Value value, std::string_view &out) {
  if (!value)
    return true;
  if (!isStr(value))
    return raise(ts, types::TypeError, "{}() argument '{}' must be str, not {}",
                 {function, name, argumentType(value)});
  out = strText(value);
  if (out.find('\0') != out.npos)
    return raise(ts, types::ValueError, "embedded null character");
  return true;
}

namespace {

using bytewise::View;

// Construction ----------------------------------------------------------------

/// bytes(str, encoding, errors) and what is wrong about them.
Owned fromEncoded(ThreadState &ts, Value source, Value encoding, Value errors) {
  View encodingName = "utf-8", errorsName = "strict";
  if (!checkCodecArgument(ts, "bytes", "encoding", encoding, encodingName) ||
      !checkCodecArgument(ts, "bytes", "errors", errors, errorsName))
    return {};
  if (encoding && source && isStr(source))
    return encodeStr(ts, source, encodingName, errorsName);
  if (!encoding && source && isStr(source))
    return raise(ts, types::TypeError, "string argument without an encoding");
  return raise(ts, types::TypeError,
               encoding ? "encoding without a string argument"
                        : "errors without a string argument");
}

Owned zeros(ThreadState &ts, int64_t count) {
  if (count < 0)
    return raise(ts, types::ValueError, "negative count");
  if (count <= 1)
    return makeBytes(ts, {"", size_t(count)});
  BytesObject *bytes = allocateBytes(ts, size_t(count));
  if (!bytes)
    return {};
  std::memset(bytes->bytes, 0, size_t(count));
  return Owned::steal(bytes);
}

/// bytes(source)
Owned fromObject_py(ThreadState &ts, Value source) {
  if (isExactBytes(source))
    return copyOf(source);
  Owned method = lookupSpecial_py(ts, source, Value(&names::__bytes__));
  if (method) {
    Owned result = call_py(ts, method);
    if (result && !isBytes(result))
      return raise(ts, types::TypeError,
                   "__bytes__ returned non-bytes (type {})", {typeOf(result)});
    return result;
  }
  if (pendingException(ts))
    return {};
  if (isStr(source))
    return raise(ts, types::TypeError, "string argument without an encoding");
  if (isInt(source) || typeOf(source)->slots.index) {
    int64_t count = toIndexInt64_py(ts, source, &types::OverflowError);
    if (count != -1 || !pendingException(ts))
      return zeros(ts, count);
    if (!pendingMatches(ts, types::TypeError))
      return {};
    clearException(ts);
  }
  StrBuilder out(ts);
  if (!collectBytes_py(ts, source, "bytes", out))
    return {};
  return out.failed() ? Owned(raiseMemoryError(ts)) : makeBytes(ts, out.view());
}

Owned bytesNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature("(source=b'', encoding='utf-8', "
                                       "errors='strict')");
  Value bound[3];
  if (!bindArguments(ts, "bytes", signature, args, bound))
    return {};
  Owned data = bound[1] || bound[2]
                   ? fromEncoded(ts, bound[0], bound[1], bound[2])
               : bound[0] ? fromObject_py(ts, bound[0])
                          : makeBytes(ts, {});
  return data && type != &types::Bytes ? bytesForSubclass(ts, type, data)
                                       : std::move(data);
}

// Slots -----------------------------------------------------------------------

Owned bytesRepr(ThreadState &ts, Value self) {
  View data = bytesText(self);
  size_t size = text::quotedBytesSize(data);
  StrObject *result = allocateStr(ts, size, size);
  if (!result)
    return {};
  text::quoteBytes(data, result->bytes);
  return Owned::steal(result);
}

int64_t bytesHash(ThreadState &, Value self) {
  return sipHash(bytesText(self));
}

Owned bytesCompare(ThreadState &, Value self, Value other, CompareOp op) {
  if (!isBytes(self) || !isBytes(other))
    return ownedNotImplemented();
  View a = bytesText(self), b = bytesText(other);
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return ownedBool(bytewise::equal(a, b) == (op == CompareOp::Eq));
  return compareNumbers(a.compare(b), 0, op);
}

int64_t bytesLength(ThreadState &, Value self) {
  return int64_t(bytesText(self).size());
}

Owned bytesItem(ThreadState &ts, Value self, int64_t index) {
  View data = bytesText(self);
  if (uint64_t(index) >= data.size())
    return raise(ts, types::IndexError, "index out of range");
  return makeInt(ts, uint8_t(data[size_t(index)]));
}

Owned bytesSubscript(ThreadState &ts, Value self, Value key) {
  if (isSlice(key))
    return bytes_methods::slice(ts, self, key);
  if (!isInt(key) && !typeOf(key)->slots.index)
    return raise(ts, types::TypeError,
                 "byte indices must be integers or slices, not {}",
                 {typeOf(key)});
  int64_t index;
  if (!subscriptIndex_py(ts, key, index))
    return {};
  return bytesItem(ts, self, index < 0 ? index + bytesLength(ts, self) : index);
}

bool bytesGetBuffer(ThreadState &ts, Value self, BufferView &view,
                    unsigned flags) {
  return fillBuffer(ts, view, bytesText(self), true, flags);
}

// Methods ---------------------------------------------------------------------

Owned toBytes(ThreadState &ts, Value self, const Value *) {
  return isExactBytes(self) ? copyOf(self) : makeBytes(ts, bytesText(self));
}

Owned getNewArgs(ThreadState &ts, Value self, const Value *) {
  Owned copy = makeBytes(ts, bytesText(self));
  return copy ? makeTuple(ts, {copy.value()}) : Owned();
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts, int64_t(sizeof(BytesObject) + bytesText(self).size() + 1));
}

Owned fromHex(ThreadState &ts, Value cls, const Value *args) {
  Owned data = bytes_methods::parseHex(ts, args[0]);
  if (!data || cls == Value(&types::Bytes))
    return data;
  return call_py(ts, cls, {data.value()});
}

using namespace bytes_methods;

constexpr MethodDef methods[] = {
    BYTES_SHARED_METHODS,
    {"__bytes__", toBytes, "()", "Convert this value to exact type bytes."},
    {"__getnewargs__", getNewArgs, "()"},
    {"__sizeof__", sizeOf, "()",
     "Returns the size of the bytes object in memory, in bytes."},
    {"fromhex", fromHex, "(string, /)", bytes_docs::fromHex, MethodKind::Class},
    {}};
constexpr TypeSpec spec = {
    "bytes",
    "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> "
    "bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
    "bytes(int) -> bytes object of size given by the parameter initialized "
    "with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable "
    "array of bytes from:\n  - an iterable yielding integers in range(256)\n  "
    "- a text string encoded using the specified encoding\n  - any object "
    "implementing the buffer API.\n  - an integer",
    methods};

// The iterator ----------------------------------------------------------------

struct BytesIteratorObject {
  ObjectHeader header;
  Word bytes; ///< undef when exhausted
  uint64_t index;
};
BytesIteratorObject *iteratorOf(Value self) {
  return self.as<BytesIteratorObject>();
}

Owned bytesIter(ThreadState &ts, Value self) {
  auto *iterator =
      allocateContainer<BytesIteratorObject>(ts, BuiltinShape::BytesIterator);
  if (!iterator)
    return {};
  iterator->bytes = copyOf(self).take();
  iterator->index = 0;
  return Owned::steal(iterator);
}

Owned next(ThreadState &, Value self) {
  auto *iterator = iteratorOf(self);
  if (iterator->bytes == kUndef)
    return {};
  View data = bytesText(Value(iterator->bytes));
  if (iterator->index < data.size())
    return Owned::steal(smallIntWord(uint8_t(data[iterator->index++])));
  clearField(currentThread, &iterator->header, &iterator->bytes);
  return {};
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  if (iterator->bytes == kUndef)
    return makeInt(ts, 0);
  return makeInt(
      ts, int64_t(bytesText(Value(iterator->bytes)).size() - iterator->index));
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  return reduceIterator_py(ts, "iter", iterator->bytes,
                           int64_t(iterator->index), copyOf(emptyTuple()));
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = iteratorOf(self);
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->bytes != kUndef) {
    auto length = int64_t(bytesText(Value(iterator->bytes)).size());
    iterator->index = uint64_t(index < 0 ? 0 : index > length ? length : index);
  }
  return ownedNone();
}

constexpr MethodDef iteratorMethods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__setstate__", setState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec iteratorSpec = {"bytes_iterator", nullptr, iteratorMethods};
using IteratorFields =
    OwnedFields<BytesIteratorObject, &BytesIteratorObject::bytes>;

} // namespace

constinit TypeObject types::Bytes = {.header = typeHeader(),
                                     .spec = &spec,
                                     .flags = kTypeBase | kTypeVariableSize |
                                              kTypeMatchSelf | kSubclassBytes,
                                     .basicSize = sizeof(BytesObject) + 1,
                                     .itemSize = 1,
                                     .slots = {.deallocate = bytesDeallocate,
                                               .getBuffer = bytesGetBuffer,
                                               .repr = bytesRepr,
                                               .str = bytesRepr,
                                               .iter = bytesIter,
                                               .hash = bytesHash,
                                               .compare = bytesCompare,
                                               .new_ = bytesNew,
                                               .remainder = remainder,
                                               .length = bytesLength,
                                               .subscript = bytesSubscript,
                                               .contains = contains,
                                               .concatenate = concatenate,
                                               .repeat = repeat,
                                               .item = bytesItem}};

constinit TypeObject types::BytesIterator = {
    .header = typeHeader(),
    .spec = &iteratorSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(BytesIteratorObject),
    .slots = {.deallocate = IteratorFields::deallocate,
              .visit = IteratorFields::visit,
              .clear = IteratorFields::clear,
              .iter = iterateSelf,
              .next = next}};

} // namespace dxpy
