// Small parts of import that the interpreter itself needs.
#include "runtime-support/interpreter/import.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/exceptions.h"
#include "runtime-support/objects/function.h"
#include "runtime-support/objects/object.h"

namespace dxpy {

const MethodDef *importMethod = nullptr;

bool isDefaultImport(Value function) {
  return importMethod && hasShape(function, BuiltinShape::BuiltinFunction) &&
         function.as<BuiltinFunctionObject>()->def == importMethod;
}

void fillImportError(ThreadState &ts, Value name, Value path) {
  Owned exception = takeException(ts);
  if (exception && isSubtype(typeOf(exception), &types::ImportError)) {
    auto *error = exception.as<ImportErrorObject>();
    storeField(ts, &error->header, &error->name, copyOf(name));
    storeField(ts, &error->header, &error->path, copyOf(path));
  }
  restoreException(ts, std::move(exception));
}

} // namespace dxpy
