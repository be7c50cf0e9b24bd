// Exceptions with a few attributes of their own: StopIteration, SystemExit,
// KeyError, AttributeError, NameError, ImportError.
#include "runtime-support/builtins/exception_base.h"
#include "runtime-support/objects/dict.h"

namespace dxpy {

namespace {

/// The exception's fields start as None; allocateInstance leaves 0.
template <typename T, Word T::*...fields>
Owned newWith(ThreadState &ts, TypeObject *type, const Arguments &args) {
  Owned result = newException(ts, type, args);
  if (result)
    ((result.as<T>()->*fields = kNone), ...);
  return result;
}

template <typename T>
void setField(ThreadState &ts, Value self, Word T::*field, Value value) {
  storeField(ts, self.header(), &(self.as<T>()->*field),
             value ? copyOf(value) : ownedNone());
}

// StopIteration

bool initStopIteration(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args))
    return false;
  setField(ts, self, &StopIterationObject::value,
           args.positionalCount ? args[0] : none);
  return true;
}
constexpr MemberDef stopIterationMembers[] = {
    {"value", MemberKind::ValueOrNone, offsetof(StopIterationObject, value),
     false, "generator return value"},
    {}};
constexpr TypeSpec stopIterationSpec = {
    .name = "StopIteration",
    .doc = "Signal the end from iterator.__next__().",
    .members = stopIterationMembers};
using StopIterationFields =
    ExceptionFields<StopIterationObject, &StopIterationObject::value>::All;

// SystemExit

bool initSystemExit(ThreadState &ts, Value self, const Arguments &args) {
  if (!initBaseException(ts, self, args))
    return false;
  setField(ts, self, &SystemExitObject::code,
           args.positionalCount == 0   ? none
           : args.positionalCount == 1 ? args[0]
                                       : Value(exceptionOf(self)->args));
  return true;
}
constexpr MemberDef systemExitMembers[] = {{"code", MemberKind::ValueOrNone,
                                            offsetof(SystemExitObject, code),
                                            false, "exception code"},
                                           {}};
constexpr TypeSpec systemExitSpec = {
    .name = "SystemExit",
    .doc = "Request to exit from the interpreter.",
    .members = systemExitMembers};
using SystemExitFields =
    ExceptionFields<SystemExitObject, &SystemExitObject::code>::All;

// KeyError

/// A key that is text is shown with quotes, or '' would show nothing.
Owned strKeyError(ThreadState &ts, Value self) {
  Value args(exceptionOf(self)->args);
  if (tupleLength(args) == 1)
    return repr_py(ts, tupleItem(args, 0));
  return strBaseException(ts, self);
}
constexpr TypeSpec keyErrorSpec = {.name = "KeyError",
                                   .doc = "Mapping key not found."};

// AttributeError

bool initAttributeError(ThreadState &ts, Value self, const Arguments &args) {
  Value bound[2];
  if (!bindExceptionKeywords(ts, "AttributeError", args, {"name", "obj"},
                             bound) ||
      !setExceptionArgs(ts, self, args))
    return false;
  setField(ts, self, &AttributeErrorObject::name, bound[0]);
  setField(ts, self, &AttributeErrorObject::object, bound[1]);
  return true;
}
constexpr MemberDef attributeErrorMembers[] = {
    {"name", MemberKind::ValueOrNone, offsetof(AttributeErrorObject, name),
     false, "attribute name"},
    {"obj", MemberKind::ValueOrNone, offsetof(AttributeErrorObject, object),
     false, "object"},
    {}};
constexpr TypeSpec attributeErrorSpec = {.name = "AttributeError",
                                         .doc = "Attribute not found.",
                                         .members = attributeErrorMembers};
using AttributeErrorFields =
    ExceptionFields<AttributeErrorObject, &AttributeErrorObject::name,
                    &AttributeErrorObject::object>::All;

// NameError

bool initNameError(ThreadState &ts, Value self, const Arguments &args) {
  Value bound[1];
  if (!bindExceptionKeywords(ts, "NameError", args, {"name"}, bound) ||
      !setExceptionArgs(ts, self, args))
    return false;
  setField(ts, self, &NameErrorObject::name, bound[0]);
  return true;
}
constexpr MemberDef nameErrorMembers[] = {{"name", MemberKind::ValueOrNone,
                                           offsetof(NameErrorObject, name),
                                           false, "name"},
                                          {}};
constexpr TypeSpec nameErrorSpec = {.name = "NameError",
                                    .doc = "Name not found globally.",
                                    .members = nameErrorMembers};
constexpr TypeSpec unboundLocalErrorSpec = {
    .name = "UnboundLocalError",
    .doc = "Local name referenced but not bound to a value."};
using NameErrorFields =
    ExceptionFields<NameErrorObject, &NameErrorObject::name>::All;

// ImportError

bool initImportError(ThreadState &ts, Value self, const Arguments &args) {
  Value bound[2];
  if (!bindExceptionKeywords(ts, "ImportError", args, {"name", "path"},
                             bound) ||
      !setExceptionArgs(ts, self, args))
    return false;
  setField(ts, self, &ImportErrorObject::name, bound[0]);
  setField(ts, self, &ImportErrorObject::path, bound[1]);
  setField(ts, self, &ImportErrorObject::message,
           args.positionalCount == 1 ? args[0] : none);
  return true;
}

Owned strImportError(ThreadState &ts, Value self) {
  Value message(self.as<ImportErrorObject>()->message);
  return isExactStr(message) ? copyOf(message) : strBaseException(ts, self);
}

/// The attributes with `name` and `path` where they are set; None if nothing.
Owned importErrorState(ThreadState &ts, Value self) {
  auto *error = self.as<ImportErrorObject>();
  Owned own = exceptionDict(ts, self);
  if (!own || (error->name == kNone && error->path == kNone))
    return own;
  Owned state = own.value().isNone() ? makeDict(ts) : dictCopy(ts, own);
  if (!state ||
      (error->name != kNone &&
       !dictSetName(ts, state, Value(&names::name), Value(error->name))) ||
      (error->path != kNone &&
       !dictSetName(ts, state, Value(&names::path), Value(error->path))))
    return {};
  return state;
}

Owned reduceImportError(ThreadState &ts, Value self, const Value *) {
  Owned state = importErrorState(ts, self);
  if (!state)
    return {};
  Value type(typeOf(self)), args(exceptionOf(self)->args);
  return state.value().isNone() ? makeTuple(ts, {type, args})
                                : makeTuple(ts, {type, args, state});
}

constexpr MethodDef importErrorMethods[] = {
    {"__reduce__", reduceImportError, "()"}, {}};
constexpr MemberDef importErrorMembers[] = {
    {"msg", MemberKind::ValueOrNone, offsetof(ImportErrorObject, message),
     false, "exception message"},
    {"name", MemberKind::ValueOrNone, offsetof(ImportErrorObject, name), false,
     "module name"},
    {"path", MemberKind::ValueOrNone, offsetof(ImportErrorObject, path), false,
     "module path"},
    {}};
constexpr TypeSpec importErrorSpec = {
    .name = "ImportError",
    .doc = "Import can't find module, or can't find name in module.",
    .methods = importErrorMethods,
    .members = importErrorMembers};
constexpr TypeSpec moduleNotFoundErrorSpec = {.name = "ModuleNotFoundError",
                                              .doc = "Module not found."};
using ImportErrorFields =
    ExceptionFields<ImportErrorObject, &ImportErrorObject::message,
                    &ImportErrorObject::name, &ImportErrorObject::path>::All;

} // namespace

constinit TypeObject types::StopIteration = {
    .header = typeHeader(),
    .spec = &stopIterationSpec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(StopIterationObject),
    .slots = {.deallocate = StopIterationFields::deallocate,
              .visit = StopIterationFields::visit,
              .clear = StopIterationFields::clear,
              .init = initStopIteration,
              .new_ =
                  newWith<StopIterationObject, &StopIterationObject::value>}};
constinit TypeObject types::SystemExit = {
    .header = typeHeader(),
    .spec = &systemExitSpec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(SystemExitObject),
    .slots = {.deallocate = SystemExitFields::deallocate,
              .visit = SystemExitFields::visit,
              .clear = SystemExitFields::clear,
              .init = initSystemExit,
              .new_ = newWith<SystemExitObject, &SystemExitObject::code>}};
constinit TypeObject types::KeyError = {.header = typeHeader(),
                                        .spec = &keyErrorSpec,
                                        .flags = kExceptionFlags,
                                        .slots = {.str = strKeyError,
                                                  .init = initBaseException,
                                                  .new_ = newException}};
constinit TypeObject types::AttributeError = {
    .header = typeHeader(),
    .spec = &attributeErrorSpec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(AttributeErrorObject),
    .slots = {.deallocate = AttributeErrorFields::deallocate,
              .visit = AttributeErrorFields::visit,
              .clear = AttributeErrorFields::clear,
              .init = initAttributeError,
              .new_ = newWith<AttributeErrorObject, &AttributeErrorObject::name,
                              &AttributeErrorObject::object>}};
constinit TypeObject types::NameError = {
    .header = typeHeader(),
    .spec = &nameErrorSpec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(NameErrorObject),
    .slots = {.deallocate = NameErrorFields::deallocate,
              .visit = NameErrorFields::visit,
              .clear = NameErrorFields::clear,
              .init = initNameError,
              .new_ = newWith<NameErrorObject, &NameErrorObject::name>}};
constinit TypeObject types::UnboundLocalError = {
    .header = typeHeader(),
    .spec = &unboundLocalErrorSpec,
    .flags = kExceptionFlags,
    .slots = {.init = initNameError,
              .new_ = newWith<NameErrorObject, &NameErrorObject::name>}};
constinit TypeObject types::ImportError = {
    .header = typeHeader(),
    .spec = &importErrorSpec,
    .flags = kExceptionFlags,
    DXPY_EXCEPTION_LAYOUT(ImportErrorObject),
    .slots = {.deallocate = ImportErrorFields::deallocate,
              .visit = ImportErrorFields::visit,
              .clear = ImportErrorFields::clear,
              .str = strImportError,
              .init = initImportError,
              .new_ =
                  newWith<ImportErrorObject, &ImportErrorObject::message,
                          &ImportErrorObject::name, &ImportErrorObject::path>}};
constinit TypeObject types::ModuleNotFoundError = {
    .header = typeHeader(),
    .spec = &moduleNotFoundErrorSpec,
    .flags = kExceptionFlags,
    .slots = {.init = initImportError,
              .new_ =
                  newWith<ImportErrorObject, &ImportErrorObject::message,
                          &ImportErrorObject::name, &ImportErrorObject::path>}};

} // namespace dxpy
