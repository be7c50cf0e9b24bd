// The type bytearray: construction, operators, the table of its methods.
#include "runtime-support/builtins/bytearray_builtin.h"
#include "runtime-support/builtins/bytes_docs.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/text/quote.h"

namespace dxpy {

namespace {

using bytewise::View;

Owned arrayNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  return result && resizeByteArray(ts, result, 0) ? std::move(result) : Owned();
}

bool setContents(ThreadState &ts, Value self, View data) {
  if (!resizeByteArray(ts, self, data.size()))
    return false;
  if (!data.empty())
    std::memcpy(arrayOf(self)->data, data.data(), data.size());
  return true;
}

bool initFromStr(ThreadState &ts, Value self, Value source, Value encoding,
                 Value errors) {
  View encodingName = "utf-8", errorsName = "strict";
  if (!checkCodecArgument(ts, "bytearray", "encoding", encoding,
                          encodingName) ||
      !checkCodecArgument(ts, "bytearray", "errors", errors, errorsName))
    return false;
  if (!encoding)
    return raise(ts, types::TypeError, "string argument without an encoding");
  Owned data = encodeStr(ts, source, encodingName, errorsName);
  return data && setContents(ts, self, bytesText(data));
}

/// A count of zeros. False: raised; \p handled: it was one.
bool initFromCount_py(ThreadState &ts, Value self, Value source,
                      bool &handled) {
  handled = false;
  if (!isInt(source) && !typeOf(source)->slots.index)
    return true;
  int64_t count = toIndexInt64_py(ts, source, &types::OverflowError);
  if (count == -1 && pendingException(ts)) {
    if (!pendingMatches(ts, types::TypeError))
      return false;
    clearException(ts);
    return true;
  }
  handled = true;
  if (count < 0)
    return raise(ts, types::ValueError, "negative count");
  if (!resizeByteArray(ts, self, size_t(count)))
    return false;
  if (count)
    std::memset(arrayOf(self)->data, 0, size_t(count));
  return true;
}

bool arrayInit(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature("(source=b'', encoding='utf-8', "
                                       "errors='strict')");
  Value bound[3];
  if (!bindArguments(ts, "bytearray", signature, args, bound))
    return false;
  if (arrayOf(self)->length && !resizeByteArray(ts, self, 0))
    return false;
  Value source = bound[0];
  if (source && isStr(source))
    return initFromStr(ts, self, source, bound[1], bound[2]);
  if (bound[1] || bound[2])
    return raise(ts, types::TypeError,
                 "encoding or errors without a string argument");
  if (!source)
    return true;
  bool handled;
  if (!initFromCount_py(ts, self, source, handled))
    return false;
  if (handled)
    return true;
  StrBuilder out(ts);
  if (!collectBytes_py(ts, source, "bytearray", out))
    return false;
  if (out.failed())
    return raiseMemoryError(ts);
  return setContents(ts, self, out.view());
}

void arrayDeallocate(ThreadState &ts, ObjectHeader *self) {
  rawFree(reinterpret_cast<ByteArrayObject *>(self)->block);
  freeObject(ts, self, sizeof(ByteArrayObject));
}

// Slots -----------------------------------------------------------------------

/// b'...', where ' is escaped between double quotes too.
void appendQuoted(ThreadState &ts, StrBuilder &text, View data) {
  StrBuilder quoted(ts);
  char *place = quoted.extend(text::quotedBytesSize(data));
  if (!place)
    return (void)text.extend(SIZE_MAX / 2);
  text::quoteBytes(data, place);
  View all = quoted.view();
  if (all[1] == '\'')
    return text.append(all);
  for (char c : all)
    text.append(c == '\'' ? View("\\'") : View(&c, 1));
}

Owned arrayRepr(ThreadState &ts, Value self) {
  View data = dataOf(self);
  StrBuilder text(ts);
  text.append(typeNameOf(self));
  text.append("(");
  appendQuoted(ts, text, data);
  text.append(")");
  return text.finish();
}

Owned arrayCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!hasBuffer(self) || !hasBuffer(other))
    return ownedNotImplemented();
  BufferArgument left(ts), right(ts);
  if (!left.get(self) || !right.get(other)) {
    clearException(ts);
    return ownedNotImplemented();
  }
  View a = left.data(), b = right.data();
  if (op == CompareOp::Eq || op == CompareOp::Ne)
    return ownedBool(bytewise::equal(a, b) == (op == CompareOp::Eq));
  return compareNumbers(a.compare(b), 0, op);
}

int64_t arrayLength(ThreadState &, Value self) {
  return int64_t(arrayOf(self)->length);
}

bool getBufferSlot(ThreadState &ts, Value self, BufferView &view,
                   unsigned flags) {
  if (!fillBuffer(ts, view, dataOf(self), false, flags))
    return false;
  ++arrayOf(self)->exports;
  return true;
}

void releaseBufferSlot(ThreadState &, Value self, BufferView &) {
  --arrayOf(self)->exports;
}

Owned inplaceConcatenate(ThreadState &ts, Value self, Value other) {
  if (!hasBuffer(other))
    return raise(ts, types::TypeError, "can't concat {} to {}",
                 {typeOf(other), typeOf(self)});
  Owned copy;
  BufferArgument buffer(ts);
  View data;
  if (other == self) { // its own export would pin it
    copy = makeBytes(ts, dataOf(self));
    if (!copy)
      return {};
    data = bytesText(copy);
  } else {
    if (!buffer.get(other))
      return {};
    data = buffer.data();
  }
  size_t old = arrayOf(self)->length;
  if (!resizeByteArray(ts, self, old + data.size()))
    return {};
  if (!data.empty())
    std::memcpy(arrayOf(self)->data + old, data.data(), data.size());
  return copyOf(self);
}

Owned inplaceRepeat(ThreadState &ts, Value self, int64_t times) {
  size_t old = arrayOf(self)->length;
  uint64_t size;
  if (times < 0)
    times = 0;
  if (__builtin_mul_overflow(old, uint64_t(times), &size) || size > INT64_MAX)
    return raiseMemoryError(ts);
  if (!resizeByteArray(ts, self, size))
    return {};
  char *data = arrayOf(self)->data;
  for (uint64_t done = old; done < size; done += old)
    std::memcpy(data + done, data, old);
  return copyOf(self);
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  return makeInt(ts,
                 int64_t(typeOf(self)->basicSize + arrayOf(self)->capacity));
}

using namespace bytearray_methods;

constexpr MethodDef methods[] = {
    BYTES_SHARED_METHODS,
    {"__alloc__", alloc, "()",
     "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__reduce_ex__", reduceEx, "(proto=0, /)",
     "Return state information for pickling."},
    {"__sizeof__", sizeOf, "()",
     "Returns the size of the bytearray object in memory, in bytes."},
    {"append", append, "(item, /)",
     "Append a single item to the end of the bytearray.\n\n  item\n    The "
     "item to be appended."},
    {"clear", clear, "()", "Remove all items from the bytearray."},
    {"copy", copy, "()", "Return a copy of B."},
    {"extend", extend, "(iterable_of_ints, /)",
     "Append all the items from the iterator or sequence to the "
     "bytearray.\n\n  iterable_of_ints\n    The iterable of items to append."},
    {"fromhex", fromHex, "(string, /)",
     "Create a bytearray object from a string of hexadecimal numbers.\n\n"
     "Spaces between two numbers are accepted.\nExample: "
     "bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')",
     MethodKind::Class},
    {"insert", insert, "(index, item, /)",
     "Insert a single item into the bytearray before the given index.\n\n  "
     "index\n    The index where the value is to be inserted.\n  item\n    "
     "The item to be inserted."},
    {"pop", pop, "(index=-1, /)",
     "Remove and return a single item from B.\n\n  index\n    The index from "
     "where to remove the item.\n    -1 (the default value) means remove the "
     "last item.\n\nIf no index argument is given, will pop the last item."},
    {"remove", remove, "(value, /)",
     "Remove the first occurrence of a value in the bytearray.\n\n  value\n   "
     " The value to remove."},
    {"reverse", reverse, "()",
     "Reverse the order of the values in B in place."},
    {}};
constexpr TypeSpec spec = {
    "bytearray",
    "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, "
    "errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of "
    "bytes_or_buffer\nbytearray(int) -> bytes array of size given by the "
    "parameter initialized with null bytes\nbytearray() -> empty bytes "
    "array\n\nConstruct a mutable bytearray object from:\n  - an iterable "
    "yielding integers in range(256)\n  - a text string encoded using the "
    "specified encoding\n  - a bytes or a buffer object\n  - any object "
    "implementing the buffer API.\n  - an integer",
    methods};

} // namespace

constinit TypeObject types::ByteArray = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeMatchSelf,
    .basicSize = sizeof(ByteArrayObject),
    .slots = {.deallocate = arrayDeallocate,
              .getBuffer = getBufferSlot,
              .releaseBuffer = releaseBufferSlot,
              .repr = arrayRepr,
              .str = arrayRepr,
              .iter = byteArrayIter,
              .compare = arrayCompare,
              .init = arrayInit,
              .new_ = arrayNew,
              .remainder = bytes_methods::remainder,
              .length = arrayLength,
              .subscript = byteArraySubscript,
              .setSubscript = byteArraySetSubscript,
              .contains = bytes_methods::contains,
              .concatenate = bytes_methods::concatenate,
              .inplaceConcatenate = inplaceConcatenate,
              .repeat = bytes_methods::repeat,
              .inplaceRepeat = inplaceRepeat,
              .item = byteArrayItem}};

} // namespace dxpy
