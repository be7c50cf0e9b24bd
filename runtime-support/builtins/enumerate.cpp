// The type enumerate.
#include "runtime-support/builtins/integers.h"
#include "runtime-support/inline/pairs.h"

namespace dxpy {

namespace {

EnumerateObject *asEnumerate(Value v) { return v.as<EnumerateObject>(); }

Owned newEnumerate(ThreadState &ts, TypeObject *type, Value iterable,
                   Value start) {
  Owned index = start ? integers::exactIndex_py(ts, start)
                      : Owned::steal(smallIntWord(0));
  if (!index)
    return {};
  Owned iterator = getIter_py(ts, iterable);
  if (!iterator)
    return {};
  Owned result = type == &types::Enumerate
                     ? Owned::steal(allocateContainer<EnumerateObject>(
                           ts, BuiltinShape::Enumerate))
                     : allocateInstance(ts, type);
  if (!result)
    return {};
  asEnumerate(result)->iterator = iterator.take();
  asEnumerate(result)->index = index.take();
  asEnumerate(result)->pair = asEnumerate(result)->lent = kUndef;
  return result;
}

Owned enumerateNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  size_t keywords = keywordCount(args), count = args.positionalCount + keywords;
  if (count > 2)
    return raise(ts, types::TypeError,
                 "enumerate() takes at most 2 arguments ({} given)", {count});
  Value bound[2];
  for (size_t i = 0; i < args.positionalCount; ++i)
    bound[i] = args[i];
  for (size_t k = 0; k < keywords; ++k) {
    Value name = tupleItem(args.names, k);
    size_t at = strText(name) == "iterable"              ? 0
                : strText(name) == "start" && count == 2 ? 1
                                                         : 2;
    if (at == 2 || bound[at])
      return raise(ts, types::TypeError,
                   "'{}' is an invalid keyword argument for enumerate()",
                   {name});
    bound[at] = args.values[args.positionalCount + k];
  }
  if (!bound[0])
    return raise(ts, types::TypeError,
                 "enumerate() missing required argument 'iterable'");
  return newEnumerate(ts, type, bound[0], bound[1]);
}

Owned next(ThreadState &ts, Value self) {
  EnumerateObject *enumerate = asEnumerate(self);
  if (enumerate->iterator == kUndef) // the collector has cleared it
    return {};
  Owned item = next_py(ts, Value(enumerate->iterator));
  if (!item)
    return {};
  Owned index;
  if (Word now = enumerate->index;
      isSmallInt(now) && now != smallIntWord(kSmallIntMax)) [[likely]] {
    index = Owned::steal(now);
    enumerate->index = smallIntWord(smallIntValue(now) + 1);
  } else {
    index = copyOf(Value(now));
    Owned after = integers::add(ts, index, Value(smallIntWord(1)));
    if (!after)
      return {};
    storeField(ts, &enumerate->header, &enumerate->index, std::move(after));
  }
  Owned pair = reusedPair(ts, &enumerate->header, &enumerate->pair,
                          std::move(index), std::move(item));
  clearField(ts, &enumerate->header, &enumerate->lent);
  return pair;
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned args = makeTuple(ts, {Value(asEnumerate(self)->iterator),
                              Value(asEnumerate(self)->index)});
  return args ? makeTuple(ts, {Value(typeOf(self)), args.value()}) : Owned();
}

constexpr MethodDef methods[] = {
    {"__reduce__", reduce, "()", "Return state information for pickling."},
    {"__class_getitem__", classGetItem, "(item, /)", "See PEP 585",
     MethodKind::Class},
    {}};
constexpr TypeSpec spec = {
    "enumerate",
    "enumerate(iterable, start=0)\n--\n\n"
    "Return an enumerate object.\n\n  iterable\n    an object supporting "
    "iteration\n\nThe enumerate object yields pairs containing a count (from "
    "start, which\ndefaults to zero) and a value yielded by the iterable "
    "argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, "
    "seq[0]), (1, seq[1]), (2, seq[2]), ...",
    methods};
using Fields = OwnedFields<EnumerateObject, &EnumerateObject::iterator,
                           &EnumerateObject::index, &EnumerateObject::pair,
                           &EnumerateObject::lent>;

} // namespace

constinit TypeObject types::Enumerate = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(EnumerateObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next,
              .new_ = enumerateNew}};

} // namespace dxpy
