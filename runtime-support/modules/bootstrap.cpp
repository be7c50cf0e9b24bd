// The import system in Python, see the header.
#include "runtime-support/modules/bootstrap.h"
#include "runtime-support/builtins/frame.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"

namespace dxpy {

static Owned callNamed_py(ThreadState &ts, Value object, const char *name,
                          std::initializer_list<Value> args) {
  Owned key = internText(ts, name);
  return key ? callMethod_py(ts, object, key, args) : Owned();
}

/// The module; sys.modules may show another, or none.
static constinit Word installed = 0;

bool isBootstrapInstalled() { return installed; }

bool installBootstrap_py(ThreadState &ts, Value module) {
  Owned hold = copyOf(module), name = internText(ts, "_imp");
  Owned imp = name ? importAbsolute_py(ts, name) : Owned();
  Value spec = specClass(ts);
  if (!imp || !spec ||
      !callNamed_py(ts, hold, "_setup", {sysModule(), imp.value()}) ||
      !addToModule(ts, hold, "ModuleSpec", copyOf(spec)) ||
      !callNamed_py(ts, hold, "_install_external_importers", {}))
    return false;
  if (!installed)
    installed = hold.take(); // for the life of the process
  return true;
}

Owned bootstrap_py(ThreadState &ts) {
  if (installed)
    return copyOf(Value(installed));
  Owned name = internText(ts, kBootstrap);
  if (!name || !findEmbedded(name))
    return {};
  return importAbsolute_py(ts, name);
}

Owned findAndLoad_py(ThreadState &ts, Value bootstrap, Value name) {
  Owned key = internText(ts, "_gcd_import");
  Owned import = key ? getAttr_py(ts, bootstrap, key) : Owned();
  return import ? callNamed_py(ts, bootstrap, "_find_and_load",
                               {name, import.value()})
                : Owned();
}

static const CodeObject *codeOf(const TracebackObject *traceback) {
  return Value(traceback->frame).as<FrameObject>()->code;
}

static bool isImportFrame(const TracebackObject *traceback) {
  Value file(codeOf(traceback)->fileName);
  return isStr(file) &&
         (strText(file) == "<frozen importlib._bootstrap>" ||
          strText(file) == "<frozen importlib._bootstrap_external>");
}

void trimImportFrames(ThreadState &ts) {
  if (!pendingException(ts))
    return;
  Owned error = takeException(ts);
  bool always = isSubtype(typeOf(error), &types::ImportError);
  ObjectHeader *outerHolder = error.value().header(), *holder = outerHolder;
  Word *outer = &error.as<ExceptionObject>()->traceback, *link = outer;
  bool inside = false;
  while (hasShape(Value(*link), BuiltinShape::Traceback)) {
    auto *traceback = Value(*link).as<TracebackObject>();
    bool now = isImportFrame(traceback);
    if (now && !inside) {
      outer = link;
      outerHolder = holder;
    }
    inside = now;
    bool chunkEnds = always || strText(Value(codeOf(traceback)->name)) ==
                                   "_call_with_frames_removed";
    if (inside && chunkEnds) {
      storeField(ts, outerHolder, outer, copyOf(Value(traceback->next)));
      link = outer;
      holder = outerHolder;
    } else {
      holder = &traceback->header;
      link = &traceback->next;
    }
  }
  restoreException(ts, std::move(error));
}

} // namespace dxpy
