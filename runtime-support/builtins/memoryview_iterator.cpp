// memory_iterator.
#include "runtime-support/builtins/memoryview_builtin.h"

namespace dxpy {

namespace {

struct MemoryIteratorObject {
  ObjectHeader header;
  Word view; ///< undef when exhausted
  int64_t index, length;
  char format[2];
};

Owned next(ThreadState &ts, Value self) {
  auto *iterator = self.as<MemoryIteratorObject>();
  if (iterator->view == kUndef)
    return {};
  Value view(iterator->view);
  if (iterator->index >= iterator->length) {
    clearField(ts, &iterator->header, &iterator->view);
    return {};
  }
  if (!checkView(ts, view))
    return {};
  const char *at =
      viewOf(view)->data + viewOf(view)->strides()[0] * iterator->index++;
  return unpackItem(ts, at, iterator->format);
}

constexpr TypeSpec spec = {"memory_iterator"};
using Fields = OwnedFields<MemoryIteratorObject, &MemoryIteratorObject::view>;

} // namespace

Owned viewIter(ThreadState &ts, Value self) {
  if (!checkView(ts, self))
    return {};
  auto *view = viewOf(self);
  if (view->dimensions == 0)
    return raise(ts, types::TypeError, "invalid indexing of 0-dim memory");
  if (view->dimensions != 1)
    return raise(ts, types::NotImplementedError,
                 "multi-dimensional sub-views are not implemented");
  const char *format = itemFormat(ts, view);
  if (!format)
    return {};
  auto *iterator =
      allocateContainer<MemoryIteratorObject>(ts, BuiltinShape::MemoryIterator);
  if (!iterator)
    return {};
  iterator->view = copyOf(self).take();
  iterator->index = 0;
  iterator->length = view->shape()[0];
  iterator->format[0] = format[0];
  iterator->format[1] = 0;
  return Owned::steal(iterator);
}

constinit TypeObject types::MemoryIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(MemoryIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

} // namespace dxpy
