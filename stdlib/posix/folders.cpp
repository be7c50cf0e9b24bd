// Folders and links: what changes names in the file system.
#include "runtime-support/objects/list.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <climits>
#include <cstring>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dxpy::posix {

static Owned nameLike(ThreadState &ts, bool bytes, std::string_view name) {
  return bytes ? makeBytes(ts, name) : decodeName(ts, name);
}

static Owned listdir(ThreadState &ts, Value, const Value *args) {
  PathArgument path("listdir", "path",
                    PathArgument::kNone | PathArgument::kDescriptor);
  if (!path.convert_py(ts, args[0]))
    return {};
  int copy = -1;
  if (!path.text() && (copy = fcntl(path.descriptor(), F_DUPFD_CLOEXEC, 0)) < 0)
    return raiseOSError(ts, errno);
  DIR *folder = path.text() ? opendir(path.text()) : fdopendir(copy);
  if (!folder) {
    int saved = errno;
    if (copy >= 0)
      close(copy);
    errno = saved;
    return path.raiseError(ts);
  }
  Owned list = makeList(ts);
  bool good = bool(list);
  while (good) {
    errno = 0;
    dirent *entry = readdir(folder);
    if (!entry) {
      if (errno) {
        path.raiseError(ts);
        good = false;
      }
      break;
    }
    std::string_view name(entry->d_name);
    if (name == "." || name == "..")
      continue;
    Owned item = nameLike(ts, path.isBytes(), name);
    good = item && listAppend(ts, list, std::move(item));
  }
  if (copy >= 0)
    rewinddir(folder);
  closedir(folder);
  return good ? std::move(list) : Owned();
}

static Owned mkdir_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("mkdir");
  int mode = 0777, folder;
  if (!path.convert_py(ts, args[0]) ||
      (args[1] && !intArgument_py(ts, args[1], mode)) ||
      !folderDescriptor_py(ts, args[2], folder))
    return {};
  return noneOrError(ts, mkdirat(folder, path.text(), mode_t(mode)), path);
}

static Owned rmdir_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("rmdir");
  int folder;
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[1], folder))
    return {};
  return noneOrError(ts, unlinkat(folder, path.text(), AT_REMOVEDIR), path);
}

static Owned unlinkNamed_py(ThreadState &ts, const char *function,
                            const Value *args) {
  PathArgument path(function);
  int folder;
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[1], folder))
    return {};
  return noneOrError(ts, unlinkat(folder, path.text(), 0), path);
}
static Owned unlink_(ThreadState &ts, Value, const Value *args) {
  return unlinkNamed_py(ts, "unlink", args);
}
static Owned remove_(ThreadState &ts, Value, const Value *args) {
  return unlinkNamed_py(ts, "remove", args);
}

/// POSIX declares it in <stdio.h>, which programs do without.
extern "C" int renameat(int, const char *, int, const char *) noexcept;

static Owned renameNamed_py(ThreadState &ts, const char *function,
                            const Value *args) {
  PathArgument from(function, "src"), to(function, "dst");
  int fromFolder, toFolder;
  if (!from.convert_py(ts, args[0]) || !to.convert_py(ts, args[1]) ||
      !folderDescriptor_py(ts, args[2], fromFolder) ||
      !folderDescriptor_py(ts, args[3], toFolder))
    return {};
  if (renameat(fromFolder, from.text(), toFolder, to.text()) < 0)
    return raiseOSError(ts, errno, from.object(), to.object());
  return ownedNone();
}
static Owned rename_(ThreadState &ts, Value, const Value *args) {
  return renameNamed_py(ts, "rename", args);
}
static Owned replace(ThreadState &ts, Value, const Value *args) {
  return renameNamed_py(ts, "replace", args);
}

static Owned link_(ThreadState &ts, Value, const Value *args) {
  PathArgument from("link", "src"), to("link", "dst");
  int fromFolder, toFolder, follow;
  if (!from.convert_py(ts, args[0]) || !to.convert_py(ts, args[1]) ||
      !folderDescriptor_py(ts, args[2], fromFolder) ||
      !folderDescriptor_py(ts, args[3], toFolder) ||
      (follow = flagArgument_py(ts, args[4], true)) < 0)
    return {};
  bool plain = fromFolder == AT_FDCWD && toFolder == AT_FDCWD && follow;
  int result = plain ? link(from.text(), to.text())
                     : linkat(fromFolder, from.text(), toFolder, to.text(),
                              follow ? AT_SYMLINK_FOLLOW : 0);
  if (result < 0)
    return raiseOSError(ts, errno, from.object(), to.object());
  return ownedNone();
}

static Owned symlink_(ThreadState &ts, Value, const Value *args) {
  PathArgument from("symlink", "src"), to("symlink", "dst");
  int folder;
  if (!from.convert_py(ts, args[0]) || !to.convert_py(ts, args[1]) ||
      !folderDescriptor_py(ts, args[3], folder))
    return {};
  if (symlinkat(from.text(), folder, to.text()) < 0)
    return raiseOSError(ts, errno, from.object(), to.object());
  return ownedNone();
}

static Owned readlink_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("readlink");
  int folder;
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[1], folder))
    return {};
  char buffer[PATH_MAX + 1];
  ssize_t length = readlinkat(folder, path.text(), buffer, PATH_MAX);
  if (length < 0)
    return path.raiseError(ts);
  return nameLike(ts, path.isBytes(), {buffer, size_t(length)});
}

static Owned currentFolder(ThreadState &ts, bool bytes) {
  char buffer[PATH_MAX + 1];
  if (!getcwd(buffer, sizeof buffer))
    return raiseOSError(ts, errno);
  return nameLike(ts, bytes, buffer);
}
static Owned getcwd_(ThreadState &ts, Value, const Value *) {
  return currentFolder(ts, false);
}
static Owned getcwdb(ThreadState &ts, Value, const Value *) {
  return currentFolder(ts, true);
}

static Owned chdir_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("chdir", "path", PathArgument::kDescriptor);
  if (!path.convert_py(ts, args[0]))
    return {};
  return noneOrError(
      ts, path.text() ? chdir(path.text()) : fchdir(path.descriptor()), path);
}
static Owned fchdir_(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!fileDescriptor_py(ts, args[0], fd))
    return {};
  return noneOrError(ts, fchdir(fd));
}
static Owned chroot_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("chroot");
  if (!path.convert_py(ts, args[0]))
    return {};
  return noneOrError(ts, chroot(path.text()), path);
}

static Owned mkfifo_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("mkfifo");
  int mode = 0666, folder;
  if (!path.convert_py(ts, args[0]) ||
      (args[1] && !intArgument_py(ts, args[1], mode)) ||
      !folderDescriptor_py(ts, args[2], folder))
    return {};
  return noneOrError(ts, mkfifoat(folder, path.text(), mode_t(mode)), path);
}

static Owned truncate_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("truncate", "path", PathArgument::kDescriptor);
  int64_t length;
  if (!path.convert_py(ts, args[0]) || !int64Argument_py(ts, args[1], length))
    return {};
  return noneOrError(ts,
                     path.text() ? truncate(path.text(), length)
                                 : ftruncate(path.descriptor(), length),
                     path);
}

static Owned fspath(ThreadState &ts, Value, const Value *args) {
  return pathOf_py(ts, args[0]);
}

static constexpr MethodDef functions[] = {
    {"listdir", listdir, "(path=None)",
     "Return a list containing the names of the files in the directory."},
    {"mkdir", mkdir_, "(path, mode=511, *, dir_fd=None)",
     "Create a directory."},
    {"rmdir", rmdir_, "(path, *, dir_fd=None)", "Remove a directory."},
    {"unlink", unlink_, "(path, *, dir_fd=None)",
     "Remove a file (same as remove())."},
    {"remove", remove_, "(path, *, dir_fd=None)",
     "Remove a file (same as unlink())."},
    {"rename", rename_, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
     "Rename a file or directory."},
    {"replace", replace, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
     "Rename a file or directory, overwriting the destination."},
    {"link", link_,
     "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
     "Create a hard link to a file."},
    {"symlink", symlink_,
     "(src, dst, target_is_directory=False, *, dir_fd=None)",
     "Create a symbolic link pointing to src named dst."},
    {"readlink", readlink_, "(path, *, dir_fd=None)",
     "Return a string representing the path to which the symbolic link "
     "points."},
    {"getcwd", getcwd_, "()",
     "Return a unicode string representing the current working directory."},
    {"getcwdb", getcwdb, "()",
     "Return a bytes string representing the current working directory."},
    {"chdir", chdir_, "(path)",
     "Change the current working directory to the specified path."},
    {"fchdir", fchdir_, "(fd)",
     "Change to the directory of the given file descriptor."},
    {"chroot", chroot_, "(path)", "Change root directory to path."},
    {"mkfifo", mkfifo_, "(path, mode=438, *, dir_fd=None)",
     "Create a \"fifo\" (a POSIX named pipe)."},
    {"truncate", truncate_, "(path, length)",
     "Truncate a file, specified by path, to a specific length."},
    {"fspath", fspath, "(path)",
     "Return the file system path representation of the object."},
    {}};

bool addFolders(ThreadState &ts, Value module) {
  return addFunctions(ts, module, functions);
}

} // namespace dxpy::posix
