// Filter chains of module _lzma, see the header.
#include "stdlib/compression/lzma_filters.h"
#include "runtime-support/objects/bytes.h"
#include "runtime-support/objects/dict.h"
#include "runtime-support/objects/names.h"
#include <cstdlib>

namespace dxpy::compression {

constinit Value lzmaError;

bool checkLzma(ThreadState &ts, lzma_ret result) {
  auto fail = [&](const char *text) {
    return bool(raise(ts, *lzmaError.as<TypeObject>(), text));
  };
  switch (result) {
  case LZMA_OK:
  case LZMA_GET_CHECK:
  case LZMA_NO_CHECK:
  case LZMA_STREAM_END:
    return true;
  case LZMA_UNSUPPORTED_CHECK:
    return fail("Unsupported integrity check");
  case LZMA_MEM_ERROR:
    return raiseMemoryError(ts);
  case LZMA_MEMLIMIT_ERROR:
    return fail("Memory usage limit exceeded");
  case LZMA_FORMAT_ERROR:
    return fail("Input format not supported by decoder");
  case LZMA_OPTIONS_ERROR:
    return fail("Invalid or unsupported options");
  case LZMA_DATA_ERROR:
    return fail("Corrupt input data");
  case LZMA_BUF_ERROR:
    return fail("Insufficient buffer space");
  case LZMA_PROG_ERROR:
    return fail("Internal error");
  default:
    return raise(ts, *lzmaError.as<TypeObject>(),
                 "Unrecognized error from liblzma: {}", {int(result)});
  }
}

bool uint64Argument_py(ThreadState &ts, Value value, uint64_t &out) {
  if (!isInt(value))
    return raise(ts, types::TypeError, "an integer is required");
  int64_t number;
  if (intFitsInt64(value, number)) {
    if (number < 0)
      return raise(ts, types::OverflowError,
                   "can't convert negative int to unsigned");
    out = uint64_t(number);
    return true;
  }
  // Beyond 63 bits: what is left without the highest bit.
  Owned shift = makeInt(ts, 63);
  Owned high = binary_py(ts, BinaryOp::RShift, value, shift);
  Owned mask = makeInt(ts, INT64_MAX);
  Owned low = high ? binary_py(ts, BinaryOp::And, value, mask) : Owned();
  if (!low)
    return false;
  if (!intFitsInt64(high, number) || number != 1)
    return raise(
        ts, types::OverflowError,
        compareBool_py(ts, value, Value(smallIntWord(0)), CompareOp::Lt) > 0
            ? "can't convert negative int to unsigned"
            : "int too big to convert");
  (void)intFitsInt64(low, number);
  out = uint64_t(number) | uint64_t(1) << 63;
  return true;
}

bool uint32Argument_py(ThreadState &ts, Value value, uint32_t &out) {
  uint64_t number;
  if (!uint64Argument_py(ts, value, number))
    return false;
  out = uint32_t(number);
  return number <= UINT32_MAX ||
         raise(ts, types::OverflowError, "Value too large for uint32_t type");
}

Raised raisePreset(ThreadState &ts, uint32_t preset) {
  return raise(ts, *lzmaError.as<TypeObject>(),
               "Invalid compression preset: {}", {preset});
}

namespace {

/// filter[name] as a uint32, if it is there. False: raised.
bool option_py(ThreadState &ts, Value filter, const char *name, uint32_t &out) {
  Owned key = internText(ts, name);
  Owned value = key ? getItem_py(ts, filter, key) : Owned();
  if (value)
    return uint32Argument_py(ts, value, out);
  if (!pendingMatches(ts, types::KeyError))
    return false;
  clearException(ts);
  return true;
}

/// Is each key of the dict "id" or one of \p names?
bool knowsKeys_py(ThreadState &ts, Value filter,
                  std::initializer_list<std::string_view> names) {
  if (!isDict(filter))
    return false;
  uint64_t position = 0;
  for (Value key, value; dictNext(filter, position, key, value);) {
    bool known = isStr(key) && strText(key) == "id";
    for (std::string_view name : names)
      known |= isStr(key) && strText(key) == name;
    if (!known)
      return false;
  }
  return true;
}

/// Whatever was wrong with a filter's options.
bool refuse(ThreadState &ts, const char *kind) {
  clearException(ts);
  return raise(ts, types::ValueError, "Invalid filter specifier for {} filter",
               {kind});
}

} // namespace

bool FilterChain::lzmaOptions_py(ThreadState &ts, Value filter,
                                 lzma_options_lzma &out) {
  uint32_t preset = LZMA_PRESET_DEFAULT;
  if (!option_py(ts, filter, "preset", preset))
    return false;
  if (lzma_lzma_preset(&out, preset))
    return raisePreset(ts, preset);
  auto mode = uint32_t(out.mode), finder = uint32_t(out.mf);
  if (!knowsKeys_py(ts, filter,
                    {"preset", "dict_size", "lc", "lp", "pb", "mode",
                     "nice_len", "mf", "depth"}) ||
      !option_py(ts, filter, "dict_size", out.dict_size) ||
      !option_py(ts, filter, "lc", out.lc) ||
      !option_py(ts, filter, "lp", out.lp) ||
      !option_py(ts, filter, "pb", out.pb) ||
      !option_py(ts, filter, "mode", mode) ||
      !option_py(ts, filter, "nice_len", out.nice_len) ||
      !option_py(ts, filter, "mf", finder) ||
      !option_py(ts, filter, "depth", out.depth))
    return refuse(ts, "LZMA");
  out.mode = lzma_mode(mode);
  out.mf = lzma_match_finder(finder);
  return true;
}

bool FilterChain::add_py(ThreadState &ts, Value filter, unsigned at) {
  if (!typeOf(filter)->slots.subscript || isStr(filter))
    return raise(ts, types::TypeError,
                 "Filter specifier must be a dict or dict-like object");
  Owned key = internText(ts, "id");
  Owned id = key ? getItem_py(ts, filter, key) : Owned();
  if (!id) {
    if (pendingMatches(ts, types::KeyError)) {
      clearException(ts);
      raise(ts, types::ValueError,
            "Filter specifier must have an \"id\" entry");
    }
    return false;
  }
  uint64_t number;
  if (!uint64Argument_py(ts, id, number))
    return false;
  Options &options = options_[at];
  filters_[at] = {number, &options};
  filters_[at + 1].id = LZMA_VLI_UNKNOWN;
  switch (number) {
  case LZMA_FILTER_LZMA1:
  case LZMA_FILTER_LZMA2:
    return lzmaOptions_py(ts, filter, options.lzma);
  case LZMA_FILTER_DELTA:
    options.delta = {};
    options.delta.type = LZMA_DELTA_TYPE_BYTE;
    options.delta.dist = 1;
    return (knowsKeys_py(ts, filter, {"dist"}) &&
            option_py(ts, filter, "dist", options.delta.dist)) ||
           refuse(ts, "delta");
  case LZMA_FILTER_X86:
  case LZMA_FILTER_POWERPC:
  case LZMA_FILTER_IA64:
  case LZMA_FILTER_ARM:
  case LZMA_FILTER_ARMTHUMB:
  case LZMA_FILTER_SPARC:
    options.bcj = {};
    return (knowsKeys_py(ts, filter, {"start_offset"}) &&
            option_py(ts, filter, "start_offset", options.bcj.start_offset)) ||
           refuse(ts, "BCJ");
  default:
    return raise(ts, types::ValueError, "Invalid filter ID: {}", {number});
  }
}

bool FilterChain::parse_py(ThreadState &ts, Value sequence) {
  int64_t length = length_py(ts, sequence);
  if (length < 0)
    return false;
  if (length > LZMA_FILTERS_MAX)
    return raise(ts, types::ValueError,
                 "Too many filters - liblzma supports a maximum of {}",
                 {LZMA_FILTERS_MAX});
  filters_[0].id = LZMA_VLI_UNKNOWN;
  for (int64_t i = 0; i < length; ++i) {
    Owned index = makeInt(ts, i), filter = getItem_py(ts, sequence, index);
    if (!filter || !add_py(ts, filter, unsigned(i)))
      return false;
  }
  return true;
}

bool FilterChain::parseOne_py(ThreadState &ts, Value filter) {
  return add_py(ts, filter, 0);
}

Owned encodeProperties(ThreadState &ts, Value, const Value *args) {
  FilterChain chain;
  uint32_t size;
  if (!chain.parseOne_py(ts, args[0]) ||
      !checkLzma(ts, lzma_properties_size(&size, chain.filters())))
    return {};
  BytesObject *room = allocateBytes(ts, size);
  if (!room)
    return {};
  Owned result = Owned::steal(room);
  return checkLzma(
             ts, lzma_properties_encode(
                     chain.filters(), reinterpret_cast<uint8_t *>(room->bytes)))
             ? std::move(result)
             : Owned();
}

/// The dict of a filter that was decoded.
static Owned filterDict(ThreadState &ts, const lzma_filter &filter) {
  Owned dict = makeDict(ts);
  auto set = [&](const char *name, uint64_t value) {
    Owned key = internText(ts, name), number = makeUnsigned(ts, value);
    if (!dict || !key || !number || !dictSet_py(ts, dict, key, number))
      dict.reset();
  };
  set("id", filter.id);
  if (!filter.options)
    return dict;
  auto *lzma = static_cast<const lzma_options_lzma *>(filter.options);
  switch (filter.id) {
  case LZMA_FILTER_LZMA1:
    set("lc", lzma->lc);
    set("lp", lzma->lp);
    set("pb", lzma->pb);
    set("dict_size", lzma->dict_size);
    break;
  case LZMA_FILTER_LZMA2:
    set("dict_size", lzma->dict_size);
    break;
  case LZMA_FILTER_DELTA:
    set("dist", static_cast<const lzma_options_delta *>(filter.options)->dist);
    break;
  default:
    set("start_offset",
        static_cast<const lzma_options_bcj *>(filter.options)->start_offset);
  }
  return dict;
}

Owned decodeProperties(ThreadState &ts, Value, const Value *args) {
  lzma_filter filter = {};
  BufferView view;
  uint64_t id;
  if (!uint64Argument_py(ts, args[0], id) || !getBuffer(ts, args[1], view))
    return {};
  filter.id = id;
  lzma_ret result = lzma_properties_decode(
      &filter, nullptr, reinterpret_cast<const uint8_t *>(view.data),
      size_t(view.length));
  releaseBuffer(ts, view);
  if (!checkLzma(ts, result))
    return {};
  Owned dict = filterDict(ts, filter);
  free(filter.options);
  return dict;
}

} // namespace dxpy::compression
