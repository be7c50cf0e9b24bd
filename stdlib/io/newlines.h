// Newlines of text streams: what decoding makes of them, and where a line ends.
#pragma once
#include "stdlib/io/io.h"

namespace dxpy::io {

/// The newline argument of a text stream: None, "", "\n", "\r" or "\r\n".
enum class NewlineMode : uint8_t { Translate, Universal, Lf, Cr, CrLf };
/// The mode of the argument; null and None are Translate. False: raised, with
/// the argument's repr if \p shown.
bool parseNewline(ThreadState &ts, Value argument, NewlineMode &mode,
                  bool shown = false);
inline bool isUniversal(NewlineMode mode) {
  return mode <= NewlineMode::Universal;
}
/// What "\n" becomes when it is written; empty: itself.
std::string_view writtenNewline(NewlineMode mode);

/// IncrementalNewlineDecoder without its decoder.
struct NewlineDecoder {
  bool translate = false, pendingReturn = false;
  uint8_t seen = 0; ///< 1 "\r", 2 "\n", 4 "\r\n"
  /// A "\r" at the end waits for what follows unless \p final.
  Owned decode(ThreadState &ts, Owned text, bool final);
  /// None, a str or a tuple.
  Owned newlines(ThreadState &ts) const;
};

/// The end of the first line in \p text, 0 if it is not there. In Universal
/// mode the decoder sees to it that no "\n" follows a "\r" at the very end.
size_t lineEnd(NewlineMode mode, std::string_view text);

/// Bytes of the first \p count characters of UTF-8.
size_t bytesOfCharacters(std::string_view text, int64_t count);
int64_t countCharacters(std::string_view text);

} // namespace dxpy::io
