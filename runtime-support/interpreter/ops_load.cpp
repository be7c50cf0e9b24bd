// Loads and stores: registers, constants, names, cells, attributes, subscripts.
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/attribute_lookup.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/shape.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/super.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

Flow opMove(Op &op) {
  op.set(op.a, op.take(op.b).take());
  return Flow::Next;
}

Flow opCopy(Op &op) {
  op.set(op.a, copyOf(op.peek(op.b)).take());
  return Flow::Next;
}

Flow opLoadConst(Op &op) {
  op.set(op.a, copyOf(op.constant(op.b)).take());
  return Flow::Next;
}

// Names -----------------------------------------------------------------------

Raised raiseUndefinedName(ThreadState &ts, Value name) {
  return raiseNameError(ts, "name '{}' is not defined", name);
}

/// A value of a namespace that may be a dict subclass or any mapping.
static Owned lookupMapping_py(ThreadState &ts, Value mapping, Value name) {
  if (isExactDict(mapping)) {
    Value found = dictGetName(ts, mapping, name);
    return found ? copyOf(found) : Owned();
  }
  Owned found = getItem_py(ts, mapping, name);
  if (!found && pendingMatches(ts, types::KeyError))
    clearException(ts);
  return found;
}

Owned lookupGlobal_py(Op &op, Value name) {
  Owned found = lookupMapping_py(op.ts, op.globals(), name);
  if (found || pendingException(op.ts))
    return found;
  return lookupMapping_py(op.ts, op.builtins(), name);
}

static Flow finishName(Op &op, Owned found, Value name) {
  if (found) {
    op.set(op.a, found.take());
    return Flow::Next;
  }
  if (!pendingException(op.ts))
    raiseUndefinedName(op.ts, name);
  return Flow::Error;
}

Flow opLoadGlobal(Op &op) {
  Value name = op.name(op.b);
  return finishName(op, lookupGlobal_py(op, name), name);
}

Flow opStoreGlobal(Op &op) {
  Use value(op, op.a);
  return dictSet_py(op.ts, op.globals(), op.name(op.b), value) ? Flow::Next
                                                               : Flow::Error;
}

static Flow deleteFrom(Op &op, Value mapping) {
  Value name = op.name(op.b);
  if (isExactDict(mapping)) {
    int removed = dictDelete_py(op.ts, mapping, name);
    if (removed > 0)
      return Flow::Next;
    if (removed == 0)
      raiseUndefinedName(op.ts, name);
    return Flow::Error;
  }
  if (setItem_py(op.ts, mapping, name, {}))
    return Flow::Next;
  if (pendingMatches(op.ts, types::KeyError)) {
    clearException(op.ts);
    raiseUndefinedName(op.ts, name);
  }
  return Flow::Error;
}

Flow opDeleteGlobal(Op &op) { return deleteFrom(op, op.globals()); }

Flow opLoadName(Op &op) {
  Value name = op.name(op.b);
  Owned found = lookupMapping_py(op.ts, op.localNamespace(), name);
  if (!found && !pendingException(op.ts))
    found = lookupGlobal_py(op, name);
  return finishName(op, std::move(found), name);
}

Flow opStoreName(Op &op) {
  Use value(op, op.a);
  Value space = op.localNamespace();
  bool stored = isExactDict(space)
                    ? dictSetName(op.ts, space, op.name(op.b), value)
                    : setItem_py(op.ts, space, op.name(op.b), value);
  return stored ? Flow::Next : Flow::Error;
}

Flow opDeleteName(Op &op) { return deleteFrom(op, op.localNamespace()); }

Flow opLoadFromNamespace(Op &op) {
  Value name = op.name(op.c);
  Owned found;
  {
    Use mapping(op, op.b);
    found = lookupMapping_py(op.ts, mapping, name);
  }
  if (!found && !pendingException(op.ts))
    found = lookupGlobal_py(op, name);
  return finishName(op, std::move(found), name);
}

// Cells and locals ------------------------------------------------------------

Raised raiseUnboundLocal(Op &op, uint32_t reg) {
  Value name(op.code->localNames[reg]);
  const CodeLayout &layout = op.code->layout;
  if (reg >= layout.firstTemp - layout.freeCount && reg < layout.firstTemp)
    return raiseNameError(op.ts,
                          "cannot access free variable '{}' where it is not "
                          "associated with a value in enclosing scope",
                          name);
  return raise(op.ts, types::UnboundLocalError,
               "cannot access local variable '{}' where it is not associated "
               "with a value",
               {name});
}

Flow opLoadCell(Op &op) {
  Word content = op.peek(op.b).as<CellObject>()->value;
  if (content == kUndef) {
    raiseUnboundLocal(op, op.b);
    return Flow::Error;
  }
  op.set(op.a, copyOf(Value(content)).take());
  return Flow::Next;
}

Flow opStoreCell(Op &op) {
  auto *cell = op.peek(op.b).as<CellObject>();
  storeField(op.ts, &cell->header, &cell->value, op.take(op.a));
  return Flow::Next;
}

Flow opDeleteCell(Op &op) {
  auto *cell = op.peek(op.b).as<CellObject>();
  if (cell->value == kUndef) {
    raiseUnboundLocal(op, op.b);
    return Flow::Error;
  }
  clearField(op.ts, &cell->header, &cell->value);
  return Flow::Next;
}

Flow opMakeCell(Op &op) {
  Owned cell = makeCell(op.ts, Owned::steal(op.r[op.a]));
  op.r[op.a] = kUndef;
  if (!cell)
    return Flow::Error;
  op.r[op.a] = cell.take();
  return Flow::Next;
}

Flow opLoadClassCell(Op &op) {
  Owned found = lookupMapping_py(op.ts, op.localNamespace(), op.name(op.c));
  if (found)
    return op.finish(std::move(found));
  return pendingException(op.ts) ? Flow::Error : opLoadCell(op);
}

Flow opCheckBound(Op &op) {
  if (op.r[op.a] != kUndef)
    return Flow::Next;
  raiseUnboundLocal(op, op.a);
  return Flow::Error;
}

Flow opDeleteLocal(Op &op) {
  if (op.r[op.a] == kUndef) {
    raiseUnboundLocal(op, op.a);
    return Flow::Error;
  }
  return opClearLocal(op);
}

Flow opClearLocal(Op &op) {
  release(&op.ts, std::exchange(op.r[op.a], kUndef));
  return Flow::Next;
}

Flow opDrop(Op &op) {
  Use value(op, op.a);
  return Flow::Next;
}

Flow opLoadBuildClass(Op &op) {
  Owned found = lookupMapping_py(op.ts, op.builtins(), &names::__build_class__);
  if (!found && !pendingException(op.ts))
    raise(op.ts, types::NameError, "__build_class__ not found");
  return op.finish(std::move(found));
}

Flow opLoadAssertionError(Op &op) {
  op.set(op.a, Value(&types::AssertionError).word());
  return Flow::Next;
}

// Attributes and subscripts -----------------------------------------------

Flow opLoadAttr(Op &op) {
  Owned result;
  {
    Use object(op, op.b);
    result = getAttr_py(op.ts, object, op.name(op.c));
  }
  return op.finish(std::move(result));
}

Flow opStoreAttr(Op &op) {
  Use object(op, op.b);
  Use value(op, op.a);
  return setAttr_py(op.ts, object, op.name(op.c), value) ? Flow::Next
                                                         : Flow::Error;
}

Flow opDeleteAttr(Op &op) {
  Use object(op, op.b);
  return setAttr_py(op.ts, object, op.name(op.c), {}) ? Flow::Next
                                                      : Flow::Error;
}

/// The proxy that a LoadSuper instruction looks into: super(b1, b2), or what
/// the rebound name `super` gives.
static Owned makeSuperProxy_py(Op &op, const UseRange &parts) {
  if (!(op.x & 1))
    return call_py(op.ts, parts[0], {parts[1], parts[2]});
  if (parts[0].word() != Value(&types::Super).word())
    return call_py(op.ts, parts[0]);
  if (parts[2].isUndef())
    return raise(op.ts, types::RuntimeError,
                 op.code->layout.argCount ? "super(): arg[0] deleted"
                                          : "super(): no arguments");
  Value first = parts[2];
  if (hasShape(first, BuiltinShape::Cell))
    first = Value(first.as<CellObject>()->value);
  if (first.isUndef())
    return raise(op.ts, types::RuntimeError, "super(): arg[0] deleted");
  Value cls(parts[1].as<CellObject>()->value);
  if (cls.isUndef())
    return raise(op.ts, types::RuntimeError, "super(): empty __class__ cell");
  return call_py(op.ts, parts[0], {cls, first});
}

Flow opLoadSuperAttr(Op &op) {
  Owned result;
  {
    UseRange parts(op, op.b, 3);
    if (Owned proxy = makeSuperProxy_py(op, parts))
      result = getAttr_py(op.ts, proxy, op.name(op.c));
  }
  return op.finish(std::move(result));
}

/// Leaves a bound method as its two parts, another callable and undef.
static void putMethod(Op &op, Owned callable) {
  Word function = callable.word(), self = kUndef;
  if (hasShape(callable, BuiltinShape::Method)) {
    auto *method = callable.as<MethodObject>();
    function = copyOf(Value(method->function)).take();
    self = copyOf(Value(method->self)).take();
  } else {
    function = callable.take();
  }
  op.r[op.a] = function;
  op.r[op.a + 1] = self;
}

/// super().method without the object of super; null without an exception: the
/// general way.
static Value plainSuperMethod(Op &op, const UseRange &parts) {
  Value cls = parts[1], self = parts[2];
  if (parts[0] != Value(&types::Super) || !self.isPointer())
    return {};
  if (op.x & 1)
    cls = Value(cls.as<CellObject>()->value);
  if (!cls.isPointer() || hasShape(self, BuiltinShape::Cell))
    return {};
  return superMethod(op.ts, cls, self, op.name(op.c));
}

Flow opLoadSuperMethod(Op &op) {
  Owned result, self;
  {
    UseRange parts(op, op.b, 3);
    if (Value method = plainSuperMethod(op, parts)) {
      result = copyOf(method);
      self = copyOf(parts[2]);
    } else if (Owned proxy = makeSuperProxy_py(op, parts)) {
      result = getAttr_py(op.ts, proxy, op.name(op.c));
    }
  }
  if (!result)
    return Flow::Error;
  if (!self) {
    putMethod(op, std::move(result));
    return Flow::Next;
  }
  op.r[op.a] = result.take();
  op.r[op.a + 1] = self.take();
  return Flow::Next;
}

/// A method found on the class that binding would only put `self` in front of;
/// null without an exception if the general way must be taken.
static Value unboundMethod(ThreadState &ts, Value object, Value name) {
  AttributeLocation at = locateAttribute(ts, object, name);
  if (at.kind == AttributeKind::Method)
    return at.value;
  if (at.kind != AttributeKind::DictMethod)
    return {};
  Word dict = dictWordOf(object.header(), shapeOf(object.header()));
  if (dict && dict != kUndef && dictGetName(ts, Value(dict), name))
    return {};
  return at.value;
}

Flow opLoadMethod(Op &op) {
  Owned object = op.take(op.b);
  Value name = op.name(op.c);
  if (Value method = unboundMethod(op.ts, object, name)) {
    op.r[op.a] = copyOf(method).take();
    op.r[op.a + 1] = object.take();
    return Flow::Next;
  }
  Owned bound = getAttr_py(op.ts, object, name);
  if (!bound)
    return Flow::Error;
  object.reset();
  op.r[op.a] = bound.take();
  op.r[op.a + 1] = kUndef;
  return Flow::Next;
}

Flow opLoadSubscr(Op &op) {
  Owned result;
  {
    Use key(op, op.c);
    Use container(op, op.b);
    result = getItem_py(op.ts, container, key);
  }
  return op.finish(std::move(result));
}

Flow opStoreSubscr(Op &op) {
  Use key(op, op.c);
  Use container(op, op.b);
  Use value(op, op.a);
  return setItem_py(op.ts, container, key, value) ? Flow::Next : Flow::Error;
}

Flow opDeleteSubscr(Op &op) {
  Use key(op, op.c);
  Use container(op, op.b);
  return setItem_py(op.ts, container, key, {}) ? Flow::Next : Flow::Error;
}

} // namespace dxpy
