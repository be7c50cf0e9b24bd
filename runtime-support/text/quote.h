// repr() and ascii() of str, repr() of bytes: the quotes and the escapes.
#ifndef DXPY_RUNTIME_TEXT_QUOTE_H
#define DXPY_RUNTIME_TEXT_QUOTE_H

#include "runtime-support/text/utf8.h"

namespace dxpy::text {

/// What stays as it is besides printable ASCII.
enum class Quoting : std::uint8_t { repr, ascii };

TextSize quotedSize(std::string_view text, Quoting quoting);
/// out: quotedSize().bytes.
void quote(std::string_view text, Quoting quoting, char *out);

/// b'...', for bytes and inside bytearray(...).
std::size_t quotedBytesSize(std::string_view bytes);
void quoteBytes(std::string_view bytes, char *out);

/// str.isprintable and str.isidentifier.
bool isPrintable(std::string_view text);
bool isIdentifier(std::string_view text);

} // namespace dxpy::text

#endif
