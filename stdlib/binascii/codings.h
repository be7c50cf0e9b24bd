// The codings of module binascii on plain bytes.
#pragma once
#include "runtime-support/memory/raw.h"
#include <cstdint>
#include <string_view>

namespace dxpy::binary_text {

/// Bytes under construction, within the room that was asked for.
class Bytes {
public:
  explicit Bytes(size_t room)
      : data_(static_cast<char *>(rawAllocate(room + 1))) {}
  ~Bytes() { rawFree(data_); }
  Bytes(const Bytes &) = delete;
  explicit operator bool() const { return data_ != nullptr; }
  void add(unsigned byte) { data_[size_++] = char(byte); }
  char &last() { return data_[size_ - 1]; }
  std::string_view view() const { return {data_, size_}; }

private:
  char *data_;
  size_t size_ = 0;
};

/// What is wrong with an input; null: nothing.
using Fault = const char *;

constexpr size_t base64Room(size_t size) { return size / 3 * 4 + 8; }
void encodeBase64(Bytes &out, std::string_view data, bool newline);
/// \p count is set for the fault that names it.
Fault decodeBase64(Bytes &out, std::string_view text, bool strict,
                   size_t &count);
extern const char oneCharacterTooMany[];

constexpr size_t uuRoom(size_t size) { return size * 2 + 8; }
/// At most 45 bytes.
void encodeUu(Bytes &out, std::string_view data, bool backtick);
constexpr size_t kUuDecodedRoom = 64;
Fault decodeUu(Bytes &out, std::string_view text);

constexpr size_t quotedRoom(size_t size) { return size * 6 + 8; }
void encodeQuoted(Bytes &out, std::string_view data, bool quoteTabs,
                  bool isText, bool header);
/// Not longer than the text.
void decodeQuoted(Bytes &out, std::string_view text, bool header);

uint32_t crc32(uint32_t crc, std::string_view data);
uint16_t crcCcitt(uint16_t crc, std::string_view data);

} // namespace dxpy::binary_text
