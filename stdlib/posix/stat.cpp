// stat and its kin: what the system knows of a file, and changing it.
#include "runtime-support/modules/struct_sequence.h"
#include "stdlib/posix/parts.h"
#include "stdlib/posix/path.h"
#include <cmath>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <unistd.h>

namespace dxpy::posix {

static constinit Word statType = 0, statvfsType = 0;

static Owned nanoseconds(ThreadState &ts, const timespec &time) {
  auto all = __int128(time.tv_sec) * 1000000000 + time.tv_nsec;
  if (all == int64_t(all))
    return makeInt(ts, int64_t(all));
  auto size = all < 0 ? -all : all;
  uint64_t limbs[] = {uint64_t(size), uint64_t(size >> 64)};
  return makeIntFromLimbs(ts, limbs, 2, all < 0);
}

static Owned statResult(ThreadState &ts, const struct stat &st) {
  auto seconds = [&](const timespec &time) {
    return makeFloat(ts, double(time.tv_sec) + 1e-9 * double(time.tv_nsec));
  };
  Owned values[] = {makeInt(ts, st.st_mode),
                    makeUnsigned(ts, st.st_ino),
                    makeUnsigned(ts, st.st_dev),
                    makeUnsigned(ts, st.st_nlink),
                    makeInt(ts, st.st_uid),
                    makeInt(ts, st.st_gid),
                    makeInt(ts, st.st_size),
                    makeInt(ts, st.st_atim.tv_sec),
                    makeInt(ts, st.st_mtim.tv_sec),
                    makeInt(ts, st.st_ctim.tv_sec),
                    seconds(st.st_atim),
                    seconds(st.st_mtim),
                    seconds(st.st_ctim),
                    nanoseconds(ts, st.st_atim),
                    nanoseconds(ts, st.st_mtim),
                    nanoseconds(ts, st.st_ctim),
                    makeInt(ts, st.st_blksize),
                    makeInt(ts, st.st_blocks),
                    makeUnsigned(ts, st.st_rdev)};
  for (Owned &value : values)
    if (!value)
      return {};
  return makeStructSequence(ts, Value(statType), values, 19);
}

Owned statOf_py(ThreadState &ts, Value path, const char *text, int folder,
                bool follow) {
  struct stat st;
  if (fstatat(folder, text, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0)
    return raiseOSError(ts, errno, path);
  return statResult(ts, st);
}

/// ValueError for combinations that no system call has.
static bool checkCombination(ThreadState &ts, const char *function,
                             const PathArgument &path, int folder,
                             bool follow) {
  if (path.descriptor() < 0)
    return true;
  if (folder != AT_FDCWD)
    return raise(ts, types::ValueError,
                 "{}: can't specify dir_fd without matching path", {function});
  return follow ||
         raise(ts, types::ValueError,
               "{}: cannot use fd and follow_symlinks together", {function});
}

static Owned stat_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("stat", "path", PathArgument::kDescriptor);
  int folder, follow;
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[1], folder) ||
      (follow = flagArgument_py(ts, args[2], true)) < 0 ||
      !checkCombination(ts, "stat", path, folder, follow))
    return {};
  if (path.text())
    return statOf_py(ts, path.object(), path.text(), folder, follow);
  struct stat st;
  return fstat(path.descriptor(), &st) < 0 ? Owned(path.raiseError(ts))
                                           : statResult(ts, st);
}

static Owned lstat_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("lstat");
  int folder;
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[1], folder))
    return {};
  return statOf_py(ts, path.object(), path.text(), folder, false);
}

static Owned fstat_(ThreadState &ts, Value, const Value *args) {
  int fd;
  if (!intArgument_py(ts, args[0], fd))
    return {};
  struct stat st;
  int result;
  if (!retry_py(ts, [&] { return fstat(fd, &st); }, result))
    return {};
  return result < 0 ? Owned(raiseOSError(ts, errno)) : statResult(ts, st);
}

static Owned access_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("access");
  int mode, folder, effective, follow;
  if (!path.convert_py(ts, args[0]) || !intArgument_py(ts, args[1], mode) ||
      !folderDescriptor_py(ts, args[2], folder) ||
      (effective = flagArgument_py(ts, args[3], false)) < 0 ||
      (follow = flagArgument_py(ts, args[4], true)) < 0)
    return {};
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return ownedBool(faccessat(folder, path.text(), mode, flags) == 0);
}

static Owned chmod_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("chmod", "path", PathArgument::kDescriptor);
  int mode, folder, follow;
  if (!path.convert_py(ts, args[0]) || !intArgument_py(ts, args[1], mode) ||
      !folderDescriptor_py(ts, args[2], folder) ||
      (follow = flagArgument_py(ts, args[3], true)) < 0)
    return {};
  int result = path.text() ? fchmodat(folder, path.text(), mode_t(mode),
                                      follow ? 0 : AT_SYMLINK_NOFOLLOW)
                           : fchmod(path.descriptor(), mode_t(mode));
  return noneOrError(ts, result, path);
}

static Owned fchmod_(ThreadState &ts, Value, const Value *args) {
  int fd, mode;
  if (!fileDescriptor_py(ts, args[0], fd) || !intArgument_py(ts, args[1], mode))
    return {};
  return noneOrError(ts, fchmod(fd, mode_t(mode)));
}

static Owned chown_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("chown", "path", PathArgument::kDescriptor);
  uint32_t uid, gid;
  int folder, follow;
  if (!path.convert_py(ts, args[0]) ||
      !idArgument_py(ts, args[1], "uid", uid) ||
      !idArgument_py(ts, args[2], "gid", gid) ||
      !folderDescriptor_py(ts, args[3], folder) ||
      (follow = flagArgument_py(ts, args[4], true)) < 0 ||
      !checkCombination(ts, "chown", path, folder, follow))
    return {};
  int result = path.text() ? fchownat(folder, path.text(), uid, gid,
                                      follow ? 0 : AT_SYMLINK_NOFOLLOW)
                           : fchown(path.descriptor(), uid, gid);
  return noneOrError(ts, result, path);
}

static Owned lchown_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("lchown");
  uint32_t uid, gid;
  if (!path.convert_py(ts, args[0]) ||
      !idArgument_py(ts, args[1], "uid", uid) ||
      !idArgument_py(ts, args[2], "gid", gid))
    return {};
  return noneOrError(ts, lchown(path.text(), uid, gid), path);
}

// utime
// ---------------------------------------------------------------------------

/// Seconds as int or float, rounded down to nanoseconds.
static bool secondsArgument_py(ThreadState &ts, Value value, timespec &out) {
  if (!isFloat(value)) {
    int64_t seconds;
    if (!int64Argument_py(ts, value, seconds))
      return false;
    out = {time_t(seconds), 0};
    return true;
  }
  double number = floatValue(value), whole;
  if (std::isnan(number))
    return raise(ts, types::ValueError, "Invalid value NaN (not a number)");
  double fraction = std::floor(std::modf(number, &whole) * 1e9);
  if (fraction >= 1e9) {
    fraction -= 1e9;
    whole += 1;
  } else if (fraction < 0) {
    fraction += 1e9;
    whole -= 1;
  }
  if (!(whole >= -0x1p63 && whole < 0x1p63))
    return raise(ts, types::OverflowError,
                 "timestamp out of range for platform time_t");
  out = {time_t(whole), long(fraction)};
  return true;
}

static bool nanosecondsArgument_py(ThreadState &ts, Value value,
                                   timespec &out) {
  Owned billion = makeInt(ts, 1000000000);
  Owned pair = divmod_py(ts, value, billion);
  if (!pair)
    return false;
  if (!isTuple(pair) || tupleLength(pair) != 2)
    return raise(ts, types::TypeError,
                 "{}.__divmod__() must return a 2-tuple, not {}",
                 {typeOf(value), typeOf(pair)});
  int64_t seconds, rest;
  if (!int64Argument_py(ts, tupleItem(pair, 0), seconds) ||
      !int64Argument_py(ts, tupleItem(pair, 1), rest))
    return false;
  out = {time_t(seconds), long(rest)};
  return true;
}

/// False: raised.
static bool timesArguments_py(ThreadState &ts, Value times, Value ns,
                              timespec (&out)[2]) {
  bool given = times && !times.isNone();
  if (given && ns)
    return raise(ts, types::ValueError,
                 "utime: you may specify either 'times' or 'ns' but not both");
  if (given) {
    if (!isExactTuple(times) || tupleLength(times) != 2)
      return raise(ts, types::TypeError,
                   "utime: 'times' must be either a tuple of two ints or None");
    return secondsArgument_py(ts, tupleItem(times, 0), out[0]) &&
           secondsArgument_py(ts, tupleItem(times, 1), out[1]);
  }
  if (ns) {
    if (!isExactTuple(ns) || tupleLength(ns) != 2)
      return raise(ts, types::TypeError,
                   "utime: 'ns' must be a tuple of two ints");
    return nanosecondsArgument_py(ts, tupleItem(ns, 0), out[0]) &&
           nanosecondsArgument_py(ts, tupleItem(ns, 1), out[1]);
  }
  out[0] = out[1] = {0, UTIME_NOW};
  return true;
}

static Owned utime_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("utime", "path", PathArgument::kDescriptor);
  int folder, follow;
  timespec times[2];
  if (!path.convert_py(ts, args[0]) ||
      !folderDescriptor_py(ts, args[3], folder) ||
      (follow = flagArgument_py(ts, args[4], true)) < 0 ||
      !timesArguments_py(ts, args[1], args[2], times) ||
      !checkCombination(ts, "utime", path, folder, follow))
    return {};
  int result = path.text() ? utimensat(folder, path.text(), times,
                                       follow ? 0 : AT_SYMLINK_NOFOLLOW)
                           : futimens(path.descriptor(), times);
  return noneOrError(ts, result, path);
}

// statvfs
// -------------------------------------------------------------------------

static Owned statvfsResult(ThreadState &ts, const struct statvfs &st) {
  Owned values[] = {
      makeUnsigned(ts, st.f_bsize),  makeUnsigned(ts, st.f_frsize),
      makeUnsigned(ts, st.f_blocks), makeUnsigned(ts, st.f_bfree),
      makeUnsigned(ts, st.f_bavail), makeUnsigned(ts, st.f_files),
      makeUnsigned(ts, st.f_ffree),  makeUnsigned(ts, st.f_favail),
      makeUnsigned(ts, st.f_flag),   makeUnsigned(ts, st.f_namemax),
      makeUnsigned(ts, st.f_fsid)};
  for (Owned &value : values)
    if (!value)
      return {};
  return makeStructSequence(ts, Value(statvfsType), values, 11);
}

static Owned statvfs_(ThreadState &ts, Value, const Value *args) {
  PathArgument path("statvfs", "path", PathArgument::kDescriptor);
  if (!path.convert_py(ts, args[0]))
    return {};
  struct statvfs st;
  int result = path.text() ? statvfs(path.text(), &st)
                           : fstatvfs(path.descriptor(), &st);
  return result < 0 ? Owned(path.raiseError(ts)) : statvfsResult(ts, st);
}

static Owned umask_(ThreadState &ts, Value, const Value *args) {
  int mask;
  if (!intArgument_py(ts, args[0], mask))
    return {};
  return makeInt(ts, umask(mode_t(mask)));
}

static constexpr MethodDef functions[] = {
    {"stat", stat_, "(path, *, dir_fd=None, follow_symlinks=True)",
     "Perform a stat system call on the given path."},
    {"lstat", lstat_, "(path, *, dir_fd=None)",
     "Perform a stat system call on the given path, without following symbolic "
     "links."},
    {"fstat", fstat_, "(fd)",
     "Perform a stat system call on the given file descriptor."},
    {"access", access_,
     "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
     "Use the real uid/gid to test for access to a path."},
    {"chmod", chmod_, "(path, mode, *, dir_fd=None, follow_symlinks=True)",
     "Change the access permissions of a file."},
    {"fchmod", fchmod_, "(fd, mode)",
     "Change the access permissions of the file given by file descriptor fd."},
    {"chown", chown_, "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
     "Change the owner and group id of path to the numeric uid and gid."},
    {"lchown", lchown_, "(path, uid, gid)",
     "Change the owner and group id of path to the numeric uid and gid."},
    {"utime", utime_,
     "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
     "Set the access and modified time of path."},
    {"statvfs", statvfs_, "(path)",
     "Perform a statvfs system call on the given path."},
    {"umask", umask_, "(mask, /)",
     "Set the current numeric umask and return the previous umask."},
    {}};

bool addStat(ThreadState &ts, Value module) {
  statType =
      makeStructSequenceType(
          ts,
          {"os.stat_result",
           "stat_result: Result from stat, fstat, or lstat.\n\nThis object may "
           "be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, "
           "gid, size, atime, mtime, ctime)\nor via the attributes st_mode, "
           "st_ino, st_dev, st_nlink, st_uid, and so on.\n\nPosix/windows: If "
           "your platform supports st_blksize, st_blocks, st_rdev,\nor "
           "st_flags, they are available as attributes only.\n\nSee os.stat "
           "for more information.",
           {"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid",
            "st_size", nullptr, nullptr, nullptr, "st_atime", "st_mtime",
            "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
            "st_blksize", "st_blocks", "st_rdev"},
           10,
           true})
          .take();
  statvfsType =
      makeStructSequenceType(
          ts,
          {"os.statvfs_result",
           "statvfs_result: Result from statvfs or fstatvfs.\n\nThis "
           "object may be accessed either as a tuple of\n  (bsize, frsize, "
           "blocks, bfree, bavail, files, ffree, favail, flag, "
           "namemax),\nor via the attributes f_bsize, f_frsize, f_blocks, "
           "f_bfree, and so on.\n\nSee os.statvfs for more information.",
           {"f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files",
            "f_ffree", "f_favail", "f_flag", "f_namemax", "f_fsid"},
           10,
           true})
          .take();
  return statType && statvfsType && addFunctions(ts, module, functions) &&
         addToModule(ts, module, "stat_result", copyOf(Value(statType))) &&
         addToModule(ts, module, "statvfs_result", copyOf(Value(statvfsType)));
}

} // namespace dxpy::posix
