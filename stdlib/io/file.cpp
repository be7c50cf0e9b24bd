// FileIO: a file descriptor as a raw stream.
#include "stdlib/io/file.h"
#include "runtime-support/objects/codecs.h"
#include "runtime-support/objects/instance.h"
#include "runtime-support/objects/repr_guard.h"
#include <cstddef>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::io {

static bool checkOpen(ThreadState &ts, Value self) {
  return fileOf(self)->fd >= 0 ||
         raise(ts, types::ValueError, "I/O operation on closed file");
}
static bool checkMode(ThreadState &ts, Value self, bool allowed,
                      const char *action) {
  if (!checkOpen(ts, self))
    return false;
  return allowed || raiseUnsupported(ts, action);
}

bool runSignalHandlers_py(ThreadState &ts) { return !pollHook || pollHook(ts); }

bool retryOnSignal(ThreadState &ts) {
  return errno == EINTR && runSignalHandlers_py(ts);
}

int64_t readDescriptor(ThreadState &ts, int fd, char *data, size_t size) {
  for (;;) {
    ssize_t got = blocking(ts, [&] { return read(fd, data, size); });
    if (got >= 0)
      return got;
    if (errno == EAGAIN)
      return -2;
    if (!retryOnSignal(ts)) {
      if (!pendingException(ts))
        raiseOSError(ts, errno);
      return -1;
    }
  }
}
int64_t writeDescriptor(ThreadState &ts, int fd, const char *data,
                        size_t size) {
  for (;;) {
    ssize_t done = blocking(ts, [&] { return write(fd, data, size); });
    if (done >= 0)
      return done;
    if (errno == EAGAIN)
      return -2;
    if (!retryOnSignal(ts)) {
      if (!pendingException(ts))
        raiseOSError(ts, errno);
      return -1;
    }
  }
}

static Owned newFile(ThreadState &ts, TypeObject *type, const Arguments &) {
  Owned result = allocateInstance(ts, type);
  if (!result)
    return {};
  FileObject *file = fileOf(result);
  file->fd = -1;
  file->created = file->readable = file->writable = file->appending = false;
  file->finalising = false;
  file->closefd = true;
  file->seekable = -1;
  file->blockSize = kDefaultBufferSize;
  return result;
}

Owned makeFile(ThreadState &ts, int fd, bool writes, Value name) {
  Owned result = newFile(ts, &fileType, {});
  Owned key = internText(ts, "name");
  if (!result || !instanceSet(ts, result, key, name))
    return {};
  FileObject *file = fileOf(result);
  file->fd = fd;
  file->closefd = false;
  (writes ? file->writable : file->readable) = true;
  return result;
}

static const char *kBadMode =
    "Must have exactly one of create/read/write/append mode and at most one "
    "plus";

/// Fills the modes and O_* flags. False: raised.
static bool parseMode(ThreadState &ts, FileObject *file, std::string_view mode,
                      int &flags) {
  bool one = false, plus = false;
  file->created = file->readable = file->writable = file->appending = false;
  flags = 0;
  for (char c : mode) {
    if (c == 'b')
      continue;
    if (c == '+') {
      if (plus)
        return raise(ts, types::ValueError, kBadMode);
      plus = file->readable = file->writable = true;
      continue;
    }
    if (c != 'x' && c != 'r' && c != 'w' && c != 'a')
      return raise(ts, types::ValueError, "invalid mode: {}", {mode});
    if (one)
      return raise(ts, types::ValueError, kBadMode);
    one = true;
    (c == 'r' ? file->readable : file->writable) = true;
    file->created = c == 'x';
    file->appending = c == 'a';
    flags = c == 'x'   ? O_EXCL | O_CREAT
            : c == 'w' ? O_CREAT | O_TRUNC
            : c == 'a' ? O_APPEND | O_CREAT
                       : 0;
  }
  if (!one)
    return raise(ts, types::ValueError, kBadMode);
  flags |= O_CLOEXEC | (file->readable && file->writable ? O_RDWR
                        : file->readable                 ? O_RDONLY
                                                         : O_WRONLY);
  return true;
}

Owned pathOf_py(ThreadState &ts, Value name) {
  if (isStr(name) || isBytes(name))
    return copyOf(name);
  Owned method = lookupSpecial_py(ts, name, &names::__fspath__);
  if (!method)
    return pendingException(ts)
               ? Owned()
               : Owned(raise(ts, types::TypeError,
                             "expected str, bytes or os.PathLike object, not "
                             "{}",
                             {typeOf(name)}));
  Owned path = call_py(ts, method);
  if (path && !isStr(path) && !isBytes(path))
    return raise(ts, types::TypeError,
                 "expected {}.__fspath__() to return str or bytes, not {}",
                 {typeOf(name), typeOf(path)});
  return path;
}

/// The name as C has it.
static Owned pathBytes_py(ThreadState &ts, Value name) {
  Owned path = pathOf_py(ts, name);
  if (path && isStr(path))
    path = encodeStr(ts, path, "utf-8", "surrogateescape");
  if (path && bytesText(path).find('\0') != std::string_view::npos)
    return raise(ts, types::ValueError, "embedded null byte");
  return path;
}

static bool openNamed_py(ThreadState &ts, Value self, Value name, int flags,
                         Value opener) {
  FileObject *file = fileOf(self);
  if (!file->closefd)
    return raise(ts, types::ValueError,
                 "Cannot use closefd=False with file name");
  if (opener && !opener.isNone()) {
    Owned fd = call_py(ts, opener, {name, Value(smallIntWord(flags))});
    if (!fd)
      return false;
    int64_t number = -1;
    if (!isInt(fd))
      return raise(ts, types::TypeError, "expected integer from opener");
    if (!sizeArgument_py(ts, fd, number))
      return false;
    if (number < 0)
      return raise(ts, types::ValueError, "opener returned {}", {number});
    file->fd = int(number);
    return fcntl(file->fd, F_SETFD, FD_CLOEXEC) == 0 ||
           bool(raiseOSError(ts, errno));
  }
  Owned path = pathBytes_py(ts, name);
  if (!path)
    return false;
  do
    file->fd = blocking(
        ts, [&] { return ::open(bytesText(path).data(), flags, 0666); });
  while (file->fd < 0 && retryOnSignal(ts));
  return file->fd >= 0 ||
         (!pendingException(ts) && bool(raiseOSError(ts, errno, name)));
}

/// The descriptor that the first argument is, -1 for a name. False: raised.
static bool descriptorOf_py(ThreadState &ts, Value file, int &fd) {
  fd = -1;
  if (!isInt(file) && !typeOf(file)->slots.index)
    return true;
  int64_t number = toIndexInt64_py(ts, file, &types::OverflowError);
  if (number == -1 && pendingException(ts)) {
    clearException(ts);
    return true;
  }
  if (number < 0)
    return raise(ts, types::ValueError, "negative file descriptor");
  fd = number <= INT32_MAX ? int(number) : -1;
  return true;
}

/// What is open must not be a folder.
static bool checkOpened_py(ThreadState &ts, FileObject *file, Value name) {
  struct stat st;
  if (fstat(file->fd, &st) < 0)
    return errno != EBADF || bool(raiseOSError(ts, errno));
  if (S_ISDIR(st.st_mode))
    return raiseOSError(ts, EISDIR, name);
  if (st.st_blksize > 1)
    file->blockSize = int32_t(st.st_blksize);
  return true;
}

static bool initFile(ThreadState &ts, Value self, const Arguments &args) {
  static constexpr Signature signature =
      "(file, mode='r', closefd=True, opener=None)";
  Value bound[4];
  if (!bindArguments(ts, "FileIO", signature, args, bound))
    return false;
  FileObject *file = fileOf(self);
  if (bound[1] && !isStr(bound[1]))
    return raise(ts, types::TypeError,
                 "FileIO() argument 'mode' must be str, not {}",
                 {argumentType(bound[1])});
  int keep = bound[2] ? isTrue_py(ts, bound[2]) : 1, flags, given;
  if (keep < 0)
    return false;
  if (file->fd >= 0 && file->closefd)
    ::close(file->fd);
  file->fd = -1;
  if (!descriptorOf_py(ts, bound[0], given) ||
      !parseMode(ts, file, bound[1] ? strText(bound[1]) : "r", flags))
    return false;
  file->closefd = keep;
  file->seekable = -1;
  file->blockSize = kDefaultBufferSize;
  if (given >= 0)
    file->fd = given;
  else if (!openNamed_py(ts, self, bound[0], flags, bound[3]))
    return false;
  Owned name = internText(ts, "name");
  if (checkOpened_py(ts, file, bound[0]) &&
      setAttr_py(ts, self, name, bound[0])) {
    if (file->appending)
      lseek(file->fd, 0, SEEK_END);
    return true;
  }
  if (given < 0)
    ::close(file->fd);
  file->fd = -1;
  return false;
}

static Owned warnUnclosed(ThreadState &ts, Value self, const Value *args) {
  FileObject *file = fileOf(self);
  if (file->fd < 0 || !file->closefd)
    return ownedNone();
  Owned error = takeException(ts);
  StrBuilder text(ts);
  text.append("unclosed file ");
  if (!text.appendRepr_py(args[0]) ||
      !warn_py(ts, types::ResourceWarning, text.view())) {
    if (pendingMatches(ts, types::Warning))
      writeUnraisable(ts, self);
    clearException(ts);
  }
  if (error)
    restoreException(ts, std::move(error));
  return ownedNone();
}

static Owned close_(ThreadState &ts, Value self, const Value *) {
  FileObject *file = fileOf(self);
  Owned base = callNamed_py(ts, Value(&rawType), "close", {self});
  if (!file->closefd) {
    file->fd = -1;
    return base;
  }
  Owned error = takeException(ts);
  if (file->finalising)
    (void)warnUnclosed(ts, self, &self);
  int fd = std::exchange(file->fd, -1);
  bool good = fd < 0 ||
              blocking(ts, [&] { return ::close(fd); }) == 0 || errno == EINTR;
  if (!good)
    raiseOSError(ts, errno);
  chainExceptions(ts, std::move(error));
  return good ? std::move(base) : Owned();
}

static Owned read_(ThreadState &ts, Value self, const Value *args);

static Owned readall_(ThreadState &ts, Value self, const Value *) {
  FileObject *file = fileOf(self);
  if (!checkOpen(ts, self))
    return {};
  struct stat st;
  off_t at = lseek(file->fd, 0, SEEK_CUR);
  size_t room = 8192;
  if (fstat(file->fd, &st) == 0 && at >= 0 && st.st_size > at)
    room = size_t(st.st_size - at) + 1;
  StrBuilder all(ts);
  for (;;) {
    char *to = all.extend(room);
    if (!to)
      return raiseMemoryError(ts);
    size_t before = size_t(to - all.view().data());
    int64_t got = readDescriptor(ts, file->fd, to, room);
    if (got == -1)
      return {};
    all.truncate(before + size_t(got > 0 ? got : 0));
    if (got == -2 && all.size() == 0)
      return ownedNone();
    if (got <= 0)
      break;
    if (room < (1 << 20) && all.size() > room)
      room = all.size();
    else if (size_t(got) < room)
      room = room - size_t(got) > 4096 ? room - size_t(got) : 8192;
  }
  return makeBytes(ts, all.view());
}

static Owned read_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!checkMode(ts, self, fileOf(self)->readable,
                 "File not open for reading") ||
      !sizeOrAll_py(ts, args[0], size))
    return {};
  if (size < 0)
    return readall_(ts, self, nullptr);
  BytesObject *buffer = allocateBytes(ts, size_t(size));
  if (!buffer)
    return {};
  Owned result = Owned::steal(buffer);
  int64_t got =
      readDescriptor(ts, fileOf(self)->fd, buffer->bytes, size_t(size));
  return got == -1     ? Owned()
         : got == -2   ? ownedNone()
         : got == size ? std::move(result)
                       : makeBytes(ts, {buffer->bytes, size_t(got)});
}
static Owned readinto_(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!checkMode(ts, self, fileOf(self)->readable,
                 "File not open for reading") ||
      !writableArgument(ts, args[0], "readinto", view))
    return {};
  int64_t got =
      readDescriptor(ts, fileOf(self)->fd, view.data, size_t(view.length));
  releaseBuffer(ts, view);
  return got == -1 ? Owned() : got == -2 ? ownedNone() : makeInt(ts, got);
}
static Owned write_(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!checkMode(ts, self, fileOf(self)->writable,
                 "File not open for writing") ||
      !getBuffer(ts, args[0], view))
    return {};
  int64_t done =
      writeDescriptor(ts, fileOf(self)->fd, view.data, size_t(view.length));
  releaseBuffer(ts, view);
  return done == -1 ? Owned() : done == -2 ? ownedNone() : makeInt(ts, done);
}

static Owned seek_(ThreadState &ts, Value self, const Value *args) {
  int64_t offset, whence = 0;
  if (!checkOpen(ts, self))
    return {};
  if (!sizeArgument_py(ts, args[0], offset) ||
      (args[1] && !sizeArgument_py(ts, args[1], whence)))
    return {};
  off_t at = lseek(fileOf(self)->fd, offset, int(whence));
  fileOf(self)->seekable = at >= 0 ? 1 : fileOf(self)->seekable;
  return at < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, at);
}
static Owned tell_(ThreadState &ts, Value self, const Value *) {
  if (!checkOpen(ts, self))
    return {};
  off_t at = lseek(fileOf(self)->fd, 0, SEEK_CUR);
  return at < 0 ? Owned(raiseOSError(ts, errno)) : makeInt(ts, at);
}
static Owned truncate_(ThreadState &ts, Value self, const Value *args) {
  int64_t size;
  if (!checkMode(ts, self, fileOf(self)->writable, "File not open for writing"))
    return {};
  if (!args[0] || args[0].isNone()) {
    size = lseek(fileOf(self)->fd, 0, SEEK_CUR);
    if (size < 0)
      return raiseOSError(ts, errno);
  } else if (!sizeArgument_py(ts, args[0], size)) {
    return {};
  }
  if (ftruncate(fileOf(self)->fd, size) < 0)
    return raiseOSError(ts, errno);
  return makeInt(ts, size);
}
static Owned seekable_(ThreadState &ts, Value self, const Value *) {
  FileObject *file = fileOf(self);
  if (!checkOpen(ts, self))
    return {};
  if (file->seekable < 0)
    file->seekable = lseek(file->fd, 0, SEEK_CUR) >= 0;
  return ownedBool(file->seekable > 0);
}
static Owned readable_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? ownedBool(fileOf(self)->readable) : Owned();
}
static Owned writable_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? ownedBool(fileOf(self)->writable) : Owned();
}
static Owned fileno_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? makeInt(ts, fileOf(self)->fd) : Owned();
}
static Owned isatty_(ThreadState &ts, Value self, const Value *) {
  return checkOpen(ts, self) ? ownedBool(isatty(fileOf(self)->fd)) : Owned();
}

static std::string_view modeText(FileObject *file) {
  return file->created     ? (file->readable ? "xb+" : "xb")
         : file->appending ? (file->readable ? "ab+" : "ab")
         : file->readable  ? (file->writable ? "rb+" : "rb")
                           : "wb";
}
static Owned getMode(ThreadState &ts, Value self) {
  return makeStr(ts, modeText(fileOf(self)));
}
static Owned getClosed(ThreadState &, Value self) {
  return ownedBool(fileOf(self)->fd < 0);
}
static Owned getCloseFd(ThreadState &, Value self) {
  return ownedBool(fileOf(self)->closefd);
}
static Owned repr(ThreadState &ts, Value self) {
  FileObject *file = fileOf(self);
  if (file->fd < 0)
    return makeStr(ts, "<_io.FileIO [closed]>");
  Owned key = internText(ts, "name");
  Owned name = getAttrOptional_py(ts, self, key);
  StrBuilder text(ts);
  text.append("<_io.FileIO ");
  text.append(name ? "name=" : "fd=");
  Owned number = makeInt(ts, file->fd);
  ReprGuard guard(self);
  if (guard.recursive())
    return raise(ts, types::RuntimeError, "reentrant call inside {}.__repr__",
                 {nativeQualifiedName(typeOf(self))});
  if (pendingException(ts) ||
      !text.appendRepr_py(name ? name.value() : number.value()))
    return {};
  text.append(" mode='");
  text.append(modeText(file));
  text.append(file->closefd ? "' closefd=True>" : "' closefd=False>");
  return text.finish();
}
static void deallocate(ThreadState &ts, ObjectHeader *self) {
  freeObject(ts, self, sizeof(FileObject));
}

static constexpr MethodDef methods[] = {
    {"read", read_, "(size=-1, /)"},
    {"readall", readall_, "()"},
    {"readinto", readinto_, "(buffer, /)"},
    {"write", write_, "(b, /)"},
    {"seek", seek_, "(pos, whence=0, /)"},
    {"tell", tell_, "()"},
    {"truncate", truncate_, "(size=None, /)"},
    {"close", close_, "()"},
    {"seekable", seekable_, "()"},
    {"readable", readable_, "()"},
    {"writable", writable_, "()"},
    {"fileno", fileno_, "()"},
    {"isatty", isatty_, "()"},
    {"_dealloc_warn", warnUnclosed, "(source, /)"},
    {}};
static constexpr MemberDef members[] = {
    {"_blksize", MemberKind::Int32, offsetof(FileObject, blockSize), false},
    {"_finalizing", MemberKind::Bool, offsetof(FileObject, finalising), false},
    {}};
static constexpr GetSetDef getSets[] = {
    {"closed", getClosed, nullptr, "True if the file is closed"},
    {"closefd", getCloseFd, nullptr,
     "True if the file descriptor will be closed by close()."},
    {"mode", getMode, nullptr, "String giving the file mode"},
    {}};
static constexpr TypeSpec spec = {"_io.FileIO", "Open a file.", methods,
                                  getSets, members};

constinit TypeObject fileType = {.header = typeHeader(),
                                 .spec = &spec,
                                 .base = &rawType,
                                 .flags = kStreamFlags,
                                 .basicSize = sizeof(FileObject),
                                 .slotsOffset =
                                     sizeof(FileObject) + sizeof(Word),
                                 .slots = {.deallocate = deallocate,
                                           .repr = repr,
                                           .init = initFile,
                                           .new_ = newFile}};

} // namespace dxpy::io
