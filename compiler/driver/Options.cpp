#include "compiler/driver/Options.h"
#include "compiler/driver/Errors.h"
#include "compiler/driver/Info.h"
#include "compiler/driver/ModuleFiles.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace llvm::opt;

namespace dxpy::driver {

namespace {

enum OptionId {
  k_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID_WITH_ID_PREFIX(k_, __VA_ARGS__),
#include "generated/DxpycOptions.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "generated/DxpycOptions.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "generated/DxpycOptions.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info kOptionInfos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO_WITH_ID_PREFIX(k_, __VA_ARGS__),
#include "generated/DxpycOptions.inc"
#undef OPTION
};

class DxpycOptTable : public GenericOptTable {
public:
  DxpycOptTable()
      : GenericOptTable(OptionStrTable, OptionPrefixesTable, kOptionInfos) {}
};

Error usage(const Twine &message) { return make_error<UsageError>(message); }

std::optional<Emit> emitOf(StringRef name) {
  return StringSwitch<std::optional<Emit>>(name)
      .Case("tokens", Emit::Tokens)
      .Case("ast", Emit::Ast)
      .Case("scopes", Emit::Scopes)
      .Case("dpb", Emit::Dpb)
      .Case("dxir", Emit::Dxir)
      .Case("llvm", Emit::Llvm)
      .Case("asm", Emit::Asm)
      .Case("obj", Emit::Object)
      .Default(std::nullopt);
}

Error checkKnown(const DxpycOptTable &table, const InputArgList &args,
                 unsigned missing, unsigned missingCount) {
  if (missingCount)
    return usage("option '" + Twine(args.getArgString(missing)) +
                 "' needs a value");
  for (const Arg *arg : args.filtered(k_UNKNOWN)) {
    std::string text = arg->getAsString(args), nearest;
    if (table.findNearest(text, nearest) <= 2)
      return usage("unknown option '" + text + "'; did you mean '" + nearest +
                   "'?");
    return usage("unknown option '" + text + "'");
  }
  return Error::success();
}

Error parsePass(const InputArgList &args, OptSpecifier option,
                function_ref<void(passes::Pass)> use) {
  for (const std::string &name : args.getAllArgValues(option)) {
    std::optional<passes::Pass> pass = passes::passNamed(name);
    if (!pass)
      return usage("there is no pass '" + name + "'; the passes are " +
                   passes::passNames());
    use(*pass);
  }
  return Error::success();
}

Error parsePasses(const InputArgList &args, passes::PassControl &control) {
  control.dumpAll = args.getLastArgValue(k_dump_after) == "all";
  if (!control.dumpAll)
    if (Error error = parsePass(args, k_dump_after, [&](passes::Pass pass) {
          control.dumpAfter = pass;
        }))
      return error;
  if (Error error = parsePass(args, k_stop_after, [&](passes::Pass pass) {
        control.stopAfter = pass;
      }))
    return error;
  return parsePass(args, k_disable_pass, [&](passes::Pass pass) {
    control.disabled.push_back(pass);
  });
}

DataFile dataFile(StringRef value) {
  auto [path, name] = value.split('=');
  return {path.str(), (name.empty() ? sys::path::filename(path) : name).str()};
}

} // namespace

bool isDxir(StringRef path) { return path.ends_with(".dxir"); }

Expected<std::optional<Options>>
parseOptions(ArrayRef<const char *> arguments) {
  DxpycOptTable table;
  unsigned missing = 0, missingCount = 0;
  InputArgList args = table.ParseArgs(arguments, missing, missingCount);
  if (Error error = checkKnown(table, args, missing, missingCount))
    return error;
  if (args.hasArg(k_help)) {
    table.printHelp(outs(), "dxpyc [options] program.py",
                    "dxpyc: compiles a Python program into one executable");
    return std::nullopt;
  }
  if (args.hasArg(k_version)) {
    printVersion(outs());
    return std::nullopt;
  }

  Options options;
  std::vector<std::string> inputs = args.getAllArgValues(k_INPUT);
  if (inputs.empty())
    return usage("no program given");
  if (inputs.size() > 1)
    return usage("one program at a time, but both '" + inputs[0] + "' and '" +
                 inputs[1] + "' are given");
  options.main = inputs[0];
  options.output = args.getLastArgValue(k_o).str();
  options.depfile = args.getLastArgValue(k_depfile).str();
  options.interpret = args.hasArg(k_interpret);
  options.debugInfo = args.hasArg(k_g);
  options.isStatic = args.hasArg(k_static);
  options.pie = args.hasArg(k_pie);
  options.embedSource = args.hasArg(k_embed_source);
  options.testing = args.hasArg(k_testing);
  options.verbose = args.hasArg(k_v);
  options.march = args.getLastArgValue(k_march, options.march).str();
  if (Error error = parsePasses(args, options.passes))
    return error;
  options.searchFolders = args.getAllArgValues(k_I);
  for (const std::string &value : args.getAllArgValues(k_module)) {
    auto [name, file] = StringRef(value).split('=');
    options.extraModules.push_back({name.str(), file.str()});
  }
  options.moduleOnly = args.hasArg(k_c);
  options.moduleName = args.getLastArgValue(k_name).str();
  for (const std::string &value : args.getAllArgValues(k_data))
    options.data.push_back(dataFile(value));

  if (args.hasArg(k_frames)) {
    StringRef form = args.getLastArgValue(k_frames);
    if (form != "full" && form != "lean")
      return usage("--frames= takes full or lean, not '" + form + "'");
    options.frames = form == "full" ? Frames::Full : Frames::Lean;
  }
  StringRef level = args.getLastArgValue(k_O, "2");
  if (level != "0" && level != "2" && level != "3")
    return usage("-O takes 0, 2 or 3, not '" + level + "'");
  options.level = level[0] - '0';
  if (args.hasArg(k_emit)) {
    StringRef name = args.getLastArgValue(k_emit);
    std::optional<Emit> emit = emitOf(name);
    if (!emit)
      return usage("--emit= takes tokens, ast, scopes, dpb, dxir, llvm, asm or "
                   "obj, not '" +
                   name + "'");
    options.emit = *emit;
  }
  if (options.moduleOnly && args.hasArg(k_emit))
    return usage("-c and --emit= cannot be combined");
  if (options.moduleOnly && isModuleFile(options.main))
    return usage("-c compiles a Python file, and '" + options.main +
                 "' is compiled");
  if (isModuleFile(options.main) && options.emit != Emit::Executable &&
      options.emit < Emit::Dpb)
    return usage("'" + options.main + "' has no source for --emit=");
  if (isDxir(options.main) && options.emit < Emit::Dxir)
    return usage("'" + options.main +
                 "' is DXIR, for --emit=dxir, llvm, asm or obj");
  if (options.isStatic && options.pie)
    return usage("--static and --pie cannot be combined");
  return options;
}

size_t programIndex(ArrayRef<const char *> arguments) {
  DxpycOptTable table;
  InputArgList args(arguments.begin(), arguments.end());
  for (unsigned index = 0; index < arguments.size();) {
    unsigned at = index;
    std::unique_ptr<Arg> arg = table.ParseOneArg(args, index);
    if (!arg || arg->getOption().getID() == k_INPUT)
      return arg ? at : arguments.size();
  }
  return arguments.size();
}

} // namespace dxpy::driver
