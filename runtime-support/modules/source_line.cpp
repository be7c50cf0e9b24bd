#include "runtime-support/modules/source_line.h"
#include "runtime-support/modules/import.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/list.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/simd/kernels.h"
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace dxpy {

/// The lines of a file that has some in the program are there or nowhere.
static bool isEmbedded(Value fileName) {
  for (uint64_t i = 0; i < dxProgram.moduleCount; ++i) {
    const ModuleImage &image = dxProgram.modules[i];
    if (image.lines.count && image.fileName && isStr(Value(image.fileName)) &&
        strEqual(Value(image.fileName), fileName))
      return true;
  }
  return false;
}

static bool readFile(const std::string &path, std::string &content) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return false;
  content.clear();
  char buffer[16384];
  for (;;) {
    ssize_t count = read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    content.append(buffer, size_t(count));
  }
  close(fd);
  return true;
}

/// The file itself, or one of its name in a folder of sys.path.
static bool readSource(ThreadState &ts, std::string_view name,
                       std::string &content) {
  if (readFile(std::string(name), content))
    return true;
  std::string_view last = name.substr(name.rfind('/') + 1);
  Owned key = internText(ts, "path");
  Value folders = key ? dictGetName(ts, moduleDict(sysModule()), key) : Value();
  if (!folders || !isList(folders))
    return false;
  for (uint64_t i = 0; i < listLength(folders); ++i) {
    Owned folder = listItem(ts, folders, i);
    if (!folder || !isStr(folder))
      continue;
    std::string path(strText(folder));
    if (!path.empty() && path.back() != '/')
      path += '/';
    if (readFile(path.append(last), content))
      return true;
  }
  return false;
}

bool sourceLine(ThreadState &ts, Value fileName, uint32_t number,
                std::string &storage, std::string_view &line) {
  if (embeddedLine(fileName, number, line))
    return true;
  if (!isStr(fileName) || !number || isEmbedded(fileName) ||
      !readSource(ts, strText(fileName), storage))
    return false;
  std::string_view rest = storage;
  for (; --number; rest.remove_prefix(1)) {
    size_t end = rest.find_first_of("\r\n");
    if (end == std::string_view::npos)
      return false;
    rest.remove_prefix(end + rest.substr(end).starts_with("\r\n"));
  }
  line = rest.substr(0, rest.find_first_of("\r\n"));
  return !rest.empty() && simd::isValidUtf8(line.data(), line.size());
}

} // namespace dxpy
