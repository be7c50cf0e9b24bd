// The other codecs that are native: ASCII, Latin-1, UTF-16 and UTF-32, to and
// from the runtime's UTF-8. Each call goes on to the end or to the first thing
// that it cannot convert, and tells where that is as CPython's exceptions do;
// the caller runs the error handler and calls again behind it.
#ifndef DXPY_RUNTIME_TEXT_CODECS_H
#define DXPY_RUNTIME_TEXT_CODECS_H

#include "runtime-support/text/utf8.h"

namespace dxpy::text {

enum class ByteOrder : std::uint8_t { little, big };

struct Decoded {
  std::size_t consumed = 0; ///< bytes read, from the start of the input
  TextSize written;
  DecodeError
      error; ///< positions from the start of the input; reason null if none
};

/// Each byte is a character. out: 2 * bytes.size().
Decoded decodeLatin1(std::string_view bytes, std::size_t from, char *out);
/// out: bytes.size().
Decoded decodeAscii(std::string_view bytes, std::size_t from, char *out);
/// out: bytes.size() / 2 * 3. If not `final`, an unfinished character at the
/// end is left.
Decoded decodeUtf16(std::string_view bytes, std::size_t from, ByteOrder order,
                    bool final, char *out);
/// out: bytes.size().
Decoded decodeUtf32(std::string_view bytes, std::size_t from, ByteOrder order,
                    bool final, char *out);

struct Encoded {
  TextSize consumed; ///< text read, from where the call started
  std::size_t written = 0;
  /// What could not be encoded, directly behind `consumed`; no characters if
  /// there was no error.
  TextSize rejected;
  const char *reason = nullptr;
};

/// out: text.size().
Encoded encodeLatin1(std::string_view text, std::size_t from, char *out);
Encoded encodeAscii(std::string_view text, std::size_t from, char *out);
/// Strict UTF-8: rejects surrogates. out: text.size().
Encoded encodeUtf8(std::string_view text, std::size_t from, char *out);
/// out: 2 * text.size().
Encoded encodeUtf16(std::string_view text, std::size_t from, ByteOrder order,
                    char *out);
/// out: 4 * characters.
Encoded encodeUtf32(std::string_view text, std::size_t from, ByteOrder order,
                    char *out);

} // namespace dxpy::text

#endif
