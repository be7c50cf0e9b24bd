// The objects of zlib.compressobj() and zlib.decompressobj().
#include "stdlib/posix/path.h"
#include "stdlib/zlib/parts.h"

namespace dxpy::zlib {

namespace {

struct StreamObject {
  ObjectHeader header;
  z_stream stream;
  bool ready; ///< the stream is one of the library's
  bool eof;
  Word unusedData, unconsumedTail; ///< bytes; decompressors only
  Word dictionary;                 ///< undef: none
};
StreamObject *streamOf(Value v) { return v.as<StreamObject>(); }
using Fields =
    OwnedFields<StreamObject, &StreamObject::unusedData,
                &StreamObject::unconsumedTail, &StreamObject::dictionary>;

Owned newStream(ThreadState &ts, TypeObject *type) {
  Owned self = allocateInstance(ts, type), none_ = makeBytes(ts, {});
  if (!self || !none_)
    return {};
  StreamObject *object = streamOf(self);
  object->unusedData = copyOf(none_).take();
  object->unconsumedTail = copyOf(none_).take();
  object->dictionary = kUndef;
  return self;
}

template <auto end> void deallocate(ThreadState &ts, ObjectHeader *self) {
  auto *object = reinterpret_cast<StreamObject *>(self);
  if (object->ready)
    end(&object->stream);
  Fields::deallocate(ts, self);
}

/// \p set(stream, data, size) with the dictionary's bytes. False: raised.
template <typename Set>
bool withDictionary(ThreadState &ts, Value self, int &error, Set set) {
  BufferView view;
  if (!getBuffer(ts, Value(streamOf(self)->dictionary), view))
    return false;
  bool fits = view.length <= UINT_MAX;
  if (fits)
    error = set(&streamOf(self)->stream, reinterpret_cast<Bytef *>(view.data),
                uInt(view.length));
  releaseBuffer(ts, view);
  return fits || raise(ts, types::OverflowError,
                       "zdict length does not fit in an unsigned int");
}

Raised raiseNoMemory(ThreadState &ts, const char *what) {
  return raise(ts, types::MemoryError, "Can't allocate memory for {} object",
               {what});
}

// Compressing -----------------------------------------------------------------

Owned compressMethod(ThreadState &ts, Value self, const Value *args) {
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  z_stream &stream = streamOf(self)->stream;
  Output output(ts, kBufferSize);
  auto left = size_t(view.length);
  stream.next_in = reinterpret_cast<Bytef *>(view.data);
  stream.avail_out = 0;
  bool good = true;
  do {
    feed(stream, left);
    do {
      good = output.arrange(stream);
      if (good && deflate(&stream, Z_NO_FLUSH) == Z_STREAM_ERROR)
        good = raiseZlib(ts, stream, Z_STREAM_ERROR, "while compressing data");
    } while (good && stream.avail_out == 0);
  } while (good && left);
  releaseBuffer(ts, view);
  return good ? output.finish(stream) : Owned();
}

Owned flushCompressor(ThreadState &ts, Value self, const Value *args) {
  int mode = Z_FINISH;
  if (args[0] && !posix::intArgument_py(ts, args[0], mode))
    return {};
  if (mode == Z_NO_FLUSH)
    return makeBytes(ts, {});
  StreamObject *object = streamOf(self);
  z_stream &stream = object->stream;
  Output output(ts, kBufferSize);
  stream.avail_in = stream.avail_out = 0;
  int error;
  do {
    if (!output.arrange(stream))
      return {};
    error = deflate(&stream, mode);
    if (error == Z_STREAM_ERROR)
      return raiseZlib(ts, stream, error, "while flushing");
  } while (stream.avail_out == 0);
  Owned result = output.finish(stream);
  if (error == Z_STREAM_END && mode == Z_FINISH) {
    error = deflateEnd(&stream);
    if (error != Z_OK)
      return raiseZlib(ts, stream, error, "while finishing compression");
    object->ready = false;
  } else if (error != Z_OK && error != Z_BUF_ERROR) {
    return raiseZlib(ts, stream, error, "while flushing");
  }
  return result;
}

template <auto copyStream>
Owned copy_(ThreadState &ts, Value self, const Value *) {
  bool compresses = typeOf(self) == &compressType;
  Owned result = newStream(ts, typeOf(self));
  if (!result)
    return {};
  StreamObject *from = streamOf(self), *to = streamOf(result);
  int error = copyStream(&to->stream, &from->stream);
  if (error == Z_STREAM_ERROR)
    return raise(ts, types::ValueError, "Inconsistent stream state");
  if (error == Z_MEM_ERROR)
    return raiseNoMemory(ts, compresses ? "compression" : "decompression");
  if (error != Z_OK)
    return raiseZlib(ts, from->stream, error,
                     compresses ? "while copying compression object"
                                : "while copying decompression object");
  to->ready = from->ready;
  to->eof = from->eof;
  for (auto field : {&StreamObject::unusedData, &StreamObject::unconsumedTail,
                     &StreamObject::dictionary})
    storeField(ts, &to->header, &(to->*field), copyOf(Value(from->*field)));
  return result;
}

// Decompressing ---------------------------------------------------------------

bool setDictionary(ThreadState &ts, Value self) {
  int error = Z_OK;
  return withDictionary(ts, self, error, inflateSetDictionary) &&
         (error == Z_OK ||
          raiseZlib(ts, streamOf(self)->stream, error, "while setting zdict"));
}

/// What the stream has not taken: after its end it is unused, else it waits.
bool keepRest(ThreadState &ts, Value self, std::string_view data, int error) {
  StreamObject *object = streamOf(self);
  auto *next = reinterpret_cast<const char *>(object->stream.next_in);
  std::string_view rest = data.substr(size_t(next - data.data()));
  if (error == Z_STREAM_END) {
    if (!rest.empty()) {
      StrBuilder all(ts);
      all.append(bytesText(Value(object->unusedData)));
      all.append(rest);
      Owned bytes = makeBytes(ts, all.view());
      if (!bytes)
        return false;
      storeField(ts, &object->header, &object->unusedData, std::move(bytes));
    }
    rest = {};
  }
  if (rest.empty() && bytesText(Value(object->unconsumedTail)).empty())
    return true;
  Owned tail = makeBytes(ts, rest);
  if (!tail)
    return false;
  storeField(ts, &object->header, &object->unconsumedTail, std::move(tail));
  return true;
}

/// inflate() until the input or the room is used up. False: raised.
bool inflateAll(ThreadState &ts, Value self, std::string_view data,
                Output &output, bool finish, int &error) {
  StreamObject *object = streamOf(self);
  z_stream &stream = object->stream;
  stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.data()));
  stream.avail_out = 0;
  size_t left = data.size();
  error = Z_OK;
  bool again;
  do {
    feed(stream, left);
    do {
      if (!output.arrange(stream))
        return !pendingException(ts); // as much as was asked for
      error = inflate(&stream, !finish ? Z_SYNC_FLUSH
                               : left  ? Z_NO_FLUSH
                                       : Z_FINISH);
      again = error == Z_NEED_DICT && object->dictionary != kUndef;
      if (again && !setDictionary(ts, self))
        return false;
      if (!again && error != Z_OK && error != Z_BUF_ERROR &&
          error != Z_STREAM_END)
        return true;
    } while (stream.avail_out == 0 || again);
  } while (error != Z_STREAM_END && left);
  return true;
}

Owned decompressMethod(ThreadState &ts, Value self, const Value *args) {
  int64_t limit = 0;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  StreamObject *object = streamOf(self);
  if (!args[1] || sizeArgument_py(ts, args[1], limit)) {
    int error;
    std::string_view data(view.data, size_t(view.length));
    Output output(ts, limit && limit < kBufferSize ? limit : kBufferSize,
                  limit ? limit : -1);
    if (limit < 0)
      raise(ts, types::ValueError, "max_length must be non-negative");
    else if (inflateAll(ts, self, data, output, false, error) &&
             keepRest(ts, self, data, error)) {
      if (error == Z_STREAM_END)
        object->eof = true;
      if (error == Z_OK || error == Z_BUF_ERROR || error == Z_STREAM_END)
        result = output.finish(object->stream);
      else
        raiseZlib(ts, object->stream, error, "while decompressing data");
    }
  }
  releaseBuffer(ts, view);
  return result;
}

Owned flushDecompressor(ThreadState &ts, Value self, const Value *args) {
  int64_t size = kBufferSize;
  if (args[0] && !sizeArgument_py(ts, args[0], size))
    return {};
  if (size <= 0)
    return raise(ts, types::ValueError, "length must be greater than zero");
  StreamObject *object = streamOf(self);
  Owned tail = copyOf(Value(object->unconsumedTail));
  Output output(ts, size);
  int error;
  if (!inflateAll(ts, self, bytesText(tail), output, true, error) ||
      !keepRest(ts, self, bytesText(tail), error))
    return {};
  Owned result = output.finish(object->stream);
  if (error == Z_STREAM_END) {
    object->eof = true;
    object->ready = false;
    error = inflateEnd(&object->stream);
    if (error != Z_OK)
      return raiseZlib(ts, object->stream, error,
                       "while finishing decompression");
  }
  return result;
}

// Types -----------------------------------------------------------------------

constexpr MethodDef compressMethods[] = {
    {"compress", compressMethod, "(data, /)",
     "Returns a bytes object containing compressed data."},
    {"flush", flushCompressor, "(mode=4, /)",
     "Return a bytes object containing any remaining compressed data."},
    {"copy", copy_<deflateCopy>, "()"},
    {"__copy__", copy_<deflateCopy>, "()"},
    {"__deepcopy__", copy_<deflateCopy>, "(memo, /)"},
    {}};
constexpr MethodDef decompressMethods[] = {
    {"decompress", decompressMethod, "(data, /, max_length=0)",
     "Return a bytes object containing the decompressed version of the data."},
    {"flush", flushDecompressor, "(length=16384, /)",
     "Return a bytes object containing any remaining decompressed data."},
    {"copy", copy_<inflateCopy>, "()"},
    {"__copy__", copy_<inflateCopy>, "()"},
    {"__deepcopy__", copy_<inflateCopy>, "(memo, /)"},
    {}};
constexpr MemberDef decompressMembers[] = {
    {"unused_data", MemberKind::Value, offsetof(StreamObject, unusedData)},
    {"unconsumed_tail", MemberKind::Value,
     offsetof(StreamObject, unconsumedTail)},
    {"eof", MemberKind::Bool, offsetof(StreamObject, eof)},
    {}};
constexpr TypeSpec compressSpec = {"zlib.Compress", nullptr, compressMethods};
constexpr TypeSpec decompressSpec = {
    "zlib.Decompress", nullptr, decompressMethods, nullptr, decompressMembers};

} // namespace

Owned makeCompressor(ThreadState &ts, Value, const Value *args) {
  int numbers[] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, 8, 0};
  for (int i = 0; i < 5; ++i)
    if (args[i] && !posix::intArgument_py(ts, args[i], numbers[i]))
      return {};
  auto &[level, method, bits, memory, strategy] = numbers;
  Owned self = newStream(ts, &compressType);
  if (!self)
    return {};
  StreamObject *object = streamOf(self);
  bool given = args[5] && !args[5].isNone();
  BufferView view;
  if (given) {
    if (!getBuffer(ts, args[5], view))
      return {};
    releaseBuffer(ts, view);
    object->dictionary = copyOf(args[5]).take();
  }
  int error =
      deflateInit2(&object->stream, level, method, bits, memory, strategy);
  if (error == Z_MEM_ERROR)
    return raiseNoMemory(ts, "compression");
  if (error == Z_STREAM_ERROR)
    return raise(ts, types::ValueError, "Invalid initialization option");
  if (error != Z_OK)
    return raiseZlib(ts, object->stream, error,
                     "while creating compression object");
  object->ready = true;
  if (!given)
    return self;
  if (!withDictionary(ts, self, error, deflateSetDictionary))
    return {};
  if (error == Z_STREAM_ERROR)
    return raise(ts, types::ValueError, "Invalid dictionary");
  if (error != Z_OK)
    return raise(ts, types::ValueError, "deflateSetDictionary()");
  return self;
}

Owned makeDecompressor(ThreadState &ts, Value, const Value *args) {
  int bits = MAX_WBITS;
  if (args[0] && !posix::intArgument_py(ts, args[0], bits))
    return {};
  Owned self = newStream(ts, &decompressType);
  if (!self)
    return {};
  StreamObject *object = streamOf(self);
  if (args[1]) {
    if (!typeOf(args[1])->slots.getBuffer)
      return raise(ts, types::TypeError,
                   "zdict argument must support the buffer protocol");
    object->dictionary = copyOf(args[1]).take();
  }
  int error = inflateInit2(&object->stream, bits);
  if (error == Z_MEM_ERROR)
    return raiseNoMemory(ts, "decompression");
  if (error == Z_STREAM_ERROR)
    return raise(ts, types::ValueError, "Invalid initialization option");
  if (error != Z_OK)
    return raiseZlib(ts, object->stream, error,
                     "while creating decompression object");
  object->ready = true;
  // A raw stream has no header that asks for the dictionary.
  if (object->dictionary != kUndef && bits < 0 && !setDictionary(ts, self))
    return {};
  return self;
}

constinit TypeObject compressType = {
    .header = typeHeader(),
    .spec = &compressSpec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(StreamObject),
    .slots = {.deallocate = deallocate<deflateEnd>,
              .visit = Fields::visit,
              .clear = Fields::clear},
};
constinit TypeObject decompressType = {
    .header = typeHeader(),
    .spec = &decompressSpec,
    .base = &types::Object,
    .flags = kTypeContainer | kTypeDisallowNew,
    .basicSize = sizeof(StreamObject),
    .slots = {.deallocate = deallocate<inflateEnd>,
              .visit = Fields::visit,
              .clear = Fields::clear},
};

} // namespace dxpy::zlib
