// A DPM's content in memory of its own (a mapping would change with the file
// after it was checked): code runs and constants are used as they lie; offsets
// become addresses, names interned str.
#include "runtime-support/modules/module_file.h"
#include "runtime-support/abi/builtin_types.h"
#include "runtime-support/builtins/code.h"
#include "runtime-support/dpb/reader.h"
#include "runtime-support/interpreter/import.h"
#include "runtime-support/memory/raw.h"
#include "runtime-support/objects/errors.h"
#include "runtime-support/objects/names.h"
#include "runtime-support/objects/set.h"
#include "runtime-support/objects/str.h"
#include "runtime-support/platform/blake3.h"
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

namespace dxpy {

namespace {

/// What a file's bytes lie behind, so that leak checkers see who has them.
struct alignas(64) LoadedFile {
  LoadedFile *next;
  CodeObject *codes; ///< one for each in the file
  uint64_t size;
};
constinit std::atomic<LoadedFile *> loadedFiles{nullptr};

uint8_t *bytesOf(LoadedFile *file) {
  return reinterpret_cast<uint8_t *>(file + 1);
}

void keep(LoadedFile *file) {
  file->next = loadedFiles.load(std::memory_order_relaxed);
  while (!loadedFiles.compare_exchange_weak(file->next, file)) {
  }
}

/// Room for a file of \p size bytes, aligned as the reader wants it.
LoadedFile *allocateFile(uint64_t size) {
  constexpr size_t kAlign = alignof(LoadedFile);
  auto *block = static_cast<uint8_t *>(
      rawAllocateZeroed(sizeof(LoadedFile) + size + kAlign));
  if (!block)
    return nullptr;
  auto address = reinterpret_cast<uintptr_t>(block);
  auto *file = reinterpret_cast<LoadedFile *>((address + kAlign - 1) &
                                              ~uintptr_t(kAlign - 1));
  file->size = size;
  return file;
}

/// The content of the open file; null: errno says why, 0 that it is too large.
LoadedFile *readAll(int fd) {
  struct stat status;
  if (fstat(fd, &status) < 0)
    return nullptr;
  errno = S_ISDIR(status.st_mode) ? EISDIR : 0;
  if (S_ISDIR(status.st_mode) || uint64_t(status.st_size) > UINT32_MAX)
    return nullptr;
  LoadedFile *file = allocateFile(uint64_t(status.st_size));
  errno = ENOMEM;
  uint64_t done = 0;
  while (file && done < file->size) {
    ssize_t count = read(fd, bytesOf(file) + done, file->size - done);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return nullptr;
    if (count == 0)
      break; // cut meanwhile: the hash will tell
    done += uint64_t(count);
  }
  return file;
}

/// Makes a checked file's content usable.
class ModuleLoader {
public:
  ModuleLoader(ThreadState &ts, const dpb::FileView &view, LoadedFile *file)
      : ts(ts), view(view), file(file) {}

  /// The module's code; null: raised.
  CodeObject *run() {
    size_t count = view.all().size();
    file->codes = static_cast<CodeObject *>(
        rawAllocateZeroed(count * sizeof(CodeObject)));
    if (!file->codes) {
      raiseMemoryError(ts);
      return nullptr;
    }
    for (size_t i = 0; i < count; ++i)
      if (!fill(file->codes[i], view.all()[i]))
        return nullptr;
    return &file->codes[count - 1];
  }

private:
  template <class T> T *at(uint64_t offset) const {
    return reinterpret_cast<T *>(bytesOf(file) + offset);
  }

  bool fill(CodeObject &code, const dpb::CodeFile &from) {
    const DpbFunction &f = *from.function;
    const dpb::CodeView &v = from.view;
    code.header = imageHeader(shapeId(BuiltinShape::Code));
    code.code = v.code;
    code.constants = from.constants;
    code.names = from.names;
    code.exceptions = v.exceptions;
    code.lines = v.lines;
    code.localNames = from.symbols;
    code.localKinds = v.localKinds;
    code.layout = f.layout;
    code.codeLength = uint32_t(v.codeLength);
    code.constantCount = uint32_t(v.constantCount);
    code.nameCount = uint32_t(v.nameCount);
    code.exceptionCount = uint32_t(v.exceptionCount);
    code.lineCount = uint32_t(v.lineCount);
    code.flags = from.header->flags;
    code.traits = f.traits;
    code.firstLine = f.firstLine;
    code.id = takeCodeId();
    code.name = name(f.name);
    code.qualname = name(f.qualname);
    code.fileName = name(f.fileName);
    code.doc = f.doc ? Word(at<StrObject>(f.doc)) : kNone;
    bool good = code.name && code.qualname && code.fileName;
    for (Word *word : {words(from.names), words(from.symbols)}) {
      uint32_t count =
          word == words(from.names) ? v.nameCount : f.layout.firstTemp;
      for (uint32_t i = 0; i < count; ++i)
        good = good && (word[i] = name(word[i]));
    }
    for (uint32_t i = 0; i < v.constantCount; ++i)
      good = good && finish(words(from.constants)[i]);
    return good;
  }

  /// The view is of our own bytes.
  static Word *words(const Word *from) { return const_cast<Word *>(from); }

  /// The interned str equal to that at \p offset; 0: raised.
  Word name(uint64_t offset) {
    return intern(ts, copyOf(Value(at<StrObject>(offset)))).take();
  }

  /// A word of the file becomes a value. False: raised.
  bool finish(Word &word) {
    if (!isPointer(word))
      return true;
    if (view.isCode(word)) {
      const dpb::CodeFile *inner = view.codeAt(word);
      word = Word(&file->codes[inner - view.all().data()]);
      return true;
    }
    auto [it, isNew] = objects.try_emplace(uint32_t(word), 0);
    if (isNew) {
      Word object = finishObject(word);
      objects[uint32_t(word)] = object;
      word = object;
    } else {
      word = it->second;
    }
    return word;
  }

  Word finishObject(uint64_t offset) {
    auto *header = at<ObjectHeader>(offset);
    switch (BuiltinShape(header->shape)) {
    case BuiltinShape::Str:
      return looksLikeName(strText(Value(Word(header)))) ? name(offset)
                                                         : Word(header);
    case BuiltinShape::Tuple:
      return finishItems(offset) ? Word(header) : 0;
    case BuiltinShape::FrozenSet:
      if (!finishItems(offset))
        return 0;
      header->shape = shapeId(BuiltinShape::Tuple);
      return makeConstantFrozenSet_py(ts, Value(Word(header))).take();
    default:
      return Word(header);
    }
  }

  bool finishItems(uint64_t offset) {
    auto *tuple = at<TupleObject>(offset);
    for (uint64_t i = 0; i < tuple->length; ++i)
      if (!finish(tuple->items[i]))
        return false;
    return true;
  }

  ThreadState &ts;
  const dpb::FileView &view;
  LoadedFile *file;
  std::unordered_map<uint32_t, Word> objects; ///< finished ones, by offset
};

CodeObject *refuse(ThreadState &ts, Value name, Value path, const char *what,
                   uint64_t offset) {
  raise(ts, types::ImportError, "cannot load {}: {} (at byte {})",
        {MessageArg::repr(path), what, offset});
  fillImportError(ts, name, path);
  return nullptr;
}

/// A body: code that needs no arguments and no cells, and runs at once.
bool isModuleCode(const dpb::CodeFile &code) {
  return !code.view.layout.freeCount && !code.view.layout.parameterCount() &&
         !(code.view.flags & (kCodeSuspends | kCodeVarArgs | kCodeVarKeywords));
}

} // namespace

CodeObject *loadModuleFile(ThreadState &ts, Value name, Value path) {
  std::string_view text = strText(path); // followed by a 0 byte
  int fd = open(text.data(), O_RDONLY | O_CLOEXEC);
  LoadedFile *file = fd < 0 ? nullptr : readAll(fd);
  int error = errno;
  if (fd >= 0)
    close(fd);
  if (!file && error)
    return raiseOSError(ts, error, path), nullptr;
  if (!file)
    return refuse(ts, name, path, "the file is too large", UINT32_MAX);
  keep(file);
  dpb::FileView view;
  if (dpb::ReadError bad =
          view.open(bytesOf(file), file->size, platform::blake3))
    return refuse(ts, name, path, bad.what, bad.offset);
  if (!view.isModule() || !isModuleCode(view.root()))
    return refuse(ts, name, path, "it holds no module", 0);
  return ModuleLoader(ts, view, file).run();
}

} // namespace dxpy
