// dxpy-dpb: the stages scopes and bytecode by hand. Reads Python files or text
// form and prints.
//   dxpy-dpb --emit=scopes|dpb|dpb-comments FILE...   --emit=none only checks
//   dxpy-dpb --assemble FILE                          text form in, text form
//   out dxpy-dpb --write=OUT [--module=NAME] FILE.py      a DPB, or a DPM
//   dxpy-dpb --read FILE                              a DPB or DPM in, text
//   form out
//   --mode=exec|eval|single  --optimize=N  --round-trip
#include "compiler/bytecode/Compiler.h"
#include "compiler/bytecode/Text.h"
#include "runtime-support/platform/blake3.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

using namespace dxpy;

namespace {

struct Options {
  std::string emit = "dpb";
  std::string write, module;
  bool read = false;
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
  fprintf(stderr, "%s:%u:%u:%u:%d: %s: %s\n", path, problem.line,
          problem.offset, problem.endLine, problem.endOffset,
          std::string(base::className(problem.exceptionClass())).c_str(),
          problem.message.c_str());
  return 1;
}

// The file in memory as the reader wants it.
struct Aligned {
  explicit Aligned(const std::string &content)
      : bytes(static_cast<uint8_t *>(
            aligned_alloc(64, (content.size() + 64) / 64 * 64))) {
    memcpy(bytes, content.data(), content.size());
  }
  ~Aligned() { free(bytes); }
  uint8_t *bytes;
};

std::string writeFile(const bytecode::ModuleFile &module) {
  return module.name.empty()
             ? bytecode::writeDpb(*module.code, platform::blake3)
             : bytecode::writeDpm(module, platform::blake3);
}

std::string text(const bytecode::ModuleFile &module, bool comments) {
  return module.name.empty() ? bytecode::disassemble(*module.code, comments)
                             : bytecode::disassemble(module, comments);
}

// asm(dis(file)) == file, dis(asm(text)) == text
int roundTrip(const char *path, const bytecode::ModuleFile &module) {
  auto wrong = [&](const std::string &what) {
    fprintf(stderr, "%s: %s\n", path, what.c_str());
    return 1;
  };
  std::string file = writeFile(module);
  Aligned memory(file);
  dpb::FileView view;
  if (dpb::ReadError problem =
          view.open(memory.bytes, file.size(), platform::blake3))
    return wrong(std::string("reader: ") + problem.what + " at " +
                 std::to_string(problem.offset));
  bytecode::ModuleFile read = bytecode::readModule(view);
  std::string printed = text(read, false);
  if (printed != text(module, false))
    return wrong("the file does not say what was written");
  bytecode::AssemblyResult again = bytecode::assemble(printed);
  if (!again.code)
    return wrong("assembler: " + again.error);
  again.module.code = again.code;
  if (text(again.module, false) != printed)
    return wrong("the text does not round-trip");
  if (writeFile(again.module) != file)
    return wrong("the file does not round-trip");
  return 0;
}

int readBinary(const char *path, const Options &options) {
  std::string content;
  if (!readFile(path, content)) {
    fprintf(stderr, "%s: cannot read\n", path);
    return 1;
  }
  Aligned memory(content);
  dpb::FileView view;
  if (dpb::ReadError problem =
          view.open(memory.bytes, content.size(), platform::blake3)) {
    fprintf(stderr, "%s: %s (at byte %llu)\n", path, problem.what,
            (unsigned long long)problem.offset);
    return 1;
  }
  fputs(
      text(bytecode::readModule(view), options.emit == "dpb-comments").c_str(),
      stdout);
  return 0;
}

int writeOut(const std::string &path, const std::string &content) {
  FILE *file = fopen(path.c_str(), "wb");
  if (!file ||
      fwrite(content.data(), 1, content.size(), file) != content.size() ||
      fclose(file)) {
    fprintf(stderr, "%s: cannot write\n", path.c_str());
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
  bytecode::ModuleFile file;
  file.name = options.module;
  file.code = result->code;
  if (!file.name.empty()) {
    bytecode::Digest digest;
    digest.name = path;
    platform::blake3(content.data(), content.size(), digest.hash.data());
    file.sources.push_back(digest);
  }
  if (!options.write.empty())
    return writeOut(options.write, writeFile(file));
  if (options.emit != "none")
    fputs(bytecode::disassemble(*result->code, options.emit == "dpb-comments")
              .c_str(),
          stdout);
  if (!options.roundTrip)
    return 0;
  if (roundTrip(path, file))
    return 1;
  file.name = "package.module";
  return roundTrip(path, file);
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
    else if (arg == "--read")
      options.read = true;
    else if (arg.starts_with("--write="))
      options.write = arg.substr(8);
    else if (arg.starts_with("--module="))
      options.module = arg.substr(9);
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
      failures += options.assemble ? assembleFile(argv[i])
                  : options.read   ? readBinary(argv[i], options)
                                   : compileFile(argv[i], options);
  }
  return failures ? 1 : 0;
}
