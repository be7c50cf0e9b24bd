// One source file as UTF-8 with "\n" line ends and a terminating NUL, and its
// line table. Decodes by BOM and PEP 263 cookie; other codecs come from the
// embedder through DecodeHook.
#pragma once

#include "compiler/base/Codecs.h"
#include "compiler/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dxpy::base {

// Decodes `bytes` in `encoding` into UTF-8; false when it cannot, with `why` if
// it is a bad byte.
using DecodeHook = bool (*)(std::string_view encoding, std::string_view bytes,
                            std::string &utf8, std::string &why, void *context);

class SourceBuffer {
public:
  SourceBuffer() = default;

  // `bytes` as read from a file or passed to compile() as bytes.
  static Result<SourceBuffer> fromBytes(std::string_view bytes,
                                        std::string name,
                                        DecodeHook hook = nullptr,
                                        void *hookContext = nullptr);
  // `bytes` of the file that is the program: what cannot be decoded is an error
  // wherever it is.
  static Result<SourceBuffer> fromFile(std::string_view bytes, std::string name,
                                       DecodeHook hook = nullptr,
                                       void *hookContext = nullptr);
  // Text that is UTF-8 already (compile() of a str, or after PEP 263 was dealt
  // with): a cookie is ignored. Surrogates may occur, encoded in three bytes
  // each.
  static Result<SourceBuffer> fromText(std::string_view utf8, std::string name);

  std::string_view text() const { return content; }
  const std::string &name() const { return fileName; }
  // The declared encoding in canonical spelling ("utf-8", "iso-8859-1", ...).
  const std::string &encoding() const { return encodingName; }

  uint32_t lineCount() const {
    return static_cast<uint32_t>(lineStarts.size());
  }
  // Line `line` (from 1) without its newline; empty past the end.
  std::string_view line(uint32_t line) const;
  uint32_t lineStart(uint32_t line) const { return lineStarts[line - 1]; }
  // Whether the text is the program's file; CPython takes the lines of errors
  // from there.
  bool isProgramFile() const { return programFile; }

  // Ends the last line as the others, as CPython does for whole files.
  void terminateLastLine();

  // Whether CPython counts the offsets of errors in bytes: for bytes that
  // declare no encoding.
  bool offsetsInBytes() const { return undeclaredBytes; }

  // The text as it was, when it should be UTF-8 and is not; else empty. In
  // text() letters stand for what is invalid, byte for byte; it is an error
  // where it is part of a token.
  std::string_view undecoded() const { return original; }

  // The line (from 1) that holds byte `offset`.
  uint32_t lineOf(uint32_t offset) const;

private:
  static Result<SourceBuffer> fromUtf8(std::string text, std::string name);
  static Result<SourceBuffer> finish(std::string utf8, std::string name,
                                     std::string encoding);

  std::string content;
  std::string fileName;
  std::string encodingName = "utf-8";
  std::vector<uint32_t> lineStarts;
  std::string original;
  bool undeclaredBytes = false;
  bool programFile = false;
  bool endsInCrLf = false; // CPython gives such a text one more newline
};

} // namespace dxpy::base
