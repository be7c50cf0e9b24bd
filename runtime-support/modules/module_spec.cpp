// ModuleSpec: `__spec__` of modules.
#include "runtime-support/inline/alloc.h"
#include "runtime-support/memory/collector.h"
#include "runtime-support/modules/bootstrap.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

namespace {

struct SpecObject {
  ObjectHeader header;
  Word name, loader, origin, locations, loaderState, cached;
  Word hasLocation, initialising; ///< bool
  Word loading; ///< list of submodules being imported, or None
};

SpecObject *self_(Value v) { return v.as<SpecObject>(); }

constexpr Word SpecObject::*kFields[] = {
    &SpecObject::name,        &SpecObject::loader,       &SpecObject::origin,
    &SpecObject::locations,   &SpecObject::loaderState,  &SpecObject::cached,
    &SpecObject::hasLocation, &SpecObject::initialising, &SpecObject::loading};

template <Word SpecObject::*field> Owned get(ThreadState &, Value self) {
  return copyOf(Value(self_(self)->*field));
}
template <Word SpecObject::*field>
bool set(ThreadState &ts, Value self, Value value) {
  storeField(ts, self.header(), &(self_(self)->*field),
             value ? copyOf(value) : ownedNone());
  return true;
}

Owned getParent(ThreadState &ts, Value self) {
  SpecObject *spec = self_(self);
  if (spec->locations != kNone)
    return copyOf(Value(spec->name));
  std::string_view text = strText(Value(spec->name));
  size_t dot = text.rfind('.');
  return makeStr(ts, dot == std::string_view::npos ? "" : text.substr(0, dot));
}

Owned getLoading(ThreadState &ts, Value self) {
  SpecObject *spec = self_(self);
  if (spec->loading == kNone) {
    Owned list = makeList(ts);
    if (!list)
      return {};
    storeField(ts, &spec->header, &spec->loading, std::move(list));
  }
  return copyOf(Value(spec->loading));
}

Owned compare(ThreadState &ts, Value self, Value other, CompareOp op) {
  if ((op != CompareOp::Eq && op != CompareOp::Ne) ||
      typeOf(other) != typeOf(self))
    return ownedNotImplemented();
  for (auto field : {&SpecObject::name, &SpecObject::loader,
                     &SpecObject::origin, &SpecObject::locations,
                     &SpecObject::cached, &SpecObject::hasLocation}) {
    Owned mine = copyOf(Value(self_(self)->*field));
    Owned theirs = copyOf(Value(self_(other)->*field));
    int same = equal_py(ts, mine, theirs);
    if (same < 0)
      return {};
    if (!same)
      return ownedBool(op == CompareOp::Ne);
  }
  return ownedBool(op == CompareOp::Eq);
}

bool appendField(StrBuilder &text, const char *name, Word value) {
  text.append(name);
  return text.appendRepr_py(Value(value));
}

Owned repr(ThreadState &ts, Value self) {
  SpecObject *spec = self_(self);
  StrBuilder text(ts);
  text.append("ModuleSpec(");
  if (!appendField(text, "name=", spec->name) ||
      !appendField(text, ", loader=", spec->loader) ||
      (spec->origin != kNone &&
       !appendField(text, ", origin=", spec->origin)) ||
      (spec->locations != kNone &&
       !appendField(text, ", submodule_search_locations=", spec->locations)))
    return {};
  text.append(")");
  return text.finish();
}

SpecObject *allocate(ThreadState &ts, TypeObject *type) {
  Owned object = allocateInstance(ts, type);
  if (!object)
    return nullptr;
  auto *spec = object.as<SpecObject>();
  for (auto field : kFields)
    spec->*field = kNone;
  spec->hasLocation = spec->initialising = kFalse;
  (void)object.take();
  return spec;
}

Owned newSpec(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature =
      "(name, loader, *, origin=None, loader_state=None, is_package=None)";
  Value bound[5];
  if (!bindArguments(ts, "ModuleSpec", signature, args, bound))
    return {};
  SpecObject *spec = allocate(ts, type);
  if (!spec)
    return {};
  Owned result = Owned::steal(spec);
  spec->name = copyOf(bound[0]).take();
  spec->loader = copyOf(bound[1]).take();
  spec->origin = bound[2] ? copyOf(bound[2]).take() : kNone;
  spec->loaderState = bound[3] ? copyOf(bound[3]).take() : kNone;
  int package = bound[4] ? isTrue_py(ts, bound[4]) : 0;
  if (package < 0)
    return {};
  if (package) {
    Owned list = makeList(ts);
    if (!list)
      return {};
    spec->locations = list.take();
  }
  return result;
}

void clear(ThreadState &ts, ObjectHeader *object) {
  for (auto field : kFields)
    clearField(ts, object, &(reinterpret_cast<SpecObject *>(object)->*field),
               kNone);
}
void deallocate(ThreadState &ts, ObjectHeader *object) {
  clear(ts, object);
  freeObject(ts, object, sizeof(SpecObject));
}
void visit(ObjectHeader *object, Visitor &visitor) {
  for (auto field : kFields)
    visitor(reinterpret_cast<SpecObject *>(object)->*field);
}

constexpr GetSetDef getSets[] = {
    {"name", get<&SpecObject::name>, set<&SpecObject::name>},
    {"loader", get<&SpecObject::loader>, set<&SpecObject::loader>},
    {"origin", get<&SpecObject::origin>, set<&SpecObject::origin>},
    {"submodule_search_locations", get<&SpecObject::locations>,
     set<&SpecObject::locations>},
    {"loader_state", get<&SpecObject::loaderState>,
     set<&SpecObject::loaderState>},
    {"_cached", get<&SpecObject::cached>, set<&SpecObject::cached>},
    {"_set_fileattr", get<&SpecObject::hasLocation>,
     set<&SpecObject::hasLocation>},
    {"cached", get<&SpecObject::cached>, set<&SpecObject::cached>},
    {"has_location", get<&SpecObject::hasLocation>,
     set<&SpecObject::hasLocation>},
    {"_initializing", get<&SpecObject::initialising>,
     set<&SpecObject::initialising>},
    {"_uninitialized_submodules", getLoading},
    {"parent", getParent},
    {},
};
constexpr TypeSpec specSpec = {
    "_frozen_importlib.ModuleSpec",
    "The specification for a module, used for loading.", nullptr, getSets};
constinit TypeObject specType = {
    .header = typeHeader(),
    .spec = &specSpec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeBase | kTypeHasDict,
    .basicSize = sizeof(SpecObject),
    .slots = {.deallocate = deallocate,
              .visit = visit,
              .clear = clear,
              .repr = repr,
              .compare = compare,
              .new_ = newSpec},
};

} // namespace

Value specClass(ThreadState &ts) {
  if (!(specType.flags & kTypeReady) && !initNativeType(ts, &specType))
    return {};
  return Value(&specType);
}

Owned makeSpec(ThreadState &ts, Value name, Value loader, Value origin,
               bool package) {
  if (!specClass(ts))
    return {};
  SpecObject *spec = allocate(ts, &specType);
  if (!spec)
    return {};
  Owned result = Owned::steal(spec);
  spec->name = copyOf(name).take();
  spec->loader = copyOf(loader).take();
  spec->origin = copyOf(origin).take();
  spec->hasLocation =
      boolWord(!origin.isNone() && strText(origin) != "built-in");
  if (package) {
    Owned list = makeList(ts);
    if (!list)
      return {};
    spec->locations = list.take();
  }
  return result;
}

bool setSpecInitialising(ThreadState &, Value spec, bool on) {
  if (hasShape(spec, BuiltinShape::Free) || spec.isNone())
    return true;
  if (typeOf(spec) == &specType)
    self_(spec)->initialising = boolWord(on);
  return true;
}

} // namespace dxpy
