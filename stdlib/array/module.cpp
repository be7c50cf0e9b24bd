// Module array: the class array and its iterator.
#include "runtime-support/objects/module.h"
#include "runtime-support/builtins/bytes_builtin.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "stdlib/array/array.h"
#include <cstring>

namespace dxpy {

namespace arrays {

namespace {

// Construction ----------------------------------------------------------------

/// The type code argument. Null: raised.
const ItemType *readTypeCode(ThreadState &ts, Value code) {
  if (!isStr(code) || strLength(code) != 1) {
    raise(ts, types::TypeError,
          "array() argument 1 must be a unicode character, not {}",
          {typeOf(code)});
    return nullptr;
  }
  const ItemType *type = findItemType(strCharAt(code, 0));
  if (!type)
    raise(ts, types::ValueError,
          "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  return type;
}

bool isText(Value v) {
  return isStr(v) || (isArray(v) && asArray(v)->type->code == 'u');
}

/// Appends an initialiser's items.
bool fill_py(ThreadState &ts, ArrayObject *array, Value source) {
  if (isStr(source))
    return extendFromText(ts, array, source);
  if (isBytes(source))
    return extendFromBytes(ts, array, bytesText(source));
  if (hasShape(source, BuiltinShape::ByteArray)) {
    auto *bytes = source.as<ByteArrayObject>();
    return extendFromBytes(ts, array, {bytes->data, bytes->length});
  }
  if (isArray(source) && asArray(source)->type == array->type)
    return extendFromArray(ts, array, asArray(source));
  return extendFromIterable_py(ts, array, source);
}

Owned arrayNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &arrayType || type->slots.init == arrayType.slots.init) &&
      !checkNoKeywords(ts, "array.array", args))
    return {};
  size_t count = args.positionalCount;
  if (count < 1 || count > 2)
    return raise(ts, types::TypeError,
                 count ? "array() takes at most 2 arguments ({} given)"
                       : "array() takes at least 1 argument ({} given)",
                 {count});
  const ItemType *items = readTypeCode(ts, args[0]);
  if (!items)
    return {};
  Value source = count == 2 ? args[1] : Value();
  if (source && isText(source) && items->code != 'u')
    return raise(ts, types::TypeError,
                 isStr(source) ? "cannot use a str to initialize an array with "
                                 "typecode '{}'"
                               : "cannot use a unicode array to initialize an "
                                 "array with typecode '{}'",
                 {items->code});
  Owned result = makeArray(ts, type, items, 0);
  if (!result || !source)
    return result;
  return fill_py(ts, asArray(result), source) ? std::move(result) : Owned();
}

void deallocateArray(ThreadState &ts, ObjectHeader *self) {
  rawFree(reinterpret_cast<ArrayObject *>(self)->data);
  freeObject(ts, self, sizeof(ArrayObject));
}

// Slots -----------------------------------------------------------------------

Owned repr(ThreadState &ts, Value self) {
  ArrayObject *array = asArray(self);
  StrBuilder text(ts);
  text.append(typeNameOf(self));
  text.append("('");
  text.appendChar(uint32_t(array->type->code));
  text.append("'");
  if (array->length) {
    text.append(", ");
    Owned items =
        array->type->code == 'u' ? textOf(ts, array) : listOf(ts, array);
    if (!items || !text.appendRepr_py(items))
      return {};
  }
  text.append(")");
  return text.finish();
}

int64_t length(ThreadState &, Value self) { return asArray(self)->length; }

Owned item(ThreadState &ts, Value self, int64_t index) {
  ArrayObject *array = asArray(self);
  if (index < 0 || index >= array->length)
    return raise(ts, types::IndexError, "array index out of range");
  return loadItem(ts, array, index);
}

int contains(ThreadState &ts, Value self, Value wanted) {
  ArrayObject *array = asArray(self);
  for (int64_t i = 0; i < array->length; ++i) {
    Owned held = loadItem(ts, array, i);
    int equal = held ? equalItems_py(ts, held, wanted) : -1;
    if (equal)
      return equal;
  }
  return 0;
}

/// Arrays of integers of one type are equal if their bytes are.
bool sameBytes(ArrayObject *a, ArrayObject *b) {
  return std::memcmp(a->data, b->data, size_t(a->length) * a->type->size) == 0;
}

Owned compare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isArray(self) || !isArray(other))
    return ownedNotImplemented();
  ArrayObject *a = asArray(self), *b = asArray(other);
  bool equality = op == CompareOp::Eq || op == CompareOp::Ne;
  if (equality && a->length != b->length)
    return ownedBool(op == CompareOp::Ne);
  if (equality && a->type == b->type && a->type->isInteger)
    return ownedBool((a->length == 0 || sameBytes(a, b)) ==
                     (op == CompareOp::Eq));
  for (int64_t i = 0; i < a->length && i < b->length; ++i) {
    Owned x = loadItem(ts, a, i), y = x ? loadItem(ts, b, i) : Owned();
    int equal = !y ? -1
                : isExactFloat(x) && isExactFloat(y)
                    ? floatValue(x) == floatValue(y) // a NaN is not itself
                    : compareBool_py(ts, x, y, CompareOp::Eq);
    if (equal < 0)
      return {};
    if (equal)
      continue;
    if (equality)
      return ownedBool(op == CompareOp::Ne);
    return compare_py(ts, x, y, op);
  }
  return compareNumbers(a->length, b->length, op);
}

Owned concatenate(ThreadState &ts, Value self, Value other) {
  if (!isArray(other))
    return raise(ts, types::TypeError,
                 "can only append array (not \"{}\") to array",
                 {typeOf(other)});
  if (asArray(self)->type != asArray(other)->type)
    return raise(ts, types::TypeError,
                 "bad argument type for built-in operation");
  Owned result = copyRange(ts, asArray(self), 0, asArray(self)->length);
  return result && extendFromArray(ts, asArray(result), asArray(other))
             ? std::move(result)
             : Owned();
}

Owned inplaceConcatenate(ThreadState &ts, Value self, Value other) {
  if (!isArray(other))
    return raise(ts, types::TypeError,
                 "can only extend array with array (not \"{}\")",
                 {typeOf(other)});
  if (asArray(self)->type != asArray(other)->type)
    return raise(ts, types::TypeError,
                 "can only extend with array of same kind");
  return extendFromArray(ts, asArray(self), asArray(other)) ? copyOf(self)
                                                            : Owned();
}

/// Makes \p array, which holds \p once items, hold them \p count times.
bool repeatItems(ThreadState &ts, ArrayObject *array, int64_t count) {
  int64_t once = array->length, total;
  count = count < 0 ? 0 : count;
  if (__builtin_mul_overflow(once, count, &total))
    return raiseMemoryError(ts);
  if (!resize(ts, array, total))
    return false;
  for (int64_t at = once; at < total; at += once)
    std::memcpy(itemAt(array, at), array->data,
                size_t(once) * array->type->size);
  return true;
}

Owned repeat(ThreadState &ts, Value self, int64_t count) {
  Owned result = copyRange(ts, asArray(self), 0, asArray(self)->length);
  return result && repeatItems(ts, asArray(result), count) ? std::move(result)
                                                           : Owned();
}

Owned inplaceRepeat(ThreadState &ts, Value self, int64_t count) {
  return repeatItems(ts, asArray(self), count) ? copyOf(self) : Owned();
}

bool getBufferSlot(ThreadState &, Value self, BufferView &view, unsigned) {
  ArrayObject *array = asArray(self);
  static constexpr char kEmpty = 0;
  view.data = array->data ? array->data : const_cast<char *>(&kEmpty);
  view.itemSize = array->type->size;
  view.length = array->length * view.itemSize;
  view.readOnly = false;
  view.format = array->type->format;
  view.dimensions = 1;
  view.shape[0] = array->length;
  view.strides[0] = view.itemSize;
  ++array->exports;
  return true;
}

void releaseBufferSlot(ThreadState &, Value self, BufferView &) {
  --asArray(self)->exports;
}

Owned typeCode(ThreadState &ts, Value self) {
  return strFromChar(ts, uint32_t(asArray(self)->type->code));
}
Owned itemSize(ThreadState &ts, Value self) {
  return makeInt(ts, asArray(self)->type->size);
}

constexpr GetSetDef getSets[] = {
    {"typecode", typeCode, nullptr,
     "the typecode character used to create the array"},
    {"itemsize", itemSize, nullptr, "the size, in bytes, of one array item"},
    {}};

constexpr TypeSpec arraySpec = {
    "array.array",
    "array(typecode [, initializer]) -> array\n\nReturn a new array whose "
    "items are restricted by typecode, and\ninitialized from the optional "
    "initializer value, which must be a list,\nstring or iterable over "
    "elements of the appropriate type.\n\nArrays represent basic values and "
    "behave very much like lists, except\nthe type of objects stored in them "
    "is constrained. The type is specified\nat object creation time by using a "
    "type code, which is a single character.\nThe following type codes are "
    "defined:\n\n    Type code   C Type             Minimum size in bytes\n    "
    "'b'         signed integer     1\n    'B'         unsigned integer   1\n  "
    "  'u'         Unicode character  2 (see note)\n    'h'         signed "
    "integer     2\n    'H'         unsigned integer   2\n    'i'         "
    "signed integer     2\n    'I'         unsigned integer   2\n    'l'       "
    "  signed integer     4\n    'L'         unsigned integer   4\n    'q'     "
    "    signed integer     8 (see note)\n    'Q'         unsigned integer   8 "
    "(see note)\n    'f'         floating point     4\n    'd'         "
    "floating point     8\n\nNOTE: The 'u' typecode corresponds to Python's "
    "unicode character. On\nnarrow builds this is 2-bytes on wide builds this "
    "is 4-bytes.\n\nNOTE: The 'q' and 'Q' type codes are only available if the "
    "platform\nC compiler used to build Python supports 'long long', or, on "
    "Windows,\n'__int64'.\n\nMethods:\n\nappend() -- append a new item to the "
    "end of the array\nbuffer_info() -- return information giving the current "
    "memory info\nbyteswap() -- byteswap all the items of the array\ncount() "
    "-- return number of occurrences of an object\nextend() -- extend array by "
    "appending multiple elements from an iterable\nfromfile() -- read items "
    "from a file object\nfromlist() -- append items from the list\nfrombytes() "
    "-- append items from the string\nindex() -- return index of first "
    "occurrence of an object\ninsert() -- insert a new item into the array at "
    "a provided position\npop() -- remove and return item (default "
    "last)\nremove() -- remove first occurrence of an object\nreverse() -- "
    "reverse the order of the items in the array\ntofile() -- write all items "
    "to a file object\ntolist() -- return the array converted to an ordinary "
    "list\ntobytes() -- return the array converted to a "
    "string\n\nAttributes:\n\ntypecode -- the typecode character used to "
    "create the array\nitemsize -- the length in bytes of one array item\n",
    arrayMethods, getSets};

// Iterator --------------------------------------------------------------------

struct IteratorObject {
  ObjectHeader header;
  Word array; ///< undef when exhausted
  int64_t index;
};
IteratorObject *asIterator(Value v) { return v.as<IteratorObject>(); }

Owned makeIterator(ThreadState &ts, Value self) {
  Owned result = allocateInstance(ts, &iteratorType);
  if (result) {
    asIterator(result)->array = copyOf(self).take();
    asIterator(result)->index = 0;
  }
  return result;
}

Owned next(ThreadState &ts, Value self) {
  IteratorObject *iterator = asIterator(self);
  if (iterator->array == kUndef)
    return {};
  ArrayObject *array = asArray(Value(iterator->array));
  if (iterator->index < array->length)
    return loadItem(ts, array, iterator->index++);
  clearField(ts, &iterator->header, &iterator->array);
  return {};
}

Owned reduceIterator(ThreadState &ts, Value self, const Value *) {
  Owned iter = builtinNamed_py(ts, "iter");
  if (!iter)
    return {};
  IteratorObject *iterator = asIterator(self);
  if (iterator->array == kUndef) {
    Owned empty = makeList(ts);
    Owned args = empty ? makeTuple(ts, {empty.value()}) : Owned();
    return args ? makeTuple(ts, {iter.value(), args.value()}) : Owned();
  }
  Owned args = makeTuple(ts, {Value(iterator->array)});
  Owned index = makeInt(ts, iterator->index);
  return args && index
             ? makeTuple(ts, {iter.value(), args.value(), index.value()})
             : Owned();
}

Owned setIteratorState(ThreadState &ts, Value self, const Value *args) {
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  IteratorObject *iterator = asIterator(self);
  if (iterator->array != kUndef) {
    int64_t last = asArray(Value(iterator->array))->length;
    iterator->index = index < 0 ? 0 : index > last ? last : index;
  }
  return ownedNone();
}

constexpr MethodDef iteratorMethods[] = {
    {"__reduce__", reduceIterator, "()",
     "Return state information for pickling."},
    {"__setstate__", setIteratorState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec iteratorSpec = {"array.arrayiterator", nullptr,
                                   iteratorMethods};
using IteratorFields = OwnedFields<IteratorObject, &IteratorObject::array>;

} // namespace

constinit TypeObject arrayType = {
    .header = typeHeader(),
    .spec = &arraySpec,
    .flags = kTypeBase | kTypeSequencePattern | kTypeHasWeakrefs,
    .basicSize = sizeof(ArrayObject),
    .slots = {.deallocate = deallocateArray,
              .getBuffer = getBufferSlot,
              .releaseBuffer = releaseBufferSlot,
              .repr = repr,
              .iter = makeIterator,
              .compare = compare,
              .new_ = arrayNew,
              .length = length,
              .subscript = subscript,
              .setSubscript = setSubscript,
              .contains = contains,
              .concatenate = concatenate,
              .inplaceConcatenate = inplaceConcatenate,
              .repeat = repeat,
              .inplaceRepeat = inplaceRepeat,
              .item = item}};

constinit TypeObject iteratorType = {
    .header = typeHeader(),
    .spec = &iteratorSpec,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(IteratorObject),
    .slots = {.deallocate = IteratorFields::deallocate,
              .visit = IteratorFields::visit,
              .iter = iterateSelf,
              .next = next}};

namespace {

constexpr MethodDef functions[] = {
    {"_array_reconstructor", reconstruct,
     "(arraytype, typecode, mformat_code, items, /)",
     "Internal. Used for pickling support."},
    {}};

bool addTypeCodes(ThreadState &ts, Value module) {
  StrBuilder codes(ts);
  for (const ItemType *type = itemTypes; type->code; ++type)
    codes.appendChar(uint32_t(type->code));
  return addToModule(ts, module, "typecodes", codes.finish());
}

/// MutableSequence.register(array), in programs that have the abc.
bool registerSequence_py(ThreadState &ts) {
  Owned abc = importModule_py(ts, "collections.abc");
  if (!abc && pendingMatches(ts, types::ImportError)) {
    clearException(ts);
    return true;
  }
  Owned name = abc ? internText(ts, "MutableSequence") : Owned();
  Owned sequence = name ? getAttr_py(ts, abc, name) : Owned();
  Owned method = sequence ? internText(ts, "register") : Owned();
  return method && callMethod_py(ts, sequence, method, {Value(&arrayType)});
}

bool execute(ThreadState &ts, Value module) {
  if (!initNativeType(ts, &arrayType) || !initNativeType(ts, &iteratorType) ||
      !addTypeToModule(ts, module, &arrayType) || !addTypeCodes(ts, module) ||
      !addToModule(ts, module, "ArrayType", copyOf(Value(&arrayType))))
    return false;
  Owned name = internText(ts, "_array_reconstructor");
  if (!name)
    return false;
  reconstructor = dictGetName(ts, moduleDict(module), name);
  return registerSequence_py(ts);
}

} // namespace

} // namespace arrays

DX_NATIVE_MODULE(
    array,
    .doc = "This module defines an object type which can efficiently "
           "represent\nan array of basic values: characters, integers, "
           "floating point\nnumbers.  Arrays are sequence types and behave "
           "very much like lists,\nexcept that the type of objects stored in "
           "them is constrained.\n",
    .functions = arrays::functions, .execute = arrays::execute)

} // namespace dxpy
