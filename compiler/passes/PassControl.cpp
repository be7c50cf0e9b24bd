#include "compiler/passes/PassControl.h"
#include "compiler/dxir/Printer.h"
#include "llvm/ADT/STLExtras.h"

namespace dxpy::passes {

namespace {

struct PassInfo {
  llvm::StringLiteral name;
  bool required;
};
constexpr PassInfo passTable[] = {
#define PASS(id, name, required, meaning) {name, required},
#include "compiler/passes/Passes.def"
};

} // namespace

std::optional<Pass> passNamed(llvm::StringRef name) {
  for (size_t i = 0; i < std::size(passTable); ++i)
    if (passTable[i].name == name)
      return Pass(i);
  return std::nullopt;
}

llvm::StringRef nameOf(Pass pass) { return passTable[size_t(pass)].name; }

std::string passNames() {
  std::string result;
  for (const PassInfo &info : passTable)
    result += (result.empty() ? "" : ", ") + info.name.str();
  return result;
}

bool PassControl::runs(Pass pass) const {
  return passTable[size_t(pass)].required ||
         (!(stopAfter && pass > *stopAfter) &&
          !llvm::is_contained(disabled, pass));
}

void PassControl::after(Pass pass, const dxir::Function &function) const {
  if (!dumps(pass))
    return;
  llvm::errs() << "; after " << nameOf(pass) << "\n";
  dxir::print(function, llvm::errs());
}

void PassControl::after(Pass pass, const dxir::Function &function,
                        const Predictions &predictions) const {
  if (!dumps(pass))
    return;
  llvm::errs() << "; after " << nameOf(pass) << "\n";
  print(function, predictions, llvm::errs());
}

} // namespace dxpy::passes
