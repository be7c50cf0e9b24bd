// tee: iterators that share what one of them has read, in linked blocks.
#include "runtime-support/objects/list.h"
#include "stdlib/itertools/parts.h"

namespace dxpy::itertools {

namespace {

constexpr unsigned kBlockItems = 57;

struct TeeDataObject {
  ObjectHeader header;
  Word iterator;
  Word next;     ///< the following block; 0: none yet
  unsigned read; ///< items in `items`
  bool running;  ///< the iterator is being asked
  Word items[kBlockItems];
};

struct TeeObject {
  ObjectHeader header;
  Word data; ///< the block of the next item
  unsigned index;
};

TeeDataObject *asData(Value v) { return v.as<TeeDataObject>(); }
TeeObject *asTee(Value v) { return v.as<TeeObject>(); }

Owned makeData(ThreadState &ts, Value iterator) {
  Owned result = allocateInstance(ts, &teeDataType);
  if (result)
    asData(result)->iterator = copyOf(iterator).take();
  return result;
}

Owned makeTee(ThreadState &ts, Value data, unsigned index) {
  Owned result = allocateInstance(ts, &teeType);
  if (!result)
    return {};
  asTee(result)->data = copyOf(data).take();
  asTee(result)->index = index;
  return result;
}

/// Item \p i of a block: already read, or the iterator's next.
Owned dataItem_py(ThreadState &ts, TeeDataObject *data, unsigned i) {
  if (i < data->read)
    return copyOf(Value(data->items[i]));
  if (data->running)
    return raise(ts, types::RuntimeError, "cannot re-enter the tee iterator");
  Owned iterator = copyOf(Value(data->iterator));
  data->running = true;
  Owned item = next_py(ts, iterator);
  data->running = false;
  if (item && data->read < kBlockItems)
    data->items[data->read++] = copyOf(item).take();
  return item;
}

Owned nextBlock(ThreadState &ts, TeeDataObject *data) {
  if (!data->next) {
    Owned block = makeData(ts, Value(data->iterator));
    if (!block)
      return {};
    data->next = block.take();
  }
  return copyOf(Value(data->next));
}

Owned teeNext(ThreadState &ts, Value self) {
  TeeObject *tee = asTee(self);
  if (tee->index >= kBlockItems) {
    Owned block = nextBlock(ts, asData(Value(tee->data)));
    if (!block)
      return {};
    tee->index = 0;
    storeField(ts, &tee->header, &tee->data, std::move(block));
  }
  Owned data = copyOf(Value(tee->data));
  Owned item = dataItem_py(ts, asData(data), tee->index);
  if (item)
    ++tee->index;
  return item;
}

/// An iterator that can be copied.
Owned teeOf_py(ThreadState &ts, Value iterable) {
  Owned iterator = getIter_py(ts, iterable);
  if (!iterator)
    return {};
  if (isSubtype(typeOf(iterator), &teeType))
    return makeTee(ts, Value(asTee(iterator)->data), asTee(iterator)->index);
  Owned data = makeData(ts, iterator);
  return data ? makeTee(ts, data, 0) : Owned();
}

Owned teeNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "_tee", args) ||
      !checkPositional(ts, "_tee", args, 1, 1))
    return {};
  return teeOf_py(ts, args[0]);
}

Owned teeCopy(ThreadState &ts, Value self, const Value *) {
  return makeTee(ts, Value(asTee(self)->data), asTee(self)->index);
}

Owned teeReduce(ThreadState &ts, Value self, const Value *) {
  Owned args = makeTuple(ts, {emptyTuple()});
  Owned state = makeTuple(
      ts, {Value(asTee(self)->data), Value(smallIntWord(asTee(self)->index))});
  return state ? reduced(ts, self, args, state) : Owned();
}

Owned teeSetState(ThreadState &ts, Value self, const Value *args) {
  int64_t index;
  if (!checkState(ts, args[0], 2) ||
      !checkStateItem(ts, args[0], 0, teeDataType) ||
      !sizeArgument_py(ts, tupleItem(args[0], 1), index))
    return {};
  if (index < 0 || index > int64_t(kBlockItems))
    return raise(ts, types::ValueError, "Index out of range");
  TeeObject *tee = asTee(self);
  storeField(ts, &tee->header, &tee->data, copyOf(tupleItem(args[0], 0)));
  tee->index = unsigned(index);
  return ownedNone();
}

} // namespace

Owned tee(ThreadState &ts, Value, const Value *args) {
  int64_t count = 2;
  if (args[1] && !sizeArgument_py(ts, args[1], count))
    return {};
  if (count < 0)
    return raise(ts, types::ValueError, "n must be >= 0");
  if (count == 0)
    return copyOf(emptyTuple());
  TupleObject *tuple = allocateTuple(ts, size_t(count));
  if (!tuple)
    return {};
  Owned result = Owned::steal(tuple);
  Owned first = getIter_py(ts, args[0]);
  if (!first)
    return {};
  Value copyName(&names::__copy__);
  Owned copy = getAttrOptional_py(ts, first, copyName);
  if (!copy && !pendingException(ts)) {
    first = teeOf_py(ts, first);
    copy = first ? getAttr_py(ts, first, copyName) : Owned();
  }
  if (!copy)
    return {};
  tuple->items[0] = first.take();
  for (size_t i = 1; i < size_t(count); ++i) {
    Owned other = call_py(ts, copy);
    if (!other)
      return {};
    tuple->items[i] = other.take();
  }
  return result;
}

namespace {

// Blocks ----------------------------------------------------------------------

Owned dataNew(ThreadState &ts, TypeObject *, const Arguments &args) {
  if (!checkNoKeywords(ts, "teedataobject", args) ||
      !checkPositional(ts, "teedataobject", args, 3, 3))
    return {};
  if (!isList(args[1]))
    return raise(ts, types::TypeError,
                 "teedataobject() argument 2 must be list, not {}",
                 {nativeQualifiedName(typeOf(args[1]))});
  uint64_t count = listLength(args[1]);
  bool full = count == kBlockItems;
  if (count > kBlockItems ||
      (!args[2].isNone() && (!full || typeOf(args[2]) != &teeDataType)))
    return raise(ts, types::ValueError, "Invalid arguments");
  Owned result = makeData(ts, args[0]);
  if (!result)
    return {};
  TeeDataObject *data = asData(result);
  for (; data->read < count; ++data->read) {
    data->items[data->read] = listItem(ts, args[1], data->read).take();
    if (!data->items[data->read])
      return {};
  }
  if (!args[2].isNone())
    data->next = copyOf(args[2]).take();
  return result;
}

Owned dataReduce(ThreadState &ts, Value self, const Value *) {
  TeeDataObject *data = asData(self);
  Owned values = makeListFrom(ts, reinterpret_cast<const Value *>(data->items),
                              data->read);
  if (!values)
    return {};
  return reduced(ts, self,
                 makeTuple(ts, {Value(data->iterator), values.value(),
                                data->next ? Value(data->next) : none}));
}

void dataVisit(ObjectHeader *self, Visitor &visitor) {
  auto *data = reinterpret_cast<TeeDataObject *>(self);
  visitor(data->iterator);
  visitor(data->next);
  for (unsigned i = 0; i < data->read; ++i)
    visitor(data->items[i]);
}

void dataClear(ThreadState &ts, ObjectHeader *self) {
  auto *data = reinterpret_cast<TeeDataObject *>(self);
  clearField(ts, self, &data->iterator);
  for (unsigned i = 0; i < data->read; ++i)
    clearField(ts, self, &data->items[i]);
  // Block after block: a long chain must not recurse.
  Owned next = Owned::steal(slotTake(&ts, self, &data->next, 0));
  while (next && isUnique(&ts, next.value().header())) {
    TeeDataObject *block = asData(next);
    next = Owned::steal(slotTake(&ts, &block->header, &block->next, 0));
  }
}

void dataDeallocate(ThreadState &ts, ObjectHeader *self) {
  dataClear(ts, self);
  freeObject(ts, self, sizeof(TeeDataObject));
}

constexpr MethodDef teeMethods[] = {
    {"__copy__", teeCopy, "()", "Returns an independent iterator."},
    {"__reduce__", teeReduce, "()", kReduceDoc},
    {"__setstate__", teeSetState, "(state, /)", kSetStateDoc},
    {}};
constexpr TypeSpec teeSpec = {
    "itertools._tee", "Iterator wrapped to make it copyable.", teeMethods};
constexpr MethodDef dataMethods[] = {
    {"__reduce__", dataReduce, "()", kReduceDoc}, {}};
constexpr TypeSpec dataSpec = {
    "itertools._tee_dataobject",
    "teedataobject(iterable, values, next, /)\n--\n\nData container common to "
    "multiple tee objects.",
    dataMethods};
using TeeFields = OwnedFields<TeeObject, &TeeObject::data>;

} // namespace

constinit TypeObject teeType = {.header = typeHeader(),
                                .spec = &teeSpec,
                                .flags = kTypeContainer | kTypeHasWeakrefs,
                                .basicSize = sizeof(TeeObject),
                                .slots = {.deallocate = TeeFields::deallocate,
                                          .visit = TeeFields::visit,
                                          .iter = iterateSelf,
                                          .next = teeNext,
                                          .new_ = teeNew}};
constinit TypeObject teeDataType = {.header = typeHeader(),
                                    .spec = &dataSpec,
                                    .flags = kTypeContainer,
                                    .basicSize = sizeof(TeeDataObject),
                                    .slots = {.deallocate = dataDeallocate,
                                              .visit = dataVisit,
                                              .new_ = dataNew}};

} // namespace dxpy::itertools
