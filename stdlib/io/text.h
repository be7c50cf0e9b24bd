// TextIOWrapper's struct, and what print and the end of the process call of it.
#pragma once
#include "stdlib/io/buffer.h"
#include "stdlib/io/text_codec.h"

namespace dxpy::io {

struct TextObject {
  ObjectHeader header;
  Word buffer;           ///< undef: not initialised, or detached
  Word encoding, errors; ///< str
  Word text;             ///< decoded, a str, read from byte `used` on; undef:
                         ///< nothing was read
  Word snapshot;         ///< the bytes that `text` was decoded from; undef: not
                         ///< known
  uint64_t snapshotFlags; ///< the decoder's state before them
  uint64_t used;
  char *pending;   ///< encoded, not given to the buffer yet
  bool hasPending; ///< the buffer must hear of it, even if it is empty
  int64_t pendingSize, pendingRoom, chunkSize;
  double bytesPerCharacter;
  TextDecoder decoder;
  TextEncoder encoder;
  NewlineMode newline;
  bool ready, detached, lineBuffering, writeThrough, hasRead1, seekable,
      telling, finalising;
};
inline TextObject *textOf(Value v) { return v.as<TextObject>(); }
inline bool isPlainText(Value v) { return typeOf(v) == &textWrapperType; }

// text.cpp
bool textReady(ThreadState &ts, Value self);
/// Ready and open.
bool textOpen_py(ThreadState &ts, Value self);
/// self.flush(), which subclasses may have.
bool flushSelf_py(ThreadState &ts, Value self);
/// Forgets what was read ahead.
inline void forgetText(ThreadState &ts, Value self) {
  TextObject *stream = textOf(self);
  if (stream->text != kUndef)
    clearField(ts, self.header(), &stream->text);
  if (stream->snapshot != kUndef)
    clearField(ts, self.header(), &stream->snapshot);
  stream->used = 0;
}
/// The fields of a new stream, which is zeroed, without buffer.
void initText(TextObject *stream);

// text_write.cpp
bool writePending_py(ThreadState &ts, Value self);
bool textWrite_py(ThreadState &ts, Value self, Value text);
bool textFlush_py(ThreadState &ts, Value self);
Owned textWriteMethod(ThreadState &ts, Value self, const Value *args);
Owned textFlushMethod(ThreadState &ts, Value self, const Value *args);

// text_read.cpp
Owned textReadMethod(ThreadState &ts, Value self, const Value *args);
Owned textReadLineMethod(ThreadState &ts, Value self, const Value *args);
Owned textNext(ThreadState &ts, Value self);

// text_position.cpp
Owned textTellMethod(ThreadState &ts, Value self, const Value *args);
Owned textSeekMethod(ThreadState &ts, Value self, const Value *args);

} // namespace dxpy::io
