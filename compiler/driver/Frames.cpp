#include "compiler/driver/Frames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace dxpy::driver {

static bool namesFrames(llvm::StringRef name) { return name == "f_locals"; }

bool showsFrames(const bytecode::CodeUnit &unit) {
  if (llvm::any_of(unit.names, namesFrames))
    return true;
  return llvm::any_of(unit.constants, [](const bytecode::Constant &constant) {
    switch (constant.kind()) {
    case bytecode::ConstantKind::Str: // getattr(frame, "f_locals")
      return namesFrames(constant.asStr());
    case bytecode::ConstantKind::Code:
      return showsFrames(*constant.asCode());
    default:
      return false;
    }
  });
}

} // namespace dxpy::driver
