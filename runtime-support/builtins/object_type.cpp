// object: the base of all classes.
#include "runtime-support/builtins/numbers.h"
#include "runtime-support/builtins/object_reduce.h"
#include "runtime-support/objects/call.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/type_build.h"
#include <bit>
#include <cmath>

namespace dxpy {

namespace {

bool hasArguments(const Arguments &args) {
  return args.positionalCount || keywordCount(args);
}

bool raiseAbstract(ThreadState &ts, TypeObject *type) {
  Owned methods =
      getAttr_py(ts, Value(type), Value(&names::__abstractmethods__));
  Owned sorted = methods ? listFromIterable_py(ts, methods) : Owned();
  if (!sorted || !listSort_py(ts, sorted, {}, false))
    return false;
  StrBuilder joined(ts);
  for (uint64_t i = 0, n = listLength(sorted); i < n; ++i) {
    if (i)
      joined.append(", ");
    Owned name = listItem(ts, sorted, i);
    if (!joined.appendStr_py(name))
      return false;
  }
  return raise(ts, types::TypeError,
               "Can't instantiate abstract class {} with abstract method{} {}",
               {type, listLength(sorted) > 1 ? "s" : "", joined.view()});
}

Owned objectRepr(ThreadState &ts, Value self) {
  TypeObject *type = typeOf(self);
  Owned module = getAttrOptional_py(ts, Value(type), Value(&names::__module__));
  if (!module && pendingException(ts))
    return {};
  StrBuilder text(ts);
  text.append("<");
  if (module && isStr(module) && strText(module) != "builtins") {
    text.append(module);
    text.append(".");
    text.append(typeQualname(type));
  } else {
    text.append(typeName(type));
  }
  text.append(" object at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}

Owned objectStr(ThreadState &ts, Value self) {
  slot::Unary repr = typeOf(self)->slots.repr;
  return repr ? repr(ts, self) : objectRepr(ts, self);
}

int64_t objectHash(ThreadState &, Value self) {
  if (isExactFloat(self) && std::isnan(floatValue(self)))
    return numbers::hashDouble(floatValue(self)); // its bits are what it is
  return addressHash(self);
}

Owned objectCompare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if (op == CompareOp::Eq)
    return isIdentical(self, other) ? ownedBool(true) : ownedNotImplemented();
  if (op != CompareOp::Ne)
    return ownedNotImplemented();
  // By default, != is the inverse of what == says.
  slot::Compare compare = typeOf(self)->slots.compare;
  if (!compare)
    return ownedNotImplemented();
  Owned equal = compare(ts, self, other, CompareOp::Eq);
  if (!equal || equal.value().isNotImplemented())
    return equal;
  int truth = isTrueFast(ts, equal);
  return truth < 0 ? Owned() : ownedBool(!truth);
}

void objectDeallocate(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, shapeOf(self)->type->basicSize);
}

Owned getClass(ThreadState &, Value self) {
  return copyOf(Value(typeOf(self)));
}

bool setClass(ThreadState &ts, Value self, Value value) {
  if (!value)
    return raise(ts, types::TypeError, "can't delete __class__ attribute");
  if (!hasFlag(value, kSubclassType))
    return raise(ts, types::TypeError,
                 "__class__ must be set to a class, not '{}' object",
                 {typeOf(value)});
  TypeObject *from = typeOf(self), *to = value.as<TypeObject>();
  bool modules =
      isSubtype(from, &types::Module) && isSubtype(to, &types::Module);
  if (!modules && !((from->flags & to->flags) & kTypeHeap))
    return raise(ts, types::TypeError,
                 "__class__ assignment only supported for mutable types or "
                 "ModuleType subclasses");
  if (modules)
    ++moduleEpoch;
  if (modules && from->slotCount == to->slotCount)
    return setInstanceClass(ts, self, to);
  return checkAssignable(ts, to, from, "__class__") &&
         setInstanceClass(ts, self, to);
}

Owned formatMethod(ThreadState &ts, Value self, const Value *args) {
  if (!isStr(args[0]))
    return raise(ts, types::TypeError,
                 "__format__() argument must be str, not {}",
                 {typeOf(args[0])});
  if (strLength(args[0]))
    return raise(ts, types::TypeError,
                 "unsupported format string passed to {}.__format__",
                 {typeOf(self)});
  return str_py(ts, self);
}

Owned sizeofMethod(ThreadState &ts, Value self, const Value *) {
  TypeObject *type = typeOf(self);
  int64_t size = type->basicSize;
  if (type->itemSize && type->slots.length) {
    int64_t length = length_py(ts, self);
    if (length < 0)
      return {};
    size += length * type->itemSize;
  }
  return makeInt(ts, size);
}

/// Adds the names of \p cls and of its bases to \p dict.
bool mergeClassDict(ThreadState &ts, Value dict, Value cls) {
  Owned own = getAttrOptional_py(ts, cls, Value(&names::__dict__));
  if (own ? !dictUpdate_py(ts, dict, own) : pendingException(ts))
    return false;
  Owned bases = getAttrOptional_py(ts, cls, Value(&names::__bases__));
  if (!bases || !isTuple(bases))
    return !pendingException(ts);
  for (uint64_t i = 0, n = tupleLength(bases); i < n; ++i)
    if (!mergeClassDict(ts, dict, tupleItem(bases, i)))
      return false;
  return true;
}

Owned dirMethod(ThreadState &ts, Value self, const Value *) {
  Owned own = getAttrOptional_py(ts, self, Value(&names::__dict__));
  if (!own && pendingException(ts))
    return {};
  Owned dict = own && isDict(own) ? dictCopy(ts, own) : makeDict(ts);
  Owned cls = getAttrOptional_py(ts, self, Value(&names::__class__));
  if (!dict || (!cls && pendingException(ts)) ||
      (cls && !mergeClassDict(ts, dict, cls)))
    return {};
  return dictKeys(ts, dict);
}

Owned subclassHook(ThreadState &, Value, const Arguments &) {
  return ownedNotImplemented();
}

Owned initSubclass(ThreadState &ts, Value self, const Arguments &args) {
  if (keywordCount(args))
    return raise(ts, types::TypeError,
                 "{}.__init_subclass__() takes no keyword arguments",
                 {self.as<TypeObject>()});
  if (args.positionalCount)
    return raise(ts, types::TypeError,
                 "{}.__init_subclass__() takes no arguments ({} given)",
                 {self.as<TypeObject>(), args.positionalCount});
  return ownedNone();
}

constexpr MethodDef methods[] = {
    {"__reduce_ex__", objectReduceEx, "(protocol, /)", "Helper for pickle."},
    {"__reduce__", objectReduce, "()", "Helper for pickle."},
    {"__getstate__", objectGetState, "()", "Helper for pickle."},
    {"__subclasshook__", subclassHook,
     "Abstract classes can override this to customize issubclass().\n\nThis is "
     "invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return "
     "True, False or NotImplemented.  If it returns\nNotImplemented, the "
     "normal algorithm is used.  Otherwise, it\noverrides the normal algorithm "
     "(and the outcome is cached).\n",
     MethodKind::Class},
    {"__init_subclass__", initSubclass,
     "This method is called when a class is subclassed.\n\nThe default "
     "implementation does nothing. It may be\noverridden to extend "
     "subclasses.\n",
     MethodKind::Class},
    {"__format__", formatMethod, "(format_spec, /)",
     "Default object formatter."},
    {"__sizeof__", sizeofMethod, "()", "Size of object in memory, in bytes."},
    {"__dir__", dirMethod, "()", "Default dir() implementation."},
    {}};

constexpr GetSetDef getSets[] = {
    {"__class__", getClass, setClass, "the object's class"}, {}};

constexpr TypeSpec spec = {
    .name = "object",
    .doc = "object()\n--\n\n"
           "The base class of the class hierarchy.\n\nWhen called, it accepts "
           "no arguments and returns a new featureless\ninstance that has no "
           "instance attributes and cannot be given any.\n",
    .methods = methods,
    .getSets = getSets};

} // namespace

Owned objectNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (hasArguments(args)) {
    if (type->slots.new_ != objectNew)
      return raise(ts, types::TypeError,
                   "object.__new__() takes exactly one argument (the type to "
                   "instantiate)");
    if (type->slots.init == objectInit)
      return raise(ts, types::TypeError, "{}() takes no arguments", {type});
  }
  if (type->flags & kTypeAbstract) {
    raiseAbstract(ts, type);
    return {};
  }
  return allocateInstance(ts, type);
}

bool objectInit(ThreadState &ts, Value self, const Arguments &args) {
  if (!hasArguments(args))
    return true;
  TypeObject *type = typeOf(self);
  if (type->slots.init != objectInit)
    return raise(ts, types::TypeError,
                 "object.__init__() takes exactly one argument (the instance "
                 "to initialize)");
  if (type->slots.new_ == objectNew)
    return raise(ts, types::TypeError,
                 "{}.__init__() takes exactly one argument (the instance to "
                 "initialize)",
                 {type});
  return true;
}

constinit TypeObject types::Object = {.header = typeHeader(),
                                      .spec = &spec,
                                      .flags = kTypeBase,
                                      .basicSize = sizeof(ObjectHeader),
                                      .slots = {.deallocate = objectDeallocate,
                                                .repr = objectRepr,
                                                .str = objectStr,
                                                .hash = objectHash,
                                                .getAttr = genericGetAttr_py,
                                                .setAttr = genericSetAttr_py,
                                                .compare = objectCompare,
                                                .init = objectInit,
                                                .new_ = objectNew}};

} // namespace dxpy
