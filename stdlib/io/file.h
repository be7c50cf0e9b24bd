// FileIO's struct, for the streams that stand on it.
#pragma once
#include "stdlib/io/io.h"

namespace dxpy::io {

struct FileObject {
  ObjectHeader header;
  int32_t fd; ///< -1: closed
  bool created, readable, writable, appending, closefd;
  bool finalising;
  int8_t seekable; ///< -1: not known yet
  int32_t blockSize;
};

inline FileObject *fileOf(Value v) { return v.as<FileObject>(); }

/// os.fspath: str or bytes.
Owned pathOf_py(ThreadState &ts, Value name);
/// A FileIO of an open descriptor, with its name. Null: raised.
Owned makeFile(ThreadState &ts, int fd, bool writes, Value name);
/// What signal handlers in Python have to do now. False: raised.
bool runSignalHandlers_py(ThreadState &ts);
/// After a failed call: was it a signal, and did its handlers not raise?
bool retryOnSignal(ThreadState &ts);
/// Bytes read or written; -2: it would block, -1: raised.
int64_t readDescriptor(ThreadState &ts, int fd, char *data, size_t size);
int64_t writeDescriptor(ThreadState &ts, int fd, const char *data, size_t size);

} // namespace dxpy::io
