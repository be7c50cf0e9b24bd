// What the files of builtins share.
#include "runtime-support/builtins/support.h"
#include "runtime-support/objects/builtins_namespace.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/generic_alias.h"

namespace dxpy {

constinit Value builtinsNamespace;

Owned classGetItem(ThreadState &ts, Value cls, const Value *args) {
  return makeGenericAlias(ts, cls, args[0]);
}

Owned builtinNamed_py(ThreadState &ts, std::string_view name) {
  Owned key = internText(ts, name);
  if (!key)
    return {};
  Value found =
      builtinsNamespace ? dictGetName(ts, builtinsNamespace, key) : Value();
  if (found)
    return copyOf(found);
  if (!pendingException(ts))
    raiseValue(ts, types::AttributeError, key);
  return {};
}

bool stateIndex(ThreadState &ts, Value state, int64_t &index) {
  if (!isInt(state))
    return raise(ts, types::TypeError, "an integer is required");
  if (!intFitsInt64(state, index))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  return true;
}

bool sizeArgument_py(ThreadState &ts, Value value, int64_t &out) {
  if (value.isSmallInt()) {
    out = value.smallInt();
    return true;
  }
  Owned index = toIndex_py(ts, value);
  if (!index)
    return false;
  if (!intFitsInt64(index, out))
    return raise(ts, types::OverflowError,
                 "Python int too large to convert to C ssize_t");
  return true;
}

bool subscriptIndex_py(ThreadState &ts, Value key, int64_t &index) {
  if (key.isSmallInt()) {
    index = key.smallInt();
    return true;
  }
  index = toIndexInt64_py(ts, key, &types::IndexError);
  return index != -1 || !pendingException(ts);
}

} // namespace dxpy
