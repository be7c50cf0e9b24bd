#include "compiler/driver/Native.h"
#include "compiler/driver/Backend.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/Modules.h"
#include "compiler/dxir/Builder.h"
#include "compiler/dxir/Parser.h"
#include "compiler/dxir/Printer.h"
#include "compiler/dxir/Verifier.h"
#include "compiler/passes/Callees.h"
#include "compiler/passes/InPlace.h"
#include "compiler/passes/Lend.h"
#include "compiler/passes/Specialise.h"

using namespace llvm;

namespace dxpy::driver {

namespace {

/// In builds with assertions, faults of the compiler itself.
Error check([[maybe_unused]] const dxir::Function &function) {
#ifndef NDEBUG
  return dxir::verify(function);
#else
  return Error::success();
#endif
}

/// Functions with more operations have no typed version: LLVM's time grows
/// faster than their length.
constexpr size_t kMaxTyped = 800;

/// The forms that feed, where calls may use them.
Error addFeeding(codegen::NativeFunction &native, const Options &options) {
  const dxir::Function &generic = native.generic;
  if (options.level == 0 || !options.passes.runs(passes::Pass::InPlace) ||
      generic.unit->code.empty() || !dxir::canFeed(*generic.unit))
    return Error::success();
  native.feeding = dxir::buildFeeding(*generic.unit, generic.codeId);
  return check(*native.feeding);
}

/// The typed version, and what the interpreter enters at loops: after a guard
/// has failed in a loop, and in a module's body.
Error addVersions(dxir::Function function, const Options &options,
                  std::vector<codegen::NativeFunction> &functions) {
  if (Error error = check(function))
    return error;
  const passes::PassControl &control = options.passes;
  control.after(passes::Pass::Build, function);
  codegen::NativeFunction native{std::move(function), {}, {}, {}, true};
  const dxir::Function &generic = native.generic;
  native.callable = !(generic.unit->traits & kTraitModule);
  if (options.level > 0 && native.callable && !generic.suspends() &&
      generic.instructions.size() <= kMaxTyped &&
      control.runs(passes::Pass::Predict)) {
    dxir::Function typed = generic;
    passes::Predictions predictions = passes::predict(typed);
    control.after(passes::Pass::Predict, typed, predictions);
    if (control.runs(passes::Pass::Specialise) &&
        passes::specialise(typed, predictions)) {
      if (Error error = check(typed))
        return error;
      control.after(passes::Pass::Specialise, typed);
      native.typed = std::move(typed);
    }
  }
  bool entered = native.typed || !native.callable;
  if (entered && !generic.unit->code.empty()) // DXIR that was read has no code
    for (const dxir::LoopEntry &loop : generic.loops) {
      native.loops.push_back(
          dxir::buildFromLoop(*generic.unit, generic.codeId, loop));
      if (Error error = check(native.loops.back()))
        return error;
    }
  if (Error error = addFeeding(native, options))
    return error;
  if (native.callable || !generic.loops.empty())
    functions.push_back(std::move(native));
  return Error::success();
}

/// Adds the DXIR of \p unit's code and of the code in it.
Error buildFunctions(const bytecode::CodeUnit &unit,
                     const link::CodeNumbers &numbers, const Options &options,
                     std::vector<codegen::NativeFunction> &functions) {
  if (auto function = dxir::build(unit, numbers.idOf(unit)))
    if (Error error = addVersions(std::move(*function), options, functions))
      return error;
  for (const bytecode::Constant &constant : unit.constants)
    if (constant.kind() == bytecode::ConstantKind::Code)
      if (Error error =
              buildFunctions(*constant.asCode(), numbers, options, functions))
        return error;
  return Error::success();
}

/// Leaves out the forms that no call uses.
void dropUnusedFeeding(std::vector<codegen::NativeFunction> &functions) {
  DenseSet<uint32_t> used;
  for (codegen::NativeFunction &native : functions)
    native.forEachVersion([&](const dxir::Function &version) {
      for (const dxir::Instruction &inst : version.instructions)
        if (inst.op == dxir::Op::Consume)
          used.insert(inst.callees.front());
    });
  for (codegen::NativeFunction &native : functions)
    if (!used.contains(native.generic.codeId))
      native.feeding.reset();
}

/// Passes that know all functions.
Error runModulePasses(std::vector<codegen::NativeFunction> &functions,
                      const Options &options) {
  const passes::PassControl &control = options.passes;
  if (options.level == 0 || !control.runs(passes::Pass::Callees))
    return Error::success();
  passes::Callees callees;
  for (const codegen::NativeFunction &function : functions)
    if (function.callable)
      callees.add(function.generic);
  auto run = [&](dxir::Function &function) -> Error {
    callees.predict(function);
    control.after(passes::Pass::Callees, function);
    if (control.runs(passes::Pass::InPlace)) {
      passes::makeInPlace(function);
      control.after(passes::Pass::InPlace, function);
    }
    if (!control.runs(passes::Pass::Lend))
      return Error::success();
    passes::lend(function, [&](uint32_t id) { return callees.isPlain(id); });
    control.after(passes::Pass::Lend, function);
    return check(function);
  };
  Error error = Error::success();
  for (codegen::NativeFunction &function : functions)
    function.forEachVersion([&](dxir::Function &version) {
      if (!error)
        error = run(version);
    });
  dropUnusedFeeding(functions);
  return error;
}

Expected<std::vector<codegen::NativeFunction>>
buildAll(ArrayRef<const bytecode::CodeUnit *> modules,
         const link::CodeNumbers &numbers, const Options &options) {
  std::vector<codegen::NativeFunction> functions;
  for (const bytecode::CodeUnit *module : modules)
    if (Error error = buildFunctions(*module, numbers, options, functions))
      return error;
  if (Error error = runModulePasses(functions, options))
    return error;
  return functions;
}

Error emitFunctions(ArrayRef<codegen::NativeFunction> functions,
                    const Options &options, const Installation &installation,
                    raw_ostream &os) {
  if (options.emit == Emit::Dxir) {
    for (const codegen::NativeFunction &function : functions) {
      dxir::print(function.typed ? *function.typed : function.generic, os);
      if (function.feeding)
        dxir::print(*function.feeding, os);
    }
    return Error::success();
  }
  Backend backend(options, installation);
  if (Error error = backend.run(codegen::oneUnit(functions)))
    return error;
  if (options.emit == Emit::Llvm) {
    backend.print(os);
    return Error::success();
  }
  SmallVector<char, 0> bytes;
  raw_svector_ostream buffer(bytes);
  if (Error error = backend.write(buffer, options.emit == Emit::Asm))
    return error;
  os << buffer.str();
  return Error::success();
}

} // namespace

Expected<NativeCode> compileNative(ArrayRef<const bytecode::CodeUnit *> modules,
                                   const link::CodeNumbers &numbers,
                                   const Options &options,
                                   const Installation &installation) {
  NativeCode result;
  auto functions = buildAll(modules, numbers, options);
  if (!functions)
    return functions.takeError();
  result.functionCount = functions->size();
  if (functions->empty()) {
    Backend backend(options, installation);
    if (Error error = backend.checkTarget())
      return error;
    return result;
  }
  for (const codegen::NativeFunction &function : *functions) {
    link::NativeEntries &entries = result.entries[function.generic.unit];
    if (function.callable)
      entries.generic = codegen::nativeSymbol(function.generic.codeId);
    if (!function.loops.empty())
      entries.osr = codegen::loopsSymbol(function.generic.codeId);
  }
  auto objects = compileUnits(*functions, options, installation);
  if (!objects)
    return objects.takeError();
  result.objects = std::move(*objects);
  return result;
}

Error emitNative(ArrayRef<const bytecode::CodeUnit *> modules,
                 const link::CodeNumbers &numbers, const Options &options,
                 const Installation &installation, raw_ostream &os) {
  auto functions = buildAll(modules, numbers, options);
  if (!functions)
    return functions.takeError();
  return emitFunctions(*functions, options, installation, os);
}

Error emitDxirFile(const Options &options, const Installation &installation,
                   raw_ostream &os) {
  Expected<std::string> text = readFile(options.main);
  if (!text)
    return text.takeError();
  Expected<dxir::ParsedModule> module = dxir::parse(*text, options.main);
  if (!module)
    return make_error<SourceError>(toString(module.takeError()) + "\n");
  std::vector<codegen::NativeFunction> functions;
  for (dxir::Function &function : module->functions) {
    if (function.feeds) { // behind the generator's own form
      if (functions.empty() ||
          functions.back().generic.codeId != function.codeId)
        return make_error<SourceError>(
            options.main + ": '" + function.unit->qualname +
            "' feeds: the generator of its code must stand before it\n");
      functions.back().feeding = std::move(function);
      continue;
    }
    if (Error error = addVersions(std::move(function), options, functions))
      return error;
  }
  if (Error error = runModulePasses(functions, options))
    return error;
  return emitFunctions(functions, options, installation, os);
}

} // namespace dxpy::driver
