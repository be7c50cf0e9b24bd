// What the files of module zlib share.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"
#include <zlib.h>

namespace dxpy::zlib {

inline constexpr int64_t kBufferSize = 16 * 1024;
extern constinit Value zlibError; ///< zlib.error
extern TypeObject compressType, decompressType;

/// "Error -3 while decompressing data: ..."
Raised raiseZlib(ThreadState &ts, const z_stream &stream, int error,
                 const char *when);
/// Hands \p stream as much of the input as it can count.
inline void feed(z_stream &stream, size_t &left) {
  stream.avail_in = left > UINT_MAX ? UINT_MAX : uInt(left);
  left -= stream.avail_in;
}

/// What comes out of a stream, in a buffer that doubles.
class Output {
public:
  Output(ThreadState &ts, int64_t size, int64_t limit = -1)
      : ts_(ts), builder_(ts), next_(size < 1 ? 1 : size), limit_(limit) {}
  /// Room for the stream if it has used what it had. False: the limit is
  /// reached, or MemoryError.
  bool arrange(z_stream &stream);
  /// The bytes that the stream has written.
  Owned finish(const z_stream &stream);

private:
  ThreadState &ts_;
  StrBuilder builder_;
  int64_t next_, limit_;
};

Owned makeCompressor(ThreadState &ts, Value, const Value *args);
Owned makeDecompressor(ThreadState &ts, Value, const Value *args);

} // namespace dxpy::zlib
