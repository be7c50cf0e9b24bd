// The type list: construction, methods, operators. Subscripts are in
// list_subscript.cpp, iterators in list_iterators.cpp.
#include "runtime-support/builtins/list_builtin.h"
#include "runtime-support/memory/raw.h"

namespace dxpy {

namespace {

using Methods = SequenceMethods<ListAccess>;

Owned listNew(ThreadState &ts, TypeObject *type, const Arguments &) {
  if (type == &types::List)
    return makeList(ts);
  return allocateInstance(ts, type); // all fields zero: an empty list
}

bool listInit(ThreadState &ts, Value self, const Arguments &args) {
  TypeObject *type = typeOf(self);
  if ((type == &types::List || type->slots.new_ == types::List.slots.new_) &&
      !checkNoKeywords(ts, "list", args))
    return false;
  if (!checkPositional(ts, "list", args, 0, 1))
    return false;
  listClear(ts, self);
  return args.positionalCount == 0 || listExtend_py(ts, self, args[0]);
}

Owned listRepr(ThreadState &ts, Value self) {
  if (listLength(self) == 0)
    return makeStr(ts, "[]");
  ReprGuard guard(self);
  if (guard.recursive())
    return makeStr(ts, "[...]");
  StrBuilder text(ts);
  text.append("[");
  if (!Methods::appendItems_py(ts, text, self))
    return {};
  text.append("]");
  return text.finish();
}

/// Lists of the same raw kind compare without making values.
bool sameRawItems(Value a, Value b) {
  auto *x = a.as<ListObject>(), *y = b.as<ListObject>();
  return listKind(x) == kListInts && listKind(y) == kListInts &&
         std::memcmp(listBlock(x)->items, listBlock(y)->items,
                     x->length * sizeof(Word)) == 0;
}

Owned listCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (!isList(self) || !isList(other))
    return ownedNotImplemented();
  if (op == CompareOp::Eq || op == CompareOp::Ne) {
    if (listLength(self) != listLength(other))
      return ownedBool(op == CompareOp::Ne);
    if (listLength(self) == 0 || sameRawItems(self, other))
      return ownedBool(op == CompareOp::Eq);
  }
  return Methods::compare(ts, self, other, op);
}

int64_t listLengthSlot(ThreadState &, Value self) {
  return int64_t(listLength(self));
}

int listContains(ThreadState &ts, Value self, Value item) {
  auto *list = self.as<ListObject>();
  if (listKind(list) == kListInts && item.isSmallInt()) {
    const Word *items = listBlock(list)->items;
    for (uint64_t i = 0; i < list->length; ++i)
      if (int64_t(items[i]) == item.smallInt())
        return 1;
    return 0;
  }
  return Methods::contains(ts, self, item);
}

/// The sum of two lists that keep their items in the same form.
Owned concatenateAlike(ThreadState &ts, const ListObject *a,
                       const ListObject *b) {
  uint64_t count = a->length + b->length;
  const ListObject *filled = a->length ? a : b;
  Owned result = makeList(ts);
  if (!result || count == 0)
    return result;
  auto *sum = result.as<ListObject>();
  if (!reserve(ts, sum, count, listKind(filled), true))
    return {};
  Word *to = listBlock(sum)->items;
  for (const ListObject *part : {a, b}) {
    if (part->length)
      std::memcpy(to, listBlock(part)->items, part->length * sizeof(Word));
    to += part->length;
  }
  sum->length = count;
  if (listKind(filled) == kListWords)
    for (uint64_t i = 0; i < count; ++i)
      retain(&ts, listBlock(sum)->items[i]);
  return result;
}

Owned listConcatenate(ThreadState &ts, Value self, Value other) {
  if (!isList(other))
    return raise(ts, types::TypeError,
                 "can only concatenate list (not \"{}\") to list",
                 {typeOf(other)});
  auto *a = self.as<ListObject>(), *b = other.as<ListObject>();
  if (!a->length || !b->length || listKind(a) == listKind(b))
    return concatenateAlike(ts, a, b);
  Owned held = listSlice(ts, other, 0, listLength(other));
  Owned result = listSlice(ts, self, 0, listLength(self));
  if (!held || !result || !listExtend_py(ts, result, held))
    return {};
  return result;
}

Owned listRepeat(ThreadState &ts, Value self, int64_t times) {
  uint64_t length = listLength(self), count;
  if (times <= 0 || length == 0)
    return makeList(ts);
  if (__builtin_mul_overflow(length, uint64_t(times), &count))
    return raiseMemoryError(ts);
  auto *list = self.as<ListObject>();
  Owned result = makeList(ts);
  auto *copy = result.as<ListObject>();
  if (!result || !reserve(ts, copy, count, listKind(list), true))
    return {};
  const Word *from = listBlock(list)->items;
  Word *to = listBlock(copy)->items;
  for (uint64_t i = 0; i < count; i += length)
    std::memcpy(to + i, from, length * sizeof(Word));
  copy->length = count;
  if (listKind(list) == kListWords)
    for (uint64_t i = 0; i < count; ++i)
      retain(&ts, to[i]);
  return result;
}

Owned listInplaceConcatenate(ThreadState &ts, Value self, Value other) {
  return listExtend_py(ts, self, other) ? copyOf(self) : Owned();
}

Owned listInplaceRepeat(ThreadState &ts, Value self, int64_t times) {
  if (times <= 0) {
    listClear(ts, self);
    return copyOf(self);
  }
  uint64_t length = listLength(self), count;
  if (length == 0 || times == 1)
    return copyOf(self);
  auto *list = self.as<ListObject>();
  if (__builtin_mul_overflow(length, uint64_t(times), &count) ||
      count > kMaxLength)
    return raiseMemoryError(ts);
  if (!reserve(ts, list, count))
    return {};
  Word *items = listBlock(list)->items;
  for (uint64_t i = length; i < count; ++i) {
    items[i] = items[i - length];
    if (listKind(list) == kListWords)
      retain(&ts, items[i]);
  }
  list->length = count;
  return copyOf(self);
}

Owned append(ThreadState &ts, Value self, const Value *args) {
  return listAppend(ts, self, copyOf(args[0])) ? ownedNone() : Owned();
}

Owned insert(ThreadState &ts, Value self, const Value *args) {
  int64_t at;
  if (!sizeArgument_py(ts, args[0], at))
    return {};
  auto length = int64_t(listLength(self));
  if (at < 0 && (at += length) < 0)
    at = 0;
  if (at > length)
    at = length;
  return listInsert(ts, self, uint64_t(at), copyOf(args[1])) ? ownedNone()
                                                             : Owned();
}

Owned extend(ThreadState &ts, Value self, const Value *args) {
  return listExtend_py(ts, self, args[0]) ? ownedNone() : Owned();
}

Owned pop(ThreadState &ts, Value self, const Value *args) {
  int64_t at = -1;
  if (args[0] && !sizeArgument_py(ts, args[0], at))
    return {};
  uint64_t length = listLength(self);
  if (length == 0)
    return raise(ts, types::IndexError, "pop from empty list");
  if (at < 0)
    at += int64_t(length);
  if (uint64_t(at) >= length)
    return raise(ts, types::IndexError, "pop index out of range");
  return listPop(ts, self, uint64_t(at));
}

Owned remove(ThreadState &ts, Value self, const Value *args) {
  int64_t found = Methods::find_py(ts, self, args[0]);
  if (found >= 0) {
    // A comparison may have shortened the list.
    if (uint64_t(found) >= listLength(self))
      return ownedNone();
    return listPop(ts, self, uint64_t(found)) ? ownedNone() : Owned();
  }
  if (pendingException(ts))
    return {};
  return raise(ts, types::ValueError, "list.remove(x): x not in list");
}

Owned index(ThreadState &ts, Value self, const Value *args) {
  int64_t start, stop;
  if (!Methods::bounds_py(ts, self, args, start, stop))
    return {};
  int64_t found = Methods::find_py(ts, self, args[0], start, stop);
  if (found >= 0)
    return makeInt(ts, found);
  if (pendingException(ts))
    return {};
  return raise(ts, types::ValueError, "{} is not in list",
               {MessageArg::repr(args[0])});
}

Owned reverse(ThreadState &, Value self, const Value *) {
  auto *list = self.as<ListObject>();
  if (list->length > 1)
    timsort::reverseWords(listBlock(list)->items, int64_t(list->length));
  return ownedNone();
}

/// A C int, as CPython takes flags.
bool intArgument_py(ThreadState &ts, Value value, int64_t &out) {
  Owned index = toIndex_py(ts, value);
  if (!index)
    return false;
  if (!intFitsInt64(index, out) || out != int32_t(out))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C int");
  return true;
}

Owned sort(ThreadState &ts, Value self, const Value *args) {
  int64_t reversed = 0;
  if (args[1] && !args[1].isBool() && !intArgument_py(ts, args[1], reversed))
    return {};
  if (args[1] && args[1].isTrue())
    reversed = 1;
  return listSort_py(ts, self, args[0] ? args[0] : none, reversed != 0)
             ? ownedNone()
             : Owned();
}

Owned clear(ThreadState &ts, Value self, const Value *) {
  listClear(ts, self);
  return ownedNone();
}

Owned copy(ThreadState &ts, Value self, const Value *) {
  return listSlice(ts, self, 0, listLength(self));
}

Owned sizeOf(ThreadState &ts, Value self, const Value *) {
  auto *list = self.as<ListObject>();
  uint64_t size = typeOf(self)->basicSize;
  if (ListBlock *block = listBlock(list))
    size += sizeof(ListBlock) + block->capacity * sizeof(Word);
  return makeInt(ts, int64_t(size));
}

void listVisit(ObjectHeader *self, Visitor &visitor) {
  auto *list = reinterpret_cast<ListObject *>(self);
  if (listKind(list) != kListWords)
    return;
  for (uint64_t i = 0; i < list->length; ++i)
    visitor(listBlock(list)->items[i]);
}

void listClearSlot(ThreadState &ts, ObjectHeader *self) {
  listClear(ts, Value(reinterpret_cast<Word>(self)));
}

void listDeallocate(ThreadState &ts, ObjectHeader *self) {
  auto *list = reinterpret_cast<ListObject *>(self);
  if (listKind(list) == kListWords)
    listClearSlot(ts, self);
  else // numbers, which nobody holds
    rawFree(listBlock(list));
  if (self->shape == shapeId(BuiltinShape::List))
    return freeCell(&ts, self, sizeof(ListObject), CellKind::Container);
  freeObject(ts, self, shapeOf(self)->type->basicSize);
}

constexpr MethodDef listMethods[] = {
    {"__reversed__", listReversed, "()",
     "Return a reverse iterator over the list."},
    {"__sizeof__", sizeOf, "()",
     "Return the size of the list in memory, in bytes."},
    {"clear", clear, "()", "Remove all items from list."},
    {"copy", copy, "()", "Return a shallow copy of the list."},
    {"append", append, "(object, /)", "Append object to the end of the list."},
    {"insert", insert, "(index, object, /)", "Insert object before index."},
    {"extend", extend, "(iterable, /)",
     "Extend list by appending elements from the iterable."},
    {"pop", pop, "(index=-1, /)",
     "Remove and return item at index (default last).\n\nRaises IndexError if "
     "list is empty or index is out of range."},
    {"remove", remove, "(value, /)",
     "Remove first occurrence of value.\n\nRaises ValueError if the value is "
     "not present."},
    {"index", index, "(value, start=0, stop=sys.maxsize, /)",
     "Return first index of value.\n\nRaises ValueError if the value is not "
     "present."},
    {"count", Methods::count, "(value, /)",
     "Return number of occurrences of value."},
    {"reverse", reverse, "()", "Reverse *IN PLACE*."},
    {"sort", sort, "(*, key=None, reverse=False)",
     "Sort the list in ascending order and return None.\n\nThe sort is "
     "in-place (i.e. the list itself is modified) and stable (i.e. the\norder "
     "of two equal elements is maintained).\n\nIf a key function is given, "
     "apply it once to each list item and sort them,\nascending or descending, "
     "according to their function values.\n\nThe reverse flag can be set to "
     "sort in descending order."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec listSpec = {
    "list",
    "list(iterable=(), /)\n--\n\n"
    "Built-in mutable sequence.\n\nIf no argument is given, the constructor "
    "creates a new empty list.\nThe argument must be an iterable if specified.",
    listMethods};

} // namespace

constinit TypeObject types::List = {
    .header = typeHeader(),
    .spec = &listSpec,
    .flags = kTypeBase | kTypeContainer | kTypeSequencePattern |
             kTypeMatchSelf | kSubclassList,
    .basicSize = sizeof(ListObject),
    .slots = {.deallocate = listDeallocate,
              .visit = listVisit,
              .clear = listClearSlot,
              .repr = listRepr,
              .iter = listIter,
              .compare = listCompare,
              .init = listInit,
              .new_ = listNew,
              .length = listLengthSlot,
              .subscript = listSubscript,
              .setSubscript = listSetSubscript,
              .contains = listContains,
              .concatenate = listConcatenate,
              .inplaceConcatenate = listInplaceConcatenate,
              .repeat = listRepeat,
              .inplaceRepeat = listInplaceRepeat,
              .item = listItemSlot}};

} // namespace dxpy
