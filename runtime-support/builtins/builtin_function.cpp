// builtin_function_or_method: functions of native modules, and methods of
// builtin types bound to a receiver. Calls of native functions.
#include "runtime-support/builtins/descriptor_attributes.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/module.h"

namespace dxpy {

namespace {

BuiltinFunctionObject *functionOf(Value self) {
  return self.as<BuiltinFunctionObject>();
}

bool hasReceiver(Value self) {
  Value receiver(functionOf(self)->self);
  return receiver && !receiver.isUndef() && !isModule(receiver);
}

/// The type in whose table \p def is, or null.
const TypeObject *ownerOf(const MethodDef *def, const TypeObject *type) {
  for (; type; type = type->base)
    if (type->spec)
      for (const MethodDef *row = type->spec->methods; row && row->name; ++row)
        if (row == def)
          return type;
  return nullptr;
}

/// "list.append", "math.sin", "len": the name in texts of METH_O functions.
void appendQualifiedName(StrBuilder &text, const MethodDef *def, Value self) {
  if (self && isModule(self)) {
    Value name(self.as<ModuleObject>()->name);
    if (name && isStr(name) && strText(name) != "builtins") {
      text.append(name);
      text.append(".");
    }
  } else if (self) {
    auto *type = def->kind == MethodKind::Instance ? typeOf(self)
                 : hasFlag(self, kSubclassType)    ? self.as<TypeObject>()
                                                   : typeOf(self);
    const TypeObject *owner = ownerOf(def, type);
    // Methods of a class object are bound, and named after that class.
    if (owner == &types::Type)
      owner = self.as<TypeObject>();
    text.append(typeName(owner ? owner : type));
    text.append(".");
  }
  text.append(def->name);
}

/// Functions without keywords and with at most one parameter speak of
/// themselves by their qualified name.
bool checkSimple(ThreadState &ts, const MethodDef *def, Value self,
                 const Arguments &args) {
  const Signature &signature = def->signature;
  bool positionalOnly = signature.positionalOnly == signature.count;
  size_t exact = signature.count == signature.required && signature.count < 2
                     ? signature.count
                     : args.positionalCount;
  bool keywords = positionalOnly && keywordCount(args);
  if (!positionalOnly || (!keywords && args.positionalCount == exact))
    return true;
  StrBuilder name(ts);
  appendQualifiedName(name, def, self);
  if (keywords)
    return raise(ts, types::TypeError, "{}() takes no keyword arguments",
                 {name.view()});
  return raise(ts, types::TypeError, "{}() takes {} ({} given)",
               {name.view(), exact ? "exactly one argument" : "no arguments",
                args.positionalCount});
}

Word callFunction(ThreadState *ts, Word callee, Word *args,
                  uint64_t countAndFlags, Word kwnames) {
  auto *function = Value(callee).as<BuiltinFunctionObject>();
  Value self(function->self);
  return callNative_py(*ts, function->def, self.isUndef() ? Value() : self,
                       argumentsOf(args, countAndFlags, kwnames))
      .take();
}

Owned reprFunction(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append(hasReceiver(self) ? "<built-in method " : "<built-in function ");
  text.append(functionOf(self)->def->name);
  if (hasReceiver(self)) {
    Value receiver(functionOf(self)->self);
    text.append(" of ");
    text.append(nativeQualifiedName(typeOf(receiver)));
    text.append(" object at ");
    appendAddress(text, receiver);
  }
  text.append(">");
  return text.finish();
}

Owned compareFunctions(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      !hasShape(other, BuiltinShape::BuiltinFunction))
    return ownedNotImplemented();
  bool equal = functionOf(self)->self == functionOf(other)->self &&
               functionOf(self)->def == functionOf(other)->def;
  return ownedBool(equal == (op == CompareOp::Eq));
}

int64_t hashFunction(ThreadState &, Value self) {
  auto mix = int64_t((functionOf(self)->self >> 4) ^
                     reinterpret_cast<Word>(functionOf(self)->def) >> 3);
  return mix == -1 ? -2 : mix;
}

Owned getName(ThreadState &ts, Value self) {
  return internText(ts, functionOf(self)->def->name);
}

Owned getQualname(ThreadState &ts, Value self) {
  if (!hasReceiver(self))
    return getName(ts, self);
  Value receiver(functionOf(self)->self);
  Value type =
      hasFlag(receiver, kSubclassType) ? receiver : Value(typeOf(receiver));
  Owned qualname = getAttr_py(ts, type, Value(&names::__qualname__));
  if (!qualname || !isStr(qualname))
    return qualname ? Owned(raise(ts, types::TypeError,
                                  "<method>.__class__.__qualname__ is not a "
                                  "unicode object"))
                    : Owned();
  StrBuilder text(ts);
  text.append(qualname);
  text.append(".");
  text.append(functionOf(self)->def->name);
  return text.finish();
}

Owned getSelf(ThreadState &, Value self) {
  Value receiver(functionOf(self)->self);
  return receiver && !receiver.isUndef() ? copyOf(receiver) : ownedNone();
}

Owned getModule(ThreadState &, Value self) {
  Value module(functionOf(self)->module);
  return module && !module.isUndef() ? copyOf(module) : ownedNone();
}

bool setModule(ThreadState &ts, Value self, Value value) {
  storeField(ts, self.header(), &functionOf(self)->module,
             value ? copyOf(value) : ownedNone());
  return true;
}

Owned getDoc(ThreadState &ts, Value self) {
  return docOf(ts, functionOf(self)->def);
}

Owned getTextSignature(ThreadState &ts, Value self) {
  return textSignature(ts, functionOf(self)->def, !hasReceiver(self));
}

Owned reduce(ThreadState &ts, Value self, const Value *) {
  Owned name = getName(ts, self);
  if (!name || !hasReceiver(self))
    return name;
  Owned getAttr = builtinNamed_py(ts, "getattr");
  Owned args = makeTuple(ts, {Value(functionOf(self)->self), name});
  return getAttr && args ? makeTuple(ts, {getAttr, args}) : Owned();
}

constexpr MethodDef methods[] = {{"__reduce__", reduce, "()"}, {}};
constexpr GetSetDef getSets[] = {{"__name__", getName},
                                 {"__qualname__", getQualname},
                                 {"__self__", getSelf},
                                 {"__module__", getModule, setModule},
                                 {"__doc__", getDoc},
                                 {"__text_signature__", getTextSignature},
                                 {}};
constexpr TypeSpec spec = {.name = "builtin_function_or_method",
                           .methods = methods,
                           .getSets = getSets};
using FunctionFields =
    Fields<BuiltinFunctionObject, &BuiltinFunctionObject::self,
           &BuiltinFunctionObject::module>;

} // namespace

Owned makeBuiltinFunction(ThreadState &ts, const MethodDef *def, Value self,
                          Value module) {
  auto *object = allocateContainer<BuiltinFunctionObject>(
      ts, BuiltinShape::BuiltinFunction);
  if (!object)
    return {};
  object->def = def;
  object->self = self ? copyOf(self).take() : kUndef;
  object->module = module ? copyOf(module).take() : kNone;
  return Owned::steal(object);
}

Owned callNative_py(ThreadState &ts, const MethodDef *def, Value self,
                    const Arguments &args) {
  if (def->signature.raw)
    return def->rawFunction(ts, self, args);
  const Signature &signature = def->signature;
  if (args.positionalCount == signature.count &&
      signature.positional == signature.count && !args.names) [[likely]]
    return def->function(ts, self, args.values);
  Value bound[Signature::kMaxParameters];
  if (!checkSimple(ts, def, self, args) ||
      !bindArguments(ts, def->name, def->signature, args, bound))
    return {};
  return def->function(ts, self, bound);
}

constinit TypeObject types::BuiltinFunction = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeHasWeakrefs,
    .basicSize = sizeof(BuiltinFunctionObject),
    .slots = {.deallocate = FunctionFields::deallocate,
              .visit = FunctionFields::visit,
              .repr = reprFunction,
              .hash = hashFunction,
              .call = callFunction,
              .compare = compareFunctions}};

} // namespace dxpy
