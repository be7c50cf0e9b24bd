// Exception classes of native modules.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/object.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/objects/tuple.h"

namespace dxpy {

static bool setText(ThreadState &ts, Value dict, StrObject &name,
                    std::string_view text) {
  Owned value = makeStr(ts, text);
  return value && dictSetName(ts, dict, Value(&name), value);
}

TypeObject *addExceptionToModule(ThreadState &ts, Value module,
                                 const char *name, Value bases, const char *doc,
                                 TypeObject *made) {
  std::string_view full = name;
  size_t dot = full.rfind('.');
  std::string_view last = full.substr(dot + 1);
  if (made)
    return addToModule(ts, module, name + dot + 1, copyOf(Value(made)))
               ? made
               : nullptr;
  Owned space = makeDict(ts), ident = internText(ts, last);
  Owned tuple = isTuple(bases) ? copyOf(bases) : makeTuple(ts, {bases});
  if (!space || !ident || !tuple ||
      !setText(ts, space, names::__module__, full.substr(0, dot)) ||
      (doc && !setText(ts, space, names::__doc__, doc)))
    return nullptr;
  Owned type = call_py(ts, Value(&types::Type),
                       {ident.value(), tuple.value(), space.value()});
  auto *result = type.as<TypeObject>();
  if (!type || !dictSetName(ts, moduleDict(module), ident, type))
    return nullptr;
  (void)type.take(); // the module's code refers to it for good
  return result;
}

} // namespace dxpy
