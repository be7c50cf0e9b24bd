#include "compiler/driver/Errors.h"

using namespace llvm;

namespace dxpy::driver {

Error sourceError(const base::Diagnostic &diagnostic, StringRef fileName) {
  return make_error<SourceError>(base::renderDiagnostic(diagnostic, fileName));
}

int report(StringRef program, Error error) {
  int code = 1;
  handleAllErrors(
      std::move(error),
      [&](const UsageError &usage) {
        errs() << program << ": error: ";
        usage.log(errs());
        errs() << " (" << program << " --help lists the options)\n";
        code = 2;
      },
      [&](const SourceError &source) { source.log(errs()); },
      [&](const ErrorInfoBase &other) {
        errs() << program << ": error: " << other.message() << "\n";
      });
  return code;
}

} // namespace dxpy::driver
