// Module _bz2 over libbz2.
#include "stdlib/compression/stream.h"
#include "stdlib/posix/path.h"
#include <bzlib.h>

// libbz2 calls it after an assertion of its own has failed.
extern "C" void bz_internal_error(int) { __builtin_trap(); }

namespace dxpy::compression {

namespace {

Raised raiseBz2(ThreadState &ts, int error) {
  switch (error) {
  case BZ_PARAM_ERROR:
    return raise(ts, types::ValueError,
                 "Internal error - invalid parameters passed to libbzip2");
  case BZ_MEM_ERROR:
    return raiseMemoryError(ts);
  case BZ_DATA_ERROR:
  case BZ_DATA_ERROR_MAGIC:
    return raise(ts, types::OSError, "Invalid data stream");
  case BZ_IO_ERROR:
    return raise(ts, types::OSError, "Unknown I/O error");
  case BZ_UNEXPECTED_EOF:
    return raise(ts, types::EOFError,
                 "Compressed file ended before the logical end-of-stream was "
                 "detected");
  case BZ_SEQUENCE_ERROR:
    return raise(ts, types::RuntimeError,
                 "Internal error - Invalid sequence of commands sent to "
                 "libbzip2");
  default:
    return raise(ts, types::OSError, "Unrecognized error from libbzip2: {}",
                 {error});
  }
}

struct Bz2Codec {
  static constexpr bool kKeepsOutput = false;
  static constexpr const char *kAtEnd = "End of stream already reached";
  bz_stream stream;

  void endCompress() { BZ2_bzCompressEnd(&stream); }
  void endDecompress() { BZ2_bzDecompressEnd(&stream); }
  template <typename Call> int on(Window &window, Call call) {
    constexpr size_t kMost = UINT32_MAX;
    auto in = unsigned(window.inLeft < kMost ? window.inLeft : kMost),
         out = unsigned(window.outLeft < kMost ? window.outLeft : kMost);
    stream.next_in = const_cast<char *>(window.in);
    stream.avail_in = in;
    stream.next_out = window.out;
    stream.avail_out = out;
    int result = call();
    window.in += in - stream.avail_in;
    window.inLeft -= in - stream.avail_in;
    window.out += out - stream.avail_out;
    window.outLeft -= out - stream.avail_out;
    return result;
  }
};

struct Compress : Bz2Codec {
  Outcome step_py(ThreadState &ts, Window &window, Action action) {
    if (action == Action::Run && !window.inLeft)
      return Outcome::More;
    int result = on(window, [&] {
      return BZ2_bzCompress(&stream,
                            action == Action::Finish ? BZ_FINISH : BZ_RUN);
    });
    if (result == BZ_STREAM_END)
      return Outcome::End;
    if (result >= 0)
      return Outcome::More;
    raiseBz2(ts, result);
    return Outcome::Raised;
  }
};
struct Decompress : Bz2Codec {
  Outcome step_py(ThreadState &ts, Window &window, Action) {
    int result = on(window, [&] { return BZ2_bzDecompress(&stream); });
    if (result == BZ_STREAM_END)
      return Outcome::End;
    if (result >= 0)
      return Outcome::More;
    raiseBz2(ts, result);
    return Outcome::Raised;
  }
};

Owned newCompressor(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature = "(compresslevel=9, /)";
  Value bound[1];
  int level = 9;
  if (!bindArguments(ts, "BZ2Compressor", signature, args, bound) ||
      (bound[0] && !posix::intArgument_py(ts, bound[0], level)))
    return {};
  if (level < 1 || level > 9)
    return raise(ts, types::ValueError,
                 "compresslevel must be between 1 and 9");
  Owned self = allocateInstance(ts, type);
  if (!self)
    return {};
  auto *object = compressorOf<Compress>(self);
  int error = BZ2_bzCompressInit(&object->codec.stream, level, 0, 0);
  if (error != BZ_OK)
    return raiseBz2(ts, error);
  object->ready = true;
  return self;
}

Owned newDecompressor(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  if (args.positionalCount)
    return raise(ts, types::TypeError,
                 "BZ2Decompressor() takes no positional arguments");
  if (args.names && tupleLength(args.names))
    return raise(ts, types::TypeError,
                 "BZ2Decompressor() takes no keyword arguments");
  Owned self = makeDecompressor<Decompress>(ts, type);
  if (!self)
    return {};
  auto *object = decompressorOf<Decompress>(self);
  int error = BZ2_bzDecompressInit(&object->codec.stream, 0, 0);
  if (error != BZ_OK)
    return raiseBz2(ts, error);
  object->ready = true;
  return self;
}

using DecompressObject = DecompressorObject<Decompress>;
constexpr MethodDef compressMethods[] = {
    {"compress", compressMethod<Compress>, "(data, /)",
     "Provide data to the compressor object."},
    {"flush", flushMethod<Compress>, "()", "Finish the compression process."},
    {"__reduce__", refusePickle},
    {}};
constexpr MethodDef decompressMethods[] = {
    {"decompress", decompressMethod<Decompress>, "(data, max_length=-1)",
     "Decompress *data*, returning uncompressed data as bytes."},
    {"__reduce__", refusePickle},
    {}};
constexpr MemberDef decompressMembers[] = {
    {"eof", MemberKind::Bool, offsetof(DecompressObject, eof), true,
     "True if the end-of-stream marker has been reached."},
    {"unused_data", MemberKind::Value, offsetof(DecompressObject, unusedData),
     true, "Data found after the end of the compressed stream."},
    {"needs_input", MemberKind::Bool, offsetof(DecompressObject, needsInput),
     true,
     "True if more input is needed before more decompressed data can be "
     "produced."},
    {}};
constexpr TypeSpec compressSpec = {
    "_bz2.BZ2Compressor",
    "Create a compressor object for compressing data incrementally.",
    compressMethods};
constexpr TypeSpec decompressSpec = {
    "_bz2.BZ2Decompressor",
    "Create a decompressor object for decompressing data incrementally.",
    decompressMethods, nullptr, decompressMembers};
constinit TypeObject compressType = {
    .header = typeHeader(),
    .spec = &compressSpec,
    .base = &types::Object,
    .basicSize = sizeof(CompressorObject<Compress>),
    .slots = {.deallocate = deallocateCompressor<Compress>,
              .new_ = newCompressor},
};
constinit TypeObject decompressType = {
    .header = typeHeader(),
    .spec = &decompressSpec,
    .base = &types::Object,
    .flags = kTypeContainer,
    .basicSize = sizeof(DecompressObject),
    .slots = {.deallocate = deallocateDecompressor<Decompress>,
              .visit = DecompressorFields<Decompress>::visit,
              .clear = DecompressorFields<Decompress>::clear,
              .new_ = newDecompressor},
};

bool execute(ThreadState &ts, Value module) {
  return initNativeType(ts, &compressType) &&
         initNativeType(ts, &decompressType) &&
         addTypeToModule(ts, module, &compressType) &&
         addTypeToModule(ts, module, &decompressType);
}

} // namespace

} // namespace dxpy::compression

namespace dxpy {
DX_NATIVE_MODULE(_bz2, nullptr, nullptr, compression::execute)
} // namespace dxpy
