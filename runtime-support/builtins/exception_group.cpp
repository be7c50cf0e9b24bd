// BaseExceptionGroup and ExceptionGroup: several exceptions as one.
#include "runtime-support/builtins/exception_base.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/list.h"

namespace dxpy {

namespace {

ExceptionGroupObject *groupOf(Value self) {
  return self.as<ExceptionGroupObject>();
}

bool isGroup(Value value) {
  return isSubtype(typeOf(value), &types::BaseExceptionGroup);
}

/// The exceptions checked one by one; \p nestedBase: some are no Exception.
Owned checkExceptions(ThreadState &ts, Value exceptions, bool &nestedBase) {
  TypeObject *type = typeOf(exceptions);
  if (!(type->slots.item || (type->slots.subscript && type->slots.length)) ||
      isDict(exceptions))
    return raise(ts, types::TypeError,
                 "second argument (exceptions) must be a sequence");
  Owned items = tupleFromIterable_py(ts, exceptions);
  if (!items)
    return {};
  uint64_t count = tupleLength(items);
  if (count == 0)
    return raise(ts, types::ValueError,
                 "second argument (exceptions) must be a non-empty sequence");
  nestedBase = false;
  for (uint64_t i = 0; i < count; ++i) {
    Value item = tupleItem(items, i);
    if (!isExceptionInstance(item))
      return raise(ts, types::ValueError,
                   "Item {} of second argument (exceptions) is not an "
                   "exception",
                   {i});
    nestedBase |= !isSubtype(typeOf(item), &types::Exception);
  }
  return items;
}

/// BaseExceptionGroup gives an ExceptionGroup where it can.
TypeObject *chooseClass(ThreadState &ts, TypeObject *type, bool nestedBase) {
  TypeObject *exceptionGroup = exceptionGroupType(ts);
  if (!exceptionGroup)
    return nullptr;
  if (type == exceptionGroup) {
    if (nestedBase) {
      raise(ts, types::TypeError,
            "Cannot nest BaseExceptions in an ExceptionGroup");
      return nullptr;
    }
    return type;
  }
  if (type == &types::BaseExceptionGroup)
    return nestedBase ? type : exceptionGroup;
  if (nestedBase && isSubtype(type, &types::Exception)) {
    raise(ts, types::TypeError, "Cannot nest BaseExceptions in '{}'", {type});
    return nullptr;
  }
  return type;
}

Owned newGroup(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (args.positionalCount != 2)
    return raise(ts, types::TypeError,
                 "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} "
                 "given)",
                 {args.positionalCount});
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                 {typeOf(args[0])});
  bool nestedBase;
  Owned exceptions = checkExceptions(ts, args[1], nestedBase);
  TypeObject *chosen = exceptions ? chooseClass(ts, type, nestedBase) : nullptr;
  Owned group = chosen ? newException(ts, chosen, args) : Owned();
  if (!group)
    return {};
  groupOf(group)->message = copyOf(args[0]).take();
  groupOf(group)->exceptions = exceptions.take();
  return group;
}

Owned strGroup(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  if (!text.appendStr_py(Value(groupOf(self)->message)))
    return {};
  uint64_t count = tupleLength(Value(groupOf(self)->exceptions));
  text.append(" (");
  text.appendInt(int64_t(count));
  text.append(count == 1 ? " sub-exception)" : " sub-exceptions)");
  return text.finish();
}

/// A group of the kind of \p self around \p exceptions, with its metadata.
Owned deriveSubset(ThreadState &ts, Value self, Value exceptions) {
  if (listLength(exceptions) == 0)
    return ownedNone();
  Owned key = internText(ts, "derive");
  Owned group = key ? callMethod_py(ts, self, key, {exceptions}) : Owned();
  if (!group)
    return {};
  if (!isGroup(group))
    return raise(ts, types::TypeError,
                 "derive must return an instance of BaseExceptionGroup");
  ExceptionObject *from = exceptionOf(self), *to = exceptionOf(group);
  storeField(ts, &to->header, &to->traceback, copyOf(Value(from->traceback)));
  storeField(ts, &to->header, &to->context, copyOf(Value(from->context)));
  storeField(ts, &to->header, &to->cause, copyOf(Value(from->cause)));
  to->suppressContext = from->suppressContext;
  Owned notes = getAttrOptional_py(ts, self, Value(&names::__notes__));
  if (!notes)
    return pendingException(ts) ? Owned() : std::move(group);
  if (typeOf(notes)->slots.item) {
    Owned copy = listFromIterable_py(ts, notes);
    if (!copy || !setAttr_py(ts, group, Value(&names::__notes__), copy))
      return {};
  }
  return group;
}

/// What decides which exceptions belong to a subgroup.
struct Condition {
  Value value;
  bool byType;

  static bool make(ThreadState &ts, Value value, Condition &out) {
    bool byType = isExceptionClass(value);
    if (isTuple(value)) {
      byType = true;
      for (uint64_t i = 0; i < tupleLength(value); ++i)
        byType = byType && isExceptionClass(tupleItem(value, i));
    }
    if (!byType && !(isFunction(value) ||
                     (!hasFlag(value, kSubclassType) && isCallable(value))))
      return raise(ts, types::TypeError,
                   "expected a function, exception type or tuple of exception "
                   "types");
    out = {value, byType};
    return true;
  }
  int matches(ThreadState &ts, Value exception) const {
    if (byType)
      return exceptionMatches_py(ts, exception, value);
    Owned result = call_py(ts, value, {exception});
    return result ? isTrue_py(ts, result) : -1;
  }
};

struct Split {
  Owned match, rest;
};

bool splitRecursively(ThreadState &ts, Value exception,
                      const Condition &condition, bool wantRest, Split &out);

/// Splits the members of a group into two lists.
bool splitMembers(ThreadState &ts, Value group, const Condition &condition,
                  bool wantRest, Value matching, Value others) {
  Owned members = copyOf(Value(groupOf(group)->exceptions));
  for (uint64_t i = 0, n = tupleLength(members); i < n; ++i) {
    Split split;
    if (!splitRecursively(ts, tupleItem(members, i), condition, wantRest,
                          split))
      return false;
    if (!split.match.value().isNone() &&
        !listAppend(ts, matching, std::move(split.match)))
      return false;
    if (wantRest && !split.rest.value().isNone() &&
        !listAppend(ts, others, std::move(split.rest)))
      return false;
  }
  return true;
}

bool splitRecursively(ThreadState &ts, Value exception,
                      const Condition &condition, bool wantRest, Split &out) {
  out.match = ownedNone();
  out.rest = ownedNone();
  int matches = condition.matches(ts, exception);
  if (matches < 0)
    return false;
  if (matches) {
    out.match = copyOf(exception);
    return true;
  }
  if (!isGroup(exception)) {
    if (wantRest)
      out.rest = copyOf(exception);
    return true;
  }
  RecursionLevel level(ts, " in exceptiongroup_split_recursive");
  if (!level)
    return false;
  Owned matching = makeList(ts), others = makeList(ts);
  if (!matching || !others ||
      !splitMembers(ts, exception, condition, wantRest, matching, others))
    return false;
  out.match = deriveSubset(ts, exception, matching);
  if (!out.match)
    return false;
  if (wantRest)
    out.rest = deriveSubset(ts, exception, others);
  return bool(out.rest);
}

/// These methods take one argument as PyArg_UnpackTuple does.
bool checkOne(ThreadState &ts, const char *name, const char *qualified,
              const Arguments &args) {
  return checkNoKeywords(ts, qualified, args) &&
         checkPositional(ts, name, args, 1, 1);
}

Owned deriveMethod(ThreadState &ts, Value self, const Arguments &args) {
  if (!checkOne(ts, "derive", "BaseExceptionGroup.derive", args))
    return {};
  return call_py(ts, Value(&types::BaseExceptionGroup),
                 {Value(groupOf(self)->message), args[0]});
}

Owned splitMethod(ThreadState &ts, Value self, const Arguments &args) {
  Condition condition;
  Split split;
  if (!checkOne(ts, "split", "BaseExceptionGroup.split", args) ||
      !Condition::make(ts, args[0], condition) ||
      !splitRecursively(ts, self, condition, true, split))
    return {};
  return makeTuple(ts, {split.match, split.rest});
}

Owned subgroupMethod(ThreadState &ts, Value self, const Arguments &args) {
  Condition condition;
  Split split;
  if (!checkOne(ts, "subgroup", "BaseExceptionGroup.subgroup", args) ||
      !Condition::make(ts, args[0], condition) ||
      !splitRecursively(ts, self, condition, false, split))
    return {};
  return std::move(split.match);
}

constexpr MethodDef methods[] = {{"__class_getitem__", classGetItem,
                                  "(item, /)", "See PEP 585",
                                  MethodKind::Class},
                                 {"derive", deriveMethod},
                                 {"split", splitMethod},
                                 {"subgroup", subgroupMethod},
                                 {}};
constexpr MemberDef members[] = {
    {"message", MemberKind::Value, offsetof(ExceptionGroupObject, message),
     true, "exception message"},
    {"exceptions", MemberKind::Value,
     offsetof(ExceptionGroupObject, exceptions), true, "nested exceptions"},
    {}};
constexpr TypeSpec spec = {.name = "BaseExceptionGroup",
                           .doc = "A combination of multiple unrelated "
                                  "exceptions.",
                           .methods = methods,
                           .members = members};
using GroupFields =
    ExceptionFields<ExceptionGroupObject, &ExceptionGroupObject::message,
                    &ExceptionGroupObject::exceptions>::All;

} // namespace

TypeObject *exceptionGroupType(ThreadState &ts) {
  static constinit Word made = 0;
  if (made)
    return Value(made).as<TypeObject>();
  Owned bases = makeTuple(
      ts, {Value(&types::BaseExceptionGroup), Value(&types::Exception)});
  Owned space = makeDict(ts);
  Owned name = internText(ts, "ExceptionGroup");
  Owned module = internText(ts, "builtins");
  if (!bases || !space || !name || !module ||
      !dictSetName(ts, space, Value(&names::__module__), module))
    return nullptr;
  Owned type = makeClass(ts, &types::Type, name, bases, space, {});
  made = type.take();
  return Value(made).as<TypeObject>();
}

constinit TypeObject types::BaseExceptionGroup = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(ExceptionGroupObject),
    .slots = {.deallocate = GroupFields::deallocate,
              .visit = GroupFields::visit,
              .clear = GroupFields::clear,
              .str = strGroup,
              .init = initBaseException,
              .new_ = newGroup}};

} // namespace dxpy
