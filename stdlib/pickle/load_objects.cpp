// Classes, functions and instances of pickles.
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/text/utf8.h"
#include "stdlib/pickle/loader.h"

namespace dxpy::pickle {

bool mapNames_py(ThreadState &ts, const char *nameTable,
                 const char *moduleTable, Owned &module, Owned &name) {
  Owned pairs = importName_py(ts, "_compat_pickle", nameTable);
  Owned key = pairs ? makeTuple(ts, {module, name}) : Owned();
  Value pair = key ? dictGet_py(ts, pairs, key) : Value();
  if (pair) {
    module = copyOf(tupleItem(pair, 0));
    name = copyOf(tupleItem(pair, 1));
    return true;
  }
  if (pendingException(ts))
    return false;
  Owned modules = importName_py(ts, "_compat_pickle", moduleTable);
  Value mapped = modules ? dictGet_py(ts, modules, module) : Value();
  if (mapped)
    module = copyOf(mapped);
  return !pendingException(ts);
}

Owned findClass_py(ThreadState &ts, Value unpickler, Value module, Value name) {
  const UnpicklerObject *u = asUnpickler(unpickler);
  Owned moduleName = copyOf(module), global = copyOf(name);
  if (u->protocol < 3 && u->fixImports &&
      !mapNames_py(ts, "NAME_MAPPING", "IMPORT_MAPPING", moduleName, global))
    return {};
  if (!isStr(moduleName))
    return raise(ts, types::TypeError, "module name must be a string");
  Owned found = importAbsolute_py(ts, moduleName);
  if (!found)
    return {};
  if (!isStr(global))
    return raise(ts, types::TypeError,
                 "attribute name must be string, not '{}'", {typeOf(global)});
  return deepAttribute_py(ts, found, global, u->protocol >= 4);
}

bool Loader::findClass(Value module, Value name) {
  if (typeOf(unpickler) == &unpicklerType)
    return push(findClass_py(ts, unpickler, module, name));
  Owned method = internText(ts, "find_class");
  return method && push(callMethod_py(ts, unpickler, method, {module, name}));
}

/// A line without its end, as text; too short: UnpicklingError.
static Owned lineText_py(ThreadState &ts, Input &in, const char *encoding) {
  std::string_view line;
  if (!in.line_py(line))
    return {};
  if (line.size() < 2)
    return raise(ts, unpicklingError(), "pickle data was truncated");
  Owned bytes = makeBytes(ts, line.substr(0, line.size() - 1));
  return bytes ? decodeBytes(ts, bytes, encoding) : Owned();
}

bool Loader::global_py() {
  Owned module = lineText_py(ts, in, "utf-8");
  Owned name = module ? lineText_py(ts, in, "utf-8") : Owned();
  return name && findClass(module, name);
}

bool Loader::stackGlobal_py() {
  Owned name = stack.pop();
  Owned module = name ? stack.pop() : Owned();
  clearException(ts);
  if (!module || !isExactStr(name) || !isExactStr(module))
    return raise(ts, unpicklingError(), "STACK_GLOBAL requires str");
  return findClass(module, name);
}

bool Loader::extension_py(unsigned size) {
  uint64_t number;
  if (!in.number_py(size, number))
    return false;
  int64_t code = size == 4 ? int32_t(number) : int64_t(number);
  if (code <= 0)
    return raise(ts, unpicklingError(), "EXT specifies code <= 0");
  Owned key = makeInt(ts, code);
  Owned cache = importName_py(ts, "copyreg", "_extension_cache");
  Value known = cache ? dictGet_py(ts, cache, key) : Value();
  if (known || pendingException(ts))
    return known && push(copyOf(known));
  Owned registry = importName_py(ts, "copyreg", "_inverted_registry");
  Value pair = registry ? dictGet_py(ts, registry, key) : Value();
  if (!pair)
    return pendingException(ts)
               ? false
               : bool(raise(ts, types::ValueError,
                            "unregistered extension code {}", {code}));
  if (!isTuple(pair) || tupleLength(pair) != 2 || !isStr(tupleItem(pair, 0)) ||
      !isStr(tupleItem(pair, 1)))
    return raise(ts, types::ValueError,
                 "_inverted_registry[{}] isn't a 2-tuple of strings", {code});
  Owned kept = copyOf(pair);
  return findClass(tupleItem(kept, 0), tupleItem(kept, 1)) &&
         dictSet_py(ts, cache, key, stack.top());
}

static Raised noPersistentLoad(ThreadState &ts) {
  return raise(ts, unpicklingError(),
               "A load persistent id instruction was encountered,\nbut no "
               "persistent_load function was specified.");
}

bool Loader::persistentLine_py() {
  if (!u->persistentLoad.isSet())
    return noPersistentLoad(ts);
  std::string_view line;
  if (!in.line_py(line))
    return false;
  if (!text::isAscii(line))
    return raise(ts, unpicklingError(),
                 "persistent IDs in protocol 0 must be ASCII strings");
  Owned id = makeStr(ts, line.substr(0, line.size() - 1));
  return id && push(u->persistentLoad.call_py(ts, unpickler, id));
}
bool Loader::persistent_py() {
  if (!u->persistentLoad.isSet())
    return noPersistentLoad(ts);
  Owned id = stack.pop();
  return id && push(u->persistentLoad.call_py(ts, unpickler, id));
}

/// An instance as INST and OBJ make it: of a class without arguments by its
/// __new__ alone.
bool Loader::instantiate_py(Value cls, Value arguments) {
  if (tupleLength(arguments) == 0 && hasFlag(cls, kSubclassType)) {
    Owned name = internText(ts, "__getinitargs__");
    Owned init = name ? getAttrOptional_py(ts, cls, name) : Owned();
    if (pendingException(ts))
      return false;
    if (!init)
      return push(callMethod_py(ts, cls, &names::__new__, {cls}));
  }
  return push(callTuple_py(ts, cls, arguments, {}));
}

bool Loader::instance_py() {
  size_t start;
  if (!stack.popMark(start))
    return false;
  Owned module = lineText_py(ts, in, "ascii");
  Owned name = module ? lineText_py(ts, in, "ascii") : Owned();
  if (!name || !findClass(module, name))
    return false;
  Owned cls = stack.pop();
  Owned arguments = cls ? stack.takeTuple(start) : Owned();
  return arguments && instantiate_py(cls, arguments);
}

bool Loader::object_py() {
  size_t start;
  if (!stack.popMark(start))
    return false;
  if (stack.size() - start < 1)
    return stack.underflow();
  Owned arguments = stack.takeTuple(start + 1);
  Owned cls = arguments ? stack.pop() : Owned();
  return cls && instantiate_py(cls, arguments);
}

bool Loader::newObject_py(bool withKeywords) {
  const char *opcode = withKeywords ? "NEWOBJ_EX" : "NEWOBJ";
  Owned keywords = withKeywords ? stack.pop() : ownedNone();
  Owned arguments = keywords ? stack.pop() : Owned();
  Owned cls = arguments ? stack.pop() : Owned();
  if (!cls)
    return false;
  if (!hasFlag(cls, kSubclassType))
    return raise(ts, unpicklingError(),
                 "{} class argument must be a type, not {}",
                 {opcode, typeOf(cls)});
  auto *type = cls.as<TypeObject>();
  if (!type->slots.new_ || type->flags & kTypeDisallowNew)
    return raise(ts, unpicklingError(),
                 "{} class argument '{}' doesn't have __new__",
                 {opcode, typeName(type)});
  if (!isTuple(arguments))
    return raise(ts, unpicklingError(),
                 "{} args argument must be a tuple, not {}",
                 {opcode, typeOf(arguments)});
  if (withKeywords && !isDict(keywords))
    return raise(ts, unpicklingError(),
                 "{} kwargs argument must be a dict, not {}",
                 {opcode, typeOf(keywords)});
  if (!withKeywords)
    return push(
        type->slots.new_(ts, type,
                         Arguments{reinterpret_cast<const Value *>(
                                       arguments.as<TupleObject>()->items),
                                   size_t(tupleLength(arguments)), Value()}));
  Owned make = getAttr_py(ts, cls, &names::__new__);
  Owned front = make ? makeTuple(ts, {cls}) : Owned();
  Owned all = front ? binary_py(ts, BinaryOp::Add, front, arguments) : Owned();
  return all && push(callTuple_py(ts, make, all, keywords));
}

bool Loader::reduce_py() {
  Owned arguments = stack.pop();
  Owned callable = arguments ? stack.pop() : Owned();
  if (!callable)
    return false;
  if (!isTuple(arguments))
    return raise(ts, types::TypeError, "argument list must be a tuple");
  return push(callTuple_py(ts, callable, arguments, {}));
}

bool Loader::build_py() {
  if (stack.size() < stack.fence() + 2)
    return stack.underflow();
  Owned state = stack.pop(), object = copyOf(stack.top());
  Owned setState = getAttrOptional_py(ts, object, &names::__setstate__);
  if (pendingException(ts))
    return false;
  if (setState)
    return bool(call_py(ts, setState, {state.value()}));
  if (isTuple(state) && tupleLength(state) == 2)
    return setState_py(object, tupleItem(state, 0), tupleItem(state, 1));
  return setState_py(object, state, none);
}

/// What a class without __setstate__ gets: attributes of its dict, and others.
bool Loader::setState_py(Value object, Value state, Value slots) {
  uint64_t position = 0;
  Value key, value;
  if (!state.isNone()) {
    if (!isDict(state))
      return raise(ts, unpicklingError(), "state is not a dictionary");
    Owned dict = getAttr_py(ts, object, &names::__dict__);
    if (!dict)
      return false;
    while (dictNext(state, position, key, value)) {
      Owned name = copyOf(key), item = copyOf(value);
      if (isExactStr(name))
        name = intern(ts, std::move(name));
      if (!name || !setItem_py(ts, dict, name, item))
        return false;
    }
  }
  if (slots.isNone())
    return true;
  if (!isDict(slots))
    return raise(ts, unpicklingError(), "slot state is not a dictionary");
  position = 0;
  while (dictNext(slots, position, key, value)) {
    Owned name = copyOf(key), item = copyOf(value);
    if (!setAttr_py(ts, object, name, item))
      return false;
  }
  return true;
}

} // namespace dxpy::pickle
