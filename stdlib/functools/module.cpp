// Module _functools: its table.
#include "runtime-support/modules/native_module.h"
#include "stdlib/functools/parts.h"

namespace dxpy {

namespace functools {

namespace {

constexpr MethodDef functions[] = {
    {"reduce", reduce, "(function, iterable, initial=None, /)",
     "reduce(function, iterable[, initial]) -> value\n\nApply a function of "
     "two arguments cumulatively to the items of a sequence\nor iterable, from "
     "left to right, so as to reduce the iterable to a single\nvalue.  For "
     "example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5]) "
     "calculates\n((((1+2)+3)+4)+5).  If initial is present, it is placed "
     "before the items\nof the iterable in the calculation, and serves as a "
     "default when the\niterable is empty."},
    {"cmp_to_key", cmpToKey, "(mycmp)",
     "Convert a cmp= function into a key= function."},
    {}};

bool execute(ThreadState &ts, Value module) {
  return initNativeType(ts, &keyWrapperType) &&
         initNativeType(ts, &lruLinkType) && initNativeType(ts, &partialType) &&
         initNativeType(ts, &lruCacheType) &&
         addTypeToModule(ts, module, &partialType) &&
         addTypeToModule(ts, module, &lruCacheType);
}

} // namespace

} // namespace functools

DX_NATIVE_MODULE(_functools, .doc = "Tools that operate on functions.",
                 .functions = functools::functions,
                 .execute = functools::execute)

} // namespace dxpy
