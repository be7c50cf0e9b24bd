// The struct of buffered streams, and what text streams call of it without
// going through attributes.
#pragma once
#include "stdlib/io/file.h"

namespace dxpy::io {

/// One buffer for both directions. `pos` is where the program is in it; bytes
/// [0, readEnd) were read, bytes [writePos, writeEnd) wait to be written; the
/// raw stream stands at `rawPos`, counted from the buffer's start.
struct BufferedObject {
  ObjectHeader header;
  Word raw; ///< undef: never initialised, or detached
  char *buffer;
  int64_t size;
  int64_t absolute; ///< position of the raw stream; -1: not known
  int64_t pos, rawPos;
  int64_t readEnd;            ///< -1: nothing was read ahead
  int64_t writePos, writeEnd; ///< writeEnd -1: nothing waits
  bool ready, detached, readable, writable, finalising;
  StreamUse use;

  bool hasRead() const { return readable && readEnd != -1; }
  bool hasWritten() const { return writable && writeEnd != -1; }
  int64_t ahead() const { return hasRead() ? readEnd - pos : 0; }
  /// How far the raw stream is in front of the program.
  int64_t rawOffset() const {
    return (hasRead() || hasWritten()) && rawPos >= 0 ? rawPos - pos : 0;
  }
  void moveTo(int64_t at) {
    pos = at;
    if (hasRead() && readEnd < pos)
      readEnd = pos;
  }
  void forgetRead() { readEnd = -1; }
  void forgetWritten() {
    writePos = 0;
    writeEnd = -1;
  }
};
inline BufferedObject *bufferedOf(Value v) { return v.as<BufferedObject>(); }

/// The raw stream if it is exactly a FileIO, else null.
inline FileObject *plainFile(const BufferedObject *stream) {
  Value raw(stream->raw);
  return raw.isPointer() && typeOf(raw) == &fileType ? raw.as<FileObject>()
                                                     : nullptr;
}
/// Exactly one of the buffered types of this module.
inline bool isPlainBuffered(Value v) {
  TypeObject *type = typeOf(v);
  return type == &readerType || type == &writerType || type == &randomType;
}

bool bufferedReady(ThreadState &ts, Value self);
/// 0, 1; -1 raised.
int bufferedClosed_py(ThreadState &ts, Value self);
/// Raises "\p action closed file" if it is closed and nothing is read ahead.
bool bufferedOpen_py(ThreadState &ts, Value self, const char *action);

// Calls of the raw stream: a count; -1 raised, -2 it would block.
int64_t rawTell_py(ThreadState &ts, Value self);
int64_t rawSeek_py(ThreadState &ts, Value self, int64_t target, int whence);
int64_t rawRead_py(ThreadState &ts, Value self, char *to, int64_t size);
int64_t rawWrite_py(ThreadState &ts, Value self, const char *data,
                    int64_t size);
/// More bytes read ahead: their number; 0 at the end, -1 raised, -2 would
/// block.
int64_t fill_py(ThreadState &ts, Value self);

bool flushWaiting_py(ThreadState &ts, Value self);
/// Writes what waits and moves the raw stream to where the program is.
bool flushAndRewind_py(ThreadState &ts, Value self);
bool bufferedWrite_py(ThreadState &ts, Value self, std::string_view data);
bool bufferedFlush_py(ThreadState &ts, Value self);
Owned bufferedRead1_py(ThreadState &ts, Value self, int64_t size);
Owned bufferedTell_py(ThreadState &ts, Value self, const Value *);
Owned bufferedSeek_py(ThreadState &ts, Value self, const Value *args);
Owned bufferedTruncate_py(ThreadState &ts, Value self, const Value *args);

// Methods, by the tables of buffered_types.cpp
Owned bufferedReadMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedRead1Method(ThreadState &ts, Value self, const Value *args);
Owned bufferedPeekMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedReadLineMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedReadIntoMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedReadInto1Method(ThreadState &ts, Value self, const Value *args);
Owned bufferedWriteMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedFlushMethod(ThreadState &ts, Value self, const Value *args);
Owned bufferedNext(ThreadState &ts, Value self);

/// Sets the fields of a buffered stream over \p raw. False: MemoryError.
bool initBuffered(ThreadState &ts, Value self, Value raw, int64_t size,
                  bool readable, bool writable);

} // namespace dxpy::io
