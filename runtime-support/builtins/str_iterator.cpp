// str_ascii_iterator and str_iterator.
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/builtins/str_builtin.h"

namespace dxpy {

namespace {

StrIteratorObject *iteratorOf(Value self) {
  return self.as<StrIteratorObject>();
}

Owned asciiNext(ThreadState &ts, Value self) {
  auto *iterator = iteratorOf(self);
  Word item = strAsciiIteratorNext(iterator);
  if (!item)
    clearField(ts, &iterator->header, &iterator->str);
  return Owned::steal(item);
}

Owned next(ThreadState &ts, Value self) {
  auto *iterator = iteratorOf(self);
  if (iterator->str == kUndef)
    return {};
  std::string_view text = strText(Value(iterator->str));
  if (iterator->at >= text.size()) {
    clearField(ts, &iterator->header, &iterator->str);
    return {};
  }
  ++iterator->index;
  return strFromChar(ts, text::decodeOne(text, iterator->at));
}

uint64_t indexOf(const StrIteratorObject *iterator) {
  return iterator->header.shape == shapeId(BuiltinShape::StrAsciiIterator)
             ? iterator->at
             : iterator->index;
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  int64_t left = 0;
  if (iterator->str != kUndef)
    left = int64_t(strLength(Value(iterator->str)) - indexOf(iterator));
  return makeInt(ts, left);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  auto *iterator = iteratorOf(self);
  return reduceIterator_py(ts, "iter", iterator->str,
                           int64_t(indexOf(iterator)), emptyStr());
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  auto *iterator = iteratorOf(self);
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (iterator->str == kUndef)
    return ownedNone();
  Value str(iterator->str);
  auto length = int64_t(strLength(str));
  index = index < 0 ? 0 : index > length ? length : index;
  iterator->index = uint64_t(index);
  iterator->at = strByteOffset(str, uint64_t(index));
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"__length_hint__", lengthHint, "()",
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__setstate__", setState, "(state, /)",
     "Set state information for unpickling."},
    {}};
constexpr TypeSpec asciiSpec = {"str_ascii_iterator", nullptr, methods};
constexpr TypeSpec spec = {"str_iterator", nullptr, methods};
using Fields = OwnedFields<StrIteratorObject, &StrIteratorObject::str>;

} // namespace

Owned strIter(ThreadState &ts, Value self) {
  auto *iterator = allocateContainer<StrIteratorObject>(
      ts, isAscii(self) ? BuiltinShape::StrAsciiIterator
                        : BuiltinShape::StrIterator);
  if (!iterator)
    return {};
  iterator->str = copyOf(self).take();
  iterator->at = iterator->index = 0;
  return Owned::steal(iterator);
}

constinit TypeObject types::StrAsciiIterator = {
    .header = typeHeader(),
    .spec = &asciiSpec,
    .flags = kTypeContainer,
    .basicSize = sizeof(StrIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = asciiNext}};

constinit TypeObject types::StrIterator = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer,
    .basicSize = sizeof(StrIteratorObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next}};

} // namespace dxpy
