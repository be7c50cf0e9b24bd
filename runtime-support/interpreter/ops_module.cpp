// Imports, namespaces, and helpers of rare syntax.
#include "runtime-support/abi/helper_modules.h"
#include "runtime-support/interpreter/import.h"
#include "runtime-support/interpreter/op.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/module.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

ImportFunction defaultImport = nullptr;
Value (*modulesDict)(ThreadState &ts) = nullptr;

Flow opImportName(Op &op) {
  ThreadState &ts = op.ts;
  Owned result;
  {
    UseRange parts(op, op.b, 2);
    Value import = dictGet_py(ts, op.builtins(), &names::__import__);
    if (!import) {
      if (!pendingException(ts))
        raise(ts, types::ImportError, "__import__ not found");
      return Flow::Error;
    }
    Value locals =
        op.code->traits & kTraitUsesNamespace ? op.localNamespace() : none;
    Owned hold = copyOf(import);
    if (isDefaultImport(hold))
      result = defaultImport(ts, op.name(op.c), op.globals(), parts[1],
                             parts[0].smallInt());
    else
      result = call_py(
          ts, hold, {op.name(op.c), op.globals(), locals, parts[1], parts[0]});
  }
  return op.finish(std::move(result));
}

/// `from package import submodule` while the package is still being imported.
static Owned importedSubmodule_py(ThreadState &ts, Value module, Value name) {
  Owned package = getAttrOptional_py(ts, module, &names::__name__);
  if (!package || !isStr(package))
    return {};
  StrBuilder full(ts);
  full.append(package);
  full.append(".");
  full.append(name);
  Owned fullName = full.finish();
  if (!fullName)
    return {};
  return copyOf(dictGet_py(ts, modulesDict(ts), fullName));
}

/// Is the module's own import still under way (__spec__._initializing)?
static bool isInitialising_py(ThreadState &ts, Value module) {
  Owned spec = getAttrOptional_py(ts, module, &names::__spec__);
  if (!spec)
    return false;
  Owned initialisingName = internText(ts, "_initializing");
  Owned flag = getAttrOptional_py(ts, spec, initialisingName);
  return flag && isTrue_py(ts, flag) > 0;
}

static Flow raiseImportFrom_py(Op &op, Value module, Value name) {
  ThreadState &ts = op.ts;
  Owned package = getAttrOptional_py(ts, module, &names::__name__);
  clearException(ts);
  Owned unknown = internText(ts, "<unknown module name>");
  Value packageName = package ? package.value() : unknown.value();
  Owned file = getAttrOptional_py(ts, module, &names::__file__);
  clearException(ts);
  bool known = file && isStr(file);
  bool circular = known && isInitialising_py(ts, module);
  clearException(ts);
  Owned unknownFile = internText(ts, "unknown location");
  raise(ts, types::ImportError,
        circular ? "cannot import name {} from partially initialized module "
                   "{} (most likely due to a circular import) ({})"
                 : "cannot import name {} from {} ({})",
        {MessageArg::repr(name), MessageArg::repr(packageName),
         known ? file.value() : unknownFile.value()});
  fillImportError(ts, packageName, known ? file.value() : none);
  return Flow::Error;
}

Flow opImportFrom(Op &op) {
  ThreadState &ts = op.ts;
  Value module = op.peek(op.b), name = op.name(op.c);
  Owned result = getAttrOptional_py(ts, module, name);
  if (!result && !pendingException(ts))
    result = importedSubmodule_py(ts, module, name);
  if (result)
    return op.finish(std::move(result));
  return pendingException(ts) ? Flow::Error
                              : raiseImportFrom_py(op, module, name);
}

// import * --------------------------------------------------------------------

namespace {

class StarImport {
public:
  StarImport(Op &op, Value module) : op(op), ts(op.ts), module(module) {}

  bool run() {
    Owned all = getAttrOptional_py(ts, module, &names::__all__);
    if (!all && pendingException(ts))
      return false;
    if (all)
      return forEach_py(ts, all, [&](Value name) {
        return checkName(name, "Item in __all__") && bind(name);
      });
    Owned dict = getAttrOptional_py(ts, module, &names::__dict__);
    if (!dict)
      return pendingException(ts)
                 ? false
                 : bool(raise(ts, types::ImportError,
                              "from-import-* object has no __dict__ and no "
                              "__all__"));
    return forEach_py(ts, dict, [&](Value name) {
      if (!checkName(name, "Key in __dict__"))
        return false;
      return strText(name).starts_with('_') || bind(name);
    });
  }

private:
  bool checkName(Value name, const char *what) {
    if (isStr(name))
      return true;
    Owned moduleName = getAttr_py(ts, module, &names::__name__);
    if (!moduleName)
      return false;
    if (std::string_view(what).starts_with("Key"))
      return raise(ts, types::TypeError,
                   "Key in {}.__dict__ must be str, not {}",
                   {moduleName.value(), typeOf(name)});
    return raise(ts, types::TypeError, "Item in {}.__all__ must be str, not {}",
                 {moduleName.value(), typeOf(name)});
  }
  bool bind(Value name) {
    Owned value = getAttr_py(ts, module, name);
    return value && setItem_py(ts, op.localNamespace(), name, value);
  }

  Op &op;
  ThreadState &ts;
  Value module;
};

} // namespace

Flow opImportStar(Op &op) {
  Use module(op, op.b);
  return StarImport(op, module).run() ? Flow::Next : Flow::Error;
}

// Namespaces ------------------------------------------------------------------

Flow opLocals(Op &op) {
  if (op.code->traits & kTraitUsesNamespace)
    return op.finish(copyOf(op.localNamespace()));
  Owned frame = frameOf(op.ts, op.r);
  if (!frame)
    return Flow::Error;
  return op.finish(frameLocals_py(op.ts, frame.as<FrameObject>()));
}

Flow opSetupAnnotations(Op &op) {
  ThreadState &ts = op.ts;
  Value space = op.localNamespace(), name = &names::__annotations__;
  if (isExactDict(space)) {
    int present = dictContains_py(ts, space, name);
    if (present)
      return present < 0 ? Flow::Error : Flow::Next;
  } else {
    if (getItem_py(ts, space, name))
      return Flow::Next;
    if (!pendingMatches(ts, types::KeyError))
      return Flow::Error;
    clearException(ts);
  }
  Owned dict = makeDict(ts);
  return dict && setItem_py(ts, space, name, dict) ? Flow::Next : Flow::Error;
}

Flow opDisplayHook(Op &op) {
  ThreadState &ts = op.ts;
  Use value(op, op.a);
  Value sys = dictGet_py(ts, modulesDict(ts), &names::sys);
  Owned hookName = internText(ts, "displayhook");
  Owned hook = sys ? getAttr_py(ts, sys, hookName) : Owned();
  if (!hook) {
    if (!pendingException(ts))
      raise(ts, types::RuntimeError, "lost sys.displayhook");
    return Flow::Error;
  }
  return call_py(ts, hook, {value}) ? Flow::Next : Flow::Error;
}

// Rare syntax, whose objects modules of ours in Python make ------------------

/// <module>.<name>(*args)
static Owned makeBy_py(ThreadState &ts, const char *module, const char *name,
                       const Arguments &args) {
  Owned owner = importModule_py(ts, module);
  Owned key = owner ? internText(ts, name) : Owned();
  Owned function = key ? getAttr_py(ts, owner, key) : Owned();
  return function ? call_py(ts, function, args) : Owned();
}

Flow opIntrinsic(Op &op) {
  static constexpr const char *helpers[] = {
#define INTRINSIC(name, number, operands, meaning) #name,
#include "runtime-support/abi/Intrinsics.def"
  };
  if (op.x >= std::size(helpers)) {
    raise(op.ts, types::SystemError, "unknown intrinsic {}", {int64_t(op.x)});
    return Flow::Error;
  }
  Owned result;
  {
    UseRange values(op, op.b, op.c);
    result = makeBy_py(op.ts, kTypeParametersModule, helpers[op.x],
                       {values.values(), op.c, {}});
  }
  return op.finish(std::move(result));
}

Flow opBuildTemplate(Op &op) {
  Owned result;
  {
    UseRange parts(op, op.b, op.c);
    result = makeBy_py(op.ts, kTemplatesModule, "Template",
                       {parts.values(), op.c, {}});
  }
  return op.finish(std::move(result));
}

Flow opBuildInterpolation(Op &op) {
  Owned result;
  {
    bool hasSpec = op.x & kHasFormatSpec;
    UseRange parts(op, op.b, hasSpec ? 3 : 2);
    static constexpr const char *letters[] = {"", "s", "r", "a"};
    Owned conversion =
        op.x & 3 ? internText(op.ts, letters[op.x & 3]) : ownedNone();
    Value args[] = {parts[0], parts[1], conversion,
                    hasSpec ? parts[2] : Value(&names::empty)};
    result = makeBy_py(op.ts, kTemplatesModule, "Interpolation", {args, 4, {}});
  }
  return op.finish(std::move(result));
}

} // namespace dxpy
