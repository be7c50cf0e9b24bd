// Module _collections: its table. OrderedDict is Python's.
#include "runtime-support/modules/native_module.h"
#include "stdlib/collections/deque.h"

namespace dxpy {

namespace collections {

namespace {

constexpr MethodDef functions[] = {
    {"_count_elements", countElements, "(mapping, iterable, /)",
     "Count elements in the iterable, updating the mapping"},
    {}};

bool execute(ThreadState &ts, Value module) {
  for (TypeObject *type : {&dequeType, &defaultDictType, &dequeIteratorType,
                           &dequeReverseIteratorType, &tupleGetterType})
    if (!initNativeType(ts, type) || !addTypeToModule(ts, module, type))
      return false;
  return true;
}

} // namespace

} // namespace collections

DX_NATIVE_MODULE(
    _collections,
    .doc = "High performance data structures.\n- deque:        ordered "
           "collection accessible from endpoints only\n- defaultdict:  dict "
           "subclass with a default value factory\n",
    .functions = collections::functions, .execute = collections::execute)

} // namespace dxpy
