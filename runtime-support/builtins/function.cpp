// function: Python functions as objects. What runs them is the interpreter's
// entry or native code.
#include "runtime-support/objects/function.h"
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/builtins_namespace.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/module.h"

namespace dxpy {

Value builtinsFrom(Value found) {
  if (found && isModule(found))
    return moduleDict(found);
  if (found && isDict(found))
    return found;
  return builtinsNamespace;
}

constinit GenericEntry interpretEntry = nullptr;
constinit RunBodyHook runBodyHook = nullptr;
constinit CurrentGlobalsHook currentGlobalsHook = nullptr;

namespace {

FunctionObject *functionOf(Value self) { return self.as<FunctionObject>(); }

Word callFunction(ThreadState *ts, Word callee, Word *args,
                  uint64_t countAndFlags, Word kwnames) {
  return Value(callee).as<FunctionObject>()->entry(ts, callee, args,
                                                   countAndFlags, kwnames);
}

Owned bindFunction(ThreadState &ts, Value self, Value instance, Value) {
  if (!instance || instance.isNone())
    return copyOf(self);
  return makeBoundMethod(ts, self, instance);
}

Owned reprFunction(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<function ");
  text.append(Value(functionOf(self)->qualname));
  text.append(" at ");
  appendAddress(text, self);
  text.append(">");
  return text.finish();
}

/// The dict that a function with these globals finds builtins in.
Value builtinsOf(ThreadState &ts, Value globals) {
  return builtinsFrom(dictGetName(ts, globals, Value(&names::__builtins__)));
}

void setCode(ThreadState &ts, FunctionObject *function, CodeObject *code) {
  Owned old = Owned::steal(Value(function->code).word());
  retain(&ts, Value(code).word());
  function->code = code;
  function->entry = code->native ? code->native : interpretEntry;
}

/// A field whose setter takes one kind of value, or None and deletion where
/// \p noneAllowed.
bool setChecked(ThreadState &ts, Value self, Word FunctionObject::*field,
                Value value, bool ok, bool noneAllowed, const char *name,
                const char *kind) {
  if (noneAllowed && (!value || value.isNone()))
    value = none;
  else if (!ok)
    return raise(ts, types::TypeError, "{} must be set to a {} object",
                 {name, kind});
  storeField(ts, self.header(), &(functionOf(self)->*field), copyOf(value));
  return true;
}

Owned getCode(ThreadState &, Value self) {
  return copyOf(Value(functionOf(self)->code));
}

bool setCodeAttribute(ThreadState &ts, Value self, Value value) {
  if (!value || !hasShape(value, BuiltinShape::Code))
    return raise(ts, types::TypeError, "__code__ must be set to a code object");
  auto *code = value.as<CodeObject>();
  Value closure(functionOf(self)->closure);
  uint64_t cells = closure.isNone() ? 0 : tupleLength(closure);
  if (code->layout.freeCount != cells)
    return raise(
        ts, types::ValueError,
        "{}() requires a code object with {} free vars, not {}",
        {Value(functionOf(self)->name), cells, code->layout.freeCount});
  setCode(ts, functionOf(self), code);
  return true;
}

template <Word FunctionObject::*field>
Owned getField(ThreadState &, Value self) {
  Value value(functionOf(self)->*field);
  return value && !value.isUndef() ? copyOf(value) : ownedNone();
}

template <Word FunctionObject::*field>
bool setField(ThreadState &ts, Value self, Value value) {
  storeField(ts, self.header(), &(functionOf(self)->*field),
             value ? copyOf(value) : ownedNone());
  return true;
}

bool setDefaults(ThreadState &ts, Value self, Value value) {
  return setChecked(ts, self, &FunctionObject::defaults, value,
                    value && isTuple(value), true, "__defaults__", "tuple");
}
bool setKeywordDefaults(ThreadState &ts, Value self, Value value) {
  return setChecked(ts, self, &FunctionObject::keywordDefaults, value,
                    value && isDict(value), true, "__kwdefaults__", "dict");
}
bool setName(ThreadState &ts, Value self, Value value) {
  return setChecked(ts, self, &FunctionObject::name, value,
                    value && isStr(value), false, "__name__", "string");
}
bool setQualname(ThreadState &ts, Value self, Value value) {
  return setChecked(ts, self, &FunctionObject::qualname, value,
                    value && isStr(value), false, "__qualname__", "string");
}
bool setAnnotations(ThreadState &ts, Value self, Value value) {
  return setChecked(ts, self, &FunctionObject::annotations, value,
                    value && isDict(value), true, "__annotations__", "dict");
}

/// Made a dict on first use: from pairs, or empty.
Owned getAnnotations(ThreadState &ts, Value self) {
  Value current(functionOf(self)->annotations);
  if (isDict(current))
    return copyOf(current);
  Owned dict = makeDict(ts);
  if (!dict)
    return {};
  if (isTuple(current))
    for (uint64_t i = 0; i + 1 < tupleLength(current); i += 2)
      if (!dictSet_py(ts, dict, tupleItem(current, i),
                      tupleItem(current, i + 1)))
        return {};
  storeField(ts, self.header(), &functionOf(self)->annotations, copyOf(dict));
  return dict;
}

Owned getDict(ThreadState &ts, Value self) {
  return dictAttributeDef.get(ts, self);
}
bool setDict(ThreadState &ts, Value self, Value value) {
  return value ? dictAttributeDef.set(ts, self, value)
               : bool(raise(ts, types::TypeError, "cannot delete __dict__"));
}

bool checkClosure(ThreadState &ts, const CodeObject *code, Value closure) {
  uint64_t needed = code->layout.freeCount;
  if (!isTuple(closure)) {
    if (needed && closure.isNone())
      return raise(ts, types::TypeError, "arg 5 (closure) must be tuple");
    if (!closure.isNone())
      return raise(ts, types::TypeError,
                   "arg 5 (closure) must be None or tuple");
    return true;
  }
  uint64_t count = tupleLength(closure);
  if (count != needed)
    return raise(ts, types::ValueError,
                 "{} requires closure of length {}, not {}",
                 {Value(code->name), needed, count});
  for (uint64_t i = 0; i < count; ++i)
    if (!hasShape(tupleItem(closure, i), BuiltinShape::Cell))
      return raise(ts, types::TypeError,
                   "arg 5 (closure) expected cell, found {}",
                   {typeOf(tupleItem(closure, i))});
  return true;
}

constexpr Signature newSignature =
    "(code, globals, name=None, argdefs=None, closure=None)";

Owned newFunction(ThreadState &ts, TypeObject *, const Arguments &args) {
  Value bound[5];
  if (!bindArguments(ts, "function", newSignature, args, bound))
    return {};
  if (!hasShape(bound[0], BuiltinShape::Code))
    return raise(ts, types::TypeError,
                 "function() argument 'code' must be code, not {}",
                 {typeOf(bound[0])});
  if (!isDict(bound[1]))
    return raise(ts, types::TypeError,
                 "function() argument 'globals' must be dict, not {}",
                 {typeOf(bound[1])});
  Value name = bound[2] ? bound[2] : none,
        defaults = bound[3] ? bound[3] : none,
        closure = bound[4] ? bound[4] : none;
  if (!name.isNone() && !isStr(name))
    return raise(ts, types::TypeError, "arg 3 (name) must be None or string");
  if (!defaults.isNone() && !isTuple(defaults))
    return raise(ts, types::TypeError,
                 "arg 4 (defaults) must be None or tuple");
  auto *code = bound[0].as<CodeObject>();
  if (!checkClosure(ts, code, closure))
    return {};
  Owned function = makeFunction(ts, code, bound[1]);
  if (!function)
    return {};
  auto *object = function.as<FunctionObject>();
  if (!name.isNone())
    storeField(ts, &object->header, &object->name, copyOf(name));
  object->defaults = copyOf(defaults).take();
  object->closure = code->layout.freeCount ? copyOf(closure).take() : kNone;
  return function;
}

constexpr GetSetDef getSets[] = {
    {"__code__", getCode, setCodeAttribute},
    {"__defaults__", getField<&FunctionObject::defaults>, setDefaults},
    {"__kwdefaults__", getField<&FunctionObject::keywordDefaults>,
     setKeywordDefaults},
    {"__annotations__", getAnnotations, setAnnotations},
    {"__dict__", getDict, setDict},
    {"__name__", getField<&FunctionObject::name>, setName},
    {"__qualname__", getField<&FunctionObject::qualname>, setQualname},
    {}};
constexpr MemberDef members[] = {
    {"__closure__", MemberKind::ValueOrNone, offsetof(FunctionObject, closure)},
    {"__doc__", MemberKind::ValueOrNone, offsetof(FunctionObject, doc), false},
    {"__globals__", MemberKind::Value, offsetof(FunctionObject, globals)},
    {"__module__", MemberKind::ValueOrNone, offsetof(FunctionObject, module),
     false},
    {"__builtins__", MemberKind::Value, offsetof(FunctionObject, builtins)},
    {}};
constexpr TypeSpec spec = {
    .name = "function",
    .doc =
        "Create a function object.\n\n  code\n    a code object\n  globals\n"
        "    the globals dictionary\n  name\n    a string that overrides the "
        "name from the code object\n  argdefs\n    a tuple that specifies "
        "the default argument values\n  closure\n    a tuple that supplies "
        "the bindings for free variables",
    .getSets = getSets,
    .members = members};

constexpr Word FunctionObject::*ownedFields[] = {
    &FunctionObject::globals,
    &FunctionObject::builtins,
    &FunctionObject::module,
    &FunctionObject::defaults,
    &FunctionObject::keywordDefaults,
    &FunctionObject::doc,
    &FunctionObject::closure,
    &FunctionObject::annotations,
    &FunctionObject::name,
    &FunctionObject::qualname};

void visitFunction(ObjectHeader *self, Visitor &visitor) {
  auto *function = reinterpret_cast<FunctionObject *>(self);
  visitor(Value(function->code).word());
  for (auto field : ownedFields)
    visitor(function->*field);
}

/// The code and the names stay: the function can still be called and printed.
void clearFunction(ThreadState &ts, ObjectHeader *self) {
  auto *function = reinterpret_cast<FunctionObject *>(self);
  for (auto field : ownedFields)
    if (field != &FunctionObject::name && field != &FunctionObject::qualname &&
        field != &FunctionObject::globals && field != &FunctionObject::builtins)
      clearField(ts, self, &(function->*field), kNone);
}

void deallocateFunction(ThreadState &ts, ObjectHeader *self) {
  auto *function = reinterpret_cast<FunctionObject *>(self);
  for (auto field : ownedFields)
    if (Word w = function->*field;
        isPointer(w) && !(objectOf(w)->gc & kGcImage))
      clearField(ts, self, &(function->*field), kNone);
  if (!(function->code->header.gc & kGcImage))
    release(&ts, Value(function->code).word());
  freeObject(ts, self, sizeof(FunctionObject));
}

} // namespace

Owned makeFunction(ThreadState &ts, CodeObject *code, Value globals) {
  Owned module = copyOf(dictGetName(ts, globals, Value(&names::__name__)));
  return makeFunction(ts, code, globals, module, builtinsOf(ts, globals));
}

/// retain() that leaves images alone without a call.
static Word shared(ThreadState &ts, Word w) {
  if (isPointer(w) && !(objectOf(w)->gc & kGcImage))
    retainObject(&ts, objectOf(w));
  return w;
}

Owned makeFunction(ThreadState &ts, CodeObject *code, Value globals,
                   Value module, Value builtins) {
  auto *function =
      allocateContainer<FunctionObject>(ts, BuiltinShape::Function);
  if (!function)
    return {};
  function->code = code;
  shared(ts, Value(code).word());
  function->entry = code->native ? code->native : interpretEntry;
  function->globals = shared(ts, globals.word());
  function->builtins = builtins ? shared(ts, builtins.word()) : kNone;
  function->defaults = function->keywordDefaults = function->closure = kNone;
  function->name = shared(ts, code->name);
  function->qualname = shared(ts, code->qualname);
  function->doc = code->doc ? shared(ts, code->doc) : kNone;
  function->module = module ? shared(ts, module.word()) : kNone;
  function->annotations = kNone;
  function->attributes = kUndef;
  return Owned::steal(function);
}

static_assert(offsetof(FunctionObject, attributes) + sizeof(Word) ==
              sizeof(FunctionObject));

constinit TypeObject types::Function = {
    .header = typeHeader(),
    .spec = &spec,
    .flags = kTypeContainer | kTypeHasDict | kTypeHasWeakrefs | kTypeDictMode |
             kTypeMethodDescriptor,
    .basicSize = sizeof(FunctionObject),
    .slotsOffset = sizeof(FunctionObject),
    .slots = {.deallocate = deallocateFunction,
              .visit = visitFunction,
              .clear = clearFunction,
              .repr = reprFunction,
              .call = callFunction,
              .descriptorGet = bindFunction,
              .new_ = newFunction}};

} // namespace dxpy
