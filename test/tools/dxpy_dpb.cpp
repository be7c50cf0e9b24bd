// dxpy-dpb: the stages scopes and bytecode by hand. Reads Python files or text form and prints.
//   dxpy-dpb --emit=scopes|dpb|dpb-comments FILE...   --emit=none only checks
//   dxpy-dpb --assemble FILE                          text form in, text form out
//   --mode=exec|eval|single  --optimize=N  --round-trip
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Text.h"

#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

using namespace dxpy;

namespace {

struct Options {
  std::string emit = "dpb";
  bool assemble = false, roundTrip = false, showWarnings = false;
  syntax::ParseMode mode = syntax::ParseMode::Exec;
  int optimize = 0;
  int grammar = 14;
};

bool readFile(const char *path, std::string &content) {
  FILE *file = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  if (!file)
    return false;
  char buffer[65536];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, file)) > 0;)
    content.append(buffer, n);
  if (file != stdin)
    fclose(file);
  return true;
}

int report(const char *path, const base::Diagnostic &problem) {
  fprintf(stderr, "%s:%u:%u:%u:%d: %s: %s\n", path, problem.line, problem.offset, problem.endLine,
          problem.endOffset, std::string(base::className(problem.exceptionClass())).c_str(),
          problem.message.c_str());
  return 1;
}

int roundTrip(const char *path, const bytecode::CodeUnit &code) {
  std::string text = bytecode::disassemble(code);
  bytecode::AssemblyResult again = bytecode::assemble(text);
  if (!again.code) {
    fprintf(stderr, "%s: assembler: %s\n", path, again.error.c_str());
    return 1;
  }
  if (bytecode::disassemble(*again.code) != text) {
    fprintf(stderr, "%s: the text does not round-trip\n", path);
    return 1;
  }
  return 0;
}

int compileFile(const char *path, const Options &options) {
  std::string content;
  if (!readFile(path, content)) {
    fprintf(stderr, "%s: cannot read\n", path);
    return 1;
  }
  auto source = base::SourceBuffer::fromBytes(content, path);
  if (!source)
    return report(path, source.error());
  syntax::ParseOptions parse;
  parse.mode = options.mode;
  parse.grammar = options.grammar;
  auto module = syntax::parseModule(std::move(*source), parse);
  if (!module)
    return report(path, module.error());
  if (options.emit == "scopes") {
    auto tree = scope::buildScopes(*module);
    if (!tree)
      return report(path, tree.error());
    fputs(scope::dumpScopes(*module, **tree).c_str(), stdout);
    return 0;
  }
  bytecode::CompileOptions compile;
  compile.fileName = path;
  compile.optimize = options.optimize;
  auto result = bytecode::compileModule(*module, compile);
  if (!result)
    return report(path, result.error());
  if (options.showWarnings)
    for (const base::Diagnostic &warning : result->warnings)
      report(path, warning);
  if (options.emit != "none")
    fputs(bytecode::disassemble(*result->code, options.emit == "dpb-comments").c_str(), stdout);
  return options.roundTrip ? roundTrip(path, *result->code) : 0;
}

int assembleFile(const char *path) {
  std::string content;
  if (!readFile(path, content)) {
    fprintf(stderr, "%s: cannot read\n", path);
    return 1;
  }
  bytecode::AssemblyResult result = bytecode::assemble(content);
  if (!result.code) {
    fprintf(stderr, "%s: %s\n", path, result.error.c_str());
    return 1;
  }
  fputs(bytecode::disassemble(*result.code).c_str(), stdout);
  return 0;
}

} // namespace

int main(int argc, char **argv) {
  Options options;
  int failures = 0;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg.starts_with("--emit="))
      options.emit = arg.substr(7);
    else if (arg == "--assemble")
      options.assemble = true;
    else if (arg == "--round-trip")
      options.roundTrip = true;
    else if (arg == "--warnings")
      options.showWarnings = true;
    else if (arg.starts_with("--optimize="))
      options.optimize = arg[11] - '0';
    else if (arg == "--grammar=11")
      options.grammar = 11;
    else if (arg == "--mode=eval")
      options.mode = syntax::ParseMode::Eval;
    else if (arg == "--mode=single")
      options.mode = syntax::ParseMode::Single;
    else
      failures += options.assemble ? assembleFile(argv[i]) : compileFile(argv[i], options);
  }
  return failures ? 1 : 0;
}
