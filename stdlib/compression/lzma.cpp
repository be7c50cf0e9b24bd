// Module _lzma over liblzma.
#include "stdlib/compression/lzma_filters.h"
#include "stdlib/compression/stream.h"
#include "stdlib/posix/path.h"

namespace dxpy::compression {

namespace {

enum Format : int { kAuto, kXz, kAlone, kRaw };

struct LzmaCodec {
  static constexpr bool kKeepsOutput = true;
  static constexpr const char *kAtEnd = "Already at end of stream";
  lzma_stream stream;
  int32_t check;

  void endCompress() { lzma_end(&stream); }
  void endDecompress() { lzma_end(&stream); }
  lzma_ret run(Window &window, lzma_action action) {
    stream.next_in = reinterpret_cast<const uint8_t *>(window.in);
    stream.avail_in = window.inLeft;
    stream.next_out = reinterpret_cast<uint8_t *>(window.out);
    stream.avail_out = window.outLeft;
    lzma_ret result = lzma_code(&stream, action);
    window.in = reinterpret_cast<const char *>(stream.next_in);
    window.inLeft = stream.avail_in;
    window.out = reinterpret_cast<char *>(stream.next_out);
    window.outLeft = stream.avail_out;
    return result;
  }
  Outcome outcomeOf(ThreadState &ts, lzma_ret result) {
    // Neither input nor room: no progress, no error.
    if (result != LZMA_BUF_ERROR && !checkLzma(ts, result))
      return Outcome::Raised;
    return result == LZMA_STREAM_END ? Outcome::End : Outcome::More;
  }
};
struct Compress : LzmaCodec {
  Outcome step_py(ThreadState &ts, Window &window, Action action) {
    return outcomeOf(
        ts, run(window, action == Action::Finish ? LZMA_FINISH : LZMA_RUN));
  }
};
struct Decompress : LzmaCodec {
  Outcome step_py(ThreadState &ts, Window &window, Action) {
    lzma_ret result = run(window, LZMA_RUN);
    if (result == LZMA_GET_CHECK || result == LZMA_NO_CHECK)
      check = int32_t(lzma_get_check(&stream));
    return outcomeOf(ts, result);
  }
};

// Compressing -----------------------------------------------------------------

struct Wanted {
  int format = kXz, check = -1;
  uint32_t preset = LZMA_PRESET_DEFAULT;
  Value filters; ///< null: none
};

bool startXz(ThreadState &ts, lzma_stream *stream, const Wanted &wanted) {
  if (wanted.check > LZMA_CHECK_ID_MAX || wanted.check < -1) // no lzma_check
    return checkLzma(ts, LZMA_PROG_ERROR);
  auto check = wanted.check == -1 ? LZMA_CHECK_CRC64 : lzma_check(wanted.check);
  if (!wanted.filters)
    return checkLzma(ts, lzma_easy_encoder(stream, wanted.preset, check));
  FilterChain chain;
  return chain.parse_py(ts, wanted.filters) &&
         checkLzma(ts, lzma_stream_encoder(stream, chain.filters(), check));
}

bool startAlone(ThreadState &ts, lzma_stream *stream, const Wanted &wanted) {
  if (!wanted.filters) {
    lzma_options_lzma options;
    if (lzma_lzma_preset(&options, wanted.preset))
      return raisePreset(ts, wanted.preset);
    return checkLzma(ts, lzma_alone_encoder(stream, &options));
  }
  FilterChain chain;
  if (!chain.parse_py(ts, wanted.filters))
    return false;
  const lzma_filter *filters = chain.filters();
  if (filters[0].id != LZMA_FILTER_LZMA1 || filters[1].id != LZMA_VLI_UNKNOWN)
    return raise(ts, types::ValueError,
                 "Invalid filter chain for FORMAT_ALONE - must be a single "
                 "LZMA1 filter");
  return checkLzma(
      ts, lzma_alone_encoder(
              stream, static_cast<lzma_options_lzma *>(filters[0].options)));
}

bool startRaw(ThreadState &ts, lzma_stream *stream, Value filters,
              bool encode) {
  FilterChain chain;
  if (!filters)
    return raise(ts, types::ValueError, "Must specify filters for FORMAT_RAW");
  return chain.parse_py(ts, filters) &&
         checkLzma(ts, encode ? lzma_raw_encoder(stream, chain.filters())
                              : lzma_raw_decoder(stream, chain.filters()));
}

Value given(Value value) { return value && value.isNone() ? Value() : value; }

Owned newCompressor(ThreadState &ts, TypeObject *type, const Arguments &args) {
  static constexpr Signature signature =
      "(format=1, check=-1, preset=None, filters=None)";
  Value bound[4];
  Wanted wanted;
  if (!bindArguments(ts, "LZMACompressor", signature, args, bound) ||
      (bound[0] && !posix::intArgument_py(ts, bound[0], wanted.format)) ||
      (bound[1] && !posix::intArgument_py(ts, bound[1], wanted.check)))
    return {};
  Value preset = given(bound[2]);
  wanted.filters = given(bound[3]);
  if (preset && wanted.filters)
    return raise(ts, types::ValueError,
                 "Cannot specify both preset and filter chain");
  if (preset && !uint32Argument_py(ts, preset, wanted.preset))
    return {};
  if (wanted.format != kXz && wanted.check != -1 &&
      wanted.check != LZMA_CHECK_NONE)
    return raise(ts, types::ValueError,
                 "Integrity checks are only supported by FORMAT_XZ");
  Owned self = allocateInstance(ts, type);
  if (!self)
    return {};
  auto *object = compressorOf<Compress>(self);
  lzma_stream *stream = &object->codec.stream;
  *stream = LZMA_STREAM_INIT;
  object->ready = true;
  bool good =
      wanted.format == kXz      ? startXz(ts, stream, wanted)
      : wanted.format == kAlone ? startAlone(ts, stream, wanted)
      : wanted.format == kRaw
          ? startRaw(ts, stream, wanted.filters, true)
          : bool(raise(ts, types::ValueError, "Invalid container format: {}",
                       {wanted.format}));
  return good ? std::move(self) : Owned();
}

// Decompressing ---------------------------------------------------------------

bool startDecoder(ThreadState &ts, LzmaCodec &codec, int format, uint64_t limit,
                  Value filters) {
  constexpr uint32_t kTell = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
  codec.check = format == kAlone || format == kRaw ? int(LZMA_CHECK_NONE)
                                                   : LZMA_CHECK_ID_MAX + 1;
  switch (format) {
  case kAuto:
    return checkLzma(ts, lzma_auto_decoder(&codec.stream, limit, kTell));
  case kXz:
    return checkLzma(ts, lzma_stream_decoder(&codec.stream, limit, kTell));
  case kAlone:
    return checkLzma(ts, lzma_alone_decoder(&codec.stream, limit));
  case kRaw:
    return startRaw(ts, &codec.stream, filters, false);
  default:
    return raise(ts, types::ValueError, "Invalid container format: {}",
                 {format});
  }
}

Owned newDecompressor(ThreadState &ts, TypeObject *type,
                      const Arguments &args) {
  static constexpr Signature signature =
      "(format=0, memlimit=None, filters=None)";
  Value bound[3];
  int format = kAuto;
  uint64_t limit = UINT64_MAX;
  if (!bindArguments(ts, "LZMADecompressor", signature, args, bound) ||
      (bound[0] && !posix::intArgument_py(ts, bound[0], format)))
    return {};
  Value filters = given(bound[2]);
  if (given(bound[1])) {
    if (format == kRaw)
      return raise(ts, types::ValueError,
                   "Cannot specify memory limit with FORMAT_RAW");
    if (!uint64Argument_py(ts, bound[1], limit))
      return {};
  }
  if (format == kRaw && !filters)
    return raise(ts, types::ValueError, "Must specify filters for FORMAT_RAW");
  if (format != kRaw && filters)
    return raise(ts, types::ValueError,
                 "Cannot specify filters except with FORMAT_RAW");
  Owned self = makeDecompressor<Decompress>(ts, type);
  if (!self)
    return {};
  auto *object = decompressorOf<Decompress>(self);
  object->codec.stream = LZMA_STREAM_INIT;
  object->ready = true;
  return startDecoder(ts, object->codec, format, limit, filters)
             ? std::move(self)
             : Owned();
}
Owned getCheck(ThreadState &ts, Value self) {
  return makeInt(ts, decompressorOf<Decompress>(self)->codec.check);
}

// The module ------------------------------------------------------------------

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
constexpr GetSetDef decompressGetSets[] = {
    {"check", getCheck, nullptr,
     "ID of the integrity check used by the input stream."},
    {}};
constexpr MemberDef decompressMembers[] = {
    {"eof", MemberKind::Bool, offsetof(DecompressObject, eof), true,
     "True if the end-of-stream marker has been reached."},
    {"needs_input", MemberKind::Bool, offsetof(DecompressObject, needsInput),
     true,
     "True if more input is needed before more decompressed data can be "
     "produced."},
    {"unused_data", MemberKind::Value, offsetof(DecompressObject, unusedData),
     true, "Data found after the end of the compressed stream."},
    {}};
constexpr TypeSpec compressSpec = {
    "_lzma.LZMACompressor",
    "Create a compressor object for compressing data incrementally.",
    compressMethods};
constexpr TypeSpec decompressSpec = {
    "_lzma.LZMADecompressor",
    "Create a decompressor object for decompressing data incrementally.",
    decompressMethods, decompressGetSets, decompressMembers};
constinit TypeObject compressType = {
    .header = typeHeader(),
    .spec = &compressSpec,
    .base = &types::Object,
    .flags = kTypeBase,
    .basicSize = sizeof(CompressorObject<Compress>),
    .slots = {.deallocate = deallocateCompressor<Compress>,
              .new_ = newCompressor},
};
constinit TypeObject decompressType = {
    .header = typeHeader(),
    .spec = &decompressSpec,
    .base = &types::Object,
    .flags = kTypeBase | kTypeContainer,
    .basicSize = sizeof(DecompressObject),
    .slots = {.deallocate = deallocateDecompressor<Decompress>,
              .visit = DecompressorFields<Decompress>::visit,
              .clear = DecompressorFields<Decompress>::clear,
              .new_ = newDecompressor},
};

Owned isSupported(ThreadState &ts, Value, const Value *args) {
  int check;
  if (!posix::intArgument_py(ts, args[0], check))
    return {};
  return ownedBool(check >= 0 && check <= LZMA_CHECK_ID_MAX &&
                   lzma_check_is_supported(lzma_check(check)));
}

constexpr MethodDef functions[] = {
    {"is_check_supported", isSupported, "(check_id, /)",
     "Test whether the given integrity check is supported."},
    {"_encode_filter_properties", encodeProperties, "(filter, /)"},
    {"_decode_filter_properties", decodeProperties,
     "(filter_id, encoded_props, /)"},
    {}};

constexpr struct {
  const char *name;
  uint64_t value;
} constants[] = {
    {"FORMAT_AUTO", kAuto},
    {"FORMAT_XZ", kXz},
    {"FORMAT_ALONE", kAlone},
    {"FORMAT_RAW", kRaw},
    {"CHECK_NONE", LZMA_CHECK_NONE},
    {"CHECK_CRC32", LZMA_CHECK_CRC32},
    {"CHECK_CRC64", LZMA_CHECK_CRC64},
    {"CHECK_SHA256", LZMA_CHECK_SHA256},
    {"CHECK_ID_MAX", LZMA_CHECK_ID_MAX},
    {"CHECK_UNKNOWN", LZMA_CHECK_ID_MAX + 1},
    {"FILTER_LZMA1", LZMA_FILTER_LZMA1},
    {"FILTER_LZMA2", LZMA_FILTER_LZMA2},
    {"FILTER_DELTA", LZMA_FILTER_DELTA},
    {"FILTER_X86", LZMA_FILTER_X86},
    {"FILTER_IA64", LZMA_FILTER_IA64},
    {"FILTER_ARM", LZMA_FILTER_ARM},
    {"FILTER_ARMTHUMB", LZMA_FILTER_ARMTHUMB},
    {"FILTER_SPARC", LZMA_FILTER_SPARC},
    {"FILTER_POWERPC", LZMA_FILTER_POWERPC},
    {"MF_HC3", LZMA_MF_HC3},
    {"MF_HC4", LZMA_MF_HC4},
    {"MF_BT2", LZMA_MF_BT2},
    {"MF_BT3", LZMA_MF_BT3},
    {"MF_BT4", LZMA_MF_BT4},
    {"MODE_FAST", LZMA_MODE_FAST},
    {"MODE_NORMAL", LZMA_MODE_NORMAL},
    {"PRESET_DEFAULT", LZMA_PRESET_DEFAULT},
    {"PRESET_EXTREME", LZMA_PRESET_EXTREME},
};

bool execute(ThreadState &ts, Value module) {
  for (auto &row : constants)
    if (!addToModule(ts, module, row.name, makeUnsigned(ts, row.value)))
      return false;
  TypeObject *error =
      addExceptionToModule(ts, module, "_lzma.LZMAError",
                           Value(&types::Exception), "Call to liblzma failed.");
  if (!error)
    return false;
  lzmaError = Value(error);
  return initNativeType(ts, &compressType) &&
         initNativeType(ts, &decompressType) &&
         addTypeToModule(ts, module, &compressType) &&
         addTypeToModule(ts, module, &decompressType);
}

} // namespace

} // namespace dxpy::compression

namespace dxpy {
DX_NATIVE_MODULE(_lzma, nullptr, compression::functions, compression::execute)
} // namespace dxpy
