// The type reversed: over whatever has a length and items by index.
#include "runtime-support/builtins/range_builtin.h"
#include "runtime-support/builtins/sequence_methods.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/special.h"

namespace dxpy {

namespace {

struct ReversedObject {
  ObjectHeader header;
  Word sequence; ///< undef when exhausted
  int64_t index;
};

ReversedObject *asReversed(Value v) { return v.as<ReversedObject>(); }

/// Sequences that are no mappings: list(reversed(x)) indexes them.
bool isSequence(Value v) {
  if (isDict(v))
    return false;
  const TypeSlots &slots = typeOf(v)->slots;
  return slots.item || (slots.subscript && slots.length);
}

Owned reversedNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if ((type == &types::Reversed ||
       type->slots.init == types::Reversed.slots.init) &&
      !checkNoKeywords(ts, "reversed", args))
    return {};
  if (!checkPositional(ts, "reversed", args, 1, 1))
    return {};
  Value sequence = args[0];
  if (hasShape(sequence, BuiltinShape::Range))
    return reverseRange(ts, sequence);
  Owned method = lookupSpecial_py(ts, sequence, Value(&names::__reversed__));
  if (method && method.value().isNone())
    return raise(ts, types::TypeError, "'{}' object is not reversible",
                 {typeOf(sequence)});
  if (method)
    return call_py(ts, method);
  if (pendingException(ts))
    return {};
  if (!isSequence(sequence))
    return raise(ts, types::TypeError, "'{}' object is not reversible",
                 {typeOf(sequence)});
  int64_t length = length_py(ts, sequence);
  if (length < 0)
    return {};
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  asReversed(result)->sequence = copyOf(sequence).take();
  asReversed(result)->index = length - 1;
  return result;
}

Owned next(ThreadState &ts, Value self) {
  ReversedObject *reversed = asReversed(self);
  if (reversed->sequence == kUndef)
    return {};
  if (reversed->index < 0) {
    clearField(ts, &reversed->header, &reversed->sequence);
    return {};
  }
  Owned sequence = copyOf(Value(reversed->sequence));
  Owned number = makeInt(ts, reversed->index);
  Owned item = number ? getItem_py(ts, sequence, number) : Owned();
  if (item) {
    --reversed->index;
    return item;
  }
  if (pendingMatches(ts, types::IndexError) ||
      pendingMatches(ts, types::StopIteration))
    clearException(ts);
  reversed->index = -1;
  if (Owned exception = takeException(ts)) {
    clearField(ts, &reversed->header, &reversed->sequence);
    restoreException(ts, std::move(exception));
  } else {
    clearField(ts, &reversed->header, &reversed->sequence);
  }
  return {};
}

Owned lengthHint(ThreadState &ts, Value self, const Value *) {
  ReversedObject *reversed = asReversed(self);
  if (reversed->sequence == kUndef)
    return makeInt(ts, 0);
  int64_t left = reversed->index + 1;
  int64_t length = length_py(ts, Value(reversed->sequence));
  if (length < 0)
    return {};
  return makeInt(ts, length < left ? 0 : left);
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  ReversedObject *reversed = asReversed(self);
  bool exhausted = reversed->sequence == kUndef;
  Owned args =
      makeTuple(ts, {exhausted ? emptyTuple() : Value(reversed->sequence)});
  if (!args)
    return {};
  if (exhausted)
    return makeTuple(ts, {Value(typeOf(self)), args.value()});
  Owned index = makeInt(ts, reversed->index);
  return index
             ? makeTuple(ts, {Value(typeOf(self)), args.value(), index.value()})
             : Owned();
}

Owned setState(ThreadState &ts, Value self, const Value *args) {
  ReversedObject *reversed = asReversed(self);
  int64_t index;
  if (!stateIndex(ts, args[0], index))
    return {};
  if (reversed->sequence != kUndef) {
    int64_t length = length_py(ts, Value(reversed->sequence));
    if (length < 0)
      return {};
    reversed->index = index < -1 ? -1 : index > length - 1 ? length - 1 : index;
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
constexpr TypeSpec spec = {
    "reversed",
    "reversed(sequence, /)\n--\n\n"
    "Return a reverse iterator over the values of the given sequence.",
    methods};
using Fields = OwnedFields<ReversedObject, &ReversedObject::sequence>;

} // namespace

constinit TypeObject types::Reversed = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(ReversedObject),
    .slots = {.deallocate = Fields::deallocate,
              .visit = Fields::visit,
              .clear = Fields::clear,
              .iter = iterateSelf,
              .next = next,
              .new_ = reversedNew}};

} // namespace dxpy
