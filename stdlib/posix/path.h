// What the functions of module posix share: arguments that name files,
// descriptors and results of system calls.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/interpreter/interpreter.h"
#include "runtime-support/memory/run_lock.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include <cerrno>
#include <fcntl.h>

namespace dxpy::posix {

/// str to bytes as the file system has it (UTF-8, surrogateescape) and back.
Owned encodeName(ThreadState &ts, Value str);
Owned decodeName(ThreadState &ts, std::string_view name);
/// os.fspath: str or bytes.
Owned pathOf_py(ThreadState &ts, Value object);

/// An argument that names a file: str, bytes, os.PathLike, and where allowed
/// None or a descriptor.
class PathArgument {
public:
  enum Allow : unsigned { kNothingElse = 0, kNone = 1, kDescriptor = 2 };
  PathArgument(const char *function, const char *argument = "path",
               unsigned allow = kNothingElse)
      : function_(function), argument_(argument), allow_(allow) {}
  /// False: raised. A null \p object is None.
  bool convert_py(ThreadState &ts, Value object);

  const char *text() const { return text_; } ///< null: a descriptor, or None
  int descriptor() const { return descriptor_; } ///< -1: none
  Value object() const { return object_; }       ///< for error messages
  bool isBytes() const { return isBytes_; }
  /// OSError of errno, naming the file.
  Raised raiseError(ThreadState &ts) const {
    return raiseOSError(ts, errno, object_.value());
  }

private:
  bool fromDescriptor_py(ThreadState &ts, Value object);
  bool raiseKind(ThreadState &ts, Value object) const;
  const char *function_, *argument_;
  unsigned allow_;
  const char *text_ = nullptr;
  int descriptor_ = -1;
  bool isBytes_ = false;
  Owned object_, bytes_;
};

/// An int argument as C's int. False: raised.
bool intArgument_py(ThreadState &ts, Value value, int &out);
bool int64Argument_py(ThreadState &ts, Value value, int64_t &out);
/// A user or group: -1 is allowed. \p what is "uid" or "gid".
bool idArgument_py(ThreadState &ts, Value value, const char *what,
                   uint32_t &out);
/// A descriptor: an int, or an object with fileno().
bool fileDescriptor_py(ThreadState &ts, Value value, int &out);
/// dir_fd=None means the current folder; null too.
bool folderDescriptor_py(ThreadState &ts, Value value, int &out);
/// A truth value that may have been left out. -1: raised.
int flagArgument_py(ThreadState &ts, Value value, bool fallback);

/// Repeats a system call that a signal interrupted; handlers run in between,
/// other threads meanwhile.
/// False: a handler raised.
template <typename Call, typename Result>
bool retry_py(ThreadState &ts, Call call, Result &result) {
  for (;;) {
    result = blocking(ts, call);
    if (result != Result(-1) || errno != EINTR)
      return true;
    if (pollHook && !pollHook(ts))
      return false;
  }
}

/// None, or OSError of errno.
inline Owned noneOrError(ThreadState &ts, int result) {
  return result < 0 ? Owned(raiseOSError(ts, errno)) : ownedNone();
}
inline Owned noneOrError(ThreadState &ts, int result,
                         const PathArgument &path) {
  return result < 0 ? Owned(path.raiseError(ts)) : ownedNone();
}

} // namespace dxpy::posix
