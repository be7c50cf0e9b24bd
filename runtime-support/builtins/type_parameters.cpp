// Type variables in generic aliases and unions: finding and substituting them,
// and how types look inside a repr.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

Owned attribute(ThreadState &ts, Value object, std::string_view name) {
  Owned key = internText(ts, name);
  return key ? getAttrOptional_py(ts, object, key) : Owned();
}

bool isType(Value value) { return hasFlag(value, kSubclassType); }

int64_t indexIn(Value tuple, Value item) {
  for (uint64_t i = 0; i < tupleLength(tuple); ++i)
    if (tupleItem(tuple, i) == item)
      return int64_t(i);
  return -1;
}

bool addOnce(ThreadState &ts, Value list, Value item) {
  for (uint64_t i = 0; i < listLength(list); ++i)
    if (listItem(ts, list, i).value() == item)
      return true;
  return listAppend(ts, list, copyOf(item));
}

/// The arguments of `*tuple[...]`, or null.
Owned unpackedTupleArgs(ThreadState &ts, Value item) {
  Owned args = getAttrOptional_py(
      ts, item, Value(&names::__typing_unpacked_tuple_args__));
  if (!args || args.value().isNone() || !isTuple(args))
    return {};
  uint64_t count = tupleLength(args);
  bool open = count && tupleItem(args, count - 1).word() == kEllipsis;
  return open ? Owned() : std::move(args);
}

/// The subscript as a list of arguments, with starred tuples spread out.
Owned unpackArguments(ThreadState &ts, Value key) {
  Owned list = makeList(ts);
  uint64_t count = isTuple(key) ? tupleLength(key) : 1;
  for (uint64_t i = 0; list && i < count; ++i) {
    Value item = isTuple(key) ? tupleItem(key, i) : key;
    Owned spread = isType(item) ? Owned() : unpackedTupleArgs(ts, item);
    if (pendingException(ts))
      return {};
    if (spread ? !listExtend_py(ts, list, spread)
               : !listAppend(ts, list, copyOf(item)))
      return {};
  }
  return list ? listToTuple(ts, list) : Owned();
}

/// Lets type parameters with __typing_prepare_subst__ arrange the arguments.
Owned prepareArguments(ThreadState &ts, Value alias, Value parameters,
                       Owned items) {
  for (uint64_t i = 0; items && i < tupleLength(parameters); ++i) {
    Owned prepare =
        attribute(ts, tupleItem(parameters, i), "__typing_prepare_subst__");
    if (pendingException(ts))
      return {};
    if (!prepare || prepare.value().isNone())
      continue;
    items = call_py(ts, prepare, {alias, items});
    if (items && !isTuple(items))
      items = makeTuple(ts, {items});
  }
  return items;
}

/// obj[the arguments for the type variables that it has]; obj itself if none.
Owned substituteInside(ThreadState &ts, Value object, Value parameters,
                       Value items) {
  Owned inner = getAttrOptional_py(ts, object, Value(&names::__parameters__));
  if (!inner)
    return pendingException(ts) ? Owned() : copyOf(object);
  if (!isTuple(inner) || tupleLength(inner) == 0)
    return copyOf(object);
  Owned arguments = makeList(ts);
  for (uint64_t i = 0; arguments && i < tupleLength(inner); ++i) {
    Value argument = tupleItem(inner, i);
    int64_t at = indexIn(parameters, argument);
    if (at >= 0) {
      Value parameter = argument;
      argument = tupleItem(items, uint64_t(at));
      if (typeOf(parameter)->slots.iter && isTuple(argument)) {
        if (!listExtend_py(ts, arguments, argument)) // a TypeVarTuple
          return {};
        continue;
      }
    }
    if (!listAppend(ts, arguments, copyOf(argument)))
      return {};
  }
  Owned tuple = arguments ? listToTuple(ts, arguments) : Owned();
  return tuple ? getItem_py(ts, object, tuple) : Owned();
}

bool substituteOne(ThreadState &ts, Value argument, Value parameters,
                   Value items, Value out) {
  if (isType(argument))
    return listAppend(ts, out, copyOf(argument));
  Owned flag = attribute(ts, argument, "__typing_is_unpacked_typevartuple__");
  int unpack = flag ? isTrue_py(ts, flag) : 0;
  if (unpack < 0 || pendingException(ts))
    return false;
  Owned substitute =
      getAttrOptional_py(ts, argument, Value(&names::__typing_subst__));
  if (!substitute && pendingException(ts))
    return false;
  Owned result;
  if (substitute) {
    int64_t at = indexIn(parameters, argument);
    result = call_py(ts, substitute, {tupleItem(items, uint64_t(at))});
  } else {
    result = substituteInside(ts, argument, parameters, items);
  }
  if (!result)
    return false;
  return unpack ? listExtend_py(ts, out, result)
                : listAppend(ts, out, std::move(result));
}

} // namespace

Owned collectParameters_py(ThreadState &ts, Value args) {
  Owned list = makeList(ts);
  for (uint64_t i = 0; list && i < tupleLength(args); ++i) {
    Value item = tupleItem(args, i);
    if (isType(item)) // classes: no variables of their own
      continue;
    Owned substitute =
        getAttrOptional_py(ts, item, Value(&names::__typing_subst__));
    if (!substitute && pendingException(ts))
      return {};
    if (substitute) {
      if (!addOnce(ts, list, item))
        return {};
      continue;
    }
    Owned inner = getAttrOptional_py(ts, item, Value(&names::__parameters__));
    if (!inner && pendingException(ts))
      return {};
    for (uint64_t k = 0; inner && isTuple(inner) && k < tupleLength(inner); ++k)
      if (!addOnce(ts, list, tupleItem(inner, k)))
        return {};
  }
  return list ? listToTuple(ts, list) : Owned();
}

Owned substituteParameters_py(ThreadState &ts, Value alias, Value args,
                              Value parameters, Value key) {
  uint64_t wanted = tupleLength(parameters);
  if (wanted == 0)
    return raise(ts, types::TypeError, "{} is not a generic class",
                 {MessageArg::repr(alias)});
  Owned items =
      prepareArguments(ts, alias, parameters, unpackArguments(ts, key));
  if (!items)
    return {};
  uint64_t given = tupleLength(items);
  if (given != wanted)
    return raise(ts, types::TypeError,
                 "Too {} arguments for {}; actual {}, expected {}",
                 {given > wanted ? "many" : "few", MessageArg::repr(alias),
                  given, wanted});
  Owned out = makeList(ts);
  for (uint64_t i = 0; out && i < tupleLength(args); ++i)
    if (!substituteOne(ts, tupleItem(args, i), parameters, items, out))
      return {};
  return out ? listToTuple(ts, out) : Owned();
}

bool appendTypeRepr_py(ThreadState &ts, StrBuilder &text, Value item) {
  if (item.word() == kEllipsis) {
    text.append("...");
    return true;
  }
  Owned origin = getAttrOptional_py(ts, item, Value(&names::__origin__));
  Owned args =
      origin ? getAttrOptional_py(ts, item, Value(&names::__args__)) : Owned();
  if (pendingException(ts))
    return false;
  if (args) // looks like an alias
    return text.appendRepr_py(item);
  Owned qualname = getAttrOptional_py(ts, item, Value(&names::__qualname__));
  Owned module = qualname
                     ? getAttrOptional_py(ts, item, Value(&names::__module__))
                     : Owned();
  if (pendingException(ts))
    return false;
  if (!module || module.value().isNone())
    return text.appendRepr_py(item);
  bool builtin = isStr(module) && strText(module) == "builtins";
  if (!builtin) {
    if (!text.appendStr_py(module))
      return false;
    text.append(".");
  }
  return text.appendStr_py(qualname);
}

} // namespace dxpy
