// The codecs that source files may be in without help from the embedder: UTF-8,
// ASCII, Latin-1 and the common single-byte code pages (CodePages.def).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dxpy::base {

struct Utf8Problem {
  uint32_t offset = ~uint32_t(0);
  uint32_t length = 0;
  const char *reason = "";
  bool found() const { return offset != ~uint32_t(0); }
};

// The first byte that is not valid UTF-8, with CPython's words for why.
Utf8Problem findInvalidUtf8(std::string_view bytes);

// Two hexadecimal digits.
std::string hexByte(char byte);

// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte", for
// a problem in `bytes`.
std::string describeInvalidUtf8(std::string_view bytes,
                                const Utf8Problem &problem);

enum class DecodeOutcome : uint8_t { Decoded, Invalid, UnknownCodec };

// Decodes by any spelling of a known codec's name; `why` is set for Invalid.
DecodeOutcome decodeKnown(std::string_view encoding, std::string_view bytes,
                          std::string &utf8, std::string &why);

} // namespace dxpy::base
