// Fills the dict of a builtin or native type from what it declares (TypeSpec)
// and from its slots, on first use.
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/doc.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

bool setEntry(ThreadState &ts, TypeObject *type, const char *name,
              Owned value) {
  if (!value)
    return false;
  Owned key = internText(ts, name);
  return key && dictSetName(ts, Value(type->dict), key, value);
}

Owned methodEntry(ThreadState &ts, const MethodDef *def, TypeObject *type) {
  if (def->kind != MethodKind::Static)
    return makeMethodDescriptor(ts, def, type);
  Owned function = makeBuiltinFunction(ts, def, Value(type), {});
  return function ? makeStaticMethod(ts, function) : Owned();
}

bool addDeclared(ThreadState &ts, TypeObject *type) {
  const TypeSpec *spec = type->spec;
  for (const MethodDef *def = spec->methods; def && def->name; ++def)
    if (!setEntry(ts, type, def->name, methodEntry(ts, def, type)))
      return false;
  for (const MemberDef *def = spec->members; def && def->name; ++def)
    if (!setEntry(ts, type, def->name, makeMemberDescriptor(ts, def, type)))
      return false;
  for (const GetSetDef *def = spec->getSets; def && def->name; ++def)
    if (!setEntry(ts, type, def->name, makeGetSetDescriptor(ts, def, type)))
      return false;
  return true;
}

bool addDoc(ThreadState &ts, TypeObject *type) {
  if (dictGetName(ts, Value(type->dict), Value(&names::__doc__)))
    return true;
  const char *doc = type->spec->doc;
  Owned text = doc ? makeStr(ts, splitDoc(doc).text) : ownedNone();
  return text &&
         dictSetName(ts, Value(type->dict), Value(&names::__doc__), text);
}

bool fillNames(ThreadState &ts, TypeObject *type) {
  Owned name = internText(ts, typeName(type));
  if (!name)
    return false;
  type->qualname = copyOf(name).take();
  type->name = name.take();
  Owned dict = makeNamesDict(ts);
  type->dict = dict.take();
  return type->dict != 0;
}

bool fillBases(ThreadState &ts, TypeObject *type) {
  Owned bases =
      type->base ? makeTuple(ts, {Value(type->base)}) : copyOf(emptyTuple());
  size_t count = 0;
  for (TypeObject *at = type; at; at = at->base)
    ++count;
  TupleObject *mro = bases ? allocateTuple(ts, count) : nullptr;
  if (!mro)
    return false;
  size_t i = 0;
  for (TypeObject *at = type; at; at = at->base)
    mro->items[i++] = Value(at).word(); // immortal: no counts
  type->bases = bases.take();
  type->mro = Value(mro).word();
  return true;
}

bool fillDict(ThreadState &ts, TypeObject *type) {
  if (!addSlotWrappers(ts, type) || !addDeclared(ts, type) || !addDoc(ts, type))
    return false;
  if (type->slots.hash == hashNotImplemented)
    return dictSetName(ts, Value(type->dict), Value(&names::__hash__), none);
  return true;
}

} // namespace

bool readyType(ThreadState &ts, TypeObject *type) {
  if (type->flags & (kTypeReady | kTypeHeap)) // a class under way has its names
    return true;
  if (type->base && !readyType(ts, type->base))
    return false;
  if (!fillNames(ts, type) || !fillBases(ts, type))
    return false;
  type->flags |= kTypeReady; // what fills the dict may look at the type
  return fillDict(ts, type);
}

} // namespace dxpy
