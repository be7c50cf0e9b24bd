// weakref.ref: a reference that does not keep its object alive.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/weak_references.h"

namespace dxpy {

namespace {

WeakReferenceObject *referenceOf(Value self) {
  return self.as<WeakReferenceObject>();
}

Owned newReference(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (!checkPositional(ts, "__new__", args, 1, 2))
    return {};
  return makeWeakReference(ts, type, args[0],
                           args.positionalCount > 1 ? args[1] : Value());
}

bool initReference(ThreadState &ts, Value, const Arguments &args) {
  return checkNoKeywords(ts, "ref", args) &&
         checkPositional(ts, "__init__", args, 1, 2);
}

Word callReference(ThreadState *ts, Word callee, Word *args,
                   uint64_t countAndFlags, Word kwnames) {
  Arguments arguments = argumentsOf(args, countAndFlags, kwnames);
  if (!checkNoKeywords(*ts, "weakref", arguments) ||
      !checkPositional(*ts, "weakref", arguments, 0, 0))
    return kError;
  Owned target = weakReferent(*ts, Value(callee));
  return target ? target.take() : kNone;
}

int64_t hashReference(ThreadState &ts, Value self) {
  WeakReferenceObject *reference = referenceOf(self);
  if (reference->hash != -1)
    return reference->hash;
  Owned target = weakReferent(ts, self);
  if (!target)
    return raise(ts, types::TypeError, "weak object has gone away");
  return reference->hash = hash_py(ts, target);
}

/// Equal referents while both live; identity after that.
Owned compareReferences(ThreadState &ts, Value self, Value other,
                        CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !isSubtype(typeOf(self), &types::WeakReference) ||
      !isSubtype(typeOf(other), &types::WeakReference))
    return ownedNotImplemented();
  Owned left = weakReferent(ts, self), right = weakReferent(ts, other);
  if (!left || !right)
    return ownedBool((self == other) == (op == CompareOp::Eq));
  return compare_py(ts, left, right, op);
}

Owned reprReference(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<weakref at ");
  appendAddress(text, self);
  Owned target = weakReferent(ts, self);
  if (!target) {
    text.append("; dead>");
    return text.finish();
  }
  text.append("; to '");
  text.append(nativeQualifiedName(typeOf(target)));
  text.append("' at ");
  appendAddress(text, target);
  Owned name = getAttrOptional_py(ts, target, Value(&names::__name__));
  if (!name && pendingException(ts))
    return {};
  if (name && isStr(name)) {
    text.append(" (");
    text.append(name);
    text.append(")");
  }
  text.append(">");
  return text.finish();
}

Owned getCallback(ThreadState &, Value self) {
  Word callback = referenceOf(self)->callback;
  return referenceOf(self)->target ? copyOf(Value(callback)) : ownedNone();
}

constexpr MethodDef methods[] = {{"__class_getitem__", classGetItem,
                                  "(item, /)", "See PEP 585",
                                  MethodKind::Class},
                                 {}};
constexpr GetSetDef getSets[] = {{"__callback__", getCallback}, {}};
constexpr TypeSpec spec = {
    .name = "weakref.ReferenceType", .methods = methods, .getSets = getSets};

} // namespace

void visitWeakReference(ObjectHeader *self, Visitor &visitor) {
  visitor(reinterpret_cast<WeakReferenceObject *>(self)->callback);
}

void clearWeakReference(ThreadState &ts, ObjectHeader *self) {
  auto *reference = reinterpret_cast<WeakReferenceObject *>(self);
  unlinkWeakReference(reference);
  clearField(ts, self, &reference->callback, kNone);
}

void deallocateWeakReference(ThreadState &ts, ObjectHeader *self) {
  clearWeakReference(ts, self);
  freeObject(ts, self, sizeof(WeakReferenceObject));
}

constinit TypeObject types::WeakReference = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(WeakReferenceObject),
    .slots = {.deallocate = deallocateWeakReference,
              .visit = visitWeakReference,
              .clear = clearWeakReference,
              .repr = reprReference,
              .hash = hashReference,
              .call = callReference,
              .compare = compareReferences,
              .init = initReference,
              .new_ = newReference}};

} // namespace dxpy
