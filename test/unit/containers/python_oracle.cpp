#include "test/unit/containers/python_oracle.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace dxpy::test {

std::vector<std::string> runPython(const std::string &program) {
  char name[] = "/tmp/dxpy-oracle-XXXXXX";
  int descriptor = mkstemp(name);
  if (descriptor < 0)
    return {};
  close(descriptor);
  std::ofstream(name) << program;
  std::string command = std::string(DXPY_ORACLE " -I -W ignore ") + name;
  std::vector<std::string> lines;
  std::string line;
  if (FILE *output = popen(command.c_str(), "r")) {
    for (int c; (c = fgetc(output)) != EOF;)
      if (c == '\n')
        lines.push_back(std::move(line)), line.clear();
      else
        line += char(c);
    if (pclose(output) != 0)
      lines.clear();
  }
  unlink(name);
  return lines;
}

} // namespace dxpy::test
