// Structural pattern matching (PEP 634).
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

Flow opMatchSequence(Op &op) {
  return op.finish(int(hasFlag(op.peek(op.b), kTypeSequencePattern)));
}

Flow opMatchMapping(Op &op) {
  return op.finish(int(hasFlag(op.peek(op.b), kTypeMappingPattern)));
}

Flow opGetLen(Op &op) {
  int64_t length = length_py(op.ts, op.peek(op.b));
  if (length < 0)
    return Flow::Error;
  op.set(op.a, smallIntWord(length));
  return Flow::Next;
}

Flow opMatchKeys(Op &op) {
  ThreadState &ts = op.ts;
  Value subject = op.peek(op.b), keys = op.peek(op.c);
  uint64_t count = tupleLength(keys);
  if (!count)
    return op.finish(copyOf(emptyTuple()));
  Owned get = getAttr_py(ts, subject, &names::get);
  Owned seen = get ? makeSet(ts) : Owned();
  Owned marker = seen ? allocateInstance(ts, &types::Object) : Owned();
  TupleObject *values = marker ? allocateTuple(ts, count) : nullptr;
  if (!values)
    return Flow::Error;
  Owned result = Owned::steal(values);
  for (uint64_t i = 0; i < count; ++i) {
    Value key = tupleItem(keys, i);
    int present = setContains_py(ts, seen, key);
    if (present > 0)
      raise(ts, types::ValueError, "mapping pattern checks duplicate key ({})",
            {MessageArg::repr(key)});
    if (present || !setAdd_py(ts, seen, key))
      return Flow::Error;
    Owned value = call_py(ts, get, {key, marker});
    if (!value)
      return Flow::Error;
    if (value.value() == marker.value())
      return op.finish(ownedNone());
    values->items[i] = value.take();
  }
  return op.finish(std::move(result));
}

// Class patterns --------------------------------------------------------------

namespace {

class ClassMatch {
public:
  ClassMatch(ThreadState &ts, Value subject, Value cls)
      : ts(ts), subject(subject), cls(cls) {}

  /// The tuple of attributes, None, or null when raised.
  Owned match(uint32_t positional, Value keywordNames) {
    if (!hasFlag(cls, kSubclassType))
      return raise(ts, types::TypeError, "called match pattern must be a type");
    int is = isInstance_py(ts, subject, cls);
    if (is <= 0)
      return is < 0 ? Owned() : ownedNone();
    seen = makeSet(ts);
    TupleObject *tuple =
        seen ? allocateTuple(ts, positional + tupleLength(keywordNames))
             : nullptr;
    if (!tuple)
      return {};
    Owned result = Owned::steal(tuple);
    if (positional) {
      int matched = matchPositional(tuple, positional);
      if (matched <= 0)
        return matched < 0 ? Owned() : ownedNone();
    }
    for (uint64_t i = 0; i < tupleLength(keywordNames); ++i) {
      Owned value = attribute(tupleItem(keywordNames, i));
      if (!value)
        return pendingException(ts) ? Owned() : ownedNone();
      tuple->items[positional + i] = value.take();
    }
    return result;
  }

private:
  /// 1 matched, 0 an attribute is missing, -1 raised.
  int matchPositional(TupleObject *tuple, uint32_t count) {
    bool self = false;
    Owned args = getAttrOptional_py(ts, cls, &names::__match_args__);
    if (!args) {
      if (pendingException(ts))
        return -1;
      args = copyOf(emptyTuple());
      self = cls.as<TypeObject>()->flags & kTypeMatchSelf;
    } else if (!isExactTuple(args)) {
      raise(ts, types::TypeError, "{}.__match_args__ must be a tuple (got {})",
            {cls.as<TypeObject>(), typeOf(args)});
      return -1;
    }
    uint64_t allowed = self ? 1 : tupleLength(args);
    if (allowed < count) {
      raise(ts, types::TypeError,
            "{}() accepts {} positional sub-pattern{} ({} given)",
            {cls.as<TypeObject>(), int64_t(allowed), allowed == 1 ? "" : "s",
             int64_t(count)});
      return -1;
    }
    if (self) {
      tuple->items[0] = copyOf(subject).take();
      return 1;
    }
    for (uint32_t i = 0; i < count; ++i) {
      Value name = tupleItem(args, i);
      if (!isExactStr(name)) {
        raise(ts, types::TypeError,
              "__match_args__ elements must be strings (got {})",
              {typeOf(name)});
        return -1;
      }
      Owned value = attribute(name);
      if (!value)
        return pendingException(ts) ? -1 : 0;
      tuple->items[i] = value.take();
    }
    return 1;
  }

  Owned attribute(Value name) {
    int present = setContains_py(ts, seen, name);
    if (present > 0)
      raise(ts, types::TypeError,
            "{}() got multiple sub-patterns for attribute {}",
            {cls.as<TypeObject>(), MessageArg::repr(name)});
    if (present || !setAdd_py(ts, seen, name))
      return {};
    return getAttrOptional_py(ts, subject, name);
  }

  ThreadState &ts;
  Value subject, cls;
  Owned seen;
};

} // namespace

Flow opMatchClass(Op &op) {
  Owned result;
  {
    UseRange parts(op, op.c, 2);
    result = ClassMatch(op.ts, op.peek(op.b), parts[0]).match(op.x, parts[1]);
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
