// Classes and functions in pickles: by the name under which they are found.
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/dict.h"
#include "stdlib/pickle/saver.h"

namespace dxpy::pickle {

namespace {

/// Walks object.a.b.c; null without an exception where it ends early. \p
/// parent: what has the last name.
Owned walk_py(ThreadState &ts, Value object, std::string_view path,
              Owned &parent) {
  Owned at = copyOf(object);
  for (size_t start = 0; at && start <= path.size();) {
    size_t dot = std::min(path.find('.', start), path.size());
    Owned name = internText(ts, path.substr(start, dot - start));
    if (!name)
      return {};
    parent = std::move(at);
    at = getAttrOptional_py(ts, parent, name);
    start = dot + 1;
  }
  return at;
}

/// The name of the module that says it has \p object, or that has it.
Owned moduleOf_py(ThreadState &ts, Value object, std::string_view path) {
  Owned own = getAttrOptional_py(ts, object, &names::__module__);
  if (pendingException(ts) || (own && !own.value().isNone()))
    return own;
  // Looking for attributes may import modules.
  Owned modules = dictCopy(ts, modulesTable()), parent;
  uint64_t position = 0;
  Value name, module;
  while (modules && dictNext(modules, position, name, module)) {
    if (module.isNone() || (isStr(name) && (strText(name) == "__main__" ||
                                            strText(name) == "__mp_main__")))
      continue;
    Owned found = walk_py(ts, module, path, parent);
    if (pendingException(ts))
      return {};
    if (found && found.value() == object)
      return copyOf(name);
  }
  return modules ? internText(ts, "__main__") : Owned();
}

bool hasLocals(std::string_view path) {
  for (size_t at = path.find("<locals>"); at != path.npos;
       at = path.find("<locals>", at + 1))
    if ((at == 0 || path[at - 1] == '.') &&
        (at + 8 == path.size() || path[at + 8] == '.'))
      return true;
  return false;
}

} // namespace

Owned deepAttribute_py(ThreadState &ts, Value object, Value name, bool dotted) {
  std::string_view path = strText(name);
  if (dotted && hasLocals(path))
    return raise(ts, types::AttributeError,
                 "Can't pickle local attribute {} on {}",
                 {MessageArg::repr(name), MessageArg::repr(object)});
  Owned parent;
  Owned found = dotted ? walk_py(ts, object, path, parent)
                       : getAttrOptional_py(ts, object, name);
  if (!found && !pendingException(ts))
    raise(ts, types::AttributeError, "Can't get attribute {} on {}",
          {MessageArg::repr(name), MessageArg::repr(object)});
  return found;
}

bool Saver::saveType_py(Value object) {
  auto *type = object.as<TypeObject>();
  Word only = type == &types::NoneType             ? kNone
              : type == &types::NotImplementedType ? kNotImplemented
              : type == &types::Ellipsis           ? kEllipsis
                                                   : 0;
  return only ? saveCall_py(Value(&types::Type), Value(only), object)
              : saveGlobal_py(object, {});
}

bool Saver::saveGlobal_py(Value object, Value given) {
  Owned name = given ? copyOf(given)
                     : getAttrOptional_py(ts, object, &names::__qualname__);
  if (!name && !pendingException(ts))
    name = getAttr_py(ts, object, &names::__name__);
  if (!name)
    return false;
  if (!isStr(name))
    return raise(ts, types::TypeError, "must be str, not {}", {typeOf(name)});
  std::string_view path = strText(name);
  // CPython makes the names of such classes anew: the memo does not know them.
  if (!given && hasFlag(object, kSubclassType) &&
      !(object.as<TypeObject>()->flags & kTypeHeap)) {
    name = makeStr(ts, path);
    if (!name)
      return false;
    path = strText(name);
  }
  if (hasLocals(path))
    return raise(ts, types::AttributeError, "Can't pickle local object {}",
                 {MessageArg::repr(name)});
  Owned moduleName = moduleOf_py(ts, object, path);
  if (!moduleName)
    return false;
  Owned module =
      isStr(moduleName) ? importAbsolute_py(ts, moduleName) : Owned();
  if (!module) {
    clearException(ts);
    return raise(ts, picklingError(),
                 "Can't pickle {}: import of module {} failed",
                 {MessageArg::repr(object), MessageArg::repr(moduleName)});
  }
  Owned parent;
  Owned found = walk_py(ts, module, path, parent);
  if (!found) {
    clearException(ts);
    return raise(ts, picklingError(),
                 "Can't pickle {}: attribute lookup {} on {} failed",
                 {MessageArg::repr(object), name.value(), moduleName.value()});
  }
  if (!isIdentical(found, object))
    return raise(ts, picklingError(),
                 "Can't pickle {}: it's not the same object as {}.{}",
                 {MessageArg::repr(object), moduleName.value(), name.value()});
  if (int done = p->protocol >= 2 ? saveExtension_py(moduleName, name) : 0)
    return done > 0;
  Owned last = strPiece(ts, name, path.substr(path.rfind('.') + 1));
  return last && saveFound_py(object, module, moduleName, parent, name, last);
}

int Saver::saveExtension_py(Value moduleName, Value name) {
  Owned registry = importName_py(ts, "copyreg", "_extension_registry");
  Owned key = registry ? makeTuple(ts, {moduleName, name}) : Owned();
  Value registered = key ? dictGet_py(ts, registry, key) : Value();
  if (!registered)
    return pendingException(ts) ? -1 : 0;
  int64_t code;
  if (!isInt(registered))
    return raise(ts, picklingError(), "extension code {} isn't an integer",
                 {MessageArg::repr(registered)});
  if (!intFitsInt64(registered, code) || code <= 0 || code > 0x7FFFFFFF)
    return raise(ts, types::RuntimeError, "extension code {} is out of range",
                 {registered});
  bool good = code <= 0xFF     ? out.put(Op::Ext1, uint64_t(code), 1)
              : code <= 0xFFFF ? out.put(Op::Ext2, uint64_t(code), 2)
                               : out.put(Op::Ext4, uint64_t(code), 4);
  return good ? 1 : -1;
}

bool Saver::saveFound_py(Value object, Value module, Value moduleName,
                         Value parent, Value name, Value lastName) {
  if (parent == module)
    name = lastName;
  if (p->protocol >= 4)
    return save_py(moduleName) && save_py(name) && out.put(Op::StackGlobal) &&
           memoize(object);
  if (parent == module)
    return saveGlobalLines_py(object, moduleName, name);
  Owned get = importName_py(ts, "builtins", "getattr");
  Owned arguments = get ? makeTuple(ts, {parent, lastName}) : Owned();
  Owned reduced = arguments ? makeTuple(ts, {get, arguments}) : Owned();
  return reduced && saveReduced_py(reduced, {}) && memoize(object);
}

bool Saver::saveGlobalLines_py(Value object, Value moduleName, Value name) {
  Owned names[] = {copyOf(moduleName), copyOf(name)};
  if (p->protocol < 3 && p->fixImports &&
      !mapNames_py(ts, "REVERSE_NAME_MAPPING", "REVERSE_IMPORT_MAPPING",
                   names[0], names[1]))
    return false;
  if (!out.put(Op::Global))
    return false;
  static constexpr const char *kinds[] = {"module", "global"};
  for (int i = 0; i < 2; ++i) {
    Owned bytes = encodeStr(ts, names[i], p->protocol == 3 ? "utf-8" : "ascii");
    if (!bytes) {
      if (!pendingMatches(ts, types::UnicodeEncodeError))
        return false;
      clearException(ts);
      return raise(ts, picklingError(),
                   "can't pickle {} identifier '{}' using pickle protocol {}",
                   {kinds[i], names[i].value(), p->protocol});
    }
    if (!out.put(bytesText(bytes)) || !out.put("\n"))
      return false;
  }
  return memoize(object);
}

} // namespace dxpy::pickle
