// Module zlib over the library of that name: whole buffers, checksums.
#include "stdlib/posix/path.h"
#include "stdlib/zlib/parts.h"

namespace dxpy::zlib {

constinit Value zlibError;

Raised raiseZlib(ThreadState &ts, const z_stream &stream, int error,
                 const char *when) {
  const char *why = error == Z_VERSION_ERROR  ? "library version mismatch"
                    : stream.msg              ? stream.msg
                    : error == Z_BUF_ERROR    ? "incomplete or truncated stream"
                    : error == Z_STREAM_ERROR ? "inconsistent stream state"
                    : error == Z_DATA_ERROR   ? "invalid input data"
                                              : nullptr;
  auto &type = *zlibError.as<TypeObject>();
  return why ? raise(ts, type, "Error {} {}: {}", {error, when, why})
             : raise(ts, type, "Error {} {}", {error, when});
}

static Raised raiseMemory(ThreadState &ts, const char *text) {
  return raise(ts, types::MemoryError, text);
}

bool Output::arrange(z_stream &stream) {
  if (stream.avail_out)
    return true;
  auto used = int64_t(builder_.size());
  int64_t size = limit_ >= 0 ? std::min(next_, limit_ - used) : next_;
  if (size <= 0)
    return false;
  size = std::min(size, int64_t(1) << 30);
  char *room = builder_.extend(size_t(size));
  if (!room)
    return raiseMemoryError(ts_);
  stream.next_out = reinterpret_cast<Bytef *>(room);
  stream.avail_out = uInt(size);
  next_ = used + size;
  return true;
}

Owned Output::finish(const z_stream &stream) {
  std::string_view all = builder_.view();
  return makeBytes(ts_, all.substr(0, all.size() - stream.avail_out));
}

namespace {

Owned compressAll(ThreadState &ts, z_stream &stream, size_t left) {
  Output output(ts, kBufferSize);
  int error;
  do {
    feed(stream, left);
    do {
      if (!output.arrange(stream))
        return {};
      error = deflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
      if (error == Z_STREAM_ERROR)
        return raiseZlib(ts, stream, error, "while compressing data");
    } while (stream.avail_out == 0);
  } while (left);
  return output.finish(stream);
}

Owned compress_(ThreadState &ts, Value, const Value *args) {
  int level = Z_DEFAULT_COMPRESSION, bits = MAX_WBITS;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  if ((!args[1] || posix::intArgument_py(ts, args[1], level)) &&
      (!args[2] || posix::intArgument_py(ts, args[2], bits))) {
    z_stream stream = {};
    stream.next_in = reinterpret_cast<Bytef *>(view.data);
    int error =
        deflateInit2(&stream, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY);
    if (error == Z_OK) {
      result = compressAll(ts, stream, size_t(view.length));
      error = deflateEnd(&stream);
      if (result && error != Z_OK)
        result = raiseZlib(ts, stream, error, "while finishing compression");
    } else if (error == Z_MEM_ERROR) {
      raiseMemory(ts, "Out of memory while compressing data");
    } else if (error == Z_STREAM_ERROR) {
      raise(ts, *zlibError.as<TypeObject>(), "Bad compression level");
    } else {
      raiseZlib(ts, stream, error, "while compressing data");
    }
  }
  releaseBuffer(ts, view);
  return result;
}

Owned decompressAll(ThreadState &ts, z_stream &stream, size_t left,
                    int64_t size) {
  Output output(ts, size);
  int error = Z_OK;
  do {
    feed(stream, left);
    do {
      if (!output.arrange(stream))
        return {};
      error = inflate(&stream, left ? Z_NO_FLUSH : Z_FINISH);
      if (error == Z_MEM_ERROR)
        return raiseMemory(ts, "Out of memory while decompressing data");
      if (error != Z_OK && error != Z_BUF_ERROR && error != Z_STREAM_END)
        return raiseZlib(ts, stream, error, "while decompressing data");
    } while (stream.avail_out == 0);
  } while (error != Z_STREAM_END && left);
  return error == Z_STREAM_END
             ? output.finish(stream)
             : Owned(raiseZlib(ts, stream, error, "while decompressing data"));
}

Owned decompress_(ThreadState &ts, Value, const Value *args) {
  int bits = MAX_WBITS;
  int64_t size = kBufferSize;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  Owned result;
  if ((!args[1] || posix::intArgument_py(ts, args[1], bits)) &&
      (!args[2] || sizeArgument_py(ts, args[2], size))) {
    z_stream stream = {};
    stream.next_in = reinterpret_cast<Bytef *>(view.data);
    if (size < 0) {
      raise(ts, types::ValueError, "bufsize must be non-negative");
    } else if (int error = inflateInit2(&stream, bits); error == Z_OK) {
      result = decompressAll(ts, stream, size_t(view.length), size);
      error = inflateEnd(&stream);
      if (result && error != Z_OK)
        result = raiseZlib(ts, stream, error, "while finishing decompression");
    } else if (error == Z_MEM_ERROR) {
      raiseMemory(ts, "Out of memory while decompressing data");
    } else {
      raiseZlib(ts, stream, error, "while preparing to decompress data");
    }
  }
  releaseBuffer(ts, view);
  return result;
}

/// Any int, cut to 32 bits.
bool maskedArgument_py(ThreadState &ts, Value value, uint32_t &out) {
  Owned index = toIndex_py(ts, value);
  Owned mask = makeUnsigned(ts, UINT32_MAX);
  Owned low = index ? binary_py(ts, BinaryOp::And, index, mask) : Owned();
  if (low)
    out = uint32_t(low.value().smallInt());
  return bool(low);
}

template <auto sum, uint32_t start>
Owned checksum(ThreadState &ts, Value, const Value *args) {
  uint32_t value = start;
  BufferView view;
  if (!getBuffer(ts, args[0], view))
    return {};
  bool good = !args[1] || maskedArgument_py(ts, args[1], value);
  if (good)
    value = uint32_t(sum(value, reinterpret_cast<Bytef *>(view.data),
                         z_size_t(view.length)));
  releaseBuffer(ts, view);
  return good ? makeUnsigned(ts, value) : Owned();
}

constexpr MethodDef functions[] = {
    {"adler32", checksum<adler32_z, 1>, "(data, value=1, /)",
     "Compute an Adler-32 checksum of data."},
    {"crc32", checksum<crc32_z, 0>, "(data, value=0, /)",
     "Compute a CRC-32 checksum of data."},
    {"compress", compress_, "(data, /, level=-1, wbits=15)",
     "Returns a bytes object containing compressed data."},
    {"decompress", decompress_, "(data, /, wbits=15, bufsize=16384)",
     "Returns a bytes object containing the uncompressed data."},
    {"compressobj", makeCompressor,
     "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
     "Return a compressor object."},
    {"decompressobj", makeDecompressor, "(wbits=15, zdict=b'')",
     "Return a decompressor object."},
    {}};

constexpr struct {
  const char *name;
  int value;
} constants[] = {
#define CONSTANT(name) {#name, name},
    CONSTANT(MAX_WBITS)             //
    CONSTANT(Z_NO_FLUSH)            //
    CONSTANT(Z_PARTIAL_FLUSH)       //
    CONSTANT(Z_SYNC_FLUSH)          //
    CONSTANT(Z_FULL_FLUSH)          //
    CONSTANT(Z_FINISH)              //
    CONSTANT(Z_BLOCK)               //
    CONSTANT(Z_TREES)               //
    CONSTANT(Z_NO_COMPRESSION)      //
    CONSTANT(Z_BEST_SPEED)          //
    CONSTANT(Z_BEST_COMPRESSION)    //
    CONSTANT(Z_DEFAULT_COMPRESSION) //
    CONSTANT(Z_FILTERED)            //
    CONSTANT(Z_HUFFMAN_ONLY)        //
    CONSTANT(Z_RLE)                 //
    CONSTANT(Z_FIXED)               //
    CONSTANT(Z_DEFAULT_STRATEGY)    //
#undef CONSTANT
    {"DEFLATED", Z_DEFLATED},
    {"DEF_BUF_SIZE", int(kBufferSize)},
    {"DEF_MEM_LEVEL", 8},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeInt(ts, row.value)))
      return false;
  TypeObject *error =
      addExceptionToModule(ts, module, "zlib.error", Value(&types::Exception));
  if (!error)
    return false;
  zlibError = Value(error);
  return registerNativeType(ts, &compressType) &&
         registerNativeType(ts, &decompressType) &&
         addToModule(ts, module, "ZLIB_VERSION", makeStr(ts, ZLIB_VERSION)) &&
         addToModule(ts, module, "ZLIB_RUNTIME_VERSION",
                     makeStr(ts, zlibVersion())) &&
         addToModule(ts, module, "__version__", makeStr(ts, "1.0"));
}

} // namespace

} // namespace dxpy::zlib

namespace dxpy {
DX_NATIVE_MODULE(zlib,
                 "The functions in this module allow compression and "
                 "decompression using the\nzlib library, which is based on GNU "
                 "zip.",
                 zlib::functions, zlib::execute)
} // namespace dxpy
