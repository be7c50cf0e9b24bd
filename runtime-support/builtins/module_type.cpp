// module: a namespace; attributes are the entries of its dict.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/descriptors.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/fields.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"

namespace dxpy {

constinit ImportHook importHook = nullptr;
constinit uint32_t moduleEpoch = 1;

Owned importModule_py(ThreadState &ts, std::string_view name) {
  Owned key = internText(ts, name);
  if (!key)
    return {};
  if (importHook)
    return importHook(ts, key);
  return raise(ts, types::ImportError, "No module named {}",
               {MessageArg::repr(key)});
}

namespace {

ModuleObject *moduleOf(Value self) { return self.as<ModuleObject>(); }

Owned newModule(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  Owned dict = result ? makeNamesDict(ts) : Owned();
  if (!dict)
    return {};
  moduleOf(result)->dict = dict.take();
  moduleOf(result)->name = kUndef;
  return result;
}

bool setEntry(ThreadState &ts, Value self, StrObject *name, Value value) {
  return dictSetName(ts, moduleDict(self), Value(name), value);
}

bool fillModule(ThreadState &ts, Value self, Value name, Value doc) {
  storeField(ts, self.header(), &moduleOf(self)->name, copyOf(name));
  return setEntry(ts, self, &names::__name__, name) &&
         setEntry(ts, self, &names::__doc__, doc) &&
         setEntry(ts, self, &names::__package__, none) &&
         setEntry(ts, self, &names::__loader__, none) &&
         setEntry(ts, self, &names::__spec__, none);
}

bool initModule(ThreadState &ts, Value self, const Arguments &args) {
  Value bound[2];
  if (!bindArguments(ts, "module", "(name, doc=None)", args, bound))
    return false;
  if (!isStr(bound[0]))
    return raise(ts, types::TypeError,
                 "module() argument 'name' must be str, not {}",
                 {typeOf(bound[0])});
  return fillModule(ts, self, bound[0], bound[1] ? bound[1] : none);
}

Value entry(ThreadState &ts, Value self, StrObject *name) {
  Value dict = moduleDict(self);
  return dict && isDict(dict) ? dictGetName(ts, dict, Value(name)) : Value();
}

/// Is the module's body still running?
int isInitializing(ThreadState &ts, Value self) {
  Value spec = entry(ts, self, &names::__spec__);
  if (!spec || spec.isNone())
    return 0;
  Owned key = internText(ts, "_initializing");
  Owned flag = key ? getAttrOptional_py(ts, spec, key) : Owned();
  if (!flag)
    return pendingException(ts) ? -1 : 0;
  return isTrue_py(ts, flag);
}

Raised raiseMissing(ThreadState &ts, Value self, Value name) {
  Value moduleName = entry(ts, self, &names::__name__);
  if (!moduleName || !isStr(moduleName)) {
    raise(ts, types::AttributeError, "module has no attribute '{}'", {name});
  } else {
    int initializing = isInitializing(ts, self);
    if (initializing < 0)
      return {};
    raise(ts, types::AttributeError,
          initializing ? "partially initialized module '{}' has no attribute "
                         "'{}' (most likely due to a circular import)"
                       : "module '{}' has no attribute '{}'",
          {moduleName, name});
  }
  noteAttribute(ts, self, name);
  return {};
}

Owned getAttribute(ThreadState &ts, Value self, Value name) {
  Owned found = genericGetAttrOptional_py(ts, self, name);
  if (found)
    return found;
  if (pendingException(ts)) {
    if (!pendingMatches(ts, types::AttributeError))
      return {};
    clearException(ts);
  }
  Owned hook = copyOf(entry(ts, self, &names::__getattr__));
  if (hook)
    return call_py(ts, hook, {name});
  return raiseMissing(ts, self, name);
}

/// One piece of a module's repr: the repr of attribute \p name of its spec.
Owned specAttribute(ThreadState &ts, Value spec, std::string_view name) {
  Owned key = internText(ts, name);
  return key ? getAttrOptional_py(ts, spec, key) : Owned();
}

bool appendOrigin(ThreadState &ts, StrBuilder &text, Value spec) {
  Owned origin = specAttribute(ts, spec, "origin");
  Owned loader = specAttribute(ts, spec, "loader");
  if (pendingException(ts))
    return false;
  if (origin && !origin.value().isNone()) {
    Owned located = specAttribute(ts, spec, "has_location");
    int truth = located ? isTrue_py(ts, located) : 0;
    if (truth < 0 || pendingException(ts))
      return false;
    text.append(truth ? " from " : " (");
    if (truth)
      return text.appendRepr_py(origin);
    bool ok = text.appendStr_py(origin);
    text.append(")");
    return ok;
  }
  if (!loader || loader.value().isNone())
    return true;
  text.append(" (");
  bool ok = text.appendRepr_py(loader);
  text.append(")");
  return ok;
}

Owned reprModule(ThreadState &ts, Value self) {
  StrBuilder text(ts);
  text.append("<module ");
  Owned name = copyOf(entry(ts, self, &names::__name__));
  if (name ? !text.appendRepr_py(name) : (text.append("'?'"), false))
    return {};
  Owned spec = copyOf(entry(ts, self, &names::__spec__));
  Owned file = copyOf(entry(ts, self, &names::__file__));
  Owned loader = copyOf(entry(ts, self, &names::__loader__));
  if (spec && !spec.value().isNone()) {
    if (!appendOrigin(ts, text, spec))
      return {};
  } else if (file) {
    text.append(" from ");
    if (!text.appendRepr_py(file))
      return {};
  } else if (loader && !loader.value().isNone()) {
    text.append(" (");
    if (!text.appendRepr_py(loader))
      return {};
    text.append(")");
  }
  text.append(">");
  return text.finish();
}

Owned getDict(ThreadState &, Value self) {
  Value dict = moduleDict(self);
  return dict ? copyOf(dict) : ownedNone();
}

bool setReadOnly(ThreadState &ts, Value, Value) {
  return raise(ts, types::AttributeError, "readonly attribute");
}

Owned getAnnotations(ThreadState &ts, Value self) {
  if (Value own = entry(ts, self, &names::__annotations__))
    return copyOf(own);
  Owned fresh = makeDict(ts);
  if (!fresh || !setEntry(ts, self, &names::__annotations__, fresh))
    return {};
  return fresh;
}

bool setAnnotations(ThreadState &ts, Value self, Value value) {
  if (value)
    return setEntry(ts, self, &names::__annotations__, value);
  int removed =
      dictDelete_py(ts, moduleDict(self), Value(&names::__annotations__));
  if (removed == 0)
    raise(ts, types::AttributeError, "__annotations__");
  return removed > 0;
}

Owned dirMethod(ThreadState &ts, Value self, const Value *) {
  Owned dict = getAttr_py(ts, self, Value(&names::__dict__));
  if (!dict)
    return {};
  if (!isDict(dict))
    return raise(ts, types::TypeError, "<module>.__dict__ is not a dictionary");
  if (Value hook = entry(ts, self, &names::__dir__)) {
    Owned hold = copyOf(hook);
    return call_py(ts, hold);
  }
  return dictKeys(ts, dict);
}

constexpr MethodDef methods[] = {
    {"__dir__", dirMethod, "()",
     "__dir__() -> list\nspecialized dir() implementation"},
    {}};
constexpr GetSetDef getSets[] = {
    {"__dict__", getDict, setReadOnly},
    {"__annotations__", getAnnotations, setAnnotations},
    {}};
constexpr TypeSpec spec = {
    .name = "module",
    .doc = "Create a module object.\n\nThe name must be a string; the optional "
           "docstring can have any type.",
    .methods = methods,
    .getSets = getSets};
using ModuleFields = Fields<ModuleObject, &ModuleObject::name>;

/// The state of a native module is an object that the module holds.
static Word stateOf(const ObjectHeader *module) {
  return reinterpret_cast<Word>(
      reinterpret_cast<const ModuleObject *>(module)->state);
}

static void deallocateModule(ThreadState &ts, ObjectHeader *module) {
  ++moduleEpoch;
  if (Word state = stateOf(module))
    release(&ts, state);
  ModuleFields::deallocate(ts, module);
}

static void visitModule(ObjectHeader *module, Visitor &visitor) {
  if (Word state = stateOf(module))
    visitor(state);
  ModuleFields::visit(module, visitor);
}

static_assert(offsetof(ModuleObject, dict) + sizeof(Word) ==
              sizeof(ModuleObject));

} // namespace

Owned makeModule(ThreadState &ts, Value name) {
  Owned module = newModule(ts, &types::Module, {});
  return module && fillModule(ts, module, name, none) ? std::move(module)
                                                      : Owned();
}

constinit TypeObject types::Module = {.header = typeHeader(),
                                      .spec = &spec,
                                      .flags = kTypeBase | kTypeContainer |
                                               kTypeHasDict | kTypeHasWeakrefs |
                                               kTypeDictMode,
                                      .basicSize = sizeof(ModuleObject),
                                      .slotsOffset = sizeof(ModuleObject),
                                      .slots = {.deallocate = deallocateModule,
                                                .visit = visitModule,
                                                .repr = reprModule,
                                                .getAttr = getAttribute,
                                                .init = initModule,
                                                .new_ = newModule}};

} // namespace dxpy
