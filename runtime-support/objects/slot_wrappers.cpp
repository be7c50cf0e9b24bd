// Slots as methods: `int.__add__` and the like, objects of type
// wrapper_descriptor. Texts and checks are those of CPython's slot wrappers.
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/slot_table.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

namespace {

bool checkCount(ThreadState &ts, const Arguments &args, size_t count) {
  if (args.positionalCount == count)
    return true;
  return raise(ts, types::TypeError, "{}expected {} argument{}, got {}",
               {count == 2 ? " " : "", count, count == 1 ? "" : "s",
                args.positionalCount});
}

Owned noneIf(bool ok) { return ok ? ownedNone() : Owned(); }

Owned wrapHash(ThreadState &ts, slot::Hash hash, Value self) {
  int64_t value = hash(ts, self);
  return value == -1 ? Owned() : makeInt(ts, value);
}

/// object.__setattr__(C, ...) must not get around type's own setattr: no base
/// between the class and the wrapper's owner may define its own.
bool hackCheck(ThreadState &ts, Value self, slot::SetAttr slot,
               const char *what) {
  TypeObject *type = nativeBase(typeOf(self));
  if (!type->slots.setAttr || type->slots.setAttr == slot)
    return true;
  if (slot != genericSetAttr_py || !hasFlag(self, kSubclassType))
    return true;
  return raise(ts, types::TypeError, "can't apply this {} to {} object",
               {what, type});
}

Owned wrapNext(ThreadState &ts, slot::Unary next, Value self) {
  Owned item = next(ts, self);
  if (!item && !pendingException(ts))
    return raiseStopIteration(ts, none);
  return item;
}

Owned wrapDescriptorGet(ThreadState &ts, slot::DescriptorGet get, Value self,
                        const Arguments &args) {
  size_t n = args.positionalCount;
  if (n < 1 || n > 2)
    return raise(ts, types::TypeError,
                 n < 1 ? " expected at least 1 argument, got {}"
                       : " expected at most 2 arguments, got {}",
                 {n});
  Value instance = args[0].isNone() ? Value() : args[0];
  Value owner = n == 2 && !args[1].isNone() ? args[1] : Value();
  if (!instance && !owner)
    return raise(ts, types::TypeError, "__get__(None, None) is invalid");
  return get(ts, self, instance, owner);
}

Owned wrapIndex(ThreadState &ts, slot::Index slot, Value self, Value argument) {
  int64_t count = toIndexInt64_py(ts, argument, &types::OverflowError);
  if (count == -1 && pendingException(ts))
    return {};
  return slot(ts, self, count);
}

Owned wrapItem(ThreadState &ts, slot::Index slot, Value self, Value argument) {
  int64_t index = toIndexInt64_py(ts, argument, &types::OverflowError);
  if (index == -1 && pendingException(ts))
    return {};
  if (index < 0 && typeOf(self)->slots.length) {
    int64_t length = length_py(ts, self);
    if (length < 0)
      return {};
    index += length;
  }
  return slot(ts, self, index);
}

Owned wrapPower(ThreadState &ts, slot::Ternary slot, Value self,
                const Arguments &args, bool right) {
  size_t n = args.positionalCount;
  if (n < 1 || n > 2)
    return raise(ts, types::TypeError,
                 n < 1 ? " expected at least 1 argument, got {}"
                       : " expected at most 2 arguments, got {}",
                 {n});
  Value modulus = n == 2 ? args[1] : none;
  return right ? slot(ts, args[0], self, modulus)
               : slot(ts, self, args[0], modulus);
}

Owned inquiry(int result) { return result < 0 ? Owned() : ownedBool(result); }

template <typename Slot> Slot as(AnySlot slot) {
  return reinterpret_cast<Slot>(slot);
}

/// One positional argument: the rows whose method takes `value` alone.
Owned callOne(ThreadState &ts, SlotWrapper kind, AnySlot slot, Value self,
              Value value) {
  switch (kind) {
  case SlotWrapper::BinaryLeft:
  case SlotWrapper::BinaryInplace:
  case SlotWrapper::Subscript:
  case SlotWrapper::SequenceConcat:
    return as<slot::Binary>(slot)(ts, self, value);
  case SlotWrapper::BinaryRight:
    return as<slot::Binary>(slot)(ts, value, self);
  case SlotWrapper::PowerInplace:
    return as<slot::Ternary>(slot)(ts, self, value, none);
  case SlotWrapper::GetAttr:
    return as<slot::GetAttr>(slot)(ts, self, value);
  case SlotWrapper::DelAttr:
    if (!hackCheck(ts, self, as<slot::SetAttr>(slot), "__delattr__"))
      return {};
    return noneIf(as<slot::SetAttr>(slot)(ts, self, value, {}));
  case SlotWrapper::DescriptorDelete:
    return noneIf(as<slot::DescriptorSet>(slot)(ts, self, value, {}));
  case SlotWrapper::DelSubscript:
    return noneIf(as<slot::SetSubscript>(slot)(ts, self, value, {}));
  case SlotWrapper::Contains:
    return inquiry(as<slot::Contains>(slot)(ts, self, value));
  case SlotWrapper::SequenceRepeat:
    return wrapIndex(ts, as<slot::Index>(slot), self, value);
  case SlotWrapper::SequenceItem:
    return wrapItem(ts, as<slot::Index>(slot), self, value);
  default: {
    auto op = CompareOp(unsigned(kind) - unsigned(SlotWrapper::CompareLt));
    return as<slot::Compare>(slot)(ts, self, value, op);
  }
  }
}

Owned callNone(ThreadState &ts, SlotWrapper kind, AnySlot slot, Value self) {
  switch (kind) {
  case SlotWrapper::Unary:
    return as<slot::Unary>(slot)(ts, self);
  case SlotWrapper::Hash:
    return wrapHash(ts, as<slot::Hash>(slot), self);
  case SlotWrapper::Next:
    return wrapNext(ts, as<slot::Unary>(slot), self);
  case SlotWrapper::Inquiry:
    return inquiry(as<slot::Inquiry>(slot)(ts, self));
  case SlotWrapper::Length: {
    int64_t length = as<slot::Length>(slot)(ts, self);
    return length < 0 ? Owned() : makeInt(ts, length);
  }
  default: // Finalise
    as<slot::Finalise>(slot)(ts, self);
    return noneIf(!pendingException(ts));
  }
}

Owned callTwo(ThreadState &ts, SlotWrapper kind, AnySlot slot, Value self,
              Value first, Value second) {
  switch (kind) {
  case SlotWrapper::SetAttr:
    if (!hackCheck(ts, self, as<slot::SetAttr>(slot), "__setattr__"))
      return {};
    return noneIf(as<slot::SetAttr>(slot)(ts, self, first, second));
  case SlotWrapper::DescriptorSet:
    return noneIf(as<slot::DescriptorSet>(slot)(ts, self, first, second));
  default: // SetSubscript
    return noneIf(as<slot::SetSubscript>(slot)(ts, self, first, second));
  }
}

size_t argumentCount(SlotWrapper kind) {
  switch (kind) {
  case SlotWrapper::Unary:
  case SlotWrapper::Hash:
  case SlotWrapper::Next:
  case SlotWrapper::Inquiry:
  case SlotWrapper::Length:
  case SlotWrapper::Finalise:
    return 0;
  case SlotWrapper::SetAttr:
  case SlotWrapper::DescriptorSet:
  case SlotWrapper::SetSubscript:
    return 2;
  default:
    return 1;
  }
}

Owned callCallSlot(ThreadState &ts, slot::Call call, Value self,
                   const Arguments &args) {
  return Owned::steal(
      call(&ts, self.word(),
           const_cast<Word *>(reinterpret_cast<const Word *>(args.values)),
           args.positionalCount, args.names.word()));
}

/// Rows without a method of their own.
bool isShown(const SlotRow &row) {
  return row.wrapper != SlotWrapper::New &&
         row.wrapper != SlotWrapper::GetAttrHook;
}

bool hasOwnSlot(const TypeObject *type, const SlotRow &row) {
  unsigned word = row.offset / sizeof(AnySlot);
  return type->ownSlots[word / 64] >> (word % 64) & 1;
}

/// `X.__new__(cls, ...)` may only make instances that X's own new makes.
bool checkNew(ThreadState &ts, TypeObject *type, const Arguments &args) {
  if (args.positionalCount < 1)
    return raise(ts, types::TypeError, "{}.__new__(): not enough arguments",
                 {type});
  if (!hasFlag(args[0], kSubclassType))
    return raise(ts, types::TypeError,
                 "{}.__new__(X): X is not a type object ({})",
                 {type, typeOf(args[0])});
  auto *subtype = args[0].as<TypeObject>();
  if (!isSubtype(subtype, type))
    return raise(ts, types::TypeError,
                 "{}.__new__({}): {} is not a subtype of {}",
                 {type, subtype, subtype, type});
  TypeObject *native = subtype;
  while (native && native->slots.new_ == slotNew_py)
    native = native->base;
  if (native && native->slots.new_ != type->slots.new_)
    return raise(ts, types::TypeError,
                 "{}.__new__({}) is not safe, use {}.__new__()",
                 {type, subtype, native});
  return true;
}

Owned newWrapper(ThreadState &ts, Value self, const Arguments &args) {
  auto *type = self.as<TypeObject>();
  if (!checkNew(ts, type, args))
    return {};
  Arguments rest{args.values + 1, args.positionalCount - 1, args.names};
  return type->slots.new_(ts, args[0].as<TypeObject>(), rest);
}

constexpr MethodDef newDef = {
    "__new__", newWrapper,
    "Create and return a new object.  See help(type) for accurate signature."};

} // namespace

Owned makeWrapperDescriptor(ThreadState &ts, const SlotRow *row,
                            AnySlot wrapped, TypeObject *owner) {
  Owned result = allocateInstance(ts, &types::WrapperDescriptor);
  if (!result)
    return result;
  auto *object = result.as<WrapperDescriptorObject>();
  object->row = row;
  object->wrapped = wrapped;
  object->owner = owner;
  return result;
}

Owned callWrapper_py(ThreadState &ts, const WrapperDescriptorObject *descriptor,
                     Value self, const Arguments &args) {
  const SlotRow &row = *descriptor->row;
  AnySlot slot = descriptor->wrapped;
  RecursionLevel level(ts, " while calling a Python object");
  if (!level)
    return {};
  if (row.wrapper == SlotWrapper::Init)
    return noneIf(as<slot::Init>(slot)(ts, self, args));
  if (row.wrapper == SlotWrapper::Call)
    return callCallSlot(ts, as<slot::Call>(slot), self, args);
  if (args.names && tupleLength(args.names))
    return raise(ts, types::TypeError,
                 "wrapper {}() takes no keyword arguments", {Value(row.name)});
  if (row.wrapper == SlotWrapper::DescriptorGet)
    return wrapDescriptorGet(ts, as<slot::DescriptorGet>(slot), self, args);
  if (row.wrapper == SlotWrapper::PowerLeft ||
      row.wrapper == SlotWrapper::PowerRight)
    return wrapPower(ts, as<slot::Ternary>(slot), self, args,
                     row.wrapper == SlotWrapper::PowerRight);
  size_t count = argumentCount(row.wrapper);
  if (!checkCount(ts, args, count))
    return {};
  if (count == 0)
    return callNone(ts, row.wrapper, slot, self);
  if (count == 1)
    return callOne(ts, row.wrapper, slot, self, args[0]);
  return callTwo(ts, row.wrapper, slot, self, args[0], args[1]);
}

Owned makeNewWrapper(ThreadState &ts, TypeObject *type) {
  return makeBuiltinFunction(ts, &newDef, Value(type), {});
}

bool isNewWrapper(Value value) {
  return hasShape(value, BuiltinShape::BuiltinFunction) &&
         value.as<BuiltinFunctionObject>()->def == &newDef;
}

bool addSlotWrappers(ThreadState &ts, TypeObject *type) {
  Value dict(type->dict);
  const TypeObject *base = type->base;
  bool sharedNew =
      base && base != &types::Object && type->slots.new_ == base->slots.new_;
  if (type->slots.new_ && !sharedNew) {
    Owned wrapper = makeNewWrapper(ts, type);
    if (!wrapper || !dictSetName(ts, dict, Value(&names::__new__), wrapper))
      return false;
  }
  for (const SlotRow &row : slotRows) {
    AnySlot slot = slotAt(type, row);
    if (!hasOwnSlot(type, row) || !slot || !isShown(row) ||
        slot == reinterpret_cast<AnySlot>(hashNotImplemented) ||
        dictGetName(ts, dict, Value(row.name)))
      continue;
    Owned wrapper = makeWrapperDescriptor(ts, &row, slot, type);
    if (!wrapper || !dictSetName(ts, dict, Value(row.name), wrapper))
      return false;
  }
  return true;
}

} // namespace dxpy
