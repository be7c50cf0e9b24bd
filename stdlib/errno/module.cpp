// Module errno.
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/number.h"
#include "runtime-support/objects/str.h"
#include <cerrno>

namespace dxpy {

static bool execute(ThreadState &ts, Value module) {
  static constexpr struct {
    const char *name;
    int value;
  } rows[] = {
#define ERROR(name) {#name, name},
#include "stdlib/errno/Errors.def"
  };
  Owned codes = makeDict(ts);
  if (!codes || !addToModule(ts, module, "errorcode", copyOf(codes)))
    return false;
  for (auto &row : rows) {
    Owned name = internText(ts, row.name);
    if (!name || !addToModule(ts, module, row.name, makeInt(ts, row.value)) ||
        !dictSet_py(ts, codes, Value(smallIntWord(row.value)), name))
      return false;
  }
  return true;
}

DX_NATIVE_MODULE(
    errno,
    .doc = "This module makes available standard errno system symbols.\n\nThe "
           "value of each symbol is the corresponding integer value,\ne.g., on "
           "most systems, errno.ENOENT equals the integer 2.\n\nThe dictionary "
           "errno.errorcode maps numeric codes to symbol names,\ne.g., "
           "errno.errorcode[2] could be the string 'ENOENT'.\n\nSymbols that "
           "are not relevant to the underlying system are not defined.\n\nTo "
           "map error codes to error messages, use the function "
           "os.strerror(),\ne.g. os.strerror(2) could return 'No such file or "
           "directory'.",
    .execute = execute)

} // namespace dxpy
