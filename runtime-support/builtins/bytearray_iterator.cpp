// bytearray_iterator.
#include "runtime-support/builtins/bytearray_builtin.h"
#include "runtime-support/builtins/sequence_methods.h"

namespace dxpy {

namespace {

struct ByteArrayIteratorObject {
  ObjectHeader header;
  Word array; ///< undef when exhausted
  uint64_t index;
};
ByteArrayIteratorObject *iteratorOf(Value self) {
  return self.as<ByteArrayIteratorObject>();
}

Owned next(ThreadState &ts, Value self) {
  auto *iterator = iteratorOf(self);
  if (iterator->array == kUndef)
    return {};
  std::string_view data = dataOf(Value(iterator->array));
  if (iterator->index < data.size())
    return makeInt(ts, uint8_t(data[iterator->index++]));
  clearField(ts, &iterator->header, &iterator->array);
  return {};
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  int64_t left = 0;
  if (iterator->array != kUndef)
    left = int64_t(dataOf(Value(iterator->array)).size() - iterator->index);
  return makeInt(ts, left < 0 ? 0 : left);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  return reduceIterator_py(ts, "iter", iterator->array,
                           int64_t(iterator->index), copyOf(emptyTuple()));
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = iteratorOf(self);
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->array != kUndef) {
    auto length = int64_t(dataOf(Value(iterator->array)).size());
    iterator->index = uint64_t(index < 0 ? 0 : index > length ? length : index);
  }
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__setstate__", setState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec spec = {"bytearray_iterator", nullptr, methods};
using Fields =
    OwnedFields<ByteArrayIteratorObject, &ByteArrayIteratorObject::array>;

} // namespace

Owned byteArrayIter(ThreadState &ts, Value self) {
  auto *iterator = allocateContainer<ByteArrayIteratorObject>(
      ts, BuiltinShape::ByteArrayIterator);
  if (!iterator)
    return {};
  iterator->array = copyOf(self).take();
  iterator->index = 0;
  return Owned::steal(iterator);
}

constinit TypeObject types::ByteArrayIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(ByteArrayIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

} // namespace dxpy
