// What _bz2 and _lzma share: the objects that compress and decompress piece by
// piece over a codec. A codec has `step_py(ts, window, action)`, which moves
// data, `endCompress()` and `endDecompress()`, `kKeepsOutput` (it may have more
// to say without input) and `kAtEnd`, the error after the end.
#pragma once
#include "runtime-support/builtins/support.h"
#include "runtime-support/modules/native_module.h"
#include "runtime-support/objects/bytes.h"

namespace dxpy::compression {

enum class Action { Run, Finish };
enum class Outcome { More, End, Raised };

/// Input and output of a step.
struct Window {
  const char *in = nullptr;
  size_t inLeft = 0;
  char *out = nullptr;
  size_t outLeft = 0;
};

/// Bytes that a codec writes, in a buffer that doubles.
class Growing {
public:
  explicit Growing(ThreadState &ts, int64_t limit = -1)
      : ts_(ts), builder_(ts), limit_(limit) {}
  /// Room for the codec if it has none. False: the limit is reached, or
  /// MemoryError.
  bool arrange(Window &window) {
    if (window.outLeft)
      return true;
    size_t used = builder_.size(), size = used > kFirst ? used : kFirst;
    if (limit_ >= 0 && size > size_t(limit_) - used)
      size = size_t(limit_) - used;
    if (!size)
      return false;
    if (size > kMost)
      size = kMost;
    window.out = builder_.extend(size);
    window.outLeft = window.out ? size : 0;
    return window.out || raiseMemoryError(ts_);
  }
  Owned finish(const Window &window) {
    std::string_view all = builder_.view();
    return makeBytes(ts_, all.substr(0, all.size() - window.outLeft));
  }

private:
  static constexpr size_t kFirst = 32 * 1024, kMost = size_t(1) << 30;
  ThreadState &ts_;
  StrBuilder builder_;
  int64_t limit_;
};

// Compressing -----------------------------------------------------------------

template <typename Codec> struct CompressorObject {
  ObjectHeader header;
  Codec codec;
  bool ready, flushed;
};
template <typename Codec> CompressorObject<Codec> *compressorOf(Value v) {
  return v.as<CompressorObject<Codec>>();
}

template <typename Codec>
Owned runCompressor(ThreadState &ts, Value self, std::string_view data,
                    Action action) {
  Codec &codec = compressorOf<Codec>(self)->codec;
  Window window{data.data(), data.size()};
  Growing output(ts);
  for (;;) {
    if (!output.arrange(window))
      return {};
    Outcome outcome = codec.step_py(ts, window, action);
    if (outcome == Outcome::Raised)
      return {};
    if (outcome == Outcome::End ||
        (action == Action::Run && !window.inLeft && window.outLeft))
      return output.finish(window);
  }
}
template <typename Codec>
Owned compressMethod(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  if (compressorOf<Codec>(self)->flushed)
    raise(ts, types::ValueError, "Compressor has been flushed");
  else
    result = runCompressor<Codec>(ts, self, {view.data, size_t(view.length)},
                                  Action::Run);
  releaseBuffer(ts, view);
  return result;
}
template <typename Codec>
Owned flushMethod(ThreadState &ts, Value self, const Value *) {
  if (compressorOf<Codec>(self)->flushed)
    return raise(ts, types::ValueError, "Repeated call to flush()");
  compressorOf<Codec>(self)->flushed = true;
  return runCompressor<Codec>(ts, self, {}, Action::Finish);
}
template <typename Codec>
void deallocateCompressor(ThreadState &ts, ObjectHeader *self) {
  auto *object = reinterpret_cast<CompressorObject<Codec> *>(self);
  if (object->ready)
    object->codec.endCompress();
  freeObject(ts, self, sizeof *object);
}

// Decompressing ---------------------------------------------------------------

template <typename Codec> struct DecompressorObject {
  ObjectHeader header;
  Codec codec;
  Word pending;    ///< bytes that wait for a call with more room
  Word unusedData; ///< bytes after the end of the stream
  bool ready, eof, needsInput;
};
template <typename Codec> DecompressorObject<Codec> *decompressorOf(Value v) {
  return v.as<DecompressorObject<Codec>>();
}

/// A fresh object; its codec is not started. Null: raised.
template <typename Codec>
Owned makeDecompressor(ThreadState &ts, TypeObject *type) {
  Owned self = allocateInstance(ts, type), empty = makeBytes(ts, {});
  if (!self || !empty)
    return {};
  auto *object = decompressorOf<Codec>(self);
  object->pending = copyOf(empty).take();
  object->unusedData = empty.take();
  object->needsInput = true;
  return self;
}

template <typename Codec>
Owned runDecompressor(ThreadState &ts, Value self, std::string_view data,
                      int64_t limit) {
  auto *object = decompressorOf<Codec>(self);
  Owned all;
  if (std::string_view before = bytesText(Value(object->pending));
      !before.empty()) {
    StrBuilder joined(ts);
    joined.append(before);
    joined.append(data);
    all = makeBytes(ts, joined.view());
    if (!all)
      return {};
    data = bytesText(all);
  }
  Window window{data.data(), data.size()};
  Growing output(ts, limit);
  bool room = output.arrange(window); // none: the limit is 0
  for (;;) {
    if (pendingException(ts))
      return {};
    Outcome outcome = object->codec.step_py(ts, window, Action::Run);
    if (outcome == Outcome::Raised)
      return {};
    object->eof = outcome == Outcome::End;
    bool waits = Codec::kKeepsOutput && !window.outLeft;
    if (object->eof || (!window.inLeft && !waits))
      break;
    room = output.arrange(window);
    if (!room)
      break;
  }
  if (pendingException(ts))
    return {};
  Owned result = output.finish(window);
  Owned rest = result ? makeBytes(ts, {window.in, window.inLeft}) : Owned();
  Owned empty = rest ? makeBytes(ts, {}) : Owned();
  if (!empty)
    return {};
  object->needsInput =
      !object->eof && !window.inLeft && (room || !Codec::kKeepsOutput);
  storeField(ts, &object->header, &object->pending,
             object->eof ? std::move(empty) : copyOf(rest));
  if (object->eof)
    storeField(ts, &object->header, &object->unusedData, std::move(rest));
  return result;
}

template <typename Codec>
Owned decompressMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t limit = -1;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  if (!args[1] || sizeArgument_py(ts, args[1], limit)) {
    if (decompressorOf<Codec>(self)->eof)
      raise(ts, types::EOFError, Codec::kAtEnd);
    else
      result = runDecompressor<Codec>(
          ts, self, {view.data, size_t(view.length)}, limit < 0 ? -1 : limit);
  }
  releaseBuffer(ts, view);
  return result;
}

template <typename Codec>
using DecompressorFields =
    OwnedFields<DecompressorObject<Codec>, &DecompressorObject<Codec>::pending,
                &DecompressorObject<Codec>::unusedData>;
template <typename Codec>
void deallocateDecompressor(ThreadState &ts, ObjectHeader *self) {
  auto *object = reinterpret_cast<DecompressorObject<Codec> *>(self);
  if (object->ready)
    object->codec.endDecompress();
  DecompressorFields<Codec>::deallocate(ts, self);
}

inline Owned refusePickle(ThreadState &ts, Value self, const Arguments &) {
  return raise(ts, types::TypeError, "cannot pickle '{}' object",
               {nativeQualifiedName(typeOf(self))});
}

} // namespace dxpy::compression
