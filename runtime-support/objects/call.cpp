// Calls of any object, and the ways in which the runtime's C++ makes them.
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/special.h"
#include "runtime-support/objects/str.h"
#include <algorithm>

namespace dxpy {

Owned callArguments_py(ThreadState &ts, Value callable, const Value *values,
                       size_t positional, Value names) {
  slot::Call call = typeOf(callable)->slots.call;
  if (!call) [[unlikely]]
    return raise(ts, types::TypeError, "'{}' object is not callable",
                 {typeOf(callable)});
  return Owned::steal(
      call(&ts, callable.word(),
           const_cast<Word *>(reinterpret_cast<const Word *>(values)),
           positional, names.word()));
}

Owned call_py(ThreadState &ts, Value callable,
              std::initializer_list<Value> args) {
  return callArguments_py(ts, callable, args.begin(), args.size(), {});
}

Owned call_py(ThreadState &ts, Value callable, const Arguments &args) {
  return callArguments_py(ts, callable, args.values, args.positionalCount,
                          args.names);
}

Owned callWithSelf_py(ThreadState &ts, Value callable, Value self,
                      const Arguments &args) {
  size_t count = args.positionalCount + keywordCount(args);
  ArgumentBuffer buffer(count + 1);
  if (!buffer.ok(ts))
    return {};
  buffer[0] = self;
  std::copy_n(args.values, count, buffer.data() + 1);
  return callArguments_py(ts, callable, buffer.data(), args.positionalCount + 1,
                          args.names);
}

Owned callFound_py(ThreadState &ts, const FoundMethod &method, Value self,
                   const Arguments &args) {
  if (method.takesSelf)
    return callWithSelf_py(ts, method.callable, self, args);
  return call_py(ts, method.callable, args);
}

/// Is \p method a Python function that callFunction can call?
static inline bool isPlain(Value method, std::initializer_list<Value> args) {
  return method && isFunction(method) && args.size() <= 3;
}
/// Calls it with \p self in front: no detours.
static inline Owned callFunction(ThreadState &ts, Value function, Value self,
                                 std::initializer_list<Value> args) {
  Owned held = copyOf(function); // the class may lose it
  Word words[4] = {self.word()};
#pragma clang loop vectorize(disable) unroll(disable)
  for (size_t i = 0; i < args.size(); ++i)
    words[i + 1] = args.begin()[i].word();
  return Owned::steal(held.as<FunctionObject>()->entry(&ts, held.word(), words,
                                                       args.size() + 1, 0));
}

Owned callFound_py(ThreadState &ts, const FoundMethod &method, Value self,
                   std::initializer_list<Value> args) {
  if (method.takesSelf && isPlain(method.callable, args)) [[likely]]
    return callFunction(ts, method.callable, self, args);
  return callFound_py(ts, method, self,
                      Arguments{args.begin(), args.size(), {}});
}

FoundMethod findSpecial_py(ThreadState &ts, Value self, Value name) {
  TypeObject *type = typeOf(self);
  Value found = lookupInType(ts, type, name);
  if (!found)
    return {};
  TypeObject *descriptorType = typeOf(found);
  if (descriptorType->flags & kTypeMethodDescriptor)
    return {copyOf(found), true};
  slot::DescriptorGet get = descriptorType->slots.descriptorGet;
  if (!get)
    return {copyOf(found), false};
  Owned hold = copyOf(found);
  return {get(ts, hold, self, Value(type)), false};
}

Owned lookupSpecial_py(ThreadState &ts, Value object, Value name) {
  TypeObject *type = typeOf(object);
  Owned found = copyOf(lookupInType(ts, type, name));
  if (!found)
    return {};
  slot::DescriptorGet get = typeOf(found)->slots.descriptorGet;
  return get ? get(ts, found, object, Value(type)) : std::move(found);
}

Owned callSpecial_py(ThreadState &ts, Value self, Value name,
                     std::initializer_list<Value> args) {
  Value known = lookupInType(ts, typeOf(self), name);
  if (isPlain(known, args)) [[likely]]
    return callFunction(ts, known, self, args);
  FoundMethod method = findSpecial_py(ts, self, name);
  if (method)
    return callFound_py(ts, method, self, args);
  if (!pendingException(ts))
    raiseValue(ts, types::AttributeError, name);
  return {};
}

Owned callSpecialOptional_py(ThreadState &ts, Value self, Value name,
                             std::initializer_list<Value> args) {
  FoundMethod method = findSpecial_py(ts, self, name);
  if (method)
    return callFound_py(ts, method, self, args);
  return pendingException(ts) ? Owned() : ownedNotImplemented();
}

Owned callMethod_py(ThreadState &ts, Value object, Value name,
                    std::initializer_list<Value> args) {
  FoundMethod method = findMethod_py(ts, object, name);
  return method ? callFound_py(ts, method, object, args) : Owned();
}

Owned callTuple_py(ThreadState &ts, Value callable, Value args,
                   Value keywords) {
  size_t count = tupleLength(args);
  size_t named = keywords && !keywords.isNone() ? dictLength(keywords) : 0;
  if (named == 0)
    return callArguments_py(
        ts, callable,
        reinterpret_cast<const Value *>(args.as<TupleObject>()->items), count,
        {});
  ArgumentBuffer buffer(count + named);
  TupleObject *names = allocateTuple(ts, named);
  Owned hold = names ? Owned::steal(names) : Owned();
  // Keeps the values: the callee may change the dict.
  TupleObject *values = names ? allocateTuple(ts, named) : nullptr;
  Owned holdValues = values ? Owned::steal(values) : Owned();
  if (!values || !buffer.ok(ts))
    return {};
  std::copy_n(reinterpret_cast<const Value *>(args.as<TupleObject>()->items),
              count, buffer.data());
  uint64_t position = 0;
  Value key, value;
  for (size_t i = 0; i < named && dictNext(keywords, position, key, value);
       ++i) {
    if (!isStr(key))
      return raise(ts, types::TypeError, "keywords must be strings");
    names->items[i] = copyOf(key).take();
    values->items[i] = copyOf(value).take();
    buffer[count + i] = value;
  }
  return callArguments_py(ts, callable, buffer.data(), count, Value(names));
}

bool isCallable(Value object) { return typeOf(object)->slots.call != nullptr; }

Word callClass(ThreadState *ts, Word callee, Word *args, uint64_t countAndFlags,
               Word kwnames) {
  auto *type = Value(callee).as<TypeObject>();
  Arguments arguments = argumentsOf(args, countAndFlags, kwnames);
  if (type == &types::Type && arguments.positionalCount == 1 &&
      !keywordCount(arguments))
    return copyOf(Value(typeOf(arguments[0]))).take();
  if (!type->slots.new_) {
    raise(*ts, types::TypeError, "cannot create '{}' instances", {type});
    return kError;
  }
  Owned object = type->slots.new_(*ts, type, arguments);
  if (!object || !isSubtype(typeOf(object), type))
    return object.take();
  slot::Init init = typeOf(object)->slots.init;
  if (init && !init(*ts, object, arguments))
    return kError;
  return object.take();
}

bool checkNoKeywords(ThreadState &ts, const char *function,
                     const Arguments &args) {
  return !keywordCount(args) ||
         raise(ts, types::TypeError, "{}() takes no keyword arguments",
               {function});
}

bool checkPositional(ThreadState &ts, const char *function,
                     const Arguments &args, size_t least, size_t most) {
  size_t count = args.positionalCount;
  if (count >= least && count <= most)
    return true;
  size_t bound = count < least ? least : most;
  return raise(ts, types::TypeError, "{} expected {}{} argument{}, got {}",
               {function,
                least == most   ? ""
                : count < least ? "at least "
                                : "at most ",
                bound, bound == 1 ? "" : "s", count});
}

} // namespace dxpy
