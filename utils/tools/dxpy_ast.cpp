// dxpy-ast [options] FILE...: prints each file's syntax tree as ast.dump()
// does, or its error.
//   --level=N      minor version of shapes, messages and f-string places (11)
//   --grammar=N    minor version of the accepted grammar (14)
//   --mode=exec|eval|single|func_type
//   --feature-version=N   as feature_version=(3, N) of ast.parse()
//   --type-comments, --no-attributes, --warnings
//   --text         the files are UTF-8 text and not bytes: cookies do not count
//   --batch        file names from standard input; a line "= NAME" or "! NAME"
//   before each result
//   --errors=args  errors as the arguments of the exception, for comparison;
//   default: as printed
//   --time         parse only, and print bytes per second
#include "compiler/syntax/AstDumper.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace dxpy;

namespace {

struct Settings {
  syntax::ParseOptions options;
  bool attributes = true, batch = false, errorArgs = false, time = false,
       warnings = false, text = false;
};

bool readFile(const char *name, std::string &bytes) {
  std::FILE *f = std::fopen(name, "rb");
  if (!f)
    return false;
  char buffer[65536];
  size_t n;
  while ((n = std::fread(buffer, 1, sizeof(buffer), f)) > 0)
    bytes.append(buffer, n);
  std::fclose(f);
  return true;
}

// "Class(message, line, offset, endLine, endOffset, text)" with Python's reprs.
std::string errorArguments(const base::Diagnostic &d) {
  std::string out(base::className(d.exceptionClass()));
  out += '(';
  syntax::appendStrRepr(out, d.message);
  if (d.hasPlace) {
    for (int64_t v : {int64_t(d.line), int64_t(d.offset), int64_t(d.endLine),
                      int64_t(d.endOffset)})
      out.append(", ").append(std::to_string(v));
    out += ", ";
    if (d.hasLineText)
      syntax::appendStrRepr(out, d.lineText);
    else
      out += "None";
  }
  return out + ")";
}

bool parseOne(const char *name, const Settings &s, std::string &out) {
  std::string bytes;
  if (!readFile(name, bytes)) {
    out = "cannot read file";
    return false;
  }
  auto report = [&](const base::Diagnostic &d) {
    out = s.errorArgs ? errorArguments(d) : base::renderDiagnostic(d, name);
    return false;
  };
  // Comparisons are with ast.parse() of the bytes, prints with running the
  // file.
  auto source = s.text        ? base::SourceBuffer::fromText(bytes, name)
                : s.errorArgs ? base::SourceBuffer::fromBytes(bytes, name)
                              : base::SourceBuffer::fromFile(bytes, name);
  if (!source)
    return report(source.error());
  auto module = syntax::parseModule(std::move(*source), s.options);
  if (!module)
    return report(module.error());
  if (s.time)
    return true;
  out = syntax::dumpAst(*module, s.options.level, s.attributes);
  if (s.warnings)
    for (const base::Diagnostic &w : module->warnings)
      out.append("\n")
          .append(base::className(w.exceptionClass()))
          .append(":")
          .append(std::to_string(w.line))
          .append(": ")
          .append(w.message);
  return true;
}

bool setOption(const char *arg, Settings &s) {
  auto value = [&](const char *prefix) {
    size_t n = std::strlen(prefix);
    return std::strncmp(arg, prefix, n) == 0 ? arg + n : nullptr;
  };
  if (const char *v = value("--level="))
    s.options.level = std::atoi(v);
  else if (const char *v = value("--grammar="))
    s.options.grammar = std::atoi(v);
  else if (const char *v = value("--feature-version="))
    s.options.featureVersion = std::atoi(v);
  else if (const char *v = value("--mode="))
    s.options.mode = !std::strcmp(v, "eval")     ? syntax::ParseMode::Eval
                     : !std::strcmp(v, "single") ? syntax::ParseMode::Single
                     : !std::strcmp(v, "exec")   ? syntax::ParseMode::Exec
                                                 : syntax::ParseMode::FuncType;
  else if (!std::strcmp(arg, "--type-comments"))
    s.options.typeComments = true;
  else if (!std::strcmp(arg, "--no-attributes"))
    s.attributes = false;
  else if (!std::strcmp(arg, "--warnings"))
    s.warnings = true;
  else if (!std::strcmp(arg, "--text"))
    s.text = true;
  else if (!std::strcmp(arg, "--batch"))
    s.batch = true;
  else if (!std::strcmp(arg, "--errors=args"))
    s.errorArgs = true;
  else if (!std::strcmp(arg, "--time"))
    s.time = true;
  else
    return false;
  return true;
}

int runBatch(const Settings &s) {
  char name[4096];
  while (std::fgets(name, sizeof(name), stdin)) {
    name[std::strcspn(name, "\n")] = 0;
    std::string out;
    bool ok = parseOne(name, s, out);
    std::printf("%c %s\n%zu\n", ok ? '=' : '!', name, out.size());
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fputc('\n', stdout);
  }
  return 0;
}

} // namespace

int main(int argc, char **argv) {
  Settings s;
  int status = 0, first = 1;
  while (first < argc && argv[first][0] == '-')
    if (!setOption(argv[first++], s)) {
      std::fprintf(stderr, "dxpy-ast: unknown option %s\n", argv[first - 1]);
      return 2;
    }
  if (s.batch)
    return runBatch(s);
  for (int i = first; i < argc; ++i) {
    std::string out;
    bool ok = parseOne(argv[i], s, out);
    status |= !ok;
    std::FILE *to = ok ? stdout : stderr;
    std::fwrite(out.data(), 1, out.size(), to);
    if (ok && !s.time)
      std::fputc('\n', to);
  }
  return status;
}
