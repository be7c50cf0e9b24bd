// The class statement's builtin, __build_class__, and bases that stand for
// others (__mro_entries__).
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/type_build.h"
#include <algorithm>

namespace dxpy {

namespace {

bool extendWithEntries(ThreadState &ts, Value list, Value base, Value bases) {
  if (hasFlag(base, kSubclassType))
    return listAppend(ts, list, copyOf(base));
  Owned method = getAttrOptional_py(ts, base, Value(&names::__mro_entries__));
  if (!method)
    return !pendingException(ts) && listAppend(ts, list, copyOf(base));
  Owned entries = call_py(ts, method, {bases});
  if (!entries)
    return false;
  if (!isTuple(entries))
    return raise(ts, types::TypeError, "__mro_entries__ must return a tuple");
  return listExtend_py(ts, list, entries);
}

/// The bases with __mro_entries__ resolved; the same tuple if there are none.
Owned resolveBases(ThreadState &ts, Value bases) {
  bool plain = true;
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    plain = plain && hasFlag(tupleItem(bases, i), kSubclassType);
  if (plain)
    return copyOf(bases);
  Owned list = makeList(ts);
  if (!list)
    return {};
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    if (!extendWithEntries(ts, list, tupleItem(bases, i), bases))
      return {};
  if (listLength(list) == tupleLength(bases)) {
    bool same = true;
    for (uint64_t i = 0, n = tupleLength(bases); i < n && same; ++i)
      same = listItem(ts, list, i).value() == tupleItem(bases, i);
    if (same)
      return copyOf(bases);
  }
  return listToTuple(ts, list);
}

/// The metaclass that the statement asks for, and the keywords without it.
struct ClassKeywords {
  Owned metaclass;
  Owned names; ///< tuple or null
  ArgumentBuffer values;
  size_t count = 0;
  explicit ClassKeywords(size_t room) : values(room + 3) {}

  bool read(ThreadState &ts, const Arguments &args) {
    size_t given = keywordCount(args);
    if (!values.ok(ts))
      return false;
    if (given == 0)
      return true;
    Owned list = makeList(ts);
    for (size_t i = 0; list && i < given; ++i) {
      Value name = tupleItem(args.names, i);
      Value value = args.values[args.positionalCount + i];
      if (strText(name) == "metaclass")
        metaclass = copyOf(value);
      else if (listAppend(ts, list, copyOf(name)))
        values[3 + count++] = value;
      else
        return false;
    }
    if (list && count)
      names = listToTuple(ts, list);
    return list && (!count || names);
  }
  /// Calls \p callable with the first \p positional words of `values` and the
  /// keywords behind them, which lie from 3 on.
  Owned call(ThreadState &ts, Value callable, size_t positional) {
    Value *first = values.data() + (3 - positional);
    return callArguments_py(ts, callable, first, positional, names);
  }
};

Owned chooseMetaclass(ThreadState &ts, Owned asked, Value bases) {
  if (!asked)
    asked = copyOf(
        Value(tupleLength(bases) ? typeOf(tupleItem(bases, 0)) : &types::Type));
  if (!hasFlag(asked, kSubclassType))
    return asked;
  TypeObject *winner = resolveMetaclass(ts, asked.as<TypeObject>(), bases);
  return winner ? copyOf(Value(winner)) : Owned();
}

Owned prepareNamespace(ThreadState &ts, Value metaclass, Value name,
                       Value bases, ClassKeywords &keywords) {
  if (metaclass == Value(&types::Type))
    return makeDict(ts);
  Owned prepare = getAttrOptional_py(ts, metaclass, Value(&names::__prepare__));
  if (!prepare)
    return pendingException(ts) ? Owned() : makeDict(ts);
  keywords.values[1] = name;
  keywords.values[2] = bases;
  Owned space = keywords.call(ts, prepare, 2);
  if (space && !typeOf(space)->slots.subscript)
    return raise(ts, types::TypeError,
                 "{}.__prepare__() must return a mapping, not {}",
                 {hasFlag(metaclass, kSubclassType)
                      ? typeName(metaclass.as<TypeObject>())
                      : std::string_view("<metaclass>"),
                  typeOf(space)});
  return space;
}

Owned checkClassCell(ThreadState &ts, Owned cls, Value cell, Value name) {
  if (!cls || !hasFlag(cls, kSubclassType) ||
      !hasShape(cell, BuiltinShape::Cell))
    return cls;
  Value content(cell.as<CellObject>()->value);
  if (content == cls.value())
    return cls;
  if (content.isUndef())
    return raise(ts, types::RuntimeError,
                 "__class__ not set defining {} as {}. Was __classcell__ "
                 "propagated to type.__new__?",
                 {MessageArg::repr(name), MessageArg::repr(cls)});
  return raise(ts, types::TypeError, "__class__ set to {} defining {} as {}",
               {MessageArg::repr(content), MessageArg::repr(name),
                MessageArg::repr(cls)});
}

Owned buildClass(ThreadState &ts, Value, const Arguments &args) {
  if (args.positionalCount < 2)
    return raise(ts, types::TypeError, "__build_class__: not enough arguments");
  Value function = args[0], name = args[1];
  if (!isFunction(function))
    return raise(ts, types::TypeError,
                 "__build_class__: func must be a function");
  if (!isStr(name))
    return raise(ts, types::TypeError, "__build_class__: name is not a string");
  Owned given = makeTuple(ts, args.values + 2, args.positionalCount - 2);
  Owned bases = given ? resolveBases(ts, given) : Owned();
  ClassKeywords keywords(keywordCount(args));
  if (!bases || !keywords.read(ts, args))
    return {};
  Owned metaclass = chooseMetaclass(ts, std::move(keywords.metaclass), bases);
  if (!metaclass)
    return {};
  Owned space = prepareNamespace(ts, metaclass, name, bases, keywords);
  if (!space)
    return {};
  Owned cell = runBodyHook(ts, function.as<FunctionObject>(), space);
  if (!cell)
    return {};
  if (bases.value() != given.value() &&
      !setItem_py(ts, space, Value(&names::__orig_bases__), given))
    return {};
  keywords.values[0] = name;
  keywords.values[1] = bases;
  keywords.values[2] = space;
  return checkClassCell(ts, keywords.call(ts, metaclass, 3), cell, name);
}

} // namespace

constinit const MethodDef buildClassDef = {
    "__build_class__", buildClass,
    "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\n"
    "Internal helper function used by the class statement."};

} // namespace dxpy
