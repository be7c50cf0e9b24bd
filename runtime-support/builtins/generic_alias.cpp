// types.GenericAlias: list[int].
#include "runtime-support/objects/generic_alias.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

GenericAliasObject *aliasOf(Value self) {
  return self.as<GenericAliasObject>();
}

Owned newAlias(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkNoKeywords(ts, "GenericAlias", args) ||
      !checkPositional(ts, "GenericAlias", args, 2, 2))
    return {};
  Owned result = allocateInstance(ts, type);
  Owned tuple = isTuple(args[1]) ? copyOf(args[1]) : makeTuple(ts, {args[1]});
  if (!result || !tuple)
    return {};
  aliasOf(result)->origin = copyOf(args[0]).take();
  aliasOf(result)->args = tuple.take();
  aliasOf(result)->parameters = kUndef;
  aliasOf(result)->starred = kFalse;
  return result;
}

Owned reprAlias(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  if (aliasOf(self)->starred == kTrue)
    text.append("*");
  if (!appendTypeRepr_py(ts, text, Value(aliasOf(self)->origin)))
    return {};
  text.append("[");
  Value args(aliasOf(self)->args);
  for (uint64_t i = 0; i < tupleLength(args); ++i) {
    if (i)
      text.append(", ");
    if (!appendTypeRepr_py(ts, text, tupleItem(args, i)))
      return {};
  }
  text.append(tupleLength(args) ? "]" : "()]");
  return text.finish();
}

int64_t hashAlias(ThreadState &ts, Value self) {
  int64_t origin = hash_py(ts, Value(aliasOf(self)->origin));
  if (origin == -1)
    return -1;
  int64_t args = hash_py(ts, Value(aliasOf(self)->args));
  return args == -1 ? -1 : origin ^ args;
}

/// Makes an instance of the origin that knows its alias, if it lets itself.
Word callAlias(ThreadState *ts, Word callee, Word *args, uint64_t countAndFlags,
               Word kwnames) {
  Value self(callee);
  Owned object = call_py(*ts, Value(aliasOf(self)->origin),
                         argumentsOf(args, countAndFlags, kwnames));
  if (object && !setAttr_py(*ts, object, Value(&names::__orig_class__), self)) {
    if (!pendingMatches(*ts, types::AttributeError) &&
        !pendingMatches(*ts, types::TypeError))
      return kError;
    clearException(*ts);
  }
  return object.take();
}

/// Names that the alias has itself; all others are read from the origin.
bool isOwnName(std::string_view name) {
  for (std::string_view own :
       {"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__",
        "__typing_unpacked_tuple_args__", "__mro_entries__", "__reduce_ex__",
        "__reduce__", "__copy__", "__deepcopy__"})
    if (name == own)
      return true;
  return false;
}

Owned getAttribute(ThreadState &ts, Value self, Value name) {
  if (isOwnName(strText(name)))
    return genericGetAttr_py(ts, self, name);
  return getAttr_py(ts, Value(aliasOf(self)->origin), name);
}

Owned compareAliases(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !isSubtype(typeOf(self), &types::GenericAlias) ||
      !isSubtype(typeOf(other), &types::GenericAlias))
    return ownedNotImplemented();
  int equal = aliasOf(self)->starred == aliasOf(other)->starred;
  if (equal)
    equal = equal_py(ts, Value(aliasOf(self)->origin),
                     Value(aliasOf(other)->origin));
  if (equal > 0)
    equal =
        equal_py(ts, Value(aliasOf(self)->args), Value(aliasOf(other)->args));
  return equal < 0 ? Owned() : ownedBool(bool(equal) == (op == CompareOp::Eq));
}

/// `*list[int]`: one starred copy.
Owned iterAlias(ThreadState &ts, Value self) {
  Owned starred = makeGenericAlias(ts, Value(aliasOf(self)->origin),
                                   Value(aliasOf(self)->args));
  if (!starred)
    return {};
  aliasOf(starred)->starred = kTrue;
  Owned tuple = makeTuple(ts, {starred});
  return tuple ? getIter_py(ts, tuple) : Owned();
}

Owned getParameters(ThreadState &ts, Value self) {
  if (aliasOf(self)->parameters == kUndef) {
    Owned parameters = collectParameters_py(ts, Value(aliasOf(self)->args));
    if (!parameters)
      return {};
    storeField(ts, self.header(), &aliasOf(self)->parameters,
               std::move(parameters));
  }
  return copyOf(Value(aliasOf(self)->parameters));
}

Owned subscriptAlias(ThreadState &ts, Value self, Value key) {
  Owned parameters = getParameters(ts, self);
  Owned args =
      parameters ? substituteParameters_py(ts, self, Value(aliasOf(self)->args),
                                           parameters, key)
                 : Owned();
  Owned result =
      args ? makeGenericAlias(ts, Value(aliasOf(self)->origin), args) : Owned();
  if (result)
    aliasOf(result)->starred = aliasOf(self)->starred;
  return result;
}

Owned mroEntries(ThreadState &ts, Value self, const Value *) {
  return makeTuple(ts, {Value(aliasOf(self)->origin)});
}

Owned instanceCheck(ThreadState &ts, Value, const Value *) {
  return raise(ts, types::TypeError,
               "isinstance() argument 2 cannot be a parameterized generic");
}
Owned subclassCheck(ThreadState &ts, Value, const Value *) {
  return raise(ts, types::TypeError,
               "issubclass() argument 2 cannot be a parameterized generic");
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Value origin(aliasOf(self)->origin), args(aliasOf(self)->args);
  if (aliasOf(self)->starred == kTrue) {
    Owned next = builtinNamed_py(ts, "next");
    Owned plain = makeGenericAlias(ts, origin, args);
    Owned iterator = plain ? getIter_py(ts, plain) : Owned();
    Owned tuple = iterator ? makeTuple(ts, {iterator}) : Owned();
    return next && tuple ? makeTuple(ts, {next, tuple}) : Owned();
  }
  Owned pair = makeTuple(ts, {origin, args});
  return pair ? makeTuple(ts, {Value(&types::GenericAlias), pair}) : Owned();
}

Owned dirMethod(ThreadState &ts, Value self, const Value *) {
  Owned names =
      callMethod_py(ts, Value(aliasOf(self)->origin), Value(&names::__dir__));
  if (!names && pendingMatches(ts, types::TypeError)) {
    // A class: its __dir__ is that of its own class.
    clearException(ts);
    Owned method = lookupSpecial_py(ts, Value(aliasOf(self)->origin),
                                    Value(&names::__dir__));
    names = method ? call_py(ts, method) : Owned();
  }
  Owned list = names ? listFromIterable_py(ts, names) : Owned();
  if (!list)
    return {};
  for (const char *own :
       {"__origin__", "__args__", "__parameters__", "__mro_entries__",
        "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__",
        "__unpacked__", "__typing_unpacked_tuple_args__", "__class__"}) {
    Owned name = internText(ts, own);
    int known = name ? contains_py(ts, list, name) : -1;
    if (known < 0 || (!known && !listAppend(ts, list, std::move(name))))
      return {};
  }
  return list;
}

Owned getUnpackedArgs(ThreadState &, Value self) {
  bool unpacked = aliasOf(self)->starred == kTrue &&
                  Value(aliasOf(self)->origin) == Value(&types::Tuple);
  return unpacked ? copyOf(Value(aliasOf(self)->args)) : ownedNone();
}

constexpr MethodDef methods[] = {
    {"__mro_entries__", mroEntries, "(bases, /)"},
    {"__instancecheck__", instanceCheck, "(instance, /)"},
    {"__subclasscheck__", subclassCheck, "(subclass, /)"},
    {"__reduce__", reduce, "()"},
    {"__dir__", dirMethod, "()"},
    {}};
constexpr MemberDef members[] = {
    {"__origin__", MemberKind::Value, offsetof(GenericAliasObject, origin)},
    {"__args__", MemberKind::Value, offsetof(GenericAliasObject, args)},
    {"__unpacked__", MemberKind::Value, offsetof(GenericAliasObject, starred)},
    {}};
constexpr GetSetDef getSets[] = {
    {"__parameters__", getParameters, nullptr,
     "Type variables in the GenericAlias."},
    {"__typing_unpacked_tuple_args__", getUnpackedArgs},
    {}};
constexpr TypeSpec spec = {
    .name = "types.GenericAlias",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], "
           "t.__origin__ is list and t.__args__ is (int,).",
    .methods = methods,
    .getSets = getSets,
    .members = members};
using AliasFields =
    Fields<GenericAliasObject, &GenericAliasObject::origin,
           &GenericAliasObject::args, &GenericAliasObject::parameters>;

} // namespace

Owned makeGenericAlias(ThreadState &ts, Value origin, Value args) {
  Value pair[] = {origin, args};
  return newAlias(ts, &types::GenericAlias, {pair, 2, {}});
}

constinit TypeObject types::GenericAlias = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer | kTypeHasWeakrefs,
    .basicSize = sizeof(GenericAliasObject),
    .slots = {.deallocate = AliasFields::deallocate,
              .visit = AliasFields::visit,
              .repr = reprAlias,
              .iter = iterAlias,
              .hash = hashAlias,
              .call = callAlias,
              .getAttr = getAttribute,
              .compare = compareAliases,
              .new_ = newAlias,
              .or_ = unionOr,
              .subscript = subscriptAlias}};

} // namespace dxpy
